//! The reading page: the text of a source, from which statements, incidents and follow-ups are recorded by keys; what is recorded
//! already is marked in it. The record that is selected stands in the inspector beside it.
//!
//! While the text has the focus a letter is a command; a strip below it then asks what is said of the passage. What the strip proposes
//! was read from the passage and is marked as a proposal until it is chosen.

mod beside;
mod marks;
mod offers;
mod strip;
mod strip_ui;

use super::lines::{above_ui, line_ui};
use super::{Action, Command, Memo, ViewContext, badges, focus, signs};
use crate::kit::{self, Icon, Reader, ReadingMark, ReadingText};
use crate::model::when::Context;
use crate::model::{IssueId, NegotiationId, PartyId, Record, RecordId, RoundId, Source, SourceId, SourceKind, When, Workspace};
use crate::query::names;
use crate::query::proposals::propose;
use crate::query::quick_line::{LineContext, Named, Slots};
use crate::query::usage::counted;
use crate::session::{CaptureAs, Draft, Proposal, Speaker, UnderRound};
use beside::{Beside, Question};
use egui::{Id, Ui};
use marks::{Mark, marks};
use offers::Offers;
use std::collections::BTreeMap;
use std::ops::Range;
use strip::{Last, Slot, Strip};
use strip_ui::{Did, strip_ui};

/// Whether the text or the strip of the page has the focus.
pub(super) fn has_focus(ctx: &egui::Context) -> bool {
    let text: Option<Id> = ctx.data(|data| data.get_temp(text_id()));
    ctx.memory(|memory| memory.focused().is_some_and(|id| Some(id) == text || id == strip_ui::field_id()))
}

/// Under which the id of the text is kept.
fn text_id() -> Id {
    Id::unique("text of the reading page")
}

/// The reading page.
#[derive(Default)]
pub(super) struct ReadingPage {
    /// The source at hand.
    of: Option<SourceId>,
    text: ReadingText,
    /// The revision on which the text was looked at last.
    seen: Option<u64>,
    reader: Reader,
    /// Where others were left.
    others: BTreeMap<SourceId, Reader>,
    marks: Memo<SourceId, Vec<Mark>>,
    slots: Memo<LineContext, SlotsOf>,
    pairs: Memo<NegotiationId, Vec<(PartyId, IssueId)>>,
    beside: Memo<Question, Beside>,
    strip: Option<Strip>,
    last: Option<Last>,
    /// The round under which passages are recorded, once one was chosen.
    round: Option<RoundId>,
    /// The round of which a date was announced last: it is another than the one that the text tells of.
    announced: Option<RoundId>,
    /// What was recorded here, from the first to the last: undo leads back to it.
    recorded: Vec<Range<usize>>,
    hidden: bool,
    /// The mark that was gone to last.
    at: Option<RecordId>,
    /// What was handed over to be recorded, and on which revision.
    sent: Option<u64>,
    /// Text that is being written into a source without one.
    pasted: BTreeMap<SourceId, String>,
}

/// The letters that record, what each makes of the passage, and what the strip says of it.
const MADE: [(char, CaptureAs, &str); 7] = [
    ('s', CaptureAs::Statement, "statement"),
    ('d', CaptureAs::Announcement, "date announced"),
    ('i', CaptureAs::Incident, "incident or claim"),
    ('f', CaptureAs::FollowUp, "follow-up"),
    ('a', CaptureAs::Account, "account"),
    ('o', CaptureAs::Outcome, "outcome"),
    ('t', CaptureAs::Attendance, "at the table"),
];

/// Where a draft was typed if it is the text of a source.
pub(super) const DRAFT: &str = "text of a source";

/// What can be named, kept while the record does not change.
struct SlotsOf(Slots);

/// Parties with issues that were recorded last, as many as there are digits.
const PAIRS: usize = 9;
/// Statements that are looked through for them.
const LOOKED_THROUGH: usize = 2000;

impl ReadingPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: SourceId) {
        let Some(source) = view_ctx.workspace().sources.get(&id) else { return };
        self.go_to(view_ctx, source);
        if self.text.is_empty() {
            self.empty_ui(ui, view_ctx, source);
            return;
        }
        self.after_recording(view_ctx);
        above_ui(
            ui,
            "reading",
            &mut (self, view_ctx),
            |(page, view_ctx), ui| page.text_ui(ui, view_ctx, source),
            |(page, view_ctx), ui| page.below_ui(ui, view_ctx, source),
        );
    }

    /// Takes up a source, or what has become of its text.
    fn go_to(&mut self, view_ctx: &ViewContext<'_>, source: &Source) {
        let revision = view_ctx.session.revision();
        if self.of != Some(source.id) {
            if let Some(before) = self.of.replace(source.id) {
                self.others.insert(before, std::mem::take(&mut self.reader));
            }
            self.reader = self.others.remove(&source.id).unwrap_or_default();
            self.reader.request_focus();
            (self.seen, self.strip, self.at) = (None, None, None);
            (self.round, self.announced) = (None, None);
            self.recorded.clear();
        }
        if self.seen.replace(revision) != Some(revision) && self.text.text() != source.text {
            self.text = ReadingText::new(&source.text);
            self.strip = None;
        }
    }

    fn empty_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, source: &Source) {
        kit::page_title_ui(ui, &names::source_title(source), "", |_| {});
        let sentence = "This source has no text yet. Paste it here: then sentences are selected in it, and what is recorded from them \
                        keeps its place.";
        ui.add(kit::text(sentence).weak());
        ui.add_space(kit::space::S);
        let pasted = self.pasted.entry(source.id).or_default();
        let field = kit::text_field("Text of the source", pasted).rows(12).hint("Paste the text here").show(ui);
        focus::home(ui, &field.response);
        let take = !pasted.trim().is_empty()
            && ui.add(kit::button("Read it").icon(Icon::Check).primary().tooltip("Keep this text with the source")).clicked();
        // What was pasted whole needs no further key.
        let whole = field.changed && ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Paste(_))));
        if take || whole {
            let mut with = source.clone();
            with.text = kit::pasted(&std::mem::take(pasted)).into_owned();
            view_ctx.send(Action::Put(Proposal::put("add text of source", with)));
            self.reader.request_focus();
        }
    }

    /// The texts that were begun and are in no source yet.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        let begun = self.pasted.iter().filter(|(_, text)| !text.trim().is_empty());
        begun.map(|(of, text)| Draft::of(DRAFT, [(*of).into()], "text", text))
    }

    /// Puts back a text that was begun.
    pub(super) fn put_back(&mut self, draft: &Draft) {
        if let [RecordId::Source(of)] = *draft.of.as_slice() {
            self.pasted.entry(of).or_insert_with(|| draft.text("text").to_owned());
        }
    }

    fn text_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, source: &Source) {
        let workspace = view_ctx.workspace();
        let title = names::source_title(source);
        let found = self.marks.get(view_ctx.session.revision(), source.id, |id| marks(workspace, *id)).clone();
        let published = if source.published.is_unknown() { String::new() } else { source.published.short_words() };
        let facts = [source.outlet.clone(), published];
        let counted = counted(found.len(), "passage");
        let hidden = if self.hidden { ", hidden" } else { "" };
        let facts = kit::join(facts.into_iter().chain([format!("{counted}{hidden}")]), " · ");
        kit::page_title_ui(ui, &title, &facts, |ui| {
            let tooltip = "Its title, outlet, address and date (E in the text)";
            if ui.add(kit::button("Edit source").icon(Icon::Edit).quiet().tooltip(tooltip)).clicked() {
                view_ctx.edit(source.id, "title");
            }
        });
        self.follow_selection(view_ctx, &found);
        self.show_passage(view_ctx, &found);
        if self.strip.is_none() {
            self.keys(ui, view_ctx, source, &found);
        }
        let selected = view_ctx.nav.selection();
        let shown: Vec<ReadingMark> =
            if self.hidden { Vec::new() } else { found.iter().map(|mark| seen(ui, workspace, mark, selected)).collect() };
        let answer = kit::reading("Text", &self.text, &mut self.reader).marks(&shown).show(ui);
        ui.data_mut(|data| data.insert_temp(text_id(), answer.response.id));
        focus::home(ui, &answer.response);
        if let Some(mark) =
            next_of(&answer.pressed, |at| found.get(at).map(|mark| mark.record), selected).and_then(|at| found.get(at))
        {
            self.at = Some(mark.record);
            view_ctx.select(mark.record);
        }
        if answer.moved && self.strip.is_some() {
            self.strip = None;
        }
    }

    /// Brings the mark of a record that was selected elsewhere into view.
    fn follow_selection(&mut self, view_ctx: &ViewContext<'_>, found: &[Mark]) {
        let selected = view_ctx.nav.selection();
        if selected == self.at {
            return;
        }
        self.at = selected;
        if let Some(mark) = found.iter().find(|mark| Some(mark.record) == selected) {
            self.reader.reveal(mark.range.clone());
        }
    }

    /// Selects the passage that was asked for, with its mark in view.
    fn show_passage(&mut self, view_ctx: &mut ViewContext<'_>, found: &[Mark]) {
        let Some(passage) = view_ctx.nav.take_passage() else { return };
        let Some(mark) = found.iter().find(|mark| mark.passage == passage) else {
            view_ctx.send(Action::Say("The passage is no longer in this text".to_owned()));
            return;
        };
        self.reader.select(mark.range.clone());
        self.reader.request_focus();
        (self.hidden, self.strip, self.at) = (false, None, Some(mark.record));
    }

    /// The letters and signs that are commands while the text has the focus.
    fn keys(&mut self, ui: &Ui, view_ctx: &mut ViewContext<'_>, source: &Source, found: &[Mark]) {
        let id: Option<Id> = ui.data(|data| data.get_temp(text_id()));
        if id.is_none_or(|id| !ui.memory(|memory| memory.has_focus(id))) {
            return;
        }
        let letter = signs::take_letter(ui, |c| "sdifaotnpchue.123456789".contains(c));
        if let Some((_, as_what, _)) = letter.and_then(|letter| MADE.iter().find(|(key, ..)| *key == letter)) {
            self.open(ui, view_ctx, source, *as_what);
            return;
        }
        match letter {
            Some('.') => {
                let Some(last) = self.last.clone() else {
                    view_ctx.send(Action::Say("Nothing was recorded here yet that could be done again".to_owned()));
                    return;
                };
                self.open(ui, view_ctx, source, last.as_what);
                if let Some(strip) = &mut self.strip {
                    strip.as_last(&last);
                }
            }
            Some('n') => self.go_to_mark(view_ctx, found, true),
            Some('p') => self.go_to_mark(view_ctx, found, false),
            Some('c') => self.cycle(view_ctx, found),
            Some('e') => view_ctx.edit(source.id, "title"),
            Some('h') => self.hidden = !self.hidden,
            Some('u') => {
                view_ctx.run(Command::Undo);
                if let Some(range) = self.recorded.pop().filter(|range| self.text.text().get(range.clone()).is_some()) {
                    self.reader.select(range);
                }
            }
            Some(digit) => {
                let at = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).and_then(|digit| digit.checked_sub(1));
                let pairs =
                    self.pairs.get(view_ctx.session.revision(), source.negotiation, |id| pairs(view_ctx.workspace(), *id));
                let Some(pair) = at.and_then(|at| pairs.get(at)).copied() else { return };
                self.open(ui, view_ctx, source, CaptureAs::Statement);
                if let Some(strip) = &mut self.strip {
                    strip.pair(pair);
                }
            }
            None => {}
        }
    }

    /// Opens the strip on what is selected.
    fn open(&mut self, ui: &Ui, view_ctx: &mut ViewContext<'_>, source: &Source, as_what: CaptureAs) {
        if let Some(why) = view_ctx.why_not(Command::NewStatement, false) {
            view_ctx.send(Action::Say(why.to_owned()));
            return;
        }
        let under = self.under(view_ctx, source.id, as_what == CaptureAs::Announcement);
        let range = self.reader.selection();
        let text = self.text.text();
        let Some(passage) = text.get(range.clone()).filter(|passage| !passage.is_empty()) else { return };
        let around = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let when = (&source.published, dates(view_ctx, source).today, view_ctx.zone);
        let mut proposals = propose(view_ctx.workspace(), source.negotiation, passage, around, when);
        let round = under.value;
        if let (CaptureAs::Attendance, Some(round)) = (as_what, round.and_then(|id| view_ctx.workspace().rounds.get(&id))) {
            // Of several who are named the next one, whom the round does not have yet.
            let there = |party: &Named<PartyId>| matches!(party, Named::Known(id) if round.attendance.iter().any(|one| one.party == Some(*id)));
            proposals.parties.retain(|party| !there(party));
        }
        let of = (source.negotiation, source.id);
        let said_on = if is_said_when_published(&source.kind) { source.published.clone() } else { When::Unknown };
        let round = Slot { value: round.map(UnderRound::Known), proposed: under.proposed };
        let before = (&said_on, round, self.last.as_ref());
        self.strip = Some(Strip::new(as_what, of, (range, passage), proposals, before));
        // There is less room for the text now.
        self.reader.reveal(self.reader.selection());
        ui.memory_mut(|memory| memory.request_focus(strip_ui::field_id()));
        kit::expect_focus(ui.ctx());
        ui.ctx().request_repaint();
    }

    /// The round under which a passage goes: that of what was recorded before it here; after a return to the text that of its newest mark,
    /// which is but proposed.
    fn under(&mut self, view_ctx: &ViewContext<'_>, source: SourceId, announces: bool) -> Slot<RoundId> {
        let workspace = view_ctx.workspace();
        let chosen = if announces { self.announced } else { self.round };
        let value = chosen.filter(|round| workspace.rounds.contains_key(round));
        if value.is_some() || !self.recorded.is_empty() {
            return Slot { value, proposed: false };
        }
        let marks = self.marks.get(view_ctx.session.revision(), source, |id| marks(workspace, *id)).iter();
        let newest = marks.filter(|mark| mark.announces == announces).max_by_key(|mark| mark.passage);
        let value = newest.and_then(|mark| round_of(workspace, mark.record));
        Slot { proposed: value.is_some(), value }
    }

    /// Goes to the next mark from what is selected, or to the one before, round the ends.
    fn go_to_mark(&mut self, view_ctx: &mut ViewContext<'_>, found: &[Mark], forward: bool) {
        let from = self.reader.selection().start;
        let next = if forward {
            found.iter().find(|mark| mark.range.start > from).or(found.first())
        } else {
            found.iter().rfind(|mark| mark.range.start < from).or(found.last())
        };
        let Some(mark) = next else {
            view_ctx.send(Action::Say("Nothing is recorded from this text yet: S makes a statement of the sentence".to_owned()));
            return;
        };
        self.reader.select(mark.range.clone());
        self.at = Some(mark.record);
        view_ctx.select(mark.record);
    }

    /// Selects the next of the records whose marks lie over what is selected.
    fn cycle(&mut self, view_ctx: &mut ViewContext<'_>, found: &[Mark]) {
        let Range { start, end } = self.reader.selection();
        let over: Vec<usize> =
            (0..found.len()).filter(|at| found[*at].range.start < end && start < found[*at].range.end).collect();
        let record = |at: usize| found.get(at).map(|mark| mark.record);
        if let Some(mark) = next_of(&over, record, view_ctx.nav.selection()).and_then(|at| found.get(at)) {
            self.at = Some(mark.record);
            view_ctx.select(mark.record);
        }
    }

    /// What stands below the text: the strip, or the keys.
    fn below_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, source: &Source) {
        let (workspace, revision) = (view_ctx.workspace(), view_ctx.session.revision());
        let pairs = self.pairs.get(revision, source.negotiation, |id| pairs(workspace, *id)).clone();
        let Some(strip) = &mut self.strip else {
            keys_ui(ui, workspace, &pairs, self.last.is_some());
            return;
        };
        let context = view_ctx.session.line_context(source.negotiation, None, view_ctx.zone);
        let slots = self.slots.get(revision, context, |context| SlotsOf(Slots::new(workspace, context)));
        let question = match (&strip.party.value, &strip.issue.value, strip.as_what) {
            (Some(Named::Known(party)), issue, CaptureAs::Statement) => {
                let issue = match issue {
                    Some(Named::Known(issue)) => Some(*issue),
                    _ => None,
                };
                Some((source.negotiation, *party, issue, strip.words().0.to_owned(), view_ctx.zone))
            }
            _ => None,
        };
        let beside = question.map(|question| self.beside.get(revision, question, |question| Beside::new(workspace, question)));
        let offers = Offers { slots: &slots.0, pairs: &pairs, dates: dates(view_ctx, source) };
        match strip_ui(ui, workspace, strip, &offers, beside) {
            Some(Did::Record) => self.record(view_ctx),
            Some(Did::Leave) => {
                self.strip = None;
                self.reader.request_focus();
            }
            None => {}
        }
    }

    fn record(&mut self, view_ctx: &mut ViewContext<'_>) {
        let Some(strip) = &mut self.strip else { return };
        let capture = strip.capture();
        strip.tried = true;
        if capture.lacks().is_none() {
            self.sent = Some(view_ctx.session.revision());
            view_ctx.send(Action::Capture(Box::new(capture)));
        }
    }

    /// Goes on to the next sentence once the record has taken what was sent; if it did not, the strip stays as it was.
    fn after_recording(&mut self, view_ctx: &ViewContext<'_>) {
        let taken = self.sent.take().is_some_and(|sent| view_ctx.session.revision() > sent);
        let Some(strip) = self.strip.take_if(|_| taken) else { return };
        let made = view_ctx.nav.selection();
        let round = made.and_then(|id| round_of(view_ctx.workspace(), id));
        if strip.as_what == CaptureAs::Announcement {
            self.announced = round;
        } else {
            self.round = round;
        }
        self.last = made.and_then(|id| last(view_ctx.workspace(), id, &strip));
        self.at = made;
        self.recorded.push(strip.range.clone());
        self.reader.next_sentence(&self.text);
        self.reader.request_focus();
    }
}

/// Whether what stands in such a source was said on the day on which it was published. A medium reports what was said before.
fn is_said_when_published(kind: &SourceKind) -> bool {
    matches!(kind, SourceKind::OfficialDocument | SourceKind::PartyReadout | SourceKind::Press | SourceKind::OwnNotes)
}

/// How a date is read that the text names or that is typed beside it: its days count from the day on which it was published.
fn dates(view_ctx: &ViewContext<'_>, source: &Source) -> Context {
    let today = source.published.earliest_day(view_ctx.zone).unwrap_or_else(|| view_ctx.today());
    Context::new(today, None)
}

/// The round under which something was recorded.
fn round_of(workspace: &Workspace, id: RecordId) -> Option<RoundId> {
    match workspace.get(id)? {
        Record::Statement(one) => one.round,
        Record::Incident(one) => one.round,
        Record::FollowUp(one) => one.round,
        Record::Round(one) => Some(one.id),
        _ => None,
    }
}

/// What was recorded last, as the record has it now.
fn last(workspace: &Workspace, id: RecordId, strip: &Strip) -> Option<Last> {
    let party = strip.party.value.as_ref().and_then(|named| match named {
        Named::Known(id) => Some(*id),
        Named::New(name) => workspace.parties.values().rev().find(|party| party.name == *name).map(|party| party.id),
    });
    let (issue, speaker) = match workspace.get(id)? {
        Record::Statement(one) => (one.issues.first().copied(), one.speaker.clone()),
        _ => match &strip.speaker.value {
            Some(Speaker::Known(who)) => (None, Some(who.clone())),
            _ => (None, None),
        },
    };
    Some(Last {
        as_what: strip.as_what,
        party,
        issue,
        kind: strip.kind.value.clone(),
        speaker,
        level: strip.level.value.clone(),
        verification: strip.verification.value.clone(),
        presence: strip.presence.value.clone(),
    })
}

/// Of several that lie over each other the one after that which is selected, round the end.
fn next_of(over: &[usize], record: impl Fn(usize) -> Option<RecordId>, selected: Option<RecordId>) -> Option<usize> {
    let at = over.iter().position(|at| selected.is_some() && record(*at) == selected);
    over.get(at.map_or(0, |at| (at + 1) % over.len())).copied()
}

fn seen(ui: &Ui, workspace: &Workspace, mark: &Mark, selected: Option<RecordId>) -> ReadingMark {
    let t = kit::tokens(ui);
    let of_party = mark.party.map(|party| kit::party_colors(ui, badges::hue(workspace, party)));
    let (color, on_color, tint) = match of_party {
        Some(colors) => (colors.fill, colors.on_fill, colors.soft),
        None => (t.text_weak, t.page, t.sunken),
    };
    ReadingMark {
        range: mark.range.clone(),
        color,
        on_color,
        tint,
        icon: mark.icon,
        name: mark.name.clone(),
        chosen: selected == Some(mark.record),
    }
}

/// The parties with the issues on which they were recorded last.
fn pairs(workspace: &Workspace, negotiation: NegotiationId) -> Vec<(PartyId, IssueId)> {
    let mut statements: Vec<_> = workspace.statements_of(negotiation).rev().take(LOOKED_THROUGH).collect();
    statements.sort_by_key(|one| std::cmp::Reverse(one.id));
    let mut found = Vec::new();
    for one in statements {
        for issue in &one.issues {
            let pair = (one.party, *issue);
            if !found.contains(&pair) && found.len() < PAIRS {
                found.push(pair);
            }
        }
    }
    found
}

/// The keys of the text, and the pairs that the digits stand for.
fn keys_ui(ui: &mut Ui, workspace: &Workspace, pairs: &[(PartyId, IssueId)], again: bool) {
    ui.add_space(kit::space::XS);
    line_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = kit::space::L;
        // One piece each, so that no line ends between a key and what it does.
        let key = |ui: &mut Ui, key: &str, what: &str| {
            ui.add(kit::text(format!("{key}  {what}")).small().extend());
        };
        for (letter, _, what) in MADE {
            key(ui, &letter.to_ascii_uppercase().to_string(), what);
        }
        if again {
            key(ui, ".", "as the last one");
        }
        key(ui, "N P", "next, previous mark");
        key(ui, "C", "one of several marks");
        key(ui, "H", "hide marks");
        key(ui, "U", "undo");
        key(ui, "E", "edit source");
    });
    if !pairs.is_empty() {
        line_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = kit::space::XS;
            for (at, (party, issue)) in pairs.iter().enumerate() {
                ui.add(kit::text((at + 1).to_string()).strong().small().extend());
                badges::party_ui(ui, workspace, *party);
                ui.add(kit::text(names::shortened(&names::issue(workspace, *issue), "")).small().extend());
                ui.add_space(kit::space::S);
            }
        });
    }
    let words = "↓ ↑ sentence, with Ctrl paragraph  ·  → ← word  ·  Shift extends  ·  Shift → ← end, Ctrl+Shift → ← beginning";
    ui.add(kit::text(words).weak().caption());
    ui.add_space(kit::space::XS);
}
