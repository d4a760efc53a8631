//! The real window tree, driven by label: an [`App`] on a small workspace, with fixed time and ids.

use chrono::{DateTime, Utc};
use egui::{Key, Modifiers, Vec2};
use egui_kittest::{Harness, kittest::Queryable};
use rapporteur::app::platform::Platform;
use rapporteur::app::{App, OpenSampleError, Preferences, Sample, World};
use rapporteur::exchange::clipboard::Forms;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, PartyId, PartyKind, Record, Workspace};
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::store::sample::SampleError;
use rapporteur::ui::{Page, Used, Views};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

thread_local! {
    /// Whether the system asks the windows of this test to end.
    pub static ASKED_TO_END: Cell<bool> = const { Cell::new(false) };
}

/// How a window comes by a copy of the sample.
pub(crate) type OpensSample = Box<dyn FnMut() -> Result<Sample, OpenSampleError>>;

/// Why a test has no sample.
pub(crate) fn no_sample() -> OpenSampleError {
    SampleError::NotEmpty(PathBuf::from("the folder of a test")).into()
}

/// The time of every test: a Monday morning in January 2026.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-01-26T09:00:00Z".parse().unwrap()
}

/// An empty session in memory.
pub(crate) fn empty() -> Session {
    Session::in_memory(Workspace::new(uuid::Uuid::from_u128(1)), Box::new(Fixed::at(now())), "Test")
}

/// The same, on that day at noon (UTC).
pub(crate) fn session_on(day: &str) -> Session {
    let noon = format!("{day}T12:00:00Z").parse().unwrap();
    Session::in_memory(Workspace::new(uuid::Uuid::from_u128(1)), Box::new(Fixed::at(noon)), "Test")
}

/// A session with one negotiation and two parties that sit in it, UA first.
pub(crate) fn two_parties() -> (Session, NegotiationId, PartyId, PartyId) {
    let mut session = empty();
    let ukraine = party(&mut session, "Ukraine", "UA");
    let russia = party(&mut session, "Russia", "RU");
    let Record::Negotiation(mut negotiation) = session.draft(New::Negotiation { title: "Trilateral talks".to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    for party in [ukraine, russia] {
        let role = rapporteur::model::SeatRole::Principal;
        negotiation.seats.push(rapporteur::model::Seat { party, role, note: String::new() });
    }
    let id = negotiation.id;
    session.perform(Proposal::put("add negotiation", negotiation)).unwrap();
    (session, id, ukraine, russia)
}

/// The sample in memory, on that day at noon (UTC).
pub(crate) fn sample_on(day: &str) -> Session {
    let folder = tempfile::tempdir().unwrap();
    rapporteur::store::sample::write_to(folder.path()).unwrap();
    let opened = rapporteur::store::Store::open(folder.path(), uuid::Uuid::from_u128(1)).unwrap();
    let noon = format!("{day}T12:00:00Z").parse().unwrap();
    Session::in_memory(opened.workspace, Box::new(Fixed::at(noon)), "Test")
}

/// Adds a party.
pub(crate) fn party(session: &mut Session, name: &str, short: &str) -> PartyId {
    let Record::Party(mut party) = session.draft(New::Party { name: name.to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    short.clone_into(&mut party.short);
    party.kind = PartyKind::State;
    let id = party.id;
    session.perform(Proposal::put("add party", party)).unwrap();
    id
}

/// A window of that size on a session, on a page.
pub(crate) fn window_of(session: Session, page: Page, size: [f32; 2], theme: ThemeChoice) -> Harness<'static, App> {
    window_with(session, page, size, theme, Box::new(|| Err(no_sample())))
}

/// The same with what opening the sample gives.
pub(crate) fn window_with(
    session: Session,
    page: Page,
    size: [f32; 2],
    theme: ThemeChoice,
    sample: OpensSample,
) -> Harness<'static, App> {
    built(session, page, size, theme, (sample, Platform::none(), None))
}

/// A window that reaches what is outside itself in that way.
pub(crate) fn window_reaching(session: Session, page: Page, platform: Platform) -> Harness<'static, App> {
    let sample: OpensSample = Box::new(|| Err(no_sample()));
    built(session, page, [1280.0, 800.0], ThemeChoice::Light, (sample, platform, None))
}

/// The same with a folder for what this machine knows of the record.
pub(crate) fn reaching_in(session: Session, page: Page, platform: Platform, state: Option<PathBuf>) -> Harness<'static, App> {
    let sample: OpensSample = Box::new(|| Err(no_sample()));
    built(session, page, [1280.0, 800.0], ThemeChoice::Light, (sample, platform, state))
}

/// A clipboard that keeps what is put on it, and all that was.
pub(crate) fn copying() -> (Platform, Arc<Mutex<Vec<Forms>>>) {
    let copies: Arc<Mutex<Vec<Forms>>> = Arc::default();
    let kept = Arc::clone(&copies);
    let copy = move |forms: &Forms| {
        kept.lock().unwrap().push(forms.clone());
        Ok(())
    };
    (Platform { copy: Box::new(copy), ..Platform::none() }, copies)
}

/// Draws until nothing is done beside the window any more.
pub(crate) fn settle(window: &mut Harness<'static, App>) {
    window.run_ok();
    loop {
        window.step();
        if !window.state().is_busy() {
            break;
        }
        std::thread::yield_now();
    }
    window.run_ok();
}

/// Whether the window comes to rest: draws until it has asked for no frame eight times running. Threads that end meanwhile may wake it
/// a few times; one that wakes itself never rests.
pub(crate) fn comes_to_rest(window: &mut Harness<'static, App>) -> bool {
    let mut resting = 0;
    for _ in 0..2_000 {
        window.step();
        let waits = window.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
        resting = if waits == Some(std::time::Duration::MAX) { resting + 1 } else { 0 };
        if resting == 8 {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

fn built(
    session: Session,
    page: Page,
    size: [f32; 2],
    theme: ThemeChoice,
    (sample, platform, state): (OpensSample, Platform, Option<PathBuf>),
) -> Harness<'static, App> {
    let preferences = Preferences {
        name: "Test".to_owned(),
        zone: None,
        theme,
        page,
        size: None,
        position: None,
        maximized: false,
        used: Used::default(),
        notes_delay: 0,
        views: Views::default(),
    };
    let mut harness = Harness::builder()
        .with_size(Vec2::from(size))
        .with_max_steps(64)
        .with_theme(if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .wgpu()
        .build_eframe(move |cc| {
            let system_zone = chrono_tz::Europe::Zurich;
            let (keep, asked_to_end) = (Box::new(|_: &Preferences| {}), Box::new(|| ASKED_TO_END.get()));
            let world = World { system_zone, keep, state, sample, platform, asked_to_end };
            App::new(&cc.egui_ctx, session, preferences, world)
        });
    harness.run();
    harness
}

/// A window of 1280 × 800 in the light theme.
pub(crate) fn window(session: Session, page: Page) -> Harness<'static, App> {
    window_of(session, page, [1280.0, 800.0], ThemeChoice::Light)
}

/// What a test does to a window, in a user's words.
pub(crate) trait Drive {
    /// Clicks what carries that label.
    fn click(&mut self, label: &str);
    /// Types into what has the focus.
    fn write(&mut self, text: &str);
    /// Presses a key.
    fn press(&mut self, key: Key);
    /// Presses a key with `Ctrl` (`Cmd`).
    fn press_ctrl(&mut self, key: Key);
    /// Whether something carries that label, or holds it in its label.
    fn shows(&self, label: &str) -> bool;
}

impl Drive for Harness<'static, App> {
    fn click(&mut self, label: &str) {
        self.get_by_label(label).click();
        self.run();
    }

    fn write(&mut self, text: &str) {
        self.event(egui::Event::Text(text.to_owned()));
        self.run();
    }

    fn press(&mut self, key: Key) {
        self.key_press(key);
        self.run();
    }

    fn press_ctrl(&mut self, key: Key) {
        self.key_press_modifiers(Modifiers::COMMAND, key);
        self.run();
    }

    fn shows(&self, label: &str) -> bool {
        self.query_all_by_label_contains(label).next().is_some()
    }
}

/// What has the focus, by its label.
pub(crate) fn focused(window: &Harness<'static, App>) -> Option<String> {
    use egui_kittest::kittest::NodeT as _;
    let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree())?;
    node.accesskit_node().label()
}

/// Draws the window into a picture file, to be looked at: `LOOK=/tmp/pictures cargo test`.
pub(crate) fn look(harness: &mut Harness<'static, App>, name: &str) {
    let Some(folder) = std::env::var_os("LOOK") else {
        return;
    };
    let picture = harness.render().unwrap();
    std::fs::create_dir_all(&folder).unwrap();
    picture.save(Path::new(&folder).join(format!("{name}.png"))).unwrap();
}

/// A file that was let go over the window.
#[derive(Debug)]
pub(crate) struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads files itself".to_owned())
    }
}
