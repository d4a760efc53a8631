//! Words of several languages that say what a passage does and how well it is supported. Stems stand at the beginning of a word.

use crate::model::{StatementKind, Verification};
use crate::query::kinds;
use crate::text::fold;

/// Beginnings of words that say a kind, folded: German, French, Spanish, Portuguese, Italian, Russian, Ukrainian, Arabic, Hebrew, Chinese.
const KINDS: &[(StatementKind, &[&str])] = &[
    (
        StatementKind::Demand,
        &[
            "call for",
            "calls for",
            "called for",
            "calling for",
            "emphasiz",
            "emphasis",
            "need for",
            "forder",
            "verlang",
            "exige",
            "exigi",
            "demand",
            "reclam",
            "требу",
            "потреб",
            "вимага",
            "طالب",
            "דרש",
            "要求",
        ],
    ),
    (
        StatementKind::Rejection,
        &[
            "reject",
            "ablehn",
            "lehnte",
            "weist zuruck",
            "wies zuruck",
            "rejett",
            "rechaz",
            "rejeit",
            "respin",
            "отверг",
            "отклон",
            "відкин",
            "رفض",
            "דחה",
            "拒绝",
        ],
    ),
    (
        StatementKind::Offer,
        &[
            "offer",
            "bietet",
            "bot an",
            "anbot",
            "propose de",
            "ofrec",
            "oferec",
            "offr",
            "предлож",
            "предлага",
            "запропон",
            "عرض",
            "הציע",
            "提出",
        ],
    ),
    (
        StatementKind::Acceptance,
        &[
            "agreed to",
            "agrees to",
            "accept",
            "stimmte zu",
            "stimmt zu",
            "accepte",
            "acept",
            "согласил",
            "погодил",
            "وافق",
            "הסכימ",
            "同意",
        ],
    ),
    (
        StatementKind::Threat,
        &["threat", "drohte", "droht", "menac", "amenaz", "ameac", "minacc", "угрож", "погрож", "هدد", "איימ", "威胁"],
    ),
    (
        StatementKind::Denial,
        &["denie", "deny", "bestreit", "bestritt", "dementi", "desment", "niega", "опроверг", "спростов", "نفى", "הכחיש", "否认"],
    ),
    (
        StatementKind::Accusation,
        &[
            "accus",
            "blame",
            "criticiz",
            "criticis",
            "beschuldig",
            "wirft vor",
            "warf vor",
            "acusa",
            "acuso",
            "обвин",
            "звинува",
            "اتهم",
            "האשימ",
            "指责",
        ],
    ),
    (
        StatementKind::Condemnation,
        &["condemn", "verurteil", "condamn", "conden", "осуди", "осужда", "засуд", "أدان", "גינה", "谴责"],
    ),
    (
        StatementKind::Announcement,
        &["announc", "kundigt", "annonc", "anunci", "annunci", "объяви", "оголос", "أعلن", "הכריז", "宣布"],
    ),
    (
        StatementKind::Proposal,
        &["propos", "raised the possibility", "suggest", "schlagt vor", "schlug vor", "vorschlag", "propon", "اقترح"],
    ),
    (
        StatementKind::Commitment,
        &["pledg", "commits to", "committed to", "promis", "verspr", "compromet", "обеща", "обіця", "تعهد", "承诺"],
    ),
    (
        StatementKind::Condition,
        &[
            "on condition",
            "only if",
            "provided that",
            "nur wenn",
            "unter der bedingung",
            "a condition",
            "при условии",
            "за умови",
            "بشرط",
            "בתנאי",
        ],
    ),
    (
        StatementKind::RedLine,
        &["red line", "rote linie", "ligne rouge", "linea roja", "linha vermelha", "красная линия", "червона лінія", "خط احمر"],
    ),
    (
        StatementKind::DeclinedToComment,
        &["declined to comment", "no comment", "kein kommentar", "refuse de commenter", "отказал"],
    ),
    (
        StatementKind::Claim,
        &[
            "claim",
            "assert",
            "report",
            "according to",
            "behaupt",
            "affirm",
            "afirm",
            "утвержда",
            "стверджу",
            "زعم",
            "טענ",
            "声称",
        ],
    ),
];

/// Words that say how well a report is supported, the whole phrase folded.
const VERIFICATION: &[(Verification, &[&str])] = &[
    (
        Verification::Unverified,
        &[
            "could not verify",
            "could not independently verify",
            "could not be verified",
            "could not be independently verified",
            "cannot be verified",
            "not independently verified",
            "unable to verify",
            "has not verified",
            "have not verified",
            "not been verified",
            "unverified",
            "unabhangig nicht uberprufen",
            "nicht unabhangig uberpruf",
            "nicht uberprufbar",
            "nicht verifizier",
            "nicht bestatig",
            "n a pas pu etre verifie",
            "pas pu verifier",
            "non verifie",
            "no ha podido verificar",
            "no pudo verificar",
            "sin verificar",
            "nao foi possivel verificar",
            "не удалось проверить",
            "не подтвержден",
            "невозможно проверить",
            "не вдалося перевірити",
            "не підтверджен",
            "لم يتسن التحقق",
            "لم تتمكن من التحقق",
            "לא אומת",
            "未经证实",
            "无法核实",
        ],
    ),
    (
        Verification::Corroborated,
        &[
            "independently confirmed",
            "confirmed independently",
            "corroborated",
            "unabhangig bestatigt",
            "independientemente confirmado",
        ],
    ),
    (Verification::Disputed, &["disputed", "umstritten", "оспарива"]),
];

/// Words before the one who says it.
const ACCORDING: &[&str] = &[
    "according to",
    "laut",
    "nach angaben",
    "selon",
    "d apres",
    "segun",
    "segundo",
    "secondo",
    "по словам",
    "по данным",
    "за словами",
    "за даними",
    "وفقا ل",
    "לפי",
    "据",
];

/// The kind that the first telling word says; an English form of a kind before others.
pub(super) fn kind(folded: &str) -> Option<StatementKind> {
    let mut found: Vec<(usize, &StatementKind)> = Vec::new();
    for (kind, stems) in KINDS {
        found.extend(stems.iter().filter_map(|stem| Some((begins_at(folded, stem)?, kind))));
    }
    // What is only reported is a claim, if nothing stronger is said.
    let weak = |kind: &StatementKind| *kind == StatementKind::Claim;
    let strongest = found.iter().filter(|(_, kind)| !weak(kind)).min_by_key(|(at, _)| *at);
    let of_table = strongest.or_else(|| found.iter().min_by_key(|(at, _)| *at)).map(|(_, kind)| (*kind).clone());
    of_table.or_else(|| folded.split_whitespace().find_map(|word| kinds::meant(word).filter(|_| word.chars().count() > 5)))
}

/// Where a stem begins a word.
fn begins_at(folded: &str, stem: &str) -> Option<usize> {
    let stem = &fold::words(stem);
    let spaced = folded.find(&format!(" {stem}"));
    let unspaced = stem.chars().all(fold::is_unspaced);
    spaced.or_else(|| unspaced.then(|| folded.find(stem)).flatten())
}

/// What the passage says of how well it is supported.
pub(super) fn verification(folded: &str) -> Option<Verification> {
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| begins_at(folded, phrase).is_some());
    VERIFICATION.iter().find(|(_, phrases)| has(phrases)).map(|(verification, _)| verification.clone())
}

/// Where in the padded words the name of the one begins who is said to have said it.
pub(super) fn according_to(folded: &str) -> Option<usize> {
    ACCORDING.iter().filter_map(|phrase| folded.find(&format!(" {} ", fold::words(phrase)))).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_says_one_kind() {
        let mut all: Vec<String> = KINDS.iter().flat_map(|(_, stems)| stems.iter().map(|stem| fold::words(stem))).collect();
        assert!(all.iter().all(|stem| !stem.is_empty()));
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn words_that_only_begin_alike_say_nothing() {
        for words in [" over the negotiation period ", " the committee met ", " a contested region "] {
            assert_eq!((kind(words), verification(words)), (None, None), "{words}");
        }
    }
}
