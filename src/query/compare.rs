//! Positions in full text: parties side by side, and one party then and now with the words that changed.

use super::issues::{self, Node};
use super::matrix::{Moved, moved, says_the_same};
use super::position::{AsOf, Position, Positions};
use crate::model::{IssueId, NegotiationId, PartyId, Workspace};
use chrono_tz::Tz;
use similar::{ChangeTag, TextDiff};
use std::ops::Range;

/// One issue with the positions of the parties compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySideRow {
    /// On what.
    pub issue: Node,
    /// As many as there are parties, in their order.
    pub positions: Vec<Option<Position>>,
}

/// Parties side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    /// The issues on which at least one of them has a position, in tree order.
    pub rows: Vec<SideBySideRow>,
    /// The issues on which none of them has.
    pub silent: Vec<IssueId>,
}

/// The positions of `parties` by issue as of then, in their order.
pub fn side_by_side(workspace: &Workspace, negotiation: NegotiationId, parties: &[PartyId], as_of: AsOf, zone: Tz) -> SideBySide {
    let positions = Positions::new(workspace, negotiation, as_of, zone);
    let (mut rows, mut silent) = (Vec::new(), Vec::new());
    for issue in issues::tree(workspace, negotiation) {
        let row: Vec<_> = parties.iter().map(|party| positions.of(*party, issue.issue)).collect();
        if row.iter().any(Option::is_some) {
            rows.push(SideBySideRow { issue, positions: row });
        } else {
            silent.push(issue.issue);
        }
    }
    SideBySide { rows, silent }
}

/// How a position stands to what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The same statement, or the same words again.
    Same,
    /// Another statement.
    Changed,
    /// There was none.
    New,
    /// There is none any more.
    Gone,
}

/// One issue then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThenAndNow {
    /// On what.
    pub issue: Node,
    /// The position then.
    pub then: Option<Position>,
    /// The position now.
    pub now: Option<Position>,
    /// What became of it.
    pub turn: Turn,
    /// The same in the words of the matrix, with the note-taker's own judgement where there is one.
    pub moved: Moved,
}

/// One party at two cut-offs, by issue in tree order; issues on which it had nothing at either are left out.
pub fn then_and_now(
    workspace: &Workspace,
    negotiation: NegotiationId,
    party: PartyId,
    then: AsOf,
    now: AsOf,
    zone: Tz,
) -> Vec<ThenAndNow> {
    let earlier = Positions::new(workspace, negotiation, then, zone);
    let later = Positions::new(workspace, negotiation, now, zone);
    let pair = |issue: Node| {
        let (then, now) = (earlier.of(party, issue.issue), later.of(party, issue.issue));
        let moved = moved(workspace, then.as_ref(), now.as_ref(), Some(&earlier))?;
        let turn = match (&then, &now) {
            (None, _) => Turn::New,
            (_, None) => Turn::Gone,
            (Some(then), Some(now)) => {
                let statement = |position: &Position| workspace.statements.get(&position.statement);
                let same = statement(then).zip(statement(now)).is_some_and(|(then, now)| says_the_same(then, now));
                if same { Turn::Same } else { Turn::Changed }
            }
        };
        Some(ThenAndNow { issue, then, now, turn, moved })
    };
    issues::tree(workspace, negotiation).into_iter().filter_map(pair).collect()
}

/// What a stretch of text is to the other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// In both.
    Same,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which bytes of it.
    pub range: Range<usize>,
    /// What it is to the other text.
    pub mark: Mark,
}

/// Two texts and what differs between them. The spans of each cover it from beginning to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordDiff {
    /// The old text: the same and removed.
    pub old: Vec<Span>,
    /// The new text: the same and added.
    pub new: Vec<Span>,
}

/// Which words differ. Words are those of Unicode, so it works in scripts without spaces too.
pub fn word_diff(old: &str, new: &str) -> WordDiff {
    let diff = TextDiff::configure().diff_unicode_words(old, new);
    let mut spans = WordDiff::default();
    let (mut in_old, mut in_new) = (0, 0);
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => {
                extend(&mut spans.old, &mut in_old, length, Mark::Same);
                extend(&mut spans.new, &mut in_new, length, Mark::Same);
            }
            ChangeTag::Delete => extend(&mut spans.old, &mut in_old, length, Mark::Removed),
            ChangeTag::Insert => extend(&mut spans.new, &mut in_new, length, Mark::Added),
        }
    }
    spans
}

fn extend(spans: &mut Vec<Span>, at: &mut usize, length: usize, mark: Mark) {
    let range = *at..*at + length;
    *at = range.end;
    match spans.last_mut() {
        Some(last) if last.mark == mark => last.range.end = range.end,
        _ => spans.push(Span { range, mark }),
    }
}
