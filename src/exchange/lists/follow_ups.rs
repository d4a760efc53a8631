//! Who owes what, and by when.

use super::cells::{date, lines, optional, sources, term, told, yes};
use super::layout::{self, ListColumn, ListLayout, column, ids};
use crate::exchange::table::{Cell, Table};
use crate::model::FollowUp;
use crate::query::{follow_ups, names};

const COLUMNS: &[ListColumn<FollowUp>] = &[
    column("What", 50, |_, one| Cell::text(&one.what)),
    column("Owner", 22, |layout, one| lines(one.owners.iter().map(|who| names::who(layout.workspace(), who)))),
    column("Due", 12, |_, one| date(&one.due)),
    column("Due, as said", 20, |_, one| told(&one.due)),
    column("State", 12, |_, one| term(&one.state)),
    column("Overdue", 9, |layout, one| yes(follow_ups::is_overdue(one, layout.context.today(), layout.context.zone))),
    column("Round", 26, |layout, one| one.round.map_or(Cell::Empty, |id| Cell::text(names::round(layout.workspace(), id)))),
    column("Source", 28, |layout, one| sources(layout.workspace(), &one.sources, |source| &source.title)),
    column("Outlet", 16, |layout, one| sources(layout.workspace(), &one.sources, |source| &source.outlet)),
    column("Address", 56, |layout, one| sources(layout.workspace(), &one.sources, |source| &source.address)),
    column("Record level", 13, |_, one| optional(one.level.as_ref())),
    column("Note", 24, |_, one| Cell::text(&one.note)),
    ids("ID", 38, |_, one| Cell::text(one.id.to_string())),
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
    layout::table(COLUMNS, layout, wanted)
}
