//! Who was asked to which table, for whom, in which role, and whether they came.

use super::cells::{passages, sources};
use super::layout::{self, ADDRESS, Columns, ListColumn, ListLayout, Listed, OUTLET};
use crate::exchange::table::{Cell, Table};
use crate::model::fields::{Column, Fields, HasFields};
use crate::model::{Attendance, AttendanceField, ROUND_NAMES, Round};
use crate::query::{names, rounds};

/// Somebody at a round.
pub(super) struct Seated<'a> {
    round: &'a Round,
    one: &'a Attendance,
}

impl Listed for Seated<'_> {
    fn fields(&self) -> &dyn Fields {
        self.one
    }
}

/// In which round.
const ROUND: Column = Column::new("Round", 26, "At which round").key("round").also(ROUND_NAMES).needed().by_hand();

pub(super) fn columns<'a>() -> Vec<ListColumn<Seated<'a>>> {
    use AttendanceField as F;
    Columns::<Seated<'a>>::new(Attendance::TABLE)
        .worked_out(ROUND, |_, seated| Cell::text(names::round_title(seated.round)))
        .cell(F::party, |layout, seated| {
            rounds::party_of(layout.workspace(), seated.round, seated.one)
                .map_or(Cell::Empty, |party| Cell::text(names::party(layout.workspace(), party)))
        })
        .fields([F::person, F::described, F::role, F::office, F::presence])
        .cell(F::sources, |layout, seated| sources(layout.workspace(), &seated.one.sources, |source| &source.title))
        .more(F::sources, OUTLET, |layout, seated| sources(layout.workspace(), &seated.one.sources, |source| &source.outlet))
        .more(F::sources, ADDRESS, |layout, seated| sources(layout.workspace(), &seated.one.sources, |source| &source.address))
        .cell(F::passages, |layout, seated| passages(layout.released, &seated.one.passages))
        .fields([F::level, F::note])
        .rest()
        .worked_out(Column::only("Round ID", 38).ids(), |_, seated| Cell::text(seated.round.id.to_string()))
        .all()
}

pub(super) fn table(layout: &ListLayout<'_>) -> Table {
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
