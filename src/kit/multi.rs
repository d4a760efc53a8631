//! Several from a list: chips, added by typing with completion, removed by key or cross.

use egui::{Id, Key, Popup, ScrollArea, TextEdit, Ui};

use super::{
    chip::{Chip, chip, chip_row_ui},
    combo::{Keys, Row},
    field,
    fold::matching,
    tokens::space,
};

/// What the user did to the selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MultiChange {
    /// Add the item at this index of `items`.
    Add(usize),
    /// Add what was typed, being none of the items.
    AddOwn(String),
    /// Remove the entry at this index of `chosen`.
    Remove(usize),
}

/// A field of chips; see [`MultiSelect`].
pub fn multi_select<'a, T: AsRef<str>>(label: &'a str, chosen: &'a [String], items: &'a [T]) -> MultiSelect<'a, T> {
    MultiSelect { label, chosen, items, own_word: false, hint: "Add…" }
}

/// Chips for what is chosen, then a field to type into: it offers the `items` that fit and are not chosen yet. Enter takes
/// the marked one, Backspace in the empty field removes the last chip.
///
/// ```
/// # use rapporteur::kit::{self, MultiChange};
/// # fn ui(ui: &mut egui::Ui) {
/// let chosen = ["Ceasefire".to_owned()];
/// match kit::multi_select("Issues", &chosen, &["Ceasefire", "Monitoring"]).own_word().show(ui) {
///     Some(MultiChange::Add(i)) => {}
///     Some(MultiChange::AddOwn(word)) => {}
///     Some(MultiChange::Remove(i)) => {}
///     None => {}
/// }
/// # }
/// ```
#[must_use = "call `show`"]
pub struct MultiSelect<'a, T> {
    label: &'a str,
    chosen: &'a [String],
    items: &'a [T],
    own_word: bool,
    hint: &'a str,
}

#[derive(Clone, Default)]
struct Typing {
    query: String,
    at: usize,
}

impl<'a, T: AsRef<str>> MultiSelect<'a, T> {
    /// A word that is not in the list can be entered.
    pub fn own_word(mut self) -> Self {
        self.own_word = true;
        self
    }

    /// What stands in the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Draws it with plain chips; says what was done in this frame.
    pub fn show(self, ui: &mut Ui) -> Option<MultiChange> {
        self.show_with(ui, |_, words| chip(words.to_owned()))
    }

    /// As [`Self::show`], with the look of each chip (a tone, a party tag) from its index in `chosen` and its words.
    pub fn show_with(self, ui: &mut Ui, look: impl Fn(usize, &str) -> Chip<'static>) -> Option<MultiChange> {
        ui.vertical(|ui| {
            let label = field::label_ui(ui, self.label);
            let mut change = None;
            chip_row_ui(ui, |ui| {
                for (i, words) in self.chosen.iter().enumerate() {
                    if look(i, words).show_removable(ui) {
                        change = Some(MultiChange::Remove(i));
                    }
                }
            });
            ui.add_space(space::XXS);
            change.or_else(|| self.field_ui(ui, label.id))
        })
        .inner
    }

    fn field_ui(&self, ui: &mut Ui, label: Id) -> Option<MultiChange> {
        let id = ui.make_persistent_id(("multi", self.label));
        let mut typing: Typing = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let had_focus = ui.memory(|m| m.has_focus(id));
        let remove_last = had_focus
            && typing.query.is_empty()
            && !self.chosen.is_empty()
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Backspace));
        // While a list is offered, the keys that move in it are not the field's.
        let offered = had_focus && !typing.query.is_empty();
        let keys = if offered { Keys::take(ui) } else { Keys::NONE };
        let edit = TextEdit::singleline(&mut typing.query).id(id).hint_text(self.hint).desired_width(ui.available_width());
        let response = ui.add(edit).labelled_by(label);
        if response.changed() {
            typing.at = 0;
        }

        let free: Vec<usize> = (0..self.items.len())
            .filter(|i| self.items.get(*i).is_some_and(|item| !self.chosen.iter().any(|c| c == item.as_ref())))
            .collect();
        let names: Vec<&str> = free.iter().filter_map(|i| self.items.get(*i)).map(AsRef::as_ref).collect();
        let found = matching(&names, &typing.query);
        let own = typing.query.trim().to_owned();
        let is_known = self.items.iter().map(AsRef::as_ref).chain(self.chosen.iter().map(String::as_str)).any(|n| n == own);
        let is_new = self.own_word && !own.is_empty() && !is_known;
        let count = found.len() + usize::from(is_new);
        typing.at = keys.moved(typing.at, count);

        let popup = Popup::from_response(&response)
            .open(response.has_focus() && count > 0)
            .id(id.with("offers"))
            .accessible_name(format!("Offers for {}", self.label))
            .width(response.rect.width())
            .show(|ui| {
                let mut taken = None;
                ScrollArea::vertical().max_height(ui.spacing().combo_height).show(ui, |ui| {
                    let mut row = Row { at: 0, chosen: typing.at, moved: keys.any_move(), enter: keys.enter };
                    for i in found {
                        if names.get(i).is_some_and(|name| row.ui(ui, name, None)) {
                            taken = free.get(i).map(|i| MultiChange::Add(*i));
                        }
                    }
                    if is_new && row.ui(ui, &own, Some("Add")) {
                        taken = Some(MultiChange::AddOwn(own.clone()));
                    }
                });
                taken
            });
        let taken = popup.and_then(|popup| popup.inner);
        if taken.is_some() {
            typing = Typing::default();
            response.request_focus();
        }
        ui.data_mut(|d| d.insert_temp(id, typing));
        taken.or_else(|| remove_last.then(|| MultiChange::Remove(self.chosen.len() - 1)))
    }
}

#[cfg(test)]
mod tests {
    use egui::{Role, Vec2};
    use egui_kittest::{Harness, kittest::Queryable};

    use super::*;

    fn harness() -> Harness<'static, Vec<String>> {
        crate::kit::testing::builder().with_size(Vec2::new(320.0, 400.0)).build_ui_state(
            |ui, chosen: &mut Vec<String>| {
                let items = ["Ceasefire", "Monitoring", "Prisoners"];
                let change = multi_select("Issues", chosen, &items).own_word().show(ui);
                match change {
                    Some(MultiChange::Add(i)) => chosen.push(items[i].to_owned()),
                    Some(MultiChange::AddOwn(word)) => chosen.push(word),
                    Some(MultiChange::Remove(i)) => drop(chosen.remove(i)),
                    None => {}
                }
            },
            vec!["Monitoring".to_owned()],
        )
    }

    fn typed(harness: &mut Harness<'_, Vec<String>>, words: &str) {
        harness.get_by_role_and_label(Role::TextInput, "Issues").focus();
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "Issues").type_text(words);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    }

    #[test]
    fn typing_and_enter_add_what_fits() {
        let mut harness = harness();
        typed(&mut harness, "pris");
        assert_eq!(*harness.state(), ["Monitoring", "Prisoners"]);
    }

    #[test]
    fn a_word_of_ones_own_is_added() {
        let mut harness = harness();
        typed(&mut harness, "Grain corridor");
        assert_eq!(*harness.state(), ["Monitoring", "Grain corridor"]);
    }

    #[test]
    fn backspace_in_the_empty_field_removes_the_last() {
        let mut harness = harness();
        harness.get_by_role_and_label(Role::TextInput, "Issues").focus();
        harness.run();
        harness.key_press(Key::Backspace);
        harness.run();
        assert!(harness.state().is_empty());
    }

    #[test]
    fn the_cross_removes_its_chip() {
        let mut harness = harness();
        harness.get_by_label("Remove Monitoring").click();
        harness.run();
        assert!(harness.state().is_empty());
    }
}
