//! How one user looks at lists: filters saved by name, the order and the widths of columns.
//!
//! They are kept in the settings of this machine and not in the record. A view says nothing about a negotiation: two people at one
//! record sort and filter differently, the folder of the record has no merge conflict over it, and the history holds what was
//! said and done, not how somebody looked at it. So undo does not concern them either.

use crate::model::NegotiationId;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a filter wants, by the names of its parts: `party`, `kind`, `words`. Empty for no filter.
pub type Values = BTreeMap<String, String>;

/// All that is kept of how lists are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// The filters saved by name, by list and name.
    pub filters: Vec<SavedFilter>,
    /// How each list with columns is shown, by the name of the list.
    pub lists: BTreeMap<String, ListView>,
}

/// A filter saved by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SavedFilter {
    /// What the user calls it.
    pub name: String,
    /// The list that it filters.
    pub list: String,
    /// The negotiation that it is for; none if for all.
    pub negotiation: Option<NegotiationId>,
    /// What it wants.
    pub values: Values,
}

/// How a list with columns is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListView {
    /// The column by which it is sorted, and whether downwards; none for the order of the list itself.
    pub sort: Option<(String, bool)>,
    /// The widths that the user gave to columns, in points.
    pub widths: BTreeMap<String, f32>,
}

/// No views, for whoever has none.
pub(super) static NONE: Views = Views { filters: Vec::new(), lists: BTreeMap::new() };

impl Views {
    /// The saved filters of a list that fit a negotiation, by name.
    pub fn filters_of(&self, list: &str, negotiation: Option<NegotiationId>) -> Vec<&SavedFilter> {
        let fits = |filter: &&SavedFilter| filter.list == list && filter.negotiation.is_none_or(|of| Some(of) == negotiation);
        let mut found: Vec<&SavedFilter> = self.filters.iter().filter(fits).collect();
        found.sort_by_cached_key(|filter| crate::text::fold::fold(&filter.name));
        found
    }

    /// Keeps a filter, instead of the one of the same name.
    pub fn save(&mut self, filter: SavedFilter) {
        self.forget(&filter);
        self.filters.push(filter);
        self.filters.sort_by(|a, b| (&a.list, &a.name, a.negotiation).cmp(&(&b.list, &b.name, b.negotiation)));
    }

    /// Forgets the filter of that name.
    pub fn forget(&mut self, filter: &SavedFilter) {
        let same = |known: &SavedFilter| {
            known.list == filter.list
                && known.negotiation == filter.negotiation
                && crate::text::fold::same(&known.name, &filter.name)
        };
        self.filters.retain(|known| !same(known));
    }

    /// How a list is shown.
    pub fn list(&self, list: &str) -> ListView {
        self.lists.get(list).cloned().unwrap_or_default()
    }
}

/// Puts a part of a filter down, unless it is empty.
pub(super) fn put(values: &mut Values, name: &str, value: &(impl ToString + ?Sized)) {
    let value = value.to_string();
    if !value.is_empty() {
        values.insert(name.to_owned(), value);
    }
}

/// The ids that a part of a filter holds.
pub(super) fn ids<T: From<Uuid>>(values: &Values, name: &str) -> Option<Vec<T>> {
    let words = values.get(name)?;
    Some(words.split(' ').filter_map(|word| word.parse::<Uuid>().ok()).map(T::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(name: &str, negotiation: Option<u128>) -> SavedFilter {
        let negotiation = negotiation.map(|id| NegotiationId(Uuid::from_u128(id)));
        SavedFilter { name: name.into(), list: "statements".into(), negotiation, values: Values::new() }
    }

    #[test]
    fn a_filter_saved_anew_replaces_the_one_of_its_name_and_place() {
        let mut views = Views::default();
        for one in [filter("Open questions", Some(1)), filter("Denials", None), filter("Open questions", Some(2))] {
            views.save(one);
        }
        let changed = SavedFilter { values: Values::from([("kind".into(), "denial".into())]), ..filter("DENIALS", None) };
        views.save(changed.clone());
        assert_eq!(views.filters.len(), 3);
        let of = |id| views.filters_of("statements", Some(NegotiationId(Uuid::from_u128(id))));
        assert_eq!(of(1), [&changed, &filter("Open questions", Some(1))]);
        assert_eq!(of(3), [&changed]);
        assert!(views.filters_of("sources", None).is_empty());
        views.forget(&filter("open questions", Some(1)));
        assert_eq!(views.filters.len(), 2);
    }
}
