//! What of everything that was done is wanted: words, a person, a negotiation.

use super::{Past, Question};
use crate::kit::{self, Choice};
use crate::model::NegotiationId;
use crate::query::names;
use crate::ui::Cx;
use egui::Ui;
use std::collections::BTreeSet;

/// Draws the filters, and changes the question by them.
pub(super) fn filter_ui(ui: &mut Ui, cx: &Cx<'_>, past: &Past, question: &mut Question) {
    let workspace = cx.workspace();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(kit::space::S, kit::space::XS);
        cell_ui(ui, "words", 240.0, |ui| {
            kit::text_field("Words", &mut question.words).hint("In names, texts and labels").show(ui);
        });
        let people: BTreeSet<String> = past.people().iter().chain(&question.who).cloned().collect();
        let people: Vec<String> = people.into_iter().collect();
        cell_ui(ui, "who", 180.0, |ui| {
            let current = question.who.clone().unwrap_or_default();
            match kit::combo("Done by", &current, &people).placeholder("Anyone").clearable().show(ui) {
                Some(Choice::Item(at)) => question.who = people.get(at).cloned(),
                Some(Choice::Cleared) => question.who = None,
                Some(Choice::Own(_)) | None => {}
            }
        });
        let negotiations: Vec<NegotiationId> = workspace.negotiations.keys().copied().collect();
        let titles: Vec<String> = negotiations.iter().map(|id| names::negotiation(workspace, *id)).collect();
        cell_ui(ui, "negotiation", 240.0, |ui| {
            let current = question.negotiation.map(|id| names::negotiation(workspace, id)).unwrap_or_default();
            match kit::combo("Negotiation", &current, &titles).placeholder("Any").clearable().show(ui) {
                Some(Choice::Item(at)) => question.negotiation = negotiations.get(at).copied(),
                Some(Choice::Cleared) => question.negotiation = None,
                Some(Choice::Own(_)) | None => {}
            }
        });
    });
    ui.add_space(kit::space::XS);
}

/// The height of a filter with its label.
const CELL: f32 = 50.0;

fn cell_ui(ui: &mut Ui, salt: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, CELL), egui::Sense::hover());
    let layout = egui::Layout::top_down(egui::Align::Min);
    add(&mut ui.new_child(egui::UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout)));
}
