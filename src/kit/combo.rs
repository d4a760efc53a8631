//! A labelled choice from a list, with a filter for long lists and, where wanted, a word of one's own.

use std::borrow::Cow;

use egui::{
    Id, Key, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Ui, Vec2, WidgetInfo, style::StyleModifier,
};

use super::{
    Icon, access, edit_ui, field, fitted,
    fold::matching,
    fonts, isolate, keys,
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
    }
}

/// A labelled button that shows the current choice and opens a list. Above eight items, or where a word of one's own is
/// allowed, a filter stands over the list. Arrow keys move, Enter takes, Escape leaves.
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
}

/// What an open list remembers from frame to frame.
#[derive(Clone, Default)]
struct Open {
    query: String,
    at: usize,
    fresh: bool,
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

    /// Draws it; says what was chosen in this frame.
    pub fn show(self, ui: &mut Ui) -> Option<Choice> {
        ui.vertical(|ui| {
            if !self.hide_label {
                field::label_ui(ui, self.label);
            }
            let response = self.button_ui(ui);
            self.list_ui(ui, &response)
        })
        .inner
    }

    fn button_ui(&self, ui: &mut Ui) -> Response {
        let empty = self.current.is_empty();
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x - 14.0 - ui.spacing().icon_spacing;
        let shown = fitted(ui, if empty { self.placeholder } else { self.current }, &fonts::regular(size::BODY), room);
        let shown = egui::RichText::new(shown.as_ref());
        let shown = if empty { shown.weak() } else { shown };
        let button = egui::Button::new((shown, egui::Atom::grow(), Icon::ChevronDown.atom(14.0)))
            .truncate()
            .min_size(Vec2::new(ui.available_width(), height::CONTROL));
        let response = ui.push_id(self.salt, |ui| ui.add(button)).inner;
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.label);
            info.current_text_value = Some(self.current.to_owned());
            info
        });
        if self.focus {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.has_focus() && keys::pressed(ui, Modifiers::ALT, Key::ArrowDown) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
        }
        response
    }

    fn list_ui(&self, ui: &mut Ui, response: &Response) -> Option<Choice> {
        let id = response.id.with("open");
        if response.clicked() {
            let at = self.items.iter().position(|item| item.as_ref() == self.current).unwrap_or(0);
            ui.data_mut(|d| d.insert_temp(id, Open { at, fresh: true, ..Open::default() }));
        }
        let margin = ui.spacing().menu_margin.sum().x + 2.0;
        let width = response.rect.width().max(200.0) - margin;
        let choice = Popup::menu(response)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(self.label)
            // Not that of a menu, whose fields and rows are narrower.
            .style(StyleModifier::default())
            .width(width)
            .show(|ui| {
                ui.set_width(width);
                let mut open: Open = ui.data(|d| d.get_temp(id)).unwrap_or_default();
                let choice = self.open_ui(ui, &mut open, id, response.id);
                open.fresh = false;
                ui.data_mut(|d| d.insert_temp(id, open));
                choice
            })?
            .inner?;
        Popup::close_id(ui.ctx(), Popup::default_response_id(response));
        response.request_focus();
        Some(choice)
    }

    fn open_ui(&self, ui: &mut Ui, open: &mut Open, id: Id, button: Id) -> Option<Choice> {
        let keys = Keys::take(ui);
        let filtered = self.own_word || self.items.len() > 8;
        if filtered {
            let hint = if self.own_word { "Filter, or your own word" } else { "Filter" };
            let edit = edit_ui(ui, Some(id.with("filter")), &mut open.query, false, None, |edit| {
                edit.hint_text(hint).desired_width(f32::INFINITY)
            });
            let filter = edit.response.response.accessible_name(format!("Filter {}", self.label));
            if open.fresh {
                filter.request_focus();
            }
            if filter.changed() {
                open.at = 0;
            }
            ui.add_space(space::XXS);
        }
        let found = matching(self.items, &open.query);
        let own = open.query.trim();
        let is_new = self.own_word && !own.is_empty() && !self.items.iter().any(|item| item.as_ref() == own);
        let count = found.len() + usize::from(is_new) + usize::from(self.clearable && own.is_empty());
        open.at = keys.moved(open.at, count);

        let mut choice = None;
        let height = ui.spacing().combo_height;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            access::is(ui, Role::ListBox, self.label);
            let mut row = Row {
                field: if filtered { id.with("filter") } else { button },
                at: 0,
                chosen: open.at,
                moved: keys.any_move() || open.fresh,
                enter: keys.enter,
            };
            for i in found {
                let Some(item) = self.items.get(i) else { continue };
                if row.ui(ui, item.as_ref(), None) {
                    choice = Some(Choice::Item(i));
                }
            }
            if is_new && row.ui(ui, own, Some("Use")) {
                choice = Some(Choice::Own(own.to_owned()));
            }
            if self.clearable && own.is_empty() && row.ui(ui, "Nothing", None) {
                choice = Some(Choice::Cleared);
            }
            if row.at == 0 {
                ui.add(text("Nothing in the list fits.").weak().small());
            }
        });
        choice
    }
}

/// The keys that move in an open list, taken before its filter sees them.
struct Keys {
    down: usize,
    up: usize,
    enter: bool,
}

impl Keys {
    fn take(ui: &Ui) -> Self {
        let take_all = |key| keys::take_all(ui, Modifiers::NONE, key);
        Self { down: take_all(Key::ArrowDown), up: take_all(Key::ArrowUp), enter: take_all(Key::Enter) > 0 }
    }

    fn any_move(&self) -> bool {
        self.down != self.up
    }

    fn moved(&self, at: usize, count: usize) -> usize {
        if count == 0 {
            return 0;
        }
        (at.min(count - 1) + self.down + count - self.up % count) % count
    }
}

/// The rows of an open list, one after another.
struct Row {
    /// The field that has the focus meanwhile.
    field: Id,
    at: usize,
    chosen: usize,
    moved: bool,
    enter: bool,
}

impl Row {
    /// Draws the next row; true when it is taken.
    fn ui(&mut self, ui: &mut Ui, words: &str, verb: Option<&str>) -> bool {
        let chosen = self.at == self.chosen;
        self.at += 1;
        let shown = verb.map_or(Cow::Borrowed(words), |verb| Cow::Owned(format!("{verb} “{}”", isolate(words))));
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x - ui.spacing().icon_spacing;
        let shown = fitted(ui, &shown, &fonts::regular(size::BODY), room).into_owned();
        let button = egui::Button::selectable(chosen, (shown, egui::Atom::grow()))
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
        response.clicked() || (chosen && self.enter)
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

    #[test]
    fn moving_wraps_around() {
        let keys = |down, up| Keys { down, up, enter: false };
        assert_eq!(keys(1, 0).moved(2, 3), 0);
        assert_eq!(keys(0, 1).moved(0, 3), 2);
        assert_eq!(keys(0, 0).moved(9, 3), 2);
        assert_eq!(keys(1, 0).moved(0, 0), 0);
    }
}
