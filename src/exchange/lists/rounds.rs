//! When and where the rounds are, in what format, and what came out.

use super::cells::{end, lines, optional, sources, start, term, told_beside_both, yes};
use super::layout::{self, ListColumn, ListLayout, column, ids};
use crate::exchange::table::{Cell, Table};
use crate::model::{EarlierDate, Round, SourceId, Workspace};
use crate::query::{conflict, names, rounds, schedule};

const COLUMNS: &[ListColumn<Round>] = &[
    column("Number", 8, |_, round| round.number.map_or(Cell::Empty, |number| Cell::Number(number.into()))),
    column("Title", 26, |_, round| Cell::text(&round.title)),
    column("Start", 12, |_, round| start(&round.schedule.when)),
    column("End", 12, |_, round| end(&round.schedule.when)),
    column("When, as said", 24, |_, round| told_beside_both(&round.schedule.when)),
    column("Time zone", 16, |_, round| round.zone.map_or(Cell::Empty, |zone| Cell::text(zone.name()))),
    column("Status", 11, |_, round| term(&round.schedule.status)),
    column("Place", 22, |_, round| Cell::text(&round.venue.place)),
    column("City", 14, |_, round| Cell::text(&round.venue.city)),
    column("Country", 14, |_, round| Cell::text(&round.venue.country)),
    column("Online", 8, |_, round| yes(round.venue.online)),
    column("Outcome", 16, |_, round| optional(round.outcome.kind.as_ref())),
    column("Outcome in words", 44, |_, round| Cell::text(&round.outcome.text)),
    column("Record level of the outcome", 13, |_, round| optional(round.outcome.level.as_ref())),
    column("Agenda", 24, |layout, round| lines(round.agenda.iter().map(|issue| names::issue_path(layout.workspace(), *issue)))),
    column("Contact", 11, |_, round| optional(round.format.contact.as_ref())),
    column("Setting", 13, |_, round| optional(round.format.setting.as_ref())),
    column("Mediation", 12, |_, round| optional(round.format.mediation.as_ref())),
    column("Visibility", 10, |_, round| optional(round.format.visibility.as_ref())),
    column("Track", 9, |_, round| optional(round.format.track.as_ref())),
    column("Earlier dates", 48, |layout, round| {
        lines(round.schedule.earlier.iter().map(|earlier| earlier_words(layout.workspace(), earlier)))
    }),
    column("Announcements", 64, |layout, round| {
        lines(
            round.schedule.announcements.iter().map(|one| {
                announced(layout.workspace(), &schedule::Said::new(layout.workspace(), one), one.withdrawn, &one.venue)
            }),
        )
    }),
    column("Conflict", 44, |layout, round| {
        lines(
            conflict::conflicts(round)
                .iter()
                .map(|one| format!("{}: {}", one.grade.label(), conflict::words(layout.workspace(), round, one))),
        )
    }),
    column("Source", 28, |layout, round| sources(layout.workspace(), &round.sources, |source| &source.title)),
    column("Outlet", 16, |layout, round| sources(layout.workspace(), &round.sources, |source| &source.outlet)),
    column("Address", 56, |layout, round| sources(layout.workspace(), &round.sources, |source| &source.address)),
    column("Documents", 24, |layout, round| lines(round.outcome.documents.iter().map(|id| cited(layout.workspace(), *id)))),
    column("Record level of the note", 13, |_, round| optional(round.note_level.as_ref())),
    column("Note", 24, |_, round| Cell::text(&round.note)),
    ids("ID", 38, |_, round| Cell::text(round.id.to_string())),
];

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let all = rounds::in_order(ws, layout.request.negotiation).into_iter();
    let wanted = all.filter(|round| layout.request.round.is_none_or(|only| round.id == only));
    layout::table(COLUMNS, layout, wanted)
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
