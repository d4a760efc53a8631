//! The statements: one for each position row, and four that the rows or the article imply. The judgement of the note-taker is
//! here: what kind the rows' words are, how well each is supported, what replaces and what answers what.

use crate::builder::Builder;
use crate::rows::{PositionRow, addresses, round_of, sentence};
use crate::sources::{ARTICLE, cited};
use crate::speakers::speaker;
use crate::times::day;
use crate::{parties, sources};
use rapporteur::model::{
    Condition, Firmness, Movement, RecordLevel, SourceId, Statement, StatementId, StatementKind, Verification, When, Who,
};

/// What kind a row's word is. The state of a shared matter is none of the field's acts, but it does say where things stand, so it
/// stays as a word of its own. A report does not.
fn kind(word: &str) -> StatementKind {
    let own = |word: &str| StatementKind::Other(word.to_owned());
    match word {
        "demand" => StatementKind::Demand,
        "offer" | "conditional offer" => StatementKind::Offer,
        "counter-proposal" => StatementKind::CounterOffer,
        "condition" => StatementKind::Condition,
        "accepted" | "agreed" | "agreed (US-Russia)" => StatementKind::Acceptance,
        "position" => StatementKind::Position,
        "proposal" => StatementKind::Proposal,
        "near agreement" => own("Near agreement"),
        "open" => own("Open"),
        "report" | "report (denied)" => StatementKind::Comment,
        other => panic!("no kind for {other}"),
    }
}

/// What a statement hangs on: its row, the words, the row of the statement that would have to come true.
const CONDITIONS: &[(&str, &str, &str)] = &[
    (
        "istanbul-2022 2022-03-29 Ukraine neutrality",
        "Guarantees are given",
        "istanbul-2022 2022-03-29 Ukraine security guarantees",
    ),
    ("istanbul-2022 2022-03-29 Russia leaders meeting", "A treaty is ready to be initialled", ""),
    ("istanbul-3 2025-07-23 Russia leaders meeting", "An agreement is finished and ready to sign", ""),
    (
        "abu-dhabi-1 2025-12-23 Ukraine territory",
        "Russia pulls back too; the zone is demilitarised and watched internationally; a referendum",
        "",
    ),
    ("abu-dhabi-1 2026-01-30 Ukraine energy truce", "Russia holds back first", "abu-dhabi-1 2026-01-30 Russia energy truce"),
    ("geneva-3 2026-02-18 Ukraine territory", "Russia pulls back too", ""),
];

/// A later row, the earlier row of the same party on the same issue that it plainly replaces, and the movement where it is plain.
const REPLACES: &[(&str, &str, Option<Movement>)] = &[
    ("istanbul-3 2025-07-23 Russia ceasefire", "istanbul-2 2025-06-02 Russia ceasefire", Some(Movement::Unchanged)),
    ("istanbul-3 2025-07-23 Ukraine ceasefire", "istanbul-2 2025-06-02 Ukraine ceasefire", Some(Movement::Unchanged)),
    ("istanbul-3 2025-07-23 Ukraine leaders meeting", "istanbul-2 2025-06-02 Ukraine leaders meeting", None),
    ("geneva-3 2026-02-18 Russia territory", "abu-dhabi-1 2026-01-23 Russia territory", Some(Movement::Unchanged)),
    ("geneva-3 2026-02-18 Ukraine territory", "abu-dhabi-1 2025-12-23 Ukraine territory", Some(Movement::Unchanged)),
    (
        "geneva-3 2026-02-14 Ukraine security guarantees",
        "geneva-3 2025-12-29 Ukraine security guarantees",
        Some(Movement::Softened),
    ),
    ("abu-dhabi-2 2026-02-07 United States energy truce", "abu-dhabi-1 2026-01-22 United States energy truce", None),
    ("abu-dhabi-2 2026-02-07 Ukraine energy truce", "abu-dhabi-1 2026-01-30 Ukraine energy truce", None),
];

/// A row and the row that it answers.
const ANSWERS: &[(&str, &str)] = &[
    ("istanbul-2 2025-06-02 Russia ceasefire", "istanbul-2 2025-06-02 Ukraine ceasefire"),
    ("istanbul-2 2025-06-02 Russia children", "istanbul-2 2025-06-02 Ukraine children"),
    ("istanbul-3 2025-07-23 Russia leaders meeting", "istanbul-3 2025-07-23 Ukraine leaders meeting"),
    ("abu-dhabi-1 2025-12-23 Ukraine territory", "abu-dhabi-1 2025-12-24 United States territory"),
    ("abu-dhabi-1 2026-01-30 Ukraine energy truce", "abu-dhabi-1 2026-01-30 Russia energy truce"),
    ("abu-dhabi-2 2026-02-07 Ukraine energy truce", "abu-dhabi-2 2026-02-07 United States energy truce"),
    ("geneva-3 2025-12-29 Ukraine security guarantees", "geneva-3 2025-12-29 United States security guarantees"),
    ("geneva-3 2026-02-14 Ukraine security guarantees", "geneva-3 2025-12-29 United States security guarantees"),
    ("geneva-3 2025-12-24 Ukraine Zaporizhzhia NPP", "geneva-3 2025-12-24 United States Zaporizhzhia NPP"),
];

/// Rows whose content the conflicting reports put in doubt, with what they say.
const DISPUTED: &[(&str, &str)] = &[
    ("istanbul-2022 2022-03-29 Ukraine security guarantees", "Pages differ on the guarantors: Germany or Italy."),
    ("istanbul-2 2025-06-02 Russia bodies of the dead", "Umerov told of 6000 for 6000."),
];

/// What else there is to say of a row.
const NOTES: &[(&str, &str)] = &[
    ("istanbul-2 2025-06-02 Russia children", "Other sources told of over 500 children listed."),
    ("abu-dhabi-2 2026-02-05 United States mil-to-mil channel", "Agreed between the United States and Russia."),
];

const MUST_HAVE: &[&str] = &["abu-dhabi-1 2026-01-26 Russia territory"];

/// Makes the statements.
pub(crate) fn build(b: &mut Builder) {
    let rows = PositionRow::all();
    for row in &rows {
        from_row(b, row);
    }
    for (row, text, on) in CONDITIONS {
        let on = if on.is_empty() { Vec::new() } else { vec![b.statement(on)] };
        edit(b, row, |statement| statement.condition = Condition { text: (*text).to_owned(), on });
    }
    for (later, earlier, movement) in REPLACES {
        let replaced = b.statement(earlier);
        edit(b, later, |statement| {
            statement.supersedes.push(replaced);
            statement.movement.clone_from(movement);
        });
    }
    for (answer, answered) in ANSWERS {
        let answered = b.statement(answered);
        edit(b, answer, |statement| statement.answers.push(answered));
    }
    for (row, note) in DISPUTED.iter().chain(NOTES) {
        edit(b, row, |statement| statement.note = format!("{} {note}", statement.note).trim().to_owned());
    }
    for (row, _) in DISPUTED {
        edit(b, row, |statement| statement.verification = Verification::Disputed);
    }
    for row in MUST_HAVE {
        edit(b, row, |statement| statement.firmness = Some(Firmness::MustHave));
    }
    denial(b);
    from_article(b);
}

fn edit(b: &mut Builder, key: &str, change: impl FnOnce(&mut Statement)) {
    let id = b.statement(key);
    change(b.workspace.statements.get_mut(&id).expect("an id that was given out has its record"));
}

fn from_row(b: &mut Builder, row: &PositionRow) {
    let round = round_of(&row.round_id);
    let party = parties::meant(&row.party)[0];
    let about = match row.by.strip_suffix(" memorandum") {
        Some(_) => row.by.clone(),
        None => format!("{party} on {}", row.issue),
    };
    let id = b.make("statement", &row.key());
    let (speaker, note) = speaker(b, &row.by);
    let mut sources = cited(b, round, &row.source, &about);
    sources.dedup();
    let statement = Statement {
        party: b.party(party),
        issues: vec![b.issue(round, &sentence(&row.issue))],
        kind: kind(&row.kind),
        text: sentence(&row.position),
        verification: verification(row),
        note: note.to_owned(),
        ..said(b, id, round, day(&row.date), speaker, sources)
    };
    b.workspace.put(statement.into());
}

/// A memorandum is the party's own word; two pages that are not of one site bear each other out.
fn verification(row: &PositionRow) -> Verification {
    if row.kind.ends_with("(denied)") {
        Verification::Denied
    } else if row.by.ends_with("memorandum") {
        Verification::ConfirmedByParty
    } else if addresses(&row.source).count() > 1 {
        Verification::Corroborated
    } else {
        Verification::SingleSource
    }
}

fn said(b: &Builder, id: StatementId, round: &str, said_on: When, speaker: Who, sources: Vec<SourceId>) -> Statement {
    Statement {
        round: Some(b.round_id(round)),
        said_on,
        speaker: Some(speaker),
        kind: StatementKind::Comment,
        sources,
        level: RecordLevel::OnRecord,
        verification: Verification::SingleSource,
        ..Statement::blank(id, Builder::stamp(), b.negotiation_of(round), b.party("Ukraine"))
    }
}

/// The denial that the row of the denied report holds beside the report.
fn denial(b: &mut Builder) {
    let denied = b.statement("abu-dhabi-1 2026-01-27 United States security guarantees");
    let report = b.workspace.statements[&denied].clone();
    let id = b.make("statement", "abu-dhabi-1 denial of the report on guarantees");
    let statement = Statement {
        id,
        speaker: Some(Who::Person(b.person("Anna Kelly"))),
        kind: StatementKind::Denial,
        text: "The White House calls the report on guarantees false.".to_owned(),
        verification: Verification::SingleSource,
        answers: vec![denied],
        note: String::new(),
        ..report
    };
    b.workspace.put(statement.into());
}

/// What the article has beyond the rows.
fn from_article(b: &mut Builder) {
    let sybiha = Who::Person(b.person("Andrii Sybiha"));
    let lines = [
        ("Ukraine", sybiha, "Sees the Russian strikes as aimed at the talks themselves, and condemns them."),
        (
            "Russia",
            Who::Described("Russia, speaker not named".to_owned()),
            "Faults Ukraine for what it does in the Kherson region.",
        ),
        (
            "United States",
            Who::Described("Unnamed US official".to_owned()),
            "That the sides go on talking is a good sign; much was worked on.",
        ),
    ];
    for (party, speaker, text) in lines {
        let id = b.make("statement", &format!("abu-dhabi-1 article {party}"));
        let source = sources::source(b, "abu-dhabi-1", ARTICLE, "");
        let statement = Statement {
            party: b.party(party),
            text: text.to_owned(),
            ..said(b, id, "abu-dhabi-1", day("2026-01-24"), speaker, vec![source])
        };
        b.workspace.put(statement.into());
    }
}
