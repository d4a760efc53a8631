//! What a Word document says of itself: Dublin Core in `docProps/core.xml`, and whose it is in `docProps/app.xml`.

use super::package::Package;
use crate::exchange::documents::dates;
use crate::exchange::documents::error::DocumentError;
use crate::exchange::documents::read_document::{Found, ReadDocument, line};
use crate::exchange::documents::xml::{local, reader, referred};
use quick_xml::events::Event;

/// Adds what is found.
pub(super) fn propose(package: &mut Package<'_>, document: &mut ReadDocument) -> Result<(), DocumentError> {
    if let Some(core) = package.part("docProps/core.xml")? {
        let title = text_of(&core, "title");
        document.title = title.and_then(|title| line(own_title(&title), Found::Properties));
        document.outlet = text_of(&core, "publisher").and_then(|words| line(&words, Found::Properties));
        document.date = text_of(&core, "created").and_then(|words| dates::iso(&words, Found::Made));
    }
    if document.outlet.is_none()
        && let Some(app) = package.part("docProps/app.xml")?
    {
        document.outlet = text_of(&app, "Company").and_then(|words| line(&words, Found::Properties));
    }
    Ok(())
}

/// A title without what a program put before and after it by itself.
pub(in crate::exchange::documents) fn own_title(title: &str) -> &str {
    let title = title.trim();
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(title);
    let ended = [".docx", ".doc", ".pdf", ".indd", ".rtf"].iter().find_map(|ending| title.strip_suffix(ending));
    let title = ended.unwrap_or(title);
    if ["untitled", "document1", "dokument1", "microsoft word"].contains(&title.to_lowercase().as_str()) { "" } else { title }
}

/// The words of the first element of that name.
pub(in crate::exchange::documents) fn text_of(part: &[u8], name: &str) -> Option<String> {
    let mut reader = reader(part);
    let (mut text, mut depth) = (String::new(), 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(one)) if depth > 0 || local(&one) == name => depth += 1,
            Ok(Event::End(_)) if depth > 0 => {
                depth -= 1;
                if depth == 0 && !text.trim().is_empty() {
                    return Some(text);
                }
            }
            Ok(Event::Text(words)) if depth > 0 => text.push_str(&words.xml10_content()),
            Ok(Event::GeneralRef(reference)) if depth > 0 => text.extend(referred(&reference)),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
