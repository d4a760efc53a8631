//! The files of the sample, and which of very many cases a run takes.

use crate::store::sample;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Asks for all cases instead of some.
const EVERY: &str = "RAPPORTEUR_EVERY_BYTE";

/// Every file of the sample with records, by path relative to the data folder.
pub(super) fn files() -> &'static [(PathBuf, String)] {
    static FILES: OnceLock<Vec<(PathBuf, String)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("sample");
        sample::write_to(&dir).unwrap();
        let mut found = super::snapshot(&dir);
        found.retain(|path, _| path.components().count() > 1);
        let found: Vec<_> = found.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
        assert!(found.len() > 60 && fs::exists(&dir).unwrap());
        found
    })
}

/// Whether a run is to take every case.
pub(super) fn every() -> bool {
    std::env::var_os(EVERY).is_some_and(|value| value != "0")
}

/// Whole numbers that look random and are the same in every run.
pub(super) struct Numbers(u64);

impl Numbers {
    pub(super) fn from(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one, below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % end.max(1) as u64).unwrap()
    }

    /// The numbers below `end`: all of them where every case is asked for, else that many.
    pub(super) fn some(&mut self, end: usize, many: usize) -> Vec<usize> {
        if every() || end <= many { (0..end).collect() } else { (0..many).map(|_| self.below(end)).collect() }
    }
}

/// On how many threads the cases of a test are worked through.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Says a figure so that it is seen even where all tests pass.
pub(super) fn report(figure: &str) {
    use std::io::Write as _;
    // Not by `eprintln!`, which is kept back for the tests that fail.
    let _ = writeln!(std::io::stderr(), "    {figure}");
}
