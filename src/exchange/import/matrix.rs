//! A wide table: an issue in each row, a party in each column. Each position in it becomes a row of a statement. The cells of our own
//! matrix are taken apart: below the words stands what they are.

use super::grid::{Grid, GridRow};
use super::mapping::{Key, Kind, Mapping};
use super::own;
use crate::exchange::lists::position_words;
use crate::model::{Firmness, RecordLevel, StatementField as F, Verification, Vocabulary};
use crate::query::position::ROUND_OF;

/// What the rows that come out have of the row of the matrix.
const OF_ROW: [Key; 4] = [Key::NEGOTIATION, Key::ROUND, Key::SAID_ON, Key::NOTE];

/// What they have of each position.
const OF_POSITION: [F; 8] = [F::issues, F::party, F::on_behalf_of, F::text, F::kind, F::firmness, F::verification, F::level];

/// What stands in cells in which a party has no position.
const NOTHING: [&str; 6] = ["-", "–", "—", "n/a", "N/A", "n.a."];

/// Takes the first column for the issues, if none is, and each that is taken for nothing else for a party's positions.
pub(super) fn assign(headers: &[String], columns: &mut [Option<Key>]) {
    let issues = Key::from(F::issues);
    if !columns.contains(&Some(issues))
        && let Some(first) = columns.iter_mut().find(|column| column.is_none())
    {
        *first = Some(issues);
    }
    for (header, column) in headers.iter().zip(columns) {
        if column.is_none() && !header.is_empty() && !matches!(header.as_str(), "section" | "heading") {
            *column = Some(Key::POSITION);
        }
    }
}

/// The positions of a matrix as rows of statements.
pub(super) fn unfolded(grid: &Grid, mapping: &Mapping) -> (Grid, Mapping) {
    let at = |key: Key| mapping.columns.iter().position(|column| *column == Some(key));
    let positions: Vec<usize> = (0..mapping.columns.len()).filter(|at| mapping.columns[*at] == Some(Key::POSITION)).collect();
    let is_own = own::is_own_matrix(&grid.header, &grid.rows);
    let mut path: Vec<String> = Vec::new();
    let mut rows: Vec<GridRow> = Vec::new();
    for row in &grid.rows {
        let cell = |key: Key| at(key).and_then(|at| row.cells.get(at)).map_or("", String::as_str);
        // Our own matrix sets the parts of an issue in below it.
        let depth = cell(F::issues.into()).chars().take_while(|c| *c == '\u{2003}').count();
        path.truncate(depth);
        path.push(cell(F::issues.into()).trim().to_owned());
        let fault = match (&row.fault, positions.is_empty()) {
            (None, true) => Some("No column is taken for the position of a party.".to_owned()),
            (fault, _) => fault.clone(),
        };
        if fault.is_some() {
            rows.push(GridRow { number: row.number, cells: row.cells.clone(), fault });
            continue;
        }
        for position in &positions {
            let words = row.cells.get(*position).map_or("", |cell| cell.trim());
            let party = grid.header.get(*position).map_or("", String::as_str);
            if words.is_empty() || NOTHING.contains(&words) {
                continue;
            }
            let own = position_words(words).filter(|_| is_own);
            let Some(text) = own.as_ref().map_or(Some(words), |own| own.text) else { continue };
            // Our own cells have the speaker's own words in quotation marks.
            let spoken = own.as_ref().and_then(|_| text.strip_prefix('“')?.strip_suffix('”'));
            let told = own.map(|own| CellMarks::of(&own.marks)).unwrap_or_default();
            let mut cells: Vec<String> = OF_ROW.map(|key| cell(key).trim().to_owned()).into();
            // Where another spoke for the party of the column, the statement is the other's, on behalf of this one.
            let (whose, behalf) = match told.through {
                Some(speaker) => (speaker, party.to_owned()),
                None => (party.to_owned(), told.also_for),
            };
            cells.extend([path.join(" › "), whose, behalf, spoken.unwrap_or(text).to_owned()]);
            cells.extend([told.kind, told.firmness, told.verification, told.level, told.said]);
            cells.extend(is_own.then(|| if spoken.is_some() { "yes".to_owned() } else { String::new() }));
            rows.push(GridRow { number: row.number, cells, fault: None });
        }
    }
    let verbatim = is_own.then_some(F::verbatim.into());
    let of_position = OF_POSITION.into_iter().map(Key::from).chain([Key::SAID_IF_NEW]).chain(verbatim);
    let columns: Vec<Option<Key>> = OF_ROW.into_iter().chain(of_position).map(Some).collect();
    let header = columns.iter().flatten().map(|key| key.name().to_owned()).collect();
    let mapping = Mapping { kind: Kind::Statements, columns, ..mapping.clone() };
    (Grid { header, rows, reading: grid.reading.clone() }, mapping)
}

/// What our own matrix tells of a position, below its words.
#[derive(Default)]
struct CellMarks {
    kind: String,
    firmness: String,
    said: String,
    verification: String,
    level: String,
    /// Who spoke for the party, if another did.
    through: Option<String>,
    /// For whom it spoke as well.
    also_for: String,
}

impl CellMarks {
    /// The kind stands first, when it was said before how well it is supported.
    fn of(marks: &[&str]) -> Self {
        fn is<V: Vocabulary>(mark: &str) -> bool {
            V::KNOWN.iter().any(|known| known.label().to_lowercase() == mark)
        }
        let word = |is: fn(&str) -> bool| marks.iter().skip(1).copied().find(|mark| is(mark)).unwrap_or_default().to_owned();
        let behind = |begin: &str| marks.iter().skip(1).find_map(|mark| mark.strip_prefix(begin)).map(str::to_owned);
        let supported = marks.iter().position(|mark| is::<Verification>(mark)).unwrap_or_default();
        let said = supported.checked_sub(1).filter(|at| *at > 0).and_then(|at| marks.get(at)).copied().unwrap_or_default();
        Self {
            kind: marks.first().copied().unwrap_or_default().to_owned(),
            firmness: word(is::<Firmness>),
            // On which day of its round something was said nobody has stated.
            said: if said == "unknown" || said.starts_with(ROUND_OF) { String::new() } else { said.to_owned() },
            verification: word(is::<Verification>),
            through: behind("through "),
            also_for: behind("also for ").unwrap_or_default(),
            level: word(|mark| is::<RecordLevel>(mark) && !is::<Verification>(mark)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_our_own_matrix_are_taken_apart() {
        let told = |cell: &str| position_words(cell).map(|own| own.text.map(|_| CellMarks::of(&own.marks).said));
        assert_eq!(told("All or nothing\nDemand · 9 Nov 2026 · unverified"), Some(Some("9 Nov 2026".to_owned())));
        for without_day in ["unknown", "round of 9 Nov 2026", "round of 23–24 Jan 2026"] {
            assert_eq!(told(&format!("All or nothing\nDemand · {without_day} · unverified")), Some(Some(String::new())));
        }
        for nothing in
            ["Nothing stated", "Nothing stated that may be told", "No position stated that may be told; 1 other statement"]
        {
            assert_eq!(told(nothing), Some(None), "{nothing}");
        }
        assert_eq!(told("Nothing stated that we know of"), None, "words of somebody else");
    }
}
