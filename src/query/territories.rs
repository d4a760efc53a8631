//! Names of states and territories: in many languages, with the names of their people, their capital and their seat of government.
//! The table is `assets/places/territories.tsv`, which names its sources.

use crate::text::fold;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One territory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Territory {
    /// ISO 3166-1 alpha-2; also EU and XK.
    pub code: &'static str,
    /// Names in many languages, long and short, also former ones.
    pub names: Vec<&'static str>,
    /// Abbreviations in capitals.
    pub shorts: Vec<&'static str>,
    /// What its people are called, and adjectives: "Dutch", "Poles"; names of its language in many languages.
    pub people: Vec<&'static str>,
    /// Its capitals.
    pub capitals: Vec<&'static str>,
    /// By what its government goes: "Kremlin".
    pub seats: Vec<&'static str>,
}

static ALL: LazyLock<Vec<Territory>> = LazyLock::new(|| {
    let mut all: BTreeMap<&'static str, Territory> = BTreeMap::new();
    for line in include_str!("../../assets/places/territories.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(code), Some(what), Some(forms)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let territory = all.entry(code).or_insert_with(|| Territory { code, ..Territory::default() });
        let list = match what {
            "name" => &mut territory.names,
            "short" => &mut territory.shorts,
            "people" => &mut territory.people,
            "capital" => &mut territory.capitals,
            "seat" => &mut territory.seats,
            _ => continue,
        };
        let (short, long): (Vec<&str>, Vec<&str>) = forms.split('|').partition(|form| is_short(form));
        list.extend(long);
        territory.shorts.extend(short);
    }
    all.into_values().collect()
});

/// The most letters of an abbreviation.
const SHORT: usize = 5;

/// By a form, folded and with spaces at the ends, whose it is.
static FORMS: LazyLock<BTreeMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, territory) in ALL.iter().enumerate() {
        for form in territory.names.iter().chain(&territory.people) {
            let of = forms.entry(padded(form)).or_default();
            if !of.contains(&at) {
                of.push(at);
            }
        }
    }
    forms
});

/// The most words that a form of the table has.
static LONGEST: LazyLock<usize> =
    LazyLock::new(|| FORMS.keys().map(|form| form.split_whitespace().count()).max().unwrap_or_default());

/// Whether it is an abbreviation, which counts only as it is written: "ARE" is a code, "are" is not.
fn is_short(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() <= SHORT && letters.clone().any(char::is_uppercase) && !letters.clone().any(char::is_lowercase)
}

fn padded(text: &str) -> String {
    format!(" {} ", fold::words(text))
}

impl Territory {
    /// What it is called in English.
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or(self.code)
    }

    /// Its codes of two and of three letters.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        let is_code = |short: &&str| (2..=3).contains(&short.len()) && short.bytes().all(|byte| byte.is_ascii_uppercase());
        let (code, shorts) = (self.code, self.shorts.clone());
        std::iter::once(code).chain(shorts.into_iter().filter(move |short| is_code(short) && *short != code))
    }
}

/// The territory that goes by that whole name, if it is one alone.
pub fn called(name: &str) -> Option<&'static Territory> {
    let padded = padded(name);
    let of = FORMS.get(&padded)?.iter().filter_map(|at| ALL.get(*at));
    let mut named = of.filter(|one| one.names.iter().any(|form| self::padded(form) == padded));
    named.next().filter(|_| named.next().is_none())
}

/// Whether a capital is called so.
pub fn is_capital(name: &str) -> bool {
    let padded = padded(name);
    ALL.iter().flat_map(|one| &one.capitals).any(|form| self::padded(form) == padded)
}

/// The fewest letters of a name within letters without spaces: of fewer, any may be another word.
const LEAST_UNSPACED: usize = 2;

/// Adds the territories that are named within letters of a script without spaces, the longest names first at each place.
fn unspaced(word: &str, found: &mut Vec<usize>) {
    let letters: Vec<char> = word.chars().collect();
    if !letters.iter().any(|c| fold::is_unspaced(*c)) {
        return;
    }
    let mut at = 0;
    while at < letters.len() {
        let named = (LEAST_UNSPACED..=LONGEST_UNSPACED.min(letters.len() - at)).rev().find_map(|count| {
            let form: String = letters[at..at + count].iter().collect();
            Some((count, FORMS.get(&format!(" {form} "))?))
        });
        match named {
            Some((count, of)) => {
                found.extend(of.iter().filter(|one| !found.contains(one)).copied().collect::<Vec<_>>());
                at += count;
            }
            None => at += 1,
        }
    }
}

/// The most letters that a name within others is looked for with.
const LONGEST_UNSPACED: usize = 16;

/// The fewest letters before the ending of a Cyrillic form.
const LEAST_STEM: usize = 4;

/// The most letters of an ending.
const LONGEST_ENDING: usize = 3;

/// By what stands before the ending of a form in Cyrillic letters, whose it is.
static STEMS: LazyLock<BTreeMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut stems: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (form, of) in FORMS.iter() {
        let form = form.trim();
        if !form.chars().all(is_cyrillic) {
            continue;
        }
        let is_ending = |c: char| "аяоеийіїєьыуюё".contains(c);
        let stems_of = [form.strip_suffix(is_ending).unwrap_or(form), form.trim_end_matches(is_ending)];
        for stem in stems_of.into_iter().filter(|stem| stem.chars().count() >= LEAST_STEM) {
            stems.entry(stem.to_owned()).or_default().extend(of);
        }
    }
    stems
});

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// The territory of which a word in Cyrillic letters, folded, is a case or an adjective: "Украиной", "украинская". None if it may be of
/// several. A guess, for what is only proposed.
pub fn inflected(word: &str) -> Option<&'static Territory> {
    if !word.chars().all(is_cyrillic) {
        return None;
    }
    let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]).rev().take(LONGEST_ENDING + 1);
    let found = ends.filter_map(|end| STEMS.get(word.get(..end)?)).next()?;
    match found.as_slice() {
        [one] => ALL.get(*one),
        [one, more @ ..] if more.iter().all(|other| other == one) => ALL.get(*one),
        _ => None,
    }
}

/// The territory of that code or abbreviation, in letters of any size, if it is one alone.
pub fn abbreviated(short: &str) -> Option<&'static Territory> {
    let short = short.trim();
    let is_it = |one: &&Territory| one.codes().chain(one.shorts.iter().copied()).any(|form| form.eq_ignore_ascii_case(short));
    let mut found = ALL.iter().filter(is_it);
    found.next().filter(|_| found.next().is_none())
}

/// The territories that a name speaks of: it is one of their names, or has one among its words ("Government of the Netherlands",
/// "Dutch delegation"). The longest forms count: "South Sudan" is not Sudan.
pub fn spoken_of(name: &str) -> Vec<&'static Territory> {
    let padded = padded(name);
    let words: Vec<&str> = padded.split_whitespace().collect();
    let mut found: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = (*LONGEST).min(words.len() - at);
        let longest = (1..=most).rev().find_map(|count| {
            let form = format!(" {} ", words[at..at + count].join(" "));
            Some((count, FORMS.get(&form)?))
        });
        match longest {
            Some((count, of)) => {
                found.extend(of.iter().filter(|one| !found.contains(one)).copied().collect::<Vec<_>>());
                at += count;
            }
            None => {
                unspaced(words[at], &mut found);
                at += 1;
            }
        }
    }
    // In a name that is written in capitals throughout a word may be any word.
    let tokens: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    if tokens.len() == 1 || name.chars().any(char::is_lowercase) {
        let has = |one: &Territory| one.shorts.iter().any(|short| tokens.contains(short));
        found.extend(
            ALL.iter()
                .enumerate()
                .filter(|(_, one)| has(one))
                .map(|(at, _)| at)
                .filter(|at| !found.contains(at))
                .collect::<Vec<_>>(),
        );
    }
    found.into_iter().filter_map(|at| ALL.get(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str) -> Vec<&'static str> {
        spoken_of(name).iter().map(|one| one.code).collect()
    }

    #[test]
    fn names_within_letters_without_spaces() {
        assert_eq!(codes("俄罗斯代表团和乌克兰总统访问美国。"), ["RU", "UA", "US"]);
        assert_eq!(codes("白俄罗斯"), ["BY"]);
        assert_eq!(codes("日本は韓国と"), ["JP", "KR"]);
        assert_eq!(codes("代表团成员还包括总统助理"), [""; 0]);
    }

    #[test]
    fn cases_in_cyrillic_letters() {
        let code = |word: &str| inflected(&fold::words(word)).map(|one| one.code);
        for (word, of) in [
            ("Украиной", Some("UA")),
            ("украинская", Some("UA")),
            ("России", Some("RU")),
            ("Ирана", Some("IR")),
            ("Ирака", Some("IQ")),
            ("Китаем", Some("CN")),
            ("переговоры", None),
            ("стороны", None),
            ("Kiev", None),
        ] {
            assert_eq!(code(word), of, "{word}");
        }
    }

    #[test]
    fn names_are_known_whole_and_within_longer_ones() {
        for (name, of) in [
            ("United States", &["US"][..]),
            ("USA", &["US"]),
            ("UAE", &["AE"]),
            ("Government of the Netherlands", &["NL"]),
            ("Polish delegation", &["PL"]),
            ("South Sudan", &["SS"]),
            ("Equatorial Guinea", &["GQ"]),
            ("Republic of Korea", &["KR"]),
            ("Россия", &["RU"]),
            ("中国", &["CN"]),
            ("European Union", &["EU"]),
            ("US delegation", &["US"]),
            ("WORKERS AND EMPLOYERS", &[]),
            ("Workers and employers", &[]),
            ("Hamas", &[]),
            ("", &[]),
        ] {
            assert_eq!(codes(name), of, "{name}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert!(ALL.len() > 240, "{} territories", ALL.len());
        for one in ALL.iter() {
            assert_eq!(one.code.len(), 2, "{one:?}");
            assert!(!one.names.is_empty(), "{one:?}");
            let forms = [&one.names, &one.shorts, &one.people, &one.capitals, &one.seats].into_iter().flatten();
            for form in forms {
                assert!(!padded(form).trim().is_empty() && form.trim() == *form, "{form:?} of {}", one.code);
            }
        }
    }
}
