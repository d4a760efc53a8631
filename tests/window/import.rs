//! Import in the window: files by path and by dropping, read in other ways, mapped, answered, taken in as one step, and taken back.

use crate::support::{Drive as _, Dropped, empty, look, sample_on, settle, two_parties, window};
use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::model::{Record, Workspace};
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::ui::Page;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Window = Harness<'static, App>;

/// A file of real talks.
fn talks(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks-2022-2026").join(name)
}

fn record(window: &Window) -> &Workspace {
    window.state().session().workspace()
}

/// Types a path into the field that has the focus on arrival, and waits until the file is read and planned.
fn read(window: &mut Window, path: &Path) {
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M);
    window.run();
    if window.query_by_label("Another file").is_some() {
        window.click("Another file");
    }
    window.get_by_role_and_label(Role::TextInput, "File").focus();
    window.press_ctrl(Key::A);
    window.write(&path.display().to_string());
    window.key_press(Key::Enter);
    settle(window);
}

/// A file with that name and content in a folder of its own.
fn file(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn drop_files(window: &mut Window, paths: &[PathBuf]) {
    for path in paths {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    }
    window.step();
    settle(window);
}

#[test]
fn a_file_is_read_from_its_path_by_keyboard_alone() {
    let mut window = window(empty(), Page::Upcoming);
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M);
    window.run();
    look(&mut window, "import-start");
    assert!(window.shows("Drag a file onto this window"));
    window.write(&talks("positions.csv").display().to_string());
    window.press(Key::Enter);
    settle(&mut window);
    look(&mut window, "import-open");
    assert!(window.shows("positions.csv"));
    assert!(window.shows("rows in 8 columns"));
}

#[test]
fn a_dropped_file_opens_the_page_and_others_wait_for_it() {
    let mut window = window(empty(), Page::Upcoming);
    window.input_mut().hovered_files.push(egui::HoveredFile { path: Some(talks("rounds.csv")), ..Default::default() });
    window.run_steps(4);
    look(&mut window, "import-hover");
    assert!(window.shows("Let go to look at what rounds.csv would bring in. Nothing is changed yet."));
    window.input_mut().hovered_files.clear();
    drop_files(&mut window, &[talks("rounds.csv"), talks("names.tsv"), talks("followups.csv")]);
    assert_eq!(*window.state().page(), Page::Import);
    assert!(window.shows("rounds.csv") && window.shows("One file at a time: 2 more wait."));
    window.click("Go on to names.tsv");
    settle(&mut window);
    assert!(window.shows("One file at a time: one more waits."));
    window.click("Go on to followups.csv");
    settle(&mut window);
    assert!(!window.shows("One file at a time"));
    window.click("Another file");
    assert!(window.shows("Drag a file onto this window"));
}

#[test]
fn what_cannot_be_read_says_why_and_another_can_be_named() {
    let mut window = window(sample_on("2026-02-10"), Page::Upcoming);
    let before = record(&window).clone();
    let (_folder, binary) = file("photo.csv", &[0, 1, 2, 3, 0, 0, 255, 216, 0, 7]);
    for (path, why) in [
        (PathBuf::from("/nowhere/at/all.csv"), "could not be read: it is not there."),
        (std::env::temp_dir(), "could not be read: it is a folder."),
        (binary, "photo.csv was not read."),
    ] {
        read(&mut window, &path);
        assert!(window.shows(why), "{}: {why}", path.display());
        assert!(window.query_by_role_and_label(Role::TextInput, "File").is_some());
    }
    look(&mut window, "import-unread");
    assert_eq!(*record(&window), before);
}

#[test]
fn a_file_is_read_again_in_another_encoding() {
    let (text, ..) = encoding_rs::WINDOWS_1251.encode("party;text\nУкраїна;Гарантії безпеки\n");
    let (_folder, path) = file("said.csv", &text);
    let mut window = window(empty(), Page::Upcoming);
    read(&mut window, &path);
    window.get_by_role_and_label(Role::ComboBox, "Encoding").click();
    window.run();
    window.write("1252");
    window.press(Key::Enter);
    settle(&mut window);
    assert!(!window.shows("Україна"));
    window.get_by_role_and_label(Role::ComboBox, "Encoding").click();
    window.run();
    window.write("1251");
    window.press(Key::Enter);
    settle(&mut window);
    assert!(window.shows("Україна"));
    window.click("Between the cells: Comma");
    settle(&mut window);
    assert!(window.shows("Україна;Гарантії безпеки"));
}

/// The rounds of a negotiation that have a city, by title.
fn cities(window: &Window) -> Vec<(String, String)> {
    record(window).rounds.values().map(|round| (round.title.clone(), round.venue.city.clone())).collect()
}

#[test]
fn a_calendar_comes_in_as_one_step_goes_again_with_undo_and_adds_nothing_twice() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:one@there\r\nDTSTAMP:20260101T000000Z\r\n\
                    DTSTART;VALUE=DATE:20260301\r\nSUMMARY:Fifth round\r\nLOCATION:Geneva\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (_folder, path) = file("talks.ics", calendar.as_bytes());
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    let before = record(&window).clone();
    read(&mut window, &path);
    look(&mut window, "import-calendar");
    assert!(window.shows("A calendar.") && window.shows("New 1") && window.query_by_label("Columns").is_none());
    assert_eq!(*record(&window), before, "a look changes nothing");
    window.click("Import 1 row");
    settle(&mut window);
    look(&mut window, "import-done");
    assert!(cities(&window).iter().any(|(title, _)| title == "Fifth round"), "{:?}", cities(&window));
    assert!(window.shows("from talks.ics. Of its rows: 1 new."));
    assert!(window.shows("Nothing to do: everything in this file is in the record already."));
    window.click("Undo the import");
    settle(&mut window);
    assert_eq!(*record(&window), before);
    assert!(window.shows("New 1"));
    // What is done in the meantime is looked at again by itself.
    window.press_ctrl(Key::Z);
    settle(&mut window);
    assert!(window.shows("As the file says") || window.shows("Refused"));
}

#[test]
fn a_calendar_that_is_cut_off_says_so_and_changes_nothing() {
    let (_folder, path) = file("cut.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Fifth");
    let mut window = window(sample_on("2026-02-10"), Page::Upcoming);
    let before = record(&window).clone();
    read(&mut window, &path);
    assert!(window.shows("cut.ics was not read."));
    assert_eq!(*record(&window), before);
}

#[test]
fn all_files_of_the_talks_come_in_with_a_few_clicks_each_and_a_second_time_nothing() {
    let mut window = window(empty(), Page::Upcoming);
    let files = ["rounds.csv", "delegations.csv", "names.tsv", "positions.csv", "followups.csv", "conflicting-reports.csv"];
    for name in files {
        read(&mut window, &talks(name));
        look(&mut window, &format!("import-{name}"));
        press(&mut window, Role::Button, "Import ");
        settle(&mut window);
        assert!(window.shows(&format!("from {name}. Of its rows: ")), "{name}");
    }
    let ws = record(&window);
    let counts = [ws.negotiations.len(), ws.rounds.len(), ws.statements.len(), ws.follow_ups.len()];
    assert_eq!(counts, [3, 15, 69, 19]);
    let before = ws.clone();
    for name in files {
        read(&mut window, &talks(name));
        assert!(window.shows("Nothing to do: "), "{name}");
    }
    assert_eq!(*record(&window), before);
    for _ in files {
        window.press_ctrl(Key::Z);
        settle(&mut window);
    }
    assert_eq!(*record(&window), Workspace::new(before.id), "each file was one step");
}

/// Clicks the first of that role whose name begins so.
fn press(window: &mut Window, role: Role, begins: &str) {
    let mut wanted = window.get_all_by(|node| node.role() == role && node.label().is_some_and(|label| label.starts_with(begins)));
    wanted.next().unwrap().click();
    drop(wanted);
    window.run();
}

/// Chooses an item of a combo by its words.
fn choose(window: &mut Window, combo: &str, item: &str) {
    window.get_by_role_and_label(Role::ComboBox, combo).click();
    window.run();
    window.write(item);
    window.press(Key::Enter);
    settle(window);
}

#[test]
fn a_mapping_is_corrected_and_what_is_missing_is_said() {
    let (_folder, path) = file("said.csv", b"Who it was,What they want\nUkraine,Guarantees first\nRussia,No foreign troops\n");
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    read(&mut window, &path);
    window.get_by_role_and_label(Role::ComboBox, "What the rows are").click();
    window.run();
    window.get_by_role_and_label(Role::ListBoxOption, "Statements").click();
    settle(&mut window);
    choose(&mut window, "Column “Who it was”", "Note");
    choose(&mut window, "Column “What they want”", "Place in source");
    assert!(window.shows("which every row needs."), "the party and the words are not read");
    look(&mut window, "import-missing");
    choose(&mut window, "Column “Who it was”", "Party");
    choose(&mut window, "Column “What they want”", "Text");
    assert!(!window.shows("which every row needs."));
    assert!(window.shows("New 2"));
    window.click("Import 2 rows");
    settle(&mut window);
    let mut said: Vec<String> = record(&window).statements.values().map(|said| said.text.clone()).collect();
    said.sort();
    assert_eq!(said, ["Guarantees first", "No foreign troops"]);
    assert_eq!(record(&window).parties.len(), 2, "they are the parties that were there");
}

#[test]
fn a_name_that_is_nearly_one_of_the_record_is_asked_about_and_taken_as_answered() {
    let content = "party,text,by\nUkraine,Guarantees first,Rustem Umerof\n";
    let (_folder, path) = file("said.csv", content.as_bytes());
    let session = sample_on("2026-02-10");
    let negotiation = *session.workspace().negotiations.keys().next_back().unwrap();
    let umerov = session.workspace().people.values().find(|person| person.name == "Rustem Umerov").unwrap().id;
    let (people, before) = (session.workspace().people.len(), session.workspace().clone());
    let mut window = window(session, Page::Overview(negotiation));
    read(&mut window, &path);
    look(&mut window, "import-question");
    assert!(window.shows("“Rustem Umerof”, person in 1 row. Is this Rustem Umerov?"));
    assert!(window.shows("The import waits for your answer at the left: who or what is “Rustem Umerof”?"));
    window.click("Import 1 row");
    settle(&mut window);
    assert_eq!(*record(&window), before, "nothing comes in before it is answered");
    window.get_by_role_and_label(Role::ComboBox, "“Rustem Umerof” is").click();
    window.run();
    press(&mut window, Role::ListBoxOption, "Rustem Umerov");
    settle(&mut window);
    assert!(!window.shows("waits for your answer"), "it is answered now");
    window.click("Import 1 row");
    settle(&mut window);
    let ws = record(&window);
    let said = ws.statements.values().find(|said| said.text == "Guarantees first").unwrap();
    assert_eq!(said.speaker, Some(rapporteur::model::Who::Person(umerov)));
    assert_eq!(ws.people.len(), people);
    window.click("Undo the import");
    settle(&mut window);
    assert_eq!(*record(&window), before);
}

#[test]
fn rows_that_are_refused_say_which_and_why_and_are_shown_alone() {
    let content = "party,text,date\nUkraine,Guarantees first,2026-02-01\nRussia,,2026-02-02\n";
    let (_folder, path) = file("said.csv", content.as_bytes());
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    read(&mut window, &path);
    assert!(window.shows("New 1") && window.shows("Refused 1"));
    window.click("Refused 1");
    look(&mut window, "import-refused");
    press(&mut window, Role::ListItem, "3  ");
    window.run();
    assert!(window.shows("Row 3: "));
    assert!(!window.shows("2  Ukraine"));
}

#[test]
fn what_is_done_beside_the_import_is_taken_into_account() {
    let (_folder, path) = file("said.csv", b"party,text\nUkraine,Guarantees first\n");
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    read(&mut window, &path);
    window.click("Import 1 row");
    settle(&mut window);
    assert!(window.shows("The same 1"));
    // The statement goes by another way: the file has something to bring again.
    let id = *record(&window).statements.keys().next().unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Delete(id.into()), &ctx);
    settle(&mut window);
    assert!(window.shows("New 1"));
}

#[test]
fn a_long_import_is_stopped_and_changes_nothing_and_twenty_thousand_rows_come_in_at_once() {
    use std::fmt::Write as _;
    let mut rows = "party,text,date\n".to_owned();
    for at in 0..20_000 {
        let party = if at % 2 == 0 { "Ukraine" } else { "Russia" };
        writeln!(rows, "{party},Word number {at} on the matter,2026-01-{:02}", at % 28 + 1).unwrap();
    }
    let (_folder, path) = file("many.csv", rows.as_bytes());
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Import);
    let before = record(&window).clone();
    window.get_by_role_and_label(Role::TextInput, "File").focus();
    window.run();
    window.write(&path.display().to_string());
    window.key_press(Key::Enter);
    window.step();
    window.step();
    window.get_by_label("Stop").click();
    window.step();
    settle(&mut window);
    assert!(window.shows("Stopped. Nothing was changed."));
    assert_eq!(*record(&window), before);
    if window.query_by_label("Look again").is_some() {
        window.click("Look again");
        settle(&mut window);
    } else {
        read(&mut window, &path);
    }
    assert!(window.shows("New 20000"));
    look(&mut window, "import-many");
    window.click("Import 20000 rows");
    settle(&mut window);
    assert_eq!(record(&window).statements.len(), 20_000);
    assert!(window.shows("The same 20000"));
    window.press_ctrl(Key::Z);
    settle(&mut window);
    assert_eq!(*record(&window), before);
}

#[test]
fn a_new_party_waits_for_its_answer_and_is_named() {
    let (_folder, path) = file("said.csv", b"party,text\nUkraine,Guarantees first\nbeide,A ceasefire\n");
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    read(&mut window, &path);
    look(&mut window, "import-new-party");
    assert!(window.shows("New party “beide”, in 1 row?"));
    assert!(window.shows("Made as well: 1 party: beide."));
    assert!(window.shows("The import waits for your answer at the left: who or what is “beide”?"));
}

#[test]
fn after_another_file_and_the_command_once_more_the_path_is_typed_at_once() {
    let (_folder, path) = file("said.csv", b"party,text\nUkraine,Guarantees first\n");
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    let typed = |window: &Window| window.get_by_role_and_label(Role::TextInput, "File").value().unwrap_or_default();
    read(&mut window, &path);
    window.click("Another file");
    window.write("/first/path.csv");
    assert_eq!(typed(&window), "/first/path.csv");
    read(&mut window, &path);
    window.click("Import 1 row");
    settle(&mut window);
    assert!(window.shows("Imported 1 statement from said.csv."));
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M);
    window.run();
    window.run();
    assert!(window.shows("Drag a file onto this window"), "the page begins anew");
    window.write("/second/path.csv");
    assert_eq!(typed(&window), "/second/path.csv");
}

#[test]
fn a_table_that_was_read_by_hand_is_read_so_again_in_a_new_window() {
    let (_folder, path) = file("said.csv", b"Who it was,What they want\nUkraine,Guarantees first\nRussia,No foreign troops\n");
    let (mut session, negotiation, ..) = two_parties();
    let Record::Negotiation(other) = session.draft(New::Negotiation { title: "Other talks".to_owned() }) else { unreachable!() };
    let other_id = other.id;
    session.perform(Proposal::put("add negotiation", other)).unwrap();
    let mut first = window(session, Page::Overview(negotiation));
    read(&mut first, &path);
    first.get_by_role_and_label(Role::ComboBox, "What the rows are").click();
    first.run();
    first.get_by_role_and_label(Role::ListBoxOption, "Statements").click();
    settle(&mut first);
    choose(&mut first, "Column “Who it was”", "Party");
    choose(&mut first, "Column “What they want”", "Text");
    first.click("Import 2 rows");
    settle(&mut first);
    let workspace = record(&first).clone();
    assert_eq!(workspace.statements.len(), 2);
    let now = "2026-02-10T12:00:00Z".parse().unwrap();
    let session = Session::in_memory(workspace.clone(), Box::new(Fixed::at(now)), "Test");
    let mut second = window(session, Page::Overview(other_id));
    read(&mut second, &path);
    look(&mut second, "import-as-before");
    assert!(second.shows("This table is read as it was before: statements, into Trilateral talks."));
    assert!(second.shows("Nothing to do: "));
    assert_eq!(*record(&second), workspace);
}

#[test]
fn annotations_come_in_as_one_step_and_those_that_name_no_record_are_told() {
    let (mut session, negotiation, party, _) = two_parties();
    let Record::Source(mut source) = session.draft(New::Source { negotiation, title: "Daily".to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    source.text = "Kyiv holds the line, said the envoy. Moscow waits.".to_owned();
    source.address = "https://daily.example/1".to_owned();
    session.perform(Proposal::put("add source", source)).unwrap();
    let text = "We hold the line".to_owned();
    let Record::Statement(said) = session.draft(New::Statement { negotiation, round: None, party, issue: None, text }) else {
        unreachable!("a draft is what was asked for")
    };
    let id = said.id;
    session.perform(Proposal::put("add statement", said)).unwrap();
    let target = |words: &str| {
        format!(r#"{{"source": "https://daily.example/1", "selector": {{"type": "TextQuoteSelector", "exact": "{words}"}}}}"#)
    };
    let page = format!(
        r#"[{{"type": "Annotation", "body": "urn:uuid:{id}", "target": {}}},
            {{"type": "Annotation", "bodyValue": "Do they?", "target": {}}}]"#,
        target("Kyiv holds the line"),
        target("Moscow waits"),
    );
    let (_folder, path) = file("page.jsonld", page.as_bytes());
    let (_other, broken) = file("broken.jsonld", b"[{\"type\": \"Annotation\", ]");
    let mut window = window(session, Page::Upcoming);
    let before = record(&window).clone();
    read(&mut window, &broken);
    assert!(window.shows("Line 1, sign 25: this is no JSON"));
    assert_eq!(*record(&window), before);

    read(&mut window, &path);
    look(&mut window, "import-annotations");
    assert!(window.shows("New 1") && window.shows("Refused 1"));
    assert!(window.shows("It names no record that its words would bear out"));
    assert!(window.shows("The comment is not taken in: “Do they?”"));
    assert!(!window.shows("Into which negotiation"), "the record says it");
    window.click("Import 1 row");
    settle(&mut window);
    let passages = |window: &Window| record(window).statements[&id].passages.clone();
    assert_eq!(passages(&window).iter().map(|one| one.quote.as_str()).collect::<Vec<_>>(), ["Kyiv holds the line"]);
    assert!(window.shows("The same 1"), "a second time there is nothing new");
    window.press_ctrl(Key::Z);
    settle(&mut window);
    assert!(passages(&window).is_empty());
    assert!(window.shows("New 1"));
}
