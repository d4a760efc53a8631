//! On-disk form of values with variants, such as `day("2026-02-04")`. A variant of a newer version is kept by its name.

use super::term::Word;
use super::{Newer, Notes};
use serde::de::value::{EnumAccessDeserializer, StringDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use std::{fmt, marker::PhantomData};

/// An enum that stands in files, and the words that its forms begin with.
pub(in crate::store) trait Forms {
    /// The words, as files have them.
    const WORDS: &'static [&'static str];
}

/// A value of a form that is known, or the word of one that is not.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Form<T> {
    /// One of this version's.
    Known(T),
    /// Only its word: what stands in brackets after it is blanked out before.
    Newer(String),
}

impl<T> Form<T> {
    /// The value, unless it is a newer version's.
    pub(super) fn known(self, notes: &mut Notes) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Newer(word) => {
                notes.newer.push(Newer::Word(word));
                None
            }
        }
    }
}

impl<T: Serialize> Serialize for Form<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::Newer(_) => Err(S::Error::custom("a value of a newer version cannot be written")),
        }
    }
}

impl<'de, T: Forms + Deserialize<'de>> Deserialize<'de> for Form<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("value", &[], FormVisitor(PhantomData))
    }
}

struct FormVisitor<T>(PhantomData<T>);

impl<'de, T: Forms + Deserialize<'de>> Visitor<'de> for FormVisitor<T> {
    type Value = Form<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", T::WORDS.join(", "))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        let (Word(word), variant) = access.variant::<Word>()?;
        if T::WORDS.contains(&word.as_str()) {
            return T::deserialize(EnumAccessDeserializer::new(Rest { word, variant })).map(Form::Known);
        }
        variant.unit_variant()?;
        Ok(Form::Newer(word))
    }
}

/// A form whose word has been read, and what comes after.
struct Rest<V> {
    word: String,
    variant: V,
}

impl<'de, V: VariantAccess<'de>> EnumAccess<'de> for Rest<V> {
    type Error = V::Error;
    type Variant = V;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, V), V::Error> {
        Ok((seed.deserialize(StringDeserializer::new(self.word))?, self.variant))
    }
}
