//! Zones by the names that people use: "Moscow time", "ET", "Geneva", "UTC+3", or the IANA name.

mod table;

use crate::text::fold::fold;
use crate::text::matching::{Fit, as_written};
use chrono::FixedOffset;
use chrono_tz::{TZ_VARIANTS, Tz};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a typed zone was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundZone {
    /// Whose clocks.
    pub zone: Tz,
    /// The distance from UTC, where the text itself gives one ("UTC+3").
    pub offset: Option<FixedOffset>,
    /// Other zones that the same text is used for.
    pub others: Vec<Tz>,
    /// What to tell the user about the choice.
    pub note: Option<String>,
    /// Whether the text says only "local time": that of the place, wherever it is.
    pub is_local: bool,
}

/// One line in a list of zones to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneChoice {
    /// The zone.
    pub zone: Tz,
    /// The name that matched, for the screen: "Geneva".
    pub label: String,
}

/// What the names in a lookup stand for, by folded name.
static NAMES: LazyLock<BTreeMap<String, Vec<Tz>>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, Vec<Tz>> = BTreeMap::new();
    for &zone in &TZ_VARIANTS {
        // The whole name first: "GB" and "Singapore" are IANA names of their own, and so are "EST" and "MST", which the
        // table below overrides, because a press report means the clocks of a region by them.
        names.insert(fold(zone.name()), vec![zone]);
        names.entry(fold(&zone.name().replace('_', " "))).or_insert_with(|| vec![zone]);
    }
    let mut cities: BTreeMap<String, Vec<Tz>> = BTreeMap::new();
    for &zone in &TZ_VARIANTS {
        if is_region(zone) {
            cities.entry(fold(&city(zone))).or_default().push(zone);
        }
    }
    for (name, mut zones) in cities {
        zones.sort_by_key(|zone| (zone.name().len(), zone.name()));
        names.entry(name).or_insert(zones);
    }
    for &(name, zone) in table::PLACES {
        names.insert(name.to_owned(), vec![zone]);
    }
    for &(name, zones) in table::ABBREVIATIONS {
        names.insert(name.to_owned(), zones.to_vec());
    }
    names
});

/// The zone that `text` means in full, or nothing. `here` is whose clocks "local time" means. Understood are IANA names, the
/// cities in them, other cities where talks are held, press abbreviations, and distances from UTC, each with or without
/// "time" after it.
pub fn find_zone(text: &str, here: Tz) -> Option<FoundZone> {
    let plain = |zone| Some(FoundZone { zone, offset: None, others: Vec::new(), note: None, is_local: false });
    let folded = fold(text);
    if let Some(name) = folded.strip_prefix("iana ") {
        return TZ_VARIANTS.iter().find(|zone| fold(zone.name()) == name).copied().and_then(plain);
    }
    if let Some((beside, inside)) = bracketed(&folded) {
        return both(beside, inside, here);
    }
    let name = folded.strip_suffix(" local time").or(folded.strip_suffix(" time")).unwrap_or(&folded);
    let name = name.strip_prefix("the ").filter(|_| name != "the hague").unwrap_or(name).trim();
    match name {
        "local" | "here" | "venue" => return plain(here).map(|found| FoundZone { is_local: true, ..found }),
        "" => return None,
        _ => {}
    }
    if let Some(zones) = NAMES.get(name).or_else(|| NAMES.get(name.trim_end_matches("'s"))) {
        let (zone, others) = zones.split_first()?;
        let others: Vec<Tz> = others.iter().copied().filter(|other| differ(*zone, *other)).collect();
        let note = (!others.is_empty()).then(|| {
            let list = others.iter().map(|zone| city(*zone)).collect::<Vec<_>>().join(" or ");
            format!("“{}” read as the time of {}; it is also used for {list}", text.trim(), city(*zone))
        });
        return Some(FoundZone { zone: *zone, offset: None, others, note, is_local: false });
    }
    // "CET/CEST": winter and summer of the same clocks.
    if let Some((one, other)) = name.split_once('/')
        && let (Some(one), Some(other)) = (find_zone(one, here), find_zone(other, here))
    {
        return (one.offset.is_none() && one.zone == other.zone).then_some(one);
    }
    let offset = read_offset(name.strip_prefix("utc").or(name.strip_prefix("gmt")).unwrap_or(name))?;
    let zone = zone_of_offset(offset, here)?;
    Some(FoundZone { zone, offset: Some(offset), others: Vec::new(), note: None, is_local: false })
}

/// What stands beside brackets and what in them: "(UTC+01:00) Amsterdam, Berlin", "UTC+3 (Nairobi)".
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (before, rest) = text.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    let (before, after) = (before.trim(), after.trim());
    match (before.is_empty(), after.is_empty()) {
        (true, false) => Some((after, inside.trim())),
        (false, true) => Some((before, inside.trim())),
        _ => None,
    }
}

/// One zone said twice: by its place and by its distance from UTC, or by two names. Where a name has several meanings, the distance
/// says which. Nothing if they do not agree.
fn both(one: &str, other: &str, here: Tz) -> Option<FoundZone> {
    let of =
        |text: &str| find_zone(text, here).or_else(|| text.split([',', ';', '(']).find_map(|part| find_zone(part.trim(), here)));
    let (one, other) = (of(one)?, of(other)?);
    let (named, offset) = match (one.offset, other.offset) {
        (None, Some(offset)) => (one, offset),
        (Some(offset), None) => (other, offset),
        (Some(a), Some(b)) => return (a == b).then_some(one),
        (None, None) => {
            let same = one.others.is_empty() && !differ(one.zone, other.zone);
            let narrowed = std::iter::once(one.zone).chain(one.others.iter().copied()).find(|zone| !differ(*zone, other.zone));
            return if same { Some(one) } else { narrowed.map(|_| other) };
        }
    };
    let zone = std::iter::once(named.zone).chain(named.others.iter().copied()).find(|zone| ever_at(*zone, offset))?;
    Some(FoundZone { zone, offset: None, others: Vec::new(), note: None, is_local: false })
}

/// Whether the clocks of a zone have had this distance from UTC since 2000.
fn ever_at(zone: Tz, offset: FixedOffset) -> bool {
    use chrono::{NaiveDate, Offset, TimeZone};
    (2000..2030).flat_map(|year| [1, 7].map(|month| (year, month))).any(|(year, month)| {
        let noon = NaiveDate::from_ymd_opt(year, month, 1).and_then(|day| day.and_hms_opt(12, 0, 0));
        noon.is_some_and(|noon| zone.offset_from_utc_datetime(&noon).fix() == offset)
    })
}

/// The zones whose names match what is typed so far, best first, each zone once.
pub fn zones_matching(text: &str, limit: usize) -> Vec<ZoneChoice> {
    let wanted = fold(text);
    let wanted = wanted.strip_suffix(" time").unwrap_or(&wanted);
    let mut ranked: Vec<((Fit, bool), usize, &str, Tz)> = NAMES
        .iter()
        .flat_map(|(name, zones)| zones.iter().map(move |zone| (name.as_str(), *zone)))
        .filter_map(|(name, zone)| {
            let rank = (as_written(wanted, name)?, !is_region(zone) || name.contains('/'));
            Some((rank, name.len(), name, zone))
        })
        .collect();
    ranked.sort_by_key(|&(rank, length, name, zone)| (rank, length, name, zone.name()));
    let mut choices: Vec<ZoneChoice> = Vec::new();
    for (_, _, name, zone) in ranked {
        if choices.len() == limit {
            break;
        }
        if choices.iter().all(|choice| choice.zone != zone) {
            let label = if name.contains('/') || fold(&city(zone)) == name { city(zone) } else { capitals(name) };
            choices.push(ZoneChoice { zone, label });
        }
    }
    choices
}

/// What a zone is called in a sentence: its city, a distance from UTC, or the IANA name where the city alone would mean
/// another zone. [`find_zone`] finds the same zone again by it.
pub fn zone_name(zone: Tz) -> String {
    let short = match fixed_hours(zone) {
        Some(0) => "UTC".to_owned(),
        Some(hours) => format!("UTC{}{}", if hours < 0 { '−' } else { '+' }, hours.abs()),
        None => city(zone),
    };
    let finds = |name: &str| find_zone(name, Tz::UTC).is_some_and(|found| found.zone == zone);
    match () {
        () if finds(&short) => short,
        () if finds(zone.name()) => zone.name().to_owned(),
        () => format!("IANA {}", zone.name()),
    }
}

/// The city or region in a zone's IANA name: "Abu Dhabi" keeps the clocks of "Dubai".
pub fn city(zone: Tz) -> String {
    let name = zone.name();
    if is_region(zone) { name.rsplit('/').next().unwrap_or(name).replace('_', " ") } else { name.replace('_', " ") }
}

/// A distance from UTC in words: "UTC+3", "UTC−3:30".
pub fn offset_words(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let (sign, s) = (if seconds < 0 { '−' } else { '+' }, seconds.abs());
    match (s / 3600, s / 60 % 60, s % 60) {
        (h, 0, 0) => format!("UTC{sign}{h}"),
        (h, m, 0) => format!("UTC{sign}{h}:{m:02}"),
        (h, m, s) => format!("UTC{sign}{h}:{m:02}:{s:02}"),
    }
}

/// A distance from UTC as it is written: "+3", "-03:30", "+0545", after folding.
fn read_offset(text: &str) -> Option<FixedOffset> {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix('-')?),
    };
    let parts: Vec<&str> = match digits.len() {
        4 if !digits.contains(':') => vec![digits.get(..2)?, digits.get(2..)?],
        _ => digits.split(':').collect(),
    };
    if parts.len() > 3 || parts.iter().any(|part| part.is_empty() || part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number = |i: usize| parts.get(i).map_or(Some(0), |part| part.parse::<i32>().ok());
    let (h, m, s) = (number(0)?, number(1)?, number(2)?);
    if h > 23 || m > 59 || s > 59 {
        return None;
    }
    FixedOffset::east_opt(sign * (h * 3600 + m * 60 + s))
}

/// A zone that always keeps this distance from UTC, or failing that a place that does, or `here`.
fn zone_of_offset(offset: FixedOffset, here: Tz) -> Option<Tz> {
    let minutes = offset.local_minus_utc() / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => Some(Tz::UTC),
        (hours @ -12..=14, 0) => format!("Etc/GMT{:+}", -hours).parse().ok(),
        _ => Some(table::ODD_OFFSETS.iter().find(|(odd, _)| *odd == minutes).map_or(here, |(_, zone)| *zone)),
    }
}

/// The hours that a zone made only of a distance from UTC is ahead of it. (The signs in its IANA name are the other way round.)
fn fixed_hours(zone: Tz) -> Option<i32> {
    match zone.name().strip_prefix("Etc/GMT") {
        Some(digits) if digits.starts_with(['+', '-']) => digits.parse::<i32>().ok().filter(|h| *h != 0).map(|hours| -hours),
        _ => (zone == Tz::UTC).then_some(0),
    }
}

fn is_region(zone: Tz) -> bool {
    let area = zone.name().split_once('/').map(|(area, _)| area);
    area.is_some_and(|area| {
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
            .contains(&area)
    })
}

/// Whether the clocks of the two have differed since 2000: links and twins do not count as other readings.
fn differ(a: Tz, b: Tz) -> bool {
    use chrono::{NaiveDate, Offset, TimeZone};
    (2000..2030).flat_map(|year| [1, 4, 7, 10].map(|month| (year, month))).any(|(year, month)| {
        let Some(noon) = NaiveDate::from_ymd_opt(year, month, 1).and_then(|day| day.and_hms_opt(12, 0, 0)) else { return false };
        a.offset_from_utc_datetime(&noon).fix() != b.offset_from_utc_datetime(&noon).fix()
    })
}

/// A folded name of the tables with capitals, for the screen.
fn capitals(name: &str) -> String {
    if table::ABBREVIATIONS.iter().any(|(known, _)| *known == name && name.len() <= 4) || matches!(name, "uae" | "uk") {
        return name.to_uppercase();
    }
    let mut capital = true;
    name.chars()
        .map(|c| {
            let c = if capital { c.to_ascii_uppercase() } else { c };
            capital = matches!(c, ' ' | '-' | '.');
            c
        })
        .collect()
}

#[cfg(test)]
mod tests;
