//! What is made by opening a form is not in the record before something is filled in, and goes when it is left.

use crate::support::{Drive, focused, look, two_parties, window, window_of};
use egui::Key;
use egui_kittest::{Harness, kittest::Queryable};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, RecordId, RoundId, ScheduleStatus, When, Workspace};
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::store::Store;
use rapporteur::ui::{Action, Command, Page};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Window = Harness<'static, App>;

/// Two parties at two rounds, the first held.
fn talks() -> (Session, NegotiationId, [RoundId; 2]) {
    let (mut session, negotiation, ..) = two_parties();
    let rounds = [12, 30].map(|day| {
        let when = When::Day(chrono::NaiveDate::from_ymd_opt(2026, 1, day).unwrap());
        match session.create(New::Round { negotiation, when }).unwrap() {
            RecordId::Round(round) => round,
            other => unreachable!("not a round: {other:?}"),
        }
    });
    let mut held = session.workspace().rounds[&rounds[0]].clone();
    held.schedule.status = ScheduleStatus::Held;
    session.perform(Proposal::put("change status", held)).unwrap();
    (session, negotiation, rounds)
}

fn run(window: &mut Window, command: Command) {
    act(window, Action::Run(command));
}

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(action, &ctx);
    window.run();
}

fn record(window: &Window) -> &Workspace {
    window.state().session().workspace()
}

/// All that makes something at once.
const MAKES: [Command; 12] = [
    Command::NewAttendance,
    Command::NewFollowUp,
    Command::NewIncident,
    Command::NewAnnouncement,
    Command::NewAccount,
    Command::NewSitting,
    Command::NewDiscrepancy,
    Command::NewSource,
    Command::NewParty,
    Command::NewPerson,
    Command::NewNegotiation,
    Command::NewRound,
];

#[test]
fn a_form_that_was_opened_and_left_leaves_nothing_behind() {
    for command in MAKES {
        let (session, negotiation, [round, _]) = talks();
        let before = session.workspace().clone();
        let label = session.undo_label().map(str::to_owned);
        let mut window = window(session, Page::Round(round));
        run(&mut window, command);
        assert_ne!(*record(&window), before, "{command:?} shows something to be filled in");
        // Going elsewhere within the window without leaving the form takes nothing away.
        run(&mut window, Command::NextPart);
        assert_ne!(*record(&window), before, "{command:?} is still open");
        act(&mut window, Action::Go(Page::Upcoming));
        assert_eq!(*record(&window), before, "{command:?}, left for another page");
        assert_eq!(window.state().session().undo_label().map(str::to_owned), label, "{command:?} leaves no undo step");
        assert_eq!(window.state().session().redo_label(), None, "{command:?}");
        assert!(window.shows("Nothing was filled in"), "{command:?} says so");
        act(&mut window, Action::Go(Page::Statements(negotiation)));
        run(&mut window, Command::Back);
        assert_eq!(*record(&window), before, "{command:?}");
    }
}

#[test]
fn escape_another_command_and_another_selection_leave_a_form_too() {
    for command in [Command::NewAttendance, Command::NewFollowUp, Command::NewIncident, Command::NewAnnouncement] {
        let (session, _, [round, other]) = talks();
        let before = session.workspace().clone();
        let mut window = window(session, Page::Round(round));
        run(&mut window, command);
        window.press(Key::Escape);
        window.press(Key::Escape);
        assert_eq!(*record(&window), before, "{command:?}, left by Escape");
        assert!(focused(&window).is_some(), "{command:?}");
        run(&mut window, command);
        act(&mut window, Action::Select(Some(other.into()), None));
        assert_eq!(*record(&window), before, "{command:?}, something else selected");
        // The next one takes its place, and that goes as well.
        act(&mut window, Action::Go(Page::Round(round)));
        run(&mut window, command);
        run(&mut window, Command::NewIncident);
        run(&mut window, Command::NewSitting);
        let now = record(&window);
        let parts = now.rounds[&round].attendance.len() + now.rounds[&round].schedule.announcements.len();
        assert_eq!((now.incidents.len(), now.follow_ups.len(), parts), (0, 0, 0), "{command:?}");
        assert_eq!(now.rounds[&round].sittings.len(), 1);
        run(&mut window, Command::ToggleInspector);
        assert_eq!(*record(&window), before, "{command:?}, the inspector closed");
        // Deleting it is no more than leaving it.
        run(&mut window, Command::ToggleInspector);
        run(&mut window, Command::NewIncident);
        run(&mut window, Command::Delete);
        assert_eq!(*record(&window), before, "{command:?}");
    }
}

#[test]
fn what_is_filled_in_stays_and_what_is_emptied_again_goes() {
    let (session, _, [round, _]) = talks();
    let before = session.workspace().clone();
    let mut window = window(session, Page::Round(round));
    run(&mut window, Command::NewIncident);
    window.write("F");
    window.press(Key::Backspace);
    act(&mut window, Action::Go(Page::Upcoming));
    assert_eq!(*record(&window), before, "typed and taken out again");
    assert_ne!(window.state().session().undo_label(), Some("add incident"));
    assert_ne!(window.state().session().undo_label(), Some("change what is said to have happened"));
    act(&mut window, Action::Go(Page::Round(round)));
    run(&mut window, Command::NewIncident);
    window.write("Fire");
    act(&mut window, Action::Go(Page::Upcoming));
    assert_eq!(record(&window).incidents.values().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["Fire"]);
    run(&mut window, Command::Undo);
    run(&mut window, Command::Undo);
    assert_eq!(*record(&window), before);
    // What was typed and undone can be done again after the form was left.
    act(&mut window, Action::Go(Page::Round(round)));
    run(&mut window, Command::NewIncident);
    window.write("Flood");
    run(&mut window, Command::Undo);
    assert_eq!(record(&window).incidents.len(), 1);
    act(&mut window, Action::Go(Page::Upcoming));
    assert_eq!(*record(&window), before);
    run(&mut window, Command::Redo);
    run(&mut window, Command::Redo);
    assert_eq!(record(&window).incidents.values().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["Flood"]);
    // Words in a field that are in no record yet are filled in as well.
    act(&mut window, Action::Go(Page::Round(round)));
    run(&mut window, Command::NewFollowUp);
    run(&mut window, Command::NewAttendance);
    window.write("somebody");
    act(&mut window, Action::Go(Page::Upcoming));
    assert_eq!((record(&window).follow_ups.len(), record(&window).rounds[&round].attendance.len()), (0, 1));
}

#[test]
fn what_happens_beside_an_open_form_is_kept_when_the_form_goes() {
    let (session, negotiation, [round, _]) = talks();
    let mut window = window(session, Page::Round(round));
    run(&mut window, Command::NewAttendance);
    let mut titled = record(&window).rounds[&round].clone();
    titled.title = "Opening".to_owned();
    act(&mut window, Action::Put(Proposal::put("change title", titled)));
    let line = "ua demand ceasefire: Now".to_owned();
    act(&mut window, Action::Log { negotiation, round: Some(round), line, keep: true });
    act(&mut window, Action::Go(Page::Upcoming));
    let of_round = |window: &Window| {
        let now = &record(window).rounds[&round];
        (now.title.clone(), now.attendance.len(), record(window).statements.len())
    };
    assert_eq!(of_round(&window), ("Opening".to_owned(), 0, 1));
    run(&mut window, Command::Undo);
    assert_eq!(of_round(&window), ("Opening".to_owned(), 0, 0));
    run(&mut window, Command::Undo);
    assert_eq!(of_round(&window), (String::new(), 0, 0));
    assert_eq!(window.state().session().undo_label(), Some("change status"));
    run(&mut window, Command::Redo);
    run(&mut window, Command::Redo);
    assert_eq!(of_round(&window), ("Opening".to_owned(), 0, 1));
    // A round under which something was recorded is filled in.
    run(&mut window, Command::NewRound);
    let Page::Round(new) = *window.state().page() else { unreachable!("not the page of a round") };
    let line = "ru offer ceasefire: Later".to_owned();
    act(&mut window, Action::Log { negotiation, round: Some(new), line, keep: true });
    act(&mut window, Action::Go(Page::Upcoming));
    assert!(record(&window).rounds.contains_key(&new));
}

/// All files of a record and their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let (path, is_folder) = (entry.path(), entry.file_type().unwrap().is_dir());
            match is_folder {
                true if entry.file_name() != ".git" => left.push(path),
                false if path.extension().is_some_and(|ending| ending == "ron") => {
                    found.insert(path.clone(), std::fs::read(path).unwrap());
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn what_has_nothing_filled_in_is_in_no_file() {
    let (small, _, [round, _]) = talks();
    let home = tempfile::tempdir().unwrap();
    let opened = Store::open(home.path(), uuid::Uuid::from_u128(1)).unwrap();
    let mut session = Session::open(opened, Box::new(Fixed::at(crate::support::now())), "Test");
    let puts = small.workspace().ids().filter_map(|id| small.workspace().get(id)).collect();
    session.perform(Proposal { label: "begin".to_owned(), puts, gesture: None }).unwrap();
    session.save().unwrap();
    let before = files(home.path());
    let mut window = window(session, Page::Round(round));
    for command in MAKES {
        act(&mut window, Action::Go(Page::Round(round)));
        run(&mut window, command);
        assert!(window.state_mut().save_all());
        assert_eq!(files(home.path()), before, "{command:?} is in no file while its form is open");
    }
    act(&mut window, Action::Go(Page::Round(round)));
    // Something else of the same round is saved without it.
    run(&mut window, Command::NewAttendance);
    let mut titled = record(&window).rounds[&round].clone();
    titled.title = "Opening".to_owned();
    act(&mut window, Action::Put(Proposal::put("change title", titled)));
    assert!(window.state_mut().save_all());
    let reread = || {
        let copy = tempfile::tempdir().unwrap();
        for (path, bytes) in files(home.path()) {
            let to = copy.path().join(path.strip_prefix(home.path()).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
        Store::open(copy.path(), uuid::Uuid::from_u128(1)).unwrap().workspace
    };
    let there = reread().rounds[&round].clone();
    assert_eq!((there.title.as_str(), there.attendance.len()), ("Opening", 0));
    // Filled in, it is saved; emptied again, it goes from the file, and what belongs to it.
    run(&mut window, Command::NewParty);
    window.write("Qatar");
    assert!(window.state_mut().save_all());
    let seats = |ws: &Workspace| ws.negotiations.values().map(|one| one.seats.len()).sum::<usize>();
    assert_eq!((reread().parties.len(), seats(&reread())), (3, 3));
    for _ in 0.."Qatar".len() {
        window.press(Key::Backspace);
    }
    act(&mut window, Action::Go(Page::Upcoming));
    assert!(window.state_mut().save_all());
    assert_eq!((reread().parties.len(), seats(&reread())), (2, 2));
    assert_eq!((record(&window).parties.len(), seats(record(&window))), (2, 2));
}

#[test]
fn what_is_selected_and_what_has_the_focus_agree_after_undo() {
    let (mut session, negotiation, [round, _]) = talks();
    for line in ["ua demand ceasefire: one", "ru offer ceasefire: two", "ua demand ceasefire: three"] {
        let context = session.line_context(negotiation, Some(round), chrono_tz::Tz::UTC);
        session.log(&context, line, true).unwrap();
    }
    for new in ["Report", "Visit", "Letter"] {
        session.create(New::FollowUp { negotiation, round: Some(round), what: new.to_owned() }).unwrap();
        session.create(New::Source { negotiation, title: new.to_owned() }).unwrap();
        session.create(New::Person { name: new.to_owned() }).unwrap();
        session.create(New::Incident { negotiation, round: Some(round), what: format!("{new} burnt") }).unwrap();
    }
    let whole = session.workspace().clone();
    let said: Vec<RecordId> = whole.statements.keys().map(|id| (*id).into()).collect();
    let owed: Vec<RecordId> = whole.follow_ups.keys().map(|id| (*id).into()).collect();
    let sources: Vec<RecordId> = whole.sources.keys().map(|id| (*id).into()).collect();
    let people: Vec<RecordId> = whole.people.keys().map(|id| (*id).into()).collect();
    let incidents: Vec<RecordId> = whole.incidents.keys().map(|id| (*id).into()).collect();
    let mut window = window(session, Page::Upcoming);
    for (page, ids) in [
        (Page::Statements(negotiation), &said),
        (Page::Round(round), &said),
        (Page::Round(round), &owed),
        (Page::Round(round), &incidents),
        (Page::Sources(negotiation), &sources),
        (Page::Directory, &people),
    ] {
        for id in ids {
            act(&mut window, Action::Go(page.clone()));
            act(&mut window, Action::Open(*id));
            // A key, so that the focus is followed.
            window.press(Key::F6);
            window.press(Key::F6);
            window.press(Key::F6);
            run(&mut window, Command::Delete);
            assert!(!record(&window).contains(*id), "{id:?} on {page:?}");
            run(&mut window, Command::Undo);
            assert_eq!(*record(&window), whole);
            assert_eq!(window.state().selection(), Some(*id), "on {page:?}");
            run(&mut window, Command::Delete);
            assert!(!record(&window).contains(*id), "what is shown as selected is deleted: {id:?} on {page:?}");
            run(&mut window, Command::Undo);
            assert_eq!(*record(&window), whole);
        }
    }
}

#[test]
fn arrows_and_enter_act_on_the_list_of_a_page_that_a_key_opened() {
    let (mut session, negotiation, [round, _]) = talks();
    for line in ["ua demand ceasefire: one", "ru offer ceasefire: two"] {
        let context = session.line_context(negotiation, Some(round), chrono_tz::Tz::UTC);
        session.log(&context, line, true).unwrap();
    }
    session.create(New::Source { negotiation, title: "Report".to_owned() }).unwrap();
    session.create(New::Source { negotiation, title: "Letter".to_owned() }).unwrap();
    let mut window = window(session, Page::Statements(negotiation));
    for from in ["Quick line", "Copy as table"] {
        for (command, row) in
            [(Command::Statements, "UA"), (Command::Rounds, "Round"), (Command::Sources, "Report"), (Command::Statements, "UA")]
        {
            act(&mut window, Action::Go(Page::Statements(negotiation)));
            window.get_by_label(from).focus();
            window.run();
            window.press(Key::F7);
            run(&mut window, command);
            let first = focused(&window).unwrap_or_default();
            assert!(
                !["Quick line", "Copy as table", "Add round", "Add source"].contains(&first.as_str()),
                "{command:?}: {first}"
            );
            window.press(Key::ArrowDown);
            let second = focused(&window).unwrap_or_default();
            assert_ne!(first, second, "{command:?} from {from}: down goes to the next row ({row})");
            window.press(Key::ArrowUp);
            assert_eq!(focused(&window).unwrap_or_default(), first, "{command:?} from {from}");
        }
    }
    run(&mut window, Command::Rounds);
    window.press(Key::Enter);
    assert!(matches!(window.state().page(), Page::Round(_)), "Enter opens the round: {:?}", window.state().page());
}

#[test]
fn in_a_narrow_window_a_new_form_opens_at_once_from_the_quick_line() {
    for command in [Command::NewStatement, Command::NewFollowUp, Command::NewIncident, Command::NewAttendance] {
        let (session, _, [round, _]) = talks();
        let mut window = window_of(session, Page::Round(round), [800.0, 600.0], ThemeChoice::Light);
        run(&mut window, Command::QuickLine);
        window.press(Key::F7);
        assert_eq!(focused(&window).as_deref(), Some("Quick line"));
        run(&mut window, command);
        let first = match command {
            Command::NewStatement => "Party",
            Command::NewFollowUp => "What",
            Command::NewIncident => "What is said to have happened",
            _ => "Person",
        };
        assert_eq!(focused(&window).as_deref(), Some(first), "{command:?}");
    }
}

#[test]
fn a_new_form_looks_as_it_should() {
    let (session, _, [round, _]) = talks();
    let mut window = window(session, Page::Round(round));
    run(&mut window, Command::NewAttendance);
    look(&mut window, "untouched-open");
    window.press(Key::Escape);
    window.press(Key::Escape);
    look(&mut window, "untouched-left");
    assert!(window.shows("Nothing was filled in, so the new attendance is not kept"));
}
