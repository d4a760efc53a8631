//! Files that could not be read, and files that opened read-only: what is wrong, where, and what can be done about it.

use super::super::lines::line_ui;
use super::super::problem_state::{Place, place_of};
use super::super::{Action, Recovery, ShellView, ViewContext};
use super::earlier::earlier_ui;
use super::unsaved::{path_ui, sentence};
use crate::kit::{self, Icon, Tone, space};
use crate::session::{Access, Kept, Problem};
use egui::Ui;
use std::collections::BTreeSet;
use std::path::Path;

/// The file that makes a folder a workspace, which cannot be put aside.
const WORKSPACE: &str = "workspace.ron";

/// Draws the section while there is something to tell.
pub(super) fn section_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>, place: Place) {
    let problems: Vec<&Problem> = view_ctx.session.problems().iter().filter(|problem| place_of(problem) == Some(place)).collect();
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
    if place == Place::Damaged {
        let again = kit::button("Read again").icon(Icon::Redo).tooltip("Read the files again, after mending one in an editor");
        if ui.add(again).clicked() {
            view_ctx.send(Action::Recovery(Recovery::ReadAgain));
        }
        ui.add_space(space::S);
    }
    if problems.iter().any(|problem| problem.kept_as == Kept::Asked) {
        gone_ui(ui, view_ctx);
    }
    let mut files = BTreeSet::new();
    for (at, problem) in problems.iter().take(super::SHOWN).enumerate() {
        let is_first = files.insert(&problem.file);
        ui.push_id((title, at), |ui| problem_ui(ui, view_ctx, view, problem, place, is_first));
        ui.add_space(space::S);
    }
    super::more_ui(ui, problems.len());
}

fn problem_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    view: &ShellView<'_>,
    problem: &Problem,
    place: Place,
    is_first: bool,
) {
    let (tone, kept, icon) = match place {
        Place::Damaged => (Tone::Danger, "Not opened", Icon::WarningCircle),
        Place::Gone => (Tone::Danger, "Not there", Icon::WarningCircle),
        _ => (Tone::Warning, "Read-only", Icon::Lock),
    };
    kit::card_ui(ui, |ui| {
        line_ui(ui, |ui| {
            ui.add(kit::chip(kept).tone(tone).icon(icon));
            path_ui(ui, view_ctx, &problem.file);
        });
        ui.add(kit::text(problem_words(problem)).selectable());
        if is_first && place != Place::Gone {
            ui.horizontal_wrapped(|ui| remedies_ui(ui, view_ctx, view, &problem.file, place));
            if let Some(earlier) = view.problems.earlier.as_ref().filter(|earlier| earlier.file == problem.file) {
                earlier_ui(ui, view_ctx, earlier, is_free(view_ctx, view));
            }
        }
    });
}

/// What files that are gone may mean, for the user to say.
fn gone_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
    ui.horizontal_wrapped(|ui| {
        let write = kit::button("Write them again").icon(Icon::Save).tooltip("They were not to go: save their records again");
        if ui.add(write).clicked() {
            view_ctx.send(Action::Recovery(Recovery::WriteAgain));
        }
        let delete = kit::button("They were deleted").icon(Icon::Bin).tooltip("Move their records to the bin");
        if ui.add(delete).clicked() {
            view_ctx.send(Action::Recovery(Recovery::TakeAsDeleted));
        }
    });
    ui.add_space(space::S);
}

/// What can be done about a file.
fn remedies_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>, file: &Path, place: Place) {
    let is_free = is_free(view_ctx, view);
    let mut remedy = None;
    let mut offer = |words: &str, icon: Icon, enabled: bool, tooltip: &str, does: &dyn Fn() -> Recovery| {
        let button = ui.add(kit::button(words).icon(icon).enabled(enabled).tooltip(tooltip));
        // Told apart by those who hear them.
        let name = format!("{}: {}", words.trim_end_matches('…'), file.display());
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &name));
        if button.clicked() {
            remedy = Some(does());
        }
    };
    let about = "The file as it stands, to read and to copy from";
    offer("Look at the text", Icon::Visible, true, about, &|| Recovery::LookAt(file.to_owned()));
    if place == Place::Damaged {
        let about = "Put a version out of the history in its place";
        offer("Restore an earlier version…", Icon::History, is_free, about, &|| Recovery::Earlier(file.to_owned()));
        if file != Path::new(WORKSPACE) {
            let about = "Move the file, byte for byte as it is, to the folder bin/damaged";
            offer("Put it aside", Icon::Inbox, is_free, about, &|| Recovery::PutAside(file.to_owned()));
        }
    }
    if let Some(remedy) = remedy {
        view_ctx.send(Action::Recovery(remedy));
    }
}

/// Whether a damaged file can be dealt with now.
fn is_free(view_ctx: &ViewContext<'_>, view: &ShellView<'_>) -> bool {
    view.problems.mending.is_none() && *view_ctx.session.access() == Access::Writable
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
