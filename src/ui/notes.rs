//! Notes taken while people speak: one line after the other, in large type, each with its time and with who has the floor. They are the
//! text of a source; what is in them is sorted out later on the reading page.

use super::{Action, Setting, ShellView, ViewContext, badges, focus, signs};
use crate::kit::{self, fonts, size, space};
use crate::model::{PartyId, RecordId, Source, SourceId, Workspace};
use crate::query::names;
use crate::session::{Draft, Proposal, with_line};
use crate::text::note_line;
use chrono::{DateTime, Duration, NaiveTime, Utc};
use egui::{Id, Key, Modifiers, Ui};
use std::collections::BTreeMap;

/// Where a draft was typed if it is an unsent line of notes.
pub(super) const DRAFT: &str = "line of notes";

/// Lines that are shown at most: the others are in the text.
const SHOWN: usize = 200;

/// Words are read at this width at most.
const LONGEST: f32 = 860.0;

/// The delays that can be chosen, in seconds: as long as it takes from hearing to typing.
const DELAYS: [(u32, &str); 5] = [(0, "0 s"), (10, "10 s"), (20, "20 s"), (30, "30 s"), (60, "1 min")];

/// The parties that have a digit.
const DIGITS: usize = 9;

/// The page of notes.
#[derive(Default)]
pub(super) struct NotesPage {
    of: Option<SourceId>,
    /// Who has the floor.
    floor: Option<PartyId>,
    line: String,
    /// When the line was begun: that is when it was said, but for the delay.
    begun: Option<DateTime<Utc>>,
    /// Lines begun elsewhere.
    waiting: BTreeMap<SourceId, String>,
}

fn field_id() -> Id {
    Id::unique("line of notes")
}

impl NotesPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>, id: SourceId) {
        let Some(source) = view_ctx.workspace().sources.get(&id) else { return };
        if self.of != Some(id) {
            let line = std::mem::replace(&mut self.line, self.waiting.remove(&id).unwrap_or_default());
            if let Some(before) = self.of.replace(id).filter(|_| !line.is_empty()) {
                self.waiting.insert(before, line);
            }
            (self.floor, self.begun) = (None, None);
        }
        let seats = view_ctx.workspace().negotiations.get(&source.negotiation).map_or(&[][..], |one| &one.seats);
        let parties: Vec<PartyId> = seats.iter().map(|seat| seat.party).collect();
        self.floor = self.floor.filter(|party| parties.contains(party));
        super::lines::above_ui(
            ui,
            "notes",
            &mut (self, view_ctx),
            |(_, view_ctx), ui| written_ui(ui, view_ctx, source),
            |(page, view_ctx), ui| page.below_ui(ui, view_ctx, (source, &parties), view.notes_delay),
        );
    }

    fn below_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, (source, parties): (&Source, &[PartyId]), delay: u32) {
        let workspace = view_ctx.workspace();
        self.keys(ui, parties);
        ui.add_space(space::S);
        super::lines::line_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.add(kit::text("Has the floor").weak().small().extend());
            let nobody = kit::chip("0 nobody").selected(self.floor.is_none()).clickable().by_pointer();
            if ui.add(nobody.tooltip("Lines that are nobody's, or are sorted out later")).clicked() {
                self.floor = None;
            }
            for (at, party) in parties.iter().enumerate() {
                let name = names::party(workspace, *party);
                let words = if at < DIGITS { format!("{} {name}", at + 1) } else { name };
                let chosen = self.floor == Some(*party);
                let chip = kit::party_tag(badges::hue(workspace, *party), words).selected(chosen).clickable().by_pointer();
                if ui.add(chip).clicked() {
                    self.floor = Some(*party);
                    ui.memory_mut(|memory| memory.request_focus(field_id()));
                }
            }
        });
        ui.add_space(space::XS);
        let sent = self.line_ui(ui, workspace);
        if self.line.is_empty() {
            self.begun = None;
        } else if self.begun.is_none() {
            self.begun = Some(view_ctx.now);
        }
        if sent && !self.line.trim().is_empty() {
            self.send(view_ctx, source, delay);
        }
        super::lines::line_ui(ui, |ui| {
            let words = "Enter keeps the line  ·  1–9 on an empty line, Alt+1–9 at any time, who has the floor  ·  a space first begins \
                         with a figure  ·  Ctrl+R sorts out what was said";
            ui.add(kit::text(words).weak().caption());
        });
        ui.horizontal(|ui| {
            ui.add(kit::text("Time from hearing to typing").weak().small().extend());
            if let Some(chosen) = kit::segmented_ui(ui, "Time from hearing to typing", delay, &DELAYS) {
                view_ctx.send(Action::Set(Setting::NotesDelay(chosen)));
            }
        });
        ui.add_space(space::XS);
    }

    /// The line that is being typed; whether it is to be kept.
    fn line_ui(&mut self, ui: &mut Ui, workspace: &Workspace) -> bool {
        // The row is as high as its field from the beginning, so that the name stands in its middle.
        let font = fonts::regular(size::HEADING);
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font)) + 2.0 * ui.spacing().button_padding.y;
        let room = egui::vec2(ui.available_width(), row.max(kit::height::CONTROL));
        let middle = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(room, middle, |ui| {
            if let Some(party) = self.floor {
                ui.add(kit::text(names::party_short(workspace, party)).size(size::HEADING).strong().extend());
            }
            let had_focus = ui.memory(|memory| memory.has_focus(field_id()));
            let sent = had_focus && kit::keys::take(ui, Modifiers::NONE, Key::Enter);
            let width = ui.available_width();
            let output = kit::edit_ui(ui, Some(field_id()), &mut self.line, false, None, |edit| {
                edit.hint_text(kit::hint("What is being said"))
                    .font(font)
                    .desired_width(width)
                    .min_size(egui::vec2(0.0, kit::height::CONTROL))
                    .return_key(None)
            });
            let response = output.response.response.accessible_name("Line of notes");
            focus::home(ui, &response);
            sent
        })
        .inner
    }

    /// A digit gives the floor: alone on an empty line, with Alt on any.
    fn keys(&mut self, ui: &Ui, parties: &[PartyId]) {
        if !ui.memory(|memory| memory.has_focus(field_id())) {
            return;
        }
        let digits =
            [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
        let with_alt = digits.iter().position(|key| kit::keys::take(ui, Modifiers::ALT, *key));
        if with_alt.is_some() {
            // The digit that it writes is no part of the line.
            signs::take_sign(ui, |sign| sign.is_ascii_digit());
        }
        let alone = || {
            let sign = signs::take_sign(ui, |sign| sign.is_ascii_digit())?;
            sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok())
        };
        let digit = with_alt.or_else(|| if self.line.is_empty() { alone() } else { None });
        match digit {
            Some(0) => self.floor = None,
            Some(digit) => self.floor = parties.get(digit - 1).copied().or(self.floor),
            None => {}
        }
    }

    /// Puts the line behind the others.
    fn send(&mut self, view_ctx: &mut ViewContext<'_>, source: &Source, delay: u32) {
        if let Some(why) = view_ctx.why_not(super::Command::Notes, false) {
            view_ctx.send(Action::Say(why.to_owned()));
            return;
        }
        let said = self.begun.unwrap_or(view_ctx.now) - Duration::seconds(i64::from(delay));
        let said = said.with_timezone(&view_ctx.zone);
        let who = self.floor.map_or_else(String::new, |party| names::party(view_ctx.workspace(), party));
        view_ctx.send(Action::Put(Proposal::put("add line of notes", with_line(source, said, &who, &self.line))));
        self.line.clear();
        self.begun = None;
    }

    /// The lines that were begun and not kept.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        let here = self.of.map(|of| (of, &self.line, self.floor));
        let all = here.into_iter().chain(self.waiting.iter().map(|(of, line)| (*of, line, None)));
        all.filter(|(_, line, _)| !line.trim().is_empty()).map(|(of, line, floor)| {
            let of = std::iter::once(RecordId::from(of)).chain(floor.map(RecordId::from));
            Draft::of(DRAFT, of, "text", line)
        })
    }

    /// Puts back a line that was not kept.
    pub(super) fn put_back(&mut self, draft: &Draft) {
        let (of, floor) = match *draft.of.as_slice() {
            [RecordId::Source(of)] => (of, None),
            [RecordId::Source(of), RecordId::Party(floor)] => (of, Some(floor)),
            _ => return,
        };
        let text = draft.text("text").to_owned();
        if self.of.is_none_or(|here| here == of) && self.line.is_empty() {
            (self.of, self.line, self.floor) = (Some(of), text, floor);
        } else {
            self.waiting.entry(of).or_insert(text);
        }
    }
}

fn written_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, source: &Source) {
    let workspace = view_ctx.workspace();
    kit::page_title_ui(ui, &names::source_title(source), "", |_| {});
    let all: Vec<&str> = source.text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    if all.is_empty() {
        let words = "Nothing is written yet. Each line is kept with its time as soon as you press Enter; whose words they are can be said \
                     later.";
        ui.add(kit::text(words).weak());
        return;
    }
    let left = all.len().saturating_sub(SHOWN);
    let area = egui::ScrollArea::vertical().id_salt(("notes", source.id)).auto_shrink([false, false]).stick_to_bottom(true);
    area.show(ui, |ui| {
        if left > 0 {
            ui.add(kit::text(format!("{left} lines before: Ctrl+R shows all of the text")).weak().small());
        }
        kit::access::list_ui(ui, "Notes", all.len() - left, |ui| {
            for line in all.iter().skip(left) {
                written_line_ui(ui, workspace, line);
            }
        });
    });
}

fn written_line_ui(ui: &mut Ui, workspace: &Workspace, line: &str) {
    let read = note_line::read(line);
    let (at, who): (Option<NaiveTime>, &str) = read.as_ref().map_or((None, ""), |read| (Some(read.at), read.who));
    let words = read.as_ref().and_then(|read| line.get(read.words.clone())).unwrap_or(line);
    ui.horizontal_top(|ui| {
        if let Some(at) = at {
            ui.add(kit::text(at.format("%H:%M").to_string()).weak().extend());
        }
        if !who.is_empty() {
            match workspace.parties.values().find(|party| party.name == who) {
                Some(party) => drop(badges::party_ui(ui, workspace, party.id)),
                None => drop(ui.add(kit::text(who).strong().extend())),
            }
        }
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width().min(LONGEST));
            ui.add(kit::text(words).size(size::HEADING));
        });
    });
    ui.add_space(space::XS);
}
