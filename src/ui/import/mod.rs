//! What comes in: a file, how it was read, what its columns and names are, and what its rows would do, all on one page.

mod columns;
mod names;
mod reading;
mod rows;
mod start;
mod state;

pub use columns::samples;
pub use state::{Done, ImportWish, Importing, OpenFile, Planned, Stage, Work, Working};

use super::{Action, Command, ViewContext};
use crate::exchange::import::read::Sort;
use crate::kit::{self, Icon, Tone, space};
use egui::{ProgressBar, Ui, UiBuilder};

/// The share of the page that the choices take.
const SHARE: f32 = 0.46;

/// What comes in from a file.
#[derive(Default)]
pub struct ImportPage {
    start: start::Start,
    rows: rows::Rows,
}

impl ImportPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, importing: &Importing) {
        let subtitle = "Nothing is changed before you say so, and one undo takes all of it back.";
        kit::page_title_ui(ui, "Import", subtitle, |_| {});
        match &importing.stage {
            Stage::Nothing => self.start.ui(ui, view_ctx, importing, None),
            Stage::Unread { path, why } => {
                let words = format!("{} was not read. {why}", path.display());
                self.start.ui(ui, view_ctx, importing, Some(&words));
            }
            Stage::Reading { path, progress } => {
                working_ui(ui, view_ctx, &format!("Reading {}…", path.display()), progress.share());
            }
            Stage::Open(file) => {
                self.start = start::Start::default();
                self.file_ui(ui, view_ctx, importing, file);
            }
        }
    }

    fn file_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, importing: &Importing, file: &OpenFile) {
        foot_ui(ui, view_ctx, importing, file);
        let all = ui.available_rect_before_wrap();
        let (left, right) = all.split_left_right_at_x(all.left() + all.width() * SHARE);
        let mut choices = ui.new_child(UiBuilder::new().max_rect(left).id_salt("choices"));
        kit::scroll_ui(&mut choices, &format!("import {}", file.path.display()), |ui| {
            reading::reading_ui(ui, view_ctx, file);
            if file.sort == Sort::Table {
                reading::kind_ui(ui, view_ctx, file);
            }
            reading::into_ui(ui, view_ctx, file);
            names::names_ui(ui, view_ctx, file);
            if file.sort == Sort::Table {
                columns::columns_ui(ui, view_ctx, file);
            }
            ui.add_space(space::L);
        });
        let right = right.with_min_x(right.left() + space::L);
        ui.painter().vline(right.left() - space::S, right.y_range(), (1.0, kit::tokens(ui).line));
        let mut beside = ui.new_child(UiBuilder::new().max_rect(right).id_salt("rows"));
        self.rows.ui(&mut beside, view_ctx, file);
        ui.advance_cursor_after_rect(all);
    }
}

/// Says what is being worked on, with a bar and a way out.
fn working_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, words: &str, share: Option<f32>) {
    ui.add(kit::text(words).weak());
    ui.add(ProgressBar::new(share.unwrap_or(0.0)).desired_height(6.0).desired_width(320.0)).accessible_name("How far it is");
    if ui.add(kit::button("Stop")).clicked() {
        view_ctx.send(Action::Import(ImportWish::Stop));
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}

/// The line at the bottom: what was done, what is in the way, and the button that does it.
fn foot_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, importing: &Importing, file: &OpenFile) {
    let frame = egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO });
    egui::Panel::bottom("import foot").resizable(false).frame(frame).show(ui, |ui| {
        ui.take_available_width();
        let done = file.done.as_ref().filter(|done| view_ctx.session.undo_label() == Some(done.label.as_str()));
        if let Some(problem) = &file.problem {
            kit::notice_ui(ui, Tone::Warning, problem, |_| {});
            ui.add_space(space::S);
        } else if let Some(done) = done {
            let undo = kit::notice_ui(ui, Tone::Ok, &done.words, |ui| {
                ui.add(kit::button(Command::Undo.name()).name("Undo the import").icon(Icon::Undo).quiet()).clicked()
            });
            if undo {
                view_ctx.run(Command::Undo);
            }
            ui.add_space(space::S);
        }
        let fresh = file.fresh(view_ctx.session.revision());
        let count = fresh.map_or(0, |planned| planned.tally.new + planned.tally.changes);
        let has_work = fresh.is_some_and(|planned| !planned.plan.puts.is_empty());
        let label =
            if count > 0 { format!("Import {}", crate::query::usage::counted(count, "row")) } else { "Import".to_owned() };
        ui.horizontal_wrapped(|ui| {
            let waits = fresh.is_some_and(|planned| !names::open(&planned.plan, &file.choices).is_empty());
            if ui.add(kit::button(label).icon(Icon::Download).primary().enabled(has_work && !waits)).clicked() {
                view_ctx.send(Action::Import(ImportWish::Do));
            }
            let next =
                importing.waiting.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
            let close = match &next {
                Some(name) => format!("Go on to {name}"),
                None => "Another file".to_owned(),
            };
            if ui.add(kit::button(close)).clicked() {
                view_ctx.send(Action::Import(ImportWish::Close));
            }
            if let Some(words) = columns::missing_words(&file.mapping).filter(|_| file.sort == Sort::Table && !has_work) {
                ui.add(kit::text(words).small());
            }
            if let Some(planned) = fresh.filter(|_| has_work) {
                names::foot_ui(ui, view_ctx, file, planned);
            }
            if let Some(more) = importing.waiting.len().checked_sub(1) {
                let words = match more {
                    0 => "One file at a time: one more waits.".to_owned(),
                    more => format!("One file at a time: {} more wait.", more + 1),
                };
                ui.add(kit::text(words).weak().small());
            }
        });
    });
}

/// Says over the window what will happen when files are let go.
pub(super) fn hovering_ui(ui: &Ui) {
    let files: Vec<String> = ui.ctx().input(|input| {
        let name = |file: &egui::HoveredFile| {
            file.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned())
        };
        input.raw.hovered_files.iter().map(|file| name(file).unwrap_or_default()).collect()
    });
    let Some(first) = files.first() else { return };
    let what = if first.is_empty() { "the file".to_owned() } else { first.clone() };
    let words = match files.len() - 1 {
        0 => format!("Let go to look at what {what} would bring in. Nothing is changed yet."),
        more => format!("Let go to look at what {what} would bring in, and {more} more after it. Nothing is changed yet."),
    };
    let t = *kit::tokens(ui);
    let screen = ui.ctx().content_rect();
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("files over the window"));
    ui.ctx().layer_painter(layer).rect_filled(screen, 0.0, t.page.gamma_multiply(0.85));
    egui::Area::new(egui::Id::unique("files over the window, in words"))
        .order(egui::Order::Foreground)
        .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(28));
            frame.stroke(egui::Stroke::new(2.0, t.accent)).show(ui, |ui| {
                ui.set_max_width(420.0);
                ui.vertical_centered(|ui| {
                    Icon::Download.ui(ui, 32.0, t.accent);
                    ui.add_space(space::S);
                    ui.add(kit::text(words).strong());
                });
            });
        });
}
