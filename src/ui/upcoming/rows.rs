//! The lines of the agenda: when at the left, what beside it, and for a round whatever is not certain about its date.

use super::data::{Entry, More, RoundMore};
use crate::kit::{self, Icon, Tone};
use crate::model::RecordId;
use crate::query::agenda::What;
use crate::query::schedule::Said;
use crate::ui::lines::{self, PROSE, line_ui, link_ui};
use crate::ui::{ViewContext, badges, row, selection};
use egui::{Layout, Ui, Vec2};

/// How wide the dates are.
const DATE: f32 = 104.0;
/// Below this width the date stands over what it is the date of.
const NARROW: f32 = 380.0;

/// Draws a line. `everywhere` says that the agenda is that of several negotiations, so that each line has to name its own.
pub(in crate::ui) fn entry_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, entry: &Entry, everywhere: bool) {
    let id = RecordId::from(entry.what);
    ui.push_id(id, |ui| {
        let response = row::row_ui(ui, &entry.name(), view_ctx.is_selected(id), |ui| {
            if ui.available_width() < NARROW {
                line_ui(ui, |ui| date_ui(ui, entry));
                content_ui(ui, view_ctx, entry, everywhere);
                return;
            }
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = kit::space::M;
                ui.allocate_ui_with_layout(Vec2::new(DATE, 0.0), Layout::top_down(egui::Align::Min), |ui| {
                    ui.set_width(DATE);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    date_ui(ui, entry);
                });
                content_ui(ui, view_ctx, entry, everywhere);
            });
        });
        let alone = selection::row(ui, view_ctx, &response, id, Vec::new);
        if response.double_clicked() {
            view_ctx.open(id);
        } else if alone {
            view_ctx.select(id);
        }
    });
}

fn date_ui(ui: &mut Ui, entry: &Entry) {
    ui.add(kit::text(entry.date.as_str()).small());
    if !entry.distance.is_empty() {
        let words = kit::text(entry.distance.as_str()).caption();
        let danger = kit::tokens(ui).tone(Tone::Danger).text;
        ui.add(if entry.late { words.color(danger) } else { words.weak() });
    }
}

fn content_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, entry: &Entry, everywhere: bool) {
    match (&entry.more, entry.what) {
        (More::Round(more), _) => round_ui(ui, view_ctx, entry, more, everywhere),
        (More::FollowUp { owners, round }, What::FollowUp(id)) => {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = kit::space::S;
                if let Some(follow_up) = view_ctx.workspace().follow_ups.get(&id) {
                    lines::tick_ui(ui, view_ctx, follow_up);
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = kit::space::XXS;
                    ui.set_max_width(PROSE.min(ui.available_width()));
                    ui.add(kit::text(entry.title.as_str()));
                    badges::in_question_ui(ui, view_ctx.workspace(), id);
                    let negotiation = if everywhere { entry.negotiation.as_str() } else { "" };
                    if !owners.is_empty() || !negotiation.is_empty() || !round.is_empty() {
                        line_ui(ui, |ui| {
                            for owner in owners {
                                badges::who_ui(ui, view_ctx.workspace(), owner);
                            }
                            weak_parts_ui(ui, &[negotiation, round]);
                        });
                    }
                });
            });
        }
        (More::FollowUp { .. }, What::Round(_)) => {}
    }
}

fn round_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, entry: &Entry, more: &RoundMore, everywhere: bool) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = kit::space::S;
        let room = (ui.available_width() - kit::height::CONTROL - kit::space::S).max(120.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = kit::space::XXS;
            line_ui(ui, |ui| {
                ui.add(kit::text(entry.title.as_str()).strong());
                badges::status_ui(ui, &more.status);
                badges::in_question_ui(ui, view_ctx.workspace(), RecordId::from(entry.what));
                if let Some(grade) = more.grade {
                    ui.add(kit::chip(grade.label()).tone(Tone::Warning).icon(Icon::Warning));
                }
            });
            if !more.clocks.is_empty() {
                ui.add(kit::text(more.clocks.as_str()).small());
            }
            let negotiation = if everywhere { entry.negotiation.as_str() } else { "" };
            weak_parts_ui(ui, &[&more.place, negotiation, &more.before]);
            for said in &more.said {
                said_ui(ui, view_ctx, said);
            }
        });
        let name = format!("Open {}", entry.title);
        if ui.add(kit::icon_button(Icon::ChevronRight, &name).tooltip("Open the round's page")).clicked() {
            view_ctx.open(RecordId::from(entry.what));
        }
    });
}

/// One side of a conflict, or the last word on a date that nobody knows.
fn said_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, said: &Said) {
    ui.push_id(said.id, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = kit::space::XS;
            Icon::Voice.ui(ui, 14.0, kit::tokens(ui).text_weak);
            line_ui(ui, |ui| {
                ui.add(kit::text(said.words.as_str()).small());
                if !said.wording.is_empty() {
                    ui.add(kit::text(said.wording.as_str()).small().italic());
                }
                if !said.said_on.is_empty() {
                    ui.add(kit::text(said.said_on.as_str()).small().weak());
                }
                if let Some((source, title)) = &said.source
                    && link_ui(ui, title, &format!("Source: {title}")).clicked()
                {
                    view_ctx.select(*source);
                }
            });
        });
    });
}

/// Weak words with a dot between them; empty ones are left out.
fn weak_parts_ui(ui: &mut Ui, parts: &[&str]) {
    let line = kit::join(parts, " · ");
    if !line.is_empty() {
        ui.add(kit::text(line).weak().small());
    }
}
