//! One entry of a calendar, as far as a record could hold it.

use super::age::Age;
use super::clocks::{Clocks, at_moment};
use super::lines::{Block, Calendar, Kind, Method};
use super::series::{self, Rule};
use crate::exchange::clean::clean_line;
use crate::exchange::ics::{keys, status::Firm, words};
use crate::model::ZonedTime;
use crate::model::when::{Resolved, city, offset_words};
use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarClassification, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
    ICalendarPeriod, ICalendarProperty as Property, ICalendarStatus, ICalendarValue as Value,
};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// How many single dates a series may list, and how many it may leave out.
const MOST_DATES: usize = 2_000;

/// By how many rules a series may come again.
const MOST_RULES: usize = 20;

/// How many characters of a UID are kept.
const LONGEST_UID: usize = 255;

/// A date or time as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) local: NaiveDateTime,
    /// Whether it has an hour, or is a day.
    pub(super) timed: bool,
    /// Its distance from UTC in seconds, where it says so: nothing, mostly, for a Z.
    offset: Option<i32>,
    /// The name of its zone.
    zone: Option<String>,
}

/// An event, or something to do.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) line: u64,
    pub(super) todo: bool,
    /// In which calendar of the file.
    pub(super) calendar: usize,
    /// What that calendar wants.
    pub(super) method: Method,
    pub(super) uid: String,
    pub(super) of_series: Option<Written>,
    /// Whether it is about that time of the series and all after it.
    pub(super) and_after: bool,
    /// How old this copy of it is.
    pub(super) age: Age,
    pub(super) firm: Option<Firm>,
    /// The status as it is written.
    pub(super) status: String,
    pub(super) summary: String,
    pub(super) location: Option<String>,
    pub(super) description: String,
    pub(super) start: Option<Written>,
    pub(super) end: Option<Written>,
    pub(super) lasts: Option<Duration>,
    /// Whether Outlook says that it takes whole days, and writes them as times.
    pub(super) whole_days: bool,
    /// By which rules it comes again.
    pub(super) rules: Vec<Rule>,
    /// By which rules it does not.
    pub(super) except: Vec<Rule>,
    /// Rules that cannot be read, as they are written.
    pub(super) unreadable: Vec<String>,
    /// When else it is, and how long then.
    pub(super) also: Vec<(Written, Option<Lasts>)>,
    pub(super) but: Vec<Written>,
    /// Whether not everybody may see it.
    pub(super) private: bool,
    /// Who was invited, and what they say of it: "Lind, Mara: declined".
    pub(super) answers: Vec<String>,
    pub(super) comment: String,
    /// What this program itself says of it.
    pub(super) own: Own,
    /// A date that makes no sense, as it is written.
    pub(super) nonsense: Option<String>,
}

/// How long a single time lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lasts {
    For(Duration),
    Until(Written),
}

/// What this program says of its own entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) record: String,
    pub(super) status: String,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) number: Option<u32>,
}

impl Written {
    fn of(entry: &ICalendarEntry, value: &Value) -> Option<Self> {
        let Value::PartialDateTime(at) = value else { return None };
        let offset = at.tz_hour.map(|hours| {
            let seconds = i32::from(hours) * 3600 + i32::from(at.tz_minute.unwrap_or(0)) * 60;
            if at.tz_minus { -seconds } else { seconds }
        });
        Some(Self { local: series::local(value)?, timed: at.has_time(), offset, zone: entry.tz_id().map(str::to_owned) })
    }

    fn first(entry: &ICalendarEntry) -> Option<Self> {
        Self::of(entry, entry.values.first()?)
    }

    /// The same on other clocks of the same place.
    pub(super) fn at(&self, local: NaiveDateTime) -> Self {
        Self { local, ..self.clone() }
    }

    /// Whether it is written in UTC, or at a distance from it.
    pub(super) fn is_in_utc(&self) -> bool {
        self.offset.is_some()
    }

    /// Whether it names no place at all: it is then, wherever one is.
    pub(super) fn floats(&self) -> bool {
        self.timed && self.offset.is_none() && self.zone.is_none()
    }

    /// The zone in which the event is, if the calendar says so.
    pub(super) fn place(&self, clocks: &mut Clocks, calendar: &Calendar) -> Option<Tz> {
        if !self.timed {
            return None;
        }
        match (&self.zone, self.offset) {
            (Some(zone), None) if !clocks.knows(calendar.number, zone) => None,
            (Some(_), None) => Some(self.moment(clocks, calendar).zone).filter(|zone| *zone != Tz::UTC),
            _ => clocks.zone(calendar.number, &calendar.zone).filter(|zone| *zone != Tz::UTC),
        }
    }

    /// The time.
    pub(super) fn moment(&self, clocks: &mut Clocks, calendar: &Calendar) -> ZonedTime {
        match (self.offset, &self.zone) {
            (Some(offset), _) => {
                let moment = self.local.checked_sub_signed(Duration::seconds(offset.into())).unwrap_or(self.local).and_utc();
                at_moment(moment, clocks.zone(calendar.number, &calendar.zone).unwrap_or(Tz::UTC))
            }
            (None, Some(zone)) => clocks.at(calendar.number, self.local, zone),
            (None, None) => ZonedTime::new(self.local, clocks.zone(calendar.number, &calendar.zone).unwrap_or(clocks.reader())),
        }
    }

    /// What there is to say if the clocks of the place never show this time, or show it twice.
    pub(super) fn doubtful(&self, clocks: &mut Clocks, calendar: &Calendar) -> Option<String> {
        if !self.timed || self.offset.is_some() {
            return None;
        }
        let time = self.moment(clocks, calendar);
        let place = city(time.zone);
        match ZonedTime::resolve(self.local, time.zone) {
            Resolved::Skipped(read) if read.instant() == time.instant() => Some(format!(
                "clocks in {place} are put forward and never show {}; read as {}",
                self.local.format("%H:%M"),
                time.local.format("%H:%M")
            )),
            Resolved::Twice(first, _) if first.instant() == time.instant() => Some(format!(
                "clocks in {place} are put back and show {} twice; read as the first, {}",
                self.local.format("%H:%M"),
                offset_words(first.offset)
            )),
            _ => None,
        }
    }
}

impl Entry {
    /// Reads an entry. What is broken in it is left out.
    pub(super) fn read(block: &Block, calendar: &Calendar) -> Self {
        let mut entry = Self {
            line: block.line,
            todo: block.kind == Kind::Todo,
            calendar: block.calendar,
            method: calendar.method,
            ..Self::default()
        };
        let wanted = if entry.todo { ICalendarComponentType::VTodo } else { ICalendarComponentType::VEvent };
        let parsed = ICalendar::parse(format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", block.text));
        if let Ok(parsed) = parsed
            && let Some(component) = parsed.components.iter().find(|part| part.component_type == wanted)
        {
            entry.take(component);
        }
        if calendar.method == Method::Cancel {
            entry.firm = Some(Firm::Cancelled);
        }
        for (name, value) in block.text.lines().filter_map(property) {
            let rules = match name {
                "RRULE" => &mut entry.rules,
                "EXRULE" => &mut entry.except,
                _ => continue,
            };
            match Rule::read(value) {
                Some(rule) if rules.len() < MOST_RULES => rules.push(rule),
                _ => entry.unreadable.push(value.chars().take(120).collect()),
            }
        }
        entry
    }

    fn take(&mut self, component: &ICalendarComponent) {
        let (mut busy, mut done) = (None, false);
        for entry in &component.entries {
            let date = || Written::first(entry);
            match &entry.name {
                Property::Uid => self.uid = uid(&text(entry)),
                Property::Summary => self.summary = text(entry),
                Property::Description => self.description = text(entry),
                Property::Location => self.location = Some(text(entry)),
                Property::Status => {
                    self.status = match entry.values.first() {
                        Some(Value::Status(status)) => word(status).to_owned(),
                        _ => text(entry),
                    };
                    self.firm = Firm::of_word(&self.status);
                }
                Property::Completed => done = true,
                Property::Sequence => {
                    self.age.sequence = match entry.values.first() {
                        Some(Value::Integer(sequence)) => Some(*sequence),
                        _ => None,
                    };
                }
                Property::LastModified => self.age.changed = moment(entry),
                Property::Dtstamp => self.age.stamped = moment(entry),
                // What is no word of the standard is to be taken for private.
                Property::Class => {
                    self.private = !matches!(entry.values.first(), Some(Value::Classification(ICalendarClassification::Public)));
                }
                Property::Attendee => self.answers.extend(answer(entry)),
                Property::Comment => self.comment = text(entry),
                Property::Dtstart => (self.start, self.nonsense) = self.date(entry, date()),
                Property::Dtend | Property::Due => (self.end, self.nonsense) = self.date(entry, date()),
                Property::Duration => {
                    if let Some(Value::Duration(lasts)) = entry.values.first() {
                        self.lasts = lasts.to_time_delta();
                    }
                }
                Property::RecurrenceId => {
                    self.of_series = date();
                    // There is no other range.
                    self.and_after = entry.has_parameter(&ICalendarParameterName::Range);
                }
                Property::Rdate => self.also.extend(dates(entry)),
                Property::Exdate => self.but.extend(dates(entry).map(|(date, _)| date)),
                Property::Other(name) => match name.to_ascii_uppercase().as_str() {
                    "X-MICROSOFT-CDO-BUSYSTATUS" => busy = Some(text(entry).to_ascii_uppercase()),
                    "X-MICROSOFT-CDO-ALLDAYEVENT" => self.whole_days = text(entry).eq_ignore_ascii_case("TRUE"),
                    keys::RECORD => self.own.record = text(entry),
                    keys::STATUS => self.own.status = text(entry),
                    keys::NAME => self.own.name = text(entry),
                    keys::TITLE => self.own.title = text(entry),
                    keys::NUMBER => self.own.number = text(entry).trim().parse().ok(),
                    _ => {}
                },
                _ => {}
            }
        }
        if done && self.status.is_empty() {
            "COMPLETED".clone_into(&mut self.status);
        }
        self.also.truncate(MOST_DATES);
        self.but.truncate(MOST_DATES);
        // Outlook writes no status. That an hour is tentative somebody chose; busy, as OPAQUE, is what every event is until somebody
        // says otherwise, and says nothing of whether it will take place.
        let of_outlook = busy.filter(|busy| busy == "TENTATIVE").map(|_| Firm::Tentative);
        self.firm = self.firm.or(of_outlook.filter(|_| self.status.is_empty()));
    }

    /// A date, or how it is written if it makes no sense.
    fn date(&self, entry: &ICalendarEntry, date: Option<Written>) -> (Option<Written>, Option<String>) {
        let nonsense = match (&date, entry.values.first()) {
            (None, Some(Value::Text(text))) => Some(text.clone()),
            (None, Some(_)) => Some("not a day of the calendar".to_owned()),
            _ => self.nonsense.clone(),
        };
        (date, nonsense)
    }
}

/// A UID as a record keeps it: one line, without what nobody sees; of one that is longer than any program writes the beginning, and
/// what tells it from others that begin so.
fn uid(text: &str) -> String {
    let text = clean_line(text);
    let text = text.trim();
    match text.char_indices().nth(LONGEST_UID) {
        Some((end, _)) => format!("{}-{}", &text[..end], sha1_smol::Sha1::from(text).digest()),
        None => text.to_owned(),
    }
}

/// The moment of a property that is in UTC.
fn moment(entry: &ICalendarEntry) -> Option<DateTime<Utc>> {
    let written = Written::first(entry)?;
    written.local.checked_sub_signed(Duration::seconds(written.offset.unwrap_or(0).into())).map(|time| time.and_utc())
}

/// The dates of a list, and how long each lasts if it is a period.
fn dates(entry: &ICalendarEntry) -> impl Iterator<Item = (Written, Option<Lasts>)> {
    let at = |time: &PartialDateTime| Written::of(entry, &Value::PartialDateTime(Box::new(time.clone())));
    entry.values.iter().take(MOST_DATES).filter_map(move |value| match value {
        Value::Period(ICalendarPeriod::Range { start, end }) => Some((at(start)?, at(end).map(Lasts::Until))),
        Value::Period(ICalendarPeriod::Duration { start, duration }) => {
            Some((at(start)?, duration.to_time_delta().map(Lasts::For)))
        }
        value => Some((Written::of(entry, value)?, None)),
    })
}

/// Somebody who was invited, and what they say of it.
fn answer(entry: &ICalendarEntry) -> Option<String> {
    let address = text(entry);
    let name = parameter(entry, &ICalendarParameterName::Cn).filter(|name| !name.trim().is_empty());
    let name = name.unwrap_or_else(|| address.strip_prefix("mailto:").unwrap_or(&address).to_owned());
    let said = parameter(entry, &ICalendarParameterName::Partstat).map(|said| said.to_lowercase().replace('-', " "));
    let name = words::line(&name);
    (!name.is_empty()).then(|| said.map_or_else(|| name.clone(), |said| format!("{name}: {said}")))
}

/// A parameter of a property, as it is written.
fn parameter(entry: &ICalendarEntry, name: &ICalendarParameterName) -> Option<String> {
    entry.params.iter().find(|parameter| parameter.name == *name)?.value.as_text().map(str::to_owned)
}

/// The name and the value of a line of a block.
fn property(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.split(';').next()?;
    let known = ["RRULE", "EXRULE"].into_iter().find(|known| name.eq_ignore_ascii_case(known))?;
    Some((known, value.trim()))
}

/// The text of a property. A comma that should have been escaped makes several of one.
fn text(entry: &ICalendarEntry) -> String {
    let texts: Vec<&str> = entry.values.iter().filter_map(Value::as_text).collect();
    texts.join(",")
}

fn word(status: &ICalendarStatus) -> &'static str {
    match status {
        ICalendarStatus::Tentative => "TENTATIVE",
        ICalendarStatus::Confirmed => "CONFIRMED",
        ICalendarStatus::Cancelled => "CANCELLED",
        ICalendarStatus::NeedsAction => "NEEDS-ACTION",
        ICalendarStatus::Completed => "COMPLETED",
        ICalendarStatus::InProcess => "IN-PROCESS",
        ICalendarStatus::Draft => "DRAFT",
        ICalendarStatus::Final => "FINAL",
        ICalendarStatus::Failed => "FAILED",
        ICalendarStatus::Pending => "PENDING",
    }
}
