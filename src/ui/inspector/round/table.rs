//! Who was asked, came, or stayed away.

use super::super::form::Form;
use super::super::passages::passages_ui;
use super::super::section::{Line, List};
use super::super::spellings::joined;
use super::super::text::pair;
use crate::model::{Attendance, RecordLevel, Round, Vocabulary};
use crate::query::{names, rounds};
use egui::Ui;

pub(super) fn attendance_ui(form: &mut Form<'_, '_>, ui: &mut Ui, round: &mut Round) {
    let list = List { name: "attendance", title: "Attendance", noun: "attendance" };
    // What an attendance takes from its round is asked while the list itself is being changed.
    let at = round.clone();
    let line = |form: &Form<'_, '_>, one: &Attendance| {
        let workspace = form.workspace();
        let party = rounds::party_of(workspace, &at, one).map(|id| names::party_short(workspace, id)).unwrap_or_default();
        let person = one.person.map(|id| names::person(workspace, id));
        let whole = one.party.map(|id| names::party(workspace, id)).unwrap_or_default();
        let title = person.unwrap_or_else(|| if one.described.is_empty() { whole } else { one.described.clone() });
        let came = one.presence.beside_name();
        Line { title, detail: joined([party.as_str(), one.role.said(), one.office.as_str(), came]) }
    };
    let make = |form: &mut Form<'_, '_>| form.view_ctx.session.draft_attendance(&at, form.part(), None);
    form.list(ui, list, &mut round.attendance, line, make, |form, ui, one| {
        if form.maybe_link(ui, "person", "Person", &mut one.person)
            && let Some(person) = one.person
        {
            form.view_ctx.session.seat(&at, one, person);
        }
        form.maybe_link(ui, "party", "Party", &mut one.party);
        pair(ui, |left, right| {
            form.term(left, "role", &mut one.role);
            form.term(right, "presence", &mut one.presence);
        });
        form.text_hint(ui, "office", "Office then held", "As it was on the day", &mut one.office);
        if one.person.is_none() || !one.described.is_empty() {
            form.text_hint(ui, "described", "Description", "Three members, not named", &mut one.described);
        }
        form.links(ui, "sources", "Sources", &mut one.sources);
        passages_ui(form, ui, "passages", &mut one.passages);
        form.text(ui, "note", "Note", &mut one.note);
        form.level(ui, "level", RecordLevel::NAME, &mut one.level);
        form.by_kind(ui, "", one);
    });
}
