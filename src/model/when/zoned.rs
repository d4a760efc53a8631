//! A time on the clocks of a place.

use chrono::{DateTime, Days, FixedOffset, MappedLocalTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// A time as the clocks of a place show it, with the offset from UTC that it was recorded under.
///
/// The wall time is what people agreed on, so it is the truth. The offset is kept beside it, so that a record reads the same
/// after a country has changed its rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ZonedTime {
    /// What the clocks show.
    pub local: NaiveDateTime,
    /// Their distance from UTC.
    pub offset: FixedOffset,
    /// Whose clocks: an IANA zone.
    pub zone: Tz,
}

/// What a wall time in a zone can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// One moment.
    One(ZonedTime),
    /// Clocks were put back: it happened twice, first and again.
    Twice(ZonedTime, ZonedTime),
    /// Clocks were put forward over it: no clock showed it. The time an equal stretch after the change.
    Skipped(ZonedTime),
}

impl ZonedTime {
    /// What `local` means on the clocks of `zone`.
    pub fn resolve(local: NaiveDateTime, zone: Tz) -> Resolved {
        let at = |time: DateTime<Tz>| Self { local, offset: time.offset().fix(), zone };
        match zone.from_local_datetime(&local) {
            MappedLocalTime::Single(time) => Resolved::One(at(time)),
            MappedLocalTime::Ambiguous(first, second) => Resolved::Twice(at(first), at(second)),
            MappedLocalTime::None => {
                // In a gap the offset from before it gives the moment that was meant.
                let day_before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
                let before = zone.offset_from_utc_datetime(&day_before).fix();
                let instant = local.checked_sub_offset(before).unwrap_or(local);
                Resolved::Skipped(Self::of(instant, zone))
            }
        }
    }

    /// The most likely moment for `local` in `zone`: the first of two, and after the gap if it was skipped.
    pub fn new(local: NaiveDateTime, zone: Tz) -> Self {
        match Self::resolve(local, zone) {
            Resolved::One(time) | Resolved::Twice(time, _) | Resolved::Skipped(time) => time,
        }
    }

    /// The moment in UTC.
    pub fn instant(&self) -> DateTime<Utc> {
        DateTime::from_naive_utc_and_offset(self.local.checked_sub_offset(self.offset).unwrap_or(self.local), Utc)
    }

    /// The same moment on the clocks of another place.
    pub fn in_zone(&self, zone: Tz) -> Self {
        Self::of(self.instant().naive_utc(), zone)
    }

    /// What the clocks of a place show at a moment. At the very ends of the calendar, where they would show a time beyond it, they
    /// stand still.
    pub(super) fn of(instant: NaiveDateTime, zone: Tz) -> Self {
        let offset = zone.offset_from_utc_datetime(&instant).fix();
        Self { local: instant.checked_add_offset(offset).unwrap_or(instant), offset, zone }
    }
}
