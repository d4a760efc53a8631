//! File names that are readable and valid on every file system.

use super::scan::{FOLDERS, WORKSPACE};
use std::ffi::OsStr;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// The most bytes of a title in a file name.
const LONGEST: usize = 40;

/// What stands for a title of which nothing is left.
pub(super) const NAMELESS: &str = "record";

/// A title as lower-case ASCII words joined by hyphens, at most 40 bytes; [`NAMELESS`] if nothing of it is left.
pub(super) fn slug(title: &str) -> String {
    let mut out = String::new();
    for word in ascii(title).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let joined = if out.is_empty() { word.len() } else { out.len() + 1 + word.len() };
        if joined > LONGEST {
            if out.is_empty() {
                out.push_str(word.get(..LONGEST).unwrap_or(word));
            }
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    if out.is_empty() { NAMELESS.to_owned() } else { out }
}

/// A path as a log may name it. The names of parties, people and negotiations stand in the names of files, and a log is read by others
/// than the record is: only what tells the file from others is left of a name.
pub(crate) fn in_log(path: &Path) -> String {
    let part = |part: &OsStr| {
        let name = part.to_string_lossy();
        let is_ours =
            FOLDERS.contains(&&*name) || ["rounds", "between", "damaged", "negotiation.ron", WORKSPACE, ".git"].contains(&&*name);
        match name.rsplit_once('-') {
            _ if is_ours => name.into_owned(),
            Some((_, tail)) if tail.trim_end_matches(".ron").chars().all(|c| c.is_ascii_hexdigit()) => format!("…-{tail}"),
            _ => "…".to_owned(),
        }
    };
    path.iter().map(part).collect::<Vec<_>>().join("/")
}

/// Letters by their Latin look-alikes or the usual transliteration; a letter without one parts words.
fn ascii(title: &str) -> String {
    let mut out = String::new();
    for c in title.nfkd().flat_map(char::to_lowercase) {
        match c {
            c if c.is_ascii() => out.push(c),
            '\u{300}'..='\u{36f}' => {}
            '\'' | '’' | 'ʼ' | 'ь' | 'ъ' => {}
            c => out.push_str(letter(c)),
        }
    }
    out
}

fn letter(c: char) -> &'static str {
    match c {
        'ł' => "l",
        'ø' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'а' | 'α' => "a",
        'б' | 'β' => "b",
        'в' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'ё' | 'ε' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'і' | 'й' | 'η' | 'ι' => "i",
        'ы' | 'υ' => "y",
        'ї' => "i",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' => "u",
        'ф' | 'φ' => "f",
        'х' | 'χ' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_names_no_name() {
        let check = |path: &str, expected: &str| assert_eq!(in_log(Path::new(path)), expected);
        check("parties/new-land-00b0513573.ron", "parties/…-00b0513573.ron");
        check(
            "negotiations/ukraine-talks-0000000b/rounds/2026-02-04-abu-dhabi-94931cc3.ron",
            "negotiations/…-0000000b/rounds/…-94931cc3.ron",
        );
        check("negotiations/secret talks/negotiation.ron", "negotiations/…/negotiation.ron");
        check("bin/copy-of-secret.ron", "bin/…");
        check("workspace.ron", "workspace.ron");
    }

    #[test]
    fn titles_become_names() {
        let check = |title: &str, expected: &str| assert_eq!(slug(title), expected, "{title}");
        check("Abu Dhabi, round 1", "abu-dhabi-round-1");
        check("  Łódź — Zażółć gęślą jaźń ", "lodz-zazolc-gesla-jazn");
        check("Рустем Умеров", "rustem-umerov");
        check("Запоріжжя", "zaporizhzhia");
        check("İstanbul / ǅ ﬁn", "istanbul-dz-fin");
        check("北京", "record");
        check("", "record");
        check("../../etc/passwd\0", "etc-passwd");
        check("CON", "con");
        check("a".repeat(60).as_str(), &"a".repeat(40));
        check("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight");
    }
}
