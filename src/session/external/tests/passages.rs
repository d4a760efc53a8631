//! Two people mark passages in one text at the same time, each in a session of their own; a synchronised folder brings them together.

use super::{look, settled};
use crate::model::{NegotiationId, PartId, PartyId, Passages as _, Record, RecordId, SourceId, StatementId};
use crate::query::passages::{Place, Ruler, located, quoted};
use crate::session::{Fixed, New, Proposal, Session};
use crate::store::Store;
use chrono::DateTime;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use uuid::Uuid;

const TEXT: &str = "Kyiv proposed a truce on Monday. Moscow said no.\n\nKyiv asked again on Friday. Moscow said no.";

/// A session of somebody whose ids are not those of the other.
fn session_of(dir: &Path, name: &str, seconds: i64) -> Session {
    let now = DateTime::from_timestamp(1_770_000_000 + seconds, 0).unwrap();
    Session::open(Store::open(dir, Uuid::from_u128(1)).unwrap(), Box::new(Fixed::at(now)), name)
}

/// Brings the files of the record from one folder into another, as a program that synchronises does.
fn synchronise(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            fs::create_dir_all(to.join(&name)).unwrap();
            synchronise(&path, &to.join(name));
        } else if path.extension().is_some_and(|ending| ending == "ron") {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Marks words of the text in a statement that is there, or in a new one.
fn mark(session: &mut Session, source: SourceId, statement: StatementId, words: &str) -> PartId {
    let text = session.workspace().sources[&source].text.clone();
    let start = text.find(words).unwrap();
    let id = PartId(session.surroundings.id());
    let passage = quoted(&Ruler::new(&text), start..start + words.len(), source, id).unwrap();
    let mut said = session.workspace().statements[&statement].clone();
    said.passages.push(passage);
    session.perform(Proposal::put("add passage", said)).unwrap();
    id
}

fn says(session: &mut Session, (negotiation, party): (NegotiationId, PartyId), text: &str) -> StatementId {
    let new = New::Statement { negotiation, round: None, party, issue: None, text: text.to_owned() };
    let Ok(RecordId::Statement(id)) = session.create(new) else { panic!("a statement can be made") };
    id
}

/// The words of all passages in the text, with where they stand.
fn marked(session: &Session, source: SourceId) -> BTreeSet<(PartId, String)> {
    let text = session.workspace().sources[&source].text.clone();
    let words = |place: Place| text[place.range().unwrap()].to_owned();
    located(session.workspace(), source).into_iter().map(|(mark, place)| (mark.passage.id, words(place))).collect()
}

#[test]
fn passages_that_two_people_mark_in_one_text_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (hers, his) = (folder.path().join("hers"), folder.path().join("his"));
    let mut ana = session_of(&hers, "Ana", 0);
    let Ok(RecordId::Party(party)) = ana.create(New::Party { name: "Ukraine".to_owned() }) else { unreachable!() };
    let Ok(RecordId::Negotiation(negotiation)) = ana.create(New::Negotiation { title: "Talks".to_owned() }) else {
        unreachable!()
    };
    let Record::Source(mut source) = ana.draft(New::Source { negotiation, title: "Report".to_owned() }) else { unreachable!() };
    source.text = TEXT.to_owned();
    let source_id = source.id;
    ana.perform(Proposal::put("add source", source)).unwrap();
    let both = says(&mut ana, (negotiation, party), "A truce");
    ana.save().unwrap();
    fs::create_dir(&his).unwrap();
    synchronise(&hers, &his);
    let mut ben = session_of(&his, "Ben", 1_000);

    // Both mark words that overlap: in the same statement, and in one that each of them adds.
    let mut expected = BTreeSet::new();
    for (session, [first, second]) in [
        (&mut ana, ["proposed a truce on Monday", "Moscow said no.\n\nKyiv asked"]),
        (&mut ben, ["a truce on Monday. Moscow", "Kyiv asked again on Friday."]),
    ] {
        expected.insert((mark(session, source_id, both, first), first.to_owned()));
        let own = says(session, (negotiation, party), second);
        expected.insert((mark(session, source_id, own, second), second.to_owned()));
    }
    // His is saved first and comes into her folder before she saves.
    ben.save().unwrap();
    synchronise(&his, &hers);
    ana.save().unwrap();
    look(&mut ana);
    assert_eq!(ana.save_failures(), []);
    ana.save().unwrap();
    assert_eq!(marked(&ana, source_id), expected);
    assert!(ana.workspace().clashes.is_empty(), "{:?}", ana.workspace().clashes);

    // And hers come to him, with what was marked by both.
    synchronise(&hers, &his);
    look(&mut ben);
    assert_eq!(marked(&ben, source_id), expected);
    assert_eq!(ben.workspace().statements[&both].passages.len(), 2);

    // He replaces the text while she marks more: what she marked is found in his text, and one undo of hers takes back hers alone.
    let longer = TEXT.replace("Kyiv proposed", "By our correspondent. Kyiv proposed");
    let mut changed = ben.workspace().sources[&source_id].clone();
    changed.text = longer.clone();
    ben.perform(Proposal::put("change text", changed)).unwrap();
    ben.save().unwrap();
    let late = mark(&mut ana, source_id, both, "again on Friday");
    synchronise(&his, &hers);
    ana.save().unwrap();
    look(&mut ana);
    ana.save().unwrap();
    let with_hers: BTreeSet<_> = expected.iter().cloned().chain([(late, "again on Friday".to_owned())]).collect();
    assert_eq!(ana.workspace().sources[&source_id].text, longer);
    assert_eq!(marked(&ana, source_id), with_hers);
    ana.undo().unwrap();
    assert_eq!(marked(&ana, source_id), expected);
    ana.redo().unwrap();
    ana.save().unwrap();
    settled(ben);
    let kept: usize =
        ana.workspace().records().map(|record| record.passages().iter().map(|(_, list)| list.len()).sum::<usize>()).sum();
    assert_eq!(kept, 5);
    settled(ana);
}
