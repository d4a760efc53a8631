//! What a frame of the reading view costs on a text of 2 MB, as a ratio to one of 10 kB: `cargo bench --bench reading`. Both show a
//! page of the same size and are scrolled by a line in each frame. No test asserts a time.
#![expect(clippy::print_stdout, reason = "it tells its figures")]

use std::time::{Duration, Instant};

use egui::{Context, Pos2, RawInput, Rect, vec2};
use rapporteur::kit::{self, Reader, ReadingText, reading};

/// Frames of which the median counts.
const FRAMES: usize = 400;

const SENTENCE: &str = "The delegations came back to the table in the afternoon and went through the list of names once more. ";

/// Paragraphs of one to eight sentences, `bytes` of them.
fn text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 1000);
    for at in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&format!("Paragraph {at}. "));
        text.push_str(&SENTENCE.repeat(1 + at * 5 % 8));
        text.push('\n');
    }
    text
}

/// The median time of a frame in the middle of the text, and of the first.
fn frames(text: &str) -> (Duration, Duration) {
    let ctx = Context::default();
    kit::install(&ctx);
    let mut reader = Reader::default();
    let begun = Instant::now();
    let source = ReadingText::new(text);
    let prepared = begun.elapsed();
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 800.0)));
    let mut times = Vec::with_capacity(FRAMES);
    for at in 0..FRAMES {
        let middle = text.floor_char_boundary(text.len() / 2 + at * 40);
        reader.reveal(middle..text.ceil_char_boundary(middle + 1));
        let begun = Instant::now();
        let output = ctx.run_ui(RawInput { screen_rect, ..RawInput::default() }, |ui| {
            reading("Text", &source, &mut reader).show(ui);
        });
        times.push(begun.elapsed());
        output.drop_without_applying_deltas();
    }
    times.sort();
    (times[FRAMES / 2], prepared)
}

fn main() {
    let ((small, _), (large, prepared)) = (frames(&text(10_000)), frames(&text(2_000_000)));
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "a frame on 10 kB {:.3} ms, on 2 MB {:.3} ms: ratio {:.2}",
        millis(small),
        millis(large),
        millis(large) / millis(small)
    );
    println!("finding the paragraphs of 2 MB, once: {:.1} ms", millis(prepared));
}
