//! The settings of the user on this machine.

use super::error::{FileError, SettingsError};
use super::read::{Finding, text_of};
use super::{Kept, Problem, atomic, regular_file, render, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The file in the folder of the settings.
const FILE: &str = "settings.ron";

/// The largest file of settings that is read.
const LARGEST: u64 = 1024 * 1024;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The window when it was last closed, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// How wide.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// Its left edge, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<f32>,
    /// Its upper edge, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<f32>,
    /// Whether it was maximised; the rest is what it was before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub maximized: bool,
}

/// A filter saved by name: which list, for which negotiation (empty for all), and what it wants by the names of its parts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// What the user calls it.
    pub name: String,
    /// The list that it filters.
    pub list: String,
    /// The id of the negotiation; empty for all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub negotiation: String,
    /// What it wants.
    pub values: BTreeMap<String, String>,
}

/// How a list with columns is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct List {
    /// The column by which it is sorted; empty for the order of the list itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Whether downwards.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub down: bool,
    /// The widths of columns, in points.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub widths: BTreeMap<String, f32>,
}

/// The settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The name that goes into the records one changes.
    pub name: String,
    /// The user's own time zone, an IANA name; empty for the system's.
    pub zone: String,
    /// Light or dark.
    pub theme: Theme,
    /// The page that was open last.
    pub page: String,
    /// The window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How often each command was used, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub used: BTreeMap<String, u32>,
    /// The data folder that was open last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// How long it takes from hearing to typing, in seconds: so much a line of notes is older than its first letter.
    #[serde(skip_serializing_if = "no_delay")]
    pub notes_delay: u32,
    /// Filters saved by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// How lists are shown, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, List>,
}

/// It is not written while it says nothing.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn no_delay(seconds: &u32) -> bool {
    *seconds == 0
}

/// Reads the settings in the folder `dir`. What cannot be read is as if it had never been set, and is named.
pub fn load(dir: &Path) -> (Settings, Option<Problem>) {
    let path = dir.join(FILE);
    let problem = |finding: Finding| {
        let Finding { line, column, what } = finding;
        let what = format!("{what}. The settings start anew");
        (Settings::default(), Some(Problem { file: path.clone(), line, column, what, kept_as: Kept::SetAside, missing: None }))
    };
    let bytes = match regular_file::read(&path, LARGEST) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return problem(Finding::whole("is far larger than settings are")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Settings::default(), None),
        Err(error) => return problem(Finding::whole(format!("cannot be read: {}", words::of_io(&error)))),
    };
    let text = match text_of(&bytes) {
        Ok(text) => text,
        Err(finding) => return problem(finding),
    };
    // Elsewhere in RON an optional value is written `Some(…)`, and so may be one that was typed by hand.
    match render::options().from_str(text).or_else(|error| ron::from_str(text).map_err(|_| error)) {
        Ok(settings) => (settings, None),
        Err(error) => problem(words::of_syntax(&error, "")),
    }
}

/// Writes the settings into the folder `dir`, which is made if need be. A file that [`load`] could not read stays beside them, under a
/// name of its own.
///
/// # Errors
/// If they cannot be written.
pub fn save(dir: &Path, settings: &Settings) -> Result<(), SettingsError> {
    let path = dir.join(FILE);
    let text = render::text(settings)?;
    if load(dir).1.is_some() {
        set_aside(dir).map_err(|error| FileError::writing(&path, error))?;
    }
    let written = atomic::create_root(dir).and_then(|()| atomic::write_atomically(&path, text.as_bytes()));
    Ok(written.map_err(|error| FileError::writing(&path, error))?)
}

/// Gives the file of the settings the first free name of those kept for unreadable ones.
fn set_aside(dir: &Path) -> io::Result<()> {
    let names = (1_u32..).map(|number| dir.join(format!("settings-unread-{number}.ron")));
    let mut free = names.skip_while(|name| name.symlink_metadata().is_ok());
    free.next().map_or(Ok(()), |name| std::fs::rename(dir.join(FILE), name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_that_could_not_be_read_is_kept_when_settings_are_saved() {
        let dir = tempfile::tempdir().unwrap();
        let names = || {
            let mut names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        for unread in ["(theme: blue)", "(name: \"A"] {
            fs::write(dir.path().join(FILE), unread).unwrap();
            save(dir.path(), &Settings::default()).unwrap();
        }
        save(dir.path(), &Settings::default()).unwrap();
        assert_eq!(names(), ["settings-unread-1.ron", "settings-unread-2.ron", FILE]);
        assert_eq!(fs::read_to_string(dir.path().join("settings-unread-1.ron")).unwrap(), "(theme: blue)");
        assert_eq!(fs::read_to_string(dir.path().join("settings-unread-2.ron")).unwrap(), "(name: \"A");
        assert_eq!(load(dir.path()), (Settings::default(), None));
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("new");
        assert_eq!(load(&dir), (Settings::default(), None));
        let settings = Settings {
            name: "Ana \"A\" \\".into(),
            zone: "Asia/Dubai".into(),
            theme: Theme::Dark,
            page: "negotiation/1".into(),
            window: Some(Window { width: 1280.5, height: 800.0, x: None, y: Some(-3.0), maximized: true }),
            used: [("Compare".to_owned(), 3)].into(),
            data_dir: Some("/data/of talks".into()),
            notes_delay: 20,
            filters: vec![Filter {
                name: "Open \"demands\"".into(),
                list: "statements".into(),
                negotiation: "1".into(),
                values: BTreeMap::from([("kind".into(), "demand".into())]),
            }],
            lists: BTreeMap::from([(
                "rounds".into(),
                List { sort: "when".into(), down: true, widths: BTreeMap::from([("outcome".into(), 220.5)]) },
            )]),
        };
        save(&dir, &settings).unwrap();
        assert_eq!(load(&dir), (settings, None));
        save(&dir, &Settings::default()).unwrap();
        assert_eq!(load(&dir), (Settings::default(), None));
    }

    #[test]
    fn what_cannot_be_read_is_as_if_never_set_and_named() {
        let check = |text: &str, line: Option<usize>| {
            let dir = tempfile::tempdir().unwrap();
            fs::write(dir.path().join(FILE), text).unwrap();
            let (settings, problem) = load(dir.path());
            assert_eq!(settings, Settings::default());
            assert_eq!(problem.unwrap().line, line, "{text}");
        };
        check("(\n theme: blue)", Some(2));
        check("(\n name: 5)", Some(2));
        check("", Some(1));
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(FILE), "(name: \"Ana\", of_a_newer_version: (1, 2))").unwrap();
        assert_eq!(load(dir.path()), (Settings { name: "Ana".into(), ..Settings::default() }, None));
    }
    #[test]
    fn optional_values_may_be_written_as_elsewhere() {
        let dir = tempfile::tempdir().unwrap();
        let text = "(name: \"Ana\", window: Some((width: 1280, height: 800.0, x: Some(2))), data_dir: Some(\"/talks\"))";
        fs::write(dir.path().join(FILE), text).unwrap();
        let (settings, problem) = load(dir.path());
        assert_eq!(problem, None);
        assert_eq!(settings.window, Some(Window { width: 1280.0, height: 800.0, x: Some(2.0), y: None, maximized: false }));
        assert_eq!(settings.data_dir, Some("/talks".into()));
    }
}
