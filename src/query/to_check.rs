//! Records that need review: what was not understood when they were entered or imported, each reason in words.

use crate::model::{
    FollowUp, FollowUpField, Incident, IncidentField, NegotiationId, Record, RecordId, RecordLevel, Round, RoundField, Statement,
    StatementField, Vocabulary, Workspace,
};

/// A record that somebody may have to look at.
pub trait Reviewed {
    /// Why, each reason in words; empty if nothing is left to be settled.
    fn reasons(&self) -> &[String];

    /// The same, to be changed.
    fn reasons_mut(&mut self) -> &mut Vec<String>;

    /// Whether a reason stays when somebody settles the record, since only a change of the record settles it.
    fn stays(&self, _reason: &str) -> bool {
        false
    }
}

macro_rules! reviewed {
    ($($type:ident $(stays $stays:path)?;)*) => {
        $(
            impl Reviewed for $type {
                fn reasons(&self) -> &[String] {
                    &self.to_check
                }

                fn reasons_mut(&mut self) -> &mut Vec<String> {
                    &mut self.to_check
                }

                $(fn stays(&self, reason: &str) -> bool {
                    $stays(self, reason)
                })?
            }
        )*

        /// The record, if it is of a kind that can be in question.
        pub fn reviewed(record: &Record) -> Option<&dyn Reviewed> {
            match record {
                $(Record::$type(record) => Some(&**record),)*
                _ => None,
            }
        }

        /// The same, to be changed.
        pub fn reviewed_mut(record: &mut Record) -> Option<&mut dyn Reviewed> {
            match record {
                $(Record::$type(record) => Some(&mut **record),)*
                _ => None,
            }
        }
    };
}

reviewed! {
    Round;
    Statement stays is_about_level;
    FollowUp;
    Incident;
}

/// Why somebody must look at a record; empty for one of another kind.
pub fn reasons(record: &Record) -> &[String] {
    reviewed(record).map_or(&[], Reviewed::reasons)
}

/// The reasons that stay when somebody settles a record.
pub fn unsettled(record: &Record) -> Vec<String> {
    let stays = |one: &dyn Reviewed| one.reasons().iter().filter(|reason| one.stays(reason)).cloned().collect();
    reviewed(record).map(stays).unwrap_or_default()
}

/// Settles a record: takes away all reasons but those that only a change of the record settles.
pub fn settle(record: &mut Record) {
    let stay = unsettled(record);
    // What is not in question stays the same record, of which no copy is made.
    if reasons(record) != stay.as_slice()
        && let Some(one) = reviewed_mut(record)
    {
        *one.reasons_mut() = stay;
    }
}

/// Those to be looked at, each with its negotiation.
fn open(workspace: &Workspace) -> impl Iterator<Item = (RecordId, NegotiationId)> {
    let rounds = workspace.rounds.filled(RoundField::to_check).map(|one| (one.id.into(), one.negotiation));
    let statements = workspace.statements.filled(StatementField::to_check).map(|one| (one.id.into(), one.negotiation));
    let follow_ups = workspace.follow_ups.filled(FollowUpField::to_check).map(|one| (one.id.into(), one.negotiation));
    let incidents = workspace.incidents.filled(IncidentField::to_check).map(|one| (one.id.into(), one.negotiation));
    rounds.chain(statements).chain(follow_ups).chain(incidents)
}

/// How many records of the negotiation are to be looked at; of all of them without one.
pub fn count(workspace: &Workspace, negotiation: Option<NegotiationId>) -> usize {
    open(workspace).filter(|(_, of)| negotiation.is_none_or(|wanted| wanted == *of)).count()
}

/// How many statements of the negotiation are to be looked at.
pub fn statements(workspace: &Workspace, negotiation: NegotiationId) -> usize {
    workspace.statements.filled(StatementField::to_check).filter(|one| one.negotiation == negotiation).count()
}

/// The records to be looked at, in words: "3 to look at"; empty for none.
pub fn counted(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{count} to look at") }
}

/// The next record to be looked at after that one, in the order of creation; the first after the last.
pub fn next(workspace: &Workspace, after: Option<RecordId>) -> Option<RecordId> {
    let made = |id: &RecordId| (id.uuid(), *id);
    let later = open(workspace).map(|(id, _)| id).filter(|id| after.is_none_or(|after| made(id) > made(&after))).min_by_key(made);
    later.or_else(|| open(workspace).map(|(id, _)| id).min_by_key(made))
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
        let mut record = Record::from(one.clone());
        assert!(one.to_check[0].contains("“lobby”") && one.to_check[0].contains("Choose a record level"));
        settle(&mut record);
        let Record::Statement(mut one) = record else { unreachable!("it is a statement") };
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
        let [first, settled, last] = [first, settled, last].map(RecordId::from);
        assert_eq!((count(&talks.ws, None), count(&talks.ws, Some(talks.negotiation))), (2, 2));
        assert_eq!(next(&talks.ws, None), Some(first));
        assert_eq!(next(&talks.ws, Some(first)), Some(last));
        assert_eq!(next(&talks.ws, Some(settled)), Some(last));
        assert_eq!(next(&talks.ws, Some(last)), Some(first), "and from the beginning");
        assert_eq!((counted(0).as_str(), counted(2).as_str()), ("", "2 to look at"));
    }
}
