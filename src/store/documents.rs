//! The files that sources came from, kept beside the record: `documents/<SHA-256>.<ending>` in the data folder.
//!
//! - A file is named by its bytes, so it is never changed: it is written once, whole and on the disk before its source is, and two sources
//!   that came from the same bytes share it.
//! - It is used only after its bytes were compared with its name. One that was changed is a problem that is told, and is not used; putting
//!   the right bytes in once more mends it.
//! - No link is followed, as anywhere in the folder, and files there with other names are none of ours.
//! - It stays while any source names it, in the bin as well, and goes when the last one is [erased](erase_unused) for good.
//!
//! # Not in the history
//!
//! Documents are in the history of the folder at no size. They never change, so a history of them would say nothing; it would keep each of them a
//! second time; and a document that must go for good would have to be taken out of packs, where today it is a file that is removed. What was read of a
//! document is the text of its source, which is in the history. A backup of the folder holds both.

use super::{Folder, atomic, confined, regular_file, words};
use crate::model::{Document, Record, Source, Workspace};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The folder, below the data folder.
pub const DOCUMENTS: &str = "documents";

/// How large a document may be, in bytes.
pub const LARGEST_DOCUMENT: u64 = 64 * 1024 * 1024;

/// How many files are listed.
const MOST: usize = 100_000;

/// How many letters a fingerprint has.
const HASH: usize = 64;

/// The endings that files get: of what is known to be no program.
const ENDINGS: [(&str, &str); 6] = [
    ("text/plain", "txt"),
    ("text/markdown", "md"),
    ("text/html", "html"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/pdf", "pdf"),
    ("message/rfc822", "eml"),
];

/// Why a document is not there to be used, or was not kept.
#[derive(Debug, thiserror::Error)]
pub enum DocumentFileError {
    /// The source names no file.
    #[error("No file is kept of this source.")]
    None,
    /// It is larger than what is kept.
    #[error("{name} is too large to be kept: {} MB, and {} MB at most are.", size.div_ceil(1024 * 1024), LARGEST_DOCUMENT / 1024 / 1024)]
    TooLarge {
        /// What it is called.
        name: String,
        /// How large it is, in bytes.
        size: u64,
    },
    /// It is not there.
    #[error("{} is not in the folder of the record. If there is a backup, put it back from there.", .0.display())]
    Missing(PathBuf),
    /// Its bytes are not those that it is named by.
    #[error("{} was changed, and is not used. Put it back from a backup, or add the document once more.", .0.display())]
    Changed(PathBuf),
    /// The system refuses.
    #[error("{} cannot be read: {}.", path.display(), words::of_io(source))]
    NotRead {
        /// Which file, relative to the data folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The system refuses.
    #[error("{} cannot be written: {}.", path.display(), words::of_writing(source))]
    NotWritten {
        /// Which file or folder, relative to the data folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The file that a source came from, of these bytes.
pub fn document(name: &str, media_type: &str, bytes: &[u8]) -> Document {
    let name = Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = u32::try_from(bytes.len()).ok();
    Document { hash: hash(bytes), name, size, media_type: media_type.to_owned() }
}

/// The SHA-256 of bytes, in lower-case hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where the file of a document is, relative to the data folder; none if it names none.
pub fn path_of(document: &Document) -> Option<PathBuf> {
    let is_hash = document.hash.len() == HASH && document.hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let ending = ENDINGS.iter().find(|(media_type, _)| *media_type == document.media_type).map(|(_, ending)| *ending);
    is_hash.then(|| Path::new(DOCUMENTS).join(format!("{}.{}", document.hash, ending.unwrap_or("bin"))))
}

/// Puts a document into the data folder `dir`, if it is not there: whole, and on the disk when this returns.
///
/// # Errors
/// If it is too large, or cannot be written; nothing is changed then.
pub fn put(dir: &Path, document: &Document, bytes: &[u8]) -> Result<(), DocumentFileError> {
    let path = path_of(document).ok_or(DocumentFileError::None)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LARGEST_DOCUMENT {
        return Err(DocumentFileError::TooLarge { name: document.name.clone(), size });
    }
    if read(dir, document).is_ok() {
        return Ok(());
    }
    let failed = |source| DocumentFileError::NotWritten { path: path.clone(), source };
    confined::check_path(dir, Path::new(DOCUMENTS)).map_err(failed)?;
    atomic::create_folders(dir, &dir.join(DOCUMENTS)).map_err(failed)?;
    atomic::put_here(&dir.join(&path), bytes).map_err(failed)
}

/// The bytes of a document, after they were compared with its fingerprint.
///
/// # Errors
/// If it is not there, was changed, or cannot be read.
pub fn read(dir: &Path, document: &Document) -> Result<Vec<u8>, DocumentFileError> {
    let path = path_of(document).ok_or(DocumentFileError::None)?;
    match confined::read(dir, &path, LARGEST_DOCUMENT) {
        Ok(Some(bytes)) if hash(&bytes) == document.hash => Ok(bytes),
        Ok(_) => Err(DocumentFileError::Changed(path)),
        Err(error) if regular_file::is_absent(&error) => Err(DocumentFileError::Missing(path)),
        Err(source) => Err(DocumentFileError::NotRead { path, source }),
    }
}

/// Compares a document with its fingerprint, with little of it in memory at once.
fn verify(dir: &Path, document: &Document) -> Result<(), DocumentFileError> {
    let path = path_of(document).ok_or(DocumentFileError::None)?;
    let not_read = |source: io::Error| match regular_file::is_absent(&source) {
        true => DocumentFileError::Missing(path.clone()),
        false => DocumentFileError::NotRead { path: path.clone(), source },
    };
    let mut file = confined::open(dir, &path).map_err(not_read)?;
    let (mut digest, mut buffer, mut size) = (Sha256::new(), vec![0_u8; 64 * 1024], 0_u64);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                digest.update(buffer.get(..read).unwrap_or_default());
                size += u64::try_from(read).unwrap_or(u64::MAX);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(not_read(error)),
        }
        if size > LARGEST_DOCUMENT {
            return Err(DocumentFileError::Changed(path));
        }
    }
    if hex(&digest.finalize()) == document.hash { Ok(()) } else { Err(DocumentFileError::Changed(path)) }
}

/// The documents that sources name, in the record, in the bin and in what was changed in two places, each once.
fn named(workspace: &Workspace) -> Vec<&Document> {
    let others = workspace.clashes.values().map(|clash| &clash.other);
    let beside = workspace.bin.values().flat_map(|entry| &entry.records).chain(others).filter_map(|record| match record {
        Record::Source(source) => Some(&**source),
        _ => None,
    });
    let sources: Vec<&Source> = workspace.sources.values().chain(beside).collect();
    let mut seen = BTreeSet::new();
    let named = sources.into_iter().map(|source| &source.document);
    named.filter(|document| !document.hash.is_empty() && seen.insert(document.hash.as_str())).collect()
}

/// What is wrong with the documents that sources name: which file, and what, without the full stop. All of them are read through, a piece at a time.
pub fn check(dir: &Path, workspace: &Workspace) -> Vec<(PathBuf, String)> {
    let wrong = |document: &Document| {
        let path = path_of(document).unwrap_or_else(|| PathBuf::from(DOCUMENTS));
        let why = verify(dir, document).err()?;
        let of = format!("the document “{}”", document.name);
        let what = match why {
            DocumentFileError::None => format!("{of} has no proper fingerprint in its source, so its file is not known"),
            DocumentFileError::Missing(_) => format!("{of} is not there. If there is a backup, put it back from there"),
            DocumentFileError::Changed(_) => {
                format!("{of} was changed, and is not used. Put it back from a backup, or add the document once more")
            }
            DocumentFileError::NotRead { source, .. } => format!("{of} cannot be read: {}", words::of_io(&source)),
            other => other.to_string().trim_end_matches('.').to_owned(),
        };
        Some((path, what))
    };
    named(workspace).into_iter().filter_map(wrong).collect()
}

/// The files of ours in the folder of documents, by name, with their sizes in bytes. Others are left out.
///
/// # Errors
/// If the folder cannot be listed.
pub fn list(dir: &Path) -> Result<Vec<(PathBuf, u64)>, DocumentFileError> {
    let folder = Path::new(DOCUMENTS);
    let failed = |source| DocumentFileError::NotRead { path: folder.to_owned(), source };
    match confined::metadata(dir, folder) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(failed(io::Error::other(regular_file::Linked))),
        Err(error) if regular_file::is_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(dir.join(folder)).map_err(failed)?.take(MOST) {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_ours(&name) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            files.push((folder.join(name), entry.metadata().map_or(0, |found| found.len())));
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file of documents has a name as we give them.
fn is_ours(name: &str) -> bool {
    let Some((hash, ending)) = name.split_once('.') else { return false };
    let is_hash = hash.len() == HASH && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash && (ending == "bin" || ENDINGS.iter().any(|(_, known)| *known == ending))
}

/// The documents of these records, for [`erase_unused`].
pub fn of_records<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<Document> {
    let sources = records.into_iter().filter_map(|record| match record {
        Record::Source(source) => Some(source.document.clone()),
        _ => None,
    });
    sources.filter(|document| !document.hash.is_empty()).collect()
}

/// Removes the files of these documents for good, of those that no source names any more, in the record or in the bin. What could not be removed is
/// told, each as a sentence without its full stop.
pub fn erase_unused(dir: &Path, workspace: &Workspace, documents: &[Document]) -> Vec<String> {
    let named: BTreeSet<&str> = named(workspace).into_iter().map(|document| document.hash.as_str()).collect();
    let unnamed = documents.iter().filter(|document| !named.contains(document.hash.as_str()));
    remove(dir, unnamed.filter_map(path_of))
}

/// Removes those of these files for good that are still [`unused`]: of others nothing is touched. What could not be removed is told, each as
/// a sentence without its full stop.
pub fn remove_unused(dir: &Path, workspace: &Workspace, files: &[PathBuf]) -> Vec<String> {
    let unused = unused(dir, workspace).into_iter().map(|(path, _)| path);
    remove(dir, unused.filter(|path| files.contains(path)))
}

/// Removes documents by their paths.
fn remove(dir: &Path, paths: impl Iterator<Item = PathBuf>) -> Vec<String> {
    let mut left = Vec::new();
    let mut removed = false;
    for path in paths {
        let gone = confined::check_path(dir, Path::new(DOCUMENTS)).and_then(|()| fs::remove_file(dir.join(&path)));
        match gone {
            Ok(()) => removed = true,
            Err(error) if regular_file::is_absent(&error) => {}
            Err(error) => {
                left.push(format!("The document {} could not be removed: {}", path.display(), words::of_writing(&error)));
            }
        }
    }
    if removed && let Err(error) = atomic::sync_folder(&dir.join(DOCUMENTS)) {
        left.push(format!("A document that was removed may come back after a power cut: {}", words::of_writing(&error)));
    }
    left
}

/// The fingerprint in the path of a document of ours.
pub(super) fn hash_in(path: &str) -> Option<&str> {
    let name = path.strip_prefix(DOCUMENTS)?.trim_start_matches(['/', '\\']);
    if is_ours(name) { name.get(..HASH) } else { None }
}

/// Removes the files of that fingerprint: of an erasure that was cut short, when nothing names it. One that stays is one that [no source names](unused).
pub(super) fn remove_noted(dir: &Path, hash: &str) {
    for (path, _) in list(dir).unwrap_or_default() {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(hash)) {
            let _ = fs::remove_file(dir.join(path));
        }
    }
}

/// The files of ours that no source names, in the record or in the bin, each with its size in bytes. They do no harm, and are not removed by
/// themselves: the source of one may be on its way, in a folder that is synchronised.
pub fn unused(dir: &Path, workspace: &Workspace) -> Vec<(PathBuf, u64)> {
    let named: BTreeSet<PathBuf> = named(workspace).into_iter().filter_map(path_of).collect();
    list(dir).unwrap_or_default().into_iter().filter(|(path, _)| !named.contains(path)).collect()
}

/// Puts the documents that `workspace` names into another data folder, one at a time. What could not be taken along is told, with the reason.
pub(super) fn copy(from: &Folder, workspace: &Workspace, to: &Path) -> Result<Vec<(PathBuf, String)>, DocumentFileError> {
    let mut left = Vec::new();
    for document in named(workspace) {
        match read(&from.dir, document) {
            Ok(bytes) => put(to, document, &bytes)?,
            Err(error) => {
                let why = match &error {
                    DocumentFileError::Missing(_) => "it is not there".to_owned(),
                    DocumentFileError::Changed(_) => "it was changed, so it is not the document that its source names".to_owned(),
                    other => other.to_string().trim_end_matches('.').to_owned(),
                };
                left.push((path_of(document).unwrap_or_else(|| PathBuf::from(DOCUMENTS)), why));
            }
        }
    }
    Ok(left)
}

/// A copy that another program has open, in a folder of its own. It goes away when this is dropped.
#[derive(Debug)]
pub struct OpenCopy {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl OpenCopy {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Copies a document for another program to open: under its own name, to be read only, in a folder that nobody else can look into. The ending is that
/// of what it is, whatever the file was called, so that no program is ever started by opening it.
///
/// # Errors
/// If it is not there, was changed, or no copy can be made.
pub fn copy_to_open(dir: &Path, document: &Document) -> Result<OpenCopy, DocumentFileError> {
    let bytes = read(dir, document)?;
    let folder = tempfile::Builder::new().prefix("rapporteur-document-").tempdir();
    let folder = folder.map_err(|source| DocumentFileError::NotWritten { path: std::env::temp_dir(), source })?;
    let path = folder.path().join(name_to_save(document));
    let failed = |source| DocumentFileError::NotWritten { path: path.clone(), source };
    atomic::put_here(&path, &bytes).map_err(failed)?;
    let mut permissions = fs::metadata(&path).map_err(failed)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).map_err(failed)?;
    Ok(OpenCopy { path, _folder: folder })
}

/// The longest name that a copy gets, in letters.
const LONGEST_NAME: usize = 80;

/// A name for a copy of a document: its own, as far as any system takes it, with the ending of what it is.
pub fn name_to_save(document: &Document) -> String {
    let ending = ENDINGS.iter().find(|(media_type, _)| *media_type == document.media_type).map_or("bin", |(_, ending)| *ending);
    let own = document.name.trim();
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    let is_plain = |c: char| c.is_alphanumeric() || " -_,.()’'&+".contains(c);
    let stem: String = stem.chars().map(|c| if is_plain(c) { c } else { '_' }).take(LONGEST_NAME).collect();
    let stem = stem.trim_matches(['.', ' ', '-']);
    format!("{}.{ending}", if stem.is_empty() { "document" } else { stem })
}

/// Temporary files of ours that were left over in the folder of documents.
pub(super) fn left_over(dir: &Path) -> Vec<PathBuf> {
    let folder = Path::new(DOCUMENTS);
    if !confined::metadata(dir, folder).is_ok_and(|found| found.is_dir()) {
        return Vec::new();
    }
    let entries = fs::read_dir(dir.join(folder)).into_iter().flatten().flatten().take(MOST);
    let names = entries.map(|entry| entry.file_name()).filter(|name| atomic::is_temporary(&name.to_string_lossy()));
    names.map(|name| folder.join(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Binned, NegotiationId, SourceId, Stamp};
    use uuid::Uuid;

    fn pdf(bytes: &[u8]) -> Document {
        document("/some/where/Communiqué 2.pdf", "application/pdf", bytes)
    }

    fn stamp() -> Stamp {
        Stamp::new(chrono::DateTime::UNIX_EPOCH, "Ada")
    }

    fn source(number: u128, document: &Document) -> Source {
        let id = SourceId(Uuid::from_u128(number));
        Source { document: document.clone(), ..Source::blank(id, stamp(), NegotiationId(Uuid::nil())) }
    }

    fn record(sources: impl IntoIterator<Item = Source>) -> Workspace {
        let mut workspace = Workspace::new(Uuid::nil());
        workspace.extend(sources.into_iter().map(Record::from));
        workspace
    }

    #[test]
    fn a_document_is_named_by_its_bytes_kept_once_and_read_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let one = pdf(b"abc");
        assert_eq!(one.hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((one.name.as_str(), one.size), ("Communiqué 2.pdf", Some(3)));
        put(dir.path(), &one, b"abc").unwrap();
        put(dir.path(), &one, b"abc").unwrap();
        assert_eq!(list(dir.path()).unwrap(), [(path_of(&one).unwrap(), 3)]);
        assert_eq!(read(dir.path(), &one).unwrap(), b"abc");
        assert_eq!(check(dir.path(), &record([source(1, &one), source(2, &one)])), []);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(dir.path().join(path_of(&one).unwrap())), 0o600);
            assert_eq!(mode(dir.path().join(DOCUMENTS)), 0o700);
        }
    }

    #[test]
    fn one_that_was_changed_is_told_and_not_used_until_it_is_put_in_once_more() {
        let dir = tempfile::tempdir().unwrap();
        let (one, gone) = (pdf(b"abc"), pdf(b"gone"));
        let workspace = record([source(1, &one), source(2, &gone)]);
        put(dir.path(), &one, b"abc").unwrap();
        fs::write(dir.path().join(path_of(&one).unwrap()), b"abd").unwrap();
        assert!(matches!(read(dir.path(), &one), Err(DocumentFileError::Changed(_))));
        assert!(matches!(read(dir.path(), &gone), Err(DocumentFileError::Missing(_))));
        let mut told: Vec<String> = check(dir.path(), &workspace).into_iter().map(|(_, what)| what).collect();
        told.sort();
        assert!(told[0].contains("is not there") && told[1].contains("was changed"), "{told:?}");
        put(dir.path(), &one, b"abc").unwrap();
        assert_eq!(read(dir.path(), &one).unwrap(), b"abc");
    }

    #[test]
    fn it_goes_with_its_last_source_and_nothing_else_goes() {
        let dir = tempfile::tempdir().unwrap();
        let (shared, alone, binned) = (pdf(b"shared"), pdf(b"alone"), pdf(b"binned"));
        for (document, bytes) in [(&shared, &b"shared"[..]), (&alone, b"alone"), (&binned, b"binned")] {
            put(dir.path(), document, bytes).unwrap();
        }
        let others = ["notes.txt", &format!("{}.pdf.bak", shared.hash), &format!("{}.exe", shared.hash)].map(str::to_owned);
        others.iter().for_each(|name| fs::write(dir.path().join(DOCUMENTS).join(name), "mine").unwrap());
        let mut workspace = record([source(1, &shared)]);
        let records = vec![source(3, &binned).into()];
        let entry = Binned { id: crate::model::BinId(Uuid::from_u128(9)), stamp: stamp(), title: String::new(), records };
        workspace.put(entry.into());
        // A version that waits to be chosen keeps its document.
        let clash = crate::model::Clash {
            id: crate::model::ClashId(Uuid::from_u128(10)),
            stamp: stamp(),
            record: source(1, &shared).id.into(),
            field: crate::model::fields::FieldPath::default(),
            other: source(1, &alone).into(),
        };
        let mut contested = workspace.clone();
        contested.put(clash.into());
        assert_eq!(unused(dir.path(), &contested), []);
        assert_eq!(unused(dir.path(), &workspace), [(path_of(&alone).unwrap(), 5)]);
        let mine = PathBuf::from(DOCUMENTS).join(&others[0]);
        let wanted = [path_of(&shared).unwrap(), mine, PathBuf::from("workspace.ron")];
        assert_eq!(remove_unused(dir.path(), &workspace, &wanted), [""; 0], "only what is listed as unused goes");
        assert_eq!(erase_unused(dir.path(), &workspace, &[shared.clone(), alone.clone(), binned.clone()]), [""; 0]);
        assert!(read(dir.path(), &shared).is_ok() && read(dir.path(), &binned).is_ok());
        assert!(matches!(read(dir.path(), &alone), Err(DocumentFileError::Missing(_))));
        assert!(others.iter().all(|name| dir.path().join(DOCUMENTS).join(name).exists()));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_in_or_out() {
        use std::os::unix::fs::symlink;
        let (dir, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let one = pdf(b"abc");
        symlink(outside.path(), dir.path().join(DOCUMENTS)).unwrap();
        assert!(put(dir.path(), &one, b"abc").is_err());
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        fs::write(outside.path().join(path_of(&one).unwrap().file_name().unwrap()), b"abc").unwrap();
        assert!(matches!(read(dir.path(), &one), Err(DocumentFileError::NotRead { .. })));
        assert!(list(dir.path()).is_err() && left_over(dir.path()).is_empty());
        assert_eq!(erase_unused(dir.path(), &record([]), std::slice::from_ref(&one)).len(), 1);
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
        fs::remove_file(dir.path().join(DOCUMENTS)).unwrap();
        fs::create_dir(dir.path().join(DOCUMENTS)).unwrap();
        fs::write(outside.path().join("secret"), b"abc").unwrap();
        symlink(outside.path().join("secret"), dir.path().join(path_of(&one).unwrap())).unwrap();
        assert!(read(dir.path(), &one).is_err(), "not even if what it leads to is the same");
        put(dir.path(), &one, b"abc").unwrap();
        assert!(!fs::symlink_metadata(dir.path().join(path_of(&one).unwrap())).unwrap().is_symlink());
        assert_eq!(fs::read(outside.path().join("secret")).unwrap(), b"abc");
    }

    #[test]
    fn a_fingerprint_from_a_file_is_no_path() {
        for hash in ["", "../../../etc/passwd", "ABC", &"g".repeat(64), &"a".repeat(63)] {
            let forged = Document { hash: hash.to_owned(), ..pdf(b"abc") };
            assert_eq!(path_of(&forged), None, "{hash}");
        }
        let odd = Document { media_type: "application/x-sh".to_owned(), ..pdf(b"abc") };
        assert!(path_of(&odd).unwrap().display().to_string().ends_with(".bin"));
    }

    #[test]
    fn a_copy_has_a_plain_name_and_the_ending_of_what_it_is() {
        for (name, media_type, expected) in [
            ("Communiqué 2.pdf", "application/pdf", "Communiqué 2.pdf"),
            ("run me.desktop", "application/pdf", "run me.pdf"),
            ("../../.ssh/id.html", "text/html", "_.._.ssh_id.html"),
            ("a.b.sh", "text/plain", "a.b.txt"),
            ("", "message/rfc822", "document.eml"),
            ("x.exe", "application/x-msdownload", "x.bin"),
        ] {
            let document = Document { name: name.to_owned(), media_type: media_type.to_owned(), ..Document::default() };
            assert_eq!(name_to_save(&document), expected);
        }
        let dir = tempfile::tempdir().unwrap();
        let one = pdf(b"abc");
        put(dir.path(), &one, b"abc").unwrap();
        let copy = copy_to_open(dir.path(), &one).unwrap();
        let path = copy.path().to_owned();
        assert_eq!(fs::read(&path).unwrap(), b"abc");
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
        drop(copy);
        assert!(!path.exists());
    }
}
