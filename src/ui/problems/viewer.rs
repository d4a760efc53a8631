//! A file as it stands, to read: every line with its number, the faulty one marked and in sight, nothing hidden and nothing
//! changed. Only the rows in sight are laid out, so the largest file scrolls like the smallest.

use super::super::lines::line_ui;
use super::super::problem_state::{Place, TextOf, place_of};
use super::super::{Action, Recovery, ViewContext};
use super::files::problem_words;
use super::unsaved::{path_ui, sentence};
use super::visible::{What, pieces};
use crate::kit::{self, Icon, Tone, fonts, size, space};
use crate::session::{Problem, RawText, Row};
use egui::{Align, Key, Modifiers, Rect, ScrollArea, TextFormat, Ui, Vec2};
use std::path::PathBuf;

/// How many rows can be scrolled through at once: more would be too high for the numbers in which places on the screen are counted.
const PART: usize = 200_000;
/// How many rows go along from one part to the next.
const OVERLAP: usize = 100;
/// The largest text that is put on the clipboard, in bytes.
const COPIED: usize = 8 * 1024 * 1024;
/// How many rows stand above the faulty one.
const ABOVE: usize = 6;

/// Where in the text the reader is.
#[derive(Default)]
pub(super) struct Viewer {
    /// The file that it was last drawn for.
    file: Option<PathBuf>,
    /// The first row of the part shown.
    from: usize,
    /// The row to be scrolled to.
    goes_to: Option<usize>,
}

impl Viewer {
    /// Draws the text in place of the list.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, text: &TextOf) {
        let problem = view_ctx.session.problems().iter().find(|problem| problem.file == text.file && place_of(problem).is_some());
        let mut back = kit::keys::take(ui, Modifiers::NONE, Key::Escape);
        kit::page_title_ui(ui, "The text of a file", "As it stands on the disk. It cannot be changed here.", |ui| {
            back |= ui.add(kit::button("Back to the list").icon(Icon::ArrowLeft)).clicked();
        });
        if back {
            view_ctx.send(Action::Recovery(Recovery::StopLooking));
        }
        line_ui(ui, |ui| path_ui(ui, view_ctx, &text.file));
        if let Some(problem) = problem {
            let tone = if place_of(problem) == Some(Place::Damaged) { Tone::Danger } else { Tone::Warning };
            kit::notice_ui(ui, tone, &problem_words(problem), |_| {});
        }
        ui.add_space(space::S);
        match &text.read {
            None => {
                ui.add(kit::text("Reading the file…"));
            }
            Some(Err(why)) => kit::notice_ui(ui, Tone::Danger, &sentence(&why.to_string()), |_| {}),
            Some(Ok(raw)) => {
                let fault = fault_in(raw, problem);
                if self.file.as_ref() != Some(&text.file) {
                    self.file = Some(text.file.clone());
                    self.go_to(raw, fault.unwrap_or(0));
                }
                self.actions_ui(ui, view_ctx, raw, problem, fault);
                self.rows_ui(ui, raw, problem.and_then(|problem| problem.line));
            }
        }
    }

    fn go_to(&mut self, raw: &RawText, row: usize) {
        self.from = row.saturating_sub(PART / 2);
        if raw.rows() <= PART {
            self.from = 0;
        }
        self.goes_to = Some(row);
    }

    fn actions_ui(
        &mut self,
        ui: &mut Ui,
        view_ctx: &mut ViewContext<'_>,
        raw: &RawText,
        problem: Option<&Problem>,
        fault: Option<usize>,
    ) {
        ui.horizontal_wrapped(|ui| {
            if let (Some(row), Some(line)) = (fault, problem.and_then(|problem| problem.line)) {
                let name = format!("Go to line {line}");
                if ui.add(kit::button(name.as_str()).icon(Icon::Pin)).clicked() {
                    self.go_to(raw, row);
                }
            }
            let fits = raw.bytes().len() <= COPIED;
            let tooltip = if fits { "Copy the whole text" } else { "Too large for the clipboard: open the file in an editor" };
            if ui.add(kit::button("Copy the text").icon(Icon::Copy).enabled(fits).tooltip(tooltip)).clicked() {
                view_ctx.send(Action::Copy(String::from_utf8_lossy(raw.bytes()).into_owned()));
            }
            if self.from > 0 && ui.add(kit::button("Earlier lines").icon(Icon::ArrowUp)).clicked() {
                let last = self.from + OVERLAP;
                self.from = self.from.saturating_sub(PART - OVERLAP);
                self.goes_to = Some(last.saturating_sub(1));
            }
            if self.from + PART < raw.rows() && ui.add(kit::button("Later lines").icon(Icon::ArrowDown)).clicked() {
                self.from += PART - OVERLAP;
                self.goes_to = Some(self.from);
            }
            ui.add(kit::text(size_words(raw)).weak().small());
        });
    }

    fn rows_ui(&mut self, ui: &mut Ui, raw: &RawText, faulty: Option<usize>) {
        let t = kit::tokens(ui);
        let font = fonts::monospace(size::SMALL);
        let height = ui.fonts_mut(|fonts| fonts.row_height(&font)) + 2.0;
        let digit = ui.fonts_mut(|fonts| fonts.glyph_width(&font, '0'));
        let digits = u16::try_from(raw.lines().to_string().len()).unwrap_or(u16::MAX);
        let margin = digit * f32::from(digits) + space::L;
        ui.painter().rect_filled(ui.available_rect_before_wrap(), kit::radius::M, t.sunken);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = height;
        let shown = raw.rows().saturating_sub(self.from).min(PART);
        let mut area = ScrollArea::both().id_salt("text of a file").auto_shrink([false, false]);
        if let Some(row) = self.goes_to.take() {
            #[expect(clippy::cast_precision_loss, reason = "a part has so few rows that each has its place")]
            let above = row.saturating_sub(self.from).saturating_sub(ABOVE) as f32 * height;
            area = area.vertical_scroll_offset(above).horizontal_scroll_offset(0.0);
        }
        area.show_rows(ui, height, shown, |ui, range| {
            for row in raw.rows_from(self.from + range.start).take(range.len()) {
                let ground = ui.painter().add(egui::Shape::Noop);
                let line = ui.horizontal(|ui| {
                    ui.set_min_height(height);
                    ui.spacing_mut().item_spacing.x = 0.0;
                    number_ui(ui, &row, margin);
                    row_ui(ui, &row, faulty == Some(row.line));
                });
                if faulty == Some(row.line) {
                    let rect = Rect::from_x_y_ranges(ui.clip_rect().x_range(), line.response.rect.y_range());
                    let fill = t.tone(Tone::Danger).soft;
                    ui.painter().set(ground, egui::epaint::RectShape::filled(rect, 0.0, fill));
                }
            }
        });
    }
}

/// The number of the line, where the line begins.
fn number_ui(ui: &mut Ui, row: &Row<'_>, width: f32) {
    let layout = egui::Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(Vec2::new(width, ui.available_height()), layout, |ui| {
        ui.set_min_width(width);
        ui.add_space(space::S);
        if row.column == 0 {
            ui.add(kit::text(row.line.to_string()).monospace().small().weak().extend());
        }
    });
}

fn row_ui(ui: &mut Ui, row: &Row<'_>, is_faulty: bool) {
    let t = kit::tokens(ui);
    let pieces = pieces(row.bytes);
    let plain = TextFormat { font_id: fonts::monospace(size::SMALL), color: t.text, ..TextFormat::default() };
    let marked = |tone: Tone| {
        let colors = t.tone(tone);
        TextFormat { color: colors.text, background: colors.soft, ..plain.clone() }
    };
    let parts: Vec<(TextFormat, &str)> = pieces
        .iter()
        .map(|piece| {
            let format = match piece.what {
                What::Text => plain.clone(),
                What::Hidden => marked(Tone::Warning),
                What::Broken => TextFormat { background: t.tone(Tone::Danger).line, color: t.text_strong, ..plain.clone() },
            };
            (format, piece.text.as_str())
        })
        .collect();
    let words: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let name = match (row.column, is_faulty) {
        (0, true) => format!("Line {}, where the reading stopped: {words}", row.line),
        (0, false) => format!("Line {}: {words}", row.line),
        _ => words,
    };
    kit::spans_ui(ui, &parts, Some(&name));
}

/// The row that a problem is about.
fn fault_in(raw: &RawText, problem: Option<&Problem>) -> Option<usize> {
    let problem = problem?;
    Some(raw.row_of(problem.line?, problem.column.unwrap_or(1)))
}

/// "312 lines, 14 kB".
fn size_words(raw: &RawText) -> String {
    let bytes = raw.bytes().len();
    let size = match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    };
    let lines = crate::query::usage::counted(raw.lines(), "line");
    if raw.is_cut() { format!("The first {size} of it, {lines}") } else { format!("{lines}, {size}") }
}
