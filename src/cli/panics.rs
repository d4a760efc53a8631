//! What is told of a fault of the program itself: where in the program, and nothing of what it was working on.
//!
//! The library's own messages quote texts. A slip while cutting a statement, for one, would put its first 256 bytes on standard
//! error, from where a desktop copies it into the system's journal. So the message of a panic is not shown at all. The place in the source is,
//! and with `RUST_BACKTRACE=1` the way there, which is made of names from the source as well.

use crate::store::system;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;
use std::panic::{self, PanicHookInfo};
use std::thread;

/// From now on a panic tells its place and not its message, and a crash leaves no core file. To be called first of all.
pub fn tell_only_the_place() {
    system::keep_no_core();
    panic::set_hook(Box::new(|fault| {
        let words = words(fault, thread::current().name());
        let way = Backtrace::capture();
        if way.status() == BacktraceStatus::Captured {
            log::error!("{words}\n{way}");
        } else {
            log::error!("{words}");
        }
    }));
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

fn words(fault: &PanicHookInfo<'_>, thread: Option<&str>) -> String {
    let place = fault.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    let thread = thread.unwrap_or("without a name");
    format!("a fault in the program at {place}, thread {thread}; its message is kept back, because it could quote the record")
}
