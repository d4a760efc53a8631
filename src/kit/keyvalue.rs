//! Rows of a name and what it is.

use egui::{Align, Layout, Response, Ui, Vec2};

use super::{
    text,
    tokens::{height, space},
};

/// Below this width the value goes under its name.
const NARROW: f32 = 240.0;
const NAME: f32 = 112.0;

/// A name at the left and any widgets at the right of it, or under it where the room is narrow. Inputs without a name of
/// their own are named by it.
pub fn key_value_ui<R>(ui: &mut Ui, key: &str, add_value: impl FnOnce(&mut Ui) -> R) -> R {
    let value = |ui: &mut Ui, label: &Response| {
        let id = label.id;
        ui.vertical(|ui| ui.label_inputs_by(id, add_value)).inner
    };
    if ui.available_width() < NARROW {
        return ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XXS;
                let label = ui.add(text(key).weak().small());
                value(ui, &label)
            })
            .inner;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let label = ui
            .allocate_ui_with_layout(Vec2::new(NAME, height::SMALL), Layout::top_down(Align::Min), |ui| {
                ui.set_width(NAME);
                // Onto the line on which a value in the size of text stands.
                ui.add_space(space::XXS);
                ui.add(text(key).weak().small())
            })
            .inner;
        value(ui, &label)
    })
    .inner
}

/// A name and its text, which can be selected; nothing at all while the text is empty.
pub fn key_text_ui(ui: &mut Ui, key: &str, value: &str) {
    if !value.is_empty() {
        key_value_ui(ui, key, |ui| ui.add(text(value).selectable()));
    }
}
