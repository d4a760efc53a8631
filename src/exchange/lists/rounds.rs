//! When and where the rounds are, in what format, and what came out.

use super::cells::{end, lines, optional, sources, start, term, told_beside_both, yes};
use super::layout::{ListLayout, columns};
use crate::exchange::table::{Cell, Table};
use crate::model::{EarlierDate, Round, SourceId, Workspace};
use crate::query::{conflict, names, rounds, schedule};

const COLUMNS: [(&str, u16); 30] = [
    ("Number", 8),
    ("Title", 26),
    ("Start", 12),
    ("End", 12),
    ("When, as said", 24),
    ("Time zone", 16),
    ("Status", 11),
    ("Place", 22),
    ("City", 14),
    ("Country", 14),
    ("Online", 8),
    ("Outcome", 16),
    ("Outcome in words", 44),
    ("Record level of the outcome", 13),
    ("Agenda", 24),
    ("Contact", 11),
    ("Setting", 13),
    ("Mediation", 12),
    ("Visibility", 10),
    ("Track", 9),
    ("Earlier dates", 48),
    ("Announcements", 64),
    ("Conflict", 44),
    ("Source", 28),
    ("Outlet", 16),
    ("Address", 56),
    ("Documents", 24),
    ("Record level of the note", 13),
    ("Note", 24),
    ("ID", 38),
];

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let all = rounds::in_order(ws, layout.request.negotiation).into_iter();
    let wanted = all.filter(|round| layout.request.round.is_none_or(|only| round.id == only));
    Table { columns: columns(&COLUMNS), rows: wanted.map(|round| row(ws, round)).collect(), ..Table::default() }
}

fn row(ws: &Workspace, round: &Round) -> Vec<Cell> {
    let (schedule, venue, format) = (&round.schedule, &round.venue, &round.format);
    let [source, outlet, address] = sources(ws, &round.sources);
    vec![
        round.number.map_or(Cell::Empty, |number| Cell::Number(number.into())),
        Cell::text(&round.title),
        start(&schedule.when),
        end(&schedule.when),
        told_beside_both(&schedule.when),
        round.zone.map_or(Cell::Empty, |zone| Cell::text(zone.name())),
        term(&schedule.status),
        Cell::text(&venue.place),
        Cell::text(&venue.city),
        Cell::text(&venue.country),
        yes(venue.online),
        optional(round.outcome.kind.as_ref()),
        Cell::text(&round.outcome.text),
        optional(round.outcome.level.as_ref()),
        lines(round.agenda.iter().map(|issue| names::issue_path(ws, *issue))),
        optional(format.contact.as_ref()),
        optional(format.setting.as_ref()),
        optional(format.mediation.as_ref()),
        optional(format.visibility.as_ref()),
        optional(format.track.as_ref()),
        lines(schedule.earlier.iter().map(|earlier| earlier_words(ws, earlier))),
        lines(schedule.announcements.iter().map(|one| announced(ws, &schedule::Said::new(ws, one), one.withdrawn, &one.venue))),
        lines(conflict::conflicts(round).iter().map(|one| format!("{}: {}", one.grade.label(), conflict::words(ws, round, one)))),
        source,
        outlet,
        address,
        lines(round.outcome.documents.iter().map(|id| cited(ws, *id))),
        optional(round.note_level.as_ref()),
        Cell::text(&round.note),
        Cell::text(round.id.to_string()),
    ]
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
