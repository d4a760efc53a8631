//! Keeps what was begun and is in no record yet, so that it comes back after any end of the program: as soon as it pauses, and
//! while it goes on. Written beside the window.

use super::App;
use super::background::Tasks;
use super::schedule::Edits;
use crate::model::{RecordId, Workspace};
use crate::query::usage::counted;
use crate::session::{Draft, Kept};
use crate::store::DraftsError;
use crate::store::drafts::{self, DraftFile};
use crate::ui::problem_state::LostDrafts;
use std::sync::Arc;
use std::time::Duration;

/// How long after a failure it is tried again, in seconds.
const AGAIN_AFTER: f64 = 5.0;

/// The drafts of the open record, as far as they are kept.
#[derive(Default)]
pub(super) struct Drafts {
    place: Place,
    /// As they were in the last frame.
    seen: Vec<Draft>,
    /// As they are in the file.
    kept: Vec<Draft>,
    edits: Edits,
    writing: Tasks<Written>,
    /// When it is tried again after a failure.
    again_at: f64,
    failed: bool,
}

/// Where they are kept.
#[derive(Default)]
enum Place {
    /// Not looked for yet.
    #[default]
    Unknown,
    /// In this file.
    File(Arc<DraftFile>),
    /// Nowhere, and why.
    None(String),
}

/// What came of writing them.
struct Written(Vec<Draft>, Result<(), KeepDraftsError>);

/// Why drafts were not kept.
#[derive(Debug, thiserror::Error)]
enum KeepDraftsError {
    /// Writing ended without a word.
    #[error("the thread that writes them has stopped")]
    Lost,
    /// Their file could not be written.
    #[error(transparent)]
    Drafts(#[from] DraftsError),
}

impl Drafts {
    /// Whether they are being written.
    pub(super) fn is_busy(&self) -> bool {
        self.writing.is_busy()
    }
}

impl App {
    /// Has the drafts kept when it is time, and brings back those of the last time, once.
    pub(super) fn tend_drafts(&mut self, ctx: &egui::Context) {
        if matches!(self.drafts.place, Place::Unknown) {
            self.find_drafts();
        }
        while let Some(Written(drafts, done)) = self.drafts.writing.poll() {
            self.note_written_drafts(drafts, done);
        }
        let (now, all) = (self.now, self.living_drafts());
        if all != self.drafts.seen {
            self.drafts.edits.note(now);
            self.drafts.seen = all;
        }
        if self.drafts.seen == self.drafts.kept || self.drafts.is_busy() {
            return;
        }
        // What was an own window's a moment ago may be free now.
        if matches!(self.drafts.place, Place::None(_)) && now >= self.drafts.again_at {
            self.find_drafts();
        }
        let Place::File(file) = &self.drafts.place else { return };
        let left = if self.drafts.failed { self.drafts.again_at - now } else { self.drafts.edits.due() - now };
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
            return;
        }
        self.drafts.edits.end();
        let (file, drafts) = (Arc::clone(file), self.drafts.seen.clone());
        let lost = Written(drafts.clone(), Err(KeepDraftsError::Lost));
        self.drafts.writing.start(ctx, "drafts", lost, move |_| {
            let done = file.save(&drafts).map_err(Into::into);
            Written(drafts, done)
        });
    }

    fn find_drafts(&mut self) {
        self.drafts.again_at = self.now + AGAIN_AFTER;
        self.drafts.place = match (&self.world.state, self.session.dir()) {
            (Some(state), Some(dir)) if self.sample_folder.is_none() => {
                match drafts::open(state, self.session.workspace().id, dir, self.session.now()) {
                    Ok(opened) => {
                        self.drafts.kept.clone_from(&opened.found);
                        self.bring_back(opened.found);
                        if let Some(problem) = opened.problem {
                            self.say_wrong(problem.to_string());
                        }
                        Place::File(Arc::new(opened.file))
                    }
                    Err(error) => Place::None(error.to_string()),
                }
            }
            (None, Some(_)) => Place::None("this system names no folder for it".to_owned()),
            // A record in memory and a copy of the sample go away as a whole.
            _ => Place::None(String::new()),
        };
    }

    /// Puts what was begun the last time where it was, and says so.
    fn bring_back(&mut self, found: Vec<Draft>) {
        // Where not everything could be read, what a draft belongs to may only be out of sight.
        let is_whole = self.session.problems().iter().all(|problem| problem.kept_as == Kept::Opened);
        let workspace = self.session.workspace();
        let found: Vec<Draft> = found.into_iter().filter(|draft| !is_whole || lives(workspace, draft)).collect();
        if !found.is_empty() {
            let words = format!("{} that you had begun came back", counted(found.len(), "text"));
            self.shell.put_back(found);
            self.say(words, false);
        }
    }

    /// The drafts without those that belong to something erased.
    fn living_drafts(&self) -> Vec<Draft> {
        let is_whole = self.session.problems().iter().all(|problem| problem.kept_as == Kept::Opened);
        let workspace = self.session.workspace();
        let mut all = self.shell.drafts();
        all.retain(|draft| !is_whole || lives(workspace, draft));
        all
    }

    fn note_written_drafts(&mut self, drafts: Vec<Draft>, done: Result<(), KeepDraftsError>) {
        match done {
            Ok(()) => {
                self.drafts.kept = drafts;
                self.drafts.failed = false;
            }
            Err(why) => {
                self.drafts.again_at = self.now + AGAIN_AFTER;
                if !std::mem::replace(&mut self.drafts.failed, true) {
                    self.say_wrong(format!("What is typed and not put in would not come back: {why}"));
                }
            }
        }
    }

    /// Keeps all drafts, and waits for it.
    pub(super) fn save_drafts(&mut self) {
        while let Some(Written(drafts, done)) = self.drafts.writing.wait() {
            self.note_written_drafts(drafts, done);
        }
        self.drafts.seen = self.living_drafts();
        if self.drafts.seen == self.drafts.kept {
            return;
        }
        if matches!(self.drafts.place, Place::None(_)) {
            self.find_drafts();
            self.drafts.seen = self.living_drafts();
        }
        if let Place::File(file) = &self.drafts.place {
            let (drafts, done) = (self.drafts.seen.clone(), file.save(&self.drafts.seen).map_err(Into::into));
            self.note_written_drafts(drafts, done);
        }
    }

    /// What was typed and will not come back if the window closes now.
    pub(super) fn lost_drafts(&mut self) -> Option<LostDrafts> {
        self.save_drafts();
        let Drafts { seen, kept, place, .. } = &self.drafts;
        let lost: Vec<&Draft> = seen.iter().filter(|draft| !kept.contains(draft)).collect();
        let why = match place {
            Place::None(why) if why.is_empty() => return None,
            Place::None(why) => why.clone(),
            Place::File(_) => "they could not be written".to_owned(),
            Place::Unknown => return None,
        };
        let texts: Vec<String> = lost.iter().flat_map(|draft| draft.typed()).collect();
        (!texts.is_empty()).then_some(LostDrafts { texts, why })
    }
}

/// Whether all that a draft belongs to is there, or in the bin.
fn lives(workspace: &Workspace, draft: &Draft) -> bool {
    let in_bin = |id: RecordId| workspace.bin.values().any(|binned| binned.records.iter().any(|record| record.id() == id));
    draft.of.iter().all(|id| workspace.contains(*id) || in_bin(*id))
}
