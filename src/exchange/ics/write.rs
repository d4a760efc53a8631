//! Writes the rounds and follow-ups of a negotiation as a calendar.

use super::placed::{Clock, Nowhere, Placed, after, clock, placed};
use super::properties::{other, plain};
use super::{keys, status, words, zones};
use crate::exchange::error::ExportError;
use crate::exchange::progress::{Progress, Stopped};
use crate::exchange::release::Released;
use crate::exchange::request::Request;
use crate::model::{FollowUp, Round, Stamp, Vocabulary, Workspace};
use crate::query::{names, rounds};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Kind, ICalendarEntry, ICalendarParameter, ICalendarParameterName,
    ICalendarProperty as Property,
};
use chrono::{DateTime, Datelike, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// A calendar that is ready to be written.
#[derive(Clone, Debug)]
pub struct Calendar(ICalendar);

impl Calendar {
    /// Composes the calendar, and says what it could not hold, a sentence each.
    ///
    /// # Errors
    /// If it is stopped.
    pub fn new(released: &Released, request: &Request, progress: &Progress) -> Result<(Self, Vec<String>), Stopped> {
        let workspace = released.workspace();
        let mut builder = Builder::new(workspace, released);
        let of_round = |round| request.round.is_none_or(|wanted| round == Some(wanted));
        let mut ordered = rounds::in_order(workspace, request.negotiation);
        ordered.retain(|round| of_round(Some(round.id)));
        let mut owed: Vec<&FollowUp> = workspace.follow_ups_of(request.negotiation).filter(|one| of_round(one.round)).collect();
        owed.sort_by_cached_key(|one| (one.due.key(Tz::UTC), one.id));
        progress.begin((ordered.len() + owed.len()) as u64);
        for (at, round) in ordered.iter().enumerate() {
            progress.at(at as u64)?;
            builder.round(round);
        }
        for (at, follow_up) in owed.iter().enumerate() {
            progress.at((ordered.len() + at) as u64)?;
            builder.follow_up(follow_up);
        }
        builder.finish(progress)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// If the writer fails.
    pub fn write(&self) -> Result<Vec<u8>, ExportError> {
        let mut text = String::new();
        self.0.write_to(&mut text).map_err(|_| ExportError::Writer("the calendar could not be written".to_owned()))?;
        Ok(text.into_bytes())
    }
}

struct Builder<'a> {
    workspace: &'a Workspace,
    calendar: ICalendar,
    /// For each zone the years in which its clocks are needed.
    zones: BTreeMap<&'static str, (Tz, BTreeSet<i32>)>,
    left_out: BTreeMap<(bool, Nowhere), usize>,
}

impl<'a> Builder<'a> {
    fn new(workspace: &'a Workspace, released: &Released) -> Self {
        let negotiation = workspace.negotiations.get(&released.negotiation());
        let title = words::line(&names::negotiation(workspace, released.negotiation()));
        let mut entries = vec![
            plain(Property::Version, "2.0"),
            plain(Property::Prodid, "-//Rapporteur//Calendar//EN"),
            plain(Property::Calscale, "GREGORIAN"),
            plain(Property::Method, "PUBLISH"),
            plain(Property::Name, &title),
            plain(other("X-WR-CALNAME"), &title),
        ];
        let marking = negotiation.map(|one| words::line(&one.handling)).unwrap_or_default();
        if !marking.is_empty() {
            entries.push(plain(other("X-WR-CALDESC"), &marking));
        }
        let root = ICalendarComponent { component_type: Kind::VCalendar, entries, component_ids: Vec::new() };
        Self { workspace, calendar: ICalendar { components: vec![root] }, zones: BTreeMap::new(), left_out: BTreeMap::new() }
    }

    fn round(&mut self, round: &Round) {
        let placed = match placed(&round.schedule.when, round.zone) {
            Ok(placed) => placed,
            Err(nowhere) => return self.leave_out(false, nowhere),
        };
        let firm = status::of_round(&round.schedule.status);
        let negotiation = self.workspace.negotiations.get(&round.negotiation);
        let mut entries = self.begin(&round.id.to_string(), &round.stamp, placed);
        // Nobody has said how firm it is: then the calendar does not say it, either.
        if let Some(firm) = firm {
            entries.push(plain(Property::Status, firm.word()));
            entries.push(plain(other("X-MICROSOFT-CDO-BUSYSTATUS"), firm.outlook_word()));
            entries.push(plain(other(keys::STATUS), &words::line(round.schedule.status.key())));
        }
        entries.push(plain(Property::Summary, &words::round_summary(self.workspace, round)));
        let place = words::place(&round.venue);
        if !place.is_empty() {
            entries.push(plain(Property::Location, &place));
        }
        entries.push(plain(Property::Description, &words::round_text(self.workspace, round)));
        entries.push(plain(Property::Categories, "Talks"));
        entries.extend(words::class(negotiation, round.format.visibility.as_ref()).map(|class| plain(Property::Class, class)));
        entries.push(plain(other(keys::RECORD), keys::ROUND));
        entries.push(plain(other(keys::NAME), &words::round_name(round)));
        let title = words::line(&round.title);
        if !title.is_empty() {
            entries.push(plain(other(keys::TITLE), &title));
        }
        if let Some(number) = round.number {
            entries.push(plain(other(keys::NUMBER), &number.to_string()));
        }
        self.push(entries);
    }

    /// A follow-up is an event of its day, not a to-do: calendars take no to-dos out of a file, and would show nothing. What is done
    /// stays in, so that an entry that somebody has imported before no longer says that it is due.
    fn follow_up(&mut self, follow_up: &FollowUp) {
        let placed = match placed(&follow_up.due, None) {
            Ok(placed) => placed,
            Err(nowhere) => return self.leave_out(true, nowhere),
        };
        let firm = status::of_follow_up(&follow_up.state);
        let negotiation = self.workspace.negotiations.get(&follow_up.negotiation);
        let mut entries = self.begin(&follow_up.id.to_string(), &follow_up.stamp, placed);
        entries.push(plain(Property::Status, firm.word()));
        // What is due keeps nobody busy.
        entries.push(plain(Property::Transp, "TRANSPARENT"));
        entries.push(plain(other("X-MICROSOFT-CDO-BUSYSTATUS"), "FREE"));
        entries.push(plain(Property::Summary, &words::follow_up_summary(self.workspace, follow_up)));
        entries.push(plain(Property::Description, &words::follow_up_text(self.workspace, follow_up)));
        entries.push(plain(Property::Categories, "Follow-up"));
        let secret =
            follow_up.round.and_then(|id| self.workspace.rounds.get(&id)).and_then(|round| round.format.visibility.as_ref());
        entries.extend(words::class(negotiation, secret).map(|class| plain(Property::Class, class)));
        entries.push(plain(other(keys::RECORD), keys::FOLLOW_UP));
        entries.push(plain(other(keys::STATUS), &words::line(follow_up.state.key())));
        entries.push(plain(other(keys::NAME), &words::follow_up_name(follow_up)));
        self.push(entries);
    }

    /// What every entry begins with: its name, its age, and where it stands.
    fn begin(&mut self, uid: &str, stamp: &Stamp, placed: Placed) -> Vec<ICalendarEntry> {
        // A clock may have been set back since it was made.
        let changed = stamp.changed.max(stamp.created);
        let mut entries = vec![
            plain(Property::Uid, uid),
            plain(Property::Dtstamp, &utc(changed)),
            plain(Property::Created, &utc(stamp.created)),
            plain(Property::LastModified, &utc(changed)),
            plain(Property::Sequence, &stamp.sequence().to_string()),
        ];
        match placed {
            Placed::Days { first, last } => {
                for (property, day) in [(Property::Dtstart, first), (Property::Dtend, after(last))] {
                    let date = ICalendarParameter::new(ICalendarParameterName::Value, "DATE".to_owned());
                    entries.push(plain(property, &day.format("%Y%m%d").to_string()).with_param(date));
                }
            }
            Placed::Time { start, end, zone } => {
                entries.push(self.time(Property::Dtstart, start, zone));
                entries.extend(end.map(|end| self.time(Property::Dtend, end, zone)));
            }
        }
        entries
    }

    fn time(&mut self, property: Property, moment: DateTime<Utc>, zone: Tz) -> ICalendarEntry {
        match clock(moment, zone) {
            Clock::Utc(_) => plain(property, &utc(moment)),
            Clock::At(local, zone) => {
                self.zones.entry(zone.name()).or_insert((zone, BTreeSet::new())).1.insert(moment.year());
                let zone = ICalendarParameter::new(ICalendarParameterName::Tzid, zone.name().to_owned());
                plain(property, &local.format("%Y%m%dT%H%M%S").to_string()).with_param(zone)
            }
        }
    }

    fn push(&mut self, entries: Vec<ICalendarEntry>) {
        let id = u32::try_from(self.calendar.components.len()).unwrap_or(u32::MAX);
        self.calendar.components.push(ICalendarComponent { component_type: Kind::VEvent, entries, component_ids: Vec::new() });
        self.calendar.components[0].component_ids.push(id);
    }

    fn leave_out(&mut self, follow_up: bool, nowhere: Nowhere) {
        *self.left_out.entry((follow_up, nowhere)).or_default() += 1;
    }

    fn finish(mut self, progress: &Progress) -> Result<(Calendar, Vec<String>), Stopped> {
        for (zone, years) in std::mem::take(&mut self.zones).into_values().rev() {
            progress.at(0)?;
            zones::add(&mut self.calendar, zone, &years);
        }
        let empty = self.calendar.components.len() == 1;
        let mut notes: Vec<String> =
            empty.then(|| "Nothing here has a date, so the calendar is empty.".to_owned()).into_iter().collect();
        notes.extend(self.left_out.iter().map(|((follow_up, nowhere), count)| left_out(*follow_up, *nowhere, *count)));
        Ok((Calendar(self.calendar), notes))
    }
}

/// What was left out, and why: "3 rounds have no date and are not in the calendar."
fn left_out(follow_up: bool, nowhere: Nowhere, count: usize) -> String {
    let one = if follow_up { "follow-up" } else { "round" };
    let (what, has, is) = if count == 1 { (format!("1 {one}"), "has", "is") } else { (format!("{count} {one}s"), "have", "are") };
    match nowhere {
        Nowhere::Unknown => format!("{what} {has} no date and {is} not in the calendar."),
        Nowhere::Vague => {
            format!("{what} {is} known only by a month or in words, which is no date, and {is} not in the calendar.")
        }
        Nowhere::Beyond => format!("{what} {is} in a year that calendars do not hold, and {is} not in the calendar."),
    }
}

/// A moment in UTC, within the years that have four digits.
fn utc(moment: DateTime<Utc>) -> String {
    let year = moment.year().clamp(1601, 9998);
    moment.with_year(year).unwrap_or(moment).format("%Y%m%dT%H%M%SZ").to_string()
}
