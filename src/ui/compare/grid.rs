//! Where the cells of the matrix lie: one width for all columns, rows as high as the longest of their cells in view,
//! within bounds.

use egui::{Pos2, Rect, Vec2};
use std::ops::Range;

/// The narrowest and the widest a column gets.
const COLUMN: (f32, f32) = (196.0, 420.0);
/// The narrowest and the widest the names of the issues get.
const LEAD: (f32, f32) = (140.0, 240.0);
/// Text lines in a cell: a cell with more is cut, and whole in its history.
pub(super) const MOST_LINES: usize = 9;

/// The layout, from the corner where heads and names meet. All lengths in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// The width of the names of the issues.
    pub lead: f32,
    /// The width of a column.
    pub column: f32,
    /// How many columns there are.
    pub columns: usize,
    /// Where each row begins, and where the last ends.
    edges: Vec<f32>,
}

impl Grid {
    /// The width of the names and of a column where there is so much room for all.
    pub(super) fn widths(room: f32, columns: usize) -> (f32, f32) {
        let lead = (room * 0.2).clamp(LEAD.0, LEAD.1);
        let column = ((room - lead) / columns.max(1) as f32).clamp(COLUMN.0, COLUMN.1);
        (lead.floor(), column.floor())
    }

    /// Rows of these heights.
    pub(super) fn new(lead: f32, column: f32, columns: usize, heights: impl IntoIterator<Item = f32>) -> Self {
        let mut edges = vec![0.0];
        let mut at = 0.0;
        for height in heights {
            at += height;
            edges.push(at);
        }
        Self { lead, column, columns, edges }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.edges.len() - 1
    }

    /// The size of all cells, without names and heads.
    pub(super) fn size(&self) -> Vec2 {
        Vec2::new(self.column * self.columns as f32, self.edges.last().copied().unwrap_or(0.0))
    }

    /// Where a cell lies among the cells.
    pub(super) fn cell(&self, row: usize, column: usize) -> Rect {
        let (top, bottom) = self.row(row);
        let left = self.column * column as f32;
        Rect::from_min_max(Pos2::new(left, top), Pos2::new(left + self.column, bottom))
    }

    /// Where a row begins and ends.
    pub(super) fn row(&self, row: usize) -> (f32, f32) {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or(0.0);
        (edge(row), edge(row + 1))
    }

    /// The rows of which any part lies between two heights.
    pub(super) fn rows_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let first = self.edges.partition_point(|edge| *edge <= top).saturating_sub(1);
        let last = self.edges.partition_point(|edge| *edge < bottom).min(self.rows());
        first.min(last)..last
    }

    /// The columns of which any part lies between two widths.
    pub(super) fn columns_between(&self, left: f32, right: f32) -> Range<usize> {
        let at = |x: f32| (x / self.column).max(0.0);
        let last = (at(right).ceil() as usize).min(self.columns);
        (at(left).floor() as usize).min(last)..last
    }
}

/// On how many lines a text stands that is broken at spaces to fit into `room`. Reckoned from the widths of its letters, which is
/// a hundred times quicker than laying it out: a matrix may have thousands of cells.
pub(super) fn lines(text: &str, room: f32, mut width: impl FnMut(char) -> f32) -> usize {
    let space = width(' ');
    let mut lines = 0;
    for paragraph in text.lines() {
        lines += 1;
        let mut used = 0.0;
        for word in paragraph.split_whitespace() {
            let length: f32 = word.chars().map(&mut width).sum();
            if used > 0.0 && used + space + length > room {
                lines += 1;
                used = 0.0;
            }
            used += if used > 0.0 { space + length } else { length };
            while used > room {
                lines += 1;
                used -= room;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_view_is_drawn() {
        let grid = Grid::new(100.0, 50.0, 40, (0..60).map(|row| 20.0 + (row % 3) as f32 * 10.0));
        assert_eq!(grid.size(), Vec2::new(2000.0, 1800.0));
        assert_eq!(grid.rows_between(0.0, 50.0), 0..2);
        assert_eq!(grid.rows_between(20.0, 50.0), 1..2);
        assert_eq!(grid.rows_between(49.0, 51.0), 1..3);
        assert_eq!(grid.rows_between(1795.0, 9000.0), 59..60);
        assert_eq!(grid.rows_between(5000.0, 9000.0), 60..60);
        assert_eq!(grid.columns_between(0.0, 120.0), 0..3);
        assert_eq!(grid.columns_between(1990.0, 9000.0), 39..40);
        assert_eq!(grid.cell(2, 1), Rect::from_min_max(Pos2::new(50.0, 50.0), Pos2::new(100.0, 90.0)));
        let empty = Grid::new(100.0, 50.0, 0, []);
        assert_eq!((empty.rows_between(0.0, 100.0), empty.columns_between(0.0, 100.0)), (0..0, 0..0));
    }

    #[test]
    fn columns_share_the_room_and_stay_readable() {
        let (lead, column) = Grid::widths(1000.0, 3);
        assert!(lead + 3.0 * column <= 1000.0 && column > 250.0);
        assert_eq!(Grid::widths(600.0, 40).1, COLUMN.0);
        assert_eq!(Grid::widths(1900.0, 0).1, COLUMN.1);
    }

    #[test]
    fn lines_break_at_spaces_and_within_words_that_do_not_fit() {
        let count = |text: &str| lines(text, 10.0, |_| 1.0);
        for (text, wanted) in [
            ("", 0),
            ("short", 1),
            ("ten letter", 1),
            ("eleven lett", 2),
            ("one two three four", 2),
            ("a\nb", 2),
            ("abcdefghijklmnopqrstuvwxyz", 3),
        ] {
            assert_eq!(count(text), wanted, "{text}");
        }
    }
}
