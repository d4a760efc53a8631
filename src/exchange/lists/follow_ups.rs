//! Who owes what, and by when.

use super::cells::{date, lines, optional, sources, term, told};
use super::layout::{ListLayout, columns};
use crate::exchange::table::{Cell, Table};
use crate::model::{FollowUp, Workspace};
use crate::query::{follow_ups, names};

const COLUMNS: [(&str, u16); 13] = [
    ("What", 50),
    ("Owner", 22),
    ("Due", 12),
    ("Due, as said", 20),
    ("State", 12),
    ("Overdue", 9),
    ("Round", 26),
    ("Source", 28),
    ("Outlet", 16),
    ("Address", 56),
    ("Record level", 13),
    ("Note", 24),
    ("ID", 38),
];

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let zone = layout.context.zone;
    let all = ws.follow_ups_of(layout.request.negotiation);
    let mut wanted: Vec<&FollowUp> = all.filter(|one| layout.request.round.is_none_or(|only| one.round == Some(only))).collect();
    wanted.sort_by_cached_key(|one| {
        let last = one.due.latest_day(zone);
        (!one.state.is_open(), last.is_none(), last, one.due.key(zone), one.id)
    });
    Table { columns: columns(&COLUMNS), rows: wanted.into_iter().map(|one| row(ws, layout, one)).collect(), ..Table::default() }
}

fn row(ws: &Workspace, layout: &ListLayout<'_>, one: &FollowUp) -> Vec<Cell> {
    let [source, outlet, address] = sources(ws, &one.sources);
    let overdue = follow_ups::is_overdue(one, layout.context.today(), layout.context.zone);
    vec![
        Cell::text(&one.what),
        lines(one.owners.iter().map(|who| names::who(ws, who))),
        date(&one.due),
        told(&one.due),
        term(&one.state),
        super::cells::yes(overdue),
        one.round.map_or(Cell::Empty, |id| Cell::text(names::round(ws, id))),
        source,
        outlet,
        address,
        optional(one.level.as_ref()),
        Cell::text(&one.note),
        Cell::text(one.id.to_string()),
    ]
}
