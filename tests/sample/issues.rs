//! The issues of each negotiation: those of the position rows, and the heads under which some of them stand.

use crate::builder::Builder;
use rapporteur::model::{Issue, IssueState};

/// A name, the issue it is a part of, where it stands, and a note.
type Line = (&'static str, &'static str, IssueState, &'static str);

const OF_2022: &[Line] = &[
    ("Neutrality", "", IssueState::Converging, "Offered by Ukraine on 29 March 2022, against guarantees."),
    ("Security guarantees", "", IssueState::Open, ""),
    ("Territory", "", IssueState::Open, ""),
    ("Crimea", "Territory", IssueState::Parked, "Ukraine would talk it over for 15 years."),
    ("Donbas", "Territory", IssueState::Parked, "Ukraine would leave it to the two presidents."),
    ("Ceasefire", "", IssueState::Contested, ""),
    ("De-escalation", "Ceasefire", IssueState::Open, ""),
    ("Humanitarian", "", IssueState::Open, ""),
    ("Humanitarian corridors", "Humanitarian", IssueState::Agreed, "At the second round."),
    ("Ratification", "", IssueState::Open, ""),
    ("Leaders meeting", "", IssueState::Contested, ""),
];

const OF_2025: &[Line] = &[
    ("Territory", "", IssueState::Contested, ""),
    ("Ceasefire", "", IssueState::Contested, ""),
    ("Ceasefire option 1", "Ceasefire", IssueState::Contested, "The first of two ways in the Russian memorandum."),
    ("Ceasefire option 2", "Ceasefire", IssueState::Contested, "The second of two ways in the Russian memorandum."),
    ("Security", "", IssueState::Contested, ""),
    ("Security guarantees", "Security", IssueState::Open, ""),
    ("Neutrality", "Security", IssueState::Contested, ""),
    ("Nuclear status", "Security", IssueState::Open, ""),
    ("Force limits", "Security", IssueState::Contested, ""),
    ("Humanitarian", "", IssueState::Converging, ""),
    ("Prisoners", "Humanitarian", IssueState::Agreed, "An exchange was agreed at each of the three rounds."),
    ("Children", "Humanitarian", IssueState::Open, ""),
    ("Bodies of the dead", "Humanitarian", IssueState::TentativelyAgreed, "One-sided or in exchange: accounts differ."),
    ("Society", "", IssueState::Open, ""),
    ("Language", "Society", IssueState::Open, ""),
    ("Ideology", "Society", IssueState::Open, ""),
    ("Church", "Society", IssueState::Open, ""),
    ("Economy and relations", "", IssueState::Contested, ""),
    ("Sanctions", "Economy and relations", IssueState::Contested, ""),
    ("Reparations", "Economy and relations", IssueState::Contested, ""),
    ("Diplomatic relations", "Economy and relations", IssueState::Open, ""),
    ("Leaders meeting", "", IssueState::Contested, ""),
    ("Format", "", IssueState::Open, "How the talks go on."),
];

const OF_2026: &[Line] = &[
    ("Territory", "", IssueState::Contested, "No agreement at the third round."),
    ("Ceasefire", "", IssueState::Open, ""),
    ("Monitoring", "Ceasefire", IssueState::Converging, "Nearly all settled at the third round, says Ukraine."),
    ("Energy truce", "Ceasefire", IssueState::Open, "Proposed again by the United States on 7 February 2026."),
    ("Mil-to-mil channel", "Ceasefire", IssueState::Agreed, "Between the United States and Russia."),
    ("Security guarantees", "", IssueState::Contested, ""),
    ("Foreign troops", "Security guarantees", IssueState::Contested, ""),
    ("Humanitarian", "", IssueState::Open, ""),
    ("Prisoners", "Humanitarian", IssueState::Agreed, "157 for 157, done on 5 February 2026."),
    ("Zaporizhzhia NPP", "", IssueState::Contested, "The nuclear power plant."),
];

/// Makes the issues.
pub(crate) fn build(b: &mut Builder) {
    for (code, lines) in [("RU-UA-2022", OF_2022), ("RU-UA-2025", OF_2025), ("RU-UA-US-2026", OF_2026)] {
        let negotiation = b.negotiation(code).id;
        for (place, (name, parent, state, note)) in (1..).zip(lines) {
            let issue = Issue {
                name: (*name).to_owned(),
                parent: (!parent.is_empty()).then(|| b.known("issue", &format!("{code} {parent}"))),
                state: state.clone(),
                place,
                note: (*note).to_owned(),
                ..Issue::blank(b.make("issue", &format!("{code} {name}")), Builder::stamp(), negotiation)
            };
            b.workspace.put(issue.into());
        }
    }
}
