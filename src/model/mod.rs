//! What a negotiation is: the records, their ids, the field's terms, time as it is really told, and edits as values.
//!
//! Nothing here knows about files, clocks, screens or the other modules. Records are flat: a [`Statement`] names its round,
//! a [`Round`] names its negotiation, and [`Workspace`] holds one table for each type. What has no life of its own (a seat, an
//! attendance, an announcement) is part of its record.

#[cfg(test)]
pub mod arbitrary;
mod change;
mod clash;
mod columns;
mod event;
pub mod fields;
mod ids;
mod level;
mod negotiation;
mod party;
mod passage;
pub mod plain;
mod record;
mod references;
mod round;
mod shared;
mod statement;
mod table;
mod terms;
mod vocabulary;
pub mod when;
mod workspace;

pub use change::{Change, Edit};
pub use clash::Clash;
pub use columns::ROUND as ROUND_NAMES;
pub use event::{FollowUp, FollowUpField, Incident, IncidentField};
pub use ids::{
    BinId, ClashId, FollowUpId, IncidentId, IssueId, NegotiationId, PartId, PartyId, PersonId, RoundId, SourceId, StatementId,
    tail,
};
pub use negotiation::{Issue, IssueField, Negotiation, NegotiationField, Seat, SeatField, Source, SourceField};
pub use party::{Affiliation, AffiliationField, Hue, Party, PartyField, Person, PersonField, Spelling, SpellingField, Who};
pub use passage::{Document, DocumentField, Holder, Passage, PassageField, Passages};
pub(crate) use record::each_record;
pub use record::{Binned, Filed, IdSet, Record, RecordId, Stamp};
pub use references::{Reference, each_reference, references};
pub use round::{
    Account, AccountField, Announcement, AnnouncementField, Attendance, AttendanceField, Discrepancy, DiscrepancyField,
    EarlierDate, EarlierDateField, Format, FormatField, Outcome, OutcomeField, Round, RoundField, Schedule, ScheduleField,
    Sitting, SittingField, Venue, VenueField,
};
pub use shared::Shared;
pub use statement::{Condition, ConditionField, Original, OriginalField, Statement, StatementField};
pub use table::{Found, Row, Table};
pub use terms::{
    AttendanceRole, Contact, Credibility, Firmness, FollowUpState, IssueState, Mediation, Movement, NegotiationStatus,
    OutcomeKind, PartyKind, Presence, RecordLevel, Reliability, ScheduleStatus, SeatRole, Setting, SourceKind, StatementKind,
    Track, Verification, Visibility,
};
pub use vocabulary::Vocabulary;
pub use when::{When, ZonedTime};
pub use workspace::Workspace;
