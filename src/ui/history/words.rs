//! A version in few words: what changed in it, when and by whom.

use crate::kit;
use crate::model::{Edit, RecordId, Workspace};
use crate::query::changes::{self, ChangeWords};
use crate::query::compare::{Mark, Span, phrases, word_diff};
use crate::query::{names, usage};
use crate::session::Version;
use crate::ui::search::capitalised;
use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

/// A change is told with its value if both together are no longer than this.
const SHORT: usize = 60;
/// So many fields are named.
const NAMED: usize = 3;

/// The edits that are told: what a deletion puts into the bin, and what comes back from it, is told by the records themselves.
pub(super) fn told(version: &Version) -> impl Iterator<Item = &Edit> {
    version.change.edits.iter().filter(|edit| match (edit.id, &edit.before, &edit.after) {
        (RecordId::Binned(_), Some(_), None) => is_for_good(version, edit),
        // What was changed in two places is told by the record itself.
        (RecordId::Binned(_) | RecordId::Clash(_), ..) => false,
        _ => true,
    })
}

/// Whether a bin entry was emptied without bringing anything back.
fn is_for_good(version: &Version, edit: &Edit) -> bool {
    let Some(crate::model::Record::Binned(binned)) = &edit.before else { return false };
    let back = |id: RecordId| version.change.edits.iter().any(|other| other.id == id && other.after.is_some());
    !binned.records.iter().any(|record| back(record.id()))
}

/// What changed in a version of a record, or in the whole.
pub(super) fn summary(workspace: &Workspace, version: &Version, of: Option<RecordId>) -> String {
    let edits: Vec<&Edit> = told(version).collect();
    let own = edits.iter().find(|edit| Some(edit.id) == of);
    let others: Vec<&Edit> = edits.iter().filter(|edit| Some(edit.id) != of).copied().collect();
    let beside = match others.as_slice() {
        [] => None,
        [one] => Some(kit::join([of_edit(workspace, one), title(workspace, one)], " · ")),
        all => Some(counted(all)),
    };
    match (own, beside) {
        (Some(own), None) => of_edit(workspace, own),
        (Some(own), Some(beside)) => kit::join([of_edit(workspace, own), beside], " · "),
        (None, Some(beside)) => beside,
        (None, None) if version.label.trim().is_empty() => "Nothing that is told".to_owned(),
        (None, None) => capitalised(version.label.trim()),
    }
}

/// What a record is called, in the words of the version.
pub(super) fn title(workspace: &Workspace, edit: &Edit) -> String {
    match edit.after.as_ref().or(edit.before.as_ref()) {
        Some(record) => names::record_title(workspace, record),
        None => names::title(workspace, edit.id),
    }
}

/// What was done to one record.
fn of_edit(workspace: &Workspace, edit: &Edit) -> String {
    match (&edit.before, &edit.after) {
        (None, _) => return "Added".to_owned(),
        (_, None) if matches!(edit.id, RecordId::Binned(_)) => return "Deleted for good".to_owned(),
        (_, None) => return "Deleted".to_owned(),
        _ => {}
    }
    let changes = changes::words(workspace, edit);
    match changes.as_slice() {
        [] => "Saved again".to_owned(),
        [one] => of_field(one),
        all => {
            let mut labels: Vec<&str> = Vec::new();
            for change in all {
                if !labels.contains(&change.label.as_str()) {
                    labels.push(&change.label);
                }
            }
            let more = labels.len().saturating_sub(NAMED);
            let named = labels.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            if more > 0 { format!("{named} and {more} more") } else { named }
        }
    }
}

fn of_field(change: &ChangeWords) -> String {
    let (before, after) = (change.before.trim(), change.after.trim());
    let short = before.chars().count() + after.chars().count() <= SHORT && !before.contains('\n') && !after.contains('\n');
    match (before.is_empty(), after.is_empty()) {
        (_, true) => format!("{} taken out", change.label),
        (true, false) if short => format!("{}: {after}", change.label),
        (false, false) if short => format!("{}: {before} → {after}", change.label),
        _ => format!("{}: {}", change.label, first_difference(before, after)),
    }
}

/// The first words in which two long texts differ.
fn first_difference(before: &str, after: &str) -> String {
    let diff = word_diff(before, after);
    let first = |spans: &[Span], text: &str, mark: Mark| {
        let spans = phrases(spans, text);
        let span = spans.into_iter().find(|span| span.mark == mark)?;
        let words = text.get(span.range)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = words.chars().take(SHORT / 2).collect();
        Some(if cut.len() < words.len() { format!("{}…", cut.trim_end()) } else { cut })
    };
    match (first(&diff.old, before, Mark::Removed), first(&diff.new, after, Mark::Added)) {
        (Some(removed), Some(added)) => format!("… {removed} → {added} …"),
        (Some(removed), None) => format!("“{removed}” taken out"),
        (None, Some(added)) => format!("“{added}” added"),
        (None, None) => "spaces".to_owned(),
    }
}

/// How many of which kind were added, deleted and changed.
fn counted(edits: &[&Edit]) -> String {
    let mut parts = Vec::new();
    for (verb, wanted) in [("added", (false, true)), ("changed", (true, true)), ("deleted", (true, false))] {
        let of: Vec<usage::Use> = edits
            .iter()
            .filter(|edit| (edit.before.is_some(), edit.after.is_some()) == wanted)
            .map(|edit| usage::Use { by: edit.id, fields: Vec::new() })
            .collect();
        if !of.is_empty() {
            parts.push(format!("{} {verb}", usage::words(&of)));
        }
    }
    parts.join(", ")
}

/// When, on the reader's clock, and by whom: "4 Feb 2026, 10:00 · Ada".
pub(super) fn when_and_who(version: &Version, zone: Tz) -> String {
    let who = version.who.trim();
    kit::join([when(version.when, zone).as_str(), who], " · ")
}

/// When, on the reader's clock.
pub(super) fn when(when: DateTime<FixedOffset>, zone: Tz) -> String {
    when.with_timezone(&zone).format("%-d %b %Y, %H:%M").to_string()
}
