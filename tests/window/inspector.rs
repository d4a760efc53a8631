//! The inspector: records edited in place, by keyboard, one undo step a gesture.

use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window, window_of};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::when::{Context, parse};
use rapporteur::model::{
    Affiliation, AttendanceRole, PartyId, PersonId, Presence, Record, RecordId, Round, RoundId, ScheduleStatus, Sitting,
    Statement, StatementId, StatementKind, When, Who,
};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::{Action, Command, Page};

/// Shows a record in the inspector, with the focus on a field.
pub(crate) fn edit(harness: &mut Harness<'static, App>, id: impl Into<RecordId>, field: &str) {
    let ctx = harness.ctx.clone();
    harness.state_mut().perform(Action::Select(Some(id.into()), Some(field.to_owned())), &ctx);
    harness.run();
}

fn today() -> chrono::NaiveDate {
    crate::support::now().date_naive()
}

/// What has the focus, by its label.
pub(crate) fn focused(harness: &Harness<'static, App>) -> String {
    let node = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Puts the focus into the field of that label, with what is in it selected, and types.
pub(crate) fn fill(harness: &mut Harness<'static, App>, label: &str, words: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.press_ctrl(Key::A);
    harness.write(words);
}

pub(crate) fn session<'a>(harness: &'a Harness<'static, App>) -> &'a Session {
    harness.state().session()
}

pub(crate) fn the_round<'a>(harness: &'a Harness<'static, App>, id: RoundId) -> &'a Round {
    &harness.state().session().workspace().rounds[&id]
}

pub(crate) fn the_statement<'a>(harness: &'a Harness<'static, App>, id: StatementId) -> &'a Statement {
    &harness.state().session().workspace().statements[&id]
}

pub(crate) fn undo(harness: &mut Harness<'static, App>) {
    harness.press_ctrl(Key::Z);
}

/// A statement to work on, with both parties and a person who changed office.
pub(crate) fn one_statement() -> (Session, StatementId, [PartyId; 2], PersonId) {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let Record::Person(mut person) = session.draft(New::Person { name: "Igor Kostyukov".to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    let office = |office: &str, from: i32, until: When| Affiliation {
        party: russia,
        office: office.to_owned(),
        from: When::Month { year: from, month: 1 },
        until,
    };
    person.affiliations =
        vec![office("Deputy chief", 2014, When::Month { year: 2018, month: 11 }), office("Chief", 2018, When::Unknown)];
    let person_id = person.id;
    session.perform(Proposal::put("add person", person)).unwrap();
    let new = New::Statement { negotiation, round: None, party: ukraine, issue: None, text: "Withdraw first.".to_owned() };
    let RecordId::Statement(id) = session.create(new).unwrap() else { unreachable!("a statement was made") };
    (session, id, [ukraine, russia], person_id)
}

pub(crate) fn one_round(status: ScheduleStatus) -> (Session, RoundId, PersonId) {
    let (mut session, statement, _, person) = one_statement();
    let negotiation = session.workspace().statements[&statement].negotiation;
    let when = When::Day("2026-02-04".parse().unwrap());
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when }) else {
        unreachable!("a draft is what was asked for")
    };
    round.schedule.status = status;
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    (session, id, person)
}

#[test]
fn a_text_is_typed_and_undone_word_by_word() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "text");
    assert_eq!(focused(&harness), "Text");
    harness.press_ctrl(Key::A);
    for word in ["Monitors", " must", " come"] {
        harness.write(word);
    }
    assert_eq!(the_statement(&harness, id).text, "Monitors must come");
    undo(&mut harness);
    assert_eq!(the_statement(&harness, id).text, "Monitors must");
    undo(&mut harness);
    undo(&mut harness);
    assert_eq!(the_statement(&harness, id).text, "Withdraw first.");
}

#[test]
fn deleting_and_typing_are_steps_of_their_own_as_in_other_editors() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "text");
    harness.press_ctrl(Key::A);
    harness.write("Monitors");
    harness.write(" must");
    harness.key_press_modifiers(egui::Modifiers::CTRL | egui::Modifiers::COMMAND, Key::Backspace);
    harness.run();
    harness.write("may");
    assert_eq!(the_statement(&harness, id).text, "Monitors may");
    let undone: Vec<String> = (0..3)
        .map(|_| {
            undo(&mut harness);
            the_statement(&harness, id).text.trim_end().to_owned()
        })
        .collect();
    assert_eq!(undone, ["Monitors", "Monitors must", "Monitors"]);
    harness.press(Key::End);
    harness.press(Key::Backspace);
    harness.press(Key::Backspace);
    assert_eq!(the_statement(&harness, id).text, "Monito");
    undo(&mut harness);
    assert_eq!(the_statement(&harness, id).text, "Monitors", "letters deleted in a row come back together, and the word stays");
}

#[test]
fn a_term_is_found_by_its_beginning_and_may_be_a_word_of_ones_own() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "kind");
    harness.write("red");
    harness.press(Key::Enter);
    assert_eq!(the_statement(&harness, id).kind, StatementKind::RedLine);
    assert_eq!(focused(&harness), "Kind", "the focus stays, so that Tab leads on");
    harness.write("offer");
    harness.press(Key::Enter);
    assert_eq!(the_statement(&harness, id).kind, StatementKind::Offer, "what is typed next replaces the choice");
    undo(&mut harness);
    fill(&mut harness, "Kind", "Appeal");
    harness.press(Key::Tab);
    assert_eq!(the_statement(&harness, id).kind, StatementKind::Other("Appeal".to_owned()));
    undo(&mut harness);
    assert_eq!(the_statement(&harness, id).kind, StatementKind::RedLine);
}

#[test]
fn a_field_says_what_the_record_says_after_undo_while_it_has_the_focus() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "kind");
    for kind in ["offer", "red"] {
        harness.write(kind);
        harness.press(Key::Enter);
    }
    let said = |harness: &Harness<'static, App>| {
        harness.get_by_role_and_label(Role::TextInput, "Kind").accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(said(&harness), "Red line");
    undo(&mut harness);
    assert_eq!((said(&harness).as_str(), focused(&harness).as_str()), ("Offer", "Kind"));
    assert_eq!(the_statement(&harness, id).kind, StatementKind::Offer);
    undo(&mut harness);
    assert_eq!(the_statement(&harness, id).kind, StatementKind::Unstated);
    assert_ne!(said(&harness), "Offer");
}

#[test]
fn walking_through_the_fields_changes_nothing() {
    let (session_, id, ..) = one_statement();
    let before = session_.revision();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "first");
    assert_eq!(focused(&harness), "Party");
    for _ in 0..24 {
        harness.press(Key::Tab);
    }
    assert_eq!(session(&harness).revision(), before);
}

#[test]
fn a_choice_is_made_by_the_pointer_too() {
    let (session_, id, [_, russia], _) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "text");
    harness.get_by_role_and_label(Role::TextInput, "Party").click();
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Russia").click();
    harness.run();
    assert_eq!(the_statement(&harness, id).party, russia);
    assert!(harness.query_by_role(Role::ListBoxOption).is_none(), "the list closes");
}

#[test]
fn a_speaker_leaves_the_party_that_was_chosen() {
    let (session_, id, [ukraine, _], person) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "speaker");
    harness.write("kostyu");
    harness.press(Key::Enter);
    let statement = the_statement(&harness, id);
    assert_eq!((statement.speaker.clone(), statement.party), (Some(Who::Person(person)), ukraine));
    undo(&mut harness);
    assert_eq!((the_statement(&harness, id).speaker.clone(), the_statement(&harness, id).party), (None, ukraine));
}

#[test]
fn words_for_a_speaker_stay_words() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "speaker");
    harness.write("unnamed US official");
    harness.press(Key::Tab);
    assert_eq!(the_statement(&harness, id).speaker, Some(Who::Described("unnamed US official".to_owned())));
}

#[test]
fn a_new_issue_is_made_in_place_and_undone_with_the_link() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "issues");
    harness.write("Prisoners");
    harness.press(Key::Enter);
    assert!(session(&harness).workspace().issues.is_empty(), "what would be new is made on request only");
    harness.press(Key::ArrowDown);
    harness.press(Key::Enter);
    let workspace = session(&harness).workspace();
    let issue = workspace.issues.values().next().unwrap();
    assert_eq!((issue.name.as_str(), &workspace.statements[&id].issues), ("Prisoners", &vec![issue.id]));
    undo(&mut harness);
    let workspace = session(&harness).workspace();
    assert!(workspace.issues.is_empty() && workspace.statements[&id].issues.is_empty());
}

#[test]
fn a_date_is_taken_on_enter_and_left_by_escape() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "when");
    harness.press_ctrl(Key::A);
    harness.write("as early as next week");
    assert!(harness.shows("Read as"), "the reading stands under the field while it is typed");
    let before = When::Day("2026-02-04".parse().unwrap());
    assert_eq!(the_round(&harness, id).schedule.when, before, "nothing is taken while it is typed");
    harness.press(Key::Escape);
    assert_eq!(the_round(&harness, id).schedule.when, before);
    fill(&mut harness, "When", "as early as next week");
    harness.press(Key::Enter);
    let When::Window { wording, .. } = &the_round(&harness, id).schedule.when else { panic!("not a window") };
    assert!(wording.contains("as early as next week"));
    harness.click("Keep 4 Feb 2026 as an earlier date");
    assert_eq!(the_round(&harness, id).schedule.earlier[0].when, before);
}

#[test]
fn a_day_is_taken_from_the_calendar() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut harness = window(session_, Page::Settings);
    edit(&mut harness, id, "title");
    harness.click("Calendar for when");
    look(&mut harness, "inspector-calendar");
    let nodes = harness.query_all_by_label_contains("10 February 2026").next();
    nodes.unwrap().click();
    harness.run();
    assert_eq!(the_round(&harness, id).schedule.when, When::Day("2026-02-10".parse().unwrap()));
    undo(&mut harness);
    assert_eq!(the_round(&harness, id).schedule.when, When::Day("2026-02-04".parse().unwrap()));
}

#[test]
fn a_zone_is_found_by_a_city_that_is_not_its_name() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut harness = window(session_, Page::Settings);
    edit(&mut harness, id, "zone");
    harness.write("abu dhabi");
    harness.press(Key::Enter);
    assert_eq!(the_round(&harness, id).zone, Some(chrono_tz::Asia::Dubai));
    fill(&mut harness, "When", "5 February 2026 10:30");
    harness.press(Key::Enter);
    let When::At { start, .. } = the_round(&harness, id).schedule.when else { panic!("not a time") };
    assert_eq!(start.zone, chrono_tz::Asia::Dubai, "a time without a place is the venue's");
    assert!(harness.shows("10:30 Dubai · 07:30 Zurich"));
}

#[test]
fn an_attendance_is_added_with_what_is_known() {
    for status in [ScheduleStatus::Held, ScheduleStatus::Confirmed] {
        let (session_, id, person) = one_round(status);
        let mut harness = window(session_, Page::Upcoming);
        edit(&mut harness, id, "attendance:new");
        assert_eq!(focused(&harness), "Person");
        harness.write("igor");
        harness.press(Key::Enter);
        let seat = &the_round(&harness, id).attendance[0];
        assert_eq!((seat.person, seat.office.as_str(), seat.role.clone()), (Some(person), "Chief", AttendanceRole::Unstated));
        assert_eq!(seat.presence, Presence::Unstated, "nobody has said that they came, or are to come");
        undo(&mut harness);
        undo(&mut harness);
        assert!(the_round(&harness, id).attendance.is_empty());
    }
}

#[test]
fn items_are_moved_and_removed() {
    let (session_, _, id) = full_round();
    let mut harness = window_of(session_, Page::Upcoming, [1000.0, 1600.0], ThemeChoice::Light);
    let second = the_round(&harness, id).accounts[1].id;
    edit(&mut harness, id, &format!("accounts:{second}"));
    assert_eq!(focused(&harness), "Whose account");
    harness.click("Move up account");
    assert_eq!(the_round(&harness, id).accounts[0].id, second);
    harness.click("Remove account");
    assert_eq!(the_round(&harness, id).accounts.len(), 1);
    undo(&mut harness);
    undo(&mut harness);
    assert_eq!(the_round(&harness, id).accounts[1].id, second);
}

#[test]
fn a_statement_shows_what_replaced_it_and_where_the_party_stands() {
    let (session_, _, _) = full_round();
    let ids: Vec<StatementId> = session_.workspace().statements.keys().copied().collect();
    let mut harness = window_of(session_, Page::Settings, [1000.0, 1600.0], ThemeChoice::Light);
    edit(&mut harness, ids[0], "first");
    assert!(harness.shows("Replaced by"));
    harness.click("Ukraine: A mission with American equipment would do. · Background");
    assert!(harness.shows("This is where UA stands on Ceasefire monitoring."));
}

#[test]
fn the_agenda_is_put_in_order() {
    let (session_, _, id) = full_round();
    let mut harness = window(session_, Page::Upcoming);
    let before = the_round(&harness, id).agenda.clone();
    edit(&mut harness, id, "agenda");
    harness.click("Move Exchange of prisoners up");
    assert_eq!(the_round(&harness, id).agenda, [before[1], before[0]]);
    harness.click("Remove Exchange of prisoners");
    assert_eq!(the_round(&harness, id).agenda, [before[0]]);
}

#[test]
fn what_is_refused_stays_in_the_field() {
    let (session_, id, _) = one_round(ScheduleStatus::Confirmed);
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "number");
    harness.press_ctrl(Key::A);
    harness.write("two");
    assert!(harness.shows("Give a whole number"));
    assert_eq!(the_round(&harness, id).number, Some(1));
    harness.press_ctrl(Key::A);
    harness.write("2");
    assert_eq!(the_round(&harness, id).number, Some(2));
    assert!(!harness.shows("Give a whole number"));
}

#[test]
fn a_refused_text_and_a_refused_date_stay_in_their_fields() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut workspace = session_.workspace().clone();
    workspace.negotiations.clear();
    let fixed = rapporteur::session::Fixed::at(crate::support::now());
    let mut harness = window(Session::in_memory(workspace, Box::new(fixed), "Test"), Page::Upcoming);
    let before = the_round(&harness, id).clone();
    edit(&mut harness, id, "title");
    harness.write("Third round");
    fill(&mut harness, "When", "5 March 2026");
    harness.press(Key::Enter);
    assert_eq!(*the_round(&harness, id), before);
    assert!(harness.shows("Not in the record yet"));
    let shown = |label| harness.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default();
    assert_eq!((shown("Title").as_str(), shown("When").as_str()), ("Third round", "5 March 2026"));
}

#[test]
fn a_field_in_a_closed_section_is_found() {
    let (session_, id, ..) = one_statement();
    let round = one_round(ScheduleStatus::Held);
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "supersedes");
    assert_eq!(focused(&harness), "Replaces");
    let mut harness = window(round.0, Page::Upcoming);
    edit(&mut harness, round.1, "spellings:new");
    assert_eq!(focused(&harness), "Spelling");
    harness.write("Abou Dabi");
    assert_eq!(the_round(&harness, round.1).venue.spellings[0].form, "Abou Dabi");
}

#[test]
fn the_sample_is_looked_at_without_a_change() {
    let session_ = crate::support::sample_on("2026-03-10");
    let records = session_.workspace().ids();
    let ids: Vec<RecordId> = records.filter(|id| matches!(id, RecordId::Round(_) | RecordId::Person(_))).step_by(3).collect();
    let round = *session_.workspace().rounds.iter().max_by_key(|(_, round)| round.attendance.len()).unwrap().0;
    let mut harness = window_of(session_, Page::Upcoming, [1000.0, 800.0], ThemeChoice::Dark);
    let before = session(&harness).revision();
    for id in ids {
        edit(&mut harness, id, "first");
    }
    assert_eq!(session(&harness).revision(), before);
    edit(&mut harness, round, "attendance");
    look(&mut harness, "inspector-sample-table");
    edit(&mut harness, round, "sources");
    harness.press(Key::ArrowDown);
    look(&mut harness, "inspector-sample-sources");
    edit(&mut harness, round, "announcements");
    look(&mut harness, "inspector-sample-announcements");
}

#[test]
fn escape_leaves_the_field_and_then_the_record() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "text");
    harness.press(Key::Escape);
    assert!(harness.query_by_label("Close the inspector").is_some());
    harness.press(Key::Escape);
    assert!(harness.query_by_label("Close the inspector").is_none());
}

#[test]
fn a_bin_entry_shows_what_it_held_and_comes_back() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "text");
    harness.click("Delete this statement");
    let bin = *session(&harness).workspace().bin.keys().next().unwrap();
    edit(&mut harness, bin, "first");
    assert!(harness.shows("What it held"));
    harness.click("Restore");
    assert!(session(&harness).workspace().statements.contains_key(&id));
}

/// The sections of each kind of record.
fn sections(id: RecordId) -> &'static [&'static str] {
    match id {
        RecordId::Party(_) => &["spellings", "blocs", "note"],
        RecordId::Person(_) => &["affiliations", "spellings", "note"],
        RecordId::Negotiation(_) => &["seats", "tags", "handling", "note"],
        RecordId::Issue(_) | RecordId::Binned(_) | RecordId::Clash(_) => &["note"],
        RecordId::Source(_) => &["grading", "text", "note"],
        RecordId::Round(_) => &[
            "venue",
            "agenda",
            "attendance",
            "format",
            "announcements",
            "earlier",
            "sittings",
            "accounts",
            "outcome",
            "discrepancies",
            "sources",
            "note",
        ],
        RecordId::Statement(_) => &["known", "level", "round", "movement", "original", "note"],
        RecordId::FollowUp(_) => &["sources", "note"],
        RecordId::Incident(_) => &["verification", "sources", "note"],
    }
}

/// One record of each kind with every section open: nothing panics, nothing is without a name.
#[test]
fn every_kind_of_record_opens_with_everything_in_it() {
    let (mut session_, negotiation, round) = full_round();
    session_.create(New::Source { negotiation, title: "Readout".to_owned() }).unwrap();
    let mut ids: Vec<RecordId> = session_.workspace().ids().collect();
    ids.dedup_by_key(|id| id.noun());
    let mut harness = window_of(session_, Page::Settings, [1000.0, 1600.0], ThemeChoice::Light);
    let before = session(&harness).revision();
    for id in ids {
        for section in sections(id) {
            edit(&mut harness, id, section);
        }
        assert!(!focused(&harness).is_empty(), "{} takes the focus into its sections", id.noun());
    }
    assert_eq!(session(&harness).revision(), before, "looking changes nothing");
    edit(&mut harness, round, "attendance");
    look(&mut harness, "inspector-all-open");
}

#[test]
fn looks_right() {
    for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
        let (session_, _, round) = full_round();
        let records = [
            ("round", RecordId::from(round), "first"),
            ("attendance", round.into(), "attendance"),
            ("announcements", round.into(), "announcements"),
            ("statement", (*session_.workspace().statements.keys().next().unwrap()).into(), "kind"),
            ("incident", (*session_.workspace().incidents.keys().next().unwrap()).into(), "first"),
            ("person", (*session_.workspace().people.keys().next().unwrap()).into(), "first"),
            ("party", (*session_.workspace().parties.keys().next().unwrap()).into(), "used"),
            ("negotiation", (*session_.workspace().negotiations.keys().next().unwrap()).into(), "seats"),
        ];
        let mut harness = window_of(session_, Page::Upcoming, [1280.0, 800.0], theme);
        for (name, id, field) in records {
            edit(&mut harness, id, field);
            assert!(harness.shows("Created today"), "{name}");
            look(&mut harness, &format!("inspector-{name}-{theme:?}"));
        }
        let ctx = harness.ctx.clone();
        edit(&mut harness, round, "status");
        harness.press(Key::ArrowDown);
        look(&mut harness, &format!("inspector-list-{theme:?}"));
        harness.state_mut().perform(Action::Run(Command::Settings), &ctx);
        harness.run();
        look(&mut harness, &format!("settings-{theme:?}"));
    }
}

#[test]
fn the_clocks_of_a_round_follow_its_place_unless_they_were_others() {
    let (mut session, negotiation, ..) = two_parties();
    let RecordId::Round(id) = session.create(New::Round { negotiation, when: When::Unknown }).unwrap() else { unreachable!() };
    let mut window = window(session, Page::Round(id));
    edit(&mut window, id, "city");
    let to = |window: &mut Harness<'static, App>, city: &str| {
        fill(window, "Where", city);
        window.press(Key::Tab);
        the_round(window, id).zone
    };
    assert_eq!(to(&mut window, "Abu Dhabi"), Some(chrono_tz::Asia::Dubai));
    assert_eq!(to(&mut window, "Geneva"), Some(chrono_tz::Europe::Zurich));
    assert!(!window.shows("Use the time of"));
    let mut elsewhere = the_round(&window, id).clone();
    elsewhere.zone = Some(chrono_tz::Europe::Kyiv);
    window.state_mut().session_mut().perform(Proposal::put("change zone", elsewhere)).unwrap();
    assert_eq!(to(&mut window, "Istanbul"), Some(chrono_tz::Europe::Kyiv), "they were chosen on purpose");
    window.click("Use the time of Istanbul");
    assert_eq!(the_round(&window, id).zone, Some(chrono_tz::Europe::Istanbul));
}

#[test]
fn enter_keeps_the_focus_in_the_field() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut harness = window(session_, Page::Settings);
    for (field, label, words) in [("title", "Title", "Second"), ("when", "When", "6 February 2026"), ("number", "Number", "7")] {
        edit(&mut harness, id, field);
        harness.press_ctrl(Key::A);
        harness.write(words);
        harness.press(Key::Enter);
        assert_eq!(focused(&harness), label);
    }
    harness.write("1");
    let round = the_round(&harness, id);
    assert_eq!((round.title.as_str(), round.number), ("Second", Some(71)), "what is typed after Enter is not lost");
    assert_eq!(round.schedule.when, When::Day("2026-02-06".parse().unwrap()));
}

#[test]
fn enter_on_a_closed_list_opens_it() {
    let (session_, id, ..) = one_statement();
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "kind");
    assert!(harness.query_by_role(Role::ListBoxOption).is_none());
    harness.press(Key::Enter);
    assert!(harness.query_all_by_role(Role::ListBoxOption).next().is_some());
    assert_eq!(focused(&harness), "Kind");
}

#[test]
fn tab_leads_from_a_date_to_the_next_field() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut harness = window(session_, Page::Settings);
    edit(&mut harness, id, "when");
    harness.press(Key::Tab);
    assert_eq!(focused(&harness), "Where");
}

#[test]
fn an_hour_typed_before_the_place_is_the_hour_of_the_place() {
    let (mut session_, negotiation, ..) = two_parties();
    let RecordId::Round(id) = session_.create(New::Round { negotiation, when: When::Unknown }).unwrap() else { unreachable!() };
    let mut harness = window(session_, Page::Round(id));
    edit(&mut harness, id, "first");
    harness.write("today 9:30-12:45");
    harness.press(Key::Enter);
    assert!(harness.shows("Nothing says on whose clocks 09:30 is, so it is kept in words"));
    let When::Window { earliest, latest, wording } = &the_round(&harness, id).schedule.when else { panic!("a time") };
    assert_eq!((*earliest, *latest, wording.as_str()), (Some(today()), Some(today()), "today 9:30-12:45"));
    let mut round = the_round(&harness, id).clone();
    let when = round.schedule.when.clone();
    round.sittings =
        vec![Sitting { id: uuid::Uuid::from_u128(7).into(), title: "Day 1".to_owned(), when, note: String::new(), level: None }];
    harness.state_mut().session_mut().perform(Proposal::put("add sitting", round)).unwrap();
    fill(&mut harness, "Where", "Chicago");
    harness.press(Key::Enter);
    let When::At { start, minutes } = the_round(&harness, id).schedule.when else { panic!("not a time") };
    assert_eq!((start.zone, minutes), (chrono_tz::America::Chicago, Some(195)));
    assert_eq!(start.local.to_string(), "2026-01-26 09:30:00");
    assert!(harness.shows("09:30 Chicago · 16:30 Zurich"));
    let round = the_round(&harness, id);
    assert_eq!(round.sittings[0].when, round.schedule.when);
    undo(&mut harness);
    let round = the_round(&harness, id);
    assert!(round.schedule.when.lacks_zone().is_some() && round.zone.is_none(), "zone and hour go back in one step");
}

#[test]
fn a_zone_is_written_behind_an_hour_that_lacks_it() {
    let (session_, id, _) = one_round(ScheduleStatus::Tentative);
    let mut harness = window(session_, Page::Upcoming);
    edit(&mut harness, id, "title");
    fill(&mut harness, "When", "tomorrow 10:20, 2 h");
    harness.press(Key::Enter);
    assert!(the_round(&harness, id).schedule.when.lacks_zone().is_some());
    assert_eq!(focused(&harness), "When");
    // The caret stands behind what it was read as.
    harness.write(" Geneva time");
    harness.press(Key::Enter);
    let When::At { start, minutes } = the_round(&harness, id).schedule.when else { panic!("not a time") };
    assert_eq!((start.local.to_string().as_str(), start.zone), ("2026-01-27 10:20:00", chrono_tz::Europe::Zurich));
    assert_eq!(minutes, Some(120));
    assert!(!harness.shows("Nothing says on whose clocks"));
    undo(&mut harness);
    assert!(the_round(&harness, id).schedule.when.lacks_zone().is_some());
}

#[test]
fn what_was_said_at_a_round_moves_to_its_clocks_with_it() {
    let (mut session_, id, ..) = one_statement();
    let statement = session_.workspace().statements[&id].clone();
    let (negotiation, when) = (statement.negotiation, When::Day("2026-01-20".parse().unwrap()));
    let RecordId::Round(round) = session_.create(New::Round { negotiation, when }).unwrap() else { unreachable!() };
    let on = |hour: &str| parse(hour, Context::new(today(), None));
    let (said_on, reason) = (on("20 Jan 2026 11:00").when, on("20 Jan 2026 11:00").note.unwrap());
    let checked = vec![format!("“/20 Jan 2026 11:00”: {reason}"), "“#secret” is no level".to_owned()];
    let statement = Statement { round: Some(round), said_on, to_check: checked, ..statement };
    session_.perform(Proposal::put("change statement", statement)).unwrap();
    let mut harness = window(session_, Page::Round(round));
    edit(&mut harness, round, "city");
    harness.write("Geneva");
    harness.press(Key::Enter);
    let at = |harness: &Harness<'static, App>| the_statement(harness, id).clone();
    let When::At { start, .. } = at(&harness).said_on else { panic!("not a time") };
    assert_eq!((start.local.to_string().as_str(), start.zone), ("2026-01-20 11:00:00", chrono_tz::Europe::Zurich));
    assert_eq!(at(&harness).to_check, ["“#secret” is no level"], "one question is answered, the other is not");
    undo(&mut harness);
    assert!(at(&harness).said_on.lacks_zone().is_some() && at(&harness).to_check.len() == 2);
}

#[test]
fn another_record_begins_at_its_top() {
    let (session_, negotiation, id) = full_round();
    let mut harness = window_of(session_, Page::Round(id), [1280.0, 480.0], ThemeChoice::Light);
    edit(&mut harness, id, "note");
    edit(&mut harness, negotiation, "first");
    let ctx = harness.ctx.clone();
    harness.state_mut().perform(Action::Select(Some(negotiation.into()), None), &ctx);
    harness.run();
    let field = harness.get_by_role_and_label(Role::TextInput, "Title").rect();
    let close = harness.get_by_label("Close the inspector").rect();
    assert!(field.top() > close.bottom(), "the first field is in view");
}

#[test]
fn another_round_begins_at_its_top() {
    let (mut session_, negotiation, id) = full_round();
    let RecordId::Round(other) = session_.create(New::Round { negotiation, when: When::Unknown }).unwrap() else {
        unreachable!()
    };
    let mut harness = window_of(session_, Page::Round(other), [1000.0, 300.0], ThemeChoice::Light);
    let top = |harness: &Harness<'static, App>| harness.get_by_label("Edit round").rect().top();
    let expected = top(&harness);
    let ctx = harness.ctx.clone();
    harness.state_mut().perform(Action::Go(Page::Round(id)), &ctx);
    harness.run();
    harness.get_by_label("Edit round").scroll_down();
    harness.run();
    assert!(harness.query_by_label("Edit round").is_none_or(|edit| edit.rect().top() < expected), "scrolled");
    harness.state_mut().perform(Action::Go(Page::Round(other)), &ctx);
    harness.run();
    assert!((top(&harness) - expected).abs() < 1.0);
}
