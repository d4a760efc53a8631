//! Moving issues about in their tree: what changes, worked out without a window.

use crate::model::{Issue, IssueId, NegotiationId, Workspace};
use crate::query::issues;
use std::ops::Range;

/// Where an issue is to go, with all its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Before the one before it.
    Up,
    /// After the one after it.
    Down,
    /// To be a part of the one before it.
    In,
    /// To stand beside the one that it is a part of.
    Out,
}

impl Move {
    /// What undo calls it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Up => "move issue up",
            Self::Down => "move issue down",
            Self::In => "make issue a part of another",
            Self::Out => "take issue out of another",
        }
    }
}

/// The issues of a negotiation in order, each with the one that it is really a part of.
#[derive(Clone, Debug)]
pub(super) struct Order {
    lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    id: IssueId,
    parent: Option<IssueId>,
    depth: usize,
}

impl Order {
    /// As the record has them.
    pub(super) fn of(workspace: &Workspace, negotiation: NegotiationId) -> Self {
        let mut above: Vec<IssueId> = Vec::new();
        let line = |node: issues::Node| {
            above.truncate(node.depth);
            let parent = above.last().copied();
            above.push(node.issue);
            Line { id: node.issue, parent, depth: node.depth }
        };
        Self { lines: issues::tree(workspace, negotiation).into_iter().map(line).collect() }
    }

    fn at(&self, id: IssueId) -> Option<usize> {
        self.lines.iter().position(|line| line.id == id)
    }

    /// The line at `at` and its parts.
    fn subtree(&self, at: usize) -> Range<usize> {
        let depth = self.lines.get(at).map_or(0, |line| line.depth);
        let parts = self.lines.iter().skip(at + 1).take_while(|line| line.depth > depth).count();
        at..at + 1 + parts
    }

    /// The line before `at` that is a part of the same.
    fn sibling_before(&self, at: usize) -> Option<usize> {
        let line = self.lines.get(at)?;
        let before = (0..at).rev().take_while(|other| self.lines.get(*other).is_some_and(|other| other.depth >= line.depth));
        before.into_iter().find(|other| self.lines.get(*other).is_some_and(|other| other.depth == line.depth))
    }

    /// How deep a new issue after `after` may lie at most.
    pub(super) fn deepest(&self, after: Option<IssueId>) -> usize {
        after.and_then(|after| self.at(after)).and_then(|at| self.lines.get(at)).map_or(0, |line| line.depth + 1)
    }

    /// How deep an issue lies.
    pub(super) fn depth(&self, id: IssueId) -> usize {
        self.at(id).and_then(|at| self.lines.get(at)).map_or(0, |line| line.depth)
    }

    /// The line where a new issue after `after` and `depth` deep begins, and what it is a part of.
    pub(super) fn slot(&self, after: Option<IssueId>, depth: usize) -> (usize, Option<IssueId>) {
        let Some(mut at) = after.and_then(|after| self.at(after)) else { return (self.lines.len(), None) };
        if self.lines.get(at).is_some_and(|line| depth > line.depth) {
            return (at + 1, after);
        }
        while let Some(line) = self.lines.get(at)
            && line.depth > depth
            && let Some(above) = line.parent.and_then(|parent| self.at(parent))
        {
            at = above;
        }
        (self.subtree(at).end, self.lines.get(at).and_then(|line| line.parent))
    }

    /// The order after a move; none where there is nowhere to go.
    pub(super) fn moved(&self, id: IssueId, to: Move) -> Option<Self> {
        let at = self.at(id)?;
        let line = *self.lines.get(at)?;
        let mut lines = self.lines.clone();
        match to {
            Move::Up => {
                let before = self.sibling_before(at)?;
                lines[before..self.subtree(at).end].rotate_left(at - before);
            }
            Move::Down => {
                let own = self.subtree(at);
                let next = self.lines.get(own.end).filter(|next| next.depth == line.depth).map(|_| self.subtree(own.end))?;
                lines[own.start..next.end].rotate_left(own.len());
            }
            Move::In => {
                let parent = self.lines.get(self.sibling_before(at)?)?.id;
                lines.get_mut(at)?.parent = Some(parent);
            }
            Move::Out => {
                let above = self.at(line.parent?)?;
                lines.get_mut(at)?.parent = self.lines.get(above)?.parent;
                let (own, end) = (self.subtree(at), self.subtree(above).end);
                lines[own.start..end].rotate_left(own.len());
            }
        }
        Some(Self { lines })
    }

    /// How deep the issue may lie that is dropped before the line at `slot`, with its parts.
    fn depths(&self, own: &Range<usize>, slot: usize) -> std::ops::RangeInclusive<usize> {
        let rest = |at: &usize| !own.contains(at);
        let before = (0..slot).rev().find(rest).and_then(|at| self.lines.get(at));
        let after = (slot..self.lines.len()).find(rest).and_then(|at| self.lines.get(at));
        let most = before.map_or(0, |line| line.depth + 1);
        // What follows keeps what it is a part of.
        after.map_or(0, |line| line.depth).min(most)..=most
    }

    /// The depth at which an issue dropped there lands, if it was dragged so many levels in or out.
    pub(super) fn landing(&self, from: usize, slot: usize, levels: isize) -> usize {
        let own = self.subtree(from);
        let depths = self.depths(&own, slot);
        let wanted = self.lines.get(from).map_or(0, |line| line.depth).saturating_add_signed(levels);
        wanted.clamp(*depths.start(), *depths.end())
    }

    /// The order after the line at `from` was dropped, with its parts, before the line at `slot`; none if that changes nothing.
    pub(super) fn dropped(&self, from: usize, slot: usize, levels: isize) -> Option<Self> {
        let own = self.subtree(from);
        let line = *self.lines.get(from)?;
        let depth = self.landing(from, slot, levels);
        let mut lines = self.lines.clone();
        let mut taken: Vec<Line> = lines.drain(own.clone()).collect();
        let slot = slot.min(self.lines.len());
        let at = if slot <= own.start { slot } else { slot.saturating_sub(own.len()).max(own.start) };
        let parent = lines.iter().take(at).rev().find(|line| line.depth < depth).map(|line| line.id);
        for part in &mut taken {
            part.depth = part.depth + depth - line.depth;
        }
        taken.first_mut()?.parent = parent;
        lines.splice(at..at, taken);
        (lines != self.lines).then_some(Self { lines })
    }

    /// The order with a new issue in it.
    pub(super) fn with(&self, new: IssueId, after: Option<IssueId>, depth: usize) -> Self {
        let (at, parent) = self.slot(after, depth);
        let mut lines = self.lines.clone();
        lines.insert(at.min(lines.len()), Line { id: new, parent, depth });
        Self { lines }
    }

    /// The issues as they must be put so that the record has this order: only those that change. `new` is one not yet in the record.
    pub(super) fn changes(&self, workspace: &Workspace, new: Option<&Issue>) -> Vec<Issue> {
        let mut changed = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            let fresh = new.filter(|new| new.id == line.id);
            let Some(issue) = fresh.or_else(|| workspace.issues.get(&line.id)) else { continue };
            if fresh.is_some() || issue.place != place || issue.parent != line.parent {
                changed.push(Issue { place, parent: line.parent, ..issue.clone() });
            }
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    /// Territory, Ceasefire (Option 1 (Monitoring), Option 2), Prisoners.
    fn talks() -> Talks {
        let mut talks = Talks::new();
        for path in [
            "Territory",
            "Ceasefire",
            "Ceasefire › Option 1",
            "Ceasefire › Option 1 › Monitoring",
            "Ceasefire › Option 2",
            "Prisoners",
        ] {
            talks.issue(path);
        }
        let mut places = 0..;
        talks.ws.issues.each_mut(|issue| issue.place = places.next().unwrap());
        talks
    }

    fn id(talks: &Talks, name: &str) -> IssueId {
        talks.ws.issues.values().find(|issue| issue.name == name).unwrap().id
    }

    fn shown(talks: &Talks) -> String {
        let line = |node: issues::Node| format!("{}{}", "-".repeat(node.depth), talks.ws.issues[&node.issue].name);
        issues::tree(&talks.ws, talks.negotiation).into_iter().map(line).collect::<Vec<_>>().join(" ")
    }

    fn after(name: &str, to: Move) -> Option<String> {
        let mut talks = talks();
        let order = Order::of(&talks.ws, talks.negotiation).moved(id(&talks, name), to)?;
        for issue in order.changes(&talks.ws, None) {
            talks.ws.issues.insert(issue.id, issue);
        }
        Some(shown(&talks))
    }

    #[test]
    fn issues_move_with_their_parts() {
        assert_eq!(shown(&talks()), "Territory Ceasefire -Option 1 --Monitoring -Option 2 Prisoners");
        for (name, to, wanted) in [
            ("Ceasefire", Move::Up, "Ceasefire -Option 1 --Monitoring -Option 2 Territory Prisoners"),
            ("Territory", Move::Down, "Ceasefire -Option 1 --Monitoring -Option 2 Territory Prisoners"),
            ("Ceasefire", Move::In, "Territory -Ceasefire --Option 1 ---Monitoring --Option 2 Prisoners"),
            ("Prisoners", Move::In, "Territory Ceasefire -Option 1 --Monitoring -Option 2 -Prisoners"),
            ("Option 1", Move::Out, "Territory Ceasefire -Option 2 Option 1 -Monitoring Prisoners"),
            ("Monitoring", Move::Out, "Territory Ceasefire -Option 1 -Monitoring -Option 2 Prisoners"),
            ("Option 2", Move::Up, "Territory Ceasefire -Option 2 -Option 1 --Monitoring Prisoners"),
        ] {
            assert_eq!(after(name, to).as_deref(), Some(wanted), "{name} {to:?}");
        }
        for (name, to) in [
            ("Territory", Move::Up),
            ("Territory", Move::In),
            ("Territory", Move::Out),
            ("Option 1", Move::Up),
            ("Option 2", Move::Down),
            ("Prisoners", Move::Down),
        ] {
            assert_eq!(after(name, to), None, "{name} {to:?}");
        }
    }

    #[test]
    fn an_issue_lands_with_its_parts_where_it_is_dropped() {
        let dropped = |name: &str, slot: usize, levels: isize| {
            let mut talks = talks();
            let order = Order::of(&talks.ws, talks.negotiation);
            let order = order.dropped(order.at(id(&talks, name))?, slot, levels)?;
            for issue in order.changes(&talks.ws, None) {
                talks.ws.issues.insert(issue.id, issue);
            }
            let again = Order::of(&talks.ws, talks.negotiation);
            assert_eq!(again.lines, order.lines, "the record has what was shown");
            Some(shown(&talks))
        };
        // Territory Ceasefire -Option 1 --Monitoring -Option 2 Prisoners
        for (name, slot, levels, wanted) in [
            ("Prisoners", 0, 0, "Prisoners Territory Ceasefire -Option 1 --Monitoring -Option 2"),
            ("Territory", 6, 0, "Ceasefire -Option 1 --Monitoring -Option 2 Prisoners Territory"),
            ("Ceasefire", 0, 0, "Ceasefire -Option 1 --Monitoring -Option 2 Territory Prisoners"),
            ("Ceasefire", 6, 0, "Territory Prisoners Ceasefire -Option 1 --Monitoring -Option 2"),
            // Between the parts of another it becomes a part; how deep the pointer says, where there is a choice.
            ("Prisoners", 2, 0, "Territory Ceasefire -Prisoners -Option 1 --Monitoring -Option 2"),
            ("Prisoners", 4, 0, "Territory Ceasefire -Option 1 --Monitoring -Prisoners -Option 2"),
            ("Prisoners", 4, 2, "Territory Ceasefire -Option 1 --Monitoring --Prisoners -Option 2"),
            ("Prisoners", 4, 9, "Territory Ceasefire -Option 1 --Monitoring ---Prisoners -Option 2"),
            ("Prisoners", 5, 1, "Territory Ceasefire -Option 1 --Monitoring -Option 2 -Prisoners"),
            ("Option 2", 5, -1, "Territory Ceasefire -Option 1 --Monitoring Option 2 Prisoners"),
            ("Option 1", 6, 0, "Territory Ceasefire -Option 2 Prisoners -Option 1 --Monitoring"),
            ("Option 1", 0, 5, "Option 1 -Monitoring Territory Ceasefire -Option 2 Prisoners"),
            // Among its own parts it stays where it is.
            ("Ceasefire", 3, 1, "Territory -Ceasefire --Option 1 ---Monitoring --Option 2 Prisoners"),
        ] {
            assert_eq!(dropped(name, slot, levels).as_deref(), Some(wanted), "{name} {slot} {levels}");
        }
        for (name, slot, levels) in
            [("Territory", 0, 3), ("Territory", 1, 0), ("Ceasefire", 4, 0), ("Prisoners", 6, 0), ("Option 1", 2, 0)]
        {
            assert_eq!(dropped(name, slot, levels), None, "{name} {slot} {levels}");
        }
    }

    #[test]
    fn a_new_issue_stands_where_it_was_asked_for() {
        let talks = talks();
        let order = Order::of(&talks.ws, talks.negotiation);
        let slot = |name: &str, depth| {
            let (at, parent) = order.slot(Some(id(&talks, name)), depth);
            (at, parent.map(|parent| talks.ws.issues[&parent].name.as_str()))
        };
        assert_eq!(slot("Ceasefire", 0), (5, None));
        assert_eq!(slot("Ceasefire", 1), (2, Some("Ceasefire")));
        assert_eq!(slot("Monitoring", 1), (4, Some("Ceasefire")));
        assert_eq!(slot("Monitoring", 0), (5, None));
        assert_eq!(order.slot(None, 0), (6, None));
        assert_eq!(order.deepest(Some(id(&talks, "Monitoring"))), 3);
    }

    #[test]
    fn moving_there_and_back_changes_nothing() {
        let talks = talks();
        let order = Order::of(&talks.ws, talks.negotiation);
        let territory = id(&talks, "Territory");
        let back = order.moved(territory, Move::Down).and_then(|order| order.moved(territory, Move::Up)).unwrap();
        assert!(back.changes(&talks.ws, None).is_empty());
    }
}
