//! Passages: where in the text of a source something stands; and the document that a source came from.

use super::fields::{Fields, Form, Release, Saved, Search, Show, ValueRef, record};
use super::{FollowUp, Incident, PartId, Record, RecordId, Round, SourceId, Statement};

record! {
    /// A piece of the text of a source that bears out what a record says. It is known by its words and by what stands around them, as
    /// in a text quote selector of W3C Web Annotation, so that it is found again after the text was changed:
    /// see [`locate`](crate::query::passages::locate).
    #[derive(Default)]
    Passage, PassageField {
        /// Names it within the record.
        id: PartId { saved: Saved::Always }
        /// In the text of which source.
        source: SourceId { label: "Source", saved: Saved::Always, mention: "source in passages", form: Form::BY_HAND }
        /// The words, letter by letter as they stand there.
        quote: String {
            label: "Quotation", saved: Saved::Always, search: Search::As("quotation"), form: Form::BY_HAND,
        }
        /// What stands before them, at most [`CONTEXT`](Passage::CONTEXT) characters. It never leaves in an export.
        before: String {
            label: "Before the quotation", search: Search::No("is found in the text of the source"),
            show: Show::No("only helps to find the quotation again"),
            form: Form::no("only helps to find the quotation again"), release: Release::Never,
        }
        /// What stands after them, at most [`CONTEXT`](Passage::CONTEXT) characters. It never leaves in an export.
        after: String {
            label: "After the quotation", search: Search::No("is found in the text of the source"),
            show: Show::No("only helps to find the quotation again"),
            form: Form::no("only helps to find the quotation again"), release: Release::Never,
        }
        /// How many characters (Unicode scalar values) of the text stand before the quotation.
        start: u32 {
            label: "Place in the text", saved: Saved::Always, form: Form::no("is told as a paragraph"), release: Release::Whole,
        }
    } order { source quote before after start } beside { id }
}

impl Passage {
    /// How many characters (Unicode scalar values) of the text around a quotation are kept on either side.
    pub const CONTEXT: usize = 32;

    /// What the field is called in which a record has its passages.
    pub const FIELD: &str = "passages";

    /// It, given its fields.
    pub fn of(fields: &dyn Fields) -> Option<Self> {
        let mut passage = Self::default();
        for (field, value) in fields.each() {
            match (field.name, value) {
                ("id", ValueRef::Part(Some(id))) => passage.id = id,
                ("source", ValueRef::Link(Some(RecordId::Source(source)))) => passage.source = source,
                ("quote", ValueRef::Text(text)) => text.clone_into(&mut passage.quote),
                ("before", ValueRef::Text(text)) => text.clone_into(&mut passage.before),
                ("after", ValueRef::Text(text)) => text.clone_into(&mut passage.after),
                ("start", ValueRef::Count(start)) => passage.start = start,
                _ => return None,
            }
        }
        Some(passage)
    }

    /// How many characters (Unicode scalar values) it is long.
    pub fn len(&self) -> usize {
        self.quote.chars().count()
    }

    /// Whether it quotes nothing.
    pub fn is_empty(&self) -> bool {
        self.quote.is_empty()
    }
}

record! {
    /// The file that the text of a source was read from, as it is kept beside the record.
    #[derive(Default)]
    Document, DocumentField {
        /// The SHA-256 of its bytes in lower-case hexadecimal digits; empty if no file is kept.
        hash: String {
            label: "Fingerprint of the file", search: Search::No("says nothing by itself"), show: Show::As("document_hash"),
            form: Form::no("is told by the file itself"), release: Release::Whole,
        }
        /// Its name as it came.
        name: String {
            label: "File", search: Search::As("file"), show: Show::As("document"), form: Form::by_hand("document").name("document"),
        }
        /// Its size, in bytes.
        size: Option<u32> {
            label: "Size of the file", show: Show::As("document_size"), form: Form::no("is told by the file itself"),
            release: Release::Whole,
        }
        /// What kind of file it is, as a media type (RFC 6838): `application/pdf`.
        media_type: String {
            label: "Kind of file", search: Search::No("says nothing by itself"), show: Show::As("document_type"),
            form: Form::no("is told by the file itself"), release: Release::Whole,
        }
    } order { name hash size media_type }
}

/// What in a record a passage bears out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The record.
    Record,
    /// The outcome of a round.
    Outcome,
    /// A part of a round: an announcement, an account, somebody at the table.
    Part(PartId),
}

/// A record that can have passages, in itself or in its parts.
pub trait Passages {
    /// Its lists of passages, in the order of reading, each with what they bear out. Empty lists are among them.
    fn passages(&self) -> Vec<(Holder, &Vec<Passage>)>;
    /// The same, to be changed.
    fn passages_mut(&mut self) -> Vec<(Holder, &mut Vec<Passage>)>;
}

macro_rules! own {
    ($($type:ident)*) => {$(
        impl Passages for $type {
            fn passages(&self) -> Vec<(Holder, &Vec<Passage>)> {
                vec![(Holder::Record, &self.passages)]
            }

            fn passages_mut(&mut self) -> Vec<(Holder, &mut Vec<Passage>)> {
                vec![(Holder::Record, &mut self.passages)]
            }
        }
    )*};
}

own! { Statement FollowUp Incident }

macro_rules! of_round {
    ($round:ident, $iter:ident, $($borrow:tt)+) => {{
        let announcements = $round.schedule.announcements.$iter().map(|one| (Holder::Part(one.id), $($borrow)+ one.passages));
        let attendance = $round.attendance.$iter().map(|one| (Holder::Part(one.id), $($borrow)+ one.passages));
        let accounts = $round.accounts.$iter().map(|one| (Holder::Part(one.id), $($borrow)+ one.passages));
        let outcome = std::iter::once((Holder::Outcome, $($borrow)+ $round.outcome.passages));
        announcements.chain(attendance).chain(accounts).chain(outcome).collect()
    }};
}

impl Passages for Round {
    fn passages(&self) -> Vec<(Holder, &Vec<Passage>)> {
        of_round!(self, iter, &)
    }

    fn passages_mut(&mut self) -> Vec<(Holder, &mut Vec<Passage>)> {
        of_round!(self, iter_mut, &mut)
    }
}

impl Passages for Record {
    fn passages(&self) -> Vec<(Holder, &Vec<Passage>)> {
        match self {
            Self::Statement(one) => one.passages(),
            Self::Round(one) => one.passages(),
            Self::FollowUp(one) => one.passages(),
            Self::Incident(one) => one.passages(),
            _ => Vec::new(),
        }
    }

    fn passages_mut(&mut self) -> Vec<(Holder, &mut Vec<Passage>)> {
        match self {
            Self::Statement(one) => Passages::passages_mut(&mut **one),
            Self::Round(one) => Passages::passages_mut(&mut **one),
            Self::FollowUp(one) => Passages::passages_mut(&mut **one),
            Self::Incident(one) => Passages::passages_mut(&mut **one),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary::{cases, record};
    use proptest::prelude::*;

    /// The passages that the tables of fields know.
    fn in_tables(fields: &dyn Fields) -> usize {
        let of = |value| match value {
            ValueRef::Fields(part) => in_tables(part),
            ValueRef::Parts(parts) => (0..parts.len())
                .filter_map(|at| parts.at(at))
                .map(|part| if part.name() == "Passage" { 1 } else { in_tables(part) })
                .sum(),
            _ => 0,
        };
        fields.each().map(|(_, value)| of(value)).sum()
    }

    proptest! {
        #![proptest_config(cases(64))]
        #[test]
        fn every_passage_of_a_record_is_seen(mut record in record()) {
            let all: usize = record.passages().iter().map(|(_, passages)| passages.len()).sum();
            prop_assert_eq!(all, in_tables(record.fields()));
            for passage in record.passages().into_iter().flat_map(|(_, passages)| passages) {
                prop_assert_eq!(Passage::of(passage), Some(passage.clone()));
            }
            record.passages_mut().into_iter().for_each(|(_, passages)| passages.clear());
            prop_assert_eq!(in_tables(record.fields()), 0);
        }
    }
}
