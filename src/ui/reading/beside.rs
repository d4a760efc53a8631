//! What the party said before: where it stands on the issue, and its earlier words that are most like the new ones.

use crate::kit::{self, Mark};
use crate::model::{IssueId, NegotiationId, PartyId, StatementId, Vocabulary, Workspace};
use crate::query::compare::{self, word_diff};
use crate::query::names;
use crate::query::position::{self, AsOf};
use crate::query::proposals::nearest;
use chrono_tz::Tz;
use egui::Ui;

/// Of whom, on what, and which words.
pub(super) type Question = (NegotiationId, PartyId, Option<IssueId>, String, Tz);

/// What was said before.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    position: Option<StatementId>,
    nearest: Option<StatementId>,
    /// The nearest are the same words.
    same: bool,
    /// The new words, with what is not in the nearest marked.
    parts: Vec<(bool, String)>,
}

/// Words that are compared at most, in bytes: no more is read in a strip.
const MOST: usize = 2000;

impl Beside {
    pub(super) fn new(workspace: &Workspace, (negotiation, party, issue, words, zone): &Question) -> Self {
        let words = words.get(..words.floor_char_boundary(MOST)).unwrap_or_default();
        let position = issue.and_then(|issue| position::position(workspace, *party, issue, AsOf::Now, *zone));
        let nearest = nearest(workspace, *negotiation, *party, words, *zone);
        let before = nearest.and_then(|nearest| workspace.statements.get(&nearest.statement));
        let parts = before.filter(|_| nearest.is_some_and(|nearest| !nearest.same)).map_or_else(Vec::new, |before| {
            let diff = word_diff(&before.text, words);
            let spans = compare::phrases(&diff.new, words).into_iter();
            let part =
                |span: compare::Span| (span.mark != compare::Mark::Same, words.get(span.range).unwrap_or_default().to_owned());
            spans.map(part).collect()
        });
        Self {
            position: position.map(|position| position.statement),
            nearest: nearest.map(|nearest| nearest.statement),
            same: nearest.is_some_and(|nearest| nearest.same),
            parts,
        }
    }

    /// Draws it in a line or two.
    pub(super) fn ui(&self, ui: &mut Ui, workspace: &Workspace) {
        if let Some(now) = self.position.and_then(|id| workspace.statements.get(&id)) {
            let party = names::party_short(workspace, now.party);
            let said = position::said_words(workspace, now);
            let head = kit::join([party.as_str(), now.kind.said(), said.as_str()], ", ");
            let words = format!("Stands at ({head}): {}", names::shortened(&now.text, ""));
            ui.add(kit::text(words.as_str()).small().truncate());
        }
        let Some(before) = self.nearest.and_then(|id| workspace.statements.get(&id)) else { return };
        let said = position::said_words(workspace, before);
        let when = if said.is_empty() { "before".to_owned() } else { format!("on {said}") };
        if self.same {
            ui.add(kit::text(format!("Same words as {when}")).small().strong());
            return;
        }
        ui.add(kit::text(format!("Other words than {when}:")).small().weak());
        let spans = self.parts.iter().map(|(new, words)| (if *new { Mark::Added } else { Mark::Same }, words.as_str()));
        kit::diff_ui(ui, spans);
    }
}
