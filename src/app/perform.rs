//! Carries out what screens ask for: the one place where the window changes the record.

use super::App;
use crate::kit;
use crate::model::{NegotiationId, PartId, RecordId, RoundId, SourceId, StatementId, Vocabulary, Workspace};
use crate::query::names;
use crate::query::usage::counted;
use crate::session::{Capture, FormState, Logged, New};
use crate::ui::{Action, Page, Setting, bulk_edit, focus};

impl App {
    /// Does one thing that was asked for, and says in words what could not be done.
    pub fn perform(&mut self, action: Action, ctx: &egui::Context) {
        self.performing = true;
        self.carry_out(action, ctx);
        self.performing = false;
    }

    fn carry_out(&mut self, action: Action, ctx: &egui::Context) {
        if matches!(action, Action::Run(_) | Action::Go(_) | Action::Open(_) | Action::ShowPassage { .. } | Action::Create(_)) {
            self.forget_refusal();
        }
        match action {
            Action::Run(command) => self.run(command, ctx),
            Action::Go(page) => self.nav.go(page),
            Action::Select(id, field) => {
                if field.is_some() {
                    self.shell.show_inspector();
                }
                self.session.end_gesture();
                self.nav.select(id, field.as_deref());
            }
            Action::SelectSeveral { ids, lead, anchor } => {
                self.session.end_gesture();
                self.nav.select_several(ids, lead, anchor);
            }
            Action::Open(id) => self.open(id),
            Action::ShowPassage { record, source, passage } => {
                self.session.end_gesture();
                focus::go_home(ctx);
                self.show_passage(record, source, passage);
            }
            Action::Put(proposal) => {
                let added = proposal.label.strip_prefix("add ").map(|what| format!("Added {what}"));
                let done = self.session.perform(proposal);
                if self.told(done).is_some()
                    && let Some(words) = added
                {
                    self.say_aside(words, false);
                }
            }
            Action::Begin(proposal) => {
                let what = proposal.label.strip_prefix("add ").map(str::to_owned);
                let begun = self.session.begin(proposal);
                if self.told(begun).is_some()
                    && let Some(what) = what
                {
                    self.say_aside(begun_words(&what), false);
                }
            }
            Action::EndGesture => self.session.end_gesture(),
            Action::Create(new) => self.create(new),
            Action::Log { negotiation, round, line, keep } => self.log(negotiation, round, &line, keep),
            Action::Note { negotiation, line } => self.note(negotiation, &line),
            Action::Capture(capture) => self.capture(&capture),
            Action::Delete(id) => self.delete(id),
            Action::Restore(id) => {
                let restored = self.session.restore(id);
                if let Some(id) = self.told(restored) {
                    self.open(id);
                }
            }
            Action::RestoreVersion { records } => self.restore_version(records, ctx.input(|input| input.time)),
            Action::RestoreField { label, from, path } => {
                let restored = self.session.restore_field(&label, &from, &path);
                if self.told(restored).is_some() {
                    self.session.end_entry();
                    self.say("Restored. Undo takes it back.", false);
                }
            }
            Action::AskHistory(question) => self.look_into_history(question, ctx),
            Action::AskHistoryFurther => self.look_further(ctx),
            Action::StopLooking => self.stop_looking(),
            Action::Discard(ids) => {
                let done = self.session.discard(&ids);
                self.told(done);
            }
            Action::Erase(ids) => self.erase(&ids),
            Action::Choose(clash, take_other) => {
                let done = self.session.choose(clash, take_other);
                self.told(done);
            }
            Action::ChooseAll(record, take_other) => {
                let done = self.session.choose_all(record, take_other);
                self.told(done);
            }
            Action::Set(setting) => self.set(setting, ctx),
            Action::Copy(text) => {
                ctx.copy_text(text);
                self.say("Copied", false);
            }
            Action::CopyTable(of) => self.copy_table(of, ctx),
            Action::Export(wish) => self.export(wish, ctx),
            Action::Import(wish) => self.import(wish, ctx),
            Action::Document(wish) => self.document(wish, ctx),
            Action::Say(words) => self.say(words, false),
            Action::FreshSample => self.replace_sample(),
            Action::Recovery(remedy) => self.remedy(remedy, ctx),
        }
        self.nav.keep_to(self.session.workspace());
    }

    /// Clears the last notice if it went well, else says what went wrong.
    pub(super) fn told<T>(&mut self, result: Result<T, crate::session::Refusal>) -> Option<T> {
        match result {
            Ok(value) => {
                self.notice = None;
                Some(value)
            }
            Err(refusal) => {
                // What was typed is still in its field, and not in the record: that is to be mended.
                self.say_wrong(refusal.0);
                None
            }
        }
    }

    pub(super) fn open(&mut self, id: RecordId) {
        if let Some(page) = Page::of(id, self.session.workspace()) {
            self.nav.go(page);
        }
        self.nav.select(Some(id), None);
        // These have a page each, and no row on it.
        if !matches!(id, RecordId::Negotiation(_) | RecordId::Round(_)) {
            self.nav.lead_to(id);
        }
    }

    /// Goes to the text of a source and shows a passage in it, with its record selected.
    pub(super) fn show_passage(&mut self, record: RecordId, source: SourceId, passage: PartId) {
        if !self.session.workspace().sources.contains_key(&source) {
            self.say("The source of this passage is no longer there", true);
            return;
        }
        self.nav.go(Page::Reading(source));
        self.nav.select(Some(record), None);
        self.nav.show_passage(passage);
    }

    pub(super) fn create(&mut self, new: New) {
        let says_nothing = new.says_nothing();
        let created = if says_nothing { self.session.begin_new(new) } else { self.session.create(new) };
        if let Some(id) = self.told(created) {
            self.say_aside(if says_nothing { begun_words(id.noun()) } else { format!("Added {}", id.noun()) }, false);
            self.open(id);
            self.nav.select(Some(id), Some("first"));
            self.nav.reveal(id);
            self.shell.show_inspector();
        }
    }

    fn log(&mut self, negotiation: NegotiationId, round: Option<RoundId>, line: &str, keep: bool) {
        let context = self.session.line_context(negotiation, round, self.zone());
        let newest = self.session.workspace().sources.keys().next_back().copied();
        let logged = self.session.log(&context, line, keep);
        let Some(Logged { record, place, to_check }) = self.told(logged) else { return };
        let workspace = self.session.workspace();
        let said = match record {
            RecordId::Statement(id) => logged_words(workspace, id),
            id => undo_words(self.session.undo_label(), &names::title(workspace, id)),
        };
        if to_check {
            self.say(format!("Logged, and to be looked at: {said}"), true);
        } else {
            self.say(format!("Logged: {said}{}", sources_words(workspace, newest)), false);
        }
        // What is under the round at hand is shown there, with the line ready for the next; a round that the page is not about is shown
        // beside it.
        if place.is_empty() {
            self.nav.select(Some(record), None);
            self.nav.reveal(record);
        } else {
            let on_a_round = matches!(self.nav.page(), Page::Round(_));
            self.nav.select((!on_a_round).then_some(record), None);
            self.nav.reveal_place(record, place);
        }
    }

    /// Keeps a line that is no record yet, and says where.
    fn note(&mut self, negotiation: NegotiationId, line: &str) {
        let noted = self.session.note(negotiation, self.zone(), line);
        if let Some(notes) = self.told(noted) {
            let title = names::source(self.session.workspace(), notes);
            self.say(format!("Kept in “{title}”, to be sorted out later"), false);
        }
    }

    /// Records a passage. What it is now stands in the inspector, and the focus stays in the text.
    fn capture(&mut self, capture: &Capture) {
        let recorded = self.session.capture(capture);
        let Some(id) = self.told(recorded) else { return };
        let workspace = self.session.workspace();
        let said = match id {
            RecordId::Statement(id) => logged_words(workspace, id),
            id => undo_words(self.session.undo_label(), &names::title(workspace, id)),
        };
        self.say(format!("Recorded: {said}"), false);
        self.nav.select(Some(id), None);
    }

    /// Takes back what was made by opening a form that was left with nothing filled in, and says so.
    pub(super) fn tend_begun(&mut self) {
        if !self.session.has_begun() {
            return;
        }
        let (shell, nav, workspace) = (&self.shell, &self.nav, self.session.snapshot());
        let taken_back = self.session.tend_begun(|begun| shell.standing(begun, nav, &workspace));
        drop(workspace);
        if let Some(what) = taken_back.last() {
            let words = format!("Nothing was filled in, so the new {what} is not kept");
            // What was asked for meanwhile has been answered there.
            if self.notice.is_none() {
                self.say(words, false);
            } else {
                self.say_aside(words, false);
            }
            self.nav.keep_to(self.session.workspace());
        }
    }

    pub(super) fn delete(&mut self, id: RecordId) {
        // What has nothing filled in is nothing to be kept in the bin, alone or with what it belongs to.
        self.session.tend_begun(|_| FormState { open: false, typed: false });
        if !self.session.workspace().contains(id) {
            self.say(format!("The new {} is gone: nothing was filled in", id.noun()), false);
            return;
        }
        let title = names::title(self.session.workspace(), id);
        let deleted = self.session.delete(id, &title);
        if let Some(bin_id) = self.told(deleted) {
            let held = self.session.workspace().bin.get(&bin_id).map_or(0, |binned| binned.records.len().saturating_sub(1));
            let with = match held {
                0 => String::new(),
                _ => format!(" and {} it held", counted(held, "record")),
            };
            self.say(format!("Moved the {}{with} to the bin. Undo brings it back.", id.noun()), false);
        }
    }

    pub(super) fn delete_several(&mut self) {
        self.session.tend_begun(|_| FormState { open: false, typed: false });
        self.nav.keep_to(self.session.workspace());
        let workspace = self.session.workspace();
        let ids: Vec<(RecordId, String)> = self.nav.several().iter().map(|id| (*id, names::title(workspace, *id))).collect();
        let words = bulk_edit::words(self.nav.several());
        let deleted = self.session.delete_all(&ids);
        if self.told(deleted).is_some() {
            self.say(format!("Moved {words} to the bin. Undo brings them back."), false);
        }
    }

    pub(super) fn set(&mut self, setting: Setting, ctx: &egui::Context) {
        match setting {
            Setting::Name(name) => {
                self.session.set_author(&name);
                self.preferences.name = name;
            }
            Setting::Zone(zone) => self.preferences.zone = zone,
            Setting::Theme(theme) => {
                self.preferences.theme = theme;
                kit::set_theme(ctx, theme);
            }
            Setting::NotesDelay(seconds) => self.preferences.notes_delay = seconds,
            Setting::SaveFilter(filter) => {
                self.say(format!("Saved the filter “{}”", filter.name), false);
                self.preferences.views.save(filter);
                (self.world.keep)(&self.preferences);
            }
            Setting::ForgetFilter(filter) => {
                self.say(format!("Deleted the saved filter “{}”", filter.name), false);
                self.preferences.views.forget(&filter);
                (self.world.keep)(&self.preferences);
            }
            Setting::List(list, view) => {
                self.preferences.views.lists.insert(list, view);
            }
        }
    }
}

/// What is said of a form that was opened.
pub(super) fn begun_words(what: &str) -> String {
    format!("New {what}, kept as soon as something is filled in")
}

/// What sources that were made with a line still lack: nobody is stopped for it.
fn sources_words(workspace: &Workspace, newest: Option<SourceId>) -> String {
    let new: Vec<String> = workspace.sources.values().filter(|one| Some(one.id) > newest).map(names::source_title).collect();
    match new.as_slice() {
        [] => String::new(),
        [one] => format!(". The new source “{one}” has no outlet, date or address yet"),
        several => format!(". {} new sources have no outlet, date or address yet", several.len()),
    }
}

/// What was logged that is no statement: "incident, Power cut in Kyiv".
fn undo_words(label: Option<&str>, title: &str) -> String {
    let what = label.and_then(|label| label.strip_prefix("add ")).unwrap_or_default();
    [what, title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What was logged, in few words: whose it is, its kind, its issues.
fn logged_words(workspace: &Workspace, id: StatementId) -> String {
    let Some(said) = workspace.statements.get(&id) else { return String::new() };
    let issues = said.issues.iter().map(|issue| names::issue(workspace, *issue));
    let parts = [names::party(workspace, said.party), said.kind.label().to_lowercase()];
    parts.into_iter().chain(issues).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
