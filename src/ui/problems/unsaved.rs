//! Not saved: which files, why, what to do, and which records are only in memory until then.

use super::super::lines::line_ui;
use super::super::{Action, Command, Recovery, ShellView, ViewContext, badges, menu};
use crate::kit::{self, Icon, Tone, space};
use crate::model::RecordId;
use crate::query::names;
use crate::session::SaveFailure;
use egui::Ui;
use std::path::Path;

/// How many records of a file are named.
const NAMED: usize = 8;

/// Draws the section while there is something to tell.
pub(super) fn section_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
    let failures = view_ctx.session.save_failures();
    if failures.is_empty() {
        return;
    }
    let about = format!("What you typed is kept in memory, and saving is tried again by itself. {}", view.problems.next_try);
    super::section_ui(ui, "Not saved", failures.len(), about.trim_end());
    ui.horizontal_wrapped(|ui| {
        for command in [Command::TryAgain, Command::SaveCopy] {
            let button = kit::button(command.name()).tooltip(command.tooltip());
            let button = if command == Command::TryAgain { button.primary() } else { button };
            if ui.add(button).clicked() {
                view_ctx.run(command);
            }
        }
    });
    ui.add_space(space::S);
    for (at, failure) in failures.iter().take(super::SHOWN).enumerate() {
        ui.push_id(("unsaved", at), |ui| failure_ui(ui, view_ctx, failure));
        ui.add_space(space::S);
    }
    super::more_ui(ui, failures.len());
}

fn failure_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, failure: &SaveFailure) {
    kit::card_ui(ui, |ui| {
        line_ui(ui, |ui| {
            ui.add(kit::chip("Not saved").tone(Tone::Danger).icon(Icon::WarningCircle));
            path_ui(ui, view_ctx, &failure.file);
        });
        ui.add(kit::text(sentence(&failure.why)).selectable());
        let there: Vec<RecordId> = failure.records.iter().copied().filter(|id| view_ctx.workspace().contains(*id)).collect();
        if there.is_empty() && !failure.records.is_empty() {
            ui.add(kit::text("What was deleted is still in it.").weak().small());
        }
        kit::access::list_ui(ui, "What is in it", there.len(), |ui| {
            for id in there.iter().take(NAMED) {
                let title = names::title(view_ctx.workspace(), *id);
                let row = kit::list_row(&title).icon(badges::icon(*id)).trailing(id.noun());
                let row = ui.add(row);
                menu::row_menu(ui, view_ctx, &row, *id);
                if row.clicked() {
                    view_ctx.open(*id);
                }
            }
        });
        if there.len() > NAMED {
            ui.add(kit::text(format!("and {} more", there.len() - NAMED)).weak().small());
        }
    });
}

/// The path of a file, whole and to be copied.
pub(super) fn path_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &Path) {
    let whole = view_ctx.session.dir().map(|dir| if file.as_os_str().is_empty() { dir.to_owned() } else { dir.join(file) });
    let shown = match &whole {
        Some(whole) if file.as_os_str().is_empty() => whole.display().to_string(),
        _ => file.display().to_string(),
    };
    ui.add(kit::text(shown).monospace().small().selectable());
    let Some(whole) = whole else { return };
    if ui.add(kit::icon_button(Icon::Copy, "Copy the file's path").small()).clicked() {
        view_ctx.send(Action::Copy(whole.display().to_string()));
    }
    if ui.add(kit::icon_button(Icon::Folder, "Show in the file manager").small()).clicked() {
        view_ctx.send(Action::Recovery(Recovery::Show(whole)));
    }
}

/// Words from the store, which follow the name of a file, as a sentence of their own: "is empty" becomes "It is empty." The name of
/// a file or a field at the beginning stays as it is.
pub(in crate::ui) fn sentence(words: &str) -> String {
    const VERBS: [&str; 9] = ["is", "holds", "gives", "cannot", "could", "was", "would", "waits", "has"];
    let words = words.trim();
    let first = words.split(' ').next().unwrap_or_default();
    let mut letters = words.chars();
    let whole = match letters.next() {
        _ if VERBS.contains(&first) => format!("It {words}"),
        Some(letter) if !first.contains(['.', '/', '`', '\\']) => letter.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    };
    if whole.is_empty() || whole.ends_with(['.', '!', '?']) { whole } else { format!("{whole}.") }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn words_become_a_sentence_and_names_stay() {
        let cases = [
            ("could not be written: the disk is full. Make room", "It could not be written: the disk is full. Make room."),
            ("is empty", "It is empty."),
            ("at `x`: the text ends too early", "At `x`: the text ends too early."),
            ("workspace.ron is not to be found in /a", "workspace.ron is not to be found in /a."),
            ("`x` is not one of y", "`x` is not one of y."),
            ("Done.", "Done."),
            ("", ""),
        ];
        for (words, expected) in cases {
            assert_eq!(sentence(words), expected);
        }
    }
}
