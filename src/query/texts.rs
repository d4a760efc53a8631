//! All texts of a negotiation beside its statements (accounts, discrepancies, follow-ups, attendance, outcomes, incidents,
//! announcements, sittings, earlier dates, notes), with what each cites and names and the level it is marked with.

use super::{levels, names};
use crate::model::fields::{Fields, Release, ValueRef};
use crate::model::{
    FollowUp, Incident, Negotiation, NegotiationId, PartId, PartyId, Passage, RecordId, RecordLevel, Round, RoundId, SourceId,
    Statement, StatementId, Who, Workspace,
};

/// A statement or another text, by which it is named: shown as the id of the record or the part, and which text of it if that is not
/// all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId {
    /// In which record.
    pub record: RecordId,
    /// In which part of a round.
    pub part: Option<PartId>,
    /// Which text of it.
    pub of: TextOf,
}

/// Which text of a record or of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextOf {
    /// All of it.
    Whole,
    /// The outcome of a round.
    Outcome,
    /// The note.
    Note,
    /// The summary of a negotiation.
    Summary,
    /// The note on a seat.
    Seat(PartyId),
    /// The quotations of a statement.
    Quotations,
}

/// One text, as far as it matters for the terms.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// Which.
    pub id: TextId,
    /// Under which round.
    pub round: Option<RoundId>,
    /// What it is: "account".
    pub noun: &'static str,
    /// What it says.
    pub words: Vec<&'a str>,
    /// The note beside it, which is a text of its own but may say on what terms all of it was told.
    pub note: &'a str,
    /// The level that it was marked with.
    pub level: Option<&'a RecordLevel>,
    /// Who says it.
    pub speaker: Option<&'a Who>,
    /// What it cites.
    pub sources: Vec<SourceId>,
    /// The parties and people whom it names by their record.
    pub names: Vec<RecordId>,
}

impl From<StatementId> for TextId {
    fn from(id: StatementId) -> Self {
        Self { record: id.into(), part: None, of: TextOf::Whole }
    }
}

impl std::fmt::Display for TextId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.part {
            Some(part) => write!(f, "{part}")?,
            None => write!(f, "{}", self.record.uuid())?,
        }
        match self.of {
            TextOf::Whole => Ok(()),
            TextOf::Outcome => f.write_str("/outcome"),
            TextOf::Note => f.write_str("/note"),
            TextOf::Summary => f.write_str("/summary"),
            TextOf::Seat(party) => write!(f, "/seat-{party}"),
            TextOf::Quotations => f.write_str("/quotations"),
        }
    }
}

impl TextId {
    fn whole(record: impl Into<RecordId>, part: Option<PartId>) -> Self {
        Self { record: record.into(), part, of: TextOf::Whole }
    }

    fn of(record: impl Into<RecordId>, of: TextOf) -> Self {
        Self { record: record.into(), part: None, of }
    }

    /// The same record or part as a whole, if this is but its note.
    pub fn holder(self) -> Self {
        match (self.record, self.part, self.of) {
            (RecordId::FollowUp(_) | RecordId::Incident(_), ..) | (_, Some(_), _) => Self { of: TextOf::Whole, ..self },
            _ => self,
        }
    }
}

/// All texts of a negotiation that say anything, statements left out.
pub fn of_negotiation(workspace: &Workspace, negotiation: NegotiationId) -> Vec<Text<'_>> {
    let mut all = Vec::new();
    if let Some(record) = workspace.negotiations.get(&negotiation) {
        of_record(record, &mut all);
    }
    for round in workspace.rounds_of(negotiation) {
        of_round(round, &mut all);
    }
    workspace.follow_ups_of(negotiation).for_each(|one| of_follow_up(one, &mut all));
    workspace.incidents_of(negotiation).for_each(|one| of_incident(one, &mut all));
    all
}

/// What stands beside a statement, each as a text of its own: what the user wrote (its notes, tags and terms, where in the source it
/// stands, why it must be looked at), and its quotations. Their terms are those of the statement; what they repeat is their own.
pub fn beside(statement: &Statement) -> impl Iterator<Item = Text<'_>> {
    // The note first: by the first words it is shown which text it is.
    let note = [statement.note.as_str()].into_iter().filter(|words| !words.trim().is_empty());
    let written = (TextOf::Note, ON_STATEMENT, note.chain(guarded(statement)).collect());
    let quoted = (TextOf::Quotations, OF_STATEMENT, quotations(&statement.passages).collect());
    let all: [(TextOf, &str, Vec<&str>); 2] = [written, quoted];
    let said = all.into_iter().filter(|(.., words)| !words.is_empty());
    said.map(|(of, noun, words)| bare(TextId::of(statement.id, of), statement.round, noun, words))
}

/// What the user wrote beside a statement is called.
pub const ON_STATEMENT: &str = "note on a statement";

/// What its quotations are called.
pub const OF_STATEMENT: &str = "quotation of a statement";

/// One of them.
pub fn find<'a>(workspace: &'a Workspace, id: TextId) -> Option<Text<'a>> {
    let mut all = Vec::new();
    match id.record {
        RecordId::Negotiation(id) => of_record(workspace.negotiations.get(&id)?, &mut all),
        RecordId::Round(id) => of_round(workspace.rounds.get(&id)?, &mut all),
        RecordId::FollowUp(id) => of_follow_up(workspace.follow_ups.get(&id)?, &mut all),
        RecordId::Incident(id) => of_incident(workspace.incidents.get(&id)?, &mut all),
        RecordId::Statement(id) => all.extend(beside(workspace.statements.get(&id)?)),
        _ => return None,
    }
    all.into_iter().find(|text| text.id == id)
}

/// What a statement or another text is, and what it says in few words and in all; nothing if it is no longer there.
pub fn told(workspace: &Workspace, id: TextId) -> Option<(&'static str, String, String)> {
    if let (RecordId::Statement(id), TextOf::Whole) = (id.record, id.of) {
        let said = workspace.statements.get(&id)?;
        return Some(("statement", names::shortened(&said.text, "no words"), said.text.clone()));
    }
    let text = find(workspace, id)?;
    let words: Vec<&str> = text.words.iter().chain([&text.note]).copied().filter(|words| !words.trim().is_empty()).collect();
    let named = || text.names.iter().map(|id| names::title(workspace, *id)).collect::<Vec<_>>().join(", ");
    let few = match words.first() {
        Some(words) => names::shortened(words, ""),
        None if text.names.is_empty() => "no words".to_owned(),
        None => named(),
    };
    Some((text.noun, few, words.join("\n")))
}

/// The level that a text was marked with, or that words in it and around it say; "not stated" if neither does. What is not understood
/// is a level in those words.
pub fn level_of(workspace: &Workspace, text: &Text<'_>) -> RecordLevel {
    let level = levels::marked(workspace, text.level, text.speaker, (&text.words, text.note), &text.sources);
    let is_stated = text.level.is_some_and(|level| *level != RecordLevel::Unstated);
    let is_heard = matches!(text.noun, "account" | "attendance");
    let round = text.round.filter(|_| is_heard && !is_stated).and_then(|id| workspace.rounds.get(&id));
    let of_round = round.and_then(levels::of_round);
    // Who was there is told but under the one rule that forbids it.
    let of_round = of_round.filter(|of_round| text.noun == "account" || *of_round == RecordLevel::ChathamHouse);
    of_round.map_or(level.clone(), |of_round| levels::stricter(level, of_round))
}

/// The words of a record or a part that leave only if nothing in them must stay in, its note left out: what is written in it, then the
/// words of times, then those of people. They are the fields of which the table does not say otherwise, and the quotations of passages.
pub fn guarded(fields: &dyn Fields) -> Vec<&str> {
    fn collect<'a>(fields: &'a dyn Fields, into: &mut [Vec<&'a str>; 3]) {
        let mut parts = Vec::new();
        for (field, value) in fields.read() {
            let [texts, times, people] = into;
            match value {
                ValueRef::Fields(part) => parts.push(part),
                _ if field.release != Release::Guarded || field.name == NOTE => {}
                ValueRef::Text(text) => texts.push(text),
                ValueRef::Texts(all) => texts.extend(all.iter().map(String::as_str)),
                ValueRef::Term(Some(term)) if term.known.is_none() => texts.push(term.key),
                ValueRef::When(when) => times.extend(when.wording()),
                ValueRef::Who(who) => people.push(described(who)),
                ValueRef::Whos(all) => people.extend(all.iter().map(|who| described(Some(who)))),
                _ => {}
            }
        }
        parts.into_iter().for_each(|part| collect(part, into));
    }
    let mut found = <[Vec<&str>; 3]>::default();
    collect(fields, &mut found);
    found.into_iter().flatten().filter(|words| !words.trim().is_empty()).collect()
}

/// The words that passages quote.
fn quotations(passages: &[Passage]) -> impl Iterator<Item = &str> {
    passages.iter().map(|passage| passage.quote.as_str()).filter(|words| !words.trim().is_empty())
}

/// The guarded words of what has passages, their quotations last.
fn guarded_and_quoted<'a>(fields: &'a dyn Fields, passages: &'a [Passage]) -> Vec<&'a str> {
    guarded(fields).into_iter().chain(quotations(passages)).collect()
}

/// The name of the field that is a text of its own in whatever has one.
pub const NOTE: &str = "note";

fn bare<'a>(id: TextId, round: Option<RoundId>, noun: &'static str, words: Vec<&'a str>) -> Text<'a> {
    Text { id, round, noun, words, note: "", level: None, speaker: None, sources: Vec::new(), names: Vec::new() }
}

/// A note by itself.
fn note<'a>(holder: TextId, round: Option<RoundId>, noun: &'static str, words: &'a str, all: &mut Vec<Text<'a>>) {
    if !words.trim().is_empty() {
        all.push(Text { note: words, ..bare(TextId { of: TextOf::Note, ..holder }, round, noun, vec![words]) });
    }
}

/// A note with what else is guarded beside it.
fn note_and<'a>(
    holder: TextId,
    round: Option<RoundId>,
    noun: &'static str,
    note: &'a str,
    more: Vec<&'a str>,
    all: &mut Vec<Text<'a>>,
) {
    let words: Vec<&str> = [note].into_iter().filter(|note| !note.trim().is_empty()).chain(more).collect();
    if !words.is_empty() {
        all.push(Text { note, ..bare(TextId { of: TextOf::Note, ..holder }, round, noun, words) });
    }
}

fn who(who: Option<&Who>) -> Option<RecordId> {
    who.and_then(Who::id)
}

/// The words for somebody who is only described.
fn described(who: Option<&Who>) -> &str {
    match who {
        Some(Who::Described(words)) => words,
        _ => "",
    }
}

/// The sources that are cited, those of passages among them, each once.
fn cited(sources: impl IntoIterator<Item = SourceId>, passages: &[Passage]) -> Vec<SourceId> {
    let mut all: Vec<SourceId> = Vec::new();
    for source in sources.into_iter().chain(passages.iter().map(|passage| passage.source)) {
        if !all.contains(&source) {
            all.push(source);
        }
    }
    all
}

fn of_record<'a>(record: &'a Negotiation, all: &mut Vec<Text<'a>>) {
    let whole = TextId::whole(record.id, None);
    if !record.summary.trim().is_empty() {
        all.push(bare(TextId::of(record.id, TextOf::Summary), None, "summary", vec![&record.summary]));
    }
    note_and(whole, None, "note on the negotiation", &record.note, guarded(record), all);
    for seat in record.seats.iter().filter(|seat| !seat.note.trim().is_empty()) {
        let id = TextId::of(record.id, TextOf::Seat(seat.party));
        all.push(Text { note: &seat.note, ..bare(id, None, "note on a seat", vec![&seat.note]) });
    }
}

fn of_round<'a>(round: &'a Round, all: &mut Vec<Text<'a>>) {
    let under = Some(round.id);
    let part = |id: PartId| TextId::whole(round.id, Some(id));
    for one in &round.schedule.earlier {
        let (id, noun) = (part(one.id), "earlier date");
        let text = bare(id, under, noun, guarded(one));
        all.push(Text { note: &one.note, level: one.level.as_ref(), sources: one.source.into_iter().collect(), ..text });
        note(id, under, "note on an earlier date", &one.note, all);
    }
    for one in &round.schedule.announcements {
        all.push(Text {
            level: one.level.as_ref(),
            speaker: one.by.as_ref(),
            sources: cited(one.source, &one.passages),
            names: who(one.by.as_ref()).into_iter().collect(),
            ..bare(part(one.id), under, "announcement", guarded_and_quoted(one, &one.passages))
        });
    }
    for one in &round.attendance {
        let (id, noun) = (part(one.id), "attendance");
        let named = [one.person.map(RecordId::from), one.party.map(RecordId::from)];
        all.push(Text {
            note: &one.note,
            level: one.level.as_ref(),
            sources: cited(one.sources.iter().copied(), &one.passages),
            names: named.into_iter().flatten().collect(),
            ..bare(id, under, noun, guarded_and_quoted(one, &one.passages))
        });
        note(id, under, "note on attendance", &one.note, all);
    }
    for one in &round.sittings {
        let id = part(one.id);
        all.push(Text { note: &one.note, level: one.level.as_ref(), ..bare(id, under, "sitting", guarded(one)) });
        note(id, under, "note on a sitting", &one.note, all);
    }
    for one in &round.accounts {
        let named = [one.party.map(RecordId::from), who(one.speaker.as_ref())];
        all.push(Text {
            level: one.level.as_ref(),
            speaker: one.speaker.as_ref(),
            sources: cited(one.source, &one.passages),
            names: named.into_iter().flatten().collect(),
            ..bare(part(one.id), under, "account", guarded_and_quoted(one, &one.passages))
        });
    }
    for one in &round.discrepancies {
        let (id, noun) = (part(one.id), "discrepancy");
        let text = bare(id, under, noun, guarded(one));
        all.push(Text { note: &one.note, level: one.level.as_ref(), sources: one.source.into_iter().collect(), ..text });
        note(id, under, "note on a discrepancy", &one.note, all);
    }
    let outcome = &round.outcome;
    let is_told = outcome.kind.is_some() || !outcome.text.trim().is_empty() || !outcome.documents.is_empty();
    if is_told || !outcome.passages.is_empty() {
        let words = std::iter::once(outcome.text.as_str()).chain(quotations(&outcome.passages)).collect();
        all.push(Text {
            level: outcome.level.as_ref(),
            sources: cited(outcome.documents.iter().copied(), &outcome.passages),
            ..bare(TextId::of(round.id, TextOf::Outcome), under, "outcome", words)
        });
    }
    let before = all.len();
    note_and(TextId::whole(round.id, None), under, "note on the round", &round.note, guarded(round), all);
    all.iter_mut().skip(before).for_each(|note| note.level = round.note_level.as_ref());
}

fn of_follow_up<'a>(one: &'a FollowUp, all: &mut Vec<Text<'a>>) {
    let (id, noun) = (TextId::whole(one.id, None), "follow-up");
    all.push(Text {
        note: &one.note,
        level: one.level.as_ref(),
        sources: cited(one.sources.iter().copied(), &one.passages),
        names: one.owners.iter().filter_map(|owner| who(Some(owner))).collect(),
        ..bare(id, one.round, noun, guarded_and_quoted(one, &one.passages))
    });
    note(id, one.round, "note on a follow-up", &one.note, all);
}

fn of_incident<'a>(one: &'a Incident, all: &mut Vec<Text<'a>>) {
    let (id, noun) = (TextId::whole(one.id, None), "incident");
    let everybody = || one.claimed_by.iter().chain(&one.blamed_on).chain(&one.denied_by);
    all.push(Text {
        note: &one.note,
        level: one.level.as_ref(),
        sources: cited(one.sources.iter().copied(), &one.passages),
        names: everybody().filter_map(|named| who(Some(named))).collect(),
        ..bare(id, one.round, noun, guarded_and_quoted(one, &one.passages))
    });
    note(id, one.round, "note on an incident", &one.note, all);
}
