//! The loader on anything at all: bytes, spliced and mutated files of the sample, and RON of every form. It never panics, what it
//! reads it writes and reads again, an error names a line of the text, and nothing grows beyond what was given.
//! `PROPTEST_CASES` asks for more cases than a run has by itself.

use super::sampled;
use crate::store::formats::Formats;
use crate::store::read::{self, Finding};
use crate::store::{locate, render, settings};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::fs;

/// Holds of any bytes what always holds.
fn hold(bytes: &[u8]) {
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let fits = |finding: &Finding| {
        assert!(finding.line.is_none_or(|line| (1..=lines).contains(&line)), "of {lines} lines: {finding:?}");
        assert!(finding.column.is_none_or(|column| column <= bytes.len() + 1), "{finding:?}");
        assert!(!finding.what.is_empty());
        assert!(finding.what.len() <= 4 * bytes.len() + 1000, "a message of {} bytes for {}", finding.what.len(), bytes.len());
    };
    match read::content(bytes, Formats::TODAY) {
        Err(finding) => fits(&finding),
        Ok(content) => {
            content.newer.iter().for_each(fits);
            assert!(content.newer.len() <= 100, "{} findings", content.newer.len());
            if content.newer.is_empty() {
                let written = render::bytes(&content.records, Formats::TODAY).unwrap();
                // A blank is written as a line of its own, and a sign as an escape, but that is all.
                assert!(written.len() <= 20 * bytes.len() + 1000, "{} bytes became {}", bytes.len(), written.len());
                let mut again = read::content(&written, Formats::TODAY).unwrap().records;
                let mut first = content.records;
                again.sort_by_key(crate::model::Record::id);
                first.sort_by_key(crate::model::Record::id);
                assert!(again == first, "written, it says something else");
            }
        }
    }
    if let Ok(text) = read::text_of(bytes) {
        let _ = (locate::comment(text), locate::number(text, "format"));
    }
}

/// A value of RON, of any form, up to some depth.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(vec![
            "1",
            "-1",
            "0x1F",
            "1_000",
            "256",
            "4294967296",
            "1e99999",
            "-0.0",
            "NaN",
            "inf",
            "true",
            "false",
            "None",
            "()",
            "unknown",
            "state",
            "open",
            "demand",
            "held",
            "'x'",
            "b\"x\"",
            "r\"x\"",
            "r#\"\"x\"\"#",
            "\"\"",
            "\"\\u{1F54A}\"",
            "\"\\x41\"",
            "\"\\",
            "\"2026-02-04\"",
            "\"2026-02-30\"",
            "\"2026-02-04T10:00:00Z\"",
            "\"+262142-12-31T23:59:59Z\"",
            "\"019c0b6e-3f00-7000-8000-00000000002a\"",
            "day(\"2026-02-04\")",
            "month(\"2026-13\")",
            "month(\"-99999-01\")",
            "span(\"2026-02-05\", \"2026-02-04\")",
            "at(\"2026-02-05T10:20:00+03:00[Europe/Moscow]\", 90)",
            "at(\"2026-02-05T10:20:00+99:99[Mars/Olympus]\")",
            "other(\"x\")",
            "party(\"019c0b6e-3f00-7000-8000-00000000002a\")",
            "described(\"\")",
            "window(earliest: \"2026-02-04\")",
            "/* x */ 1",
            "// x\n1",
            "Some(1)",
            "Some(Some(1))",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}".prop_map(|text| format!("{text:?}")),
        "[a-z_]{1,6}",
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let field = (select(FIELDS.to_vec()), inner.clone()).prop_map(|(name, value)| format!("{name}: {value}"));
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(|all| format!("[{}]", all.join(", "))),
            vec(inner.clone(), 0..4).prop_map(|all| format!("({})", all.join(", "))),
            vec(field, 0..6).prop_map(|all| format!("({})", all.join(",\n"))),
            ("[a-z]{1,5}", inner.clone()).prop_map(|(word, value)| format!("{word}({value})")),
            (inner.clone(), inner).prop_map(|(key, value)| format!("{{{key}: {value}}}")),
        ]
    })
}

const FIELDS: [&str; 40] = [
    "format",
    "id",
    "name",
    "title",
    "kind",
    "created",
    "changed",
    "by",
    "party",
    "person",
    "negotiation",
    "negotiation_id",
    "workspace_id",
    "issues",
    "sources",
    "round",
    "statements",
    "follow_ups",
    "incidents",
    "deleted",
    "clash",
    "records",
    "schedule",
    "status",
    "when",
    "announcements",
    "zone",
    "format",
    "sittings",
    "attendance",
    "text",
    "level",
    "verification",
    "what",
    "state",
    "spellings",
    "form",
    "owners",
    "speaker",
    "of_later",
];

/// A whole file with a few fields that may be right.
fn document() -> impl Strategy<Value = String> {
    let field = (select(FIELDS.to_vec()), value()).prop_map(|(name, value)| format!("{name}: {value},\n"));
    (select(vec!["1", "1", "1", "2", "0", "0x1", "\"1\""]), vec(field, 0..6))
        .prop_map(|(format, fields)| format!("(format: {format},\n{})", fields.concat()))
}

/// A change of some bytes.
#[derive(Clone, Debug)]
enum Mutation {
    Put(Index, Vec<u8>),
    Take(Index, usize),
    Set(Index, u8),
    /// A piece of another file.
    Splice(Index, Index, Index, usize),
    /// A piece of the same file once more.
    Again(Index, usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = prop_oneof![
        vec(any::<u8>(), 1..5),
        value().prop_map(String::into_bytes),
        select(vec![
            "(", ")", "[", "]", ",", ":", "\"", "\\", "//", "/*", "*/", "r#\"", "\u{feff}", "\r\n", "\0", "Some(", "None", "{"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    let at = any::<Index>;
    prop_oneof![
        (at(), piece).prop_map(|(at, bytes)| Mutation::Put(at, bytes)),
        (at(), 1..200_usize).prop_map(|(at, many)| Mutation::Take(at, many)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        (at(), at(), at(), 1..600_usize).prop_map(|(at, file, from, many)| Mutation::Splice(at, file, from, many)),
        (at(), 1..300_usize, 1..4_usize).prop_map(|(at, many, times)| Mutation::Again(at, many, times)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let piece =
        |bytes: &[u8], from: usize, many: usize| bytes[from.min(bytes.len())..].iter().take(many).copied().collect::<Vec<_>>();
    match mutation {
        Mutation::Put(at, more) => drop(bytes.splice(at.index(bytes.len() + 1)..at.index(bytes.len() + 1), more.iter().copied())),
        Mutation::Take(at, many) => {
            let at = at.index(bytes.len() + 1);
            bytes.drain(at..(at + many).min(bytes.len()));
        }
        Mutation::Set(at, byte) => {
            let length = bytes.len();
            if length > 0 {
                bytes[at.index(length)] = *byte;
            }
        }
        Mutation::Splice(at, file, from, many) => {
            let other = sampled::files()[file.index(sampled::files().len())].1.as_bytes();
            let more = piece(other, from.index(other.len()), *many);
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, more);
        }
        Mutation::Again(at, many, times) => {
            let at = at.index(bytes.len() + 1);
            let more = piece(bytes, at, *many).repeat(*times);
            bytes.splice(at..at, more);
        }
    }
}

/// As many cases as `PROPTEST_CASES` says, else that many.
pub(super) fn config(usual: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        hold(&bytes);
        hold(&[b"(format: 1, party: (", bytes.as_slice()].concat());
    }

    #[test]
    fn any_text(text in "(\\PC|[\\r\\n\\t\\x00-\\x1f\u{200e}\u{202e}\u{feff}\u{301}]){0,120}") {
        hold(text.as_bytes());
        hold(format!("(format: 1, party: (name: \"{text}\"").as_bytes());
    }

    #[test]
    fn any_ron(text in document()) {
        hold(text.as_bytes());
    }
}

proptest! {
    #![proptest_config(config(40))]

    /// Settings are read from whatever there is, and what is saved is what is loaded.
    #[test]
    fn any_settings(text in prop_oneof![
        value(),
        "\\PC{0,60}",
        vec((select(vec!["name", "zone", "theme", "page", "window", "data_dir", "width", "x", "later"]), value()), 0..5)
            .prop_map(|fields| format!("({})", fields.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(",\n"))),
    ]) {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("settings.ron"), &text).unwrap();
        let (read, problem) = settings::load(dir.path());
        if let Some(problem) = &problem {
            prop_assert!(problem.line.is_none_or(|line| line <= text.matches('\n').count() + 1), "{:?}", problem);
            prop_assert_eq!(&read, &settings::Settings::default());
        }
        // A number that is none is not equal to itself.
        if read.window.is_none() {
            settings::save(dir.path(), &read).unwrap();
            prop_assert_eq!(settings::load(dir.path()), (read, None));
        }
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn any_mutation_of_a_sample_file(file in any::<Index>(), mutations in vec(mutation(), 1..6)) {
        let mut bytes = sampled::files()[file.index(sampled::files().len())].1.clone().into_bytes();
        mutations.iter().for_each(|mutation| mutate(&mut bytes, mutation));
        hold(&bytes);
    }
}

#[test]
fn texts_of_the_worst_forms() {
    let many = 60_000;
    for text in [
        "Some(".repeat(many),
        "a(".repeat(many),
        "kind: a(".repeat(many),
        format!("(format: 1, party: (kind: a(x), name: {}", "b(".repeat(many)),
        format!("(format: 1, party: (kind: {}", "a(x), kind: ".repeat(many)),
        format!("(format: 1, issues: [{}])", "(kind: a(x)),".repeat(2000)),
        format!("(format: 1, {})", (0..3000).map(|n| format!("x{n}: a(x), ")).collect::<String>()),
        format!("(format: 1, party: (blocs: [{}]))", "\"x\",".repeat(many)),
        format!("(format: 1, {})", "x: /* ".repeat(many)),
        "\"\\".repeat(many),
        "r#".repeat(many),
        "// \n".repeat(many),
        "format: ".repeat(many),
        " ".repeat(10 * many),
    ] {
        hold(text.as_bytes());
    }
}
