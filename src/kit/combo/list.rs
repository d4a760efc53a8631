//! The open list of a combo: its filter, its rows, and the letters that lead to one.

use super::{Choice, Combo, Open, Own, filter_id};
use crate::kit::{
    edit_ui, hint,
    input::letters_run,
    isolate,
    list_keys::{ListKeys, take_text},
    picker::{Entry, picker},
    tokens::space,
};
use crate::text::{fold::fold, matching::ranked};
use egui::{Event, Id, Ui};

impl<T: AsRef<str>> Combo<'_, T> {
    /// Whether a space goes on with the letters typed, for the item that they led to; else it takes the item.
    pub(super) fn spells(&self, ui: &Ui, open: &Open) -> bool {
        let (letters, run) = &open.ahead;
        let begins = |item: &T| fold(item.as_ref()).starts_with(&format!("{} ", fold(letters)));
        !letters.is_empty() && *run == letters_run(ui) && open.mark.at().and_then(|at| self.items.get(at)).is_some_and(begins)
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
        let wanted = fold(&open.ahead.0);
        if let Some(at) = self.items.iter().position(|item| fold(item.as_ref()).starts_with(&wanted)) {
            open.mark.put(Some(at));
            open.typed = true;
        }
    }

    pub(super) fn open_ui(&self, ui: &mut Ui, open: &mut Open, keys: ListKeys, (button, memory): (Id, Id)) -> Option<Choice> {
        if self.has_filter() {
            let words = match self.own {
                Some(Own::Word) => "Filter, or your own word".to_owned(),
                Some(Own::New(noun)) => format!("Filter, or a new {noun}"),
                None => "Filter".to_owned(),
            };
            let edit = edit_ui(ui, Some(filter_id(memory)), &mut open.query, false, None, |edit| {
                edit.hint_text(hint(&words)).desired_width(f32::INFINITY)
            });
            let filter = edit.response.response.accessible_name(format!("Filter {}", self.label));
            if open.fresh {
                filter.request_focus();
            }
            if filter.changed() {
                open.mark.put(Some(0));
                open.typed = true;
            }
            ui.add_space(space::XXS);
        }
        let query = open.query.clone();
        let own = query.trim();
        let found = ranked(self.items.iter().enumerate(), own, |&(_, item)| vec![T::as_ref(item)]).into_iter();
        let mut rows: Vec<(Choice, Entry<'_>)> = found
            .map(|(_, (i, item))| {
                let (label, current) = (item.as_ref().into(), item.as_ref() == self.current);
                let tooltip = self.meanings.get(i).copied().unwrap_or_default().into();
                (Choice::Item(i), Entry { label, tooltip, current, ..Entry::default() })
            })
            .collect();
        if let Some(kind) = self.own
            && !own.is_empty()
            && !self.items.iter().any(|item| item.as_ref() == own)
        {
            let label = match kind {
                Own::Word => format!("Use “{}”", isolate(own)),
                Own::New(noun) => format!("New {noun} “{}”", isolate(own)),
            };
            let label = label.into();
            rows.push((Choice::Own(own.to_owned()), Entry { label, ..Entry::default() }));
        }
        if self.clearable && own.is_empty() {
            rows.push((Choice::Cleared, Entry { label: "Nothing".into(), ..Entry::default() }));
        }
        let (choices, entries): (Vec<Choice>, Vec<Entry<'_>>) = rows.into_iter().unzip();
        open.mark.press(keys, entries.len());
        let nothing = format!("Nothing in the list fits “{own}”. Type less of it, or leave by Escape.");
        let list = picker(self.label, if self.has_filter() { filter_id(memory) } else { button }, &entries);
        let list = list.typed(own).max_height(ui.spacing().combo_height).hint(if entries.is_empty() { &nothing } else { "" });
        let clicked = list.ui(ui, &mut open.mark);
        clicked.or_else(|| open.mark.taken(keys, open.typed)).and_then(|at| choices.into_iter().nth(at))
    }
}
