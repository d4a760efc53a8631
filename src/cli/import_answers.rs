//! Parses the answers given on the command line about names in an import, where names contain commas.

use super::list::parts;

/// The names in the values of an option. A value that is the name of something asked about is that name, commas and all; else the
/// longest run of its parts is one that is `known`.
pub(super) fn names(values: &[String], known: &dyn Fn(&str) -> bool) -> Vec<String> {
    values.iter().flat_map(|value| names_in(value, known)).collect()
}

fn names_in(value: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if value.contains('"') {
        return parts(value);
    }
    let pieces: Vec<&str> = value.split(',').collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let name = |end: usize| pieces[at..end].join(",").trim().to_owned();
        let end = (at + 1..=pieces.len()).rev().find(|end| known(&name(*end))).unwrap_or(at + 1);
        names.extend(Some(name(end)).filter(|name| !name.is_empty()));
        at = end;
    }
    names
}

/// The same for answers "written=name": one begins where what stands before its first `=` is `known`.
pub(super) fn pairs(values: &[String], known: &dyn Fn(&str) -> bool) -> Vec<String> {
    values.iter().flat_map(|value| pairs_in(value, known)).collect()
}

fn pairs_in(value: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if value.contains('"') {
        return parts(value);
    }
    let pieces: Vec<&str> = value.split(',').collect();
    let begins = |at: &usize| {
        let end = (*at..pieces.len()).find(|end| pieces[*end].contains('='));
        end.is_some_and(|end| {
            let written = pieces[*at..=end].join(",");
            written.split_once('=').is_some_and(|(written, _)| known(written.trim()))
        })
    };
    let starts: Vec<usize> = (0..pieces.len()).filter(begins).collect();
    if starts.first() != Some(&0) {
        return parts(value);
    }
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    starts.iter().zip(ends).map(|(start, end)| pieces[*start..end].join(",").trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_names_part_nothing() {
        let known = |name: &str| matches!(name, "Finance, technologies and so on" | "A" | "B, C");
        let of = |value: &str| names(&[value.to_owned()], &known);
        assert_eq!(of("Finance, technologies and so on"), ["Finance, technologies and so on"]);
        assert_eq!(of("A, Finance, technologies and so on,B, C"), ["A", "Finance, technologies and so on", "B, C"]);
        assert_eq!(of("x, y"), ["x", "y"]);
        assert_eq!(of("\"x, y\",A"), ["x, y", "A"]);
        assert_eq!(names(&["A".to_owned(), "B, C".to_owned()], &known), ["A", "B, C"]);
        let of = |value: &str| pairs(&[value.to_owned()], &known);
        assert_eq!(of("A=D, E"), ["A=D, E"]);
        assert_eq!(of("A=D, E,B, C=F"), ["A=D, E", "B, C=F"]);
        assert_eq!(of("x=1,y=2"), ["x=1", "y=2"]);
    }
}
