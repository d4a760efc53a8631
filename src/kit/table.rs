//! Plain tables, on egui_extras: striped, dense, with heads that say what they are.

use egui::{Align, Layout, Response, Role, Ui, WidgetInfo};
use egui_extras::TableBuilder;

use super::{
    text,
    tokens::{height, tokens},
};

/// A table in the look of the app; add columns, then [`TABLE_HEAD`] and [`TABLE_ROW`] as heights. Its rows are virtual:
/// only those in view are drawn, so ten thousand are no trouble.
///
/// ```
/// # use rapporteur::kit;
/// # use egui_extras::Column;
/// # fn ui(ui: &mut egui::Ui) {
/// kit::table(ui, "people")
///     .column(Column::remainder().clip(true))
///     .column(Column::auto())
///     .header(kit::TABLE_HEAD, |mut head| {
///         head.col(|ui| { kit::head_cell_ui(ui, "Name"); });
///         head.col(|ui| { kit::head_cell_ui(ui, "Office"); });
///     })
///     .body(|body| body.rows(kit::TABLE_ROW, 2, |mut row| {
///         row.col(|ui| { ui.add(kit::text("Rustem Umerov").truncate()); });
///         row.col(|ui| { ui.add(kit::text("Secretary").weak().truncate()); });
///     }));
/// # }
/// ```
pub fn table<'a>(ui: &'a mut Ui, salt: &'a str) -> TableBuilder<'a> {
    TableBuilder::new(ui).id_salt(salt).striped(true).resizable(false).cell_layout(Layout::left_to_right(Align::Center))
}

/// The height of a table's head.
pub const TABLE_HEAD: f32 = height::LEAST;

/// The height of a table's row of one line.
pub const TABLE_ROW: f32 = height::CONTROL;

/// The head of a column.
pub fn head_cell_ui(ui: &mut Ui, name: &str) -> Response {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (1.0, tokens(ui).line_strong));
    let response = ui.add(text(name).weak().small().truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
    response
}
