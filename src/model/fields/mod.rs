//! Records field by field: what differs between two versions, one field taken over from the other, and versions merged that
//! were changed in two places.
//!
//! A field has a [`FieldPath`]; what it holds is a [`Value`] with its type, so that others can put it in words. Parts of a record
//! that have an id (an attendance, an account) are compared and merged field by field too. What has no id (a spelling, a tag, a
//! link) is there or is not. When and by whom a record was changed is no field.
//!
//! [`merge`] treats both sides alike: every copy of the record that merges the same versions gets the same result. What only one
//! side changed is taken over. Where both did, the value that is greater by its [key](Value::key) stays, and the other one is
//! handed back as contested.

mod field;
mod kind;
mod leaf;
mod list;
mod merge;
mod order;
mod path;
mod record;
mod records;
mod tables;
mod value;
pub(super) mod walk;

pub use field::{Column, Field, Form, Import, Indexed, Kind, List, Release, Saved, Search, Show, Widget};
pub use kind::{
    FieldName, FieldType, Fields, HasFields, KnownTerm, LinkMut, Links, LinksMut, Parts, TermMut, ValueMut, ValueRef,
};
pub use merge::{Contested, Merged, merge};
pub use path::FieldPath;
pub use tables::{MergedTables, RecordMap, merge_tables};
pub use value::{Part, Term, Value};

pub(super) use record::record;

use super::Record;
use walk::{Mergeable, Walk};

/// A field in which two versions of a record differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// Where it stands. For a part that was added or taken out, and for the order of a list, the path ends there.
    pub path: FieldPath,
    /// What it was; none if it was blank or not there.
    pub before: Option<Value<'a>>,
    /// What it is; none if it is blank or gone.
    pub after: Option<Value<'a>>,
}

/// The fields in which two versions of a record differ, stamps left out. Copied one after the other they make the one into the
/// other.
pub fn differences<'a>(before: &'a Record, after: &'a Record) -> Vec<Difference<'a>> {
    let mut walk = Walk::default();
    Mergeable::compare(Some(before), Some(after), &mut walk);
    walk.found()
}

/// What is filled in a record, as differences to nothing.
pub fn filled(record: &Record) -> Vec<Difference<'_>> {
    let mut walk = Walk::default();
    Mergeable::compare(None, Some(record), &mut walk);
    walk.found()
}

/// What stands at `path` in a record: a value, a part, or of a list its items in order. None if it is blank or not there.
pub fn value<'a>(record: &'a Record, path: &FieldPath) -> Option<Value<'a>> {
    Mergeable::at(record, path.steps())
}

/// The innermost part of a record that `path` leads to or through, and the way on from there.
pub fn part<'a>(record: &'a Record, path: &FieldPath) -> Option<(Part<'a>, FieldPath)> {
    (1..=path.steps().len()).rev().find_map(|count| {
        let (to, on) = path.steps().split_at_checked(count)?;
        match Mergeable::at(record, to) {
            Some(Value::Part(part)) => Some((part, FieldPath::new(on))),
            _ => None,
        }
    })
}

/// Shows `visit` every text in a record that somebody can have written, to be changed: words, names, descriptions, terms of one's
/// own, the wording of a date.
pub fn each_text(record: &mut Record, visit: &mut dyn FnMut(&mut String)) {
    Mergeable::each_text(record, visit);
}

/// Takes over what stands at `path` in `from`. A part of a list is put in or taken out as a whole; the path of a list alone puts
/// its items in order, the empty path takes everything. False if neither record has such a field, or they are of different kinds;
/// nothing is changed then.
pub fn copy_field(into: &mut Record, from: &Record, path: &FieldPath) -> bool {
    Mergeable::copy(into, from, path.steps())
}

#[cfg(test)]
mod merge_tests;
#[cfg(test)]
mod tests;
