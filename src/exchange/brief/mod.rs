//! Papers: the brief of a negotiation, for a principal who has three minutes, and the record of one round.
//!
//! A paper is composed from what may leave, and says no more than somebody stated: what nobody stated is left out, or said to be
//! missing where that is news. What a party says, what is claimed, and what somebody infers stay apart and look apart.

mod accounts;
mod incidents;
mod last_round;
mod matrix;
mod moved;
mod notes;
mod open_follow_ups;
mod others;
mod paper;
mod round;
mod round_facts;
mod statement;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod unattributed;
mod upcoming;

use super::document::Document;
use super::release::Released;
use super::request::{ExportContext, Request};
use crate::query::names;
use paper::Paper;

/// Composes the paper that is asked for: of a round if the request names one that may leave, else of the negotiation.
pub fn compose(released: &Released, request: &Request, context: &ExportContext) -> Document {
    let mut paper = Paper::new(released, request, context);
    let round = request.round.and_then(|id| released.workspace().rounds.get(&id));
    let (title, mut subtitle) = match round {
        Some(round) => {
            round::write(&mut paper, round);
            let of = names::negotiation(paper.workspace, paper.negotiation);
            (names::round_title(round), vec![of, format!("Paper of {}", paper.made())])
        }
        None => {
            negotiation(&mut paper);
            (names::negotiation(paper.workspace, paper.negotiation), vec![format!("Brief of {}", paper.made())])
        }
    };
    let negotiation = released.workspace().negotiations.get(&released.negotiation());
    let code = negotiation.map(|one| one.code.trim()).filter(|code| !code.is_empty());
    if let (Some(code), Some(line)) = (code, subtitle.last_mut()) {
        *line = format!("{code} · {line}");
    }
    if !context.author.trim().is_empty() {
        subtitle.push(format!("Prepared by {}", context.author.trim()));
    }
    Document {
        title,
        subtitle,
        marking: negotiation.map(|one| one.handling.trim().to_owned()).unwrap_or_default(),
        author: context.author.trim().to_owned(),
        made: context.now,
        blocks: paper.blocks,
        notes: paper.notes.into_notes(),
    }
}

/// The paper on a negotiation.
fn negotiation(paper: &mut Paper<'_>) {
    summary::write(paper);
    last_round::write(paper);
    matrix::write(paper);
    moved::write(paper);
    others::write(paper);
    upcoming::write(paper);
    open_follow_ups::write(paper);
    incidents::since(paper);
    unattributed::write(paper, None);
}
