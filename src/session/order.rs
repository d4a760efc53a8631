//! Ids in the order in which things are put in, whatever the clock says.

use crate::model::Workspace;
use uuid::Uuid;

/// The greatest id of a statement that was made by a clock. Statements of one day stand in the order of their ids.
pub(super) fn latest(workspace: &Workspace) -> Option<Uuid> {
    workspace.statements.keys().rev().map(|id| id.0).find(|id| id.get_version_num() == 7)
}

/// A fresh id that is greater than the latest one there is, also where the clock is behind: then it is of the millisecond after that.
pub(super) fn later_than(latest: Option<Uuid>, fresh: Uuid) -> Uuid {
    // Above these bits a version 7 id has its milliseconds.
    const REST: u32 = 80;
    match latest {
        Some(latest) if fresh <= latest => {
            let millisecond = (latest.as_u128() >> REST) + 1;
            if millisecond >> 48 > 0 {
                return fresh;
            }
            Uuid::from_u128(millisecond << REST | fresh.as_u128() & ((1 << REST) - 1))
        }
        _ => fresh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Fixed, Surroundings};

    #[test]
    fn what_is_drawn_on_a_clock_that_is_behind_is_later_all_the_same() {
        let at = |time: &str| Fixed::at(time.parse().unwrap());
        let (first, behind) = (at("2026-11-28T10:05:00Z").id(), at("2026-11-25T09:00:00Z").id());
        assert!(behind < first);
        let drawn = later_than(Some(first), behind);
        assert!(drawn > first && drawn.get_version_num() == 7, "{drawn}");
        assert_eq!(later_than(Some(behind), first), first, "a clock that is right is left alone");
        assert_eq!(later_than(None, behind), behind);
        let end = Uuid::from_u128(u128::MAX >> 80 << 80 | behind.as_u128() & ((1 << 80) - 1));
        assert_eq!(later_than(Some(end), behind), behind, "after the end of time there is nothing");
    }
}
