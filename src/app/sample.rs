//! Looking around in the sample without touching one's own record, and the way back.

use super::App;
use super::documents::DocumentTasks;
use super::drafts::Drafts;
use super::exporting::Exports;
use super::history_view::{CLOSING, HistoryView};
use super::importing::Imports;
use super::recovery::Troubles;
use super::window::Sample;
use crate::session::Session;
use crate::ui::problem_state::LeavingFor;
use crate::ui::{Nav, Page, Shell};

/// The user's own record while the sample is open, with everything that its screens keep: they are asked about revisions of this
/// session, and would take those of another for them.
pub(super) struct Own {
    pub(super) session: Session,
    pub(super) nav: Nav,
    shell: Shell,
    troubles: Troubles,
    pub(super) history: HistoryView,
    drafts: Drafts,
}

impl App {
    /// Sets the user's own record aside, saved, and opens a fresh copy of the sample. Asks first if a copy in which something was changed
    /// would have to go.
    pub(super) fn ask_for_sample(&mut self) {
        if self.sample_folder.is_some() && self.session.undo_label().is_some() {
            self.shell.ask_for_fresh_sample();
        } else {
            self.replace_sample();
        }
    }

    /// The same whatever was changed. Asks first if something cannot be saved.
    pub(super) fn replace_sample(&mut self) {
        if self.ask_before(LeavingFor::OpenSample) {
            self.go_to_sample();
        }
    }

    /// The same without saving.
    pub(super) fn go_to_sample(&mut self) {
        match (self.world.sample)() {
            Ok(Sample { mut session, folder }) => {
                session.set_author(&self.preferences.name);
                let troubles = Troubles::of(&session);
                let zone = self.zone();
                self.history.hand_over(&mut self.session, zone);
                self.save_drafts();
                let history = HistoryView::of(&session);
                let before = Own {
                    session: std::mem::replace(&mut self.session, session),
                    nav: std::mem::replace(&mut self.nav, Nav::at(Page::Upcoming)),
                    shell: std::mem::take(&mut self.shell),
                    troubles: std::mem::replace(&mut self.troubles, troubles),
                    history: std::mem::replace(&mut self.history, history),
                    drafts: std::mem::take(&mut self.drafts),
                };
                // A second sample does not become somebody's own record.
                if self.sample_folder.is_none() {
                    self.own = Some(before);
                }
                self.sample_folder = folder;
                self.forget_exchange();
                self.say("This is a copy of the sample: do anything to it", false);
            }
            Err(why) => self.say_wrong(why.to_string()),
        }
    }

    /// Waits until the history of the user's own record, set aside, is kept.
    pub(super) fn keep_own(&mut self) {
        let zone = self.zone();
        if let Some(own) = &mut self.own {
            own.history.finish(&mut own.session, zone, CLOSING);
        }
    }

    /// Back to the user's own record. The copy of the sample is thrown away. Asks first if something in it cannot be saved.
    pub(super) fn go_to_own_record(&mut self) {
        if self.own.is_none() {
            self.say("The window was opened on the sample: close it and start again without --sample", true);
        } else if self.ask_before(LeavingFor::LeaveSample) {
            self.go_back_from_sample();
        }
    }

    /// What is going out or coming in is of the record that was open.
    fn forget_exchange(&mut self) {
        self.exports.end();
        self.exports = Exports::offering(&self.exports.shown.folder);
        self.imports = Imports::offering(&self.imports.shown.folder);
        self.documents = DocumentTasks::offering(&self.documents.shown.folder);
    }

    /// The same without saving.
    pub(super) fn go_back_from_sample(&mut self) {
        let Some(Own { session, nav, shell, troubles, history, drafts }) = self.own.take() else { return };
        self.end_save();
        self.session = session;
        self.nav = nav;
        self.shell = shell;
        self.troubles = troubles;
        self.history = history;
        self.drafts = drafts;
        self.sample_folder = None;
        self.notice = None;
        self.forget_exchange();
    }
}
