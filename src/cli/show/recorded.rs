//! The fields of a record as facts, from its table of fields.

use super::values::{cited, named, reference, who};
use crate::cli::facts::{Facts, Value};
use crate::cli::open_workspace::OpenWorkspace;
use crate::model::fields::{Fields, ValueRef};
use crate::model::{Passage, RecordId};
use crate::query::passages;
use chrono_tz::Tz;

/// What is recorded in the fields that are shown, times on the clocks of `zone`. A list of parts is left to who knows how to sum one up.
pub(super) fn recorded(opened: &OpenWorkspace, fields: &dyn Fields, zone: Tz) -> Facts {
    let mut facts = Facts::default();
    for (field, value) in fields.read() {
        if let ValueRef::Fields(part) = value {
            facts = facts.and(recorded(opened, part, zone));
        } else if let (Passage::FIELD, Some(key), ValueRef::Parts(parts)) = (field.name, field.shown_as(), value) {
            let all = (0..parts.len()).filter_map(|at| parts.at(at).and_then(Passage::of));
            facts = facts.list(key, all.map(|passage| quoted(opened, &passage, zone)));
        } else if let (Some(key), Some(value)) = (field.shown_as(), value_of(opened, value, zone)) {
            facts = facts.with(key, value);
        }
    }
    facts
}

fn value_of(opened: &OpenWorkspace, value: ValueRef<'_>, zone: Tz) -> Option<Value> {
    let list = |values: Vec<Value>| Value::List(values);
    Some(match value {
        ValueRef::Text(text) => Value::text(text),
        ValueRef::Texts(texts) => list(texts.iter().map(|text| Value::text(text)).collect()),
        ValueRef::Flag(flag) => Value::Flag(flag),
        ValueRef::Count(count) => Value::Number(count.into()),
        ValueRef::Number(number) => number.map_or(Value::Nothing, |number| Value::Number(number.into())),
        ValueRef::Hue(hue) => hue.map_or(Value::Nothing, |hue| Value::Number(hue.0.into())),
        ValueRef::Day(day) => Value::text(&day.map(|day| day.to_string()).unwrap_or_default()),
        ValueRef::When(when) => Value::When(when.clone(), zone),
        ValueRef::Zone(zone) => Value::text(zone.map(Tz::name).unwrap_or_default()),
        ValueRef::Term(term) => term.map_or(Value::Nothing, |term| Value::Term(term.key.to_owned(), term.label.to_owned())),
        ValueRef::Link(link) => link.map_or(Value::Nothing, |id| linked(opened, id)),
        ValueRef::Links(links) => list((0..links.len()).filter_map(|at| links.at(at)).map(|id| linked(opened, id)).collect()),
        ValueRef::Who(one) => one.map_or(Value::Nothing, |one| who(opened, one)),
        ValueRef::Whos(all) => list(all.iter().map(|one| who(opened, one)).collect()),
        ValueRef::Fields(_) | ValueRef::Parts(_) | ValueRef::Part(_) => return None,
        ValueRef::Stamp(_) | ValueRef::Path(_) | ValueRef::Record(_) | ValueRef::Records(_) => return None,
    })
}

/// A passage: its words, with the source and the paragraph in which they stand.
fn quoted(opened: &OpenWorkspace, passage: &Passage, zone: Tz) -> Value {
    let standing = passages::standing(opened.workspace(), passage);
    let paragraph = standing.paragraph().and_then(|number| u64::try_from(number).ok());
    let facts = recorded(opened, passage, zone)
        .with("paragraph", paragraph.map_or(Value::Nothing, Value::Number))
        .text("standing", &standing.words());
    Value::Summed(passages::line(opened.workspace(), passage), facts)
}

/// A record as another one names it.
fn linked(opened: &OpenWorkspace, id: RecordId) -> Value {
    match id {
        RecordId::Source(id) => cited(opened, id),
        RecordId::Statement(id) => reference(opened, id),
        id => named(opened, id),
    }
}
