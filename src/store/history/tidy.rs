//! Repacking: loose objects go into delta-compressed packs.
//!
//! Whenever there are enough loose objects, they go into a new pack, together with those packs that are not at least twice as
//! large as what is before them. So there are never more than a few packs, and an object is packed anew only as often as the
//! history doubles, up to a size from which on a pack stays as it is: no step takes long, however long the history gets.
//!
//! The new pack is on the disk and read again before anything that is in it goes. All objects are packed, whether or not an entry
//! leads to them: nothing is thrown away here.

use super::objects::Objects;
use super::packs::{self, Pack};
use super::repository::{self, Busy};
use super::{History, HistoryError};
use git2::{Error, ErrorCode, ObjectType, Oid};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// From how many loose objects on they are packed: about two hundred and fifty entries.
const LOOSE: usize = 1500;
/// A pack with this many objects stays as it is.
const LARGE: usize = 24_000;

impl History {
    /// Packs, if there is enough for it. Returns whether it did. `cancelled` is asked now and then; what was begun is then left
    /// as it was.
    ///
    /// # Errors
    /// If something could not be read or written; everything is then where it was.
    pub fn tidy(&mut self, cancelled: &dyn Fn() -> bool) -> Result<bool, HistoryError> {
        self.tidy_from(LOOSE, cancelled)
    }

    pub(super) fn tidy_from(&mut self, least: usize, cancelled: &dyn Fn() -> bool) -> Result<bool, HistoryError> {
        self.must_write()?;
        if self.loose.is_some_and(|loose| loose < least) {
            return Ok(false);
        }
        let loose = packs::loose(&self.git);
        self.loose = Some(loose.len());
        if loose.len() < least {
            return Ok(false);
        }
        let _busy = Busy::begin(&self.git)?;
        let chosen = self.chosen(loose.len());
        let mut all: BTreeSet<Oid> = loose.iter().copied().collect();
        for pack in &chosen {
            all.extend(pack.ids().unwrap_or_default());
        }
        // What was packed before may be remembered as loose.
        self.reopen()?;
        let Some(made) = self.pack(&mut all, cancelled)? else { return Ok(false) };
        self.replace(&loose, &chosen, &all, &made)?;
        self.loose = Some(0);
        Ok(true)
    }

    /// The packs to be packed anew along with that many objects.
    fn chosen(&self, mut count: usize) -> Vec<Pack> {
        // A list over several packs would name packs that are gone.
        if self.git.join("objects/pack/multi-pack-index").exists() {
            return Vec::new();
        }
        let is_ours_to_move = |pack: &Pack| {
            let beside = |ending: &str| pack.idx.with_extension(ending).exists();
            pack.count > 0 && pack.count < LARGE && !beside("keep") && !beside("promisor") && pack.ids().is_some()
        };
        let mut chosen = Vec::new();
        for pack in packs::packs(&self.git).into_iter().filter(is_ours_to_move) {
            if pack.count >= 2 * count {
                break;
            }
            count += pack.count;
            chosen.push(pack);
        }
        chosen
    }

    /// Packs all of these into one pack, and takes those out of the set that cannot be read. Returns its list.
    pub(super) fn pack_all(&self, all: &mut BTreeSet<Oid>) -> Result<Option<PathBuf>, HistoryError> {
        Ok(self.pack(all, &|| false)?.map(|pack| pack.idx))
    }

    /// Writes a pack of the objects; those that cannot be read are left out. None if it was cancelled or there is nothing.
    fn pack(&self, all: &mut BTreeSet<Oid>, cancelled: &dyn Fn() -> bool) -> Result<Option<Pack>, HistoryError> {
        let names = names(&self.repo, all);
        // One that is damaged must not keep the others from being packed. It stays where it is.
        let odb = self.repo.raw().odb().map_err(self.damaged_or())?;
        all.retain(|id| self.repo.check(*id).is_ok() && odb.read_header(*id).is_ok());
        match self.try_pack(all, &names, cancelled) {
            Ok(made) => return Ok(made),
            Err(error) if error.code() == ErrorCode::User || cancelled() => return Ok(None),
            Err(_) => all.retain(|id| odb.read(*id).is_ok()),
        }
        match self.try_pack(all, &names, cancelled) {
            Err(error) if error.code() == ErrorCode::User || cancelled() => Ok(None),
            made => made.map_err(self.damaged_or()),
        }
    }

    fn try_pack(
        &self,
        all: &BTreeSet<Oid>,
        names: &BTreeMap<Oid, String>,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Pack>, Error> {
        if all.is_empty() {
            return Ok(None);
        }
        let mut builder = self.repo.raw().packbuilder()?;
        builder.set_threads(1);
        builder.set_progress_callback(|_, _, _| !cancelled())?;
        for id in all {
            builder.insert_object(*id, names.get(id).map(String::as_str))?;
        }
        builder.write(&self.git.join("objects/pack"), 0o400)?;
        let name = builder.name()?.unwrap_or_default().to_owned();
        let made = packs::packs(&self.git).into_iter().find(|pack| pack.idx.ends_with(format!("pack-{name}.idx")));
        match made {
            Some(made) if made.ids().as_ref() == Some(all) => Ok(Some(made)),
            _ => Err(Error::from_str("a pack does not hold what was put into it")),
        }
    }

    /// Takes away what is in the new pack.
    fn replace(&mut self, loose: &[Oid], chosen: &[Pack], all: &BTreeSet<Oid>, made: &Pack) -> Result<(), HistoryError> {
        let folder = self.git.join("objects/pack");
        super::super::atomic::sync_folder(&folder).map_err(repository::io_error(&folder))?;
        // Seen from the disk, by somebody who remembers nothing.
        self.reopen()?;
        for pack in chosen.iter().filter(|pack| pack.idx != made.idx && pack.ids().is_some_and(|ids| ids.is_subset(all))) {
            // First the list, so that nobody looks for the pack any more. What cannot be removed is there twice.
            for ending in ["idx", "rev", "bitmap", "mtimes", "pack"] {
                let _ = fs::remove_file(pack.idx.with_extension(ending));
            }
        }
        for id in loose.iter().filter(|id| all.contains(id)) {
            let file = packs::loose_file(&self.git, *id);
            let _ = fs::remove_file(&file);
        }
        self.reopen()
    }
}

/// The paths of files and folders, as the entries among the objects tell them: versions of one file are packed side by side.
fn names(repo: &Objects, all: &BTreeSet<Oid>) -> BTreeMap<Oid, String> {
    let mut names = BTreeMap::new();
    let mut left: Vec<(Oid, String)> = Vec::new();
    for id in all {
        if repo.kind(*id).is_ok_and(|kind| kind == ObjectType::Commit)
            && let Ok(commit) = repo.commit(*id)
        {
            left.push((commit.tree_id(), String::new()));
        }
    }
    while let Some((id, path)) = left.pop() {
        if !all.contains(&id) || names.contains_key(&id) {
            continue;
        }
        if let Ok(tree) = repo.tree(id) {
            for entry in &tree {
                let below = format!("{path}/{}", String::from_utf8_lossy(entry.name_bytes()));
                left.push((entry.id(), below));
            }
        }
        names.insert(id, path);
    }
    names
}
