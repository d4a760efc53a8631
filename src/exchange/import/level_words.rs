//! What headers and cells say of the terms on which something was said.

use super::words::plain;
use crate::model::{RecordLevel, Vocabulary};
use crate::query::levels;

/// The level that a cell says in the column that is taken for the level: by what its header asks, and by its own words. What is not
/// understood is a level in those words.
pub(super) fn in_column(header: &str, cell: &str) -> Option<RecordLevel> {
    let (cell, words) = (cell.trim(), plain(cell));
    if cell.is_empty() || words.is_empty() && cell.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '/')) {
        return None;
    }
    let bare = words.is_empty() || is_answer(&words);
    let own = || RecordLevel::Other(format!("{}: {cell}", header.trim()));
    let on = is_on(&words).then_some(RecordLevel::OnRecord);
    if asks_which(header) {
        // "On or off the record": "yes" says neither.
        return Some(on.unwrap_or_else(|| if bare { own() } else { of_cell(cell) }));
    }
    match levels::spoken_of(header) {
        // Below "off the record", "on" may say yes as well as no.
        Some(level) if on.is_none() || level.is_guarded() && !asks_openly(header) => levels::of_column(header, cell),
        Some(_) => on,
        None => Some(on.unwrap_or_else(|| if bare { own() } else { of_cell(cell) })),
    }
}

/// Whether a cell, folded, says that it was on the record, where that is what is asked.
fn is_on(words: &str) -> bool {
    matches!(words, "on" | "on rec" | "on r" | "on the rec")
}

/// Whether a cell, folded, only answers a question.
fn is_answer(words: &str) -> bool {
    const ANSWERS: [&str; 18] =
        ["yes", "no", "y", "n", "x", "0", "1", "true", "false", "ja", "nein", "oui", "non", "si", "да", "нет", "так", "ok"];
    ANSWERS.contains(&words)
}

/// Whether a header asks whether something was on or off the record: "on/off rec.", "On or off the record?".
pub(super) fn asks_which(header: &str) -> bool {
    const BESIDE: [&str; 14] =
        ["or", "the", "rec", "record", "recorded", "records", "was", "is", "it", "said", "status", "vs", "level", "and"];
    let words = plain(header);
    let has = |wanted: &str| words.split(' ').any(|word| word == wanted);
    has("on") && has("off") && words.split(' ').all(|word| matches!(word, "on" | "off") || BESIDE.contains(&word))
}

/// Whether a header speaks of terms without saying which: "OTR?", "Rec.", "Attribution".
pub(super) fn asks_openly(header: &str) -> bool {
    let words = plain(header);
    let has = |wanted: &[&str]| words.split(' ').any(|word| wanted.contains(&word));
    has(&["otr", "rec", "record", "attribution", "attributable", "attributed", "quotable"]) && !has(&["off", "not", "no"])
}

/// Whether a cell is a word for a level: one that the program knows, or one that speaks of terms.
pub(super) fn is_word(cell: &str) -> bool {
    const WORDS: usize = 4;
    let meant = levels::meant(cell).filter(|level| *level != RecordLevel::Unstated);
    meant.is_some() || cell.split_whitespace().count() <= WORDS && levels::spoken_of(cell).is_some()
}

/// Whether cells say levels, as far as they say anything: most of them are words for one, or some are and the header speaks of terms.
/// "On" says so only beside others.
pub(super) fn says_levels<'c>(header: &str, cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut words, mut on, mut others) = (0_usize, 0_usize, 0_usize);
    for cell in cells.filter(|cell| !plain(cell).is_empty()) {
        match (is_word(cell), is_on(&plain(cell))) {
            (true, _) => words += 1,
            (false, true) => on += 1,
            (false, false) => others += 1,
        }
    }
    let hinted = asks_openly(header) && words + on > 0;
    hinted || words > 0 && (words + on) * 3 >= (words + on + others) * 2
}

/// The level that a cell names.
pub(super) fn of_cell(cell: &str) -> RecordLevel {
    levels::meant(cell).or_else(|| levels::spoken_of(cell)).unwrap_or_else(|| RecordLevel::from_words(cell))
}

/// Takes over the terms of a row for a text that may have none.
pub(super) fn take(level: Option<RecordLevel>, into: &mut Option<RecordLevel>) {
    if let Some(level) = level {
        *into = level.stated();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RecordLevel::{Background, ChathamHouse, OffRecord, OnRecord};

    fn own(words: &str) -> Option<RecordLevel> {
        Some(RecordLevel::Other(words.to_owned()))
    }

    #[test]
    fn cells_of_a_column_of_levels_are_read_by_what_its_header_asks() {
        for (header, cell, expected) in [
            ("on/off rec.", "on", Some(OnRecord)),
            ("on/off rec.", "ON", Some(OnRecord)),
            ("on/off rec.", "on record", Some(OnRecord)),
            ("on/off rec.", "off", Some(OffRecord)),
            ("on/off rec.", "background", Some(Background)),
            ("on/off rec.", "chatham", Some(ChathamHouse)),
            ("on/off rec.", "", None),
            ("on/off rec.", " – ", None),
            ("on/off rec.", "lobby", own("lobby")),
            ("on/off rec.", "yes", own("on/off rec.: yes")),
            ("On or off the record?", "on", Some(OnRecord)),
            ("on off", "off", Some(OffRecord)),
            ("OTR?", "on", Some(OnRecord)),
            ("OTR?", "off", Some(OffRecord)),
            ("OTR?", "yes", own("OTR?")),
            ("Record?", "on", Some(OnRecord)),
            ("Record?", "no", own("Record?: no")),
            ("Rec. status", "off rec", Some(OffRecord)),
            ("attributable?", "no", own("attributable?: no")),
            ("attributable?", "yes", Some(OnRecord)),
            ("Attribution", "on", Some(OnRecord)),
            ("off the record", "yes", Some(OffRecord)),
            ("off the record", "on", own("off the record: on")),
            ("Confidential", "on", own("Confidential: on")),
            ("level", "otr", own("otr")),
            ("level", "on", Some(OnRecord)),
        ] {
            assert_eq!(in_column(header, cell), expected, "{header}: {cell}");
        }
    }

    #[test]
    fn a_column_is_one_of_levels_by_its_cells_or_its_header() {
        for (header, cells, expected) in [
            ("Basis", &["on", "off", "background"][..], true),
            ("Basis", &["off", "", "", "off"], true),
            ("Basis", &["confidential", "public", "confidential"], true),
            ("Column 7", &["chatham", "on", "lobby"], true),
            ("Column 7", &["on", "on"], false),
            ("Light", &["on", "green", "red", "off"], false),
            ("Record", &["on", "lobby", "lobby"], true),
            ("Record", &["12", "13"], false),
            ("Remark", &["he left", "off the record he said more", "late"], false),
        ] {
            assert_eq!(says_levels(header, cells.iter().copied()), expected, "{header}: {cells:?}");
        }
        for (header, expected) in [
            ("on/off rec.", true),
            ("On-record / off-record", true),
            ("on off", true),
            ("off", false),
            ("turned on or off", false),
        ] {
            assert_eq!(asks_which(header), expected, "{header}");
        }
    }
}
