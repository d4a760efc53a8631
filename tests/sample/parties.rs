//! The parties: the states of the files, and all delegations of the 2026 rounds as one bloc.

use crate::builder::Builder;
use rapporteur::model::{Hue, Party, PartyKind};

/// The bloc that the files call "all".
pub(crate) const ALL: &str = "All delegations";

/// Name, short name, palette hue.
const STATES: [(&str, &str, u8); 7] = [
    ("Ukraine", "UA", 0),
    ("Russia", "RU", 4),
    ("United States", "US", 2),
    ("Turkey", "TR", 1),
    ("Belarus", "BY", 5),
    ("United Arab Emirates", "AE", 6),
    ("Switzerland", "CH", 7),
];

/// The states whose delegations speak as one in the files.
const IN_BLOC: [&str; 3] = ["Ukraine", "Russia", "United States"];

/// The names of the parties that a cell means: "both" are the two states at war, "all" is the bloc.
pub(crate) fn meant(cell: &str) -> Vec<&str> {
    match cell {
        "all" => vec![ALL],
        "both" => vec!["Russia", "Ukraine"],
        named => named.split(", ").collect(),
    }
}

/// Makes the parties.
pub(crate) fn build(b: &mut Builder) {
    let bloc = b.make("party", ALL);
    let party = |id, name: &str, short: &str, hue, kind| Party {
        name: name.to_owned(),
        short: short.to_owned(),
        kind,
        hue: Some(Hue(hue)),
        ..Party::blank(id, Builder::stamp())
    };
    for (name, short, hue) in STATES {
        let mut state = party(b.make("party", name), name, short, hue, PartyKind::State);
        if IN_BLOC.contains(&name) {
            state.blocs.push(bloc);
        }
        b.workspace.put(state.into());
    }
    let mut all = party(bloc, ALL, "ALL", 3, PartyKind::Bloc);
    all.note = "What is reported of all three delegations together.".to_owned();
    b.workspace.put(all.into());
}
