//! How long the record's main jobs take, on the sample and on 10,000 statements: `cargo bench`. No test asserts a time; what counts
//! is how the figures stand to each other, and that none of what a frame asks for is far above the others.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

#[path = "record/large.rs"]
mod large;

use chrono::NaiveDate;
use chrono_tz::Tz;
use divan::{Bencher, black_box};
use egui_kittest::Harness;
use large::{Large, large};
use rapporteur::app::platform::Platform;
use rapporteur::app::{App, Preferences, World};
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{Record, RecordId, RoundId, Workspace};
use rapporteur::query::agenda::{AgendaQuery, agenda};
use rapporteur::query::matrix::{MatrixQuery, matrix};
use rapporteur::query::position::AsOf;
use rapporteur::query::{check, quick_line, search, usage};
use rapporteur::session::{Proposal, Session};
use rapporteur::store::{FolderScan, Store, sample};
use rapporteur::ui::{Page, Views};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;
use uuid::Uuid;

/// Built once for all measurements.
static LARGE: LazyLock<Large> = LazyLock::new(|| large(10_000));
static HUGE: LazyLock<Large> = LazyLock::new(|| large(100_000));

const ZONE: Tz = Tz::Europe__Zurich;

fn main() {
    divan::main();
}

fn written(workspace: &Workspace, dir: &Path) {
    let opened = Store::open(dir, Uuid::from_u128(1)).unwrap();
    let touched: BTreeSet<RecordId> = workspace.ids().collect();
    assert!(opened.store.plan(workspace, &touched).run().failed.is_empty());
}

/// A folder with the large record in it.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    written(&LARGE.workspace, dir.path());
    dir
}

/// A session whose clock is far ahead, so that files count as left alone.
fn open_session(dir: &Path) -> Session {
    let opened = Store::open(dir, Uuid::from_u128(1)).unwrap();
    let surroundings = rapporteur::session::Fixed::at(chrono::DateTime::from_timestamp(4_000_000_000, 0).unwrap());
    Session::open(opened, Box::new(surroundings), "Bench")
}

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod folders {
    use super::*;

    #[divan::bench]
    fn read_the_sample(bencher: Bencher<'_, '_>) {
        let dir = tempfile::tempdir().unwrap();
        sample::write_to(dir.path()).unwrap();
        bencher.bench_local(|| Store::open_to_read(dir.path()).unwrap());
    }

    #[divan::bench]
    fn read_ten_thousand(bencher: Bencher<'_, '_>) {
        let dir = folder();
        bencher.bench_local(|| Store::open_to_read(dir.path()).unwrap());
    }

    /// A look at ten thousand statements of which none was changed, as it is taken whenever the window gets the focus.
    #[divan::bench]
    fn look_at_ten_thousand(bencher: Bencher<'_, '_>) {
        let dir = folder();
        let mut session = open_session(dir.path());
        let change = session.scan().unwrap().run();
        session.apply_external(change);
        bencher.bench_local(|| session.scan().unwrap().run());
    }

    /// A look that finds one statement changed by another program: it is taken beside the window.
    #[divan::bench]
    fn look_at_one_changed_of_ten_thousand(bencher: Bencher<'_, '_>) {
        let mut outside = Outside::new();
        let session = RefCell::new(open_session(outside.dir.path()));
        bencher.with_inputs(|| outside.change(&mut session.borrow_mut())).bench_local_values(FolderScan::run);
    }

    /// Taking in what that look found, as the window does it between two frames.
    #[divan::bench]
    fn take_in_one_of_ten_thousand(bencher: Bencher<'_, '_>) {
        let mut outside = Outside::new();
        let session = RefCell::new(open_session(outside.dir.path()));
        let change = || outside.change(&mut session.borrow_mut()).run();
        bencher.with_inputs(change).bench_local_values(|change| session.borrow_mut().apply_external(change));
        assert!(session.borrow().workspace().statements[&LARGE.last].text.starts_with("Said outside"));
    }

    /// Another program, which changes the same statement again and again.
    struct Outside {
        dir: TempDir,
        typed: String,
        count: usize,
    }

    impl Outside {
        fn new() -> Self {
            Self { dir: folder(), typed: String::new(), count: 0 }
        }

        /// Changes the statement, and gives the look that will find it.
        fn change(&mut self, session: &mut Session) -> FolderScan {
            let file = self.dir.path().join(session.file_of(LARGE.last.into()).unwrap());
            if self.count == 0 {
                self.typed = "Unsaid".to_owned();
                let mut statement = session.workspace().statements[&LARGE.last].clone();
                statement.text.clone_from(&self.typed);
                session.perform(Proposal::put("change text", statement)).unwrap();
                session.save().unwrap();
            }
            self.count += 1;
            let text = std::fs::read_to_string(&file).unwrap();
            let next = format!("Said outside {}", self.count);
            std::fs::write(&file, text.replacen(&self.typed, &next, 1)).unwrap();
            self.typed = next;
            session.scan().unwrap()
        }
    }

    #[divan::bench(sample_count = 5)]
    fn write_ten_thousand(bencher: Bencher<'_, '_>) {
        bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_local_refs(|dir| written(&LARGE.workspace, dir.path()));
    }

    /// A word typed into a statement, until the bytes of its file are there to be written.
    #[divan::bench]
    fn edit_until_rendered(bencher: Bencher<'_, '_>) {
        let dir = folder();
        let mut session = open_session(dir.path());
        let mut typed = 0;
        bencher.bench_local(|| {
            typed += 1;
            let mut statement = session.workspace().statements[&LARGE.last].clone();
            statement.text = format!("Typed {typed} times");
            session.perform(Proposal::put("change text", statement)).unwrap();
            let plan = session.begin_save().unwrap();
            session.abandon_save();
            plan
        });
    }
}

#[divan::bench_group(sample_count = 20)]
mod questions {
    use super::*;

    #[divan::bench]
    fn index_for_search() -> search::Index {
        search::Index::build(&LARGE.workspace)
    }

    #[divan::bench(args = ["ceasefire", "zuric corridor", "envoy kalo перемирие", "xyzzy"])]
    fn search(bencher: Bencher<'_, '_>, words: &str) {
        let index = search::Index::build(&LARGE.workspace);
        bencher.bench_local(|| index.search(black_box(words), 20));
    }

    #[divan::bench]
    fn matrix_as_of_a_round() -> rapporteur::query::matrix::Matrix {
        let query = MatrixQuery::all(LARGE.negotiation, AsOf::Round(LARGE.rounds[60]));
        matrix(&LARGE.workspace, &query, ZONE)
    }

    #[divan::bench]
    fn agenda_from_a_day() -> usize {
        let from = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
        let query = AgendaQuery { from, days: None, negotiation: None, zone: ZONE };
        agenda(&LARGE.workspace, &query).len()
    }

    #[divan::bench]
    fn quick_line_typed() -> quick_line::QuickLine {
        let context = quick_line::LineContext {
            before: Vec::new(),
            negotiation: LARGE.negotiation,
            round: LARGE.rounds.last().copied(),
            today: NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
            now: NaiveDate::from_ymd_opt(2024, 6, 1).unwrap(),
            zone: ZONE,
            clocks: Some(ZONE),
            party: None,
        };
        let line = "p3 demand \"Issue 7\": All monitors must withdraw @kaloka #background >>p4";
        quick_line::read(black_box(line), line.len(), &LARGE.workspace, &context)
    }

    #[divan::bench]
    fn check_everything() -> usize {
        check::check(&LARGE.workspace).len()
    }

    /// What every change copies: the record before and after.
    #[divan::bench]
    fn one_edit(bencher: Bencher<'_, '_>) {
        let mut session = large::session(LARGE.workspace.clone());
        let mut typed = 0;
        bencher.bench_local(|| {
            typed += 1;
            let Some(Record::Statement(mut statement)) = session.workspace().get(LARGE.last.into()) else { return };
            statement.text = format!("Typed {typed} times");
            session.perform(Proposal::put("change text", statement)).unwrap();
        });
    }
}

/// What a frame, a worker or a deletion asks of 100,000 statements.
#[divan::bench_group(sample_count = 20)]
mod huge {
    use super::*;

    #[divan::bench]
    fn snapshot(bencher: Bencher<'_, '_>) {
        let workspace = &HUGE.workspace;
        bencher.bench_local(|| workspace.clone());
    }

    #[divan::bench]
    fn edit_while_a_snapshot_is_held(bencher: Bencher<'_, '_>) {
        let mut session = large::session(HUGE.workspace.clone());
        let mut typed = 0;
        bencher.bench_local(|| {
            typed += 1;
            let held = session.snapshot();
            let Some(Record::Statement(mut statement)) = session.workspace().get(HUGE.last.into()) else { return };
            statement.text = format!("Typed {typed} times");
            session.perform(Proposal::put("change text", statement)).unwrap();
            drop(held);
        });
    }

    #[divan::bench]
    fn what_goes_to_the_bin_with_a_round(bencher: Bencher<'_, '_>) {
        let round = RecordId::from(HUGE.rounds[10]);
        bencher.bench_local(|| HUGE.workspace.held_by(black_box(round)));
    }

    #[divan::bench]
    fn where_a_party_is_used(bencher: Bencher<'_, '_>) {
        let party = RecordId::from(HUGE.party);
        bencher.bench_local(|| usage::usage(&HUGE.workspace, black_box(party)));
    }

    #[divan::bench]
    fn statements_at_every_round(bencher: Bencher<'_, '_>) {
        let count = |round: &RoundId| HUGE.workspace.statements_at(*round).count();
        bencher.bench_local(|| HUGE.rounds.iter().map(count).sum::<usize>());
    }
}

/// A frame in which nothing has changed, with a statement in the inspector. At 60 frames a second there are 16 ms for it.
#[divan::bench_group(sample_count = 20, sample_size = 2)]
mod frames {
    use super::*;

    const PAGES: [&str; 10] =
        ["Upcoming", "Search", "Directory", "Overview", "Rounds", "Round", "Statements", "Compare", "Issues", "Sources"];

    fn page(name: &str) -> Page {
        let id = LARGE.negotiation;
        match name {
            "Upcoming" => Page::Upcoming,
            "Search" => Page::Search,
            "Directory" => Page::Directory,
            "Overview" => Page::Overview(id),
            "Rounds" => Page::Rounds(id),
            "Round" => Page::Round(LARGE.rounds[10]),
            "Statements" => Page::Statements(id),
            "Compare" => Page::Compare(id),
            "Issues" => Page::Issues(id),
            _ => Page::Sources(id),
        }
    }

    fn window(workspace: Workspace, page: Page) -> Harness<'static, App> {
        let session = large::session(workspace);
        let theme = ThemeChoice::Light;
        let preferences = Preferences {
            name: String::new(),
            zone: Some(ZONE),
            theme,
            page,
            size: None,
            position: None,
            views: Views::default(),
            maximized: false,
            notes_delay: 0,
            used: Default::default(),
        };
        let world = World {
            system_zone: ZONE,
            keep: Box::new(|_| {}),
            state: None,
            sample: Box::new(|| Err(sample::SampleError::NotEmpty(Path::new("").to_owned()).into())),
            platform: Platform::none(),
            asked_to_end: Box::new(|| false),
        };
        let builder = Harness::builder().with_size(egui::vec2(1920.0, 1080.0)).with_max_steps(64);
        let mut harness = builder.build_eframe(move |cc| App::new(&cc.egui_ctx, session, preferences, world));
        let ctx = harness.ctx.clone();
        harness.state_mut().perform(rapporteur::ui::Action::Select(Some(LARGE.last.into()), None), &ctx);
        harness.run();
        harness
    }

    #[divan::bench(args = PAGES)]
    fn unchanged(bencher: Bencher<'_, '_>, name: &str) {
        let mut harness = window(LARGE.workspace.clone(), page(name));
        bencher.bench_local(|| harness.step());
    }

    /// The frame after a word was typed, in which every kept answer is worked out anew.
    #[divan::bench(args = PAGES)]
    fn after_an_edit(bencher: Bencher<'_, '_>, name: &str) {
        let mut harness = window(LARGE.workspace.clone(), page(name));
        let mut typed = 0;
        bencher.bench_local(|| {
            typed += 1;
            let mut statement = LARGE.workspace.statements[&LARGE.last].clone();
            statement.text = format!("Typed {typed} times");
            harness.state_mut().session_mut().perform(Proposal::put("change text", statement)).unwrap();
            harness.step();
        });
    }
}
