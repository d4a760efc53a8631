//! What is wrong with the record or with saving it, as a list that stays.

use super::{Action, Cx, SaveWords, ShellView};
use crate::kit::{self, Icon, space};
use crate::session::{Kept, Problem};
use egui::{ScrollArea, Ui};

/// Draws the page.
pub fn problems_ui(ui: &mut Ui, cx: &mut Cx<'_>, view: &ShellView<'_>) {
    kit::page_title_ui(
        ui,
        "Problems",
        "What is wrong with the record or with saving it. Nothing is ever repaired behind your back.",
        |_| {},
    );
    let failed = cx.session.save_failures();
    let problems = cx.session.problems();
    if failed.is_empty() && problems.is_empty() && !matches!(view.saved, SaveWords::ReadOnly { .. }) {
        kit::empty_ui(
            ui,
            Icon::CheckCircle,
            "Nothing is wrong",
            "Every file was read, and every edit is saved or about to be.",
            None,
        );
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if let SaveWords::ReadOnly { why } = view.saved {
            kit::notice_ui(ui, kit::Tone::Warning, &format!("This workspace is read-only: {why}"), |_| {});
        }
        for failure in failed {
            let words =
                format!("{} could not be saved: {} The edit is kept and tried again.", failure.file.display(), failure.why);
            kit::notice_ui(ui, kit::Tone::Danger, &words, |_| {});
        }
        for problem in problems {
            problem_ui(ui, cx, problem);
        }
    });
}

fn problem_ui(ui: &mut Ui, cx: &mut Cx<'_>, problem: &Problem) {
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!("{}, line {line}, column {column}", problem.file.display()),
        (Some(line), None) => format!("{}, line {line}", problem.file.display()),
        _ => problem.file.display().to_string(),
    };
    let (tone, kept) = match problem.kept_as {
        Kept::SetAside => (kit::Tone::Danger, "Not opened. The file is left as it is."),
        Kept::ReadOnly => (kit::Tone::Warning, "Opened to read. The file is left as it is."),
        Kept::Opened => (kit::Tone::Info, "Opened. It can be edited as usual."),
        Kept::Gone => (kit::Tone::Danger, "Not there. The record stays open."),
        Kept::Asked => (kit::Tone::Danger, "Gone. Its records stay open."),
    };
    kit::card_ui(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.add(kit::chip(kept).tone(tone));
            ui.add(kit::text(place.as_str()).monospace().selectable());
            if let Some(dir) = cx.session.dir()
                && ui.add(kit::icon_button(Icon::Copy, "Copy the file's path").small()).clicked()
            {
                cx.send(Action::Copy(dir.join(&problem.file).display().to_string()));
            }
        });
        ui.add(kit::text(problem.what.as_str()));
    });
    ui.add_space(space::S);
}
