//! Turns the tokens into egui's two styles, and chooses between them.

use egui::{
    Color32, Context, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, ThemePreference, Vec2, Visuals,
    style::{ScrollStyle, Selection, WidgetVisuals},
};

use super::{
    access, fonts,
    tokens::{DISABLED, Tokens, height, radius, size, space},
};

/// Which theme the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Light or dark as the desktop says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ThemeChoice {
    /// The choices in the order in which settings show them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word for it in settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "Follow the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// Sets the fonts and both styles. Once, before the first frame.
pub fn install(ctx: &Context) {
    super::input::install(ctx);
    ctx.set_fonts(fonts::definitions());
    ctx.add_plugin(access::Names);
    for theme in [Theme::Light, Theme::Dark] {
        let base = ctx.style_of(theme);
        ctx.set_style_of(theme, style((*base).clone(), Tokens::of(theme == Theme::Dark)));
    }
}

/// Chooses the theme.
pub fn set_theme(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}

fn style(base: Style, t: &Tokens) -> Style {
    let mut style = base;
    style.text_styles = [
        (TextStyle::Small, fonts::regular(size::SMALL)),
        (TextStyle::Body, fonts::regular(size::BODY)),
        (TextStyle::Button, fonts::regular(size::BODY)),
        (TextStyle::Heading, fonts::semibold(size::HEADING)),
        (TextStyle::Monospace, FontId::monospace(size::SMALL)),
    ]
    .into();

    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::XS);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(32.0, height::CONTROL);
    spacing.indent = space::L;
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(12);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 9.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_height = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.text_edit_width = 280.0;
    spacing.scroll = scroll();

    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.08;
    style.visuals = visuals(t);
    style
}

/// In the ink of text, and faint until it is wanted: it only says that there is more.
fn scroll() -> ScrollStyle {
    ScrollStyle {
        foreground_color: true,
        dormant_background_opacity: 0.0,
        dormant_handle_opacity: 0.22,
        active_background_opacity: 0.0,
        active_handle_opacity: 0.34,
        interact_background_opacity: 0.5,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::thin()
    }
}

fn visuals(t: &Tokens) -> Visuals {
    let mut visuals = if t.dark { Visuals::dark() } else { Visuals::light() };
    let line = Stroke::new(1.0, t.line);

    visuals.override_text_color = None;
    // Nothing moves by itself, and a window that is left alone draws nothing.
    visuals.text_cursor.blink = false;
    visuals.weak_text_color = Some(t.text_weak);
    visuals.hyperlink_color = t.accent;
    visuals.faint_bg_color = t.stripe;
    visuals.extreme_bg_color = t.field;
    visuals.text_edit_bg_color = Some(t.field);
    visuals.code_bg_color = t.sunken;
    visuals.warn_fg_color = t.tone(super::Tone::Warning).text;
    visuals.error_fg_color = t.tone(super::Tone::Danger).text;
    visuals.panel_fill = t.panel;
    visuals.window_fill = t.raised;
    visuals.window_stroke = line;
    visuals.window_corner_radius = CornerRadius::same(radius::L);
    visuals.menu_corner_radius = CornerRadius::same(radius::L);
    visuals.popup_shadow = shadow(t, 4, 16);
    visuals.window_shadow = shadow(t, 8, 28);
    visuals.selection = Selection { bg_fill: t.selection, stroke: Stroke::new(1.5, t.accent) };
    visuals.text_cursor.stroke = Stroke::new(1.5, t.accent);
    visuals.indent_has_left_vline = false;
    visuals.disabled_alpha = DISABLED;
    visuals.resize_corner_size = 10.0;

    let widget = |fill: Color32, outline: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, outline),
        corner_radius: CornerRadius::same(radius::M),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(t.page, t.line, t.text);
    visuals.widgets.inactive = widget(t.raised, t.line_strong, t.text);
    visuals.widgets.hovered = widget(t.hover, t.line_strong, t.text_strong);
    visuals.widgets.active = widget(t.pressed, t.accent, t.text_strong);
    visuals.widgets.active.bg_stroke.width = 2.0;
    visuals.widgets.open = widget(t.hover, t.accent, t.text_strong);
    visuals
}

fn shadow(t: &Tokens, offset: i8, blur: u8) -> Shadow {
    let strength = if t.dark { 120 } else { 34 };
    Shadow { offset: [0, offset], blur, spread: 0, color: Color32::from_black_alpha(strength) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_decides_the_tokens() {
        let ctx = Context::default();
        install(&ctx);
        for (choice, dark) in [(ThemeChoice::Dark, true), (ThemeChoice::Light, false)] {
            set_theme(&ctx, choice);
            let mut is_dark = None;
            crate::kit::testing::run(&ctx, |ui| {
                is_dark = Some(super::super::tokens(ui).dark);
            });
            assert_eq!(is_dark, Some(dark));
        }
    }

    #[test]
    fn both_styles_are_set() {
        let ctx = Context::default();
        install(&ctx);
        assert_eq!(ctx.style_of(Theme::Light).visuals.panel_fill, Tokens::LIGHT.panel);
        assert_eq!(ctx.style_of(Theme::Dark).visuals.panel_fill, Tokens::DARK.panel);
        for theme in [Theme::Light, Theme::Dark] {
            assert!(!ctx.style_of(theme).visuals.text_cursor.blink, "nothing moves by itself");
        }
    }
}
