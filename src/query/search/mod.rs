//! One search over everything: any kind of record, any script, any spelling.
//!
//! Every word of the query must be found, in whichever field. A statement is also found under every spelling of whoever said it,
//! of its issue and its round. Names are matched from the whole spelling down to a slip of the pen and to the
//! same sound in another script; running text only as written.

mod index;
mod snippet;

use super::names;
use crate::model::{RecordId, Workspace};
use crate::text::fold::fold;
use crate::text::matching::{self, Hits, Word};
use index::{Doc, Names, Rank};
pub use snippet::Snippet;
use std::collections::{BTreeSet, HashMap};

/// Everything that can be found, folded once. After a change only what was changed is folded again, when something is looked for.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The state of the record that it is of.
    workspace: Workspace,
    docs: Vec<Doc>,
    /// Where each record stands among them.
    places: HashMap<RecordId, usize>,
    /// The spellings that several documents share: of parties, people, issues and rounds. A record that is named and not there has none.
    names: Vec<Names>,
    /// Where those of each record stand among them.
    slots: HashMap<RecordId, usize>,
}

/// One record found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which record.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// The field in which it was found, in words: "other spelling", "speaker".
    pub field: &'static str,
    /// The text in which it was found, with the places.
    pub snippet: Snippet,
}

/// The records of one kind that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The kind, as [`RecordId::noun`] has it.
    pub noun: &'static str,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
}

impl Index {
    /// The index of a workspace.
    pub fn build(workspace: &Workspace) -> Self {
        let mut index = Self::default();
        index.update(workspace);
        index
    }

    /// Follows the changes from the state of the record that the index is of to this one.
    pub fn update(&mut self, workspace: &Workspace) {
        let before = std::mem::replace(&mut self.workspace, workspace.clone());
        for (before, after) in workspace.changes_since(&before) {
            match (before, after) {
                (_, Some(record)) => self.put(record),
                (Some(record), None) => self.take(record.id()),
                (None, None) => {}
            }
        }
    }

    /// The records in which all words of `query` are found, by kind, the kind with the best hit first, with at most `limit` of each
    /// kind. Nothing for a query without words.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Group> {
        let folded = fold(query);
        let whole = matching::without_outer_marks(&folded);
        let words = Word::all(whole);
        if words.is_empty() {
            return Vec::new();
        }
        let shared: Vec<Hits> = self.names.iter().map(|names| Hits::in_names(&names.forms, &words, whole)).collect();
        let mut found: Vec<(Rank, &Doc)> =
            self.docs.iter().filter_map(|doc| Some((doc.rank(&words, whole, &shared)?, doc))).collect();
        found.sort_by(|(a_rank, a), (b_rank, b)| (a_rank, a.order, b.id).cmp(&(b_rank, b.order, a.id)));

        let mut groups: Vec<Group> = Vec::new();
        for (_, doc) in found {
            let noun = doc.id.noun();
            let group = match groups.iter().position(|group| group.noun == noun) {
                Some(at) => &mut groups[at],
                None => groups.push_mut(Group { noun, hits: Vec::new(), total: 0 }),
            };
            group.total += 1;
            if group.hits.len() < limit {
                group.hits.push(self.hit(doc, &words, whole, &shared));
            }
        }
        groups
    }

    /// All records in which all words of `query` are found, under any spelling of the names in them; nothing for a query without
    /// words.
    pub fn matches(&self, query: &str) -> Option<BTreeSet<RecordId>> {
        let folded = fold(query);
        let whole = matching::without_outer_marks(&folded);
        let words = Word::all(whole);
        if words.is_empty() {
            return None;
        }
        let shared: Vec<Hits> = self.names.iter().map(|names| Hits::in_names(&names.forms, &words, whole)).collect();
        let fits = |doc: &&Doc| doc.rank(&words, whole, &shared).is_some();
        Some(self.docs.iter().filter(fits).map(|doc| doc.id).collect())
    }

    fn hit(&self, doc: &Doc, words: &[Word<'_>], whole: &str, shared: &[Hits]) -> Hit {
        let title = self.workspace.view(doc.id).map(|record| names::record_title(&self.workspace, record)).unwrap_or_default();
        let (field, text) = doc.best_field(words, whole, shared, &self.names).unwrap_or(("name", &title));
        Hit { id: doc.id, field, snippet: Snippet::new(text, words), title }
    }
}

#[cfg(test)]
mod tests;
