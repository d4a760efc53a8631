//! Chips: a word or two on a soft ground, by tone or by party.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo,
    text::{LayoutJob, TextFormat, TextWrapping},
};

use super::{
    Icon, bidi, bold, fonts,
    party::PartyColors,
    tokens::{Tone, height, radius, size, space, tokens},
};
use crate::text::direction::{has_rtl, unmarked};

/// A chip; see [`Chip`].
pub fn chip<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Chip<'a> {
    Chip {
        text: text.into(),
        style: ChipStyle::Tone(Tone::Neutral),
        icon: None,
        clickable: false,
        focusable: true,
        selected: false,
        tooltip: None,
    }
}

/// The tag of a party: its short name behind a bar in its colour. `hue` as for [`super::party_colors`].
pub fn party_tag<'a>(hue: usize, short_name: impl Into<std::borrow::Cow<'a, str>>) -> Chip<'a> {
    Chip { style: ChipStyle::Party(hue), ..chip(short_name) }
}

/// A word or two on a soft ground. Cut with an ellipsis where the room ends, then whole under the pointer.
///
/// ```
/// # use rapporteur::kit::{self, Icon, Tone};
/// # fn ui(ui: &mut egui::Ui) {
/// ui.add(kit::chip("Conflicting dates").tone(Tone::Warning).icon(Icon::Warning));
/// ui.add(kit::party_tag(0, "UA").tooltip("Ukraine"));
/// # }
/// ```
#[must_use = "add it with `ui.add`"]
pub struct Chip<'a> {
    text: std::borrow::Cow<'a, str>,
    style: ChipStyle,
    icon: Option<Icon>,
    clickable: bool,
    focusable: bool,
    selected: bool,
    tooltip: Option<&'a str>,
}

#[derive(Clone, Copy)]
enum ChipStyle {
    Tone(Tone),
    Party(usize),
}

impl<'a> Chip<'a> {
    /// What its colour says.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.style = ChipStyle::Tone(tone);
        self
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// It is a button.
    pub fn clickable(mut self) -> Self {
        self.clickable = true;
        self
    }

    /// A button without a stop of the Tab key: the keys of a field beside it do the same.
    pub fn by_pointer(mut self) -> Self {
        self.focusable = false;
        self
    }

    /// Outlined as chosen.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// A sentence under the pointer.
    pub fn tooltip(mut self, tooltip: &'a str) -> Self {
        self.tooltip = Some(tooltip);
        self
    }
}

const HEIGHT: f32 = 20.0;
const PAD: f32 = 7.0;
const ICON: f32 = 13.0;
const BAR: f32 = 4.0;
/// How far beyond what is drawn a chip that is a button can be pressed, above and below.
const BEYOND: f32 = (height::LEAST - HEIGHT) / 2.0;

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        self.draw(ui, 0.0)
    }
}

impl Chip<'_> {
    /// How wide it is where there is room.
    #[must_use]
    pub fn width(&self, ui: &Ui) -> f32 {
        self.before() + one_line(ui, &self.text, &self.font(), Color32::PLACEHOLDER, f32::INFINITY).size().x + PAD
    }

    /// What stands before the words.
    fn before(&self) -> f32 {
        let bar = if matches!(self.style, ChipStyle::Party(_)) { BAR } else { 0.0 };
        PAD + bar + if self.icon.is_some() { ICON + space::XS } else { 0.0 }
    }

    fn font(&self) -> FontId {
        match self.style {
            ChipStyle::Tone(_) => fonts::regular(size::SMALL),
            ChipStyle::Party(_) => fonts::semibold(size::SMALL),
        }
    }

    /// Draws it with a cross behind it; true when the cross is pressed, or Delete or Backspace while it has the focus.
    pub fn show_removable(mut self, ui: &mut Ui) -> bool {
        self.clickable = true;
        let name = format!("Remove {}", self.text);
        let response = self.draw(ui, HEIGHT);
        let middle = response.rect.right_center() - Vec2::new(HEIGHT / 2.0, 0.0);
        let rect = Rect::from_center_size(middle, Vec2::splat(height::LEAST));
        let cross = ui.interact(rect, response.id.with("cross"), Sense::click());
        cross.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
        let t = tokens(ui);
        if cross.hovered() || cross.has_focus() {
            let outline = if cross.has_focus() { Stroke::new(2.0, t.accent) } else { Stroke::NONE };
            ui.painter().rect(rect.shrink(4.0), radius::S, t.hover, outline, StrokeKind::Inside);
        }
        Icon::Close.paint(ui.painter(), rect.center(), 12.0, if cross.hovered() { t.text_strong } else { t.text_weak });
        let by_key = response.has_focus()
            && [egui::Key::Delete, egui::Key::Backspace].iter().any(|key| super::keys::pressed(ui, egui::Modifiers::NONE, *key));
        cross.on_hover_text(name).clicked() || by_key
    }

    /// Draws the chip with `after` points of room behind its words.
    fn draw(self, ui: &mut Ui, after: f32) -> Response {
        super::access::hear(ui, &self.text);
        let t = tokens(ui);
        let (ink, ground, line, bar) = match self.style {
            ChipStyle::Tone(tone) => {
                let c = t.tone(tone);
                (c.text, c.soft, c.line, None)
            }
            ChipStyle::Party(hue) => {
                let c = PartyColors::of(t, hue);
                (t.text_strong, c.soft, c.soft, Some(c.fill))
            }
        };
        let bar_width = if bar.is_some() { BAR } else { 0.0 };
        let before = self.before();
        let after = after.max(PAD);
        let font = self.font();
        let mut galley = one_line(ui, &self.text, &font, ink, f32::INFINITY);
        if before + galley.size().x + after > ui.available_size_before_wrap().x {
            // In a wrapping row it goes to a line of its own, and has all of that.
            let wraps = ui.layout().main_wrap();
            let room = if wraps { ui.max_rect().width() } else { ui.available_width() };
            galley = one_line(ui, &self.text, &font, ink, room.max(4.0 * HEIGHT) - before - after);
        }
        let sense = match self.clickable {
            true if self.focusable => Sense::click(),
            true => Sense::CLICK,
            false => Sense::hover(),
        };
        let extent = Vec2::new(before + galley.size().x + after, HEIGHT);
        let (id, rect) = ui.allocate_space(extent);
        let rect = ui.layout().align_size_within_rect(extent, rect);
        let place = if self.clickable { rect.expand2(Vec2::new(0.0, BEYOND)) } else { rect };
        let mut response = ui.interact(place, id, sense);
        response.widget_info(|| {
            let role = if self.clickable { Role::Button } else { Role::Label };
            let mut info = WidgetInfo::labeled(role, ui.is_enabled(), unmarked(&self.text));
            info.selected = (self.clickable && self.selected).then_some(true);
            info
        });
        let elided = galley.elided;
        if ui.is_rect_visible(rect) {
            let outline = match () {
                () if response.has_focus() || self.selected => Stroke::new(1.5, t.accent),
                () if response.hovered() && self.clickable => Stroke::new(1.0, t.line_strong),
                () => Stroke::new(1.0, line),
            };
            let painter = ui.painter();
            painter.rect(rect, radius::S, ground, outline, StrokeKind::Inside);
            if let Some(color) = bar {
                let bar = Rect::from_min_size(rect.min, Vec2::new(BAR, rect.height()));
                let corners = egui::CornerRadius { nw: radius::S, sw: radius::S, ne: 0, se: 0 };
                painter.rect_filled(bar, corners, color);
            }
            if let Some(icon) = self.icon {
                let at = egui::pos2(rect.left() + PAD + bar_width + ICON / 2.0, rect.center().y);
                icon.paint(painter, at, ICON, ink);
            }
            let at = egui::pos2(rect.left() + before, rect.center().y - galley.size().y / 2.0);
            painter.galley(at, galley, ink);
        }
        match self.tooltip {
            Some(tooltip) => response = response.on_hover_text(bidi::visual(tooltip).as_ref()),
            None if elided => response = response.on_hover_text(bidi::visual(&self.text).as_ref()),
            None => {}
        }
        response
    }
}

/// A mark and its word, which no break of a line parts.
pub fn marked_word_ui(ui: &mut Ui, icon: Icon, ink: Color32, word: &str) -> Response {
    let weak = tokens(ui).text_weak;
    let galley = one_line(ui, word, &fonts::regular(size::CAPTION), weak, ui.max_rect().width() - ICON - space::XS);
    let extent = Vec2::new(ICON + space::XS + galley.size().x, galley.size().y.max(ICON));
    let (rect, response) = ui.allocate_exact_size(extent, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), word));
    icon.paint(ui.painter(), egui::pos2(rect.left() + ICON / 2.0, rect.center().y), 12.0, ink);
    let at = egui::pos2(rect.left() + ICON + space::XS, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, weak);
    response
}

/// Chips side by side, on as many lines as they need.
pub fn chip_row_ui<R>(ui: &mut Ui, add_chips: impl FnOnce(&mut Ui) -> R) -> R {
    let before = ui.spacing().interact_size.y;
    // A wrapping row is as high as a control, which is too high for chips.
    ui.spacing_mut().interact_size.y = HEIGHT;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = before;
        ui.spacing_mut().item_spacing = Vec2::splat(space::XS);
        add_chips(ui)
    });
    ui.spacing_mut().interact_size.y = before;
    row.inner
}

/// One line in visual order, cut at `width`.
pub(super) fn one_line(ui: &Ui, text: &str, font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat { font_id: font.clone(), color, ..Default::default() };
    if has_rtl(text) {
        // Cut before it is put in visual order: what is left out is its end, not its beginning.
        let galley = super::spans::layout(ui, &[(format, text)], egui::TextWrapMode::Truncate, width.max(0.0));
        return heavy(galley, font);
    }
    let mut job = LayoutJob::default();
    job.append(text, 0.0, format);
    job.break_on_newline = false;
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 1, break_anywhere: true, ..Default::default() };
    heavy(ui.fonts_mut(|fonts| fonts.layout_job(job)), font)
}

fn heavy(galley: Arc<Galley>, font: &FontId) -> Arc<Galley> {
    if font.family == fonts::semibold(font.size).family { bold::embolden(galley, font.size) } else { galley }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn a_chip_never_leaves_its_room() {
        let long = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle";
        let mut width = 0.0;
        let mut harness = crate::kit::testing::builder().with_size(Vec2::new(200.0, 60.0)).build_ui(|ui| {
            width = ui.add(chip(long).tone(Tone::Info)).rect.width();
            assert!(width <= ui.max_rect().width() + 0.5, "{width}");
        });
        harness.run();
        harness.get_by_label(long);
    }

    #[test]
    fn the_cross_of_a_chip_says_what_it_removes() {
        let mut harness = crate::kit::testing::builder()
            .build_ui_state(|ui, removed: &mut bool| *removed |= chip("Monitoring").show_removable(ui), false);
        harness.get_by_label("Remove Monitoring").click();
        harness.run();
        assert!(*harness.state());
    }
}
