//! What the machine under the program offers: shared libraries that can be loaded, sockets that answer, no core files.
//!
//! Nothing is loaded here. The places are looked through in which the system's loader would look, so that a missing
//! library can be named before anything needs it.

use super::words;
use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process;

/// Where the loader of this program finds shared libraries.
#[derive(Debug)]
pub struct Loader {
    /// In the order in which they are searched.
    folders: Vec<PathBuf>,
    /// The libraries that the loader's cache lists.
    cached: Vec<PathBuf>,
    /// What a library must be built for.
    machine: Machine,
}

impl Loader {
    /// The loader of this running program; `library_path` is the value of `LD_LIBRARY_PATH`.
    ///
    /// `None` where libraries are found by other rules than the usual ones, as on systems that keep each in a folder of
    /// its own: the test is whether the usual rules find the very C library that this program runs on.
    #[must_use]
    pub fn of_this_program(library_path: Option<&OsStr>) -> Option<Self> {
        let machine = Machine::of(Path::new("/proc/self/exe"))?;
        let mut folders: Vec<PathBuf> = library_path
            .map(|list| std::env::split_paths(list).filter(|folder| folder.is_absolute()).collect())
            .unwrap_or_default();
        for root in ["/lib", "/usr/lib"] {
            folders.push(PathBuf::from(format!("{root}/{}-linux-gnu", std::env::consts::ARCH)));
            folders.push(PathBuf::from(root));
            folders.push(PathBuf::from(format!("{root}64")));
        }
        let cached = fs::read("/etc/ld.so.cache").map(|bytes| listed_in_cache(&bytes)).unwrap_or_default();
        let loader = Self { folders, cached, machine };

        let running_on = fs::read_to_string("/proc/self/maps").ok().and_then(|maps| c_library_in(&maps))?;
        let would_find = loader.find("libc.so.6")?;
        (fs::canonicalize(would_find).ok()? == fs::canonicalize(running_on).ok()?).then_some(loader)
    }

    /// Whether a library can be loaded by its file name, such as `libX11.so.6`.
    #[must_use]
    pub fn finds(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<PathBuf> {
        let listed = self.cached.iter().filter(|path| path.file_name().is_some_and(|file| file == name)).cloned();
        let in_folders = self.folders.iter().map(|folder| folder.join(name));
        listed.chain(in_folders).find(|path| Machine::of(path).is_some_and(|machine| machine == self.machine))
    }
}

/// Asks the system to write no core file if this program crashes: the record would be in it.
pub fn keep_no_core() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where it is refused, the limit is as the user or the system set it.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// What a program or library is built for: word size, byte order and processor, from the head of its ELF file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Machine {
    class: u8,
    data: u8,
    processor: [u8; 2],
}

impl Machine {
    fn of(file: &Path) -> Option<Self> {
        let mut head = [0; 20];
        fs::File::open(file).ok()?.read_exact(&mut head).ok()?;
        let [0x7f, b'E', b'L', b'F', class, data, .., low, high] = head else { return None };
        Some(Self { class, data, processor: [low, high] })
    }
}

/// The library files named in the loader's cache. All versions of its format end in zero-terminated absolute paths.
fn listed_in_cache(bytes: &[u8]) -> Vec<PathBuf> {
    bytes
        .split(|byte| *byte == 0)
        .filter_map(|text| std::str::from_utf8(text).ok())
        .filter(|text| text.starts_with('/') && text.contains(".so"))
        .map(PathBuf::from)
        .collect()
}

/// The C library among the files that a process has mapped (`/proc/self/maps`).
fn c_library_in(maps: &str) -> Option<PathBuf> {
    maps.lines()
        .filter_map(|line| line.find('/').map(|at| Path::new(&line[at..])))
        .find(|path| {
            path.file_name().and_then(OsStr::to_str).is_some_and(|name| name == "libc.so.6" || name.starts_with("libc-2."))
        })
        .map(Path::to_path_buf)
}

/// Whether a folder has a file whose name has this ending, such as `json`.
#[must_use]
pub fn has_file_ending_in(folder: &Path, ending: &str) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.path().extension().is_some_and(|found| found == ending)))
}

/// Shows a file in the system's file manager: selected where the system can do that, else by its folder.
///
/// # Errors
/// In words, if no file manager can be started.
pub fn show_in_file_manager(path: &Path) -> Result<(), String> {
    // What is gone is shown by the nearest folder that is there.
    let there = path.ancestors().find(|above| above.exists()).unwrap_or(path);
    let folder = if there.is_dir() { there } else { there.parent().unwrap_or(there) };
    let command = if cfg!(target_os = "macos") {
        let mut command = process::Command::new("open");
        command.arg("-R").arg(there);
        command
    } else if cfg!(windows) {
        let mut command = process::Command::new("explorer");
        command.arg(folder);
        command
    } else {
        let mut command = process::Command::new("xdg-open");
        command.arg(folder);
        command
    };
    start(command, "file manager")
        .map_err(|why| format!("No file manager can be started: {why}. The folder is {}", folder.display()))
}

/// Opens a file with the program that the system has for it.
///
/// # Errors
/// In words, if none can be started.
pub fn open_with_its_program(path: &Path) -> Result<(), String> {
    if !path.is_file() {
        return Err(format!("{} is no longer there", path.display()));
    }
    let mut command = if cfg!(target_os = "macos") {
        process::Command::new("open")
    } else if cfg!(windows) {
        // Takes the path as it is, where a command line would read signs in it.
        process::Command::new("explorer")
    } else {
        process::Command::new("xdg-open")
    };
    command.arg(path);
    start(command, "opener").map_err(|why| format!("No program can be started to open it: {why}. The file is {}", path.display()))
}

/// Starts another program and lets it go its way.
fn start(mut command: process::Command, name: &str) -> Result<(), String> {
    command.stdin(process::Stdio::null()).stdout(process::Stdio::null()).stderr(process::Stdio::null());
    let mut child = command.spawn().map_err(|error| words::of_io(&error))?;
    // Somebody has to take note of its end.
    let _ = std::thread::Builder::new().name(name.to_owned()).spawn(move || child.wait());
    Ok(())
}

/// Whether a program listens at this socket.
#[cfg(unix)]
#[must_use]
pub fn socket_answers(path: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(path).is_ok()
}

/// Whether a program listens at the socket of this name that has no file (Linux's abstract sockets).
#[cfg(target_os = "linux")]
#[must_use]
pub fn abstract_socket_answers(name: &str) -> bool {
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::net::{SocketAddr, UnixStream};

    SocketAddr::from_abstract_name(name).and_then(|address| UnixStream::connect_addr(&address)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Machine = Machine { class: 2, data: 1, processor: [0x3e, 0] };

    fn elf(class: u8, processor: u8) -> Vec<u8> {
        let mut head = vec![0x7f, b'E', b'L', b'F', class, 1, 1];
        head.resize(18, 0);
        head.extend([processor, 0, 1, 0]);
        head
    }

    #[test]
    fn a_library_is_found_in_a_folder_or_by_the_cache_if_it_is_built_for_this_machine() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("libright.so.1"), elf(2, 0x3e)).unwrap();
        fs::write(path("lib32.so.1"), elf(1, 3)).unwrap();
        fs::write(path("libempty.so.1"), "").unwrap();
        fs::create_dir(path("elsewhere")).unwrap();
        fs::write(path("elsewhere/libcached.so.1"), elf(2, 0x3e)).unwrap();

        let loader = Loader {
            folders: vec![path("absent"), folder.path().to_owned()],
            cached: vec![path("elsewhere/libcached.so.1"), path("elsewhere/libgone.so.1")],
            machine: HERE,
        };
        for (name, found) in [
            ("libright.so.1", true),
            ("libcached.so.1", true),
            ("lib32.so.1", false),
            ("libempty.so.1", false),
            ("libgone.so.1", false),
            ("libright.so", false),
        ] {
            assert_eq!(loader.finds(name), found, "{name}");
        }
    }

    #[test]
    fn the_cache_is_read_by_its_paths() {
        let bytes = b"glibc-ld.so.cache1.1\x02\0\0\0\xff\xfe\0libX11.so.6\0/lib/a/libX11.so.6\0libm.so.6\0/usr/lib/libm.so.6\0/not/a/library\0";
        assert_eq!(listed_in_cache(bytes), [PathBuf::from("/lib/a/libX11.so.6"), PathBuf::from("/usr/lib/libm.so.6")]);
        assert!(listed_in_cache(b"").is_empty());
    }

    #[test]
    fn the_c_library_is_read_from_the_map_of_the_process() {
        let maps = "55d0-55d1 r--p 0 08:01 1 /usr/bin/rapporteur\n7f00-7f01 r-xp 0 08:01 2      /usr/lib/a/libc.so.6\n7ffd-7ffe rw-p 0 00:00 0 [stack]\n";
        assert_eq!(c_library_in(maps), Some(PathBuf::from("/usr/lib/a/libc.so.6")));
        assert_eq!(c_library_in("7ffd-7ffe rw-p 0 00:00 0 [stack]\n"), None);
    }

    #[test]
    fn a_folder_is_asked_for_files_by_ending() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!has_file_ending_in(folder.path(), "json"));
        fs::write(folder.path().join("a.json"), "").unwrap();
        assert!(has_file_ending_in(folder.path(), "json"));
        assert!(!has_file_ending_in(&folder.path().join("absent"), "json"));
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_answers_while_someone_listens() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        assert!(!socket_answers(&path));
        let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(socket_answers(&path));
        drop(listener);
        assert!(!socket_answers(&path), "the file is still there, but nobody listens");
    }

    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[test]
    fn this_program_finds_the_library_it_runs_on() {
        if let Some(loader) = Loader::of_this_program(None) {
            assert!(loader.finds("libc.so.6"));
            assert!(!loader.finds("librapporteur-has-no-such.so.1"));
        }
    }
}
