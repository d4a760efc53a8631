//! Standard folders on this machine: data, settings, state.

use directories::ProjectDirs;
use std::env;
use std::path::PathBuf;

/// Says where the settings are, in place of the platform's folder.
pub const CONFIG_DIR_VARIABLE: &str = "RAPPORTEUR_CONFIG_DIR";

/// Says where what is known of each record on this machine is kept, in place of the platform's folder.
pub const STATE_DIR_VARIABLE: &str = "RAPPORTEUR_STATE_DIR";

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "Rapporteur")
}

/// The folder of the record, unless the user chose another one; none on a machine without a home folder.
pub fn data_dir() -> Option<PathBuf> {
    project().map(|project| project.data_dir().to_owned())
}

/// The folder of the settings.
pub fn config_dir() -> Option<PathBuf> {
    chosen(CONFIG_DIR_VARIABLE).or_else(|| project().map(|project| project.config_dir().to_owned()))
}

/// The folder of what this machine knows of each record: which entry of its history was the last one, and the history itself where
/// it cannot be beside the record. Whoever keeps the settings elsewhere has it there, too, unless it is named by itself.
pub fn state_dir() -> Option<PathBuf> {
    let beside_settings = || chosen(CONFIG_DIR_VARIABLE).map(|dir| dir.join("state"));
    let platforms = |project: ProjectDirs| project.state_dir().unwrap_or(project.data_local_dir()).to_owned();
    chosen(STATE_DIR_VARIABLE).or_else(beside_settings).or_else(|| project().map(platforms))
}

fn chosen(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|dir| !dir.is_empty()).map(PathBuf::from)
}

/// The folder in which the user keeps documents; their own folder where there is none.
pub fn documents_dir() -> Option<PathBuf> {
    let documents = directories::UserDirs::new().and_then(|dirs| dirs.document_dir().map(PathBuf::from));
    documents.filter(|dir| dir.is_dir()).or_else(home_dir)
}

/// The user's own folder.
pub fn home_dir() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
}
