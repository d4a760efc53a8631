//! Resolves a word that a user typed to a record: by id, code, number, spelling, or part of a name.

use super::usage::counted;
use super::{names, rounds};
use crate::model::{IssueId, NegotiationId, PartyId, PersonId, RecordId, Round, RoundId, Spelling, Workspace, tail};
use crate::text::fold::fold;
use crate::text::matching::begins_words;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::fmt;
use uuid::Uuid;

/// Why a word names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolve {
    /// Nothing is called so.
    None {
        /// What was looked for: "party".
        noun: &'static str,
        /// The word.
        tried: String,
    },
    /// Several are.
    Ambiguous {
        /// What was looked for: "party".
        noun: &'static str,
        /// The word.
        tried: String,
        /// Which ones, with their titles, in the order of creation.
        candidates: Vec<(RecordId, String)>,
    },
}

impl fmt::Display for Resolve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None { noun, tried } => write!(f, "No {noun} is called “{tried}”."),
            Self::Ambiguous { noun, tried, candidates } => {
                write!(f, "“{tried}” could be {}:", counted(candidates.len(), noun))?;
                for (id, title) in candidates {
                    write!(f, "\n  {}  {title}", tail(id.uuid()))?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Resolve {}

/// A negotiation by id, code, slug, title or part of its title.
pub fn negotiation(workspace: &Workspace, word: &str) -> Result<NegotiationId, Resolve> {
    pick("negotiation", word, negotiations(workspace))
}

/// A party by id, short name, any spelling of its name, or part of one.
pub fn party(workspace: &Workspace, word: &str) -> Result<PartyId, Resolve> {
    let found = pick("party", word, parties(workspace));
    // A code counts only where nothing is called so.
    found.or_else(|error| match error {
        Resolve::None { .. } => {
            let wanted = fold(word);
            let is = |code: &&str| fold(code) == wanted;
            let mut of = super::country_codes::codes(workspace).into_iter().filter(|(_, codes)| codes.iter().any(&is));
            of.next().map(|(party, _)| party).ok_or(error)
        }
        error => Err(error),
    })
}

/// A person by id, any spelling of the name, or part of one.
pub fn person(workspace: &Workspace, word: &str) -> Result<PersonId, Resolve> {
    pick("person", word, people(workspace))
}

/// An issue of a negotiation, or of any, by id, name, path or part of its name. The issue's own name goes before that of the issues
/// above it: "ceasefire" is the ceasefire and none of its parts.
pub fn issue(workspace: &Workspace, negotiation: Option<NegotiationId>, word: &str) -> Result<IssueId, Resolve> {
    let own = issues(workspace, negotiation).map(|mut issue| {
        issue.names.truncate(1);
        issue
    });
    match pick("issue", word, own) {
        Err(Resolve::None { .. }) => pick("issue", word, issues(workspace, negotiation)),
        found => found,
    }
}

/// A round of a negotiation, or of any, by id, number ("2", "round 2"), title, place or part of one. A bare number is a round's
/// number and nothing else.
///
/// "last" and "next" are those of the reader's day `today` in `zone`.
pub fn round(
    workspace: &Workspace,
    negotiation: Option<NegotiationId>,
    word: &str,
    (today, zone): (NaiveDate, Tz),
) -> Result<RoundId, Resolve> {
    let found = pick("round", word, rounds_called(workspace, negotiation, word));
    found.or_else(|error| match special(workspace, negotiation, word, (today, zone)) {
        Some(round) => Ok(round),
        None => Err(error),
    })
}

/// A record of any kind, tried as an id first, then by name in every kind. What is named in a surer way goes before what only has
/// the word in its name, whatever kinds they are.
pub fn any(workspace: &Workspace, word: &str) -> Result<RecordId, Resolve> {
    let by_id = |id: &RecordId| matches_id(id.uuid(), &fold(word));
    let ids: Vec<RecordId> = workspace.ids().filter(by_id).collect();
    if let [one] = ids.as_slice() {
        return Ok(*one);
    }
    let mut found: Vec<(RecordId, String)> = ids.into_iter().map(|id| (id, names::title(workspace, id))).collect();
    let tried = [
        called_so(word, rounds_called(workspace, None, word)).map(Called::of_any_kind),
        called_so(word, parties(workspace)).map(Called::of_any_kind),
        called_so(word, people(workspace)).map(Called::of_any_kind),
        called_so(word, negotiations(workspace)).map(Called::of_any_kind),
        called_so(word, issues(workspace, None)).map(Called::of_any_kind),
    ];
    let surest = tried.iter().flatten().map(|(way, _)| *way).min();
    found.extend(tried.into_iter().flatten().filter(|(way, _)| Some(*way) == surest).flat_map(|(_, records)| records));
    match found.as_slice() {
        [] => Err(Resolve::None { noun: "record", tried: word.trim().to_owned() }),
        [(id, _)] => Ok(*id),
        _ => Err(Resolve::Ambiguous { noun: "record", tried: word.trim().to_owned(), candidates: found }),
    }
}

fn negotiations(workspace: &Workspace) -> impl Iterator<Item = Candidate<NegotiationId>> {
    workspace.negotiations.values().map(|one| Candidate::new(one.id, &one.title, [one.code.clone()]))
}

fn parties(workspace: &Workspace) -> impl Iterator<Item = Candidate<PartyId>> {
    let all = workspace.parties.values();
    all.map(|one| Candidate::new(one.id, &one.name, forms(&one.spellings).chain([one.short.clone()])))
}

fn people(workspace: &Workspace) -> impl Iterator<Item = Candidate<PersonId>> {
    workspace.people.values().map(|one| Candidate::new(one.id, &one.name, forms(&one.spellings)))
}

/// The issues, with their negotiations where it may be any.
fn issues(workspace: &Workspace, negotiation: Option<NegotiationId>) -> impl Iterator<Item = Candidate<IssueId>> {
    let all = workspace.issues.values().filter(move |one| negotiation.is_none_or(|wanted| one.negotiation == wanted));
    all.map(move |one| {
        let path = names::issue_path(workspace, one.id);
        let plain = path.replace(" › ", " ");
        let title = match negotiation {
            Some(_) => path.clone(),
            None => format!("{} — {path}", names::negotiation(workspace, one.negotiation)),
        };
        Candidate { title, ..Candidate::new(one.id, &one.name, [path, plain]) }
    })
}

/// The rounds that a word may mean, by date, with their negotiations where it may be any.
fn rounds_called(
    workspace: &Workspace,
    negotiation: Option<NegotiationId>,
    word: &str,
) -> impl Iterator<Item = Candidate<RoundId>> {
    let mut all: Vec<&Round> =
        workspace.rounds.values().filter(|one| negotiation.is_none_or(|wanted| one.negotiation == wanted)).collect();
    if let Some(number) = bare_number(word) {
        all.retain(|round| round.number == Some(number));
    }
    all.sort_by_cached_key(|round| (round.negotiation, round.schedule.when.key(names::round_zone(round)), round.id));
    all.into_iter().map(move |round| {
        let number = round.number.map(|number| [number.to_string(), format!("round {number}"), format!("#{number}")]);
        let date = round.schedule.when.earliest_day(names::round_zone(round));
        let place = [round.venue.city.clone(), names::venue(&round.venue)];
        let own = number.into_iter().flatten().chain(place).chain(date.map(|date| date.to_string()));
        let title = match workspace.negotiations.get(&round.negotiation) {
            Some(_) if negotiation.is_none() => {
                format!("{} — {}", names::negotiation(workspace, round.negotiation), names::round_title(round))
            }
            _ => names::round_title(round),
        };
        Candidate { title, ..Candidate::new(round.id, &names::round_title(round), own.chain(forms(&round.venue.spellings))) }
    })
}

/// "2" or "#2". Longer ones may be the end of an id.
fn bare_number(word: &str) -> Option<u32> {
    let digits = word.trim().trim_start_matches('#');
    (digits.len() < 5).then(|| digits.parse().ok()).flatten()
}

/// "last" and "next".
fn special(
    workspace: &Workspace,
    negotiation: Option<NegotiationId>,
    word: &str,
    (today, zone): (NaiveDate, Tz),
) -> Option<RoundId> {
    let negotiation = negotiation?;
    match fold(word).as_str() {
        "last" => rounds::last_held(workspace, negotiation).map(|round| round.id),
        "next" => rounds::next(workspace, negotiation, today, zone).map(|round| round.id),
        _ => None,
    }
}

fn forms(spellings: &[Spelling]) -> impl Iterator<Item = String> + '_ {
    spellings.iter().map(|spelling| spelling.form.clone())
}

struct Candidate<T> {
    id: T,
    title: String,
    names: Vec<String>,
}

impl<T> Candidate<T> {
    fn new(id: T, name: &str, others: impl IntoIterator<Item = String>) -> Self {
        let names = std::iter::once(name.to_owned()).chain(others).map(|name| fold(&name)).filter(|name| !name.is_empty());
        Self { id, title: name.to_owned(), names: names.collect() }
    }
}

/// How a word can name something, the surest way first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Id,
    WholeName,
    Slug,
    BeginsName,
    BeginsWords,
    PartOfName,
}

impl<T: Copy + Into<RecordId>> Candidate<T> {
    /// The surest way in which a folded word names it.
    fn way(&self, word: &str, word_slug: &str) -> Option<Way> {
        let any = |fits: &dyn Fn(&String) -> bool| self.names.iter().any(fits);
        if matches_id(self.id.into().uuid(), word) {
            Some(Way::Id)
        } else if any(&|name| name == word) {
            Some(Way::WholeName)
        } else if !word_slug.is_empty() && any(&|name| slug(name) == word_slug) {
            Some(Way::Slug)
        } else if any(&|name| name.starts_with(word)) {
            Some(Way::BeginsName)
        } else if any(&|name| begins_words(word, name)) {
            Some(Way::BeginsWords)
        } else if any(&|name| name.contains(word) || (!word_slug.is_empty() && slug(name).contains(word_slug))) {
            Some(Way::PartOfName)
        } else {
            None
        }
    }
}

/// Those of one kind that a word names in the surest way in which it names any of them, with their titles.
struct Called<T> {
    way: Way,
    first: T,
    records: Vec<(RecordId, String)>,
}

impl<T> Called<T> {
    fn of_any_kind(self) -> (Way, Vec<(RecordId, String)>) {
        (self.way, self.records)
    }
}

fn called_so<T: Copy + Into<RecordId>>(word: &str, candidates: impl Iterator<Item = Candidate<T>>) -> Option<Called<T>> {
    let folded = fold(word);
    if folded.is_empty() {
        return None;
    }
    let word_slug = slug(&folded);
    let mut called: Option<Called<T>> = None;
    for one in candidates {
        let Some(way) = one.way(&folded, &word_slug) else { continue };
        let record = (one.id.into(), one.title);
        match &mut called {
            Some(known) if way > known.way => {}
            Some(known) if way == known.way => known.records.push(record),
            _ => called = Some(Called { way, first: one.id, records: vec![record] }),
        }
    }
    called
}

/// The one candidate that `word` names in the surest way in which it names any.
fn pick<T: Copy + Into<RecordId>>(
    noun: &'static str,
    word: &str,
    candidates: impl Iterator<Item = Candidate<T>>,
) -> Result<T, Resolve> {
    let tried = word.trim().to_owned();
    match called_so(word, candidates) {
        None => Err(Resolve::None { noun, tried }),
        Some(Called { first, records, .. }) if records.len() == 1 => Ok(first),
        Some(Called { records, .. }) => Err(Resolve::Ambiguous { noun, tried, candidates: records }),
    }
}

/// Whether `word` is an id, with hyphens or without, or the end of one of at least the eight digits that file names carry. A file
/// name's "slug-1a2b3c4d" counts as its id.
fn matches_id(id: Uuid, word: &str) -> bool {
    let digits = id.simple().to_string();
    let plain: String = word.chars().filter(|c| *c != '-').collect();
    let is_hex = plain.len() >= 8 && plain.chars().all(|c| c.is_ascii_hexdigit());
    let by_file_name = word.rsplit_once('-').is_some_and(|(_, end)| end == tail(id) && end.len() == 8);
    by_file_name || (is_hex && digits.ends_with(&plain))
}

/// The letters and digits of a folded name with single hyphens between words, as slugs are written.
fn slug(folded: &str) -> String {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, abu_dhabi};

    #[test]
    fn people_are_found_under_every_spelling_and_any_part_of_one() {
        let mut talks = Talks::new();
        let witkoff =
            talks.spelled("Steve Witkoff", &["Стив Уиткофф", "Стів Віткофф", "ستيف ويتكوف", "威特科夫", "Steven Witkoff"]);
        let other = talks.spelled("Steve Rosen", &["Стив Розен"]);
        for word in
            ["Steve Witkoff", "witkoff", "WITK", "steve-witkoff", "уиткофф", "威特科夫", "ويتكوف", "koff", "steve w", "w steve"]
        {
            assert_eq!(person(&talks.ws, word), Ok(witkoff), "{word}");
        }
        assert_eq!(person(&talks.ws, &other.tail()), Ok(other));
        assert_eq!(person(&talks.ws, &other.to_string()), Ok(other));
        let Err(Resolve::Ambiguous { candidates, .. }) = person(&talks.ws, "steve") else { panic!("two are called Steve") };
        assert_eq!(candidates, [(witkoff.into(), "Steve Witkoff".to_owned()), (other.into(), "Steve Rosen".to_owned())]);
        for word in ["Kushner", "", "  ", "—"] {
            assert_eq!(person(&talks.ws, word), Err(Resolve::None { noun: "person", tried: word.trim().to_owned() }), "{word}");
        }
    }

    #[test]
    fn a_whole_name_goes_before_the_beginning_of_another() {
        let mut talks = Talks::new();
        let (us, usa) = (talks.party("US"), talks.party("US Steel"));
        assert_eq!(party(&talks.ws, "us"), Ok(us));
        assert_eq!(party(&talks.ws, "us-steel"), Ok(usa));
        let ukraine = talks.party("Ukraine");
        talks.ws.parties.get_mut(&ukraine).unwrap().short = "UA".into();
        assert_eq!(party(&talks.ws, "ua"), Ok(ukraine));
    }

    #[test]
    fn rounds_by_number_title_place_and_order() {
        let mut story = abu_dhabi();
        let (first, second, negotiation) = (story.first, story.second, story.talks.negotiation);
        (story.talks.on(first).number, story.talks.on(second).number) = (Some(1), Some(2));
        story.talks.on(second).venue.city = "Al-Markaziyah".into();
        let today = (crate::query::testing::day("2026-01-26"), crate::query::testing::ZONE);
        let ws = &story.talks.ws;
        for (word, expected) in [
            ("2", second),
            ("round 1", first),
            ("#2", second),
            ("abu-dhabi-1", first),
            ("dhabi 2", second),
            ("al markaz", second),
            ("2026-01-23", first),
            ("last", first),
            ("next", second),
        ] {
            assert_eq!(round(ws, Some(negotiation), word, today), Ok(expected), "{word}");
        }
        let error = round(ws, Some(negotiation), "abu dhabi", today).unwrap_err().to_string();
        assert!(error.starts_with("“abu dhabi” could be 2 rounds:\n") && error.contains("Abu Dhabi 2"), "{error}");
        assert_eq!(round(ws, Some(negotiation), "3", today).unwrap_err().to_string(), "No round is called “3”.");
    }

    #[test]
    fn of_any_kind_a_whole_name_goes_before_a_part_of_one() {
        let mut talks = Talks::new();
        let guarantees = talks.issue("Ukraine guarantees");
        let ukraine = talks.party("Ukraine");
        assert_eq!(any(&talks.ws, "ukraine"), Ok(ukraine.into()));
        assert_eq!(any(&talks.ws, "ukraine-guarantees"), Ok(guarantees.into()));
        assert_eq!(any(&talks.ws, "guarant"), Ok(guarantees.into()));
        let territory = talks.issue("Territory");
        talks.round("Territory", "2026-02-04");
        let Err(Resolve::Ambiguous { candidates, .. }) = any(&talks.ws, "territory") else { panic!("there are two") };
        assert!(candidates.iter().any(|(id, _)| *id == territory.into()) && candidates.len() == 2, "{candidates:?}");
    }

    #[test]
    fn issues_by_path_and_negotiations_by_code() {
        let mut talks = Talks::new();
        let first = talks.issue("Ceasefire › Option 1");
        let guarantees = talks.issue("Guarantees › Option 1");
        let ws = &talks.ws;
        assert_eq!(issue(ws, Some(talks.negotiation), "ceasefire option 1"), Ok(first));
        let above = ws.issues[&guarantees].parent.unwrap();
        assert_eq!(issue(ws, Some(talks.negotiation), "guarant"), Ok(above), "its own name goes before a name above");
        assert_eq!(issue(ws, None, "Guarantees › Option 1"), Ok(guarantees));
        let Err(Resolve::Ambiguous { candidates, .. }) = issue(ws, None, "option 1") else { panic!("there are two") };
        assert_eq!(candidates[0].1, "Peace talks — Ceasefire › Option 1", "the path tells them apart");
        let in_one = issue(ws, Some(talks.negotiation), "option 1");
        let Err(Resolve::Ambiguous { candidates, .. }) = in_one else { panic!("there are two") };
        assert_eq!(candidates[0].1, "Ceasefire › Option 1", "whose negotiation goes without saying");
        for word in ["RU-UA", "ru", "peace", "peace-talks"] {
            assert_eq!(negotiation(ws, word), Ok(talks.negotiation), "{word}");
        }
    }

    #[test]
    fn any_record_by_id_or_by_a_name_that_only_one_has() {
        let mut story = abu_dhabi();
        let said = story.talks.says("Ukraine", "Territory", "2026-01-23", "integrity");
        let ukraine = story.talks.party("Ukraine");
        let ws = &story.talks.ws;
        assert_eq!(any(ws, &said.tail()), Ok(said.into()));
        assert_eq!(any(ws, "ukraine"), Ok(ukraine.into()));
        assert_eq!(any(ws, "abu dhabi 2"), Ok(story.second.into()));
        assert_eq!(any(ws, &format!("2026-02-01-abu-dhabi-2-{}", story.second.tail())), Ok(story.second.into()));
        assert!(matches!(any(ws, "nothing of the kind"), Err(Resolve::None { noun: "record", .. })));
    }
}
