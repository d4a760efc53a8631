//! The re-identification check: finds words that give away who was there, so that a statement cannot be exported without attribution.
//!
//! Of the speaker, the speaker's party and its blocs, and of those who sat at the table of the round, everything usual counts:
//!
//! - their names in every spelling of the record, whole and in any case, and what is derived from them ("Ukrainian", "Witkoffs");
//! - of people what stands first and last in the name alone, their initials, their offices and the firms in these, whole and in parts,
//!   and their role at the table: see [`offices`];
//! - of parties the first and the last word, if it is no general one ("FARC" of FARC-EP), initials ("UAE"), the name without a legal
//!   form, and the noun for their kind where few others share it ("the union"): see [`nouns`];
//! - of parties named like a state or a territory its names in many languages, its people ("Dutch"), its capitals and the seat of its
//!   government: see [`territories`];
//! - names that sound alike in another script: see [`crate::text::sound`].
//!
//! An abbreviation in capitals counts only as it is written: "US" is a party, "us" is not; a name that is a common word, too ("Will"),
//! likewise. In doubt words are left out: it is said which word it was, and a person may release a single statement knowingly.

mod common;
mod name;
mod names;
mod nouns;
mod offices;
mod said;
#[cfg(test)]
mod tests;
mod words;

use crate::model::{NegotiationId, RecordId, Round, RoundId, Statement, StatementKind, Who, Workspace};
use crate::text::fold::fold;
use name::Name;
use names::called;
use std::collections::{BTreeMap, BTreeSet};
use words::padded;

pub(super) use words::Words;

/// What has been asked of the record before: many statements are of one round.
#[derive(Default)]
pub(super) struct Reidentification {
    names: BTreeMap<RecordId, Vec<Name>>,
    /// What is said of them beside their names: an office, a firm, a noun.
    hints: BTreeMap<(NegotiationId, RecordId), Vec<Name>>,
    tables: BTreeMap<RoundId, Table>,
}

/// Who sat at a table.
#[derive(Clone, Default)]
struct Table {
    people: BTreeSet<RecordId>,
    /// The offices that they held then, their roles, and those who are only described.
    offices: Vec<Name>,
}

/// A word that names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identification {
    /// As it stands in the statement, as far as it can be told.
    pub word: String,
    /// Whom it names; none for a description or an office.
    pub names: Option<RecordId>,
}

impl Reidentification {
    /// The word by which a statement names its speaker, its party, or anybody at the table of its round, if there is one.
    pub(super) fn told(&mut self, workspace: &Workspace, statement: &Statement) -> Option<Identification> {
        let own_word = match &statement.kind {
            StatementKind::Other(word) => word.as_str(),
            _ => "",
        };
        let words = Words::of(&format!("{}\n{own_word}", statement.text));
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
            Some(Who::Described(described)) => {
                let whole = Name::Folded(padded(&fold(described)));
                let names = std::iter::once(whole).chain(offices::described(described));
                if let Some(word) = names.into_iter().find_map(|name| words.find(&name)) {
                    return Some(Identification { word, names: None });
                }
            }
            None => {}
        }
        there.extend(sides(workspace, &there));
        let at = statement.negotiation;
        if let Some(told) = there.into_iter().find_map(|id| self.told_of(workspace, (at, id), &words)) {
            return Some(told);
        }
        let round = statement.round.and_then(|id| workspace.rounds.get(&id))?;
        let table = self.tables.entry(round.id).or_insert_with(|| Table::of(round)).clone();
        let in_office = table.offices.iter().find_map(|name| words.find(name)).map(|word| Identification { word, names: None });
        in_office.or_else(|| table.people.into_iter().find_map(|id| self.told_of(workspace, (at, id), &words)))
    }

    /// The word by which a text speaks of somebody: by a name, an office, a firm or a noun.
    fn told_of(&mut self, workspace: &Workspace, of: (NegotiationId, RecordId), words: &Words) -> Option<Identification> {
        let (negotiation, id) = of;
        if let Some(told) = self.named(workspace, id, words) {
            return Some(told);
        }
        let hints = self.hints.entry(of).or_insert_with(|| hints(workspace, negotiation, id));
        hints.iter().find_map(|name| words.find(name)).map(|word| Identification { word, names: Some(id) })
    }

    /// The word by which a text names a party, a person, an issue or a source.
    pub(super) fn named_in(&mut self, workspace: &Workspace, id: RecordId, words: &Words) -> Option<Identification> {
        self.named(workspace, id, words)
    }

    fn named(&mut self, workspace: &Workspace, id: RecordId, words: &Words) -> Option<Identification> {
        let names = self.names.entry(id).or_insert_with(|| called(workspace, id));
        names.iter().find_map(|name| words.find(name)).map(|word| Identification { word, names: Some(id) })
    }
}

impl Table {
    fn of(round: &Round) -> Self {
        let people = round.attendance.iter().filter_map(|one| one.person).map(RecordId::from).collect();
        let offices = round.attendance.iter().flat_map(|one| {
            let described = offices::described(&one.described);
            offices::spoken_of(&one.office).into_iter().chain(described).chain(offices::in_role(&one.role))
        });
        let offices = offices.collect::<BTreeSet<Name>>().into_iter().collect();
        Self { people, offices }
    }
}

/// What is said of somebody beside the name.
fn hints(workspace: &Workspace, negotiation: NegotiationId, id: RecordId) -> Vec<Name> {
    let mut names = match id {
        RecordId::Person(id) => workspace.people.get(&id).map_or_else(Vec::new, |person| {
            person.affiliations.iter().flat_map(|held| offices::spoken_of(&held.office)).collect()
        }),
        RecordId::Party(id) => {
            let mut names = nouns::telling(workspace, negotiation, id);
            if let Some(party) = workspace.parties.get(&id) {
                let spellings = party.spellings.iter().map(|spelling| spelling.form.as_str());
                names.extend([party.name.as_str(), &party.short].into_iter().chain(spellings).flat_map(offices::firm));
            }
            names
        }
        _ => Vec::new(),
    };
    names.sort();
    names.dedup();
    names
}

/// The parties and blocs to which those belong.
fn sides(workspace: &Workspace, of: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
    let mut sides = BTreeSet::new();
    let mut ahead: Vec<RecordId> = of.iter().copied().collect();
    while let Some(id) = ahead.pop() {
        let above: Vec<RecordId> = match id {
            RecordId::Person(id) => workspace
                .people
                .get(&id)
                .map_or_else(Vec::new, |person| person.affiliations.iter().map(|held| held.party.into()).collect()),
            RecordId::Party(id) => {
                workspace.parties.get(&id).map_or_else(Vec::new, |party| party.blocs.iter().map(|bloc| (*bloc).into()).collect())
            }
            _ => Vec::new(),
        };
        ahead.extend(above.into_iter().filter(|id| sides.insert(*id)));
    }
    sides
}
