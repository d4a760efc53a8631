//! Exports on the command line: which file is made of what, what is said about it, and what is refused.

use crate::support::{Copy, json, list, run, text};
use std::fs;
use std::path::Path;

/// A folder for exports, and the path of a file in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

/// The rows of a file, header first.
fn rows(path: &str) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap();
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(plain);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A cell by its row, from 1 below the header, and the header of its column.
fn cell<'a>(rows: &'a [Vec<String>], row: usize, header: &str) -> &'a str {
    let at = rows[0].iter().position(|name| name == header).unwrap_or_else(|| panic!("no column {header}"));
    &rows[row][at]
}

#[test]
fn the_ending_says_the_format_and_that_what_is_usual() {
    let folder = Folder::new();
    for (name, what) in [("a.xlsx", "All lists"), ("b.csv", "Statements"), ("C.CSV", "Statements")] {
        let file = folder.file(name);
        let told = text(&["--sample", "export", "istanbul 2025", "--to", &file]);
        assert!(told.starts_with(what) && told.trim_end().ends_with(&file), "{told}");
        assert!(fs::metadata(&file).unwrap().len() > 1000);
    }
    for what in ["matrix", "statements", "rounds", "attendance", "follow-ups"] {
        for ending in ["xlsx", "csv", "md"] {
            let file = folder.file(&format!("{what}.{ending}"));
            let document = json(&["--sample", "export", "istanbul 2025", "--what", what, "--to", &file]);
            assert_eq!(document["what"], what);
            assert_eq!(document["bytes"], fs::metadata(&file).unwrap().len());
        }
    }
}

#[test]
fn every_row_of_the_record_is_in_the_file() {
    let folder = Folder::new();
    let file = folder.file("rounds.csv");
    text(&["--sample", "export", "RU-UA-US-2026", "--what", "rounds", "--to", &file]);
    let written = rows(&file);
    let document = json(&["--sample", "rounds", "RU-UA-US-2026"]);
    let recorded = list(&document, "rounds");
    assert_eq!(written.len(), recorded.len() + 1);
    for (row, round) in (1..).zip(recorded) {
        assert_eq!(cell(&written, row, "Title"), round["title"].as_str().unwrap_or_default());
    }
    assert_eq!(cell(&written, 1, "Start"), "2026-01-23");
    assert_eq!(cell(&written, 1, "End"), "2026-01-24");
    assert_eq!(cell(&written, 1, "Time zone"), "Asia/Dubai");

    let one = folder.file("one.csv");
    text(&["--sample", "export", "RU-UA-US-2026", "--what", "attendance", "--round", "abu dhabi 1", "--to", &one]);
    let written = rows(&one);
    assert!(written.len() > 5 && (1..written.len()).all(|row| cell(&written, row, "Round") == cell(&written, 1, "Round")));
}

#[test]
fn what_is_withheld_is_said_and_leaves_only_by_name() {
    let copy = Copy::new();
    let dir = copy.dir();
    for (line, level) in [("ua demand territory: quietly hidden", "#off"), ("ru demand territory: softly told", "#background")] {
        let said = run(&["--data-dir", &dir, "log", "geneva-3", &format!("{line} {level} @\"a quiet voice\"")]);
        assert_eq!(said.status, 0, "{}", said.err);
    }
    let folder = Folder::new();
    let export = |name: &str, more: &[&str]| {
        let file = folder.file(name);
        let said = run(&[&["--data-dir", &dir, "export", "RU-UA-US-2026", "--what", "statements", "--to", &file], more].concat());
        assert_eq!(said.status, 0, "{}", said.err);
        (fs::read_to_string(&file).unwrap(), said)
    };
    let (written, said) = export("a.md", &[]);
    let words = "1 statement was left out and 1 is told without attribution, because of the terms on which they were said.";
    assert!(written.contains(words) && said.err.starts_with(words), "{}", said.err);
    assert!(said.err.contains("--include background,off_record would take them along"), "{}", said.err);
    assert!(!written.contains("quietly hidden") && written.contains("softly told") && !written.contains("a quiet voice"));
    let (written, said) = export("b.md", &["--include", "off_record"]);
    assert!(written.contains("quietly hidden") && written.matches("a quiet voice").count() == 1);
    assert!(said.err.starts_with("1 statement is told without attribution"), "{}", said.err);
    let (written, said) = export("c.md", &["--include", "Off the record, background"]);
    assert_eq!((written.matches("a quiet voice").count(), said.err.as_str()), (2, ""));
    let (_, said) = export("d.csv", &["--json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["left_out"], serde_json::json!({ "off_record": 1 }));
    assert_eq!(document["told_without_attribution"], serde_json::json!({ "background": 1 }));
}

#[test]
fn a_file_that_is_there_is_replaced_only_if_that_is_said() {
    let folder = Folder::new();
    let file = folder.file("a.csv");
    fs::write(&file, "mine").unwrap();
    let line = ["--sample", "export", "istanbul 2025", "--to", &file];
    let said = run(&line);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert_eq!(said.err, format!("{file} is there already. --replace replaces it.\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(run(&[&line[..], &["--replace"]].concat()).status, 0);
    assert!(rows(&file).len() > 10);
}

#[test]
fn what_cannot_be_written_is_refused_with_what_can() {
    let folder = Folder::new();
    let refused = |to: &str, more: &[&str]| {
        let said = run(&[&["--sample", "export", "istanbul 2025", "--to", to], more].concat());
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{to} {more:?}");
        assert!(!Path::new(to).exists(), "{to}");
        said.err
    };
    let (pdf, csv) = (folder.file("a.pdf"), folder.file("a.csv"));
    for (to, more, says) in [
        (&pdf, &[][..], "says no format. There is: .docx .html .md .xlsx .csv .ics .jsonld."),
        (&csv, &["--what", "brief"], "Brief cannot be written as CSV (.csv). It can be written as Word (.docx)"),
        (&csv, &["--what", "everything"], "--what takes one of these: brief, matrix"),
        (&csv, &["--include", "secret"], "There is no record level “secret”. What can be named is: background"),
        (&csv, &["--round", "vienna"], "vienna"),
        (&csv, &["--as-of", "someday"], "--as-of takes a day or a round."),
        (&folder.file("nowhere/a.csv"), &[], "could not be written: it is not there. Choose another place"),
    ] {
        let said = refused(to, more);
        assert!(said.contains(says), "{more:?}: {said}");
    }
    let said = run(&["--sample", "export", "istanbul 2025"]);
    assert!(said.status == 2 && said.err.contains("Say into which file with --to."), "{}", said.err);
}

/// Everything that can be read in a file, in lower case: the parts of an archive, the lines of a calendar unfolded.
fn words_of(path: &str) -> String {
    let bytes = fs::read(path).unwrap();
    let plain = String::from_utf8_lossy(&bytes).replace("\r\n ", "");
    let mut all = if bytes.starts_with(b"PK") { String::new() } else { plain };
    if let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    all.to_lowercase()
}

#[test]
fn texts_that_are_marked_or_repeat_what_is_withheld_are_in_no_file() {
    let copy = Copy::new();
    let dir = copy.dir();
    let log = |line: &str| {
        let said = run(&["--data-dir", &dir, "log", "geneva-3", line]);
        assert_eq!(said.status, 0, "{line}: {}", said.err);
    };
    for line in [
        "ua demand territory: Zqsaid they would accept a freeze along the lower river #off",
        "account ua: Zqaccount spoke of maps #off",
        "outcome Zqoutcome was agreed #background",
        "todo ua: Zqtodo send list #off",
        "incident Zqincident fire #\"between us\"",
        "sitting 17 Feb Zqsitting: long #off",
        "discrepancy zqabout: zqheld vs zqother #off",
        "attends ua: +\"Jane Zqperson\" #off",
        "next \"Zqnext week\" @us #off",
        // These are not marked.
        "account ru: Zqecho heard that they would accept a freeze along the lower river",
        "todo ru: ask whether they accept a freeze along the lower river of Zqask",
        "account ru: Zqoutside plain words",
    ] {
        log(line);
    }
    // Marked in the file itself, by another program.
    let (path, bytes) = copy
        .bytes()
        .into_iter()
        .find(|(path, bytes)| {
            path.extension().is_some_and(|ending| ending == "ron") && String::from_utf8_lossy(bytes).contains("Zqoutside")
        })
        .unwrap();
    let file = String::from_utf8(bytes).unwrap();
    let marked = file.replace("text: \"Zqoutside", "level: off_record,\n                text: \"Zqoutside");
    assert_ne!(marked, file);
    fs::write(copy.path().join(path), marked).unwrap();
    let folder = Folder::new();
    let table = folder.file("t.csv");
    fs::write(&table, "what,owner,off the record\nZqimport call the host,Ukraine,yes\n").unwrap();
    let said = run(&["--data-dir", &dir, "import", &table, "--as", "follow-ups", "--into", "RU-UA-US-2026", "--accept"]);
    assert_eq!(said.status, 0, "{}", said.err);
    for (what, ending) in [
        ("brief", "docx"),
        ("brief", "html"),
        ("brief", "md"),
        ("statements", "csv"),
        ("rounds", "md"),
        ("attendance", "csv"),
        ("follow-ups", "csv"),
        ("lists", "xlsx"),
        ("calendar", "ics"),
    ] {
        for round in [&[][..], &["--round", "geneva-3"]] {
            let file = folder.file(&format!("{what}{}.{ending}", round.len()));
            let said = run(&[&["--data-dir", &dir, "export", "RU-UA-US-2026", "--what", what, "--to", &file], round].concat());
            assert_eq!(said.status, 0, "{}", said.err);
            let words = words_of(&file);
            let told: Vec<&str> =
                words.match_indices("zq").map(|(at, _)| words[at..].split_whitespace().next().unwrap_or_default()).collect();
            assert!(told.is_empty(), "{what} as {ending}: {told:?}");
        }
    }
    // One of them is released knowingly.
    let file = folder.file("a.csv");
    let export = ["--data-dir", &dir, "export", "RU-UA-US-2026", "--what", "follow-ups", "--to", &file, "--replace"];
    let said = run(&[&export[..], &["--json"]].concat());
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let asked = list(&document, "withheld").iter().find(|one| one["why"] == "repeats").unwrap().clone();
    assert_eq!((asked["kind"].as_str(), asked["level"].as_str()), (Some("follow-up"), Some("off_record")));
    assert_eq!(run(&[&export[..], &["--release", asked["id"].as_str().unwrap()]].concat()).status, 0);
    let words = words_of(&file);
    assert!(words.contains("zqask") && !words.contains("zqtodo"));
}
