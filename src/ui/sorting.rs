//! The order of the rows of a list: by one column, upwards or downwards, or as the list has them.

use super::views::ListView;
use super::{Action, Setting, ViewContext};
use crate::kit::{self, Choice, Icon};
use crate::model::when::WhenKey;
use crate::model::{Vocabulary, When};
use crate::text::fold::natural;
use chrono_tz::Tz;
use egui::Ui;
use std::cmp::Ordering;

/// What a row is sorted by. Numbers are sorted as numbers, names folded and with the numbers in them as numbers, terms in the order
/// in which they are offered, dates by their place in time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    /// A number, or the place of a term in its list.
    Number(usize),
    /// A name or another text, as [`SortKey::text`] has it.
    Text(String),
    /// A date.
    When(WhenKey),
    /// Words about a date that name no day: after all days, in either direction.
    Undated(String),
    /// Nothing to sort by: last, in either direction.
    Nothing,
}

impl SortKey {
    /// By a text; nothing if it is empty.
    pub(super) fn text(text: &str) -> Self {
        let folded = natural(text);
        if folded.is_empty() { Self::Nothing } else { Self::Text(folded) }
    }

    /// By a date, with days read on the clocks of `zone`.
    pub(super) fn when(when: &When, zone: Tz) -> Self {
        match when {
            When::Unknown => Self::Nothing,
            _ if when.earliest_day(zone).or(when.latest_day(zone)).is_none() => Self::Undated(natural(&when.words())),
            _ => Self::When(when.key(zone)),
        }
    }

    /// By a term of the field; words of the user's own come after those of the list.
    pub(super) fn term<V: Vocabulary>(term: &V) -> Self {
        let place = V::KNOWN.iter().position(|known| known == term);
        place.map_or_else(|| Self::text(term.label()), Self::Number)
    }

    fn is_last(&self) -> bool {
        matches!(self, Self::Undated(_) | Self::Nothing)
    }
}

/// Sorts rows by a key; rows with equal keys stay as they are, and those without anything to sort by come last in either direction.
pub(super) fn sort<T>(rows: &mut [T], down: bool, key: impl Fn(&T) -> SortKey) {
    let keys: Vec<SortKey> = rows.iter().map(key).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| match (&keys[*a], &keys[*b]) {
        (a, b) if a.is_last() || b.is_last() => a.is_last().cmp(&b.is_last()).then_with(|| a.cmp(b)),
        (a, b) if down => b.cmp(a),
        (a, b) => a.cmp(b),
    });
    arrange(rows, &order);
}

/// Puts the row at `order[n]` at `n`.
fn arrange<T>(rows: &mut [T], order: &[usize]) {
    let mut place_of: Vec<usize> = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        place_of[*from] = to;
    }
    for at in 0..rows.len() {
        while place_of[at].cmp(&at) != Ordering::Equal {
            let to = place_of[at];
            rows.swap(at, to);
            place_of.swap(at, to);
        }
    }
}

/// The order after another press on a column: upwards, downwards, and back to the order of the list itself.
pub(super) fn pressed(view: &ListView, column: &str) -> ListView {
    let sort = match &view.sort {
        Some((by, false)) if by == column => Some((column.to_owned(), true)),
        Some((by, true)) if by == column => None,
        _ => Some((column.to_owned(), false)),
    };
    ListView { sort, ..view.clone() }
}

/// How wide the choice of an order is, in points.
const PICKER: f32 = 122.0;

/// Chooses the order of a list that is no table, in a line with other things. `own` names the order of the list itself, `by` what else
/// it can be sorted by; behind it stands what turns the order round.
pub(super) fn picker_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, list: &str, own: &str, by: &[(&str, &str)]) {
    let label = ui.add(kit::text("Sort by").small().weak().extend());
    // The field carries the same label.
    kit::access::node(&label, egui::accesskit::Node::set_hidden);
    ui.scope(|ui| {
        ui.set_max_width(PICKER);
        choose_ui(ui, view_ctx, list, own, by);
    });
    direction_ui(ui, view_ctx, list);
}

fn choose_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, list: &str, own: &str, by: &[(&str, &str)]) {
    let view = view_ctx.views.list(list);
    let chosen = view.sort.as_ref().and_then(|(key, _)| by.iter().find(|(known, _)| known == key));
    let labels: Vec<&str> = std::iter::once(own).chain(by.iter().map(|(_, label)| *label)).collect();
    let current = chosen.map_or(own, |(_, label)| label);
    let mut new = None;
    if let Some(Choice::Item(at)) = kit::combo("Sort by", current, &labels).hide_label().show(ui) {
        let sort = at.checked_sub(1).and_then(|at| by.get(at)).map(|(key, _)| ((*key).to_owned(), false));
        new = Some(ListView { sort, ..view.clone() });
    }
    if let Some(new) = new.filter(|new| *new != view) {
        view_ctx.send(Action::Set(Setting::List(list.to_owned(), new)));
    }
}

/// Turns the order of a list round; nothing while it is in an order of its own.
pub(super) fn direction_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, list: &str) {
    let view = view_ctx.views.list(list);
    let Some((by, down)) = &view.sort else { return };
    let (icon, words) = if *down { (Icon::ArrowDown, "Sorted downwards") } else { (Icon::ArrowUp, "Sorted upwards") };
    if ui.add(kit::icon_button(icon, words).tooltip("Turn the order round")).clicked() {
        let new = ListView { sort: Some((by.clone(), !down)), ..view.clone() };
        view_ctx.send(Action::Set(Setting::List(list.to_owned(), new)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{ZONE, day};

    fn sorted(keys: &[SortKey], down: bool) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..keys.len()).collect();
        sort(&mut rows, down, |at| keys[*at].clone());
        rows
    }

    #[test]
    fn names_are_folded_and_their_numbers_are_numbers() {
        let keys = ["Round 10", "round 9", "Łódź", "lodz", "Zürich", "", "Åland", "Round 9b"].map(SortKey::text);
        assert_eq!(sorted(&keys, false), [6, 2, 3, 1, 7, 0, 4, 5]);
        assert_eq!(sorted(&keys, true), [4, 0, 7, 1, 2, 3, 6, 5], "equal ones keep their order, and nothing stays last");
    }

    #[test]
    fn numbers_are_numbers_and_long_ones_too() {
        assert_eq!(sorted(&[10, 9, 100].map(SortKey::Number), false), [1, 0, 2]);
        let keys = ["a123456789012345678901234567890", "a9", "a0009"].map(SortKey::text);
        assert_eq!(sorted(&keys, false), [1, 2, 0]);
    }

    #[test]
    fn dates_stand_in_time_and_what_has_none_stands_last_in_either_direction() {
        let window = When::Window { earliest: None, latest: None, wording: "soon".to_owned() };
        let month = When::Month { year: 2026, month: 2 };
        let dates = [When::Unknown, When::Day(day("2026-02-04")), window, When::Day(day("2025-07-18")), month];
        let keys = dates.map(|when| SortKey::when(&when, ZONE));
        assert_eq!(sorted(&keys, false), [3, 4, 1, 2, 0]);
        assert_eq!(sorted(&keys, true), [1, 4, 3, 2, 0]);
    }

    #[test]
    fn terms_stand_as_they_are_offered() {
        use crate::model::Verification;
        let own = Verification::Other("checked by us".to_owned());
        let keys = [own, Verification::Denied, Verification::Unverified].map(|term| SortKey::term(&term));
        assert_eq!(sorted(&keys, false), [2, 1, 0]);
    }

    #[test]
    fn a_column_goes_upwards_downwards_and_back() {
        let mut view = ListView::default();
        let mut seen = Vec::new();
        for _ in 0..3 {
            view = pressed(&view, "when");
            seen.push(view.sort.clone());
        }
        assert_eq!(seen, [Some(("when".to_owned(), false)), Some(("when".to_owned(), true)), None]);
        let other = pressed(&ListView { sort: Some(("when".to_owned(), true)), ..ListView::default() }, "status");
        assert_eq!(other.sort, Some(("status".to_owned(), false)));
    }

    proptest::proptest! {
        #[test]
        fn sorting_loses_no_row_and_is_stable(values in proptest::collection::vec(0_usize..5, 0..40), down: bool) {
            let mut rows: Vec<(usize, usize)> = values.iter().copied().enumerate().map(|(at, value)| (value, at)).collect();
            sort(&mut rows, down, |(value, _)| if *value == 0 { SortKey::Nothing } else { SortKey::Number(*value) });
            let place = |value: usize| match (value, down) { (0, _) => 9, (value, true) => 5 - value, (value, false) => value };
            let mut wanted: Vec<(usize, usize)> = values.iter().copied().enumerate().map(|(at, value)| (value, at)).collect();
            wanted.sort_by_key(|(value, _)| place(*value));
            proptest::prop_assert_eq!(rows, wanted);
        }
    }
}
