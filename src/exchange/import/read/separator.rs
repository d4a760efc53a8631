//! What separates the cells of a text file.

use super::records::{Record, Records};

/// What may, the likeliest first.
const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];

/// How much of the text is looked at, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// The separator with which most lines have the same number of cells, and more than one.
pub(super) fn found(text: &str, ending: &str) -> char {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // The last line may be cut off.
    let start = match text[..end].rfind('\n') {
        Some(at) if end < text.len() => &text[..at],
        _ => &text[..end],
    };
    if ending == "tsv" && start.contains('\t') {
        return '\t';
    }
    let fits = |separator: char| {
        let mut counts: Vec<usize> = cells(start, separator);
        let lines = counts.len().max(1);
        counts.sort_unstable();
        let usual = counts.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), same[0])).map(|same| (same[0], same.len()));
        match usual {
            Some((count, same)) if count > 1 => (same * 1000 / lines, count),
            _ => (0, 0),
        }
    };
    let mut best = (CANDIDATES[0], (0, 0));
    for separator in CANDIDATES {
        let fit = fits(separator);
        if fit > best.1 {
            best = (separator, fit);
        }
    }
    best.0
}

/// How many cells each line has that is not blank and can be taken apart.
fn cells(text: &str, separator: char) -> Vec<usize> {
    let is_row = |record: &Record| record.fault.is_none() && record.cells.iter().any(|cell| !cell.trim().is_empty());
    Records::of(text, separator).filter(is_row).map(|record| record.cells.len()).collect()
}
