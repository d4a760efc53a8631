//! The history beside an open record: has it opened once the window is up, what was done kept, questions answered, and what is
//! gone brought back.

use super::App;
use super::history_worker::{EraseError, HistoryWorker, Moment, Report};
use crate::model::Record;
use crate::session::{Access, Session};
use crate::store::history::{Entry, Erased, History};
use crate::ui::{Past, Question, Reached, Standing};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the window waits at closing for the history to be kept.
pub(super) const CLOSING: Duration = Duration::from_secs(5);

/// The history of one open record, as the window has it.
#[derive(Default)]
pub(super) struct HistoryView {
    pub past: Past,
    worker: Option<HistoryWorker>,
    started: bool,
    /// To be put back as soon as what they name has been found.
    bringing_back: Option<Vec<Record>>,
    /// Whether another program has changed files that are to be kept, too.
    outside: bool,
    /// Why the last entry could not be kept.
    not_kept: Option<String>,
    /// What is damaged.
    damaged: Vec<String>,
    /// What was told at opening.
    told: Vec<String>,
}

impl HistoryView {
    /// Of a session that was just opened: it is opened later, when the window is up.
    pub(super) fn of(session: &Session) -> Self {
        let past = if session.dir().is_some() { Past::opening() } else { Past::default() };
        Self { past, ..Self::default() }
    }

    /// Has the history opened, once.
    fn start(&mut self, session: &Session, state: Option<&Path>, zone: chrono_tz::Tz, ctx: &egui::Context) {
        if std::mem::replace(&mut self.started, true) {
            return;
        }
        let Some(dir) = session.dir() else { return };
        let (dir, state): (PathBuf, Option<PathBuf>) = (dir.to_owned(), state.map(Path::to_owned));
        let to_read = matches!(session.access(), Access::ReadOnly { .. });
        let at = moment(session, zone);
        let now = at.now;
        let open = move || History::open(&dir, state.as_deref(), now, to_read);
        match HistoryWorker::start(ctx, open, (!to_read).then_some(at)) {
            Ok(worker) => self.worker = Some(worker),
            Err(error) => self.past.standing = Standing::Without(format!("No thread for it can be started: {error}.")),
        }
    }

    /// Has what was done and saved kept, if it is time; else comes back when it is.
    fn keep_when_due(&mut self, session: &mut Session, zone: chrono_tz::Tz, ctx: &egui::Context) {
        let (Some(worker), Some(due)) = (&self.worker, session.history_due()) else { return };
        match due.to_std() {
            Ok(left) if !left.is_zero() => ctx.request_repaint_after(left),
            _ => {
                if let Some(entry) = session.history_entry(zone) {
                    worker.keep(entry);
                }
            }
        }
    }

    /// Has kept what other programs changed, once what was done here is saved and kept under its own name.
    fn keep_outside(&mut self, session: &mut Session, zone: chrono_tz::Tz) {
        if !self.outside || session.has_unsaved() {
            return;
        }
        self.hand_over(session, zone);
        if let Some(worker) = &self.worker {
            worker.keep_rest(moment(session, zone));
            self.outside = false;
        }
    }

    /// Has everything kept that was done and saved, without waiting for it.
    pub(super) fn hand_over(&self, session: &mut Session, zone: chrono_tz::Tz) {
        if let Some(worker) = &self.worker
            && let Some(entry) = session.history_entry(zone)
        {
            worker.keep(entry);
        }
    }

    /// Has everything kept that was done and saved, and waits for it, but no longer than `bound`. Returns whether it is kept.
    pub(super) fn finish(&mut self, session: &mut Session, zone: chrono_tz::Tz, bound: Duration) -> bool {
        self.hand_over(session, zone);
        let Some(worker) = &self.worker else { return true };
        worker.finish(bound) && self.not_kept.is_none()
    }

    /// Has it noted what is about to be erased. Why it cannot be, if so: then nothing must be erased.
    pub(super) fn begin_erasing(&self, erased: &Erased) -> Result<(), EraseError> {
        match (&self.worker, &self.past.standing) {
            (Some(worker), Standing::Open) => worker.begin_erasing(erased.clone()),
            (_, Standing::Without(why)) => Err(EraseError::Without(why.clone())),
            _ => Err(EraseError::NotOpen),
        }
    }

    /// Has it erased, or given up.
    pub(super) fn erase(&self, erased: Option<(Erased, Entry)>) {
        match (&self.worker, erased) {
            (Some(worker), Some((erased, entry))) => worker.erase(erased, entry),
            (Some(worker), None) => worker.give_up_erasing(),
            (None, _) => {}
        }
    }

    /// The next word that has come in from the thread.
    fn poll(&mut self) -> Option<Report> {
        let report = self.worker.as_ref()?.poll()?;
        if matches!(report, Report::Gone) {
            self.worker = None;
        }
        Some(report)
    }

    fn tell_troubles(&mut self) {
        let not_kept = self.not_kept.iter().map(|why| {
            format!(
                "What was done last is saved, but could not be kept in the history: {why} It is tried again with the next change."
            )
        });
        self.past.troubles = self.told.iter().cloned().chain(self.damaged.iter().cloned()).chain(not_kept).collect();
    }
}

fn moment(session: &Session, zone: chrono_tz::Tz) -> Moment {
    Moment { author: session.author().to_owned(), now: session.now().with_timezone(&zone).fixed_offset() }
}

impl App {
    /// Opens the history once the window is up.
    pub(super) fn start_history(&mut self, ctx: &egui::Context) {
        self.history.start(&self.session, self.world.state.as_deref(), self.zone(), ctx);
    }

    /// Takes in what the history has told, and has kept what is due.
    pub(super) fn tend_history(&mut self, ctx: &egui::Context) {
        while let Some(report) = self.history.poll() {
            self.take_report(report);
        }
        let zone = self.zone();
        self.history.keep_outside(&mut self.session, zone);
        self.history.keep_when_due(&mut self.session, zone, ctx);
    }

    /// Takes note that another program has changed files of the record.
    pub(super) fn note_outside(&mut self) {
        self.history.outside = true;
    }

    fn take_report(&mut self, report: Report) {
        let history = &mut self.history;
        match report {
            Report::Opened(told) => {
                history.past.standing = Standing::Open;
                history.told = told;
            }
            // Whoever only reads has nothing to mend.
            Report::Without(why) if matches!(self.session.access(), Access::ReadOnly { .. }) => {
                history.past.standing = Standing::Without(why);
            }
            Report::Without(why) => {
                history.told =
                    vec![format!("There is no history at the moment: {why} The record itself is whole, and is saved as ever.")];
                history.past.standing = Standing::Without(why);
            }
            Report::Grown => history.past.forget(),
            Report::NotKept(why) => history.not_kept = why,
            Report::Erased(done) => {
                history.past.forget();
                self.note_erased(done);
            }
            Report::Damaged(wrong) => {
                // What is found at once is one thing to tell.
                let sentences: Vec<&str> = wrong.iter().map(|one| one.trim_end_matches('.')).collect();
                let words = format!("{}.", sentences.join(". "));
                if !history.damaged.contains(&words) {
                    history.damaged.push(words);
                }
            }
            Report::Found { ticket, versions, looked, answer } => history.past.take(ticket, versions, looked, answer),
            Report::Last(found) => self.go_on_bringing_back(found),
            Report::Gone if history.past.standing == Standing::Open => {
                let why = "The thread that keeps it has stopped. Close the window and start again.";
                history.past.standing = Standing::Without(why.to_owned());
                history.told = vec![format!("Nothing more is kept in the history: {why}")];
            }
            Report::Gone => {}
        }
        self.history.tell_troubles();
        self.troubles.shown.history.clone_from(&self.history.past.troubles);
    }

    /// Asks the history. What was done last is kept first, so that it is among what is found.
    pub(super) fn look_into_history(&mut self, question: Question, ctx: &egui::Context) {
        if self.session.has_unsaved() || self.session.history_due().is_some() {
            self.session.end_entry();
            self.begin_save();
        }
        let ticket = self.history.past.ask(question.clone(), ctx.input(|input| input.time));
        self.ask_history(ticket, question, None);
    }

    /// Asks it for more of the same.
    pub(super) fn look_further(&mut self, ctx: &egui::Context) {
        let question = self.history.past.question().cloned();
        let further = self.history.past.ask_further(ctx.input(|input| input.time));
        if let (Some(question), Some((ticket, from))) = (question, further) {
            self.ask_history(ticket, question, Some(from));
        }
    }

    fn ask_history(&mut self, ticket: u64, question: Question, from: Option<crate::session::VersionId>) {
        match &self.history.worker {
            Some(worker) => worker.look(ticket, question, from, self.session.snapshot()),
            None => {
                let why = "There is no history at the moment.".to_owned();
                self.history.past.take(ticket, Vec::new(), 0, Some(Reached::Failed(why)));
            }
        }
    }

    /// Has enough of what is looked for.
    pub(super) fn stop_looking(&mut self) {
        if let Some(worker) = &self.history.worker {
            worker.stop();
        }
        if self.history.bringing_back.take().is_some() {
            self.history.past.bringing_back = None;
            self.say("Nothing was restored", false);
        }
    }

    /// Puts records back as they were, with what they name and what is gone: from the bin, else from the history.
    pub(super) fn restore_version(&mut self, records: Vec<Record>, now: f64) {
        let records = self.session.with_what_is_in_the_bin(records);
        let gone = self.session.gone(&records);
        match &self.history.worker {
            Some(worker) if !gone.is_empty() => {
                worker.find(gone);
                self.history.bringing_back = Some(records);
                self.history.past.bringing_back.get_or_insert(now);
            }
            _ => self.put_back(records),
        }
    }

    fn go_on_bringing_back(&mut self, found: Vec<Record>) {
        let since = self.history.past.bringing_back.take();
        let (Some(mut records), Some(since)) = (self.history.bringing_back.take(), since) else { return };
        if found.is_empty() {
            // Refused in words.
            self.put_back(records);
        } else {
            records.extend(found);
            self.restore_version(records, since);
        }
    }

    fn put_back(&mut self, records: Vec<Record>) {
        let Some(first) = records.first().map(Record::id) else { return };
        let was_there = self.session.workspace().contains(first);
        let label = if was_there { format!("restore {}", first.noun()) } else { format!("bring back {}", first.noun()) };
        let others = records.len() - 1;
        let restored = self.session.restore_version(&label, records);
        if self.told(restored).is_some() {
            self.session.end_entry();
            let with = if others == 0 {
                String::new()
            } else {
                format!(" and {}", crate::query::usage::counted(others, "other record"))
            };
            let done = if was_there { "Restored" } else { "Brought back" };
            self.say(format!("{done} the {}{with}. Undo takes it back.", first.noun()), false);
        }
    }

    /// Saves everything, has it kept in the history, and waits for both. Returns whether everything is on disk and kept.
    pub fn keep_all(&mut self) -> bool {
        let saved = self.save_all();
        let zone = self.zone();
        let kept = self.history.finish(&mut self.session, zone, CLOSING);
        while let Some(report) = self.history.poll() {
            self.take_report(report);
        }
        saved && kept && self.history.not_kept.is_none()
    }
}
