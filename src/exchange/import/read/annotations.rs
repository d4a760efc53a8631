//! W3C Web Annotations as rows: <https://www.w3.org/TR/annotation-model/>. A file may hold one annotation, an array of them, a page, or a
//! collection with its pages; nothing that stands elsewhere is fetched. What Hypothesis exports is read, too.
//!
//! Each target of an annotation is a row with the columns of our own list of passages, numbered as the annotations are counted, from 1.
//! An annotation that cannot be read is a row with a fault; the others are read.

use super::annotation_error::AnnotationError;
use super::decode;
use super::error::ReadError;
use super::limits::{LARGEST_ANNOTATIONS, MOST_ROWS};
use crate::exchange::import::grid::{Grid, GridRow, ReadAs, Reading};
use crate::exchange::import::mapping::{Key, Kind};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

type Object = Map<String, Value>;

const IS_NONE: &str =
    "This is JSON, but no Web Annotation: neither an annotation with a target, nor an array, a page or a collection of them.";

pub(super) fn read(bytes: &[u8], how: &ReadAs) -> Result<Grid, ReadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LARGEST_ANNOTATIONS {
        let (size, largest) = (size.div_ceil(1024 * 1024), LARGEST_ANNOTATIONS / 1024 / 1024);
        let what = format!("The file is too large for Web Annotations: {size} MB, and {largest} MB at most are read. Split it.");
        return Err(ReadError::whole(what));
    }
    let decoded = decode::decode(bytes, how.encoding.as_deref())?;
    let value: Value = serde_json::from_str(&decoded.text).map_err(|error| unreadable(&error))?;
    let mut found = Found::default();
    found.gather(&value)?;
    if found.annotations.is_empty() && !found.is_list {
        return Err(ReadError::whole(IS_NONE));
    }
    if found.annotations.is_empty() {
        return Err(ReadError::whole("There is no annotation in this file."));
    }
    let mut grid = Grid {
        header: Kind::Passages.fields().iter().map(|field| field.label.to_owned()).collect(),
        rows: Vec::new(),
        reading: Reading { encoding: decoded.encoding.to_owned(), notes: found.notes, ..Reading::default() },
    };
    for (number, value) in (1..).zip(&found.annotations) {
        match annotation(value) {
            Ok(rows) => grid.rows.extend(rows.iter().map(|row| row.cells(number, None))),
            Err(fault) => grid.rows.push(Row::begun(value).cells(number, Some(fault.to_string()))),
        }
        if u64::try_from(grid.rows.len()).unwrap_or(u64::MAX) > MOST_ROWS {
            return Err(ReadError::at(number, format!("There are more than {MOST_ROWS} annotations. Split the file.")));
        }
    }
    grid.reading.notes.push("Each annotation counts as a row.".to_owned());
    Ok(grid)
}

/// Why something is no JSON, with its line.
fn unreadable(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    let place = format!(" at line {line} column {column}");
    let why = error.to_string();
    let why = why.strip_suffix(place.as_str()).unwrap_or(&why);
    if why.contains("recursion limit") {
        return ReadError::whole(format!("Line {line}, sign {column}: it is too deep, 127 levels are read."));
    }
    ReadError::whole(format!("Line {line}, sign {column}: this is no JSON ({why})."))
}

/// The annotations of a file, in its order.
#[derive(Default)]
struct Found<'v> {
    annotations: Vec<&'v Value>,
    /// Whether it is a list of them, even an empty one.
    is_list: bool,
    notes: Vec<String>,
}

impl<'v> Found<'v> {
    /// Notes those of an annotation, an array, a page or a collection.
    fn gather(&mut self, value: &'v Value) -> Result<(), ReadError> {
        match value {
            Value::Array(all) => {
                self.is_list = true;
                for one in all {
                    match one.as_object().filter(|one| is_list(one)) {
                        Some(list) => self.list(list)?,
                        None => self.annotations.push(one),
                    }
                }
                Ok(())
            }
            Value::Object(one) if is_list(one) => self.list(one),
            Value::Object(one) if is_of(one, "Annotation") || one.contains_key("target") => {
                self.annotations.push(value);
                Ok(())
            }
            _ => Err(ReadError::whole(IS_NONE)),
        }
    }

    /// A page or a collection. What follows is looked at in turn, however many pages there are.
    fn list(&mut self, first: &'v Object) -> Result<(), ReadError> {
        self.is_list = true;
        let mut open = vec![first];
        while let Some(list) = open.pop() {
            let before = self.annotations.len();
            match list.get("items").or_else(|| list.get("rows")) {
                None | Some(Value::Null) => {}
                Some(Value::Array(items)) => self.annotations.extend(items),
                Some(item @ Value::Object(_)) => self.annotations.push(item),
                Some(_) => {
                    return Err(ReadError::whole("The items of a page of annotations are neither a list nor an annotation."));
                }
            }
            let pages = ["next", "first"].into_iter().filter_map(|name| list.get(name));
            for page in pages {
                match page {
                    Value::Object(page) => open.push(page),
                    Value::Array(pages) => open.extend(pages.iter().rev().filter_map(Value::as_object)),
                    Value::String(address) if self.annotations.len() == before && list.contains_key("first") => {
                        return Err(ReadError::whole(format!(
                            "The annotations of this collection stand elsewhere, at {address}, and nothing is fetched. Save them as a file."
                        )));
                    }
                    Value::String(address) => {
                        self.notes.push(format!("More annotations stand elsewhere, at {address}; nothing is fetched."));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// Whether it is a list of annotations.
fn is_list(one: &Object) -> bool {
    let lists = ["AnnotationPage", "AnnotationCollection"].into_iter().any(|name| is_of(one, name));
    lists || !one.contains_key("target") && ["items", "rows", "first"].into_iter().any(|name| one.contains_key(name))
}

/// Whether it is of a type; it may be of several.
fn is_of(one: &Object, name: &str) -> bool {
    each(one.get("type").or_else(|| one.get("@type")))
        .any(|of| of.as_str().is_some_and(|of| of == name || of.ends_with(&format!(":{name}"))))
}

/// What may be one or several.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let several: &[Value] = match value {
        Some(Value::Array(all)) => all,
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    };
    several.iter()
}

/// A text in one of several fields of an object.
fn text<'v>(one: &'v Object, names: &[&str]) -> Option<&'v str> {
    names.iter().find_map(|name| each(one.get(*name)).find_map(Value::as_str))
}

/// The id in a URN: `urn:uuid:0195…`.
fn urn(words: &str) -> Option<Uuid> {
    let start = words.get(..9).filter(|start| start.eq_ignore_ascii_case("urn:uuid:"))?;
    words.get(start.len()..)?.trim().parse().ok()
}

/// What a row says, by field.
#[derive(Clone, Default)]
struct Row(BTreeMap<Key, String>);

impl Row {
    fn set(&mut self, key: Key, words: impl Into<String>) {
        self.0.insert(key, words.into());
    }

    /// What is known of an annotation that cannot be read whole.
    fn begun(value: &Value) -> Self {
        let mut row = Self::default();
        if let Some(one) = value.as_object() {
            row.bodies(one);
        }
        row
    }

    fn cells(&self, number: u64, fault: Option<String>) -> GridRow {
        let cell = |key: Key| self.0.get(&key).cloned().unwrap_or_default();
        let cells: Vec<String> = Kind::Passages.fields().iter().map(|field| cell(field.key)).collect();
        let has_zero = cells.iter().any(|cell| cell.contains('\0'));
        let fault = fault.or_else(|| has_zero.then(|| "There is a zero byte in its text.".to_owned()));
        GridRow { number, cells, fault }
    }

    /// What the bodies say: the record that they link to, what it says, and comments.
    fn bodies(&mut self, annotation: &Object) {
        let mut comments: Vec<&str> = text(annotation, &["bodyValue", "text"]).into_iter().collect();
        let mut open: Vec<&Value> = each(annotation.get("body")).collect();
        open.reverse();
        while let Some(body) = open.pop() {
            let Some(one) = body.as_object() else {
                match body.as_str().map(|words| (urn(words), words)) {
                    Some((Some(id), _)) => self.set(Key::ID, id.to_string()),
                    Some((None, words)) => comments.push(words),
                    None => {}
                }
                continue;
            };
            if let Some(items) = one.get("items") {
                open.extend(each(Some(items)).collect::<Vec<_>>().into_iter().rev());
                continue;
            }
            if let Some(words) = text(one, &["value", "rdf:value"]) {
                match text(one, &["purpose"]) {
                    Some("describing") => self.set(Key::BEARS_OUT, words),
                    Some("tagging") => {}
                    _ => comments.push(words),
                }
                continue;
            }
            self.linked(one);
        }
        let comments: Vec<&str> = comments.into_iter().map(str::trim).filter(|words| !words.is_empty()).collect();
        if !comments.is_empty() {
            self.set(Key::COMMENT, comments.join("\n"));
        }
    }

    /// The record that a body names by its id, if it does.
    fn linked(&mut self, body: &Object) {
        let source = body.get("source").unwrap_or(&Value::Null);
        let (id, named) = match source {
            Value::String(words) => (urn(words), None),
            Value::Object(one) => (text(one, &["id", "@id"]).and_then(urn), Some(one)),
            _ => (text(body, &["id", "@id"]).and_then(urn), Some(body)),
        };
        let Some(id) = id else { return };
        self.set(Key::ID, id.to_string());
        if let Some(noun) = named.and_then(|one| text(one, &["dcterms:type"])) {
            self.set(Key::OF, noun);
        }
        let fragment = each(body.get("selector")).filter_map(Value::as_object).find(|one| is_of(one, "FragmentSelector"));
        if let Some(part) = fragment.and_then(|one| text(one, &["value"])) {
            self.set(Key::PART, part.trim_start_matches('#'));
        }
    }

    /// The text that a target is of.
    fn source(&mut self, target: &Object) {
        let of = target.get("source").unwrap_or(&Value::Null);
        match of {
            Value::String(words) => self.address(words),
            Value::Object(one) => {
                if let Some(words) = text(one, &["id", "@id"]) {
                    self.address(words);
                }
                if let Some(title) = text(one, &["dcterms:title", "dc:title", "title", "name", "label"]) {
                    self.set(Key::SOURCE, title);
                }
                if let Some(id) = text(one, &["dcterms:identifier"]).and_then(urn) {
                    self.set(Key::SOURCE_ID, id.to_string());
                }
            }
            _ => {}
        }
    }

    fn address(&mut self, words: &str) {
        match urn(words) {
            Some(id) => self.set(Key::SOURCE_ID, id.to_string()),
            None => self.set(Key::ADDRESS, words.trim()),
        }
    }
}

/// The rows of an annotation: one for each of its targets. Why it cannot be read, in a sentence.
fn annotation(value: &Value) -> Result<Vec<Row>, AnnotationError> {
    let Some(one) = value.as_object() else { return Err(AnnotationError::NoObject) };
    let mut begun = Row::begun(value);
    if let Some(id) = text(one, &["id", "@id"]).and_then(urn) {
        begun.set(Key::PASSAGE_ID, id.to_string());
    }
    let targets: Vec<&Value> = each(one.get("target")).collect();
    if targets.is_empty() {
        return Err(AnnotationError::NoTarget);
    }
    let is_alone = targets.len() == 1;
    let row = |target: &Value| {
        let mut row = begun.clone();
        if !is_alone {
            // Each of them becomes a passage of its own.
            row.0.remove(&Key::PASSAGE_ID);
        }
        match target {
            Value::String(address) => row.address(address),
            Value::Object(target) => {
                if let Some(address) = text(one, &["uri"]) {
                    row.address(address);
                }
                if let Some(title) = one.get("document").and_then(Value::as_object).and_then(|one| text(one, &["title"])) {
                    row.set(Key::SOURCE, title);
                }
                row.source(target);
                segment(target.get("selector"))?.tell(&mut row);
            }
            _ => return Err(AnnotationError::BadTarget),
        }
        Ok(row)
    };
    targets.into_iter().map(row).collect()
}

/// The piece of a text that selectors describe.
#[derive(Clone, Default)]
struct Segment {
    exact: Option<String>,
    before: String,
    after: String,
    place: Option<(u32, u32)>,
}

impl Segment {
    fn tell(self, row: &mut Row) {
        if let Some(exact) = self.exact {
            row.set(Key::QUOTATION, exact);
        }
        if let Some((start, end)) = self.place {
            row.set(Key::START, start.to_string());
            row.set(Key::END, end.to_string());
        }
        row.set(Key::BEFORE, self.before);
        row.set(Key::AFTER, self.after);
    }

    /// The piece of this one that another describes, counted from its beginning.
    fn refined(self, by: &Self) -> Result<Self, AnnotationError> {
        // What stands around it in the outer one tells where it is; its own place counts from within.
        let within = |whole: &str, at: usize, words: &str| Self {
            exact: Some(words.to_owned()),
            before: format!("{}{}", self.before, &whole[..at]),
            after: format!("{}{}", &whole[at + words.len()..], self.after),
            place: None,
        };
        if let Some(words) = &by.exact {
            let whole = self.exact.as_deref().filter(|_| by.before.is_empty() && by.after.is_empty()).unwrap_or_default();
            let found = whole.find(words.as_str()).filter(|at| whole.rfind(words.as_str()) == Some(*at));
            return Ok(found.map_or(Self { place: None, ..by.clone() }, |at| within(whole, at, words)));
        }
        let Some((start, end)) = by.place else { return Ok(self) };
        let count = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        if let Some(whole) = &self.exact {
            let byte = |place: u32| whole.char_indices().map(|(at, _)| at).chain([whole.len()]).nth(count(place));
            let range = byte(start).zip(byte(end)).and_then(|(start, end)| Some((start, whole.get(start..end)?)));
            let (at, words) = range.ok_or(AnnotationError::Beyond)?;
            let place = self.place.and_then(|(from, _)| from.checked_add(start).zip(from.checked_add(end)));
            return Ok(Self { place, ..within(whole, at, words) });
        }
        match self.place {
            Some((from, to)) if from.checked_add(end).is_some_and(|end| end <= to) => {
                Ok(Self { place: Some((from + start, from + end)), ..Self::default() })
            }
            Some(_) => Err(AnnotationError::Beyond),
            None => Err(AnnotationError::WithinUnknown),
        }
    }
}

/// What selectors say of one piece of a text. Several describe the same piece; one that refines another describes a piece of it.
fn segment(selectors: Option<&Value>) -> Result<Segment, AnnotationError> {
    let mut all = Segment::default();
    for selector in each(selectors) {
        let Some(one) = selector.as_object() else { return Err(AnnotationError::BadSelector) };
        let mut own = Segment::default();
        if is_of(one, "Choice") || one.contains_key("items") {
            own = segment(one.get("items"))?;
        } else if is_of(one, "TextQuoteSelector") {
            own.exact = match one.get("exact") {
                Some(Value::String(exact)) if !exact.trim().is_empty() => Some(exact.clone()),
                Some(Value::String(_)) | None => return Err(AnnotationError::NoWords),
                Some(_) => return Err(AnnotationError::NoText("exact")),
            };
            let side = |name: &'static str| match one.get(name) {
                Some(Value::String(words)) => Ok(words.clone()),
                None | Some(Value::Null) => Ok(String::new()),
                Some(_) => Err(AnnotationError::NoText(name)),
            };
            (own.before, own.after) = (side("prefix")?, side("suffix")?);
        } else if is_of(one, "TextPositionSelector") {
            let place = |name: &str| one.get(name).and_then(Value::as_u64).and_then(|place| u32::try_from(place).ok());
            match (place("start"), place("end")) {
                (Some(start), Some(end)) if start < end => own.place = Some((start, end)),
                (Some(_), Some(_)) => return Err(AnnotationError::EndsFirst),
                _ => {
                    return Err(AnnotationError::NoPlace);
                }
            }
        }
        if let Some(refining) = one.get("refinedBy").filter(|value| !value.is_null()) {
            own = own.refined(&segment(Some(refining))?)?;
        }
        if let (Some(known), Some(other)) = (&all.exact, &own.exact)
            && known != other
        {
            return Err(AnnotationError::Differs);
        }
        if all.exact.is_none() && own.exact.is_some() {
            (all.exact, all.before, all.after) = (own.exact, own.before, own.after);
        }
        all.place = all.place.or(own.place);
    }
    Ok(all)
}
