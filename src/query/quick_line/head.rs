//! The head of a line: party, kind, issues and perhaps "on 5 Feb", in any order, with a colon behind them or without.

use super::lexicon::{self, Found, How, Names};
use super::scan::{Piece, PieceKind};
use super::signs::which;
use super::{IssueName, LineContext, Reader, Role, Taken};
use crate::model::when::{self};
use crate::model::{IssueId, PartyId, StatementKind, When, Workspace};
use std::ops::Range;

/// A name in the head of more words than this must stand in quotation marks.
const MOST_WORDS: usize = 6;

/// Without a colon so many words after the last name may be another one that is still being typed.
const MOST_TYPED: usize = 3;

/// Words that join the parts of a head and name nothing.
const JOINING: &[&str] = &["a", "about", "and", "for", "on", "the"];

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
    Date(usize),
    Mark,
    /// Not understood, with the reason.
    Left {
        reason: String,
    },
}

impl Lexicon {
    pub fn new(workspace: &Workspace, context: &LineContext) -> Self {
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
            if self.is_head(&mut units, lexicon) {
                self.take_units(units);
                self.take(pieces[colon].range.clone(), Role::Mark, Taken::Plain);
                return Open { until: pieces[colon].range.start };
            }
        }
        // Without a colon only whole names count, and only while they last.
        let units = self.units(pieces, lexicon, false);
        let mut taken: Vec<_> =
            units.into_iter().take_while(|(_, unit)| !matches!(unit, Unit::Left { .. } | Unit::Date(_))).collect();
        while matches!(taken.last(), Some((_, Unit::Mark))) {
            taken.pop();
        }
        let end = taken.last().map_or(0, |(range, _)| range.end);
        self.take_units(taken);
        let typed = pieces.iter().filter(|piece| piece.range.start >= end).take(MOST_TYPED).last();
        let typed = typed.map_or(self.line.len(), |piece| piece.range.end);
        Open { until: typed }
    }

    /// Whether what stands before a colon is a head at all, and not the beginning of a sentence: it begins with a name, or with
    /// a word or two that should have been a party's, if a kind follows.
    fn is_head(&self, units: &mut [(Range<usize>, Unit)], lexicon: &Lexicon) -> bool {
        let has_kind = units.iter().any(|(_, unit)| matches!(unit, Unit::Kind(..)));
        let has_party = units.iter().any(|(_, unit)| matches!(unit, Unit::Party(..)));
        match units.first_mut() {
            None => true,
            Some((range, Unit::Left { reason })) => {
                let text = &self.line[range.clone()];
                *reason = match lexicon.parties.find(text, How::Words) {
                    Found::Several(several) => which(text, &several),
                    _ => format!("No party is called “{text}”"),
                };
                has_kind && !has_party && text.split_whitespace().count() <= 2
            }
            Some((_, unit)) => !matches!(unit, Unit::Mark),
        }
    }

    fn take_units(&mut self, units: Vec<(Range<usize>, Unit)>) {
        for (range, unit) in units {
            let (role, taken) = match unit {
                Unit::Party(id, label) => {
                    self.draft.party = Some(id);
                    (Role::Party, Taken::As(label))
                }
                Unit::Kind(kind, label) => {
                    self.draft.kind = Some(kind);
                    (Role::Kind, Taken::As(label))
                }
                Unit::Issue(issue, label) => {
                    let taken = if let IssueName::New(_) = issue { Taken::New(label) } else { Taken::As(label) };
                    if !self.draft.issues.contains(&issue) {
                        self.draft.issues.push(issue);
                    }
                    (Role::Issue, taken)
                }
                Unit::Date(skipped) => {
                    let carried = self.line[range.start + skipped..range.end].trim().to_owned();
                    (Role::Date, self.date(&carried, false))
                }
                Unit::Mark => (Role::Mark, Taken::Plain),
                Unit::Left { reason } => (Role::Issue, Taken::Not(reason)),
            };
            self.take(range, role, taken);
        }
    }

    /// The head as units from left to right. `guess`: beginnings and slips count as names, and what is left over is a new issue.
    fn units(&self, pieces: &[Piece], lexicon: &Lexicon, guess: bool) -> Vec<(Range<usize>, Unit)> {
        let mut units: Vec<(Range<usize>, Unit)> = Vec::new();
        let (mut party, mut kind, mut date) = (false, self.draft.kind.is_some(), self.draft.said_on.is_some());
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
        if guess {
            let first = units.iter().position(|(_, unit)| !matches!(unit, Unit::Left { .. } | Unit::Mark));
            for (at, (range, unit)) in units.iter_mut().enumerate() {
                if matches!(unit, Unit::Left { .. }) && first.is_some_and(|first| first < at) {
                    *unit = self.left_over(&self.line[range.clone()], lexicon);
                }
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
            return Some((1, named(inner, lexicon, How::Whole, open).unwrap_or_else(fresh)));
        }
        let words = pieces.iter().take(MOST_WORDS).take_while(|piece| piece.kind == PieceKind::Word).count();
        let run = (1..words).find(|&next| !self.are_neighbours(&pieces[next - 1].range, &pieces[next].range)).unwrap_or(words);
        let text = |count: usize| &self.line[pieces[0].range.start..pieces[count - 1].range.end];
        if guess && open.2 && text(1).eq_ignore_ascii_case("on") {
            let is_date = |count: &usize| {
                let reading = when::parse(text(*count)["on".len()..].trim(), self.date_context());
                reading.is_whole() && !matches!(reading.when, When::Window { .. } | When::Unknown)
            };
            if let Some(count) = (2..=run).rev().find(is_date) {
                return Some((count, Unit::Date("on".len())));
            }
        }
        let ways: &[How] = if guess { &[How::Whole, How::Begins, How::Words] } else { &[How::Whole] };
        ways.iter().find_map(|how| (1..=run).rev().find_map(|count| Some((count, named(text(count), lexicon, *how, open)?))))
    }

    /// Whether only space stands between them: a sign with its name would be no part of another name.
    fn are_neighbours(&self, one: &Range<usize>, next: &Range<usize>) -> bool {
        self.line.get(one.end..next.start).is_some_and(|between| between.trim().is_empty())
    }

    /// What is left over in a head: a slip of the pen, one of several, or a new issue.
    fn left_over(&self, text: &str, lexicon: &Lexicon) -> Unit {
        if text.split_whitespace().all(|word| JOINING.contains(&word.to_lowercase().as_str())) {
            return Unit::Mark;
        }
        match lexicon.issues.find(text, How::Fuzzy) {
            Found::One(issue) => Unit::Issue(IssueName::Known(issue.id), issue.label.clone()),
            Found::Several(several) => Unit::Left { reason: which(text, &several) },
            Found::Nothing => Unit::Issue(IssueName::New(text.to_owned()), new_issue(text)),
        }
    }
}

fn new_issue(name: &str) -> String {
    format!("new issue “{}”", name.trim())
}

/// What a name means in the head, of what is still open there.
fn named(text: &str, lexicon: &Lexicon, how: How, (party, kind, _): (bool, bool, bool)) -> Option<Unit> {
    // One letter begins too many names to be one.
    if how != How::Whole && text.chars().nth(1).is_none() {
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
