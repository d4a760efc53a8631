//! A result in the words of its line, with the places that were found.

use crate::kit;
use crate::model::{NegotiationId, PartyId, Record, RecordId, RoundId, When, Workspace};
use crate::query::names;
use crate::query::search::Hit;
use crate::text::marking::parts;
use crate::ui::sorting::SortKey;
use chrono_tz::Tz;
use std::ops::Range;

/// A text with places marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked {
    /// The text.
    pub text: String,
    /// The bytes of it that were found, in order.
    pub places: Vec<Range<usize>>,
}

impl Marked {
    fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), places: Vec::new() }
    }

    /// Its parts in order: each with whether it was found.
    pub(super) fn parts(&self) -> Vec<(bool, &str)> {
        parts(&self.text, &self.places)
    }
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Which record.
    pub id: RecordId,
    /// Whose it is, if it was said by a party.
    pub party: Option<PartyId>,
    /// What it is called, or what was said.
    pub title: Marked,
    /// In which field it was found and what stands there, where the title does not show it.
    pub found: Option<(&'static str, Marked)>,
    /// Where it belongs: a negotiation, a round.
    pub belongs: String,
    /// All of it in words.
    pub name: String,
}

impl Line {
    /// The line of a hit.
    pub(super) fn new(workspace: &Workspace, hit: &Hit) -> Self {
        let snippet = Marked { text: hit.snippet.text.clone(), places: hit.snippet.marked.clone() };
        let statement = match hit.id {
            RecordId::Statement(id) => workspace.statements.get(&id),
            _ => None,
        };
        let (title, found) = match statement {
            // Who says it is a tag before it, so that it need not be said in words again.
            Some(_) if hit.field == "text" => (snippet, None),
            Some(statement) => (Marked::plain(&names::shortened(&statement.text, "no text")), Some((hit.field, snippet))),
            None => match hit.title.strip_suffix(snippet.text.as_str()) {
                Some(before) => {
                    let shift = |place: &Range<usize>| place.start + before.len()..place.end + before.len();
                    (Marked { text: hit.title.clone(), places: snippet.places.iter().map(shift).collect() }, None)
                }
                None => (Marked::plain(&hit.title), Some((hit.field, snippet))),
            },
        };
        let belongs = belongs_to(workspace, hit.id);
        let mut parts = vec![hit.title.clone()];
        parts.extend(found.as_ref().map(|(field, text)| format!("{field}: {}", text.text)));
        parts.push(belongs.clone());
        parts.retain(|part| !part.is_empty());
        Self { id: hit.id, party: statement.map(|one| one.party), title, found, belongs, name: parts.join(", ") }
    }
}

/// What a result is sorted by: what it is called or what was said, when it is, where it belongs.
pub(super) fn sort_key(workspace: &Workspace, hit: &Hit, by: &str, zone: Tz) -> SortKey {
    match (by, hit.id) {
        ("date", id) => when(workspace, id).map_or(SortKey::Nothing, |when| SortKey::when(when, zone)),
        ("belongs", id) => SortKey::text(&belongs_to(workspace, id)),
        (_, RecordId::Statement(id)) => {
            workspace.statements.get(&id).map_or(SortKey::Nothing, |statement| SortKey::text(&statement.text))
        }
        _ => SortKey::text(&hit.title),
    }
}

/// When a record is, was said, is due or was published.
fn when(workspace: &Workspace, id: RecordId) -> Option<&When> {
    match id {
        RecordId::Clash(id) => workspace.clashes.get(&id).and_then(|one| when(workspace, one.record)),
        id => workspace.view(id).and_then(Record::when),
    }
}

/// The negotiation and the round that a record belongs to: "Talks of 2026 · Round 2".
fn belongs_to(workspace: &Workspace, id: RecordId) -> String {
    let words = |negotiation: NegotiationId, round: Option<RoundId>| {
        let title = names::negotiation(workspace, negotiation);
        let round = round.map(|round| names::round(workspace, round)).unwrap_or_default();
        kit::join([title, round], " · ")
    };
    let found = match id {
        RecordId::Round(id) => {
            let place = |talks, when: String| kit::join([names::negotiation(workspace, talks), when], " · ");
            workspace.rounds.get(&id).map(|one| place(one.negotiation, one.schedule.when.short_words()))
        }
        RecordId::Clash(id) => workspace.clashes.get(&id).map(|one| belongs_to(workspace, one.record)),
        id => workspace.view(id).and_then(|one| Some(words(one.negotiation()?, one.round()))),
    };
    found.unwrap_or_default()
}

/// The heading of a kind: "People", "Follow-ups".
pub(super) fn heading(noun: &str) -> String {
    let kind = RecordId::all_kinds().find(|kind| kind.noun() == noun);
    capitalised(kind.map_or_else(|| noun.to_owned(), |kind| kind.plural().to_owned()).as_str())
}

/// The words with a capital letter at their beginning.
pub(in crate::ui) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::search::Index;
    use crate::query::testing::Talks;

    fn first(talks: &Talks, words: &str) -> Line {
        let groups = Index::build(&talks.ws).search(words, 5);
        Line::new(&talks.ws, &groups[0].hits[0])
    }

    fn marked(line: &Marked) -> Vec<&str> {
        line.parts().into_iter().filter(|(found, _)| *found).map(|(_, part)| part).collect()
    }

    #[test]
    fn a_name_is_marked_where_it_stands_and_another_spelling_is_shown() {
        let mut talks = Talks::new();
        talks.spelled("Steve Witkoff", &["Стів Віткофф", "威特科夫"]);
        let own = first(&talks, "witk");
        assert_eq!((own.title.text.as_str(), own.found.is_none()), ("Steve Witkoff", true));
        assert_eq!(marked(&own.title), ["Witk"]);
        let other = first(&talks, "віткофф");
        assert_eq!(other.title.text, "Steve Witkoff");
        let (field, text) = other.found.as_ref().unwrap();
        assert_eq!((*field, marked(text)), ("other spelling", vec!["Віткофф"]));
        assert_eq!(other.name, "Steve Witkoff, other spelling: Стів Віткофф");
    }

    #[test]
    fn what_was_said_stands_once_behind_who_said_it() {
        let mut talks = Talks::new();
        talks.says("Ukraine", "Ceasefire", "2026-01-24", "The US must watch the ceasefire");
        let line = first(&talks, "watch");
        assert!(line.party.is_some() && line.found.is_none());
        assert_eq!(line.title.text, "The US must watch the ceasefire");
        assert_eq!(marked(&line.title), ["watch"]);
        assert_eq!(line.belongs, "Peace talks");
    }

    #[test]
    fn kinds_have_headings() {
        for (noun, words) in [("person", "People"), ("follow-up", "Follow-ups"), ("bin entry", "In the bin")] {
            assert_eq!(heading(noun), words);
        }
    }
}
