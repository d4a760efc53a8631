//! A paragraph that is only read, laid out as the same text would be in a field: where its letters are, in any direction.

use std::{ops::Range, sync::Arc};

use egui::{
    Galley, Rect, Ui, Vec2,
    text::{CCursor, CCursorRange, LayoutJob},
};

use super::layout::{Layout, layout};

/// Points between two letters of one word at most.
const GAP: f32 = 3.0;

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

    /// What lies under these characters: one area a row, or more where directions meet. Gaps as narrow as those between letters are
    /// closed.
    pub(in crate::kit) fn areas(&self, chars: Range<usize>) -> Vec<Rect> {
        let pieces = self.0.map.selection(&CCursorRange::two(CCursor::new(chars.start), CCursor::new(chars.end)));
        let mut areas: Vec<Rect> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match areas.last_mut() {
                Some(last)
                    if last.y_range() == piece.y_range() && piece.left() - last.right() < GAP && piece.left() >= last.left() =>
                {
                    last.max.x = last.max.x.max(piece.right());
                }
                _ => areas.push(piece),
            }
        }
        areas
    }

    /// The place next to a point.
    pub(in crate::kit) fn place_at(&self, at: Vec2) -> usize {
        self.0.map.cursor_at(at).index.0
    }
}
