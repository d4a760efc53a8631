//! The bin: what was deleted, and the way back.

use super::sorting::{self, SortKey};
use super::{Action, ViewContext, badges, menu, row};
use crate::kit::{self, Icon, Tone};
use crate::model::{BinId, Binned, RecordId, Workspace};
use crate::query::{names, usage};
use chrono_tz::Tz;
use egui::Ui;

/// How much of what an entry held is listed.
const LISTED: usize = 30;

/// The list, as its order is kept under.
const LIST: &str = "bin";

/// The bin: what was deleted, and the way back.
#[derive(Default)]
pub(super) struct BinPage {
    /// What is about to be deleted for good, if it is confirmed.
    asked: Option<Confirming>,
    /// The entry whose contents are shown.
    open: Option<BinId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Confirming {
    One(BinId),
    Everything,
}

/// What is to become of it.
#[derive(Clone, Copy)]
enum Answer {
    Delete,
    Erase,
    Keep,
}

impl BinPage {
    /// Asks about an entry when the page is drawn next.
    pub(super) fn ask(&mut self, entry: BinId) {
        self.asked = Some(Confirming::One(entry));
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let entries = in_order(view_ctx.workspace(), view_ctx.views.list(LIST).sort.as_ref());
        let subtitle = if entries.is_empty() { "" } else { "Restoring brings a record back with everything it held." };
        kit::page_title_ui(ui, "Bin", subtitle, |ui| {
            if !entries.is_empty() && ui.add(kit::button("Empty the bin…").quiet()).clicked() {
                self.asked = Some(Confirming::Everything);
            }
        });
        if entries.is_empty() {
            self.asked = None;
            let sentence = "What is deleted comes here with everything it held, and can be restored whole.";
            kit::empty_ui(ui, Icon::Bin, "The bin is empty", sentence, None);
            return;
        }
        if self.asked == Some(Confirming::Everything) {
            let all = entries.iter().map(|entry| entry.id).collect();
            let words = match entries.len() {
                1 => "Delete the one entry for good?".to_owned(),
                count => format!("Delete all {count} entries for good?"),
            };
            self.confirm_ui(ui, view_ctx, &words, all);
        }
        ui.horizontal(|ui| {
            sorting::picker_ui(ui, view_ctx, LIST, "Deleted last", &[("deleted", "Deleted"), ("name", "Name"), ("kind", "Kind")]);
        });
        kit::scroll_ui(ui, "bin", |ui| {
            kit::access::is_list(ui, "Bin", entries.len());
            ui.spacing_mut().item_spacing.y = kit::space::XXS;
            let list = super::focus::begin_list(ui, "bin");
            for entry in entries {
                ui.push_id(entry.id, |ui| self.entry_ui(ui, view_ctx, entry));
            }
            super::focus::end_list(ui, list);
        });
    }

    fn entry_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, entry: &Binned) {
        let title = title_of(view_ctx.workspace(), entry);
        let detail = detail_of(entry, view_ctx.zone);
        let open = self.open == Some(entry.id);
        let response = row::row_ui(ui, &format!("{title}, {detail}"), open, |ui| {
            ui.spacing_mut().item_spacing.y = kit::space::XXS;
            let what = |ui: &mut Ui| {
                if let Some(first) = entry.records.first() {
                    badges::icon(first.id()).ui(ui, 16.0, kit::tokens(ui).text_weak);
                }
                ui.add(kit::text(title.as_str()).truncate())
            };
            kit::with_actions_ui(ui, what, |ui| {
                let name = format!("Delete {title} for good");
                if ui.add(kit::icon_button(Icon::Bin, &name).small().tooltip("Delete for good…")).clicked() {
                    self.asked = Some(Confirming::One(entry.id));
                }
                let name = format!("Restore {title}");
                let restore = ui.add(kit::button("Restore").icon(Icon::Restore).quiet());
                restore.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if restore.clicked() {
                    view_ctx.send(Action::Restore(entry.id));
                }
            });
            ui.add(kit::text(detail.as_str()).weak().small());
        });
        if self.asked == Some(Confirming::One(entry.id)) {
            self.confirm_ui(ui, view_ctx, &format!("Delete “{title}” for good?"), vec![entry.id]);
        }
        menu::row_menu(ui, view_ctx, &response, entry.id.into());
        if response.clicked() {
            self.open = (!open).then_some(entry.id);
        }
        if open {
            ui.indent("held", |ui| held_ui(ui, view_ctx.workspace(), entry));
        }
    }

    /// Asks once, where it is, before something goes for good.
    fn confirm_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, words: &str, entries: Vec<BinId>) {
        let sentence = format!(
            "{words} Undo brings it back until the window is closed, and the history keeps it. Erased, it is gone from every version in the \
             history, too, and nothing brings it back; copies, backups and what was exported are not reached."
        );
        let answer = kit::notice_ui(ui, Tone::Danger, &sentence, |ui| {
            let go = ui.add(kit::button("Delete for good").danger()).clicked();
            let erase = ui.add(kit::button("Erase from the history, too").danger()).clicked();
            let keep =
                ui.add(kit::button("Keep").quiet()).clicked() || kit::keys::take(ui, egui::Modifiers::NONE, egui::Key::Escape);
            match () {
                () if erase => Some(Answer::Erase),
                () if go => Some(Answer::Delete),
                () => keep.then_some(Answer::Keep),
            }
        });
        match answer {
            Some(Answer::Erase) => {
                self.asked = None;
                view_ctx.send(Action::Erase(entries));
            }
            Some(Answer::Delete) => {
                self.asked = None;
                let said = format!("Deleted {} for good. Undo brings it back.", usage::counted(entries.len(), "bin entry"));
                view_ctx.send(Action::Discard(entries));
                view_ctx.send(Action::Say(said));
            }
            Some(Answer::Keep) => self.asked = None,
            None => {}
        }
    }
}

/// What was deleted last first, or as the user wants it.
fn in_order<'a>(workspace: &'a Workspace, sort: Option<&(String, bool)>) -> Vec<&'a Binned> {
    let mut entries: Vec<&Binned> = workspace.bin.values().collect();
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.stamp.created, entry.id)));
    match sort.map(|(by, down)| (by.as_str(), *down)) {
        None => {}
        Some(("deleted", down)) if !down => {
            entries.reverse();
        }
        Some(("kind", down)) => {
            let noun = |entry: &&Binned| entry.records.first().map_or("", |record| record.id().noun());
            sorting::sort(&mut entries, down, |entry| SortKey::text(noun(entry)));
        }
        Some((_, down)) => sorting::sort(&mut entries, down, |entry| SortKey::text(&title_of(workspace, entry))),
    }
    entries
}

fn title_of(workspace: &Workspace, entry: &Binned) -> String {
    match (entry.title.trim(), entry.records.first()) {
        ("", Some(first)) => names::record_title(workspace, first),
        ("", None) => "Untitled record".to_owned(),
        (title, _) => title.to_owned(),
    }
}

/// What it was, when and by whom it was deleted, and how much it held: "Round, deleted 26 Jan 2026, 10:00 by Ada, with 3
/// statements".
fn detail_of(entry: &Binned, zone: Tz) -> String {
    let noun = entry.records.first().map_or("record", |first| first.id().noun());
    let at = entry.stamp.created.with_timezone(&zone).format("%-d %b %Y, %H:%M");
    let by = if entry.stamp.by.trim().is_empty() { String::new() } else { format!(" by {}", entry.stamp.by.trim()) };
    let held = held_words(entry);
    let with = if held.is_empty() { String::new() } else { format!(", with {held}") };
    format!("{} deleted {at}{by}{with}", super::search::capitalised(noun))
}

/// What went to the bin with the record: "3 statements and 1 follow-up".
fn held_words(entry: &Binned) -> String {
    let held = entry.records.iter().skip(1).map(|record| usage::Use { by: record.id(), fields: Vec::new() });
    usage::words(&held.collect::<Vec<_>>())
}

fn held_ui(ui: &mut Ui, workspace: &Workspace, entry: &Binned) {
    let held: Vec<&crate::model::Record> = entry.records.iter().skip(1).collect();
    if held.is_empty() {
        ui.add(kit::text("It held nothing else.").weak().small());
    }
    for record in held.iter().take(LISTED) {
        ui.horizontal(|ui| {
            let id: RecordId = record.id();
            badges::icon(id).ui(ui, 14.0, kit::tokens(ui).text_weak);
            ui.add(kit::text(names::record_title(workspace, record)).small().truncate());
        });
    }
    if held.len() > LISTED {
        ui.add(kit::text(format!("and {} more", held.len() - LISTED)).weak().small());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE};

    #[test]
    fn an_entry_says_what_it_was_when_it_went_and_how_much_with_it() {
        let mut talks = Talks::new();
        let round = talks.round("Second round", "2026-02-04");
        for words in ["one", "two"] {
            let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", words);
            talks.of(said).round = Some(round);
        }
        let id = talks.delete(round);
        let entry = &talks.ws.bin[&id];
        let detail = detail_of(entry, ZONE);
        assert!(detail.starts_with("Round deleted ") && detail.ends_with(", with 2 statements"), "{detail}");
        assert_eq!(title_of(&talks.ws, entry), "Second round");
    }
}
