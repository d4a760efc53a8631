//! Argument values that are lists.

/// The parts of a value between its commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List(Vec<String>);

impl List {
    /// Reads one value.
    pub(super) fn read(value: &str) -> Result<Self, std::convert::Infallible> {
        Ok(Self(parts(value)))
    }

    /// The parts of all values of an option, in order.
    pub(super) fn all(lists: &[Self]) -> impl Iterator<Item = &String> {
        lists.iter().flat_map(|list| &list.0)
    }
}

/// The parts of a value between its commas, of which those within quotation marks part nothing. A mark that is meant is doubled.
pub(super) fn parts(value: &str) -> Vec<String> {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    let mut letters = value.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => parts.last_mut().into_iter().for_each(|part| part.push('"')),
            '"' => quoted = !quoted,
            ',' if !quoted => parts.push(String::new()),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_parted_at_commas_but_within_quotation_marks() {
        for (value, expected) in [
            ("UA, ru,", &["UA", "ru"][..]),
            ("\"Finance, technologies\"", &["Finance, technologies"]),
            ("\"A, B\"=C, D", &["A, B=C", "D"]),
            ("\"say \"\"no\"\"\", x", &["say \"no\"", "x"]),
            ("", &[]),
        ] {
            assert_eq!(parts(value), expected, "{value}");
        }
    }
}
