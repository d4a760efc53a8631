//! To look at: what in the record does not hold together, each leading to its record, and what else was noticed in files that are
//! open.

use super::super::lines::line_ui;
use super::super::problem_state::{Place, place_of};
use super::super::{ShellView, ViewContext, badges, menu, row};
use super::files::problem_words;
use super::unsaved::path_ui;
use crate::kit;
use crate::query::{check, names};
use egui::Ui;

/// Draws the section while there is something to tell.
pub(super) fn section_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
    let problems: Vec<_> =
        view_ctx.session.problems().iter().filter(|problem| place_of(problem) == Some(Place::Findings)).collect();
    let findings = &view.problems.findings;
    let count = problems.len() + findings.len();
    if count == 0 {
        return;
    }
    super::section_ui(ui, "To look at", count, "All of it is open and can be edited. What is put right goes from this list.");
    for (at, problem) in problems.iter().take(super::SHOWN).enumerate() {
        ui.push_id(("in a file", at), |ui| {
            line_ui(ui, |ui| path_ui(ui, view_ctx, &problem.file));
            ui.add(kit::text(problem_words(problem)).selectable());
        });
    }
    ui.spacing_mut().item_spacing.y = kit::space::XXS;
    kit::access::list_ui(ui, "To look at", findings.len(), |ui| {
        let list = crate::ui::focus::begin_list(ui, "findings");
        for (at, finding) in findings.iter().take(super::SHOWN).enumerate() {
            ui.push_id(("finding", at), |ui| finding_ui(ui, view_ctx, finding));
        }
        crate::ui::focus::end_list(ui, list);
    });
    super::more_ui(ui, findings.len());
}

fn finding_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, finding: &check::Problem) {
    let title = names::title(view_ctx.workspace(), finding.record);
    let noun = finding.record.noun();
    let response = row::row_ui(ui, &format!("{title}, {noun}: {}", finding.what), view_ctx.is_selected(finding.record), |ui| {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        let name = |ui: &mut Ui| {
            badges::icon(finding.record).ui(ui, 16.0, kit::tokens(ui).text_weak);
            ui.add(kit::text(title.as_str()).truncate())
        };
        kit::with_actions_ui(ui, name, |ui| {
            ui.add(kit::text(noun).weak().small());
        });
        ui.add(kit::text(finding.what.as_str()).small().weak());
    });
    menu::row_menu(ui, view_ctx, &response, finding.record);
    if response.clicked() {
        view_ctx.open(finding.record);
    }
}
