//! A clock set wrong by years, and one that runs backwards: what is saved is there, under names that can be read, undoing gives the
//! same bytes, and nothing is taken for something else.

use crate::shim;
use crate::support::{Files, Place, files};
use chrono::{DateTime, Utc};
use rapporteur::model::{RecordId, When};
use rapporteur::session::{Fixed, New, Proposal, Session, Surroundings};
use rapporteur::store::Store;
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;

/// Wrong in every way, the last one farther off than a date of four digits can say.
const CLOCKS: [&str; 8] = [
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2038-01-19T03:14:08Z",
    "1999-12-31T23:59:59Z",
    "2106-02-07T06:28:16Z",
    "2026-02-04T09:00:00Z",
    "2001-09-09T01:46:40Z",
    "+10500-01-01T00:00:00Z",
];

fn check(place: &Place) -> String {
    let output = place.program(&["check"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

#[test]
fn a_session_at_any_time_saves_undoes_and_opens_again() {
    for clock in CLOCKS {
        let place = Place::new();
        let mut drive = place.drive(clock);
        for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026"] {
            drive.must(line);
        }
        let statement = drive.must("statement We wait");
        drive.must(&format!("text {statement} We do not wait"));
        let before = files(&place.data());
        drive.must("delete Ukraine");
        let deleted = files(&place.data());
        drive.must("undo");
        assert_eq!(files(&place.data()), before, "{clock}");
        drive.must("redo");
        assert_eq!(files(&place.data()), deleted, "{clock}");
        let day = clock.split('T').next().unwrap();
        let binned = format!("bin/{day}-party-");
        assert!(deleted.keys().any(|path| path.to_string_lossy().starts_with(&binned)), "{binned}: {:?}", deleted.keys());
        drive.must("undo");
        assert_eq!(drive.end(), Some(0), "{clock}");
        assert!(check(&place).contains("No problems."), "{clock}");
        assert_eq!(files(&place.data()), before, "{clock}: opening changes nothing");
    }
}

#[test]
fn sessions_with_one_clock_after_the_other_add_up() {
    let place = Place::new();
    let mut made = BTreeSet::new();
    for (n, clock) in CLOCKS.iter().enumerate() {
        let before = files(&place.data());
        let mut drive = place.drive(clock);
        if n == 0 {
            made.insert(drive.must("negotiation Talks"));
            made.insert(drive.must("round 4 Feb 2026"));
        }
        let party = drive.must(&format!("party Party {n}"));
        drive.must(&format!("text {party} Renamed {n}"));
        made.insert(drive.must(&format!("statement Said {n}")));
        made.insert(party);
        assert_eq!(drive.end(), Some(0), "{clock}");
        let after = files(&place.data());
        let gone: Vec<_> = before.keys().filter(|path| !after.contains_key(*path)).collect();
        assert!(gone.is_empty(), "{clock}: {gone:?}");
    }
    assert_eq!(made.len(), 2 + 2 * CLOCKS.len(), "every record has an id of its own");
    let said = check(&place);
    assert!(
        said.contains(&format!("{} parties", CLOCKS.len())) && said.contains(&format!("{} statements", CLOCKS.len())),
        "{said}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_clock_before_1970_and_a_system_without_threads_stop_nothing() {
    let library = shim::built("scarce");
    for scarce in ["EARLY_CLOCK", "NO_THREADS"] {
        let place = Place::new();
        let table = place.path().join("rounds.csv");
        let rows: String = (1..=40).map(|day| format!("Talks {day},Sitting {day},2026-01-{:02},held\n", day % 28 + 1)).collect();
        std::fs::write(&table, format!("negotiation,title,date,status\n{rows}")).unwrap();
        let paper = place.path().join("talks.md");
        let said = place.path().join("statements.csv");
        std::fs::write(&said, "negotiation,round,party,issue,text\nTalks 7,Sitting 7,Northland,fish,we fish here\n").unwrap();
        let (table, said, paper) = (table.to_str().unwrap(), said.to_str().unwrap(), paper.to_str().unwrap());
        let steps: [(&[&str], &str); 6] = [
            (&["import", table], "40 new"),
            (&["import", said], "1 new"),
            (&["log", "Sitting 7", "Northland demand fish: and there"], ""),
            (&["check"], "No problems."),
            (&["upcoming"], ""),
            (&["export", "Talks 7", "--to", paper], ""),
        ];
        for (args, words) in steps {
            let output = place.program(args).env("LD_PRELOAD", &library).env(scarce, "1").output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(0), "{scarce} {args:?}: {said}");
            assert!(said.contains(words) && !said.contains("fault in the program"), "{scarce} {args:?}: {said}");
        }
        assert!(check(&place).contains("40 negotiations, 40 rounds, 1 party, 0 people, 2 statements"), "{scarce}");
    }
}

/// A clock that is set anew before each look at it.
struct Jumping {
    looks: std::cell::Cell<usize>,
    ids: u64,
}

impl Jumping {
    fn time(look: usize) -> DateTime<Utc> {
        CLOCKS[look % CLOCKS.len()].parse().unwrap()
    }
}

impl Surroundings for Jumping {
    fn now(&self) -> DateTime<Utc> {
        self.looks.set(self.looks.get() + 1);
        Self::time(self.looks.get())
    }

    fn id(&mut self) -> Uuid {
        self.ids += 1;
        let mut fixed = Fixed::at(Self::time(self.looks.get()));
        let id = fixed.id().as_u128();
        // The time of the clock, and a number of its own.
        Uuid::from_u128((id & !0xffff_ffff) | u128::from(self.ids))
    }
}

fn open(dir: &Path) -> Session {
    let opened = Store::open(dir, Uuid::from_u128(1)).unwrap();
    assert_eq!(opened.problems, []);
    Session::open(opened, Box::new(Jumping { looks: 0.into(), ids: 1 }), "Ana")
}

fn saved(session: &mut Session, dir: &Path) -> Files {
    session.save().unwrap();
    files(dir)
}

#[test]
fn a_clock_that_jumps_between_edits_loses_nothing() {
    let place = Place::new();
    let dir = place.data();
    let mut session = open(&dir);
    let mut states = vec![saved(&mut session, &dir)];
    let mut note = |session: &mut Session| states.push(saved(session, &dir));
    let party = session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
    note(&mut session);
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Talks".to_owned() }).unwrap() else {
        panic!("not a negotiation")
    };
    note(&mut session);
    for name in ["First", "Second", "Third"] {
        session.create(New::Issue { negotiation, name: name.to_owned(), parent: None }).unwrap();
        session.create(New::Round { negotiation, when: When::Unknown }).unwrap();
        session.end_gesture();
        note(&mut session);
    }
    for name in ["A", "B", "C", "D", "E", "F", "G", "H", "I"] {
        let RecordId::Party(id) = party else { panic!("not a party") };
        let mut record = session.workspace().parties[&id].clone();
        record.name = name.to_owned();
        session.perform(Proposal::put("rename", record)).unwrap();
        session.end_gesture();
        note(&mut session);
    }
    let bin = session.delete(negotiation.into(), "Talks").unwrap();
    note(&mut session);
    session.restore(bin).unwrap();
    note(&mut session);

    // What is on the disk is what is in memory, whatever the stamps say.
    let workspace = session.workspace().clone();
    assert_eq!(Store::open_to_read(&dir).unwrap().workspace, workspace);
    // All of it back, with the bytes of each state, and forth.
    let last = files(&dir);
    let mut seen = BTreeSet::from([last.clone()]);
    while session.undo().is_some() {
        seen.insert(saved(&mut session, &dir));
    }
    let unnamed = |files: &Files| files.values().cloned().collect::<BTreeSet<_>>();
    let seen: BTreeSet<_> = seen.iter().map(unnamed).collect();
    for (n, state) in states.iter().enumerate() {
        assert!(seen.contains(&unnamed(state)), "state {n} does not come back");
    }
    while session.redo().is_some() {}
    saved(&mut session, &dir);
    assert_eq!(session.workspace(), &workspace);
    assert_eq!(unnamed(&files(&dir)), unnamed(&last));
    drop(session);
    assert!(check(&place).contains("No problems."));
    assert_eq!(open(&dir).workspace(), &workspace);
}
