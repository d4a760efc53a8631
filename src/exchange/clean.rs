//! Sanitises text for output: removes control characters and bidirectional overrides. Every writer passes the texts of the record
//! through here.

use std::borrow::Cow;

/// Text as it may leave, line by line: line ends of every kind are `\n`, tabs stay, and of other characters all stay that have a
/// shape or shape their neighbours. What goes:
///
/// - control characters, and code points that stand for no character: XML may not hold them, terminals obey them;
/// - embeddings, overrides, isolates and marks of direction (U+202A–202E, U+2066–2069, U+200E, U+200F, U+061C): with them a text
///   shows another order than it has. Direction is set by the writers, from the letters;
/// - byte order marks, annotation anchors, deprecated format characters, and tags, which hide text from the eye.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| stays(c) && !ends_line(c) || c == '\n') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' => {
                letters.next_if_eq(&'\n');
                clean.push('\n');
            }
            c if ends_line(c) => clean.push('\n'),
            c if stays(c) => clean.push(c),
            _ => {}
        }
    }
    Cow::Owned(clean)
}

/// The same in one line: line ends and tabs are spaces.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    match clean(text) {
        clean if clean.contains(['\n', '\t']) => Cow::Owned(clean.replace(['\n', '\t'], " ")),
        clean => clean,
    }
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn stays(c: char) -> bool {
    let hidden = matches!(c,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    let no_character = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    c == '\t' || !c.is_control() && !hidden && !no_character
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_turns_or_hides_text_is_taken_out_and_the_rest_stays() {
        for (text, expected) in [
            ("plain – “quoted” naïve", "plain – “quoted” naïve"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("\u{2067}a\u{2069}b\u{200f}c\u{200e}\u{61c}", "abc"),
            ("a\u{0}b\u{1b}[31mred\u{7f}\u{9b}", "ab[31mred"),
            ("\u{feff}one\r\ntwo\rthree\u{2028}four\u{85}five\u{c}six", "one\ntwo\nthree\nfour\nfive\nsix"),
            ("tab\tstays", "tab\tstays"),
            ("\u{fffe}\u{ffff}\u{1fffe}\u{fdd0}x", "x"),
            ("می‌خواهم क्ष 👩‍👩‍👧 e\u{301}", "می‌خواهم क्ष 👩‍👩‍👧 e\u{301}"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
        assert_eq!(clean_line("one\r\ntwo\tthree"), "one two three");
        assert!(matches!(clean("unchanged\nin two lines"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(once.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control()));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&once), letters(&text));
            prop_assert!(!clean_line(&text).contains('\n'));
        }
    }
}
