//! The documents of the search index: the searchable texts and names of each record.

use super::Index;
use crate::model::fields::{Fields, Search, ValueRef};
use crate::model::{Record, RecordId, Round, Venue, Who, references};
use crate::query::names;
use crate::text::fold::fold;
use crate::text::matching::{Fit, Form, Hits, Word};

/// Where it was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the record's own name.
    Name,
    /// In its own text.
    Text,
    /// In the name of something that it names.
    Link,
}

/// The order of hits.
pub(super) type Rank = (Fit, Place);

/// The spellings of something that others are found under, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// As written, for the snippet.
    written: Vec<String>,
    /// Folded, in the same order.
    pub(super) forms: Vec<Form>,
}

/// A record as the search sees it.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    pub(super) id: RecordId,
    /// The place of its kind among kinds.
    pub(super) order: u8,
    /// Its own names, by their place in the index.
    own: Option<usize>,
    /// Its texts.
    texts: Vec<Text>,
    /// Those whose names it is found under: in which field, and the place of the names in the index.
    links: Vec<(&'static str, usize)>,
}

#[derive(Clone, Debug)]
struct Text {
    field: &'static str,
    written: String,
    folded: String,
}

impl Doc {
    /// How well a query fits, by its worst word; nothing if a word is not found.
    pub(super) fn rank(&self, words: &[Word<'_>], whole: &str, shared: &[Hits]) -> Option<Rank> {
        let mut worst: Option<Rank> = None;
        for at in 0..words.len() {
            let best = self.best_of(at, words, whole, shared)?;
            worst = worst.max(Some(best));
        }
        worst
    }

    fn best_of(&self, at: usize, words: &[Word<'_>], whole: &str, shared: &[Hits]) -> Option<Rank> {
        let named = |names: usize, place| shared.get(names)?.words.get(at).copied().flatten().map(|(fit, _)| (fit, place));
        let own = self.own.and_then(|own| named(own, Place::Name));
        if let Some((Fit::Exact | Fit::Word, _)) = own {
            return own;
        }
        let exact = |text: &Text| (text.folded == whole).then_some(Fit::Exact);
        let texts =
            self.texts.iter().filter_map(|text| Some((exact(text).or_else(|| words[at].fit(&text.folded))?, Place::Text)));
        let links = self.links.iter().filter_map(|(_, names)| named(*names, Place::Link));
        own.into_iter().chain(texts).chain(links).min()
    }

    /// The field to show: the one in which the most words are found, the better places first. Nothing if none is found.
    pub(super) fn best_field<'a>(
        &'a self,
        words: &[Word<'_>],
        whole: &str,
        shared: &[Hits],
        names: &'a [Names],
    ) -> Option<(&'static str, &'a str)> {
        let mut best: Option<(usize, &'static str, &'a str)> = None;
        let mut offer = |count: usize, field, text| {
            if count > best.map_or(0, |(most, ..)| most) {
                best = Some((count, field, text));
            }
        };
        let named = |at: usize| -> Option<(usize, &'a str, bool)> {
            let hits = &shared.get(at)?.words;
            let names = names.get(at)?;
            // Several words may each fit another spelling: the one in which most are is shown.
            let fitting = |form: &Form| words.iter().filter(|word| word.fit(&form.0).is_some()).count();
            let (_, best) = *hits.iter().flatten().min_by_key(|(fit, form)| {
                let most = names.forms.get(*form).map_or(0, fitting);
                (*fit != Fit::Exact, std::cmp::Reverse(most), *form)
            })?;
            Some((hits.iter().flatten().count(), names.written.get(best)?, best == 0))
        };
        if let Some((count, text, first)) = self.own.and_then(named) {
            offer(count, if first { "name" } else { "other spelling" }, text);
        }
        for text in &self.texts {
            let count = if text.folded == whole {
                words.len()
            } else {
                words.iter().filter(|word| word.fit(&text.folded).is_some()).count()
            };
            offer(count, text.field, &text.written);
        }
        for (field, at) in &self.links {
            if let Some((count, text, _)) = named(*at) {
                offer(count, field, text);
            }
        }
        best.map(|(_, field, text)| (field, text))
    }
}

impl Index {
    /// Takes in one record as it is now.
    pub(super) fn put(&mut self, record: &Record) {
        // What was changed in two places is seen at the record itself.
        if matches!(record, Record::Clash(_)) {
            return;
        }
        let id = record.id();
        let spelled = spelled(record);
        let own = spelled.map(|written| {
            let written: Vec<String> = written.into_iter().filter(|name| !name.trim().is_empty()).collect();
            let forms = written.iter().map(|name| Form(fold(name))).collect();
            let at = self.names_of(id);
            self.names[at] = Names { written, forms };
            at
        });
        let doc = Doc { id, order: order(id), own, texts: texts(record), links: self.links(record) };
        match self.places.get(&id) {
            Some(at) => self.docs[*at] = doc,
            None => {
                self.places.insert(id, self.docs.len());
                self.docs.push(doc);
            }
        }
    }

    /// Takes one record out. What names it is no longer found under its names.
    pub(super) fn take(&mut self, id: RecordId) {
        if let Some(at) = self.places.remove(&id) {
            self.docs.swap_remove(at);
            if let Some(moved) = self.docs.get(at) {
                self.places.insert(moved.id, at);
            }
        }
        if let Some(at) = self.slots.get(&id) {
            self.names[*at] = Names::default();
        }
    }

    /// Where the names of a record stand, or will stand once it is there.
    fn names_of(&mut self, id: RecordId) -> usize {
        *self.slots.entry(id).or_insert_with(|| {
            self.names.push(Names::default());
            self.names.len() - 1
        })
    }

    /// Under whose names a record is found. A source or a negotiation says little about what is in it.
    fn links(&mut self, record: &Record) -> Vec<(&'static str, usize)> {
        let mut links: Vec<(&'static str, usize)> = Vec::new();
        for reference in references(record) {
            if let RecordId::Party(_) | RecordId::Person(_) | RecordId::Issue(_) | RecordId::Round(_) = reference.target {
                let at = self.names_of(reference.target);
                if !links.iter().any(|(_, known)| *known == at) {
                    links.push((reference.field, at));
                }
            }
        }
        links
    }
}

/// What can be read in a record.
fn texts(record: &Record) -> Vec<Text> {
    let mut texts = Texts::default();
    texts.fields(record.fields());
    if let Record::Binned(binned) = record {
        for held in &binned.records {
            for name in spelled(held).unwrap_or_default() {
                texts.add("in the bin", &name);
            }
            texts.fields(held.fields());
        }
    }
    texts.0
}

/// The names of a record under which it and what names it is found; nothing for what has only text.
fn spelled(record: &Record) -> Option<Vec<String>> {
    let mut names = Vec::new();
    match record {
        Record::Binned(_) | Record::Clash(_) => {}
        Record::Source(source) => names.push(names::source_title(source)),
        Record::Round(round) => {
            names = round_names(round);
            names.extend(round.venue.spellings.iter().map(|spelling| spelling.form.clone()));
        }
        record => spellings(record.fields(), &mut names),
    }
    (!names.is_empty()).then_some(names)
}

/// All that stands in fields that hold names, in the order of reading.
fn spellings(fields: &dyn Fields, into: &mut Vec<String>) {
    for (field, value) in fields.read() {
        match value {
            ValueRef::Text(name) if field.search == Search::Name => into.push(name.to_owned()),
            ValueRef::Parts(parts) => (0..parts.len()).filter_map(|at| parts.at(at)).for_each(|part| spellings(part, into)),
            _ => {}
        }
    }
}

fn round_names(round: &Round) -> Vec<String> {
    let Venue { place, city, country, .. } = &round.venue;
    let number = round.number.map(|number| format!("Round {number}")).unwrap_or_default();
    vec![names::round_title(round), number, place.clone(), city.clone(), country.clone()]
}

/// The order of kinds where hits are equally good: who and what first, then what was said, then the rest.
fn order(id: RecordId) -> u8 {
    match id {
        RecordId::Party(_) => 0,
        RecordId::Person(_) => 1,
        RecordId::Negotiation(_) => 2,
        RecordId::Round(_) => 3,
        RecordId::Issue(_) => 4,
        RecordId::Statement(_) => 5,
        RecordId::FollowUp(_) => 6,
        RecordId::Incident(_) => 7,
        RecordId::Binned(_) => 9,
        RecordId::Clash(_) => 10,
        // Sources, and what has no place of its own.
        _ => 8,
    }
}

#[derive(Default)]
struct Texts(Vec<Text>);

impl Texts {
    fn add(&mut self, field: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.0.push(Text { field, written: text.to_owned(), folded: fold(text) });
        }
    }

    /// What search reads of a record. What a bin entry or a clash holds is added record by record.
    fn fields(&mut self, fields: &dyn Fields) {
        for (field, value) in fields.read() {
            match (field.search, value) {
                (_, ValueRef::Fields(part)) => self.fields(part),
                (_, ValueRef::Parts(parts)) => (0..parts.len()).filter_map(|at| parts.at(at)).for_each(|part| self.fields(part)),
                (Search::As(word), ValueRef::Text(text)) => self.add(word, text),
                (Search::As(word), ValueRef::Texts(texts)) => self.add(word, &texts.join(" ")),
                (Search::As(word), ValueRef::Term(Some(term))) => self.add(word, term.label),
                (Search::As(word), ValueRef::Who(who)) => who.into_iter().for_each(|who| self.described(word, who)),
                (Search::As(word), ValueRef::Whos(all)) => all.iter().for_each(|who| self.described(word, who)),
                (Search::As(word), ValueRef::Number(Some(number))) => self.add(word, &number.to_string()),
                _ => {}
            }
        }
    }

    fn described(&mut self, field: &'static str, who: &Who) {
        if let Who::Described(words) = who {
            self.add(field, words);
        }
    }
}
