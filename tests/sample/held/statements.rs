//! The position rows.

use super::{SAMPLE, cited, days, only, parties_of, party, round, same_words, told};
use crate::rows::PositionRow;
use rapporteur::model::{Statement, Verification, Vocabulary, When, Who};

fn find(row: &PositionRow) -> &'static Statement {
    let of_row = |one: &&Statement| {
        one.round == Some(round(&row.round_id).id)
            && matches!(one.said_on, When::Day(_))
            && days(&one.said_on).0 == row.date
            && party(one.party) == parties_of(&row.party)[0]
            && one.issues.len() == 1
            && same_words(&SAMPLE.issues[&one.issues[0]].name, &row.issue)
            && same_words(&one.text, &row.position)
    };
    only(SAMPLE.statements.values().filter(of_row), &row.key())
}

#[test]
fn every_position_row_is_a_statement() {
    let rows = PositionRow::all();
    assert_eq!(rows.len(), 69);
    for row in &rows {
        let found = find(row);
        let mut sources = told(&row.source);
        sources.dedup();
        assert_eq!(cited(&found.sources), sources, "{}", row.key());
        assert!(!found.verbatim, "{} is in our own words", row.key());
        let key = row.kind_key();
        assert_eq!(found.kind.key(), key, "{}", row.key());
        assert_eq!(found.kind.bears_position(), key != "comment", "{}", row.key());
        let conditional = row.kind == "condition" || row.kind == "conditional offer";
        assert!(!conditional || !found.condition.text.is_empty(), "{} hangs on something", row.key());
    }
    assert_eq!(SAMPLE.statements.len(), 69 + 4, "the rows, one denial, three from the article");
}

#[test]
fn every_speaker_of_a_row_is_named_or_described() {
    for row in PositionRow::all() {
        let found = find(&row);
        let said_by = match found.speaker.as_ref() {
            Some(Who::Described(words)) => words.clone(),
            Some(known) => super::who(known).to_owned(),
            None => panic!("{} has no speaker", row.key()),
        };
        let told = format!("{said_by} {}", found.note).to_lowercase();
        for word in row.by.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            assert!(told.contains(&word.to_lowercase()), "{}: {word} is not in {told}", row.key());
        }
    }
}

#[test]
fn support_is_judged_from_the_pages() {
    for row in PositionRow::all() {
        let found = find(&row);
        let expected: &[Verification] = match (row.kind.as_str(), told(&row.source).len()) {
            ("report (denied)", _) => &[Verification::Denied],
            _ if row.by.ends_with("memorandum") => &[Verification::ConfirmedByParty],
            (_, 1) => &[Verification::SingleSource, Verification::Disputed],
            _ => &[Verification::Corroborated, Verification::Disputed],
        };
        assert!(expected.contains(&found.verification), "{}: {:?}", row.key(), found.verification);
    }
}

#[test]
fn links_go_from_later_to_earlier_and_stay_with_one_party_and_issue() {
    let mut replaced = 0;
    for statement in SAMPLE.statements.values() {
        for earlier in statement.supersedes.iter().map(|id| &SAMPLE.statements[id]) {
            assert_eq!((earlier.party, &earlier.issues), (statement.party, &statement.issues), "{}", statement.text);
            assert!(days(&earlier.said_on) < days(&statement.said_on), "{}", statement.text);
            replaced += 1;
        }
        for answered in statement.answers.iter().map(|id| &SAMPLE.statements[id]) {
            assert_eq!(answered.issues, statement.issues, "{}", statement.text);
        }
    }
    assert_eq!(replaced, 8);
}
