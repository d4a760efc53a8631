//! The fields of parties and people.

use super::form::Form;
use super::section::{Line, List};
use super::spellings::joined;
use super::text::pair;
use crate::kit;
use crate::model::{Affiliation, Party, Person, When};
use crate::query::names;
use crate::ui::marks;
use egui::{Sense, Stroke, StrokeKind, Ui, WidgetInfo};

pub(super) fn party_ui(form: &mut Form<'_, '_>, ui: &mut Ui, party: &mut Party) {
    form.text(ui, "name", "Name", &mut party.name);
    pair(ui, |left, right| {
        form.text_hint(left, "short", "Short name", "UA", &mut party.short);
        form.term(right, "kind", &mut party.kind);
    });
    hue_ui(form, ui, party);
    form.spellings(ui, &mut party.spellings);
    let blocs: Vec<String> = party.blocs.iter().map(|id| names::party_short(form.workspace(), *id)).collect();
    form.section(ui, "blocs", "Blocs", &kit::join(&blocs, ", "), |form, ui| {
        form.links(ui, "blocs", "Belongs to", &mut party.blocs);
    });
    note_ui(form, ui, &mut party.note);
}

/// The note that every record has.
pub(super) fn note_ui(form: &mut Form<'_, '_>, ui: &mut Ui, note: &mut String) {
    let holds = names::shortened(note, "");
    form.section(ui, "note", "Note", &holds, |form, ui| {
        form.prose(ui, "note", "Note", "Anything else", note);
    });
}

/// The name under which another calendar knows it, if it came from one; to be read only.
pub(super) fn uid_ui(ui: &mut Ui, uid: &str) {
    if !uid.is_empty() {
        let words = format!("In another calendar: {uid}");
        ui.add(kit::text(words.as_str()).weak().small().truncate()).on_hover_text(words.as_str());
    }
}

/// The colour, as one of the palette's or by the party's place.
fn hue_ui(form: &mut Form<'_, '_>, ui: &mut Ui, party: &mut Party) {
    ui.add(kit::text("Colour").weak().small());
    let mut chosen = party.hue;
    let now = marks::hue(form.workspace(), party.id);
    kit::chip_row_ui(ui, |ui| {
        for (at, hue) in (0..kit::PARTY_HUES).zip(0_u8..) {
            let name = kit::party_hue_name(at);
            let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(20.0), Sense::click());
            let selected = party.hue == Some(hue);
            response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, selected, name));
            let t = kit::tokens(ui);
            let ring = if response.has_focus() { t.accent } else { t.text_strong };
            ui.painter().rect_filled(rect.shrink(3.0), kit::radius::S, kit::party_colors(ui, at).fill);
            if now % kit::PARTY_HUES == at || response.has_focus() {
                ui.painter().rect_stroke(rect, kit::radius::S, Stroke::new(1.5, ring), StrokeKind::Inside);
            }
            if response.on_hover_text(name).clicked() {
                chosen = Some(hue);
            }
        }
    });
    if party.hue.is_some()
        && ui.link("Colour by order").on_hover_text("The next free colour, by the order of the parties").clicked()
    {
        chosen = None;
    }
    if chosen != party.hue {
        party.hue = chosen;
        form.changed("change colour");
    }
}

pub(super) fn person_ui(form: &mut Form<'_, '_>, ui: &mut Ui, person: &mut Person) {
    form.text(ui, "name", "Name", &mut person.name);
    let list = List { name: "affiliations", title: "Offices", noun: "office" };
    let line = |form: &Form<'_, '_>, held: &Affiliation| {
        let party = names::party(form.workspace(), held.party);
        let title = if held.office.trim().is_empty() { party.clone() } else { held.office.clone() };
        let detail = if held.office.trim().is_empty() { String::new() } else { party };
        Line { title, detail: joined([detail.as_str(), &years(held)]) }
    };
    let some = form.workspace().parties.keys().next().copied();
    match person.affiliations.last().map(|held| held.party).or(some) {
        None => {
            ui.add(kit::text("Offices can be added once there is a party.").weak().small());
        }
        Some(party) => {
            let make =
                |_: &mut Form<'_, '_>| Affiliation { party, office: String::new(), from: When::Unknown, until: When::Unknown };
            form.list(ui, list, &mut person.affiliations, line, make, |form, ui, held| {
                form.link(ui, "party", "For", &mut held.party);
                form.text_hint(ui, "office", "Office", "Foreign minister", &mut held.office);
                let zone = form.zone();
                let anchors = form.anchors();
                form.when(ui, "from", "Since", anchors.over_by_today(), zone, &mut held.from);
                form.when(ui, "until", "Until", anchors.until(held), zone, &mut held.until);
            });
        }
    }
    form.spellings(ui, &mut person.spellings);
    note_ui(form, ui, &mut person.note);
}

fn years(held: &Affiliation) -> String {
    match (held.from.is_unknown(), held.until.is_unknown()) {
        (true, true) => String::new(),
        (false, true) => format!("since {}", held.from.short_words()),
        (true, false) => format!("until {}", held.until.short_words()),
        (false, false) => format!("{} – {}", held.from.short_words(), held.until.short_words()),
    }
}
