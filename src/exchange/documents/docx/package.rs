//! The parts of a packed document, each unpacked only when it is asked for, and never to more than there is room for.

use crate::exchange::documents::error::DocumentError;
use crate::exchange::documents::kind::Kind;
use crate::exchange::documents::xml::{local, reader, value};
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How many parts there may be.
const MOST_PARTS: usize = 10_000;

/// What all parts that are read may unpack to, in bytes.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// A document and how much of it may still be unpacked.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        Self::within(bytes, MOST_BYTES)
    }

    /// The same with room for so many bytes.
    pub(super) fn within(bytes: &'a [u8], most: u64) -> Result<Self, DocumentError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| DocumentError::damaged(Kind::Word, "its list of parts cannot be read"))?;
        if archive.len() > MOST_PARTS {
            return Err(DocumentError::TooMuch { kind: Kind::Word });
        }
        Ok(Self { archive, left: most })
    }

    /// Where the text is.
    ///
    /// # Errors
    /// If it is another kind of packed file.
    pub(super) fn main_part(&mut self) -> Result<String, DocumentError> {
        let relations = self.part("_rels/.rels")?.unwrap_or_default();
        let found = target(&relations, "/officeDocument").filter(|target| self.archive.index_for_name(target).is_some());
        let main = found.or_else(|| self.has("word/document.xml").then(|| "word/document.xml".to_owned()));
        match main {
            Some(main) if !main.starts_with("xl/") && !main.starts_with("ppt/") => Ok(main),
            Some(main) => Err(DocumentError::Other {
                what: if main.starts_with("xl/") { "a workbook of Excel" } else { "a presentation of PowerPoint" },
                advice: "A table is taken in by “Import a table or calendar…”. Anything else: save it as .pdf.",
            }),
            None if self.has("mimetype") && self.has("content.xml") => {
                Err(DocumentError::Other { what: "an OpenDocument file", advice: "Open it, and save it as .docx or .pdf." })
            }
            None => Err(DocumentError::Other { what: "a packed file", advice: "Unpack it, and open what is in it." }),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// What a part unpacks to; none if there is no such part.
    ///
    /// # Errors
    /// If it is damaged, protected, or unpacks to more than there is room for.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocumentError> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(DocumentError::Password { kind: Kind::Word });
            }
            Err(_) => return Err(DocumentError::damaged(Kind::Word, "a part of it cannot be unpacked")),
        };
        let mut bytes = Vec::new();
        let read = part
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| DocumentError::damaged(Kind::Word, "a part of it cannot be unpacked"))?;
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(read).ok_or(DocumentError::TooMuch { kind: Kind::Word })?;
        Ok(Some(bytes))
    }
}

/// The target of the first relation whose type ends so.
fn target(relations: &[u8], ending: &str) -> Option<String> {
    let mut reader = reader(relations);
    loop {
        match reader.read_event() {
            Ok(Event::Start(one)) if local(&one) == "Relationship" => {
                if value(&one, "Type").is_some_and(|kind| kind.ends_with(ending)) {
                    return value(&one, "Target").map(|target| target.trim_start_matches('/').to_owned());
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
