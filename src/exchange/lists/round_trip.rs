//! What is taken out of a record after it has gone out as a list comes back from the list as it was, whatever it says.

use super::tables;
use crate::exchange::clean::{clean, clean_line};
use crate::exchange::export::export;
use crate::exchange::import::grid::ReadAs;
use crate::exchange::import::guess::guess;
use crate::exchange::import::mapping::Kind;
use crate::exchange::import::plan::{Choices, Making, plan};
use crate::exchange::import::read::read;
use crate::exchange::progress::Progress;
use crate::exchange::release::Released;
use crate::exchange::request::{ExportContext, Format, Request, What};
use crate::exchange::table::Cell;
use crate::model::arbitrary::{cases, text};
use crate::model::plain::is_nothing;
use crate::model::{
    Credibility, Firmness, FollowUp, FollowUpState, Movement, Original, RecordLevel, Reliability, Statement, StatementKind,
    Verification, Vocabulary, When, Who, Workspace,
};
use crate::query::levels;
use crate::query::position::AsOf;
use crate::query::testing::{Talks, at, when};
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

const PARTIES: [&str; 3] = ["Ukraine", "Russia", "United States"];
const PEOPLE: [&str; 3] = ["Volodymyr Zelensky", "Sergey Lavrov", "Steve Witkoff"];
const ISSUES: [&str; 3] = ["Territory", "Ceasefire", "Ceasefire › Monitoring"];
const DESCRIBED: &str = "unnamed official of the delegation";

/// A party, a person and an issue by their place in the lists.
fn record() -> Talks {
    let mut talks = Talks::new();
    PARTIES.iter().for_each(|name| {
        talks.party(name);
    });
    PEOPLE.iter().for_each(|name| {
        talks.person(name);
    });
    ISSUES.iter().for_each(|path| {
        talks.issue(path);
    });
    talks.round("Abu Dhabi 1", "2026-01-23..2026-01-24");
    talks.round("Abu Dhabi 2", "2026-02-04..2026-02-05");
    talks
}

/// Words as a list can hold them: of a cell in which nothing can be seen, nothing comes in.
fn words() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec!["=1+1", "'=1", "-5", "\"", "a;b|c", "#REF!", "1e5", "2026-02-05", "TRUE", "x\ny"]);
    prop_oneof![2 => text(), 1 => nasty.prop_map(str::to_owned)]
        .prop_map(|text| clean(&text).trim().to_owned())
        // What speaks of terms ("nfa") is withheld, and does not come back.
        .prop_map(|text| if is_nothing(&text) || levels::spoken_of(&text).is_some() { String::new() } else { text })
}

fn line() -> impl Strategy<Value = String> {
    words().prop_map(|words| clean_line(&words).trim().to_owned())
}

/// A term of the field.
fn known<V: Vocabulary + std::fmt::Debug>() -> impl Strategy<Value = V> {
    prop::sample::select(V::KNOWN.to_vec())
}

fn told() -> impl Strategy<Value = When> {
    prop::sample::select(vec![
        When::Unknown,
        when("2026-02-04"),
        when("1815-06-09"),
        when("2026-02-04..2026-02-05"),
        when("2026-02"),
        at("2026-02-04 10:20", Tz::Asia__Dubai),
        at("2025-07-04 22:05", Tz::America__New_York),
        When::Window { earliest: None, latest: None, wording: "as early as possible".into() },
    ])
}

fn statement() -> impl Strategy<Value = Statement> {
    let who = (
        0..3usize,
        0..4usize,
        prop::option::of(0..3usize),
        prop::collection::btree_set(0..3usize, 0..3),
        prop::option::of(0..2usize),
    );
    let terms = (
        known::<StatementKind>(),
        prop::option::of(known::<Firmness>()),
        known::<Verification>(),
        prop::option::of(known::<Reliability>()),
        prop::option::of(known::<Credibility>()),
        prop::option::of(known::<Movement>()),
        any::<bool>(),
    );
    let said = (words().prop_filter("words", |text| !text.is_empty()), words(), words(), words(), words(), line(), told());
    let marks = || prop::collection::btree_set(line().prop_filter("words", |line| !line.is_empty()), 0..3);
    (who, terms, said, (marks(), marks())).prop_map(
        |(
            (party, speaker, behalf, issues, round),
            terms,
            (text, original, words, condition, note, locus, said_on),
            (tags, to_check),
        )| {
            let mut talks = record();
            let id = talks.says(PARTIES[party], ISSUES[0], "2026-02-04", &text);
            let (people, parties): (Vec<_>, Vec<_>) =
                (PEOPLE.map(|name| talks.person(name)).to_vec(), PARTIES.map(|name| talks.party(name)).to_vec());
            let all = ISSUES.map(|path| talks.issue(path));
            let rounds: Vec<_> = talks.ws.rounds.keys().copied().collect();
            let said = talks.of(id);
            said.speaker = Some(people.get(speaker).map_or(Who::Described(DESCRIBED.into()), |id| Who::Person(*id)));
            said.on_behalf_of = behalf.map(|at| parties[at]).filter(|other| *other != said.party);
            said.issues = issues.into_iter().map(|at| all[at]).collect();
            said.round = round.map(|at| rounds[at]);
            (said.kind, said.firmness, said.verification, said.reliability, said.credibility, said.movement, said.verbatim) =
                terms;
            said.level = RecordLevel::OnRecord;
            (said.tags, said.to_check) = (tags.into_iter().collect(), to_check.into_iter().collect());
            said.original = Original { text: original, language: "uk".into() };
            (said.terms, said.condition.text, said.note, said.locus, said.said_on) = (words, condition, note, locus, said_on);
            said.verification_note = format!("Nobody could verify {}", said.locus.trim()).trim().to_owned();
            said.clone()
        },
    )
}

/// The list, written, with `without` taken out of the record before the file is taken in again.
fn again(ws: &Workspace, what: What, kind: Kind, format: Format, without: impl Fn(&mut Workspace)) -> Workspace {
    let negotiation = *ws.negotiations.keys().next().unwrap();
    let request = Request { negotiation, round: None, what, format, as_of: AsOf::Now, permitted: Default::default() };
    let now = "2026-03-06T09:00:00Z".parse().unwrap();
    let context = ExportContext { now, zone: Tz::UTC, author: String::new() };
    let exported = export(ws, &request, &context, &Progress::default()).unwrap();
    let grid = read(&format!("list.{}", format.ending()), &exported.bytes, &ReadAs::default(), &Progress::default()).unwrap();
    let mut after = ws.clone();
    without(&mut after);
    let mapping = guess(&grid, None);
    assert_eq!(mapping.kind, kind);
    let mut next = 1u128 << 100;
    let mut id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let mut making = Making { now, author: "", zone: Tz::UTC, id: &mut id };
    let choices = Choices { into: Some(negotiation), ..Choices::default() };
    let plan = plan(&after, &grid, &mapping, &choices, &mut making, &Progress::default()).unwrap();
    assert_eq!(plan.tally().refused, 0, "{:?}", plan.rows);
    for put in plan.puts {
        after.put(put);
    }
    after
}

/// A statement without what no list brings back.
fn comparable(said: &Statement) -> Statement {
    let mut said = said.clone();
    said.stamp = crate::model::Stamp::new("2026-03-06T09:00:00Z".parse().unwrap(), "");
    said
}

proptest! {
    #![proptest_config(cases(48))]
    #[test]
    fn statements_come_back_as_they_were(said in prop::collection::vec(statement(), 1..4), format in prop::sample::select(vec![Format::Csv, Format::Xlsx])) {
        let mut talks = record();
        for (n, mut one) in (0..).zip(said) {
            one.id = crate::model::StatementId(Uuid::from_u128((7 << 96) + n));
            talks.ws.statements.insert(one.id, one);
        }
        let after = again(&talks.ws, What::Statements, Kind::Statements, format, |ws| ws.statements.clear());
        let list = |ws: &Workspace| ws.statements.values().map(comparable).collect::<Vec<_>>();
        prop_assert_eq!(list(&after), list(&talks.ws));
        prop_assert_eq!(after.people.len(), talks.ws.people.len());
        prop_assert_eq!(after.issues.len(), talks.ws.issues.len());
    }

    #[test]
    fn follow_ups_come_back_as_they_were(
        owed in prop::collection::vec((words(), told(), known::<FollowUpState>(), words(), prop::collection::btree_set(0..3usize, 1..3)), 1..4),
        format in prop::sample::select(vec![Format::Csv, Format::Xlsx]),
    ) {
        let mut talks = record();
        for (what, due, state, note, owners) in owed {
            prop_assume!(!what.is_empty());
            let id = talks.owes(PARTIES[0], &what, "");
            let owners = owners.into_iter().map(|at| Who::Party(talks.party(PARTIES[at]))).collect();
            let one = talks.ws.follow_ups.get_mut(&id).unwrap();
            (one.due, one.state, one.note, one.owners) = (due, state, note, owners);
        }
        let after = again(&talks.ws, What::FollowUps, Kind::FollowUps, format, |ws| ws.follow_ups.clear());
        let list = |ws: &Workspace| {
            let plain = |one: &FollowUp| FollowUp { stamp: crate::model::Stamp::new("2026-03-06T09:00:00Z".parse().unwrap(), ""), ..one.clone() };
            ws.follow_ups.values().map(plain).collect::<Vec<_>>()
        };
        prop_assert_eq!(list(&after), list(&talks.ws));
    }
}

#[test]
fn what_is_told_without_attribution_is_in_the_list_and_is_nobody_s() {
    let mut talks = record();
    let id = talks.says("Ukraine", "Territory", "2026-02-04", "told quietly");
    talks.of(id).level = RecordLevel::Background;
    let released = Released::new(&talks.ws, talks.negotiation, &Default::default());
    let request = Request {
        negotiation: talks.negotiation,
        round: None,
        what: What::Statements,
        format: Format::Csv,
        as_of: AsOf::Now,
        permitted: Default::default(),
    };
    let context = ExportContext { now: "2026-03-06T09:00:00Z".parse().unwrap(), zone: Tz::UTC, author: String::new() };
    let table = tables(&released, &request, &context).remove(0);
    let filled: Vec<String> = table.rows[0].iter().map(Cell::plain).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(filled, ["2026-02-04", "Not attributed", "Territory", "Demand", "told quietly", "Background"]);
    assert_eq!(table.notes, ["1 statement is told without attribution, because of the terms on which it was said."]);
}
