//! Drawing without a window, for the tests of the kit.

use egui::{Context, RawInput, Ui};
use egui_kittest::HarnessBuilder;

/// A window for a test, in the look of the app.
pub(crate) fn builder<State>() -> HarnessBuilder<State> {
    HarnessBuilder::default().with_context_setup(crate::kit::install)
}

/// Draws one frame and throws the picture away.
pub(crate) fn run(ctx: &Context, draw: impl FnMut(&mut Ui)) {
    ctx.run_ui(RawInput::default(), draw).drop_without_applying_deltas();
}
