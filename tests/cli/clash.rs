//! Fields that were changed in two places: counted, and shown with both values.

use crate::support::{Copy, field, json, list, run, text};
use rapporteur::model::fields::FieldPath;
use rapporteur::model::{Clash, PartyId, Stamp};
use rapporteur::store::Store;

/// A copy of the sample in which the name of a party was changed in two places.
fn contested() -> (Copy, PartyId) {
    let copy = Copy::new();
    let mut opened = Store::open(&copy.path(), uuid::Uuid::nil()).unwrap();
    let party = opened.workspace.parties.values().find(|party| party.name == "Ukraine").unwrap().clone();
    let mut other = party.clone();
    other.name = "The Ukraine".to_owned();
    let stamp = Stamp::new("2026-02-06T08:00:00Z".parse().unwrap(), "Ben");
    let clash = Clash::new(stamp, FieldPath::new(["name"]), other.into(), "The Ukraine");
    let touched = [clash.id.into()].into();
    opened.workspace.put(clash.into());
    assert_eq!(opened.store.plan(&opened.workspace, &touched).run().failed, []);
    (copy, party.id)
}

#[test]
fn check_counts_them_and_show_says_what_they_are() {
    let (copy, party) = contested();
    let checked = run(&["--data-dir", &copy.dir(), "check"]);
    assert_eq!(checked.status, 0, "nothing is wrong: {}", checked.out);
    assert!(checked.out.contains("1 field was changed in two places."), "{}", checked.out);
    assert_eq!(json(&["--data-dir", &copy.dir(), "check"])["clashes"], 1);

    let shown = json(&["--data-dir", &copy.dir(), "show", &party.to_string()]);
    let [one] = list(&shown, "changed_in_two_places") else { panic!("{shown}") };
    let told = ["field", "here", "elsewhere", "elsewhere_changed", "elsewhere_by"].map(|key| field(one, key));
    assert_eq!(told, ["Name", "Ukraine", "The Ukraine", "2026-02-06T08:00:00Z", "Ben"]);
    let words = text(&["--data-dir", &copy.dir(), "show", &party.to_string()]);
    assert!(words.contains("Name: here “Ukraine”, elsewhere “The Ukraine”"), "{words}");
    let other = text(&["--sample", "show", &party.to_string()]);
    assert!(!other.contains("two places"), "{other}");
}

#[test]
fn check_counts_what_is_to_be_looked_at_and_does_not_fail_for_it() {
    let copy = Copy::new();
    assert!(!run(&["--data-dir", &copy.dir(), "check"]).out.contains("looked at"));
    let mut opened = Store::open(&copy.path(), uuid::Uuid::nil()).unwrap();
    let mut some: Vec<_> = opened.workspace.statements.values().take(2).cloned().collect();
    for (count, words) in [(1, "1 record is to be looked at: "), (2, "2 records are to be looked at: ")] {
        let mut one = some.pop().unwrap();
        one.to_check = vec!["“whispered” is no record level".to_owned()];
        let touched = [one.id.into()].into();
        opened.workspace.put(one.into());
        let report = opened.store.plan(&opened.workspace, &touched).run();
        assert_eq!(report.failed, []);
        opened.store.settle(&report);
        let checked = run(&["--data-dir", &copy.dir(), "check"]);
        assert_eq!(checked.status, 0, "{}", checked.out);
        assert!(checked.out.contains(words), "{}", checked.out);
        assert_eq!(json(&["--data-dir", &copy.dir(), "check"])["to_check"], count);
    }
}
