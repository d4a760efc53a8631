//! What kind of document a file is, by its first bytes and then by its name.

use super::error::DocumentError;
use super::kind::Kind;
use super::limits::LARGEST_FILE;
use crate::exchange::import::read::decode;

/// What the first bytes of a file are known by, if it is none that can be read.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"#!", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
];

/// An old or an encrypted file of Microsoft Office.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How far into a file the head of a PDF may stand.
const PDF_HEAD: usize = 1024;

/// The headers by which an e-mail is known, in lower case.
const HEADERS: &[&str] = &[
    "received:",
    "return-path:",
    "delivered-to:",
    "mime-version:",
    "message-id:",
    "from:",
    "date:",
    "subject:",
    "to:",
    "x-",
    "dkim-signature:",
    "authentication-results:",
];

/// What kind of document it is.
///
/// # Errors
/// If it is none that can be read.
pub(super) fn sniff(name: &str, bytes: &[u8]) -> Result<Kind, DocumentError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    if size > LARGEST_FILE {
        return Err(DocumentError::TooLarge { size, most: LARGEST_FILE });
    }
    if bytes.starts_with(OLE) {
        return Err(DocumentError::Other {
            what: "an old Word document, or one that is protected with a password",
            advice: "Open it, and save it as .docx without a password.",
        });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(DocumentError::Other { what: "an RTF document", advice: "Open it, and save it as .docx." });
    }
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(DocumentError::Other { what, advice: "" });
    }
    if bytes[..bytes.len().min(PDF_HEAD)].windows(5).any(|window| window == b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Word);
    }
    let start = decode::start(bytes);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<!-- saved from url"].into_iter().any(begins);
    let is_page = is_page || begins("<?xml") && start.to_ascii_lowercase().contains("<html");
    let header = |line: &str| HEADERS.iter().any(|header| line.to_ascii_lowercase().starts_with(header));
    let headers = start.lines().take(4).filter(|line| header(line)).count();
    Ok(match ending.as_str() {
        _ if is_page => Kind::Html,
        "eml" if start.lines().next().is_some_and(|line| line.contains(':')) => Kind::Mail,
        "eml" => {
            let what = "it begins with no header of an e-mail".to_owned();
            return Err(DocumentError::Damaged { kind: Kind::Mail, what });
        }
        "pdf" => return Err(DocumentError::Damaged { kind: Kind::Pdf, what: "it does not begin like one".to_owned() }),
        "docx" => return Err(DocumentError::Damaged { kind: Kind::Word, what: "it does not begin like one".to_owned() }),
        "html" | "htm" | "xhtml" => Kind::Html,
        _ if headers >= 3 => Kind::Mail,
        "md" | "markdown" => Kind::Markdown,
        _ => Kind::Text,
    })
}
