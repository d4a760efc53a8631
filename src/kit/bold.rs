//! Semi-bold text in the scripts that have no semi-bold face among the bundled ones.
//!
//! Faces for all of them would be another 6 MB, most of it Hangul and Han, and a list in which only some names are bold tells of a
//! rank that is not there. So their letters are drawn twice, the second time a little to the right, as far as a semi-bold stem of
//! the text face is wider than a regular one. Nothing is as wide for it as it would be with a face of its own, and nothing moves.

use std::sync::Arc;

use egui::{Galley, epaint::text::Row};

/// Of the size of the font.
const WIDER: f32 = 0.03;

/// Does any letter of `text` lack a semi-bold face?
pub(super) fn lacks_face(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_without_face)
}

/// Armenian and what follows it in Unicode, but for the extensions of Latin, Greek and Cyrillic, signs and emoji.
fn is_without_face(c: char) -> bool {
    let within = matches!(c, '\u{0530}'..='\u{1C7F}' | '\u{1C90}'..='\u{1CFF}' | '\u{2D00}'..='\u{2DDF}' | '\u{2E80}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FFEF}' | '\u{10000}'..='\u{1CFFF}' | '\u{1E000}'..='\u{1EFFF}' | '\u{20000}'..='\u{3FFFF}');
    within && !matches!(c, '\u{A640}'..='\u{A69F}' | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}' | '\u{FB00}'..='\u{FB06}')
}

/// A galley laid out in the semi-bold family at `size`, with what lacks a face made as heavy.
pub(super) fn embolden(mut galley: Arc<Galley>, size: f32) -> Arc<Galley> {
    if !lacks_face(&galley.job.text) {
        return galley;
    }
    let of = Arc::make_mut(&mut galley);
    (of.num_vertices, of.num_indices) = (0, 0);
    for placed in &mut of.rows {
        if placed.row.glyphs.iter().any(|glyph| is_without_face(glyph.chr)) {
            twice(Arc::make_mut(&mut placed.row), size * WIDER);
        }
        of.num_vertices += placed.row.visuals.mesh.vertices.len();
        of.num_indices += placed.row.visuals.mesh.indices.len();
    }
    galley
}

fn twice(row: &mut Row, by: f32) {
    let drawn = row.glyphs.iter().filter(|glyph| is_without_face(glyph.chr) && !glyph.uv_rect.is_nothing() && !glyph.is_color);
    for glyph in drawn {
        let mesh = &mut row.visuals.mesh;
        let first = glyph.first_vertex as usize;
        let Some(corners) = mesh.vertices.get(first..first + 4).map(<[_]>::to_vec) else { continue };
        let Ok(at) = u32::try_from(mesh.vertices.len()) else { return };
        mesh.vertices.extend(corners.into_iter().map(|mut corner| {
            corner.pos.x += by;
            corner
        }));
        mesh.add_triangle(at, at + 1, at + 2);
        mesh.add_triangle(at + 2, at + 1, at + 3);
    }
    row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Context, text::LayoutJob};

    use super::*;
    use crate::kit::{fonts, testing};

    #[test]
    fn every_script_without_a_face_is_drawn_heavier_and_no_wider() {
        let ctx = Context::default();
        crate::kit::install(&ctx);
        testing::run(&ctx, |ui| {
            let check = |text: &str, heavier: bool| {
                let font = fonts::semibold(15.0);
                let job = LayoutJob::simple(text.to_owned(), font, Color32::BLACK, f32::INFINITY);
                let plain = ui.fonts_mut(|fonts| fonts.layout_job(job));
                let bold = embolden(Arc::clone(&plain), 15.0);
                assert_eq!(bold.size(), plain.size(), "{text}");
                assert_eq!(bold.num_vertices > plain.num_vertices, heavier, "{text}");
                assert_eq!(lacks_face(text), heavier, "{text}");
            };
            for text in ["עבד", "عبد الله", "Երևան", "თბილისი", "ไทย", "हिन्दी", "বাংলা", "한국어", "漢語", "カタカナ"]
            {
                check(text, true);
            }
            for text in ["Abu Dhabi", "Ґалаґан", "Ὀδυσσεύς", "Nguyễn Văn", "→ “2026” – €"] {
                check(text, false);
            }
        });
    }
}
