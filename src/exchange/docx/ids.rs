//! Relationship and style ids within a Word document.

/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The numbering of lists with a mark before each item.
pub(super) const BULLETS: u32 = 1;
/// The numbering of the sources.
pub(super) const NUMBERS: u32 = 2;
