//! How the user has had a table read: as what rows, by which columns, into which negotiation. It is kept with the negotiation among the
//! answers, so that the same table is read in the same way. A line each, found by the headers of the table, with the sums of the files
//! that were read so: `table “Nr | Datum | Partei” = statements; -, said_on, party; day-first; 3f2a…`.

use super::grid::Grid;
use super::guess::guess;
use super::mapping::{DateOrder, Key, Kind, Mapping};
use super::own;
use crate::model::{NegotiationId, Workspace};
use uuid::Uuid;

/// How many files are known again by their sums.
const SUMS: usize = 12;

/// What stands for a column that is not read.
const NOT_READ: &str = "-";

/// How a table was read before.
#[derive(Clone, Debug, PartialEq)]
pub struct Recalled {
    /// What its columns are.
    pub mapping: Mapping,
    /// Into which negotiation, where rows do not name one.
    pub into: NegotiationId,
}

/// How a table with these headers was read before, if the user has said so. The negotiation at hand counts first; but a file that was
/// read once goes where it went.
pub fn recall(ws: &Workspace, grid: &Grid, into: Option<NegotiationId>) -> Option<Recalled> {
    let head = head(grid);
    let of = |id: NegotiationId, lines: &[String]| {
        let line = lines.iter().rev().find_map(|line| Line::read(line).filter(|line| line.head == head))?;
        Some((id, line))
    };
    let known: Vec<(NegotiationId, Line)> =
        ws.negotiations.values().filter_map(|negotiation| of(negotiation.id, &negotiation.answers)).collect();
    if known.is_empty() {
        return None;
    }
    let sum = sum(grid);
    let at_hand = known.iter().find(|(id, _)| Some(*id) == into);
    let same_file = |(_, line): &&(NegotiationId, Line)| line.sums.contains(&sum);
    let (id, line) =
        at_hand.filter(same_file).or_else(|| known.iter().rev().find(same_file)).or(at_hand).or_else(|| known.last())?;
    let is_where_it_went = line.sums.contains(&sum);
    let mapping = line.mapping(grid)?;
    Some(Recalled { mapping, into: into.filter(|_| !is_where_it_went).unwrap_or(*id) })
}

/// What is to be kept of how a table is read.
pub(super) struct Reading {
    line: Line,
    /// Whether the user has said so: it is read otherwise than it would be.
    by_hand: bool,
    /// Whether it is one of our own lists: each row tells where it belongs.
    own: bool,
}

impl Reading {
    pub(super) fn of(grid: &Grid, mapping: &Mapping) -> Self {
        let guessed = guess(grid, None);
        let by_hand = (guessed.kind, &guessed.columns, guessed.dates) != (mapping.kind, &mapping.columns, mapping.dates);
        let columns = mapping.columns.iter().map(|column| column.map_or(NOT_READ, Key::name).to_owned()).collect();
        let line = Line { head: head(grid), kind: mapping.kind, columns, dates: mapping.dates, sums: vec![sum(grid)] };
        Self { line, by_hand, own: own::is_own(&grid.header, &grid.rows) }
    }

    /// Keeps it among the answers of a negotiation; where the negotiation was `chosen` among several, that is kept, too. Returns whether
    /// that changed anything.
    pub(super) fn keep(&self, lines: &mut Vec<String>, chosen: bool) -> bool {
        let there = lines.iter().position(|line| Line::read(line).is_some_and(|line| line.head == self.line.head));
        if there.is_none() && !self.by_hand && (self.own || !chosen) {
            return false;
        }
        let mut line = self.line.clone();
        let before = there.and_then(|at| lines.get(at)).and_then(|line| Line::read(line));
        for sum in before.into_iter().flat_map(|line| line.sums).filter(|sum| *sum != self.line.sums[0]).take(SUMS - 1) {
            line.sums.push(sum);
        }
        let written = line.written();
        if lines.contains(&written) {
            return false;
        }
        match there.and_then(|at| lines.get_mut(at)) {
            Some(there) => *there = written,
            None => lines.push(written),
        }
        true
    }
}

/// A line as it is kept.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    head: String,
    kind: Kind,
    columns: Vec<String>,
    dates: DateOrder,
    /// The sums of the files, the last one first.
    sums: Vec<String>,
}

impl Line {
    fn written(&self) -> String {
        let dates = match self.dates {
            DateOrder::DayFirst => "day-first",
            DateOrder::MonthFirst => "month-first",
        };
        let (columns, sums) = (self.columns.join(", "), self.sums.join(" "));
        format!("table “{}” = {}; {columns}; {dates}; {sums}", self.head, self.kind.key())
    }

    fn read(line: &str) -> Option<Self> {
        let (head, rest) = line.strip_prefix("table “")?.rsplit_once("” = ")?;
        let mut parts = rest.split("; ");
        let (kind, columns, dates, sums) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            head: head.to_owned(),
            kind: Kind::ALL.into_iter().find(|known| known.key() == kind)?,
            columns: columns.split(", ").map(str::to_owned).collect(),
            dates: if dates == "month-first" { DateOrder::MonthFirst } else { DateOrder::DayFirst },
            sums: sums.split(' ').map(str::to_owned).collect(),
        })
    }

    /// The same of a table with those headers; none if it has more or fewer columns.
    fn mapping(&self, grid: &Grid) -> Option<Mapping> {
        let guessed = guess(grid, Some(self.kind));
        let field = |key: &String| self.kind.field(key).map(|field| field.key);
        let columns: Vec<Option<Key>> = self.columns.iter().map(field).collect();
        (columns.len() == grid.header.len()).then_some(Mapping { columns, dates: self.dates, dates_doubtful: false, ..guessed })
    }
}

/// The headers in a line.
fn head(grid: &Grid) -> String {
    let headers: Vec<String> = grid.header.iter().map(|header| header.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    headers.join(" | ")
}

/// What tells one table from another with the same headers.
fn sum(grid: &Grid) -> String {
    let mut text = String::new();
    for cell in grid.rows.iter().flat_map(|row| &row.cells) {
        text.push_str(cell);
        text.push('\u{1f}');
    }
    let sum = Uuid::new_v5(&Uuid::nil(), text.as_bytes()).simple().to_string();
    sum.get(..12).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_whatever_the_headers_are() {
        for head in ["Nr | Datum | Partei", "a; b, “c” = d | ", "", "Verhandlung | 交渉"] {
            let columns = vec![NOT_READ.to_owned(), "said_on".to_owned()];
            let sums = vec!["3f2a".to_owned(), "99".to_owned()];
            let line = Line { head: head.to_owned(), kind: Kind::FollowUps, columns, dates: DateOrder::MonthFirst, sums };
            assert_eq!(Line::read(&line.written()), Some(line));
        }
        for other in ["party “a” = new", "table “a” = elephants; -; day-first; 1", "table “a", "table “a” = rounds"]
        {
            assert_eq!(Line::read(other), None, "{other}");
        }
    }
}
