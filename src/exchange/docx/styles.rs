//! The styles of a Word document. Word's built-in names are used where it has them, so that navigation, the table of contents and a
//! reader's own templates work. The font is Arial, because it or a font of the same measure is on every machine and has Arabic,
//! Hebrew and Cyrillic letters.

use super::ids::W;
use maud::{Markup, html};

/// The ink of what the paper says of itself.
const QUIET: &str = "5B5B5B";

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Size in half points.
    size: u32,
    strong: bool,
    slanted: bool,
    quiet: bool,
    /// Room before and after in twentieths of a point.
    room: (u32, u32),
    /// Kept with the next paragraph.
    with_next: bool,
    /// Outline level from 0.
    outline: Option<u32>,
    /// Indented from the left, and a broken line there.
    inset: (u32, bool),
    centred: bool,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    size: 20,
    strong: false,
    slanted: false,
    quiet: false,
    room: (0, 0),
    with_next: false,
    outline: None,
    inset: (0, false),
    centred: false,
};

const STYLES: &[Style] = &[
    Style { id: "Title", name: "Title", size: 40, strong: true, room: (0, 80), with_next: true, ..PLAIN },
    Style { id: "Subtitle", name: "Subtitle", quiet: true, room: (0, 20), ..PLAIN },
    Style {
        id: "Heading1",
        name: "heading 1",
        size: 28,
        strong: true,
        room: (320, 100),
        with_next: true,
        outline: Some(0),
        ..PLAIN
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        size: 23,
        strong: true,
        room: (220, 80),
        with_next: true,
        outline: Some(1),
        ..PLAIN
    },
    Style {
        id: "Heading3",
        name: "heading 3",
        size: 20,
        strong: true,
        room: (160, 60),
        with_next: true,
        outline: Some(2),
        ..PLAIN
    },
    Style { id: "BodyText", name: "Body Text", room: (40, 120), ..PLAIN },
    Style { id: "ListBullet", name: "List Bullet", room: (0, 60), ..PLAIN },
    Style { id: "Cell", name: "Cell", size: 18, room: (0, 20), ..PLAIN },
    Style { id: "EntryHead", name: "Entry head", size: 18, room: (100, 20), with_next: true, ..PLAIN },
    Style { id: "EntryWords", name: "Entry words", room: (0, 30), inset: (227, false), ..PLAIN },
    Style { id: "EntryBelow", name: "Entry below", size: 18, room: (0, 30), inset: (227, false), ..PLAIN },
    Style {
        id: "InferredHead",
        name: "Inferred head",
        size: 18,
        slanted: true,
        room: (100, 20),
        with_next: true,
        inset: (454, true),
        ..PLAIN
    },
    Style { id: "InferredWords", name: "Inferred words", slanted: true, room: (0, 30), inset: (454, true), ..PLAIN },
    Style { id: "InferredBelow", name: "Inferred below", size: 18, slanted: true, room: (0, 30), inset: (454, true), ..PLAIN },
    Style { id: "Header", name: "header", size: 18, strong: true, centred: true, ..PLAIN },
    Style { id: "Footer", name: "footer", size: 16, quiet: true, centred: true, ..PLAIN },
    Style { id: "Source", name: "Source", size: 17, room: (0, 50), ..PLAIN },
    // A paragraph has to stand between two tables, and one that turns the page at the end of a section; both take no room.
    Style { id: "Gap", name: "Gap", size: 8, ..PLAIN },
    Style { id: "Turn", name: "Turn", size: 2, ..PLAIN },
];

/// The part with the styles.
pub(super) fn styles() -> Markup {
    html! {
        w:styles xmlns:w=(W) {
            w:docDefaults {
                w:rPrDefault {
                    w:rPr {
                        w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Microsoft YaHei" w:cs="Arial" {}
                        w:sz w:val="20" {}
                        w:szCs w:val="20" {}
                        w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA" {}
                    }
                }
                w:pPrDefault { w:pPr { w:spacing w:after="0" w:line="259" w:lineRule="auto" {} } }
            }
            w:style w:type="paragraph" w:default="1" w:styleId="Normal" { w:name w:val="Normal" {} w:qFormat {} }
            w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont" {
                w:name w:val="Default Paragraph Font" {}
                w:uiPriority w:val="1" {}
                w:semiHidden {}
            }
            w:style w:type="table" w:default="1" w:styleId="TableNormal" {
                w:name w:val="Normal Table" {}
                w:uiPriority w:val="99" {}
                w:semiHidden {}
                w:tblPr { w:tblInd w:w="0" w:type="dxa" {} (margins(0, 108)) }
            }
            @for style in STYLES { (paragraph(style)) }
            (character("Strong", "Strong", &html! { w:b {} w:bCs {} }))
            (character("Quiet", "Quiet", &html! { w:color w:val=(QUIET) {} }))
            (character("Mark", "Mark", &html! { w:vertAlign w:val="superscript" {} }))
            (tables())
        }
    }
}

fn paragraph(style: &Style) -> Markup {
    let (before, after) = style.room;
    let (inset, broken_line) = style.inset;
    html! {
        w:style w:type="paragraph" w:styleId=(style.id) {
            w:name w:val=(style.name) {}
            w:basedOn w:val="Normal" {}
            @if style.outline.is_some() || style.id == "Title" { w:next w:val="BodyText" {} }
            w:qFormat {}
            w:pPr {
                @if style.with_next { w:keepNext {} }
                w:keepLines {}
                @if broken_line { w:pBdr { w:left w:val="dashed" w:sz="8" w:space="8" w:color="8A8A8A" {} } }
                w:spacing w:before=(before) w:after=(after) {}
                @if inset > 0 { w:ind w:left=(inset) {} }
                @if style.centred { w:jc w:val="center" {} }
                @if let Some(level) = style.outline { w:outlineLvl w:val=(level) {} }
            }
            w:rPr {
                @if style.strong { w:b {} w:bCs {} }
                @if style.slanted { w:i {} w:iCs {} }
                @if style.quiet { w:color w:val=(QUIET) {} }
                w:sz w:val=(style.size) {}
                w:szCs w:val=(style.size) {}
            }
        }
    }
}

fn character(id: &str, name: &str, style: &Markup) -> Markup {
    html! {
        w:style w:type="character" w:styleId=(id) {
            w:name w:val=(name) {}
            w:basedOn w:val="DefaultParagraphFont" {}
            w:qFormat {}
            w:rPr { (style) }
        }
    }
}

/// Tables with a header row and thin lines between rows, and facts without lines. What heads a row is strong.
fn tables() -> Markup {
    let thin = |side: &str| {
        html! { @match side {
            "top" => w:top w:val="single" w:sz="8" w:space="0" w:color="404040" {},
            "bottom" => w:bottom w:val="single" w:sz="4" w:space="0" w:color="A0A0A0" {},
            _ => w:insideH w:val="single" w:sz="4" w:space="0" w:color="C8C8C8" {},
        } }
    };
    let strong = html! { w:rPr { w:b {} w:bCs {} } };
    html! {
        w:style w:type="table" w:styleId="Record" {
            w:name w:val="Record" {}
            w:basedOn w:val="TableNormal" {}
            w:tblPr {
                w:tblBorders { (thin("top")) (thin("bottom")) (thin("insideH")) }
                (margins(45, 85))
            }
            w:tblStylePr w:type="firstRow" {
                (strong)
                w:tcPr {
                    w:tcBorders { w:bottom w:val="single" w:sz="8" w:space="0" w:color="404040" {} }
                    w:shd w:val="clear" w:color="auto" w:fill="ECECEC" {}
                    w:vAlign w:val="bottom" {}
                }
            }
            w:tblStylePr w:type="firstCol" { (strong) }
        }
        w:style w:type="table" w:styleId="Facts" {
            w:name w:val="Facts" {}
            w:basedOn w:val="TableNormal" {}
            w:tblPr { (margins(28, 85)) }
            w:tblStylePr w:type="firstCol" { (strong) }
        }
    }
}

fn margins(above: u32, beside: u32) -> Markup {
    html! {
        w:tblCellMar {
            w:top w:w=(above) w:type="dxa" {}
            w:left w:w=(beside) w:type="dxa" {}
            w:bottom w:w=(above) w:type="dxa" {}
            w:right w:w=(beside) w:type="dxa" {}
        }
    }
}
