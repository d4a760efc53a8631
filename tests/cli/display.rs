//! The real window: opened on the sample under a display of its own, asked to close as a window manager asks, and gone.

use crate::screen::{Running, Screen};
use crate::support::command;
use std::fs;
use std::path::Path;

fn entries(dir: &Path) -> Vec<String> {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_window_opens_on_the_sample_and_closes_cleanly() {
    let screen = Screen::start();
    let [temporary, settings] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let log = settings.path().join("told.log");
    let mut app = command(&["--sample"]);
    app.env("DISPLAY", screen.display()).env("TMPDIR", temporary.path()).env("RAPPORTEUR_CONFIG_DIR", settings.path());
    app.env("XDG_RUNTIME_DIR", settings.path()).stderr(fs::File::create(&log).unwrap());
    let mut app = Running(app.spawn().unwrap());

    let window = screen.shown("Rapporteur");
    let copies = entries(temporary.path());
    assert!(copies.iter().any(|name| name.starts_with("rapporteur-sample-")), "it works on a copy: {copies:?}");
    screen.ask_to_close(window);
    let status = app.0.wait().unwrap();
    let told = fs::read_to_string(&log).unwrap();
    assert_eq!(status.code(), Some(0), "{told}");
    assert!(!told.contains("panicked") && !told.contains("a fault in the program"), "{told}");
    let left: Vec<String> = entries(temporary.path()).into_iter().filter(|name| name.starts_with("rapporteur-sample-")).collect();
    assert!(left.is_empty(), "the copy of the sample is left behind: {left:?}");
    assert!(entries(settings.path()).contains(&"settings.ron".to_owned()), "the window is remembered");
}
