//! A whole file: its format version and the records in it.
//!
//! There is one shape for all files, and a record is taken from wherever it stands. Which records go into which file is the
//! business of the layout, so a file that was moved by hand still opens.

use super::record::{Inherits, OnDisk};
use super::scalar::{Id, Text, Time};
use super::variant::{Form, Forms};
use super::{Blank, Notes, Shape};
use crate::model;
use crate::model::each_record;
use crate::model::{Filed, RecordId, Row, Shared};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The version of the format that this program writes.
pub(in crate::store) const FORMAT: u32 = 1;

/// What a file holds of one kind of record.
trait Holds: Blank {
    /// Of which type they are.
    type Record;
    /// Puts one in.
    fn put(&mut self, record: &Shared<Self::Record>);
    /// Brings several into the order of their ids.
    fn sort(&mut self);
}

impl<R: Row> Holds for Option<OnDisk<R>> {
    type Record = R;

    fn put(&mut self, record: &Shared<R>) {
        *self = Some(Shape::of(record));
    }

    fn sort(&mut self) {}
}

impl<R: Row> Holds for Vec<OnDisk<R>> {
    type Record = R;

    fn put(&mut self, record: &Shared<R>) {
        self.push(Shape::of(record));
    }

    fn sort(&mut self) {
        self.sort_by_key(|record| (*record.record.id()).into().uuid());
    }
}

/// Records as what the file around can say something of.
fn inheriting<'a, R: Row>(held: impl IntoIterator<Item = &'a mut OnDisk<R>>) -> impl Iterator<Item = &'a mut dyn Inherits> {
    held.into_iter().map(|record| record as &mut dyn Inherits)
}

/// How many of one kind a file holds: one that is alone in it, or all that lie with another.
macro_rules! held {
    (Alone $type:ident) => { Option<OnDisk<model::$type>> };
    ($with:ident $type:ident) => { Vec<OnDisk<model::$type>> };
}

macro_rules! documents {
    (
        written { $($type:ident $id:ident $table:ident {
            $(#[$doc:meta])* $one:ident $noun:literal $many:literal $filed:ident as $word:ident
        })* }
        kept $kept:tt
    ) => {
        /// Everything that a file can hold; what is not there is not written.
        #[derive(Debug, Default, Serialize, Deserialize)]
        pub(in crate::store) struct Document {
            /// Which version of the format.
            pub format: u32,
            /// The id of the workspace, in the one file that gives it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub workspace_id: Option<Id>,
            /// The negotiation of the records in a file that holds neither a negotiation nor a round.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub negotiation_id: Option<Id>,
            $(
                #[serde(default, skip_serializing_if = "Blank::is_blank")]
                pub $word: held!($filed $type),
            )*
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub deleted: Option<Deleted>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub clash: Option<Clash>,
        }

        impl Document {
            fn put(&mut self, record: &model::Record) {
                match record {
                    $(model::Record::$type(record) => self.$word.put(record),)*
                    model::Record::Binned(record) => self.deleted = Some(Shape::of(&**record)),
                    model::Record::Clash(record) => self.clash = Some(Clash::of(record)),
                }
            }

            fn sort(&mut self) {
                $(self.$word.sort();)*
            }

            /// The records that belong to a negotiation, and perhaps to a round, but the round itself. Those that belong to a round come first.
            fn belonging(&mut self) -> Vec<&mut dyn Inherits> {
                let (mut of_round, mut of_negotiation) = (Vec::new(), Vec::new());
                $(match Filed::$filed {
                    Filed::Alone => {}
                    Filed::WithRound => of_round.extend(inheriting(&mut self.$word)),
                    Filed::WithNegotiation => of_negotiation.extend(inheriting(&mut self.$word)),
                })*
                of_round.append(&mut of_negotiation);
                of_round
            }

            /// Whether it is about something that belongs to no negotiation.
            fn is_of_none(&self) -> bool {
                let alone = [$((Filed::$filed == Filed::Alone && !self.$word.is_blank(), RecordId::from(model::$id::default()))),*];
                let of_none = |kind: RecordId| {
                    !matches!(kind, RecordId::Negotiation(_)) && kind.table().iter().all(|field| field.name != "negotiation")
                };
                let of_none = alone.into_iter().any(|(is_there, kind)| is_there && of_none(kind));
                of_none || self.deleted.is_some() || self.clash.is_some()
            }

            /// The records that somebody wrote, table by table.
            fn written(self, notes: &mut Notes) -> Vec<model::Record> {
                let mut records = Vec::new();
                $(records.extend(self.$word.into_iter().map(|record| <model::$type as Row>::record(record.model(notes))));)*
                records
            }
        }

        /// Any record within another one: in the bin, or as the other version of a field.
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", rename = "record")]
        enum Any {
            $($type(Box<OnDisk<model::$type>>),)*
            Deleted(Box<Deleted>),
            Clash(Box<Clash>),
        }

        impl Forms for Any {
            const WORDS: &'static [&'static str] = &[$(stringify!($one),)* "deleted", "clash"];
        }

        impl Any {
            fn of(record: &model::Record) -> Self {
                match record {
                    $(model::Record::$type(record) => Self::$type(Box::new(Shape::of(record))),)*
                    model::Record::Binned(record) => Self::Deleted(Box::new(Shape::of(&**record))),
                    model::Record::Clash(record) => Self::Clash(Box::new(Clash::of(record))),
                }
            }

            /// Nothing if there is nothing to show of it.
            fn model(self, notes: &mut Notes) -> Option<model::Record> {
                Some(match self {
                    $(Self::$type(record) => model::Record::$type((*record).model(notes)),)*
                    Self::Deleted(record) => model::Record::from((*record).model(notes)),
                    Self::Clash(record) => Clash::model(*record, notes)?.into(),
                })
            }
        }
    };
}

each_record!(documents);

/// A bin entry.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct Deleted {
    id: Id,
    #[serde(default, skip_serializing_if = "Blank::is_blank")]
    title: Text,
    created: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<Time>,
    #[serde(default, skip_serializing_if = "Blank::is_blank")]
    by: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    records: Vec<Form<Any>>,
}

impl Shape<model::Binned> for Deleted {
    fn of(model: &model::Binned) -> Self {
        Self {
            id: Shape::of(&model.id),
            title: Shape::of(&model.title),
            created: Shape::of(&model.stamp.created),
            changed: (model.stamp.changed != model.stamp.created).then(|| Shape::of(&model.stamp.changed)),
            by: Shape::of(&model.stamp.by),
            revision: (model.stamp.revision > 0).then_some(model.stamp.revision),
            records: model.records.iter().map(|record| Form::Known(Any::of(record))).collect(),
        }
    }
    fn model(self, notes: &mut Notes) -> model::Binned {
        model::Binned {
            id: self.id.model(notes),
            stamp: super::scalar::stamp(self.created, self.changed, self.by, self.revision, notes),
            title: self.title.model(notes),
            records: self.records.into_iter().filter_map(|record| record.known(notes)?.model(notes)).collect(),
        }
    }
}

/// A field that was changed in two places. Which record it is of, the other version says.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct Clash {
    id: Id,
    field: Text,
    other: Form<Any>,
    created: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<Time>,
    #[serde(default, skip_serializing_if = "Blank::is_blank")]
    by: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
}

impl Clash {
    fn of(model: &model::Clash) -> Self {
        Self {
            id: Shape::of(&model.id),
            field: Shape::of(&model.field),
            other: Form::Known(Any::of(&model.other)),
            created: Shape::of(&model.stamp.created),
            changed: (model.stamp.changed != model.stamp.created).then(|| Shape::of(&model.stamp.changed)),
            by: Shape::of(&model.stamp.by),
            revision: (model.stamp.revision > 0).then_some(model.stamp.revision),
        }
    }

    /// Nothing if the other version is of a kind that this version does not know.
    fn model(self, notes: &mut Notes) -> Option<model::Clash> {
        let other = self.other.known(notes)?.model(notes)?;
        Some(model::Clash {
            id: self.id.model(notes),
            stamp: super::scalar::stamp(self.created, self.changed, self.by, self.revision, notes),
            record: other.id(),
            field: self.field.model(notes),
            other,
        })
    }
}

impl Document {
    /// The document that names the workspace.
    pub(in crate::store) fn of_workspace(id: Uuid, format: u32) -> Self {
        Self { format, workspace_id: Some(Id(id)), ..Self::default() }
    }

    /// The document that holds `records`. They stand in it in the order of their ids.
    pub(in crate::store) fn of(records: &[model::Record], format: u32) -> Self {
        let mut document = Self { format, ..Self::default() };
        records.iter().for_each(|record| document.put(record));
        document.sort();
        document.leave_out_inherited();
        document
    }

    /// The negotiation that a record in this file belongs to unless it says otherwise.
    fn negotiation(&self) -> Option<Uuid> {
        let of_round = self.round.as_ref().and_then(|round| round.own("negotiation"));
        let own = self.negotiation.as_ref().map(|negotiation| negotiation.record.id.0);
        own.or(of_round).or(self.negotiation_id.map(|id| id.0))
    }

    /// What this file says of the inherited fields of its records.
    fn around(&self) -> impl Fn(&str) -> Option<Option<Uuid>> + use<> {
        let (negotiation, round) = (self.negotiation(), self.round.as_ref().map(|round| round.record.id.0));
        move |field| if field == "round" { Some(round) } else { negotiation.map(Some) }
    }

    fn leave_out_inherited(&mut self) {
        if self.negotiation.is_none() && self.round.is_none() {
            let first = self.belonging().into_iter().find_map(|record| record.own("negotiation"));
            self.negotiation_id = first.map(Id);
        }
        let around = self.around();
        if self.negotiation.is_some()
            && let Some(record) = &mut self.round
        {
            record.leave_out(&around);
        }
        self.belonging().into_iter().for_each(|record| record.leave_out(&around));
    }

    /// The records in it, the one that it is about first.
    pub(in crate::store) fn records(mut self, notes: &mut Notes) -> Vec<model::Record> {
        let (negotiation, around) = (self.negotiation(), self.around());
        if self.negotiation_id.is_some() && (self.is_of_none() || self.negotiation_id.map(|id| id.0) != negotiation) {
            notes.unused.push("negotiation_id");
        }
        if let Some(record) = &mut self.round {
            record.fill_in(&around);
        }
        self.belonging().into_iter().for_each(|record| record.fill_in(&around));
        let (deleted, clash) = (self.deleted.take(), self.clash.take());
        let mut records = self.written(notes);
        records.sort_by_key(|record| record.id().filed() != Filed::Alone);
        records.extend(deleted.map(|record| model::Record::from(record.model(notes))));
        records.extend(clash.and_then(|record| record.model(notes)).map(model::Record::from));
        records
    }
}
