//! Writes many objects at once, as at the first commit: into one pack with one fsync.

use super::disk::{self, Found};
use super::repository;
use super::{History, HistoryError};
use git2::{Error, ObjectType, Oid};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// From how many files on it is worth a pack.
const MANY: usize = 20;

impl History {
    /// Puts what the files hold into the repository, if they are many.
    pub(super) fn write_in_bulk(&self, files: &BTreeSet<PathBuf>) -> Result<(), HistoryError> {
        if files.len() < MANY {
            return Ok(());
        }
        let damaged = self.damaged_or();
        // What is written to this one is in memory until it is packed.
        let beside = repository::open(&self.git).map_err(&damaged)?;
        let odb = beside.raw().odb().map_err(&damaged)?;
        let _memory = odb.add_new_mempack_backend(1000).map_err(&damaged)?;
        let known = self.repo.raw().odb().map_err(&damaged)?;
        let mut packed: Vec<(Oid, String)> = Vec::new();
        for file in files {
            let Found::File(found) = disk::read(&self.dir, file) else { continue };
            let id = Oid::hash_object(ObjectType::Blob, &found.bytes).map_err(&damaged)?;
            if !known.exists(id) {
                odb.write(ObjectType::Blob, &found.bytes).map_err(&damaged)?;
                packed.push((id, file.to_string_lossy().into_owned()));
            }
        }
        if packed.is_empty() {
            return Ok(());
        }
        let pack = || -> Result<(), Error> {
            let mut builder = beside.raw().packbuilder()?;
            builder.set_threads(1);
            for (id, name) in &packed {
                builder.insert_object(*id, Some(name))?;
            }
            builder.write(&self.git.join("objects/pack"), 0o400)
        };
        pack().map_err(&damaged)?;
        known.refresh().map_err(&damaged)
    }
}
