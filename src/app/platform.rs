//! What the window reaches outside itself: the system's file dialog, its clipboard, and the programs that open files. Given to the
//! window, so that a test needs none of them.

use crate::exchange::clipboard::Forms;
use crate::exchange::request::Format;
use crate::store::LaunchError;
use crate::store::system;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

/// The endings of the files that can be imported.
const ENDINGS: [&str; 7] = ["csv", "tsv", "txt", "xlsx", "ics", "jsonld", "json"];

/// The endings of the files that can be added as documents.
const DOCUMENTS: [&str; 8] = ["pdf", "docx", "html", "htm", "eml", "md", "txt", "xhtml"];

/// A dialog that is open: waits for the answer, on any thread. None if nothing was chosen.
pub type Answer = Box<dyn FnOnce() -> Option<PathBuf> + Send>;

/// Why something outside the window was not done, in words without a full stop.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// There is nothing to copy to.
    #[error("There is no clipboard")]
    NoClipboard,
    /// The system's clipboard takes nothing.
    #[error("Nothing was copied: the clipboard does not answer ({0})")]
    Clipboard(#[from] arboard::Error),
    /// There is nothing to open files with.
    #[error("There is no program")]
    NoProgram,
    /// The system did not open it.
    #[error(transparent)]
    Launch(#[from] LaunchError),
}

/// Does something with what it is handed.
pub type Does<T> = Box<dyn FnMut(&T) -> Result<(), PlatformError>>;

/// What the window reaches outside itself.
pub struct Platform {
    /// The folder in which exports are offered to be put first.
    pub folder: PathBuf,
    /// Opens the system's file dialog. Called on the window's own thread; the answer may be waited for on another.
    pub ask: Box<dyn FnMut(&FileQuestion) -> Answer>,
    /// Puts a table on the clipboard.
    pub copy: Does<Forms>,
    /// Opens a file with the program that the system has for it.
    pub open: Does<Path>,
}

/// What the system's dialog is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileQuestion {
    /// A file to be read, beginning in that folder.
    Open(PathBuf),
    /// A name for a file of that format, beginning with this one.
    Save(PathBuf, Format),
    /// A document to be read, beginning in that folder.
    Document(PathBuf),
    /// A name for a copy of a document, beginning with this one.
    SaveDocument(PathBuf),
}

impl Platform {
    /// This system.
    pub fn real(folder: PathBuf) -> Self {
        let mut clipboard = None;
        Self {
            folder,
            ask: Box::new(ask),
            copy: Box::new(move |forms| copy(&mut clipboard, forms)),
            open: Box::new(|path| Ok(system::open_with_its_program(path)?)),
        }
    }

    /// No dialog, no clipboard, and no program.
    pub fn none() -> Self {
        Self {
            folder: PathBuf::new(),
            ask: Box::new(|_| Box::new(|| None)),
            copy: Box::new(|_| Err(PlatformError::NoClipboard)),
            open: Box::new(|_| Err(PlatformError::NoProgram)),
        }
    }
}

/// Opens the system's dialog. On some systems that must be done on the thread of the window, on none must it be waited for there.
fn ask(question: &FileQuestion) -> Answer {
    let dialog = rfd::AsyncFileDialog::new();
    let path = |file: Option<rfd::FileHandle>| file.map(|file| file.path().to_owned());
    match question {
        FileQuestion::Open(folder) => {
            let dialog = dialog.set_title("Import a file").set_directory(folder).add_filter("Tables and calendars", &ENDINGS);
            let answer = dialog.add_filter("All files", &["*"]).pick_file();
            Box::new(move || path(wait_for(answer)))
        }
        FileQuestion::Document(folder) => {
            let dialog = dialog.set_title("Add a document").set_directory(folder).add_filter("Documents", &DOCUMENTS);
            let answer = dialog.add_filter("All files", &["*"]).pick_file();
            Box::new(move || path(wait_for(answer)))
        }
        FileQuestion::Save(file, format) => {
            let dialog = dialog.set_title("Export").add_filter(format.label(), &[format.ending()]);
            let answer = beginning_with(dialog, file).save_file();
            Box::new(move || path(wait_for(answer)))
        }
        FileQuestion::SaveDocument(file) => {
            let answer = beginning_with(dialog.set_title("Save a copy of the document"), file).save_file();
            Box::new(move || path(wait_for(answer)))
        }
    }
}

/// The dialog with this name and folder offered.
fn beginning_with(mut dialog: rfd::AsyncFileDialog, file: &Path) -> rfd::AsyncFileDialog {
    if let Some(folder) = file.parent() {
        dialog = dialog.set_directory(folder);
    }
    match file.file_name() {
        Some(name) => dialog.set_file_name(name.to_string_lossy()),
        None => dialog,
    }
}

/// Puts both forms on the clipboard. It serves them for as long as the window runs, so it is kept.
fn copy(clipboard: &mut Option<arboard::Clipboard>, forms: &Forms) -> Result<(), PlatformError> {
    let clipboard = match clipboard {
        Some(clipboard) => clipboard,
        none => none.insert(arboard::Clipboard::new()?),
    };
    Ok(clipboard.set().html(forms.html.as_str(), Some(forms.text.as_str()))?)
}

/// Waits on this thread for something to be there.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wait_for;
    use std::sync::{Arc, Mutex};
    use std::task::{Poll, Waker};

    #[test]
    fn what_comes_later_from_another_thread_is_waited_for() {
        assert_eq!(wait_for(async { 1 }), 1);
        let shared: Arc<Mutex<(Option<u8>, Option<Waker>)>> = Arc::default();
        let theirs = Arc::clone(&shared);
        let waiting = std::future::poll_fn(move |context| {
            let mut shared = theirs.lock().unwrap();
            if let Some(value) = shared.0 {
                return Poll::Ready(value);
            }
            if shared.1.is_none() {
                let later = Arc::clone(&theirs);
                std::thread::spawn(move || {
                    let mut shared = later.lock().unwrap();
                    shared.0 = Some(2);
                    shared.1.take().unwrap().wake();
                });
            }
            shared.1 = Some(context.waker().clone());
            Poll::Pending
        });
        assert_eq!(wait_for(waiting), 2);
    }
}
