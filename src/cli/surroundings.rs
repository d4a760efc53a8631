//! The system clock and random ids. Both tolerate a clock before 1970.

use crate::session::Surroundings;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;
use uuid::{Timestamp, Uuid};

/// This machine's clock, and ids from its random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemSurroundings;

impl Surroundings for SystemSurroundings {
    fn now(&self) -> DateTime<Utc> {
        now()
    }

    fn id(&mut self) -> Uuid {
        fresh()
    }

    fn ids(&mut self) -> Box<dyn FnMut() -> Uuid + Send> {
        Box::new(fresh)
    }
}

/// The time by this machine's clock. Unlike `Utc::now` it can tell one before 1970.
pub(super) fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

/// A new id. Those of a clock before 1970, which such an id cannot tell, begin with 1970.
fn fresh() -> Uuid {
    if SystemTime::now() < SystemTime::UNIX_EPOCH {
        return without_time();
    }
    // Within a millisecond the shared context of this call counts up.
    Uuid::now_v7()
}

/// An id of the first millisecond of 1970, counted up, so that later ids of this run sort later.
fn without_time() -> Uuid {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    Uuid::new_v7(Timestamp::from_unix_time(0, 0, count.into(), 32))
}

/// The zone that this system is set to; UTC if it is set to none that the zone data knows.
pub fn system_zone() -> Tz {
    iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_without_a_time_are_of_their_kind_and_in_order() {
        let ids: Vec<Uuid> = (0..2_000).map(|_| without_time()).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
        for id in ids {
            assert_eq!((id.get_version_num(), id.get_variant()), (7, uuid::Variant::RFC4122));
            assert_eq!(id.get_timestamp().unwrap().to_unix().0, 0);
        }
    }
}
