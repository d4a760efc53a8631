//! `sample`: writes the sample workspace into a folder.

use super::answer::Answer;
use super::args::{Command, Spec};
use super::help::Help;
use crate::store::sample;
use std::path::Path;

pub(super) const SPEC: Spec = Spec {
    help: Help {
        name: "sample",
        takes: "DIR",
        does: "write the sample workspace to DIR, which is empty or absent",
        more: "The sample is a record of real talks from public sources. Open what was written with
“rapporteur --data-dir DIR”.",
    },
    options: &[],
    read: |given| Ok(Command::Sample { dir: given.path("Say into which folder")? }),
};

#[derive(serde::Serialize)]
struct Document {
    folder: String,
}

pub(super) fn answer(json: bool, dir: &Path) -> anyhow::Result<Answer> {
    sample::write_to(dir).map_err(|error| anyhow::anyhow!("{error}."))?;
    let folder = dir.display().to_string();
    Answer::new(json, &Document { folder: folder.clone() }, |page| {
        page.line(&format!("The sample is in {folder}. “rapporteur --data-dir {folder}” opens it."));
    })
}
