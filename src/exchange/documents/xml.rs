//! What XML readers of this kind of files share: names without their namespaces, attributes, and the words between.

use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::{Reader, XmlVersion};

/// How deep elements may be nested.
pub(super) const DEEPEST: usize = 1_000;

/// A reader over a part that was unpacked.
pub(super) fn reader(part: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    reader
}

/// The name without its namespace.
pub(super) fn local<'a>(one: &'a BytesStart<'_>) -> &'a str {
    one.name().local_name().into_inner()
}

/// The value of an attribute, whatever its namespace.
pub(super) fn value(one: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        one.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The letter that a reference stands for. No entity but the five of XML itself stands for anything: none is read from the file.
pub(super) fn referred(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
