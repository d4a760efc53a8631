//! Rows that stand in an order given by hand: dragged with the pointer, or moved by `Ctrl` with the arrow keys.
//!
//! It is egui's own drag-and-drop, with what that leaves out: a line where the row will land, scrolling at the edges, and no stop of
//! the Tab key. `Escape` takes a drag back, and so does letting go beside the list.

use egui::style::ScrollAnimation;
use egui::{DragAndDrop, EventFilter, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response, Sense, Ui, vec2};

use super::{list_keys::take_key, radius, tokens};

/// The rows of one list, in the order in which they are drawn.
pub struct Reorder {
    list: Id,
    rows: Vec<Rect>,
    moved: Option<Moved>,
}

/// A row that goes to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where it stood.
    pub from: usize,
    /// Where it stands once it has been taken out and put back.
    pub to: usize,
}

impl Moved {
    /// Moves the item; nothing happens to a list that has no such places.
    pub fn apply<T>(self, items: &mut Vec<T>) {
        if self.from.max(self.to) < items.len() {
            let item = items.remove(self.from);
            items.insert(self.to, item);
        }
    }
}

/// A row that is being dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// The row.
    pub from: usize,
    /// Before which row it would land; the number of rows for the end.
    pub slot: usize,
    /// How far to the right it has been dragged, in points.
    pub shift: f32,
    /// It was let go in this pass.
    pub dropped: bool,
}

/// What egui carries while a row is dragged.
#[derive(Clone, Copy)]
struct Dragged {
    list: Id,
    from: usize,
    start: Pos2,
}

/// How near to the edge of what scrolls a dragged row makes it scroll.
const EDGE: f32 = 36.0;
/// How fast it scrolls at most, in points a second.
const SPEED: f32 = 700.0;
/// How far a row is dragged before it is meant to go in that direction.
const MEANT: f32 = 12.0;
/// How far beside the list a row may be let go.
const BESIDE: f32 = 48.0;

/// The rows of a list of that name.
pub fn reorder(list: impl std::hash::Hash + std::fmt::Debug) -> Reorder {
    Reorder { list: Id::unique(("order by hand", list)), rows: Vec::new(), moved: None }
}

impl Reorder {
    /// To be called with each row, in order: it can be dragged from now on.
    pub fn row(&mut self, ui: &Ui, row: &Response) {
        let at = self.rows.len();
        self.rows.push(row.rect);
        if row.sense.is_focusable() && self.waits(ui, at) {
            row.request_focus();
        }
        // Below the controls that the row holds: they keep their clicks. A finger scrolls.
        let row = row.interact(Sense::DRAG);
        let touched = ui.input(egui::InputState::any_touches);
        if row.drag_started_by(PointerButton::Primary) && !touched {
            let start = ui.input(|input| input.pointer.press_origin()).unwrap_or(row.rect.center());
            DragAndDrop::set_payload(ui.ctx(), Dragged { list: self.list, from: at, start });
        }
        if !ui.is_rect_visible(row.rect) {
            return;
        }
        let t = tokens(ui);
        match dragged(ui) {
            Some(held) if held.list == self.list && held.from == at => {
                ui.painter().rect_filled(row.rect, radius::M, t.page.gamma_multiply(0.6));
            }
            None if row.contains_pointer() && !touched => {
                for (x, y) in [(0, -1), (0, 0), (0, 1), (1, -1), (1, 0), (1, 1)] {
                    let dot = row.rect.left_center() + vec2(2.5 + 3.0 * x as f32, 4.0 * y as f32);
                    ui.painter().circle_filled(dot, 1.0, t.text_weak);
                }
            }
            _ => {}
        }
    }

    /// The same, and `Ctrl` with the arrow keys moves the row that has the focus.
    pub fn row_with_keys(&mut self, ui: &Ui, row: &Response) {
        let at = self.rows.len();
        self.row(ui, row);
        if !row.has_focus() {
            return;
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
        let (up, down) = (take_key(ui, Modifiers::COMMAND, Key::ArrowUp), take_key(ui, Modifiers::COMMAND, Key::ArrowDown));
        if up + down > 0 {
            // Where there are fewer rows than that is known at the end.
            self.moved = Some(Moved { from: at, to: (at + down).saturating_sub(up) });
        }
    }

    /// The row that is being dragged, if it is over this list. Scrolls at the edges. To be called once, after the last row.
    pub fn held(&self, ui: &Ui) -> Option<Held> {
        let Dragged { from, start, .. } = dragged(ui).filter(|dragged| dragged.list == self.list)?;
        let (pos, released) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.primary_released()));
        let pos = pos?;
        let all = self.rows.iter().copied().reduce(Rect::union)?;
        if !all.x_range().expand(BESIDE).contains(pos.x) {
            return None;
        }
        let slot = self.rows.iter().filter(|row| row.center().y < pos.y).count();
        let dropped = released && DragAndDrop::take_payload::<Dragged>(ui.ctx()).is_some();
        if !released {
            scroll(ui, start.y, pos.y);
        }
        Some(Held { from, slot, shift: pos.x - start.x, dropped })
    }

    /// Draws the line where the row would land, so far in from the left.
    pub fn line_ui(&self, ui: &Ui, slot: usize, indent: f32) {
        let after = slot.checked_sub(1).and_then(|before| self.rows.get(before)).map(|row| (*row, row.bottom()));
        let Some((row, y)) = self.rows.get(slot).map(|row| (*row, row.top())).or(after) else { return };
        let accent = tokens(ui).accent;
        let left = row.left() + indent;
        ui.painter().circle_filled(Pos2::new(left + 3.0, y), 3.0, accent);
        ui.painter().hline(left + 3.0..=row.right(), y, (2.0, accent));
    }

    /// Draws the line, and says which row has gone where. The row keeps the focus. To be called once, after the last row.
    pub fn end(self, ui: &Ui) -> Option<Moved> {
        let last = self.rows.len().checked_sub(1)?;
        let by_key = self.moved.map(|moved| Moved { to: moved.to.min(last), ..moved });
        let by_pointer = self.held(ui).and_then(|held| {
            self.line_ui(ui, held.slot, 0.0);
            let to = if held.slot > held.from { held.slot - 1 } else { held.slot };
            held.dropped.then_some(Moved { from: held.from, to })
        });
        let moved = by_key.or(by_pointer).filter(|moved| moved.from != moved.to)?;
        let frame = ui.ctx().cumulative_frame_nr();
        ui.data_mut(|data| data.insert_temp(self.list, (frame, moved.to)));
        ui.ctx().request_repaint();
        Some(moved)
    }

    /// Whether the row at `at` was moved there in the frame before.
    fn waits(&self, ui: &Ui, at: usize) -> bool {
        let frame = ui.ctx().cumulative_frame_nr();
        let waiting = ui.data(|data| data.get_temp::<(u64, usize)>(self.list));
        let here = waiting.is_some_and(|(moved, to)| moved < frame && to == at);
        if here {
            ui.data_mut(|data| data.remove::<(u64, usize)>(self.list));
        }
        here
    }
}

fn dragged(ui: &Ui) -> Option<Dragged> {
    DragAndDrop::payload::<Dragged>(ui.ctx()).map(|dragged| *dragged)
}

/// Scrolls what lies around towards the edge that the pointer has come near to. A row taken hold of there does not scroll by itself.
fn scroll(ui: &Ui, start: f32, y: f32) {
    let clip = ui.clip_rect();
    let near = match y - start {
        up if up < -MEANT => (clip.top() + EDGE - y).max(0.0),
        down if down > MEANT => (clip.bottom() - EDGE - y).min(0.0),
        _ => 0.0,
    };
    if near == 0.0 {
        return;
    }
    let seconds = ui.input(|input| input.stable_dt).min(0.1);
    let by = (near / EDGE).clamp(-1.0, 1.0) * SPEED * seconds;
    ui.scroll_with_delta_animation(vec2(0.0, by), ScrollAnimation::none());
    ui.ctx().request_repaint();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::testing;
    use egui_kittest::{Harness, kittest::Queryable};

    #[derive(Default)]
    struct State {
        items: Vec<&'static str>,
        moves: usize,
    }

    fn harness() -> Harness<'static, State> {
        let state = State { items: vec!["one", "two", "three", "four"], moves: 0 };
        testing::builder().with_size(vec2(240.0, 300.0)).build_ui_state(
            |ui, state: &mut State| {
                let _ = ui.button("Before");
                let mut order = reorder("numbers");
                for item in &state.items {
                    let row = ui.add(crate::kit::list_row(item));
                    order.row_with_keys(ui, &row);
                }
                if let Some(moved) = order.end(ui) {
                    moved.apply(&mut state.items);
                    state.moves += 1;
                }
                let _ = ui.button("After");
            },
            state,
        )
    }

    /// Takes hold of one, and goes over another: above its middle, or below.
    fn drag(harness: &mut Harness<'static, State>, from: &str, over: &str, below: bool) -> Pos2 {
        let start = harness.get_by_label(from).rect().center();
        let rect = harness.get_by_label(over).rect();
        let to = rect.center() + vec2(0.0, if below { 4.0 } else { -4.0 });
        harness.event(egui::Event::PointerMoved(start));
        harness.run();
        harness.event(button(start, true));
        harness.run();
        for step in 1..=4_u8 {
            harness.event(egui::Event::PointerMoved(start.lerp(to, f32::from(step) / 4.0)));
            harness.run();
        }
        to
    }

    fn button(pos: Pos2, pressed: bool) -> egui::Event {
        egui::Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    #[test]
    fn a_row_lands_where_it_is_let_go() {
        for (from, over, below, wanted) in [
            ("one", "three", true, ["two", "three", "one", "four"]),
            ("one", "three", false, ["two", "one", "three", "four"]),
            ("four", "one", false, ["four", "one", "two", "three"]),
            ("two", "four", true, ["one", "three", "four", "two"]),
            ("two", "three", false, ["one", "two", "three", "four"]),
        ] {
            let mut harness = harness();
            let end = drag(&mut harness, from, over, below);
            assert_eq!(harness.state().moves, 0, "nothing moves before it is let go");
            harness.event(button(end, false));
            harness.run();
            assert_eq!(harness.state().items, wanted, "{from} {over} {below}");
        }
    }

    #[test]
    fn escape_and_the_room_beside_the_list_take_it_back() {
        let mut harness = harness();
        let end = drag(&mut harness, "one", "four", true);
        harness.key_press(Key::Escape);
        harness.run();
        harness.event(button(end, false));
        harness.run();
        let end = drag(&mut harness, "one", "four", true) + vec2(600.0, 0.0);
        harness.event(egui::Event::PointerMoved(end));
        harness.run();
        harness.event(button(end, false));
        harness.run();
        assert_eq!((harness.state().moves, harness.state().items[0]), (0, "one"));
        // And nothing is left of it.
        let end = drag(&mut harness, "four", "one", false);
        harness.event(button(end, false));
        harness.run();
        assert_eq!((harness.state().moves, harness.state().items[0]), (1, "four"));
    }

    #[test]
    fn a_row_is_moved_by_key_with_its_focus_and_to_the_ends_only() {
        let mut harness = harness();
        harness.get_by_label("two").focus();
        harness.run();
        for (key, wanted) in [
            (Key::ArrowDown, ["one", "three", "two", "four"]),
            (Key::ArrowDown, ["one", "three", "four", "two"]),
            (Key::ArrowDown, ["one", "three", "four", "two"]),
            (Key::ArrowUp, ["one", "three", "two", "four"]),
        ] {
            harness.key_press_modifiers(Modifiers::COMMAND, key);
            harness.run();
            assert_eq!(harness.state().items, wanted);
            assert!(harness.get_by_label("two").is_focused(), "the focus goes with it");
        }
    }

    #[test]
    fn dragging_adds_no_stop_of_the_tab_key() {
        let mut harness = harness();
        harness.get_by_label("Before").focus();
        harness.run();
        for label in ["one", "two", "three", "four", "After"] {
            harness.key_press(Key::Tab);
            harness.run();
            assert!(harness.get_by_label(label).is_focused(), "{label}");
        }
    }
}
