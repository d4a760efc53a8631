//! `rounds`: the rounds of a negotiation.

use super::answer::Answer;
use super::args::{Command, Spec};
use super::desk::Desk;
use super::facts::Facts;
use super::help::Help;
use super::show::round;
use crate::query::{names, rounds, usage};
use serde::Serialize;

pub(super) const SPEC: Spec = Spec {
    help: Help {
        name: "rounds",
        takes: "NEGOTIATION",
        does: "the rounds with status, dates, venue, outcome",
        more: "They are in the order of their dates; rounds without a date come last. One whose date has passed
without word that it was held is marked as one that should have begun.",
    },
    options: &[],
    read: |given| Ok(Command::Rounds { negotiation: given.name("Say which negotiation")? }),
};

#[derive(Serialize)]
struct Document {
    negotiation: String,
    rounds: Vec<Facts>,
}

pub(super) fn answer(desk: &Desk, json: bool, negotiation: &str) -> anyhow::Result<Answer> {
    let ws = desk.workspace();
    let negotiation = desk.negotiation(negotiation)?;
    let rounds = rounds::in_order(ws, negotiation);
    let document = Document {
        negotiation: names::negotiation(ws, negotiation),
        rounds: rounds.iter().map(|one| round::outline(desk, one)).collect(),
    };
    Answer::new(json, &document, |page| {
        page.line(&document.negotiation);
        page.line(&usage::counted(rounds.len(), "round"));
        for (one, facts) in rounds.iter().zip(&document.rounds) {
            page.under(&names::round_title(one), |page| facts.write(page, &["id", "title"]));
        }
    })
}
