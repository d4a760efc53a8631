//! Changes in words.

use super::*;
use crate::model::arbitrary::deeds::of_one_id;
use crate::model::arbitrary::{cases, record};
use crate::model::{
    Attendance, AttendanceRole, ClashId, PartId, Presence, Seat, SeatRole, Stamp, Statement, StatementKind, When, Who,
};
use crate::query::testing::{Talks, when};
use proptest::prelude::*;
use uuid::Uuid;

fn edit(before: impl Into<Record>, after: impl Into<Record>) -> Edit {
    let (before, after) = (before.into(), after.into());
    Edit { id: before.id(), before: Some(before), after: Some(after) }
}

fn lines(workspace: &Workspace, edit: &Edit) -> Vec<String> {
    words(workspace, edit).into_iter().map(|line| format!("{} | {} | {}", line.label, line.before, line.after)).collect()
}

#[test]
fn values_have_the_names_of_what_they_stand_for() {
    let mut talks = Talks::new();
    let said = talks.says("Ukraine", "Territory", "2026-02-04", "We will not leave the cities");
    let (before, russia) = (talks.of(said).clone(), talks.party("Russia"));
    let envoy = talks.office("Umerov", "Ukraine", "Secretary", "2025-07-18", "");
    let after = Statement {
        party: russia,
        text: "We will leave the cities".to_owned(),
        kind: StatementKind::RedLine,
        verbatim: true,
        issues: vec![],
        speaker: Some(Who::Person(envoy)),
        said_on: when("2026-02-05..2026-02-06"),
        ..before.clone()
    };
    let edit = edit(before, after);
    assert_eq!(
        lines(&talks.ws, &edit),
        [
            "Party | Ukraine | Russia",
            "Text | We will not leave the cities | We will leave the cities",
            "Kind | Demand | Red line",
            "Word for word | no | yes",
            "Issues | Territory | ",
            "Speaker |  | Umerov",
            "Said on | 4 February 2026 | 5–6 February 2026",
        ]
    );
    let text = &words(&talks.ws, &edit)[1];
    let diff = text.diff.as_ref().unwrap();
    let gone: Vec<&str> = diff
        .old
        .iter()
        .filter(|span| span.mark != super::super::compare::Mark::Same)
        .map(|span| &text.before[span.range.clone()])
        .collect();
    assert_eq!(gone.concat().trim(), "not");
    assert_eq!(summary(&edit), "party, text and 5 more");
}

#[test]
fn parts_have_their_titles() {
    let mut talks = Talks::new();
    let id = talks.round("First", "2026-02-04");
    let envoy = talks.office("Rustem Umerov", "Ukraine", "Secretary", "2025-07-18", "");
    let before = talks.on(id).clone();
    let mut after = before.clone();
    after.attendance.push(Attendance {
        id: PartId(Uuid::from_u128(7)),
        person: Some(envoy),
        party: Some(talks.party("Ukraine")),
        described: String::new(),
        role: AttendanceRole::Head,
        office: "Secretary".to_owned(),
        presence: Presence::Attended,
        sources: Vec::new(),
        note: String::new(),
        level: None,
        passages: Vec::new(),
    });
    let added = edit(before, after.clone());
    let line = "Attendance: Rustem Umerov |  | Rustem Umerov · Ukraine · Head of delegation · Secretary · Attended";
    assert_eq!(lines(&talks.ws, &added), [line]);
    assert_eq!(summary(&added), "attendance");
    let mut later = after.clone();
    later.attendance[0].office = "Chief of staff".to_owned();
    later.zone = Some(chrono_tz::Asia::Dubai);
    later.schedule.when = When::Unknown;
    assert_eq!(
        lines(&talks.ws, &edit(after, later)),
        [
            "When | 4 February 2026 | ",
            "Time zone of the venue |  | Dubai",
            "Attendance: Rustem Umerov, office | Secretary | Chief of staff"
        ]
    );
}

#[test]
fn lists_without_ids_tell_what_came_and_went_and_in_what_order() {
    let mut talks = Talks::new();
    let [ukraine, russia] = ["Ukraine", "Russia"].map(|name| talks.party(name));
    let mut before = talks.ws.negotiations[&talks.negotiation].clone();
    let seat = |party, role| Seat { party, role, note: String::new() };
    before.seats = vec![seat(ukraine, SeatRole::Principal), seat(russia, SeatRole::Principal)];
    let mut after = before.clone();
    after.seats = vec![seat(russia, SeatRole::Principal), seat(ukraine, SeatRole::Principal)];
    assert_eq!(lines(&talks.ws, &edit(before.clone(), after.clone())), ["Seats, in order | Ukraine, Russia | Russia, Ukraine"]);
    after.seats.pop();
    assert_eq!(lines(&talks.ws, &edit(before, after)), ["Seats: Ukraine | Ukraine · Principal | "]);
}

#[test]
fn what_was_made_or_deleted_has_a_line_and_what_was_filled_in() {
    let mut talks = Talks::new();
    let said = talks.says("Ukraine", "Territory", "2026-02-04", "We stay");
    let made = Record::from(talks.of(said).clone());
    let made = Edit { id: made.id(), before: None, after: Some(made) };
    let found = lines(&talks.ws, &made);
    assert_eq!(found[..3], ["Made |  | Ukraine: We stay", "Party |  | Ukraine", "Text |  | We stay"]);
    assert!(found.iter().all(|line| !line.starts_with("Word for word") && !line.starts_with("Negotiation")), "{found:?}");
    assert_eq!(summary(&made), "made");
    let gone = Edit { id: made.id, before: made.after.clone(), after: None };
    assert_eq!(lines(&talks.ws, &gone)[..2], ["Deleted | Ukraine: We stay | ", "Party | Ukraine | "]);
    assert_eq!(summary(&gone), "deleted");
}

#[test]
fn a_clash_says_which_field_and_the_other_value() {
    let mut talks = Talks::new();
    let said = talks.says("Ukraine", "Territory", "2026-02-04", "We stay");
    let other = Statement { said_on: when("2026-02-05"), ..talks.of(said).clone() };
    let stamp = Stamp::new(chrono::DateTime::UNIX_EPOCH, "Ana");
    let clash = Clash::new(stamp, FieldPath::new(["said_on"]), other.into(), "x");
    let (label, value) = (clash_label(&talks.ws, &clash), other_value(&talks.ws, &clash));
    assert_eq!((label.as_str(), value.as_str()), ("Said on", "5 February 2026"));
    let made = Edit { id: clash.id.into(), before: None, after: Some(clash.clone().into()) };
    assert_eq!(lines(&talks.ws, &made), ["Changed in two places: said on |  | 5 February 2026"]);
    assert_eq!(clash.id, ClashId::of(clash.record, &clash.field, "x"));
}

proptest! {
    #![proptest_config(cases(96))]

    /// What has no label shows its name in files, which has no capital.
    #[test]
    fn every_field_has_a_label((a, mut b) in (record(), record())) {
        of_one_id(&a, &mut b);
        let workspace = Workspace::default();
        let edits = [(None, Some(a.clone())), (Some(a.clone()), None), (Some(a.clone()), Some(b))];
        for (before, after) in edits {
            for line in words(&workspace, &Edit { id: a.id(), before, after }) {
                let (outer, inner) = labels::both(a.id(), &line.path);
                prop_assert!(outer.starts_with(char::is_uppercase), "{outer}");
                prop_assert!(inner.is_none_or(|inner| inner.starts_with(char::is_uppercase)), "{inner:?} of {outer}");
                prop_assert!(!line.label.is_empty());
            }
        }
    }
}
