//! How high paragraphs are, measured or estimated, and the place at the top of the view, which stays where it is when an estimate is
//! put right.

/// The heights of all paragraphs, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    heights: Vec<f32>,
    measured: Vec<bool>,
    total: f64,
}

/// A place in the text: so many points below the top of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    pub paragraph: usize,
    pub within: f32,
}

impl Heights {
    pub(super) fn estimated(heights: Vec<f32>) -> Self {
        let total = heights.iter().map(|height| f64::from(*height)).sum();
        Self { measured: vec![false; heights.len()], heights, total }
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
            self.total += f64::from(height) - f64::from(*known);
            (*known, *measured) = (height, true);
        }
    }

    /// Points from the top of the text to a place.
    pub(super) fn offset(&self, place: Place) -> f32 {
        let above: f64 = self.heights.iter().take(place.paragraph).map(|height| f64::from(*height)).sum();
        above as f32 + place.within
    }

    /// The place so many points below the top.
    pub(super) fn place(&self, offset: f32) -> Place {
        let mut above = 0.0_f64;
        let offset = f64::from(offset);
        for (paragraph, height) in self.heights.iter().enumerate() {
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
