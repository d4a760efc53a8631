//! Describes a change in words: field labels, old and new values, and a word diff of texts.

mod labels;
mod values;

pub use labels::label;

use super::compare::{WordDiff, word_diff};
use super::names;
use crate::model::fields::{self, Difference, FieldPath, Value, differences, filled};
use crate::model::{Clash, Edit, Record, Workspace};

/// One thing that a change did to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeWords {
    /// Which field; empty for the record as a whole.
    pub path: FieldPath,
    /// What it is called: "Said on", "Attendance: Rustem Umerov, office".
    pub label: String,
    /// What it was; empty if it was blank or not there.
    pub before: String,
    /// What it is; empty if it is blank or gone.
    pub after: String,
    /// Which words changed, where both are texts.
    pub diff: Option<WordDiff>,
}

/// Everything that an edit did to its record, in the order of the fields. A record that was made or is gone begins with a line of
/// its own, under an empty path.
pub fn words(workspace: &Workspace, edit: &Edit) -> Vec<ChangeWords> {
    match (&edit.before, &edit.after) {
        (Some(before), Some(after)) => {
            let found = differences(before, after).into_iter();
            found.map(|found| in_words(workspace, [before, after], &found)).collect()
        }
        (None, Some(made)) => whole(workspace, made, true),
        (Some(gone), None) => whole(workspace, gone, false),
        (None, None) => Vec::new(),
    }
}

/// What an edit did, in a few words: "text, sources and 2 more"; "made", "deleted".
pub fn summary(edit: &Edit) -> String {
    let (before, after) = match (&edit.before, &edit.after) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(made)) => return made_or_gone(made, true).to_lowercase(),
        (Some(gone), None) => return made_or_gone(gone, false).to_lowercase(),
        (None, None) => return String::new(),
    };
    let mut labels: Vec<String> = Vec::new();
    for found in differences(before, after) {
        let label = labels::lower(labels::outermost(edit.id, &found.path));
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    match labels.as_slice() {
        [] => "nothing but the time".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

fn made_or_gone(record: &Record, made: bool) -> &'static str {
    match (record, made) {
        (Record::Binned(_), true) => "Put into the bin",
        (Record::Binned(_), false) => "Out of the bin",
        (Record::Clash(_), true) => "Changed in two places",
        (Record::Clash(_), false) => "No longer to be chosen",
        (_, true) => "Made",
        (_, false) => "Deleted",
    }
}

fn whole(workspace: &Workspace, record: &Record, made: bool) -> Vec<ChangeWords> {
    let title = match record {
        Record::Binned(binned) => match binned.records.len() {
            0 | 1 => names::record_title(workspace, record),
            count => format!("{}, with {} more", names::record_title(workspace, record), count - 1),
        },
        Record::Clash(clash) => other_value(workspace, clash),
        _ => names::record_title(workspace, record),
    };
    let label = match record {
        Record::Clash(clash) => format!("{}: {}", made_or_gone(record, made), labels::lower(&clash_label(workspace, clash))),
        _ => made_or_gone(record, made).to_owned(),
    };
    let mut all = vec![sided(FieldPath::default(), label, title, made)];
    if matches!(record, Record::Binned(_) | Record::Clash(_)) {
        return all;
    }
    for found in filled(record).into_iter().filter(worth_a_line) {
        let words = in_words(workspace, [record, record], &found).after;
        all.push(sided(found.path.clone(), labels::titled(workspace, record, &found.path), words, made));
    }
    all
}

/// What says something of a record that was made: not a box that nobody ticked, nor the negotiation that it belongs to.
fn worth_a_line(found: &Difference<'_>) -> bool {
    let belongs = found.path.steps().first().is_some_and(|step| step == "negotiation");
    !belongs && !matches!(found.after, Some(Value::Flag(false)))
}

fn sided(path: FieldPath, label: String, words: String, made: bool) -> ChangeWords {
    let (before, after) = if made { (String::new(), words) } else { (words, String::new()) };
    ChangeWords { path, label, before, after, diff: None }
}

fn in_words(workspace: &Workspace, [before, after]: [&Record; 2], found: &Difference<'_>) -> ChangeWords {
    let say = |value: Option<&Value<'_>>, record| value.map(|value| values::words(workspace, record, value)).unwrap_or_default();
    let (was, is) = (say(found.before.as_ref(), before), say(found.after.as_ref(), after));
    let texts = matches!((&found.before, &found.after), (Some(Value::Text(_)), Some(Value::Text(_))));
    // A part is called as it is now, or as it was if it is gone.
    let with_part = if fields::part(after, &found.path).is_some() { after } else { before };
    let order = matches!(found.after, Some(Value::Order(_)));
    let label = labels::titled(workspace, with_part, &found.path);
    ChangeWords {
        label: if order { format!("{label}, in order") } else { label },
        diff: texts.then(|| word_diff(&was, &is)),
        path: found.path.clone(),
        before: was,
        after: is,
    }
}

/// The field of a clash: "Said on", "Attendance: Rustem Umerov, office".
pub fn clash_label(workspace: &Workspace, clash: &Clash) -> String {
    if fields::part(&clash.other, &clash.field).is_none()
        && let Some(now) = workspace.get(clash.record)
    {
        // A part that is only in the record is called as it is there.
        return labels::titled(workspace, &now, &clash.field);
    }
    labels::titled(workspace, &clash.other, &clash.field)
}

/// The value that a clash keeps, in words; empty if it is blank.
pub fn other_value(workspace: &Workspace, clash: &Clash) -> String {
    value_words(workspace, &clash.other, &clash.field)
}

/// What stands in a field of a record, in words; empty if it is blank or not there.
pub fn value_words(workspace: &Workspace, record: &Record, path: &FieldPath) -> String {
    fields::value(record, path).map(|value| values::words(workspace, record, &value)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
