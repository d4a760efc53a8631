//! Tests that the quick line fills in nothing that was not said: what is unknown is asked about, never guessed.

use super::tests::{Table, table};
use super::*;
use proptest::prelude::*;

fn problems(table: &Table, line: &str) -> Vec<(String, String)> {
    let read = read(line, line.len(), &table.talks.ws, &table.context);
    read.problems().map(|(range, reason)| (line[range.clone()].to_owned(), reason.to_owned())).collect()
}

fn draft(table: &Table, line: &str) -> Draft {
    read(line, line.len(), &table.talks.ws, &table.context).draft
}

#[test]
fn an_unknown_party_is_never_replaced_by_another() {
    let mut table = table();
    let russia = draft(&table, "ru: x").party;
    for context in [None, russia] {
        table.context.party = context;
        for (line, part) in [
            ("finland demand monitoring: we would accept a freeze @zel", "finland"),
            ("finland monitoring: we would accept @zel", "finland"),
            ("finland: we would accept @zel", "finland"),
            ("finland:we would accept @zel", "finland"),
            ("@zel finland: we would accept", "finland"),
            ("demand finland monitoring: x @zel", "finland"),
            ("demand monitoring finland: x @zel", "finland"),
            ("the finnish delegation says: x @zel", "the finnish delegation says"),
            ("republic of finland demand: x @zel", "republic of finland"),
            ("finland demand ceasefire now @zel", "finland"),
            ("finland, demand, monitoring: x @zel", "finland"),
            ("Финляндия demand monitoring: x @zel", "Финляндия"),
            ("芬兰 demand monitoring：x @zel", "芬兰"),
            ("芬兰，demand，monitoring：x @zel", "芬兰"),
            ("فنلندا demand: x @zel", "فنلندا"),
            ("ukrane demand: x @zel", "ukrane"),
        ] {
            let read = read(line, line.len(), &table.talks.ws, &table.context);
            assert_eq!(read.draft.party, None, "{line}: {:#?}", read.tokens);
            assert!(!read.ready(), "{line}");
            let problems = problems(&table, line);
            assert!(problems.iter().any(|(found, reason)| found == part && reason.contains("party")), "{line}: {problems:?}");
            assert!(read.draft.text.contains(part), "{line}: {}", read.draft.text);
        }
    }
}

#[test]
fn without_a_word_for_a_party_the_speaker_has_one() {
    let table = table();
    let ukraine = draft(&table, "ua: x").party;
    for line in [
        "@zel We would accept a freeze",
        "@zel: We would accept a freeze",
        ": we told them: no @zel",
        "@zel says: no",
        "He said: no @zel",
        "We demand a ceasefire @zel",
        "demand monitoring: x @zel",
    ] {
        let read = read(line, line.len(), &table.talks.ws, &table.context);
        assert_eq!((read.draft.party, read.names_party()), (ukraine, false), "{line}: {:#?}", read.tokens);
        assert_eq!(problems(&table, line), [], "{line}");
    }
}

#[test]
fn words_for_a_kind_are_that_kind_and_no_issue() {
    let table = table();
    for (line, kind) in [
        ("ua accused monitoring: x", StatementKind::Accusation),
        ("ua accuses monitoring: x", StatementKind::Accusation),
        ("ua claims monitoring: x", StatementKind::Claim),
        ("ua Claimed monitoring: x", StatementKind::Claim),
        ("ua condemned monitoring: x", StatementKind::Condemnation),
        ("ua demands monitoring: x", StatementKind::Demand),
        ("ua allegation monitoring: x", StatementKind::Allegation),
        ("ua announces monitoring: x", StatementKind::Announcement),
    ] {
        let draft = draft(&table, line);
        assert_eq!((draft.kind, draft.issues.len()), (Some(kind), 1), "{line}");
        assert_eq!(problems(&table, line), [], "{line}");
    }
    for line in ["ua demand claims: x", "ua accused claimed monitoring: x", "ua demnd monitoring: x", "ua con monitoring: x"] {
        let draft = draft(&table, line);
        assert!(draft.issues.iter().all(|issue| matches!(issue, IssueName::Known(_))), "{line}: {:?}", draft.issues);
        assert_eq!(problems(&table, line).len(), 1, "{line}");
    }
    // In a line without a colon only the kind's own name is one.
    assert_eq!(
        (draft(&table, "ua claims victory").kind, draft(&table, "ua claims victory").text.as_str()),
        (None, "claims victory")
    );
}

#[test]
fn a_new_issue_is_asked_about_unless_it_stands_in_quotation_marks() {
    let table = table();
    for (line, asked) in [
        ("ua demand prisoner lists: x", 1),
        ("ua accusation attacks: x", 1),
        ("ua demand \"prisoner lists\": x", 0),
        ("ua \"claims\": x", 0),
    ] {
        let draft = draft(&table, line);
        assert!(matches!(draft.issues.as_slice(), [IssueName::New(_)]), "{line}: {:?}", draft.issues);
        assert_eq!(draft.text, "x", "{line}");
        assert_eq!(problems(&table, line).len(), asked, "{line}");
    }
}

#[test]
fn a_level_that_is_not_understood_keeps_the_words_back() {
    let table = table();
    for (line, word) in [
        ("ua: x #otr", "otr"),
        ("ua: x #confidential", "confidential"),
        ("ua: x #embargoed", "embargoed"),
        ("ua: x #noted", "noted"),
        ("ua: x #o", "o"),
        ("ua: x #no", "no"),
        ("ua: x # confidential", "confidential"),
        ("ua: x (#confidential)", "confidential"),
        ("ua: x,#confidential", "confidential"),
        ("ua: x ＃confidential", "confidential"),
        ("ua: 我们同意＃内部", "内部"),
        ("ua: 我们同意#内部", "内部"),
        ("ua: x #конфиденциально", "конфиденциально"),
        ("ua: x #سري", "سري"),
        ("#otr ua demand: x", "otr"),
        ("ua demand #otr monitoring: x", "otr"),
        ("ua: x #onrecord #otr", "otr"),
        ("ua: x #otr #onrecord", "otr"),
    ] {
        let draft = draft(&table, line);
        let level = draft.level.unwrap_or(RecordLevel::Unstated);
        assert_eq!(level, RecordLevel::Other(word.to_owned()), "{line}");
        assert!(level.is_guarded() && !problems(&table, line).is_empty(), "{line}");
        assert!(draft.text.contains(word), "{line}: {}", draft.text);
    }
    assert_eq!(draft(&table, "ua: x #off #on").level, Some(RecordLevel::OffRecord), "the stricter of two");
    assert_eq!(draft(&table, "ua: x #on #bg").level, Some(RecordLevel::Background));
    // Words behind it make it something else.
    assert_eq!(draft(&table, "ua: x #on condition of anonymity").level, Some(RecordLevel::Other("on condition".to_owned())));
    for (line, level) in [
        ("ua: x #on", RecordLevel::OnRecord),
        ("ua: x #on the record", RecordLevel::OnRecord),
        ("ua: x #on background", RecordLevel::Background),
        ("ua: x #not for attribution.", RecordLevel::Background),
        ("ua: x #off the record", RecordLevel::OffRecord),
        ("ua: x # deep background", RecordLevel::DeepBackground),
        ("ua: x #\"not for attribution\"", RecordLevel::Background),
        ("ua #on background: x", RecordLevel::Background),
        ("ua: x ＃background", RecordLevel::Background),
        ("ua: x (#off)", RecordLevel::OffRecord),
        ("ua: x #unstated", RecordLevel::Unstated),
        ("ua: x #\"lobby terms\"", RecordLevel::Other("lobby terms".to_owned())),
    ] {
        assert_eq!((draft(&table, line).level, problems(&table, line).len()), (Some(level), 0), "{line}");
    }
    assert_eq!(draft(&table, "ua: clause \\#5 and a\\#b of https://a.org/x#part").level, None);
}

#[test]
fn several_unknown_words_are_each_asked_about() {
    let table = table();
    let line = "ua demand monitoring: yes #embargoed !very =nosuch @nobody ^32 May ?perhaps >>atlantis";
    let parts: Vec<String> = problems(&table, line).into_iter().map(|(part, _)| part).collect();
    assert_eq!(parts, ["#embargoed", "!very", "=nosuch", "@nobody", "^32 May", "?perhaps", ">>atlantis"]);
    let draft = draft(&table, line);
    assert_eq!(draft.text, "yes #embargoed !very =nosuch @nobody ^32 May ?perhaps >>atlantis");
    assert_eq!((draft.firmness, draft.speaker, draft.said_on, draft.verification), (None, None, None, None));
    let wide = "ua demand monitoring: yes ！very ＝nosuch ＠nobody ＾whenever ？perhaps";
    assert_eq!(problems(&table, wide).len(), 5, "{:?}", problems(&table, wide));
}

#[test]
fn a_date_has_a_sign_that_every_keyboard_has() {
    let table = table();
    let day = draft(&table, "ua: x ^5 Feb").said_on;
    for line in ["ua: x /5 Feb", "ua: x ／5 Feb", "ua: x ＾5 Feb", "/5 Feb ua: x", "ua: x /\"5 Feb\"", "ua on 5 Feb: x"] {
        assert_eq!((draft(&table, line).said_on, problems(&table, line).len()), (day.clone(), 0), "{line}");
    }
    let mut alone = self::table();
    alone.context.round = None;
    for words in ["5 Feb", "early March", "by end of August", "fünfter Februar"] {
        let kept = When::Window { earliest: None, latest: None, wording: words.to_owned() };
        assert_eq!(draft(&alone, &format!("ua: x /\"{words}\"")).said_on, Some(kept), "nothing tells the year");
    }
    assert_eq!(draft(&alone, "ua: x /\"5 Feb 2026\"").said_on, day);
    assert_eq!(draft(&table, "ua: x /\"yesterday\"").said_on, draft(&table, "ua: x /yesterday").said_on);
    assert_eq!(draft(&table, "ua: and/or 1/2 / \\/home").text, "and/or 1/2 / /home");
}

#[test]
fn how_well_it_is_supported_can_be_said() {
    use crate::model::Verification::*;
    let table = table();
    for (line, found) in [
        ("ua: x ?unverified", Unverified),
        ("ua: x ?u", Unverified),
        ("ua: x ?\"could not be verified\"", Unverified),
        ("ua: x ?corroborated", Corroborated),
        ("ua: x ?confirmed", ConfirmedByParty),
        ("ua: x ?disputed", Disputed),
        ("ua: x ?den", Denied),
        ("ua: x ？denied", Denied),
    ] {
        assert_eq!((draft(&table, line).verification, draft(&table, line).text.as_str()), (Some(found), "x"), "{line}");
        assert_eq!(problems(&table, line), [], "{line}");
    }
    assert_eq!(draft(&table, "ua: Que veut-il ? Rien").text, "Que veut-il ? Rien");
    for (words, found) in [
        ("?\"The BBC could not verify it\"", Unverified),
        ("?\"Reuters couldn't confirm the video\"", Unverified),
        ("?\"No independent confirmation\"", Unverified),
        ("?\"Yet to be verified\"", Unverified),
        ("?\"Nicht überprüft, sagt die ARD\"", Unverified),
        ("?\"Подтвердить не удалось\"", Unverified),
        ("?disputed ?\"The BBC could not verify it\"", Disputed),
        ("?\"The BBC could not verify it\" ?disputed", Disputed),
    ] {
        let draft = draft(&table, &format!("ua: x {words}"));
        let note = words.split('"').nth(1).unwrap();
        assert_eq!(
            (draft.verification, draft.verification_note.as_str(), draft.text.as_str()),
            (Some(found), note, "x"),
            "{words}"
        );
        assert_eq!(problems(&table, &format!("ua: x {words}")), [], "{words}");
    }
    let own = draft(&table, "ua: x ?\"seen on a video\"");
    assert_eq!((own.verification, own.verification_note.as_str()), (Some(Other("seen on a video".into())), ""));
    let twice = "ua: x ?\"BBC could not verify\" ?\"nor could AFP confirm\"";
    assert_eq!((problems(&table, twice).len(), draft(&table, twice).text.as_str()), (1, "x ?\"nor could AFP confirm\""));
}

#[test]
fn the_source_before_is_taken_only_where_the_line_speaks_of_none() {
    let mut table = table();
    let reuters = *table.talks.ws.sources.iter().find(|(_, source)| source.title == "Reuters").unwrap().0;
    let interfax = *table.talks.ws.sources.iter().find(|(_, source)| source.title != "Reuters").unwrap().0;
    table.context.before = vec![reuters];
    for (line, sources, before) in [
        ("ua: x", vec![reuters], true),
        ("ua: x =-", vec![], false),
        ("ua: x =interfax", vec![interfax], false),
        ("ua: x =nosuch", vec![], false),
        ("ua: x =+AFP", vec![], false),
    ] {
        let draft = draft(&table, line);
        assert_eq!((draft.sources.clone(), draft.sources_before), (sources, before), "{line}");
        if problems(&table, line).is_empty() {
            let written = write(&draft, &table.talks.ws, &table.context);
            assert_eq!(self::draft(&table, &written), draft, "{line} was written as {written}");
        }
    }
}

#[test]
fn what_is_to_be_made_is_offered_last_and_marked_when_taken() {
    let table = table();
    let meaning = |line: &str, label: &str| {
        let completions = read(line, line.len(), &table.talks.ws, &table.context).completions;
        let taken = completions.iter().find(|one| one.label == label).unwrap().clone();
        assert!(taken.new, "{line}: {completions:?}");
        assert!(completions.is_sorted_by_key(|one| one.new), "{line}: what is there stands first");
        let mut done = line.to_owned();
        done.replace_range(taken.range, &taken.insert);
        done
    };
    let made = |line: &str| read(line, line.len(), &table.talks.ws, &table.context);
    for (line, label, then) in [
        ("Qatar", "New party “Qatar”", "+Qatar "),
        ("Saudi Arabia", "New party “Saudi Arabia”", "+\"Saudi Arabia\" "),
        ("ukra", "New party “ukra”", "+ukra "),
        ("ua demand prisoner lists", "New issue “prisoner lists”", "ua demand \"prisoner lists\": "),
        ("ua: x @Jane", "New person “Jane”", "ua: x @+Jane "),
        ("ua: x @Olena Kon", "New person “Olena Kon”", "ua: x @+\"Olena Kon\" "),
        ("ua: x @\"Olena Kon", "New person “Olena Kon”", "ua: x @+\"Olena Kon\" "),
        ("ua: x @source", "Use “source” as a description", "ua: x @\"source\" "),
        ("ua: x @\"US offi", "Use “US offi” as a description", "ua: x @\"US offi\" "),
        ("ua: x @Olena Kon", "Use “Olena Kon” as a description", "ua: x @\"Olena Kon\" "),
        ("ua: x =AFP", "New source “AFP”", "ua: x =+AFP "),
    ] {
        assert_eq!(meaning(line, label), then, "{line}");
    }
    let draft = made("+Qatar demand monitoring: x @+\"Olena Kon\" =+AFP").draft;
    assert_eq!((draft.party, draft.new_party.as_deref()), (None, Some("Qatar")));
    assert_eq!((draft.new_speaker.as_deref(), draft.new_sources.as_slice()), (Some("Olena Kon"), ["AFP".to_owned()].as_slice()));
    assert!(made("+Qatar: x").ready() && made("+Qatar: x").problems().next().is_none());
    assert_eq!(made("+Ukraine: x").draft.new_party, None, "whoever is there is not made again");
    assert_eq!(made("ua: 5 +6 and +plus").draft.text, "5 +6 and +plus");
}

#[test]
fn a_new_party_has_its_short_name_proposed_or_typed_in_brackets() {
    let table = table();
    let detail = |line: &str| {
        let all = read(line, line.len(), &table.talks.ws, &table.context).completions;
        all.into_iter().find(|one| one.new && one.role == Role::Party).unwrap().detail
    };
    assert!(detail("Qatar").starts_with("QAT. "), "{}", detail("Qatar"));
    assert!(detail("account Qatar").starts_with("QAT. "), "{}", detail("account Qatar"));
    assert!(detail("United Arab Emirates").starts_with("UAE. "));
    let meaning = |line: &str| {
        let read = read(line, line.len(), &table.talks.ws, &table.context);
        let new =
            read.tokens.iter().find_map(|token| if let Meaning::New(what) = &token.meaning { Some(what.clone()) } else { None });
        (read.draft.party.map(|id| table.talks.ws.parties[&id].name.clone()).unwrap_or_default(), new.unwrap_or_default())
    };
    for (line, party, new) in [
        ("+Qatar: x", "", "new party “Qatar”, QAT"),
        ("+\"Qatar (QA)\": x", "", "new party “Qatar”, QA"),
        ("+\"Polisario (Front)\": x", "", "new party “Polisario (Front)”, PF"),
        ("+\"卡塔尔 (卡)\": x", "", "new party “卡塔尔”, 卡"),
        ("+\"United Arab Emirates\": x", "", "new party “United Arab Emirates”, UAE"),
        // Whoever has the name or the short name is there already.
        ("+\"Ukraine (UKR)\": x", "Ukraine", ""),
        ("+\"The Ukrainian side (UA)\": x", "Ukraine", ""),
    ] {
        assert_eq!(meaning(line), (party.to_owned(), new.to_owned()), "{line}");
    }
}

#[test]
fn a_plus_makes_an_issue_where_the_line_has_its_party() {
    let table = table();
    let new = |line: &str| {
        let draft = draft(&table, line);
        let issue = |issue: &IssueName| match issue {
            IssueName::New(name) => format!("+{name}"),
            IssueName::Known(id) => table.talks.ws.issues[id].name.clone(),
        };
        (draft.new_party.unwrap_or_default(), draft.issues.iter().map(issue).collect::<Vec<_>>().join(", "), draft.text)
    };
    for (line, party, issues) in [
        ("ua accusation +attacks: x", "", "+attacks"),
        ("ua accusation +\"prisoner lists\", +grid, monitoring: x", "", "+prisoner lists, +grid, Monitoring"),
        ("ua +Monitoring demand: x", "", "Monitoring"),
        ("烏克蘭 demand +攻击: x", "", "+攻击"),
        ("+Qatar demand monitoring: x", "Qatar", "Monitoring"),
        ("+Qatar demand +attacks: x", "Qatar", "+attacks"),
        ("ua demand monitoring: we need +attacks", "", "Monitoring"),
    ] {
        let (made, named, text) = new(line);
        assert_eq!((made.as_str(), named.as_str()), (party, issues), "{line}: {text}");
        assert_eq!(problems(&table, line), [], "{line}");
    }
    let labels: Vec<String> = {
        let line = "ua demand +mon";
        read(line, line.len(), &table.talks.ws, &table.context).completions.into_iter().map(|one| one.label).collect()
    };
    assert_eq!(labels, ["Monitoring"]);
}

#[test]
fn an_unknown_party_is_one_message() {
    let table = table();
    for line in ["finland demand monitoring: x", "finland: x", "account finland: x"] {
        let read = read(line, line.len(), &table.talks.ws, &table.context);
        assert!(!read.ready() && problems(&table, line).len() == 1, "{line}");
        assert_eq!(read.lacking().count(), 0, "{line}: {:?}", read.missing);
    }
    let none = read("demand monitoring: x", 0, &table.talks.ws, &table.context);
    assert_eq!(none.lacking().count(), 1);
}

#[test]
fn a_state_is_written_by_its_codes() {
    let mut table = table();
    for (party, short) in [("Ukraine", "UKR"), ("Russia", "")] {
        let party = table.talks.party(party);
        table.talks.ws.parties.get_mut(&party).unwrap().short = short.into();
    }
    for (word, name) in [("ua", "Ukraine"), ("UKR", "Ukraine"), ("ru", "Russia"), ("rus", "Russia"), ("usa", "United States")] {
        let party =
            draft(&table, &format!("{word} demand monitoring: x")).party.map(|id| table.talks.ws.parties[&id].name.clone());
        assert_eq!(party.as_deref(), Some(name), "{word}");
        assert_eq!(problems(&table, &format!("{word} demand monitoring: x")), [], "{word}");
    }
    assert_eq!(draft(&table, "eu: x >>ru").answers.len(), 1);
    // A party of that name goes before a code.
    let other = table.talks.party("RU");
    assert_eq!(draft(&table, "ru demand: x").party, Some(other));
}

#[test]
fn all_of_a_phrase_that_is_no_date_is_in_question() {
    let table = table();
    for (line, phrase) in [
        ("ua: x ^32 May", "^32 May"),
        ("ua: x /32 May 2026 and more", "/32 May 2026"),
        ("ua: x ^whenever we meet", "^whenever"),
        ("ua: x ^40 лютого", "^40 лютого"),
        ("ua: x ^32 May ?perhaps", "^32 May"),
    ] {
        assert_eq!(problems(&table, line)[0].0, phrase, "{line}");
    }
}

#[test]
fn tags_are_typed_and_spelled_as_they_are_in_use() {
    let mut table = table();
    let first = *table.talks.ws.statements.keys().next().unwrap();
    table.talks.ws.statements.get_mut(&first).unwrap().tags = vec!["Hostages".to_owned(), "prisoner lists".to_owned()];
    for (line, tags, text) in [
        ("ua demand: x &hostages", vec!["Hostages"], "x"),
        ("ua demand: x &new &hostages &new", vec!["new", "Hostages"], "x"),
        ("ua demand: x &\"prisoner lists\" y", vec!["prisoner lists"], "x y"),
        ("&hostages ua demand: x", vec!["Hostages"], "x"),
        ("ua: x ＆заложники", vec!["заложники"], "x"),
        ("ua: R&D, AT&T & co, &5 and && and \\&x", vec![], "R&D, AT&T & co, &5 and && and &x"),
        ("ua: up +5 %, +6 and +plus", vec![], "up +5 %, +6 and +plus"),
    ] {
        let draft = draft(&table, line);
        assert_eq!((draft.tags.iter().map(String::as_str).collect::<Vec<_>>(), draft.text.as_str()), (tags, text), "{line}");
        assert_eq!(problems(&table, line), [], "{line}");
    }
    let offered = |line: &str| read(line, line.len(), &table.talks.ws, &table.context).completions;
    assert_eq!(offered("ua: x &host")[0].insert, "&Hostages ");
    assert_eq!(offered("ua: x &")[1].insert, "&\"prisoner lists\" ");
}

/// Lines of words that are known, words that are not, and all signs, in any order.
fn any_line() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "ua",
        "finland",
        "Qatar",
        "demand",
        "accused",
        "claims",
        "monitoring",
        "prisoner lists",
        ":",
        "：",
        ",",
        "，",
        "@Zelensky",
        "@nobody",
        "@+New",
        "#on",
        "#otr",
        "＃内部",
        "!must",
        "!very",
        "^5 Feb",
        "/32 May",
        "=reuters",
        "=nosuch",
        "=-",
        "=+AFP",
        "?denied",
        "?perhaps",
        ">>ru",
        "+Qatar",
        "says",
        "we",
        "烏克蘭",
        "\"quoted\"",
        "x",
        "ua:x",
    ]);
    (prop::collection::vec(part, 0..9), any::<bool>()).prop_map(|(parts, spaced)| parts.join(if spaced { " " } else { "" }))
}

proptest! {
    #[test]
    fn no_draft_holds_what_neither_the_line_nor_a_chip_says(line in any_line(), before in any::<bool>()) {
        let mut table = table();
        if before {
            table.context.before = table.talks.ws.sources.keys().copied().collect();
        }
        let read = read(&line, line.len(), &table.talks.ws, &table.context);
        let said = |role: Role| read.tokens.iter().any(|token| token.role == role && matches!(token.meaning, Meaning::Known(_) | Meaning::New(_)));
        let tried = |role: Role| read.tokens.iter().any(|token| token.role == role);
        let draft = &read.draft;
        prop_assert!(draft.kind.is_none() || said(Role::Kind), "{draft:?}");
        prop_assert!(draft.speaker.is_none() && draft.new_speaker.is_none() || said(Role::Person), "{draft:?}");
        prop_assert!(draft.firmness.is_none() || said(Role::Firmness), "{draft:?}");
        prop_assert!(draft.said_on.is_none() || said(Role::Date), "{draft:?}");
        prop_assert!(draft.verification.is_none() || said(Role::Verification), "{draft:?}");
        prop_assert!(draft.new_party.is_none() || said(Role::Party), "{draft:?}");
        // A chip says whose source it is, and none is taken where the line speaks of one.
        prop_assert!(draft.sources.is_empty() || said(Role::Source) || draft.sources_before && !tried(Role::Source), "{draft:?}");
        // The party of the speaker, who is named, and nothing on the line was meant for another.
        let of_speaker = matches!(draft.speaker, Some(Who::Person(_))) && !tried(Role::Party);
        prop_assert!(draft.party.is_none() || said(Role::Party) || of_speaker, "{draft:?}");
        // What is not understood keeps the words back.
        let level = draft.level.clone().unwrap_or(RecordLevel::Unstated);
        let unclear = read.tokens.iter().any(|token| {
            token.role == Role::Level && matches!(&token.meaning, Meaning::NotUnderstood(reason) if reason.contains("until that is settled"))
        });
        prop_assert!(draft.level.is_none() || tried(Role::Level), "{draft:?}");
        prop_assert!(!unclear || level.is_guarded(), "{draft:?}");
    }
}
