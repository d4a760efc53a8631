//! Before there is a file: drop one, choose one, or type its path.

use super::state::{ImportWish, Importing};
use crate::kit::{self, Icon, Tone, space};
use crate::ui::{Action, ViewContext};
use egui::Ui;

/// How wide it is read, in points.
const WIDTH: f32 = 620.0;

/// What can be imported, a line each.
const WHAT: [(&str, &str); 4] = [
    (
        "A table (.csv, .tsv, .xlsx)",
        "Rounds, statements, attendance, follow-ups, conflicting reports, or spellings of names: a row each, under a row of heads.",
    ),
    (
        "A calendar (.ics)",
        "Its events become rounds and follow-ups. What is there already is brought up to date, not added again.",
    ),
    (
        "Web Annotations (.jsonld, .json)",
        "Passages, put with the record that each annotation names; our own lists of passages are read as tables, too.",
    ),
    ("The same file again", "Adds nothing: rows that are in the record are known again."),
];

/// What is kept before there is a file.
#[derive(Default)]
pub(super) struct Start {
    /// What is typed; none until somebody has typed something.
    path: Option<String>,
}

impl Start {
    /// Draws it; `problem` is why the last file was not read.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, importing: &Importing, problem: Option<&str>) {
        kit::scroll_ui(ui, "import start", |ui| {
            ui.set_max_width(ui.available_width().min(WIDTH));
            if let Some(problem) = problem {
                kit::notice_ui(ui, Tone::Danger, problem, |_| {});
                ui.add_space(space::S);
            }
            kit::card_ui(ui, |ui| {
                ui.add(kit::text("Drag a file onto this window, choose one, or type where it is.").strong());
                ui.add_space(space::S);
                if ui.add(kit::button("Choose a file…").icon(Icon::Folder)).clicked() {
                    view_ctx.send(Action::Import(ImportWish::Choose));
                }
                if importing.picking {
                    let words = "The system's dialog is open. If you do not see it, type the path below.";
                    ui.add(kit::text(words).weak().small());
                }
                self.path_ui(ui, view_ctx, importing);
            });
            kit::section_ui(ui, "What can be imported", None, |_| {});
            for (what, meaning) in WHAT {
                ui.add(kit::text(what).strong().small());
                ui.add(kit::text(meaning).weak().small());
                ui.add_space(space::XS);
            }
        });
    }

    fn path_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, importing: &Importing) {
        let mut path = self.path.clone().unwrap_or_default();
        let hint = importing.folder.join("positions.csv").display().to_string();
        let field = kit::text_field("File", &mut path).hint(&hint).show(ui);
        crate::ui::focus::home(ui, &field.response);
        if field.changed {
            self.path = Some(path.clone());
        }
        ui.add_space(space::S);
        let is_given = !path.trim().is_empty();
        let read = ui.add(kit::button("Read it").primary().enabled(is_given)).clicked();
        if is_given && (read || field.submitted) {
            view_ctx.send(Action::Import(ImportWish::Read(path.trim().to_owned())));
        }
    }
}
