//! The real window: opened on the sample under a display of its own, asked to close as a window manager asks, and gone.

use crate::support::command;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

/// How long anything here may take before it is stopped, in seconds: far more than a slow machine needs.
const LIMIT: &str = "180";

/// A program that is stopped when the test ends, whichever way.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself. To be asked lets `timeout` end what it started.
        if matches!(self.0.try_wait(), Ok(None)) {
            let _ = Command::new("kill").arg(self.0.id().to_string()).status();
            let _ = self.0.wait();
        }
    }
}

/// A display on a free number. `timeout` ends it at the latest, and with it every wait for an event.
fn display() -> (Running, String) {
    let mut server = Command::new("timeout");
    server.args([LIMIT, "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
    let mut server = Running(server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut number = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    assert!(!number.trim().is_empty(), "Xvfb did not start; tests/setup.sh installs it");
    (server, format!(":{}", number.trim()))
}

/// Waits until a window with this title is on the screen.
fn shown(x: &RustConnection, title: &str) -> Window {
    let name = x.intern_atom(false, b"_NET_WM_NAME").unwrap().reply().unwrap().atom;
    loop {
        let event = x.wait_for_event().unwrap_or_else(|error| panic!("no window called {title} within {LIMIT} s: {error}"));
        let Event::MapNotify(mapped) = event else { continue };
        let Ok(found) = x.get_property(false, mapped.window, name, AtomEnum::ANY, 0, 1024).unwrap().reply() else { continue };
        if found.value == title.as_bytes() {
            return mapped.window;
        }
    }
}

/// Asks a window to close, as the cross in its corner does.
fn ask_to_close(x: &RustConnection, window: Window) {
    let atom = |name: &[u8]| x.intern_atom(false, name).unwrap().reply().unwrap().atom;
    let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), [atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0]);
    x.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
    x.flush().unwrap();
}

fn entries(dir: &Path) -> Vec<String> {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_window_opens_on_the_sample_and_closes_cleanly() {
    let (server, display) = display();
    let (x, screen) = x11rb::connect(Some(&display)).unwrap();
    let root = x.setup().roots[screen].root;
    let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
    x.change_window_attributes(root, &watch).unwrap().check().unwrap();

    let [temporary, settings] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let log = settings.path().join("told.log");
    let mut app = command(&["--sample"]);
    app.env("DISPLAY", &display).env("TMPDIR", temporary.path()).env("RAPPORTEUR_CONFIG_DIR", settings.path());
    app.env("XDG_RUNTIME_DIR", settings.path()).stderr(fs::File::create(&log).unwrap());
    let mut app = Running(app.spawn().unwrap());

    let window = shown(&x, "Rapporteur");
    let copies = entries(temporary.path());
    assert!(copies.iter().any(|name| name.starts_with("rapporteur-sample-")), "it works on a copy: {copies:?}");
    ask_to_close(&x, window);
    let status = app.0.wait().unwrap();
    let told = fs::read_to_string(&log).unwrap();
    assert_eq!(status.code(), Some(0), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    let left: Vec<String> = entries(temporary.path()).into_iter().filter(|name| name.starts_with("rapporteur-sample-")).collect();
    assert!(left.is_empty(), "the copy of the sample is left behind: {left:?}");
    assert!(entries(settings.path()).contains(&"settings.ron".to_owned()), "the window is remembered");
    drop(server);
}
