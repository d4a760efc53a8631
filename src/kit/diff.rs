//! Draws the difference of two texts: words that were added or removed are marked.

use egui::{Response, Stroke, TextFormat, Ui};

use super::{
    fonts,
    spans::spans_ui,
    tokens::{Tone, size, tokens},
};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// In both versions.
    Same,
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
    /// Only in this one of two versions of which neither is the newer.
    Differs,
}

/// Draws the pieces one after another, wrapped: what was added on a ground and underlined, what was taken away on another
/// and struck through, what differs on a third and underlined, so that it can be told without colour. A screen reader hears which is which.
pub fn diff_ui<'a>(ui: &mut Ui, spans: impl IntoIterator<Item = (Mark, &'a str)>) -> Response {
    let t = tokens(ui);
    let font_id = fonts::regular(size::BODY);
    let mut parts = Vec::new();
    let mut aloud = String::new();
    for (mark, words) in spans {
        let same = TextFormat { font_id: font_id.clone(), color: t.text, ..Default::default() };
        let (format, before, after) = match mark {
            Mark::Same => (same, "", ""),
            Mark::Added => {
                let underline = Stroke::new(1.5, t.added.text);
                let c = t.added;
                (TextFormat { color: c.text, background: c.soft, underline, ..same }, "[added: ", "]")
            }
            Mark::Differs => {
                let c = t.tone(Tone::Warning);
                let underline = Stroke::new(1.5, c.text);
                (TextFormat { color: c.text, background: c.soft, underline, ..same }, "[differs: ", "]")
            }
            Mark::Removed => {
                let strikethrough = Stroke::new(1.0, t.removed.text);
                let c = t.removed;
                (TextFormat { color: c.text, background: c.soft, strikethrough, ..same }, "[removed: ", "]")
            }
        };
        parts.push((format, words));
        aloud.extend([before, words, after]);
    }
    spans_ui(ui, &parts, Some(&aloud))
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::kit::testing;

    #[test]
    fn changes_are_read_aloud() {
        let mut harness = testing::builder::<()>().build_ui(|ui| {
            let spans = [(Mark::Same, "withdraw "), (Mark::Removed, "at once"), (Mark::Added, "in stages")];
            diff_ui(ui, spans);
        });
        harness.run();
        harness.get_by_label("withdraw [removed: at once][added: in stages]");
        let mut harness = testing::builder::<()>().build_ui(|ui| {
            diff_ui(ui, [(Mark::Same, "4 "), (Mark::Differs, "February")]);
        });
        harness.run();
        harness.get_by_label("4 [differs: February]");
    }
}
