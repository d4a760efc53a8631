//! What the machine says, in the user's words.

use super::read::Finding;
use ron::error::SpannedError;
use std::io::{self, ErrorKind};

/// Why a file or folder could not be read or written.
pub(super) fn of_io(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".into(),
        ErrorKind::PermissionDenied => "you are not allowed to".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".into(),
        ErrorKind::FileTooLarge => "it would be larger than the disk allows".into(),
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        _ => format!("the system reports “{error}”"),
    }
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
