//! Who was asked to which table, for whom, in which role, and whether they came.

use super::cells::{optional, sources, term};
use super::layout::{ListLayout, columns};
use crate::exchange::table::{Cell, Table};
use crate::model::{Attendance, Round, Workspace};
use crate::query::{names, rounds};

const COLUMNS: [(&str, u16); 13] = [
    ("Round", 26),
    ("Party", 18),
    ("Person", 24),
    ("Described", 26),
    ("Role", 18),
    ("Office", 34),
    ("Presence", 11),
    ("Source", 28),
    ("Outlet", 16),
    ("Address", 56),
    ("Record level", 13),
    ("Note", 24),
    ("Round ID", 38),
];

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let all = rounds::in_order(ws, layout.request.negotiation).into_iter();
    let mut rows = Vec::new();
    for round in all.filter(|round| layout.request.round.is_none_or(|only| round.id == only)) {
        // By seat and role, as on the round's page.
        for side in rounds::table(ws, round) {
            rows.extend(side.roles.iter().flat_map(|(_, people)| people).map(|one| row(ws, round, one)));
        }
    }
    Table { columns: columns(&COLUMNS), rows, ..Table::default() }
}

fn row(ws: &Workspace, round: &Round, one: &Attendance) -> Vec<Cell> {
    let [source, outlet, address] = sources(ws, &one.sources);
    vec![
        Cell::text(names::round_title(round)),
        rounds::party_of(ws, round, one).map_or(Cell::Empty, |party| Cell::text(names::party(ws, party))),
        one.person.map_or(Cell::Empty, |person| Cell::text(names::person(ws, person))),
        Cell::text(&one.described),
        term(&one.role),
        Cell::text(&one.office),
        term(&one.presence),
        source,
        outlet,
        address,
        optional(one.level.as_ref()),
        Cell::text(&one.note),
        Cell::text(round.id.to_string()),
    ]
}
