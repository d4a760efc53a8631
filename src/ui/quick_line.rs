//! The quick line: a statement in one line, with completion, and what was not understood underlined.

/// Puts the cursor into the quick line of the page, in the next frame.
pub fn request_focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique("quick line")));
}
