//! Any record and any workspace, for the property tests of all layers.
//!
//! Ids come from small pools, so that records meet: [`workspace`] has every record that anything in it names, [`ragged_workspace`]
//! lacks some of them.

use super::fields::FieldPath;
pub mod deeds;

use super::when::testing::{any_when, any_zone};
use super::*;
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;

/// So many cases, or as many as `PROPTEST_CASES` says.
pub fn cases(usual: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

/// How many ids of each kind there are.
pub const POOL: u128 = 4;

/// The `n`th id of a kind, as a version 7 UUID would look.
pub fn id<T: From<Uuid>>(kind: u128, n: u128) -> T {
    Uuid::from_u128(0x019c_0b6e_3f00_7000_8000_0000_0000_0000 | (n << 40) | (kind << 8) | n).into()
}

/// The ids of a kind, by their place in the list of the workspace's tables; 100 for the parts of a round.
fn one<T: From<Uuid> + std::fmt::Debug>(kind: u128) -> impl Strategy<Value = T> + Clone {
    (0..POOL).prop_map(move |n| id(kind, n))
}

fn some<T: From<Uuid> + std::fmt::Debug + 'static>(kind: u128) -> impl Strategy<Value = Vec<T>> {
    vec(one(kind), 0..3)
}

macro_rules! built {
    ($name:ident { $($field:ident: $strategy:expr),* $(,)? }) => {
        built!(@nest $($strategy,)*).prop_map(|built!(@pattern $($field,)*)| $name { $($field),* }).boxed()
    };
    (@nest) => { Just(()) };
    (@nest $first:expr, $($rest:expr,)*) => { ($first, built!(@nest $($rest,)*)) };
    (@pattern) => { () };
    (@pattern $first:ident, $($rest:ident,)*) => { ($first, built!(@pattern $($rest,)*)) };
}

/// Any text: empty, plain, several lines, any script, and characters that a file format has to be careful with.
pub fn text() -> BoxedStrategy<String> {
    let awkward = proptest::sample::select(vec![
        '"', '\\', '\n', '\r', '\t', '\0', '#', '/', '*', '(', ')', '\u{7f}', '\u{85}', '\u{2028}', '\u{202e}', '\u{feff}', 'é',
        '\u{301}', 'ж', '中', '👩', '\u{200d}', 'ا',
    ]);
    let any = vec(prop_oneof![2 => any::<char>(), 5 => awkward, 3 => proptest::char::range('a', 'z')], 0..12);
    prop_oneof![
        3 => Just(String::new()),
        3 => "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,4}",
        2 => any.prop_map(String::from_iter),
        1 => Just("First line.\n\n  - second, “quoted”\n".to_owned()),
    ]
    .boxed()
}

/// Any term of a vocabulary, now and then a word of the user's own, even one that looks like a known term.
pub fn term<V: Vocabulary + std::fmt::Debug>() -> BoxedStrategy<V> {
    let known = proptest::sample::select(V::KNOWN.to_vec());
    let alike = proptest::sample::select(V::KNOWN.to_vec()).prop_map(|term| V::other(term.key().to_owned()));
    prop_oneof![8 => known, 1 => text().prop_map(V::other), 1 => alike].boxed()
}

/// Any time, also with an offset that today's rules do not give.
pub fn when() -> BoxedStrategy<When> {
    let odd = (any_when(), -50_000..50_000i32).prop_map(|(when, seconds)| match when {
        When::At { mut start, minutes } => {
            start.offset = FixedOffset::east_opt(seconds).unwrap();
            When::At { start, minutes }
        }
        other => other,
    });
    let told = text().prop_map(|wording| When::Window { earliest: None, latest: None, wording });
    prop_oneof![5 => any_when(), 1 => odd, 1 => told].boxed()
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..900_000i32).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n + 1).unwrap())
}

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    let nanos = proptest::sample::select(vec![0, 0, 0, 120_000_000, 123_456_789]);
    (1_600_000_000..1_800_000_000i64, nanos).prop_map(|(seconds, nanos)| DateTime::from_timestamp(seconds, nanos).unwrap())
}

fn stamp() -> BoxedStrategy<Stamp> {
    let untouched = (moment(), text()).prop_map(|(now, by)| Stamp::new(now, &by));
    prop_oneof![untouched, built!(Stamp { created: moment(), changed: moment(), by: text(), revision: 0..9u32 })].boxed()
}

fn who() -> BoxedStrategy<Who> {
    prop_oneof![one(0).prop_map(Who::Party), one(1).prop_map(Who::Person), text().prop_map(Who::Described)].boxed()
}

fn spellings() -> BoxedStrategy<Vec<Spelling>> {
    vec(built!(Spelling { language: "(uk|zh-Hant|)", form: text(), origin: text() }), 0..3).boxed()
}

/// Any party.
pub fn party() -> BoxedStrategy<Party> {
    built!(Party {
        id: one(0),
        stamp: stamp(),
        name: text(),
        short: text(),
        kind: term(),
        spellings: spellings(),
        hue: option::of(any::<u8>()),
        blocs: some(0),
        note: text(),
    })
}

/// Any person.
pub fn person() -> BoxedStrategy<Person> {
    let held = built!(Affiliation { party: one(0), office: text(), from: when(), until: when() });
    built!(Person {
        id: one(1),
        stamp: stamp(),
        name: text(),
        spellings: spellings(),
        affiliations: vec(held, 0..3),
        note: text(),
    })
}

/// Any negotiation.
pub fn negotiation() -> BoxedStrategy<Negotiation> {
    let seat = built!(Seat { party: one(0), role: term(), note: text() });
    built!(Negotiation {
        id: one(2),
        stamp: stamp(),
        title: text(),
        code: text(),
        summary: text(),
        status: term(),
        seats: vec(seat, 0..3),
        tags: vec(text(), 0..3),
        handling: text(),
        answers: vec(text(), 0..3),
        note: text(),
    })
}

/// Any issue.
pub fn issue() -> BoxedStrategy<Issue> {
    built!(Issue {
        id: one(3),
        stamp: stamp(),
        negotiation: one(2),
        name: text(),
        parent: option::of(one(3)),
        state: term(),
        place: any::<u32>(),
        note: text(),
    })
}

/// Any source.
pub fn source() -> BoxedStrategy<Source> {
    built!(Source {
        id: one(4),
        stamp: stamp(),
        negotiation: one(2),
        kind: term(),
        title: text(),
        outlet: text(),
        address: text(),
        published: when(),
        read: option::of(day()),
        text: text(),
        reliability: option::of(term()),
        credibility: option::of(term()),
        note: text(),
    })
}

fn schedule() -> BoxedStrategy<Schedule> {
    let earlier = built!(EarlierDate {
        id: one(100),
        when: when(),
        venue: text(),
        note: text(),
        source: option::of(one(4)),
        level: option::of(term())
    });
    let announcement = built!(Announcement {
        id: one(100),
        by: option::of(who()),
        said_on: when(),
        when: when(),
        venue: text(),
        wording: text(),
        source: option::of(one(4)),
        withdrawn: any::<bool>(),
        level: option::of(term()),
    });
    built!(Schedule { status: term(), when: when(), earlier: vec(earlier, 0..2), announcements: vec(announcement, 0..3) })
}

/// Any round.
pub fn round() -> BoxedStrategy<Round> {
    let attendance = built!(Attendance {
        id: one(100),
        person: option::of(one(1)),
        party: option::of(one(0)),
        described: text(),
        role: term(),
        office: text(),
        presence: term(),
        sources: some(4),
        note: text(),
        level: option::of(term()),
    });
    let account = built!(Account {
        id: one(100),
        party: option::of(one(0)),
        speaker: option::of(who()),
        said_on: when(),
        text: text(),
        source: option::of(one(4)),
        level: option::of(term()),
    });
    let discrepancy = built!(Discrepancy {
        id: one(100),
        about: text(),
        held: text(),
        other: text(),
        note: text(),
        source: option::of(one(4)),
        level: option::of(term()),
    });
    let format = built!(Format {
        contact: option::of(term()),
        setting: option::of(term()),
        mediation: option::of(term()),
        visibility: option::of(term()),
        track: option::of(term()),
    });
    let venue = built!(Venue { place: text(), city: text(), country: text(), online: any::<bool>(), spellings: spellings() });
    built!(Round {
        id: one(5),
        stamp: stamp(),
        negotiation: one(2),
        number: option::of(any::<u32>()),
        title: text(),
        schedule: schedule(),
        venue: venue,
        zone: option::of(any_zone()),
        format: format,
        agenda: some(3),
        attendance: vec(attendance, 0..3),
        sittings: vec(
            built!(Sitting { id: one(100), title: text(), when: when(), note: text(), level: option::of(term()) }),
            0..3
        ),
        accounts: vec(account, 0..3),
        discrepancies: vec(discrepancy, 0..2),
        outcome: built!(Outcome { kind: option::of(term()), text: text(), documents: some(4), level: option::of(term()) }),
        sources: some(4),
        uid: text(),
        calendar: text(),
        note: text(),
        note_level: option::of(term()),
    })
}

/// Any statement.
pub fn statement() -> BoxedStrategy<Statement> {
    built!(Statement {
        id: one(6),
        stamp: stamp(),
        negotiation: one(2),
        round: option::of(one(5)),
        sitting: option::of(one(100)),
        said_on: when(),
        party: one(0),
        on_behalf_of: option::of(one(0)),
        speaker: option::of(who()),
        issues: some(3),
        kind: term(),
        firmness: option::of(term()),
        verbatim: any::<bool>(),
        text: text(),
        original: built!(Original { text: text(), language: text() }),
        level: term(),
        terms: text(),
        sources: some(4),
        locus: text(),
        verification: term(),
        verification_note: text(),
        reliability: option::of(term()),
        credibility: option::of(term()),
        supersedes: some(6),
        answers: some(6),
        condition: built!(Condition { text: text(), on: some(6) }),
        movement: option::of(term()),
        assessor: text(),
        tags: vec(text(), 0..3),
        to_check: vec(text(), 0..3),
        note: text(),
    })
}

/// Any follow-up.
pub fn follow_up() -> BoxedStrategy<FollowUp> {
    built!(FollowUp {
        id: one(7),
        stamp: stamp(),
        negotiation: one(2),
        round: option::of(one(5)),
        what: text(),
        owners: vec(who(), 0..3),
        due: when(),
        state: term(),
        level: option::of(term()),
        sources: some(4),
        uid: text(),
        calendar: text(),
        note: text(),
    })
}

/// Any incident.
pub fn incident() -> BoxedStrategy<Incident> {
    built!(Incident {
        id: one(8),
        stamp: stamp(),
        negotiation: one(2),
        round: option::of(one(5)),
        when: when(),
        place: text(),
        what: text(),
        claimed_by: vec(who(), 0..2),
        blamed_on: vec(who(), 0..2),
        denied_by: vec(who(), 0..2),
        verification: term(),
        verification_note: text(),
        level: option::of(term()),
        sources: some(4),
        note: text(),
    })
}

/// Any record that is not in the bin and that somebody wrote.
pub fn record() -> BoxedStrategy<Record> {
    prop_oneof![
        party().prop_map(Record::from),
        person().prop_map(Record::from),
        negotiation().prop_map(Record::from),
        issue().prop_map(Record::from),
        source().prop_map(Record::from),
        round().prop_map(Record::from),
        statement().prop_map(Record::from),
        follow_up().prop_map(Record::from),
        incident().prop_map(Record::from),
    ]
    .boxed()
}

/// Any bin entry.
pub fn binned() -> BoxedStrategy<Binned> {
    built!(Binned {
        id: one(9),
        stamp: stamp(),
        title: text(),
        records: vec(prop_oneof![9 => record(), 1 => clash_of(record()).prop_map(Record::from)], 1..4)
    })
}

/// Any field changed in two places.
pub fn clash() -> BoxedStrategy<Clash> {
    clash_of(prop_oneof![9 => record(), 1 => binned().prop_map(Record::from)].boxed())
}

/// Any field changed in two places of such a record.
fn clash_of(other: BoxedStrategy<Record>) -> BoxedStrategy<Clash> {
    let step = prop_oneof![3 => "[a-z_]{1,8}", 1 => one(100).prop_map(|id: PartId| id.to_string()), 1 => "\\PC{1,4}"];
    let field = vec(step, 1..4).prop_map(FieldPath::new);
    (one(10), stamp(), field, other)
        .prop_map(|(id, stamp, field, other)| Clash { id, stamp, record: other.id(), field, other })
        .boxed()
}

macro_rules! whole_pool {
    ($($name:ident = $strategy:ident() as $kind:literal;)*) => {$(
        fn $name() -> BoxedStrategy<Vec<Record>> {
            let all: Vec<_> = (0..POOL).map(|n| $strategy().prop_map(move |mut record| {
                record.id = id($kind, n);
                Record::from(record)
            })).collect();
            all.boxed()
        }
    )*};
}

whole_pool! {
    parties = party() as 0;
    people = person() as 1;
    negotiations = negotiation() as 2;
    issues = issue() as 3;
    sources = source() as 4;
    rounds = round() as 5;
    statements = statement() as 6;
    follow_ups = follow_up() as 7;
    incidents = incident() as 8;
    bin = binned() as 9;
    clashes = clash() as 10;
}

fn gather(records: impl IntoIterator<Item = Record>) -> Workspace {
    let mut workspace = Workspace::new(id(200, 0));
    for record in records {
        workspace.put(record);
    }
    workspace
}

/// A workspace with a few records of every kind and with all that they name, except for the sittings of rounds.
pub fn workspace() -> BoxedStrategy<Workspace> {
    let first = (parties(), people(), negotiations(), issues(), sources());
    let rest = (rounds(), statements(), follow_ups(), incidents(), bin(), clashes());
    (first, rest)
        .prop_map(|((a, b, c, d, e), (f, g, h, i, j, k))| gather([a, b, c, d, e, f, g, h, i, j, k].into_iter().flatten()))
        .boxed()
}

/// A workspace in which some of the records are missing that others name.
pub fn ragged_workspace() -> BoxedStrategy<Workspace> {
    (vec(prop_oneof![9 => record(), 1 => binned().prop_map(Record::from), 1 => clash().prop_map(Record::from)], 0..24))
        .prop_map(gather)
        .boxed()
}
