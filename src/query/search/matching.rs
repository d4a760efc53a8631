//! How well a word fits a text: as a whole spelling, at the beginning of a word, within one, or with a slip.

use crate::query::sound;
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How well something fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The query is the whole name.
    Exact,
    /// A word begins with it.
    Prefix,
    /// It is somewhere within.
    Within,
    /// Letters are left out, or a few are wrong.
    Fuzzy,
    /// It is said alike in another script.
    Sound,
}

/// Where it was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the record's own name.
    Name,
    /// In its own text.
    Text,
    /// In the name of something that it names.
    Link,
}

/// The order of hits.
pub type Rank = (Fit, Place);

/// A word of the query, folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a>(pub &'a str);

/// The shortest word for which slips are forgiven, in characters.
const SLIPS_FROM: usize = 4;

impl<'a> Word<'a> {
    /// The words of a folded query, without punctuation around them.
    pub fn all(folded: &'a str) -> Vec<Self> {
        folded.split(' ').map(without_outer_marks).filter(|word| !word.is_empty()).map(Word).collect()
    }

    /// How well it fits a folded text as written.
    pub fn fit(self, folded: &str) -> Option<Fit> {
        let mut from = 0;
        let mut best = None;
        while let Some(at) = folded[from..].find(self.0).map(|at| from + at) {
            if begins_word(folded, at) {
                return Some(Fit::Prefix);
            }
            best = Some(Fit::Within);
            from = at + self.0.chars().next().map_or(1, char::len_utf8);
        }
        best
    }

    /// Whether it is a name with letters left out or, in one word of it, a slip or two.
    fn nearly(self, form: &Form, matcher: &mut Matcher) -> bool {
        let length = self.0.chars().count();
        if length < SLIPS_FROM {
            return false;
        }
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let score = matcher.fuzzy_match(Utf32Str::new(&form.0, &mut a), Utf32Str::new(self.0, &mut b));
        // A letter counts sixteen; less than that on average means that they lie scattered.
        let dense = score.is_some_and(|score| usize::from(score) >= 16 * length);
        let slips = if length < 8 { 1 } else { 2 };
        dense || form.words().any(|word| slips_between(self.0, word, slips))
    }

    /// Whether a word of a name is said like it, and stands in another script: "Lavrov" and "Лавров", "Wang" and "王毅".
    fn is_said_in(self, form: &Form) -> bool {
        if sound::syllables_begin(self.0, &form.0) {
            return true;
        }
        let Some(own) = sound::of(self.0) else { return false };
        let heard = |name: &sound::Sound| {
            let begins = || own.is_enough() && (own.heard_in(name) || own.same(name));
            name.is_latin != own.is_latin && (own.is(name) || begins() || name.is_enough() && name.heard_in(&own))
        };
        form.words().filter_map(sound::of).any(|name| heard(&name))
    }
}

/// A spelling of a name, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form(pub String);

impl Form {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }
}

/// How well each word of a query fits a set of spellings, and in which of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// One for each word: how well, and in which spelling.
    pub words: Vec<Option<(Fit, usize)>>,
}

impl Hits {
    /// How well the words of a query fit the spellings of one name.
    pub fn in_names(forms: &[Form], words: &[Word<'_>], whole: &str) -> Self {
        if let Some(at) = forms.iter().position(|form| form.0 == whole) {
            return Self { words: vec![Some((Fit::Exact, at)); words.len()] };
        }
        let mut matcher = None;
        let best = |word: &Word<'_>| {
            let as_written = forms.iter().enumerate().filter_map(|(at, form)| Some((word.fit(&form.0)?, at))).min();
            as_written.or_else(|| {
                let matcher = matcher.get_or_insert_with(|| Matcher::new(Config::DEFAULT));
                let nearly = forms.iter().position(|form| word.nearly(form, matcher)).map(|at| (Fit::Fuzzy, at));
                nearly.or_else(|| forms.iter().position(|form| word.is_said_in(form)).map(|at| (Fit::Sound, at)))
            })
        };
        Self { words: words.iter().map(best).collect() }
    }
}

/// A text without the punctuation and white space at its ends.
pub(super) fn without_outer_marks(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "…«»‹›“”„·".contains(c))
}

/// Whether a word of `text` begins at that byte.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// Whether one word becomes the other by at most `most` letters added, left out, changed or swapped with their neighbour.
fn slips_between(one: &str, other: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // Short names are all alike but for a letter or two.
    if a.len().abs_diff(b.len()) > most || b.len() < SLIPS_FROM {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (row[j] + usize::from(x != y)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().is_some_and(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_fits_best_where_a_word_begins() {
        for (text, word, fit) in [
            ("monitoring of the truce", "moni", Some(Fit::Prefix)),
            ("the truce", "ruce", Some(Fit::Within)),
            ("atruce truce", "truce", Some(Fit::Prefix)),
            ("威特科夫", "特科", Some(Fit::Within)),
            ("truce", "peace", None),
            ("ééé", "é", Some(Fit::Prefix)),
        ] {
            assert_eq!(Word(word).fit(text), fit, "{word} in {text}");
        }
    }

    #[test]
    fn slips_of_the_pen() {
        for (one, other, most, near) in [
            ("whitkoff", "witkoff", 1, true),
            ("zelenksy", "zelensky", 1, true),
            ("zelinski", "zelensky", 2, true),
            ("umerof", "umerov", 1, true),
            ("putin", "lavrov", 2, false),
            ("iran", "iraq", 0, false),
        ] {
            assert_eq!(slips_between(one, other, most), near, "{one} and {other}");
        }
    }

    #[test]
    fn words_lose_the_punctuation_around_them() {
        assert_eq!(Word::all("ukraine: \"the-truce\", 2026…"), [Word("ukraine"), Word("the-truce"), Word("2026")]);
    }
}
