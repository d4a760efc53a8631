//! Scheduling messages that change nothing: replies, counter-proposals, and answers to these.

use super::entry::Entry;
use super::lines::Method;
use crate::exchange::ics::words;
use crate::model::when::day_words;

/// Why another date that somebody proposes is not taken.
pub(super) fn counter(entry: &Entry) -> String {
    let who = entry.answers.first().and_then(|answer| answer.split(": ").next()).map(str::to_owned);
    let day = entry.start.as_ref().map(|start| {
        let hour = if start.timed { start.local.format(", %H:%M").to_string() } else { String::new() };
        format!(" ({}{hour})", day_words(start.local.date()))
    });
    let comment = words::line(&entry.comment);
    let comment = if comment.is_empty() { String::new() } else { format!(" They write “{comment}”.") };
    format!(
        "{} proposes another date{}.{comment} The date stands until the organiser sends a new one; to keep the proposal, add it to the round as an announcement.",
        who.as_deref().unwrap_or("Somebody who was invited"),
        day.unwrap_or_default()
    )
}

/// Why a message changes nothing.
pub(super) fn aside(entry: &Entry) -> String {
    match entry.method {
        Method::Reply => {
            let answers = words::line(&entry.answers.join(", "));
            let answers = if answers.is_empty() { String::new() } else { format!(" ({answers})") };
            format!("An answer to an invitation{answers}. It changes nothing.")
        }
        Method::DeclineCounter => "The organiser keeps the date that there is. It changes nothing.".to_owned(),
        _ => "Somebody asks for the newest state of an invitation. It changes nothing.".to_owned(),
    }
}
