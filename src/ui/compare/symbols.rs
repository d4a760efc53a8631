//! The marks of the matrix: how a position has moved, and how well it is supported, each told by a shape as well as a colour.

use crate::kit::{Icon, Tone};
use crate::model::{Movement, RecordLevel, Verification, Vocabulary};
use crate::query::matrix::Moved;

/// How a movement is marked.
pub(super) fn movement(moved: &Moved) -> (Tone, Icon) {
    match moved {
        Moved::Judged(Movement::Softened) => (Tone::Ok, Icon::Down),
        Moved::Judged(Movement::Hardened) => (Tone::Danger, Icon::Up),
        Moved::Judged(Movement::Reversed) => (Tone::Warning, Icon::Undo),
        Moved::Judged(Movement::Dropped) | Moved::Dropped => (Tone::Warning, Icon::Minus),
        Moved::New | Moved::Judged(Movement::New) => (Tone::Info, Icon::Add),
        Moved::Judged(Movement::Other(_)) | Moved::Changed => (Tone::Info, Icon::Edit),
        Moved::Unchanged | Moved::Judged(Movement::Unchanged) => (Tone::Neutral, Icon::Check),
    }
}

/// How support is marked: nothing is drawn for a user's own word but the word.
pub(super) fn verification(verification: &Verification) -> (Tone, Icon) {
    match verification {
        Verification::Unverified => (Tone::Warning, Icon::Help),
        Verification::SingleSource | Verification::Other(_) => (Tone::Neutral, Icon::Info),
        Verification::Corroborated => (Tone::Ok, Icon::Check),
        Verification::ConfirmedByParty => (Tone::Ok, Icon::CheckCircle),
        Verification::Disputed => (Tone::Warning, Icon::Warning),
        Verification::Denied => (Tone::Danger, Icon::WarningCircle),
    }
}

/// How the terms are marked of what is not free to be repeated with the name.
pub(super) fn level(level: &RecordLevel) -> Option<(Tone, Icon)> {
    let tone = if *level == RecordLevel::OffRecord { Tone::Danger } else { Tone::Warning };
    level.is_guarded().then_some((tone, Icon::Lock))
}

/// Every mark before and below the words with its meaning, for the key under the matrix.
pub(super) fn key() -> impl Iterator<Item = (Icon, Tone, &'static str)> {
    verification_key().chain([(Icon::Lock, Tone::Warning, "Not on the record")])
}

/// Every mark of support with its word.
fn verification_key() -> impl Iterator<Item = (Icon, Tone, &'static str)> {
    Verification::KNOWN.iter().map(|one| {
        let (tone, icon) = verification(one);
        (icon, tone, one.label())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_words_of_the_key_share_a_mark() {
        let icons: BTreeSet<Icon> = key().map(|(icon, ..)| icon).collect();
        assert_eq!(icons.len(), Verification::KNOWN.len() + 1);
    }

    #[test]
    fn the_terms_are_marked_where_there_is_a_chip_for_them() {
        for one in RecordLevel::KNOWN {
            assert_eq!(level(one).is_some(), crate::ui::badges::level_chip(one).is_some(), "{one:?}");
        }
    }

    #[test]
    fn no_two_movements_share_a_mark() {
        let icons: BTreeSet<Icon> = Movement::KNOWN.iter().map(|one| movement(&Moved::Judged(one.clone())).1).collect();
        assert_eq!(icons.len(), Movement::KNOWN.len());
    }
}
