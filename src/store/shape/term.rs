//! The field's terms in files: a bare word, or `other("…")` for a word of the user's own.

use super::scalar::Text;
use super::{Newer, Notes, Shape};
use crate::model::Vocabulary;
use serde::de::{Deserialize, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use std::{fmt, marker::PhantomData};

/// What an enum is called in error messages of the format; no file shows it.
const NAME: &str = "term";
/// The word before one of the user's own.
const OTHER: &str = "other";

/// A term of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Term<V> {
    /// One of this version's terms, or a word of the user's own.
    Word(V),
    /// A bare word that this version does not know.
    Newer(String),
}

impl<V: Vocabulary> Shape<V> for Term<V> {
    fn of(model: &V) -> Self {
        Self::Word(model.clone())
    }
    fn model(self, notes: &mut Notes) -> V {
        match self {
            Self::Word(term) => term,
            Self::Newer(word) => {
                notes.newer.push(Newer::Word(word.clone()));
                V::other(word)
            }
        }
    }
}

impl<V: Vocabulary> Term<V> {
    /// The same term after a vocabulary has got other words, given by what they were before.
    #[cfg_attr(not(test), expect(dead_code, reason = "for steps from former formats, and there are none yet"))]
    pub(in crate::store) fn renamed(self, words: &[(&str, V)]) -> Self {
        match self {
            Self::Newer(word) => match words.iter().find(|(before, _)| *before == word) {
                Some((_, term)) => Self::Word(term.clone()),
                None => Self::Newer(word),
            },
            known => known,
        }
    }
}

/// The keys that begin with a digit with an underscore before it: a bare word cannot begin with one.
fn bare(key: &str) -> Option<&'static str> {
    const DIGITS: [(&str, &str); 6] = [("1", "_1"), ("2", "_2"), ("3", "_3"), ("4", "_4"), ("5", "_5"), ("6", "_6")];
    DIGITS.iter().find(|(digit, _)| *digit == key).map(|(_, word)| *word)
}

impl<V: Vocabulary> Serialize for Term<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self::Word(term) = self else { return Err(S::Error::custom("a term of a newer version cannot be written")) };
        match V::KNOWN.iter().find(|known| *known == term) {
            Some(known) => {
                let key = known.key();
                serializer.serialize_unit_variant(NAME, 0, bare(key).unwrap_or(key))
            }
            None => serializer.serialize_newtype_variant(NAME, 0, OTHER, &Text(term.key().to_owned())),
        }
    }
}

impl<'de, V: Vocabulary> Deserialize<'de> for Term<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum(NAME, &[], TermVisitor(PhantomData))
    }
}

struct TermVisitor<V>(PhantomData<V>);

impl<'de, V: Vocabulary> Visitor<'de> for TermVisitor<V> {
    type Value = Term<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of")?;
        V::KNOWN.iter().try_for_each(|term| write!(f, " {}", term.key()))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        let (Word(word), variant) = access.variant::<Word>()?;
        if word == OTHER {
            return variant.newtype_variant::<Text>().map(|text| Term::Word(V::other(text.0)));
        }
        variant.unit_variant()?;
        let known = V::KNOWN.iter().find(|term| term.key() == word || bare(term.key()) == Some(&word));
        Ok(known.map_or(Term::Newer(word), |term| Term::Word(term.clone())))
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
