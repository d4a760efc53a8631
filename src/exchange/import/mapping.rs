//! Which column of a file is what.

use crate::model::fields::{self, Column, FieldName, Import};
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
    /// An issue in each row, and a party in each column of positions.
    Matrix,
    /// In each row something on which reports of a round disagree: of dates these are announcements.
    Reports,
    /// A spelling of a name in each row.
    Names,
    /// The same, all of parties.
    Parties,
    /// The same, all of people.
    People,
    /// In each row words of a source that bear out a record: a list of ours, or Web Annotations.
    Passages,
}

/// A field that a column can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which.
    pub key: Key,
    /// The word on screen.
    pub label: &'static str,
    /// What it holds, in a sentence without a full stop.
    pub meaning: &'static str,
    /// Whether a file of that kind has it, so that without it the file is another one.
    pub needed: bool,
    /// What such columns are called, folded, with a comma between them.
    pub also: &'static str,
}

/// Names a field of an import: one that stands in a column of our own lists, or one that only other people's files have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(&'static str);

impl Key {
    /// The negotiation of a row.
    pub const NEGOTIATION: Self = Self("negotiation");
    /// A time in words.
    pub const TOLD: Self = Self("told");
    /// Titles of sources.
    pub const SOURCE: Self = Self("source");
    /// Who published them.
    pub const OUTLET: Self = Self("outlet");
    /// Where they are.
    pub const ADDRESS: Self = Self("address");
    /// The id of the record.
    pub const ID: Self = Self("id");
    /// When it was said.
    pub(super) const SAID_ON: Self = Self("said_on");
    /// The round of a row.
    pub const ROUND: Self = Self("round");
    /// On what terms it was told.
    pub const LEVEL: Self = Self("level");
    /// Anything else.
    pub const NOTE: Self = Self("note");
    /// What another list calls a round.
    pub const CODE: Self = Self("code");
    /// The last day of a round.
    pub const END: Self = Self("end");
    /// A venue in one line.
    pub const VENUE: Self = Self("venue");
    /// The positions of a party, of which there is a column for each.
    pub const POSITION: Self = Self("position");
    /// When a position was said, for one that the record does not have: our own matrix tells it shortly.
    pub(super) const SAID_IF_NEW: Self = Self("said_if_new");
    /// Whose name it is.
    pub const ENTITY: Self = Self("entity");
    /// Whether a name is a party's, a person's or a place's.
    pub const SORT: Self = Self("sort");
    /// The words of a passage.
    pub const QUOTATION: Self = Self("quotation");
    /// How many characters of the text stand before them.
    pub const START: Self = Self("start");
    /// What stands before them.
    pub(super) const BEFORE: Self = Self("before");
    /// What stands after them.
    pub(super) const AFTER: Self = Self("after");
    /// What kind of record they bear out.
    pub(super) const OF: Self = Self("of");
    /// What that says, in a line.
    pub const BEARS_OUT: Self = Self("bears_out");
    /// Which part of it.
    pub(super) const PART: Self = Self("part");
    /// The id of a source.
    pub(super) const SOURCE_ID: Self = Self("source_id");
    /// The id of a passage.
    pub(super) const PASSAGE_ID: Self = Self("passage_id");
    /// What somebody wrote beside a passage.
    pub(super) const COMMENT: Self = Self("comment");

    /// The name on the command line: "said_on".
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Of a column of our own lists, with the field that stands in it; none if no import reads it.
    pub(super) fn of_column(column: &Column, field: Option<&fields::Field>) -> Option<Self> {
        let name = if column.key.is_empty() { field?.name } else { column.key };
        (column.import != Import::No).then_some(Self(name))
    }
}

impl<F: FieldName> From<F> for Key {
    fn from(field: F) -> Self {
        let field = field.field();
        let key = field.column().map_or("", |column| column.key);
        Self(if key.is_empty() { field.name } else { key })
    }
}

/// What the columns of a file are.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// For each column the key of the field that it fills; none if it is not read.
    pub columns: Vec<Option<Key>>,
    /// How dates are to be read.
    pub dates: DateOrder,
    /// Whether the file has dates that can be read in both ways.
    pub dates_doubtful: bool,
    /// A date of the file that is read in that order, if it has one.
    pub date_in_figures: Option<String>,
}

impl Mapping {
    /// The fields that every row needs and that no column fills: without them nothing can be imported.
    pub fn missing(&self) -> Vec<&'static Field> {
        let needed = self.kind.fields().iter().filter(|field| field.needed);
        let lacks = |field: &&Field| {
            let may_be = self.kind.instead_of(field.key);
            !may_be.is_empty() && !may_be.iter().any(|key| self.columns.contains(&Some(*key)))
        };
        needed.filter(lacks).collect()
    }
}

impl Field {
    /// Whether several columns may fill it: the positions of parties, one in each.
    pub fn is_of_many(&self) -> bool {
        self.key == Key::POSITION
    }

    /// What such columns are called besides its key and its label, folded.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.also.split(", ").filter(|name| !name.is_empty())
    }
}

impl Kind {
    /// All, in the order in which they are best imported.
    pub const ALL: [Self; 10] = [
        Self::Names,
        Self::Parties,
        Self::People,
        Self::Rounds,
        Self::Attendance,
        Self::Statements,
        Self::Matrix,
        Self::FollowUps,
        Self::Reports,
        Self::Passages,
    ];

    /// Whether the rows are spellings of names.
    pub fn is_names(self) -> bool {
        matches!(self, Self::Names | Self::Parties | Self::People)
    }

    /// The field of that name, if its columns can fill one.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key.name() == name)
    }

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rounds => "Rounds",
            Self::Statements => "Statements",
            Self::Matrix => "Positions, a party in each column",
            Self::Attendance => "Attendance",
            Self::FollowUps => "Follow-ups",
            Self::Reports => "Conflicting reports",
            Self::Names => "Names",
            Self::Parties => "Names of parties",
            Self::People => "Names of people",
            Self::Passages => "Passages",
        }
    }

    /// One of them, in lower case.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Rounds => "round",
            Self::Statements | Self::Matrix => "statement",
            Self::Attendance => "attendance",
            Self::FollowUps => "follow-up",
            Self::Reports => "conflicting report",
            Self::Names | Self::Parties | Self::People => "spelling",
            Self::Passages => "passage",
        }
    }

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rounds => "rounds",
            Self::Statements => "statements",
            Self::Matrix => "matrix",
            Self::Attendance => "attendance",
            Self::FollowUps => "follow-ups",
            Self::Reports => "reports",
            Self::Names => "names",
            Self::Parties => "parties",
            Self::People => "people",
            Self::Passages => "passages",
        }
    }
}
