//! Disk full, I/O error, a disk that can only be read, a quota used up: at every system call the user is told which file and why, the
//! old file is intact, what was typed stays in memory, and the next save has it.

use crate::history;
use crate::plan::Plan;
use crate::short_writes;
use crate::support::{Drive, Files, Place, all_below, files, report, share, temporary};
use crate::trace::{self, CHANGES, Call};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

/// Each error with words that must be in what the user is told.
const ERRORS: &[(&str, &str)] = &[
    ("ENOSPC", "the disk is full"),
    ("EIO", "the disk reports an error"),
    ("EROFS", "the disk can only be read"),
    ("EDQUOT", "your share of the disk is used up"),
];

static BEGIN: LazyLock<Plan> = LazyLock::new(|| {
    let steps = ["party Ukraine", "negotiation Talks", "round 4 Feb 2026", "s=statement We want the ceasefire first", "p=party"];
    Plan::record(None, "2026-02-04T09:00:00Z", &steps)
});
/// Into an old file, into a new folder, out of a file and into another, to the bin and back; the same file twice in a row.
static EDITS: LazyLock<Plan> = LazyLock::new(|| {
    let steps = [
        "s=statement We wait",
        "text $s We do not wait",
        "text $s We do not wait, and say so",
        "p=person",
        "text $p Ana",
        "q=round 5 Mar 2026",
        "statement So we said",
        "delete $q",
        "undo",
        "save",
        "save",
    ];
    Plan::record(Some(&BEGIN), "2026-02-05T09:00:00Z", &steps)
});

static BEGIN_KEPT: LazyLock<Plan> = LazyLock::new(|| {
    let steps = ["party Ukraine", "negotiation Talks", "round 4 Feb 2026", "statement We want the ceasefire first"];
    Plan::record_with_history(None, "2026-02-04T09:00:00Z", &steps)
});
static EDITS_KEPT: LazyLock<Plan> = LazyLock::new(|| {
    Plan::record_with_history(Some(&BEGIN_KEPT), "2026-02-05T09:00:00Z", &["statement We wait", "party Russia", "save", "save"])
});

/// A call of an undisturbed run, and whether the folder was open by then.
#[derive(Clone, Debug)]
struct Point {
    call: Call,
    open: bool,
}

/// Whether a call is about the history or what is noted of it, and not about the files of the record.
fn is_of_history(call: &Call) -> bool {
    call.rest.contains("/data/.git") || call.rest.contains("/home/state")
}

/// The calls of an undisturbed run that have to do with the data folder and could fail.
fn points(plan: &Plan) -> Vec<Point> {
    let place = Place::new();
    plan.lay_out(&place);
    let mut watched = CHANGES.to_vec();
    watched.push("read");
    let traced = trace::run(&place, &trace::watching(&watched), &plan.args(), &plan.input());
    assert!(traced.status.success(), "{}{}", traced.out, traced.err);
    let input = place.path().join("input");
    let opened = traced.calls.iter().position(|call| call.name == "read" && call.concerns(&input)).unwrap();
    // While the folder opens, another thread reads the records, and each thread counts its own calls: what is to fail in the first
    // must not fail in the other, too.
    let reading = traced.calls[..opened].iter().filter(|call| call.name == "openat2").map(|call| call.nth).max().unwrap_or(0);
    let mut points = Vec::new();
    for (at, call) in traced.calls.iter().enumerate().filter(|(_, call)| call.name != "read" && call.concerns(place.path())) {
        if !call.concerns(&place.data()) && !is_of_history(call) {
            continue;
        }
        if call.name == "openat2" && call.nth <= reading {
            continue;
        }
        // What cannot be read while the folder opens is a matter of damage.
        if at > opened || !call.name.starts_with("open") || call.rest.contains("O_CREAT") {
            points.push(Point { call: call.clone(), open: at > opened });
        }
    }
    points
}

/// What a fault led to.
#[derive(Default)]
struct Outcome {
    /// What the user was told, with the number of the line.
    told: Vec<String>,
    /// How many lines were answered by `unsaved`.
    unsaved: usize,
}

/// Runs the plan while strace lets calls fail, and holds the program to its promise at each line.
fn suffer(plan: &Plan, point: &Point, how: &str, lasting: bool, words: &str) -> Result<Outcome, String> {
    let place = Place::new();
    plan.lay_out(&place);
    let program = place.program(&plan.args());
    let mut command = trace::strace(&place, &trace::injecting(&point.call.name, how));
    command.arg(program.get_program()).args(program.get_args());
    place.surround(&mut command);
    let err = place.path().join("err");
    command.stderr(std::fs::File::create(&err).unwrap());
    let mut drive = Drive::start(&mut command);
    let (mut outcome, mut acknowledged, mut before) = (Outcome::default(), 0, files(&place.data()));
    for (number, line) in (1..).zip(plan.lines()) {
        let Some(answered) = drive.try_tell(line) else {
            // It could not be opened to be written: nothing was changed, and the user was told.
            let told = std::fs::read_to_string(&err).unwrap();
            let same = files(&place.data()) == *plan.state(0);
            // With no call that writes, it cannot answer either.
            if lasting && point.call.name == "write" && point.open {
                return if same_or_next(plan, &place.data(), acknowledged, number) && drive.end() == Some(2) {
                    outcome.told.push(told);
                    Ok(outcome)
                } else {
                    Err(format!("it could not answer at “{line}”, and the files are not as they were: {told}"))
                };
            }
            return match drive.end() {
                Some(2) if number == 1 && same && told.contains(words) && told.contains("data") => {
                    outcome.told.push(told);
                    Ok(outcome)
                }
                status => Err(format!("it ended at “{line}” with {status:?}, the folder unchanged: {same}; {told}")),
            };
        };
        let after = files(&place.data());
        if answered.saved {
            acknowledged = number;
            if after != *plan.state(number) {
                return Err(format!(
                    "“{line}” was acknowledged and is not on the disk: {}",
                    differing(&after, plan.state(number))
                ));
            }
            if !answered.told.is_empty() {
                return Err(format!("“{line}” was acknowledged in spite of {:?}", answered.told));
            }
        } else {
            outcome.unsaved += 1;
            if answered.told.is_empty() {
                return Err(format!("“{line}” was not saved, and nobody was told why"));
            }
            if !same_or_next(plan, &place.data(), acknowledged, number) {
                return Err(format!("a file is neither old nor new after a fault at “{line}”"));
            }
            hold_words(&answered.told, words, &before, &after, point).map_err(|why| format!("“{line}”: {why}"))?;
            outcome.told.extend(answered.told);
        }
        before = after;
    }
    let left = temporary(&place.data());
    // A temporary file that could not be removed either is swept at the next start.
    if !left.is_empty() && !point.call.name.starts_with("unlink") {
        return Err(format!("left over: {left:?}"));
    }
    let status = drive.end();
    if !lasting && (acknowledged != plan.lines().len() || status != Some(0)) {
        return Err(format!("the last save was not made up for; exit status {status:?}"));
    }
    if lasting && (status == Some(0)) != (acknowledged == plan.lines().len()) {
        return Err(format!("exit status {status:?} after {acknowledged} of {} lines", plan.lines().len()));
    }
    plan.reopen(&place, "").map_err(|why| format!("at the next start: {why}"))?;
    Ok(outcome)
}

/// Whether each file is as it was after one of the lines from the one last acknowledged to the one last done.
fn same_or_next(plan: &Plan, dir: &Path, acknowledged: usize, done: usize) -> bool {
    let (now, range) = (files(dir), acknowledged..=done);
    let mut paths: BTreeSet<&PathBuf> = now.keys().collect();
    paths.extend(range.clone().flat_map(|count| plan.state(count).keys()));
    paths.into_iter().all(|path| range.clone().any(|count| plan.state(count).get(path) == now.get(path)))
}

/// A failure names a file that is as it was, byte for byte, and why. Only where the very last step failed, which is to make the name
/// last through a power cut, the new file may be there already.
fn hold_words(told: &[String], words: &str, before: &Files, after: &Files, point: &Point) -> Result<(), String> {
    let mut found = false;
    for line in told {
        let Some((file, why)) = line.strip_prefix("failed ").and_then(|line| line.split_once(": ")) else {
            return Err(format!("“{line}” does not name a file"));
        };
        found |= why.contains(words);
        let known = before.contains_key(Path::new(file)) || after.contains_key(Path::new(file)) || file.ends_with(".ron");
        if !known {
            return Err(format!("“{line}” names no file"));
        }
        let of_folder = point.call.name == "fsync" || point.call.name.starts_with("open");
        if before.get(Path::new(file)) != after.get(Path::new(file)) && !of_folder {
            return Err(format!("{file} failed, and yet was changed"));
        }
    }
    if found { Ok(()) } else { Err(format!("{told:?} does not say “{words}”")) }
}

fn differing(one: &Files, other: &Files) -> String {
    let paths: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let differ = paths.into_iter().filter(|path| one.get(*path) != other.get(*path));
    differ.map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Lets each call fail with each error, and gives what came of it to `judge`.
fn at_every_call(what: &str, how: impl Fn(&Call, &str) -> String + Sync, lasting: bool) -> BTreeMap<String, usize> {
    let plan = LazyLock::force(&EDITS);
    let points = points(plan);
    let mut faults = Vec::new();
    for point in &points {
        faults.extend(ERRORS.iter().map(|(error, words)| (point, *error, *words)));
    }
    let (bad, silent) = (Mutex::new(Vec::new()), Mutex::new(BTreeMap::<String, usize>::new()));
    let unsaved = Mutex::new(0);
    share(&faults, |(point, error, words)| {
        let name = || format!("{error} at {}({}", point.call.name, point.call.rest);
        match suffer(plan, point, &how(&point.call, error), lasting, words) {
            Ok(outcome) if outcome.told.is_empty() => *silent.lock().unwrap().entry(name()).or_default() += 1,
            Ok(outcome) => *unsaved.lock().unwrap() += outcome.unsaved,
            Err(why) => bad.lock().unwrap().push(format!("{}: {why}", name())),
        }
    });
    let (bad, silent) = (bad.into_inner().unwrap(), silent.into_inner().unwrap());
    let mut kinds = BTreeMap::<&str, usize>::new();
    for (point, ..) in &faults {
        *kinds.entry(&point.call.name).or_default() += 1;
    }
    report(&format!(
        "{what}: {} faults ({}); {} saves failed, were told and made up for or kept; {} harmless; {} bad",
        faults.len(),
        kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join(", "),
        unsaved.into_inner().unwrap(),
        silent.len(),
        bad.len()
    ));
    assert!(bad.is_empty(), "{} faults were not dealt with:\n{}", bad.len(), bad[..bad.len().min(20)].join("\n"));
    silent
}

#[test]
fn a_fault_at_any_call_is_told_and_made_up_for() {
    let silent = at_every_call("failing once", |call, error| format!("error={error}:when={}", call.nth), false);
    for name in silent.keys() {
        assert!(is_harmless(name), "nobody was told of {name}");
    }
}

#[test]
fn a_fault_that_lasts_is_told_each_time_and_leaves_the_old_files() {
    at_every_call("failing from then on", |call, error| format!("error={error}:when={}+", call.nth), true);
}

/// What may fail without a word: the sweeping up of empty folders and of temporary files, which the next start does again; and the
/// question whose folder it is, asked of a handle of the folder, which matters only if there is an answer.
fn is_harmless(name: &str) -> bool {
    let call = name.split(" at ").nth(1).unwrap_or(name);
    call.starts_with("rmdir(")
        || (call.starts_with("openat2(") && call.contains("\"workspace.ron\""))
        || (call.starts_with("openat(") && call.contains("/data\"") && call.contains("O_PATH"))
        || ((call.starts_with("unlink(") || call.starts_with("unlinkat(")) && call.contains(".rapporteur-"))
}

#[test]
fn an_interrupted_call_is_no_fault() {
    let plan = LazyLock::force(&EDITS);
    let points = points(plan);
    let calls = ["openat", "write", "fsync", "fdatasync"];
    let points: Vec<&Point> = points.iter().filter(|point| calls.contains(&point.call.name.as_str())).collect();
    let bad = Mutex::new(Vec::new());
    share(&points, |point| match suffer(plan, point, &format!("error=EINTR:when={}", point.call.nth), false, "") {
        Ok(outcome) if outcome.told.is_empty() => {}
        Ok(outcome) => bad.lock().unwrap().push(format!("{:?}: {:?}", point.call, outcome.told)),
        Err(why) => bad.lock().unwrap().push(format!("{:?}: {why}", point.call)),
    });
    let bad = bad.into_inner().unwrap();
    report(&format!("interrupted: {} calls, {} bad", points.len(), bad.len()));
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn a_system_that_writes_in_small_pieces_changes_nothing() {
    let plan = LazyLock::force(&EDITS);
    let place = Place::new();
    plan.lay_out(&place);
    let run = short_writes::run(&place, None, &plan.args(), &plan.input());
    assert!(run.status.success(), "{}", run.out);
    assert!(run.writes > 100, "the writes were not cut: {}", run.writes);
    assert_eq!(files(&place.data()), *plan.last_state());
    assert!(all_below(&place.data()).len() > files(&place.data()).len(), "at least the lock is there beside the records");
}

/// What was done to the history does not keep the record from being saved, is told, and is made up for.
fn suffer_in_history(plan: &Plan, point: &Point, error: &str) -> Result<Vec<String>, String> {
    let place = Place::new();
    plan.lay_out(&place);
    let program = place.program(&plan.args());
    let how = format!("error={error}:when={}", point.call.nth);
    let mut command = trace::strace(&place, &trace::injecting(&point.call.name, &how));
    command.arg(program.get_program()).args(program.get_args());
    place.surround(&mut command);
    command.stderr(std::fs::File::create(place.path().join("err")).unwrap());
    let mut drive = Drive::start(&mut command);
    let mut told = Vec::new();
    for (number, line) in (1..).zip(plan.lines()) {
        let Some(answered) = drive.try_tell(line) else { return Err(format!("it ended at “{line}”")) };
        if !answered.saved || files(&place.data()) != *plan.state(number) {
            return Err(format!("the record was not saved at “{line}”: {:?}", answered.told));
        }
        if number == plan.lines().len() && !answered.told.is_empty() {
            return Err(format!("not made up for: {:?}", answered.told));
        }
        told.extend(answered.told);
    }
    if drive.end() != Some(0) {
        return Err("it did not end well".to_owned());
    }
    history::hold(&place.data())?;
    let reopened = plan.reopen(&place, "").map_err(|why| format!("at the next start: {why}"));
    // What could not be swept up lies there and does no harm.
    if point.call.name == "unlink" {
        history::fsck(&place.data())?;
    } else {
        reopened?;
    }
    Ok(told)
}

#[test]
fn a_fault_in_the_history_is_told_and_made_up_for_and_does_not_touch_the_record() {
    let plan = LazyLock::force(&EDITS_KEPT);
    let points: Vec<Point> = points(plan).into_iter().filter(|point| point.open && is_of_history(&point.call)).collect();
    assert!(points.len() > 100, "the way of an entry is not seen any more");
    let faults: Vec<(&Point, &str)> = points.iter().flat_map(|point| [(point, "EIO"), (point, "ENOSPC")]).collect();
    let (bad, silent, told) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), Mutex::new(0));
    share(&faults, |(point, error)| {
        let name = || format!("{error} at {}({}", point.call.name, point.call.rest);
        match suffer_in_history(plan, point, error) {
            Ok(words) if words.is_empty() => silent.lock().unwrap().push(name()),
            Ok(_) => *told.lock().unwrap() += 1,
            Err(why) => bad.lock().unwrap().push(format!("{}: {why}", name())),
        }
    });
    let (bad, silent, told) = (bad.into_inner().unwrap(), silent.into_inner().unwrap(), told.into_inner().unwrap());
    report(&format!("in the history: {} faults; {told} told, {} harmless; {} bad", faults.len(), silent.len(), bad.len()));
    assert!(bad.is_empty(), "{} faults were not dealt with:\n{}", bad.len(), bad[..bad.len().min(20)].join("\n"));
}
