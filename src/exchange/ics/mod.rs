//! Calendars: the rounds and follow-ups of a negotiation as an `.ics` file, and what any other calendar holds as rounds and follow-ups.
//!
//! # Out
//!
//! Each round and each follow-up with a date is an event. Its UID is the id of the record, so that a calendar that is imported again
//! updates what is there, and its SEQUENCE rises with every change ([`Stamp::sequence`](crate::model::Stamp::sequence)). A time stands on the clocks of the venue, whose rules come along.
//!
//! | in the record | in the calendar |
//! |---|---|
//! | proposed, tentative, moved, a word of the user's own | `TENTATIVE` |
//! | not stated | no STATUS; nor is an event without one taken for more |
//! | confirmed, under way, held | `CONFIRMED` |
//! | postponed, cancelled, collapsed | `CANCELLED`, and the word stands before the title: not every calendar shows a status |
//! | follow-up that is open, done or late | `CONFIRMED`; "Due" or the state stands before the title |
//! | follow-up that was dropped or overtaken | `CANCELLED` |
//! | an exact time | begins then, on the venue's clocks; ends if its length is known |
//! | a day, a span of days | whole days |
//! | a month, a window, words for a time | nothing: none of these is a date. They are counted |
//! | unknown | nothing; counted |
//!
//! A follow-up is an event of its day and no to-do: Outlook and Google pass over the to-dos in the file of a calendar, and Apple shows
//! them in another program. What is done stays in, as done, so that a calendar that has it no longer says that it is due.
//!
//! The file says `METHOD:PUBLISH` and names no organiser, as the calendars that Google and Outlook write do. To the letter of RFC 5546
//! one would be needed; but programs take a meeting with an organiser for an invitation, and do not let their user change it.
//!
//! # In
//!
//! [`plan`] reads the calendar of any program and says what it would do. Events become rounds, to-dos follow-ups; what came from this
//! program is known again by its UID. Events that come from elsewhere leave their UID in the record
//! ([`Round::uid`](crate::model::Round::uid)), by which they are known when the same calendar is imported once more, and what was said
//! of them last ([`Round::calendar`](crate::model::Round::calendar)): how old that copy was, and each field that the record takes.
//! What a later copy says otherwise is news and comes in; what it says as before, or leaves out, changes nothing, whatever was
//! corrected here. A copy is newer by SEQUENCE, then LAST-MODIFIED, then DTSTAMP.
//!
//! Of several copies in a file the newest counts, of a series as a whole; its times are told out around today. A round of a series has
//! the time that it was to be in its UID. METHOD says what is wanted (RFC 5546):
//!
//! | METHOD | what it does |
//! |---|---|
//! | none, `PUBLISH`, `REQUEST` | adds and changes |
//! | `ADD` | adds times to a series |
//! | `CANCEL` | cancels what the record has of the UID: all, one time (`RECURRENCE-ID`), or that and the rest; what was held stays |
//! | `COUNTER` | is refused, with what it proposes |
//! | `REPLY`, `DECLINECOUNTER`, `REFRESH` | are passed over |

mod keys;
mod placed;
pub(super) mod properties;
mod read;
mod status;
#[cfg(test)]
mod tests;
mod words;
mod write;
mod zones;

pub use read::plan;
pub use write::Calendar;

/// What a calendar cannot hold, for the help: a sentence each.
pub const LIMITS: [&str; 7] = [
    "A calendar holds dates. A round or follow-up that is known only by a month, by words such as “as early as next week”, or not at \
     all, is left out and counted.",
    "Of a round it holds the title, date, venue, status and number; agenda, outcome and conflicts between announcements stand in the \
     description, as words. Statements, attendance, accounts and notes are left out.",
    "A calendar knows tentative, confirmed and cancelled; where no status is stated it says none. What is postponed or collapsed is cancelled there, with the word before the \
     title.",
    "The venue is one line there.",
    "A round whose date changed moves in a calendar that imports the file again. A round that was deleted from the record stays in \
     that calendar, because a file cannot take away what it no longer names: cancel a round before you delete it.",
    "Of a series of events that has no end, the times of the next 5 years and the 12 before today come in; of one with an end all, or the \
     500 that are next.",
    "Reminders, attachments, addresses, organisers and those invited are not taken from a calendar, which is said. What is marked as \
     private there is secret here, and in no export until you change who may know of it.",
];
