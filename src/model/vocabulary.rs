//! What every list of terms has in common: a stable key for files, a label for the screen, a meaning for the tooltip, and
//! room for a user's own word.

use crate::text::fold::words;

/// A closed list of the field's terms plus the user's own word.
pub trait Vocabulary: Clone + PartialEq + Sized + 'static {
    /// What the list is called on screen, in the singular: "Kind".
    const NAME: &'static str;
    /// The terms in the order in which they are offered.
    const KNOWN: &'static [Self];
    /// The key in files, in quick lines and on the command line: lower case with underscores; a user's own word as it is.
    fn key(&self) -> &str;
    /// The same of a term of the list; none for a user's own word.
    fn known_key(&self) -> Option<&'static str>;
    /// The term on screen, in sentence case; a user's own word as it is.
    fn label(&self) -> &str;
    /// What the term means in the field; empty for a user's own word.
    fn meaning(&self) -> &'static str;
    /// A term that is not in the list.
    fn other(word: String) -> Self;
    /// Whether this is a user's own word.
    fn is_other(&self) -> bool;
    /// A user's own word, to be changed.
    fn own_word_mut(&mut self) -> Option<&mut String>;

    /// The term in a line of words; nothing where none is stated.
    fn said(&self) -> &str {
        if self.key() == "unstated" { "" } else { self.label() }
    }

    /// The term with that key, or nothing.
    fn from_key(key: &str) -> Option<Self> {
        Self::KNOWN.iter().find(|term| term.key() == key).cloned()
    }

    /// The term that a user means by `text`: a key or a label, in any case, with spaces, hyphens or underscores; anything else
    /// becomes a word of the user's own.
    fn from_words(text: &str) -> Self {
        let plain = |s: &str| words(s).replace(' ', "");
        let wanted = plain(text);
        Self::KNOWN
            .iter()
            .find(|term| plain(term.key()) == wanted || plain(term.label()) == wanted)
            .cloned()
            .unwrap_or_else(|| Self::other(text.trim().to_owned()))
    }

    /// The same, also by the key in any case alone: the Admiralty scale is often written by its letter or figure, with which its labels
    /// begin.
    fn from_key_or_words(text: &str) -> Self {
        let text = text.trim();
        let by_key = Self::KNOWN.iter().find(|term| term.key().eq_ignore_ascii_case(text)).cloned();
        by_key.unwrap_or_else(|| Self::from_words(text))
    }
}

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident, $title:literal $(until said $unsaid:ident)? { $($variant:ident $key:literal $label:literal $meaning:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $meaning] $variant,)*
            /// A term of the user's own.
            Other(String),
        }

        impl $crate::model::Vocabulary for $name {
            const NAME: &'static str = $title;
            const KNOWN: &'static [Self] = &[$(Self::$variant,)*];

            fn known_key(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($key),)*
                    Self::Other(_) => None,
                }
            }

            fn key(&self) -> &str {
                match self {
                    Self::Other(word) => word,
                    known => known.known_key().unwrap_or_default(),
                }
            }

            fn label(&self) -> &str {
                match self {
                    $(Self::$variant => $label,)*
                    Self::Other(word) => word,
                }
            }

            fn meaning(&self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)*
                    Self::Other(_) => "",
                }
            }

            fn other(word: String) -> Self {
                Self::Other(word)
            }

            fn is_other(&self) -> bool {
                matches!(self, Self::Other(_))
            }

            fn own_word_mut(&mut self) -> Option<&mut String> {
                if let Self::Other(word) = self { Some(word) } else { None }
            }
        }

        $(impl Default for $name {
            fn default() -> Self {
                Self::$unsaid
            }
        })?
    )*};
}

pub(super) use vocabulary;
