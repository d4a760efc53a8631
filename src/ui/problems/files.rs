//! Files that could not be read, and files that opened read-only: what is wrong, where, and what can be done about it.

use super::super::lines::line_ui;
use super::super::trouble::{Place, place_of};
use super::super::{Action, Cx, Remedy};
use super::unsaved::{path_ui, sentence};
use crate::kit::{self, Icon, Tone, space};
use crate::session::Problem;
use egui::Ui;
use std::collections::BTreeSet;
use std::path::Path;

/// Draws the section while there is something to tell.
pub(super) fn section_ui(ui: &mut Ui, cx: &mut Cx<'_>, place: Place) {
    let problems: Vec<&Problem> = cx.session.problems().iter().filter(|problem| place_of(problem) == Some(place)).collect();
    if problems.is_empty() {
        return;
    }
    let (title, about) = match place {
        Place::Damaged => (
            "Set aside",
            "These files could not be read. They stay as they are, and nothing is written to them; the rest is open.",
        ),
        Place::Gone => ("Gone", "These files are not in the folder any more. Their records stay open."),
        _ => ("Read-only", "These files are open but cannot be changed, so that nothing in them is lost."),
    };
    super::section_ui(ui, title, problems.len(), about);
    let mut files = BTreeSet::new();
    for (at, problem) in problems.iter().take(super::SHOWN).enumerate() {
        let is_first = files.insert(&problem.file);
        ui.push_id((title, at), |ui| problem_ui(ui, cx, problem, place, is_first));
        ui.add_space(space::S);
    }
    super::more_ui(ui, problems.len());
}

fn problem_ui(ui: &mut Ui, cx: &mut Cx<'_>, problem: &Problem, place: Place, is_first: bool) {
    let (tone, kept, icon) = match place {
        Place::Damaged => (Tone::Danger, "Not opened", Icon::WarningCircle),
        Place::Gone => (Tone::Danger, "Not there", Icon::WarningCircle),
        _ => (Tone::Warning, "Read-only", Icon::Lock),
    };
    kit::card_ui(ui, |ui| {
        line_ui(ui, |ui| {
            ui.add(kit::chip(kept).tone(tone).icon(icon));
            path_ui(ui, cx, &problem.file);
        });
        ui.add(kit::text(problem_words(problem)).selectable());
        if is_first && place != Place::Gone {
            ui.horizontal_wrapped(|ui| remedies_ui(ui, cx, &problem.file));
        }
    });
}

fn remedies_ui(ui: &mut Ui, cx: &mut Cx<'_>, file: &Path) {
    let mut remedy = None;
    let look = kit::button("Look at the text").icon(Icon::Visible).tooltip("The file as it stands, to read and to copy from");
    if ui.add(look).clicked() {
        remedy = Some(Remedy::LookAt(file.to_owned()));
    }
    if let Some(remedy) = remedy {
        cx.send(Action::Remedy(remedy));
    }
}

/// What is wrong with a file, with the place in it: "Line 3, column 14: the text ends too early."
pub(super) fn problem_words(problem: &Problem) -> String {
    let sentence = sentence(&problem.what);
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!("Line {line}, column {column}"),
        (Some(line), None) => format!("Line {line}"),
        _ => return sentence,
    };
    // After the colon a sentence goes on.
    let goes_on = ["It ", "At ", "The ", "A "].iter().any(|first| sentence.starts_with(first));
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) if goes_on => format!("{place}: {}{}", first.to_lowercase(), letters.as_str()),
        _ => format!("{place}: {sentence}"),
    }
}
