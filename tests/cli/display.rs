//! The real window: opened on the sample under a display of its own, asked to close as a window manager asks, and gone; and what is said
//! where it cannot be opened.

use crate::screen::{Running, Screen};
use crate::support::{Copy, Said, command, said};
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

/// What the program says in such surroundings, where it ends with the agenda as text.
fn without_a_window(data: &Path, surroundings: &[(&str, &Path)]) -> String {
    let mut program = command(&["--data-dir", data.to_str().unwrap()]);
    let Said { out, err, status } = said(program.envs(surroundings.iter().copied()));
    assert_eq!(status, 3, "{err}");
    assert!(out.contains("To do: "), "the agenda is shown as text: {out}");
    assert!(!err.contains("a fault in the program"), "{err}");
    err.trim_end().to_owned()
}

#[test]
fn without_a_display_the_reason_is_said_and_nothing_is_changed() {
    let copy = Copy::new();
    let before = copy.bytes();
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("w");
    for (surroundings, why) in [
        (&[][..], "neither WAYLAND_DISPLAY nor DISPLAY is set".to_owned()),
        (&[("DISPLAY", Path::new(":64999"))], "DISPLAY is :64999, but no X11 server answers there".to_owned()),
        (
            &[("DISPLAY", Path::new("screen"))],
            "DISPLAY is screen, which is not the name of an X11 display (such as :0)".to_owned(),
        ),
        (
            &[("WAYLAND_DISPLAY", Path::new("w")), ("XDG_RUNTIME_DIR", folder.path())],
            format!("WAYLAND_DISPLAY is w, but nothing answers at {}", nowhere.display()),
        ),
    ] {
        let words = without_a_window(&copy.path(), surroundings);
        assert_eq!(words, format!("The window cannot be opened, because there is no display: {why}."));
    }
    assert_eq!(copy.bytes(), before);
    let absent = folder.path().join("record");
    let Said { err, status, .. } = said(&mut command(&["--data-dir", absent.to_str().unwrap()]));
    assert!(status == 3 && err.contains("there is no display"), "{status} {err}");
    assert!(!absent.exists(), "no record is begun without a window");
}

#[test]
fn without_a_library_it_is_named_with_its_package() {
    let (screen, copy) = (Screen::start(), Copy::new());
    let folder = tempfile::tempdir().unwrap();
    let _compositor = std::os::unix::net::UnixListener::bind(folder.path().join("w")).unwrap();
    let x11 = ("DISPLAY", Path::new(screen.display()));
    let wayland = ("WAYLAND_DISPLAY", Path::new("w"));
    for (display, library, missing, packages) in [
        // An error,
        (wayland, "libwayland-client.so.0", "libwayland-client.so.0, for the display", "libwayland-client0"),
        // and a panic of the windowing code.
        (x11, "libxkbcommon-x11.so.0", "libxkbcommon-x11.so.0, for the keyboard", "libxkbcommon-x11-0"),
    ] {
        // A file that is no library stands before the real one.
        fs::write(folder.path().join(library), "").unwrap();
        let surroundings = [display, ("XDG_RUNTIME_DIR", folder.path()), ("LD_LIBRARY_PATH", folder.path())];
        assert_eq!(
            without_a_window(&copy.path(), &surroundings),
            format!(
                "The window cannot be opened, because a system library is missing:\n  {missing}\n\
                 On Debian or Ubuntu this installs what is missing:\n  sudo apt install {packages}\n\
                 On another system, install the packages that contain these files."
            )
        );
    }
}
