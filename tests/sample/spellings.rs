//! The spellings: of people on the people, of places on the venues of the rounds held there.

use crate::builder::Builder;
use crate::people;
use crate::rows::NameRow;
use rapporteur::model::{Round, Spelling};

/// What `names.tsv` calls a place, and whether a round was or is to be held there.
type Place = (&'static str, fn(&Round) -> bool);

const PLACES: &[Place] = &[
    ("place:abu-dhabi", |round| round.venue.city == "Abu Dhabi"),
    ("place:ciragan", |round| round.venue.place == "Ciragan Palace"),
];

/// Left out: the spellings of the six-party talks on Korea, a process that is not in this record.
pub(crate) const LEFT_OUT: &str = "process:six-party";

/// Adds the spellings.
pub(crate) fn build(b: &mut Builder) {
    for row in NameRow::all() {
        let spelling = Spelling { language: row.lang.clone(), form: row.form.clone(), origin: row.source.clone() };
        if let Some(name) = people::name_of(&row.entity) {
            let id = b.person(name);
            b.workspace.people.get_mut(&id).expect("an id that was given out has its record").spellings.push(spelling);
        } else if let Some((_, held_there)) = PLACES.iter().find(|(place, _)| *place == row.entity) {
            b.workspace.rounds.each_mut(|round| {
                if held_there(round) {
                    round.venue.spellings.push(spelling.clone());
                }
            });
        } else {
            assert_eq!(row.entity, LEFT_OUT, "the spelling {} belongs to nobody", row.form);
        }
    }
}
