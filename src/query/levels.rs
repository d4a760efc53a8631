//! Words for the terms on which something was said, as they stand in tables, in notes and beside speakers: "not for attribution",
//! "under Chatham House rules", a column "off the record" with "yes" in it.
//!
//! What may not be told is decided by [`of`]: the strictest of what the level says and of what the words around it say. What is not
//! understood is a level in the user's own words, and such a level lets nothing leave until somebody has said what it means.

use super::fold;
use crate::model::{RecordLevel, Statement, Vocabulary, Who, Workspace};

/// What is written for a level beside its key and its label. Each is found within longer words as well.
const FORMS: &[(RecordLevel, &[&str])] = &[
    (
        RecordLevel::OffRecord,
        &[
            "off the record",
            "off record",
            "not for publication",
            "not for release",
            "not to be published",
            "not for use",
            "nicht zur veroffentlichung",
            "unter drei",
            "unter 3",
            "не для протокола",
            "не для печати",
            "не для друку",
            "не для протоколу",
            "no publicable",
            "non destine a la publication",
        ],
    ),
    (
        RecordLevel::ChathamHouse,
        &["chatham house", "chatham house rule", "chatham house rules", "chatham rules", "chatham rule", "chatham house regel"],
    ),
    (RecordLevel::DeepBackground, &["deep background", "on deep background"]),
    (
        RecordLevel::Background,
        &[
            "on background",
            "background only",
            "for background",
            "background briefing",
            "as background",
            "background information",
            "not for attribution",
            "not attributable",
            "non attributable",
            "unattributable",
            "without attribution",
            "no attribution",
            "not to be attributed",
            "not to be named",
            "not to be quoted by name",
            "unter zwei",
            "unter 2",
            "sans attribution",
            "sin atribucion",
            "без указания источника",
            "без посилання на джерело",
        ],
    ),
    (
        RecordLevel::OnRecord,
        &["on the record", "on record", "for attribution", "attributable", "for publication", "public", "quotable"],
    ),
];

/// What is written for a level only where nothing else is.
const ALONE: &[(RecordLevel, &[&str])] = &[
    (RecordLevel::OffRecord, &["off", "off rec"]),
    (RecordLevel::Background, &["bg", "nfa", "backgrounder"]),
    (RecordLevel::ChathamHouse, &["chr", "chatham"]),
    (RecordLevel::DeepBackground, &["deep"]),
    (RecordLevel::Unstated, &["unknown", "not known", "not specified", "unspecified", "none", "n a", "na"]),
];

/// Words by which it is known that terms are spoken of, though not which.
const SIGNS: &[&str] = &[
    "otr",
    "nfa",
    "the record",
    "attribution",
    "attributed",
    "attributable",
    "confidential",
    "confidentially",
    "confidence",
    "embargo",
    "embargoed",
    "secret",
    "classified",
    "restricted",
    "privileged",
    "without prejudice",
    "private",
    "privately",
    "internal",
    "sensitive",
    "chatham",
    "do not quote",
    "not for quotation",
    "do not share",
    "eyes only",
    "tlp",
    "vertraulich",
    "geheim",
    "sperrfrist",
    "nicht offentlich",
    "nicht zitieren",
    "nicht fur die presse",
    "im vertrauen",
    "hintergrundgesprach",
    "en off",
    "confidentiellement",
    "ne pas citer",
    "entre nous",
    "between us",
    "between ourselves",
    "not for the press",
    "not for press",
    "not for citation",
    "not for circulation",
    "not for distribution",
    "do not attribute",
    "do not cite",
    "do not publish",
    "do not circulate",
    "no names",
    "unattributed",
    "nieoficjalnie",
    "fortrolig",
    "fortroligt",
    "luottamuksellinen",
    "не для прессы",
    "не для преси",
    "не для публикации",
    "не для публікації",
    "не цитировать",
    "не для разглашения",
    "без протокола",
    "между нами",
    "по секрету",
    "ليس للنشر",
    "غير مخصص للنشر",
    "לא לציטוט",
    "לא לפרסום",
    "オフレコ",
    "不公开",
    "不公開",
    "不对外",
    "不得引用",
    "오프더레코드",
    "대외비",
    "confidentiel",
    "confidentielle",
    "secreto",
    "confidencial",
    "reservado",
    "extraoficial",
    "riservato",
    "confidenziale",
    "vertrouwelijk",
    "poufne",
    "gizli",
    "конфиденциально",
    "секретно",
    "закрыто",
    "конфіденційно",
    "таємно",
    "سري",
    "סודי",
    "保密",
    "机密",
    "機密",
    "秘密",
    "部外秘",
    "비공개",
    "비밀",
];

/// How words of a header begin that speaks of a leave, folded.
const LEAVE: &[&str] = &[
    " quot",
    " cite",
    " citable",
    " publish",
    " publi",
    " releas",
    " shar",
    " attribut",
    " offentlich",
    " veroffentlich",
    " zitier",
    " публи",
    " публі",
    " цитир",
    " цитув",
];

/// The form in which words are compared: folded, with anything but letters and digits as one space, and a space at either end.
fn padded(text: &str) -> String {
    format!(" {} ", fold::words(text))
}

/// Whether they stand among those words. What is written without spaces is found anywhere.
fn has(words: &str, wanted: &str) -> bool {
    let runs_on =
        wanted.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
    if runs_on { words.contains(wanted) } else { words.contains(&format!(" {wanted} ")) }
}

/// How little a level lets leave: the higher, the less. What a level in the user's own words means nobody knows.
pub fn strictness(level: &RecordLevel) -> u8 {
    match level {
        RecordLevel::Unstated => 0,
        RecordLevel::OnRecord => 1,
        RecordLevel::Background => 2,
        RecordLevel::DeepBackground => 3,
        RecordLevel::ChathamHouse => 4,
        RecordLevel::OffRecord => 5,
        RecordLevel::Other(_) => 6,
    }
}

/// The stricter of two levels.
pub fn stricter(one: RecordLevel, other: RecordLevel) -> RecordLevel {
    if strictness(&other) > strictness(&one) { other } else { one }
}

/// The level that words mean, if they say nothing else.
pub fn meant(words: &str) -> Option<RecordLevel> {
    let wanted = padded(words);
    let is = |form: &str| padded(form) == wanted;
    let known = RecordLevel::KNOWN.iter().find(|level| is(level.key()) || is(level.label()));
    let written = || FORMS.iter().chain(ALONE).find(|(_, forms)| forms.iter().any(|form| is(form))).map(|(level, _)| level);
    known.or_else(written).cloned()
}

/// The level that words speak of among others, as they stand beside a speaker or in a remark: "an official, on background". A level in
/// those very words if they speak of one that is not known; none if they speak of none.
pub fn spoken_of(words: &str) -> Option<RecordLevel> {
    if words.trim().is_empty() {
        return None;
    }
    let padded = padded(words);
    let strict =
        FORMS.iter().find(|(level, forms)| *level != RecordLevel::OnRecord && forms.iter().any(|form| has(&padded, form)));
    if let Some((level, _)) = strict {
        return Some(level.clone());
    }
    // "On the record from Friday" is not on the record.
    let on_record = "on the record";
    match meant(words) {
        Some(level) => Some(level),
        None if has(&padded, on_record) || SIGNS.iter().any(|sign| has(&padded, sign)) => {
            Some(RecordLevel::Other(words.trim().to_owned()))
        }
        None => None,
    }
}

/// The level that the agreed terms say, where terms are all that the words can be.
pub fn of_terms(words: &str) -> Option<RecordLevel> {
    let own = || RecordLevel::Other(words.trim().to_owned());
    (!words.trim().is_empty()).then(|| meant(words).or_else(|| spoken_of(words)).unwrap_or_else(own))
}

/// The level that a column says whose header speaks of one: "off the record" with "yes". None if the header speaks of none, or if
/// the cell is empty or says no. Any other cell is not understood.
pub fn of_column(header: &str, cell: &str) -> Option<RecordLevel> {
    let own = || RecordLevel::Other(format!("{}: {}", header.trim(), cell.trim()));
    // "Can be quoted: no".
    let is_no = matches!(padded(cell).trim(), "no" | "n" | "0" | "false" | "nein" | "non" | "нет" | "ні" | "nie");
    if is_no && LEAVE.iter().any(|stem| padded(header).contains(stem)) {
        return Some(own());
    }
    let level = spoken_of(header)?;
    match padded(cell).trim() {
        "" if cell.trim().is_empty() => None,
        // "Attribution: no" and "on the record: no" take away what they speak of.
        "no" | "n" | "0" | "false" | "nein" | "non" | "нет" | "ні" if !gives_leave(header, &level) => None,
        "yes" | "y" | "x" | "1" | "true" | "ja" | "oui" | "si" | "да" | "так" => Some(level),
        "" if matches!(cell.trim(), "✓" | "✔" | "☑" | "✗" | "●" | "•" | "+" | "*") => Some(level),
        _ => match meant(cell) {
            Some(level) => Some(level),
            None => Some(own()),
        },
    }
}

/// Whether a header speaks of a leave to tell rather than of a bar to it.
fn gives_leave(header: &str, level: &RecordLevel) -> bool {
    let header = padded(header);
    *level == RecordLevel::OnRecord
        || level.is_other() && [" attribut", " quot", " the record "].iter().any(|leave| header.contains(leave))
}

/// The terms by which it is decided whether a statement may be told: the strictest of its level, of what its terms say, of what is said
/// beside its speaker, and of a line of its note that says nothing but a level.
pub fn of(workspace: &Workspace, statement: &Statement) -> RecordLevel {
    let said = [of_terms(&statement.terms), beside(workspace, statement.speaker.as_ref())];
    let noted = statement.note.lines().chain(statement.verification_note.lines()).map(meant);
    strictest(&statement.level, said.into_iter().chain(noted).flatten())
}

/// The same for any other text, "not stated" while nobody has said: by the level that it was marked with, what is said beside who says
/// it, and the lines of it and of its note that say nothing but a level.
pub fn marked<'a>(
    workspace: &Workspace,
    level: Option<&RecordLevel>,
    speaker: Option<&Who>,
    texts: impl IntoIterator<Item = &'a str>,
) -> RecordLevel {
    let noted = texts.into_iter().flat_map(str::lines).filter_map(meant);
    strictest(level.unwrap_or(&RecordLevel::Unstated), beside(workspace, speaker).into_iter().chain(noted))
}

/// What is said of the terms beside a speaker.
fn beside(workspace: &Workspace, speaker: Option<&Who>) -> Option<RecordLevel> {
    match speaker? {
        Who::Described(words) => spoken_of(words),
        Who::Person(id) => workspace.people.get(id).and_then(|person| spoken_of(&person.name)),
        Who::Party(_) => None,
    }
}

/// The strictest of a level and of what words say. Whoever has said a level has read the words that nobody else understands.
fn strictest(level: &RecordLevel, words: impl Iterator<Item = RecordLevel>) -> RecordLevel {
    let words = words.filter(|said| *level == RecordLevel::Unstated || !said.is_other());
    words.fold(level.clone(), stricter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;
    use RecordLevel::{Background, ChathamHouse, DeepBackground, OffRecord, OnRecord, Unstated};

    fn other(words: &str) -> RecordLevel {
        RecordLevel::Other(words.into())
    }

    #[test]
    fn words_that_say_nothing_else_mean_a_level() {
        for (words, level) in [
            ("Off-the-record", OffRecord),
            ("off record", OffRecord),
            ("OFF", OffRecord),
            ("not for attribution", Background),
            ("Non-attributable", Background),
            ("background", Background),
            ("Deep background.", DeepBackground),
            ("Chatham House Rule", ChathamHouse),
            ("for attribution", OnRecord),
            ("On the record", OnRecord),
        ] {
            assert_eq!(meant(words), Some(level), "{words}");
        }
        for words in ["", "otr", "confidential", "embargoed", "off the record until Friday", "nobody"] {
            assert_eq!(meant(words), None, "{words}");
        }
    }

    #[test]
    fn what_speaks_of_terms_is_never_taken_for_nothing() {
        for (words, level) in [
            ("an official, on background", Some(Background)),
            ("not for attribution by name, please", Some(Background)),
            ("J. Smith (off the record)", Some(OffRecord)),
            ("unter drei gesagt", Some(OffRecord)),
            ("on the record", Some(OnRecord)),
            ("on the record from Friday", Some(other("on the record from Friday"))),
            ("OTR", Some(other("OTR"))),
            ("spoke in confidence", Some(other("spoke in confidence"))),
            ("embargoed until 6 Feb", Some(other("embargoed until 6 Feb"))),
            ("TLP:AMBER", Some(other("TLP:AMBER"))),
            ("конфиденциально", Some(other("конфиденциально"))),
            ("Иванов (не для прессы)", Some(other("Иванов (не для прессы)"))),
            ("sous embargo", Some(other("sous embargo"))),
            ("streng vertraulich", Some(other("streng vertraulich"))),
            ("在场者（不公开）", Some(other("在场者（不公开）"))),
            ("机密发言", Some(other("机密发言"))),
            ("", None),
            ("US official", None),
            ("Secretary of State", None),
            ("a man of public life", None),
            ("speaking on condition of anonymity", None),
        ] {
            assert_eq!(spoken_of(words), level, "{words}");
        }
        assert_eq!(of_terms("as agreed with the host"), Some(other("as agreed with the host")));
        assert_eq!(of_terms(" "), None);
    }

    #[test]
    fn a_column_that_speaks_of_terms_says_them_row_by_row() {
        for (header, cell, level) in [
            ("off the record", "yes", Some(OffRecord)),
            ("Off the record?", "x", Some(OffRecord)),
            ("Off the record", "✓", Some(OffRecord)),
            ("off the record", "no", None),
            ("off the record", "", None),
            ("off the record", "mostly", Some(other("off the record: mostly"))),
            ("Background", "yes", Some(Background)),
            ("Confidential", "yes", Some(other("Confidential"))),
            ("Embargo", "until 6 Feb", Some(other("Embargo: until 6 Feb"))),
            ("on the record", "yes", Some(OnRecord)),
            ("Attribution", "no", Some(other("Attribution: no"))),
            ("Attribution", "background", Some(Background)),
            ("on the record", "no", Some(other("on the record: no"))),
            ("Public", "no", Some(other("Public: no"))),
            ("attributable", "n", Some(other("attributable: n"))),
            ("Can be quoted?", "No", Some(other("Can be quoted?: No"))),
            ("Öffentlich", "nein", Some(other("Öffentlich: nein"))),
            ("OK to publish", "yes", None),
            ("Sharing", "", None),
            ("Confidentiality", "yes", None),
            ("Issue", "off the record", None),
        ] {
            assert_eq!(of_column(header, cell), level, "{header}: {cell}");
        }
    }

    #[test]
    fn the_strictest_word_about_a_statement_counts() {
        let mut talks = Talks::new();
        let id = talks.says("Ukraine", "", "2026-02-04", "text");
        let mut of_it = |level: RecordLevel, terms: &str, speaker: &str, note: &str| {
            let said = talks.of(id);
            (said.level, said.terms, said.note) = (level, terms.into(), note.into());
            said.speaker = Some(Who::Described(speaker.into()));
            of(&talks.ws, &talks.ws.statements[&id])
        };
        assert_eq!(of_it(Unstated, "", "US official", "our own remark"), Unstated);
        assert_eq!(of_it(Unstated, "off the record", "", ""), OffRecord);
        assert_eq!(of_it(Unstated, "as agreed", "", ""), other("as agreed"));
        assert_eq!(of_it(OnRecord, "as agreed", "", ""), OnRecord);
        assert_eq!(of_it(OnRecord, "not for attribution", "", ""), Background);
        assert_eq!(of_it(OffRecord, "on the record", "", ""), OffRecord);
        assert_eq!(of_it(Unstated, "", "J. Smith (on background)", ""), Background);
        assert_eq!(of_it(Unstated, "", "", "said in the corridor\nOn background."), Background);
    }
}
