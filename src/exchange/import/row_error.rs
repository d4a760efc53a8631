//! Why a row cannot be taken, and what to do.

use super::plan::types::{NO_COLUMN, NO_NEGOTIATION, NO_SORT};
use crate::model::When;
use crate::model::when::offset_words;
use chrono::{FixedOffset, NaiveDate};

/// Why a row cannot be taken. The row itself is known where it is planned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum RowError {
    /// It could not be read from the file.
    #[error("{0}")]
    Fault(String),
    /// A field that it needs has no column in the whole file; the label of the field.
    #[error("{} the {}.", NO_COLUMN, .0.to_lowercase())]
    NoColumn(&'static str),
    /// It leaves out what it needs: a sentence.
    #[error("{0}")]
    Lacks(&'static str),
    /// Nothing says where it goes.
    #[error("{}", NO_NEGOTIATION)]
    NoNegotiation,
    /// A name of several rounds, in different negotiations.
    #[error("“{name}” is the name of {count} rounds. Say in which negotiation.")]
    RoundOfWhich { name: String, count: usize },
    /// A name of several rounds, and no day.
    #[error("“{name}” is the name of {count} rounds, and the row does not say on which day it was.")]
    RoundWhen { name: String, count: usize },
    /// A name that is no round's.
    #[error("No round is called “{0}”. Import the rounds first, or correct the name.")]
    NoRound(String),
    /// A day on which there is no round.
    #[error("No round is recorded on {}. Import the rounds first, or name the round in another way.", When::Day(*.0).words())]
    NoRoundOn(NaiveDate),
    /// A day on which there are several.
    #[error("{count} rounds are recorded on {}. Say which one is meant.", When::Day(*.day).words())]
    RoundsOn { count: usize, day: NaiveDate },
    /// No number of a round.
    #[error("“{0}” is no number of a round.")]
    NoNumber(String),
    /// No number that a field can hold.
    #[error("“{cell}” is no {}: a whole number from {least} to {most}.", .field.to_lowercase())]
    NoNumberFor { cell: String, field: &'static str, least: u32, most: u32 },
    /// It ends before it begins.
    #[error("From “{start}” to “{end}” is no span of days.")]
    NoSpan { start: String, end: String },
    /// Figures that are no date.
    #[error("“{cell}” is not understood as a date. For example {example} is understood.")]
    NoDate { cell: String, example: NaiveDate },
    /// A day that no month has.
    #[error("“{cell}”: there is no such day. For example {example} is understood.")]
    NoSuchDay { cell: String, example: NaiveDate },
    /// No time zone.
    #[error("“{0}” is no time zone that is known. Write it as Europe/Zurich or UTC+2.")]
    NoZone(String),
    /// A distance from UTC that no clocks have.
    #[error("No place is at {}. Write the time zone as Europe/Zurich or UTC+2.", offset_words(*.0))]
    NoPlaceAt(FixedOffset),
    /// A spelling of another party.
    #[error("“{form}” is another party already: {of}. Take the spelling off there first.")]
    OtherParty { form: String, of: String },
    /// A spelling of somebody else.
    #[error("“{form}” is somebody else already: {of}. Take the spelling off there first.")]
    OtherPerson { form: String, of: String },
    /// A name of something that has no names in the record.
    #[error("A name of a {0} has no place in the record. Names are of parties, people or venues.")]
    NoNamesOf(String),
    /// A name of which nothing says whether it is a party's or a person's.
    #[error("{} “{}” is the name of a party or of a person.", NO_SORT, .0)]
    NoSort(String),
    /// An annotation that is about nothing of ours.
    #[error("It names no record that its words would bear out, so there is nothing to put it with.")]
    NoRecord,
    /// A record that is not there, of that sort.
    #[error("The {0} that it names is not in the record. Import that first.")]
    NoSuchRecord(&'static str),
    /// A record that has no passages.
    #[error("What it names is a {0}, and a {0} has no passages.")]
    NoPassagesOf(&'static str),
    /// A round as a whole, or a part that is not there.
    #[error("{0}")]
    NoPart(&'static str),
    /// No id.
    #[error("“{cell}” is no id, in the field “{field}”.")]
    NoId { cell: String, field: &'static str },
    /// A source that is not in the negotiation.
    #[error("“{0}” is no source of that negotiation. Add the source first, with its text.")]
    NoSource(String),
    /// Several sources that are called so.
    #[error("“{name}” is what {count} sources of that negotiation are called. Say which by its id or its address.")]
    SourceOfWhich { name: String, count: usize },
    /// A place in which no round is held.
    #[error("No round is held at “{0}”. Import the rounds first, or correct the name.")]
    NoVenue(String),
}
