//! Text taken apart into records, strictly: a quotation mark opens a cell, closes it, or is doubled within it (RFC 4180). A record
//! with any other is faulty: nobody can tell where its cells end, and it is not read on.

/// Why a record with such a mark is not taken.
const BROKEN: &str = "A quotation mark here neither opens a cell nor closes it, nor is it doubled, so it is not clear where the cells end. \
    Write a quotation mark that belongs to the words twice.";

/// The same where a backslash stands before it.
const BACKSLASH: &str = "A backslash stands before a quotation mark here, which other programs write in this way; it is not clear where \
    the cells end. Write a quotation mark that belongs to the words twice, without the backslash.";

/// Why a record behind such a one is not taken.
const AFTER: &str = "It stands below a row whose quotation marks are broken, has another number of cells than the rows above, and may be a part of it.";

/// One record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Which it is, from 1, counted as a table counts its rows: blank ones with the others, one of several lines once.
    pub number: u64,
    /// Its cells as they are written.
    pub cells: Vec<String>,
    /// Why it cannot be taken.
    pub fault: Option<&'static str>,
    /// Whether a quotation opens in it that nothing closes.
    pub is_open: bool,
}

/// The records of a text whose lines end in `\n`.
pub(super) struct Records<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    number: u64,
    /// How many cells the good records have at most.
    width: usize,
    /// Whether the record before is broken, or may be a part of a broken one.
    is_after_broken: bool,
}

enum End {
    Cell,
    Record,
}

impl<'t> Records<'t> {
    /// `separator` is one in ASCII.
    pub(super) fn of(text: &'t str, separator: char) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        Self { text, separator, at: 0, number: 0, width: 0, is_after_broken: false }
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The place of the next byte that `is` one of those looked for, or the end.
    fn next_place(&self, from: usize, is: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        rest.iter().position(|byte| is(*byte)).map_or(self.text.len(), |at| from + at)
    }

    /// Steps over what ends a cell.
    fn ended(&mut self, end: usize) -> End {
        let is_cell = self.byte(end) == Some(self.separator);
        self.at = (end + 1).min(self.text.len());
        if is_cell { End::Cell } else { End::Record }
    }

    fn cell(&mut self, record: &mut Record) -> End {
        let (start, separator) = (self.at, self.separator);
        let first = self.next_place(start, |byte| byte != b' ');
        let is_end = move |byte: u8| byte == separator || byte == b'\n';
        if self.byte(first) != Some(b'"') {
            let end = self.next_place(start, is_end);
            let cell = &self.text[start..end];
            record.cells.push(cell.to_owned());
            // In pairs they are part of the words; one alone may have a separator before its fellow.
            return if cell.matches('"').count().is_multiple_of(2) { self.ended(end) } else { self.broken(record, end) };
        }
        let mut cell = String::new();
        let mut from = first + 1;
        loop {
            let mark = self.next_place(from, |byte| byte == b'"');
            cell.push_str(&self.text[from..mark]);
            if mark == self.text.len() {
                record.is_open = true;
                record.cells.push(cell);
                self.at = mark;
                return End::Record;
            }
            if self.byte(mark + 1) == Some(b'"') {
                cell.push('"');
                from = mark + 2;
                continue;
            }
            record.cells.push(cell);
            let end = self.next_place(mark + 1, |byte| byte != b' ');
            return if self.byte(end).is_none_or(is_end) { self.ended(end) } else { self.broken(record, mark) };
        }
    }

    /// A record that is not read on: the next one begins with the next line.
    fn broken(&mut self, record: &mut Record, mark: usize) -> End {
        let line = self.next_place(mark, |byte| byte == b'\n');
        let begin = self.text[..mark].rfind('\n').map_or(0, |at| at + 1);
        record.fault = Some(if self.text[begin..line].contains("\\\"") { BACKSLASH } else { BROKEN });
        self.at = (line + 1).min(self.text.len());
        End::Record
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.at >= self.text.len() {
            return None;
        }
        self.number += 1;
        let mut record = Record { number: self.number, ..Record::default() };
        while matches!(self.cell(&mut record), End::Cell) {
            if self.at == self.text.len() {
                // What ends in a separator has an empty cell behind it.
                record.cells.push(String::new());
                break;
            }
        }
        if record.fault.is_some() {
            self.is_after_broken = true;
        } else if self.is_after_broken && self.width > 0 && record.cells.len() != self.width {
            record.fault = Some(AFTER);
        } else {
            self.is_after_broken = false;
            self.width = self.width.max(record.cells.len());
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records, cells with bars between them; what cannot be taken has a sign behind it.
    fn read(text: &str) -> Vec<String> {
        let shown = |record: Record| {
            let sign = if record.fault.is_some() { " !" } else { "" };
            let sign = if record.is_open { " ?" } else { sign };
            format!("{} {}{sign}", record.number, record.cells.join("|").replace('\n', "\\n"))
        };
        Records::of(text, ',').map(shown).collect()
    }

    #[test]
    fn marks_that_open_close_and_are_doubled_are_understood() {
        for (text, expected) in [
            ("a,b\n1,2", &["1 a|b", "2 1|2"][..]),
            ("\"a,b\",\"c\"\"d\"\n", &["1 a,b|c\"d"]),
            ("a, \"b, c\" ,d\n", &["1 a|b, c|d"]),
            ("\"one\ntwo\",x\n\nlast,", &["1 one\\ntwo|x", "2 ", "3 last|"]),
            ("he said \"no\" twice,x\n", &["1 he said \"no\" twice|x"]),
            ("\"\",x\n", &["1 |x"]),
            ("a,\"\"\"whole\"\"\"\n", &["1 a|\"whole\""]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn any_other_mark_makes_the_row_faulty_and_the_next_is_read_again() {
        for (text, expected) in [
            ("a,b\n\"They said \\\"later\\\", and left\",\nx,y\n", &["1 a|b", "2 They said \\ !", "3 x|y"][..]),
            ("a,b\n\"one \"two\" three\",y\nx,y\n", &["1 a|b", "2 one  !", "3 x|y"]),
            ("a,b\nhe said \"no, never\" then,y\nx,y\n", &["1 a|b", "2 he said \"no !", "3 x|y"]),
            ("a,b\n12\" pipe,y\nx,y\n", &["1 a|b", "2 12\" pipe !", "3 x|y"]),
            ("a,b\n\"said\" then,y\nx,y\n", &["1 a|b", "2 said !", "3 x|y"]),
            // What follows may be the rest of it, until a row is as wide as the others.
            (
                "a,b,c\n\"He \\\"said\\\"\nand went, far\nx,y,z\nx,y\n",
                &["1 a|b|c", "2 He \\ !", "3 and went| far !", "4 x|y|z", "5 x|y"],
            ),
            ("a,b\n1,\"open\n2,3\n", &["1 a|b", "2 1|open\\n2,3\\n ?"]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}
