//! Fields with one value: compared, copied and merged as a whole.

use super::kind::FieldType;
use super::walk::{Mergeable, Merging, Side, Walk};
use super::{FieldPath, Value};
use crate::model::each_record;
use crate::model::{Hue, PartId, RecordId, Vocabulary, When, Who};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// What a field holds when it holds one value. Two that differ have values whose [keys](Value::key) differ.
trait Leaf: FieldType + Clone + PartialEq {}

impl<V: Vocabulary> Leaf for V {}
impl<V: Vocabulary> Leaf for Option<V> {}

macro_rules! leaves {
    ($($type:ty,)*) => {
        $(impl Leaf for $type {})*
    };
}

leaves! {
    String, When, bool, u32, FieldPath, RecordId,
    Option<u32>, Option<Hue>, Option<NaiveDate>, Option<Tz>, Option<Who>, Option<PartId>,
}

macro_rules! leaves_of_records {
    ($($group:ident { $($type:ident $id:ident $table:ident $facts:tt)* })*) => {
        leaves! {$($($crate::model::$id, Option<$crate::model::$id>,)*)*}
    };
}

each_record!(leaves_of_records);

impl<T: Leaf> Mergeable for T {
    fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
        if before != after {
            let [before, after] = [before, after].map(|leaf| leaf.and_then(|leaf| leaf.view().value()));
            if before.is_some() || after.is_some() {
                walk.differs(before, after);
            }
        }
    }

    fn at(&self, path: &[String]) -> Option<Value<'_>> {
        if path.is_empty() { self.view().value() } else { None }
    }

    fn copy(&mut self, from: &Self, path: &[String]) -> bool {
        if !path.is_empty() {
            return false;
        }
        self.clone_from(from);
        true
    }

    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.view_mut().text().into_iter().for_each(visit);
    }

    /// The value that one side changed; if both did, the one whose key is greater, so that it is the same wherever it is merged.
    fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
        if ours == theirs || base == Some(theirs) {
            return ours.clone();
        }
        if base == Some(ours) {
            return theirs.clone();
        }
        let key = |leaf: &Self| leaf.view().value().map(|value| value.key());
        let (mine, other) = (key(ours), key(theirs));
        let (winner, loser, side) = if mine > other { (ours, other, Side::Theirs) } else { (theirs, mine, Side::Ours) };
        // Where there was nothing before, who left a field blank did not blank it.
        if base.is_some() || loser.is_some() {
            merging.lost(side, loser.unwrap_or_default());
        }
        winner.clone()
    }
}
