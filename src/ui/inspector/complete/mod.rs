//! A field in which something is chosen by typing: what is typed narrows a list down, arrow keys move in it, Enter and Tab take
//! what is marked. The list opens when something is typed, by a click, by Enter, or by the down key; walking through the fields by
//! Tab opens nothing.
//!
//! Nothing is guessed. What fits is marked as it is typed; what would be made new is in the list, too, and is taken only when the
//! arrow keys have marked it. Words that are left without being taken stay in the field, with the reason under it.

mod keys;
mod list;

use super::form::Form;
use crate::kit::{self, ListMark};
use egui::{
    EventFilter, Popup, Response, SurrenderFocusOn, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};
use keys::Keys;
use list::{Row, rows};

pub(super) use list::Offer;

/// How many offers a list holds at most; more are found by typing on.
pub(super) const MOST: usize = 60;

/// What a field asks.
#[derive(Clone, Copy, Default)]
pub(super) struct Ask<'a> {
    pub field: &'a str,
    pub label: &'a str,
    /// The answer in the record, in words.
    pub current: &'a str,
    pub hint: &'a str,
    /// Words that are none of the offers are an answer, as what: "as a description", or empty.
    pub words: Option<&'a str>,
    /// What the words may be the name of that is not there yet: "party".
    pub new: &'a [&'a str],
    /// The answer can be taken back.
    pub clearable: bool,
    pub hide_label: bool,
    /// The answer is a record that can be opened.
    pub opens: bool,
    /// How many answers stand over the field as chips, reached by the arrow left from the empty field.
    pub chips: usize,
    /// The same in words.
    pub holds: &'a str,
}

/// What the user answered.
pub(super) enum Answer<T> {
    Offer(T),
    /// Words that were none of the offers.
    Own(String),
    /// Something new of that name, and of which of the kinds asked for.
    New(usize, String),
    Cleared,
    /// The record of the answer is to be opened.
    Open,
    /// Something is to be done with an answer that stands over the field.
    Chip(ChipAct, usize),
}

/// What is done with one of several answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChipAct {
    Open,
    Remove,
    Up,
}

/// What is being typed and marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Completing {
    text: String,
    typed: bool,
    open: bool,
    /// The row of the list that Enter takes.
    mark: ListMark,
    /// It had the focus before it was drawn last.
    focused: bool,
    /// Tab was pressed in the frame before.
    tab: bool,
    /// What was typed was left without being taken: why. Only as long as the record says what it said then.
    left: Option<(String, String)>,
    /// The chip that keys act on.
    chip: Option<usize>,
}

impl Completing {
    /// What was typed before the program was last started, and not answered.
    pub(super) fn back(text: String) -> Self {
        Self { text, typed: true, ..Self::default() }
    }

    /// What has been typed and not answered yet.
    pub(super) fn unfinished(&self) -> Option<&str> {
        Some(self.text.as_str()).filter(|text| self.typed && !text.trim().is_empty())
    }
}

impl Form<'_, '_> {
    /// The chip over the field of that name that keys act on.
    pub(super) fn marked_chip(&self, field: &str) -> Option<usize> {
        self.state.completing.get(&(self.record, self.key(field))).and_then(|at| at.chip)
    }

    /// Draws the field. `find` gives the offers for what is typed, best first; it is asked only while the list is open.
    pub(super) fn complete<T>(
        &mut self,
        ui: &mut Ui,
        ask: &Ask<'_>,
        find: impl FnOnce(&str) -> Vec<Offer<T>>,
    ) -> Option<Answer<T>> {
        let key = self.key(ask.field);
        let id = self.id(&key);
        let kept = self.state.completing.remove(&(self.record, key.clone()));
        // When the record says something else than when the words were left, the record wins.
        let kept = kept.filter(|kept| kept.left.as_ref().is_none_or(|(base, _)| base == ask.current));
        let mut at = kept.unwrap_or_else(|| Completing { text: ask.current.to_owned(), ..Completing::default() });
        if !at.typed && !at.open && at.left.is_none() && at.text != ask.current {
            // What is in the field is the record's, which undo or another window may have changed meanwhile.
            ask.current.clone_into(&mut at.text);
        }
        let focused = ui.memory(|memory| memory.has_focus(id));
        let arrived = focused && !std::mem::replace(&mut at.focused, focused);
        let keys = Keys::take(ui, ask, &mut at, focused);
        let by_tab = at.tab || keys.list.tab;
        at.tab = keys.list.tab;

        let again = self.state.answered.take_if(|of| *of == (self.record, key.clone())).is_some();
        // Before the field reads what was typed in this frame: it replaces the answer.
        if again || (arrived && at.left.is_none()) {
            select_all(ui, id, &at.text);
        }
        let list_id = id.with("offers");
        let hold = at.open && list::pointer_is_on(ui, list_id);
        let before = ui.options(|options| options.input_options.surrender_focus_on);
        if hold {
            ui.options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
        }
        let problem = if at.open { None } else { at.left.as_ref().map(|(_, why)| why.as_str()) };
        let mut edit = kit::text_field(ask.label, &mut at.text).hint(ask.hint).problem(problem).id(id);
        if ask.hide_label {
            edit = edit.hide_label();
        }
        let shown = edit.show(ui);
        ui.options_mut(|options| options.input_options.surrender_focus_on = before);
        let response = shown.response;
        self.may_focus(&key, &response);
        if ask.chips > 0 && at.text.is_empty() {
            kit::access::value(&response, ask.holds);
        }
        list::paint_chevron(ui, &response);
        if shown.began && !focused && !shown.changed && at.left.is_none() {
            select_all(ui, id, &at.text);
        }
        if shown.changed {
            at.typed = true;
            at.open = true;
            at.left = None;
        }
        let opens = !at.open && (response.clicked() || keys.opens);
        if opens {
            at.open = true;
        }
        let closed_by_escape = keys.list.escape && at.open;
        if keys.list.escape {
            at.open = false;
        }
        if keys.record {
            self.keep_completing(key, at, &response);
            return Some(Answer::Open);
        }
        if let Some((act, chip)) = keys.chip {
            self.keep_completing(key, at, &response);
            return Some(Answer::Chip(act, chip));
        }
        if shown.ended && keys.list.escape {
            at.left = None;
        }
        let asked = at.open || (shown.ended && at.typed);
        if !asked {
            if response.has_focus() || (at.typed && (!shown.ended || closed_by_escape)) {
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
        let rows = rows(ask, &offers, &query, at.typed);
        if opens {
            at.mark.put(offers.iter().position(|offer| offer.label == ask.current).or((!rows.is_empty()).then_some(0)));
        }
        if shown.changed || (opens && at.typed) {
            // What would be made new is marked by nobody but the user.
            at.mark.put(rows.iter().position(|row| !matches!(row, Row::New(_) | Row::Nothing)));
        }
        if !opens {
            at.mark.press(keys.list, rows.len());
        }

        // Tab takes when it has led on.
        let mut taking = keys.list;
        taking.tab = shown.ended && by_tab && at.open;
        let emptied = at.typed && query.is_empty();
        let taken = at.mark.taken(taking, at.typed);
        let mut taken = taken.filter(|_| !emptied || at.mark.is_meant());
        if at.open && taken.is_none() && !shown.ended {
            taken = list::show(&response, list_id, ask, (&offers, &rows, &query), &mut at.mark);
        }
        let mut answer = taken.and_then(|row| rows.get(row)).map(|row| match row {
            Row::Offer(of) => Answer::Offer(offers.swap_remove(*of).value),
            Row::Own => Answer::Own(query.clone()),
            Row::New(kind) => Answer::New(*kind, query.clone()),
            Row::Nothing => Answer::Cleared,
        });
        if answer.is_none() && emptied && ask.clearable && (keys.list.enter || (shown.ended && !keys.list.escape)) {
            answer = Some(Answer::Cleared);
        } else if answer.is_none() && shown.ended && at.typed && !emptied && !keys.list.escape {
            match on_leaving(ask, offers, &query) {
                Ok(found) => answer = Some(found),
                Err(why) => at.left = Some((ask.current.to_owned(), why.to_string())),
            }
        }
        if answer.is_some() && response.has_focus() {
            self.state.answered = Some((self.record, key.clone()));
        }
        if answer.is_some() || shown.ended {
            at.open = false;
            Popup::close_id(ui.ctx(), list_id);
        }
        if answer.is_none() && (!shown.ended || at.left.is_some()) {
            self.state.completing.insert((self.record, key), at);
        }
        answer
    }

    fn keep_completing(&mut self, key: String, at: Completing, response: &Response) {
        if response.has_focus() {
            self.state.completing.insert((self.record, key), at);
        }
    }
}

/// Why what was typed is not taken.
#[derive(Debug, thiserror::Error)]
enum NotTaken {
    #[error("Not taken yet. Alt+Down opens the list: choose {first}. {BACK}")]
    NotChosen { first: String },
    #[error("Not taken yet. Alt+Down opens the list: choose {first}, or use your words. {BACK}")]
    NotChosenOrUsed { first: String },
    #[error("Not taken: there is no {0} of that name. Alt+Down opens the list, to make one. {BACK}")]
    NotThere(String),
    #[error("Not taken: nothing fits. Type other words. {BACK}")]
    NothingFits,
}

const BACK: &str = "Escape here takes the words out.";

/// What leaving the field means for what was typed and not taken.
fn on_leaving<T>(ask: &Ask<'_>, mut offers: Vec<Offer<T>>, query: &str) -> Result<Answer<T>, NotTaken> {
    if let Some(exact) = offers.iter().position(|offer| offer.exact) {
        return Ok(Answer::Offer(offers.swap_remove(exact).value));
    }
    if ask.words.is_some() && offers.is_empty() {
        return Ok(Answer::Own(query.to_owned()));
    }
    Err(match (offers.into_iter().next(), ask.new.first()) {
        (Some(Offer { label: first, .. }), _) if ask.words.is_some() => NotTaken::NotChosenOrUsed { first },
        (Some(Offer { label: first, .. }), _) => NotTaken::NotChosen { first },
        (None, Some(noun)) => NotTaken::NotThere((*noun).to_owned()),
        (None, None) => NotTaken::NothingFits,
    })
}

/// What is typed next replaces the answer.
pub(super) fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), id);
}
