//! Comparison of positions in full text: parties side by side, and one party then and now with a word diff.

use super::beside::Beside;
use super::issues::{self, Node};
use super::likeness;
use super::matrix::{Moved, moved, says_the_same};
use super::position::{AsOf, Position, Positions};
use crate::model::{IssueId, NegotiationId, PartyId, Workspace};
use chrono_tz::Tz;
use similar::DiffTag;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// One issue with the positions of the parties compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySideRow {
    /// On what.
    pub issue: Node,
    /// As many as there are parties, in their order.
    pub sides: Vec<Side>,
}

/// One party on one issue, in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// Where it stands.
    pub position: Option<Position>,
    /// What it said beside that.
    pub beside: Beside,
}

impl Side {
    fn of(positions: &Positions<'_>, party: PartyId, issue: IssueId) -> Self {
        Self { position: positions.of(party, issue), beside: positions.beside(party, issue) }
    }

    /// Whether the party has said nothing.
    pub fn is_silent(&self) -> bool {
        self.position.is_none() && self.beside.is_silent()
    }
}

/// Parties side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    /// The issues on which at least one of them has said anything, in tree order.
    pub rows: Vec<SideBySideRow>,
    /// The issues on which none of them has said anything.
    pub silent: Vec<IssueId>,
}

/// The positions of `parties` by issue as of then, in their order.
pub fn side_by_side(workspace: &Workspace, negotiation: NegotiationId, parties: &[PartyId], as_of: AsOf, zone: Tz) -> SideBySide {
    let positions = Positions::new(workspace, negotiation, as_of, zone);
    let (mut rows, mut silent) = (Vec::new(), Vec::new());
    for issue in issues::tree(workspace, negotiation) {
        let sides: Vec<Side> = parties.iter().map(|party| Side::of(&positions, *party, issue.issue)).collect();
        if sides.iter().all(Side::is_silent) {
            silent.push(issue.issue);
        } else {
            rows.push(SideBySideRow { issue, sides });
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
    /// Where it stood then.
    pub then: Side,
    /// Where it stands now.
    pub now: Side,
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
        let (then, now) = (Side::of(&earlier, party, issue.issue), Side::of(&later, party, issue.issue));
        let moved = moved(workspace, then.position.as_ref(), now.position.as_ref(), Some(&earlier))?;
        let turn = match (&then.position, &now.position) {
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
    let [old, new] = [old, new].map(|text| text.split_word_bounds().collect::<Vec<_>>());
    let mut spans = WordDiff::default();
    for operation in likeness::operations(&old, &new) {
        let (tag, in_old, in_new) = operation.as_tag_tuple();
        let same = tag == DiffTag::Equal;
        extend(&mut spans.old, old.get(in_old), if same { Mark::Same } else { Mark::Removed });
        extend(&mut spans.new, new.get(in_new), if same { Mark::Same } else { Mark::Added });
    }
    spans
}

/// Puts the next words of a text behind what is there.
fn extend(spans: &mut Vec<Span>, words: Option<&[&str]>, mark: Mark) {
    let length = words.unwrap_or_default().iter().map(|word| word.len()).sum::<usize>();
    let start = spans.last().map_or(0, |last| last.range.end);
    match spans.last_mut() {
        _ if length == 0 => {}
        Some(last) if last.mark == mark => last.range.end += length,
        _ => spans.push(Span { range: start..start + length, mark }),
    }
}

/// The same spans with the gaps between changed words counted as changed too, so that a changed phrase is one mark.
pub fn phrases(spans: &[Span], text: &str) -> Vec<Span> {
    let is_gap = |span: &Span| text.get(span.range.clone()).is_some_and(|words| words.trim().is_empty());
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for (at, span) in spans.iter().enumerate() {
        let mut span = span.clone();
        let around = (at.checked_sub(1).and_then(|before| spans.get(before)), spans.get(at + 1));
        if span.mark == Mark::Same
            && is_gap(&span)
            && let (Some(before), Some(after)) = around
            && before.mark == after.mark
        {
            span.mark = before.mark;
        }
        match joined.last_mut() {
            Some(last) if last.mark == span.mark => last.range.end = span.range.end,
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatementKind;
    use crate::query::testing::{Talks, ZONE, day};
    use proptest::prelude::*;

    #[test]
    fn side_by_side_has_the_issues_that_somebody_speaks_to() {
        let mut talks = Talks::new();
        let [ukraine, russia] = ["Ukraine", "Russia"].map(|name| talks.party(name));
        let stays = talks.says("Ukraine", "Territory", "2025-06-02", "no territory without a full ceasefire");
        let leave = talks.says("Russia", "Territory", "2025-06-02", "full withdrawal from the four regions");
        let church = talks.says("Russia", "Church", "2025-06-02", "curbs lifted");
        let silent = talks.issue("Children");
        let found = side_by_side(&talks.ws, talks.negotiation, &[russia, ukraine], AsOf::Now, ZONE);
        let rows: Vec<Vec<_>> = found
            .rows
            .iter()
            .map(|row| row.sides.iter().map(|one| one.position.as_ref().map(|one| one.statement)).collect())
            .collect();
        assert_eq!(rows, [vec![Some(leave), Some(stays)], vec![Some(church), None]]);
        assert_eq!(found.silent, [silent]);
        let accused = talks.says_as(StatementKind::Accusation, "Ukraine", "Children", "2025-06-02", "taken away");
        let found = side_by_side(&talks.ws, talks.negotiation, &[russia, ukraine], AsOf::Now, ZONE);
        let children = &found.rows.last().unwrap().sides;
        assert_eq!((children[0].is_silent(), &children[1].position, &children[1].beside.others), (true, &None, &vec![accused]));
        assert_eq!(found.silent, []);
    }

    #[test]
    fn then_and_now_of_one_party() {
        let mut talks = Talks::new();
        let ukraine = talks.party("Ukraine");
        for (issue, date, text) in [
            ("Guarantees", "2025-12-29", "30, 40 or 50 years wanted"),
            ("Guarantees", "2026-02-14", "at least 20 years wanted"),
            ("Territory", "2025-06-02", "contact line is the starting point"),
            ("Territory", "2026-02-04", "Contact line is the starting point"),
            ("Prisoners", "2025-06-02", "all for all"),
            ("Neutrality", "2025-06-02", "no duty of neutrality"),
            ("Monitoring", "2026-01-24", "the US must watch"),
        ] {
            talks.says("Ukraine", issue, date, text);
        }
        talks.says_as(StatementKind::Retraction, "Ukraine", "Neutrality", "2026-02-01", "dropped");
        let cut = |date| AsOf::Date(day(date));
        let pairs = then_and_now(&talks.ws, talks.negotiation, ukraine, cut("2026-01-01"), cut("2026-03-01"), ZONE);
        let turns: Vec<Turn> = pairs.iter().map(|pair| pair.turn).collect();
        assert_eq!(turns, [Turn::Changed, Turn::Same, Turn::Same, Turn::Gone, Turn::New]);
        assert_eq!(then_and_now(&talks.ws, talks.negotiation, ukraine, cut("2020-01-01"), cut("2021-01-01"), ZONE), []);
    }

    fn marked<'a>(text: &'a str, spans: &[Span], mark: Mark) -> Vec<&'a str> {
        spans.iter().filter(|span| span.mark == mark).map(|span| &text[span.range.clone()]).collect()
    }

    #[test]
    fn the_words_that_changed_are_marked() {
        let (old, new) = ("30, 40 or 50 years wanted", "at least 20 years wanted");
        let diff = word_diff(old, new);
        assert_eq!(marked(old, &diff.old, Mark::Same).concat().trim(), "years wanted");
        assert_eq!(marked(new, &diff.new, Mark::Same).concat().trim(), "years wanted");
        assert!(marked(new, &diff.new, Mark::Added).concat().contains("20"));
        assert_eq!(word_diff("same", "same").old, [Span { range: 0..4, mark: Mark::Same }]);
        let (old, new) = ("слова изменились", "слова остались");
        assert_eq!(marked(old, &word_diff(old, new).old, Mark::Removed), ["изменились"]);
    }

    #[test]
    fn a_changed_phrase_is_one_mark() {
        let (old, new) = ("all four regions at once", "all of Donetsk at once");
        let diff = word_diff(old, new);
        let marked = |text: &str, spans: &[Span]| -> Vec<String> {
            let spans = phrases(spans, text).into_iter().filter(|span| span.mark != Mark::Same);
            spans.map(|span| text[span.range].to_owned()).collect()
        };
        assert_eq!(marked(old, &diff.old), ["four regions"]);
        assert_eq!(marked(new, &diff.new), ["of Donetsk"]);
    }

    proptest! {
        #[test]
        fn the_spans_cover_both_texts_and_agree_on_what_is_the_same(old in "[ab ,.é字]{0,30}", new in "[ab ,.é字]{0,30}") {
            let diff = word_diff(&old, &new);
            for (text, spans) in [(&old, &diff.old), (&new, &diff.new)] {
                let covered: String = spans.iter().map(|span| &text[span.range.clone()]).collect();
                prop_assert_eq!(&covered, text);
            }
            prop_assert_eq!(marked(&old, &diff.old, Mark::Same).concat(), marked(&new, &diff.new, Mark::Same).concat());
            prop_assert!(diff.old.iter().all(|span| span.mark != Mark::Added));
            prop_assert!(diff.new.iter().all(|span| span.mark != Mark::Removed));
        }
    }
}
