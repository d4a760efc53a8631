//! Why a name on the line could not be resolved.

use super::lexicon::Entry;
use super::signs::which;

/// Why a name stands for no record. Its `Display` is shown beside the name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unresolved {
    /// It could be several, which the text lists.
    #[error("{0}")]
    Ambiguous(String),
    /// There is no such party.
    #[error("No party is called “{0}”")]
    NoParty(String),
    /// There is no such party or person.
    #[error("Nobody is called “{0}”")]
    Nobody(String),
    /// No statement of the negotiation fits.
    #[error("There is no statement yet that this could answer")]
    NoStatement,
}

impl Unresolved {
    pub(super) fn ambiguous<T>(name: &str, several: &[&Entry<T>]) -> Self {
        Self::Ambiguous(which(name, several))
    }
}
