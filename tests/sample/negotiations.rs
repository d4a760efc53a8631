//! The three negotiations, with who sits in each.

use crate::builder::Builder;
use crate::parties::ALL;
use rapporteur::model::{Negotiation, NegotiationStatus, Seat, SeatRole};

struct Outline {
    code: &'static str,
    title: &'static str,
    summary: &'static str,
    status: NegotiationStatus,
    seats: &'static [(&'static str, SeatRole, &'static str)],
    tags: &'static [&'static str],
    note: &'static str,
}

const OUTLINES: [Outline; 3] = [
    Outline {
        code: "RU-UA-2022",
        title: "Russia and Ukraine, spring 2022",
        summary: "Seven rounds from 28 February to 29 March 2022: three in Belarus, one of the foreign ministers in Antalya, two \
                  by video, the last in Istanbul. Ukraine put a neutral status against security guarantees on the table.",
        status: NegotiationStatus::Abandoned,
        seats: &[
            ("Ukraine", SeatRole::Principal, ""),
            ("Russia", SeatRole::Principal, ""),
            ("Belarus", SeatRole::Host, "The first three rounds"),
            ("Turkey", SeatRole::Host, "Antalya and Istanbul"),
        ],
        tags: &["Russia–Ukraine", "Bilateral", "2022"],
        note: "No round after 29 March 2022 is in this record, and no formal end.",
    },
    Outline {
        code: "RU-UA-2025",
        title: "Russia and Ukraine, Istanbul 2025",
        summary: "Three rounds in Istanbul from 16 May to 23 July 2025. They brought exchanges of prisoners and of the dead; on a \
                  ceasefire and on territory the two memoranda stayed opposed.",
        status: NegotiationStatus::Suspended,
        seats: &[
            ("Ukraine", SeatRole::Principal, ""),
            ("Russia", SeatRole::Principal, ""),
            ("Turkey", SeatRole::Host, "Also mediates"),
        ],
        tags: &["Russia–Ukraine", "Bilateral", "2025"],
        note: "No round after 23 July 2025 is in this record.",
    },
    Outline {
        code: "RU-UA-US-2026",
        title: "Russia, Ukraine and the United States, 2026",
        summary: "Three-way rounds from January 2026: two in Abu Dhabi, one in Geneva. Prisoners were exchanged, and the watching of \
                  a ceasefire came close to settled; territory did not. The fourth round is on hold.",
        status: NegotiationStatus::Suspended,
        seats: &[
            ("Ukraine", SeatRole::Principal, ""),
            ("Russia", SeatRole::Principal, ""),
            ("United States", SeatRole::Mediator, "Also party to the security guarantees and to the monitoring"),
            (ALL, SeatRole::Observer, ""),
            ("United Arab Emirates", SeatRole::Host, "Abu Dhabi, first and second round"),
            ("Switzerland", SeatRole::Host, "Geneva, third round"),
        ],
        tags: &["Russia–Ukraine", "Trilateral", "2026"],
        note: "",
    },
];

/// Makes the negotiations.
pub(crate) fn build(b: &mut Builder) {
    for outline in &OUTLINES {
        let seat = |(party, role, note): &(&str, SeatRole, &str)| Seat {
            party: b.party(party),
            role: if *party == ALL { SeatRole::Other("Bloc".to_owned()) } else { role.clone() },
            note: (*note).to_owned(),
        };
        let seats = outline.seats.iter().map(seat).collect();
        let negotiation = Negotiation {
            title: outline.title.to_owned(),
            code: outline.code.to_owned(),
            summary: outline.summary.to_owned(),
            status: outline.status.clone(),
            seats,
            tags: outline.tags.iter().map(|&tag| tag.to_owned()).collect(),
            handling: "Public sources".to_owned(),
            note: outline.note.to_owned(),
            ..Negotiation::blank(b.make("negotiation", outline.code), Builder::stamp())
        };
        b.workspace.put(negotiation.into());
    }
}
