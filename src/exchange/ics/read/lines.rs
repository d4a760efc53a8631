//! Splits a calendar into unfolded lines, whatever their ends and encoding, and these into entries. Uses bounded memory.

use crate::exchange::import::read::{LARGEST_FILE, ReadError};
use crate::exchange::progress::Progress;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How much of one line is kept: what is longer is a picture or a file.
const LONGEST_LINE: usize = 256 * 1024;
/// How much of one entry is kept.
const LONGEST_ENTRY: usize = 1024 * 1024;
/// How deeply parts may lie within parts.
const DEEPEST: usize = 16;
/// How many entries a file may have.
const MOST_ENTRIES: usize = 100_000;
/// How often the wish to stop is looked for, in lines.
const PER_LOOK: u64 = 1024;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An event.
    Event,
    /// Something to do.
    Todo,
    /// The clocks of a place.
    Zone,
}

/// An entry: its lines that are of interest, unfolded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// In which line of the file it begins.
    pub(super) line: u64,
    /// From BEGIN to END, with CRLF after each line.
    pub(super) text: String,
    /// In which calendar of the file it stands.
    pub(super) calendar: usize,
    /// What else it has, by what it is called in words, and how often.
    pub(super) unread: BTreeMap<&'static str, usize>,
}

/// All that a file has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct File {
    /// The entries, in the order of the file.
    pub(super) blocks: Vec<Block>,
    /// The calendars of the file, usually one.
    pub(super) calendars: Vec<Calendar>,
    /// The encoding, if it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// How many parts of other sorts there are.
    pub(super) others: usize,
}

/// What is said of a calendar as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Calendar {
    /// Which one of the file it is.
    pub(super) number: usize,
    /// What it wants of whom it is sent to.
    pub(super) method: Method,
    /// The zone that it is shown in.
    pub(super) zone: String,
}

/// What a calendar wants of whom it is sent to (RFC 5546).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Method {
    /// To be taken note of; also where nothing is said.
    #[default]
    Publish,
    /// To be come to: an invitation, or a newer state of one.
    Request,
    /// To be added to a series.
    Add,
    /// To be called off.
    Cancel,
    /// An answer of somebody who was invited.
    Reply,
    /// Another date that somebody proposes who was invited.
    Counter,
    /// That such a proposal is not taken.
    DeclineCounter,
    /// That somebody wants to have the newest state.
    Refresh,
}

impl Method {
    fn of(word: &str) -> Self {
        match word.to_ascii_uppercase().as_str() {
            "REQUEST" => Self::Request,
            "ADD" => Self::Add,
            "CANCEL" => Self::Cancel,
            "REPLY" => Self::Reply,
            "COUNTER" => Self::Counter,
            "DECLINECOUNTER" => Self::DeclineCounter,
            "REFRESH" => Self::Refresh,
            _ => Self::Publish,
        }
    }
}

/// What is not taken and would be missed, by the name before its value, and in words.
const UNREAD: [(&str, &str); 20] = [
    ("ATTENDEE", "attendee"),
    ("ORGANIZER", "organizer"),
    ("URL", "address (URL)"),
    ("ATTACH", "attachment"),
    ("IMAGE", "image"),
    ("CONFERENCE", "conference address"),
    ("X-GOOGLE-CONFERENCE", "conference address"),
    ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "conference address"),
    ("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "conference address"),
    ("CONTACT", "contact"),
    ("COMMENT", "comment"),
    ("CATEGORIES", "list of categories"),
    ("RESOURCES", "list of resources"),
    ("GEO", "position"),
    ("RELATED-TO", "relation"),
    ("LINK", "link"),
    ("VALARM", "reminder"),
    ("PARTICIPANT", "participant"),
    ("VLOCATION", "described place"),
    ("VRESOURCE", "described resource"),
];

/// What something is called that is not taken.
fn unread(name: &str) -> Option<&'static str> {
    UNREAD.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, words)| *words)
}

/// The lines that are of interest, by the name before their value.
const WANTED: [&str; 35] = [
    "CLASS",
    "ATTENDEE",
    "COMMENT",
    "UID",
    "RECURRENCE-ID",
    "SEQUENCE",
    "DTSTAMP",
    "LAST-MODIFIED",
    "DTSTART",
    "DTEND",
    "DUE",
    "DURATION",
    "COMPLETED",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "STATUS",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-RAPPORTEUR-RECORD",
    "X-RAPPORTEUR-STATUS",
    "X-RAPPORTEUR-NAME",
    "X-RAPPORTEUR-TITLE",
    "X-RAPPORTEUR-NUMBER",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "X-LIC-LOCATION",
    "X-MICROSOFT-CDO-TZID",
    "BEGIN",
    "END",
];

/// Reads a file into its entries.
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<File, ReadError> {
    if bytes.len() as u64 > LARGEST_FILE {
        let most = LARGEST_FILE / 1024 / 1024;
        return Err(bad(
            None,
            format!("The file is larger than {most} MB. Export fewer years from the calendar, and import those."),
        ));
    }
    let (bytes, named) = as_bytes(bytes);
    // What the file itself tells of is UTF-8 by now.
    let encoding = if named.is_some() { UTF_8 } else { detect(&bytes, progress)? };
    let mut reading = Reading::default();
    for (number, line) in Lines::new(&bytes) {
        if number.is_multiple_of(PER_LOOK) {
            progress.at(0)?;
        }
        let text = if encoding == UTF_8 { String::from_utf8_lossy(&line) } else { encoding.decode_without_bom_handling(&line).0 };
        reading.take(number, &text)?;
    }
    let mut file = reading.finish()?;
    file.encoding = named.or(Some(encoding)).filter(|encoding| *encoding != UTF_8).map(Encoding::name);
    Ok(file)
}

fn bad(at: Option<u64>, what: impl Into<String>) -> ReadError {
    ReadError::Bad { at, what: what.into() }
}

/// The bytes in an encoding that has line ends and colons where ASCII has them, without a mark at the beginning; and the encoding, if
/// the file says it.
fn as_bytes(bytes: &[u8]) -> (Cow<'_, [u8]>, Option<&'static Encoding>) {
    let wide = |encoding: &'static Encoding, rest: &[u8]| {
        let text = encoding.decode_without_bom_handling(rest).0.into_owned().into_bytes();
        (Cow::Owned(text), Some(encoding))
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (Cow::Borrowed(rest), Some(UTF_8)),
        [0xff, 0xfe, rest @ ..] => wide(encoding_rs::UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => wide(encoding_rs::UTF_16BE, rest),
        [b'B' | b'b', 0, ..] => wide(encoding_rs::UTF_16LE, bytes),
        [0, b'B' | b'b', ..] => wide(encoding_rs::UTF_16BE, bytes),
        _ => (Cow::Borrowed(bytes), None),
    }
}

/// The encoding that fits: UTF-8 if each whole line is, for some programs fold in the middle of a letter.
fn detect(bytes: &[u8], progress: &Progress) -> Result<&'static Encoding, ReadError> {
    let (mut utf8, mut detector) = (true, EncodingDetector::new(Iso2022JpDetection::Deny));
    for (number, line) in Lines::new(bytes) {
        if number.is_multiple_of(PER_LOOK) {
            progress.at(0)?;
        }
        if line.is_empty() {
            continue;
        }
        if line.contains(&0) {
            return Err(bad(Some(number), NO_CALENDAR));
        }
        utf8 &= std::str::from_utf8(&line).is_ok();
        if !line.is_ascii() {
            detector.feed(&line, false);
            detector.feed(b"\n", false);
        }
    }
    detector.feed(b"", true);
    Ok(if utf8 { UTF_8 } else { detector.guess(None, Utf8Detection::Deny) })
}

const NO_CALENDAR: &str = "This is no calendar. A calendar (.ics) begins with the line BEGIN:VCALENDAR.";

/// The lines of a file, unfolded, each with the number of its first.
struct Lines<'a> {
    rest: &'a [u8],
    next: u64,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, next: 1 }
    }

    /// The next line as it stands in the file.
    fn raw(&mut self) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at(end);
        self.rest = match rest {
            // One program makes two returns of one.
            [b'\r', b'\r', b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => rest,
        };
        self.next += 1;
        line
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (u64, Cow<'a, [u8]>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let number = self.next;
        let mut line = Cow::Borrowed(self.raw());
        while let [b' ' | b'\t', ..] = self.rest {
            let more = &self.raw()[1..];
            let room = LONGEST_LINE.saturating_sub(line.len());
            line.to_mut().extend_from_slice(&more[..more.len().min(room)]);
        }
        if line.len() > LONGEST_LINE {
            line = Cow::Owned(line[..LONGEST_LINE].to_vec());
        }
        Some((number, line))
    }
}

/// Puts lines into entries.
#[derive(Default)]
struct Reading {
    file: File,
    /// The parts that are open: what they are, and where they begin.
    open: Vec<(String, u64)>,
    /// The entry that is open.
    block: Option<Block>,
    /// Whether the last line went into the entry, and could have another without a proper fold.
    kept: bool,
}

impl Reading {
    fn take(&mut self, number: u64, line: &str) -> Result<(), ReadError> {
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(());
        }
        let Some((name, rest)) = split(line) else {
            return self.loose(number, line);
        };
        if self.open.is_empty() && !(name.eq_ignore_ascii_case("BEGIN") && rest.eq_ignore_ascii_case(":VCALENDAR")) {
            // What comes after a calendar is of no interest, as long as there was one.
            return if self.file.calendars.is_empty() { Err(bad(Some(number), NO_CALENDAR)) } else { Ok(()) };
        }
        if name.eq_ignore_ascii_case("BEGIN") {
            return self.begin(number, rest.trim_start_matches(':').trim());
        }
        if name.eq_ignore_ascii_case("END") {
            return self.end(number, rest.trim_start_matches(':').trim());
        }
        self.property(name, rest, line);
        Ok(())
    }

    fn begin(&mut self, number: u64, what: &str) -> Result<(), ReadError> {
        if self.open.len() >= DEEPEST {
            return Err(bad(
                Some(number),
                format!("Parts lie within parts here, more than {DEEPEST} deep. This is no calendar that a program wrote."),
            ));
        }
        let what = what.to_ascii_uppercase();
        match (self.open.len(), what.as_str(), &mut self.block) {
            (0, "VCALENDAR", _) => {
                let number = self.file.calendars.len();
                self.file.calendars.push(Calendar { number, ..Calendar::default() });
            }
            (1, "VEVENT" | "VTODO" | "VTIMEZONE", block) => {
                if self.file.blocks.len() >= MOST_ENTRIES {
                    return Err(bad(
                        Some(number),
                        format!(
                            "The file has more than {MOST_ENTRIES} entries. Export fewer years from the calendar, and import those."
                        ),
                    ));
                }
                let kind = match what.as_str() {
                    "VEVENT" => Kind::Event,
                    "VTODO" => Kind::Todo,
                    _ => Kind::Zone,
                };
                let calendar = self.file.calendars.len() - 1;
                *block = Some(Block { kind, line: number, text: format!("BEGIN:{what}\r\n"), calendar, unread: BTreeMap::new() });
            }
            (2, "STANDARD" | "DAYLIGHT", Some(block)) if block.kind == Kind::Zone => {
                block.text.push_str(&format!("BEGIN:{what}\r\n"));
            }
            (1, ..) => self.file.others += 1,
            (2, part, Some(block)) => {
                if let Some(words) = unread(part) {
                    *block.unread.entry(words).or_default() += 1;
                }
            }
            _ => {}
        }
        self.kept = false;
        self.open.push((what, number));
        Ok(())
    }

    fn end(&mut self, number: u64, what: &str) -> Result<(), ReadError> {
        let Some((open, begun)) = self.open.pop() else { return Ok(()) };
        if !open.eq_ignore_ascii_case(what) {
            let what = what.chars().take(40).collect::<String>();
            return Err(bad(
                Some(number),
                format!(
                    "Here {what} ends, but the {open} that begins in line {begun} has not ended. The file is damaged: export the calendar again."
                ),
            ));
        }
        self.kept = false;
        match (self.open.len(), &mut self.block) {
            (1, Some(_)) => {
                if let Some(mut block) = self.block.take() {
                    block.text.push_str(&format!("END:{open}\r\n"));
                    self.file.blocks.push(block);
                }
            }
            (2, Some(block)) if block.kind == Kind::Zone => block.text.push_str(&format!("END:{open}\r\n")),
            _ => {}
        }
        Ok(())
    }

    /// A line with a value.
    fn property(&mut self, name: &str, rest: &str, line: &str) {
        let depth = self.open.len();
        self.kept = false;
        if depth == 1
            && let Some(calendar) = self.file.calendars.last_mut()
        {
            let value = rest.rsplit_once(':').map_or("", |(_, value)| value).trim();
            if name.eq_ignore_ascii_case("METHOD") {
                calendar.method = Method::of(value);
            }
            if name.eq_ignore_ascii_case("X-WR-TIMEZONE") {
                value.clone_into(&mut calendar.zone);
            }
        }
        let Some(block) = &mut self.block else { return };
        if depth == 2
            && let Some(words) = unread(name)
        {
            *block.unread.entry(words).or_default() += 1;
        }
        let room = block.text.len() + line.len() < LONGEST_ENTRY;
        if room
            && (depth == 2 || depth == 3 && block.kind == Kind::Zone)
            && WANTED.iter().any(|wanted| name.eq_ignore_ascii_case(wanted))
        {
            block.text.push_str(line);
            block.text.push_str("\r\n");
            self.kept = ["DESCRIPTION", "SUMMARY", "LOCATION"].iter().any(|text| name.eq_ignore_ascii_case(text));
        }
    }

    /// A line without a name and a value: some programs break long lines and do not fold them.
    fn loose(&mut self, number: u64, line: &str) -> Result<(), ReadError> {
        if self.open.is_empty() && self.file.calendars.is_empty() {
            return Err(bad(Some(number), NO_CALENDAR));
        }
        if let (true, Some(block)) = (self.kept, &mut self.block)
            && block.text.len() + line.len() < LONGEST_ENTRY
        {
            block.text.truncate(block.text.len() - 2);
            block.text.push_str("\\n");
            block.text.push_str(line);
            block.text.push_str("\r\n");
        }
        Ok(())
    }

    fn finish(self) -> Result<File, ReadError> {
        match self.open.last() {
            Some((open, begun)) => Err(bad(
                Some(*begun),
                format!("The file ends before the {open} that begins here. It was cut off: export the calendar again."),
            )),
            None if self.file.calendars.is_empty() => Err(bad(None, NO_CALENDAR)),
            None => Ok(self.file),
        }
    }
}

/// The name of a line, and what comes after it, beginning with a colon or a semicolon.
fn split(line: &str) -> Option<(&str, &str)> {
    let end = line.find([':', ';'])?;
    let name = &line[..end];
    let named = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    named.then_some((name, &line[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(bytes: &[u8]) -> Result<Vec<(u64, String)>, String> {
        let file = read(bytes, &Progress::default()).map_err(|error| error.to_string())?;
        Ok(file.blocks.into_iter().map(|block| (block.line, block.text)).collect())
    }

    const PLAIN: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Zelené jed\n nání\nEND:VEVENT\nEND:VCALENDAR\n";

    #[test]
    fn line_ends_folds_and_encodings_of_every_sort_come_to_the_same() {
        let expected = vec![(2, "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Zelené jednání\r\nEND:VEVENT\r\n".to_owned())];
        let utf16 = |order: fn(u16) -> [u8; 2], mark: bool| {
            let mark = mark.then_some(0xfeff);
            mark.into_iter().chain(PLAIN.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
        };
        let windows = encoding_rs::WINDOWS_1250.encode(PLAIN).0.into_owned();
        for bytes in [
            PLAIN.as_bytes().to_vec(),
            PLAIN.replace('\n', "\r\n").into_bytes(),
            PLAIN.replace('\n', "\r").into_bytes(),
            PLAIN.replace('\n', "\r\r\n").into_bytes(),
            PLAIN.replace("\n ", "\r\n\t").into_bytes(),
            PLAIN.replacen('\n', "\r", 3).into_bytes(),
            format!("\u{feff}{PLAIN}").into_bytes(),
            utf16(u16::to_le_bytes, true),
            utf16(u16::to_be_bytes, true),
            utf16(u16::to_le_bytes, false),
            utf16(u16::to_be_bytes, false),
            windows,
        ] {
            assert_eq!(blocks(&bytes).as_ref(), Ok(&expected), "{:?}", String::from_utf8_lossy(&bytes));
        }
        // Folded in the middle of a letter.
        let bytes = PLAIN.as_bytes();
        let inside = PLAIN.find('é').unwrap() + 1;
        let split = [&bytes[..inside], b"\r\n ", &bytes[inside..]].concat();
        assert_eq!(blocks(&split), Ok(expected));
    }

    #[test]
    fn a_bad_file_is_refused_with_the_line() {
        let nested = format!("BEGIN:VCALENDAR\n{}", "BEGIN:X\n".repeat(100_000));
        for (text, expected) in [
            ("", "This is no calendar."),
            ("PK\u{3}\u{4}\0\0", "Row 1: This is no calendar."),
            ("Date,Title\n1,2", "Row 1: This is no calendar."),
            ("\n\nBEGIN:VEVENT\nEND:VEVENT", "Row 3: This is no calendar."),
            ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:X", "Row 3: The file ends before the VEVENT"),
            ("BEGIN:VCALENDAR\nVERSION:2.0", "Row 1: The file ends before the VCALENDAR"),
            (
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR",
                "Row 5: Here VCALENDAR ends, but the VEVENT that begins in line 2",
            ),
            (&nested, "Row 17: Parts lie within parts"),
        ] {
            let said = blocks(text.as_bytes()).unwrap_err();
            assert!(said.starts_with(expected), "{said}");
        }
    }

    #[test]
    fn a_line_without_end_is_cut_and_a_line_without_a_fold_is_joined() {
        let long = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:{}\nEND:VEVENT\nEND:VCALENDAR", "x".repeat(2_000_000));
        assert_eq!(blocks(long.as_bytes()).unwrap()[0].1.len(), LONGEST_LINE + "BEGIN:VEVENT\r\n\r\nEND:VEVENT\r\n".len());
        let loose = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:one\ntwo\nUID:1\nthree\nEND:VEVENT\nEND:VCALENDAR";
        assert_eq!(blocks(loose.as_bytes()).unwrap()[0].1, "BEGIN:VEVENT\r\nDESCRIPTION:one\\ntwo\r\nUID:1\r\nEND:VEVENT\r\n");
    }
}
