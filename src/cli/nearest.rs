//! "Did you mean": the nearest valid word to a mistyped one.

use crate::text::fold::fold;

/// How alike two words must be, from 0 to 1, for the one to be offered in place of the other.
const ALIKE: f64 = 0.6;

/// The most similar of the words, if one is similar at all; of equals the first.
pub(super) fn nearest<T: AsRef<str>>(word: &str, valid: impl IntoIterator<Item = T>) -> Option<T> {
    let wanted = fold(word);
    let mut best: Option<(f64, T)> = None;
    for one in valid {
        let name = fold(one.as_ref());
        // A name of several words is meant by any of them.
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let alike = parts.map(|part| ratio(&wanted, part)).fold(ratio(&wanted, &name), f64::max);
        if alike >= ALIKE && best.as_ref().is_none_or(|(most, _)| alike > *most) {
            best = Some((alike, one));
        }
    }
    best.map(|(_, one)| one)
}

fn ratio(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_strangers_are_not() {
        let names = ["Territory", "Ceasefire › Monitoring", "Prisoners"];
        assert_eq!(nearest("teritory", names), Some("Territory"));
        assert_eq!(nearest("MONITORNG", names), Some("Ceasefire › Monitoring"));
        assert_eq!(nearest("fisheries", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("x", [""; 0]), None);
    }
}
