//! Folding: the form in which two spellings of one name are compared, so that "Łukasz", "łukasz" and "LUKASZ" are one.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// The form of `text` that searching and matching compare: compatibility-decomposed, without accents, vowel points and cantillation,
/// in lower case, with letters such as ł and ø as their plain neighbours, apostrophes and dashes of one sort, and runs of
/// white space as one space. Marks that carry the vowel (in Indic scripts, kana, Thai) stay. Folding twice changes nothing more.
///
/// ```
/// use rapporteur::text::fold::fold;
/// assert_eq!(fold("  Genève – ŁÓDŹ "), "geneve - lodz");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() { fold_ascii(text) } else { fold_any(text) }
}

/// Whether it is a letter of a script that is written without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a word may go on behind it with another: such a letter, or one of Korean, where endings are joined to names. Folding takes
/// the syllables of Korean apart.
pub fn runs_on(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The same for plain text, of which there is most: folding it letter by letter is what searching would wait for.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '`' => folded.push('\''),
            c => folded.push(c.to_ascii_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|&c| !is_accent(c)) {
        match plain(c) {
            Plain::Letters(letters) => folded.push_str(letters),
            Plain::Space if folded.is_empty() || folded.ends_with(' ') => {}
            Plain::Space => folded.push(' '),
            Plain::Gone => {}
            Plain::Same => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words of a text alone, folded: everything but letters and digits as one space, and none at the ends.
///
/// ```
/// use rapporteur::text::fold::words;
/// assert_eq!(words(" Off-the-record? "), "off the record");
/// ```
pub fn words(text: &str) -> String {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The form of `text` by which names stand in order: folded, its numbers written so long that they sort as numbers, "round 9" before
/// "round 10".
pub fn natural(text: &str) -> String {
    const LENGTH: usize = 20;
    let mut sorted = String::with_capacity(text.len());
    let mut digits = String::new();
    for sign in fold(text).chars().map(Some).chain([None]) {
        if let Some(digit) = sign.filter(char::is_ascii_digit) {
            digits.push(digit);
            continue;
        }
        if !digits.is_empty() {
            let number = digits.trim_start_matches('0');
            sorted.extend(std::iter::repeat_n('0', LENGTH.saturating_sub(number.len())));
            sorted.push_str(number);
            digits.clear();
        }
        sorted.extend(sign);
    }
    sorted
}

/// Whether the two are one name, spelled alike but for case, accents and the like.
pub fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// A mark that is written above or below a letter without changing which letter it is.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
        && (canonical_combining_class(c) != 0 || c == '\u{488}' || c == '\u{489}' || ('\u{20DD}'..='\u{20E4}').contains(&c))
}

enum Plain {
    Letters(&'static str),
    Space,
    Gone,
    Same,
}

/// What stands for `c`, which is in lower case and decomposed.
fn plain(c: char) -> Plain {
    let letters = match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' | 'ɖ' => "d",
        'ħ' => "h",
        'ı' | 'ɨ' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        'ß' => "ss",
        'þ' => "th",
        'æ' => "ae",
        'œ' => "oe",
        'ə' => "e",
        'ς' => "σ",
        'ґ' => "г",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' | 'ہ' | 'ە' => "ه",
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | '′' | '׳' => "'",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '־' => "-",
        '“' | '”' | '„' | '«' | '»' | '״' => "\"",
        'ـ' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {
            return Plain::Gone;
        }
        c if c.is_whitespace() => return Plain::Space,
        _ => return Plain::Same,
    };
    Plain::Letters(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scripts_are_told_by_how_their_words_stand() {
        for unspaced in ["กลับ", "ລາວ", "မြန်မာ", "ខ្មែរ", "オフレコ", "ひらがな", "王毅", "習近平"]
        {
            assert!(fold(unspaced).chars().any(is_unspaced) && fold(unspaced).chars().any(runs_on), "{unspaced}");
        }
        for korean in ["송민순", "대외비"] {
            assert!(!fold(korean).chars().any(is_unspaced) && fold(korean).chars().all(runs_on), "{korean}");
        }
        for spaced in ["Geneva", "Женева", "ღია", "عمان", "עומאן", "दिल्ली", "Αθήνα"] {
            assert!(!fold(spaced).chars().any(runs_on), "{spaced}");
        }
    }

    #[test]
    fn one_name_in_several_hands_folds_to_one() {
        for (a, b) in [
            ("Łódź", "lodz"),
            ("ZELENSKÝ", "zelensky"),
            ("İstanbul", "istanbul"),
            ("ISTANBUL", "ıstanbul"),
            ("Straße", "STRASSE"),
            ("Đà Nẵng", "da nang"),
            ("Сергій", "СЕРГІЙ"),
            ("أحمد", "احمد"),
            ("שָׁלוֹם", "שלום"),
            ("ＵＡ", "ua"),
            ("O’Brien", "O'BRIEN"),
            ("Abu\u{a0}Dhabi ", "abu dhabi"),
            ("ΟΔΥΣΣΕΎΣ", "Οδυσσεύς"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} and {b}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (a, b) in [("किम", "कम"), ("ば", "は"), ("Иран", "Ирак"), ("กำ", "กา"), ("Iran", "Iraq")]
        {
            assert_ne!(fold(a), fold(b), "{a} and {b}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_for_plain_text_leads_to_the_same(text in "[\\x00-\\x7f]*") {
            prop_assert_eq!(fold_ascii(&text), fold_any(&text));
        }

        #[test]
        fn folding_twice_changes_nothing_more(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_does_not_matter(text in "[a-zA-Zéüñçа-яА-Я ]*") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
        }
    }
}
