//! What a row of each kind can say: what the columns of our own lists hold, and what only other people's files have.

use super::mapping::{Field, Key, Kind};
use crate::exchange::lists;
use crate::exchange::request::What;
use crate::model::{
    AttendanceField, DiscrepancyField, FollowUpField, PartyField, ROUND_NAMES, ScheduleField, SpellingField, StatementField,
};
use std::sync::LazyLock;

/// A field that rows can do without.
fn may(key: impl Into<Key>, label: &'static str, also: &'static str, meaning: &'static str) -> Field {
    Field { key: key.into(), label, meaning, needed: false, also }
}

/// A field without which a file is not of that kind.
fn must(key: impl Into<Key>, label: &'static str, also: &'static str, meaning: &'static str) -> Field {
    Field { needed: true, ..may(key, label, also, meaning) }
}

fn negotiation() -> Field {
    may(
        Key::NEGOTIATION,
        "Negotiation",
        "process, talks, file, case, verhandlung, verhandlungen, gesprache, negociation, negociations, pourparlers, \
         negociacion, negociaciones, dialogo, negoziato, trattativa, onderhandeling, negociacao, переговоры, \
         переговори, перемовини",
        "The negotiation, by code or title; a new code makes one",
    )
}

/// The fields that stand in the columns of that list, in their order.
fn of_list(list: &What) -> Vec<Field> {
    let columns = lists::columns(list).into_iter();
    let fields = columns.filter_map(|(column, field)| {
        let key = Key::of_column(&column, field)?;
        Some(Field { key, label: column.header, meaning: column.meaning, needed: column.needed, also: column.also })
    });
    std::iter::once(negotiation()).chain(fields).collect()
}

/// The same with what only other people's lists of rounds have.
fn of_rounds() -> Vec<Field> {
    let mut all = of_list(&What::Rounds);
    all.extend([
        may(
            Key::CODE,
            "Code",
            "id, round id, meeting id, identifier, ref",
            "What another list calls it; other rows find it by that",
        ),
        may(
            Key::VENUE,
            "Venue",
            "location, where, ort, lieu, lugar, luogo, место, місце",
            "The venue in one line: building, town, country",
        ),
    ]);
    all
}

/// Those of that list with these keys, for rows of another kind.
fn some(list: &What, keys: impl IntoIterator<Item = Key>) -> impl Iterator<Item = Field> {
    let all = of_list(list);
    keys.into_iter().filter_map(move |key| all.iter().find(|field| field.key == key).copied())
}

fn of_matrix() -> Vec<Field> {
    let mut all = vec![
        negotiation(),
        must(
            StatementField::issues,
            "Issue",
            "issues, topic, topics, question, subject, item, thema",
            "The issue, in the first column",
        ),
        must(Key::POSITION, "Position of a party", "", "What the party says on the issue; the header names the party"),
        may(Key::ROUND, "Round", ROUND_NAMES, "At or about which round"),
        may(StatementField::said_on, "Date", "said on, day, when", "When it was said"),
    ];
    all.extend(some(&What::Statements, [Key::NOTE]));
    all
}

fn of_reports() -> Vec<Field> {
    let mut all = vec![
        negotiation(),
        must(Key::ROUND, "Round", ROUND_NAMES, "About which round"),
        must(DiscrepancyField::about, "About", "field, fact, point, what", "On which fact reports differ"),
        must(DiscrepancyField::held, "Held", "most sources, most, recorded, value", "What most sources give"),
        must(DiscrepancyField::other, "Other", "another, conflicting, other value, differs", "What another source gives"),
    ];
    all.extend(some(&What::FollowUps, [Key::LEVEL, Key::NOTE, Key::SOURCE, Key::OUTLET, Key::ADDRESS]));
    all
}

/// Those of our own list, without a negotiation, for the record that is borne out tells it; and what only annotations have.
fn of_passages() -> Vec<Field> {
    let mut all = of_list(&What::Passages);
    all.retain(|field| field.key != Key::NEGOTIATION);
    all.extend([
        may(Key::END, "End", "", "How many characters of the text stand before what follows the words"),
        may(Key::BEFORE, "Before", "prefix", "What stands before the words"),
        may(Key::AFTER, "After", "suffix", "What stands after the words"),
        may(Key::COMMENT, "Comment", "", "What somebody wrote beside the words; it is told and not taken in"),
    ]);
    all
}

fn of_names() -> Vec<Field> {
    vec![
        must(
            Key::ENTITY,
            "Name",
            "entity, person, party, who, of, key, country, state, organisation, organization, delegation, actor, member, \
         delegate, speaker",
            "Whose name it is: a name, or a word that stands for it in the file",
        ),
        may(SpellingField::language, "Language", "lang, locale, script", "The language of the spelling"),
        must(
            SpellingField::form,
            "Spelling",
            "form, variant, alias, aliases, written, also known as, aka, other name, other names, alternative name, \
         synonym, synonyms, spellings, variants",
            "The name as printed; several one in each line, or with semicolons",
        ),
        may(PartyField::short, "Short name", "abbreviation, acronym, abbr, short", "The short name of a party"),
        may(Key::SORT, "Sort", "type, kind, category", "Whether it is a party, a person or a place"),
        may(SpellingField::origin, "Printed in", "source, origin, sources, url", "Where it was printed so"),
    ]
}

impl Kind {
    /// The fields that its columns can fill.
    pub fn fields(self) -> &'static [Field] {
        static ROUNDS: LazyLock<Vec<Field>> = LazyLock::new(of_rounds);
        static STATEMENTS: LazyLock<Vec<Field>> = LazyLock::new(|| of_list(&What::Statements));
        static ATTENDANCE: LazyLock<Vec<Field>> = LazyLock::new(|| of_list(&What::Attendance));
        static FOLLOW_UPS: LazyLock<Vec<Field>> = LazyLock::new(|| of_list(&What::FollowUps));
        static MATRIX: LazyLock<Vec<Field>> = LazyLock::new(of_matrix);
        static REPORTS: LazyLock<Vec<Field>> = LazyLock::new(of_reports);
        static NAMES: LazyLock<Vec<Field>> = LazyLock::new(of_names);
        static PASSAGES: LazyLock<Vec<Field>> = LazyLock::new(of_passages);
        match self {
            Self::Passages => &PASSAGES,
            Self::Rounds => &ROUNDS,
            Self::Statements => &STATEMENTS,
            Self::Matrix => &MATRIX,
            Self::Attendance => &ATTENDANCE,
            Self::FollowUps => &FOLLOW_UPS,
            Self::Reports => &REPORTS,
            Self::Names | Self::Parties | Self::People => &NAMES,
        }
    }

    /// What may stand for a field that a file of this kind has: without all of these no row can be taken. Itself alone for most.
    pub(super) fn instead_of(self, key: Key) -> Vec<Key> {
        let is = |field: Key| key == field;
        match self {
            Self::Rounds if is(ScheduleField::when.into()) => vec![key, Key::TOLD, Key::END],
            Self::Attendance if is(AttendanceField::person.into()) => {
                vec![key, AttendanceField::described.into(), AttendanceField::party.into()]
            }
            Self::Names | Self::Parties | Self::People if is(SpellingField::form.into()) => vec![key, PartyField::short.into()],
            // What is owed may be owed by somebody who is not named, and what differs may differ from nothing.
            Self::FollowUps if is(FollowUpField::owners.into()) => Vec::new(),
            Self::Reports if is(DiscrepancyField::held.into()) => Vec::new(),
            Self::Passages if key == Key::QUOTATION => vec![key, Key::START],
            Self::Passages if key == Key::BEARS_OUT => vec![key, Key::ID],
            _ => vec![key],
        }
    }
}
