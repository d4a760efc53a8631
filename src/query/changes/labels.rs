//! Labels of fields in descriptions of changes: as in the inspector, with the section where the label alone is ambiguous.

use super::values;
use crate::model::fields::{self, Field, FieldPath, Kind};
use crate::model::{Record, RecordId, Workspace};

/// What a field of a record is called: "Said on"; within a part with the list that it is in: "Attendance, office".
pub fn label(of: RecordId, path: &FieldPath) -> String {
    let (outer, inner) = both(of, path);
    match inner {
        Some(inner) => format!("{outer}, {}", lower(inner)),
        None => outer.to_owned(),
    }
}

/// What the field, or the list with the part that the field is in, is called.
pub(super) fn outermost(of: RecordId, path: &FieldPath) -> &str {
    both(of, path).0
}

/// The label with the title of the part: "Attendance: Rustem Umerov, office".
pub(super) fn titled(workspace: &Workspace, record: &Record, path: &FieldPath) -> String {
    let (outer, inner) = both(record.id(), path);
    let title = fields::part(record, path).map(|(part, _)| values::part_title(workspace, part)).unwrap_or_default();
    let outer = if title.is_empty() { outer.to_owned() } else { format!("{outer}: {title}") };
    match inner {
        Some(inner) => format!("{outer}, {}", lower(inner)),
        None => outer,
    }
}

/// A label within a sentence.
pub(super) fn lower(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(std::iter::once(second)).chain(chars).collect()
        }
        _ => label.to_owned(),
    }
}

/// The labels of the field or list, and of the field within a part. What has none is called by its name in files.
pub(super) fn both(of: RecordId, path: &FieldPath) -> (&str, Option<&str>) {
    in_table(of.table(), path.steps())
}

fn in_table<'a>(table: &[Field], steps: &'a [String]) -> (&'a str, Option<&'a str>) {
    let Some((name, inside)) = steps.split_first() else { return ("Record", None) };
    let Some(field) = table.iter().find(|field| field.name == name) else {
        return (steps.last().unwrap_or(name), None);
    };
    match (field.kind, inside) {
        (Kind::Part(table), [_, ..]) => in_table(table, inside),
        // After the list comes the key of the part.
        (Kind::Parts(table), [_, inner @ ..]) if !inner.is_empty() => (field.label, Some(in_table(table, inner).0)),
        (Kind::Records, [key, inner @ ..]) if !inner.is_empty() => {
            let noun = key.rsplit_once(' ').map_or(key.as_str(), |(noun, _)| noun);
            let table = RecordId::of_noun(noun, uuid::Uuid::nil()).map_or(&[][..], RecordId::table);
            (field.label, Some(in_table(table, inner).0))
        }
        _ if field.label.is_empty() => (name, None),
        _ => (field.label, None),
    }
}
