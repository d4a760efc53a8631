//! How like two names are. What is not the same but like is proposed, never taken silently.

use super::people::{PARTICLES, is_patronymic};
use strsim::jaro_winkler;

/// From this likeness on one is proposed.
const PROPOSED: f64 = 0.87;

/// From this likeness on the proposal stands unless the user says otherwise.
const STRONG: f64 = 0.92;

/// How many candidates are offered.
pub(super) const OFFERED: usize = 5;

/// How like two names are, if they are like enough to ask, and whether they may well be one: a name in another order, shortened, or
/// written from another script in another way. A full name with another word in it is asked about, and not taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Likeness(f64, bool);

impl Likeness {
    pub(super) fn is_strong(self) -> bool {
        self.1 && self.0 >= STRONG
    }
}

/// How like two names of people are. Names with other figures in them are other names.
pub(super) fn likeness_of_people(a: &str, b: &str) -> Option<Likeness> {
    if figures(a) != figures(b) {
        return None;
    }
    let (one, two): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (fewer, more) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    let like = if fewer.len() == more.len() && fewer.iter().all(|word| word.chars().count() > 1) {
        // In any order, but word for word: of two names with one word in common the other tells them apart.
        part_of(&fewer, &more, 0.8)
    } else {
        part_of(&fewer, &more, 0.9)
    };
    // "al-Busaidi" and "Albusaidi".
    let joined = jaro_winkler(&a.replace(' ', ""), &b.replace(' ', ""));
    let like = if joined >= 0.96 { like.max(joined) } else { like };
    (like >= PROPOSED).then(|| Likeness(like, may_be_one(&fewer, &more)))
}

/// How like two names of parties, rounds, issues or negotiations are. Other figures, numerals and single letters make another thing, and so
/// do words that tell one thing from another; a name inside a longer name is never taken for it.
pub(super) fn likeness(a: &str, b: &str) -> Option<Likeness> {
    let marks = |name: &str| -> Vec<String> {
        let words = name.split(' ').filter(|word| is_mark(word));
        let mut marks: Vec<String> = words.map(str::to_owned).collect();
        marks.sort();
        marks
    };
    if marks(a) != marks(b) {
        return None;
    }
    let count = |name: &str| name.split(' ').filter(|word| !is_small(word)).count();
    likeness_of_people(a, b).map(|like| Likeness(like.0, like.1 && count(a) == count(b)))
}

/// Whether a word tells one thing from another of the same sort: a numeral, a letter, a point of the compass, new or old.
fn is_mark(word: &str) -> bool {
    const MARKS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "central",
        "middle",
        "upper",
        "lower",
        "inner",
        "outer",
        "new",
        "old",
        "great",
        "greater",
        "lesser",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "people",
        "peoples",
        "democratic",
        "equatorial",
        "non",
        "anti",
        "former",
        "deputy",
        "vice",
        "joint",
        "sub",
        "federal",
        "national",
        "nord",
        "sud",
        "ost",
        "est",
        "ouest",
        "nordlich",
        "sudlich",
        "neu",
        "alt",
    ];
    let is_numeral = word.len() <= 6 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    // The letter of an article, and the s of a genitive, are marks of nothing.
    let is_letter = word.chars().count() == 1 && !matches!(word, "d" | "l" | "s" | "n" | "a" | "o" | "e" | "y");
    is_numeral || is_letter || MARKS.contains(&word)
}

/// A small word, which may stand or not.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "a"
            | "for"
            | "in"
            | "on"
            | "de"
            | "la"
            | "le"
            | "les"
            | "des"
            | "du"
            | "der"
            | "die"
            | "das"
            | "und"
            | "et"
            | "d"
            | "l"
            | "s"
    )
}

/// How like the words of the shorter name are, all in all, to as many of the longer one: each at least `each`, or written as its first
/// letter, and one of them whole.
fn part_of(fewer: &[&str], more: &[&str], each: f64) -> f64 {
    let mut left: Vec<&str> = more.to_vec();
    // A name that is only a part of another is never wholly sure.
    let best_possible = if fewer.len() == more.len() { 1.0 } else { 0.96 };
    let (mut sum, mut letters) = (0.0, 0.0);
    let mut whole = false;
    for word in fewer {
        let alone = word.chars().count() == 1;
        let like = |other: &&str| {
            if alone || other.chars().count() == 1 {
                if word.chars().next() == other.chars().next() { 0.93 } else { 0.0 }
            } else {
                jaro_winkler(word, other)
            }
        };
        let best = left.iter().enumerate().map(|(at, other)| (at, like(other))).max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((at, like)) = best else { return 0.0 };
        if like < each {
            return 0.0;
        }
        whole |= !alone && word.chars().count() > 3 || word.chars().any(|c| u32::from(c) > 0x2e80);
        let weight = f64::from(u16::try_from(word.chars().count()).unwrap_or(u16::MAX));
        sum += like * weight;
        letters += weight;
        left.remove(at);
    }
    if whole { (sum / letters).min(best_possible) } else { 0.0 }
}

/// Whether each word of the shorter name stands in the longer one, as its first letter or as the same word from another script.
fn may_be_one(fewer: &[&str], more: &[&str]) -> bool {
    let mut left: Vec<(String, &str)> = more.iter().map(|word| (sounds(word), *word)).collect();
    let joined = |words: &[&str]| sounds(&words.concat());
    let each = fewer.iter().all(|word| {
        let alone = word.chars().count() == 1;
        let own = sounds(word);
        let same = |(other, _): &(String, &str)| {
            *other == own || (alone || other.chars().count() == 1) && other.chars().next() == own.chars().next()
        };
        left.iter().position(same).map(|at| left.remove(at)).is_some()
    });
    joined(fewer) == joined(more) || each && is_completed(fewer, more, left.into_iter().map(|(_, word)| word))
}

/// Whether a longer name is the shorter one with what a name may have besides: an initial, a particle, the father's name, or the first
/// names before a surname that stood alone. A second surname makes somebody else.
fn is_completed<'w>(fewer: &[&str], more: &[&str], mut besides: impl Iterator<Item = &'w str>) -> bool {
    let is_beside = |word: &str| word.chars().count() == 1 || is_small(word) || PARTICLES.contains(&word) || is_patronymic(word);
    let is_surname = |words: &[&str]| match words {
        [_] => true,
        [first, ..] => PARTICLES.contains(first),
        [] => false,
    };
    let stands_last =
        || more.len() >= fewer.len() && fewer.iter().zip(&more[more.len() - fewer.len()..]).all(|(a, b)| sounds(a) == sounds(b));
    besides.all(is_beside) || is_surname(fewer) && stands_last()
}

/// A word without what differs from one way of writing another script to the next: "kyslytsya" and "kyslytsia" are one.
fn sounds(word: &str) -> String {
    let mut sounds = String::with_capacity(word.len());
    for c in word.chars() {
        let c = if matches!(c, 'y' | 'j') { 'i' } else { c };
        if !sounds.ends_with(c) {
            sounds.push(c);
        }
    }
    sounds
}

fn figures(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric() || *c == ' ').collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words by which a name is found among many: two names that are like share one.
pub(super) fn handles(plain: &str) -> impl Iterator<Item = String> + '_ {
    plain.split(' ').filter(|word| !word.is_empty()).map(|word| {
        // The first two letters that are no vowels, after the first letter of any sort: "umerov" and "umierov" are one.
        let mut letters = word.chars();
        let first = letters.next();
        let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h');
        first.into_iter().chain(letters.filter(|c| !vowel(*c)).take(1)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_proposed_for_like_spellings_and_parts_and_for_no_others() {
        let cases = [
            ("umerov", "rustem umerov", Some(true)),
            ("rustem umyerov", "rustem umerov", Some(false)),
            ("anna bakomiru", "anna bakomira", Some(false)),
            ("umerov rustem", "rustem umerov", Some(true)),
            ("r umerov", "rustem umerov", Some(true)),
            ("volodymyr zelenskyy", "volodymyr zelensky", Some(true)),
            ("medinsky", "vladimir medinsky", Some(true)),
            ("kyiv", "kyrylo budanov", None),
            ("moscow", "rustem umerov", None),
            ("ru ua 2022", "ru ua 2025", None),
            ("russian memorandum", "russia", Some(false)),
            ("ceasefire", "ceasefire option 1", None),
            ("sergey lavrov", "serhiy kyslytsia", None),
            ("andrii kostin", "andrii hnatov", None),
            ("badr albusaidi", "badr al busaidi", Some(true)),
            ("kyslytsia", "serhii kyslytsya", Some(true)),
            ("volodymyr zelenskyj", "volodymyr zelenskii", Some(true)),
            ("mara lind", "mara lind harper", Some(false)),
            ("lind", "mara lind harper", Some(false)),
            ("mara lind", "mara j lind", Some(true)),
            ("sergey lavrov", "sergey viktorovich lavrov", Some(true)),
            ("von der leyen", "ursula von der leyen", Some(true)),
            ("ida brandt", "ida maria brandt", Some(false)),
            ("john smith", "john smith jr", Some(false)),
        ];
        for (a, b, expected) in cases {
            assert_eq!(likeness_of_people(a, b).map(Likeness::is_strong), expected, "{a} / {b}");
            assert_eq!(likeness_of_people(b, a).map(Likeness::is_strong), expected, "{b} / {a}");
        }
    }

    #[test]
    fn things_that_differ_in_a_word_that_tells_them_apart_are_not_taken_for_one_another() {
        for (a, b) in [
            ("cote d ivoire", "denmark"),
            ("republic of korea", "sudan"),
            ("people s republic of korea", "republic of korea"),
            ("working group i", "working group ii"),
            ("working group ii", "working group iii"),
            ("working group a", "working group b"),
            ("guinea", "equatorial guinea"),
            ("guinea bissau", "guinea"),
            ("papua new guinea", "guinea"),
            ("south sudan", "sudan"),
            ("north korea", "south korea"),
            ("republic of congo", "democratic republic of congo"),
            ("lebanon", "israel lebanon"),
            ("kosovo", "kosovo serbia"),
            ("round 2", "round 3"),
            ("north macedonia", "macedonia"),
            ("new caledonia", "caledonia"),
            ("eastern front", "western front"),
            ("deputy minister", "minister"),
        ] {
            assert!(!likeness(a, b).is_some_and(Likeness::is_strong), "{a} / {b}");
            assert!(!likeness(b, a).is_some_and(Likeness::is_strong), "{b} / {a}");
        }
        for (a, b) in [
            ("joint sbi sbsta session", "sbsta sbi joint session"),
            ("republic of korea", "the republic of korea"),
            ("cote d ivoire", "cote ivoire"),
        ] {
            assert!(likeness(a, b).is_some_and(Likeness::is_strong), "{a} / {b}");
        }
    }

    #[test]
    fn like_names_share_a_handle() {
        let share = |a: &str, b: &str| handles(a).any(|one| handles(b).any(|other| one == other));
        assert!(share("umerov", "rustem umyerov"));
        assert!(share("zelenskyy", "volodymyr zelensky"));
        assert!(!share("kyiv", "moscow"));
    }
}
