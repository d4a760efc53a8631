//! The statements of a round, by issue or by party.

use super::culled::{self, Heights};
use super::data::{GroupBy, RoundData};
use super::section::copied_section_ui;
use super::statement_row::{Shown, statement_ui};
use crate::exchange::request::What;
use crate::kit;
use crate::model::Workspace;
use crate::query::grouped::{Group, Heading};
use crate::query::names;
use crate::ui::{Command, CopyOf, ViewContext, badges, copy_table, focus, selection};
use egui::Ui;

/// From so many statements on, only those in view are drawn.
const MANY: usize = 60;

/// Draws the statements; gives back the grouping if another one was chosen.
pub(super) fn statements_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    data: &RoundData,
    by: GroupBy,
    heights: &mut Heights,
) -> Option<GroupBy> {
    let mut chosen = None;
    let words = ["New statement", "None yet; type one in the quick line below"];
    let copy = Some("Copy the statements as a table");
    let (add, copies) = copied_section_ui(ui, "Statements", data.statements, words, copy, |ui| {
        let options = [(GroupBy::Issue, "By issue"), (GroupBy::Party, "By party")];
        chosen = kit::segmented_ui(ui, "Group statements", by, &options);
        let list = focus::begin_list(ui, "statements of the round");
        for (at, group) in data.groups.iter().enumerate() {
            ui.push_id(at, |ui| {
                ui.add_space(kit::space::S);
                heading_ui(ui, view_ctx, group.heading);
                ui.spacing_mut().item_spacing.y = 0.0;
                let shown = match group.heading {
                    Heading::Party(_) => Shown { party: false, issues: true },
                    Heading::Issue(_) | Heading::NoIssue => Shown { party: true, issues: false },
                };
                let name = heading_words(view_ctx.workspace(), group.heading);
                kit::access::list_ui(ui, &name, group.statements.len(), |ui| {
                    for id in &group.statements {
                        if let Some(statement) = view_ctx.workspace().statements.get(id) {
                            let kept = (data.statements > MANY && !view_ctx.nav.wants(*id)).then_some(&mut *heights);
                            let workspace = view_ctx.workspace();
                            let name = || names::statement_line(workspace, statement);
                            culled::ui(ui, kept, *id, name, |ui| {
                                statement_ui(ui, view_ctx, statement, shown, &data.replaced_by, || lines(data));
                            });
                        }
                    }
                });
            });
        }
        focus::end_list(ui, list);
    });
    if add {
        view_ctx.run(Command::NewStatement);
    }
    let asked = data.statements > 0 && std::mem::take(&mut view_ctx.copies);
    if (copies || asked)
        && let Some(negotiation) = view_ctx.nav.page().negotiation(view_ctx.workspace())
    {
        let ids = data.groups.iter().flat_map(|group| group.statements.iter().copied());
        copy_table::copy(view_ctx, CopyOf::rows(What::Statements, negotiation, ids));
    }
    chosen
}

fn heading_words(workspace: &Workspace, heading: Heading) -> String {
    match heading {
        Heading::Issue(issue) => names::issue_path(workspace, issue),
        Heading::NoIssue => "On no issue".to_owned(),
        Heading::Party(party) => names::party(workspace, party),
    }
}

/// The statements from top to bottom, for the selection of several.
fn lines(data: &RoundData) -> selection::Lines {
    let statements = |group: &Group| group.statements.iter().map(|id| Some((*id).into())).collect::<Vec<_>>();
    data.groups.iter().flat_map(statements).collect()
}

fn heading_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, heading: Heading) {
    let workspace = view_ctx.workspace();
    let words = heading_words(workspace, heading);
    match heading {
        Heading::Issue(issue) => {
            let state = workspace.issues.get(&issue).map(|issue| &issue.state);
            kit::with_actions_ui(
                ui,
                |ui| ui.add(kit::text(words).strong().truncate()),
                |ui| {
                    if let Some(state) = state {
                        badges::issue_state_ui(ui, state);
                    }
                },
            );
        }
        Heading::NoIssue => {
            ui.add(kit::text(words).strong());
        }
        Heading::Party(party) => {
            ui.horizontal(|ui| {
                badges::party_ui(ui, workspace, party);
                ui.add(kit::text(words).strong().truncate());
            });
        }
    }
}
