//! The proof chain by keys: from a cell of the matrix to the statement, the passage in its text, who says so, every version; and back.

use crate::support::{Drive as _, focused, look, settle, window_of};
use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{PartId, Record, RecordId, SourceId, Statement};
use rapporteur::query::passages::{Ruler, quoted};
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::store::Store;
use rapporteur::ui::Page;

const TEXT: &str =
    "Talks in the harbour\n\nKyiv holds the line, said the envoy. Moscow waits for an answer from Kyiv until the spring.\n";
const WORDS: [&str; 2] = ["Kyiv holds the line", "Moscow waits for an answer from Kyiv until the spring."];

/// A record in a folder with a statement that has both passages.
fn proven(folder: &std::path::Path) -> (Session, Page, SourceId, Statement) {
    let opened = Store::open(folder, uuid::Uuid::from_u128(1)).unwrap();
    let mut session = Session::open(opened, Box::new(Fixed::at(crate::support::now())), "Test");
    let party = crate::support::party(&mut session, "Ukraine", "UA");
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Harbour talks".to_owned() }).unwrap()
    else {
        unreachable!("a negotiation was asked for")
    };
    let issue = New::Issue { negotiation, name: "Front".to_owned(), parent: None };
    let RecordId::Issue(issue) = session.create(issue).unwrap() else { unreachable!("an issue was asked for") };
    let Record::Source(mut source) = session.draft(New::Source { negotiation, title: "Daily".to_owned() }) else {
        unreachable!("a source was asked for")
    };
    source.text = TEXT.to_owned();
    session.perform(Proposal::put("add source", source.clone())).unwrap();
    let text = "We hold the line".to_owned();
    let new = New::Statement { negotiation, round: None, party, issue: Some(issue), text };
    let Record::Statement(mut said) = session.draft(new) else { unreachable!("a statement was asked for") };
    said.kind = rapporteur::model::StatementKind::Demand;
    said.passages = WORDS
        .iter()
        .enumerate()
        .map(|(n, words)| {
            let start = TEXT.find(words).unwrap();
            quoted(&Ruler::new(TEXT), start..start + words.len(), source.id, PartId(uuid::Uuid::from_u128(n as u128))).unwrap()
        })
        .collect();
    session.perform(Proposal::put("add statement", said.clone())).unwrap();
    (session, Page::Compare(negotiation), source.id, Statement::clone(&said))
}

fn back(window: &mut Harness<'static, App>) {
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    window.run();
}

/// The words that are selected in the text, as a screen reader has them.
fn selected(window: &mut Harness<'static, App>) -> String {
    use egui_kittest::kittest::NodeT as _;
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::Document, "Text").accesskit_node().value().unwrap_or_default()
}

#[test]
fn keys_lead_from_a_cell_to_the_passage_and_its_versions_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page, source, said) = proven(folder.path());
    let mut window = window_of(session, page.clone(), [1280.0, 800.0], ThemeChoice::Light);
    let cell = "Ukraine on Front, Demand";
    window.press_ctrl(Key::Num1);
    window.press_ctrl(Key::Num5);
    while focused(&window).is_some_and(|name| !name.starts_with(cell)) {
        window.press(Key::Tab);
    }
    assert!(focused(&window).is_some_and(|name| name.starts_with(cell)), "{:?}", focused(&window));
    assert!(window.state_mut().save_all());

    // From the cell to the passage.
    window.press_ctrl(Key::R);
    assert_eq!(*window.state().page(), Page::Reading(source));
    assert_eq!(window.state().selection(), Some(said.id.into()));
    assert_eq!(focused(&window).as_deref(), Some("Text"));
    assert_eq!(selected(&mut window), WORDS[0]);
    assert!(window.shows("Said by Ukraine · Daily · paragraph 2 · 1 more passage"), "who says so, and where");
    look(&mut window, "chain-text");
    // To its other passage, and round.
    window.press_ctrl(Key::R);
    assert_eq!(selected(&mut window), WORDS[1]);
    window.press_ctrl(Key::R);
    assert_eq!(selected(&mut window), WORDS[0]);

    // To every version of the record.
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    settle(&mut window);
    assert_eq!(*window.state().page(), Page::History(Some(said.id.into())));
    look(&mut window, "chain-versions");

    // And back to where it began.
    back(&mut window);
    assert_eq!((window.state().page(), window.state().selection()), (&Page::Reading(source), Some(said.id.into())));
    back(&mut window);
    assert_eq!(*window.state().page(), page);
    assert!(focused(&window).is_some_and(|name| name.starts_with(cell)), "{:?}", focused(&window));
    // Forward again it is the same way.
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    window.run();
    assert_eq!((window.state().page(), window.state().selection()), (&Page::Reading(source), Some(said.id.into())));
}

#[test]
fn the_same_way_by_buttons() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page, source, said) = proven(folder.path());
    let mut window = window_of(session, page.clone(), [1280.0, 800.0], ThemeChoice::Dark);
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Select(Some(said.id.into()), None), &ctx);
    window.run();
    look(&mut window, "chain-matrix");
    window.click("Show in the text");
    assert_eq!(*window.state().page(), Page::Reading(source));
    assert_eq!(selected(&mut window), WORDS[0]);
    window.click("Show in the text");
    assert_eq!(selected(&mut window), WORDS[1]);
    look(&mut window, "chain-text-dark");
    window.click("Versions");
    settle(&mut window);
    assert_eq!(*window.state().page(), Page::History(Some(said.id.into())));
    back(&mut window);
    back(&mut window);
    assert_eq!((window.state().page(), window.state().selection()), (&page, Some(said.id.into())), "with what was selected");

    // A row of the passages does the same; what is lost is said.
    let mut source = window.state().session().workspace().sources[&source].clone();
    source.text = TEXT.replace(WORDS[1], "Nothing else is known.");
    window.state_mut().perform(rapporteur::ui::Action::Put(Proposal::put("change text", source)), &ctx);
    window.state_mut().perform(rapporteur::ui::Action::Select(Some(said.id.into()), Some("passages".to_owned())), &ctx);
    window.run();
    let lost = format!("“{}”, Daily, no longer", WORDS[1]);
    window.get_by_label_contains(&lost).scroll_to_me();
    window.run();
    window.get_by_label_contains(&lost).click();
    window.run();
    assert!(window.shows("The passage is no longer in this text"));
}
