//! Notes about a calendar as a whole, a sentence each, beside what is said of each entry.

use super::clocks::Clocks;
use super::lines::{Block, File, Method};
use super::occurrences::{Named, Remarks};
use super::planning::Planning;
use crate::exchange::clean::clean_line;
use crate::exchange::ics::words;
use crate::model::Record;
use crate::model::when::zone_name;
use crate::query::rounds;
use std::collections::BTreeMap;

/// How many sentences of one sort are told.
const MOST: usize = 20;

/// "1 event", "3 events"; nothing for none.
pub(super) fn counted(count: usize, one: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {one}s")),
    }
}

/// What there is to say of the file as a whole.
pub(super) fn notes(file: &File, clocks: &Clocks, remarks: &Remarks) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(file.encoding.map(|encoding| {
        format!("The file is not in UTF-8; it was read as {encoding}. If letters look wrong, save it as UTF-8.")
    }));
    let zone = zone_name(clocks.reader());
    if remarks.floating > 0 {
        let (times, name) =
            if remarks.floating == 1 { ("1 time".to_owned(), "names") } else { (format!("{} times", remarks.floating), "name") };
        notes.push(format!(
            "{times} {name} no zone and {} read on your own clocks ({zone}).",
            if remarks.floating == 1 { "is" } else { "are" }
        ));
    }
    for name in &clocks.unknown {
        notes.push(format!("The zone “{}” is not known; its times are read on your own clocks ({zone}).", clean_line(name)));
    }
    for sentences in [&remarks.unreadable, &remarks.cut, &remarks.doubtful] {
        notes.extend(sentences.iter().take(MOST).cloned());
        notes.extend(
            counted(sentences.len().saturating_sub(MOST), "more sentence").map(|more| format!("And {more} of this sort.")),
        );
    }
    notes.extend(not_taken(file));
    if file.others > 0 {
        let (parts, are) = if file.others == 1 { ("1 part".to_owned(), "is") } else { (format!("{} parts", file.others), "are") };
        notes.push(format!("{parts} of the file {are} neither an event nor something to do, and {are} not taken."));
    }
    notes
}

/// What entries have that the record does not take: "Not taken: 4 attendees, 1 organizer." Of our own calendars nothing is missed.
fn not_taken(file: &File) -> Option<String> {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    // Of an answer or a calling off nothing is to be taken but that.
    let is_taken = |method: Method| matches!(method, Method::Publish | Method::Request | Method::Add);
    let is_of_others = |block: &&Block| !block.text.contains("X-RAPPORTEUR-RECORD");
    let blocks = file.blocks.iter().filter(|block| is_taken(file.calendars[block.calendar].method)).filter(is_of_others);
    for block in blocks {
        for (what, count) in &block.unread {
            *all.entry(what).or_default() += count;
        }
    }
    let several = |what: &str, count: usize| match what {
        "address (URL)" => format!("{count} addresses (URL)"),
        "conference address" => format!("{count} conference addresses"),
        _ => what.strip_prefix("list of").map_or_else(|| format!("{count} {what}s"), |rest| format!("{count} lists of{rest}")),
    };
    let parts: Vec<String> =
        all.into_iter().map(|(what, count)| if count == 1 { format!("1 {what}") } else { several(what, count) }).collect();
    (!parts.is_empty()).then(|| format!("Not taken: {}.", parts.join(", ")))
}

/// Times of a series that the record has and the calendar, in a state that is not older, no longer names.
pub(super) fn no_longer_named(planning: &Planning<'_, '_>, named: &[Named<'_>]) -> Vec<String> {
    let today = planning.making.today();
    let mut notes = Vec::new();
    for series in named.iter().filter(|series| !series.entry.uid.is_empty() && !planning.older.contains(&series.entry.line)) {
        let mut days = Vec::new();
        for (_, id) in planning.known.of_base(&series.entry.uid) {
            let Some(Record::Round(round)) = planning.current(id) else { continue };
            let key = super::known::apart(&round.uid).1;
            let is_named = key.is_empty() || series.keys.contains(key);
            let is_beyond = series.to.as_deref().is_some_and(|to| key > to);
            let is_over = round.schedule.when.latest_day(planning.making.zone).is_none_or(|last| last < today);
            let was_here = planning.workspace.rounds.contains_key(&round.id);
            let alone = super::state::State::read(&round.calendar).is_some_and(|state| state.alone);
            let is_off = !rounds::is_ahead(&round) || rounds::took_place(&round);
            if was_here && !is_named && !is_beyond && !is_over && !is_off && !alone {
                days.push(round.schedule.when.short_words());
            }
        }
        if !days.is_empty() {
            let these = if days.len() == 1 { "This round stays as it is" } else { "These rounds stay as they are" };
            let title = words::line(&series.entry.summary);
            let more = days.len().saturating_sub(MOST);
            days.truncate(MOST);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            notes.push(format!(
                "The calendar no longer has “{title}” on {}{more}. {these}; cancel or delete what does not take place.",
                days.join(", ")
            ));
        }
    }
    notes
}
