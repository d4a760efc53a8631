//! `import` on the real program: the real talks from their files, twice; what is asked; what is refused, with nothing changed.

use crate::support::{Copy, json, run};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

fn data(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks-2022-2026").join(file);
    path.to_str().unwrap().to_owned()
}

/// A folder for a record that is not there yet, and for files.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn dir(&self) -> String {
        self.folder.path().join("record").to_str().unwrap().to_owned()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn import(&self, file: &str, more: &[&str]) -> crate::support::Said {
        run(&[&["--data-dir", &self.dir(), "import", file], more].concat())
    }

    fn check(&self) -> serde_json::Value {
        json(&["--data-dir", &self.dir(), "check"])
    }

    /// Every file of the record with its bytes, the history left out.
    fn bytes(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![PathBuf::from(self.dir())];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
                let path = entry.path();
                if path.is_dir() {
                    if path.file_name().is_some_and(|name| name != ".git") {
                        folders.push(path);
                    }
                } else {
                    found.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}

/// Every file of a copy of the sample but the lock, which is there while somebody has it open.
fn record_of(copy: &Copy) -> Vec<(PathBuf, Vec<u8>)> {
    copy.bytes().into_iter().filter(|(path, _)| path.file_name().is_some_and(|name| name != ".lock")).collect()
}

const FILES: [&str; 6] =
    ["rounds.csv", "delegations.csv", "names.tsv", "positions.csv", "followups.csv", "conflicting-reports.csv"];

#[test]
fn the_real_talks_come_in_from_their_files_and_a_second_time_nothing_does() {
    let desk = Desk::new();
    for file in FILES {
        let said = desk.import(&data(file), &["--accept"]);
        // Eight spellings are of talks that are in no file.
        assert_eq!(said.status, i32::from(file == "names.tsv"), "{file}: {}{}", said.out, said.err);
        assert!(said.out.contains("Done."), "{file}: {}", said.out);
    }
    let counts = desk.check();
    for (what, count) in
        [("negotiations", 3), ("rounds", 15), ("parties", 5), ("people", 36), ("statements", 69), ("follow_ups", 19)]
    {
        assert_eq!(counts[what], count, "{what}");
    }
    assert_eq!(counts["problems"].as_array().map(Vec::len), Some(0), "{counts}");
    let before = desk.bytes();
    for file in FILES {
        let said = desk.import(&data(file), &["--accept"]);
        assert!(said.out.contains("Nothing was changed: there is nothing new."), "{file}: {}{}", said.out, said.err);
    }
    assert!(desk.bytes() == before, "the second time changed files");
}

#[test]
fn a_dry_run_says_what_would_be_done_and_makes_nothing() {
    let desk = Desk::new();
    let said = desk.import(&data("rounds.csv"), &["--dry-run", "--accept"]);
    assert_eq!((said.status, said.err.as_str()), (0, ""));
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("17 new, 0 changed, 0 there already, 0 refused") && words.contains("dry run"), "{words}");
    assert!(!Path::new(&desk.dir()).exists());

    let copy = Copy::new();
    let before = record_of(&copy);
    let said = run(&["--data-dir", &copy.dir(), "import", &data("positions.csv"), "--dry-run", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["done"], false);
    assert!(record_of(&copy) == before, "a file of the record was changed");
}

#[test]
fn what_is_only_like_a_name_is_asked_about_and_nothing_is_done_before_it_is_answered() {
    let desk = Desk::new();
    let said = desk.import(&data("rounds.csv"), &[]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    for words in ["“abu-dhabi-2-first-date”, in 1 row: Abu Dhabi 2", "Proposed: Round 4 (new)", "--accept", "nothing was changed"]
    {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    assert!(!Path::new(&desk.dir()).exists());
    let same = "abu-dhabi-2-first-date=Abu Dhabi 2,round-4-first-date=Round 4,round-4-second-date=Round 4";
    assert_eq!(desk.import(&data("rounds.csv"), &["--same", same]).status, 0);
    assert_eq!(desk.check()["rounds"], 15);

    let other = Desk::new();
    let new = "abu-dhabi-2-first-date,round-4-first-date,round-4-second-date";
    assert_eq!(other.import(&data("rounds.csv"), &["--new", new]).status, 0);
    assert_eq!(other.check()["rounds"], 17, "each is a round of its own, for the user says so");
    let slip = other.import(&data("rounds.csv"), &["--accept", "--new", "nobody"]);
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("Nothing was asked about “nobody”"), "{}", slip.err);
}

#[test]
fn columns_dates_and_the_negotiation_can_be_said() {
    let desk = Desk::new();
    let rounds = desk.file("rounds.csv", b"negotiation;title;when it was\nWage round 2026;First;3/4/2026\n");
    let said = desk.import(&rounds, &["--as", "rounds", "--columns", "start=when it was"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let shown = json(&["--data-dir", &desk.dir(), "rounds", "Wage"]);
    assert!(shown.to_string().contains("2026-04-03"), "{shown}");

    let said = desk.file("said.tsv", b"Who\tSaid\tDay\nUnion\t6.5 per cent\t5/3/2026\nEmployers\t2 per cent\t3/5/2026\n");
    let doubtful = desk.import(&said, &["--as", "statements", "--columns", "text=Said,said_on=Day"]);
    let ordered = desk.import(&said, &["--as", "statements", "--columns", "text=Said,said_on=Day", "--dates", "month-first"]);
    assert_eq!((doubtful.status, ordered.status), (2, 0), "{}{}", doubtful.err, ordered.err);
    assert!(doubtful.err.contains("--dates day-first"), "{}", doubtful.err);
    let compared = json(&["--data-dir", &desk.dir(), "search", "per cent"]).to_string();
    assert!(compared.contains("6.5 per cent"), "{compared}");

    let unknown = desk.import(&said, &["--as", "statements", "--columns", "mood=Said"]);
    assert!(unknown.status == 2 && unknown.err.contains("said_on"), "{}", unknown.err);
    // A name that no negotiation has makes one.
    let columns = ["--as", "statements", "--columns", "text=Said", "--columns", "said_on=Day", "--dates", "day-first"];
    let new = desk.import(&said, &[&columns[..], &["--into", "Pay talks 2027"]].concat());
    assert!(new.status == 0 && new.out.contains("2 new"), "{}{}", new.out, new.err);
    assert_eq!(desk.check()["negotiations"], 2);
}

#[test]
fn one_cause_is_told_once_with_the_option_that_helps() {
    let desk = Desk::new();
    let file = desk.file("s.csv", b"Actor,Position\nNetherlands,4\nBelgium,7\nFrance,1\n");
    let said = desk.import(&file, &[]);
    assert_eq!(said.status, 1);
    let told: Vec<&str> = said.out.lines().filter(|line| line.contains("--into")).collect();
    assert_eq!(told.len(), 1, "{}", said.out);
    assert!(said.out.contains("Rows 2–4"), "{}", said.out);
    assert_eq!(desk.import(&file, &["--into", "EC emission standards"]).status, 0);
    assert_eq!(desk.import(&file, &["--into", "EC emission standards"]).status, 0, "the same again");
    assert_eq!(desk.check()["statements"], 3);
    let german = desk.file("de.csv", "Gesprächsreihe;Fraktionen;Text\nX;SPD;ja\nX;CDU;nein\n".as_bytes());
    let said = desk.import(&german, &[]);
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Rows 2–3: No column is taken for the party. Name it: --columns party=Fraktionen"), "{words}");
    assert!(words.contains("Not read: Gesprächsreihe (2 rows), Fraktionen (2 rows)."), "{words}");
    assert_eq!(desk.import(&german, &["--columns", "party=Fraktionen,negotiation=Gesprächsreihe"]).status, 0);
}

#[test]
fn names_with_commas_can_be_answered_and_the_same_answers_do_no_harm() {
    let table = b"negotiation,party,issue,text\nN,Alpha,\"Finance, technology and capacity\",a\nN,Beta,\"Finance, technologies and capacity\",b\n";
    let name = "Finance, technologies and capacity";
    let quoted = format!("\"{name}\"");
    let same = format!("{name}=Finance, technology and capacity");
    for (answer, issues) in [(["--new", name], 2), (["--new", quoted.as_str()], 2), (["--same", same.as_str()], 1)] {
        let desk = Desk::new();
        let file = desk.file("s.csv", table);
        assert_eq!(desk.import(&file, &[]).status, 2, "it is asked about");
        let said = desk.import(&file, &answer);
        assert_eq!(said.status, 0, "{answer:?}: {}", said.err);
        for more in [&answer[..], &[]] {
            let again = desk.import(&file, more);
            assert!(again.status == 0 && again.out.contains("2 there already"), "{answer:?}: {}{}", again.out, again.err);
        }
        let compared = json(&["--data-dir", &desk.dir(), "compare", "N"]);
        assert_eq!(compared["issues"].as_array().unwrap().len(), issues, "{answer:?}: {compared}");
    }
}

#[test]
fn rows_that_cannot_be_taken_are_named_and_the_rest_is_taken() {
    let desk = Desk::new();
    let file = desk.file(
        "r.csv",
        b"negotiation,title,start,end\nT,One,2026-02-30,\nT,Two,2026-03-05,2026-03-01\nT,Three,2026-03-01,\nT,Four,1,2,3,4\n",
    );
    let said = desk.import(&file, &[]);
    assert_eq!(said.status, 1);
    for words in ["1 new", "3 refused", "Row 2", "“2026-02-30”: there is no such day", "Row 3", "Row 5", "6 cells"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert_eq!(desk.check()["rounds"], 1);
}

#[test]
fn what_cannot_be_read_is_refused_with_the_place_and_nothing_is_changed() {
    let copy = Copy::new();
    let desk = Desk::new();
    let before = record_of(&copy);
    let big = desk.folder.path().join("big.csv");
    File::create(&big).unwrap().set_len(1 << 30).unwrap();
    let bomb = {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let zeros = vec![b' '; 1 << 20];
        for _ in 0..257 {
            writer.write_all(&zeros).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let cases: Vec<(String, &[&str])> = vec![
        (big.to_str().unwrap().to_owned(), &["too large: 1024 MB"]),
        (desk.file("binary.csv", &[0x7f, b'E', b'L', b'F', 0, 1]), &["a program"]),
        (desk.file("zeros.csv", b"a,b\n1,\x00\n"), &["Row 2"]),
        (desk.file("open.csv", b"a,b\n1,2\n\"3,4\n"), &["Row 3", "quotation mark"]),
        (desk.file("not.xlsx", b"a,b\n1,2\n"), &["no .xlsx workbook"]),
        (desk.file("bomb.xlsx", &bomb), &["unpacks to more than"]),
        (desk.file("open.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Talks\r\n"), &["open.ics"]),
        (desk.file("none.csv", b""), &["empty"]),
        (desk.folder.path().join("absent.csv").to_str().unwrap().to_owned(), &["absent.csv"]),
    ];
    for (file, says) in cases {
        let said = run(&["--data-dir", &copy.dir(), "import", &file, "--into", "Istanbul 2025", "--accept"]);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{file}: {}", said.err);
        for words in says {
            assert!(said.err.contains(words), "{file}: {}", said.err);
        }
    }
    let wrong = desk.file("wrong.csv", b"party,text\nTurkey,Gen\xe8ve\n");
    let said = run(&["--data-dir", &copy.dir(), "import", &wrong, "--encoding", "UTF-8"]);
    assert!(said.status == 2 && said.err.contains("Row 2: This is not UTF-8"), "{}", said.err);
    assert!(record_of(&copy) == before, "a file of the record was changed");
}

#[test]
fn an_import_is_an_entry_of_the_history_and_json_says_the_same() {
    let desk = Desk::new();
    let said = desk.import(&data("rounds.csv"), &["--accept", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&document["new"], &document["done"], &document["rows_are"]), (&17.into(), &true.into(), &"rounds".into()));
    assert_eq!(document["questions"].as_array().map(Vec::len), Some(3));
    let versions = run(&["--data-dir", &desk.dir(), "versions", "Geneva 3"]);
    assert!(versions.out.contains("Test"), "{}{}", versions.out, versions.err);
}

#[test]
fn a_new_party_is_a_question_and_what_is_made_is_named() {
    let desk = Desk::new();
    let file = desk.file("first.csv", b"negotiation,party,text\nPay,IGMB,seven percent\nPay,AVM,nothing\n");
    let said = desk.import(&file, &[]);
    assert!(said.out.contains("Made as well: 1 negotiation: Pay; 2 parties: IGMB, AVM."), "{}{}", said.out, said.err);
    let file = desk.file("next.csv", b"negotiation,party,text\nPay,IGM B,170 more\nPay,beide,5.1 percent\n");
    let before = desk.bytes();
    let said = desk.import(&file, &[]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("party “IGM B”, in 1 row: IGMB? Proposed: IGMB."), "{}", said.err);
    assert!(said.err.contains("New party “beide”, in 1 row, or one of IGMB, AVM? Proposed: something new."), "{}", said.err);
    assert_eq!(desk.bytes(), before);
    let said = desk.import(&file, &["--same", "IGM B=IGMB", "--new", "beide"]);
    assert!(said.out.contains("Made as well: 1 party: beide."), "{}{}", said.out, said.err);
    let said = desk.import(&file, &[]);
    assert!(said.status == 0 && said.out.contains("0 new, 0 changed, 2 there already"), "{}{}", said.out, said.err);
}

#[test]
fn a_table_that_was_read_by_hand_is_read_so_again_without_a_word() {
    let desk = Desk::new();
    let begun =
        desk.file("first.csv", b"negotiation,party,text\nPay,IGMB,seven percent\nPay,AVM,nothing\nOther,Someone,something\n");
    assert_eq!(desk.import(&begun, &[]).status, 0);
    let file = desk.file("list.csv", b"Nr,Datum,Wer,Was\n1,2/3/2026,IGMB,seven percent now\n2,4/3/2026,AVM,nothing at all\n");
    let by_hand =
        ["--as", "statements", "--columns", "said_on=Datum,party=Wer,text=Was,=Nr", "--dates", "day-first", "--into", "Pay"];
    let said = desk.import(&file, &by_hand);
    assert!(said.status == 0 && said.out.contains("2 new"), "{}{}", said.out, said.err);
    let before = desk.bytes();
    let said = desk.import(&file, &[]);
    assert!(said.status == 0 && said.out.contains("(statements): 0 new, 0 changed, 2 there already"), "{}{}", said.out, said.err);
    assert!(said.out.contains("This table is read as it was before: statements, into Pay."), "{}", said.out);
    assert_eq!(desk.bytes(), before, "nothing is added");
    // What is said now counts.
    let said = desk.import(&file, &["--into", "Other", "--dry-run"]);
    assert!(said.out.contains("2 new"), "{}{}", said.out, said.err);
}

#[test]
fn an_event_that_may_be_a_round_without_a_date_is_a_question() {
    let desk = Desk::new();
    let rounds =
        desk.file("rounds.csv", b"negotiation,number,date,status\nPay,2,2026-10-26,held\nPay,3,December 2026,tentative\n");
    assert_eq!(desk.import(&rounds, &[]).status, 0);
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@them\r\nSUMMARY:Wage talks\r\nDTSTART;VALUE=DATE:20261204\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let file = desk.file("next.ics", event.as_bytes());
    let said = desk.import(&file, &["--into", "Pay"]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("Wage talks (") && said.err.contains("Round 3? Proposed: something new."), "{}", said.err);
    let written = said.err.split(['“', '”']).find(|part| part.starts_with("Wage talks (")).unwrap().to_owned();
    let said = desk.import(&file, &["--into", "Pay", "--same", &format!("{written}=Round 3")]);
    assert!(said.status == 0 && said.out.contains("0 new, 1 changed"), "{}{}", said.out, said.err);
    let said = desk.import(&file, &["--into", "Pay"]);
    assert!(said.status == 0 && said.out.contains("0 new, 0 changed, 1 there already"), "{}{}", said.out, said.err);
    assert_eq!(desk.check()["rounds"], 2, "{}", desk.check());
}
