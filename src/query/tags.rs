//! Tags: words of the user's own by which negotiations and statements are found.

use crate::model::{NegotiationField, StatementField, Workspace};
use std::collections::BTreeSet;
use std::sync::Arc;

/// All tags in use, of statements and of negotiations.
pub fn in_use(workspace: &Workspace) -> BTreeSet<Arc<str>> {
    let of_statements = workspace.statements.words(StatementField::tags);
    let of_negotiations = workspace.negotiations.words(NegotiationField::tags);
    of_statements.into_iter().chain(of_negotiations).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn tags_of_statements_and_negotiations_are_in_use_until_the_last_goes() {
        let mut talks = Talks::new();
        let [first, second] = ["a", "b"].map(|text| talks.says("Ukraine", "", "2026-02-04", text));
        for id in [first, second] {
            talks.of(id).tags = vec!["hostages".to_owned()];
        }
        talks.ws.negotiations.get_mut(&talks.negotiation).unwrap().tags = vec!["channel".to_owned()];
        let words = |talks: &Talks| in_use(&talks.ws).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&talks), "channel hostages");
        talks.of(first).tags.clear();
        assert_eq!(words(&talks), "channel hostages");
        talks.ws.statements.remove(&second);
        assert_eq!(words(&talks), "channel");
    }
}
