//! The head of a round's page: what it is called, how firm it is, when on both clocks, where, in what format, and whether the
//! announcements of its date agree.

use super::section::{source_line_ui, sources_ui};
use crate::kit::{self, Icon, Tone};
use crate::model::{EarlierDate, Round};
use crate::query::{conflict, names, rounds, schedule};
use crate::ui::lines::PROSE;
use crate::ui::{Command, ViewContext, badges, row};
use egui::{Margin, RichText, Ui};

/// Around a fact: they stand close, as one block.
const MARGIN: Margin = Margin::symmetric(8, 2);

/// Draws the head.
pub(super) fn header_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let (mut edit, mut print) = (false, false);
    kit::page_title_ui(ui, &names::round_title(round), "", |ui| {
        print = ui.add(kit::button(Command::Print.name()).quiet().tooltip(&Command::Print.tip(ui.ctx()))).clicked();
        edit = ui.add(kit::button("Edit round").icon(Icon::Edit).quiet().tooltip(&Command::EditRound.tip(ui.ctx()))).clicked();
        if rounds::standing(view_ctx.workspace(), round, view_ctx.today(), view_ctx.zone) == rounds::Standing::ShouldHaveBegun {
            ui.add(badges::late_chip());
        }
        badges::status_ui(ui, &round.schedule.status);
        badges::in_question_ui(ui, view_ctx.workspace(), round.id);
    });
    if edit {
        view_ctx.edit(round.id, "first");
    }
    if print {
        view_ctx.run(Command::Print);
    }
    // Once it has been held, what was announced before is history: it stands among the announcements.
    if !rounds::took_place(round) {
        conflict_ui(ui, view_ctx, round);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    fact_ui(ui, view_ctx, round, Icon::Calendar, "When", &schedule::told_words(round, view_ctx.today(), view_ctx.zone), "when");
    for earlier in &round.schedule.earlier {
        earlier_ui(ui, view_ctx, round, earlier);
    }
    let venue = names::venue(&round.venue);
    fact_ui(ui, view_ctx, round, Icon::Place, "Venue", if venue.is_empty() { "No venue yet" } else { &venue }, "venue");
    let format = rounds::format_words(view_ctx.workspace(), round);
    fact_ui(ui, view_ctx, round, Icon::People, "Format", if format.is_empty() { "No format yet" } else { &format }, "format");
}

/// The worst conflict between announcements in words, with both sources.
fn conflict_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let conflicts = conflict::conflicts(round);
    let Some(worst) = conflicts.first() else {
        return;
    };
    let words = conflict::words(view_ctx.workspace(), round, worst);
    let sentence = format!("{}. {words}", worst.grade.label());
    let heard = |id| round.schedule.announcements.iter().find(|one| one.id == id).and_then(|one| one.source);
    let mut sources: Vec<_> = [worst.first, worst.second].into_iter().filter_map(heard).collect();
    sources.dedup();
    let edit = kit::notice_ui(ui, Tone::Warning, &sentence, |ui| {
        sources_ui(ui, view_ctx, &sources);
        ui.add(kit::button("Settle the date").quiet()).clicked()
    });
    if edit {
        view_ctx.edit(round.id, "when");
    }
    ui.add_space(kit::space::XS);
}

/// One fact in one line, that opens its field in the inspector.
fn fact_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, icon: Icon, name: &str, words: &str, field: &str) {
    let response = row::lone_row_ui(ui, &format!("{name}: {words}"), false, MARGIN, |ui| {
        ui.horizontal_top(|ui| {
            icon.ui(ui, 16.0, kit::tokens(ui).text_weak);
            ui.vertical(|ui| {
                ui.set_max_width(PROSE.min(ui.available_width()));
                ui.add(kit::text(words));
            });
        });
    });
    if response.clicked() {
        view_ctx.edit(round.id, field);
    }
}

/// A date given up, struck out, with the reason.
fn earlier_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, earlier: &EarlierDate) {
    let date = kit::join([earlier.when.words(), earlier.venue.clone()], ", ");
    let name = format!("No longer: {date}");
    ui.push_id(earlier.id, |ui| {
        let response = row::lone_row_ui(ui, &name, false, MARGIN, |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(16.0 + kit::space::S);
                ui.vertical(|ui| {
                    ui.set_max_width(PROSE.min(ui.available_width()));
                    let struck = RichText::new(kit::visual(&date)).strikethrough().color(kit::tokens(ui).text_weak);
                    ui.add(egui::Label::new(struck).selectable(false));
                    if !earlier.note.is_empty() {
                        ui.add(kit::text(earlier.note.as_str()).weak().small());
                    }
                    source_line_ui(ui, view_ctx, earlier.source.as_slice());
                });
            });
        });
        if response.clicked() {
            view_ctx.edit(round.id, &format!("earlier:{}", earlier.id));
        }
    });
}
