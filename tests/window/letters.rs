//! First letters lead to any row of a list, drawn or not.

use crate::support::{Drive as _, focused, look, party, two_parties, window};
use crate::typing::{feed, key, words};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::app::App;
use rapporteur::model::{NegotiationId, PartyId, Record, RoundId, When};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

/// How many rows the lists have beside the one that is looked for.
const ROWS: u32 = 300;

/// Gives the focus to the first row, types letters, and says what then has the focus; it is in view.
fn typed(window: &mut Harness<'static, App>, first: &str, letters: &[&str]) -> String {
    let row = window.query_all_by_label_contains(first).find(|node| node.rect().left() > 240.0);
    assert!(row.is_some(), "{first} is not in view; the focus is on {:?}", focused(window));
    row.unwrap().focus();
    window.run();
    for letters in letters {
        window.write(letters);
    }
    let found = focused(window).unwrap();
    let rect = window.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree()).unwrap().rect();
    assert!(rect.top() >= 40.0 && rect.bottom() <= 800.0 && rect.height() > 10.0, "{found} at {rect}");
    found
}

fn say(session: &mut Session, negotiation: NegotiationId, (round, party): (Option<RoundId>, PartyId), text: &str) {
    let new = New::Statement { negotiation, round, party, issue: None, text: text.to_owned() };
    session.create(new).unwrap();
}

fn round(session: &mut Session, negotiation: NegotiationId, title: &str) -> RoundId {
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when: When::Unknown }) else {
        unreachable!("a draft is what was asked for")
    };
    title.clone_into(&mut round.title);
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    id
}

#[test]
fn a_party_far_below_is_found_scrolled_to_and_has_the_focus() {
    let (mut session, ..) = two_parties();
    for at in 0..ROWS {
        party(&mut session, &format!("Member {at}"), "");
    }
    party(&mut session, "Žilina", "");
    let mut window = window(session, Page::Directory);
    assert!(window.query_by_label_contains("Žilina,").is_none(), "it is not drawn");
    assert!(typed(&mut window, "Member 0,", &["z"]).starts_with("Žilina"));
    look(&mut window, "letters far below");
    assert!(typed(&mut window, "Žilina", &["m"]).starts_with("Member 0,"), "round the end");
    window.write("m");
    assert!(focused(&window).unwrap().starts_with("Member 1,"), "the same letter goes on to the next");
    window.press(Key::Enter);
    assert!(focused(&window).unwrap().starts_with("Member 1,"), "it is a row as any other");
    let said = typed(&mut window, "Member 0,", &["mem", "ber"]);
    assert!(said.starts_with("Member 0,"), "more letters stay where they fit: {said}");
    window.press(Key::ArrowDown);
    assert!(focused(&window).unwrap().starts_with("Member 1,"), "the arrow keys go on from there");
}

#[test]
fn a_space_within_the_letters_is_one_of_them_and_presses_nothing() {
    let (mut session, ..) = two_parties();
    for at in 0..ROWS {
        party(&mut session, &format!("Member {at}"), "");
    }
    party(&mut session, "Union of Members", "");
    let mut window = window(session, Page::Directory);
    // All of it in one frame, for rows that are drawn and for one that is not.
    for (letters, row) in [("member 12", "Member 12,"), ("member 299", "Member 299,"), ("of m", "Union of Members")] {
        typed(&mut window, "Member 0,", &[]);
        feed(&mut window, &words(letters), &[]);
        assert!(focused(&window).unwrap().starts_with(row), "{letters}");
        assert_eq!(window.state().selection(), None, "{letters}");
        // Letters typed later begin anew.
        window.input_mut().time = Some(window.ctx.input(|input| input.time) + 2.0);
        window.press(Key::Home);
    }
    // No row goes on with a space here: it chooses.
    typed(&mut window, "Member 0,", &[]);
    feed(&mut window, &words("memb "), &[]);
    assert!(focused(&window).unwrap().starts_with("Member "));
    assert!(window.state().selection().is_some());
}

#[test]
fn letters_typed_on_lead_to_one_row_however_long_the_frames_take() {
    let (mut session, ..) = two_parties();
    for at in 0..ROWS {
        party(&mut session, &format!("Member {at}"), "");
    }
    let mut window = window(session, Page::Directory);
    // What was typed while a slow frame was drawn comes with the next one.
    let mut slowly = |letters: &str| {
        for letter in letters.chars() {
            let time = window.ctx.input(|input| input.time) + 3.0;
            let input = window.input_mut();
            input.time = Some(time);
            input.events.extend(words(&letter.to_string()));
            window.step();
        }
        window.run();
        focused(&window).unwrap()
    };
    slowly("m");
    assert!(slowly("member 299").starts_with("Member 299,"));
    assert_eq!(window.state().selection(), None, "the space within presses nothing");
    // A key that writes nothing ends them: these are no letters behind the others.
    for (letters, row) in [("uk", "Ukraine"), ("ru", "Russia"), ("member 7", "Member 7")] {
        window.press(Key::Home);
        feed(&mut window, &words(letters), &[]);
        assert!(focused(&window).unwrap().starts_with(row), "{letters}: {:?}", focused(&window));
    }
}

#[test]
fn home_and_end_lead_to_the_ends_of_a_long_list_before_the_next_key() {
    let (mut session, ..) = two_parties();
    for at in 0..ROWS {
        party(&mut session, &format!("Member {at}"), "");
    }
    let (first, last) = (party(&mut session, "Aachen", ""), party(&mut session, "Zulu", ""));
    let mut window = window(session, Page::Directory);
    typed(&mut window, "Member 0,", &[]);
    for (to, party) in [(Key::End, last), (Key::Home, first), (Key::End, last)] {
        feed(&mut window, &[key(Modifiers::NONE, to), key(Modifiers::NONE, Key::Enter)].concat(), &[]);
        assert_eq!(window.state().selection(), Some(party.into()), "{to:?}");
    }
    assert!(focused(&window).unwrap().starts_with("Zulu"));
}

#[test]
fn statements_sources_and_rounds_far_below_are_found_by_their_letters() {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let held = round(&mut session, negotiation, "Abu Dhabi");
    for at in 0..ROWS {
        say(&mut session, negotiation, (Some(held), russia), &format!("Word {at}"));
        round(&mut session, negotiation, &format!("Meeting {at}"));
        session.create(New::Source { negotiation, title: format!("Paper {at}") }).unwrap();
    }
    say(&mut session, negotiation, (None, ukraine), "The last word");
    say(&mut session, negotiation, (Some(held), ukraine), "The last word here");
    round(&mut session, negotiation, "Zagreb");
    session.create(New::Source { negotiation, title: "Zeitung".to_owned() }).unwrap();
    let mut window = window(session, Page::Statements(negotiation));
    let go = |window: &mut Harness<'static, App>, page: Page| {
        let ctx = window.ctx.clone();
        window.state_mut().perform(rapporteur::ui::Action::Go(page), &ctx);
        window.run();
    };
    let last = typed(&mut window, "Russia: Word", &["u"]);
    assert!(last.starts_with("Ukraine: "), "{last}");
    go(&mut window, Page::Rounds(negotiation));
    let found = typed(&mut window, "Meeting ", &["z"]);
    assert!(found.starts_with("Zagreb"), "{found}");
    go(&mut window, Page::Sources(negotiation));
    let found = typed(&mut window, "Paper ", &["zei"]);
    assert!(found.starts_with("Zeitung"), "{found}");
    go(&mut window, Page::Round(held));
    let found = typed(&mut window, "Russia: Word", &["ukr"]);
    assert!(found.starts_with("Ukraine: "), "{found}");
}
