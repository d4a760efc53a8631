//! A field in which something is chosen by typing: what is typed narrows a list down, arrow keys move in it, Enter takes.
//! The list opens when something is typed, by a click, by Enter, or by the down key; walking through the fields by Tab opens nothing.

use super::form::Form;
use crate::kit::{self, access};
use egui::{
    EventFilter, Key, Modifiers, Popup, Response, ScrollArea, SurrenderFocusOn, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

/// How many offers a list holds at most; more are found by typing on.
pub(super) const MOST: usize = 60;

/// One thing that can be chosen.
pub(super) struct Offer<T> {
    pub value: T,
    pub label: String,
    /// Said weakly behind it.
    pub detail: String,
    /// Said under the pointer.
    pub tooltip: String,
    /// It is what was typed, whole: leaving the field takes it.
    pub exact: bool,
}

/// What becomes of words that are none of the offers.
#[derive(Clone, Copy)]
pub(super) enum Own<'a> {
    /// They are not taken.
    No,
    /// They are an answer of their own.
    Words,
    /// They name something new of that kind.
    New(&'a str),
}

/// What a field asks.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub field: &'a str,
    pub label: &'a str,
    /// The answer in the record, in words.
    pub current: &'a str,
    pub hint: &'a str,
    pub own: Own<'a>,
    /// The answer can be taken back.
    pub clearable: bool,
    pub hide_label: bool,
}

/// What the user answered.
pub(super) enum Answer<T> {
    Offer(T),
    /// Words that were none of the offers, or the name of something new.
    Own(String),
    Cleared,
}

/// What is being typed and marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Completing {
    text: String,
    typed: bool,
    open: bool,
    marked: usize,
    /// Tab was pressed in the frame before.
    tab: bool,
}

impl Completing {
    /// What was typed before the program was last started, and not answered.
    pub fn back(text: String) -> Self {
        Self { text, typed: true, ..Self::default() }
    }

    /// What has been typed and not answered yet.
    pub fn unfinished(&self) -> Option<&str> {
        Some(self.text.as_str()).filter(|text| self.typed && !text.trim().is_empty())
    }
}

#[derive(Default)]
struct Keys {
    down: usize,
    up: usize,
    /// Enter, while the list is closed.
    opens: bool,
    enter: bool,
    escape: bool,
    tab: bool,
}

impl Form<'_, '_> {
    /// Draws the field. `find` gives the offers for what is typed, best first; it is asked only while the list is open.
    pub fn complete<T>(&mut self, ui: &mut Ui, ask: &Ask<'_>, find: impl FnOnce(&str) -> Vec<Offer<T>>) -> Option<Answer<T>> {
        let key = self.key(ask.field);
        let id = self.id(&key);
        let whole = key.clone();
        let kept = self.state.completing.remove(&(self.record, key.clone()));
        let mut at = kept.unwrap_or_else(|| Completing { text: ask.current.to_owned(), ..Completing::default() });
        let keys = take_keys(ui, ui.memory(|memory| memory.has_focus(id)), at.open);
        let by_tab = at.tab || keys.tab;
        at.tab = keys.tab;
        let list_id = id.with("offers");
        let hold = at.open && pointer_is_on(ui, list_id);
        let before = ui.options(|options| options.input_options.surrender_focus_on);
        if hold {
            ui.options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
        }
        let mut edit = kit::text_field(ask.label, &mut at.text).hint(ask.hint).id(id);
        if ask.hide_label {
            edit = edit.hide_label();
        }
        let shown = edit.show(ui);
        ui.options_mut(|options| options.input_options.surrender_focus_on = before);
        let response = shown.response;
        self.may_focus(&key, &response);
        paint_chevron(ui, &response);

        let again = self.state.answered.as_ref() == Some(&(self.record, key.clone()));
        if again {
            self.state.answered = None;
        }
        // Not what was typed in the same pass.
        if (shown.began || again) && !shown.changed {
            select_all(ui, &response, &at.text);
        }
        if shown.changed {
            at.typed = true;
            at.open = true;
            at.marked = 0;
        }
        let opens = !at.open && (response.clicked() || (response.has_focus() && (keys.down > 0 || keys.opens)));
        if opens {
            at.open = true;
        }
        if keys.escape {
            at.open = false;
        }
        let asked = at.open || (shown.ended && at.typed);
        if !asked {
            if response.has_focus() || at.typed && !shown.ended {
                self.state.completing.insert((self.record, key), at);
            }
            return None;
        }
        if at.open && response.has_focus() {
            let keep = EventFilter { tab: false, escape: true, horizontal_arrows: true, vertical_arrows: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keep));
        }

        let query = if at.typed { at.text.trim().to_owned() } else { String::new() };
        let mut offers = find(&query);
        if opens {
            at.marked = offers.iter().position(|offer| offer.label == ask.current).unwrap_or(0);
        }
        let is_new = !query.is_empty() && !offers.iter().any(|offer| offer.exact);
        let own = is_new && !matches!(ask.own, Own::No);
        let clears = ask.clearable && !at.typed && !ask.current.is_empty();
        let rows = offers.len() + usize::from(own) + usize::from(clears);
        if rows > 0 && !opens {
            at.marked = (at.marked.min(rows - 1) + keys.down + rows - keys.up % rows) % rows;
        }

        let mut taken = (keys.enter && rows > 0).then_some(at.marked);
        if at.open && taken.is_none() && !shown.ended {
            let own_label = own.then(|| own_words(ask.own, &query));
            let moved = opens || keys.down != keys.up;
            let drawn = Popup::from_response(&response)
                .id(list_id)
                .open(true)
                .accessible_name(format!("Offers for {}", ask.label))
                .width(response.rect.width().max(240.0))
                .show(|ui| list_ui(ui, id, &offers, at.marked, moved, own_label.as_deref(), clears));
            taken = drawn.and_then(|drawn| drawn.inner);
        }
        let mut answer = taken.map(|row| match row {
            row if row < offers.len() => Answer::Offer(offers.swap_remove(row).value),
            row if own && row == offers.len() => Answer::Own(query.clone()),
            _ => Answer::Cleared,
        });
        let emptied = at.typed && query.is_empty();
        if keys.enter && emptied && ask.clearable {
            answer = Some(Answer::Cleared);
        } else if answer.is_none() && shown.ended && at.typed && !keys.escape {
            answer = on_leaving(ask, offers, &query, by_tab);
        }
        if answer.is_none() && !shown.ended {
            self.state.completing.insert((self.record, key), at);
        } else {
            Popup::close_id(ui.ctx(), list_id);
        }
        if answer.is_some() && response.has_focus() {
            self.state.answered = Some((self.record, whole));
        }
        answer
    }
}

/// What leaving the field means for what was typed.
fn on_leaving<T>(ask: &Ask<'_>, mut offers: Vec<Offer<T>>, query: &str, by_tab: bool) -> Option<Answer<T>> {
    if query.is_empty() {
        return ask.clearable.then_some(Answer::Cleared);
    }
    if let Some(exact) = offers.iter().position(|offer| offer.exact) {
        return Some(Answer::Offer(offers.swap_remove(exact).value));
    }
    match ask.own {
        Own::Words => Some(Answer::Own(query.to_owned())),
        Own::New(_) if by_tab && offers.is_empty() => Some(Answer::Own(query.to_owned())),
        _ if by_tab || offers.len() == 1 => (!offers.is_empty()).then(|| Answer::Offer(offers.swap_remove(0).value)),
        _ => None,
    }
}

fn own_words(own: Own<'_>, query: &str) -> String {
    match own {
        Own::New(noun) => format!("New {noun} “{query}”"),
        _ => format!("Use “{query}”"),
    }
}

/// Draws the list; says which row was clicked.
fn list_ui<T>(
    ui: &mut Ui,
    field: egui::Id,
    offers: &[Offer<T>],
    marked: usize,
    moved: bool,
    own: Option<&str>,
    clears: bool,
) -> Option<usize> {
    let mut taken = None;
    ScrollArea::vertical().max_height(ui.spacing().combo_height).show(ui, |ui| {
        access::is(ui, egui::Role::ListBox, "Offers");
        ui.take_available_width();
        let mut at = 0;
        let mut row = |ui: &mut Ui, words: &str, detail: &str, tooltip: &str| {
            let chosen = at == marked;
            let (drawn, beside) = kit::fitted_beside(ui, words, detail);
            let beside = egui::RichText::new(beside).weak().size(kit::size::SMALL);
            let button = egui::Button::selectable(chosen, (drawn.as_ref(), egui::Atom::grow(), beside)).truncate();
            let mut response = ui.add(button.min_size(egui::vec2(ui.available_width(), kit::height::CONTROL)));
            access::item(&response, egui::Role::ListBoxOption, chosen, words);
            if chosen {
                access::marked(ui.ctx(), field, &response);
                kit::mark_chosen(ui, response.rect);
            }
            if chosen && moved {
                response.scroll_to_me(None);
            }
            if !tooltip.is_empty() {
                response = response.on_hover_text(tooltip);
            }
            if response.clicked() {
                taken = Some(at);
            }
            at += 1;
        };
        for offer in offers {
            row(ui, &offer.label, &offer.detail, &offer.tooltip);
        }
        if let Some(own) = own {
            row(ui, own, "", "");
        }
        if clears {
            row(ui, "Nothing", "", "Take the answer back");
        }
        if at == 0 {
            ui.add(kit::text("Nothing fits.").weak().small());
        }
    });
    taken
}

/// The keys that act on the list, taken before the field sees them.
fn take_keys(ui: &Ui, focused: bool, open: bool) -> Keys {
    if !focused && !open {
        return Keys::default();
    }
    let pressed = |key| kit::keys::pressed(ui, Modifiers::NONE, key);
    let take = |key| kit::keys::take(ui, Modifiers::NONE, key);
    let mut keys = Keys { tab: pressed(Key::Tab), ..Keys::default() };
    if focused {
        keys.down = kit::keys::take_all(ui, Modifiers::NONE, Key::ArrowDown);
        keys.opens = !open && take(Key::Enter);
    }
    if focused && open {
        keys.up = kit::keys::take_all(ui, Modifiers::NONE, Key::ArrowUp);
        keys.enter = take(Key::Enter);
    }
    keys.escape = pressed(Key::Escape);
    if focused && open && keys.escape {
        take(Key::Escape);
    }
    keys
}

fn pointer_is_on(ui: &Ui, list: egui::Id) -> bool {
    let layer = egui::LayerId::new(egui::PopupKind::Popup.order(), list);
    let pointer = ui.ctx().pointer_interact_pos();
    pointer.and_then(|at| ui.ctx().layer_id_at(at)) == Some(layer)
}

/// What is typed next replaces the answer.
fn select_all(ui: &Ui, response: &Response, text: &str) {
    if let Some(mut state) = TextEditState::load(ui.ctx(), response.id) {
        let end = CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
        state.store(ui.ctx(), response.id);
    }
}

fn paint_chevron(ui: &Ui, response: &Response) {
    let t = kit::tokens(ui);
    let ground = egui::Rect::from_min_max(egui::pos2(response.rect.right() - 21.0, response.rect.top()), response.rect.max);
    // A long answer ends before the mark, not under it.
    ui.painter().rect_filled(ground.shrink(2.0), kit::radius::S, t.field);
    kit::Icon::ChevronDown.paint(ui.painter(), ground.center(), 13.0, t.text_weak);
}
