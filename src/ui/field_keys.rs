//! The keys that act on what has the focus, as the help page shows them.

/// Key and what it does.
pub(super) const FIELD_KEYS: &[(&str, &str)] = &[
    ("Tab, Shift+Tab", "The next field or button, and the one before. In an open list, Tab takes the marked entry"),
    (
        "Enter",
        "In a field: puts in what was typed. On a row: opens it. On a closed list of choices: opens it and takes nothing; in an open one \
         it takes the marked entry",
    ),
    ("Space", "Presses a button, ticks a box, opens a row"),
    ("Up, Down", "The row above or below; in an open list, the mark. What would be made new is taken only when it is marked"),
    ("Left, Right", "In a table, the next column; in a tree, in and out"),
    ("Home, End", "The first row and the last"),
    ("Page Up, Page Down", "A page of rows further"),
    ("Letters", "In a list, lead to the row that begins with them; they open a closed list of choices, and take nothing"),
    ("Alt+Down", "Opens the list or the calendar of a field"),
    ("Alt+Enter", "Opens the record that a field names, or does what is offered under the field"),
    ("Escape", "Closes what is open, then leaves the field, then the record; words that were not taken go"),
    ("Delete, Backspace", "On a chip: removes it"),
    (
        "Left, in an empty field",
        "Goes to the answers over it: Alt+Enter opens the marked one, Delete removes it, Alt+Up moves it up",
    ),
    ("Down, on the heading of a list", "Goes to its lines: Enter opens one, Delete removes it, Alt+Up and Alt+Down move it"),
    (
        "In a calendar",
        "Arrows by day and week, Page Up and Page Down by month, with Shift by year, Home and End in the week, T for today",
    ),
    ("Up, in the empty quick line", "Brings the last line back"),
];
