//! The records as they stand in files: types of their own, so that the model can change without the files changing.
//!
//! A [`Shape`] knows its model type both ways. What is empty is left out of the file ([`Blank`]), so a small record is a small
//! file. Ids of the negotiation and the round are left out where the file itself says them ([`Inherited`]).

pub(super) mod document;
pub(super) mod records;
pub(super) mod round;
pub(super) mod scalar;
pub(super) mod statement;
pub(super) mod term;
pub(super) mod variant;
pub(super) mod when;

pub(super) use document::{Document, FORMAT};

use crate::model::Shared;

/// Something on disk that stands for an `M`.
pub(super) trait Shape<M>: Sized {
    /// What is written for `model`.
    fn of(model: &M) -> Self;
    /// What was read, as the model has it.
    fn model(self, notes: &mut Notes) -> M;
}

/// What may be left out of a file.
pub(super) trait Blank {
    /// Whether leaving it out says the same.
    fn is_blank(&self) -> bool;
}

/// What is noticed while a document is turned into records.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Values that this version does not know, in the order of reading.
    pub newer: Vec<Newer>,
    /// Fields that say something which nothing takes up, so that it would not be written again.
    pub unused: Vec<&'static str>,
    /// A field that neither the record nor its file gives.
    pub missing: Option<&'static str>,
}

/// A value that this version does not know. While there is any, the file must not be written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Newer {
    /// A bare word.
    Word(String),
    /// A time zone, and the whole text that it stands in.
    Zone {
        /// Its name.
        zone: String,
        /// Where it stands.
        text: String,
    },
}

/// An id that is left out where it is the same as that of the file around it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Inherited<T> {
    /// The file says it.
    #[default]
    FromFile,
    /// The record says it itself.
    Own(T),
}

impl<T> Blank for Inherited<T> {
    fn is_blank(&self) -> bool {
        matches!(self, Self::FromFile)
    }
}

impl<T: PartialEq> Inherited<T> {
    /// Leaves it out if the file around says `file`.
    fn leave_out(&mut self, file: Option<T>) {
        if let (Self::Own(own), Some(file)) = (&*self, file)
            && *own == file
        {
            *self = Self::FromFile;
        }
    }

    /// Fills it in from the file around.
    fn fill_in(&mut self, file: Option<T>) {
        if let (Self::FromFile, Some(file)) = (&*self, file) {
            *self = Self::Own(file);
        }
    }
}

impl<T: serde::Serialize> serde::Serialize for Inherited<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::FromFile => serializer.serialize_unit(),
            Self::Own(own) => own.serialize(serializer),
        }
    }
}

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Inherited<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::Own)
    }
}

impl<S: Shape<M>, M: Clone> Shape<Shared<M>> for S {
    fn of(model: &Shared<M>) -> Self {
        S::of(&**model)
    }

    fn model(self, notes: &mut Notes) -> Shared<M> {
        Shape::<M>::model(self, notes).into()
    }
}

impl<S: Shape<M>, M> Shape<Vec<M>> for Vec<S> {
    fn of(model: &Vec<M>) -> Self {
        model.iter().map(S::of).collect()
    }
    fn model(self, notes: &mut Notes) -> Vec<M> {
        self.into_iter().map(|shape| shape.model(notes)).collect()
    }
}

impl<T> Blank for Vec<T> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<S: Shape<M>, M> Shape<Option<M>> for Option<S> {
    fn of(model: &Option<M>) -> Self {
        model.as_ref().map(S::of)
    }
    fn model(self, notes: &mut Notes) -> Option<M> {
        self.map(|shape| shape.model(notes))
    }
}

impl<T> Blank for Option<T> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

/// Declares the shape of a record or of a part of one. `must` fields are always written; `may` fields are left out when blank;
/// `@stamp` stands for `created`, and `changed`, `by` and `revision` where they say more.
macro_rules! shape {
    ($(#[$doc:meta])* $name:ident = $model:ident {
        $( $(must($must:ident: $must_type:ty))? $(may($may:ident: $may_type:ty))? $(@ $stamp:ident)?; )*
    }) => {
        $crate::store::shape::shape! { @define $(#[$doc])* $name {} $( [ $($must: $must_type;)? ] [ $($may: $may_type;)? ] [ $($stamp)? ] )* }

        impl $crate::store::shape::Shape<$crate::model::$model> for $name {
            fn of(model: &$crate::model::$model) -> Self {
                $( $( let $must = $crate::store::shape::Shape::of(&model.$must); )?
                   $( let $may = $crate::store::shape::Shape::of(&model.$may); )?
                   $( let $stamp = &model.$stamp; )? )*
                $crate::store::shape::shape! { @pack {} $( [ $($must)? $($may)? ] [ $($stamp)? ] )* }
            }
            fn model(self, notes: &mut $crate::store::shape::Notes) -> $crate::model::$model {
                $crate::model::$model {
                    $( $( $must: $crate::store::shape::Shape::model(self.$must, notes), )?
                       $( $may: $crate::store::shape::Shape::model(self.$may, notes), )?
                       $( $stamp: $crate::store::shape::scalar::stamp(self.created, self.changed, self.by, self.revision, notes), )? )*
                }
            }
        }
    };
    (@define $(#[$doc:meta])* $name:ident { $($done:tt)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub(in crate::store) struct $name { $($done)* }
    };
    (@define $(#[$doc:meta])* $name:ident { $($done:tt)* } [ $field:ident: $type:ty; ] [] [] $($rest:tt)*) => {
        $crate::store::shape::shape! { @define $(#[$doc])* $name { $($done)* pub $field: $type, } $($rest)* }
    };
    (@define $(#[$doc:meta])* $name:ident { $($done:tt)* } [] [ $field:ident: $type:ty; ] [] $($rest:tt)*) => {
        $crate::store::shape::shape! { @define $(#[$doc])* $name { $($done)*
            #[serde(default, skip_serializing_if = "crate::store::shape::Blank::is_blank")] pub $field: $type,
        } $($rest)* }
    };
    (@define $(#[$doc:meta])* $name:ident { $($done:tt)* } [] [] [ $stamp:ident ] $($rest:tt)*) => {
        $crate::store::shape::shape! { @define $(#[$doc])* $name { $($done)*
            pub created: $crate::store::shape::scalar::Time,
            #[serde(default, skip_serializing_if = "crate::store::shape::Blank::is_blank")]
            pub changed: Option<$crate::store::shape::scalar::Time>,
            #[serde(default, skip_serializing_if = "crate::store::shape::Blank::is_blank")]
            pub by: $crate::store::shape::scalar::Text,
            #[serde(default, skip_serializing_if = "crate::store::shape::Blank::is_blank")]
            pub revision: Option<u32>,
        } $($rest)* }
    };
    (@pack { $($done:tt)* }) => { Self { $($done)* } };
    (@pack { $($done:tt)* } [ $field:ident ] [] $($rest:tt)*) => {
        $crate::store::shape::shape! { @pack { $($done)* $field, } $($rest)* }
    };
    (@pack { $($done:tt)* } [] [ $stamp:ident ] $($rest:tt)*) => {
        $crate::store::shape::shape! { @pack { $($done)*
            created: $crate::store::shape::Shape::of(&$stamp.created),
            changed: ($stamp.changed != $stamp.created).then(|| $crate::store::shape::Shape::of(&$stamp.changed)),
            by: $crate::store::shape::Shape::of(&$stamp.by),
            revision: ($stamp.revision > 0).then_some($stamp.revision),
        } $($rest)* }
    };
}

/// Declares that a part of a record is blank when all of its fields are, and what it then is.
macro_rules! blank_when_empty {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl $crate::store::shape::Blank for $name {
            fn is_blank(&self) -> bool {
                $( $crate::store::shape::Blank::is_blank(&self.$field) )&&*
            }
        }
    )*};
}

use {blank_when_empty, shape};
