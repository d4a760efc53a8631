//! What a PDF unpacks to, found out before its parser unpacks anything: the parser itself has no bound, and a thousandth of what it makes can
//! be what it is given.
//!
//! Everything that follows the word `stream` is unpacked, whoever refers to it, and thrown away. What is packed more than once is unpacked more
//! than once. In an encrypted PDF that can be done only after it was opened, so less of one is read.

use super::lzw;
use crate::exchange::documents::error::DocumentError;
use crate::exchange::documents::kind::Kind;
use crate::exchange::progress::{Progress, Stopped};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Object;
use std::io::{BufReader, Read};

/// What one stream may unpack to, and what all may, in bytes.
const MOST_OF_ONE: u64 = 256 * 1024 * 1024;
const MOST: u64 = 1024 * 1024 * 1024;

/// How often a stream may be packed.
const LAYERS: usize = 4;

/// How large an encrypted PDF may be, in bytes.
const MOST_ENCRYPTED: usize = 24 * 1024 * 1024;

/// How far before the word `stream` its dictionary is looked at, in bytes.
const DICTIONARY: usize = 1024;

const TOO_MUCH: DocumentError = DocumentError::TooMuch { kind: Kind::Pdf };

/// Counts what all streams unpack to.
pub(super) fn check(bytes: &[u8], progress: &Progress) -> Result<(), DocumentError> {
    if is_encrypted(bytes) && bytes.len() > MOST_ENCRYPTED {
        let most = u64::try_from(MOST_ENCRYPTED).unwrap_or_default();
        return Err(DocumentError::TooLarge { size: u64::try_from(bytes.len()).unwrap_or(u64::MAX), most });
    }
    check_within(bytes, MOST_OF_ONE, MOST, progress)
}

/// The same with other bounds: what one stream may unpack to, and what all may, in bytes.
pub(super) fn check_within(bytes: &[u8], most_of_one: u64, most: u64, progress: &Progress) -> Result<(), DocumentError> {
    let mut left = most;
    for at in places(bytes, b"stream") {
        if at >= 3 && &bytes[at - 3..at] == b"end" {
            continue;
        }
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).or_else(|| data.strip_prefix(b"\r"));
        let Some(data) = data else { continue };
        let dictionary = &bytes[at.saturating_sub(DICTIONARY)..at];
        let is_lzw = places(dictionary, b"LZW").next().is_some();
        count(data, is_lzw, most_of_one.min(left), &mut left, progress)?;
    }
    Ok(())
}

/// Counts what the streams of an opened PDF unpack to once they are decrypted.
pub(super) fn check_decrypted(pdf: &Pdf, progress: &Progress) -> Result<(), DocumentError> {
    let mut left = MOST;
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            count(&stream.raw_data(), true, MOST_OF_ONE.min(left), &mut left, progress)?;
        }
    }
    Ok(())
}

/// Whether it may be encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    places(bytes, b"/Encrypt").next().is_some()
}

fn count(data: &[u8], is_lzw: bool, most: u64, left: &mut u64, progress: &Progress) -> Result<(), DocumentError> {
    let mut unpacked = 0;
    if data.first().is_some_and(|first| first & 0x0f == 8) {
        unpacked = through(Box::new(ZlibDecoder::new(data)), LAYERS, most, progress)?;
    }
    if unpacked == 0 {
        unpacked = through(Box::new(DeflateDecoder::new(data)), LAYERS, most, progress)?;
    }
    if is_lzw {
        unpacked = unpacked.max(lzw::length(data, most));
    }
    if unpacked > most {
        return Err(TOO_MUCH);
    }
    *left -= unpacked;
    Ok(())
}

/// How many bytes come out, of all layers together. What cannot be unpacked ends there, as it does in the parser.
fn through(packed: Box<dyn Read + '_>, layers: usize, most: u64, progress: &Progress) -> Result<u64, DocumentError> {
    let mut packed = BufReader::with_capacity(64 * 1024, packed);
    let mut first = [0_u8; 2];
    let Ok(had) = fill(&mut packed, &mut first) else { return Ok(0) };
    let is_packed_again = had == 2 && first[0] & 0x0f == 8 && u16::from_be_bytes(first).is_multiple_of(31);
    let all: Box<dyn Read + '_> = Box::new((&first[..had]).chain(packed));
    if is_packed_again {
        let Some(layers) = layers.checked_sub(1) else { return Err(TOO_MUCH) };
        return through(Box::new(ZlibDecoder::new(all)), layers, most, progress);
    }
    let (mut all, mut buffer, mut total) = (all, vec![0_u8; 64 * 1024], 0_u64);
    loop {
        if progress.is_stopped() {
            return Err(Stopped.into());
        }
        match all.read(&mut buffer) {
            Ok(0) | Err(_) => return Ok(total),
            Ok(read) => total += u64::try_from(read).unwrap_or(u64::MAX),
        }
        if total > most {
            return Err(TOO_MUCH);
        }
    }
}

fn fill(from: &mut impl Read, into: &mut [u8]) -> std::io::Result<usize> {
    let mut had = 0;
    while had < into.len() {
        match from.read(&mut into[had..])? {
            0 => break,
            read => had += read,
        }
    }
    Ok(had)
}

/// Where the word stands.
fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(bytes, word)
}
