//! Documents that become sources: read and kept beside the window, and the files of sources opened and copied. The record is changed in one short
//! step at the end.

use super::App;
use super::background::Tasks;
use super::platform::{FileQuestion, PlatformError};
use super::recovery::whole_path;
use crate::exchange::documents::{DocumentError, Found as FoundIn, Kind, LARGEST_FILE, Proposal as Proposed, ReadDocument, read};
use crate::exchange::progress::Progress;
use crate::model::{Document, Negotiation, Record, Source, SourceId};
use crate::query::names;
use crate::session::{Access, New, Proposal};
use crate::store::documents::{self, DocumentFileError, OpenCopy};
use crate::store::{PaperError, read_file, write_file};
use crate::ui::documents::{Adding, AddingStage, DocumentWish, Found, Given, Taken, given};
use crate::ui::{Command, Page};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The endings of files that are documents, whatever page is open.
const ENDINGS: [&str; 7] = ["pdf", "docx", "html", "htm", "xhtml", "eml", "md"];

/// What a text that was pasted is read as.
const PASTED: &str = "pasted.txt";

/// Why a document was not kept, opened or copied.
#[derive(Debug, thiserror::Error)]
enum TaskError {
    /// It is not there, or cannot be written.
    #[error(transparent)]
    File(#[from] DocumentFileError),
    /// The copy cannot be written.
    #[error(transparent)]
    Copy(#[from] PaperError),
    /// No program opens it.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The thread ended without a word.
    #[error("This stopped unexpectedly. Try again.")]
    Lost,
}

/// The documents on their way in and out.
#[derive(Default)]
pub(super) struct DocumentTasks {
    /// What is shown of it.
    pub shown: Adding,
    tasks: Tasks<Word>,
    dialogs: Tasks<Answered>,
    dialog: u64,
    /// Which work is the last one begun: what comes of others is no longer wanted.
    ticket: u64,
    /// Copies that are open in other programs. They go away with the window.
    open: Vec<OpenCopy>,
}

/// What has been done beside the window, and by which work.
struct Word {
    ticket: u64,
    done: Done,
}

enum Done {
    Read(Result<Box<Found>, Unread>),
    Kept(Box<Taken>, Result<Document, TaskError>),
    Opened(Result<OpenCopy, TaskError>),
    Copied(Result<PathBuf, TaskError>),
    Lost,
}

enum Unread {
    Stopped,
    Because(String),
}

/// What a dialog was asked for, and the answer.
struct Answered {
    dialog: u64,
    path: Option<PathBuf>,
    /// Whose document is to be copied there; none if a file is to be read.
    of: Option<Box<Document>>,
}

impl DocumentTasks {
    /// With the folder that is offered first.
    pub(super) fn offering(folder: &Path) -> Self {
        let shown = Adding { folder: folder.to_owned(), ..Adding::default() };
        Self { shown, ..Self::default() }
    }

    /// Whether a document is being read, kept, opened or copied.
    pub(super) fn is_busy(&self) -> bool {
        self.tasks.is_busy()
    }

    /// Gives up what is under way.
    fn give_up(&mut self) {
        self.ticket += 1;
        if let AddingStage::Working { progress, .. } = &self.shown.stage {
            progress.stop();
        }
    }
}

impl App {
    /// Takes in what has come, once a frame.
    pub(super) fn tend_documents(&mut self, ctx: &egui::Context) {
        while let Some(answered) = self.documents.dialogs.poll() {
            let is_last = answered.dialog == self.documents.dialog;
            match (answered.path, answered.of) {
                (path, None) if is_last => {
                    self.documents.shown.picking = false;
                    path.into_iter().for_each(|path| self.read_document(path, ctx));
                }
                (Some(path), Some(document)) => self.copy_document(*document, path, ctx),
                _ => {}
            }
        }
        while let Some(Word { ticket, done }) = self.documents.tasks.poll() {
            match done {
                Done::Opened(opened) => self.note_opened(opened),
                Done::Copied(Ok(path)) => self.say(format!("A copy is at {}.", path.display()), false),
                Done::Copied(Err(why)) => self.say_wrong(why.to_string()),
                done if ticket == self.documents.ticket => self.take_word_of_document(done, ctx),
                _ => {}
            }
        }
    }

    /// Whether a file that was let go over the window is a document, and no table.
    pub(super) fn is_document(&self, path: &Path) -> bool {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        ENDINGS.contains(&ending.as_str())
            || *self.nav.page() == Page::AddDocument
            || ending == "txt" && *self.nav.page() != Page::Import
    }

    /// Reads the first of these files, and has the others wait.
    pub(super) fn take_dropped_documents(&mut self, files: Vec<PathBuf>, ctx: &egui::Context) {
        let mut files = files.into_iter();
        let Some(first) = files.next() else { return };
        self.go_to_documents();
        self.documents.shown.waiting = files.collect();
        self.read_document(first, ctx);
    }

    /// Goes to the page, and remembers from which negotiation.
    pub(super) fn go_to_documents(&mut self) {
        if *self.nav.page() != Page::AddDocument {
            self.documents.shown.into = self.negotiation();
        }
        self.nav.go(Page::AddDocument);
    }

    /// Does something about documents.
    pub(super) fn document(&mut self, wish: DocumentWish, ctx: &egui::Context) {
        match wish {
            DocumentWish::Choose => {
                let answer = (self.world.platform.ask)(&FileQuestion::Document(self.documents.shown.folder.clone()));
                let documents = &mut self.documents;
                documents.dialog += 1;
                documents.shown.picking = true;
                let dialog = documents.dialog;
                let lost = Answered { dialog, path: None, of: None };
                documents.dialogs.start(ctx, "open dialog", lost, move |_| Answered { dialog, path: answer(), of: None });
            }
            DocumentWish::Take(typed) => self.take_given(&typed, ctx),
            DocumentWish::Stop => {
                self.documents.give_up();
                self.documents.shown.stage = AddingStage::Nothing;
                self.say("Stopped. Nothing was changed.", false);
            }
            DocumentWish::Add(taken) => self.keep_document(taken, ctx),
            DocumentWish::Close => self.close_document(ctx),
            DocumentWish::Open(id) => self.open_document(id, ctx),
            DocumentWish::SaveCopy(id) => self.ask_where_to_copy(id, ctx),
        }
    }

    /// Reads what was typed or pasted.
    fn take_given(&mut self, typed: &str, ctx: &egui::Context) {
        match given(typed) {
            Given::Path(path) => {
                let path = self.documents.shown.folder.join(whole_path(&path));
                self.read_document(path, ctx);
            }
            Given::Address(address) => {
                let address = Some(Proposed { value: address, found: FoundIn::Given });
                let read = ReadDocument { address, ..ReadDocument::without_text(Kind::Html) };
                self.show_found(Found { ticket: 0, name: None, bytes: Arc::default(), read, known: None, problem: None });
            }
            Given::Text(text) => self.begin_document(ctx, "Reading the text…".to_owned(), move |progress| {
                let read = read(PASTED, text.as_bytes(), progress).map_err(unread("The text"));
                let read = read.map(|mut read| {
                    // The name is ours, and nobody's title.
                    read.title = read.title.filter(|title| title.found != FoundIn::FileName);
                    Box::new(Found { ticket: 0, name: None, bytes: Arc::default(), read, known: None, problem: None })
                });
                Done::Read(read)
            }),
        }
    }

    /// Begins a work beside the window, in place of the one before.
    fn begin_document(&mut self, ctx: &egui::Context, words: String, work: impl FnOnce(&Progress) -> Done + Send + 'static) {
        self.documents.give_up();
        let ticket = self.documents.ticket;
        let lost = Word { ticket, done: Done::Lost };
        let progress = self.documents.tasks.start(ctx, "document", lost, move |progress| Word { ticket, done: work(progress) });
        self.documents.shown.stage = AddingStage::Working { words, progress };
    }

    fn read_document(&mut self, path: PathBuf, ctx: &egui::Context) {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            self.documents.shown.folder = folder.to_owned();
        }
        let words = format!("Reading {}…", path.display());
        let workspace = self.session.snapshot();
        self.begin_document(ctx, words, move |progress| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = match read_file(&path, LARGEST_FILE) {
                Ok(bytes) => bytes,
                Err(why) => return Done::Read(Err(Unread::Because(why.to_string()))),
            };
            let document = read(&name, &bytes, progress).map_err(unread(&path.display().to_string()));
            Done::Read(document.map(|read| {
                let hash = documents::document(&name, read.kind.media_type(), &bytes).hash;
                let known = workspace.sources.values().find(|source| source.document.hash == hash).map(|source| source.id);
                Box::new(Found { ticket: 0, name: Some(name), bytes: bytes.into(), read, known, problem: None })
            }))
        });
    }

    fn show_found(&mut self, found: Found) {
        self.documents.give_up();
        let ticket = self.documents.ticket;
        self.documents.shown.stage = AddingStage::Found(Box::new(Found { ticket, ..found }));
    }

    fn take_word_of_document(&mut self, done: Done, ctx: &egui::Context) {
        match done {
            Done::Read(Ok(found)) => {
                self.show_found(*found);
                crate::ui::focus::go_home(ctx);
            }
            Done::Read(Err(Unread::Because(words))) => self.documents.shown.stage = AddingStage::Unread { words },
            Done::Read(Err(Unread::Stopped)) => self.documents.shown.stage = AddingStage::Nothing,
            Done::Kept(taken, Ok(document)) => self.add_source(&taken, document, ctx),
            Done::Kept(_, Err(why)) => self.say_wrong(why.to_string()),
            Done::Lost => self.documents.shown.stage = AddingStage::Unread { words: TaskError::Lost.to_string() },
            Done::Opened(_) | Done::Copied(_) => {}
        }
        ctx.request_repaint();
    }

    /// Puts the file beside the record, before its source is made.
    fn keep_document(&mut self, taken: Box<Taken>, ctx: &egui::Context) {
        if let Access::ReadOnly { why } = self.session.access() {
            let words = format!("Nothing was added: {why}.");
            self.say_wrong(words);
            return;
        }
        let AddingStage::Found(found) = &self.documents.shown.stage else { return };
        let (Some(name), Some(dir)) = (found.name.clone(), self.session.dir().map(Path::to_owned)) else {
            self.add_source(&taken, Document::default(), ctx);
            return;
        };
        let (bytes, media_type) = (Arc::clone(&found.bytes), found.read.kind.media_type());
        self.documents.ticket += 1;
        let ticket = self.documents.ticket;
        let lost = Word { ticket, done: Done::Kept(taken.clone(), Err(TaskError::Lost)) };
        self.documents.tasks.start(ctx, "keep document", lost, move |_| {
            let document = documents::document(&name, media_type, &bytes);
            let put = documents::put(&dir, &document, &bytes).map(|()| document);
            Word { ticket, done: Done::Kept(taken, put.map_err(TaskError::from)) }
        });
    }

    /// Makes the source: one step.
    fn add_source(&mut self, taken: &Taken, document: Document, ctx: &egui::Context) {
        let AddingStage::Found(found) = &mut self.documents.shown.stage else { return };
        let (text, kept) = (found.read.text.clone(), document.clone());
        let mut puts: Vec<Record> = Vec::new();
        let negotiation = match taken.into {
            Some(id) => id,
            None => {
                let Record::Negotiation(new) = self.session.draft(New::Negotiation { title: taken.into_new.clone() }) else {
                    return;
                };
                let id = Negotiation::clone(&new).id;
                puts.push(Record::Negotiation(new));
                id
            }
        };
        let Record::Source(draft) = self.session.draft(New::Source { negotiation, title: taken.title.clone() }) else { return };
        let source = Source {
            outlet: taken.outlet.clone(),
            address: taken.address.clone(),
            published: taken.published.clone(),
            text,
            document,
            ..Source::clone(&draft)
        };
        let id = source.id;
        puts.push(source.into());
        let done = self.session.perform(Proposal { label: "add source".to_owned(), puts, gesture: None });
        if self.told(done).is_none() {
            // Its file was put there for it alone, unless another source names it.
            if let Some(dir) = self.session.dir() {
                documents::erase_unused(dir, self.session.workspace(), &[kept]);
            }
            return;
        }
        self.session.end_entry();
        self.documents.shown.stage = AddingStage::Nothing;
        let title = self.session.workspace().sources.get(&id).map(names::source_title).unwrap_or_default();
        self.say(format!("Added the source “{title}”. {} takes it back.", Command::Undo.name()), false);
        if self.documents.shown.waiting.is_empty() {
            self.open(id.into());
            self.shell.show_inspector();
        } else {
            self.close_document(ctx);
        }
    }

    fn close_document(&mut self, ctx: &egui::Context) {
        self.documents.give_up();
        self.documents.shown.stage = AddingStage::Nothing;
        if self.documents.shown.waiting.is_empty() {
            crate::ui::focus::go_home(ctx);
        } else {
            let next = self.documents.shown.waiting.remove(0);
            self.read_document(next, ctx);
        }
    }

    /// The document of a source and the folder that it is in; says why there is none.
    fn document_of(&mut self, id: SourceId) -> Option<(PathBuf, Document)> {
        let document = self.session.workspace().sources.get(&id).map(|source| source.document.clone());
        match (self.session.dir().map(Path::to_owned), document.filter(|document| !document.hash.is_empty())) {
            (Some(dir), Some(document)) => Some((dir, document)),
            _ => {
                self.say("No file is kept of this source.", true);
                None
            }
        }
    }

    /// Opens a copy, so that no other program changes the file itself.
    fn open_document(&mut self, id: SourceId, ctx: &egui::Context) {
        let Some((dir, document)) = self.document_of(id) else { return };
        let ticket = self.documents.ticket;
        let lost = Word { ticket, done: Done::Opened(Err(TaskError::Lost)) };
        self.documents.tasks.start(ctx, "open document", lost, move |_| {
            let copy = documents::copy_to_open(&dir, &document);
            Word { ticket, done: Done::Opened(copy.map_err(TaskError::from)) }
        });
        self.say("Opening…", false);
    }

    fn note_opened(&mut self, opened: Result<OpenCopy, TaskError>) {
        let opened = opened.and_then(|copy| Ok((self.world.platform.open)(copy.path()).map(|()| copy)?));
        match opened {
            Ok(copy) => {
                self.say("Opened a copy of the document. What is changed in it is not kept.", false);
                self.documents.open.push(copy);
            }
            Err(why) => self.say_wrong(why.to_string()),
        }
    }

    fn ask_where_to_copy(&mut self, id: SourceId, ctx: &egui::Context) {
        let Some((_, document)) = self.document_of(id) else { return };
        let offered = self.documents.shown.folder.join(documents::name_to_save(&document));
        let answer = (self.world.platform.ask)(&FileQuestion::SaveDocument(offered));
        let lost = Answered { dialog: 0, path: None, of: None };
        self.documents.dialogs.start(ctx, "save dialog", lost, move |_| Answered {
            dialog: 0,
            path: answer(),
            of: Some(Box::new(document)),
        });
    }

    fn copy_document(&mut self, document: Document, path: PathBuf, ctx: &egui::Context) {
        let Some(dir) = self.session.dir().map(Path::to_owned) else { return };
        let ticket = self.documents.ticket;
        let lost = Word { ticket, done: Done::Copied(Err(TaskError::Lost)) };
        self.documents.tasks.start(ctx, "copy document", lost, move |_| {
            let written = documents::read(&dir, &document).map_err(TaskError::from);
            let written = written.and_then(|bytes| Ok(write_file(&path, &bytes, true)?));
            Word { ticket, done: Done::Copied(written.map(|()| path)) }
        });
    }
}

/// Says of what why it was not read.
fn unread(what: &str) -> impl Fn(DocumentError) -> Unread + '_ {
    move |error| match error {
        DocumentError::Stopped(_) => Unread::Stopped,
        error => Unread::Because(format!("{what} was not read. {error}")),
    }
}
