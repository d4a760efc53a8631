//! Typed ids: a party's id cannot be handed where a person's is wanted.

use super::record::each_record;
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

macro_rules! ids_of_records {
    ($($group:ident { $($type:ident $id:ident $table:ident $facts:tt)* })*) => {
        ids! {$($(
            #[doc = concat!("Names one [`", stringify!($type), "`](super::", stringify!($type), ").")]
            $id;
        )*)*}
    };
}

each_record!(ids_of_records);

ids! {
    /// Names a part of a record that is no record of its own: an attendance, a sitting, an announcement, an account, a discrepancy.
    PartId;
}

/// The last eight hexadecimal digits of an id. In a version 7 UUID these are random, so two records made in the same
/// millisecond still differ.
pub fn tail(id: Uuid) -> String {
    let digits = id.simple().to_string();
    digits[digits.len() - 8..].to_owned()
}
