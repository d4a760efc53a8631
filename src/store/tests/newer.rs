//! What a newer version may have written, or a person: nothing that this version does not know is ever lost in silence.

use super::sampled::{self, Numbers};
use super::{folder, open, save, snapshot};
use crate::model::{PartyId, Record, RecordId, When, Who};
use crate::store::formats::{self, Formats};
use crate::store::locate::{self, places};
use crate::store::read::{self, Content};
use crate::store::{Kept, sample};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use uuid::Uuid;

fn content(text: &str) -> Content {
    read::content(text.as_bytes(), Formats::TODAY).unwrap_or_else(|finding| panic!("{finding:?}\n{text}"))
}

fn ids(content: &Content) -> BTreeSet<RecordId> {
    content.records.iter().map(Record::id).collect()
}

/// The text with `insert` put at each of the places, which are in order.
fn with(text: &str, places: impl DoubleEndedIterator<Item = Range<usize>>, insert: &str) -> String {
    let mut changed = text.to_owned();
    places.rev().for_each(|place| changed.replace_range(place, insert));
    changed
}

fn line_of(text: &str, at: usize) -> usize {
    locate::line_and_column(text, at).0
}

const FIELD: &str = "of_later: (a: [1, other(\"x\"), (b: 'c')], d: {\"e\": None}), ";

#[test]
fn an_unknown_field_is_noticed_wherever_it_stands() {
    let mut numbers = Numbers::from(5);
    let mut cases = 0;
    for (path, text) in sampled::files() {
        let fields = places::fields(text);
        // All at once, which is one read,
        let all = with(text, fields.iter().map(|field| field.start..field.start), FIELD);
        let parsed = formats::read(&all, Formats::TODAY).unwrap_or_else(|finding| panic!("{}: {finding:?}", path.display()));
        assert_eq!(parsed.unknown.len(), fields.len(), "{}", path.display());
        assert_eq!(ids(&content(&all)), ids(&content(text)), "{}", path.display());
        // and some alone, which are named with their line.
        for n in numbers.some(fields.len(), 4) {
            let at = fields[n].start;
            let found = content(&with(text, std::iter::once(at..at), FIELD)).newer;
            let told: Vec<_> = found.iter().map(|finding| (finding.line, finding.what.contains("`of_later`"))).collect();
            assert_eq!(told, [(Some(line_of(text, at)), true)], "{} at {at}", path.display());
            cases += 1;
        }
    }
    sampled::report(&format!("{cases} unknown fields, and all at once in each file"));
}

#[test]
fn an_unknown_word_is_noticed_wherever_it_stands_with_and_without_something_in_brackets() {
    let mut numbers = Numbers::from(6);
    let mut cases = 0;
    for (path, text) in sampled::files() {
        let words = places::words(text);
        for insert in ["of_later", "of_later(1, \"x) \", [(a: b)])", "of_later(a: 1, b: of(\"y\\\"\"))", "of_later()"] {
            // A word that has something in brackets already keeps that.
            let (bare, with_brackets): (Vec<_>, Vec<_>) =
                words.iter().cloned().partition(|word| !text[word.end..].starts_with('('));
            for n in numbers.some(bare.len(), 3) {
                check_word(path, text, &bare[n], insert);
                cases += 1;
            }
            for n in numbers.some(with_brackets.len(), if insert == "of_later" { 4 } else { 0 }) {
                check_word(path, text, &with_brackets[n], insert);
                cases += 1;
            }
            let all = content(&with(text, bare.iter().cloned(), insert));
            assert_eq!(ids(&all), ids(&content(text)), "{}: {insert}", path.display());
            assert_eq!(all.newer.is_empty(), bare.is_empty(), "{}: {insert}", path.display());
        }
        // Where all that stands in brackets is unknown, all that is left can still be shown.
        let all = content(&with(text, words.into_iter(), "of_later"));
        assert_eq!(ids(&all), ids(&content(text)), "{}", path.display());
    }
    sampled::report(&format!("{cases} unknown words, and all at once in each file"));
}

#[track_caller]
fn check_word(path: &Path, text: &str, word: &Range<usize>, insert: &str) {
    let changed = with(text, std::iter::once(word.clone()), insert);
    let found = content(&changed);
    let told: Vec<_> = found.newer.iter().map(|finding| (finding.line, finding.what.starts_with("`of_later"))).collect();
    assert_eq!(told, [(Some(line_of(text, word.start)), true)], "{} at {}: {insert}", path.display(), word.start);
    assert_eq!(ids(&found), ids(&content(text)), "{} at {}: {insert}", path.display(), word.start);
}

#[test]
fn what_is_not_known_is_shown_as_far_as_it_can_be() {
    let id = |n: u8| format!("\"019c0b6e-3f00-7000-8000-0000000000{n:02x}\"");
    let round = |fields: &str| {
        let text = format!(
            "(format: 1, round: (id: {}, negotiation: {}, schedule: (status: held), created: \"2026-02-02T02:40:00Z\",\n{fields}))",
            id(1),
            id(2)
        );
        let found = content(&text);
        let [Record::Round(round)] = found.records.as_slice() else { panic!("{:?}", found.records) };
        let told: Vec<String> = found.newer.iter().map(|finding| format!("{:?} {}", finding.line, finding.what)).collect();
        (round.clone(), told)
    };
    let sitting = |when: &str| {
        let (round, told) = round(&format!("sittings: [(id: {}, when: {when})]", id(3)));
        (round.sittings[0].when.clone(), told)
    };
    let words = |words: &str| When::Window { earliest: None, latest: None, wording: words.to_owned() };
    let word = |word: &str| {
        vec![format!("Some(2) `{word}` is not a word that this version of Rapporteur knows here. It is kept as it is")]
    };
    let value = |word: &str| {
        vec![format!("Some(2) `{word}(…)` is not a value that this version of Rapporteur knows here. It is kept as it is")]
    };
    let zone = |zone: &str| {
        vec![format!("Some(2) “{zone}” is not a time zone that this version of Rapporteur knows. It is kept as it is")]
    };
    assert_eq!(sitting("some_day"), (words("some_day"), word("some_day")));
    assert_eq!(sitting("every(\"week\", from: 3)"), (words("every"), value("every")));
    assert_eq!(sitting("unknown(since: 3)"), (When::Unknown, value("unknown")));
    let day = "2026-02-05".parse().ok();
    let stamp = "2026-02-05T10:20:00+03:00[Mars/Olympus]";
    let shown = When::Window { earliest: day, latest: day, wording: stamp.to_owned() };
    assert_eq!(sitting(&format!("at(\"{stamp}\", 90)")), (shown, zone("Mars/Olympus")));

    let (found, told) = round("zone: \"Mars/Olympus_Mons\"");
    assert_eq!((found.zone, told), (None, zone("Mars/Olympus_Mons")));
    let (found, told) = round(&format!("accounts: [(id: {}, speaker: office(\"press\"))]", id(3)));
    assert_eq!((found.accounts[0].speaker.clone(), told), (Some(Who::Described("office".into())), value("office")));
    let (found, told) = round("format: (contact: direct(via: \"radio\"))");
    assert_eq!((found.format.contact.clone(), told), (Some(crate::model::Contact::Direct), value("direct")));

    let text = format!(
        "(format: 1, deleted: (id: {}, created: \"2026-02-02T02:40:00Z\", records: [\n\
         party(id: {}, name: \"A\", kind: state, created: \"2026-02-02T02:40:00Z\"),\n\
         treaty(id: {}, name: \"B\")]))",
        id(1),
        id(2),
        id(3)
    );
    let found = content(&text);
    let [Record::Binned(binned)] = found.records.as_slice() else { panic!("{:?}", found.records) };
    assert_eq!(binned.records.len(), 1);
    assert_eq!(found.newer.iter().map(|finding| finding.line).collect::<Vec<_>>(), [Some(3)]);
}

#[test]
fn a_field_that_is_there_twice_is_an_error_with_its_line() {
    let mut numbers = Numbers::from(7);
    let mut cases = 0;
    for (path, text) in sampled::files() {
        let fields = places::fields(text);
        for n in numbers.some(fields.len(), 8) {
            let field = fields[n].clone();
            let twice = format!("{},\n{}", &text[field.clone()], &text[field.clone()]);
            let second = line_of(text, field.start) + twice.matches('\n').count() - text[field.clone()].matches('\n').count();
            let changed = with(text, std::iter::once(field.clone()), &twice);
            let Err(finding) = read::content(changed.as_bytes(), Formats::TODAY) else {
                panic!("{}: {} is there twice", path.display(), &text[field]);
            };
            assert!(finding.what.ends_with("is there twice"), "{}: {finding:?}", path.display());
            assert_eq!(finding.line, Some(second), "{}: {finding:?}", path.display());
            cases += 1;
        }
    }
    sampled::report(&format!("{cases} fields there twice"));
}

#[test]
fn a_comment_is_noticed_wherever_it_stands() {
    let mut numbers = Numbers::from(8);
    for (path, text) in sampled::files() {
        assert_eq!(locate::comment(text), None, "{}", path.display());
        let gaps = places::gaps(text);
        for n in numbers.some(gaps.len(), 3) {
            let at = gaps[n];
            for comment in ["/* b: \" ( */", "// c: \"\n"] {
                let changed = with(text, std::iter::once(at..at), comment);
                if let Ok(found) = read::content(changed.as_bytes(), Formats::TODAY) {
                    assert_eq!(found.newer, []);
                    assert_eq!(locate::comment(&changed), Some(at), "{} at {at}", path.display());
                }
            }
        }
    }
}

#[test]
fn a_comment_is_told_of_before_the_edit_that_takes_it_away() {
    let by_hand = "(format: 1, party: (id: \"019c0b6e-3f00-7000-8000-0000000000aa\", name: \"A // no comment\", kind: state,\n\
                   created: \"2026-02-02T02:40:00Z\")) /* ask Ana\n */";
    let dir = folder(&[("parties/a-000000aa.ron", by_hand)]);
    let mut opened = open(dir.path());
    let told: Vec<_> = opened.problems.iter().map(|p| (p.line, p.column, p.kept_as, p.what.as_str())).collect();
    let what = "has comments, which go when a record in it is changed here. The history keeps them";
    assert_eq!(told, [(Some(2), Some(35), Kept::Opened, what)]);
    let id = PartyId(Uuid::from_u128(0x019c_0b6e_3f00_7000_8000_0000_0000_00aa));
    assert_eq!(opened.store.read_only(id.into()), None);
    opened.workspace.parties.get_mut(&id).unwrap().name = "B".into();
    save(&mut opened.store, &opened.workspace, &[id.into()].into());
    drop(opened);
    assert_eq!(open(dir.path()).problems, []);
}

#[test]
fn a_whole_sample_of_a_newer_format_opens_to_be_read() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("sample");
    sample::write_to(&dir).unwrap();
    let workspace = open(&dir).workspace;
    for (path, text) in sampled::files() {
        fs::write(dir.join(path), text.replacen("format: 1", "format: 2", 1)).unwrap();
    }
    let before = snapshot(&dir);
    let mut opened = open(&dir);
    assert_eq!(opened.workspace, workspace);
    assert_eq!(opened.problems.len(), sampled::files().len());
    assert!(opened.problems.iter().all(|problem| problem.kept_as == Kept::ReadOnly && problem.line == Some(2)));
    let everything: BTreeSet<_> = opened.workspace.ids().collect();
    let report = save(&mut opened.store, &opened.workspace, &everything);
    assert_eq!((report.saved.len(), snapshot(&dir)), (0, before));
}

#[test]
fn a_field_that_nothing_takes_up_makes_the_file_read_only() {
    let party = |fields: &str| {
        format!(
            "(format: 1, {fields} party: (id: \"019c0b6e-3f00-7000-8000-0000000000aa\", name: \"A\", kind: state, \
             created: \"2026-02-02T02:40:00Z\"))"
        )
    };
    for field in ["negotiation_id", "workspace_id"] {
        let text = party(&format!("{field}: \"019c0b6e-3f00-7000-8000-000000000001\","));
        let dir = folder(&[("parties/a-000000aa.ron", &text)]);
        let opened = open(dir.path());
        let kept: Vec<_> = opened.problems.iter().map(|problem| (problem.kept_as, problem.line)).collect();
        assert_eq!(kept, [(Kept::ReadOnly, Some(1))], "{:?}", opened.problems);
    }
    let dir = folder(&[]);
    let text = party("workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\",");
    fs::write(dir.path().join("workspace.ron"), text).unwrap();
    let opened = open(dir.path());
    assert!(opened.workspace.parties.is_empty());
    assert!(opened.problems[0].what.starts_with("holds records, which are looked for in the folders only"));
}

proptest! {
    #![proptest_config(super::fuzz::config(40))]

    /// Whatever is put into a file of the sample, and wherever: it is kept, be it that the file is not written any more.
    #[test]
    fn what_is_not_known_survives_a_save_elsewhere(
        file in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), word in any::<bool>(),
        insert in prop::sample::select(vec!["of_later", "of_later(1, \"x\")", "of_later(a: [b(c)])"]),
    ) {
        let (path, text) = &sampled::files()[file.index(sampled::files().len())];
        let words = places::words(text);
        let changed = if word && !words.is_empty() {
            let word = words[place.index(words.len())].clone();
            let insert = if text[word.end..].starts_with('(') { "of_later" } else { insert };
            with(text, std::iter::once(word), insert)
        } else {
            let fields = places::fields(text);
            let at = fields[place.index(fields.len())].start;
            with(text, std::iter::once(at..at), &format!("of_later: {insert}, "))
        };
        let good = "(format: 1, party: (id: \"019c0b6e-3f00-7000-8000-0000000000aa\", name: \"A\", kind: state, created: \"2026-02-02T02:40:00Z\"))";
        let dir = folder(&[("parties/a-000000aa.ron", good)]);
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &changed).unwrap();
        let mut opened = open(dir.path());
        prop_assert!(opened.problems.iter().any(|problem| &problem.file == path && problem.kept_as == Kept::ReadOnly && problem.what.contains("of_later")));
        opened.workspace.parties.each_mut(|party| party.name.push('!'));
        let everything: BTreeSet<_> = opened.workspace.ids().collect();
        let report = save(&mut opened.store, &opened.workspace, &everything);
        prop_assert_eq!(report.saved.len(), 1, "the good one");
        prop_assert_eq!(fs::read_to_string(&file).unwrap(), changed);
    }
}
