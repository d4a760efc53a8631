//! `import`: imports a table, a calendar or Web Annotations, after a dry run that says what would change.

use super::answer::Answer;
use super::global::Global;
use super::import_answers::{names as names_in, pairs};
use super::list::List;
use super::open_workspace::OpenWorkspace;
use super::page::Page;
use super::saved_change::SavedChange;
use super::surroundings::SystemSurroundings;
use super::surroundings::system_zone;
use crate::exchange::ics;
use crate::exchange::import::grid::{Grid, ReadAs};
use crate::exchange::import::guess::{date_words, guess};
use crate::exchange::import::kept::recall;
use crate::exchange::import::mapping::{DateOrder, Key, Kind, Mapping};
use crate::exchange::import::plan::{
    Cause, Choices, Making, NO_COLUMN, NO_NEGOTIATION, NO_SORT, Name, Pick, Plan, Question, RowOutcome, plan,
};
use crate::exchange::import::read::{LARGEST_FILE, Sort, read, sort};
use crate::exchange::progress::Progress;
use crate::model::{NegotiationId, RecordId, Workspace};
use crate::query::usage::counted;
use crate::query::{levels, names};
use crate::session::{Proposal, Surroundings};
use crate::store::read_file;
use crate::text::fold::fold;
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How many rows of a sort are listed.
const LISTED: usize = 40;

/// Take in a table, a calendar or Web Annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
A name in any spelling that the record knows is taken for what it names. One that is only like a
name is asked about, and nothing is done until --same, --new or --accept answers; the answers are
kept with the record. What is in the record already is not added again. Rows that cannot be taken
are named with the reason; the rest is done in one step, which undo takes back as one.

Passages come in from our own list of them or from W3C Web Annotations. Each is put with the record
and the source that it names; neither is made, and an annotation that names no record is refused.

What a file cannot bring in: the text of sources, accounts, sittings and incidents; of a calendar
whatever is neither an event nor a to-do. Formulas are read as what they last came to.")]
pub struct Import {
    /// Which file: .csv .tsv .xlsx, .ics, or .jsonld.
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Into which negotiation, where the rows do not name one; a table makes one that is not there yet.
    #[arg(long, value_name = "NEGOTIATION")]
    pub(super) into: Option<String>,
    /// What the rows are: rounds, statements, attendance, follow-ups, reports (what sources disagree on), names (spellings), parties or
    /// people (names of these), passages (words of sources, with the record that they bear out), or matrix (an issue in each row, a party in
    /// each column); found out if it is not given.
    #[arg(long = "as", value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// Which column fills which field: said_on=Date,text="What was said".
    #[arg(long, value_name = "F=H,…", value_parser = List::read, allow_hyphen_values = true)]
    pub(super) columns: Vec<List>,
    /// The order of dates such as 3/4/2026: day-first or month-first.
    #[arg(long, value_name = "ORDER")]
    pub(super) dates: Option<String>,
    /// Encoding of a text file, such as windows-1251; found out if it is not given.
    #[arg(long, value_name = "E")]
    pub(super) encoding: Option<String>,
    /// Sheet of a workbook; the first if it is not given.
    #[arg(long, value_name = "S")]
    pub(super) sheet: Option<String>,
    /// What the file writes as W is N of the record; for names with commas it may be given several times.
    #[arg(long, value_name = "\"W=N,…\"", allow_hyphen_values = true)]
    pub(super) same: Vec<String>,
    /// What the file writes as W is something new; for names with commas it may be given several times.
    #[arg(long, value_name = "\"W,…\"", allow_hyphen_values = true)]
    pub(super) new: Vec<String>,
    /// Every question is answered as it is proposed.
    #[arg(long)]
    pub(super) accept: bool,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Serialize)]
struct Document {
    file: String,
    rows_are: Option<&'static str>,
    done: bool,
    new: usize,
    changed: usize,
    same: usize,
    passed_over: usize,
    refused: usize,
    columns: Vec<Column>,
    /// How dates in figures are read, in a sentence; none if there are none.
    dates: Option<String>,
    rows: Vec<Row>,
    questions: Vec<NameQuestion>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Column {
    header: String,
    field: Option<&'static str>,
    /// In how many rows it says something.
    rows: usize,
}

#[derive(Serialize)]
struct Row {
    row: u64,
    what: String,
    fate: &'static str,
    why: Vec<String>,
}

#[derive(Serialize)]
struct NameQuestion {
    noun: &'static str,
    written: String,
    rows: usize,
    candidates: Vec<String>,
    taken_for: Option<String>,
    answered: bool,
    /// Whether it is like none of the candidates.
    #[serde(skip)]
    unlike: bool,
}

pub(super) fn answer(wanted: &Import, global: &Global, json: bool) -> Result<Answer> {
    let name = wanted.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = read_file(&wanted.file, LARGEST_FILE)?;
    let mut file = Input::read(&name, bytes, wanted).map_err(|error| about(&wanted.file, &error))?;
    // Where there is no record yet, one is begun when something is to be put into it.
    let mut opened = OpenWorkspace::if_there(global, !wanted.dry_run)?;
    file.settle(opened.as_ref(), wanted).map_err(|error| about(&wanted.file, &error))?;
    let (mut planned, mut unanswered) = answered(opened.as_ref(), &file, wanted)?;
    let refuses = !unanswered.is_empty() && !wanted.accept;
    if let Some(unread) = opened.as_ref().and_then(|opened| opened.session.unread()).filter(|_| !wanted.dry_run) {
        bail!(
            "{unread}, so what is in there would come in a second time. Nothing was changed; “rapporteur check” says what is wrong."
        );
    }
    let mut done = None;
    if !wanted.dry_run && !refuses && !planned.puts.is_empty() {
        if opened.is_none() {
            let begun = OpenWorkspace::to_begin(global)?;
            (planned, unanswered) = answered(Some(&begun), &file, wanted)?;
            opened = Some(begun);
        }
        if let Some(opened) = opened {
            let label = format!("{} from {name}", planned.label);
            done = Some(SavedChange::perform(opened, Proposal { label, puts: planned.puts.clone(), gesture: None })?);
        }
    }
    let document = document(&wanted.file, &file, &planned, &unanswered, !wanted.dry_run && !refuses);
    if refuses && !wanted.dry_run {
        bail!("{}", questions_words(&document));
    }
    let causes = planned.causes();
    let mut answer = Answer::new(json, &document, |page| write(page, &document, &causes, wanted.dry_run))?;
    if document.refused > 0 {
        answer = answer.needing(format!("{} could not be taken.", counted(document.refused, "row")));
    }
    if refuses {
        answer = answer.needing(questions_words(&document));
    }
    Ok(match done {
        Some(done) => answer.of(done),
        None => answer,
    })
}

/// An error with the file that it is about.
fn about(file: &Path, error: &anyhow::Error) -> anyhow::Error {
    anyhow::anyhow!("{}: {error}", file.display())
}

/// A file that was read.
enum Input {
    /// With where it went before, if it was read before and nothing else is said.
    Table {
        grid: Box<Grid>,
        mapping: Mapping,
        into: Option<NegotiationId>,
    },
    Calendar(Vec<u8>),
}

impl Input {
    fn read(name: &str, bytes: Vec<u8>, wanted: &Import) -> Result<Self> {
        if sort(name, &bytes)? == Sort::Calendar {
            return Ok(Self::Calendar(bytes));
        }
        let how = ReadAs { encoding: wanted.encoding.clone(), separator: None, sheet: wanted.sheet.clone() };
        let grid = read(name, &bytes, &how, &Progress::default())?;
        let kind = wanted.kind.as_deref().map(kind).transpose()?;
        let mapping = guess(&grid, kind);
        Ok(Self::Table { grid: Box::new(grid), mapping, into: None })
    }

    /// What the columns are: as they were before, if the table was read before, and as it is said now.
    fn settle(&mut self, opened: Option<&OpenWorkspace>, wanted: &Import) -> Result<()> {
        let Self::Table { grid, mapping, into } = self else { return Ok(()) };
        let at_hand = match (&wanted.into, opened) {
            (Some(word), Some(opened)) => opened.negotiation_if_any(word)?,
            _ => None,
        };
        if let Some(recalled) = opened.and_then(|opened| recall(opened.workspace(), grid, at_hand)) {
            if wanted.kind.is_none() || recalled.mapping.kind == mapping.kind {
                *mapping = recalled.mapping;
            }
            *into = Some(recalled.into);
        }
        for pair in List::all(&wanted.columns) {
            map(mapping, &grid.header, pair)?;
        }
        match wanted.dates.as_deref() {
            None => {}
            Some("day-first") => mapping.dates = DateOrder::DayFirst,
            Some("month-first") => mapping.dates = DateOrder::MonthFirst,
            Some(other) => bail!("--dates takes day-first or month-first, not “{other}”."),
        }
        if mapping.dates_doubtful && wanted.dates.is_none() {
            bail!("Dates such as 3/4/2026 can be read in two ways here. Say --dates day-first or --dates month-first.");
        }
        Ok(())
    }

    /// Whether a cell, or one of several names in a cell, is written so; also with a day behind it, as a round's name is asked about.
    fn writes(&self, written: &str) -> bool {
        let Self::Table { grid, .. } = self else { return false };
        let (whole, dated) = (fold(written), written.rsplit_once(" (").map(|(name, _)| fold(name)));
        let is_it = |words: &str| {
            let words = fold(words);
            words == whole || dated.as_ref() == Some(&words)
        };
        let mut cells = grid.rows.iter().flat_map(|row| &row.cells).chain(&grid.header);
        cells.any(|cell| is_it(cell) || cell.split(['\n', ';', '|', '/']).any(is_it))
    }

    fn plan(&self, workspace: &Workspace, choices: &Choices, making: &mut Making<'_>) -> Result<Plan> {
        let progress = Progress::default();
        Ok(match self {
            Self::Table { grid, mapping, .. } => plan(workspace, grid, mapping, choices, making, &progress)?,
            Self::Calendar(bytes) => ics::plan(workspace, bytes, choices, making, &progress)?,
        })
    }
}

fn kind(word: &str) -> Result<Kind> {
    let plain = |word: &str| word.to_lowercase().replace(['_', ' '], "-");
    Kind::ALL.into_iter().find(|kind| kind.key() == plain(word)).ok_or_else(|| {
        let keys = Kind::ALL.map(Kind::key).join(", ");
        anyhow::anyhow!("--as takes one of these: {keys}; not “{word}”.")
    })
}

/// "field=header": the column of that header fills the field, and no other does; "=header" reads the column not at all.
fn map(mapping: &mut Mapping, headers: &[String], pair: &str) -> Result<()> {
    let Some((field, header)) = pair.split_once('=') else {
        bail!("--columns takes field=header, not “{pair}”.");
    };
    let Some(column) = headers.iter().position(|known| fold(known) == fold(header)) else {
        bail!("No column is called “{}”. There are: {}.", header.trim(), headers.join(", "));
    };
    let fields = mapping.kind.fields();
    let field = field.trim();
    let key = match fields.iter().find(|known| known.key.name() == field || fold(known.label) == fold(field)) {
        Some(known) => Some(known.key),
        None if field.is_empty() => None,
        None => {
            let keys: Vec<&str> = fields.iter().map(|field| field.key.name()).collect();
            bail!("{} have no field “{field}”. There are: {}.", mapping.kind.label(), keys.join(", "));
        }
    };
    let of_many = fields.iter().any(|field| Some(field.key) == key && field.is_of_many());
    mapping.columns.iter_mut().filter(|column| key.is_some() && !of_many && **column == key).for_each(|column| *column = None);
    mapping.columns[column] = key;
    Ok(())
}

/// The plan with the answers that were given, and the questions without one.
fn answered(opened: Option<&OpenWorkspace>, file: &Input, wanted: &Import) -> Result<(Plan, Vec<Name>)> {
    let nothing = Workspace::new(uuid::Uuid::nil());
    let workspace = opened.map_or(&nothing, OpenWorkspace::workspace);
    let (into, into_new) = match (&wanted.into, opened, file) {
        (Some(word), Some(opened), Input::Table { .. }) => match opened.negotiation_if_any(word)? {
            Some(id) => (Some(id), None),
            None => (None, Some(word.clone())),
        },
        (Some(word), None, Input::Table { .. }) => (None, Some(word.clone())),
        (Some(word), Some(opened), Input::Calendar(_)) => (Some(opened.negotiation(word)?), None),
        (Some(word), None, Input::Calendar(_)) => bail!("No negotiation is called “{word}”: there is no record yet."),
        (None, _, Input::Table { into, .. }) => (*into, None),
        (None, _, Input::Calendar(_)) => (None, None),
    };
    let zone = opened.map_or_else(system_zone, |opened| opened.zone);
    let author = opened.map_or("", |opened| opened.session.author());
    let mut real = SystemSurroundings;
    let mut id = || real.id();
    let mut making = Making { now: SystemSurroundings.now(), author, zone, id: &mut id };
    let mut choices = Choices { into, into_new, picks: BTreeMap::new() };
    let at = |error: anyhow::Error| about(&wanted.file, &error);
    let first = file.plan(workspace, &choices, &mut making).map_err(at)?;
    let mut unanswered = Vec::new();
    let asked = |written: &str| {
        let mut questions = first.questions.iter().chain(&first.answered);
        questions.any(|question| fold(&question.name.written) == fold(written)) || file.writes(written)
    };
    let given = Given { same: pairs(&wanted.same, &asked), new: names_in(&wanted.new, &asked) };
    for question in first.questions.iter().chain(&first.answered) {
        match pick(opened, question, &given)? {
            Some(pick) => {
                choices.picks.insert(question.name.clone(), pick);
            }
            None => unanswered.push(question.name.clone()),
        }
    }
    // What was answered before stands, unless it is answered otherwise.
    unanswered.retain(|name| first.questions.iter().any(|question| question.name == *name));
    unused(&asked, &given)?;
    let plan = if choices.picks.is_empty() { first } else { file.plan(workspace, &choices, &mut making).map_err(at)? };
    Ok((plan, unanswered))
}

/// The answers that were given.
struct Given {
    /// "written=existing".
    same: Vec<String>,
    new: Vec<String>,
}

/// What the user has said that a name is.
fn pick(opened: Option<&OpenWorkspace>, question: &Question, wanted: &Given) -> Result<Option<Pick>> {
    let is = |written: &str| fold(written) == fold(&question.name.written);
    if wanted.new.iter().any(|written| is(written)) {
        return Ok(Some(Pick::New));
    }
    let Some((_, existing)) = wanted.same.iter().filter_map(|pair| pair.split_once('=')).find(|(written, _)| is(written)) else {
        return Ok(None);
    };
    let offered = question.candidates.iter().find(|(_, title)| fold(title.trim_end_matches(" (new)")) == fold(existing));
    if let Some((id, _)) = offered {
        return Ok(Some(Pick::Is(*id)));
    }
    let Some(opened) = opened else { bail!("Nothing is called “{existing}”: there is no record yet.") };
    let found: RecordId = match question.name.noun {
        "party" => opened.party(existing)?.into(),
        "round" => opened.round(None, existing)?.into(),
        "negotiation" => opened.negotiation(existing)?.into(),
        _ => opened.record(existing)?,
    };
    if found.noun() != question.name.noun {
        let title = names::title(opened.workspace(), found);
        bail!("“{}” names a {}, and {title} is a {}.", question.name.written, question.name.noun, found.noun());
    }
    Ok(Some(Pick::Is(found)))
}

/// An answer about what the file does not name is most likely a slip. What it names may have been answered before.
fn unused(asked: &dyn Fn(&str) -> bool, wanted: &Given) -> Result<()> {
    for pair in &wanted.same {
        match pair.split_once('=') {
            None => bail!("--same takes written=existing, not “{pair}”."),
            Some((written, _)) if !asked(written) => bail!("Nothing was asked about “{}”.", written.trim()),
            Some(_) => {}
        }
    }
    match wanted.new.iter().find(|written| !asked(written)) {
        Some(written) => bail!("Nothing was asked about “{written}”."),
        None => Ok(()),
    }
}

fn document(path: &Path, file: &Input, plan: &Plan, unanswered: &[Name], done: bool) -> Document {
    let tally = plan.tally();
    let (rows_are, columns) = match file {
        Input::Calendar(_) => (None, Vec::new()),
        Input::Table { grid, mapping, .. } => {
            let columns = grid.header.iter().zip(&mapping.columns);
            let filled =
                |at: usize| grid.rows.iter().filter(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty())).count();
            let column = |(at, (header, field)): (usize, (&String, &Option<Key>))| Column {
                header: header.clone(),
                field: field.map(Key::name),
                rows: filled(at),
            };
            let columns = columns.enumerate().map(column).collect();
            (Some(mapping.kind.key()), columns)
        }
    };
    let dates = match file {
        Input::Calendar(_) => None,
        Input::Table { mapping, .. } => mapping.date_in_figures.as_ref().map(|date| {
            let (order, other) = match mapping.dates {
                DateOrder::DayFirst => ("day first", "month-first"),
                DateOrder::MonthFirst => ("month first", "day-first"),
            };
            let read = date_words(date, mapping.dates);
            format!("Dates in figures are read {order}: “{date}” as {read}. --dates {other} reads them otherwise.")
        }),
    };
    let rows = plan.rows.iter().filter_map(|row| {
        let (fate, why) = match &row.outcome {
            RowOutcome::Changes(changes) => ("changed", changes.clone()),
            RowOutcome::PassedOver(why) => ("passed_over", vec![why.clone()]),
            RowOutcome::Refused(why) => ("refused", vec![why.clone()]),
            RowOutcome::New | RowOutcome::Same => return None,
        };
        Some(Row { row: row.number, what: row.what.clone(), fate, why })
    });
    let questions = plan.questions.iter().map(|question| {
        let title = |id: RecordId| question.candidates.iter().find(|(known, _)| *known == id).map(|(_, title)| title.clone());
        NameQuestion {
            noun: question.name.noun,
            written: question.name.written.clone(),
            rows: question.rows,
            candidates: question.candidates.iter().map(|(_, title)| title.clone()).collect(),
            taken_for: match question.pick {
                Pick::New => None,
                Pick::Is(id) => title(id),
            },
            answered: !unanswered.contains(&question.name),
            unlike: question.unlike,
        }
    });
    Document {
        file: path.display().to_string(),
        rows_are,
        done: done && !plan.puts.is_empty(),
        new: tally.new,
        changed: tally.changes,
        same: tally.same,
        passed_over: tally.passed_over,
        refused: tally.refused,
        columns,
        dates,
        rows: rows.collect(),
        questions: questions.collect(),
        notes: plan.notes.clone(),
    }
}

fn write(page: &mut Page, document: &Document, causes: &[Cause], dry_run: bool) {
    let not_taken = document.columns.iter().filter(|column| column.field.is_none());
    let is_terms = |header: &str| document.rows_are == Some(Kind::Statements.key()) && levels::spoken_of(header).is_some();
    let named = |header: &str| if header.is_empty() { "a column without a header".to_owned() } else { header.to_owned() };
    let unread: Vec<String> = not_taken
        .filter(|column| !is_terms(&column.header))
        .map(|column| format!("{} ({})", named(&column.header), counted(column.rows, "row")))
        .collect();
    let of = document.rows_are.unwrap_or("calendar");
    let passed_over = match document.passed_over {
        0 => String::new(),
        count => format!(", {count} passed over"),
    };
    page.line(&format!(
        "{} ({of}): {} new, {} changed, {} there already{passed_over}, {} refused.",
        document.file, document.new, document.changed, document.same, document.refused
    ));
    if !unread.is_empty() {
        page.line(&format!("Not read: {}.", unread.join(", ")));
    }
    document.dates.iter().chain(&document.notes).for_each(|note| page.line(note));
    for (fate, heading) in [("changed", "Changed"), ("passed_over", "Passed over")] {
        let rows = document.rows.iter().filter(|row| row.fate == fate);
        let rows: Vec<String> = rows.map(|row| format!("Row {}, {}: {}", row.row, row.what, row.why.join(", "))).collect();
        list(page, heading, &rows);
    }
    // One cause is told once, with its rows, and what to do about it.
    let told = |cause: &Cause| {
        let what = if cause.rows.len() == 1 { format!(", {}", cause.what) } else { String::new() };
        let remedy = remedy(document, &cause.why).map(|remedy| format!(" {remedy}")).unwrap_or_default();
        format!("{}{what}: {}{remedy}", cause.rows_words(), cause.why)
    };
    list(page, "Refused", &causes.iter().map(told).collect::<Vec<_>>());
    page.line(match (document.done, dry_run) {
        (true, _) => "Done.",
        (false, true) => "Nothing was changed: this was a dry run.",
        (false, false) => "Nothing was changed: there is nothing new.",
    });
}

fn list(page: &mut Page, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.under(heading, |page| {
        lines.iter().take(LISTED).for_each(|line| page.line(line));
        if lines.len() > LISTED {
            page.line(&format!("and {} more; --json lists them all.", lines.len() - LISTED));
        }
    });
}

/// The option that helps against a cause, as it is to be typed.
fn remedy(document: &Document, why: &str) -> Option<String> {
    if why == NO_NEGOTIATION {
        return Some("Name it: --into NEGOTIATION; one that is not there yet is made.".to_owned());
    }
    if why.starts_with(NO_SORT) {
        return Some("Say --as parties or --as people, or add a column “Sort”.".to_owned());
    }
    let label = why.strip_prefix(NO_COLUMN)?.trim_start_matches(" the ").trim_end_matches('.');
    let kind = Kind::ALL.into_iter().find(|kind| Some(kind.key()) == document.rows_are)?;
    let field = kind.fields().iter().find(|field| field.label.to_lowercase() == label)?;
    let like = |header: &str| {
        let names = [field.label, field.key.name()].into_iter().chain(field.names());
        names.map(|name| strsim::jaro_winkler(&fold(name), &fold(header))).fold(0.0_f64, f64::max)
    };
    let unread = document.columns.iter().filter(|column| column.field.is_none() && !column.header.is_empty());
    let header =
        unread.max_by(|a, b| like(&a.header).total_cmp(&like(&b.header))).map_or("HEADER", |column| column.header.as_str());
    let pair = format!("{}={header}", field.key.name());
    let pair = if pair.contains([' ', ',']) { format!("\"{pair}\"") } else { pair };
    Some(format!("Name it: --columns {pair}"))
}

/// The questions that are open, and how to answer them.
fn questions_words(document: &Document) -> String {
    let mut lines = vec![format!(
        "It would be {} new, {} changed, {} there already, {} refused; but these names are not surely names of the record, so nothing was changed.",
        document.new, document.changed, document.same, document.refused
    )];
    let open: Vec<&NameQuestion> = document.questions.iter().filter(|question| !question.answered).collect();
    for question in open.iter().take(LISTED) {
        let proposed = question.taken_for.as_deref().unwrap_or("something new");
        let (noun, written, rows) = (question.noun, &question.written, counted(question.rows, "row"));
        lines.push(match (question.unlike, question.candidates.join(", ")) {
            (false, _) => format!("  {noun} “{written}”, in {rows}: {}? Proposed: {proposed}.", question.candidates.join("? ")),
            (true, known) if known.is_empty() => format!("  New {noun} “{written}”, in {rows}? Proposed: {proposed}."),
            (true, known) => format!("  New {noun} “{written}”, in {rows}, or one of {known}? Proposed: {proposed}."),
        });
    }
    lines
        .push("Answer with --same \"written=name\" or --new \"written\", or take all that is proposed with --accept. Both can be given several times.".to_owned());
    lines.join("\n")
}
