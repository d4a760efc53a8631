//! Text on screen, in any script: a label that puts right-to-left words in order and is read aloud as it was written.

use std::sync::Arc;

use egui::{
    Align, Color32, FontId, Galley, Key, Response, Role, Sense, TextFormat, TextWrapMode, Ui, Widget, WidgetInfo,
    epaint::TextShape,
    text::{LayoutJob, TextWrapping},
};

use super::{
    bidi, fonts,
    tokens::{size, tokens},
};

/// Text as a widget; see [`Text`].
pub fn text<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Text<'a> {
    Text {
        text: text.into(),
        size: size::BODY,
        face: Face::Regular,
        ink: Ink::Normal,
        mode: None,
        selectable: false,
        sense: None,
    }
}

/// A label. Wraps by default (each line ordered for itself), is cut with an ellipsis by [`Text::truncate`], and then
/// shows the whole under the pointer. Right-to-left text that can be selected is copied whole by a secondary click.
///
/// ```
/// # use rapporteur::kit;
/// # fn ui(ui: &mut egui::Ui) {
/// ui.add(kit::text("שלום עולם").strong());
/// ui.add(kit::text("in the coming weeks").weak().small().truncate());
/// # }
/// ```
#[must_use = "add it with `ui.add`"]
pub struct Text<'a> {
    text: std::borrow::Cow<'a, str>,
    size: f32,
    face: Face,
    ink: Ink,
    mode: Option<TextWrapMode>,
    selectable: bool,
    sense: Option<Sense>,
}

#[derive(Clone, Copy)]
enum Face {
    Regular,
    Semibold,
    Italic,
    Monospace,
}

#[derive(Clone, Copy)]
enum Ink {
    Strong,
    Normal,
    Weak,
    Color(Color32),
}

impl Text<'_> {
    /// Semi-bold, in the strongest ink.
    pub fn strong(mut self) -> Self {
        self.face = Face::Semibold;
        self.ink = Ink::Strong;
        self
    }

    /// In the weak ink.
    pub fn weak(mut self) -> Self {
        self.ink = Ink::Weak;
        self
    }

    /// Italic: paraphrase, notes, what an analyst infers.
    pub fn italic(mut self) -> Self {
        self.face = Face::Italic;
        self
    }

    /// Monospace: file names, ids.
    pub fn monospace(mut self) -> Self {
        self.face = Face::Monospace;
        self.size = size::SMALL;
        self
    }

    /// 13 points.
    pub fn small(mut self) -> Self {
        self.size = size::SMALL;
        self
    }

    /// 12 points.
    pub fn caption(mut self) -> Self {
        self.size = size::CAPTION;
        self
    }

    /// In one of [`super::size`].
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// In a colour of the tokens.
    pub fn color(mut self, color: Color32) -> Self {
        self.ink = Ink::Color(color);
        self
    }

    /// One line, cut with an ellipsis where the room ends.
    pub fn truncate(mut self) -> Self {
        self.mode = Some(TextWrapMode::Truncate);
        self
    }

    /// One line, as long as it is.
    pub fn extend(mut self) -> Self {
        self.mode = Some(TextWrapMode::Extend);
        self
    }

    /// Can be selected and copied: for what a user may want to quote.
    pub fn selectable(mut self) -> Self {
        self.selectable = true;
        self
    }

    /// Reacts to clicks or drags.
    pub fn sense(mut self, sense: Sense) -> Self {
        self.sense = Some(sense);
        self
    }

    fn font(&self) -> FontId {
        match self.face {
            Face::Regular => fonts::regular(self.size),
            Face::Semibold => fonts::semibold(self.size),
            Face::Italic => fonts::italic(self.size),
            Face::Monospace => fonts::monospace(self.size),
        }
    }

    fn color_in(&self, ui: &Ui) -> Color32 {
        let t = tokens(ui);
        match self.ink {
            Ink::Strong => t.text_strong,
            // Inside a selected row or a button the style knows better.
            Ink::Normal => ui.visuals().override_text_color.unwrap_or(t.text),
            Ink::Weak => t.text_weak,
            Ink::Color(color) => color,
        }
    }
}

impl Widget for Text<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let mode = self.mode.unwrap_or_else(|| ui.wrap_mode());
        let format = TextFormat { font_id: self.font(), color: self.color_in(ui), ..Default::default() };
        if !bidi::has_rtl(&self.text) {
            let mut job = LayoutJob::default();
            job.append(&self.text, 0.0, format);
            let mut label = egui::Label::new(job).wrap_mode(mode).selectable(self.selectable);
            if let Some(sense) = self.sense {
                label = label.sense(sense);
            }
            return ui.add(label);
        }

        let room = ui.available_width();
        let galley = layout(ui, &self.text, &format, mode, room);
        let copyable = if self.selectable { Sense::click() - Sense::FOCUSABLE } else { Sense::hover() };
        let (rect, mut response) = ui.allocate_exact_size(galley.size(), copyable | self.sense.unwrap_or(Sense::hover()));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), &self.text));
        if ui.is_rect_visible(rect) {
            let left = if galley.job.halign == Align::RIGHT { rect.right_top() } else { rect.left_top() };
            let elided = galley.elided;
            ui.painter().add(TextShape::new(left, galley, format.color));
            if elided {
                response = response.on_hover_ui(|ui| {
                    ui.add(text(self.text.as_ref()));
                });
            }
        }
        if self.selectable {
            let copy = || ui.ctx().copy_text(self.text.to_string());
            response.context_menu(|ui| {
                if ui.button("Copy").clicked() {
                    copy();
                    ui.close();
                }
            });
            if response.has_focus() && ui.input(|i| i.modifiers.command && i.key_pressed(Key::C)) {
                copy();
            }
        }
        response
    }
}

/// Lays out right-to-left text: lines are broken in the order of reading, then each is put in the order of drawing.
fn layout(ui: &Ui, text: &str, format: &TextFormat, mode: TextWrapMode, room: f32) -> Arc<Galley> {
    let rtl = bidi::starts_rtl(text);
    let (lines, max_rows, width) = match mode {
        TextWrapMode::Wrap => (broken(ui, text, format, room), usize::MAX, f32::INFINITY),
        TextWrapMode::Extend => (text.to_owned(), usize::MAX, f32::INFINITY),
        TextWrapMode::Truncate => (shortened(ui, &text.replace('\n', " "), format, room), 1, f32::INFINITY),
    };
    let elided = mode == TextWrapMode::Truncate && lines != text;
    let visual: Vec<_> = lines.split('\n').map(|line| bidi::visual_in(line, rtl)).collect();
    let mut job = LayoutJob::default();
    job.append(&visual.join("\n"), 0.0, format.clone());
    job.wrap = TextWrapping { max_rows, max_width: width, ..Default::default() };
    if rtl && visual.len() > 1 {
        job.halign = Align::RIGHT;
    }
    let mut galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    if elided {
        Arc::make_mut(&mut galley).elided = true;
    }
    galley
}

fn width_of(ui: &Ui, text: &str, format: &TextFormat) -> f32 {
    let text = bidi::visual(text).into_owned();
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, format.font_id.clone(), format.color)).size().x
}

/// `text` with `\n` where a line of `room` points is full, at spaces where there are any.
fn broken(ui: &Ui, text: &str, format: &TextFormat, room: f32) -> String {
    let space = width_of(ui, "a a", format) - width_of(ui, "aa", format);
    let mut out = String::with_capacity(text.len() + 8);
    for (i, paragraph) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let mut used = 0.0;
        for word in paragraph.split(' ') {
            let width = width_of(ui, word, format);
            if used > 0.0 && used + space + width > room {
                out.push('\n');
                used = 0.0;
            } else if used > 0.0 {
                out.push(' ');
                used += space;
            }
            if width <= room {
                out.push_str(word);
                used += width;
            } else {
                used = push_chopped(ui, &mut out, word, format, room);
            }
        }
    }
    out
}

/// A word that is wider than the line, broken where it must; returns the width of its last piece.
fn push_chopped(ui: &Ui, out: &mut String, word: &str, format: &TextFormat, room: f32) -> f32 {
    let mut piece = String::new();
    for c in word.chars() {
        piece.push(c);
        if piece.chars().count() > 1 && width_of(ui, &piece, format) > room {
            piece.pop();
            out.push_str(&piece);
            out.push('\n');
            piece = c.to_string();
        }
    }
    out.push_str(&piece);
    width_of(ui, &piece, format)
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
