//! A document becomes a source: opened, dropped or pasted; read; looked at with what it says of itself; and added as one step.

mod found;
mod start;
mod state;

pub use state::{Adding, AddingStage, DocumentWish, Found, Given, Taken, given};

use super::{Action, ViewContext};
use crate::exchange::documents::Kind;
use crate::kit::{self, space};
use crate::model::Document;
use crate::query::usage;
use egui::{ProgressBar, Ui};

/// What the file of a source is, in words: "PDF, 1.2 MB". Empty if none is kept.
pub(super) fn words(document: &Document) -> String {
    if document.hash.is_empty() {
        return String::new();
    }
    let kind = Kind::of_media_type(&document.media_type).map_or("file".to_owned(), |kind| kind.to_string());
    let mut letters = kind.chars();
    let kind: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    match document.size {
        Some(size) => format!("{kind}, {}", usage::size_words(size.into())),
        None => kind,
    }
}

/// A document becomes a source.
#[derive(Default)]
pub struct AddDocumentPage {
    start: start::Start,
    form: Option<found::FoundForm>,
}

impl AddDocumentPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, adding: &Adding) {
        let subtitle = "It becomes a source. Nothing is changed before you say so, and nothing is fetched from anywhere.";
        kit::page_title_ui(ui, "Add a document", subtitle, |_| {});
        match &adding.stage {
            AddingStage::Nothing => self.start.ui(ui, view_ctx, adding, None),
            AddingStage::Unread { words } => self.start.ui(ui, view_ctx, adding, Some(words)),
            AddingStage::Working { words, progress } => {
                ui.add(kit::text(words.as_str()).weak());
                ui.add_space(space::S);
                let bar = ProgressBar::new(progress.share().unwrap_or(0.0)).desired_height(6.0).desired_width(320.0);
                ui.add(bar).accessible_name("How far it is");
                ui.add_space(space::S);
                if ui.add(kit::button("Stop")).clicked() {
                    view_ctx.send(Action::Document(DocumentWish::Stop));
                }
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            }
            AddingStage::Found(found) => {
                self.start = start::Start::default();
                let form = self.form.take().filter(|form| form.is_of(found));
                let mut form = form.unwrap_or_else(|| found::FoundForm::of(found, adding, view_ctx));
                form.ui(ui, view_ctx, adding, found);
                self.form = Some(form);
            }
        }
    }
}
