//! Quick lines as they are typed at a table, and that nothing of any line is lost.

use super::*;
use crate::model::Vocabulary;
use crate::query::testing::{Talks, day};
use proptest::prelude::*;

pub(super) struct Table {
    pub(super) talks: Talks,
    pub(super) context: LineContext,
}

pub(super) fn table() -> Table {
    let mut talks = Talks::new();
    for (name, short) in [("Ukraine", "UA"), ("Russia", "RU"), ("United States", "US"), ("European Union", "EU"), ("Offer", "")] {
        let id = if name == "Offer" { talks.unseated(name) } else { talks.party(name) };
        let party = talks.ws.parties.get_mut(&id).unwrap();
        party.short = short.into();
        party.spellings = if name == "Ukraine" { spellings(&["Україна", "烏克蘭"]) } else { Vec::new() };
    }
    talks.spelled("Volodymyr Zelensky", &["Зеленський", "Zelenskyy", "Selenskyj"]);
    talks.office("Volodymyr Zelensky", "Ukraine", "President", "2019-05-20", "");
    talks.office("Steve Witkoff", "United States", "Special envoy", "2025-01-20", "");
    talks.spelled("Kirill Dmitriev", &["Дмитриев"]);
    talks.person("John Smith");
    talks.person("Jane Smith");
    for issue in ["Monitoring", "Ceasefire", "Security guarantees", "Prisoners › Exchange", "Demand"] {
        talks.issue(issue);
    }
    talks.source("Interfax Ukraine");
    talks.source("Reuters");
    let round = talks.round("Abu Dhabi 2", "2026-02-04..2026-02-05");
    talks.says("Russia", "Monitoring", "2026-02-04", "No foreign monitors");
    talks.says("Russia", "Ceasefire", "2026-02-05", "Only after a settlement");
    let context = LineContext {
        negotiation: talks.negotiation,
        round: Some(round),
        today: day("2026-02-05"),
        now: day("2026-02-05"),
        zone: Tz::Asia__Dubai,
        clocks: Some(Tz::Asia__Dubai),
        party: None,
        before: Vec::new(),
    };
    Table { talks, context }
}

fn spellings(forms: &[&str]) -> Vec<crate::model::Spelling> {
    forms.iter().map(|form| crate::model::Spelling { form: (*form).into(), ..Default::default() }).collect()
}

impl Table {
    fn read(&self, line: &str) -> QuickLine {
        read(line, line.len(), &self.talks.ws, &self.context)
    }

    /// The draft in words, so that a test reads like the line.
    fn told(&self, line: &str) -> String {
        let ws = &self.talks.ws;
        let draft = self.read(line).draft;
        let mut parts = vec![
            draft.party.map_or("?".into(), |id| names::party_short(ws, id)),
            draft.kind.map_or("?".into(), |kind| kind.key().to_owned()),
        ];
        parts.push(
            draft
                .issues
                .iter()
                .map(|issue| match issue {
                    IssueName::Known(id) => names::issue_path(ws, *id),
                    IssueName::New(name) => format!("+{name}"),
                })
                .collect::<Vec<_>>()
                .join(", "),
        );
        parts.push(if draft.verbatim { format!("“{}”", draft.text) } else { draft.text });
        parts.extend(draft.speaker.map(|who| format!("@{}", names::who(ws, &who))));
        parts.extend(draft.level.map(|level| format!("#{}", level.key())));
        parts.extend(draft.firmness.map(|firmness| format!("!{}", firmness.key())));
        parts.extend(draft.said_on.map(|when| format!("^{}", when.words())));
        parts.extend(draft.sources.iter().map(|id| format!("={}", names::source(ws, *id))));
        parts.extend(draft.answers.iter().map(|id| format!(">>{}", ws.statements[id].text)));
        parts.join(" | ")
    }

    fn problems(&self, line: &str) -> Vec<(String, String)> {
        self.read(line).problems().map(|(range, reason)| (line[range.clone()].to_owned(), reason.to_owned())).collect()
    }

    fn labels(&self, line: &str) -> Vec<String> {
        self.read(line).completions.into_iter().map(|completion| completion.label).collect()
    }
}

#[test]
fn lines_as_they_are_typed() {
    let table = table();
    for (line, expected) in [
        (
            "ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord",
            "UA | demand | Monitoring | US must watch the ceasefire | @Volodymyr Zelensky | #on_record",
        ),
        ("monitoring demand ua: now", "UA | demand | Monitoring | now"),
        ("demand, ua, monitoring, ceasefire: now", "UA | demand | Monitoring, Ceasefire | now"),
        ("ua demand monitoring, ceasefire: now", "UA | demand | Monitoring, Ceasefire | now"),
        ("ua red line security guarantees: never", "UA | red_line | Security guarantees | never"),
        ("ua red-line guarantees: never", "UA | red_line | Security guarantees | never"),
        ("eu counter monit: yes", "EU | counter_offer | Monitoring | yes"),
        ("ua demand montoring: yes", "UA | demand | Monitoring | yes"),
        ("Україна demand monitoring: так", "UA | demand | Monitoring | так"),
        ("烏克蘭 demand exchange: 1000", "UA | demand | Prisoners › Exchange | 1000"),
        ("ua demand \"monitoring post\": in full", "UA | demand | +monitoring post | in full"),
        ("ua demand monitoring US must watch", "UA | demand | Monitoring | US must watch"),
        ("ua: no comment today", "UA | ? |  | no comment today"),
        ("@zelenskyy: \"We will not leave\"", "UA | ? |  | “We will not leave” | @Volodymyr Zelensky"),
        ("@Steve Witkoff says: it went well", "US | ? |  | it went well | @Steve Witkoff"),
        ("us @Зеленський demand: x", "US | demand |  | x | @Volodymyr Zelensky"),
        ("ua demand on 4 Feb monitoring: now", "UA | demand | Monitoring | now | ^4 February 2026"),
        ("ua demand monitoring: withdraw on 4 Feb ^yesterday", "UA | demand | Monitoring | withdraw on 4 Feb | ^4 February 2026"),
        ("ua demand: now ^4 Feb 2026 says everyone", "UA | demand |  | now says everyone | ^4 February 2026"),
        ("ua demand: now ^\"last night, late\"", "UA | demand |  | now | ^“last night, late”"),
        ("ru demand: x !must #bg =reuters", "RU | demand |  | x | #background | !must_have | =Reuters"),
        ("ru demand: x =\"interfax ukraine\" =reuters", "RU | demand |  | x | =Interfax Ukraine | =Reuters"),
        ("us comment: x @\"unnamed US official\"", "US | comment |  | x | @unnamed US official"),
        ("ua rejection monitoring: no >>ru", "UA | rejection | Monitoring | no | >>No foreign monitors"),
        ("ua rejection: no >>", "UA | rejection |  | no | >>Only after a settlement"),
        ("ua *\"walk-in demand\" monitoring: x", "UA | walk-in demand | Monitoring | x"),
        ("ua demand: write to \\@home \\#1", "UA | demand |  | write to @home #1"),
        ("ua demand: 5 > 3 = true * ! @ ^", "UA | demand |  | 5 > 3 = true * ! @ ^"),
        ("He said: no", "? | ? |  | He said: no"),
        ("", "? | ? |  | "),
    ] {
        assert_eq!(table.told(line), expected, "{line}: {:#?}", table.read(line).tokens);
        assert_eq!(table.problems(line), [], "{line}");
    }
}

#[test]
fn what_is_not_understood_is_pointed_out_and_stays() {
    let table = table();
    for (line, part, reason, text) in [
        ("ua demand: yes @Nobody", "@Nobody", "Nobody is called “Nobody”", "yes @Nobody"),
        ("ua demand: yes @Smith today", "@Smith", "could be John Smith, Jane Smith", "yes @Smith today"),
        ("ua demand: yes #secretly", "#secretly", "is no record level", "yes #secretly"),
        ("ua demand: yes !very", "!very", "is no firmness", "yes !very"),
        ("ua demand: yes ^whenever", "^whenever", "is not a date", "yes ^whenever"),
        ("ua demand: yes =nowhere", "=nowhere", "No source", "yes =nowhere"),
        ("ua demand: yes >>atlantis", ">>atlantis", "No party", "yes >>atlantis"),
        ("ua demand: yes >>eu", ">>eu", "no statement yet", "yes >>eu"),
        ("ua demand: yes @Zelensky @Witkoff", "@Witkoff", "one statement has one", "yes @Witkoff"),
        ("nato demand monitoring: yes", "nato", "No party is called “nato”", "nato yes"),
    ] {
        let read = table.read(line);
        let problems = table.problems(line);
        assert!(problems.len() == 1 && problems[0].0 == part && problems[0].1.contains(reason), "{line}: {problems:?}");
        assert_eq!(read.draft.text, text, "{line}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let mut table = table();
    assert_eq!(table.read("demand monitoring: x").missing, ["Which party: begin with its short name"]);
    assert_eq!(table.read("ua demand monitoring:").missing, ["What was said: type it after the colon"]);
    assert!(table.read("ua: x").ready());
    table.context.party = table.talks.ws.parties.keys().next().copied();
    assert!(table.read("demand monitoring: x").ready());
}

#[test]
fn completions_fit_the_place() {
    let table = table();
    assert_eq!(table.labels("")[..2], ["Ukraine", "Russia"], "seated parties first");
    assert_eq!(table.labels("u")[..2], ["Ukraine", "United States"]);
    assert!(table.labels("ua ").contains(&"Demand".to_owned()));
    assert_eq!(table.labels("ua dem")[0], "Demand");
    assert_eq!(table.labels("ua demand mon")[0], "Monitoring");
    assert_eq!(table.labels("ua demand security gua")[0], "Security guarantees");
    assert!(table.labels("ua demand prisoner li").contains(&"New issue “prisoner li”".to_owned()));
    assert_eq!(table.labels("ua demand: x @zel"), ["Volodymyr Zelensky", "New person “zel”", "Use “zel” as a description"]);
    assert_eq!(table.labels("ua demand: x @дми")[0], "Kirill Dmitriev");
    assert_eq!(table.labels("ua demand: x #back")[0], "Background");
    assert_eq!(table.labels("ua demand: x !m")[0], "Must have");
    assert_eq!(table.labels("ua demand: x =reu"), ["Reuters", "New source “reu”"]);
    assert!(table.labels("ua demand: plain text").is_empty());
}

#[test]
fn taking_the_first_completion_gives_what_it_says() {
    let table = table();
    let take = |line: &str| {
        let completion = table.read(line).completions[0].clone();
        let mut done = line.to_owned();
        done.replace_range(completion.range, &completion.insert);
        done
    };
    assert_eq!(take("ukr"), "UA ");
    assert_eq!(take("ua dem"), "ua demand ");
    assert_eq!(take("ua demand security gua"), "ua demand Security guarantees: ");
    assert_eq!(take("ua demand: x @jane"), "ua demand: x @\"Jane Smith\" ");
    assert_eq!(table.told("ua demand: x @\"Jane Smith\" "), "UA | demand |  | x | @Jane Smith");
    // In the middle of a line only the word at the cursor is replaced.
    let line = "ua dem monitoring: x";
    let completion = read(line, 6, &table.talks.ws, &table.context).completions[0].clone();
    assert_eq!((completion.range, completion.insert.as_str()), (3..6, "demand "));
}

#[test]
fn lines_are_written_as_one_would_type_them() {
    let table = table();
    let line = "UA demand Monitoring: US must watch the ceasefire @Zelensky #onrecord";
    assert_eq!(write(&table.read(line).draft, &table.talks.ws, &table.context), line);
}

/// Any draft that a line can hold.
fn any_draft(table: &Table) -> impl Strategy<Value = Draft> + use<> {
    use proptest::{collection::vec, option::of, sample::select};
    let ws = &table.talks.ws;
    let parties: Vec<_> = ws.parties.keys().copied().collect();
    let issues: Vec<IssueName> = ws
        .issues
        .keys()
        .map(|id| IssueName::Known(*id))
        .chain([IssueName::New("prisoner lists".into()), IssueName::New("a, \"b\": @c".into())])
        .collect();
    let people: Vec<Who> =
        ws.people.keys().map(|id| Who::Person(*id)).chain([Who::Described("an official, \"unnamed\"".into())]).collect();
    let kinds: Vec<StatementKind> =
        StatementKind::KNOWN.iter().cloned().chain([StatementKind::Other("own \\ word".into())]).collect();
    let levels: Vec<RecordLevel> = RecordLevel::KNOWN.iter().cloned().chain([RecordLevel::Other("lobby terms".into())]).collect();
    let firmness: Vec<Firmness> = Firmness::KNOWN.to_vec();
    let verification: Vec<Verification> =
        Verification::KNOWN.iter().cloned().chain([Verification::Other("by ear".into())]).collect();
    let name = || select(vec!["Qatar", "Jane Roe", "a \"b\" c", "x: y, z", "+1", "\\"]).prop_map(str::to_owned);
    let days = vec![
        When::Day(day("2026-02-04")),
        When::Span { first: day("2026-01-30"), last: day("2026-02-02") },
        When::Month { year: 2026, month: 2 },
        When::Unknown,
        When::Window { earliest: None, latest: Some(day("2026-08-31")), wording: "by \"end\" of August".into() },
        crate::query::testing::at("2026-02-05 10:20", Tz::Europe__Moscow),
    ];
    let sources: Vec<SourceId> = ws.sources.keys().copied().collect();
    let statements: Vec<StatementId> = ws.statements.keys().copied().collect();
    let word = prop_oneof![
        4 => "[a-zé]{1,8}", 1 => "[@#!*^=>\"“”«»„:,.\\\\;?()-]{1,4}[a-z]{0,3}[\"”:,.!]{0,2}",
        1 => select(vec!["UA", "demand", "monitoring:", "@Zelensky", "#on", ">>ru", ">>", "=reuters", "^today", "on", "\\@x", "\"", "\"quoted\"", "“so”"]).prop_map(str::to_owned),
    ];
    (
        (select(parties), of(select(kinds)), vec(select(issues), 0..3), vec(word, 1..7), any::<bool>()),
        (
            of(select(people)),
            of(select(levels)),
            of(select(firmness)),
            of(select(days)),
            vec(select(sources), 0..3),
            vec(select(statements), 0..2),
        ),
        (
            of(select(verification)),
            of(name()),
            of(name()),
            vec(name(), 0..2),
            vec(select(vec!["hostages", "a \"b\" c", "5th", "&"]), 0..3),
            any::<bool>(),
        ),
    )
        .prop_map(
            |(
                (party, kind, mut issues, words, verbatim),
                (speaker, level, firmness, said_on, mut sources, answers),
                (verification, new_party, new_speaker, new_sources, mut tags, note),
            )| {
                issues.dedup();
                issues.truncate(2);
                sources.dedup();
                sources.truncate(2);
                tags.sort_unstable();
                tags.dedup();
                Draft {
                    party: new_party.is_none().then_some(party),
                    new_party,
                    kind,
                    issues,
                    text: words.join(" "),
                    verbatim,
                    speaker: speaker.filter(|_| new_speaker.is_none()),
                    speaker_office: if note && new_speaker.is_some() { "Foreign minister".to_owned() } else { String::new() },
                    new_speaker,
                    level,
                    firmness,
                    said_on,
                    sources,
                    new_sources,
                    sources_before: false,
                    verification_note: if note && verification.is_some() {
                        "The \"BBC\" could not verify it".to_owned()
                    } else {
                        String::new()
                    },
                    verification,
                    answers,
                    tags: tags.into_iter().map(str::to_owned).collect(),
                }
            },
        )
}

/// A line of the signs, names and words that lines are made of, in any order.
fn any_line() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => proptest::sample::select(vec![
            "ua", "demand", "monitoring", ":", ",", "@", "@Zelensky", "@Steve", "Witkoff", "#on", "#", "!must", "^5", "Feb", "^", "=reuters", ">>", ">>ru", "\"", "“", "”", "«x»", "\\",
            "*x", "security", "guarantees", "on", "4 Feb", "ua:", "monit", "new", "@\"", "烏克蘭", "é", " ", "  ", "\t", "\u{a0}", "::", ",,", "and",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    (proptest::collection::vec(part, 0..12), any::<bool>()).prop_map(|(parts, spaced)| parts.join(if spaced { " " } else { "" }))
}

proptest! {
    #[test]
    fn nothing_typed_is_lost(line in any_line(), cursor in 0..200usize) {
        let table = table();
        let read = read(&line, cursor, &table.talks.ws, &table.context);
        let mut covered = 0;
        for token in &read.tokens {
            prop_assert!(line.get(token.range.clone()).is_some_and(|part| !part.is_empty()), "{:?}", token);
            prop_assert!(token.range.start >= covered, "in order and apart: {:?}", read.tokens);
            prop_assert!(line[covered..token.range.start].trim().is_empty(), "{:?} in no token", &line[covered..token.range.start]);
            covered = token.range.end;
            if token.role == Role::Text || matches!(token.meaning, Meaning::NotUnderstood(_)) {
                // Escapes go, and so do the quotation marks around what is the speaker's own words as a whole.
                let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"\\\"“”«»„".contains(*c)).collect::<String>();
                prop_assert!(letters(&read.draft.text).contains(&letters(&line[token.range.clone()])), "{:?} not in {:?}", token, read.draft.text);
            }
        }
        prop_assert!(line[covered..].trim().is_empty());
        for completion in &read.completions {
            prop_assert!(line.get(completion.range.clone()).is_some());
        }
    }

    #[test]
    fn any_string_is_read(line in "\\PC*", cursor in 0..100usize) {
        let table = table();
        let _ = read(&line, cursor, &table.talks.ws, &table.context);
    }

    #[test]
    fn a_written_draft_reads_back(draft in any_draft(&table())) {
        let table = table();
        let line = write(&draft, &table.talks.ws, &table.context);
        let read = table.read(&line);
        prop_assert_eq!(&read.draft, &draft, "{}\n{:#?}", line, read.tokens);
        prop_assert!(read.ready());
        prop_assert_eq!(read.problems().count(), 0);
    }
}
