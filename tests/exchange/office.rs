//! Exported lists in LibreOffice: opened, written again by it as text, and printed.

use crate::programs::{folder, run};
use rapporteur::exchange::clipboard::forms;
use rapporteur::exchange::table::{Cell, Column, Table};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The lists by their sheets.
const LISTS: [(&str, &str); 5] = [
    ("Positions matrix", "matrix"),
    ("Statements", "statements"),
    ("Rounds", "rounds"),
    ("Attendance", "attendance"),
    ("Follow-ups", "follow-ups"),
];

/// How LibreOffice writes text: commas, quotation marks, UTF-8, cells as they are shown, all sheets.
const AS_CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// Exports with the real binary.
fn export(record: &[&str], negotiation: &str, to: &Path, more: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.args(record).args(["export", negotiation, "--to"]).arg(to).args(more).stdin(Stdio::null());
    let output = command.env("RAPPORTEUR_CONFIG_DIR", to.parent().unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Has LibreOffice make another format of a file, in the same folder.
fn converted(file: &Path, to: &str, more: &[&str]) {
    let home = file.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", home.join("office").display());
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let (file, home_path) = (path(file), path(home));
    let line = [&[profile.as_str(), "--headless", "--convert-to", to, "--outdir", &home_path], more, &[&file]].concat();
    run("soffice", home, &line);
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(plain);
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|record| record.unwrap().iter().map(|cell| cell.trim_end().to_owned()).collect()).collect();
    // LibreOffice knows no empty cells at the end.
    for row in &mut rows {
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
    }
    rows
}

/// A cell, and if it is a time as [`AS_CSV`] gives it, without its seconds.
fn as_shown(cell: &str) -> &str {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    if cell.len() == 19 && digits == 14 { cell.strip_suffix(":00").unwrap_or(cell) } else { cell }
}

/// What LibreOffice finds in each sheet of a workbook.
fn sheets(workbook: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    converted(workbook, AS_CSV, &[]);
    let begins = format!("{}-", workbook.file_stem().unwrap().to_str().unwrap());
    let files = fs::read_dir(workbook.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let sheet = |path: &PathBuf| Some(path.file_name()?.to_str()?.strip_prefix(&begins)?.strip_suffix(".csv")?.to_owned());
    files.filter_map(|path| Some((sheet(&path)?, rows(&path)))).collect()
}

#[test]
fn a_workbook_has_every_row_with_its_dates_and_is_marked_on_every_page() {
    for (name, negotiation) in [("spring", "spring 2022"), ("istanbul", "istanbul 2025"), ("three", "RU-UA-US-2026")] {
        let home = folder(&format!("workbook-{name}"));
        let workbook = home.join("lists.xlsx");
        export(&["--sample"], negotiation, &workbook, &[]);
        let sheets = sheets(&workbook);
        assert_eq!(sheets.len(), LISTS.len() + 1, "{:?}", sheets.keys());
        for (sheet, what) in LISTS {
            let list = home.join(format!("{what}-alone.csv"));
            export(&["--sample"], negotiation, &list, &["--what", what]);
            let own = rows(&list);
            let theirs = &sheets[sheet];
            assert_eq!(theirs.len(), own.len(), "{negotiation}, {sheet}");
            assert!(own.len() > 1 || (name, what) == ("spring", "follow-ups"), "{negotiation}, {sheet}");
            for (theirs, own) in theirs.iter().zip(&own) {
                // It always writes the seconds of a time, whatever is shown.
                let theirs: Vec<&str> = theirs.iter().map(|cell| as_shown(cell)).collect();
                assert_eq!(theirs, *own, "{negotiation}, {sheet}");
            }
        }
        converted(&workbook, "pdf", &[]);
        let pdf = home.join("lists.pdf");
        let pages = run("pdftotext", &home, &["-layout", pdf.to_str().unwrap(), "-"]);
        let pages: Vec<&str> = pages.split_terminator('\u{c}').collect();
        assert!(pages.len() >= LISTS.len(), "{negotiation}");
        for (at, page) in (1..).zip(&pages) {
            assert_eq!(page.matches("Public sources").count(), if at == pages.len() { 3 } else { 2 }, "{negotiation}: {page}");
            let close: String = page.split_whitespace().collect();
            assert!(close.contains(&format!("{at}/{}", pages.len())), "{negotiation}: {page}");
        }
    }
}

#[test]
fn a_csv_file_opens_with_its_letters_and_nothing_in_it_is_worked_out() {
    let home = folder("csv");
    let record = home.join("record");
    let binary = env!("CARGO_BIN_EXE_rapporteur");
    let path = record.to_str().unwrap();
    let does = |line: &[&str]| {
        let output = Command::new(binary).args(line).env("RAPPORTEUR_CONFIG_DIR", &home).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    does(&["sample", path]);
    for text in ["=1+1", "+2+2", "@SUM(1,2)", "-3+1", "Територія – «лінія»"] {
        does(&["--data-dir", path, "log", "geneva-3", &format!("ua demand territory: \"{text}\"")]);
    }
    let [list, workbook] = ["list.csv", "book.xlsx"].map(|name| home.join(name));
    for file in [&list, &workbook] {
        export(&["--data-dir", path], "RU-UA-US-2026", file, &["--what", "statements"]);
    }
    let own = rows(&list);
    let text = own[0].iter().position(|header| header == "Text").unwrap();
    let texts = |rows: &[Vec<String>]| rows.iter().map(|row| row[text].clone()).collect::<Vec<_>>();
    let theirs = texts(&sheets(&workbook)["Statements"]);
    for whole in ["=1+1", "+2+2", "@SUM(1,2)", "-3+1", "Територія – «лінія»"] {
        assert!(theirs.iter().any(|text| text == whole), "{whole} in {theirs:?}");
    }
    // The text file, as somebody opens it without a word about its encoding, and saves it again.
    let again = home.join("again");
    fs::create_dir(&again).unwrap();
    fs::rename(&list, again.join("list.csv")).unwrap();
    converted(&again.join("list.csv"), "ods", &["--infilter=CSV:44,34,UTF8"]);
    converted(&again.join("list.ods"), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", &[]);
    let theirs = texts(&rows(&again.join("list.csv")));
    assert_eq!(theirs, texts(&own));
    for marked in ["'=1+1", "'+2+2", "'@SUM(1,2)", "'-3+1", "Територія – «лінія»"] {
        assert!(theirs.iter().any(|text| text == marked), "{marked} in {theirs:?}");
    }
}

#[test]
fn what_is_copied_is_a_table_in_a_spreadsheet_and_in_a_document() {
    let home = folder("copied");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 5).unwrap();
    let words = ["=1+1", "@SUM(1,2)", "5/2", "one\n\"two\"", "<b>&amp;</b>", "лінія"];
    let cells = words.map(Cell::text).into_iter().chain([Cell::Day(day), Cell::Number(7), Cell::Empty]);
    let table = Table {
        marking: "Restricted".to_owned(),
        columns: (1..=9).map(|at| Column::new(format!("Column {at}"), 10)).collect(),
        rows: vec![cells.collect()],
        notes: vec!["1 statement was left out.".to_owned()],
        ..Table::default()
    };
    let forms = forms(&table);
    // What a program hands over is a page, of which this is a part.
    let page = format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>{}</body></html>", forms.html);
    fs::write(home.join("html.html"), page).unwrap();
    fs::write(home.join("lines.csv"), forms.text).unwrap();
    converted(&home.join("html.html"), "ods", &["--infilter=HTML (StarCalc)"]);
    converted(&home.join("lines.csv"), "ods", &["--infilter=CSV:9,34,UTF8"]);
    for name in ["html", "lines"] {
        converted(&home.join(format!("{name}.ods")), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", &[]);
        let rows = rows(&home.join(format!("{name}.csv")));
        let at = rows.iter().position(|row| row.first().is_some_and(|cell| cell == "Column 1")).unwrap();
        let mut row = rows[at + 1].clone();
        row.truncate(8);
        if name == "lines" {
            // Lines of text say nothing of what a cell is: it may be taken for a date.
            row[2] = "5/2".to_owned();
        }
        let expected = ["'=1+1", "'@SUM(1,2)", "5/2", "one\n\"two\"", "<b>&amp;</b>", "лінія", "2026-02-05", "7"];
        assert_eq!(row, expected, "{name}");
        assert!(rows.iter().flatten().any(|cell| cell == "1 statement was left out."), "{rows:?}");
    }
    converted(&home.join("html.html"), "txt:Text (encoded):UTF8", &["--infilter=HTML (StarWriter)"]);
    let text = fs::read_to_string(home.join("html.txt")).unwrap();
    assert!(text.contains("Restricted") && text.contains("лінія") && text.contains("<b>&amp;</b>"), "{text}");
}

#[test]
fn a_spreadsheet_that_takes_semicolons_for_commas_works_nothing_out() {
    let home = folder("semicolons");
    let record = home.join("record");
    let binary = env!("CARGO_BIN_EXE_rapporteur");
    let path = record.to_str().unwrap();
    let does = |line: &[&str]| {
        let output = Command::new(binary).args(line).env("RAPPORTEUR_CONFIG_DIR", &home).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    does(&["sample", path]);
    for text in ["one;=1+1;two", "one;\t=2+2", "one\n=3+3\n@SUM(4,4)"] {
        does(&["--data-dir", path, "log", "geneva-3", &format!("ua demand territory: \"{text}\"")]);
    }
    let list = home.join("list.csv");
    export(&["--data-dir", path], "RU-UA-US-2026", &list, &["--what", "statements"]);
    converted(&list, "fods", &["--infilter=CSV:59/9,34,UTF8"]);
    let cells = fs::read_to_string(home.join("list.fods")).unwrap();
    for broken in ["=1+1", "=2+2", "=3+3", "@SUM(4,4)"] {
        assert!(cells.contains(&format!("<text:p>&apos;{broken}")), "{broken} begins a cell of its own");
    }
    assert!(!cells.contains("table:formula"));
}
