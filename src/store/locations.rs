//! Where things are kept on this machine.

use directories::ProjectDirs;
use std::env;
use std::path::PathBuf;

/// Says where the settings are, in place of the platform's folder.
pub const CONFIG_DIR_VARIABLE: &str = "RAPPORTEUR_CONFIG_DIR";

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "Rapporteur")
}

/// The folder of the record, unless the user chose another one; none on a machine without a home folder.
pub fn data_dir() -> Option<PathBuf> {
    project().map(|project| project.data_dir().to_owned())
}

/// The folder of the settings.
pub fn config_dir() -> Option<PathBuf> {
    let chosen = env::var_os(CONFIG_DIR_VARIABLE).filter(|dir| !dir.is_empty()).map(PathBuf::from);
    chosen.or_else(|| project().map(|project| project.config_dir().to_owned()))
}

/// The user's own folder.
pub fn home_dir() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
}
