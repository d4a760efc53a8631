//! Placeholder file names of records that were saved before they had a name, and when such a file is renamed.
//!
//! A file or folder gets its name once. One that was made from nothing is no name yet, so it is given up at the first save of the
//! record after it was named, if everything that would move can move.

use super::slug::NAMELESS;
use super::{Folder, confined};
use crate::model::{Filed, NegotiationId, Record, RecordId};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// Whether the file, or for a negotiation its folder, has a name that was made from nothing.
pub(super) fn is_nameless(path: &Path, id: RecordId) -> bool {
    let folder = path.parent().unwrap_or(path);
    match id {
        RecordId::Round(_) => folder.ends_with("rounds") && says_nothing(path.file_stem(), id),
        RecordId::Negotiation(_) => {
            let stands_right = folder.parent() == Some(Path::new("negotiations")) && path.ends_with("negotiation.ron");
            stands_right && says_nothing(folder.file_name(), id)
        }
        // Their names say nothing as long as they live.
        RecordId::Binned(_) | RecordId::Clash(_) => false,
        id => id.filed() == Filed::Alone && folder == Path::new(id.plural()) && says_nothing(path.file_stem(), id),
    }
}

/// How many of the names of a file and of the negotiation's folder that it stands in were made from nothing.
pub(super) fn nameless_parts(path: &Path, records: &[Record]) -> usize {
    let Some(first) = records.first() else { return 0 };
    let folder = path.strip_prefix("negotiations").ok().and_then(|below| below.iter().next());
    let negotiation = if let Record::Negotiation(own) = first { Some(own.id) } else { first.negotiation() };
    let in_nameless = |id: NegotiationId| says_nothing(folder, id.into());
    usize::from(is_nameless(path, first.id())) + usize::from(negotiation.is_some_and(in_nameless))
}

/// Whether a name for the file of that record is one made from nothing, with or without a number after it.
pub(super) fn says_nothing(name: Option<&OsStr>, id: RecordId) -> bool {
    let Some(name) = name.and_then(OsStr::to_str) else { return false };
    let tail = crate::model::tail(id.uuid());
    let nothings = match id {
        RecordId::Round(_) => vec![format!("undated-round-{tail}"), format!("undated-{NAMELESS}-{tail}")],
        _ => vec![format!("{NAMELESS}-{tail}")],
    };
    let is_number = |rest: &str| rest.strip_prefix('-').is_some_and(|number| number.parse::<u32>().is_ok());
    nothings.iter().filter_map(|nothing| name.strip_prefix(nothing.as_str())).any(|rest| rest.is_empty() || is_number(rest))
}

/// Whether what the text `old` says is all in `new`, in that order, but for what every record has before it is named.
pub(super) fn is_outgrown(old: &str, new: &str) -> bool {
    let blank = ["name: \"\",", "title: \"\",", "when: unknown,"];
    let mut old = old.lines().map(str::trim).filter(|line| !line.starts_with("changed: ") && !blank.contains(line)).peekable();
    for line in new.lines().map(str::trim) {
        old.next_if_eq(&line);
    }
    old.peek().is_none()
}

impl Folder {
    /// Whether all that would move with the file of a record is ours to move. Only here does a plan look at the disk, once in the
    /// life of a name: what others put beside the record's files, or made of them, is nowhere else to be seen.
    pub(super) fn may_move(&self, home: &Path, id: RecordId) -> bool {
        match (id, home.parent()) {
            (RecordId::Negotiation(_), Some(folder)) => self.is_all_ours(folder),
            _ => self.is_ours(home),
        }
    }

    /// Whether it is a regular file that can be written. A link stays what it is.
    fn is_ours(&self, file: &Path) -> bool {
        self.files.get(file).is_some_and(|known| known.locked.is_none())
            && confined::metadata(&self.dir, file).is_ok_and(|found| found.is_file() && !found.permissions().readonly())
    }

    /// Whether there is nothing but files of ours in a folder, and at least one.
    fn is_all_ours(&self, folder: &Path) -> bool {
        let real = confined::metadata(&self.dir, folder).is_ok_and(|found| found.is_dir());
        let Some(entries) = real.then(|| fs::read_dir(self.dir.join(folder)).ok()).flatten() else { return false };
        let mut entries = entries.into_iter().peekable();
        entries.peek().is_some()
            && entries.all(|entry| {
                entry.is_ok_and(|entry| {
                    let path = folder.join(entry.file_name());
                    entry.file_type().is_ok_and(|kind| if kind.is_dir() { self.is_all_ours(&path) } else { self.is_ours(&path) })
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyId, RoundId};
    use uuid::Uuid;

    #[test]
    fn names_made_from_nothing() {
        let check = |path: &str, id: RecordId, expected: bool| assert_eq!(is_nameless(Path::new(path), id), expected, "{path}");
        let party = RecordId::Party(PartyId(Uuid::from_u128(0xa)));
        check("parties/record-0000000a.ron", party, true);
        check("parties/record-0000000a-2.ron", party, true);
        check("parties/record-0000000a-copy.ron", party, false);
        check("parties/record-0000000b.ron", party, false);
        check("parties/record-2-0000000a.ron", party, false);
        check("people/record-0000000a.ron", party, false);
        let talks = RecordId::Negotiation(NegotiationId(Uuid::from_u128(0xb)));
        check("negotiations/record-0000000b/negotiation.ron", talks, true);
        check("negotiations/talks-0000000b/negotiation.ron", talks, false);
        check("negotiations/record-0000000b/other.ron", talks, false);
        let round = RecordId::Round(RoundId(Uuid::from_u128(0xc)));
        let below = |name: &str| format!("negotiations/talks-0000000b/rounds/{name}-0000000c.ron");
        check(&below("undated-round"), round, true);
        check(&below("undated-record"), round, true);
        check(&below("undated-round-4"), round, false);
        check(&below("2026-02-04-round"), round, false);
    }

    #[test]
    fn what_says_more_has_outgrown_what_says_less() {
        let old = "(\n  name: \"\",\n  kind: state,\n  changed: \"1\",\n)";
        assert!(is_outgrown(old, "(\n  name: \"Ukraine\",\n  kind: state,\n  note: \"x\",\n  changed: \"2\",\n)"));
        assert!(!is_outgrown(old, "(\n  name: \"Ukraine\",\n  kind: union,\n)"));
        assert!(!is_outgrown("(\n  name: \"Mine\",\n)", "(\n  name: \"Ukraine\",\n)"));
        assert!(is_outgrown(old, old));
    }
}
