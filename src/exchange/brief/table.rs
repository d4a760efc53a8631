//! The attendance table of a round: a row for each party, in seating order, by role.

use super::paper::Paper;
use crate::exchange::document::{Block, Grid, GridCell, Run};
use crate::model::{Attendance, AttendanceRole, Presence, Round, Vocabulary};
use crate::query::beside::in_a_sentence;
use crate::query::{names, rounds};

/// How much is said of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Those who lead with their office, the others by name.
    Heads,
    /// Everyone with role, office, note and source.
    Everyone,
}

pub(super) fn write(paper: &mut Paper<'_>, round: &Round, detail: Detail) {
    if round.attendance.is_empty() {
        return;
    }
    paper.heading(if detail == Detail::Everyone { 1 } else { 2 }, "At the table");
    let table = rounds::table(paper.workspace, round);
    let (sides, helpers) = rounds::split(&table);
    let mut rows = Vec::new();
    for side in sides.iter().chain(&helpers) {
        let party = side.party.map_or_else(|| "No party given".to_owned(), |party| names::party(paper.workspace, party));
        let lines = match detail {
            Detail::Everyone => everyone(paper, round, side),
            Detail::Heads => heads(paper, round, side),
        };
        rows.push(vec![GridCell { lines: vec![vec![Run::text(party)]], marked: false }, GridCell { lines, marked: false }]);
    }
    let header = ["Party", "Who"].map(|word| vec![Run::text(word)]).to_vec();
    paper.push(Block::Grid(Grid { header, widths: vec![26, 74], rows, row_headers: true }));
}

fn everyone(paper: &mut Paper<'_>, round: &Round, side: &rounds::Side<'_>) -> Vec<Vec<Run>> {
    let all: Vec<&Attendance> = side.roles.iter().flat_map(|(_, people)| people.iter().copied()).collect();
    all.into_iter().map(|one| in_full(paper, round, one)).collect()
}

/// One line for each who leads; the others of a role together.
fn heads(paper: &mut Paper<'_>, round: &Round, side: &rounds::Side<'_>) -> Vec<Vec<Run>> {
    let mut lines = Vec::new();
    for (role, people) in &side.roles {
        if leads(role) {
            lines.extend(people.iter().map(|one| in_full(paper, round, one)));
            continue;
        }
        let head = role.said();
        let mut line: Vec<Run> = (!head.is_empty()).then(|| Run::quiet(format!("{head}: "))).into_iter().collect();
        for (at, one) in people.iter().enumerate() {
            let (words, _) = called(paper, one);
            let presence = presence(round, &one.presence).map(|word| format!(" ({word})")).unwrap_or_default();
            line.push(Run::text(format!("{}{words}{presence}", if at == 0 { "" } else { ", " })));
        }
        lines.push(line);
    }
    lines
}

fn in_full(paper: &mut Paper<'_>, round: &Round, one: &Attendance) -> Vec<Run> {
    let (words, named) = called(paper, one);
    let mut line = vec![if leads(&one.role) && named { Run::strong(words) } else { Run::text(words) }];
    let mut more = vec![one.role.said().to_owned()];
    more.push(one.office.trim().to_owned());
    more.extend(presence(round, &one.presence));
    more.push(one.note.trim().to_owned());
    more.retain(|part| !part.is_empty());
    if !more.is_empty() {
        line.push(Run::quiet(format!(", {}", more.join(", "))));
    }
    line.extend(paper.cite(&one.sources));
    line
}

/// What somebody is called, and whether that is a name.
fn called(paper: &Paper<'_>, one: &Attendance) -> (String, bool) {
    match (one.person, one.described.trim()) {
        (Some(person), _) => (names::person(paper.workspace, person), true),
        (None, "") => ("Not named".to_owned(), false),
        (None, described) => (described.to_owned(), false),
    }
}

fn leads(role: &AttendanceRole) -> bool {
    matches!(role, AttendanceRole::Principal | AttendanceRole::Head | AttendanceRole::ChiefNegotiator)
}

/// What is not as expected: at a round that took place everyone who did not come, before it how sure it is.
fn presence(round: &Round, presence: &Presence) -> Option<String> {
    let expected = if rounds::took_place(round) { Presence::Attended } else { Presence::Unstated };
    let words = if *presence == Presence::Unstated { presence.beside_name() } else { presence.label() };
    (*presence != expected).then(|| in_a_sentence(words))
}
