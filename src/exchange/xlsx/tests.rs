//! What is written is read again, by another library, as what it was; and nothing in it does anything.

use super::*;
use crate::exchange::clean::clean;
use crate::exchange::table::{Cell, Column};
use crate::model::arbitrary::{cases, text};
use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use std::io::{Cursor, Read};

fn context() -> ExportContext {
    ExportContext { now: "2026-02-05T10:00:00Z".parse().unwrap(), zone: chrono_tz::UTC, author: "A & B".into() }
}

fn written(tables: &[Table]) -> Vec<u8> {
    write(tables, &context(), &Progress::default()).unwrap().0
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn nasty() -> BoxedStrategy<String> {
    let formula = prop::sample::select(vec![
        "=1+1",
        "=HYPERLINK(\"http://example.org\")",
        "@SUM(A1)",
        "+1",
        "-1",
        "{=A1}",
        "http://example.org",
        "mailto:a@example.org",
        "internal:Sheet1!A1",
        "_x000D_",
        "1e5",
        "TRUE",
        "<b>&amp;</b>",
        " space ",
        "'=1",
    ]);
    prop_oneof![2 => text(), 1 => formula.prop_map(str::to_owned)].boxed()
}

fn any_cell() -> BoxedStrategy<Cell> {
    let any_day = (-800_000..3_600_000i32).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt);
    prop_oneof![
        1 => Just(Cell::Empty),
        5 => nasty().prop_map(Cell::text),
        1 => any::<i64>().prop_map(Cell::Number),
        1 => any_day.clone().prop_map(Cell::Day),
        1 => (any_day, 0..1440u32).prop_map(|(day, minute)| Cell::Time(day.and_hms_opt(minute / 60, minute % 60, 0).unwrap())),
    ]
    .boxed()
}

/// Any list, of three columns.
pub fn any_table() -> BoxedStrategy<Table> {
    let columns = prop::collection::vec((nasty(), 1..60u16, any::<bool>()), 3);
    let rows = prop::collection::vec(prop::collection::vec(any_cell(), 3), 0..5);
    (nasty(), nasty(), nasty(), columns, rows, nasty())
        .prop_map(|(title, marking, preface, columns, rows, note)| Table {
            title,
            marking,
            preface: vec![preface],
            columns: columns
                .into_iter()
                .map(|(header, width, for_programs)| Column { for_programs, ..Column::new(header, width) })
                .collect(),
            rows,
            notes: vec![note],
        })
        .boxed()
}

/// What a cell is read as.
fn expected(cell: &Cell) -> Data {
    let text = |words: &str| if words.is_empty() { Data::Empty } else { Data::String(words.to_owned()) };
    match cell {
        Cell::Text(words) => text(&clean(words)),
        Cell::Number(number) if u32::try_from(*number).is_ok() => Data::Float(*number as f64),
        other => text(&other.plain()),
    }
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn words_stay_words_and_dates_are_dates(tables in prop::collection::vec(any_table(), 1..4)) {
        let bytes = written(&tables);
        prop_assert_eq!(&bytes, &written(&tables), "the same lists give the same bytes");
        let mut book = opened(&bytes);
        let names = book.sheet_names();
        prop_assert_eq!(names.len(), tables.len() + 1);
        for (name, table) in names.iter().zip(&tables) {
            let sheet = book.worksheet_range(name).unwrap();
            for (row, cells) in (1..).zip(&table.rows) {
                for (column, cell) in (0..).zip(cells) {
                    let read = sheet.get_value((row, column)).cloned().unwrap_or_default();
                    if let Data::DateTime(read) = &read {
                        let read = read.as_datetime().unwrap();
                        let same = match cell {
                            Cell::Day(day) => read == day.and_hms_opt(0, 0, 0).unwrap(),
                            Cell::Time(time) => read == *time,
                            _ => false,
                        };
                        prop_assert!(same, "{:?} is read as {}", cell, read);
                    } else {
                        prop_assert_eq!(read, expected(cell));
                    }
                }
            }
            prop_assert!(book.worksheet_formula(name).unwrap().is_empty());
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let (name, mut text) = (file.name().unwrap().into_owned(), String::new());
            file.read_to_string(&mut text).unwrap();
            for active in ["<f>", "<f ", "<hyperlink", "externalLink", "vbaProject", "TargetMode=\"External\"", "<script"] {
                prop_assert!(!text.contains(active), "{} has {}", name, active);
            }
            prop_assert!(!text.contains('\u{202e}') && !name.contains("hyperlink"), "{}", name);
        }
    }
}

#[test]
fn a_sheet_can_be_read_filtered_and_printed() {
    let columns = vec![Column::new("Round", 20), Column::new("Date", 12), Column { for_programs: true, ..Column::new("ID", 38) }];
    let rows = vec![
        vec![Cell::text("Abu Dhabi 1"), Cell::Day(day("2026-01-23")), Cell::text("a")],
        vec![Cell::text("Abu Dhabi 2"), Cell::Time(time("2026-02-04T10:20:00")), Cell::text("b")],
        vec![Cell::text("Vienna"), Cell::Day(day("1814-11-01")), Cell::text("c")],
    ];
    let table = Table {
        title: "Rounds".into(),
        marking: "Confidential & 1 more".into(),
        preface: vec!["Talks".into()],
        columns,
        rows,
        notes: vec!["1 statement was left out.".into()],
    };
    let bytes = written(&[table]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for needed in [
        "width=\"17.7109375\"",
        "<pane xSplit=\"1\" ySplit=\"1\"",
        "<autoFilter ref=\"A1:C4\"/>",
        "orientation=\"landscape\"",
        "&amp;C&amp;BConfidential &amp;&amp; 1 more",
        "&amp;R&amp;P / &amp;N",
        "fitToHeight=\"0\"",
    ] {
        assert!(sheet.contains(needed), "{needed} in {sheet}");
    }
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains("Rounds!$1:$1") && names.contains("Rounds!$A$1:$B$4"), "{names}");
    let mut book = opened(&bytes);
    assert_eq!(book.sheet_names(), ["Rounds", "About"]);
    let sheet = book.worksheet_range("Rounds").unwrap();
    assert_eq!(sheet.get_value((3, 1)), Some(&Data::String("1814-11-01".into())), "Excel has no day before 1900");
    let about: Vec<String> = book.worksheet_range("About").unwrap().rows().map(|row| format!("{}: {}", row[0], row[1])).collect();
    assert!(about.contains(&"Handling: Confidential & 1 more".to_owned()), "{about:?}");
    assert!(about.contains(&"Rounds: 1 statement was left out.".to_owned()), "{about:?}");
    assert!(about.contains(&"By: A & B".to_owned()), "{about:?}");
}

#[test]
fn a_text_longer_than_a_cell_goes_on_elsewhere() {
    let long: String = (0..9000).map(|n| format!("{n} 🕊 ")).collect();
    let table = Table {
        title: "Statements".into(),
        columns: vec![Column::new("Text", 50)],
        rows: vec![vec![Cell::text("short")], vec![Cell::text(long.clone())]],
        ..Table::default()
    };
    let (bytes, notes) = write(&[table], &context(), &Progress::default()).unwrap();
    assert_eq!(notes, ["1 text is longer than a cell of Excel can be; it goes on in the sheet “Long texts”."]);
    let mut book = opened(&bytes);
    let sheet = book.worksheet_range("Statements").unwrap();
    let first = sheet.get_value((2, 0)).unwrap().to_string();
    assert!(first.encode_utf16().count() <= 32_767);
    let mut whole = first.strip_suffix(" […] (It goes on in the sheet “Long texts”, row 2.)").unwrap().to_owned();
    for row in book.worksheet_range("Long texts").unwrap().rows().skip(1) {
        assert_eq!(
            (row[0].to_string(), row[1].clone(), row[2].to_string()),
            ("Statements".into(), Data::Float(3.0), "Text".into())
        );
        whole.push_str(&row[3].to_string());
    }
    assert_eq!(whole, *clean(&long));
}

#[test]
fn it_stops_when_asked_to() {
    let progress = Progress::default();
    progress.stop();
    let table = Table { columns: vec![Column::new("A", 9)], rows: vec![vec![Cell::Empty]], ..Table::default() };
    assert!(matches!(write(&[table], &context(), &progress), Err(ExportError::Stopped(_))));
}
