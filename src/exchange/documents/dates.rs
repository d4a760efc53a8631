//! Dates as documents tell them of themselves: ISO 8601, and the digits of a PDF.

use super::read_document::{Found, Proposal};
use crate::model::When;
use chrono::NaiveDate;

/// The day, month or nothing of an ISO 8601 date, with or without a time. The day is the one that it names, whatever the zone.
pub(super) fn iso(text: &str, found: Found) -> Option<Proposal<When>> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let value = match NaiveDate::parse_from_str(date, "%Y-%m-%d") {
        Ok(day) if !rest.starts_with(|c: char| c.is_ascii_digit()) => When::Day(day),
        _ => {
            let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
            let (year, month) = (year.parse().ok()?, month.parse().ok()?);
            NaiveDate::from_ymd_opt(year, month, 1)?;
            When::Month { year, month }
        }
    };
    Some(Proposal { value, found }).filter(|proposal| is_likely(&proposal.value))
}

/// A day from its numbers.
pub(super) fn day(year: i32, month: u32, day: u32, found: Found) -> Option<Proposal<When>> {
    let value = When::Day(NaiveDate::from_ymd_opt(year, month, day)?);
    Some(Proposal { value, found }).filter(|proposal| is_likely(&proposal.value))
}

/// Programs write the first day that they can count from where they know none.
fn is_likely(when: &When) -> bool {
    use chrono::Datelike;
    match when {
        When::Day(day) => (1800..=9999).contains(&day.year()) && *day != NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default(),
        When::Month { year, .. } => (1800..=9999).contains(year),
        _ => false,
    }
}
