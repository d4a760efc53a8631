//! Links of a record as display values.

use crate::cli::facts::{Facts, Value};
use crate::cli::open_workspace::OpenWorkspace;
use crate::model::{PartyId, RecordId, SourceId, Spelling, StatementId, Who};
use crate::query::{names, position, usage};

/// A record by its name.
pub(super) fn named(opened: &OpenWorkspace, id: impl Into<RecordId>) -> Value {
    let id = id.into();
    let name = match id {
        RecordId::Issue(issue) => names::issue_path(opened.workspace(), issue),
        id => names::title(opened.workspace(), id),
    };
    Value::Record(Some(id), name)
}

/// A statement as another one names it: when it was said, by whom, and what.
pub(in crate::cli) fn reference(opened: &OpenWorkspace, id: StatementId) -> Value {
    let ws = opened.workspace();
    let words = match ws.statements.get(&id) {
        Some(said) => format!("{}, {}", position::said_words(ws, said), names::statement_line(ws, said)),
        None => names::statement(ws, id),
    };
    Value::Record(Some(id.into()), words)
}

pub(super) fn party_if(opened: &OpenWorkspace, id: Option<PartyId>) -> Value {
    id.map_or(Value::Nothing, |id| named(opened, id))
}

pub(super) fn who(opened: &OpenWorkspace, who: &Who) -> Value {
    Value::Record(who.id(), names::who(opened.workspace(), who))
}

/// A source with its address.
pub(super) fn cited(opened: &OpenWorkspace, id: SourceId) -> Value {
    let name = names::source(opened.workspace(), id);
    let address = opened.workspace().sources.get(&id).map(|source| source.address.as_str()).unwrap_or_default();
    let words = if address.is_empty() || address == name { name.clone() } else { format!("{name} {address}") };
    let facts = Facts::default().text("id", &id.to_string()).text("name", &name).text("address", address);
    Value::Summed(words, facts)
}

pub(super) fn spelled(spellings: &[Spelling]) -> Vec<Value> {
    let one = |spelling: &Spelling| {
        let language = if spelling.language.is_empty() { String::new() } else { format!(" ({})", spelling.language) };
        let facts =
            Facts::default().text("form", &spelling.form).text("language", &spelling.language).text("origin", &spelling.origin);
        Value::Summed(format!("{}{language}", spelling.form), facts)
    };
    spellings.iter().map(one).collect()
}

/// What names a record, in numbers.
pub(super) fn used_in(opened: &OpenWorkspace, id: impl Into<RecordId>) -> Value {
    Value::text(&usage::words(&usage::usage(opened.workspace(), id.into())))
}

/// The parts of a line that say something, with dots between them.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
