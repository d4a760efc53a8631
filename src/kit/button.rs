//! Buttons: with words, or with an icon alone that carries its name.

use egui::{Color32, Response, Role, Sense, Stroke, Ui, Vec2, Visuals, Widget, WidgetInfo, style::WidgetVisuals};

use super::{
    Icon, bidi,
    chip::one_line,
    fitted, fonts,
    tokens::{Tokens, Tone, height, size, tokens},
};

/// A button with words; see [`Button`].
pub fn button<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Button<'a> {
    Button {
        text: text.into(),
        icon: None,
        weight: Weight::Normal,
        enabled: true,
        selected: None,
        tooltip: None,
        shortcut: None,
        name: None,
        sense: Sense::click(),
    }
}

/// A button with words, and an icon before them if you like. One primary button a page at most.
///
/// ```
/// # use rapporteur::kit::{self, Icon};
/// # fn ui(ui: &mut egui::Ui) {
/// if ui.add(kit::button("Log a round").icon(Icon::Add).primary().tooltip("Ctrl+N")).clicked() {}
/// # }
/// ```
#[must_use = "add it with `ui.add`"]
pub struct Button<'a> {
    text: std::borrow::Cow<'a, str>,
    icon: Option<Icon>,
    weight: Weight,
    enabled: bool,
    selected: Option<bool>,
    tooltip: Option<&'a str>,
    shortcut: Option<&'a str>,
    name: Option<&'a str>,
    sense: Sense,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Primary,
    Normal,
    Quiet,
    Danger,
}

impl<'a> Button<'a> {
    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What the page is for: filled with the accent.
    pub fn primary(mut self) -> Self {
        self.weight = Weight::Primary;
        self
    }

    /// No outline until the pointer is over it: for rows of actions.
    pub fn quiet(mut self) -> Self {
        self.weight = Weight::Quiet;
        self
    }

    /// Takes something away.
    pub fn danger(mut self) -> Self {
        self.weight = Weight::Danger;
        self
    }

    /// Can it be pressed?
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shown as chosen or not, for a button that stays down.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// A sentence under the pointer.
    pub fn tooltip(mut self, tooltip: &'a str) -> Self {
        self.tooltip = Some(tooltip);
        self
    }

    /// The key that does the same, shown weakly at the right.
    pub fn shortcut(mut self, shortcut: &'a str) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    /// No stop of the Tab key: keys of what it stands beside do the same; name them in the tooltip.
    pub fn by_pointer(mut self) -> Self {
        self.sense = Sense::CLICK;
        self
    }

    /// What a screen reader says instead of the words, where several buttons have the same.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let body = fonts::regular(size::BODY);
        let width = |words: &str| one_line(ui, words, &body, Color32::PLACEHOLDER, f32::INFINITY).size().x;
        let beside = self.shortcut.map_or(0.0, |keys| width(keys) + ui.spacing().icon_spacing);
        let icon = if self.icon.is_some() { 16.0 + ui.spacing().icon_spacing } else { 0.0 };
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x - beside - icon;
        let words = if ui.layout().main_wrap() { bidi::visual(&self.text) } else { fitted(ui, &self.text, &body, room) };
        let mut button = match self.icon {
            Some(icon) => egui::Button::new((icon.atom(16.0), words.as_ref())),
            None => egui::Button::new(words.as_ref()),
        };
        button = button.sense(self.sense);
        // In a wrapping row a long button goes to the next line rather than lose its words.
        if !ui.layout().main_wrap() {
            button = button.truncate();
        }
        if self.weight == Weight::Quiet {
            button = button.frame(true).frame_when_inactive(self.selected == Some(true));
        }
        if let Some(selected) = self.selected {
            button = button.selected(selected);
        }
        if let Some(shortcut) = self.shortcut {
            button = button.shortcut_text(shortcut);
        }
        let t = tokens(ui);
        let mut response = with_visuals(ui, |visuals| dress(visuals, t, self.weight), |ui| ui.add_enabled(self.enabled, button));
        // Drawn in another order, or with its key: named by the words alone.
        let name = self.name.unwrap_or(&self.text);
        response.widget_info(|| match self.selected {
            Some(selected) => WidgetInfo::selected(Role::Button, self.enabled, selected, name),
            None => WidgetInfo::labeled(Role::Button, self.enabled, name),
        });
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if let Some(tooltip) = self.tooltip {
            let tooltip = bidi::visual(tooltip);
            response = response.on_hover_text(tooltip.as_ref()).on_disabled_hover_text(tooltip.as_ref());
        }
        response
    }
}

fn dress(visuals: &mut Visuals, t: &Tokens, weight: Weight) {
    let paint = |w: &mut WidgetVisuals, fill: Color32, line: Color32, text: Color32| {
        w.weak_bg_fill = fill;
        w.bg_fill = fill;
        w.bg_stroke = Stroke::new(1.0, line);
        w.fg_stroke.color = text;
    };
    let widgets = &mut visuals.widgets;
    match weight {
        Weight::Normal => {}
        Weight::Quiet => {
            for w in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
                w.bg_stroke = Stroke::NONE;
            }
            widgets.active.bg_stroke = Stroke::new(2.0, t.accent);
        }
        Weight::Primary => {
            paint(&mut widgets.inactive, t.accent, t.accent, t.on_accent);
            paint(&mut widgets.hovered, t.accent_hover, t.accent_hover, t.on_accent);
            paint(&mut widgets.active, t.accent_hover, t.text_strong, t.on_accent);
            widgets.active.bg_stroke.width = 2.0;
        }
        Weight::Danger => {
            let danger = t.tone(Tone::Danger);
            paint(&mut widgets.inactive, t.raised, danger.line, danger.text);
            paint(&mut widgets.hovered, danger.soft, danger.text, danger.text);
            paint(&mut widgets.active, danger.soft, danger.text, danger.text);
            widgets.active.bg_stroke.width = 2.0;
        }
    }
}

/// Draws with changed visuals and puts the old ones back, without a scope, which would disturb layouts and ids.
pub(super) fn with_visuals<R>(ui: &mut Ui, change: impl FnOnce(&mut Visuals), draw: impl FnOnce(&mut Ui) -> R) -> R {
    let before = ui.style().clone();
    change(ui.visuals_mut());
    let result = draw(ui);
    ui.set_style(before);
    result
}

/// A square button with an icon; see [`IconButton`].
pub fn icon_button(icon: Icon, name: &str) -> IconButton<'_> {
    IconButton { icon, name, tooltip: None, small: false, enabled: true, selected: None, tone: None, sense: Sense::click() }
}

/// A square button with an icon. Its `name` is what a screen reader says and what stands under the pointer.
#[must_use = "add it with `ui.add`"]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    tooltip: Option<&'a str>,
    small: bool,
    enabled: bool,
    selected: Option<bool>,
    tone: Option<Tone>,
    sense: Sense,
}

impl<'a> IconButton<'a> {
    /// More words under the pointer than the name, say with the shortcut.
    pub fn tooltip(mut self, tooltip: &'a str) -> Self {
        self.tooltip = Some(tooltip);
        self
    }

    /// 22 points instead of 28: inside a row.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Can it be pressed?
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shown as chosen or not, for a button that stays down.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// No stop of the Tab key: it stands in or beside a field whose keys do the same; name them in the tooltip.
    pub fn by_pointer(mut self) -> Self {
        self.sense = Sense::CLICK;
        self
    }

    /// The icon in the colour of a tone.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (side, icon_size) = if self.small { (height::SMALL, 14.0) } else { (height::CONTROL, 16.0) };
        let t = tokens(ui);
        let enabled = self.enabled && ui.is_enabled();
        let (drawn, mut response) = ui
            .add_enabled_ui(self.enabled, |ui| {
                let (id, drawn) = ui.allocate_space(Vec2::splat(side));
                (drawn, ui.interact(drawn.expand((height::LEAST - side).max(0.0) / 2.0), id, self.sense))
            })
            .inner;
        response.widget_info(|| match self.selected {
            Some(selected) => WidgetInfo::selected(Role::Button, enabled, selected, self.name),
            None => WidgetInfo::labeled(Role::Button, enabled, self.name),
        });
        if ui.is_rect_visible(response.rect) {
            let selected = self.selected == Some(true);
            let pressed = response.is_pointer_button_down_on();
            let fill = match () {
                () if !enabled => Color32::TRANSPARENT,
                () if pressed => t.pressed,
                () if selected => t.selection,
                () if response.hovered() => t.hover,
                () => Color32::TRANSPARENT,
            };
            let ink = match (self.tone, selected) {
                _ if !enabled => t.text_weak.gamma_multiply(ui.visuals().disabled_alpha),
                (Some(tone), _) => t.tone(tone).text,
                (None, true) => t.on_selection,
                (None, false) if response.hovered() => t.text_strong,
                (None, false) => t.text_weak,
            };
            let outline = match (response.has_focus(), selected) {
                (true, _) => Stroke::new(2.0, t.accent),
                (false, true) => Stroke::new(1.0, t.accent),
                (false, false) => Stroke::NONE,
            };
            let radius = super::radius::M;
            ui.painter().rect(drawn, radius, fill, outline, egui::StrokeKind::Inside);
            self.icon.paint(ui.painter(), drawn.center(), icon_size, ink);
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        let tooltip = bidi::visual(self.tooltip.unwrap_or(self.name));
        response = response.on_hover_text(tooltip.as_ref()).on_disabled_hover_text(tooltip.as_ref());
        response
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn an_icon_button_is_found_by_its_name_and_clicked() {
        let mut harness = crate::kit::testing::builder().build_ui_state(
            |ui, clicks: &mut u32| {
                *clicks += u32::from(ui.add(icon_button(Icon::Bin, "Move to the bin")).clicked());
            },
            0,
        );
        harness.get_by_role_and_label(Role::Button, "Move to the bin").click();
        harness.run();
        assert_eq!(*harness.state(), 1);
    }

    #[test]
    fn a_button_is_named_by_its_words_without_icon_and_key() {
        let mut harness = crate::kit::testing::builder().build_ui(|ui| {
            ui.add(button("Add a round").icon(Icon::Add).shortcut("Ctrl+N").primary());
            ui.add(button("שלום עולם").quiet());
        });
        harness.run();
        harness.get_by_role_and_label(Role::Button, "Add a round");
        harness.get_by_role_and_label(Role::Button, "שלום עולם");
    }

    #[test]
    fn a_disabled_button_does_nothing() {
        let mut harness = crate::kit::testing::builder().build_ui_state(
            |ui, clicks: &mut u32| {
                *clicks += u32::from(ui.add(button("Undo").enabled(false)).clicked());
                *clicks += u32::from(ui.add(icon_button(Icon::Redo, "Redo").enabled(false)).clicked());
            },
            0,
        );
        harness.get_by_label("Undo").click();
        harness.get_by_label("Redo").click();
        harness.run();
        assert_eq!(*harness.state(), 0);
    }
}
