//! What a calendar says happens, each time by itself: series told out, with what is different about single times of them.

use super::clocks::Clocks;
use super::entry::{Entry, Written};
use super::lines::Calendar;
use super::series::{Bounds, Until, is_midnight};
use crate::exchange::progress::{Progress, Stopped};
use crate::model::When;
use chrono::{Days, Duration, NaiveDateTime};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// How many times of series are taken from one file.
const MOST: usize = 20_000;

/// How many series are followed in one file.
const MOST_SERIES: usize = 1_000;

/// One time that something happens.
#[derive(Clone, Debug)]
pub(super) struct Happening<'a> {
    /// What is said of it.
    pub(super) entry: &'a Entry,
    /// The name under which the calendar knows it; of a series with the time that it was to be. Empty if it has none.
    pub(super) uid: String,
    /// When it is.
    pub(super) when: Result<When, String>,
    /// Where it is, by its clocks.
    pub(super) zone: Option<Tz>,
}

/// What else there is to say.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Series that were cut, by title, with how many of them were taken.
    pub(super) cut: Vec<(String, usize)>,
    /// How many times name no place.
    pub(super) floating: usize,
}

/// All happenings, in the order of the entries.
pub(super) fn happenings<'a>(
    entries: &'a [Entry],
    calendars: &[Calendar],
    clocks: &mut Clocks,
    progress: &Progress,
) -> Result<(Vec<Happening<'a>>, Remarks), Stopped> {
    let mut telling = Telling { calendars, clocks, remarks: Remarks::default(), repeated: 0, series: 0 };
    // What is different about single times of a series, by its name.
    let mut changes: BTreeMap<(bool, &str), Vec<&Entry>> = BTreeMap::new();
    let series = |entry: &Entry| entry.of_series.is_none() && (entry.rule.is_some() || !entry.also.is_empty());
    let of_series: BTreeSet<(bool, &str)> =
        entries.iter().filter(|entry| series(entry)).map(|entry| (entry.todo, entry.uid.as_str())).collect();
    for entry in entries.iter().filter(|entry| entry.of_series.is_some() && !entry.uid.is_empty()) {
        changes.entry((entry.todo, &entry.uid)).or_default().push(entry);
    }
    let mut all = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        progress.at(at as u64)?;
        let name = (entry.todo, entry.uid.as_str());
        if series(entry) {
            let changes = if entry.uid.is_empty() { None } else { changes.remove(&name) };
            telling.series(entry, changes.unwrap_or_default(), &mut all);
        } else if entry.of_series.is_none() || !of_series.contains(&name) {
            let one = telling.single(entry);
            all.push(one);
        }
    }
    all.sort_by_key(|happening| happening.entry.line);
    Ok((all, telling.remarks))
}

struct Telling<'b> {
    calendars: &'b [Calendar],
    clocks: &'b mut Clocks,
    remarks: Remarks,
    repeated: usize,
    series: usize,
}

impl Telling<'_> {
    /// Something that happens once, or that stands for itself.
    fn single<'a>(&mut self, entry: &'a Entry) -> Happening<'a> {
        let key = entry.of_series.as_ref().map(|time| self.key(entry, time, true));
        self.happening(entry, entry.start.as_ref(), key)
    }

    fn series<'a>(&mut self, entry: &'a Entry, changes: Vec<&'a Entry>, all: &mut Vec<Happening<'a>>) {
        // What is to be done by a date and has no beginning comes again on that date.
        let Some(start) = entry.start.as_ref().or(entry.end.as_ref()) else {
            all.push(self.single(entry));
            return;
        };
        self.series += 1;
        if self.series > MOST_SERIES {
            let mut one = self.single(entry);
            one.when = Err(format!("There are more than {MOST_SERIES} series in the file. Import fewer of them at a time."));
            all.push(one);
            return;
        }
        let Some(times) = self.times(entry, start) else {
            let mut one = self.single(entry);
            one.when =
                Err("It comes again by a rule that cannot be read, or by the hour. Enter its dates in the calendar one by one."
                    .to_owned());
            all.push(one);
            return;
        };
        let mut changes: BTreeMap<String, &Entry> = changes
            .into_iter()
            .filter_map(|change| Some((self.key(change, change.of_series.as_ref()?, start.timed), change)))
            .collect();
        let but: BTreeSet<String> = entry.but.iter().map(|time| self.key(entry, time, start.timed)).collect();
        // From a time on, another entry and so much later.
        let mut since: Option<(&Entry, Duration)> = None;
        for time in times {
            let written = start.at(time);
            let key = self.key(entry, &written, start.timed);
            // Some leave out a day of a series of hours.
            let day = time.format("%Y%m%d").to_string();
            if but.contains(&key) || but.contains(&day) {
                changes.remove(&key);
                continue;
            }
            self.repeated += 1;
            match changes.remove(&key).or_else(|| changes.remove(&day)) {
                Some(change) => {
                    let moved = change.start.as_ref().map_or(time, |start| start.local);
                    if change.and_after {
                        since = Some((change, moved - time));
                    }
                    all.push(self.happening(change, change.start.as_ref().or(Some(&written)), Some(key)));
                }
                None => {
                    let (entry, later) = since.unwrap_or((entry, Duration::zero()));
                    let moved = start.at(time.checked_add_signed(later).unwrap_or(time));
                    let start = entry.start.as_ref().map_or(moved.clone(), |start| start.at(moved.local));
                    all.push(self.happening(entry, Some(&start), Some(key)));
                }
            }
        }
        // Changes of times that the series does not have stand for themselves.
        for (key, change) in changes {
            all.push(self.happening(change, change.start.as_ref(), Some(key)));
        }
    }

    /// The times of a series on its own clocks, in order.
    fn times(&mut self, entry: &Entry, start: &Written) -> Option<Vec<NaiveDateTime>> {
        let bounds = Bounds::EVENTS;
        let mut times = match &entry.rule {
            Some(rule) if rule.fast => return None,
            Some(rule) => {
                let told = rule.times(start.local, &bounds)?;
                let whole = told.at.len();
                let mut at = told.at;
                at.retain(|time| *time == start.local || self.goes_on(entry, rule.until, &start.at(*time)));
                if told.cut && at.len() == whole {
                    self.remarks.cut.push((entry.summary.clone(), whole));
                }
                at
            }
            None => vec![start.local],
        };
        for also in &entry.also {
            // A date in other clocks is brought to those of the series.
            let local = if also.timed && start.timed && also != &start.at(also.local) {
                let zone = self.moment(entry, start).zone;
                self.moment(entry, also).in_zone(zone).local
            } else if start.timed && !also.timed {
                also.local.date().and_time(start.local.time())
            } else {
                also.local
            };
            times.push(local);
        }
        times.sort_unstable();
        times.dedup();
        let room = MOST.saturating_sub(self.repeated).min(bounds.times).max(1);
        if times.len() > room {
            times.truncate(room);
            self.remarks.cut.retain(|(title, _)| *title != entry.summary);
            self.remarks.cut.push((entry.summary.clone(), room));
        }
        Some(times)
    }

    /// Whether a series has not ended at a time.
    fn goes_on(&mut self, entry: &Entry, until: Option<Until>, time: &Written) -> bool {
        match until {
            None => true,
            Some(Until::Day(day)) => time.local.date() <= day,
            Some(Until::Local(end)) => time.local <= end,
            Some(Until::Moment(end)) if !time.timed => time.local.date() <= end.date(),
            Some(Until::Moment(end)) => self.moment(entry, time).instant().naive_utc() <= end,
        }
    }

    fn moment(&mut self, entry: &Entry, written: &Written) -> crate::model::ZonedTime {
        written.moment(self.clocks, &self.calendars[entry.calendar])
    }

    /// What a time of a series is called: a moment in UTC, or a day if the series is of whole days.
    fn key(&mut self, entry: &Entry, written: &Written, timed: bool) -> String {
        if written.timed && timed {
            self.moment(entry, written).instant().format("%Y%m%dT%H%M%SZ").to_string()
        } else {
            written.local.format("%Y%m%d").to_string()
        }
    }

    fn happening<'a>(&mut self, entry: &'a Entry, start: Option<&Written>, key: Option<String>) -> Happening<'a> {
        let uid = match key {
            Some(key) if !entry.uid.is_empty() => format!("{} {key}", entry.uid),
            _ => entry.uid.clone(),
        };
        let calendar = &self.calendars[entry.calendar];
        let zone = start.and_then(|start| start.place(self.clocks, calendar));
        self.remarks.floating +=
            usize::from(start.is_some_and(|start| start.floats() && self.clocks.zone(&calendar.zone).is_none()));
        let when = match &entry.nonsense {
            Some(date) => Err(format!("Its date cannot be read: “{}”.", date.chars().take(40).collect::<String>())),
            None if entry.todo => Ok(self.due(entry, start)),
            None => self.event(entry, start),
        };
        Happening { entry, uid, when, zone }
    }

    /// From when to when an event is.
    fn event(&mut self, entry: &Entry, start: Option<&Written>) -> Result<When, String> {
        let Some(start) = start else {
            return Err("It has no date. Give it one in the calendar, or add the round by hand.".to_owned());
        };
        let first = entry.start.as_ref().unwrap_or(start);
        if !start.timed {
            let end = entry
                .end
                .as_ref()
                .map(|end| if end.timed && !is_midnight(end.local) { end.local.date() + Days::new(1) } else { end.local.date() });
            let days = end.map(|end| (end - first.local.date()).num_days()).or(entry.lasts.map(|lasts| lasts.num_days()));
            return Ok(days_from(start.local.date(), days.unwrap_or(1)));
        }
        let begins = self.moment(entry, start);
        let lasts = match &entry.end {
            Some(end) if end.timed => Some(self.moment(entry, end).instant() - self.moment(entry, first).instant()),
            Some(end) => Some(end.local - first.local),
            None => entry.lasts,
        };
        let lasts = lasts.filter(|lasts| *lasts > Duration::zero());
        if entry.whole_days
            && is_midnight(begins.local)
            && let Some(lasts) = lasts
        {
            return Ok(days_from(begins.local.date(), (lasts + Duration::hours(12)).num_days()));
        }
        let minutes =
            lasts.map(|lasts| (lasts + Duration::seconds(30)).num_minutes()).and_then(|minutes| u32::try_from(minutes).ok());
        Ok(When::At { start: begins, minutes: minutes.filter(|minutes| *minutes > 0) })
    }

    /// By when something is to be done.
    fn due(&mut self, entry: &Entry, start: Option<&Written>) -> When {
        let due = match (&entry.end, &entry.start, start) {
            // Of a series each has as long as the first.
            (Some(end), Some(first), Some(start)) => {
                Some(end.at(start.local.checked_add_signed(end.local - first.local).unwrap_or(end.local)))
            }
            (Some(end), None, Some(start)) => Some(end.at(start.local)),
            (Some(end), ..) => Some(end.clone()),
            (None, _, Some(start)) => {
                Some(start.at(start.local.checked_add_signed(entry.lasts.unwrap_or_default()).unwrap_or(start.local)))
            }
            (None, _, None) => None,
        };
        match due {
            None => When::Unknown,
            Some(due) if due.timed => When::At { start: self.moment(entry, &due), minutes: None },
            Some(due) => When::Day(due.local.date()),
        }
    }
}

/// So many whole days; at least one, and not more than the calendar has.
fn days_from(first: chrono::NaiveDate, days: i64) -> When {
    let more = u64::try_from(days.saturating_sub(1)).unwrap_or(0);
    match first.checked_add_days(Days::new(more)) {
        Some(last) if last > first => When::Span { first, last },
        _ => When::Day(first),
    }
}
