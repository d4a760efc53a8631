//! Files that cannot be read, or not wholly: each is named with line and reason, everything else opens, nothing is changed.

use super::{folder, open, save, snapshot};
use crate::model::{PartyId, RecordId};
use crate::store::{Kept, Problem};
use std::fs;
use std::path::Path;
use uuid::Uuid;

const GOOD: &str = "(
    format: 1,
    party: (
        id: \"019c0b6e-3f00-7000-8000-0000000000aa\",
        name: \"Good\",
        kind: state,
        created: \"2026-02-02T02:40:00Z\",
    ),
)
";

/// A party file with one line more or other.
fn party(lines: &str) -> String {
    format!(
        "(\n    format: 1,\n    party: (\n        id: \"019c0b6e-3f00-7000-8000-0000000000bb\",\n        name: \"Bad\",\n{lines}\n    ),\n)\n"
    )
}

/// Where a problem is and what it says, as one line.
fn told(problem: &Problem) -> String {
    let place = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{place} {:?}: {}", problem.file.display(), problem.kept_as, problem.what)
}

/// Puts `input` beside a good file, and holds that there is one problem, which begins as `expected`, that the good file opens,
/// and that neither opening nor saving everything changes a byte.
#[track_caller]
fn check(input: impl AsRef<[u8]>, expected: &str) {
    let dir = folder(&[("parties/good-000000aa.ron", GOOD)]);
    fs::write(dir.path().join("parties/bad-000000bb.ron"), input).unwrap();
    let before = snapshot(dir.path());
    let mut opened = open(dir.path());
    let told: Vec<_> = opened.problems.iter().map(told).collect();
    let [told] = told.as_slice() else { panic!("one problem is wanted: {told:#?}") };
    assert!(told.starts_with(expected), "{told}\nis not\n{expected}");
    assert!(opened.workspace.contains(RecordId::Party(PartyId(Uuid::from_u128(0x019c_0b6e_3f00_7000_8000_0000_0000_00aa)))));

    let kept_as = opened.problems[0].kept_as;
    let everything = opened.workspace.ids().collect();
    let report = save(&mut opened.store, &opened.workspace, &everything);
    assert_eq!(report.saved.len(), 0);
    for id in &everything {
        let locked = kept_as == Kept::ReadOnly && opened.store.file_of(*id).unwrap().ends_with("bad-000000bb.ron");
        assert_eq!(opened.store.read_only(*id).is_some(), locked);
        assert_eq!(report.failed.iter().any(|failure| failure.records.contains(id)), locked);
    }
    assert_eq!(snapshot(dir.path()), before);
}

/// The lines that make a party whole.
const REST: &str = "        kind: state,\n        created: \"2026-02-02T02:40:00Z\",";

#[test]
fn syntax() {
    check("", "parties/bad-000000bb.ron SetAside: is empty");
    check("\u{feff} \n", "parties/bad-000000bb.ron SetAside: is empty");
    check("(format: 1, party: (", "parties/bad-000000bb.ron:1 SetAside: at `party`: ");
    check(
        party(&format!("{REST}\n        note: \"open,")),
        "parties/bad-000000bb.ron:8 SetAside: at `party.note`: a text in quotation marks is not closed",
    );
    check(party(&format!("        short \"B\",\n{REST}")), "parties/bad-000000bb.ron:6 SetAside: at `party`: a colon is missing");
    check(party(&format!("        short: \"B\"\n{REST}")), "parties/bad-000000bb.ron:7 SetAside: at `party`: a comma is missing");
    check(party(REST) + "more", "parties/bad-000000bb.ron:9 SetAside: there is something after the end");
    check("[".repeat(100_000), "parties/bad-000000bb.ron:1 SetAside: ");
    check("hello", "parties/bad-000000bb.ron:1 SetAside: ");
    check("(name: \"another program's\")", "parties/bad-000000bb.ron:1 SetAside: the field `format` is missing");
    check("(format: 1)", "parties/bad-000000bb.ron SetAside: holds no records");
}

#[test]
fn encoding() {
    check(b"(format: 1,\n \"\xff\")", "parties/bad-000000bb.ron:2 SetAside: is not text in UTF-8");
    check(b"\xff\xfe(\0f\0", "parties/bad-000000bb.ron:1 SetAside: is not text in UTF-8");
}

#[test]
fn wrong_types_and_values() {
    let bad = |lines: &str, expected: &str| check(party(lines), &format!("parties/bad-000000bb.ron:{expected}"));
    bad(&format!("{REST}\n        hue: \"red\","), "8 SetAside: at `party.hue`: a whole number is wanted here");
    bad(&format!("{REST}\n        hue: 256,"), "8 SetAside: at `party.hue`: the number is too large, or negative");
    bad(&format!("{REST}\n        note: 5,"), "8 SetAside: at `party.note`: a text in quotation marks is wanted here");
    bad(&format!("{REST}\n        blocs: \"x\","), "8 SetAside: at `party.blocs`: a list in [ ] is wanted here");
    bad(&format!("{REST}\n        blocs: [\"x\"],"), "8 SetAside: at `party.blocs[0]`: “x” is not an id");
    bad(
        "        kind: \"state\",\n        created: \"2026-02-02T02:40:00Z\",",
        "6 SetAside: at `party.kind`: a bare word is wanted here",
    );
    bad("        kind: state,\n        created: \"yesterday\",", "7 SetAside: at `party.created`: “yesterday” is not a time");
    bad(
        "        kind: state,\n        created: \"+262142-12-31T23:59:59Z\",",
        "7 SetAside: at `party.created`: “+262142-12-31T23:59:59Z” is not a time",
    );
    bad("        kind: state,", "7 SetAside: at `party`: the field `created` is missing");
    bad(
        &format!("{REST}\n        note: \"a\",\n        note: \"b\","),
        "9 SetAside: at `party`: the field `note` is there twice",
    );
}

#[test]
fn wrong_times() {
    let when = |when: &str| {
        let id = |n: u8| format!("\"019c0b6e-3f00-7000-8000-0000000000{n:02x}\"");
        format!(
            "(\n  format: 1,\n  round: (\n    id: {},\n    negotiation: {},\n    schedule: (status: held,\n    when: {when}),\n    created: \"2026-02-02T02:40:00Z\"))",
            id(1),
            id(2)
        )
    };
    let bad = |text: &str, expected: &str| {
        check(when(text), &format!("parties/bad-000000bb.ron:7 SetAside: at `round.schedule.{expected}"));
    };
    bad("day(\"2026-02-30\")", "when.day`: “2026-02-30” is not a day such as");
    bad("span(\"2026-02-05\", \"2026-02-04\")", "when`: a span ends before it begins");
    bad("month(\"2026-13\")", "when.month`: “2026-13” is not a month such as");
    bad("at(\"2026-02-05T10:20:00+03:00\")", "when.at[0]`: “2026-02-05T10:20:00+03:00” is not a time with its zone such as");
    bad("at(\"2026-02-05T10:20:00+03:00[Mars]\")", "when.at[0]`: “2026-02-05T10:20:00+03:00[Mars]” is not a time with its zone");
}

#[test]
fn what_a_newer_version_may_have_written() {
    let bad = |lines: &str, expected: &str| check(party(lines), &format!("parties/bad-000000bb.ron:{expected}"));
    bad(&format!("{REST}\n        flag: (a: [1, other(\"x\")]),"), "8 ReadOnly: the field `flag` is not known to this version");
    bad("        kind: city,\n        created: \"2026-02-02T02:40:00Z\",", "6 ReadOnly: `city` is not a word that this version");
    check(
        party(REST).replace("format: 1", "format: 2"),
        "parties/bad-000000bb.ron:2 ReadOnly: was written by a newer version of Rapporteur (format 2",
    );
    check(
        party("        kind: (a: 1),").replace("format: 1", "format: 2"),
        "parties/bad-000000bb.ron:2 SetAside: was written by a newer version of Rapporteur (format 2",
    );
    check(party(REST).replace("format: 1", "format: 0"), "parties/bad-000000bb.ron:2 SetAside: gives 0 as its format");
}

#[test]
fn every_unknown_field_is_named_where_it_stands() {
    let spelling = "            (form: \"x\", new: 1),\n";
    let text = party(&format!("{REST}\n        spellings: [\n{}        ],", spelling.repeat(3)));
    let dir = folder(&[("parties/bad-000000bb.ron", &text)]);
    let lines: Vec<_> = open(dir.path()).problems.iter().map(|problem| (problem.line, problem.column)).collect();
    assert_eq!(lines, [(Some(9), Some(25)), (Some(10), Some(25)), (Some(11), Some(25))]);
}

#[test]
fn names_that_lead_nowhere() {
    check(
        party(&format!("{REST}\n        blocs: [\n            \"019c0b6e-3f00-7000-8000-0000000000cc\",\n        ],")),
        "parties/bad-000000bb.ron:9 Opened: the blocs names the party 019c0b6e-3f00-7000-8000-0000000000cc, which is not in",
    );
}

#[test]
fn one_record_in_two_files() {
    check(
        GOOD,
        "parties/bad-000000bb.ron:4 SetAside: holds the party 019c0b6e-3f00-7000-8000-0000000000aa, which parties/good-000000aa.ron",
    );
}

#[test]
fn one_record_twice_in_a_file_or_in_another_ones_makes_that_file_read_only() {
    let statement = |text: &str| {
        format!(
            "(id: \"019c0b6e-3f00-7000-8000-000000000005\", party: \"019c0b6e-3f00-7000-8000-0000000000aa\", kind: demand, \
             text: \"{text}\", level: on_record, verification: unverified, created: \"2026-02-02T02:40:00Z\"),\n"
        )
    };
    let file = |statements: &str| {
        format!("(format: 1, negotiation_id: \"019c0b6e-3f00-7000-8000-000000000003\", statements: [\n{statements}])")
    };
    let talks = "(format: 1, negotiation: (id: \"019c0b6e-3f00-7000-8000-000000000003\", title: \"T\", status: active, \
                 created: \"2026-02-02T02:40:00Z\"))";
    let (first, second) = (file(&(statement("a") + &statement("b"))), file(&statement("c")));
    let dir = folder(&[
        ("parties/good-000000aa.ron", GOOD),
        ("negotiations/t-00000003/negotiation.ron", talks),
        ("negotiations/t-00000003/between/2026-01.ron", &first),
        ("negotiations/t-00000003/between/2026-02.ron", &second),
    ]);
    let opened = open(dir.path());
    let told: Vec<_> = opened.problems.iter().map(|problem| (problem.file.clone(), problem.line, problem.kept_as)).collect();
    let place = |month: &str| Path::new("negotiations/t-00000003/between").join(month);
    assert_eq!(told, [(place("2026-01.ron"), Some(3), Kept::ReadOnly), (place("2026-02.ron"), Some(2), Kept::ReadOnly)]);
    let texts: Vec<_> = opened.workspace.statements.values().map(|statement| statement.text.as_str()).collect();
    assert_eq!(texts, ["a"]);
}

#[test]
fn a_damaged_workspace_file_leaves_the_rest_open() {
    let dir = folder(&[("parties/good-000000aa.ron", GOOD)]);
    fs::write(dir.path().join("workspace.ron"), "(format").unwrap();
    let before = snapshot(dir.path());
    let opened = open(dir.path());
    assert_eq!(opened.workspace.parties.len(), 1);
    assert_eq!(opened.problems.len(), 1);
    assert_eq!((opened.problems[0].file.as_path(), opened.problems[0].kept_as), (Path::new("workspace.ron"), Kept::SetAside));
    assert_eq!(snapshot(dir.path()), before);
}

#[test]
fn a_workspace_of_a_newer_format_is_read_only_as_a_whole() {
    let dir = folder(&[("parties/good-000000aa.ron", GOOD)]);
    fs::write(dir.path().join("workspace.ron"), "(format: 9, workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\")").unwrap();
    let opened = open(dir.path());
    assert!(matches!(opened.access, crate::store::Access::ReadOnly { ref why } if why.contains("newer version")));
    let everything = opened.workspace.ids().collect();
    assert_eq!(opened.store.plan(&opened.workspace, &everything).run().failed.len(), 1);
}

#[test]
fn a_huge_file_is_not_read() {
    let dir = folder(&[]);
    fs::create_dir(dir.path().join("parties")).unwrap();
    let file = fs::File::create(dir.path().join("parties/huge.ron")).unwrap();
    file.set_len(super::super::read::LARGEST + 1).unwrap();
    let problems = open(dir.path()).problems;
    assert_eq!(told(&problems[0]), "parties/huge.ron SetAside: is larger than 64 MB, which no file of records is");
}
