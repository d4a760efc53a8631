//! Statements that need review: what was not understood when they were entered or imported, each reason in words.

use crate::model::{NegotiationId, RecordId, RecordLevel, Statement, StatementField, StatementId, Vocabulary, Workspace};

/// Whether nobody has settled everything about a statement.
pub fn is_open(statement: &Statement) -> bool {
    !statement.to_check.is_empty()
}

/// How many statements of the negotiation are to be looked at; of all of them without one.
pub fn count(workspace: &Workspace, negotiation: Option<NegotiationId>) -> usize {
    let open = workspace.statements.filled(StatementField::to_check);
    match negotiation {
        Some(wanted) => open.filter(|statement| statement.negotiation == wanted).count(),
        None => open.count(),
    }
}

/// The statements to be looked at, in words: "3 to look at"; empty for none.
pub fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{count} to look at") }
}

/// The next statement to be looked at after that record, in the order of creation; the first after the last.
pub fn next(workspace: &Workspace, after: Option<RecordId>) -> Option<StatementId> {
    let open = || workspace.statements.filled(StatementField::to_check).map(|one| one.id);
    let later = open().find(|id| after.is_none_or(|after| RecordId::from(*id) > after));
    later.or_else(|| open().next())
}

/// The reason for which a statement of a level in nobody's list is looked at.
pub fn unknown_level(level: &RecordLevel) -> String {
    format!("“{}” is no record level that is known, so it is withheld like off the record. Choose a record level", level.label())
}

/// What is said where somebody settles a reason that only a record level settles.
pub const STILL_WITHHELD: &str =
    "It stays withheld, and to be looked at: nobody has said which record level is meant. Choose one";

/// Whether a reason is about the level of a statement that nobody has understood yet: only a level settles it.
pub fn is_about_level(statement: &Statement, reason: &str) -> bool {
    statement.level.is_other() && reason.contains(&format!("“{}”", statement.level.label()))
}

/// The reasons that stay when somebody settles a statement.
pub fn unsettled(statement: &Statement) -> Vec<String> {
    statement.to_check.iter().filter(|reason| is_about_level(statement, reason)).cloned().collect()
}

/// Sets the level of a statement; with one that is known the reasons about the one before are settled.
pub fn set_level(statement: &mut Statement, level: RecordLevel) {
    if !level.is_other() {
        let before = statement.clone();
        statement.to_check.retain(|reason| !is_about_level(&before, reason));
    }
    statement.level = level;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn a_level_that_is_not_understood_is_settled_by_a_level_alone() {
        let mut talks = Talks::new();
        let id = talks.says("Ukraine", "", "2026-02-04", "a");
        let one = talks.of(id);
        one.level = RecordLevel::Other("lobby".into());
        one.to_check = vec![unknown_level(&one.level), "“x” is not a date".into()];
        let mut one = one.clone();
        assert!(one.to_check[0].contains("“lobby”") && one.to_check[0].contains("Choose a record level"));
        one.to_check = unsettled(&one);
        assert_eq!(one.to_check, [unknown_level(&one.level)], "it is withheld, and stays in the list");
        set_level(&mut one, RecordLevel::Other("corridor".into()));
        assert_eq!(one.to_check.len(), 1);
        one.level = RecordLevel::Other("lobby".into());
        set_level(&mut one, RecordLevel::Background);
        assert_eq!((one.to_check.as_slice(), &one.level), (&[][..], &RecordLevel::Background));
    }

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
