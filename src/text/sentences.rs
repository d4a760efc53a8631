//! Paragraphs, sentences and words of a text, as ranges of its bytes.
//!
//! Each function gives ranges that cover the whole text, one after another, whatever the text: white space belongs to what stands
//! before it, and [`trimmed`] leaves it out. Sentences are those of UAX 29, put right where it is known to be wrong: after abbreviations
//! and initials, at ordinal numbers and dates ("12. März"), around quotations, and in Thai, which ends a sentence with a space.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::{is_abbreviation, is_before_number, is_month, is_starter, writes_ordinals};

/// Bytes of a paragraph at most. A longer one is cut at a sentence, else at a word, so that one line of megabytes can be laid out.
pub const LONGEST_PARAGRAPH: usize = 6000;

/// The paragraphs: lines, or, where lines are broken at a fixed width, what stands between empty lines.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrapped = is_hard_wrapped(text, &lines);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        let words = text.get(line.clone()).unwrap_or_default();
        match found.last_mut() {
            Some(last) if wrapped && goes_on && !words.trim().is_empty() && !begins_item(words) => last.end = line.end,
            _ => found.push(line.clone()),
        }
        goes_on = !words.trim().is_empty();
    }
    let mut cut = Vec::with_capacity(found.len());
    for paragraph in found {
        if paragraph.len() > LONGEST_PARAGRAPH {
            push_cut(text, paragraph, &mut cut);
        } else {
            cut.push(paragraph);
        }
    }
    cut
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let before_newline = c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
        if is_line_end(c) && !before_newline {
            let end = at + c.len_utf8();
            lines.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Are the lines broken at a fixed width? Then most lines that another follows are of one width, and do not end a sentence.
fn is_hard_wrapped(text: &str, lines: &[Range<usize>]) -> bool {
    let words = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default().trim();
    let (mut followed, mut wide, mut open) = (0_usize, 0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let line = words(line);
        if line.is_empty() || words(next).is_empty() {
            continue;
        }
        followed += 1;
        let ends = line.ends_with(|c: char| is_full_stop(c) || is_closing(c));
        if line.len() <= 400 && (45..=100).contains(&line.chars().count()) {
            wide += 1;
            open += usize::from(!ends);
        }
    }
    followed >= 3 && wide * 10 >= followed * 8 && open * 2 >= wide
}

/// Does the line begin an item of a list, or is it set apart?
fn begins_item(line: &str) -> bool {
    let words = line.trim_start();
    if words.starts_with(['•', '–', '—', '-', '*', '·', '#', '>', '|']) || line.starts_with("    ") || line.starts_with('\t')
    {
        return true;
    }
    let number: String = words.chars().take_while(char::is_ascii_alphanumeric).take(4).collect();
    let rest = words.get(number.len()..).unwrap_or_default();
    !number.is_empty()
        && number.len() <= 3
        && (rest.starts_with(") ") || (number.parse::<u16>().is_ok() && rest.starts_with(". ")))
}

/// Cuts a paragraph at the last sentence or word that fits.
fn push_cut(text: &str, paragraph: Range<usize>, into: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    while paragraph.end - start > LONGEST_PARAGRAPH {
        let room = text.floor_char_boundary(start + LONGEST_PARAGRAPH);
        let piece = text.get(start..room).unwrap_or_default();
        let last_of = |ranges: Vec<Range<usize>>| ranges.last().map(|last| start + last.start).filter(|at| *at > start);
        let end = last_of(sentences(piece)).or_else(|| last_of(words(piece))).unwrap_or(room);
        into.push(start..end);
        start = end;
    }
    into.push(start..paragraph.end);
}

/// The sentences of a paragraph.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let flat = flattened(paragraph);
    let ordinals = writes_ordinals(&flat);
    let mut ends: Vec<usize> = Vec::new();
    let mut start = 0;
    for (at, piece) in flat.split_sentence_bound_indices() {
        let end = at + piece.len();
        if end <= start {
            continue;
        }
        let end = end + closing_after(flat.get(end..).unwrap_or_default());
        let sentence = flat.get(start..end).unwrap_or_default();
        if end < flat.len() && goes_on(sentence, flat.get(end..).unwrap_or_default(), ordinals) {
            continue;
        }
        ends.push(end);
        start = end;
    }
    if start < flat.len() {
        ends.push(flat.len());
    }
    let mut found = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        push_thai(&flat, start..end, &mut found);
        start = end;
    }
    found
}

/// The text with line ends as spaces, byte for byte: within a paragraph a line end ends no sentence.
#[must_use]
pub fn flattened(text: &str) -> String {
    let space = |c: char| match c {
        '\u{85}' => '\u{A0}',
        '\u{2028}' | '\u{2029}' => '\u{2003}',
        c if is_line_end(c) => ' ',
        c => c,
    };
    text.chars().map(space).collect()
}

/// Bytes of a closing mark, with the spaces after it, that was set off by a space: "Non ! » Il partit".
fn closing_after(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    if !is_closing(first) {
        return 0;
    }
    let mut end = first.len_utf8();
    let mut space = false;
    for (at, c) in chars {
        if c.is_whitespace() {
            space = true;
        } else if space {
            return at;
        } else if is_closing(c) || is_full_stop(c) {
            end = at + c.len_utf8();
            continue;
        } else {
            return 0;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Is what looks like the end of `sentence` none, seen with what comes after it?
fn goes_on(sentence: &str, rest: &str, ordinals: bool) -> bool {
    let words = sentence.trim_end();
    let inner = words.trim_end_matches(is_closing);
    let closed = inner.len() < words.len();
    let next: &str = rest.trim_start().trim_start_matches(is_opening).split_whitespace().next().unwrap_or_default();
    let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    // "Why?" he asked.
    if next.chars().next().is_some_and(char::is_lowercase) {
        return true;
    }
    let Some(before) = inner.strip_suffix('.') else { return false };
    if closed || before.ends_with('.') {
        return false;
    }
    let start = before.rfind(|c: char| c.is_whitespace() || is_opening(c) || matches!(c, '-' | '–' | '/' | '‑'));
    let at = start.map_or(0, |at| at + before.get(at..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8));
    let last = before.get(at..).unwrap_or_default();
    let begins = before.get(..at).unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || is_opening(c)).is_empty();
    let digit = next.starts_with(|c: char| c.is_numeric());
    if last.is_empty() || next.is_empty() {
        return false;
    }
    // The number of an item: "1. The parties agree".
    if last.chars().all(|c| c.is_ascii_digit()) {
        return (begins && last.len() <= 3) || (last.len() <= 2 && (is_month(next) || (ordinals && !digit && !is_starter(next))));
    }
    if begins && last.len() <= 5 && last.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        return true;
    }
    if is_abbreviation(last) || (digit && is_before_number(last)) {
        return true;
    }
    // Initials, and letters with full stops between them: "J. Smith", "z. B.", "the U.S. president".
    let short = last.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    short && !is_starter(next) && (last != "I" || begins)
}

/// Thai and Lao separate sentences by a space; they have none between words.
fn push_thai(text: &str, sentence: Range<usize>, into: &mut Vec<Range<usize>>) {
    let words = text.get(sentence.clone()).unwrap_or_default();
    let is_thai = |c: char| matches!(c, '\u{0E01}'..='\u{0E4E}' | '\u{0E81}'..='\u{0ECD}');
    let mut start = sentence.start;
    if words.contains(is_thai) {
        let mut since = 0;
        let mut chars = words.char_indices().peekable();
        let mut previous = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            since += 1;
            if c == ' ' && since > SHORTEST_THAI && is_thai(previous) && next.is_some_and(is_thai) {
                let ahead = words.get(at + 1..).unwrap_or_default().chars().take(SHORTEST_THAI);
                if ahead.filter(|c| *c != ' ').count() == SHORTEST_THAI {
                    into.push(start..sentence.start + at + 1);
                    (start, since) = (sentence.start + at + 1, 0);
                }
            }
            previous = c;
        }
    }
    into.push(start..sentence.end);
}

/// Letters between two spaces from which on Thai words are taken for a sentence; fewer are a name or a figure.
const SHORTEST_THAI: usize = 10;

fn is_full_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።' | ':' | ';')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}' | '»' | '”' | '’' | '“' | '›' | '」' | '』' | '）' | '】' | '》')
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '('
            | '['
            | '{'
            | '«'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '‚'
            | '»'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '¿'
            | '¡'
    )
}

/// The words and what stands between them. Where a script has no spaces, as with Han and Thai, each sign is one.
#[must_use]
pub fn words(text: &str) -> Vec<Range<usize>> {
    text.split_word_bound_indices().map(|(at, word)| at..at + word.len()).collect()
}

/// Has a piece of [`words`] a letter or a figure in it?
#[must_use]
pub fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// The range without the white space at its ends; empty at its start if there is nothing else.
#[must_use]
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    if start >= end { range.start..range.start } else { start..end }
}

/// What stands within quotation marks, without the marks; the outer ones where there are several.
#[must_use]
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        match open {
            Some((start, closers)) if closers.contains(&c) => {
                if start < at {
                    found.push(start..at);
                }
                open = None;
            }
            Some(_) => {}
            None => {
                let closers: &[char] = match c {
                    '„' => &['“', '”', '"'],
                    '“' => &['”', '"'],
                    '«' => &['»'],
                    // Danish and German books write »so«.
                    '»' if !next.is_whitespace() => &['«'],
                    '”' if !next.is_whitespace() && !previous.is_alphanumeric() => &['”'],
                    '「' => &['」'],
                    '『' => &['』'],
                    '"' if !previous.is_alphanumeric() => &['"'],
                    _ => &[],
                };
                if !closers.is_empty() {
                    open = Some((at + c.len_utf8(), closers));
                }
            }
        }
        previous = c;
    }
    found
}

#[cfg(test)]
mod tests;
