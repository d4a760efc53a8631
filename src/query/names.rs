//! Display names of records.

use super::position::Voice;
use crate::model::{
    Affiliation, Binned, FollowUp, Incident, IssueId, NegotiationId, PartyId, Person, PersonId, Record, RecordId, Round, RoundId,
    Source, SourceId, Statement, StatementId, StatementKind, Venue, Vocabulary, When, Who, Workspace,
};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// How long a title made from running text may get, in characters.
const TITLE_CHARS: usize = 90;

/// The full name of a party: "Ukraine".
pub fn party(workspace: &Workspace, id: PartyId) -> String {
    title(workspace, id.into())
}

/// The short name of a party, or its full name if it has none: "UA".
pub fn party_short(workspace: &Workspace, id: PartyId) -> String {
    match workspace.parties.get(&id) {
        Some(found) => first_filled(&[&found.short, &found.name], "Unnamed party"),
        None => party(workspace, id),
    }
}

/// The name of a person as this workspace writes it.
pub fn person(workspace: &Workspace, id: PersonId) -> String {
    title(workspace, id.into())
}

/// Whoever speaks, owes or is blamed.
pub fn who(workspace: &Workspace, who: &Who) -> String {
    match who {
        Who::Party(id) => party(workspace, *id),
        Who::Person(id) => person(workspace, *id),
        Who::Described(words) => first_filled(&[words], "Somebody"),
    }
}

/// Several of them in one line: "Ukraine, Steve Witkoff".
pub fn who_all(workspace: &Workspace, all: &[Who]) -> String {
    all.iter().map(|one| who(workspace, one)).collect::<Vec<_>>().join(", ")
}

/// The title of a negotiation.
pub fn negotiation(workspace: &Workspace, id: NegotiationId) -> String {
    title(workspace, id.into())
}

/// The name of an issue alone: "Option 1".
pub fn issue(workspace: &Workspace, id: IssueId) -> String {
    title(workspace, id.into())
}

/// An issue with the issues that it is a part of: "Ceasefire › Option 1".
pub fn issue_path(workspace: &Workspace, id: IssueId) -> String {
    let mut path = vec![issue(workspace, id)];
    let mut seen = vec![id];
    let mut parent = workspace.issues.get(&id).and_then(|issue| issue.parent);
    while let Some(above) = parent.filter(|above| !seen.contains(above)) {
        seen.push(above);
        path.push(issue(workspace, above));
        parent = workspace.issues.get(&above).and_then(|issue| issue.parent);
    }
    path.reverse();
    path.join(" › ")
}

/// What a round is called: see [`round_title`].
pub fn round(workspace: &Workspace, id: RoundId) -> String {
    title(workspace, id.into())
}

/// What a round is called: its title, else "Round 2", else where and when it is.
pub fn round_title(round: &Round) -> String {
    if !round.title.trim().is_empty() {
        return round.title.trim().to_owned();
    }
    if let Some(number) = round.number {
        return format!("Round {number}");
    }
    let when = if round.schedule.when.is_unknown() { String::new() } else { round.schedule.when.words() };
    let parts: Vec<String> = [town(&round.venue), when].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "Untitled round".to_owned() } else { parts.join(", ") }
}

/// A venue in one line: "Emirates Palace, Abu Dhabi, United Arab Emirates"; "Online" if that is all that is known; else empty.
pub fn venue(venue: &Venue) -> String {
    let parts: Vec<&str> =
        [&venue.place, &venue.city, &venue.country].into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    match (parts.is_empty(), venue.online) {
        (true, true) => "Online".to_owned(),
        (false, true) => format!("Online ({})", parts.join(", ")),
        _ => parts.join(", "),
    }
}

/// The shortest useful name of a venue: the city, else the country, else the building.
pub fn town(venue: &Venue) -> String {
    let place = [&venue.city, &venue.country, &venue.place].into_iter().map(|part| part.trim()).find(|part| !part.is_empty());
    match place {
        Some(place) => place.to_owned(),
        None if venue.online => "Online".to_owned(),
        None => String::new(),
    }
}

/// The zone of a round: its own, else UTC.
pub fn round_zone(round: &Round) -> Tz {
    round.zone.unwrap_or(Tz::UTC)
}

/// A source in one line: see [`source_title`].
pub fn source(workspace: &Workspace, id: SourceId) -> String {
    title(workspace, id.into())
}

/// A source in one line: its title, else who published it, else its address.
pub fn source_title(source: &Source) -> String {
    first_filled(&[&source.title, &source.outlet, &source.address], "Untitled source")
}

/// What nobody has said of a source yet: "No outlet, date or address yet"; empty if anything is known of it.
pub fn source_lacks(source: &Source) -> &'static str {
    let known = [&source.outlet, &source.address].iter().any(|text| !text.trim().is_empty()) || !source.published.is_unknown();
    if known { "" } else { "No outlet, date or address yet" }
}

/// A statement in one line: "Ukraine: the United States must watch the ceasefire". Terms that keep it from being repeated stand behind it:
/// "Ukraine: we may sign · Off the record".
pub fn statement_line(workspace: &Workspace, statement: &Statement) -> String {
    let line = format!("{}: {}", party(workspace, statement.party), shortened(&statement.text, "no text"));
    if statement.level.is_guarded() { format!("{line} · {}", statement.level.label()) } else { line }
}

/// What was said, whole: between quotation marks if the words are the speaker's own.
pub fn words(statement: &Statement, if_empty: &str) -> String {
    match (statement.text.trim(), statement.verbatim) {
        ("", _) => if_empty.to_owned(),
        (text, true) => format!("“{text}”"),
        (text, false) => text.to_owned(),
    }
}

/// The kind of a statement in a word, in sentence case: "Demand"; "Interest, assessed" for what is inferred and not said.
pub fn kind_word(statement: &Statement) -> String {
    let word = kind(&statement.kind);
    if statement.is_assessment() { format!("{word}, assessed") } else { word }
}

/// A kind where no heading says that it is one: "Demand", and "Kind not stated" where nobody stated it.
pub fn kind(kind: &StatementKind) -> String {
    if *kind == StatementKind::Unstated {
        return "Kind not stated".to_owned();
    }
    let mut letters = kind.label().chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// In whose voice, where it is not the party's alone.
pub fn voice(workspace: &Workspace, voice: Voice) -> Option<String> {
    match voice {
        Voice::Own => None,
        Voice::AlsoFor(other) => Some(format!("Also for {}", party(workspace, other))),
        Voice::Through(other) => Some(format!("Through {}", party(workspace, other))),
    }
}

/// A statement in one line, by id.
pub fn statement(workspace: &Workspace, id: StatementId) -> String {
    title(workspace, id.into())
}

/// The title of any record, deleted ones included.
pub fn title(workspace: &Workspace, id: RecordId) -> String {
    match workspace.view(id) {
        Some(Record::Clash(clash)) => title(workspace, clash.record),
        Some(record) => record_title(workspace, record),
        // What was deleted keeps its name where it is still mentioned.
        None => {
            let deleted = workspace.bin.values().flat_map(|binned| &binned.records).find(|record| record.id() == id);
            deleted.map_or_else(|| format!("Unknown {}", id.noun()), |record| record_title(workspace, record))
        }
    }
}

/// The title of any record, in the workspace or not.
pub fn record_title(workspace: &Workspace, record: &Record) -> String {
    match record {
        Record::Negotiation(negotiation) => negotiation_title(negotiation),
        Record::Source(source) => source_title(source),
        Record::Round(round) => round_title(round),
        Record::Statement(statement) => statement_line(workspace, statement),
        Record::FollowUp(follow_up) => follow_up_title(follow_up),
        Record::Incident(incident) => incident_title(incident),
        Record::Binned(binned) => binned_title(binned),
        Record::Clash(clash) => record_title(workspace, &clash.other),
        named => {
            let name = named.names().map(str::trim).find(|name| !name.is_empty());
            name.map_or_else(|| format!("Unnamed {}", named.id().noun()), str::to_owned)
        }
    }
}

/// The office that a person held at that time, for `party` if one is given: the default for a new attendance, which then keeps it.
/// Where several fit, the one taken up last. With nothing known of the time, the last that has not ended.
pub fn office_at<'a>(person: &'a Person, party: Option<PartyId>, when: &When, zone: Tz) -> Option<&'a str> {
    held_at(person, when, zone, |held| party.is_none_or(|party| held.party == party) && !held.office.trim().is_empty())
        .map(|held| held.office.trim())
}

/// The party that a person belonged to at that time: of the affiliation taken up last.
pub fn party_at(person: &Person, when: &When, zone: Tz) -> Option<PartyId> {
    held_at(person, when, zone, |_| true).map(|held| held.party)
}

/// The party that the speaker of a statement belonged to then, if it is neither the one that made it nor one that it speaks for: the
/// name may be a slip.
pub fn speaks_for_another(workspace: &Workspace, statement: &Statement, zone: Tz) -> Option<PartyId> {
    let Some(Who::Person(person)) = &statement.speaker else { return None };
    let own = party_at(workspace.people.get(person)?, super::position::said_when(workspace, statement), zone)?;
    (workspace.parties.contains_key(&own) && own != statement.party && statement.on_behalf_of != Some(own)).then_some(own)
}

fn held_at<'a>(person: &'a Person, when: &When, zone: Tz, wanted: impl Fn(&Affiliation) -> bool) -> Option<&'a Affiliation> {
    let day = when.latest_day(zone).or(when.earliest_day(zone));
    let covers = |held: &Affiliation| match day {
        Some(day) => {
            held.from.earliest_day(zone).is_none_or(|from| from <= day)
                && held.until.latest_day(zone).is_none_or(|until| day <= until)
        }
        None => held.until.is_unknown(),
    };
    // Of equals the last wins: the list is in time order as far as known.
    let fitting = person.affiliations.iter().filter(|held| wanted(held) && covers(held));
    fitting.max_by_key(|held| held.from.earliest_day(zone).unwrap_or(NaiveDate::MIN))
}

/// The first line of a text, cut at a word with an ellipsis where it is too long for a title.
pub fn shortened(text: &str, if_empty: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(if_empty);
    if line.chars().count() <= TITLE_CHARS {
        return line.to_owned();
    }
    let cut: String = line.chars().take(TITLE_CHARS).collect();
    let kept = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(before, _)| before);
    format!("{}…", kept.trim_end_matches([',', ';', '.', ' ']))
}

fn negotiation_title(negotiation: &crate::model::Negotiation) -> String {
    first_filled(&[&negotiation.title, &negotiation.code], "Untitled negotiation")
}

fn follow_up_title(follow_up: &FollowUp) -> String {
    shortened(&follow_up.what, "Follow-up without words")
}

fn incident_title(incident: &Incident) -> String {
    shortened(&incident.what, "Incident without words")
}

fn binned_title(binned: &Binned) -> String {
    first_filled(&[&binned.title], "Untitled record")
}

fn first_filled(candidates: &[&str], otherwise: &str) -> String {
    let filled = candidates.iter().map(|candidate| candidate.trim()).find(|candidate| !candidate.is_empty());
    filled.unwrap_or(otherwise).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Round;
    use crate::query::testing::{Talks, ZONE, at, when};
    use chrono_tz::Tz as Zone;

    #[test]
    fn a_round_is_called_by_its_title_its_number_or_its_place_and_date() {
        let mut talks = Talks::new();
        let id = talks.round("", "2026-02-04..2026-02-05");
        let mut called = |change: &dyn Fn(&mut Round)| {
            change(talks.on(id));
            round(&talks.ws, id)
        };
        assert_eq!(called(&|_| ()), "4–5 February 2026");
        assert_eq!(called(&|round| round.venue.city = "Abu Dhabi".into()), "Abu Dhabi, 4–5 February 2026");
        assert_eq!(called(&|round| round.schedule.when = When::Unknown), "Abu Dhabi");
        assert_eq!(called(&|round| round.number = Some(2)), "Round 2");
        assert_eq!(called(&|round| round.title = " Second trilateral ".into()), "Second trilateral");
    }

    #[test]
    fn a_speaker_of_another_party_may_be_a_slip() {
        let mut talks = Talks::new();
        let olsen = talks.office("Olsen", "Dockers' Union", "General secretary", "2025-01-01", "2026-06-30");
        let union = talks.party("Dockers' Union");
        let said = talks.says("Port Authority", "Pay", "2026-02-04", "3 percent");
        let other = |talks: &Talks| speaks_for_another(&talks.ws, &talks.ws.statements[&said], ZONE);
        assert_eq!(other(&talks), None, "nobody is named");
        talks.of(said).speaker = Some(Who::Person(olsen));
        assert_eq!(other(&talks), Some(union));
        talks.of(said).on_behalf_of = Some(union);
        assert_eq!(other(&talks), None);
        (talks.of(said).on_behalf_of, talks.of(said).said_on) = (None, when("2026-07-04"));
        assert_eq!(other(&talks), None, "what she was before is no matter");
        talks.of(said).said_on = when("");
        assert_eq!(other(&talks), None, "of what has no date nobody knows");
        let own = talks.says("Dockers' Union", "Pay", "2026-02-04", "6 percent");
        talks.of(own).speaker = Some(Who::Person(olsen));
        assert_eq!(speaks_for_another(&talks.ws, &talks.ws.statements[&own], ZONE), None);
    }

    #[test]
    fn nothing_is_without_a_name() {
        let mut talks = Talks::new();
        let id = talks.round("", "");
        assert_eq!(round(&talks.ws, id), "Untitled round");
        let said = talks.says("", "", "", "  ");
        assert_eq!(statement(&talks.ws, said), "Unnamed party: no text");
        let gone = PartyId(uuid::Uuid::from_u128(7));
        assert_eq!(party(&talks.ws, gone), "Unknown party");
        assert_eq!(who(&talks.ws, &Who::Described(String::new())), "Somebody");
    }

    #[test]
    fn what_is_in_the_bin_keeps_its_name() {
        let mut talks = Talks::new();
        let (party_id, issue_id) = (talks.party("Ukraine"), talks.issue("Ceasefire › Option 1"));
        let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "freeze along the line");
        talks.delete(party_id);
        assert_eq!(party(&talks.ws, party_id), "Ukraine");
        assert_eq!(statement(&talks.ws, said), "Ukraine: freeze along the line");
        assert_eq!(issue_path(&talks.ws, issue_id), "Ceasefire › Option 1");
        let negotiation = talks.negotiation;
        talks.delete(negotiation);
        assert_eq!(title(&talks.ws, said.into()), "Ukraine: freeze along the line");
        assert_eq!(title(&talks.ws, negotiation.into()), "Peace talks");
    }

    #[test]
    fn issues_in_a_circle_still_have_a_path() {
        let mut talks = Talks::new();
        let (a, b) = (talks.issue("A"), talks.issue("B"));
        talks.ws.issues.get_mut(&a).unwrap().parent = Some(b);
        talks.ws.issues.get_mut(&b).unwrap().parent = Some(a);
        assert_eq!(issue_path(&talks.ws, a), "B › A");
    }

    #[test]
    fn the_office_is_the_one_held_then() {
        let mut talks = Talks::new();
        let umerov = talks.office("Umerov", "Ukraine", "Minister of Defence", "2023-09-06", "2025-07-17");
        talks.office("Umerov", "Ukraine", "Secretary of the Security Council", "2025-07-18", "");
        talks.office("Umerov", "Delegation", "Head of delegation", "2025-07-18", "");
        let (person, ukraine) = (&talks.ws.people[&umerov], talks.ws.parties.keys().next().copied());
        for (date, party, office) in [
            (when("2025-06-02"), None, Some("Minister of Defence")),
            (when("2025-07-17"), ukraine, Some("Minister of Defence")),
            (when("2026-01-23..2026-01-24"), ukraine, Some("Secretary of the Security Council")),
            (when("2026-01-23"), None, Some("Head of delegation")),
            (at("2025-07-17 23:30", Zone::America__New_York), ukraine, Some("Secretary of the Security Council")),
            (when(""), ukraine, Some("Secretary of the Security Council")),
            (when("2020-01-01"), None, None),
        ] {
            assert_eq!(office_at(person, party, &date, ZONE), office, "{date:?}");
        }
        assert_eq!(party_at(person, &when("2025-06-02"), ZONE), ukraine);
    }

    #[test]
    fn only_words_that_are_the_speakers_own_are_quoted() {
        let mut talks = Talks::new();
        let said = talks.says("Ukraine", "Territory", "2026-02-04", " we will not leave\n");
        assert_eq!(words(talks.of(said), ""), "we will not leave");
        talks.of(said).verbatim = true;
        assert_eq!(words(talks.of(said), ""), "“we will not leave”");
        talks.of(said).text.clear();
        assert_eq!(words(talks.of(said), "No text"), "No text");
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        let text = "word ".repeat(40);
        let cut = shortened(&text, "");
        assert!(cut.ends_with("word…") && cut.chars().count() <= TITLE_CHARS, "{cut}");
        assert_eq!(shortened("\n  first line \nsecond", ""), "first line");
        assert_eq!(shortened(&"字".repeat(100), "").chars().count(), TITLE_CHARS + 1);
    }

    #[test]
    fn venues_in_one_line() {
        let mut venue_record = Venue { city: "Geneva".into(), country: "Switzerland".into(), ..Venue::default() };
        assert_eq!(venue(&venue_record), "Geneva, Switzerland");
        venue_record.online = true;
        assert_eq!(venue(&venue_record), "Online (Geneva, Switzerland)");
        assert_eq!(venue(&Venue { online: true, ..Venue::default() }), "Online");
        assert_eq!((venue(&Venue::default()), town(&Venue::default())), (String::new(), String::new()));
    }
}
