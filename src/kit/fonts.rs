//! The bundled typefaces and the families made of them.
//!
//! One text face (Source Sans 3: made for reading on screens, figures of one width) and one fallback face a script, so
//! that a name in any of them is drawn the same on every machine. Where each file comes from: `assets/fonts/README.md`.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

const SEMIBOLD: &str = "semibold";
const ITALIC: &str = "italic";
const ICONS: &str = "icons";

/// The text faces, each the head of one family. They have no right-to-left letters: [`super::bidi`] relies on it.
static TEXT: [(&str, &[u8]); 3] = [
    ("text-regular", include_bytes!("../../assets/fonts/source-sans-3/SourceSans3-Regular.ttf")),
    ("text-semibold", include_bytes!("../../assets/fonts/source-sans-3/SourceSans3-SemiBold.ttf")),
    ("text-italic", include_bytes!("../../assets/fonts/source-sans-3/SourceSans3-Italic.ttf")),
];

/// The faces of single scripts, in the order in which they are asked for a letter that the text face lacks.
static SCRIPTS: [(&str, &[u8]); 9] = [
    ("armenian", include_bytes!("../../assets/fonts/noto/NotoSansArmenian-Regular.ttf")),
    ("georgian", include_bytes!("../../assets/fonts/noto/NotoSansGeorgian-Regular.ttf")),
    ("hebrew", include_bytes!("../../assets/fonts/noto/NotoSansHebrew-Regular.ttf")),
    ("arabic", include_bytes!("../../assets/fonts/noto/NotoSansArabic-Regular.ttf")),
    ("devanagari", include_bytes!("../../assets/fonts/noto/NotoSansDevanagari-Regular.ttf")),
    ("bengali", include_bytes!("../../assets/fonts/noto/NotoSansBengali-Regular.ttf")),
    ("thai", include_bytes!("../../assets/fonts/noto/NotoSansThai-Regular.ttf")),
    ("hangul", include_bytes!("../../assets/fonts/noto-kr/NotoSansKR-hangul.ttf")),
    ("han-kana", include_bytes!("../../assets/fonts/droid/DroidSansFallback-han-kana.ttf")),
];

static ICON_FACE: &[u8] = include_bytes!("../../assets/fonts/lucide/lucide-subset.ttf");

/// All faces and families, ready for [`egui::Context::set_fonts`].
///
/// Every text family ends in the same fallback chain: the scripts, then what egui brings (symbols, emoji).
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let of_egui = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut add = |name: &str, bytes: &'static [u8], tweak: FontTweak| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    };
    for (name, bytes) in TEXT {
        add(name, bytes, FontTweak::default());
    }
    for (name, bytes) in SCRIPTS {
        add(name, bytes, FontTweak::default());
    }
    add(ICONS, ICON_FACE, FontTweak::default());

    let chain = |first: &str| -> Vec<String> {
        std::iter::once(first)
            .chain(SCRIPTS.iter().map(|(name, _)| *name))
            .map(str::to_owned)
            .chain(of_egui.iter().cloned())
            .collect()
    };
    let [regular, semibold, italic] = TEXT.map(|(name, _)| chain(name));
    let monospace = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    let monospace = monospace.into_iter().take(1).chain(regular.iter().cloned()).collect();
    fonts.families.insert(FontFamily::Proportional, regular);
    fonts.families.insert(FontFamily::Monospace, monospace);
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), semibold);
    fonts.families.insert(FontFamily::Name(ITALIC.into()), italic);
    fonts.families.insert(FontFamily::Name(ICONS.into()), vec![ICONS.to_owned()]);
    fonts
}

/// The text face at `size` points.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::proportional(size)
}

/// The semi-bold text face, for headings and what must be found at a glance.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// The italic text face, for paraphrase and notes.
#[must_use]
pub fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ITALIC.into()))
}

/// The monospace face, for file names and ids.
#[must_use]
pub fn monospace(size: f32) -> FontId {
    FontId::monospace(size)
}

/// How far the base line lies below the middle of a line in that face, in points: what two faces in one row are to be moved by.
#[must_use]
pub fn below_middle(ui: &egui::Ui, font: &FontId) -> f32 {
    let line = ui.painter().layout_no_wrap("x".to_owned(), font.clone(), egui::Color32::PLACEHOLDER);
    let base = line.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y);
    base - line.size().y / 2.0
}

/// The face that [`super::Icon`] is drawn from.
pub(super) fn icons(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICONS.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::Icon;

    /// Draws nothing; asks the fonts of a set-up context.
    fn with_fonts(check: impl Fn(&mut egui::epaint::text::FontsView<'_>)) {
        let ctx = egui::Context::default();
        crate::kit::install(&ctx);
        crate::kit::testing::run(&ctx, |ui| {
            ui.fonts_mut(|fonts| check(fonts));
        });
    }

    #[test]
    fn every_spelling_of_the_talks_has_its_glyphs() {
        let names = include_str!("../../tests/data/talks-2022-2026/names.tsv");
        let forms: Vec<&str> = names.lines().skip(1).filter_map(|line| line.split('\t').nth(2)).collect();
        assert!(forms.len() > 200, "only {} spellings read", forms.len());
        with_fonts(|fonts| {
            for font in [regular(15.0), semibold(15.0), italic(15.0), monospace(13.0)] {
                for form in &forms {
                    assert!(fonts.has_glyphs(&font, form), "{form} in {font:?}");
                }
            }
        });
    }

    #[test]
    fn the_promised_scripts_have_glyphs() {
        with_fonts(|fonts| {
            for sample in [
                "ŁódźĐorđević Ţăran ẞß Nguyễn Văn Ånström",
                "ЄЇҐё Јовановић Ғабит Ңұрлан",
                "Ὀδυσσεύς Ζωή",
                "Երևան",
                "თბილისი",
                "שָׁלוֹם ״צה״ל״",
                "العربيّة فارسی پښتو ٢٠٢٦",
                "हिन्दी क्षेत्र",
                "বাংলা",
                "ไทย",
                "한국어 平壤 漢語 汉语 ひらがな カタカナ",
                "→ ← − × · … – — “ ” ‘ ’ « » † § № € £ ✓ ● ○",
            ] {
                for c in sample.chars() {
                    assert!(fonts.has_glyph(&regular(15.0), c), "{c} of {sample}");
                }
            }
            assert!(!fonts.has_glyph(&regular(15.0), '\u{E000}'), "the test can fail");
        });
    }

    #[test]
    fn every_icon_has_its_glyph() {
        with_fonts(|fonts| {
            for icon in Icon::ALL {
                assert!(fonts.has_glyph(&icons(16.0), icon.glyph()), "{}", icon.name());
            }
        });
    }

    #[test]
    fn text_faces_have_no_right_to_left_letters() {
        for (name, bytes) in TEXT {
            let mut alone = FontDefinitions::empty();
            alone.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
            alone.families.insert(FontFamily::Proportional, vec![name.to_owned()]);
            let mut fonts = egui::epaint::text::Fonts::new(egui::epaint::text::TextOptions::default(), alone);
            let mut fonts = fonts.with_pixels_per_point(1.0);
            for c in ['א', 'ש', 'ع', 'ف', '،', '٢'] {
                assert!(!fonts.has_glyph(&regular(15.0), c), "{name} has {c}");
            }
        }
    }

    #[test]
    fn figures_have_one_width() {
        with_fonts(|fonts| {
            for font in [regular(15.0), semibold(15.0)] {
                let widths: Vec<f32> = ('0'..='9').map(|c| fonts.glyph_width(&font, c)).collect();
                assert!(widths.iter().all(|w| (w - widths[0]).abs() < 0.01), "{widths:?}");
            }
        });
    }
}
