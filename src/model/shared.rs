//! Shared records: reference-counted, copied on write.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A record behind a counted pointer, copied on write: a copy of it costs nothing, and whoever changes it copies the record first if
/// somebody else holds it. So a snapshot, an undo step or the bin can hold records without copying them.
#[derive(Default, PartialEq, Eq)]
pub struct Shared<R>(Arc<R>);

impl<R> Shared<R> {
    /// Whether both are one record in memory. Two that are not may still be equal.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<R: Clone> Shared<R> {
    /// The record itself; copied if somebody else holds it.
    pub fn into_inner(self) -> R {
        Arc::unwrap_or_clone(self.0)
    }
}

impl<R> Clone for Shared<R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R> Deref for Shared<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.0
    }
}

impl<R: Clone> DerefMut for Shared<R> {
    fn deref_mut(&mut self) -> &mut R {
        Arc::make_mut(&mut self.0)
    }
}

impl<R> From<R> for Shared<R> {
    fn from(record: R) -> Self {
        Self(Arc::new(record))
    }
}

/// As the record itself.
impl<R: fmt::Debug> fmt::Debug for Shared<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
