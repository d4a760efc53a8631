//! Records as such: what every record carries, and one type over all of them for edits, the bin and the inspector.

use super::fields::{Field, Fields, HasFields, Saved, Search, Show, record};
use super::{
    BinId, Clash, ClashId, FollowUp, FollowUpId, Incident, IncidentId, Issue, IssueId, Negotiation, NegotiationId, Party,
    PartyId, Person, PersonId, Round, RoundId, Shared, Source, SourceId, Statement, StatementId,
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

macro_rules! records {
    ($($(#[$doc:meta])* $variant:ident($type:ty, $id:ty) $noun:literal;)*) => {
        /// Any record. A copy of it is cheap.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Record {
            $($(#[$doc])* $variant(Shared<$type>),)*
        }

        impl<'a> From<&'a Record> for &'a dyn Fields {
            fn from(record: &'a Record) -> Self {
                record.fields()
            }
        }

        /// Names any record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordId {
            $($(#[$doc])* $variant($id),)*
        }

        impl Record {
            /// It, field by field.
            pub fn fields(&self) -> &dyn Fields {
                match self {
                    $(Self::$variant(record) => &**record,)*
                }
            }

            /// Its id.
            pub fn id(&self) -> RecordId {
                match self {
                    $(Self::$variant(record) => RecordId::$variant(record.id),)*
                }
            }

            /// When and by whom it was made and changed.
            pub fn stamp(&self) -> &Stamp {
                match self {
                    $(Self::$variant(record) => &record.stamp,)*
                }
            }

            /// The same, to be changed.
            pub fn stamp_mut(&mut self) -> &mut Stamp {
                match self {
                    $(Self::$variant(record) => &mut record.stamp,)*
                }
            }
        }

        impl RecordId {
            /// What kind of record it names, in lower case: "follow-up".
            pub fn noun(self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $noun,)*
                }
            }

            /// One of every kind, with an id that nothing has.
            pub fn all_kinds() -> impl Iterator<Item = Self> {
                [$(Self::$variant(<$id>::default()),)*].into_iter()
            }

            /// What is known of the fields of such a record.
            pub fn table(self) -> &'static [Field] {
                match self {
                    $(Self::$variant(_) => <$type>::TABLE,)*
                }
            }

            /// The record of the kind that a noun says, with that id.
            pub fn of_noun(noun: &str, id: uuid::Uuid) -> Option<Self> {
                match noun {
                    $($noun => Some(Self::$variant(<$id>::from(id))),)*
                    _ => None,
                }
            }

            /// The bare id.
            pub fn uuid(self) -> uuid::Uuid {
                match self {
                    $(Self::$variant(id) => id.0,)*
                }
            }
        }

        $(
            impl From<$type> for Record {
                fn from(record: $type) -> Self {
                    Self::$variant(record.into())
                }
            }

            impl From<Shared<$type>> for Record {
                fn from(record: Shared<$type>) -> Self {
                    Self::$variant(record)
                }
            }

            impl From<$id> for RecordId {
                fn from(id: $id) -> Self {
                    Self::$variant(id)
                }
            }
        )*
    };
}

records! {
    /// A party.
    Party(Party, PartyId) "party";
    /// A person.
    Person(Person, PersonId) "person";
    /// A negotiation.
    Negotiation(Negotiation, NegotiationId) "negotiation";
    /// An issue of a negotiation.
    Issue(Issue, IssueId) "issue";
    /// A source of a negotiation.
    Source(Source, SourceId) "source";
    /// A round.
    Round(Round, RoundId) "round";
    /// A statement.
    Statement(Statement, StatementId) "statement";
    /// A follow-up.
    FollowUp(FollowUp, FollowUpId) "follow-up";
    /// An incident.
    Incident(Incident, IncidentId) "incident";
    /// Something deleted, in the bin with all that it held.
    Binned(Binned, BinId) "bin entry";
    /// A field changed in two places.
    Clash(Clash, ClashId) "clash";
}

record! {
    /// What one deletion put into the bin: the record that was deleted and everything it held, whole.
    Binned, BinnedField {
        /// Its id.
        id: BinId { saved: Saved::Always }
        /// When and by whom it was deleted.
        stamp: Stamp { saved: Saved::Always }
        /// What it was called, for the list.
        title: String { label: "Title", search: Search::As("in the bin") }
        /// The deleted record first, then what it held, in the order of their ids. Never another bin entry.
        records: Vec<Record> { label: "What it held", saved: Saved::Always, show: Show::As("holds") }
    } order { title records } beside { id stamp }
}
