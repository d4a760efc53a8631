//! What words mean by the day from which they count, and that nothing is read by halves.

use super::super::{Tense, testing::*};
use super::tests::told;
use super::*;
use chrono_tz::Tz;
use proptest::prelude::*;

#[test]
fn relative_words_count_from_the_day_they_hang_on() {
    // Saturday 24 January 2026.
    let said = |text: &str, expected: &str| {
        let reading = parse(text, Context::new(date("2026-01-24"), Tz::UTC).ahead());
        assert_eq!(told(&reading.when), expected, "{text:?}: {reading:?}");
        assert!(reading.is_whole() && reading.counted, "{text:?}: {reading:?}");
    };
    said("as early as next week", "window 2026-01-26 2026-02-01");
    said("1 February", "day 2026-02-01");
    said("next Monday", "day 2026-01-26");
    said("Monday", "day 2026-01-26");
    said("Friday", "day 2026-01-30");
    said("on Saturday", "day 2026-01-24");
    said("in two weeks", "window 2026-02-02 2026-02-08");
    said("the end of the month", "window 2026-01-21 2026-01-31");
    said("end of month", "window 2026-01-21 2026-01-31");
    said("early February", "window 2026-02-01 2026-02-10");
    said("the coming days", "window 2026-01-24 …");
    said("late on Friday", "window 2026-01-30 2026-01-30");
    said("Tuesday evening", "window 2026-01-27 2026-01-27");
    said("tomorrow morning", "window 2026-01-25 2026-01-25");
    said("last night", "window 2026-01-23 2026-01-23");
    said("this quarter", "window 2026-01-01 2026-03-31");
    said("next quarter", "window 2026-04-01 2026-06-30");
    said("Q4", "window 2026-10-01 2026-12-31");
    said("later in February", "window 2026-02-01 2026-02-28");
    said("early next week", "window 2026-01-26 2026-01-27");
    said("5 January", "day 2027-01-05");
    said("January", "month 2026-01");
    said("December", "month 2026-12");
    said("between 5 and 9 March", "window 2026-03-05 2026-03-09");
    said("5 and 6 March", "span 2026-03-05 2026-03-06");
    said("5 and 8 March", "window 2026-03-05 2026-03-08");
    let whole = |text: &str, expected: &str| {
        let reading = parse(text, Context::new(date("2031-07-01"), Tz::UTC).ahead());
        assert_eq!(told(&reading.when), expected, "{text:?}: {reading:?}");
        assert!(reading.is_whole() && !reading.counted, "{text:?}: {reading:?}");
    };
    whole("1 February 2026", "day 2026-02-01");
    whole("2026-02-01", "day 2026-02-01");
    whole("4–5 Feb 2026", "span 2026-02-04 2026-02-05");
    whole("30 December – 2 January 2027", "span 2026-12-30 2027-01-02");
    whole("mid-2026", "window 2026-05-02 2026-08-30");
    whole("Q2 2026", "window 2026-04-01 2026-06-30");
    whole("the second quarter of 2026", "window 2026-04-01 2026-06-30");
    whole("H2 2026", "window 2026-07-01 2026-12-31");
    whole("early 2026", "window 2026-01-01 2026-05-01");
    whole("end of Q1 2026", "window 2026-03-02 2026-03-31");
    whole("by end of August 2026", "window … 2026-08-31");
    whole("5 Feb 2026 10:20 Moscow", "at 2026-02-05 10:20:00 +03:00 Europe/Moscow");
    whole("5 Feb 2026 (tbc)", "window 2026-02-05 2026-02-05");
    whole("5 Feb 2026?", "window 2026-02-05 2026-02-05");
    whole("5 Feb 2026 (Thu)", "day 2026-02-05");
    whole("05-02-2026", "day 2026-02-05");
    whole("2026/2/5", "day 2026-02-05");
}

#[test]
fn without_a_year_what_has_happened_is_past_and_what_is_due_is_to_come() {
    let base = Context::new(date("2026-01-24"), Tz::UTC);
    let past = |until: &str| base.past(date(until));
    for (text, context, expected) in [
        ("20 December", past("2026-11-29"), "day 2025-12-20"),
        ("26 January", past("2026-11-29"), "day 2026-01-26"),
        ("26 January", past("2026-01-24"), "day 2025-01-26"),
        ("24 January", past("2026-01-24"), "day 2026-01-24"),
        ("Friday", past("2026-11-29"), "day 2026-01-23"),
        ("Saturday", past("2026-11-29"), "day 2026-01-24"),
        ("Monday", past("2026-11-29"), "day 2026-01-19"),
        ("yesterday", past("2026-11-29"), "day 2026-01-23"),
        ("December", past("2026-11-29"), "month 2025-12"),
        ("March", past("2026-01-24"), "month 2025-03"),
        ("January", past("2026-01-24"), "month 2026-01"),
        ("20 December", base.ahead(), "day 2026-12-20"),
        ("20 December", base, "day 2025-12-20"),
        ("23 January", base.ahead(), "day 2027-01-23"),
        ("24 January", base.ahead(), "day 2026-01-24"),
        ("22–24 January", Context::new(date("2026-11-29"), Tz::UTC).near(date("2026-01-23")), "span 2026-01-22 2026-01-24"),
        ("tomorrow", Context::new(date("2026-11-29"), Tz::UTC).near(date("2026-01-23")), "day 2026-11-30"),
    ] {
        let reading = parse(text, context);
        assert_eq!(told(&reading.when), expected, "{text:?} in {context:?}: {reading:?}");
        assert!(reading.counted);
    }
}

proptest! {
    #[test]
    fn a_text_with_a_word_that_is_not_understood_has_no_date(
        before in "(|[0-9]{1,2} |в |the |on |not )",
        date in prop_oneof![
            any_day().prop_map(|day| When::Day(day).words()), any_month().prop_map(|month| month.short_words()), Just("5 февраля 2026".to_owned()),
            Just("2026年2月5日".to_owned()), Just("next week".to_owned()), Just("by end of August".to_owned()), Just("2026".to_owned()),
        ],
        after in "(| [a-zа-яα-ω]{3,9}| [0-9]{1,2}|, [A-Z][a-z]{3,9}ly| 三|/[0-9]{2})",
        today in any_day(),
    ) {
        let text = format!("{before}{date}{after}");
        let reading = parse(&text, Context::new(today, Tz::UTC));
        if !reading.is_whole() {
            let nothing = When::Window { earliest: None, latest: None, wording: text.trim().to_owned() };
            prop_assert_eq!(&reading.when, &nothing);
        }
    }

    #[test]
    fn what_does_not_count_from_a_day_means_the_same_on_every_day(
        parts in proptest::collection::vec(prop_oneof![
            Just("4 "), Just("31 "), Just("2026 "), Just("2026-02-05 "), Just("Feb "), Just("- "), Just("to "), Just("or "), Just("next "), Just("week "), Just("friday "),
            Just("in "), Just("3 days "), Just("ago "), Just("early "), Just("end of "), Just("by "), Just("10:20 "), Just("Q2 "), Just("février "), Just("de "), Just("年"),
            Just("月"), Just("日"), Just("завтра "), Just("г. "), Just("(tbc) "), Just("Thu "), Just("evening "),
        ], 0..7),
        today in any_day(), other in any_day(), until in any_day(),
    ) {
        let text = parts.concat();
        for tense in [Tense::Open, Tense::Ahead, Tense::Past { until }] {
            let one = parse(&text, Context { tense, ..Context::new(today, Tz::UTC) });
            let two = parse(&text, Context { tense, ..Context::new(other, Tz::UTC) });
            if !one.counted && !two.counted {
                prop_assert_eq!(one.when, two.when, "{}", text);
            }
        }
    }
}
