//! A labelled choice from a list, with a filter for long lists and, where wanted, a word of one's own.

use std::borrow::Cow;

use egui::{
    EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, SetOpenCommand, Ui, UiBuilder,
    Vec2, WidgetInfo,
};

use super::{
    Chip, Icon, access, edit_ui, field, fitted,
    fold::{folded, matching},
    fonts, isolate,
    list_keys::{ListKeys, take_key, take_text},
    list_row::mark_chosen,
    text,
    tokens::{height, size, space},
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
        own_word: false,
        clearable: false,
        hide_label: false,
        focus: false,
        salt: label,
        chip: None,
        meanings: &[],
    }
}

/// A labelled button that shows the current choice and opens a list. Above eight items, or where a word of one's own is
/// allowed, a filter stands over the list; over a shorter one, letters lead to the item that begins so.
///
/// While the list is closed, Enter, Space or Alt+Down opens it and takes nothing. While it is open, arrows, Page Up, Page Down,
/// Home and End move the mark, Enter takes what is marked, and so does Tab if something was typed or moved; Escape leaves.
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
    own_word: bool,
    clearable: bool,
    hide_label: bool,
    focus: bool,
    salt: &'a str,
    chip: Option<Chip<'a>>,
    meanings: &'a [&'a str],
}

/// What an open list remembers from frame to frame.
#[derive(Clone, Default)]
struct Open {
    query: String,
    at: usize,
    /// It was opened in this frame.
    fresh: bool,
    /// Something was typed or moved: what is marked is meant.
    meant: bool,
    /// The letters that lead to an item of a list without a filter, and when the last of them was typed.
    ahead: (String, f64),
}

impl<'a, T: AsRef<str>> Combo<'a, T> {
    /// What is shown while nothing is chosen.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// A word that is not in the list can be entered.
    pub fn own_word(mut self) -> Self {
        self.own_word = true;
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
        self.own_word || self.items.len() > 8
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
                keys.enter |= take_key(ui, Modifiers::NONE, Key::Space) > 0;
                self.type_ahead(ui, &mut open);
            }
            open.meant |= keys.moves();
        }
        let response = self.button_ui(ui, was_open, chip);
        let by_key = !was_open && response.has_focus() && take_key(ui, Modifiers::ALT, Key::ArrowDown) > 0;
        let opens = by_key || (response.clicked() && !was_open);
        let closes = was_open && (response.clicked() || keys.escape);
        open.fresh = opens;
        if opens {
            let at = self.items.iter().position(|item| item.as_ref() == self.current).unwrap_or(0);
            open = Open { at, fresh: true, ..Open::default() };
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

    /// Letters lead to the next item that begins with them, those typed within a second taken together.
    fn type_ahead(&self, ui: &Ui, open: &mut Open) {
        let typed = take_text(ui);
        let (now, typed) = (ui.input(|i| i.time), typed.trim_start_matches(' '));
        if typed.is_empty() {
            return;
        }
        if now - open.ahead.1 > 1.0 {
            open.ahead.0.clear();
        }
        open.ahead.0.push_str(typed);
        open.ahead.1 = now;
        let wanted = folded(&open.ahead.0);
        if let Some(at) = self.items.iter().position(|item| folded(item.as_ref()).starts_with(&wanted)) {
            open.at = at;
            open.meant = true;
        }
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
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.label);
            info.current_text_value = Some(self.current.to_owned());
            info
        });
        if self.focus {
            response.request_focus();
            response.scroll_to_me(None);
        }
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        if open && !self.has_filter() {
            let keep = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, keep));
        }
        response
    }

    fn open_ui(&self, ui: &mut Ui, open: &mut Open, keys: ListKeys, (button, memory): (Id, Id)) -> Option<Choice> {
        let mut typed = false;
        if self.has_filter() {
            let hint = if self.own_word { "Filter, or your own word" } else { "Filter" };
            let edit = edit_ui(ui, Some(filter_id(memory)), &mut open.query, false, None, |edit| {
                edit.hint_text(hint).desired_width(f32::INFINITY)
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
            access::is(ui, Role::ListBox, self.label);
            let field = if self.has_filter() { filter_id(memory) } else { button };
            let mut row = Row { field, at: 0, chosen: open.at, moved: keys.moves() || typed || open.fresh, takes };
            for i in found {
                let Some(item) = self.items.get(i) else { continue };
                if row.ui(ui, item.as_ref(), None, self.meanings.get(i).copied().unwrap_or_default()) {
                    choice = Some(Choice::Item(i));
                }
            }
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

fn filter_id(memory: Id) -> Id {
    memory.with("filter")
}

/// The rows of an open list, one after another.
struct Row {
    /// The field that has the focus meanwhile.
    field: Id,
    at: usize,
    chosen: usize,
    moved: bool,
    takes: bool,
}

impl Row {
    /// Draws the next row; true when it is taken.
    fn ui(&mut self, ui: &mut Ui, words: &str, verb: Option<&str>, meaning: &str) -> bool {
        let chosen = self.at == self.chosen;
        self.at += 1;
        let shown = verb.map_or(Cow::Borrowed(words), |verb| Cow::Owned(format!("{verb} “{}”", isolate(words))));
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x - ui.spacing().icon_spacing;
        let shown = fitted(ui, &shown, &fonts::regular(size::BODY), room).into_owned();
        // The focus stays in the filter or on the button.
        let button = egui::Button::selectable(chosen, (shown, egui::Atom::grow()))
            .sense(Sense::CLICK)
            .truncate()
            .min_size(Vec2::new(ui.available_width(), height::CONTROL));
        let response = ui.add(button);
        let name = verb.map_or_else(|| words.to_owned(), |verb| format!("{verb} {words}"));
        access::item(&response, Role::ListBoxOption, chosen, &name);
        if chosen {
            access::marked(ui.ctx(), self.field, &response);
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

#[cfg(test)]
mod tests {
    use egui_kittest::{Harness, kittest::Queryable};

    use super::*;

    #[derive(Default)]
    struct State {
        current: String,
        last: Option<Choice>,
    }

    fn harness() -> Harness<'static, State> {
        crate::kit::testing::builder().with_size(Vec2::new(320.0, 400.0)).build_ui_state(
            |ui, state: &mut State| {
                let items = ["Abu Dhabi", "Geneva", "Istanbul", "Riyadh"];
                let choice = combo("Venue", &state.current, &items).own_word().clearable().show(ui);
                state.last = choice.or(state.last.take());
            },
            State::default(),
        )
    }

    #[test]
    fn an_item_is_chosen_by_the_pointer() {
        let mut harness = harness();
        harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
        harness.run();
        harness.get_by_role_and_label(Role::ListBoxOption, "Geneva").click();
        harness.run();
        assert_eq!(harness.state().last, Some(Choice::Item(1)));
        assert!(harness.query_by_label("Riyadh").is_none(), "the list closes");
    }

    #[test]
    fn an_item_is_chosen_by_keys() {
        let mut harness = harness();
        harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
        harness.run();
        harness.get_by_label("Filter Venue").type_text("b");
        harness.run();
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        // Two places hold the letter; the arrow leads to the second.
        assert_eq!(harness.state().last, Some(Choice::Item(2)));
    }

    #[test]
    fn a_word_of_ones_own_and_nothing_can_be_chosen() {
        let mut harness = harness();
        harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
        harness.run();
        harness.get_by_label("Filter Venue").type_text("Chişinău");
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().last, Some(Choice::Own("Chişinău".to_owned())));
        harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
        harness.run();
        harness.get_by_label("Nothing").click();
        harness.run();
        assert_eq!(harness.state().last, Some(Choice::Cleared));
    }

    fn choosing(items: &'static [&'static str]) -> Harness<'static, State> {
        crate::kit::testing::builder().with_size(Vec2::new(320.0, 400.0)).build_ui_state(
            |ui, state: &mut State| {
                let choice = combo("Kind", &state.current, items).show(ui);
                state.last = choice.or(state.last.take());
                let _ = ui.button("Elsewhere");
            },
            State::default(),
        )
    }

    const FEW: &[&str] = &["Demand", "Offer", "Red line"];
    const MANY: &[&str] =
        &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w"];

    fn focus(harness: &Harness<'static, State>, label: &str) -> bool {
        harness.query_all_by_label(label).any(|node| node.is_focused())
    }

    #[test]
    fn what_opens_the_list_takes_nothing() {
        for items in [FEW, MANY] {
            for (modifiers, key) in
                [(Modifiers::NONE, Key::Enter), (Modifiers::NONE, Key::Space), (Modifiers::ALT, Key::ArrowDown)]
            {
                let mut harness = choosing(items);
                harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
                harness.run();
                harness.key_press_modifiers(modifiers, key);
                harness.run();
                assert!(harness.query_by_label(items[0]).is_some(), "{key:?} opens");
                assert_eq!(harness.state().last, None, "{key:?} takes nothing");
                harness.key_press(Key::Escape);
                harness.run();
                assert!(harness.query_by_label(items[0]).is_none(), "Escape closes");
                assert_eq!(harness.state().last, None);
                assert!(focus(&harness, "Kind"), "and the focus is where it was");
                harness.key_press(Key::Enter);
                harness.run();
                harness.key_press(Key::ArrowDown);
                harness.run();
                harness.key_press(Key::Enter);
                harness.run();
                assert_eq!(harness.state().last, Some(Choice::Item(1)), "the second Enter takes what is marked");
                assert!(focus(&harness, "Kind"));
            }
        }
    }

    #[test]
    fn tab_takes_what_is_marked_once_something_was_moved() {
        for items in [FEW, MANY] {
            let mut harness = choosing(items);
            let tab_after = |harness: &mut Harness<'static, State>, keys: &[Key]| {
                harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
                harness.run();
                for key in keys {
                    harness.key_press(*key);
                    harness.run();
                }
                harness.key_press(Key::Tab);
                harness.run();
                assert!(focus(harness, "Elsewhere"), "Tab leads on after {keys:?}");
                assert!(harness.query_by_label(items[0]).is_none(), "the list closes after {keys:?}");
                harness.state().last.clone()
            };
            assert_eq!(tab_after(&mut harness, &[]), None);
            assert_eq!(tab_after(&mut harness, &[Key::Enter]), None, "looking takes nothing");
            assert_eq!(tab_after(&mut harness, &[Key::Enter, Key::ArrowDown]), Some(Choice::Item(1)));
        }
    }

    #[test]
    fn a_list_is_walked_by_pages_and_letters() {
        let mut harness = choosing(MANY);
        let enter = |harness: &mut Harness<'static, State>, keys: &[Key]| {
            harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
            harness.run();
            for key in [&[Key::Enter], keys, &[Key::Enter]].concat() {
                harness.key_press(key);
                harness.run();
            }
            harness.state().last.clone()
        };
        assert_eq!(enter(&mut harness, &[Key::PageDown]), Some(Choice::Item(8)));
        assert_eq!(enter(&mut harness, &[Key::End]), Some(Choice::Item(22)));
        assert_eq!(enter(&mut harness, &[Key::End, Key::PageUp]), Some(Choice::Item(14)));
        assert_eq!(enter(&mut harness, &[Key::End, Key::Home]), Some(Choice::Item(0)));
        let mut harness = choosing(FEW);
        harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
        harness.run();
        for event in [Key::Enter, Key::R, Key::Space] {
            harness.key_press(event);
            if event == Key::R {
                harness.event(egui::Event::Text("r".to_owned()));
            }
            harness.run();
        }
        assert_eq!(harness.state().last, Some(Choice::Item(2)), "a letter leads to the item, Space takes it");
    }

    #[test]
    fn what_fits_nothing_is_said() {
        let mut harness = choosing(MANY);
        harness.get_by_role_and_label(Role::ComboBox, "Kind").click();
        harness.run();
        harness.get_by_label("Filter Kind").type_text("xyz");
        harness.run();
        assert!(harness.query_by_label_contains("Nothing in the list fits “xyz”").is_some());
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().last, None);
    }
}
