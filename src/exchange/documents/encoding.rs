//! Bytes into text, as the import of tables does; what is not in the encoding is replaced and counted.

use super::error::DocumentError;
use super::kind::Kind;
use super::read_document::Note;
use crate::exchange::import::read::decode;
use encoding_rs::Encoding;

/// Text with what is to be said of it. Line ends of every kind are `\n`.
pub(super) struct Decoded {
    pub text: String,
    pub note: Option<Note>,
}

/// Decodes the whole: by its mark, in the encoding of that label, or in the one that the letters speak for.
///
/// # Errors
/// If it holds zero bytes, so that it is no text.
pub(super) fn decode(kind: Kind, bytes: &[u8], label: Option<&str>) -> Result<Decoded, DocumentError> {
    let (found, rest) = decode::encoding_of(bytes);
    let said = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let is_utf8 = std::str::from_utf8(rest).is_ok();
    let encoding = if rest.len() < bytes.len() || is_utf8 { found } else { said.unwrap_or(found) };
    let (text, had_errors) = encoding.decode_without_bom_handling(rest);
    if text.contains('\0') {
        return Err(DocumentError::Damaged { kind, what: "it holds zero bytes, which no text does".to_owned() });
    }
    let wrong = if had_errors { text.chars().filter(|c| *c == '\u{fffd}').count() } else { 0 };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(Decoded { text, note: (wrong > 0).then_some(Note::WrongLetters(wrong)) })
}
