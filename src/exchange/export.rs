//! The single entry point for exports: makes the content, then renders it in one of the formats.
//!
//! The preview, the clipboard, a file and the command line all start from [`content`].

use super::document::Document;
use super::error::ExportError;
use super::ics::Calendar;
use super::progress::Progress;
use super::release::{LeftOut, Released, Withheld};
use super::request::{ExportContext, Format, Request, What};
use super::table::Table;
use super::{brief, csv, docx, html, lists, markdown, xlsx};
use crate::model::Workspace;

/// What is exported, before it is written in a format.
#[derive(Clone, Debug)]
pub struct Content {
    /// The paper, lists or calendar.
    pub body: Body,
    /// What was kept back.
    pub withheld: Withheld,
    /// Each statement that was left out, and why: for the user alone.
    pub left_out: Vec<LeftOut>,
    /// What else the user should know, a sentence each: "3 rounds have no date and are not in the calendar."
    pub notes: Vec<String>,
}

/// What an export consists of.
#[derive(Clone, Debug)]
pub enum Body {
    /// A paper to read.
    Paper(Document),
    /// Lists.
    Lists(Vec<Table>),
    /// A calendar.
    Calendar(Calendar),
    /// Quotations as Web Annotations.
    Annotations(serde_json::Value),
}

/// A finished export.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was kept back.
    pub withheld: Withheld,
    /// Each statement that was left out, and why: for the user alone.
    pub left_out: Vec<LeftOut>,
    /// What else the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// The content of an export, from what may leave.
///
/// # Errors
/// If it is stopped.
pub fn content(
    released: &Released,
    request: &Request,
    context: &ExportContext,
    progress: &Progress,
) -> Result<Content, ExportError> {
    progress.at(0)?;
    let mut notes = Vec::new();
    let body = match request.what {
        What::Brief => Body::Paper(brief::compose(released, request, context)),
        What::Calendar => {
            let (calendar, left_out) = Calendar::new(released, request, progress)?;
            notes = left_out;
            Body::Calendar(calendar)
        }
        What::Passages if request.format == Format::Annotations => {
            Body::Annotations(lists::annotations(released, request, context))
        }
        _ => Body::Lists(lists::tables(released, request, context)),
    };
    notes.extend(released.private_words());
    let withheld = released.withheld_from(request.what, request.round);
    Ok(Content { body, withheld, left_out: released.left_out_of(request.what, request.round), notes })
}

/// Makes an export.
///
/// # Errors
/// If the format cannot hold it, the writer fails, or it is stopped.
pub fn export(
    workspace: &Workspace,
    request: &Request,
    context: &ExportContext,
    progress: &Progress,
) -> Result<Exported, ExportError> {
    let formats = request.what.formats();
    if !formats.contains(&request.format) {
        let can: Vec<&str> = formats.iter().map(|format| format.label()).collect();
        let (what, format) = (request.what.label(), request.format.label());
        return Err(ExportError::NotIn { what, format, can: can.join(" or ") });
    }
    progress.at(0)?;
    let released = Released::new(workspace, request.negotiation, &request.permitted);
    let Content { body, withheld, left_out, notes: more } = content(&released, request, context, progress)?;
    let (bytes, mut notes) = write(&body, request.format, context, progress)?;
    notes.extend(more);
    Ok(Exported { bytes, withheld, left_out, notes })
}

/// The bytes, and what of it the format did not hold in its place.
fn write(
    body: &Body,
    format: Format,
    context: &ExportContext,
    progress: &Progress,
) -> Result<(Vec<u8>, Vec<String>), ExportError> {
    progress.at(0)?;
    let bytes = match (body, format) {
        (Body::Paper(document), Format::Html) => html::write(document),
        (Body::Paper(document), Format::Markdown) => markdown::write(document),
        (Body::Paper(document), _) => docx::write(document)?,
        (Body::Lists(tables), Format::Xlsx) => return xlsx::write(tables, context, progress),
        (Body::Lists(tables), Format::Markdown) => markdown::lists(tables, progress)?,
        (Body::Lists(tables), _) => csv::write(tables.first().unwrap_or(&Table::default()), progress)?,
        (Body::Calendar(calendar), _) => calendar.write()?,
        (Body::Annotations(page), _) => format!("{page:#}\n").into_bytes(),
    };
    Ok((bytes, Vec::new()))
}
