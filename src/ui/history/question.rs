//! The filter of the history page, and which entries match it.

use crate::model::{Change, Edit, NegotiationId, RecordId, Workspace};
use crate::query::belonging::{belongs, negotiation_of};
use crate::query::changes;
use crate::query::names;
use crate::session::Version;
use crate::text::fold::fold;
use crate::text::matching::as_written;

/// What is asked of the history; what is empty filters nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The versions of which record; of everything if none.
    pub of: Option<RecordId>,
    /// Also what belongs to it.
    pub with_held: bool,
    /// Done in whose name.
    pub who: Option<String>,
    /// In which negotiation.
    pub negotiation: Option<NegotiationId>,
    /// Every one of these words is in what changed, in the label, or in a name.
    pub words: String,
}

impl Question {
    /// The versions of a record.
    pub fn of(id: RecordId, with_held: bool) -> Self {
        Self { of: Some(id), with_held, ..Self::default() }
    }

    /// Whether nothing is filtered out of the whole history.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// The one record whose versions alone are wanted, so that no others need be read.
    pub fn alone(&self) -> Option<RecordId> {
        self.of.filter(|_| !self.with_held)
    }

    /// The version with those of its edits that answer the question; none if none does. `known` is for the names in it.
    pub fn answered_by(&self, mut version: Version, known: &Workspace) -> Option<Version> {
        if self.who.as_ref().is_some_and(|who| who.trim() != version.who.trim()) {
            return None;
        }
        if self.is_everything() {
            return Some(version);
        }
        let words = fold(&self.words);
        let label = fold(&format!("{} {}", version.label, version.who));
        let Change { edits, .. } = &mut version.change;
        edits.retain(|edit| {
            self.of.is_none_or(|of| if self.with_held { within(edit, of) } else { edit.id == of })
                && self.negotiation.is_none_or(|negotiation| in_negotiation(edit, negotiation))
                && holds(edit, &words, &label, known)
        });
        let named_by_its_label = self.of.is_none() && self.negotiation.is_none() && as_written(&words, &label).is_some();
        (!version.change.edits.is_empty() || named_by_its_label).then_some(version)
    }
}

/// Whether an edit is one of `of` or of what belongs to it.
fn within(edit: &Edit, of: RecordId) -> bool {
    edit.id == of || [&edit.before, &edit.after].into_iter().flatten().any(|record| belongs(record, of))
}

fn in_negotiation(edit: &Edit, negotiation: NegotiationId) -> bool {
    [&edit.before, &edit.after]
        .into_iter()
        .flatten()
        .any(|record| negotiation_of(record) == Some(negotiation) || belongs(record, negotiation.into()))
}

/// Whether every folded word is in the label, in the name of the record, or in what changed in it.
fn holds(edit: &Edit, words: &str, label: &str, known: &Workspace) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = label.to_owned();
    for record in [&edit.before, &edit.after].into_iter().flatten() {
        text.push(' ');
        text.push_str(&fold(&names::record_title(known, record)));
    }
    if as_written(words, &text).is_some() {
        return true;
    }
    for change in changes::words(known, edit) {
        text.push_str(&fold(&format!(" {} {} {}", change.label, change.before, change.after)));
    }
    as_written(words, &text).is_some()
}
