//! How one position came about: every statement of the party on the issue, newest first, and what became of each.

use super::stated;
use crate::kit::{self, Icon, Tone, space};
use crate::model::{IssueId, PartyId, StatementId, Workspace};
use crate::query::history::{self, Entry, Standing};
use crate::query::{names, position};
use crate::ui::row::row_ui;
use crate::ui::{Memo, ViewContext, badges, menu};
use chrono_tz::Tz;
use egui::Ui;

/// What the history keeps between frames.
#[derive(Default)]
pub(super) struct HistoryState {
    entries: Memo<(PartyId, IssueId, Tz), Vec<Entry>>,
}

/// Draws it; true when it is to be closed.
pub(super) fn history_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    state: &mut HistoryState,
    issue: IssueId,
    party: PartyId,
) -> bool {
    let workspace = view_ctx.workspace();
    let entries = state.entries.get(view_ctx.session.revision(), (party, issue, view_ctx.zone), |(party, issue, zone)| {
        history::history(workspace, *party, *issue, *zone)
    });
    let title = names::issue_path(workspace, issue);
    let mut close = false;
    kit::with_actions_ui(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            badges::party_ui(ui, workspace, party);
            ui.add(
                kit::text(format!("{} on {}", kit::isolate(&names::party(workspace, party)), kit::isolate(&title)))
                    .strong()
                    .truncate(),
            );
            ui.add(kit::text(crate::query::usage::counted(entries.len(), "statement")).weak().small().extend());
        },
        |ui| close |= ui.add(kit::icon_button(Icon::Close, "Close the history").small()).clicked(),
    );
    // Each position has its own place in the scrolling: another one begins with its newest word.
    ui.push_id((issue, party), |ui| {
        kit::scroll_ui(ui, "history", |ui| {
            if entries.is_empty() {
                ui.add(kit::text("Nothing was stated on this by this party.").weak().small());
            }
            kit::access::list_ui(ui, "History of the position", entries.len(), |ui| {
                for entry in entries.iter().rev() {
                    entry_ui(ui, view_ctx, entry);
                }
            });
        });
    });
    close
}

fn entry_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, entry: &Entry) {
    let workspace = view_ctx.workspace();
    let Some(said) = workspace.statements.get(&entry.statement) else { return };
    let when = position::said_when(workspace, said);
    let day = if when.is_unknown() { "Date unknown".to_owned() } else { position::said_words(workspace, said) };
    let name = format!("{day}, {}, {}", entry.standing.label(), stated::aloud(said));
    let current = entry.standing == Standing::Current;
    let response = row_ui(ui, &name, view_ctx.is_selected(entry.statement), |ui| {
        ui.horizontal_top(|ui| {
            let date = egui::vec2(96.0, kit::height::SMALL);
            ui.allocate_ui_with_layout(date, egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_width(date.x);
                let day = kit::text(day.as_str()).small();
                ui.add(if current { day.strong() } else { day.weak() });
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                kit::chip_row_ui(ui, |ui| {
                    ui.add(standing_chip(entry.standing));
                    stated::chips_ui(ui, workspace, said, !entry.denied_by.is_empty());
                    if let Some(movement) = &said.movement {
                        ui.add(badges::movement_chip(movement));
                    }
                });
                ui.add(kit::text(stated::words(said)));
                became_ui(ui, workspace, entry);
                stated::apparatus_ui(ui, workspace, said);
            });
        });
    });
    menu::row_menu(ui, view_ctx, &response, entry.statement.into());
    if response.clicked() {
        view_ctx.select(entry.statement);
    }
}

fn standing_chip(standing: Standing) -> kit::Chip<'static> {
    let tone = match standing {
        Standing::Current => Tone::Accent,
        Standing::Superseded | Standing::Retracted => Tone::Warning,
        Standing::Assessment => Tone::Info,
        Standing::Earlier | Standing::NotAPosition => Tone::Neutral,
    };
    kit::chip(standing.label()).tone(tone)
}

/// What was said to it later.
fn became_ui(ui: &mut Ui, workspace: &Workspace, entry: &Entry) {
    for (verb, by) in [
        ("Superseded by", &entry.superseded_by),
        ("Retracted by", &entry.retracted_by),
        ("Denied by", &entry.denied_by),
        ("Answered by", &entry.answered_by),
    ] {
        for reply in by {
            ui.add(kit::text(format!("{verb} {}", reply_words(workspace, *reply))).small().weak());
        }
    }
}

fn reply_words(workspace: &Workspace, id: StatementId) -> String {
    let when = workspace.statements.get(&id).map(|said| position::said_words(workspace, said));
    stated::joined(&[&names::statement(workspace, id), &when.unwrap_or_default()])
}
