//! strace: which system calls the program makes, and what happens if one of them goes wrong.

use crate::support::{Place, tool};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::LazyLock;

/// The calls by which anything on a disk can change. A `?` stands before those that some processors do not have.
pub(crate) const CHANGES: &[&str] = &[
    "?open",
    "openat",
    "?openat2",
    "?creat",
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "fsync",
    "fdatasync",
    "?rename",
    "renameat",
    "renameat2",
    "?link",
    "linkat",
    "?symlink",
    "symlinkat",
    "?unlink",
    "unlinkat",
    "?mkdir",
    "mkdirat",
    "?rmdir",
    "ftruncate",
    "fchmod",
    "fchmodat",
    "?chmod",
    "fallocate",
    "copy_file_range",
    "msync",
];

/// One system call.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub name: String,
    /// Its arguments and what came of it.
    pub rest: String,
    /// The how manieth call of that name it was in its thread, from 1: as `when=` counts.
    pub nth: usize,
}

impl Call {
    /// Whether it has to do with a file or with anything below a folder.
    pub(crate) fn concerns(&self, path: &Path) -> bool {
        self.rest.contains(&path.display().to_string())
    }

    /// Whether it came to nothing.
    pub(crate) fn failed(&self) -> bool {
        self.rest.contains(" = -1 ")
    }

    /// The files that it is about: those behind its descriptors for calls that have nothing else, else those that it names.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        let by_descriptor = ["write", "writev", "pwrite64", "pwritev", "fsync", "fdatasync", "ftruncate", "fchmod", "fallocate"];
        if by_descriptor.contains(&self.name.as_str()) {
            let behind = self.rest.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
            return behind.map(|(path, _)| PathBuf::from(path)).into_iter().collect();
        }
        let mut named = Vec::new();
        let mut folder = Path::new("");
        let mut rest = self.rest.split_once(") = ").map_or(self.rest.as_str(), |(arguments, _)| arguments);
        while let Some(at) = rest.find(['<', '"']) {
            let end = if rest[at..].starts_with('<') { '>' } else { '"' };
            let Some((inside, after)) = rest[at + 1..].split_once(end) else { break };
            if end == '>' {
                folder = Path::new(inside);
            } else {
                named.push(folder.join(inside));
            }
            rest = after;
        }
        named
    }
}

/// What became of a traced program.
#[derive(Debug)]
pub(crate) struct Traced {
    pub out: String,
    pub err: String,
    pub status: ExitStatus,
    pub calls: Vec<Call>,
}

/// Tracing works here, or the test ends with what to do about it.
static WORKS: LazyLock<()> = LazyLock::new(|| {
    let tried = tool("strace", "strace").args(["-f", "-o", "/dev/null", "true"]).output().unwrap();
    assert!(
        tried.status.success(),
        "strace cannot watch a program here, which these tests need: allow ptrace (in a container: --cap-add=SYS_PTRACE).\n{}",
        String::from_utf8_lossy(&tried.stderr)
    );
});

/// strace with these options, to be followed by the program and its arguments. What it sees is written into the place's `trace`.
pub(crate) fn strace(place: &Place, options: &[String]) -> Command {
    LazyLock::force(&WORKS);
    let mut command = tool("strace", "strace");
    command.args(["-f", "-qq", "-y", "-s", "400", "-e", "signal=none", "-o"]).arg(place.path().join("trace")).args(options);
    command
}

/// Runs the program on the place's folder under strace, on this input.
pub(crate) fn run(place: &Place, options: &[String], args: &[&str], input: &str) -> Traced {
    let told = |name: &str| place.path().join(name);
    fs::write(told("input"), input).unwrap();
    let program = place.program(args);
    let mut command = strace(place, options);
    command.arg(program.get_program()).args(program.get_args());
    place.surround(&mut command);
    command.stdin(File::open(told("input")).unwrap());
    command.stdout(File::create(told("out")).unwrap()).stderr(File::create(told("err")).unwrap());
    let status = command.status().unwrap();
    let read = |name: &str| String::from_utf8_lossy(&fs::read(told(name)).unwrap_or_default()).into_owned();
    Traced { out: read("out"), err: read("err"), status, calls: seen(place) }
}

/// What strace has written about the place's program.
pub(crate) fn seen(place: &Place) -> Vec<Call> {
    calls(&String::from_utf8_lossy(&fs::read(place.path().join("trace")).unwrap_or_default()))
}

/// The option that watches these calls and no others.
pub(crate) fn watching(names: &[&str]) -> Vec<String> {
    vec!["--seccomp-bpf".to_owned(), "-e".to_owned(), format!("trace={}", names.join(","))]
}

/// The options that let a call fail: `how` is what `inject` takes, such as `error=EIO:when=3`.
pub(crate) fn injecting(name: &str, how: &str) -> Vec<String> {
    let mut options = watching(&[name]);
    options.extend(["-e".to_owned(), format!("inject={name}:{how}")]);
    options
}

/// The options that kill the program where it makes this call, which is then not made.
pub(crate) fn killing(name: &str, nth: usize) -> Vec<String> {
    // Not with `--seccomp-bpf`: it is quicker, but loses the signal.
    ["-e".to_owned(), format!("trace={name}"), "-e".to_owned(), format!("inject={name}:signal=KILL:when={nth}")].into()
}

/// Reads what strace wrote. A call that another thread cut in two is taken where it begins.
fn calls(trace: &str) -> Vec<Call> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found = Vec::new();
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, rest)) = call.trim_start().split_once('(') else { continue };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let nth = counts.entry((thread, name)).or_default();
        *nth += 1;
        found.push(Call { name: name.to_owned(), rest: rest.to_owned(), nth: *nth });
    }
    found
}

#[test]
fn calls_are_counted_as_strace_counts_them() {
    let trace = "7 openat(AT_FDCWD</>, \"a\", O_RDONLY) = 3</a>\n8 fsync(3</a> <unfinished ...>\n7 fsync(3</a>) = 0\n\
                 8 <... fsync resumed>) = 0\n7 fsync(4</b>) = -1 EIO (x)\n7 +++ exited with 0 +++\n";
    let found: Vec<String> = calls(trace).iter().map(|call| format!("{} {}", call.name, call.nth)).collect();
    assert_eq!(found, ["openat 1", "fsync 1", "fsync 1", "fsync 2"]);
}

#[test]
fn the_files_of_a_call_are_read_from_what_strace_writes() {
    let paths = |name: &str, rest: &str| {
        let call = Call { name: name.to_owned(), rest: rest.to_owned(), nth: 1 };
        (call.paths().iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "), call.failed())
    };
    assert_eq!(paths("fsync", "3</a/b>) = 0"), ("/a/b".to_owned(), false));
    assert_eq!(paths("write", "3</a/b>, \"<x>\", 3) = 3"), ("/a/b".to_owned(), false));
    assert_eq!(paths("rename", "\"/a/b\", \"/a/c\") = -1 EIO (Input) (INJECTED)"), ("/a/b /a/c".to_owned(), true));
    assert_eq!(paths("renameat2", "4</a>, \"b\", AT_FDCWD</>, \"/c\", RENAME_EXCHANGE) = 0"), ("/a/b /c".to_owned(), false));
    assert_eq!(paths("openat", "AT_FDCWD</x>, \"/a/b\", O_RDONLY) = 4</a/b>"), ("/a/b".to_owned(), false));
}
