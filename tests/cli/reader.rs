//! The real window as a screen reader finds it: over AT-SPI on a bus of its own, under a display of its own.

use crate::screen::{Running, Screen};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

/// Names, roles, the marked row of an open list, and what is told of saving, logging, undoing and refusing.
#[test]
fn a_screen_reader_finds_names_lists_and_tables_and_hears_what_happens() {
    let screen = Screen::start();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("told.log");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/reader.py");
    // Debian's own Python, which its packages are for.
    let mut reader = Command::new("timeout");
    reader.args(["150", "dbus-run-session", "--", "/usr/bin/python3", script, env!("CARGO_BIN_EXE_rapporteur"), "--sample"]);
    reader.env("DISPLAY", screen.display()).env("TMPDIR", folder.path()).env("RAPPORTEUR_CONFIG_DIR", folder.path());
    reader.env("XDG_RUNTIME_DIR", folder.path()).env("HOME", folder.path());
    for variable in ["DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "NO_AT_BRIDGE", "WAYLAND_DISPLAY"] {
        reader.env_remove(variable);
    }
    reader.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(fs::File::create(&log).unwrap());
    let mut reader = Running(reader.spawn().unwrap());
    let (mut to, from) = (reader.0.stdin.take().unwrap(), BufReader::new(reader.0.stdout.take().unwrap()));
    let window = screen.shown("Rapporteur");
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for line in from.lines() {
        let line = line.unwrap();
        let (word, value) = line.split_once('\t').unwrap_or((&line, ""));
        if word == "ready" {
            screen.focus(window);
            writeln!(to).unwrap();
        }
        found.insert(word.to_owned(), value.to_owned());
    }
    let status = reader.0.wait().unwrap();
    let told = || format!("{found:#?}\n{}", fs::read_to_string(&log).unwrap());
    assert!(status.success() && !found.contains_key("stopped"), "{}", told());
    println!("{found:#?}");

    let count = |what: &str| found.get(what).map_or(0, |count| count.parse::<usize>().unwrap());
    let of = |what: &str| found.get(what).map(String::as_str).unwrap_or_default();
    assert_eq!(of("window"), "Rapporteur");
    for page in ["upcoming", "rounds", "compare", "statements"] {
        assert!(count(&format!("{page}: nodes")) > 20, "{}", told());
        assert_eq!(count(&format!("{page}: without a name")), 0, "{}", told());
        assert!(count(&format!("{page}: tree item")) >= 9 && count(&format!("{page}: tree")) == 1, "{}", told());
    }
    assert!(count("upcoming: list") > 0 && count("upcoming: list item") > 1, "{}", told());
    assert!(count("rounds: table") == 1 && count("rounds: table row") > 2, "{}", told());
    assert!(count("rounds: column header") >= 3 && count("rounds: table cell") > 6, "{}", told());
    assert!(count("compare: table") == 1 && count("compare: row header") > 1, "{}", told());
    assert!(count("compare: column header") > 1 && count("compare: table cell") > 2, "{}", told());
    assert!(count("statements: list item") > 5, "{}", told());

    // Polite is 1, assertive 2.
    assert_eq!(of("refused"), "('Open a negotiation first, or add one', 2)");
    assert_eq!(of("deleted"), "('Moved the statement to the bin. Undo brings it back.', 1)", "the row that has the focus");
    assert!(of("brought back").starts_with("('Undid "), "{}", told());
    assert!(of("logged").starts_with("('Logged: Ukraine, demand, ") && of("logged").ends_with(", 1)"), "{}", told());
    assert!(of("undone").contains("'Undid "), "{}", told());
    assert_eq!(of("once more"), of("nothing left"), "the same words are told again");
    assert_eq!(of("saved"), "('Everything is saved', 1)");
    assert!(of("marked").ends_with(", 1)"), "the marked row of the palette is told: {}", told());
    assert_eq!((of("the entry keeps the focus"), of("its list")), ("True", "['Offers']"), "{}", told());
}
