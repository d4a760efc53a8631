//! Phonetic matching of names across scripts: one in Latin letters is found in Cyrillic, Arabic or Hebrew, and a variant spelling in
//! its own script.
//!
//! Letters are taken over into Latin ones by `deunicode`, and what transliterations differ in is put aside: "Zelenskyy", "Зеленський"
//! and "Зеленского" begin alike. In scripts that leave vowels out, and in those that put vowels in, consonants alone are compared.
//! Chinese is compared as it is said, syllable by syllable; foreign names in it are not found.

use unicode_normalization::UnicodeNormalization as _;

/// The fewest letters of a sound that is looked for.
const LEAST: usize = 4;

/// The fewest letters for a sound to be the same as one in Latin letters.
const LEAST_LATIN: usize = 5;

/// The fewest letters that may be the beginning of a syllable.
const SYLLABLE: usize = 3;

/// The fewest consonants that are looked for, as a whole word.
const CONSONANTS: usize = 3;

/// How a word sounds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sound {
    /// With its vowels, without an ending.
    letters: String,
    /// Without its vowels.
    consonants: String,
    /// Whether its script writes the vowels as Latin does.
    vowels: bool,
    /// Whether it stands in Latin letters.
    pub is_latin: bool,
}

/// Whether it is a letter that stands for a syllable of Chinese.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether it is a mark within a word: vowel signs of Hebrew, Arabic and Indic scripts, and apostrophes between letters.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{670}' | '\u{900}'..='\u{97f}')
}

/// How a word sounds; nothing of what has no letters to be said, or is said syllable by syllable.
pub fn of(word: &str) -> Option<Sound> {
    let first = word.chars().find(|c| c.is_alphabetic())?;
    if is_han(first) {
        return None;
    }
    let is_latin = first < '\u{370}';
    let vowels = is_latin
        || matches!(first, '\u{370}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' | '\u{1c80}'..='\u{1cff}' | '\u{1f00}'..='\u{1fff}');
    let said: String = deunicode::deunicode(word).to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let letters = plain_letters(&said);
    let consonants = consonants(&said);
    (!letters.is_empty()).then_some(Sound { letters, consonants, vowels, is_latin })
}

impl Sound {
    /// Whether there is enough of it to be looked for.
    pub fn is_enough(&self) -> bool {
        self.letters.len() >= LEAST
    }

    /// Whether a word in another script is this name, with an ending or without.
    pub fn heard_in(&self, word: &Self) -> bool {
        if word.vowels && self.vowels {
            return self.letters.len() >= LEAST && word.letters.starts_with(&self.letters);
        }
        match self.consonants.len() {
            LEAST.. => word.consonants.starts_with(&self.consonants),
            CONSONANTS => word.consonants == self.consonants,
            _ => false,
        }
    }

    /// Whether both are said the same, letter by letter, however short they are.
    pub fn is(&self, other: &Self) -> bool {
        self.vowels && other.vowels && self.letters == other.letters
    }

    /// Whether a word in Latin letters is this name, spelled otherwise.
    pub fn same(&self, word: &Self) -> bool {
        if self.is_latin { self.letters.len() >= LEAST_LATIN && self.letters == word.letters } else { word.heard_in_latin(self) }
    }

    /// Whether a name in another script is this word, which stands in Latin letters and may have an ending.
    fn heard_in_latin(&self, name: &Self) -> bool {
        if name.vowels {
            name.letters.len() >= LEAST_LATIN && self.letters.starts_with(&name.letters)
        } else {
            self.consonants.len() >= LEAST && self.consonants == name.consonants
        }
    }
}

/// Whether a name begins, at one of its words or syllables, as `wanted` is said, where either stands in Chinese or Korean letters and the
/// other in Latin ones: "wang", "yi", "wangyi" in "王毅", "min" in "송민순", and "习近平" in "xi jinping". Both are folded. Less than three
/// letters are a syllable or nothing.
pub fn syllables_begin(wanted: &str, name: &str) -> bool {
    if has_syllables(wanted) == has_syllables(name) {
        return false;
    }
    let (wanted, name) = (syllables(wanted).concat(), syllables(name));
    let begins = |at: usize| {
        let rest = name[at..].concat();
        rest.starts_with(&wanted) && (wanted.len() >= SYLLABLE || name[at] == wanted)
    };
    !wanted.is_empty() && (0..name.len()).any(begins)
}

/// Whether letters of a text are syllables of Chinese or Korean.
pub fn has_syllables(text: &str) -> bool {
    // What is folded has its syllables taken apart.
    text.nfc().any(is_syllable)
}

fn is_syllable(c: char) -> bool {
    is_han(c) || matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// A text as it is said: each syllable of Chinese or Korean, and each other word.
fn syllables(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut goes_on = false;
    for c in text.nfc() {
        let said = deunicode::deunicode_char(c).unwrap_or_default().to_lowercase();
        let said: String = said.chars().filter(char::is_ascii_alphanumeric).collect();
        match parts.last_mut().filter(|_| goes_on && !is_syllable(c)) {
            Some(part) => part.push_str(&said),
            None if !said.is_empty() => parts.push(said.clone()),
            None => {}
        }
        goes_on = !said.is_empty() && !is_syllable(c);
    }
    parts
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The letters without what transliterations differ in, and without a vowel at the end.
fn plain_letters(said: &str) -> String {
    let said = said.replace("kh", "h").replace("zh", "j").replace("ph", "f").replace("ck", "k").replace("tz", "ts");
    let mut letters = String::new();
    let all: Vec<char> = said
        .chars()
        .map(|c| match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            c => c,
        })
        .collect();
    for (at, &c) in all.iter().enumerate() {
        let next = all.get(at + 1).copied();
        // "Umierov", "Umerov"; "Kostiukov", "Kostyukov".
        if c == 'i' && next.is_some_and(is_vowel) {
            continue;
        }
        let c = if at == 0 && c == 'u' && next.is_some_and(is_vowel) { 'v' } else { c };
        if !letters.ends_with(c) {
            letters.push(c);
        }
    }
    while letters.len() > LEAST && letters.ends_with(is_vowel) {
        letters.pop();
    }
    letters
}

/// The consonants, with those as one that scripts take for one another.
fn consonants(said: &str) -> String {
    let said = said
        .replace("gh", "k")
        .replace("kh", "k")
        .replace("ch", "j")
        .replace("sh", "s")
        .replace("ts", "s")
        .replace("ph", "f")
        .replace("th", "t")
        .replace("dh", "d");
    let mut bones = String::new();
    for c in said.chars() {
        let c = match c {
            'q' | 'g' | 'c' | 'k' => 'k',
            'z' | 'j' => 'j',
            'l' | 'r' => 'r',
            'p' | 'b' | 'v' => 'b',
            'y' | 'w' | 'h' => continue,
            c if is_vowel(c) => continue,
            c => c,
        };
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    bones
}
