//! Reading what somebody typed for a time. Nothing is refused and nothing is lost: what is not understood stays as words.

use super::When;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::ops::Range;

/// What the words are read against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The day from which "tomorrow" and "next week" count.
    pub today: NaiveDate,
    /// Whose clocks a time without a place means: the venue's, or the reader's.
    pub zone: Tz,
}

/// How a text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it means.
    pub when: When,
    /// The parts of the text, as byte ranges in order, that were not understood. They are kept in the wording.
    pub not_understood: Vec<Range<usize>>,
    /// What to tell the user about the reading: a year that was supplied, a time that no clock showed.
    pub note: Option<String>,
}

/// Reads a text as a time. Anything not understood becomes a window with the text as its wording, so that what was typed is
/// always there; an empty text is unknown.
pub fn parse(text: &str, context: Context) -> Reading {
    let _ = context;
    Reading {
        when: When::Window { earliest: None, latest: None, wording: text.trim().to_owned() },
        not_understood: Vec::new(),
        note: None,
    }
}
