//! Times as they are told: one line of text that is read as it is typed, and a calendar beside it. And the zones they are told in.

use super::complete::{Answer, Ask, MOST, Offer};
use super::form::Form;
use super::text::lower;
use crate::kit::{self, Icon, Tone};
use crate::model::When;
use crate::model::when::{self, ZonedTime};
use crate::query::anchor::{Anchor, Origin};
use chrono::NaiveDate;
use chrono_tz::Tz;
use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Sense, SetOpenCommand, TextEdit, Ui, UiBuilder, Vec2};

impl Form<'_, '_> {
    /// When something is. Words count from `anchor`; `zone` is whose clocks a time without a place means, none while nothing says it.
    pub(super) fn when(&mut self, ui: &mut Ui, field: &str, label: &str, anchor: Anchor, zone: Option<Tz>, value: &mut When) {
        let key = self.key(field);
        let id = self.id(&key);
        let known = if value.is_unknown() { String::new() } else { value.words_to_edit() };
        let mut text = self.draft(&key, &known);
        let (context, today) = (anchor.context(zone), self.view_ctx.today());
        let why_it_waits = self.why_it_waits(&key, &known);
        let waits = why_it_waits.is_some();
        let spot = label_with_spot(ui, label);
        self.take_alt_enter(ui, &key);
        let wants_month = ui.memory(|memory| memory.has_focus(id)) && kit::take_key(ui, Modifiers::ALT, Key::ArrowDown) > 0;
        let shown = kit::text_field(label, &mut text)
            .hide_label()
            .hint("Day, time, month, or words as said")
            .problem(why_it_waits)
            .id(id)
            .show(ui);
        self.may_focus(&key, &shown.response);
        let day = first_day(value);
        let picked = button_at(ui, spot, id.with("calendar"), |ui| {
            self.calendar_ui(ui, (id, label), wants_month, (day, days(value)), today)
        });
        let picked = picked.map(|day| on_day(day, value));

        let focused = shown.response.has_focus();
        let left_by_escape = shown.ended && kit::keys::pressed(ui, Modifiers::NONE, Key::Escape);
        if left_by_escape {
            text.clone_from(&known);
        }
        let mut answer = picked;
        if text != known {
            let reading = when::parse(&text, context);
            let ((), heard) = kit::access::heard(ui, |ui| self.reading_ui(ui, &text, &reading, anchor));
            kit::access::say_settled(ui, ("reading", id), &heard.join(". "), kit::access::TYPED);
            if shown.submitted || (!focused && !waits) || (shown.ended && !left_by_escape) {
                answer = answer.or(Some(reading.when));
            }
        } else if let When::At { start, .. } = value
            && start.zone != self.zone()
        {
            ui.add(kit::text(start.words_for(self.zone())).weak().caption());
        } else if let Some(words) = value.lacks_zone() {
            ui.add(kit::text(words).caption().color(kit::tokens(ui).tone(Tone::Warning).text));
        }
        self.read_again_ui(ui, &key, value);
        if shown.ended {
            self.ended();
        }
        shown.stay();
        match answer {
            Some(when) => {
                if when == *value {
                    self.drop_draft(&key);
                } else {
                    self.remember_words(&key, &text, &when);
                    *value = when;
                    if shown.submitted {
                        // What it was read as is another text: the caret goes on behind it, where a zone is written.
                        put_caret_at_end(ui, id, &value.words_to_edit());
                    }
                    self.changed(format!("change {}", lower(label)));
                    self.keep_proposed(&key, &known, text);
                }
            }
            None => self.keep_draft(&key, &known, text),
        }
    }

    /// How what is being typed is read, and from which day it counts. A text that was not wholly understood has no date.
    fn reading_ui(&self, ui: &mut Ui, text: &str, reading: &when::Reading, anchor: Anchor) {
        if !reading.is_whole() {
            let unread: Vec<String> =
                reading.not_understood.iter().filter_map(|at| Some(format!("“{}”", text.get(at.clone())?))).collect();
            let words = format!("Kept as words, without a date. Not understood: {}", unread.join(", "));
            ui.add(kit::text(words.as_str()).caption().color(kit::tokens(ui).tone(Tone::Warning).text));
            if let Some(note) = &reading.note {
                ui.add(kit::text(note.as_str()).caption().weak());
            }
            return;
        }
        let mut words = reading.when.words();
        if let When::At { start, .. } = &reading.when
            && start.zone != self.zone()
        {
            words = format!("{words} · {}", start.words_for(self.zone()));
        }
        ui.add(kit::text(format!("Read as {words}")).caption().color(kit::tokens(ui).accent));
        if let Some(note) = &reading.note {
            let note = kit::text(note.as_str()).caption();
            let is_open = reading.hour_without_zone.is_some();
            ui.add(if is_open { note.color(kit::tokens(ui).tone(Tone::Warning).text) } else { note.weak() });
        }
        if reading.year_is_supplied {
            ui.add(kit::text("No year is written. In quotation marks it stays without one.").caption().weak());
        }
        if reading.counted && anchor.origin != Origin::Today {
            ui.add(kit::text(anchor.words()).caption().weak());
        }
    }

    /// The button that opens a month, and the day taken from it. No stop of the Tab key: Alt+Down in the field does the same. The
    /// month takes the focus, and gives it back to the field.
    fn calendar_ui(
        &mut self,
        ui: &mut Ui,
        (of, label): (Id, &str),
        wanted: bool,
        (day, span): (Option<NaiveDate>, Option<(NaiveDate, NaiveDate)>),
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        let name = format!("Calendar for {}", lower(label));
        let tooltip = format!("{name} (Alt+Down)");
        let button = ui.add(kit::icon_button(Icon::Calendar, &name).small().by_pointer().tooltip(&tooltip));
        let popup = Popup::default_response_id(&button);
        let was_open = Popup::is_id_open(ui.ctx(), popup);
        let opens = !was_open && (wanted || button.clicked());
        if opens {
            self.state.calendar = Some((of, day.unwrap_or(today)));
        }
        let left = was_open && kit::take_key(ui, Modifiers::NONE, Key::Escape) > 0;
        let tab = |modifiers| kit::keys::pressed(ui, modifiers, Key::Tab);
        let passed = was_open && (tab(Modifiers::NONE) || tab(Modifiers::SHIFT));
        let closes = was_open && (left || button.clicked());
        if left || (closes && button.clicked()) {
            ui.memory_mut(|memory| memory.request_focus(of));
        }
        let month = match self.state.calendar {
            Some((open, month)) if open == of => month,
            _ => day.unwrap_or(today),
        };
        let shown = Popup::from_response(&button)
            .open_memory((opens || closes).then_some(SetOpenCommand::Bool(opens)))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(name.as_str())
            .show(|ui| {
                ui.set_width(264.0);
                kit::month(month).today(today).selected(day).span(span).take_focus(opens).show(ui, |_| Vec::new())
            });
        // It is drawn once more, so that Tab leads on from its day.
        if passed {
            Popup::close_id(ui.ctx(), popup);
        }
        let action = shown?.inner?;
        match action {
            kit::MonthAction::Show(month) => {
                self.state.calendar = Some((of, month));
                None
            }
            kit::MonthAction::Day(day) | kit::MonthAction::Item(day, _) => {
                Popup::close_id(ui.ctx(), popup);
                ui.memory_mut(|memory| memory.request_focus(of));
                Some(day)
            }
        }
    }

    /// A time zone, found by a city, an abbreviation or a distance from UTC.
    pub(super) fn zone_of(&mut self, ui: &mut Ui, field: &str, label: &str, hint: &str, value: &mut Option<Tz>) {
        let current = value.map(when::zone_name).unwrap_or_default();
        let ask = Ask { field, label, current: &current, hint, clearable: true, ..Ask::default() };
        let (reader, now) = (self.zone(), self.view_ctx.now);
        let answer = self.complete(ui, &ask, |query| zone_offers(query, reader, now));
        let zone = match answer {
            Some(Answer::Offer(zone)) => Some(zone),
            Some(Answer::Cleared) => None,
            _ => return,
        };
        if zone != *value {
            *value = zone;
            self.changed(format!("change {}", lower(label)));
        }
    }
}

/// The zones that fit what is typed: first what it means in full.
fn zone_offers(query: &str, reader: Tz, now: chrono::DateTime<chrono::Utc>) -> Vec<Offer<Tz>> {
    use chrono::{Offset, TimeZone};
    let offer = |zone: Tz, label: String, exact: bool| Offer {
        value: zone,
        label,
        detail: when::offset_words(zone.offset_from_utc_datetime(&now.naive_utc()).fix()),
        tooltip: zone.name().to_owned(),
        exact,
    };
    let mut offers: Vec<Offer<Tz>> = Vec::new();
    if let Some(found) = when::find_zone(query, reader) {
        offers.push(offer(found.zone, when::zone_name(found.zone), true));
        offers.extend(found.others.into_iter().map(|zone| offer(zone, when::zone_name(zone), false)));
    }
    for choice in when::zones_matching(query, MOST) {
        if offers.iter().all(|offer| offer.value != choice.zone) {
            offers.push(offer(choice.zone, choice.label, false));
        }
    }
    offers
}

fn put_caret_at_end(ui: &Ui, id: Id, text: &str) {
    let end = CCursor::new(CharIndex(text.chars().count()));
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// A label with room for a small button at its right, whose keys are those of the field.
pub(super) fn label_with_spot(ui: &mut Ui, label: &str) -> Rect {
    let row = ui.horizontal(|ui| {
        let room = ui.available_width() - kit::height::SMALL - ui.spacing().item_spacing.x;
        ui.scope(|ui| {
            ui.set_width(room.max(0.0));
            ui.add(kit::text(label).weak().small().truncate());
        });
        ui.allocate_exact_size(Vec2::splat(kit::height::SMALL), Sense::hover()).0
    });
    // The button is higher than a label, and its field stays as near as any.
    ui.add_space(-kit::space::XS);
    row.inner
}

/// Draws the button in the room kept for it.
pub(super) fn button_at<R>(ui: &mut Ui, spot: Rect, salt: Id, button: impl FnOnce(&mut Ui) -> R) -> R {
    button(&mut ui.new_child(UiBuilder::new().scope_id(salt).max_rect(spot)))
}

/// That day; an exact time keeps its hour.
fn on_day(day: NaiveDate, value: &When) -> When {
    match value {
        When::At { start, minutes } => {
            When::At { start: ZonedTime::new(day.and_time(start.local.time()), start.zone), minutes: *minutes }
        }
        _ => When::Day(day),
    }
}

/// The days that a calendar marks: all of a span, and all that a month or a window leaves open.
fn days(when: &When) -> Option<(NaiveDate, NaiveDate)> {
    when.earliest_day(Tz::UTC).zip(when.latest_day(Tz::UTC)).filter(|_| !matches!(when, When::At { .. }))
}

fn first_day(when: &When) -> Option<NaiveDate> {
    match when {
        When::At { start, .. } => Some(start.local.date()),
        When::Day(day) => Some(*day),
        When::Span { first, .. } => Some(*first),
        When::Month { year, month } => NaiveDate::from_ymd_opt(*year, *month, 1),
        When::Window { earliest, latest, .. } => earliest.or(*latest),
        When::Unknown => None,
    }
}
