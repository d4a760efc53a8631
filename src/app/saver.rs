//! Writes saves on a thread of its own, so that a slow disk never holds up the window.

use crate::store::{SavePlan, SaveReport};
use std::sync::mpsc::{Receiver, Sender, channel};

/// The writing thread. It ends when this is dropped.
pub(super) struct Saver {
    plans: Sender<SavePlan>,
    reports: Receiver<SaveReport>,
}

impl Saver {
    /// Starts the thread; `wake` is called when a report is ready.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (plans, to_do) = channel::<SavePlan>();
        let (done, reports) = channel();
        std::thread::Builder::new().name("saver".to_owned()).spawn(move || {
            for plan in to_do {
                if done.send(plan.run()).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { plans, reports })
    }

    /// Hands a save over. Gives it back if the thread is gone.
    pub fn begin(&self, plan: SavePlan) -> Result<(), SavePlan> {
        self.plans.send(plan).map_err(|refused| refused.0)
    }

    /// A report that has come in.
    pub fn poll(&self) -> Option<SaveReport> {
        self.reports.try_recv().ok()
    }

    /// Waits for the report of the save under way.
    pub fn wait(&self) -> Option<SaveReport> {
        self.reports.recv().ok()
    }
}
