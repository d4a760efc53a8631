//! Text whose parts are drawn differently, in any script: lines are broken in the order of reading, then each is put in the
//! order of drawing.

use std::{borrow::Cow, ops::Range, sync::Arc};

use egui::{
    Align, FontId, Galley, Response, Role, Sense, TextFormat, TextWrapMode, Ui, WidgetInfo,
    epaint::TextShape,
    text::{LayoutJob, TextWrapping},
};

use super::bidi;
use crate::text::direction::{has_rtl, unmarked};

/// Draws the parts one after another, wrapped, each in its own format; read aloud as `name`, or as the text itself.
///
/// For words to be marked in a text: what was found, what was not understood. Fonts come from [`super::fonts`], colours
/// from [`super::tokens`].
pub fn spans_ui(ui: &mut Ui, spans: &[(TextFormat, &str)], name: Option<&str>) -> Response {
    let galley = layout(ui, spans, TextWrapMode::Wrap, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| {
        let words = name.map_or_else(|| spans.iter().map(|(_, words)| *words).collect(), str::to_owned);
        WidgetInfo::labeled(Role::Label, ui.is_enabled(), unmarked(&words))
    });
    if ui.is_rect_visible(rect) {
        let at = if galley.job.halign == Align::RIGHT { rect.right_top() } else { rect.left_top() };
        let color = ui.visuals().text_color();
        ui.painter().add(TextShape::new(at, galley, color));
    }
    response
}

/// Lays out the parts in `room`; the widths of lines are judged by the font of the first part.
pub(super) fn layout(ui: &Ui, spans: &[(TextFormat, &str)], mode: TextWrapMode, room: f32) -> Arc<Galley> {
    let text: String = spans.iter().map(|(_, words)| *words).collect();
    let Some((format, _)) = spans.first() else {
        return ui.fonts_mut(|fonts| fonts.layout_job(LayoutJob::default()));
    };
    if !has_rtl(&text) {
        return ui.fonts_mut(|fonts| fonts.layout_job(plain(spans, mode, room)));
    }

    let rtl = bidi::starts_rtl(&text);
    let mut elided = false;
    let lines = match mode {
        TextWrapMode::Wrap => broken(ui, &text, format, room),
        TextWrapMode::Extend => broken(ui, &text, format, f32::INFINITY),
        TextWrapMode::Truncate => {
            let line = shortened(ui, &text.replace('\n', " "), format, room);
            elided = line.ends_with('…') && line != text;
            let whole = 0..line.len();
            return finished(ui, job(spans, &line, std::slice::from_ref(&whole), rtl), elided);
        }
    };
    finished(ui, job(spans, &text, &lines, rtl), elided)
}

fn plain(spans: &[(TextFormat, &str)], mode: TextWrapMode, room: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (format, words) in spans {
        job.append(words, 0.0, format.clone());
    }
    job.wrap = match mode {
        TextWrapMode::Wrap => TextWrapping::wrap_at_width(room),
        TextWrapMode::Extend => TextWrapping::no_max_width(),
        TextWrapMode::Truncate => TextWrapping::truncate_at_width(room),
    };
    job
}

/// The `lines` of `text` in visual order, each sign in the format of the part that it comes from.
fn job(spans: &[(TextFormat, &str)], text: &str, lines: &[Range<usize>], rtl: bool) -> LayoutJob {
    let mut ends = Vec::with_capacity(spans.len());
    let mut end = 0;
    for (_, words) in spans {
        end += words.len();
        ends.push(end);
    }
    let part_at = |at: usize| ends.partition_point(|end| *end <= at).min(spans.len().saturating_sub(1));
    let mut job = LayoutJob::default();
    let mut piece = (0, String::new());
    let mut flush = |piece: &mut (usize, String)| {
        if let Some((format, _)) = spans.get(piece.0)
            && !piece.1.is_empty()
        {
            job.append(&piece.1, 0.0, format.clone());
        }
        piece.1.clear();
    };
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            piece.1.push('\n');
        }
        for (c, at) in bidi::visual_chars(text.get(line.clone()).unwrap_or_default(), rtl) {
            let part = part_at(line.start + at);
            if part != piece.0 {
                flush(&mut piece);
                piece.0 = part;
            }
            piece.1.push(c);
        }
    }
    flush(&mut piece);
    job.wrap = TextWrapping::no_max_width();
    if rtl && lines.len() > 1 {
        job.halign = Align::RIGHT;
    }
    job
}

fn finished(ui: &Ui, job: LayoutJob, elided: bool) -> Arc<Galley> {
    let mut galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    if elided {
        Arc::make_mut(&mut galley).elided = true;
    }
    galley
}

/// `text` in visual order for a widget that takes a string alone and cuts it on the right: right-to-left text is cut here, where it
/// ends, so that no more than its end is lost.
pub fn fitted<'a>(ui: &Ui, text: &'a str, font: &FontId, room: f32) -> Cow<'a, str> {
    if !has_rtl(text) {
        return Cow::Borrowed(text);
    }
    let format = TextFormat { font_id: font.clone(), ..TextFormat::default() };
    // A sign less than fits, so that rounding never cuts it again on the other side.
    Cow::Owned(bidi::visual(&shortened(ui, &text.replace('\n', " "), &format, room - 2.0)).into_owned())
}

fn width_of(ui: &Ui, text: &str, format: &TextFormat) -> f32 {
    let text = bidi::visual(text).into_owned();
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, format.font_id.clone(), format.color)).size().x
}

/// Where the lines of `text` lie, none wider than `room`, broken at spaces where there are any.
fn broken(ui: &Ui, text: &str, format: &TextFormat, room: f32) -> Vec<Range<usize>> {
    let space = width_of(ui, "a a", format) - width_of(ui, "aa", format);
    let mut lines = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        let mut line = at..at;
        let mut used = 0.0;
        let mut start = at;
        for word in paragraph.split(' ') {
            let end = start + word.len();
            let width = width_of(ui, word, format);
            if used > 0.0 && used + space + width > room {
                lines.push(line);
                line = start..start;
                used = 0.0;
            } else if used > 0.0 {
                used += space;
            }
            if width > room {
                line.start = chopped(ui, &mut lines, text, line.start..end, format, room);
                used = text.get(line.start..end).map_or(0.0, |rest| width_of(ui, rest, format));
            } else {
                used += width;
            }
            line.end = end;
            start = end + 1;
        }
        lines.push(line);
        at += paragraph.len() + 1;
    }
    lines
}

/// Breaks a word that is wider than the line where it must be; returns where its last piece begins.
fn chopped(ui: &Ui, lines: &mut Vec<Range<usize>>, text: &str, word: Range<usize>, format: &TextFormat, room: f32) -> usize {
    let mut start = word.start;
    let mut previous = start;
    for (at, _) in text.get(word.clone()).unwrap_or_default().char_indices() {
        let at = word.start + at;
        let too_wide = text.get(start..at).is_some_and(|piece| width_of(ui, piece, format) > room);
        if too_wide && previous > start {
            lines.push(start..previous);
            start = previous;
        }
        previous = at;
    }
    if previous > start && text.get(start..word.end).is_some_and(|piece| width_of(ui, piece, format) > room) {
        lines.push(start..previous);
        start = previous;
    }
    start
}

/// `text`, cut so that it fits into `room` with an ellipsis after what is read last.
fn shortened(ui: &Ui, text: &str, format: &TextFormat, room: f32) -> String {
    if width_of(ui, text, format) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |end: usize| text.get(..end).map(|start| format!("{}…", start.trim_end())).unwrap_or_default();
    let fitting = ends.partition_point(|end| width_of(ui, &cut(*end), format) <= room);
    cut(ends.get(fitting.saturating_sub(1)).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{fonts, testing};

    fn format() -> TextFormat {
        TextFormat { font_id: fonts::regular(15.0), ..Default::default() }
    }

    fn with_ui(mut check: impl FnMut(&Ui)) {
        let ctx = egui::Context::default();
        crate::kit::install(&ctx);
        testing::run(&ctx, |ui| check(ui));
    }

    #[test]
    fn lines_break_in_the_order_of_reading_and_fit() {
        with_ui(|ui| {
            let text = "המשלחות נפגשו באבו דאבי לסבב שני של שיחות\nDonaudampfschifffahrtsgesellschaft שלום";
            for room in [30.0, 80.0, 150.0] {
                let lines = broken(ui, text, &format(), room);
                let words = |text: &str| text.split_whitespace().collect::<String>();
                let joined: String = lines.iter().map(|line| words(&text[line.clone()])).collect();
                assert_eq!(joined, words(text), "nothing is lost");
                for line in &lines {
                    assert!(width_of(ui, &text[line.clone()], &format()) <= room + 1.0, "{} in {room}", &text[line.clone()]);
                }
            }
            assert_eq!(broken(ui, "a b\n\nc", &format(), 1000.0), [0..3, 4..4, 5..6]);
        });
    }

    #[test]
    fn each_part_keeps_its_format_in_reordered_text() {
        let marked = TextFormat { italics: true, ..format() };
        let spans = [(format(), "שלום "), (marked, "עולם"), (format(), " טוב")];
        let text = "שלום עולם טוב";
        let line = 0..text.len();
        let job = job(&spans, text, std::slice::from_ref(&line), true);
        let marked: String = job
            .sections
            .iter()
            .filter(|section| section.format.italics)
            .map(|section| &job.text[section.byte_range.start.0..section.byte_range.end.0])
            .collect();
        assert_eq!(marked.replace('\u{200E}', ""), "עולם");
        assert!(job.text.find("טוב") < job.text.find("שלום"), "the last word is drawn first");
    }

    #[test]
    fn what_is_cut_fits_and_ends_in_an_ellipsis() {
        with_ui(|ui| {
            let text = "המשלחות נפגשו באבו דאבי לסבב שני";
            let cut = shortened(ui, text, &format(), 100.0);
            assert!(cut.ends_with('…') && text.starts_with(cut.trim_end_matches('…')), "{cut}");
            assert!(width_of(ui, &cut, &format()) <= 100.0);
            assert_eq!(shortened(ui, text, &format(), 1000.0), text);
        });
    }
}
