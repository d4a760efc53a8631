//! Upcoming: what comes next, across all negotiations.

mod calendar;
mod data;
mod rows;

pub(in crate::ui) use data::Entry;
pub(in crate::ui) use rows::entry_ui;

use crate::kit::{self, Choice, Icon, Tone};
use crate::model::{NegotiationId, RecordId, When};
use crate::query::names;
use crate::session::New;
use crate::ui::lines::{line_ui, link_ui};
use crate::ui::{Action, Command, Memo, ViewContext, sorting};
use calendar::Calendar;
use chrono::NaiveDate;
use data::{Agenda, Question, Section, Show};
use egui::{Align, Layout, Ui, Vec2};

/// From this width on the calendar stands beside the list.
const WIDE: f32 = 860.0;
/// How wide the calendar is over the list.
const SMALL_MONTH: f32 = 480.0;
/// How many lines of a section are shown until more are asked for.
const FEW: usize = 8;

/// The least width of the choice of a negotiation.
const LEAST: f32 = 160.0;

/// How many lines are shown until more are asked for where they are sorted by anything but what comes next.
const MANY: usize = 60;

/// The list, as its order is kept under.
const LIST: &str = "upcoming";

/// What else it is sorted by than what comes next.
const ORDERS: [(&str, &str); 4] = [("date", "Date"), ("name", "Name"), ("negotiation", "Negotiation"), ("owner", "Owed by")];

/// Upcoming: what comes next, across all negotiations.
#[derive(Default)]
pub(super) struct UpcomingPage {
    negotiation: Option<NegotiationId>,
    show: Show,
    calendar: Calendar,
    /// In a narrow window: whether the calendar is shown over the list.
    month_open: bool,
    /// The sections of which everything is shown.
    whole: Vec<Section>,
    /// The section to scroll to.
    jump: Option<Section>,
    agenda: Memo<Question, Agenda>,
    /// All of it in one list, in the order that the user wants.
    sorted: Memo<(Question, (String, bool)), Vec<Entry>>,
    /// Whether all of that list is shown.
    whole_sorted: bool,
}

impl UpcomingPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        if view_ctx.workspace().negotiations.is_empty() {
            nothing_yet_ui(ui, view_ctx);
            return;
        }
        if self.negotiation.is_some_and(|id| !view_ctx.workspace().negotiations.contains_key(&id)) {
            self.negotiation = None;
        }
        let today = view_ctx.today();
        let subtitle = format!("{}, on the clocks of {}", today.format("%A %-d %B %Y"), crate::model::when::city(view_ctx.zone));
        let wide = ui.available_width() >= WIDE;
        kit::page_title_ui(ui, "Upcoming", &subtitle, |ui| {
            if !wide {
                let view = kit::button("Month").icon(Icon::Calendar).quiet().selected(self.month_open);
                if ui.add(view.tooltip("Show the calendar")).clicked() {
                    self.month_open = !self.month_open;
                }
            }
        });
        self.filter_ui(ui, view_ctx);
        let question = Question { negotiation: self.negotiation, show: self.show, today, zone: view_ctx.zone };
        if !wide {
            kit::scroll_ui(ui, "upcoming", |ui| {
                if self.month_open {
                    let last = self.agenda(view_ctx, &question).last_held.as_ref().and_then(|held| held.day);
                    ui.scope(|ui| {
                        // Small, so that the list stays in view under it.
                        ui.set_max_width(SMALL_MONTH.min(ui.available_width()));
                        self.calendar.ui(ui, view_ctx, &question, last);
                    });
                    ui.add_space(kit::space::M);
                }
                self.list_ui(ui, view_ctx, &question);
            });
            return;
        }
        let room = ui.available_size();
        let month = (room.x * 0.42).clamp(360.0, 620.0);
        let column = |ui: &mut Ui, width: f32, salt: &str, add: &mut dyn FnMut(&mut Ui)| {
            ui.allocate_ui_with_layout(Vec2::new(width, room.y), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = kit::space::S;
                kit::scroll_ui(ui, salt, add);
            });
        };
        let last = self.agenda(view_ctx, &question).last_held.as_ref().and_then(|held| held.day);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = kit::space::XL;
            column(ui, room.x - month - kit::space::XL, "upcoming", &mut |ui| self.list_ui(ui, view_ctx, &question));
            column(ui, month, "month", &mut |ui| self.calendar.ui(ui, view_ctx, &question, last));
        });
    }

    fn filter_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let ids: Vec<NegotiationId> = view_ctx.workspace().negotiations.keys().copied().collect();
        ui.horizontal_wrapped(|ui| {
            let kinds = [(Show::All, "Everything"), (Show::Rounds, "Rounds"), (Show::FollowUps, "Follow-ups")];
            if let Some(show) = kit::segmented_ui(ui, "Show", self.show, &kinds) {
                self.show = show;
            }
            sorting::picker_ui(ui, view_ctx, LIST, "What is next", &ORDERS);
            if ids.len() < 2 {
                return;
            }
            let titles: Vec<String> = ids.iter().map(|id| names::negotiation(view_ctx.workspace(), *id)).collect();
            let current = self.negotiation.map(|id| names::negotiation(view_ctx.workspace(), id)).unwrap_or_default();
            let room = |ui: &Ui| ui.max_rect().right() - ui.cursor().left();
            if room(ui) < LEAST {
                ui.end_row();
            }
            ui.scope(|ui| {
                ui.set_max_width(room(ui).clamp(LEAST, 300.0));
                let combo = kit::combo("Negotiation", &current, &titles).placeholder("All negotiations").clearable().hide_label();
                match combo.show(ui) {
                    Some(Choice::Item(at)) => self.negotiation = ids.get(at).copied(),
                    Some(Choice::Cleared) => self.negotiation = None,
                    Some(Choice::Own(_)) | None => {}
                }
            });
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, question: &Question) {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        if let Some(day) = self.calendar.chosen {
            self.day_ui(ui, view_ctx, day, question);
            return;
        }
        let everywhere = question.negotiation.is_none() && view_ctx.workspace().negotiations.len() > 1;
        if let Some(sort) = view_ctx.views.list(LIST).sort {
            self.sorted_ui(ui, view_ctx, (*question, sort), everywhere);
            return;
        }
        let (to, whole) = (self.jump, self.whole.clone());
        let agenda = self.agenda(view_ctx, question);
        let jump = glance_ui(ui, view_ctx, agenda);
        let mut widen = None;
        let list = crate::ui::focus::begin_list(ui, "agenda");
        for (section, entries) in &agenda.sections {
            let heading = kit::section_ui(ui, section.heading(), Some(entries.len()), |_| ());
            if to == Some(*section) {
                heading.scroll_to_me(Some(Align::TOP));
            }
            let shown = if whole.contains(section) { entries.len() } else { FEW.min(entries.len()) };
            kit::access::list_ui(ui, section.heading(), entries.len(), |ui| {
                for entry in &entries[..shown] {
                    entry_ui(ui, view_ctx, entry, everywhere);
                }
            });
            let left = entries.len() - shown;
            if left > 0 && ui.add(kit::button(format!("Show {left} more")).quiet()).clicked() {
                widen = Some(*section);
            }
        }
        crate::ui::focus::end_list(ui, list);
        self.jump = jump;
        self.whole.extend(widen);
        if jump.is_some() {
            ui.ctx().request_repaint();
        }
        ui.add_space(kit::space::XL);
    }

    /// All of it in one list, in the order that the user wants.
    fn sorted_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, asked: (Question, (String, bool)), everywhere: bool) {
        let workspace = view_ctx.workspace();
        let agenda = self.agenda.get(view_ctx.session.revision(), asked.0, |question| Agenda::new(workspace, question));
        let entries = self.sorted.get(view_ctx.session.revision(), asked, |(question, (by, down))| {
            let mut entries: Vec<Entry> = agenda.sections.iter().flat_map(|(_, entries)| entries.clone()).collect();
            sorting::sort(&mut entries, *down, |entry| entry.sort_key(workspace, by, question.zone));
            entries
        });
        if entries.is_empty() {
            ui.add(kit::text("No follow-up is open, and no round to come is recorded.").weak());
            return;
        }
        let heading = "All that is ahead or late";
        kit::section_ui(ui, heading, Some(entries.len()), |_| ());
        let shown = if self.whole_sorted { entries.len() } else { MANY.min(entries.len()) };
        let list = crate::ui::focus::begin_list(ui, "agenda");
        kit::access::list_ui(ui, heading, entries.len(), |ui| {
            for entry in entries.iter().take(shown) {
                entry_ui(ui, view_ctx, entry, everywhere);
            }
        });
        crate::ui::focus::end_list(ui, list);
        let left = entries.len() - shown;
        if left > 0 && ui.add(kit::button(format!("Show {left} more")).quiet()).clicked() {
            self.whole_sorted = true;
        }
        ui.add_space(kit::space::XL);
    }

    fn agenda(&mut self, view_ctx: &ViewContext<'_>, question: &Question) -> &Agenda {
        let workspace = view_ctx.workspace();
        self.agenda.get(view_ctx.session.revision(), *question, |question| Agenda::new(workspace, question))
    }

    /// The list while a day is chosen in the calendar: that day alone, held rounds included.
    fn day_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, day: NaiveDate, question: &Question) {
        let items = self.calendar.items_on(view_ctx, day, question);
        let mut entries = data::entries_of(view_ctx.workspace(), &items, question);
        if let Some((by, down)) = view_ctx.views.list(LIST).sort {
            sorting::sort(&mut entries, down, |entry| entry.sort_key(view_ctx.workspace(), &by, question.zone));
        }
        let mut back = false;
        kit::section_ui(ui, &day.format("%A %-d %B %Y").to_string(), Some(entries.len()), |ui| {
            back = ui.add(kit::button("All dates").icon(Icon::Close).quiet()).clicked();
        });
        if entries.is_empty() {
            ui.add(kit::text("Nothing is on this day.").weak());
        }
        kit::access::list_ui(ui, "On this day", entries.len(), |ui| {
            let list = crate::ui::focus::begin_list(ui, "day");
            for entry in &entries {
                entry_ui(ui, view_ctx, entry, question.negotiation.is_none() && view_ctx.workspace().negotiations.len() > 1);
            }
            crate::ui::focus::end_list(ui, list);
        });
        if let Some(negotiation) = self.negotiation_at_hand(view_ctx)
            && ui.add(kit::button("New round on this day").icon(Icon::Add).quiet()).clicked()
        {
            view_ctx.send(Action::Create(New::Round { negotiation, when: When::Day(day) }));
        }
        if back {
            self.calendar.chosen = None;
        }
    }

    /// The negotiation that a new round would belong to: the one filtered for, or the only one.
    fn negotiation_at_hand(&self, view_ctx: &ViewContext<'_>) -> Option<NegotiationId> {
        let mut all = view_ctx.workspace().negotiations.keys().copied();
        self.negotiation.or(match (all.next(), all.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        })
    }
}

/// The whole agenda in one line: how much is in each section, to jump there. Before it, if nothing with a date is ahead, a sentence
/// that says so.
fn glance_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, agenda: &Agenda) -> Option<Section> {
    let mut jump = None;
    ui.add_space(kit::space::XS);
    if !agenda.dated {
        line_ui(ui, |ui| {
            ui.add(kit::text("Nothing with a date is ahead.").strong());
            if let Some(held) = &agenda.last_held {
                ui.add(kit::text("Last held").weak().small());
                if link_ui(ui, &held.words, &format!("Last held: {}", held.words)).clicked() {
                    view_ctx.open(RecordId::from(held.round));
                }
            }
        });
    }
    if agenda.is_empty() {
        ui.add(kit::text("No follow-up is open, and no round to come is recorded.").weak());
    }
    if agenda.sections.len() > 1 {
        line_ui(ui, |ui| {
            for (section, entries) in &agenda.sections {
                let tone = match section {
                    Section::Overdue => Tone::Danger,
                    Section::ShouldHaveBegun => Tone::Warning,
                    Section::Today => Tone::Accent,
                    _ => Tone::Neutral,
                };
                let words = section.counted(entries.len());
                if ui.add(kit::chip(words).tone(tone).clickable().tooltip("Scroll there")).clicked() {
                    jump = Some(*section);
                }
            }
        });
    }
    jump
}

/// The page before there is any negotiation: the two ways to begin.
fn nothing_yet_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
    kit::page_title_ui(ui, "Upcoming", "", |_| ());
    let sentence = "Begin the record of a negotiation: its rounds and what is owed will stand here by date. \
                    Or look at the sample first: real talks, every fact with its source.";
    if kit::empty_ui(ui, Icon::CalendarClock, "No negotiation yet", sentence, Some("New negotiation")) {
        view_ctx.run(Command::NewNegotiation);
    }
    // Close under the other button: the two belong together.
    ui.add_space(kit::space::S - kit::space::XXL);
    ui.vertical_centered(|ui| {
        if ui.add(kit::button(Command::OpenSample.name()).tooltip(Command::OpenSample.tooltip())).clicked() {
            view_ctx.run(Command::OpenSample);
        }
    });
}
