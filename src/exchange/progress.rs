//! Progress and cancellation of long exports and imports.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared between the one who works and the one who watches: how far it is, and whether to go on.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    of: AtomicU64,
    stop: AtomicBool,
}

/// The work was stopped on request; nothing came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Stopped. Nothing was changed.")]
pub struct Stopped;

impl Progress {
    /// Sets how much there is to do, in whatever is counted, and begins at nothing done.
    pub fn begin(&self, of: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// Says how much is done.
    ///
    /// # Errors
    /// If the work is to stop.
    pub fn at(&self, done: u64) -> Result<(), Stopped> {
        self.done.store(done, Ordering::Relaxed);
        if self.is_stopped() { Err(Stopped) } else { Ok(()) }
    }

    /// How much of the work is done, from 0 to 1; nothing while it is not known.
    pub fn share(&self) -> Option<f32> {
        let of = self.of.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed).min(of);
        // A bar on the screen has no use for more than a thousandth.
        (of > 0).then(|| u16::try_from(u128::from(done) * 1000 / u128::from(of)).map_or(1.0, |share| f32::from(share) / 1000.0))
    }

    /// Asks for the work to stop.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it is to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
