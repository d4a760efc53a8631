//! Lists of names behind a verb: "ua: Umerov (head), Budanov; ru".

use super::super::scan::unescape;
use super::super::{Meaning, Reader, Role};
use crate::text::brackets;
use std::ops::Range;

/// One name of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub range: Range<usize>,
    /// The name, without what stands around it.
    pub name: String,
    /// It stands in quotation marks.
    pub quoted: bool,
    /// It is to be made if it is not there.
    pub new: bool,
    /// What stands behind it in brackets.
    pub bracketed: String,
    /// The mark behind it.
    pub ends: Ends,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// More of the same follow.
    Comma,
    /// It stands over what follows.
    Colon,
    /// What stood over it ends.
    Semicolon,
    /// Nothing follows, or a sign.
    Nothing,
}

impl Reader<'_> {
    /// The names from a byte on, up to another; the marks between them are taken.
    pub(super) fn items(&mut self, from: usize, until: usize) -> Vec<Item> {
        let mut ranges: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        let mut gaps = Vec::new();
        let mut at = from;
        for range in ranges.iter().filter(|range| range.start >= from && range.start < until) {
            gaps.push(at..range.start.max(at));
            at = range.end.max(at);
        }
        gaps.push(at..until.max(at));
        let mut items = Vec::new();
        for gap in gaps {
            let mut start = gap.start;
            while start < gap.end {
                let (end, mark) = self.item_end(start, gap.end);
                let next = mark.as_ref().map_or(gap.end, |(range, _)| range.end);
                let ends = mark.as_ref().map_or(Ends::Nothing, |(_, ends)| *ends);
                if let Some(item) = item(self.line, start..end, ends) {
                    items.push(item);
                } else if let (Some(last), Some(_)) = (items.last_mut(), &mark) {
                    // A mark alone, as after a quotation, ends what stands before it.
                    if last.ends == Ends::Nothing {
                        last.ends = ends;
                    }
                }
                if let Some((range, _)) = mark {
                    self.push_token(range, Role::Mark, Meaning::Plain);
                }
                start = next;
            }
        }
        items
    }

    /// Where a name ends that begins at a byte, and the mark behind it.
    fn item_end(&self, start: usize, end: usize) -> (usize, Option<(Range<usize>, Ends)>) {
        let (mut quoted, mut depth) = (false, 0_u32);
        let text = &self.line[start..end];
        for (offset, c) in text.char_indices() {
            let (at, after) = (start + offset, start + offset + c.len_utf8());
            let ends = match c {
                '"' | '“' | '”' | '«' | '»' | '„' => {
                    // “ closes what „ has opened.
                    quoted = !quoted && !matches!(c, '”' | '»');
                    continue;
                }
                '(' | '（' => {
                    depth += 1;
                    continue;
                }
                ')' | '）' => {
                    depth = depth.saturating_sub(1);
                    continue;
                }
                ',' | '，' | '、' | '،' => Ends::Comma,
                ';' | '；' | '؛' => Ends::Semicolon,
                '：' => Ends::Colon,
                ':' if self.line[after..].chars().next().is_none_or(char::is_whitespace) => Ends::Colon,
                ' ' if self.line[at..end].get(..5).is_some_and(|word| word.eq_ignore_ascii_case(" and ")) => {
                    if !quoted && depth == 0 {
                        return (at, Some((at + 1..at + 4, Ends::Comma)));
                    }
                    continue;
                }
                _ => continue,
            };
            if !quoted && depth == 0 {
                return (at, Some((at..after, ends)));
            }
        }
        (end, None)
    }
}

fn item(line: &str, range: Range<usize>, ends: Ends) -> Option<Item> {
    let part = &line[range.clone()];
    let trimmed = part.trim();
    let start = range.start + part.len() - part.trim_start().len();
    if trimmed.is_empty() {
        return None;
    }
    let bare = trimmed.trim_start_matches(['+', '＋']);
    let new = bare.len() < trimmed.len();
    let (name, bracketed) = brackets::split(bare);
    let inner = ["\"\"", "“”", "«»", "„“", "„”"].into_iter().find_map(|marks| {
        let mut marks = marks.chars();
        name.strip_prefix(marks.next()?)?.strip_suffix(marks.next()?)
    });
    let quoted = inner.is_some();
    let name = unescape(inner.unwrap_or(name)).trim().to_owned();
    Some(Item { range: start..start + trimmed.len(), name, quoted, new, bracketed: bracketed.trim().to_owned(), ends })
}
