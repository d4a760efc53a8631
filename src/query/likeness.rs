//! How two texts differ, worked out on numbered pieces: the one place that calls the diff library.
//!
//! Its functions are generic over what is compared and choose among six algorithms at run time; called on words and on letters
//! directly they were 5 % of all code generated for the crate. Here they are made once, for numbers, with one algorithm.

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};
use std::collections::HashMap;
use std::ops::Range;

/// What turns `old` into `new`, as ranges of the pieces of both, in order; covers both from beginning to end.
pub(super) fn operations<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<DiffOp> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut numbered = |pieces: &[&'t str]| -> Vec<usize> {
        let mut one = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let next = numbers.len();
            one.push(*numbers.entry(piece).or_insert(next));
        }
        one
    };
    let (old, new) = (numbered(old), numbered(new));
    of_numbers(&old, &new)
}

/// How alike two texts are, letter by letter: 1 for the same, 0 for nothing in common.
pub(super) fn of_letters(one: &str, other: &str) -> f64 {
    let [one, other] = [one, other].map(|text| text.chars().map(|letter| letter as usize).collect::<Vec<_>>());
    let all = one.len() + other.len();
    if all == 0 {
        return 1.0;
    }
    let mut common = 0;
    for operation in of_numbers(&one, &other) {
        if let DiffOp::Equal { len, .. } = operation {
            common += len;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    let ratio = 2.0 * common as f64 / all as f64;
    ratio
}

/// The part of `other`, in bytes, from the first letters that stand in `one` to the last; nothing if fewer than three in a row do.
pub(super) fn common_span(one: &str, other: &str) -> Option<Range<usize>> {
    let [numbers, others] = [one, other].map(|text| text.chars().map(|letter| letter as usize).collect::<Vec<_>>());
    let starts: Vec<usize> = other.char_indices().map(|(at, _)| at).chain([other.len()]).collect();
    let runs = of_numbers(&numbers, &others).into_iter().filter_map(|operation| match operation {
        DiffOp::Equal { new_index, len, .. } if len >= 3 => Some(new_index..new_index + len),
        _ => None,
    });
    let whole = runs.reduce(|whole, run| whole.start..run.end)?;
    Some(*starts.get(whole.start)?..*starts.get(whole.end)?)
}

fn of_numbers(old: &[usize], new: &[usize]) -> Vec<DiffOp> {
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    // Nothing that collects them fails.
    let Ok(()) = myers::diff(&mut found, old, 0..old.len(), new, 0..new.len());
    found.into_inner().into_inner().into_ops()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use similar::TextDiff;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn letters_in_common_count_in_both_texts() {
        assert_eq!(of_letters("", ""), 1.0);
        assert_eq!(of_letters("abcd", ""), 0.0);
        assert_eq!(of_letters("abcd", "abxd"), 0.75);
    }

    #[test]
    fn what_is_common_is_cut_out() {
        let other = "Then é: the talks, they said, are over. 中";
        let span = common_span("the talks are over", other).unwrap();
        assert_eq!(&other[span], "the talks, they said, are over");
        assert_eq!(common_span("abc", "xyz"), None);
    }

    proptest! {
        #[test]
        fn the_same_is_found_as_on_the_texts_themselves(old in "[ab ,.é字]{0,30}", new in "[ab ,.é字]{0,30}") {
            let words = TextDiff::configure().diff_unicode_words(old.as_str(), new.as_str());
            let [before, after] = [&old, &new].map(|text| text.split_word_bounds().collect::<Vec<_>>());
            prop_assert_eq!(operations(&before, &after), words.ops().to_vec());
            let letters = TextDiff::from_chars(old.as_str(), new.as_str());
            prop_assert!((of_letters(&old, &new) - f64::from(letters.ratio())).abs() < 1e-6);
        }
    }
}
