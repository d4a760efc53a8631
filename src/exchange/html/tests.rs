//! What is in a page, tag by tag.

use super::*;
use crate::exchange::testing::document;
use proptest::prelude::*;

/// A tag with its attributes, in the order in which they stand.
#[derive(Debug)]
struct Tag {
    name: String,
    ends: bool,
    attributes: Vec<(String, String)>,
}

/// The tags of a page. It is stricter than a browser: what is not a tag as this writer writes them is an error.
fn tags(page: &str) -> Result<Vec<Tag>, String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        // No attribute holds such a mark, for they are escaped within.
        let end = tag.find('>').ok_or("a tag without end")?;
        let (inside, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        let (ends, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let (name, mut left) = inside.split_once(' ').unwrap_or((inside, ""));
        if name != "!DOCTYPE" && !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            return Err(format!("a tag {name:?}"));
        }
        let mut attributes = Vec::new();
        while !left.is_empty() && name != "!DOCTYPE" {
            let (attribute, value) = left.split_once("=\"").ok_or_else(|| format!("an attribute {left:?}"))?;
            let (value, more) = value.split_once('"').ok_or_else(|| format!("an attribute {left:?}"))?;
            attributes.push((attribute.trim().to_owned(), value.to_owned()));
            left = more;
        }
        tags.push(Tag { name: name.to_owned(), ends, attributes });
    }
    Ok(tags)
}

const NAMES: &[&str] = &[
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "header", "section", "div", "h1", "h2", "h3", "h4",
    "p", "ul", "ol", "li", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "bdi", "strong", "span", "sup", "a",
];

/// Says what of a page does something or leads out of it.
fn check(page: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut leads = Vec::new();
    for tag in tags(page)? {
        if !NAMES.contains(&tag.name.as_str()) {
            return Err(format!("{tag:?}"));
        }
        for (attribute, value) in &tag.attributes {
            let fine = match attribute.as_str() {
                "lang" | "charset" | "http-equiv" | "content" | "name" | "scope" | "class" | "aria-label" => true,
                "dir" => value == "rtl",
                "style" => {
                    tag.name == "col"
                        && value.starts_with("width: ")
                        && value[7..].bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'%'))
                }
                "id" => ids.insert(value.clone()),
                "href" => {
                    leads.push(value.clone());
                    value.starts_with("#note-") || value.starts_with("#mark-")
                }
                _ => false,
            };
            if !fine {
                return Err(format!("{attribute}={value:?} at {}", tag.name));
            }
        }
        match (tag.ends, ["!DOCTYPE", "meta", "col"].contains(&tag.name.as_str())) {
            (_, true) => {}
            (false, false) => open.push(tag.name),
            (true, false) if open.pop().as_deref() == Some(tag.name.as_str()) => {}
            (true, false) => return Err(format!("{} ends out of turn", tag.name)),
        }
    }
    if let Some(lead) = leads.iter().find(|lead| !ids.contains(&lead[1..])) {
        return Err(format!("{lead} leads nowhere"));
    }
    if page.matches("<style>").count() != 1 || page.matches("Content-Security-Policy").count() != 1 {
        return Err("not one sheet under one policy".to_owned());
    }
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap_or_default();
    if ["url(", "@import", "http", "expression", "src:"].iter().any(|word| style.to_ascii_lowercase().contains(word)) {
        return Err("the sheet asks for something".to_owned());
    }
    Ok(())
}

#[test]
fn the_check_finds_what_does_something() {
    let page = String::from_utf8(write(&Document::default())).unwrap();
    assert_eq!(check(&page), Ok(()));
    for bad in [
        "<script>x</script>",
        "<img src=\"x\">",
        "<p onclick=\"x\"></p>",
        "<a href=\"https://example.org\"></a>",
        "<a href=\"#note-9\"></a>",
        "<p>",
        "<p style=\"width: 1\"></p>",
        "<iframe></iframe>",
        "<style>a{background:url(x)}</style>",
        "<",
        "<p id=\"a\"></p><p id=\"a\"></p>",
    ] {
        let bad = page.replace("</main>", &format!("{bad}</main>"));
        assert!(check(&bad).is_err(), "{bad}");
    }
}

#[test]
fn headings_tables_and_notes_are_told_by_their_tags() {
    use crate::exchange::document::{Grid, GridCell, Note};
    let cell = |words: &str| GridCell { lines: vec![vec![Run::text(words)]], marked: false };
    let grid = Grid {
        header: vec![vec![Run::text("Issue")], vec![Run::text("Ukraine")]],
        widths: vec![1, 3],
        rows: vec![vec![cell("Territory"), cell("السيادة")]],
        row_headers: true,
    };
    let paper = Document {
        title: "Talks".to_owned(),
        marking: "Restricted\"; } </style><script>".to_owned(),
        blocks: vec![Block::heading(1, "Positions"), Block::Grid(grid), Block::Paragraph(vec![Run::text("said"), Run::Note(1)])],
        notes: vec![Note { text: "A paper".to_owned(), address: "https://example.org/a".to_owned() }],
        ..Document::default()
    };
    let page = String::from_utf8(write(&paper)).unwrap();
    assert_eq!(check(&page), Ok(()));
    for part in [
        "<html lang=\"en\">",
        "<h1>Talks</h1>",
        "<h2>Positions</h2>",
        "<thead><tr><th scope=\"col\"><bdi>Issue</bdi></th>",
        "<th scope=\"row\"><p class=\"line\"><bdi>Territory</bdi></p></th>",
        "<p class=\"line\" dir=\"rtl\"><bdi>السيادة</bdi></p>",
        "<sup class=\"mark\" id=\"mark-1\"><a href=\"#note-1\">1</a></sup>",
        "<li id=\"note-1\"><bdi>A paper</bdi> <span class=\"address\">https://example.org/a</span>",
        "default-src 'none'; style-src 'unsafe-inline'",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert_eq!(page.matches("Restricted&quot;; } &lt;/style&gt;&lt;script&gt;").count(), 2, "above and below");
}

proptest! {
    #![proptest_config(crate::model::arbitrary::cases(200))]
    #[test]
    fn no_page_does_anything_or_leads_out(paper in document()) {
        let page = String::from_utf8(write(&paper)).unwrap();
        prop_assert_eq!(check(&page), Ok(()));
        let turned = page.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        prop_assert_eq!(turned, None);
    }
}
