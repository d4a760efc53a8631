//! Dates read against what they hang on, by label: the article's announcements, incidents, sources; and what a text that is not
//! understood becomes.

use crate::support::{Drive as _, look, session_on, window};
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::app::App;
use rapporteur::model::{
    Announcement, Incident, NegotiationId, Record, RecordId, Round, RoundId, ScheduleStatus, SourceId, When,
};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::{Action, Command, Page};

fn day(text: &str) -> When {
    When::Day(text.parse().unwrap())
}

fn window_of_days(earliest: &str, latest: &str, wording: &str) -> When {
    When::Window { earliest: earliest.parse().ok(), latest: latest.parse().ok(), wording: wording.to_owned() }
}

/// The article, logged in November: a round of 23 and 24 January 2026 that nobody has marked as held.
fn article() -> (Session, NegotiationId, RoundId) {
    let mut session = session_on("2026-11-29");
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Peace talks".to_owned() }).unwrap() else {
        unreachable!("a negotiation was made")
    };
    let when = When::Span { first: "2026-01-23".parse().unwrap(), last: "2026-01-24".parse().unwrap() };
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when }) else { unreachable!("a draft") };
    round.schedule.status = ScheduleStatus::Tentative;
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    (session, negotiation, id)
}

/// The same with a source, published on that day, and a second round without a date.
fn with_source(published: &str) -> (Session, RoundId, SourceId) {
    let (mut session, negotiation, _) = article();
    let Record::Source(mut source) = session.draft(New::Source { negotiation, title: "BBC".to_owned() }) else {
        unreachable!("a draft")
    };
    source.published = day(published);
    let source_id = source.id;
    session.perform(Proposal::put("add source", source)).unwrap();
    let RecordId::Round(next) = session.create(New::Round { negotiation, when: When::Unknown }).unwrap() else {
        unreachable!("a round was made")
    };
    (session, next, source_id)
}

fn edit(window: &mut Harness<'static, App>, id: impl Into<RecordId>, field: &str) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(id.into()), Some(field.to_owned())), &ctx);
    window.run();
}

fn focused(window: &Harness<'static, App>) -> String {
    let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Replaces what is in the field of that label and takes it.
fn fill(window: &mut Harness<'static, App>, label: &str, words: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run();
    window.press_ctrl(Key::A);
    window.write(words);
    window.press(Key::Enter);
}

fn the_round<'a>(window: &'a Harness<'static, App>, id: RoundId) -> &'a Round {
    &window.state().session().workspace().rounds[&id]
}

fn announcement<'a>(window: &'a Harness<'static, App>, id: RoundId) -> &'a Announcement {
    the_round(window, id).schedule.announcements.last().unwrap()
}

#[test]
fn an_announcement_asks_first_when_it_was_said_and_fills_nothing_in() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "announcements:new");
    window.run();
    assert_eq!(focused(&window), "Said on");
    assert!(announcement(&window, round).said_on.is_unknown(), "nobody has stated it");
    let top = |label: &str| window.get_by_role_and_label(Role::TextInput, label).rect().top();
    assert!(top("Said on") < top("Date announced"));
}

#[test]
fn words_of_an_announcement_count_from_the_round_and_are_read_again_when_said_on_changes() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "announcements:new");
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Date announced").focus();
    window.run();
    window.write("as early as next week");
    assert!(window.shows("Read as “as early as next week” (26 January – 1 February 2026)"));
    assert!(window.shows("Counted from 24 January 2026, the last day of the round"));
    look(&mut window, "announcement-read");
    window.press(Key::Enter);
    assert_eq!(announcement(&window, round).when, window_of_days("2026-01-26", "2026-02-01", "as early as next week"));

    fill(&mut window, "Said on", "16 January");
    let one = announcement(&window, round);
    assert_eq!(one.said_on, day("2026-01-16"));
    assert_eq!(one.when, window_of_days("2026-01-19", "2026-01-25", "as early as next week"));
    assert!(window.shows("Read again as “as early as next week” (19–25 January 2026)"), "what was read again is shown");
    look(&mut window, "announcement-again");
    window.press_ctrl(Key::Z);
    let one = announcement(&window, round);
    assert!(one.said_on.is_unknown(), "one step back takes back both");
    assert_eq!(one.when, window_of_days("2026-01-26", "2026-02-01", "as early as next week"));
}

#[test]
fn a_date_without_a_year_is_read_again_and_one_typed_whole_stays() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "announcements:new");
    window.run();
    fill(&mut window, "Said on", "24 January");
    assert_eq!(announcement(&window, round).said_on, day("2026-01-24"));
    fill(&mut window, "Date announced", "1 February");
    assert_eq!(announcement(&window, round).when, day("2026-02-01"));
    fill(&mut window, "Said on", "24 January 2025");
    assert_eq!(announcement(&window, round).when, day("2025-02-01"));
    fill(&mut window, "Said on", "24 January 2026");
    assert_eq!(announcement(&window, round).when, day("2026-02-01"));
    fill(&mut window, "Date announced", "1 February 2026");
    fill(&mut window, "Said on", "3 March 2025");
    assert_eq!(announcement(&window, round).when, day("2026-02-01"), "typed whole");
}

#[test]
fn in_quotation_marks_a_date_without_a_year_is_kept_as_words() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "announcements:new");
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Date announced").focus();
    window.run();
    window.write("1 February");
    assert!(window.shows("No year is written. In quotation marks it stays without one."));
    look(&mut window, "announcement-no-year");
    let words = |text: &str| When::Window { earliest: None, latest: None, wording: text.to_owned() };
    for (typed, kept) in [
        ("\"1 February\"", words("1 February")),
        ("«5 лютого»", words("5 лютого")),
        ("\"early March\"", words("early March")),
        ("\"1 February 2026\"", day("2026-02-01")),
        ("\"as early as next week\"", window_of_days("2026-01-26", "2026-02-01", "as early as next week")),
    ] {
        fill(&mut window, "Date announced", typed);
        assert_eq!(announcement(&window, round).when, kept, "{typed}");
    }
}

#[test]
fn without_a_round_or_a_day_words_count_from_the_source_and_follow_its_date() {
    let (session, round, source) = with_source("2026-01-24");
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "announcements:new");
    window.run();
    fill(&mut window, "Date announced", "next week");
    assert_eq!(
        announcement(&window, round).when,
        window_of_days("2026-11-30", "2026-12-06", "next week"),
        "nothing else is known"
    );
    let mut changed = the_round(&window, round).clone();
    changed.schedule.announcements[0].source = Some(source);
    changed.schedule.announcements[0].when = window_of_days("2026-01-26", "2026-02-01", "next week");
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Put(Proposal::put("change source", changed)), &ctx);
    window.run();
    edit(&mut window, source, "published");
    fill(&mut window, "Published", "31 January 2026");
    assert_eq!(announcement(&window, round).when, window_of_days("2026-02-02", "2026-02-08", "next week"));
    window.press_ctrl(Key::Z);
    assert_eq!(announcement(&window, round).when, window_of_days("2026-01-26", "2026-02-01", "next week"));
    assert_eq!(window.state().session().workspace().sources[&source].published, day("2026-01-24"), "in the same step");
}

#[test]
fn a_text_that_is_not_understood_is_kept_as_words_and_says_so() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "announcements:new");
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Date announced").focus();
    window.run();
    window.write("5 февраля 2026");
    assert!(window.shows("Read as 5 February 2026"));
    window.press_ctrl(Key::A);
    window.write("5 февраля 2026 в Абу-Даби");
    assert!(window.shows("Kept as words, without a date. Not understood: "));
    look(&mut window, "announcement-words");
    window.press(Key::Enter);
    let words = When::Window { earliest: None, latest: None, wording: "5 февраля 2026 в Абу-Даби".to_owned() };
    assert_eq!(announcement(&window, round).when, words);
}

#[test]
fn a_new_incident_is_in_view_without_a_date_and_is_of_the_round_only_on_its_page() {
    let (session, negotiation, round) = article();
    let mut window = window(session, Page::Round(round));
    let run = |window: &mut Harness<'static, App>| {
        let ctx = window.ctx.clone();
        window.state_mut().perform(Action::Run(Command::NewIncident), &ctx);
        window.run();
        window.state().session().workspace().incidents.values().last().unwrap().clone()
    };
    let one: Incident = run(&mut window);
    assert_eq!((one.round, one.when.is_unknown()), (Some(round), true), "nobody has said when");
    assert_eq!(focused(&window), "What is said to have happened");
    let row = window.query_all_by_label_contains("Incident: ").next().unwrap().rect();
    assert!(row.top() > 0.0 && row.bottom() < 800.0, "it is in view: {row:?}");
    look(&mut window, "incident-new");
    fill(&mut window, "When", "26 January");
    let of = |window: &Harness<'static, App>, id| window.state().session().workspace().incidents[&id].when.clone();
    assert_eq!(of(&window, one.id), day("2026-01-26"));
    fill(&mut window, "When", "20 December");
    assert_eq!(of(&window, one.id), day("2025-12-20"));
    fill(&mut window, "When", "Friday");
    assert_eq!(of(&window, one.id), day("2026-01-23"));

    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Go(Page::Overview(negotiation)), &ctx);
    window.run();
    assert_eq!(run(&mut window).round, None, "it was not made on a round's page");
}

#[test]
fn the_calendar_marks_all_days_of_a_span() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "when");
    window.click("Calendar for when");
    let chosen = |name: &str| {
        let node = window.get_by_label(name);
        node.accesskit_node().is_selected() == Some(true)
    };
    let marked = ["22 January 2026", "23 January 2026", "24 January 2026", "25 January 2026"].map(chosen);
    assert_eq!(marked, [false, true, true, false]);
    look(&mut window, "calendar-span");
}

#[test]
fn a_date_just_put_in_is_not_called_missing_for_a_moment() {
    let (session, _, round) = article();
    let mut window = window(session, Page::Round(round));
    edit(&mut window, round, "when");
    window.press_ctrl(Key::A);
    window.write("10 November 2026");
    window.key_press(Key::Enter);
    for _ in 0..6 {
        window.step();
        assert!(!window.shows("Not in the record yet"));
    }
    assert_eq!(window.state().session().workspace().rounds[&round].schedule.when, day("2026-11-10"));
}
