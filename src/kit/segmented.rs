//! One of a few, side by side; and on or off.

use egui::{Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::{
    chip::one_line,
    fonts,
    roving::{roving, roving_id, roving_sense},
    text,
    tokens::{height, radius, size, space, tokens},
};

/// One of a few: a strip of words of which one is chosen. Returns the choice if it is another one than `current`.
///
/// `name` is read aloud before the words. Wraps where the room is narrow. It is one stop of the Tab key: arrow keys go from one to the
/// next, Enter and Space choose.
///
/// ```
/// # use rapporteur::kit;
/// # fn ui(ui: &mut egui::Ui, by_party: bool) {
/// if let Some(by_party) = kit::segmented_ui(ui, "Group statements", by_party, &[(false, "By issue"), (true, "By party")]) {}
/// # }
/// ```
pub fn segmented_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: T, options: &[(T, &str)]) -> Option<T> {
    let t = tokens(ui);
    let room = ui.available_width() - 2.0 * EDGE;
    // As wide as when chosen, so that nothing moves when the choice does.
    let width = |words: &str| one_line(ui, words, &fonts::semibold(size::SMALL), t.text, f32::INFINITY).size().x + 2.0 * PAD;
    let (places, extent) = placed(options.iter().map(|(_, words)| width(words)), room);
    let (rect, _) = ui.allocate_exact_size(extent + Vec2::splat(2.0 * EDGE), Sense::hover());
    let id = ui.scope_id().with(("segmented", name));
    let stop = roving(ui, id, options.len(), options.iter().position(|(value, _)| *value == current).unwrap_or(0));
    ui.painter().rect_filled(rect, radius::M, t.sunken);
    let mut chosen = None;
    for (i, (&(value, words), place)) in options.iter().zip(places).enumerate() {
        let selected = value == current;
        let place = place.translate(rect.min.to_vec2() + Vec2::splat(EDGE));
        let response = ui.interact(place, roving_id(id, i), roving_sense(i == stop));
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, format!("{name}: {words}")));
        paint_segment(ui, &response, words, selected);
        if response.clicked() && !selected {
            chosen = Some(value);
        }
    }
    chosen
}

const EDGE: f32 = 2.0;
const PAD: f32 = 10.0;
const SEGMENT: f32 = height::CONTROL - 2.0 * EDGE;

/// Places segments of these widths from left to right, on a new row where `room` ends; also what they take up in all.
fn placed(widths: impl Iterator<Item = f32>, room: f32) -> (Vec<Rect>, Vec2) {
    let mut at = Pos2::ZERO;
    let mut extent = Vec2::ZERO;
    let places = widths
        .map(|width| {
            let width = width.min(room);
            if at.x > 0.0 && at.x + width > room {
                at = egui::pos2(0.0, at.y + SEGMENT + EDGE);
            }
            let place = Rect::from_min_size(at, Vec2::new(width, SEGMENT));
            at.x = place.right() + EDGE;
            extent = extent.max(place.max.to_vec2());
            place
        })
        .collect();
    (places, extent)
}

fn paint_segment(ui: &Ui, response: &Response, words: &str, selected: bool) {
    let t = tokens(ui);
    let ink = if selected { t.text_strong } else { t.text_weak };
    let font = if selected { fonts::semibold(size::SMALL) } else { fonts::regular(size::SMALL) };
    let (fill, line) = match () {
        () if response.has_focus() => (if selected { t.raised } else { t.hover }, Stroke::new(2.0, t.accent)),
        () if selected => (t.raised, Stroke::new(1.0, t.line_strong)),
        () if response.hovered() => (t.hover, Stroke::NONE),
        () => (egui::Color32::TRANSPARENT, Stroke::NONE),
    };
    ui.painter().rect(response.rect, radius::S, fill, line, StrokeKind::Inside);
    let galley = one_line(ui, words, &font, ink, response.rect.width() - PAD);
    ui.painter().galley(response.rect.center() - galley.size() / 2.0, galley, ink);
}

/// On or off, with its words beside it. Returns the new state when it changes.
pub fn toggle_ui(ui: &mut Ui, on: bool, words: &str) -> Option<bool> {
    let t = tokens(ui);
    let switch = Vec2::new(30.0, 16.0);
    let all = switch.x + space::S + one_line(ui, words, &fonts::regular(size::BODY), t.text, f32::INFINITY).size().x;
    let begins = ui.cursor().left() <= ui.max_rect().left() + 1.0;
    if ui.layout().main_wrap() && !begins && all > ui.available_size_before_wrap().x {
        // Switch and words stay together.
        ui.end_row();
    }
    let response = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
            let (rect, response) = ui.allocate_exact_size(Vec2::new(switch.x, height::CONTROL), Sense::click());
            let label = ui.add(text(words).sense(Sense::click() - Sense::FOCUSABLE));
            let track = Rect::from_center_size(rect.center(), switch);
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
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone does not fit every lifetime of a node")]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::kit::testing;

    #[test]
    fn the_segments_are_one_stop_with_arrows_inside() {
        let mut harness = testing::builder().build_ui_state(
            |ui, current: &mut u8| {
                let _ = ui.button("Before");
                if let Some(new) = segmented_ui(ui, "View", *current, &[(0, "List"), (1, "Month"), (2, "Year")]) {
                    *current = new;
                }
                let _ = ui.button("After");
            },
            1,
        );
        use egui::Key;
        let mut after = |keys: &[Key]| {
            for key in keys {
                harness.key_press(*key);
                harness.run();
            }
            let focused = harness.query_all_by(|node| node.is_focused()).next();
            let label = focused.and_then(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label());
            (label.unwrap_or_default(), *harness.state())
        };
        assert_eq!(after(&[Key::Tab, Key::Tab]), ("View: Month".to_owned(), 1), "the one chosen is the stop");
        assert_eq!(after(&[Key::ArrowRight]), ("View: Year".to_owned(), 1), "arrows choose nothing");
        assert_eq!(after(&[Key::ArrowRight, Key::Enter]), ("View: List".to_owned(), 0));
        assert_eq!(after(&[Key::End, Key::Space]), ("View: Year".to_owned(), 2));
        assert_eq!(after(&[Key::Tab]), ("After".to_owned(), 2));
    }

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
    fn segments_stand_in_order_and_wrap() {
        let (places, extent) = placed([60.0, 60.0, 60.0, 500.0].into_iter(), 130.0);
        assert_eq!(places[1].left(), places[0].right() + EDGE);
        assert_eq!((places[2].left(), places[2].top()), (0.0, SEGMENT + EDGE));
        assert_eq!(places[3].width(), 130.0);
        assert_eq!(extent, Vec2::new(130.0, 3.0 * SEGMENT + 2.0 * EDGE));
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
