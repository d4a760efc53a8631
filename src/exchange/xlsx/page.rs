//! How a sheet is printed.

use super::sheet::{is_empty, last_column, widths};
use crate::exchange::clean::clean_line;
use crate::exchange::table::Table;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// How many characters stand beside each other on a page that can still be read.
const ACROSS: u16 = 210;

/// How long a part of a header may be, in characters: Excel takes 255 for all parts and signs together.
const PART: usize = 70;

/// A4.
const A4: u8 = 9;

/// Sets up the pages: landscape, the header row on each, the handling marking above and below, numbered; columns for programs are
/// not printed. What is wider than a page that can be read goes over several, which follow each other.
///
/// # Errors
/// If the list is larger than a sheet.
pub(super) fn set_up(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    set_up_plain(sheet, table);
    sheet.set_repeat_rows(0, 0)?;
    let printed = table.columns.iter().rposition(|column| !column.for_programs);
    let (Some(last), Some(printed)) = (last_column(table), printed.and_then(|at| u16::try_from(at).ok())) else { return Ok(()) };
    let shown = widths(table).into_iter().enumerate().take(usize::from(printed) + 1).filter(|(at, _)| !is_empty(table, *at));
    let across = shown.fold(0u16, |sum, (_, width)| sum.saturating_add(width));
    sheet.set_print_fit_to_pages(across.div_ceil(ACROSS).max(1), 0);
    if let (true, Ok(rows)) = (printed < last, u32::try_from(table.rows.len())) {
        sheet.set_print_area(0, 0, rows, printed)?;
    }
    Ok(())
}

/// The same for a sheet that is no list.
pub(super) fn set_up_plain(sheet: &mut Worksheet, table: &Table) {
    sheet.set_landscape().set_paper_size(A4).set_page_order(false).set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3);
    sheet.set_header(format!("&L{}&C&B{}&R{}", part(&heading(table)), part(&table.marking), part(&table.title)));
    sheet.set_footer(format!("&C&B{}&R&P / &N", part(&table.marking)));
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_gridlines(true);
}

fn heading(table: &Table) -> String {
    table.preface.first().cloned().unwrap_or_default()
}

/// A part of a header: short, and without anything that is a sign there.
fn part(words: &str) -> String {
    let part = short(words).replace('&', "&&");
    // A digit at the beginning would be taken for the size of the letters.
    if part.starts_with(|c: char| c.is_ascii_digit()) { format!(" {part}") } else { part }
}

/// A line that is not too long for a header.
pub(super) fn short(words: &str) -> String {
    let line = clean_line(words);
    let line = line.trim();
    if line.encode_utf16().count() <= PART {
        return line.to_owned();
    }
    let mut length = 0;
    let kept = line.chars().take_while(|c| {
        length += c.len_utf16();
        length < PART
    });
    kept.chain(['…']).collect()
}
