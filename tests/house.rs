//! Holds the rules of the house: layers that reach only downstairs, I/O only in `store`, colours only in `kit`, the
//! clock only at the edges, and a few habits. The rules are in `house/rules.rs`; the tests below first prove on small
//! bad sources that each rule can fail, and on small good ones that it does not cry wolf.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "house/circles.rs"]
mod circles;
#[path = "house/rules.rs"]
mod rules;
#[path = "house/source.rs"]
mod source;
#[path = "house/tokens.rs"]
mod tokens;

use std::path::{Path, PathBuf};

use rules::{RULES, check};
use source::Source;

#[test]
fn the_sources_keep_the_rules_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.sort();
    assert!(files.contains(&root.join("src/lib.rs")), "the sources were not found under {}", root.display());

    let (mut complaints, mut sources) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&file).unwrap();
        match Source::read(&name, &text) {
            Ok(source) => {
                complaints.extend(check(&source).iter().map(ToString::to_string));
                sources.push(source);
            }
            Err(error) => complaints.push(error),
        }
    }
    complaints.extend(circles::circles(&sources));
    assert!(complaints.is_empty(), "{} break the rules of the house\n\n{}\n", complaints.len(), complaints.join("\n"));
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// What the rules find in `text` if it stands, after a first line that says its purpose, in `file`: `rule:line`.
fn found(file: &str, text: &str) -> Vec<String> {
    let source = Source::read(file, &format!("//! For a test.\n{text}")).unwrap();
    let mut found: Vec<String> = check(&source).iter().map(|finding| format!("{}:{}", finding.rule, finding.line)).collect();
    found.dedup();
    found
}

/// Each with the file it stands in, and the one finding it must give. The first line of the text is line 2.
const BAD: &[(&str, &str, &str)] = &[
    // layers
    ("src/model/when.rs", "use crate::query::Agenda;", "layers:2"),
    ("src/model/mod.rs", "fn f() {\n    crate::store::load();\n}", "layers:3"),
    ("src/query/agenda.rs", "use super::super::session;", "layers:2"),
    ("src/query/mod.rs", "use super::session::{self, Session};", "layers:2"),
    ("src/query/a/b.rs", "use super::super::super::{model::Round, store};", "layers:2"),
    ("src/store/mod.rs", "use crate::{\n    model::Id,\n    query::{Matrix, agenda},\n};", "layers:4"),
    ("src/store/mod.rs", "mod inner {\n    use super::super::super::exchange::csv;\n}", "layers:3"),
    ("src/exchange/ics.rs", "type S = Box<dyn Fn(&crate::session::Session)>;", "layers:2"),
    ("src/session/mod.rs", "fn f() -> String { format!(\"{}\", crate::exchange::csv::all()) }", "layers:2"),
    ("src/ui/page.rs", "pub use crate::store::Folder as F;", "layers:2"),
    ("src/kit/mod.rs", "use crate::model::Party;", "layers:2"),
    ("src/cli/show.rs", "use crate::kit::tokens;", "layers:2"),
    ("src/cli/show.rs", "fn f(_: &crate::ui::Page) {}", "layers:2"),
    ("src/model/mod.rs", "use crate::*;", "layers:2"),
    ("src/model/mod.rs", "use rapporteur::session;", "layers:2"),
    ("src/model/mod.rs", "#[cfg(test)]\nmod tests {\n    use crate::store;\n}", "layers:4"),
    ("src/model/mod.rs", "fn f() { for _ in 0..crate::store::COUNT {} }", "layers:2"),
    ("src/model/mod.rs", "fn f(a: &'static str) -> bool { a == \"\\\"\" || b(&::rapporteur::store::C, '\"') }", "layers:2"),
    ("src/helpers.rs", "", "layers:1"),
    ("src/text/fold.rs", "use crate::model::Party;", "layers:2"),
    // matcher
    ("src/query/mod.rs", "use nucleo_matcher::Matcher;", "matcher:2"),
    // window
    ("src/query/mod.rs", "use egui::Pos2;", "window:2"),
    ("src/session/mod.rs", "fn f(_: &eframe::Frame) {}", "window:2"),
    ("src/cli/mod.rs", "use egui_extras as extras;", "window:2"),
    ("src/main.rs", "fn main() { let _ = eframe::run_native; }", "window:2"),
    // io
    ("src/model/mod.rs", "use std::fs;", "io:2"),
    ("src/session/mod.rs", "use std::{fmt, fs::File, path::Path};", "io:2"),
    ("src/exchange/csv.rs", "use std::io;\nfn f() { let _ = std::fs::read(\"a\"); }", "io:3"),
    ("src/app/mod.rs", "fn f() { std::process::exit(1) }", "io:2"),
    ("src/main.rs", "use std::process;\nfn main() { process::abort() }", "io:2 io:3"),
    ("src/ui/mod.rs", "use std::net::TcpStream;", "io:2"),
    ("src/app/mod.rs", "use std::os::unix::net::UnixStream;", "io:2"),
    ("src/session/mod.rs", "use std::path::*;\nfn f(p: &Path) -> bool { p.exists() }", "io:3"),
    ("src/app/mod.rs", "fn f(p: &std::path::Path) -> bool { p.is_file() }", "io:2"),
    ("src/session/mod.rs", "use tempfile::NamedTempFile;", "io:2"),
    ("src/app/mod.rs", "use std::process::ExitCode;", "io:2"),
    ("src/query/mod.rs", "#[cfg(test)]\nmod tests {\n    use std::fs;\n}", "io:4"),
    // colour
    ("src/ui/page.rs", "fn f() { let _ = egui::Color32::from_rgb(1, 2, 3); }", "colour:2"),
    ("src/app/mod.rs", "use egui::Color32;\nconst RED: Color32 = Color32::RED;", "colour:3"),
    ("src/ui/page.rs", "use egui::Color32 as Paint;\nfn f() { g(Paint::WHITE) }", "colour:3"),
    ("src/ui/page.rs", "fn f() { g(egui::Rgba::from_gray(0.5)) }", "colour:2"),
    ("src/model/party.rs", "const FIRST: &str = \"#aabbcc\";", "colour:2"),
    ("src/ui/page.rs", "fn f() { vec![r\"#FFF\"]; }", "colour:2"),
    ("src/ui/page.rs", "fn f() { g(egui::hex_color!(\"red\")) }", "colour:2"),
    // clock
    ("src/model/mod.rs", "fn f() { chrono::Utc::now(); }", "clock:2"),
    ("src/query/mod.rs", "use chrono::{DateTime, Local};\nfn f() { g(Local::now) }", "clock:3"),
    ("src/session/mod.rs", "use std::time::SystemTime as Time;\nfn f() { Time::now(); }", "clock:3"),
    ("src/ui/page.rs", "use std::time;\nfn f() { time::Instant::now(); }", "clock:3"),
    ("src/store/mod.rs", "fn f() -> uuid::Uuid { uuid::Uuid::now_v7() }", "clock:2"),
    ("src/session/mod.rs", "use uuid::Uuid;\nfn f() { vec![Uuid::new_v4()]; }", "clock:3"),
    ("src/kit/mod.rs", "fn f() { iana_time_zone::get_timezone(); }", "clock:2"),
    ("src/model/mod.rs", "#[cfg(test)]\nmod tests {\n    fn f() { chrono::Utc::now(); }\n}", "clock:4"),
    // keys
    ("src/ui/page.rs", "fn f(ui: &Ui) { ui.input(|input| input.key_pressed(Key::Escape)); }", "keys:2"),
    ("src/kit/combo.rs", "fn f(input: &mut InputState) { input.consume_key(Modifiers::NONE, Key::Tab); }", "keys:2"),
    ("src/ui/command.rs", "fn f(input: &mut InputState) { input.consume_shortcut(&SAVE); }", "keys:2"),
    // serde
    ("src/model/mod.rs", "use serde::Serialize;", "serde:2"),
    ("src/model/mod.rs", "#[derive(Clone, serde::Deserialize)]\nstruct A;", "serde:2"),
    ("src/model/mod.rs", "fn f() { ron::to_string(&1); }", "serde:2"),
    // errors
    ("src/exchange/csv.rs", "fn f() -> Result<(), String> {}", "errors:2"),
    ("src/cli/show.rs", "type Read = Box<dyn Fn(&str) -> std::result::Result<Vec<(u8, u8)>, String>>;", "errors:2"),
    // habits
    ("src/query/mod.rs", "#[cfg(test)]\nmod tests {\n    #[test]\n    #[ignore = \"slow\"]\n    fn f() {}\n}", "ignore:5"),
    ("tests/jobs.rs", "#[cfg_attr(windows, ignore)]\n#[test]\nfn f() {}", "ignore:2"),
    ("tests/jobs.rs", "fn f() { std::thread::sleep(D); }", "sleep:2"),
    ("tests/jobs.rs", "use std::thread;\nfn f() { thread::sleep(D); }", "sleep:3"),
    ("src/store/mod.rs", "#[cfg(test)]\nmod tests {\n    use std::thread::sleep as nap;\n}", "sleep:4"),
    ("src/store/tests.rs", "fn f() { std::thread::sleep(D); }", "sleep:2"),
    ("src/model/mod.rs", "#[allow(dead_code)]\nstruct A;", "allow:2"),
    ("benches/record.rs", "#![allow(missing_docs)]", "allow:2"),
    ("src/ui/page.rs", "#[cfg_attr(test, allow(dead_code))]\nstruct A;", "allow:2"),
];

#[test]
fn each_rule_finds_what_breaks_it_and_nothing_else() {
    for (file, text, expected) in BAD {
        assert_eq!(found(file, text).join(" "), *expected, "in {file}:\n{text}");
    }
}

#[test]
fn every_rule_is_proved_to_fail() {
    let elsewhere = ["size", "purpose"];
    for (rule, _) in RULES {
        let prefix = format!("{rule}:");
        assert!(
            elsewhere.contains(rule) || BAD.iter().any(|(_, _, expected)| expected.starts_with(&prefix)),
            "no bad source for {rule}"
        );
    }
}

#[test]
fn a_file_may_have_800_lines_and_no_more() {
    assert_eq!(found("src/ui/page.rs", &"\n".repeat(799)), [""; 0]);
    assert_eq!(found("src/ui/page.rs", &"\n".repeat(800)), ["size:801"]);
}

#[test]
fn a_file_begins_with_its_purpose() {
    for text in ["", "\n//! Late.\n", "// not a doc\n", "//!\n//! Second line.\n", "/// An item's.\nstruct A;"] {
        let source = Source::read("src/ui/page.rs", text).unwrap();
        assert_eq!(check(&source).iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["purpose"], "{text:?}");
    }
}

/// Each with the file it stands in; nothing may be found.
const GOOD: &[(&str, &str)] = &[
    ("src/lib.rs", "pub mod model;\npub use crate::session::Session;"),
    ("src/main.rs", "use std::process::ExitCode;\nfn main() -> ExitCode { rapporteur::cli::run() }"),
    ("src/model/when.rs", "use super::{Id, zone::Zone};\nuse crate::model::Round;\nfn f() { self::g(); super::h(); }"),
    ("src/model/mod.rs", "pub(crate) fn f() {}\npub(in crate::model) fn g() {}"),
    ("src/model/a/b.rs", "mod c {\n    use super::super::super::Party;\n}\nuse super::super::Round;"),
    (
        "src/query/mod.rs",
        "fn f() { for c in ['\"', '{', '\\'', '\u{7b}', b'\\\\' as char] { g(c, r#\"a \" crate::ui::b\"#, 1.0, 0..n); } }",
    ),
    ("src/query/mod.rs", "/* a /* nested */ crate::store::x */ fn f() -> &'static str { \"a\\\" crate::store::x\" }"),
    // Words in comments and strings are not code.
    (
        "src/model/mod.rs",
        "// crate::store, egui::Ui, std::fs::read\n/* Utc::now() */\n/// See [`crate::store`] and \"#aabbcc\".\nconst A: &str = \"crate::ui::x #[allow(x)] #aabbcc\";",
    ),
    ("src/model/mod.rs", "const TAGS: [&str; 3] = [\"#onrecord\", \"#12345\", \"# abc\"];"),
    ("src/query/mod.rs", "fn f<'crate_life>(fs: &'crate_life str) -> bool { fs.len() == 1 && !fs.is_empty() }"),
    ("src/session/mod.rs", "use crate::{model, query::matrix, store::{self, Folder}};"),
    (
        "src/ui/page.rs",
        "use egui::{Color32, Ui};\nuse crate::kit::tokens;\nfn f(_: Color32, ui: &mut Ui) { ui.label(tokens::x()); }",
    ),
    ("src/ui/page.rs", "#[cfg(test)]\nmod tests {\n    const RED: egui::Color32 = egui::Color32::RED;\n}"),
    ("src/kit/mod.rs", "use crate::text::fold::fold;"),
    ("src/text/matching.rs", "use nucleo_matcher::Matcher;"),
    ("src/kit/mod.rs", "pub const RED: egui::Color32 = egui::Color32::from_rgb(255, 0, 0);"),
    ("src/store/mod.rs", "use std::fs::File;\nuse std::process::Command;\nfn f() { File::open(\"a\"); }"),
    ("src/app/mod.rs", "use crate::cli;\nfn f() { chrono::Utc::now(); std::time::Instant::now(); uuid::Uuid::now_v7(); }"),
    ("src/ui/page.rs", "fn f(w: &Workspace) -> bool { w.exists(1) }"),
    ("src/ui/command.rs", "pub enum Command { New }\nfn f() -> Command { Command::New }"),
    ("src/query/mod.rs", "#[test]\nfn quick() { let from = std::time::Instant::now(); from.elapsed(); }"),
    (
        "src/session/mod.rs",
        "#[cfg(test)]\nmod tests {\n    use std::fs;\n    fn f() { tempfile::tempdir(); fs::read(\"a\"); }\n}",
    ),
    ("src/store/watch.rs", "fn f() { std::thread::sleep(D); }"),
    ("src/exchange/csv.rs", "fn f() -> Result<String, Error> { g::<Result<(u8, String), Vec<String>>>() }"),
    ("src/exchange/csv.rs", "#[cfg(test)]\nmod tests {\n    fn f() -> Result<(), String> {}\n}"),
    ("src/store/file.rs", "#[expect(clippy::panic, reason = \"a test\")]\n#[derive(serde::Serialize)]\nstruct A;"),
    ("tests/jobs.rs", "use rapporteur::{app, store};\nfn f() { std::fs::read(\"a\"); }"),
];

#[test]
fn what_keeps_the_rules_is_left_alone() {
    for (file, text) in GOOD {
        assert_eq!(found(file, text), [""; 0], "in {file}:\n{text}");
    }
}

#[test]
fn files_that_need_each_other_around_corners_are_named() {
    let circles = |files: &[(&str, &str)]| -> Vec<String> {
        let sources: Vec<Source> = files.iter().map(|(file, text)| Source::read(file, text).unwrap()).collect();
        let named = circles::circles(&sources).into_iter();
        named.map(|sentence| sentence.split(',').next().unwrap().to_owned()).collect()
    };
    let top = ("src/exchange/mod.rs", "pub mod a;\npub mod b;\npub mod c;");
    let [a, b, c] = ["src/exchange/a.rs", "src/exchange/b/mod.rs", "src/exchange/b/c.rs"];
    let there_and_back = [top, (a, "use super::b::X;"), (b, "mod c;\nfn f() { c::g(); }"), (c, "use crate::exchange::a;")];
    assert_eq!(
        circles(&there_and_back),
        [
            "src/exchange/a.rs: [circles] imports src/exchange/b/mod.rs",
            "src/exchange/b/mod.rs: [circles] imports src/exchange/b/c.rs",
            "src/exchange/b/c.rs: [circles] imports src/exchange/a.rs",
        ]
    );
    let one_way = [
        top,
        (a, "pub(in crate::exchange) fn f() {}\n#[cfg(test)]\nmod tests {\n    use super::super::b::X;\n}"),
        (b, "use super::a;"),
    ];
    assert_eq!(circles(&one_way), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_named() {
    for text in ["fn f() { \"never ends }", "/* /* */", "r#\"a\""] {
        let error = Source::read("src/ui/page.rs", text).unwrap_err();
        assert!(error.starts_with("src/ui/page.rs: line 1: "), "{error}");
    }
}

#[test]
fn a_finding_says_where_what_and_what_to_do_instead() {
    let source = Source::read("src/model/when.rs", "//! For a test.\nuse crate::store::load;").unwrap();
    assert_eq!(
        check(&source)[0].to_string(),
        "src/model/when.rs:2: [layers] `model` reaches upstairs to `crate::store::load` (it may import text): \
         move the shared part down, or have the caller pass it in"
    );
}
