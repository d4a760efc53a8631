//! Serialises and deserialises any record by its table of fields: one writer and one reader for all of them.

use super::scalar::{Day, Id, Text, Time, Words, Zone};
use super::term::{TermIn, TermOut};
use super::when::When;
use super::who::Who;
use super::{Newer, Notes, Shape};
use crate::model::fields::{Field, Fields, HasFields, Parts, Saved, ValueMut, ValueRef};
use crate::model::{Hue, PartId, RecordId, Shared, Stamp};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeStruct, Serializer};
use std::fmt;
use uuid::Uuid;

/// A record or a part of one as it stands in a file.
#[derive(Debug, Default)]
pub(in crate::store) struct OnDisk<R> {
    /// It. In an inherited field that the file leaves out nothing stands yet.
    pub record: Shared<R>,
    noted: Noted,
}

/// What was noticed while a record was read.
#[derive(Debug, Default)]
struct Noted {
    /// Values that this version does not know, in the order of reading.
    newer: Vec<Newer>,
    /// The [inherited](Saved::Inherited) fields that the file leaves out.
    left_out: Vec<&'static str>,
}

impl<R: HasFields> Shape<Shared<R>> for OnDisk<R> {
    fn of(model: &Shared<R>) -> Self {
        Self { record: model.clone(), noted: Noted::default() }
    }

    fn model(self, notes: &mut Notes) -> Shared<R> {
        notes.newer.extend(self.noted.newer);
        if self.noted.left_out.contains(&"negotiation") {
            notes.missing = Some("negotiation");
        }
        self.record
    }
}

impl<R: HasFields> Shape<R> for OnDisk<R> {
    fn of(model: &R) -> Self {
        Self { record: model.clone().into(), noted: Noted::default() }
    }

    fn model(self, notes: &mut Notes) -> R {
        Shape::<Shared<R>>::model(self, notes).into_inner()
    }
}

impl<R> OnDisk<R> {
    /// What has become of a record in a former format.
    #[cfg_attr(not(test), expect(dead_code, reason = "for steps from former formats, and there are none yet"))]
    pub(crate) fn made(make: impl FnOnce(&mut Notes) -> R) -> Self {
        let mut notes = Notes::default();
        let record = make(&mut notes).into();
        Self { record, noted: Noted { newer: notes.newer, left_out: Vec::new() } }
    }
}

impl<R: HasFields> Serialize for OnDisk<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writing { fields: &*self.record, left_out: &self.noted.left_out }.serialize(serializer)
    }
}

impl<'de, R: HasFields + Default> Deserialize<'de> for OnDisk<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (mut record, mut noted) = (R::default(), Noted::default());
        Reading { into: &mut record, noted: &mut noted }.deserialize(deserializer)?;
        Ok(Self { record: record.into(), noted })
    }
}

/// What the file around a record says of an inherited field: nothing, or which record, or that there is none.
pub(super) type Around<'a> = &'a dyn Fn(&str) -> Option<Option<Uuid>>;

/// A record of which the file around can say some fields.
pub(super) trait Inherits {
    /// The link that it says itself in an inherited field.
    fn own(&self, field: &str) -> Option<Uuid>;
    /// Leaves out what the file around says as well.
    fn leave_out(&mut self, around: Around<'_>);
    /// Fills in what the file around says.
    fn fill_in(&mut self, around: Around<'_>);
}

impl<R: HasFields> Inherits for OnDisk<R> {
    fn own(&self, name: &str) -> Option<Uuid> {
        let said = !self.noted.left_out.contains(&name);
        said.then(|| inherited(&*self.record).find(|(field, _)| field.name == name).and_then(|(_, id)| id)).flatten()
    }

    fn leave_out(&mut self, around: Around<'_>) {
        let same = inherited(&*self.record).filter(|(field, own)| around(field.name) == Some(*own));
        self.noted.left_out.extend(same.map(|(field, _)| field.name));
    }

    fn fill_in(&mut self, around: Around<'_>) {
        let record: &mut R = &mut self.record;
        self.noted.left_out.retain(|name| {
            let place = R::TABLE.iter().position(|field| field.name == *name);
            let Some((id, ValueMut::Link(link))) = around(name).zip(place.and_then(|at| record.get_mut(at))) else { return true };
            link.set(id);
            false
        });
    }
}

/// The fields of a record that the file around can say, and the links in them.
fn inherited(record: &dyn Fields) -> impl Iterator<Item = (&'static Field, Option<Uuid>)> {
    record.each().filter(|(field, _)| field.saved == Saved::Inherited).filter_map(|(field, value)| match value {
        ValueRef::Link(id) => Some((field, id.map(RecordId::uuid))),
        _ => None,
    })
}

/// Whether leaving a value out of a file says the same.
fn is_blank(value: ValueRef<'_>) -> bool {
    match value {
        ValueRef::Text(text) => text.is_empty(),
        ValueRef::Texts(texts) => texts.is_empty(),
        ValueRef::Flag(flag) => !flag,
        ValueRef::Count(count) => count == 0,
        ValueRef::Number(number) => number.is_none(),
        ValueRef::Hue(hue) => hue.is_none(),
        ValueRef::Day(day) => day.is_none(),
        ValueRef::When(when) => when.is_unknown(),
        ValueRef::Zone(zone) => zone.is_none(),
        ValueRef::Term(term) => term.is_none(),
        ValueRef::Link(link) => link.is_none(),
        ValueRef::Links(links) => links.is_empty(),
        ValueRef::Part(part) => part.is_none(),
        ValueRef::Who(who) => who.is_none(),
        ValueRef::Whos(all) => all.is_empty(),
        ValueRef::Fields(part) => part.each().all(|(_, value)| is_blank(value)),
        ValueRef::Parts(parts) => parts.is_empty(),
        ValueRef::Stamp(_) | ValueRef::Path(_) | ValueRef::Record(_) | ValueRef::Records(_) => false,
    }
}

/// A record or a part to be written: its fields in the order of its table, then its stamp.
struct Writing<'a> {
    fields: &'a dyn Fields,
    left_out: &'a [&'static str],
}

impl Serialize for Writing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_written = |(field, value): &(&Field, ValueRef<'_>)| match field.saved {
            Saved::Always => true,
            Saved::UnlessBlank => !is_blank(*value),
            Saved::Inherited => !self.left_out.contains(&field.name),
        };
        let mut stamp = None;
        let mut out = serializer.serialize_struct(self.fields.name(), self.fields.table().len())?;
        for (field, value) in self.fields.each().filter(is_written) {
            match value {
                ValueRef::Stamp(found) => stamp = Some(found),
                value => out.serialize_field(field.name, &Held(value))?,
            }
        }
        if let Some(Stamp { created, changed, by, revision }) = stamp {
            out.serialize_field("created", &Time(*created))?;
            if changed != created {
                out.serialize_field("changed", &Time(*changed))?;
            }
            if !by.is_empty() {
                out.serialize_field("by", &Words(by))?;
            }
            if *revision > 0 {
                out.serialize_field("revision", revision)?;
            }
        }
        out.end()
    }
}

/// A value in a field.
struct Held<'a>(ValueRef<'a>);

impl Serialize for Held<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            ValueRef::Text(text) => Words(text).serialize(serializer),
            ValueRef::Texts(texts) => serializer.collect_seq(texts.iter().map(|text| Words(text))),
            ValueRef::Flag(flag) => serializer.serialize_bool(flag),
            ValueRef::Count(count) => serializer.serialize_u32(count),
            ValueRef::Number(number) => number.serialize(serializer),
            ValueRef::Hue(hue) => hue.map(|hue| hue.0).serialize(serializer),
            ValueRef::Day(day) => day.map(Day).serialize(serializer),
            ValueRef::When(when) => When::of(when).serialize(serializer),
            ValueRef::Zone(zone) => Zone::of(&zone).serialize(serializer),
            ValueRef::Term(term) => term.map(TermOut).serialize(serializer),
            ValueRef::Link(link) => link.map(|id| Id(id.uuid())).serialize(serializer),
            ValueRef::Links(links) => {
                let all = (0..links.len()).filter_map(|at| links.at(at));
                serializer.collect_seq(all.map(|id| Id(id.uuid())))
            }
            ValueRef::Part(part) => part.map(|PartId(id)| Id(id)).serialize(serializer),
            ValueRef::Who(who) => who.map(Who::of).serialize(serializer),
            ValueRef::Whos(all) => serializer.collect_seq(all.iter().map(Who::of)),
            ValueRef::Fields(fields) => Writing { fields, left_out: &[] }.serialize(serializer),
            ValueRef::Parts(parts) => {
                let all = (0..parts.len()).filter_map(|at| parts.at(at));
                serializer.collect_seq(all.map(|fields| Writing { fields, left_out: &[] }))
            }
            ValueRef::Stamp(_) | ValueRef::Path(_) | ValueRef::Record(_) | ValueRef::Records(_) => {
                Err(S::Error::custom("what holds whole records has a shape of its own"))
            }
        }
    }
}

/// A record or a part to be read into one of which nothing is said.
struct Reading<'a> {
    into: &'a mut dyn Fields,
    noted: &'a mut Noted,
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct(self.into.name(), &[], self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", self.into.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { into, noted } = self;
        let table = into.table();
        let stamp = table.iter().position(|field| field.name == "stamp");
        let (mut seen, mut stamped) = (vec![false; table.len()], Stamped::default());
        while let Some(Name(name)) = map.next_key()? {
            let place = table.iter().position(|field| field.name == name).filter(|at| Some(*at) != stamp);
            match place.and_then(|at| Some((table.get(at)?, seen.get_mut(at)?, into.get_mut(at)?))) {
                Some((field, seen, value)) => {
                    if std::mem::replace(seen, true) {
                        return Err(A::Error::duplicate_field(field.name));
                    }
                    map.next_value_seed(Into { value, bounds: field.bounds, noted })?;
                }
                None if stamp.is_some() && stamped.take(&name, &mut map)? => {}
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        for (field, _) in table.iter().zip(seen).filter(|(field, seen)| !seen && field.name != "stamp") {
            match field.saved {
                Saved::Always => return Err(A::Error::missing_field(field.name)),
                Saved::Inherited => noted.left_out.push(field.name),
                Saved::UnlessBlank => {}
            }
        }
        if let Some(ValueMut::Stamp(into)) = stamp.and_then(|at| into.get_mut(at)) {
            *into = stamped.stamp()?;
        }
        Ok(())
    }
}

/// A stamp, as far as it was read.
#[derive(Default)]
struct Stamped {
    created: Option<Time>,
    changed: Option<Option<Time>>,
    by: Option<Text>,
    revision: Option<Option<u32>>,
}

impl Stamped {
    /// Reads a field of it; false if it has none of that name.
    fn take<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        fn put<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
            into: &mut Option<T>,
            name: &'static str,
            map: &mut A,
        ) -> Result<bool, A::Error> {
            if into.is_some() {
                return Err(A::Error::duplicate_field(name));
            }
            *into = Some(map.next_value()?);
            Ok(true)
        }
        match name {
            "created" => put(&mut self.created, "created", map),
            "changed" => put(&mut self.changed, "changed", map),
            "by" => put(&mut self.by, "by", map),
            "revision" => put(&mut self.revision, "revision", map),
            _ => Ok(false),
        }
    }

    fn stamp<E: serde::de::Error>(self) -> Result<Stamp, E> {
        let created = self.created.ok_or_else(|| E::missing_field("created"))?.0;
        let changed = self.changed.flatten().map_or(created, |time| time.0);
        Ok(Stamp { created, changed, by: self.by.unwrap_or_default().0, revision: self.revision.flatten().unwrap_or(0) })
    }
}

/// The name of a field.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl Visitor<'_> for NameVisitor {
            type Value = Name;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("field identifier")
            }
            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
        }
        deserializer.deserialize_identifier(NameVisitor)
    }
}

/// Reads one value into a field, by its kind.
struct Into<'a, 'n> {
    value: ValueMut<'a>,
    /// Of a number.
    bounds: (u32, u32),
    noted: &'n mut Noted,
}

impl<'de> DeserializeSeed<'de> for Into<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut notes = Notes::default();
        match self.value {
            ValueMut::Text(text) => *text = Text::deserialize(deserializer)?.0,
            ValueMut::Texts(texts) => {
                *texts = Vec::<Text>::deserialize(deserializer)?.into_iter().map(|text| text.0).collect();
            }
            ValueMut::Flag(flag) => *flag = bool::deserialize(deserializer)?,
            ValueMut::Count(count) => *count = within(u32::deserialize(deserializer)?, self.bounds)?,
            ValueMut::Number(number) => {
                let read = Option::deserialize(deserializer)?;
                *number = read.map(|number| within(number, self.bounds)).transpose()?;
            }
            ValueMut::Hue(hue) => *hue = Option::deserialize(deserializer)?.map(Hue),
            ValueMut::Day(day) => *day = Option::<Day>::deserialize(deserializer)?.map(|day| day.0),
            ValueMut::When(when) => *when = When::deserialize(deserializer)?.model(&mut notes),
            ValueMut::Zone(zone) => *zone = Zone::deserialize(deserializer)?.model(&mut notes),
            ValueMut::Term(term) => TermIn { term, notes: &mut notes }.deserialize(deserializer)?,
            ValueMut::Link(link) if link.is_optional() => {
                link.set(Option::<Id>::deserialize(deserializer)?.map(|id| id.0));
            }
            ValueMut::Link(link) => link.set(Some(Id::deserialize(deserializer)?.0)),
            ValueMut::Links(links) => {
                links.clear();
                Vec::<Id>::deserialize(deserializer)?.into_iter().for_each(|id| links.push(id.0));
            }
            ValueMut::Part(part) => *part = Option::<Id>::deserialize(deserializer)?.map(|id| PartId(id.0)),
            ValueMut::PartId(part) => *part = PartId(Id::deserialize(deserializer)?.0),
            ValueMut::Who(who) => *who = Option::<Who>::deserialize(deserializer)?.model(&mut notes),
            ValueMut::Whos(all) => *all = Vec::<Who>::deserialize(deserializer)?.model(&mut notes),
            ValueMut::Fields(into) => Reading { into, noted: self.noted }.deserialize(deserializer)?,
            ValueMut::Parts(parts) => deserializer.deserialize_seq(List { parts, noted: self.noted })?,
            ValueMut::Stamp(_) | ValueMut::Path(_) | ValueMut::RecordId(_) | ValueMut::Record(_) | ValueMut::Records(_) => {
                return Err(D::Error::custom("what holds whole records has a shape of its own"));
            }
        }
        self.noted.newer.append(&mut notes.newer);
        Ok(())
    }
}

/// A number, if it is within its bounds.
fn within<E: serde::de::Error>(number: u32, (least, most): (u32, u32)) -> Result<u32, E> {
    let is_within = (least..=most).contains(&number);
    is_within.then_some(number).ok_or_else(|| E::custom(format_args!("a whole number from {least} to {most} is wanted here")))
}

/// Reads a list of parts.
struct List<'a, 'n> {
    parts: &'a mut dyn Parts,
    noted: &'n mut Noted,
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.parts.clear();
        while items.next_element_seed(Item { parts: &mut *self.parts, noted: &mut *self.noted })?.is_some() {}
        Ok(())
    }
}

/// Reads one part of a list.
struct Item<'a, 'n> {
    parts: &'a mut dyn Parts,
    noted: &'n mut Noted,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Reading { into: self.parts.push(), noted: self.noted }.deserialize(deserializer)
    }
}
