//! Upcoming: what stands ahead, what nobody knows the date of, what is late, and the month beside it.

use crate::support::{Drive as _, empty, look, sample_on, two_parties, window, window_of};
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{
    Announcement, FollowUpState, NegotiationId, PartId, Record, Round, RoundId, ScheduleStatus, When, Who, ZonedTime,
};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

fn day(text: &str) -> When {
    When::Day(text.parse().unwrap())
}

fn round(session: &mut Session, negotiation: NegotiationId, title: &str, change: impl FnOnce(&mut Round)) -> RoundId {
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when: When::Unknown }) else {
        unreachable!("a draft is what was asked for")
    };
    title.clone_into(&mut round.title);
    change(&mut round);
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    id
}

fn owes(session: &mut Session, negotiation: NegotiationId, owner: Who, what: &str, due: When) {
    let new = New::FollowUp { negotiation, round: None, what: what.to_owned() };
    let Record::FollowUp(mut follow_up) = session.draft(new) else { unreachable!("a draft is what was asked for") };
    follow_up.owners.push(owner);
    follow_up.due = due;
    session.perform(Proposal::put("add follow-up", follow_up)).unwrap();
}

fn announcement(session: &mut Session, by: &str, said_on: &str, when: When) -> Announcement {
    Announcement {
        id: PartId(session.new_id()),
        by: Some(Who::Described(by.to_owned())),
        said_on: day(said_on),
        when,
        venue: String::new(),
        wording: String::new(),
        source: None,
        withdrawn: false,
        level: None,
        passages: Vec::new(),
    }
}

/// On Monday 26 January 2026: a round tomorrow at an hour, one on which announcements differ, one without a date, and two things
/// owed, one of them late.
fn a_week() -> (Session, NegotiationId) {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    round(&mut session, negotiation, "Working group", |round| {
        let local = "2026-01-27T10:20:00".parse().unwrap();
        round.schedule.when = When::At { start: ZonedTime::new(local, chrono_tz::Asia::Dubai), minutes: Some(90) };
        round.schedule.status = ScheduleStatus::Confirmed;
        (round.venue.city, round.venue.country) = ("Abu Dhabi".to_owned(), "United Arab Emirates".to_owned());
    });
    let next_week =
        When::Window { earliest: "2026-01-26".parse().ok(), latest: None, wording: "as early as next week".to_owned() };
    let announcements = vec![
        announcement(&mut session, "The President", "2026-01-24", next_week),
        announcement(&mut session, "A US official", "2026-01-24", day("2026-02-01")),
    ];
    round(&mut session, negotiation, "Second round", |round| {
        round.schedule.when = day("2026-02-01");
        round.schedule.announcements = announcements;
    });
    let said = announcement(&mut session, "A spokesman", "2026-01-20", When::Unknown);
    round(&mut session, negotiation, "Leaders meet", |round| {
        round.schedule.status = ScheduleStatus::Postponed;
        round.schedule.announcements.push(Announcement { wording: "when conditions allow".to_owned(), ..said });
    });
    owes(&mut session, negotiation, Who::Party(ukraine), "Send the list of names", day("2026-01-12"));
    owes(&mut session, negotiation, Who::Party(russia), "Answer on the maps", day("2026-01-30"));
    (session, negotiation)
}

#[test]
fn what_comes_stands_by_date_with_both_clocks_and_both_sides_of_a_conflict() {
    let (session, _) = a_week();
    let mut window = window(session, Page::Upcoming);
    look(&mut window, "week-light");
    for words in [
        "Monday 26 January 2026, on the clocks of Zurich",
        "Round: Working group, 27 Jan 2026, tomorrow",
        "10:20 Abu Dhabi · 07:20 Zurich",
        "Dates differ",
        "The President: as early as next week",
        "A US official: 1 February 2026",
        "A spokesman: “when conditions allow”",
        "Follow-up: Send the list of names, 12 Jan 2026, 2 weeks overdue",
        "Open Working group",
    ] {
        assert!(window.shows(words), "{words}");
    }
}

#[test]
fn a_follow_up_is_done_with_a_tick_and_open_again_with_undo() {
    let (session, _) = a_week();
    let mut window = window(session, Page::Upcoming);
    window.click("Done: Send the list of names");
    assert!(!window.shows("Follow-up: Send the list of names"));
    let state =
        |window: &Harness<'static, App>| window.state().session().workspace().follow_ups.values().next().unwrap().state.clone();
    assert_eq!(state(&window), FollowUpState::Done);
    window.press_ctrl(egui::Key::Z);
    assert_eq!(state(&window), FollowUpState::Open);
    assert!(window.shows("Follow-up: Send the list of names"));
}

#[test]
fn rounds_or_follow_ups_alone() {
    let (session, _) = a_week();
    let mut window = window(session, Page::Upcoming);
    window.click("Show: Rounds");
    assert!(window.shows("Round: Second round") && !window.shows("Follow-up: "));
    window.click("Show: Follow-ups");
    assert!(window.shows("Follow-up: Answer on the maps") && !window.shows("Round: Second round"));
}

#[test]
fn a_day_of_the_calendar_narrows_the_list_and_takes_a_new_round() {
    let (session, negotiation) = a_week();
    let mut window = window_of(session, Page::Upcoming, [1920.0, 1080.0], ThemeChoice::Light);
    window.click("30 January 2026, 1 item");
    assert!(window.shows("Follow-up: Answer on the maps") && !window.shows("Round: Second round"));
    window.click("28 January 2026");
    assert!(window.shows("Nothing is on this day."));
    window.click("New round on this day");
    let workspace = window.state().session().workspace();
    let made = workspace.rounds_of(negotiation).last().unwrap();
    assert_eq!(made.schedule.when, day("2026-01-28"));
}

#[test]
fn the_month_turns_by_button_and_by_key_and_the_list_comes_back_whole() {
    let (session, _) = a_week();
    let mut window = window_of(session, Page::Upcoming, [1920.0, 1080.0], ThemeChoice::Light);
    window.click("Next month");
    window.get_by_label("February 2026");
    window.get_by_label("1 February 2026, 1 item").click();
    window.run();
    assert!(window.shows("Round: Second round") && !window.shows("Round: Working group"));
    window.click("All dates");
    assert!(window.shows("Round: Working group"));
    window.get_by_label("1 February 2026, 1 item").focus();
    window.run();
    window.press(egui::Key::PageUp);
    window.get_by_label("January 2026");
}

#[test]
fn a_round_is_chosen_by_key_and_opened_by_its_button() {
    let (session, _) = a_week();
    let mut window = window(session, Page::Upcoming);
    window.get_by_label("Round: Second round, 1 Feb 2026, Sun, in 6 days").focus();
    window.run();
    window.press(egui::Key::Enter);
    assert_eq!(*window.state().page(), Page::Upcoming);
    window.click("Month");
    look(&mut window, "narrow-light");
    window.click("Open Second round");
    assert!(matches!(window.state().page(), Page::Round(_)));
}

#[test]
fn the_line_at_the_top_leads_to_what_is_late() {
    let (session, _) = a_week();
    let height = 420.0;
    let mut window = window_of(session, Page::Upcoming, [1280.0, height], ThemeChoice::Light);
    let top = |window: &Harness<'static, App>| window.get_by_role_and_label(Role::Heading, "Overdue follow-ups").rect().top();
    assert!(top(&window) > height, "it lies below the window");
    window.click("1 overdue");
    assert!(top(&window) < height, "and has been scrolled to");
}

#[test]
fn an_empty_workspace_says_how_to_begin() {
    let mut window = window(empty(), Page::Upcoming);
    look(&mut window, "empty-light");
    window.get_by_label("Open the sample");
    // The workspace at the left offers it, too; the page's own comes after it.
    window.query_all_by_label("New negotiation").last().unwrap().click();
    window.run();
    assert_eq!(window.state().session().workspace().negotiations.len(), 1);
}

#[test]
fn after_the_last_round_the_page_still_says_where_things_are() {
    let mut window = window(sample_on("2026-09-28"), Page::Upcoming);
    assert!(window.shows("Nothing with a date is ahead."));
    assert!(window.shows("Date unknown"));
    look(&mut window, "sample-autumn-light");
}

/// Pictures of the sample on three days, to be looked at.
#[test]
fn the_sample_on_other_days() {
    for (on, name) in [("2026-01-25", "january"), ("2026-02-27", "february"), ("2026-09-28", "autumn")] {
        for (size, at) in [([1280.0, 800.0], "small"), ([1920.0, 1080.0], "large")] {
            let mut window = window_of(sample_on(on), Page::Upcoming, size, ThemeChoice::Dark);
            assert!(window.query_all_by_label_contains("Round: ").next().is_some(), "{name}");
            look(&mut window, &format!("sample-{name}-{at}-dark"));
        }
    }
}

/// A round of two days that nobody has marked as held, looked at on that day.
fn forgotten(on: &str) -> (Session, NegotiationId) {
    let mut session = crate::support::session_on(on);
    let rapporteur::model::RecordId::Negotiation(negotiation) =
        session.create(New::Negotiation { title: "Peace talks".to_owned() }).unwrap()
    else {
        unreachable!("a draft is what was asked for")
    };
    round(&mut session, negotiation, "Abu Dhabi", |round| {
        round.schedule.when = When::Span { first: "2026-01-23".parse().unwrap(), last: "2026-01-24".parse().unwrap() };
        round.schedule.status = ScheduleStatus::Tentative;
    });
    (session, negotiation)
}

#[test]
fn a_status_that_nobody_stated_is_on_no_page_but_where_it_is_chosen() {
    let (mut session, negotiation, ..) = two_parties();
    let id = round(&mut session, negotiation, "Second round", |round| round.schedule.when = day("2026-02-01"));
    let issue = New::Issue { negotiation, name: "Territory".to_owned(), parent: None };
    let rapporteur::model::RecordId::Issue(issue) = session.create(issue).unwrap() else { unreachable!("an issue was made") };
    let mut with = session.workspace().rounds[&id].clone();
    assert_eq!(with.schedule.status, ScheduleStatus::Unstated);
    with.agenda.push(issue);
    session.perform(Proposal::put("change agenda", with)).unwrap();
    let mut window = window(session, Page::Upcoming);
    let ctx = window.ctx.clone();
    for (name, page) in [
        ("upcoming", Page::Upcoming),
        ("overview", Page::Overview(negotiation)),
        ("rounds", Page::Rounds(negotiation)),
        ("round", Page::Round(id)),
        ("compare", Page::Compare(negotiation)),
        ("issues", Page::Issues(negotiation)),
    ] {
        window.state_mut().perform(rapporteur::ui::Action::Go(page), &ctx);
        window.run();
        for word in ["Tentative", "tentative", "Not stated", "Unstated", ", ,"] {
            let found = window.query_all_by_label_contains(word).count();
            assert_eq!(found, 0, "“{word}” on {name}");
        }
        look(&mut window, &format!("status-not-stated-{name}"));
    }
    assert!(window.shows("Territory, nothing stated"));
}

#[test]
fn a_tentative_round_that_has_passed_should_have_begun_and_is_not_next() {
    for (on, late) in [("2026-01-24", false), ("2026-01-25", true), ("2026-11-29", true)] {
        for page in [|_| Page::Upcoming, Page::Overview, Page::Rounds] as [fn(NegotiationId) -> Page; 3] {
            let (session, negotiation) = forgotten(on);
            let page = page(negotiation);
            let window = window(session, page.clone());
            let says = window.query_all_by_label_contains("hould have begun").next().is_some();
            assert_eq!(says, late, "{page:?} on {on}");
            let next = match page {
                Page::Rounds(_) => window.query_by_label_contains(", next").is_some(),
                Page::Overview(_) => !window.shows("No round to come is recorded."),
                _ => !window.shows("Nothing with a date is ahead."),
            };
            assert_eq!(next, !late, "{page:?} on {on}");
        }
        let (session, _) = forgotten(on);
        let id = *session.workspace().rounds.keys().next().unwrap();
        let window = window(session, Page::Round(id));
        assert_eq!(window.shows("Should have begun"), late, "the round's own page on {on}");
    }
}

#[test]
fn at_the_end_of_a_week_and_of_a_month_what_is_near_is_not_later() {
    // 31 May 2026 is a Sunday and the last day of its month.
    let mut session = crate::support::session_on("2026-05-31");
    let rapporteur::model::RecordId::Negotiation(negotiation) =
        session.create(New::Negotiation { title: "Peace talks".to_owned() }).unwrap()
    else {
        unreachable!("a draft is what was asked for")
    };
    for (title, date) in [("In two days", "2026-06-02"), ("In three weeks", "2026-06-21"), ("In July", "2026-07-15")] {
        round(&mut session, negotiation, title, |round| round.schedule.when = day(date));
    }
    let window = window(session, Page::Upcoming);
    let top = |name: &str| window.get_by_role_and_label(Role::Heading, name).rect().top();
    let row = |title: &str| window.query_all_by_label_contains(&format!("Round: {title}")).next().unwrap().rect().top();
    let order =
        [top("Next 7 days"), row("In two days"), top("Next 30 days"), row("In three weeks"), top("Later"), row("In July")];
    assert!(order.is_sorted(), "{order:?}");
    assert!(window.shows("1 in the next 7 days"));
}

#[test]
fn it_is_sorted_by_name_by_who_owes_and_by_date_in_either_direction() {
    let (session, _) = a_week();
    let mut window = window(session, Page::Upcoming);
    let titles = |window: &Harness<'static, App>| -> Vec<String> {
        let mut rows: Vec<(f32, String)> = window
            .query_all_by_role(Role::ListItem)
            .filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?)))
            .filter_map(|(top, name)| Some((top, name.split_once(": ")?.1.split(',').next()?.to_owned())))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, name)| name).collect()
    };
    let sort_by = |window: &mut Harness<'static, App>, order: &str| {
        window.get_by_role_and_label(Role::ComboBox, "Sort by").click();
        window.run();
        window.get_by_role_and_label(Role::ListBoxOption, order).click();
        window.run();
    };
    let by_name = ["Answer on the maps", "Leaders meet", "Second round", "Send the list of names", "Working group"];
    sort_by(&mut window, "Name");
    assert_eq!(titles(&window), by_name);
    window.click("Sorted upwards");
    assert_eq!(titles(&window), by_name.into_iter().rev().collect::<Vec<_>>());
    sort_by(&mut window, "Date");
    let by_date = ["Send the list of names", "Working group", "Answer on the maps", "Second round", "Leaders meet"];
    assert_eq!(titles(&window), by_date);
    window.click("Sorted upwards");
    let turned = ["Second round", "Answer on the maps", "Working group", "Send the list of names", "Leaders meet"];
    assert_eq!(titles(&window), turned, "what has no date stays last");
    sort_by(&mut window, "Owed by");
    assert_eq!(
        titles(&window)[..2],
        ["Answer on the maps", "Send the list of names"],
        "Russia, then Ukraine, then what nobody owes"
    );
    look(&mut window, "upcoming sorted");
    sort_by(&mut window, "What is next");
    assert!(window.shows("Next 7 days"));
}
