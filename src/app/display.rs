//! Whether a window can be opened, found out before anything tries to.
//!
//! On Linux the windowing code loads its system libraries while it runs. Without some of them it stops with an error
//! that names a path inside a dependency; without others (the keyboard's, or Wayland's part of OpenGL) it panics. So the
//! display and the libraries are looked for first, and what is wrong is said in words, with what to install.
//! What is needed was found by hiding one library after the other from a running window, under X11 and under Wayland.
//!
//! This is a look, not a promise: a display may refuse the program, and a driver may fail, which [`start_failure`] says.
//! Where the look cannot tell, the answer is [`Readiness::Ready`].

use std::fmt;
use std::path::{Path, PathBuf};

/// Whether the window can be opened. [`fmt::Display`] says it in words, over several lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readiness {
    /// Nothing speaks against it.
    Ready,
    /// There is no display to open it on.
    NoDisplay {
        /// The reason, as a clause without a full stop.
        why: String,
    },
    /// There is a display, but the program cannot talk to it, or draw, without these.
    MissingLibraries(Vec<Missing>),
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

/// Looks at this process's surroundings. Call it before the window is started.
#[cfg(target_os = "linux")]
#[must_use]
pub fn readiness() -> Readiness {
    use crate::store::system;

    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let answers = |address: &Address| match address {
        Address::File(path) => system::socket_answers(path),
        Address::Abstract(name) => system::abstract_socket_answers(name),
    };
    let protocol = match reachable(&variable, &answers) {
        Ok(protocol) => protocol,
        Err(why) => return Readiness::NoDisplay { why },
    };
    let Some(loader) = system::Loader::of_this_program(std::env::var_os("LD_LIBRARY_PATH").as_deref()) else {
        return Readiness::Ready;
    };
    let vulkan_driver =
        ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"].iter().any(|name| variable(name).is_some())
            || driver_folders(&variable).iter().any(|folder| system::has_file_ending_in(folder, "json"));
    let missing = missing(protocol, &|name| loader.finds(name), vulkan_driver);
    if missing.is_empty() { Readiness::Ready } else { Readiness::MissingLibraries(missing) }
}

/// On other systems the display and its libraries come with the system.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn readiness() -> Readiness {
    Readiness::Ready
}

/// Where a display listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// At a socket file.
    File(PathBuf),
    /// At a Linux socket that has a name and no file.
    Abstract(String),
}

/// Which display there is, given the environment variables and whether somebody answers at an address; or why none.
///
/// The variables are read as the windowing library reads them: Wayland is preferred, and if it is named but dead, X11 is
/// not tried.
///
/// # Errors
/// The reason why no display can be reached, as a clause without a full stop.
pub fn reachable(variable: &dyn Fn(&str) -> Option<String>, answers: &dyn Fn(&Address) -> bool) -> Result<Protocol, String> {
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
            return Err(format!("WAYLAND_DISPLAY is {wayland}, but XDG_RUNTIME_DIR, the folder that it is in, is not set"));
        };
        if answers(&Address::File(socket.clone())) {
            return Ok(Protocol::Wayland);
        }
        let advice = x11.map(|name| format!("; to use the X11 display {name}, unset WAYLAND_DISPLAY")).unwrap_or_default();
        return Err(format!("WAYLAND_DISPLAY is {wayland}, but nothing answers at {}{advice}", socket.display()));
    }

    let Some(name) = x11 else {
        return Err("neither WAYLAND_DISPLAY nor DISPLAY is set".to_owned());
    };
    match x11_addresses(&name) {
        None => Err(format!("DISPLAY is {name}, which is not the name of an X11 display (such as :0)")),
        // On another machine: to find out is to connect, which is for the windowing library to do.
        Some(addresses) if addresses.is_empty() => Ok(Protocol::X11),
        Some(addresses) if addresses.iter().any(answers) => Ok(Protocol::X11),
        Some(_) => Err(format!("DISPLAY is {name}, but no X11 server answers there")),
    }
}

/// Where the X11 display of this name (`[host]:number[.screen]`) listens on this machine: no address if it is reached
/// over a network, `None` if it is no such name.
fn x11_addresses(name: &str) -> Option<Vec<Address>> {
    let (host, rest) = name.rsplit_once(':')?;
    let (number, screen) = rest.split_once('.').unwrap_or((rest, "0"));
    let number: u16 = number.parse().ok()?;
    screen.parse::<u16>().ok()?;
    if Path::new(name).is_absolute() {
        return Some(vec![Address::File(PathBuf::from(name))]);
    }
    if !matches!(host, "" | "unix") && !host.ends_with("/unix") && !host.starts_with("unix/") {
        return Some(Vec::new());
    }
    let socket = format!("/tmp/.X11-unix/X{number}");
    Some(vec![Address::Abstract(socket.clone()), Address::File(PathBuf::from(socket))])
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

/// One way to draw; Vulkan is the other. The package of the library does not bring the drivers along.
const FOR_OPENGL: Missing = Missing { library: "libEGL.so.1", purpose: "drawing", packages: "libegl1 libgl1-mesa-dri" };

/// What OpenGL needs besides on Wayland.
const FOR_OPENGL_ON_WAYLAND: Missing =
    Missing { library: "libwayland-egl.so.1", purpose: "drawing", packages: "libwayland-egl1" };

/// Which of the needed libraries are not there. `finds` tells whether the system's loader finds a library by its file
/// name; `vulkan_driver` whether any Vulkan driver is installed.
#[must_use]
pub fn missing(protocol: Protocol, finds: &dyn Fn(&str) -> bool, vulkan_driver: bool) -> Vec<Missing> {
    let needed = match protocol {
        Protocol::X11 => FOR_X11,
        Protocol::Wayland => FOR_WAYLAND,
    };
    let mut missing: Vec<Missing> = needed.iter().copied().filter(|need| !finds(need.library)).collect();
    if !(vulkan_driver && finds("libvulkan.so.1")) {
        if !finds(FOR_OPENGL.library) {
            missing.push(FOR_OPENGL);
        }
        if protocol == Protocol::Wayland && !finds(FOR_OPENGL_ON_WAYLAND.library) {
            missing.push(FOR_OPENGL_ON_WAYLAND);
        }
    }
    missing
}

/// Where the Vulkan loader looks for the descriptions of drivers.
#[cfg(target_os = "linux")]
fn driver_folders(variable: &dyn Fn(&str) -> Option<String>) -> Vec<PathBuf> {
    let given =
        |name: &str, otherwise: &str| variable(name).filter(|value| !value.is_empty()).unwrap_or_else(|| otherwise.to_owned());
    let home = given("HOME", "/");
    let lists = [
        given("XDG_CONFIG_HOME", &format!("{home}/.config")),
        given("XDG_CONFIG_DIRS", "/etc/xdg"),
        "/etc:/usr/local/etc".to_owned(),
        given("XDG_DATA_HOME", &format!("{home}/.local/share")),
        given("XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
    ];
    lists.iter().flat_map(std::env::split_paths).map(|folder| folder.join("vulkan/icd.d")).collect()
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

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, for {}", self.library, self.purpose)
    }
}

impl fmt::Display for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready => write!(f, "The window can be opened."),
            Self::NoDisplay { why } => write!(f, "The window cannot be opened, because there is no display: {why}."),
            Self::MissingLibraries(missing) => {
                let these = if missing.len() == 1 { "a system library is" } else { "some system libraries are" };
                writeln!(f, "The window cannot be opened, because {these} missing:")?;
                for library in missing {
                    writeln!(f, "  {library}")?;
                }
                let packages: Vec<&str> = missing.iter().map(|library| library.packages).collect();
                writeln!(f, "On Debian or Ubuntu this installs what is missing:")?;
                writeln!(f, "  sudo apt install {}", packages.join(" "))?;
                write!(f, "On another system, install the packages that contain these files.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The environment `variables`, with somebody listening at each of `listening` (`@` for an abstract socket).
    fn reached(variables: &[(&str, &str)], listening: &[&str]) -> Result<Protocol, String> {
        reachable(&|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()), &|address| {
            let address = match address {
                Address::File(path) => path.display().to_string(),
                Address::Abstract(name) => format!("@{name}"),
            };
            listening.contains(&address.as_str())
        })
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
    fn packages(protocol: Protocol, vulkan_driver: bool, absent: &[&str]) -> String {
        let missing = missing(protocol, &|name| !absent.contains(&name), vulkan_driver);
        missing.iter().map(|library| library.packages).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_missing_is_named_by_its_package() {
        use Protocol::{Wayland, X11};
        for (protocol, vulkan_driver, absent, expected) in [
            (X11, true, &[][..], ""),
            (X11, false, &[], ""),
            (X11, true, &["libxkbcommon-x11.so.0"], "libxkbcommon-x11-0"),
            (X11, true, &["libXi.so.6", "libXcursor.so.1", "libXrandr.so.2"], "libxcursor1 libxi6"),
            (X11, true, &["libwayland-client.so.0", "libwayland-egl.so.1"], ""),
            (Wayland, true, &["libX11.so.6", "libxkbcommon-x11.so.0"], ""),
            (Wayland, true, &["libwayland-client.so.0", "libxkbcommon.so.0"], "libwayland-client0 libxkbcommon0"),
            // Either OpenGL or Vulkan is enough to draw; Vulkan's own library is nothing without a driver.
            (X11, true, &["libEGL.so.1"], ""),
            (X11, false, &["libvulkan.so.1"], ""),
            (X11, false, &["libEGL.so.1"], "libegl1 libgl1-mesa-dri"),
            (X11, true, &["libEGL.so.1", "libvulkan.so.1"], "libegl1 libgl1-mesa-dri"),
            (Wayland, true, &["libwayland-egl.so.1"], ""),
            (Wayland, false, &["libwayland-egl.so.1"], "libwayland-egl1"),
        ] {
            assert_eq!(
                packages(protocol, vulkan_driver, absent),
                expected,
                "{protocol:?}, driver {vulkan_driver}, without {absent:?}"
            );
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
            Readiness::MissingLibraries(missing).to_string(),
            "The window cannot be opened, because some system libraries are missing:\n  \
             libxkbcommon.so.0, for the keyboard\n  \
             libxkbcommon-x11.so.0, for the keyboard\n\
             On Debian or Ubuntu this installs what is missing:\n  \
             sudo apt install libxkbcommon0 libxkbcommon-x11-0\n\
             On another system, install the packages that contain these files."
        );
        assert_eq!(
            Readiness::NoDisplay { why: "DISPLAY is :5, but no X11 server answers there".to_owned() }.to_string(),
            "The window cannot be opened, because there is no display: DISPLAY is :5, but no X11 server answers there."
        );
    }
}
