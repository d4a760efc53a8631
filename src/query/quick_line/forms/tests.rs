//! Lines with a verb as they are typed, what is asked about, and that nothing typed is lost or invented.

use super::super::tests::{Table, table};
use super::super::{Draft, QuickLine, read};
use super::*;
use crate::model::RecordLevel;
use crate::query::names;
use crate::query::testing::day;
use proptest::prelude::*;

fn at(table: &Table, line: &str) -> QuickLine {
    read(line, line.len(), &table.talks.ws, &table.context)
}

fn who(table: &Table, all: &[Who]) -> String {
    names::who_all(&table.talks.ws, all)
}

fn party(table: &Table, party: &Named<PartyId>) -> String {
    match party {
        Named::Known(id) => names::party_short(&table.talks.ws, *id),
        Named::New(name) => format!("+{name}"),
    }
}

/// What a line makes, so that a test reads like the line.
fn told(table: &Table, line: &str) -> String {
    let ws = &table.talks.ws;
    let read = at(table, line);
    let Draft { speaker, new_speaker, said_on, sources, new_sources, verification, verification_note, .. } = &read.draft;
    let when = |when: &When| when.words();
    let mut parts = match &read.entry {
        None => vec!["statement".to_owned(), read.draft.text.clone()],
        Some(Entry::Announcement { round, when: date, venue, wording }) => {
            let round = round.map_or("new round".to_owned(), |round| names::round(ws, round));
            vec!["next".to_owned(), round, when(date), venue.clone(), wording.clone()]
        }
        Some(Entry::Incident { when: date, place, what, blamed_on, denied_by }) => {
            let blamed = who(table, blamed_on);
            vec![
                "incident".to_owned(),
                when(date),
                place.clone(),
                what.clone(),
                blamed,
                who(table, denied_by),
                verification_note.clone(),
            ]
        }
        Some(Entry::Attendance { presence, who, unread }) => {
            let one = |one: &Attends| {
                let of = one.party.as_ref().map(|named| party(table, named)).unwrap_or_default();
                let person = match &one.person {
                    Some(Named::Known(id)) => names::person(ws, *id),
                    Some(Named::New(name)) => format!("+{name}"),
                    None => one.described.clone(),
                };
                let role = one.role.as_ref().map(|role| crate::model::Vocabulary::key(role).to_owned()).unwrap_or_default();
                let note = if one.note.is_empty() { String::new() } else { format!("({})", one.note) };
                [of, person, role, one.office.clone(), note]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join("/")
            };
            let all = who.iter().map(one).collect::<Vec<_>>().join(", ");
            vec![crate::model::Vocabulary::key(presence).to_owned(), all, unread.clone()]
        }
        Some(Entry::Outcome { kind, text }) => {
            let kind = kind.as_ref().map_or("?".to_owned(), |kind| crate::model::Vocabulary::key(kind).to_owned());
            vec!["outcome".to_owned(), kind, text.clone()]
        }
        Some(Entry::Agenda { issues, unread }) => {
            let name = |issue: &IssueName| match issue {
                IssueName::Known(id) => names::issue_path(ws, *id),
                IssueName::New(name) => format!("+{name}"),
            };
            vec!["agenda".to_owned(), issues.iter().map(name).collect::<Vec<_>>().join(", "), unread.clone()]
        }
        Some(Entry::FollowUp { what, owners, due }) => vec!["todo".to_owned(), who(table, owners), what.clone(), when(due)],
        Some(Entry::Account { party: of, text }) => {
            vec!["account".to_owned(), of.as_ref().map(|of| party(table, of)).unwrap_or_default(), text.clone()]
        }
        Some(Entry::Sitting { title, when: date, note }) => vec!["sitting".to_owned(), when(date), title.clone(), note.clone()],
        Some(Entry::Discrepancy { about, held, other }) => {
            vec!["discrepancy".to_owned(), about.clone(), held.clone(), other.clone()]
        }
    };
    parts.extend(speaker.iter().map(|by| format!("@{}", names::who(ws, by))));
    parts.extend(new_speaker.iter().map(|name| format!("@+{name}")));
    parts.extend(said_on.iter().map(|said| format!("/{}", said.words())));
    parts.extend(sources.iter().map(|id| format!("={}", names::source(ws, *id))));
    parts.extend(new_sources.iter().map(|title| format!("=+{title}")));
    parts.extend(verification.iter().map(|found| format!("?{}", crate::model::Vocabulary::key(found))));
    parts.retain(|part| !part.is_empty() && part != "date unknown");
    parts.join(" | ")
}

fn problems(table: &Table, line: &str) -> Vec<(String, String)> {
    at(table, line).problems().map(|(range, reason)| (line[range.clone()].to_owned(), reason.to_owned())).collect()
}

#[test]
fn lines_as_they_are_typed() {
    let table = table();
    for (line, expected) in [
        ("next 1 Mar @\"US official\" =reuters", "next | new round | 1 March 2026 | @US official | =Reuters"),
        ("next: 1 Mar in Abu Dhabi @zel", "next | new round | 1 March 2026 | Abu Dhabi | @Volodymyr Zelensky"),
        ("announced 1 Mar @us", "next | new round | 1 March 2026 | @United States"),
        ("next round 1–2 Mar at the Palace, Abu Dhabi", "next | new round | 1–2 March 2026 | the Palace, Abu Dhabi"),
        ("next \"1 March\" in Geneva @ru", "next | new round | 1 March 2026 | Geneva | 1 March | @Russia"),
        ("next \"1 March 2026\" @ru", "next | new round | 1 March 2026 | 1 March 2026 | @Russia"),
        ("next \"1 March\" @ru /4 Feb", "next | new round | 1 March 2026 | 1 March | @Russia | /4 February 2026"),
        (
            "incident 4 Feb in Kyiv: Power cut @Witkoff =reuters ?unverified",
            "incident | 4 February 2026 | Kyiv | Power cut | @Steve Witkoff | =Reuters | ?unverified",
        ),
        ("incident 4 Feb Power cut in Kyiv", "incident | 4 February 2026 | Power cut in Kyiv"),
        ("incident: 3 killed in an ambulance, blamed on ua @ru", "incident | 3 killed in an ambulance | Ukraine | @Russia"),
        (
            "incident Strikes on the grid blamed on ru denied by ru @\"Ukrainian officials\"",
            "incident | Strikes on the grid | Russia | Russia | @Ukrainian officials",
        ),
        ("incident: blamed on the weather", "incident | blamed on the weather"),
        ("incident May be a drill", "incident | May be a drill"),
        ("incident 35 injured in strikes", "incident | 35 injured in strikes"),
        (
            "incident Fire /4 Feb ?\"The BBC could not verify it\"",
            "incident | 4 February 2026 | Fire | The BBC could not verify it | ?unverified",
        ),
        ("attends ua, ru, us", "attended | UA, RU, US"),
        (
            "attends ua: Zelensky (head), Dmitriev; ru: +\"Jane Roe\"",
            "attended | UA/Volodymyr Zelensky/head, UA/Kirill Dmitriev, RU/+Jane Roe",
        ),
        ("attended us: Witkoff and \"two aides\" =reuters", "attended | US/Steve Witkoff, US/two aides | =Reuters"),
        ("attends Zelensky", "attended | Volodymyr Zelensky"),
        ("attends +Qatar, +\"Saudi Arabia\"", "attended | +Qatar, +Saudi Arabia"),
        ("attends +Qatar: +Miller (Emir's envoy)", "attended | +Qatar/+Miller/Emir's envoy"),
        ("absent ru: Dmitriev", "absent | RU/Kirill Dmitriev"),
        ("absent ru: Dmitriev (ill)", "absent | RU/Kirill Dmitriev/(ill)"),
        ("absent us: Witkoff (Special envoy)", "absent | US/Steve Witkoff/Special envoy"),
        ("withdrew ru: Dmitriev (called home)", "withdrew | RU/Kirill Dmitriev/(called home)"),
        ("invited eu", "invited | EU"),
        ("outcome No breakthrough", "outcome | ? | No breakthrough"),
        ("outcome joint statement: They will meet again =reuters", "outcome | joint_statement | They will meet again | =Reuters"),
        ("outcome joint statement", "outcome | joint_statement"),
        ("outcome: They will: meet", "outcome | ? | They will: meet"),
        ("agenda monitoring, ceasefire", "agenda | Monitoring, Ceasefire"),
        ("agenda: \"prisoner lists\", monitoring", "agenda | +prisoner lists, Monitoring"),
        ("agenda monitoring, prisoner lists, +grid", "agenda | Monitoring, +prisoner lists, +grid"),
        ("todo ua: send list by 10 Feb", "todo | Ukraine | send list | 10 February 2026"),
        ("todo: send list /10 Feb", "todo | send list | 10 February 2026"),
        ("todo ua, Witkoff: meet by email", "todo | Ukraine, Steve Witkoff | meet by email"),
        ("follow-up: send list @Witkoff", "todo | Steve Witkoff | send list"),
        ("to do call them by Friday", "todo | call them | 6 February 2026"),
        ("account ua: They spoke of maps @zel =reuters", "account | UA | They spoke of maps | @Volodymyr Zelensky | =Reuters"),
        ("readout +Qatar: We hosted", "account | +Qatar | We hosted"),
        ("account ru: \"No.\" and more /4 Feb", "account | RU | \"No.\" and more | /4 February 2026"),
        ("sitting 4 Feb Military track: Three hours", "sitting | 4 February 2026 | Military track | Three hours"),
        ("sitting Day 2", "sitting | Day 2"),
        (
            "discrepancy start date: 4 February vs 5 February =reuters",
            "discrepancy | start date | 4 February | 5 February | =Reuters",
        ),
    ] {
        assert_eq!(told(&table, line), expected, "{line}: {:#?}", at(&table, line).tokens);
        assert_eq!(problems(&table, line), [], "{line}");
        assert!(at(&table, line).ready(), "{line}: {:?}", at(&table, line).missing);
    }
}

#[test]
fn what_is_not_understood_is_asked_about_and_kept_in_the_text() {
    let table = table();
    for (line, part, reason, kept) in [
        ("next 32 March @us", "32 March", "is not a date", "next | new round | 32 March | @United States"),
        (
            "next 1 Mar perhaps @us",
            "perhaps",
            "no part of an announced date",
            "next | new round | 1 March 2026 | perhaps | @United States",
        ),
        ("next 1 Mar !must", "!must", "no firmness", "next | new round | 1 March 2026 | !must"),
        ("next 1 Mar =reuters =nosuch", "=nosuch", "No source", "next | new round | 1 March 2026 | =nosuch | =Reuters"),
        ("incident 32 Feb Fire", "32 Feb", "is not a date", "incident | 32 Feb Fire"),
        ("incident Fire @nobody", "@nobody", "Nobody is called", "incident | Fire @nobody"),
        ("incident Fire &tag", "&tag", "no tags", "incident | Fire &tag"),
        ("attends ua: Umerow", "Umerow", "Nobody is called “Umerow”", "attended | UA/Umerow"),
        ("attends atlantis: Zelensky", "atlantis", "No party is called", "attended | Volodymyr Zelensky | atlantis"),
        ("attends ua /4 Feb", "/4 Feb", "no date", "attended | UA | /4 Feb"),
        ("outcome jont: We meet", "jont", "Joint statement", "outcome | ? | jont: We meet"),
        ("outcome No breakthrough @zel", "@zel", "no speaker", "outcome | ? | No breakthrough @zel"),
        ("agenda monitoring, montioring", "montioring", "There is no issue", "agenda | Monitoring, +montioring"),
        ("agenda: was long and nobody agreed on it", "was long", "There is no issue", "agenda | +was long, +nobody agreed on it"),
        ("todo atlantis: send list", "atlantis", "Nobody is called “atlantis”", "todo | atlantis send list"),
        ("todo ua: send list by 32 Feb", "by 32 Feb", "is not a date", "todo | Ukraine | send list by 32 Feb"),
        ("sitting 32 Feb Track: x", "32 Feb", "is not a date", "sitting | Track | 32 Feb x"),
        ("discrepancy date: 1 vs 2 ?denied", "?denied", "no verification", "discrepancy | date | 1 | 2 ?denied"),
    ] {
        let found = problems(&table, line);
        assert!(found.iter().any(|(words, why)| words == part && why.contains(reason)), "{line}: {found:?}");
        assert_eq!(told(&table, line), kept, "{line}");
    }
}

#[test]
fn what_is_missing_is_said_and_nothing_off_the_record_is_made_of_it() {
    let mut table = table();
    for (line, missing) in [
        ("next @us", "Which date"),
        ("incident @us", "What happened"),
        ("attends", "Who"),
        ("outcome", "What came out"),
        ("agenda", "Which issues"),
        ("todo ua:", "What is to be done"),
        ("account They spoke", "Whose account"),
        ("account atlantis: They spoke @zel", "Whose account"),
        ("sitting", "Which sitting"),
        ("discrepancy 1 vs 2", "Which fact"),
        ("discrepancy date: 1", "Both sides"),
        ("agenda monitoring #off", "An agenda has no record level"),
    ] {
        let read = at(&table, line);
        assert!(!read.ready() && read.missing.iter().any(|words| words.contains(missing)), "{line}: {:?}", read.missing);
    }
    for (line, level) in [
        ("incident Fire #off", RecordLevel::OffRecord),
        ("outcome No breakthrough #whispered", RecordLevel::Other("whispered".into())),
        ("attends ua: Umerov #bg", RecordLevel::Background),
    ] {
        assert_eq!(at(&table, line).draft.level, Some(level), "{line}");
    }
    table.context.round = None;
    for line in ["attends ua", "outcome x", "agenda monitoring", "account ua: x", "sitting Day 1", "discrepancy date: 1 vs 2"] {
        assert!(at(&table, line).missing.iter().any(|words| words.contains("round's page")), "{line}");
    }
    for line in ["next 1 Mar", "incident Fire", "todo send"] {
        assert!(at(&table, line).ready(), "{line}");
    }
}

#[test]
fn what_is_a_statement_stays_one_and_a_doubt_is_asked_about() {
    let mut table = table();
    for name in ["Next", "Incident"] {
        table.talks.party(name);
    }
    table.talks.issue("Agenda");
    for line in [
        "next demand monitoring: We want more",
        "next: We want more",
        "next 1 Feb will do",
        "incident offer: x",
        "agenda ua demand: x",
        "announced ua: We come",
        "announced: We come @zel",
        "ua outcome monitoring: x",
        "ua: next week we come",
        ": incident at the border @zel",
        "@zel: Next week we come",
    ] {
        assert_eq!(at(&table, line).entry, None, "{line}: {:#?}", at(&table, line).tokens);
    }
    let table = self::table();
    // Both may be meant: the verb is in question, and what would be made is shown.
    for line in ["incident at the border was staged @zel", "Next week we come @zel", "account of it is false @zel"] {
        let read = at(&table, line);
        assert!(read.entry.is_some() && read.problems().next().is_some() || !read.ready(), "{line}: {:#?}", read.tokens);
    }
    // A date, a colon, a known name behind the verb is no doubt.
    for line in ["incident 4 Feb Fire @zel", "incident: Fire @zel", "next 1 Mar @zel", "todo ua: call @zel", "account ua: x @zel"]
    {
        assert_eq!(problems(&table, line), [], "{line}");
        assert!(at(&table, line).entry.is_some(), "{line}");
    }
}

#[test]
fn an_announced_date_counts_from_the_day_it_was_said_and_goes_to_the_round_to_come() {
    let mut table = table();
    table.context.now = day("2026-11-29");
    let when = |line: &str, table: &Table| match at(table, line).entry {
        Some(Entry::Announcement { when, .. }) => when.words(),
        other => format!("{other:?}"),
    };
    // The round ended on 5 February 2026, a Thursday.
    assert!(when("next \"as early as next week\" @zel", &table).contains("as early as next week"));
    let earliest = |line: &str| match at(&table, line).entry {
        Some(Entry::Announcement { when, .. }) => when.earliest_day(chrono_tz::UTC),
        _ => None,
    };
    assert_eq!(earliest("next \"as early as next week\" @zel"), Some(day("2026-02-09")));
    assert_eq!(earliest("next \"as early as next week\" @zel /24 Jan"), Some(day("2026-01-26")));
    assert_eq!(when("next week @zel", &table), when("next next week @zel", &table));
    assert_eq!(when("next 1 Feb @zel", &table), "1 February 2027", "behind it, the next one is meant");
    assert_eq!(when("next 1 Feb @zel /24 Jan", &table), "1 February 2026");
    let round = |table: &Table| match at(table, "next 1 March").entry {
        Some(Entry::Announcement { round, .. }) => round,
        _ => None,
    };
    assert_eq!(round(&table), None, "it is to be made");
    let second = table.talks.round("Geneva", "2026-02-17..2026-02-18");
    assert_eq!(round(&table), Some(second), "the one after it, held or not");
    table.context.round = Some(second);
    table.talks.on(second).schedule.when = When::Unknown;
    table.talks.on(second).schedule.status = crate::model::ScheduleStatus::Tentative;
    assert_eq!(round(&table), Some(second), "while it is to come, itself");
}

#[test]
fn names_and_verbs_are_completed() {
    let table = table();
    let labels = |line: &str| at(&table, line).completions.into_iter().map(|one| one.label).collect::<Vec<_>>();
    assert!(labels("inc").contains(&"incident".to_owned()), "{:?}", labels("inc"));
    assert!(labels("tod").contains(&"todo".to_owned()), "{:?}", labels("tod"));
    assert_eq!(labels("next"), Vec::<String>::new());
    assert_eq!(labels("attends ua: Witk")[0], "Steve Witkoff");
    assert!(labels("attends ua: Umer").contains(&"New person “Umer”".to_owned()));
    assert!(labels("attends Qat").contains(&"New party “Qat”".to_owned()));
    assert_eq!(labels("attends ua, rus")[0], "Russia");
    assert_eq!(labels("attends ua: Umerov (hea")[0], "Head of delegation");
    for office in [
        "attends ua: Umerov (",
        "attends ua: Umerov (Secretary, NSD",
        "absent ua: Umerov (ill)",
        "attends ua: Umerov (HR director, AG)",
    ] {
        assert_eq!(labels(office), [""; 0], "{office}: an office is nobody's name");
    }
    assert_eq!(labels("attends ua: Umerov (head), Witk")[0], "Steve Witkoff");
    assert_eq!(labels("agenda ceasefire, mon")[0], "Monitoring");
    assert_eq!(labels("todo ukr")[0], "Ukraine");
    assert_eq!(labels("todo ua: send ukr"), Vec::<String>::new(), "text is left alone");
    assert_eq!(labels("outcome joi")[0], "Joint statement");
    assert_eq!(labels("incident Fire =reu")[0], "Reuters");
    let take = |line: &str| {
        let first = at(&table, line).completions.remove(0);
        let mut done = line.to_owned();
        done.replace_range(first.range, &first.insert);
        done
    };
    assert_eq!(take("inc"), "incident ");
    assert_eq!(take("attends ua: Witk"), "attends ua: Witkoff");
    assert_eq!(take("todo ukr"), "todo UA: ");
}

/// Lines of verbs, names, dates, signs and words in any order.
fn any_line() -> impl Strategy<Value = String> {
    let verb = prop::sample::select(FORMS.iter().flat_map(|(_, words, ..)| words.iter().copied()).collect::<Vec<_>>());
    let part = prop::sample::select(vec![
        "ua",
        "ru:",
        "finland",
        "Qatar",
        "demand",
        "monitoring",
        "prisoner lists",
        ":",
        "：",
        ",",
        "，",
        ";",
        "@Zelensky",
        "@nobody",
        "@+New",
        "@us",
        "#on",
        "#otr",
        "!must",
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
        "&tag",
        "by",
        "5 Feb",
        "Friday",
        "32 May",
        "in",
        "Kyiv",
        "vs",
        "and",
        "blamed",
        "on",
        "denied",
        "joint",
        "statement",
        "we",
        "\"quoted\"",
        "\"",
        "(head)",
        "烏克蘭",
        "אוקראינה",
        "x",
        "next",
        "week",
        "é",
        "\\",
    ]);
    (verb, prop::collection::vec(part, 0..9), any::<bool>(), any::<bool>()).prop_map(|(verb, parts, spaced, upper)| {
        let verb = if upper { verb.to_uppercase() } else { verb.to_owned() };
        format!("{verb} {}", parts.join(if spaced { " " } else { "" }))
    })
}

/// All words that a line put into what it makes.
fn words_kept(table: &Table, read: &QuickLine) -> String {
    match &read.entry {
        None => read.draft.text.clone(),
        Some(Entry::Announcement { wording, venue, .. }) => format!("{wording} {venue}"),
        Some(Entry::Incident { what, place, .. }) => format!("{what} {place} {}", read.draft.verification_note),
        Some(Entry::Attendance { who, unread, .. }) => {
            let described: Vec<String> = who.iter().map(|one| format!("{} {} {}", one.described, one.office, one.note)).collect();
            format!("{} {unread}", described.join(" "))
        }
        Some(Entry::Outcome { text, .. } | Entry::Account { text, .. }) => text.clone(),
        Some(Entry::Agenda { unread, issues }) => {
            let new: Vec<&str> =
                issues.iter().filter_map(|one| if let IssueName::New(name) = one { Some(name.as_str()) } else { None }).collect();
            format!("{unread} {}", new.join(" "))
        }
        Some(Entry::FollowUp { what, owners, .. }) => format!("{what} {}", who(table, owners)),
        Some(Entry::Sitting { title, note, .. }) => format!("{title} {note}"),
        Some(Entry::Discrepancy { about, held, other }) => format!("{about} {held} {other}"),
    }
}

proptest! {
    #[test]
    fn nothing_typed_is_lost_and_nothing_is_filled_in(line in any_line(), before in any::<bool>()) {
        let mut table = table();
        if before {
            table.context.before = table.talks.ws.sources.keys().copied().collect();
        }
        let read = at(&table, &line);
        let mut covered = 0;
        for token in &read.tokens {
            prop_assert!(token.range.start >= covered, "in order and apart: {:?}", read.tokens);
            prop_assert!(line[covered..token.range.start].trim().is_empty(), "{:?} in no token of {line}", &line[covered..token.range.start]);
            covered = token.range.end;
        }
        prop_assert!(line[covered..].trim().is_empty());
        // A line that cannot be logged keeps its words by staying in the field.
        if read.ready() {
            let kept = words_kept(&table, &read);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            for token in read.tokens.iter().filter(|token| matches!(token.meaning, Meaning::NotUnderstood(_)) || token.role == Role::Text) {
                for word in line[token.range.clone()].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                    let against = matches!(read.entry, Some(Entry::Discrepancy { .. })) && word == "vs";
                    prop_assert!(against || letters(&kept).contains(&letters(word)), "{word} of {line} not in {kept}: {:#?}", read.tokens);
                }
            }
        }
        let said = |role: Role| read.tokens.iter().any(|token| token.role == role && matches!(token.meaning, Meaning::Known(_) | Meaning::New(_)));
        prop_assert!(read.draft.speaker.is_none() || said(Role::Person), "{:?}", read.draft);
        prop_assert!(read.draft.verification.is_none() || said(Role::Verification), "{:?}", read.draft);
        prop_assert!(read.draft.sources.is_empty() || said(Role::Source) || read.draft.sources_before, "{:?}", read.draft);
        if read.entry.is_some() {
            let off = read.tokens.iter().any(|token| token.role == Role::Level && token.range.len() > 1);
            prop_assert!(off || read.draft.level.is_none(), "{:?}", read.draft);
            let marked = read.draft.level.is_some();
            prop_assert!(!off || marked || !read.ready(), "what was meant for the terms is not recorded without them");
        }
        let when = match &read.entry {
            Some(Entry::Announcement { when, .. } | Entry::Incident { when, .. } | Entry::Sitting { when, .. }) => when.clone(),
            Some(Entry::FollowUp { due, .. }) => due.clone(),
            _ => When::Unknown,
        };
        prop_assert!(when.is_unknown() || said(Role::Date), "{when:?} in {line}");
        for completion in &read.completions {
            prop_assert!(line.get(completion.range.clone()).is_some());
        }
    }
}
