//! Cuts links from exported statements to withheld ones.

use crate::model::{IssueId, PartyId, Statement, StatementId, StatementKind};
use crate::query::position;
use std::collections::{BTreeMap, BTreeSet};

/// Takes it out. `all` are the statements of the negotiation as they were said, `whole` those that leave whole.
pub(super) fn cut(all: &[&Statement], whole: &mut BTreeMap<StatementId, Statement>) {
    let leaving: BTreeSet<StatementId> = whole.keys().copied().collect();
    // Whether the latest word of each party on where it stands on each issue, up to then, leaves.
    let mut leaves: BTreeMap<(PartyId, IssueId), bool> = BTreeMap::new();
    for said in all {
        let pairs = || position::voices(said).flat_map(|party| said.issues.iter().map(move |issue| (party, *issue)));
        if let Some(statement) = whole.get_mut(&said.id) {
            let superseded = statement.supersedes.len();
            statement.supersedes.retain(|id| leaving.contains(id));
            // The judgement rests on what is left out.
            if statement.supersedes.len() < superseded || pairs().any(|pair| leaves.get(&pair) == Some(&false)) {
                statement.movement = None;
            }
            statement.answers.retain(|id| leaving.contains(id));
            statement.condition.on.retain(|id| leaving.contains(id));
        }
        // What takes a position back is what the next one moves from, as well.
        if position::bears(said) || said.kind == StatementKind::Retraction {
            let leaves_whole = leaving.contains(&said.id);
            leaves.extend(pairs().map(|pair| (pair, leaves_whole)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Permitted, Released};
    use crate::model::{Movement, RecordLevel, StatementKind};
    use crate::query::testing::Talks;

    #[test]
    fn a_judgement_goes_with_what_takes_back_the_position_before() {
        let mut talks = Talks::new();
        talks.says("Ukraine", "Territory", "2026-02-04", "first");
        let back = talks.says_as(StatementKind::Retraction, "Ukraine", "Territory", "2026-02-05", "we take it back");
        let again = talks.says("Ukraine", "Territory", "2026-02-06", "second");
        talks.of(again).movement = Some(Movement::New);
        let movement = |talks: &Talks| {
            let released = Released::new(&talks.ws, talks.negotiation, &Permitted::default());
            released.workspace().statements[&again].movement.clone()
        };
        assert_eq!(movement(&talks), Some(Movement::New));
        talks.of(back).level = RecordLevel::OffRecord;
        assert_eq!(movement(&talks), None, "“new” would tell that something was taken back");
    }
}
