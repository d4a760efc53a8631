//! What people type for a time, and what it is read as.

use super::super::{DateOrder, testing::*};
use super::*;
use chrono::FixedOffset;
use chrono_tz::Tz;
use proptest::prelude::*;

/// Wednesday 28 January 2026, in Kyiv.
fn context() -> Context {
    Context::new(date("2026-01-28"), Tz::Europe__Kyiv)
}

/// A time in a form that is easy to compare: the shape, the days or moments, and for a window whether the words were kept.
pub(super) fn told(when: &When) -> String {
    match when {
        When::Unknown => "unknown".into(),
        When::At { start, minutes } => {
            let minutes = minutes.map(|m| format!(" for {m}")).unwrap_or_default();
            format!("at {} {} {}{minutes}", start.local.format("%F %T"), start.offset, start.zone)
        }
        When::Day(day) => format!("day {day}"),
        When::Span { first, last } => format!("span {first} {last}"),
        When::Month { year, month } => format!("month {year}-{month:02}"),
        When::Window { earliest, latest, .. } => {
            let end = |day: &Option<NaiveDate>| day.map_or("…".into(), |day| day.to_string());
            format!("window {} {}", end(earliest), end(latest))
        }
    }
}

fn check(text: &str, expected: &str) {
    let reading = parse(text, context());
    assert_eq!(told(&reading.when), expected, "{text:?}: {reading:?}");
    if let When::Window { wording, .. } = &reading.when {
        assert_eq!(wording, text.trim(), "the words are kept");
    }
    assert!(reading.is_whole(), "{text:?}: {reading:?}");
}

#[test]
fn days() {
    for text in [
        "2026-02-04",
        "4 Feb 2026",
        "4 February 2026",
        "Feb 4, 2026",
        "February 4 2026",
        "4th of February 2026",
        "the 4th of February",
        "Feb. 4",
        "4 Feb",
        "Feb 4",
        "Wed 4 Feb",
        "Wednesday, 4 February 2026",
        "04.02.2026",
        "4/2/2026",
        "2/4/2026".replace("2/4", "04/02").as_str(),
        "on 4 Feb",
        "  4   FEB  2026 ",
        "in 7 days",
        "in seven days",
        "a week from now".replace("a week", "7 days").as_str(),
        "(4 Feb)",
    ] {
        check(text, "day 2026-02-04");
    }
    check("2/17/2026", "day 2026-02-17");
    check("today", "day 2026-01-28");
    check("tomorrow", "day 2026-01-29");
    check("Yesterday", "day 2026-01-27");
    check("the day after tomorrow", "day 2026-01-30");
    check("3 days ago", "day 2026-01-25");
    check("29 Feb", "day 2028-02-29".replace("2028", "2024").as_str());
}

#[test]
fn days_as_tools_and_people_write_them() {
    for text in [
        "20260204",
        "2026-2-4",
        "2026/2/4",
        "2026.02.04",
        "4-Feb-2026",
        "04-FEB-2026",
        "4/Feb/2026",
        "4.Feb.2026",
        "Feb-4-2026",
        "2026-Feb-04",
        "2026-W06-3",
        "2026W063",
        "2026-02-04 (Wed)",
        "2026年2月4日",
        "4. Februar 2026",
        "4 février 2026",
        "4 февраля 2026",
        "٢٠٢٦-٠٢-٠٤",
        "2026-02-04T",
    ] {
        check(text, "day 2026-02-04");
    }
    check("2999-02-04", "day 2999-02-04");
    for text in ["2026-02", "2026/02", "02/2026", "2/2026", "02.2026", "02-2026", "Feb 2026", "Feb-2026", "2026年2月"] {
        check(text, "month 2026-02");
    }
    for text in ["2026-W06", "2026W06", "W6 2026", "week 6 of 2026", "KW 6/2026", "Week 6, 2026"] {
        check(text, "window 2026-02-02 2026-02-08");
    }
    for text in ["Q2 2026", "2026-Q2", "2026 Q2", "Q2/2026", "Q2 of 2026"] {
        check(text, "window 2026-04-01 2026-06-30");
    }
    for text in
        ["20260204T0930", "20260204T093000", "2026-02-04T09:30:00.000", "2026-02-04T09:30:00,000000000", "4-Feb-2026 09:30"]
    {
        check(text, "at 2026-02-04 09:30:00 +02:00 Europe/Kyiv");
    }
    check("20260204T093000Z", "at 2026-02-04 09:30:00 +00:00 UTC");
    check("2/4/2026 2:30 PM", "at 2026-04-02 14:30:00 +03:00 Europe/Kyiv");
    check("2026-02-04 .. 2026-02-05", "span 2026-02-04 2026-02-05");
    check("2026-02-04..2026-02-05", "span 2026-02-04 2026-02-05");
    check("2026-02-04/05", "span 2026-02-04 2026-02-05");
}

#[test]
fn what_is_only_like_a_date_is_none() {
    for text in ["1404/11/16", "20261304", "2026-13-04", "2026-02-30", "2026-27", "13/2026", "2026-W54-1", "1/2/3"] {
        let reading = parse(text, context());
        assert!(!reading.is_whole() && told(&reading.when) == "window … …", "{text:?}: {reading:?}");
    }
}

#[test]
fn day_and_month_stand_in_the_order_that_is_said() {
    let read = |text: &str, order| {
        let reading = parse(text, context().in_order(order));
        assert_eq!(reading.note, None, "{text:?}");
        told(&reading.when)
    };
    for (text, day_first, month_first) in [
        ("4/3/2027", "day 2027-03-04", "day 2027-04-03"),
        ("4.3.2027", "day 2027-03-04", "day 2027-04-03"),
        ("4-3-2027", "day 2027-03-04", "day 2027-04-03"),
        ("4/15/2027", "day 2027-04-15", "day 2027-04-15"),
        ("15/4/2027", "day 2027-04-15", "day 2027-04-15"),
        ("2027-04-03", "day 2027-04-03", "day 2027-04-03"),
        ("4/3/2027 2:30 PM", "at 2027-03-04 14:30:00 +02:00 Europe/Kyiv", "at 2027-04-03 14:30:00 +03:00 Europe/Kyiv"),
        ("4/7/2027, 14:30", "at 2027-07-04 14:30:00 +03:00 Europe/Kyiv", "at 2027-04-07 14:30:00 +03:00 Europe/Kyiv"),
        ("4/3/2027 – 4/5/2027", "span 2027-03-04 2027-05-04", "span 2027-04-03 2027-04-05"),
        ("by 4/3/2027", "window … 2027-03-04", "window … 2027-04-03"),
        ("4/3/2027 14:30:00.000", "at 2027-03-04 14:30:00 +02:00 Europe/Kyiv", "at 2027-04-03 14:30:00 +03:00 Europe/Kyiv"),
    ] {
        assert_eq!(read(text, DateOrder::DayFirst), day_first, "{text:?}");
        assert_eq!(read(text, DateOrder::MonthFirst), month_first, "{text:?}");
    }
}

#[test]
fn years_of_two_figures_are_of_the_century_at_hand_and_told() {
    let read = |text: &str, context: Context, expected: &str| {
        let reading = parse(text, context);
        assert_eq!(told(&reading.when), expected, "{text:?}: {reading:?}");
        assert!(reading.note.as_deref().is_some_and(|note| note.contains("is read as")), "{text:?}: {reading:?}");
    };
    let now = context().in_order(DateOrder::DayFirst);
    read("17.09.93", now, "day 1993-09-17");
    read("03.11.98", now, "day 1998-11-03");
    read("05.05.27", now, "day 2027-05-05");
    read("5/5/46", now, "day 2046-05-05");
    read("5/5/47", now, "day 1947-05-05");
    read("17-Sep-93", now, "day 1993-09-17");
    read("17 September 93", now, "day 1993-09-17");
    read("September 17, 93", now, "day 1993-09-17");
    read("17 Sept '05", now, "day 2005-09-17");
    read("Sept. ’98", now, "month 1998-09");
    read("05.05.27", now.past(date("2026-06-01")), "day 1927-05-05");
    let then = Context::new(date("1993-09-13"), Tz::UTC).in_order(DateOrder::DayFirst);
    read("05.05.94", then, "day 1994-05-05");
    read("05.05.05", then, "day 2005-05-05");
    read("05.05.40", then, "day 1940-05-05");
    read("05.05.94", now.near(date("1993-09-13")), "day 1994-05-05");
}

#[test]
fn weekdays() {
    check("monday", "day 2026-02-02");
    check("wednesday", "day 2026-01-28");
    check("friday", "day 2026-01-30");
    check("on Friday", "day 2026-01-30");
    check("this friday", "day 2026-01-30");
    check("this monday", "day 2026-01-26");
    check("next friday", "day 2026-02-06");
    check("next monday", "day 2026-02-02");
    check("last friday", "day 2026-01-23");
    check("last wednesday", "day 2026-01-21");
    check("monday to wednesday", "span 2026-02-02 2026-02-04".replace("02-02 2026-02-04", "01-28 2026-02-02").as_str());
}

#[test]
fn spans() {
    for text in [
        "4-5 Feb",
        "4–5 February 2026",
        "4 - 5 Feb 2026",
        "Feb 4-5, 2026",
        "February 4–5",
        "4 to 5 Feb",
        "from 4 to 5 February",
        "4/5 Feb",
        "2026-02-04 – 2026-02-05",
        "2026-02-04/2026-02-05",
        "Wed 4 Feb - Thu 5 Feb",
    ] {
        check(text, "span 2026-02-04 2026-02-05");
    }
    check("23–24 January 2026", "span 2026-01-23 2026-01-24");
    check("30 Jan to 2 Feb", "span 2026-01-30 2026-02-02");
    check("30 January – 2 February 2026", "span 2026-01-30 2026-02-02");
    check("January 30 until February 2, 2026", "span 2026-01-30 2026-02-02");
    check("30 Dec - 2 Jan", "span 2025-12-30 2026-01-02");
    check("30 December – 2 January 2027", "span 2026-12-30 2027-01-02");
    check("30 December 2026 – 2 January", "span 2026-12-30 2027-01-02");
    check("5-5 Feb", "day 2026-02-05");
}

#[test]
fn months_and_parts_of_them() {
    for text in ["Feb 2026", "February", "2026-02", "february 2026", "in February", "next month", "February of 2026"] {
        check(text, "month 2026-02");
    }
    check("this month", "month 2026-01");
    check("last month", "month 2025-12");
    check("December", "month 2025-12");
    check("in 2 months", "month 2026-03");
    check("early March", "window 2026-03-01 2026-03-10");
    check("mid-March", "window 2026-03-11 2026-03-20");
    check("in late February 2026", "window 2026-02-21 2026-02-28");
    check("the end of next month", "window 2026-02-21 2026-02-28");
    check("the first half of March", "window 2026-03-01 2026-03-15");
    check("first week of March", "window 2026-03-01 2026-03-07");
    check("2026", "window 2026-01-01 2026-12-31");
    check("January or February", "window 2026-01-01 2026-02-28");
}

#[test]
fn windows() {
    check("next week", "window 2026-02-02 2026-02-08");
    check("this week", "window 2026-01-26 2026-02-01");
    check("as early as next week", "window 2026-02-02 2026-02-08");
    check("As early as 5 March", "window 2026-03-05 …");
    check("not before 5 March", "window 2026-03-05 …");
    check("after 5 March", "window 2026-03-06 …");
    check("from 5 March 2026", "window 2026-03-05 …");
    check("by end of August", "window … 2026-08-31");
    check("by the end of August", "window … 2026-08-31");
    check("no later than 25 May 2026", "window … 2026-05-25");
    check("before 2026-06-02", "window … 2026-06-01");
    check("in the coming weeks", "window 2026-01-28 …");
    check("in the next few days", "window 2026-01-28 …");
    check("soon", "window 2026-01-28 …");
    check("23 or 24 January", "window 2026-01-23 2026-01-24");
    check("between 5 and 9 March", "window 2026-03-05 2026-03-09");
    check("the week of 5 March", "window 2026-03-02 2026-03-08");
    check("next weekend", "window 2026-02-07 2026-02-08");
    check("in two weeks", "window 2026-02-09 2026-02-15");
    check("within 3 days", "window 2026-01-28 2026-01-31");
    check("around 5 March", "window 2026-03-03 2026-03-07");
    check("later this month", "window 2026-01-28 2026-01-31");
    check("possibly 5 March", "window 2026-03-05 2026-03-05");
}

#[test]
fn exact_times() {
    for text in [
        "2026-02-05 10:20 Europe/Moscow",
        "5 Feb 10:20 Moscow time",
        "10:20 Moscow time on 5 Feb",
        "10:20 on 5 February, Moscow time",
        "2026-02-05T10:20 MSK",
        "2026-02-05T10:20:00+03:00[Europe/Moscow]",
        "Thu 5 February 2026, 10:20 (Moscow, UTC+3)",
        "5 Feb 2026 at 10.20 am Moscow".replace("10.20", "10:20").as_str(),
    ] {
        check(text, "at 2026-02-05 10:20:00 +03:00 Europe/Moscow");
    }
    check("10:20 Moscow time", "at 2026-01-28 10:20:00 +03:00 Europe/Moscow");
    check("4 Feb 14:00 ET", "at 2026-02-04 14:00:00 -05:00 America/New_York");
    check("14:00 ET 4 Feb", "at 2026-02-04 14:00:00 -05:00 America/New_York");
    check("7 a.m. ET, 5 Feb", "at 2026-02-05 07:00:00 -05:00 America/New_York");
    check("5 Feb 2026 7pm", "at 2026-02-05 19:00:00 +02:00 Europe/Kyiv");
    check("tomorrow at noon", "at 2026-01-29 12:00:00 +02:00 Europe/Kyiv");
    check("22 Jan 2100 GMT", "at 2026-01-22 21:00:00 +00:00 UTC");
    check("2026-01-22T21:00Z", "at 2026-01-22 21:00:00 +00:00 UTC");
    check("5 Feb 16:00 local time", "at 2026-02-05 16:00:00 +02:00 Europe/Kyiv");
    check("5 Feb 16:00 Abu Dhabi", "at 2026-02-05 16:00:00 +04:00 Asia/Dubai");
    check("5 Feb 16:00 in Geneva", "at 2026-02-05 16:00:00 +01:00 Europe/Zurich");
    check("5 Feb 16:00 UTC+3", "at 2026-02-05 16:00:00 +03:00 Etc/GMT-3");
    check("5 Feb 16:00 +05:45", "at 2026-02-05 16:00:00 +05:45 Asia/Kathmandu");
    check("2026-02-05T16:00-05:00", "at 2026-02-05 16:00:00 -05:00 Etc/GMT+5");
    check("5 Feb 14:00–15:30", "at 2026-02-05 14:00:00 +02:00 Europe/Kyiv for 90");
    check("5 Feb from 23:00 to 1:00", "at 2026-02-05 23:00:00 +02:00 Europe/Kyiv for 120");
    check("5 Feb 14:00 for 2 hours", "at 2026-02-05 14:00:00 +02:00 Europe/Kyiv for 120");
    check("5 Feb 14:00 (Moscow), 2 h 30 min", "at 2026-02-05 14:00:00 +03:00 Europe/Moscow for 150");
}

#[test]
fn nothing_is_known() {
    for text in ["", "  ", "?", "??", "unknown", "TBD", "(tbc)", "date unknown", "n/a", "—"] {
        check(text, "unknown");
    }
}

#[test]
fn what_is_not_understood_is_kept_and_pointed_out() {
    let check = |text: &str, expected: &str, not_understood: &[&str]| {
        let reading = parse(text, context());
        assert_eq!(told(&reading.when), expected, "{text:?}: {reading:?}");
        assert!(matches!(&reading.when, When::Window { wording, .. } if wording == text.trim()), "{text:?}: {reading:?}");
        let parts: Vec<&str> = reading.not_understood.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(parts, not_understood, "{text:?}");
    };
    check("when the snow melts", "window … …", &["when", "snow melts"]);
    check("4 Feb, says the Kremlin", "window … …", &["says", "Kremlin"]);
    check("4 Feb 14:00 at the palace", "window … …", &["palace"]);
    check("a week after 5 March", "window … …", &["a week"]);
    check("not on 5 March", "window … …", &["not"]);
    check("31 February", "window … …", &["31"]);
    check("4 Feb in Geneva", "window … …", &["Geneva"]);
    check("4 Feb 26", "window … …", &["26"]);
    check("через две недели", "window … …", &["через две недели"]);
    check("两周后", "window … …", &["两周后"]);
    check("no 5 Feb", "window … …", &["no"]);
    check("25:61", "window … …", &["25:61"]);
}

#[test]
fn an_hour_on_nobodys_clocks_is_kept_in_words_until_they_are_known() {
    let nowhere = Context { zone: None, ..context() };
    for (text, day, hour) in [
        ("5 Feb 10:20", "2026-02-05", "10:20"),
        ("tomorrow 9:30-12:45", "2026-01-29", "09:30"),
        ("2026-02-05T16:00", "2026-02-05", "16:00"),
        ("5 Feb 7pm, 2 h", "2026-02-05", "19:00"),
        ("5 Feb 16:00 local time", "2026-02-05", "16:00"),
        ("noon", "2026-01-28", "12:00"),
        ("5 лютого 2026 10:20", "2026-02-05", "10:20"),
    ] {
        let reading = parse(text, nowhere);
        let day = date(day);
        assert_eq!(reading.when, When::Window { earliest: Some(day), latest: Some(day), wording: text.to_owned() }, "{text}");
        assert!(reading.is_whole() && reading.is_dated(), "{text}");
        assert!(reading.note.is_some_and(|note| note.contains(&format!("{WHOSE_CLOCKS} {hour} is"))), "{text}");
        let known = parse(text, Context { zone: Some(Tz::Asia__Dubai), ..context() });
        assert_eq!(reading.when.on_clocks(Tz::Asia__Dubai), Some(known.when.clone()), "{text}");
        // What the field shows is read back as the same, on whichever day.
        let shown = reading.when.words_to_edit();
        let later = Context { zone: Some(Tz::Asia__Dubai), ..Context::new(date("2027-01-01"), None) };
        assert_eq!(parse(&shown, later).when, known.when, "{shown}");
        assert_eq!(parse(&format!("{shown} Dubai time"), Context { zone: None, ..later }).when, known.when, "{shown}");
    }
    // What names its clocks, has no hour, or is no exact one, is what it is everywhere.
    for text in [
        "5 Feb 10:20 Moscow time",
        "5 Feb 16:00 UTC+3",
        "5 Feb",
        "about 10:20 on 5 Feb",
        "5 Feb 10:20 (tbc)",
        "next week",
        "soon",
    ] {
        let reading = parse(text, nowhere);
        assert_eq!((reading.when.clone(), reading.hour_without_zone), (parse(text, context()).when, None), "{text}");
        assert_eq!((reading.when.lacks_zone(), reading.when.on_clocks(Tz::UTC)), (None, None), "{text}");
    }
}

#[test]
fn doubtful_readings_say_so() {
    let note = |text: &str, zone: Tz, expected: &str| {
        let reading = parse(text, Context { zone: Some(zone), ..context() });
        assert!(reading.note.as_deref().is_some_and(|note| note.contains(expected)), "{text:?}: {reading:?}");
        reading
    };
    note("30 Dec", Tz::UTC, "Read as 30 December 2025, the nearest");
    note("next friday", Tz::UTC, "Fri 30 January 2026 is the one before it");
    note("monday", Tz::UTC, "coming Mon 2 February 2026; the last was Mon 26 January 2026");
    note("5/2/2026", Tz::UTC, "day/month");
    note("Mon 5 Feb 2026", Tz::UTC, "5 February 2026 is a Thu");
    note("10:20", Tz::UTC, "No day is written; read as ");
    note("5 Feb 10:00 IST", Tz::UTC, "Kolkata; it is also used for Jerusalem or Dublin");
    note("5 Feb 10:00 CST", Tz::UTC, "Chicago");
    note("5 Feb 10:20 (Moscow, UTC+4)", Tz::UTC, "kept at UTC+4 as written");
    let gap = note("8 March 2026 02:30", Tz::America__New_York, "never show this time; read as 03:30");
    assert_eq!(told(&gap.when), "at 2026-03-08 03:30:00 -04:00 America/New_York");
    let twice = note("1 Nov 2026 01:30", Tz::America__New_York, "read as the first, UTC−4; add UTC−5 for the second");
    assert_eq!(told(&twice.when), "at 2026-11-01 01:30:00 -04:00 America/New_York");
    let second = parse("1 Nov 2026 01:30 (New York, UTC−5)", context());
    assert_eq!((told(&second.when).as_str(), second.note), ("at 2026-11-01 01:30:00 -05:00 America/New_York", None));
    let none = note("28 March 2027 02:30 – 03:30", Tz::Europe__Berlin, "How long it lasted is left open");
    assert_eq!(told(&none.when), "at 2027-03-28 03:30:00 +02:00 Europe/Berlin");
    assert_eq!(parse("5 Feb", context()).note, None);
}

#[test]
fn words_of_a_window_are_read_back_with_their_days() {
    for when in [
        When::Window {
            earliest: Some(date("2026-01-26")),
            latest: Some(date("2026-02-01")),
            wording: "as early as next week".into(),
        },
        When::Window { earliest: Some(date("2026-03-05")), latest: None, wording: "from 5 March".into() },
        When::Window { earliest: None, latest: Some(date("2026-08-31")), wording: "by end of August".into() },
        When::Window { earliest: None, latest: None, wording: "when “both” sides are ready".into() },
    ] {
        let far_off = Context::new(date("2031-07-01"), Tz::UTC);
        assert_eq!(parse(&when.words(), far_off).when, when, "{}", when.words());
    }
}

proptest! {
    #[test]
    fn words_are_read_back(when in prop_oneof![any_exact(), any_day().prop_map(When::Day), any_span(), any_month(), Just(When::Unknown)], zone in any_zone(), today in any_day()) {
        let reading = parse(&when.words(), Context::new(today, zone));
        let expected = match when {
            When::Span { first, last } if first == last => When::Day(first),
            other => other,
        };
        prop_assert_eq!(&reading.when, &expected, "{}: {:?}", expected.words(), reading);
        prop_assert!(reading.is_whole());
    }

    #[test]
    fn short_words_of_days_are_read_back(when in prop_oneof![any_day().prop_map(When::Day), any_month()]) {
        prop_assert_eq!(parse(&when.short_words(), context()).when, when);
    }

    #[test]
    fn an_odd_distance_from_utc_is_kept(seconds in -86_399..86_400i32, local in any_local(), zone in any_zone()) {
        let when = When::At { start: ZonedTime { local, offset: FixedOffset::east_opt(seconds).unwrap(), zone }, minutes: None };
        prop_assert_eq!(parse(&when.words(), context()).when, when);
    }

    #[test]
    fn any_text_is_read_and_none_is_lost(text in "\\PC*") {
        let reading = parse(&text, context());
        if !reading.is_whole() {
            let kept = matches!(&reading.when, When::Window { wording, .. } if wording == text.trim());
            prop_assert!(kept, "{:?}", reading);
        }
        for range in &reading.not_understood {
            prop_assert!(text.get(range.clone()).is_some());
        }
    }

    #[test]
    fn any_mix_of_known_words_is_read(words in proptest::collection::vec(prop_oneof![
        Just("4"), Just("31"), Just("2026"), Just("999999"), Just("99999999999999999999"), Just("Feb"), Just("-"), Just("–"), Just(":"), Just("/"), Just("."), Just("to"), Just("or"),
        Just("next"), Just("week"), Just("friday"), Just("in"), Just("days"), Just("weeks"), Just("months"), Just("years"), Just("ago"), Just("early"), Just("end of"), Just("not before"),
        Just("by"), Just("10:20"), Just("Moscow"), Just("time"), Just("("), Just(")"), Just("UTC"), Just("+"), Just("03"), Just("pm"), Just("“"), Just("”"), Just("between"), Just("and"), Just("2 h"),
    ], 0..9), joined in any::<bool>(), today in any_day()) {
        let text = words.join(if joined { "" } else { " " });
        let reading = parse(&text, Context::new(today, Tz::Asia__Dubai));
        let _ = (reading.when.words(), reading.when.key(Tz::UTC));
    }
}

/// Everything that is asked of a time once it is read, on days at the very ends of the calendar, too.
fn hold(text: &str, today: NaiveDate, zone: Tz) {
    let reading = parse(text, Context::new(today, zone));
    for range in &reading.not_understood {
        assert!(text.get(range.clone()).is_some(), "{reading:?}");
    }
    assert!(reading.not_understood.len() <= text.len());
    let words = reading.when.words();
    assert!(words.len() <= text.len() + 200, "{} bytes of words for {}", words.len(), text.len());
    for there in [zone, Tz::UTC, Tz::Pacific__Kiritimati, Tz::Pacific__Midway] {
        let _ = (reading.when.key(there), reading.when.earliest(there), reading.when.latest(there));
        let _ = (reading.when.earliest_day(there), reading.when.latest_day(there), reading.when.short_words());
    }
}

fn fuzzing() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(fuzzing())]

    #[test]
    fn any_text_on_any_day(
        parts in proptest::collection::vec(prop_oneof![
            3 => proptest::sample::select(vec![
                "4", "31", "0", "29 Feb", "2026", "0000", "9999", "-9999", "262142", "-262143", "999999999999", "Feb", "next ", "last ", "week", "month", "year",
                "in 9999999 ", "in 200000 years", "999999999 days ago", "weeks", "days", " ", "-", "–", "/", ".", ":", "to ", "or ", "early ", "end of ", "before ",
                "10:20", "24:00", "25:61", "am", "pm", "Moscow time", "UTC+14", "UTC-99", "+03:00", "[Europe/Moscow]", "T", "Z", "today", "now", "tomorrow", "friday", "by ",
                "Q4 ", "h", "2 h", "99999999999 h", "(", ")", "“", "\u{202e}", "\u{301}", "５", "٤", "Ⅳ", "ﬁ", "İ", "ß",
            ]).prop_map(str::to_owned),
            1 => "\\PC{0,6}",
            1 => any::<char>().prop_map(String::from),
        ], 0..10),
        day in prop_oneof![any_day(), Just(NaiveDate::MIN), Just(NaiveDate::MAX), Just(date("0001-01-01")), Just(date("9999-12-31")), Just(date("1970-01-01"))],
        zone in any_zone(),
    ) {
        hold(&parts.concat(), day, zone);
    }
}

#[test]
fn the_ends_of_the_calendar_are_read_on_every_clock() {
    use chrono::{NaiveDateTime, Offset as _};
    for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        for zone in [Tz::UTC, Tz::Pacific__Kiritimati, Tz::Pacific__Midway, Tz::Europe__Moscow] {
            for offset in [FixedOffset::east_opt(86_399).unwrap(), FixedOffset::east_opt(-86_399).unwrap(), chrono::Utc.fix()] {
                for minutes in [None, Some(0), Some(90), Some(u32::MAX)] {
                    let when = When::At { start: ZonedTime { local, offset, zone }, minutes };
                    for there in [Tz::UTC, Tz::Pacific__Kiritimati, Tz::Pacific__Midway] {
                        let _ = (when.key(there), when.earliest_day(there), when.latest_day(there), when.words());
                        if let When::At { start, .. } = &when {
                            let _ = (start.in_zone(there), start.words(), start.words_for(there), ZonedTime::new(local, there));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn huge_texts() {
    for part in ["4 ", "Feb ", "next ", "(", "“", "10:20 ", "- ", "\u{301}", "א", "4 Feb to ", "Moscow ", "9"] {
        hold(&part.repeat(20_000 / part.len()), date("2026-02-05"), Tz::UTC);
    }
}
