//! The smaller sections: who announced which date, facts on which sources disagree, the sittings, the sources and the note.

use super::section::{RARE, add_ui, put_in_order, section_ui, source_line_ui, sources_ui};
use crate::kit::access::is_list;
use crate::kit::{self, Tone};
use crate::model::{Announcement, Discrepancy, Round};
use crate::query::names;
use crate::ui::lines::{PROSE, line_ui};
use crate::ui::{Command, ViewContext, badges, menu, row};
use egui::Ui;

/// Who said which date, on which day, in which words.
pub(super) fn announcements_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let all = &round.schedule.announcements;
    let add = section_ui(ui, "Announcements of the date", all.len(), "Add announcement", RARE, |ui| {
        is_list(ui, "Announcements", all.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        for announcement in all {
            ui.push_id(announcement.id, |ui| announcement_ui(ui, view_ctx, round, announcement));
        }
    });
    if add {
        view_ctx.edit(round.id, "announcements:new");
    }
}

pub(super) fn announcement_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, announcement: &Announcement) {
    let workspace = view_ctx.workspace();
    let name = crate::query::conflict::announced(workspace, announcement);
    let response = row::row_ui(ui, &name, false, |ui| {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        line_ui(ui, |ui| {
            match &announcement.by {
                Some(who) => badges::who_ui(ui, workspace, who),
                None => ui.add(kit::text("Not said by whom").weak().small()),
            };
            let when = kit::text(announcement.when.words());
            ui.add(if announcement.withdrawn { when.weak() } else { when.strong() });
            if !announcement.venue.trim().is_empty() {
                ui.add(kit::text(announcement.venue.trim()).small());
            }
            if !announcement.said_on.is_unknown() {
                ui.add(kit::text(format!("said on {}", announcement.said_on.short_words())).weak().small().extend());
            }
            if announcement.withdrawn {
                ui.add(kit::chip("Withdrawn").tone(Tone::Neutral));
            }
            badges::marked_ui(ui, announcement.level.as_ref());
            sources_ui(ui, view_ctx, announcement.source.as_slice());
        });
        // The date may be told in these very words.
        let wording = announcement.wording.trim();
        if !wording.is_empty() && !announcement.when.words().contains(wording) {
            ui.set_max_width(PROSE.min(ui.available_width()));
            ui.add(kit::text(format!("“{wording}”")).small());
        }
    });
    if view_ctx.nav.take_place(round.id, &format!("announcements:{}", announcement.id)) {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    let field = format!("announcements:{}", announcement.id);
    menu::part_menu(ui, view_ctx, &response, (round, announcement.id, &field, "announcement"), |round| {
        round.schedule.announcements.retain(|one| one.id != announcement.id);
    });
    if response.clicked() {
        view_ctx.edit(round.id, &field);
    }
}

/// Facts on which sources disagree.
pub(super) fn discrepancies_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let count = round.discrepancies.len();
    let add = section_ui(ui, "Where sources disagree", count, "Add discrepancy", RARE, |ui| {
        is_list(ui, "Where sources disagree", count);
        ui.spacing_mut().item_spacing.y = 0.0;
        for discrepancy in &round.discrepancies {
            ui.push_id(discrepancy.id, |ui| discrepancy_ui(ui, view_ctx, round, discrepancy));
        }
    });
    if add {
        view_ctx.edit(round.id, "discrepancies:new");
    }
}

fn discrepancy_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, discrepancy: &Discrepancy) {
    let name = format!("Sources disagree on {}", discrepancy.about);
    let response = row::row_ui(ui, &name, false, |ui| {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        ui.set_max_width(PROSE.min(ui.available_width()));
        line_ui(ui, |ui| {
            ui.add(kit::text(discrepancy.about.as_str()).strong().small());
            badges::marked_ui(ui, discrepancy.level.as_ref());
        });
        kit::key_value_ui(ui, "In the record", |ui| ui.add(kit::text(discrepancy.held.as_str())));
        kit::key_value_ui(ui, "Another source", |ui| {
            ui.vertical(|ui| {
                ui.add(kit::text(discrepancy.other.as_str()));
                source_line_ui(ui, view_ctx, discrepancy.source.as_slice());
            });
        });
        if !discrepancy.note.trim().is_empty() {
            ui.add(kit::text(discrepancy.note.trim()).weak().small());
        }
    });
    if view_ctx.nav.take_place(round.id, &format!("discrepancies:{}", discrepancy.id)) {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    let field = format!("discrepancies:{}", discrepancy.id);
    menu::part_menu(ui, view_ctx, &response, (round, discrepancy.id, &field, "discrepancy"), |round| {
        round.discrepancies.retain(|one| one.id != discrepancy.id);
    });
    if response.clicked() {
        view_ctx.edit(round.id, &field);
    }
}

/// The days or sittings.
pub(super) fn sittings_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let add = section_ui(ui, "Sittings", round.sittings.len(), "Add sitting", RARE, |ui| {
        is_list(ui, "Sittings", round.sittings.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut order = kit::reorder(("sittings", round.id));
        for (at, sitting) in round.sittings.iter().enumerate() {
            let title = match sitting.title.trim() {
                "" => format!("Sitting {}", at + 1),
                title => title.to_owned(),
            };
            ui.push_id(sitting.id, |ui| {
                let response = row::row_ui(ui, &format!("Sitting: {title}"), false, |ui| {
                    line_ui(ui, |ui| {
                        ui.add(kit::text(title.as_str()));
                        if !sitting.when.is_unknown() {
                            ui.add(kit::text(sitting.when.words()).weak().small());
                        }
                        badges::marked_ui(ui, sitting.level.as_ref());
                    });
                    if !sitting.note.trim().is_empty() {
                        ui.set_max_width(PROSE.min(ui.available_width()));
                        ui.add(kit::text(sitting.note.trim()).small());
                    }
                });
                order.row_with_keys(ui, &response);
                if view_ctx.nav.take_place(round.id, &format!("sittings:{}", sitting.id)) {
                    response.scroll_to_me(Some(egui::Align::Center));
                }
                let field = format!("sittings:{}", sitting.id);
                menu::part_menu(ui, view_ctx, &response, (round, sitting.id, &field, "sitting"), |round| {
                    round.sittings.retain(|one| one.id != sitting.id);
                });
                if response.clicked() {
                    view_ctx.edit(round.id, &field);
                }
            });
        }
        if let Some(to) = order.end(ui) {
            put_in_order(view_ctx, round, "move sitting", |round| to.apply(&mut round.sittings));
        }
    });
    if add {
        view_ctx.edit(round.id, "sittings:new");
    }
}

/// The sources for the round as a whole.
pub(super) fn sources_section_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let add = section_ui(ui, "Sources", round.sources.len(), "Edit sources", RARE, |ui| {
        is_list(ui, "Sources", round.sources.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        for &source in &round.sources {
            let title = names::source(view_ctx.workspace(), source);
            let found = view_ctx.workspace().sources.get(&source);
            ui.push_id(source, |ui| {
                let response = row::row_ui(ui, &format!("Source: {title}"), view_ctx.is_selected(source), |ui| {
                    line_ui(ui, |ui| {
                        ui.add(kit::text(title.as_str()));
                        if let Some(found) = found {
                            let published =
                                if found.published.is_unknown() { String::new() } else { found.published.short_words() };
                            let from = [found.outlet.trim(), &published];
                            let from: Vec<&str> = from.into_iter().filter(|part| !part.is_empty() && *part != title).collect();
                            ui.add(kit::text(kit::join(from, ", ")).weak().small());
                        }
                    });
                });
                menu::row_menu(ui, view_ctx, &response, source.into());
                if response.clicked() {
                    view_ctx.select(source);
                }
            });
        }
    });
    if add {
        view_ctx.edit(round.id, "sources");
    }
}

/// Anything else.
pub(super) fn note_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let note = round.note.trim();
    if note.is_empty() {
        return;
    }
    kit::section_ui(ui, "Note", None, |_| ());
    let response = row::lone_row_ui(ui, "Note", false, row::MARGIN, |ui| {
        badges::marked_ui(ui, round.note_level.as_ref());
        ui.set_max_width(PROSE.min(ui.available_width()));
        ui.add(kit::text(note));
    });
    if view_ctx.nav.take_place(round.id, "note") {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if response.clicked() {
        view_ctx.edit(round.id, "note");
    }
}

/// One line that offers what is not there yet and most rounds never need.
pub(super) fn rare_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, incidents: usize) {
    let rare = [
        (round.accounts.len(), "Add account", "accounts:new"),
        (round.schedule.announcements.len(), "Add announcement", "announcements:new"),
        (round.discrepancies.len(), "Add discrepancy", "discrepancies:new"),
        (round.sittings.len(), "Add sitting", "sittings:new"),
        (round.sources.len(), "Add source", "sources"),
        (round.note.trim().len(), "Add note", "note"),
    ];
    ui.add_space(kit::space::L);
    line_ui(ui, |ui| {
        if incidents == 0 && add_ui(ui, "Add incident") {
            view_ctx.run(Command::NewIncident);
        }
        for (count, words, field) in rare {
            if count == 0 && add_ui(ui, words) {
                view_ctx.edit(round.id, field);
            }
        }
    });
}
