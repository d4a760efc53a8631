//! The past in the window: the versions of a record, what changed in each, and the way back; and everything that was done.

mod data;
mod filter;
mod paint;
mod past;
mod question;
#[cfg(test)]
mod tests;
mod words;

pub use past::{Past, Reached, Standing};
pub use question::Question;

use super::lines::WIDEST;
use super::row_keys::RowKeys;
use super::{Action, Command, Memo, Page, ViewContext, menu};
use crate::kit::{self, Icon, space};
use crate::model::RecordId;
use crate::query::{belonging, names};
use crate::session::{Session, VersionId};
use chrono_tz::Tz;
use data::{Against, Detail};
use egui::{Ui, UiBuilder};
use std::collections::BTreeMap;

/// After this long, in seconds, it is said that something is looked for.
const PATIENCE: f64 = 0.5;

/// The past: the versions of a record, or everything that was done.
#[derive(Default)]
pub(super) struct HistoryPage {
    of: Option<RecordId>,
    question: Question,
    saving: super::filters::Saving,
    against: Against,
    chosen: Option<VersionId>,
    row_keys: RowKeys,
    lines: Lines,
    detail: Memo<(u64, Option<VersionId>, Option<RecordId>, Against), Detail>,
}

/// What the rows of the list say, as far as they were in view.
#[derive(Default)]
struct Lines {
    of: Option<(u64, Tz, Option<RecordId>)>,
    lines: BTreeMap<VersionId, (String, String)>,
}

impl HistoryPage {
    /// Draws the page of a record, or of the whole workspace.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past, of: Option<RecordId>) {
        if self.of != of || self.question.of != of {
            *self = Self { of, question: first_question(of), ..Self::default() };
        }
        let (title, subtitle) = match of {
            Some(id) => (Command::Versions, name_of(view_ctx.session, past, id)),
            None => (
                Command::History,
                "Everything that was done, newest first. What is gone can be brought back from here.".to_owned(),
            ),
        };
        kit::page_title_ui(ui, title.name(), &subtitle, |ui| self.actions_ui(ui, view_ctx, of));
        if !self.standing_ui(ui, view_ctx, past) {
            return;
        }
        if let Some(since) = past.bringing_back {
            looking_ui(ui, view_ctx, since, "Looking in the history for what comes back with it…");
        }
        if past.question() != Some(&self.question) || *past.answer() == Reached::Unasked {
            view_ctx.send(Action::AskHistory(self.question.clone()));
        }
        if of.is_none() {
            filter::filter_ui(ui, view_ctx, past, &mut self.question, &mut self.saving);
        }
        let here = past.question() == Some(&self.question);
        if !here || past.versions().is_empty() {
            self.nothing_ui(ui, view_ctx, past, here);
            return;
        }
        self.choose(past);
        let all = ui.available_rect_before_wrap();
        let width = (all.width() * 0.4).clamp(200.0, 420.0);
        let (left, right) = all.split_left_right_at_x(all.left() + width);
        let mut list = ui.new_child(UiBuilder::new().max_rect(left).id_salt("versions"));
        self.list_ui(&mut list, view_ctx, past);
        let right = right.with_min_x(right.left() + space::L);
        ui.painter().vline(right.left() - space::S, right.y_range(), (1.0, kit::tokens(ui).line));
        let mut detail = ui.new_child(UiBuilder::new().max_rect(right).id_salt("version"));
        self.detail_ui(&mut detail, view_ctx, past);
        ui.advance_cursor_after_rect(all);
    }

    fn actions_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, of: Option<RecordId>) {
        let Some(id) = of else { return };
        if view_ctx.workspace().contains(id) && ui.add(kit::button("Open it").icon(Icon::ChevronRight).quiet()).clicked() {
            view_ctx.open(id);
        }
        if ui.add(kit::button("Everything that was done").icon(Icon::History).quiet()).clicked() {
            view_ctx.go(Page::History(None));
        }
    }

    /// What stands in the way of looking into the past; false if nothing can be shown.
    fn standing_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past) -> bool {
        if let Some(first) = past.troubles.first() {
            let more = past.troubles.len() - 1;
            let words = if more == 0 { first.clone() } else { format!("{}. And {more} more.", first.trim_end_matches('.')) };
            let look = kit::notice_ui(ui, kit::Tone::Warning, &words, |ui| ui.add(kit::button("Problems").quiet()).clicked());
            if look {
                view_ctx.go(Page::Problems);
            }
            ui.add_space(space::S);
        }
        let (title, sentence) = match &past.standing {
            Standing::Open => return true,
            Standing::Opening => {
                waiting_ui(ui, view_ctx, "The history is being opened…", None);
                return false;
            }
            Standing::NoFolder => ("No history", "This record is in memory only. One that is kept in a folder has a history."),
            Standing::Without(why) => ("The history cannot be read", why.as_str()),
        };
        kit::empty_ui(ui, Icon::History, title, sentence, None);
        false
    }

    fn nothing_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past, here: bool) {
        match past.answer() {
            Reached::Looking { since, looked } if here => looking_ui(ui, view_ctx, *since, &looking_words(*looked)),
            Reached::Failed(why) if here => {
                let title = "The history could not be read";
                if kit::empty_ui(ui, Icon::WarningCircle, title, why, Some("Try again")) {
                    view_ctx.send(Action::AskHistory(self.question.clone()));
                }
            }
            Reached::Part(_) if here => view_ctx.send(Action::AskHistoryFurther),
            Reached::Stopped(_) if here => {
                let sentence = "You stopped before anything was found.";
                if kit::empty_ui(ui, Icon::Search, "Nothing found so far", sentence, Some("Go on looking")) {
                    view_ctx.send(Action::AskHistoryFurther);
                }
            }
            Reached::Whole if here && self.of.is_none() && !self.question.is_everything() => {
                let sentence = "Nothing that was done fits. Try fewer words, or another person.";
                if kit::empty_ui(ui, Icon::Filter, "Nothing fits", sentence, Some("Show everything")) {
                    self.question = Question::default();
                }
            }
            Reached::Whole if here => {
                let sentence = "A version is kept a few seconds after something was changed and saved. Change something, and it stands here.";
                kit::empty_ui(ui, Icon::History, "No earlier version yet", sentence, None);
            }
            // The question goes out with this frame.
            _ => {}
        }
    }

    /// The version that was chosen, if it is still there; else the newest.
    fn choose(&mut self, past: &Past) {
        let there = |id: VersionId| past.versions().iter().any(|version| version.id == id);
        if !self.chosen.is_some_and(there) {
            self.chosen = past.versions().first().map(|version| version.id);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past) {
        if let Some(of) = self.of.filter(|of| belonging::holds_others(*of)) {
            let words = format!("Also what belongs to this {}", of.noun());
            if let Some(with_held) = kit::toggle_ui(ui, self.question.with_held, &words) {
                self.question.with_held = with_held;
            }
        }
        let versions = past.versions();
        self.lines.keep_to(view_ctx, past, self.of);
        let (row_keys, lines, chosen, of) = (&mut self.row_keys, &mut self.lines, &mut self.chosen, self.of);
        let foot = if *past.answer() == Reached::Whole { 0 } else { 1 };
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt(("versions", of)).auto_shrink([false, false]);
        area.show_rows(ui, paint::ROW, versions.len() + foot, |ui, range| {
            kit::access::is_list(ui, "Versions", versions.len());
            kit::access::skip(ui, range.start);
            for at in range {
                let Some(version) = versions.get(at) else {
                    foot_ui(ui, view_ctx, past);
                    continue;
                };
                let (words, detail) = lines.of(view_ctx, version, of);
                let is_chosen = *chosen == Some(version.id);
                let response = ui.push_id(version.id, |ui| paint::version_ui(ui, words, detail, is_chosen)).inner;
                let line = format!("{words}, {detail}");
                menu::version_menu(ui, view_ctx, &response, &line, &version.change);
                if response.clicked() || row_keys.row(ui, &response, at, versions.len()) {
                    *chosen = Some(version.id);
                }
            }
        });
    }

    fn detail_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past) {
        let versions = past.versions();
        let Some(at) = versions.iter().position(|version| Some(version.id) == self.chosen) else { return };
        let Some(version) = versions.get(at) else { return };
        let session = view_ctx.session;
        let question = (past.revision(), self.chosen, self.of, self.against);
        let with_held = self.question.with_held;
        let detail = self
            .detail
            .get(session.revision(), question, |(_, _, of, against)| Detail::new(session, versions, at, *of, *against));
        let salt = format!("version {}", version.id);
        let against = &mut self.against;
        paint::head_ui(ui, view_ctx, version, against);
        kit::scroll_ui(ui, &salt, |ui| {
            ui.set_max_width(ui.available_width().min(WIDEST));
            paint::detail_ui(ui, view_ctx, version, detail, (self.of, with_held, *against));
        });
    }
}

impl Lines {
    fn keep_to(&mut self, view_ctx: &ViewContext<'_>, past: &Past, of: Option<RecordId>) {
        // What is shown of an entry changes with what asked for it.
        let key = Some((view_ctx.session.revision() + past.revision(), view_ctx.zone, of));
        if self.of != key {
            *self = Self { of: key, lines: BTreeMap::new() };
        }
    }

    fn of(&mut self, view_ctx: &ViewContext<'_>, version: &crate::session::Version, of: Option<RecordId>) -> (&str, &str) {
        let line = self
            .lines
            .entry(version.id)
            .or_insert_with(|| (words::summary(view_ctx.workspace(), version, of), words::when_and_who(version, view_ctx.zone)));
        (&line.0, &line.1)
    }
}

fn first_question(of: Option<RecordId>) -> Question {
    match of {
        Some(id) => Question::of(id, matches!(id, RecordId::Round(_))),
        None => Question::default(),
    }
}

/// What a record is called now, else what it was called last.
fn name_of(session: &Session, past: &Past, id: RecordId) -> String {
    let workspace = session.workspace();
    let last = || {
        let edits = past.versions().iter().flat_map(|version| &version.change.edits);
        let record = edits.filter(|edit| edit.id == id).find_map(|edit| edit.after.as_ref().or(edit.before.as_ref()))?;
        Some(names::record_title(workspace, record))
    };
    let name = if workspace.contains(id) { None } else { last() };
    name.unwrap_or_else(|| names::title(workspace, id))
}

/// Says what is waited for once it takes long, with a way out.
fn waiting_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, words: &str, stop: Option<Action>) {
    ui.horizontal(|ui| {
        ui.add(kit::text(words).weak());
        if let Some(stop) = stop
            && ui.add(kit::button("Stop looking").quiet()).clicked()
        {
            view_ctx.send(stop);
        }
    });
}

fn looking_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, since: f64, words: &str) {
    let passed = ui.input(|input| input.time) - since;
    if passed < PATIENCE {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(PATIENCE - passed));
        return;
    }
    waiting_ui(ui, view_ctx, words, Some(Action::StopLooking));
}

fn looking_words(looked: usize) -> String {
    match looked {
        0 => "Looking through the history…".to_owned(),
        _ => format!("Looking through the history: {looked} entries so far…"),
    }
}

/// The last row, while there is more: scrolled to, it asks for it.
fn foot_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, past: &Past) {
    match past.answer() {
        Reached::Looking { since, looked } => looking_ui(ui, view_ctx, *since, &looking_words(*looked)),
        Reached::Part(_) => view_ctx.send(Action::AskHistoryFurther),
        Reached::Stopped(Some(_)) => {
            if ui.add(kit::button("Go on looking").quiet()).clicked() {
                view_ctx.send(Action::AskHistoryFurther);
            }
        }
        Reached::Failed(why) => {
            ui.add(kit::text(why.as_str()).weak().small().truncate());
        }
        Reached::Stopped(None) | Reached::Whole | Reached::Unasked => {}
    }
}
