//! Puts text that runs from right to left into the order in which egui draws it.
//!
//! egui 0.37 cuts text into runs of one typeface, shapes each (a run whose first letter is Hebrew or Arabic comes out
//! reversed, as it should) and lays the runs from left to right in the order in which they are stored. What it leaves
//! out is the order of the runs, and anything of another direction that falls into a reversed run. So [`visual`] applies
//! the Unicode bidirectional algorithm (UAX 9) and hands out a text whose right-to-left *words* stay as they are written,
//! for the shaper to turn and join, while their order, and the punctuation and digits between them, is what the eye sees.
//! A left-to-right mark, which the text face answers for and nobody draws, keeps neighbours from melting into one run.
//!
//! The result is for drawing only: it must not be stored, copied, compared or read aloud.

use crate::text::direction::{has_rtl, is_control, is_rtl_script};
use std::borrow::Cow;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_normalization::char::is_combining_mark;

const SEPARATOR: char = '\u{200E}';

/// Is the first letter that has a direction one that runs from right to left?
#[must_use]
pub(super) fn starts_rtl(text: &str) -> bool {
    first_direction(text).unwrap_or(false)
}

/// Does the first letter that has a direction run from right to left? Nothing if there is none, as in figures. What is isolated
/// does not count (UAX 9, rule P2).
pub(super) fn first_direction(text: &str) -> Option<bool> {
    let mut isolates = 0_usize;
    text.chars().find_map(|c| {
        match c {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            _ => {}
        }
        match bidi_class(c) {
            _ if isolates > 0 => None,
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL => Some(true),
            _ => None,
        }
    })
}

/// `text` in the order in which egui must be given it; the same text, not a copy, if nothing in it runs right to left.
///
/// Each line (at `\n`) is ordered for itself, in the direction of its own first letter, so the lines must not be wrapped
/// again afterwards: see [`super::text()`] for text that wraps.
#[must_use]
pub fn visual(text: &str) -> Cow<'_, str> {
    if !has_rtl(text) {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push(('\n', 0));
        }
        push_line(&mut out, line, None);
    }
    Cow::Owned(out.into_iter().map(|(c, _)| c).collect())
}

/// One line in the order in which egui must be given it, each sign with its place in `line` in bytes: for text whose parts
/// are drawn differently.
pub(super) fn visual_chars(line: &str, rtl: bool) -> Vec<(char, usize)> {
    let mut out = Vec::with_capacity(line.len());
    push_line(&mut out, line, Some(if rtl { Level::rtl() } else { Level::ltr() }));
    out
}

fn push_line(out: &mut Vec<(char, usize)>, line: &str, base: Option<Level>) {
    let bidi = BidiInfo::new(line, base);
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let Some(text) = line.get(run.clone()) else { continue };
            if !out.is_empty() {
                out.push((SEPARATOR, run.start));
            }
            if levels.get(run.start).is_some_and(Level::is_rtl) {
                push_rtl(out, text, run.start);
            } else {
                push_ltr(out, text, run.start);
            }
        }
    }
}

/// A run that reads from left to right: as it is, but for figures that the shaper would take for Arabic words.
fn push_ltr(out: &mut Vec<(char, usize)>, run: &str, start: usize) {
    let mut units = units(run, is_turned_figure).into_iter().peekable();
    while let Some(unit) = units.next() {
        if unit.special {
            push_reversed(out, &unit, start, |c| c);
        } else {
            push_as_written(out, &unit, start);
        }
        if units.peek().is_some() {
            out.push((SEPARATOR, start + unit.start));
        }
    }
}

/// A run that reads from right to left: its words in reverse order, each as it is written, and all that stands between
/// them reversed and mirrored.
fn push_rtl(out: &mut Vec<(char, usize)>, run: &str, start: usize) {
    let mut units = units(run, is_rtl_script).into_iter().rev().peekable();
    while let Some(unit) = units.next() {
        let is_word = unit.special && unit.text.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL));
        if is_word {
            push_as_written(out, &unit, start);
        } else {
            push_reversed(out, &unit, start, mirrored);
        }
        if units.peek().is_some() {
            out.push((SEPARATOR, start + unit.start));
        }
    }
}

fn push_as_written(out: &mut Vec<(char, usize)>, unit: &Unit<'_>, start: usize) {
    let chars = unit.text.char_indices().filter(|(_, c)| !is_control(*c));
    out.extend(chars.map(|(at, c)| (c, start + unit.start + at)));
}

fn push_reversed(out: &mut Vec<(char, usize)>, unit: &Unit<'_>, start: usize, drawn_as: impl Fn(char) -> char) {
    let mut end = unit.text.len();
    for cluster in clusters(unit.text).iter().rev() {
        end -= cluster.len();
        let chars = cluster.char_indices().filter(|(_, c)| !is_control(*c));
        out.extend(chars.map(|(at, c)| (drawn_as(c), start + unit.start + end + at)));
    }
}

struct Unit<'a> {
    text: &'a str,
    start: usize,
    special: bool,
}

/// `run` cut where `special` changes from letter to letter; marks stay with their letter.
fn units(run: &str, special: impl Fn(char) -> bool) -> Vec<Unit<'_>> {
    let mut units: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    for cluster in clusters(run) {
        let special = cluster.chars().next().is_some_and(&special);
        if units.last().is_none_or(|(_, last)| *last != special) {
            units.push((at, special));
        }
        at += cluster.len();
    }
    let ends = units.iter().skip(1).map(|(start, _)| *start).chain([run.len()]);
    units
        .iter()
        .zip(ends)
        .filter_map(|(&(start, special), end)| Some(Unit { text: run.get(start..end)?, start, special }))
        .collect()
}

/// A letter with the marks and joiners that belong to it.
fn clusters(text: &str) -> Vec<&str> {
    let mut clusters = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if at > start && !is_combining_mark(c) && !matches!(c, '\u{200C}' | '\u{200D}') {
            clusters.extend(text.get(start..at));
            start = at;
        }
    }
    clusters.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    clusters
}

/// Figures that read from left to right but count as letters of an Arabic script, so that the shaper turns them.
pub(super) fn is_turned_figure(c: char) -> bool {
    matches!(c, '\u{0660}'..='\u{066C}' | '\u{06F0}'..='\u{06F9}' | '\u{07C0}'..='\u{07C9}')
}

pub(super) fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 12] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
        ('⟪', '⟫'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
    ];
    PAIRS
        .iter()
        .find_map(|&(open, close)| match c {
            _ if c == open => Some(close),
            _ if c == close => Some(open),
            _ => None,
        })
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use egui::text::LayoutJob;

    use super::*;
    use crate::kit::fonts;
    use crate::text::direction::{join, unmarked};

    /// What a reader sees from left to right: the letters of each row in the order of their places.
    fn seen(text: &str) -> String {
        let ctx = egui::Context::default();
        crate::kit::install(&ctx);
        let mut rows = Vec::new();
        crate::kit::testing::run(&ctx, |ui| {
            let job = LayoutJob::simple(text.to_owned(), fonts::regular(15.0), egui::Color32::BLACK, f32::INFINITY);
            rows = ui.fonts_mut(|f| f.layout_job(job)).rows.clone();
        });
        let row = |row: &egui::epaint::text::PlacedRow| {
            let mut glyphs: Vec<_> = row.glyphs.iter().filter(|g| g.advance_width > 0.0).collect();
            glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
            glyphs.iter().map(|g| g.chr).collect::<String>()
        };
        rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    fn check(logical: &str, expected: &str) {
        assert_eq!(seen(&visual(logical)), expected, "{logical}");
    }

    #[test]
    fn left_to_right_text_is_passed_through() {
        for text in ["", "Abu Dhabi", "Ірина Ґалаґан — 2026", "烏梅羅夫", "한국어", "Ռուստեմ", "a\nb"]
        {
            assert!(matches!(visual(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn words_of_a_hebrew_line_run_from_the_right() {
        check("שלום עולם טוב", "בוט םלוע םולש");
    }

    #[test]
    fn latin_words_and_figures_keep_their_order_in_hebrew() {
        check("אמר Steve Kushner ב-23 בינואר", "ראוניב 23-ב Steve Kushner רמא");
    }

    #[test]
    fn hebrew_words_keep_their_order_in_a_latin_line() {
        check("Name: שלום עולם (he)", "Name: םלוע םולש (he)");
    }

    #[test]
    fn brackets_are_mirrored() {
        check("שלום (עולם) טוב", "בוט (םלוע) םולש");
    }

    #[test]
    fn arabic_words_are_joined_and_ordered() {
        // "la" is one joined sign that stands for both of its letters.
        check("أبو ظبي، اليوم", "مويلا ،يبظ وبأ");
    }

    #[test]
    fn arabic_and_persian_figures_read_from_left_to_right() {
        check("عام ٢٠٢٦", "٢٠٢٦ ماع");
        check("عام٢٠٢٦", "٢٠٢٦ماع");
        check("سال ۲۰۲۶", "۲۰۲۶ لاس");
        check("x ۲۰۲۶ y", "x ۲۰۲۶ y");
        check("٣٫٥", "٣٫٥");
    }

    #[test]
    fn a_date_beside_a_hebrew_name_stays_whole() {
        for (parts, expected) in [
            (["יצחק", "21 Jul 2025", "Round 13"], "יצחק · 21 Jul 2025 · Round 13"),
            (["21 Jul 2025", "יצחק", "12"], "21 Jul 2025 · יצחק · 12"),
            (["12", "عبد الله", "13"], "12 · عبد الله · 13"),
            (["", "יצחק", "דוד"], "יצחק · דוד"),
            (["Ada", "", "2025"], "Ada · 2025"),
        ] {
            let line = join(parts, " · ");
            assert_eq!(unmarked(&line), expected);
            let drawn = visual(&line);
            let mut from = 0;
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                let part = visual(part);
                let at = drawn.get(from..).and_then(|rest| rest.find(part.as_ref()));
                assert!(at.is_some(), "{part} after {from} in {drawn:?}: in the order of the parts, each whole");
                from += at.unwrap_or_default() + part.len();
            }
        }
    }

    #[test]
    fn each_line_has_its_own_direction() {
        check("שלום עולם\nAbu Dhabi", "םלוע םולש\nAbu Dhabi");
    }

    #[test]
    fn a_line_can_be_given_its_direction() {
        let drawn = |rtl| visual_chars("Kushner אמר", rtl).into_iter().map(|(c, _)| c).collect::<String>();
        assert_eq!(seen(&drawn(true)), "רמא Kushner");
        assert_eq!(seen(&drawn(false)), "Kushner רמא");
    }

    #[test]
    fn every_sign_knows_its_place() {
        let line = "אמר (ב-23) Kushner";
        let chars = visual_chars(line, true);
        let mut places: Vec<usize> = chars.iter().filter(|(c, _)| *c != SEPARATOR).map(|(_, at)| *at).collect();
        for (c, at) in &chars {
            let written = line[*at..].chars().next().expect("a sign");
            assert!(*c == SEPARATOR || *c == written || *c == mirrored(written), "{c} for {written}");
        }
        places.sort_unstable();
        assert_eq!(places, line.char_indices().map(|(at, _)| at).collect::<Vec<_>>());
    }

    #[test]
    fn marks_stay_with_their_letter() {
        let drawn = visual("שָׁלוֹם");
        assert_eq!(drawn, "שָׁלוֹם");
    }

    #[test]
    fn steering_marks_are_not_drawn() {
        assert!(!visual("א\u{202E}b\u{202C}").contains('\u{202E}'));
    }

    #[test]
    fn without_the_step_the_order_is_wrong() {
        assert_eq!(seen("שלום עולם"), "םולש םלוע", "egui orders words by itself now: this module can go");
    }

    #[test]
    fn direction_is_that_of_the_first_letter() {
        assert!(starts_rtl("23: שלום"));
        assert!(!starts_rtl("a שלום"));
        assert!(!starts_rtl("23"));
    }
}
