//! Who owes what, and by when.

use super::cells::{passages, sources, told, yes};
use super::layout::{self, ADDRESS, Columns, ListColumn, ListLayout, OUTLET};
use crate::exchange::table::Table;
use crate::model::fields::{Column, HasFields};
use crate::model::{FollowUp, FollowUpField};
use crate::query::follow_ups;

/// By when, where that is no exact day.
const TOLD: Column =
    Column::new("Due, as said", 20, "The same in words, where it is no exact day").key("told").also("due in words").by_hand();

pub(super) fn columns() -> Vec<ListColumn<FollowUp>> {
    use FollowUpField as F;
    Columns::<FollowUp>::new(FollowUp::TABLE)
        .fields([F::what, F::owners, F::due])
        .more(F::due, TOLD, |_, one| told(&one.due))
        .fields([F::state])
        .worked_out(Column::only("Overdue", 9), |layout, one| {
            yes(follow_ups::is_overdue(one, layout.context.today(), layout.context.zone))
        })
        .fields([F::round])
        .cell(F::sources, |layout, one| sources(layout.workspace(), &one.sources, |source| &source.title))
        .more(F::sources, OUTLET, |layout, one| sources(layout.workspace(), &one.sources, |source| &source.outlet))
        .more(F::sources, ADDRESS, |layout, one| sources(layout.workspace(), &one.sources, |source| &source.address))
        .cell(F::passages, |layout, one| passages(layout.released, &one.passages))
        .fields([F::level, F::note])
        .rest()
        .fields([F::id])
        .all()
}

pub(super) fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let zone = layout.context.zone;
    let all = ws.follow_ups_of(layout.request.negotiation);
    let mut wanted: Vec<&FollowUp> = all.filter(|one| layout.request.round.is_none_or(|only| one.round == Some(only))).collect();
    wanted.sort_by_cached_key(|one| {
        let last = one.due.latest_day(zone);
        (!one.state.is_open(), last.is_none(), last, one.due.key(zone), one.id)
    });
    layout::table(&columns(), layout, wanted)
}
