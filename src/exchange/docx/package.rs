//! The package: its parts with their relationships, all of them inside, and how they are packed.

use super::body;
use super::ids::{BULLETS, NUMBERS, W};
use super::styles;
use super::text::{TextStyle, words_in};
use crate::exchange::document::Document;
use chrono::SecondsFormat;
use maud::{Markup, html};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Every part with its name.
pub(super) fn parts(document: &Document) -> Vec<(&'static str, String)> {
    let marked = !document.marking.is_empty();
    let mut parts = vec![
        ("[Content_Types].xml", content_types(marked)),
        (
            "_rels/.rels",
            relationships(&[
                ("rId1", format!("{R}/officeDocument"), "word/document.xml"),
                ("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
                ("rId3", format!("{R}/extended-properties"), "docProps/app.xml"),
            ]),
        ),
        ("docProps/app.xml", application()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", html! { w:document xmlns:w=(W) xmlns:r=(R) { (body::body(document)) } }),
        ("word/styles.xml", styles::styles()),
        ("word/settings.xml", settings()),
        ("word/numbering.xml", numbering()),
        ("word/footer1.xml", html! { w:ftr xmlns:w=(W) xmlns:r=(R) { (footer(document)) } }),
    ];
    let mut related = vec![
        ("rIdStyles", format!("{R}/styles"), "styles.xml"),
        ("rIdSettings", format!("{R}/settings"), "settings.xml"),
        ("rIdNumbering", format!("{R}/numbering"), "numbering.xml"),
        ("rIdFooter", format!("{R}/footer"), "footer1.xml"),
    ];
    if marked {
        let header = body::line("Header", &document.marking);
        parts.push(("word/header1.xml", html! { w:hdr xmlns:w=(W) xmlns:r=(R) { (header) } }));
        related.push(("rIdHeader", format!("{R}/header"), "header1.xml"));
    }
    parts.push(("word/_rels/document.xml.rels", relationships(&related)));
    let declared =
        |part: Markup| format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{}", part.into_string());
    parts.into_iter().map(|(name, part)| (name, declared(part))).collect()
}

/// Packs the parts: no clock, no owner, the same bytes for the same parts.
pub(super) fn pack(parts: &[(&'static str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for (name, part) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types(marked: bool) -> Markup {
    let mut parts = vec![
        ("/word/document.xml", format!("{WORD}.document.main+xml")),
        ("/word/styles.xml", format!("{WORD}.styles+xml")),
        ("/word/settings.xml", format!("{WORD}.settings+xml")),
        ("/word/numbering.xml", format!("{WORD}.numbering+xml")),
        ("/word/footer1.xml", format!("{WORD}.footer+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
    ];
    if marked {
        parts.push(("/word/header1.xml", format!("{WORD}.header+xml")));
    }
    html! {
        Types xmlns=(format!("{PACKAGE}/content-types")) {
            Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" {}
            Default Extension="xml" ContentType="application/xml" {}
            @for (name, kind) in parts { Override PartName=(name) ContentType=(kind) {} }
        }
    }
}

fn relationships(related: &[(&str, String, &str)]) -> Markup {
    html! {
        Relationships xmlns=(format!("{PACKAGE}/relationships")) {
            @for (id, kind, target) in related { Relationship Id=(id) Type=(kind) Target=(target) {} }
        }
    }
}

fn application() -> Markup {
    html! {
        Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" { Application { "Rapporteur" } }
    }
}

fn properties(document: &Document) -> Markup {
    let made = document.made.to_rfc3339_opts(SecondsFormat::Secs, true);
    html! {
        cp:coreProperties
            xmlns:cp=(format!("{PACKAGE}/metadata/core-properties"))
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:dcterms="http://purl.org/dc/terms/"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        {
            dc:title { (document.title) }
            @if !document.author.is_empty() {
                dc:creator { (document.author) }
                cp:lastModifiedBy { (document.author) }
            }
            dc:language { "en" }
            dcterms:created xsi:type="dcterms:W3CDTF" { (made) }
            dcterms:modified xsi:type="dcterms:W3CDTF" { (made) }
        }
    }
}

fn settings() -> Markup {
    html! {
        w:settings xmlns:w=(W) {
            w:defaultTabStop w:val="709" {}
            w:characterSpacingControl w:val="doNotCompress" {}
            w:compat {
                w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15" {}
            }
            w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA" {}
        }
    }
}

fn numbering() -> Markup {
    let list = |id: u32, format: &str, text: &str, hanging: u32| {
        html! {
            w:abstractNum w:abstractNumId=(id) {
                w:multiLevelType w:val="singleLevel" {}
                w:lvl w:ilvl="0" {
                    w:start w:val="1" {}
                    w:numFmt w:val=(format) {}
                    w:lvlText w:val=(text) {}
                    w:lvlJc w:val="left" {}
                    w:pPr { w:ind w:left=(hanging) w:hanging=(hanging) {} }
                }
            }
        }
    };
    html! {
        w:numbering xmlns:w=(W) {
            (list(BULLETS, "bullet", "•", 284))
            (list(NUMBERS, "decimal", "%1", 454))
            @for id in [BULLETS, NUMBERS] { w:num w:numId=(id) { w:abstractNumId w:val=(id) {} } }
        }
    }
}

/// The marking once more, and on which page of how many one is.
fn footer(document: &Document) -> Markup {
    let field = |name: &str| html! { w:fldSimple w:instr=(format!(" {name} ")) { w:r { w:t { "1" } } } };
    html! {
        @if !document.marking.is_empty() { (body::line("Header", &document.marking)) }
        w:p {
            w:pPr { w:pStyle w:val="Footer" {} }
            (words_in(TextStyle::Plain, &document.title))
            (words_in(TextStyle::Plain, " · Page "))
            (field("PAGE"))
            (words_in(TextStyle::Plain, " of "))
            (field("NUMPAGES"))
        }
    }
}
