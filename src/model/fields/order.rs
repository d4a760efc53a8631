//! The order of lists that were changed in two places.

use super::walk::Side;
use std::collections::BTreeSet;

/// The items of both lists, those that are in both in the order of `shared`. Every other item stays behind the shared one that it
/// stands behind in its own list; where both lists have some there, those with the lower first key come first.
pub(super) fn arranged(shared: &[String], lists: [&[String]; 2]) -> Vec<String> {
    let among: BTreeSet<&String> = shared.iter().collect();
    let behind = |list: &[String], anchor: Option<&String>| -> Vec<String> {
        let from = anchor.map_or(Some(0), |anchor| list.iter().position(|key| key == anchor).map(|at| at + 1));
        from.map_or_else(Vec::new, |from| list[from..].iter().take_while(|key| !among.contains(key)).cloned().collect())
    };
    let mut all = Vec::new();
    for anchor in std::iter::once(None).chain(shared.iter().map(Some)) {
        all.extend(anchor.cloned());
        let mut runs = lists.map(|list| behind(list, anchor));
        runs.sort();
        all.extend(runs.into_iter().flatten());
    }
    all
}

/// What became of an order.
pub(super) enum Order {
    /// One side changed it at most: the items that both have, in order.
    Settled(Vec<String>),
    /// Both changed it: the same in the order that is greater, and in the other one, with the side whose that is.
    Contested { order: Vec<String>, other: Vec<String>, side: Side },
}

/// The order of the items that both sides have, given those of the base that both have.
pub(super) fn shared(base: &[String], ours: &[String], theirs: &[String]) -> Order {
    let of = |list: &[String], other: &[String]| -> Vec<String> {
        let other: BTreeSet<&String> = other.iter().collect();
        list.iter().filter(|key| other.contains(key)).cloned().collect()
    };
    let (ours_shared, theirs_shared) = (of(ours, theirs), of(theirs, ours));
    if ours_shared == theirs_shared {
        return Order::Settled(ours_shared);
    }
    let known = of(base, &ours_shared);
    let all_known = known.len() == ours_shared.len();
    let stayed = |list: &[String]| of(list, &known) == known;
    match (stayed(&ours_shared), stayed(&theirs_shared)) {
        // What both added alike may still stand in another place.
        (true, true) if !all_known => Order::Settled(ours_shared.max(theirs_shared)),
        (true, _) => Order::Settled(theirs_shared),
        (_, true) => Order::Settled(ours_shared),
        _ if ours_shared > theirs_shared => Order::Contested { order: ours_shared, other: theirs_shared, side: Side::Theirs },
        _ => Order::Contested { order: theirs_shared, other: ours_shared, side: Side::Ours },
    }
}
