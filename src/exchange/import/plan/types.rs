//! What a plan is: what becomes of each row, which names need an answer, and what the user has chosen.

use crate::model::{NegotiationId, Record, RecordId};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Why a row is refused that does not say where it goes.
pub const NO_NEGOTIATION: &str = "It does not say in which negotiation. Choose one for the whole file.";

/// What begins the reason of rows that lack a field for which there is no column.
pub const NO_COLUMN: &str = "No column is taken for";

/// What begins the reason of names that are of parties or of people.
pub const NO_SORT: &str = "It does not say whether";

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What undo shows: "import 69 statements".
    pub label: String,
    /// Each row of the file, in order.
    pub rows: Vec<RowPlan>,
    /// Names that need an answer before they are taken for what is in the record.
    pub questions: Vec<Question>,
    /// Names that were answered for before: the answers stand in the record, and can be corrected.
    pub answered: Vec<Question>,
    /// The records as they should be, for the session. Empty if nothing would change.
    pub puts: Vec<Record>,
    /// What else the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPlan {
    /// Where it stands in the file.
    pub number: u64,
    /// What it is about, in a line.
    pub what: String,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// What it says, as it is read: the label and the words of each field that matters.
    pub says: Vec<(&'static str, String)>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutcome {
    /// It adds something.
    New,
    /// It changes what is there; what it changes, in words.
    Changes(Vec<String>),
    /// It is in the record already.
    Same,
    /// It is not taken, and nothing needs to be done; why.
    PassedOver(String),
    /// It cannot be taken; why, and what to do.
    Refused(String),
}

/// A name in the file that is not surely one of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What it names and how it is written.
    pub name: Name,
    /// In how many rows.
    pub rows: usize,
    /// Which of the record it may be, the likeliest first, with their titles.
    pub candidates: Vec<(RecordId, String)>,
    /// Whether it is like none of these: they are all that it can be besides something new.
    pub unlike: bool,
    /// What it is taken for now.
    pub pick: Pick,
}

/// A name as a file writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// What it names: "party", "person", "issue", "round", "negotiation".
    pub noun: &'static str,
    /// How it is written.
    pub written: String,
}

/// What a name is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Something new.
    New,
    /// This one of the record.
    Is(RecordId),
}

/// What the user has said about what the file does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Into which negotiation, where rows do not name one.
    pub into: Option<NegotiationId>,
    /// The same by its title, where it is to be made; one that is called so is it.
    pub into_new: Option<String>,
    /// What names are to be taken for.
    pub picks: BTreeMap<Name, Pick>,
}

/// What making records needs from the world.
pub struct Making<'a> {
    /// The time now.
    pub now: DateTime<Utc>,
    /// In whose name.
    pub author: &'a str,
    /// The reader's own zone.
    pub zone: Tz,
    /// A fresh id, each greater than those before it.
    pub id: &'a mut dyn FnMut() -> Uuid,
}

impl Making<'_> {
    /// Today on the reader's own clocks.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }
}

/// How many rows become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that add something.
    pub new: usize,
    /// Rows that change something.
    pub changes: usize,
    /// Rows that are in the record already.
    pub same: usize,
    /// Rows that are passed over.
    pub passed_over: usize,
    /// Rows that cannot be taken.
    pub refused: usize,
}

/// A reason for which rows are refused, told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The reason, in words.
    pub why: String,
    /// The numbers of the rows.
    pub rows: Vec<u64>,
    /// What the first of them is about.
    pub what: String,
}

impl Cause {
    /// Which rows, in words: "Row 5", "Rows 2–4 and 9".
    pub fn rows_words(&self) -> String {
        const NAMED: usize = 6;
        let mut spans: Vec<(u64, u64)> = Vec::new();
        for row in &self.rows {
            match spans.last_mut() {
                Some((_, last)) if *last + 1 == *row => *last = *row,
                _ => spans.push((*row, *row)),
            }
        }
        let words = |(first, last): &(u64, u64)| if first == last { first.to_string() } else { format!("{first}–{last}") };
        let named: Vec<String> = spans.iter().take(NAMED).map(words).collect();
        let told: u64 = spans.iter().take(NAMED).map(|(first, last)| last - first + 1).sum();
        let more = u64::try_from(self.rows.len()).unwrap_or(u64::MAX).saturating_sub(told);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let row = if self.rows.len() == 1 { "Row" } else { "Rows" };
        format!("{row} {}{more}", named.join(", "))
    }
}

impl Plan {
    /// The reasons for which rows are refused, each once, in the order in which they come up.
    pub fn causes(&self) -> Vec<Cause> {
        let mut causes: Vec<Cause> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for row in &self.rows {
            let RowOutcome::Refused(why) = &row.outcome else { continue };
            match known.get(why.as_str()) {
                Some(at) => causes[*at].rows.push(row.number),
                None => {
                    known.insert(why, causes.len());
                    causes.push(Cause { why: why.clone(), rows: vec![row.number], what: row.what.clone() });
                }
            }
        }
        causes
    }

    /// How many rows become what.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            *match row.outcome {
                RowOutcome::New => &mut tally.new,
                RowOutcome::Changes(_) => &mut tally.changes,
                RowOutcome::Same => &mut tally.same,
                RowOutcome::PassedOver(_) => &mut tally.passed_over,
                RowOutcome::Refused(_) => &mut tally.refused,
            } += 1;
        }
        tally
    }
}

/// What one row does.
#[derive(Debug)]
pub(in crate::exchange::import) struct RowEffect {
    /// What it is about, in a line.
    pub what: String,
    /// What becomes of it.
    pub outcome: RowOutcome,
}
