//! The clock and the random ids, handed in from outside: nothing below `app` and `cli` reads them itself.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What a session needs from the world.
pub trait Surroundings: Send {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
    /// A fresh id, a version 7 UUID, greater than those before it.
    fn id(&mut self) -> Uuid;

    /// Fresh ids for work on another thread, as those of [`id`](Self::id): counted on from one of them, in steps that it does not
    /// take itself.
    fn ids(&mut self) -> Box<dyn FnMut() -> Uuid + Send> {
        let (first, mut count) = (self.id().as_u128(), 0_u128);
        Box::new(move || {
            count += 1;
            // The lowest 62 bits are free; what would be more than they hold begins anew.
            const FREE: u128 = (1 << 62) - 1;
            Uuid::from_u128((first & !FREE) | ((first + (count << 40)) & FREE))
        })
    }
}

/// Fixed time and counted ids, for tests and for the sample: the same run gives the same bytes.
#[derive(Clone, Debug)]
pub struct Fixed {
    now: DateTime<Utc>,
    count: u64,
}

impl Fixed {
    /// Time stands still at `now`; ids count up from there.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { now, count: 0 }
    }
}

impl Surroundings for Fixed {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn id(&mut self) -> Uuid {
        self.count += 1;
        let mut rest = [0_u8; 10];
        rest[2..].copy_from_slice(&self.count.to_be_bytes());
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
    }
}
