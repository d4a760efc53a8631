//! A labelled choice from a list, with a filter for long lists and, where wanted, a word of one's own.

mod list;

#[cfg(test)]
mod tests;

use egui::{
    EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, SetOpenCommand, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::{
    Chip, Icon, access, field, fitted, fonts,
    list_keys::{ListKeys, take_key, take_text},
    picker::ListMark,
    tokens::{height, size},
};

/// What the user chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The item at this index.
    Item(usize),
    /// What was typed, being none of the items.
    Own(String),
    /// Nothing: the field was cleared.
    Cleared,
}

/// A choice from `items`; see [`Combo`].
pub fn combo<'a, T: AsRef<str>>(label: &'a str, current: &'a str, items: &'a [T]) -> Combo<'a, T> {
    Combo {
        label,
        current,
        items,
        placeholder: "Choose…",
        own: None,
        clearable: false,
        hide_label: false,
        focus: false,
        salt: label,
        chip: None,
        meanings: &[],
    }
}

/// A labelled button that shows the current choice and opens a list. Above eight items, or where a word of one's own is
/// allowed, a filter stands over the list; over a shorter one, letters lead to the item that begins so, a space among them too.
///
/// While the list is closed, Enter, Space, Alt+Down or a letter opens it and takes nothing; the letter goes on in it. While it is
/// open, arrows, Page Up, Page Down, Home and End move the mark, Enter takes what is marked, and so does Tab if something was
/// typed or moved; Escape leaves.
///
/// ```
/// # use rapporteur::kit::{self, Choice};
/// # fn ui(ui: &mut egui::Ui) {
/// let kinds = ["Demand", "Offer", "Red line"];
/// match kit::combo("Kind", "Offer", &kinds).own_word().clearable().show(ui) {
///     Some(Choice::Item(i)) => {}
///     Some(Choice::Own(word)) => {}
///     Some(Choice::Cleared) => {}
///     None => {}
/// }
/// # }
/// ```
#[must_use = "call `show`"]
pub struct Combo<'a, T> {
    label: &'a str,
    current: &'a str,
    items: &'a [T],
    placeholder: &'a str,
    own: Option<Own<'a>>,
    clearable: bool,
    hide_label: bool,
    focus: bool,
    salt: &'a str,
    chip: Option<Chip<'a>>,
    meanings: &'a [&'a str],
}

/// What becomes of words that are none of the items.
#[derive(Clone, Copy)]
enum Own<'a> {
    /// They stand as they are.
    Word,
    /// A record with that name is made, of the kind with that noun.
    New(&'a str),
}

/// What an open list remembers from frame to frame.
#[derive(Clone, Default)]
struct Open {
    query: String,
    mark: ListMark,
    /// It was opened in this frame.
    fresh: bool,
    /// Something was typed.
    typed: bool,
    /// The letters that lead to an item of a list without a filter, and the run that they are of.
    ahead: (String, u64),
}

impl<'a, T: AsRef<str>> Combo<'a, T> {
    /// What is shown while nothing is chosen.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// A word that is not in the list can be entered.
    pub fn own_word(mut self) -> Self {
        self.own = Some(Own::Word);
        self
    }

    /// What is not in the list can be made on the spot, of a kind with that name, as "issue".
    pub fn makes(mut self, noun: &'a str) -> Self {
        self.own = Some(Own::New(noun));
        self
    }

    /// The choice can be taken back.
    pub fn clearable(mut self) -> Self {
        self.clearable = true;
        self
    }

    /// The label is read aloud but not shown.
    pub fn hide_label(mut self) -> Self {
        self.hide_label = true;
        self
    }

    /// It takes the focus in this pass.
    pub fn focus(mut self, focus: bool) -> Self {
        self.focus = focus;
        self
    }

    /// Tells it from another combo with the same label in the same place.
    pub fn salt(mut self, salt: &'a str) -> Self {
        self.salt = salt;
        self
    }

    /// A chip instead of the button; its label is only read aloud.
    pub fn over(mut self, chip: Chip<'a>) -> Self {
        self.chip = Some(chip.clickable());
        self.hide_label = true;
        self
    }

    /// What each item means, said under the pointer.
    pub fn meanings(mut self, meanings: &'a [&'a str]) -> Self {
        self.meanings = meanings;
        self
    }

    /// Draws it; says what was chosen in this frame.
    pub fn show(mut self, ui: &mut Ui) -> Option<Choice> {
        let chip = self.chip.take();
        if chip.is_some() {
            let id = ui.scope_id().with(("combo", self.label, self.salt));
            return ui.scope_builder(UiBuilder::new().scope_id(id), |ui| self.picker_ui(ui, chip)).inner;
        }
        ui.vertical(|ui| {
            if !self.hide_label {
                field::label_ui(ui, self.label);
            }
            let id = ui.scope_id().with(("combo", self.label, self.salt));
            ui.scope_builder(UiBuilder::new().scope_id(id), |ui| self.picker_ui(ui, chip)).inner
        })
        .inner
    }

    fn has_filter(&self) -> bool {
        self.own.is_some() || self.items.len() > 8
    }

    fn picker_ui(&self, ui: &mut Ui, chip: Option<Chip<'_>>) -> Option<Choice> {
        // The button's id, known before it is drawn: the keys of an open list are taken before the button sees them.
        let button = ui.next_auto_id();
        let (list, memory) = (button.with("popup"), button.with("open"));
        let mut open: Open = ui.data(|d| d.get_temp(memory)).unwrap_or_default();
        let mut was_open = Popup::is_id_open(ui.ctx(), list);
        let focused = ui.memory(egui::Memory::focused);
        if was_open && !open.fresh && focused.is_some_and(|id| id != button && id != filter_id(memory)) {
            Popup::close_id(ui.ctx(), list);
            was_open = false;
        }
        let mut keys = ListKeys::default();
        if was_open {
            keys = ListKeys::take(ui, self.has_filter() && !open.query.is_empty());
            if !self.has_filter() {
                let spells = self.spells(ui, &open);
                keys.enter |= take_key(ui, Modifiers::NONE, Key::Space) > 0 && !spells;
                self.type_ahead(ui, &mut open, &take_text(ui));
            }
        }
        let response = self.button_ui(ui, was_open, chip);
        let by_key = !was_open && response.has_focus() && take_key(ui, Modifiers::ALT, Key::ArrowDown) > 0;
        let letters = if !was_open && response.has_focus() { Self::opening_letters(ui) } else { None };
        let opens = by_key || letters.is_some() || (response.clicked() && !was_open);
        let closes = was_open && (response.clicked() || keys.escape);
        open.fresh = opens;
        if opens {
            open = Open { fresh: true, ..Open::default() };
            open.mark.put(Some(self.items.iter().position(|item| item.as_ref() == self.current).unwrap_or(0)));
        }
        if let Some(letters) = letters {
            if self.has_filter() {
                (open.query, open.typed) = (letters, true);
                open.mark.put(Some(0));
            } else {
                self.type_ahead(ui, &mut open, &letters);
            }
        }
        if closes {
            response.request_focus();
        }
        let margin = ui.spacing().menu_margin.sum().x + 2.0;
        let width = response.rect.width().max(200.0) - margin;
        let command = (opens || closes).then_some(SetOpenCommand::Bool(opens));
        let choice = Popup::from_response(&response)
            .open_memory(command)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .layout(egui::Layout::top_down_justified(egui::Align::Min))
            .gap(0.0)
            .accessible_name(self.label)
            .width(width)
            .show(|ui| {
                ui.set_width(width);
                self.open_ui(ui, &mut open, keys, (button, memory))
            })
            .and_then(|shown| shown.inner);
        ui.data_mut(|d| d.insert_temp(memory, open));
        if choice.is_some() || (was_open && keys.tab) {
            Popup::close_id(ui.ctx(), list);
        }
        if choice.is_some() && !keys.tab {
            response.request_focus();
        }
        choice
    }

    fn button_ui(&self, ui: &mut Ui, open: bool, chip: Option<Chip<'_>>) -> Response {
        let empty = self.current.is_empty();
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x - 14.0 - ui.spacing().icon_spacing;
        let shown = fitted(ui, if empty { self.placeholder } else { self.current }, &fonts::regular(size::BODY), room);
        let shown = egui::RichText::new(shown.as_ref());
        let shown = if empty { shown.weak() } else { shown };
        let button = egui::Button::new((shown, egui::Atom::grow(), Icon::ChevronDown.atom(14.0)))
            .truncate()
            .min_size(Vec2::new(ui.available_width(), height::CONTROL));
        let response = match chip {
            Some(chip) => ui.add(chip),
            None => ui.add(button),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.label));
        if self.focus {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let nothing = if self.placeholder == self.label { "any" } else { self.placeholder };
        access::value(&response, if empty { nothing } else { self.current });
        access::node(&response, |node| node.set_expanded(open));
        if open && !self.has_filter() {
            let keep = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, keep));
        }
        response
    }
}

fn filter_id(memory: Id) -> Id {
    memory.with("filter")
}
