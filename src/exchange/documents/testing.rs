//! Makes documents for tests and measurements: small ones with known words, and long ones.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Words at a place on a page, in points from its lower left corner: x, y, size, words.
pub(crate) type Placed<'a> = (f32, f32, f32, &'a str);

/// A PDF in Helvetica. `info` stands in its information dictionary.
pub(crate) fn pdf(pages: &[Vec<Placed<'_>>], info: &str) -> Vec<u8> {
    let contents = pages.iter().map(|page| {
        let mut content = String::new();
        for (x, y, size, words) in page {
            let escaped = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            content.push_str(&format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"));
        }
        (content.into_bytes(), "/Font << /F1 3 0 R >>".to_owned())
    });
    pdf_of(contents, &[], info)
}

/// A PDF of pages with these contents and resources. `more` are objects from number 5 on.
pub(crate) fn pdf_of(pages: impl Iterator<Item = (Vec<u8>, String)>, more: &[Vec<u8>], info: &str) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        format!("<< {info} >>").into_bytes(),
    ];
    objects.extend(more.iter().cloned());
    let mut kids = Vec::new();
    for (content, resources) in pages {
        let at = objects.len() + 1;
        kids.push(format!("{at} 0 R"));
        let (of, content) = (at + 1, stream("", &content));
        objects.push(
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> /Contents {of} 0 R >>")
                .into_bytes(),
        );
        objects.push(content);
    }
    objects[1] = format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into_bytes();
    assembled(&objects, "/Info 4 0 R")
}

/// A packed stream with more in its dictionary.
pub(crate) fn stream(more: &str, content: &[u8]) -> Vec<u8> {
    let packed = packed(content);
    let mut out = format!("<< /Length {} /Filter /FlateDecode {more} >>\nstream\n", packed.len()).into_bytes();
    out.extend(packed);
    out.extend(b"\nendstream");
    out
}

pub(crate) fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Objects from number 1 on, the first of which is the catalog.
pub(crate) fn assembled(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").into_bytes()));
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).into_bytes(),
    );
    out
}

/// A packed file of these parts.
pub(crate) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document with this body, and other parts.
pub(crate) fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
                     relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let mut parts = vec![("_rels/.rels", relations), ("word/document.xml", document.as_str())];
    parts.extend(more);
    zip(&parts)
}

/// A sentence that is like no other with another number.
pub(crate) fn sentence(at: usize) -> String {
    const WHO: [&str; 4] = ["The delegation", "A spokesperson", "The mediator", "The other side"];
    const WHAT: [&str; 4] = ["asked for monitoring", "rejected the timetable", "offered a corridor", "named conditions"];
    format!("{} {} in point {at} of the draft, and said that nothing is agreed until all is.", WHO[at % 4], WHAT[at / 4 % 4])
}

/// A PDF of so many pages, 45 lines on each.
pub(crate) fn long_pdf(pages: usize) -> Vec<u8> {
    let lines: Vec<Vec<String>> = (0..pages).map(|page| (0..45).map(|line| sentence(page * 45 + line)).collect()).collect();
    let placed = |page: &Vec<String>| -> Vec<(f32, f32, f32, String)> {
        let place = |at: usize| f32::from(u16::try_from(at).unwrap());
        page.iter().enumerate().map(|(at, words)| (60.0, 780.0 - 16.0 * place(at), 11.0, words.clone())).collect()
    };
    let all: Vec<_> = lines.iter().map(placed).collect();
    let borrowed: Vec<Vec<Placed<'_>>> =
        all.iter().map(|page| page.iter().map(|(x, y, size, words)| (*x, *y, *size, words.as_str())).collect()).collect();
    pdf(&borrowed, "/Title (A long draft)")
}

/// As many words in a Word document.
pub(crate) fn long_docx(pages: usize) -> Vec<u8> {
    let body: String = (0..pages * 45).map(|at| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", sentence(at))).collect();
    docx(&body, &[])
}

/// As many words in a web page, with a menu beside them.
pub(crate) fn long_html(pages: usize) -> String {
    let menu: String = (0..200).map(|at| format!("<li><a href=\"/{at}\">Topic {at}</a></li>")).collect();
    let text: String = (0..pages * 45).map(|at| format!("<p>{}</p>", sentence(at))).collect();
    format!(
        "<!doctype html><html><head><title>A long draft</title></head><body><nav><ul>{menu}</ul></nav>\
         <div id=\"content\"><h1>A long draft</h1>{text}</div></body></html>"
    )
}
