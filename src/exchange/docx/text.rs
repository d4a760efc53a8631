//! Paragraphs and runs: words with their direction, line breaks, and marks that refer to the numbered sources.

use crate::exchange::document::{Run, is_from_left, is_from_right, reads_from_right};
use maud::{Markup, html};

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
            (self::runs(runs))
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
                Run::Text(words) => (words_in(Look::Plain, words)),
                Run::Strong(words) => (words_in(Look::Strong, words)),
                Run::Quiet(words) => (words_in(Look::Quiet, words)),
                Run::Note(number) => {
                    @if beside { (words_in(Look::Mark, ",\u{a0}")) }
                    (mark(*number))
                }
            }
        }
    }
}

/// The name by which a mark knows its source.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Source{number}")
}

/// A mark: a cross-reference to the number of a source.
fn mark(number: usize) -> Markup {
    let run = |content: Markup| html! { w:r { w:rPr { w:rStyle w:val="Mark" {} } (content) } };
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
pub(super) enum Look {
    Plain,
    Strong,
    Quiet,
    Mark,
}

impl Look {
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

/// Words that look so.
pub(super) fn words_in(look: Look, words: &str) -> Markup {
    html! {
        @for (from_right, stretch) in stretches(words) {
            w:r {
                @if from_right || look != Look::Plain {
                    w:rPr {
                        (look.properties())
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

    proptest! {
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
