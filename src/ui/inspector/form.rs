//! What the fields of one record share: the record's copy is changed where it stands, and proposed once at the end of the frame.

use super::complete::Completing;
use super::passages::Standings;
use super::text::{CAME_BACK, NOT_TAKEN};
use crate::kit;
use crate::model::{
    Affiliation, IssueId, NegotiationId, PartyId, Record, RecordId, RoundId, SourceId, StatementId, When, Workspace,
};
use crate::query::anchor::{self, Anchor, Anchors, ReadOn};
use crate::query::belonging::negotiation_of;
use crate::query::passages::{Mark, Place};
use crate::session::drafts::{FIELD, INSTEAD_OF};
use crate::session::{self, Gesture, New, Proposal};
use crate::ui::{Action, Memo, ViewContext, lines};
use chrono::NaiveDate;
use chrono_tz::Tz;
use egui::{Id, Key, Modifiers, Response, Ui, UiBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Where the focus is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    /// To the field, section or item of that name.
    On(String),
    /// To the next field drawn.
    Next,
}

/// A row of a list, or the heading over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Head,
    Item(String),
}

/// What was typed into a field and is not in the record: not yet, or because it was refused.
#[derive(Clone, Debug)]
struct Draft {
    text: String,
    /// What the record said when it was typed. When it says something else, the record wins.
    base: String,
    /// Why it is not in the record, if it is not just being typed.
    waits: Option<Waits>,
}

/// Why what was typed is not in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    /// It was proposed as it stands, and must have been refused if it is still here.
    Refused,
    /// It was typed before the program was last started: whoever comes back sees it before it counts.
    CameBack,
}

/// What was typed into a field and is in no record yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unfinished<'a> {
    pub record: RecordId,
    pub field: &'a str,
    pub text: &'a str,
    /// What the record said when it was typed; none where something is being chosen.
    pub base: Option<&'a str>,
}

impl Unfinished<'_> {
    /// As a draft of its own.
    pub(super) fn draft(&self) -> session::Draft {
        let mut draft = session::Draft::of(DRAFT, [self.record], "text", self.text);
        draft.words.insert(FIELD.to_owned(), self.field.to_owned());
        draft.words.extend(self.base.map(|base| (INSTEAD_OF.to_owned(), base.to_owned())));
        draft
    }
}

/// Where a draft was typed if it is what stands in a field.
pub(super) const DRAFT: &str = "field";

/// The statement that is a party's position, issue by issue.
type Positions = Vec<(IssueId, StatementId)>;

/// What the inspector keeps between frames.
#[derive(Default)]
pub(super) struct State {
    drafts: BTreeMap<(RecordId, String), Draft>,
    /// The fields in which something is being chosen.
    pub completing: BTreeMap<(RecordId, String), Completing>,
    /// The field in which something was just chosen: what is typed next replaces it.
    pub answered: Option<(RecordId, String)>,
    /// Open sections, by kind of record and name.
    pub open: BTreeSet<(&'static str, String)>,
    /// The open item of each list.
    pub expanded: BTreeMap<(RecordId, String), String>,
    /// Where the focus is to go, and for how many more frames it is looked for.
    pub focus: Option<(Focus, u8)>,
    /// The field whose text was proposed: what is typed there next replaces it.
    pub replaced: Option<(RecordId, String)>,
    /// Parties that had no name when they were drawn: a short name is proposed with the name.
    pub unnamed: BTreeSet<RecordId>,
    /// The office of a person that is being filled in and has no party yet.
    pub offices: BTreeMap<RecordId, Affiliation>,
    /// Where the focus goes among the rows of a list: the list, and the row or its heading.
    pub row_focus: Option<(RecordId, String, Row)>,
    /// The day shown in the open calendar.
    pub calendar: Option<(Id, NaiveDate)>,
    /// Where a party stands on the issues of a statement.
    pub positions: Memo<(PartyId, Vec<IssueId>), Positions>,
    /// How the passages of records stand in their sources.
    pub standings: Standings,
    /// What is marked in a source, with where it stands.
    pub marks: Memo<SourceId, Vec<(Mark, Place)>>,
    /// The words that a date was read from here, while it is still what they were read as.
    typed_dates: BTreeMap<(RecordId, String), (String, When)>,
    /// Dates that were read again because what they count from was changed, and what they were before.
    read_again: BTreeMap<(RecordId, String), (When, When)>,
    /// The date that a round had before it was changed here.
    pub date_before: Option<(RoundId, When)>,
    /// The place that a round had before the one being typed.
    pub place_before: Option<(RoundId, String)>,
}

impl State {
    /// What was typed into fields and is in no record yet.
    pub(super) fn unfinished(&self) -> impl Iterator<Item = Unfinished<'_>> {
        let texts = self.drafts.iter().map(|(at, draft)| (at, draft.text.as_str(), Some(draft.base.as_str())));
        let choices = self.completing.iter().filter_map(|(at, completing)| Some((at, completing.unfinished()?, None)));
        texts.chain(choices).map(|((record, field), text, base)| Unfinished { record: *record, field, text, base })
    }

    /// The same, of one record.
    pub(super) fn unfinished_of(&self, record: RecordId) -> impl Iterator<Item = Unfinished<'_>> {
        self.unfinished().filter(move |unfinished| unfinished.record == record)
    }

    /// Puts back what was typed into a field.
    pub(super) fn put_back(&mut self, draft: &session::Draft) {
        let &[record] = draft.of.as_slice() else { return };
        let base = draft.words.get(INSTEAD_OF).map(String::as_str);
        self.put_field_back(Unfinished { record, field: draft.text(FIELD), text: draft.text("text"), base });
    }

    /// The same of one field.
    pub(super) fn put_field_back(&mut self, unfinished: Unfinished<'_>) {
        let Unfinished { record, field, text, base } = unfinished;
        let (at, text) = ((record, field.to_owned()), text.to_owned());
        match base {
            Some(base) => {
                self.drafts.entry(at).or_insert(Draft { text, base: base.to_owned(), waits: Some(Waits::CameBack) });
            }
            None => {
                self.completing.entry(at).or_insert(Completing::back(text));
            }
        }
    }

    /// Looks for that field from the next one drawn on. Some frames long, because a section may have to open first.
    pub(super) fn seek(&mut self, focus: Focus) {
        self.focus = Some((focus, 4));
    }

    pub(super) fn is_seeking(&self) -> bool {
        self.focus.is_some()
    }

    /// Forgets what was typed into the fields of a record.
    pub(super) fn forget(&mut self, record: RecordId) {
        self.drafts.retain(|(of, _), _| *of != record);
        self.completing.retain(|(of, _), _| *of != record);
    }

    /// Gives up on a field that is nowhere.
    pub(super) fn end_frame(&mut self) {
        self.focus = match self.focus.take() {
            Some((_, 0)) | None => None,
            Some((focus, frames)) => Some((focus, frames - 1)),
        };
    }
}

/// A change to the record at hand, on its way.
struct Pending {
    label: String,
    gesture: Option<Gesture>,
    /// It makes something of which nothing is filled in yet.
    begins: bool,
}

/// One record being edited in one frame.
pub(super) struct Form<'f, 's> {
    pub view_ctx: &'f mut ViewContext<'s>,
    pub state: &'f mut State,
    pub record: RecordId,
    scope: String,
    pending: Option<Pending>,
    also: Vec<Record>,
    ended: bool,
    /// The field in which Alt+Enter was pressed.
    alt_entered: Option<String>,
    /// The heading of the section being drawn has the focus.
    pub head_focused: bool,
    /// Where the record will belong that is not in the workspace yet.
    pub negotiation_of_draft: Option<NegotiationId>,
}

impl<'f, 's> Form<'f, 's> {
    pub(super) fn new(view_ctx: &'f mut ViewContext<'s>, state: &'f mut State, record: RecordId) -> Self {
        Self {
            view_ctx,
            state,
            record,
            scope: String::new(),
            pending: None,
            also: Vec::new(),
            ended: false,
            alt_entered: None,
            head_focused: false,
            negotiation_of_draft: None,
        }
    }

    pub(super) fn workspace(&self) -> &'s Workspace {
        self.view_ctx.session.workspace()
    }

    pub(super) fn zone(&self) -> Tz {
        self.view_ctx.zone
    }

    /// Draws fields whose names lie within `scope`, as those of one item of a list.
    pub(super) fn within<R>(&mut self, scope: &str, draw: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.scope.clone();
        self.scope = format!("{outer}{scope}:");
        let result = draw(self);
        self.scope = outer;
        result
    }

    /// The whole name of a field.
    pub(super) fn key(&self, field: &str) -> String {
        format!("{}{field}", self.scope)
    }

    /// The id of its widget.
    pub(super) fn id(&self, key: &str) -> Id {
        Id::unique(("inspector field", self.record.uuid(), key.to_owned()))
    }

    /// Moves the focus to `response` if it is what the focus is looked for. Every field calls it.
    pub(super) fn may_focus(&mut self, key: &str, response: &Response) {
        let wanted = match &self.state.focus {
            Some((Focus::Next, _)) => true,
            Some((Focus::On(name), _)) => name == key,
            None => false,
        };
        if wanted {
            self.state.focus = None;
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
    }

    /// Whether the focus is looked for on something of that name, and not a field; then the next field is it.
    pub(super) fn focus_enters(&mut self, name: &str) -> bool {
        let found = matches!(&self.state.focus, Some((Focus::On(wanted), _)) if wanted == name);
        if found {
            self.state.seek(Focus::Next);
        }
        found
    }

    /// Whether the focus is looked for within something of that name: "attendance" holds "attendance:…".
    pub(super) fn focus_is_within(&self, name: &str) -> bool {
        match &self.state.focus {
            Some((Focus::On(wanted), _)) => wanted == name || wanted.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')),
            _ => false,
        }
    }

    /// What to show in a field whose value is `value` in the record.
    pub(super) fn draft(&mut self, key: &str, value: &str) -> String {
        match self.state.drafts.get(&(self.record, key.to_owned())) {
            Some(draft) if draft.base == value => draft.text.clone(),
            _ => value.to_owned(),
        }
    }

    /// Keeps what a field shows, if it is not what the record says.
    pub(super) fn keep_draft(&mut self, key: &str, value: &str, text: String) {
        let key = (self.record, key.to_owned());
        if text == value {
            self.state.drafts.remove(&key);
        } else {
            let before = self.state.drafts.get(&key).filter(|draft| draft.text == text);
            let waits = before.and_then(|draft| draft.waits);
            self.state.drafts.insert(key, Draft { text, base: value.to_owned(), waits });
        }
    }

    /// Why what the field shows is not in the record, in words; none if it is, or is just being typed. `value` is what the record
    /// says: what was proposed beside another value has been taken, or the record has won.
    pub(super) fn why_it_waits(&self, key: &str, value: &str) -> Option<&'static str> {
        let draft = self.state.drafts.get(&(self.record, key.to_owned())).filter(|draft| draft.base == value)?;
        Some(match draft.waits? {
            Waits::Refused => NOT_TAKEN,
            Waits::CameBack => CAME_BACK,
        })
    }

    /// Keeps what a field shows until its proposal has been taken; then the record says something else, and wins.
    pub(super) fn keep_proposed(&mut self, key: &str, value: &str, text: String) {
        let draft = Draft { text, base: value.to_owned(), waits: Some(Waits::Refused) };
        self.state.drafts.insert((self.record, key.to_owned()), draft);
    }

    pub(super) fn drop_draft(&mut self, key: &str) {
        self.state.drafts.remove(&(self.record, key.to_owned()));
    }

    /// The copy of the record was changed: one step, under that label.
    pub(super) fn changed(&mut self, label: impl Into<String>) {
        self.pending = Some(Pending { label: label.into(), gesture: None, begins: false });
    }

    /// Something was added to the copy of the record of which nothing is filled in yet.
    pub(super) fn begun(&mut self, label: impl Into<String>) {
        self.pending = Some(Pending { label: label.into(), gesture: None, begins: true });
    }

    /// The same while a text is being typed.
    pub(super) fn typed(&mut self, label: impl Into<String>, key: &str, (before, text): (&str, &str)) {
        let gesture = Some(Gesture::editing(self.record, key, before, text));
        self.pending = Some(Pending { label: label.into(), gesture, begins: false });
    }

    /// What dates count from.
    pub(super) fn anchors(&self) -> Anchors<'s> {
        Anchors::new(self.workspace(), self.view_ctx.today())
    }

    /// Keeps the words that a date was read from, so that it can be read again if what it counts from is changed.
    pub(super) fn remember_words(&mut self, key: &str, text: &str, date: &When) {
        self.state.typed_dates.insert((self.record, key.to_owned()), (text.trim().to_owned(), date.clone()));
    }

    /// Reads a date again whose anchor was changed, if it was read from words that count from it. `of` is the record and the whole name
    /// of the field; `kept` are words that the record has beside the date, for when nobody remembers what was typed. Says whether it is another date now.
    pub(super) fn read_again(
        &mut self,
        of: (RecordId, String),
        (date, kept): (&mut When, &str),
        anchors: (Anchor, Anchor),
        read: ReadOn,
        zone: Option<Tz>,
    ) -> bool {
        let typed = self.state.typed_dates.get(&of).filter(|(_, read)| read == date).map(|(text, _)| text.clone());
        let wording = if let When::Window { wording, .. } = &*date { wording.clone() } else { String::new() };
        let words = typed.unwrap_or(if wording.is_empty() { kept.to_owned() } else { wording });
        let Some(now) = anchor::read_again(&words, date, anchors, read, zone) else { return false };
        self.state.typed_dates.insert(of.clone(), (words, now.clone()));
        let before = std::mem::replace(date, now.clone());
        self.state.read_again.insert(of, (now, before));
        true
    }

    /// Says under a date that it was read again, while it stays so.
    pub(super) fn read_again_ui(&self, ui: &mut Ui, key: &str, date: &When) {
        if let Some((now, before)) = self.state.read_again.get(&(self.record, key.to_owned()))
            && now == date
        {
            let words = format!("Read again as {}; it was {}", now.words(), before.words());
            ui.add(kit::text(words.as_str()).caption().color(kit::tokens(ui).accent));
        }
    }

    /// Another record that is changed in the same step.
    pub(super) fn also(&mut self, record: impl Into<Record>) {
        self.also.push(record.into());
    }

    /// The user left a field.
    pub(super) fn ended(&mut self) {
        self.ended = true;
    }

    /// An id for a new part of the record.
    pub(super) fn part(&self) -> crate::model::PartId {
        self.view_ctx.session.fresh_id().into()
    }

    /// A new record that is not in the workspace yet. One in a frame: it has the id that nothing has yet.
    pub(super) fn drafted(&self, new: New) -> Record {
        self.view_ctx.session.draft_as(self.view_ctx.session.fresh_id(), new)
    }

    /// Puts these records in the same step as the change that names them.
    pub(super) fn also_all(&mut self, records: Vec<Record>) {
        self.also.extend(records);
    }

    /// The negotiation that the record belongs to.
    pub(super) fn negotiation(&self) -> Option<NegotiationId> {
        self.workspace().view(self.record).and_then(negotiation_of).or(self.negotiation_of_draft)
    }

    /// Draws what has no name of its own within ids that depend on the record and the name alone, so that what appears above it moves
    /// no focus.
    pub(super) fn fixed<R>(&self, ui: &mut Ui, name: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
        let id = self.id(&self.key(name)).with("fixed");
        ui.scope_builder(UiBuilder::new().scope_id(id), draw).inner
    }

    /// Takes Alt+Enter from a field that has the focus, for what is offered beside it; before the field is drawn.
    pub(super) fn take_alt_enter(&mut self, ui: &Ui, key: &str) {
        let focused = ui.memory(|memory| memory.has_focus(self.id(key)));
        if focused && kit::take_key(ui, Modifiers::ALT, Key::Enter) > 0 {
            self.alt_entered = Some(key.to_owned());
        }
    }

    /// Something offered under a field, taken by a click or by Alt+Enter in the field. It comes and goes with what is filled, so it is
    /// no stop of the Tab key.
    pub(super) fn offer_ui(&mut self, ui: &mut Ui, field: &str, words: &str, meaning: &str) -> bool {
        let key = self.key(field);
        let by_key = self.alt_entered.take_if(|entered| *entered == key).is_some();
        let clicked = self.fixed(ui, &format!("{field} offer"), |ui| {
            let link = lines::offer_ui(ui, words, words);
            link.on_hover_text(format!("{meaning} (Alt+Enter in the field)")).clicked()
        });
        clicked || by_key
    }

    /// Draws fields of something that is not in the record yet: what is changed in them is no change of it. Says whether anything was.
    pub(super) fn apart<R>(&mut self, draw: impl FnOnce(&mut Self) -> R) -> (R, bool) {
        let before = self.pending.take();
        let result = draw(self);
        let changed = self.pending.is_some();
        self.pending = before;
        (result, changed)
    }

    /// What was changed of a record that is not in the workspace yet: how it would be put into it, with what else is new, and that
    /// alone.
    pub(super) fn finish(self, record: impl Into<Record>) -> Option<(Proposal, Vec<Record>)> {
        let Pending { gesture, .. } = self.pending?;
        let mut proposal = Proposal { label: "add statement".to_owned(), puts: self.also.clone(), gesture };
        proposal.puts.push(record.into());
        Some((proposal, self.also))
    }

    /// Proposes the record as it now is, if any of its fields was changed.
    pub(super) fn propose(self, record: impl Into<Record>) {
        if let Some(Pending { label, gesture, begins }) = self.pending {
            let mut proposal = Proposal { label, puts: self.also, gesture };
            proposal.puts.push(record.into());
            self.view_ctx.send(if begins { Action::Begin(proposal) } else { Action::Put(proposal) });
        }
        if self.ended {
            self.view_ctx.send(Action::EndGesture);
        }
    }
}
