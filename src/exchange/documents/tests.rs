//! What is read of each kind of document, and that no bytes at all do harm.

use super::testing::{assembled, docx, long_docx, long_html, long_pdf, packed, pdf, pdf_of, sentence, stream, zip};
use super::*;
use crate::model::When;
use chrono::NaiveDate;
use proptest::prelude::*;

fn ok(name: &str, bytes: &[u8]) -> ReadDocument {
    read(name, bytes, &Progress::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn error(name: &str, bytes: &[u8]) -> DocumentError {
    read(name, bytes, &Progress::default()).unwrap_err()
}

fn said<T: Clone>(proposal: Option<&Proposal<T>>) -> Option<(T, Found)> {
    proposal.map(|proposal| (proposal.value.clone(), proposal.found))
}

fn title(document: &ReadDocument) -> Option<(String, Found)> {
    said(document.title.as_ref())
}

fn day(year: i32, month: u32, day: u32) -> When {
    When::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

const PAGE: &str = r#"<!DOCTYPE html><html><head><title>Talks resume | The Courier</title>
<meta property="og:title" content="Talks resume in the  port city">
<meta property="og:site_name" content="The Courier"><link rel="canonical" href="https://courier.example/talks">
<meta property="article:published_time" content="2026-01-24T23:30:00+02:00"><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Talks resume in the port city</h1>
<p>The delegations met for a second day, and spoke about the line of contact, monitors and&nbsp;the exchange of prisoners.</p>
<p>&ldquo;We will not sign without guarantees,&rdquo; the head of one of the delegations told reporters after the meeting ended.</p>
<ul><li>Monitors along the line</li><li>Exchange of prisoners</li></ul>
<table><tr><th>Issue</th><th>State</th></tr><tr><td>Line</td><td>open</td></tr></table>
<p hidden>Canary never seen</p><script>var canary = "never seen";</script>
<p>A third round is expected as early as next week, a mediator said, and the venue is not yet known to either of the sides.</p>
</article><footer>All rights reserved</footer></body></html>"#;

#[test]
fn a_web_page_gives_its_text_and_what_it_says_of_itself() {
    let document = ok("page.html", PAGE.as_bytes());
    assert_eq!(document.kind, Kind::Html);
    assert_eq!(title(&document), Some(("Talks resume in the port city".to_owned(), Found::Tag("og:title"))));
    assert_eq!(said(document.outlet.as_ref()), Some(("The Courier".to_owned(), Found::Tag("og:site_name"))));
    assert_eq!(said(document.address.as_ref()), Some(("https://courier.example/talks".to_owned(), Found::Tag("canonical"))));
    assert_eq!(said(document.date.as_ref()), Some((day(2026, 1, 24), Found::Tag("article:published_time"))));
    let text = &document.text;
    for words in [
        "monitors and the exchange of prisoners.\n\n“We will",
        "• Monitors along the line\n• Exchange",
        "Issue | State\nLine | open",
    ] {
        assert!(text.contains(words), "{words} in:\n{text}");
    }
    for words in ["never seen", "Home", "rights reserved", "color", "canary"] {
        assert!(!text.contains(words), "{words} in:\n{text}");
    }
}

#[test]
fn structured_data_and_the_browsers_own_line_tell_too() {
    let page = r#"<!-- saved from url=(0024)https://news.example/a/1 --><html><head><title>T</title>
<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":["NewsArticle"],"headline":"A deal",
"datePublished":"2026-02-05","publisher":{"@type":"Organization","name":"News Agency"}}]}</script></head><body>Short.</body></html>"#;
    let document = ok("x.htm", page.as_bytes());
    assert_eq!(title(&document), Some(("A deal".to_owned(), Found::Structured)));
    assert_eq!(said(document.outlet.as_ref()), Some(("News Agency".to_owned(), Found::Structured)));
    assert_eq!(said(document.address.as_ref()), Some(("https://news.example/a/1".to_owned(), Found::SavedFrom)));
    assert_eq!(said(document.date.as_ref()), Some((day(2026, 2, 5), Found::Structured)));
    assert_eq!(document.text, "Short.");
}

#[test]
fn a_page_without_marks_keeps_its_whole_text() {
    let long =
        "The parties said in a statement that they would go on with the talks until there is an agreement on all of the points";
    let page = format!("<div class=sidebar><p>{long} one.</p></div><div class=comment><p>{long} two.</p></div>");
    let text = ok("x.html", page.as_bytes()).text;
    assert!(text.contains("one.") && text.contains("two."), "{text}");
}

#[test]
fn texts_are_read_in_the_encoding_that_they_are_in() {
    let words = "Переговоры продолжатся на следующей неделе, сообщил представитель делегации.";
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::UTF_8, encoding_rs::KOI8_R] {
        assert_eq!(ok("a.txt", &encoding.encode(words).0).text, words, "{}", encoding.name());
    }
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(ok("a.txt", &wide).text, words);
    let page = format!("<html><head><meta charset=windows-1251></head><body><p>{words}</p></body></html>");
    assert_eq!(ok("a.html", &encoding_rs::WINDOWS_1251.encode(&page).0).text, words);
}

#[test]
fn lines_broken_at_a_width_are_joined_and_others_are_paragraphs() {
    let wrapped = "Joint communiqué\n\nThe parties met on the first day of the month and agreed to\nmeet again before the end of the \
                   month at the same place, in\norder to conclude.\n\n- Monitors will be sent to all of the places that were named in\n  \
                   the annex.\n";
    let document = ok("a.txt", wrapped.as_bytes());
    assert_eq!(
        document.text,
        "Joint communiqué\n\nThe parties met on the first day of the month and agreed to meet again before the end of the month at the \
         same place, in order to conclude.\n\n- Monitors will be sent to all of the places that were named in the annex."
    );
    assert_eq!(title(&document), Some(("Joint communiqué".to_owned(), Found::Heading)));
    assert_eq!(ok("b.txt", b"One.\nTwo.\n\n\nThree.\n").text, "One.\n\nTwo.\n\nThree.");
    assert_eq!(title(&ok("my_notes.txt", b"One.\nTwo.")), Some(("my notes".to_owned(), Found::FileName)));
}

#[test]
fn markdown_is_read_without_its_signs() {
    let text = "---\ntitle: \"Notes of day one\"\ndate: 2026-02-17\nsource: https://example.org/n\n---\n# Day *one*\n\nThey **agreed** on\n\
                [monitors](https://x.example).[^1]\n\n1. First\n2. Second\n   - inner\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Not all.\n";
    let document = ok("n.md", text.as_bytes());
    assert_eq!(title(&document), Some(("Notes of day one".to_owned(), Found::FrontMatter)));
    assert_eq!(said(document.date.as_ref()).unwrap().0, day(2026, 2, 17));
    assert_eq!(said(document.address.as_ref()).unwrap().0, "https://example.org/n");
    assert_eq!(
        document.text,
        "Day one\n\nThey agreed on monitors.[1]\n\n1. First\n2. Second\n  • inner\n\nA | B\n1 | 2\n\n[1] Not all."
    );
}

#[test]
fn an_e_mail_gives_its_headers_and_its_words() {
    let mail = "From: =?UTF-8?B?QcOvZGE=?= <aida@mission.example>\r\nDate: Tue, 17 Feb 2026 22:10:00 -0500\r\nSubject: =?iso-8859-1?Q?Relev=E9?= \
                of the talks\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: \
                multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
                Content-Transfer-Encoding: quoted-printable\r\n\r\nLe relev=E9 est =\r\njoint.\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>HTML</p>\r\n\
                --c--\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\n\
                Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";
    let document = ok("m.eml", mail.as_bytes());
    assert_eq!(document.text, "Le relevé est joint.");
    assert_eq!(title(&document), Some(("Relevé of the talks".to_owned(), Found::Header("Subject"))));
    assert_eq!(said(document.outlet.as_ref()).unwrap().0, "Aïda");
    assert_eq!(said(document.date.as_ref()).unwrap().0, day(2026, 2, 17));
    assert_eq!(document.notes, [Note::Attachments(1)]);
    let only_html = "Subject: x\r\nFrom: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VHdvPC9wPjxwPmxpbmVzPC9wPg==\r\n";
    assert_eq!(ok("m.eml", only_html.as_bytes()).text, "Two\n\nlines");
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

fn numbered(level: usize, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

fn word_document() -> Vec<u8> {
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Draft agreement</w:t></w:r></w:p>{}{}{}\
         <w:p><w:r><w:t xml:space=\"preserve\">The parties </w:t></w:r><w:del><w:r><w:delText>canary</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>shall &amp; will</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> meet</w:t></w:r>\
         <w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>canary</w:t></w:r><w:r><w:t> on page </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGEREF canary </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Issue</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>State</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>Line</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>open</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:r><w:t>End</w:t><w:br/><w:t>of it</w:t></w:r></w:p>",
        numbered(0, "Purpose"),
        numbered(1, "first"),
        numbered(1, "second"),
    );
    let footnotes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p>\
                     <w:r><w:t>As agreed.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let core = "<cp:coreProperties><dc:title>Draft</dc:title><dcterms:created>2026-02-03T08:00:00Z</dcterms:created></cp:coreProperties>";
    docx(&body, &[("word/numbering.xml", NUMBERING), ("word/footnotes.xml", footnotes), ("docProps/core.xml", core)])
}

#[test]
fn a_word_document_is_read_as_it_stands() {
    let document = ok("d.docx", &word_document());
    assert_eq!(
        document.text,
        "Draft agreement\n\nArticle 1. Purpose\n\n(a) first\n\n(b) second\n\nThe parties shall & will meet[1] on page 12\n\n\
         Issue | State\nLine | open\n\nEnd\nof it\n\n[1] As agreed."
    );
    assert_eq!(title(&document), Some(("Draft".to_owned(), Found::Properties)));
    assert_eq!(said(document.date.as_ref()), Some((day(2026, 2, 3), Found::Made)));
    assert_eq!(document.notes, [Note::Deletions(1), Note::Hidden(1)]);
    assert!(!Found::Made.is_stated());
}

#[test]
fn a_pdf_is_read_by_paragraphs_without_what_returns_on_its_pages() {
    let page = |at: u8, words: &[&'static str]| {
        let mut placed = vec![(60.0, 800.0, 9.0, "Ministry of Transit")];
        let lines = words.iter().enumerate();
        placed.extend(lines.map(|(at, words)| (60.0, 700.0 - 14.0 * f32::from(u8::try_from(at).unwrap()), 11.0, *words)));
        placed.push((290.0, 30.0, 9.0, ["1", "2", "3"][usize::from(at)]));
        placed
    };
    let pages = [
        page(
            0,
            &[
                "The parties met in the port city for two days and agreed on moni-",
                "toring of the line, which both of them had asked for before.",
                "They will meet again.",
            ],
        ),
        page(
            1,
            &[
                "A second paragraph stands on a page of its own and goes on over",
                "the end of the page, because the sentence is not over and it is",
            ],
        ),
        page(2, &["continued here."]),
    ];
    let document = ok("c.pdf", &pdf(&pages, "/Title (Communiqu\u{e9}) /CreationDate (D:20260203101500Z)"));
    assert_eq!(
        document.text,
        "The parties met in the port city for two days and agreed on monitoring of the line, which both of them had asked for before. \
         They will meet again.\n\nA second paragraph stands on a page of its own and goes on over the end of the page, because the \
         sentence is not over and it is continued here."
    );
    assert_eq!(document.notes, [Note::RunningLines(6)]);
    assert_eq!(said(document.date.as_ref()), Some((day(2026, 2, 3), Found::Made)));
}

#[test]
fn columns_are_read_one_after_the_other_and_tables_row_by_row() {
    let left = [
        "We met with all of the sides",
        "and heard what they wanted",
        "before the talks could begin",
        "in the other city at last.",
    ];
    let right = [
        "The second column begins here",
        "and has as many lines as the",
        "first one has, so that a gutter",
        "runs down between the two.",
    ];
    let mut page = vec![(60.0, 790.0, 16.0, "A title over both of the columns of the page")];
    for (at, (left, right)) in left.into_iter().zip(right).enumerate() {
        let y = 700.0 - 14.0 * f32::from(u8::try_from(at).unwrap());
        page.extend([(60.0, y, 11.0, left), (320.0, y, 11.0, right)]);
    }
    for (at, (one, other)) in [("Issue", "State"), ("Line", "open"), ("Prisoners", "agreed")].into_iter().enumerate() {
        let y = 560.0 - 14.0 * f32::from(u8::try_from(at).unwrap());
        page.extend([(60.0, y, 11.0, one), (320.0, y, 11.0, other)]);
    }
    let text = ok("c.pdf", &pdf(&[page], "")).text;
    assert!(text.starts_with("A title over both of the columns of the page\n\nWe met with all of the sides and heard"), "{text}");
    let order: Vec<usize> =
        ["city at last.", "The second column", "between the two."].iter().map(|words| text.find(words).unwrap()).collect();
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn a_scan_says_so() {
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &[0, 255, 0, 255],
    );
    let page = || (b"q 500 0 0 700 40 60 cm /I Do Q".to_vec(), "/XObject << /I 5 0 R >>".to_owned());
    let document = ok("scan.pdf", &pdf_of([page(), page()].into_iter(), &[image], ""));
    assert_eq!((document.text.as_str(), document.notes.as_slice()), ("", [Note::Scan { pages: 2 }].as_slice()));
}

/// A PDF that is locked with a password.
fn locked() -> Vec<u8> {
    let lock = format!(
        "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{0}> /U <{0}> >> /ID [<{1}> <{1}>]",
        "ab".repeat(32),
        "12".repeat(16)
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ];
    assembled(&objects.map(|object| object.as_bytes().to_vec()), &lock)
}

#[test]
fn what_is_none_is_named_whatever_its_ending_says() {
    assert_eq!(error("a.txt", b""), DocumentError::Empty);
    assert_eq!(error("a.pdf", &locked()), DocumentError::Password { kind: Kind::Pdf });
    for (name, bytes, words) in [
        ("a.pdf", b"\x89PNG\r\n\x1a\n".as_slice(), "This is a picture."),
        ("a.docx", b"\x7fELF\x02", "This is a program."),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx without a password"),
        ("a.pdf", b"plain words", "The PDF is damaged or was not copied whole"),
        ("a.docx", b"plain words", "The Word document is damaged"),
        ("a.eml", b"\n\nno header", "The e-mail is damaged"),
        ("a.txt", b"a\0b\0\0c", "zero bytes"),
        ("a.docx", b"PK\x03\x04 and no more", "The Word document is damaged"),
        ("a.pdf", b"%PDF-1.7\nand no more", "The PDF is damaged"),
    ] {
        let error = error(name, bytes).to_string();
        assert!(error.contains(words), "{name}: {error}");
    }
    let workbook = zip(&[
        ("xl/workbook.xml", ""),
        ("_rels/.rels", "<R><Relationship Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></R>"),
    ]);
    assert!(error("a.docx", &workbook).to_string().contains("a workbook of Excel"));
    assert_eq!(ok("letter.txt", &word_document()).kind, Kind::Word, "it is what its bytes say");
    assert_eq!(ok("letter.docx.txt", PAGE.as_bytes()).kind, Kind::Html);
}

#[test]
fn what_asks_for_too_much_is_not_read() {
    let deep = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    assert_eq!(error("a.html", deep("<div>", "</div>", 20_000).as_bytes()), DocumentError::TooMuch { kind: Kind::Html });
    assert_eq!(error("a.docx", &docx(&deep("<w:sdt>", "</w:sdt>", 5_000), &[])), DocumentError::TooMuch { kind: Kind::Word });
    ok("a.md", deep("> ", "", 20_000).as_bytes());
    ok("a.md", deep("[", "](x)", 5_000).as_bytes());
    let long = "word ".repeat(MOST_TEXT / 5 + 10);
    assert_eq!(error("a.txt", long.as_bytes()), DocumentError::TooMuchText { most: MOST_TEXT });
    let zeros = vec![b' '; 2 * 1024 * 1024];
    let bomb = pdf_of([(zeros.clone(), String::new())].into_iter(), &[], "");
    let (one, all) = (1024 * 1024, 8 * 1024 * 1024);
    assert_eq!(pdf::check_within(&bomb, one, all), Err(DocumentError::TooMuch { kind: Kind::Pdf }));
    assert_eq!(pdf::check_within(&bomb, 4 * one, all), Ok(()));
    let twice = stream("", &packed(&zeros));
    assert_eq!(pdf::check_within(&twice, one, all), Err(DocumentError::TooMuch { kind: Kind::Pdf }), "packed twice");
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(3 * 1024 * 1024));
    assert_eq!(docx::unpacked_within(&docx(&body, &[]), one), Err(DocumentError::TooMuch { kind: Kind::Word }));
}

#[test]
fn loops_in_a_pdf_come_to_an_end() {
    let round = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 9 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] >>",
    ];
    let round = assembled(&round.map(|object| object.as_bytes().to_vec()), "");
    assert!(read("a.pdf", &round, &Progress::default()).is_err());
    // Each form draws the next one ten times.
    let draws = |next: usize| {
        let resources = format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {next} 0 R >> >>");
        stream(&resources, "/F Do ".repeat(10).as_bytes())
    };
    let forms: Vec<Vec<u8>> = (6..36).map(draws).collect();
    let page = (b"/F Do".to_vec(), "/XObject << /F 5 0 R >>".to_owned());
    let endless = pdf_of([page].into_iter(), &forms, "");
    let progress = Progress::default();
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| read("a.pdf", &endless, &progress));
        progress.stop();
        assert_eq!(reading.join().unwrap(), Err(DocumentError::Stopped(crate::exchange::progress::Stopped)));
    });
}

#[test]
fn a_long_document_says_the_same_in_each_kind() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let page = ok("a.html", long_html(4).as_bytes());
    let expected: Vec<String> = (0..180).flat_map(|at| words(&sentence(at))).collect();
    assert_eq!(words(&ok("a.docx", &long_docx(4)).text), expected);
    assert_eq!(words(&ok("a.pdf", &long_pdf(4)).text), expected);
    assert!(words(&page.text).ends_with(&expected) && !page.text.contains("Topic 7"), "{}", page.text);
}

/// A small document of each kind, each with a word that may be in no error.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.txt", "Canary words of the text, plain.\n\nAnd canary é more.".as_bytes().to_vec()),
        ("a.md", "# Canary\n\n* one\n* two\n\n| canary | b |\n|---|---|\n| 1 | 2 |\n".as_bytes().to_vec()),
        ("a.html", PAGE.as_bytes().to_vec()),
        ("a.docx", word_document()),
        ("a.pdf", pdf(&[vec![(60.0, 700.0, 11.0, "Canary words of a page")]], "/Title (Canary)")),
        (
            "a.eml",
            b"From: Canary <c@x.example>\r\nSubject: canary\r\nDate: Tue, 17 Feb 2026 22:10:00 -0500\r\n\r\nCanary words.\r\n"
                .to_vec(),
        ),
    ]
}

fn harmless(name: &str, bytes: &[u8]) {
    if let Err(error) = read(name, bytes, &Progress::default()) {
        let words = format!("{error} {error:?}").to_lowercase();
        assert!(!words.contains("canary"), "{name}: {words}");
    }
}

#[test]
fn what_ends_in_the_middle_does_no_harm() {
    for (name, bytes) in samples() {
        for end in (0..bytes.len()).step_by(1 + bytes.len() / 60) {
            harmless(name, &bytes[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_was_changed_anywhere_does_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        doubled in any::<bool>(),
    ) {
        for (name, mut bytes) in samples() {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if doubled {
                let at = cut.index(bytes.len());
                let part = bytes[at..].to_vec();
                bytes.extend(part);
            }
            harmless(name, &bytes);
        }
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..2_000), name in "a\\.(txt|md|html|docx|pdf|eml)") {
        harmless(&name, &bytes);
        harmless(&name, &[b"%PDF-1.4\n".as_slice(), &bytes].concat());
    }
}
