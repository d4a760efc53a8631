//! Rounds that a calendar marks as private are withheld until the user says on the round itself who may know of it.

use crate::exchange::ics::properties::is_marked_private;
use crate::model::{RecordLevel, Round, RoundId, Visibility, Workspace};

/// Whether a round is left out: a calendar marks it as private, and nobody has said otherwise since.
pub(super) fn is_private(round: &Round) -> bool {
    round.format.visibility == Some(Visibility::Secret) && is_marked_private(&round.calendar)
}

/// Whether something is of such a round.
pub(super) fn is_at_private(workspace: &Workspace, round: Option<RoundId>) -> bool {
    round.and_then(|id| workspace.rounds.get(&id)).is_some_and(is_private)
}

/// The terms on which what is told at such a round is known.
pub(super) fn level() -> RecordLevel {
    RecordLevel::Other("Private in its calendar".to_owned())
}

/// That some are left out, in words.
pub(super) fn words(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(
            "1 round was left out: the calendar that it is from marks it as private. To let it leave, change who may know of it."
                .to_owned(),
        ),
        _ => Some(format!(
            "{count} rounds were left out: the calendar that they are from marks them as private. To let one leave, change who may know of it."
        )),
    }
}
