//! `completions`: shell completion scripts.

use super::answer::Answer;
use clap_complete::Shell;

/// What a shell completes after “rapporteur”, as a script for it.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Where a shell looks for it: bash in ~/.local/share/bash-completion/completions/rapporteur, zsh in
a folder of its $fpath as _rapporteur, fish in ~/.config/fish/completions/rapporteur.fish.")]
pub struct Completions {
    /// For which shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(serde::Serialize)]
struct Document {
    shell: String,
    script: String,
}

impl Completions {
    pub(super) fn answer(&self, mut command: clap::Command, json: bool) -> anyhow::Result<Answer> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "rapporteur", &mut script);
        let script = String::from_utf8(script)?;
        let document = Document { shell: self.shell.to_string(), script };
        Answer::new(json, &document, |page| {
            for line in document.script.lines() {
                page.unwrapped(line);
            }
        })
    }
}
