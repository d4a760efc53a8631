//! Import in the window: files by path and by dropping, read in other ways, mapped, answered, taken in as one step, and taken back.

use crate::support::{Drive as _, empty, look, sample_on, settle, two_parties, window};
use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::model::Workspace;
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

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads files itself".to_owned())
    }
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
