//! What every field can do, whether it is one value, several together, or a list: be compared, copied and merged.

use super::{Difference, FieldPath, Value};

/// A field of a record, or a record's part with fields of its own.
pub(in crate::model) trait Mergeable: Clone + PartialEq {
    /// Tells `walk` what differs. None is a record or part that is not there.
    fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>);

    /// What stands at `path`; of a list its items in order. None if it is blank or not there.
    fn at(&self, path: &[String]) -> Option<Value<'_>>;

    /// Takes over what stands at `path` in `from`. False if nothing can stand there.
    fn copy(&mut self, from: &Self, path: &[String]) -> bool;

    /// Shows `visit` every text in it that somebody can have written, to be changed.
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String));

    /// What both sides made of `base`. The sides are treated alike.
    fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self;
}

/// Where one is while comparing, and what differs so far.
#[derive(Default)]
pub(in crate::model) struct Walk<'a> {
    at: Vec<String>,
    found: Vec<Difference<'a>>,
}

impl<'a> Walk<'a> {
    pub(crate) fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.at.push(name.to_owned());
        inside(self);
        self.at.pop();
    }

    pub(crate) fn differs(&mut self, before: Option<Value<'a>>, after: Option<Value<'a>>) {
        self.found.push(Difference { path: FieldPath::new(self.at.clone()), before, after });
    }

    pub(crate) fn found(self) -> Vec<Difference<'a>> {
        self.found
    }
}

/// One of the two that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Side {
    Ours,
    Theirs,
}

/// A value that was not taken.
pub(in crate::model) struct Lost {
    /// Of which field.
    pub path: FieldPath,
    /// Whose.
    pub side: Side,
    /// The value as text: see [`Value::key`].
    pub key: String,
}

/// Where one is while merging, and the values not taken of the fields that both sides changed so far.
#[derive(Default)]
pub(in crate::model) struct Merging {
    at: Vec<String>,
    lost: Vec<Lost>,
}

impl Merging {
    pub(crate) fn within<T>(&mut self, name: &str, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.at.push(name.to_owned());
        let merged = inside(self);
        self.at.pop();
        merged
    }

    pub(crate) fn lost(&mut self, side: Side, key: String) {
        self.lost.push(Lost { path: FieldPath::new(self.at.clone()), side, key });
    }

    pub(crate) fn all_lost(self) -> Vec<Lost> {
        self.lost
    }
}
