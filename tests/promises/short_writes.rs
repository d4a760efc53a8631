//! A system that writes half of what it is asked to: a small library put before the system's own `write`.

use crate::shim::built;
use crate::support::Place;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::ExitStatus;
use std::sync::LazyLock;

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| built("short_writes"));

/// What became of a run.
pub(crate) struct Run {
    pub out: String,
    pub status: ExitStatus,
    /// How many writes were cut in two.
    pub writes: usize,
}

/// Runs the program on the place's folder so that every write is cut in two, and lets it die after one of them.
pub(crate) fn run(place: &Place, die_at: Option<usize>, args: &[&str], input: &str) -> Run {
    let told = |name: &str| place.path().join(name);
    fs::write(told("input"), input).unwrap();
    let mut program = place.program(args);
    program.env("LD_PRELOAD", LIBRARY.as_path()).env("COUNT_WRITES", told("count"));
    if let Some(nth) = die_at {
        program.env("DIE_AT_WRITE", nth.to_string());
    }
    program.stdin(File::open(told("input")).unwrap()).stdout(File::create(told("out")).unwrap());
    let status = program.status().unwrap();
    let out = String::from_utf8_lossy(&fs::read(told("out")).unwrap()).into_owned();
    let writes = fs::read_to_string(told("count")).ok().and_then(|count| count.parse().ok()).unwrap_or_default();
    Run { out, status, writes }
}
