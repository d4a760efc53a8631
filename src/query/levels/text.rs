//! The confidentiality level that a text itself mentions.

use super::around::is_house;
use super::{SHORT, alone, clearly, may_speak, meant, phrases, stricter, timed};
use crate::model::{RecordLevel, Vocabulary};
use crate::text::fold;

/// Phrases that open what stands apart in a text, and those that close it.
const OPENS: &[char] = &['(', '[', '{', '<', '（', '【', '［', '「'];
const CLOSES: &[char] = &[')', ']', '}', '>', '）', '】', '］', '」'];

/// The level of which a text itself speaks: in brackets, behind #, or apart at its beginning or its end. Within its sentences words for
/// terms are what it is about.
pub(super) fn marked_in(text: &str) -> Option<RecordLevel> {
    if !may_speak(text) {
        return None;
    }
    let own = |part: &str| RecordLevel::Other(part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    let is_few = |part: &&str| part.split_whitespace().count() <= SHORT;
    let is_topic = |part: &str| phrases::is_topic(&fold::words(part));
    let in_words =
        |part: &str| clearly(part).map(|level| if level.is_other() { own(part) } else { level }).filter(|_| !is_topic(part));
    let phrase = |part: &str| (phrases::is_only_phrases(&fold::words(part), true) && !is_topic(part)).then(|| own(part));
    let bracketed = text.match_indices(OPENS).map(|(at, open)| {
        let within = &text[at + open.len()..];
        let part = within.split([OPENS, CLOSES].concat().as_slice()).next().unwrap_or_default();
        let (before, behind) = (&text[..at], &within[part.len()..]);
        let at_edge = [before, behind].iter().any(|side| !side.contains(char::is_alphanumeric));
        (part, before, at_edge)
    });
    let bracketed = bracketed.filter(|(part, ..)| is_few(part)).filter_map(|(part, before, at_edge)| {
        in_words(part).or_else(|| {
            let alone = || alone(part).filter(|_| !is_short_for(part, before));
            if at_edge { alone().or_else(|| phrase(part)) } else { None }
        })
    });
    let hashed = text.split_whitespace().filter_map(|word| word.strip_prefix(['#', '＃']));
    let hashed = hashed.filter_map(|word| in_words(word).or_else(|| alone(word)).or_else(|| phrase(word)));
    let parts = apart(text).into_iter().filter(|(part, _)| is_few(part)).filter_map(|(part, apart)| {
        let is_set_off = apart == Apart::Mark;
        let folded = fold::words(part);
        let level = meant(part).filter(|level| level.is_guarded() && folded.contains(' ') && !is_house(part));
        let is_sign = || phrases::is_only_phrases(&folded, is_set_off) && !phrases::is_topic(&folded);
        let head = || if is_set_off { in_words(part) } else { None };
        let is_barred = || timed::may_bar(&format!(" {folded} ")) && timed::bars(part, apart != Apart::Comma);
        level.or_else(|| (is_sign() || is_barred()).then(|| in_words(part).unwrap_or_else(|| own(part)))).or_else(head)
    });
    bracketed.chain(hashed).chain(parts).reduce(stricter)
}

/// By what a part of a text is set off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// A colon behind it, a dash, a line of its own.
    Mark,
    /// It is a sentence.
    Stop,
    Comma,
}

/// What stands apart at the beginning and at the end of a text.
fn apart(text: &str) -> Vec<(&str, Apart)> {
    const MARKS: &[&str] = &[": ", "：", " – ", " — ", " - ", "\n", ". ", "。", "* ", "_ ", "; "];
    let text = text.trim().trim_matches(['.', '*', '_', '。', '~', '-', '—', '–']).trim();
    let set_off = |is_mark: bool| if is_mark { Apart::Mark } else { Apart::Stop };
    let mut all = Vec::new();
    for mark in MARKS {
        all.extend(text.split_once(mark).map(|(head, _)| (head, set_off(!matches!(*mark, ". " | "。" | "; ")))));
        all.extend(text.rsplit_once(mark).map(|(_, tail)| (tail, set_off(!matches!(*mark, ": " | "：")))));
    }
    for mark in [',', '，', '、'] {
        all.extend(text.split_once(mark).map(|(head, _)| (head, Apart::Comma)));
        all.extend(text.rsplit_once(mark).map(|(_, tail)| (tail, Apart::Comma)));
    }
    all
}

/// Whether letters in brackets are the first ones of words before them: "the Commission on Human Rights (CHR)".
fn is_short_for(part: &str, before: &str) -> bool {
    let words: Vec<String> = fold::words(before).split(' ').rev().take(SHORT).map(str::to_owned).collect();
    part.chars().all(char::is_uppercase)
        && part.chars().all(|c| {
            let letter = fold::words(&c.to_string());
            words.iter().any(|word| word.starts_with(letter.as_str()))
        })
}

/// The parts of a text in brackets.
pub(super) fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(OPENS).filter_map(|(at, open)| text[at + open.len()..].split(CLOSES).next())
}
