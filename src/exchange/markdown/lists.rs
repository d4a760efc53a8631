//! Lists in Markdown: a heading, what stands above, a table, what stands below.

use super::escape;
use crate::exchange::progress::{Progress, Stopped};
use crate::exchange::table::{Cell, Table};

/// Writes lists, one below the other. A page is not as wide as a sheet: columns in which no row has anything, and those for
/// programs, are left out.
///
/// # Errors
/// If it is stopped.
pub fn lists(tables: &[Table], progress: &Progress) -> Result<Vec<u8>, Stopped> {
    progress.begin(tables.iter().map(|table| table.rows.len() as u64).sum());
    let mut text = String::new();
    let mut done = 0;
    for table in tables {
        paragraph(&mut text, "**", &table.marking, "**");
        paragraph(&mut text, "# ", &table.title, "");
        table.preface.iter().for_each(|line| paragraph(&mut text, "", line, ""));
        rows(&mut text, table, &mut done, progress)?;
        table.notes.iter().for_each(|note| paragraph(&mut text, "*", note, "*"));
        paragraph(&mut text, "**", &table.marking, "**");
    }
    Ok(text.into_bytes())
}

fn rows(text: &mut String, table: &Table, done: &mut u64, progress: &Progress) -> Result<(), Stopped> {
    let filled = |at: &usize| {
        !table.columns[*at].for_programs && table.rows.iter().any(|row| row.get(*at).is_some_and(|cell| *cell != Cell::Empty))
    };
    let columns: Vec<usize> = (0..table.columns.len()).filter(filled).collect();
    if columns.is_empty() {
        paragraph(text, "", "There is nothing in this list.", "");
        return Ok(());
    }
    let header: Vec<String> = columns.iter().map(|at| escape(&table.columns[*at].header)).collect();
    text.push('\n');
    text.push_str(&line(&header));
    text.push('\n');
    text.push_str(&line(&vec!["---".to_owned(); columns.len()]));
    text.push('\n');
    for row in &table.rows {
        let cells: Vec<String> = columns.iter().map(|at| row.get(*at).map(cell).unwrap_or_default()).collect();
        text.push_str(&line(&cells));
        text.push('\n');
        *done += 1;
        progress.at(*done)?;
    }
    Ok(())
}

/// A paragraph of the record's words between marks, unless there are none.
fn paragraph(text: &mut String, before: &str, words: &str, after: &str) {
    let words = escape(words);
    if words.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&format!("{before}{words}{after}\n"));
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// A cell. Its lines stay lines by the one tag that every reader of Markdown knows in a table. Deeper issues keep their indent.
fn cell(cell: &Cell) -> String {
    let Cell::Text(words) = cell else { return escape(&cell.plain()) };
    let deep = words.chars().take_while(|c| *c == '\u{2003}').count();
    let lines: Vec<String> = words.split('\n').map(escape).filter(|line| !line.is_empty()).collect();
    format!("{}{}", "\u{2003}".repeat(deep), lines.join("<br>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::clean::clean;
    use crate::exchange::table::Column;
    use crate::exchange::xlsx::any_table;
    use crate::model::arbitrary::cases;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    #[test]
    fn a_list_has_its_marking_its_heading_and_what_was_withheld() {
        let table = Table {
            title: "Rounds".into(),
            preface: vec!["Talks".into()],
            marking: "Restricted".into(),
            columns: vec![Column::new("Title", 9), Column::new("Note", 9), Column { for_programs: true, ..Column::new("ID", 9) }],
            rows: vec![vec![Cell::text("one | two\n*three*"), Cell::Empty, Cell::text("id")]],
            notes: vec!["1 statement was left out.".into()],
        };
        let empty = Table { title: "Follow-ups".into(), ..Table::default() };
        let written = String::from_utf8(lists(&[table, empty], &Progress::default()).unwrap()).unwrap();
        assert_eq!(
            written,
            "**Restricted**\n\n# Rounds\n\nTalks\n\n| Title |\n| --- |\n| one \\| two<br>\\*three\\* |\n\n*1 statement was left out.*\n\n\
             **Restricted**\n\n# Follow-ups\n\nThere is nothing in this list.\n"
        );
    }

    fn as_github_reads_it() -> Options {
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
    }

    /// What a reader shows, cell by cell.
    fn shown(markdown: &str) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut within = false;
        for event in Parser::new_ext(markdown, as_github_reads_it()) {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    rows.last_mut().unwrap().push(String::new());
                    within = true;
                }
                Event::End(TagEnd::TableCell) => within = false,
                Event::Text(words) if within => rows.last_mut().unwrap().last_mut().unwrap().push_str(&words),
                Event::InlineHtml(tag) if &*tag == "<br>" && within => rows.last_mut().unwrap().last_mut().unwrap().push('\n'),
                Event::Text(_)
                | Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::Strong | Tag::Emphasis | Tag::Heading { .. }) => {}
                Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        rows
    }

    proptest! {
        #![proptest_config(cases(128))]
        #[test]
        fn nothing_in_a_list_is_markup(table in any_table()) {
            let markdown = String::from_utf8(lists(std::slice::from_ref(&table), &Progress::default()).unwrap()).unwrap();
            let rows = shown(&markdown);
            if !table.rows.is_empty() && table.columns.iter().any(|column| !column.for_programs) {
                prop_assert!(rows.len() == table.rows.len() + 1 || rows.is_empty(), "{}", markdown);
            }
            let filled = |at: &usize| !table.columns[*at].for_programs && table.rows.iter().any(|row| row[*at] != Cell::Empty);
            let columns: Vec<usize> = (0..3).filter(filled).collect();
            for (shown, row) in rows.iter().skip(1).zip(&table.rows) {
                for (shown, at) in shown.iter().zip(&columns) {
                    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                    prop_assert_eq!(words(shown), words(&clean(&row[*at].plain())), "{}", markdown);
                }
            }
        }
    }
}
