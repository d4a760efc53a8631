//! Former formats, with two that were never written: a field that has got another name, a text that was split in two, a term with
//! another word, and a record that used to have a file of its own.

use super::{folder, save, snapshot};
use crate::model::{Party, PartyId, PartyKind, RecordId, SourceId};
use crate::store::formats::{self, Formats};
use crate::store::{Kept, Opened, Problem, Store};
use std::fs;
use std::path::Path;
use uuid::Uuid;

/// A source has a file of its own, a party a title, and other spellings of its name are given as "uk: Україна".
mod format_1 {
    use super::format_2;
    use crate::model::{Negotiation, PartyKind, Source, Spelling};
    use crate::store::formats::Former;
    use crate::store::shape::OnDisk;
    use crate::store::shape::scalar::{Id, Text, Time};
    use crate::store::shape::term::FormerTerm;
    use serde::{Deserialize, Deserializer, de::Error as _};

    #[derive(Deserialize)]
    pub(super) struct Document {
        format: u32,
        workspace_id: Option<Id>,
        party: Option<Party>,
        negotiation: Option<OnDisk<Negotiation>>,
        source: Option<OnDisk<Source>>,
    }

    #[derive(Deserialize)]
    pub(super) struct Party {
        id: Id,
        title: Text,
        kind: FormerTerm<PartyKind>,
        #[serde(default)]
        also: Vec<Also>,
        colour: Option<u8>,
        created: Time,
    }

    /// What cannot be split is an error here, where the line is known.
    pub(super) struct Also {
        language: String,
        form: String,
    }

    impl<'de> Deserialize<'de> for Also {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            let parts = text.split_once(": ").map(|(language, form)| Self { language: language.into(), form: form.into() });
            parts.ok_or_else(|| D::Error::custom(format_args!("“{text}” is not a language and a name")))
        }
    }

    impl Former for Document {
        type Next = format_2::Document;

        fn number(&self) -> u32 {
            self.format
        }

        fn step(self) -> Self::Next {
            let party = self.party.map(|party| format_2::Party {
                id: party.id,
                name: party.title,
                kind: party.kind,
                spellings: party
                    .also
                    .into_iter()
                    .map(|also| OnDisk::made(|_| Spelling { language: also.language, form: also.form, origin: String::new() }))
                    .collect(),
                colour: party.colour,
                created: party.created,
            });
            let sources = self.source.into_iter().collect();
            format_2::Document { format: 2, workspace_id: self.workspace_id, party, negotiation: self.negotiation, sources }
        }
    }
}

/// A party has a colour, and a state is called a country.
mod format_2 {
    use crate::model::{self, Negotiation, PartyKind, Source, Spelling, Stamp};
    use crate::store::formats::Former;
    use crate::store::shape::scalar::{Id, Text, Time};
    use crate::store::shape::term::FormerTerm;
    use crate::store::shape::{self, OnDisk, Shape};
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub(super) struct Document {
        pub format: u32,
        pub workspace_id: Option<Id>,
        pub party: Option<Party>,
        pub negotiation: Option<OnDisk<Negotiation>>,
        #[serde(default)]
        pub sources: Vec<OnDisk<Source>>,
    }

    #[derive(Deserialize)]
    pub(super) struct Party {
        pub id: Id,
        pub name: Text,
        pub kind: FormerTerm<PartyKind>,
        #[serde(default)]
        pub spellings: Vec<OnDisk<Spelling>>,
        pub colour: Option<u8>,
        pub created: Time,
    }

    impl Former for Document {
        type Next = shape::Document;

        fn number(&self) -> u32 {
            self.format
        }

        fn step(self) -> Self::Next {
            let party = self.party.map(|party| {
                OnDisk::made(|notes| model::Party {
                    id: party.id.model(notes),
                    name: party.name.model(notes),
                    kind: party.kind.renamed(&[("country", PartyKind::State)]).model(notes),
                    spellings: party.spellings.model(notes),
                    hue: party.colour.map(model::Hue),
                    stamp: Stamp::new(party.created.model(notes), ""),
                    ..model::Party::default()
                })
            });
            shape::Document {
                workspace_id: self.workspace_id,
                party,
                negotiation: self.negotiation,
                sources: self.sources,
                ..shape::Document::default()
            }
        }
    }
}

/// A program that writes format 3 and can read both of them.
const THREE: Formats =
    Formats { current: 3, former: &[(1, formats::parse::<format_1::Document>), (2, formats::parse::<format_2::Document>)] };

const FIRST: &str = "(
    format: 1,
    party: (
        id: \"019c0b6e-3f00-7000-8000-0000000000aa\",
        title: \"Ukraine\",
        kind: country,
        also: [\"uk: Україна\"],
        colour: 3,
        created: \"2026-02-02T02:40:00Z\",
    ),
)
";

const SECOND: &str = "(
    format: 2,
    party: (
        id: \"019c0b6e-3f00-7000-8000-0000000000bb\",
        name: \"Turkey\",
        kind: country,
        colour: 4,
        created: \"2026-02-02T02:40:00Z\",
    ),
)
";

const THIRD: &str = "(
    format: 3,
    party: (
        id: \"019c0b6e-3f00-7000-8000-0000000000cc\",
        name: \"Switzerland\",
        kind: state,
        hue: 5,
        created: \"2026-02-02T02:40:00Z\",
    ),
)
";

const TALKS: &str = "(format: 2, negotiation: (id: \"019c0b6e-3f00-7000-8000-0000000000dd\", title: \"Talks\", status: active, \
                     created: \"2026-02-02T02:40:00Z\"))";

const SOURCE: &str = "(format: 1, source: (id: \"019c0b6e-3f00-7000-8000-0000000000ee\", \
                      negotiation: \"019c0b6e-3f00-7000-8000-0000000000dd\", kind: press, title: \"Report\", \
                      created: \"2026-02-02T02:40:00Z\"))";

const NEGOTIATION_FILE: &str = "negotiations/talks-000000dd/negotiation.ron";
const SOURCE_FILE: &str = "negotiations/talks-000000dd/sources/report-000000ee.ron";

/// A folder with files of all three formats.
fn mixed() -> tempfile::TempDir {
    folder(&[
        ("parties/ukraine-000000aa.ron", FIRST),
        ("parties/turkey-000000bb.ron", SECOND),
        ("parties/switzerland-000000cc.ron", THIRD),
        (NEGOTIATION_FILE, TALKS),
        (SOURCE_FILE, SOURCE),
    ])
}

fn open(dir: &Path, formats: Formats) -> Opened {
    Store::open_with(dir, Uuid::from_u128(0xffff), formats).unwrap()
}

fn uuid(last: u128) -> Uuid {
    Uuid::from_u128(0x019c_0b6e_3f00_7000_8000_0000_0000_0000 + last)
}

fn party(last: u128) -> RecordId {
    RecordId::Party(PartyId(uuid(last)))
}

/// Each problem as one line.
fn told(problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    problems.iter().map(|p| format!("{}{} {:?}: {}", p.file.display(), line(p), p.kept_as, p.what)).collect()
}

/// Opens a folder with this one file beside others, and holds that there is one problem, which begins as `expected`, and that
/// no byte changes, though another file is saved.
#[track_caller]
fn check(formats: Formats, file: &str, text: &str, expected: &str) -> Opened {
    let dir = folder(&[("parties/switzerland-000000cc.ron", THIRD), (file, text)]);
    let workspace_file = dir.path().join("workspace.ron");
    let named = fs::read_to_string(&workspace_file).unwrap().replace("format: 1", "format: 3");
    fs::write(workspace_file, named).unwrap();
    let mut opened = open(dir.path(), formats);
    let all = told(&opened.problems);
    let [only] = all.as_slice() else { panic!("one problem is wanted: {all:#?}") };
    assert!(only.starts_with(expected), "{only}\nis not\n{expected}");
    let edited = opened.workspace.parties.get_mut(&PartyId(uuid(0xcc))).unwrap();
    edited.name = "Suisse".into();
    assert_eq!(save(&mut opened.store, &opened.workspace, &[party(0xcc)].into()).saved.len(), 1);
    assert_eq!(fs::read_to_string(dir.path().join(file)).unwrap(), text);
    opened
}

#[test]
fn files_of_former_formats_open_and_stay_as_they_are() {
    let dir = mixed();
    let before = snapshot(dir.path());
    let opened = open(dir.path(), THREE);
    assert_eq!(told(&opened.problems), [""; 0]);
    let found: Vec<_> = opened.workspace.parties.values().map(|p| (p.name.as_str(), &p.kind, p.hue.map(|hue| hue.0))).collect();
    let state = &PartyKind::State;
    assert_eq!(found, [("Ukraine", state, Some(3)), ("Turkey", state, Some(4)), ("Switzerland", state, Some(5))]);
    let spelling = &opened.workspace.parties[&PartyId(uuid(0xaa))].spellings[0];
    assert_eq!((spelling.language.as_str(), spelling.form.as_str()), ("uk", "Україна"));
    assert_eq!(opened.workspace.sources[&SourceId(uuid(0xee))].title, "Report");
    // Nothing was edited, so nothing is to be written, whoever asks.
    let touched = [party(0xaa), party(0xbb), party(0xcc), RecordId::Negotiation(uuid(0xdd).into())].into();
    assert!(opened.store.plan(&opened.workspace, &touched).is_empty());
    drop(opened);
    assert_eq!(snapshot(dir.path()), before);
}

#[test]
fn what_is_edited_is_written_in_the_format_of_today_and_undone_gives_the_old_bytes() {
    for (last, file, text) in [(0xaa, "parties/ukraine-000000aa.ron", FIRST), (0xbb, "parties/turkey-000000bb.ron", SECOND)] {
        let dir = mixed();
        let before = snapshot(dir.path());
        let mut opened = open(dir.path(), THREE);
        let old: Party = opened.workspace.parties[&PartyId(uuid(last))].clone();
        opened.workspace.put(Party { name: "Renamed".into(), ..old.clone() }.into());
        assert_eq!(save(&mut opened.store, &opened.workspace, &[party(last)].into()).failed, []);
        let written = fs::read_to_string(dir.path().join(file)).unwrap();
        assert!(written.starts_with("(\n    format: 3,\n"), "{written}");
        assert!(
            written.contains("name: \"Renamed\"") && written.contains("kind: state") && written.contains("hue: "),
            "{written}"
        );
        let others = |mut all: std::collections::BTreeMap<_, _>| all.remove(Path::new(file)).map(|_| all);
        assert_eq!(others(snapshot(dir.path())), others(before.clone()), "only the file of the edit changes");

        opened.workspace.put(old.into());
        assert_eq!(save(&mut opened.store, &opened.workspace, &[party(last)].into()).failed, []);
        assert_eq!(fs::read_to_string(dir.path().join(file)).unwrap(), text);
        assert_eq!(snapshot(dir.path()), before);
    }
}

#[test]
fn an_edit_of_a_former_file_is_there_when_it_is_opened_again() {
    let dir = mixed();
    let mut opened = open(dir.path(), THREE);
    opened.workspace.parties.get_mut(&PartyId(uuid(0xaa))).unwrap().name = "Ukraina".into();
    assert_eq!(save(&mut opened.store, &opened.workspace, &[party(0xaa)].into()).failed, []);
    let workspace = opened.workspace.clone();
    drop(opened.store);
    let again = open(dir.path(), THREE);
    assert_eq!(again.problems, []);
    assert_eq!(again.workspace, workspace);
}

#[test]
fn a_record_that_has_another_place_now_goes_there_when_it_is_edited() {
    let dir = mixed();
    let mut opened = open(dir.path(), THREE);
    let id = SourceId(uuid(0xee));
    opened.workspace.sources.get_mut(&id).unwrap().outlet = "Agency".into();
    assert_eq!(save(&mut opened.store, &opened.workspace, &[id.into()].into()).failed, []);
    let talks = fs::read_to_string(dir.path().join(NEGOTIATION_FILE)).unwrap();
    assert!(talks.starts_with("(\n    format: 3,\n") && talks.contains("outlet: \"Agency\""), "{talks}");
    assert!(!dir.path().join(SOURCE_FILE).exists());
    let workspace = opened.workspace.clone();
    drop(opened.store);
    let again = open(dir.path(), THREE);
    assert_eq!((again.workspace, again.problems), (workspace, vec![]));
}

#[test]
fn errors_speak_of_the_text_as_it_is() {
    let bad = |from: &str, to: &str, expected: &str| {
        check(THREE, "parties/bad-000000aa.ron", &FIRST.replace(from, to), &format!("parties/bad-000000aa.ron:{expected}"));
    };
    bad("uk: ", "", "7 SetAside: at `party.also[0]`: “Україна” is not a language and a name");
    bad("colour: 3", "colour: red", "8 SetAside: at `party.colour`: a whole number is wanted here");
    bad("        title: \"Ukraine\",\n", "", "9 SetAside: at `party`: the field `title` is missing");
    bad("colour: 3", "colour: 3,\n        colour: 4", "9 SetAside: at `party`: the field `colour` is there twice");
}

#[test]
fn what_no_version_knows_makes_a_former_file_read_only() {
    let odd = |from: &str, to: &str, expected: &str| {
        let expected = format!("parties/bad-000000aa.ron:{expected}");
        let opened = check(THREE, "parties/bad-000000aa.ron", &FIRST.replace(from, to), &expected);
        assert!(opened.store.read_only(party(0xaa)).is_some());
        assert_eq!(opened.workspace.parties[&PartyId(uuid(0xaa))].name, "Ukraine");
    };
    odd("colour: 3", "colour: 3, flag: (a: [1])", "8 ReadOnly: the field `flag` is not known to this version");
    // The field that it has today is no field of then.
    odd("colour: 3", "hue: 3", "8 ReadOnly: the field `hue` is not known to this version");
    odd("country", "kingdom", "6 ReadOnly: `kingdom` is not a word that this version");
    odd("country", "kingdom(since: 1066)", "6 ReadOnly: `kingdom(…)` is not a value that this version");
}

#[test]
fn formats_that_are_too_old_or_too_new_are_said_in_words() {
    let two = Formats { former: &[(2, formats::parse::<format_2::Document>)], ..THREE };
    let file = "parties/bad-000000aa.ron";
    let expected = "parties/bad-000000aa.ron:2 SetAside: was written by an older version of Rapporteur (format 1, this version \
                    reads formats from 2 on). Open it with a version in between, and make a change there";
    check(two, file, FIRST, expected);
    check(two, file, &FIRST.replace("format: 1", "format: 0x1"), expected);
    let newer =
        "parties/bad-000000aa.ron:2 ReadOnly: was written by a newer version of Rapporteur (format 4, this version writes 3)";
    check(THREE, file, &THIRD.replace("format: 3", "format: 4").replace("cc", "aa"), newer);
    check(THREE, file, &THIRD.replace("format: 3", "format: 0"), "parties/bad-000000aa.ron:2 SetAside: gives 0 as its format");
}

#[test]
fn a_number_in_an_uncommon_form_is_understood() {
    let dir = folder(&[("parties/ukraine-000000aa.ron", &FIRST.replace("format: 1", "format: 0x1 /* the first */"))]);
    let opened = open(dir.path(), THREE);
    assert_eq!(opened.workspace.parties[&PartyId(uuid(0xaa))].name, "Ukraine");
    let kept: Vec<_> = opened.problems.iter().map(|problem| problem.kept_as).collect();
    assert_eq!(kept, [Kept::Opened], "{:?}", opened.problems);
}
