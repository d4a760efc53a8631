//! How well what is typed fits a name: one rule for every list to choose from, the quick line, the palette and search.
//!
//! All texts are [folded](super::fold) by whoever asks. A whole query is compared with a name [as it is written](as_written); the words
//! of a query are looked for one by one in the [spellings of a name](Hits), where slips of the pen are forgiven (by `nucleo`), and in
//! running text, where they are not. What fits as written still fits when its last letters are taken away.

use super::fold::fold;
use super::sound;
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How well something fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The query is the whole name.
    Exact,
    /// The name begins with it.
    Begins,
    /// A word of the name begins with it.
    Word,
    /// Each of its words begins a word of the name, in any order.
    Words,
    /// Each of its words is somewhere within.
    Within,
    /// Letters are left out, or a few are wrong.
    Slip,
    /// It is said alike in another script.
    Sound,
}

/// How well a query fits a name as the name is written: nothing weaker than [`Fit::Within`]. Every name begins with no letters.
pub fn as_written(query: &str, name: &str) -> Option<Fit> {
    match () {
        () if query.is_empty() => Some(Fit::Begins),
        () if name == query => Some(Fit::Exact),
        () if name.starts_with(query) => Some(Fit::Begins),
        () if Word(query).fit(name) == Some(Fit::Word) => Some(Fit::Word),
        () if begins_words(query, name) => Some(Fit::Words),
        () => query.split(' ').all(|word| name.contains(without_outer_marks(word))).then_some(Fit::Within),
    }
}

/// The items of which one of the `names` fits what is typed as written, the best first, equals in their order. Folds both sides.
pub fn ranked<T, N: AsRef<str>>(items: impl IntoIterator<Item = T>, typed: &str, names: impl Fn(&T) -> Vec<N>) -> Vec<(Fit, T)> {
    let query = fold(typed);
    let best = |item: &T| names(item).iter().filter_map(|name| as_written(&query, &fold(name.as_ref()))).min();
    let mut found: Vec<(Fit, T)> = items.into_iter().filter_map(|item| Some((best(&item)?, item))).collect();
    found.sort_by_key(|(fit, _)| *fit);
    found
}

/// How well what is typed fits something with several texts, such as its name, other words for it, and a sentence: the worst of its
/// words, by the text in which it was found. None unless each is found in one of them. Smaller is better. Folds both sides.
pub fn in_texts(typed: &str, texts: &[&str]) -> Option<(usize, Fit)> {
    let folded = fold(typed);
    let whole = without_outer_marks(&folded);
    let forms: Vec<Form> = texts.iter().map(|text| Form(fold(text))).collect();
    let hits = Hits::in_names(&forms, &Word::all(whole), whole);
    let found: Option<Vec<(usize, Fit)>> = hits.words.into_iter().map(|hit| hit.map(|(fit, text)| (text, fit))).collect();
    found?.into_iter().max()
}

/// Finds names with letters left out.
pub struct Slips(Matcher);

impl Default for Slips {
    fn default() -> Self {
        Self(Matcher::new(Config::DEFAULT))
    }
}

impl Slips {
    /// How close together the letters of `wanted` stand in a name, in their order; nothing unless all are there. More is better.
    pub fn score(&mut self, wanted: &str, name: &str) -> Option<u16> {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        self.0.fuzzy_match(Utf32Str::new(name, &mut a), Utf32Str::new(wanted, &mut b))
    }
}

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

    /// How well it fits a text as written: [`Fit::Word`] or [`Fit::Within`].
    pub fn fit(self, folded: &str) -> Option<Fit> {
        let mut from = 0;
        let mut best = None;
        while let Some(at) = folded[from..].find(self.0).map(|at| from + at) {
            if begins_word(folded, at) {
                return Some(Fit::Word);
            }
            best = Some(Fit::Within);
            from = at + self.0.chars().next().map_or(1, char::len_utf8);
        }
        best
    }

    /// Whether it is a name with letters left out or, in one word of it, a slip or two.
    fn nearly(self, form: &Form, letters: &mut Slips) -> bool {
        let length = self.0.chars().count();
        if length < SLIPS_FROM {
            return false;
        }
        // A letter counts sixteen; less than that on average means that they lie scattered.
        let dense = letters.score(self.0, &form.0).is_some_and(|score| usize::from(score) >= 16 * length);
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
        let mut slips = None;
        let best = |word: &Word<'_>| {
            let as_written = forms.iter().enumerate().filter_map(|(at, form)| Some((word.fit(&form.0)?, at))).min();
            as_written.or_else(|| {
                let slips = slips.get_or_insert_with(Slips::default);
                let nearly = forms.iter().position(|form| word.nearly(form, slips)).map(|at| (Fit::Slip, at));
                nearly.or_else(|| forms.iter().position(|form| word.is_said_in(form)).map(|at| (Fit::Sound, at)))
            })
        };
        Self { words: words.iter().map(best).collect() }
    }
}

/// A text without the punctuation and white space at its ends.
pub(crate) fn without_outer_marks(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "…«»‹›“”„·".contains(c))
}

/// Whether a word of `text` begins at that byte.
pub(crate) fn begins_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// Whether each word of `wanted` begins a word of `name`, in any order.
pub(crate) fn begins_words(wanted: &str, name: &str) -> bool {
    let words = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut wanted = words(wanted).peekable();
    wanted.peek().is_some() && wanted.all(|start| words(name).any(|word| word.starts_with(start)))
}

/// Whether one word becomes the other by at most `most` letters added, left out, changed or swapped with their neighbour.
fn slips_between(one: &str, other: &str, most: usize) -> bool {
    let (a, b) = (one.chars().count(), other.chars().count());
    // Short names are all alike but for a letter or two.
    a.abs_diff(b) <= most && b >= SLIPS_FROM && strsim::osa_distance(one, other) <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_query_fits_best_where_the_name_begins() {
        for (query, name, fit) in [
            ("lodz", "Łódź", Some(Fit::Exact)),
            ("steve w", "Steve Witkoff", Some(Fit::Begins)),
            ("witk", "Steve Witkoff", Some(Fit::Word)),
            ("dhabi", "Abu-Dhabi", Some(Fit::Word)),
            ("wit st", "Steve Witkoff", Some(Fit::Words)),
            ("koff ste", "Steve Witkoff", Some(Fit::Within)),
            ("lavrov", "Steve Witkoff", None),
            ("", "Steve Witkoff", Some(Fit::Begins)),
        ] {
            assert_eq!(as_written(&fold(query), &fold(name)), fit, "{query} in {name}");
        }
        let items = ["joint statement", "statement", "offer"];
        assert_eq!(ranked(items, "state", |item| vec![*item]), [(Fit::Begins, "statement"), (Fit::Word, "joint statement")]);
    }

    proptest! {
        /// Typing on narrows a list: nothing comes into it that was not there before.
        #[test]
        fn what_fits_still_fits_with_letters_taken_away(
            name in "[a-cé А-Вא-ג가-갊ナニ'-]{0,12}",
            query in "[a-cé А-Вא-ג가-갊ナニ'-]{0,6}",
        ) {
            let name = fold(&name);
            if as_written(&fold(&query), &name).is_some() {
                for (end, _) in query.char_indices() {
                    prop_assert!(as_written(&fold(&query[..end]), &name).is_some(), "{:?} in {name:?}", &query[..end]);
                }
            }
        }

        #[test]
        fn what_stands_in_a_name_fits_it(name in "\\PC{1,12}", from in 0_usize..12, length in 1_usize..12) {
            let part: String = name.chars().skip(from).take(length).collect();
            let (name, part) = (fold(&name), fold(&part));
            prop_assume!(name.contains(&part));
            prop_assert!(as_written(&part, &name).is_some());
        }
    }

    #[test]
    fn a_word_fits_best_where_a_word_begins() {
        for (text, word, fit) in [
            ("monitoring of the truce", "moni", Some(Fit::Word)),
            ("the truce", "ruce", Some(Fit::Within)),
            ("atruce truce", "truce", Some(Fit::Word)),
            ("威特科夫", "特科", Some(Fit::Within)),
            ("truce", "peace", None),
            ("ééé", "é", Some(Fit::Word)),
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
