//! Damage: every file of the sample cut off after, and flipped in, each of its bytes. A run takes some of the cases, always the
//! same; `RAPPORTEUR_EVERY_BYTE=1` takes all of them.

use super::sampled::{self, Numbers};
use super::{folder, open, save, snapshot};
use crate::model::{PartyId, Record, RecordId};
use crate::store::formats::Formats;
use crate::store::read::{self, Finding};
use crate::store::{Kept, render};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use uuid::Uuid;

const GOOD: &str = "(
    format: 1,
    party: (
        id: \"019c0b6e-3f00-7000-8000-0000000000aa\",
        name: \"Good\",
        kind: state,
        created: \"2026-02-02T02:40:00Z\",
    ),
)
";

/// Holds that bytes are read, or are an error in words that names a place in them. Returns whether they were read.
fn judge(bytes: &[u8]) -> bool {
    let content = read::content(bytes, Formats::TODAY);
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let fits = |finding: &Finding| {
        assert!(!finding.what.trim().is_empty(), "no reason");
        assert!(
            finding.line.is_none_or(|line| (1..=lines).contains(&line)),
            "line {:?} of {lines}: {}",
            finding.line,
            finding.what
        );
    };
    match content {
        Ok(content) => {
            content.newer.iter().for_each(fits);
            if content.newer.is_empty() {
                // What is written of it says the same, so that an edit elsewhere in the file loses nothing.
                let written = render::bytes(&content.records, Formats::TODAY).unwrap();
                let again = read::content(&written, Formats::TODAY).unwrap();
                let by_id = |mut records: Vec<Record>| {
                    records.sort_by_key(Record::id);
                    records
                };
                assert!(again.newer.is_empty());
                assert!(by_id(again.records) == by_id(content.records), "it says something else when it was written");
            }
            true
        }
        Err(finding) => {
            fits(&finding);
            false
        }
    }
}

/// As [`judge`], and says of which case it is that does not hold.
fn judge_case(path: &Path, what: &str, at: usize, bytes: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| judge(bytes)))
        .unwrap_or_else(|_| panic!("{} {what} at byte {at} does not hold, see above", path.display()))
}

/// Works through the files on all processors. `work` gets a file, and numbers of its own; what it returns is added up.
fn each_file(seed: u64, work: impl Fn(&Path, &str, &mut Numbers) -> [usize; 2] + Sync) -> [usize; 2] {
    let files = sampled::files();
    let threads = sampled::threads();
    let sum = |sums: Vec<[usize; 2]>| sums.iter().fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
    std::thread::scope(|scope| {
        let work = &work;
        let share = |first: usize| {
            let mine = files.iter().enumerate().skip(first).step_by(threads);
            sum(mine.map(|(n, (path, text))| work(path, text, &mut Numbers::from(seed + n as u64))).collect())
        };
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        sum(workers.into_iter().map(|worker| worker.join().unwrap()).collect())
    })
}

#[test]
fn a_file_cut_off_after_any_byte_is_an_error_in_words() {
    let [cases, _] = each_file(1, |path, text, numbers| {
        let bytes = text.as_bytes();
        let cuts = numbers.some(bytes.len() - 1, 14);
        for cut in &cuts {
            assert!(!judge_case(path, "cut off", *cut, &bytes[..*cut]), "{} cut off at {cut} was read", path.display());
        }
        [cuts.len(), 0]
    });
    sampled::report(&format!("{cases} files cut off"));
}

#[test]
fn a_file_flipped_in_any_byte_is_read_or_an_error_in_words() {
    let [cases, opened] = each_file(2, |path, text, numbers| {
        let mut bytes = text.as_bytes().to_vec();
        let (mut cases, mut opened) = (0, 0);
        for at in numbers.some(bytes.len(), 14) {
            let bits: &[u8] = if sampled::every() { &[1, 2, 4, 8, 16, 32, 64, 128, 255] } else { &[1 << (at % 8)] };
            for bit in bits {
                bytes[at] ^= bit;
                opened += usize::from(judge_case(path, "flipped", at, &bytes));
                cases += 1;
                bytes[at] ^= bit;
            }
        }
        [cases, opened]
    });
    sampled::report(&format!("{cases} bytes flipped, {opened} of which can still be read"));
}

/// Puts damaged bytes beside a good file and holds: the good one opens; the damaged one is named or was read; and saving the good
/// one leaves its bytes alone. Returns what became of it, if it is told of.
fn check_folder(path: &Path, bytes: &[u8]) -> Option<Kept> {
    let dir = folder(&[("parties/good-000000aa.ron", GOOD)]);
    let file = dir.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, bytes).unwrap();
    let before = snapshot(dir.path());
    let mut opened = open(dir.path());
    assert_eq!(snapshot(dir.path()), before);
    let about = opened.problems.iter().filter(|problem| problem.file == path);
    let worst = about.clone().map(|problem| problem.kept_as).min_by_key(|kept| *kept as u8);
    let was_read = opened.store.files.contains_key(path);
    assert!(was_read || about.clone().any(|problem| problem.kept_as == Kept::SetAside), "{} is not told of", path.display());

    let id = PartyId(Uuid::from_u128(0x019c_0b6e_3f00_7000_8000_0000_0000_00aa));
    opened.workspace.parties.get_mut(&id).unwrap().name = "Better".into();
    let report = save(&mut opened.store, &opened.workspace, &[RecordId::Party(id)].into());
    assert_eq!((report.saved.len(), report.failed), (1, vec![]));
    assert_eq!(fs::read(&file).unwrap(), bytes, "{}", path.display());
    // Not even where everything is to be saved is a file written that was not read, or not wholly.
    let everything = opened.workspace.ids().collect();
    save(&mut opened.store, &opened.workspace, &everything);
    assert_eq!(fs::read(&file).unwrap(), bytes, "{}", path.display());
    worst
}

#[test]
fn a_damaged_file_in_a_folder_keeps_its_bytes_and_the_rest_opens() {
    let mut numbers = Numbers::from(3);
    let files = sampled::files();
    let mut kept = [0_usize; 4];
    for round in 0..if sampled::every() { 5000 } else { 160 } {
        let (path, text) = &files[numbers.below(files.len())];
        let mut bytes = text.as_bytes().to_vec();
        let at = numbers.below(bytes.len());
        match round % 4 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << numbers.below(8),
            2 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
            // A block of zeros, as a lost page leaves it.
            _ => bytes[at..].iter_mut().take(512).for_each(|byte| *byte = 0),
        }
        kept[check_folder(path, &bytes).map_or(3, |kept| kept as usize)] += 1;
    }
    let [aside, read_only, told, silent] = kept;
    assert!(aside > 60, "{kept:?}");
    sampled::report(&format!("{aside} damaged files set aside, {read_only} read-only, {told} with a word, {silent} opened"));
}

#[test]
fn what_is_no_record_at_all_is_set_aside() {
    let utf_16 = |text: &str, first: [u8; 2], swap: bool| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() });
        first.into_iter().chain(units).collect()
    };
    let other = GOOD.replace("0000000000aa", "0000000000bb");
    let latin_1: Vec<u8> = other.replace("Good", "T\u{fc}rkei").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let mut numbers = Numbers::from(4);
    let mut garbage = |length: usize| -> Vec<u8> { (0..length).map(|_| u8::try_from(numbers.below(256)).unwrap()).collect() };
    let nested = |open: &str, many: usize| open.repeat(many).into_bytes();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", vec![]),
        ("one byte", vec![b'(']),
        ("a NUL", vec![0]),
        ("zeros", vec![0; 4096]),
        ("garbage", garbage(10_000)),
        ("UTF-16", utf_16(&other, [0xff, 0xfe], false)),
        ("UTF-16, the other way", utf_16(&other, [0xfe, 0xff], true)),
        ("Latin-1", latin_1),
        ("a NUL between", other.replace("party", "\0party").into_bytes()),
        ("brackets", nested("(", 1_000_000)),
        ("lists", nested("[", 1_000_000)),
        ("fields", nested("(a:", 300_000)),
        ("optional values", nested("Some(", 200_000)),
        ("comments", nested("/*", 500_000)),
        ("extensions", nested("#![enable(implicit_some)]", 40_000)),
        ("nested in an unknown field", [other.replace("),\n)\n", "x: ").into_bytes(), nested("[", 1_000_000)].concat()),
        ("another program's", b"<html>(format: 1)</html>".to_vec()),
        ("a conflict of git", format!("<<<<<<< ours\n{other}=======\n{other}>>>>>>> theirs\n").into_bytes()),
    ];
    for (name, bytes) in cases {
        assert_eq!(check_folder(Path::new("parties/odd-000000bb.ron"), &bytes), Some(Kept::SetAside), "{name}");
    }
}

#[test]
fn what_is_only_written_in_an_uncommon_way_is_read() {
    let other = GOOD.replace("0000000000aa", "0000000000bb");
    let long = other.replace("Good", &"x".repeat(5_000_000));
    let on_one_line = other.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, text) in [
        ("a byte order mark", format!("\u{feff}{other}")),
        ("CRLF", other.replace('\n', "\r\n")),
        ("CR", other.replace('\n', "\r")),
        ("one line", on_one_line),
        ("a very long line", long),
        ("spaces at the end", other.clone() + &" \n".repeat(100_000)),
    ] {
        assert_eq!(check_folder(Path::new("parties/odd-000000bb.ron"), text.as_bytes()), None, "{name}");
    }
}
