//! How high paragraphs are, measured or estimated, and the place at the top of the view, which stays where it is when an estimate is
//! put right.

/// The heights of all paragraphs, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    heights: Vec<f32>,
    measured: Vec<bool>,
    /// The sum of each [`BLOCK`] of them, so that a place is found without adding up all that is above it.
    blocks: Vec<f64>,
    total: f64,
}

/// Heights whose sum is kept.
const BLOCK: usize = 256;

/// A place in the text: so many points below the top of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub paragraph: usize,
    pub within: f32,
}

impl Heights {
    pub(super) fn estimated(heights: Vec<f32>) -> Self {
        let sum = |heights: &[f32]| heights.iter().map(|height| f64::from(*height)).sum::<f64>();
        let blocks: Vec<f64> = heights.chunks(BLOCK).map(sum).collect();
        Self { measured: vec![false; heights.len()], total: blocks.iter().sum(), blocks, heights }
    }

    pub(super) fn total(&self) -> f32 {
        self.total as f32
    }

    pub(super) fn is_measured(&self, at: usize) -> bool {
        self.measured.get(at).copied().unwrap_or(true)
    }

    pub(super) fn of(&self, at: usize) -> f32 {
        self.heights.get(at).copied().unwrap_or_default()
    }

    pub(super) fn measure(&mut self, at: usize, height: f32) {
        if let (Some(known), Some(measured)) = (self.heights.get_mut(at), self.measured.get_mut(at)) {
            let more = f64::from(height) - f64::from(*known);
            self.total += more;
            if let Some(block) = self.blocks.get_mut(at / BLOCK) {
                *block += more;
            }
            (*known, *measured) = (height, true);
        }
    }

    /// Points from the top of the text to a place.
    pub(super) fn offset(&self, place: Place) -> f32 {
        let whole = place.paragraph / BLOCK;
        let blocks: f64 = self.blocks.iter().take(whole).sum();
        let rest = self.heights.get(whole * BLOCK..place.paragraph.min(self.heights.len())).unwrap_or_default();
        let above = blocks + rest.iter().map(|height| f64::from(*height)).sum::<f64>();
        above as f32 + place.within
    }

    /// The place so many points below the top.
    pub(super) fn place(&self, offset: f32) -> Place {
        let mut above = 0.0_f64;
        let offset = f64::from(offset);
        let mut first = 0;
        for block in &self.blocks {
            if above + block > offset {
                break;
            }
            above += block;
            first += BLOCK;
        }
        for (paragraph, height) in self.heights.iter().enumerate().skip(first) {
            if above + f64::from(*height) > offset {
                return Place { paragraph, within: (offset - above) as f32 };
            }
            above += f64::from(*height);
        }
        let last = self.heights.len().saturating_sub(1);
        Place { paragraph: last, within: self.of(last) }
    }

    /// The place so many points above or below another, where `measure` tells what is passed on the way.
    pub(super) fn moved(&mut self, from: Place, by: f32, mut measure: impl FnMut(usize) -> f32) -> Place {
        let Place { mut paragraph, mut within } = from;
        within += by;
        while within < 0.0 && paragraph > 0 {
            paragraph -= 1;
            if !self.is_measured(paragraph) {
                let height = measure(paragraph);
                self.measure(paragraph, height);
            }
            within += self.of(paragraph);
        }
        while within >= self.of(paragraph) && paragraph + 1 < self.heights.len() {
            if !self.is_measured(paragraph) {
                let height = measure(paragraph);
                self.measure(paragraph, height);
                if within < height {
                    break;
                }
            }
            within -= self.of(paragraph);
            paragraph += 1;
        }
        Place { paragraph, within: within.max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_stays_when_an_estimate_above_is_put_right() {
        let mut heights = Heights::estimated(vec![100.0; 10]);
        let top = heights.place(450.0);
        assert_eq!(top, Place { paragraph: 4, within: 50.0 });
        heights.measure(1, 300.0);
        assert_eq!(heights.offset(top), 650.0);
        assert_eq!(heights.total(), 1200.0);
    }

    #[test]
    fn a_place_is_found_where_all_heights_are_added_up() {
        let mut heights = Heights::estimated((0..1500).map(|at| (at % 7) as f32).collect());
        for at in [0, 255, 256, 700, 1499] {
            heights.measure(at, 41.0);
        }
        for paragraph in [0, 1, 255, 256, 257, 512, 1023, 1499] {
            let sum: f32 = (0..paragraph).map(|at| heights.of(at)).sum();
            assert_eq!(heights.offset(Place { paragraph, within: 0.0 }), sum);
            let found = heights.place(sum);
            assert_eq!(heights.offset(found), sum);
        }
    }

    #[test]
    fn a_way_up_passes_true_heights() {
        let mut heights = Heights::estimated(vec![100.0; 10]);
        let top = heights.moved(Place { paragraph: 4, within: 10.0 }, -30.0, |_| 40.0);
        assert_eq!(top, Place { paragraph: 3, within: 20.0 }, "20 points above the end of the paragraph before");
        let far = heights.moved(top, -1000.0, |_| 40.0);
        assert_eq!(far, Place { paragraph: 0, within: 0.0 });
        let down = heights.moved(far, 85.0, |_| 40.0);
        assert_eq!(down, Place { paragraph: 2, within: 5.0 });
    }
}
