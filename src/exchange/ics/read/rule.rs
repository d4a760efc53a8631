//! Parses recurrence rules (RRULE). The parser is strict: a rule that is half understood would be another rule.

use chrono::{NaiveDate, NaiveTime};

/// The parts of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The rule without its count and its end, as the standard writes it.
    pub(super) text: String,
    pub(super) count: Option<usize>,
    /// The day it ends, with the time and whether that is in UTC.
    pub(super) until: Option<(NaiveDate, Option<(NaiveTime, bool)>)>,
    /// Whether it comes by the hour or faster.
    pub(super) fast: bool,
}

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Takes a rule apart. Nothing if it is not wholly of RFC 5545.
pub(super) fn parts(text: &str) -> Option<Parts> {
    let text = text.trim().trim_end_matches(';').to_ascii_uppercase();
    let mut seen: Vec<String> = Vec::new();
    let (mut kept, mut freq, mut count, mut until) = (Vec::new(), String::new(), None, None);
    for part in text.split(';') {
        let (name, value) = part.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        if value.is_empty() || seen.iter().any(|known| known == name) {
            return None;
        }
        seen.push(name.to_owned());
        let list = |from: i32, to: i32, signed: bool| numbers(value, from, to, signed);
        let value = match name {
            "FREQ" => {
                value.clone_into(&mut freq);
                let known = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
                known.contains(&value).then(|| value.to_owned())?
            }
            // Some write so that there is none.
            "COUNT" if value == "-1" => continue,
            "COUNT" => {
                count = Some(whole(value, 1, 1_000_000)?);
                continue;
            }
            "UNTIL" => {
                until = Some(end(value)?);
                continue;
            }
            "INTERVAL" => whole(value, 1, u16::MAX.into())?.to_string(),
            "BYSECOND" => list(0, 59, false)?,
            "BYMINUTE" => list(0, 59, false)?,
            "BYHOUR" => list(0, 23, false)?,
            "BYMONTHDAY" => list(1, 31, true)?,
            "BYYEARDAY" => list(1, 366, true)?,
            "BYWEEKNO" => list(1, 53, true)?,
            "BYMONTH" => list(1, 12, false)?,
            "BYSETPOS" => list(1, 366, true)?,
            "BYDAY" => each(value, |day| {
                let at = day.len().checked_sub(2)?;
                let (number, day) = (day.get(..at)?, day.get(at..)?);
                let number = if number.is_empty() { String::new() } else { number_in(number, 1, 53, true)? };
                DAYS.contains(&day).then(|| format!("{number}{day}"))
            })?,
            "WKST" => DAYS.contains(&value).then(|| value.to_owned())?,
            // Of RFC 7529 only what says no more than its absence.
            "RSCALE" if value == "GREGORIAN" => continue,
            "SKIP" if value == "OMIT" => continue,
            _ => return None,
        };
        kept.push(format!("{name}={value}"));
    }
    if freq.is_empty() {
        return None;
    }
    let fast = matches!(freq.as_str(), "SECONDLY" | "MINUTELY" | "HOURLY");
    Some(Parts { text: kept.join(";"), count, until, fast })
}

fn each(list: &str, item: impl Fn(&str) -> Option<String>) -> Option<String> {
    let items: Option<Vec<String>> = list.split(',').map(|one| item(one.trim())).collect();
    Some(items?.join(","))
}

fn numbers(list: &str, from: i32, to: i32, signed: bool) -> Option<String> {
    each(list, |one| number_in(one, from, to, signed))
}

/// A number within bounds, of either sign if that is allowed, without a plus.
fn number_in(text: &str, from: i32, to: i32, signed: bool) -> Option<String> {
    let digits = if signed { text.trim_start_matches(['+', '-']) } else { text };
    let plain = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = if plain && text.len() <= digits.len() + 1 { digits.parse().ok()? } else { return None };
    let sign = if text.starts_with('-') { "-" } else { "" };
    (from..=to).contains(&number).then(|| format!("{sign}{number}"))
}

fn whole(text: &str, from: usize, to: usize) -> Option<usize> {
    let number: usize = if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok()? } else { return None };
    (from..=to).contains(&number).then_some(number)
}

fn end(text: &str) -> Option<(NaiveDate, Option<(NaiveTime, bool)>)> {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let read_day = if digits(day, 8) { NaiveDate::parse_from_str(day, "%Y%m%d").ok()? } else { return None };
    let Some(time) = time else { return Some((read_day, None)) };
    let (time, utc) = time.strip_suffix('Z').map_or((time, false), |time| (time, true));
    let read_time = match (digits(time, 6), time) {
        (true, "240000") => NaiveTime::from_hms_opt(23, 59, 59)?,
        (true, time) => NaiveTime::parse_from_str(time, "%H%M%S").ok()?,
        (false, _) => return None,
    };
    Some((read_day, Some((read_time, utc))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_whole_or_not_at_all() {
        for (text, expected) in [
            ("FREQ=WEEKLY;BYDAY=TH", Some(("FREQ=WEEKLY;BYDAY=TH", None, false))),
            ("freq=monthly;byday=+2mo,-1FR;count=5;", Some(("FREQ=MONTHLY;BYDAY=2MO,-1FR", Some(5), false))),
            ("COUNT=2;FREQ=HOURLY;INTERVAL=02", Some(("FREQ=HOURLY;INTERVAL=2", Some(2), true))),
            ("FREQ=DAILY;RSCALE=GREGORIAN;SKIP=OMIT", Some(("FREQ=DAILY", None, false))),
            ("FREQ=WEEKLY;COUNT=-1;INTERVAL=4", Some(("FREQ=WEEKLY;INTERVAL=4", None, false))),
            ("FREQ=FORTNIGHTLY;COUNT=3", None),
            ("FREQ=WEEKLY;BYDAY=XX", None),
            ("FREQ=WEEKLY;BYDAY=MO,,TU", None),
            ("FREQ=WEEKLY;COUNT=0", None),
            ("FREQ=WEEKLY;COUNT=-3", None),
            ("FREQ=WEEKLY;INTERVAL=0", None),
            ("FREQ=MONTHLY;BYMONTHDAY=32", None),
            ("FREQ=MONTHLY;BYMONTHDAY=0", None),
            ("FREQ=MONTHLY;BYMONTHDAY=--1", None),
            ("FREQ=YEARLY;RSCALE=CHINESE;BYMONTH=5L", None),
            ("FREQ=WEEKLY;FREQ=DAILY", None),
            ("FREQ=WEEKLY;BYWEEKDAY=MO", None),
            ("FREQ=WEEKLY;UNTIL=2027", None),
            ("FREQ=WEEKLY;UNTIL=20270230", None),
            ("BYDAY=MO", None),
            ("every Monday", None),
            ("", None),
        ] {
            let read = parts(text).map(|parts| (parts.text, parts.count, parts.fast));
            assert_eq!(read, expected.map(|(text, count, fast)| (text.to_owned(), count, fast)), "{text}");
        }
        let until = |text: &str| parts(&format!("FREQ=DAILY;UNTIL={text}")).unwrap().until.unwrap();
        let day: NaiveDate = "2027-12-31".parse().unwrap();
        let time = |text: &str| text.parse::<NaiveTime>().unwrap();
        assert_eq!(until("20271231"), (day, None));
        assert_eq!(until("20271231T120000Z"), (day, Some((time("12:00:00"), true))));
        assert_eq!(until("20271231T120000"), (day, Some((time("12:00:00"), false))));
    }
}
