//! Dates, hours and zones as tables of other people write them: read, or said to be words.

use crate::talks::{empty, ids, planned_as};
use rapporteur::exchange::import::grid::ReadAs;
use rapporteur::exchange::import::guess::guess;
use rapporteur::exchange::import::mapping::DateOrder;
use rapporteur::exchange::import::plan::{Choices, Plan, RowOutcome};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::model::Record;

/// A plan for a table of rounds; the order of dates is found out if none is given.
fn plan(table: &str, order: Option<DateOrder>) -> Plan {
    let grid = read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    let mut mapping = guess(&grid, None);
    mapping.dates = order.unwrap_or(mapping.dates);
    planned_as(&empty(), &mut ids(), &grid, &mapping, &Choices::default())
}

/// What each row became: the date of its round, or why it was refused.
fn dates(plan: &Plan) -> Vec<String> {
    let mut rounds = plan.puts.iter().filter_map(|record| match record {
        Record::Round(round) => Some(round.schedule.when.words()),
        _ => None,
    });
    let mut of_row = |outcome: &RowOutcome| match outcome {
        RowOutcome::Refused(why) => why.clone(),
        _ => rounds.next().unwrap(),
    };
    plan.rows.iter().map(|row| of_row(&row.outcome)).collect()
}

fn table(dates: &[&str]) -> String {
    let rows = dates.iter().enumerate().map(|(at, date)| format!("Lagoon Talks,Meeting {at},\"{date}\",America/New_York\n"));
    format!("Negotiation,Title,Start,Time zone\n{}", rows.collect::<String>())
}

#[test]
fn month_first_holds_for_every_form_of_cell() {
    let cells = [
        "4/3/2027 2:30 PM",
        "4/15/2027 9:00 AM",
        "4/6/2027 14:30",
        "4/7/2027, 14:30",
        "4/8/2027 14:30:00.000",
        "Fri 4/9/2027",
        "4/10/27",
    ];
    let right = [
        "Sat 3 April 2027, 14:30 (New York, UTC−4)",
        "Thu 15 April 2027, 09:00 (New York, UTC−4)",
        "Tue 6 April 2027, 14:30 (New York, UTC−4)",
        "Wed 7 April 2027, 14:30 (New York, UTC−4)",
        "Thu 8 April 2027, 14:30 (New York, UTC−4)",
        "9 April 2027",
        "10 April 2027",
    ];
    assert_eq!(dates(&plan(&table(&cells), Some(DateOrder::MonthFirst))), right);
    assert_eq!(dates(&plan(&table(&cells), None)), right, "the second row tells it");
    let comma = plan(&table(&["4/15/2027, 09:00", "4/3/2027"]), None);
    assert_eq!(dates(&comma)[1], "3 April 2027", "a comma behind the date hides nothing");
}

#[test]
fn usual_dates_are_read_and_others_are_said_to_be_words() {
    let cells = [
        "20270614",
        "15-Jun-2027",
        "2027-6-4",
        "2027-06-16 (Wed)",
        "2027年6月17日",
        "20270618T0930",
        "2027-03",
        "03/2027",
        "5. März 2027",
        "5 марта 2027",
        "2027-W21-1",
        "٢٠٢٧-٠٣-٠٥",
        "Q2 2027",
        "17 September 93",
        "17 September 26",
        "fünfter März",
        "2027-13-45",
        "31.02.2027",
    ];
    let plan = plan(&table(&cells), Some(DateOrder::DayFirst));
    assert_eq!(
        dates(&plan),
        [
            "14 June 2027",
            "15 June 2027",
            "4 June 2027",
            "16 June 2027",
            "17 June 2027",
            "Fri 18 June 2027, 09:30 (New York, UTC−4)",
            "March 2027",
            "March 2027",
            "5 March 2027",
            "5 March 2027",
            "24 May 2027",
            "5 March 2027",
            "“Q2 2027” (1 April – 30 June 2027)",
            "17 September 1993",
            "“17 September 26”",
            "“fünfter März”",
            "“2027-13-45”: there is no such day. For example 2027-12-31 is understood.",
            "“31.02.2027”: there is no such day. For example 2027-02-28 is understood.",
        ]
    );
    let said = |part: &str| plan.notes.iter().filter(|note| note.contains(part)).count();
    assert_eq!(said("Row 15: “17 September 93”: The year “93” is read as 1993."), 1, "{:?}", plan.notes);
    assert_eq!(said("Row 16: “17 September 26” is kept as words, without a day: “26” is not understood."), 1, "{:?}", plan.notes);
    assert_eq!(
        said("Row 17: “fünfter März” is kept as words, without a day: “fünfter” is not understood."),
        1,
        "{:?}",
        plan.notes
    );
    assert_eq!(plan.notes.iter().filter(|note| note.starts_with("Row")).count(), 3, "{:?}", plan.notes);
}

#[test]
fn a_start_and_an_end_that_are_months_or_words_leave_their_days_open() {
    let table = "Negotiation,Title,Start,End\n\
        L,A,2006-12,2006-12\n\
        L,B,2006-11,2007-02\n\
        L,C,2006-11-05,2006-12\n\
        L,D,2007-02,2006-11\n\
        L,E,2006-11-05,2006-11-03\n";
    assert_eq!(
        dates(&plan(table, None)),
        [
            "December 2006",
            "“2006-11 – 2007-02” (1 November 2006 – 28 February 2007)",
            "“2006-11-05 – 2006-12” (5 November – 31 December 2006)",
            "From “2007-02” to “2006-11” is no span of days.",
            "From “2006-11-05” to “2006-11-03” is no span of days.",
        ]
    );
}

#[test]
fn midnights_of_a_whole_column_are_days() {
    let table = "Negotiation,Title,Start,End\n\
        L,From a data frame,2027-06-08 00:00:00,2027-06-10 00:00:00\n\
        L,From a script,2027-06-14T00:00:00.000Z,2027-06-14T00:00:00.000Z\n\
        L,From a form,2027-06-16T00:00:00,\n\
        L,From an office,6/17/2027 12:00:00 AM,\n";
    let days = plan(table, None);
    assert_eq!(dates(&days), ["8–10 June 2027", "14 June 2027", "16 June 2027", "17 June 2027"]);
    let notes: Vec<&String> = days.notes.iter().filter(|note| note.contains("midnight")).collect();
    assert_eq!(notes.len(), 2, "one for each column: {:?}", days.notes);
    let meant = plan(&format!("{table}L,At night,2027-06-18 23:30,\nL,At midnight,2027-06-19 00:00,\n"), None);
    assert_eq!(dates(&meant)[5], "Sat 19 June 2027, 00:00 (UTC)", "another hour in the column");
}

#[test]
fn zones_that_may_be_others_are_told_and_distances_are_kept() {
    let table = "Negotiation,Title,Start,Time zone\n\
        L,A,2027-07-05 10:00,BST\n\
        L,B,2027-07-06 10:00,AST\n\
        L,C,2027-07-07 10:00,GMT +3 (Nairobi)\n\
        L,D,2027-07-08 10:00,UTC-3:30\n\
        L,E,2027-07-09 10:00,UTC+15\n\
        L,F,2027-07-10 10:00,UTC+6:15\n\
        L,G,2027-07-11 10:00,Atlantis\n\
        L,H,2027-07-12 10:00,\"(UTC+01:00) Amsterdam, Berlin, Bern\"\n\
        L,I,2027-07-13 10:00,BST (UTC+6)\n\
        L,J,2027-07-14 10:00,\n\
        L,K,2027-07-15 10:00,UTC+5:45\n";
    let plan = plan(table, None);
    let instants: Vec<Option<String>> = plan
        .puts
        .iter()
        .filter_map(|record| if let Record::Round(round) = record { Some(round) } else { None })
        .map(|round| round.schedule.when.earliest(chrono_tz::UTC).map(|at| at.format("%d %H:%M").to_string()))
        .collect();
    let right = ["05 09:00", "06 13:00", "07 07:00", "08 13:30", "10 03:45", "12 08:00", "13 04:00", "14 10:00", "15 04:15"];
    assert_eq!(instants, right.map(|one| Some(one.to_owned())));
    let refused: Vec<u64> =
        plan.rows.iter().filter(|row| matches!(row.outcome, RowOutcome::Refused(_))).map(|row| row.number).collect();
    assert_eq!(refused, [6, 8], "{:?}", plan.rows);
    let said = |row: &str, part: &str| plan.notes.iter().any(|note| note.starts_with(row) && note.contains(part));
    assert!(said("Row 2:", "Dhaka") && said("Row 3:", "Riyadh"), "{:?}", plan.notes);
    assert!(said("Row 5:", "UTC−3:30") && said("Row 7:", "UTC+6:15"), "{:?}", plan.notes);
    assert!(said("Row 11:", "nothing says whose clocks are meant"), "{:?}", plan.notes);
    let zones: Vec<Option<&str>> = plan
        .puts
        .iter()
        .filter_map(|record| if let Record::Round(round) = record { Some(round.zone.map(chrono_tz::Tz::name)) } else { None })
        .collect();
    assert_eq!(zones[3], None, "no place keeps that distance all the year");
}

#[test]
fn hours_that_clocks_leave_out_or_show_twice_carry_their_remark() {
    let table = "Negotiation,Title,Start,Time zone\n\
        L,Left out,2027-03-28 02:15,Europe/Berlin\n\
        L,Twice,2027-10-31 02:15,Europe/Berlin\n\
        L,From to,2027-03-28 02:30 – 03:30,Europe/Berlin\n";
    let plan = plan(table, None);
    assert_eq!(
        dates(&plan),
        [
            "Sun 28 March 2027, 03:15 (Berlin, UTC+2)",
            "Sun 31 October 2027, 02:15 (Berlin, UTC+2)",
            "Sun 28 March 2027, 03:30 (Berlin, UTC+2)",
        ]
    );
    let said = |row: &str, part: &str| plan.notes.iter().any(|note| note.starts_with(row) && note.contains(part));
    assert!(said("Row 2:", "never show this time; read as 03:15"), "{:?}", plan.notes);
    assert!(said("Row 3:", "show this time twice; read as the first"), "{:?}", plan.notes);
    assert!(said("Row 4:", "How long it lasted is left open"), "{:?}", plan.notes);
}

#[test]
fn a_remark_on_many_rows_is_one_sentence() {
    let rows: String = (1..=28).map(|day| format!("L,Meeting {day},2027-02-{day:02} 10:00,BST\n")).collect();
    let plan = plan(&format!("Negotiation,Title,Start,Time zone\n{rows}"), None);
    let notes: Vec<&String> = plan.notes.iter().filter(|note| note.contains("Dhaka")).collect();
    assert_eq!(notes.len(), 1, "{:?}", plan.notes);
    assert!(notes[0].starts_with("Rows 2, 3, 4, 5, 6 and 23 more: "), "{:?}", plan.notes);
}
