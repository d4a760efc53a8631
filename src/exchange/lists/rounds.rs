//! When and where the rounds are, in what format, and what came out.

use super::cells::{end, lines, sources, start, told_beside_both};
use super::layout::{self, ADDRESS, Columns, ListColumn, ListLayout, OUTLET};
use crate::exchange::table::Table;
use crate::model::fields::{Column, HasFields};
use crate::model::{EarlierDate, OutcomeField, Round, RoundField, ScheduleField, SourceId, VenueField, Workspace};
use crate::query::{conflict, names, rounds, schedule};

/// When it was, where that is no exact day.
const TOLD: Column = Column::new("When, as said", 24, "The time in words, where it is no exact day")
    .key("told")
    .also("when, date in words, wording")
    .by_hand();

/// Its last day.
const END: Column = Column::new("End", 12, "The last day, or the hour")
    .key("end")
    .also(
        "to, until, end date, last day, ends, ende, enddatum, bis, fin, date de fin, fecha de fin, fine, einde, конец, окончание, \
         кінець",
    )
    .by_hand();

pub(super) fn columns() -> Vec<ListColumn<Round>> {
    use RoundField as F;
    use ScheduleField as S;
    Columns::<Round>::new(Round::TABLE)
        .fields([F::number, F::title])
        .cell(S::when, |_, round| start(&round.schedule.when))
        .more(S::when, END, |_, round| end(&round.schedule.when))
        .more(S::when, TOLD, |_, round| told_beside_both(&round.schedule.when))
        .fields([F::zone])
        .within(F::schedule, [S::status])
        .within(F::venue, [VenueField::place, VenueField::city, VenueField::country, VenueField::online])
        .within(F::outcome, [OutcomeField::kind, OutcomeField::text, OutcomeField::level])
        .fields([F::agenda])
        .rest()
        .cell(S::earlier, |layout, round| {
            lines(round.schedule.earlier.iter().map(|earlier| earlier_words(layout.workspace(), earlier)))
        })
        .cell(S::announcements, |layout, round| {
            lines(round.schedule.announcements.iter().map(|one| {
                announced(layout.workspace(), &schedule::Said::new(layout.workspace(), one), one.withdrawn, &one.venue)
            }))
        })
        .worked_out(Column::only("Conflict", 44), |layout, round| {
            lines(
                conflict::conflicts(round)
                    .iter()
                    .map(|one| format!("{}: {}", one.grade.label(), conflict::words(layout.workspace(), round, one))),
            )
        })
        .cell(F::sources, |layout, round| sources(layout.workspace(), &round.sources, |source| &source.title))
        .more(F::sources, OUTLET, |layout, round| sources(layout.workspace(), &round.sources, |source| &source.outlet))
        .more(F::sources, ADDRESS, |layout, round| sources(layout.workspace(), &round.sources, |source| &source.address))
        .cell(OutcomeField::documents, |layout, round| {
            lines(round.outcome.documents.iter().map(|id| cited(layout.workspace(), *id)))
        })
        .fields([F::note_level, F::note, F::id])
        .all()
}

pub(super) fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let all = rounds::in_order(ws, layout.request.negotiation).into_iter();
    let wanted = all.filter(|round| layout.request.round.is_none_or(|only| round.id == only));
    layout::table(&columns(), layout, wanted)
}

fn earlier_words(ws: &Workspace, earlier: &EarlierDate) -> String {
    let mut parts = vec![earlier.when.words()];
    parts.extend([earlier.venue.trim(), earlier.note.trim()].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    parts.extend(earlier.source.map(|id| cited(ws, id)));
    parts.join("; ")
}

fn announced(ws: &Workspace, said: &schedule::Said, withdrawn: bool, venue: &str) -> String {
    let mut parts = vec![said.words.clone()];
    parts.extend([venue.trim(), &said.wording, &said.said_on].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    parts.extend(said.source.as_ref().map(|(id, _)| cited(ws, *id)));
    parts.extend(withdrawn.then(|| "withdrawn".to_owned()));
    parts.join("; ")
}

/// A source in a line: what it is called, and its address if that is not its name already.
fn cited(ws: &Workspace, id: SourceId) -> String {
    let name = names::source(ws, id);
    match ws.sources.get(&id).map(|source| source.address.trim()).filter(|address| !address.is_empty() && *address != name) {
        Some(address) => format!("{name} <{address}>"),
        None => name,
    }
}
