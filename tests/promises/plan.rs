//! A run of edits that is done the same way every time, and what the folder holds after each of them.

use crate::history;
use crate::support::{Drive, Files, Place, copy, copy_state, files, temporary};
use rapporteur::session::{Fixed, Surroundings as _};
use rapporteur::store::{Access, Store};
use std::collections::BTreeMap;
use std::path::Path;

/// Edits with time and ids fixed, done once undisturbed.
pub(crate) struct Plan {
    /// The folder as it was before; not there if the first edit makes it.
    before: Option<Place>,
    fixed: String,
    /// Whether the history is kept.
    history: bool,
    lines: Vec<String>,
    /// What the folder holds: before, and after each line.
    states: Vec<Files>,
    /// How many entries the history has then.
    entries: Vec<usize>,
}

impl Plan {
    /// Does the steps once, without the history. `name=step` keeps the id that is made, and `$name` puts it in.
    pub(crate) fn record(before: Option<&Plan>, fixed: &str, steps: &[&str]) -> Self {
        Self::record_with(before, fixed, false, steps)
    }

    /// The same with the history.
    pub(crate) fn record_with_history(before: Option<&Plan>, fixed: &str, steps: &[&str]) -> Self {
        Self::record_with(before, fixed, true, steps)
    }

    fn record_with(before: Option<&Plan>, fixed: &str, history: bool, steps: &[&str]) -> Self {
        let place = Place::new();
        let start = before.map(|before| {
            before.lay_out(&place);
            before.do_all(&place);
            let start = Place::new();
            copy(&place.data(), &start.data());
            copy_state(&place, &start);
            start
        });
        let mut plan =
            Self { before: start, fixed: fixed.to_owned(), history, lines: Vec::new(), states: Vec::new(), entries: Vec::new() };
        plan.note_state(&place);
        let mut names = BTreeMap::new();
        let mut drive = Drive::start(&mut place.program(&plan.args()));
        for step in steps {
            let (name, step) = step.split_once('=').unwrap_or(("", step));
            let line = names.iter().fold(step.to_owned(), |line, (name, id): (&String, &String)| line.replace(name, id));
            let made = drive.must(&line);
            if !name.is_empty() {
                names.insert(format!("${name}"), made);
            }
            plan.lines.push(line);
            plan.note_state(&place);
        }
        assert_eq!(drive.end(), Some(0));
        plan
    }

    fn note_state(&mut self, place: &Place) {
        self.states.push(files(&place.data()));
        self.entries.push(history::entries(&place.data()));
    }

    /// How the program is started to do the lines.
    pub(crate) fn args(&self) -> Vec<&str> {
        let mut args = vec!["drive", "--fixed", &self.fixed];
        if !self.history {
            args.extend(["--history", "none"]);
        }
        args
    }

    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// All lines as standard input takes them.
    pub(crate) fn input(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// What the folder holds when `count` lines are done.
    pub(crate) fn state(&self, count: usize) -> &Files {
        &self.states[count]
    }

    pub(crate) fn last_state(&self) -> &Files {
        &self.states[self.lines.len()]
    }

    /// Puts the folder there as it is before the first line.
    pub(crate) fn lay_out(&self, place: &Place) {
        if let Some(before) = &self.before {
            copy(&before.data(), &place.data());
            copy_state(before, place);
        }
    }

    fn do_all(&self, place: &Place) {
        let mut drive = Drive::start(&mut place.program(&self.args()));
        for line in &self.lines {
            drive.must(line);
        }
        assert_eq!(drive.end(), Some(0));
        assert_eq!(&files(&place.data()), self.last_state(), "the same edits gave other bytes");
    }

    /// Holds a folder to the plan after the program was stopped in it: `said` is what it had answered. Each file must be what it was
    /// after the last edit that was acknowledged, or what the next one makes of it.
    pub(crate) fn check(&self, dir: &Path, said: &str) -> Result<(), String> {
        let acknowledged = acknowledged(said);
        let old = self.state(acknowledged);
        let new = self.states.get(acknowledged + 1).unwrap_or(old);
        let now = files(dir);
        for path in old.keys().chain(new.keys()).chain(now.keys()) {
            let (old, new, now) = (old.get(path), new.get(path), now.get(path));
            if now != old && now != new {
                let length =
                    |bytes: Option<&Vec<u8>>| bytes.map_or_else(|| "absent".to_owned(), |bytes| format!("{} bytes", bytes.len()));
                let (old, new, now) = (length(old), length(new), length(now));
                return Err(format!(
                    "{} is neither old nor new after {acknowledged} acknowledged edits: {now}, not {old} or {new}",
                    path.display()
                ));
            }
        }
        Ok(())
    }

    /// Opens a folder as the next start does, and says what is wrong with it, with any temporary file that is still there, or with its
    /// history: `said` is what the program had answered before.
    pub(crate) fn reopen(&self, place: &Place, said: &str) -> Result<(), String> {
        let dir = &place.data();
        // A folder in which not even the workspace is named gets the name that it was to have.
        let id = Fixed::at(self.fixed.parse().unwrap()).id();
        let opened = Store::open(dir, id).map_err(|error| error.to_string())?;
        if opened.access != Access::Writable {
            return Err(format!("it did not open to be written: {:?}", opened.access));
        }
        if let Some(problem) = opened.problems.first() {
            return Err(format!("{}: {}", problem.file.display(), problem.what));
        }
        let left = temporary(dir);
        if !left.is_empty() {
            return Err(format!("temporary files are left over: {left:?}"));
        }
        if self.history { history::reopen(place, self.entries[acknowledged(said)]) } else { Ok(()) }
    }
}

/// How many lines are acknowledged in what the program said.
pub(crate) fn acknowledged(said: &str) -> usize {
    // A line that was cut off was not said.
    let whole = said.rfind('\n').map_or("", |end| &said[..end]);
    let last = whole.lines().filter_map(|line| line.strip_prefix("saved ")).next_back();
    last.map_or(0, |number| number.parse().unwrap())
}
