//! Tables for the clipboard: tab-separated text and HTML.

use super::clean::{clean, clean_line};
use super::formula::guard_pasted;
use super::table::{Cell, Table};

/// Shorter words than this could be taken for a date or a number by a spreadsheet.
const SHORT: usize = 40;

/// A table in both forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// A line for each row, with tabs between the cells. A cell of several lines stands in quotation marks, as spreadsheets write it.
    pub text: String,
    /// A table in HTML, to be put into whatever page the receiver has: escaped, without script, address or picture.
    pub html: String,
}

/// Both forms of a table, without the columns that are there for programs. The header comes first, so that the first cell pasted is a cell of the table; the handling marking and
/// what was withheld stand below it in lines of text, and around it in HTML.
pub fn forms(table: &Table) -> Forms {
    let table = table.for_people();
    Forms { text: text(&table), html: html(&table) }
}

fn text(table: &Table) -> String {
    let mut text = String::new();
    let header: Vec<String> = table.columns.iter().map(|column| one(&guard_pasted(&clean_line(&column.header)))).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| one(&guarded(cell))).collect::<Vec<_>>());
    for row in std::iter::once(header).chain(rows) {
        text.push_str(&row.join("\t"));
        text.push('\n');
    }
    for line in below(table) {
        text.push('\n');
        text.push_str(&one(&guard_pasted(&clean(line))));
        text.push('\n');
    }
    text
}

/// A cell of a line: quoted if it would otherwise end the cell or the line, or begins as a quoted one does.
fn one(words: &str) -> String {
    if words.contains(['\t', '\n']) || words.starts_with('"') {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}

fn html(table: &Table) -> String {
    let mut html = String::new();
    if !table.marking.trim().is_empty() {
        html.push_str(&format!("<p><b>{}</b></p>\n", escaped(&table.marking)));
    }
    html.push_str("<table border=\"1\">\n<thead>\n<tr>");
    for column in &table.columns {
        html.push_str(&format!("<th scope=\"col\" dir=\"auto\">{}</th>", escaped(&guard_pasted(&clean_line(&column.header)))));
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        html.push_str("<tr>");
        row.iter().for_each(|cell| html_cell(&mut html, cell));
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    for note in &table.notes {
        html.push_str(&format!("<p>{}</p>\n", escaped(&guard_pasted(note))));
    }
    html
}

fn html_cell(html: &mut String, cell: &Cell) {
    let words = guarded(cell);
    // Spreadsheets make dates of "5/2" and numbers of "1e5" unless told that it is text.
    let style = match cell {
        Cell::Text(words) if words.len() < SHORT => " style=\"mso-number-format:'\\@'\"",
        _ => "",
    };
    html.push_str(&format!("<td{style} dir=\"auto\">{}</td>", escaped(&words)));
}

/// The words of a cell, which no program takes for a formula.
fn guarded(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        other => guard_pasted(&clean(&other.plain())).into_owned(),
    }
}

fn below(table: &Table) -> impl Iterator<Item = &str> {
    std::iter::once(table.marking.as_str()).chain(table.notes.iter().map(String::as_str)).filter(|line| !line.trim().is_empty())
}

/// Text in HTML: nothing in it is a tag, and its line ends are shown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("<br>"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::formula::begins_a_formula;
    use crate::exchange::table::Column;
    use crate::exchange::xlsx::any_table;
    use crate::model::arbitrary::cases;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn table(cells: Vec<Cell>) -> Table {
        let columns = (0..cells.len()).map(|at| Column::new(format!("C{at}"), 10)).collect();
        Table { columns, rows: vec![cells], ..Table::default() }
    }

    #[test]
    fn rows_are_lines_and_cells_of_many_lines_are_quoted() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 5).unwrap();
        let cells = [Cell::text("Ukraine"), Cell::Day(day), Cell::Empty, Cell::Number(-3), Cell::text("one\r\n\"two\"\tthree")];
        let forms = forms(&Table {
            notes: vec!["1 statement was left out.".into()],
            marking: "Restricted".into(),
            ..table(cells.to_vec())
        });
        assert_eq!(
            forms.text,
            "C0\tC1\tC2\tC3\tC4\nUkraine\t2026-02-05\t\t-3\t\"one\n\"\"two\"\"\tthree\"\n\nRestricted\n\n1 statement was left out.\n"
        );
        assert!(forms.html.starts_with("<p><b>Restricted</b></p>\n<table"));
        assert!(forms.html.contains("<td dir=\"auto\">2026-02-05</td>"));
        assert!(forms.html.contains("one<br>&quot;two&quot;\tthree</td>"));
        assert!(forms.html.ends_with("</table>\n<p>1 statement was left out.</p>\n"));
    }

    #[test]
    fn nothing_in_a_cell_is_a_formula_or_a_tag() {
        let nasty = ["=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "</td><td>@x", "\"=1", "a\u{202e}b\u{0}c"];
        let forms = forms(&table(nasty.iter().map(|words| Cell::text(*words)).collect()));
        assert!(forms.text.contains("\n'=HYPERLINK"), "{}", forms.text);
        assert!(forms.text.contains("\t'\"=1\tabc\n"), "{}", forms.text);
        assert_eq!(forms.html.matches("<td").count(), nasty.len());
        assert!(
            !forms.html.contains("<script") && !forms.html.contains("\u{202e}") && !forms.html.contains(">="),
            "{}",
            forms.html
        );
    }

    /// The cells of lines with tabs, as a spreadsheet takes them: a quoted cell may have several lines.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #![proptest_config(cases(64))]
        #[test]
        fn what_is_pasted_is_what_was_copied_and_does_nothing(table in any_table()) {
            let shown = table.for_people();
            let forms = forms(&table);
            if shown.columns.len() > 1 {
                let rows = read(&forms.text);
                prop_assert!(rows[0].iter().all(|cell| cell.starts_with('\'') || !begins_a_formula(cell)), "{}", forms.text);
                for (pasted, row) in rows.iter().skip(1).zip(&shown.rows) {
                    prop_assert_eq!(pasted.len(), row.len(), "{}", forms.text);
                    for (cell, was) in pasted.iter().zip(row) {
                        match was {
                            Cell::Text(words) => {
                                let words = clean(words);
                                prop_assert_eq!(cell.as_str(), guard_pasted(&words));
                                prop_assert!(words.ends_with(cell.trim_start_matches('\'')), "{}", cell);
                                prop_assert!(cell.starts_with('\'') || !begins_a_formula(cell));
                            }
                            other => prop_assert_eq!(cell.trim_start_matches('\''), other.plain()),
                        }
                    }
                }
            }
            let plain = ["p", "b", "table", "thead", "tbody", "tr", "th", "td", "br"];
            for tag in forms.html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(plain.contains(&name.as_str()), "<{tag}");
            }
            let attributes = forms.html.replace(" dir=\"auto\"", "").replace(" scope=\"col\"", "").replace(" border=\"1\"", "");
            let attributes = attributes.replace(" style=\"mso-number-format:'\\@'\"", "");
            prop_assert!(!attributes.contains('"'), "{}", attributes);
            prop_assert_eq!(forms.html.matches("<td").count(), shown.rows.len() * shown.columns.len());
        }
    }
}
