//! What the named commands do. Their names, keys and needs stand in `ui/table.rs`.

use super::App;
use super::perform::begun_words;
use crate::exchange::request::What;
use crate::kit;
use crate::model::{NegotiationId, Passage, Passages as _, Record, RecordId, RoundId, SourceId, each_reference};
use crate::query::{clashes, rounds, to_check};
use crate::session::{New, Proposal, notes_of};
use crate::ui::{Command, CommandHandler, Does, NO_NEGOTIATION, NO_ROUND, Page, Setting, bulk_edit, focus, quick_line};
use egui::Context;
use std::collections::BTreeSet;

impl App {
    pub(super) fn run(&mut self, command: Command, ctx: &Context) {
        let used = self.preferences.used.entry(command).or_default();
        *used = used.saturating_add(1);
        // What is typed next is for the page, wherever the focus is.
        if let Does::Go(_) | Does::GoIn(_) | Does::AppPage(_) = command.does() {
            focus::go_home(ctx);
        }
        match command.does() {
            Does::Go(page) => self.nav.go(page.clone()),
            Does::GoIn(page) => {
                if let Some(negotiation) = self.needed_negotiation() {
                    self.nav.go(page(negotiation));
                }
            }
            Does::RoundField(field) => self.go_to_field_of_round(field),
            Does::StatementField(field) => self.go_to_field(field),
            Does::Create(new) => match new(self.negotiation(), self.round_of_page()) {
                Some(new) => self.create(new),
                None => self.say(NO_NEGOTIATION, true),
            },
            Does::List => self.shell.ask_list(command),
            Does::Screen(run) => run(ctx),
            Does::App(run) | Does::AppPage(run) => run(self, ctx),
        }
    }

    /// The negotiation at hand: that of the page, else that of the selection, else the last one, else the only one.
    pub(super) fn negotiation(&self) -> Option<NegotiationId> {
        self.nav.negotiation(self.session.workspace())
    }

    /// The same, for what cannot be without one: then it is said that there is none.
    fn needed_negotiation(&mut self) -> Option<NegotiationId> {
        let negotiation = self.negotiation();
        if negotiation.is_none() {
            self.say(NO_NEGOTIATION, true);
        }
        negotiation
    }

    /// The round whose page is open.
    fn round_of_page(&self) -> Option<RoundId> {
        match *self.nav.page() {
            Page::Round(round) => Some(round),
            _ => None,
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

    /// The record at hand: what is selected, else what the page is about.
    fn at_hand(&self) -> Option<RecordId> {
        let of_page = || match *self.nav.page() {
            Page::Round(id) => Some(id.into()),
            Page::History(id) => id,
            ref page => page.negotiation(self.session.workspace()).map(Into::into),
        };
        self.meant().or_else(of_page)
    }

    /// The source that is selected; else the one in which what is selected is marked, or which it cites; else the newest with a text in
    /// the negotiation at hand, else the newest.
    fn source_at_hand(&self) -> Option<SourceId> {
        let workspace = self.session.workspace();
        let of_record = |id: RecordId| match id {
            RecordId::Source(id) => Some(id),
            id => {
                let record = workspace.get(id)?;
                let marked = record.passages().into_iter().flat_map(|(_, list)| list.iter().map(|one| one.source)).next();
                marked.or_else(|| {
                    let mut cited = None;
                    each_reference(&record, |reference| match reference.target {
                        RecordId::Source(id) if cited.is_none() => cited = Some(id),
                        _ => {}
                    });
                    cited
                })
            }
        };
        let there = |id: &SourceId| workspace.sources.contains_key(id);
        let negotiation = self.negotiation();
        let of_negotiation =
            || workspace.sources_of(negotiation?).filter(|one| !one.text.trim().is_empty()).last().map(|one| one.id);
        let any = || workspace.sources_of(negotiation?).last().map(|one| one.id);
        let of_page = || match *self.nav.page() {
            Page::Notes(id) | Page::Reading(id) => Some(id),
            _ => None,
        };
        let meant = self.meant().and_then(of_record).or_else(of_page).filter(there);
        meant.or_else(of_negotiation).or_else(any)
    }

    /// The passage to show of the record at hand: its first, or the one after that which is shown already, round the end.
    fn passage_at_hand(&self) -> Option<(RecordId, Passage)> {
        let workspace = self.session.workspace();
        let id = self.meant()?;
        let record = workspace.view(id)?;
        let passages = record.passages().into_iter().flat_map(|(_, list)| list);
        let passages: Vec<&Passage> = passages.filter(|one| workspace.sources.contains_key(&one.source)).collect();
        let on_page = |one: &&Passage| *self.nav.page() == Page::Reading(one.source) && self.nav.passage() == Some(one.id);
        let next = passages.iter().position(on_page).map_or(0, |at| (at + 1) % passages.len());
        passages.get(next).map(|passage| (id, (*passage).clone()))
    }

    /// Puts the focus on a field of the selected statements.
    fn go_to_field(&mut self, field: &str) {
        let selected = self.selected();
        if selected.is_empty() || !selected.iter().all(|id| matches!(id, RecordId::Statement(_))) {
            self.say("Select statements first", true);
            return;
        }
        match selected.first() {
            Some(one) if selected.len() == 1 => self.nav.select(Some(*one), Some(field)),
            _ => self.nav.seek(field),
        }
        self.shell.show_inspector();
    }

    /// Goes to something of the round at hand, from whatever page.
    fn go_to_field_of_round(&mut self, field: &str) {
        if self.needed_negotiation().is_none() {
            return;
        }
        let Some(round) = self.nav.round(self.session.workspace()) else {
            self.say(NO_ROUND, true);
            return;
        };
        self.nav.go(Page::Round(round));
        self.session.end_gesture();
        self.nav.select(Some(round.into()), Some(field));
        self.shell.show_inspector();
    }

    /// Goes to the page of exports; none if there is nothing to export.
    fn go_to_export(&mut self, prepare: impl FnOnce(&mut Self, NegotiationId, Option<RoundId>)) {
        let first = || self.session.workspace().negotiations.keys().next().copied();
        let Some(negotiation) = self.negotiation().or_else(first) else {
            self.say("There is nothing to export yet: add a negotiation, or import one", true);
            return;
        };
        if !matches!(self.nav.page(), Page::Export(_)) {
            self.exports.shown.outcome = None;
        }
        let round = self.round_of_page();
        prepare(self, negotiation, round);
        self.nav.go(Page::Export(negotiation));
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

impl CommandHandler for App {
    fn undo(&mut self, _: &Context) {
        let step = self.session.undo().map(|(label, touched)| (format!("Undid {label}"), touched));
        self.tell_step(step, "There is nothing to undo");
    }

    fn redo(&mut self, _: &Context) {
        let step = self.session.redo().map(|(label, touched)| (format!("Did {label} again"), touched));
        self.tell_step(step, "There is nothing to redo");
    }

    fn read(&mut self, _: &Context) {
        if let Some((record, passage)) = self.passage_at_hand() {
            self.show_passage(record, passage.source, passage.id);
            return;
        }
        let Some(source) = self.source_at_hand() else {
            // There is nothing to read in this negotiation yet: a source to paste a text into.
            if let Some(negotiation) = self.needed_negotiation() {
                let made = self.session.create(New::Source { negotiation, title: String::new() });
                if let Some(RecordId::Source(source)) = self.told(made) {
                    self.nav.go(Page::Reading(source));
                }
            }
            return;
        };
        let selected = self.nav.selection().filter(|id| !matches!(id, RecordId::Source(_)));
        self.nav.go(Page::Reading(source));
        self.nav.select(selected, None);
    }

    /// Goes on with the notes of today, or begins them.
    fn take_notes(&mut self, _: &Context) {
        let Some(negotiation) = self.needed_negotiation() else { return };
        let today = self.session.now().with_timezone(&self.zone()).date_naive();
        let there = notes_of(self.session.workspace(), negotiation, today).map(|one| one.id);
        let source = there.or_else(|| {
            let source = self.session.draft_notes(negotiation, today)?;
            let id = source.id;
            let made = self.session.perform(Proposal::put("add notes", source));
            self.told(made).map(|_| id)
        });
        if let Some(source) = source {
            self.nav.go(Page::Notes(source));
        }
    }

    fn delete_selected(&mut self, _: &Context) {
        if !self.nav.several().is_empty() {
            self.delete_several();
            return;
        }
        match self.meant() {
            Some(RecordId::Binned(_)) => self.say("This is in the bin already", true),
            Some(id) => self.delete(id),
            None => self.say("Select what to delete first", true),
        }
    }

    fn erase_selected(&mut self, _: &Context) {
        self.ask_to_erase();
    }

    fn settle(&mut self, _: &Context) {
        let selected = self.selected();
        let workspace = self.session.workspace();
        let stays = selected.iter().filter_map(|id| workspace.view(*id)).any(|one| !to_check::unsettled(one).is_empty());
        let Some(proposal) = bulk_edit::settle(workspace, &selected) else {
            let words = if stays { to_check::STILL_WITHHELD } else { "Nothing selected is to be looked at" };
            self.say(words, true);
            return;
        };
        let words = bulk_edit::settled_words(self.session.workspace(), &selected);
        let done = self.session.perform(proposal);
        if self.told(done).is_some() {
            self.session.end_gesture();
            self.say(if stays { to_check::STILL_WITHHELD.to_owned() } else { words }, stays);
        }
    }

    fn open_palette(&mut self, _: &Context) {
        self.shell.open_palette();
    }

    fn search(&mut self, _: &Context) {
        self.shell.begin_search();
        self.nav.go(Page::Search);
    }

    /// Puts the cursor into the quick line of the page, else goes to that of the current round.
    fn quick_line(&mut self, ctx: &Context) {
        let Some(negotiation) = self.negotiation() else {
            // Of several, none of which was looked at yet, the user says which.
            match self.session.workspace().negotiations.is_empty() {
                true => self.say(NO_NEGOTIATION, true),
                false => self.shell.ask_where_the_line_goes(),
            }
            return;
        };
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

    fn new_statement(&mut self, _: &Context) {
        let Some(negotiation) = self.needed_negotiation() else { return };
        let statement = self.session.begin_statement(negotiation, self.round_of_page());
        self.nav.select(None, None);
        self.shell.begin_statement(statement);
    }

    fn new_issue(&mut self, _: &Context) {
        let Some(negotiation) = self.needed_negotiation() else { return };
        self.nav.go(Page::Issues(negotiation));
        self.shell.name_issue();
    }

    /// A party without a name, with a seat in the negotiation at hand.
    fn new_party(&mut self, _: &Context) {
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

    fn earlier_versions(&mut self, _: &Context) {
        self.nav.go(Page::History(self.at_hand()));
    }

    fn next_in_question(&mut self, ctx: &Context) {
        if quick_line::jump(ctx) {
            return;
        }
        let (workspace, selection) = (self.session.workspace(), self.nav.selection());
        if let Some(record) = clashes::next(workspace, selection) {
            self.open(record);
            self.nav.select(Some(record), Some("clash"));
            self.nav.reveal(record);
            self.shell.show_inspector();
        } else if let Some(record) = to_check::next(workspace, selection) {
            self.open(record);
            self.nav.reveal(record);
            self.shell.show_inspector();
        } else {
            self.say("No field was changed in two places, and nothing is to be looked at", false);
        }
    }

    /// The statements to be looked at of the negotiation at hand, or of another that has some; where there are none, the next record
    /// of another kind.
    fn records_to_check(&mut self, _: &Context) {
        let workspace = self.session.workspace();
        let has = |negotiation: &NegotiationId| to_check::statements(workspace, *negotiation) > 0;
        let next = to_check::next(workspace, self.nav.selection());
        match (self.negotiation().filter(has).or_else(|| workspace.negotiations.keys().copied().find(has)), next) {
            (Some(negotiation), _) => {
                self.nav.go(Page::Statements(negotiation));
                self.shell.show_to_check(negotiation);
            }
            (None, Some(record)) => {
                self.open(record);
                self.nav.reveal(record);
                self.shell.show_inspector();
            }
            (None, None) => self.say("No record is to be looked at", false),
        }
    }

    fn back(&mut self, _: &Context) {
        self.nav.back();
    }

    fn forward(&mut self, _: &Context) {
        self.nav.forward();
    }

    fn next_part(&mut self, ctx: &Context) {
        self.shell.step_part(ctx, true);
    }

    fn previous_part(&mut self, ctx: &Context) {
        self.shell.step_part(ctx, false);
    }

    fn toggle_inspector(&mut self, _: &Context) {
        self.shell.toggle_inspector();
    }

    fn next_theme(&mut self, ctx: &Context) {
        let choices = kit::ThemeChoice::ALL;
        let at = choices.iter().position(|choice| *choice == self.preferences.theme).unwrap_or(0);
        let next = choices[(at + 1) % choices.len()];
        self.set(Setting::Theme(next), ctx);
        self.say(next.name(), false);
    }

    fn copy_table_at_hand(&mut self, _: &Context) {
        self.shell.copy_table();
    }

    fn export(&mut self, _: &Context) {
        self.go_to_export(|app, negotiation, round| {
            if round.is_some() {
                app.shell.prepare_export(negotiation, What::Brief, round);
            } else if *app.nav.page() != Page::Export(negotiation) {
                // What is chosen and typed on the page stays.
                app.shell.begin_export(negotiation);
            }
        });
    }

    fn import(&mut self, _: &Context) {
        self.go_to_import();
    }

    fn add_document(&mut self, _: &Context) {
        self.go_to_documents();
    }

    fn print(&mut self, _: &Context) {
        self.go_to_export(|app, negotiation, round| app.shell.prepare_export(negotiation, What::Brief, round));
    }

    fn save_now(&mut self, _: &Context) {
        self.tells_saved = true;
        self.begin_save();
    }

    fn try_again(&mut self, _: &Context) {
        if self.session.save_failures().is_empty() {
            self.say("There is nothing to try again", false);
        } else {
            self.begin_save();
        }
    }

    fn save_copy(&mut self, _: &Context) {
        self.shell.ask_for_copy();
    }

    fn open_sample(&mut self, _: &Context) {
        self.ask_for_sample();
    }

    fn leave_sample(&mut self, _: &Context) {
        self.go_to_own_record();
    }
}
