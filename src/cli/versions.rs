//! `versions`: the versions of a record, newest first, described in words.

use super::answer::Answer;
use super::history_keeper;
use super::open_workspace::OpenWorkspace;
use super::value_error::ValueError;
use crate::query::{changes, names, usage};
use crate::store::history::Version;
use serde::Serialize;
use std::num::NonZeroUsize;

/// Every version of a record: who changed what, and when.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
RECORD is named as for “show”. The history is a git repository; git reads it, too.")]
pub struct Versions {
    /// Which record.
    #[arg(required = true, value_name = "RECORD")]
    record: Vec<String>,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::MIN.saturating_add(19), value_parser = number)]
    last: NonZeroUsize,
}

fn number(text: &str) -> Result<NonZeroUsize, ValueError> {
    text.parse().map_err(|_| ValueError::Count(text.to_owned()))
}

#[derive(Serialize)]
struct Document {
    record: String,
    id: String,
    title: String,
    versions: Vec<VersionFacts>,
    more: bool,
}

#[derive(Serialize)]
struct VersionFacts {
    version: String,
    when: String,
    who: String,
    label: String,
    outside: bool,
    changes: Vec<Changed>,
}

#[derive(Serialize)]
struct Changed {
    field: String,
    label: String,
    before: String,
    after: String,
}

impl Versions {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let id = opened.record(&self.record.join(" "))?;
        let history = history_keeper::to_read(opened).map_err(|error| anyhow::anyhow!("{error}."))?;
        let found = history.versions(Some(id), None, self.last.get()).map_err(|error| anyhow::anyhow!("{error}."))?;
        let document = Document {
            record: id.noun().to_owned(),
            id: id.uuid().to_string(),
            title: names::title(opened.workspace(), id),
            versions: found.list.iter().map(|version| told(opened, version)).collect(),
            more: found.next.is_some(),
        };
        let answer = Answer::new(json, &document, |page| {
            page.line(&document.title);
            for version in &document.versions {
                let when = version.when.replace('T', " ");
                page.under(&format!("{} · {} · {}", when.get(..16).unwrap_or(&when), version.who, version.label), |page| {
                    page.facts(version.changes.iter().map(|change| (change.label.clone(), change.words())));
                });
            }
            page.gap();
            let count = usage::counted(document.versions.len(), "version");
            let more = if document.more { "; there are older ones (--last N)" } else { "" };
            page.line(&format!("{count}{more}."));
        })?;
        Ok(found.damaged.into_iter().fold(answer, |answer, why| answer.needing(format!("{why}."))))
    }
}

fn told(opened: &OpenWorkspace, version: &Version) -> VersionFacts {
    let edits = version.change.edits.iter().flat_map(|edit| changes::words(opened.workspace(), edit));
    VersionFacts {
        version: version.id.to_string(),
        when: version.when.to_rfc3339(),
        who: version.who.clone(),
        label: version.label.clone(),
        outside: version.outside,
        changes: edits
            .map(|words| Changed { field: words.path.to_string(), label: words.label, before: words.before, after: words.after })
            .collect(),
    }
}

impl Changed {
    fn words(&self) -> String {
        match (self.before.is_empty(), self.after.is_empty()) {
            (true, true) => "yes".to_owned(),
            (true, false) => self.after.clone(),
            (false, true) => format!("(gone) {}", self.before),
            (false, false) => format!("{} → {}", self.before, self.after),
        }
    }
}
