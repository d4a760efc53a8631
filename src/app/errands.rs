//! Things done beside the window, each on a thread of its own: reading a large file, copying everything, moving bytes on a slow
//! disk.

use std::sync::mpsc::{Receiver, Sender, channel};

/// Errands under way. Dropping it forgets them: they end by themselves, and nobody hears of it.
pub(super) struct Errands<T> {
    sender: Sender<T>,
    done: Receiver<T>,
    under_way: usize,
}

impl<T: Send + 'static> Default for Errands<T> {
    fn default() -> Self {
        let (sender, done) = channel();
        Self { sender, done, under_way: 0 }
    }
}

impl<T: Send + 'static> Errands<T> {
    /// Does `errand` on a thread of that name and calls `wake` when it is done. `lost` is what is heard if it ends without a word.
    /// Where the system gives no thread, that is heard at once.
    pub fn start(&mut self, name: &str, lost: T, wake: impl Fn() + Send + 'static, errand: impl FnOnce() -> T + Send + 'static) {
        let end = End { sender: self.sender.clone(), word: Some(lost), wake };
        self.under_way += 1;
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // The whole of it, so that it is dropped here.
            let mut end = end;
            end.word = Some(errand());
        });
        if let Err(error) = started {
            log::warn!("no thread for {name}: {error}");
        }
    }

    /// What has come in.
    pub fn poll(&mut self) -> Option<T> {
        let word = self.done.try_recv().ok()?;
        self.under_way = self.under_way.saturating_sub(1);
        Some(word)
    }

    /// Waits for the next that comes in; nothing if nothing is under way.
    pub fn wait(&mut self) -> Option<T> {
        if self.under_way == 0 {
            return None;
        }
        let word = self.done.recv().ok()?;
        self.under_way -= 1;
        Some(word)
    }

    /// Whether anything is under way.
    pub fn is_busy(&self) -> bool {
        self.under_way > 0
    }
}

/// The thread's end: even if the errand panics, there is word of it.
struct End<T, F: Fn()> {
    sender: Sender<T>,
    word: Option<T>,
    wake: F,
}

impl<T, F: Fn()> Drop for End<T, F> {
    fn drop(&mut self) {
        if let Some(word) = self.word.take()
            && self.sender.send(word).is_ok()
        {
            (self.wake)();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errand_is_heard_of_once_however_it_ends() {
        let (woken, wakes) = channel();
        let wake = move || {
            let _ = woken.send(());
        };
        let mut errands = Errands::default();
        assert_eq!(errands.wait(), None);
        errands.start("good", "lost", wake.clone(), || "done");
        assert!(errands.is_busy());
        wakes.recv().unwrap();
        assert_eq!(errands.poll(), Some("done"));
        errands.start("bad", "lost", wake, || std::panic::resume_unwind(Box::new("an errand that panics")));
        assert_eq!(errands.wait(), Some("lost"));
        assert_eq!((errands.poll(), errands.is_busy()), (None, false));
    }
}
