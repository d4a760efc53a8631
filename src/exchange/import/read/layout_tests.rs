//! Tables as people lay them out, in text and in sheets.

use super::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// The header, the rows with their numbers, and the notes.
fn shown(grid: &Grid) -> (String, Vec<String>, Vec<String>) {
    let rows = grid.rows.iter().map(|row| {
        let fault = if row.fault.is_some() { " !" } else { "" };
        format!("{} {}{fault}", row.number, row.cells.join("|"))
    });
    (grid.header.join("|"), rows.collect(), grid.reading.notes.clone())
}

fn of_text(text: &str) -> (String, Vec<String>, Vec<String>) {
    shown(&read("a.csv", text.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap())
}

fn of_sheet(fill: impl Fn(&mut Worksheet)) -> (String, Vec<String>, Vec<String>) {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    let bytes = workbook.save_to_buffer().unwrap();
    shown(&read("a.xlsx", &bytes, &ReadAs::default(), &Progress::default()).unwrap())
}

fn cells(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (at, row) in (0..).zip(rows) {
        for (column, words) in (0..).zip(*row).filter(|(_, words)| !words.is_empty()) {
            sheet.write(at, column, *words).unwrap();
        }
    }
}

#[test]
fn merged_cells_count_for_each_of_their_rows_and_are_told() {
    let (header, rows, notes) = of_sheet(|sheet| {
        cells(
            sheet,
            &[
                &["Party", "Issue", "Text", "Note"],
                &["Eastmere", "Dredging", "one", "for both"],
                &["", "Pilots", "two"],
                &["", "Fees", "three"],
                &["Westhaven", "Fees", "four"],
            ],
        );
        let plain = Format::new();
        sheet.merge_range(1, 0, 3, 0, "Eastmere", &plain).unwrap();
        sheet.merge_range(1, 3, 2, 3, "for both", &plain).unwrap();
    });
    assert_eq!(header, "Party|Issue|Text|Note");
    assert_eq!(
        rows,
        [
            "2 Eastmere|Dredging|one|for both",
            "3 Eastmere|Pilots|two|for both",
            "4 Eastmere|Fees|three|",
            "5 Westhaven|Fees|four|",
        ]
    );
    assert_eq!(notes, ["Merged cells count for each of their rows: “Party”, “Note”."]);
}

#[test]
fn a_header_of_two_rows_is_one() {
    let expected = ["3 Talks|Eastmere|demand|eleven metres", "4 Talks|Westhaven|offer|nine metres"];
    let rows: &[&[&str]] = &[
        &["Negotiation", "Party", "Statement", ""],
        &["", "", "Kind", "Text"],
        &["Talks", "Eastmere", "demand", "eleven metres"],
        &["Talks", "Westhaven", "offer", "nine metres"],
    ];
    let (header, read, notes) = of_sheet(|sheet| {
        cells(sheet, rows);
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "Negotiation", &plain).unwrap();
        sheet.merge_range(0, 1, 1, 1, "Party", &plain).unwrap();
        sheet.merge_range(0, 2, 0, 3, "Statement", &plain).unwrap();
    });
    assert_eq!((header.as_str(), read.as_slice()), ("Negotiation|Party|Kind|Text", &expected.map(str::to_owned)[..]));
    assert!(notes[0].contains("two rows") && notes[0].contains("Statement"), "{notes:?}");
    let text = rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n");
    let (header, read, _) = of_text(&text);
    assert_eq!((header.as_str(), read.as_slice()), ("Negotiation|Party|Kind|Text", &expected.map(str::to_owned)[..]));
    // The same name twice is told apart by what stands over it.
    let (header, _, _) = of_text(",Eastmere,,Westhaven,\nIssue,Text,Date,Text,Date\nFees,a,2026-01-02,b,2026-01-03\n");
    assert_eq!(header, "Issue|Eastmere Text|Eastmere Date|Westhaven Text|Westhaven Date");
    // A row that is no second header stays a row.
    let (header, rows, _) = of_text("Party,Issue,Text,\nEastmere,Fees,demand,more\n");
    assert_eq!((header.as_str(), rows.len()), ("Party|Issue|Text", 1));
}

#[test]
fn lines_above_the_header_are_told_also_where_they_have_several_cells() {
    for (text, above) in [
        ("Positions of March\n\nParty,Issue,Text\nEastmere,Fees,no\n", "“Positions of March”"),
        ("Prepared by,Ana\nAs of,2026-03-01\nParty,Text\nEastmere,no\n", "“Prepared by Ana”, “As of 2026-03-01”"),
        (
            "Title of the list,confidential,draft\nParty,Issue,Text,Date\nEastmere,Fees,no,\n",
            "“Title of the list confidential draft”",
        ),
    ] {
        let (header, rows, notes) = of_text(text);
        assert!(header.starts_with("Party|"), "{header}");
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(notes, [format!("Above the header, and not read: {above}.")]);
    }
}

#[test]
fn headings_totals_and_notes_between_the_rows_are_no_rows() {
    let text = "Party,Issue,Text\nFisheries,,\nEastmere,Quotas,one\nWesthaven,Quotas,two\nTotal,,2\nPorts,,\nEastmere,Fees,three\n\
        Party,Issue,Text\nWesthaven,Fees,four\nGrand total (all),4,\nSource: the secretariat,,\n";
    let (header, rows, notes) = of_text(text);
    assert_eq!(header, "Party|Issue|Text|Section");
    assert_eq!(
        rows,
        [
            "3 Eastmere|Quotas|one|Fisheries",
            "4 Westhaven|Quotas|two|Fisheries",
            "7 Eastmere|Fees|three|Ports",
            "9 Westhaven|Fees|four|Ports",
        ]
    );
    assert_eq!(
        notes,
        [
            "Taken for totals, and left out: row 5 “Total 2”, row 10 “Grand total (all) 4”.",
            "Taken for notes below the rows, and left out: row 11 “Source: the secretariat”.",
            "The header stands there once more, and is left out: row 8.",
            "Taken for headings of the rows below them, and kept in a column “Section”: row 2 “Fisheries”, row 6 “Ports”.",
        ]
    );
    // A party of that name, a round that has nothing but a title, and a row that only lacks something are rows.
    assert_eq!(of_text("Party,Issue,Text\nTotal,Fees,we will not pay\nEastmere,,\n").1.len(), 2);
    assert_eq!(of_text("Title,Start,Venue\nFirst,2026-01-01,Geneva\nSecond,,\nThird,2026-03-01,\n").1.len(), 3);
    let (_, rows, notes) = of_sheet(|sheet| {
        cells(sheet, &[&["Title", "Start", "Venue"], &["2026"], &["First", "2026-01-01", "Geneva"]]);
        sheet.merge_range(1, 0, 1, 2, "2026", &Format::new()).unwrap();
    });
    assert_eq!(rows, ["3 First|2026-01-01|Geneva|2026"], "{notes:?}");
}

#[test]
fn rows_that_a_sheet_hides_are_read_and_told() {
    let (_, rows, notes) = of_sheet(|sheet| {
        cells(sheet, &[&["Party", "Text"], &["Eastmere", "one"], &["Westhaven", "two"], &["Northam", "three"]]);
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(3).unwrap();
        sheet.set_row_hidden(9).unwrap();
    });
    assert_eq!(rows.len(), 3);
    assert_eq!(notes, ["2 rows are hidden in the sheet and are read as well: 3, 4."]);
}

#[test]
fn what_nobody_can_see_is_an_empty_cell() {
    for blank in ["\u{200b}", "\u{feff}", "\u{2060}\u{200d}", "\u{200e} \u{200f}", "\u{ad}", "\u{3164}", "\u{2800}", "\u{e0020}"]
    {
        assert_eq!(of_text(&format!("Party,Text,Note\nEastmere,{blank},x\n")).1, ["2 Eastmere||x"], "{blank:?}");
    }
}

#[test]
fn control_characters_do_not_come_in() {
    for (written, read) in [
        ("\u{7}East\u{1b}[31mmere\u{9b}", "East[31mmere"),
        ("East\u{3}mere \u{7f}", "Eastmere"),
        ("\u{1}\u{2}", ""),
        ("a\u{c}b\tc", "a\nb\tc"),
    ] {
        assert_eq!(of_text(&format!("Party,Text,Note\nx,{written},y\n")).1, [format!("2 x|{read}|y")], "{written:?}");
    }
}

#[test]
fn an_apostrophe_comes_off_only_in_our_own_lists() {
    let id = "0192a1b2-0000-7000-8000-000000000001";
    let of_others = "Party,Text\nEastmere,'-5 in quotation'\n";
    assert_eq!(of_text(of_others).1, ["2 Eastmere|'-5 in quotation'"]);
    let own = format!("Party,Text,ID\nEastmere,'-5 per cent,{id}\nWesthaven,''-5 in quotation',{id}\n");
    assert_eq!(of_text(&own).1, [format!("2 Eastmere|-5 per cent|{id}"), format!("3 Westhaven|'-5 in quotation'|{id}")]);
    let matrix = "Issue,Eastmere\nFees,\"'-5 per cent\nDemand · 6 Feb 2026 · unverified · new\"\nPorts,Nothing stated\n";
    assert_eq!(of_text(matrix).1[0], "2 Fees|-5 per cent\nDemand · 6 Feb 2026 · unverified · new");
}
