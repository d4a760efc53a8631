//! The head of the inspector: what the record is, what it is called, and who changed it last.

use crate::kit::{self, Icon};
use crate::model::{Record, RecordId, Stamp};
use crate::query::names;
use crate::ui::{Action, Command, Page, ViewContext};
use chrono::{DateTime, Utc};
use egui::Ui;

pub(super) fn head_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, record: &Record) {
    let id = record.id();
    ui.add_space(kit::space::XS);
    let room = (egui::Id::unique("actions of the inspector"), 3.0 * kit::height::SMALL + 2.0 * ui.spacing().item_spacing.x);
    kit::with_actions_in_order_ui(
        ui,
        room,
        |ui| {
            ui.add(kit::text(kind(id)).weak().small().truncate());
        },
        |ui| {
            if !matches!(id, RecordId::Binned(_)) {
                let name = format!("Earlier versions of this {}", id.noun());
                let tooltip = Command::Versions.tip(ui.ctx());
                if ui.add(kit::icon_button(Icon::History, &name).small().tooltip(&tooltip)).clicked() {
                    view_ctx.go(Page::History(Some(id)));
                }
                let name = format!("Delete this {}", id.noun());
                let tooltip = format!("Move this {} to the bin (Ctrl+Delete)", id.noun());
                if ui.add(kit::icon_button(Icon::Bin, &name).small().tooltip(&tooltip)).clicked() {
                    view_ctx.send(Action::Delete(id));
                }
            }
            if ui.add(kit::icon_button(Icon::Close, "Close the inspector").small().tooltip("Close (Escape)")).clicked() {
                view_ctx.send(Action::Select(None, None));
            }
        },
    );
    ui.add(kit::text(names::record_title(view_ctx.workspace(), record)).strong().size(kit::size::LEAD));
    ui.add(kit::text(stamp_words(view_ctx, record.stamp(), id)).weak().caption());
    ui.add_space(kit::space::XS);
    ui.separator();
}

/// The kind of record as a heading.
fn kind(id: RecordId) -> String {
    let mut noun = id.noun().chars();
    noun.next().map(|first| first.to_uppercase().chain(noun).collect()).unwrap_or_default()
}

fn stamp_words(view_ctx: &ViewContext<'_>, stamp: &Stamp, id: RecordId) -> String {
    let time = |time: DateTime<Utc>| {
        let local = time.with_timezone(&view_ctx.zone);
        if local.date_naive() == view_ctx.today() {
            local.format("today %H:%M").to_string()
        } else {
            local.format("%-d %b %Y").to_string()
        }
    };
    let by = if stamp.by.trim().is_empty() { String::new() } else { format!(" by {}", kit::isolate(stamp.by.trim())) };
    if matches!(id, RecordId::Binned(_)) {
        format!("Deleted {}{by}", time(stamp.created))
    } else if stamp.created == stamp.changed {
        format!("Created {}{by}", time(stamp.created))
    } else {
        format!("Created {} · changed {}{by}", time(stamp.created), time(stamp.changed))
    }
}
