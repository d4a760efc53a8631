//! Recognises confidentiality levels in words, as tables, notes and speaker fields have them: "not for attribution", "under Chatham
//! House rules", a column "off the record" with "yes" in it.
//!
//! What may not be told is decided by [`of`]: the strictest of what the level says and of what the words around it say. What is not
//! understood is a level in the user's own words, and such a level lets nothing leave until somebody has said what it means.

mod around;
mod find;
mod phrases;
mod text;
mod timed;
mod trigger;

use crate::model::{
    PersonId, RecordLevel, RoundId, SourceId, Statement, StatementKind, Verification, Vocabulary, Who, Workspace,
};
use crate::text::fold;
pub use around::of_round;
use around::{of_sitting, of_source};
use find::Table;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use text::{brackets, marked_in};
use trigger::may_speak;

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
        &[
            "chatham house rule",
            "chatham house rules",
            "chatham rules",
            "chatham rule",
            "chatham house regel",
            "under chatham house",
            "on chatham house",
            "per chatham house",
        ],
    ),
    (RecordLevel::DeepBackground, &["deep background", "on deep background"]),
    (
        RecordLevel::Background,
        &[
            "on background",
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
static FOUND: LazyLock<Vec<(&RecordLevel, Table)>> = LazyLock::new(|| {
    let strict = FORMS.iter().filter(|(level, _)| level.is_guarded());
    strict.map(|(level, forms)| (level, Table::new(forms.iter().copied()))).collect()
});

/// All words for a level, to be found within others.
static ANY: LazyLock<Table> = LazyLock::new(|| Table::new(MEANT.keys().map(String::as_str)));

/// What is written for a level only where nothing else is.
const ALONE: &[(RecordLevel, &[&str])] = &[
    (RecordLevel::OffRecord, &["off", "off rec"]),
    (
        RecordLevel::Background,
        &[
            "bg",
            "nfa",
            "backgrounder",
            "background only",
            "for background",
            "background briefing",
            "as background",
            "background information",
            "background talk",
            "background conversation",
            "background interview",
            "background call",
        ],
    ),
    (RecordLevel::ChathamHouse, &["chr", "chatham", "chatham house"]),
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
    // Most names speak of none.
    if words.trim().is_empty() || !may_speak(words) {
        return None;
    }
    // "On the record from Friday" is not on the record.
    let on_record = || padded(words).contains(" the record ");
    let own = || RecordLevel::Other(words.trim().to_owned());
    let level = clearly(words).or_else(|| meant(words)).or_else(|| phrases::parts(words).find_map(alone));
    level.or_else(|| (on_record() || phrases::stands_alone(words)).then(own))
}

/// The guarded level that a part of words means if nothing else stands in it: "background briefing only", "CHR".
fn alone(part: &str) -> Option<RecordLevel> {
    meant(part).or_else(|| meant(&phrases::without_fillers(part))).filter(RecordLevel::is_guarded)
}

/// The level that words speak of for certain, also within a sentence: none that lets all leave.
fn clearly(words: &str) -> Option<RecordLevel> {
    let padded = padded(words);
    let strict = FOUND.iter().find(|(_, forms)| forms.is_in(&padded));
    let own = || RecordLevel::Other(words.trim().to_owned());
    let is_clear = || phrases::is_clear(&padded) || timed::may_bar(&padded) && timed::bars(words, true);
    strict.map(|(level, _)| (*level).clone()).or_else(|| is_clear().then(own))
}

/// The level of which a note or a remark speaks, line by line. A sentence of few words may say nothing else.
fn remarked(text: &str) -> Option<RecordLevel> {
    if !may_speak(text) {
        return None;
    }
    let of_sentence = |sentence: &str| {
        let is_short = sentence.split_whitespace().count() <= SHORT;
        let phrase = || phrases::stands_alone(sentence).then(|| RecordLevel::Other(sentence.trim().to_owned()));
        is_short.then(|| phrases::parts(sentence).find_map(alone).or_else(phrase)).flatten()
    };
    text.lines()
        .filter_map(|line| clearly(line).or_else(|| sentences(line).filter_map(of_sentence).reduce(stricter)))
        .reduce(stricter)
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '.', ';', '!', '?', '。', '；', '！', '？']).filter(|sentence| !sentence.trim().is_empty())
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
    let header_says = spoken_of(header).or_else(|| nameless(header));
    // "Can be quoted: no".
    if is_no && header_says.as_ref().is_none_or(|level| gives_leave(header, level)) && phrases::speaks_of_leave(header) {
        return Some(own());
    }
    let is_class = CLASSES.iter().any(|stem| heads.contains(stem));
    let Some(level) = header_says else {
        let few = || cell.split_whitespace().count() <= CELL;
        let meant = meant(cell).filter(|_| is_class);
        let spoken = if few() { spoken_of(cell) } else { clearly(cell) };
        let said = meant.or_else(|| spoken.filter(RecordLevel::is_guarded)).or_else(|| if few() { nameless(cell) } else { None });
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

/// What words say that speak of somebody who is not to be named.
fn nameless(words: &str) -> Option<RecordLevel> {
    phrases::is_anonymous(words).then_some(RecordLevel::Background)
}

/// Whether a header speaks of a leave to tell rather than of a bar to it.
fn gives_leave(header: &str, level: &RecordLevel) -> bool {
    let header = padded(header);
    *level == RecordLevel::OnRecord
        || level.is_other() && [" attribut", " quot", " the record "].iter().any(|leave| header.contains(leave))
}

/// The terms by which it is decided whether a statement may be told: the strictest of its level, of what its terms say, of what is said
/// beside its speaker, and of a sentence of its note that says nothing but a level. While it has no level, words of its notes, its tags,
/// its text and its sources that speak of terms count as well, and what is said of its round and its sitting as a whole. Whoever spoke
/// on condition of anonymity is not named. For many of them at once, ask [`Terms`].
pub fn of(workspace: &Workspace, statement: &Statement) -> RecordLevel {
    Terms::new(workspace).of(statement)
}

/// The terms of one statement after the other: the words of a source, a round and a name of which many are are looked at once.
pub struct Terms<'a> {
    workspace: &'a Workspace,
    sources: BTreeMap<SourceId, Option<RecordLevel>>,
    rounds: BTreeMap<RoundId, Option<RecordLevel>>,
    people: BTreeMap<PersonId, Option<RecordLevel>>,
}

impl<'a> Terms<'a> {
    /// Of the statements of a workspace.
    pub fn new(workspace: &'a Workspace) -> Self {
        Self { workspace, sources: BTreeMap::new(), rounds: BTreeMap::new(), people: BTreeMap::new() }
    }

    /// Of one of them: see [`of`].
    pub fn of(&mut self, statement: &Statement) -> RecordLevel {
        let workspace = self.workspace;
        let beside = match &statement.speaker {
            Some(Who::Person(id)) => {
                self.people.entry(*id).or_insert_with(|| beside(workspace, statement.speaker.as_ref())).clone()
            }
            speaker => beside(workspace, speaker.as_ref()),
        };
        let said = [of_terms(&statement.terms), beside];
        let notes = [&statement.note, &statement.verification_note].into_iter().filter(|note| may_speak(note));
        let notes: Vec<&str> = notes.map(String::as_str).collect();
        let text = Some(statement.text.as_str()).filter(|text| may_speak(text));
        let noted = notes.iter().flat_map(|note| sentences(note)).filter_map(meant);
        let kind = match &statement.kind {
            StatementKind::Other(words) => words.as_str(),
            _ => "",
        };
        let verified = match &statement.verification {
            Verification::Other(words) => words.as_str(),
            _ => "",
        };
        let is_nameless = || {
            let words = [statement.terms.as_str(), kind, verified].into_iter().chain(notes.iter().copied());
            let tags = statement.tags.iter().map(String::as_str);
            let mut all = words.chain(tags).chain(text.into_iter().flat_map(brackets)).filter(|words| !words.is_empty());
            all.any(phrases::is_anonymous)
        };
        let is_person = matches!(statement.speaker, Some(Who::Person(_)));
        let nameless = (is_person && is_nameless()).then_some(RecordLevel::Background);
        let level = strictest(&statement.level, said.into_iter().flatten().chain(noted).chain(nameless));
        if statement.level != RecordLevel::Unstated {
            return level;
        }
        let tags = statement.tags.iter().filter_map(|tag| of_tag(tag));
        let texts = text.into_iter().chain([statement.original.text.as_str(), &statement.condition.text]).filter_map(marked_in);
        let remarks = notes.iter().filter_map(|note| remarked(note));
        let words = spoken_of(kind).into_iter().chain(remarked(verified));
        let sources: Vec<RecordLevel> = statement.sources.iter().filter_map(|id| self.of_source(*id)).collect();
        let of_round = statement.round.and_then(|id| self.of_round(id));
        let round = statement.round.and_then(|id| workspace.rounds.get(&id));
        let sitting = round.and_then(|round| round.sittings.iter().find(|sitting| Some(sitting.id) == statement.sitting));
        let whole = of_round.into_iter().chain(sitting.and_then(of_sitting));
        remarks.chain(tags).chain(texts).chain(words).chain(sources).chain(whole).fold(level, stricter)
    }

    fn of_source(&mut self, id: SourceId) -> Option<RecordLevel> {
        self.sources.entry(id).or_insert_with(|| of_source(self.workspace, id)).clone()
    }

    fn of_round(&mut self, id: RoundId) -> Option<RecordLevel> {
        let round = || self.workspace.rounds.get(&id).and_then(of_round);
        self.rounds.entry(id).or_insert_with(round).clone()
    }
}

/// The level that a tag says. That of a topic says none.
fn of_tag(tag: &str) -> Option<RecordLevel> {
    if !may_speak(tag) {
        return None;
    }
    let folded = fold::words(tag);
    let is_sign = || phrases::is_only_phrases(&folded, true);
    let own = || RecordLevel::Other(tag.trim().to_owned());
    let level = clearly(tag).or_else(|| is_sign().then(own)).filter(|_| !phrases::is_topic(&folded));
    level.or_else(|| alone(tag))
}

/// The same for any other text, "not stated" while nobody has said: by the level that it was marked with, what is said beside who says
/// it, and the sentences of it and of its note that say nothing but a level; if it is not marked, by words of them and of what it cites
/// that speak of terms.
pub fn marked<'a>(
    workspace: &Workspace,
    level: Option<&RecordLevel>,
    speaker: Option<&Who>,
    (texts, note): (&[&'a str], &'a str),
    sources: &[SourceId],
) -> RecordLevel {
    let several_lines = texts.iter().copied().filter(|words| words.contains('\n'));
    let sentences = Some(note).filter(|note| may_speak(note)).into_iter().flat_map(sentences);
    let noted = several_lines.filter(|text| may_speak(text)).flat_map(str::lines).chain(sentences).filter_map(meant);
    let stated = level.unwrap_or(&RecordLevel::Unstated);
    let nameless = (matches!(speaker, Some(Who::Person(_))) && phrases::is_anonymous(note)).then_some(RecordLevel::Background);
    let found = strictest(stated, beside(workspace, speaker).into_iter().chain(noted).chain(nameless));
    if *stated != RecordLevel::Unstated {
        return found;
    }
    let sources = sources.iter().filter_map(|id| of_source(workspace, *id));
    texts.iter().filter_map(|text| marked_in(text)).chain(remarked(note)).chain(sources).fold(found, stricter)
}

/// What is said of the terms beside a speaker.
fn beside(workspace: &Workspace, speaker: Option<&Who>) -> Option<RecordLevel> {
    match speaker? {
        Who::Described(words) if !may_speak(words) => None,
        Who::Described(words) => spoken_of(words).or_else(|| phrases::names_anonymous(words).then_some(RecordLevel::Background)),
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
