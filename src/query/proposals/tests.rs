//! What passages of our own propose, in several languages.

use super::*;
use crate::query::testing::{Talks, ZONE};

fn read(talks: &Talks, passage: &str) -> Proposals {
    propose(&talks.ws, talks.negotiation, passage, ("", ""), (&When::Unknown, ZONE))
}

#[test]
fn from_an_empty_record_names_are_proposed_to_be_made() {
    let talks = Talks::new();
    let new = |name: &str| NamedParty::New(name.to_owned());
    for (passage, parties, speaker, kind) in [
        (
            "Norwegian Foreign Minister Kari Vik demanded that Iceland open its harbours.",
            vec![new("Norway"), new("Iceland")],
            Some(NamedSpeaker::New { name: "Kari Vik".to_owned(), office: "Foreign Minister".to_owned() }),
            Some(StatementKind::Demand),
        ),
        (
            "An unnamed Chilean official rejected the offer.",
            vec![new("Chile")],
            Some(NamedSpeaker::Described("unnamed Chilean official".to_owned())),
            Some(StatementKind::Rejection),
        ),
        (
            "Boats were taken in Icelandic waters, according to Norwegian officials.",
            vec![new("Norway"), new("Iceland")],
            Some(NamedSpeaker::Described("Norwegian officials".to_owned())),
            Some(StatementKind::Claim),
        ),
        ("Chile verurteilte den Angriff.", vec![new("Chile")], None, Some(StatementKind::Condemnation)),
        ("The weather was fine.", vec![], None, None),
    ] {
        let read = read(&talks, passage);
        assert_eq!((read.parties, read.speaker, read.kind), (parties, speaker, kind), "{passage}");
    }
}

#[test]
fn what_the_record_knows_is_found_in_any_spelling() {
    let mut talks = Talks::new();
    let (norway, union) = (talks.party("Norway"), talks.party("Dockers' Union"));
    talks.ws.parties.get_mut(&union).unwrap().short = "US".into();
    let vik = talks.spelled("Kari Vik", &["Кари Вик", "卡里"]);
    let issue = talks.issue("Monitoring of harbours");
    let read = |passage: &str| read(&talks, passage);
    assert_eq!(read("The Norwegian side came.").parties, [NamedParty::Known(norway)]);
    assert_eq!(read("They told us nothing.").parties, [], "a short name counts as it is written");
    assert_eq!(read("The Dockers' Union came.").parties, [NamedParty::Known(union)]);
    for passage in ["Vik spoke.", "Кари Вик говорила.", "卡里要求停止。"] {
        assert_eq!(read(passage).speaker, Some(NamedSpeaker::Known(vik)), "{passage}");
    }
    assert_eq!(read("They will monitor each harbour.").issue, Some(issue));
    assert_eq!(read("They will monitor it.").issue, None);
}

#[test]
fn how_well_it_is_supported_and_what_is_quoted() {
    let talks = Talks::new();
    for passage in [
        "The paper could not independently verify this.",
        "Das ließ sich nicht unabhängig überprüfen.",
        "Это не удалось проверить.",
    ] {
        assert_eq!(read(&talks, passage).verification, Some(Verification::Unverified), "{passage}");
    }
    let passage = "She said: “we will never agree to it”, and left.";
    let quoted = read(&talks, passage).quoted.unwrap();
    assert_eq!(&passage[quoted], "we will never agree to it");
    assert!(read(&talks, "The “deal” is off.").quoted.is_none());
    let within =
        propose(&talks.ws, talks.negotiation, "we will never agree", ("She said: “", "”, and left."), (&When::Unknown, ZONE));
    assert!(within.verbatim);
}

#[test]
fn the_nearest_earlier_wording() {
    let mut talks = Talks::new();
    let norway = talks.party("Norway");
    let first = talks.says("Norway", "Harbours", "2026-01-02", "All harbours must be open to our boats by May");
    talks.says("Norway", "Harbours", "2026-01-03", "Nobody has asked the fishermen");
    let near = |text: &str| nearest(&talks.ws, talks.negotiation, norway, text, ZONE);
    let found = near("all harbours must be open to our boats, by may!").unwrap();
    assert_eq!((found.statement, found.same), (first, true));
    let changed = near("Some harbours must be open to our boats by June").unwrap();
    assert_eq!((changed.statement, changed.same), (first, false));
    assert!(changed.likeness > 0.5);
    assert!(near("Entirely other things are said here").is_none());
}
