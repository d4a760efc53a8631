//! The issues of a negotiation as a tree.

use crate::model::{Issue, IssueId, IssueState, NegotiationId, Vocabulary, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// An issue and how deep it lies: 0 for one that is part of no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which issue.
    pub issue: IssueId,
    /// How many issues it lies within.
    pub depth: usize,
}

/// All issues of a negotiation, each exactly once: by place, each followed by its parts. An issue whose parent is missing, is in
/// another negotiation or lies within the issue itself stands at the top.
pub fn tree(workspace: &Workspace, negotiation: NegotiationId) -> Vec<Node> {
    let issues = workspace.issues_of(negotiation);
    let known: BTreeSet<IssueId> = issues.iter().map(|issue| issue.id).collect();
    let mut parts: BTreeMap<Option<IssueId>, Vec<&Issue>> = BTreeMap::new();
    for issue in &issues {
        parts.entry(issue.parent.filter(|parent| known.contains(parent))).or_default().push(issue);
    }
    let mut walk = Walk { parts, seen: BTreeSet::new(), nodes: Vec::with_capacity(issues.len()) };
    for issue in walk.parts.remove(&None).unwrap_or_default() {
        walk.from(issue.id);
    }
    // What is left goes round in a circle; it must not vanish for that.
    for issue in issues {
        walk.from(issue.id);
    }
    walk.nodes
}

/// How many issues of a negotiation stand where, in the order of the states; a state in which none is is left out.
pub fn by_state(workspace: &Workspace, id: NegotiationId) -> Vec<(IssueState, usize)> {
    let mut states: Vec<(IssueState, usize)> = IssueState::KNOWN.iter().map(|state| (state.clone(), 0)).collect();
    for issue in workspace.issues_of(id) {
        match states.iter_mut().find(|(state, _)| *state == issue.state) {
            Some((_, count)) => *count += 1,
            None => states.push((issue.state.clone(), 1)),
        }
    }
    states.retain(|(_, count)| *count > 0);
    states
}

/// All issues that lie within `issue`, at any depth.
pub fn within(workspace: &Workspace, issue: IssueId) -> Vec<IssueId> {
    let mut found = vec![issue];
    let mut next = 0;
    while let Some(&above) = found.get(next) {
        let parts = workspace.parts_of(above).map(|part| part.id);
        let new: Vec<IssueId> = parts.filter(|part| !found.contains(part)).collect();
        found.extend(new);
        next += 1;
    }
    found.split_off(1)
}

struct Walk<'a> {
    parts: BTreeMap<Option<IssueId>, Vec<&'a Issue>>,
    seen: BTreeSet<IssueId>,
    nodes: Vec<Node>,
}

impl Walk<'_> {
    /// An issue and all that lies within it. A file may nest them deeper than calls can.
    fn from(&mut self, top: IssueId) {
        let mut ahead = vec![Node { issue: top, depth: 0 }];
        while let Some(node) = ahead.pop() {
            if self.seen.insert(node.issue) {
                self.nodes.push(node);
                let parts = self.parts.remove(&Some(node.issue)).unwrap_or_default();
                ahead.extend(parts.iter().rev().map(|part| Node { issue: part.id, depth: node.depth + 1 }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn parents_come_before_their_parts_and_nothing_is_lost() {
        let mut talks = Talks::new();
        let ids = ["A", "A › B", "A › B › C", "D", "D › E"].map(|path| talks.issue(path));
        let shown = |talks: &Talks| -> Vec<String> {
            tree(&talks.ws, talks.negotiation)
                .iter()
                .map(|node| format!("{}{}", talks.ws.issues[&node.issue].name, node.depth))
                .collect()
        };
        assert_eq!(shown(&talks), ["A0", "B1", "C2", "D0", "E1"]);
        assert_eq!(within(&talks.ws, ids[0]), [ids[1], ids[2]]);
        talks.ws.issues.get_mut(&ids[0]).unwrap().place = 9;
        assert_eq!(shown(&talks), ["D0", "E1", "A0", "B1", "C2"]);
        talks.ws.issues.get_mut(&ids[0]).unwrap().parent = Some(ids[2]);
        assert_eq!(shown(&talks), ["D0", "E1", "B0", "C1", "A2"], "a circle is cut open");
        assert_eq!(within(&talks.ws, ids[0]), [ids[1], ids[2]], "and nothing is within itself");
        talks.ws.issues.remove(&ids[3]);
        assert_eq!(shown(&talks)[0], "E0", "a part whose parent is gone stands at the top");
    }
    #[test]
    fn issues_are_counted_by_state_in_the_order_of_the_states() {
        let mut talks = Talks::new();
        for (name, state) in [
            ("A", IssueState::Agreed),
            ("B", IssueState::Open),
            ("C", IssueState::Other("frozen".into())),
            ("D", IssueState::Open),
            ("E", IssueState::Unstated),
        ] {
            let id = talks.issue(name);
            talks.ws.issues.get_mut(&id).unwrap().state = state;
        }
        let counted = by_state(&talks.ws, talks.negotiation);
        let words: Vec<String> = counted.iter().map(|(state, count)| format!("{count} {}", state.key())).collect();
        assert_eq!(words, ["1 unstated", "2 open", "1 agreed", "1 frozen"]);
    }

    #[test]
    fn depth_has_no_end() {
        let mut talks = Talks::new();
        let top = talks.issue("A");
        let first = talks.ws.issues[&top].clone();
        for at in 1..50_000 {
            let id = |at: u128| if at == 0 { top } else { IssueId(uuid::Uuid::from_u128(u128::MAX - 100_000 + at)) };
            let below = Issue { id: id(at), parent: Some(id(at - 1)), ..first.clone() };
            talks.ws.issues.insert(below.id, below);
        }
        let tree = tree(&talks.ws, talks.negotiation);
        assert_eq!(tree.iter().map(|node| node.depth).collect::<Vec<_>>(), (0..50_000).collect::<Vec<_>>());
    }
}
