//! `export`: writes a paper, lists or a calendar into a file.

use super::answer::Answer;
use super::list::List;
use super::open_workspace::{OpenWorkspace, settings};
use super::surroundings::SystemSurroundings;
use crate::exchange::export::{self, Exported};
use crate::exchange::progress::Progress;
use crate::exchange::release::{Leave, LeftOut, Permitted, Why, Withheld, of_level};
use crate::exchange::request::{ExportContext, Format, Request, What};
use crate::model::{NegotiationId, RecordId, RecordLevel, Vocabulary};
use crate::query::position::AsOf;
use crate::query::texts::{self, TextId, TextOf};
use crate::query::{levels, names};
use crate::session::Surroundings;
use crate::store::{PaperError, write_file};
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Write a paper, lists or a calendar.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
What was said off the record is left out, and what was said on background or under the Chatham
House rule is told without attribution, unless --include names the level. How many were withheld
is said in the file, except in .csv and .ics, and here. Any other text (an account, an outcome, a
note, an incident, …) is left out if it is marked so, and if it is not marked but repeats the words
of what is left out, cites a source that only that cites, or names somebody known only from it.

What a format does not hold, and so does not come back when it is imported:
  .xlsx .csv   of statements the sitting, and which of them replaces, answers or depends on which,
               other than for reading; of sources all but title, outlet and address; of rounds the
               accounts, sittings, discrepancies and documents, and earlier dates and announcements
               other than in words; issues on which nothing was said; incidents; other spellings,
               offices and notes of parties and people; control characters and marks of direction
  .csv         besides, the handling marking; what begins like a formula has an apostrophe before
               it, which the import takes off
  .docx .html .md   are for reading and cannot be imported. A brief has the positions that stand and
               what moved, not every statement; incidents since the round before the last; and of no
               record its notes on statements and sources, other spellings, the grades of sources,
               pasted texts and history. A paper of one round (--round) has all that is on its page
  .md          besides, no pages: the marking stands at its ends, and cells have one line
  .ics         rounds and follow-ups known only by a month, in words or not at all, for none of
               these is a date; of a round all but title, number, date, venue in one line and
               status, while agenda, outcome and conflicting dates stand in words; statements

A calendar that imports such a file again moves and cancels what has changed. A round that was
deleted from the record stays there, for a file cannot take back what it no longer names: cancel
the round first, export, and then delete it.")]
pub struct Export {
    /// Which negotiation.
    #[arg(required = true, value_name = "NEGOTIATION")]
    pub(super) negotiation: Vec<String>,
    /// Into which file; its ending says the format: .docx .html .md .xlsx .csv .ics .jsonld.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) to: PathBuf,
    /// What of it: brief (.docx .html .md), matrix, statements, rounds, attendance or follow-ups (.xlsx .csv .md), lists (all of
    /// these, .xlsx), passages (.xlsx .csv .md .jsonld), calendar (.ics); what is usual for the format if it is not given: brief, lists,
    /// statements, calendar, passages.
    #[arg(long, value_name = "W")]
    pub(super) what: Option<String>,
    /// Only what belongs to this round.
    #[arg(long, value_name = "R")]
    pub(super) round: Option<String>,
    /// Positions at the end of that day or round; now if it is not given.
    #[arg(long, value_name = "T")]
    pub(super) as_of: Option<String>,
    /// What was said on these terms leaves whole: background, deep_background, chatham_house, off_record, or words of your own.
    #[arg(long, value_name = "L,…", value_parser = List::read)]
    pub(super) include: Vec<List>,
    /// These statements and other texts leave, though they would be left out: the words of a statement that names somebody, all of
    /// any other; --json gives the ids and reasons.
    #[arg(long, value_name = "ID,…", value_parser = List::read)]
    pub(super) release: Vec<List>,
    /// A file of that name is replaced.
    #[arg(long)]
    pub(super) replace: bool,
}

#[derive(Serialize)]
struct Left {
    /// By which it is released.
    id: String,
    /// What it is: "statement", "account".
    kind: &'static str,
    /// The same id, of a statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    level: String,
    /// Why it is left out: for its level, or because it names, repeats or cites something.
    why: &'static str,
    /// The word by which it would tell who spoke, or name somebody; none if something else keeps it.
    names: Option<String>,
}

#[derive(Serialize)]
struct Document {
    file: String,
    negotiation: String,
    what: &'static str,
    format: &'static str,
    bytes: usize,
    left_out: BTreeMap<String, usize>,
    told_without_attribution: BTreeMap<String, usize>,
    /// Other texts by level.
    texts_left_out: BTreeMap<String, usize>,
    /// Each statement and other text that was left out.
    withheld: Vec<Left>,
    notes: Vec<String>,
}

impl Export {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> Result<Answer> {
        let (what, format) = what_and_format(self)?;
        let negotiation = opened.negotiation(&self.negotiation.join(" "))?;
        let round = self.round.as_deref().map(|word| opened.round(Some(negotiation), word)).transpose()?;
        let as_of = match &self.as_of {
            Some(text) => opened.as_of(negotiation, text)?,
            None => round.map_or(AsOf::Now, AsOf::Round),
        };
        let levels = List::all(&self.include).map(|word| level(opened, negotiation, word)).collect::<Result<BTreeSet<_>>>()?;
        let texts = List::all(&self.release).map(|id| text(opened, negotiation, id)).collect::<Result<BTreeSet<_>>>()?;
        let permitted = Permitted { levels, texts };
        let request = Request { negotiation, round, what, format, as_of, permitted };
        let context = ExportContext { now: SystemSurroundings.now(), zone: opened.zone, author: settings().name };
        let exported = export::export(opened.workspace(), &request, &context, &Progress::default())?;
        write_file(&self.to, &exported.bytes, self.replace).map_err(|error| match error {
            PaperError::Exists(_) => anyhow::anyhow!("{error} --replace replaces it."),
            error => error.into(),
        })?;
        let document = document(opened, self, &request, &exported);
        let answer = Answer::new(json, &document, |page| {
            page.line(&format!("{} of {}: {}", what.label(), document.negotiation, document.file));
        })?;
        let withheld = withheld(&exported.withheld);
        Ok(exported.notes.into_iter().chain(withheld).fold(answer, Answer::noting))
    }
}

/// What is to be written in which format: the ending says the format, and that says what is usual.
fn what_and_format(asked: &Export) -> Result<(What, Format)> {
    let ending = asked.to.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(format) = Format::from_ending(&ending) else {
        let endings: Vec<String> = Format::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
        bail!("The ending of {} says no format. There is: {}.", asked.to.display(), endings.join(" "));
    };
    let Some(word) = asked.what.as_deref() else { return Ok((What::usual(format), format)) };
    let plain = |word: &str| word.to_lowercase().replace(['_', ' '], "-");
    let Some(what) = What::ALL.into_iter().find(|what| what.key() == plain(word)) else {
        let keys = What::ALL.map(What::key).join(", ");
        bail!("--what takes one of these: {keys}; not “{word}”.");
    };
    Ok((what, format))
}

/// A level by its key or its label, or one of the user's own that is in use.
fn level(opened: &OpenWorkspace, negotiation: NegotiationId, word: &str) -> Result<RecordLevel> {
    let level = RecordLevel::from_words(word);
    let in_use = || opened.workspace().statements_of(negotiation).any(|said| levels::of(opened.workspace(), said) == level);
    let marks = || {
        let all = texts::of_negotiation(opened.workspace(), negotiation);
        all.iter().any(|text| texts::level_of(opened.workspace(), text) == level)
    };
    if level.is_other() && !in_use() && !marks() {
        let guarded = RecordLevel::KNOWN.iter().filter(|level| of_level(level) != Leave::Whole);
        let keys: Vec<&str> = guarded.map(Vocabulary::key).collect();
        bail!(
            "There is no record level “{word}”. What can be named is: {}; or words of your own that are in use.",
            keys.join(", ")
        );
    }
    Ok(level)
}

fn document(opened: &OpenWorkspace, asked: &Export, request: &Request, exported: &Exported) -> Document {
    let by_level =
        |levels: &BTreeMap<RecordLevel, usize>| levels.iter().map(|(level, count)| (level.key().to_owned(), *count)).collect();
    Document {
        file: asked.to.display().to_string(),
        negotiation: names::negotiation(opened.workspace(), request.negotiation),
        what: request.what.key(),
        format: request.format.ending(),
        bytes: exported.bytes.len(),
        left_out: by_level(&exported.withheld.left_out),
        told_without_attribution: by_level(&exported.withheld.stripped),
        texts_left_out: by_level(&exported.withheld.texts),
        withheld: exported.left_out.iter().map(|one| left(opened, one)).collect(),
        notes: exported.notes.clone(),
    }
}

fn left(opened: &OpenWorkspace, one: &LeftOut) -> Left {
    let (why, names) = match &one.why {
        Why::Level => ("level", None),
        Why::Names { word, .. } => ("names", Some(word.clone())),
        Why::Repeats(_) => ("repeats", None),
        Why::Cites(_) => ("cites", None),
    };
    let kind = texts::told(opened.workspace(), one.text).map_or("text", |(noun, ..)| noun);
    let id = one.text.to_string();
    let is_statement = matches!(one.text.record, RecordId::Statement(_)) && one.text.of == TextOf::Whole;
    let statement = is_statement.then(|| id.clone());
    Left { id, kind, statement, level: one.level.key().to_owned(), why, names }
}

/// A statement or another text of the negotiation by its id.
fn text(opened: &OpenWorkspace, negotiation: NegotiationId, id: &str) -> Result<TextId> {
    let statements = opened.workspace().statements_of(negotiation);
    let statements = statements.flat_map(|said| std::iter::once(said.id.into()).chain(texts::beside(said).map(|text| text.id)));
    let texts = texts::of_negotiation(opened.workspace(), negotiation).into_iter().map(|text| text.id);
    let found = statements.chain(texts).find(|text| text.to_string() == id.trim().to_lowercase());
    found.ok_or_else(|| {
        anyhow::anyhow!(
            "No statement or other text of this negotiation has the id “{id}”. `export … --json` gives the ids of what is left out."
        )
    })
}

/// How much was withheld, and by which words it would leave.
fn withheld(withheld: &Withheld) -> Option<String> {
    let words = withheld.words()?;
    let levels: BTreeSet<&str> =
        withheld.left_out.keys().chain(withheld.stripped.keys()).chain(withheld.texts.keys()).map(Vocabulary::key).collect();
    let levels: Vec<&str> = levels.into_iter().collect();
    let telling = match withheld.telling {
        0 => String::new(),
        1 => " The words of 1 name somebody who was there: --json says which, and --release lets it leave.".to_owned(),
        telling => {
            format!(" The words of {telling} name somebody who was there: --json says which, and --release lets one leave.")
        }
    };
    Some(format!("{words} --include {} would take them along.{telling}", levels.join(",")))
}
