//! `rounds`: the rounds of a negotiation.

use super::answer::Answer;
use super::facts::Facts;
use super::open_workspace::OpenWorkspace;
use super::show::round;
use crate::query::{names, rounds, usage};
use serde::Serialize;

/// The rounds with status, dates, venue, outcome.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
They are in the order of their dates; rounds without a date come last. One whose date has passed
without word that it was held is marked as one that should have begun.")]
pub struct Rounds {
    /// Which negotiation.
    #[arg(required = true, value_name = "NEGOTIATION")]
    pub(super) negotiation: Vec<String>,
}

#[derive(Serialize)]
struct Document {
    negotiation: String,
    rounds: Vec<Facts>,
}

impl Rounds {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let ws = opened.workspace();
        let negotiation = opened.negotiation(&self.negotiation.join(" "))?;
        let rounds = rounds::in_order(ws, negotiation);
        let document = Document {
            negotiation: names::negotiation(ws, negotiation),
            rounds: rounds.iter().map(|one| round::outline(opened, one)).collect(),
        };
        Answer::new(json, &document, |page| {
            page.line(&document.negotiation);
            page.line(&usage::counted(rounds.len(), "round"));
            for (one, facts) in rounds.iter().zip(&document.rounds) {
                page.under(&names::round_title(one), |page| facts.write(page, &["id", "title"]));
            }
        })
    }
}
