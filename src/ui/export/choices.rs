//! The choices: of which negotiation, what, in which format, of which round, as of when.

use super::setup::{Setup, has_as_of, has_rounds};
use crate::exchange::release::Permitted;
use crate::exchange::request::What;
use crate::kit::{self, Choice, Tone, space};
use crate::model::{NegotiationId, Workspace};
use crate::query::{names, rounds};
use crate::ui::compare::Stop;
use crate::ui::{Page, ViewContext};
use egui::Ui;

/// Of which negotiation, if there are several; with its handling marking.
pub(super) fn negotiation_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
    let workspace = view_ctx.workspace();
    if workspace.negotiations.len() > 1 {
        let all: Vec<NegotiationId> = workspace.negotiations.keys().copied().collect();
        let items: Vec<String> = all.iter().map(|id| names::negotiation(workspace, *id)).collect();
        let current = names::negotiation(workspace, id);
        if let Some(Choice::Item(at)) = kit::combo("Negotiation", &current, &items).show(ui)
            && let Some(chosen) = all.get(at)
        {
            view_ctx.go(Page::Export(*chosen));
        }
    }
    let handling = workspace.negotiations.get(&id).map(|found| found.handling.trim()).unwrap_or_default();
    if !handling.is_empty() {
        ui.add_space(space::XS);
        let ink = kit::tokens(ui).tone(Tone::Warning).text;
        ui.add(kit::text(format!("Handling: {handling}. The marking stands in what is written.")).small().color(ink));
    }
}

/// What is exported, all of it in view.
pub(super) fn what_ui(ui: &mut Ui, setup: &mut Setup) {
    kit::subheading_ui(ui, "What");
    let options = What::ALL.map(|what| (what, what.label()));
    if let Some(what) = kit::segmented_ui(ui, "What", setup.what, &options) {
        setup.what = what;
        // A level is named for one export, not for whatever comes after it.
        setup.permitted = Permitted::default();
    }
    ui.add(kit::text(format!("{}.", setup.what.meaning())).weak().small());
}

/// In which format.
pub(super) fn format_ui(ui: &mut Ui, setup: &mut Setup) {
    kit::subheading_ui(ui, "Format");
    let options: Vec<_> = setup.what.formats().iter().map(|format| (*format, format.label())).collect();
    if let Some(format) = kit::segmented_ui(ui, "Format", setup.format(), &options) {
        setup.formats.insert(setup.what, format);
    }
}

/// The whole negotiation, or one round.
pub(super) fn part_ui(ui: &mut Ui, workspace: &Workspace, id: NegotiationId, setup: &mut Setup) {
    if !has_rounds(setup.what) {
        return;
    }
    let all: Vec<_> = rounds::in_order(workspace, id).into_iter().map(|round| round.id).collect();
    if all.is_empty() {
        return;
    }
    let mut items = vec!["The whole negotiation".to_owned()];
    items.extend(all.iter().map(|round| names::round(workspace, *round)));
    let at = setup.round.and_then(|round| all.iter().position(|one| *one == round)).map_or(0, |at| at + 1);
    let current = items.get(at).cloned().unwrap_or_default();
    if let Some(Choice::Item(chosen)) = kit::combo("Of which round", &current, &items).show(ui) {
        setup.round = chosen.checked_sub(1).and_then(|at| all.get(at).copied());
    }
}

/// As of when positions are told.
pub(super) fn as_of_ui(ui: &mut Ui, setup: &mut Setup, stops: &[Stop]) {
    if !has_as_of(setup.what) || (setup.what == What::Brief && setup.round.is_some()) || stops.len() < 2 {
        return;
    }
    let items: Vec<String> = stops.iter().map(Stop::words).collect();
    let at = stops.iter().position(|stop| stop.as_of == setup.as_of).unwrap_or(stops.len() - 1);
    let current = items.get(at).cloned().unwrap_or_default();
    if let Some(Choice::Item(chosen)) = kit::combo("Positions as of", &current, &items).show(ui)
        && let Some(stop) = stops.get(chosen)
    {
        setup.as_of = stop.as_of;
    }
}
