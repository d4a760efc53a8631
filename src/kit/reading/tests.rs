//! Reading with keys and pointer, in a window.

use egui::{Context, Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, Shape, Vec2, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use super::*;
use crate::kit::testing;

/// What a test keeps: the text, its reader, and which marks were pressed.
struct Page {
    text: ReadingText,
    reader: Reader,
    marks: Vec<ReadingMark>,
    pressed: Vec<usize>,
}

fn page(text: &str) -> Page {
    Page { text: ReadingText::new(text), reader: Reader::default(), marks: Vec::new(), pressed: Vec::new() }
}

fn window(page: Page) -> Harness<'static, Page> {
    let mut harness = testing::builder().with_size(vec2(760.0, 500.0)).build_ui_state(
        |ui, page: &mut Page| {
            let shown = reading("Text", &page.text, &mut page.reader).marks(&page.marks).show(ui);
            if !shown.pressed.is_empty() {
                page.pressed = shown.pressed;
            }
        },
        page,
    );
    harness.state_mut().reader.request_focus();
    harness.run();
    harness
}

fn chosen(harness: &Harness<'_, Page>) -> String {
    let page = harness.state();
    page.text.text()[page.reader.selection()].to_owned()
}

fn press(harness: &mut Harness<'_, Page>, modifiers: Modifiers, key: Key) -> String {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
    chosen(harness)
}

fn click(harness: &mut Harness<'_, Page>, at: Pos2) -> String {
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        harness.event(Event::PointerMoved(at));
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        harness.step();
    }
    harness.run_steps(1);
    chosen(harness)
}

#[test]
fn keys_select_and_a_screen_reader_is_told() {
    let mut harness = window(page("Mr. Smith came. He left.\n\nThe end of it."));
    assert_eq!(chosen(&harness), "Mr. Smith came.");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowDown), "He left.");
    assert_eq!(press(&mut harness, Modifiers::SHIFT, Key::ArrowRight), "He left.\n\nThe");
    assert_eq!(press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft), "He left");
    assert_eq!(press(&mut harness, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::ArrowRight), "left");
    assert_eq!(press(&mut harness, Modifiers::COMMAND, Key::ArrowDown), "The end of it.");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowRight), "The");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::Home), "Mr. Smith came.");
    let node = harness.get_by_role_and_label(Role::Document, "Text");
    assert_eq!(node.accesskit_node().value().as_deref(), Some("Mr. Smith came."));
    assert!(node.accesskit_node().is_focused());
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::End), "The end of it.");
    harness.event(Event::Copy);
    harness.run_steps(1);
    let copies =
        |command: &egui::OutputCommand| matches!(command, egui::OutputCommand::CopyText(text) if text == "The end of it.");
    assert!(harness.output().platform_output.commands.iter().any(copies), "{:?}", harness.output().platform_output.commands);
}

#[test]
fn a_text_from_the_right_is_read_and_selected_from_the_right() {
    let mut harness = window(page("הם באו לשם. הם הלכו משם.\n\nThen they left."));
    assert_eq!(chosen(&harness), "הם באו לשם.");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowLeft), "הם");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowLeft), "באו", "the next word stands to the left");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::ArrowRight), "הם");
    let node = harness.get_by_role_and_label(Role::Document, "Text").rect();
    let look = harness.state().reader.laid.unwrap();
    let right = 62.0 + f32::from_bits(look.2) + 24.0;
    assert!(right < node.right());
    let top = node.top() + 13.0;
    let found = click(&mut harness, Pos2::new(right - 12.0, top));
    assert_eq!(found, "הם באו לשם.", "the first sentence begins on the right");
}

#[test]
fn a_press_on_a_mark_tells_all_that_overlap_there() {
    let mut page = page("We agree to nothing. Nor do they.");
    let mark = |range: Range<usize>, name: &str| ReadingMark {
        range,
        color: Color32::RED,
        on_color: Color32::WHITE,
        tint: Color32::YELLOW,
        icon: Icon::Statement,
        name: name.to_owned(),
        chosen: false,
    };
    page.marks = vec![mark(0..20, "first"), mark(3..8, "second"), mark(21..33, "third")];
    assert_eq!(paint::lanes(&page.marks), [(0, 0), (1, 1), (2, 0)]);
    let mut harness = window(page);
    let node = harness.get_by_role_and_label(Role::Document, "Text").rect();
    let look = f32::from_bits(harness.state().reader.laid.unwrap().2);
    let left = node.left() + LEFT + ((node.width() - LEFT - look) / 2.0).clamp(0.0, 24.0).floor();
    assert_eq!(click(&mut harness, Pos2::new(left + 30.0, node.top() + 13.0)), "We agree to nothing.");
    assert_eq!(harness.state().pressed, [0, 1]);
}

/// The margin of the marks.
const LEFT: f32 = 62.0;

/// Where each text in view is drawn.
fn drawn(ctx: &Context, page: &mut Page, events: Vec<Event>) -> Vec<(String, f32)> {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(700.0, 400.0)));
    let output = ctx.run_ui(RawInput { screen_rect, events, ..RawInput::default() }, |ui| {
        reading("Text", &page.text, &mut page.reader).show(ui);
    });
    let found = output.shapes.iter().filter_map(|clipped| match &clipped.shape {
        Shape::Text(text) => Some((text.galley.text().to_owned(), text.pos.y)),
        _ => None,
    });
    let found = found.collect();
    output.drop_without_applying_deltas();
    found
}

#[test]
fn text_in_view_moves_as_far_as_it_is_scrolled_whatever_was_estimated() {
    // Narrow and wide letters, so that estimates are wrong both ways.
    let paragraph = |at: usize| {
        let word = if at.is_multiple_of(2) { "illicit fill " } else { "WOMMOW WWM " };
        format!("Paragraph {at}. {}", word.repeat(at * 7 % 60))
    };
    let text = (0..400).map(paragraph).collect::<Vec<_>>().join("\n");
    let ctx = Context::default();
    crate::kit::install(&ctx);
    let mut page = page(&text);
    let wheel = |by: f32| {
        let delta = vec2(0.0, by);
        let (phase, modifiers) = (egui::TouchPhase::Move, Modifiers::NONE);
        vec![
            Event::PointerMoved(Pos2::new(300.0, 200.0)),
            Event::MouseWheel { unit: MouseWheelUnit::Point, delta, phase, source: egui::MouseWheelSource::Unknown, modifiers },
        ]
    };
    drawn(&ctx, &mut page, Vec::new());
    page.reader.select(text.find("Paragraph 200.").unwrap()..text.find("Paragraph 200.").unwrap() + 5);
    for _ in 0..3 {
        drawn(&ctx, &mut page, Vec::new());
    }
    let mut before = drawn(&ctx, &mut page, Vec::new());
    assert!(before.iter().any(|(words, _)| words.starts_with("Paragraph 200.")), "{before:?}");
    for step in 0..60 {
        let by = if step < 40 { 90.0 } else { -130.0 };
        drawn(&ctx, &mut page, wheel(by));
        for _ in 0..30 {
            let after = drawn(&ctx, &mut page, Vec::new());
            let moves: Vec<f32> =
                before.iter().filter_map(|(words, y)| Some(after.iter().find(|(same, _)| same == words)?.1 - y)).collect();
            let spread =
                moves.iter().copied().fold(f32::NEG_INFINITY, f32::max) - moves.iter().copied().fold(f32::INFINITY, f32::min);
            assert!(moves.is_empty() || spread < 1.0, "what is in view moves together: {moves:?}");
            assert!(moves.iter().all(|by| by.abs() <= 200.0), "no jump: {moves:?}");
            before = after;
        }
    }
    assert!(page.reader.heights.total() > 0.0);
    let shaped = (0..400).filter(|at| page.reader.heights.is_measured(*at)).count();
    assert!(shaped < 250, "only what came near the view is shaped: {shaped}");
}

#[test]
fn a_narrow_place_and_an_empty_text_hold() {
    for text in ["", " \n", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"] {
        let ctx = Context::default();
        crate::kit::install(&ctx);
        let mut page = page(text);
        let output = ctx.run_ui(
            RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::splat(120.0))), ..RawInput::default() },
            |ui| {
                reading("Text", &page.text, &mut page.reader).show(ui);
            },
        );
        output.drop_without_applying_deltas();
    }
}

/// What a finger does, as the windowing code tells it: the touch, and the pointer that goes with it.
fn finger(harness: &mut Harness<'_, Page>, phase: egui::TouchPhase, at: Pos2) {
    let (device_id, id) = (egui::TouchDeviceId(1), egui::TouchId(1));
    harness.event(Event::Touch { device_id, id, phase, pos: at, force: None });
    let button = |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    match phase {
        egui::TouchPhase::Start => {
            harness.event(Event::PointerMoved(at));
            harness.event(button(true));
        }
        egui::TouchPhase::Move => harness.event(Event::PointerMoved(at)),
        egui::TouchPhase::End | egui::TouchPhase::Cancel => {
            harness.event(button(false));
            harness.event(Event::PointerGone);
        }
    }
    harness.step();
}

#[test]
fn a_finger_selects_by_a_tap_and_scrolls_by_a_drag() {
    use egui::TouchPhase::{End, Move, Start};
    let text = (0..200).map(|at| format!("This is paragraph {at}. It goes on a little.")).collect::<Vec<_>>().join("\n");
    let mut harness = window(page(&text));
    let at = Pos2::new(120.0, 200.0);
    finger(&mut harness, Start, at);
    finger(&mut harness, End, at);
    harness.run_steps(2);
    let tapped = chosen(&harness);
    assert!(tapped.starts_with("This is paragraph ") && !tapped.starts_with("This is paragraph 0."), "{tapped}");
    let top = harness.state().reader.top;
    finger(&mut harness, Start, at);
    for step in 1..=10_u8 {
        finger(&mut harness, Move, at - vec2(0.0, 15.0 * f32::from(step)));
    }
    finger(&mut harness, End, at - vec2(0.0, 150.0));
    harness.run_steps(2);
    assert!(harness.state().reader.top.paragraph > top.paragraph, "the text follows the finger");
    assert_eq!(chosen(&harness), tapped, "and nothing else is selected");
}
