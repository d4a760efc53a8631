//! Fields that were changed in two places: seen side by side and chosen, by mouse and by keyboard.

use crate::support::{Drive as _, look, now, two_parties, window, window_of};
use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::fields::FieldPath;
use rapporteur::model::{
    Attendance, AttendanceRole, Clash, NegotiationId, PartId, PartyId, Presence, Record, RecordId, RoundId, Stamp, Statement,
    StatementId, StatementKind, When, Workspace,
};
use rapporteur::session::{Fixed, New, Session};
use rapporteur::store::Store;
use rapporteur::ui::{Action, Page};
use std::collections::BTreeSet;

const HERE: &str = "Ukraine withdraws no troops before a ceasefire holds for thirty days.";
const ELSEWHERE: &str = "Ukraine withdraws no heavy weapons before a ceasefire holds for ten days.";

/// When and by whom the other version was made.
fn elsewhere() -> Stamp {
    Stamp { changed: "2026-01-25T16:30:00Z".parse().unwrap(), ..Stamp::new(now(), "Ben") }
}

/// A session on that workspace, as it would be after it was read.
fn on(workspace: Workspace) -> Session {
    Session::in_memory(workspace, Box::new(Fixed::at(now())), "Test")
}

struct Talks {
    workspace: Workspace,
    negotiation: NegotiationId,
    party: PartyId,
    round: RoundId,
    statement: StatementId,
}

/// Talks with a round and a statement in it, of which nothing is contested yet.
fn talks() -> Talks {
    let (mut session, negotiation, party, _) = two_parties();
    let when = When::Day("2026-01-24".parse().unwrap());
    let Ok(RecordId::Round(round)) = session.create(New::Round { negotiation, when }) else { unreachable!() };
    let new = New::Statement { negotiation, round: Some(round), party, issue: None, text: HERE.to_owned() };
    let Ok(RecordId::Statement(statement)) = session.create(new) else { unreachable!() };
    Talks { workspace: session.workspace().clone(), negotiation, party, round, statement }
}

impl Talks {
    fn said(&self) -> Statement {
        self.workspace.statements[&self.statement].clone()
    }

    /// The other version of the statement has another value in that field.
    fn contest(&mut self, field: &str, change: impl FnOnce(&mut Statement)) {
        let mut other = self.said();
        change(&mut other);
        self.put(FieldPath::new([field]), other);
    }

    fn put(&mut self, field: FieldPath, other: impl Into<Record>) {
        let value = self.workspace.clashes.len().to_string();
        self.workspace.put(Clash::new(elsewhere(), field, other.into(), &value).into());
    }
}

/// The text of a statement and its kind, each changed in two places.
fn two_fields() -> Talks {
    let mut talks = talks();
    talks.contest("text", |other| ELSEWHERE.clone_into(&mut other.text));
    talks.contest("kind", |other| other.kind = StatementKind::RedLine);
    talks
}

fn open(window: &mut Harness<'static, App>, id: impl Into<RecordId>) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Open(id.into()), &ctx);
    window.run();
}

fn said(window: &Harness<'static, App>) -> Statement {
    window.state().session().workspace().statements.values().next().unwrap().clone()
}

fn left(window: &Harness<'static, App>) -> usize {
    window.state().session().workspace().clashes.len()
}

/// What has the focus.
fn focused(window: &Harness<'static, App>) -> String {
    use egui_kittest::kittest::NodeT as _;
    let root = window.root();
    let node = root.children_recursive().find(|node| node.accesskit_node().is_focused_in_tree());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn both_values_are_seen_and_chosen_by_mouse() {
    let talks = two_fields();
    let statement = talks.statement;
    let mut window = window(on(talks.workspace), Page::Upcoming);
    assert!(window.shows("2 fields changed in two places"), "the status line counts them");
    open(&mut window, statement);
    assert!(window.shows("25 Jan 2026, 17:30 by Ben"), "who and when");
    let marked = "Ukraine withdraws no [differs: heavy weapons] before a ceasefire holds for [differs: ten] days.";
    assert!(window.shows(marked), "the words that differ are marked");
    look(&mut window, "clash-inspector");

    window.click("Take the other: Text");
    assert_eq!((said(&window).text.as_str(), said(&window).stamp.by.as_str()), (ELSEWHERE, "Test"));
    assert_eq!(said(&window).kind, StatementKind::Unstated, "only what was chosen");
    window.click("Keep this: Kind");
    assert_eq!(said(&window).kind, StatementKind::Unstated);
    assert_eq!(left(&window), 0);
    assert!(!window.shows("in two places"));

    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert_eq!((said(&window).text.as_str(), left(&window)), (HERE, 2));
    assert!(window.shows("Take the other: Text"), "undo brings the choice back, and shows it");
}

#[test]
fn the_keyboard_alone_chooses_field_after_field() {
    let mut window = window(on(two_fields().workspace), Page::Upcoming);
    window.press(Key::F8);
    assert_eq!(focused(&window), "Keep this: Kind");
    window.press(Key::Tab);
    assert_eq!(focused(&window), "Take the other: Kind");
    window.press(Key::Enter);
    assert_eq!(said(&window).kind, StatementKind::RedLine);
    assert_eq!(focused(&window), "Take the other: Text", "on to the next");
    window.press(Key::Space);
    assert_eq!((said(&window).text.as_str(), left(&window)), (ELSEWHERE, 0));
    window.press_ctrl(Key::Z);
    assert_eq!((said(&window).text.as_str(), left(&window)), (HERE, 1));
    window.press(Key::F8);
    assert_eq!(focused(&window), "Keep this: Text");
    window.press(Key::Enter);
    assert_eq!((said(&window).text.as_str(), left(&window)), (HERE, 0));
    window.press(Key::F8);
    assert!(window.shows("No field was changed in two places"));
}

#[test]
fn all_fields_of_a_record_are_chosen_at_once() {
    let talks = two_fields();
    let (statement, workspace) = (talks.statement, talks.workspace.clone());
    let mut window = window(on(talks.workspace), Page::Upcoming);
    open(&mut window, statement);
    window.click("Take all the others");
    assert_eq!((said(&window).text.as_str(), said(&window).kind), (ELSEWHERE, StatementKind::RedLine));
    assert_eq!(left(&window), 0);
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), workspace);
    window.click("Keep all of these");
    assert_eq!((said(&window), left(&window)), (workspace.statements[&statement].clone(), 0));
}

#[test]
fn the_page_of_problems_lists_them_and_the_status_line_leads_there() {
    let mut talks = two_fields();
    let mut other = talks.workspace.parties[&talks.party].clone();
    "The Ukraine".clone_into(&mut other.name);
    talks.put(FieldPath::new(["name"]), other);
    let (party, statement) = (talks.party, talks.statement);
    let mut window = window(on(talks.workspace), Page::Upcoming);
    assert!(!window.shows("3 problems"), "they are counted once");
    window.click("3 fields changed in two places");
    assert_eq!(*window.state().page(), Page::Problems);
    look(&mut window, "clash-problems");
    window.click("Take the other: Name of Ukraine");
    assert_eq!(window.state().session().workspace().parties[&party].name, "The Ukraine");
    assert_eq!(left(&window), 2);
    window.query_all_by_label_contains("Open the statement").next().unwrap().click();
    window.run();
    assert_eq!(window.state().selection(), Some(statement.into()));
}

#[test]
fn the_palette_goes_from_one_record_to_the_next() {
    let mut talks = two_fields();
    let mut other = talks.workspace.parties[&talks.party].clone();
    "The Ukraine".clone_into(&mut other.name);
    talks.put(FieldPath::new(["name"]), other);
    let (party, statement) = (talks.party, talks.statement);
    let mut window = window(on(talks.workspace), Page::Upcoming);
    for expected in [RecordId::from(party), statement.into(), party.into()] {
        window.press_ctrl(Key::K);
        window.write("choose between");
        window.press(Key::Enter);
        assert_eq!(window.state().selection(), Some(expected));
        assert!(focused(&window).starts_with("Keep this: "), "{}", focused(&window));
    }
}

#[test]
fn rows_carry_a_mark_until_it_is_chosen() {
    let mut talks = two_fields();
    let mut other = talks.workspace.rounds[&talks.round].clone();
    "Second".clone_into(&mut other.title);
    talks.put(FieldPath::new(["title"]), other);
    let (negotiation, round) = (talks.negotiation, talks.round);
    let mut window = window(on(talks.workspace), Page::Statements(negotiation));
    let marks = |window: &Harness<'static, App>| window.query_all_by_label("Changed in two places").count();
    assert_eq!(marks(&window), 1);
    look(&mut window, "clash-statements");
    open(&mut window, round);
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(None, None), &ctx);
    window.run();
    assert_eq!(marks(&window), 2, "the round and the statement in it");
    look(&mut window, "clash-round");
    window.state_mut().perform(Action::ChooseAll(round.into(), false), &ctx);
    window.run();
    assert_eq!(marks(&window), 1);
}

#[test]
fn reloading_keeps_what_is_not_chosen_and_saving_what_is() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let talks = two_fields();
    let opened = Store::open(&dir, talks.workspace.id).unwrap();
    let touched: BTreeSet<RecordId> = talks.workspace.ids().collect();
    assert_eq!(opened.store.plan(&talks.workspace, &touched).run().failed, []);
    drop(opened);
    let session = || Session::open(Store::open(&dir, talks.workspace.id).unwrap(), Box::new(Fixed::at(now())), "Test");
    let mut first = window(session(), Page::Upcoming);
    assert_eq!(left(&first), 2);
    open(&mut first, talks.statement);
    first.click("Take the other: Text");
    assert!(first.state_mut().save_all());
    drop(first);
    let second = window(session(), Page::Upcoming);
    assert_eq!((said(&second).text.as_str(), left(&second)), (ELSEWHERE, 1));
    assert!(second.shows("1 field changed in two places"));
}

/// Somebody at the table, in words.
fn seat(n: u128, party: PartyId, described: &str, office: &str) -> Attendance {
    Attendance {
        id: PartId(uuid::Uuid::from_u128(n)),
        person: None,
        party: Some(party),
        described: described.to_owned(),
        role: AttendanceRole::Delegate,
        office: office.to_owned(),
        presence: Presence::Attended,
        sources: Vec::new(),
        note: String::new(),
        level: None,
        passages: Vec::new(),
    }
}

#[test]
fn somebody_at_the_table_is_put_in_or_left_out_as_a_whole() {
    let mut talks = talks();
    let with = |office: &str| seat(0x51, talks.party, "Deputy head of the delegation", office);
    let mut other = talks.workspace.rounds[&talks.round].clone();
    other.attendance = vec![with("Secretary of the Security Council")];
    let path = FieldPath::new(["attendance".to_owned(), other.attendance[0].id.to_string()]);
    talks.put(path, other);
    let round = talks.round;
    let mut window = window(on(talks.workspace), Page::Round(round));
    open(&mut window, round);
    assert!(window.shows("Secretary of the Security Council"), "what the other version says");
    assert!(window.shows("Not there"), "what the record says");
    look(&mut window, "clash-attendance");
    let button = window.query_all_by_label_contains("Take the other: ").next().unwrap();
    button.click();
    window.run();
    assert_eq!(window.state().session().workspace().rounds[&round].attendance.len(), 1);
}

/// Two long versions of one text.
fn long(there: bool) -> String {
    let sentences = (1..=24).map(|n| {
        let days = if there && n % 5 == 0 { 10 } else { 30 };
        format!("Point {n}: the ceasefire line is to be watched for {days} days by observers whom both sides accept.")
    });
    sentences.collect::<Vec<_>>().join(" ")
}

#[test]
fn five_fields_and_two_thousand_characters_are_shown_in_full() {
    let mut talks = talks();
    let statement = talks.statement;
    if let Some(said) = talks.workspace.statements.get_mut(&statement) {
        said.text = long(false);
    }
    assert!(long(true).len() > 2_000);
    talks.contest("text", |other| other.text = long(true));
    talks.contest("kind", |other| other.kind = StatementKind::RedLine);
    talks.contest("said_on", |other| other.said_on = When::Month { year: 2026, month: 1 });
    talks.contest("note", |other| "Überprüfung mit dem Protokoll, dann הערה and ملاحظة".clone_into(&mut other.note));
    talks.contest("locus", |other| {
        "https://example.org/averyveryveryverylongaddresswithoutanyplacetobreakit/2026/01/24".clone_into(&mut other.locus);
    });
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let mut window = window_of(on(talks.workspace.clone()), Page::Upcoming, [1280.0, 800.0], theme);
        open(&mut window, statement);
        assert!(window.shows("5 fields were changed here and elsewhere at the same time."));
        look(&mut window, &format!("clash-five-{name}"));
        window.press(Key::F8);
        for _ in 0..8 {
            window.press(Key::Tab);
        }
        assert_eq!(focused(&window), "Keep this: Text");
        look(&mut window, &format!("clash-five-scrolled-{name}"));
        window.click("5 fields changed in two places");
        look(&mut window, &format!("clash-five-problems-{name}"));
        assert!(window.query_all_by_label_contains("Point 24").count() >= 2, "both texts, whole");
    }
}
