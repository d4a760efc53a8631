//! PDFs: letters and their places, put together to lines, columns and paragraphs.
//!
//! A PDF says which letter stands where, and nothing of words, lines or paragraphs. `letters` takes the letters down, `rows` makes rows of
//! them and tells their parts apart by the gaps, `columns` finds gutters and so the order of reading, and `paragraphs` joins lines. What
//! returns at the head or foot of most pages is left out by `running`, and told.

mod bounds;
mod columns;
mod facts;
mod letters;
mod lzw;
mod paragraphs;
mod rows;
mod running;

use super::error::DocumentError;
use super::kind::Kind;
use super::limits::MOST_TEXT;
use super::page_text::first_line;
use super::read_document::{Found, Note, ReadDocument, line};
use crate::exchange::progress::Progress;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};
use letters::{Halt, Letters};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// How many pages are read.
const MOST_PAGES: usize = 20_000;

pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<ReadDocument, DocumentError> {
    bounds::check(bytes, progress)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => DocumentError::Password { kind: Kind::Pdf },
        LoadPdfError::Decryption(_) => DocumentError::damaged(Kind::Pdf, "it is encrypted in a way that is not known"),
        LoadPdfError::Invalid => DocumentError::damaged(Kind::Pdf, "its list of objects cannot be read"),
    })?;
    if bounds::is_encrypted(bytes) {
        bounds::check_decrypted(&pdf, progress)?;
    }
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(DocumentError::TooMuch { kind: Kind::Pdf });
    }
    if pages.is_empty() {
        return Err(DocumentError::damaged(Kind::Pdf, "it has no page"));
    }
    progress.begin(u64::try_from(pages.len()).unwrap_or(u64::MAX));
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut read = Vec::new();
    let (mut without_text, mut unknown, mut length, mut budget) = (Vec::new(), 0, 0, letters::BUDGET);
    for (at, page) in pages.iter().enumerate() {
        progress.at(u64::try_from(at).unwrap_or(u64::MAX))?;
        let mut letters = Letters::new(page.render_dimensions(), budget, progress);
        let transform = letters::affine(page.initial_transform(true));
        let mut context = Context::new(transform, letters.frame(), &cache, page.xref(), settings.clone());
        let run = AssertUnwindSafe(|| interpret_page(page, &mut context, &mut letters));
        if let Err(panic) = catch_unwind(run) {
            return Err(match panic.downcast_ref::<Halt>() {
                Some(Halt::Stopped) => crate::exchange::progress::Stopped.into(),
                Some(Halt::TooMuch) => DocumentError::TooMuch { kind: Kind::Pdf },
                None => resume_unwind(panic),
            });
        }
        budget = letters.budget;
        unknown += letters.unknown;
        if letters.is_empty() && letters.pictures > 0 {
            without_text.push(at + 1);
        }
        let page = columns::page(&letters.all);
        length += page.iter().flatten().map(|line| line.text.len()).sum::<usize>();
        if length > MOST_TEXT {
            return Err(DocumentError::TooMuchText { most: MOST_TEXT });
        }
        read.push(page);
    }
    let running = running::leave_out(&mut read);
    let mut document = ReadDocument::of(Kind::Pdf, &paragraphs::text(read));
    facts::propose(&pdf, &mut document);
    document.title = document.title.or_else(|| first_line(&document.text).and_then(|words| line(words, Found::Heading)));
    if document.text.is_empty() && !without_text.is_empty() {
        document.notes = vec![Note::Scan { pages: without_text.len() }];
    } else if !without_text.is_empty() {
        document.notes.push(Note::PagesWithoutText(without_text));
    }
    document.notes.extend((running > 0).then_some(Note::RunningLines(running)));
    document.notes.extend((unknown > 0 && !document.text.is_empty()).then_some(Note::UnknownLetters(unknown)));
    Ok(document)
}

/// See [`bounds::check_within`].
#[cfg(test)]
pub(super) fn check_within(bytes: &[u8], most_of_one: u64, most: u64) -> Result<(), DocumentError> {
    bounds::check_within(bytes, most_of_one, most, &Progress::default())
}
