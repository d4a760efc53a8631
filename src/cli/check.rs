//! `check`: loads everything and reports problems, one a line, then counts.

use super::answer::Answer;
use super::open_workspace::OpenWorkspace;
use crate::query::check;
use crate::query::names;
use crate::query::to_check;
use crate::query::usage::{self, counted};
use crate::session::Kept;
use crate::store::documents;

/// Load everything; one line a problem, then the counts.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
A problem is “file:line: reason (what became of the file)”. A file that cannot be read is set
aside: it stays where it is, untouched, and everything else is open. Nothing is changed.
What the window moved to bin/damaged is no longer looked at. Every document that is kept beside
the record is compared with its fingerprint; files that no source names are listed, and are no problem.
With a problem the exit status is 1.")]
pub struct Check {}

#[derive(serde::Serialize)]
struct Document {
    negotiations: usize,
    rounds: usize,
    parties: usize,
    people: usize,
    statements: usize,
    follow_ups: usize,
    incidents: usize,
    clashes: usize,
    to_check: usize,
    problems: Vec<Problem>,
    /// Files of documents that no source names.
    unused_documents: Vec<Unused>,
}

#[derive(serde::Serialize)]
struct Unused {
    file: String,
    size: u64,
}

#[derive(serde::Serialize)]
struct Problem {
    file: String,
    line: Option<usize>,
    what: String,
    kept_as: &'static str,
}

impl Check {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let ws = opened.workspace();
        let document = Document {
            negotiations: ws.negotiations.len(),
            rounds: ws.rounds.len(),
            parties: ws.parties.len(),
            people: ws.people.len(),
            statements: ws.statements.len(),
            follow_ups: ws.follow_ups.len(),
            incidents: ws.incidents.len(),
            clashes: ws.clashes.len(),
            to_check: to_check::count(ws, None),
            problems: problems(opened),
            unused_documents: unused(opened),
        };
        let counts = [
            (document.negotiations, "negotiation"),
            (document.rounds, "round"),
            (document.parties, "party"),
            (document.people, "person"),
            (document.statements, "statement"),
            (document.follow_ups, "follow-up"),
            (document.incidents, "incident"),
        ];
        let answer = Answer::new(json, &document, |page| {
            for Problem { file, line, what, kept_as } in &document.problems {
                let line = line.map(|line| format!(":{line}")).unwrap_or_default();
                page.unwrapped(&format!("{file}{line}: {} ({})", what.trim_end_matches('.'), kept_as.replace('_', " ")));
            }
            page.gap();
            page.line(&match document.problems.len() {
                0 => "No problems.".to_owned(),
                many => format!("{}.", counted(many, "problem")),
            });
            let fields = match document.clashes {
                1 => "1 field was".to_owned(),
                many => format!("{many} fields were"),
            };
            if document.clashes > 0 {
                page.line(&format!("{fields} changed in two places. Choose between the two versions in the window."));
            }
            match document.to_check {
                0 => {}
                1 => page.line("1 record is to be looked at: the window shows it, with the reason."),
                many => page.line(&format!("{many} records are to be looked at: the window shows them, with the reasons.")),
            }
            for Unused { file, size } in &document.unused_documents {
                page.unwrapped(&format!("{file}: no source names this document, {}", usage::size_words(*size)));
            }
            if !document.unused_documents.is_empty() {
                page.line("Documents without a source do no harm. The window lists them under Problems, to be removed.");
            }
            page.line(&counts.map(|(count, noun)| counted(count, noun)).join(", "));
        })?;
        Ok(if document.problems.is_empty() { answer } else { answer.unfinished() })
    }
}

/// The files of documents that no source names; none where something could not be read that may name them.
fn unused(opened: &OpenWorkspace) -> Vec<Unused> {
    opened.session.unused_documents().into_iter().map(|(path, size)| Unused { file: path.display().to_string(), size }).collect()
}

/// What the store found in the files, and what does not hold together beyond that. Links to nothing the store has found already.
fn problems(opened: &OpenWorkspace) -> Vec<Problem> {
    let in_files = opened.session.problems().iter().map(|problem| Problem {
        file: problem.file.display().to_string(),
        line: problem.line,
        what: problem.what.clone(),
        kept_as: match problem.kept_as {
            Kept::SetAside => "set_aside",
            Kept::ReadOnly => "read_only",
            Kept::Opened => "opened",
            Kept::Gone | Kept::Asked => "gone",
        },
    });
    let beyond = check::beyond_links(opened.workspace()).into_iter().map(|problem| {
        let title = names::title(opened.workspace(), problem.record);
        Problem {
            file: opened.session.file_of(problem.record).map(|file| file.display().to_string()).unwrap_or_default(),
            line: None,
            what: format!("{} “{title}”: {}", problem.record.noun(), problem.what),
            kept_as: "opened",
        }
    });
    let documents = opened.session.dir().map(|dir| documents::check(dir, opened.workspace())).unwrap_or_default();
    let documents = documents.into_iter().map(|(file, what)| Problem {
        file: file.display().to_string(),
        line: None,
        what,
        kept_as: "set_aside",
    });
    in_files.chain(beyond).chain(documents).collect()
}
