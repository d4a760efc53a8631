//! Paragraphs and runs: words with their direction, line breaks, and marks that refer to the numbered sources.

use crate::exchange::document::{Run, is_from_left, is_from_right, reads_from_right};
use maud::{Markup, html};
use unicode_bidi::{BidiInfo, Level};

/// How a paragraph is set, beyond its style.
#[derive(Clone, Copy, Default)]
pub(super) struct Set {
    /// Whether it stays on the page of the next one.
    pub(super) with_next: bool,
    /// Whether it is an item of a list: of which numbering.
    pub(super) listed: Option<u32>,
}

/// A paragraph in a style.
pub(super) fn paragraph(style: &str, set: Set, runs: &[Run]) -> Markup {
    html! {
        w:p {
            w:pPr {
                w:pStyle w:val=(style) {}
                @if set.with_next { w:keepNext {} }
                @if let Some(list) = set.listed { w:numPr { w:ilvl w:val="0" {} w:numId w:val=(list) {} } }
                @if reads_from_right(runs) { w:bidi {} }
            }
            @if reads_from_right(runs) { (runs_from_right(runs)) } @else { (self::runs(runs)) }
        }
    }
}

/// The runs of a paragraph.
fn runs(runs: &[Run]) -> Markup {
    let mut before: Option<&Run> = None;
    html! {
        @for run in runs {
            @let beside = matches!(before.replace(run), Some(Run::Note(_)));
            @match run {
                Run::Text(words) => (words_in(TextStyle::Plain, words)),
                Run::Strong(words) => (words_in(TextStyle::Strong, words)),
                Run::Quiet(words) => (words_in(TextStyle::Quiet, words)),
                Run::Note(number) => {
                    @if beside { (words_in(TextStyle::Mark, ",\u{a0}")) }
                    (mark(*number, false))
                }
            }
        }
    }
}

/// The runs of a paragraph that goes from the right. What has no direction of its own, as brackets and figures, is said to go from the
/// right with it, unless it belongs to words from the left (ECMA-376 part 1, 17.3.2.30).
fn runs_from_right(runs: &[Run]) -> Markup {
    let words: String = runs.iter().map(Run::words).collect();
    let levels = levels(&words);
    let mut before: Option<&Run> = None;
    let starts = runs.iter().scan(0, |end, run| Some(std::mem::replace(end, *end + run.words().len())));
    html! {
        @for (run, from) in runs.iter().zip(starts) {
            @let beside = matches!(before.replace(run), Some(Run::Note(_)));
            @let (style, words) = match run {
                Run::Text(words) => (TextStyle::Plain, words.as_str()),
                Run::Strong(words) => (TextStyle::Strong, words.as_str()),
                Run::Quiet(words) => (TextStyle::Quiet, words.as_str()),
                Run::Note(_) => (TextStyle::Mark, ""),
            };
            (stretches_in(style, stretches_of_levels(words, levels.get(from..).unwrap_or_default())))
            @if let Run::Note(number) = run {
                @if beside { (stretches_in(TextStyle::Mark, vec![(true, ",\u{a0}")])) }
                (mark(*number, true))
            }
        }
    }
}

/// Words of a paragraph that goes from the right.
pub(super) fn words_from_right(style: TextStyle, words: &str) -> Markup {
    stretches_in(style, stretches_of_levels(words, &levels(words)))
}

/// The level of each byte in a paragraph from the right, by the bidirectional algorithm of Unicode.
fn levels(words: &str) -> Vec<Level> {
    BidiInfo::new(words, Some(Level::rtl())).levels
}

/// Words cut where their levels turn. Figures alone go with what is around them.
fn stretches_of_levels<'a>(words: &'a str, levels: &[Level]) -> Vec<(bool, &'a str)> {
    let level = |at: usize| levels.get(at).is_none_or(Level::is_rtl);
    let starts: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
    let mut cuts: Vec<(bool, std::ops::Range<usize>)> = Vec::new();
    for alike in starts.chunk_by(|one, other| level(*one) == level(*other)) {
        let (Some(&first), Some(&last)) = (alike.first(), alike.last()) else { continue };
        let end = words[last..].chars().next().map_or(last, |c| last + c.len_utf8());
        let from_right = level(first) || !words[first..end].chars().any(is_from_left);
        match cuts.last_mut() {
            Some((same, range)) if *same == from_right => range.end = end,
            _ => cuts.push((from_right, first..end)),
        }
    }
    cuts.into_iter().map(|(from_right, range)| (from_right, &words[range])).collect()
}

/// The name by which a mark knows its source.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Source{number}")
}

/// A mark: a cross-reference to the number of a source.
fn mark(number: usize, from_right: bool) -> Markup {
    let run = |content: Markup| {
        html! {
            w:r { w:rPr { w:rStyle w:val="Mark" {} @if from_right { w:rtl {} } } (content) }
        }
    };
    html! {
        (run(html! { w:fldChar w:fldCharType="begin" {} }))
        (run(html! { w:instrText xml:space="preserve" { " REF " (bookmark(number)) " \\r \\h " } }))
        (run(html! { w:fldChar w:fldCharType="separate" {} }))
        (run(html! { w:t { (number) } }))
        (run(html! { w:fldChar w:fldCharType="end" {} }))
    }
}

/// How words look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextStyle {
    Plain,
    Strong,
    Quiet,
    Mark,
}

impl TextStyle {
    /// Its character style, and what has to be said beside it: that words are strong or not takes turns from style to style, so
    /// that in the header of a row a style alone would make strong words plain.
    fn properties(self) -> Markup {
        match self {
            Self::Plain => html! {},
            Self::Strong => html! { w:rStyle w:val="Strong" {} w:b {} w:bCs {} },
            Self::Quiet => html! { w:rStyle w:val="Quiet" {} w:b w:val="0" {} w:bCs w:val="0" {} },
            Self::Mark => html! { w:rStyle w:val="Mark" {} },
        }
    }
}

/// Words in that style, in a paragraph that goes from the left.
pub(super) fn words_in(style: TextStyle, words: &str) -> Markup {
    stretches_in(style, stretches(words))
}

fn stretches_in(style: TextStyle, stretches: Vec<(bool, &str)>) -> Markup {
    html! {
        @for (from_right, stretch) in stretches {
            w:r {
                @if from_right || style != TextStyle::Plain {
                    w:rPr {
                        (style.properties())
                        @if from_right { w:rtl {} }
                    }
                }
                @for (at, line) in stretch.split('\n').enumerate() {
                    @if at > 0 { w:br {} }
                    w:t xml:space="preserve" { (line) }
                }
            }
        }
    }
}

/// Words cut where their direction turns. What has none, as spaces and marks, goes from the right only between letters that do.
fn stretches(words: &str) -> Vec<(bool, &str)> {
    let mut cuts = Vec::new();
    let (mut from, mut from_right, mut end_of_letters) = (0, false, 0);
    for (at, c) in words.char_indices() {
        let right = is_from_right(c);
        if right != from_right && (right || is_from_left(c)) {
            // What stands between the two belongs to neither script: it stays with the paper's own direction.
            let cut = if right { at } else { end_of_letters };
            if cut > from {
                cuts.push((from_right, &words[from..cut]));
            }
            (from, from_right) = (cut, right);
        }
        if right || is_from_left(c) {
            end_of_letters = at + c.len_utf8();
        }
    }
    if from_right && end_of_letters < words.len() {
        cuts.push((true, &words[from..end_of_letters]));
        (from, from_right) = (end_of_letters, false);
    }
    if from < words.len() {
        cuts.push((from_right, &words[from..]));
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_cut_where_their_direction_turns() {
        for (words, expected) in [
            ("plain", vec![(false, "plain")]),
            ("", vec![]),
            ("أبوظبي", vec![(true, "أبوظبي")]),
            ("in أبو ظبي, today", vec![(false, "in "), (true, "أبو ظبي"), (false, ", today")]),
            ("שלום!", vec![(true, "שלום"), (false, "!")]),
            ("אב CD", vec![(true, "אב"), (false, " CD")]),
        ] {
            assert_eq!(stretches(words), expected, "{words}");
        }
    }

    #[test]
    fn in_a_paragraph_from_the_right_only_words_from_the_left_go_from_there() {
        for (words, expected) in [
            ("(טיוטה) הצעה", vec![(true, "(טיוטה) הצעה")]),
            ("הצעה עד 12/2027!", vec![(true, "הצעה עד 12/2027!")]),
            ("שלום!", vec![(true, "שלום!")]),
            ("[אב] CD (12) – 5 %", vec![(true, "[אב] "), (false, "CD (12) – 5"), (true, " %")]),
            ("«اقتراح» (UN 2334): ٣٠ يوما.", vec![(true, "«اقتراح» ("), (false, "UN 2334"), (true, "): ٣٠ يوما.")]),
            ("— \u{201c}כן\u{201d}, 3.5%", vec![(true, "— \u{201c}כן\u{201d}, 3.5%")]),
            ("", vec![]),
        ] {
            assert_eq!(stretches_of_levels(words, &levels(words)), expected, "{words}");
        }
    }

    #[test]
    fn every_run_of_a_paragraph_from_the_right_without_letters_from_the_left_is_said_to_go_from_there() {
        let runs = [
            Run::Strong("(טיוטה".into()),
            Run::text(") הצעה עד "),
            Run::Quiet("12/2027".into()),
            Run::text("! EU"),
            Run::Note(1),
            Run::Note(2),
        ];
        let xml = paragraph("BodyText", Set::default(), &runs).into_string();
        assert!(xml.contains("<w:bidi>"), "{xml}");
        for run in xml.split("<w:r>").skip(1).filter(|run| run.contains("<w:t ") || run.contains("<w:t>")) {
            let words: String = run.split("<w:t").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap().into();
            assert_eq!(run.contains("<w:rtl>"), !words.chars().any(is_from_left), "{words:?} in {xml}");
        }
        let plain = paragraph("BodyText", Set::default(), &[Run::text("Plain English, (draft) שלום.")]).into_string();
        assert_eq!(plain.matches("<w:rtl>").count(), 1, "{plain}");
    }

    proptest! {
        #[test]
        fn from_the_right_no_letter_is_lost_or_turned_alone(words in "[ab אב,.1(]{0,20}") {
            let cut = stretches_of_levels(&words, &levels(&words));
            prop_assert_eq!(cut.iter().map(|(_, stretch)| *stretch).collect::<String>(), words.as_str());
            for (from_right, stretch) in cut {
                prop_assert!(!stretch.is_empty());
                prop_assert_eq!(from_right, !stretch.chars().any(is_from_left), "{}", words);
                prop_assert!(from_right || !stretch.chars().any(is_from_right), "{}", words);
            }
        }

        #[test]
        fn no_letter_is_lost_or_turned_alone(words in "[ab אב,.1]{0,20}") {
            let cut = stretches(&words);
            prop_assert_eq!(cut.iter().map(|(_, stretch)| *stretch).collect::<String>(), words.as_str());
            for (from_right, stretch) in cut {
                prop_assert!(!stretch.is_empty());
                let astray = |c| if from_right { is_from_left(c) } else { is_from_right(c) };
                prop_assert!(!stretch.chars().any(astray));
            }
        }
    }
}
