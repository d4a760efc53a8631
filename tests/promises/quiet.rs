//! No text of a record is told to anybody: not to the log, however much of it is asked for, not in the message of a fault of the
//! program, and not to a file outside the data folder. Every text of a whole workspace holds the same strange word, which is then looked for.

use crate::screen::{Running, Screen};
use crate::shim;
use crate::support::{Drive, PROGRAM, Place, all_below, report, tool};
use rapporteur::model::RecordId;
use rapporteur::model::fields::{Field, Kind};
use rapporteur::store::{Store, sample};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// In small letters, so that it is found in the names of files, too.
const CANARY: &str = "qvxcanary";
const FIXED: &str = "2026-02-04T09:00:00Z";

/// Fields in the files that are no text of a user's: ids, times, zones, and terms that are written as texts.
const NOT_TEXT: &[&str] = &[
    "id",
    "workspace_id",
    "negotiation_id",
    "created",
    "changed",
    "party",
    "person",
    "source",
    "negotiation",
    "parent",
    "zone",
    "latest",
    "earliest",
    "round",
    "issue",
    "answers",
    "issues",
    "sources",
    "supersedes",
    "owners",
    "claimed_by",
    "blamed_on",
    "agenda",
    "record",
    "field",
    "against",
    "parties",
    "issued_by",
    "by_parties",
    "speaker",
    "follow_up",
    "local",
    "offset",
    "due",
    "date",
    "signatories",
    HASH,
];

/// By the digits of its file a document is found; they are no words.
const HASH: &str = "hash";

/// What a statement quotes.
const PASSAGES: &str = r#" passages: [
  (
   id: "00000000-0000-0000-0000-000000000040",
   source: "00000000-0000-0000-0000-000000000020",
   quote: "Words",
   before: "are ",
   after: " all the same",
   start: 3,
  ),
 ],
"#;

/// The file from which the text of a source was read.
const DOCUMENT: &str = r#"document: (
   hash: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
   name: "report.html",
   size: 5120,
   media_type: "text/html",
  ),
  "#;

/// Whether a text could be an id, a time or a day, which a field of any name may hold.
fn is_text(value: &str) -> bool {
    uuid::Uuid::parse_str(value).is_err() && !value.starts_with(|c: char| c.is_ascii_digit())
}

/// Puts the canary into every text of a file; says of which fields.
fn with_canaries(text: &str, fields: &mut BTreeSet<String>) -> String {
    let mut list = String::new();
    let mut out = String::new();
    for line in text.lines() {
        let bare = line.trim_start();
        let (name, value) = match bare.split_once(": ") {
            Some((name, value)) if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => (name.to_owned(), value),
            _ => (list.clone(), bare),
        };
        if value == "[" {
            list.clone_from(&name);
        }
        let inside = value.strip_prefix('"').and_then(|value| value.split('"').next());
        match inside {
            Some(inside) if !NOT_TEXT.contains(&name.as_str()) && is_text(inside) => {
                let at = line.len() - value.len() + 1;
                out.push_str(&format!("{}{CANARY} {}", &line[..at], &line[at..]));
                fields.insert(name);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// The sample, and a negotiation that uses every form of the format, with the canary in every text.
fn workspace(place: &Place) -> BTreeSet<String> {
    let data = place.data();
    sample::write_to(&data).unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/tests/golden");
    let talks = data.join("negotiations/abu-dhabi-talks-0000000b");
    for (from, to) in [
        ("between.ron", talks.join("between/2026-02.ron")),
        ("negotiation.ron", talks.join("negotiation.ron")),
        ("round.ron", talks.join("rounds/2026-02-04-second-round-0000000c.ron")),
        ("party.ron", data.join("parties/ukraine-0000000a.ron")),
        ("clash.ron", data.join("clashes/2026-02-06-statement-83aa1687.ron")),
    ] {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        // Texts that few statements have.
        let more = "text: \"Words\",\n terms: \"a\",\n locus: \"b\",\n assessor: \"c\",\n";
        let text = fs::read_to_string(golden.join(from)).unwrap().replace("text: \"Words\",", &format!("{more}{PASSAGES}"));
        let text = text.replacen("reliability: b,", &format!("{DOCUMENT}reliability: b,"), 1);
        // The round came from another calendar.
        let text = if from == "round.ron" {
            text.replacen("title: \"", "uid: \"away@calendar\",\n calendar: \"told\",\n title: \"", 1)
        } else {
            text
        };
        fs::write(to, text).unwrap();
    }
    let before = Store::open_to_read(&data).unwrap();
    let mut fields = BTreeSet::new();
    for file in all_below(&data) {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, with_canaries(&text, &mut fields)).unwrap();
    }
    let after = Store::open_to_read(&data).unwrap();
    let problems = |opened: &rapporteur::store::Opened| {
        opened.problems.iter().map(|problem| (problem.file.clone(), problem.line)).collect::<Vec<_>>()
    };
    assert_eq!(problems(&after), problems(&before), "the canary is in something that is no text");
    assert_eq!(after.workspace.ids().collect::<Vec<_>>(), before.workspace.ids().collect::<Vec<_>>());
    fields
}

/// Whether something holds the canary, in letters of any size.
fn sings(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).to_lowercase().contains(CANARY)
}

/// Nothing outside the data folder holds it, and no name of a file there.
fn hold_silence(place: &Place) {
    for file in all_below(place.path()).into_iter().filter(|file| !file.starts_with(place.data())) {
        assert!(!sings(file.to_string_lossy().as_bytes()), "{}", file.display());
        assert!(!sings(&fs::read(&file).unwrap_or_default()), "{} holds text of a record", file.display());
    }
}

/// Has everything logged that can be.
fn talkative(command: &mut Command) -> &mut Command {
    command.env("RUST_LOG", "trace").env("RUST_BACKTRACE", "1")
}

/// Runs a command on the folder; nothing on its standard error may hold the canary. Returns its standard output.
fn silent(place: &Place, args: &[&str]) -> Vec<u8> {
    let done = talkative(&mut place.program(args)).output().unwrap();
    assert!(!sings(&done.stderr), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    assert!(matches!(done.status.code(), Some(0..=2)), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

/// The names of the fields that hold words.
fn words_in(table: &[Field], texts: &mut BTreeSet<String>) {
    for field in table {
        match field.kind {
            Kind::Text => drop(texts.insert(field.name.to_owned())),
            Kind::Part(inside) | Kind::Parts(inside) => words_in(inside, texts),
            _ => {}
        }
    }
}

#[test]
fn every_text_of_the_model_is_watched() {
    let place = Place::new();
    let fields = workspace(&place);
    let mut texts = BTreeSet::from(["by".to_owned()]);
    RecordId::all_kinds().for_each(|kind| words_in(kind.table(), &mut texts));
    texts.remove(HASH);
    assert!(texts.len() > 20, "{texts:?}");
    let missing: Vec<&String> = texts.difference(&fields).collect();
    assert!(missing.is_empty(), "no file holds a text called {missing:?}, or it is taken for something else: {fields:?}");
    report(&format!("canary: in {} kinds of fields", fields.len()));
}

#[test]
fn no_command_tells_the_log_what_is_in_a_record() {
    let place = Place::new();
    workspace(&place);
    let mut sung = 0;
    for args in [
        &["check"][..],
        &["upcoming"],
        &["upcoming", "--from", "2020-01-01", "--json"],
        &["rounds", "ru-ua-us"],
        &["show", "geneva"],
        &["show", "zelensky", "--json"],
        &["compare", "ru-ua-us"],
        &["history", "ru-ua-us", "--party", "ru", "--issue", "monitoring"],
        &["search", "ceasefire"],
        &["log", "geneva-3", "ru demand monitoring: qvxcanary must be watched"],
    ] {
        sung += usize::from(sings(&silent(&place, args)));
    }
    assert!(sung >= 5, "the commands read the canaries: only {sung} did");
    hold_silence(&place);
}

#[test]
fn damaged_files_are_told_of_without_what_they_hold() {
    type Damage = fn(&str) -> Vec<u8>;
    let damages: [(&str, Damage); 5] = [
        ("cut off within a text", |text| text.as_bytes()[..text.rfind(CANARY).map_or(text.len() / 2, |at| at + 4)].to_vec()),
        ("a quotation mark lost", |text| text.replacen('"', "", 1).into_bytes()),
        ("a strange term", |text| {
            text.replacen("status: ", &format!("status: {CANARY}_"), 1)
                .replacen("kind: ", &format!("kind: {CANARY}_"), 1)
                .into_bytes()
        }),
        ("a strange field", |text| text.replacen('(', &format!("({CANARY}: \"{CANARY}\", "), 2).into_bytes()),
        ("not UTF-8", |text| [text.as_bytes(), CANARY.as_bytes(), &[0xff, 0xfe]].concat()),
    ];
    for (what, damage) in damages {
        let place = Place::new();
        workspace(&place);
        for file in all_below(&place.data()).into_iter().filter(|file| !file.ends_with("workspace.ron")) {
            let text = fs::read_to_string(&file).unwrap();
            fs::write(&file, damage(&text)).unwrap();
        }
        let told = silent(&place, &["check"]);
        assert!(String::from_utf8_lossy(&told).contains(".ron"), "{what}: the files are named");
        silent(&place, &["upcoming"]);
        silent(&place, &["drive", "--fixed", FIXED]);
        hold_silence(&place);
    }
}

#[test]
fn a_save_that_fails_is_told_to_the_user_and_not_to_the_log() {
    let place = Place::new();
    // Without a user of its own, the program has no rights but those that the modes give, even where the test is run by root.
    let mut command = tool("unshare", "util-linux");
    command.args(["-U", PROGRAM, "--data-dir"]).arg(place.data()).args(["drive", "--fixed", FIXED]);
    place.surround(&mut command);
    let log = place.path().join("log");
    talkative(&mut command).stderr(fs::File::create(&log).unwrap());
    let mut drive = Drive::start(&mut command);
    for line in ["party Qvxcanary", "negotiation Qvxcanary talks", "round 4 Feb 2026", "statement Qvxcanary said so"] {
        drive.must(line);
    }
    let limits = fs::read_to_string(format!("/proc/{}/limits", drive.child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().filter(|word| *word == "0").count(), 2, "a crash would leave a core file: {core}");
    for folder in all_below(&place.data()).iter().filter_map(|file| file.parent()).filter(|folder| folder.ends_with("rounds")) {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    }
    let answered = drive.tell("statement Qvxcanary said more");
    assert!(!answered.saved && answered.told[0].contains(CANARY), "the user is told the file: {answered:?}");
    for folder in all_below(&place.data()).iter().filter_map(|file| file.parent()).filter(|folder| folder.ends_with("rounds")) {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
    drive.must("save");
    assert_eq!(drive.end(), Some(0));
    hold_silence(&place);
}

#[test]
fn a_fault_of_the_program_tells_its_place_and_nothing_of_the_record() {
    let place = Place::new();
    workspace(&place);
    let log = place.path().join("log");
    let mut command = place.program(&["drive"]);
    talkative(&mut command).stderr(fs::File::create(&log).unwrap());
    let mut drive = Drive::start(&mut command);
    drive.must("person Qvxcanary");
    assert_eq!(drive.try_tell("panic Qvxcanary, and what was typed after it"), None);
    assert_eq!(drive.end(), Some(101));
    let told = fs::read_to_string(&log).unwrap();
    assert!(told.contains("a fault in the program at src/cli/drive.rs:"), "{told}");
    assert!(told.contains("carry_out"), "the way there is told: {told}");
    hold_silence(&place);
}

#[test]
fn the_window_tells_nothing_of_the_record_even_if_it_breaks() {
    let (place, screen) = (Place::new(), Screen::start());
    workspace(&place);
    let (log, breaks) = (place.path().join("log"), place.path().join("break"));
    let mut command = place.program(&[]);
    talkative(&mut command).env("DISPLAY", screen.display()).env("XDG_RUNTIME_DIR", place.home());
    command.env("LD_PRELOAD", shim::built("failing_clock")).env("CLOCK_FAILS_WHEN", &breaks);
    let mut app = Running(command.stdout(Stdio::null()).stderr(fs::File::create(&log).unwrap()).spawn().unwrap());
    let window = screen.shown("Rapporteur");
    fs::write(&breaks, "").unwrap();
    screen.widen(window, 1100);
    let status = app.0.wait().unwrap();
    let told = fs::read_to_string(&log).unwrap();
    let end = || told.lines().rev().take(60).collect::<Vec<_>>().join("\n");
    assert_eq!(status.code(), Some(101), "{}", end());
    assert!(told.contains("a fault in the program at "), "{}", end());
    hold_silence(&place);
    report(&format!("canary: not in {} lines of the window's log, nor in any file beside the data folder", told.lines().count()));
}
