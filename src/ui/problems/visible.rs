//! Makes bytes visible to a reader: characters that are not drawn or change the direction, and bytes that are not text, become marks.

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub what: What,
    pub text: String,
}

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Text, as it is.
    Text,
    /// A c that is not drawn, by its number.
    Hidden,
    /// A byte that is no text.
    Broken,
}

/// The parts of a line, in their order.
pub(super) fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |what: What, add: &mut dyn FnMut(&mut String)| {
        match pieces.last_mut().filter(|last| last.what == what) {
            Some(last) => add(&mut last.text),
            None => {
                let mut text = String::new();
                add(&mut text);
                pieces.push(Piece { what, text });
            }
        };
    };
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\t' => push(What::Text, &mut |text| text.push_str("    ")),
                _ if is_hidden(c) => {
                    let mark = format!("<U+{:04X}>", u32::from(c));
                    push(What::Hidden, &mut |text| text.push_str(&mark));
                }
                _ => push(What::Text, &mut |text| text.push(c)),
            }
        }
        for byte in chunk.invalid() {
            let mark = format!("<{byte:02X}>");
            push(What::Broken, &mut |text| text.push_str(&mark));
        }
    }
    pieces
}

/// Signs that draw nothing, or that turn the order of what is drawn.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown_by_a_mark() {
        type Case = (&'static [u8], Vec<(What, &'static str)>);
        let cases: [Case; 9] = [
            (b"", vec![]),
            (b"name: \"x\",", vec![(What::Text, "name: \"x\",")]),
            (b"\tx", vec![(What::Text, "    x")]),
            (b"a\xff\xfeb", vec![(What::Text, "a"), (What::Broken, "<FF><FE>"), (What::Text, "b")]),
            (b"\xe2\x82", vec![(What::Broken, "<E2><82>")]),
            (b"\0", vec![(What::Hidden, "<U+0000>")]),
            ("a\u{202E}b".as_bytes(), vec![(What::Text, "a"), (What::Hidden, "<U+202E>"), (What::Text, "b")]),
            ("\u{FEFF}\u{200B}שלום".as_bytes(), vec![(What::Hidden, "<U+FEFF><U+200B>"), (What::Text, "שלום")]),
            ("\u{FFFD}".as_bytes(), vec![(What::Text, "\u{FFFD}")]),
        ];
        for (bytes, expected) in cases {
            let found = pieces(bytes);
            let found: Vec<(What, &str)> = found.iter().map(|piece| (piece.what, piece.text.as_str())).collect();
            assert_eq!(found, expected, "{bytes:?}");
        }
    }
}
