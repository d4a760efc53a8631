//! Tests the confidentiality rule over all exports in all formats: what was not said on the record does not leave unless its level is
//! named, and each export says how much was withheld.

use super::*;
use crate::exchange::export::{Exported, export};
use crate::exchange::progress::Progress;
use crate::exchange::request::{ExportContext, Format, Request, What};
use crate::model::arbitrary::{self, cases, id};
use crate::model::fields::{Fields, ValueMut};
use crate::model::{
    Account, Affiliation, Announcement, Attendance, AttendanceRole, Condition, Discrepancy, Document, EarlierDate, FollowUp,
    Incident, Issue, IssueId, IssueState, Original, Outcome, PartId, Party, PartyId, PartyKind, Passage, Person, PersonId,
    Presence, Round, Sitting, Source, SourceId, SourceKind, Spelling, Stamp, StatementKind, Verification, Vocabulary, Who,
};
use crate::query::levels::of as terms_of;
use crate::query::position::AsOf;
use proptest::prelude::*;
use std::io::{Cursor, Read};

const NEGOTIATION: u128 = 2;

/// A statement with a word of its own in each of its fields, and with a party, a person, a source and an issue that nothing else
/// names. All words begin alike; what follows says in which field they are.
fn mark(ws: &mut Workspace, statement: StatementId, n: u128) {
    let word = |field: &str| format!("Zq{field}{n}zq");
    let stamp = Stamp::new(Default::default(), &word("Author"));
    let (party, other): (PartyId, PartyId) = (id(0, 100 + n), id(0, 200 + n));
    let spelling = Spelling { language: String::new(), form: word("Spelling"), origin: word("Origin") };
    for (id, name) in [(party, "Party"), (other, "Behalf")] {
        let party = Party {
            id,
            stamp: stamp.clone(),
            name: word(name),
            short: word("Short"),
            kind: PartyKind::State,
            spellings: vec![spelling.clone()],
            hue: None,
            blocs: Vec::new(),
            note: word("PartyNote"),
        };
        ws.parties.insert(id, party);
    }
    let person: PersonId = id(1, 100 + n);
    let office = Affiliation { party, office: word("Office"), from: When::Unknown, until: When::Unknown };
    let person = Person {
        id: person,
        stamp: stamp.clone(),
        name: word("Person"),
        spellings: vec![spelling],
        affiliations: vec![office],
        note: word("PersonNote"),
    };
    let source: SourceId = id(4, 100 + n);
    ws.sources.insert(
        source,
        Source {
            id: source,
            stamp: stamp.clone(),
            negotiation: id(NEGOTIATION, 0),
            kind: SourceKind::OwnNotes,
            title: word("Title"),
            outlet: word("Outlet"),
            address: format!("https://{}.example", word("Address")),
            published: When::Unknown,
            read: None,
            text: word("Pasted"),
            reliability: None,
            credibility: None,
            note: word("SourceNote"),
            document: Document::default(),
        },
    );
    let issue: IssueId = id(3, 100 + n);
    ws.issues.insert(
        issue,
        Issue {
            id: issue,
            stamp: stamp.clone(),
            negotiation: id(NEGOTIATION, 0),
            name: word("Issue"),
            parent: None,
            state: IssueState::Open,
            place: 0,
            note: String::new(),
        },
    );
    let Some(said) = ws.statements.get_mut(&statement) else { return };
    said.stamp = stamp;
    said.party = party;
    said.on_behalf_of = Some(other);
    said.speaker = Some(Who::Person(person.id));
    said.issues = vec![issue];
    said.text = word("Text");
    said.original = Original { text: word("Original"), language: word("Language") };
    said.terms = word("Terms");
    said.sources = vec![source];
    said.locus = word("Locus");
    said.condition = Condition { text: word("Condition"), on: said.condition.on.clone() };
    said.assessor = word("Assessor");
    said.tags = vec![word("Tag")];
    said.to_check = vec![word("Reason")];
    said.verification = Verification::Other(word("Support"));
    said.verification_note = word("Verified");
    said.note = word("Note");
    said.passages = vec![quoted(id(100, 2000 + n), source, &word)];
    fill(said, &word);
    ws.people.insert(person.id, person);
}

/// A passage with words of its own.
fn quoted(id: PartId, source: SourceId, word: &dyn Fn(&str) -> String) -> Passage {
    let [quote, before, after] = ["Quote", "Before", "After"].map(word);
    Passage { id, source, quote, before, after, start: 0 }
}

/// Gives each text that is still empty a word of its own, by the name of its field: none can leave that nobody thought of.
fn fill(fields: &mut dyn Fields, word: &dyn Fn(&str) -> String) {
    for (at, field) in fields.table().iter().enumerate() {
        let name: String = field.name.chars().filter(|c| c.is_alphanumeric()).collect();
        match fields.get_mut(at) {
            Some(ValueMut::Text(text)) if text.is_empty() => *text = word(&name),
            Some(ValueMut::Texts(texts)) if texts.is_empty() => texts.push(word(&name)),
            Some(ValueMut::Fields(part)) => fill(part, word),
            _ => {}
        }
    }
}

/// What repeats, cites and names a statement, its source and its party, each without a level of its own.
fn follow(ws: &mut Workspace, statement: StatementId, n: u128) {
    let stamp = Stamp::new(Default::default(), "");
    let negotiation = id(NEGOTIATION, 0);
    let Some(said) = ws.statements.get(&statement).cloned() else { return };
    if !ws.rounds.contains_key(&id(5, 0)) {
        ws.rounds.insert(id(5, 0), Round::blank(id(5, 0), stamp.clone(), negotiation));
    }
    let Some(round) = ws.rounds.get_mut(&id(5, 0)) else { return };
    let part = |at: u128| id(100, 1000 + 20 * n + at);
    let word = |field: &str| format!("Zq{field}{n}zq");
    let (text, source) = (said.text.clone(), said.sources[0]);
    let quoting = format!("They say: “{text}” ({})", word("Quoting"));
    let account = Account {
        id: part(0),
        party: None,
        speaker: None,
        said_on: When::Unknown,
        text: quoting.clone(),
        source: None,
        level: None,
        passages: vec![quoted(part(8), id(4, 900), &word)],
    };
    round.accounts.push(Account { id: part(1), text: word("Citing"), source: Some(source), ..account.clone() });
    round.accounts.push(account);
    round.discrepancies.push(Discrepancy {
        id: part(2),
        about: word("About"),
        held: text.clone(),
        other: word("Other"),
        note: String::new(),
        source: None,
        level: None,
    });
    let sitting = Sitting { id: part(3), title: String::new(), when: When::Unknown, note: quoting.clone(), level: None };
    round.sittings.push(sitting);
    let attendance = Attendance {
        id: part(4),
        person: None,
        party: None,
        described: "somebody".to_owned(),
        role: AttendanceRole::Unstated,
        office: String::new(),
        presence: Presence::Attended,
        sources: Vec::new(),
        note: quoting.clone(),
        level: None,
        passages: Vec::new(),
    };
    round.attendance.push(Attendance { id: part(5), note: word("Seen"), sources: vec![source], ..attendance.clone() });
    round.attendance.push(attendance);
    round.schedule.announcements.push(Announcement {
        id: part(6),
        by: None,
        said_on: When::Unknown,
        when: When::Unknown,
        venue: word("Venue"),
        wording: quoting.clone(),
        source: None,
        withdrawn: false,
        level: None,
        passages: Vec::new(),
    });
    round.schedule.earlier.push(EarlierDate {
        id: part(7),
        when: When::Unknown,
        venue: String::new(),
        note: quoting.clone(),
        source: None,
        level: None,
    });
    beside(ws, &said, n, &quoting);
    let (what, named) = (format!("The people of {} wait: {}", word("Party"), word("Naming")), quoting.clone());
    for (at, what, note) in [(0, what, String::new()), (1, named, String::new()), (2, "Nothing".to_owned(), quoting)] {
        let follow_up = FollowUp::blank(id(7, 1000 + 20 * n + at), stamp.clone(), negotiation);
        let round = Some(id(5, 0));
        ws.follow_ups.insert(follow_up.id, FollowUp { what: what.clone(), note: note.clone(), round, ..follow_up });
        let incident = Incident::blank(id(8, 1000 + 20 * n + at), stamp.clone(), negotiation);
        ws.incidents.insert(incident.id, Incident { what, note, round, ..incident });
    }
}

/// Three statements on the record: beside one it is written what that one says, beside one whom it names, and one has its quotation.
fn beside(ws: &mut Workspace, said: &Statement, n: u128, quoting: &str) {
    let word = |field: &str| format!("Zq{field}{n}zq");
    let naming = format!("{} and {} were told: {}", word("Party"), word("Person"), word("Beside"));
    let (party, quoting) = (id(0, 900), quoting.to_owned());
    let known = Party { id: party, name: "Public party".to_owned(), ..ws.parties[&said.party].clone() };
    let known = Party {
        short: String::new(),
        spellings: Vec::new(),
        note: String::new(),
        stamp: Stamp::new(Default::default(), ""),
        ..known
    };
    ws.parties.insert(party, known);
    for (at, words, passages) in [(0, quoting, vec![]), (1, naming, vec![]), (2, String::new(), said.passages.clone())] {
        let fields = [String::new(), words.clone()];
        let field = |which: u128| fields[usize::from(which == n % 8)].clone();
        let statement = Statement {
            id: id(6, 1000 + 20 * n + at),
            stamp: Stamp::new(Default::default(), ""),
            negotiation: said.negotiation,
            round: None,
            sitting: None,
            said_on: When::Unknown,
            party,
            on_behalf_of: None,
            speaker: None,
            issues: Vec::new(),
            text: "Everybody may know this".to_owned(),
            original: Original::default(),
            level: RecordLevel::OnRecord,
            terms: field(0),
            sources: Vec::new(),
            locus: field(1),
            verification_note: field(2),
            verification: Verification::Other(field(7)),
            condition: Condition::default(),
            assessor: field(3),
            tags: vec![field(4)],
            to_check: vec![field(5)],
            note: field(6),
            supersedes: Vec::new(),
            answers: Vec::new(),
            passages,
            ..said.clone()
        };
        ws.statements.insert(statement.id, statement);
    }
}

/// Marks every text of a round, and one follow-up and one incident, each with a word of its own in each of its fields.
fn marked(ws: &mut Workspace, levels: &[Option<RecordLevel>]) -> Vec<RecordLevel> {
    let stamp = Stamp::new(Default::default(), "");
    let negotiation = id(NEGOTIATION, 0);
    let word = |field: &str, at: usize| format!("Zt{field}{at}zt");
    let level = |at: usize| levels[at % levels.len()].clone();
    let part = |at: usize| id(100, 5000 + at as u128);
    let round = Round::blank(id(5, 900), stamp.clone(), negotiation);
    let mut round = Round { title: "Marked".to_owned(), ..round };
    let passages = |at: usize| vec![quoted(id(100, 6000 + at as u128), id(4, 900), &|field| word(field, at))];
    let who = |at: usize| Some(Who::Described(word("Who", at)));
    round.schedule.when = When::Day(chrono::NaiveDate::default());
    round.accounts = vec![Account {
        id: part(0),
        party: None,
        speaker: who(0),
        said_on: When::Unknown,
        text: word("Text", 0),
        source: None,
        level: level(0),
        passages: passages(0),
    }];
    round.discrepancies = vec![Discrepancy {
        id: part(1),
        about: word("About", 1),
        held: word("Held", 1),
        other: word("Other", 1),
        note: word("Note", 1),
        source: None,
        level: level(1),
    }];
    round.sittings =
        vec![Sitting { id: part(2), title: word("Title", 2), when: When::Unknown, note: word("Note", 2), level: level(2) }];
    round.attendance = vec![Attendance {
        id: part(3),
        person: None,
        party: None,
        described: word("Described", 3),
        role: AttendanceRole::Unstated,
        office: word("Office", 3),
        presence: Presence::Attended,
        sources: Vec::new(),
        note: word("Note", 3),
        level: level(3),
        passages: passages(3),
    }];
    round.schedule.announcements = vec![Announcement {
        id: part(4),
        by: who(4),
        said_on: When::Unknown,
        when: When::Unknown,
        venue: word("Venue", 4),
        wording: word("Wording", 4),
        source: None,
        withdrawn: false,
        level: level(4),
        passages: passages(4),
    }];
    round.schedule.earlier = vec![EarlierDate {
        id: part(5),
        when: When::Window { earliest: None, latest: None, wording: word("When", 5) },
        venue: word("Venue", 5),
        note: word("Note", 5),
        source: None,
        level: level(5),
    }];
    round.outcome =
        Outcome { kind: None, text: word("Outcome", 6), documents: Vec::new(), level: level(6), passages: passages(6) };
    (round.note, round.note_level) = (word("Note", 7), level(7));
    ws.rounds.insert(round.id, round);
    let (owed, seen) = (id(7, 900), id(8, 900));
    let follow_up = FollowUp::blank(owed, stamp.clone(), negotiation);
    let (what, owners, note) = (word("What", 8), who(8).into_iter().collect(), word("Note", 8));
    ws.follow_ups.insert(
        owed,
        FollowUp { what, owners, note, round: Some(id(5, 900)), level: level(8), passages: passages(8), ..follow_up },
    );
    let incident = Incident::blank(seen, stamp, negotiation);
    let (what, place, claimed_by, note) = (word("What", 9), word("Place", 9), who(9).into_iter().collect(), word("Note", 9));
    let incident =
        Incident { what, place, claimed_by, note, round: Some(id(5, 900)), level: level(9), passages: passages(9), ..incident };
    ws.incidents.insert(seen, incident);
    (0..10).map(|at| level(at).unwrap_or(RecordLevel::Unstated)).collect()
}

/// Of a statement told without attribution.
const TOLD: [&str; 2] = ["Text", "Issue"];

/// The words of a statement that a list of statements has of what leaves whole.
const WHOLE: [&str; 18] = [
    "Text",
    "Issue",
    "Party",
    "Behalf",
    "Person",
    "Original",
    "Language",
    "Terms",
    "Title",
    "Outlet",
    "Address",
    "Locus",
    "Condition",
    "Note",
    "Verified",
    "Support",
    "Tag",
    "Reason",
];

/// Everything that can be read in a file: the parts of an archive, with the lines of a calendar unfolded.
fn read(bytes: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(bytes).replace("\r\n ", "").replace("\r\n\t", "");
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            all.push_str(&format!("\n{}\n", part.name().unwrap()));
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    all
}

fn made(ws: &Workspace, what: What, format: Format, round: Option<RoundId>, permitted: &Permitted) -> Exported {
    let request =
        Request { negotiation: id(NEGOTIATION, 0), round, what, format, as_of: AsOf::Now, permitted: permitted.clone() };
    let context = ExportContext { now: "2026-02-05T10:00:00Z".parse().unwrap(), zone: chrono_tz::UTC, author: String::new() };
    export(ws, &request, &context, &Progress::default()).unwrap_or_else(|error| panic!("{what:?} as {format:?}: {error}"))
}

fn any_level() -> impl Strategy<Value = RecordLevel> {
    prop_oneof![3 => arbitrary::term::<RecordLevel>(), 1 => Just(RecordLevel::OffRecord), 1 => Just(RecordLevel::ChathamHouse)]
}

proptest! {
    #![proptest_config(cases(24))]
    #[test]
    fn what_is_withheld_does_not_leave_by_any_door(
        mut ws in arbitrary::workspace(),
        levels in prop::collection::vec(any_level(), arbitrary::POOL as usize),
        named in prop::collection::btree_set(arbitrary::term::<RecordLevel>(), 0..3),
        one_round in any::<bool>(),
        marks in prop::collection::vec(prop::option::of(any_level()), 7),
    ) {
        ws.rounds.each_mut(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.issues.each_mut(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.sources.each_mut(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.follow_ups.each_mut(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.incidents.each_mut(|record| record.negotiation = id(NEGOTIATION, 0));
        let ids: Vec<StatementId> = ws.statements.keys().copied().collect();
        for (n, (statement, level)) in (0..).zip(ids.iter().zip(&levels)) {
            mark(&mut ws, *statement, n);
            let said = ws.statements.get_mut(statement).unwrap();
            said.negotiation = id(NEGOTIATION, 0);
            said.level = level.clone();
            if *level == RecordLevel::Unstated {
                // Terms without a level are withheld: their own test holds that.
                said.terms.clear();
            }
            if said.kind.is_other() {
                // Words of the user's own may name somebody at the table, and then nothing leaves: these name nobody.
                said.kind = StatementKind::Other(format!("sort {n}"));
            }
            if one_round {
                said.round = Some(id(5, 0));
            }
        }
        for (n, statement) in (0..).zip(&ids) {
            follow(&mut ws, *statement, n);
        }
        let marks = marked(&mut ws, &marks);
        // A statement without a level goes by what is said of its round and its sitting.
        let level_of = |said: &Statement| if said.level == RecordLevel::Unstated { terms_of(&ws, said) } else { said.level.clone() };
        let levels: Vec<RecordLevel> = ids.iter().map(|id| level_of(&ws.statements[id])).collect();
        // What lies in the bin is nobody's, and would be there to be named.
        let round = one_round.then(|| id(5, 0));
        let leave = |level: &RecordLevel| if named.contains(level) { Leave::Whole } else { of_level(level) };
        let released = Released::new(&ws, id(NEGOTIATION, 0), &named.iter().cloned().collect());
        for what in What::ALL {
            for format in what.formats() {
                let exported = made(&ws, what, *format, round, &named.iter().cloned().collect());
                let text = read(&exported.bytes);
                for (n, (statement, level)) in ids.iter().zip(&levels).enumerate() {
                    let has = |field: &str| text.contains(&format!("Zq{field}{n}zq")) || text.contains(&format!("zq{}{n}zq", field.to_lowercase()));
                    let leave = leave(level);
                    if leave != Leave::Whole {
                        prop_assert!(!text.contains(&statement.to_string()), "{what:?} {format:?} has the id of {level:?}");
                        for at in text.match_indices("Zq").map(|(at, _)| at) {
                            let word: String = text[at + 2..].chars().take_while(|c| c.is_alphanumeric()).collect();
                            let told = leave == Leave::Unattributed && TOLD.iter().any(|field| word == format!("{field}{n}zq"));
                            prop_assert!(told || !word.ends_with(&format!("{n}zq")), "{what:?} as {format:?} tells {word} of {level:?}");
                        }
                    } else if what == What::Statements {
                        let has_terms = ws.statements[statement].level != RecordLevel::Unstated;
                        for field in WHOLE.into_iter().filter(|field| *field != "Terms" || has_terms) {
                            prop_assert!(has(field), "{what:?} as {format:?} lacks {field} of {level:?}");
                        }
                    }
                    if what == What::Statements && leave == Leave::Unattributed {
                        prop_assert!(has("Text"), "{what:?} as {format:?} lacks the words of {level:?}");
                    }
                }
                for (at, level) in marks.iter().enumerate().filter(|(_, level)| leave(level) != Leave::Whole) {
                    for found in text.match_indices("Zt").map(|(at, _)| at) {
                        let word: String = text[found + 2..].chars().take_while(|c| c.is_alphanumeric()).collect();
                        prop_assert!(!word.ends_with(&format!("{at}zt")), "{what:?} as {format:?} tells {word}, marked {level:?}");
                    }
                }
                let kept = levels.iter().filter(|level| leave(level) != Leave::Whole).count();
                if matches!(what, What::Statements | What::Lists | What::Brief) {
                    prop_assert_eq!(exported.withheld.statements(), kept);
                }
                // Each list of several says what it lacks itself.
                let lists: &[What] = match &what {
                    What::Lists => &[What::Matrix, What::Statements, What::Rounds, What::Attendance, What::FollowUps],
                    one => std::slice::from_ref(one),
                };
                let lacks = lists.iter().filter_map(|list| released.withheld_from(*list, round).words());
                for words in lacks.filter(|_| !matches!(format, Format::Csv | Format::Ics | Format::Annotations)) {
                    prop_assert!(text.contains(&words), "{:?} as {:?} does not say: {}", what, format, words);
                }
            }
        }
    }
}
