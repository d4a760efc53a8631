//! The words of cells: compared, taken apart, and read as the field's terms.

use super::kinds as foreign;
use crate::model::{AttendanceRole, FollowUpState, Presence, ScheduleStatus, StatementKind, Vocabulary};
use crate::query::kinds;
use crate::text::fold::fold;
pub(super) use crate::text::fold::words as plain;

/// The words of a name or text that is looked up by them: one without any letter ("?") is itself.
pub(super) fn key(text: &str) -> String {
    let plain = plain(text);
    if plain.is_empty() { fold(text) } else { plain }
}

/// The values of a cell with several: one in each line, or between bars with a space on either side.
pub(super) fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('\n').flat_map(|line| line.split(" | ")).map(str::trim).filter(|value| !value.is_empty())
}

/// With a capital in front.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What stands before brackets, and what in them: "Zelensky", "Munich".
pub(super) fn aside(words: &str) -> (&str, &str) {
    match words.trim().split_once('(') {
        Some((before, after)) if !before.trim().is_empty() => (before.trim(), after.trim_end().trim_end_matches(')').trim()),
        _ => (words.trim(), ""),
    }
}

/// "Yes", "x", "1", "true"; anything else that says something does not.
pub(super) fn yes(cell: &str) -> bool {
    matches!(plain(cell).as_str(), "yes" | "y" | "x" | "1" | "true" | "verbatim" | "online" | "ja" | "oui")
}

/// Whether words stand for the two sides at the table.
pub(super) fn means_both(cell: &str) -> bool {
    const BOTH: [&str; 18] = [
        "both",
        "beide",
        "beiden",
        "beider",
        "deux",
        "ambos",
        "ambas",
        "dos",
        "dois",
        "duas",
        "due",
        "entrambi",
        "entrambe",
        "обе",
        "оба",
        "обидві",
        "obie",
        "oba",
    ];
    means_sides(cell, &BOTH)
}

/// Whether words stand for several at the table, and are no name of a party: "beide", "les deux parties", "все стороны".
pub(super) fn means_several(cell: &str) -> bool {
    const ALL: [&str; 22] = [
        "all",
        "everyone",
        "everybody",
        "alle",
        "allen",
        "aller",
        "tous",
        "toutes",
        "todos",
        "todas",
        "tutti",
        "tutte",
        "все",
        "всі",
        "wszyscy",
        "wszystkie",
        "jointly",
        "together",
        "gemeinsam",
        "conjointement",
        "conjuntamente",
        "совместно",
    ];
    means_both(cell) || means_sides(cell, &ALL)
}

/// Whether words are one of these, alone or with a word for those at a table.
fn means_sides(cell: &str, which: &[&str]) -> bool {
    const BESIDE: [&str; 34] = [
        "the",
        "of",
        "them",
        "les",
        "los",
        "las",
        "os",
        "as",
        "i",
        "le",
        "die",
        "sides",
        "parties",
        "delegations",
        "three",
        "seiten",
        "parteien",
        "delegationen",
        "verhandlungsparteien",
        "cotes",
        "partes",
        "lados",
        "delegaciones",
        "delegacoes",
        "parti",
        "lati",
        "delegazioni",
        "стороны",
        "сторони",
        "делегации",
        "делегації",
        "strony",
        "delegacje",
        "teams",
    ];
    let cell = plain(cell);
    let is_one = |word: &str| which.iter().any(|one| plain(one) == word);
    let is_beside = |word: &str| BESIDE.iter().any(|one| plain(one) == word);
    let mut named = cell.split(' ').filter(|word| !is_beside(word));
    // "The two sides" has no other word.
    let is_two = ["two sides", "the two sides", "two parties", "the two parties"].contains(&cell.as_str());
    which.contains(&"both") && is_two || named.next().is_some_and(is_one) && named.next().is_none()
}

/// A term, or nothing for an empty cell.
pub(super) fn term<V: Vocabulary>(cell: &str) -> Option<V> {
    (!cell.trim().is_empty()).then(|| V::from_key_or_words(cell))
}

/// What a statement does, and what the cell says beyond that.
pub(super) fn statement_kind(cell: &str) -> (StatementKind, String) {
    let (word, beyond) = aside(cell);
    let kind = match plain(word).as_str() {
        "counter proposal" => StatementKind::CounterOffer,
        "conditional offer" => StatementKind::Offer,
        "agreed" | "accepted" | "accepts" | "agreement" => StatementKind::Acceptance,
        "refusal" | "refused" | "rejected" | "rejects" => StatementKind::Rejection,
        "report" | "reported" | "remark" => StatementKind::Comment,
        "red lines" => StatementKind::RedLine,
        "stance" | "view" => StatementKind::Position,
        "ask" | "request" => StatementKind::Demand,
        "" => StatementKind::Unstated,
        _ => kinds::meant(word).or_else(|| foreign::meant(word)).unwrap_or_else(|| StatementKind::from_words(&sentence(word))),
    };
    (kind, sentence(beyond))
}

/// How firm a round is, and what the cell says beyond that: "held (ended early)", "postponed: no visas".
pub(super) fn status_and_words(cell: &str) -> (ScheduleStatus, String) {
    let whole = status(cell);
    if !whole.is_other() {
        return (whole, String::new());
    }
    let begin = cell.find(['(', ':', ';', ',', '–', '—']).or_else(|| cell.find(" - "));
    if let Some(at) = begin {
        let (word, beyond) = cell.split_at(at);
        let known = status(word);
        let beyond =
            beyond.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | ';' | ',' | '–' | '—' | '-'));
        if !word.trim().is_empty() && !known.is_other() {
            return (known, sentence(beyond));
        }
    }
    // "Held despite the storm": the first word says it, and no word takes it back.
    let words = plain(cell);
    let first = words.split(' ').next().unwrap_or_default();
    let known = status(first);
    let taken_back = words.split(' ').any(|word| matches!(word, "not" | "never" | "partly" | "or" | "if" | "unless" | "maybe"));
    if !first.is_empty() && !known.is_other() && !taken_back { (known, sentence(cell)) } else { (whole, String::new()) }
}

/// How firm a round is. An empty cell says nothing, whether its date has passed or not.
pub(super) fn status(cell: &str) -> ScheduleStatus {
    let words = plain(cell);
    let says = |word: &str| format!(" {words} ").contains(&format!(" {word} "));
    match () {
        () if words.is_empty() => ScheduleStatus::Unstated,
        () if says("not held") || says("called off") || says("canceled") => ScheduleStatus::Cancelled,
        () if says("moved") || says("rescheduled") => ScheduleStatus::Moved,
        () if says("hold") || says("put off") => ScheduleStatus::Postponed,
        () => match words.as_str() {
            "unknown" | "not known" | "not specified" | "unspecified" | "n a" | "na" => ScheduleStatus::Unstated,
            "planned" | "expected" | "geplant" | "vorgesehen" | "prevu" | "prevue" | "previsto" | "prevista" | "планируется" => {
                ScheduleStatus::Tentative
            }
            "done"
            | "completed"
            | "took place"
            | "past"
            | "abgehalten"
            | "durchgefuhrt"
            | "stattgefunden"
            | "tenu"
            | "tenue"
            | "celebrado"
            | "celebrada"
            | "tenuto"
            | "tenuta"
            | "состоялся"
            | "состоялась"
            | "проведен"
            | "відбувся" => ScheduleStatus::Held,
            "agreed" | "fixed" | "scheduled" | "bestatigt" | "confirme" | "confirmee" | "confirmado" | "confirmada" => {
                ScheduleStatus::Confirmed
            }
            "abgesagt" | "annule" | "annulee" | "cancelado" | "cancelada" | "annullato" | "отменен" | "отменена" => {
                ScheduleStatus::Cancelled
            }
            "verschoben" | "reporte" | "reportee" | "aplazado" | "aplazada" | "rinviato" | "отложен" | "отложена" => {
                ScheduleStatus::Postponed
            }
            "ongoing" | "in progress" => ScheduleStatus::UnderWay,
            _ => ScheduleStatus::from_words(&sentence(cell)),
        },
    }
}

/// Whether a row with that status tells of a date that came to nothing.
pub(super) fn came_to_nothing(status: &ScheduleStatus) -> bool {
    use ScheduleStatus as Status;
    matches!(
        status,
        Status::Unstated | Status::Moved | Status::Cancelled | Status::Postponed | Status::Proposed | Status::Tentative
    )
}

/// Where a follow-up stands, and what the cell says beyond that.
pub(super) fn state(cell: &str) -> (FollowUpState, String) {
    let word = cell.split(['(', ':', ';', ',']).next().unwrap_or_default();
    let words = plain(word);
    let first = words.split(' ').next().unwrap_or_default();
    let known = match (words.as_str(), first) {
        ("", _) => Some(FollowUpState::Open),
        ("in progress" | "ongoing" | "under way" | "begun" | "started", _) | (_, "agreed") => Some(FollowUpState::InProgress),
        (_, "done" | "completed" | "closed" | "finished") => Some(FollowUpState::Done),
        (_, "open" | "pending" | "outstanding") | ("to do" | "not started", _) => Some(FollowUpState::Open),
        (_, "late") => Some(FollowUpState::Late),
        (_, "refused" | "dropped" | "cancelled" | "rejected") => Some(FollowUpState::Dropped),
        (_, "overtaken" | "obsolete") => Some(FollowUpState::Overtaken),
        _ => None,
    };
    let state = known.unwrap_or_else(|| FollowUpState::from_words(&sentence(cell)));
    let whole = plain(cell) == plain(state.label()) || plain(cell) == plain(state.key()) || state.is_other();
    (state, if whole { String::new() } else { sentence(cell) })
}

/// In what role somebody sat there, and what the cell says beyond that.
pub(super) fn role(cell: &str) -> (AttendanceRole, String) {
    let (word, beyond) = cell.split_once('/').unwrap_or((cell, ""));
    let role = match plain(word).as_str() {
        "" | "member" | "participant" | "delegation member" => AttendanceRole::Delegate,
        "head" | "leader" | "chair" | "chairman" | "chairwoman" => AttendanceRole::Head,
        "lawyer" | "legal adviser" | "legal advisor" => AttendanceRole::LegalCounsel,
        "adviser" | "advisor" => AttendanceRole::Expert,
        "rapporteur" | "secretary" | "minutes" => AttendanceRole::NoteTaker,
        "spokesman" | "spokeswoman" => AttendanceRole::Spokesperson,
        _ => AttendanceRole::from_words(&sentence(word)),
    };
    let beyond = if beyond.trim().is_empty() { String::new() } else { format!("{} as well.", sentence(beyond)) };
    (role, beyond)
}

/// "Attended", "yes", "no".
pub(super) fn presence(cell: &str) -> Option<Presence> {
    match plain(aside(cell).0).as_str() {
        "" => None,
        "yes" | "y" | "x" | "present" | "1" | "true" => Some(Presence::Attended),
        "no" | "n" | "0" | "false" | "excused" | "apologies" => Some(Presence::Absent),
        _ => term(cell),
    }
}

/// What a source is known by in a negotiation: its address, else its title and who published it.
pub(super) fn source_key(address: &str, title: &str, outlet: &str) -> String {
    let address = address.trim();
    if address.is_empty() { format!("{} {}", plain(title), plain(outlet)) } else { address.to_owned() }
}
