//! What passages of our own propose, in several languages.

use super::*;
use crate::query::testing::{Talks, ZONE, day};

fn read(talks: &Talks, passage: &str) -> Proposals {
    propose(&talks.ws, talks.negotiation, passage, ("", ""), (&When::Unknown, day("2026-01-24"), ZONE))
}

#[test]
fn from_an_empty_record_names_are_proposed_to_be_made() {
    let talks = Talks::new();
    let new = |name: &str| Named::New(name.to_owned());
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
        (
            "Icelandic boats hit Norway's harbour, killing one, according to Norwegian officials.",
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
fn names_in_scripts_without_spaces_and_in_cases() {
    let talks = Talks::new();
    let new = |name: &str| Named::New(name.to_owned());
    for (passage, parties, kind) in [
        ("乌克兰提议与俄罗斯举行会议。", vec![new("Ukraine"), new("Russia")], Some(StatementKind::Proposal)),
        (
            "Глава делегации Украины потребовал от России гарантий.",
            vec![new("Ukraine"), new("Russia")],
            Some(StatementKind::Demand),
        ),
        ("Japan hatte mehr Lohn gefordert.", vec![new("Japan")], Some(StatementKind::Demand)),
    ] {
        let read = read(&talks, passage);
        assert_eq!((read.parties, read.kind), (parties, kind), "{passage}");
    }
}

#[test]
fn what_is_typed_for_somebody_new() {
    let mut record = Talks::new();
    let russia = record.party("Russia");
    let new = |name: &str| Named::New(name.to_owned());
    for (typed, parties) in [
        ("us", vec![new("United States")]),
        ("UKR", vec![new("Ukraine")]),
        ("nor", vec![new("Norway")]),
        ("俄罗斯", vec![Named::Known(russia)]),
        ("рос", vec![Named::Known(russia)]),
        ("saudi arabia", vec![new("Saudi Arabia")]),
        ("قطر", vec![new("Qatar")]),
        ("ice", vec![new("Iceland")]),
        ("xq", vec![]),
        ("", vec![]),
    ] {
        let mut found = states(&record.ws, &["Iceland".to_owned()], typed);
        found.truncate(parties.len().max(1));
        assert_eq!(found, parties, "{typed}");
    }
    assert!(describes("American official") && describes("two Western diplomats") && !describes("Kari Vik"));
}

/// The issue that a passage names in a record with one.
fn talks_issue(name: &str) -> impl Fn(&str) -> Option<IssueId> {
    let mut talks = Talks::new();
    talks.issue(name);
    move |passage| read(&talks, passage).issue
}

#[test]
fn what_the_record_knows_is_found_in_any_spelling() {
    let mut talks = Talks::new();
    let (norway, union) = (talks.party("Norway"), talks.party("Dockers' Union"));
    talks.ws.parties.get_mut(&union).unwrap().short = "US".into();
    let vik = talks.spelled("Kari Vik", &["Кари Вик", "卡里"]);
    let issue = talks.issue("Monitoring of harbours");
    let read = |passage: &str| read(&talks, passage);
    assert_eq!(read("The Norwegian side came.").parties, [Named::Known(norway)]);
    assert_eq!(read("They told us nothing.").parties, [], "a short name counts as it is written");
    assert_eq!(read("The Dockers' Union came.").parties, [Named::Known(union)]);
    for passage in ["Vik spoke.", "Кари Вик говорила.", "卡里要求停止。"] {
        assert_eq!(read(passage).speaker, Some(NamedSpeaker::Known(vik)), "{passage}");
    }
    assert_eq!(read("They will monitor each harbour.").issue, Some(issue));
    assert_eq!(read("They will monitor it.").issue, None);
    let assess = talks_issue("Assess");
    assert_eq!(assess("It was a direct assault, asserting that it was unacceptable."), None);
    assert!(assess("They assessed it.").is_some());
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
    let within = propose(
        &talks.ws,
        talks.negotiation,
        "we will never agree",
        ("She said: “", "”, and left."),
        (&When::Unknown, day("2026-01-24"), ZONE),
    );
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

#[test]
fn what_a_word_for_somebody_named_before_does_is_said_of_nobody_named_in_it() {
    let talks = Talks::new();
    for passage in [
        "Later, it reported a Norwegian attack.",
        "He said that Norway had gone.",
        "Sie warf Norwegen Lügen vor.",
        "Позже она обвинила Норвегию.",
    ] {
        assert!(read(&talks, passage).is_pronoun, "{passage}");
    }
    for passage in ["Norway said that it had gone.", "Later, Norway left.", "Italy came."] {
        assert!(!read(&talks, passage).is_pronoun, "{passage}");
    }
}

#[test]
fn who_could_not_verify_it_is_taken_from_the_sentence_after() {
    let talks = Talks::new();
    let around = ("", " Later, it fled. The paper could not independently verify these reports. More.\n\nNext.");
    let when = (&When::Unknown, day("2026-01-24"), ZONE);
    let found = propose(&talks.ws, talks.negotiation, "Norway reported losses.", around, when);
    assert_eq!(found.verification, Some(Verification::Unverified));
    assert_eq!(found.verification_note, "The paper could not independently verify these reports.");
    let read = |after: &str| propose(&talks.ws, talks.negotiation, "Norway reported losses.", ("", after), when);
    assert_eq!(read("\n\nThe paper could not verify it.\n").verification_note, "The paper could not verify it.");
    let far = read(" One. Two. The paper could not verify it.");
    assert_eq!((far.verification, far.verification_note.as_str()), (None, ""));
}

#[test]
fn the_first_date_and_what_is_said_of_a_round() {
    let talks = Talks::new();
    let date = |passage: &str| read(&talks, passage).date;
    assert_eq!(date("A new round would begin on 1 February."), Some(When::Day(day("2026-02-01"))));
    assert_eq!(date("Am 3. März 2026 geht es weiter."), Some(When::Day(day("2026-03-03"))));
    assert_eq!(date("They meet on 2026-02-04."), Some(When::Day(day("2026-02-04"))));
    assert!(matches!(date("Perhaps as early as next week, he said."), Some(When::Window { .. } | When::Span { .. })));
    for passage in [
        "They may march 35 others.",
        "They may march on.",
        "It killed 12 and injured 3.",
        "In all 300 billion.",
        "The sun sat second.",
    ] {
        assert_eq!(date(passage), None, "{passage}");
    }
    let found = read(&talks, "The talks ended with no apparent breakthrough.");
    assert_eq!(found.outcome, Some(OutcomeKind::None));
    let found = read(&talks, "The delegation, headed by Kari Vik, did not attend.");
    assert_eq!((found.role, found.presence), (Some(AttendanceRole::Head), Some(Presence::Absent)));
}

#[test]
fn in_notes_who_had_the_floor_says_it_at_the_time_that_is_written() {
    let mut talks = Talks::new();
    let norway = talks.party("Norway");
    let read = |passage: &str, before: &str| {
        let when = When::Day(day("2026-02-04"));
        propose(&talks.ws, talks.negotiation, passage, (before, ""), (&when, day("2026-02-04"), ZONE))
    };
    let line = "14:03 Norway: Iceland must open its harbours.";
    let found = read(line, "13:50 – They sit down.\n\n");
    assert_eq!(&line[found.words.clone()], "Iceland must open its harbours.");
    assert_eq!(found.parties, [Named::Known(norway), Named::New("Iceland".to_owned())]);
    assert!(matches!(&found.said_on, Some(When::At { .. })), "{:?}", found.said_on);
    let later = read("We mean it.", "14:03 Norway: Iceland must open its harbours. ");
    assert_eq!((later.parties, later.words), (vec![Named::Known(norway)], 0.."We mean it.".len()));
    let nobody = read("14:05 – Iceland: they leave.", "");
    assert_eq!(nobody.parties, [Named::New("Iceland".to_owned())]);
    assert!(!nobody.words.is_empty() && nobody.said_on.is_some());
}

#[test]
fn where_it_was_is_the_first_name_behind_a_word_for_a_place() {
    let mut talks = Talks::new();
    talks.party("Ukraine");
    talks.person("Ivan Holub");
    for (passage, place) in [
        ("A power station was hit in Kharkiv overnight.", "Kharkiv"),
        ("Two boats burned near the Strait of Hormuz on Monday.", "Strait of Hormuz"),
        ("Shots were heard at Rio de Janeiro in January.", "Rio de Janeiro"),
        ("In January nobody was hurt.", ""),
        ("Believe in Ivan Holub, they said.", ""),
        ("Fighting went on in Ukraine, most of it near Pokrovsk.", "Pokrovsk"),
        ("Fighting went on in Ukraine.", "Ukraine"),
        ("That is, in Moscow's words, untrue.", ""),
        ("They were interested in, Kyiv said, nothing.", ""),
        ("Une explosion a eu lieu à Genève.", "Genève"),
        ("Hubo una explosión cerca de Bogotá.", "Bogotá"),
        ("La política de España no cambia.", ""),
        ("In Berlin wurde der Vertrag nicht unterzeichnet.", "Berlin"),
        ("In Verhandlungen wurde nichts erreicht.", ""),
        ("In Kharkiv a power station was hit.", "Kharkiv"),
        ("A Moscow official said no.", ""),
        ("Der Vertrag wurde in Berlin unterzeichnet und in Frage gestellt.", "Berlin"),
        ("Es gab neue Gespräche in Ausschüssen und Verhandlungen.", ""),
        ("No place is named.", ""),
        ("", ""),
    ] {
        assert_eq!(read(&talks, passage).place, place, "{passage}");
    }
    // A place that the record has is found in any script, whatever stands before it.
    let round = talks.round("Abu Dhabi 2", "2026-02-04");
    talks.ws.rounds.get_mut(&round).unwrap().venue.city = "阿布扎比".to_owned();
    assert_eq!(read(&talks, "双方在阿布扎比会面。").place, "阿布扎比");
}
