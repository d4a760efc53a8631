//! `erase`: takes a record out for good, from the files, the bin, the history and the drafts.

use super::answer::Answer;
use super::open_workspace::OpenWorkspace;
use super::surroundings::SystemSurroundings;
use crate::model::RecordId;
use crate::query::usage::counted;
use crate::query::{names, resolve};
use crate::session::Surroundings as _;
use crate::store::history::{Entry, Erased, ErasedHistory, History, HistoryError};
use crate::store::{drafts, locations};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Take a record out for good, from the history as well.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
The record, all that it holds, the document that a source came from and its entries in the bin
are taken out of the files, of every earlier version in the history, and of what was begun and
not put in. Nothing brings it back.
The history says that something was erased, when and by whom, not what. Without --yes it says
what would go. RECORD may be an id of something that is only in the bin or in the history.

What it cannot reach is said: copies and backups of the folder, other clones of its history,
what was exported or sent, and what a disk keeps of files that are gone. What other records say
in the same words is named.")]
pub struct Erase {
    /// Which record.
    #[arg(required = true, value_name = "RECORD")]
    record: Vec<String>,
    /// Do it, and not only say what would go.
    #[arg(long)]
    yes: bool,
}

#[derive(serde::Serialize)]
struct Document {
    records: usize,
    entries: usize,
    drafts: usize,
    same_words_in: Vec<String>,
    same_words_in_earlier_versions: usize,
    not_reached: Vec<String>,
}

/// What is always out of reach.
const OUT_OF_REACH: &str = "Not reached: copies and backups of this folder, other clones of its history, what was exported or sent, and \
                            what the disk keeps of files that are gone.";

impl Erase {
    pub(super) fn answer(&self, mut opened: OpenWorkspace, json: bool) -> Result<Answer> {
        let record = self.record.join(" ");
        let id = find(&opened, &record)?;
        let planned = match id {
            Some(id) => opened.session.erasable(&[id])?,
            None => only_in_history(&record)?,
        };
        if !self.yes {
            let what =
                id.map_or_else(|| record.clone(), |id| format!("the {} “{}”", id.noun(), names::title(opened.workspace(), id)));
            bail!(
                "This would erase {what}, {} in all, from the files, the bin and every version in the history. Nothing brings it back. \
             Nothing was changed: say --yes to do it.",
                counted(planned.ids.len(), "record")
            );
        }
        let dir = opened.session.dir().ok_or_else(|| anyhow::anyhow!("There is no folder to erase from."))?.to_owned();
        let state = locations::state_dir().filter(|_| !opened.is_copy());
        let now = SystemSurroundings.now().with_timezone(&opened.zone).fixed_offset();
        // Before anything goes, so that what is cut short is ended at the next start.
        let mut history = match History::open(&dir, state.as_deref(), now, false) {
            Ok((history, _)) => Some(history),
            Err(HistoryError::None(_)) => None,
            Err(error) => bail!("The history cannot be changed: {error}. Nothing was changed."),
        };
        if let Some(history) = &mut history {
            history.keep_rest(opened.session.author(), now).map_err(|error| anyhow::anyhow!("{error}. Nothing was changed."))?;
            history.begin_erasing(&planned).map_err(|error| anyhow::anyhow!("{error}. Nothing was changed."))?;
        }
        let mut not_reached = Vec::new();
        if let Some(id) = id {
            match opened.session.erase(&[id]) {
                Ok(erased) => not_reached = erased.documents_left,
                Err(why) => {
                    if let Some(history) = &history {
                        history.give_up_erasing();
                    }
                    bail!("{why}. Nothing was changed.");
                }
            }
        }
        let mut told = ErasedHistory::default();
        if let Some(history) = &mut history {
            let entry =
                opened.session.history_entry(opened.zone).unwrap_or_else(|| Entry::of_erasing(opened.session.author(), now));
            match history.erase(&planned, &entry) {
                Ok(done) => told = done,
                Err(error) => not_reached.push(format!("The history still holds it: {error}. The next start tries again")),
            }
        }
        not_reached.append(&mut told.left);
        not_reached.extend(opened.session.unread().map(|unread| format!("{unread}, so it may be in there")));
        not_reached.extend(crate::store::erase_damaged(&dir, &planned));
        let drafts = match &state {
            Some(state) => drafts::erase(state, opened.workspace().id, &dir, SystemSurroundings.now(), &planned),
            None => Ok(0),
        };
        let document = Document {
            records: planned.ids.len(),
            entries: told.entries,
            drafts: *drafts.as_ref().unwrap_or(&0),
            same_words_in: planned.elsewhere,
            same_words_in_earlier_versions: told.same_words,
            not_reached: not_reached.into_iter().chain(drafts.err().map(|error| error.to_string())).collect(),
        };
        let answer = Answer::new(json, &document, |page| {
            page.line(&format!("Erased for good: {}.", counted(document.records, "record")));
            if document.entries > 0 {
                let entries = if document.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", document.entries) };
                page.line(&format!("{entries} of the history were written anew without it."));
            }
            page.line(OUT_OF_REACH);
            document.not_reached.iter().for_each(|left| page.line(&format!("{}.", left.trim_end_matches('.'))));
            if !document.same_words_in.is_empty() {
                page.under("The same words stand in", |page| document.same_words_in.iter().for_each(|title| page.line(title)));
            }
            if document.same_words_in_earlier_versions > 0 {
                let versions = counted(document.same_words_in_earlier_versions, "earlier version");
                page.line(&format!(
                    "The same words stand in {versions} of other files. Erase those records, too, or leave them."
                ));
            }
        })?;
        let is_all =
            document.not_reached.is_empty() && document.same_words_in.is_empty() && document.same_words_in_earlier_versions == 0;
        Ok(if is_all { answer } else { answer.unfinished() }.lasting())
    }
}

/// The record that is meant, or the entry of the bin that it is in; none if it may be in the history alone.
fn find(opened: &OpenWorkspace, word: &str) -> Result<Option<RecordId>> {
    if let Ok(id) = resolve::any(opened.workspace(), word) {
        return Ok(Some(id));
    }
    let Ok(uuid) = word.trim().parse::<Uuid>() else { return opened.record(word).map(Some) };
    let entries = opened.workspace().bin.values();
    let binned = entries.filter(|entry| entry.records.first().is_some_and(|first| first.id().uuid() == uuid));
    Ok(binned.map(|entry| entry.id.into()).next())
}

/// An id of whatever kind.
fn only_in_history(word: &str) -> Result<Erased> {
    let uuid: Uuid = word.trim().parse()?;
    let nouns = ["party", "person", "negotiation", "issue", "source", "round", "statement", "follow-up", "incident", "bin entry"];
    let ids: BTreeSet<RecordId> = nouns.iter().filter_map(|noun| RecordId::of_noun(noun, uuid)).collect();
    Ok(Erased { ids, ..Erased::default() })
}
