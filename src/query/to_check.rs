//! Statements that somebody must look at: what was not understood when they were taken in, each reason in words.

use crate::model::{NegotiationId, RecordId, RecordLevel, Statement, StatementId, Vocabulary, Workspace};

/// Whether nobody has settled everything about a statement.
pub fn is_open(statement: &Statement) -> bool {
    !statement.to_check.is_empty()
}

/// How many statements of the negotiation are to be looked at; of all of them without one.
pub fn count(workspace: &Workspace, negotiation: Option<NegotiationId>) -> usize {
    let of = |statement: &&Statement| negotiation.is_none_or(|wanted| statement.negotiation == wanted) && is_open(statement);
    workspace.statements.values().filter(of).count()
}

/// The statements to be looked at, in words: "3 to look at"; empty for none.
pub fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{count} to look at") }
}

/// The next statement to be looked at after that record, in the order of creation; the first after the last.
pub fn next(workspace: &Workspace, after: Option<RecordId>) -> Option<StatementId> {
    let open: Vec<StatementId> = workspace.statements.values().filter(|one| is_open(one)).map(|one| one.id).collect();
    let later = open.iter().find(|id| after.is_none_or(|after| RecordId::from(**id) > after));
    later.or(open.first()).copied()
}

/// The reason for which a statement of a level in nobody's list is looked at.
pub fn unknown_level(level: &RecordLevel) -> String {
    format!("“{}” is no record level that is known, so it is withheld like off the record. Choose a record level", level.label())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn they_are_counted_and_gone_through_in_order() {
        let mut talks = Talks::new();
        let [first, settled, last] = ["a", "b", "c"].map(|text| talks.says("Ukraine", "", "2026-02-04", text));
        assert_eq!((count(&talks.ws, None), next(&talks.ws, None)), (0, None));
        for id in [first, last] {
            talks.of(id).to_check.push("“x” is not a date".into());
        }
        assert_eq!((count(&talks.ws, None), count(&talks.ws, Some(talks.negotiation))), (2, 2));
        assert_eq!(next(&talks.ws, None), Some(first));
        assert_eq!(next(&talks.ws, Some(first.into())), Some(last));
        assert_eq!(next(&talks.ws, Some(settled.into())), Some(last));
        assert_eq!(next(&talks.ws, Some(last.into())), Some(first), "and from the beginning");
        assert_eq!((counted(0).as_str(), counted(2).as_str()), ("", "2 to look at"));
    }
}
