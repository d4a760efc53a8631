//! The rounds as places to stop at, and the track along which one goes through them.

use crate::kit::{self, Icon, fonts, size, space};
use crate::model::{NegotiationId, Workspace};
use crate::query::position::AsOf;
use crate::query::{names, rounds};
use chrono::Datelike as _;
use egui::{EventFilter, Key, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};
use std::collections::BTreeSet;

/// A point in the talks as of which positions are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    /// The cut-off.
    pub as_of: AsOf,
    /// What it is called.
    pub name: String,
    /// Its shortest name, for the track.
    pub short: String,
    /// Its date in few words.
    pub date: String,
    /// The year in which it begins.
    pub year: Option<i32>,
}

impl Stop {
    /// Name and date.
    pub(crate) fn words(&self) -> String {
        if self.date.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.date) }
    }
}

/// How many letters of a name fit under a tick.
const SHORT: usize = 18;

/// The rounds that took place or at which something was said, oldest first, and now.
pub(crate) fn stops(workspace: &Workspace, negotiation: NegotiationId) -> Vec<Stop> {
    let spoken: BTreeSet<_> = workspace.statements_of(negotiation).filter_map(|statement| statement.round).collect();
    let rounds = rounds::in_order(workspace, negotiation);
    let stop = |round: &crate::model::Round| {
        let (name, town) = (names::round_title(round), names::town(&round.venue));
        Stop {
            as_of: AsOf::Round(round.id),
            short: if town.is_empty() || name.chars().count() <= SHORT { name.clone() } else { town },
            name,
            date: if round.schedule.when.is_unknown() { String::new() } else { round.schedule.when.short_words() },
            year: round.schedule.when.earliest_day(round.zone.unwrap_or(chrono_tz::UTC)).map(|day| day.year()),
        }
    };
    let held = rounds.into_iter().filter(|round| rounds::took_place(round) || spoken.contains(&round.id));
    let now = Stop { as_of: AsOf::Now, name: "Now".to_owned(), short: "Now".to_owned(), date: String::new(), year: None };
    held.map(stop).chain([now]).collect()
}

/// The index of a cut-off among the stops; of the last, if it is none of them any more.
pub(super) fn index_of(stops: &[Stop], as_of: AsOf) -> usize {
    stops.iter().position(|stop| stop.as_of == as_of).unwrap_or(stops.len().saturating_sub(1))
}

/// The least room between the words under two ticks.
const BETWEEN: f32 = 10.0;

/// The room over the line for the years.
const YEARS: f32 = 14.0;

/// A line with a tick for each stop and buttons to the previous and the next: click, drag, or arrow keys. Returns the stop chosen.
pub(super) fn track_ui(ui: &mut Ui, name: &str, stops: &[Stop], at: usize) -> Option<usize> {
    let last = stops.len().checked_sub(1)?;
    let mut to = at;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if ui.add(kit::icon_button(Icon::ChevronLeft, "Previous round").enabled(at > 0)).clicked() {
            to = at.saturating_sub(1);
        }
        let beside = kit::height::CONTROL + space::S;
        let width = (ui.available_width() - beside).clamp(120.0, 150.0 * (last + 1) as f32);
        to = line_ui(ui, name, stops, at, width).unwrap_or(to);
        if ui.add(kit::icon_button(Icon::ChevronRight, "Next round").enabled(at < last)).clicked() {
            to = at + 1;
        }
    });
    (to != at).then_some(to.min(last))
}

fn line_ui(ui: &mut Ui, name: &str, stops: &[Stop], at: usize, width: f32) -> Option<usize> {
    let over = if years(stops).is_empty() { 0.0 } else { YEARS };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 54.0 + over), Sense::click_and_drag());
    let here = stops.get(at)?;
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, ui.is_enabled(), name));
    kit::access::value(&response, &here.words());
    let last = stops.len() - 1;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(1.0);
        node.set_max_numeric_value(stops.len() as f64);
        node.set_numeric_value(at as f64 + 1.0);
        node.set_numeric_value_step(1.0);
    });
    let share = rect.width() / stops.len() as f32;
    let x_of = |stop: usize| rect.left() + share * (stop as f32 + 0.5);
    let stop_at = |x: f32| (((x - rect.left()) / share).floor().max(0.0) as usize).min(last);
    paint(ui, &response, rect, stops, at, share, x_of);

    let mut to = at;
    if let Some(pointer) = response.interact_pointer_pos() {
        to = stop_at(pointer.x);
    }
    if let Some(pointer) = response.hover_pos()
        && let Some(stop) = stops.get(stop_at(pointer.x))
    {
        response.clone().on_hover_text_at_pointer(kit::visual(&stop.words()).as_ref());
    }
    if response.clicked() || response.dragged() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key: Key, action| {
            kit::keys::count(ui, egui::Modifiers::NONE, key)
                + ui.input(|input| input.num_accesskit_action_requests(response.id, action))
        };
        let fore = pressed(Key::ArrowRight, egui::accesskit::Action::Increment);
        let back = pressed(Key::ArrowLeft, egui::accesskit::Action::Decrement);
        to = (to + fore).saturating_sub(back).min(last);
        if kit::keys::pressed(ui, egui::Modifiers::NONE, Key::Home) {
            to = 0;
        }
        if kit::keys::pressed(ui, egui::Modifiers::NONE, Key::End) {
            to = last;
        }
    }
    (to != at).then_some(to)
}

/// Where another year begins, by the stop that is the first of it; nothing where all are of one year.
fn years(stops: &[Stop]) -> Vec<(usize, i32)> {
    let mut years: Vec<(usize, i32)> = Vec::new();
    for (at, stop) in stops.iter().enumerate() {
        if let Some(year) = stop.year
            && years.last().is_none_or(|(_, last)| *last != year)
        {
            years.push((at, year));
        }
    }
    if years.len() > 1 { years } else { Vec::new() }
}

/// In which order the stops get their words: the one at hand, both ends, and then every other, far ones before near ones, so that what
/// is named is spread over the line.
fn by_weight(count: usize, at: usize) -> Vec<usize> {
    let mut order = vec![at, count.saturating_sub(1), 0];
    let mut step = count.next_power_of_two();
    while step > 0 {
        order.extend((0..count).step_by(step));
        step /= 2;
    }
    let mut seen = BTreeSet::new();
    order.retain(|stop| seen.insert(*stop));
    order
}

fn paint(ui: &Ui, response: &Response, rect: Rect, stops: &[Stop], at: usize, share: f32, x_of: impl Fn(usize) -> f32) {
    let t = kit::tokens(ui);
    let years = years(stops);
    let over = if years.is_empty() { 0.0 } else { YEARS };
    let y = rect.top() + over + kit::height::CONTROL / 2.0;
    let last = stops.len() - 1;
    let painter = ui.painter();
    let caption = fonts::regular(size::CAPTION);
    let mut free = f32::NEG_INFINITY;
    for (first, year) in years {
        let x = (x_of(first) - share / 2.0).max(rect.left());
        painter.vline(x, rect.top() + 2.0..=y, Stroke::new(1.0, t.line_strong));
        let galley = painter.layout_no_wrap(year.to_string(), caption.clone(), t.text_weak);
        if x + space::XS >= free {
            free = x + space::XS + galley.size().x + space::XS;
            painter.galley(egui::pos2(x + space::XS, rect.top()), galley, t.text_weak);
        }
    }
    painter.hline(x_of(0)..=x_of(last), y, Stroke::new(2.0, t.line_strong));
    painter.hline(x_of(0)..=x_of(at), y, Stroke::new(3.0, t.accent));
    for i in 0..stops.len() {
        let center = egui::pos2(x_of(i), y);
        if i == at {
            painter.circle(center, 7.0, t.accent, Stroke::new(2.0, t.page));
            if response.has_focus() || response.hovered() {
                painter.circle_stroke(center, 9.0, Stroke::new(2.0, if response.has_focus() { t.accent } else { t.line_strong }));
            }
        } else {
            painter.circle(center, 4.0, t.page, Stroke::new(2.0, if i < at { t.accent } else { t.line_strong }));
        }
    }
    // Words stand only where they fit whole beside those that matter more.
    let mut taken: Vec<egui::Rangef> = Vec::new();
    for i in by_weight(stops.len(), at) {
        let Some(stop) = stops.get(i) else { continue };
        let (ink, font) = if i == at { (t.text_strong, fonts::semibold(size::CAPTION)) } else { (t.text_weak, caption.clone()) };
        let lines = [&stop.short, &stop.date].map(|words| {
            let mut job = egui::text::LayoutJob::simple(kit::visual(words).into_owned(), font.clone(), ink, MOST_WORDS);
            job.wrap.max_rows = 1;
            job.break_on_newline = false;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        });
        let width = lines.iter().map(|line| line.size().x).fold(0.0, f32::max);
        let left = (x_of(i) - width / 2.0).clamp(rect.left(), (rect.right() - width).max(rect.left()));
        let place = egui::Rangef::new(left, left + width);
        if taken.iter().any(|other| place.min < other.max + BETWEEN && other.min < place.max + BETWEEN) {
            continue;
        }
        taken.push(place);
        for (line, galley) in lines.into_iter().enumerate() {
            let left = left + (width - galley.size().x) / 2.0;
            painter.galley(egui::pos2(left, y + 10.0 + 14.0 * line as f32), galley, ink);
        }
    }
}

/// The most width of the words under a tick.
const MOST_WORDS: f32 = 150.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(year: Option<i32>) -> Stop {
        Stop { as_of: AsOf::Now, name: String::new(), short: String::new(), date: String::new(), year }
    }

    #[test]
    fn years_are_told_where_there_are_several() {
        let stops: Vec<Stop> = [Some(2024), Some(2024), Some(2025), None, Some(2026)].map(stop).into();
        assert_eq!(years(&stops), [(0, 2024), (2, 2025), (4, 2026)]);
        assert_eq!(years(&[stop(Some(2025)), stop(Some(2025)), stop(None)]), []);
    }

    #[test]
    fn the_stop_at_hand_and_both_ends_are_named_first() {
        assert_eq!(by_weight(5, 2), [2, 4, 0, 1, 3]);
        assert_eq!(by_weight(1, 0), [0]);
        assert_eq!(by_weight(40, 7).len(), 40);
    }
}
