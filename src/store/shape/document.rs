//! A whole file: its format version and the records in it.
//!
//! There is one shape for all files, and a record is taken from wherever it stands. Which records go into which file is the
//! business of the layout, so a file that was moved by hand still opens.

use super::record::{Inherits, OnDisk};
use super::scalar::{Id, Text, Time};
use super::variant::{Form, Forms};
use super::{Blank, Notes, Shape};
use crate::model;
use crate::model::fields::HasFields;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The version of the format that this program writes.
pub(in crate::store) const FORMAT: u32 = 1;

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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<OnDisk<model::Party>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<OnDisk<model::Person>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negotiation: Option<OnDisk<model::Negotiation>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<OnDisk<model::Issue>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<OnDisk<model::Source>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<OnDisk<model::Round>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<OnDisk<model::Statement>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<OnDisk<model::FollowUp>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<OnDisk<model::Incident>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Deleted>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clash: Option<Clash>,
}

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

/// Any record within another one: in the bin, or as the other version of a field.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename = "record")]
enum Any {
    Party(OnDisk<model::Party>),
    Person(OnDisk<model::Person>),
    Negotiation(OnDisk<model::Negotiation>),
    Issue(OnDisk<model::Issue>),
    Source(OnDisk<model::Source>),
    Round(Box<OnDisk<model::Round>>),
    Statement(Box<OnDisk<model::Statement>>),
    FollowUp(OnDisk<model::FollowUp>),
    Incident(OnDisk<model::Incident>),
    Deleted(Box<Deleted>),
    Clash(Box<Clash>),
}

impl Forms for Any {
    const WORDS: &'static [&'static str] =
        &["party", "person", "negotiation", "issue", "source", "round", "statement", "follow_up", "incident", "deleted", "clash"];
}

impl Any {
    fn of(record: &model::Record) -> Self {
        match record {
            model::Record::Party(record) => Self::Party(Shape::of(record)),
            model::Record::Person(record) => Self::Person(Shape::of(record)),
            model::Record::Negotiation(record) => Self::Negotiation(Shape::of(record)),
            model::Record::Issue(record) => Self::Issue(Shape::of(record)),
            model::Record::Source(record) => Self::Source(Shape::of(record)),
            model::Record::Round(record) => Self::Round(Box::new(Shape::of(record))),
            model::Record::Statement(record) => Self::Statement(Box::new(Shape::of(record))),
            model::Record::FollowUp(record) => Self::FollowUp(Shape::of(record)),
            model::Record::Incident(record) => Self::Incident(Shape::of(record)),
            model::Record::Binned(record) => Self::Deleted(Box::new(Shape::of(&**record))),
            model::Record::Clash(record) => Self::Clash(Box::new(Clash::of(record))),
        }
    }

    /// Nothing if there is nothing to show of it.
    fn model(self, notes: &mut Notes) -> Option<model::Record> {
        Some(match self {
            Self::Party(record) => model::Record::Party(record.model(notes)),
            Self::Person(record) => model::Record::Person(record.model(notes)),
            Self::Negotiation(record) => model::Record::Negotiation(record.model(notes)),
            Self::Issue(record) => model::Record::Issue(record.model(notes)),
            Self::Source(record) => model::Record::Source(record.model(notes)),
            Self::Round(record) => model::Record::Round((*record).model(notes)),
            Self::Statement(record) => model::Record::Statement((*record).model(notes)),
            Self::FollowUp(record) => model::Record::FollowUp(record.model(notes)),
            Self::Incident(record) => model::Record::Incident(record.model(notes)),
            Self::Deleted(record) => model::Record::from((*record).model(notes)),
            Self::Clash(record) => Clash::model(*record, notes)?.into(),
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
        for record in records {
            match record {
                model::Record::Party(record) => document.party = Some(Shape::of(record)),
                model::Record::Person(record) => document.person = Some(Shape::of(record)),
                model::Record::Negotiation(record) => document.negotiation = Some(Shape::of(record)),
                model::Record::Issue(record) => document.issues.push(Shape::of(record)),
                model::Record::Source(record) => document.sources.push(Shape::of(record)),
                model::Record::Round(record) => document.round = Some(Shape::of(record)),
                model::Record::Statement(record) => document.statements.push(Shape::of(record)),
                model::Record::FollowUp(record) => document.follow_ups.push(Shape::of(record)),
                model::Record::Incident(record) => document.incidents.push(Shape::of(record)),
                model::Record::Binned(record) => document.deleted = Some(Shape::of(&**record)),
                model::Record::Clash(record) => document.clash = Some(Clash::of(record)),
            }
        }
        document.sort();
        document.leave_out_inherited();
        document
    }

    fn sort(&mut self) {
        self.issues.sort_by_key(|issue| issue.record.id);
        self.sources.sort_by_key(|source| source.record.id);
        self.statements.sort_by_key(|statement| statement.record.id);
        self.follow_ups.sort_by_key(|follow_up| follow_up.record.id);
        self.incidents.sort_by_key(|incident| incident.record.id);
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
            let first = self.belonging().find_map(|record| record.own("negotiation"));
            self.negotiation_id = first.map(Id);
        }
        let around = self.around();
        if self.negotiation.is_some()
            && let Some(record) = &mut self.round
        {
            record.leave_out(&around);
        }
        self.belonging().for_each(|record| record.leave_out(&around));
    }

    /// The records that belong to a negotiation, and perhaps to a round, but the round itself. Those that belong to a round come first.
    fn belonging(&mut self) -> impl Iterator<Item = &mut dyn Inherits> {
        fn each<R: HasFields>(records: &mut [OnDisk<R>]) -> impl Iterator<Item = &mut dyn Inherits> {
            records.iter_mut().map(|record| record as &mut dyn Inherits)
        }
        let of_round = each(&mut self.statements).chain(each(&mut self.follow_ups)).chain(each(&mut self.incidents));
        of_round.chain(each(&mut self.issues)).chain(each(&mut self.sources))
    }

    /// The records in it, the one that it is about first.
    pub(in crate::store) fn records(mut self, notes: &mut Notes) -> Vec<model::Record> {
        let (negotiation, around) = (self.negotiation(), self.around());
        let is_of_none = self.party.is_some() || self.person.is_some() || self.deleted.is_some() || self.clash.is_some();
        if self.negotiation_id.is_some() && (is_of_none || self.negotiation_id.map(|id| id.0) != negotiation) {
            notes.unused.push("negotiation_id");
        }
        if let Some(record) = &mut self.round {
            record.fill_in(&around);
        }
        self.belonging().for_each(|record| record.fill_in(&around));
        let mut out = Vec::new();
        out.extend(self.party.map(|record| model::Record::Party(record.model(notes))));
        out.extend(self.person.map(|record| model::Record::Person(record.model(notes))));
        out.extend(self.negotiation.map(|record| model::Record::Negotiation(record.model(notes))));
        out.extend(self.round.map(|record| model::Record::Round(record.model(notes))));
        out.extend(self.issues.into_iter().map(|record| model::Record::Issue(record.model(notes))));
        out.extend(self.sources.into_iter().map(|record| model::Record::Source(record.model(notes))));
        out.extend(self.statements.into_iter().map(|record| model::Record::Statement(record.model(notes))));
        out.extend(self.follow_ups.into_iter().map(|record| model::Record::FollowUp(record.model(notes))));
        out.extend(self.incidents.into_iter().map(|record| model::Record::Incident(record.model(notes))));
        out.extend(self.deleted.map(|record| model::Record::from(record.model(notes))));
        out.extend(self.clash.and_then(|record| record.model(notes)).map(model::Record::from));
        out
    }
}
