//! The parties' own readouts of the round, side by side.

use super::section::{RARE, columns_ui, section_ui, source_line_ui};
use super::table::columns;
use crate::kit;
use crate::model::{Account, Round};
use crate::query::names;
use crate::ui::lines::line_ui;
use crate::ui::{ViewContext, badges, menu, row};
use egui::{Margin, Ui};

/// Draws the accounts.
pub(super) fn accounts_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let add = section_ui(ui, "Accounts", round.accounts.len(), "Add account", RARE, |ui| {
        kit::access::is_list(ui, "Accounts", round.accounts.len());
        let columns = columns(ui.available_width(), round.accounts.len());
        columns_ui(ui, columns, &round.accounts, |ui, account| {
            ui.push_id(account.id, |ui| account_ui(ui, view_ctx, round, account));
        });
    });
    if add {
        view_ctx.edit(round.id, "accounts:new");
    }
}

fn account_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, account: &Account) {
    let workspace = view_ctx.workspace();
    let whose = account.party.map_or_else(|| "Unattributed".to_owned(), |party| names::party(workspace, party));
    let name = format!("Account of {whose}");
    let response = row::row_with_margin_ui(ui, &name, false, Margin::symmetric(8, 6), |ui| {
        line_ui(ui, |ui| {
            match account.party {
                Some(party) => badges::party_ui(ui, workspace, party),
                None => ui.add(kit::text("Unattributed").weak()),
            };
            if let Some(speaker) = &account.speaker {
                ui.add(kit::text(names::who(workspace, speaker)).small());
            }
            if !account.said_on.is_unknown() {
                ui.add(kit::text(account.said_on.short_words()).weak().small().extend());
            }
            badges::marked_ui(ui, account.level.as_ref());
        });
        let text = account.text.trim();
        ui.add(kit::text(if text.is_empty() { "No text yet" } else { text }));
        source_line_ui(ui, view_ctx, account.source.as_slice());
    });
    if view_ctx.nav.take_place(round.id, &format!("accounts:{}", account.id)) {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    let field = format!("accounts:{}", account.id);
    menu::part_menu(ui, view_ctx, &response, (round, account.id, &field, "account"), |round| {
        round.accounts.retain(|one| one.id != account.id);
    });
    if response.clicked() {
        view_ctx.edit(round.id, &field);
    }
}
