//! Before there is a document: drop one, choose one, or paste what there is of it.

use super::state::{Adding, DocumentWish, Given, given};
use crate::kit::{self, Icon, Tone, space};
use crate::ui::{Action, ViewContext};
use egui::{Key, Modifiers, Ui};

/// How wide it is read, in points.
const WIDTH: f32 = 620.0;

/// How many lines the field has.
const ROWS: usize = 7;

/// What can be added, a line each.
const WHAT: [(&str, &str); 3] = [
    (
        "A document (.pdf, .docx, .html, .eml, .md, .txt)",
        "Its text can be quoted, and the file itself is kept beside the record. What it says of its title, outlet, address and date is \
         proposed.",
    ),
    ("An address (https://…)", "The source says where it is to be found. Nothing is fetched."),
    ("A text", "Whatever you copied: it becomes the text of the source."),
];

/// What is kept before there is a document.
#[derive(Default)]
pub(super) struct Start {
    typed: String,
}

impl Start {
    /// Draws it; `problem` is why the last one was not read.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, adding: &Adding, problem: Option<&str>) {
        kit::scroll_ui(ui, "document start", |ui| {
            ui.set_max_width(ui.available_width().min(WIDTH));
            if let Some(problem) = problem {
                kit::notice_ui(ui, Tone::Danger, problem, |_| {});
                ui.add_space(space::S);
            }
            kit::card_ui(ui, |ui| {
                ui.add(kit::text("Drag a file onto this window, choose one, or paste below.").strong());
                ui.add_space(space::S);
                if ui.add(kit::button("Choose a file…").icon(Icon::Folder)).clicked() {
                    view_ctx.send(Action::Document(DocumentWish::Choose));
                }
                if adding.picking {
                    let words = "The system's dialog is open. If you do not see it, type the path below.";
                    ui.add(kit::text(words).weak().small());
                }
                ui.add_space(space::S);
                self.field_ui(ui, view_ctx);
            });
            kit::section_ui(ui, "What can be added", None, |_| {});
            for (what, meaning) in WHAT {
                ui.add(kit::text(what).strong().small());
                ui.add(kit::text(meaning).weak().small());
                ui.add_space(space::XS);
            }
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let label = "Address, text, or the path of a file";
        let field = kit::text_field(label, &mut self.typed).rows(ROWS).hint("Paste it here").show(ui);
        crate::ui::focus::home(ui, &field.response);
        let given = given(&self.typed);
        let is_given = !self.typed.trim().is_empty();
        let words = match &given {
            _ if !is_given => String::new(),
            Given::Address(_) => "An address: it is not fetched.".to_owned(),
            Given::Path(_) => "The path of a file.".to_owned(),
            Given::Text(text) => match text.split_whitespace().count() {
                1 => "A text of 1 word.".to_owned(),
                words => format!("A text of {words} words."),
            },
        };
        ui.add_space(space::XS);
        let by_key = field.response.has_focus() && kit::take_key(ui, Modifiers::COMMAND, Key::Enter) > 0;
        ui.horizontal(|ui| {
            let go_on = ui.add(kit::button("Go on").primary().enabled(is_given).tooltip("Ctrl+Enter in the field")).clicked();
            ui.add(kit::text(words).weak().small());
            if is_given && (go_on || by_key) {
                view_ctx.send(Action::Document(DocumentWish::Take(self.typed.clone())));
            }
        });
    }
}
