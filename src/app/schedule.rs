//! When something is saved: at the first pause, but soon also while edits go on without one, and again, less and less often, when
//! that failed. Times are seconds on the window's own clock.

/// How long after the last edit it is saved.
const AFTER_EDIT: f64 = 0.6;
/// How long after the first edit that is not saved it is, however many more follow. With a slow frame before the save begins and a
/// slow disk under it, less than two seconds of typing are not in the file.
const AT_LATEST: f64 = 1.0;
/// How long after the first failed save it is tried again; twice as long after each further one.
const FIRST_RETRY: f64 = 5.0;
/// The longest time between two tries.
const LAST_RETRY: f64 = 60.0;

/// A run of edits: due at the first pause, and at the latest some time after the first of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Edits {
    first: Option<f64>,
    last: f64,
}

impl Edits {
    /// Something was changed.
    pub(super) fn note(&mut self, now: f64) {
        self.first.get_or_insert(now);
        self.last = now;
    }

    /// What was changed until now is being saved: the next edit begins a new run.
    pub(super) fn end(&mut self) {
        self.first = None;
    }

    /// When they are to be saved.
    pub(super) fn due(&self) -> f64 {
        let at_pause = self.last + AFTER_EDIT;
        self.first.map_or(at_pause, |first| at_pause.min(first + AT_LATEST))
    }
}

/// When the next save is due.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Schedule {
    edits: Edits,
    failed: Option<Failed>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Failed {
    at: f64,
    wait: f64,
}

impl Schedule {
    /// Something was changed.
    pub(super) fn note_edit(&mut self, now: f64) {
        self.edits.note(now);
    }

    /// A save begins: what is edited from now on waits for the next one.
    pub(super) fn note_begin(&mut self) {
        self.edits.end();
    }

    /// A save failed.
    pub(super) fn note_failure(&mut self, now: f64) {
        let wait = self.failed.map_or(FIRST_RETRY, |failed| (failed.wait * 2.0).min(LAST_RETRY));
        self.failed = Some(Failed { at: now, wait });
    }

    /// A save worked.
    pub(super) fn note_success(&mut self) {
        self.failed = None;
    }

    /// When the next save is due. An edit after a failure is saved as soon as any: it may be in another file.
    pub(super) fn due(&self) -> f64 {
        let after_edit = self.edits.due();
        match self.failed {
            Some(Failed { at, wait }) if self.edits.last <= at => at + wait,
            Some(Failed { at, wait }) => after_edit.min(at + wait),
            None => after_edit,
        }
    }

    /// When it is tried again, in words; nothing unless a save failed.
    pub(super) fn next_try(&self, now: f64) -> String {
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
    fn edits_without_a_pause_are_saved_while_they_go_on() {
        let mut schedule = Schedule::default();
        let mut saves = Vec::new();
        // A letter every tenth of a second for ten seconds; frames fall on letters.
        for letter in 0..100_u32 {
            let now = 10.0 + f64::from(letter) / 10.0;
            schedule.note_edit(now);
            if schedule.due() <= now {
                schedule.note_begin();
                saves.push(letter);
            }
        }
        assert_eq!(saves, [10, 21, 32, 43, 54, 65, 76, 87, 98]);
        assert!((schedule.due() - 20.5).abs() < 1e-9, "and what is left over at the pause: {}", schedule.due());
    }

    #[test]
    fn an_edit_after_a_failure_does_not_wait_for_the_next_try_nor_put_it_off() {
        let mut schedule = Schedule::default();
        schedule.note_failure(100.0);
        schedule.note_edit(101.0);
        assert_eq!(schedule.due(), 101.6);
        schedule.note_edit(101.5);
        assert_eq!(schedule.due(), 102.0, "nor does typing on put that off");
        schedule.note_begin();
        schedule.note_edit(104.9);
        assert_eq!(schedule.due(), 105.0);
    }
}
