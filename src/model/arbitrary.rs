//! Any record and any workspace, for the property tests of all layers.
//!
//! Ids come from small pools, so that records meet: [`workspace`] has every record that anything in it names, [`ragged_workspace`]
//! lacks some of them.

use super::fields::{Field, FieldPath, Fields, HasFields, ValueMut};
pub mod deeds;

use super::record::each_record;
use super::when::testing::{any_when, any_zone};
use super::*;
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::Union;
use std::fmt;
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
fn one<T: From<Uuid> + fmt::Debug>(kind: u128) -> impl Strategy<Value = T> + Clone {
    (0..POOL).prop_map(move |n| id(kind, n))
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
pub fn term<V: Vocabulary + fmt::Debug>() -> BoxedStrategy<V> {
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
    let touched = (moment(), moment(), text(), 0..9u32);
    prop_oneof![untouched, touched.prop_map(|(created, changed, by, revision)| Stamp { created, changed, by, revision })].boxed()
}

fn who() -> BoxedStrategy<Who> {
    prop_oneof![one(0).prop_map(Who::Party), one(1).prop_map(Who::Person), text().prop_map(Who::Described)].boxed()
}

/// What a field is filled with.
#[derive(Clone, Debug)]
enum Filling {
    Blank,
    Text(String),
    Texts(Vec<String>),
    Flag(bool),
    Number(u32),
    Hue(Hue),
    Day(NaiveDate),
    When(When),
    Zone(Tz),
    Known(&'static str),
    Own(String),
    Link(Uuid),
    Links(Vec<Uuid>),
    Who(Who),
    Whos(Vec<Who>),
    Stamp(Stamp),
    Fields(Vec<Filling>),
    Parts(Vec<Vec<Filling>>),
}

/// Any record or part of one, by its table.
fn of_table<R: HasFields + Default + fmt::Debug>() -> BoxedStrategy<R> {
    let filled = |fillings: Vec<Filling>| {
        let mut record = R::default();
        fill(&mut record, fillings);
        record
    };
    fillings(&mut R::default()).prop_map(filled).boxed()
}

fn fillings(fields: &mut dyn Fields) -> BoxedStrategy<Vec<Filling>> {
    let table = fields.table().iter().enumerate();
    table.filter_map(|(at, field)| Some(filling(field, fields.get_mut(at)?))).collect::<Vec<_>>().boxed()
}

/// The place of a kind of record among the tables of the workspace.
fn kind_number(kind: RecordId) -> u128 {
    RecordId::all_kinds().position(|known| known.noun() == kind.noun()).unwrap() as u128
}

fn filling(field: &Field, value: ValueMut<'_>) -> BoxedStrategy<Filling> {
    let number = field.bounds.0..=field.bounds.1;
    let perhaps = |optional: bool, some: BoxedStrategy<Filling>| {
        if optional { prop_oneof![1 => Just(Filling::Blank), 3 => some].boxed() } else { some }
    };
    match value {
        ValueMut::Text(_) if field.name == "language" => "(uk|zh-Hant|)".prop_map(Filling::Text).boxed(),
        ValueMut::Text(_) => text().prop_map(Filling::Text).boxed(),
        ValueMut::Texts(_) => vec(text(), 0..3).prop_map(Filling::Texts).boxed(),
        ValueMut::Flag(_) => any::<bool>().prop_map(Filling::Flag).boxed(),
        ValueMut::Count(_) => number.prop_map(Filling::Number).boxed(),
        ValueMut::Number(_) => perhaps(true, number.prop_map(Filling::Number).boxed()),
        ValueMut::Hue(_) => perhaps(true, any::<u8>().prop_map(|hue| Filling::Hue(Hue(hue))).boxed()),
        ValueMut::Day(_) => perhaps(true, day().prop_map(Filling::Day).boxed()),
        ValueMut::When(_) => when().prop_map(Filling::When).boxed(),
        ValueMut::Zone(_) => perhaps(true, any_zone().prop_map(Filling::Zone).boxed()),
        ValueMut::Term(term) => {
            let key = proptest::sample::select(term.keys());
            let alike = key.clone().prop_map(|key| Filling::Own(key.to_owned()));
            let own = text().prop_map(Filling::Own);
            perhaps(term.is_optional(), prop_oneof![8 => key.prop_map(Filling::Known), 1 => own, 1 => alike].boxed())
        }
        ValueMut::Link(link) => perhaps(link.is_optional(), one(kind_number(link.kind())).prop_map(Filling::Link).boxed()),
        ValueMut::Links(links) => vec(one(kind_number(links.kind())), 0..3).prop_map(Filling::Links).boxed(),
        ValueMut::Part(_) => perhaps(true, one(100).prop_map(Filling::Link).boxed()),
        ValueMut::PartId(_) => one(100).prop_map(Filling::Link).boxed(),
        ValueMut::Who(_) => perhaps(true, who().prop_map(Filling::Who).boxed()),
        ValueMut::Whos(_) => vec(who(), 0..3).prop_map(Filling::Whos).boxed(),
        ValueMut::Stamp(_) => stamp().prop_map(Filling::Stamp).boxed(),
        ValueMut::Fields(part) => fillings(part).prop_map(Filling::Fields).boxed(),
        ValueMut::Parts(parts) => {
            let one = fillings(parts.push());
            parts.clear();
            vec(one, 0..3).prop_map(Filling::Parts).boxed()
        }
        ValueMut::Path(_) | ValueMut::RecordId(_) | ValueMut::Record(_) | ValueMut::Records(_) => Just(Filling::Blank).boxed(),
    }
}

fn fill(fields: &mut dyn Fields, fillings: Vec<Filling>) {
    for (at, filling) in fillings.into_iter().enumerate() {
        match (fields.get_mut(at).unwrap(), filling) {
            (_, Filling::Blank) => {}
            (ValueMut::Text(into), Filling::Text(text)) => *into = text,
            (ValueMut::Texts(into), Filling::Texts(texts)) => *into = texts,
            (ValueMut::Flag(into), Filling::Flag(flag)) => *into = flag,
            (ValueMut::Count(into), Filling::Number(count)) => *into = count,
            (ValueMut::Number(into), Filling::Number(number)) => *into = Some(number),
            (ValueMut::Hue(into), Filling::Hue(hue)) => *into = Some(hue),
            (ValueMut::Day(into), Filling::Day(day)) => *into = Some(day),
            (ValueMut::When(into), Filling::When(when)) => *into = when,
            (ValueMut::Zone(into), Filling::Zone(zone)) => *into = Some(zone),
            (ValueMut::Term(into), Filling::Known(key)) => assert!(into.set_key(key), "{key}"),
            (ValueMut::Term(into), Filling::Own(word)) => into.set_own(word),
            (ValueMut::Link(into), Filling::Link(id)) => into.set(Some(id)),
            (ValueMut::Links(into), Filling::Links(ids)) => ids.into_iter().for_each(|id| into.push(id)),
            (ValueMut::Part(into), Filling::Link(id)) => *into = Some(PartId(id)),
            (ValueMut::PartId(into), Filling::Link(id)) => *into = PartId(id),
            (ValueMut::Who(into), Filling::Who(who)) => *into = Some(who),
            (ValueMut::Whos(into), Filling::Whos(all)) => *into = all,
            (ValueMut::Stamp(into), Filling::Stamp(stamp)) => *into = stamp,
            (ValueMut::Fields(part), Filling::Fields(fillings)) => fill(part, fillings),
            (ValueMut::Parts(parts), Filling::Parts(all)) => {
                all.into_iter().for_each(|fillings| fill(parts.push(), fillings));
            }
            (_, filling) => unreachable!("{filling:?}"),
        }
    }
}

/// Records of one kind, one for each id that others can name.
macro_rules! whole_pool {
    ($one:ident, $type:ident) => {
        (0..POOL).map(|n| {
            let renamed = move |mut record: $crate::model::$type| {
                record.id = id(kind_number(record.id.into()), n);
                Record::from(record)
            };
            $one().prop_map(renamed).boxed()
        })
    };
}

macro_rules! of_records {
    (
        written { $($type:ident $id:ident $table:ident {
            $(#[$doc:meta])* $one:ident $noun:literal $many:literal $filed:ident as $word:ident
        })* }
        kept { $($kept:ident $kept_id:ident $kept_table:ident {
            $(#[$kept_doc:meta])* $kept_one:ident $kept_noun:literal $($facts:tt)*
        })* }
    ) => {
        $(
            #[doc = concat!("Any ", $noun, ".")]
            pub fn $one() -> BoxedStrategy<$crate::model::$type> {
                of_table()
            }
        )*

        /// Any record that is not in the bin and that somebody wrote.
        pub fn record() -> BoxedStrategy<Record> {
            Union::new([$($one().prop_map(Record::from).boxed()),*]).boxed()
        }

        /// A workspace with a few records of every kind and with all that they name, except for the sittings of rounds.
        pub fn workspace() -> BoxedStrategy<Workspace> {
            let mut all = Vec::new();
            $(all.extend(whole_pool!($one, $type));)*
            $(all.extend(whole_pool!($kept_one, $kept));)*
            all.prop_map(gather).boxed()
        }
    };
}

each_record!(of_records);

/// Any bin entry.
pub fn binned() -> BoxedStrategy<Binned> {
    let records = vec(prop_oneof![9 => record(), 1 => clash_of(record()).prop_map(Record::from)], 1..4);
    let entry = (one(9), stamp(), text(), records);
    entry.prop_map(|(id, stamp, title, records)| Binned { id, stamp, title, records }).boxed()
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

fn gather(records: impl IntoIterator<Item = Record>) -> Workspace {
    let mut workspace = Workspace::new(id(200, 0));
    for record in records {
        workspace.put(record);
    }
    workspace
}

/// A workspace in which some of the records are missing that others name.
pub fn ragged_workspace() -> BoxedStrategy<Workspace> {
    (vec(prop_oneof![9 => record(), 1 => binned().prop_map(Record::from), 1 => clash().prop_map(Record::from)], 0..24))
        .prop_map(gather)
        .boxed()
}
