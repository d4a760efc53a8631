//! What of everything that was done is wanted: words, a person, a negotiation.

use super::{Past, Question, Reached};
use crate::kit::{self, Choice};
use crate::model::NegotiationId;
use crate::query::names;
use crate::query::usage::counted;
use crate::ui::ViewContext;
use crate::ui::filters::{Bar, Saving};
use crate::ui::views::{Values, ids, put};
use egui::Ui;
use std::collections::BTreeSet;

/// Draws the filters, and changes the question by them.
pub(super) fn filter_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past, question: &mut Question, saving: &mut Saving) {
    let workspace = view_ctx.workspace();
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
    ui.horizontal(|ui| {
        let bar = Bar { list: "history", negotiation: None, values: &values(question), shown: &found_words(past, question) };
        if let Some(values) = bar.ui(ui, view_ctx, saving) {
            take(question, &values);
        }
    });
    ui.add_space(kit::space::XS);
}

/// What is asked, as it is kept under a name.
fn values(question: &Question) -> Values {
    let mut values = Values::new();
    put(&mut values, "words", question.words.trim());
    put(&mut values, "who", question.who.as_deref().unwrap_or_default());
    put(&mut values, "negotiation", &question.negotiation.map(|id| id.to_string()).unwrap_or_default());
    values
}

/// Asks what was kept so.
fn take(question: &mut Question, values: &Values) {
    question.words = values.get("words").cloned().unwrap_or_default();
    question.who = values.get("who").cloned();
    question.negotiation = ids(values, "negotiation").and_then(|ids| ids.first().copied());
}

/// How many were found. How many there are in all is not known before all were read.
fn found_words(past: &Past, question: &Question) -> String {
    if question.is_everything() || past.question() != Some(question) {
        return String::new();
    }
    let more = if *past.answer() == Reached::Whole { "" } else { " so far" };
    format!("{} found{more}", counted(past.versions().len(), "step"))
}

/// The height of a filter with its label.
const CELL: f32 = 50.0;

fn cell_ui(ui: &mut Ui, salt: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, CELL), egui::Sense::hover());
    let layout = egui::Layout::top_down(egui::Align::Min);
    add(&mut ui.new_child(egui::UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout)));
}
