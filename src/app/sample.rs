//! Looking around in the sample without touching one's own record, and the way back.

use super::App;
use super::window::Sample;
use crate::session::Session;
use crate::ui::{Nav, Page, Shell};

/// The user's own record while the sample is open, with everything that its screens keep: they are asked about revisions of this
/// session, and would take those of another for them.
pub(super) struct Own {
    session: Session,
    pub(super) nav: Nav,
    shell: Shell,
}

impl App {
    /// Sets the user's own record aside, saved, and opens a fresh copy of the sample.
    pub(super) fn open_sample(&mut self) {
        if !self.save_all() {
            self.say("Your own record could not be saved, so it stays open", true);
            return;
        }
        match (self.world.sample)() {
            Ok(Sample { mut session, folder }) => {
                session.set_author(&self.preferences.name);
                let before = Own {
                    session: std::mem::replace(&mut self.session, session),
                    nav: std::mem::replace(&mut self.nav, Nav::at(Page::Upcoming)),
                    shell: std::mem::take(&mut self.shell),
                };
                // A second sample does not become somebody's own record.
                if self.sample_folder.is_none() {
                    self.own = Some(before);
                }
                self.sample_folder = folder;
                self.say("This is a copy of the sample: do anything to it", false);
            }
            Err(why) => self.say(why, true),
        }
    }

    /// Back to the user's own record. The copy of the sample is thrown away.
    pub(super) fn leave_sample(&mut self) {
        let Some(Own { session, nav, shell }) = self.own.take() else {
            self.say("The window was opened on the sample: close it and start again without --sample", true);
            return;
        };
        self.end_save();
        self.session = session;
        self.nav = nav;
        self.shell = shell;
        self.sample_folder = None;
        self.notice = None;
    }
}
