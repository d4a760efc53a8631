//! Who sat at each round: the delegation rows, the two foreign ministers of Antalya, and those known to have come without names.

use crate::builder::Builder;
use crate::rows::{DelegationRow, addresses, sentence};
use crate::sources::{cited, source};
use rapporteur::model::{Attendance, AttendanceRole, PartId, Presence};

const LCIL: &str = "https://www.lcil.cam.ac.uk/researchcollaborative-projects-housed-lcilukraine-peace-settlement-project/negotiation-news-positions-sides";

/// Fills the tables.
pub(crate) fn build(b: &mut Builder) {
    for row in DelegationRow::all() {
        let round = row.round_id.as_str();
        let sources = cited(b, round, &row.sources, &format!("delegation, {}", row.party));
        let (role, mediates) = match row.role.as_str() {
            "head" => (AttendanceRole::Head, ""),
            "member" => (AttendanceRole::Delegate, ""),
            "host/mediator" => (AttendanceRole::Host, "Mediator as well."),
            other => panic!("no role for {other}"),
        };
        let remark = addresses(&row.sources).map(|(_, remark)| remark).find(|remark| !remark.is_empty());
        let id = b.part(round, &format!("attendance {}", row.person));
        let attendance = Attendance {
            person: Some(b.person(&row.person)),
            party: Some(b.party(&row.party)),
            role,
            office: sentence(&row.office_then),
            sources,
            note: remark.map_or_else(|| mediates.to_owned(), sentence),
            ..attended(id)
        };
        b.round(round).attendance.push(attendance);
    }
    ministers(b);
    unnamed(b);
}

fn attended(id: PartId) -> Attendance {
    Attendance {
        id,
        person: None,
        party: None,
        described: String::new(),
        role: AttendanceRole::Delegate,
        office: String::new(),
        presence: Presence::Attended,
        sources: Vec::new(),
        note: String::new(),
        level: None,
        passages: Vec::new(),
    }
}

/// The outcome of Antalya names the two who met.
fn ministers(b: &mut Builder) {
    for (person, party) in [("Sergey Lavrov", "Russia"), ("Dmytro Kuleba", "Ukraine")] {
        let id = b.part("antalya-fm", &format!("attendance {person}"));
        let attendance = Attendance {
            person: Some(b.person(person)),
            party: Some(b.party(party)),
            role: AttendanceRole::Head,
            office: "Foreign Minister".to_owned(),
            sources: vec![b.known_source("antalya-fm", LCIL)],
            ..attended(id)
        };
        b.round("antalya-fm").attendance.push(attendance);
    }
}

/// The remarks behind some addresses tell of members without naming them.
fn unnamed(b: &mut Builder) {
    let lines = [
        (
            "abu-dhabi-1",
            "Russia",
            "Military members, names withheld",
            "https://english.pravda.ru/news/world/165574-abu-dhabi-ukraine-talks-closed-doors/",
        ),
        (
            "istanbul-1",
            "Ukraine",
            "Ten more members, not named",
            "http://avia-pro.net/news/v-stambule-zavershilis-peregovory-rossii-i-ukrainy",
        ),
    ];
    for (round, party, described, address) in lines {
        let id = b.part(round, &format!("attendance {described}"));
        let source = source(b, round, address, "");
        let attendance =
            Attendance { party: Some(b.party(party)), described: described.to_owned(), sources: vec![source], ..attended(id) };
        b.round(round).attendance.push(attendance);
    }
}
