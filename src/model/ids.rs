//! Typed ids: a party's id cannot be handed where a person's is wanted.

use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The last eight hexadecimal digits: what file names carry to tell apart two records of one name.
            pub fn tail(self) -> String {
                tail(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "(…{})"), self.tail())
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// Names a [`Party`](super::Party).
    PartyId;
    /// Names a [`Person`](super::Person).
    PersonId;
    /// Names a [`Negotiation`](super::Negotiation).
    NegotiationId;
    /// Names an [`Issue`](super::Issue).
    IssueId;
    /// Names a [`Source`](super::Source).
    SourceId;
    /// Names a [`Round`](super::Round).
    RoundId;
    /// Names a [`Statement`](super::Statement).
    StatementId;
    /// Names a [`FollowUp`](super::FollowUp).
    FollowUpId;
    /// Names an [`Incident`](super::Incident).
    IncidentId;
    /// Names a [`Binned`](super::Binned) entry.
    BinId;
    /// Names a [`Clash`](super::Clash).
    ClashId;
    /// Names a part of a round that is no record of its own: an attendance, a sitting, an announcement, an account, a discrepancy.
    PartId;
}

/// The last eight hexadecimal digits of an id. In a version 7 UUID these are random, so two records made in the same
/// millisecond still differ.
pub fn tail(id: Uuid) -> String {
    let digits = id.simple().to_string();
    digits[digits.len() - 8..].to_owned()
}
