//! Why somebody must look at a record, above its fields.

use super::form::Form;
use crate::kit::{self, Icon, Tone};
use crate::query::to_check::{self, Reviewed};
use crate::ui::{Action, Command};
use egui::Ui;

/// Draws each reason with the way to settle it.
pub(super) fn to_check_ui(form: &mut Form<'_, '_>, ui: &mut Ui, record: &mut dyn Reviewed) {
    let mut settled = None;
    for (at, reason) in record.reasons().iter().enumerate() {
        let color = kit::tokens(ui).tone(Tone::Warning).text;
        ui.push_id(("to check", at), |ui| {
            ui.add(kit::text(reason.as_str()).small().color(color));
            let name = format!("Settled: {reason}");
            let tooltip = format!("Take this reason to look at it away; {} takes all", Command::Settle.keys(ui.ctx()));
            let button = ui.add(kit::button("Settled").icon(Icon::Check).tooltip(&tooltip));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.clicked() {
                settled = Some(at);
            }
        });
    }
    let Some(at) = settled else { return };
    // Only a record level settles a reason about a level.
    if record.reasons().get(at).is_some_and(|reason| record.stays(reason)) {
        form.view_ctx.send(Action::Say(to_check::STILL_WITHHELD.to_owned()));
        form.view_ctx.run(Command::ChangeLevel);
        return;
    }
    record.reasons_mut().remove(at);
    form.changed("settle what was to be looked at");
}
