//! Where a record is used, for the inspector and before it is deleted.

use crate::model::{Record, RecordId, Workspace, each_reference};
use std::collections::{BTreeMap, BTreeSet};

/// One record that names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Which record.
    pub by: RecordId,
    /// In which of its fields, in words.
    pub fields: Vec<&'static str>,
}

/// Every record that names `id`, in the order of kinds, then of creation. What lies in the bin uses nothing, and what was
/// changed in two places is about its record and goes with it.
pub fn usage(workspace: &Workspace, id: RecordId) -> Vec<Use> {
    let mut uses = Vec::new();
    for record in workspace.naming(id).filter(|record| !matches!(record, Record::Clash(_))) {
        let by = record.id();
        let mut fields: Vec<&'static str> = Vec::new();
        each_reference(record, |reference| {
            if reference.target == id && !fields.contains(&reference.field) {
                fields.push(reference.field);
            }
        });
        if by != id && !fields.is_empty() {
            uses.push(Use { by, fields });
        }
    }
    uses
}

/// Every record that is `wanted` and is named by others, with who names it: for lists.
pub fn usages(workspace: &Workspace, wanted: impl Fn(RecordId) -> bool) -> BTreeMap<RecordId, Vec<Use>> {
    let named: BTreeSet<RecordId> = workspace.named().filter(|id| wanted(*id)).collect();
    named.into_iter().map(|id| (id, usage(workspace, id))).filter(|(_, uses)| !uses.is_empty()).collect()
}

/// The same in words: "12 statements and 1 round"; empty if it is not used.
pub fn words(uses: &[Use]) -> String {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for used in uses {
        match counts.iter_mut().find(|(noun, _)| *noun == used.by.noun()) {
            Some((_, count)) => *count += 1,
            None => counts.push((used.by.noun(), 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let parts: Vec<String> = counts.into_iter().map(|(noun, count)| counted(count, noun)).collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A size in bytes, in words: "312 bytes", "14 kB", "1.2 MB".
pub fn size_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// A number with its noun: "1 party", "2 parties".
pub fn counted(count: usize, noun: &str) -> String {
    let plural = match noun {
        "clash" if count == 1 => return "1 field changed in two places".to_owned(),
        "clash" => return format!("{count} fields changed in two places"),
        "person" => "people".to_owned(),
        "bin entry" => "bin entries".to_owned(),
        "party" => "parties".to_owned(),
        noun => format!("{noun}s"),
    };
    if count == 1 { format!("1 {noun}") } else { format!("{count} {plural}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, abu_dhabi};

    #[test]
    fn a_party_is_used_where_it_is_named() {
        let mut story = abu_dhabi();
        let talks = &mut story.talks;
        let ukraine = talks.party("Ukraine");
        talks.office("Umerov", "Ukraine", "Secretary", "", "");
        let said = talks.says("Ukraine", "Territory", "2026-01-23", "integrity");
        talks.of(said).on_behalf_of = Some(ukraine);
        let other = talks.says("Ukraine", "Territory", "2026-01-25", "integrity");
        talks.delete(other);
        talks.owes("Ukraine", "report", "");
        talks.says("Russia", "Territory", "2026-01-23", "withdrawal");
        let uses = usage(&talks.ws, ukraine.into());
        assert_eq!(words(&uses), "1 person, 1 negotiation, 1 statement and 1 follow-up");
        assert_eq!(uses[2].fields, ["party", "on behalf of"]);
        assert_eq!(usages(&talks.ws, |id| id == ukraine.into()).get(&ukraine.into()), Some(&uses));
        assert_eq!(words(&usage(&talks.ws, said.into())), "");
    }

    #[test]
    fn counts_in_words() {
        let mut talks = Talks::new();
        let issue = talks.issue("Territory");
        for _ in 0..12 {
            talks.says("Russia", "Territory", "", "x");
        }
        let round = talks.round("R", "");
        talks.on(round).agenda.push(issue);
        assert_eq!(words(&usage(&talks.ws, issue.into())), "12 statements and 1 round");
        assert_eq!(
            (counted(2, "party"), counted(2, "person"), counted(0, "round")),
            ("2 parties".into(), "2 people".into(), "0 rounds".into())
        );
    }
}
