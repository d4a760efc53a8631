//! A paragraph that is only read, laid out as the same text would be in a field: where its letters are, in any direction.

use std::{ops::Range, sync::Arc};

use egui::{
    Galley, Rect, Ui, Vec2,
    text::{CCursor, CCursorRange, LayoutJob},
};

use super::layout::{Layout, layout};

/// One of them. Places are counted in characters of its text.
pub(in crate::kit) struct Paragraph(Layout);

impl Paragraph {
    /// Lays out the text of `job` in `room`.
    pub(in crate::kit) fn new(ui: &Ui, job: LayoutJob, room: f32) -> Self {
        Self(layout(ui, job, room, 0.0))
    }

    /// The room that it takes.
    pub(in crate::kit) fn height(&self) -> f32 {
        self.0.drawn.rect.height()
    }

    /// What is drawn.
    pub(in crate::kit) fn drawn(&self) -> Arc<Galley> {
        Arc::clone(&self.0.drawn)
    }

    /// What lies under these characters: one area or more a row.
    pub(in crate::kit) fn areas(&self, chars: Range<usize>) -> Vec<Rect> {
        self.0.map.selection(&CCursorRange::two(CCursor::new(chars.start), CCursor::new(chars.end)))
    }

    /// The place next to a point.
    pub(in crate::kit) fn place_at(&self, at: Vec2) -> usize {
        self.0.map.cursor_at(at).index.0
    }
}
