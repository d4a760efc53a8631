//! The fields of follow-ups and incidents, and what a bin entry holds.

use super::directory::{note_ui, uid_ui};
use super::form::Form;
use super::passages::passages_ui;
use super::spellings::joined;
use super::to_check::to_check_ui;
use crate::kit::{self, Icon};
use crate::model::{Binned, FollowUp, Incident, RecordLevel, RoundId, Vocabulary};
use crate::query::names;
use crate::ui::Action;
use chrono_tz::Tz;
use egui::Ui;

fn zone_of(form: &Form<'_, '_>, round: Option<RoundId>) -> Option<Tz> {
    let round = round.and_then(|id| form.workspace().rounds.get(&id));
    round.and_then(|round| round.zone)
}

pub(super) fn follow_up_ui(form: &mut Form<'_, '_>, ui: &mut Ui, follow_up: &mut FollowUp) {
    to_check_ui(form, ui, follow_up);
    form.prose(ui, "what", "What", "What is to be done", &mut follow_up.what);
    form.whos(ui, "owners", "Owed by", &mut follow_up.owners);
    let zone = zone_of(form, follow_up.round);
    let anchor = form.anchors().due(follow_up);
    form.when(ui, "due", "Due", anchor, zone, &mut follow_up.due);
    form.term(ui, "state", &mut follow_up.state);
    form.maybe_link(ui, "round", "From round", &mut follow_up.round);
    form.level(ui, "level", RecordLevel::NAME, &mut follow_up.level);
    sources_ui(form, ui, &mut follow_up.sources);
    passages_ui(form, ui, "passages", &mut follow_up.passages);
    note_ui(form, ui, &mut follow_up.note);
    uid_ui(ui, &follow_up.uid);
}

/// The sources in a section of their own.
pub(super) fn sources_ui(form: &mut Form<'_, '_>, ui: &mut Ui, sources: &mut Vec<crate::model::SourceId>) {
    let holds = if sources.is_empty() { String::new() } else { sources.len().to_string() };
    form.section(ui, "sources", "Sources", &holds, |form, ui| {
        form.links(ui, "sources", "Sources", sources);
    });
}

pub(super) fn incident_ui(form: &mut Form<'_, '_>, ui: &mut Ui, incident: &mut Incident) {
    to_check_ui(form, ui, incident);
    form.prose(ui, "what", "What is said to have happened", "A claim is recorded as a claim", &mut incident.what);
    let zone = zone_of(form, incident.round);
    let anchor = form.anchors().incident(incident);
    form.when(ui, "when", "When", anchor, zone, &mut incident.when);
    form.text(ui, "place", "Where", &mut incident.place);
    form.whos(ui, "claimed_by", "Claimed by", &mut incident.claimed_by);
    form.whos(ui, "blamed_on", "Blamed on", &mut incident.blamed_on);
    form.whos(ui, "denied_by", "Denied by", &mut incident.denied_by);
    let holds = joined([incident.verification.label(), &names::shortened(&incident.verification_note, "")]);
    form.section(ui, "verification", "Verification", &holds, |form, ui| {
        form.by_kind(ui, "verification", incident);
    });
    form.maybe_link(ui, "round", "Around round", &mut incident.round);
    form.level(ui, "level", RecordLevel::NAME, &mut incident.level);
    sources_ui(form, ui, &mut incident.sources);
    passages_ui(form, ui, "passages", &mut incident.passages);
    note_ui(form, ui, &mut incident.note);
}

/// What was deleted, and the way back. Nothing in it can be edited.
pub(super) fn binned_ui(form: &mut Form<'_, '_>, ui: &mut Ui, binned: &Binned) {
    let workspace = form.workspace();
    ui.horizontal_wrapped(|ui| {
        let restore = ui.add(kit::button("Restore").icon(Icon::Restore).primary().tooltip("Bring it back, whole and as it was"));
        form.may_focus("first", &restore);
        if restore.clicked() {
            form.view_ctx.send(Action::Restore(binned.id));
        }
        let meaning = "Take it out of the bin; undo still brings it back until the window closes";
        if ui.add(kit::button("Delete for good").danger().tooltip(meaning)).clicked() {
            form.view_ctx.send(Action::Discard(vec![binned.id]));
        }
    });
    ui.add_space(kit::space::S);
    ui.add(kit::text("What it held").weak().small());
    for record in &binned.records {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = kit::space::S;
            ui.add(kit::text(record.id().noun()).weak().small().extend());
            ui.add(kit::text(names::record_title(workspace, record)).small().truncate());
        });
    }
}
