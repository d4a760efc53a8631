//! Names in cells, taken for records: surely where a spelling is the same, by asking where it is only like one, else as new.

use super::grid::GridRow;
use super::mapping::Key;
use super::matching::{Likeness, OFFERED, handles, likeness, likeness_of_people};
use super::people;
use super::plan::types::{Name, Pick};
use super::row_error::RowError;
use super::session::{ImportSession, note};
use super::times::time;
use super::words::{aside, key as key_of, means_several, plain, sentence};
use crate::model::{
    Affiliation, Issue, IssueId, Negotiation, NegotiationId, Party, PartyId, PartyKind, Person, PersonId, RecordId, Round,
    RoundId, Seat, SeatRole, Spelling, When, Who,
};
use crate::query::names;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How many spellings are compared with one name, so that the time for many names does not grow with their square.
const COMPARED: usize = 400;

impl ImportSession<'_, '_> {
    /// The negotiation that a row is about: the one it names, that of its round, the chosen one, or the only one.
    pub(super) fn negotiation(&mut self, row: &GridRow, round: Option<RoundId>) -> Result<NegotiationId, RowError> {
        let found = self.negotiation_of(row, round);
        self.negotiation_at = found.as_ref().ok().copied();
        found
    }

    fn negotiation_of(&mut self, row: &GridRow, round: Option<RoundId>) -> Result<NegotiationId, RowError> {
        let cell = self.cell(row, Key::NEGOTIATION).to_owned();
        if !cell.is_empty() {
            return Ok(self.negotiation_called(&cell));
        }
        if let Some(round) = round.and_then(|id| self.ws.rounds.get(&id)) {
            return Ok(round.negotiation);
        }
        let only = || (self.ws.negotiations.len() == 1).then(|| self.ws.negotiations.keys().next().copied()).flatten();
        let chosen = self.choices.into.filter(|id| self.ws.negotiations.contains_key(id));
        if let (None, Some(title)) = (chosen, &self.choices.into_new) {
            let title = title.clone();
            return Ok(self.negotiation_called(&title));
        }
        chosen.or_else(only).ok_or(RowError::NoNegotiation)
    }

    fn negotiation_called(&mut self, cell: &str) -> NegotiationId {
        let key = key_of(cell);
        if let Some([id]) = self.index.negotiations.get(&key).map(Vec::as_slice) {
            return *id;
        }
        let name = Name { noun: "negotiation", written: cell.to_owned() };
        let known = self.index.forms.negotiations.iter().take(COMPARED);
        let found = likely(&key, known.map(|(form, id)| (form.as_str(), (*id).into())));
        if !found.is_empty()
            && let Pick::Is(RecordId::Negotiation(id)) = self.ask_about(&name, &found)
        {
            return id;
        }
        let id = NegotiationId(self.fresh_id());
        let code = if cell.contains(' ') { "" } else { cell };
        let made = Negotiation { title: cell.to_owned(), code: code.to_owned(), ..Negotiation::blank(id, self.stamp()) };
        self.put(made);
        self.index.note_negotiation(cell, id);
        id
    }

    /// The round that a cell names, of the negotiation that the row names if it does.
    pub(super) fn round(&mut self, row: &GridRow, cell: &str) -> Result<Option<RoundId>, RowError> {
        if cell.is_empty() {
            return Ok(None);
        }
        let wanted = match self.cell(row, Key::NEGOTIATION).to_owned() {
            cell if !cell.is_empty() => Some(self.negotiation_called(&cell)),
            _ => None,
        };
        let key = if uuid::Uuid::try_parse(cell).is_ok() { cell.to_lowercase() } else { plain(cell) };
        let of = |session: &Self, id: &RoundId, negotiation: Option<NegotiationId>| {
            negotiation.is_none_or(|wanted| session.ws.rounds.get(id).is_some_and(|round| round.negotiation == wanted))
        };
        let all = self.index.rounds.get(&key).cloned().unwrap_or_default();
        let mut found: Vec<RoundId> = all.iter().copied().filter(|id| of(self, id, wanted)).collect();
        if found.len() > 1 {
            // The chosen negotiation decides, where the row does not.
            found.retain(|id| of(self, id, self.choices.into));
        }
        match found.as_slice() {
            [id] => return Ok(Some(*id)),
            [] => {}
            _ => return Err(RowError::RoundOfWhich { name: cell.to_owned(), count: found.len() }),
        }
        if let Some(day) = self.day_of(cell) {
            return self.round_on(cell, day, wanted).map(Some);
        }
        let missed = (wanted, key.clone());
        if self.missed.contains(&missed) {
            return Err(RowError::NoRound(cell.to_owned()));
        }
        let base = stem(&key);
        let known =
            self.index.forms.rounds.iter().filter(|(_, _, negotiation)| wanted.is_none_or(|wanted| *negotiation == wanted));
        let mut likely = likely(&key, known.clone().take(COMPARED).map(|(form, id, _)| (form.as_str(), (*id).into())));
        if base != key
            && let Some((_, id, _)) = known.clone().find(|(form, _, _)| *form == base)
            && let Some(like) = likeness(&base, &base)
        {
            if self.ws.rounds.get(id).is_some_and(|round| !round.schedule.earlier.is_empty()) {
                // The record knows of dates that this round once had, and the name speaks of one.
                return Ok(Some(*id));
            }
            let id = RecordId::from(*id);
            likely.retain(|(_, other)| *other != id);
            likely.insert(0, (like, id));
        }
        let name = Name { noun: "round", written: cell.to_owned() };
        if !likely.is_empty()
            && let Pick::Is(RecordId::Round(id)) = self.ask_about(&name, &likely)
        {
            return Ok(Some(id));
        }
        self.missed.insert(missed);
        Err(RowError::NoRound(cell.to_owned()))
    }

    /// The day that a cell for a round gives instead of its name: with its year, and nothing else.
    fn day_of(&self, cell: &str) -> Option<NaiveDate> {
        let figures = cell.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let is_dated =
            figures.clone().count() >= 3 || cell.chars().any(char::is_alphabetic) && figures.clone().any(|part| part.len() == 4);
        let clocks = self.clocks(None, None);
        match time(cell, clocks).ok().filter(|_| is_dated)?.when {
            When::Day(day) => Some(day),
            When::At { start, .. } => Some(start.local.date()),
            _ => None,
        }
    }

    /// The round on that day: of several it is asked which.
    fn round_on(&mut self, cell: &str, day: NaiveDate, wanted: Option<NegotiationId>) -> Result<RoundId, RowError> {
        let wanted = wanted.or(self.choices.into);
        let is_on = |round: &&Round| {
            let zone = names::round_zone(round);
            let is_dated = matches!(round.schedule.when, When::Day(_) | When::Span { .. } | When::At { .. });
            let days = round.schedule.when.earliest_day(zone).zip(round.schedule.when.latest_day(zone));
            is_dated && days.is_some_and(|(first, last)| first <= day && day <= last)
        };
        let of = |round: &&Round| wanted.is_none_or(|wanted| round.negotiation == wanted);
        let on: Vec<RoundId> = self.ws.rounds.values().filter(of).filter(is_on).map(|round| round.id).collect();
        match on.as_slice() {
            [id] => return Ok(*id),
            [] => return Err(RowError::NoRoundOn(day)),
            _ => {}
        }
        let name = Name { noun: "round", written: cell.to_owned() };
        match self.ask(&name, on.iter().map(|id| (*id).into()).collect(), Pick::New) {
            Pick::Is(RecordId::Round(id)) => Ok(id),
            _ => Err(RowError::RoundsOn { count: on.len(), day }),
        }
    }

    /// The party that a cell names. “all” is a bloc of all.
    pub(super) fn party(&mut self, cell: &str) -> PartyId {
        let all =
            matches!(plain(cell).as_str(), "all" | "everyone" | "all parties" | "all sides" | "all delegations" | "all three");
        let known = |session: &Self, key: &str| match session.index.parties.get(key).map(Vec::as_slice) {
            Some([id]) => Some(*id),
            _ => None,
        };
        if all {
            let forms = ["all", "all parties", "all delegations", "all sides"];
            let found = forms.iter().find_map(|form| known(self, form));
            let name = if plain(cell).starts_with("all ") { cell } else { "All parties" };
            return found.unwrap_or_else(|| self.make_party(name, "ALL", PartyKind::Bloc));
        }
        let key = key_of(cell);
        let name = Name { noun: "party", written: cell.to_owned() };
        if let Some(id) = known(self, &key) {
            self.count_again(&name);
            return id;
        }
        if let Some(RecordId::Party(id)) = self.taken.get(&name).copied() {
            self.count_again(&name);
            return id;
        }
        let several = means_several(cell) && !self.kind().is_names();
        let pick = if several {
            let seated = self.seated().into_iter().map(RecordId::from).collect();
            self.ask_unlike(&name, seated)
        } else {
            self.new_party(&key, &name)
        };
        let id = match pick {
            Pick::Is(RecordId::Party(id)) => {
                if let Some(party) = self.ws.parties.get_mut(&id) {
                    party.spellings.push(Spelling { form: cell.to_owned(), ..Spelling::default() });
                    self.touch(id);
                    self.index.note_party(cell, id);
                }
                id
            }
            _ => self.make_party(cell, "", if several { PartyKind::Bloc } else { PartyKind::Unstated }),
        };
        self.taken.insert(name, id.into());
        id
    }

    /// What a name of a party is taken for that is no spelling of one.
    fn new_party(&mut self, key: &str, name: &Name) -> Pick {
        // "IGM B", "I.G.M.B." and "igm-b" are most likely slips for IGMB.
        if let Some([id]) = self.index.joined_parties.get(&key.replace(' ', "")).map(Vec::as_slice) {
            let id = RecordId::from(*id);
            return self.ask(name, vec![id], Pick::Is(id));
        }
        let forms = self.index.forms.parties.iter().take(COMPARED);
        let likely = likely(key, forms.map(|(form, id)| (form.as_str(), (*id).into())));
        // A table of names says which are names of their own: only what is nearly sure is asked about.
        let is_own = likely.is_empty() || self.kind().is_names() && surely(&likely).is_none();
        if !is_own {
            return self.ask_about(name, &likely);
        }
        if !self.asks_about_new_parties() {
            return Pick::New;
        }
        let seated = self.seated().into_iter().map(RecordId::from).collect();
        self.ask_unlike(name, seated)
    }

    fn make_party(&mut self, name: &str, short: &str, kind: PartyKind) -> PartyId {
        let id = PartyId(self.fresh_id());
        self.put(Party { name: name.to_owned(), short: short.to_owned(), kind, ..Party::blank(id, self.stamp()) });
        self.index.note_party(name, id);
        if !short.is_empty() {
            self.index.note_party(short, id);
        }
        id
    }

    /// Whether that is a spelling of a party.
    pub(super) fn is_party(&self, cell: &str) -> bool {
        let key = key_of(cell);
        self.index.parties.contains_key(&key) || self.index.joined_parties.contains_key(&key.replace(' ', ""))
    }

    /// The person that a cell names, if it names one surely or the user says so; `new` whether one is made otherwise.
    pub(super) fn person(&mut self, cell: &str, new: bool) -> Option<PersonId> {
        let key = plain(cell);
        if key.is_empty() {
            return None;
        }
        let name = Name { noun: "person", written: cell.to_owned() };
        if let Some(id) = self.index.people.get(&key).and_then(|ids| if let [id] = ids.as_slice() { Some(*id) } else { None }) {
            self.count_again(&name);
            return Some(id);
        }
        if let Some(RecordId::Person(id)) = self.taken.get(&name).copied() {
            self.count_again(&name);
            return Some(id);
        }
        let bare = people::bare(cell);
        let likely = self.likely_people(&bare.as_deref().map_or(key, plain));
        let called = bare.filter(|_| new);
        let picked = match &called {
            Some(called) => self.ask_about_title(&name, called, &likely),
            None if likely.is_empty() => Pick::New,
            None => self.ask_about(&name, &likely),
        };
        let id = match picked {
            Pick::Is(RecordId::Person(id)) => {
                if let Some(called) = called.filter(|_| !self.ws.people.contains_key(&id)) {
                    self.put(Person { name: called.clone(), ..Person::blank(id, self.stamp()) });
                    self.index.note_person(&called, id);
                }
                self.spell(id, Spelling { form: cell.to_owned(), ..Spelling::default() });
                id
            }
            _ if new => self.make_person(cell),
            _ => return None,
        };
        self.taken.insert(name, id.into());
        Some(id)
    }

    pub(super) fn make_person(&mut self, name: &str) -> PersonId {
        let id = PersonId(self.fresh_id());
        self.put(Person { name: name.to_owned(), ..Person::blank(id, self.stamp()) });
        self.index.note_person(name, id);
        id
    }

    /// Adds a spelling to somebody, if it is not there. Returns whether it was added.
    pub(super) fn spell(&mut self, id: PersonId, spelling: Spelling) -> bool {
        let Some(person) = self.ws.people.get_mut(&id) else { return false };
        if person.spellings.iter().any(|known| (&known.form, &known.language) == (&spelling.form, &spelling.language)) {
            return false;
        }
        self.index.note_person(&spelling.form, id);
        person.spellings.push(spelling);
        self.touch(id);
        true
    }

    /// People whose names are like that one, the likeliest first.
    pub(super) fn likely_people(&self, key: &str) -> Vec<(Likeness, RecordId)> {
        let mut seen: BTreeSet<(&str, PersonId)> = BTreeSet::new();
        for handle in handles(key) {
            let like = self.index.like_people.get(&handle).map(Vec::as_slice).unwrap_or_default();
            let room = COMPARED.saturating_sub(seen.len());
            seen.extend(like.iter().take(room).map(|(form, id)| (form.as_str(), *id)));
        }
        alike(key, seen.into_iter().map(|(form, id)| (form, id.into())), likeness_of_people)
    }

    /// Notes for whom somebody spoke or sat, in which office.
    pub(super) fn affiliate(&mut self, person: PersonId, party: PartyId, office: &str) {
        let Some(record) = self.ws.people.get_mut(&person) else { return };
        let same = |known: &Affiliation| known.party == party && (office.is_empty() || plain(&known.office) == plain(office));
        if record.affiliations.iter().any(same) {
            return;
        }
        // An affiliation without an office is the same one, now with it.
        match record.affiliations.iter_mut().find(|known| known.party == party && known.office.is_empty()) {
            Some(known) => office.clone_into(&mut known.office),
            None => record.affiliations.push(Affiliation {
                party,
                office: office.to_owned(),
                from: When::Unknown,
                until: When::Unknown,
            }),
        }
        self.touch(person);
    }

    /// Who spoke, and what the cell says beyond that. Of several the first; “Ukrainian delegation” stays a description.
    pub(super) fn speaker(&mut self, cell: &str, party: PartyId) -> (Option<Who>, String) {
        let (first, others) = cell.split_once(" / ").or_else(|| cell.split_once(';')).unwrap_or((cell, ""));
        let (name, beyond) = aside(first);
        let mut notes: Vec<String> = Vec::new();
        notes.extend((!beyond.is_empty()).then(|| format!("{}.", sentence(beyond.trim_end_matches('.')))));
        notes.extend((!others.trim().is_empty()).then(|| format!("Named with the speaker: {}.", others.trim())));
        if name.is_empty() {
            return (None, String::new());
        }
        (Some(self.who(name, party)), notes.join(" "))
    }

    /// Who is meant by a name or a description that stands alone.
    pub(super) fn who(&mut self, name: &str, party: PartyId) -> Who {
        let key = plain(name);
        if let Some([id]) = self.index.parties.get(&key).map(Vec::as_slice) {
            Who::Party(*id)
        } else if people::describes(name) {
            Who::Described(name.to_owned())
        } else {
            match self.person(name, people::looks_like_a_name(name)) {
                Some(id) => {
                    if self.is_new(id) {
                        self.affiliate(id, party, "");
                    }
                    Who::Person(id)
                }
                None => Who::Described(name.to_owned()),
            }
        }
    }

    /// The issues that the lines of a cell name; new ones are made. "Ceasefire › Option 1" is a part of Ceasefire.
    pub(super) fn issues(&mut self, negotiation: NegotiationId, cell: &str) -> Vec<IssueId> {
        let mut found = Vec::new();
        for written in cell.split(['\n', ';', '|']).map(str::trim).filter(|written| !written.is_empty()) {
            let id = self.issue(negotiation, written);
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    fn issue(&mut self, negotiation: NegotiationId, written: &str) -> IssueId {
        if let Some([id]) = self.index.issues.get(&(negotiation, key_of(written))).map(Vec::as_slice) {
            return *id;
        }
        let (parent, own) = match written.rsplit_once('›') {
            Some((above, own)) if !above.trim().is_empty() => (Some(self.issue(negotiation, above.trim())), own.trim()),
            _ => (None, written),
        };
        let name = Name { noun: "issue", written: written.to_owned() };
        if parent.is_none() {
            let known = self.index.forms.issues.get(&negotiation).map(Vec::as_slice).unwrap_or_default();
            let key = key_of(written);
            // Only another way of writing the same words: that one issue has a word more is no reason to ask.
            let same_length = |form: &str| form.split(' ').count() == key.split(' ').count();
            let near = known.iter().take(COMPARED).filter(|(form, _)| same_length(form));
            let likely = likely(&key, near.map(|(form, id)| (form.as_str(), (*id).into())));
            if !likely.is_empty()
                && let Pick::Is(RecordId::Issue(id)) = self.ask_about(&name, &likely)
            {
                return id;
            }
        }
        let id = IssueId(self.fresh_id());
        let place = self.index.next_place.entry(negotiation).or_default();
        let at = *place;
        *place = place.saturating_add(1);
        self.put(Issue { name: own.to_owned(), parent, place: at, ..Issue::blank(id, self.stamp(), negotiation) });
        self.index.note_issue(negotiation, own, id);
        let path = key_of(&names::issue_path(&self.ws, id));
        note(&mut self.index.issues, (negotiation, path), id);
        id
    }

    /// Gives a party a seat, if it has none.
    pub(super) fn seat(&mut self, negotiation: NegotiationId, party: PartyId, role: &SeatRole) {
        let is_bloc = self.ws.parties.get(&party).is_some_and(|party| party.kind == PartyKind::Bloc);
        let Some(record) = self.ws.negotiations.get_mut(&negotiation) else { return };
        if record.seats.iter().any(|seat| seat.party == party) {
            return;
        }
        let role = if is_bloc { SeatRole::Other("Bloc".to_owned()) } else { role.clone() };
        record.seats.push(Seat { party, role, note: String::new() });
        self.touch(negotiation);
    }

    /// The same for somebody who is written with a title, a degree or the surname in front: somebody new is called without them.
    fn ask_about_title(&mut self, name: &Name, called: &str, likely: &[(Likeness, RecordId)]) -> Pick {
        let id = RecordId::from(PersonId(self.fresh_id()));
        let stand_in = self.expect(id, &plain(called));
        let mut candidates: Vec<(RecordId, String)> = likely.iter().map(|(_, id)| self.offered(*id)).collect();
        if candidates.iter().all(|(known, _)| *known != stand_in) {
            candidates.push((stand_in, format!("{called} (new)")));
        }
        let proposed = surely(likely).unwrap_or(stand_in);
        self.ask_titled(name, candidates, Pick::Is(proposed))
    }

    /// Asks which of those a name is; a strong likeness stands unless the user says otherwise.
    fn ask_about(&mut self, name: &Name, likely: &[(Likeness, RecordId)]) -> Pick {
        let proposed = surely(likely).map_or(Pick::New, Pick::Is);
        self.ask(name, likely.iter().map(|(_, id)| *id).collect(), proposed)
    }
}

/// The one that is meant, if one is most likely, and nearly sure.
fn surely(likely: &[(Likeness, RecordId)]) -> Option<RecordId> {
    let (like, id) = likely.first()?;
    (like.is_strong() && likely.get(1).is_none_or(|(second, _)| second < like)).then_some(*id)
}

/// The records whose names are like `key`, the likeliest first, then in the order of their ids.
fn likely<'f>(key: &str, known: impl Iterator<Item = (&'f str, RecordId)>) -> Vec<(Likeness, RecordId)> {
    alike(key, known, likeness)
}

/// The same by a likeness of its own.
fn alike<'f>(
    key: &str,
    known: impl Iterator<Item = (&'f str, RecordId)>,
    likeness: fn(&str, &str) -> Option<Likeness>,
) -> Vec<(Likeness, RecordId)> {
    let mut best: BTreeMap<RecordId, Likeness> = BTreeMap::new();
    for (form, id) in known {
        if let Some(like) = likeness(key, form) {
            let known = best.entry(id).or_insert(like);
            if like > *known {
                *known = like;
            }
        }
    }
    let mut found: Vec<(Likeness, RecordId)> = best.into_iter().map(|(id, like)| (like, id)).collect();
    found.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(std::cmp::Ordering::Equal).then(a.1.cmp(&b.1)));
    found.truncate(OFFERED);
    found
}

/// What a name of a round that speaks of one of its dates has in front: "round 4" of "round 4 second date".
pub(super) fn stem(plain: &str) -> String {
    const OF_A_DATE: [&str; 17] = [
        "date",
        "dates",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "1st",
        "2nd",
        "3rd",
        "original",
        "earlier",
        "planned",
        "old",
        "tentative",
        "initial",
        "new",
    ];
    let words: Vec<&str> = plain.split(' ').collect();
    let kept = words.iter().rposition(|word| !OF_A_DATE.contains(word)).map_or(0, |last| last + 1);
    if kept == 0 { plain.to_owned() } else { words[..kept].join(" ") }
}
