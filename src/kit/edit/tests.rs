//! Where letters, the cursor and a selection are in text of both directions, and what keys, pointer and typing do there.

use egui::{
    Context, Event, Key, Modifiers, PointerButton, Pos2, Role, Ui,
    text::{CCursor, CCursorRange, CharIndex},
};
use egui_kittest::{Harness, kittest::Queryable};
use proptest::prelude::*;

use super::{layout::layout, map::Map, plain_job};
use crate::kit::{bidi, testing};
use crate::text::direction::has_rtl;

const KING: &str = "عبد الله بن عبد العزيز الفارسي";

thread_local! {
    /// The fonts are read once a test, not once a case.
    static CONTEXT: Context = {
        let ctx = Context::default();
        crate::kit::install(&ctx);
        ctx
    };
}

fn with_ui(check: impl FnMut(&mut Ui)) {
    CONTEXT.with(|ctx| testing::run(ctx, check));
}

fn map_of(ui: &Ui, text: &str, several: bool, room: f32) -> Map {
    let laid = layout(ui, plain_job(ui, text, several, room), room, 0.0);
    let chars: String = laid.galley.rows.iter().map(|row| row.text() + if row.ends_with_newline { "\n" } else { "" }).collect();
    assert_eq!(chars, text, "one glyph a character, in the order of reading");
    Map::clone(&laid.map)
}

/// The characters of each row from left to right; brackets as they are written, not turned as they are drawn.
fn seen(map: &Map) -> Vec<String> {
    let chars: Vec<char> = map.text.chars().collect();
    let row = |row: &super::row::Row| {
        let mut places: Vec<_> = row.places().into_iter().enumerate().collect();
        places.sort_by(|(_, a), (_, b)| (a.start + a.end).total_cmp(&(b.start + b.end)));
        places.into_iter().filter_map(|(i, _)| chars.get(row.start + i)).collect()
    };
    map.rows.iter().map(row).collect()
}

#[test]
fn letters_stand_in_the_order_of_drawing() {
    with_ui(|ui| {
        for (text, expected) in [
            ("Ab cd", "Ab cd"),
            ("שלום עולם", "םלוע םולש"),
            ("Rabbi יצחק Herzog 2025", "Rabbi קחצי Herzog 2025"),
            ("הנשיא Herzog אמר", "רמא Herzog אישנה"),
            ("הוא אמר (שלום).", ".)םולש( רמא אוה"),
            ("סבב 13 ב־2025", "2025־ב 13 בבס"),
            ("اتفاق رقم 12 لعام 2025.", ".2025 ماعل 12 مقر قافتا"),
            ("نعم، «لا»!", "!»ال« ،معن"),
            ("He said שלום, and left.", "He said םולש, and left."),
            ("A: ב!", "A: ב!"),
            (KING, "يسرافلا زيزعلا دبع نب هللا دبع"),
        ] {
            assert_eq!(seen(&map_of(ui, text, false, 600.0)), [expected], "{text}");
        }
    });
}

#[test]
fn a_paragraph_stands_at_the_side_where_it_begins() {
    with_ui(|ui| {
        let map = map_of(ui, "First\nשלום\n\n2025\nLast\n", true, 300.0);
        let sides: Vec<(f32, bool)> = map.rows.iter().map(|row| (row.rect.left(), row.rtl)).collect();
        let at = |row: usize| map.rows[row].rect;
        assert_eq!(map.rows.iter().map(|row| row.rtl).collect::<Vec<_>>(), [false, true, true, true, false, false], "{sides:?}");
        assert_eq!((at(0).left(), at(4).left(), at(5).left()), (0.0, 0.0, 0.0));
        for row in 1..4 {
            assert!((at(row).right() - 300.0).abs() < 0.6, "row {row}: {:?}", at(row));
        }
        let alone = map_of(ui, "שלום", false, 300.0);
        assert!((alone.rows[0].rect.right() - 300.0).abs() < 0.6);
    });
}

#[test]
fn a_long_paragraph_wraps_in_the_order_of_reading() {
    let text = "التقى الوفدان في أبو ظبي في جولة ثانية من المحادثات، وقال المتحدث إن الاتفاق رقم 12 ما زال قيد البحث.";
    with_ui(|ui| {
        for room in [60.0, 120.0, 250.0] {
            let map = map_of(ui, text, true, room);
            assert!(map.rows.len() > 1);
            for row in &map.rows {
                assert!(row.rect.right() <= room + 0.6, "{room}: {:?}", row.rect);
                let places = row.places();
                let letters = map.text.chars().skip(row.start).zip(&places).filter(|(c, _)| *c != ' ');
                for (c, place) in letters {
                    assert!(row.rect.left() + place.start > -0.6, "{c} in {room} at {place:?}");
                }
            }
        }
        let word = map_of(ui, "والمستشفياتوالمستشفياتوالمستشفيات", true, 60.0);
        assert!(word.rows.len() > 1 && word.rows.iter().all(|row| row.rect.width() <= 66.0), "a word too long is cut");
    });
}

#[test]
fn marks_share_the_place_of_their_letter_and_ligatures_are_shared_out() {
    with_ui(|ui| {
        let map = map_of(ui, "مُحَمَّد", false, 300.0);
        assert_eq!(map.rows[0].slots().len(), 5, "four letters");
        let map = map_of(ui, "سلام", false, 300.0);
        let places = map.rows[0].places();
        assert!(places.iter().all(|place| place.end - place.start > 1.0), "{places:?}");
        let shalom = map_of(ui, "שָׁלוֹם", false, 300.0);
        assert_eq!(shalom.rows[0].slots().len(), 5);
        let shaped = map_of(ui, "בית", false, 300.0).rows[0].places();
        assert!(shaped[0].start > shaped[1].start && shaped[1].start > shaped[2].start, "{shaped:?}");
        assert!((shaped[0].start - shaped[1].end).abs() < 0.01 && shaped[2].start.abs() < 0.01, "no gaps: {shaped:?}");
    });
}

fn at(index: usize) -> CCursor {
    CCursor { index: CharIndex(index), prefer_next_row: true }
}

#[test]
fn the_cursor_stands_before_its_letter() {
    with_ui(|ui| {
        let x = |map: &Map, index: usize| map.caret(at(index), None).left();
        let map = map_of(ui, KING, false, 400.0);
        let n = KING.chars().count();
        assert!((x(&map, 0) - 400.0).abs() < 0.6, "at the right before the first letter");
        for i in 0..n {
            assert!(x(&map, i) > x(&map, i + 1), "{i}");
        }
        let map = map_of(ui, "Rabbi יצחק Herzog", false, 400.0);
        let (run_left, run_right) = (x(&map, 6), x(&map, 10));
        assert!(run_left < x(&map, 9) && x(&map, 9) < x(&map, 7) && x(&map, 7) < run_right);
        let typed = map.caret(at(10), Some(10)).left();
        assert_eq!(typed, run_left, "behind the letter just typed");
    });
}

#[test]
fn a_click_finds_the_letter_that_is_drawn_there() {
    with_ui(|ui| {
        for text in [KING, "Rabbi יצחק Herzog 2025", "הוא אמר (שלום).", "אבג 12 דה", "Ab\nשלום\n2"] {
            let map = map_of(ui, text, text.contains('\n'), 400.0);
            for i in 0..=text.chars().count() {
                let caret = map.caret(at(i), None);
                let found = map.cursor_at(caret.center().to_vec2());
                assert!((map.caret(found, None).left() - caret.left()).abs() < 0.01, "{text} at {i}: {found:?}");
            }
        }
    });
}

fn press(map: &Map, range: CCursorRange, key: Key, modifiers: Modifiers) -> CCursorRange {
    map.moved(range, None, key, modifiers).expect("a key that moves")
}

#[test]
fn keys_move_as_they_point() {
    with_ui(|ui| {
        let go = |map: &Map, from: usize, key: Key, modifiers: Modifiers| {
            press(map, CCursorRange::one(at(from)), key, modifiers).primary.index.0
        };
        let none = Modifiers::NONE;
        let hebrew = map_of(ui, "שלום עולם", false, 400.0);
        assert_eq!(go(&hebrew, 0, Key::ArrowLeft, none), 1);
        assert_eq!(go(&hebrew, 1, Key::ArrowRight, none), 0);
        assert_eq!(go(&hebrew, 0, Key::ArrowRight, none), 0);
        assert_eq!(go(&hebrew, 0, Key::ArrowLeft, Modifiers::CTRL), 4);
        assert_eq!(go(&hebrew, 9, Key::ArrowRight, Modifiers::CTRL), 5);
        assert_eq!((go(&hebrew, 4, Key::Home, none), go(&hebrew, 4, Key::End, none)), (0, 9));
        let mixed = map_of(ui, "ab שלום cd", false, 400.0);
        let mut stops = vec![0];
        while stops.last() != Some(&10) {
            stops.push(go(&mixed, stops[stops.len() - 1], Key::ArrowRight, none));
        }
        assert_eq!(stops, [0, 1, 2, 3, 6, 5, 4, 7, 8, 9, 10]);
        let rows = map_of(ui, "ab\nשלום\ncd", true, 200.0);
        assert_eq!(go(&rows, 2, Key::ArrowRight, none), 3, "to the right end of the next row, where it begins");
        assert_eq!(go(&rows, 3, Key::ArrowRight, none), 2);
        assert_eq!(go(&rows, 7, Key::ArrowLeft, none), 8);
        assert_eq!(go(&rows, 8, Key::ArrowLeft, none), 7);
        assert_eq!(go(&rows, 0, Key::ArrowDown, none), 7, "the left end of the Hebrew row is under the beginning");
        let down = press(&rows, CCursorRange::one(at(2)), Key::ArrowDown, none);
        assert_eq!(press(&rows, down, Key::ArrowDown, none).primary.index.0, 10, "the column is kept");
    });
}

#[test]
fn shift_chooses_and_an_arrow_ends_the_choice_on_its_side() {
    with_ui(|ui| {
        let map = map_of(ui, "אבגד", false, 400.0);
        let mut range = CCursorRange::one(at(1));
        for _ in 0..2 {
            range = press(&map, range, Key::ArrowLeft, Modifiers::SHIFT);
        }
        assert_eq!(range.slice_str(&map.text), "בג");
        assert_eq!(press(&map, range, Key::ArrowLeft, Modifiers::NONE).primary.index.0, 3);
        assert_eq!(press(&map, range, Key::ArrowRight, Modifiers::NONE).primary.index.0, 1);
        let mixed = map_of(ui, "ab אבג cd", false, 400.0);
        let areas = mixed.selection(&CCursorRange::two(at(1), at(4)));
        assert_eq!(areas.len(), 2, "two areas where directions meet: {areas:?}");
        assert!(areas[1].right() - mixed.caret(at(6), None).left() < 0.01);
    });
}

#[test]
fn a_mark_on_a_sign_stands_in_one_place_with_it() {
    with_ui(|ui| {
        for text in ["/\u{301}/", "-\u{301}\u{301}-", "a/\u{301}", "1\u{301}2", "(\u{301})"] {
            let map = map_of(ui, text, false, 4000.0);
            let mut ends = vec![0];
            for (_, cluster) in super::unit::clusters(text) {
                ends.push(ends.last().copied().unwrap_or_default() + cluster.chars().count());
            }
            assert_eq!(map.rows[0].slots(), ends, "{text:?}");
        }
    });
}

fn letters() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => prop::sample::select(vec!['א', 'ב', 'ש', 'ם']),
        4 => prop::sample::select(vec!['ع', 'ل', 'ا', 'ه', 'ب']),
        4 => prop::sample::select(vec!['a', 'B', 'é', 'Ж']),
        2 => prop::sample::select(vec!['1', '2', '٣']),
        3 => prop::sample::select(vec![' ', '.', '(', ')', '-', ',', '/']),
        1 => prop::sample::select(vec!['\u{64E}', '\u{651}', '\u{5B8}', '\u{301}', '\u{200F}', '\u{200E}', '\u{200C}']),
    ];
    prop::collection::vec(letter, 1..24).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_has_one_slot_and_arrows_visit_all(text in letters()) {
        with_ui(|ui| {
            let map = map_of(ui, &text, false, 4000.0);
            let row = &map.rows[0];
            let mut places = row.slots().to_vec();
            places.sort_unstable();
            let mut expected: Vec<usize> = vec![0];
            let mut at_char = 0;
            for (_, cluster) in super::unit::clusters(&text) {
                at_char += cluster.chars().count();
                expected.push(at_char);
            }
            assert_eq!(places, expected, "{text:?}: {row:?}");
            let x: Vec<f32> = (0..places.len()).map(|slot| row.x(slot)).collect();
            assert!(x.windows(2).all(|pair| pair[0] <= pair[1] + 0.01), "{text:?}: {x:?}");

            let mut range = CCursorRange::one(at(row.slots()[0]));
            let mut visited = vec![range.primary.index.0];
            for _ in 1..places.len() {
                range = press(&map, range, Key::ArrowRight, Modifiers::NONE);
                visited.push(range.primary.index.0);
            }
            assert_eq!(&visited[..], row.slots(), "{text:?}");
            for slot in (0..places.len() - 1).rev() {
                range = press(&map, range, Key::ArrowLeft, Modifiers::NONE);
                assert_eq!(range.primary.index.0, row.slots()[slot], "{text:?}");
            }
        });
    }

    #[test]
    fn what_is_chosen_is_drawn_once(text in letters(), a in 0_usize..24, b in 0_usize..24) {
        with_ui(|ui| {
            let map = map_of(ui, &text, false, 4000.0);
            let n = text.chars().count();
            let range = CCursorRange::two(at(a.min(n)), at(b.min(n)));
            let mut areas = map.selection(&range);
            areas.sort_by(|a, b| a.left().total_cmp(&b.left()));
            assert!(areas.windows(2).all(|pair| pair[0].right() < pair[1].left() + 0.6), "{text:?}: {areas:?}");
        });
    }
}

/// With a letter that makes the field lay it out itself.
fn right_to_left() -> impl Strategy<Value = String> {
    letters().prop_filter("text that egui lays out", |text| has_rtl(text))
}

/// A window with one field.
fn field(text: &str, several: bool) -> Harness<'static, String> {
    let mut harness = testing::builder().with_size([360.0, 140.0]).with_step_dt(1.0 / 60.0).build_ui_state(
        move |ui, text: &mut String| {
            let field = crate::kit::text_field("Name", text);
            if several { field.rows(3) } else { field }.show(ui);
        },
        text.to_owned(),
    );
    let role = if several { Role::MultilineTextInput } else { Role::TextInput };
    harness.get_by_role_and_label(role, "Name").focus();
    harness.run();
    harness.run();
    harness
}

fn keys(harness: &mut Harness<'static, String>, keys: &[Key], modifiers: Modifiers) {
    for key in keys {
        harness.key_press_modifiers(modifiers, *key);
        harness.run();
    }
}

fn typed(harness: &mut Harness<'static, String>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn typing_goes_where_the_cursor_is_seen() {
    let mut harness = field("שלום", false);
    keys(&mut harness, &[Key::Home, Key::ArrowLeft], Modifiers::NONE);
    typed(&mut harness, "א");
    assert_eq!(harness.state(), "שאלום");
    keys(&mut harness, &[Key::ArrowLeft, Key::Backspace], Modifiers::NONE);
    assert_eq!(harness.state(), "שאום");
    keys(&mut harness, &[Key::End], Modifiers::NONE);
    typed(&mut harness, ".");
    assert_eq!(harness.state(), "שאום.");
    keys(&mut harness, &[Key::Z], Modifiers::COMMAND);
    assert_eq!(harness.state(), "שלום", "undo is egui's, all of a burst in one step");
}

#[test]
fn a_letter_is_deleted_with_its_marks() {
    let mut harness = field("مُحَمَّد", false);
    keys(&mut harness, &[Key::Home, Key::Delete], Modifiers::NONE);
    assert_eq!(harness.state(), "حَمَّد");
}

#[test]
fn keys_and_letters_of_one_frame_act_in_their_order() {
    let mut harness = field("אבג", false);
    keys(&mut harness, &[Key::Home], Modifiers::NONE);
    let letter = |text: &str| Event::Text(text.to_owned());
    let events = [letter("ד"), key(Key::ArrowLeft), letter("ה"), key(Key::ArrowLeft), letter("ו")];
    harness.input_mut().events.extend(events);
    harness.step();
    harness.run();
    assert_eq!(harness.state(), "דאהבוג");
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn what_is_copied_is_in_the_order_of_reading() {
    let mut harness = field("Rabbi יצחק Herzog", false);
    keys(&mut harness, &[Key::Home], Modifiers::NONE);
    keys(&mut harness, &[Key::ArrowRight; 6], Modifiers::SHIFT);
    keys(&mut harness, &[Key::ArrowRight; 4], Modifiers::SHIFT);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("Rabbi יצחק"));
}

fn click(harness: &mut Harness<'static, String>, at: Pos2, times: usize) {
    for _ in 0..times {
        for pressed in [true, false] {
            harness.event(Event::PointerMoved(at));
            harness.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
            harness.step();
        }
    }
    harness.run();
}

#[test]
fn a_click_in_the_field_goes_to_the_letter_there() {
    let mut harness = field("אבגד", false);
    let area = harness.get_by_role_and_label(Role::TextInput, "Name").rect();
    click(&mut harness, area.right_center() - egui::vec2(2.0, 0.0), 1);
    typed(&mut harness, "1");
    assert_eq!(harness.state(), "1אבגד", "the text begins at the right");
    click(&mut harness, area.left_center() + egui::vec2(2.0, 0.0), 1);
    typed(&mut harness, "2");
    assert_eq!(harness.state(), "1אבגד2");
}

#[test]
fn two_clicks_choose_the_word_there() {
    let mut harness = field("שלום Herzog עולם", false);
    let area = harness.get_by_role_and_label(Role::TextInput, "Name").rect();
    click(&mut harness, area.right_center() - egui::vec2(14.0, 0.0), 2);
    typed(&mut harness, "א");
    assert_eq!(harness.state(), "א Herzog עולם");
}

#[test]
fn an_input_method_composes_in_right_to_left_text() {
    let mut harness = field("אב", false);
    keys(&mut harness, &[Key::Home, Key::ArrowLeft], Modifiers::NONE);
    let preedit = |text: &str| Event::Ime(egui::ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    harness.event(preedit("ג"));
    harness.run();
    assert_eq!(harness.state(), "אגב");
    harness.event(Event::Ime(egui::ImeEvent::Commit("דה".to_owned())));
    harness.run();
    assert_eq!(harness.state(), "אדהב");
    typed(&mut harness, "ו");
    assert_eq!(harness.state(), "אדהוב");
}

/// Where a screen reader is told that each character is, from left to right.
fn told(harness: &Harness<'static, String>, role: Role) -> Vec<egui::Rangef> {
    use egui_kittest::kittest::NodeT as _;
    let field = harness.get_by_role_and_label(role, "Name");
    let node = field.accesskit_node();
    let area = field.rect();
    let count = harness.state().chars().count();
    let place = |index: usize| node.text_position_from_global_usv_index(index).unwrap();
    (0..count)
        .map(|index| {
            let mut range = place(index).to_degenerate_range();
            range.set_end(place(index).forward_to_character_end());
            let boxes = range.bounding_boxes();
            assert_eq!(boxes.len(), 1, "{index}");
            let (left, right) = (boxes[0].x0 as f32, boxes[0].x1 as f32);
            assert!(left <= right && left >= area.left() - 1.0 && right <= area.right() + 1.0, "{index}: {boxes:?} in {area:?}");
            egui::Rangef::new(left, right)
        })
        .collect()
}

#[test]
fn a_screen_reader_is_told_where_each_letter_is() {
    for (text, seen) in [
        ("שלום עולם", "םלוע םולש"),
        ("Rabbi יצחק Herzog 2025", "Rabbi קחצי Herzog 2025"),
        ("הנשיא Herzog אמר", "רמא Herzog אישנה"),
        ("סבב 13 ב־2025", "2025־ב 13 בבס"),
        (KING, "يسرافلا زيزعلا دبع نب هللا دبع"),
    ] {
        let harness = field(text, false);
        let mut places: Vec<(f32, char)> =
            told(&harness, Role::TextInput).iter().map(|place| place.center()).zip(text.chars()).collect();
        places.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        assert_eq!(places.iter().map(|(_, letter)| *letter).collect::<String>(), seen, "{text}");
    }
}

#[test]
fn a_screen_reader_is_told_where_caret_and_selection_are_and_goes_word_by_word() {
    use egui_kittest::kittest::NodeT as _;
    let mut harness = field("Rabbi יצחק Herzog אמר", false);
    let caret = |harness: &Harness<'static, String>| {
        let field = harness.get_by_role_and_label(Role::TextInput, "Name");
        field.accesskit_node().text_selection_focus().unwrap().to_global_usv_index()
    };
    keys(&mut harness, &[Key::Home], Modifiers::NONE);
    assert_eq!(caret(&harness), 0);
    // Through the name from its left end: the last letter first.
    keys(&mut harness, &[Key::ArrowRight; 7], Modifiers::NONE);
    assert_eq!(caret(&harness), 9);
    keys(&mut harness, &[Key::Home], Modifiers::NONE);
    keys(&mut harness, &[Key::ArrowRight; 5], Modifiers::SHIFT);
    {
        let field = harness.get_by_role_and_label(Role::TextInput, "Name");
        let node = field.accesskit_node();
        assert_eq!(node.text_selection().unwrap().text(), "Rabbi");
        let mut place = node.document_start();
        let mut starts = Vec::new();
        while !place.is_document_end() {
            place = place.forward_to_word_start();
            starts.push(place.to_global_usv_index());
        }
        assert_eq!(starts, [6, 11, 18, 21], "the words, and the end");
    }
    let hebrew = field("שלום עולם", false);
    let node = hebrew.get_by_role_and_label(Role::TextInput, "Name");
    let node = node.accesskit_node();
    assert_eq!(node.document_start().forward_to_word_start().to_global_usv_index(), 5);
    assert_eq!(node.document_range().text(), "שלום עולם");
}

#[test]
fn selected_text_of_any_direction_has_the_colour_of_a_selection() {
    let colours = |harness: &Harness<'static, String>| -> Vec<egui::Color32> {
        fn texts(shape: &egui::Shape, found: &mut Vec<egui::Color32>) {
            match shape {
                egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
                egui::Shape::Text(text) => found.extend(text.override_text_color),
                _ => {}
            }
        }
        let mut found = Vec::new();
        harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
        found
    };
    for text in ["שלום עולם", "Rabbi יצחק Herzog", "«لا»!"] {
        let mut harness = field(text, false);
        let selected = harness.ctx.global_style().visuals.selection.stroke.color;
        keys(&mut harness, &[Key::Home], Modifiers::NONE);
        assert!(!colours(&harness).contains(&selected), "{text}: nothing is selected");
        keys(&mut harness, &[Key::A], Modifiers::COMMAND);
        assert!(colours(&harness).contains(&selected), "{text}");
    }
}

#[test]
fn left_to_right_text_is_egui_s_own() {
    let mut harness = field("Abu Dhabi", false);
    keys(&mut harness, &[Key::Home, Key::ArrowRight], Modifiers::NONE);
    typed(&mut harness, "ע");
    assert_eq!(harness.state(), "Aעbu Dhabi");
    keys(&mut harness, &[Key::Backspace], Modifiers::NONE);
    assert_eq!(harness.state(), "Abu Dhabi");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_typed_anywhere_and_taken_back_leaves_the_text(text in right_to_left(), steps in 0_usize..20, new in "[אعx1]") {
        let mut harness = field(&text, false);
        keys(&mut harness, &[Key::Home], Modifiers::NONE);
        let forward = if bidi::starts_rtl(&text) { Key::ArrowLeft } else { Key::ArrowRight };
        keys(&mut harness, &vec![forward; steps], Modifiers::NONE);
        typed(&mut harness, &new);
        prop_assert_eq!(harness.state().chars().count(), text.chars().count() + 1);
        keys(&mut harness, &[Key::Backspace], Modifiers::NONE);
        prop_assert_eq!(harness.state(), &text);
    }
}

#[derive(Default)]
struct Fields {
    name: String,
    mixed: String,
    text: String,
}

/// Fields in both directions, the one called `focused` with what some keys did in it.
fn picture(name: &str, theme: egui::Theme, role: Role, focused: &str, pressed: &[(Key, Modifiers)]) {
    let fields = Fields {
        name: KING.to_owned(),
        mixed: "Rabbi יצחק Herzog (נשיא) 2025".to_owned(),
        text: "اتفق الوفدان على النقاط الـ12، و«تأجّل» الباقي إلى 5 فبراير 2026.\nThey left at 17:00, said הרצוג.\n\nשָׁלוֹם!"
            .to_owned(),
    };
    let mut harness = testing::builder().with_size([340.0, 300.0]).with_theme(theme).build_ui_state(
        move |ui, fields: &mut Fields| {
            crate::kit::page_frame(ui).show(ui, |ui| {
                ui.take_available_space();
                crate::kit::text_field("Name", &mut fields.name).show(ui);
                crate::kit::text_field("Mixed", &mut fields.mixed).show(ui);
                crate::kit::text_field("Text", &mut fields.text).rows(5).show(ui);
            });
        },
        fields,
    );
    harness.run();
    harness.get_by_role_and_label(role, focused).focus();
    harness.run();
    for (key, modifiers) in pressed {
        harness.key_press_modifiers(*modifiers, *key);
        harness.run();
    }
    harness.snapshot(name);
}

#[test]
fn a_selection_over_two_directions_in_a_picture() {
    let mut pressed = vec![(Key::Home, Modifiers::NONE)];
    pressed.extend([(Key::ArrowRight, Modifiers::NONE); 3]);
    pressed.extend([(Key::ArrowRight, Modifiers::SHIFT); 6]);
    picture("kit_rtl_selection", egui::Theme::Light, Role::TextInput, "Mixed", &pressed);
}

#[test]
fn the_cursor_in_a_paragraph_from_the_right_in_a_picture() {
    let pressed = [(Key::Home, Modifiers::CTRL | Modifiers::COMMAND), (Key::End, Modifiers::NONE)];
    picture("kit_rtl_paragraphs", egui::Theme::Dark, Role::MultilineTextInput, "Text", &pressed);
}
