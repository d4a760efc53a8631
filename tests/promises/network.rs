//! No connection is opened unless the user asked for one: on the command line none at all, and by the window none but to the display.

use crate::screen::{Running, Screen};
use crate::support::{PROGRAM, Place, report};
use crate::trace::{self, Call, strace};

/// Sockets that lead to another machine, or could.
fn far(calls: &[Call]) -> Vec<String> {
    // Nothing can be sent without one of these before.
    let kinds = ["socket", "socketpair", "connect", "bind"];
    let looked_at = calls.iter().filter(|call| kinds.contains(&call.name.as_str()));
    let is_far = |call: &&Call| !call.rest.contains("AF_UNIX") || call.rest.contains("AF_INET");
    looked_at.filter(is_far).map(|call| format!("{}({}", call.name, call.rest)).collect()
}

#[test]
fn no_command_opens_a_connection() {
    let place = Place::new();
    let options = trace::watching(&["%network"]);
    let sample = place.path().join("sample");
    let line = "ua demand monitoring: US must watch the ceasefire";
    let commands: &[&[&str]] = &[
        &["sample", sample.to_str().unwrap()],
        &["--sample", "check"],
        &["--sample", "upcoming"],
        &["--sample", "rounds", "ru-ua-us"],
        &["--sample", "show", "geneva-3"],
        &["--sample", "compare", "ru-ua-us"],
        &["--sample", "history", "ru-ua-us", "--party", "ua", "--issue", "monitoring"],
        &["--sample", "search", "ceasefire"],
        &["--sample", "log", "geneva-3", line],
        &["--sample", "drive"],
        &["--help"],
    ];
    for args in commands {
        let traced = trace::run(&place, &options, args, "person Ana\n");
        assert!(matches!(traced.status.code(), Some(0 | 1)), "{args:?}: {}", traced.err);
        assert_eq!(far(&traced.calls), [""; 0], "{args:?}");
    }
    report(&format!("network: {} commands, no connection", commands.len()));
}

#[test]
fn the_window_talks_to_the_display_and_to_nobody_else() {
    let (place, screen) = (Place::new(), Screen::start());
    let mut command = strace(&place, &trace::watching(&["%network"]));
    command.args([PROGRAM, "--sample"]);
    place.surround(&mut command);
    command.env("DISPLAY", screen.display()).env("XDG_RUNTIME_DIR", place.home());
    command.stderr(std::fs::File::create(place.path().join("err")).unwrap());
    let mut app = Running(command.spawn().unwrap());
    let window = screen.shown("Rapporteur");
    screen.ask_to_close(window);
    let status = app.0.wait().unwrap();
    assert_eq!(status.code(), Some(0), "{}", std::fs::read_to_string(place.path().join("err")).unwrap());
    let calls = trace::seen(&place);
    let near = calls.iter().filter(|call| call.name == "connect" && !call.failed()).count();
    assert!(near > 0, "the way to the display is not seen any more");
    assert_eq!(far(&calls), [""; 0]);
    report(&format!("network: the window made {near} connections, all on this machine; {} calls looked at", calls.len()));
}

#[test]
fn a_connection_to_elsewhere_would_be_seen() {
    let call = |name: &str, rest: &str| Call { name: name.to_owned(), rest: rest.to_owned(), nth: 1 };
    let calls = [
        call("socket", "AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 3<UDPv6:[123]>"),
        call(
            "connect",
            "3<TCP:[5]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"1.1.1.1\")}, 16) = -1 EINPROGRESS",
        ),
        call("socket", "AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 3<NETLINK:[9]>"),
        call("socket", "AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3<UNIX-STREAM:[9]>"),
        call("connect", "3<UNIX-STREAM:[9]>, {sa_family=AF_UNIX, sun_path=\"/tmp/.X11-unix/X1\"}, 20) = 0"),
        call("recvmsg", "3<UNIX-STREAM:[9]>, {}, 0) = 5"),
    ];
    assert_eq!(far(&calls).len(), 3);
}
