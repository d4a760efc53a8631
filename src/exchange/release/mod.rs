//! The confidentiality rule: what may leave in an export. Every export goes through it.
//!
//! A statement carries the terms on which it was said: its level, or what its terms, its speaker and its note say of them, whichever
//! is stricter (see [`levels::of`]). Without a word from the user that names its level for this export, or the statement itself,
//!
//! | level | what leaves |
//! |---|---|
//! | on the record, not stated | all of it |
//! | background, deep background, Chatham House | the words, the day, the round and the issue, without speaker, party, hour, source, original wording, place in the source, terms, note and links: see [`Unattributed`] |
//! | off the record, or a level in the user's own words | nothing |
//!
//! What is without attribution is in no matrix, in no party's history, and answers nothing. Words that give the speaker away all
//! the same, because they name a person or a party who was there, are left out as well: see `reidentification`. How many were withheld is counted, and every
//! paper says it; to the user it is said which, and why. Positions are worked out from what leaves: the latest that may be told, and nothing says that there is a later one.
//!
//! What was deleted is in no export. Of what its terms kept in nothing else may speak either, until it is erased for good.
//!
//! Nor does anything else speak of what is left out: links to it are cut; a judgement of movement goes if what it is a movement from
//! is left out; sources that only such statements cite, issues that only they are on, and people, parties and seats whom nothing that
//! leaves names are not handed to any exporter, nor is the pasted text of a source, of which they may be a part, nor its file.
//!
//! The passages of what leaves whole go along as quotations with the number of their paragraph, never with what stands around them. Their
//! words are words of what they bear out: where they repeat what must stay in, it is left out, too.
//!
//! A round that came from a calendar in which it is marked as private is left out, with all that was said there, until the user says who
//! may know of it: see `private`.
//!
//! Any other text (an account, an outcome, a follow-up, an incident, somebody at a table, a note, …) may be marked with a level. One
//! that is not marked follows the strictest of what it repeats, cites or names: see `follow`. Of one that is not told whole nothing
//! leaves. What the user wrote beside a statement that leaves (notes, tags, terms, …) follows in the same way.

mod around;
mod follow;
mod links;
mod listed;
mod permitted;
mod private;
mod quoted;
mod reidentification;
mod unattributed;
mod withheld;

pub use permitted::{Leave, Permitted, of_level};
pub use unattributed::Unattributed;
pub use withheld::{LeftOut, THAT_MAY_BE_TOLD, Why, Withheld};

use crate::model::{
    NegotiationId, PartId, Passage, Record, RecordId, RecordLevel, RoundId, SourceId, Statement, StatementId, When, Workspace,
};
use crate::query::{levels, position};
use follow::Statements;
use reidentification::Reidentification;
use std::collections::BTreeMap;
use withheld::{How, KeptBack, KeptText};

/// One negotiation as it may leave, and what was kept back. Exporters get nothing else.
#[derive(Clone, Debug)]
pub struct Released {
    workspace: Workspace,
    negotiation: NegotiationId,
    unattributed: Vec<Unattributed>,
    /// Which statement each of those is: for nobody outside of this module.
    unattributed_of: Vec<StatementId>,
    kept_back: Vec<KeptBack>,
    kept_texts: Vec<KeptText>,
    told_texts: Vec<(RecordLevel, Option<RoundId>)>,
    withheld: Withheld,
    private: usize,
    paragraphs: BTreeMap<(SourceId, PartId), usize>,
}

/// The terms by which it is decided whether a statement leaves: those that its level or words around it say, or that it was said at a
/// round that its calendar marks as private.
pub fn terms(workspace: &Workspace, statement: &Statement) -> RecordLevel {
    if private::is_at_private(workspace, statement.round) { private::level() } else { levels::of(workspace, statement) }
}

impl Released {
    /// What may leave of a negotiation, with what the user has permitted for this export.
    pub fn new(workspace: &Workspace, negotiation: NegotiationId, permitted: &Permitted) -> Self {
        let mut whole: BTreeMap<StatementId, Statement> = BTreeMap::new();
        let (mut unattributed, mut kept_back, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let mut all: Vec<&Statement> = workspace.statements_of(negotiation).collect();
        position::sort_by_said(workspace, &mut all, chrono_tz::UTC);
        let (mut reidentification, mut terms) = (Reidentification::default(), levels::Terms::new(workspace));
        for statement in &all {
            let mut said = (*statement).clone();
            // What the terms say counts, and every paper says it.
            said.level = terms.of(statement);
            if private::is_at_private(workspace, said.round) {
                kept.push((*statement, private::level(), false));
                kept_back.push(KeptBack::new(&said, How::LeftOut));
                continue;
            }
            let is_released = permitted.texts.contains(&said.id.into());
            let leave = if permitted.levels.contains(&said.level) { Leave::Whole } else { of_level(&said.level) };
            let how = match leave {
                Leave::Whole => {
                    whole.insert(said.id, said);
                    continue;
                }
                Leave::Nothing if is_released => {
                    whole.insert(said.id, said);
                    continue;
                }
                Leave::Unattributed => match reidentification.told(workspace, &said).filter(|_| !is_released) {
                    Some(told) => How::LeftOutAsTelling(told),
                    None => {
                        unattributed.push((position::said_when(workspace, statement), said.id, Unattributed::of(&said)));
                        How::Stripped
                    }
                },
                Leave::Nothing => How::LeftOut,
            };
            kept.push((*statement, said.level.clone(), how == How::Stripped));
            kept_back.push(KeptBack::new(&said, how));
        }
        // What was deleted is in no export, and may be repeated no more than before.
        for said in deleted(workspace, negotiation) {
            let level = terms.of(said);
            if of_level(&level) != Leave::Whole && !permitted.levels.contains(&level) {
                kept.push((said, level, false));
            }
        }
        // The order within a day is the order in which they were written down, which may tell whose turn it was.
        unattributed.sort_by(|(a, _, one), (b, _, other)| {
            let day = |when: &When| when.latest_day(chrono_tz::UTC).or(when.earliest_day(chrono_tz::UTC));
            (day(a), &one.text).cmp(&(day(b), &other.text))
        });
        let (unattributed_of, unattributed): (Vec<StatementId>, Vec<Unattributed>) =
            unattributed.into_iter().map(|(_, id, one)| (id, one)).unzip();
        links::cut(&all, &mut whole);
        let statements = Statements { whole: &whole, kept: &kept };
        let texts = follow::decide(workspace, negotiation, permitted, &statements, &mut reidentification);
        let private = workspace.rounds_of(negotiation).filter(|round| private::is_private(round)).count();
        all.extend(kept.iter().map(|(said, ..)| *said).filter(|said| !workspace.statements.contains_key(&said.id)));
        let (workspace, paragraphs) = around::of_negotiation(workspace, negotiation, whole, &unattributed, &all, &texts);
        let (kept_texts, told_texts) = (texts.kept, texts.told);
        let withheld = Withheld::of(&kept_back, &kept_texts);
        Self {
            workspace,
            negotiation,
            unattributed,
            unattributed_of,
            kept_back,
            kept_texts,
            told_texts,
            withheld,
            private,
            paragraphs,
        }
    }

    /// The same of some statements, rounds and follow-ups alone. What may leave of them is decided by all that the record holds: what is
    /// not among them is withheld none the less.
    #[must_use]
    pub fn only(mut self, is_among: impl Fn(RecordId) -> bool) -> Self {
        self.workspace.statements.retain(|id, _| is_among((*id).into()));
        self.workspace.rounds.retain(|id, _| is_among((*id).into()));
        self.workspace.follow_ups.retain(|id, _| is_among((*id).into()));
        let told = self.unattributed_of.into_iter().zip(self.unattributed).filter(|(id, _)| is_among((*id).into()));
        (self.unattributed_of, self.unattributed) = told.unzip();
        self.kept_back.retain(|one| is_among(one.id()));
        self.kept_texts.retain(|one| is_among(one.id.record));
        self.withheld = Withheld::of(&self.kept_back, &self.kept_texts);
        self
    }

    /// The record as it may leave: this negotiation alone, with the parties and people that it names.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The number of the paragraph in which a quotation stands that leaves, from 1; none if it is no longer there, or nobody kept the text.
    pub fn paragraph(&self, passage: &Passage) -> Option<usize> {
        self.paragraphs.get(&(passage.source, passage.id)).copied()
    }

    /// Which negotiation it is.
    pub fn negotiation(&self) -> NegotiationId {
        self.negotiation
    }

    /// What was said without attribution, by the day on which it was said.
    pub fn unattributed(&self) -> &[Unattributed] {
        &self.unattributed
    }

    /// What is said of rounds that a calendar marks as private and that are left out, if there are any; to the user, never in a paper.
    pub fn private_words(&self) -> Option<String> {
        private::words(self.private)
    }

    /// The terms of each text beside the statements that leaves though they would keep it in, and its round.
    pub fn told_texts(&self) -> &[(RecordLevel, Option<RoundId>)] {
        &self.told_texts
    }

    /// What was kept back of the whole negotiation.
    pub fn withheld(&self) -> &Withheld {
        &self.withheld
    }
}

/// The statements of a negotiation that lie in the bin.
fn deleted(workspace: &Workspace, negotiation: NegotiationId) -> impl Iterator<Item = &Statement> {
    let records = workspace.bin.values().flat_map(|binned| &binned.records);
    let statements = records.filter_map(|record| if let Record::Statement(said) = record { Some(&**said) } else { None });
    statements.filter(move |said| said.negotiation == negotiation && !workspace.statements.contains_key(&said.id))
}

#[cfg(test)]
mod every_format;
#[cfg(test)]
mod tests;
