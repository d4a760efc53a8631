//! A screen of its own for the real window, and what a window manager does to a window.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, EventMask, InputFocus, Window,
};
use x11rb::rust_connection::RustConnection;

/// How long anything here may take before it is stopped, in seconds: far more than a slow machine needs.
const LIMIT: &str = "180";

/// A program that is stopped when the test ends, whichever way.
pub(crate) struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself. To be asked lets `timeout` end what it started.
        if matches!(self.0.try_wait(), Ok(None)) {
            let _ = Command::new("kill").arg(self.0.id().to_string()).status();
            let _ = self.0.wait();
        }
    }
}

/// A screen, and a hand on it.
pub(crate) struct Screen {
    x: RustConnection,
    display: String,
    _server: Running,
}

impl Screen {
    /// Starts one on a free number. `timeout` ends it at the latest, and with it every wait for an event.
    pub(crate) fn start() -> Self {
        let mut server = Command::new("timeout");
        server.args([LIMIT, "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let mut server = Running(server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb did not start; tests/setup.sh installs it");
        let display = format!(":{}", number.trim());
        let (x, screen) = x11rb::connect(Some(&display)).unwrap();
        let root = x.setup().roots[screen].root;
        let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        x.change_window_attributes(root, &watch).unwrap().check().unwrap();
        Self { x, display, _server: server }
    }

    /// What `DISPLAY` is to say.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Waits until a window with this title is on the screen.
    pub(crate) fn shown(&self, title: &str) -> Window {
        let name = self.x.intern_atom(false, b"_NET_WM_NAME").unwrap().reply().unwrap().atom;
        loop {
            let event =
                self.x.wait_for_event().unwrap_or_else(|error| panic!("no window called {title} within {LIMIT} s: {error}"));
            let Event::MapNotify(mapped) = event else { continue };
            let property = self.x.get_property(false, mapped.window, name, AtomEnum::ANY, 0, 1024).unwrap();
            if property.reply().is_ok_and(|found| found.value == title.as_bytes()) {
                return mapped.window;
            }
        }
    }

    /// Asks a window to close, as the cross in its corner does.
    pub(crate) fn ask_to_close(&self, window: Window) {
        let atom = |name: &[u8]| self.x.intern_atom(false, name).unwrap().reply().unwrap().atom;
        let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), [atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0]);
        self.x.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        self.x.flush().unwrap();
    }

    /// Gives a window the keyboard, as a window manager does.
    pub(crate) fn focus(&self, window: Window) {
        self.x.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap().check().unwrap();
    }

    /// Gives a window another width, in points, so that it draws itself anew.
    pub(crate) fn widen(&self, window: Window, width: u32) {
        self.x.configure_window(window, &ConfigureWindowAux::new().width(width)).unwrap();
        self.x.flush().unwrap();
    }
}
