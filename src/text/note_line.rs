//! A line of notes taken while people speak: the time, whose words they are if that is known, and the words. "14:03 Norway: We will not
//! sign." or "14:03 – They leave the room."

use chrono::{NaiveDate, NaiveTime};
use std::ops::Range;

/// One line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine<'a> {
    /// When it was said, by the clock of whoever wrote it.
    pub at: NaiveTime,
    /// Who had the floor, as it is written; empty if nobody is named.
    pub who: &'a str,
    /// Where the words stand, in bytes of the line.
    pub words: Range<usize>,
}

/// Letters of a name at most: what stands before a later colon is part of what was said.
const LONGEST_NAME: usize = 80;

/// Stands for the name where nobody is named, so that a colon in the words names nobody.
const NOBODY: &str = "– ";

/// Reads a line. None if it does not begin with a time as [`write()`] puts it.
#[must_use]
pub fn read(line: &str) -> Option<NoteLine<'_>> {
    let clock = line.get(..5)?;
    let at = NaiveTime::parse_from_str(clock, "%H:%M").ok()?;
    let rest = line.get(5..)?.strip_prefix(' ')?;
    let from = line.len() - rest.len();
    let (who, words) = if let Some(words) = rest.strip_prefix(NOBODY) {
        ("", line.len() - words.len())
    } else {
        match rest.split_once(": ") {
            Some((who, _)) if who.chars().count() <= LONGEST_NAME && !who.contains('\n') => (who, from + who.len() + 2),
            _ => ("", from),
        }
    };
    Some(NoteLine { at, who, words: words..line.len() })
}

/// A line as it is kept in the text of a source. Line ends become spaces, colons in the name, too.
#[must_use]
pub fn write(at: NaiveTime, who: &str, words: &str) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = one_line(&who.replace(':', " ")).chars().take(LONGEST_NAME).collect();
    let name = name.trim_matches(['–', ' ']);
    let before = if name.is_empty() { NOBODY.to_owned() } else { format!("{name}: ") };
    format!("{} {before}{}", at.format("%H:%M"), one_line(words))
}

/// The day of the last line of a text that is a day and nothing else: the lines below it were said on that day.
#[must_use]
pub fn last_day(text: &str) -> Option<NaiveDate> {
    text.rsplit('\n').find_map(|line| NaiveDate::parse_from_str(line.trim_end(), "%Y-%m-%d").ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn lines_as_people_write_them() {
        for (line, who, words) in [
            ("14:03 Norway: We will not sign.", "Norway", "We will not sign."),
            ("14:03 – Next: lunch", "", "Next: lunch"),
            ("14:03 挪威: 我们不签。", "挪威", "我们不签。"),
            ("14:03 They leave", "", "They leave"),
        ] {
            let read = read(line).unwrap();
            assert_eq!((read.at, read.who, &line[read.words.clone()]), (at(14, 3), who, words), "{line}");
        }
        for line in ["", "14:0", "25:00 Norway: no", "Norway: we will", "14:03", "１４:03 a", "14h03 Norway: no"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn the_day_of_the_lines_is_the_last_one_named() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 5);
        assert_eq!(last_day("2026-02-04\n\n23:50 – one\n\n2026-02-05\r\n\n00:10 – 2026-02-06"), day);
        assert_eq!(last_day("on 2026-02-04"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(hour in 0u32..24, minute in 0u32..60, who in ".{0,90}", words in ".{0,60}") {
            let line = write(at(hour, minute), &who, &words);
            prop_assert!(!line.contains('\n'));
            let Some(read) = read(&line) else { return Err(TestCaseError::fail(line)) };
            let said = words.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!((read.at, &line[read.words.clone()]), (at(hour, minute), said.as_str()));
            prop_assert_eq!(read.who.is_empty(), line.get(6..).is_some_and(|rest| rest.starts_with(NOBODY)));
        }
    }
}
