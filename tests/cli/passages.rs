//! Passages out and in again on the real program; annotations of others; broken files, with nothing changed.

use crate::support::{field, json, run, text};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const PAGE: &str = "<html><head><meta property='og:title' content='Talks resume'><link rel='canonical' href='https://courier.example/t'>\
                    </head><body><p>The parties met again.</p><p>Nothing was agreed, the envoy said.</p></body></html>";

/// A copy of a record without its history.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let name = entry.file_name();
        if name == ".git" || name == ".lock" {
            continue;
        }
        let (path, to) = (entry.path(), to.join(name));
        if path.is_dir() {
            copied(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

fn annotation(body: &Value, source: &str, words: &str) -> Value {
    let target = json!({ "source": source, "selector": { "type": "TextQuoteSelector", "exact": words } });
    json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "body": body, "target": target })
}

#[test]
fn passages_go_out_and_come_in_again_and_annotations_of_others_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let write = |name: &str, words: &str| fs::write(at(name), words).unwrap();
    let (dir, bare) = (at("record"), at("bare"));
    let import = |dir: &str, file: &str, more: &[&str]| run(&[&["--data-dir", dir, "import", &at(file)], more].concat());
    write("said.csv", "negotiation,party,text\nPay,IGMB,Nothing is agreed\n");
    assert_eq!(import(&dir, "said.csv", &[]).status, 0);
    write("page.html", PAGE);
    let source = json(&["--data-dir", &dir, "add-document", "Pay", &at("page.html")]);
    assert_eq!(field(&source, "address"), "https://courier.example/t");
    copied(Path::new(&dir), Path::new(&bare));

    let telling = json!({ "type": "TextualBody", "purpose": "describing", "value": "Nothing is agreed" });
    let comment = json!({ "type": "TextualBody", "purpose": "commenting", "value": "Look at this" });
    let all = json!([
        annotation(&telling, "https://courier.example/t", "Nothing was agreed"),
        annotation(&comment, "https://courier.example/t", "met again"),
        annotation(&telling, "https://elsewhere.example/", "Nothing was agreed"),
    ]);
    write("theirs.json", &all.to_string());
    let asked = import(&dir, "theirs.json", &[]);
    assert_eq!(asked.status, 2, "{asked:?}");
    assert!(asked.err.contains("statement “Nothing is agreed”, in 2 rows"), "{asked:?}");
    let taken = import(&dir, "theirs.json", &["--accept"]);
    assert_eq!(taken.status, 1, "{taken:?}");
    let said = taken.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "(passages): 1 new, 0 changed, 0 there already, 2 refused.",
        "Row 2: The comment is not taken in: “Look at this”",
        "Row 2, met again",
        "It names no record that its words would bear out",
        "“https://elsewhere.example/” is no source of that negotiation.",
        "Done.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let again = import(&dir, "theirs.json", &["--accept"]);
    assert!(again.out.contains("0 new, 0 changed, 1 there already, 2 refused."), "{again:?}");

    for ending in ["jsonld", "csv", "xlsx"] {
        let (name, copy) = (format!("passages.{ending}"), format!("bare-{ending}"));
        text(&["--data-dir", &dir, "export", "Pay", "--what", "passages", "--to", &at(&name)]);
        let again = import(&dir, &name, &[]);
        assert!(again.status == 0 && again.out.contains("(passages): 0 new, 0 changed, 1 there already"), "{again:?}");
        copied(Path::new(&bare), Path::new(&at(&copy)));
        let back = import(&at(&copy), &name, &[]);
        assert!(back.status == 0 && back.out.contains("(passages): 1 new, 0 changed, 0 there already"), "{back:?}");
        let other = format!("again.{ending}");
        text(&["--data-dir", &at(&copy), "export", "Pay", "--what", "passages", "--to", &at(&other)]);
        if ending != "xlsx" {
            let read = |name: &str| fs::read_to_string(at(name)).unwrap();
            assert_eq!(read(&other), read(&name));
        }
        let checked = text(&["--data-dir", &at(&copy), "check"]);
        assert!(!checked.contains("no longer in the text"), "{checked}");
    }
}

#[test]
fn a_broken_file_is_named_with_what_is_wrong_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let dir = at("record");
    fs::write(at("said.csv"), "negotiation,party,text\nPay,IGMB,Nothing is agreed\n").unwrap();
    assert_eq!(run(&["--data-dir", &dir, "import", &at("said.csv")]).status, 0);
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    let pages = r#"{"type":"AnnotationCollection","total":9,"first":"https://example.org/page1"}"#;
    let large = format!("[{}]", " ".repeat(17 * 1024 * 1024));
    for (content, says) in [
        ("", "The file is empty."),
        ("{\n \"target\": [}\n", "Line 2, sign 13: this is no JSON"),
        ("party,text\na,b\n", "Line 1, sign 1: this is no JSON"),
        (deep.as_str(), "Line 1, sign 128: it is too deep"),
        ("{\"a\": 1}", "This is JSON, but no Web Annotation"),
        ("7", "This is JSON, but no Web Annotation"),
        ("[]", "There is no annotation in this file."),
        ("{\"type\":\"AnnotationPage\",\"items\":7}", "neither a list nor an annotation"),
        (pages, "stand elsewhere, at https://example.org/page1, and nothing is fetched."),
        (large.as_str(), "too large for Web Annotations: 18 MB, and 16 MB at most are read."),
    ] {
        fs::write(at("broken.jsonld"), content).unwrap();
        let said = run(&["--data-dir", &dir, "import", &at("broken.jsonld")]);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{says}");
        assert!(said.err.contains("broken.jsonld: ") && said.err.contains(says), "{says}: {}", said.err);
    }
    // What is wrong with one annotation is said with its number.
    let target =
        |selector: Value| json!({ "type": "Annotation", "target": { "source": "https://example.org", "selector": selector } });
    let all = json!([
        5,
        { "type": "Annotation" },
        { "type": "Annotation", "target": 7 },
        target(json!("words")),
        target(json!({ "type": "TextQuoteSelector" })),
        target(json!({ "type": "TextQuoteSelector", "exact": 3 })),
        target(json!({ "type": "TextQuoteSelector", "exact": "a", "prefix": 3 })),
        target(json!({ "type": "TextPositionSelector", "start": -1, "end": 4 })),
        target(json!({ "type": "TextPositionSelector", "start": 4, "end": 4 })),
        target(json!([{ "type": "TextQuoteSelector", "exact": "a" }, { "type": "TextQuoteSelector", "exact": "b" }])),
        target(json!({ "type": "TextQuoteSelector", "exact": "abc", "refinedBy": { "type": "TextPositionSelector", "start": 2, "end": 9 } })),
        target(json!({ "type": "XPathSelector", "refinedBy": { "type": "TextPositionSelector", "start": 2, "end": 9 } })),
        target(json!({ "type": "TextQuoteSelector", "exact": "a\u{0}b" })),
    ]);
    fs::write(at("broken.jsonld"), all.to_string()).unwrap();
    let said = run(&["--data-dir", &dir, "import", &at("broken.jsonld"), "--json"]);
    assert_eq!(said.status, 1, "{said:?}");
    let document: Value = serde_json::from_str(&said.out).unwrap();
    let reasons = [
        "This is no annotation: it is no object.",
        "It has no target: nothing says of which text it is.",
        "Its target is neither an address nor an object.",
        "One of its selectors is no object.",
        "Its TextQuoteSelector has no words in “exact”.",
        "What stands in “exact” of its TextQuoteSelector is no text.",
        "What stands in “prefix” of its TextQuoteSelector is no text.",
        "“start” and “end” of its TextPositionSelector are not both whole numbers of characters.",
        "Its TextPositionSelector ends before it begins.",
        "Its selectors quote different words.",
        "A selector refines another beyond its end.",
        "Its place is counted within something that is not read.",
        "There is a zero byte in its text.",
    ];
    for (row, (number, why)) in document["rows"].as_array().unwrap().iter().zip((1..).zip(reasons)) {
        assert_eq!((row["row"].as_u64(), row["why"][0].as_str()), (Some(number), Some(why)));
    }
    assert_eq!((&document["refused"], &document["done"]), (&reasons.len().into(), &false.into()));
    assert_eq!(json(&["--data-dir", &dir, "check"])["statements"], 1);
}
