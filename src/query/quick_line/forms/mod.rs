//! Lines that begin with a verb and make something else than a statement: `next 1 Feb @"US official"`, `incident …`, `attends ua: …`.
//!
//! They are read as strictly as statements, with the same signs. A line that is a statement whose party, kind or issue is called
//! like a verb stays one; where both readings are whole and nothing behind the verb tells them apart, the line is asked about.

mod complete;
mod lists;
mod parts;
mod pieces;
mod verbs;

#[cfg(test)]
mod tests;

pub use verbs::{FORMS, Verb};

pub(super) use verbs::beginning_with;

use super::scan::{Piece, PieceKind, scan};
use super::{IssueName, LineContext, Meaning, QuickLine, Reader, Role};
use crate::model::{AttendanceRole, OutcomeKind, PartyId, PersonId, Presence, RoundId, When, Who, Workspace};

/// Something that is there, or is to be made by that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<T> {
    /// It is there.
    Known(T),
    /// It is still to be made.
    New(String),
}

/// Somebody at the table, as a line names them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attends {
    /// Who.
    pub person: Option<Named<PersonId>>,
    /// For which party, where the line says it.
    pub party: Option<Named<PartyId>>,
    /// Words for those who are not named.
    pub described: String,
    /// In what role, where the line says it.
    pub role: Option<AttendanceRole>,
    /// The office held at that time, where the line says it.
    pub office: String,
    /// Why somebody stayed away or left, where the line says it.
    pub note: String,
}

/// What a line makes that begins with a verb. Who says so, the day it was said, the sources and how well it is supported are in the
/// draft beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Somebody named a date for a round.
    Announcement {
        /// Which round: the one at hand while that is to come, else the one after it; none if it is to be made.
        round: Option<RoundId>,
        /// The date.
        when: When,
        /// The place; empty if none was named.
        venue: String,
        /// The words; empty if none are kept.
        wording: String,
    },
    /// Something away from the table.
    Incident {
        /// When it was.
        when: When,
        /// Where; empty if the line does not say it.
        place: String,
        /// What happened.
        what: String,
        /// Who is said to have done it.
        blamed_on: Vec<Who>,
        /// Who says that it is untrue.
        denied_by: Vec<Who>,
    },
    /// Who came, or did not.
    Attendance {
        /// Whether they came.
        presence: Presence,
        /// Who.
        who: Vec<Attends>,
        /// What was not understood and is kept.
        unread: String,
    },
    /// What came out of the round.
    Outcome {
        /// What it was, where the line says it.
        kind: Option<OutcomeKind>,
        /// In words.
        text: String,
    },
    /// Issues for the agenda of the round.
    Agenda {
        /// Those that are not on it yet.
        issues: Vec<IssueName>,
        /// What was not understood and is kept.
        unread: String,
    },
    /// Something to be done.
    FollowUp {
        /// What.
        what: String,
        /// Who owes it.
        owners: Vec<Who>,
        /// By when.
        due: When,
    },
    /// One party's readout of the round.
    Account {
        /// Whose.
        party: Option<Named<PartyId>>,
        /// What it says.
        text: String,
    },
    /// A day or a sitting of the round.
    Sitting {
        /// What it is called.
        title: String,
        /// When it was.
        when: When,
        /// What happened in it.
        note: String,
    },
    /// A fact on which sources disagree.
    Discrepancy {
        /// Which fact.
        about: String,
        /// What the record holds.
        held: String,
        /// What the other source gives.
        other: String,
    },
}

impl Entry {
    /// The verb that makes it.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Announcement { .. } => Verb::Announcement,
            Self::Incident { .. } => Verb::Incident,
            Self::Attendance { .. } => Verb::Attendance,
            Self::Outcome { .. } => Verb::Outcome,
            Self::Agenda { .. } => Verb::Agenda,
            Self::FollowUp { .. } => Verb::FollowUp,
            Self::Account { .. } => Verb::Account,
            Self::Sitting { .. } => Verb::Sitting,
            Self::Discrepancy { .. } => Verb::Discrepancy,
        }
    }
}

/// Reads a line that begins with a verb; none if it begins with none, or is a statement. `statement` is how it reads as one.
pub(super) fn read(
    line: &str,
    cursor: usize,
    workspace: &Workspace,
    context: &LineContext,
    statement: &QuickLine,
) -> Option<QuickLine> {
    let mut pieces = scan(line);
    let (verb, count) = verbs::spoken(line, &pieces)?;
    let first = pieces.iter().position(|piece| !matches!(piece.kind, PieceKind::Signed { .. }))?;
    let range = pieces[first].range.start..pieces[first + count - 1].range.end;
    let is_name = |token: &super::Token| {
        token.range.start <= range.start
            && range.start < token.range.end
            && matches!(token.role, Role::Party | Role::Kind | Role::Issue)
            && matches!(token.meaning, Meaning::Known(_) | Meaning::New(_))
    };
    if statement.ready() && statement.tokens.iter().any(is_name) {
        return None;
    }
    let word = line[range.clone()].to_owned();
    let mut reader = Reader::new(line, workspace, context);
    reader.verb = Some(verb);
    reader.push_token(range.clone(), Role::Verb, Meaning::Known(verb.label().to_owned()));
    pieces.drain(first..first + count);
    reader.signs(&mut pieces);
    let mut missing = reader.refuse_signs(verb);
    if verb.takes_sources_over() {
        reader.sources_from_context();
    }
    if verb.is_of_a_round() && context.round.is_none() {
        missing.push(verb.needs_a_round());
    }
    let rest: Vec<Piece> = pieces.into_iter().filter(|piece| piece.range.start >= range.end).collect();
    let mut form = parts::Form { verb, word: &word, end: range.end, certain: false, missing };
    let entry = reader.entry(&rest, &mut form);
    let parts::Form { certain, missing, .. } = form;
    let read_both_ways = statement.ready() && statement.problems().next().is_none();
    if read_both_ways
        && !certain
        && let Some(token) = reader.tokens.iter_mut().find(|token| token.role == Role::Verb)
    {
        let question = format!("“{word}” is read as a word for {}; a colon before it makes the line a statement", verb.noun());
        token.meaning = Meaning::Unclear(verb.label().to_owned(), question);
    }
    let completions = complete::at(line, cursor, &reader, verb, range.end);
    let Reader { tokens, draft, .. } = reader;
    Some(QuickLine { tokens, draft, entry: Some(entry), missing, completions })
}

impl Reader<'_> {
    /// What the line makes, from what stands behind the verb.
    fn entry(&mut self, rest: &[Piece], form: &mut parts::Form<'_>) -> Entry {
        match form.verb {
            Verb::Announcement => self.announcement(rest, form),
            Verb::Incident => self.incident(rest, form),
            Verb::Attendance | Verb::Absence | Verb::Invitation | Verb::Withdrawal => self.attendance(form),
            Verb::Outcome => self.outcome(rest, form),
            Verb::Agenda => self.agenda(form),
            Verb::FollowUp => self.follow_up(rest, form),
            Verb::Account => self.account(rest, form),
            Verb::Sitting => self.sitting(rest, form),
            Verb::Discrepancy => self.discrepancy(rest, form),
        }
    }

    /// Takes back what a sign says that this has no place for. What the terms would have kept back is not recorded at all where nothing
    /// can be marked: it would leave as if it were free.
    fn refuse_signs(&mut self, verb: Verb) -> Vec<&'static str> {
        let mut missing = Vec::new();
        for token in &mut self.tokens {
            let what = match token.role {
                Role::Level if !verb.has_level() => {
                    missing.push("An agenda has no record level: what was said on such terms has to be a statement");
                    "record level"
                }
                Role::Person if !verb.has_speaker() => {
                    (self.draft.speaker, self.draft.new_speaker) = (None, None);
                    "speaker"
                }
                Role::Date if !verb.has_date() => {
                    self.draft.said_on = None;
                    "date"
                }
                Role::Verification if verb != Verb::Incident => {
                    self.draft.verification = None;
                    self.draft.verification_note.clear();
                    "verification"
                }
                Role::Firmness => "firmness",
                Role::Kind => "kind of a statement",
                Role::Answer => "answers",
                Role::Tag => "tags",
                _ => continue,
            };
            if !matches!(token.meaning, Meaning::NotUnderstood(_)) || token.role == Role::Level && !verb.has_level() {
                token.meaning = Meaning::NotUnderstood(format!("{} has no {what}", verb.noun_at_the_beginning()));
            }
        }
        if !verb.has_level() {
            self.draft.level = None;
        }
        (self.draft.firmness, self.draft.kind) = (None, None);
        self.draft.tags.clear();
        missing.dedup();
        missing
    }
}
