//! On-disk form of whoever speaks, owes or is blamed.

use super::scalar::{Id, Text};
use super::variant::{Form, Forms};
use super::{Newer, Notes, Shape};
use crate::model;
use serde::{Deserialize, Serialize};

/// A party, a person, or words for somebody.
pub(in crate::store) type Who = Form<Named>;

/// The forms of [`Who`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename = "who")]
pub(in crate::store) enum Named {
    /// `party("…")`
    Party(Id),
    /// `person("…")`
    Person(Id),
    /// `described("…")`
    Described(Text),
}

impl Forms for Named {
    const WORDS: &'static [&'static str] = &["party", "person", "described"];
}

impl Shape<model::Who> for Who {
    fn of(model: &model::Who) -> Self {
        Self::Known(match model {
            model::Who::Party(id) => Named::Party(Shape::of(id)),
            model::Who::Person(id) => Named::Person(Shape::of(id)),
            model::Who::Described(words) => Named::Described(Shape::of(words)),
        })
    }
    fn model(self, notes: &mut Notes) -> model::Who {
        match self {
            Self::Known(Named::Party(id)) => model::Who::Party(id.model(notes)),
            Self::Known(Named::Person(id)) => model::Who::Person(id.model(notes)),
            Self::Known(Named::Described(words)) => model::Who::Described(words.model(notes)),
            Self::Newer(word) => {
                notes.newer.push(Newer::Word(word.clone()));
                model::Who::Described(word)
            }
        }
    }
}
