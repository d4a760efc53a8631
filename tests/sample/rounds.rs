//! The rounds. Of the 17 rows, 14 are rounds; three are dates that a round was to have: 1 February 2026 of the second in Abu Dhabi,
//! and 26–27 February and 5–9 March 2026 of one fourth round, which is on hold with no new date.

use crate::builder::Builder;
use crate::rows::{RoundRow, round_of, sentence};
use crate::sources::{cited, source};
use crate::times::{at, day, days, window};
use chrono_tz::{Asia::Dubai, Europe::Istanbul, Europe::Moscow, Tz};
use rapporteur::model::{
    Contact, EarlierDate, Format, Mediation, Outcome, OutcomeKind, Round, Schedule, ScheduleStatus, Sitting, Track, Venue,
    Visibility, When,
};

/// What the files leave to be said of a round. Title and code are one: "Abu Dhabi 1" is abu-dhabi-1.
struct Outline {
    code: &'static str,
    title: &'static str,
    number: Option<u32>,
    place: &'static str,
    city: &'static str,
    country: &'static str,
    mediation: Option<Mediation>,
    outcome: Option<OutcomeKind>,
    agenda: &'static [&'static str],
}

const fn outline(code: &'static str, title: &'static str, number: Option<u32>) -> Outline {
    Outline { code, title, number, place: "", city: "", country: "", mediation: None, outcome: None, agenda: &[] }
}

/// In the order of time; the fourth round is told by its planned date.
fn outlines() -> [Outline; 15] {
    use OutcomeKind::{NextDateOnly, PartialAgreement, UnilateralReadouts};
    let turkey = |base: Outline| Outline { city: "Istanbul", country: "Turkey", mediation: Some(Mediation::Mediated), ..base };
    let emirates = |base: Outline| Outline {
        city: "Abu Dhabi",
        country: "United Arab Emirates",
        mediation: Some(Mediation::Mediated),
        ..base
    };
    [
        Outline {
            place: "Bank of the Pripyat, exact place withheld",
            city: "Gomel region",
            country: "Belarus",
            outcome: Some(NextDateOnly),
            ..outline("gomel-1", "Gomel 1", Some(1))
        },
        Outline {
            city: "Belovezhskaya Pushcha",
            country: "Belarus",
            outcome: Some(PartialAgreement),
            agenda: &["Humanitarian corridors"],
            ..outline("bialowieza-2", "Bialowieza 2", Some(2))
        },
        Outline { city: "Brest region", country: "Belarus", ..outline("brest-3", "Brest 3", Some(3)) },
        Outline {
            city: "Antalya",
            country: "Turkey",
            outcome: Some(OutcomeKind::None),
            agenda: &["Ceasefire"],
            ..outline("antalya-fm", "Antalya FM", None)
        },
        Outline { place: "Video conference", ..outline("video-4", "Video 4", Some(4)) },
        Outline { place: "Video conference", ..outline("video-5", "Video 5", Some(5)) },
        Outline {
            place: "Dolmabahce Palace",
            city: "Istanbul",
            country: "Turkey",
            outcome: Some(UnilateralReadouts),
            agenda: &["Neutrality", "Security guarantees", "Crimea", "Donbas", "De-escalation", "Leaders meeting"],
            ..outline("istanbul-2022", "Istanbul 2022", None)
        },
        Outline {
            place: "Dolmabahce Palace",
            outcome: Some(PartialAgreement),
            agenda: &["Prisoners", "Ceasefire", "Leaders meeting"],
            ..turkey(outline("istanbul-1", "Istanbul 1", Some(1)))
        },
        Outline {
            place: "Ciragan Palace",
            outcome: Some(PartialAgreement),
            agenda: &["Ceasefire", "Prisoners", "Bodies of the dead", "Children"],
            ..turkey(outline("istanbul-2", "Istanbul 2", Some(2)))
        },
        Outline {
            place: "Ciragan Palace",
            outcome: Some(PartialAgreement),
            agenda: &["Prisoners", "Bodies of the dead", "Ceasefire", "Format", "Leaders meeting"],
            ..turkey(outline("istanbul-3", "Istanbul 3", Some(3)))
        },
        Outline {
            place: "Emirates Palace hotel",
            outcome: Some(NextDateOnly),
            agenda: &["Territory", "Ceasefire", "Monitoring"],
            ..emirates(outline("abu-dhabi-1", "Abu Dhabi 1", Some(1)))
        },
        Outline {
            outcome: Some(PartialAgreement),
            agenda: &["Prisoners", "Mil-to-mil channel", "Ceasefire", "Monitoring"],
            ..emirates(outline("abu-dhabi-2", "Abu Dhabi 2", Some(2)))
        },
        Outline { city: "Miami", country: "United States", ..outline("miami-proposed", "Miami (proposed)", None) },
        Outline {
            place: "InterContinental hotel",
            city: "Geneva",
            country: "Switzerland",
            mediation: Some(Mediation::Mediated),
            outcome: Some(UnilateralReadouts),
            agenda: &["Monitoring", "Territory", "Zaporizhzhia NPP"],
            ..outline("geneva-3", "Geneva 3", Some(3))
        },
        emirates(outline("round-4", "Round 4", Some(4))),
    ]
}

/// Makes the rounds.
pub(crate) fn build(b: &mut Builder) {
    let rows = RoundRow::all();
    for outline in outlines() {
        let of_round = || rows.iter().filter(|row| round_of(&row.round_id) == outline.code);
        // The row of the round itself comes after those of its earlier dates.
        let row = of_round().next_back().expect("every round has a row");
        b.make::<uuid::Uuid>("round", outline.code);
        put(b, &outline, row);
        for row in of_round() {
            let about = if row.start.is_empty() { "the proposal" } else { "date and outcome" };
            let cited = cited(b, outline.code, &row.sources, about);
            let known = &mut b.round(outline.code).sources;
            cited.into_iter().for_each(|source| {
                if !known.contains(&source) {
                    known.push(source);
                }
            });
        }
        let earlier: Vec<&RoundRow> = of_round().filter(|row| row.round_id != outline.code).collect();
        for row in earlier {
            let date = earlier_date(b, outline.code, row);
            b.round(outline.code).schedule.earlier.push(date);
        }
        told_times(b, outline.code);
    }
}

fn put(b: &mut Builder, outline: &Outline, row: &RoundRow) {
    let zone: Option<Tz> = (!row.tz.is_empty()).then(|| row.tz.parse().expect("an IANA zone"));
    let (status, when) = match row.status.as_str() {
        "held" => (ScheduleStatus::Held, days(&row.start, &row.end)),
        "on-hold" => (ScheduleStatus::Postponed, When::Unknown),
        "planned-not-held" => (ScheduleStatus::Cancelled, window("2026-02-08", "2026-02-14", "the week after 7 February")),
        other => panic!("{} has the status {other}", row.round_id),
    };
    let held = status == ScheduleStatus::Held;
    let online = outline.place == "Video conference";
    let negotiation = b.negotiation(&row.negotiation).id;
    let round = Round {
        number: outline.number,
        title: outline.title.to_owned(),
        schedule: Schedule { status, when, earlier: Vec::new(), announcements: Vec::new() },
        venue: Venue {
            place: outline.place.to_owned(),
            city: outline.city.to_owned(),
            country: outline.country.to_owned(),
            online,
            spellings: Vec::new(),
        },
        zone,
        format: Format {
            contact: held.then_some(if online { Contact::Video } else { Contact::Direct }),
            setting: None,
            mediation: outline.mediation.clone(),
            visibility: held.then_some(Visibility::Closed),
            track: Some(Track::One),
        },
        outcome: Outcome {
            kind: outline.outcome.clone(),
            text: if held { sentence(&row.outcome) } else { String::new() },
            documents: Vec::new(),
            level: None,
            passages: Vec::new(),
        },
        note: match outline.code {
            "miami-proposed" => sentence(&row.outcome),
            "round-4" => "The place is open too: see the earlier dates.".to_owned(),
            _ => String::new(),
        },
        ..Round::blank(b.round_id(outline.code), Builder::stamp(), negotiation)
    };
    b.workspace.put(round.into());
    let agenda = outline.agenda.iter().map(|issue| b.issue(outline.code, issue)).collect();
    b.round(outline.code).agenda = agenda;
}

fn earlier_date(b: &mut Builder, round: &str, row: &RoundRow) -> EarlierDate {
    let first = row.sources.split(" | ").next().unwrap_or_default();
    EarlierDate {
        id: b.part(round, &format!("earlier {}", row.start)),
        when: days(&row.start, &row.end),
        venue: row.venue.clone(),
        note: sentence(&row.outcome),
        source: Some(source(b, round, first, "date")),
        level: None,
    }
}

/// The clock times and lengths of the time notes, as times on the venue's clocks. Moscow's clocks are those of Istanbul.
fn told_times(b: &mut Builder, code: &str) {
    let sittings: Vec<(&str, When, &str)> = match code {
        "istanbul-1" => {
            b.round(code).schedule.when = at("2025-05-16T13:30:00", Moscow, Istanbul, Some(120));
            vec![]
        }
        "istanbul-2" => {
            let due = EarlierDate {
                id: b.part(code, "due"),
                when: at("2025-06-02T13:00:00", Istanbul, Istanbul, None),
                venue: String::new(),
                note: "Due at 13:00; began over an hour and a half late.".to_owned(),
                source: Some(b.known_source(code, "https://tass.com/politics/1967455")),
                level: None,
            };
            b.round(code).schedule.earlier.push(due);
            let began = window("2025-06-02", "2025-06-02", "over an hour and a half after 13:00");
            vec![("Plenary", began, "A little over an hour.")]
        }
        "istanbul-3" => {
            b.round(code).schedule.when = at("2025-07-23T20:37:00", Istanbul, Istanbul, Some(40));
            vec![]
        }
        "abu-dhabi-1" => vec![
            ("Day 1", at("2026-01-23T18:30:00", Moscow, Dubai, None), "Began about 18:30 Moscow time."),
            ("Day 2", day("2026-01-24"), ""),
        ],
        "abu-dhabi-2" => vec![
            ("Day 1", day("2026-02-04"), ""),
            ("Day 2", at("2026-02-05T10:20:00", Moscow, Dubai, Some(280)), "Ended about 16:00 local time."),
        ],
        "geneva-3" => vec![
            ("Day 1", day("2026-02-17"), "About 6 hours."),
            ("Day 2", day("2026-02-18"), "About 2 hours."),
            ("Russia and Ukraine alone", day("2026-02-18"), "A closed meeting of two hours after the official one."),
        ],
        _ => vec![],
    };
    for (title, when, note) in sittings {
        let sitting = Sitting {
            id: b.part(code, &format!("sitting {title}")),
            title: title.to_owned(),
            when,
            note: note.to_owned(),
            level: None,
        };
        b.round(code).sittings.push(sitting);
    }
}
