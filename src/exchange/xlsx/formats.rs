//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The looks of cells.
pub(super) struct Formats {
    /// The header row.
    pub header: Format,
    /// Words: wrapped, from the top.
    pub text: Format,
    /// A number.
    pub number: Format,
    /// A day.
    pub day: Format,
    /// A day and an hour.
    pub time: Format,
}

impl Formats {
    /// The house's looks.
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            header: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00E8_EAED))
                .set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap(),
            number: top().set_align(FormatAlign::Left),
            day: top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            time: top().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
        }
    }
}
