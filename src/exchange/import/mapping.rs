//! Which column of a file is what.

pub use crate::model::when::DateOrder;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A round in each row.
    Rounds,
    /// A statement in each row.
    Statements,
    /// Somebody at a round's table in each row.
    Attendance,
    /// Something owed in each row.
    FollowUps,
    /// In each row something on which reports of a round disagree: of dates these are announcements.
    Reports,
    /// A spelling of a name in each row.
    Names,
}

/// A field that a column can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key on the command line: "said_on".
    pub key: &'static str,
    /// The word on screen.
    pub label: &'static str,
    /// What it holds, in a sentence without a full stop.
    pub meaning: &'static str,
    /// Whether a file of that kind has it, so that without it the file is another one.
    pub needed: bool,
    /// What such columns are called, folded.
    pub also: &'static [&'static str],
}

/// What the columns of a file are.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// For each column the key of the field that it fills; none if it is not read.
    pub columns: Vec<Option<&'static str>>,
    /// How dates are to be read.
    pub dates: DateOrder,
    /// Whether the file has dates that can be read in both ways.
    pub dates_doubtful: bool,
}

impl Kind {
    /// All, in the order in which they are best imported.
    pub const ALL: [Self; 6] = [Self::Names, Self::Rounds, Self::Attendance, Self::Statements, Self::FollowUps, Self::Reports];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rounds => "Rounds",
            Self::Statements => "Statements",
            Self::Attendance => "Attendance",
            Self::FollowUps => "Follow-ups",
            Self::Reports => "Conflicting reports",
            Self::Names => "Names",
        }
    }

    /// One of them, in lower case.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Rounds => "round",
            Self::Statements => "statement",
            Self::Attendance => "attendance",
            Self::FollowUps => "follow-up",
            Self::Reports => "conflicting report",
            Self::Names => "spelling",
        }
    }

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rounds => "rounds",
            Self::Statements => "statements",
            Self::Attendance => "attendance",
            Self::FollowUps => "follow-ups",
            Self::Reports => "reports",
            Self::Names => "names",
        }
    }
}
