//! The preview of an export: the first rows of its tables, or the paper as it will be read.

use super::paper::paper_ui;
use super::state::{Exporting, PreviewRequest};
use crate::exchange::document::Document;
use crate::exchange::release::{LeftOut, Withheld};
use crate::exchange::table::Table;
use crate::kit::{self, Icon, space};
use crate::query::usage::counted;
use egui::{ScrollArea, Ui};
use egui_extras::Column;

/// So many rows of a table are kept to be looked at.
pub(super) const ROWS: usize = 200;

/// What would be written, and what would be kept back.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportPreview {
    /// What would be written.
    pub preview: PreviewBody,
    /// What would be kept back.
    pub withheld: Withheld,
    /// Each statement that would be left out, and why.
    pub left_out: Vec<LeftOut>,
    /// What else is to be known, a sentence each.
    pub notes: Vec<String>,
}

/// What would be written.
#[derive(Clone, Debug, PartialEq)]
pub enum PreviewBody {
    /// Lists: their first rows, and how many there are in all.
    Tables(Vec<(Table, usize)>),
    /// A paper.
    Paper(Box<Document>),
}

impl PreviewBody {
    /// Of lists: only the first rows are kept.
    pub fn of_tables(tables: Vec<Table>) -> Self {
        let cut = |mut table: Table| {
            let rows = table.rows.len();
            table.rows.truncate(ROWS);
            (table, rows)
        };
        Self::Tables(tables.into_iter().map(cut).collect())
    }
}

/// What the preview keeps between frames.
#[derive(Default)]
pub(super) struct PreviewState {
    /// Which of several tables is shown.
    sheet: usize,
}

impl PreviewState {
    /// Draws it; while another is being made, the last one stays.
    pub(super) fn ui(&mut self, ui: &mut Ui, exporting: &Exporting, asked: &PreviewRequest) {
        let is_fresh = exporting.preview_of(asked).is_some();
        let shown = exporting.look.as_ref().filter(|(of, _)| of.request.negotiation == asked.request.negotiation);
        let Some((_, look)) = shown else {
            ui.add(kit::text("Looking at what would be written…").weak());
            return;
        };
        match look {
            Err(why) => {
                kit::empty_ui(ui, Icon::WarningCircle, "There is nothing to look at", &why.to_string(), None);
            }
            Ok(look) => {
                if !is_fresh {
                    // The choices have gone ahead: what is shown is of those before them.
                    ui.multiply_opacity(kit::FADED);
                }
                for note in &look.notes {
                    ui.add(kit::text(note.as_str()).small().weak());
                }
                match &look.preview {
                    PreviewBody::Tables(tables) => self.tables_ui(ui, tables),
                    PreviewBody::Paper(paper) => paper_ui(ui, paper),
                }
            }
        }
    }

    fn tables_ui(&mut self, ui: &mut Ui, tables: &[(Table, usize)]) {
        if tables.len() > 1 {
            let options: Vec<(usize, &str)> =
                tables.iter().enumerate().map(|(at, (table, _))| (at, table.title.as_str())).collect();
            self.sheet = self.sheet.min(tables.len() - 1);
            self.sheet = kit::segmented_ui(ui, "Sheet", self.sheet, &options).unwrap_or(self.sheet);
        } else {
            self.sheet = 0;
        }
        let Some((table, rows)) = tables.get(self.sheet) else { return };
        let mut words = counted(*rows, "row");
        if *rows > table.rows.len() {
            words = format!("{words}, of which the first {} are shown", table.rows.len());
        }
        ui.add(kit::text(words).weak().small());
        if *rows == 0 {
            let sentence =
                "Nothing of this kind is in the record, or may leave it. The file would have the heads of the columns alone.";
            kit::empty_ui(ui, Icon::List, "No rows", sentence, None);
        } else {
            table_ui(ui, table, self.sheet);
        }
        ui.add_space(space::XS);
        for note in &table.notes {
            ui.add(kit::text(note.as_str()).small());
        }
    }
}

/// Room for one character of running text, in points.
const CHARACTER: f32 = 6.5;
/// Room for notes below a table, in points.
const NOTES: f32 = 28.0;

fn table_ui(ui: &mut Ui, table: &Table, salt: usize) {
    let room = (ui.available_height() - if table.notes.is_empty() { 0.0 } else { NOTES }).max(120.0);
    ScrollArea::horizontal().id_salt(("preview", salt)).auto_shrink([false, true]).max_height(room).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let mut builder =
            kit::table(ui, "preview").max_scroll_height(room - kit::TABLE_HEAD - space::M).min_scrolled_height(80.0);
        for column in &table.columns {
            builder = builder.column(Column::exact((f32::from(column.width) * CHARACTER).clamp(48.0, 320.0)).clip(true));
        }
        let heads = |mut head: egui_extras::TableRow<'_, '_>| {
            for column in &table.columns {
                head.col(|ui| {
                    kit::head_cell_ui(ui, &column.header);
                });
            }
        };
        builder.header(kit::TABLE_HEAD, heads).body(|body| {
            body.rows(kit::TABLE_ROW, table.rows.len(), |mut row| {
                let Some(cells) = table.rows.get(row.index()) else { return };
                for cell in cells {
                    row.col(|ui| {
                        let words = cell.plain().lines().collect::<Vec<_>>().join(" ");
                        ui.add(kit::text(words).small().truncate());
                    });
                }
            });
        });
    });
}
