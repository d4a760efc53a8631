//! What statements that leave say of statements that stay in.

use crate::model::{IssueId, PartyId, Statement, StatementId};
use crate::query::position;
use std::collections::{BTreeMap, BTreeSet};

/// Takes it out. `all` are the statements of the negotiation as they were said, `whole` those that leave whole.
pub fn cut(all: &[&Statement], whole: &mut BTreeMap<StatementId, Statement>) {
    let leaving: BTreeSet<StatementId> = whole.keys().copied().collect();
    // Whether the latest position of each party on each issue, up to then, leaves.
    let mut leaves: BTreeMap<(PartyId, IssueId), bool> = BTreeMap::new();
    for said in all {
        let pairs = || position::voices(said).flat_map(|party| said.issues.iter().map(move |issue| (party, *issue)));
        if let Some(statement) = whole.get_mut(&said.id) {
            let superseded = statement.supersedes.len();
            statement.supersedes.retain(|id| leaving.contains(id));
            // The judgement rests on what stays in.
            if statement.supersedes.len() < superseded || pairs().any(|pair| leaves.get(&pair) == Some(&false)) {
                statement.movement = None;
            }
            statement.answers.retain(|id| leaving.contains(id));
            statement.condition.on.retain(|id| leaving.contains(id));
        }
        if position::bears(said) {
            let leaves_whole = leaving.contains(&said.id);
            leaves.extend(pairs().map(|pair| (pair, leaves_whole)));
        }
    }
}
