//! A paper on the screen, in the order and with the weight in which it would be read.

use crate::exchange::document::{Block, Document, Entry, Grid, Run};
use crate::kit::{self, Tone, fonts, size, space};
use egui::{Frame, Margin, Sense, Stroke, TextFormat, Ui};

/// How wide the paper is at most, in points.
const WIDEST: f32 = 720.0;
/// How many parts of a long paper are shown.
const PARTS: usize = 400;
/// How many rows of a table in it are shown.
const ROWS: usize = 60;

/// Draws it.
pub(super) fn paper_ui(ui: &mut Ui, paper: &Document) {
    kit::scroll_ui(ui, "paper", |ui| {
        let t = *kit::tokens(ui);
        let sheet = Frame::new().fill(t.raised).stroke(Stroke::new(1.0, t.line)).inner_margin(Margin::symmetric(28, 24));
        sheet.show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(WIDEST));
            ui.take_available_width();
            marking_ui(ui, &paper.marking);
            ui.add(kit::text(paper.title.as_str()).strong().size(size::TITLE));
            for line in &paper.subtitle {
                ui.add(kit::text(line.as_str()).weak());
            }
            ui.add_space(space::S);
            for (at, block) in paper.blocks.iter().enumerate().take(PARTS) {
                ui.push_id(at, |ui| block_ui(ui, block));
            }
            let more = paper.blocks.len().saturating_sub(PARTS);
            if more > 0 {
                ui.add(kit::text(format!("The file goes on; {more} more parts are not shown here.")).weak().italic());
            }
            notes_ui(ui, paper);
            marking_ui(ui, &paper.marking);
        });
    });
}

fn marking_ui(ui: &mut Ui, marking: &str) {
    if !marking.trim().is_empty() {
        ui.vertical_centered(|ui| ui.add(kit::text(marking).strong().small().color(kit::tokens(ui).tone(Tone::Warning).text)));
    }
}

fn notes_ui(ui: &mut Ui, paper: &Document) {
    if paper.notes.is_empty() {
        return;
    }
    ui.add_space(space::M);
    ui.separator();
    for (at, note) in paper.notes.iter().enumerate() {
        let address = if note.address.is_empty() { String::new() } else { format!(" {}", note.address) };
        ui.add(kit::text(format!("{}. {}{address}", at + 1, note.text)).small());
    }
}

fn block_ui(ui: &mut Ui, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            let (above, size) = match level {
                1 => (space::L, size::HEADING),
                2 => (space::M, size::LEAD),
                _ => (space::S, size::BODY),
            };
            ui.add_space(above);
            ui.add(kit::text(text.as_str()).strong().size(size));
        }
        Block::Paragraph(runs) => {
            runs_ui(ui, runs);
        }
        Block::Entry(entry) => entry_ui(ui, entry),
        Block::List(items) => {
            for item in items {
                ui.horizontal_top(|ui| {
                    ui.add(kit::text("•").weak());
                    ui.vertical(|ui| runs_ui(ui, item));
                });
            }
        }
        Block::Facts(facts) => {
            for fact in facts {
                kit::key_value_ui(ui, &fact.name, |ui| fact.lines.iter().for_each(|line| runs_ui(ui, line)));
            }
        }
        Block::Grid(grid) => grid_ui(ui, grid),
        Block::Wide(blocks) => {
            for (at, block) in blocks.iter().enumerate() {
                ui.push_id(at, |ui| block_ui(ui, block));
            }
        }
    }
}

/// What somebody said, behind a line at its side.
fn entry_ui(ui: &mut Ui, entry: &Entry) {
    let frame = Frame::new().inner_margin(Margin { left: 16, top: 2, bottom: 2, right: 0 });
    let response = frame
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XXS;
            let lines = [&entry.head, &entry.words].into_iter().chain(&entry.below);
            lines.filter(|line| !line.is_empty()).for_each(|line| runs_ui(ui, line));
        })
        .response;
    let t = kit::tokens(ui);
    let ink = if entry.inferred { t.tone(Tone::Info).line } else { t.line_strong };
    ui.painter().vline(response.rect.left() + 4.0, response.rect.y_range(), (2.0, ink));
}

/// A paragraph in several voices.
fn runs_ui(ui: &mut Ui, runs: &[Run]) {
    let t = *kit::tokens(ui);
    let voice = |font, color| TextFormat { font_id: font, color, ..TextFormat::default() };
    let numbers: Vec<String> = runs
        .iter()
        .map(|run| match run {
            Run::Note(number) => format!("[{number}]"),
            _ => String::new(),
        })
        .collect();
    let spans: Vec<(TextFormat, &str)> = runs
        .iter()
        .zip(&numbers)
        .map(|(run, number)| match run {
            Run::Text(words) => (voice(fonts::regular(size::BODY), t.text), words.as_str()),
            Run::Strong(words) => (voice(fonts::semibold(size::BODY), t.text_strong), words.as_str()),
            Run::Quiet(words) => (voice(fonts::regular(size::BODY), t.text_weak), words.as_str()),
            Run::Note(_) => (voice(fonts::regular(size::CAPTION), t.text_weak), number.as_str()),
        })
        .collect();
    kit::spans_ui(ui, &spans, None);
}

/// A table, its columns sharing the width as they ask for it.
fn grid_ui(ui: &mut Ui, grid: &Grid) {
    ui.add_space(space::XS);
    let columns = grid.header.len().max(grid.rows.iter().map(Vec::len).max().unwrap_or(0));
    if columns == 0 {
        return;
    }
    let asked = |column: usize| f32::from(grid.widths.get(column).copied().unwrap_or(1).max(1));
    let all: f32 = (0..columns).map(asked).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let room = (ui.available_width() - space::S * columns.saturating_sub(1) as f32).max(120.0);
    let widths: Vec<f32> = (0..columns).map(|column| room * asked(column) / all).collect();
    let line = |ui: &Ui| {
        let (x, y) = (ui.max_rect().x_range(), ui.cursor().top());
        ui.painter().hline(x, y, (1.0, kit::tokens(ui).line));
    };
    if !grid.header.is_empty() {
        row_ui(ui, &widths, |ui, column| {
            if let Some(cell) = grid.header.get(column) {
                ui.add(kit::text(plain(cell)).strong().small());
            }
        });
        line(ui);
    }
    for (at, row) in grid.rows.iter().enumerate().take(ROWS) {
        ui.push_id(at, |ui| {
            row_ui(ui, &widths, |ui, column| {
                for paragraph in row.get(column).into_iter().flat_map(|cell| &cell.lines) {
                    if grid.row_headers && column == 0 {
                        ui.add(kit::text(plain(paragraph)).strong());
                    } else {
                        runs_ui(ui, paragraph);
                    }
                }
            });
        });
        line(ui);
    }
    let more = grid.rows.len().saturating_sub(ROWS);
    if more > 0 {
        ui.add(kit::text(format!("{more} more rows are not shown here.")).weak().italic());
    }
    ui.add_space(space::XS);
}

/// Cells side by side, each as wide as its column; the row is as high as the highest.
fn row_ui(ui: &mut Ui, widths: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
    let from = ui.cursor().min;
    let (mut x, mut bottom) = (from.x, from.y);
    for (column, width) in widths.iter().enumerate() {
        let rect = egui::Rect::from_min_size(egui::pos2(x, from.y + space::XS), egui::vec2(*width, f32::INFINITY));
        let mut cell = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(column));
        cell.spacing_mut().item_spacing.y = space::XXS;
        add(&mut cell, column);
        bottom = bottom.max(cell.min_rect().bottom());
        x += width + space::S;
    }
    let rect = egui::Rect::from_min_max(from, egui::pos2(x - space::S, bottom + space::XS));
    ui.allocate_rect(rect, Sense::hover());
}

/// The words alone.
fn plain(runs: &[Run]) -> String {
    let words = runs.iter().map(|run| match run {
        Run::Text(words) | Run::Strong(words) | Run::Quiet(words) => words.clone(),
        Run::Note(number) => format!("[{number}]"),
    });
    words.collect()
}
