//! The occurrences in a calendar: the newest of several copies of an entry, recurring events expanded around today with their
//! exceptions, cancellations, and messages about an invitation.

use super::age::Age;
use super::clocks::Clocks;
use super::entry::{Entry, Lasts, Written};
use super::error::{MOST_SERIES, TimeError};
use super::lines::{Calendar, Method};
use super::message;
use super::series::{self, MOST_TIMES, Until, is_midnight, minutes};
use crate::exchange::ics::words;
use crate::exchange::progress::{Progress, Stopped};
use crate::model::{When, ZonedTime};
use chrono::{Days, Duration, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// How many times of series are taken from one file.
const MOST: usize = 20_000;

/// How many times of series are looked at in one file.
const MOST_LOOKED_AT: usize = 3_000_000;
/// For how many times a rule counts that finds no more, and is looked for to the end of all years: a 30 February.
const IN_VAIN: usize = 100_000;

/// One time that something happens.
#[derive(Clone, Debug)]
pub(super) struct Occurrence<'a> {
    /// What is said of it.
    pub(super) entry: &'a Entry,
    /// The name under which the calendar knows it; of a series with the time that it was to be. Empty if it has none.
    pub(super) uid: String,
    /// How old this copy of it is. What is said of one time beside the whole is not older than that.
    pub(super) age: Age,
    /// Whether it is said of that time of a series alone.
    pub(super) alone: bool,
    /// When it is.
    pub(super) when: Result<When, TimeError>,
    /// Whether the calendar says how long it is.
    pub(super) has_end: bool,
    /// Where it is, by its clocks.
    pub(super) zone: Option<Tz>,
}

/// What is called off.
#[derive(Clone, Debug)]
pub(super) struct Calling<'a> {
    pub(super) entry: &'a Entry,
    /// Which time of a series; all of it if there is none.
    pub(super) key: Option<String>,
}

/// A series, or something that happens once, as the newest copy in the file has it.
#[derive(Clone, Debug)]
pub(super) struct Named<'a> {
    pub(super) entry: &'a Entry,
    /// All of its times, by what they are called.
    pub(super) keys: BTreeSet<String>,
    /// To when it was followed, if it goes on.
    pub(super) to: Option<String>,
}

/// All that a file says.
#[derive(Debug, Default)]
pub(super) struct CalendarContents<'a> {
    pub(super) occurrences: Vec<Occurrence<'a>>,
    pub(super) called_off: Vec<Calling<'a>>,
    pub(super) named: Vec<Named<'a>>,
    /// What is passed over, and why.
    pub(super) passed: Vec<(&'a Entry, String)>,
    /// What somebody has to decide on, and why it is not taken.
    pub(super) refused: Vec<(&'a Entry, String)>,
    pub(super) remarks: Remarks,
}

/// What else there is to say.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Series of which not all is taken, a sentence each.
    pub(super) cut: Vec<String>,
    /// Rules that cannot be read, a sentence each.
    pub(super) unreadable: Vec<String>,
    /// Times that clocks never show, or twice, a sentence each.
    pub(super) doubtful: Vec<String>,
    /// How many times name no place.
    pub(super) floating: usize,
}

/// What is known of a file and of the world.
pub(super) struct FileContext<'b> {
    pub(super) calendars: &'b [Calendar],
    pub(super) clocks: &'b mut Clocks,
    pub(super) today: NaiveDate,
    /// The times of a series that the record has, by its name.
    pub(super) known: &'b dyn Fn(&str) -> Vec<String>,
}

/// The copies of an entry, and what is different about single times of it.
#[derive(Default)]
struct Copies<'a> {
    whole: Vec<&'a Entry>,
    single: Vec<&'a Entry>,
}

/// All that is said, in the order of the entries.
pub(super) fn contents<'a>(
    entries: &'a [Entry],
    around: FileContext<'_>,
    progress: &Progress,
) -> Result<CalendarContents<'a>, Stopped> {
    let mut expansion = Expansion { around, contents: CalendarContents::default(), repeated: 0, series: 0, looked_at: 0 };
    let mut copies: BTreeMap<(bool, &str), Copies<'a>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        progress.at(at as u64)?;
        match entry.method {
            Method::Cancel => {
                let key = entry.of_series.as_ref().map(|time| expansion.key(entry, time, true));
                expansion.contents.called_off.push(Calling { entry, key });
            }
            Method::Add => expansion.added(entry),
            Method::Publish | Method::Request if entry.uid.is_empty() => expansion.whole(entry, Vec::new()),
            Method::Publish | Method::Request => {
                let of = copies.entry((entry.todo, entry.uid.as_str())).or_default();
                if entry.of_series.is_some() { of.single.push(entry) } else { of.whole.push(entry) }
            }
            Method::Counter => expansion.contents.refused.push((entry, message::counter(entry))),
            Method::Reply | Method::DeclineCounter | Method::Refresh => {
                expansion.contents.passed.push((entry, message::aside(entry)));
            }
        }
    }
    for (at, of) in copies.into_values().enumerate() {
        progress.at(at as u64)?;
        expansion.newest(of);
    }
    expansion.contents.occurrences.sort_by_key(|occurrence| occurrence.entry.line);
    Ok(expansion.contents)
}

/// The newest of several copies, the last in the file if they are equally old.
fn newest<'a>(copies: &[&'a Entry]) -> Option<&'a Entry> {
    copies.iter().copied().max_by(|one, other| one.age.order(&other.age).then(one.line.cmp(&other.line)))
}

struct Expansion<'a, 'b> {
    around: FileContext<'b>,
    contents: CalendarContents<'a>,
    repeated: usize,
    series: usize,
    looked_at: usize,
}

/// A time of a series.
struct Time {
    local: NaiveDateTime,
    lasts: Option<Lasts>,
}

impl<'a> Expansion<'a, '_> {
    /// What the newest copies say. What is only in older ones is passed over: a series is as its newest copy has it.
    fn newest(&mut self, copies: Copies<'a>) {
        let whole = newest(&copies.whole);
        if let Some(whole) = whole {
            for older in copies.whole.iter().filter(|copy| copy.line != whole.line) {
                self.pass(older, whole.line);
            }
        }
        let mut by_time: BTreeMap<String, Vec<&'a Entry>> = BTreeMap::new();
        for single in copies.single {
            if let Some(time) = &single.of_series {
                let key = self.key(single, time, true);
                by_time.entry(key).or_default().push(single);
            }
        }
        let mut singles = Vec::new();
        for (key, copies) in by_time {
            if let Some(single) = newest(&copies) {
                singles.push((key, single));
                for older in copies.iter().filter(|copy| copy.line != single.line) {
                    self.pass(older, single.line);
                }
            }
        }
        match whole {
            Some(whole) => self.whole(whole, singles),
            None => self.singles(singles),
        }
    }

    fn pass(&mut self, older: &'a Entry, line: u64) {
        let why = format!("The same entry stands in line {line} once more, in a newer state. That one is taken.");
        self.contents.passed.push((older, why));
    }

    /// Something that happens once, or a series.
    fn whole(&mut self, entry: &'a Entry, singles: Vec<(String, &'a Entry)>) {
        let comes_again = !entry.rules.is_empty() || !entry.also.is_empty();
        for rule in &entry.unreadable {
            let title = words::line(&entry.summary);
            self.contents.remarks.unreadable.push(format!(
                "“{title}” (line {}) comes again by a rule that cannot be read ({}); only the dates that it gives otherwise are taken.",
                entry.line,
                words::line(rule)
            ));
        }
        if comes_again {
            return self.series(entry, singles.into_iter().map(|(_, single)| single).collect());
        }
        let keys = entry.start.iter().map(|start| self.key(entry, start, true)).collect();
        self.contents.named.push(Named { entry, keys, to: None });
        let one = self.occurrence(entry, entry.start.as_ref(), None, None);
        self.contents.occurrences.push(one);
        self.singles(singles);
    }

    /// What is said of single times of a series whose whole is not in the file, in their order.
    fn singles(&mut self, singles: Vec<(String, &'a Entry)>) {
        let said: BTreeSet<String> = singles.iter().map(|(key, _)| key.clone()).collect();
        let mut since: Vec<(String, &'a Entry)> = Vec::new();
        for (key, entry) in singles {
            let Some(time) = &entry.of_series else { continue };
            let one = self.occurrence(entry, entry.start.as_ref().or(Some(time)), Some(key.clone()), None);
            self.contents.occurrences.push(Occurrence { alone: true, ..one });
            if entry.and_after {
                since.push((key, entry));
            }
        }
        let Some((_, first)) = since.first() else { return };
        let known: BTreeSet<String> = (self.around.known)(&first.uid).into_iter().filter(|key| !said.contains(key)).collect();
        for (at, (from, entry)) in since.iter().enumerate() {
            // To the next from which on it is otherwise again.
            let to = since.get(at + 1).map_or(Bound::Unbounded, |(to, _)| Bound::Excluded(to.as_str()));
            let rest: Vec<String> = known.range::<str, _>((Bound::Excluded(from.as_str()), to)).cloned().collect();
            self.rest(entry, rest);
        }
    }

    /// The rest of a series, as far as the record has it: as much later as the entry is that speaks of it.
    fn rest(&mut self, entry: &'a Entry, rest: Vec<String>) {
        let Some(time) = &entry.of_series else { return };
        let start = entry.start.clone().unwrap_or_else(|| time.clone());
        let zone = if start.is_in_utc() { Tz::UTC } else { self.moment(entry, &start).zone };
        let local = |moment: ZonedTime| moment.in_zone(zone).local;
        let later = start.local - local(self.moment(entry, time));
        for after in rest {
            let Ok(moment) = NaiveDateTime::parse_from_str(&after, "%Y%m%dT%H%M%SZ") else { continue };
            let was = local(ZonedTime::new(moment, Tz::UTC));
            let written = start.at(was.checked_add_signed(later).unwrap_or(was));
            let one = self.occurrence(entry, Some(&written), Some(after), None);
            self.contents.occurrences.push(Occurrence { alone: true, ..one });
        }
    }

    /// What is added to a series.
    fn added(&mut self, entry: &'a Entry) {
        let Some(start) = entry.start.as_ref().filter(|_| !entry.uid.is_empty()) else {
            self.contents.passed.push((entry, "It adds to a series, and does not say what or when.".to_owned()));
            return;
        };
        let (times, _) = match self.times(entry, start) {
            Ok(times) => times,
            Err(why) => return self.contents.passed.push((entry, why.to_string())),
        };
        for time in times.into_iter().take(MOST_TIMES) {
            let written = start.at(time.local);
            let key = self.key(entry, &written, start.timed);
            let one = self.occurrence(entry, Some(&written), Some(key), time.lasts.as_ref());
            self.contents.occurrences.push(Occurrence { alone: true, ..one });
        }
    }

    fn unable(&mut self, entry: &'a Entry, why: TimeError) {
        let one = self.occurrence(entry, entry.start.as_ref(), None, None);
        self.contents.occurrences.push(Occurrence { when: Err(why), ..one });
    }

    fn series(&mut self, entry: &'a Entry, singles: Vec<&'a Entry>) {
        // What is to be done by a date and has no beginning comes again on that date.
        let Some(start) = entry.start.as_ref().or(entry.end.as_ref()) else {
            let one = self.occurrence(entry, None, None, None);
            return self.contents.occurrences.push(one);
        };
        self.series += 1;
        if self.series > MOST_SERIES || self.looked_at > MOST_LOOKED_AT {
            return self.unable(entry, TimeError::TooManySeries);
        }
        let (times, more) = match self.times(entry, start) {
            Ok(times) => times,
            Err(why) => return self.unable(entry, why),
        };
        self.looked_at += times.len();
        let mut singles: BTreeMap<String, &'a Entry> = singles
            .into_iter()
            .filter_map(|single| Some((self.key(single, single.of_series.as_ref()?, start.timed), single)))
            .collect();
        let but: BTreeSet<String> = entry.but.iter().map(|time| self.key(entry, time, start.timed)).collect();
        let left_out = |key: &String, day: &String| but.contains(key) || but.contains(day);
        let keys: Vec<(String, String)> = times
            .iter()
            // Some leave out a day of a series of hours.
            .map(|time| (self.key(entry, &start.at(time.local), start.timed), time.local.format("%Y%m%d").to_string()))
            .collect();
        let taken: Vec<NaiveDateTime> = times.iter().map(|time| time.local).collect();
        let window = series::window(&taken, more, self.around.today);
        let room = MOST.saturating_sub(self.repeated).max(1);
        let to = window.to.min(window.from + room);
        self.contents.remarks.cut.extend(cut(entry, &taken, &window, to));
        let named: BTreeSet<String> = keys.iter().filter(|(key, day)| !left_out(key, day)).map(|(key, _)| key.clone()).collect();
        let last = keys.last().map(|(key, _)| key.clone()).filter(|_| more);
        self.contents.named.push(Named { entry, keys: named, to: last });
        // From a time on, another entry and so much later.
        let mut since: Option<(&'a Entry, Duration)> = None;
        for (at, (time, (key, day))) in times.iter().zip(keys).enumerate() {
            let single = singles.remove(&key).or_else(|| singles.remove(&day));
            if left_out(&key, &day) {
                continue;
            }
            let written = start.at(time.local);
            if let Some(single) = single {
                let moved = single.start.as_ref().map_or(time.local, |start| start.local);
                if single.and_after {
                    since = Some((single, moved - time.local));
                }
                if at < window.from {
                    continue;
                }
                let one = self.occurrence(single, single.start.as_ref().or(Some(&written)), Some(key), None);
                self.contents.occurrences.push(Occurrence { alone: true, age: single.age.with(&entry.age), ..one });
                continue;
            }
            if !(window.from..to).contains(&at) {
                continue;
            }
            self.repeated += 1;
            let one = match since {
                None => self.occurrence(entry, Some(&written), Some(key), time.lasts.as_ref()),
                Some((single, later)) => {
                    let moved = start.at(time.local.checked_add_signed(later).unwrap_or(time.local));
                    let start = single.start.as_ref().map_or(moved.clone(), |start| start.at(moved.local));
                    let age = single.age.with(&entry.age);
                    Occurrence { alone: true, age, ..self.occurrence(single, Some(&start), Some(key), None) }
                }
            };
            self.contents.occurrences.push(one);
        }
        // Changes of times that the series does not have stand for themselves, unless it leaves them out, or was changed since.
        let sequence = |entry: &Entry| entry.age.sequence.unwrap_or(0);
        for (key, single) in singles {
            let why = match () {
                () if left_out(&key, &key) => "The series leaves this time out.".to_owned(),
                () if sequence(single) < sequence(entry) => {
                    format!("It is of an older state of the series, which has no such time in its newest (line {}).", entry.line)
                }
                () => String::new(),
            };
            if !why.is_empty() {
                self.contents.passed.push((single, why));
                continue;
            }
            let one = self.occurrence(single, single.start.as_ref(), Some(key), None);
            self.contents.occurrences.push(Occurrence { alone: true, age: single.age.with(&entry.age), ..one });
        }
    }

    /// The times of a series on its own clocks, in order, and whether it goes on.
    fn times(&mut self, entry: &Entry, start: &Written) -> Result<(Vec<Time>, bool), TimeError> {
        let today = self.around.today;
        let mut at: BTreeMap<NaiveDateTime, Option<Lasts>> = BTreeMap::from([(start.local, None)]);
        let mut goes_on = false;
        for rule in &entry.rules {
            if rule.fast && !rule.ends() {
                return Err(TimeError::TooFast);
            }
            let to = if rule.ends() { None } else { series::followed_to(start.local, today) };
            let Some(times) = rule.times(start.local, to, today) else {
                return Err(TimeError::NoRule);
            };
            goes_on |= times.more;
            self.looked_at += if times.in_vain { IN_VAIN } else { 0 };
            for time in times.at {
                if time == start.local || self.goes_on(entry, rule.until, &start.at(time)) {
                    at.entry(time).or_default();
                }
            }
        }
        for (also, lasts) in &entry.also {
            // A date in other clocks is brought to those of the series.
            let local = if also.timed && start.timed && also != &start.at(also.local) {
                let zone = self.moment(entry, start).zone;
                self.moment(entry, also).in_zone(zone).local
            } else if start.timed && !also.timed {
                also.local.date().and_time(start.local.time())
            } else {
                also.local
            };
            at.insert(local, lasts.clone());
        }
        for rule in &entry.except {
            let Some(times) = rule.times(start.local, at.keys().next_back().copied(), today) else { continue };
            // The first is left out only if the rule has it.
            for time in times.at.into_iter().skip(1) {
                if self.goes_on(entry, rule.until, &start.at(time)) {
                    at.remove(&time);
                }
            }
        }
        Ok((at.into_iter().map(|(local, lasts)| Time { local, lasts }).collect(), goes_on))
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

    fn moment(&mut self, entry: &Entry, written: &Written) -> ZonedTime {
        written.moment(self.around.clocks, &self.around.calendars[entry.calendar])
    }

    /// What a time of a series is called: a moment in UTC, or a day if the series is of whole days.
    fn key(&mut self, entry: &Entry, written: &Written, timed: bool) -> String {
        if written.timed && timed {
            self.moment(entry, written).instant().format("%Y%m%dT%H%M%SZ").to_string()
        } else {
            written.local.format("%Y%m%d").to_string()
        }
    }

    fn occurrence<'e>(
        &mut self,
        entry: &'e Entry,
        start: Option<&Written>,
        key: Option<String>,
        lasts: Option<&Lasts>,
    ) -> Occurrence<'e> {
        let uid = match key {
            Some(key) if !entry.uid.is_empty() => format!("{} {key}", entry.uid),
            _ => entry.uid.clone(),
        };
        let calendar = &self.around.calendars[entry.calendar];
        let zone = start.and_then(|start| start.place(self.around.clocks, calendar));
        let floats = start.is_some_and(Written::floats);
        self.contents.remarks.floating +=
            usize::from(floats && self.around.clocks.zone(calendar.number, &calendar.zone).is_none());
        if let Some(start) = start
            && let Some(doubt) = start.doubtful(self.around.clocks, calendar)
        {
            let title = words::line(&entry.summary);
            let day = crate::model::when::day_words(start.local.date());
            self.contents.remarks.doubtful.push(format!("Line {}, “{title}”, {day}: {doubt}.", entry.line));
        }
        let when = match &entry.nonsense {
            Some(date) => Err(TimeError::Unreadable(date.chars().take(40).collect())),
            None if entry.todo => Ok(self.due(entry, start)),
            None => self.event(entry, start, lasts),
        };
        let has_end = lasts.is_some() || entry.end.is_some() || entry.lasts.is_some();
        Occurrence { entry, uid, age: entry.age, alone: false, when, has_end, zone }
    }

    /// From when to when an event is.
    fn event(&mut self, entry: &Entry, start: Option<&Written>, lasts: Option<&Lasts>) -> Result<When, TimeError> {
        let Some(start) = start else {
            return Err(TimeError::NoDate);
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
        let lasts = match (lasts, &entry.end) {
            (Some(Lasts::For(lasts)), _) => Some(*lasts),
            (Some(Lasts::Until(end)), _) => Some(self.moment(entry, end).instant() - begins.instant()),
            (None, Some(end)) if end.timed => Some(self.moment(entry, end).instant() - self.moment(entry, first).instant()),
            (None, Some(end)) => Some(end.local - first.local),
            (None, None) => entry.lasts,
        };
        let lasts = lasts.filter(|lasts| *lasts > Duration::zero());
        if entry.whole_days
            && is_midnight(begins.local)
            && let Some(lasts) = lasts
        {
            return Ok(days_from(begins.local.date(), (lasts + Duration::hours(12)).num_days()));
        }
        Ok(When::At { start: begins, minutes: lasts.and_then(minutes) })
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

/// What is said of a series of which not all is taken.
fn cut(entry: &Entry, times: &[NaiveDateTime], window: &series::Window, to: usize) -> Option<String> {
    let title = words::line(&entry.summary);
    let day = |at: usize| times.get(at).map(|time| crate::model::when::day_words(time.date())).unwrap_or_default();
    let mut parts = Vec::new();
    if window.from > 0 {
        let earlier = if window.from == 1 { "1 time".to_owned() } else { format!("{} times", window.from) };
        parts.push(if window.from == times.len() {
            format!("nothing of it is taken, since all of its {earlier} since {} lie far behind", day(0))
        } else {
            format!("{earlier} from {} on that lie far behind are not taken", day(0))
        });
    }
    if window.more || to < times.len() {
        match to.checked_sub(1) {
            Some(last) if to > window.from => parts.push(format!("it goes on, and is followed to {}", day(last))),
            _ => {}
        }
    }
    (!parts.is_empty()).then(|| format!("“{title}”: {}.", parts.join("; ")))
}

/// So many whole days; at least one, and not more than the calendar has.
fn days_from(first: NaiveDate, days: i64) -> When {
    let more = u64::try_from(days.saturating_sub(1)).unwrap_or(0);
    match first.checked_add_days(Days::new(more)) {
        Some(last) if last > first => When::Span { first, last },
        _ => When::Day(first),
    }
}
