//! The list of what may stand at the cursor.

use crate::kit::{self, Entry, ListKeys, ListMark};
use crate::query::quick_line::{Completion, Meaning, QuickLine, Role};
use egui::{FocusDirection, Key, Modifiers, Popup, PopupCloseBehavior, PopupKind, Rect, RectAlign, Response, Ui};

/// What is kept of the list between frames.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers {
    open: bool,
    mark: ListMark,
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
        self.mark.put(Some(0));
    }

    /// Stays closed until the text is another.
    pub(super) fn close(&mut self, text: &str) {
        self.open = false;
        self.closed_for = Some(text.to_owned());
    }

    /// Opens for the text for which it was closed.
    pub(super) fn open_again(&mut self) {
        self.closed_for = None;
        self.typed();
    }

    /// The keys pressed while the list was open, taken before the field sees them.
    pub(super) fn take_keys(&mut self, ui: &Ui) -> ListKeys {
        // The field keeps Tab for the list; the way back is not the list's.
        if kit::keys::take(ui, Modifiers::SHIFT, Key::Tab) {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Previous));
        }
        let may_enter = self.enter_takes || self.mark.is_meant();
        let keys = ListKeys::take_if(ui, true, |keys| may_enter || keys.moves());
        if keys.tab {
            kit::keys::take(ui, Modifiers::NONE, Key::Tab);
        }
        keys
    }

    /// Draws the list over the field; gives back what was taken from it.
    /// `word` is where what is being completed stands in the field; `asked`, whether Enter has asked about this text and is about to
    /// record it as it stands.
    pub(super) fn ui(
        &mut self,
        (field, word): (&Response, Rect),
        keys: ListKeys,
        (text, cursor, asked): (&str, usize, bool),
        read: &QuickLine,
    ) -> Option<Completion> {
        if keys.escape {
            self.closed_for = Some(text.to_owned());
        }
        let offers = read.completions.as_slice();
        // In the empty field the arrow up brings the last line back, and nobody wants a list before the first letter.
        let wanted = !text.is_empty() && self.closed_for.as_deref() != Some(text) && !offers.is_empty();
        if !wanted {
            self.open = false;
            return None;
        }
        if self.mark.at().is_none() {
            self.typed();
        }
        self.mark.press(keys, offers.len());
        let mut taken = self.mark.taken(keys, true);
        if taken.is_none() {
            self.open = field.has_focus();
            let marked = self.mark.at().and_then(|at| offers.get(at));
            self.enter_takes = !asked && enter_takes(text, cursor, read) && marked.is_some_and(|offer| !offer.new);
            let typed = offers.first().and_then(|first| text.get(first.range.start..cursor)).unwrap_or_default();
            taken = self.list_ui((field, word), offers, typed);
        }
        let taken = taken.and_then(|at| offers.get(at)).cloned();
        if taken.is_some() {
            self.open = false;
            self.typed();
        }
        taken
    }

    fn list_ui(&mut self, (field, word): (&Response, Rect), offers: &[Completion], typed: &str) -> Option<usize> {
        let entry = |offer: &'_ Completion| Entry {
            label: offer.label.clone().into(),
            detail: offer.detail.clone().into(),
            trailing: role_word(offer.role).into(),
            ..Entry::default()
        };
        let entries: Vec<Entry<'_>> = offers.iter().map(entry).collect();
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
                let list = kit::picker("Completions", field.id, &entries).typed(typed).max_height(9.0 * kit::height::CONTROL);
                list.ui(ui, &mut self.mark)
            });
        shown.and_then(|shown| shown.inner)
    }
}

/// Enter takes while a word is being typed, and the line cannot be logged, or has not come to its colon yet ("ua red" is more
/// likely a red line begun than the word "red"), or the word was not understood.
fn enter_takes(text: &str, cursor: usize, read: &QuickLine) -> bool {
    let typing = text.get(..cursor).and_then(|before| before.chars().next_back()).is_some_and(|last| !last.is_whitespace());
    let here = read.tokens.iter().find(|token| token.range.start < cursor && cursor <= token.range.end);
    let unclear = here.is_some_and(|token| matches!(token.meaning, Meaning::NotUnderstood(_)));
    let is_colon = |token: &crate::query::quick_line::Token| matches!(text.get(token.range.clone()), Some(":" | "："));
    let before_colon = !read.tokens.iter().any(|token| token.role == Role::Mark && is_colon(token));
    typing && (!read.ready() || before_colon || unclear)
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
