//! Keeps the history on a thread of its own, and looks things up in it: neither ever holds up the window.

use super::background::{Reports, Worker};
use crate::model::{Record, RecordId, Workspace};
use crate::session::{Version, VersionId};
use crate::store::history::{Entry, Erased, ErasedHistory, History, HistoryError};
use crate::ui::{Question, Reached};
use chrono::{DateTime, FixedOffset};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Duration;

/// Why nothing can be erased, as a clause.
#[derive(Debug, thiserror::Error)]
pub(super) enum EraseError {
    /// Nobody keeps the history any more.
    #[error("the thread that keeps it has stopped")]
    Stopped,
    /// It is still being opened.
    #[error("the history is not open yet. Try again")]
    NotOpen,
    /// There is none, and why.
    #[error("there is no history at the moment: {0}")]
    Without(String),
    /// It refuses.
    #[error(transparent)]
    History(#[from] HistoryError),
}

/// As many entries are looked through at first, so that something is shown soon.
const FIRST: usize = 30;
/// As many are looked through after that, before what was found is handed over.
const BATCH: usize = 100;
/// When so many were found, the rest waits until it is asked for.
const ENOUGH: usize = 200;
/// After so many entries what lies loose is packed, when there is time.
const LOOSE: usize = 200;

/// The thread that keeps the history. It ends when this is dropped and what it was told is done.
pub(super) struct HistoryWorker {
    worker: Worker<Job, Report>,
    shared: Arc<Shared>,
}

/// Who is at the record, and when: for entries of what nobody here did.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// Who begins a new history.
    pub author: String,
    /// The time, on the clock of whoever is there.
    pub now: DateTime<FixedOffset>,
}

/// What the window tells the thread while it works.
#[derive(Default)]
struct Shared {
    /// How many jobs wait: what is done for want of another job makes room for them.
    waiting: AtomicUsize,
    /// The ticket whose answer is wanted; others are given up.
    wanted: AtomicU64,
    /// Whether the user has enough of that answer.
    enough: AtomicBool,
}

enum Job {
    Keep(Entry),
    Rest(Moment),
    Look {
        ticket: u64,
        question: Question,
        from: Option<VersionId>,
        known: Box<Workspace>,
    },
    Find(Vec<RecordId>),
    /// To be answered when it is noted.
    BeginErasing(Erased, Sender<Result<(), HistoryError>>),
    GiveUpErasing,
    Erase(Erased, Entry),
    /// To be answered when everything before it is done.
    Done(Sender<()>),
}

/// What has come from the thread.
#[derive(Debug)]
pub(super) enum Report {
    /// The history is open; with what there is to tell of it.
    Opened(Vec<String>),
    /// There is none, for a reason.
    Without(String),
    /// There is something new in it.
    Grown,
    /// Something could not be kept, for a reason; none when it was made up for.
    NotKept(Option<String>),
    /// What is damaged or altered in it.
    Damaged(Vec<String>),
    /// A part of an answer.
    Found {
        /// What it answers.
        ticket: u64,
        /// The versions found.
        versions: Vec<Version>,
        /// How many entries were looked through in all.
        looked: usize,
        /// How it stands, when this is the last part.
        answer: Option<Reached>,
    },
    /// Records as they last were, of those that were asked for.
    Last(Vec<Record>),
    /// Something was erased, or why it is still in the history.
    Erased(Result<ErasedHistory, HistoryError>),
    /// The thread is gone.
    Gone,
}

impl HistoryWorker {
    /// Starts the thread, which opens the history with `open`, and then keeps what was changed while nobody did, if it may write.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(super) fn start(
        ctx: &egui::Context,
        open: impl FnOnce() -> Result<(History, Vec<String>), HistoryError> + Send + 'static,
        begin: Option<Moment>,
    ) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (seen, writes) = (Arc::clone(&shared), begin.is_some());
        let worker = Worker::start(ctx, "history", Report::Gone, move |jobs, reports| {
            Keeper { reports, shared: seen }.work(open, writes, jobs);
        })?;
        let history = Self { worker, shared };
        if let Some(at) = begin {
            history.keep_rest(at);
        }
        Ok(history)
    }

    fn send(&self, job: Job) {
        self.shared.waiting.fetch_add(1, Ordering::SeqCst);
        // A thread that is gone is noticed when it is asked for reports.
        let _ = self.worker.hand_over(job);
    }

    /// Has an entry kept.
    pub(super) fn keep(&self, entry: Entry) {
        self.send(Job::Keep(entry));
    }

    /// Has everything kept that another program changed.
    pub(super) fn keep_rest(&self, at: Moment) {
        self.send(Job::Rest(at));
    }

    /// Has a question answered, from an entry on; the one before is given up. `known` is for the names in it.
    pub(super) fn look(&self, ticket: u64, question: Question, from: Option<VersionId>, known: Workspace) {
        self.shared.wanted.store(ticket, Ordering::SeqCst);
        self.shared.enough.store(false, Ordering::SeqCst);
        self.send(Job::Look { ticket, question, from, known: known.into() });
    }

    /// Has enough of the answer.
    pub(super) fn stop(&self) {
        self.shared.enough.store(true, Ordering::SeqCst);
    }

    /// Has records looked up that are gone, as they last were.
    pub(super) fn find(&self, ids: Vec<RecordId>) {
        self.send(Job::Find(ids));
    }

    /// Has it noted what is about to be erased, and waits for that.
    pub(super) fn begin_erasing(&self, erased: Erased) -> Result<(), EraseError> {
        let (done, is_done) = channel();
        self.send(Job::BeginErasing(erased, done));
        Ok(is_done.recv().map_err(|_| EraseError::Stopped)??)
    }

    /// Nothing is erased after all.
    pub(super) fn give_up_erasing(&self) {
        self.send(Job::GiveUpErasing);
    }

    /// Has it erased, after an entry that says so.
    pub(super) fn erase(&self, erased: Erased, entry: Entry) {
        self.send(Job::Erase(erased, entry));
    }

    /// What has come in, if anything has.
    pub(super) fn poll(&self) -> Option<Report> {
        self.worker.poll()
    }

    /// Waits until everything is done that the thread was told, but no longer than that. Returns whether it is done.
    pub(super) fn finish(&self, bound: Duration) -> bool {
        let (done, is_done) = channel();
        self.send(Job::Done(done));
        is_done.recv_timeout(bound).is_ok()
    }
}

/// What the thread works with.
struct Keeper<'a> {
    reports: &'a Reports<Report>,
    shared: Arc<Shared>,
}

/// What is done for want of another job.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Idle {
    Verify,
    Tidy,
    Nothing,
}

impl Keeper<'_> {
    fn tell(&self, report: Report) {
        self.reports.tell(report);
    }

    fn work(&self, open: impl FnOnce() -> Result<(History, Vec<String>), HistoryError>, writes: bool, jobs: &Receiver<Job>) {
        let mut history = match open() {
            Ok((history, told)) => {
                self.tell(Report::Opened(told));
                history
            }
            Err(why) => {
                self.tell(Report::Without(why.to_string()));
                return;
            }
        };
        let mut backlog = Backlog::default();
        let mut idle = Idle::Verify;
        loop {
            let next = if idle == Idle::Nothing { jobs.recv().map_err(|_| TryRecvError::Disconnected) } else { jobs.try_recv() };
            let job = match next {
                Ok(job) => job,
                Err(TryRecvError::Empty) => {
                    idle = self.idle(&mut history, idle);
                    if idle == Idle::Tidy && !writes {
                        idle = Idle::Nothing;
                    }
                    continue;
                }
                Err(TryRecvError::Disconnected) => return,
            };
            self.shared.waiting.fetch_sub(1, Ordering::SeqCst);
            match job {
                Job::Keep(entry) => {
                    backlog.entries.push(entry);
                    self.keep(&mut history, &mut backlog);
                    if backlog.loose >= LOOSE && idle == Idle::Nothing {
                        backlog.loose = 0;
                        idle = Idle::Tidy;
                    }
                }
                Job::Rest(at) => self.rest(&mut history, &at),
                Job::Look { ticket, question, from, known } => self.look(&history, ticket, &question, from, &known),
                Job::Find(ids) => self.tell(Report::Last(ids.into_iter().filter_map(|id| last(&history, id)).collect())),
                Job::BeginErasing(erased, done) => {
                    let _ = done.send(history.begin_erasing(&erased));
                }
                Job::GiveUpErasing => history.give_up_erasing(),
                Job::Erase(erased, entry) => {
                    self.tell(Report::Erased(history.erase(&erased, &entry)));
                    self.news(&mut history);
                }
                Job::Done(done) => {
                    // Nobody waits any longer, if it took too long.
                    let _ = done.send(());
                }
            }
        }
    }

    /// Keeps what there is to keep, in its order; what fails is tried again with the next.
    fn keep(&self, history: &mut History, backlog: &mut Backlog) {
        let failed_before = std::mem::take(&mut backlog.failed);
        while let Some(entry) = backlog.entries.first() {
            match history.keep(entry) {
                Ok(kept) => {
                    backlog.entries.remove(0);
                    if kept.is_some() {
                        backlog.loose += 1;
                        self.tell(Report::Grown);
                    }
                }
                Err(why) => {
                    backlog.failed = true;
                    self.news(history);
                    self.tell(Report::NotKept(Some(why.to_string())));
                    return;
                }
            }
        }
        self.news(history);
        if failed_before {
            self.tell(Report::NotKept(None));
        }
    }

    /// Keeps what somebody else changed. What fails is made up for by the next opening.
    fn rest(&self, history: &mut History, at: &Moment) {
        match history.keep_rest(&at.author, at.now) {
            Ok(Some(_)) => self.tell(Report::Grown),
            Ok(None) => {}
            Err(why) => self.tell(Report::NotKept(Some(why.to_string()))),
        }
        self.news(history);
    }

    fn news(&self, history: &mut History) {
        let news = history.take_news();
        if !news.is_empty() {
            self.tell(Report::Damaged(news));
        }
    }

    /// One thing that can wait. What a job interrupts is begun again later.
    fn idle(&self, history: &mut History, idle: Idle) -> Idle {
        let busy = || self.shared.waiting.load(Ordering::SeqCst) > 0;
        match idle {
            Idle::Verify => match history.verify(&busy) {
                Ok(verdict) if verdict.cancelled => Idle::Verify,
                Ok(verdict) => {
                    let wrong: Vec<String> = verdict.damaged.into_iter().chain(verdict.altered).collect();
                    if !wrong.is_empty() {
                        self.tell(Report::Damaged(wrong));
                    }
                    Idle::Tidy
                }
                Err(why) => {
                    self.tell(Report::Damaged(vec![why.to_string()]));
                    Idle::Nothing
                }
            },
            Idle::Tidy => {
                if let Err(why) = history.tidy(&busy) {
                    log::warn!("the history could not be packed: {why}");
                }
                // What was interrupted is done when there is more to pack.
                Idle::Nothing
            }
            Idle::Nothing => Idle::Nothing,
        }
    }

    fn look(&self, history: &History, ticket: u64, question: &Question, from: Option<VersionId>, known: &Workspace) {
        let (mut from, mut looked, mut found) = (from, 0, 0);
        let found_all = |versions: Vec<Version>, looked, answer| self.tell(Report::Found { ticket, versions, looked, answer });
        loop {
            if self.shared.wanted.load(Ordering::SeqCst) != ticket {
                return;
            }
            if self.shared.enough.load(Ordering::SeqCst) {
                found_all(Vec::new(), looked, Some(Reached::Stopped(from)));
                return;
            }
            let limit = if looked == 0 { FIRST } else { BATCH };
            let page = match history.versions(question.alone(), from, limit) {
                Ok(page) => page,
                Err(why) => {
                    found_all(Vec::new(), looked, Some(Reached::Failed(why.to_string())));
                    return;
                }
            };
            if !page.damaged.is_empty() {
                self.tell(Report::Damaged(page.damaged));
            }
            looked += page.list.len();
            let versions: Vec<Version> =
                page.list.into_iter().filter_map(|version| question.answered_by(version, known)).collect();
            found += versions.len();
            let answer = match page.next {
                None => Some(Reached::Whole),
                Some(next) if found >= ENOUGH => Some(Reached::Part(next)),
                Some(_) => None,
            };
            let is_last = answer.is_some();
            found_all(versions, looked, answer);
            if is_last {
                return;
            }
            from = page.next;
        }
    }
}

/// What is still to be kept, and how much was kept since it was packed.
#[derive(Default)]
struct Backlog {
    entries: Vec<Entry>,
    failed: bool,
    loose: usize,
}

/// A record as it last was.
fn last(history: &History, id: RecordId) -> Option<Record> {
    let versions = history.versions(Some(id), None, 1).ok()?;
    let edits = versions.list.into_iter().flat_map(|version| version.change.edits);
    edits.filter(|edit| edit.id == id).find_map(|edit| edit.after.or(edit.before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Workspace;
    use crate::session::{Fixed, New, Proposal, Session};
    use crate::store::Store;
    use chrono::DateTime;
    use std::path::Path;
    use uuid::Uuid;

    fn moment() -> Moment {
        Moment { author: "Ada".to_owned(), now: DateTime::UNIX_EPOCH.fixed_offset() }
    }

    fn session(dir: &Path) -> Session {
        Session::open(Store::open(dir, Uuid::nil()).unwrap(), Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "Ada")
    }

    fn worker(dir: &Path) -> HistoryWorker {
        let dir = dir.to_owned();
        let open = move || History::open(&dir, None, moment().now, false);
        let worker = HistoryWorker::start(&egui::Context::default(), open, Some(moment())).unwrap();
        assert!(worker.finish(Duration::from_secs(60)));
        worker
    }

    /// Adds that many parties, each as an entry of its own.
    fn add_parties(session: &mut Session, worker: &HistoryWorker, count: usize) {
        for at in 0..count {
            session.create(New::Party { name: format!("Party {at}") }).unwrap();
            session.save().unwrap();
            keep(session, worker);
        }
    }

    /// Keeps what was done as an entry, and waits for it: it holds what the folder holds when it is made.
    fn keep(session: &mut Session, worker: &HistoryWorker) {
        worker.keep(session.history_entry(chrono_tz::UTC).unwrap());
        assert!(worker.finish(Duration::from_secs(60)));
    }

    /// What has come in once everything is done.
    fn reports(worker: &HistoryWorker) -> Vec<Report> {
        assert!(worker.finish(Duration::from_secs(60)));
        std::iter::from_fn(|| worker.poll()).collect()
    }

    fn look(worker: &HistoryWorker, ticket: u64, question: Question, from: Option<VersionId>) {
        worker.look(ticket, question, from, Workspace::default());
    }

    /// The labels of what was found, and how the answer stands.
    fn answer(reports: Vec<Report>, of: u64) -> (Vec<String>, Option<Reached>) {
        let (mut labels, mut stands) = (Vec::new(), None);
        for report in reports {
            if let Report::Found { ticket, versions, answer, .. } = report
                && ticket == of
            {
                labels.extend(versions.into_iter().map(|version| version.label));
                stands = answer.or(stands);
            }
        }
        (labels, stands)
    }

    #[test]
    fn what_is_kept_is_found_newest_first_and_the_rest_when_it_is_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        let mut session = session(dir.path());
        let worker = worker(dir.path());
        add_parties(&mut session, &worker, ENOUGH + FIRST + 1);
        look(&worker, 1, Question::default(), None);
        let (labels, stands) = answer(reports(&worker), 1);
        assert_eq!(labels.first().unwrap(), "add party");
        assert!(labels.len() >= ENOUGH && labels.len() < ENOUGH + BATCH, "{}", labels.len());
        let Some(Reached::Part(from)) = stands else { panic!("{stands:?}") };
        look(&worker, 2, Question::default(), Some(from));
        let (rest, stands) = answer(reports(&worker), 2);
        // One more than was added: the history began with the folder.
        assert_eq!((labels.len() + rest.len(), stands), (ENOUGH + FIRST + 2, Some(Reached::Whole)));
    }

    #[test]
    fn a_question_is_answered_with_what_fits_it() {
        let dir = tempfile::tempdir().unwrap();
        let mut session = session(dir.path());
        let worker = worker(dir.path());
        add_parties(&mut session, &worker, 3);
        let party = session.workspace().parties.values().next().unwrap().clone();
        session.set_author("Bo");
        session
            .perform(Proposal::put("change name", crate::model::Party { name: "Ukraine".to_owned(), ..party.clone() }))
            .unwrap();
        session.save().unwrap();
        keep(&mut session, &worker);
        let questions = [
            (Question { who: Some("Bo".to_owned()), ..Question::default() }, 1),
            (Question { words: "UKRAINE".to_owned(), ..Question::default() }, 1),
            (Question { words: "party 2".to_owned(), ..Question::default() }, 1),
            (Question { words: "party 2 ukraine".to_owned(), ..Question::default() }, 0),
            (Question::of(party.id.into(), false), 2),
            (Question::of(party.id.into(), true), 2),
        ];
        for (ticket, (question, count)) in (1..).zip(questions) {
            let words = format!("{question:?}");
            look(&worker, ticket, question, None);
            let (labels, stands) = answer(reports(&worker), ticket);
            assert_eq!((labels.len(), stands), (count, Some(Reached::Whole)), "{words}: {labels:?}");
        }
    }

    #[test]
    fn an_answer_that_nobody_wants_any_more_is_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let worker = worker(dir.path());
        reports(&worker);
        worker.shared.wanted.store(7, Ordering::SeqCst);
        worker.send(Job::Look { ticket: 6, question: Question::default(), from: None, known: Box::default() });
        assert_eq!(answer(reports(&worker), 6), (Vec::new(), None));
        worker.stop();
        worker.send(Job::Look { ticket: 7, question: Question::default(), from: None, known: Box::default() });
        assert_eq!(answer(reports(&worker), 7), (Vec::new(), Some(Reached::Stopped(None))));
    }

    #[test]
    fn a_record_that_is_gone_is_found_as_it_last_was() {
        let dir = tempfile::tempdir().unwrap();
        let mut session = session(dir.path());
        let worker = worker(dir.path());
        add_parties(&mut session, &worker, 1);
        let party = session.workspace().parties.values().next().unwrap().clone();
        let bin = session.delete(party.id.into(), "Party 0").unwrap();
        session.discard(&[bin]).unwrap();
        session.save().unwrap();
        keep(&mut session, &worker);
        worker.find(vec![party.id.into(), crate::model::PartyId(Uuid::from_u128(99)).into()]);
        let found = reports(&worker).into_iter().find_map(|report| match report {
            Report::Last(found) => Some(found),
            _ => None,
        });
        assert_eq!(found, Some(vec![party.into()]));
    }

    #[test]
    fn a_history_that_cannot_be_is_told_and_nothing_waits_for_it() {
        let refuse = || Err(HistoryError::None("There is no room for it".to_owned()));
        let worker = HistoryWorker::start(&egui::Context::default(), refuse, Some(moment())).unwrap();
        worker.keep_rest(moment());
        assert!(!worker.finish(Duration::from_secs(60)), "nothing is kept");
        let told: Vec<Report> = std::iter::from_fn(|| worker.worker.wait()).take(2).collect();
        assert!(matches!(&told[..], [Report::Without(why), Report::Gone] if why == "There is no room for it"), "{told:?}");
    }
}
