//! Runs the program, with settings of its own and no display.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// A folder of settings with a known zone and name.
static SETTINGS: LazyLock<PathBuf> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-settings");
    fs::create_dir_all(&dir).unwrap();
    rapporteur::store::write_atomically(&dir.join("settings.ron"), b"(name: \"Test\", zone: \"Europe/Kyiv\")").unwrap();
    dir
});

/// The program with these arguments, not yet started.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.args(args).env("RAPPORTEUR_CONFIG_DIR", SETTINGS.as_path()).stdin(Stdio::null());
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "RUST_LOG"] {
        command.env_remove(variable);
    }
    command
}

/// What a run said, and its exit status.
#[derive(Debug)]
pub(crate) struct Said {
    pub out: String,
    pub err: String,
    pub status: i32,
}

pub(crate) fn run(args: &[&str]) -> Said {
    said(&mut command(args))
}

pub(crate) fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { out: text(output.stdout), err: text(output.stderr), status: output.status.code().unwrap() }
}

/// The document that a command prints, and nothing else, with exit status 0.
pub(crate) fn json(args: &[&str]) -> Value {
    let said = run(&[args, &["--json"]].concat());
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{args:?}: {error}\n{}", said.out))
}

/// The text that a command prints, with exit status 0.
pub(crate) fn text(args: &[&str]) -> String {
    let said = run(args);
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{args:?}");
    said.out
}

/// A copy of the sample that stays as long as this does.
pub(crate) struct Copy {
    folder: tempfile::TempDir,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        assert_eq!(run(&["sample", &copy.dir()]).status, 0);
        copy
    }

    pub(crate) fn dir(&self) -> String {
        self.path().to_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Every file with its bytes.
    pub(crate) fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    found.insert(path, bytes);
                }
            }
        }
        found
    }

    /// The one file whose name begins like this.
    pub(crate) fn file(&self, beginning: &str) -> PathBuf {
        let begins = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(beginning);
        let mut fitting = self.bytes().into_keys().filter(begins);
        let file = fitting.next().unwrap();
        assert_eq!(fitting.next(), None);
        file
    }
}

/// The items of a list in a document.
pub(crate) fn list<'a>(document: &'a Value, key: &str) -> &'a [Value] {
    document[key].as_array().unwrap_or_else(|| panic!("no list {key} in {document}"))
}

/// The text of a field in a document.
pub(crate) fn field<'a>(document: &'a Value, key: &str) -> &'a str {
    document[key].as_str().unwrap_or_else(|| panic!("no text {key} in {document}"))
}

/// The first and the last day of a time in a document; empty where there is none.
pub(crate) fn days(when: &Value) -> (&str, &str) {
    (when["earliest"].as_str().unwrap_or_default(), when["latest"].as_str().unwrap_or_default())
}

/// A title as the files write codes.
pub(crate) fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
