//! The body of the page: the next round, the last one, what moved, what is owed.

use super::data::{Last, MovedLine, Overview};
use crate::exchange::request::What;
use crate::kit::access::list_ui;
use crate::kit::{self, Icon, Tone};
use crate::model::Vocabulary;
use crate::query::follow_ups;
use crate::query::matrix::Moved;
use crate::query::rounds::SHOULD_HAVE_BEGUN;
use crate::ui::lines::{line_ui, link_ui};
use crate::ui::upcoming::entry_ui;
use crate::ui::{Command, CopyOf, ViewContext, badges, copy_table, menu, row};
use egui::Ui;

/// How many lines of a section are shown until more are asked for.
const FEW: usize = 6;

/// Of which sections everything is shown.
pub(super) struct More {
    pub moved: bool,
    pub owed: bool,
}

pub(super) fn brief_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, overview: &Overview, more: &mut More) {
    ui.spacing_mut().item_spacing.y = kit::space::XXS;
    let mut add = false;
    if !overview.late.is_empty() {
        kit::section_ui(ui, SHOULD_HAVE_BEGUN, None, |_| ());
    }
    for late in &overview.late {
        entry_ui(ui, view_ctx, late, false);
    }
    kit::section_ui(ui, "Next round", None, |ui| {
        add = ui.add(kit::button("New round").icon(Icon::Add).quiet().tooltip(&Command::NewRound.tip(ui.ctx()))).clicked();
    });
    match &overview.next {
        Some(next) => list_ui(ui, "Next round", 1, |ui| entry_ui(ui, view_ctx, next, false)),
        None => quiet_ui(ui, "No round to come is recorded."),
    }
    if add {
        view_ctx.run(Command::NewRound);
    }
    if let Some(last) = &overview.last {
        kit::section_ui(ui, "Last round", None, |_| ());
        last_ui(ui, view_ctx, last);
    }
    moved_ui(ui, view_ctx, overview, more);
    owed_ui(ui, view_ctx, overview, more);
}

fn quiet_ui(ui: &mut Ui, words: &str) {
    ui.add(kit::text(words).weak().small());
}

fn last_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, last: &Last) {
    let name = format!("Last round: {}, {}", last.title, last.detail);
    let response = row::lone_row_ui(ui, &name, view_ctx.is_selected(last.id), row::MARGIN, |ui| {
        kit::with_actions_ui(
            ui,
            |ui| {
                ui.add(kit::text(last.title.as_str()).strong().truncate());
                if let Some(kind) = &last.outcome {
                    ui.add(badges::outcome_chip(kind));
                }
            },
            |ui| {
                let name = format!("Open {}", last.title);
                if ui.add(kit::icon_button(Icon::ChevronRight, &name).tooltip("Open the round's page")).clicked() {
                    view_ctx.open(last.id);
                }
            },
        );
        ui.add(kit::text(last.detail.as_str()).weak().small());
        if last.text.is_empty() && last.outcome.is_none() {
            if link_ui(ui, "Say what came out of it", "Say what came out of the last round").clicked() {
                view_ctx.edit(last.id, "outcome");
            }
        } else if !last.text.is_empty() {
            ui.add(kit::text(last.text.as_str()));
        }
    });
    menu::row_menu(ui, view_ctx, &response, last.id.into());
    if response.double_clicked() {
        view_ctx.open(last.id);
    } else if response.clicked() {
        view_ctx.select(last.id);
    }
}

fn moved_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, overview: &Overview, more: &mut More) {
    if overview.since.is_empty() {
        return;
    }
    let mut compare = false;
    let count = (!overview.moved.is_empty()).then_some(overview.moved.len());
    kit::section_ui(ui, &format!("What moved since {}", overview.since), count, |ui| {
        compare = ui.add(kit::button("Compare").icon(Icon::Compare).quiet().tooltip(&Command::Compare.tip(ui.ctx()))).clicked();
    });
    if compare {
        view_ctx.run(Command::Compare);
    }
    if overview.moved.is_empty() {
        quiet_ui(ui, "No position has moved since.");
    }
    if let Some(words) = &overview.others {
        quiet_ui(ui, words);
    }
    let shown = if more.moved { overview.moved.len() } else { FEW.min(overview.moved.len()) };
    list_ui(ui, "What moved", overview.moved.len(), |ui| {
        for (at, line) in overview.moved[..shown].iter().enumerate() {
            ui.push_id(("moved", at), |ui| moved_line_ui(ui, view_ctx, line));
        }
    });
    more_ui(ui, "moves", overview.moved.len() - shown, &mut more.moved);
}

fn moved_line_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, line: &MovedLine) {
    let party = crate::query::names::party(view_ctx.workspace(), line.party);
    let level = line.level.as_ref().filter(|level| level.is_guarded()).map(|level| format!(" · {}", level.label()));
    let name = format!("{party} on {}: {}, {}{}", line.path, line.moved.label(), line.text, level.unwrap_or_default());
    let selected = line.statement.is_some_and(|id| view_ctx.is_selected(id));
    let response = row::row_ui(ui, &name, selected, |ui| {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        line_ui(ui, |ui| {
            badges::party_ui(ui, view_ctx.workspace(), line.party);
            ui.add(kit::text(line.path.as_str()).strong().size(kit::size::SMALL));
            moved_chip_ui(ui, &line.moved);
            badges::marked_ui(ui, line.level.as_ref());
        });
        let words = kit::text(line.text.as_str()).truncate();
        ui.add(if line.moved == Moved::Dropped { words.weak().italic() } else { words });
    });
    let id = line.statement.map_or(crate::model::RecordId::from(line.issue), Into::into);
    menu::row_menu(ui, view_ctx, &response, id);
    if response.double_clicked() {
        view_ctx.open(id);
    } else if response.clicked() {
        view_ctx.select(id);
    }
}

fn moved_chip_ui(ui: &mut Ui, moved: &Moved) {
    let meaning = match moved {
        Moved::Judged(movement) => {
            ui.add(badges::movement_chip(movement));
            return;
        }
        Moved::New => crate::model::Movement::New.meaning(),
        Moved::Unchanged => crate::model::Movement::Unchanged.meaning(),
        Moved::Changed => "Another position than before; nobody has judged which way",
        Moved::Dropped => crate::model::Movement::Dropped.meaning(),
    };
    let tone = if *moved == Moved::Dropped { Tone::Warning } else { Tone::Neutral };
    ui.add(kit::chip(moved.label()).tone(tone).tooltip(meaning));
}

fn owed_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, overview: &Overview, more: &mut More) {
    let (mut add, mut copies) = (false, false);
    let count = (!overview.owed.is_empty()).then_some(overview.owed.len());
    kit::section_ui(ui, "Open follow-ups", count, |ui| {
        add = ui.add(kit::button("New follow-up").icon(Icon::Add).quiet().tooltip(&Command::NewFollowUp.tip(ui.ctx()))).clicked();
        copies = count.is_some() && copy_table::icon_ui(ui, "Copy the follow-ups as a table");
    });
    let asked = count.is_some() && std::mem::take(&mut view_ctx.copies);
    if (copies || asked)
        && let Some(negotiation) = view_ctx.nav.page().negotiation(view_ctx.workspace())
    {
        let open = follow_ups::open(view_ctx.workspace(), Some(negotiation), view_ctx.zone);
        let of = CopyOf::rows(What::FollowUps, negotiation, open.into_iter().map(|one| one.id));
        copy_table::copy(view_ctx, of);
    }
    if add {
        view_ctx.run(Command::NewFollowUp);
    }
    if overview.owed.is_empty() {
        quiet_ui(ui, "No follow-up is open.");
    }
    let shown = if more.owed { overview.owed.len() } else { FEW.min(overview.owed.len()) };
    list_ui(ui, "Open follow-ups", overview.owed.len(), |ui| {
        for entry in &overview.owed[..shown] {
            entry_ui(ui, view_ctx, entry, false);
        }
    });
    more_ui(ui, "follow-ups", overview.owed.len() - shown, &mut more.owed);
}

fn more_ui(ui: &mut Ui, what: &str, left: usize, all: &mut bool) {
    if left > 0 && ui.add(kit::button(format!("{left} more {what}…")).quiet()).clicked() {
        *all = true;
    }
}
