//! What a screen reads, and how it asks for things: it never changes the record itself.

use super::documents::DocumentWish;
use super::export::ExportWish;
use super::import::ImportWish;
use super::views::{self, ListView, SavedFilter, Views};
use super::{Command, CopyOf, Nav, Page, Question, Recovery, Situation};
use crate::model::fields::FieldPath;
use crate::model::{BinId, ClashId, NegotiationId, PartId, Record, RecordId, RoundId, SourceId, Workspace};
use crate::session::{Capture, New, Proposal, Session};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// What a screen asks for. Carried out after the frame, in order.
#[derive(Clone, Debug)]
pub enum Action {
    /// A named command.
    Run(Command),
    /// Go to a page.
    Go(Page),
    /// Show a record in the inspector (or nothing), with the focus on a field of it.
    Select(Option<RecordId>, Option<String>),
    /// Select several records. `lead` is the one at which the keyboard is, `anchor` where a range begins.
    SelectSeveral {
        /// All of them.
        ids: BTreeSet<RecordId>,
        /// The one at which the keyboard is.
        lead: Option<RecordId>,
        /// Where a range that is selected next begins.
        anchor: Option<RecordId>,
    },
    /// Go to the page where a record is shown, and select it.
    Open(RecordId),
    /// Show a passage of a record in the text of its source, with the record selected.
    ShowPassage {
        /// Whose passage it is.
        record: RecordId,
        /// In the text of which source.
        source: SourceId,
        /// Which.
        passage: PartId,
    },
    /// Change the record.
    Put(Proposal),
    /// Make something of which nothing is filled in yet: left so, it is taken back.
    Begin(Proposal),
    /// What is typed next is a new undo step.
    EndGesture,
    /// Make a record, select it, and put the focus on its first field.
    Create(New),
    /// Make a record from a quick line under a round, or between rounds.
    Log {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// Under which round.
        round: Option<RoundId>,
        /// What was typed.
        line: String,
        /// Whether what was not understood is kept, to be looked at; if not, it is refused.
        keep: bool,
    },
    /// Keep a line that is no record yet in the notes of today.
    Note {
        /// In the notes of which negotiation.
        negotiation: NegotiationId,
        /// What was typed.
        line: String,
    },
    /// Record a passage of a source.
    Capture(Box<Capture>),
    /// Move a record and what it holds to the bin.
    Delete(RecordId),
    /// Bring a bin entry back.
    Restore(BinId),
    /// Keep the value of a field that was changed in two places, or take the other one over.
    Choose(ClashId, bool),
    /// The same for all such fields of a record.
    ChooseAll(RecordId, bool),
    /// Put records back as they were in an earlier version, with what they name and what is gone.
    RestoreVersion {
        /// The records as they were; the first is the one that it is about.
        records: Vec<Record>,
    },
    /// Put one field of a record back as it was.
    RestoreField {
        /// As in "Undo restore venue".
        label: String,
        /// The record as it was.
        from: Box<Record>,
        /// Which field.
        path: FieldPath,
    },
    /// Ask the history.
    AskHistory(Question),
    /// Ask it for more of the same.
    AskHistoryFurther,
    /// Have enough of it.
    StopLooking,
    /// Take bin entries out for good.
    Discard(Vec<BinId>),
    /// Erase bin entries for good, from the history as well.
    Erase(Vec<BinId>),
    /// Change a setting.
    Set(Setting),
    /// Put text on the clipboard.
    Copy(String),
    /// Put a table on the clipboard, for spreadsheets and for documents.
    CopyTable(CopyOf),
    /// Do something about an export.
    Export(ExportWish),
    /// Do something about an import.
    Import(ImportWish),
    /// Do something about a document.
    Document(DocumentWish),
    /// Say something in the status bar.
    Say(String),
    /// Open a fresh copy of the sample, in the place of one that was changed.
    FreshSample,
    /// Do something about what went wrong.
    Recovery(Recovery),
}

/// A setting that a screen changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// In whose name records are changed.
    Name(String),
    /// The reader's own time zone; none for the system's.
    Zone(Option<Tz>),
    /// Light, dark or as the system.
    Theme(crate::kit::ThemeChoice),
    /// How long it takes from hearing to typing, in seconds.
    NotesDelay(u32),
    /// Keep a filter by its name.
    SaveFilter(SavedFilter),
    /// Forget a filter that was kept.
    ForgetFilter(SavedFilter),
    /// Show the list of that name so.
    List(String, ListView),
}

/// What every screen gets.
pub struct ViewContext<'a> {
    /// The open workspace, to read.
    pub session: &'a Session,
    /// Where the user is.
    pub nav: &'a mut Nav,
    /// The time of this frame.
    pub now: DateTime<Utc>,
    /// The reader's own time zone.
    pub zone: Tz,
    /// Whether the table at hand is to be copied: the page that has one takes it.
    pub copies: bool,
    /// A command that concerns the list at hand: the list takes it.
    pub asked: Option<Command>,
    /// How this user looks at lists.
    pub views: &'a Views,
    actions: Vec<Action>,
}

impl<'a> ViewContext<'a> {
    /// For one frame.
    pub fn new(session: &'a Session, nav: &'a mut Nav, zone: Tz) -> Self {
        let (now, views) = (session.now(), &views::NONE);
        Self { session, nav, now, zone, copies: false, asked: None, views, actions: Vec::new() }
    }

    /// The record.
    pub fn workspace(&self) -> &'a Workspace {
        self.session.workspace()
    }

    /// Today where the reader is.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// Why a command cannot run now; none if it can.
    pub fn why_not(&self, command: Command, can_leave_sample: bool) -> Option<&'static str> {
        command.why_not(&Situation { session: self.session, nav: self.nav, can_leave_sample })
    }

    /// Takes a command that concerns the list at hand, if it was given.
    pub fn takes(&mut self, command: Command) -> bool {
        self.asked.take_if(|asked| *asked == command).is_some()
    }

    /// Asks for something.
    pub fn send(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Asks for a named command.
    pub fn run(&mut self, command: Command) {
        self.send(Action::Run(command));
    }

    /// Asks for a page.
    pub fn go(&mut self, page: Page) {
        self.send(Action::Go(page));
    }

    /// Asks for a record in the inspector.
    pub fn select(&mut self, id: impl Into<RecordId>) {
        self.send(Action::Select(Some(id.into()), None));
    }

    /// Asks for a record in the inspector with the focus on one of its fields.
    pub fn edit(&mut self, id: impl Into<RecordId>, field: &str) {
        self.send(Action::Select(Some(id.into()), Some(field.to_owned())));
    }

    /// Asks for the page of a record, with the record selected.
    pub fn open(&mut self, id: impl Into<RecordId>) {
        self.send(Action::Open(id.into()));
    }

    /// Whether a record is the one in the inspector, or one of several selected.
    pub fn is_selected(&self, id: impl Into<RecordId>) -> bool {
        let id = id.into();
        self.nav.selection() == Some(id) || self.nav.several().contains(&id)
    }

    /// Asks for a record to be as given, as an undo step of its own. `label` as in "Undo change venue".
    pub fn put(&mut self, label: &str, record: impl Into<Record>) {
        self.send(Action::Put(Proposal::put(label, record)));
    }

    /// What was asked for in this frame.
    pub fn into_actions(self) -> Vec<Action> {
        self.actions
    }
}
