//! The colours of a quick line: what was understood as what, what will be made, what was not understood.

use crate::kit::{self, Tone, fonts, size};
use crate::query::quick_line::{Meaning, QuickLine, Role, Token};
use egui::text::{LayoutJob, TextFormat};
use egui::{Stroke, Ui};

/// The text of the field as it is drawn.
pub(super) fn job(ui: &Ui, text: &str, width: f32, read: &QuickLine) -> LayoutJob {
    let mut job = LayoutJob { break_on_newline: false, keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = width;
    let plain = TextFormat { font_id: fonts::regular(size::BODY), color: kit::tokens(ui).text_strong, ..TextFormat::default() };
    let mut from = 0;
    for token in &read.tokens {
        let (Some(gap), Some(words)) = (text.get(from..token.range.start), text.get(token.range.clone())) else {
            continue;
        };
        job.append(gap, 0.0, plain.clone());
        job.append(words, 0.0, dressed(ui, &plain, token));
        from = token.range.end;
    }
    job.append(text.get(from..).unwrap_or_default(), 0.0, plain);
    job
}

fn dressed(ui: &Ui, plain: &TextFormat, token: &Token) -> TextFormat {
    let t = kit::tokens(ui);
    let mut format = plain.clone();
    match &token.meaning {
        Meaning::NotUnderstood(_) => {
            let danger = t.tone(Tone::Danger);
            format.color = danger.text;
            format.underline = Stroke::new(2.0, danger.text);
        }
        Meaning::New(_) | Meaning::Unclear(..) => {
            let warning = t.tone(Tone::Warning);
            format.color = warning.text;
            format.background = warning.soft;
            format.underline = Stroke::new(1.0, warning.line);
        }
        Meaning::Known(_) => {
            let tone = t.tone(tone(token.role));
            format.color = tone.text;
            format.background = tone.soft;
        }
        Meaning::Plain if token.role == Role::Mark => format.color = t.text_weak,
        Meaning::Plain => {}
    }
    format
}

/// The tone of each part of a line; the preview under it says the same in words.
fn tone(role: Role) -> Tone {
    match role {
        Role::Party | Role::Verb => Tone::Accent,
        Role::Kind | Role::Firmness => Tone::Info,
        Role::Issue | Role::Person => Tone::Ok,
        Role::Level | Role::Verification => Tone::Warning,
        Role::Date | Role::Place | Role::Source | Role::Answer | Role::Tag | Role::Text | Role::Mark => Tone::Neutral,
    }
}
