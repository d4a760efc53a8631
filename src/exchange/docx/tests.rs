//! What is in the parts of a Word document, read again by an XML reader.

use super::*;
use crate::exchange::document::{Block, Entry, Grid, GridCell, Note, Run};
use crate::exchange::testing::document;
use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// The parts of a file by name.
fn unpacked(file: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

/// One thing that a reader finds in a part.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

fn read(part: &str) -> Vec<Found> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let mut found = Vec::new();
    let say = |found: &mut Vec<Found>, words: &str| match found.last_mut() {
        Some(Found::Text(text)) => text.push_str(words),
        _ => found.push(Found::Text(words.to_owned())),
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attribute = |one: quick_xml::events::attributes::Attribute<'_>| {
                    (one.key.0.to_owned(), one.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned())
                };
                let attributes = start.attributes().map(|one| attribute(one.unwrap())).collect();
                found.push(Found::Start(start.name().0.to_owned(), attributes));
            }
            Event::End(end) => found.push(Found::End(end.name().0.to_owned())),
            Event::Text(text) => say(&mut found, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = reference.xml10_content();
                say(&mut found, &quick_xml::escape::unescape(&format!("&{named};")).unwrap());
            }
            Event::Decl(_) => {}
            Event::Eof => return found,
            other => panic!("a part holds {other:?}"),
        }
    }
}

/// The text of each paragraph of the body with the style that it is in; marks of notes in brackets.
fn paragraphs(file: &[u8]) -> Vec<(String, String)> {
    let mut paragraphs: Vec<(String, String)> = Vec::new();
    let (mut in_text, mut in_mark) = (false, false);
    for found in read(&unpacked(file)["word/document.xml"]) {
        match found {
            Found::Start(name, attributes) => match name.as_str() {
                "w:p" => paragraphs.push((String::new(), String::new())),
                "w:pStyle" => paragraphs.last_mut().unwrap().0 = attributes[0].1.clone(),
                "w:rStyle" => in_mark = attributes[0].1 == "Mark",
                "w:r" => in_mark = false,
                "w:br" => paragraphs.last_mut().unwrap().1.push('\n'),
                "w:t" => in_text = true,
                _ => {}
            },
            Found::End(name) => in_text &= name != "w:t",
            Found::Text(text) if in_text => {
                let words = if in_mark && text != ",\u{a0}" { format!("[{text}]") } else { text };
                paragraphs.last_mut().unwrap().1.push_str(&words);
            }
            Found::Text(_) => {}
        }
    }
    paragraphs
}

fn sample() -> Document {
    let cell = |words: &str| GridCell { lines: vec![vec![Run::text(words)]], marked: false };
    Document {
        title: "Talks & <more>".to_owned(),
        subtitle: vec!["Brief".to_owned()],
        marking: "Confidential".to_owned(),
        author: "Ana".to_owned(),
        blocks: vec![
            Block::heading(1, "Where things stand"),
            Block::heading(2, "Below"),
            Block::Paragraph(vec![Run::text("one\ntwo"), Run::Note(2), Run::Note(1)]),
            Block::Entry(Entry {
                head: vec![Run::strong("Assessed by B")],
                words: vec![Run::text("wants time")],
                inferred: true,
                ..Entry::default()
            }),
            Block::Wide(vec![Block::Grid(Grid {
                header: vec![vec![Run::text("Issue")], vec![Run::text("أوكرانيا")]],
                widths: vec![1, 3],
                rows: vec![vec![cell("Territory"), cell("ours, السيادة على الأراضي كلها")]],
                row_headers: true,
            })]),
        ],
        notes: vec![
            Note { text: "First".to_owned(), address: "https://example.org".to_owned() },
            Note { text: "Second".to_owned(), address: String::new() },
            Note { text: "Never cited".to_owned(), address: String::new() },
        ],
        ..Document::default()
    }
}

#[test]
fn headings_tables_marks_and_sources_are_real() {
    let file = write(&sample()).unwrap();
    let said: Vec<(String, String)> = paragraphs(&file).into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let said: Vec<(&str, &str)> = said.iter().map(|(style, text)| (style.as_str(), text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Title", "Talks & <more>"),
            ("Subtitle", "Brief"),
            ("Heading1", "Where things stand"),
            ("Heading2", "Below"),
            ("BodyText", "one\ntwo[1],\u{a0}[2]"),
            ("InferredHead", "Assessed by B"),
            ("InferredWords", "wants time"),
            ("Cell", "Issue"),
            ("Cell", "أوكرانيا"),
            ("Cell", "Territory"),
            ("Cell", "ours, السيادة على الأراضي كلها"),
            ("Heading1", "Sources"),
            ("Source", "Second"),
            ("Source", "First https://example.org"),
        ]
    );
    let parts = unpacked(&file);
    let body = &parts["word/document.xml"];
    assert_eq!(body.matches("<w:tblHeader>").count(), 1);
    assert_eq!(body.matches("orient=\"landscape\"").count(), 1);
    assert_eq!(body.matches("<w:headerReference").count(), 3, "the marking is on the pages before, across and after");
    assert_eq!(body.matches("<w:bidi>").count(), 2, "the Arabic header and the mostly Arabic cell");
    for style in ["heading 1", "heading 2", "heading 3", "Title"] {
        assert!(parts["word/styles.xml"].contains(&format!("w:name w:val=\"{style}\"")), "{style}");
    }
    assert_eq!(parts["word/styles.xml"].matches("<w:outlineLvl").count(), 3);
    let footer = &parts["word/footer1.xml"];
    assert!(footer.contains("\" PAGE \"") && footer.contains("\" NUMPAGES \"") && footer.contains("Confidential"));
    assert!(parts["word/header1.xml"].contains("Confidential"));
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("Talks &amp; &lt;more&gt;") && core.contains("Ana") && core.contains("1970-01-01T00:00:00Z"), "{core}");
    assert_eq!(write(&sample()).unwrap(), file, "the same paper gives the same bytes");
}

#[test]
fn every_mark_refers_to_a_source_that_is_there() {
    let parts = unpacked(&write(&sample()).unwrap());
    let body = &parts["word/document.xml"];
    for number in [1, 2] {
        assert_eq!(body.matches(&format!(" REF _Source{number} ")).count(), 1);
        assert_eq!(body.matches(&format!("w:name=\"_Source{number}\"")).count(), 1);
    }
}

/// All that a paper may be made of. What is not here, as fields of other kinds, objects, pictures, controls or scripts, is never written.
const ELEMENTS: &[&str] = &[
    "w:document",
    "w:body",
    "w:p",
    "w:pPr",
    "w:pStyle",
    "w:keepNext",
    "w:numPr",
    "w:ilvl",
    "w:numId",
    "w:bidi",
    "w:sectPr",
    "w:headerReference",
    "w:footerReference",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:r",
    "w:rPr",
    "w:rStyle",
    "w:b",
    "w:bCs",
    "w:rtl",
    "w:t",
    "w:br",
    "w:fldChar",
    "w:instrText",
    "w:fldSimple",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:tbl",
    "w:tblPr",
    "w:tblStyle",
    "w:tblW",
    "w:tblLayout",
    "w:tblLook",
    "w:tblGrid",
    "w:gridCol",
    "w:tr",
    "w:trPr",
    "w:cantSplit",
    "w:tblHeader",
    "w:tc",
    "w:tcPr",
    "w:tcW",
    "w:shd",
    "w:hdr",
    "w:ftr",
];

fn is_plain(parts: &BTreeMap<String, String>) -> Result<(), String> {
    let expected: BTreeSet<&str> = [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/styles.xml",
        "word/settings.xml",
        "word/numbering.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/_rels/document.xml.rels",
    ]
    .into();
    for (name, part) in parts {
        if !expected.contains(name.as_str()) {
            return Err(format!("a part {name}"));
        }
        if let Some(c) = part.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{fffe}' | '\u{ffff}')) {
            return Err(format!("{c:?} in {name}"));
        }
        let mut depth = 0;
        for found in read(part) {
            match found {
                Found::Start(element, attributes) => {
                    depth += 1;
                    let of_body = ["word/document.xml", "word/header1.xml", "word/footer1.xml"].contains(&name.as_str());
                    if of_body && !ELEMENTS.contains(&element.as_str()) {
                        return Err(format!("{element} in {name}"));
                    }
                    let is = |attribute: &str, wanted: &str| {
                        attributes.iter().any(|(name, value)| name == attribute && value == wanted)
                    };
                    if element == "Relationship"
                        && (is("TargetMode", "External")
                            || attributes.iter().any(|(name, value)| name == "Target" && value.contains(':')))
                    {
                        return Err(format!("{attributes:?} leads out of the file"));
                    }
                    if element == "w:fldSimple" && !is("w:instr", " PAGE ") && !is("w:instr", " NUMPAGES ") {
                        return Err(format!("a field {attributes:?}"));
                    }
                }
                Found::End(_) => depth -= 1,
                Found::Text(_) => {}
            }
        }
        if depth != 0 {
            return Err(format!("{name} does not end"));
        }
    }
    let instructions = parts["word/document.xml"].split("<w:instrText xml:space=\"preserve\">").skip(1);
    for instruction in instructions.filter_map(|rest| rest.split('<').next()) {
        let number = instruction.strip_prefix(" REF _Source").and_then(|rest| rest.strip_suffix(" \\r \\h "));
        if !number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit())) {
            return Err(format!("a field {instruction}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::model::arbitrary::cases(150))]
    #[test]
    fn no_paper_holds_anything_active_or_anything_that_leads_out(paper in document()) {
        let file = write(&paper).unwrap();
        let parts = unpacked(&file);
        prop_assert_eq!(is_plain(&parts), Ok(()));
        let all: String = paragraphs(&file).into_iter().map(|(_, text)| text).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let ready = paper.ready();
        for block in &ready.blocks {
            if let Block::Heading { text, .. } = block {
                prop_assert!(letters(&all).contains(&letters(text)));
            }
        }
    }
}
