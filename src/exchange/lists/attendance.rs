//! Who was asked to which table, for whom, in which role, and whether they came.

use super::cells::{optional, sources, term};
use super::layout::{self, ListColumn, ListLayout, column, ids};
use crate::exchange::table::{Cell, Table};
use crate::model::{Attendance, Round};
use crate::query::{names, rounds};

/// Somebody at a round.
struct Seated<'a> {
    round: &'a Round,
    one: &'a Attendance,
}

fn columns<'a>() -> [ListColumn<Seated<'a>>; 13] {
    [
        column("Round", 26, |_, seated| Cell::text(names::round_title(seated.round))),
        column("Party", 18, |layout, seated| {
            rounds::party_of(layout.workspace(), seated.round, seated.one)
                .map_or(Cell::Empty, |party| Cell::text(names::party(layout.workspace(), party)))
        }),
        column("Person", 24, |layout, seated| {
            seated.one.person.map_or(Cell::Empty, |person| Cell::text(names::person(layout.workspace(), person)))
        }),
        column("Described", 26, |_, seated| Cell::text(&seated.one.described)),
        column("Role", 18, |_, seated| term(&seated.one.role)),
        column("Office", 34, |_, seated| Cell::text(&seated.one.office)),
        column("Presence", 11, |_, seated| term(&seated.one.presence)),
        column("Source", 28, |layout, seated| sources(layout.workspace(), &seated.one.sources, |source| &source.title)),
        column("Outlet", 16, |layout, seated| sources(layout.workspace(), &seated.one.sources, |source| &source.outlet)),
        column("Address", 56, |layout, seated| sources(layout.workspace(), &seated.one.sources, |source| &source.address)),
        column("Record level", 13, |_, seated| optional(seated.one.level.as_ref())),
        column("Note", 24, |_, seated| Cell::text(&seated.one.note)),
        ids("Round ID", 38, |_, seated| Cell::text(seated.round.id.to_string())),
    ]
}

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let all = rounds::in_order(ws, layout.request.negotiation).into_iter();
    let mut rows = Vec::new();
    for round in all.filter(|round| layout.request.round.is_none_or(|only| round.id == only)) {
        // By seat and role, as on the round's page.
        for side in rounds::table(ws, round) {
            rows.extend(side.roles.iter().flat_map(|(_, people)| people).map(|one| Seated { round, one }));
        }
    }
    layout::table(&columns(), layout, &rows)
}
