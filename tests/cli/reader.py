"""Uses the window as a screen reader does: over AT-SPI, on a bus of its own. Run by reader.rs, with the program's command line.

What is found is written to standard output as lines of a word and its value. Every wait is for an event of the window."""

import atexit
import subprocess
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

LIMIT = 60
CONTAINERS = ("list", "list box", "tree", "table")

loop = GLib.MainLoop()
announced, focused = [], []


def tell(word, value):
    print(word, value, sep="\t", flush=True)


def stop(words):
    tell("stopped", words)
    sys.exit(1)


def turn_on():
    """Says on the session's bus that a screen reader is there."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    on = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", on, None, 0, -1, None)


def on_event(event):
    try:
        if event.type.startswith("object:announcement"):
            announced.append((event.any_data, event.detail1))
        elif event.type.startswith("object:state-changed:focused") and event.detail1:
            focused.append((event.source.get_role_name(), event.source.get_name() or ""))
    except GLib.Error:
        pass
    loop.quit()


def wait(words, found):
    """Runs until `found` gives something, asked after every event."""
    late = []
    limit = GLib.timeout_add_seconds(LIMIT, lambda: late.append(1) or loop.quit() or True)
    # A window that is quiet is asked, too: it may have been ready before anybody listened.
    asks = GLib.timeout_add(250, lambda: loop.quit() or True)
    try:
        while True:
            try:
                value = found()
            except GLib.Error:
                value = None
            if value:
                return value
            if late or program.poll() is not None:
                tell("announced so far", announced)
                tell("focused so far", focused[-5:])
                stop("waited in vain for " + words)
            loop.run()
    finally:
        GLib.source_remove(limit)
        GLib.source_remove(asks)


def window():
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(at)
        if app and app.get_process_id() == program.pid:
            return app.get_child_at_index(0)
    return None


def walk(node):
    if node is None:
        return
    yield node
    for at in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(at))


def find(role, name):
    # The role of a button has another name in later versions.
    roles = (role, "push " + role)
    fits = (node for node in walk(window()) if node.get_role_name() in roles and (node.get_name() or "") == name)
    return next(fits, None)


def press(node):
    node.get_action_iface().do_action(0)


def keys(*codes):
    for code in codes:
        Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.PRESS)
    for code in reversed(codes):
        Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.RELEASE)


def hear(word, what, act):
    """Does something and tells what is announced then."""
    del announced[:]
    act()
    tell(word, wait(what, lambda: next((one for one in announced if what in one[0]), None)))


def look(place):
    """Counts what is on the screen."""
    nodes = list(walk(window()))
    roles = [node.get_role_name() for node in nodes]
    acts = [node for node in nodes if node.get_state_set().contains(Atspi.StateType.FOCUSABLE) or node.get_action_iface()]
    unnamed = [node.get_role_name() for node in acts if not node.get_name()]
    tell(place + ": nodes", len(nodes))
    tell(place + ": without a name", len(unnamed))
    for role in CONTAINERS + ("list item", "tree item", "table row", "table cell", "column header", "row header", "toggle button"):
        if role in roles:
            tell(f"{place}: {role}", roles.count(role))


# Evdev codes and eight, as X counts: Control, E, S, Z, K, down, Escape, Delete.
CONTROL, E, S, Z, K, DOWN, ESCAPE, DELETE = 37, 26, 39, 52, 45, 116, 9, 119

turn_on()
listener = Atspi.EventListener.new(on_event)
for kind in ("object:announcement", "object:state-changed", "object:children-changed", "object:property-change", "window"):
    listener.register(kind)
program = subprocess.Popen(sys.argv[1:])
atexit.register(program.kill)

wait("the window", lambda: window() and find("tree", "Workspace"))
tell("window", window().get_name())
look("upcoming")
# Whoever gives the focus to windows has to see this one first.
tell("ready", "")
sys.stdin.readline()
wait("the focus in the window", lambda: window().get_state_set().contains(Atspi.StateType.ACTIVE))

hear("refused", "Open a negotiation first", lambda: keys(CONTROL, E))
press(wait("a negotiation", lambda: find("tree item", "Russia and Ukraine, Istanbul 2025, RU-UA-2025")))
for page, role in (("Rounds", "table"), ("Compare", "table"), ("Statements", "list")):
    press(wait(page, lambda page=page: find("tree item", page)))
    wait(f"the page {page}", lambda page=page, role=role: find(role, "Positions" if page == "Compare" else page))
    look(page.lower())

hear("deleted", "Moved the statement to the bin", lambda: keys(CONTROL, DELETE))
hear("brought back", "Undid", lambda: keys(CONTROL, Z))
line = wait("the quick line", lambda: find("entry", "Quick line"))
line.get_editable_text_iface().set_text_contents("ua demand \"Monitoring\": US must watch the ceasefire")
wait("the words in the line", lambda: line.get_text_iface().get_text(0, -1).startswith("ua demand"))
hear("logged", "Logged", lambda: press(find("button", "Log")))
hear("undone", "Undid", lambda: keys(CONTROL, Z))
hear("nothing left", "nothing to undo", lambda: keys(CONTROL, Z))
hear("once more", "nothing to undo", lambda: keys(CONTROL, Z))
hear("saved", "Everything is saved", lambda: keys(CONTROL, S))

del focused[:]
keys(CONTROL, K)
entry = wait("the entry of the palette", lambda: find("entry", "Find"))
wait("the focus in it", lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED))
hear("marked", ",", lambda: keys(DOWN))
tell("the entry keeps the focus", entry.get_state_set().contains(Atspi.StateType.FOCUSED))
tell("its list", [relation.get_target(0).get_name() for relation in entry.get_relation_set()])
keys(ESCAPE)
wait("the palette to be closed", lambda: not find("list box", "Offers"))

program.terminate()
program.wait()
