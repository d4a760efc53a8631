//! What a reader of Markdown makes of it.

use super::*;
use crate::exchange::clean::clean_line;
use crate::exchange::document::{Block, Document, Grid, GridCell, Note, Run};
use crate::exchange::testing::{document, words};
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

fn events(text: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).collect()
}

/// What is said, if nothing but words is.
fn said(text: &str) -> Result<String, String> {
    let mut said = String::new();
    for event in events(text) {
        match event {
            Event::Text(words) => said.push_str(&words),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(said)
}

fn spaced(text: &str) -> String {
    clean_line(text).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn text_says_just_itself() {
    for text in [
        "# no heading",
        "- no list",
        "1. no list",
        "12) no list",
        "\u{a0}1. no list",
        "\u{a0} 2. no list",
        "\u{a0}- no list",
        "> no quotation",
        "=",
        "---",
        "***",
        "| a | b |",
        "a_b_c *d* **e**",
        "`code`",
        "<b>bold</b>",
        "&amp; &lt;",
        "[a](https://example.org)",
        "![a](b)",
        "[^1]",
        "~~gone~~",
        "$x$",
        "https://example.org/a_b",
        "www.example.org",
        "\\",
        "\\*",
        "C:\\path",
        "+ plus",
        "2026. Was a year",
        "- [ ] task",
        "    indented",
        "a\\\nb",
        "Territory: contested",
        "(1) first",
        "“quoted”",
    ] {
        assert_eq!(said(&escape(text)), Ok(spaced(text)), "{text}");
    }
    assert_eq!(
        escape("Demand: at least 20 years; the offer is 15 (14 Feb 2026)."),
        "Demand: at least 20 years; the offer is 15 (14 Feb 2026)."
    );
}

#[test]
fn a_paper_has_headings_tables_and_footnotes() {
    let cell =
        |words: &str| GridCell { lines: vec![vec![Run::strong(words)], vec![Run::text("15 | 20"), Run::Note(1)]], marked: false };
    let grid = Grid {
        header: vec![vec![Run::text("Issue")], vec![Run::text("Ukraine")]],
        widths: vec![],
        rows: vec![vec![cell("a"), cell("b")]],
        row_headers: true,
    };
    let paper = Document {
        title: "Talks".to_owned(),
        marking: "Restricted".to_owned(),
        blocks: vec![Block::heading(1, "Positions"), Block::Grid(grid)],
        notes: vec![Note { text: "A paper".to_owned(), address: "https://example.org".to_owned() }],
        ..Document::default()
    };
    let text = String::from_utf8(write(&paper)).unwrap();
    assert_eq!(
        text,
        "**Restricted**\n\n# Talks\n\n## Positions\n\n| Issue | Ukraine |\n| --- | --- |\n| **a** — 15 \\| 20[^1] | **b** — 15 \\| 20[^1] |\n\n\
         ## Sources\n\n[^1]: A paper https\\://example.org\n\n**Restricted**\n"
    );
    let events = events(&text);
    let count = |wanted: fn(&Event<'_>) -> bool| events.iter().filter(|event| wanted(event)).count();
    assert_eq!(count(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }))), 2);
    assert_eq!(count(|event| matches!(event, Event::Start(Tag::TableHead))), 1);
    assert_eq!(count(|event| matches!(event, Event::Start(Tag::TableCell))), 4);
    assert_eq!(count(|event| matches!(event, Event::FootnoteReference(_))), 2);
    assert_eq!(count(|event| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))), 1);
}

#[test]
fn the_mark_of_a_note_stays_a_mark_whatever_stands_beside_it() {
    let notes = vec![Note { text: "A paper".to_owned(), address: String::new() }];
    let runs =
        |parts: &[&str]| parts.iter().map(|part| if *part == "^" { Run::Note(1) } else { Run::text(*part) }).collect::<Vec<_>>();
    for (parts, words) in [
        (vec!["^", ":"], ":"),
        (vec!["^", ": the rest"], ": the rest"),
        (vec!["^", "(https://example.org)"], "(https://example.org)"),
        (vec!["^", "(", "a)"], "(a)"),
        (vec!["^", "[a]"], "[a]"),
        (vec!["^", "a", "^", ":"], "a:"),
        (vec!["1", ". no list", "^"], "1. no list"),
        (vec!["12", ")", " no list", "^"], "12) no list"),
        (vec!["ww", "w.example.org", "^"], "www.example.org"),
        (vec!["http:", "//example.org", "^"], "http://example.org"),
        (vec!["mail", "to", ":a@example.org", "^"], "mailto:a@example.org"),
    ] {
        let paper = Document { blocks: vec![Block::Paragraph(runs(&parts))], notes: notes.clone(), ..Document::default() };
        let text = String::from_utf8(write(&paper)).unwrap();
        let (body, definitions) = text.split_once("## Sources").unwrap();
        let mut found = String::new();
        let mut marks = 0;
        for event in events(&format!("{body}{definitions}"))
            .into_iter()
            .take_while(|event| !matches!(event, Event::Start(Tag::FootnoteDefinition(_))))
        {
            match event {
                Event::Text(words) => found.push_str(&words),
                Event::FootnoteReference(_) => marks += 1,
                Event::Start(Tag::Paragraph | Tag::Heading { .. }) | Event::End(_) => {}
                other => panic!("{other:?} in {text:?}"),
            }
        }
        assert_eq!((found.as_str(), marks), (words, parts.iter().filter(|part| **part == "^").count()), "{text:?}");
    }
}

proptest! {
    #![proptest_config(crate::model::arbitrary::cases(400))]
    #[test]
    fn any_text_says_just_itself_wherever_it_stands(text in words()) {
        let escaped = escape(&text);
        prop_assert!(!escaped.contains('\n'));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let expected = letters(&clean_line(&text));
        prop_assert_eq!(said(&escaped).map(|said| letters(&said)), Ok(expected.clone()));
        for (before, after) in [("| h |\n| --- |\n| ", " |"), ("# ", ""), ("- ", ""), ("> ", ""), ("word ", " word")] {
            let whole = format!("{before}{escaped}{after}");
            let mut found = String::new();
            for event in events(&whole) {
                match event {
                    Event::Text(words) => found.push_str(&words),
                    Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell | Tag::Heading { .. } | Tag::List(None) | Tag::Item | Tag::BlockQuote(None)) | Event::End(_) => {}
                    other => prop_assert!(false, "{:?} in {:?}", other, whole),
                }
            }
            let found = letters(&found);
            prop_assert!(found.contains(&expected), "{} in {}", found, whole);
        }
    }

    #[test]
    fn no_paper_holds_html_links_or_pictures(paper in document()) {
        let text = String::from_utf8(write(&paper)).unwrap();
        let marks = paper.ready().notes.len();
        let mut definitions = 0;
        for event in events(&text) {
            let bad = matches!(event,
                Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_) | Tag::Strikethrough | Tag::List(Some(_))));
            prop_assert!(!bad, "{:?} in {:?}", event, text);
            definitions += usize::from(matches!(event, Event::Start(Tag::FootnoteDefinition(_))));
        }
        prop_assert_eq!(definitions, marks);
    }
}
