//! Records as such: what every record carries, and one type over all of them for edits, the bin and the inspector.

use super::fields::{Field, Fields, Form, HasFields, Saved, Search, Show, ValueRef, record};
use super::{
    BinId, Clash, ClashId, FollowUp, FollowUpId, Incident, IncidentId, Issue, IssueId, Negotiation, NegotiationId, Party,
    PartyId, Person, PersonId, Round, RoundId, Shared, Source, SourceId, Statement, StatementId, When,
};
use chrono::{DateTime, Utc};

/// Ids of records, in their order. A copy costs nothing.
pub type IdSet = imbl::OrdSet<RecordId>;

/// When and by whom a record was made and last changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub changed: DateTime<Utc>,
    /// Who last changed it: the name in the settings; may be empty.
    pub by: String,
    /// Its [sequence](Stamp::sequence), where the two times do not say it: nothing, mostly.
    pub revision: u32,
}

impl Stamp {
    /// Made now by `by`.
    pub fn new(now: DateTime<Utc>, by: &str) -> Self {
        Self { created: now, changed: now, by: by.to_owned(), revision: 0 }
    }

    /// Changed now by `by`.
    pub fn touch(&mut self, now: DateTime<Utc>, by: &str) {
        let next = self.sequence().saturating_add(1);
        self.changed = now;
        self.revision = if self.seconds() < next { next } else { 0 };
        by.clone_into(&mut self.by);
    }

    /// A number that rises with every change, whatever the clock says: the seconds between its making and its last change, or one more
    /// than before where these are not more.
    pub fn sequence(&self) -> u32 {
        self.revision.max(self.seconds())
    }

    fn seconds(&self) -> u32 {
        let seconds = self.changed.timestamp().saturating_sub(self.created.timestamp());
        u32::try_from(seconds.clamp(0, i32::MAX.into())).unwrap_or(0)
    }
}

/// In which file a record lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// In one of its own.
    Alone,
    /// In that of its negotiation.
    WithNegotiation,
    /// In that of its round, if it is of one.
    WithRound,
}

/// The table of the kinds of records: hands it to a macro. A kind is its type and its id; the word for one in files and on screen, the
/// table of the workspace that has them and what several are called; in which file it lies and under which word there. First come
/// those that somebody writes, then those that the program keeps of them.
macro_rules! each_record {
    ($then:ident) => {
        $then! {
            written {
                Party PartyId parties {
                    /// A party.
                    party "party" "parties" Alone as party
                }
                Person PersonId people {
                    /// A person.
                    person "person" "people" Alone as person
                }
                Negotiation NegotiationId negotiations {
                    /// A negotiation.
                    negotiation "negotiation" "negotiations" Alone as negotiation
                }
                Issue IssueId issues {
                    /// An issue of a negotiation.
                    issue "issue" "issues" WithNegotiation as issues
                }
                Source SourceId sources {
                    /// A source of a negotiation.
                    source "source" "sources" WithNegotiation as sources
                }
                Round RoundId rounds {
                    /// A round.
                    round "round" "rounds" Alone as round
                }
                Statement StatementId statements {
                    /// A statement.
                    statement "statement" "statements" WithRound as statements
                }
                FollowUp FollowUpId follow_ups {
                    /// A follow-up.
                    follow_up "follow-up" "follow-ups" WithRound as follow_ups
                }
                Incident IncidentId incidents {
                    /// An incident.
                    incident "incident" "incidents" WithRound as incidents
                }
            }
            kept {
                Binned BinId bin {
                    /// Something deleted, in the bin with all that it held.
                    binned "bin entry" "in the bin" Alone as deleted
                }
                Clash ClashId clashes {
                    /// A field changed in two places.
                    clash "clash" "changed in two places" Alone as clash
                }
            }
        }
    };
}
pub(crate) use each_record;

macro_rules! records {
    ($($group:ident { $(
        $type:ident $id:ident $table:ident { $(#[$doc:meta])* $one:ident $noun:literal $many:literal $filed:ident as $word:ident }
    )* })*) => {
        /// Any record. A copy of it is cheap.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Record {
            $($($(#[$doc])* $type(Shared<$type>),)*)*
        }

        impl<'a> From<&'a Record> for &'a dyn Fields {
            fn from(record: &'a Record) -> Self {
                record.fields()
            }
        }

        /// Names any record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordId {
            $($($(#[$doc])* $type($id),)*)*
        }

        impl Record {
            /// It, field by field.
            pub fn fields(&self) -> &dyn Fields {
                match self {
                    $($(Self::$type(record) => &**record,)*)*
                }
            }

            /// The same, to be changed.
            pub fn fields_mut(&mut self) -> &mut dyn Fields {
                match self {
                    $($(Self::$type(record) => &mut **record,)*)*
                }
            }

            /// Its id.
            pub fn id(&self) -> RecordId {
                match self {
                    $($(Self::$type(record) => RecordId::$type(record.id),)*)*
                }
            }

            /// When and by whom it was made and changed.
            pub fn stamp(&self) -> &Stamp {
                match self {
                    $($(Self::$type(record) => &record.stamp,)*)*
                }
            }

            /// The same, to be changed.
            pub fn stamp_mut(&mut self) -> &mut Stamp {
                match self {
                    $($(Self::$type(record) => &mut record.stamp,)*)*
                }
            }
        }

        impl RecordId {
            /// What kind of record it names, in lower case: "follow-up".
            pub fn noun(self) -> &'static str {
                match self {
                    $($(Self::$type(_) => $noun,)*)*
                }
            }

            /// What several of them are called, in lower case: "follow-ups".
            pub fn plural(self) -> &'static str {
                match self {
                    $($(Self::$type(_) => $many,)*)*
                }
            }

            /// In which file such a record lies.
            pub fn filed(self) -> Filed {
                match self {
                    $($(Self::$type(_) => Filed::$filed,)*)*
                }
            }

            /// One of every kind, with an id that nothing has.
            pub fn all_kinds() -> impl Iterator<Item = Self> {
                [$($(Self::$type(<$id>::default()),)*)*].into_iter()
            }

            /// What is known of the fields of such a record.
            pub fn table(self) -> &'static [Field] {
                match self {
                    $($(Self::$type(_) => <$type>::TABLE,)*)*
                }
            }

            /// The record of the kind that a noun says, with that id.
            pub fn of_noun(noun: &str, id: uuid::Uuid) -> Option<Self> {
                match noun {
                    $($($noun => Some(Self::$type(<$id>::from(id))),)*)*
                    _ => None,
                }
            }

            /// The bare id.
            pub fn uuid(self) -> uuid::Uuid {
                match self {
                    $($(Self::$type(id) => id.0,)*)*
                }
            }
        }

        $($(
            impl From<$type> for Record {
                fn from(record: $type) -> Self {
                    Self::$type(record.into())
                }
            }

            impl From<Shared<$type>> for Record {
                fn from(record: Shared<$type>) -> Self {
                    Self::$type(record)
                }
            }

            impl From<$id> for RecordId {
                fn from(id: $id) -> Self {
                    Self::$type(id)
                }
            }
        )*)*
    };
}

each_record!(records);

impl Record {
    /// The record that it names in a field of that name.
    fn named_in(&self, name: &str) -> Option<RecordId> {
        self.fields().each().find(|(field, _)| field.name == name).and_then(|(_, value)| match value {
            ValueRef::Link(id) => id,
            _ => None,
        })
    }

    /// What it can be called, the first first: what stands in its own fields that hold a name, filled or not.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields().read().filter(|(field, _)| field.search == Search::Name).filter_map(|(_, value)| match value {
            ValueRef::Text(name) => Some(name),
            _ => None,
        })
    }

    /// The negotiation in which it is; none for one that belongs to the whole workspace, and for a negotiation.
    pub fn negotiation(&self) -> Option<NegotiationId> {
        if let Some(RecordId::Negotiation(id)) = self.named_in("negotiation") { Some(id) } else { None }
    }

    /// The round under which it is.
    pub fn round(&self) -> Option<RoundId> {
        if let Some(RecordId::Round(id)) = self.named_in("round") { Some(id) } else { None }
    }

    /// When it is, was said, is due or was published: the first of its own times in the order of reading.
    pub fn when(&self) -> Option<&When> {
        fn first(fields: &dyn Fields) -> Option<&When> {
            fields.read().find_map(|(_, value)| match value {
                ValueRef::When(when) => Some(when),
                ValueRef::Fields(part) => first(part),
                _ => None,
            })
        }
        first(self.fields())
    }
}

record! {
    /// What one deletion put into the bin: the record that was deleted and everything it held, whole.
    Binned, BinnedField {
        /// Its id.
        id: BinId { saved: Saved::Always }
        /// When and by whom it was deleted.
        stamp: Stamp { saved: Saved::Always }
        /// What it was called, for the list.
        title: String { label: "Title", search: Search::As("in the bin"), form: Form::no("nothing in the bin is edited") }
        /// The deleted record first, then what it held, in the order of their ids. Never another bin entry.
        records: Vec<Record> {
            label: "What it held", saved: Saved::Always, show: Show::As("holds"),
            form: Form::no("nothing in the bin is edited"),
        }
    } order { title records } beside { id stamp }
}
