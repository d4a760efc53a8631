//! `sample`: writes the sample workspace into a folder.

use super::answer::Answer;
use crate::store::sample;
use std::path::PathBuf;

/// Write the sample workspace to DIR, which is empty or absent.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
The sample is a record of real talks from public sources. Open what was written with
“rapporteur --data-dir DIR”.")]
pub struct Sample {
    /// Into which folder.
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    dir: PathBuf,
}

#[derive(serde::Serialize)]
struct Document {
    folder: String,
}

impl Sample {
    pub(super) fn answer(&self, json: bool) -> anyhow::Result<Answer> {
        sample::write_to(&self.dir).map_err(|error| anyhow::anyhow!("{error}."))?;
        let folder = self.dir.display().to_string();
        Answer::new(json, &Document { folder: folder.clone() }, |page| {
            page.line(&format!("The sample is in {folder}. “rapporteur --data-dir {folder}” opens it."));
        })
    }
}
