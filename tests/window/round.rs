//! Rounds: made from a word about when, read on their page, followed up.

use crate::support::{Drive as _, focused, look, now, two_parties, window, window_of};
use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{
    Account, Announcement, Attendance, AttendanceRole, Discrepancy, EarlierDate, FollowUpState, IssueState, NegotiationId,
    OutcomeKind, PartId, PartyId, Presence, Record, RecordLevel, RoundId, ScheduleStatus, Sitting, StatementKind, Verification,
    When, Who, ZonedTime,
};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

fn part(session: &mut Session) -> PartId {
    PartId(session.new_id())
}

fn day(text: &str) -> When {
    When::Day(text.parse().unwrap())
}

fn issue(session: &mut Session, negotiation: NegotiationId, name: &str, state: IssueState) -> rapporteur::model::IssueId {
    let Record::Issue(mut issue) = session.draft(New::Issue { negotiation, name: name.to_owned(), parent: None }) else {
        unreachable!("a draft is what was asked for")
    };
    issue.state = state;
    let id = issue.id;
    session.perform(Proposal::put("add issue", issue)).unwrap();
    id
}

fn person(session: &mut Session, name: &str) -> rapporteur::model::PersonId {
    let Record::Person(person) = session.draft(New::Person { name: name.to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    let id = person.id;
    session.perform(Proposal::put("add person", person)).unwrap();
    id
}

fn say(
    session: &mut Session,
    (negotiation, round): (NegotiationId, RoundId),
    party: PartyId,
    issue: Option<rapporteur::model::IssueId>,
    text: &str,
    change: impl FnOnce(&mut rapporteur::model::Statement),
) -> rapporteur::model::StatementId {
    let new = New::Statement { negotiation, round: Some(round), party, issue, text: text.to_owned() };
    let Record::Statement(mut statement) = session.draft(new) else { unreachable!("a draft is what was asked for") };
    change(&mut statement);
    let id = statement.id;
    session.perform(Proposal::put("add statement", statement)).unwrap();
    id
}

/// A negotiation with one full round, as a note-taker would leave it.
pub(crate) fn full_round() -> (Session, NegotiationId, RoundId) {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let usa = crate::support::party(&mut session, "United States", "US");
    let monitoring = issue(&mut session, negotiation, "Ceasefire monitoring", IssueState::Contested);
    let prisoners = issue(&mut session, negotiation, "Exchange of prisoners", IssueState::Agreed);
    let umerov = person(&mut session, "Rustem Umerov");
    let witkoff = person(&mut session, "Steve Witkoff");
    let kostyukov = person(&mut session, "Igor Kostyukov");
    let start = ZonedTime::new("2026-02-04T10:30:00".parse().unwrap(), chrono_tz::Asia::Dubai);
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when: When::At { start, minutes: Some(300) } }) else {
        unreachable!("a draft is what was asked for")
    };
    round.title = "Second round in Abu Dhabi".to_owned();
    round.venue.city = "Abu Dhabi".to_owned();
    round.venue.country = "United Arab Emirates".to_owned();
    round.zone = Some(chrono_tz::Asia::Dubai);
    round.format.mediation = Some(rapporteur::model::Mediation::Facilitated);
    round.format.contact = Some(rapporteur::model::Contact::Direct);
    round.schedule.status = ScheduleStatus::Held;
    round.agenda = vec![monitoring, prisoners];
    round.schedule.earlier.push(EarlierDate {
        id: part(&mut session),
        when: day("2026-02-01"),
        venue: String::new(),
        note: "Put off at the request of the hosts".to_owned(),
        source: None,
        level: None,
    });
    for (by, when, wording) in [
        (
            "President of Ukraine",
            When::Window {
                earliest: Some("2026-01-26".parse().unwrap()),
                latest: Some("2026-02-01".parse().unwrap()),
                wording: "as early as next week".to_owned(),
            },
            "",
        ),
        ("US official", day("2026-02-01"), "It will be on Sunday"),
    ] {
        round.schedule.announcements.push(Announcement {
            id: part(&mut session),
            by: Some(Who::Described(by.to_owned())),
            said_on: day("2026-01-24"),
            when,
            venue: String::new(),
            wording: wording.to_owned(),
            source: None,
            withdrawn: false,
            level: None,
            passages: Vec::new(),
        });
    }
    let seats = [
        (Some(umerov), ukraine, "", AttendanceRole::Head, "Secretary of the National Security and Defence Council"),
        (None, ukraine, "Members of the General Staff, names withheld", AttendanceRole::Delegate, ""),
        (Some(kostyukov), russia, "", AttendanceRole::Head, "Chief of the Main Directorate of the General Staff"),
        (Some(witkoff), usa, "", AttendanceRole::Mediator, "Special envoy"),
    ];
    for (person, party, described, role, office) in seats {
        round.attendance.push(Attendance {
            id: part(&mut session),
            person,
            party: Some(party),
            described: described.to_owned(),
            role,
            office: office.to_owned(),
            presence: Presence::Attended,
            sources: Vec::new(),
            note: String::new(),
            level: None,
            passages: Vec::new(),
        });
    }
    for (party, text) in [
        (ukraine, "The discussion was substantive and productive; work continues tomorrow."),
        (russia, "The doors are open, and until decisions are taken our forces go on."),
    ] {
        round.accounts.push(Account {
            id: part(&mut session),
            party: Some(party),
            speaker: None,
            said_on: day("2026-02-04"),
            text: text.to_owned(),
            source: None,
            level: None,
            passages: Vec::new(),
        });
    }
    round.outcome.kind = Some(OutcomeKind::PartialAgreement);
    round.outcome.text =
        "The sides agreed to exchange 314 prisoners, the first exchange in five months, and to go on meeting.".to_owned();
    round.discrepancies.push(Discrepancy {
        id: part(&mut session),
        about: "Start of the talks".to_owned(),
        held: "4 February".to_owned(),
        other: "1 February".to_owned(),
        note: String::new(),
        source: None,
        level: None,
    });
    round.sittings.push(Sitting {
        id: part(&mut session),
        title: "Military track".to_owned(),
        when: day("2026-02-04"),
        note: String::new(),
        level: None,
    });
    round.note = "The hosts kept the press outside on both days.".to_owned();
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    let place = (negotiation, id);
    let first = say(&mut session, place, ukraine, Some(monitoring), "The United States must watch the ceasefire.", |s| {
        s.speaker = Some(Who::Person(umerov));
        s.firmness = Some(rapporteur::model::Firmness::MustHave);
    });
    say(&mut session, place, russia, Some(monitoring), "No foreign observers on the line of contact.", |s| {
        s.kind = StatementKind::RedLine;
        s.verbatim = true;
        s.verification = Verification::Disputed;
        s.movement = Some(rapporteur::model::Movement::Hardened);
    });
    say(&mut session, place, ukraine, Some(monitoring), "A mission with American equipment would do.", |s| {
        s.kind = StatementKind::Concession;
        s.supersedes = vec![first];
        s.level = RecordLevel::Background;
    });
    say(&mut session, place, russia, Some(prisoners), "An exchange serves to be seen to deliver something.", |s| {
        s.kind = StatementKind::Interest;
        s.assessor = "Desk".to_owned();
    });
    let Record::FollowUp(mut follow_up) =
        session.draft(New::FollowUp { negotiation, round: Some(id), what: "Send the draft monitoring protocol".to_owned() })
    else {
        unreachable!("a draft is what was asked for")
    };
    follow_up.owners = vec![Who::Party(usa)];
    follow_up.due = day("2026-01-20");
    session.perform(Proposal::put("add follow-up", follow_up)).unwrap();
    let Record::Incident(mut incident) = session.draft(New::Incident {
        negotiation,
        round: Some(id),
        what: "A market was hit by rockets during the talks.".to_owned(),
    }) else {
        unreachable!("a draft is what was asked for")
    };
    incident.claimed_by = vec![Who::Party(russia)];
    incident.blamed_on = vec![Who::Party(ukraine)];
    incident.denied_by = vec![Who::Party(ukraine)];
    incident.verification_note = "The news agency could not verify the report.".to_owned();
    incident.place = "Donetsk".to_owned();
    session.perform(Proposal::put("add incident", incident)).unwrap();
    (session, negotiation, id)
}

#[test]
fn a_round_is_logged_from_nothing_by_a_word_about_when() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Rounds(negotiation));
    assert!(window.shows("No rounds yet"));
    window.press(Key::Enter);
    assert!(window.shows("Say when first"), "without a word about when nothing is made");
    window.get_by_role_and_label(Role::TextInput, "When").focus();
    window.run();
    window.write("4-5 February 2026");
    assert!(window.shows("4–5 February 2026"), "what was read is said before it is done");
    window.press(Key::Tab);
    window.write("Abu Dhabi");
    window.press(Key::Enter);
    let workspace = window.state().session().workspace();
    let round = workspace.rounds.values().next().unwrap();
    assert_eq!(round.schedule.when, When::Span { first: "2026-02-04".parse().unwrap(), last: "2026-02-05".parse().unwrap() });
    assert_eq!(round.venue.city, "Abu Dhabi");
    assert_eq!(round.zone, Some(chrono_tz::Asia::Dubai), "the place tells the clocks");
    assert!(window.shows("At the table"), "the round's page is open");
    look(&mut window, "round-new");
    window.press_ctrl(Key::Z);
    assert!(window.state().session().workspace().rounds.is_empty(), "one undo step");
}

#[test]
fn the_list_opens_a_round_and_marks_what_comes_next() {
    let (mut session, negotiation, _) = full_round();
    session.create(New::Round { negotiation, when: day("2026-03-01") }).unwrap();
    let mut window = window(session, Page::Rounds(negotiation));
    look(&mut window, "rounds");
    assert!(window.shows("Round 2, 1 Mar 2026, next"));
    window.click("Second round in Abu Dhabi, 4 Feb 2026, 10:30, Held, announcements differ");
    assert!(window.shows("Account of Ukraine"));
}

#[test]
fn statements_stand_by_issue_or_by_party() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let headings = |window: &Harness<'static, App>| {
        window.query_all_by_label("Russia: No foreign observers on the line of contact.").count()
    };
    assert_eq!(headings(&window), 1);
    assert!(window.query_by_label("Group statements: By party").is_some());
    window.click("Group statements: By party");
    assert_eq!(headings(&window), 1);
    look(&mut window, "round-by-party");
    window.click("Group statements: By issue");
    look(&mut window, "round-by-issue");
}

#[test]
fn a_follow_up_is_ticked_to_done_and_undone() {
    let (session, _, round) = full_round();
    let mut window = window_of(session, Page::Round(round), [1280.0, 2400.0], ThemeChoice::Light);
    let state =
        |window: &Harness<'static, App>| window.state().session().workspace().follow_ups.values().next().unwrap().state.clone();
    assert!(window.shows("Overdue"));
    window.click("Done: Send the draft monitoring protocol");
    assert_eq!(state(&window), FollowUpState::Done);
    assert!(!window.shows("Overdue"));
    window.press_ctrl(Key::Z);
    assert_eq!(state(&window), FollowUpState::Open);
    window.click("Done: Send the draft monitoring protocol");
    window.click("Done: Send the draft monitoring protocol");
    assert_eq!(state(&window), FollowUpState::Open, "a second click opens it again");
}

#[test]
fn the_page_of_a_round_says_everything_on_it() {
    let (session, _, round) = full_round();
    let mut window = window_of(session, Page::Round(round), [1280.0, 2400.0], ThemeChoice::Light);
    look(&mut window, "round-whole");
    for words in [
        "Abu Dhabi · 07:30 Zurich",
        "No longer: 1 February 2026",
        "President of Ukraine: as early as next week",
        "US official: 1 February 2026",
        "Bilateral, direct, facilitated",
        "Members of the General Staff, names withheld",
        "Mediators, hosts and observers",
        "Replaced by UA",
        "Interest, assessed",
        "Claimed by",
        "The news agency could not verify the report.",
        "Another source",
        "Military track",
    ] {
        assert!(window.shows(words), "{words}");
    }
    let mut dark = window_of(full_round().0, Page::Round(round), [1600.0, 1200.0], ThemeChoice::Dark);
    look(&mut dark, "round-dark");
    assert_eq!(dark.state().session().now(), now());
}

#[test]
fn conflicting_announcements_of_the_next_round_are_told_with_both_sources() {
    let (mut session, _, round) = full_round();
    let mut ahead = session.workspace().rounds[&round].clone();
    ahead.schedule.status = ScheduleStatus::Tentative;
    session.perform(Proposal::put("change status", ahead)).unwrap();
    let window = window(session, Page::Round(round));
    assert!(window.shows("Dates differ. President of Ukraine: as early as next week; US official: 1 February 2026"));
}

#[test]
fn the_sample_reads_well() {
    let session = crate::support::sample_on("2026-01-25");
    let negotiation = *session.workspace().negotiations.keys().last().unwrap();
    let mut rounds = window(session, Page::Rounds(negotiation));
    look(&mut rounds, "sample-rounds");
    let session = crate::support::sample_on("2026-01-25");
    let round = session.workspace().rounds_of(negotiation).max_by_key(|round| round.attendance.len()).unwrap().id;
    let next = rapporteur::query::rounds::next(
        session.workspace(),
        negotiation,
        "2026-01-25".parse().unwrap(),
        chrono_tz::Europe::Zurich,
    )
    .map(|round| round.id);
    let mut page = window_of(session, Page::Round(round), [1280.0, 3200.0], ThemeChoice::Light);
    look(&mut page, "sample-round");
    if let Some(next) = next {
        let mut page = window_of(crate::support::sample_on("2026-01-25"), Page::Round(next), [1280.0, 800.0], ThemeChoice::Dark);
        look(&mut page, "sample-next");
    }
    let mut page = window(crate::support::sample_on("2026-01-25"), Page::Statements(negotiation));
    look(&mut page, "sample-statements");
    for negotiation in page.state().session().workspace().negotiations.keys() {
        assert!(page.state().session().workspace().rounds_of(*negotiation).next().is_some());
    }
}

#[test]
fn of_many_statements_only_those_near_the_view_are_drawn() {
    let (mut session, negotiation, round) = full_round();
    let party = *session.workspace().parties.keys().next().unwrap();
    let issue = session.workspace().issues.keys().next().copied();
    for count in 0..600 {
        let text = format!("Point {count} of a very long list of points that a delegation has read out one after another");
        say(&mut session, (negotiation, round), party, issue, &text, |_| ());
    }
    let mut window = window(session, Page::Round(round));
    // The first frame measures every row.
    window.run();
    let drawn = window.query_all_by_label_contains("Ukraine: Point ").count();
    assert!(drawn < 100, "{drawn} of 600 rows are in the tree");
    window.press_ctrl(Key::L);
    window.write("ua demand monitoring: The last point");
    window.press(Key::Enter);
    assert!(window.shows("Ukraine: The last point"), "what was just logged is in view");
    look(&mut window, "round-many");
}

#[test]
fn tab_goes_through_a_page_before_the_line_below_it() {
    let (_, negotiation, id) = full_round();
    for (page, size) in
        [(Page::Round(id), [1280.0, 800.0]), (Page::Round(id), [800.0, 600.0]), (Page::Statements(negotiation), [1280.0, 800.0])]
    {
        let (session, ..) = full_round();
        let mut window = window_of(session, page.clone(), size, ThemeChoice::Light);
        let rect = |window: &Harness<'static, App>, label: &str| window.get_by_role_and_label(Role::TextInput, label).rect();
        window.get_by_role_and_label(Role::TextInput, "Quick line").focus();
        window.run();
        let line = rect(&window, "Quick line");
        window.key_press_modifiers(egui::Modifiers::SHIFT, Key::Tab);
        window.run();
        let here = window.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        let here = here.unwrap();
        assert_ne!(here.accesskit_node().label().as_deref(), Some("Page"), "{page:?}");
        assert!(
            here.rect().bottom() <= line.top() && here.rect().left() > 150.0,
            "{page:?}: {:?}",
            here.accesskit_node().label()
        );
        window.press(Key::Tab);
        assert_eq!(focused(&window).as_deref(), Some("Quick line"), "{page:?}");
        window.press(Key::Tab);
        assert_eq!(focused(&window).as_deref(), Some("Log"), "{page:?}");
        window.press(Key::Tab);
        let next = window.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        let next = next.unwrap();
        let in_page = next.rect().left() > 240.0 && next.rect().top() < line.top();
        assert!(!in_page, "{page:?}: {:?}", next.accesskit_node().label());
    }
}

#[test]
fn the_arrows_go_down_the_whole_page_and_up_again() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.key_press_modifiers(egui::Modifiers::NONE, Key::F6);
    window.run();
    let walk = |window: &mut Harness<'static, App>, key: Key| {
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..80 {
            let now = focused(window).expect("something has the focus");
            if seen.last() == Some(&now) {
                break;
            }
            seen.push(now);
            window.press(key);
        }
        seen
    };
    walk(&mut window, Key::ArrowUp);
    let down = walk(&mut window, Key::ArrowDown);
    for row in ["Rustem Umerov", "Igor Kostyukov", "Russia: No foreign observers", "Follow-up: ", "Incident: ", "Note"] {
        assert!(down.iter().any(|name| name.contains(row)), "{row} is reached: {down:#?}");
    }
    let mut up = walk(&mut window, Key::ArrowUp);
    up.reverse();
    assert_eq!(down, up, "and back on the same way");
}
