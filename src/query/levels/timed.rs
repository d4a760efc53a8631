//! Phrases that mean a level only with a time after them: "Embargo 12:00 CET". Without a time they may be a topic.

use crate::model::When;
use crate::model::when::{Context, parse};
use crate::text::fold;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that bar what is told until an hour or a day.
const EMBARGO: &str =
    "embargo embargoed embargos эмбарго ембарго ambargo ambargolu embargado embargada embargiem embargem embargon";

/// The same in two words, which say so only at the beginning of a part: not "the road is restricted until Friday".
const OF_TWO: &[(&str, &str)] = &[
    ("for", "release"),
    ("frei", "ab"),
    ("frei", "fur"),
    ("gesperrt", "bis"),
    ("freigabe", "ab"),
    ("hold", "until"),
    ("hold", "till"),
    ("withhold", "until"),
    ("withheld", "until"),
    ("restricted", "until"),
    ("secret", "until"),
    ("private", "until"),
    ("sealed", "until"),
    ("internal", "until"),
];

/// What may stand between those and the time.
const LINKS: &str = "
    is at to on by for from the um am ab zum den dem der le la les a au aux al alle el las los as das der tot op om в к на о з с no
    date time hours only
";

/// What stands between an embargo and its end.
const UNTIL: &str =
    "until till til untill before bis vor jusque jusqu jusquau jusqua avant hasta antes ate fino prima до до tot kadar";

/// What may stand before an embargo on words, and not before one on goods.
const BEFORE: &str = "
    under is are was were be remains still strict strictly press news media this that all it everything said told on with and note please
    hold not only he she they we you i us me him her them sous bajo unter sob sotto onder под під pod mit
";

/// Times of a day in one word.
const NOON: &str =
    "noon midday midnight mittag mitternacht midi minuit mediodia medianoche mezzogiorno mezzanotte middag полдень полночь";

/// What stands behind the number of an hour.
const UNITS: &str = "
    am pm a p h hr hrs hour hours oclock o uhr heures heure horas ore uur час часа часов ч годин година godz utc gmt z cet cest eet eest est edt
    et bst wet west msk pst pdt ist jst local
";

/// Events until which something is not told.
const EVENTS: &str = "publication release signing signature delivery broadcast further notice veroffentlichung weiteres auf nouvel ordre avis signatur";

struct Words {
    embargo: BTreeSet<String>,
    links: BTreeSet<String>,
    until: BTreeSet<String>,
    before: BTreeSet<String>,
    noon: BTreeSet<String>,
    units: BTreeSet<String>,
    events: BTreeSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |list: &str| list.split_whitespace().map(fold::words).collect();
    Words {
        embargo: of(EMBARGO),
        links: of(LINKS),
        until: of(UNTIL),
        before: of(BEFORE),
        noon: of(NOON),
        units: of(UNITS),
        events: of(EVENTS),
    }
});

/// So many words may stand between the terms and the time.
const BETWEEN: usize = 4;

/// A day has at most so many words.
const DAY: usize = 5;

/// A word of a text.
struct Token<'a> {
    word: String,
    /// The text from it on, and how long it is itself.
    from: (&'a str, usize),
    /// Whether a part begins with it.
    begins: bool,
    /// Whether a sentence does.
    is_new: bool,
}

/// Whether words may speak of such terms: see [`bars`]. They are folded, with spaces between.
pub(super) fn may_bar(padded: &str) -> bool {
    let mut before = "";
    padded.split(' ').any(|word| {
        let pair = (std::mem::replace(&mut before, word), word);
        WORDS.embargo.contains(word) || OF_TWO.contains(&pair)
    })
}

/// Words of which one stands in all that may speak of such terms.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let rarer = |(first, second): &(&'static str, &'static str)| if *first == "for" { *second } else { *first };
    WORDS.embargo.iter().map(String::as_str).chain(OF_TWO.iter().map(rarer))
}

/// Whether words say until when they may not be told, with an hour anywhere, and with a day where nothing before makes it an embargo
/// on goods: "Embargo until 6 Feb", but not "the arms embargo until 6 Feb". `days` counts those as well.
pub(super) fn bars(words: &str, days: bool) -> bool {
    let tokens = tokens(words);
    (0..tokens.len()).any(|at| {
        let word = |at: usize| tokens.get(at).map(|token| token.word.as_str());
        let is_begun = tokens[..=at]
            .iter()
            .rposition(|token| token.begins)
            .is_some_and(|from| tokens[from..at].iter().all(|token| WORDS.before.contains(&token.word)));
        let of_two = word(at).zip(word(at + 1)).is_some_and(|pair| OF_TWO.contains(&pair));
        if of_two {
            return is_begun && ends(&tokens, at + 2, days);
        }
        word(at).is_some_and(|word| WORDS.embargo.contains(word)) && ends(&tokens, at + 1, days && is_begun)
    })
}

/// Whether a word may say when: a number with or without its unit, a month, a day, "until".
pub(super) fn is_of_time(word: &str) -> bool {
    let all = [&WORDS.until, &WORDS.noon, &WORDS.units, &WORDS.events];
    all.iter().any(|words| words.contains(word)) || word.starts_with(|c: char| c.is_ascii_digit()) || when(word).is_some()
}

/// When words say it is, if they say nothing else.
fn when(words: &str) -> Option<When> {
    let reading = parse(words, Context::new(NaiveDate::default(), chrono_tz::UTC));
    let is_time = !matches!(reading.when, When::Unknown);
    let is_whole = reading.is_whole();
    Some(reading.when).filter(|_| is_time && is_whole)
}

/// Whether a time stands there, behind what may be before it.
fn ends(tokens: &[Token<'_>], from: usize, days: bool) -> bool {
    let until = |at: usize| tokens[from.saturating_sub(1)..at].iter().any(|token| WORDS.until.contains(&token.word));
    for at in from..(from + BETWEEN).min(tokens.len()) {
        let token = &tokens[at];
        if token.is_new {
            return false;
        }
        if is_hour(tokens, at, until(at)) || days && is_day(tokens, at, until(at)) {
            return true;
        }
        let is_link = WORDS.links.contains(&token.word) || WORDS.until.contains(&token.word) || is_of_time(&token.word);
        if !is_link {
            return false;
        }
    }
    false
}

fn digits(word: &str) -> Option<usize> {
    let is_number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}

/// Whether an hour stands there. Behind "until" a number alone is one, if nothing follows.
fn is_hour(tokens: &[Token<'_>], at: usize, until: bool) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let first = word(at);
    if WORDS.noon.contains(first) {
        return true;
    }
    let has_unit = |at: usize| WORDS.units.contains(word(at));
    if let Some(number) = digits(first) {
        let minutes = |at: usize| word(at).len() == 2 && digits(word(at)).is_some_and(|number| number < 60);
        let is_date = digits(word(at + 2)).is_some_and(|year| word(at + 2).len() == 4 && year > 1900);
        return match first.len() {
            1 | 2 => {
                let is_last = tokens.get(at + 1).is_none_or(|next| next.begins);
                number <= 24 && (has_unit(at + 1) || minutes(at + 1) && !is_date || until && is_last)
            }
            4 => number < 2400 && has_unit(at + 1),
            _ => false,
        };
    }
    // "6pm", "18h30", "1800z".
    let unit = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &first[..first.len() - unit.len()];
    let unit = unit.trim_end_matches(|c: char| c.is_ascii_digit());
    !number.is_empty() && (WORDS.units.contains(unit) || unit == "u")
}

/// Whether a day stands there. Behind "until" a month is enough, or what will have happened then.
fn is_day(tokens: &[Token<'_>], at: usize, until: bool) -> bool {
    let Some(first) = tokens.get(at) else { return false };
    let is_event = until && WORDS.events.contains(&first.word);
    let (text, _) = first.from;
    let ends = tokens[at..].iter().take(DAY).map(|last| {
        let (rest, length) = last.from;
        text.len() - rest.len() + length
    });
    // A year alone is the age of an embargo.
    let is_year = |words: &str| words.len() <= 4 && digits(words).is_some();
    let mut days = ends.map(|end| &text[..end]).filter(|words| !is_year(words) && *words != "now");
    is_event
        || days.any(|words| match when(words) {
            Some(When::Day(_) | When::At { .. }) => true,
            Some(_) => until,
            None => false,
        })
}

/// The words of a text. Points within numbers and behind them end nothing: "6. Februar", "18.00".
fn tokens(words: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut begins, mut is_new) = (true, true);
    let mut rest = words;
    while let Some(phrase) = rest.chars().next() {
        let length = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        let word = fold::words(&rest[..length]);
        if !word.is_empty() {
            tokens.push(Token { word, from: (rest, length), begins, is_new });
            (begins, is_new) = (false, false);
        }
        if length > 0 {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[phrase.len_utf8()..];
        let ends = rest.chars().next().is_none_or(char::is_whitespace);
        let is_behind_number = tokens.last().is_some_and(|last| digits(&last.word).is_some());
        match phrase {
            '\n' | ';' | '!' | '?' | '。' | '；' | '！' | '？' => (begins, is_new) = (true, true),
            '.' if ends && !is_behind_number => (begins, is_new) = (true, true),
            '.' | '\'' | '’' => {}
            phrase if phrase.is_whitespace() => {}
            '-' if !ends && !begins => {}
            _ => begins = true,
        }
    }
    tokens
}

/// A letter, a digit, or a mark above or below one.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && fold::fold(&format!("e{c}")) == "e"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embargo_with_an_hour_or_a_day_bars_words() {
        for words in [
            "He said this Embargo 12:00 CET, by phone.",
            "EMBARGOED UNTIL 6 pm",
            "minister's speech – embargo until 6 Feb",
            "Press conference, embargo 6 p.m.",
            "embargo: 18.00 Uhr",
            "Said by phone. Embargo 6 February.",
            "under strict embargo until 6 February",
            "Press embargo: Friday",
            "sous embargo jusqu'au 6 février à 18h",
            "bajo embargo hasta las 12:00",
            "under embargo till noon",
            "эмбарго до 18:00",
            "эмбарго до 6 февраля",
            "embargo 1800Z",
            "embargo 2026-02-06",
            "embargo 06.02.2026",
            "Embargo bis 6. Februar",
            "Embargo – 6pm GMT",
            "embargo until publication",
            "Embargo until further notice",
            "embargo 5 February 18:00",
            "Embargoed to 6 Feb.",
            "For release 6 pm",
            "Hold for release at 12:00",
            "Frei ab 18 Uhr",
            "the text (embargo 12 h)",
            "the embargo: 12:00 CET",
            "sotto embargo fino alle 18",
            "embargo until June",
            "He said this embargo until 6 February, by phone.",
            "They told us: restricted until Friday",
            "He said so, secret until 6 Feb 2027",
            "Embargo 5 mars 2026",
            "embargo until 6 p.m. Brussels time",
        ] {
            assert!(bars(words, true), "{words}");
            assert!(may_bar(&format!(" {} ", fold::words(words))), "{words}");
        }
    }

    #[test]
    fn an_embargo_on_goods_bars_none() {
        for words in [
            "Embargo",
            "The arms embargo runs until June",
            "The embargo until now has not been lifted",
            "the arms embargo until 6 June is to stay",
            "The embargo of 12 March 1999",
            "They want an oil embargo from 6 February on",
            "We oppose the embargo. 12:00 was the time of the meeting.",
            "Embargo committee report",
            "The embargo in 2011 had 12 members",
            "Embargo of 1999",
            "the prisoners are due for release on 6 February",
            "Press release of 5 March",
            "lift the embargo by 2027",
            "talks hold until Friday",
            "The road is restricted until Friday",
            "the list stays secret until 6 February",
        ] {
            assert!(!bars(words, true), "{words}");
        }
        assert!(!bars("embargo until 6 June", false));
    }
}
