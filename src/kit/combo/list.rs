//! The open list of a combo: its filter, its rows, and the letters that lead to one.

use super::{Choice, Combo, Open, filter_id};
use crate::kit::{
    Icon, access, edit_ui, fitted,
    fold::{folded, matching},
    fonts, hint,
    input::letters_run,
    isolate,
    list_keys::{ListKeys, take_text},
    list_row::mark_chosen,
    text,
    tokens::{height, size, space},
};
use egui::{Event, Id, Role, ScrollArea, Sense, Ui, Vec2};
use std::borrow::Cow;

impl<T: AsRef<str>> Combo<'_, T> {
    /// Whether a space goes on with the letters typed, for the item that they led to; else it takes the item.
    pub(super) fn spells(&self, ui: &Ui, open: &Open) -> bool {
        let (letters, run) = &open.ahead;
        let begins = |item: &T| folded(item.as_ref()).starts_with(&format!("{} ", folded(letters)));
        !letters.is_empty() && *run == letters_run(ui) && self.items.get(open.at).is_some_and(begins)
    }

    /// The letters that open a closed list: nothing is taken by them, but they are not lost.
    pub(super) fn opening_letters(ui: &Ui) -> Option<String> {
        let writes = |event: &Event| matches!(event, Event::Text(text) if !text.trim().is_empty());
        ui.input(|input| input.events.iter().any(writes)).then(|| take_text(ui))
    }

    /// Letters lead to the next item that begins with them, those typed without a pause taken together.
    pub(super) fn type_ahead(&self, ui: &Ui, open: &mut Open, typed: &str) {
        let run = letters_run(ui);
        if run != open.ahead.1 {
            open.ahead = (String::new(), run);
        }
        let typed = if open.ahead.0.is_empty() { typed.trim_start_matches(' ') } else { typed };
        if typed.is_empty() {
            return;
        }
        open.ahead.0.push_str(typed);
        let wanted = folded(&open.ahead.0);
        if let Some(at) = self.items.iter().position(|item| folded(item.as_ref()).starts_with(&wanted)) {
            open.at = at;
            open.meant = true;
        }
    }

    pub(super) fn open_ui(&self, ui: &mut Ui, open: &mut Open, keys: ListKeys, (button, memory): (Id, Id)) -> Option<Choice> {
        let mut typed = false;
        if self.has_filter() {
            let words = if self.own_word { "Filter, or your own word" } else { "Filter" };
            let edit = edit_ui(ui, Some(filter_id(memory)), &mut open.query, false, None, |edit| {
                edit.hint_text(hint(words)).desired_width(f32::INFINITY)
            });
            let filter = edit.response.response.accessible_name(format!("Filter {}", self.label));
            if open.fresh {
                filter.request_focus();
            }
            typed = filter.changed();
            if typed {
                open.at = 0;
                open.meant = true;
            }
            ui.add_space(space::XXS);
        }
        let found = matching(self.items, &open.query);
        let own = open.query.trim();
        let is_new = self.own_word && !own.is_empty() && !self.items.iter().any(|item| item.as_ref() == own);
        let count = found.len() + usize::from(is_new) + usize::from(self.clearable && own.is_empty());
        open.at = keys.moved(Some(open.at), count).unwrap_or(0);

        let mut choice = None;
        let takes = keys.enter || (keys.tab && open.meant);
        let height = ui.spacing().combo_height;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            access::is_list_box(ui, self.label, count);
            let field = if self.has_filter() { filter_id(memory) } else { button };
            let moved = keys.moves() || typed || open.fresh;
            let mut row = Row { field, at: 0, chosen: open.at, moved, takes, current: false };
            for i in found {
                let Some(item) = self.items.get(i) else { continue };
                row.current = item.as_ref() == self.current;
                if row.ui(ui, item.as_ref(), None, self.meanings.get(i).copied().unwrap_or_default()) {
                    choice = Some(Choice::Item(i));
                }
            }
            row.current = false;
            if is_new && row.ui(ui, own, Some("Use"), "") {
                choice = Some(Choice::Own(own.to_owned()));
            }
            if self.clearable && own.is_empty() && row.ui(ui, "Nothing", None, "") {
                choice = Some(Choice::Cleared);
            }
            if row.at == 0 {
                ui.add(text(format!("Nothing in the list fits “{own}”. Type less of it, or leave by Escape.")).weak().small());
            }
        });
        choice
    }
}

/// How large the tick is.
const TICK: f32 = 14.0;

/// The rows of an open list, one after another.
struct Row {
    /// The field that has the focus meanwhile.
    field: Id,
    at: usize,
    chosen: usize,
    moved: bool,
    takes: bool,
    /// The row drawn next is what is chosen now: it has a tick, so that it is told from the one that is marked.
    current: bool,
}

impl Row {
    /// Draws the next row; true when it is taken.
    fn ui(&mut self, ui: &mut Ui, words: &str, verb: Option<&str>, meaning: &str) -> bool {
        let chosen = self.at == self.chosen;
        self.at += 1;
        let shown = verb.map_or(Cow::Borrowed(words), |verb| Cow::Owned(format!("{verb} “{}”", isolate(words))));
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x - ui.spacing().icon_spacing;
        let room = if self.current { room - TICK - ui.spacing().icon_spacing } else { room };
        let tick = if self.current { Icon::Check.atom(TICK) } else { egui::Atom::default() };
        let shown = fitted(ui, &shown, &fonts::regular(size::BODY), room).into_owned();
        // The focus stays in the filter or on the button.
        let button = egui::Button::selectable(chosen, (shown, egui::Atom::grow(), tick))
            .sense(Sense::CLICK)
            .truncate()
            .min_size(Vec2::new(ui.available_width(), height::CONTROL));
        let response = ui.add(button);
        let name = verb.map_or_else(|| words.to_owned(), |verb| format!("{verb} {words}"));
        access::item(&response, Role::ListBoxOption, chosen, &name);
        if chosen {
            access::marked(ui, self.field, &response, &name);
        }
        if chosen {
            mark_chosen(ui, response.rect);
        }
        if chosen && self.moved {
            response.scroll_to_me(None);
        }
        let response = if meaning.is_empty() { response } else { response.on_hover_text(meaning) };
        response.clicked() || (chosen && self.takes)
    }
}
