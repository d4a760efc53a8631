//! Who and what can be compared in a negotiation, worked out once for each state of the record.

use super::stops::{self, Stop};
use crate::model::{NegotiationId, PartyId, Workspace};
use crate::query::issues::{self, Node};
use crate::query::{matrix, position};
use std::collections::BTreeSet;

/// The parties, the issues and the points in time.
#[derive(Clone, Debug)]
pub(super) struct Axes {
    /// The parties in the order of the matrix.
    pub parties: Vec<PartyId>,
    /// The same with those first that have said anything.
    pub speakers: Vec<PartyId>,
    /// The issues as a tree.
    pub issues: Vec<Node>,
    /// The rounds, and now.
    pub stops: Vec<Stop>,
}

impl Axes {
    /// Works them out.
    pub(super) fn new(workspace: &Workspace, negotiation: NegotiationId) -> Self {
        let parties = matrix::columns(workspace, negotiation);
        let heard: BTreeSet<PartyId> = workspace.statements_of(negotiation).flat_map(position::voices).collect();
        let mut speakers = parties.clone();
        speakers.sort_by_key(|party| !heard.contains(party));
        let issues = issues::tree(workspace, negotiation);
        Self { parties, speakers, issues, stops: stops::stops(workspace, negotiation) }
    }
}
