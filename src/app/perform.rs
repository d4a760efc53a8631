//! Carries out what screens ask for: the one place where the window changes the record.

use super::App;
use crate::exchange::request::What;
use crate::kit;
use crate::model::{NegotiationId, Record, RecordId, RoundId, StatementId, Vocabulary, When, Workspace};
use crate::query::usage::counted;
use crate::query::{clashes, names, rounds, to_check};
use crate::session::{FormState, Logged, New, Proposal};
use crate::ui::{Action, Command, NO_NEGOTIATION, NO_ROUND, Page, Setting, field_of, quick_line, together};
use std::collections::BTreeSet;

impl App {
    /// Does one thing that was asked for, and says in words what could not be done.
    pub fn perform(&mut self, action: Action, ctx: &egui::Context) {
        self.performing = true;
        self.carry_out(action, ctx);
        self.performing = false;
    }

    fn carry_out(&mut self, action: Action, ctx: &egui::Context) {
        if matches!(action, Action::Run(_) | Action::Go(_) | Action::Open(_) | Action::Create(_)) {
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
            Action::Look(question) => self.look_into_history(question, ctx),
            Action::LookFurther => self.look_further(ctx),
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
            Action::Say(words) => self.say(words, false),
            Action::FreshSample => self.replace_sample(),
            Action::Remedy(remedy) => self.remedy(remedy, ctx),
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

    fn open(&mut self, id: RecordId) {
        if let Some(page) = Page::of(id, self.session.workspace()) {
            self.nav.go(page);
        }
        self.nav.select(Some(id), None);
        // These have a page each, and no row on it.
        if !matches!(id, RecordId::Negotiation(_) | RecordId::Round(_)) {
            self.nav.lead_to(id);
        }
    }

    fn create(&mut self, new: New) {
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
        let Some(Logged { record, place }) = self.told(logged) else { return };
        let workspace = self.session.workspace();
        let said = match record {
            RecordId::Statement(id) => logged_words(workspace, id),
            id => undo_words(self.session.undo_label(), &names::title(workspace, id)),
        };
        match record {
            RecordId::Statement(id) if workspace.statements.get(&id).is_some_and(to_check::is_open) => {
                self.say(format!("Logged, and to be looked at: {said}"), true);
            }
            _ => self.say(format!("Logged: {said}{}", sources_words(workspace, newest)), false),
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

    /// The statements to be looked at of the negotiation at hand, or of another that has some.
    fn show_to_check(&mut self) {
        let workspace = self.session.workspace();
        let has = |negotiation: &NegotiationId| to_check::count(workspace, Some(*negotiation)) > 0;
        match self.negotiation().filter(has).or_else(|| workspace.negotiations.keys().copied().find(has)) {
            Some(negotiation) => {
                self.nav.go(Page::Statements(negotiation));
                self.shell.show_to_check(negotiation);
            }
            None => self.say("No statement is to be looked at", false),
        }
    }

    /// A party without a name, with a seat in the negotiation at hand.
    fn create_party(&mut self) {
        let party = self.session.draft(New::Party { name: String::new() });
        let id = party.id();
        let RecordId::Party(of) = id else { return };
        let mut proposal = Proposal::put("add party", party);
        let seated = self.negotiation().and_then(|negotiation| self.session.seated(negotiation, of));
        proposal.puts.extend(seated.map(Record::from));
        let done = self.session.begin(proposal);
        if self.told(done).is_some() {
            self.say_aside(begun_words(id.noun()), false);
            self.open(id);
            self.nav.select(Some(id), Some("first"));
            self.nav.reveal(id);
            self.shell.show_inspector();
        }
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

    fn delete_several(&mut self) {
        self.session.tend_begun(|_| FormState { open: false, typed: false });
        self.nav.keep_to(self.session.workspace());
        let workspace = self.session.workspace();
        let ids: Vec<(RecordId, String)> = self.nav.several().iter().map(|id| (*id, names::title(workspace, *id))).collect();
        let words = together::words(self.nav.several());
        let deleted = self.session.delete_all(&ids);
        if self.told(deleted).is_some() {
            self.say(format!("Moved {words} to the bin. Undo brings them back."), false);
        }
    }

    /// What a command is about: all of several that are selected, else the row with the focus, else what is selected.
    fn selected(&self) -> BTreeSet<RecordId> {
        let several = self.nav.several();
        if several.is_empty() { self.meant().into_iter().collect() } else { several.clone() }
    }

    /// The row to which the focus was moved, unless something was selected since; then that.
    fn meant(&self) -> Option<RecordId> {
        let there = |id: &RecordId| self.session.workspace().contains(*id);
        let moved_to = self.shell.newest_row().filter(there);
        moved_to.or_else(|| self.nav.selection()).or_else(|| self.shell.row_at_hand().filter(there))
    }

    /// Takes all reasons to look at them from the statements selected, and says which they were or how many.
    fn settle(&mut self) {
        let selected = self.selected();
        let workspace = self.session.workspace();
        let stays = together::statements(workspace, &selected).into_iter().any(|one| !to_check::unsettled(one).is_empty());
        let Some(proposal) = together::settle(workspace, &selected) else {
            let words = if stays { to_check::STILL_WITHHELD } else { "Nothing selected is to be looked at" };
            self.say(words, true);
            return;
        };
        let words = together::settled_words(self.session.workspace(), &selected);
        let done = self.session.perform(proposal);
        if self.told(done).is_some() {
            self.session.end_gesture();
            self.say(if stays { to_check::STILL_WITHHELD.to_owned() } else { words }, stays);
        }
    }

    /// Puts the focus on a field of the selected statements.
    fn go_to_field(&mut self, command: Command) {
        let selected = self.selected();
        let statements = selected.iter().all(|id| matches!(id, RecordId::Statement(_)));
        match field_of(command).filter(|_| statements && !selected.is_empty()) {
            Some(field) => {
                match selected.first() {
                    Some(one) if selected.len() == 1 => self.nav.select(Some(*one), Some(field)),
                    _ => self.nav.seek(field),
                }
                self.shell.show_inspector();
            }
            None => self.say("Select statements first", true),
        }
    }

    fn set(&mut self, setting: Setting, ctx: &egui::Context) {
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

    fn run(&mut self, command: Command, ctx: &egui::Context) {
        let used = self.preferences.used.entry(command).or_default();
        *used = used.saturating_add(1);
        if self.shell.run(command, ctx) {
            return;
        }
        // What is typed next is for the page, wherever the focus is.
        if command.goes_to_page() {
            crate::ui::focus::go_home(ctx);
        }
        let negotiation = self.negotiation();
        match command {
            Command::Undo => {
                let label = self.session.undo().map(|(label, touched)| (format!("Undid {label}"), touched));
                self.tell_step(label, "There is nothing to undo");
            }
            Command::Redo => {
                let label = self.session.redo().map(|(label, touched)| (format!("Did {label} again"), touched));
                self.tell_step(label, "There is nothing to redo");
            }
            Command::SaveNow => {
                self.tells_saved = true;
                self.begin_save();
            }
            Command::TryAgain if self.session.save_failures().is_empty() => self.say("There is nothing to try again", false),
            Command::TryAgain => self.begin_save(),
            Command::Upcoming => self.nav.go(Page::Upcoming),
            Command::Search => self.nav.go(Page::Search),
            Command::Directory => self.nav.go(Page::Directory),
            Command::Bin => self.nav.go(Page::Bin),
            Command::History => self.nav.go(Page::History(None)),
            Command::Versions => self.nav.go(Page::History(self.at_hand())),
            Command::Problems => self.nav.go(Page::Problems),
            Command::Settings => self.nav.go(Page::Settings),
            Command::Help => self.nav.go(Page::Help),
            Command::Back => self.nav.back(),
            Command::Forward => self.nav.forward(),
            Command::NextTheme => self.next_theme(ctx),
            Command::Delete if !self.nav.several().is_empty() => self.delete_several(),
            Command::Settle => self.settle(),
            Command::ChangeVerification
            | Command::ChangeLevel
            | Command::ChangeIssues
            | Command::ChangeTags
            | Command::ChangeSources => self.go_to_field(command),
            Command::Delete => match self.meant() {
                Some(RecordId::Binned(_)) => self.say("This is in the bin already", true),
                Some(id) => self.delete(id),
                None => self.say("Select what to delete first", true),
            },
            Command::Erase => self.ask_to_erase(),
            Command::Choose if quick_line::jump(ctx) => {}
            Command::Choose => match clashes::next(self.session.workspace(), self.nav.selection()) {
                Some(record) => {
                    self.open(record);
                    self.nav.select(Some(record), Some("clash"));
                    self.nav.reveal(record);
                    self.shell.show_inspector();
                }
                None => match to_check::next(self.session.workspace(), self.nav.selection()) {
                    Some(statement) => {
                        self.open(statement.into());
                        self.shell.show_inspector();
                    }
                    None => self.say("No field was changed in two places, and nothing is to be looked at", false),
                },
            },
            Command::ToCheck => self.show_to_check(),
            Command::OpenSample => self.open_sample(),
            Command::LeaveSample => self.leave_sample(),
            Command::Import => self.go_to_import(),
            Command::Export | Command::Print => self.go_to_export(command),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::NewNegotiation => self.create(New::Negotiation { title: String::new() }),
            Command::NewParty => self.create_party(),
            Command::NewPerson => self.create(New::Person { name: String::new() }),
            // Of several, none of which was looked at yet, the user says which.
            Command::QuickLine if negotiation.is_none() && !self.session.workspace().negotiations.is_empty() => {
                self.shell.ask_where_the_line_goes();
            }
            // The rest belongs to a negotiation.
            _ => match negotiation {
                Some(negotiation) => self.run_in(command, negotiation, ctx),
                None => self.say(NO_NEGOTIATION, true),
            },
        }
    }

    /// The negotiation at hand: that of the page, else that of the selection, else the last one, else the only one.
    pub(super) fn negotiation(&self) -> Option<NegotiationId> {
        self.nav.negotiation(self.session.workspace())
    }

    /// The record at hand: what is selected, else what the page is about.
    fn at_hand(&self) -> Option<RecordId> {
        let of_page = || match *self.nav.page() {
            Page::Round(id) => Some(id.into()),
            Page::History(id) => id,
            ref page => page.negotiation(self.session.workspace()).map(Into::into),
        };
        self.meant().or_else(of_page)
    }

    /// Goes to the page of exports, ready for the round at hand if there is one.
    fn go_to_export(&mut self, command: Command) {
        let first = || self.session.workspace().negotiations.keys().next().copied();
        let Some(negotiation) = self.negotiation().or_else(first) else {
            self.say("There is nothing to export yet: add a negotiation, or import one", true);
            return;
        };
        let round = match *self.nav.page() {
            Page::Round(round) => Some(round),
            _ => None,
        };
        if !matches!(self.nav.page(), Page::Export(_)) {
            self.exports.shown.outcome = None;
        }
        match (command, round) {
            // What is chosen and typed there stays.
            (Command::Export, None) if *self.nav.page() == Page::Export(negotiation) => {}
            (Command::Print, _) | (_, Some(_)) => self.shell.prepare_export(negotiation, What::Brief, round),
            (_, None) => self.shell.begin_export(negotiation),
        }
        self.nav.go(Page::Export(negotiation));
    }

    /// Puts the cursor into the quick line of the page, else goes to that of the current round.
    fn go_to_quick_line(&mut self, negotiation: NegotiationId, ctx: &egui::Context) {
        if !matches!(self.nav.page(), Page::Round(_) | Page::Statements(_)) {
            let (today, zone) = (self.session.now().with_timezone(&self.zone()).date_naive(), self.zone());
            let Some(round) = rounds::current(self.session.workspace(), negotiation, today, zone).map(|round| round.id) else {
                self.nav.go(Page::Rounds(negotiation));
                self.say("There is no round yet: say when one is, and its page has the quick line", false);
                return;
            };
            self.nav.go(Page::Round(round));
        }
        crate::ui::request_quick_line(ctx);
    }

    fn run_in(&mut self, command: Command, negotiation: NegotiationId, ctx: &egui::Context) {
        let round = match *self.nav.page() {
            Page::Round(round) => Some(round),
            _ => None,
        };
        if let Some(page) = command.page_of(negotiation) {
            self.nav.go(page);
            return;
        }
        if let Some(field) = command.field_of_round() {
            self.go_to_field_of_round(field);
            return;
        }
        match command {
            Command::NewRound => self.create(New::Round { negotiation, when: When::Unknown }),
            Command::NewStatement => {
                let statement = self.session.begin_statement(negotiation, round);
                self.nav.select(None, None);
                self.shell.begin_statement(statement);
            }
            Command::QuickLine => self.go_to_quick_line(negotiation, ctx),
            Command::NewFollowUp => self.create(New::FollowUp { negotiation, round, what: String::new() }),
            Command::NewIncident => self.create(New::Incident { negotiation, round, what: String::new() }),
            Command::NewIssue => {
                self.nav.go(Page::Issues(negotiation));
                self.shell.name_issue();
            }
            Command::NewSource => self.create(New::Source { negotiation, title: String::new() }),
            _ => {}
        }
    }

    /// Goes to something of the round at hand, from whatever page.
    fn go_to_field_of_round(&mut self, field: &str) {
        let Some(round) = self.nav.round(self.session.workspace()) else {
            self.say(NO_ROUND, true);
            return;
        };
        self.nav.go(Page::Round(round));
        self.session.end_gesture();
        self.nav.select(Some(round.into()), Some(field));
        self.shell.show_inspector();
    }

    fn next_theme(&mut self, ctx: &egui::Context) {
        let choices = kit::ThemeChoice::ALL;
        let at = choices.iter().position(|choice| *choice == self.preferences.theme).unwrap_or(0);
        let next = choices[(at + 1) % choices.len()];
        self.set(Setting::Theme(next), ctx);
        self.say(next.name(), false);
    }

    /// Says what undo or redo did, and shows one of the records it touched: of those that came back from the bin, the one that
    /// holds the others.
    fn tell_step(&mut self, step: Option<(String, Vec<RecordId>)>, nothing: &str) {
        let Some((words, touched)) = step else {
            self.say(nothing, false);
            return;
        };
        let workspace = self.session.workspace();
        let from_bin = touched.iter().any(|id| matches!(id, RecordId::Binned(_)) && !workspace.contains(*id));
        let mut there = touched.into_iter().filter(|id| workspace.contains(*id) && !matches!(id, RecordId::Binned(_)));
        let about = |id: RecordId| match id {
            RecordId::Clash(id) => workspace.clashes.get(&id).map(|clash| clash.record),
            id => Some(id),
        };
        let shown = match from_bin {
            true => there.max_by_key(|id| workspace.held_by(*id).len()),
            false => there.next(),
        };
        let shown = shown.and_then(about);
        if let Some(shown) = shown {
            self.nav.select(Some(shown), None);
            // From a row the focus goes along to the one that is now selected; from a field it does not.
            if self.shell.row_at_hand().is_some() {
                self.nav.lead_to(shown);
            } else {
                self.nav.reveal(shown);
            }
        }
        self.say(words, false);
    }
}

/// What is said of a form that was opened.
fn begun_words(what: &str) -> String {
    format!("New {what}, kept as soon as something is filled in")
}

/// What sources that were made with a line still lack: nobody is stopped for it.
fn sources_words(workspace: &Workspace, newest: Option<crate::model::SourceId>) -> String {
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
