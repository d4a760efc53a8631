//! Words for the terms on which something was said, as they stand in tables, in notes and beside speakers: "not for attribution",
//! "under Chatham House rules", a column "off the record" with "yes" in it.
//!
//! What may not be told is decided by [`of`]: the strictest of what the level says and of what the words around it say. What is not
//! understood is a level in the user's own words, and such a level lets nothing leave until somebody has said what it means.

mod signs;

use super::fold;
use crate::model::{RecordLevel, Statement, StatementKind, Verification, Vocabulary, Who, Workspace};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is written for a level beside its key and its label. Each is found within longer words as well.
const FORMS: &[(RecordLevel, &[&str])] = &[
    (
        RecordLevel::OffRecord,
        &[
            "off the record",
            "off record",
            "not for publication",
            "not for release",
            "not to be published",
            "not for use",
            "nicht zur veroffentlichung",
            "unter drei",
            "unter 3",
            "не для протокола",
            "не для печати",
            "не для друку",
            "не для протоколу",
            "no publicable",
            "non destine a la publication",
        ],
    ),
    (
        RecordLevel::ChathamHouse,
        &["chatham house", "chatham house rule", "chatham house rules", "chatham rules", "chatham rule", "chatham house regel"],
    ),
    (RecordLevel::DeepBackground, &["deep background", "on deep background"]),
    (
        RecordLevel::Background,
        &[
            "on background",
            "background only",
            "for background",
            "background briefing",
            "as background",
            "background information",
            "not for attribution",
            "not attributable",
            "non attributable",
            "unattributable",
            "without attribution",
            "no attribution",
            "not to be attributed",
            "not to be named",
            "not to be quoted by name",
            "unter zwei",
            "unter 2",
            "sans attribution",
            "sin atribucion",
            "без указания источника",
            "без посилання на джерело",
        ],
    ),
    (
        RecordLevel::OnRecord,
        &["on the record", "on record", "for attribution", "attributable", "for publication", "public", "quotable"],
    ),
];

/// What each form means, as it is compared.
static MEANT: LazyLock<BTreeMap<String, RecordLevel>> = LazyLock::new(|| {
    let written = FORMS.iter().chain(ALONE).flat_map(|(level, forms)| forms.iter().map(move |form| (fold::words(form), level)));
    let known =
        RecordLevel::KNOWN.iter().flat_map(|level| [(fold::words(level.key()), level), (fold::words(level.label()), level)]);
    written.chain(known).map(|(form, level)| (form, level.clone())).filter(|(form, _)| !form.is_empty()).collect()
});

/// Those that bar anything, as they are looked for.
static FOUND: LazyLock<Vec<(&RecordLevel, Vec<String>)>> = LazyLock::new(|| {
    let strict = FORMS.iter().filter(|(level, _)| level.is_guarded());
    strict.map(|(level, forms)| (level, forms.iter().map(|form| signs::wanted(form)).collect())).collect()
});

/// What is written for a level only where nothing else is.
const ALONE: &[(RecordLevel, &[&str])] = &[
    (RecordLevel::OffRecord, &["off", "off rec"]),
    (RecordLevel::Background, &["bg", "nfa", "backgrounder"]),
    (RecordLevel::ChathamHouse, &["chr", "chatham"]),
    (RecordLevel::DeepBackground, &["deep"]),
    (RecordLevel::Unstated, &["unknown", "not known", "not specified", "unspecified", "none", "n a", "na"]),
];

/// How words of a header begin under which a word that is not understood is a level, folded.
const CLASSES: &[&str] = &[
    " classif",
    " handling",
    " sensitiv",
    " confidentialit",
    " secrecy",
    " secret",
    " caveat",
    " disseminat",
    " ground rule",
    " releas",
    " clearance",
    " einstufung",
    " geheimhalt",
    " vertraulichkeit",
    " гриф",
    " конфиденциальност",
    " конфіденційніст",
    " секретност",
    " клас",
    " tlp",
];

/// What stands under such a header for what everybody may know, folded.
const OPEN: &[&str] = &[
    "open",
    "unclassified",
    "public",
    "low",
    "normal",
    "no",
    "n",
    "0",
    "false",
    "none",
    "free",
    "clear",
    "white",
    "green",
    "general",
    "offen",
    "offentlich",
    "nein",
    "keine",
    "nein keine",
    "нет",
    "ні",
    "non",
    "nie",
    "ouvert",
    "publico",
    "открыто",
    "відкрито",
];

/// A remark of so many words may be nothing but terms.
const SHORT: usize = 6;

/// A cell of so many words in a column that is taken for nothing may be terms.
const CELL: usize = 8;

/// The form in which words are compared: folded, with anything but letters and digits as one space, and a space at either end.
fn padded(text: &str) -> String {
    format!(" {} ", fold::words(text))
}

/// How little a level lets leave: the higher, the less. What a level in the user's own words means nobody knows.
pub fn strictness(level: &RecordLevel) -> u8 {
    match level {
        RecordLevel::Unstated => 0,
        RecordLevel::OnRecord => 1,
        RecordLevel::Background => 2,
        RecordLevel::DeepBackground => 3,
        RecordLevel::ChathamHouse => 4,
        RecordLevel::OffRecord => 5,
        RecordLevel::Other(_) => 6,
    }
}

/// The stricter of two levels.
pub fn stricter(one: RecordLevel, other: RecordLevel) -> RecordLevel {
    if strictness(&other) > strictness(&one) { other } else { one }
}

/// The level that words mean, if they say nothing else.
pub fn meant(words: &str) -> Option<RecordLevel> {
    MEANT.get(&fold::words(words)).cloned()
}

/// The level that words speak of among others, as they stand beside a speaker or in a remark: "an official, on background". A level in
/// those very words if they speak of one that is not known; none if they speak of none.
pub fn spoken_of(words: &str) -> Option<RecordLevel> {
    if words.trim().is_empty() {
        return None;
    }
    // "On the record from Friday" is not on the record.
    let on_record = || padded(words).contains(" the record ");
    let own = || RecordLevel::Other(words.trim().to_owned());
    clearly(words).or_else(|| meant(words)).or_else(|| (on_record() || signs::stands_alone(words)).then(own))
}

/// The level that words speak of for certain, also within a sentence: none that lets all leave.
fn clearly(words: &str) -> Option<RecordLevel> {
    let padded = padded(words);
    let strict = FOUND.iter().find(|(_, forms)| forms.iter().any(|form| padded.contains(form.as_str())));
    let own = || RecordLevel::Other(words.trim().to_owned());
    strict.map(|(level, _)| (*level).clone()).or_else(|| signs::is_clear(&padded).then(own))
}

/// The level of which a note or a remark speaks, line by line. A line of few words may say nothing else.
fn remarked(text: &str) -> Option<RecordLevel> {
    let of_line = |line: &str| {
        clearly(line).or_else(|| {
            let is_short = line.split_whitespace().count() <= SHORT;
            (is_short && signs::stands_alone(line)).then(|| RecordLevel::Other(line.trim().to_owned()))
        })
    };
    text.lines().filter_map(of_line).reduce(stricter)
}

/// The level of which a text itself speaks: in brackets, before a colon at its beginning, or behind #.
fn marked_in(text: &str) -> Option<RecordLevel> {
    let parts: Vec<&str> = text.split(['(', ')', '[', ']', '（', '）', '【', '】']).collect();
    let bracketed = parts.iter().skip(1).step_by(2).copied();
    let first = parts.iter().map(|part| part.trim()).find(|part| !part.is_empty()).unwrap_or_default();
    let head = [": ", "：", " – ", " — ", " - "].iter().filter_map(|mark| first.split_once(mark)).map(|(head, _)| head);
    let hashed = text.split_whitespace().filter_map(|word| word.strip_prefix(['#', '＃']));
    let few = bracketed.chain(head).chain(hashed).filter(|part| part.split_whitespace().count() <= SHORT);
    few.filter_map(clearly).reduce(stricter)
}

/// The level that the agreed terms say, where terms are all that the words can be.
pub fn of_terms(words: &str) -> Option<RecordLevel> {
    let own = || RecordLevel::Other(words.trim().to_owned());
    (!words.trim().is_empty()).then(|| meant(words).or_else(|| spoken_of(words)).unwrap_or_else(own))
}

/// The level that a column says that is taken for nothing else: "off the record" with "yes", or "Handling" with "not for attribution".
/// None if neither speaks of one, or if the cell is empty or says no. Any other cell below such a header is not understood.
pub fn of_column(header: &str, cell: &str) -> Option<RecordLevel> {
    let own = || RecordLevel::Other(format!("{}: {}", header.trim(), cell.trim()));
    let (heads, told) = (padded(header), padded(cell));
    let told = told.trim();
    let is_no = matches!(told, "no" | "n" | "0" | "false" | "nein" | "non" | "нет" | "ні" | "nie");
    let header_says = spoken_of(header);
    // "Can be quoted: no".
    if is_no && header_says.as_ref().is_none_or(|level| gives_leave(header, level)) && signs::speaks_of_leave(header) {
        return Some(own());
    }
    let is_class = CLASSES.iter().any(|stem| heads.contains(stem));
    let Some(level) = header_says else {
        let few = || cell.split_whitespace().count() <= CELL;
        let meant = meant(cell).filter(|_| is_class);
        let spoken = if few() { spoken_of(cell) } else { clearly(cell) };
        let said = meant.or_else(|| spoken.filter(RecordLevel::is_guarded));
        let is_open = cell.trim().is_empty() || told.is_empty() || OPEN.contains(&told);
        return said.or_else(|| (is_class && !is_open).then(own));
    };
    match told {
        "" if cell.trim().is_empty() => None,
        // "Attribution: no" and "on the record: no" take away what they speak of.
        _ if is_no && !gives_leave(header, &level) => None,
        "yes" | "y" | "x" | "1" | "true" | "ja" | "oui" | "si" | "да" | "так" => Some(level),
        "" if matches!(cell.trim(), "✓" | "✔" | "☑" | "✗" | "●" | "•" | "+" | "*") => Some(level),
        _ if is_class && OPEN.contains(&told) => None,
        _ => match meant(cell) {
            Some(level) => Some(level),
            None => Some(own()),
        },
    }
}

/// Whether a header speaks of a leave to tell rather than of a bar to it.
fn gives_leave(header: &str, level: &RecordLevel) -> bool {
    let header = padded(header);
    *level == RecordLevel::OnRecord
        || level.is_other() && [" attribut", " quot", " the record "].iter().any(|leave| header.contains(leave))
}

/// The terms by which it is decided whether a statement may be told: the strictest of its level, of what its terms say, of what is said
/// beside its speaker, and of a line of its note that says nothing but a level. While it has no level, words of its notes, its tags and
/// its text that speak of terms count as well.
pub fn of(workspace: &Workspace, statement: &Statement) -> RecordLevel {
    let said = [of_terms(&statement.terms), beside(workspace, statement.speaker.as_ref())];
    let notes = [&statement.note, &statement.verification_note];
    let noted = notes.iter().flat_map(|note| note.lines()).map(meant);
    let level = strictest(&statement.level, said.into_iter().chain(noted).flatten());
    if statement.level != RecordLevel::Unstated {
        return level;
    }
    let kind = match &statement.kind {
        StatementKind::Other(words) => spoken_of(words),
        _ => None,
    };
    let verified = match &statement.verification {
        Verification::Other(words) => remarked(words),
        _ => None,
    };
    let tags = statement.tags.iter().filter_map(|tag| clearly(tag).or_else(|| meant(tag).filter(RecordLevel::is_guarded)));
    let texts =
        [&statement.text, &statement.original.text, &statement.condition.text].into_iter().filter_map(|text| marked_in(text));
    let remarks = notes.iter().filter_map(|note| remarked(note));
    remarks.chain(tags).chain(texts).chain(kind).chain(verified).fold(level, stricter)
}

/// The same for any other text, "not stated" while nobody has said: by the level that it was marked with, what is said beside who says
/// it, and the lines of it and of its note that say nothing but a level; if it is not marked, by words of them that speak of terms.
pub fn marked<'a>(
    workspace: &Workspace,
    level: Option<&RecordLevel>,
    speaker: Option<&Who>,
    (texts, note): (&[&'a str], &'a str),
) -> RecordLevel {
    let several_lines = texts.iter().copied().filter(|words| words.contains('\n'));
    let noted = several_lines.chain([note]).flat_map(str::lines).filter_map(meant);
    let stated = level.unwrap_or(&RecordLevel::Unstated);
    let found = strictest(stated, beside(workspace, speaker).into_iter().chain(noted));
    if *stated != RecordLevel::Unstated {
        return found;
    }
    texts.iter().filter_map(|text| marked_in(text)).chain(remarked(note)).fold(found, stricter)
}

/// What is said of the terms beside a speaker.
fn beside(workspace: &Workspace, speaker: Option<&Who>) -> Option<RecordLevel> {
    match speaker? {
        Who::Described(words) => spoken_of(words),
        Who::Person(id) => workspace.people.get(id).and_then(|person| spoken_of(&person.name)),
        Who::Party(_) => None,
    }
}

/// The strictest of a level and of what words say. Whoever has said a level has read the words that nobody else understands.
fn strictest(level: &RecordLevel, words: impl Iterator<Item = RecordLevel>) -> RecordLevel {
    let words = words.filter(|said| *level == RecordLevel::Unstated || !said.is_other());
    words.fold(level.clone(), stricter)
}

#[cfg(test)]
mod tests;
