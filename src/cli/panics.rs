//! Panic messages: the place in the program, and nothing of the data it was working on.
//!
//! The library's own messages quote texts. A slip while cutting a statement, for one, would put its first 256 bytes on standard
//! error, from where a desktop copies it into the system's journal. So the message of a panic is not shown at all. The place in the source is,
//! and with `RUST_BACKTRACE=1` the way there, which is made of names from the source as well.

use crate::store::system;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::{Cell, RefCell};
use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::thread;

/// From now on a panic tells its place and not its message, and a crash leaves no core file. To be called first of all.
pub fn tell_only_the_place() {
    system::keep_no_core();
    panic::set_hook(Box::new(|fault| {
        if FOREIGN.get() {
            CAUGHT.set(Some(Fault { place: place(fault), message: message(fault) }));
            return;
        }
        let words = words(fault, thread::current().name());
        let way = Backtrace::capture();
        if way.status() == BacktraceStatus::Captured {
            log::error!("{words}\n{way}");
        } else {
            log::error!("{words}");
        }
    }));
}

/// A panic of code that is not ours and works on nothing of a record.
#[derive(Debug)]
pub struct Fault {
    /// Where in the source.
    pub place: String,
    /// Its message.
    pub message: String,
}

thread_local! {
    /// Whether what this thread runs is such code.
    static FOREIGN: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: RefCell<Option<Fault>> = const { RefCell::new(None) };
}

/// Runs code that is not ours, until it calls [`back_in_ours`]: a panic in it is given back, and not logged.
///
/// # Errors
/// The panic.
pub fn catch_foreign<T>(run: impl FnOnce() -> T) -> Result<T, Fault> {
    FOREIGN.set(true);
    let ended = panic::catch_unwind(AssertUnwindSafe(run));
    FOREIGN.set(false);
    ended.map_err(|panic| CAUGHT.take().unwrap_or_else(|| panic::resume_unwind(panic)))
}

/// From now on a panic on this thread is one of this program.
pub fn back_in_ours() {
    FOREIGN.set(false);
}

/// From now on what is logged goes to standard error, and nothing in it commands the terminal.
pub fn start_logging() {
    let filter = env_logger::Env::default().default_filter_or("error,rapporteur=warn");
    let mut builder = env_logger::Builder::from_env(filter);
    builder.format(|to, record| {
        let words = super::page::plain(&record.args().to_string());
        // The stamp of the logger itself fails with a clock before 1970.
        let now = super::surroundings::now().format("%Y-%m-%dT%H:%M:%SZ");
        writeln!(to, "[{now} {:5} {}] {words}", record.level(), record.target())
    });
    builder.init();
}

fn place(fault: &PanicHookInfo<'_>) -> String {
    fault.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string)
}

fn message(fault: &PanicHookInfo<'_>) -> String {
    fault.payload_as_str().unwrap_or_default().to_owned()
}

fn words(fault: &PanicHookInfo<'_>, thread: Option<&str>) -> String {
    let (place, thread) = (place(fault), thread.unwrap_or("without a name"));
    format!("a fault in the program at {place}, thread {thread}; its message is kept back, because it could quote the record")
}
