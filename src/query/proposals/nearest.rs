//! The earlier statement of a party that is nearest by its wording.

use crate::model::{NegotiationId, PartyId, Statement, StatementId, Workspace};
use crate::query::position::sort_by_said;
use crate::text::fold;
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Which.
    pub statement: StatementId,
    /// How alike the words are, from 0 to 1.
    pub likeness: f64,
    /// They are the same but for case, accents and punctuation.
    pub same: bool,
}

/// Below this the words have nothing in common that is worth being shown.
const LEAST: f64 = 0.3;
/// The latest statements of a party that are looked at.
const MOST: usize = 4000;

/// The statement of `party` whose words are most like `text`, the latest of those that are as alike; none if none is alike.
pub fn nearest(workspace: &Workspace, negotiation: NegotiationId, party: PartyId, text: &str, zone: Tz) -> Option<Nearest> {
    let wanted = words(text);
    if wanted.is_empty() {
        return None;
    }
    let mut said: Vec<&Statement> = workspace.statements_of(negotiation).filter(|one| one.party == party).collect();
    sort_by_said(workspace, &mut said, zone);
    let latest = said.iter().rev().take(MOST);
    let alike = latest.filter_map(|one| {
        let words = words(&one.text);
        let common = words.intersection(&wanted).count();
        let all = words.len() + wanted.len() - common;
        #[expect(clippy::cast_precision_loss, reason = "words of a statement")]
        let likeness = common as f64 / all.max(1) as f64;
        (likeness >= LEAST).then_some((likeness, *one))
    });
    // Of equals the first, which is the latest.
    let best = alike.reduce(|best, one| if one.0 > best.0 { one } else { best });
    best.map(|(likeness, one)| Nearest { statement: one.id, likeness, same: fold::words(&one.text) == fold::words(text) })
}

fn words(text: &str) -> BTreeSet<String> {
    let folded = fold::words(text);
    let spaced = folded.split(' ').filter(|word| !word.is_empty());
    spaced
        .flat_map(|word| {
            if word.chars().all(fold::is_unspaced) { word.chars().map(String::from).collect() } else { vec![word.to_owned()] }
        })
        .collect()
}
