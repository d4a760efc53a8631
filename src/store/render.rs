//! Serialises records to the bytes of a file.

use super::formats::Formats;
use super::shape::Document;
use crate::model::Record;
use ron::{Options, extensions::Extensions, ser::PrettyConfig};

/// How RON is read and written here: an optional value stands as itself.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// Every setting by name: the defaults of the library differ between systems and may change.
fn pretty() -> PrettyConfig {
    PrettyConfig::new()
        .depth_limit(usize::MAX)
        .new_line("\n")
        .indentor("    ")
        .separator(" ")
        .struct_names(false)
        .separate_tuple_members(false)
        .enumerate_arrays(false)
        .extensions(Extensions::empty())
        .compact_arrays(false)
        .escape_strings(true)
        .compact_structs(false)
        .compact_maps(false)
        .number_suffixes(false)
        .compact_ranges(false)
}

/// Any value as the text of a file, ending in a line break.
pub(super) fn text(value: &impl serde::Serialize) -> Result<String, ron::Error> {
    let mut out = options().to_string_pretty(value, pretty())?;
    out.push('\n');
    Ok(out)
}

/// The bytes of the file that holds `records`, in the current one of the `formats`.
pub(super) fn bytes(records: &[Record], formats: Formats) -> Result<Vec<u8>, ron::Error> {
    text(&Document::of(records, formats.current)).map(String::into_bytes)
}

/// The bytes of the file that names the workspace.
pub(super) fn workspace(id: uuid::Uuid, formats: Formats) -> Result<Vec<u8>, ron::Error> {
    text(&Document::of_workspace(id, formats.current)).map(String::into_bytes)
}
