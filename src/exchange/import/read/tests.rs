//! Reading tables of every make, and saying what is wrong with those that are none.

use super::archive::Limits;
use super::*;
use crate::exchange::progress::Stopped;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::io::{Cursor, Write};
use std::sync::OnceLock;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn grid(name: &str, bytes: &[u8]) -> Result<Grid, String> {
    read(name, bytes, &ReadAs::default(), &Progress::default()).map_err(|error| error.to_string())
}

/// The header and the rows, each with its number, in one string.
fn shown(grid: &Grid) -> String {
    let row = |cells: &[String]| cells.join("|").replace('\n', "\\n");
    let rows = grid.rows.iter().map(|one| {
        let fault = if one.fault.is_some() { " !" } else { "" };
        format!("{} {}{fault}", one.number, row(&one.cells))
    });
    std::iter::once(row(&grid.header)).chain(rows).collect::<Vec<_>>().join(" / ")
}

#[test]
fn text_is_read_whatever_separates_and_encodes_it() {
    let utf16: Vec<u8> = "a\tb\nż\t2".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("a.csv", b"a,b\n1,2\n", "a|b / 2 1|2", "UTF-8"),
        ("a.csv", b"\xef\xbb\xbfa;b\r\n\"x;y\";2\r\n", "a|b / 2 x;y|2", "UTF-8"),
        ("a.tsv", b"a\tb\r1,5\t2\r", "a|b / 2 1,5|2", "UTF-8"),
        ("a.txt", b"a|b|c\n1|2|3\n4|5|6", "a|b|c / 2 1|2|3 / 3 4|5|6", "UTF-8"),
        ("a.csv", b"a,b\n\n \n\"one\ntwo\",2\n3,4\n", "a|b / 4 one\\ntwo|2 / 5 3|4", "UTF-8"),
        ("a.csv", b"Positions\n\nparty,text,\nUA,\"says \"\"no\"\"\"\n", "party|text / 4 UA|says \"no\"", "UTF-8"),
        ("a.csv", "имя,дата\nСергей Лавров,1\n".as_bytes(), "имя|дата / 2 Сергей Лавров|1", "UTF-8"),
        ("a.csv", &utf16, "a|b / 2 ż|2", "UTF-16LE"),
        ("a.csv", b"party,place\nTurkey,Gen\xe8ve et Z\xfcrich\n", "party|place / 2 Turkey|Genève et Zürich", "windows-1252"),
        ("a.csv", b"a,b\n1\n1,2,,\n1,2,3\n", "a|b / 2 1| / 3 1|2 / 4 1|2 !", "UTF-8"),
        ("a.csv", b"name\nUkraine\nRussia\n", "name / 2 Ukraine / 3 Russia", "UTF-8"),
    ];
    for (name, bytes, expected, encoding) in cases {
        let grid = grid(name, bytes).unwrap();
        assert_eq!((shown(&grid).as_str(), grid.reading.encoding.as_str()), (*expected, *encoding), "{name}");
    }
}

#[test]
fn cyrillic_in_its_old_encodings_is_told_apart_and_can_be_corrected() {
    let text = "сторона,позиция\nУкраина,гарантии безопасности и прекращение огня\nРоссия,вывод войск из Донбасса\n";
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R] {
        let (bytes, _, _) = encoding.encode(text);
        let found = grid("a.csv", &bytes).unwrap();
        assert_eq!(found.rows[0].cells[0], "Украина", "{}", encoding.name());
        let how = ReadAs { encoding: Some(encoding.name().to_owned()), ..ReadAs::default() };
        assert_eq!(read("a.csv", &bytes, &how, &Progress::default()).unwrap().rows[1].cells[1], "вывод войск из Донбасса");
        let wrong = ReadAs { encoding: Some("UTF-8".to_owned()), ..ReadAs::default() };
        let said = read("a.csv", &bytes, &wrong, &Progress::default()).unwrap_err().to_string();
        assert!(said.contains("Row 1: This is not UTF-8"), "{said}");
    }
}

#[test]
fn what_is_no_table_is_refused_with_the_row_and_what_to_do() {
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("a.csv", b"", &["The file is empty."]),
        ("a.csv", b" \n \n", &["no row"]),
        ("a.csv", b"%PDF-1.7 ...", &["This is a PDF", ".csv"]),
        ("a.csv", b"a,b\n1,\x002\n", &["Row 2", "zero byte"]),
        ("a.csv", b"a,b\n1,2\n3,\"open\n4,5\n", &["Row 3", "quotation mark"]),
        ("a.xlsx", b"a,b\n1,2\n", &["no .xlsx workbook", ".csv"]),
        ("a.xlsx", b"PK\x03\x04 and then nothing of a workbook", &["damaged"]),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &[".xls file cannot be imported"]),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &["password"]),
        ("a.docx", b"PK\x03\x04", &["cannot be imported"]),
    ];
    for (name, bytes, says) in cases {
        let said = grid(name, bytes).unwrap_err();
        for words in *says {
            assert!(said.contains(words), "{name}: {said}");
        }
    }
    let many = "a,".repeat(MOST_COLUMNS) + "b\n";
    assert!(grid("a.csv", format!("x,y\n{many}").as_bytes()).unwrap_err().contains("Row 2"));
}

#[test]
fn a_calendar_is_known_by_its_first_line_and_other_files_are_not_taken() {
    let progress = |name: &str, bytes: &[u8]| sort(name, bytes);
    assert_eq!(progress("a.txt", b"BEGIN:VCALENDAR\r\n"), Ok(Sort::Calendar));
    assert_eq!(progress("a.txt", b"\xff\xfeB\0E\0G\0I\0N\0:\0V\0C\0A\0L\0E\0N\0D\0A\0R\0"), Ok(Sort::Calendar));
    assert_eq!(progress("a.ics", b"anything"), Ok(Sort::Calendar));
    assert_eq!(progress("talks", b"a,b"), Ok(Sort::Table));
    assert!(progress("a.pptx", b"PK\x03\x04").is_err());
}

fn workbook() -> Vec<u8> {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(make_workbook).clone()
}

fn make_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Rounds").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let clock = Format::new().set_num_format("hh:mm");
    sheet.write(0, 0, "All rounds").unwrap();
    for (column, header) in ["title", "start", "at", "clock", "n", "share", "held"].into_iter().enumerate() {
        sheet.write(2, u16::try_from(column).unwrap(), header).unwrap();
    }
    sheet.write(3, 0, " Abu Dhabi 1 ").unwrap();
    sheet.write_with_format(3, 1, ExcelDateTime::from_ymd(2026, 1, 23).unwrap(), &date).unwrap();
    sheet.write_with_format(3, 2, ExcelDateTime::parse_from_str("2026-01-23 18:30").unwrap(), &time).unwrap();
    sheet.write_with_format(3, 3, ExcelDateTime::from_hms(10, 20, 0).unwrap(), &clock).unwrap();
    sheet.write(3, 4, 157).unwrap();
    sheet.write(3, 5, 0.25).unwrap();
    sheet.write(3, 6, true).unwrap();
    sheet.write(5, 0, "Far").unwrap();
    sheet.write_formula(5, 4, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(40_000, 0, "Farther").unwrap();
    workbook.add_worksheet().set_name("Empty").unwrap();
    workbook.add_worksheet().set_name("Hidden").unwrap().set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_is_read_cell_by_cell_with_real_dates() {
    let bytes = workbook();
    let found = grid("a.xlsx", &bytes).unwrap();
    assert_eq!(found.reading.sheets, ["Rounds", "Empty"]);
    assert_eq!(found.reading.sheet, "Rounds");
    assert!(shown(&found).starts_with(
        "title|start|at|clock|n|share|held / 4 Abu Dhabi 1|2026-01-23|2026-01-23 18:30|10:20|157|0.25|yes / 6 Far|"
    ));
    assert_eq!(found.rows.last().map(|row| row.number), Some(40_001));
    assert_eq!(grid("named-wrongly.csv", &bytes).unwrap(), found);
    let how = |sheet: &str| ReadAs { sheet: Some(sheet.to_owned()), ..ReadAs::default() };
    let other = |sheet: &str| read("a.xlsx", &bytes, &how(sheet), &Progress::default()).unwrap_err().to_string();
    assert!(other("Empty").contains("no row"));
    assert!(other("Nowhere").contains("There are: Rounds, Empty."));
}

#[test]
fn a_cell_that_is_an_error_is_named() {
    let found = grid("a.xlsx", &workbook()).unwrap();
    let fault = found.rows[1].fault.clone();
    assert_eq!(fault.as_deref(), Some("Cell E6 holds the error #DIV/0!."), "{fault:?}");
}

/// A packed file with these parts, each that many zero bytes.
fn packed(parts: &[(&str, usize)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![b' '; 1024 * 1024];
    for (name, megabytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        for _ in 0..*megabytes {
            writer.write_all(&zeros).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_read() {
    const MB: u64 = 1024 * 1024;
    let limits = Limits { all: 3 * MB, shared: MB, parts: 4 };
    let check = |parts: &[(&str, usize)]| archive::check(&packed(parts), limits, &Progress::default());
    for parts in [&[("xl/worksheets/sheet1.xml", 4)][..], &[("xl/sharedStrings.xml", 2)], &[("a", 2), ("b", 2)]] {
        let said = check(parts).unwrap_err().to_string();
        assert!(said.contains("unpacks to more than"), "{said}");
    }
    assert_eq!(check(&[("xl/sharedStrings.xml", 1), ("a", 2)]), Ok(()));
    assert!(check(&[("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 0)]).unwrap_err().to_string().contains("5 parts"));
    let said = grid("a.xlsx", &packed(&[("readme.txt", 1)])).unwrap_err();
    assert!(said.contains("no .xlsx workbook") || said.contains("cannot be read"), "{said}");
}

/// A workbook of one sheet, by hand, with a list of shared words.
fn by_hand(sheet: &str, shared: &str) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{of}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, text) in [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{main}\" {of}><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", shared.to_owned()),
    ] {
        zip.start_file(part, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_small_workbook_cannot_ask_for_more_memory_than_there_is() {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let fine = by_hand(head, "<sst uniqueCount=\"2\"><si><t>party</t></si><si><t>x</t></si></sst>");
    assert_eq!(grid("a.xlsx", &fine).unwrap().header, ["party"]);
    // It says that it holds more words than there could be.
    for count in ["99999999999", "4294967295", "18446744073709551615", "99999999999999999999999999"] {
        let said =
            grid("a.xlsx", &by_hand(head, &format!("<sst uniqueCount=\"{count}\"><si><t>party</t></si></sst>"))).unwrap_err();
        assert!(said.contains("damaged"), "{said}");
    }
    // One long text, named by many cells of a row, and of many rows.
    let long = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(6 * 1024 * 1024));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(4));
    let said = grid("a.xlsx", &by_hand(&row, &long)).unwrap_err();
    assert!(said.contains("Row 1") && said.contains("16 MB"), "{said}");
    let rows = "<row><c t=\"s\"><v>0</v></c></row>".repeat(60);
    let said = grid("a.xlsx", &by_hand(&rows, &long)).unwrap_err();
    assert!(said.contains("too large"), "{said}");
    // Many columns, and many rows of one cell.
    let header = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1000));
    let said = grid("a.xlsx", &by_hand(&(header + &"<row><c><v>1</v></c></row>".repeat(10_001)), "<sst/>")).unwrap_err();
    assert!(said.contains("too large"), "{said}");
    let wide = "a,".repeat(999) + "b\n" + &"1\n".repeat(10_001);
    assert!(grid("a.csv", wide.as_bytes()).unwrap_err().contains("too large"));
}

#[test]
fn reading_stops_when_asked_to() {
    let progress = Progress::default();
    progress.stop();
    let long = "a,b\n".repeat(3000);
    assert_eq!(read("a.csv", long.as_bytes(), &ReadAs::default(), &progress), Err(ReadError::Stopped(Stopped)));
    assert_eq!(read("a.xlsx", &workbook(), &ReadAs::default(), &progress), Err(ReadError::Stopped(Stopped)));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), ending in "csv|tsv|xlsx|txt") {
        let _ = grid(&format!("a.{ending}"), &bytes);
    }

    #[test]
    fn what_the_writer_of_csv_has_written_comes_back(
        rows in proptest::collection::vec(proptest::collection::vec("[ -~\\n,;\"ąЖ中]{0,12}", 3..=3), 1..8),
        separator in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["one", "two", "three"]).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut rows_there = rows::Rows::default();
        for record in records::Records::of(std::str::from_utf8(&bytes).unwrap(), char::from(separator)) {
            prop_assert!(record.fault.is_none() && !record.is_open);
            let cells = record.cells.iter().map(|cell| rows::trimmed(cell).to_owned()).collect();
            rows_there.push_faulty(record.number, cells, None).unwrap();
        }
        let expected: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        let padded = |mut cells: Vec<String>| {
            cells.resize(3, String::new());
            cells
        };
        let got: Vec<Vec<String>> = rows_there.rows.into_iter().skip(1).map(|row| padded(row.cells)).collect();
        prop_assert_eq!(got, expected);
    }
}

proptest! {
    // Each case unpacks the workbook twice.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_with_bytes_changed_is_read_or_refused(at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = workbook();
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = grid("a.xlsx", &bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = grid("a.xlsx", &bytes);
    }
}
