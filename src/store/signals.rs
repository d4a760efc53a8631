//! Termination signals (SIGTERM, SIGINT, SIGHUP): unsaved edits are saved first.
//!
//! The first one is noted, and whoever draws the window is woken to save and to end. A second one ends the program at once, and so
//! does the time when nothing came of the first: nobody has to wait for a program that hangs.

use std::io;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long the program may take to end by itself.
const LIMIT: Duration = Duration::from_secs(20);

type Wake = Box<dyn Fn() + Send + Sync>;

/// What has been asked of the program from outside.
#[derive(Clone, Default)]
pub struct Signals {
    /// The signal that has come; 0 if none.
    asked: Arc<AtomicI32>,
    wake: Arc<OnceLock<Wake>>,
}

impl Signals {
    /// Listens from now on.
    ///
    /// # Errors
    /// If the system does not let it listen, or gives no thread: a signal then ends the program as it always does.
    pub fn listen() -> io::Result<Self> {
        let signals = Self::default();
        signals.start()?;
        Ok(signals)
    }

    /// What is to be done on another thread when the first one comes. It may have come already.
    pub fn wake_with(&self, wake: impl Fn() + Send + Sync + 'static) {
        // Only one window ever listens.
        let _ = self.wake.set(Box::new(wake));
    }

    /// Whether the program is to end.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Acquire) != 0
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "other systems have no such signals: their windows are asked to close")]
    fn start(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(unix)]
    fn start(&self) -> io::Result<()> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let mut wanted = vec![SIGTERM, SIGINT];
        // Whoever is started to outlive its terminal (`nohup`) is not ended by it.
        if !is_ignored(SIGHUP) {
            wanted.push(SIGHUP);
        }
        let mut coming = signal_hook::iterator::Signals::new(wanted)?;
        let (asked, wake) = (Arc::clone(&self.asked), Arc::clone(&self.wake));
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in coming.forever() {
                if asked.swap(signal, Ordering::AcqRel) != 0 {
                    end_by(signal);
                }
                let limit = std::thread::Builder::new().name("limit".to_owned()).spawn(move || {
                    std::thread::sleep(LIMIT);
                    end_by(signal);
                });
                if let Err(error) = limit {
                    log::warn!("no thread to end the program if it hangs: {error}");
                }
                if let Some(wake) = wake.get() {
                    wake();
                }
            }
        })?;
        Ok(())
    }

    /// Ends the program by the signal that has come, so that whoever sent it sees that it worked; nothing if none has.
    pub fn end_if_asked(&self) {
        let signal = self.asked.load(Ordering::Acquire);
        if signal != 0 {
            end_by(signal);
        }
    }
}

#[cfg(unix)]
fn end_by(signal: i32) {
    if let Err(error) = signal_hook::low_level::emulate_default_handler(signal) {
        log::error!("signal {signal} does not end the program: {error}");
    }
}

#[cfg(not(unix))]
fn end_by(_signal: i32) {}

/// Whether whoever started the program has had it ignore a signal.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    ignored(&status).is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// The signals that a process ignores, by what the system tells of it.
#[cfg(unix)]
fn ignored(status: &str) -> Option<u64> {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_ignored_is_read_from_what_the_system_tells() {
        assert_eq!(ignored("Name:\trapporteur\nSigBlk:\t0\nSigIgn:\t0000000000001001\n"), Some(0x1001));
        assert_eq!(ignored("SigIgn:\tnonsense\n"), None);
        assert_eq!(ignored(""), None);
    }

    #[test]
    fn nothing_is_asked_until_a_signal_comes() {
        let signals = Signals::default();
        assert!(!signals.is_asked());
        // Would end the test.
        signals.end_if_asked();
    }
}
