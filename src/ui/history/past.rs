//! The answers of the history: a page asks, a worker answers, and what has arrived so far is shown.

use super::Question;
use crate::session::{Version, VersionId};
use std::collections::BTreeSet;

/// How far the history has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// There is no folder, so there is no history.
    #[default]
    NoFolder,
    /// It is being opened.
    Opening,
    /// It is open.
    Open,
    /// There is none to read, for a reason.
    Without(String),
}

/// How far the answer has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reached {
    /// Nothing was asked.
    #[default]
    Unasked,
    /// Looking; so many entries were looked through.
    Looking {
        /// Since when, on the window's clock.
        since: f64,
        /// How many entries were looked through.
        looked: usize,
    },
    /// There is more from that entry on.
    Part(VersionId),
    /// All of it is here.
    Whole,
    /// The user had enough of it; from that entry on there is more.
    Stopped(Option<VersionId>),
    /// It could not be read, for a reason.
    Failed(String),
}

/// What the history has told so far.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// How far it has come.
    pub standing: Standing,
    /// What is wrong with it, in words, as long as it is.
    pub troubles: Vec<String>,
    /// Since when, on the window's clock, it is looked for what comes back with a record.
    pub bringing_back: Option<f64>,
    question: Option<Question>,
    versions: Vec<Version>,
    people: BTreeSet<String>,
    answer: Reached,
    ticket: u64,
    /// What is here answers the question before.
    stale: bool,
    revision: u64,
}

impl Past {
    /// Being opened, with nothing asked yet.
    pub fn opening() -> Self {
        Self { standing: Standing::Opening, ..Self::default() }
    }

    /// The question that is answered here.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// How far the answer has come.
    pub fn answer(&self) -> &Reached {
        &self.answer
    }

    /// The versions that have come in, newest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// In whose name anything was done, as far as it is known.
    pub fn people(&self) -> &BTreeSet<String> {
        &self.people
    }

    /// Rises with everything that comes in: what is computed from it can be kept until it does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes note that something is asked, and gives the ticket under which the answer must come. Asked again, what is here stays
    /// until the first of the new answer comes.
    pub fn ask(&mut self, question: Question, now: f64) -> u64 {
        if self.question.as_ref() != Some(&question) {
            self.versions.clear();
        }
        self.stale = true;
        self.question = Some(question);
        self.look(now)
    }

    /// Takes note that more of the same is asked. Gives the ticket and the entry from which to go on; none if there is no more.
    pub fn ask_further(&mut self, now: f64) -> Option<(u64, VersionId)> {
        let from = match &self.answer {
            Reached::Part(from) | Reached::Stopped(Some(from)) => *from,
            _ => return None,
        };
        Some((self.look(now), from))
    }

    fn look(&mut self, now: f64) -> u64 {
        self.ticket += 1;
        self.revision += 1;
        self.answer = Reached::Looking { since: now, looked: 0 };
        self.ticket
    }

    /// Takes in a part of an answer: what was found, how many entries were looked through in all, and how it stands. What answers
    /// another question is let go.
    pub fn take(&mut self, ticket: u64, found: Vec<Version>, looked: usize, answer: Option<Reached>) {
        if ticket != self.ticket {
            return;
        }
        if std::mem::take(&mut self.stale) {
            self.versions.clear();
        }
        self.revision += 1;
        self.people.extend(found.iter().map(|version| version.who.trim().to_owned()).filter(|who| !who.is_empty()));
        self.versions.extend(found);
        match (answer, &mut self.answer) {
            (Some(answer), _) => self.answer = answer,
            (None, Reached::Looking { looked: before, .. }) => *before = looked,
            (None, _) => {}
        }
    }

    /// There is something new in the history: the question is to be asked again.
    pub fn forget(&mut self) {
        if self.question.is_some() && !matches!(self.answer, Reached::Looking { .. }) {
            self.answer = Reached::Unasked;
            self.revision += 1;
        }
    }
}
