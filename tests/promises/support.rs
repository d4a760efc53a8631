//! The program with surroundings of its own, a hand on it while it runs, and what is in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_rapporteur");

/// Every file of the record with its bytes, by path relative to the folder.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with a place for everything that the program may write; all of it goes away with this.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        // In memory where there is such a disk: what a test waits for is then the program, and not the disk under all of them.
        let memory = Path::new("/dev/shm");
        let folder = tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir());
        let place = Self { folder: folder.unwrap() };
        fs::create_dir(place.home()).unwrap();
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder, which is not there yet.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// The home folder: settings, state and cache are below it.
    pub(crate) fn home(&self) -> PathBuf {
        self.path().join("home")
    }

    /// Gives a program these surroundings and no display.
    pub(crate) fn surround(&self, command: &mut Command) {
        for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "RUST_LOG", "RUST_BACKTRACE", "RAPPORTEUR_CONFIG_DIR"] {
            command.env_remove(variable);
        }
        for variable in [
            "RAPPORTEUR_STATE_DIR",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            command.env_remove(variable);
        }
        command
            .env("RAPPORTEUR_STATE_DIR", self.state())
            .env("HOME", self.home())
            .env("TMPDIR", self.path())
            .stdin(Stdio::null())
            .current_dir(self.path());
    }

    /// The program on the data folder, not yet started.
    pub(crate) fn program(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("--data-dir").arg(self.data()).args(args);
        self.surround(&mut command);
        command
    }

    /// Starts the program to take edits.
    pub(crate) fn drive(&self, fixed: &str) -> Drive {
        Drive::start(&mut self.program(&["drive", "--fixed", fixed]))
    }

    /// Where the program keeps what this machine knows of each record.
    pub(crate) fn state(&self) -> PathBuf {
        self.home().join("state")
    }
}

/// The program while it takes edits, a line at a time.
pub(crate) struct Drive {
    pub child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    lines: usize,
}

/// What the program answered to a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answered {
    pub made: Option<String>,
    /// `failed` and `refused`, as they were said.
    pub told: Vec<String>,
    pub saved: bool,
}

impl Drive {
    /// Starts it; its standard error goes where `command` says.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (to, from) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, to, from, lines: 0 }
    }

    /// Hands a line over and waits for all that is answered.
    pub(crate) fn tell(&mut self, line: &str) -> Answered {
        self.try_tell(line).unwrap_or_else(|| panic!("the program ended at “{line}”"))
    }

    /// The same, or nothing if the program has ended.
    pub(crate) fn try_tell(&mut self, line: &str) -> Option<Answered> {
        self.lines += 1;
        writeln!(self.to.as_mut().unwrap(), "{line}").ok()?;
        let mut answered = Answered { made: None, told: Vec::new(), saved: false };
        loop {
            let mut said = String::new();
            if self.from.read_line(&mut said).unwrap() == 0 {
                return None;
            }
            let said = said.trim_end();
            match said.split_once(' ').unwrap() {
                ("made", id) => answered.made = Some(id.to_owned()),
                ("saved", number) => {
                    assert_eq!(number, self.lines.to_string());
                    answered.saved = true;
                    return Some(answered);
                }
                ("unsaved", _) => return Some(answered),
                _ => answered.told.push(said.to_owned()),
            }
        }
    }

    /// Hands a line over that must be done and saved. Returns the id that it made, or nothing.
    pub(crate) fn must(&mut self, line: &str) -> String {
        let answered = self.tell(line);
        assert!(answered.saved && answered.told.is_empty(), "{line}: {answered:?}");
        answered.made.unwrap_or_default()
    }

    /// The end of the input; the exit status.
    pub(crate) fn end(mut self) -> Option<i32> {
        drop(self.to.take());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Drive {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every file of the record in a folder. What is hidden is not of the record.
pub(crate) fn files(dir: &Path) -> Files {
    let mut found = Files::new();
    for path in all_below(dir) {
        let below = path.strip_prefix(dir).unwrap();
        if !below.components().any(|part| is_hidden(part.as_os_str())) {
            found.insert(below.to_owned(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The temporary files of the program among the records, wherever they are.
pub(crate) fn temporary(dir: &Path) -> Vec<PathBuf> {
    let ours = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        let of_history = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with(".git");
        !path.components().any(of_history) && name.starts_with(".rapporteur-")
    };
    all_below(dir).into_iter().filter(ours).collect()
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// Every file below a folder; a folder that is not there has none.
pub(crate) fn all_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// Copies a folder with all that is below it, if it is there.
pub(crate) fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Copies what is known of a record, as if the record had always been where it was copied to.
pub(crate) fn copy_state(from: &Place, to: &Place) {
    copy(&from.state(), &to.state());
    let [old, new] = [from, to].map(|place| place.data().display().to_string());
    for entry in fs::read_dir(to.state().join("known")).into_iter().flatten().map(Result::unwrap) {
        let text = fs::read_to_string(entry.path()).unwrap();
        fs::write(entry.path(), text.replace(&format!("{old}\""), &format!("{new}\""))).unwrap();
    }
}

/// A tool that the test cannot do without.
pub(crate) fn tool(name: &str, package: &str) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    assert!(there, "{name} is missing: install the package {package}. sh tests/setup.sh does it");
    Command::new(name)
}

/// Does something with each of the items, on two threads.
pub(crate) fn share<T: Sync>(items: &[T], work: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(item);
                }
            });
        }
    });
}

/// Says a figure so that it is seen even where all tests pass.
pub(crate) fn report(figure: &str) {
    // Not by `eprintln!`, which is kept back for the tests that fail.
    let _ = writeln!(std::io::stderr(), "    {figure}");
}
