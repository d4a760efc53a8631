//! Detects folders that a sync program (Dropbox, OneDrive, …) copies to other machines. A git repository in such a folder breaks: its
//! files only make sense together, and arrive one by one.

use std::fs;
use std::path::Path;

/// What lies in the folder at the top of what a program carries, or above it. A name that ends in `*` is a beginning.
const MARKERS: &[(&str, &str)] = &[
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder*", "Syncthing"),
    // OneDrive's own hidden file, the same on every machine.
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".sync_*", "Nextcloud"),
    ("._sync_*", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log*", "ownCloud"),
    (".owncloud", "ownCloud"),
    (".SynologyWorkingDirectory", "Synology Drive"),
    (".seafile-data", "Seafile"),
    (".megaignore", "MEGA"),
    (".sync", "Resilio Sync"),
];

/// What the folder itself, or one above it, is called.
const NAMES: &[(&str, &str)] = &[
    ("Dropbox*", "Dropbox"),
    ("OneDrive*", "OneDrive"),
    ("Google Drive*", "Google Drive"),
    ("GoogleDrive*", "Google Drive"),
    ("iCloudDrive*", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("com~apple~CloudDocs", "iCloud"),
    ("CloudStorage", "another program"),
    ("Nextcloud*", "Nextcloud"),
    ("ownCloud*", "ownCloud"),
    ("Seafile*", "Seafile"),
    ("SynologyDrive*", "Synology Drive"),
    ("pCloudDrive*", "pCloud"),
    ("Proton Drive*", "Proton Drive"),
];

/// The program that carries the folder `dir` to other machines, if one is known to. `dir` leads through no links.
pub(super) fn by(dir: &Path) -> Option<&'static str> {
    dir.ancestors().find_map(|folder| {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        named(NAMES, &name).or_else(|| {
            let entries = fs::read_dir(folder).ok()?;
            entries.flatten().find_map(|entry| named(MARKERS, &entry.file_name().to_string_lossy()))
        })
    })
}

fn named(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let is = |pattern: &str| match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == pattern,
    };
    table.iter().find(|(pattern, _)| is(pattern)).map(|(_, program)| *program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_a_marker_or_a_name_is_carried() {
        let check = |marker: &str, below: &str, expected: Option<&str>| {
            let dir = tempfile::tempdir().unwrap();
            fs::create_dir_all(dir.path().join(below)).unwrap();
            if !marker.is_empty() {
                fs::write(dir.path().join(marker), "").unwrap();
            }
            assert_eq!(by(&dir.path().join(below)), expected, "{marker} {below}");
        };
        check("", "talks/record", None);
        check(".dropbox", "talks/record", Some("Dropbox"));
        check(".stfolder", "record", Some("Syncthing"));
        check(".stfolder (1)", "record", Some("Syncthing"));
        check(".849C9593-D756-4E56-8D6E-42412F2A707B", "a/b/c", Some("OneDrive"));
        check("", "OneDrive - Ministry/talks", Some("OneDrive"));
        check("", "Library/Mobile Documents/com~apple~CloudDocs/talks", Some("iCloud"));
        check(".tmp.driveupload", "talks", Some("Google Drive"));
        check("._sync_5f1a2b.db", "talks", Some("Nextcloud"));
        check(".owncloudsync.log.1", "talks", Some("ownCloud"));
        check(".synced-by-hand", "talks", None);
    }
}
