//! Every key, and how to write a quick line.

use super::{Command, header::keys_of};
use crate::kit::{self, space};
use crate::query::quick_line;
use egui::{Grid, ScrollArea, Ui};

/// A line as one would type it.
const EXAMPLE: &str = "ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord";

/// Draws the page.
pub fn help_ui(ui: &mut Ui) {
    kit::page_title_ui(ui, "Keys and quick line", "Everything can be done without the mouse.", |_| {});
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        kit::section_ui(ui, "Quick line", None, |_| {});
        ui.add(kit::text("One line makes one statement. Only the party and the text are needed; the words before the colon may come in any order.").weak());
        ui.add_space(space::S);
        ui.add(kit::text(EXAMPLE).monospace().selectable());
        ui.add_space(space::S);
        Grid::new("quick line").num_columns(2).spacing([space::XL, space::XS]).show(ui, |ui| {
            for (written, meaning) in quick_line::SYNTAX {
                ui.add(kit::text(*written).monospace());
                ui.add(kit::text(*meaning).small());
                ui.end_row();
            }
        });
        ui.add_space(space::L);
        kit::section_ui(ui, "Keys", None, |_| {});
        Grid::new("keys").num_columns(3).spacing([space::XL, space::XS]).show(ui, |ui| {
            for &command in Command::ALL {
                let keys = keys_of(ui, command);
                if keys.is_empty() {
                    continue;
                }
                ui.add(kit::text(keys).monospace());
                ui.add(kit::text(command.name()).small().strong());
                ui.add(kit::text(command.tooltip()).small().weak());
                ui.end_row();
            }
        });
    });
}
