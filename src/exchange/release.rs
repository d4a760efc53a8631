//! What may leave: the one rule that every export goes by.
//!
//! A statement carries the terms on which it was said. Without a word from the user that names its level for this export,
//!
//! | level | what leaves |
//! |---|---|
//! | on the record, not stated | all of it |
//! | background, deep background, Chatham House | the words, the day and the issue, without speaker, party, source, original wording, place in the source, terms, note and links: see [`Unattributed`] |
//! | off the record, or a level in the user's own words | nothing |
//!
//! What is without attribution is in no matrix, in no party's history, and answers nothing. Words that give the speaker away all
//! the same, because they name a person or a party who was there, stay in as well. How many were withheld is counted, and every
//! paper says it. Positions are worked out from what leaves: the latest that may be told, and nothing says that there is a later one.

use crate::model::fold::fold;
use crate::model::{
    IssueId, NegotiationId, Person, RecordId, RecordLevel, RoundId, Spelling, Statement, StatementId, StatementKind, When, Who,
    Workspace,
};
use crate::query::position;
use std::collections::{BTreeMap, BTreeSet};

/// One negotiation as it may leave, and what was kept back. Exporters get nothing else.
#[derive(Clone, Debug)]
pub struct Released {
    workspace: Workspace,
    negotiation: NegotiationId,
    unattributed: Vec<Unattributed>,
    withheld: Withheld,
}

/// What was said, without anything that tells who said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unattributed {
    /// At or about which round.
    pub round: Option<RoundId>,
    /// When it was said.
    pub said_on: When,
    /// On which issues.
    pub issues: Vec<IssueId>,
    /// What it does.
    pub kind: StatementKind,
    /// Whether `text` is the speaker's own words.
    pub verbatim: bool,
    /// What was said.
    pub text: String,
    /// On what terms.
    pub level: RecordLevel,
}

/// How many statements were kept back, by level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Left out whole.
    pub left_out: BTreeMap<RecordLevel, usize>,
    /// Of those, how many would have been told without attribution had their words not named somebody.
    pub telling: usize,
    /// Told without attribution.
    pub stripped: BTreeMap<RecordLevel, usize>,
}

/// What the terms of a level let leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// All of it.
    Whole,
    /// The words alone.
    Unattributed,
    /// Nothing.
    Nothing,
}

/// What a level lets leave, if the user has not named it for this export.
pub fn of_level(level: &RecordLevel) -> Leave {
    match level {
        RecordLevel::OnRecord | RecordLevel::Unstated => Leave::Whole,
        RecordLevel::Background | RecordLevel::DeepBackground | RecordLevel::ChathamHouse => Leave::Unattributed,
        RecordLevel::OffRecord | RecordLevel::Other(_) => Leave::Nothing,
    }
}

impl Withheld {
    /// How many were left out or stripped.
    pub fn total(&self) -> usize {
        self.left_out.values().chain(self.stripped.values()).sum()
    }

    /// In words for the paper and the status bar; nothing if nothing was withheld: "2 statements were left out, and 1 is told without
    /// attribution, because of the terms on which they were said."
    pub fn words(&self) -> Option<String> {
        let left: usize = self.left_out.values().sum();
        let stripped: usize = self.stripped.values().sum();
        let counted = |count: usize| match count {
            1 => "1 statement".to_owned(),
            _ => format!("{count} statements"),
        };
        let left_out = match left {
            1 => "1 statement was left out".to_owned(),
            _ => format!("{} were left out", counted(left)),
        };
        let are = if stripped == 1 { "is" } else { "are" };
        let what = match (left, stripped) {
            (0, 0) => return None,
            (_, 0) => left_out,
            (0, _) => format!("{} {are} told without attribution", counted(stripped)),
            _ => format!("{left_out} and {stripped} {are} told without attribution"),
        };
        Some(format!("{what}, because of the terms on which they were said."))
    }
}

impl Released {
    /// What may leave of a negotiation. `named` are the levels that the user has named for this export: what was said on these
    /// terms leaves whole.
    pub fn new(workspace: &Workspace, negotiation: NegotiationId, named: &BTreeSet<RecordLevel>) -> Self {
        let mut released = Self {
            workspace: of_negotiation(workspace, negotiation),
            negotiation,
            unattributed: Vec::new(),
            withheld: Withheld::default(),
        };
        let mut whole = BTreeMap::new();
        let mut all: Vec<&Statement> = workspace.statements_of(negotiation).collect();
        position::sort_by_said(workspace, &mut all, chrono_tz::UTC);
        let mut telltale = Telltale::default();
        for statement in all {
            let leave = if named.contains(&statement.level) { Leave::Whole } else { of_level(&statement.level) };
            let level = || statement.level.clone();
            match leave {
                Leave::Whole => {
                    whole.insert(statement.id, statement.clone());
                }
                Leave::Unattributed if telltale.tells(workspace, statement) => {
                    released.withheld.telling += 1;
                    *released.withheld.left_out.entry(level()).or_default() += 1;
                }
                Leave::Unattributed => {
                    *released.withheld.stripped.entry(level()).or_default() += 1;
                    released.unattributed.push(Unattributed::of(statement));
                }
                Leave::Nothing => *released.withheld.left_out.entry(level()).or_default() += 1,
            }
        }
        let ids: BTreeSet<StatementId> = whole.keys().copied().collect();
        for statement in whole.values_mut() {
            forget_links(statement, &ids);
        }
        released.workspace.statements = whole;
        released
    }

    /// The record as it may leave: this negotiation alone, with the parties and people of the workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Which negotiation it is.
    pub fn negotiation(&self) -> NegotiationId {
        self.negotiation
    }

    /// What was said without attribution, by when it was said.
    pub fn unattributed(&self) -> &[Unattributed] {
        &self.unattributed
    }

    /// What was kept back.
    pub fn withheld(&self) -> &Withheld {
        &self.withheld
    }
}

impl Unattributed {
    fn of(statement: &Statement) -> Self {
        Self {
            round: statement.round,
            said_on: statement.said_on.clone(),
            issues: statement.issues.clone(),
            kind: statement.kind.clone(),
            verbatim: statement.verbatim,
            text: statement.text.clone(),
            level: statement.level.clone(),
        }
    }
}

/// The record of one negotiation, without its statements, the bin and what was changed in two places.
fn of_negotiation(workspace: &Workspace, negotiation: NegotiationId) -> Workspace {
    let mut one = Workspace::new(workspace.id);
    one.parties.clone_from(&workspace.parties);
    one.people.clone_from(&workspace.people);
    one.negotiations.extend(workspace.negotiations.get(&negotiation).map(|record| (record.id, record.clone())));
    macro_rules! own {
        ($($table:ident)*) => {$(
            one.$table.extend(workspace.$table.iter().filter(|(_, record)| record.negotiation == negotiation).map(|(id, record)| (*id, record.clone())));
        )*};
    }
    own!(issues sources rounds follow_ups incidents);
    one
}

/// Takes out what a statement says of statements that stay in.
fn forget_links(statement: &mut Statement, leaving: &BTreeSet<StatementId>) {
    let superseded = statement.supersedes.len();
    statement.supersedes.retain(|id| leaving.contains(id));
    if statement.supersedes.len() < superseded {
        // The judgement rests on what stays in.
        statement.movement = None;
    }
    statement.answers.retain(|id| leaving.contains(id));
    statement.condition.on.retain(|id| leaving.contains(id));
}

/// Finds words that name somebody who was there.
#[derive(Default)]
struct Telltale {
    /// For each person and party asked about, how they are called, folded.
    names: BTreeMap<RecordId, Vec<String>>,
}

impl Telltale {
    /// Whether the words of a statement name its speaker, its party, or anybody at the table of its round.
    fn tells(&mut self, workspace: &Workspace, statement: &Statement) -> bool {
        let words = padded(&statement.text);
        let said = |names: &[String]| names.iter().any(|name| words.contains(name.as_str()));
        let mut there: BTreeSet<RecordId> = BTreeSet::new();
        there.insert(statement.party.into());
        there.extend(statement.on_behalf_of.map(RecordId::from));
        match &statement.speaker {
            Some(Who::Person(id)) => {
                there.insert((*id).into());
            }
            Some(Who::Party(id)) => {
                there.insert((*id).into());
            }
            Some(Who::Described(described)) if said(&[padded(described)]) => return true,
            Some(Who::Described(_)) | None => {}
        }
        if let Some(round) = statement.round.and_then(|id| workspace.rounds.get(&id)) {
            there.extend(round.attendance.iter().filter_map(|one| one.person).map(RecordId::from));
        }
        there.into_iter().any(|id| {
            let names = self.names.entry(id).or_insert_with(|| called(workspace, id));
            said(names)
        })
    }
}

/// How a party or a person is called, in every spelling; of people the family name alone, too. Padded, so that only whole words count.
fn called(workspace: &Workspace, id: RecordId) -> Vec<String> {
    let forms = |spellings: &[Spelling]| spellings.iter().map(|spelling| spelling.form.clone()).collect::<Vec<_>>();
    let names: Vec<String> = match id {
        RecordId::Party(id) => workspace.parties.get(&id).map_or_else(Vec::new, |party| {
            let mut names = vec![party.name.clone(), party.short.clone()];
            names.extend(forms(&party.spellings));
            names
        }),
        RecordId::Person(id) => workspace.people.get(&id).map_or_else(Vec::new, |person: &Person| {
            let mut names = vec![person.name.clone()];
            names.extend(forms(&person.spellings));
            let family: Vec<String> = names.iter().filter_map(|name| name.split_whitespace().last().map(str::to_owned)).collect();
            names.extend(family);
            names
        }),
        _ => Vec::new(),
    };
    let mut names: Vec<String> = names.iter().map(|name| padded(name)).filter(|name| !name.trim().is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// Folded, with everything but letters and digits as one space, and a space at either end.
fn padded(text: &str) -> String {
    let mut words = String::from(" ");
    for c in fold(text).chars() {
        match c {
            c if c.is_alphanumeric() => words.push(c),
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}
