//! ISO country codes that name a party even if the record does not list them: "ua" and "ukr" for Ukraine. A code that the record uses
//! for anything else does not count.

use super::territories;
use crate::model::{PartyId, Workspace};
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Codes that are words of a sentence before they are a state.
const WORDS: [&str; 25] = [
    "am", "and", "are", "as", "at", "be", "by", "can", "do", "in", "is", "it", "me", "mr", "ms", "my", "no", "nor", "per", "so",
    "sr", "st", "to", "gum", "gin",
];

/// The codes of each party that is called like one state and shares that with no other party: two letters, and three.
pub fn codes(workspace: &Workspace) -> BTreeMap<PartyId, Vec<&'static str>> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut called: BTreeMap<&str, Vec<(PartyId, &'static territories::Territory)>> = BTreeMap::new();
    for party in workspace.parties.values() {
        let spellings = party.spellings.iter().map(|spelling| &spelling.form);
        let names = || [&party.name, &party.short].into_iter().chain(spellings.clone()).filter(|name| !name.trim().is_empty());
        taken.extend(names().map(|name| fold(name)));
        if let Some(territory) = names().find_map(|name| territories::called(name)) {
            called.entry(territory.code).or_default().push((party.id, territory));
        }
    }
    let alone = called.into_values().filter_map(|of| if let [one] = of.as_slice() { Some(*one) } else { None });
    let free = |code: &&str| {
        let folded = fold(code);
        !taken.contains(&folded) && !WORDS.contains(&folded.as_str())
    };
    alone.map(|(party, territory)| (party, territory.codes().filter(free).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn a_state_goes_by_its_codes_unless_they_are_used_otherwise() {
        let mut talks = Talks::new();
        let ids = ["Ukraine", "Russian Federation", "United Kingdom", "Italy", "Austria", "Australia", "Hamas", "Katar"]
            .map(|name| talks.party(name));
        talks.ws.parties.get_mut(&ids[0]).unwrap().short = "UKR".into();
        talks.ws.parties.get_mut(&ids[4]).unwrap().short = "AUS".into();
        let of = |talks: &Talks, at: usize| codes(&talks.ws).remove(&ids[at]).unwrap_or_default();
        for (at, expected) in [
            (0, &["UA"][..]),
            (1, &["RU", "RUS"]),
            (2, &["GB", "UK", "GBR"]),
            (3, &["ITA"]),
            (4, &["AUT"]),
            (5, &["AU"]),
            (6, &[]),
            (7, &["QA", "QAT"]),
        ] {
            assert_eq!(of(&talks, at), expected, "{at}");
        }
        talks.spelled("Rita Ua", &[]);
        talks.party("Russia");
        assert!(of(&talks, 1).is_empty(), "two parties are called like one state");
    }
}
