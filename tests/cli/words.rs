//! What the program says: help, refusals, exit statuses, and what it leaves behind.

use crate::support::{Copy, command, json, run, said, text};
use clap::CommandFactory as _;
use rapporteur::model::fields::{Field, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const COMMANDS: &[&str] =
    &["sample", "check", "upcoming", "rounds", "show", "compare", "history", "search", "versions", "log", "export", "import"];

#[test]
fn help_says_it_all_at_100_columns() {
    let all = text(&["--help"]);
    for name in COMMANDS {
        assert!(all.contains(&format!("\n  {name}")), "{name} is not in {all}");
        let own = text(&[name, "--help"]);
        assert!(own.contains(&format!("\nUsage: rapporteur {name}")), "{own}");
        assert!(own.lines().chain(all.lines()).all(|line| line.chars().count() <= 100), "{own}");
    }
    assert_eq!(text(&["--version"]), format!("rapporteur {}\n", env!("CARGO_PKG_VERSION")));
}

/// With `MANUAL=write` the pages are written anew.
#[test]
fn the_manual_says_what_the_help_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/man");
    let drawn = tempfile::tempdir().unwrap();
    let to = if std::env::var("MANUAL").is_ok_and(|wish| wish == "write") { &folder } else { drawn.path() };
    clap_mangen::generate_to(rapporteur::cli::Args::command(), to).unwrap();
    let pages = |of: &Path| -> BTreeMap<_, _> {
        let files = fs::read_dir(of).unwrap().map(|file| file.unwrap());
        files.map(|file| (file.file_name(), fs::read_to_string(file.path()).unwrap())).collect()
    };
    let written = pages(to);
    assert!(written.len() > COMMANDS.len(), "the program and each of its commands have a page");
    let kept = pages(&folder);
    let changed = written.iter().filter(|(name, page)| kept.get(*name) != Some(page)).map(|(name, _)| name);
    let gone = kept.keys().filter(|name| !written.contains_key(*name));
    assert_eq!(changed.chain(gone).collect::<Vec<_>>(), [""; 0], "MANUAL=write cargo test --test cli manual");
}

#[test]
fn a_shell_is_told_what_can_be_completed() {
    for (shell, begins) in [("bash", "_rapporteur() {"), ("zsh", "#compdef rapporteur"), ("fish", "# Print an optspec")] {
        let script = text(&["completions", shell]);
        assert!(script.starts_with(begins), "{shell}: {script}");
        assert!(script.contains("take-over") && script.contains("as-of"), "{shell}");
    }
    let said = run(&["completions", "abacus"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("takes one of these: bash, elvish, fish"), "{}", said.err);
}

#[test]
fn every_command_answers_on_the_sample_in_both_forms() {
    let folder = tempfile::tempdir().unwrap();
    let dir = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let lines: &[&[&str]] = &[
        &["check"],
        &["upcoming", "--from", "2026-01-25", "--days", "30"],
        &["rounds", "istanbul", "2025"],
        &["show", "abu dhabi 2"],
        &["show", "Steve", "Witkoff"],
        &["show", "ua"],
        &["show", "RU-UA-US-2026"],
        &["compare", "istanbul 2025", "--as-of", "last"],
        &["history", "istanbul 2025", "--party", "ua", "--issue", "ceasefire"],
        &["search", "security guarantees"],
        &["log", "geneva-3", "ua demand territory: No"],
    ];
    for line in lines {
        let told = text(&[&["--sample"], *line].concat());
        assert!(told.lines().count() > 1, "{line:?}: {told}");
        let long = told.lines().find(|line| line.trim().contains(' ') && line.chars().count() > 100);
        assert_eq!(long, None, "{line:?}");
        assert!(!told.contains('\u{1b}'), "{line:?}: no colours");
        assert!(json(&[&["--sample"], *line].concat()).is_object(), "{line:?}");
    }
    assert!(text(&["sample", &dir("text")]).contains("rapporteur --data-dir"));
    assert_eq!(json(&["sample", &dir("json")])["folder"], dir("json"));
    let again = run(&["sample", &dir("json")]);
    assert_eq!((again.status, again.out.as_str()), (2, ""));
    assert!(again.err.contains("is not empty"), "{}", again.err);
}

#[test]
fn an_ambiguous_name_lists_the_candidates_and_a_wrong_one_the_nearest() {
    let refused = |line: &[&str]| {
        let said = run(&[&["--sample"], line].concat());
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{line:?}");
        said.err
    };
    let err = refused(&["rounds", "russia"]);
    assert!(err.starts_with("“russia” could be 3 negotiations:\n  "), "{err}");
    assert_eq!(err.lines().count(), 4, "{err}");
    let (id, title) = err.lines().nth(1).unwrap().trim().split_once("  ").unwrap();
    assert_eq!(json(&["--sample", "rounds", id])["negotiation"], title, "a candidate's id names it");

    for (line, says) in [
        (&["show", "territory"][..], "“territory” could be 3 "),
        (&["compare", "ru-ua-us", "--issues", "teritory"], "No issue is called “teritory”. Did you mean “Territory”?"),
        (&["compare", "ru-ua-us", "--parties", "atlantis"], "No party is called “atlantis”. There is: "),
        (&["compare", "ru-ua-us", "--as-of", "whenever"], "--as-of takes a day or a round."),
        (&["history", "ru-ua-us", "--party", "ukrane", "--issue", "territory"], "Did you mean “Ukraine”?"),
        (&["show", "withkoff"], "Did you mean “Steve Witkoff”?"),
        (&["upcoming", "--from", "someday"], "“someday” is no day."),
    ] {
        let err = refused(line);
        assert!(err.contains(says), "{line:?}: {err}");
    }
}

#[test]
fn what_cannot_be_understood_is_refused_before_anything_is_opened() {
    for line in [&["chekc"][..], &["check", "--jsno"], &["upcoming", "--days", "x"], &["--json"]] {
        let said = run(line);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{line:?}");
        assert!(said.err.contains("--help"), "{line:?}: {}", said.err);
    }
}

#[test]
fn a_folder_without_a_record_is_not_made_into_one() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("absent");
    let dir = absent.to_str().unwrap();
    for line in [&["check"][..], &["upcoming"], &["search", "x"], &["log", "1", "ua: yes"]] {
        let said = run(&[&["--data-dir", dir], line].concat());
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{line:?}");
        assert!(said.err.contains("There is no record in") && said.err.contains("rapporteur --sample"), "{}", said.err);
    }
    assert!(!absent.exists());
    fs::write(folder.path().join("letter.txt"), "").unwrap();
    let said = run(&["--data-dir", folder.path().to_str().unwrap(), "check"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("holds other files and no workspace"), "{}", said.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_reader_who_has_read_enough_ends_it_quietly() {
    for line in [&["--sample", "upcoming"][..], &["--sample", "show", "geneva-3", "--json"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut child = command(line);
        child.stdout(writer).stderr(std::process::Stdio::piped());
        let output = child.spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line:?}");
        assert_eq!(output.status.code(), Some(0), "{line:?}");
    }
}

#[test]
fn the_copy_of_the_sample_goes_away() {
    let folder = tempfile::tempdir().unwrap();
    for line in
        [&["--sample", "check"][..], &["--sample", "log", "geneva-3", "ua: yes"], &["--sample", "show", "nobody"], &["--sample"]]
    {
        said(command(line).env("TMPDIR", folder.path()));
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert!(left.is_empty(), "{line:?} leaves {left:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_agenda_is_shown_as_text() {
    let said = run(&["--sample"]);
    assert_eq!(said.status, 3);
    assert!(said.err.contains("DISPLAY"), "{}", said.err);
    assert!(said.out.starts_with("Ahead of ") && said.out.contains("Round 4"), "{}", said.out);

    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("absent");
    let said = run(&["--data-dir", absent.to_str().unwrap()]);
    assert_eq!((said.status, said.out.as_str()), (3, ""));
    assert!(said.err.contains("There is no record in"), "{}", said.err);
    assert!(!absent.exists());
}

/// The fields of a table that are left out of what is shown.
fn left_out(table: &[Field], shown: &serde_json::Value, lacking: &mut BTreeSet<String>, of: &str) {
    for field in table.iter().filter(|field| !field.is_own()) {
        let Some(key) = field.shown_as() else { continue };
        match (field.kind, shown.get(key)) {
            (Kind::Part(inside), _) => left_out(inside, shown, lacking, of),
            (_, None) => drop(lacking.insert(format!("{of}: {key}"))),
            (Kind::Parts(inside), Some(parts)) => {
                parts.as_array().into_iter().flatten().for_each(|part| left_out(inside, part, lacking, &format!("{of}: {key}")));
            }
            _ => {}
        }
    }
}

#[test]
fn every_field_of_a_record_is_shown() {
    let copy = Copy::new();
    let opened = rapporteur::store::Store::open_to_read(&copy.path()).unwrap();
    let mut kinds = BTreeSet::new();
    let mut lacking = BTreeSet::new();
    for id in opened.workspace.ids().filter(|id| kinds.insert(id.noun())) {
        let shown = json(&["--sample", "show", &id.uuid().to_string()]);
        left_out(id.table(), &shown, &mut lacking, id.noun());
    }
    assert!(kinds.len() >= 9, "the sample has a record of every kind: {kinds:?}");
    assert_eq!(lacking, BTreeSet::new());
}
