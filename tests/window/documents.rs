//! Documents that become sources: by path, dropped and pasted; looked at first, added as one step, and taken back.

use crate::support::{Drive as _, Dropped, empty, look, now, settle, two_parties, window, window_reaching};
use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::app::platform::Platform;
use rapporteur::model::{Source, When};
use rapporteur::session::{Fixed, New, Session};
use rapporteur::store::{Store, documents};
use rapporteur::ui::Page;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

type Window = Harness<'static, App>;

/// What was opened: where it was, and its bytes.
type Opened = Arc<Mutex<Vec<(PathBuf, Vec<u8>)>>>;

const PAGE: &str = "<html><head><meta property='og:title' content='Talks resume'><meta property='og:site_name' content='The Courier'>\
                    <meta property='article:published_time' content='2026-01-24'></head><body><p>The parties met again.</p>\
                    <p>They will go on.</p></body></html>";

fn file(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

/// Opens the page by its key, and puts this into its field.
fn give(window: &mut Window, words: &str) {
    window.press_ctrl(Key::O);
    window.run();
    window.get_by_role_and_label(Role::MultilineTextInput, "Address, text, or the path of a file").focus();
    window.event(egui::Event::Paste(words.to_owned()));
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    settle(window);
}

fn sources(window: &Window) -> Vec<Source> {
    window.state().session().workspace().sources.values().cloned().collect()
}

/// A window on a record in this folder, with one negotiation.
fn on_disk(dir: &Path, platform: Platform) -> Window {
    let opened = Store::open(dir, Uuid::from_u128(1)).unwrap();
    let mut session = Session::open(opened, Box::new(Fixed::at(now())), "Test");
    if session.workspace().negotiations.is_empty() {
        session.create(New::Negotiation { title: "Talks".to_owned() }).unwrap();
    }
    window_reaching(session, Page::Upcoming, platform)
}

#[test]
fn a_page_becomes_a_source_with_what_it_says_of_itself_and_its_file_is_kept_and_opened() {
    let (dir, (_folder, path)) = (tempfile::tempdir().unwrap(), file("saved page.html", PAGE.as_bytes()));
    let opened: Opened = Arc::default();
    let seen = Arc::clone(&opened);
    let open = move |path: &Path| {
        seen.lock().unwrap().push((path.to_owned(), std::fs::read(path).unwrap()));
        Ok(())
    };
    let mut window = on_disk(dir.path(), Platform { open: Box::new(open), ..Platform::none() });
    give(&mut window, &path.display().to_string());
    look(&mut window, "document-found");
    assert!(window.shows("Proposed: og:title of the page") && window.shows("Proposed: article:published_time of the page"));
    assert!(window.shows("The parties met again.") && sources(&window).is_empty(), "nothing is added yet");
    window.click("Add as a source");
    settle(&mut window);
    let [source] = sources(&window).try_into().unwrap();
    assert_eq!((source.title.as_str(), source.outlet.as_str()), ("Talks resume", "The Courier"));
    assert_eq!(source.text, "The parties met again.\n\nThey will go on.");
    assert!(matches!(source.published, When::Day(_)));
    assert_eq!(documents::read(dir.path(), &source.document).unwrap(), PAGE.as_bytes());
    assert_eq!(window.state().selection(), Some(source.id.into()));

    window.click("The file itself");
    window.run();
    look(&mut window, "document-inspector");
    window.click("Open a copy");
    settle(&mut window);
    let opened = opened.lock().unwrap();
    let [(copy, bytes)] = opened.as_slice() else { panic!("{opened:?}") };
    assert!(copy.ends_with("saved page.html") && bytes == PAGE.as_bytes() && !copy.starts_with(dir.path()));

    window.press_ctrl(Key::Z);
    window.run();
    assert!(sources(&window).is_empty(), "one step");
}

#[test]
fn a_date_on_which_a_file_was_made_is_offered_and_not_taken() {
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    let (_folder, path) = file("note.md", b"---\ndate: 2026-02-03\n---\nWords.");
    give(&mut window, &path.display().to_string());
    assert!(window.shows("Proposed: front matter") && window.shows("Proposed: name of the file"));
    let field = window.get_by_role_and_label(Role::TextInput, "Title");
    field.focus();
    window.press_ctrl(Key::A);
    window.write("My own title");
    assert!(window.shows("Take “note” (name of the file)"));
    window.key_press(Key::Enter);
    settle(&mut window);
    assert_eq!(sources(&window)[0].title, "My own title");
    assert!(sources(&window)[0].document.hash.is_empty(), "there is no folder to keep it in");
}

#[test]
fn an_empty_record_gets_its_negotiation_with_the_source() {
    let mut window = window(empty(), Page::Upcoming);
    give(&mut window, "https://courier.example/talks");
    assert!(window.shows("Say first to which negotiation it belongs."));
    window.get_by_role_and_label(Role::ComboBox, "Negotiation").click();
    window.run();
    window.write("Port talks");
    window.press(Key::Enter);
    settle(&mut window);
    window.click("Add as a source");
    settle(&mut window);
    assert_eq!(sources(&window)[0].address, "https://courier.example/talks");
    assert_eq!(window.state().session().workspace().negotiations.values().next().unwrap().title, "Port talks");
    window.press_ctrl(Key::Z);
    window.run();
    assert!(window.state().session().workspace().negotiations.is_empty(), "one step");
}

#[test]
fn an_address_and_a_text_become_sources() {
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    give(&mut window, "https://courier.example/talks");
    window.click("Add as a source");
    settle(&mut window);
    assert_eq!(sources(&window)[0].address, "https://courier.example/talks");
    give(&mut window, "The parties met.\n\nThey left.");
    window.click("Add as a source");
    settle(&mut window);
    assert!(sources(&window).iter().any(|source| source.text == "The parties met.\n\nThey left."));
}

#[test]
fn what_cannot_be_read_is_named_and_changes_nothing() {
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    let (_folder, path) = file("photo.pdf", b"\x89PNG\r\n\x1a\n");
    give(&mut window, &path.display().to_string());
    look(&mut window, "document-unread");
    assert!(window.shows("photo.pdf was not read. This is a picture."));
    assert!(sources(&window).is_empty());
}

#[test]
fn dropped_documents_come_one_after_the_other_and_tables_go_to_the_import() {
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    let files = [file("one.html", PAGE.as_bytes()), file("two.md", b"# Two\n\nWords.")];
    for (_, path) in &files {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    }
    window.step();
    settle(&mut window);
    assert_eq!(*window.state().page(), Page::AddDocument);
    assert!(window.shows("One more waits."));
    window.click("Add as a source");
    settle(&mut window);
    assert!(window.shows("two.md"), "the next one is looked at");
    window.click("Add as a source");
    settle(&mut window);
    assert_eq!(sources(&window).len(), 2);
}
