//! The real clock and the real random ids.

use crate::session::Surroundings;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

/// This machine's clock, and ids from its random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Real;

impl Surroundings for Real {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn id(&mut self) -> Uuid {
        // Within a millisecond the shared context of this call counts up.
        Uuid::now_v7()
    }

    fn ids(&mut self) -> Box<dyn FnMut() -> Uuid + Send> {
        Box::new(Uuid::now_v7)
    }
}

/// The zone that this system is set to; UTC if it is set to none that the zone data knows.
pub fn system_zone() -> Tz {
    iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
}
