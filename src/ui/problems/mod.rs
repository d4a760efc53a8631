//! Problems: what is not saved, what was changed in two places, what could not be read, and what in the record does not hold
//! together, as a list that stays until each of them is gone.
//!
//! One file a section; what each of them shows besides the record is in [`ProblemState`].

mod earlier;
mod files;
mod findings;
mod unsaved;
mod unused;
mod viewer;
mod visible;

pub(super) use unsaved::sentence;

use super::clashes::Clashes;
use super::problem_state::{Counts, Place};
use super::{SaveWords, ShellView, ViewContext};
use crate::kit::{self, Icon, space};
use egui::Ui;

/// How many cards or rows a section shows at once.
const SHOWN: usize = 200;

/// The page with what it keeps between frames.
#[derive(Default)]
pub(super) struct ProblemsPage {
    viewer: viewer::Viewer,
    clashes: Clashes,
    /// Whether it is asked if the files without a source are to go.
    asks: bool,
}

impl ProblemsPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
        if let Some(text) = &view.problems.text {
            self.viewer.ui(ui, view_ctx, text);
            return;
        }
        self.viewer = viewer::Viewer::default();
        list_ui(ui, view_ctx, view, self);
    }
}

fn list_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>, page: &mut ProblemsPage) {
    let subtitle = "What is wrong with the record or with saving it. Nothing is ever repaired behind your back.";
    kit::page_title_ui(ui, "Problems", subtitle, |_| {});
    let counts = Counts::of(view_ctx.session, view.problems);
    kit::scroll_ui(ui, "problems", |ui| {
        if let SaveWords::ReadOnly { why } = view.saved {
            kit::notice_ui(ui, kit::Tone::Warning, &format!("This workspace is read-only: {why}."), |_| {});
        }
        if let Some(words) = &view.problems.saved_after_all {
            kit::notice_ui(ui, kit::Tone::Ok, words, |_| {});
        }
        if counts.total() == 0 {
            let sentence = "Every file was read, every edit is saved or about to be, and the record holds together.";
            kit::empty_ui(ui, Icon::CheckCircle, "Nothing is wrong", sentence, None);
            unused::section_ui(ui, view_ctx, view, &mut page.asks);
            return;
        }
        unsaved::section_ui(ui, view_ctx, view);
        page.clashes.section_ui(ui, view_ctx);
        files::section_ui(ui, view_ctx, view, Place::Gone);
        files::section_ui(ui, view_ctx, view, Place::Damaged);
        files::section_ui(ui, view_ctx, view, Place::ReadOnly);
        findings::section_ui(ui, view_ctx, view);
        history_ui(ui, &view.problems.history);
        unused::section_ui(ui, view_ctx, view, &mut page.asks);
        ui.add_space(space::XL);
    });
}

/// What is to be told about the history.
fn history_ui(ui: &mut Ui, notices: &[String]) {
    if notices.is_empty() {
        return;
    }
    section_ui(ui, "History", notices.len(), "The record itself is not concerned.");
    for notice in notices {
        kit::notice_ui(ui, kit::Tone::Warning, notice, |_| {});
    }
}

/// The heading of a section and what it is about.
fn section_ui(ui: &mut Ui, title: &str, count: usize, about: &str) {
    kit::section_ui(ui, title, Some(count), |_| {});
    ui.add(kit::text(about).weak());
    ui.add_space(space::XS);
}

/// Says how many more there are than a section shows.
fn more_ui(ui: &mut Ui, count: usize) {
    if count > SHOWN {
        let words = format!("And {} more, shown when some of these are gone.", count - SHOWN);
        ui.add(kit::text(words).weak());
    }
}
