//! A plan in the making: a working copy of the record, and what becomes of each entry.

use super::entry::Entry;
use super::known::KnownRecords;
use crate::exchange::ics::words;
use crate::exchange::import::plan::types::{Choices, Making, Question, RowOutcome, RowPlan};
use crate::model::{NegotiationId, Record, RecordId, When, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// A plan that is being made.
pub(super) struct Planning<'a, 'b> {
    pub(super) workspace: &'a Workspace,
    pub(super) known: KnownRecords<'a>,
    pub(super) into: Option<NegotiationId>,
    pub(super) choices: &'a Choices,
    pub(super) questions: Vec<Question>,
    pub(super) making: &'a mut Making<'b>,
    pub(super) rows: Vec<RowPlan>,
    pub(super) puts: Vec<Record>,
    /// Where in `puts` a record stands.
    pub(super) at: BTreeMap<RecordId, usize>,
    /// Which lines have gone into which record, by what they are called.
    pub(super) seen: BTreeMap<String, (u64, When)>,
    /// The lines of series of which the record has a newer state.
    pub(super) older: BTreeSet<u64>,
    /// The times of each series that the file names.
    pub(super) named: BTreeMap<&'a str, &'a BTreeSet<String>>,
    /// How many lie behind, without a word whether they were held.
    pub(super) past: usize,
    /// How many are private.
    pub(super) private: usize,
}

impl Planning<'_, '_> {
    /// A record as it is by now.
    pub(super) fn current(&self, id: RecordId) -> Option<Record> {
        self.at.get(&id).and_then(|at| self.puts.get(*at)).cloned().or_else(|| self.workspace.get(id))
    }

    /// A record as it should be.
    pub(super) fn put(&mut self, record: Record) {
        let uid = match &record {
            Record::Round(round) => &round.uid,
            Record::FollowUp(follow_up) => &follow_up.uid,
            _ => "",
        };
        self.known.learn_uid(record.id(), uid);
        match self.at.get(&record.id()).and_then(|at| self.puts.get_mut(*at)) {
            Some(there) => *there = record,
            None => {
                self.at.insert(record.id(), self.puts.len());
                self.puts.push(record);
            }
        }
    }

    /// What becomes of an entry.
    pub(super) fn row(&mut self, entry: &Entry, outcome: RowOutcome) {
        let day = entry.start.as_ref().or(entry.of_series.as_ref()).map(|start| start.local.date());
        let day = day.map_or_else(String::new, |day| format!(", {}", When::Day(day).short_words()));
        self.rows.push(RowPlan { number: entry.line, what: format!("{}{day}", self.name(entry)), outcome, says: Vec::new() });
    }

    /// What an entry is called.
    pub(super) fn name(&self, entry: &Entry) -> String {
        let title = words::line(&entry.summary);
        if title.is_empty() { "Untitled".to_owned() } else { title }
    }
}
