//! A draft: unfinished texts of one place, or a whole statement or office that is not in the record yet.

use crate::model::{Affiliation, RecordId, Statement, fields};
use crate::store::render;
use crate::store::shape::{Notes, OnDisk, Shape};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The part of a draft that names the field it was typed into.
pub const FIELD: &str = "field";
/// The part that says what the field held before. With the name of a field after it, in a draft with several.
pub const INSTEAD_OF: &str = "instead of";
/// The part that is a whole statement.
const STATEMENT: &str = "statement";
/// The part that is a whole office.
const OFFICE: &str = "office";

/// Text that was begun in one place and is in no record yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it was typed into, such as `quick line`.
    pub place: String,
    /// The records that it belongs to. It goes when one of them is erased.
    pub of: Vec<RecordId>,
    /// What was typed, by what it answers.
    pub words: BTreeMap<String, String>,
}

impl Draft {
    /// A draft of one text.
    pub fn of(place: &str, of: impl IntoIterator<Item = RecordId>, part: &str, text: &str) -> Self {
        let words = [(part.to_owned(), text.to_owned())].into();
        Self { place: place.to_owned(), of: of.into_iter().collect(), words }
    }

    /// One text of it; empty if there is none.
    pub fn text(&self, part: &str) -> &str {
        self.words.get(part).map_or("", String::as_str)
    }

    /// A draft of a statement that is no record yet.
    pub fn of_statement(place: &str, of: impl IntoIterator<Item = RecordId>, statement: &Statement) -> Self {
        Self::of(place, of, STATEMENT, &as_text::<OnDisk<Statement>, _>(statement))
    }

    /// The statement of it; none if it has none, or one that says what this version does not know.
    pub fn statement(&self) -> Option<Statement> {
        from_text::<OnDisk<Statement>, _>(self.words.get(STATEMENT)?)
    }

    /// A draft of an office that is not one of its person's yet.
    pub fn of_office(place: &str, of: impl IntoIterator<Item = RecordId>, office: &Affiliation) -> Self {
        Self::of(place, of, OFFICE, &as_text::<OnDisk<Affiliation>, _>(office))
    }

    /// The office of it; none as with [`statement`](Self::statement).
    pub fn office(&self) -> Option<Affiliation> {
        from_text::<OnDisk<Affiliation>, _>(self.words.get(OFFICE)?)
    }

    /// What a user typed of it; not which field it stood in, or what the field said before.
    pub fn typed(&self) -> Vec<String> {
        let is_typed = |part: &str| part != FIELD && !part.starts_with(INSTEAD_OF) && part != STATEMENT && part != OFFICE;
        let mut typed: Vec<String> = Vec::new();
        if let Some(statement) = self.statement() {
            fields::each_text(&mut statement.into(), &mut |text| typed.push(std::mem::take(text)));
        }
        typed.extend(self.office().map(|office| office.office));
        typed.extend(self.words.iter().filter(|(part, _)| is_typed(part)).map(|(_, text)| text.clone()));
        typed.retain(|text| !text.trim().is_empty());
        typed
    }
}

/// A record or a part of one as text, as it would stand in a file.
fn as_text<S: Shape<M> + Serialize, M>(part: &M) -> String {
    render::text(&S::of(part)).unwrap_or_default()
}

/// What such a text says; none if it cannot be read, or not all of it.
fn from_text<S: Shape<M> + for<'de> Deserialize<'de>, M>(text: &str) -> Option<M> {
    let mut notes = Notes::default();
    let part = render::options().from_str::<S>(text).ok()?.model(&mut notes);
    (notes.newer.is_empty() && notes.unused.is_empty() && notes.missing.is_none()).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(arbitrary::cases(64))]

        #[test]
        fn statements_and_offices_come_back_as_they_were_begun(statement in arbitrary::statement(), person in arbitrary::person()) {
            let draft = Draft::of_statement("statement", [statement.negotiation.into()], &statement);
            let typed = draft.typed();
            prop_assert!(statement.text.trim().is_empty() || typed.contains(&statement.text));
            prop_assert_eq!(draft.statement(), Some(statement));
            for office in person.affiliations {
                let draft = Draft::of_office("office", [person.id.into()], &office);
                prop_assert_eq!(draft.office(), Some(office));
            }
        }
    }

    #[test]
    fn what_this_version_does_not_know_is_no_statement() {
        let draft = Draft::of("statement", [], STATEMENT, "(id: \"x\", mood: \"calm\")");
        assert_eq!((draft.statement(), draft.office(), draft.typed()), (None, None, vec![]));
        assert_eq!(Draft::of("field", [], FIELD, "when").typed(), Vec::<String>::new());
        assert_eq!(Draft::of("quick line", [], "text", "ua demand").typed(), ["ua demand"]);
    }
}
