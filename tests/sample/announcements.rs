//! Who said which date of a round on which day: the words before the second, the proposed and the fourth round of 2026, and the
//! reports that differ on when the first and the third were held.

use crate::builder::Builder;
use crate::sources::{ARTICLE, source};
use crate::times::{day, days, window};
use rapporteur::model::{Announcement, When, Who};

/// One announcement as it is written below.
struct Line {
    round: &'static str,
    by: &'static str,
    said_on: When,
    when: When,
    venue: &'static str,
    wording: &'static str,
    address: &'static str,
    withdrawn: bool,
}

const KREMLIN: &str = "https://www.trtworld.com:443/article/65b0a417686a";
const MOVED: &str = "https://report.az/en/other-countries/zelenskyy-says-next-abu-dhabi-talks-scheduled-for-february-4-5";
const OPENING: &str = "http://chinaview.cn/20260123/a22dd24714ee4484a0e896f76f3ef0c4/c.html";
const OTHER_OPENING: &str = "https://khabarasia.com/world/20260123-trilateral-peace-talks-open-in-abu-dhabi-amid-ukraine-crisis";
const MIAMI: &str = "https://benborges.xyz/2026/02/08/zelensky-says-us-proposed-renewed.html";
const GENEVA: &str = "https://www.rt.com/russia/632714-top-russian-negotiator-accesses-trilateral/amp";
const UNCERTAIN: &str = "https://kyivindependent.com/ukraine-peace-talks-with-russia-face-uncertain-future/";
const FOURTH: &str = "https://theqldr.com.au/international-news/2026/02/23/ukraine-1581";
const WINDOW: &str = "https://www.trtworld.com:443/article/3a8b7276ebd2";
const DELAY: &str =
    "https://www.themoscowtimes.com/2026/03/03/war-in-the-middle-east-clouds-outlook-for-ukraine-peace-talks-a92102";

const PLAIN: Line = Line {
    round: "",
    by: "",
    said_on: When::Unknown,
    when: When::Unknown,
    venue: "",
    wording: "",
    address: "",
    withdrawn: false,
};

fn lines() -> Vec<Line> {
    let second = || Line { round: "abu-dhabi-2", venue: "Abu Dhabi", ..PLAIN };
    let fourth = || Line { round: "round-4", ..PLAIN };
    let day_one = || day("2026-02-01");
    vec![
        Line {
            round: "abu-dhabi-1",
            by: "Most reports",
            said_on: day("2026-01-23"),
            when: day("2026-01-23"),
            wording: "Opening day",
            address: OPENING,
            ..PLAIN
        },
        Line {
            round: "abu-dhabi-1",
            by: "khabarasia.com",
            said_on: day("2026-01-23"),
            when: day("2026-01-24"),
            wording: "Opening day",
            address: OTHER_OPENING,
            ..PLAIN
        },
        Line {
            by: "Volodymyr Zelensky",
            said_on: day("2026-01-24"),
            when: window("2026-01-26", "2026-02-01", "as early as next week"),
            venue: "",
            wording: "Possibly as early as next week",
            address: ARTICLE,
            ..second()
        },
        Line {
            by: "Unnamed US official",
            said_on: day("2026-01-24"),
            when: day_one(),
            venue: "",
            wording: "To begin on 1 February",
            address: ARTICLE,
            ..second()
        },
        Line {
            by: "Volodymyr Zelensky",
            said_on: day("2026-01-26"),
            when: day_one(),
            wording: "Tentatively 1 February",
            address: KREMLIN,
            ..second()
        },
        Line {
            by: "The Kremlin",
            said_on: day("2026-01-28"),
            when: day_one(),
            wording: "Tentatively 1 February",
            address: KREMLIN,
            ..second()
        },
        Line {
            by: "Volodymyr Zelensky",
            said_on: day_one(),
            when: days("2026-02-04", "2026-02-05"),
            wording: "Moved to 4–5 February",
            address: MOVED,
            ..second()
        },
        Line {
            round: "miami-proposed",
            by: "Volodymyr Zelensky",
            said_on: day("2026-02-07"),
            when: window("2026-02-08", "2026-02-14", "the week after 7 February"),
            venue: "Miami",
            wording: "Proposed by the US side, accepted by Kyiv",
            address: MIAMI,
            ..PLAIN
        },
        Line {
            round: "geneva-3",
            by: "Most reports",
            when: days("2026-02-17", "2026-02-18"),
            wording: "Held on 17 and 18 February",
            address: GENEVA,
            ..PLAIN
        },
        Line {
            round: "geneva-3",
            by: "Kyiv Independent",
            when: day("2026-02-16"),
            wording: "16 February",
            address: UNCERTAIN,
            ..PLAIN
        },
        Line {
            by: "Kyrylo Budanov",
            when: days("2026-02-26", "2026-02-27"),
            wording: "Never confirmed by the Kremlin",
            address: FOURTH,
            withdrawn: true,
            ..fourth()
        },
        Line {
            by: "TASS source",
            when: days("2026-02-26", "2026-02-27"),
            venue: "Geneva",
            wording: "Never confirmed by the Kremlin",
            address: UNCERTAIN,
            withdrawn: true,
            ..fourth()
        },
        Line {
            by: "Volodymyr Zelensky",
            when: days("2026-03-05", "2026-03-09"),
            venue: "Abu Dhabi",
            wording: "Some day from 5 to 9 March",
            address: WINDOW,
            withdrawn: true,
            ..fourth()
        },
        Line {
            by: "Kyiv",
            said_on: window("2026-02-28", "2026-03-03", "after the strikes on Iran"),
            wording: "Washington asked to move and delay it; Turkey and Switzerland named",
            address: DELAY,
            ..fourth()
        },
    ]
}

/// Adds the announcements to their rounds.
pub(crate) fn build(b: &mut Builder) {
    for (nth, line) in lines().into_iter().enumerate() {
        let announcement = Announcement {
            id: b.part(line.round, &format!("announcement {nth}")),
            by: Some(match b.find("person", line.by) {
                Some(person) => Who::Person(person),
                None => Who::Described(line.by.to_owned()),
            }),
            said_on: line.said_on,
            when: line.when,
            venue: line.venue.to_owned(),
            wording: line.wording.to_owned(),
            source: Some(source(b, line.round, line.address, "another date")),
            withdrawn: line.withdrawn,
            level: None,
            passages: Vec::new(),
        };
        b.round(line.round).schedule.announcements.push(announcement);
    }
}
