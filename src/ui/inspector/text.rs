//! Fields that are typed: text, whole numbers, days; and a box to tick.

use super::complete::select_all;
use super::form::Form;
use crate::kit;
use crate::model::when;
use chrono::NaiveDate;
use egui::{Align, Key, Layout, Modifiers, Ui};

/// How a text field looks.
#[derive(Clone, Copy, Default)]
pub(super) struct TextOptions<'a> {
    pub hint: &'a str,
    /// Lines; 0 and 1 are a single line.
    pub rows: usize,
    pub hide_label: bool,
}

/// The bounds of a number that has none.
const ANY_NUMBER: (u32, u32) = (0, u32::MAX);

/// Said under a field whose text was refused.
pub(super) const NOT_TAKEN: &str = "Not in the record yet; the last line of the window says why";
/// Said under a field whose text was typed before the program was last started.
pub(super) const CAME_BACK: &str = "Typed before and not in the record yet; Enter puts it in";

impl Form<'_, '_> {
    /// A line of text.
    pub(super) fn text(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut String) {
        self.text_as(ui, field, label, TextOptions::default(), value);
    }

    /// A line of text, with what an answer looks like. Says whether Enter was pressed.
    pub(super) fn text_hint(&mut self, ui: &mut Ui, field: &str, label: &str, hint: &str, value: &mut String) -> bool {
        self.text_as(ui, field, label, TextOptions { hint, ..TextOptions::default() }, value)
    }

    /// Several lines of text.
    pub(super) fn prose(&mut self, ui: &mut Ui, field: &str, label: &str, hint: &str, value: &mut String) {
        self.text_as(ui, field, label, TextOptions { hint, rows: 2, ..TextOptions::default() }, value);
    }

    /// A text in the options given. Every word typed is an undo step. Says whether Enter was pressed in a single line.
    pub(super) fn text_as(
        &mut self,
        ui: &mut Ui,
        field: &str,
        label: &str,
        options: TextOptions<'_>,
        value: &mut String,
    ) -> bool {
        let key = self.key(field);
        let id = self.id(&key);
        let mut text = self.draft(&key, value);
        let refused = text != *value;
        self.take_alt_enter(ui, &key);
        let focused = ui.memory(|memory| memory.has_focus(id));
        if focused && self.state.replaced.take_if(|of| *of == (self.record, key.clone())).is_some() {
            select_all(ui, id, &text);
        }
        let mut edit = kit::text_field(label, &mut text)
            .hint(options.hint)
            .id(id)
            .problem(refused.then(|| self.why_it_waits(&key, value).unwrap_or(NOT_TAKEN)));
        if options.rows > 1 {
            edit = edit.rows(options.rows);
        }
        if options.hide_label {
            edit = edit.hide_label();
        }
        let shown = edit.show(ui);
        self.may_focus(&key, &shown.response);
        shown.stay();
        let left_by_escape = shown.ended && kit::keys::pressed(ui, Modifiers::NONE, Key::Escape);
        if shown.ended {
            self.ended();
        }
        if left_by_escape {
            text.clone_from(value);
        }
        self.keep_draft(&key, value, text.clone());
        if shown.changed || (shown.ended && refused && !left_by_escape) {
            let what = if label.is_empty() { field } else { label };
            self.typed(format!("change {}", lower(what)), &key, (value.as_str(), &text));
            *value = text;
        }
        shown.submitted
    }

    /// A whole number, or nothing.
    pub(super) fn number(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<u32>) {
        self.number_within(ui, field, label, ANY_NUMBER, value);
    }

    /// A whole number within bounds, or nothing.
    pub(super) fn number_within(&mut self, ui: &mut Ui, field: &str, label: &str, bounds: (u32, u32), value: &mut Option<u32>) {
        let key = self.key(field);
        let known = value.map(|number| number.to_string()).unwrap_or_default();
        let mut text = self.draft(&key, &known);
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            digits => match digits.parse::<u32>() {
                Ok(number) if (bounds.0..=bounds.1).contains(&number) => Ok(Some(number)),
                _ => Err(()),
            },
        };
        let wanted = match bounds {
            ANY_NUMBER => "Give a whole number, as in 3".to_owned(),
            (least, most) => format!("Give a whole number from {least} to {most}"),
        };
        let problem = read(&text).is_err().then_some(wanted.as_str());
        let shown = kit::text_field(label, &mut text).id(self.id(&key)).problem(problem).show(ui);
        self.may_focus(&key, &shown.response);
        shown.stay();
        if shown.ended {
            self.ended();
        }
        if shown.changed
            && let Ok(number) = read(&text)
            && number != *value
        {
            self.typed(format!("change {}", lower(label)), &key, (&known, &text));
            *value = number;
        }
        self.keep_draft(&key, &known, text);
    }

    /// A day, or nothing.
    pub(super) fn day(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<NaiveDate>) {
        let key = self.key(field);
        let known = value.map(when::day_words).unwrap_or_default();
        let mut text = self.draft(&key, &known);
        let context = self.anchors().over_by_today().context(self.zone());
        let read = |text: &str| match when::parse(text, context).when {
            when::When::Unknown => Ok(None),
            when::When::Day(day) => Ok(Some(day)),
            _ => Err(()),
        };
        let focused = ui.memory(|memory| memory.has_focus(self.id(&key)));
        let problem = (!focused && read(&text).is_err()).then_some("Give one day, as in 5 February 2026");
        let shown = kit::text_field(label, &mut text).id(self.id(&key)).problem(problem).show(ui);
        self.may_focus(&key, &shown.response);
        shown.stay();
        if shown.ended {
            if let Ok(day) = read(&text) {
                if day != *value {
                    self.changed(format!("change {}", lower(label)));
                    *value = day;
                }
                text.clone_from(&known);
            }
            self.ended();
        }
        self.keep_draft(&key, &known, text);
    }

    /// A box to tick.
    pub(super) fn tick(&mut self, ui: &mut Ui, field: &str, label: &str, meaning: &str, value: &mut bool) {
        let key = self.key(field);
        let response = self.fixed(ui, field, |ui| ui.checkbox(value, label)).on_hover_text(meaning);
        self.may_focus(&key, &response);
        if response.changed() {
            self.changed(format!("change {}", lower(label)));
        }
    }
}

/// A label within a sentence: "Said on" is "said on", "URL" stays.
pub(super) fn lower(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => label.to_owned(),
    }
}

/// Two fields side by side.
pub(super) fn pair(ui: &mut Ui, draw: impl FnOnce(&mut Ui, &mut Ui)) {
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            // egui stretches the words of a column over its whole width.
            let layout = Layout::top_down(Align::Min);
            left.with_layout(layout, |left| right.with_layout(layout, |right| draw(left, right)));
        }
    });
}
