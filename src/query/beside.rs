//! What a party said on an issue without taking a position: a condemnation, an accusation, a claim. A cell with such statements is
//! not "nothing stated". One wording for the window, the papers, the lists and the command line.

use super::names;
use super::position::{Positions, bears};
use super::usage::counted;
use crate::model::{IssueId, PartyId, Statement, StatementId, Workspace};

/// What there is of a party on an issue beside its position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The statements that bear no position, oldest first.
    pub others: Vec<StatementId>,
    /// Whether it had a position of which nothing stands any more.
    pub lapsed: bool,
}

impl Positions<'_> {
    /// What `party` said on `issue` beside its position.
    pub fn beside(&self, party: PartyId, issue: IssueId) -> Beside {
        let (bearing, others): (Vec<&Statement>, Vec<&Statement>) =
            self.of_cell(party, issue).iter().copied().partition(|statement| bears(statement));
        Beside {
            others: others.into_iter().map(|statement| statement.id).collect(),
            lapsed: !bearing.is_empty() && self.of(party, issue).is_none(),
        }
    }
}

impl Beside {
    /// Whether nothing was stated.
    pub fn is_silent(&self) -> bool {
        self.others.is_empty() && !self.lapsed
    }

    /// What there is where no position stands, in words: "Nothing stated", "No longer stated", or "No position stated; 2 other statements:
    /// condemnation, accusation". `within`: on how many issues within this one the party has a position.
    pub fn words(&self, workspace: &Workspace, within: usize) -> String {
        let mut parts = Vec::new();
        match (self.lapsed, self.others.is_empty()) {
            (true, _) => parts.push("No longer stated".to_owned()),
            (false, false) => parts.push("No position stated".to_owned()),
            (false, true) if within == 0 => parts.push("Nothing stated".to_owned()),
            (false, true) => {}
        }
        parts.extend(counted_kinds(workspace, &self.others));
        if within > 0 {
            parts.push(format!("{} within", counted(within, "position")));
        }
        parts.join("; ")
    }
}

/// What stands in no matrix as a position, oldest first: what bears none, and what is on no issue.
pub fn outside_the_matrix<'a>(workspace: &Workspace, positions: &Positions<'a>) -> impl Iterator<Item = &'a Statement> {
    let is_on_one = |said: &Statement| said.issues.iter().any(|issue| workspace.issues.contains_key(issue));
    positions.said().iter().copied().filter(move |said| !bears(said) || !is_on_one(said))
}

/// Statements that are no positions, by what they do: "2 other statements: condemnation, accusation". What somebody infers was not
/// stated, and is counted apart. Nothing if there are none.
pub fn counted_kinds(workspace: &Workspace, others: &[StatementId]) -> Option<String> {
    let of = others.iter().filter_map(|id| workspace.statements.get(id));
    let (inferred, said): (Vec<&Statement>, Vec<&Statement>) = of.partition(|statement| statement.is_assessment());
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for statement in &said {
        let kind = in_a_sentence(&names::kind(&statement.kind));
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let kinds: Vec<String> =
        kinds.into_iter().map(|(kind, count)| if count == 1 { kind } else { format!("{kind} ({count})") }).collect();
    let mut parts = Vec::new();
    if !said.is_empty() {
        let several = if said.len() == 1 { "" } else { "s" };
        parts.push(format!("{} other statement{several}: {}", said.len(), kinds.join(", ")));
    }
    if !inferred.is_empty() {
        parts.push(counted(inferred.len(), "assessment"));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Words inside a sentence: an abbreviation at the beginning stays as it is.
pub fn in_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(_), Some(second)) if second.is_uppercase() => label.to_owned(),
        (Some(first), _) => first.to_lowercase().chain(label.chars().skip(1)).collect(),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatementKind;
    use crate::query::position::AsOf;
    use crate::query::testing::{Talks, ZONE, day};

    fn told(talks: &Talks, party: PartyId, issue: IssueId, as_of: AsOf) -> String {
        let positions = Positions::new(&talks.ws, talks.negotiation, as_of, ZONE);
        positions.beside(party, issue).words(&talks.ws, 0)
    }

    #[test]
    fn what_was_said_is_told_where_it_is_no_position() {
        let mut talks = Talks::new();
        let [ukraine, russia] = ["Ukraine", "Russia"].map(|name| talks.party(name));
        let issue = talks.issue("Attacks");
        assert_eq!(told(&talks, ukraine, issue, AsOf::Now), "Nothing stated");
        talks.says_as(StatementKind::Condemnation, "Ukraine", "Attacks", "2026-01-24", "an assault on the talks");
        assert_eq!(told(&talks, ukraine, issue, AsOf::Now), "No position stated; 1 other statement: condemnation");
        for (date, kind) in [
            ("2026-01-25", StatementKind::Accusation),
            ("2026-01-26", StatementKind::Accusation),
            ("2026-01-27", StatementKind::DeclinedToComment),
            ("2026-01-28", StatementKind::Interest),
        ] {
            talks.says_as(kind, "Ukraine", "Attacks", date, "words");
        }
        assert_eq!(
            told(&talks, ukraine, issue, AsOf::Now),
            "No position stated; 4 other statements: condemnation, accusation (2), declined to comment; 1 assessment"
        );
        let then = AsOf::Date(day("2026-01-25"));
        assert_eq!(
            told(&talks, ukraine, issue, then),
            "No position stated; 2 other statements: condemnation, accusation",
            "as it was then"
        );
        assert_eq!(told(&talks, russia, issue, AsOf::Now), "Nothing stated");
    }

    #[test]
    fn a_position_that_was_taken_back_was_stated() {
        let mut talks = Talks::new();
        let (ukraine, issue) = (talks.party("Ukraine"), talks.issue("Neutrality"));
        talks.says("Ukraine", "Neutrality", "2026-01-20", "no duty of neutrality");
        talks.says_as(StatementKind::Retraction, "Ukraine", "Neutrality", "2026-01-21", "dropped");
        assert_eq!(told(&talks, ukraine, issue, AsOf::Now), "No longer stated; 1 other statement: retraction");
    }

    #[test]
    fn a_kind_of_the_users_own_keeps_its_spelling() {
        for (label, expected) in
            [("Walk-out", "walk-out"), ("UN veto", "UN veto"), ("Ärger", "ärger"), ("抗议", "抗议"), ("", ""), ("X", "x")]
        {
            assert_eq!(in_a_sentence(label), expected);
        }
    }
}
