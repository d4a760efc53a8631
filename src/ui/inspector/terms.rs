//! Terms of the field: one of a list, each with its meaning, or a word of the user's own.

use super::complete::{Answer, Ask, Offer};
use super::form::Form;
use super::text::lower;
use crate::model::{RecordLevel, Vocabulary};
use crate::text::matching::{Fit, ranked};
use egui::Ui;

impl Form<'_, '_> {
    /// A term that is always given.
    pub fn term<V: Vocabulary>(&mut self, ui: &mut Ui, field: &str, value: &mut V) {
        self.term_as(ui, field, V::NAME, value);
    }

    /// The same under another label.
    pub fn term_as<V: Vocabulary>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut V) {
        let ask = ask(field, label, value.label(), false);
        let answer = self.complete(ui, &ask, offers::<V>);
        let term = match answer {
            Some(Answer::Offer(term)) => term,
            Some(Answer::Own(word)) => V::from_words(&word),
            _ => return,
        };
        if term != *value {
            *value = term;
            self.changed(format!("change {}", lower(label)));
        }
    }

    /// On what terms something may be told, if anybody has said.
    pub fn level(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<RecordLevel>) {
        self.maybe_term_as(ui, field, label, value);
        if *value == Some(RecordLevel::Unstated) {
            *value = None;
        }
    }

    /// A term that may be left open.
    pub fn maybe_term<V: Vocabulary>(&mut self, ui: &mut Ui, field: &str, value: &mut Option<V>) {
        self.maybe_term_as(ui, field, V::NAME, value);
    }

    /// The same under another label.
    fn maybe_term_as<V: Vocabulary>(&mut self, ui: &mut Ui, field: &str, label: &str, value: &mut Option<V>) {
        let current = value.clone();
        let ask = ask(field, label, current.as_ref().map_or("", Vocabulary::label), true);
        let answer = self.complete(ui, &ask, offers::<V>);
        let term = match answer {
            Some(Answer::Offer(term)) => Some(term),
            Some(Answer::Own(word)) => Some(V::from_words(&word)),
            Some(Answer::Cleared) => None,
            _ => return,
        };
        if term != *value {
            *value = term;
            self.changed(format!("change {}", lower(label)));
        }
    }
}

fn ask<'a>(field: &'a str, label: &'a str, current: &'a str, clearable: bool) -> Ask<'a> {
    Ask { field, label, current, hint: "Not stated", words: Some(""), clearable, ..Ask::default() }
}

/// The terms that fit, the best first.
fn offers<V: Vocabulary>(query: &str) -> Vec<Offer<V>> {
    let found = ranked(V::KNOWN, query, |term| vec![term.label().to_owned(), term.key().replace('_', " ")]);
    let offer = |(fit, term): (Fit, &V)| Offer {
        value: term.clone(),
        label: term.label().to_owned(),
        detail: String::new(),
        tooltip: term.meaning().to_owned(),
        exact: fit == Fit::Exact,
    };
    found.into_iter().map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatementKind;

    #[test]
    fn what_begins_with_the_words_comes_first() {
        let labels = |query| offers::<StatementKind>(query).into_iter().map(|offer| offer.label).collect::<Vec<_>>();
        assert_eq!(labels("off"), ["Offer", "Counter-offer"]);
        assert_eq!(labels("red l"), ["Red line"]);
        assert!(labels("blessing").is_empty());
        assert_eq!(labels("").len(), StatementKind::KNOWN.len());
    }
}
