//! One name or form of address of somebody.

use crate::text::sound::Sound;

/// A way in which somebody is called, padded with spaces, so that only whole words count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    /// As it is written.
    Exact(String),
    /// In any case, with any accents.
    Folded(String),
    /// The beginning of a word, folded.
    Begins(String),
    /// Anywhere, also within a word, folded.
    Anywhere(String),
    /// In any case, where it is said of somebody: "the general", but not "in general".
    Said(String),
    /// By its sound.
    Sounds(Sound),
}
