//! Where words stand that somebody else tells of: by their place, by what stands around them, or by the words alone.

use super::locate::{Place, occurrences};
use super::{Ruler, alike};
use crate::model::Passage;

/// Where the words of a passage stand of which `start` is told apart, for it may not be told at all, and of whose surroundings any part
/// may be told. Where the words stand at their place that is it; else where what is told stands around them; else the only place where they
/// stand; else as [`Ruler::locate`] finds it. Lost where several places fit.
pub fn stands(ruler: &Ruler<'_>, passage: &Passage, start: Option<u32>) -> Place {
    if passage.quote.trim().is_empty() {
        return Place::Lost;
    }
    let range = |at: usize| at..at + passage.quote.len();
    let here = start.and_then(|start| ruler.byte(usize::try_from(start).ok()?));
    let all = || occurrences(ruler.text(), &passage.quote);
    if let Some(at) = here.filter(|at| ruler.text().get(*at..).is_some_and(|rest| rest.starts_with(&passage.quote))) {
        return Place::Exact(range(at));
    }
    let is_between = |at: &usize| {
        let (before, after) = (&ruler.text()[..*at], &ruler.text()[range(*at).end..]);
        before.trim_end().ends_with(passage.before.trim()) && after.trim_start().starts_with(passage.after.trim())
    };
    if let Some(at) = only(all().filter(is_between)).or_else(|| only(all())) {
        return Place::Moved(range(at));
    }
    match alike::find(ruler, passage, here) {
        Some((range, likeness)) if all().next().is_none() => Place::Alike(range, likeness),
        _ => Place::Lost,
    }
}

/// The one thing of which there is no second.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_place_surroundings_or_alone_and_never_guessed() {
        let text = "We hold. They wait. We hold. Nobody named a date for the talks that both sides want to go on in the spring.";
        let of = |quote: &str, before: &str, after: &str, start| {
            let passage = Passage { quote: quote.into(), before: before.into(), after: after.into(), ..Passage::default() };
            stands(&Ruler::new(text), &passage, start)
        };
        let cases = [
            (of("We hold.", "", "", Some(20)), Place::Exact(20..28)),
            (of("We hold.", "", "", Some(0)), Place::Exact(0..8)),
            (of("We hold.", "", "", None), Place::Lost),
            (of("We hold.", "", "", Some(7)), Place::Lost),
            (of("We hold.", "They wait.", "", None), Place::Moved(20..28)),
            (of("We hold.", "wait. ", " Nobody", Some(3)), Place::Moved(20..28)),
            (of("They wait.", "", "", Some(900)), Place::Moved(9..19)),
            (of("They wait.", "other words", "", None), Place::Moved(9..19)),
            (of("They left.", "", "", None), Place::Lost),
            (of(" ", "", "", Some(3)), Place::Lost),
        ];
        for (at, (found, expected)) in cases.into_iter().enumerate() {
            assert_eq!(found, expected, "{at}");
        }
        let changed = "Nobody has named a date for the talks that both sides want to go on in the spring.";
        assert!(matches!(of(changed, "", "", None), Place::Alike(..)));
    }
}
