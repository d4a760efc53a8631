//! Operating system services: opening files with other programs, probing sockets, disabling core dumps.

use super::error::LaunchError;
use std::io;
use std::path::Path;
use std::process;

/// Asks the system to write no core file if this program crashes: the record would be in it.
pub fn keep_no_core() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where it is refused, the limit is as the user or the system set it.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// Shows a file in the system's file manager: selected where the system can do that, else by its folder.
///
/// # Errors
/// If no file manager can be started.
pub fn show_in_file_manager(path: &Path) -> Result<(), LaunchError> {
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
    start(command, "file manager").map_err(|source| LaunchError::FileManager { folder: folder.to_owned(), source })
}

/// Opens a file with the program that the system has for it.
///
/// # Errors
/// If it is gone, or no program can be started.
pub fn open_with_its_program(path: &Path) -> Result<(), LaunchError> {
    if !path.is_file() {
        return Err(LaunchError::Gone(path.to_owned()));
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
    start(command, "opener").map_err(|source| LaunchError::Opener { file: path.to_owned(), source })
}

/// Starts another program and lets it go its way.
fn start(mut command: process::Command, name: &str) -> io::Result<()> {
    command.stdin(process::Stdio::null()).stdout(process::Stdio::null()).stderr(process::Stdio::null());
    let mut child = command.spawn()?;
    // Somebody has to take note of its end.
    let _ = std::thread::Builder::new().name(name.to_owned()).spawn(move || child.wait());
    Ok(())
}

/// Whether a program listens at a socket: at this file, or at the socket of that name without a file (Linux's abstract sockets) if it
/// begins with `@`.
#[cfg(target_os = "linux")]
#[must_use]
pub fn socket_answers(address: &str) -> bool {
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::net::{SocketAddr, UnixStream};

    let address = match address.strip_prefix('@') {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(address),
    };
    address.and_then(|address| UnixStream::connect_addr(&address)).is_ok()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn a_socket_answers_while_someone_listens() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        assert!(!socket_answers(&path.to_string_lossy()));
        let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(socket_answers(&path.to_string_lossy()));
        drop(listener);
        assert!(!socket_answers(&path.to_string_lossy()), "the file is still there, but nobody listens");
    }
}
