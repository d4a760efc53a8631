//! Any record, field by field.

use super::merge;
use super::value::{Part, Value};
use super::walk::{Mergeable, Merging, Walk};
use crate::model::each_record;
use crate::model::{Record, Shared};
use std::ops::Deref;

macro_rules! mergeable {
    ($($group:ident { $($type:ident $id:ident $table:ident $facts:tt)* })*) => {
        impl Mergeable for Record {
            fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
                match (before, after) {
                    (None, None) => {}
                    // The one is there in place of the other.
                    (Some(before), Some(after)) if before.id() != after.id() => {
                        walk.differs(Some(Value::Part(Part::Record(before))), Some(Value::Part(Part::Record(after))));
                    }
                    $($((Some(Self::$type(before)), Some(Self::$type(after))) => {
                        Mergeable::compare(Some(before), Some(after), walk);
                    }
                    (Some(Self::$type(before)), None) => Mergeable::compare(Some(before), None, walk),
                    (None, Some(Self::$type(after))) => Mergeable::compare(None, Some(after), walk),)*)*
                    // Ids name the kind.
                    (Some(_), Some(_)) => {}
                }
            }

            fn at(&self, path: &[String]) -> Option<Value<'_>> {
                if path.is_empty() {
                    return Some(Value::Part(Part::Record(self)));
                }
                match self {
                    $($(Self::$type(record) => Mergeable::at(record, path),)*)*
                }
            }

            fn copy(&mut self, from: &Self, path: &[String]) -> bool {
                if path.is_empty() {
                    self.clone_from(from);
                    return true;
                }
                match (self, from) {
                    $($((Self::$type(into), Self::$type(from)) => Mergeable::copy(into, from, path),)*)*
                    _ => false,
                }
            }

            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                match self {
                    $($(Self::$type(record) => Mergeable::each_text(record, visit),)*)*
                }
            }

            fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
                let mut merged = match (ours, theirs) {
                    $($((Self::$type(ours), Self::$type(theirs)) if ours.id == theirs.id => {
                        let base = base.and_then(|base| if let Self::$type(base) = base { Some(base) } else { None });
                        Self::$type(Mergeable::merge(base, ours, theirs, merging))
                    })*)*
                    // Not one record. The same one stays on both sides.
                    _ => return if ours.id() < theirs.id() { ours.clone() } else { theirs.clone() },
                };
                *merged.stamp_mut() = merge::stamp(base.map(Self::stamp), ours.stamp(), theirs.stamp());
                merged
            }
        }
    };
}

each_record!(mergeable);

impl<R: Mergeable> Mergeable for Shared<R> {
    fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
        if !matches!((before, after), (Some(before), Some(after)) if before.is_same(after)) {
            Mergeable::compare(before.map(Deref::deref), after.map(Deref::deref), walk);
        }
    }

    fn at(&self, path: &[String]) -> Option<Value<'_>> {
        R::at(self, path)
    }

    fn copy(&mut self, from: &Self, path: &[String]) -> bool {
        R::copy(self, from, path)
    }

    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        R::each_text(self, visit);
    }

    fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
        R::merge(base.map(Deref::deref), ours, theirs, merging).into()
    }
}
