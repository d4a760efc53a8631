//! Resolves the time zones of a calendar: IANA names, Windows and Outlook names, and zones that the calendar defines itself.

use super::lines::{Block, File, Kind};
use super::series;
use crate::model::ZonedTime;
use calcard::common::timezone::Tz as CardTz;
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// The zones of one file.
pub(super) struct Clocks {
    /// Zones by the calendar of the file, and by the name there: two calendars may mean different clocks by one name.
    named: BTreeMap<(usize, String), ZoneRules>,
    /// The zone in which times without one are read, and that is preferred where several would fit.
    reader: Tz,
    /// Zones that are used in the negotiation.
    likely: Vec<Tz>,
    /// Names that say nothing, for a note.
    pub(super) unknown: BTreeSet<String>,
}

/// What a name in a file means.
#[derive(Clone, Debug)]
enum ZoneRules {
    Iana(Tz),
    /// Clocks without a name that anybody knows.
    Own(Rules),
}

/// Changes of clocks: from when on, on the clocks before, they show which distance from UTC.
#[derive(Clone, Debug, Default)]
struct Rules {
    first: i32,
    changes: Vec<(NaiveDateTime, i32)>,
}

impl Clocks {
    /// Learns the zones of a file.
    pub(super) fn of(file: &File, reader: Tz, likely: impl IntoIterator<Item = Tz>) -> Self {
        let mut clocks = Self { named: BTreeMap::new(), reader, likely: likely.into_iter().collect(), unknown: BTreeSet::new() };
        let mut in_vain = 0;
        for block in file.blocks.iter().filter(|block| block.kind == Kind::Zone) {
            if let Some((name, known)) = learn(block, &mut in_vain) {
                clocks.named.entry((block.calendar, name)).or_insert(known);
            }
        }
        clocks
    }

    fn named(&self, calendar: usize, name: &str) -> Option<&ZoneRules> {
        self.named.get(&(calendar, name.trim().to_owned()))
    }

    /// The zone that a calendar of the file means by a name, if it is one that is known everywhere.
    pub(super) fn zone(&self, calendar: usize, name: &str) -> Option<Tz> {
        match self.named(calendar, name) {
            Some(ZoneRules::Iana(zone)) => Some(*zone),
            Some(ZoneRules::Own(_)) => None,
            None => iana(name),
        }
    }

    /// Whether the name says anything there.
    pub(super) fn knows(&self, calendar: usize, name: &str) -> bool {
        self.named(calendar, name).is_some() || iana(name).is_some()
    }

    /// A wall time in the zone that a calendar means by a name. Where the name says nothing, the reader's own clocks are taken, and it
    /// is noted.
    pub(super) fn at(&mut self, calendar: usize, local: NaiveDateTime, name: &str) -> ZonedTime {
        match self.named(calendar, name) {
            Some(ZoneRules::Iana(zone)) => ZonedTime::new(local, *zone),
            Some(ZoneRules::Own(rules)) => self.fitting(local, rules),
            None => match iana(name) {
                Some(zone) => ZonedTime::new(local, zone),
                None => {
                    self.unknown.insert(name.trim().chars().take(80).collect());
                    ZonedTime::new(local, self.reader)
                }
            },
        }
    }

    /// The time in a zone whose clocks agree with the rules then and half a year before and after. If there is none, in the zone of
    /// that distance from UTC, or else in UTC.
    fn fitting(&self, local: NaiveDateTime, rules: &Rules) -> ZonedTime {
        let seconds = rules.offset(local);
        let moment = FixedOffset::east_opt(seconds)
            .and_then(|offset| offset.from_local_datetime(&local).earliest())
            .map_or(local.and_utc(), |moment| moment.with_timezone(&Utc));
        let agrees = |zone: &Tz| {
            [-182, 0, 182].into_iter().all(|days| {
                let there = zone.offset_from_utc_datetime(&(moment + Duration::days(days)).naive_utc()).fix().local_minus_utc();
                there == rules.offset(local + Duration::days(days))
            })
        };
        let candidates = std::iter::once(self.reader).chain(self.likely.iter().copied());
        let hours = (seconds % 3600 == 0).then(|| format!("Etc/GMT{:+}", -seconds / 3600));
        let fixed = hours.and_then(|name| if seconds == 0 { Some(Tz::UTC) } else { name.parse().ok() });
        let zone = candidates.chain(SHARED).find(agrees).or(fixed).unwrap_or(Tz::UTC);
        at_moment(moment, zone)
    }

    /// The reader's own zone.
    pub(super) fn reader(&self) -> Tz {
        self.reader
    }
}

/// A moment on the clocks of a zone.
pub(super) fn at_moment(moment: DateTime<Utc>, zone: Tz) -> ZonedTime {
    ZonedTime::new(moment.naive_utc(), Tz::UTC).in_zone(zone)
}

/// Tried where a calendar has clocks without a known name: rules that many places share, under names that are of no place.
const SHARED: [Tz; 7] = [Tz::CET, Tz::EET, Tz::WET, Tz::EST5EDT, Tz::CST6CDT, Tz::MST7MDT, Tz::PST8PDT];

/// The zone that a name means everywhere: of the IANA in any case, of Windows, of Outlook, or at the end of a longer name.
fn iana(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('"');
    let card = |name: &str| match name.parse() {
        Ok(CardTz::Tz(zone)) => Some(zone),
        _ => None,
    };
    // "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "tzone://Microsoft/Utc"
    let tail = |parts: usize| {
        let cuts: Vec<usize> = name.rmatch_indices('/').map(|(at, _)| at + 1).take(parts).collect();
        cuts.get(parts - 1).and_then(|at| name.get(*at..))
    };
    let any_case = |name: &str| chrono_tz::TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(name));
    card(name)
        .or_else(|| any_case(name))
        .or_else(|| tail(3).and_then(any_case))
        .or_else(|| tail(2).and_then(any_case))
        .or_else(|| tail(1).filter(|tail| tail.eq_ignore_ascii_case("utc")).map(|_| Tz::UTC))
}

/// How many rules of clocks that never come are followed in one file: each takes as long as a thousand that do.
const MOST_IN_VAIN: usize = 20;

/// What a calendar says of one zone: under which name, and what that means. Nothing if its rules lead nowhere, and too many have.
fn learn(block: &Block, in_vain: &mut usize) -> Option<(String, ZoneRules)> {
    let parsed = ICalendar::parse(format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", block.text)).ok()?;
    let zone = parsed.components.iter().find(|part| part.component_type == ICalendarComponentType::VTimezone)?;
    let text = |name: &ICalendarProperty| match zone.property(name)?.values.first()? {
        ICalendarValue::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    };
    let name = text(&ICalendarProperty::Tzid)?;
    let known = iana(&name)
        .or_else(|| text(&ICalendarProperty::Other("X-LIC-LOCATION".to_owned())).and_then(|name| iana(&name)))
        .or_else(|| match zone.timezone() {
            Some((_, CardTz::Tz(zone))) => Some(zone),
            _ => None,
        });
    let known = match known {
        Some(zone) => ZoneRules::Iana(zone),
        None => ZoneRules::Own(Rules::of(&parsed, in_vain)?),
    };
    Some((name, known))
}

impl Rules {
    /// The changes that a calendar lists, those that come again every year included.
    fn of(parsed: &ICalendar, in_vain: &mut usize) -> Option<Self> {
        let mut changes = Vec::new();
        let mut first: Option<(NaiveDateTime, i32)> = None;
        let sorts = [ICalendarComponentType::Standard, ICalendarComponentType::Daylight];
        for part in parsed.components.iter().filter(|part| sorts.contains(&part.component_type)).take(500) {
            let distance = |name: &ICalendarProperty| match part.property(name)?.values.first()? {
                ICalendarValue::PartialDateTime(at) => {
                    let seconds = i32::from(at.tz_hour?) * 3600 + i32::from(at.tz_minute.unwrap_or(0)) * 60;
                    Some(if at.tz_minus { -seconds } else { seconds }).filter(|seconds| seconds.abs() < 86_400)
                }
                _ => None,
            };
            let to = distance(&ICalendarProperty::Tzoffsetto)?;
            let from = distance(&ICalendarProperty::Tzoffsetfrom).unwrap_or(to);
            let start =
                part.property(&ICalendarProperty::Dtstart).and_then(|entry| entry.values.first()).and_then(series::local)?;
            if first.is_none_or(|(earliest, _)| start < earliest) {
                first = Some((start, from));
            }
            let rule = part.property(&ICalendarProperty::Rrule).and_then(|entry| match entry.values.first()? {
                ICalendarValue::RecurrenceRule(rule) => series::Rule::read(&rule.to_string()),
                _ => None,
            });
            match rule {
                // Such rules begin in 1601 or 1970, and go on for ever.
                Some(_) if *in_vain >= MOST_IN_VAIN => return None,
                Some(rule) => {
                    let (onsets, was_in_vain) = rule.onsets(start);
                    *in_vain += usize::from(was_in_vain);
                    changes.extend(onsets.into_iter().map(|at| (at, to)));
                }
                None => changes.push((start, to)),
            }
            for dates in part.properties(&ICalendarProperty::Rdate) {
                changes.extend(dates.values.iter().take(500).filter_map(series::local).map(|at| (at, to)));
            }
        }
        changes.sort_unstable();
        Some(Self { first: first?.1, changes })
    }

    /// The distance from UTC, in seconds, at a wall time.
    fn offset(&self, local: NaiveDateTime) -> i32 {
        let count = self.changes.partition_point(|(at, _)| *at <= local);
        count.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(self.first, |(_, offset)| *offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_every_name_that_programs_give_them() {
        for (name, expected) in [
            ("Europe/Zurich", "Europe/Zurich"),
            ("europe/zurich", "Europe/Zurich"),
            ("Arabian Standard Time", "Asia/Dubai"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("Russian Standard Time", "Europe/Moscow"),
            ("Turkey Standard Time", "Europe/Istanbul"),
            ("FLE Standard Time", "Europe/Kiev"),
            ("GMT Standard Time", "Europe/London"),
            ("Eastern Standard Time", "America/New_York"),
            ("(UTC+04:00) Abu Dhabi, Muscat", "Asia/Muscat"),
            ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
            ("/softwarestudio.org/Olson_20011030_5/America/Chicago", "America/Chicago"),
            ("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
            ("tzone://Microsoft/Utc", "UTC"),
            ("UTC", "UTC"),
        ] {
            let found = iana(name).map(|zone| zone.name().to_owned());
            assert_eq!(found.as_deref(), Some(expected), "{name}");
        }
        for name in ["Customized Time Zone", "", "tzone://Microsoft/Custom", "Besprechung"] {
            assert_eq!(iana(name), None, "{name}");
        }
    }

    fn rules(rules: &[&str]) -> (Option<Rules>, usize) {
        let part = |rule: &&str| {
            format!(
                "BEGIN:STANDARD\r\nDTSTART:19700101T020000\r\nTZOFFSETFROM:+0123\r\nTZOFFSETTO:+0223\r\nRRULE:{rule}\r\nEND:STANDARD\r\n"
            )
        };
        let parts: String = rules.iter().map(part).collect();
        let zone = format!("BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\n{parts}END:VTIMEZONE\r\nEND:VCALENDAR\r\n");
        let mut in_vain = 0;
        (Rules::of(&ICalendar::parse(zone).unwrap(), &mut in_vain), in_vain)
    }

    #[test]
    fn rules_of_clocks_that_never_come_are_followed_so_often_and_no_more() {
        for never in
            ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31"]
        {
            assert_eq!(rules(&[never]).1, 1, "{never}");
            let (found, followed) = rules(&[never; 60]);
            assert!(found.is_none(), "{never}: its clocks are not known, which is said");
            assert_eq!(followed, MOST_IN_VAIN, "{never}");
        }
        for yearly in ["FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=20061231T000000Z"] {
            let (found, followed) = rules(&[yearly; 60]);
            assert!(found.is_some_and(|rules| !rules.changes.is_empty()), "{yearly}");
            assert_eq!(followed, 0, "{yearly}");
        }
    }
}
