//! What several lists put into cells in one way: dates, terms, sources.

use crate::exchange::clean::clean_line;
use crate::exchange::release::Released;
use crate::exchange::table::Cell;
use crate::model::when::ZonedTime;
use crate::model::{Passage, Source, SourceId, When, Workspace};
use crate::query::names;
use chrono::Duration;
use chrono_tz::Tz;

/// "Yes", or nothing.
pub(super) fn yes(is: bool) -> Cell {
    if is { Cell::text("Yes") } else { Cell::Empty }
}

/// Several values, one in each line.
pub(super) fn lines(values: impl IntoIterator<Item = String>) -> Cell {
    let lines: Vec<String> = values.into_iter().map(|value| clean_line(&value).trim().to_owned()).collect();
    // What is empty keeps its line, for lines beside each other belong together; unless there is nothing at all.
    if lines.iter().all(String::is_empty) { Cell::Empty } else { Cell::Text(lines.join("\n")) }
}

/// The first day or hour, if it is exactly known.
pub(super) fn start(when: &When) -> Cell {
    match when {
        When::At { start, .. } => Cell::Time(start.local),
        When::Day(day) | When::Span { first: day, .. } => Cell::Day(*day),
        When::Month { .. } | When::Window { .. } | When::Unknown => Cell::Empty,
    }
}

/// The last day or hour, if it is exactly known.
pub(super) fn end(when: &When) -> Cell {
    match when {
        When::At { start, minutes: Some(minutes) } => {
            // On the clocks of the place, also where they are changed meanwhile.
            let end = start.instant().checked_add_signed(Duration::minutes(i64::from(*minutes)));
            end.map_or(Cell::Empty, |end| Cell::Time(ZonedTime::new(end.naive_utc(), Tz::UTC).in_zone(start.zone).local))
        }
        When::Day(day) | When::Span { last: day, .. } => Cell::Day(*day),
        _ => Cell::Empty,
    }
}

/// A date that is one cell: a day or an hour.
pub(super) fn date(when: &When) -> Cell {
    if matches!(when, When::Span { .. }) { Cell::Empty } else { start(when) }
}

/// The words for a time that [`date`] does not hold whole: spans, months, windows, and the clocks of an hour.
pub(super) fn told(when: &When) -> Cell {
    if matches!(when, When::Day(_) | When::Unknown) { Cell::Empty } else { Cell::text(when.words()) }
}

/// The words for a time that [`start`] and [`end`] do not hold whole.
pub(super) fn told_beside_both(when: &When) -> Cell {
    if matches!(when, When::Span { .. }) { Cell::Empty } else { told(when) }
}

/// Quotations, one in each line, each with the source and the paragraph in which it stands.
pub(super) fn passages(released: &Released, passages: &[Passage]) -> Cell {
    lines(passages.iter().map(|passage| {
        let source = names::source(released.workspace(), passage.source);
        let paragraph = released.paragraph(passage).map(|number| format!(", paragraph {number}")).unwrap_or_default();
        format!("“{}” [{source}{paragraph}]", passage.quote.trim())
    }))
}

/// One thing of several sources, a line each. Cells of the same sources have lines that belong together.
pub(super) fn sources(workspace: &Workspace, ids: &[SourceId], of: fn(&Source) -> &String) -> Cell {
    lines(ids.iter().filter_map(|id| workspace.sources.get(id)).map(|source| of(source).clone()))
}
