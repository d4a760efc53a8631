//! One row of an edited text: which places a cursor can take in it, from left to right, and which letter each stands before.

use std::ops::Range;

use egui::Rect;

/// Letters that belong together (a letter with its marks), and where they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// In characters of the row.
    pub chars: Range<usize>,
    pub left: f32,
    pub right: f32,
    /// The embedding level of UAX 9: odd runs from right to left.
    pub level: u8,
}

impl Cluster {
    fn is_rtl(&self) -> bool {
        !self.level.is_multiple_of(2)
    }

    /// The place in the text to the left of it.
    fn before(&self) -> usize {
        if self.is_rtl() { self.chars.end } else { self.chars.start }
    }

    /// The place in the text to the right of it.
    fn after(&self) -> usize {
        if self.is_rtl() { self.chars.start } else { self.chars.end }
    }
}

/// One row. Its *slots* are the gaps between its clusters from left to right, one more than there are clusters. Each has one place
/// in the text, and each place between two clusters has one slot: where two directions meet, the cluster of the lower
/// embedding level decides, so that a run of the other direction is one thing with two ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The first character of the row in the whole text.
    pub start: usize,
    /// How many characters it has, a line break not counted.
    pub len: usize,
    /// A line break follows.
    pub newline: bool,
    /// Its paragraph runs from right to left.
    pub rtl: bool,
    /// In points of the galley.
    pub rect: Rect,
    /// From left to right; `left` and `right` are counted from the left edge of the row.
    clusters: Vec<Cluster>,
    /// The place in the row of each slot.
    slots: Vec<usize>,
}

impl Row {
    /// `clusters` from left to right.
    pub(super) fn new(start: usize, len: usize, newline: bool, rtl: bool, rect: Rect, clusters: Vec<Cluster>) -> Self {
        let base = u8::from(rtl);
        let (left_end, right_end) = if rtl { (len, 0) } else { (0, len) };
        let slots = (0..=clusters.len()).map(|slot| {
            let a = slot.checked_sub(1).and_then(|at| clusters.get(at));
            let b = clusters.get(slot);
            match (a, b) {
                (Some(a), Some(b)) if a.level <= b.level => a.after(),
                (Some(_), Some(b)) => b.before(),
                (None, Some(b)) if b.level < base => b.before(),
                (None, _) => left_end,
                (Some(a), None) if a.level < base => a.after(),
                (Some(_), None) => right_end,
            }
        });
        let slots = slots.collect();
        Self { start, len, newline, rtl, rect, clusters, slots }
    }

    /// The slot of a place in the row; of the cluster around it if the place is inside one.
    pub(super) fn slot(&self, column: usize) -> usize {
        let at = |column: usize| self.slots.iter().position(|place| *place == column);
        at(column)
            .or_else(|| at(self.clusters.iter().find(|cluster| cluster.chars.contains(&column))?.chars.start))
            .unwrap_or_default()
    }

    /// The slot behind the letter that ends at `column`: where the next one will stand if it runs the same way.
    pub(super) fn slot_behind(&self, column: usize) -> usize {
        let behind = self.clusters.iter().enumerate().find(|(_, cluster)| cluster.chars.end == column);
        behind.map_or_else(|| self.slot(column), |(at, cluster)| if cluster.is_rtl() { at } else { at + 1 })
    }

    /// The place in the row of a slot.
    pub(super) fn column(&self, slot: usize) -> Option<usize> {
        self.slots.get(slot).copied()
    }

    /// From the left edge of the row.
    pub(super) fn x(&self, slot: usize) -> f32 {
        match (self.clusters.get(slot), self.clusters.last()) {
            (Some(cluster), _) => cluster.left,
            (None, Some(last)) => last.right,
            (None, None) => 0.0,
        }
    }

    /// The slot next to `x`.
    pub(super) fn slot_at(&self, x: f32) -> usize {
        let distance = |slot: &usize| (self.x(*slot) - x).abs();
        (0..self.slots.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or_default()
    }

    /// The characters of the cluster that begins at `column`.
    pub(super) fn cluster_at(&self, column: usize) -> Option<Range<usize>> {
        self.clusters.iter().find(|cluster| cluster.chars.start == column).map(|cluster| cluster.chars.clone())
    }

    /// What is drawn of the characters in `columns`, from left to right: more than one piece where directions meet.
    pub(super) fn pieces(&self, columns: &Range<usize>) -> Vec<Range<f32>> {
        let mut pieces: Vec<Range<f32>> = Vec::new();
        for cluster in &self.clusters {
            if cluster.chars.start >= columns.end || cluster.chars.end <= columns.start {
                continue;
            }
            match pieces.last_mut() {
                Some(last) if cluster.left - last.end < 0.5 => last.end = last.end.max(cluster.right),
                _ => pieces.push(cluster.left..cluster.right),
            }
        }
        pieces
    }

    /// Left and right of each character, from the left edge of the row; the marks of a letter share its place.
    pub(super) fn places(&self) -> Vec<Range<f32>> {
        let mut places = vec![0.0..0.0; self.len];
        for cluster in &self.clusters {
            for place in places.iter_mut().take(cluster.chars.end).skip(cluster.chars.start) {
                *place = cluster.left..cluster.right;
            }
        }
        places
    }

    /// The row is continued by the next, which begins at the place where this ends.
    pub(super) fn is_wrapped(&self, is_last: bool) -> bool {
        !self.newline && !is_last
    }

    #[cfg(test)]
    pub(super) fn slots(&self) -> &[usize] {
        &self.slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of letters 10 points wide, with the given levels from left to right and places in the text.
    fn row(rtl: bool, letters: &[(usize, u8)]) -> Row {
        let cluster = |(i, &(at, level)): (usize, &(usize, u8))| {
            let left = i as f32 * 10.0;
            Cluster { chars: at..at + 1, left, right: left + 10.0, level }
        };
        let clusters: Vec<Cluster> = letters.iter().enumerate().map(cluster).collect();
        Row::new(0, clusters.len(), false, rtl, Rect::ZERO, clusters)
    }

    #[test]
    fn a_run_of_the_other_direction_is_one_thing_with_two_ends() {
        // "ab HEB c" in a text that runs from left to right.
        let ltr = row(false, &[(0, 0), (1, 0), (4, 1), (3, 1), (2, 1), (5, 0)]);
        assert_eq!(ltr.slots(), [0, 1, 2, 4, 3, 5, 6]);
        // The same in one that runs from right to left.
        let rtl = row(true, &[(5, 2), (4, 1), (3, 1), (1, 2), (2, 2), (0, 1)]);
        assert_eq!(rtl.slots(), [6, 5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn behind_the_letter_just_typed() {
        let row = row(false, &[(0, 0), (1, 0), (4, 1), (3, 1), (2, 1)]);
        assert_eq!((row.slot(5), row.slot_behind(5)), (5, 2), "at the end of the line, and left of the last letter");
        assert_eq!(row.slot_behind(2), 2);
        assert_eq!(row.slot_behind(0), 0);
    }

    #[test]
    fn a_selection_over_a_change_of_direction_has_two_pieces() {
        let row = row(false, &[(0, 0), (1, 0), (4, 1), (3, 1), (2, 1), (5, 0)]);
        assert_eq!(row.pieces(&(1..3)), [10.0..20.0, 40.0..50.0]);
        assert_eq!(row.pieces(&(0..6)), [0.0..60.0]);
        assert!(row.pieces(&(3..3)).is_empty());
    }
}
