//! Commit messages: how an entry is written into a commit and read from it.
//!
//! ```text
//! add statement; change text
//!
//! Record: statement 0198c0de-…
//! Record: round 0198c0de-…
//! ```
//!
//! The lines at the end name the records that its files changed, so that the versions of a record are found without comparing
//! files. An entry that changed more than a bounded number of records says how many, and its files are compared.

use crate::model::RecordId;
use chrono::{DateTime, FixedOffset, Offset as _, TimeZone as _, Utc};
use git2::Oid;
use std::collections::BTreeSet;

/// Who makes the entries, on behalf of whoever is at work.
pub(super) const COMMITTER: &str = "Rapporteur";
/// Who an author without a name is.
const UNNAMED: &str = "Unnamed";
/// How many records are named one by one.
pub(super) const NAMED: usize = 200;
/// How many characters of a label are kept.
const LONGEST_LABEL: usize = 300;
/// How a record is named.
const TRAILER: &str = "Record: ";
/// How many files changed, where the records are too many to be named.
const COUNT: &str = "Files: ";

/// What an entry is to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft<'a> {
    pub label: &'a str,
    pub author: &'a str,
    pub when: DateTime<FixedOffset>,
}

/// What an entry changed.
#[derive(Debug)]
pub(super) enum Touched {
    /// These records.
    Records(BTreeSet<RecordId>),
    /// More than can be named, in so many files.
    Files(usize),
}

/// The bytes of a commit.
pub(super) fn commit(tree: Oid, parent: Option<Oid>, draft: &Draft<'_>, touched: &Touched) -> Vec<u8> {
    let mut text = format!("tree {tree}\n");
    if let Some(parent) = parent {
        text += &format!("parent {parent}\n");
    }
    let (author, time) = (name(draft.author), time(draft.when));
    text += &format!("author {author} <> {time}\ncommitter {COMMITTER} <> {time}\n\n{}\n", one_line(draft.label));
    match touched {
        Touched::Files(count) => text += &format!("\n{COUNT}{count}\n"),
        Touched::Records(records) if records.is_empty() => {}
        Touched::Records(records) => {
            text.push('\n');
            for id in records {
                text += &format!("{TRAILER}{} {}\n", id.noun(), id.uuid().hyphenated());
            }
        }
    }
    text.into_bytes()
}

/// A name as git can hold it: on one line, without what git takes for the ends of it.
fn name(author: &str) -> String {
    let plain: String = author.chars().map(|c| if c.is_control() || matches!(c, '<' | '>') { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { UNNAMED.to_owned() } else { words.chars().take(LONGEST_LABEL).collect() }
}

fn one_line(label: &str) -> String {
    let words = label.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let mut line: String = words.join(" ").chars().take(LONGEST_LABEL).collect();
    if line.is_empty() {
        line.push_str("change the record");
    }
    line
}

/// Seconds and minutes, as git has them: a clock set before 1970 gives that year's first second.
fn time(when: DateTime<FixedOffset>) -> String {
    let minutes = when.offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{} {sign}{:02}{:02}", when.timestamp().max(0), minutes.abs() / 60, minutes.abs() % 60)
}

/// A commit as it is told.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CommitInfo {
    pub label: String,
    pub who: String,
    pub when: DateTime<FixedOffset>,
    /// Whether this program made it.
    pub ours: bool,
    /// The records that it names, where this program made it and named them.
    pub records: Option<BTreeSet<RecordId>>,
}

/// Reads what a commit says of itself.
pub(super) fn read(commit: &git2::Commit<'_>) -> CommitInfo {
    let message = String::from_utf8_lossy(commit.message_bytes()).into_owned();
    let (author, committer) = (commit.author(), commit.committer());
    let ours = committer.name_bytes() == COMMITTER.as_bytes() && committer.email_bytes().is_empty();
    let label = message.lines().next().unwrap_or_default().trim().to_owned();
    let named: BTreeSet<RecordId> = message.lines().filter_map(|line| record(line.strip_prefix(TRAILER)?)).collect();
    let counted = message.lines().any(|line| line.starts_with(COUNT));
    let time = author.when();
    CommitInfo {
        label,
        who: String::from_utf8_lossy(author.name_bytes()).into_owned(),
        when: at(time.seconds(), time.offset_minutes()),
        ours,
        records: (ours && !counted).then_some(named),
    }
}

fn at(seconds: i64, minutes: i32) -> DateTime<FixedOffset> {
    let zone = minutes.checked_mul(60).and_then(FixedOffset::east_opt).unwrap_or(Utc.fix());
    zone.timestamp_opt(seconds, 0).single().unwrap_or_else(|| DateTime::UNIX_EPOCH.fixed_offset())
}

/// `statement 0198…` as it stands in a trailer.
fn record(text: &str) -> Option<RecordId> {
    let (noun, id) = text.trim().rsplit_once(' ')?;
    RecordId::of_noun(noun, id.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BinId, RoundId};

    #[test]
    fn a_name_and_a_label_cannot_break_the_commit() {
        for (author, expected) in [
            ("Ana  Kovač", "Ana Kovač"),
            ("", "Unnamed"),
            (" <> ", "Unnamed"),
            ("Ana <ana@example.org>", "Ana ana@example.org"),
            ("a\nauthor b <> 0 +0000", "a author b 0 +0000"),
        ] {
            assert_eq!(name(author), expected, "{author:?}");
        }
        assert_eq!(one_line("change\n\nRecord: x"), "change Record: x");
        assert_eq!(one_line("\n"), "change the record");
    }

    #[test]
    fn times_are_gits() {
        let at = |text: &str| time(DateTime::parse_from_rfc3339(text).unwrap());
        assert_eq!(at("2026-02-02T04:40:08+02:00"), "1770000008 +0200");
        assert_eq!(at("2026-02-02T04:40:08-03:30"), "1770019808 -0330");
        assert_eq!(at("1931-01-01T00:00:00Z"), "0 +0000", "git has no time before 1970");
    }

    #[test]
    fn a_record_is_named_so_that_it_is_found() {
        let round = RecordId::from(RoundId(uuid::Uuid::from_u128(7)));
        let binned = RecordId::from(BinId(uuid::Uuid::from_u128(8)));
        for id in [round, binned] {
            assert_eq!(record(&format!("{} {}", id.noun(), id.uuid().hyphenated())), Some(id));
        }
        assert_eq!(record("statement 12"), None);
        assert_eq!(record("nothing 00000000-0000-0000-0000-000000000007"), None);
    }
}
