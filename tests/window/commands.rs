//! Commands and the palette: what belongs to a round from any page, what is found, and what cannot be run says why.

use crate::support::{Drive, look, two_parties, window};
use egui::Key;
use egui_kittest::{Harness, kittest::Queryable};
use rapporteur::app::App;
use rapporteur::model::{NegotiationId, RecordId, RoundId, When};
use rapporteur::session::{New, Session};
use rapporteur::ui::{Action, Command, Page};

fn with_round() -> (Session, NegotiationId, RoundId) {
    let (mut session, negotiation, ..) = two_parties();
    let when = When::Day(chrono::NaiveDate::from_ymd_opt(2026, 2, 4).unwrap());
    match session.create(New::Round { negotiation, when }).unwrap() {
        RecordId::Round(round) => (session, negotiation, round),
        other => unreachable!("not a round: {other:?}"),
    }
}

fn run(window: &mut Harness<'static, App>, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Run(command), &ctx);
    window.run();
}

#[test]
fn what_belongs_to_a_round_is_added_from_any_page_with_its_first_field_focused() {
    for command in [
        Command::NewAttendance,
        Command::NewAnnouncement,
        Command::NewAccount,
        Command::NewSitting,
        Command::NewDiscrepancy,
        Command::EditAgenda,
        Command::EditOutcome,
        Command::EditNote,
        Command::EditRound,
    ] {
        let (session, negotiation, round) = with_round();
        let mut window = window(session, Page::Compare(negotiation));
        run(&mut window, command);
        assert_eq!(*window.state().page(), Page::Round(round), "{command:?}");
        assert_eq!(window.state().selection(), Some(round.into()), "{command:?}");
        assert!(window.ctx.memory(|memory| memory.focused().is_some()), "{command:?} leaves the focus in a field");
        let found = &window.state().session().workspace().rounds[&round];
        let added = match command {
            Command::NewAttendance => found.attendance.len(),
            Command::NewAnnouncement => found.schedule.announcements.len(),
            Command::NewAccount => found.accounts.len(),
            Command::NewSitting => found.sittings.len(),
            Command::NewDiscrepancy => found.discrepancies.len(),
            _ => 1,
        };
        assert_eq!(added, 1, "{command:?}");
    }
}

/// The marked row of the palette.
fn marked(window: &Harness<'static, App>) -> String {
    use egui_kittest::kittest::NodeT as _;
    let rows = window.query_all_by_role(egui::accesskit::Role::ListBoxOption);
    let marked =
        rows.filter(|row| row.accesskit_node().is_selected() == Some(true)).filter_map(|row| row.accesskit_node().label());
    marked.collect::<Vec<_>>().join("; ")
}

#[test]
fn without_a_round_its_commands_say_what_to_do() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    run(&mut window, Command::NewAttendance);
    assert!(window.shows("Add a round first"));
    run(&mut window, Command::Palette);
    window.write("attendance");
    use egui_kittest::kittest::NodeT as _;
    let greyed = {
        let called = |name: Option<String>| name.is_some_and(|name| name.starts_with("Add attendance"));
        let mut rows = window.query_all_by_role(egui::Role::ListBoxOption);
        rows.find(|row| called(row.accesskit_node().label())).unwrap().accesskit_node().is_disabled()
    };
    assert!(greyed);
    assert!(window.shows("Add attendance, Add a round first"), "greyed, with the reason");
    window.press(Key::Enter);
    assert!(window.shows("Add attendance, Add a round first"), "and stays to be seen");
}

#[test]
fn the_palette_finds_commands_by_other_words_and_pages_of_every_negotiation() {
    let (mut session, _, round) = with_round();
    session.create(New::Negotiation { title: "Border talks".to_owned() }).unwrap();
    let mut window = window(session, Page::Round(round));
    run(&mut window, Command::Palette);
    look(&mut window, "palette-all");
    window.write("compare border");
    look(&mut window, "palette-pages");
    window.press(Key::Enter);
    let border = window.state().session().workspace().negotiations.values().find(|one| one.title == "Border talks").unwrap().id;
    assert_eq!(*window.state().page(), Page::Compare(border));
    run(&mut window, Command::Palette);
    window.write("zoom");
    assert!(window.shows("Zoom in"));
    window.press(Key::Enter);
    assert!(window.ctx.zoom_factor() > 1.0);
    run(&mut window, Command::ZoomReset);
    assert!((window.ctx.zoom_factor() - 1.0).abs() < f32::EPSILON);
}

#[test]
fn the_palette_goes_by_pages_and_to_both_ends() {
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    run(&mut window, Command::Palette);
    window.press(Key::PageDown);
    window.press(Key::End);
    assert_eq!(marked(&window), "Quit, Ctrl+Q");
    window.press(Key::Home);
    window.press(Key::PageDown);
    window.press(Key::PageUp);
    assert_eq!(marked(&window), "Undo, Ctrl+Z");
}

#[test]
fn records_of_one_name_are_told_apart_and_stand_before_the_pages_of_that_word() {
    use egui_kittest::kittest::NodeT as _;
    let (mut session, negotiation, ..) = two_parties();
    let other = match session.create(New::Negotiation { title: "Harbour wages".to_owned() }).unwrap() {
        RecordId::Negotiation(other) => other,
        other => unreachable!("not a negotiation: {other:?}"),
    };
    for (of, day) in [(negotiation, 4), (other, 9)] {
        let when = When::Day(chrono::NaiveDate::from_ymd_opt(2026, 2, day).unwrap());
        session.create(New::Round { negotiation: of, when }).unwrap();
    }
    let mut window = window(session, Page::Upcoming);
    run(&mut window, Command::Palette);
    window.write("round 1");
    look(&mut window, "palette-round");
    let rows = window.query_all_by_role(egui::Role::ListBoxOption).filter_map(|row| row.accesskit_node().label());
    let rows: Vec<String> = rows.collect();
    let called: Vec<&String> = rows.iter().take(2).filter(|row| row.starts_with("Round 1")).collect();
    assert_eq!(called.len(), 2, "{rows:?}");
    for (title, when) in [("Trilateral talks", "4 Feb 2026"), ("Harbour wages", "9 Feb 2026")] {
        assert!(called.iter().any(|row| row.contains(title) && row.contains(when)), "{title}: {rows:?}");
    }
}
