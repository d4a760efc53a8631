//! Rounds that have no date yet, and events that may be them: asked about, and taken as answered.

use super::copies::file;
use super::corpus::{done, now, planned, talks};
use rapporteur::exchange::ics;
use rapporteur::exchange::import::plan::{Choices, Making, Pick, Plan};
use rapporteur::exchange::progress::Progress;
use rapporteur::model::when::{Context, parse};
use rapporteur::model::{Announcement, NegotiationId, PartId, RecordId, Round, RoundId, Stamp, When, Workspace};
use uuid::Uuid;

fn when(words: &str) -> When {
    parse(words, Context::new("2026-04-10".parse().unwrap(), chrono_tz::UTC)).when
}

/// A record with round 3: with this date, and announced for that.
fn record(date: &str, announced: &str) -> (Workspace, NegotiationId, RoundId) {
    let (mut workspace, into) = talks();
    let id = RoundId(Uuid::from_u128(3));
    let mut round = Round { number: Some(3), ..Round::blank(id, Stamp::new(now(), ""), into) };
    round.schedule.when = when(date);
    if !announced.is_empty() {
        let one = Announcement {
            id: PartId(Uuid::from_u128(4)),
            by: None,
            said_on: When::Unknown,
            when: when(announced),
            venue: String::new(),
            wording: announced.to_owned(),
            source: None,
            withdrawn: false,
            level: None,
            passages: Vec::new(),
        };
        round.schedule.announcements.push(one);
    }
    workspace.put(round.into());
    (workspace, into, id)
}

fn event(title: &str, day: &str) -> String {
    file("", &[&format!("UID:{day}-{}@them\nSUMMARY:{title}\nDTSTART:{day}T110000Z\nDTEND:{day}T160000Z", title.len())])
}

fn answered(workspace: &Workspace, into: NegotiationId, text: &str, plan: &Plan, pick: Pick) -> Plan {
    let mut last = 1_000;
    let mut id = || {
        last += 1;
        Uuid::from_u128(last)
    };
    let mut making = Making { now: now(), author: "Ana", zone: chrono_tz::UTC, id: &mut id };
    let picks = [(plan.questions[0].name.clone(), pick)].into();
    let choices = Choices { into: Some(into), picks, ..Choices::default() };
    ics::plan(workspace, text.as_bytes(), &choices, &mut making, &Progress::default()).unwrap()
}

#[test]
fn an_event_in_the_days_or_with_the_number_of_a_round_without_a_date_is_asked_about() {
    let cases = [
        // The date of the round, its announcement, the title and day of the event, whether it is asked, and whether it is proposed.
        ("", "2026-12-01..2026-12-10", "3. Tarifverhandlung", "20261204", true, true),
        ("", "2026-12-01..2026-12-10", "Verhandlung", "20261204", true, false),
        ("", "2026-12-01..2026-12-10", "3. Tarifverhandlung", "20260701", true, false),
        ("", "2026-12-01..2026-12-10", "Verhandlung", "20261211", false, false),
        ("", "2026-12-01..2026-12-10", "4. Tarifverhandlung", "20261204", false, false),
        ("December 2026", "", "Third round", "20261220", true, true),
        ("December 2026", "", "Runde 2", "20261220", false, false),
        ("December 2026", "", "Session in Karlsruhe", "20261231", true, false),
        ("", "", "Troisième réunion", "20261204", true, true),
        ("", "", "Réunion", "20261204", false, false),
        ("2026-12-01", "", "Round 3", "20261204", false, false),
    ];
    for (date, announced, title, day, asks, proposes) in cases {
        let (workspace, into, id) = record(date, announced);
        let plan = planned(&workspace, into, event(title, day).as_bytes(), now()).unwrap();
        let told = format!("{date} {announced} {title} {day}: {:?}", plan.questions);
        assert_eq!(plan.questions.len(), usize::from(asks), "{told}");
        if let Some(question) = plan.questions.first() {
            assert_eq!(question.candidates, [(RecordId::from(id), "Round 3".to_owned())], "{told}");
            assert_eq!(question.pick == Pick::Is(id.into()), proposes, "{told}");
        }
        assert_eq!(plan.tally().new, usize::from(!proposes), "{told}");
    }
}

#[test]
fn an_event_that_is_the_round_gives_it_date_and_uid_and_another_is_a_round_of_its_own() {
    let (mut workspace, into, id) = record("", "2026-12-01..2026-12-10");
    let text = event("3. Tarifverhandlung", "20261204");
    let plan = planned(&workspace, into, text.as_bytes(), now()).unwrap();
    let new = answered(&workspace, into, &text, &plan, Pick::New);
    assert_eq!((new.tally().new, new.tally().changes), (1, 0));
    let same = answered(&workspace, into, &text, &plan, Pick::Is(id.into()));
    done(&mut workspace, &same);
    assert_eq!(workspace.rounds.len(), 1);
    let round = &workspace.rounds[&id];
    assert_eq!(round.schedule.when.earliest_day(chrono_tz::UTC), "2026-12-04".parse().ok());
    assert_eq!((round.number, round.title.as_str()), (Some(3), ""), "it keeps its name");
    assert!(round.uid.ends_with("@them") && round.schedule.earlier.is_empty());
    let again = planned(&workspace, into, text.as_bytes(), now()).unwrap();
    assert!(again.questions.is_empty() && again.puts.is_empty(), "{:?}", again.rows);
    // A copy with a later hour is news of the same round.
    let later = planned(&workspace, into, text.replace("T110000Z", "T120000Z").as_bytes(), now()).unwrap();
    assert_eq!((later.tally().new, later.tally().changes), (0, 1), "{:?}", later.rows);
}

#[test]
fn of_two_rounds_without_a_date_it_is_asked_which_and_the_number_decides() {
    let (mut workspace, into, third) = record("December 2026", "");
    let fourth = RoundId(Uuid::from_u128(5));
    let mut round = Round { number: Some(4), ..Round::blank(fourth, Stamp::new(now(), ""), into) };
    round.schedule.when = when("December 2026");
    workspace.put(round.into());
    let plan = planned(&workspace, into, event("Wage talks", "20261204").as_bytes(), now()).unwrap();
    assert_eq!((plan.questions[0].candidates.len(), plan.questions[0].pick), (2, Pick::New));
    let plan = planned(&workspace, into, event("Round 4", "20261204").as_bytes(), now()).unwrap();
    assert_eq!((plan.questions[0].candidates.len(), plan.questions[0].pick), (1, Pick::Is(fourth.into())));
    assert_ne!(third, fourth);
}
