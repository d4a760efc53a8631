//! How long it takes to open a document of 200 pages, as a PDF, a Word document and a web page: `cargo bench --bench documents`. No test asserts
//! a time; what counts is how often the time of adding up its bytes goes into it, and that 400 pages take twice as long as 200.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

#[path = "../src/exchange/documents/testing.rs"]
mod testing;

use divan::Bencher;
use rapporteur::exchange::documents::read;
use rapporteur::exchange::progress::Progress;

fn main() {
    divan::main();
}

fn document(kind: &str, pages: usize) -> Vec<u8> {
    match kind {
        "pdf" => testing::long_pdf(pages),
        "docx" => testing::long_docx(pages),
        _ => testing::long_html(pages).into_bytes(),
    }
}

/// The least that any reader does.
#[divan::bench(args = ["pdf", "docx", "html"], sample_count = 20)]
fn add_up_the_bytes_of_200_pages(bencher: Bencher<'_, '_>, kind: &str) {
    let bytes = document(kind, 200);
    bencher.bench_local(|| divan::black_box(&bytes).iter().map(|byte| u64::from(*byte)).sum::<u64>());
}

#[divan::bench(args = ["pdf", "docx", "html"], sample_count = 5, sample_size = 1)]
fn open_200_pages(bencher: Bencher<'_, '_>, kind: &str) {
    opened(bencher, kind, 200);
}

#[divan::bench(args = ["pdf", "docx", "html"], sample_count = 5, sample_size = 1)]
fn open_400_pages(bencher: Bencher<'_, '_>, kind: &str) {
    opened(bencher, kind, 400);
}

fn opened(bencher: Bencher<'_, '_>, kind: &str, pages: usize) {
    let bytes = document(kind, pages);
    bencher.bench_local(|| read(&format!("draft.{kind}"), &bytes, &Progress::default()).unwrap());
}
