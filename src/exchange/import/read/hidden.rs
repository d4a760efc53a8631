//! Which rows a sheet hides, by a filter or by hand: what nobody sees on screen is read, and must be told.

use super::error::ReadError;
use crate::exchange::progress::Progress;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// How many rows are told at most; beyond that nobody reads the numbers.
const MOST: usize = 10_000;

/// How many rows are looked at between two looks at whether to go on.
const STRIDE: u64 = 4096;

/// The hidden rows of the sheet of that name, from 1, in order. What cannot be found out is none: the sheet itself says what is wrong.
pub(super) fn rows(bytes: &[u8], sheet: &str, progress: &Progress) -> Result<Vec<u64>, ReadError> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(Vec::new()) };
    let Some(path) = path_of(&mut archive, sheet) else { return Ok(Vec::new()) };
    let Ok(part) = archive.by_name(&path) else { return Ok(Vec::new()) };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut hidden, mut number, mut seen) = (Vec::new(), Vec::new(), 0_u64, 0_u64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(row) | Event::Empty(row)) if local(&row) == "row" => {
                number = value(&row, "r").and_then(|number| number.parse().ok()).unwrap_or(number + 1);
                let is_hidden = value(&row, "hidden").is_some_and(|said| said == "1" || said == "true");
                if is_hidden && hidden.len() < MOST {
                    hidden.push(number);
                }
                seen += 1;
                if seen.is_multiple_of(STRIDE) && progress.is_stopped() {
                    return Err(crate::exchange::progress::Stopped.into());
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Ok(hidden)
}

/// Where in the file the sheet of that name is.
fn path_of(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> Option<String> {
    let id = found(archive, "xl/workbook.xml", "sheet", |one| {
        (value(one, "name").as_deref() == Some(sheet)).then(|| value(one, "id")).flatten()
    })?;
    let target = found(archive, "xl/_rels/workbook.xml.rels", "Relationship", |one| {
        (value(one, "Id").as_deref() == Some(id.as_str())).then(|| value(one, "Target")).flatten()
    })?;
    Some(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// What the first element of that name has of which `pick` finds something.
fn found(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    element: &str,
    pick: impl Fn(&BytesStart<'_>) -> Option<String>,
) -> Option<String> {
    let mut text = Vec::new();
    archive.by_name(part).ok()?.read_to_end(&mut text).ok()?;
    let mut reader = Reader::from_reader(text.as_slice());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(one) | Event::Empty(one)) if local(&one) == element => {
                if let Some(found) = pick(&one) {
                    return Some(found);
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn local<'a>(one: &'a BytesStart<'_>) -> &'a str {
    one.name().local_name().into_inner()
}

/// The value of an attribute, whatever its namespace.
fn value(one: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        one.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
