//! Verifies the whole history: reads and hashes every object, follows every link, checks every tree, and looks for the last known
//! commit among the ancestors.

use super::super::regular_file;
use super::known;
use super::objects::Objects;
use super::open::altered_words;
use super::packs;
use super::{History, HistoryError, Verdict, repository};
use git2::{Index, ObjectType, Oid};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

/// How many damaged files are named one by one.
const NAMED: usize = 20;
/// After how many objects it is asked whether to go on.
const OFTEN: usize = 64;

/// What an object leads to, and what kind each of those must be of.
type Links = Vec<(Oid, ObjectType)>;

struct Look<'a> {
    git: &'a Path,
    /// The objects that could be read.
    objects: BTreeMap<Oid, (ObjectType, Links)>,
    damaged: Vec<String>,
}

impl History {
    /// Reads everything, as it is on the disk now. `cancelled` is asked now and then.
    ///
    /// # Errors
    /// Only if it cannot be begun; what is wrong with the history is in the verdict.
    pub fn verify(&self, cancelled: &dyn Fn() -> bool) -> Result<Verdict, HistoryError> {
        let mut verdict = Verdict::default();
        let fresh = match repository::open(&self.git) {
            Ok(fresh) => fresh,
            Err(error) => match HistoryError::of_git(&self.git, &error) {
                HistoryError::Damaged(why) => {
                    verdict.damaged.push(format!("{} cannot be opened: {why}", self.git.display()));
                    return Ok(verdict);
                }
                other => return Err(other),
            },
        };
        let mut look = Look { git: &self.git, objects: BTreeMap::new(), damaged: Vec::new() };
        verdict.cancelled = !look.read_objects(&fresh, cancelled);
        if !verdict.cancelled {
            look.check_packs();
            look.check_index();
            let starts = look.starts(&fresh);
            verdict.entries = look.follow(starts);
        }
        verdict.objects = look.objects.len();
        verdict.damaged = bounded(look.damaged);
        if let Some(noted) = self.known.as_ref().and_then(known::Known::read) {
            let head = self.head().ok().and_then(|head| head.entry);
            verdict.altered.extend(noted.lost.iter().map(|lost| altered_words(&lost.entry, &lost.noticed)));
            if !self.has_in_its_past(head, &noted.entry) {
                verdict.altered.push(altered_words(&noted.entry, "just now"));
            }
        }
        Ok(verdict)
    }

    /// Takes the past as it is: what was known once and is no longer in it is not told any more.
    ///
    /// # Errors
    /// If that cannot be noted.
    pub fn accept_past(&mut self) -> Result<(), HistoryError> {
        self.must_write()?;
        let Some(known) = &self.known else { return Ok(()) };
        let head = self.head()?;
        let entry = head.entry.map(|entry| entry.to_string()).unwrap_or_default();
        let noted = known.read().unwrap_or_default();
        known.write(&known::Head { entry, branch: head.branch.unwrap_or_default(), lost: Vec::new(), ..noted })
    }
}

impl Look<'_> {
    /// Reads and hashes every object. Returns false if it was stopped.
    fn read_objects(&mut self, repo: &Objects, cancelled: &dyn Fn() -> bool) -> bool {
        let mut ids = Vec::new();
        let listed = repo.raw().odb().and_then(|odb| {
            odb.foreach(|id| {
                ids.push(*id);
                true
            })
        });
        if let Err(error) = listed {
            self.damaged.push(format!(
                "The objects in {} cannot be listed: {}",
                self.git.join("objects").display(),
                error.message()
            ));
        }
        // A loose one may be hidden by the same in a pack.
        let loose: BTreeSet<Oid> = packs::loose(self.git).into_iter().collect();
        let mut seen = BTreeSet::new();
        for (number, id) in ids.into_iter().chain(loose.iter().copied()).enumerate() {
            if number % OFTEN == 0 && cancelled() {
                return false;
            }
            if !seen.insert(id) {
                continue;
            }
            match read(repo, id) {
                Ok(object) => {
                    self.objects.insert(id, object);
                }
                Err(error) => {
                    let file = if loose.contains(&id) { packs::loose_file(self.git, id) } else { self.git.join("objects/pack") };
                    self.damaged.push(format!("{}: the object {id} cannot be read: {}", file.display(), error.message()));
                }
            }
        }
        true
    }

    /// Each pack and its list end in the hash of what is before.
    fn check_packs(&mut self) {
        for entry in fs::read_dir(self.git.join("objects/pack")).into_iter().flatten().flatten() {
            let path = entry.path();
            let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            if !matches!(ending.as_str(), "pack" | "idx" | "rev") {
                continue;
            }
            let is_whole = regular_file::open_here(&path).and_then(ends_in_its_hash).unwrap_or(false);
            let has_other = ending != "pack" || path.with_extension("idx").is_file();
            if !is_whole {
                self.damaged.push(format!("{} is not what was written", path.display()));
            } else if !has_other {
                self.damaged.push(format!("{} has no list of its objects (.idx) beside it", path.display()));
            }
        }
    }

    fn check_index(&mut self) {
        let path = self.git.join("index");
        if path.exists()
            && let Err(error) = Index::open(&path)
        {
            let what = "It is git's list of files; the next entry writes it anew";
            self.damaged.push(format!("{} cannot be read: {}. {what}", path.display(), error.message()));
        }
    }

    /// Where the branches end.
    fn starts(&mut self, repo: &Objects) -> Vec<Oid> {
        let mut starts = Vec::new();
        let mut take = |name: &str, found: Result<git2::Reference<'_>, git2::Error>, damaged: &mut Vec<String>| {
            match found.and_then(|reference| reference.resolve()) {
                Ok(reference) => starts.extend(reference.target()),
                // Before the first entry.
                Err(error) if error.code() == git2::ErrorCode::NotFound && name == "HEAD" => {
                    if !self.objects.is_empty() {
                        damaged.push(format!("{} leads to no entry", self.git.join(name).display()));
                    }
                }
                Err(error) => damaged.push(format!("{} cannot be read: {}", self.git.join(name).display(), error.message())),
            }
        };
        take("HEAD", repo.raw().find_reference("HEAD"), &mut self.damaged);
        match repo.raw().references() {
            Ok(references) => references.for_each(|reference| take("refs", reference, &mut self.damaged)),
            Err(error) => self.damaged.push(format!("{} cannot be read: {}", self.git.join("refs").display(), error.message())),
        }
        starts
    }

    /// Follows every link from there. Returns how many entries there are.
    fn follow(&mut self, starts: Vec<Oid>) -> usize {
        let mut left: Vec<(Oid, Option<ObjectType>)> = starts.into_iter().map(|start| (start, None)).collect();
        let (mut seen, mut entries) = (BTreeSet::new(), 0);
        while let Some((id, wanted)) = left.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.objects.get(&id) {
                None => self.damaged.push(format!("The object {id} is missing in {}", self.git.join("objects").display())),
                Some((kind, _)) if wanted.is_some_and(|wanted| wanted != *kind) => {
                    self.damaged.push(format!("The object {id} is a {kind}, which it should not be"));
                }
                Some((kind, links)) => {
                    entries += usize::from(*kind == ObjectType::Commit);
                    left.extend(links.iter().map(|(id, kind)| (*id, Some(*kind))));
                }
            }
        }
        entries
    }
}

/// Reads an object, which hashes it, and what it leads to.
fn read(repo: &Objects, id: Oid) -> Result<(ObjectType, Links), git2::Error> {
    let kind = repo.read(id)?;
    let links = match kind {
        ObjectType::Commit => {
            let commit = repo.commit(id)?;
            let parents = commit.parent_ids().map(|parent| (parent, ObjectType::Commit));
            parents.chain([(commit.tree_id(), ObjectType::Tree)]).collect()
        }
        ObjectType::Tree => {
            let tree = repo.tree(id)?;
            let entries = tree.iter().filter_map(|entry| Some((entry.id(), entry.kind()?)));
            // A module of another repository is not in this one.
            entries.filter(|(_, kind)| *kind != ObjectType::Commit).collect()
        }
        ObjectType::Tag => {
            vec![(repo.raw().find_tag(id)?.target_id(), repo.raw().find_tag(id)?.target_type().unwrap_or(ObjectType::Commit))]
        }
        _ => Vec::new(),
    };
    Ok((kind, links))
}

/// Whether the last twenty bytes of a file are the hash of what is before, which need not fit into memory.
fn ends_in_its_hash(file: fs::File) -> io::Result<bool> {
    let Some(length) = file.metadata()?.len().checked_sub(20) else { return Ok(false) };
    let mut content = BufReader::with_capacity(64 * 1024, file).take(length);
    let mut hash = sha1_smol::Sha1::new();
    loop {
        let bytes = content.fill_buf()?;
        let read = bytes.len();
        if read == 0 {
            break;
        }
        hash.update(bytes);
        content.consume(read);
    }
    let mut last = Vec::new();
    content.into_inner().read_to_end(&mut last)?;
    Ok(last == hash.digest().bytes())
}

fn bounded(mut damaged: Vec<String>) -> Vec<String> {
    let more = damaged.len().saturating_sub(NAMED);
    damaged.truncate(NAMED);
    if more > 0 {
        damaged.push(format!("{more} more parts of the history are damaged"));
    }
    if !damaged.is_empty() {
        let what = "The entries that need what is damaged cannot be shown wholly. A copy of the history from a backup has it";
        damaged.push(format!("{what}. The record itself is not concerned"));
    }
    damaged
}
