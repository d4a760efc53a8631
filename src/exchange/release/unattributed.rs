//! A statement without attribution: the text, without anything that tells who said it.

use crate::model::fields::{HasFields, Release};
use crate::model::{Statement, When};
use std::ops::Deref;

/// What was said, without anything that tells who said it: a statement in which only those fields are filled of which the table says
/// that they leave so, with the day on which it was said, never an hour, and no words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unattributed(Statement);

impl Deref for Unattributed {
    type Target = Statement;

    fn deref(&self) -> &Statement {
        &self.0
    }
}

impl Unattributed {
    pub(super) fn of(statement: &Statement) -> Self {
        let mut told = Statement::default();
        told.copy_fields(statement, |field| field.release == Release::Unattributed);
        told.said_on = day_alone(&told.said_on);
        Self(told)
    }
}

/// A time without its hour and without the words in which it was told: both can tell who spoke.
fn day_alone(when: &When) -> When {
    match when {
        When::At { start, .. } => When::Day(start.local.date()),
        When::Window { earliest: None, latest: None, .. } => When::Unknown,
        When::Window { earliest, latest, .. } => When::Window { earliest: *earliest, latest: *latest, wording: String::new() },
        when => when.clone(),
    }
}
