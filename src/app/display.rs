//! Why the window could not be opened, in words, with what to install.
//!
//! On Linux the windowing code loads its system libraries while it runs. Without some of them it gives back an error that names a path
//! inside a dependency; without others (the keyboard's, or Wayland's part of OpenGL) it panics. Both are caught. Then the display is
//! tried, and the very loaders that the windowing code has are asked which libraries they cannot open.
//!
//! What ends the program from within a library, as a fault of a graphics driver may, cannot be caught.

use crate::cli::Fault;
use std::path::{Path, PathBuf};

/// How the start of the window ended.
#[derive(Debug)]
pub enum Failure {
    /// With an error.
    Error(eframe::Error),
    /// With a panic of the windowing code.
    Fault(Fault),
}

/// A shared library that the window needs and that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Its file name, such as `libXi.so.6`.
    pub library: &'static str,
    /// What it is needed for.
    pub purpose: &'static str,
    /// The Debian and Ubuntu packages that give it, separated by spaces.
    pub packages: &'static str,
}

/// What speaks to the display. Wayland is taken where both are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Named by `WAYLAND_DISPLAY` or handed over as `WAYLAND_SOCKET`.
    Wayland,
    /// Named by `DISPLAY`.
    X11,
}

/// Says in words why the window did not open, and what can be done.
#[must_use]
pub fn why(failure: &Failure) -> String {
    let lack = match failure {
        // That is ours, and says itself what it is about.
        Failure::Error(eframe::Error::AppCreation(why)) => return why.to_string(),
        Failure::Error(error) => lack(!matches!(error, eframe::Error::Wgpu(_))),
        Failure::Fault(fault) => lack(!fault.message.contains("libwayland-egl")),
    };
    lack.unwrap_or_else(|| match failure {
        Failure::Error(error) => start_failure(error),
        Failure::Fault(fault) => format!("The window cannot be opened: the code that opens it failed at {}.", fault.place),
    })
}

/// What the window lacks, as far as that can be found out. `draws` tells whether drawing was possible.
#[cfg(target_os = "linux")]
fn lack(draws: bool) -> Option<String> {
    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let protocol = match reachable(&variable, &crate::store::system::socket_answers) {
        Ok(protocol) => protocol,
        Err(why) => return Some(no_display(&why.to_string())),
    };
    let missing = missing(protocol, &opens, draws);
    (!missing.is_empty()).then(|| missing_libraries(&missing))
}

/// On other systems the display and its libraries come with the system.
#[cfg(not(target_os = "linux"))]
fn lack(_: bool) -> Option<String> {
    None
}

/// Whether a library can be opened, by the loader that the windowing code uses.
#[cfg(target_os = "linux")]
fn opens(library: &str) -> bool {
    match library {
        "libX11.so.6" => x11_dl::xlib::Xlib::open().is_ok(),
        "libX11-xcb.so.1" => x11_dl::xlib_xcb::Xlib_xcb::open().is_ok(),
        "libXcursor.so.1" => x11_dl::xcursor::Xcursor::open().is_ok(),
        "libXi.so.6" => x11_dl::xinput2::XInput2::open().is_ok(),
        "libxkbcommon.so.0" => xkbcommon_dl::xkbcommon_option().is_some(),
        "libxkbcommon-x11.so.0" => xkbcommon_dl::x11::xkbcommon_x11_option().is_some(),
        "libwayland-client.so.0" => wayland_sys::client::is_lib_available(),
        "libwayland-egl.so.1" => wayland_sys::egl::is_lib_available(),
        _ => true,
    }
}

/// Why there is no display, as a clause without a full stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDisplay {
    /// The environment names none.
    #[error("neither WAYLAND_DISPLAY nor DISPLAY is set")]
    Unset,
    /// It names a Wayland display, and not where it is.
    #[error("WAYLAND_DISPLAY is {wayland}, but XDG_RUNTIME_DIR, the folder that it is in, is not set")]
    NoRuntimeFolder {
        /// Its name.
        wayland: String,
    },
    /// Nobody answers there.
    #[error("WAYLAND_DISPLAY is {wayland}, but nothing answers at {}{advice}", socket.display())]
    NoWayland {
        /// Its name.
        wayland: String,
        /// Where it should be.
        socket: PathBuf,
        /// What else can be done: a clause that begins with a semicolon, or nothing.
        advice: String,
    },
    /// What should name an X11 display does not.
    #[error("DISPLAY is {0}, which is not the name of an X11 display (such as :0)")]
    NoName(String),
    /// Nobody answers at that X11 display.
    #[error("DISPLAY is {0}, but no X11 server answers there")]
    NoX11(String),
}

/// Which display there is, given the environment variables and whether somebody answers at a socket (see
/// [`socket_answers`](crate::store::system::socket_answers)); or why none.
///
/// The variables are read as the windowing library reads them: Wayland is preferred, and if it is named but dead, X11 is
/// not tried.
///
/// # Errors
/// Why no display can be reached.
pub fn reachable(variable: &dyn Fn(&str) -> Option<String>, answers: &dyn Fn(&str) -> bool) -> Result<Protocol, NoDisplay> {
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    let x11 = variable("DISPLAY");

    if variable("WAYLAND_SOCKET").is_some() {
        return Ok(Protocol::Wayland);
    }
    if let Some(wayland) = variable("WAYLAND_DISPLAY") {
        let socket = if Path::new(&wayland).is_absolute() {
            PathBuf::from(&wayland)
        } else if let Some(folder) = variable("XDG_RUNTIME_DIR") {
            Path::new(&folder).join(&wayland)
        } else {
            return Err(NoDisplay::NoRuntimeFolder { wayland });
        };
        if answers(&socket.to_string_lossy()) {
            return Ok(Protocol::Wayland);
        }
        let advice = x11.map(|name| format!("; to use the X11 display {name}, unset WAYLAND_DISPLAY")).unwrap_or_default();
        return Err(NoDisplay::NoWayland { wayland, socket, advice });
    }

    let Some(name) = x11 else {
        return Err(NoDisplay::Unset);
    };
    match x11_addresses(&name) {
        None => Err(NoDisplay::NoName(name)),
        // On another machine: to find out is to connect, which is for the windowing library to do.
        Some(addresses) if addresses.is_empty() => Ok(Protocol::X11),
        Some(addresses) if addresses.iter().any(|address| answers(address)) => Ok(Protocol::X11),
        Some(_) => Err(NoDisplay::NoX11(name)),
    }
}

/// Where the X11 display of this name (`[host]:number[.screen]`) listens on this machine: no address if it is reached
/// over a network, `None` if it is no such name.
fn x11_addresses(name: &str) -> Option<Vec<String>> {
    let (host, rest) = name.rsplit_once(':')?;
    let (number, screen) = rest.split_once('.').unwrap_or((rest, "0"));
    let number: u16 = number.parse().ok()?;
    screen.parse::<u16>().ok()?;
    if Path::new(name).is_absolute() {
        return Some(vec![name.to_owned()]);
    }
    if !matches!(host, "" | "unix") && !host.ends_with("/unix") && !host.starts_with("unix/") {
        return Some(Vec::new());
    }
    let socket = format!("/tmp/.X11-unix/X{number}");
    Some(vec![format!("@{socket}"), socket])
}

/// The libraries that the window cannot do without on X11.
const FOR_X11: &[Missing] = &[
    Missing { library: "libX11.so.6", purpose: "the display", packages: "libx11-6" },
    Missing { library: "libX11-xcb.so.1", purpose: "the display", packages: "libx11-xcb1" },
    Missing { library: "libXcursor.so.1", purpose: "the mouse pointer", packages: "libxcursor1" },
    Missing { library: "libXi.so.6", purpose: "the mouse and touch", packages: "libxi6" },
    Missing { library: "libxkbcommon.so.0", purpose: "the keyboard", packages: "libxkbcommon0" },
    Missing { library: "libxkbcommon-x11.so.0", purpose: "the keyboard", packages: "libxkbcommon-x11-0" },
];

/// The same on Wayland.
const FOR_WAYLAND: &[Missing] = &[
    Missing { library: "libwayland-client.so.0", purpose: "the display", packages: "libwayland-client0" },
    Missing { library: "libxkbcommon.so.0", purpose: "the keyboard", packages: "libxkbcommon0" },
];

/// What OpenGL needs besides on Wayland. That OpenGL itself is missing no error says: [`start_failure`] names its packages.
const FOR_OPENGL_ON_WAYLAND: Missing =
    Missing { library: "libwayland-egl.so.1", purpose: "drawing", packages: "libwayland-egl1" };

/// Which of the needed libraries are not there. `opens` tells whether a library can be opened by its file name.
#[must_use]
pub fn missing(protocol: Protocol, opens: &dyn Fn(&str) -> bool, draws: bool) -> Vec<Missing> {
    let needed = match protocol {
        Protocol::X11 => FOR_X11,
        Protocol::Wayland => FOR_WAYLAND,
    };
    let to_draw = (protocol == Protocol::Wayland && !draws).then_some(FOR_OPENGL_ON_WAYLAND);
    needed.iter().copied().chain(to_draw).filter(|need| !opens(need.library)).collect()
}

/// Says in words why the window did not open after all: no driver that can draw, or a display that refused.
#[must_use]
pub fn start_failure(error: &eframe::Error) -> String {
    let (because, reason) = match error {
        eframe::Error::Wgpu(reason) => (", because no graphics driver can draw it", reason.to_string()),
        eframe::Error::Winit(reason) => (", because the display refused it", reason.to_string()),
        eframe::Error::WinitEventLoop(reason) => (", because the display refused it", reason.to_string()),
        eframe::Error::AppCreation(reason) => ("", reason.to_string()),
    };
    let advice = match error {
        eframe::Error::Wgpu(_) if cfg!(target_os = "linux") => {
            "\nOn Debian or Ubuntu these drivers draw without a graphics card:\n  sudo apt install libegl1 libgl1-mesa-dri mesa-vulkan-drivers"
        }
        eframe::Error::Wgpu(_) => "\nAn update of the graphics driver may help.",
        _ => "",
    };
    format!("The window cannot be opened{because}: {}.{advice}", reason.trim_end_matches('.'))
}

fn no_display(why: &str) -> String {
    format!("The window cannot be opened, because there is no display: {why}.")
}

fn missing_libraries(missing: &[Missing]) -> String {
    let these = if missing.len() == 1 { "a system library is" } else { "some system libraries are" };
    let libraries: Vec<String> = missing.iter().map(|one| format!("  {}, for {}", one.library, one.purpose)).collect();
    let packages: Vec<&str> = missing.iter().map(|one| one.packages).collect();
    format!(
        "The window cannot be opened, because {these} missing:\n{}\n\
         On Debian or Ubuntu this installs what is missing:\n  sudo apt install {}\n\
         On another system, install the packages that contain these files.",
        libraries.join("\n"),
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The environment `variables`, with somebody listening at each of `listening` (`@` for an abstract socket).
    fn reached(variables: &[(&str, &str)], listening: &[&str]) -> Result<Protocol, String> {
        let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        reachable(&variable, &|address| listening.contains(&address)).map_err(|why| why.to_string())
    }

    #[test]
    fn a_display_is_found_where_one_listens() {
        let run = ("XDG_RUNTIME_DIR", "/run/user/7");
        for (variables, listening, expected) in [
            (&[("DISPLAY", ":0")][..], "@/tmp/.X11-unix/X0", Protocol::X11),
            (&[("DISPLAY", ":12.0")], "/tmp/.X11-unix/X12", Protocol::X11),
            (&[("DISPLAY", "unix:3")], "/tmp/.X11-unix/X3", Protocol::X11),
            (&[("DISPLAY", "localhost:10.0")], "", Protocol::X11),
            (&[("DISPLAY", "[::1]:1")], "", Protocol::X11),
            (&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "")], "/tmp/.X11-unix/X0", Protocol::X11),
            (&[run, ("WAYLAND_DISPLAY", "wayland-1"), ("DISPLAY", ":0")], "/run/user/7/wayland-1", Protocol::Wayland),
            (&[("WAYLAND_DISPLAY", "/else/where")], "/else/where", Protocol::Wayland),
            (&[("WAYLAND_SOCKET", "5")], "", Protocol::Wayland),
        ] {
            assert_eq!(reached(variables, &[listening]), Ok(expected), "{variables:?}");
        }
    }

    #[test]
    fn without_a_display_the_reason_is_said() {
        let run = ("XDG_RUNTIME_DIR", "/run/user/7");
        for (variables, expected) in [
            (&[][..], "neither WAYLAND_DISPLAY nor DISPLAY is set"),
            (&[("DISPLAY", "")], "neither WAYLAND_DISPLAY nor DISPLAY is set"),
            (&[("DISPLAY", ":5")], "DISPLAY is :5, but no X11 server answers there"),
            (&[("DISPLAY", "screen")], "DISPLAY is screen, which is not the name of an X11 display (such as :0)"),
            (&[("DISPLAY", ":one")], "DISPLAY is :one, which is not the name of an X11 display (such as :0)"),
            (&[run, ("WAYLAND_DISPLAY", "w")], "WAYLAND_DISPLAY is w, but nothing answers at /run/user/7/w"),
            (
                &[run, ("WAYLAND_DISPLAY", "w"), ("DISPLAY", ":0")],
                "WAYLAND_DISPLAY is w, but nothing answers at /run/user/7/w; to use the X11 display :0, unset WAYLAND_DISPLAY",
            ),
            (&[("WAYLAND_DISPLAY", "w")], "WAYLAND_DISPLAY is w, but XDG_RUNTIME_DIR, the folder that it is in, is not set"),
        ] {
            assert_eq!(reached(variables, &["/tmp/.X11-unix/X0"]), Err(expected.to_owned()), "{variables:?}");
        }
    }

    /// What is missing where everything is there except `absent`, as packages.
    fn packages(protocol: Protocol, draws: bool, absent: &[&str]) -> String {
        let missing = missing(protocol, &|name| !absent.contains(&name), draws);
        missing.iter().map(|library| library.packages).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_missing_is_named_by_its_package() {
        use Protocol::{Wayland, X11};
        for (protocol, draws, absent, expected) in [
            (X11, true, &[][..], ""),
            (X11, false, &[], ""),
            (X11, true, &["libxkbcommon-x11.so.0"], "libxkbcommon-x11-0"),
            (X11, true, &["libXi.so.6", "libXcursor.so.1", "libXrandr.so.2"], "libxcursor1 libxi6"),
            (X11, true, &["libwayland-client.so.0", "libwayland-egl.so.1"], ""),
            (Wayland, true, &["libX11.so.6", "libxkbcommon-x11.so.0"], ""),
            (Wayland, true, &["libwayland-client.so.0", "libxkbcommon.so.0"], "libwayland-client0 libxkbcommon0"),
            // Either OpenGL or Vulkan is enough to draw.
            (X11, false, &["libvulkan.so.1"], ""),
            (Wayland, true, &["libwayland-egl.so.1"], ""),
            (Wayland, false, &["libwayland-egl.so.1"], "libwayland-egl1"),
        ] {
            assert_eq!(packages(protocol, draws, absent), expected, "{protocol:?}, draws {draws}, without {absent:?}");
        }
    }

    #[test]
    fn a_window_that_did_not_open_says_why() {
        let said = start_failure(&eframe::Error::Wgpu(eframe::egui_wgpu::WgpuError::NoSurfaceFormatsAvailable));
        assert!(
            said.starts_with("The window cannot be opened, because no graphics driver can draw it: There was no valid format"),
            "{said}"
        );
        #[cfg(target_os = "linux")]
        assert!(said.ends_with("sudo apt install libegl1 libgl1-mesa-dri mesa-vulkan-drivers"), "{said}");
        assert_eq!(
            start_failure(&eframe::Error::AppCreation("the folder is locked".into())),
            "The window cannot be opened: the folder is locked."
        );
    }

    #[test]
    fn the_words_say_what_to_install() {
        let missing = missing(Protocol::X11, &|name| !name.starts_with("libxkb"), true);
        assert_eq!(
            missing_libraries(&missing),
            "The window cannot be opened, because some system libraries are missing:\n  \
             libxkbcommon.so.0, for the keyboard\n  \
             libxkbcommon-x11.so.0, for the keyboard\n\
             On Debian or Ubuntu this installs what is missing:\n  \
             sudo apt install libxkbcommon0 libxkbcommon-x11-0\n\
             On another system, install the packages that contain these files."
        );
        assert_eq!(
            no_display("DISPLAY is :5, but no X11 server answers there"),
            "The window cannot be opened, because there is no display: DISPLAY is :5, but no X11 server answers there."
        );
    }
}
