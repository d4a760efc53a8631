//! The on-disk representation of records.
//!
//! A record is written and read by its table ([`OnDisk`]): what is blank is left out, so a small record is a small file, and the
//! negotiation and the round are left out where the file itself says them. What cannot be told by a table has a [`Shape`] of its own,
//! which knows its model type both ways: values of several forms, whole files, and what holds whole records.

pub(super) mod document;
pub(super) mod record;
pub(super) mod scalar;
pub(super) mod term;
pub(super) mod variant;
pub(super) mod when;
pub(super) mod who;

pub(super) use document::{Document, FORMAT};
pub(super) use record::OnDisk;

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
