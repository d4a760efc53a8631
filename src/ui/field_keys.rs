//! The keys of fields, lists and calendars, as the help page shows them.

/// Key and what it does.
pub const FIELD_KEYS: &[(&str, &str)] = &[
    ("Tab, Shift+Tab", "The next field, the one before. In an open list, Tab takes the marked entry"),
    ("Enter", "Opens the list of a field and takes nothing; in an open list it takes the marked entry"),
    ("Alt+Down", "Opens the list or the calendar of a field"),
    ("Alt+Enter", "Opens the record that a field names, or does what is offered under the field"),
    ("Up, Down, Page Up, Page Down", "Move the mark in an open list. What would be made new is taken only when it is marked"),
    ("Escape", "Closes what is open, then leaves the field; words that were not taken go"),
    (
        "Left in an empty field",
        "Goes to the answers over it: Alt+Enter opens the marked one, Delete removes it, Alt+Up moves it up",
    ),
    ("Down on the heading of a list", "Goes to its lines: Enter opens one, Delete removes it, Alt+Up and Alt+Down move it"),
    (
        "In a calendar",
        "Arrows by day and week, Page Up and Page Down by month, with Shift by year, Home and End in the week, T for today",
    ),
];
