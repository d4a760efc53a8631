//! What was withheld from an export and why: counts for the paper, details for the user.

use super::reidentification::Identification;
use crate::model::{RecordId, RecordLevel, RoundId, SourceId, Statement, StatementId};
use crate::query::texts::TextId;
use crate::query::usage::counted;
use std::collections::BTreeMap;

/// How many statements were kept back, by level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Left out whole.
    pub left_out: BTreeMap<RecordLevel, usize>,
    /// Of those, how many would have been told without attribution had their words not named somebody.
    pub telling: usize,
    /// Told without attribution.
    pub stripped: BTreeMap<RecordLevel, usize>,
    /// Other texts that are left out: accounts, outcomes, notes and the like.
    pub texts: BTreeMap<RecordLevel, usize>,
}

/// A text that is left out.
#[derive(Clone, Debug)]
pub(super) struct KeptText {
    /// Which.
    pub id: TextId,
    /// What it is.
    pub noun: &'static str,
    /// Under which round.
    pub round: Option<RoundId>,
    /// On what terms it was told.
    pub level: RecordLevel,
    /// Why it is left out.
    pub why: Why,
}

/// One statement that does not leave whole: no more of it than is needed to count it.
#[derive(Clone, Debug)]
pub(super) struct KeptBack {
    pub(super) statement: StatementId,
    pub(super) round: Option<RoundId>,
    pub(super) level: RecordLevel,
    /// Whether it would be in a matrix.
    pub(super) in_matrix: bool,
    pub(super) how: How,
}

/// A statement or another text that is left out, for the user and nobody else.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// Which.
    pub text: TextId,
    /// On what terms it was said.
    pub level: RecordLevel,
    /// Why it is left out.
    pub why: Why,
}

/// Why a text is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Its level lets nothing leave.
    Level,
    /// Its words name somebody who was there.
    Names {
        /// The word.
        word: String,
        /// Who it is, if it is a party or a person of the record.
        who: Option<RecordId>,
    },
    /// It repeats words of what is left out: of a statement, or of another text.
    Repeats(Option<StatementId>),
    /// It cites a source that is known only from what is left out.
    Cites(SourceId),
}

/// How it is kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Its level lets nothing leave.
    LeftOut,
    /// Its words name somebody who was there.
    LeftOutAsTelling(Identification),
    /// Its words alone leave.
    Stripped,
}

impl KeptBack {
    pub(super) fn id(&self) -> RecordId {
        self.statement.into()
    }

    pub(super) fn new(statement: &Statement, how: How) -> Self {
        // What bears no position is counted in its cell.
        let in_matrix = !statement.issues.is_empty();
        Self { statement: statement.id, round: statement.round, level: statement.level.clone(), in_matrix, how }
    }
}

/// What is added to words that would not be true otherwise.
pub const THAT_MAY_BE_TOLD: &str = " that may be told";

impl Withheld {
    pub(super) fn of<'a>(
        kept_back: impl IntoIterator<Item = &'a KeptBack>,
        texts: impl IntoIterator<Item = &'a KeptText>,
    ) -> Self {
        let mut withheld = Self::default();
        for kept in texts {
            *withheld.texts.entry(kept.level.clone()).or_default() += 1;
        }
        for one in kept_back {
            let count = if one.how == How::Stripped { &mut withheld.stripped } else { &mut withheld.left_out };
            *count.entry(one.level.clone()).or_default() += 1;
            withheld.telling += usize::from(matches!(one.how, How::LeftOutAsTelling(_)));
        }
        withheld
    }

    /// How many statements were left out or stripped.
    pub fn statements(&self) -> usize {
        self.left_out.values().chain(self.stripped.values()).sum()
    }

    /// Words that nothing was stated, or no position, as far as it may be told: "Nothing stated that may be told" where anything was
    /// withheld. Which party or issue that concerns they do not show: they are the same wherever nothing stands.
    pub fn told_of_nothing(&self, words: &str) -> String {
        let said = ["Nothing stated", "No position stated", "No longer stated"].into_iter().find(|said| words.contains(said));
        match said.filter(|_| self.statements() > 0) {
            Some(said) => words.replacen(said, &format!("{said}{THAT_MAY_BE_TOLD}"), 1),
            None => words.to_owned(),
        }
    }

    /// In words for the paper and the status bar; nothing if nothing was withheld: "2 statements were left out and 1 is told without
    /// attribution, because of the terms on which they were said."
    pub fn words(&self) -> Option<String> {
        let left: usize = self.left_out.values().sum();
        let stripped: usize = self.stripped.values().sum();
        let texts: usize = self.texts.values().sum();
        let parts = [(left, "statement"), (texts, if left == 0 { "text" } else { "other text" })];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
        let were = if left + texts == 1 { "was" } else { "were" };
        let left_out = format!("{} {were} left out", parts.join(" and "));
        let are = if stripped == 1 { "is" } else { "are" };
        let they = if left + stripped + texts == 1 { "it was" } else { "they were" };
        let what = match (left + texts, stripped) {
            (0, 0) => return None,
            (_, 0) => left_out,
            (0, _) => format!("{} {are} told without attribution", counted(stripped, "statement")),
            _ => format!("{left_out} and {stripped} {are} told without attribution"),
        };
        Some(format!("{what}, because of the terms on which {they} said."))
    }
}
