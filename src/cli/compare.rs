//! `compare`: the matrix of current positions.

use super::answer::Answer;
use super::facts::Dates;
use super::list::List;
use super::open_workspace::OpenWorkspace;
use super::page::Page;
use crate::exchange::release;
use crate::model::{Statement, StatementId, Vocabulary};
use crate::query::matrix::view::{MatrixView, marks};
use crate::query::matrix::{Cell, MatrixQuery};
use crate::query::names;
use crate::query::position::{self, AsOf};
use serde::Serialize;

/// The matrix of current positions.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
A position is the latest statement of a party on an issue that bears one and is neither superseded
nor retracted. What else the party said on the issue at the same round stands below it; what bears
no position is counted; “history” shows it all. Movement is against the round held before.")]
pub struct Compare {
    /// Which negotiation.
    #[arg(required = true, value_name = "NEGOTIATION")]
    pub(super) negotiation: Vec<String>,
    /// Where they stood at the end of that day or round: 2026-01-25, 2, “Abu Dhabi 1”, last; now if it is not given.
    #[arg(long, value_name = "DATE|ROUND")]
    pub(super) as_of: Option<String>,
    /// Only these, in this order.
    #[arg(long, value_name = "A,B,…", value_parser = List::read)]
    pub(super) parties: Vec<List>,
    /// Only these.
    #[arg(long, value_name = "X,Y,…", value_parser = List::read)]
    pub(super) issues: Vec<List>,
}

#[derive(Serialize)]
struct Document {
    negotiation: String,
    as_of: String,
    parties: Vec<String>,
    issues: Vec<String>,
    cells: Vec<Entry>,
    /// What was said on an issue that bears no position, cell by cell, oldest first.
    other_statements: Vec<Other>,
}

#[derive(Serialize)]
struct Entry {
    party: String,
    issue: String,
    statement: Option<String>,
    kind: Option<String>,
    text: Option<String>,
    said_on: Option<Dates>,
    verification: Option<String>,
    level: Option<String>,
    verbatim: Option<bool>,
    movement: Option<String>,
    /// What else the party said on the issue at the same round, and did not replace.
    also: Vec<Other>,
}

#[derive(Serialize)]
struct Other {
    party: String,
    issue: String,
    statement: String,
    kind: String,
    text: String,
    level: String,
}

impl Compare {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let ws = opened.workspace();
        let negotiation = opened.negotiation(&self.negotiation.join(" "))?;
        let as_of = self.as_of.as_deref().map_or(Ok(AsOf::Now), |text| opened.as_of(negotiation, text))?;
        let query = MatrixQuery {
            negotiation,
            as_of,
            parties: List::all(&self.parties).map(|word| opened.party(word)).collect::<Result<_, _>>()?,
            issues: List::all(&self.issues).map(|word| opened.issue(negotiation, word)).collect::<Result<_, _>>()?,
        };
        let view = MatrixView::whole(ws, &query, opened.zone);
        let matrix = &view.matrix;
        let document = Document {
            negotiation: names::negotiation(ws, negotiation),
            as_of: match as_of {
                AsOf::Now => "now".to_owned(),
                AsOf::Date(day) => day.to_string(),
                AsOf::Round(round) => round.to_string(),
            },
            parties: matrix.parties.iter().map(|party| names::party(ws, *party)).collect(),
            issues: matrix.issues.iter().map(|node| names::issue_path(ws, node.issue)).collect(),
            cells: matrix.cells().iter().map(|cell| entry(opened, cell)).collect(),
            other_statements: matrix.cells().iter().flat_map(|cell| told(opened, cell, &cell.beside.others)).collect(),
        };
        Answer::new(json, &document, |page| {
            page.line(&document.negotiation);
            page.line(&view.heading(ws, as_of, "now"));
            if matrix.issues.is_empty() || matrix.parties.is_empty() {
                page.gap();
                page.line("There is nothing to compare: it takes a party and an issue.");
                return;
            }
            for (node, cells) in view.shown() {
                page.under(&names::issue_path(ws, node.issue), |page| row(opened, cells, page));
            }
        })
    }
}

fn entry(opened: &OpenWorkspace, cell: &Cell) -> Entry {
    let ws = opened.workspace();
    let stated = cell.stated.as_ref();
    let statement = cell.position(ws).map(|(_, statement)| statement);
    Entry {
        party: names::party(ws, cell.party),
        issue: names::issue_path(ws, cell.issue),
        statement: statement.map(|statement| statement.id.to_string()),
        kind: stated.map(|stated| stated.kind.key().to_owned()),
        text: statement.map(|statement| statement.text.clone()),
        said_on: statement.map(|statement| {
            let before = if position::is_dated_by_round(ws, statement) { position::ROUND_OF } else { "" };
            Dates::of_another(before, position::said_when(ws, statement), opened.zone)
        }),
        verification: stated.map(|stated| stated.verification.key().to_owned()),
        level: statement.map(|statement| release::terms(ws, statement).key().to_owned()),
        verbatim: statement.map(|statement| statement.verbatim),
        movement: cell.movement.as_ref().map(|moved| moved.key().to_owned()),
        also: stated.map(|stated| told(opened, cell, &stated.also)).unwrap_or_default(),
    }
}

fn told(opened: &OpenWorkspace, cell: &Cell, statements: &[StatementId]) -> Vec<Other> {
    let ws = opened.workspace();
    let of = statements.iter().filter_map(|id| ws.statements.get(id));
    let other = |statement: &Statement| Other {
        party: names::party(ws, cell.party),
        issue: names::issue_path(ws, cell.issue),
        statement: statement.id.to_string(),
        kind: statement.kind.key().to_owned(),
        text: statement.text.clone(),
        level: release::terms(ws, statement).key().to_owned(),
    };
    of.map(other).collect()
}

/// One issue: each party that has a position, then each that has said something else, then those that have not in one line.
fn row(opened: &OpenWorkspace, cells: &[Cell], page: &mut Page) {
    let ws = opened.workspace();
    let (stated, others): (Vec<&Cell>, Vec<&Cell>) = cells.iter().partition(|cell| cell.stated.is_some());
    let (others, silent): (Vec<&Cell>, Vec<&Cell>) = others.into_iter().partition(|cell| !cell.is_silent());
    let mut facts: Vec<(String, String)> =
        stated.iter().map(|cell| (names::party(ws, cell.party), words(opened, cell))).collect();
    facts.extend(others.iter().map(|cell| {
        let dropped = if cell.movement.is_some() { " · dropped" } else { "" };
        (names::party(ws, cell.party), format!("{}{dropped}", cell.beside.words(ws, 0)))
    }));
    let names: Vec<String> = silent.iter().map(|cell| names::party_short(ws, cell.party)).collect();
    facts.push(("Nothing stated".to_owned(), names.join(", ")));
    page.facts(facts);
}

/// A position: its words, and on a line of its own what it is, when it was said, how well it is supported, whether it moved.
fn words(opened: &OpenWorkspace, cell: &Cell) -> String {
    let ws = opened.workspace();
    let Some((stated, statement)) = cell.position(ws) else { return String::new() };
    let marks = marks(ws, cell, (stated, statement), &release::terms(ws, statement), None);
    let also = stated.also.iter().filter_map(|id| ws.statements.get(id)).map(|more| {
        let terms = release::terms(ws, more);
        let level = if terms.is_guarded() { format!(" · {}", terms.label().to_lowercase()) } else { String::new() };
        format!("\nAlso at this round: {} ({}{level})", names::words(more, ""), names::kind(&more.kind).to_lowercase())
    });
    format!("{}\n{}{}", names::words(statement, ""), marks.join(" · "), also.collect::<String>())
}
