//! The rules themselves, one function each. A rule says where, what it found, and what to do instead.

use std::fmt;

use crate::source::{Path, Source};

/// A layer and what it may import from this package. `lib` and `main` stand above all of them.
pub(crate) const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("kit", &["text"]),
    ("query", &["text", "model"]),
    ("store", &["text", "model"]),
    ("exchange", &["text", "model", "query"]),
    ("session", &["text", "model", "query", "store"]),
    ("ui", &["text", "model", "query", "exchange", "session", "kit"]),
    ("cli", &["text", "model", "query", "store", "exchange", "session"]),
    ("app", &["text", "model", "query", "store", "exchange", "session", "kit", "ui", "cli"]),
];

const LONGEST_FILE: usize = 800;

#[derive(Debug)]
pub(crate) struct Finding {
    pub rule: &'static str,
    pub file: String,
    pub line: usize,
    pub what: String,
    pub instead: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, file, line, what, instead } = self;
        write!(f, "{file}:{line}: [{rule}] {what}: {instead}")
    }
}

type Rule = fn(&Source, &mut dyn FnMut(usize, String, &'static str));

pub(crate) const RULES: &[(&str, Rule)] = &[
    ("layers", layers),
    ("window", window),
    ("io", io),
    ("colour", colour),
    ("clock", clock),
    ("keys", keys),
    ("serde", serde),
    ("size", size),
    ("purpose", purpose),
    ("ignore", ignore),
    ("sleep", sleep),
    ("allow", allow),
    ("errors", errors),
    ("matcher", matcher),
];

/// Everything in a source that breaks a rule.
pub(crate) fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, look) in RULES {
        look(source, &mut |line, what, instead| {
            findings.push(Finding { rule, file: source.file.clone(), line, what, instead });
        });
    }
    findings
}

/// A module reaches only downstairs.
fn layers(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    let Some(layer) = source.layer() else { return };
    let known = |name: &str| LAYERS.iter().any(|(layer, _)| *layer == name);
    if layer == "lib" || layer == "main" {
        return;
    }
    let Some((_, may_import)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        report(
            1,
            format!("`{layer}` is not a layer"),
            "put it into a layer, or give it a place in HOUSE's table and in tests/house/rules.rs",
        );
        return;
    };
    for path in inside(source) {
        let name = path.segments[1].as_str();
        if name == layer || may_import.contains(&name) {
            continue;
        }
        let allowed = if may_import.is_empty() { "nothing".to_owned() } else { may_import.join(", ") };
        if known(name) {
            report(
                path.line,
                format!("`{layer}` reaches upstairs to `{}` (it may import {allowed})", path.segments.join("::")),
                "move the shared part down, or have the caller pass it in",
            );
        } else {
            report(
                path.line,
                format!("`{}` is not in a layer (`{layer}` may import {allowed})", path.segments.join("::")),
                "name the layer that it lives in",
            );
        }
    }
}

/// What goes wrong has a type, whose `Display` is what users read. These rooms keep to it.
fn errors(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !is_one_of(source, &["query", "exchange", "cli"]) {
        return;
    }
    for (line, _) in source.string_errors.iter().filter(|(_, in_test)| !in_test) {
        let instead = "give the error a type of the room, with the file, row or cell as fields";
        report(*line, "`Result` with `String` for its error".to_owned(), instead);
    }
}

/// What is typed is matched by one rule.
fn matcher(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !in_library(source) || is_one_of(source, &["text"]) {
        return;
    }
    for path in source.paths.iter().filter(|path| path.segments[0] == "nucleo_matcher") {
        report(path.line, "`nucleo_matcher` outside text".to_owned(), "ask `text::matching`");
    }
}

/// Only what draws knows the GUI.
fn window(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !in_library(source) || is_one_of(source, &["kit", "ui", "app"]) {
        return;
    }
    const CRATES: &[&str] = &["eframe", "egui", "epaint", "ecolor", "emath", "winit", "wgpu"];
    for path in &source.paths {
        let name = path.segments[0].as_str();
        if CRATES.contains(&name) || name.starts_with("egui_") {
            report(path.line, format!("`{name}` outside kit, ui and app"), "keep the thought here and the drawing upstairs");
        }
    }
}

/// Only the store touches files, processes and the network.
fn io(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !in_library(source) || is_one_of(source, &["store"]) {
        return;
    }
    const INSTEAD: &str = "have store do it (exports leave through its atomic write), or take and give bytes";
    let tests_may = is_one_of(source, &["session", "app", "cli"]);
    let exit_code_may = is_one_of(source, &["main", "cli"]);
    for path in source.paths.iter().filter(|path| !(path.in_test && tests_may)) {
        let s: Vec<&str> = path.segments.iter().map(String::as_str).collect();
        let found = match s.as_slice() {
            ["std", "process", "ExitCode", ..] => !exit_code_may,
            ["std" | "tokio" | "async_std", "fs" | "process" | "net", ..] | ["std", "os", _, "fs" | "net" | "process", ..] => {
                true
            }
            ["tempfile", ..] => !path.in_test,
            ["fs" | "File" | "OpenOptions" | "TcpStream" | "TcpListener" | "UdpSocket" | "UnixStream", _, ..] => true,
            _ => false,
        };
        if found {
            report(path.line, format!("`{}` outside store", path.segments.join("::")), INSTEAD);
        }
    }
    const CALLS: &[&str] =
        &[".try_exists", ".is_dir", ".is_file", ".is_symlink", ".read_dir", ".canonicalize", ".symlink_metadata", ".read_link"];
    // Many a thing exists or not; where file names are at hand, it is a file.
    let knows_files = source.paths.iter().any(|path| path.segments.starts_with(&["std".to_owned(), "path".to_owned()]));
    for (call, line, in_test) in &source.calls {
        let asks = CALLS.contains(&call.as_str()) || (call == ".exists" && knows_files);
        if asks && !(*in_test && tests_may) {
            report(*line, format!("`{call}()` asks the file system outside store"), INSTEAD);
        }
    }
}

/// Only the kit names colours.
fn colour(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !in_library(source) || is_one_of(source, &["kit"]) {
        return;
    }
    const INSTEAD: &str = "take it from the kit's tokens";
    for path in source.paths.iter().filter(|path| !path.in_test) {
        let [.., of, name] = path.segments.as_slice() else { continue };
        if matches!(of.as_str(), "Color32" | "Rgba" | "Hsva" | "HsvaGamma") {
            report(path.line, format!("the colour `{of}::{name}` outside kit"), INSTEAD);
        }
    }
    for (literal, line, _) in source.literals.iter().filter(|(_, _, in_test)| !in_test) {
        let text = literal.trim_start_matches(['r', '#']).trim_end_matches('#').trim_matches('"');
        if text
            .strip_prefix('#')
            .is_some_and(|hex| matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|b| b.is_ascii_hexdigit()))
        {
            report(*line, format!("the colour {literal} outside kit"), INSTEAD);
        }
    }
    for (call, line, _) in source.calls.iter().filter(|(_, _, in_test)| !in_test) {
        if call == "hex_color!" {
            report(*line, "the colour of a `hex_color!` outside kit".to_owned(), INSTEAD);
        }
    }
}

/// A key is asked for with exactly its modifiers.
fn keys(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !in_library(source) {
        return;
    }
    const LOOSE: &[&str] =
        &[".consume_key", ".count_and_consume_key", ".consume_shortcut", ".key_pressed", ".num_presses", ".matches_logically"];
    for (call, line, _) in source.calls.iter().filter(|(call, ..)| LOOSE.contains(&call.as_str())) {
        report(*line, format!("`{call}()` takes a key with modifiers that were not asked for"), "ask `kit::keys`");
    }
}

/// The time, the place and chance enter at the edges and are passed down.
fn clock(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if !in_library(source) || is_one_of(source, &["app", "cli"]) {
        return;
    }
    for path in &source.paths {
        let found = match path.segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            // A test may stop the time that something takes; what day it is it must not know either.
            [.., "Instant", "now"] => !path.in_test,
            [.., "Utc" | "Local" | "SystemTime" | "Timestamp" | "Zoned", "now"] | [.., "Utc" | "Local", "today"] => true,
            [.., "Uuid", "now_v1" | "now_v6" | "now_v7" | "new_v1" | "new_v4" | "new_v6" | "new_v7"] => true,
            ["iana_time_zone" | "rand" | "getrandom" | "fastrand", ..] => true,
            _ => false,
        };
        if found {
            report(
                path.line,
                format!("`{}` outside app and cli", path.segments.join("::")),
                "take the time, the zone or the id as an argument",
            );
        }
    }
    for (call, line, in_test) in &source.calls {
        if call == ".elapsed" && !in_test {
            report(*line, "`.elapsed()` reads the clock outside app and cli".to_owned(), "take the time as an argument");
        }
    }
}

/// The model is not shaped by how it is written down.
fn serde(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    if source.layer() != Some("model") {
        return;
    }
    const INSTEAD: &str = "what is written to a file has types of its own in store";
    for path in &source.paths {
        let name = path.segments[0].as_str();
        if name == "ron" || name == "serde" || name.starts_with("serde_") {
            report(path.line, format!("`{}` in the model", path.segments.join("::")), INSTEAD);
        }
    }
    for attribute in &source.attributes {
        if let Some(word) = attribute.tokens.iter().find(|word| matches!(word.as_str(), "serde" | "Serialize" | "Deserialize")) {
            report(attribute.line, format!("the attribute `{word}` in the model"), INSTEAD);
        }
    }
}

/// A file that cannot be read in one go is split.
fn size(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    let lines = source.text.lines().count();
    if lines > LONGEST_FILE {
        report(LONGEST_FILE + 1, format!("{lines} lines, {LONGEST_FILE} at most"), "split it by what its parts are for");
    }
}

/// A file begins by saying what it is for.
fn purpose(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    let says = source.text.lines().next().and_then(|line| line.strip_prefix("//!")).is_some_and(|words| !words.trim().is_empty());
    if !says {
        report(1, "the first line does not say what the file is for".to_owned(), "begin with `//! …`");
    }
}

/// A test runs or is deleted.
fn ignore(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    for attribute in &source.attributes {
        let t = &attribute.tokens;
        if t.first().is_some_and(|first| first == "ignore" || (first == "cfg_attr" && t.iter().any(|word| word == "ignore"))) {
            report(attribute.line, "an ignored test".to_owned(), "mend it or delete it");
        }
    }
}

/// A test waits for what it waits for, not for a while.
fn sleep(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    for path in source.paths.iter().filter(|path| path.in_test) {
        if let [.., of, "sleep" | "sleep_ms"] = path.segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice()
            && *of == "thread"
        {
            report(
                path.line,
                "a test that sleeps".to_owned(),
                "wait for the event itself: a channel, a line of output, a child's end",
            );
        }
    }
}

/// A lint is met, or expected with a reason, so that the exception goes when its cause goes.
fn allow(source: &Source, report: &mut dyn FnMut(usize, String, &'static str)) {
    for attribute in &source.attributes {
        if attribute.tokens.windows(2).any(|pair| pair[0] == "allow" && pair[1] == "(") {
            report(attribute.line, "`allow` silences a lint for good".to_owned(), "`#[expect(…, reason = \"…\")]`");
        }
    }
}

/// Paths that lead to something in this package other than `crate` itself.
fn inside(source: &Source) -> impl Iterator<Item = &Path> {
    source.paths.iter().filter(|path| path.segments[0] == "crate" && path.segments.len() > 1)
}

fn in_library(source: &Source) -> bool {
    source.layer().is_some()
}

fn is_one_of(source: &Source, layers: &[&str]) -> bool {
    source.layer().is_some_and(|layer| layers.contains(&layer))
}
