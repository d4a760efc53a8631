//! `history`: every statement of a position, oldest first, with what became of it.

use super::answer::Answer;
use super::facts::{Facts, Value};
use super::open_workspace::OpenWorkspace;
use super::show::{reference, statement};
use crate::model::StatementId;
use crate::query::history::{Entry, Standing, history};
use crate::query::position::Voice;
use crate::query::{names, usage};
use serde::Serialize;

/// Every statement of a position and what became of it, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Each statement is current, earlier, superseded, retracted, not a position, or an assessment.")]
pub struct History {
    /// Which negotiation.
    #[arg(required = true, value_name = "NEGOTIATION")]
    negotiation: Vec<String>,
    /// Whose position.
    #[arg(long, value_name = "P")]
    party: String,
    /// On which issue.
    #[arg(long, value_name = "I")]
    issue: String,
}

#[derive(Serialize)]
struct Document {
    negotiation: String,
    party: String,
    issue: String,
    statements: Vec<Facts>,
}

impl History {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let ws = opened.workspace();
        let negotiation = opened.negotiation(&self.negotiation.join(" "))?;
        let (party, issue) = (opened.party(&self.party)?, opened.issue(negotiation, &self.issue)?);
        let entries = history(ws, party, issue, opened.zone);
        let document = Document {
            negotiation: names::negotiation(ws, negotiation),
            party: names::party(ws, party),
            issue: names::issue_path(ws, issue),
            statements: entries.iter().map(|entry| facts(opened, entry)).collect(),
        };
        Answer::new(json, &document, |page| {
            page.line(&format!("{} on {}", document.party, document.issue));
            page.line(&document.negotiation);
            if entries.is_empty() {
                page.gap();
                page.line("Nothing stated.");
            }
            for (entry, facts) in entries.iter().zip(&document.statements) {
                let said = ws.statements.get(&entry.statement);
                let when = said.map(|said| statement::said_on(opened, said).words()).unwrap_or_default();
                page.under(&format!("{when} · {}", entry.standing.label()), |page| {
                    facts.write(page, &["standing", "party", "said_on", "negotiation", "issues"]);
                });
            }
            if !entries.is_empty() {
                page.gap();
                page.line(&format!("{}.", usage::counted(entries.len(), "statement")));
            }
        })
    }
}

fn facts(opened: &OpenWorkspace, entry: &Entry) -> Facts {
    let ws = opened.workspace();
    let standing = entry.standing;
    let key = match standing {
        Standing::Current => "current",
        Standing::Earlier => "earlier",
        Standing::Superseded => "superseded",
        Standing::Retracted => "retracted",
        Standing::NotAPosition => "not_a_position",
        Standing::Assessment => "assessment",
    };
    let voice = match entry.voice {
        Voice::Own => Value::Nothing,
        Voice::AlsoFor(party) => Value::Text(format!("also for {}", names::party(ws, party))),
        Voice::Through(party) => Value::Text(format!("through {}", names::party(ws, party))),
    };
    let told = ws.statements.get(&entry.statement).map(|said| statement::facts(opened, said)).unwrap_or_default();
    let others = |ids: &[StatementId]| ids.iter().map(|id| reference(opened, *id)).collect::<Vec<_>>();
    Facts::default()
        .with("standing", Value::Term(key.to_owned(), standing.label().to_owned()))
        .and(told)
        .with("voice", voice)
        .list("superseded_by", others(&entry.superseded_by))
        .list("retracted_by", others(&entry.retracted_by))
        .list("answered_by", others(&entry.answered_by))
        .list("denied_by", others(&entry.denied_by))
}
