//! The promise itself, over everything that can be exported in every format that can hold it: what was not said for the record
//! does not leave unless its level is named, and it is said how much was withheld.

use super::*;
use crate::exchange::export::{Exported, Format, Request, Setting, What, export};
use crate::exchange::progress::Progress;
use crate::model::arbitrary::{self, cases, id};
use crate::model::{
    Affiliation, Condition, Issue, IssueState, Original, Party, PartyId, PartyKind, Person, PersonId, Source, SourceId,
    SourceKind, Spelling, Stamp, Who,
};
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
    said.verification_note = word("Verified");
    said.note = word("Note");
    ws.people.insert(person.id, person);
}

/// Of a statement told without attribution.
const TOLD: [&str; 2] = ["Text", "Issue"];

/// The words of a statement that a list of statements has of what leaves whole.
const WHOLE: [&str; 17] = [
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
    let setting = Setting { now: "2026-02-05T10:00:00Z".parse().unwrap(), zone: chrono_tz::UTC, author: String::new() };
    export(ws, &request, &setting, &Progress::default()).unwrap_or_else(|error| panic!("{what:?} as {format:?}: {error}"))
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
    ) {
        ws.rounds.values_mut().for_each(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.issues.values_mut().for_each(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.sources.values_mut().for_each(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.follow_ups.values_mut().for_each(|record| record.negotiation = id(NEGOTIATION, 0));
        ws.incidents.values_mut().for_each(|record| record.negotiation = id(NEGOTIATION, 0));
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
            if one_round {
                said.round = Some(id(5, 0));
            }
        }
        // What lies in the bin is nobody's, and would be there to be named.
        let round = one_round.then(|| id(5, 0));
        let leave = |level: &RecordLevel| if named.contains(level) { Leave::Whole } else { of_level(level) };
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
                        for field in WHOLE.into_iter().filter(|field| *field != "Terms" || *level != RecordLevel::Unstated) {
                            prop_assert!(has(field), "{what:?} as {format:?} lacks {field} of {level:?}");
                        }
                    }
                    if what == What::Statements && leave == Leave::Unattributed {
                        prop_assert!(has("Text"), "{what:?} as {format:?} lacks the words of {level:?}");
                    }
                }
                let kept = levels.iter().filter(|level| leave(level) != Leave::Whole).count();
                if matches!(what, What::Statements | What::Lists | What::Brief) {
                    prop_assert_eq!(exported.withheld.total(), kept);
                }
                if let Some(words) = exported.withheld.words().filter(|_| !matches!(format, Format::Csv)) {
                    prop_assert!(text.contains(&words), "{:?} as {:?} does not say: {}", what, format, words);
                }
            }
        }
    }
}
