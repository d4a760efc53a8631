//! The rule, case by case.

use super::*;
use crate::model::{Movement, PartId, Passage, StatementKind, Verification, When, Who};
use crate::query::passages::{Ruler, quoted};
use crate::query::testing::{Talks, at, when};
use crate::query::texts::TextId;
use chrono_tz::Tz;

fn released(talks: &Talks, named: &[RecordLevel]) -> Released {
    Released::new(&talks.ws, talks.negotiation, &named.iter().cloned().collect())
}

fn told(released: &Released) -> Vec<&str> {
    released.unattributed().iter().map(|one| one.text.as_str()).collect()
}

/// Something said on those terms.
fn said(talks: &mut Talks, level: RecordLevel, text: &str) -> StatementId {
    let id = talks.says("Ukraine", "Territory", "2026-02-04", text);
    talks.of(id).level = level;
    id
}

#[test]
fn each_level_lets_leave_what_its_terms_do() {
    let mut talks = Talks::new();
    let [open, unstated, background, deep, chatham, off, own] = [
        RecordLevel::OnRecord,
        RecordLevel::Unstated,
        RecordLevel::Background,
        RecordLevel::DeepBackground,
        RecordLevel::ChathamHouse,
        RecordLevel::OffRecord,
        RecordLevel::Other("embargo".into()),
    ]
    .map(|level| {
        let text = format!("words {}", crate::model::Vocabulary::key(&level));
        said(&mut talks, level, &text)
    });
    let without = released(&talks, &[]);
    let ids: Vec<StatementId> = without.workspace().statements.keys().copied().collect();
    assert_eq!(ids, [open, unstated]);
    assert_eq!(told(&without), ["words background", "words chatham_house", "words deep_background"]);
    let words = "2 statements were left out and 3 are told without attribution, because of the terms on which they were said.";
    assert_eq!(without.withheld().words().as_deref(), Some(words));

    let named = released(&talks, &[RecordLevel::OffRecord, RecordLevel::Background]);
    let ids: Vec<StatementId> = named.workspace().statements.keys().copied().collect();
    assert_eq!(ids, [open, unstated, background, off]);
    assert_eq!(told(&named).len(), 2);
    assert_eq!(named.withheld().statements(), 3);
    assert!(![deep, chatham, own].iter().any(|id| named.workspace().statements.contains_key(id)));
}

#[test]
fn a_list_says_what_it_lacks_itself() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    let one = said(&mut talks, RecordLevel::OffRecord, "one");
    talks.of(one).round = Some(round);
    said(&mut talks, RecordLevel::Background, "two");
    let comment = said(&mut talks, RecordLevel::OffRecord, "three");
    talks.of(comment).kind = StatementKind::Comment;
    use crate::exchange::request::What;
    let released = released(&talks, &[]);
    let words = |what, round| released.withheld_from(what, round).words().unwrap_or_default();
    let because = "because of the terms on which";
    let two_and_one = format!("2 statements were left out and 1 is told without attribution, {because} they were said.");
    assert_eq!(words(What::Statements, None), two_and_one);
    assert_eq!(words(What::Brief, Some(round)), two_and_one);
    assert_eq!(words(What::Statements, Some(round)), format!("1 statement was left out, {because} it was said."));
    let all = format!("3 statements were left out, {because} they were said.");
    assert_eq!(words(What::Matrix, None), all, "a comment would be counted in its cell");
    assert_eq!(words(What::Attendance, None), "");
    assert_eq!(words(What::Calendar, Some(round)), "");
}

#[test]
fn words_that_name_somebody_who_was_there_stay_in() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    let us = talks.party("United States");
    talks.ws.parties.get_mut(&us).unwrap().short = "US".into();
    talks.attended(round, "Russia", "Igor Kostyukov", crate::model::AttendanceRole::Head);
    for (text, stays_in) in [
        ("The US must watch the ceasefire", true),
        ("Let us begin, it helps all of us", false),
        ("As Kostyukov said", true),
        ("Washington wants a date", true),
        ("The united  states want a date", true),
        ("Russia must leave", false),
        ("We leave it to the host", false),
    ] {
        let id = talks.says("United States", "Monitoring", "2026-02-04", text);
        talks.of(id).level = RecordLevel::ChathamHouse;
        talks.of(id).round = Some(round);
        let released = released(&talks, &[]);
        assert_eq!(released.unattributed().is_empty(), stays_in, "{text}");
        assert_eq!(released.withheld().telling, usize::from(stays_in), "{text}");
        talks.ws.statements.clear();
    }
    let id = talks.says("Ukraine", "Monitoring", "2026-02-04", "the Ukrainian side agrees");
    talks.of(id).level = RecordLevel::Background;
    assert!(released(&talks, &[]).unattributed().is_empty(), "derived from the party's name");
    talks.of(id).text = "the unnamed official agrees".into();
    talks.of(id).speaker = Some(Who::Described("Unnamed official".into()));
    assert!(released(&talks, &[]).unattributed().is_empty(), "the description of the speaker");
}

#[test]
fn the_hour_the_words_for_it_and_the_order_of_writing_do_not_leave() {
    let mut talks = Talks::new();
    let one = said(&mut talks, RecordLevel::ChathamHouse, "zz");
    talks.of(one).said_on = at("2026-02-04 10:20", Tz::Asia__Dubai);
    let two = said(&mut talks, RecordLevel::ChathamHouse, "aa");
    talks.of(two).said_on = when("2026-02-04");
    let three = said(&mut talks, RecordLevel::ChathamHouse, "bb");
    talks.of(three).said_on = When::Window { earliest: None, latest: None, wording: "after the minister had spoken".into() };
    let released = released(&talks, &[]);
    assert_eq!(told(&released), ["bb", "aa", "zz"]);
    let days: Vec<&When> = released.unattributed().iter().map(|one| &one.said_on).collect();
    assert_eq!(days, [&When::Unknown, &when("2026-02-04"), &when("2026-02-04")]);
}

#[test]
fn nothing_that_leaves_speaks_of_what_stays_in() {
    let mut talks = Talks::new();
    let hidden = said(&mut talks, RecordLevel::OffRecord, "hidden");
    let open = talks.says("Ukraine", "Territory", "2026-02-05", "open");
    let later = talks.says("Ukraine", "Territory", "2026-02-06", "later");
    for id in [open, later] {
        talks.of(id).movement = Some(Movement::Softened);
        talks.of(id).answers = vec![hidden, open];
        talks.of(id).condition.on = vec![hidden];
    }
    talks.of(later).supersedes = vec![open];
    let [cited, both, own] = ["cited by the hidden", "cited by both", "cited by nobody"].map(|title| talks.source(title));
    talks.ws.sources.each_mut(|source| source.text = "the whole text".into());
    talks.of(hidden).sources = vec![cited, both];
    talks.of(open).sources = vec![both];
    let secret = talks.issue("Exchange › Corridor");
    talks.of(hidden).issues.push(secret);
    let somebody = talks.person("Somebody");
    talks.of(hidden).speaker = Some(Who::Person(somebody));

    let without = released(&talks, &[]);
    let statements = &without.workspace().statements;
    assert_eq!(statements[&open].movement, None, "it moved from what stays in");
    assert_eq!(statements[&later].movement, Some(Movement::Softened), "it moved from what leaves");
    assert_eq!(statements[&later].supersedes, [open]);
    assert_eq!(statements[&later].answers, [open]);
    assert!(statements.values().all(|said| said.condition.on.is_empty()));
    assert_eq!(without.workspace().sources.keys().copied().collect::<Vec<_>>(), [both, own]);
    assert!(without.workspace().sources.values().all(|source| source.text.is_empty()));
    assert!(!without.workspace().issues.contains_key(&secret));
    assert!(without.workspace().issues.values().any(|issue| issue.name == "Exchange"), "nobody has said anything on it");
    assert!(!without.workspace().people.contains_key(&somebody));

    let with = released(&talks, &[RecordLevel::OffRecord]);
    assert_eq!(with.workspace().statements[&open].movement, Some(Movement::Softened));
    assert_eq!(with.workspace().statements[&later].answers, [hidden, open]);
    assert!(with.workspace().issues.contains_key(&secret) && with.workspace().people.contains_key(&somebody));
}

#[test]
fn an_issue_on_an_agenda_or_with_parts_that_leave_stays() {
    let mut talks = Talks::new();
    let part = talks.issue("Ceasefire › Option 1");
    let whole = talks.ws.issues[&part].parent.unwrap();
    let agenda = talks.issue("Prisoners");
    let round = talks.round("First", "2026-02-04");
    talks.on(round).agenda = vec![agenda];
    talks.says("Ukraine", "Ceasefire › Option 1", "2026-02-04", "open");
    let hidden = said(&mut talks, RecordLevel::OffRecord, "hidden");
    talks.of(hidden).issues = vec![whole, agenda];
    let released = released(&talks, &[]);
    assert!([part, whole, agenda].iter().all(|id| released.workspace().issues.contains_key(id)));
}

#[test]
fn what_only_withheld_statements_brought_in_has_no_seat() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    talks.attended(round, "Norway", "Ida Brandt", crate::model::AttendanceRole::Head);
    for (party, level) in [
        ("Alpha", RecordLevel::OnRecord),
        ("Secret party", RecordLevel::OffRecord),
        ("Source party", RecordLevel::Background),
        ("Norway", RecordLevel::OffRecord),
    ] {
        let id = talks.says(party, "Territory", "2026-02-04", "we would yield");
        talks.of(id).level = level;
    }
    let hidden = talks.says("Alpha", "Territory", "2026-02-05", "for somebody else");
    talks.of(hidden).level = RecordLevel::OffRecord;
    let behalf = talks.party("Somebody else");
    talks.of(hidden).on_behalf_of = Some(behalf);
    let silent = talks.party("Silent party");
    let parties: Vec<_> = talks.ws.parties.keys().copied().collect();
    assert!(parties.contains(&silent));
    talks.ws.negotiations.get_mut(&talks.negotiation).unwrap().seats = parties
        .iter()
        .map(|party| crate::model::Seat { party: *party, role: crate::model::SeatRole::Principal, note: String::new() })
        .collect();
    let seated = |released: &Released| {
        let ws = released.workspace();
        let seats = ws.negotiations.values().flat_map(|one| &one.seats);
        let mut names: Vec<String> = seats.map(|seat| ws.parties[&seat.party].name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(seated(&released(&talks, &[])), ["Alpha", "Norway", "Silent party"]);
    assert_eq!(
        seated(&released(&talks, &[RecordLevel::OffRecord])),
        ["Alpha", "Norway", "Secret party", "Silent party", "Somebody else"]
    );
    assert!(!released(&talks, &[]).workspace().parties.values().any(|party| party.name.starts_with("S") && party.id != silent));
}

#[test]
fn terms_without_a_level_keep_their_words_in() {
    let mut talks = Talks::new();
    let id = talks.says("Alpha", "Territory", "2026-02-04", "a deal is near");
    for (terms, speaker, whole, words) in [
        ("", "a spokesman", true, false),
        ("off the record", "", false, false),
        ("not for attribution", "", false, true),
        ("as agreed in the lift", "", false, false),
        ("", "J. Smith (on background)", false, true),
        ("", "an official, in confidence", false, false),
    ] {
        let said = talks.of(id);
        said.terms = terms.into();
        said.speaker = Some(Who::Described(speaker.into()));
        let released = released(&talks, &[]);
        assert_eq!(!released.workspace().statements.is_empty(), whole, "{terms} {speaker}");
        assert_eq!(!released.unattributed().is_empty(), words, "{terms} {speaker}");
    }
}

#[test]
fn a_single_statement_is_released_knowingly() {
    let mut talks = Talks::new();
    let telling = said(&mut talks, RecordLevel::Background, "the Ukrainian side agrees");
    let off = said(&mut talks, RecordLevel::OffRecord, "we would yield");
    let without = released(&talks, &[]);
    assert!(without.unattributed().is_empty() && without.workspace().statements.is_empty());
    let why: Vec<(TextId, Why)> =
        without.left_out_of(crate::exchange::request::What::Brief, None).into_iter().map(|one| (one.text, one.why)).collect();
    let party = talks.party("Ukraine");
    assert_eq!(
        why,
        [(telling.into(), Why::Names { word: "Ukrainian".into(), who: Some(party.into()) }), (off.into(), Why::Level)]
    );
    for (permitted, words, whole) in [(telling, 1, 0), (off, 0, 1)] {
        let permitted = Permitted { texts: [permitted.into()].into(), ..Permitted::default() };
        let released = Released::new(&talks.ws, talks.negotiation, &permitted);
        assert_eq!((released.unattributed().len(), released.workspace().statements.len()), (words, whole));
    }
}

/// The texts that are left out, each with the reason.
fn kept(talks: &Talks, permitted: &Permitted) -> Vec<(&'static str, &'static str)> {
    let released = Released::new(&talks.ws, talks.negotiation, permitted);
    let left = released.left_out_of(crate::exchange::request::What::Brief, None).into_iter();
    let texts = left.filter_map(|one| Some((crate::query::texts::find(&talks.ws, one.text)?.noun, one.why)));
    let word = |why: Why| match why {
        Why::Level => "level",
        Why::Names { .. } => "names",
        Why::Repeats(_) => "repeats",
        Why::Cites(_) => "cites",
    };
    texts.map(|(noun, why)| (noun, word(why))).collect()
}

#[test]
fn a_text_that_is_not_marked_follows_what_it_repeats_cites_or_names() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    let off = said(&mut talks, RecordLevel::OffRecord, "We would accept a freeze along the river until the spring");
    let secret = talks.says("Secret party", "Territory", "2026-02-04", "nothing to add");
    talks.of(secret).level = RecordLevel::Background;
    talks.says("Ukraine", "Territory", "2026-02-04", "We want an exchange of all prisoners before Easter");
    let (press, leak) = (talks.source("Press"), talks.source("Leak"));
    talks.of(off).sources = vec![leak];
    let follow = talks.owes("", "Find out whether they would accept a freeze along the river", "2026-02-10");
    let incident = talks.incident("2026-02-04", "Fire at the station");
    let incidents = &mut talks.ws.incidents;
    incidents.get_mut(&incident).unwrap().sources = vec![leak];
    talks.on(round).note = "The delegate of the Secret Party was late".into();
    talks.on(round).outcome.text = "Both want an exchange of all prisoners before Easter".into();
    talks.on(round).outcome.documents = vec![press];
    let expected = [("note on the round", "names"), ("follow-up", "repeats"), ("incident", "cites")];
    assert_eq!(kept(&talks, &Permitted::default()), expected);

    let released = released(&talks, &[]);
    let ws = released.workspace();
    assert!(ws.follow_ups.is_empty() && ws.incidents.is_empty() && ws.rounds[&round].note.is_empty());
    assert!(!ws.rounds[&round].outcome.text.is_empty() && !ws.sources.contains_key(&leak) && ws.sources.contains_key(&press));
    let words = "1 statement and 3 other texts were left out and 1 is told without attribution, because of the terms on which they were said.";
    assert_eq!(released.withheld().words().as_deref(), Some(words));

    // Whoever includes the level, releases the text, or says that it may be told has it.
    assert_eq!(kept(&talks, &[RecordLevel::OffRecord].into_iter().collect()), [("note on the round", "names")]);
    let texts = [TextId::from(off)].into_iter().collect();
    assert_eq!(kept(&talks, &Permitted { texts, ..Permitted::default() }), [("note on the round", "names")]);
    talks.ws.follow_ups.get_mut(&follow).unwrap().level = Some(RecordLevel::OnRecord);
    let note =
        crate::query::texts::of_negotiation(&talks.ws, talks.negotiation).into_iter().find(|text| text.noun.contains("note"));
    let texts = [note.unwrap().id].into_iter().collect();
    assert_eq!(kept(&talks, &Permitted { texts, ..Permitted::default() }), [("incident", "cites")]);
}

#[test]
fn a_text_that_is_marked_stays_in_with_what_only_it_brings_in() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    talks.attended(round, "Norway", "Ida Brandt", crate::model::AttendanceRole::Head);
    talks.attended(round, "Sweden", "Nils Holm", crate::model::AttendanceRole::Head).level = Some(RecordLevel::OffRecord);
    let leak = talks.source("Leak");
    let incident = talks.incident("2026-02-04", "Fire at the station");
    let fire = talks.ws.incidents.get_mut(&incident).unwrap();
    (fire.level, fire.sources) = (Some(RecordLevel::Other("otr".into())), vec![leak]);
    let quoted = talks.incident("2026-02-05", "Smoke; before it a fire at the station");
    talks.on(round).outcome.text = "A date".into();
    talks.on(round).outcome.level = Some(RecordLevel::Background);
    let follow = talks.owes("", "Ask Nils Holm for the papers", "2026-02-10");
    talks.ws.follow_ups.get_mut(&follow).unwrap().note = "On background".into();
    let expected =
        [("attendance", "level"), ("outcome", "level"), ("follow-up", "level"), ("incident", "level"), ("incident", "repeats")];
    assert_eq!(kept(&talks, &Permitted::default()), expected);
    let released = released(&talks, &[]);
    let ws = released.workspace();
    assert_eq!(ws.rounds[&round].attendance.len(), 1);
    assert!(ws.people.len() == 1 && ws.sources.is_empty() && !ws.incidents.contains_key(&quoted));
    assert!(!ws.parties.values().any(|party| party.name == "Sweden"));
    talks.ws.follow_ups.get_mut(&follow).unwrap().note.clear();
    assert!(kept(&talks, &Permitted::default()).contains(&("follow-up", "names")), "nobody else knows him");
}

#[test]
fn whoever_owes_something_is_known_from_nothing_else_by_that() {
    let mut talks = Talks::new();
    let secret = talks.says("Secret party", "Territory", "2026-02-04", "nothing to add");
    talks.of(secret).level = RecordLevel::Background;
    talks.says("Ukraine", "Territory", "2026-02-04", "We want an exchange before Easter");
    let [secret, open] =
        [talks.owes("Secret party", "Send the maps", "2026-02-10"), talks.owes("Ukraine", "Send them", "2026-02-10")];
    assert_eq!(kept(&talks, &Permitted::default()), [("follow-up", "names")]);
    let without = released(&talks, &[]);
    assert_eq!(without.workspace().follow_ups.keys().copied().collect::<Vec<_>>(), [open]);
    assert!(!without.workspace().parties.values().any(|party| party.name == "Secret party"));
    // Whoever marks it, or has them at a table, has said that they are known.
    talks.ws.follow_ups.get_mut(&secret).unwrap().level = Some(RecordLevel::OnRecord);
    assert!(kept(&talks, &Permitted::default()).is_empty());
    talks.ws.follow_ups.get_mut(&secret).unwrap().level = None;
    let round = talks.round("First", "2026-02-04");
    talks.attended(round, "Secret party", "Ida Brandt", crate::model::AttendanceRole::Head);
    assert!(kept(&talks, &Permitted::default()).is_empty());
}

#[test]
fn the_name_of_a_source_that_stays_in_is_told_by_no_text() {
    let mut talks = Talks::new();
    let off = said(&mut talks, RecordLevel::OffRecord, "nothing to add");
    let source = talks.source("");
    talks.of(off).sources = vec![source];
    let round = talks.round("First", "2026-02-04");
    for (title, note, stays) in [
        ("Brindlewick Courier", "the Brindlewick Courier had it wrong", true),
        ("Brindlewick Courier", "BRINDLEWICK COURIER had it wrong", true),
        ("Brindlewick Courier", "a courier from Brindlewick came", false),
        ("新华社北京", "据新华社北京报道", true),
        ("Press release", "Press release at noon", false),
        ("Prisoner exchange", "a prisoner exchange is near", false),
        ("Joint Statement", "the Joint Statement was read", false),
        ("The quiet quarry deal", "they spoke of the quiet quarry deal", true),
    ] {
        talks.ws.sources.get_mut(&source).unwrap().title = title.into();
        talks.on(round).note = note.into();
        assert_eq!(!kept(&talks, &Permitted::default()).is_empty(), stays, "{title}: {note}");
    }
}

#[test]
fn a_round_under_the_chatham_house_rule_names_nobody() {
    let mut talks = Talks::new();
    let round = talks.round("First", "2026-02-04");
    talks.attended(round, "Norway", "Ida Brandt", crate::model::AttendanceRole::Head);
    let id = talks.says("Ukraine", "Territory", "2026-02-04", "a deal is near");
    talks.of(id).round = Some(round);
    talks.on(round).note = "Two days by the lake. The Chatham House Rule applies.".into();
    let without = released(&talks, &[]);
    assert_eq!(told(&without), ["a deal is near"]);
    let ws = without.workspace();
    assert!(ws.statements.is_empty() && ws.rounds[&round].attendance.is_empty() && ws.people.is_empty());
    talks.of(id).level = RecordLevel::OnRecord;
    assert!(released(&talks, &[]).workspace().statements.contains_key(&id), "whoever says a level has read the note");
}

#[test]
fn what_is_written_beside_a_statement_tells_nothing_of_what_stays_in() {
    let mut talks = Talks::new();
    let off = talks.says("Secret party", "Territory", "2026-02-04", "We would lease the quarry for ninety winters");
    let secretary = talks.person("Tarvo Quillfeather");
    (talks.of(off).level, talks.of(off).speaker) = (RecordLevel::OffRecord, Some(Who::Person(secretary)));
    talks.of(off).note = "Said in the corridor behind the plenary room".into();
    let open = talks.says("Ukraine", "Territory", "2026-02-05", "We keep our word");
    for level in [RecordLevel::OnRecord, RecordLevel::Unstated] {
        talks.of(open).level = level.clone();
        for (note, why) in [
            ("he knows that they would lease the quarry for ninety winters", Some("repeats")),
            ("as Tarvo Quillfeather foretold", Some("names")),
            ("the Secret party was told beforehand", Some("names")),
            ("Said in the corridor behind the plenary room", None),
            ("by telephone", None),
        ] {
            let said = talks.of(open);
            said.terms = if level == RecordLevel::OnRecord { note.into() } else { String::new() };
            (said.note, said.verification_note, said.locus) = (note.into(), note.into(), note.into());
            (said.tags, said.to_check, said.assessor) = (vec![note.into()], vec![note.into(); 2], note.into());
            let withheld: Vec<(&str, &str)> = why.map(|why| ("note on a statement", why)).into_iter().collect();
            assert_eq!(kept(&talks, &Permitted::default()), withheld, "{note}");
            let released = released(&talks, &[]);
            let left = &released.workspace().statements[&open];
            assert_eq!(left.text, "We keep our word");
            assert!(left.is_assessment() && !left.to_check.is_empty(), "what it is does not change");
            assert_eq!(left.note.is_empty(), why.is_some(), "{note}");
            assert_eq!(!format!("{left:?}").contains(note), why.is_some(), "{note}");
        }
    }
    // Each in one field is enough.
    talks.of(open).level = RecordLevel::OnRecord;
    let secret = "the Secret party was told beforehand";
    let fields: [fn(&mut Statement, String); 8] = [
        |said, words| said.verification = Verification::Other(words),
        |said, words| said.note = words,
        |said, words| said.verification_note = words,
        |said, words| said.terms = words,
        |said, words| said.locus = words,
        |said, words| said.assessor = words,
        |said, words| said.tags = vec![words],
        |said, words| said.to_check = vec![words],
    ];
    let clean = Statement { assessor: String::new(), ..released(&talks, &[]).workspace().statements[&open].clone() };
    for field in fields {
        *talks.of(open) = clean.clone();
        field(talks.of(open), secret.to_owned());
        assert_eq!(kept(&talks, &Permitted::default()), [("note on a statement", "names")]);
        let left = released(&talks, &[]);
        assert!(!format!("{left:?}").replace(&format!("{:?}", left.withheld()), "").contains("told beforehand"));
        // Whoever releases the note, or includes the level, has it.
        let note = crate::query::texts::beside(&talks.ws.statements[&open]).map(|text| text.id);
        let texts = Permitted { texts: note.collect(), ..Permitted::default() };
        assert!(kept(&talks, &texts).is_empty() && kept(&talks, &[RecordLevel::OffRecord].into_iter().collect()).is_empty());
    }
}

#[test]
fn a_released_statement_lets_out_nothing_of_the_others_that_stay_in() {
    let mut talks = Talks::new();
    talks.round("First", "2026-02-04");
    let mut hidden = |party: &str, person: &str, source: &str, issue: &str, text: &str| {
        let id = talks.says(party, issue, "2026-02-04", text);
        let (person, source) = (talks.person(person), talks.source(source));
        let said = talks.of(id);
        (said.level, said.speaker, said.sources) = (RecordLevel::OffRecord, Some(Who::Person(person)), vec![source]);
        id
    };
    let one =
        hidden("Vexholm", "Tarvo Quill", "Brindlewick Courier", "Zorbium mining", "We would lease the quarry for ninety winters");
    let other = hidden(
        "Glimmerfolk",
        "Perla Nightshade",
        "Skarn Weekly",
        "Fjord tolls",
        "Eleven ferries shall cross the Sorrowmere daily",
    );
    let third =
        hidden("Vexholm", "Ilka Nettlebane", "Ulmark Post", "Zorbium mining", "Nobody believes that the marshal keeps promises");
    talks.of(one).answers = vec![other];
    talks.of(one).condition.on = vec![third];
    talks.of(one).supersedes = vec![third];
    for (what, secret) in [
        ("Ask about the ninety winters of which they would lease the quarry", false),
        ("Ask whether eleven ferries shall cross the Sorrowmere", true),
        ("Call Perla Nightshade", true),
        ("Thank Ilka Nettlebane for the hint", true),
        ("Send maps to Vexholm", false),
    ] {
        let follow_up = talks.owes("", what, "2026-02-10");
        let texts = [TextId::from(one)].into_iter().collect();
        let released = Released::new(&talks.ws, talks.negotiation, &Permitted { texts, ..Permitted::default() });
        assert_eq!(!released.workspace().follow_ups.contains_key(&follow_up), secret, "{what}");
        talks.ws.follow_ups.remove(&follow_up);
        let ws = released.workspace();
        assert_eq!(ws.statements.keys().copied().collect::<Vec<_>>(), [one]);
        let left = &ws.statements[&one];
        assert!(left.answers.is_empty() && left.condition.on.is_empty() && left.supersedes.is_empty());
        let names = |ws: &Workspace| {
            let people = ws.people.values().map(|person| person.name.clone());
            people
                .chain(ws.parties.values().map(|party| party.name.clone()))
                .chain(ws.sources.values().map(|one| one.title.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(ws), ["Tarvo Quill", "Vexholm", "Brindlewick Courier"]);
        assert!(!ws.issues.values().any(|issue| issue.name.contains("Fjord")));
    }
}

#[test]
fn what_was_deleted_is_told_by_nothing_else() {
    let mut talks = Talks::new();
    talks.round("First", "2026-02-04");
    let off = talks.says("Secret party", "Zorbium mining", "2026-02-04", "We would lease the quarry for ninety winters");
    let (person, source) = (talks.person("Tarvo Quillfeather"), talks.source("The quiet quarry deal"));
    (talks.of(off).level, talks.of(off).speaker, talks.of(off).sources) =
        (RecordLevel::OffRecord, Some(Who::Person(person)), vec![source]);
    let open = talks.says("Ukraine", "Territory", "2026-02-05", "We keep our word");
    let party = talks.party("Secret party");
    talks.ws.negotiations.get_mut(&talks.negotiation).unwrap().seats =
        vec![crate::model::Seat { party, role: crate::model::SeatRole::Principal, note: String::new() }];
    let follow_up = talks.owes("", "Ask whether they would lease the quarry for ninety winters", "2026-02-10");
    talks.of(open).note = "Tarvo Quillfeather knew of it".into();
    let leaks = |talks: &Talks, permitted: &Permitted| {
        let released = Released::new(&talks.ws, talks.negotiation, permitted);
        let words = format!("{:?}", released.workspace());
        ["quarry", "Quillfeather", "Secret party", "Zorbium"].into_iter().filter(|word| words.contains(word)).collect::<Vec<_>>()
    };
    assert!(leaks(&talks, &Permitted::default()).is_empty());
    let withheld = released(&talks, &[]).withheld().clone();
    let bin = talks.delete(off);
    assert!(leaks(&talks, &Permitted::default()).is_empty());
    let without = released(&talks, &[]);
    assert_eq!(without.withheld().left_out.values().sum::<usize>(), 0, "what is in the bin is missing nowhere");
    assert_eq!(without.withheld().texts, withheld.texts);
    // Whoever names the level, or erases it, has no secret of it.
    assert!(!leaks(&talks, &[RecordLevel::OffRecord].into_iter().collect()).is_empty());
    talks.ws.bin.remove(&bin);
    assert!(released(&talks, &[]).workspace().follow_ups.contains_key(&follow_up));
    assert_eq!(released(&talks, &[]).workspace().statements[&open].note, "Tarvo Quillfeather knew of it");
}

#[test]
fn quotations_go_along_with_what_leaves_whole_and_with_nothing_else() {
    let mut talks = Talks::new();
    let (article, notes) = (talks.source("Article"), talks.source("Notes"));
    let text = "Talks in Geneva\n\nKyiv said that it would hold the line. Nobody else was told this.\n";
    talks.ws.sources.get_mut(&article).unwrap().text = text.to_owned();
    talks.ws.sources.get_mut(&article).unwrap().document.name = "article-of-our-source.pdf".to_owned();
    let passage = |n: u128, source, quote: &str| {
        let start = text.find(quote).unwrap_or_default();
        let found = quoted(&Ruler::new(text), start..start + quote.len(), source, PartId(uuid::Uuid::from_u128(n))).unwrap();
        Passage { quote: quote.to_owned(), ..found }
    };
    let open = said(&mut talks, RecordLevel::OnRecord, "We hold the line");
    talks.of(open).passages = vec![passage(1, article, "Kyiv said that it would hold the line.")];
    let background = said(&mut talks, RecordLevel::Background, "We may well move");
    talks.of(background).passages = vec![passage(2, article, "Nobody else was told this.")];
    let secret = said(&mut talks, RecordLevel::OffRecord, "Something else");
    talks.of(secret).passages = vec![passage(3, notes, "we would give up the harbour before the winter comes")];
    let also = said(&mut talks, RecordLevel::OnRecord, "On the harbour");
    talks.of(also).passages = vec![passage(4, article, "would give up the harbour before the winter")];
    let round = talks.round("Second", "2026-02-04");
    talks.on(round).outcome.text = "A list".to_owned();
    talks.on(round).outcome.passages = vec![passage(5, article, "Talks in Geneva")];

    let without = released(&talks, &[]);
    let ws = without.workspace();
    let told = &ws.statements[&open].passages;
    assert_eq!((told.len(), without.paragraph(&told[0])), (1, Some(2)));
    assert_eq!((told[0].before.as_str(), told[0].after.as_str()), ("", ""));
    assert_eq!(without.unattributed()[0].passages, []);
    assert_eq!(ws.statements[&also].passages, [], "it repeats words that were said off the record");
    assert!(!ws.sources.contains_key(&notes), "only what is left out quotes it");
    assert_eq!(without.paragraph(&ws.rounds[&round].outcome.passages[0]), Some(1));
    let all = format!("{without:?}");
    for secret in ["harbour before", "Nobody else", "article-of-our-source", "Notes"] {
        assert!(!all.contains(secret), "{secret}");
    }
    let named = released(&talks, &[RecordLevel::OffRecord, RecordLevel::Background]);
    let quotes =
        |released: &Released| -> usize { released.workspace().statements.values().map(|said| said.passages.len()).sum() };
    assert_eq!((quotes(&without), quotes(&named)), (1, 4));
    assert!(named.workspace().statements.values().flat_map(|said| &said.passages).all(|one| one.before.is_empty()));
}

#[test]
fn a_quotation_that_is_left_out_makes_no_source_known() {
    let mut talks = Talks::new();
    let notes = talks.source("The chair's notebook");
    let passage = |n: u128, quote: &str| Passage {
        id: PartId(uuid::Uuid::from_u128(n)),
        source: notes,
        quote: quote.to_owned(),
        before: String::new(),
        after: String::new(),
        start: 0,
    };
    let secret = said(&mut talks, RecordLevel::OffRecord, "Something else");
    let words = "we would give up the harbour before the winter comes";
    talks.of(secret).passages = vec![passage(1, words)];
    let open = said(&mut talks, RecordLevel::OnRecord, "On the harbour");
    talks.of(open).passages = vec![passage(2, words)];
    let citing = said(&mut talks, RecordLevel::OnRecord, "On the coast");
    talks.of(citing).note = "As it stands in the chair's notebook".to_owned();
    let without = released(&talks, &[]);
    assert_eq!(kept(&talks, &Permitted::default()), [("quotation of a statement", "repeats"), ("note on a statement", "names")]);
    assert!(!without.workspace().sources.contains_key(&notes));
    // A quotation of other words makes it known.
    talks.of(open).passages = vec![passage(2, "Everybody was told this")];
    assert!(kept(&talks, &Permitted::default()).is_empty());
    assert!(released(&talks, &[]).workspace().sources.contains_key(&notes));
}

#[test]
fn a_quotation_of_few_words_that_are_withheld_goes_and_what_was_written_stays() {
    let mut talks = Talks::new();
    let article = talks.source("Article");
    let passage = |n: u128, quote: &str| Passage {
        id: PartId(uuid::Uuid::from_u128(n)),
        source: article,
        quote: quote.to_owned(),
        before: String::new(),
        after: String::new(),
        start: 0,
    };
    let secret = said(&mut talks, RecordLevel::OffRecord, "Never");
    talks.of(secret).passages = vec![passage(1, "No harbour")];
    for quote in ["Never", "never!", "No harbour"] {
        let open = said(&mut talks, RecordLevel::OnRecord, "We hold the line");
        talks.of(open).passages = vec![passage(2, quote)];
        talks.of(open).note = "By telephone".to_owned();
        talks.of(open).sources = vec![article];
        let without = released(&talks, &[]);
        let told = &without.workspace().statements[&open];
        assert_eq!((told.passages.as_slice(), told.note.as_str()), (&[][..], "By telephone"), "{quote}");
        assert_eq!(kept(&talks, &Permitted::default()), [("quotation of a statement", "repeats")], "{quote}");
        // Whoever releases the quotation has it.
        let quotations = crate::query::texts::beside(&talks.ws.statements[&open]).map(|text| text.id);
        let permitted = Permitted { texts: quotations.collect(), ..Permitted::default() };
        assert!(kept(&talks, &permitted).is_empty());
        talks.ws.statements.remove(&open);
    }
}
