//! What a save has to do: which files change, and into what.

use super::place::Placing;
use super::read::LARGEST;
use super::save::{SaveFailure, SavePlan, Step};
use super::{Access, Store, render};
use crate::model::{Record, RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Store {
    /// Finds out what is to be written so that the files say what `workspace` says of the `touched` records, and renders it. A
    /// record that is not in the workspace any more leaves its file, and a file without records goes. Nothing is read or written
    /// here, and the plan can be sent to another thread.
    pub fn plan(&self, workspace: &Workspace, touched: &BTreeSet<RecordId>) -> SavePlan {
        let mut plan = SavePlan { dir: self.dir.clone(), steps: Vec::new(), refused: Vec::new() };
        if let Access::ReadOnly { why } = &self.access {
            if !touched.is_empty() {
                plan.refused.push(SaveFailure { file: PathBuf::new(), why: why.clone(), records: touched.clone() });
            }
            return plan;
        }
        let mut files = self.contents(workspace, touched, &mut plan);
        let mut steps: Vec<Step> = Vec::new();
        for (file, content) in &mut files {
            let records: Vec<Record> = content.records.iter().filter_map(|id| workspace.get(*id)).collect();
            content.records = records.iter().map(Record::id).collect();
            match self.step(file, &records, content) {
                Ok(Some(step)) => steps.push(step),
                Ok(None) => {}
                Err(why) => plan.refused.push(SaveFailure { file: file.clone(), why, records: content.touched.clone() }),
            }
        }
        // A record is put where it goes before it is taken from where it was, and files are removed last.
        steps.sort_by_key(|step| (step.loses, step.bytes.is_none()));
        plan.steps = steps;
        plan
    }

    /// What each file that changes will hold.
    fn contents(&self, workspace: &Workspace, touched: &BTreeSet<RecordId>, plan: &mut SavePlan) -> BTreeMap<PathBuf, Content> {
        let mut placing = Placing::new(self, workspace);
        let mut files: BTreeMap<PathBuf, Content> = BTreeMap::new();
        let mut left: BTreeSet<RecordId> = touched.clone();
        let mut done = BTreeSet::new();
        while let Some(id) = left.pop_first() {
            if !done.insert(id) {
                continue;
            }
            let current = self.current(id);
            if let Some((file, known)) = current
                && let Some(why) = &known.locked
            {
                plan.refused.push(SaveFailure { file: file.to_owned(), why: why.clone(), records: [id].into() });
                continue;
            }
            let target = workspace.contains(id).then(|| placing.place(id));
            if let Some((file, known)) = current {
                let content = files.entry(file.to_owned()).or_insert_with(|| self.content_of(file));
                content.touched.insert(id);
                if target.as_deref() != Some(file) {
                    content.records.remove(&id);
                    content.loses = true;
                    if matches!(id, RecordId::Round(_) | RecordId::Negotiation(_)) {
                        // What stood under it moves along.
                        left.extend(known.records.iter().copied());
                    }
                }
            }
            if let Some(file) = target {
                let content = files.entry(file.clone()).or_insert_with(|| self.content_of(&file));
                content.touched.insert(id);
                content.records.insert(id);
            }
        }
        files
    }

    fn content_of(&self, file: &Path) -> Content {
        let records = self.files.get(file).map(|known| known.records.clone()).unwrap_or_default();
        Content { records, touched: BTreeSet::new(), loses: false }
    }

    /// The one thing to be done about a file, or nothing if it is as it should be.
    fn step(&self, file: &Path, records: &[Record], content: &Content) -> Result<Option<Step>, String> {
        let known = self.files.get(file);
        let before = known.map(|known| Arc::clone(&known.bytes));
        let ids = content.records.clone();
        if records.is_empty() {
            let touched = content.touched.clone();
            return Ok(before.is_some().then(|| Step {
                file: file.to_owned(),
                before,
                bytes: None,
                records: ids,
                touched,
                loses: true,
            }));
        }
        let rendered = render::bytes(records).map_err(|error| format!("cannot be put into the format of files: {error}"))?;
        if u64::try_from(rendered.len()).is_ok_and(|size| size > LARGEST) {
            return Err(format!("would be larger than {} MB. Shorten a long text in it", LARGEST / 1024 / 1024));
        }
        let bytes: Arc<[u8]> = match self.originals.get(file) {
            Some(original) if *original.rendered == *rendered => Arc::clone(&original.bytes),
            _ => rendered.into(),
        };
        if before.as_ref() == Some(&bytes) {
            return Ok(None);
        }
        let touched = content.touched.clone();
        Ok(Some(Step { file: file.to_owned(), before, bytes: Some(bytes), records: ids, touched, loses: content.loses }))
    }
}

/// What a file will hold.
struct Content {
    records: BTreeSet<RecordId>,
    /// Those of the touched records that make it change.
    touched: BTreeSet<RecordId>,
    /// Whether a record leaves it.
    loses: bool,
}
