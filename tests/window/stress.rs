//! A workspace that strains every page: many of everything, long words, every script, and nothing at all.

use crate::keyboard::PAGES;
use crate::support::{empty, look, window_of};
use egui_kittest::kittest::NodeT;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{
    Attendance, AttendanceRole, IssueId, NegotiationId, PartId, PartyId, Presence, Record, RecordId, RoundId, Seat, SeatRole,
    When,
};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

/// Long and short, from the left and from the right, with and without spaces.
const NAMES: [(&str, &str); 8] = [
    ("Federation of United Regional Employers’ Associations of the Northern Industrial Districts", "FUREANID"),
    ("جمهورية مصر العربية ووفد جامعة الدول العربية المشترك", "مصر"),
    ("מדינת ישראל ומשלחת המשא ומתן המשותפת לעניין הפסקת האש", "ישראל"),
    ("中华人民共和国外交部与联合国安全理事会特别工作组", "中国"),
    ("Донецко-Приднепровское межрегиональное согласительное объединение", "ДПМСО"),
    ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "DDSG"),
    ("대한민국 외교부 한반도평화교섭본부", "한국"),
    ("A", "A"),
];

/// 120 characters.
const TITLE: &str =
    "Consultations on the cessation of hostilities, the exchange of prisoners and the reopening of the crossings, third phase";

/// 40 parties with long names, a title of 120 characters, 60 issues, 25 rounds, statements of 2,000 characters.
pub(crate) fn strained() -> (Session, RoundId) {
    let mut session = empty();
    let parties: Vec<PartyId> = (0..40).map(|at| party(&mut session, at)).collect();
    let Record::Negotiation(mut talks) = session.draft(New::Negotiation { title: TITLE.to_owned() }) else { unreachable!() };
    talks.handling = "Confidential: for the delegation and its ministry only".to_owned();
    talks.seats = parties.iter().map(|&party| Seat { party, role: SeatRole::Principal, note: String::new() }).collect();
    let negotiation = talks.id;
    session.perform(Proposal::put("add negotiation", talks)).unwrap();
    let issues: Vec<IssueId> = (0..60).scan(None, |parent, at| Some(issue(&mut session, negotiation, at, parent))).collect();
    let rounds: Vec<RoundId> = (0..25).map(|at| round(&mut session, negotiation, &parties, at)).collect();
    for at in 0..60_usize {
        let text = format!(
            "Number {at}. {}",
            "What was said goes on and on, with conditions and reservations. ".repeat(if at.is_multiple_of(7) { 31 } else { 2 })
        );
        statement(&mut session, negotiation, rounds[at % 5], parties[at % 40], issues[at], text);
    }
    (session, rounds[0])
}

fn party(session: &mut Session, at: usize) -> PartyId {
    let (name, short) = NAMES[at % NAMES.len()];
    let Record::Party(mut party) = session.draft(New::Party { name: format!("{name} {at}") }) else { unreachable!() };
    party.short = format!("{short}{at}");
    let id = party.id;
    session.perform(Proposal::put("add party", party)).unwrap();
    id
}

fn issue(session: &mut Session, negotiation: NegotiationId, at: usize, parent: &mut Option<IssueId>) -> IssueId {
    let under = parent.filter(|_| !at.is_multiple_of(4));
    let name = format!(
        "{} {at}",
        ["Verification and monitoring of the line of contact", "السيادة على الأراضي", "Ports", "领土问题"][at % 4]
    );
    let RecordId::Issue(id) = session.create(New::Issue { negotiation, name, parent: under }).unwrap() else { unreachable!() };
    if at.is_multiple_of(4) {
        *parent = Some(id);
    }
    id
}

fn round(session: &mut Session, negotiation: NegotiationId, parties: &[PartyId], at: usize) -> RoundId {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(3 * at as u64);
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when: When::Day(day) }) else { unreachable!() };
    round.venue.city = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".to_owned();
    round.title = if at.is_multiple_of(3) { TITLE.to_owned() } else { String::new() };
    round.outcome.text = TITLE.to_owned();
    for (place, &party) in parties.iter().enumerate() {
        round.attendance.push(Attendance {
            id: PartId(uuid::Uuid::from_u128((at * 100 + place) as u128 + 1)),
            person: None,
            party: Some(party),
            described: "names withheld".to_owned(),
            role: AttendanceRole::Delegate,
            office: String::new(),
            presence: Presence::Attended,
            sources: Vec::new(),
            note: String::new(),
            level: None,
            passages: Vec::new(),
        });
    }
    let id = round.id;
    session.perform(Proposal::put("add round", round)).unwrap();
    id
}

fn statement(session: &mut Session, negotiation: NegotiationId, round: RoundId, party: PartyId, issue: IssueId, text: String) {
    session.create(New::Statement { negotiation, round: Some(round), party, issue: Some(issue), text }).unwrap();
}

type Window = egui_kittest::Harness<'static, rapporteur::app::App>;

/// What lies outside the window to the right, of what a page shows.
fn outside(window: &Window, width: f64) -> Vec<String> {
    let root = window.root();
    let all = root.children_recursive();
    all.filter_map(|node| {
        let node = node.accesskit_node();
        let bounds = node.bounding_box()?;
        (bounds.x1 > width + 1.0).then(|| format!("{:?} {:?} to {}", node.role(), node.label(), bounds.x1))
    })
    .collect()
}

#[test]
fn many_long_names_in_every_script_stay_in_the_window() {
    let mut wrong = Vec::new();
    let looks = [([1280.0, 800.0], ThemeChoice::Light), ([1920.0, 1080.0], ThemeChoice::Dark)];
    for (size, theme) in looks {
        let (session, round) = strained();
        let mut window = window_of(session, Page::Round(round), size, theme);
        look(&mut window, &format!("stress-round-{}", size[0]));
        let mut judge = |window: &Window, name: &str| {
            wrong.extend(outside(window, f64::from(size[0])).into_iter().map(|what| format!("{name}: {what}")));
        };
        judge(&window, "round");
        for (name, modifiers, key) in PAGES {
            window.key_press_modifiers(modifiers, key);
            window.run();
            look(&mut window, &format!("stress-{name}-{}", size[0]));
            // A matrix is wider than the page: it scrolls.
            if name != "compare" {
                judge(&window, name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
