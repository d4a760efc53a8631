//! Documents added from the command line.

use crate::support::{Copy, field, json, run, text};
use std::fs;

const PAGE: &str = "<html><head><meta property='og:title' content='Talks resume'><link rel='canonical' href='https://courier.example/t'>\
                    <meta property='article:published_time' content='2026-01-24'></head><body><p>The parties met again.</p></body></html>";

#[test]
fn a_document_is_added_kept_shown_checked_and_erased() {
    let copy = Copy::new();
    let dir = copy.dir();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, PAGE).unwrap();
    let file = file.to_str().unwrap();

    let proposed = json(&["--data-dir", &dir, "add-document", "ru-ua-us", file, "--propose"]);
    assert!(proposed["source"].is_null() && field(&proposed["proposed"]["title"], "found") == "og:title of the page");
    assert!(!std::path::Path::new(&dir).join("documents").exists(), "nothing is changed");

    let made = json(&["--data-dir", &dir, "add-document", "ru-ua-us", file, "--outlet", "The Courier"]);
    assert_eq!((field(&made, "title"), field(&made, "outlet")), ("Talks resume", "The Courier"));
    assert_eq!((field(&made, "address"), field(&made, "document")), ("https://courier.example/t", "page.html"));
    let id = field(&made, "source");
    let kept = std::path::Path::new(&dir).join("documents").join(format!("{}.html", field(&made, "document_hash")));
    assert_eq!(fs::read(&kept).unwrap(), PAGE.as_bytes());
    assert!(text(&["--data-dir", &dir, "check"]).contains("No problems."));

    fs::write(&kept, "changed").unwrap();
    let said = run(&["--data-dir", &dir, "check"]);
    assert!(said.status == 1 && said.out.contains("the document “page.html” was changed"), "{said:?}");
    let said = run(&["--data-dir", &dir, "erase", id, "--yes"]);
    assert!(!kept.exists(), "{said:?}");
    assert!(text(&["--data-dir", &dir, "check"]).contains("No problems."));
}

#[test]
fn a_document_that_no_source_names_is_listed_and_is_no_problem() {
    let copy = Copy::new();
    let dir = copy.dir();
    assert_eq!(json(&["--data-dir", &dir, "check"])["unused_documents"], serde_json::json!([]));
    let documents = std::path::Path::new(&dir).join("documents");
    fs::create_dir_all(&documents).unwrap();
    let name = format!("{}.pdf", "a".repeat(64));
    fs::write(documents.join(&name), "12345").unwrap();
    fs::write(documents.join("notes of mine.txt"), "not ours").unwrap();
    let listed = json(&["--data-dir", &dir, "check"]);
    assert_eq!(listed["unused_documents"], serde_json::json!([{ "file": format!("documents/{name}"), "size": 5 }]));
    let said = text(&["--data-dir", &dir, "check"]);
    assert!(said.contains("no source names this document") && said.contains("No problems."), "{said}");
    // A file that cannot be read may name it.
    let file = fs::read_dir(std::path::Path::new(&dir).join("parties")).unwrap().next().unwrap().unwrap().path();
    fs::write(file, "(").unwrap();
    let said = run(&["--data-dir", &dir, "check"]);
    assert!(said.status == 1 && !said.out.contains("no source names"), "{said:?}");
}

#[test]
fn what_cannot_be_read_is_named_and_changes_nothing() {
    let copy = Copy::new();
    let dir = copy.dir();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.pdf");
    fs::write(&file, b"%PDF-1.7\nand no more").unwrap();
    let said = run(&["--data-dir", &dir, "add-document", "ru-ua-us", file.to_str().unwrap()]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("broken.pdf was not read. The PDF is damaged"), "{said:?}");
    assert!(!std::path::Path::new(&dir).join("documents").exists());
}
