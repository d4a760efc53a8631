//! Where a passage stands in a text, also in one that was changed since.

use super::Ruler;
use super::alike;
use crate::model::Passage;
use std::ops::Range;

/// Where a passage stands in a text. Ranges are of bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Where the passage says, word for word.
    Exact(Range<usize>),
    /// Elsewhere, word for word.
    Moved(Range<usize>),
    /// In other words: how alike they are, from 0 to 1.
    Alike(Range<usize>, f64),
    /// Nowhere, or in several places of which none fits better than another.
    Lost,
}

impl Place {
    /// The range, if it was found.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Alike(range, _) => Some(range.clone()),
            Self::Lost => None,
        }
    }
}

/// Where a passage stands in a text: see [`Ruler::locate`].
pub fn locate(text: &str, passage: &Passage) -> Place {
    Ruler::new(text).locate(passage)
}

/// Words that stand in more places than this are known by their place alone.
const MOST_PLACES: usize = 20_000;

/// So many characters without another occurrence need no context to be known again.
const TELLING: usize = 32;

/// By so many characters of context one of several occurrences must fit better than the others.
const MARGIN: usize = 8;

/// What standing at the very beginning or end of the text is worth, in characters of context.
const EDGE: usize = 8;

impl Ruler<'_> {
    /// Where a passage stands: where it says it does; else where its words stand between the same words; else where words stand that are
    /// much like its own. Words that occur several times are taken where at least half of what stood around them stands around them
    /// still, and more of it than elsewhere; of two that fit equally well the one at the place of the passage. Otherwise it is lost.
    pub fn locate(&self, passage: &Passage) -> Place {
        if passage.quote.is_empty() {
            return Place::Lost;
        }
        let here = usize::try_from(passage.start).ok().and_then(|start| self.byte(start));
        let range = |at: usize| at..at + passage.quote.len();
        // What is unchanged needs no look at the rest of the text.
        if let Some(at) = here.filter(|at| self.stands_at(passage, *at)) {
            let (before, after) = self.context(at, range(at).end);
            if (before, after) == (passage.before.as_str(), passage.after.as_str()) {
                return Place::Exact(range(at));
            }
        }
        match self.among_occurrences(passage, here) {
            Some(at) if Some(at) == here => Place::Exact(range(at)),
            Some(at) => Place::Moved(range(at)),
            None => alike::find(self, passage, here).map_or(Place::Lost, |(range, likeness)| Place::Alike(range, likeness)),
        }
    }

    fn stands_at(&self, passage: &Passage, at: usize) -> bool {
        self.text().get(at..).is_some_and(|rest| rest.starts_with(&passage.quote))
    }

    /// The occurrence of the words that is the passage; none if there is none, or no telling which.
    fn among_occurrences(&self, passage: &Passage, here: Option<usize>) -> Option<usize> {
        let all = occurrences(self.text(), &passage.quote);
        let here = here.filter(|at| self.stands_at(passage, *at));
        let mut fits: Vec<(usize, usize)> = all.take(MOST_PLACES + 1).map(|at| (self.fit(passage, at), at)).collect();
        if fits.len() > MOST_PLACES {
            fits = here.map(|at| (self.fit(passage, at), at)).into_iter().collect();
        }
        let best = fits.iter().map(|(fit, _)| *fit).max()?;
        let mut near = fits.iter().filter(|(fit, _)| fit + MARGIN > best).map(|(_, at)| *at);
        let (first, more) = (near.next()?, near.next().is_some());
        let at = if more { here.filter(|at| self.fit(passage, *at) == best)? } else { first };
        let is_telling = fits.len() == 1 && passage.quote.chars().nth(TELLING - 1).is_some();
        (is_telling || 2 * self.fit(passage, at) >= whole(passage)).then_some(at)
    }

    /// How many characters of the context stand around an occurrence as they stood around the passage, next to it.
    fn fit(&self, passage: &Passage, at: usize) -> usize {
        let (before, after) = (&self.text()[..at], &self.text()[at + passage.quote.len()..]);
        let (ahead, begins) = common(before.chars().rev(), passage.before.chars().rev());
        let (behind, ends) = common(after.chars(), passage.after.chars());
        let edge = |side: &str, whole: bool| if is_at_edge(side) && whole { EDGE } else { 0 };
        ahead + behind + edge(&passage.before, begins) + edge(&passage.after, ends)
    }
}

/// How many characters two texts have in common from where they begin, and whether that is all of both.
fn common(mut one: impl Iterator<Item = char>, mut other: impl Iterator<Item = char>) -> (usize, bool) {
    let mut count = 0;
    loop {
        match (one.next(), other.next()) {
            (Some(a), Some(b)) if a == b => count += 1,
            (a, b) => return (count, a.is_none() && b.is_none()),
        }
    }
}

/// What [`Ruler::fit`] can be at most.
fn whole(passage: &Passage) -> usize {
    [&passage.before, &passage.after].map(|side| side.chars().count() + if is_at_edge(side) { EDGE } else { 0 }).iter().sum()
}

/// Whether a context is so short that the text began or ended there.
fn is_at_edge(context: &str) -> bool {
    context.chars().nth(Passage::CONTEXT - 1).is_none()
}

/// Every place at which words stand in a text, also where these overlap.
pub(super) fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + step;
        Some(at)
    })
}
