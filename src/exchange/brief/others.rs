//! The section of statements that are no positions: condemnations, claims and the like, and statements on no issue. They have no cell
//! in the matrix.

use super::paper::Paper;
use super::statement;
use crate::exchange::document::Block;
use crate::model::Statement;
use crate::query::matrix::baseline;
use crate::query::position::{AsOf, Positions, voices};
use crate::query::{beside, usage};

/// What came since the round that movement is reckoned from, and what an issue has where its party has no position; of the rest the
/// paper says how much there is.
pub(super) fn write(paper: &mut Paper<'_>) {
    let now = Positions::new(paper.workspace, paper.negotiation, paper.as_of, paper.zone);
    let since = baseline(paper.workspace, paper.negotiation, paper.as_of, paper.zone);
    let then = since.map(|round| Positions::new(paper.workspace, paper.negotiation, AsOf::Round(round), paper.zone));
    let is_new = |said: &Statement| then.as_ref().is_none_or(|then| !then.includes(said.id));
    let is_all_there_is =
        |said: &Statement| said.issues.iter().any(|issue| voices(said).any(|party| now.of(party, *issue).is_none()));
    let (shown, before): (Vec<&Statement>, Vec<&Statement>) =
        beside::outside_the_matrix(paper.workspace, &now).partition(|said| is_new(said) || is_all_there_is(said));
    if shown.is_empty() && before.is_empty() {
        return;
    }
    paper.heading(1, "Other statements");
    if !shown.is_empty() {
        paper.push(Block::aside(
            "What was said that is no position on an issue. Where nothing else is said, a single source has it.",
        ));
    }
    statement::by_issue(paper, &shown);
    if !before.is_empty() {
        let are = if before.len() == 1 { "is" } else { "are" };
        let counted = usage::counted(before.len(), "other statement");
        paper.push(Block::aside(format!("{counted} from before {are} in the record and not in this paper.")));
    }
}
