//! The empty state: what a place is for while nothing is there, and what to do first.

use egui::{Align, Layout, Ui};

use super::{
    Icon, button, text,
    tokens::{size, space, tokens},
};

/// A title, a sentence, and perhaps a button; true when the button is pressed.
pub fn empty_ui(ui: &mut Ui, icon: Icon, title: &str, sentence: &str, action: Option<&str>) -> bool {
    let mut pressed = false;
    ui.add_space(space::XXL);
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.set_max_width(ui.available_width().min(420.0));
        icon.ui(ui, 32.0, tokens(ui).line_strong);
        ui.add_space(space::XS);
        ui.add(text(title).strong().size(size::LEAD));
        ui.add(text(sentence).weak());
        if let Some(action) = action {
            ui.add_space(space::S);
            pressed = ui.add(button(action).primary()).clicked();
        }
    });
    ui.add_space(space::XXL);
    pressed
}
