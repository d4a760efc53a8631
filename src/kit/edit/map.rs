//! Where the cursor can stand in a text that was laid out, and where the keys take it.

use std::ops::Range;

use egui::{
    Key, Modifiers, Rect, Vec2,
    text::{CCursor, CCursorRange, CharIndex},
    text_selection::text_cursor_state::{ccursor_next_word, ccursor_previous_word},
};

use super::row::Row;

/// The rows of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Map {
    pub text: String,
    pub rows: Vec<Row>,
}

/// A place between the letters of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    row: usize,
    slot: usize,
}

impl Map {
    pub(super) fn new(text: String, rows: Vec<Row>) -> Self {
        Self { text, rows }
    }

    /// The row of a cursor, and its place there.
    fn place(&self, cursor: CCursor) -> (usize, usize) {
        let index = cursor.index.0;
        let last = self.rows.len().saturating_sub(1);
        for (i, row) in self.rows.iter().enumerate() {
            let end = row.start + row.len;
            let goes_on = cursor.prefer_next_row && index == end && row.is_wrapped(i == last);
            if index <= end && !goes_on {
                return (i, index.saturating_sub(row.start));
            }
        }
        (last, self.rows.last().map_or(0, |row| row.len))
    }

    /// Where a cursor is seen; `typed` is the place after what was just typed, which is shown behind its letter.
    fn spot(&self, cursor: CCursor, typed: Option<usize>) -> Spot {
        let (at, column) = self.place(cursor);
        let behind = typed == Some(cursor.index.0) && column > 0;
        let slot = self.rows.get(at).map_or(0, |row| if behind { row.slot_behind(column) } else { row.slot(column) });
        Spot { row: at, slot }
    }

    fn cursor(&self, row: usize, slot: usize) -> Option<CCursor> {
        let row = self.rows.get(row)?;
        let column = row.column(slot)?;
        Some(CCursor { index: CharIndex(row.start + column), prefer_next_row: column < row.len || row.len == 0 })
    }

    fn end(&self) -> CCursor {
        CCursor { index: CharIndex(self.rows.last().map_or(0, |row| row.start + row.len)), prefer_next_row: true }
    }

    /// The line to be drawn for a cursor, without width, in the galley.
    pub(super) fn caret(&self, cursor: CCursor, typed: Option<usize>) -> Rect {
        let spot = self.spot(cursor, typed);
        let Some(row) = self.rows.get(spot.row) else { return Rect::ZERO };
        let x = row.rect.left() + row.x(spot.slot);
        Rect::from_x_y_ranges(x..=x, row.rect.y_range())
    }

    /// The cursor next to a place in the galley.
    pub(super) fn cursor_at(&self, at: Vec2) -> CCursor {
        let last = self.rows.len().saturating_sub(1);
        let row = self.rows.iter().position(|row| at.y < row.rect.bottom()).unwrap_or(last);
        let place = self.rows.get(row).and_then(|of| self.cursor(row, of.slot_at(at.x - of.rect.left())));
        place.unwrap_or_default()
    }

    /// What is drawn under a selection: one area or more a row.
    pub(super) fn selection(&self, range: &CCursorRange) -> Vec<Rect> {
        let chosen = range.as_sorted_char_range();
        let mut areas = Vec::new();
        for row in &self.rows {
            let (start, end) = (chosen.start.0.max(row.start), chosen.end.0.min(row.start + row.len));
            if start < end {
                for piece in row.pieces(&(start - row.start..end - row.start)) {
                    let x = row.rect.left() + piece.start..=row.rect.left() + piece.end;
                    areas.push(Rect::from_x_y_ranges(x, row.rect.y_range()));
                }
            }
            // The line break is chosen too.
            let line_break = row.start + row.len;
            if row.newline && (chosen.start.0..chosen.end.0).contains(&line_break) {
                let width = row.rect.height() * 0.5;
                let x =
                    if row.rtl { row.rect.left() - width..=row.rect.left() } else { row.rect.right()..=row.rect.right() + width };
                areas.push(Rect::from_x_y_ranges(x, row.rect.y_range()));
            }
        }
        areas
    }

    /// The letter after a cursor, with its marks.
    pub(super) fn letter_after(&self, cursor: CCursor) -> Option<Range<usize>> {
        let (at, column) = self.place(cursor);
        let row = self.rows.get(at)?;
        let chars = row.cluster_at(column)?;
        Some(row.start + chars.start..row.start + chars.end)
    }

    /// Where a key takes the cursor; nothing if it is not one that moves it.
    pub(super) fn moved(
        &self,
        range: CCursorRange,
        typed: Option<usize>,
        key: Key,
        modifiers: Modifiers,
    ) -> Option<CCursorRange> {
        if modifiers.mac_cmd || (modifiers.command && !modifiers.ctrl) {
            return None;
        }
        let whole = modifiers.ctrl || modifiers.alt;
        let plain = !modifiers.alt;
        let from = range.primary;
        let spot = self.spot(from, typed);
        let row = self.rows.get(spot.row)?;
        let mut column = None;
        let to = match key {
            Key::ArrowLeft | Key::ArrowRight if !range.is_empty() && !modifiers.shift && !whole => {
                let (a, b) = (self.spot(range.primary, None), self.spot(range.secondary, None));
                let order = |spot: Spot| (spot.row, spot.slot);
                let first_is_left = order(a) <= order(b);
                if first_is_left == (key == Key::ArrowLeft) { range.primary } else { range.secondary }
            }
            Key::ArrowLeft | Key::ArrowRight if whole => {
                let forward = (key == Key::ArrowRight) != row.rtl;
                if forward { ccursor_next_word(&self.text, from) } else { ccursor_previous_word(&self.text, from) }
            }
            Key::ArrowLeft => self.beside(spot, false),
            Key::ArrowRight => self.beside(spot, true),
            Key::ArrowUp | Key::ArrowDown if plain && !modifiers.ctrl => {
                let x = range.h_pos.unwrap_or(row.rect.left() + row.x(spot.slot));
                let to = if key == Key::ArrowUp { spot.row.checked_sub(1) } else { Some(spot.row + 1) };
                let next = to.and_then(|to| Some((to, self.rows.get(to)?)));
                match next {
                    Some((to, row)) => {
                        column = Some(x);
                        self.cursor(to, row.slot_at(x - row.rect.left())).unwrap_or(from)
                    }
                    None if key == Key::ArrowUp => CCursor::default(),
                    None => self.end(),
                }
            }
            Key::Home if plain && modifiers.ctrl => CCursor::default(),
            Key::End if plain && modifiers.ctrl => self.end(),
            Key::Home if plain => CCursor { index: CharIndex(row.start), prefer_next_row: true },
            Key::End if plain => CCursor { index: CharIndex(row.start + row.len), prefer_next_row: row.len == 0 },
            _ => return None,
        };
        let secondary = if modifiers.shift { range.secondary } else { to };
        Some(CCursorRange { primary: to, secondary, h_pos: column })
    }

    /// The next place to the left or right; over the side of a row to the row before or after it.
    fn beside(&self, from: Spot, right: bool) -> CCursor {
        let last = self.rows.len().saturating_sub(1);
        let stays = || self.cursor(from.row, from.slot).unwrap_or_default();
        let Some(row) = self.rows.get(from.row) else { return stays() };
        let next = if right { Some(from.slot + 1) } else { from.slot.checked_sub(1) };
        if let Some(cursor) = next.and_then(|slot| self.cursor(from.row, slot)) {
            // The end of a row that goes on is the beginning of the next.
            return CCursor { prefer_next_row: true, ..cursor };
        }
        if right != row.rtl {
            let Some(below) = self.rows.get(from.row + 1) else { return stays() };
            return CCursor { index: CharIndex(below.start), prefer_next_row: true };
        }
        let Some((at, above)) = from.row.checked_sub(1).and_then(|at| Some((at, self.rows.get(at)?))) else { return stays() };
        let end = CCursor { index: CharIndex(above.start + above.len), prefer_next_row: true };
        if !above.is_wrapped(at == last) {
            return end;
        }
        let edge = above.slot(above.len);
        let before = if above.rtl { Some(edge + 1) } else { edge.checked_sub(1) };
        before.and_then(|slot| self.cursor(at, slot)).unwrap_or(end)
    }
}
