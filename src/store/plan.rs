//! What a save has to do: which files change, and into what.

use super::place::Placing;
use super::read::LARGEST;
use super::save::{SaveFailure, SavePlan, Step};
use super::{Access, Folder, render};
use crate::model::{Record, RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Folder {
    /// Finds out what is to be written so that the files say what `workspace` says of the `touched` records, and renders it. A
    /// record that is not in the workspace any more leaves its file, and a file without records goes. Nothing is read or written
    /// here but, when a file is about to get its name, what stands beside it; it takes as long as rendering takes.
    pub fn plan(&self, workspace: &Workspace, touched: &BTreeSet<RecordId>) -> SavePlan {
        let (dir, drops) = (self.dir.clone(), self.drops.clone());
        let mut plan = SavePlan {
            dir,
            steps: Vec::new(),
            stay: BTreeSet::new(),
            refused: Vec::new(),
            workspace: self.workspace_id,
            drops,
            whole: false,
        };
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
        // A record is put where it goes before it is taken from where it was, and files are removed last. A negotiation comes
        // before what belongs to it, so that a folder is never without the file that it is about.
        steps.sort_by_key(|step| (step.loses, step.bytes.is_none(), !step.file.ends_with("negotiation.ron")));
        let goes: BTreeSet<&Path> = steps.iter().filter(|step| step.bytes.is_none()).map(|step| step.file.as_path()).collect();
        if !goes.is_empty() {
            let others = self.files.keys().filter(|file| !goes.contains(file.as_path()));
            plan.stay = others.flat_map(|file| file.ancestors().skip(1)).map(Path::to_owned).collect();
        }
        plan.steps = steps;
        plan
    }

    /// What each file that changes will hold.
    fn contents(&self, workspace: &Workspace, touched: &BTreeSet<RecordId>, plan: &mut SavePlan) -> BTreeMap<PathBuf, Content> {
        let mut placing = Placing::new(self, workspace, touched);
        let mut files: BTreeMap<PathBuf, Content> = BTreeMap::new();
        let mut left: BTreeSet<RecordId> = touched.clone();
        let mut done = BTreeSet::new();
        for (file, known) in self.behind.iter().filter_map(|file| self.files.get_key_value(file)) {
            let gone: BTreeSet<RecordId> = known.records.iter().filter(|id| self.is_elsewhere(**id, file)).copied().collect();
            let content = files.entry(file.clone()).or_insert_with(|| self.content_of(file));
            content.records.retain(|id| !gone.contains(id));
            content.loses = true;
            if gone.iter().any(|id| matches!(id, RecordId::Negotiation(_))) {
                left.extend(self.at_home_beside(file));
            }
            content.touched.extend(gone);
        }
        for file in &self.unsure {
            files.entry(file.clone()).or_insert_with(|| self.content_of(file));
        }
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
                    if let (RecordId::Negotiation(_), Some(_)) = (id, &target) {
                        left.extend(self.at_home_beside(file));
                    }
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
                if let Some((from, known)) = current.filter(|(from, _)| *from != file) {
                    content.sources.insert(from.to_owned(), Arc::clone(&known.bytes));
                }
            }
        }
        files
    }

    /// The records that can be moved from the files of a negotiation's folder, given its `negotiation.ron`.
    fn at_home_beside(&self, file: &Path) -> BTreeSet<RecordId> {
        let Some(folder) = file.parent().filter(|_| file.ends_with("negotiation.ron")) else { return BTreeSet::new() };
        let beside = self.files.iter().filter(|(file, known)| file.starts_with(folder) && known.locked.is_none());
        let at_home = beside.flat_map(|(file, known)| known.records.iter().filter(|id| !self.is_elsewhere(**id, file)));
        at_home.copied().collect()
    }

    fn content_of(&self, file: &Path) -> Content {
        let records = self.files.get(file).map(|known| (*known.records).clone()).unwrap_or_default();
        Content { records, touched: BTreeSet::new(), sources: BTreeMap::new(), loses: false }
    }

    /// The one thing to be done about a file, or nothing if it is as it should be.
    fn step(&self, file: &Path, records: &[Record], content: &Content) -> Result<Option<Step>, String> {
        let known = self.files.get(file);
        let before = known.map(|known| Arc::clone(&known.bytes));
        let ids = content.records.clone();
        if records.is_empty() {
            let touched = content.touched.clone();
            return Ok((before.is_some() || self.unsure.contains(file)).then(|| Step {
                file: file.to_owned(),
                before,
                bytes: None,
                records: ids,
                touched,
                sources: BTreeMap::new(),
                loses: true,
            }));
        }
        if self.is_asked_about(file) {
            return Err("is gone from the folder. Choose on the page Problems whether that means deleted".to_owned());
        }
        let rendered =
            render::bytes(records, self.formats).map_err(|error| format!("cannot be put into the format of files: {error}"))?;
        if u64::try_from(rendered.len()).is_ok_and(|size| size > LARGEST) {
            return Err(format!("would be larger than {} MB. Shorten a long text in it", LARGEST / 1024 / 1024));
        }
        let bytes: Arc<[u8]> = match self.originals.get(file) {
            Some(original) if *original.rendered == *rendered => Arc::clone(&original.bytes),
            _ => rendered.into(),
        };
        if before.as_ref() == Some(&bytes) && !self.unsure.contains(file) {
            return Ok(None);
        }
        let (touched, sources) = (content.touched.clone(), content.sources.clone());
        let file = file.to_owned();
        Ok(Some(Step { file, before, bytes: Some(bytes), records: ids, touched, sources, loses: content.loses }))
    }
}

/// What a file will hold.
struct Content {
    records: BTreeSet<RecordId>,
    /// Those of the touched records that make it change.
    touched: BTreeSet<RecordId>,
    /// The files that records come from, and what those hold.
    sources: BTreeMap<PathBuf, Arc<[u8]>>,
    /// Whether a record leaves it.
    loses: bool,
}
