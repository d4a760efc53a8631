//! When something is saved: soon after an edit, and again, less and less often, when that failed. Times are seconds on the window's
//! own clock.

/// How long after the last edit it is saved.
const AFTER_EDIT: f64 = 0.6;
/// How long after the first failed save it is tried again; twice as long after each further one.
const FIRST_RETRY: f64 = 5.0;
/// The longest time between two tries.
const LAST_RETRY: f64 = 60.0;

/// When the next save is due.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Schedule {
    edited: f64,
    failed: Option<Failed>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Failed {
    at: f64,
    wait: f64,
}

impl Schedule {
    /// Something was changed.
    pub fn note_edit(&mut self, now: f64) {
        self.edited = now;
    }

    /// A save failed.
    pub fn note_failure(&mut self, now: f64) {
        let wait = self.failed.map_or(FIRST_RETRY, |failed| (failed.wait * 2.0).min(LAST_RETRY));
        self.failed = Some(Failed { at: now, wait });
    }

    /// A save worked.
    pub fn note_success(&mut self) {
        self.failed = None;
    }

    /// When the next save is due. An edit after a failure is saved as soon as any: it may be in another file.
    pub fn due(&self) -> f64 {
        let after_edit = self.edited + AFTER_EDIT;
        match self.failed {
            Some(Failed { at, wait }) if self.edited <= at => at + wait,
            Some(Failed { at, wait }) => after_edit.min(at + wait),
            None => after_edit,
        }
    }

    /// When it is tried again, in words; nothing unless a save failed.
    pub fn next_try(&self, now: f64) -> String {
        if self.failed.is_none() {
            return String::new();
        }
        // Whole seconds, as they are told.
        match (self.due() - now).ceil() {
            left if left >= 2.0 => format!("Next try in {left} seconds."),
            _ => "Next try in a second.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_saved_soon_and_a_failed_save_is_tried_less_and_less_often() {
        let mut schedule = Schedule::default();
        schedule.note_edit(10.0);
        assert_eq!(schedule.due(), 10.6);
        assert_eq!(schedule.next_try(10.0), "");
        let mut now = 11.0;
        let mut waits = Vec::new();
        for _ in 0..6 {
            schedule.note_failure(now);
            waits.push(schedule.due() - now);
            now = schedule.due();
        }
        assert_eq!(waits, [5.0, 10.0, 20.0, 40.0, 60.0, 60.0]);
        assert_eq!(schedule.next_try(now - 59.5), "Next try in 60 seconds.");
        assert_eq!(schedule.next_try(now - 0.2), "Next try in a second.");
        schedule.note_success();
        schedule.note_failure(now);
        assert_eq!(schedule.due() - now, 5.0, "and begins anew");
    }

    #[test]
    fn an_edit_after_a_failure_does_not_wait_for_the_next_try_nor_put_it_off() {
        let mut schedule = Schedule::default();
        schedule.note_failure(100.0);
        schedule.note_edit(101.0);
        assert_eq!(schedule.due(), 101.6);
        schedule.note_edit(104.9);
        assert_eq!(schedule.due(), 105.0);
    }
}
