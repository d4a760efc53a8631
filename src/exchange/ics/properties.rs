//! Properties of calendar entries.

use calcard::icalendar::{ICalendarEntry, ICalendarProperty, ICalendarValue};

/// A property that is not of the standard.
pub(super) fn other(name: &str) -> ICalendarProperty {
    ICalendarProperty::Other(name.to_owned())
}

/// A property with a text, which is escaped as far as it must be.
pub(super) fn plain(property: ICalendarProperty, text: &str) -> ICalendarEntry {
    ICalendarEntry::new(property).with_value(ICalendarValue::Text(text.to_owned()))
}

/// Whether what a record keeps of a calendar says that it is marked as private there.
pub(in crate::exchange) fn is_marked_private(calendar: &str) -> bool {
    calendar.lines().any(|line| line.starts_with("CLASS:"))
}
