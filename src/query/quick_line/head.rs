//! The head of a line: party, kind, issues and perhaps "on 5 Feb", in any order, with a colon behind them or without.

use super::lexicon::{self, Found, How, Names};
use super::scan::{Piece, PieceKind};
use super::signs::which;
use super::{IssueName, LineContext, Meaning, Reader, Role};
use crate::model::when::{self};
use crate::model::{IssueId, PartyId, StatementKind, Vocabulary, Workspace};
use crate::query::kinds;
use std::ops::Range;

/// A name in the head of more words than this must stand in quotation marks.
const MOST_WORDS: usize = 6;

/// Without a colon so many words after the last name may be another one that is still being typed.
const MOST_TYPED: usize = 3;

/// Words that join the parts of a head and name nothing.
const JOINING: &[&str] = &[
    "a", "about", "added", "adds", "and", "at", "by", "for", "from", "in", "of", "on", "said", "say", "says", "stated", "that",
    "the", "to", "told", "with",
];

/// With these a sentence begins, and no name.
const PRONOUNS: &[&str] = &[
    "he", "i", "it", "my", "our", "she", "that", "their", "there", "these", "they", "this", "those", "we", "what", "you", "your",
];

/// What can stand in the head.
pub(super) struct Lexicon {
    pub parties: Names<PartyId>,
    pub kinds: Names<StatementKind>,
    pub issues: Names<IssueId>,
}

/// What the head still takes, for completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// Up to this byte the line is head.
    pub until: usize,
}

/// Words of the head that mean one thing.
enum Unit {
    Party(PartyId, String),
    Kind(StatementKind, String),
    Issue(IssueName, String),
    /// An issue that nobody has asked for in plain words, with the question.
    Asked(String, String),
    Date(usize),
    Mark,
    /// Not understood, with the reason.
    Left {
        reason: String,
    },
}

impl Lexicon {
    pub(super) fn new(workspace: &Workspace, context: &LineContext) -> Self {
        Self {
            parties: lexicon::parties(workspace, context),
            kinds: lexicon::kinds(workspace, context),
            issues: lexicon::issues(workspace, context),
        }
    }
}

impl Reader<'_> {
    /// Takes the head out of what the signs have left.
    pub(super) fn head(&mut self, pieces: &[Piece], lexicon: &Lexicon) -> Open {
        let colon = pieces.iter().position(|piece| piece.kind == PieceKind::Colon);
        if let Some(colon) = colon {
            let mut units = self.units(&pieces[..colon], lexicon, true);
            if self.is_head(&units) {
                self.settle(&mut units, lexicon);
                self.take_units(units);
                self.push_token(pieces[colon].range.clone(), Role::Mark, Meaning::Plain);
                return Open { until: pieces[colon].range.start };
            }
        }
        // Without a colon only whole names count, and only while they last.
        self.ask_about_party(pieces, lexicon);
        let units = self.units(pieces, lexicon, false);
        let mut units: Vec<_> =
            units.into_iter().take_while(|(_, unit)| !matches!(unit, Unit::Left { .. } | Unit::Date(_))).collect();
        while matches!(units.last(), Some((_, Unit::Mark))) {
            units.pop();
        }
        let end = units.last().map_or(0, |(range, _)| range.end);
        self.take_units(units);
        let typed = pieces.iter().filter(|piece| piece.range.start >= end).take(MOST_TYPED).last();
        let typed = typed.map_or(self.line.len(), |piece| piece.range.end);
        Open { until: typed }
    }

    /// In a line without a head, a word or two before a kind that may have been meant for a party: no other party is taken then.
    fn ask_about_party(&mut self, pieces: &[Piece], lexicon: &Lexicon) {
        let mut words: Vec<&Piece> = Vec::new();
        for piece in pieces.iter().take_while(|piece| piece.kind == PieceKind::Word).take(MOST_TYPED + 1) {
            if words.last().is_some_and(|last| !self.are_neighbours(&last.range, &piece.range)) {
                break;
            }
            words.push(piece);
        }
        let text = |from: usize, to: usize| &self.line[words[from].range.start..words[to - 1].range.end];
        let is_known = |text: &str| {
            matches!(lexicon.parties.find(text, How::Exact), Found::One(_))
                || matches!(lexicon.kinds.find(text, How::Exact), Found::One(_))
                || matches!(lexicon.issues.find(text, How::Exact), Found::One(_))
        };
        let begins_known = (1..=words.len()).any(|to| is_known(text(0, to)));
        let kind = (1..words.len()).find(|at| matches!(lexicon.kinds.find(text(*at, at + 1), How::Exact), Found::One(_)));
        if let Some(kind) = kind
            && !self.has_party()
            && !begins_known
            && !starts_sentence(text(0, 1))
        {
            self.party_is_asked = true;
            let range = words[0].range.start..words[kind - 1].range.end;
            let reason = no_party(&self.line[range.clone()], lexicon);
            self.push_token(range, Role::Party, Meaning::NotUnderstood(reason));
        }
    }

    /// Whether what stands before a colon is a head at all, and not the beginning of a sentence: it begins with a name, or with
    /// words that may have been meant for one.
    fn is_head(&self, units: &[(Range<usize>, Unit)]) -> bool {
        let (range, first) = match units.first() {
            None => return true,
            Some((range, unit)) => (range, unit),
        };
        let lead = match first {
            Unit::Left { .. } => &self.line[range.clone()],
            Unit::Mark => return false,
            _ => return true,
        };
        if starts_sentence(lead) {
            return false;
        }
        let words = |text: &str| text.split_whitespace().filter(|word| !joins(word)).count();
        let has = |wanted: fn(&Unit) -> bool| units.iter().any(|(_, unit)| wanted(unit));
        let has_party = self.has_party() || has(|unit| matches!(unit, Unit::Party(..)));
        if has_party {
            let whole: usize = units.iter().map(|(range, _)| words(&self.line[range.clone()])).sum();
            return words(lead) <= 2 && (has(|unit| matches!(unit, Unit::Kind(..))) || whole <= MOST_TYPED + 1);
        }
        words(lead) <= MOST_WORDS
    }

    /// Whether these words of a head name a party that is there.
    pub(super) fn names_a_party(&self, pieces: &[Piece], lexicon: &Lexicon) -> bool {
        self.units(pieces, lexicon, true).iter().any(|(_, unit)| matches!(unit, Unit::Party(..)))
    }

    fn has_party(&self) -> bool {
        self.draft.party.is_some() || self.draft.new_party.is_some()
    }

    /// Gives the words between the names a meaning, or a reason why they have none.
    fn settle(&mut self, units: &mut [(Range<usize>, Unit)], lexicon: &Lexicon) {
        let has_party = self.has_party() || units.iter().any(|(_, unit)| matches!(unit, Unit::Party(..)));
        let kind_is_open = self.draft.kind.is_none() && !units.iter().any(|(_, unit)| matches!(unit, Unit::Kind(..)));
        let first = units.iter().position(|(_, unit)| !matches!(unit, Unit::Left { .. } | Unit::Mark));
        for (at, (range, unit)) in units.iter_mut().enumerate() {
            if !matches!(unit, Unit::Left { .. }) {
                continue;
            }
            let text = &self.line[range.clone()];
            *unit = if text.split_whitespace().all(joins) {
                Unit::Mark
            } else if !has_party {
                self.party_is_asked = true;
                Unit::Left { reason: no_party(text, lexicon) }
            } else if first.is_none_or(|first| at < first) {
                Unit::Left { reason: format!("“{text}” is no party, kind or issue") }
            } else {
                left_over(text, lexicon, kind_is_open)
            };
        }
    }

    fn take_units(&mut self, units: Vec<(Range<usize>, Unit)>) {
        for (range, unit) in units {
            let (role, meaning) = match unit {
                Unit::Party(id, label) => {
                    self.draft.party = Some(id);
                    (Role::Party, Meaning::Known(label))
                }
                Unit::Kind(kind, label) => {
                    self.draft.kind = Some(kind);
                    (Role::Kind, Meaning::Known(label))
                }
                Unit::Issue(issue, label) => {
                    let meaning = if let IssueName::New(_) = issue { Meaning::New(label) } else { Meaning::Known(label) };
                    if !self.draft.issues.contains(&issue) {
                        self.draft.issues.push(issue);
                    }
                    (Role::Issue, meaning)
                }
                Unit::Date(skipped) => {
                    let carried = self.line[range.start + skipped..range.end].trim().to_owned();
                    (Role::Date, self.date(&carried, false))
                }
                Unit::Asked(name, question) => {
                    let label = new_issue(&name);
                    let issue = IssueName::New(name);
                    if !self.draft.issues.contains(&issue) {
                        self.draft.issues.push(issue);
                    }
                    (Role::Issue, Meaning::Unclear(label, question))
                }
                Unit::Mark => (Role::Mark, Meaning::Plain),
                Unit::Left { reason } => {
                    (if self.party_is_asked { Role::Party } else { Role::Issue }, Meaning::NotUnderstood(reason))
                }
            };
            self.push_token(range, role, meaning);
        }
    }

    /// The head as units from left to right. `guess`: beginnings and slips count as names, and what is left over is a new issue.
    fn units(&self, pieces: &[Piece], lexicon: &Lexicon, guess: bool) -> Vec<(Range<usize>, Unit)> {
        let mut units: Vec<(Range<usize>, Unit)> = Vec::new();
        let (mut party, mut kind, mut date) = (self.has_party(), self.draft.kind.is_some(), self.draft.said_on.is_some());
        let mut at = 0;
        while at < pieces.len() {
            let piece = &pieces[at];
            if !matches!(piece.kind, PieceKind::Word | PieceKind::Quoted(_)) {
                units.push((piece.range.clone(), Unit::Mark));
                at += 1;
                continue;
            }
            if let Some((count, unit)) = self.unit(&pieces[at..], lexicon, guess, (!party, !kind, !date)) {
                party |= matches!(unit, Unit::Party(..));
                kind |= matches!(unit, Unit::Kind(..));
                date |= matches!(unit, Unit::Date(_));
                units.push((piece.range.start..pieces[at + count - 1].range.end, unit));
                at += count;
                continue;
            }
            match units.last_mut() {
                Some((range, Unit::Left { .. })) if guess && self.are_neighbours(range, &piece.range) => {
                    range.end = piece.range.end;
                }
                _ => units.push((piece.range.clone(), Unit::Left { reason: String::new() })),
            }
            at += 1;
            if !guess {
                break;
            }
        }
        units
    }

    /// The longest run of words from here that means something; with `guess` by a beginning if not by a whole name.
    fn unit(&self, pieces: &[Piece], lexicon: &Lexicon, guess: bool, open: (bool, bool, bool)) -> Option<(usize, Unit)> {
        if let PieceKind::Quoted(inner) = &pieces[0].kind {
            if !guess || inner.trim().is_empty() {
                return None;
            }
            let fresh = || Unit::Issue(IssueName::New(inner.trim().to_owned()), new_issue(inner));
            return Some((1, named(inner, lexicon, How::Exact, open).unwrap_or_else(fresh)));
        }
        let words = pieces.iter().take(MOST_WORDS).take_while(|piece| piece.kind == PieceKind::Word).count();
        let run = (1..words).find(|&next| !self.are_neighbours(&pieces[next - 1].range, &pieces[next].range)).unwrap_or(words);
        let text = |count: usize| &self.line[pieces[0].range.start..pieces[count - 1].range.end];
        if guess && open.2 && text(1).eq_ignore_ascii_case("on") {
            let is_date = |count: &usize| {
                let reading = when::parse(text(*count)["on".len()..].trim(), self.date_context());
                reading.is_whole() && reading.is_dated()
            };
            if let Some(count) = (2..=run).rev().find(is_date) {
                return Some((count, Unit::Date("on".len())));
            }
        }
        let ways: &[How] = if guess { &[How::Whole, How::Begins, How::Words] } else { &[How::Exact] };
        ways.iter().find_map(|how| (1..=run).rev().find_map(|count| Some((count, named(text(count), lexicon, *how, open)?))))
    }

    /// Whether only space stands between them: a sign with its name would be no part of another name.
    pub(super) fn are_neighbours(&self, one: &Range<usize>, next: &Range<usize>) -> bool {
        self.line.get(one.end..next.start).is_some_and(|between| between.trim().is_empty())
    }
}

/// What is left over in a head whose party is known: a slip of the pen, one of several, or a new issue, which is asked about.
fn left_over(text: &str, lexicon: &Lexicon, kind_is_open: bool) -> Unit {
    let quotes = "put it in quotation marks to make an issue of it";
    let kind = text.split_whitespace().find_map(|word| Some((word, kinds::meant(word)?)));
    if let Some((word, kind)) = kind {
        let reason = format!("“{word}” is a word for the kind {}, and there is a kind already; {quotes}", kind.label());
        return Unit::Left { reason };
    }
    if kind_is_open {
        match lexicon.kinds.find(text, How::Fuzzy) {
            Found::One(kind) => {
                return Unit::Left { reason: format!("“{text}” is no kind; did you mean {}? Or {quotes}", kind.label) };
            }
            Found::Several(several) => return Unit::Left { reason: which(text, &several) },
            Found::Nothing => {}
        }
    }
    match lexicon.issues.find(text, How::Fuzzy) {
        Found::One(issue) => Unit::Issue(IssueName::Known(issue.id), issue.label.clone()),
        Found::Several(several) => Unit::Left { reason: which(text, &several) },
        Found::Nothing => {
            let (_, question) = left_over_issue(text);
            Unit::Asked(text.trim().to_owned(), question)
        }
    }
}

/// An issue that nobody has asked for in plain words: what it will be, and the question.
pub(super) fn left_over_issue(text: &str) -> (String, String) {
    (new_issue(text), format!("There is no issue “{text}” yet; Enter again makes it"))
}

/// Why words in a head without a party are none.
pub(super) fn no_party(text: &str, lexicon: &Lexicon) -> String {
    match lexicon.parties.find(text, How::Fuzzy) {
        Found::Several(several) => which(text, &several),
        Found::One(party) => format!("No party is called “{text}”; did you mean {}?", party.label),
        Found::Nothing => {
            format!("No party is called “{text}”; “New party” in the list makes one, a colon before it makes it text")
        }
    }
}

/// Whether a sentence begins so, and no name.
fn starts_sentence(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| PRONOUNS.contains(&word.to_lowercase().as_str()))
}

/// Words that make a sentence of what they stand in.
const VERBS: [&str; 16] =
    ["was", "were", "is", "are", "be", "been", "has", "have", "had", "will", "would", "must", "should", "could", "not", "nobody"];

/// Whether words read like a sentence, or a part of one, rather than a name.
pub(super) fn is_sentence(text: &str) -> bool {
    let speaks = |word: &str| VERBS.contains(&word.to_lowercase().as_str()) || starts_sentence(word);
    let joined = text.split_whitespace().next().is_none_or(joins);
    joined || text.contains(['.', '?', '!']) || text.split_whitespace().any(speaks)
}

/// Whether a word only joins others.
fn joins(word: &str) -> bool {
    JOINING.contains(&word.to_lowercase().as_str())
}

fn new_issue(name: &str) -> String {
    format!("new issue “{}”", name.trim())
}

/// What a name means in the head, of what is still open there.
fn named(text: &str, lexicon: &Lexicon, how: How, (party, kind, _): (bool, bool, bool)) -> Option<Unit> {
    // One letter begins too many names to be one, and "of" is no offer.
    if how > How::Whole && (text.chars().nth(1).is_none() || joins(text)) {
        return None;
    }
    if party && let Found::One(found) = lexicon.parties.find(text, how) {
        return Some(Unit::Party(found.id, found.label.clone()));
    }
    if kind && let Found::One(found) = lexicon.kinds.find(text, how) {
        return Some(Unit::Kind(found.id.clone(), found.label.clone()));
    }
    match lexicon.issues.find(text, how) {
        Found::One(found) => Some(Unit::Issue(IssueName::Known(found.id), found.label.clone())),
        _ => None,
    }
}
