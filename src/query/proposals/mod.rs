//! What a passage of a text proposes for the record that is made of it: whose words they are, who spoke, on which issue, of what kind, how
//! well supported. Everything is read from the words of the passage by what the record knows and by small tables of words per language;
//! nothing is taken before the user has seen it.

mod dates;
mod nearest;
mod people;
mod places;
mod tables;

pub use nearest::{Nearest, nearest};
pub use places::known as known_places;

use super::quick_line::Named;
use super::territories::{self, Territory};
use super::{country_codes, levels, names};
use crate::model::when::{self, Context};
use crate::model::{
    AttendanceRole, IssueId, NegotiationId, OutcomeKind, Party, PartyId, PersonId, Presence, RecordLevel, StatementKind,
    Verification, When, Who, Workspace,
};
use crate::text::{fold, note_line, sentences};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::ops::Range;

/// Who speaks in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedSpeaker {
    /// A person of the record.
    Known(PersonId),
    /// One that the record does not have, with the office that the passage gives; empty if it gives none.
    New {
        /// The name.
        name: String,
        /// The office.
        office: String,
    },
    /// Somebody without a name: "unnamed US official".
    Described(String),
}

/// What a passage proposes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposals {
    /// The parties named, the one whose words they are likely to be first.
    pub parties: Vec<Named<PartyId>>,
    /// Who speaks.
    pub speaker: Option<NamedSpeaker>,
    /// The issue that its words name.
    pub issue: Option<IssueId>,
    /// What it does.
    pub kind: Option<StatementKind>,
    /// On what terms it was said, if the passage speaks of it.
    pub level: Option<RecordLevel>,
    /// How well it is supported, if the passage or the sentence after it speaks of it.
    pub verification: Option<Verification>,
    /// Who could, or could not, verify it: the sentence that says so. Empty if none does.
    pub verification_note: String,
    /// Whether the passage begins with a word for somebody who was named before ("it", "he"): then whoever it names is not its subject.
    pub is_pronoun: bool,
    /// The first date in it.
    pub date: Option<When>,
    /// Where it was: the place that it names first. Empty if it names none.
    pub place: String,
    /// What came out of a round, if the passage speaks of it.
    pub outcome: Option<OutcomeKind>,
    /// In what role somebody was there.
    pub role: Option<AttendanceRole>,
    /// Whether they came.
    pub presence: Option<Presence>,
    /// When it was said, if it stands in notes that give the time.
    pub said_on: Option<When>,
    /// The passage without the time and the name that notes begin with, in bytes.
    pub words: Range<usize>,
    /// The words within quotation marks, in bytes of the passage, if there are any.
    pub quoted: Option<Range<usize>>,
    /// Whether all of the passage is quoted.
    pub verbatim: bool,
}

/// Reads a passage. `around` is what stands directly before and after it; `when` is when it was said, as far as known; from `today` the
/// days count that it names.
pub fn propose(
    workspace: &Workspace,
    negotiation: NegotiationId,
    whole: &str,
    around: (&str, &str),
    (when, today, zone): (&When, NaiveDate, Tz),
) -> Proposals {
    let note = Note::around(whole, around.0, when, zone);
    let passage = whole.get(note.words.clone()).unwrap_or(whole);
    let folded = padded(passage);
    let mut speaker = people::speaker(workspace, passage, &folded);
    let mut parties = parties(workspace, passage, &folded);
    let own = match &speaker {
        Some(NamedSpeaker::Known(id)) => workspace.people.get(id).and_then(|person| names::party_at(person, when, zone)),
        _ => None,
    };
    if let Some(own) = own.map(Named::Known) {
        first(&mut parties, own);
    }
    // Who had the floor says it, whoever is named in it.
    if !note.who.is_empty() {
        let named = padded(note.who);
        let floor = self::parties(workspace, note.who, &named).into_iter().next();
        speaker = people::speaker(workspace, note.who, &named).or(speaker.filter(|_| floor.is_none()));
        first(&mut parties, floor.unwrap_or_else(|| Named::New(note.who.to_owned())));
    }
    let quoted = quoted(passage).map(|range| range.start + note.words.start..range.end + note.words.start);
    let is_open = |text: &str| text.ends_with(['"', '“', '„', '«', '「', '『']);
    let is_closed = |text: &str| text.starts_with(['"', '”', '“', '»', '」', '』']);
    let verbatim = is_open(around.0) && is_closed(around.1);
    let (verification, verification_note) = support(passage, around.1);
    let context = Context::new(today, None);
    Proposals {
        is_pronoun: note.who.is_empty() && tables::begins_with_pronoun(&folded),
        parties,
        speaker,
        issue: issue(workspace, negotiation, &folded),
        kind: tables::kind(&folded),
        level: levels::spoken_of(passage).filter(|level| !matches!(level, RecordLevel::Other(_))),
        verification,
        verification_note,
        date: dates::date(passage, context),
        place: places::place(workspace, negotiation, passage, &folded, context).unwrap_or_default(),
        outcome: tables::outcome(&folded),
        role: tables::role(&folded),
        presence: tables::presence(&folded),
        quoted,
        verbatim,
        said_on: note.said_on,
        words: note.words,
    }
}

/// Puts a party before the others.
fn first(parties: &mut Vec<Named<PartyId>>, party: Named<PartyId>) {
    parties.retain(|one| *one != party);
    parties.insert(0, party);
}

/// What the line of notes says in which a passage stands.
struct Note<'a> {
    who: &'a str,
    said_on: Option<When>,
    words: Range<usize>,
}

impl<'a> Note<'a> {
    fn around(passage: &'a str, before: &'a str, day: &When, zone: Tz) -> Self {
        let begun = before.rsplit('\n').next().unwrap_or_default();
        // Where the passage begins its paragraph, the time and the name stand in it.
        let line = if begun.trim().is_empty() { passage } else { begun };
        let Some(read) = note_line::read(line) else { return Self { who: "", said_on: None, words: 0..passage.len() } };
        let words = if begun.trim().is_empty() { read.words.clone() } else { 0..passage.len() };
        let context = |today| Context::new(today, zone);
        let begun_on = match day {
            When::Day(day) => Some(*day),
            _ => None,
        };
        let day = note_line::last_day(before).or(begun_on);
        let said_on = day.map(|day| when::parse(&format!("{day} {}", read.at.format("%H:%M")), context(day)).when);
        Self { who: read.who, said_on, words }
    }
}

/// Sentences after a passage that may say how well it is supported.
const AFTER: usize = 2;

/// What a passage, or one of the sentences after it, says of how well it is supported, and in which words.
fn support(passage: &str, after: &str) -> (Option<Verification>, String) {
    let after = after.get(..after.floor_char_boundary(2000)).unwrap_or_default();
    let within = sentences::sentences(passage).into_iter().filter_map(|range| passage.get(range));
    let next = after.split('\n').flat_map(|line| sentences::sentences(line).into_iter().filter_map(|range| line.get(range)));
    let next = next.filter(|sentence| !sentence.trim().is_empty()).take(AFTER);
    let found = within.chain(next).find_map(|sentence| Some((tables::verification(&padded(sentence))?, sentence)));
    found.map_or((None, String::new()), |(verification, sentence)| (Some(verification), sentence.trim().to_owned()))
}

/// The states that a few letters may mean, in any language: the one of that name or code first, whether it is of the record or not, then those
/// of the record and those `named` of which some name begins so.
pub fn states(workspace: &Workspace, named: &[String], typed: &str) -> Vec<Named<PartyId>> {
    let typed = fold::words(typed);
    let short = typed.chars().count() < if typed.chars().any(fold::is_unspaced) { 1 } else { 2 };
    if short {
        return Vec::new();
    }
    let mut by_code: BTreeMap<&str, PartyId> = BTreeMap::new();
    for (party, codes) in country_codes::codes(workspace) {
        by_code.extend(codes.into_iter().map(|code| (code, party)));
    }
    let whole = territories::called(&typed).or_else(|| territories::abbreviated(&typed));
    let mut found: Vec<Named<PartyId>> = whole.map(|territory| party_of(workspace, &by_code, territory)).into_iter().collect();
    let begins = |name: &str| {
        let territory = territories::called(name);
        territory.is_some_and(|one| one.names.iter().chain(&one.people).any(|form| fold::words(form).starts_with(&typed)))
    };
    let known = workspace.parties.values().filter(|party| begins(&party.name)).map(|party| Named::Known(party.id));
    let new = named.iter().filter(|name| begins(name)).map(|name| Named::New(name.clone()));
    for party in known.chain(new) {
        if !found.contains(&party) {
            found.push(party);
        }
    }
    found
}

/// Whether words describe somebody without a name: "American official".
pub fn describes(words: &str) -> bool {
    people::describes(words)
}

/// The longest words within quotation marks, if they are more than a word: one alone is a name or a term.
fn quoted(passage: &str) -> Option<Range<usize>> {
    let ranges = sentences::quotations(passage).into_iter();
    let several = ranges.filter(|range| {
        let words = passage.get(range.clone()).unwrap_or_default();
        sentences::words(words).into_iter().filter(|word| words.get(word.clone()).is_some_and(sentences::is_word)).count() > 2
    });
    several.max_by_key(ExactSizeIterator::len)
}

/// The words of a text, folded, with a space before and behind, so that whole words are found in it.
fn padded(text: &str) -> String {
    format!(" {} ", fold::words(text))
}

/// Where a name stands in padded words.
fn place_of(folded: &str, name: &str) -> Option<usize> {
    let name = fold::words(name);
    if name.is_empty() {
        return None;
    }
    let found = folded.find(&format!(" {name} "));
    // Scripts without spaces have no word to stand alone.
    found.or_else(|| name.chars().all(fold::is_unspaced).then(|| folded.find(&name)).flatten())
}

/// Every form under which a party goes. A short name counts as it is written: "US" is a party, "us" is not.
fn place_of_party(party: &Party, passage: &str, folded: &str) -> Option<usize> {
    let short = party.short.trim();
    let is_code = short.chars().count() <= 4 && short.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let as_written = || {
        let tokens = passage.split(|c: char| !c.is_alphanumeric());
        tokens.clone().any(|token| token == short)
    };
    let of_short = if short.is_empty() || (is_code && !as_written()) { None } else { place_of(folded, short) };
    let others = party.spellings.iter().map(|spelling| spelling.form.as_str());
    let forms = std::iter::once(party.name.as_str()).chain(others);
    forms.filter_map(|form| place_of(folded, form)).chain(of_short).min()
}

/// The parties named, in the order of the passage; one behind "according to" first.
fn parties(workspace: &Workspace, passage: &str, folded: &str) -> Vec<Named<PartyId>> {
    let mut found = mentions(workspace, passage, folded);
    found.sort_by_key(|(at, _)| at.unwrap_or(folded.len()));
    let mut all: Vec<Named<PartyId>> = found.into_iter().map(|(_, party)| party).collect();
    if let Some(behind) = tables::according_to(folded).and_then(|from| folded.get(from..)) {
        let mut named = mentions(workspace, passage, behind);
        named.sort_by_key(|(at, _)| *at);
        if let Some((_, said)) = named.into_iter().find(|(at, _)| at.is_some()) {
            first(&mut all, said);
        }
    }
    all
}

/// The parties of which a passage speaks, each with where in `folded` it is named first, if it is. Of a part of the passage `folded` may
/// hold the words alone.
fn mentions(workspace: &Workspace, passage: &str, folded: &str) -> Vec<(Option<usize>, Named<PartyId>)> {
    let mut found: Vec<(Option<usize>, Named<PartyId>)> = Vec::new();
    let mut by_code: BTreeMap<&str, PartyId> = BTreeMap::new();
    for (party, codes) in country_codes::codes(workspace) {
        by_code.extend(codes.into_iter().map(|code| (code, party)));
    }
    let known = workspace.parties.values();
    found.extend(known.filter_map(|party| Some((Some(place_of_party(party, passage, folded)?), Named::Known(party.id)))));
    for territory in territories::spoken_of(passage) {
        let forms = territory.names.iter().chain(&territory.people).chain(&territory.seats);
        // An abbreviation stands as it is written.
        let at = forms.chain(&territory.shorts).filter_map(|form| place_of(folded, form)).min();
        let party = party_of(workspace, &by_code, territory);
        match found.iter_mut().find(|(_, same)| *same == party) {
            Some((before, _)) => *before = before.iter().copied().chain(at).min(),
            None => found.push((at, party)),
        }
    }
    // Names in cases of which the table has but one.
    let mut at = 0;
    for word in folded.split(' ') {
        if let Some(territory) = territories::inflected(word) {
            let party = party_of(workspace, &by_code, territory);
            match found.iter_mut().find(|(_, same)| *same == party) {
                Some((before, _)) => *before = before.iter().copied().chain([at]).min(),
                None => found.push((Some(at), party)),
            }
        }
        at += word.len() + 1;
    }
    found
}

/// The party of the record that is a territory; else its name.
fn party_of(workspace: &Workspace, by_code: &BTreeMap<&str, PartyId>, territory: &Territory) -> Named<PartyId> {
    let called = || {
        let is_it = |party: &&Party| territories::called(&party.name).is_some_and(|one| one.code == territory.code);
        workspace.parties.values().find(is_it).map(|party| party.id)
    };
    let of_code = || territory.codes().find_map(|code| by_code.get(code)).copied();
    match called().or_else(of_code) {
        Some(id) => Named::Known(id),
        None => Named::New(territory.name().to_owned()),
    }
}

/// The issue of which all long words stand in the passage; the one with the most of them.
fn issue(workspace: &Workspace, negotiation: NegotiationId, folded: &str) -> Option<IssueId> {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let has = |word: &str| {
        words.iter().any(|one| is_form_of(one, word)) || (word.chars().all(fold::is_unspaced) && folded.contains(word))
    };
    let rank = |name: &str| {
        let name = fold::words(name);
        let long: Vec<&str> =
            name.split(' ').filter(|word| word.chars().count() > 3 || word.chars().all(fold::is_unspaced)).collect();
        (!long.is_empty() && long.iter().all(|word| has(word))).then_some(long.len())
    };
    let issues = workspace.issues_of(negotiation);
    let ranked = issues.into_iter().filter_map(|issue| Some((rank(&issue.name)?, issue.id)));
    ranked.max_by_key(|(rank, id)| (*rank, std::cmp::Reverse(*id))).map(|(_, id)| id)
}

/// Whether two words may be forms of one: they begin alike, and little is left of either: "monitor", "monitoring".
fn is_form_of(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    same >= 4 && one.chars().count() <= same + 3 && other.chars().count() <= same + 3
}

impl NamedSpeaker {
    /// As a statement names them, if the record has them or they are described.
    pub fn who(&self) -> Option<Who> {
        match self {
            Self::Known(id) => Some(Who::Person(*id)),
            Self::Described(words) => Some(Who::Described(words.clone())),
            Self::New { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
