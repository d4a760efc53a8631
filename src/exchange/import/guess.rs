//! What the columns of a file seem to be, by their headers and by what stands in them.

use super::grid::Grid;
use super::level_words;
use super::mapping::{DateOrder, Field, Key, Kind, Mapping};
use super::words::plain;
use super::{matrix, own};
use crate::model::when::{Context, parse};
use crate::model::{FollowUpField, RoundField, ScheduleField, StatementField, When};
use crate::query::levels;
use crate::text::fold::is_unspaced;
use chrono::Datelike;
use std::collections::HashSet;
use std::sync::OnceLock;
use uuid::Uuid;

/// No header that is known is longer, in bytes.
const LONGEST: usize = 60;

/// What the columns of a file seem to be; of `kind` if that is given, else of the kind that fits best.
pub fn guess(grid: &Grid, kind: Option<Kind>) -> Mapping {
    let headers: Vec<String> = grid.header.iter().map(|header| plain(header)).collect();
    let is_matrix = || own::is_own_matrix(&grid.header, &grid.rows) || seems_a_matrix(&headers);
    let statistics = statistics(grid);
    let kind =
        kind.unwrap_or_else(|| if is_matrix() { Kind::Matrix } else { with_sort(likeliest(&headers, &statistics), &headers) });
    // Ids are our own: what else stands under such a header is a code of others. Of passages it is all that a row can say.
    let is_ids = |at: usize| {
        if kind == Kind::Passages {
            return true;
        }
        let mut cells = grid.rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| Uuid::try_parse(cell).is_ok())
    };
    let mut columns = assigned(&headers, kind.fields(), is_ids);
    let has = |columns: &[Option<Key>], field: RoundField| columns.contains(&Some(field.into()));
    if kind == Kind::Rounds && !has(&columns, RoundField::title) && !has(&columns, RoundField::number) {
        let codes = columns.iter_mut().filter(|column| **column == Some(Key::CODE));
        codes.for_each(|column| *column = Some(RoundField::title.into()));
    }
    if kind == Kind::Matrix {
        matrix::assign(&headers, &mut columns);
    } else {
        by_cells(grid, kind, &statistics, &mut columns);
    }
    if kind == Kind::Passages {
        // No field of theirs is a date.
        return Mapping { kind, columns, dates: DateOrder::DayFirst, dates_doubtful: false, date_in_figures: None };
    }
    let (dates, dates_doubtful) = date_order(grid, &columns);
    Mapping { kind, columns, dates, dates_doubtful, date_in_figures: date_in_figures(grid) }
}

/// What the rows under these headers seem to be.
pub(super) fn likeliest_kind(header: &[String]) -> Kind {
    likeliest(&header.iter().map(|header| plain(header)).collect::<Vec<_>>(), &[])
}

/// Whether a field of any kind is called so. Words so short that they stand in any cell ("no", "by") name none.
pub(super) fn names_a_field(words: &str) -> bool {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let fields = Kind::ALL.into_iter().flat_map(Kind::fields);
        let names = fields.flat_map(|field| [field.key.name(), field.label].into_iter().chain(field.names()));
        names.map(plain).filter(|name| name.len() > 3 || name == "day" || name == "end").collect()
    });
    words.len() <= LONGEST && names.contains(&plain(words))
}

/// Whether headers are of a matrix: issues, at least two that name no field, and none that no matrix has.
fn seems_a_matrix(headers: &[String]) -> bool {
    let is_issue = |header: &str| matches!(header, "issue" | "issues" | "topic" | "topics" | "question" | "questions");
    let (issues, others): (Vec<&String>, Vec<&String>) =
        headers.iter().filter(|header| !header.is_empty()).partition(|header| is_issue(header));
    let of_matrix = |header: &str| {
        Kind::Matrix.fields().iter().any(|field| field.key.name() == header || field.names().any(|name| name == header))
    };
    let parties = others.iter().filter(|header| !names_a_field(header)).count();
    issues.len() == 1 && parties > 1 && others.iter().all(|header| !names_a_field(header) || of_matrix(header))
}

/// The kind whose fields the headers fill best, and what stands in the columns fits.
fn likeliest(headers: &[String], statistics: &[ColumnStatistics]) -> Kind {
    let mut best = (Kind::ALL[0], i64::MIN);
    for kind in Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Parties | Kind::People | Kind::Matrix)) {
        let fields = kind.fields();
        let mut columns = assigned(headers, fields, |_| true);
        if let Some((key, at)) = sentences(kind, statistics, &columns) {
            columns[at] = Some(key);
        }
        let weight = |field: &Field| if field.needed { 3 } else { 2 };
        let filled = |field: &&Field| columns.contains(&Some(field.key));
        let gained: i64 = fields.iter().filter(filled).map(weight).sum();
        let missing: i64 = fields.iter().filter(|field| field.needed && !filled(field)).map(weight).sum();
        let unread = i64::try_from(columns.iter().filter(|column| column.is_none()).count()).unwrap_or(i64::MAX);
        let fit = gained - 2 * missing - unread - unlikely(kind, statistics, &columns);
        if fit > best.1 {
            best = (kind, fit);
        }
    }
    best.0
}

/// What stands in a column, by its first rows.
#[derive(Clone, Copy, Debug, Default)]
struct ColumnStatistics {
    /// How many letters its cells have, if they are sentences.
    sentences: Option<usize>,
    /// Whether many of its cells are the same.
    repeats: bool,
}

/// So many rows are looked through.
const LOOKED: usize = 200;

/// What stands in each column.
fn statistics(grid: &Grid) -> Vec<ColumnStatistics> {
    let of_column = |at: usize| {
        let rows = grid.rows.iter().take(LOOKED);
        let cells: Vec<&str> =
            rows.filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let different: HashSet<&str> = cells.iter().copied().collect();
        let letters: usize = cells.iter().map(|cell| cell.chars().count()).sum();
        let words: usize = cells.iter().map(|cell| words_of(cell)).sum();
        let are_many = cells.len() * 2 > grid.rows.len().min(LOOKED);
        let are_sentences = are_many && words >= cells.len() * WORDS && different.len() * 2 > cells.len();
        ColumnStatistics {
            sentences: are_sentences.then_some(letters / cells.len().max(1)),
            repeats: cells.len() > 3 && different.len() * 4 < cells.len() * 3,
        }
    };
    (0..grid.header.len()).map(of_column).collect()
}

/// A cell with so many words is a sentence, as a rule.
const WORDS: usize = 4;

/// How many words a cell has; in scripts that are written without spaces two signs are about one.
fn words_of(cell: &str) -> usize {
    let signs = cell.chars().filter(|c| is_unspaced(*c)).count();
    cell.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count().max(signs / 2)
}

/// The field of words that every row of a kind needs, and the column of sentences that fills it where no header names one: the longest.
fn sentences(kind: Kind, statistics: &[ColumnStatistics], columns: &[Option<Key>]) -> Option<(Key, usize)> {
    let key = match kind {
        Kind::Statements => StatementField::text.into(),
        Kind::FollowUps => FollowUpField::what.into(),
        _ => return None,
    };
    let free = columns.iter().enumerate().filter(|(_, column)| column.is_none());
    let long = free.filter_map(|(at, _)| Some((at, statistics.get(at)?.sentences?)));
    let (at, _) = long.max_by_key(|(at, letters)| (*letters, std::cmp::Reverse(*at)))?;
    (!columns.contains(&Some(key))).then_some((key, at))
}

/// What speaks against a kind: rounds hardly begin on the same days, and a column of sentences that nothing reads is what was said.
fn unlikely(kind: Kind, statistics: &[ColumnStatistics], columns: &[Option<Key>]) -> i64 {
    if kind != Kind::Rounds {
        return 0;
    }
    let statistics = || statistics.iter().zip(columns);
    let many_begin = statistics().any(|(one, column)| *column == Some(ScheduleField::when.into()) && one.repeats);
    let unread = statistics().any(|(one, column)| column.is_none() && one.sentences.is_some());
    i64::from(many_begin) * 3 + i64::from(unread) * 3
}

/// Fills by what stands in them what no header names: the words that are said, and the terms on which.
fn by_cells(grid: &Grid, kind: Kind, statistics: &[ColumnStatistics], columns: &mut [Option<Key>]) {
    if let Some((key, at)) = sentences(kind, statistics, columns) {
        columns[at] = Some(key);
    }
    if columns.contains(&Some(Key::LEVEL)) || !kind.fields().iter().any(|field| field.key == Key::LEVEL) {
        return;
    }
    let header = |at: usize| grid.header.get(at).map_or("", String::as_str);
    let cells = |at: usize| grid.rows.iter().filter_map(move |row| row.cells.get(at)).map(|cell| cell.trim());
    // What else speaks of terms in its header is heard without being taken for the level.
    let is_open = |at: usize| level_words::asks_openly(header(at)) || levels::of_column(header(at), "yes").is_none();
    let free: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is_none()).collect();
    let asks = free.iter().find(|at| level_words::asks_which(header(**at)));
    let says = || free.iter().find(|at| is_open(**at) && level_words::says_levels(header(**at), cells(**at)));
    if let Some(at) = asks.or_else(says) {
        columns[*at] = Some(Key::LEVEL);
    }
}

/// Names of parties or of people, where the header of the names says so and no column does.
fn with_sort(kind: Kind, headers: &[String]) -> Kind {
    if kind != Kind::Names {
        return kind;
    }
    let columns = assigned(headers, kind.fields(), |_| true);
    let headed = |key: Key| columns.iter().position(|column| *column == Some(key)).and_then(|at| headers.get(at));
    match (headed(Key::SORT), headed(Key::ENTITY).map(String::as_str)) {
        (Some(_), _) | (None, None) => Kind::Names,
        (None, Some("party" | "country" | "state" | "organisation" | "organization" | "delegation" | "actor")) => Kind::Parties,
        (None, Some("person" | "delegate" | "speaker")) => Kind::People,
        (None, Some(_)) => Kind::Names,
    }
}

/// For each column the field that its header names. A field is filled by one column: the one that names it best, then the first.
fn assigned(headers: &[String], fields: &'static [Field], is_ids: impl Fn(usize) -> bool) -> Vec<Option<Key>> {
    let mut columns: Vec<Option<Key>> = vec![None; headers.len()];
    for way in [by_name, by_synonym, by_words] {
        for field in fields {
            if columns.contains(&Some(field.key)) {
                continue;
            }
            let may_be = |at: usize| columns[at].is_none() && (field.key != Key::ID || is_ids(at));
            let free = headers.iter().enumerate().position(|(at, header)| may_be(at) && way(field, header));
            if let Some(at) = free {
                columns[at] = Some(field.key);
            }
        }
    }
    columns
}

fn by_name(field: &Field, header: &str) -> bool {
    !header.is_empty() && (plain(field.label) == header || plain(field.key.name()) == header)
}

fn by_synonym(field: &Field, header: &str) -> bool {
    !header.is_empty() && field.names().any(|also| plain(also) == header)
}

/// Whether a header says what a field is called in several words for it: "Who (side)", "Speaker's name", "Topic / issue".
fn by_words(field: &Field, header: &str) -> bool {
    const BESIDE: [&str; 8] = ["the", "name", "names", "s", "or", "and", "which", "full"];
    let known = |word: &str| [field.key.name(), field.label].into_iter().chain(field.names()).any(|also| plain(also) == word);
    let words: Vec<&str> = header.split(' ').collect();
    words.len() > 1
        && words.iter().all(|word| known(word) || BESIDE.contains(word))
        && words.iter().any(|word| known(word) && !BESIDE.contains(word))
}

/// Fields in whose words a date is what they are about, and is never read.
const PROSE: &[&str] = &[
    "text",
    "original",
    "condition",
    "note",
    "verification_note",
    "terms",
    "tags",
    "to_check",
    "level",
    "note_level",
    "outcome_level",
    "kind",
    "speaker",
    "party",
    "person",
    "issue",
    "issues",
    "outcome",
    "what",
];

/// In which order dates are written in the columns that are read, and whether that is in doubt.
fn date_order(grid: &Grid, columns: &[Option<Key>]) -> (DateOrder, bool) {
    let (mut day_first, mut month_first, mut either) = (false, false, false);
    for row in &grid.rows {
        let read =
            row.cells.iter().zip(columns).filter(|(_, column)| column.is_some_and(|column| !PROSE.contains(&column.name())));
        for (first, second) in read.filter_map(|(cell, _)| numbers(cell)) {
            match (first > 12, second > 12) {
                (true, false) => day_first = true,
                (false, true) => month_first = true,
                // The same either way.
                _ if first == second => {}
                _ => either = true,
            }
        }
    }
    match (day_first, month_first) {
        (true, false) => (DateOrder::DayFirst, false),
        (false, true) => (DateOrder::MonthFirst, false),
        (true, true) => (DateOrder::DayFirst, true),
        (false, false) => (DateOrder::DayFirst, either),
    }
}

/// A date in figures that can be read in both orders, or else in one; from any column, for each can be taken for a date. What says more
/// than a date is none.
fn date_in_figures(grid: &Grid) -> Option<String> {
    let is_date = |cell: &str| parse(cell, Context::new(chrono::NaiveDate::default(), chrono_tz::UTC)).is_whole();
    let cells = || grid.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| Some((cell, numbers(cell)?)));
    let doubtful = cells().filter(|(_, (first, second))| *first <= 12 && *second <= 12 && first != second);
    doubtful.chain(cells()).find(|(cell, _)| is_date(cell)).map(|(cell, _)| cell.clone())
}

/// How that date of the file is read, in words: "5 October 2026". Of a year in two figures the row says which it is, and of an hour on
/// whose clocks.
pub fn date_words(date: &str, order: DateOrder) -> String {
    let context = Context::new(chrono::NaiveDate::default(), chrono_tz::UTC).in_order(order);
    let reading = parse(date, context);
    let day = reading.when.earliest_day(chrono_tz::UTC).filter(|_| reading.is_whole());
    let Some(day) = day else { return "no date".to_owned() };
    let words = When::Day(day).words();
    let year = format!(" {}", day.year());
    match words.strip_suffix(&year).filter(|_| !date.contains(year.trim())) {
        Some(without) => without.to_owned(),
        None => words,
    }
}

/// The first two numbers of a date like 3/4/2026, 03.04.26 or 3-4-2026.
fn numbers(cell: &str) -> Option<(u32, u32)> {
    // The day of the week may stand before, and a comma behind: "Mon 3/4/2026, 14:30".
    let date = cell
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['/', '.', '-']))?;
    let date = date.split_once('T').map_or(date, |(date, _)| date);
    let mark = date.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = date.split(mark).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let short = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse().ok()).flatten();
    if !matches!(year.len(), 2 | 4) || !year.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some((short(first)?, short(second)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::grid::GridRow;

    #[test]
    fn the_order_of_dates_is_found_out_where_the_file_tells_it() {
        let order = |cells: &[&str]| {
            let row = |cell: &&str| GridRow { number: 2, cells: vec![(*cell).to_owned(), "13/1/2026".to_owned()], fault: None };
            let grid =
                Grid { header: vec!["date".into(), "not read".into()], rows: cells.iter().map(row).collect(), ..Grid::default() };
            date_order(&grid, &[Some(StatementField::said_on.into()), None])
        };
        assert_eq!(order(&["2026-03-04", "3 April"]), (DateOrder::DayFirst, false));
        assert_eq!(order(&["3/4/2026"]), (DateOrder::DayFirst, true));
        assert_eq!(order(&["3/4/2026", "4/13/2026 10:20"]), (DateOrder::MonthFirst, false));
        assert_eq!(order(&["13.04.26", "3.4.2026"]), (DateOrder::DayFirst, false));
        assert_eq!(order(&["13/4/2026", "4/13/2026"]), (DateOrder::DayFirst, true));
        assert_eq!(order(&["4/4/2026", "1-2", "a/b/2026"]), (DateOrder::DayFirst, false));
    }

    #[test]
    fn dates_within_words_are_in_no_order() {
        let cells = ["embargo 3/4/2026", "3/4/26", "said on 4/3/2026"].map(str::to_owned).to_vec();
        let row = GridRow { number: 2, cells, fault: None };
        let header = vec!["note".into(), "text".into(), "tags".into()];
        let grid = Grid { header, rows: vec![row], ..Grid::default() };
        let order = |second| {
            let fields = [StatementField::note, second, StatementField::tags];
            date_order(&grid, &fields.map(|field| Some(Key::from(field))))
        };
        assert_eq!(order(StatementField::text), (DateOrder::DayFirst, false));
        assert_eq!(order(StatementField::said_on), (DateOrder::DayFirst, true));
        assert_eq!(date_in_figures(&grid).as_deref(), Some("3/4/26"));
    }

    #[test]
    fn how_a_date_is_read_says_no_more_than_is_known() {
        for (date, order, words) in [
            ("3/4/2026", DateOrder::DayFirst, "3 April 2026"),
            ("3/4/2026", DateOrder::MonthFirst, "4 March 2026"),
            ("03.11.98", DateOrder::DayFirst, "3 November"),
            ("3/4/98", DateOrder::MonthFirst, "4 March"),
            ("4/3/2027 2:30 PM", DateOrder::MonthFirst, "3 April 2027"),
            ("no date", DateOrder::DayFirst, "no date"),
        ] {
            assert_eq!(date_words(date, order), words, "{date}");
        }
    }

    #[test]
    fn headers_are_compared_without_case_marks_and_signs() {
        for (header, expected) in [("Round_ID", "round id"), ("  Said–on ", "said on"), ("Délégation:", "delegation"), ("--", "")]
        {
            assert_eq!(plain(header), expected);
        }
    }
}
