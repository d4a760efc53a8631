//! One of a few, side by side; and on or off.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::{
    fonts, text,
    tokens::{height, radius, size, space, tokens},
};

/// One of a few: a strip of words of which one is chosen. Returns the choice if it is another one than `current`.
///
/// `name` is read aloud before the words. Wraps where the room is narrow.
///
/// ```
/// # use rapporteur::kit;
/// # fn ui(ui: &mut egui::Ui, by_party: bool) {
/// if let Some(by_party) = kit::segmented_ui(ui, "Group statements", by_party, &[(false, "By issue"), (true, "By party")]) {}
/// # }
/// ```
pub fn segmented_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: T, options: &[(T, &str)]) -> Option<T> {
    let t = tokens(ui);
    let mut chosen = None;
    egui::Frame::new().fill(t.sunken).corner_radius(radius::M).inner_margin(2).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(2.0);
            for &(value, words) in options {
                let selected = value == current;
                if segment_ui(ui, name, words, selected).clicked() && !selected {
                    chosen = Some(value);
                }
            }
        });
    });
    chosen
}

fn segment_ui(ui: &mut Ui, name: &str, words: &str, selected: bool) -> Response {
    let t = tokens(ui);
    let ink = if selected { t.text_strong } else { t.text_weak };
    let font = if selected { fonts::semibold(size::SMALL) } else { fonts::regular(size::SMALL) };
    // As wide as when chosen, so that nothing moves when the choice does.
    let widest = super::chip::one_line(ui, words, &fonts::semibold(size::SMALL), ink, f32::INFINITY).size().x;
    let width = (widest + 2.0 * 10.0).min(ui.max_rect().width());
    let galley = super::chip::one_line(ui, words, &font, ink, width - 2.0 * 10.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height::CONTROL - 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, format!("{name}: {words}")));
    if ui.is_rect_visible(rect) {
        let (fill, line) = match () {
            () if response.has_focus() => (if selected { t.raised } else { t.hover }, Stroke::new(2.0, t.accent)),
            () if selected => (t.raised, Stroke::new(1.0, t.line_strong)),
            () if response.hovered() => (t.hover, Stroke::NONE),
            () => (egui::Color32::TRANSPARENT, Stroke::NONE),
        };
        ui.painter().rect(rect, radius::S, fill, line, StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    }
    response
}

/// On or off, with its words beside it. Returns the new state when it changes.
pub fn toggle_ui(ui: &mut Ui, on: bool, words: &str) -> Option<bool> {
    let t = tokens(ui);
    let switch = Vec2::new(30.0, 16.0);
    let response = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let (rect, response) = ui.allocate_exact_size(Vec2::new(switch.x, height::CONTROL), Sense::click());
            let label = ui.add(text(words).sense(Sense::click() - Sense::FOCUSABLE));
            let track = egui::Rect::from_center_size(rect.center(), switch);
            let (fill, knob) = if on { (t.accent, t.on_accent) } else { (t.sunken, t.line_strong) };
            let line = match () {
                () if response.has_focus() => Stroke::new(2.0, t.text_strong),
                () if on => Stroke::new(1.0, t.accent),
                () => Stroke::new(1.0, t.line_strong),
            };
            ui.painter().rect(track, 8, fill, line, StrokeKind::Inside);
            let x = if on { track.right() - 8.0 } else { track.left() + 8.0 };
            ui.painter().circle_filled(egui::pos2(x, track.center().y), 5.0, knob);
            response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), on, words));
            response | label
        })
        .inner;
    response.clicked().then_some(!on)
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::kit::testing;

    #[test]
    fn another_segment_is_chosen_and_the_same_is_not() {
        let mut harness = testing::builder().build_ui_state(
            |ui, (current, changes): &mut (u8, u32)| {
                if let Some(new) = segmented_ui(ui, "View", *current, &[(0, "List"), (1, "Month")]) {
                    *current = new;
                    *changes += 1;
                }
            },
            (0, 0),
        );
        harness.get_by_label("View: List").click();
        harness.run();
        assert_eq!(*harness.state(), (0, 0));
        harness.get_by_label("View: Month").click();
        harness.run();
        assert_eq!(*harness.state(), (1, 1));
    }

    #[test]
    fn a_switch_turns_by_its_words_too() {
        let mut harness =
            testing::builder().build_ui_state(|ui, on: &mut bool| *on = toggle_ui(ui, *on, "Show the bin").unwrap_or(*on), false);
        harness.get_by_role_and_label(Role::Label, "Show the bin").click();
        harness.run();
        assert!(*harness.state());
        harness.get_by_role_and_label(Role::Switch, "Show the bin").click();
        harness.run();
        assert!(!*harness.state());
    }
}
