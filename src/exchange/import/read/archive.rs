//! Whether a packed file can be unpacked without harm: how much it holds is counted by unpacking it, not taken from what it says.

use super::error::ReadError;
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

/// How many bytes a word takes in the list of shared words at the least: `<si/>`.
const LEAST_WORD: u64 = 5;

/// Unpacks everything once and throws it away. Progress goes to 400 thousandths.
///
/// The reader of workbooks asks for memory by what the list of shared words says of its length, before it reads the list. So what any part
/// says of that is compared with how long the part is.
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
        let mut said = Said::default();
        let unpacked = unpack(part.take(room + 1), &mut said, progress)?.map_err(|error| broken(&error))?;
        if unpacked > room {
            return Err(ReadError::whole(format!(
                "The workbook unpacks to more than {} MB, far more than a table needs. Nothing of it was read. Save the sheet as .csv.",
                if shared { limits.shared } else { limits.all } / 1024 / 1024
            )));
        }
        if said.most() > unpacked / LEAST_WORD {
            return Err(ReadError::whole(format!(
                "The workbook is damaged: a list in it says that it holds {} words, far more than there is room for. Save it once more \
                 and try again.",
                said.most()
            )));
        }
        total += unpacked;
    }
    Ok(())
}

/// The attribute that says how many shared words there are.
const COUNT: &[u8] = b"uniqueCount";

/// What a part says of the number of shared words, wherever in it, found while its bytes go by.
#[derive(Default)]
struct Said {
    /// How much of the attribute has gone by.
    matched: usize,
    /// Whether its digits have begun, and the number until now.
    digits: Option<u64>,
    most: u64,
}

impl Said {
    fn look(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match self.digits {
                Some(number) if byte.is_ascii_digit() => {
                    self.digits = Some(number.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
                }
                Some(_) => {
                    self.most = self.most();
                    (self.digits, self.matched) = (None, 0);
                }
                None if self.matched == COUNT.len() => match byte {
                    b'0'..=b'9' => self.digits = Some(u64::from(byte - b'0')),
                    b'=' | b'"' | b'\'' | b'+' | b' ' | b'\t' | b'\r' | b'\n' => {}
                    _ => self.matched = 0,
                },
                None if COUNT.get(self.matched) == Some(byte) => self.matched += 1,
                None => self.matched = usize::from(COUNT.first() == Some(byte)),
            }
        }
    }

    fn most(&self) -> u64 {
        self.most.max(self.digits.unwrap_or_default())
    }
}

/// How many bytes there are. They are looked at and not kept.
fn unpack(mut part: impl Read, said: &mut Said, progress: &Progress) -> Result<io::Result<u64>, ReadError> {
    let mut buffer = vec![0_u8; 64 * 1024];
    let mut unpacked = 0_u64;
    loop {
        if progress.is_stopped() {
            return Err(crate::exchange::progress::Stopped.into());
        }
        match part.read(&mut buffer) {
            Ok(0) => return Ok(Ok(unpacked)),
            Ok(read) => {
                said.look(buffer.get(..read).unwrap_or_default());
                unpacked += u64::try_from(read).unwrap_or(u64::MAX);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok(Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn what_a_part_says_of_its_length_is_found_wherever_it_stands() {
        for (text, most) in [
            ("<sst uniqueCount=\"1200\" count='9'>", 1200),
            ("<sst uniqueCount = '7'/><sst uniqueCount=\"12\">", 12),
            ("<!-- unique --> <x:sst a=\"uniq\" uniqueCount\n=\t\"99999999999999999999999\"", u64::MAX),
            ("<sst count=\"5\"><si>uniqueCount</si>3", 0),
            ("", 0),
        ] {
            for cut in 0..=text.len() {
                let mut said = Said::default();
                let (before, after) = text.as_bytes().split_at(cut);
                said.look(before);
                said.look(after);
                assert_eq!(said.most(), most, "{text} cut at {cut}");
            }
        }
    }
}
