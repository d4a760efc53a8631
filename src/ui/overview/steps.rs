//! What to do first in a new negotiation: who, about what, when. Gone once all three are there.

use super::data::Overview;
use crate::kit::{self, Icon};
use crate::model::Negotiation;
use crate::ui::lines::PROSE;
use crate::ui::{Command, ViewContext};
use egui::Ui;

pub(super) fn steps_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation, overview: &Overview) {
    let steps = [
        (
            !negotiation.seats.is_empty(),
            "Who sits at the table?",
            "The parties, and what each is: principal, mediator, host.",
            "Add the parties",
        ),
        (overview.counts.issues > 0, "What is it about?", "The issues, down which positions are compared.", "Add an issue"),
        (overview.counts.rounds > 0, "When do they meet?", "A round needs a day, or a word about when.", "Add a round"),
    ];
    if steps.iter().all(|(done, ..)| *done) {
        return;
    }
    let mut chosen = None;
    ui.scope(|ui| {
        ui.set_max_width(PROSE.min(ui.available_width()));
        kit::section_ui(ui, "First steps", None, |_| ());
        for (at, (done, question, what, button)) in steps.into_iter().enumerate() {
            kit::with_actions_ui(
                ui,
                |ui| {
                    let t = kit::tokens(ui);
                    if done {
                        Icon::CheckCircle.ui(ui, 18.0, t.tone(kit::Tone::Ok).text);
                    } else {
                        ui.add(kit::text(format!("{}", at + 1)).strong());
                    }
                    let words = kit::text(question).extend();
                    ui.add(if done { words.weak() } else { words.strong() });
                    ui.add(kit::text(what).weak().small().truncate());
                },
                |ui| {
                    if !done && ui.add(kit::button(button).icon(Icon::Add)).clicked() {
                        chosen = Some(at);
                    }
                },
            );
        }
    });
    match chosen {
        Some(0) => view_ctx.edit(negotiation.id, "seats:new"),
        Some(1) => view_ctx.run(Command::NewIssue),
        Some(_) => view_ctx.run(Command::NewRound),
        None => {}
    }
}
