//! `add-document`: a document becomes a source of a negotiation.

use super::answer::Answer;
use super::open_workspace::OpenWorkspace;
use super::saved_change::SavedChange;
use crate::exchange::documents::{LARGEST_FILE, Proposal as Proposed, ReadDocument, read};
use crate::exchange::progress::Progress;
use crate::model::when::{self, Context, Tense};
use crate::model::{Record, Source, When};
use crate::query::names;
use crate::session::{New, Proposal};
use crate::store::{documents, read_file};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Add a document to a negotiation, as a source.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Example:
  rapporteur add-document ru-ua-us communique.pdf --outlet \"Ministry of Transit\"

Text is read from .txt, .md, .html, .docx, .pdf and .eml, by paragraphs, whatever the ending says.
The file itself is kept beside the record, in the folder documents, named by its SHA-256, and never
changed. What it says of its title, outlet, address and date is taken over and told with the place
where it was found; an option says otherwise, and one without words leaves the field empty. When a
file was made is told and not taken over: it need not be when it was published. With --propose
nothing is changed. Nothing is fetched from anywhere.")]
pub struct AddDocument {
    /// To which negotiation.
    #[arg(value_name = "NEGOTIATION")]
    negotiation: String,
    /// Which file.
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// What the source is called.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Who published it.
    #[arg(long, value_name = "WORDS")]
    outlet: Option<String>,
    /// Where it came from.
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,
    /// When it was published.
    #[arg(long, value_name = "WHEN")]
    published: Option<String>,
    /// Only say what would be added.
    #[arg(long)]
    propose: bool,
}

#[derive(Serialize)]
struct Document {
    /// None while it is only proposed.
    source: Option<String>,
    negotiation: String,
    title: String,
    outlet: String,
    address: String,
    published: String,
    words: usize,
    document: String,
    document_hash: String,
    document_size: Option<u32>,
    document_type: String,
    proposed: BTreeMap<&'static str, ProposedValue>,
    notes: Vec<String>,
}

/// What was found, and where.
#[derive(Serialize)]
struct ProposedValue {
    value: String,
    found: String,
    taken: bool,
}

impl AddDocument {
    pub(super) fn answer(&self, mut opened: OpenWorkspace, json: bool) -> Result<Answer> {
        let negotiation = opened.negotiation(&self.negotiation)?;
        let bytes = read_file(&self.file, LARGEST_FILE)?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = read(&name, &bytes, &Progress::default())
            .map_err(|error| anyhow::anyhow!("{} was not read. {error}", self.file.display()))?;
        let Record::Source(draft) = opened.session.draft(New::Source { negotiation, title: String::new() }) else {
            anyhow::bail!("A source cannot be made.");
        };
        let kept = documents::document(&name, read.kind.media_type(), &bytes);
        let source = Source {
            title: taken(self.title.as_deref(), read.title.as_ref()),
            outlet: taken(self.outlet.as_deref(), read.outlet.as_ref()),
            address: taken(self.address.as_deref(), read.address.as_ref()),
            published: self.published(&opened, &read),
            text: read.text.clone(),
            document: kept.clone(),
            ..Source::clone(&draft)
        };
        let mut document = Document {
            source: None,
            negotiation: names::negotiation(opened.workspace(), negotiation),
            title: source.title.clone(),
            outlet: source.outlet.clone(),
            address: source.address.clone(),
            published: if source.published.is_unknown() { String::new() } else { source.published.words() },
            words: source.text.split_whitespace().count(),
            document: kept.name.clone(),
            document_hash: kept.hash.clone(),
            document_size: kept.size,
            document_type: kept.media_type.clone(),
            proposed: self.proposed(&read),
            notes: read.notes.iter().map(ToString::to_string).collect(),
        };
        if self.propose {
            return Answer::new(json, &document, |page| document.write(page, "Would be added to"));
        }
        let dir = opened.session.dir().ok_or_else(|| anyhow::anyhow!("There is no folder to keep the document in."))?.to_owned();
        let before = opened.workspace().clone();
        document.source = Some(source.id.0.to_string());
        opened.session.perform(Proposal::put("add source", source))?;
        documents::put(&dir, &kept, &bytes)?;
        let done = SavedChange::save(opened).inspect_err(|_| drop(documents::erase_unused(&dir, &before, &[kept])))?;
        let answer = Answer::new(json, &document, |page| document.write(page, "Added to"))?;
        Ok(answer.of(done))
    }

    /// When it was published, as the option or the document states it.
    fn published(&self, opened: &OpenWorkspace, read: &ReadDocument) -> When {
        let today = opened.today;
        let context = Context { today, zone: None, tense: Tense::Past { until: today }, order: None };
        match &self.published {
            Some(words) if words.trim().is_empty() => When::Unknown,
            Some(words) => when::parse(words, context).when,
            None => stated(read.date.as_ref()).unwrap_or_default(),
        }
    }

    fn proposed(&self, read: &ReadDocument) -> BTreeMap<&'static str, ProposedValue> {
        let value = |proposal: &Proposed<String>, option: &Option<String>| ProposedValue {
            value: proposal.value.clone(),
            found: proposal.found.to_string(),
            taken: option.is_none(),
        };
        let texts = [
            ("title", &read.title, &self.title),
            ("outlet", &read.outlet, &self.outlet),
            ("address", &read.address, &self.address),
        ];
        let mut all: BTreeMap<&'static str, ProposedValue> =
            texts.into_iter().filter_map(|(name, found, option)| Some((name, value(found.as_ref()?, option)))).collect();
        if let Some(date) = &read.date {
            let taken = date.found.is_stated() && self.published.is_none();
            all.insert("published", ProposedValue { value: date.value.words(), found: date.found.to_string(), taken });
        }
        all
    }
}

/// What the option says, or else what was found.
fn taken(said: Option<&str>, found: Option<&Proposed<String>>) -> String {
    match said {
        Some(words) => words.trim().to_owned(),
        None => found.map(|proposal| proposal.value.clone()).unwrap_or_default(),
    }
}

fn stated(date: Option<&Proposed<When>>) -> Option<When> {
    date.filter(|date| date.found.is_stated()).map(|date| date.value.clone())
}

impl Document {
    fn write(&self, page: &mut super::page::Page, what: &str) {
        let found =
            |name: &str| self.proposed.get(name).filter(|proposed| proposed.taken).map(|proposed| proposed.found.as_str());
        let stated =
            [("title", &self.title), ("outlet", &self.outlet), ("address", &self.address), ("published", &self.published)];
        let mut facts: Vec<(&str, String)> = Vec::new();
        for (name, value) in stated.into_iter().filter(|(_, value)| !value.is_empty()) {
            let found = found(name).map(|found| format!(" (found: {found})")).unwrap_or_default();
            facts.push((name, format!("{value}{found}")));
        }
        for (name, proposed) in self.proposed.iter().filter(|(_, proposed)| !proposed.taken) {
            facts.push((name, format!("not taken over: {} (found: {})", proposed.value, proposed.found)));
        }
        facts.push(("text", crate::query::usage::counted(self.words, "word")));
        facts.push(("file", self.document.clone()));
        facts.push(("SHA-256", self.document_hash.clone()));
        facts.extend(self.source.iter().map(|source| ("id", source.clone())));
        page.under(&format!("{what} {}", self.negotiation), |page| {
            page.facts(facts);
            self.notes.iter().for_each(|note| page.line(note));
        });
    }
}
