//! What a view or a command proposes to do to the record, before it is checked and done.

use crate::model::{Record, RecordId};

/// Edits that belong together, with the label that undo shows.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it does, as in "Undo change venue": starts in lower case.
    pub label: String,
    /// Records as they should be; a new id makes a new record.
    pub puts: Vec<Record>,
    /// Consecutive proposals of one gesture become one undo step.
    pub gesture: Option<Gesture>,
}

/// One uninterrupted thing that a user does, such as typing a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gesture {
    record: RecordId,
    field: String,
    word: usize,
    deletes: bool,
}

impl Gesture {
    /// Typing in a field: every word is a gesture of its own. `text` is the field's new content.
    pub fn typing(record: RecordId, field: &str, text: &str) -> Self {
        Self { record, field: field.to_owned(), word: text.split_whitespace().count(), deletes: false }
    }

    /// An edit of a field from `before` to `text`. As in other editors, deleting and typing are gestures of their own: a word that was
    /// deleted and another typed in its place come back one after the other. What is typed over a selection is typed.
    pub fn editing(record: RecordId, field: &str, before: &str, text: &str) -> Self {
        Self { deletes: only_removes(before, text), ..Self::typing(record, field, text) }
    }
}

/// Whether the one text is the other with a piece taken out.
fn only_removes(before: &str, after: &str) -> bool {
    let same = |(a, b): &(u8, u8)| a == b;
    let begins = before.bytes().zip(after.bytes()).take_while(same).count();
    let ends = before.bytes().rev().zip(after.bytes().rev()).take_while(same).count();
    after.len() < before.len() && begins + ends >= after.len()
}

impl Proposal {
    /// One record as it should be, as a step of its own.
    pub fn put(label: impl Into<String>, record: impl Into<Record>) -> Self {
        Self { label: label.into(), puts: vec![record.into()], gesture: None }
    }

    /// The same proposal with another record to put.
    #[must_use]
    pub fn and(mut self, record: impl Into<Record>) -> Self {
        self.puts.push(record.into());
        self
    }

    /// The same proposal as part of a gesture.
    #[must_use]
    pub fn during(mut self, gesture: Gesture) -> Self {
        self.gesture = Some(gesture);
        self
    }
}

/// Why a proposal was not done, in words for the user. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);
