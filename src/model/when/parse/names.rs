//! Names of months and days of the week, and words such as "tomorrow" and "next week", in the languages that the press uses.
//!
//! They are read from `assets/dates/names.tsv`, which is taken from Unicode CLDR: it has both the form in a date ("5 лютого",
//! "5. helmikuuta") and the one that stands alone ("лютий", "helmikuu"). English is read by the grammar itself.

use super::calendar::{month_named, weekday_named};
use super::cursor::Cursor;
use super::lex::lex;
use chrono::Weekday;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../assets/dates/names.tsv");

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Month(u32),
    Weekday(Weekday),
    /// So many days, weeks, months or years from today.
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

/// How sure it is that a word is meant as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A whole name, or an English one in any form.
    Whole,
    /// A short form in another language. "Out" is October in Portuguese and "so" is Sunday in German, so it counts only beside the
    /// rest of a date.
    Short,
}

/// A name in one language.
#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    meaning: Meaning,
    form: Form,
    language: &'static str,
}

/// All names by their first word, the longest first, then in the order of the table.
static NAMES: LazyLock<BTreeMap<String, Vec<Name>>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(language), Some(what), Some(number), Some(forms)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let Ok(number) = number.parse::<i64>() else { continue };
        let (what, form) = match what.strip_suffix("-short") {
            Some(what) => (what, Form::Short),
            None => (what, Form::Whole),
        };
        let Some(meaning) = meaning(what, number) else { continue };
        for name in forms.split('|') {
            let words: Vec<String> = lex(name).into_iter().map(|token| token.text).collect();
            let Some(first) = words.first() else { continue };
            names.entry(first.clone()).or_default().push(Name { words, meaning, form, language });
        }
    }
    for alike in names.values_mut() {
        alike.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    names
});

fn meaning(what: &str, number: i64) -> Option<Meaning> {
    Some(match what {
        "month" => Meaning::Month(u32::try_from(number).ok()?),
        "weekday" => Meaning::Weekday(Weekday::try_from(u8::try_from(number - 1).ok()?).ok()?),
        "days" => Meaning::Days(number),
        "weeks" => Meaning::Weeks(number),
        "months" => Meaning::Months(number),
        "years" => Meaning::Years(number),
        _ => return None,
    })
}

impl Cursor<'_> {
    /// The names that come next and mean something wanted: the longest ones, and how many words they have.
    fn names(&self, wanted: impl Fn(Meaning) -> bool) -> (usize, Vec<&'static Name>) {
        let alike = NAMES.get(self.word(0)).map(Vec::as_slice).unwrap_or_default();
        let comes = |name: &&Name| name.words.iter().enumerate().all(|(ahead, word)| self.word(ahead) == word);
        let mut found: Vec<&Name> = alike.iter().filter(|name| wanted(name.meaning)).filter(comes).collect();
        let longest = found.first().map_or(0, |name| name.words.len());
        found.retain(|name| name.words.len() == longest);
        (longest, found)
    }

    /// Takes the name of a month, and the full stop of a short form.
    pub(super) fn month(&mut self) -> Option<(u32, Form)> {
        let found = match month_named(self.word(0)) {
            Some(month) => {
                self.skip();
                (month, Form::Whole)
            }
            None => {
                let (length, names) = self.names(|meaning| matches!(meaning, Meaning::Month(_)));
                let first = names.first()?;
                let Meaning::Month(month) = first.meaning else { return None };
                let written = self.between(self.place(), self.place() + length - 1).to_owned();
                for other in names.iter().filter(|other| other.meaning != first.meaning) {
                    self.note(format!("“{written}” read as {}; in {} it is another month", first.language, other.language));
                }
                self.go(self.place() + length);
                (month, first.form)
            }
        };
        if self.word(0) == "." && self.is_joined(0) {
            self.skip();
        }
        Some(found)
    }

    /// Takes the name of a day of the week. Short forms of other languages can mean several.
    pub(super) fn weekday(&mut self) -> Option<(Vec<Weekday>, Form)> {
        let (days, form, length) = match weekday_named(self.word(0)) {
            Some(day) => (vec![day], Form::Whole, 1),
            None => {
                let (length, names) = self.names(|meaning| matches!(meaning, Meaning::Weekday(_)));
                let day = |name: &&Name| if let Meaning::Weekday(day) = name.meaning { Some(day) } else { None };
                (names.iter().filter_map(day).collect(), names.first()?.form, length)
            }
        };
        self.go(self.place() + length);
        if form == Form::Short && self.word(0) == "." && self.is_joined(0) {
            self.skip();
        }
        Some((days, form))
    }

    /// Takes words for a day, week, month or year counted from today, in another language.
    pub(super) fn counted_name(&mut self) -> Option<Meaning> {
        let (length, names) = self.names(|meaning| !matches!(meaning, Meaning::Month(_) | Meaning::Weekday(_)));
        let first = names.first()?.meaning;
        names.iter().all(|name| name.meaning == first).then_some(())?;
        self.go(self.place() + length);
        Some(first)
    }
}
