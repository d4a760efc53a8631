//! Proposes a short name for a party, for the quick line and column headers.

use crate::model::Workspace;
use crate::text::brackets;
use crate::text::fold::fold;

/// How many letters of a single word.
const LETTERS: usize = 3;

/// A short name in brackets has at most so many letters.
const LONGEST: usize = 8;

/// The short name to propose for a party of that name: the initials of several words, the first letters of one, with more letters
/// while another party is called so. Empty where nothing shorter than the name is left.
///
/// ```
/// use rapporteur::{model::Workspace, query::short_names::proposed};
/// let workspace = Workspace::new(Default::default());
/// assert_eq!(proposed(&workspace, "Qatar"), "QAT");
/// assert_eq!(proposed(&workspace, "United Arab Emirates"), "UAE");
/// assert_eq!(proposed(&workspace, "Republic of Korea"), "RK");
/// assert_eq!(proposed(&workspace, "EU"), "");
/// ```
pub fn proposed(workspace: &Workspace, name: &str) -> String {
    proposed_beside(workspace, &[], name)
}

/// A party's name and its short name, as somebody typed them: "United Arab Emirates (UAE)". The short name is empty if none was typed:
/// what stands in brackets is one if it is short and has no small letters.
///
/// ```
/// use rapporteur::query::short_names::split;
/// assert_eq!(split("United Arab Emirates (UAE)"), ("United Arab Emirates", "UAE"));
/// assert_eq!(split("Polisario (Front)"), ("Polisario (Front)", ""));
/// ```
pub fn split(typed: &str) -> (&str, &str) {
    let (name, bracketed) = brackets::split(typed.trim());
    let short = bracketed.trim();
    let is_short = !short.is_empty()
        && short.chars().count() <= LONGEST
        && short.chars().all(|c| c.is_alphanumeric() && !c.is_lowercase())
        && short.chars().any(char::is_alphabetic);
    if is_short { (name, short) } else { (typed.trim(), "") }
}

/// The name and the short name of a party that is to be made: the one typed behind the name in brackets, else the one to propose, while
/// parties of the other names are made with it.
pub fn named(workspace: &Workspace, others: &[&str], typed: &str) -> (String, String) {
    let (name, short) = split(typed);
    let short = if short.is_empty() { proposed_beside(workspace, others, name) } else { short.to_owned() };
    (name.to_owned(), short)
}

/// The same as [`proposed`] while parties of these names are made with it.
fn proposed_beside(workspace: &Workspace, others: &[&str], name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "of" and "the" have no initial: what is written small joins the others.
    let initials: String = words
        .iter()
        .filter(|word| words.iter().all(|word| !starts_large(word)) || starts_large(word))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let letters: Vec<char> = words.concat().chars().collect();
    let of_letters = |count: usize| letters[..count].iter().flat_map(|c| c.to_uppercase()).collect::<String>();
    let is_free = |short: &String| {
        let wanted = fold(short);
        let names = |party: &crate::model::Party| {
            let mut all = [&party.name, &party.short].into_iter().chain(party.spellings.iter().map(|spelling| &spelling.form));
            all.any(|name| fold(name) == wanted)
        };
        !workspace.parties.values().any(names) && others.iter().all(|other| fold(other) != wanted)
    };
    let several = (initials.chars().count() > 1).then_some(initials);
    let one = (LETTERS..letters.len()).map(of_letters);
    several.into_iter().chain(one).find(is_free).unwrap_or_default()
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::proposed;
    use crate::query::testing::Talks;

    #[test]
    fn a_short_name_that_is_taken_gets_more_letters() {
        let mut talks = Talks::new();
        let austria = talks.party("Austria");
        talks.ws.parties.get_mut(&austria).unwrap().short = "AUS".into();
        assert_eq!(proposed(&talks.ws, "Australia"), "AUST");
        talks.party("UAE");
        assert_eq!(proposed(&talks.ws, "United Arab Emirates"), "UNI", "its initials are another's");
        assert_eq!(proposed(&talks.ws, "Катар"), "КАТ");
        assert_eq!(proposed(&talks.ws, "卡塔尔"), "", "three signs are short");
        assert_eq!(proposed(&talks.ws, ""), "");
    }
}
