//! Words of several languages that say what a passage does and how well it is supported. Stems stand at the beginning of a word.

use crate::model::{AttendanceRole, OutcomeKind, Presence, StatementKind, Verification};
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
            "geforder",
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
            "呼吁",
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
            "biete",
            "boten",
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
        &[
            "propos",
            "raised the possibility",
            "suggest",
            "schlagt vor",
            "schlug vor",
            "vorschlag",
            "propon",
            "اقترح",
            "提议",
            "建议",
            "提議",
            "建議",
        ],
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

/// Words for somebody who was named before, where they begin a sentence.
const PRONOUNS: &[&str] = &[
    "it", "he", "she", "they", "er", "sie", "es", "il", "elle", "ils", "elles", "ella", "ellos", "ellas", "ele", "ela", "eles",
    "elas", "lui", "lei", "loro", "он", "она", "оно", "они", "він", "вона", "вони", "هو", "هي", "הוא", "היא", "הם", "他", "她",
    "他们",
];

/// Words that may stand before such a word.
const BEFORE: &[&str] = &[
    "later",
    "then",
    "also",
    "but",
    "and",
    "however",
    "earlier",
    "afterwards",
    "meanwhile",
    "in addition",
    "spater",
    "dann",
    "aber",
    "und",
    "puis",
    "mais",
    "et",
    "luego",
    "despues",
    "pero",
    "y",
    "потом",
    "позже",
    "но",
    "и",
    "затем",
    "потім",
    "пізніше",
    "але",
];

/// Words that say what came out of a round.
const OUTCOMES: &[(OutcomeKind, &[&str])] = &[
    (
        OutcomeKind::None,
        &[
            "no breakthrough",
            "no apparent breakthrough",
            "without a breakthrough",
            "without agreement",
            "without an agreement",
            "without result",
            "without a result",
            "no agreement",
            "ohne ergebnis",
            "ohne einigung",
            "sans accord",
            "sans resultat",
            "sin acuerdo",
            "sem acordo",
            "без результат",
            "без соглашения",
            "безрезультат",
            "دون اتفاق",
            "ללא הסכמה",
            "未达成协议",
        ],
    ),
    (OutcomeKind::JointStatement, &["joint statement", "joint communique", "gemeinsame erklarung", "declaration commune"]),
    (OutcomeKind::JointStatement, &["declaracion conjunta", "совместное заявление", "спільна заява", "联合声明", "بيان مشترك"]),
    (OutcomeKind::Ceasefire, &["agreed to a ceasefire", "agreed on a ceasefire", "agreed to cease fire", "停火协议"]),
    (OutcomeKind::Framework, &["framework agreement", "rahmenabkommen", "accord cadre", "acuerdo marco", "рамочное соглашение"]),
    (OutcomeKind::WalkOut, &["walked out", "left the table", "verliess den tisch", "quitte la table", "покинул переговоры"]),
    (OutcomeKind::Impasse, &["impasse", "deadlock", "stalemate", "sackgasse", "pattsituation", "тупик", "глухий кут", "僵局"]),
];

/// Words that say in what role somebody was there.
const ROLES: &[(AttendanceRole, &[&str])] = &[
    (AttendanceRole::Head, &["headed by", "led by", "head of the delegation", "head of delegation", "leads the delegation"]),
    (AttendanceRole::Head, &["heads the delegation", "unter leitung", "leitet die delegation", "dirige par", "encabezada por"]),
    (AttendanceRole::Head, &["во главе", "возглавля", "на чолі", "очолю", "برئاسة", "בראשות", "率领"]),
    (AttendanceRole::ChiefNegotiator, &["chief negotiator", "chefunterhandler", "negociateur en chef", "negociador jefe"]),
    (AttendanceRole::Mediator, &["mediator", "mediated by", "vermittler", "mediateur", "mediador", "посредник", "посередник"]),
    (AttendanceRole::Host, &["hosted by", "gastgeber"]),
    (AttendanceRole::Observer, &["as an observer", "as observers", "als beobachter", "comme observateur", "como observador"]),
];

/// Words that say whether somebody came.
const PRESENCES: &[(Presence, &[&str])] = &[
    (Presence::Absent, &["did not attend", "did not come", "stayed away", "was absent", "were absent", "nahm nicht teil"]),
    (Presence::Absent, &["n a pas participe", "no asistio", "не приехал", "не приїхал", "не участвовал"]),
    (Presence::Attended, &["attended", "took part", "nahm teil", "nahmen teil", "a participe", "ont participe", "asistio"]),
    (Presence::Attended, &["participaron", "участвовал", "приняли участие", "взяли участь", "شارك", "השתתפ", "出席"]),
    (Presence::Invited, &["was invited", "were invited", "eingeladen", "invite a", "приглашен"]),
];

/// What the first of the phrases says that stands in padded words.
fn first_of<T: Clone>(folded: &str, table: &[(T, &[&str])]) -> Option<T> {
    let at = |phrases: &[&str]| phrases.iter().filter_map(|phrase| begins_at(folded, phrase)).min();
    let found = table.iter().filter_map(|(value, phrases)| Some((at(phrases)?, value)));
    found.min_by_key(|(at, _)| *at).map(|(_, value)| value.clone())
}

/// What the passage says came out of a round.
pub(super) fn outcome(folded: &str) -> Option<OutcomeKind> {
    first_of(folded, OUTCOMES)
}

/// In what role the passage says somebody was there.
pub(super) fn role(folded: &str) -> Option<AttendanceRole> {
    first_of(folded, ROLES)
}

/// Whether the passage says that somebody came. What is denied goes first.
pub(super) fn presence(folded: &str) -> Option<Presence> {
    PRESENCES.iter().find_map(|one| first_of(folded, std::slice::from_ref(one)))
}

/// Whether padded words begin with a word for somebody who was named before: "It added", "Later, it reported".
pub(super) fn begins_with_pronoun(folded: &str) -> bool {
    let mut words = folded.split_whitespace();
    let Some(first) = words.next() else { return false };
    let is = |word: &str, table: &[&str]| table.iter().any(|one| fold::words(one) == word);
    is(first, PRONOUNS) || (is(first, BEFORE) && words.next().is_some_and(|second| is(second, PRONOUNS)))
}

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
