//! `take-over`: adopts the history that came with a folder.

use super::answer::Answer;
use super::open_workspace::OpenWorkspace;
use super::surroundings::SystemSurroundings;
use crate::session::Surroundings as _;
use crate::store::history::History;
use crate::store::locations;

/// Go on from the history that came with the folder.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
A history that came with a folder, from another machine or from somebody, is not used by itself.
This reads its entries, checks each and goes on from them in the history on this machine.
What came with the folder is left as it is. Do it for folders that you know: anybody
can write a history that says what they like, in anybody's name.")]
pub struct TakeOver {}

#[derive(serde::Serialize)]
struct Document {
    entries: usize,
    folder: String,
    aside: Option<String>,
}

impl TakeOver {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let dir = opened.session.dir().ok_or_else(|| anyhow::anyhow!("There is no folder with a history."))?;
        let state = locations::state_dir().filter(|_| !opened.is_copy());
        let now = SystemSurroundings.now().with_timezone(&opened.zone).fixed_offset();
        let taken = History::take_over(dir, state.as_deref(), now).map_err(|error| anyhow::anyhow!("{error}."))?;
        let document = Document {
            entries: taken.entries,
            folder: taken.git.display().to_string(),
            aside: taken.aside.map(|aside| aside.display().to_string()),
        };
        Answer::new(json, &document, |page| {
            let entries =
                if document.entries == 1 { "1 entry was".to_owned() } else { format!("{} entries were", document.entries) };
            page.line(&format!("{entries} taken over. The history goes on from there, in {}.", document.folder));
            if let Some(aside) = &document.aside {
                page.line(&format!("What had been kept here in the meantime is in {aside}."));
            }
        })
    }
}
