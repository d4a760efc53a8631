//! A text split and folded for names to be looked up in it.

use super::name::Name;
use super::said::is_said;
use crate::text::fold::fold;
use crate::text::sound;

/// A text as names are looked for in it.
pub(crate) struct Words {
    text: String,
    exact: String,
    folded: String,
    /// Each word in another script than Latin, by its sound.
    sounds: Vec<(String, sound::Sound)>,
    /// Each word in Latin letters, by its sound.
    latin: Vec<(String, sound::Sound)>,
    /// What stands in scripts without spaces, as it is said.
    said: String,
}

impl Words {
    /// Of a text.
    pub(crate) fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric() && !sound::is_mark(c)).filter(|word| !word.is_empty());
        let heard = words.filter_map(|word| Some((word.to_owned(), sound::of(word)?)));
        let (latin, sounds) = heard.partition(|(_, sound)| sound.is_latin);
        let said = if text.chars().any(sound::is_han) { padded(&fold(&deunicode::deunicode(text))) } else { String::new() };
        Self { text: text.to_owned(), exact: padded(text), folded: padded(&fold(text)), sounds, latin, said }
    }

    /// The words of the text that are this name, as they stand in it.
    pub(crate) fn find(&self, name: &Name) -> Option<String> {
        match name {
            Name::Exact(name) => self.exact.contains(name.as_str()).then(|| name.trim().to_owned()),
            Name::Folded(name) if !name.trim().is_empty() => {
                let found = self.folded.contains(name.as_str()) || self.said.contains(name.as_str());
                found.then(|| self.as_written(name))
            }
            Name::Folded(_) => None,
            Name::Said(name) => self.is_said(name).then(|| self.as_written(name)),
            Name::Begins(name) | Name::Anywhere(name) => self.folded.contains(name.as_str()).then(|| self.as_written(name)),
            Name::Sounds(name) => {
                let other = self.sounds.iter().find(|(_, sound)| name.heard_in(sound));
                other.or_else(|| self.latin.iter().find(|(_, sound)| name.same(sound))).map(|(word, _)| word.clone())
            }
        }
    }

    /// Whether words stand in the text where they are said of somebody.
    fn is_said(&self, name: &str) -> bool {
        self.folded.match_indices(name).any(|(at, _)| {
            let before = self.folded[..at].split(' ').next_back();
            let behind = self.folded[at + name.len()..].split(' ').next();
            is_said(before, behind)
        })
    }

    /// The first word of the text that has the beginning of that name; the name itself if none is found.
    fn as_written(&self, name: &str) -> String {
        let name = name.trim();
        let begin = name.split(' ').next().unwrap_or(name);
        let count = name.split(' ').count();
        let words: Vec<&str> = self.text.split_whitespace().collect();
        let at = words.iter().position(|word| padded(&fold(word)).contains(begin));
        let found = at.map(|at| words[at..(at + count).min(words.len())].join(" "));
        let found = found.unwrap_or_else(|| name.to_owned());
        found.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }
}

/// A text with everything but letters and digits as one space, and a space at either end.
pub(super) fn padded(text: &str) -> String {
    let mut words = String::from(" ");
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() => words.push(c),
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}
