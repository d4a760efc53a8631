//! Sources: one for each address in each negotiation, titled after the first thing that it is cited for.

use crate::builder::Builder;
use crate::rows::addresses;
use chrono::{Datelike, NaiveDate};
use rapporteur::model::{Reliability, Source, SourceId, SourceKind, When};

/// What is known of a page beyond its address: a part of the address, a title, a kind, a reliability, a note.
type Known = (&'static str, &'static str, SourceKind, Option<Reliability>, &'static str);

const KNOWN: &[Known] = &[
    ("babel.ua/en/news/118475", "Russian memorandum of 2 June 2025, as published", SourceKind::MediaReport, None, ""),
    (
        "liga.net/en/amp/politics/news/the-full-text",
        "Ukrainian memorandum of 2 June 2025, as published",
        SourceKind::MediaReport,
        None,
        "",
    ),
    (
        ARTICLE,
        "The end of the first Abu Dhabi round",
        SourceKind::MediaReport,
        None,
        "A report of the BBC, as another site holds it.",
    ),
    ("lcil.cam.ac.uk", "Positions of the two sides, collected by a research centre", SourceKind::ThirdParty, None, ""),
    (
        "ptelegraph.com",
        "Other heads of delegation at Abu Dhabi",
        SourceKind::MediaReport,
        Some(Reliability::E),
        "Two pages of this site contradict every other page and each other.",
    ),
];

/// The address of the article on the end of the first Abu Dhabi round.
pub(crate) const ARTICLE: &str =
    "thebadely/thebadely.github.io:_posts/2026-01-24-update-peace-talks-on-russia-ukraine-war-end-as-fighting-rages.md";

/// The sources of a cell, in the negotiation of a round; `about` says what they are cited for.
pub(crate) fn cited(b: &mut Builder, round: &str, cell: &str, about: &str) -> Vec<SourceId> {
    addresses(cell).map(|(address, _)| source(b, round, address, about)).collect()
}

/// The source of that address, made if it is new.
pub(crate) fn source(b: &mut Builder, round: &str, address: &str, about: &str) -> SourceId {
    let name = format!("{} {address}", b.code_of(round));
    if let Some(known) = b.find("source", &name) {
        return known;
    }
    let known = KNOWN.iter().find(|(part, ..)| address.contains(part));
    let source = Source {
        kind: known.map_or(SourceKind::MediaReport, |known| known.2.clone()),
        title: known.map_or_else(|| format!("{}: {about}", b.round(round).title), |known| known.1.to_owned()),
        outlet: outlet(address),
        address: address.to_owned(),
        published: published(address),
        reliability: known.and_then(|known| known.3.clone()),
        note: known.map_or("", |known| known.4).to_owned(),
        ..Source::blank(b.make("source", &name), Builder::stamp(), b.negotiation_of(round))
    };
    let id = source.id;
    b.workspace.put(source.into());
    id
}

/// The site that an address names.
fn outlet(address: &str) -> String {
    if address == ARTICLE {
        return "BBC, at thebadely.github.io".to_owned();
    }
    let site = address.split_once("://").map_or(address, |(_, rest)| rest);
    let site = site.split(['/', ':']).next().unwrap_or(site);
    site.trim_start_matches("www.").to_owned()
}

/// The date that many addresses carry: `/2026/02/05/`, `/20260123/`, `/2026-01-24-`, `/23/01/2026/`, or a month `/2026/02/`.
fn published(address: &str) -> When {
    let numbers: Vec<&str> = address.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let day = |year: &str, month: &str, day: &str| {
        let plausible =
            year.len() == 4 && year.starts_with("202") && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        let [Ok(month), Ok(day)] = [month, day].map(str::parse) else { return None };
        plausible.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)).flatten()
    };
    for (nth, run) in numbers.iter().enumerate() {
        if run.len() == 8
            && let Some(found) = day(&run[..4], &run[4..6], &run[6..])
        {
            return When::Day(found);
        }
        if let Some([second, third]) = numbers.get(nth + 1..nth + 3) {
            let adjacent = |separator: &str, parts: [&str; 3]| address.contains(&parts.join(separator));
            let together = adjacent("/", [run, second, third]) || adjacent("-", [run, second, third]);
            if let Some(found) = together.then(|| day(run, second, third).or_else(|| day(third, second, run))).flatten() {
                return When::Day(found);
            }
        }
        if let Some(second) = numbers.get(nth + 1)
            && second.len() == 2
            && address.contains(&format!("/{run}/{second}/"))
            && let Some(found) = day(run, second, "1")
        {
            return When::Month { year: found.year(), month: found.month() };
        }
    }
    When::Unknown
}

#[test]
fn the_date_of_an_address_is_read_where_it_has_one() {
    use crate::times::day;
    let month = |month| When::Month { year: 2022, month };
    for (address, expected) in [
        ("https://lenta.ru/news/2026/02/05/ozhidaetsya-progress/", day("2026-02-05")),
        ("https://www.rbc.ru/politics/23/01/2026/69738cf09a794720e9b40b20", day("2026-01-23")),
        ("http://chinaview.cn/20260123/a22dd24714ee4484a0e896f76f3ef0c4/c.html", day("2026-01-23")),
        (ARTICLE, day("2026-01-24")),
        ("https://www.pravda.com.ua/eng/news/2025/06/2/7515266/", day("2025-06-02")),
        ("http://panafricannews.blogspot.com/2022/02/russia-ukraine-negotiations-are-over.html", month(2)),
        ("https://tass.com/politics/1967455", When::Unknown),
        ("https://www.sarawaktribune.com/?p=544522", When::Unknown),
        ("https://news.sbs.co.kr/news/endPage.do?news_id=N1008416830", When::Unknown),
    ] {
        assert_eq!(published(address), expected, "{address}");
    }
}
