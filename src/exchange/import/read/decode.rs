//! Bytes into text: by their mark, as UTF-8, or in the encoding that the letters speak for.

use super::error::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell what a file begins with.
const START: usize = 256;

/// Text with the name of its encoding. Line ends of every kind are `\n`.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
}

/// The first words, whatever the encoding.
pub(in crate::exchange) fn start(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(START)];
    let (encoding, bytes) = marked(bytes).or_else(|| wide(bytes).map(|wide| (wide, bytes))).unwrap_or((UTF_8, bytes));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Decodes the whole, in the encoding of that name if one is given.
pub(super) fn decode(bytes: &[u8], wanted: Option<&str>) -> Result<Decoded, ReadError> {
    let (found, rest) = match marked(bytes) {
        Some((encoding, rest)) => (Some(encoding), rest),
        None => (None, bytes),
    };
    let encoding = match wanted {
        Some(name) => Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| ReadError::whole(format!("No encoding is called “{name}”. Examples are UTF-8 and windows-1251.")))?,
        None => found.or_else(|| wide(rest)).unwrap_or_else(|| guessed(rest)),
    };
    // A mark that belongs to another encoding than the wanted one is part of the text.
    let rest = if found == Some(encoding) { rest } else { bytes };
    let text = strictly(rest, encoding)?;
    if let Some(at) = text.find('\0') {
        let line = line_of(&text[..at]);
        return Err(ReadError::at(line, "There is a zero byte: this is no text file, or not in this encoding."));
    }
    Ok(Decoded { text: plain_lines(text), encoding: encoding.name() })
}

/// The encoding of the whole, by its mark or by its letters, and what follows the mark.
pub(in crate::exchange) fn encoding_of(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    marked(bytes).unwrap_or_else(|| (wide(bytes).unwrap_or_else(|| guessed(bytes)), bytes))
}

/// The encoding that a byte order mark tells, and what follows it.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    Some((encoding, &bytes[length..]))
}

/// UTF-16 without a mark: every other byte of plain text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(START)];
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    match () {
        () if half < 2 => None,
        () if odd * 10 > half * 7 && even == 0 => Some(UTF_16LE),
        () if even * 10 > half * 7 && odd == 0 => Some(UTF_16BE),
        () => None,
    }
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Decodes without replacing anything: what cannot be decoded is named with its line.
fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, ReadError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room.min(bytes.len().saturating_mul(2)) + 16);
    let mut read = 0;
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => text.reserve(bytes.len() - read + 64),
            DecoderResult::Malformed(..) => {
                let name = encoding.name();
                return Err(ReadError::at(line_of(&text), format!("This is not {name}. Choose the encoding that it is in.")));
            }
        }
    }
}

/// The number of the line that follows `text`, from 1.
fn line_of(text: &str) -> u64 {
    let ends = text.bytes().filter(|byte| *byte == b'\n').count();
    let alone = if ends == 0 { text.bytes().filter(|byte| *byte == b'\r').count() } else { 0 };
    u64::try_from(ends + alone).unwrap_or(u64::MAX).saturating_add(1)
}

fn plain_lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
