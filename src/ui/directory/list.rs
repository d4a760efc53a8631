//! The lists of parties and people, and the filter that knows every spelling.

use crate::kit;
use crate::model::{Party, PartyId, Person, PersonId, Presence, RecordId, RoundId, Spelling, Vocabulary, When, Who, Workspace};
use crate::query::usage::counted;
use crate::query::{names, position, rounds};
use crate::text::fold::fold;
use crate::text::matching::as_written;
use crate::ui::sorting::SortKey;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// A party or a person in the list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Which.
    pub id: RecordId,
    /// The name as this workspace writes it.
    pub name: String,
    /// The party whose tag stands before the name.
    pub tag: Option<PartyId>,
    /// What is said under the name.
    pub detail: String,
    /// What it can be sorted by beside its name: the office, how many statements, people, negotiations, the last round.
    pub sorts: Vec<(&'static str, SortKey)>,
    /// Every way in which the name is written, the folded form first.
    forms: Vec<(String, String)>,
}

impl Entry {
    /// Whether it is written so in any way: every word of `folded` begins or lies in one spelling. Gives the spelling in which it was
    /// found, if that is not the name itself.
    pub(super) fn found(&self, folded: &str) -> Option<Option<&str>> {
        let (at, (_, form)) = self.forms.iter().enumerate().find(|(_, (form, _))| as_written(folded, form).is_some())?;
        Some((at > 0).then_some(form.as_str()))
    }

    /// What it is sorted by in that order.
    pub(super) fn sort_key(&self, by: &str) -> SortKey {
        let found = self.sorts.iter().find(|(key, _)| *key == by).map(|(_, key)| key.clone());
        found.unwrap_or_else(|| SortKey::text(&self.name))
    }

    /// Whether it is written exactly so in any way.
    pub(super) fn is_called(&self, folded: &str) -> bool {
        self.forms.iter().any(|(form, _)| form == folded)
    }
}

/// Both lists, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// The parties.
    pub parties: Vec<Entry>,
    /// The people.
    pub people: Vec<Entry>,
}

impl Lists {
    /// Works them out.
    pub(super) fn new(workspace: &Workspace, today: NaiveDate, zone: Tz) -> Self {
        let counts = Counts::new(workspace, zone);
        let mut parties: Vec<Entry> = workspace.parties.values().map(|party| party_entry(workspace, party, &counts)).collect();
        let mut people: Vec<Entry> =
            workspace.people.values().map(|person| person_entry(workspace, person, &counts, today, zone)).collect();
        for list in [&mut parties, &mut people] {
            list.sort_by_cached_key(|entry| (SortKey::text(&entry.name), entry.id));
        }
        Self { parties, people }
    }
}

/// What is counted of everybody in one pass.
struct Counts {
    statements: BTreeMap<PartyId, usize>,
    last_round: BTreeMap<PersonId, RoundId>,
    members: BTreeMap<PartyId, usize>,
}

impl Counts {
    fn new(workspace: &Workspace, zone: Tz) -> Self {
        let mut counts = Self { statements: BTreeMap::new(), last_round: BTreeMap::new(), members: BTreeMap::new() };
        counts.statements = workspace.parties.keys().map(|id| (*id, workspace.statements_by(*id).count())).collect();
        for person in workspace.people.values() {
            let mut parties: Vec<PartyId> = person.affiliations.iter().map(|held| held.party).collect();
            parties.sort_unstable();
            parties.dedup();
            for party in parties {
                *counts.members.entry(party).or_default() += 1;
            }
        }
        let mut held: Vec<_> = workspace.rounds.values().filter(|round| rounds::took_place(round)).collect();
        held.sort_by_cached_key(|round| (round.schedule.when.key(zone), round.id));
        for round in held {
            for attendance in round.attendance.iter().filter(|one| one.presence == Presence::Attended) {
                if let Some(person) = attendance.person {
                    counts.last_round.insert(person, round.id);
                }
            }
        }
        counts
    }
}

fn forms(names: &[&str], spellings: &[Spelling]) -> Vec<(String, String)> {
    let names = names.iter().copied().chain(spellings.iter().map(|spelling| spelling.form.as_str()));
    names.filter(|name| !name.trim().is_empty()).map(|name| (fold(name), name.to_owned())).collect()
}

fn party_entry(workspace: &Workspace, party: &Party, counts: &Counts) -> Entry {
    let seats = workspace.negotiations.values().filter(|one| one.seats.iter().any(|seat| seat.party == party.id)).count();
    let mut detail: Vec<String> =
        Some(party.kind.said()).filter(|kind| !kind.is_empty()).map(str::to_owned).into_iter().collect();
    for (count, noun) in [
        (seats, "negotiation"),
        (counts.members.get(&party.id).copied().unwrap_or(0), "person"),
        (counts.statements.get(&party.id).copied().unwrap_or(0), "statement"),
    ] {
        if count > 0 {
            detail.push(counted(count, noun));
        }
    }
    let number = |count: Option<&usize>| SortKey::Number(count.copied().unwrap_or(0));
    Entry {
        sorts: vec![
            ("kind", SortKey::term(&party.kind)),
            ("statements", number(counts.statements.get(&party.id))),
            ("people", number(counts.members.get(&party.id))),
            ("negotiations", SortKey::Number(seats)),
        ],
        id: party.id.into(),
        name: names::party(workspace, party.id),
        tag: Some(party.id),
        detail: kit::join(&detail, " · "),
        forms: forms(&[&party.name, &party.short], &party.spellings),
    }
}

fn person_entry(workspace: &Workspace, person: &Person, counts: &Counts, today: NaiveDate, zone: Tz) -> Entry {
    let now = When::Day(today);
    let tag = names::party_at(person, &now, zone).or_else(|| person.affiliations.last().map(|held| held.party));
    let mut detail: Vec<String> = names::office_at(person, None, &now, zone).map(str::to_owned).into_iter().collect();
    if !person.spellings.is_empty() {
        detail.push(counted(person.spellings.len(), "other spelling"));
    }
    if let Some(round) = counts.last_round.get(&person.id) {
        detail.push(format!("last at {}", names::round(workspace, *round)));
    }
    let last = counts.last_round.get(&person.id).and_then(|round| workspace.rounds.get(round));
    Entry {
        sorts: vec![
            ("party", tag.map_or(SortKey::Nothing, |party| SortKey::text(&names::party(workspace, party)))),
            ("office", SortKey::text(names::office_at(person, None, &now, zone).unwrap_or_default())),
            ("last", last.map_or(SortKey::Nothing, |round| SortKey::when(&round.schedule.when, zone))),
        ],
        id: person.id.into(),
        name: names::person(workspace, person.id),
        tag,
        detail: kit::join(&detail, " · "),
        forms: forms(&[&person.name], &person.spellings),
    }
}

/// What is shown of one of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Detail {
    /// The other spellings by language, each form once.
    pub spellings: Vec<(String, Vec<String>)>,
    /// The rounds attended, latest first, with the role and the office held then.
    pub rounds: Vec<(RoundId, String)>,
    /// What was said, latest first.
    pub statements: Vec<crate::model::StatementId>,
}

impl Detail {
    /// Works it out.
    pub(super) fn new(workspace: &Workspace, id: RecordId, zone: Tz) -> Self {
        let spellings = match id {
            RecordId::Party(id) => workspace.parties.get(&id).map(|party| party.spellings.as_slice()),
            RecordId::Person(id) => workspace.people.get(&id).map(|person| person.spellings.as_slice()),
            _ => None,
        };
        let mut statements: Vec<_> = workspace.said_by(id).filter(|statement| speaks(statement, id)).collect();
        // Once, where a party speaks on its own behalf.
        statements.sort_by_key(|statement| statement.id);
        statements.dedup_by_key(|statement| statement.id);
        position::sort_by_said(workspace, &mut statements, zone);
        statements.reverse();
        Self {
            spellings: by_language(spellings.unwrap_or_default()),
            rounds: attended(workspace, id, zone),
            statements: statements.into_iter().map(|statement| statement.id).collect(),
        }
    }
}

fn speaks(statement: &crate::model::Statement, id: RecordId) -> bool {
    match id {
        RecordId::Party(id) => position::voices(statement).any(|voice| voice == id),
        RecordId::Person(id) => statement.speaker == Some(Who::Person(id)),
        _ => false,
    }
}

fn by_language(spellings: &[Spelling]) -> Vec<(String, Vec<String>)> {
    let mut languages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for spelling in spellings {
        let forms = languages.entry(spelling.language.trim()).or_default();
        if !forms.contains(&spelling.form) {
            forms.push(spelling.form.clone());
        }
    }
    languages.into_iter().map(|(language, forms)| (language.to_owned(), forms)).collect()
}

fn attended(workspace: &Workspace, id: RecordId, zone: Tz) -> Vec<(RoundId, String)> {
    let mut found: Vec<_> = Vec::new();
    for round in workspace.rounds.values() {
        let mine = |attendance: &&crate::model::Attendance| match id {
            RecordId::Person(id) => attendance.person == Some(id),
            RecordId::Party(id) => rounds::party_of(workspace, round, attendance) == Some(id),
            _ => false,
        };
        let all: Vec<_> = round.attendance.iter().filter(mine).collect();
        let words = match (id, all.as_slice()) {
            (_, []) => continue,
            (RecordId::Party(_), all) => format!("{} at the table", counted(all.len(), "person")),
            (_, [one, ..]) => {
                let presence = one.presence.beside_name();
                let parts = [presence, one.role.said(), one.office.trim()];
                kit::join(parts, " · ")
            }
        };
        found.push((round, words));
    }
    found.sort_by_cached_key(|(round, _)| std::cmp::Reverse((round.schedule.when.key(zone), round.id)));
    found.into_iter().map(|(round, words)| (round.id, words)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE, day};

    #[test]
    fn a_person_is_found_by_any_spelling() {
        let mut talks = Talks::new();
        let umerov = talks.office("Rustem Umerov", "Ukraine", "Secretary", "2025-07-18", "");
        let spelling =
            |language: &str, form: &str| Spelling { language: language.into(), form: form.into(), origin: String::new() };
        talks.ws.people.get_mut(&umerov).unwrap().spellings = vec![
            spelling("uk", "Рустем Умєров"),
            spelling("ar", "رستم عمروف"),
            spelling("ko", "루스템 우메로우"),
            spelling("de", "Rustem Umjerow"),
        ];
        let lists = Lists::new(&talks.ws, day("2026-01-26"), ZONE);
        let found = |words: &str| lists.people.iter().find_map(|entry| entry.found(&fold(words)));
        assert_eq!(found("umerov"), Some(None));
        assert_eq!(found("UMEROV Rustem"), Some(None));
        assert_eq!(found("Умєров"), Some(Some("Рустем Умєров")));
        assert_eq!(found("عمروف"), Some(Some("رستم عمروف")));
        assert_eq!(found("우메로우"), Some(Some("루스템 우메로우")));
        assert_eq!(found("witkoff"), None);
        assert_eq!(lists.people[0].detail, "Secretary · 4 other spellings");
        assert!(lists.people[0].is_called(&fold("rustem umjerow")) && !lists.people[0].is_called("rustem"));
        assert_eq!(Detail::new(&talks.ws, umerov.into(), ZONE).spellings.len(), 4);
    }

    #[test]
    fn names_stand_in_the_order_of_their_numbers() {
        let mut talks = Talks::new();
        for name in ["A 15", "Ą 7", "A 23", "a 7b", "B 1"] {
            talks.party(name);
        }
        let lists = Lists::new(&talks.ws, day("2026-01-26"), ZONE);
        let names: Vec<&str> = lists.parties.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Ą 7", "a 7b", "A 15", "A 23", "B 1"]);
    }
}
