//! The field's terms in files: a bare word, or `other("…")` for a word of the user's own.

use super::scalar::{Text, Words};
use super::{Newer, Notes};
use crate::model::Vocabulary;
use crate::model::fields::{Term, TermMut};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// What an enum is called in error messages of the format; no file shows it.
const NAME: &str = "term";
/// The word before one of the user's own.
const OTHER: &str = "other";

/// The keys that begin with a digit, and what stands for them: a bare word cannot begin with one.
const DIGITS: [(&str, &str); 6] = [("1", "_1"), ("2", "_2"), ("3", "_3"), ("4", "_4"), ("5", "_5"), ("6", "_6")];

/// A term to be written.
pub(super) struct TermOut<'a>(pub Term<'a>);

impl Serialize for TermOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.known {
            Some(key) => {
                let word = DIGITS.iter().find(|(digit, _)| *digit == key).map_or(key, |(_, word)| word);
                serializer.serialize_unit_variant(NAME, 0, word)
            }
            None => serializer.serialize_newtype_variant(NAME, 0, OTHER, &Words(self.0.key)),
        }
    }
}

/// A term to be read.
pub(super) struct TermIn<'a> {
    pub term: &'a mut dyn TermMut,
    pub notes: &'a mut Notes,
}

impl<'de> DeserializeSeed<'de> for TermIn<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.term.is_optional() {
            return deserializer.deserialize_option(self);
        }
        deserializer.deserialize_enum(NAME, &[], self)
    }
}

impl<'de> Visitor<'de> for TermIn<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of")?;
        self.term.keys().iter().try_for_each(|key| write!(f, " {key}"))
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_enum(NAME, &[], self)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let (Word(word), variant) = access.variant::<Word>()?;
        if word == OTHER {
            self.term.set_own(variant.newtype_variant::<Text>()?.0);
            return Ok(());
        }
        variant.unit_variant()?;
        let key = DIGITS.iter().find(|(_, bare)| *bare == word).map_or(word.as_str(), |(digit, _)| digit);
        if !self.term.set_key(key) {
            self.notes.newer.push(Newer::Word(word.clone()));
            self.term.set_own(word);
        }
        Ok(())
    }
}

/// A term in a former format, as it is until it is known what has become of its word.
pub(in crate::store) struct FormerTerm<V> {
    term: Option<V>,
    notes: Notes,
}

#[cfg_attr(not(test), expect(dead_code, reason = "for steps from former formats, and there are none yet"))]
impl<V: Vocabulary> FormerTerm<V> {
    /// The same term after a vocabulary has got other words, given by what they were before.
    pub(in crate::store) fn renamed(mut self, words: &[(&str, V)]) -> Self {
        if let [Newer::Word(word)] = &*self.notes.newer
            && let Some((_, term)) = words.iter().find(|(before, _)| before == word)
        {
            (self.term, self.notes) = (Some(term.clone()), Notes::default());
        }
        self
    }

    /// The term; noted if its word is not known.
    pub(in crate::store) fn model(mut self, notes: &mut Notes) -> V {
        notes.newer.append(&mut self.notes.newer);
        self.term.unwrap_or_else(|| V::other(String::new()))
    }
}

impl<'de, V: Vocabulary> Deserialize<'de> for FormerTerm<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (mut term, mut notes) = (None, Notes::default());
        deserializer.deserialize_enum(NAME, &[], TermIn { term: &mut term, notes: &mut notes })?;
        Ok(Self { term, notes })
    }
}

/// The bare word of a term.
pub(super) struct Word(pub String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordVisitor;
        impl Visitor<'_> for WordVisitor {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a bare word")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Word, E> {
                if word.is_empty() { Err(E::custom("a bare word is missing")) } else { Ok(Word(word.to_owned())) }
            }
        }
        deserializer.deserialize_identifier(WordVisitor)
    }
}
