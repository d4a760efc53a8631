//! The list of what may stand at the cursor.

use crate::kit::{self, access};
use crate::query::quick_line::{Completion, QuickLine, Role, Taken};
use egui::{
    FocusDirection, Key, Modifiers, Popup, PopupCloseBehavior, PopupKind, Rect, RectAlign, Response, ScrollArea, Sense, Ui,
};

/// The keys pressed while the list was open, taken before the field sees them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys {
    down: usize,
    up: usize,
    take: bool,
    close: bool,
}

/// What is kept of the list between frames.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers {
    open: bool,
    at: usize,
    /// An arrow was pressed since the last character, so Enter is meant for the list.
    moved: bool,
    /// Enter takes from the list because the line cannot be logged yet. What would be made new it takes only after an arrow.
    enter_takes: bool,
    /// The text for which the user closed the list.
    closed_for: Option<String>,
}

impl Offers {
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// The list begins anew after each character.
    pub(super) fn typed(&mut self) {
        self.at = 0;
        self.moved = false;
    }

    /// Stays closed until the text is another.
    pub(super) fn close(&mut self, text: &str) {
        self.open = false;
        self.closed_for = Some(text.to_owned());
    }

    pub(super) fn take_keys(&mut self, ui: &Ui) -> Keys {
        // The field keeps Tab for the list; the way back is not the list's.
        if kit::keys::take(ui, Modifiers::SHIFT, Key::Tab) {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Previous));
        }
        let takes = |key| kit::keys::take(ui, Modifiers::NONE, key);
        let down = kit::keys::take_all(ui, Modifiers::NONE, Key::ArrowDown);
        let up = kit::keys::take_all(ui, Modifiers::NONE, Key::ArrowUp);
        let enter = (self.enter_takes || self.moved || down + up > 0) && takes(Key::Enter);
        let take = takes(Key::Tab) || enter;
        let keys = Keys { down, up, take, close: takes(Key::Escape) };
        self.moved |= keys.down + keys.up > 0;
        keys
    }

    /// Draws the list over the field; gives back what was taken from it.
    /// `word` is where what is being completed stands in the field.
    pub(super) fn ui(
        &mut self,
        (field, word): (&Response, Rect),
        keys: Keys,
        text: &str,
        cursor: usize,
        read: &QuickLine,
    ) -> Option<Completion> {
        if keys.close {
            self.closed_for = Some(text.to_owned());
        }
        let offers = read.completions.as_slice();
        // In the empty field the arrow up brings the last line back, and nobody wants a list before the first letter.
        let wanted = !text.is_empty() && self.closed_for.as_deref() != Some(text) && !offers.is_empty();
        if !wanted {
            self.open = false;
            return None;
        }
        let count = offers.len();
        self.at = (self.at.min(count - 1) + keys.down + count - keys.up % count) % count;
        if keys.take {
            self.open = false;
            self.typed();
            return offers.get(self.at).cloned();
        }
        self.open = field.has_focus();
        self.enter_takes = enter_takes(text, cursor, read) && offers.get(self.at).is_some_and(|offer| !offer.new);
        let clicked = self.list_ui((field, word), offers, keys.down != keys.up);
        let taken = clicked.and_then(|at| offers.get(at)).cloned();
        if taken.is_some() {
            self.open = false;
            self.typed();
        }
        taken
    }

    fn list_ui(&self, (field, word): (&Response, Rect), offers: &[Completion], moved: bool) -> Option<usize> {
        let shown = Popup::from_response(field)
            .anchor(word)
            .id(field.id.with("offers"))
            .kind(PopupKind::Popup)
            .open(self.open)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .align(RectAlign::TOP_START)
            .align_alternatives(&[RectAlign::BOTTOM_START])
            .accessible_name("Completions")
            .width(field.rect.width().min(440.0))
            .show(|ui| {
                let list = ScrollArea::vertical().max_height(9.0 * kit::height::CONTROL);
                list.show(ui, |ui| {
                    access::is_list_box(ui, "Completions", offers.len());
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let mut clicked = None;
                    for (at, offer) in offers.iter().enumerate() {
                        let response = offer_ui(ui, offer, at == self.at);
                        if at == self.at {
                            access::marked(ui, field.id, &response, &offer_name(offer));
                        }
                        if at == self.at && moved {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            clicked = Some(at);
                        }
                    }
                    clicked
                })
                .inner
            });
        shown.and_then(|shown| shown.inner)
    }
}

/// Enter takes while a word is being typed, and the line cannot be logged, or has not come to its colon yet ("ua red" is more
/// likely a red line begun than the word "red"), or the word was not understood.
fn enter_takes(text: &str, cursor: usize, read: &QuickLine) -> bool {
    let typing = text.get(..cursor).and_then(|before| before.chars().next_back()).is_some_and(|last| !last.is_whitespace());
    let here = read.tokens.iter().find(|token| token.range.start < cursor && cursor <= token.range.end);
    let unclear = here.is_some_and(|token| matches!(token.taken, Taken::Not(_)));
    let is_colon = |token: &crate::query::quick_line::Token| matches!(text.get(token.range.clone()), Some(":" | "："));
    let before_colon = !read.tokens.iter().any(|token| token.role == Role::Mark && is_colon(token));
    typing && (!read.ready() || before_colon || unclear)
}

fn offer_ui(ui: &mut Ui, offer: &Completion, chosen: bool) -> Response {
    let t = kit::tokens(ui);
    let size = egui::vec2(ui.available_width(), kit::height::CONTROL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click() - Sense::FOCUSABLE);
    let role = role_word(offer.role);
    access::item(&response, egui::Role::ListBoxOption, chosen, &offer_name(offer));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, kit::radius::S, if chosen { t.selection } else { t.hover });
    }
    if chosen {
        kit::mark_chosen(ui, rect);
    }
    let inside = rect.shrink2(egui::vec2(kit::space::S, 0.0));
    let mut row = ui.new_child(egui::UiBuilder::new().id_salt(&offer.label).max_rect(inside));
    let left = |ui: &mut Ui| {
        ui.add(kit::text(offer.label.as_str()).truncate());
        if !offer.detail.is_empty() {
            ui.add(kit::text(offer.detail.as_str()).weak().small().truncate());
        }
    };
    kit::with_actions_ui(&mut row, left, |ui| {
        ui.add(kit::text(role).weak().caption().extend());
    });
    response
}

/// All that a row says.
fn offer_name(offer: &Completion) -> String {
    let parts = [offer.label.as_str(), offer.detail.as_str(), role_word(offer.role)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Party => "party",
        Role::Kind => "kind",
        Role::Issue => "issue",
        Role::Person => "speaker",
        Role::Level => "record level",
        Role::Firmness => "firmness",
        Role::Date => "date",
        Role::Source => "source",
        Role::Verification => "verification",
        Role::Answer => "answers",
        Role::Tag => "tag",
        Role::Verb => "record",
        Role::Place => "place",
        Role::Text | Role::Mark => "",
    }
}
