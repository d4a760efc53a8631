//! Fields with one value.

use super::value::Term;
use super::walk::{Field, Merging, Side, Walk};
use super::{FieldPath, Value};
use crate::model::{
    AttendanceRole, Contact, Credibility, Firmness, FollowUpState, IssueId, IssueState, Mediation, Movement, NegotiationId,
    NegotiationStatus, OutcomeKind, PartId, PartyId, PartyKind, PersonId, Presence, RecordId, RecordLevel, Reliability, RoundId,
    ScheduleStatus, SeatRole, Setting, SourceKind, StatementKind, Track, Verification, Visibility, Vocabulary, When, Who,
};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// What a field holds when it holds one value.
trait Leaf: Clone + PartialEq {
    /// The value; none if blank. Two that differ have values whose keys differ.
    fn value(&self) -> Option<Value<'_>>;

    /// Shows `visit` the text in it, if there is one.
    fn each_text(&mut self, _visit: &mut dyn FnMut(&mut String)) {}
}

fn compare<'a, T: Leaf>(before: Option<&'a T>, after: Option<&'a T>, walk: &mut Walk<'a>) {
    if before != after {
        let (before, after) = (before.and_then(Leaf::value), after.and_then(Leaf::value));
        if before.is_some() || after.is_some() {
            walk.differs(before, after);
        }
    }
}

fn copy<T: Leaf>(into: &mut T, from: &T, path: &[String]) -> bool {
    if !path.is_empty() {
        return false;
    }
    into.clone_from(from);
    true
}

/// The value that one side changed; if both did, the one whose key is greater, so that it is the same wherever it is merged.
fn merge<T: Leaf>(base: Option<&T>, ours: &T, theirs: &T, merging: &mut Merging) -> T {
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let key = |leaf: &T| leaf.value().map(|value| value.key());
    let (mine, other) = (key(ours), key(theirs));
    let (winner, loser, side) = if mine > other { (ours, other, Side::Theirs) } else { (theirs, mine, Side::Ours) };
    // Where there was nothing before, who left a field blank did not blank it.
    if base.is_some() || loser.is_some() {
        merging.lost(side, loser.unwrap_or_default());
    }
    winner.clone()
}

macro_rules! leaves {
    ($($type:ty: $self:ident => $value:expr $(, |$visit:ident| $texts:expr)?;)*) => {$(
        impl Leaf for $type {
            fn value(&$self) -> Option<Value<'_>> {
                $value
            }

            $(fn each_text(&mut $self, $visit: &mut dyn FnMut(&mut String)) {
                $texts
            })?
        }

        impl Field for $type {
            fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
                compare(before, after, walk);
            }

            fn at(&self, path: &[String]) -> Option<Value<'_>> {
                if path.is_empty() { self.value() } else { None }
            }

            fn copy(&mut self, from: &Self, path: &[String]) -> bool {
                copy(self, from, path)
            }

            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                Leaf::each_text(self, visit);
            }

            fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
                merge(base, ours, theirs, merging)
            }
        }
    )*};
}

leaves! {
    String: self => (!self.is_empty()).then_some(Value::Text(self)), |visit| visit(self);
    When: self => (!self.is_unknown()).then_some(Value::When(self)), |visit| self.wording_mut().into_iter().for_each(visit);
    bool: self => Some(Value::Flag(*self));
    u32: self => Some(Value::Number(*self));
    FieldPath: self => Some(Value::Field(self));
    RecordId: self => Some(Value::Record(*self));
    NegotiationId: self => Some(Value::Record((*self).into()));
    PartyId: self => Some(Value::Record((*self).into()));
    Option<u32>: self => self.map(Value::Number);
    Option<u8>: self => self.map(Value::Hue);
    Option<NaiveDate>: self => self.map(Value::Day);
    Option<Tz>: self => self.map(Value::Zone);
    Option<Who>: self => self.as_ref().map(Value::Who), |visit| self.as_mut().and_then(Who::description_mut).into_iter().for_each(visit);
    Option<PartId>: self => self.map(Value::Sitting);
}

macro_rules! links {
    ($($id:ty;)*) => {
        leaves! { $(Option<$id>: self => self.map(|id| Value::Record(id.into()));)* }
    };
}

links! {
    PartyId;
    PersonId;
    IssueId;
    crate::model::SourceId;
    RoundId;
}

macro_rules! terms {
    ($($term:ty;)*) => {
        leaves! { $($term: self => Some(Value::Term(Term::of(self))), |visit| self.own_word_mut().into_iter().for_each(visit);)* }
    };
}

terms! {
    PartyKind;
    NegotiationStatus;
    IssueState;
    SourceKind;
    ScheduleStatus;
    AttendanceRole;
    Presence;
    StatementKind;
    RecordLevel;
    Verification;
    FollowUpState;
    SeatRole;
}

macro_rules! open_terms {
    ($($term:ty;)*) => {
        leaves! { $(
            Option<$term>: self => self.as_ref().map(|term| Value::Term(Term::of(term))),
                |visit| self.as_mut().and_then(Vocabulary::own_word_mut).into_iter().for_each(visit);
        )* }
    };
}

open_terms! {
    Reliability;
    Credibility;
    Contact;
    Setting;
    Mediation;
    Visibility;
    Track;
    OutcomeKind;
    Firmness;
    Movement;
    RecordLevel;
}
