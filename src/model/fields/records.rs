//! The fields of every record and every part, in the order in which a reader meets them. What is listed of a type is all that it
//! has: a new field does not compile until it stands here.

use super::merge;
use super::value::{Part, Value};
use super::walk::{Field, Merging, Walk};
use crate::model::{
    Account, Announcement, Attendance, Binned, Clash, Condition, Discrepancy, EarlierDate, FollowUp, Format, Incident, Issue,
    Negotiation, Original, Outcome, Party, Person, Record, Round, Schedule, Sitting, Source, Statement, Venue,
};

macro_rules! fields {
    ($($type:ident { $($field:ident),* $(,)? } beside { $($beside:ident),* })*) => {$(
        impl Field for $type {
            fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
                $(walk.within(stringify!($field), |walk| {
                    Field::compare(before.map(|before| &before.$field), after.map(|after| &after.$field), walk);
                });)*
            }

            fn at(&self, path: &[String]) -> Option<Value<'_>> {
                match path.split_first() {
                    $(Some((name, inside)) if name == stringify!($field) => Field::at(&self.$field, inside),)*
                    _ => None,
                }
            }

            fn copy(&mut self, from: &Self, path: &[String]) -> bool {
                let Self { $($beside: _,)* $($field),* } = self;
                match path.split_first() {
                    $(Some((name, inside)) if name == stringify!($field) => Field::copy($field, &from.$field, inside),)*
                    _ => false,
                }
            }

            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                let Self { $($beside: _,)* $($field),* } = self;
                $(Field::each_text($field, visit);)*
            }

            fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
                Self {
                    $($beside: ours.$beside.clone(),)*
                    $($field: merging.within(stringify!($field), |merging| {
                        Field::merge(base.map(|base| &base.$field), &ours.$field, &theirs.$field, merging)
                    }),)*
                }
            }
        }
    )*};
}

fields! {
    Party { name, short, kind, hue, spellings, blocs, note } beside { id, stamp }
    Person { name, affiliations, spellings, note } beside { id, stamp }
    Negotiation { title, status, code, summary, seats, tags, handling, answers, note } beside { id, stamp }
    Issue { negotiation, name, state, parent, place, note } beside { id, stamp }
    Source {
        negotiation, title, address, kind, outlet, published, reliability, credibility, read, text, note,
    } beside { id, stamp }
    Round {
        negotiation, schedule, number, title, venue, zone, agenda, attendance, format, sittings, accounts, outcome,
        discrepancies, sources, uid, calendar, note, note_level,
    } beside { id, stamp }
    Schedule { when, status, announcements, earlier } beside {}
    EarlierDate { when, venue, note, source, level } beside { id }
    Announcement { when, by, said_on, wording, venue, source, withdrawn, level } beside { id }
    Venue { city, place, country, online, spellings } beside {}
    Format { contact, setting, mediation, visibility, track } beside {}
    Attendance { person, party, described, role, presence, office, sources, note, level } beside { id }
    Sitting { title, when, note, level } beside { id }
    Account { party, speaker, said_on, text, source, level } beside { id }
    Discrepancy { about, held, other, source, note, level } beside { id }
    Outcome { kind, text, documents, level } beside {}
    Statement {
        negotiation, party, text, kind, firmness, verbatim, assessor, issues, speaker, said_on, sources, locus, verification,
        verification_note, reliability, credibility, level, terms, round, sitting, on_behalf_of, movement, supersedes, answers, condition, original,
        tags, to_check, note,
    } beside { id, stamp }
    Original { text, language } beside {}
    Condition { text, on } beside {}
    FollowUp { negotiation, what, owners, due, state, round, level, sources, uid, calendar, note } beside { id, stamp }
    Incident {
        negotiation, what, when, place, claimed_by, blamed_on, denied_by, verification, verification_note, round, level, sources,
        note,
    } beside { id, stamp }
    Binned { title, records } beside { id, stamp }
    Clash { record, field, other } beside { id, stamp }
}

macro_rules! each_kind {
    ($($kind:ident)*) => {
        impl Field for Record {
            fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
                match (before, after) {
                    (None, None) => {}
                    // The one is there in place of the other.
                    (Some(before), Some(after)) if before.id() != after.id() => {
                        walk.differs(Some(Value::Part(Part::Record(before))), Some(Value::Part(Part::Record(after))));
                    }
                    $((Some(Self::$kind(before)), Some(Self::$kind(after))) => {
                        Field::compare(Some(before), Some(after), walk);
                    }
                    (Some(Self::$kind(before)), None) => Field::compare(Some(before), None, walk),
                    (None, Some(Self::$kind(after))) => Field::compare(None, Some(after), walk),)*
                    // Ids name the kind.
                    (Some(_), Some(_)) => {}
                }
            }

            fn at(&self, path: &[String]) -> Option<Value<'_>> {
                if path.is_empty() {
                    return Some(Value::Part(Part::Record(self)));
                }
                match self {
                    $(Self::$kind(record) => Field::at(record, path),)*
                }
            }

            fn copy(&mut self, from: &Self, path: &[String]) -> bool {
                if path.is_empty() {
                    self.clone_from(from);
                    return true;
                }
                match (self, from) {
                    $((Self::$kind(into), Self::$kind(from)) => Field::copy(into, from, path),)*
                    _ => false,
                }
            }

            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                match self {
                    $(Self::$kind(record) => Field::each_text(record, visit),)*
                }
            }

            fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
                let mut merged = match (ours, theirs) {
                    $((Self::$kind(ours), Self::$kind(theirs)) if ours.id == theirs.id => {
                        let base = base.and_then(|base| if let Self::$kind(base) = base { Some(base) } else { None });
                        Self::$kind(Field::merge(base, ours, theirs, merging))
                    })*
                    // Not one record. The same one stays on both sides.
                    _ => return if ours.id() < theirs.id() { ours.clone() } else { theirs.clone() },
                };
                *merged.stamp_mut() = merge::stamp(base.map(Self::stamp), ours.stamp(), theirs.stamp());
                merged
            }
        }
    };
}

each_kind! { Party Person Negotiation Issue Source Round Statement FollowUp Incident Binned Clash }

impl Field for Box<Record> {
    fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
        Field::compare(before.map(AsRef::as_ref), after.map(AsRef::as_ref), walk);
    }

    fn at(&self, path: &[String]) -> Option<Value<'_>> {
        Field::at(self.as_ref(), path)
    }

    fn copy(&mut self, from: &Self, path: &[String]) -> bool {
        Field::copy(self.as_mut(), from.as_ref(), path)
    }

    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        Field::each_text(self.as_mut(), visit);
    }

    fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
        Self::new(Field::merge(base.map(AsRef::as_ref), ours.as_ref(), theirs.as_ref(), merging))
    }
}
