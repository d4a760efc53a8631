//! `search`: finds any record by any spelling.

use super::answer::Answer;
use super::open_workspace::OpenWorkspace;
use crate::model::tail;
use crate::query::search::Index;
use crate::query::usage::counted;

/// How many hits of one kind the text shows.
const SHOWN: usize = 10;

/// Find any record that has all the words, in any script or spelling.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Each hit begins with the end of its id, which “rapporteur show” takes. With --json all hits are
listed, without it ten of each kind.")]
pub struct Search {
    /// What to look for.
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
}

#[derive(serde::Serialize)]
struct Document<'a> {
    words: &'a str,
    groups: Vec<Group>,
}

#[derive(serde::Serialize)]
struct Group {
    kind: &'static str,
    total: usize,
    hits: Vec<Hit>,
}

#[derive(serde::Serialize)]
struct Hit {
    id: String,
    title: String,
    field: &'static str,
    text: String,
    #[serde(skip)]
    tail: String,
}

impl Search {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let words = self.words.join(" ");
        let limit = if json { usize::MAX } else { SHOWN };
        let groups = Index::build(opened.workspace()).search(&words, limit).into_iter().map(|group| Group {
            kind: group.noun,
            total: group.total,
            hits: group
                .hits
                .into_iter()
                .map(|hit| Hit {
                    id: hit.id.uuid().to_string(),
                    tail: tail(hit.id.uuid()),
                    title: hit.title,
                    field: hit.field,
                    text: hit.snippet.text,
                })
                .collect(),
        });
        let document = Document { words: &words, groups: groups.collect() };
        Answer::new(json, &document, |page| {
            if document.groups.is_empty() {
                page.line(&format!("Nothing has “{words}”."));
            }
            for group in &document.groups {
                page.under(&counted(group.total, group.kind), |page| {
                    for hit in &group.hits {
                        let found = if hit.text == hit.title { String::new() } else { format!("\n{}: {}", hit.field, hit.text) };
                        page.facts([(hit.tail.as_str(), format!("{}{found}", hit.title))]);
                    }
                    if group.total > group.hits.len() {
                        page.line(&format!("… and {} more", group.total - group.hits.len()));
                    }
                });
            }
        })
    }
}
