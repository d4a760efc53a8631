//! The quick line: statement after statement by the keyboard alone, with nothing typed lost.

use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::model::{RecordLevel, SourceKind, Statement, StatementKind, When, Who};
use rapporteur::session::New;
use rapporteur::ui::Page;

fn logged(window: &Harness<'static, App>) -> Vec<Statement> {
    window.state().session().workspace().statements.values().cloned().collect()
}

/// The texts of own notes.
fn notes(window: &Harness<'static, App>) -> Vec<String> {
    let sources = window.state().session().workspace().sources.values();
    sources.filter(|one| one.kind == SourceKind::OwnNotes).map(|one| one.text.clone()).collect()
}

/// Closes the list, goes back to the line, and enters it.
fn enter_without_list(window: &mut Harness<'static, App>) {
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
}

fn line(window: &Harness<'static, App>) -> String {
    window.get_by_role_and_label(Role::TextInput, "Quick line").value().unwrap_or_default()
}

#[test]
fn five_statements_are_logged_in_a_row_by_the_keyboard_alone() {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let day = When::Day("2026-01-25".parse().unwrap());
    let round = session.create(New::Round { negotiation, when: day.clone() }).unwrap();
    let rapporteur::model::RecordId::Round(round) = round else { unreachable!("a round was made") };
    session.create(New::Issue { negotiation, name: "Monitoring".to_owned(), parent: None }).unwrap();
    session.create(New::Person { name: "Volodymyr Zelensky".to_owned() }).unwrap();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    let lines = [
        "ua demand monitoring: The US must watch the ceasefire @Zelensky #onrecord",
        "ru red_line monitoring: No foreign troops",
        "ua offer monitoring: Cameras instead of posts #background",
        "ru rejection monitoring: Cameras are not enough",
        "ua demand \"Grain corridor\": Ships must pass !must",
    ];
    for text in lines {
        window.write(text);
        window.press(Key::Enter);
        assert_eq!(line(&window), "", "the line is free for the next");
    }
    let statements = logged(&window);
    assert_eq!(statements.len(), 5);
    assert_eq!(statements.iter().map(|one| one.party).collect::<Vec<_>>(), [ukraine, russia, ukraine, russia, ukraine]);
    assert!(statements.iter().all(|one| one.round == Some(round) && one.said_on.is_unknown()));
    assert_eq!(statements[0].text, "The US must watch the ceasefire");
    assert!(matches!(statements[0].speaker, Some(Who::Person(_))));
    assert_eq!(statements[1].kind, StatementKind::RedLine);
    assert_eq!(statements[2].level, RecordLevel::Background);
    let issue = window.state().session().workspace().issues.values().last().unwrap().clone();
    assert_eq!((issue.name.as_str(), statements[4].issues.as_slice()), ("Grain corridor", [issue.id].as_slice()));
    assert!(window.shows("Russia: Cameras are not enough"), "they stand on the page");
    look(&mut window, "quick-five");

    // One step back each, the new issue with its statement; and the last line comes back by the arrow up.
    window.press_ctrl(Key::Z);
    assert_eq!((logged(&window).len(), window.state().session().workspace().issues.len()), (4, 1));
    window.press(Key::ArrowUp);
    assert_eq!(line(&window), lines[4]);
}

#[test]
fn what_is_not_understood_is_kept_and_explained() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let before = logged(&window).len();
    window.press_ctrl(Key::L);
    window.write("ua demand: They must leave #nosuchlevel");
    look(&mut window, "quick-unknown");
    assert!(window.shows("“nosuchlevel” is no record level"), "what was not understood is named with the reason");
    enter_without_list(&mut window);
    assert_eq!(logged(&window).len(), before, "the first Enter asks");
    assert!(window.shows("Enter again logs it as it stands"));
    look(&mut window, "quick-asked");
    window.write("!");
    window.press(Key::Backspace);
    window.press(Key::Enter);
    assert_eq!(logged(&window).len(), before, "another line is asked about again");
    window.press(Key::Enter);
    let statements = logged(&window);
    assert_eq!(statements.len(), before + 1);
    let said = statements.last().unwrap();
    assert!(said.text.contains("#nosuchlevel"), "nothing typed is lost");
    assert_eq!(said.level, RecordLevel::Other("nosuchlevel".to_owned()), "guarded until it is settled");
    assert_eq!(said.to_check.len(), 1, "{:?}", said.to_check);
    assert_eq!(line(&window), "");
}

#[test]
fn what_is_to_be_looked_at_is_counted_found_and_settled() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("ua demand: They must leave #whispered !very");
    enter_without_list(&mut window);
    window.press(Key::Enter);
    let id = logged(&window).last().unwrap().id;
    let open = |window: &Harness<'static, App>| window.state().session().workspace().statements[&id].to_check.len();
    assert_eq!(open(&window), 2);
    look(&mut window, "to-look-at");
    window.click("1 to look at");
    assert!(window.shows("1 of 5 statements"), "the list holds those alone");
    look(&mut window, "to-look-at-list");
    window.press(Key::F8);
    assert!(window.shows("“whispered” is no record level"), "the reasons stand above the fields");
    let very = "Settled: “very” is no firmness; there are Must have, Important, Tradeable";
    window.click(very);
    assert_eq!(open(&window), 1, "one reason by its button");
    window.press_ctrl(Key::Z);
    assert_eq!(open(&window), 2);
    window.press(Key::F9);
    assert_eq!(open(&window), 1, "all reasons by key, but that which only a record level settles");
    assert!(window.shows("It stays withheld, and to be looked at"), "what was not settled is said");
    assert!(window.shows("1 to look at"));
    window.press_ctrl(Key::Z);
    assert_eq!(open(&window), 2, "as one step");
}

#[test]
fn a_line_without_a_party_of_the_record_is_asked_about_and_then_kept_in_the_notes_of_today() {
    let (mut session, _, round) = full_round();
    let ukraine = session.workspace().parties.values().find(|party| party.name == "Ukraine").unwrap().id;
    let person = session.create(New::Person { name: "Volodymyr Zelensky".to_owned() }).unwrap();
    let rapporteur::model::RecordId::Person(person) = person else { unreachable!("a person was made") };
    let mut zelensky = session.workspace().people[&person].clone();
    zelensky.affiliations.push(rapporteur::model::Affiliation {
        party: ukraine,
        office: "President".to_owned(),
        from: When::Unknown,
        until: When::Unknown,
    });
    session.perform(rapporteur::session::Proposal::put("change person", zelensky)).unwrap();
    let mut window = window(session, Page::Round(round));
    let before = logged(&window).len();
    window.press_ctrl(Key::L);
    window.write("finland demand: we would accept a freeze @Zelensky");
    enter_without_list(&mut window);
    assert_eq!((logged(&window).len(), line(&window).as_str()), (before, "finland demand: we would accept a freeze @Zelensky"));
    assert!(window.shows("No party is called “finland”"));
    assert!(window.shows("Enter again keeps the line in today's notes"));
    assert_eq!(notes(&window), [] as [&str; 0], "the first Enter asks");
    look(&mut window, "quick-unknown-party");
    window.press(Key::Enter);
    assert_eq!((logged(&window).len(), line(&window).as_str()), (before, ""));
    let kept = notes(&window);
    assert!(
        matches!(kept.as_slice(), [one] if one.ends_with(" – finland demand: we would accept a freeze @Zelensky\n")),
        "{kept:?}"
    );
    assert!(window.shows("to be sorted out later"), "where it went is said");
    // A second one goes below it, and undo takes it back.
    window.write("what was that about");
    enter_without_list(&mut window);
    window.press(Key::Enter);
    assert!(matches!(notes(&window).as_slice(), [one] if one.lines().filter(|line| !line.is_empty()).count() == 2));
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert_eq!(notes(&window), [] as [&str; 0]);
    window.press_ctrl(Key::L);
    for (party, is_told) in [("RU", true), ("UA", false)] {
        window.press_ctrl(Key::A);
        window.write(&format!("{party} demand: we would accept a freeze @Zelensky"));
        let told = window.query_by_label("of Ukraine").is_some();
        assert_eq!(told, is_told, "a speaker of another party may be a slip: {party}");
    }
}

#[test]
fn a_new_party_is_taken_from_the_list_and_made_with_its_statement() {
    let (session, negotiation, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let parties = |window: &Harness<'static, App>| window.state().session().workspace().parties.len();
    let (before, seats) = (parties(&window), window.state().session().workspace().negotiations[&negotiation].seats.len());
    window.press_ctrl(Key::L);
    window.write("Qatar");
    assert!(window.shows("New party “Qatar”") && window.shows("QAT. Made together"), "with the short name that it gets");
    look(&mut window, "quick-new-party");
    window.press(Key::Enter);
    assert_eq!(line(&window), "Qatar", "Enter makes nothing by the way");
    window.press(Key::Tab);
    assert_eq!(line(&window), "+Qatar ");
    window.write("offer: We will host");
    window.press(Key::Enter);
    let said = logged(&window).pop().unwrap();
    let workspace = window.state().session().workspace();
    assert_eq!(workspace.parties[&said.party].name, "Qatar");
    assert_eq!(workspace.negotiations[&negotiation].seats.len(), seats + 1);
    assert_eq!(workspace.parties[&said.party].short, "QAT");
    window.press_ctrl(Key::Z);
    assert_eq!(parties(&window), before, "one step back");
    assert_eq!(window.state().session().workspace().negotiations[&negotiation].seats.len(), seats);
    // The short name can be said with the name.
    window.press_ctrl(Key::L);
    window.write("+\"Qatar (QA)\" offer: We will host @\"a diplomat (Doha)\"");
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    assert!(window.shows("New party Qatar (QA)"));
    window.press(Key::Enter);
    let said = logged(&window).pop().unwrap();
    let party = &window.state().session().workspace().parties[&said.party];
    assert_eq!((party.name.as_str(), party.short.as_str()), ("Qatar", "QA"));
}

#[test]
fn the_source_of_the_statement_before_is_seen_and_left_out_by_one_key() {
    let (mut session, negotiation, round) = full_round();
    session.create(New::Source { negotiation, title: "BBC".to_owned() }).unwrap();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("ua: First =BBC");
    window.press(Key::Enter);
    assert_eq!(logged(&window).pop().unwrap().verification, rapporteur::model::Verification::SingleSource);
    window.write("ua: Second");
    assert!(window.shows("as before: BBC"), "what would be taken over is seen");
    look(&mut window, "quick-as-before");
    window.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, Key::Backspace);
    window.run();
    assert_eq!(line(&window), "ua: Second =- ");
    assert!(!window.shows("as before: BBC"));
    window.press(Key::Enter);
    let said = logged(&window).pop().unwrap();
    assert_eq!((said.text.as_str(), said.sources.len()), ("Second", 0));
    assert_eq!(said.verification, rapporteur::model::Verification::Unverified);
}

#[test]
fn every_question_has_a_line_and_f8_goes_to_its_words() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    let text = "ua demand: They must leave the towns along the whole of the line before anybody speaks of anything else at all, \
                and nobody is to come back to it for as long as the guns are not silent #secretly !very @nobody";
    window.write(text);
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    look(&mut window, "quick-three-lines");
    for reason in ["“secretly” is no record level", "“very” is no firmness", "Nobody is called “nobody”"] {
        assert!(window.shows(reason), "{reason}");
    }
    let height = window.get_by_role_and_label(Role::TextInput, "Quick line").rect().height();
    assert!(height > 2.0 * rapporteur::kit::size::BODY, "the field has grown: {height}");
    for (word, left) in [("#secretly", "!very @nobody"), ("!very", " @nobody"), ("@nobody", "")] {
        let mut chars = text.find(word).unwrap()..text.find(word).unwrap() + word.len();
        window.press(Key::F8);
        let id = egui::Id::unique("quick line");
        let state = egui::TextEdit::load_state(&window.ctx, id).unwrap();
        let range = state.cursor.char_range().unwrap().as_sorted_char_range();
        chars.start = text[..chars.start].chars().count();
        chars.end = text[..chars.end].chars().count();
        assert_eq!((range.start.0, range.end.0), (chars.start, chars.end), "{word}, before {left}");
    }
}

#[test]
fn a_line_that_is_not_ready_says_what_is_missing_and_keeps_every_character() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let before = logged(&window).len();
    window.press_ctrl(Key::L);
    window.write("ua demand ");
    enter_without_list(&mut window);
    assert_eq!(logged(&window).len(), before);
    assert_eq!(line(&window), "ua demand ");
    assert!(window.shows("What was said"), "the missing part is named");
    window.write(": Stay away");
    window.press(Key::Enter);
    assert_eq!(logged(&window).len(), before + 1);
}

#[test]
fn the_first_enter_leads_to_the_words_in_question_and_tab_takes_what_may_stand_there() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let before = logged(&window).len();
    window.press_ctrl(Key::L);
    window.write("ua demand: They must leave #backgroud and stay away");
    enter_without_list(&mut window);
    window.run();
    let options = || window.query_all_by_role(Role::ListBoxOption).count();
    assert!(options() > 0, "the list is open at the word");
    window.press(Key::Tab);
    assert_eq!(line(&window), "ua demand: They must leave #background  and stay away");
    window.press(Key::Enter);
    assert_eq!(logged(&window).len(), before + 1);
    assert_eq!(logged(&window).last().unwrap().to_check, [] as [&str; 0]);
}

#[test]
fn completions_are_taken_by_tab_and_by_arrows_and_closed_by_escape() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let marked = window.query_all_by_label("Background").count();
    window.press_ctrl(Key::L);
    window.write("ukr");
    assert!(window.shows("Ukraine, UA, party") || window.shows("party"), "what fits is offered");
    look(&mut window, "quick-offers");
    window.press(Key::Tab);
    assert_eq!(line(&window), "UA ");
    window.write("red");
    window.press(Key::Enter);
    assert!(line(&window).starts_with("UA red line") || line(&window).starts_with("UA red_line"), "{}", line(&window));
    window.write("moni");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert!(line(&window).contains("easefire monitoring"), "{}", line(&window));
    assert!(window.shows("Until now"), "the position now stands beside it");
    assert_eq!(window.query_all_by_label("Background").count(), marked + 1, "with the terms on which it was said");
    look(&mut window, "quick-position");
    window.write("No @Umer");
    assert!(window.query_all_by_role(Role::ListBoxOption).next().is_some());
    window.press(Key::Escape);
    assert!(window.query_all_by_role(Role::ListBoxOption).next().is_none(), "Escape closes the list");
    assert!(window.get_by_role_and_label(Role::TextInput, "Quick line").is_focused(), "and leaves the cursor where it is");
}

#[test]
fn a_line_begun_under_one_round_waits_there_and_never_goes_to_another() {
    let (mut session, negotiation, round) = full_round();
    let other = session.create(New::Round { negotiation, when: When::Day("2026-03-01".parse().unwrap()) }).unwrap();
    let rapporteur::model::RecordId::Round(other) = other else { unreachable!("a round was made") };
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("ua demand: half wri");
    let go = |window: &mut Harness<'static, App>, page: Page| {
        let ctx = window.ctx.clone();
        window.state_mut().perform(rapporteur::ui::Action::Go(page), &ctx);
        window.run();
    };
    go(&mut window, Page::Round(other));
    assert_eq!(line(&window), "");
    go(&mut window, Page::Round(round));
    assert_eq!(line(&window), "ua demand: half wri");
}

#[test]
fn what_nobody_stated_is_not_filled_in() {
    let (mut session, negotiation, ..) = two_parties();
    let ahead = session.create(New::Round { negotiation, when: When::Day("2026-06-01".parse().unwrap()) }).unwrap();
    let rapporteur::model::RecordId::Round(ahead) = ahead else { unreachable!("a round was made") };
    let mut window = window(session, Page::Round(ahead));
    window.press_ctrl(Key::L);
    window.write("ua demand: Come in June @Nobody");
    enter_without_list(&mut window);
    window.press(Key::Enter);
    let said = logged(&window).pop().unwrap();
    assert_eq!((said.level, said.speaker), (RecordLevel::Unstated, None));
    assert_eq!(said.verification, rapporteur::model::Verification::Unverified, "no source, so nobody has checked it");
    assert_eq!(said.said_on, When::Unknown, "nobody has said when");
    assert_eq!(said.kind, StatementKind::Demand);
    assert!(window.shows("to be looked at"), "the one who typed is told");
    window.press_ctrl(Key::L);
    window.write("ua: No kind");
    assert!(window.shows("Kind not stated") && window.shows("no date stated"), "what is not said is seen");
    window.press(Key::Enter);
    assert_eq!(logged(&window).pop().unwrap().kind, StatementKind::Unstated);
}

#[test]
fn a_refused_enter_is_told_at_once_and_each_time_anew() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("finland demand: No #whispered");
    window.press(Key::Escape);
    let told = |window: &Harness<'static, App>| {
        let all = window.root().children_recursive().map(|node| node.accesskit_node());
        let words = all.filter(|node| node.data().live() == Some(egui::accesskit::Live::Assertive));
        let words = words.map(|node| (node.id(), node.value().or_else(|| node.label()).unwrap_or_default()));
        words.collect::<Vec<_>>()
    };
    assert_eq!(told(&window), [], "what is being typed is not told");
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
    let first = told(&window);
    assert!(first.iter().any(|(_, words)| words.contains("No party is called “finland”")), "{first:?}");
    assert!(first.iter().any(|(_, words)| words.contains("“whispered” is no record level")), "{first:?}");
    window.write("x");
    assert_eq!(told(&window), [], "another line is not told while it is typed");
    window.press(Key::Backspace);
    enter_without_list(&mut window);
    let second = told(&window);
    assert_eq!(second.len(), first.len());
    assert!(second.iter().all(|(id, _)| first.iter().all(|(before, _)| before != id)), "told again");
    window.write(" x");
    assert_eq!(told(&window), []);
}

#[test]
fn the_list_opens_at_the_word_and_a_problem_has_its_sign_beside_its_first_line() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    let left = |window: &Harness<'static, App>| {
        let rows = window.query_all_by_role(Role::ListBoxOption);
        rows.map(|row| row.rect().left()).reduce(f32::min).expect("a list is open")
    };
    let field = window.get_by_role_and_label(Role::TextInput, "Quick line").rect().left();
    window.write("u");
    let at_the_left = left(&window);
    assert!((at_the_left - field).abs() < 30.0, "{at_the_left} at {field}");
    window.write("a demand: They must leave at once and for good @Ume");
    assert!(left(&window) > at_the_left + 200.0, "at the name: {}", left(&window));
    look(&mut window, "quick-list-at-word");
    window.press(Key::Escape);
    window.write("x /32 May");
    window.press(Key::F8);
    let id = egui::Id::unique("quick line");
    let chosen = |window: &Harness<'static, App>| {
        let state = egui::TextEdit::load_state(&window.ctx, id).unwrap();
        let range = state.cursor.char_range().unwrap().as_sorted_char_range();
        line(window).chars().skip(range.start.0).take(range.end.0 - range.start.0).collect::<String>()
    };
    let mut all = vec![chosen(&window)];
    window.press(Key::F8);
    all.push(chosen(&window));
    assert!(all.contains(&"/32 May".to_owned()), "{all:?}");
    look(&mut window, "quick-problem-sign");
}

#[test]
fn tags_are_completed_and_stand_in_the_statement() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("ua demand: They must leave &hostages");
    assert!(window.shows("&hostages"), "the preview has the tag");
    window.press(Key::Enter);
    assert_eq!(logged(&window).pop().unwrap().tags, ["hostages"]);
    window.write("ua: Again &ho");
    window.press(Key::Tab);
    assert_eq!(line(&window), "ua: Again &hostages ");
    window.press(Key::Enter);
    let said = logged(&window).pop().unwrap();
    assert_eq!((said.text.as_str(), said.tags), ("Again", vec!["hostages".to_owned()]));
}
