//! The fields of parties and people.

use super::form::{Focus, Form};
use super::section::{Line, List, inset};
use super::spellings::joined;
use super::text::pair;
use crate::kit;
use crate::model::{Affiliation, Hue, Party, PartyId, Person, When};
use crate::query::{names, short_names};
use crate::ui::badges;
use egui::{Sense, Stroke, StrokeKind, Ui, WidgetInfo};

pub(super) fn party_ui(form: &mut Form<'_, '_>, ui: &mut Ui, party: &mut Party) {
    form.text(ui, "name", "Name", &mut party.name);
    propose_short(form, ui, party);
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

/// A new party gets a short name when its name has been typed and left, unless it has one by then. A name that undo or redo brings
/// was not typed: it is put back as it was.
fn propose_short(form: &mut Form<'_, '_>, ui: &Ui, party: &mut Party) {
    let typing = ui.memory(|memory| memory.has_focus(form.id(&form.key("name"))));
    if party.name.trim().is_empty() {
        if typing {
            form.state.unnamed.insert(form.record);
        } else {
            form.state.unnamed.remove(&form.record);
        }
        return;
    }
    if !typing && form.state.unnamed.remove(&form.record) && party.short.trim().is_empty() {
        party.short = short_names::proposed(form.workspace(), &party.name);
        // What is typed there next replaces it.
        form.state.replaced = Some((form.record, form.key("short")));
        form.changed("propose short name");
    }
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

/// The colour: by the party's place, or one of the palette's. One stop of the Tab key, with arrow keys inside.
fn hue_ui(form: &mut Form<'_, '_>, ui: &mut Ui, party: &mut Party) {
    ui.add(kit::text("Colour").weak().small());
    let mut chosen = party.hue;
    let now = badges::hue(form.workspace(), party.id) % kit::PARTY_HUES;
    let group = form.id(&form.key("hue"));
    let choices: Vec<Option<Hue>> = std::iter::once(None).chain((0..).map(Hue).take(kit::PARTY_HUES).map(Some)).collect();
    let at = choices.iter().position(|hue| *hue == party.hue).unwrap_or(0);
    let stop = kit::roving(ui, group, choices.len(), at);
    kit::chip_row_ui(ui, |ui| {
        for (at, hue) in choices.into_iter().enumerate() {
            let name = hue.map_or("Colour by order", |hue| kit::party_hue_name(hue.index()));
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(20.0), Sense::hover());
            let response = ui.interact(rect, kit::roving_id(group, at), kit::roving_sense(at == stop));
            let selected = party.hue == hue;
            response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, selected, name));
            let t = kit::tokens(ui);
            let ring = if response.has_focus() { t.accent } else { t.text_strong };
            let inside = rect.shrink(3.0);
            match hue {
                Some(hue) => {
                    let fill = kit::party_colors(ui, hue.index()).fill;
                    ui.painter().rect_filled(inside, kit::radius::S, fill);
                }
                None => {
                    // Half the colour that it has by its place, so that it is told from that colour itself.
                    let fill = kit::party_colors(ui, if party.hue.is_none() { now } else { 0 }).fill;
                    let lower = inside.with_min_y(inside.center().y);
                    ui.painter().rect_filled(lower, kit::radius::S, if party.hue.is_none() { fill } else { t.line });
                    ui.painter().rect_stroke(inside, kit::radius::S, Stroke::new(1.0, t.line_strong), StrokeKind::Inside);
                }
            }
            if selected || response.has_focus() {
                ui.painter().rect_stroke(rect, kit::radius::S, Stroke::new(1.5, ring), StrokeKind::Inside);
            }
            let meaning = if hue.is_none() { "The next free colour, by the order of the parties" } else { name };
            if response.on_hover_text(meaning).clicked() {
                chosen = hue;
            }
        }
    });
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
    let foot = |form: &mut Form<'_, '_>, ui: &mut Ui, held: &mut Vec<Affiliation>| unfinished_ui(form, ui, held);
    if form.list_with_foot(ui, list, &mut person.affiliations, line, office_ui, foot) {
        let begun = Affiliation { party: nobody(), office: String::new(), from: When::Unknown, until: When::Unknown };
        form.state.offices.entry(form.record).or_insert(begun);
        form.state.expanded.remove(&(form.record, "affiliations".to_owned()));
        form.state.seek(Focus::On(format!("affiliations:{}:party", person.affiliations.len())));
    }
    form.spellings(ui, &mut person.spellings);
    note_ui(form, ui, &mut person.note);
}

fn office_ui(form: &mut Form<'_, '_>, ui: &mut Ui, held: &mut Affiliation) {
    form.link(ui, "party", "For", &mut held.party);
    form.text_hint(ui, "office", "Office", "As it is called", &mut held.office);
    let anchors = form.anchors();
    form.when(ui, "from", "Since", anchors.over_by_today(), None, &mut held.from);
    form.when(ui, "until", "Until", anchors.until(held), None, &mut held.until);
    form.by_kind(ui, "", held);
}

/// Whether something was filled in of an office.
pub(super) fn is_begun(held: &Affiliation) -> bool {
    held.party != nobody() || !held.office.trim().is_empty() || !held.from.is_unknown() || !held.until.is_unknown()
}

/// No party: the office is not one of the record until it is chosen.
fn nobody() -> PartyId {
    PartyId(uuid::Uuid::nil())
}

/// An office that has no party yet, under those of the record. It becomes one of them when its party is chosen.
fn unfinished_ui(form: &mut Form<'_, '_>, ui: &mut Ui, held: &mut Vec<Affiliation>) {
    let Some(mut begun) = form.state.offices.remove(&form.record) else { return };
    // The name that it will have, so that nothing changes under the fingers when it becomes one.
    let scope = format!("affiliations:{}", held.len());
    let mut discards = false;
    inset(ui, |ui| {
        let words = "Not in the record yet: choose for whom the office was held.";
        ui.add(kit::text(words).small().color(kit::tokens(ui).tone(kit::Tone::Warning).text));
        form.apart(|form| form.within(&scope, |form| office_ui(form, ui, &mut begun)));
        let button = kit::button("Discard").quiet().name("Discard this office").tooltip("Throw it away");
        discards = form.fixed(ui, "discard office", |ui| ui.add(button)).clicked();
    });
    if begun.party != nobody() {
        form.state.expanded.insert((form.record, "affiliations".to_owned()), held.len().to_string());
        held.push(begun);
        form.changed("add office");
    } else if !discards {
        form.state.offices.insert(form.record, begun);
    }
}

fn years(held: &Affiliation) -> String {
    match (held.from.is_unknown(), held.until.is_unknown()) {
        (true, true) => String::new(),
        (false, true) => format!("since {}", held.from.short_words()),
        (true, false) => format!("until {}", held.until.short_words()),
        (false, false) => format!("{} – {}", held.from.short_words(), held.until.short_words()),
    }
}
