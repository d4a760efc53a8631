//! The small words of a date in other languages: "de", "bis", "г.". They mean something only beside the rest of a date, so each is
//! taken only where the grammar expects it.

use super::lex::lex;
use std::sync::LazyLock;

/// Phrases as they are compared: cut into words and folded.
pub(super) type Glue = LazyLock<Vec<Vec<String>>>;

fn phrases(list: &[&str]) -> Vec<Vec<String>> {
    list.iter().map(|phrase| lex(phrase).into_iter().map(|token| token.text).collect()).collect()
}

/// Before a day: "am 5. Februar", "le 5 février", "dnia 5 lutego", "يوم 5 فبراير".
pub(super) static BEFORE: Glue = LazyLock::new(|| {
    phrases(&[
        "der",
        "den",
        "dem",
        "am",
        "le",
        "les",
        "el",
        "el día",
        "il",
        "il giorno",
        "lo",
        "o",
        "dia",
        "no dia",
        "em",
        "la",
        "op",
        "dnia",
        "w dniu",
        "dne",
        "den",
        "på",
        "la data de",
        "a",
        "az",
        "η",
        "στις",
        "την",
        "в",
        "во",
        "у",
        "בתאריך",
        "יום",
        "ב",
        "في",
        "يوم",
        "في يوم",
        "به",
        "del día",
        "els",
        "den",
    ])
});

/// Between a day and its month, or a month and its year.
pub(super) static OF: Glue = LazyLock::new(|| phrases(&["of", "de", "del", "de l'", "di", "d'", "von", "van", "του", "من"]));

/// After a year.
pub(super) static YEAR: Glue = LazyLock::new(|| {
    phrases(&[
        "г.", "г", "года", "году", "год", "р.", "р", "r.", "r", "roku", "року", "році", "рік", "ж.", "թ.", "m.", "metų", "gada",
        "н.э.", "m", "년", "年",
    ])
});

/// After the number of a day: "1er", "5º", "5-го".
pub(super) static ORDINAL: Glue = LazyLock::new(|| {
    phrases(&[
        "st", "nd", "rd", "th", "er", "re", "e", "eme", "o", "º", "a", "°", "го", "-го", "-е", "-ое", "-те", "ος", "η", ":e",
        ":a",
    ])
});

/// From the first day to the last.
pub(super) static TO: Glue = LazyLock::new(|| {
    phrases(&[
        "bis",
        "bis zum",
        "bis einschließlich",
        "do",
        "au",
        "al",
        "a",
        "ao",
        "do",
        "по",
        "до",
        "til",
        "till",
        "t/m",
        "tot en met",
        "tot",
        "to",
        "until",
        "through",
        "-",
        "/",
        "&",
        "~",
        "～",
        "..",
        "…",
        "〜",
        "—",
        "至",
        "到",
        "から",
        "إلى",
        "حتى",
        "تا",
        "έως",
        "până la",
        "până pe",
        "ile",
        "עד",
    ])
});

/// One day and another.
pub(super) static AND: Glue = LazyLock::new(|| {
    phrases(&[
        "and", "und", "et", "y", "e", "i", "a", "и", "і", "й", "та", "och", "og", "ja", "en", "și", "és", "és", "και", "ve", "و",
        "和",
    ])
});

/// Before the first of two days.
pub(super) static FROM: Glue = LazyLock::new(|| {
    phrases(&[
        "vom",
        "von",
        "du",
        "dal",
        "del",
        "desde el",
        "de",
        "od",
        "с",
        "со",
        "з",
        "із",
        "від",
        "fra",
        "från",
        "från den",
        "van",
        "zwischen dem",
        "zwischen",
        "entre le",
        "entre el",
        "entre",
        "tra il",
        "tra",
        "fra il",
        "między",
        "mezi",
        "mellan",
        "mellem",
        "mellom",
        "между",
        "між",
        "από",
        "من",
        "از",
        "ב",
        "בין",
    ])
});

/// Before the last possible day.
pub(super) static BY: Glue = LazyLock::new(|| {
    phrases(&[
        "bis",
        "bis zum",
        "spätestens am",
        "jusqu'au",
        "d'ici le",
        "hasta el",
        "hasta",
        "entro il",
        "fino al",
        "até",
        "tot",
        "до",
        "najpóźniej",
        "do dnia",
    ])
});
