//! Terms of the field: one of a list, each with its meaning, or a word of the user's own.

use super::complete::{Answer, Ask, Offer};
use super::form::Form;
use super::text::lower;
use crate::model::RecordLevel;
use crate::model::fields::{KnownTerm, TermMut};
use crate::text::matching::{Fit, ranked};
use egui::Ui;

impl Form<'_, '_> {
    /// A term of a vocabulary.
    pub(super) fn term(&mut self, ui: &mut Ui, field: &str, value: &mut dyn TermMut) {
        self.term_as(ui, field, value.title(), value);
    }

    /// The same under another label.
    pub(super) fn term_as(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut dyn TermMut) {
        let said = |value: &dyn TermMut| value.term().map(|term| (term.known, term.label.to_owned()));
        let (before, known) = (said(value), value.known());
        let current = before.as_ref().map_or("", |(_, label)| label);
        let hint = "Not stated";
        let ask = Ask { field, label, current, hint, words: Some(""), clearable: value.is_optional(), ..Ask::default() };
        match self.complete(ui, &ask, |query| offers(&known, query)) {
            Some(Answer::Offer(key)) => drop(value.set_key(key)),
            Some(Answer::Own(word)) => drop(value.set_words(&word)),
            Some(Answer::Cleared) => value.clear(),
            _ => return,
        }
        if said(value) != before {
            self.changed(format!("change {}", lower(label)));
        }
    }

    /// On what terms something may be told, if anybody has said.
    pub(super) fn level(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<RecordLevel>) {
        self.term_as(ui, field, label, value);
        if *value == Some(RecordLevel::Unstated) {
            *value = None;
        }
    }
}

/// The terms that fit, the best first.
fn offers(known: &[KnownTerm], query: &str) -> Vec<Offer<&'static str>> {
    let found = ranked(known, query, |term| vec![term.label.to_owned(), term.key.replace('_', " ")]);
    let offer = |(fit, term): (Fit, &KnownTerm)| Offer {
        value: term.key,
        label: term.label.to_owned(),
        detail: String::new(),
        tooltip: term.meaning.to_owned(),
        exact: fit == Fit::Exact,
    };
    found.into_iter().map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{StatementKind, Vocabulary};

    #[test]
    fn what_begins_with_the_words_comes_first() {
        let labels =
            |query| offers(&KnownTerm::of::<StatementKind>(), query).into_iter().map(|offer| offer.label).collect::<Vec<_>>();
        assert_eq!(labels("off"), ["Offer", "Counter-offer"]);
        assert_eq!(labels("red l"), ["Red line"]);
        assert!(labels("blessing").is_empty());
        assert_eq!(labels("").len(), StatementKind::KNOWN.len());
    }
}
