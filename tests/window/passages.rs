//! Passages in the inspector: what a statement quotes and where it stands, and what is marked in a source.

use crate::inspector::{edit, session, the_statement, undo};
use crate::support::{Drive as _, look, two_parties, window};
use egui::Role;
use egui_kittest::kittest::Queryable as _;
use rapporteur::model::{PartId, Record, RecordId};
use rapporteur::query::passages::{Ruler, quoted};
use rapporteur::session::{New, Proposal};
use rapporteur::ui::Page;

const TEXT: &str = "Title\n\nKyiv holds the line, said the envoy. Moscow waits for an answer from Kyiv until the spring.\n";

#[test]
fn a_statement_shows_its_passages_and_a_source_what_is_marked_in_it() {
    let (mut session_of, negotiation, party, _) = two_parties();
    let Record::Source(mut source) = session_of.draft(New::Source { negotiation, title: "Daily".to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    source.text = TEXT.to_owned();
    session_of.perform(Proposal::put("add source", source.clone())).unwrap();
    let text = "We hold the line".to_owned();
    let Record::Statement(mut said) = session_of.draft(New::Statement { negotiation, round: None, party, issue: None, text })
    else {
        unreachable!("a draft is what was asked for")
    };
    let passage = |n: u128, quote: &str| {
        let start = TEXT.find(quote).unwrap();
        quoted(&Ruler::new(TEXT), start..start + quote.len(), source.id, PartId(uuid::Uuid::from_u128(n))).unwrap()
    };
    said.passages = vec![passage(1, "Kyiv holds the line"), passage(2, "Moscow waits for an answer from Kyiv until the spring.")];
    let id = said.id;
    session_of.perform(Proposal::put("add statement", said)).unwrap();
    let mut window = window(session_of, Page::Statements(negotiation));

    edit(&mut window, id, "passages");
    assert!(window.shows("“Kyiv holds the line”, Daily, paragraph 2"));
    look(&mut window, "passages");
    window.get_by_label("Remove passage “Kyiv holds the line”").scroll_to_me();
    window.run();
    window.get_by_label("Remove passage “Kyiv holds the line”").click();
    window.run();
    assert_eq!(the_statement(&window, id).passages.len(), 1);
    undo(&mut window);
    assert_eq!(the_statement(&window, id).passages.len(), 2);

    // The text of the source is changed: one passage is in other words, the other one is gone.
    let changed = TEXT.replace("Kyiv holds the line, said the envoy. ", "").replace("until the spring", "before the spring");
    let mut after = session(&window).workspace().sources[&source.id].clone();
    after.text = changed;
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Put(Proposal::put("change text", after)), &ctx);
    window.run();
    assert!(window.shows("“Kyiv holds the line”, Daily, no longer in the text"));
    look(&mut window, "passages-lost");
    window.get_by_label("Take these words").scroll_to_me();
    window.run();
    window.get_by_label("Take these words").click();
    window.run();
    assert_eq!(the_statement(&window, id).passages[1].quote, "Moscow waits for an answer from Kyiv before the spring.");

    edit(&mut window, RecordId::from(source.id), "marks");
    assert!(window.query_by_role_and_label(Role::Button, "Marked in it").is_some());
    look(&mut window, "passages-source");
    assert!(window.query_all_by_label_contains("“Kyiv holds the line”").count() > 0);
}
