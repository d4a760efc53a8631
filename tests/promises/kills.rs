//! Killed at any moment, every file is wholly old or wholly new, and what is left over is swept at the next start.
//!
//! The same edits are done again and again, and each time the program is killed with SIGKILL somewhere else: at each system call by which
//! the disk can change, half way through each write, and at moments that nobody chose.

use crate::plan::Plan;
use crate::short_writes;
use crate::support::{Place, report, share, temporary};
use crate::trace::{self, CHANGES, Call};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::os::unix::process::ExitStatusExt as _;
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

const KILL: i32 = 9;
/// The fewest kills of a whole run, and the fewest of them at random.
const FEWEST: (usize, usize) = (1_000, 300);

/// Every way in which a save goes: into new folders, over old files, out of files, with a folder that gets its name, to the bin and back.
static BEGIN: LazyLock<Plan> = LazyLock::new(|| {
    let steps = [
        "a=party",
        "text $a Ukraine",
        "party Russia",
        "n=negotiation",
        "r=round 4 Feb 2026",
        "s=statement We want the ceasefire first",
        "text $n Talks in Abu Dhabi",
        "statement We want the territory first",
        "issue Ceasefire",
        "p=person Ana",
    ];
    Plan::record(None, "2026-02-04T09:00:00Z", &steps)
});
static GO_ON: LazyLock<Plan> = LazyLock::new(|| {
    let steps = [
        "statement We wait",
        "text Ukraine Ukraine and its allies",
        "q=round 5 Mar 2026",
        "s=statement We do not wait",
        "text $s We do not wait, and say so",
        "delete $q",
        "undo",
        "redo",
        "undo",
        "delete Ana",
        "p=person",
        "text $p Ben",
        "undo",
        "undo",
        "text $s Once more",
    ];
    Plan::record(Some(&BEGIN), "2026-02-05T09:00:00Z", &steps)
});
/// What the history takes for each save, from its first entry on.
static KEPT: LazyLock<Plan> = LazyLock::new(|| {
    let steps = ["party Ukraine", "negotiation Talks", "r=round 4 Feb 2026", "statement We wait", "delete $r", "undo"];
    Plan::record_with_history(None, "2026-02-04T09:00:00Z", &steps)
});
/// For kills at random: always something to save.
static ON_AND_ON: LazyLock<Plan> = LazyLock::new(|| {
    let mut steps: Vec<String> = vec!["q=round 5 Mar 2026".to_owned(), "s=statement We do not wait".to_owned()];
    for number in 0..12 {
        steps.push(format!("text $s We say it for the {number}th time"));
        steps.extend(["delete $q", "undo", "statement So we said", "undo"].map(str::to_owned));
    }
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    Plan::record(Some(&BEGIN), "2026-02-05T09:00:00Z", &steps)
});

/// The same with the history.
static KEPT_ON_AND_ON: LazyLock<Plan> = LazyLock::new(|| {
    let steps = [
        "q=round 5 Mar 2026",
        "s=statement We do not wait",
        "delete $q",
        "undo",
        "text $s We still do not wait",
        "statement So we said",
        "undo",
        "redo",
        "delete $q",
        "undo",
        "party Belarus",
        "delete Belarus",
    ];
    Plan::record_with_history(Some(&KEPT), "2026-02-05T09:00:00Z", &steps)
});

/// How often the program was killed, by kind; and what did not survive it.
#[derive(Default)]
struct Tally {
    kills: BTreeMap<String, usize>,
    ended: usize,
    left_over: usize,
    bad: Vec<String>,
}

/// Lets the program run on the folder and kills it. Whether it came to that, and what the program had said.
type Kill = dyn Fn(&Place) -> (bool, String) + Send + Sync;

/// One way to kill, and its name in the tally.
struct Way {
    kind: String,
    kill: Box<Kill>,
    plan: &'static Plan,
}

/// Goes all ways.
fn go(ways: &[Way]) -> Tally {
    let tally = Mutex::new(Tally::default());
    share(ways, |way| {
        let (killed, left_over, found) = way.go();
        let mut tally = tally.lock().unwrap();
        if killed {
            *tally.kills.entry(way.kind.clone()).or_default() += 1;
        } else {
            tally.ended += 1;
        }
        tally.left_over += left_over;
        tally.bad.extend(found.err().map(|why| format!("{}: {why}", way.kind)));
    });
    tally.into_inner().unwrap()
}

impl Way {
    /// Whether it came to a kill, how many temporary files it left, and what is wrong with what it left.
    fn go(&self) -> (bool, usize, Result<(), String>) {
        let place = Place::new();
        self.plan.lay_out(&place);
        let (killed, said) = (self.kill)(&place);
        let left_over = temporary(&place.data()).len();
        let found =
            self.plan.check(&place.data(), &said).and_then(|()| if killed { self.plan.reopen(&place, &said) } else { Ok(()) });
        let found = found.and_then(|()| self.plan.check(&place.data(), &said));
        (killed, left_over, found)
    }
}

impl Tally {
    /// Says the figures, and fails if anything did not survive.
    fn hold(self, what: &str) -> usize {
        let all: usize = self.kills.values().sum();
        let kinds: Vec<String> = self.kills.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        report(&format!(
            "{what}: {all} kills survived ({}), {} runs ended before; {} temporary files left over and swept; {} bad",
            kinds.join(", "),
            self.ended,
            self.left_over,
            self.bad.len()
        ));
        assert!(
            self.bad.is_empty(),
            "{} kills were not survived:\n{}",
            self.bad.len(),
            self.bad[..self.bad.len().min(20)].join("\n")
        );
        all
    }
}

/// The calls of an undisturbed run by which the disk changes.
fn changes(plan: &Plan) -> Vec<Call> {
    let place = Place::new();
    plan.lay_out(&place);
    let traced = trace::run(&place, &trace::watching(CHANGES), &plan.args(), &plan.input());
    assert!(traced.status.success(), "{}{}", traced.out, traced.err);
    let changes = |call: &Call| !call.name.starts_with("open") || call.rest.contains("O_CREAT");
    traced.calls.into_iter().filter(changes).collect()
}

fn at_each_call(plan: &'static Plan) -> Vec<Way> {
    let way = |call: Call| {
        let options = trace::killing(&call.name, call.nth);
        let kill = move |place: &Place| {
            let traced = trace::run(place, &options, &plan.args(), &plan.input());
            (traced.status.signal() == Some(KILL), traced.out)
        };
        Way { kind: call.name, kill: Box::new(kill), plan }
    };
    changes(plan).into_iter().map(way).collect()
}

/// Each write is cut in halves, and the program dies between two of them.
fn half_way(plan: &'static Plan) -> Vec<Way> {
    let place = Place::new();
    plan.lay_out(&place);
    let whole = short_writes::run(&place, None, &plan.args(), &plan.input());
    assert!(whole.status.success(), "{}", whole.out);
    let way = |nth: usize| {
        let kill = move |place: &Place| {
            let run = short_writes::run(place, Some(nth), &plan.args(), &plan.input());
            (run.status.signal() == Some(KILL), run.out)
        };
        Way { kind: "half a write".to_owned(), kill: Box::new(kill), plan }
    };
    (1..=whole.writes).map(way).collect()
}

/// The program is killed from outside a while after an edit that was acknowledged, wherever it is then.
fn at_random(count: usize, seed: u64) -> Vec<Way> {
    let way = |number: usize| {
        // One in four with the history, which takes longer.
        let plan: &'static Plan = LazyLock::force(if number.is_multiple_of(4) { &KEPT_ON_AND_ON } else { &ON_AND_ON });
        let input = plan.input();
        let mut chance = Chance(seed.wrapping_add(u64::try_from(number).unwrap()));
        let after = chance.below(plan.lines().len() - 1);
        let moment = Duration::from_micros(u64::try_from(chance.below(3_000)).unwrap());
        let kill = move |place: &Place| {
            std::fs::write(place.path().join("input"), &input).unwrap();
            let mut program = place.program(&plan.args());
            program.stdin(std::fs::File::open(place.path().join("input")).unwrap());
            kill_after(&mut program, after, moment)
        };
        let kind = if number.is_multiple_of(4) { "at random with the history" } else { "at random" };
        Way { kind: kind.to_owned(), kill: Box::new(kill), plan }
    };
    (0..count).map(way).collect()
}

/// Kills a program when it has acknowledged so many edits and a moment more has gone by.
fn kill_after(program: &mut std::process::Command, acknowledged: usize, moment: Duration) -> (bool, String) {
    let mut child = program.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let (mut said, mut bytes) = (Vec::new(), [0; 4096]);
    while crate::plan::acknowledged(&String::from_utf8_lossy(&said)) < acknowledged {
        let count = out.read(&mut bytes).unwrap();
        if count == 0 {
            break;
        }
        said.extend_from_slice(&bytes[..count]);
    }
    let from = Instant::now();
    while from.elapsed() < moment {
        std::hint::spin_loop();
    }
    // It may just have ended by itself.
    let _ = child.kill();
    out.read_to_end(&mut said).unwrap();
    let status = child.wait().unwrap();
    (status.signal() == Some(KILL), String::from_utf8(said).unwrap())
}

/// The same numbers for the same seed.
struct Chance(u64);

impl Chance {
    /// A number below `end`: splitmix64.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }
}

#[test]
fn killed_at_any_moment_every_file_is_wholly_old_or_wholly_new() {
    let wanted = std::env::var("RAPPORTEUR_KILLS").map_or(FEWEST.0, |wanted| wanted.parse().unwrap());
    let from = Instant::now();
    let mut kills = 0;
    for (plan, name) in [(&BEGIN, "a new folder"), (&GO_ON, "a folder that is there"), (&KEPT, "with the history")] {
        let calls = at_each_call(plan);
        let planned = calls.len();
        let survived = go(&calls).hold(&format!("{name}, at each system call"));
        assert_eq!(survived, planned, "a run that was to be killed was not");
        kills += survived + go(&half_way(plan)).hold(&format!("{name}, half way through each write"));
    }
    let seed = 20_260_204;
    let mut round = 0;
    let mut at_random_so_far = 0;
    while kills < wanted || at_random_so_far < FEWEST.1 {
        let left = wanted.saturating_sub(kills).max(FEWEST.1 - at_random_so_far.min(FEWEST.1));
        let ways = at_random(left.clamp(20, 1_000), seed + round * 1_000_000);
        let survived = go(&ways).hold(&format!("on and on, seed {}", seed + round * 1_000_000));
        kills += survived;
        at_random_so_far += survived;
        round += 1;
        assert!(round < 1_000, "the program ends before it is killed");
    }
    report(&format!("{kills} kills survived in {} s", from.elapsed().as_secs()));
}
