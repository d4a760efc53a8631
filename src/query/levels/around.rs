//! The level that a statement inherits from its source, its round or its sitting.

use super::{FOUND, SHORT, alone, clearly, may_speak, meant, padded, phrases, remarked, sentences, stricter};
use crate::model::{RecordLevel, Round, Sitting, SourceId, Vocabulary, Workspace};
use crate::text::fold;

/// A sentence of so many words may say on what terms a round is held.
const HELD: usize = 10;

/// What may stand beside those terms.
const HELD_WORDS: &[&str] = &[
    "applies",
    "apply",
    "applied",
    "held",
    "were",
    "are",
    "everything",
    "whole",
    "entire",
    "round",
    "session",
    "sitting",
    "lunch",
    "dinner",
    "sessions",
    "sittings",
    "rounds",
    "meetings",
    "seminar",
    "discussion",
    "discussions",
    "consultation",
    "consultations",
    "agreed",
    "throughout",
    "at",
    "strictly",
    "rule",
    "gilt",
    "es",
    "die",
    "der",
];

/// The level that the title of a source says, or its note: "Off-the-record briefing by the minister". What was published says none,
/// unless that is all that its title says.
pub(super) fn of_source(workspace: &Workspace, id: SourceId) -> Option<RecordLevel> {
    let source = workspace.sources.get(&id)?;
    if ![&source.title, &source.outlet, &source.note].iter().any(|words| may_speak(words)) {
        return None;
    }
    let is_published = source.address.trim_start().starts_with("http");
    let whole = phrases::parts(&source.title).count() == 1;
    let of_title = |title: &str| {
        let title = title.trim();
        let own = || RecordLevel::Other(title.to_owned());
        let only = alone(title)
            .or_else(|| phrases::stands_alone(title).then(own))
            .filter(|_| whole && !phrases::is_topic(&fold::words(title)));
        let part = || {
            phrases::parts(title)
                .filter(|part| !is_house(part))
                .find_map(alone)
                .or_else(|| begins(title))
                .or_else(|| clearly(title))
        };
        only.or_else(|| if is_published { None } else { part() })
    };
    let note = remarked(&source.note).filter(|_| !is_published);
    [of_title(&source.title), of_title(&source.outlet), note].into_iter().flatten().reduce(stricter)
}

/// Rounds are held at Chatham House, and it publishes.
pub(super) fn is_house(words: &str) -> bool {
    fold::words(words) == "chatham house"
}

/// The level with which words begin, if it is none of a single word: "Background briefing by an official".
fn begins(words: &str) -> Option<RecordLevel> {
    let folded = fold::words(words);
    let ends = folded.match_indices(' ').map(|(at, _)| at).take(SHORT);
    ends.filter(|end| folded[..*end].contains(' '))
        .find_map(|end| meant(&folded[..end]).filter(|_| !is_house(&folded[..end])))
        .filter(RecordLevel::is_guarded)
}

/// The level on which all of a round was held, as its title or a sentence of its note says it: "Chatham House Rule applies." A remark
/// that is about something said there is none.
pub fn of_round(round: &Round) -> Option<RecordLevel> {
    of_held(&round.title, &round.note)
}

/// The same of a sitting, which may be marked itself.
pub(super) fn of_sitting(sitting: &Sitting) -> Option<RecordLevel> {
    let marked = sitting.level.clone().filter(|level| *level != RecordLevel::Unstated);
    marked.or_else(|| of_held(&sitting.title, &sitting.note))
}

fn of_held(title: &str, note: &str) -> Option<RecordLevel> {
    if !may_speak(title) && !may_speak(note) {
        return None;
    }
    let known = |level: &RecordLevel| !level.is_other();
    let alone = |words: &str| alone(words).filter(|_| !is_house(words));
    let title = clearly(title).filter(known).or_else(|| phrases::parts(title).find_map(alone).filter(|_| title.contains(' ')));
    let is_short = |sentence: &&str| sentence.split_whitespace().count() <= HELD;
    let is_rule = |sentence: &str| {
        let rest = without_forms(sentence);
        let is_level = alone(sentence).is_some() && sentence.trim().contains(' ');
        is_level || rest.split_whitespace().all(|word| phrases::is_filler(word) || HELD_WORDS.contains(&word))
    };
    let told = sentences(note).filter(is_short).filter(|sentence| is_rule(sentence));
    title
        .into_iter()
        .chain(told.filter_map(|sentence| clearly(sentence).filter(known).or_else(|| alone(sentence))))
        .reduce(stricter)
}

/// Words without the forms of a guarded level.
fn without_forms(words: &str) -> String {
    let mut left = padded(words);
    for (_, forms) in FOUND.iter() {
        let found: Vec<&str> = forms.in_words(&left).map(|phrase| phrase.form.as_str()).collect();
        left = found.into_iter().fold(left.clone(), |left, form| left.replace(form, " "));
    }
    left
}
