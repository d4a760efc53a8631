//! What happened away from the table: the claims and counter-claims around the first Abu Dhabi round, and the strikes that put
//! the fourth round on hold. A claim stays a claim.

use crate::builder::Builder;
use crate::sources::{ARTICLE, source};
use crate::times::{day, window};
use rapporteur::model::{Incident, Verification, Who};

/// Makes the incidents.
pub(crate) fn build(b: &mut Builder) {
    let party = |b: &Builder, name| Who::Party(b.party(name));
    let klitschko = Who::Person(b.person("Vitali Klitschko"));
    let (ukraine, russia) = (party(b, "Ukraine"), party(b, "Russia"));
    let by_the_end = || window("", "2026-01-24", "before the end of the two days of talks");
    let not_by_bbc = "The BBC could not verify it independently.";
    let lines = [
        (
            "Ukraine",
            "Waves of air strikes on energy infrastructure; one person killed and 35 injured, Ukrainian officials say.",
            by_the_end(),
            &ukraine,
            &russia,
            not_by_bbc,
        ),
        (
            "Ukrainian territory held by Russia",
            "An ambulance attacked and three medics killed, Russia says.",
            by_the_end(),
            &russia,
            &ukraine,
            not_by_bbc,
        ),
        (
            "Belgorod",
            "A missile strike on energy sites, Russia says.",
            window("", "2026-01-24", "later than the report of the ambulance"),
            &russia,
            &ukraine,
            not_by_bbc,
        ),
        (
            "Kyiv",
            "Casualties, and heavy damage to the heating of the city in hard frost, the mayor says.",
            by_the_end(),
            &klitschko,
            &russia,
            "The mayor's word; the BBC gives no check of its own.",
        ),
    ];
    for (place, what, when, claimed_by, blamed_on, verification_note) in lines {
        let source = source(b, "abu-dhabi-1", ARTICLE, "");
        let incident = Incident {
            when,
            claimed_by: vec![claimed_by.clone()],
            blamed_on: vec![blamed_on.clone()],
            verification: Verification::Unverified,
            verification_note: verification_note.to_owned(),
            sources: vec![source],
            ..blank(b, "abu-dhabi-1", place, what)
        };
        b.workspace.put(incident.into());
    }
    strikes_on_iran(b);
}

/// It belongs to no round: it came after the third and kept the fourth from being held.
fn strikes_on_iran(b: &mut Builder) {
    let row = crate::rows::RoundRow::all().into_iter().find(|row| row.round_id == "round-4-second-date").expect("its row");
    let incident = Incident {
        round: None,
        when: day("2026-02-28"),
        verification: Verification::Corroborated,
        sources: crate::sources::cited(b, "round-4", &row.sources, "the fourth round"),
        note: "After them Kyiv asked Washington to move and delay the fourth round.".to_owned(),
        ..blank(b, "round-4", "Iran and the Gulf", "Strikes on Iran, and then on the Gulf.")
    };
    b.workspace.put(incident.into());
}

fn blank(b: &mut Builder, round: &str, place: &str, what: &str) -> Incident {
    Incident {
        round: Some(b.round_id(round)),
        place: place.to_owned(),
        what: what.to_owned(),
        ..Incident::blank(b.make("incident", place), Builder::stamp(), b.negotiation_of(round))
    }
}
