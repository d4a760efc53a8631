//! Dates as they are written in other languages, scripts and digits.

use super::super::testing::date;
use super::tests::told;
use super::*;
use chrono_tz::Tz;

/// Saturday 24 January 2026; 5 February 2026 is a Thursday.
fn context() -> Context {
    Context::new(date("2026-01-24"), Tz::UTC)
}

fn all(texts: &[&str], expected: &str) {
    let mut wrong = Vec::new();
    for text in texts {
        let reading = parse(text, context());
        if told(&reading.when) != expected || !reading.is_whole() {
            wrong.push((text, told(&reading.when), reading.not_understood));
        }
    }
    assert_eq!(wrong, [], "not read as {expected}");
}

#[test]
fn a_day() {
    all(
        &[
            "5. Februar 2026",
            "5 Februar 2026",
            "am 5. Februar 2026",
            "Donnerstag, 5. Februar 2026",
            "Do., 5. Feb. 2026",
            "5. Februar",
            "5. Feb. 2026",
            "den 5. Februar",
            "5 février 2026",
            "le 5 février 2026",
            "jeudi 5 février 2026",
            "jeu. 5 févr. 2026",
            "5 FÉVRIER 2026",
            "5 fevrier 2026",
            "5 de febrero de 2026",
            "5 febrero 2026",
            "el 5 de febrero",
            "jueves, 5 de febrero de 2026",
            "5 de febrero del 2026",
            "5 feb 2026",
            "5 febbraio 2026",
            "il 5 febbraio 2026",
            "giovedì 5 febbraio 2026",
            "5 de fevereiro de 2026",
            "dia 5 de fevereiro",
            "quinta-feira, 5 de fevereiro de 2026",
            "5 de fev. de 2026",
            "5 februari 2026",
            "donderdag 5 februari 2026",
            "op 5 februari",
            "5 lutego 2026",
            "5 lutego 2026 r",
            "dnia 5 lutego 2026",
            "czwartek, 5 lutego 2026",
            "5. února 2026",
            "čtvrtek 5. února 2026",
            "5. 2. 2026",
            "5. februára 2026",
            "den 5 februari 2026",
            "torsdag 5 februari 2026",
            "5. februar 2026",
            "torsdag den 5. februar 2026",
            "torsdag 5. februar 2026",
            "5. helmikuuta 2026",
            "torstai 5. helmikuuta 2026",
            "5 februarie 2026",
            "joi, 5 februarie 2026",
            "2026. február 5.",
            "2026. február 5., csütörtök",
            "február 5.",
            "2026. 02. 05.",
            "5 Φεβρουαρίου 2026",
            "Πέμπτη 5 Φεβρουαρίου 2026",
            "στις 5 Φεβρουαρίου",
            "5 лютого 2026",
            "5 лютого 2026 р.",
            "5 лютого 2026 року",
            "четвер, 5 лютого 2026 р.",
            "5-го лютого",
            "5 февраля 2026",
            "5 февраля 2026 г.",
            "5 февраля 2026 года",
            "четверг, 5 февраля 2026\u{202f}г.",
            "5-го февраля",
            "5 ФЕВРАЛЯ 2026 Г.",
            "чт 5 февр. 2026",
            "5 Şubat 2026",
            "5 Şubat 2026 Perşembe",
            "5 ŞUBAT 2026",
            "5 лютага 2026",
            "5 февруари 2026 г.",
            "5. veljače 2026.",
            "5. фебруар 2026.",
            "5. februar 2026.",
            "2026 m. vasario 5 d.",
            "2026. gada 5. februāris",
            "5. veebruar 2026",
            "5 de febrer de 2026",
            "5 de febrer del 2026",
            "5. febrúar 2026",
            "5 თებერვალი, 2026",
            "5 בפברואר 2026",
            "יום חמישי, 5 בפברואר 2026",
            "5 فبراير 2026",
            "٥ فبراير ٢٠٢٦",
            "الخميس، ٥ فبراير ٢٠٢٦",
            "٥ شباط ٢٠٢٦",
            "5 فبراير/شباط 2026",
            "5 فيفري 2026",
            "٠٥/٠٢/٢٠٢٦",
            "٥\u{200f}/٢\u{200f}/٢٠٢٦",
            "۵ فوریهٔ ۲۰۲۶",
            "۵ فوریه ۲۰۲۶",
            "५ फ़रवरी 2026",
            "2026年2月5日",
            "２０２６年２月５日",
            "2026年2月5日星期四",
            "2026年2月5日（木）",
            "2026年2月5日木曜日",
            "2026 年 2 月 5 日",
            "2月5日",
            "2026/02/05",
            "2026年2月5号",
            "2026년 2월 5일",
            "2026년 2월 5일 목요일",
            "2월 5일",
            "2026. 2. 5.",
            "５/２/２０２６",
            "５ Feb ２０２６",
            "5e février 2026",
            "5º de febrero de 2026",
            "2026 Feb 5",
            "2026 February 5",
        ],
        "day 2026-02-05",
    );
    all(
        &[
            "1er mars 2026",
            "1er mars",
            "1 mars",
            "1º de marzo",
            "1° marzo 2026",
            "1. März 2026",
            "1. mars",
            "1 марта",
            "1 березня",
            "1 Mart 2026",
            "3月1日",
        ],
        "day 2026-03-01",
    );
    all(
        &[
            "5 mai 2026",
            "5. mai 2026",
            "5 mei 2026",
            "5 mayo 2026",
            "5 maggio 2026",
            "5 maja 2026",
            "5 мая 2026",
            "5 травня 2026",
            "5 مايو 2026",
            "5 أيار 2026",
        ],
        "day 2026-05-05",
    );
    all(&["5 listopada 2026", "5. listopadu 2026"], "day 2026-11-05");
    all(&["5 كانون الثاني 2026", "5 يناير/كانون الثاني 2026"], "day 2026-01-05");
}

#[test]
fn a_name_that_is_another_month_in_another_language_says_so() {
    let reading = parse("5 listopada 2026", context());
    assert_eq!(reading.note.as_deref(), Some("“listopada” read as Polish; in Croatian it is another month"));
}

#[test]
fn a_month_alone_in_both_its_forms() {
    all(
        &[
            "Februar 2026",
            "février 2026",
            "febrero de 2026",
            "лютий 2026",
            "лютого 2026",
            "февраль 2026",
            "февраля 2026 г.",
            "únor 2026",
            "února 2026",
            "luty 2026",
            "helmikuu 2026",
            "helmikuuta 2026",
            "Φεβρουάριος 2026",
            "Şubat 2026",
            "2026年2月",
            "2026년 2월",
            "فبراير ٢٠٢٦",
            "2026. február",
            "lutego 2026",
            "פברואר 2026",
        ],
        "month 2026-02",
    );
}

#[test]
fn two_days() {
    all(
        &[
            "5.–6. Februar 2026",
            "5.-6. Februar 2026",
            "vom 5. bis 6. Februar 2026",
            "5. und 6. Februar 2026",
            "5–6 février 2026",
            "du 5 au 6 février 2026",
            "5 et 6 février 2026",
            "5-6 de febrero de 2026",
            "del 5 al 6 de febrero de 2026",
            "5 y 6 de febrero de 2026",
            "5–6 febbraio 2026",
            "dal 5 al 6 febbraio 2026",
            "5 a 6 de fevereiro de 2026",
            "5–6 lutego 2026",
            "od 5 do 6 lutego 2026",
            "5.–6. února 2026",
            "5–6 февраля 2026",
            "с 5 по 6 февраля 2026 г.",
            "5 и 6 февраля 2026",
            "5–6 лютого 2026",
            "з 5 по 6 лютого 2026 року",
            "5 та 6 лютого 2026 року",
            "2026年2月5日至6日",
            "2026年2月5日-6日",
            "2026年2月5日～6日",
            "2026年2月5日–2月6日",
            "5-6 Şubat 2026",
            "2026년 2월 5일~6일",
            "٥-٦ فبراير ٢٠٢٦",
            "5–6 februari 2026",
            "5. – 6. helmikuuta 2026",
            "5. februar 2026 - 6. februar 2026",
        ],
        "span 2026-02-05 2026-02-06",
    );
}

#[test]
fn words_that_count_from_the_day() {
    all(
        &[
            "nächste Woche",
            "la semaine prochaine",
            "la próxima semana",
            "наступного тижня",
            "на следующей неделе",
            "下周",
            "来週",
            "다음 주",
            "w przyszłym tygodniu",
        ],
        "window 2026-01-26 2026-02-01",
    );
    all(
        &[
            "morgen",
            "demain",
            "mañana",
            "domani",
            "завтра",
            "jutro",
            "zítra",
            "i morgon",
            "huomenna",
            "明天",
            "明日",
            "내일",
            "غدًا",
        ],
        "day 2026-01-25",
    );
    all(&["gestern", "hier", "ayer", "вчера", "учора", "昨天"], "day 2026-01-23");
    all(&["Freitag", "vendredi", "viernes", "пятница", "piątek", "星期五", "金曜日", "금요일"], "day 2026-01-30");
    all(
        &["bis 5. Februar 2026", "до 5 февраля 2026", "hasta el 5 de febrero de 2026", "jusqu’au 5 février 2026"],
        "window … 2026-02-05",
    );
}

#[test]
fn what_is_not_read_is_refused_whole() {
    let mut read = Vec::new();
    for text in [
        "۱۵ بهمن ۱۴۰۴",
        "۱۴۰۴/۱۱/۱۶",
        "令和8年2月5日",
        "115年2月5日",
        "二〇二六年二月五日",
        "5 กุมภาพันธ์ 2569",
        "5 février 2026 vers midi",
        "in der Woche nach dem 5. Februar 2026",
        "5 февраля 2026 г. в Абу-Даби",
        "не 5 февраля 2026",
        "5 февраля 26",
        "5. Hornung 2026",
        "kein 5. Februar 2026",
        "avant le 5 février 2026",
        "nach dem 5. Februar 2026",
        "2026年2月下旬",
        "5 лютого 2026 о 10:00",
        "2026年2月5日以降",
        "ne 5. února 2026",
        "5 شعبان 1447",
        "ab 5. Februar 2026",
        "Mo, 5. Feb. 2026",
        "du 5 février 2026",
    ] {
        let reading = parse(text, context());
        if reading.is_whole() || told(&reading.when) != "window … …" {
            read.push((text, told(&reading.when)));
        }
    }
    assert_eq!(read, []);
}

#[test]
fn short_forms_of_other_languages_are_no_dates_by_themselves() {
    for text in ["out", "so", "on", "do", "mi", "set", "to", "ago", "lip", "sen"] {
        let reading = parse(text, context());
        assert!(matches!(reading.when, When::Window { earliest: None, latest: None, .. }), "{text:?}: {reading:?}");
    }
    all(&["on 5 Feb"], "day 2026-02-05");
    all(&["Do 5. Feb 2026", "qui. 5 fev. 2026"], "day 2026-02-05");
}
