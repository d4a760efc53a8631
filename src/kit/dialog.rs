//! Dialogs: a question before all else, in the middle of the window.

use super::tokens::space;
use egui::{Id, Margin, Modal, Ui, Vec2};

/// The most width of a dialog.
const WIDTH: f32 = 560.0;

/// Draws a dialog of that name, as wide as a sentence reads well. Returns what `add_contents` does, and whether the user wants it
/// to close: by Escape, or by a click beside it.
pub fn dialog_ui<R>(ui: &Ui, name: &'static str, add_contents: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let ctx = ui.ctx();
    let id = Id::unique(name);
    let frame = egui::Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let modal = Modal::new(id).frame(frame).show(ctx, |ui| {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 2.0 * space::XXL));
        let inner = add_contents(ui);
        (inner, ui.min_size())
    });
    let close = modal.should_close();
    let (inner, size) = modal.inner;
    // It is put into the middle by the size that it had in the frame before. Without another frame it would stand beside it until
    // the pointer moves, and then slip away below the pointer.
    let before = ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<Vec2>(id.with("size")), size));
    if before != size {
        ctx.request_repaint();
    }
    (inner, close)
}
