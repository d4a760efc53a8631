//! Arrow keys in a long list of which only the rows in view are drawn.

use crate::kit;
use egui::style::ScrollAnimation;
use egui::{EventFilter, Key, Modifiers, Response, Ui};

/// Where the focus goes next in a list of rows of one height, of which only those in view are drawn.
#[derive(Debug, Default)]
pub(super) struct RowKeys {
    to: Option<usize>,
}

impl RowKeys {
    /// To be called for each row drawn: `at` of `count`, with its response.
    /// True when the keys have led to it.
    pub(super) fn row(&mut self, ui: &Ui, response: &Response, at: usize, count: usize) -> bool {
        if self.to == Some(at) {
            self.to = None;
            response.request_focus();
            return true;
        } else if response.has_focus() {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let presses = |key| kit::keys::count(ui, Modifiers::NONE, key);
            let down = presses(Key::ArrowDown) + PAGE * presses(Key::PageDown);
            let up = presses(Key::ArrowUp) + PAGE * presses(Key::PageUp);
            let to = match () {
                () if presses(Key::Home) > 0 => 0,
                () if presses(Key::End) > 0 => count.saturating_sub(1),
                () => (at + down).saturating_sub(up).min(count.saturating_sub(1)),
            };
            if to != at {
                self.to = Some(to);
                #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
                let distance = (to as f32 - at as f32) * (response.rect.height() + ui.spacing().item_spacing.y);
                let rect = response.rect.translate(egui::vec2(0.0, distance));
                ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
                ui.ctx().request_repaint();
            }
        }
        false
    }
}

/// As many rows as `Page Down` goes.
const PAGE: usize = 10;
