//! Error messages: I/O and syntax errors in words for the user.

use super::read::Finding;
use super::regular_file::{Linked, NotRegularFile, is_linked};
use ron::error::SpannedError;
use std::io::{self, ErrorKind};

/// Why a file or folder could not be read or written.
pub(super) fn of_io(error: &io::Error) -> String {
    if is_device_error(error) {
        return "the disk reports an error (I/O error)".into();
    }
    if let Some(not_plain) = error.get_ref().and_then(|inner| inner.downcast_ref::<NotRegularFile>()) {
        return not_plain.to_string();
    }
    if is_linked(error) {
        return Linked.to_string();
    }
    match error.kind() {
        ErrorKind::NotFound => "it is not there".into(),
        ErrorKind::PermissionDenied => "you are not allowed to".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".into(),
        ErrorKind::FileTooLarge => "it would be larger than the disk allows".into(),
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::InvalidFilename => "its name or its path is too long for this disk".into(),
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown => "the network folder does not answer".into(),
        _ => format!("the system reports “{error}”"),
    }
}

/// The same where something was to be written, followed by what to do about it, in a sentence without its full stop.
pub(super) fn of_writing(error: &io::Error) -> String {
    format!("{}. {}", of_io(error), what_to_do(error))
}

fn what_to_do(error: &io::Error) -> &'static str {
    if is_linked(error) {
        return "Put the file or folder itself in the place of the link";
    }
    if is_device_error(error) {
        return "The disk may be failing: save a copy elsewhere first, then have it looked at";
    }
    match error.kind() {
        ErrorKind::NotFound => "A folder on the way to it may have been moved, renamed or unplugged. Bring it back",
        ErrorKind::PermissionDenied => "Allow yourself to write to the file and its folder, or save a copy elsewhere",
        ErrorKind::StorageFull => "Make room on the disk, or save a copy on another",
        ErrorKind::QuotaExceeded => {
            "Delete something of yours there, ask whoever runs the disk for more, or save a copy elsewhere"
        }
        ErrorKind::ReadOnlyFilesystem => "Make the disk writable again, or save a copy elsewhere",
        ErrorKind::FileTooLarge => "Shorten a long text in it, or save a copy on another disk",
        ErrorKind::NotADirectory => "Move that file out of the way",
        ErrorKind::IsADirectory => "Move the folder that stands in its place out of the way",
        ErrorKind::InvalidFilename => "Move the folder of the record to a shorter path, or save a copy elsewhere",
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown => "Connect to the network again, or save a copy on this machine",
        _ => "If it goes on like this, save a copy elsewhere",
    }
}

/// Whether the disk itself failed: Rust has no kind of its own for that.
fn is_device_error(error: &io::Error) -> bool {
    /// `EIO`, `ENXIO` and `ENODEV`; on Windows `ERROR_IO_DEVICE` and `ERROR_CRC`.
    const CODES: &[i32] = if cfg!(windows) { &[1117, 23] } else { &[5, 6, 19] };
    error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}

/// Why a text could not be understood, with its place.
pub(super) fn of_syntax(error: &SpannedError, path: &str) -> Finding {
    let reason = of_ron(&error.code);
    // A step that the parser did not get to the name of tells nothing.
    let path = path.trim_end_matches(['?', '.']);
    let what = if path.is_empty() { reason } else { format!("at `{path}`: {reason}") };
    // An error in a value is reported from where the value begins.
    Finding { line: Some(error.span.start.line), column: Some(error.span.start.col), what }
}

fn of_ron(error: &ron::Error) -> String {
    use ron::Error;
    match error {
        Error::Eof => "the text ends too early".into(),
        Error::ExpectedStringEnd => "a text in quotation marks is not closed".into(),
        Error::ExpectedString => "a text in quotation marks is wanted here".into(),
        Error::ExpectedInteger => "a whole number is wanted here".into(),
        Error::ExpectedBoolean => "true or false is wanted here".into(),
        Error::ExpectedArray => "a list in [ ] is wanted here".into(),
        Error::ExpectedIdentifier => "a bare word is wanted here".into(),
        Error::ExpectedComma => "a comma is missing".into(),
        Error::ExpectedMapColon => "a colon is missing after a field's name".into(),
        Error::ExpectedArrayEnd => "a list is not closed: ] is missing".into(),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "a bracket is not closed: ) is missing".into(),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "fields in ( ) are wanted here".into(),
        Error::TrailingCharacters => "there is something after the end".into(),
        Error::IntegerOutOfBounds => "the number is too large, or negative".into(),
        Error::UnclosedBlockComment => "a comment is not closed: */ is missing".into(),
        Error::ExceededRecursionLimit => "too many brackets within each other".into(),
        Error::MissingStructField { field, .. } => format!("the field `{field}` is missing"),
        Error::DuplicateStructField { field, .. } => format!("the field `{field}` is there twice"),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            format!("`{found}` is not one of {}", expected.join(", "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn each_typical_cause_has_words_of_its_own_and_says_what_to_do() {
        let causes = [
            (28, "disk is full", "Make room"),
            (122, "share of the disk", "Delete something"),
            (30, "can only be read", "writable again"),
            (5, "I/O error", "copy elsewhere first"),
            (13, "not allowed", "Allow yourself"),
            (2, "not there", "Bring it back"),
            (36, "too long", "shorter path"),
            (20, "a file, not a folder", "out of the way"),
            (21, "it is a folder", "out of the way"),
            (27, "larger than the disk allows", "Shorten"),
            (116, "does not answer", "network again"),
        ];
        for (code, reason, todo) in causes {
            let words = of_writing(&io::Error::from_raw_os_error(code));
            let (why, what) = words.split_once(". ").unwrap();
            assert!(why.contains(reason) && what.contains(todo), "{code}: {words}");
            assert!(!words.contains("os error"), "{words}");
        }
        let other = of_writing(&io::Error::other("out of luck"));
        assert_eq!(other, "the system reports “out of luck”. If it goes on like this, save a copy elsewhere");
    }
}
