//! Which statements are wanted: words, party, issue, kind, record level, verification.

use super::list::Order;
use crate::kit::{self, Choice};
use crate::model::{IssueId, NegotiationId, PartyId, RecordLevel, Statement, StatementKind, Verification, Vocabulary, Workspace};
use crate::query::fold::fold;
use crate::query::{issues, names, position};
use egui::Ui;

/// What is wanted; what is empty filters nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filter {
    pub words: String,
    pub party: Option<PartyId>,
    pub issue: Option<IssueId>,
    pub kind: Option<StatementKind>,
    pub level: Option<RecordLevel>,
    pub verification: Option<Verification>,
}

impl Filter {
    /// The statements of a negotiation that are wanted. An issue stands for its parts too, and a party for what was said on its
    /// behalf.
    pub(super) fn wanted<'a>(&self, workspace: &'a Workspace, negotiation: NegotiationId) -> impl Iterator<Item = &'a Statement> {
        let on = self.issue.map(|issue| [vec![issue], issues::within(workspace, issue)].concat());
        let words = fold(&self.words);
        workspace.statements_of(negotiation).filter(move |statement| {
            self.party.is_none_or(|party| position::voices(statement).any(|voice| voice == party))
                && on.as_ref().is_none_or(|on| statement.issues.iter().any(|issue| on.contains(issue)))
                && self.kind.as_ref().is_none_or(|kind| *kind == statement.kind)
                && self.level.as_ref().is_none_or(|level| *level == statement.level)
                && self.verification.as_ref().is_none_or(|verification| *verification == statement.verification)
                && (words.is_empty() || holds(workspace, statement, &words))
        })
    }
}

/// Whether every one of the folded words is in the statement or in a name on it.
fn holds(workspace: &Workspace, statement: &Statement, words: &str) -> bool {
    let mut text = vec![statement.text.clone(), statement.original.text.clone(), statement.note.clone()];
    text.extend(position::voices(statement).map(|party| names::party(workspace, party)));
    text.extend(statement.speaker.as_ref().map(|who| names::who(workspace, who)));
    text.extend(statement.issues.iter().map(|issue| names::issue(workspace, *issue)));
    let text = fold(&text.join(" "));
    words.split_whitespace().all(|word| text.contains(word))
}

/// Draws the filters; gives back what was changed.
pub(super) fn filter_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    negotiation: NegotiationId,
    filter: &Filter,
    order: Order,
) -> (Option<Filter>, Option<Order>) {
    let mut new = filter.clone();
    let mut new_order = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(kit::space::S, kit::space::XS);
        cell_ui(ui, 176.0, |ui| {
            kit::text_field("Words", &mut new.words).hint("In text, names, notes").show(ui);
        });
        let parties = parties(workspace, negotiation);
        pick_ui(ui, "Party", &parties, &mut new.party, |id| names::party(workspace, *id));
        let tree: Vec<IssueId> = issues::tree(workspace, negotiation).into_iter().map(|node| node.issue).collect();
        pick_ui(ui, "Issue", &tree, &mut new.issue, |id| names::issue_path(workspace, *id));
        term_ui(ui, &mut new.kind);
        term_ui(ui, &mut new.level);
        term_ui(ui, &mut new.verification);
        cell_ui(ui, 184.0, |ui| {
            kit::label_ui(ui, "Order");
            new_order =
                kit::segmented_ui(ui, "Order", order, &[(Order::Newest, "Newest first"), (Order::Oldest, "Oldest first")]);
        });
    });
    ((new != *filter).then_some(new), new_order)
}

/// The height of a filter with its label.
const CELL: f32 = 50.0;

/// A cell of a width of its own; all are equally high, so that they stand on one line.
fn cell_ui(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, CELL), egui::Sense::hover());
    let layout = egui::Layout::top_down(egui::Align::Min);
    add(&mut ui.new_child(
        egui::UiBuilder::new().id_salt(("filter", rect.min.x.to_bits(), rect.min.y.to_bits())).max_rect(rect).layout(layout),
    ));
}

fn pick_ui<T: Clone + PartialEq>(ui: &mut Ui, label: &str, all: &[T], chosen: &mut Option<T>, name: impl Fn(&T) -> String) {
    let items: Vec<String> = all.iter().map(&name).collect();
    let current = chosen.as_ref().map(name).unwrap_or_default();
    cell_ui(ui, 118.0, |ui| match kit::combo(label, &current, &items).placeholder("Any").clearable().show(ui) {
        Some(Choice::Item(at)) => *chosen = all.get(at).cloned(),
        Some(Choice::Cleared) => *chosen = None,
        Some(Choice::Own(_)) | None => {}
    });
}

fn term_ui<V: Vocabulary>(ui: &mut Ui, chosen: &mut Option<V>) {
    pick_ui(ui, V::NAME, V::KNOWN, chosen, |term| term.label().to_owned());
}

/// The parties of a negotiation: those seated, then others that spoke.
fn parties(workspace: &Workspace, negotiation: NegotiationId) -> Vec<PartyId> {
    let seats = workspace.negotiations.get(&negotiation).into_iter().flat_map(|found| &found.seats).map(|seat| seat.party);
    let mut parties: Vec<PartyId> = Vec::new();
    for party in seats.chain(workspace.statements_of(negotiation).map(|statement| statement.party)) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}
