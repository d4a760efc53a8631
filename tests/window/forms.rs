//! Forms walked and filled by keyboard: nothing is made that was not asked for, nothing typed is lost, and Tab leads to the next field.

use crate::inspector::{edit, focused, one_round, one_statement, session, the_round, the_statement, undo};
use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window, window_of};
use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{Hue, PartyId, Record, RecordId, ScheduleStatus, SeatRole, StatementKind, Verification, When, Who};
use rapporteur::session::{New, Session};
use rapporteur::ui::Page;

type Window = Harness<'static, App>;

fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// What stands in a field; the last, if there are several of that name.
fn shown(window: &Window, label: &str) -> String {
    let fields = window.query_all_by(|node| {
        matches!(node.role(), Role::TextInput | Role::MultilineTextInput) && node.label().as_deref() == Some(label)
    });
    fields.last().and_then(|node| node.value()).unwrap_or_default()
}

/// Puts the focus into the field of several lines.
fn enter_text(window: &mut Window) {
    window.get_by_role_and_label(Role::MultilineTextInput, "Text").focus();
    window.run();
}

fn options(window: &Window) -> Vec<String> {
    window.query_all_by_role(Role::ListBoxOption).map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
}

#[test]
fn tab_takes_the_marked_speaker() {
    let (session_, id, _, person) = one_statement();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, id, "speaker");
    window.write("kost");
    assert_eq!(options(&window), ["Igor Kostyukov", "Use “kost” as a description", "New person “kost”", "New party “kost”"]);
    window.press(Key::Tab);
    assert_eq!(the_statement(&window, id).speaker, Some(Who::Person(person)));
    assert_eq!(focused(&window), "Said on");
}

#[test]
fn words_that_fit_nobody_are_a_description_and_a_person_is_made_on_request() {
    for key in [Key::Tab, Key::Enter] {
        let (session_, id, ..) = one_statement();
        let people = session_.workspace().people.len();
        let mut window = window(session_, Page::Upcoming);
        edit(&mut window, id, "speaker");
        window.write("Ukrainian officials");
        window.press(key);
        assert_eq!(the_statement(&window, id).speaker, Some(Who::Described("Ukrainian officials".to_owned())), "{key:?}");
        assert_eq!(session(&window).workspace().people.len(), people, "{key:?} makes nobody");
    }
    let (session_, id, ..) = one_statement();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, id, "speaker");
    window.write("Rustem Umerov");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let Some(Who::Person(made)) = the_statement(&window, id).speaker else { panic!("not a person") };
    assert_eq!(session(&window).workspace().people[&made].name, "Rustem Umerov");
    undo(&mut window);
    assert!(!session(&window).workspace().people.contains_key(&made), "person and mention go in one step");
    assert_eq!(the_statement(&window, id).speaker, None);
}

#[test]
fn words_that_are_left_are_not_lost_and_say_that_they_are_not_taken() {
    let (session_, id, [ukraine, _], _) = one_statement();
    let before = session_.revision();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, id, "party");
    window.write("Qatar");
    assert_eq!(options(&window), ["New party “Qatar”"]);
    window.press(Key::Enter);
    assert_eq!(session(&window).revision(), before, "Enter makes nothing that is not marked");
    window.press(Key::Tab);
    assert_eq!(focused(&window), "Text");
    assert_eq!((shown(&window, "Party").as_str(), the_statement(&window, id).party), ("Qatar", ukraine));
    assert!(window.shows("Not taken: there is no party of that name"));
    assert_eq!(session(&window).revision(), before);
    look(&mut window, "forms-not-taken");
    // Another record and back.
    edit(&mut window, ukraine, "first");
    edit(&mut window, id, "party");
    assert_eq!(shown(&window, "Party"), "Qatar");
    press_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let made = the_statement(&window, id).party;
    assert_eq!(session(&window).workspace().parties[&made].name, "Qatar");
    assert!(!window.shows("Not taken"));
}

#[test]
fn escape_takes_left_words_out() {
    let (session_, id, [ukraine, _], _) = one_statement();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, id, "party");
    window.write("Qatar");
    window.press(Key::Tab);
    edit(&mut window, id, "party");
    window.press(Key::Escape);
    assert_eq!((shown(&window, "Party").as_str(), the_statement(&window, id).party), ("Ukraine", ukraine));
    assert!(!window.shows("Not taken"));
}

#[test]
fn a_new_party_is_seated_and_has_a_short_name_in_one_step() {
    let (session_, id, ..) = one_statement();
    let negotiation = session_.workspace().statements[&id].negotiation;
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, id, "party");
    window.write("United Arab Emirates");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let workspace = session(&window).workspace();
    let made = workspace.statements[&id].party;
    assert_eq!(workspace.parties[&made].short, "UAE");
    let seat = workspace.negotiations[&negotiation].seats.last().unwrap();
    assert_eq!((seat.party, seat.role.clone()), (made, SeatRole::Unstated));
    undo(&mut window);
    let workspace = session(&window).workspace();
    assert!(!workspace.parties.contains_key(&made));
    assert_eq!(workspace.negotiations[&negotiation].seats.len(), 2);
}

#[test]
fn sources_rounds_and_issues_are_made_from_their_fields() {
    let (session_, id, ..) = one_statement();
    let mut window = window(session_, Page::Upcoming);
    let mut make = |field: &str, words: &str| {
        edit(&mut window, id, field);
        window.write(words);
        window.press(Key::ArrowDown);
        window.press(Key::Enter);
    };
    make("sources", "BBC, 24 January");
    make("issues", "Airspace");
    make("round", "4 March 2026");
    let workspace = session(&window).workspace();
    let statement = &workspace.statements[&id];
    assert_eq!(workspace.sources[&statement.sources[0]].title, "BBC, 24 January");
    assert_eq!(workspace.issues[&statement.issues[0]].name, "Airspace");
    let round = &workspace.rounds[&statement.round.unwrap()];
    assert_eq!(round.schedule.when, When::Day("2026-03-04".parse().unwrap()));
}

#[test]
fn answers_over_a_field_are_walked_and_removed_from_it() {
    let (session_, _, id) = full_round();
    let mut window = window(session_, Page::Upcoming);
    let before = the_round(&window, id).agenda.clone();
    edit(&mut window, id, "agenda");
    window.press(Key::ArrowLeft);
    press_with(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(the_round(&window, id).agenda, [before[1], before[0]]);
    window.press(Key::Delete);
    assert_eq!(the_round(&window, id).agenda, [before[0]]);
    assert_eq!(focused(&window), "Issues in order", "the focus stays in the field");
    undo(&mut window);
    undo(&mut window);
    assert_eq!(the_round(&window, id).agenda, before);
    edit(&mut window, id, "agenda");
    window.press(Key::ArrowLeft);
    window.press(Key::ArrowLeft);
    press_with(&mut window, Modifiers::ALT, Key::Enter);
    assert!(window.shows("Delete this issue"), "Alt+Enter opens the marked one");
}

#[test]
fn alt_enter_opens_what_a_field_names() {
    let (session_, id, ..) = one_statement();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, id, "party");
    press_with(&mut window, Modifiers::ALT, Key::Enter);
    assert!(window.shows("Delete this party"));
}

#[test]
fn alt_down_opens_the_calendar_and_the_focus_comes_back() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut window = window(session_, Page::Settings);
    edit(&mut window, id, "when");
    press_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(focused(&window), "4 February 2026");
    window.press(Key::Escape);
    assert_eq!(focused(&window), "When");
    assert!(!window.shows("Previous month"));
    press_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(the_round(&window, id).schedule.when, When::Day("2026-02-11".parse().unwrap()));
    assert_eq!(focused(&window), "When");
    press_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    window.press(Key::Tab);
    assert!(!window.shows("Previous month"), "Tab leads on and closes it");
    assert_eq!(focused(&window), "Where");
}

#[test]
fn what_is_offered_under_a_field_is_no_stop_and_is_taken_by_a_key() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut window = window(session_, Page::Settings);
    edit(&mut window, id, "when");
    window.press_ctrl(Key::A);
    window.write("6 February 2026");
    window.press(Key::Enter);
    assert!(window.shows("Keep 4 Feb 2026 as an earlier date"));
    window.press(Key::Tab);
    assert_eq!(focused(&window), "Where");
    edit(&mut window, id, "when");
    press_with(&mut window, Modifiers::ALT, Key::Enter);
    assert_eq!(the_round(&window, id).schedule.earlier[0].when, When::Day("2026-02-04".parse().unwrap()));
}

/// One blank record of each kind, and the fullest of that kind.
fn blank_and_full() -> (Session, Vec<(RecordId, RecordId)>) {
    let (mut session, negotiation, round) = full_round();
    let source = session.create(New::Source { negotiation, title: "Readout".to_owned() }).unwrap();
    let Record::Source(mut full) = session.workspace().get(source).unwrap() else { unreachable!() };
    full.address = "https://example.org/readout".to_owned();
    full.outlet = "Office".to_owned();
    session.perform(rapporteur::session::Proposal::put("fill", full)).unwrap();
    let first = |session: &Session, noun: &str| session.workspace().ids().find(|id| id.noun() == noun).unwrap();
    let party = PartyId(first(&session, "party").uuid());
    let fulls: Vec<RecordId> = ["party", "person", "negotiation", "issue", "statement", "follow-up", "incident"]
        .map(|noun| first(&session, noun))
        .into();
    let when = When::Unknown;
    let news = [
        New::Party { name: String::new() },
        New::Person { name: String::new() },
        New::Negotiation { title: String::new() },
        New::Issue { negotiation, name: String::new(), parent: None },
        New::Statement { negotiation, round: None, party, issue: None, text: String::new() },
        New::FollowUp { negotiation, round: None, what: String::new() },
        New::Incident { negotiation, round: None, what: String::new() },
    ];
    let mut pairs: Vec<(RecordId, RecordId)> =
        news.into_iter().zip(fulls).map(|(new, full)| (session.create(new).unwrap(), full)).collect();
    pairs.push((session.create(New::Round { negotiation, when }).unwrap(), round.into()));
    pairs.push((session.create(New::Source { negotiation, title: String::new() }).unwrap(), source));
    (session, pairs)
}

/// The labels that Tab leads to, from the first field to the note, which is the last of every form.
fn walk(window: &mut Window, id: RecordId) -> Vec<String> {
    edit(window, id, "first");
    let mut labels = vec![focused(window)];
    for _ in 0..60 {
        if labels.last().is_some_and(|label| label == "Note") {
            break;
        }
        window.press(Key::Tab);
        labels.push(focused(window));
    }
    labels
}

#[test]
fn tab_leads_through_a_form_alike_whether_it_is_filled_or_not() {
    let (session_, pairs) = blank_and_full();
    let before = session_.revision();
    let mut window = window_of(session_, Page::Settings, [1280.0, 1600.0], ThemeChoice::Light);
    for (blank, full) in pairs {
        let labels = walk(&mut window, full);
        assert_eq!(walk(&mut window, blank), labels, "{}", full.noun());
        assert!(labels.len() > 2 && labels.iter().all(|label| !label.is_empty()), "{}: {labels:?}", full.noun());
    }
    assert_eq!(session(&window).revision(), before);
}

#[test]
fn no_letter_and_no_space_leads_away_from_a_form() {
    let (session_, pairs) = blank_and_full();
    let page = Page::Settings;
    let mut window = window_of(session_, page.clone(), [1280.0, 1600.0], ThemeChoice::Light);
    for (_, full) in pairs {
        let labels = walk(&mut window, full);
        edit(&mut window, full, "first");
        for label in labels {
            let title = format!("Delete this {}", full.noun());
            for (key, text) in [(Key::A, "a"), (Key::Space, " ")] {
                window.key_press(key);
                window.event(egui::Event::Text(text.to_owned()));
                window.run();
            }
            assert!(window.query_by_label(&title).is_some(), "{}: {label} leads to another record", full.noun());
            assert_eq!(*window.state().page(), page, "{}: {label} leaves the page", full.noun());
            window.press(Key::Tab);
        }
    }
}

#[test]
fn the_rows_of_a_list_are_reached_by_arrows() {
    let (session_, _, id) = full_round();
    let mut window = window_of(session_, Page::Settings, [1280.0, 1600.0], ThemeChoice::Light);
    let parts: Vec<_> = the_round(&window, id).accounts.iter().map(|account| account.id).collect();
    edit(&mut window, id, "accounts");
    // Back from the first field of the first account to the heading.
    for _ in 0..30 {
        if focused(&window) == "Accounts" {
            break;
        }
        press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    }
    assert_eq!(focused(&window), "Accounts");
    window.press(Key::ArrowDown);
    let first = focused(&window);
    window.press(Key::ArrowDown);
    let second = focused(&window);
    assert!(first != second && !second.is_empty(), "{first} {second}");
    press_with(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(the_round(&window, id).accounts[0].id, parts[1]);
    assert_eq!(focused(&window), second, "the focus goes with what is moved");
    window.press(Key::Delete);
    assert_eq!(the_round(&window, id).accounts.iter().map(|account| account.id).collect::<Vec<_>>(), [parts[0]]);
    window.press(Key::ArrowUp);
    assert_eq!(focused(&window), "Accounts");
}

#[test]
fn the_colours_of_a_party_are_one_stop() {
    let (session_, _, [ukraine, _], _) = one_statement();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, ukraine, "kind");
    window.press(Key::Tab);
    assert_eq!(focused(&window), "Colour by order");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    assert_eq!(session(&window).workspace().parties[&ukraine].hue, None, "arrows choose nothing");
    window.press(Key::Enter);
    assert_eq!(session(&window).workspace().parties[&ukraine].hue, Some(Hue(1)));
    window.press(Key::Tab);
    assert_eq!(focused(&window), "Other spellings");
}

#[test]
fn an_office_counts_once_its_party_is_chosen() {
    let (session_, _, [_, russia], person) = one_statement();
    let before = session_.revision();
    let mut window = window(session_, Page::Upcoming);
    edit(&mut window, person, "affiliations:new");
    assert_eq!((focused(&window).as_str(), shown(&window, "For").as_str()), ("For", ""));
    window.press(Key::Tab);
    window.write("Envoy");
    window.press(Key::Tab);
    assert_eq!(session(&window).revision(), before, "an office for nobody is no fact");
    assert!(window.shows("Not in the record yet: choose for whom"));
    edit(&mut window, russia, "first");
    edit(&mut window, person, "affiliations");
    assert_eq!(shown(&window, "Office"), "Envoy", "what was typed is kept");
    look(&mut window, "forms-office");
    let field = window.query_all_by(|node| node.role() == Role::TextInput && node.label().as_deref() == Some("For"));
    field.last().unwrap().focus();
    window.run();
    window.write("russ");
    window.press(Key::Tab);
    let held = session(&window).workspace().people[&person].affiliations.last().unwrap().clone();
    assert_eq!((held.party, held.office.as_str()), (russia, "Envoy"));
    assert_eq!(focused(&window), "Office", "the fields stay where they were");
    undo(&mut window);
    assert_eq!(session(&window).workspace().people[&person].affiliations.len(), 2);
}

#[test]
fn a_new_round_and_a_new_issue_are_not_stated_until_somebody_says_it() {
    let (mut session, negotiation, ..) = two_parties();
    let RecordId::Round(id) = session.create(New::Round { negotiation, when: When::Unknown }).unwrap() else { unreachable!() };
    let issue = New::Issue { negotiation, name: "Territory".to_owned(), parent: None };
    let RecordId::Issue(issue) = session.create(issue).unwrap() else { unreachable!() };
    let mut window = window(session, Page::Round(id));
    edit(&mut window, id, "status");
    assert_eq!((focused(&window), shown(&window, "Status")), ("Status".to_owned(), "Not stated".to_owned()));
    assert_eq!(the_round(&window, id).schedule.status, ScheduleStatus::Unstated);
    window.write("tent");
    window.press(Key::Tab);
    assert_eq!(the_round(&window, id).schedule.status, ScheduleStatus::Tentative);
    undo(&mut window);
    assert_eq!(the_round(&window, id).schedule.status, ScheduleStatus::Unstated);
    edit(&mut window, issue, "state");
    assert_eq!((focused(&window), shown(&window, "State")), ("State".to_owned(), "Not stated".to_owned()));
}

#[test]
fn a_new_statement_begins_empty_and_becomes_a_record_with_party_and_text() {
    let (session_, negotiation, ukraine, _) = two_parties();
    let before = session_.revision();
    let mut window = window(session_, Page::Statements(negotiation));
    window.press_ctrl(Key::E);
    assert_eq!((focused(&window).as_str(), shown(&window, "Party").as_str()), ("Party", ""));
    assert_eq!(shown(&window, "Kind"), "Not stated");
    assert!(window.shows("Not in the record yet: a party and a text are missing"));
    look(&mut window, "forms-new-statement");
    window.write("ukr");
    window.press(Key::Tab);
    assert!(window.shows("Not in the record yet: a text is missing"));
    assert_eq!((focused(&window).as_str(), session(&window).revision()), ("Text", before));
    window.press_ctrl(Key::Num3);
    assert!(window.shows("New statement"), "it is there on another page, too");
    assert_eq!(shown(&window, "Party"), "Ukraine");
    enter_text(&mut window);
    window.write("W");
    window.write("ithdraw");
    window.write(" first");
    let made: Vec<_> = session(&window).workspace().statements.values().cloned().collect();
    assert_eq!(made.len(), 1);
    assert_eq!((made[0].text.as_str(), made[0].party), ("Withdraw first", ukraine));
    assert_eq!((made[0].kind.clone(), made[0].verification.clone()), (StatementKind::Unstated, Verification::Unverified));
    assert!(made[0].sources.is_empty() && made[0].said_on.is_unknown());
    assert_eq!(focused(&window), "Text", "typing goes on in the record");
    assert!(window.shows("Delete this statement") && !window.shows("Not in the record yet"));
    undo(&mut window);
    undo(&mut window);
    assert!(session(&window).workspace().statements.is_empty());
}

#[test]
fn a_statement_begun_is_thrown_away_only_on_request() {
    let (session_, negotiation, ..) = two_parties();
    let mut window = window(session_, Page::Statements(negotiation));
    window.press_ctrl(Key::E);
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(!window.shows("New statement") || !window.shows("Discard"), "nothing was filled in: nothing to ask");
    window.press_ctrl(Key::E);
    enter_text(&mut window);
    window.write("We wait");
    // Another record is looked at meanwhile.
    edit(&mut window, negotiation, "title");
    window.click("A new statement is not in the record yet");
    assert_eq!(shown(&window, "Text"), "We wait");
    window.click("Discard this statement");
    assert!(window.shows("What you filled in is lost"));
    look(&mut window, "forms-discard");
    window.click("Keep it");
    assert_eq!(shown(&window, "Text"), "We wait");
    window.click("Discard this statement");
    window.click("Discard it");
    assert!(window.query_by_role_and_label(Role::MultilineTextInput, "Text").is_none());
    assert!(session(&window).workspace().statements.is_empty());
    window.press_ctrl(Key::E);
    assert_eq!(shown(&window, "Text"), "", "the next one begins empty");
}

#[test]
fn a_new_incident_has_no_date() {
    let (mut session, negotiation, round) = full_round();
    let made = session.create(New::Incident { negotiation, round: Some(round), what: String::new() }).unwrap();
    let Some(Record::Incident(incident)) = session.workspace().get(made) else { panic!("not an incident") };
    assert!(incident.when.is_unknown());
}

#[test]
fn a_party_made_by_command_is_seated_and_its_short_name_proposed_with_its_name() {
    let (session_, negotiation, ..) = two_parties();
    let mut window = window(session_, Page::Overview(negotiation));
    press_with(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
    assert_eq!(focused(&window), "Name");
    window.write("Saudi Arabia");
    window.press(Key::Tab);
    assert_eq!((focused(&window).as_str(), shown(&window, "Short name").as_str()), ("Short name", "SA"));
    let workspace = session(&window).workspace();
    let seat = workspace.negotiations[&negotiation].seats.last().unwrap();
    assert_eq!((workspace.parties[&seat.party].name.as_str(), seat.role.clone()), ("Saudi Arabia", SeatRole::Unstated));
    // What is typed replaces it, and what is cleared stays cleared.
    window.write("KSA");
    assert_eq!(shown(&window, "Short name"), "KSA");
    window.press_ctrl(Key::A);
    window.press(Key::Backspace);
    window.press(Key::Tab);
    assert_eq!(shown(&window, "Short name"), "");
}
