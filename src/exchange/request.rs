//! An export request: what of a negotiation, in which format, with which permissions, for whom and when.

use super::release::Permitted;
use crate::model::{NegotiationId, RoundId};
use crate::query::position::AsOf;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A paper for a principal: where things stand, the last round, positions, what comes next.
    Brief,
    /// Parties against issues.
    Matrix,
    /// All statements.
    Statements,
    /// All rounds.
    Rounds,
    /// Who sat at which table.
    Attendance,
    /// What is owed.
    FollowUps,
    /// What is quoted from sources, and what it bears out.
    Passages,
    /// All the lists at once, a sheet each.
    Lists,
    /// Rounds and follow-ups with dates.
    Calendar,
}

/// The format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Word.
    Docx,
    /// One page of HTML that needs nothing else.
    Html,
    /// Markdown.
    Markdown,
    /// Excel.
    Xlsx,
    /// Comma-separated values, UTF-8.
    Csv,
    /// iCalendar.
    Ics,
    /// W3C Web Annotation.
    Annotations,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Of which negotiation.
    pub negotiation: NegotiationId,
    /// Only this round: a brief of one round, the statements under it. None for all.
    pub round: Option<RoundId>,
    /// What of it.
    pub what: What,
    /// In which format.
    pub format: Format,
    /// Positions as of when.
    pub as_of: AsOf,
    /// What the user has permitted for this export, beyond what may leave anyway.
    pub permitted: Permitted,
}

/// For whom and when an export is made.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportContext {
    /// The time now.
    pub now: DateTime<Utc>,
    /// The reader's own zone.
    pub zone: Tz,
    /// Who makes it; may be empty.
    pub author: String,
}

impl What {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Brief,
        Self::Matrix,
        Self::Statements,
        Self::Rounds,
        Self::Attendance,
        Self::FollowUps,
        Self::Passages,
        Self::Lists,
        Self::Calendar,
    ];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Brief => "Brief",
            Self::Matrix => "Positions matrix",
            Self::Statements => "Statements",
            Self::Rounds => "Rounds",
            Self::Attendance => "Attendance",
            Self::FollowUps => "Follow-ups",
            Self::Passages => "Passages",
            Self::Lists => "All lists",
            Self::Calendar => "Calendar",
        }
    }

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Matrix => "matrix",
            Self::Statements => "statements",
            Self::Rounds => "rounds",
            Self::Attendance => "attendance",
            Self::FollowUps => "follow-ups",
            Self::Passages => "passages",
            Self::Lists => "lists",
            Self::Calendar => "calendar",
        }
    }

    /// What it is, in a sentence without a full stop.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Brief => "A paper to hand on: where things stand, the last round, positions, what comes next",
            Self::Matrix => "Issues down, parties across",
            Self::Statements => "What was said, by whom and how we know",
            Self::Rounds => "When, where, and what came out",
            Self::Attendance => "Who sat at which table, in which role",
            Self::FollowUps => "Who owes what, and by when",
            Self::Passages => "What is quoted from which source, and what it bears out",
            Self::Lists => "Matrix, statements, rounds, attendance and follow-ups, a sheet each",
            Self::Calendar => "Rounds and follow-ups with their dates",
        }
    }

    /// The formats that can hold it, the likeliest first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Self::Brief => &[Format::Docx, Format::Html, Format::Markdown],
            Self::Matrix | Self::Statements | Self::Rounds | Self::Attendance | Self::FollowUps => {
                &[Format::Xlsx, Format::Csv, Format::Markdown]
            }
            Self::Passages => &[Format::Xlsx, Format::Csv, Format::Markdown, Format::Annotations],
            Self::Lists => &[Format::Xlsx],
            Self::Calendar => &[Format::Ics],
        }
    }

    /// What a file of that format is made of, if nobody says.
    pub fn usual(format: Format) -> Self {
        match format {
            Format::Docx | Format::Html | Format::Markdown => Self::Brief,
            Format::Xlsx => Self::Lists,
            Format::Csv => Self::Statements,
            Format::Ics => Self::Calendar,
            Format::Annotations => Self::Passages,
        }
    }
}

impl Format {
    /// All.
    pub const ALL: [Self; 7] = [Self::Docx, Self::Html, Self::Markdown, Self::Xlsx, Self::Csv, Self::Ics, Self::Annotations];

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ics => "ics",
            Self::Annotations => "jsonld",
        }
    }

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Docx => "Word (.docx)",
            Self::Html => "Web page (.html)",
            Self::Markdown => "Markdown (.md)",
            Self::Xlsx => "Excel (.xlsx)",
            Self::Csv => "CSV (.csv)",
            Self::Ics => "Calendar (.ics)",
            Self::Annotations => "Web Annotation (.jsonld)",
        }
    }

    /// The format of files with that ending, in any case.
    pub fn from_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let ending = match ending.as_str() {
            "htm" => "html",
            "markdown" => "md",
            "json" => "jsonld",
            ending => ending,
        };
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

impl ExportContext {
    /// The day on which it is made, on the reader's own clocks.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }
}
