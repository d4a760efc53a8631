//! Quick lines of anything at all: spliced from valid ones, in any script and direction, huge, with the cursor everywhere. Nothing
//! panics, every range lies on characters, and what comes back is not larger than what was given by more than the names in it.
//! `PROPTEST_CASES` asks for more cases than a run has by itself.

use super::tests::{Table, table};
use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const VALID: [&str; 21] = [
    "ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord",
    "demand, ua, monitoring, ceasefire: now",
    "烏克蘭 demand exchange: 1000",
    "ua demand \"monitoring post\": in full",
    "@zelenskyy: \"We will not leave\"",
    "us @Зеленський demand: x",
    "ua demand on 4 Feb monitoring: now",
    "ua demand: now ^\"last night, late\"",
    "ru demand: x !must #bg =reuters",
    "ru >>ua ceasefire: no",
    "ua *\"own \\\\ word\" monitoring: x",
    "ua: so \\@ be \\# it",
    "אוקראינה demand monitoring: שלום @\"פקיד אמריקאי\"",
    "أوكرانيا demand: لا ^5 Feb",
    "next 1 Feb in Abu Dhabi @\"US official\" =reuters",
    "incident 4 Feb in Kyiv: Power cut, blamed on ru @Klitschko ?unverified",
    "attends ua: Umerov (head), Budanov and \"two aides\"; ru: +\"Jane Roe\"",
    "todo ua, 烏克蘭: send list by 5 Feb",
    "discrepancy שלום: 4 vs 5",
    "ua demand: e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 🇺🇦 \u{202e}abc\u{202c}",
    "",
];

/// A piece of a valid line, cut at any character.
fn piece() -> impl Strategy<Value = String> {
    (select(VALID.to_vec()), any::<Index>(), 0..30_usize).prop_map(|(line, from, many)| {
        let length = line.chars().count();
        line.chars().skip(if length == 0 { 0 } else { from.index(length) }).take(many).collect()
    })
}

fn line() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{200d}",
        "\u{feff}",
        "\u{301}",
        "\u{1F3FD}",
        "👩‍👩‍👧‍👦",
        "🇺🇦",
        "ﷺ",
        "ß",
        "İ",
        "ǅ",
        "ﬁ",
        "\u{0}",
        "\n",
        "\r\n",
        "\t",
        "\u{2028}",
        "\u{a0}",
        "\\",
        "\"",
        "“",
        "«",
        "„",
        "@",
        "#",
        "!",
        "^",
        "=",
        ">>",
        "*",
        "?",
        "?unverified",
        "/5 Feb",
        "=-",
        "@+",
        "+",
        "＠",
        "＃",
        "：",
        "，",
        ":",
        ",",
        "+",
        "next ",
        "todo ",
        "by",
        " vs ",
        ";",
        "(",
        ")",
        "&",
        "-",
        "/",
        "\u{10FFFF}",
        "99999999999999999999",
        "^+0",
        "^31 Feb",
        "^999999-01-01",
        "^-262143-01-01",
        "^10:20 Moscow",
    ]);
    let part =
        prop_oneof![4 => piece(), 2 => odd.prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => any::<char>().prop_map(String::from)];
    vec(part, 0..10).prop_map(|parts| parts.concat())
}

/// Holds of a line what always holds.
fn hold(table: &Table, line: &str, cursor: usize) {
    let read = read(line, cursor, &table.talks.ws, &table.context);
    let mut covered = 0;
    for token in &read.tokens {
        assert!(line.get(token.range.clone()).is_some(), "{token:?}");
        assert!(token.range.start >= covered, "in order and apart: {:?}", read.tokens);
        covered = token.range.end;
        if let Meaning::Known(words) | Meaning::New(words) | Meaning::NotUnderstood(words) | Meaning::Unclear(_, words) =
            &token.meaning
        {
            assert!(words.len() <= 4 * line.len() + 300, "{} bytes of words for {}", words.len(), line.len());
        }
    }
    assert!(read.tokens.len() <= line.len());
    assert!(read.draft.text.len() <= line.len() + 1);
    assert!(read.draft.issues.len() <= line.len() && read.draft.sources.len() <= line.len());
    assert!(read.completions.len() <= 200, "{}", read.completions.len());
    for completion in &read.completions {
        assert!(line.get(completion.range.clone()).is_some(), "{completion:?}");
        assert!(completion.insert.len() + completion.label.len() + completion.detail.len() <= 8 * line.len() + 600);
        // What is offered can be taken.
        let mut completed = line.to_owned();
        completed.replace_range(completion.range.clone(), &completion.insert);
    }
    if read.ready() {
        let written = write(&read.draft, &table.talks.ws, &table.context);
        assert!(written.len() <= 8 * line.len() + 600, "{} bytes became {}", line.len(), written.len());
    }
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_line_at_any_cursor(line in line(), cursor in any::<Index>()) {
        hold(&table(), &line, cursor.index(line.len() + 3));
    }
}

#[test]
fn every_cursor_in_lines_of_every_script() {
    let table = table();
    for line in VALID {
        (0..=line.len() + 1).for_each(|cursor| hold(&table, line, cursor));
    }
}

#[test]
fn huge_lines() {
    let table = table();
    for part in [
        "a",
        "ua ",
        "@",
        "@a ",
        "\"",
        "^5 Feb ",
        "monitoring, ",
        "ua demand monitoring: x ",
        "\u{301}",
        "👩‍👩‍👧‍👦",
        "א",
        "\\",
        ":",
        ">>ru ",
        "=r ",
        "\"a ",
        ":,",
    ] {
        let line = part.repeat(8_000 / part.len());
        hold(&table, &line, line.len());
        hold(&table, &line, line.len() / 2);
    }
}
