//! Comparing what is typed with what is offered, whatever the case and the accents.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Lower case, without accents.
pub fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The indices of the `items` that hold every word of `query`; those that begin with it first, else in their order.
pub fn matching<T: AsRef<str>>(items: &[T], query: &str) -> Vec<usize> {
    let query = folded(query.trim());
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, usize)> = items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| {
            let item = folded(item.as_ref());
            words.iter().all(|word| item.contains(word)).then(|| (!item.starts_with(&query), i))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, i)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        let items = ["Türkiye", "United Arab Emirates", "Украї́на", "Çankaya"];
        assert_eq!(matching(&items, "turk"), [0]);
        assert_eq!(matching(&items, "emir unit"), [1]);
        assert_eq!(matching(&items, "УКРАЇНА"), [2]);
        assert_eq!(matching(&items, ""), [0, 1, 2, 3]);
        assert!(matching(&items, "xyz").is_empty());
    }

    #[test]
    fn what_begins_with_the_query_comes_first() {
        assert_eq!(matching(&["joint statement", "statement"], "state"), [1, 0]);
    }
}
