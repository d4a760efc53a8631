//! Whether a packed file can be unpacked without harm: how much it holds is counted by unpacking it, not taken from what it says.

use super::ReadError;
use crate::exchange::progress::Progress;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// How much a workbook may hold.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// What all its parts may unpack to, in bytes.
    pub all: u64,
    /// What its list of shared words may unpack to, which is held whole while the sheet is read.
    pub shared: u64,
    /// How many parts it may have.
    pub parts: usize,
}

/// What a table needs, and much more.
pub(super) const LIMITS: Limits = Limits { all: 256 * 1024 * 1024, shared: 64 * 1024 * 1024, parts: 4_000 };

/// Unpacks everything once and throws it away. Progress goes to 400 thousandths.
pub(super) fn check(bytes: &[u8], limits: Limits, progress: &Progress) -> Result<(), ReadError> {
    let broken = |error: &dyn std::fmt::Display| {
        ReadError::whole(format!("The workbook is damaged or was not copied whole ({error}). Save it once more and try again."))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > limits.parts {
        return Err(ReadError::whole(format!(
            "The workbook has {} parts, and {} at most are read.",
            archive.len(),
            limits.parts
        )));
    }
    let mut total = 0_u64;
    let parts = archive.len();
    for index in 0..parts {
        progress.at(u64::try_from(index * 400 / parts.max(1)).unwrap_or_default())?;
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        if part.encrypted() {
            return Err(ReadError::whole("The workbook is protected with a password. Save it without one."));
        }
        let shared = part.name().map_err(|error| broken(&error))?.ends_with("sharedStrings.xml");
        let left = limits.all - total;
        let room = if shared { limits.shared.min(left) } else { left };
        let unpacked = unpack(part.take(room + 1), progress)?.map_err(|error| broken(&error))?;
        if unpacked > room {
            return Err(ReadError::whole(format!(
                "The workbook unpacks to more than {} MB, far more than a table needs. Nothing of it was read. Save the sheet as .csv.",
                if shared { limits.shared } else { limits.all } / 1024 / 1024
            )));
        }
        total += unpacked;
    }
    Ok(())
}

/// How many bytes there are. They are not kept.
fn unpack(mut part: impl Read, progress: &Progress) -> Result<io::Result<u64>, ReadError> {
    let mut buffer = vec![0_u8; 64 * 1024];
    let mut unpacked = 0_u64;
    loop {
        if progress.is_stopped() {
            return Err(crate::exchange::progress::Stopped.into());
        }
        match part.read(&mut buffer) {
            Ok(0) => return Ok(Ok(unpacked)),
            Ok(read) => unpacked += u64::try_from(read).unwrap_or(u64::MAX),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok(Err(error)),
        }
    }
}
