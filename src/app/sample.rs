//! Looking around in the sample without touching one's own record, and the way back.

use super::App;
use super::window::Sample;
use crate::ui::{Nav, Page};

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
                let own = std::mem::replace(&mut self.session, session);
                let nav = std::mem::replace(&mut self.nav, Nav::at(Page::Upcoming));
                // A second sample does not become somebody's own record.
                if self.sample_folder.is_none() {
                    self.own = Some((own, nav));
                }
                self.sample_folder = folder;
                self.say("This is a copy of the sample: do anything to it", false);
            }
            Err(why) => self.say(why, true),
        }
    }

    /// Back to the user's own record. The copy of the sample is thrown away.
    pub(super) fn leave_sample(&mut self) {
        let Some((session, nav)) = self.own.take() else {
            self.say("The window was opened on the sample: close it and start again without --sample", true);
            return;
        };
        self.session = session;
        self.nav = nav;
        self.sample_folder = None;
        self.notice = None;
    }
}
