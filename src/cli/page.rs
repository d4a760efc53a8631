//! Text layout for terminals: aligned columns, wrapped at 90.

use unicode_width::UnicodeWidthStr as _;

/// The longest line, in columns, where the words allow it.
pub(super) const WIDTH: usize = 90;
/// How far what belongs to a heading is set in.
const STEP: usize = 2;
/// The longest name of a fact that still has its value beside it.
const LONGEST_LABEL: usize = 20;

/// A text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    indent: usize,
}

impl Page {
    /// The text, ended by a line feed.
    pub(super) fn finish(self) -> String {
        let text = plain(self.text.trim_end());
        if text.is_empty() { text } else { text + "\n" }
    }

    /// Running text, wrapped.
    pub(super) fn line(&mut self, text: &str) {
        self.hanging("", 0, text);
    }

    /// One line however long, for what other programs read line by line.
    pub(super) fn unwrapped(&mut self, text: &str) {
        let line: Vec<String> = text.split_whitespace().map(plain).collect();
        self.text.push_str(&line.join(" "));
        self.text.push('\n');
    }

    /// An empty line, but never two.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading after an empty line; what `body` writes is set in below it.
    pub(super) fn under(&mut self, heading: &str, body: impl FnOnce(&mut Self)) {
        self.gap();
        self.line(heading);
        self.indent += STEP;
        body(self);
        self.indent -= STEP;
    }

    /// Facts, each with its name, values under each other. An empty value is left out.
    pub(super) fn facts<L: Into<String>>(&mut self, facts: impl IntoIterator<Item = (L, String)>) {
        let filled = |(label, value): (L, String)| (!value.trim().is_empty()).then(|| (label.into(), value));
        let facts: Vec<(String, String)> = facts.into_iter().filter_map(filled).collect();
        let longest = facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0).min(LONGEST_LABEL);
        for (label, value) in &facts {
            self.hanging(label, longest + STEP, value);
        }
    }

    /// Wraps `text` beside a label, set in by `hang` columns.
    fn hanging(&mut self, label: &str, hang: usize, text: &str) {
        let mut label = label;
        if label.width() + STEP > hang && !label.is_empty() {
            self.put(0, "", label);
            label = "";
        }
        let room = WIDTH.saturating_sub(self.indent + hang).max(STEP * 10);
        for paragraph in text.trim().lines() {
            for line in wrapped(paragraph, room) {
                self.put(hang, label, &line);
                label = "";
            }
        }
    }

    fn put(&mut self, hang: usize, label: &str, text: &str) {
        let fill = hang.saturating_sub(label.width());
        let line = format!("{:indent$}{label}{:fill$}{text}", "", "", indent = self.indent);
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// The words of a paragraph in lines of at most `room` columns; a longer word has a line of its own. What begins with a dash
/// hangs beside it.
fn wrapped(paragraph: &str, room: usize) -> Vec<String> {
    let hang = if paragraph.trim_start().starts_with("- ") { STEP } else { 0 };
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in paragraph.split_whitespace().map(plain) {
        if !line.trim().is_empty() && line.width() + 1 + word.width() > room {
            lines.push(std::mem::replace(&mut line, " ".repeat(hang)));
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// The text without what a terminal would take for a command, and without what turns the order of letters round. A control
/// character is shown as a replacement character; what turns the order is left out, since letters have an order of their own.
pub fn plain(text: &str) -> String {
    let shown = text.chars().filter(|c| !turns(*c));
    shown.map(|c| if is_command(c) { '\u{FFFD}' } else { c }).collect()
}

/// A JSON document that says the same, with all that escaped: there is none of it outside of strings.
pub(super) fn plain_json(document: &str) -> String {
    let mut plain = String::with_capacity(document.len());
    for c in document.chars() {
        if is_command(c) || turns(c) {
            plain.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            plain.push(c);
        }
    }
    plain
}

/// Whether a terminal may take it for a command, or for the end of a line.
fn is_command(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether it turns round how what follows is read.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_aligned_and_hang() {
        let mut page = Page::default();
        page.under("Round", |page| {
            page.facts([("When", "5 Feb".to_owned()), ("Venue", String::new()), ("Outcome", "so it goes ".repeat(12))]);
        });
        let first = format!("{}so", "so it goes ".repeat(7));
        let second = format!("it goes{}", " so it goes".repeat(4));
        assert_eq!(page.finish(), format!("Round\n  When     5 Feb\n  Outcome  {first}\n           {second}\n"));
    }

    #[test]
    fn no_line_is_longer_than_the_page_unless_a_word_is() {
        let mut page = Page::default();
        let address = format!("https://example.org/{}", "x".repeat(120));
        page.facts([("Text", format!("{} {address} end", "слово ".repeat(40)))]);
        let text = page.finish();
        assert!(text.lines().all(|line| line.width() <= WIDTH || line.trim() == address), "{text}");
        assert_eq!(text.split_whitespace().filter(|word| *word == "слово").count(), 40);
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        for (text, expected) in [("Umerov", 6), ("Умєров", 6), ("威特科夫", 8), ("위트코프", 8), ("e\u{301}", 1), ("", 0)]
        {
            assert_eq!(text.width(), expected, "{text}");
        }
    }

    #[test]
    fn a_record_cannot_command_the_terminal() {
        let mut page = Page::default();
        page.line("red \u{1b}[31m text");
        page.unwrapped("bell\u{7} and\nline");
        page.facts([("Label", "to\u{9b}31m \u{202e}\u{2066}evil\u{2069} \u{200f}ok".to_owned())]);
        let expected = "red \u{FFFD}[31m text\nbell\u{FFFD} and line\nLabel  to\u{FFFD}31m evil \u{200f}ok\n";
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn a_document_says_the_same_without_commands_to_the_terminal() {
        let text = "a\u{1b}]52;c;x\u{7}\u{9b}31m\u{7f}\u{202e}b\u{2066}\u{2028}ж\n";
        let document = plain_json(&serde_json::to_string_pretty(&[text]).unwrap());
        assert!(document.chars().all(|c| c == '\n' || !(is_command(c) || turns(c))), "{document:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&document).unwrap(), [text]);
    }
}
