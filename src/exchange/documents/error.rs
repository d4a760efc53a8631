//! Why a document cannot be read.

use super::kind::Kind;
use crate::exchange::progress::Stopped;

/// Why a document cannot be read. No error holds a word of the document.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// It was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// It has no bytes.
    #[error("The file is empty.")]
    Empty,
    /// It is larger than what is read.
    #[error("The file is too large: {} MB, and {} MB at most are read.", size.div_ceil(1024 * 1024), most / 1024 / 1024)]
    TooLarge {
        /// How large it is, in bytes.
        size: u64,
        /// How large it may be, in bytes.
        most: u64,
    },
    /// It is of another kind.
    #[error("This is {what}. Documents are read from .txt, .md, .html, .docx, .pdf and .eml.{}", said_after(advice))]
    Other {
        /// What it is: "a picture".
        what: &'static str,
        /// What to do, if there is something.
        advice: &'static str,
    },
    /// It is protected with a password.
    #[error("The {kind} is protected with a password. Open it, and save it without one.")]
    Password {
        /// What it is.
        kind: Kind,
    },
    /// It is damaged, or was not copied whole.
    #[error("The {kind} is damaged or was not copied whole: {what}.")]
    Damaged {
        /// What it is.
        kind: Kind,
        /// What is wrong with it.
        what: String,
    },
    /// It unpacks or unfolds to more than any honest document.
    #[error("The {kind} asks for far more room or time than a document needs. Nothing of it was read.")]
    TooMuch {
        /// What it is.
        kind: Kind,
    },
    /// Its text is longer than what a source holds.
    #[error("The document has more than {} MB of text. Split it.", most / 1024 / 1024)]
    TooMuchText {
        /// How long it may be, in bytes.
        most: usize,
    },
    /// Its parser gave up.
    #[error("The {kind} is built so that it cannot be read. Open it in another program, and save it once more.")]
    Broken {
        /// What it is.
        kind: Kind,
    },
}

fn said_after(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" {words}") }
}

impl DocumentError {
    /// It is damaged; `what` says how.
    pub(super) fn damaged(kind: Kind, what: &str) -> Self {
        Self::Damaged { kind, what: what.to_owned() }
    }
}
