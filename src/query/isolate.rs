//! Names in a line of words, each in its own direction: "“smi” could be John Smith, יצחק, Jane Smith".

/// The marks of UAX 9 around what keeps its own direction.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Whether a text has letters that run from right to left.
fn has_rtl(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'))
}

/// Names with commas between them. One that runs from right to left is marked, so that it does not reverse its neighbours; the marks
/// are for what is drawn, and no name of a record has them.
pub(super) fn listed<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    let [begin, end] = MARKS;
    let marked = names.into_iter().map(|name| match name.as_ref() {
        name if has_rtl(name) => format!("{begin}{name}{end}"),
        name => name.to_owned(),
    });
    marked.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn only_what_runs_from_right_to_left_is_marked() {
        assert_eq!(listed(["Ada", "Зеленський"]), "Ada, Зеленський");
        assert_eq!(listed(["Ada", "יצחק", "عبد الله"]), "Ada, \u{2068}יצחק\u{2069}, \u{2068}عبد الله\u{2069}");
        assert_eq!(listed::<&str>([]), "");
    }
}
