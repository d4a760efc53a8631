//! Scrolling pages and panels.

use egui::{ScrollArea, Ui, scroll_area::ScrollAreaOutput};

/// Scrolls downwards only, fills its panel both ways, keeps its place by `salt`: one for each record, where the next begins at its top. What is too wide must wrap or be cut.
pub fn scroll_ui<R>(ui: &mut Ui, salt: &str, add_contents: impl FnOnce(&mut Ui) -> R) -> ScrollAreaOutput<R> {
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
        // Room for the bar, so that it covers nothing.
        ui.set_max_width(ui.available_width() - ui.spacing().scroll.bar_width);
        add_contents(ui)
    })
}
