//! Text on screen, in any script: a label that puts right-to-left words in order and is read aloud as it was written.

use egui::{
    Align, Color32, FontId, Key, Response, Role, Sense, Stroke, TextFormat, TextWrapMode, Ui, Widget, WidgetInfo,
    epaint::TextShape, text::LayoutJob,
};

use super::{
    access, bold, fonts, spans,
    tokens::{size, tokens},
};
use crate::text::direction::{has_rtl, unmarked};

/// Text as a widget; see [`Text`].
pub fn text<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Text<'a> {
    Text {
        text: text.into(),
        size: size::BODY,
        face: Face::Regular,
        ink: Ink::Normal,
        mode: None,
        selectable: false,
        underline: false,
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
    underline: bool,
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

    /// With a line under each of its lines: words that lead somewhere, under the pointer.
    pub fn underline(mut self, underline: bool) -> Self {
        self.underline = underline;
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
        access::hear(ui, &self.text);
        let mode = self.mode.unwrap_or_else(|| ui.wrap_mode());
        let color = self.color_in(ui);
        let underline = if self.underline { Stroke::new(1.0, color) } else { Stroke::NONE };
        let format = TextFormat { font_id: self.font(), color, underline, ..Default::default() };
        let bold = matches!(self.face, Face::Semibold);
        if !(has_rtl(&self.text) || bold && bold::lacks_face(&self.text)) {
            let mut job = LayoutJob::default();
            job.append(&self.text, 0.0, format);
            let mut label = egui::Label::new(job).wrap_mode(mode).selectable(self.selectable);
            if let Some(sense) = self.sense {
                label = label.sense(sense);
            }
            let response = ui.add(label);
            if self.text.is_empty() {
                // Keeps its place and says nothing.
                access::node(&response, |node| node.set_role(Role::GenericContainer));
            }
            return response;
        }

        let room = ui.available_width();
        let mut galley = spans::layout(ui, &[(format.clone(), &self.text)], mode, room);
        if bold {
            galley = bold::embolden(galley, self.size);
        }
        let copyable = if self.selectable { Sense::click() - Sense::FOCUSABLE } else { Sense::hover() };
        let (rect, mut response) = ui.allocate_exact_size(galley.size(), copyable | self.sense.unwrap_or(Sense::hover()));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), unmarked(&self.text)));
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
            let copy = || ui.ctx().copy_text(unmarked(&self.text).into_owned());
            response.context_menu(|ui| {
                if ui.button("Copy").clicked() {
                    copy();
                    ui.close();
                }
            });
            if response.has_focus() && super::keys::pressed(ui, egui::Modifiers::COMMAND, Key::C) {
                copy();
            }
        }
        response
    }
}
