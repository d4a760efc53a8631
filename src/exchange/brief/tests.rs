//! Papers on small records: what stands in them, and what does not.

use super::*;
use crate::exchange::document::Block;
use crate::exchange::request::{Format, What};
use crate::exchange::testing::lines;
use crate::model::{
    Account, AttendanceRole, NegotiationId, OutcomeKind, PartId, RecordLevel, RoundId, ScheduleStatus, StatementKind,
    Verification, Who,
};
use crate::query::passages::{Ruler, quoted};
use crate::query::position::AsOf;
use crate::query::testing::{Talks, abu_dhabi, at, when};
use chrono_tz::Tz;
use proptest::prelude::*;

fn context() -> ExportContext {
    let now = "2026-01-30T12:00:00Z".parse().unwrap();
    ExportContext { now, zone: chrono_tz::Europe::Kyiv, author: "Ana".to_owned() }
}

fn asked(talks: &Talks) -> Request {
    Request {
        negotiation: talks.negotiation,
        round: None,
        what: What::Brief,
        format: Format::Docx,
        as_of: AsOf::Now,
        permitted: Default::default(),
    }
}

fn composed(talks: &Talks, request: &Request) -> Document {
    let released = Released::new(&talks.ws, request.negotiation, &request.permitted);
    compose(&released, request, &context())
}

fn brief(talks: &Talks) -> Vec<String> {
    lines(&composed(talks, &asked(talks)))
}

fn of_round(talks: &Talks, round: RoundId) -> Vec<String> {
    lines(&composed(talks, &Request { round: Some(round), ..asked(talks) }))
}

/// The lines from a heading up to the next of its level.
fn section<'a>(lines: &'a [String], heading: &str) -> Vec<&'a str> {
    let from = lines.iter().position(|line| line == heading).unwrap_or_else(|| panic!("{heading} is not in {lines:#?}"));
    let level = heading.split(' ').next().unwrap();
    let same = |line: &&String| !line.starts_with(&format!("{level} "));
    lines[from + 1..].iter().take_while(same).map(String::as_str).collect()
}

#[test]
fn of_an_empty_negotiation_nothing_is_made_up() {
    let talks = Talks::new();
    let document = composed(&talks, &asked(&talks));
    assert_eq!(document.title, "Peace talks");
    assert_eq!(document.subtitle, ["RU-UA · Brief of 30 January 2026", "Prepared by Ana"]);
    assert_eq!(lines(&document), ["Next round: None recorded"]);
    assert!(document.notes.is_empty() && document.marking.is_empty());
}

#[test]
fn the_next_round_comes_with_both_sides_of_its_dates() {
    let mut story = abu_dhabi();
    let source = story.talks.source("Evening address");
    story.talks.on(story.second).schedule.announcements[0].source = Some(source);
    let paper = brief(&story.talks);
    assert!(paper.contains(&"Next round: Abu Dhabi 2 · 1 February 2026 · Tentative · Dates differ".to_owned()), "{paper:#?}");
    let expected = "Abu Dhabi 2 · Tentative | 1 February 2026 | Dates differ / Zelensky: as early as next week · said 24 January 2026[1] \
                    / US official: 1 February 2026 · said 24 January 2026";
    assert_eq!(section(&paper, "# Next round"), [expected]);
}

#[test]
fn what_moved_stands_beside_what_was_before() {
    let mut talks = Talks::new();
    talks.party("Ukraine");
    talks.party("Switzerland");
    talks.says("Ukraine", "Ceasefire", "2026-01-20", "all or nothing");
    talks.issue("Church");
    talks.round("First", "2026-01-23");
    let second = talks.round("Second", "2026-01-28");
    talks.says_as(StatementKind::Offer, "Ukraine", "Ceasefire", "2026-01-28", "step by step");
    let paper = brief(&talks);
    assert!(paper.contains(&"Moved: 1 position since First".to_owned()), "{paper:#?}");
    assert_eq!(
        section(&paper, "# What moved since First (23 January 2026)"),
        [
            "Who, on what | Before | Now",
            "Ukraine / Ceasefire | all or nothing / 20 Jan 2026 | Changed / step by step / 28 Jan 2026"
        ]
    );
    let matrix = section(&paper, "# Positions as of 30 January 2026");
    assert_eq!(matrix[1..3], ["Issue | Ukraine", "Ceasefire | Offer · Changed / step by step / 28 Jan 2026 · Unverified"]);
    assert_eq!(matrix[3..], ["Nothing stated on any issue: Switzerland.", "No position stated by any party: Church."]);
    let then = Request { as_of: AsOf::Round(talks.ws.rounds.keys().copied().find(|id| *id != second).unwrap()), ..asked(&talks) };
    let then = lines(&composed(&talks, &then));
    let matrix = section(&then, "# Positions as of First (23 January 2026)");
    assert_eq!(matrix[2], "Ceasefire | Demand / all or nothing / 20 Jan 2026 · Unverified", "as it was then");
    assert!(!then.iter().any(|line| line.starts_with("# What moved")), "nothing was held before");
}

#[test]
fn what_moved_says_on_what_terms_it_was_said() {
    let mut talks = Talks::new();
    let before = talks.says("Ukraine", "Ceasefire", "2026-01-20", "all or nothing");
    talks.round("First", "2026-01-23");
    talks.round("Second", "2026-01-28");
    let after = talks.says_as(StatementKind::Offer, "Ukraine", "Ceasefire", "2026-01-28", "step by step");
    let own = RecordLevel::Other("eyes only".to_owned());
    for (one, other, marks) in [
        (RecordLevel::OffRecord, RecordLevel::Background, [" · Off the record", " · Background"]),
        (RecordLevel::ChathamHouse, RecordLevel::OnRecord, [" · Chatham House", ""]),
        (RecordLevel::Unstated, own, ["", " · eyes only"]),
    ] {
        (talks.of(before).level, talks.of(after).level) = (one.clone(), other.clone());
        let permitted = [one, other].into_iter().collect();
        let paper = lines(&composed(&talks, &Request { permitted, ..asked(&talks) }));
        let [before, after] = marks;
        let row =
            format!("Ukraine / Ceasefire | all or nothing / 20 Jan 2026{before} | Changed / step by step / 28 Jan 2026{after}");
        assert_eq!(section(&paper, "# What moved since First (23 January 2026)")[1], row);
    }
}

#[test]
fn what_bears_no_position_is_in_the_paper_and_goes_by_the_same_rule() {
    let mut talks = Talks::new();
    talks.party("Ukraine");
    talks.party("Russia");
    talks.round("First", "2026-01-23");
    talks.round("Second", "2026-01-28");
    talks.says("Russia", "Ceasefire", "2026-01-20", "not before a settlement");
    talks.says_as(StatementKind::Claim, "Russia", "Ceasefire", "2026-01-20", "long observed");
    talks.says_as(StatementKind::Claim, "Ukraine", "Attacks", "2026-01-21", "a missile fell");
    for (kind, text) in
        [(StatementKind::Condemnation, "an assault on the talks"), (StatementKind::Accusation, "an ambulance was hit")]
    {
        talks.says_as(kind, "Ukraine", "Attacks", "2026-01-28", text);
    }
    talks.says("Russia", "", "2026-01-28", "we shall meet again");
    let secret = talks.says_as(StatementKind::Allegation, "Russia", "Attacks", "2026-01-28", "the minister knew");
    talks.of(secret).level = RecordLevel::OffRecord;
    let paper = brief(&talks);
    let matrix = section(&paper, "# Positions as of 30 January 2026");
    assert_eq!(
        matrix[1..],
        [
            "Issue | Ukraine | Russia",
            "Ceasefire | Nothing stated that may be told | Demand / not before a settlement / 20 Jan 2026 · Unverified",
            "Attacks | No position stated that may be told; 3 other statements: claim, condemnation, accusation | Nothing stated that may be told",
        ]
    );
    assert_eq!(
        section(&paper, "# Other statements")[1..],
        [
            "## Attacks",
            "Ukraine · Claim · 21 Jan 2026 · Unverified | a missile fell",
            "Ukraine · Condemnation · 28 Jan 2026 · Unverified | an assault on the talks",
            "Ukraine · Accusation · 28 Jan 2026 · Unverified | an ambulance was hit",
            "## On no issue",
            "Russia · Demand · 28 Jan 2026 · Unverified | we shall meet again",
            "1 other statement from before is in the record and not in this paper.",
        ]
    );
    assert_eq!(section(&paper, "# What moved since First (23 January 2026)"), ["No position has moved since."]);
    assert!(!format!("{paper:?}").contains("minister"));
    let kept = "Not in this paper: 1 statement was left out, because of the terms on which it was said.";
    assert!(paper.contains(&kept.to_owned()), "{paper:#?}");
}

#[test]
fn of_a_negotiation_without_issues_what_was_said_is_in_the_paper() {
    let mut talks = Talks::new();
    talks.party("Ukraine");
    talks.round("First", "2026-01-23");
    talks.round("Second", "2026-01-28");
    talks.says("Ukraine", "", "2026-01-28", "all for all");
    let paper = brief(&talks);
    assert!(paper.contains(&"Moved: No position since First".to_owned()), "{paper:#?}");
    assert_eq!(section(&paper, "## On no issue"), ["Ukraine · Demand · 28 Jan 2026 · Unverified | all for all"]);
    assert!(!paper.iter().any(|line| line.contains("anything else")), "{paper:#?}");
}

#[test]
fn many_parties_go_across_the_long_side_in_blocks_of_those_who_speak() {
    let mut talks = Talks::new();
    for at in 0..9 {
        let party = format!("Party {at}");
        talks.party(&party);
        if at != 4 {
            talks.says(&party, &format!("Issue {}", at / 5), "2026-01-20", "words");
        }
    }
    let document = composed(&talks, &asked(&talks));
    let wide: Vec<&Vec<Block>> =
        document.blocks.iter().filter_map(|block| if let Block::Wide(blocks) = block { Some(blocks) } else { None }).collect();
    assert_eq!(wide.len(), 0, "blocks of four stand upright");
    let columns: Vec<usize> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Grid(grid) = block { Some(grid.header.len()) } else { None })
        .collect();
    assert_eq!(columns, [5, 5], "eight of nine speak, four to a table");
    let paper = lines(&document);
    assert_eq!(
        section(&paper, "## Party 0, Party 1, Party 2, Party 3").len(),
        2,
        "a header and the one issue they speak to: {paper:#?}"
    );
    talks.says("Party 4", "Issue 1", "2026-01-20", "words");
    talks.party("Party 9");
    talks.says("Party 9", "Issue 1", "2026-01-20", "words");
    let document = composed(&talks, &asked(&talks));
    assert!(document.blocks.iter().any(|block| matches!(block, Block::Wide(_))), "five to a table lie across");
}

#[test]
fn a_round_of_which_nothing_is_recorded_says_so_and_hints_at_nothing() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-01-23");
    assert_eq!(of_round(&talks, round), ["Status: Held", "When: 23 January 2026", "# Statements", "Nothing stated."]);
    let ahead = talks.round_that("Second", when(""), ScheduleStatus::Proposed);
    // A round to come begins with the last one.
    let last = ["# Last round: First", "When: 23 January 2026"];
    assert_eq!(of_round(&talks, ahead), [["Status: Proposed", "When: Date unknown"], last].concat());
}

#[test]
fn the_clocks_of_the_venue_are_told_with_an_hour() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-01-23");
    talks.on(round).zone = Some(Tz::Asia__Dubai);
    let when_of = |talks: &Talks| of_round(talks, round).into_iter().find(|line| line.starts_with("When")).unwrap();
    assert_eq!(when_of(&talks), "When: 23 January 2026");
    talks.on(round).schedule.when = at("2026-01-23 10:00", Tz::Asia__Dubai);
    assert!(when_of(&talks).ends_with(" / Clocks at the venue: Dubai, UTC+4"), "{}", when_of(&talks));
}

#[test]
fn what_nobody_stated_of_a_past_round_is_said_to_be_unknown() {
    let mut talks = Talks::new();
    let past = talks.round_that("First", when("2026-01-23"), ScheduleStatus::Unstated);
    let unknown = "Status: Its date has passed; whether it was held is not recorded.";
    assert_eq!(of_round(&talks, past)[0], unknown);
    let ahead = talks.round_that("Second", when("2026-02-23"), ScheduleStatus::Unstated);
    assert_eq!(of_round(&talks, ahead), ["When: 23 February 2026"]);
    talks.on(past).outcome.text = "They met".to_owned();
    assert_eq!(of_round(&talks, past)[0], "When: 23 January 2026", "it tells of itself");
}

#[test]
fn a_round_that_was_put_off_has_no_date_to_come() {
    let mut talks = Talks::new();
    let round = talks.round_that("First", when("2026-01-23"), ScheduleStatus::Postponed);
    assert_eq!(of_round(&talks, round), ["Status: Postponed", "When: Was to be 23 January 2026"]);
    let paper = brief(&talks);
    assert!(paper.iter().any(|line| line.starts_with("Next round: First · Was to be 23 January 2026")), "{paper:#?}");
    talks.on(round).schedule.when = when("2026-03-05");
    assert_eq!(of_round(&talks, round)[1], "When: 5 March 2026");
    talks.on(round).schedule.when = when("");
    assert_eq!(of_round(&talks, round)[1], "When: Date unknown");
}

#[test]
fn a_day_on_which_nobody_said_it_is_not_told() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-01-23..2026-01-24");
    let said = talks.says("Ukraine", "Ceasefire", "", "all or nothing");
    talks.of(said).round = Some(round);
    let told = |talks: &Talks| section(&brief(talks), "# Positions as of 30 January 2026")[2].to_owned();
    assert_eq!(told(&talks), "Ceasefire | Demand / all or nothing / round of 23–24 Jan 2026 · Unverified");
    talks.of(said).said_on = when("2026-01-24");
    assert_eq!(told(&talks), "Ceasefire | Demand / all or nothing / 24 Jan 2026 · Unverified");
    (talks.of(said).said_on, talks.of(said).round) = (when(""), None);
    assert_eq!(told(&talks), "Ceasefire | Demand / all or nothing / Unverified");
}

#[test]
fn where_something_is_kept_back_no_position_is_called_the_latest_without_a_word() {
    let mut talks = Talks::new();
    talks.says("Ukraine", "Ceasefire", "2026-01-20", "all or nothing");
    let latest = |talks: &Talks| section(&brief(talks), "# Positions as of 30 January 2026")[0].to_owned();
    assert!(latest(&talks).starts_with("Each is the party's latest position on the issue;"), "{}", latest(&talks));
    let newer = talks.says("Ukraine", "Ceasefire", "2026-01-22", "step by step");
    talks.of(newer).level = RecordLevel::OffRecord;
    assert!(
        latest(&talks).starts_with("Each is the party's latest position on the issue that may be told;"),
        "{}",
        latest(&talks)
    );
}

#[test]
fn a_conflict_over_a_date_to_come_is_told_at_once() {
    let story = abu_dhabi();
    let paper = of_round(&story.talks, story.second);
    assert!(paper[2].starts_with("Announced: Dates differ / Zelensky: as early as next week"), "{paper:#?}");
    assert_eq!(section(&paper, "# Announcements of the date").len(), 4, "the grade, a header and both");
}

#[test]
fn more_parties_than_two_blocks_hold_stand_by_issue() {
    let mut talks = Talks::new();
    for at in 0..13 {
        talks.party(&format!("Party {at}"));
        talks.says(&format!("Party {at}"), &format!("Issue {}", at % 2), "2026-01-20", "words");
    }
    let paper = brief(&talks);
    let issue = section(&paper, "## Issue 1");
    assert_eq!((issue.len(), issue[0], issue[1]), (7, "Party | Position", "Party 1 | Demand / words / 20 Jan 2026 · Unverified"));
    assert!(!paper.iter().any(|line| line.contains("Nothing stated")), "{paper:#?}");
    let mut talks = Talks::new();
    for at in 0..5 {
        talks.party(&format!("Party {at}"));
        talks.says(&format!("Party {at}"), &format!("Issue {at}"), "2026-01-20", "words");
    }
    assert_eq!(section(&brief(&talks), "## Issue 3").len(), 2, "and so do a few of whom each speaks to an issue of its own");
}

#[test]
fn many_issues_of_a_state_have_a_line_each() {
    let mut talks = Talks::new();
    for at in 0..6 {
        talks.issue(&format!("Issue {at}"));
    }
    assert_eq!(
        section(&brief(&talks), "# Where things stand"),
        ["Open: Issue 0 · Issue 1 · Issue 2 · Issue 3 · Issue 4 · Issue 5"]
    );
    talks.issue("Issue 6");
    assert!(brief(&talks).contains(&"Open: Issue 0 / Issue 1 / Issue 2 / Issue 3 / Issue 4 / Issue 5 / Issue 6".to_owned()));
}

#[test]
fn what_is_owed_says_since_when_it_is_late() {
    let mut talks = Talks::new();
    talks.owes("Russia", "Send the draft", "2026-01-20");
    talks.owes("", "Meet again", "");
    let paper = brief(&talks);
    assert!(paper.contains(&"Owed: 2 open follow-ups, 1 overdue".to_owned()), "{paper:#?}");
    let expected = [
        "What | Who owes it | Due",
        "Send the draft | Russia | 20 January 2026 / Overdue by 10 days",
        "Meet again | Nobody named | No date",
    ];
    assert_eq!(section(&paper, "# Open follow-ups"), expected);
}

#[test]
fn an_incident_is_a_claim() {
    let mut talks = Talks::new();
    let (ours, theirs) = (talks.party("Ukraine"), talks.party("Russia"));
    let id = talks.incident("2026-01-24", "A strike on an ambulance");
    let incident = talks.ws.incidents.get_mut(&id).unwrap();
    (incident.claimed_by, incident.blamed_on, incident.denied_by) =
        (vec![Who::Party(theirs)], vec![Who::Party(ours)], vec![Who::Described("Kyiv".to_owned())]);
    incident.verification = Verification::Unverified;
    incident.verification_note = "No access to the place".to_owned();
    talks.incident("", "Lights went out");
    let paper = brief(&talks);
    assert_eq!(
        section(&paper, "# Incidents")[1..],
        [
            "Claimed by Russia · 24 Jan 2026 | A strike on an ambulance | Blamed on Ukraine · Denied by Kyiv / Unverified: No access to the place",
            "Reported, by nobody named · date unknown | Lights went out | Unverified",
        ]
    );
}

#[test]
fn incidents_from_before_the_round_before_are_counted() {
    let mut story = abu_dhabi();
    story.talks.on(story.second).schedule.status = ScheduleStatus::Held;
    for (date, what) in [("2026-01-10", "Long ago"), ("2026-01-30", "Since")] {
        story.talks.incident(date, what);
    }
    let paper = brief(&story.talks);
    let since = section(&paper, "# Incidents since Abu Dhabi 1 (23–24 January 2026)");
    assert!(since[1].contains("Since") && since.len() == 3, "{since:#?}");
    assert_eq!(since[2], "1 incident from before is in the record and not in this paper.");
}

#[test]
fn who_may_not_be_named_is_not_and_the_paper_says_how_many_are_kept_back() {
    let mut story = abu_dhabi();
    for (level, text) in [(RecordLevel::ChathamHouse, "The line could move"), (RecordLevel::OffRecord, "The minister is leaving")]
    {
        let id = story.talks.says("Ukraine", "Territory", "2026-01-24", text);
        let speaker = story.talks.person("Umerov");
        let source = story.talks.source("Notes of the evening");
        let round = story.first;
        let said = story.talks.of(id);
        (said.level, said.speaker, said.round, said.verbatim) = (level, Some(Who::Person(speaker)), Some(round), true);
        said.sources = vec![source];
    }
    let document = composed(&story.talks, &asked(&story.talks));
    let paper = lines(&document);
    let kept = "Not in this paper: 1 statement was left out and 1 is told without attribution, because of the terms on which they were said.";
    assert!(paper.contains(&kept.to_owned()), "{paper:#?}");
    let told = "Demand · Territory · 24 Jan 2026 · Abu Dhabi 1 · Chatham House | “The line could move”";
    assert_eq!(section(&paper, "# Said without attribution")[1..], [told]);
    let whole = format!("{document:?}");
    for hidden in ["leaving", "Umerov", "Notes of the evening"] {
        assert!(!whole.contains(hidden), "{hidden}");
    }
    let round = of_round(&story.talks, story.first);
    assert_eq!(section(&round, "# Said without attribution")[1..], [told.replace(" · Abu Dhabi 1", "").as_str()]);
    assert!(round.contains(&"Nothing stated that may be told with a name.".to_owned()));
    let permitted = [RecordLevel::OffRecord].into_iter().collect();
    let named = lines(&composed(&story.talks, &Request { permitted, round: Some(story.first), ..asked(&story.talks) }));
    assert!(named.contains(&"Told in full: Off the record: 1 statement".to_owned()), "{named:#?}");
    let statements = section(&named, "# Statements");
    assert!(
        statements.iter().any(|line| line.contains("Umerov") && line.contains("Off the record") && line.contains("leaving")),
        "{named:#?}"
    );
}

#[test]
fn a_round_to_come_is_prepared_from_all_of_the_talks() {
    let mut story = abu_dhabi();
    let (first, second) = (story.first, story.second);
    story.talks.on(first).outcome.kind = Some(OutcomeKind::NextDateOnly);
    story.talks.on(first).discrepancies.push(crate::model::Discrepancy {
        id: PartId(uuid::Uuid::from_u128(9)),
        about: "start date".to_owned(),
        held: "23 January".to_owned(),
        other: "22 January".to_owned(),
        note: String::new(),
        source: None,
        level: None,
    });
    let agenda = ["Territory", "Prisoners"].map(|issue| story.talks.issue(issue));
    story.talks.on(second).agenda = agenda.to_vec();
    story.talks.says("Ukraine", "Territory", "2026-01-24", "The line is where we start");
    story.talks.says("Russia", "Ceasefire", "2026-01-24", "Not before a settlement");
    story.talks.says_as(StatementKind::Announcement, "Russia", "Territory", "2026-01-26", "We bring maps");
    let secret = story.talks.says("Russia", "Territory", "2026-01-24", "we would yield");
    story.talks.of(secret).level = RecordLevel::OffRecord;
    story.talks.owes("Ukraine", "send the lists", "2026-01-31");
    story.talks.incident("2026-01-27", "Power cut");
    let paper = of_round(&story.talks, second);
    let whole = paper.join("\n");
    for told in [
        "Owed: 1 open follow-up",
        "# Agenda",
        "Territory",
        "# Last round: Abu Dhabi 1",
        "Next date only",
        "start date | 23 January | 22 January",
        "The line is where we start",
        "No position stated that may be told by any party: Prisoners.",
        "We bring maps",
        "send the lists",
        "Power cut",
    ] {
        assert!(whole.contains(told), "{told} in {paper:#?}");
    }
    assert!(!whole.contains("Not before a settlement"), "not on the agenda: {paper:#?}");
    assert!(!whole.contains("we would yield") && whole.contains("Not in this paper: 1 statement"), "{paper:#?}");
    assert!(whole.contains("Nothing stated that may be told on the agenda: United States."), "{paper:#?}");
    // Once it was held it is a record of itself.
    story.talks.on(second).schedule.status = ScheduleStatus::Held;
    let whole = of_round(&story.talks, second).join("\n");
    assert!(!whole.contains("Last round") && !whole.contains("The line is where we start"), "{whole}");
}

#[test]
fn who_nobody_said_was_there_is_told_so_once_the_round_was_held() {
    let mut story = abu_dhabi();
    let round = story.first;
    story.talks.attended(round, "Ukraine", "Umerov", AttendanceRole::Head);
    story.talks.attended(round, "Ukraine", "Budanov", AttendanceRole::Delegate).presence = crate::model::Presence::Unstated;
    let told = of_round(&story.talks, round).join("\n");
    assert!(told.contains("Budanov, Delegate, presence not stated") && !told.contains("Head of delegation, presence"), "{told}");
    story.talks.on(round).schedule.status = ScheduleStatus::Tentative;
    let told = of_round(&story.talks, round).join("\n");
    assert!(told.contains("Budanov") && !told.contains("not stated"), "{told}");
}

#[test]
fn a_round_is_a_paper_of_its_own() {
    let mut story = abu_dhabi();
    let round = story.first;
    let source = story.talks.source("Readout");
    story.talks.attended(round, "Ukraine", "Umerov", AttendanceRole::Head).office = "Secretary".to_owned();
    story.talks.attended(round, "Ukraine", "Budanov", AttendanceRole::Delegate).presence = crate::model::Presence::Absent;
    let id = story.talks.says("Ukraine", "Territory", "2026-01-24", "The line is where we start");
    let zelensky = story.talks.person("Zelensky");
    let said = story.talks.of(id);
    (said.round, said.speaker, said.sources, said.locus) =
        (Some(round), Some(Who::Person(zelensky)), vec![source], "p. 2".to_owned());
    said.verification = Verification::SingleSource;
    said.condition.text = "monitors come".to_owned();
    let inferred = story.talks.says_as(StatementKind::Interest, "Russia", "Territory", "2026-01-24", "wants the talks to last");
    let said = story.talks.of(inferred);
    (said.round, said.assessor) = (Some(round), "B. Keller".to_owned());
    let account = Account {
        id: PartId(uuid::Uuid::from_u128(7)),
        party: Some(story.talks.party("Ukraine")),
        speaker: None,
        said_on: when("2026-01-24"),
        text: "We made our case".to_owned(),
        source: Some(source),
        level: None,
        passages: Vec::new(),
    };
    let held = story.talks.on(round);
    held.accounts.push(account);
    held.outcome.kind = Some(OutcomeKind::WalkOut);
    let paper = of_round(&story.talks, round);
    assert_eq!(paper[..4], ["Status: Held", "When: 23–24 January 2026", "Outcome: Walk-out", "# At the table"]);
    assert_eq!(
        section(&paper, "# At the table"),
        ["Party | Who", "Ukraine | Umerov, Head of delegation, Secretary / Budanov, Delegate, absent"]
    );
    assert_eq!(
        section(&paper, "# Statements")[1..],
        [
            "## Territory",
            "Ukraine · Demand · Zelensky · 24 Jan 2026 | The line is where we start[1] p. 2 | Only if monitors come",
            "? Assessed by B. Keller · Interest of Russia · 24 Jan 2026 | wants the talks to last",
        ]
    );
    assert_eq!(
        section(&paper, "# What each side says"),
        ["Account of | What it says", "Ukraine | 24 Jan 2026 / We made our case[1]"]
    );
}

#[test]
fn a_source_has_one_number_from_where_it_is_first_cited_and_its_text_stays_here() {
    let mut talks = Talks::new();
    let [first, second, _unused] = ["First", "Second", "Unused"].map(|title| talks.source(title));
    talks.ws.sources.get_mut(&first).unwrap().text = "the whole article".to_owned();
    talks.ws.sources.get_mut(&first).unwrap().address = "https://example.org/1".to_owned();
    for (party, sources) in [("Ukraine", vec![second]), ("Russia", vec![first, second])] {
        talks.party(party);
        let id = talks.says(party, "Territory", "2026-01-24", party);
        talks.of(id).sources = sources;
    }
    let document = composed(&talks, &asked(&talks));
    let titles: Vec<&str> = document.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(titles, ["Second", "First"]);
    assert_eq!(document.notes[1].address, "https://example.org/1");
    assert!(lines(&document).iter().any(|line| line.contains("Ukraine[1] /") && line.contains("Russia[2][1] /")));
    assert!(lines(&document.ready()).iter().any(|line| line.contains("Russia[1][2] /")), "in order side by side");
    assert!(!format!("{document:?}").contains("whole article"));
}

#[test]
fn quotations_are_numbered_with_their_places() {
    let mut talks = Talks::new();
    let source = talks.source("Article");
    let text = "Title\n\nKyiv holds the line. Moscow waits.\n";
    talks.ws.sources.get_mut(&source).unwrap().text = text.to_owned();
    let passage = |n: u128, quote: &str| {
        let start = text.find(quote).unwrap();
        quoted(&Ruler::new(text), start..start + quote.len(), source, PartId(uuid::Uuid::from_u128(n))).unwrap()
    };
    let round = talks.round("Second", "2026-01-24");
    talks.party("Ukraine");
    let said = talks.says("Ukraine", "Territory", "2026-01-24", "Kyiv holds the line.");
    (talks.of(said).round, talks.of(said).sources) = (Some(round), vec![source]);
    talks.of(said).passages = vec![passage(1, "Kyiv holds the line."), passage(2, "Moscow waits.")];
    talks.on(round).schedule.status = ScheduleStatus::Held;
    talks.on(round).outcome.passages = vec![passage(3, "Title")];
    let paper = of_round(&talks, round);
    assert!(paper.contains(&"Outcome: Quotation 1 “Title”[1] paragraph 1".to_owned()), "{paper:#?}");
    let words = "Quotation 2 [1] paragraph 2 / Quotation 3 “Moscow waits.”[1] paragraph 2";
    assert!(paper.iter().any(|line| line.ends_with(words)), "{paper:#?}");
}

proptest! {
    #![proptest_config(crate::model::arbitrary::cases(60))]
    #[test]
    fn any_record_makes_a_paper(mut workspace in crate::model::arbitrary::ragged_workspace(), guarded in any::<bool>()) {
        workspace.sources.each_mut(|source| source.text = "CANARY".to_owned());
        if guarded {
            workspace.statements.each_mut(|statement| {
                (statement.level, statement.text) = (RecordLevel::OffRecord, "CANARY".to_owned());
            });
        }
        let negotiations: Vec<NegotiationId> = workspace.negotiations.keys().copied().collect();
        let rounds: Vec<Option<RoundId>> = std::iter::once(None).chain(workspace.rounds.keys().copied().map(Some)).collect();
        for negotiation in negotiations {
            for round in &rounds {
                let request = Request { negotiation, round: *round, ..asked(&Talks::new()) };
                let document = compose(&Released::new(&workspace, negotiation, &request.permitted), &request, &context());
                let whole = format!("{document:?}");
                prop_assert!(!whole.contains("CANARY"));
                let headings = document.blocks.iter().filter(|block| matches!(block, Block::Heading { level, .. } if !(1..=3).contains(level)));
                prop_assert_eq!(headings.count(), 0);
            }
        }
    }
}
