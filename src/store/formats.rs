//! File format versions: the current one, and migrations from former ones.
//!
//! A file says in its first line which format it is of. One of a former format is read by shapes of its own, and goes from there
//! to the format of today in typed steps, each to the next format. Its bytes stay as they are until a record in it is edited: then
//! the whole file is written in the format of today, and undoing that edit gives the old bytes back.
//!
//! # To add a format
//!
//! 1. Write shapes for the records and values that will differ into `shape/format_N.rs`, where N is [`FORMAT`] as it is, together with
//!    a `Document` that has them. Records that stay as they are can be read by their table of today, for as long as they do.
//! 2. Change the tables of the records or the shapes in `shape/`, and count [`FORMAT`] up.
//! 3. Say with `impl Former for format_N::Document` how a document of format N becomes one of the next format. That cannot fail:
//!    what could go wrong is looked for while the old text is read, where the line and the field can be named. A term that has got
//!    another word goes through [`FormerTerm::renamed`](super::shape::term::FormerTerm::renamed).
//! 4. Enter it into [`Formats::TODAY`], and let the step of the format before lead to it. Steps follow one upon the other, so no
//!    former step is ever written anew.
//! 5. Put files of format N into `tests/golden/` and hold what becomes of them, as `tests/former.rs` does for formats invented
//!    there. A record that is in another kind of file from now on is moved when it is next edited.

use super::locate::{self, Steps};
use super::read::{Finding, NAMED};
use super::render;
use super::shape::{Document, FORMAT};
use super::words;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// How often a text is read again because of a value that this version does not know.
const AGAIN: usize = 32;

/// The formats that a program knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formats {
    /// What it writes.
    pub current: u32,
    /// What it can still read, the oldest first.
    pub former: &'static [(u32, Reader)],
}

impl Formats {
    /// Those of this program.
    pub(super) const TODAY: Self = Self { current: FORMAT, former: &[] };

    /// Who reads a text of that format. One of a newer format is read as if it were of today.
    fn reader(self, format: u32) -> Reader {
        self.former.iter().find(|(number, _)| *number == format).map_or(parse::<Document>, |(_, reader)| *reader)
    }

    /// The oldest format that can be read.
    fn oldest(self) -> u32 {
        self.former.first().map_or(self.current, |(number, _)| *number)
    }
}

/// Reads a text of some format.
pub(super) type Reader = fn(&str) -> Result<Parsed, Finding>;

/// A text that could be read.
pub(super) struct Parsed {
    /// What it holds, in the shapes of today.
    pub document: Document,
    /// The format that it says it is of.
    pub format: u32,
    /// The fields that no shape has.
    pub unknown: Vec<Steps>,
    /// The first of the values that were left out because their form is not known,
    pub odd: Vec<Finding>,
    /// and how many there are.
    pub odd_values: usize,
}

/// The shape of a whole file in some format.
pub(super) trait Format: DeserializeOwned {
    /// The format that the text gave.
    fn number(&self) -> u32;
    /// The same in the shapes of today.
    fn today(self) -> Document;
}

impl Format for Document {
    fn number(&self) -> u32 {
        self.format
    }

    fn today(self) -> Document {
        self
    }
}

/// The shape of a whole file in a former format.
pub(super) trait Former: DeserializeOwned {
    /// The format after it.
    type Next: Format;
    /// The format that the text gave.
    fn number(&self) -> u32;
    /// The same in the next format.
    fn step(self) -> Self::Next;
}

impl<F: Former> Format for F {
    fn number(&self) -> u32 {
        Former::number(self)
    }

    fn today(self) -> Document {
        self.step().today()
    }
}

/// Reads a text by the shapes of the format that it says it is of.
pub(super) fn read(text: &str, formats: Formats) -> Result<Parsed, Finding> {
    // A number in some uncommon way is left to the parser, which has to read all of the text for it.
    let told = locate::number(text, "format").or_else(|| header(text));
    let Some(format) = told else { return parse::<Document>(text) };
    let oldest = formats.oldest();
    let at = || locate::field(text, &["format".to_owned()]);
    if format == 0 {
        return Err(Finding::at(text, at(), "gives 0 as its format, which there never was"));
    }
    if format < oldest {
        let what = format!(
            "was written by an older version of Rapporteur (format {format}, this version reads formats from {oldest} on). \
             Open it with a version in between, and make a change there"
        );
        return Err(Finding::at(text, at(), what));
    }
    formats.reader(format)(text)
}

/// Reads a text by the shapes of one format. A value that no shape knows, such as `kind: city("x")`, is left out and noted: the
/// rest can be shown, and the file, which must not be written then, keeps it.
pub(super) fn parse<F: Format>(text: &str) -> Result<Parsed, Finding> {
    let (mut odd, mut odd_values) = (Vec::new(), 0);
    let mut seen = BTreeSet::new();
    let mut readable = None;
    loop {
        let text = readable.as_deref().unwrap_or(text);
        let mut unknown = Vec::new();
        let error = match attempt::<F>(text, &mut unknown) {
            Ok(shape) => {
                let format = shape.number();
                return Ok(Parsed { document: shape.today(), format, unknown, odd, odd_values });
            }
            Err(error) => error,
        };
        // A bare word was read, and then there was something in brackets.
        let Some(value) = locate::value_in_brackets(text, error.end) else { return Err(error.finding) };
        if seen.len() == AGAIN || !seen.insert((value.path.clone(), value.word.clone())) {
            return Err(error.finding);
        }
        let (mut without, mut done) = (String::with_capacity(text.len()), 0);
        for value in locate::values_alike(text, &value) {
            odd_values += 1;
            if odd.len() < NAMED {
                let what =
                    format!("`{}(…)` is not a value that this version of Rapporteur knows here. It is kept as it is", value.word);
                odd.push(Finding::at(text, Some(value.start), what));
            }
            without.push_str(text.get(done..value.brackets.start).unwrap_or_default());
            without.extend(text.get(value.brackets.clone()).unwrap_or_default().chars().map(blank));
            done = value.brackets.end;
        }
        without.push_str(text.get(done..).unwrap_or_default());
        readable = Some(without);
    }
}

/// What stands in the place of a character that is left out: lines and columns stay.
fn blank(c: char) -> char {
    if c == '\n' { '\n' } else { ' ' }
}

/// Why a text could not be read.
struct Failure {
    finding: Finding,
    /// How far the parser got: line and column.
    end: (usize, usize),
}

fn attempt<F: Format>(text: &str, unknown: &mut Vec<Steps>) -> Result<F, Failure> {
    let failure = |error: &ron::error::SpannedError, path: &str| Failure {
        finding: words::of_syntax(error, path),
        end: (error.span.end.line, error.span.end.col),
    };
    let options = render::options();
    let mut ron = ron::Deserializer::from_str_with_options(text, &options).map_err(|error| failure(&error, ""))?;
    let mut track = serde_path_to_error::Track::new();
    let read = {
        let mut note = |path: serde_ignored::Path<'_>| unknown.push(steps(&path));
        let ignoring = serde_ignored::Deserializer::new(&mut ron, &mut note);
        F::deserialize(serde_path_to_error::Deserializer::new(ignoring, &mut track))
    };
    let end = read.and_then(|shape| ron.end().map(|()| shape));
    end.map_err(|error| failure(&ron.span_error(error), &track.path().to_string()))
}

/// The names and places on the way to an ignored field.
fn steps(path: &serde_ignored::Path<'_>) -> Steps {
    use serde_ignored::Path;
    match path {
        Path::Root => Vec::new(),
        Path::Seq { parent, index } => [steps(parent), vec![index.to_string()]].concat(),
        Path::Map { parent, key } => [steps(parent), vec![key.clone()]].concat(),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => steps(parent),
    }
}

/// The format that a text says it is of, whatever else is in it.
fn header(text: &str) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Header {
        format: u32,
    }
    render::options().from_str(text).ok().map(|Header { format }| format)
}

/// If a text that cannot be read says that it is of a newer format: that, which explains the rest.
pub(super) fn newer(text: &str, formats: Formats) -> Option<Finding> {
    newer_than(text, header(text)?, formats)
}

/// What there is to tell of a format, if it is newer than that of today.
pub(super) fn newer_than(text: &str, format: u32, formats: Formats) -> Option<Finding> {
    let at = locate::field(text, &["format".to_owned()]);
    let current = formats.current;
    (format > current).then(|| {
        let what = format!(
            "was written by a newer version of Rapporteur (format {format}, this version writes {current}). Update to change it"
        );
        Finding::at(text, at, what)
    })
}
