//! Matches an event with a round that has no date of its own: one expected on that day, or one whose number the title gives. The
//! match is only proposed; the user is asked, as about the rows of a table.

use super::known::{Match, apart};
use super::occurrences::Occurrence;
use super::planning::Planning;
use crate::exchange::import::plan::types::{Name, Pick, Question};
use crate::model::when::{Context, parse};
use crate::model::{Record, RecordId, Round, ScheduleStatus, Shared, When};
use crate::query::{names, rounds};
use crate::text::fold;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// How like an event is to a round.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// By its number and its day, or by its number where no day is expected.
    Both,
    /// By its number alone: it is expected at another time.
    Number,
    /// By its day alone.
    Day,
}

impl Planning<'_, '_> {
    /// Asks whether an event that the record does not know is a round of it that has no date yet.
    pub(super) fn of_expected(&mut self, occurrence: &Occurrence<'_>, when: &When, title: &str) -> Match {
        let entry = occurrence.entry;
        let is_alone = !entry.todo && entry.own.record.is_empty() && apart(&occurrence.uid).1.is_empty();
        let zone = if let When::At { start, .. } = when { start.zone } else { self.making.zone };
        let day = when.earliest_day(zone).filter(|_| matches!(when, When::Day(_) | When::Span { .. } | When::At { .. }));
        let (Some(into), Some(day)) = (self.into, day.filter(|_| is_alone)) else { return Match::None };
        let number = number_in(title);
        let current = |id: RecordId| match self.current(id) {
            Some(Record::Round(round)) => Some(round),
            _ => None,
        };
        let open = self.workspace.rounds_of(into).filter_map(|round| current(round.id.into()));
        let mut fits: Vec<(Fit, Shared<Round>)> =
            open.filter_map(|round| Some((fit(&round, number, day, zone)?, round))).collect();
        if fits.is_empty() {
            return Match::None;
        }
        fits.sort_by_key(|(fit, round)| (*fit, round.id));
        let name = Name { noun: "round", written: format!("{title} ({})", when.short_words()) };
        let proposed = match fits.as_slice() {
            [(Fit::Both, first)] => Pick::Is(first.id.into()),
            [(Fit::Both, first), (next, _), ..] if *next != Fit::Both => Pick::Is(first.id.into()),
            _ => Pick::New,
        };
        let pick = self.choices.picks.get(&name).copied().unwrap_or(proposed);
        match self.questions.iter_mut().find(|question| question.name == name) {
            Some(asked) => asked.rows += 1,
            None => {
                let candidates = fits.iter().map(|(_, round)| (round.id.into(), names::round_title(round))).collect();
                self.questions.push(Question { name, rows: 1, candidates, unlike: false, pick });
            }
        }
        match pick {
            Pick::Is(id) if fits.iter().any(|(_, round)| RecordId::from(round.id) == id) => Match::Known(id, false),
            _ => Match::None,
        }
    }
}

fn fit(round: &Round, number: Option<u32>, day: NaiveDate, zone: Tz) -> Option<Fit> {
    if !round.uid.is_empty() || rounds::is_dated(round) || round.schedule.status == ScheduleStatus::Cancelled {
        return None;
    }
    let expected = rounds::expected(round, zone);
    let on_its_day = expected.iter().any(|(first, last)| *first <= day && day <= *last);
    let own = round.number.or_else(|| number_in(&round.title));
    match (number.zip(own), on_its_day) {
        (Some((one, other)), _) if one != other => None,
        (Some(_), true) => Some(Fit::Both),
        (Some(_), false) if expected.is_empty() => Some(Fit::Both),
        (Some(_), false) => Some(Fit::Number),
        (None, true) => Some(Fit::Day),
        (None, false) => None,
    }
}

/// How the words for first to tenth begin, in the languages that calendars are most often in.
const ORDINALS: [&[&str]; 10] = [
    &["first", "erste", "premier", "primer", "prima", "primo", "primeir", "перв", "перш", "pierwsz"],
    &["second", "zweite", "deuxieme", "segund", "втор", "друг", "drug"],
    &["third", "dritte", "troisieme", "tercer", "terz", "terceir", "трет", "trzeci"],
    &["fourth", "vierte", "quatrieme", "cuart", "quarta", "quarto", "четверт", "czwart"],
    &["fifth", "funfte", "cinquieme", "quinta", "quinto", "пят", "piat"],
    &["sixth", "sechste", "sixieme", "sexta", "sexto", "sesta", "sesto", "шест", "szost"],
    &["seventh", "siebte", "septieme", "septim", "settim", "setim", "седьм", "siodm"],
    &["eighth", "achte", "huitieme", "octav", "ottav", "oitav", "восьм", "osm"],
    &["ninth", "neunte", "neuvieme", "noven", "девят", "dziewiat"],
    &["tenth", "zehnte", "dixieme", "decim", "десят", "dziesiat"],
];

/// What rounds are called beside a number, as the words begin.
const ROUNDS: [&str; 34] = [
    "round",
    "runde",
    "ronde",
    "ronda",
    "rodada",
    "runda",
    "tour",
    "tur",
    "раунд",
    "тур",
    "session",
    "sesion",
    "sessao",
    "sessione",
    "sesja",
    "сесси",
    "сесі",
    "sitzung",
    "meeting",
    "treffen",
    "termin",
    "verhandlung",
    "tarif",
    "gesprach",
    "talks",
    "negotiation",
    "negociacion",
    "negociation",
    "reunion",
    "reuniao",
    "riunione",
    "seance",
    "встреч",
    "заседан",
];

/// The number of the round that a title gives: "3. Tarifverhandlung", "Round 3", "troisième réunion", "3-й раунд".
fn number_in(title: &str) -> Option<u32> {
    let folded = fold::fold(title);
    let words: Vec<&str> =
        folded.split(|c: char| c.is_whitespace() || "()[],:;/–—|".contains(c)).filter(|word| !word.is_empty()).collect();
    let is_round = |word: Option<&&str>| word.is_some_and(|word| ROUNDS.iter().any(|known| word.starts_with(&fold::fold(known))));
    let number = |at: usize| -> Option<u32> {
        let word = words[at].trim_start_matches(['#', '№']);
        let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (figures, rest) = word.split_at(digits);
        if figures.is_empty() {
            return ORDINALS
                .iter()
                .position(|known| known.iter().any(|known| word.starts_with(&fold::fold(known))))
                .and_then(|at| u32::try_from(at + 1).ok());
        }
        let number = figures.parse().ok().filter(|number| (1..=99).contains(number))?;
        let rest = rest.trim_start_matches(['.', '-']);
        let next = words.get(at + 1);
        let is_ordinal = word.len() > figures.len() && rest.chars().count() < 4 && rest.chars().all(char::is_alphabetic);
        // "3. Dezember" is a day.
        let is_day =
            next.is_some_and(|next| parse(&format!("{figures} {next}"), Context::new(NaiveDate::default(), Tz::UTC)).is_whole());
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let beside =
            is_round(before) || is_round(next) || matches!(before, Some(&("no" | "no." | "nr" | "nr." | "n°" | "№" | "#")));
        ((is_ordinal && !is_day || rest.is_empty() && beside) && (!is_day || is_round(before))).then_some(number)
    };
    (0..words.len()).find_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_gives_the_number_of_its_round() {
        for (title, expected) in [
            ("3. Tarifverhandlung Metall Südwest", Some(3)),
            ("Round 3", Some(3)),
            ("Round 3, Geneva", Some(3)),
            ("3rd round of talks", Some(3)),
            ("Third round", Some(3)),
            ("Dritte Verhandlungsrunde", Some(3)),
            ("3ème réunion", Some(3)),
            ("Troisième séance", Some(3)),
            ("Tercera ronda", Some(3)),
            ("3-й раунд", Some(3)),
            ("Третий раунд переговоров", Some(3)),
            ("Runda 12", Some(12)),
            ("Verhandlung Nr. 4", Some(4)),
            ("Preparation, 3. Dezember", None),
            ("Talks at 3 pm", None),
            ("Saal 2", None),
            ("Wage talks 2026", None),
            ("", None),
        ] {
            assert_eq!(number_in(title), expected, "{title}");
        }
    }
}
