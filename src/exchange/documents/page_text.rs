//! Text as it grows by paragraphs, lines and words, whatever the kind of document.

/// Collects words into lines and paragraphs. White space of every kind is one space, and none stands at an edge.
#[derive(Default)]
pub(super) struct PageText {
    text: String,
    /// What stands between what is there and the next word.
    due: Due,
    /// Whether a space is due before the next word of the same line.
    space: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    #[default]
    Nothing,
    Line,
    Paragraph,
}

impl PageText {
    /// Words of the same line.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\u{ad}' => {}
                ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{b}' | '\u{c}' => self.space = true,
                c => self.letter(c),
            }
        }
    }

    /// Words as they stand, spaces and lines included.
    pub(super) fn verbatim(&mut self, words: &str) {
        for (at, line) in words.trim_end().split('\n').enumerate() {
            if at > 0 {
                self.line();
            }
            line.chars().for_each(|c| self.letter(c));
        }
    }

    fn letter(&mut self, c: char) {
        if !self.text.is_empty() {
            match self.due {
                Due::Paragraph => self.text.push_str("\n\n"),
                Due::Line => self.text.push('\n'),
                Due::Nothing if self.space => self.text.push(' '),
                Due::Nothing => {}
            }
        }
        (self.due, self.space) = (Due::Nothing, false);
        self.text.push(c);
    }

    /// The next word begins a line.
    pub(super) fn line(&mut self) {
        self.due = self.due.max(Due::Line);
    }

    /// The next word begins a paragraph.
    pub(super) fn paragraph(&mut self) {
        self.due = Due::Paragraph;
    }

    /// A hyphen at the end of a line that a word goes on after is none of its letters.
    pub(super) fn without_hyphen(&mut self) {
        if self.text.ends_with(['-', '\u{2010}']) {
            self.text.pop();
        }
    }

    /// Whether the next word begins a line or a paragraph.
    pub(super) fn is_at_start(&self) -> bool {
        self.text.is_empty() || self.due != Due::Nothing
    }

    /// How long it is, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// The first paragraph, if it is short enough for a title.
pub(super) fn first_line(text: &str) -> Option<&str> {
    let line = text.lines().next()?.trim();
    let is_alone = text.trim_start().find('\n').is_none_or(|at| text.trim_start()[at..].starts_with("\n\n"));
    let letters = line.chars().count();
    let ends = line.ends_with(['.', ':', ';', ',', '。']);
    (is_alone && (3..=160).contains(&letters) && !ends).then_some(line)
}

/// Text whose lines were broken at a fixed width, with each paragraph in one line; any other text with a paragraph for each line.
pub(super) fn unwrapped(text: &str) -> String {
    let blocks: Vec<Vec<&str>> = blocks(text);
    let inner = || blocks.iter().flat_map(|block| block.split_last().map(|(_, inner)| inner).unwrap_or_default());
    let lengths: Vec<usize> = inner().map(|line| line.trim_end().chars().count()).collect();
    let longest = blocks.iter().flatten().map(|line| line.chars().count()).max().unwrap_or_default();
    let near = lengths.iter().filter(|length| **length + 20 >= longest && **length <= longest).count();
    let is_wrapped = blocks.len() > 1 && (40..=100).contains(&longest) && lengths.len() >= 2 && near * 10 >= lengths.len() * 7;
    let mut out = PageText::default();
    for block in blocks {
        out.paragraph();
        let mut previous: Option<&str> = None;
        for line in block {
            let begins = line.trim_start().starts_with(['>', '-', '*', '•', '|', '–', '—']) || numbered(line);
            match previous {
                Some(previous) if is_wrapped && !begins => {
                    let hyphen = previous.ends_with('-') && line.starts_with(char::is_lowercase);
                    let wide = previous.ends_with(is_wide) && line.starts_with(is_wide);
                    if !hyphen && !wide {
                        out.words(" ");
                    }
                }
                Some(_) if is_wrapped => out.line(),
                Some(_) => out.paragraph(),
                None => {}
            }
            out.words(line.trim());
            previous = Some(line.trim_end());
        }
    }
    out.finish()
}

/// The lines between blank ones.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            if blocks.last().is_some_and(|block| !block.is_empty()) {
                blocks.push(Vec::new());
            }
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Whether a line begins with the number or letter of an item: "1.", "(a)", "2)".
pub(super) fn numbered(line: &str) -> bool {
    let line = line.trim_start();
    let Some((mark, rest)) = line.split_once([' ', '\t']) else { return false };
    let inner = mark.trim_start_matches('(').trim_end_matches([')', '.', ':']);
    let closed = mark.ends_with([')', '.']) && !rest.is_empty();
    let number = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letter = inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic) && mark.ends_with(')');
    let roman = mark.ends_with(')') && !inner.is_empty() && inner.len() <= 5 && inner.chars().all(|c| "ivxIVX".contains(c));
    closed && mark.chars().count() <= 8 && (number || letter || roman)
}

/// Whether a letter is of a script that is written without spaces.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x303f | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x20000..=0x3ffff)
}
