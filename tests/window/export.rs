//! Export in the window: every kind of file into a folder, what stays in, the dialog, the clipboard, and what is said of it.

use crate::support::{Drive as _, copying, empty, look, sample_on, settle, two_parties, window, window_of, window_reaching};
use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::app::platform::{FileQuestion, Platform};
use rapporteur::exchange::request::{Format, What};
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, PartyId, Record, RecordLevel};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::{Action, Page};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

type Window = Harness<'static, App>;

/// The sample, and its negotiation with the most statements.
fn talks() -> (Session, NegotiationId) {
    let session = sample_on("2026-03-10");
    let workspace = session.workspace();
    let negotiation = *workspace.negotiations.keys().max_by_key(|id| workspace.statements_of(**id).count()).unwrap();
    (session, negotiation)
}

fn export_page(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);
    settle(window);
}

/// Types a path in place of the one that is offered, and presses Enter.
fn write_to(window: &mut Window, path: &Path) {
    window.get_by_role_and_label(Role::TextInput, "File").focus();
    window.run();
    window.press_ctrl(Key::A);
    window.write(&path.display().to_string());
    window.key_press(Key::Enter);
    settle(window);
}

/// The words of a file, without what makes its format: of a zip archive those of its parts.
fn words_in(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes).unwrap();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        if part.name().unwrap().ends_with(".xml") {
            part.read_to_string(&mut words).unwrap();
        }
    }
    words
}

/// Two parties, one of which has said something on those terms.
fn said_on(level: RecordLevel) -> (Session, NegotiationId) {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let mut say = |party: PartyId, text: &str, level: RecordLevel| {
        let new = New::Statement { negotiation, round: None, party, issue: None, text: text.to_owned() };
        let Record::Statement(mut statement) = session.draft(new) else { unreachable!("a draft is what was asked for") };
        statement.level = level;
        session.perform(Proposal::put("add statement", statement)).unwrap();
    };
    say(ukraine, "We said so in the hall", RecordLevel::OnRecord);
    say(russia, "This stays between us", level);
    (session, negotiation)
}

#[test]
fn with_nothing_to_export_it_says_so() {
    let mut window = window(empty(), Page::Upcoming);
    export_page(&mut window);
    assert!(window.shows("There is nothing to export yet"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::P);
    window.run();
    assert_eq!(*window.state().page(), Page::Upcoming);
}

#[test]
fn everything_is_written_in_every_format_and_the_page_shows_it_first() {
    let folder = tempfile::tempdir().unwrap();
    let (session, negotiation) = talks();
    let mut window = window(session, Page::Overview(negotiation));
    export_page(&mut window);
    for what in What::ALL {
        if what != What::Brief {
            window.click(&format!("What: {}", what.label()));
            settle(&mut window);
        }
        look(&mut window, &format!("export-{}", what.key()));
        assert!(!window.shows("There is nothing to look at"), "{what:?}");
        for (at, format) in what.formats().iter().enumerate() {
            if at > 0 {
                window.click(&format!("Format: {}", format.label()));
                settle(&mut window);
            }
            let path = folder.path().join(format!("{}.{}", what.key(), format.ending()));
            write_to(&mut window, &path);
            assert!(window.shows(&format!("Written to {}.", path.display())), "{what:?} {format:?}");
            let words = words_in(&path);
            if what == What::Passages {
                // Nothing is quoted there.
                assert!(!words.trim().is_empty(), "{format:?}");
                continue;
            }
            let expected = if matches!(what, What::Rounds | What::Attendance | What::Calendar) { "Abu Dhabi" } else { "Ukraine" };
            assert!(words.contains(expected), "{what:?} {format:?}");
        }
    }
    let written = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(written, What::ALL.iter().map(|what| what.formats().len()).sum::<usize>(), "and nothing else");
}

#[test]
fn what_is_off_the_record_stays_in_until_its_level_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (session, negotiation) = said_on(RecordLevel::OffRecord);
    let mut window = window(session, Page::Overview(negotiation));
    export_page(&mut window);
    window.click("What: Statements");
    window.click("Format: CSV (.csv)");
    settle(&mut window);
    look(&mut window, "export-level");
    assert!(window.shows("Include off the record: 1 statement") && window.shows("Left out."));
    assert!(window.shows("1 statement was left out, because of the terms on which it was said."));
    let path = folder.path().join("kept.csv");
    write_to(&mut window, &path);
    let words = words_in(&path);
    assert!(words.contains("in the hall") && !words.contains("between us"), "{words}");
    window.click("Include off the record: 1 statement");
    settle(&mut window);
    assert!(window.shows("Leaves whole, with speaker and party."));
    let path = folder.path().join("named.csv");
    write_to(&mut window, &path);
    assert!(words_in(&path).contains("between us"));
    // Named for that export, and not for the next.
    window.click("What: Brief");
    window.click("What: Statements");
    settle(&mut window);
    assert!(window.shows("Left out."));
    window.press_ctrl(Key::Num2);
    export_page(&mut window);
    assert!(window.shows("Left out."));
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("said.md");
    std::fs::write(&path, "mine").unwrap();
    let (session, negotiation) = said_on(RecordLevel::OnRecord);
    let mut window = window(session, Page::Overview(negotiation));
    export_page(&mut window);
    window.click("What: Statements");
    window.click("Format: Markdown (.md)");
    write_to(&mut window, &path);
    assert!(window.shows("said.md is there already."));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    window.click("Replace it");
    settle(&mut window);
    assert!(words_in(&path).contains("in the hall"));
    write_to(&mut window, &folder.path().join("nowhere/said.md"));
    assert!(window.shows("could not be written: it is not there. Choose another place or another name."));
    // A file of the record is not taken for an export: the name gets the ending of the format.
    write_to(&mut window, &folder.path().join("workspace.ron"));
    assert!(folder.path().join("workspace.ron.md").exists() && !folder.path().join("workspace.ron").exists());
}

#[test]
fn the_ending_that_is_typed_chooses_the_format_or_the_page_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (session, negotiation) = said_on(RecordLevel::OnRecord);
    let mut window = window(session, Page::Overview(negotiation));
    export_page(&mut window);
    // A brief is a Word file unless somebody says otherwise.
    let path = folder.path().join("ad.md");
    write_to(&mut window, &path);
    assert!(!std::fs::read(&path).unwrap().starts_with(b"PK"), "it is Markdown");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "and nothing else was written");
    let mut named = |name: &str| {
        window.get_by_role_and_label(Role::TextInput, "File").focus();
        window.run();
        window.press_ctrl(Key::A);
        window.write(&folder.path().join(name).display().to_string());
        settle(&mut window);
        (window.shows("Brief cannot be CSV (.csv)"), window.shows("The name gets the ending .md"))
    };
    assert_eq!(named("ad.csv"), (true, false));
    assert_eq!(named("ad"), (false, true));
    assert_eq!(named("ad.md"), (false, false));
}

#[test]
fn the_systems_dialog_says_where_and_the_folder_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = folder.path().join("chosen.docx");
    let asked: Arc<Mutex<Vec<FileQuestion>>> = Arc::default();
    let (questions, answer) = (Arc::clone(&asked), chosen.clone());
    let ask = move |question: &FileQuestion| -> Box<dyn FnOnce() -> Option<PathBuf> + Send> {
        questions.lock().unwrap().push(question.clone());
        let answer = answer.clone();
        Box::new(move || Some(answer))
    };
    let opened: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let opens = Arc::clone(&opened);
    let open = move |path: &Path| {
        opens.lock().unwrap().push(path.to_owned());
        Ok(())
    };
    let outside = Platform { folder: PathBuf::from("/papers"), ask: Box::new(ask), open: Box::new(open), ..Platform::none() };
    let (session, negotiation) = talks();
    let mut window = window_reaching(session, Page::Overview(negotiation), outside);
    export_page(&mut window);
    window.click("Save as…");
    // The dialog answers on a thread of its own.
    for _ in 0..2_000 {
        if window.shows("Written to ") {
            break;
        }
        window.step();
    }
    settle(&mut window);
    let question = asked.lock().unwrap().pop().unwrap();
    let FileQuestion::Save(offered, Format::Docx) = question else { panic!("another question") };
    assert_eq!(offered.parent(), Some(Path::new("/papers")));
    assert!(offered.to_string_lossy().ends_with(", brief, 2026-03-10.docx"), "{}", offered.display());
    assert!(window.shows("Written to "));
    window.click("Open it");
    assert_eq!(*opened.lock().unwrap(), [chosen]);
    window.press_ctrl(Key::Num2);
    export_page(&mut window);
    let field = window.get_by_role_and_label(Role::TextInput, "File").value().unwrap_or_default();
    assert!(field.starts_with(&folder.path().display().to_string()), "{field}");
}

#[test]
fn a_round_is_printed_through_its_brief() {
    let (session, negotiation) = talks();
    let workspace = session.workspace();
    let round = workspace.rounds_of(negotiation).find(|round| !round.attendance.is_empty()).unwrap();
    let (id, title) = (round.id, rapporteur::query::names::round_title(round));
    let mut window = window_of(session, Page::Round(id), [1280.0, 800.0], ThemeChoice::Dark);
    window.click("Print…");
    settle(&mut window);
    look(&mut window, "export-round-dark");
    assert_eq!(*window.state().page(), Page::Export(negotiation));
    let chosen = window.get_by_role_and_label(Role::ComboBox, "Of which round").value().unwrap_or_default();
    assert!(chosen.contains(&title), "{chosen}");
    assert!(window.shows(&title));
}

#[test]
fn lists_are_copied_in_both_forms_as_they_are_shown() {
    let (outside, copies) = copying();
    let (session, negotiation) = talks();
    let round = session.workspace().rounds_of(negotiation).find(|round| !round.attendance.is_empty()).unwrap().id;
    let mut window = window_reaching(session, Page::Statements(negotiation), outside);
    let copied = |window: &mut Window| {
        settle(window);
        copies.lock().unwrap().pop().unwrap_or_else(|| panic!("nothing was copied"))
    };
    window.get_by_role_and_label(Role::TextInput, "Words").focus();
    window.run();
    window.write("ceasefire");
    window.click("Copy as table");
    let statements = copied(&mut window);
    let rows = statements.html.matches("<tr>").count() - 1;
    assert!(rows > 0 && window.shows(&format!("{rows} of ")), "{rows}");
    assert!(statements.text.lines().next().is_some_and(|heads| heads.contains("Party\t")), "{}", statements.text);
    for (page, words) in
        [(Page::Rounds(negotiation), "Abu Dhabi"), (Page::Round(round), "Umerov"), (Page::Overview(negotiation), "\t")]
    {
        let ctx = window.ctx.clone();
        window.state_mut().perform(Action::Go(page.clone()), &ctx);
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
        let forms = copied(&mut window);
        assert!(forms.text.contains(words) && forms.html.contains("<table"), "{page:?}: {}", forms.text);
    }
    window.press_ctrl(Key::Num9);
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);
    settle(&mut window);
    assert!(window.shows("There is no table on this page"));
    assert!(copies.lock().unwrap().is_empty());
}

#[test]
fn a_copied_list_keeps_to_the_terms_on_which_things_were_said() {
    let (outside, copies) = copying();
    let (session, negotiation) = said_on(RecordLevel::OffRecord);
    let mut window = window_reaching(session, Page::Statements(negotiation), outside);
    window.click("Copy as table");
    settle(&mut window);
    let forms = copies.lock().unwrap().pop().unwrap();
    assert!(forms.text.contains("in the hall") && !forms.text.contains("between us") && !forms.html.contains("between us"));
    assert!(window.shows("Copied as a table. 1 statement"));
}

#[test]
fn what_is_left_out_is_listed_with_the_reason_and_released_one_by_one() {
    let (mut session, negotiation) = said_on(RecordLevel::Background);
    let said = session.workspace().statements.values().find(|said| said.level == RecordLevel::Background).unwrap();
    let mut telling = said.clone();
    telling.text = "The Russian side would sign, but not before all of its conditions have been met in writing".to_owned();
    session.perform(Proposal::put("change text", telling)).unwrap();
    let mut window = window(session, Page::Overview(negotiation));
    export_page(&mut window);
    let preview = window.get_by_label_contains("Brief of").rect().left();
    for words in ["“Russian” names Russia.", "because the words name somebody who was there", "Release “The Russian side"] {
        let right = window.get_by_label_contains(words).rect().right();
        assert!(right < preview, "{words} lies over the preview: {right} of {preview}");
    }
    window.get_by_label_contains("Release “The Russian side").click();
    settle(&mut window);
    assert!(window.shows("Leaves in this export.") && !window.shows("“Russian” names Russia."));
    assert!(window.shows("1 statement is told without attribution"));
    window.get_by_label_contains("Release “The Russian side").click();
    settle(&mut window);
    assert!(window.shows("“Russian” names Russia."), "it can be taken back");
}

#[test]
fn an_ending_and_enter_in_one_frame_write_the_file() {
    use crate::typing::{feed, key, words};
    let ctrl = Modifiers::CTRL.plus(Modifiers::COMMAND);
    let mut failed = Vec::new();
    for what in ["Statements", "Brief"] {
        for (ending, frames) in [("csv", vec![]), ("md", vec![]), ("md", vec![5; 90])] {
            for by_hand in [false, true] {
                let folder = tempfile::tempdir().unwrap();
                let (session, negotiation) = said_on(RecordLevel::OnRecord);
                let mut window = window(session, Page::Overview(negotiation));
                export_page(&mut window);
                if what != "Brief" {
                    window.click(&format!("What: {what}"));
                    settle(&mut window);
                }
                let path = folder.path().join("out");
                let shown = path.display().to_string();
                let mut events = Vec::new();
                if by_hand {
                    window.get_by_role_and_label(Role::TextInput, "File").focus();
                    window.run();
                    feed(&mut window, &[key(ctrl, Key::A), words(&format!("{shown}.html"))].concat(), &[]);
                    settle(&mut window);
                    events.extend((0..4).flat_map(|_| key(Modifiers::NONE, Key::Backspace)));
                    events.extend(words(ending));
                } else {
                    events.extend(key(ctrl.plus(Modifiers::SHIFT), Key::E));
                    events.extend(key(ctrl, Key::A));
                    events.extend(words(&format!("{shown}.{ending}")));
                }
                events.extend(key(Modifiers::NONE, Key::Enter));
                feed(&mut window, &events, &frames);
                settle(&mut window);
                let files: Vec<String> = std::fs::read_dir(folder.path())
                    .unwrap()
                    .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                    .collect();
                if files.len() != 1 || !window.shows("Written to") {
                    let value = window.get_by_role_and_label(Role::TextInput, "File").value();
                    failed.push(format!("{what} {ending} {frames:?} {by_hand}: {files:?} {value:?}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
