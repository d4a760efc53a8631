//! Drawing without a window, for the tests of the kit.

use egui::{Context, RawInput, Ui};

/// Draws one frame and throws the picture away.
pub fn run(ctx: &Context, draw: impl FnMut(&mut Ui)) {
    ctx.run_ui(RawInput::default(), draw).drop_without_applying_deltas();
}
