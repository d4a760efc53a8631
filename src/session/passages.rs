//! Passages follow the text of their source: an edit of the text takes their places along, as one step.

use crate::model::{Passages, Record, RecordId, Source, Workspace};
use crate::query::passages::{self, Replaced};
use std::collections::BTreeMap;

/// The records with passages in the sources of which `puts` change the text, with each passage where it stands then. What is lost stays
/// as it was. Records that are in `puts` themselves are left as they are proposed.
pub(super) fn anchored_again(workspace: &Workspace, puts: &[Record]) -> Vec<Record> {
    let mut changed: BTreeMap<RecordId, Record> = BTreeMap::new();
    for after in puts {
        let Record::Source(after) = after else { continue };
        let Some(before) = workspace.sources.get(&after.id).filter(|before| before.text != after.text) else { continue };
        follow(workspace, before, after, &mut changed);
    }
    changed.retain(|id, _| puts.iter().all(|put| put.id() != *id));
    changed.into_values().collect()
}

fn follow(workspace: &Workspace, before: &Source, after: &Source, changed: &mut BTreeMap<RecordId, Record>) {
    let marks = passages::of_source(workspace, after.id);
    // Where nothing is left nothing can be found: a text is often taken out before another one is put in.
    if marks.is_empty() || after.text.is_empty() {
        return;
    }
    let replaced = Replaced::new(&before.text, &after.text);
    for mark in marks {
        let Some(found) = replaced.anchored_again(&mark.passage).filter(|found| *found != mark.passage) else { continue };
        let record = changed.remove(&mark.record).or_else(|| workspace.get(mark.record));
        let Some(mut record) = record else { continue };
        let lists = record.passages_mut().into_iter().filter(|(holder, _)| *holder == mark.holder);
        let kept = lists.flat_map(|(_, list)| list).find(|passage| passage.id == mark.passage.id && passage.source == after.id);
        if let Some(passage) = kept {
            *passage = found;
        }
        changed.insert(mark.record, record);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{PartId, Passage, Source, SourceId, StatementId};
    use crate::query::passages::{Place, Ruler, located, quoted};
    use crate::query::testing::Talks;
    use crate::session::{Fixed, Gesture, Proposal, Refusal, Session};
    use chrono::DateTime;
    use uuid::Uuid;

    const TEXT: &str = "Kyiv proposed a truce on Monday. Moscow said no.\n\nKyiv asked again on Friday. Moscow said no.";

    fn marked(quotes: &[(usize, &str)]) -> (Session, SourceId, Vec<StatementId>) {
        let mut talks = Talks::new();
        let source = talks.source("Report");
        talks.ws.sources.get_mut(&source).unwrap().text = TEXT.to_owned();
        let mut said = Vec::new();
        for (n, (start, quote)) in quotes.iter().enumerate() {
            assert!(TEXT[*start..].starts_with(quote));
            let statement = talks.says("Ukraine", "Truce", "2026-02-04", "words");
            let id = PartId(Uuid::from_u128(n as u128));
            let passage = quoted(&Ruler::new(TEXT), *start..start + quote.len(), source, id).unwrap();
            talks.of(statement).passages = vec![passage];
            said.push(statement);
        }
        (Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), ""), source, said)
    }

    fn with_text(session: &Session, source: SourceId, text: &str) -> Source {
        Source { text: text.to_owned(), ..session.workspace().sources[&source].clone() }
    }

    fn places(session: &Session, source: SourceId) -> Vec<Place> {
        located(session.workspace(), source).into_iter().map(|(_, place)| place).collect()
    }

    #[test]
    fn the_places_follow_a_text_that_is_replaced_and_come_back_with_it() -> Result<(), Refusal> {
        let (mut session, source, said) =
            marked(&[(14, "a truce on Monday"), (33, "Moscow said no."), (50, "Kyiv asked again on Friday.")]);
        let before = session.workspace().clone();
        let text = "By our correspondent.\n\nKyiv proposed a truce on Monday. Moscow said no.\n\nMoscow said no.";
        session.perform(Proposal::put("change text", with_text(&session, source, text)))?;
        let workspace = session.workspace();
        let passage = |at: usize| -> &Passage { &workspace.statements[&said[at]].passages[0] };
        assert_eq!((passage(0).start, passage(1).start), (37, 56));
        assert_eq!(passage(0).before, "r correspondent.\n\nKyiv proposed ");
        assert_eq!(passage(2), &before.statements[&said[2]].passages[0], "what is lost stays as it was");
        let found = places(&session, source);
        assert_eq!(found, [Place::Exact(37..54), Place::Lost, Place::Exact(56..71)]);
        session.undo();
        assert_eq!(*session.workspace(), before, "one step brings all back");
        session.redo();
        session.perform(Proposal::put("change text", with_text(&session, source, TEXT)))?;
        assert!(places(&session, source).iter().all(|place| matches!(place, Place::Exact(_))), "what was lost is found again");
        Ok(())
    }

    #[test]
    fn of_the_same_words_each_is_followed_while_one_types() -> Result<(), Refusal> {
        let (mut session, source, said) = marked(&[(33, "Moscow said no."), (78, "Moscow said no.")]);
        let before = session.workspace().clone();
        let mut text = TEXT.to_owned();
        for (at, letter) in "He said it".chars().enumerate() {
            text.insert(49 + at, letter);
            let gesture = Gesture::typing(source.into(), "text", "He said it");
            session.perform(Proposal::put("change text", with_text(&session, source, &text)).during(gesture))?;
        }
        let starts: Vec<u32> = said.iter().map(|id| session.workspace().statements[id].passages[0].start).collect();
        assert_eq!(starts, [33, 88]);
        session.undo();
        assert_eq!(*session.workspace(), before);
        session.perform(Proposal::put("change text", with_text(&session, source, "")))?;
        assert_eq!(session.workspace().statements, before.statements, "nothing is found in no text, and nothing is dropped");
        Ok(())
    }
}
