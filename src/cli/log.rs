//! `log`: adds a statement from a quick line.

use super::answer::Answer;
use super::args::{Command, Spec};
use super::desk::Desk;
use super::facts::Facts;
use super::help::Help;
use super::keeping::Keeping;
use super::show::statement;
use crate::query::{names, quick_line};
use serde::Serialize;

pub(super) const SPEC: Spec = Spec {
    help: Help {
        name: "log",
        takes: "ROUND \"QUICK LINE\"",
        does: "add a statement to a round",
        more: "  rapporteur log 2 \"ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord\"

Party and text are needed. The party comes first, then the kind and the issues in any order, then a
colon and what was said. Further signs:
  @Zelensky  @\"unnamed official\"     who said it
  #onrecord  #background  #offrecord  on what terms
  !must  !important  !tradeable       how hard it is held
  ^\"5 Feb\"                            when it was said
  =reuters                            the source, by its title or outlet
  >>ru                                it answers that party's latest statement on the issue
An issue that is not there yet is made. What is not understood stays in the text, is named, and
makes the exit status 1.",
    },
    options: &[],
    read: |given| {
        let (round, line) = given.two("Say under which round, and the quick line")?;
        Ok(Command::Log { round, line })
    },
};

#[derive(Serialize)]
struct Document {
    statement: Facts,
    not_understood: Vec<NotUnderstood>,
}

#[derive(Serialize)]
struct NotUnderstood {
    part: String,
    why: String,
}

pub(super) fn answer(desk: &mut Desk, json: bool, round: &str, line: &str) -> anyhow::Result<Answer> {
    let round = desk.round(None, round)?;
    let Some(negotiation) = desk.workspace().rounds.get(&round).map(|round| round.negotiation) else {
        anyhow::bail!("This round is no longer there.");
    };
    let zone = desk.zone;
    let context = desk.session.line_context(negotiation, Some(round), zone);
    let read = quick_line::read(line, line.len(), desk.workspace(), &context);
    let not_understood: Vec<NotUnderstood> = read
        .problems()
        .filter_map(|(range, why)| Some(NotUnderstood { part: line.get(range.clone())?.to_owned(), why: why.to_owned() }))
        .collect();
    let id = desk.session.log(negotiation, Some(round), line, zone)?;
    // Before it is saved: what others changed is an entry of its own.
    let mut keeping = Keeping::begin(&desk.session, zone, desk.is_copy());
    desk.session.save()?;
    keeping.keep(&mut desk.session);
    let (told, not_kept) = keeping.finish();

    let ws = desk.workspace();
    let facts = ws.statements.get(&id).map(|said| statement::facts(desk, said)).unwrap_or_default();
    let notes: Vec<String> = not_understood.iter().map(|one| format!("“{}” was kept as text: {}", one.part, one.why)).collect();
    let document = Document { statement: facts, not_understood };
    let answer = Answer::new(json, &document, |page| {
        let heading = format!("Added to {}, {}", names::round(ws, round), names::negotiation(ws, negotiation));
        page.under(&heading, |page| document.statement.write(page, &["round", "negotiation"]));
    })?;
    let answer = notes.into_iter().chain(not_kept).fold(answer, Answer::needing);
    Ok(told.into_iter().fold(answer, |answer, told| answer.noting(format!("{told}."))))
}
