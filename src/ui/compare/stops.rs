//! The rounds as places to stop at, and the track along which one goes through them.

use crate::kit::{self, Icon, fonts, size, space};
use crate::model::{NegotiationId, Workspace};
use crate::query::position::AsOf;
use crate::query::{names, rounds};
use egui::{Align2, EventFilter, Key, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};
use std::collections::BTreeSet;

/// A point in the talks as of which positions are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The cut-off.
    pub as_of: AsOf,
    /// What it is called.
    pub name: String,
    /// Its shortest name, for the track.
    pub short: String,
    /// Its date in few words.
    pub date: String,
}

impl Stop {
    /// Name and date.
    pub fn words(&self) -> String {
        if self.date.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.date) }
    }
}

/// How many letters of a name fit under a tick.
const SHORT: usize = 18;

/// The rounds that took place or at which something was said, oldest first, and now.
pub fn stops(workspace: &Workspace, negotiation: NegotiationId) -> Vec<Stop> {
    let spoken: BTreeSet<_> = workspace.statements_of(negotiation).filter_map(|statement| statement.round).collect();
    let rounds = rounds::in_order(workspace, negotiation);
    let stop = |round: &crate::model::Round| {
        let (name, town) = (names::round_title(round), names::town(&round.venue));
        Stop {
            as_of: AsOf::Round(round.id),
            short: if town.is_empty() || name.chars().count() <= SHORT { name.clone() } else { town },
            name,
            date: if round.schedule.when.is_unknown() { String::new() } else { round.schedule.when.short_words() },
        }
    };
    let held = rounds.into_iter().filter(|round| rounds::took_place(round) || spoken.contains(&round.id));
    let now = Stop { as_of: AsOf::Now, name: "Now".to_owned(), short: "Now".to_owned(), date: String::new() };
    held.map(stop).chain([now]).collect()
}

/// The index of a cut-off among the stops; of the last, if it is none of them any more.
pub fn index_of(stops: &[Stop], as_of: AsOf) -> usize {
    stops.iter().position(|stop| stop.as_of == as_of).unwrap_or(stops.len().saturating_sub(1))
}

/// The least room for the words under a tick.
const WORDS: f32 = 64.0;

/// A line with a tick for each stop and buttons to the previous and the next: click, drag, or arrow keys. Returns the stop chosen.
pub fn track_ui(ui: &mut Ui, name: &str, stops: &[Stop], at: usize) -> Option<usize> {
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
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 54.0), Sense::click_and_drag());
    let here = stops.get(at)?;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Slider, ui.is_enabled(), name);
        info.current_text_value = Some(here.words());
        info
    });
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

fn paint(ui: &Ui, response: &Response, rect: Rect, stops: &[Stop], at: usize, share: f32, x_of: impl Fn(usize) -> f32) {
    let t = kit::tokens(ui);
    let y = rect.top() + kit::height::CONTROL / 2.0;
    let last = stops.len() - 1;
    let painter = ui.painter();
    painter.hline(x_of(0)..=x_of(last), y, Stroke::new(2.0, t.line_strong));
    painter.hline(x_of(0)..=x_of(at), y, Stroke::new(3.0, t.accent));
    // Where the ticks are too close for words, those at the ends and the chosen one still have theirs.
    let step = (WORDS / share).ceil().max(1.0) as usize;
    for (i, stop) in stops.iter().enumerate() {
        let x = x_of(i);
        let center = egui::pos2(x, y);
        if i == at {
            painter.circle(center, 7.0, t.accent, Stroke::new(2.0, t.page));
            if response.has_focus() || response.hovered() {
                painter.circle_stroke(center, 9.0, Stroke::new(2.0, if response.has_focus() { t.accent } else { t.line_strong }));
            }
        } else {
            painter.circle(center, 4.0, t.page, Stroke::new(2.0, if i < at { t.accent } else { t.line_strong }));
        }
        let far = at.abs_diff(i) >= step;
        let named = i == at || far && (i == 0 || i == last || (i % step == 0 && last - i >= step));
        if !named {
            continue;
        }
        let room = share * step as f32 - space::XS;
        let (ink, font) =
            if i == at { (t.text_strong, fonts::semibold(size::CAPTION)) } else { (t.text_weak, fonts::regular(size::CAPTION)) };
        for (line, words) in [&stop.short, &stop.date].into_iter().enumerate() {
            let job = {
                let mut job = egui::text::LayoutJob::simple(kit::visual(words).into_owned(), font.clone(), ink, room);
                job.wrap.max_rows = 1;
                job.break_on_newline = false;
                job
            };
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            let place = Align2::CENTER_TOP.anchor_size(egui::pos2(x, y + 10.0 + 14.0 * line as f32), galley.size());
            let left = place.left().clamp(rect.left(), (rect.right() - galley.size().x).max(rect.left()));
            painter.galley(egui::pos2(left, place.top()), galley, ink);
        }
    }
}
