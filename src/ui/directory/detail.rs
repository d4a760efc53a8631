//! One party or person in full: names, offices, rounds, words.

use super::list::Detail;
use crate::kit::access::list_ui;
use crate::kit::{self, size, space};
use crate::model::{Party, PartyId, Person, RecordId, Round, StatementId, Vocabulary, When, Workspace};
use crate::query::{names, position};
use crate::ui::row::row_ui;
use crate::ui::{ViewContext, badges, menu};
use egui::Ui;

/// So many statements are shown before one is asked whether to see them all.
const STATEMENTS: usize = 20;

/// Draws the party or person; `all` is whether all of a long list of statements is wanted.
pub(super) fn detail_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: RecordId, detail: &Detail, all: &mut bool) {
    let workspace = view_ctx.workspace();
    ui.set_max_width(ui.available_width().min(760.0));
    match id {
        RecordId::Party(id) => {
            if let Some(party) = workspace.parties.get(&id) {
                party_ui(ui, view_ctx, party);
            }
        }
        RecordId::Person(id) => {
            if let Some(person) = workspace.people.get(&id) {
                person_ui(ui, view_ctx, person);
            }
        }
        _ => return,
    }
    spellings_ui(ui, view_ctx, id, detail);
    rounds_ui(ui, view_ctx, detail);
    statements_ui(ui, view_ctx, &detail.statements, all);
}

fn title_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: RecordId, tag: Option<PartyId>, name: &str) {
    let workspace = view_ctx.workspace();
    let mut edit = false;
    kit::with_actions_ui(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if let Some(party) = tag {
                badges::party_ui(ui, workspace, party);
            }
            ui.add(kit::text(name).strong().size(size::HEADING).truncate());
        },
        |ui| edit = ui.add(kit::button("Edit").icon(kit::Icon::Edit).quiet()).clicked(),
    );
    if edit {
        view_ctx.edit(id, "first");
    }
}

fn party_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, party: &Party) {
    let workspace = view_ctx.workspace();
    title_ui(ui, view_ctx, party.id.into(), Some(party.id), &names::party(workspace, party.id));
    ui.add(kit::text(party.kind.said()).weak());
    let blocs: Vec<String> = party.blocs.iter().map(|bloc| names::party(workspace, *bloc)).collect();
    kit::key_text_ui(ui, "Belongs to", &kit::join(&blocs, ", "));
    kit::key_text_ui(ui, "Note", &party.note);

    let seats = workspace.negotiations.values().flat_map(|one| one.seats.iter().map(move |seat| (one, seat)));
    let seats: Vec<_> = seats.filter(|(_, seat)| seat.party == party.id).collect();
    kit::section_ui(ui, "Seats", Some(seats.len()), |_| ());
    if seats.is_empty() {
        quiet(ui, "It sits in no negotiation. Give it a seat in the negotiation's overview.");
    }
    list_ui(ui, "Seats", seats.len(), |ui| {
        for (negotiation, seat) in seats {
            let title = names::negotiation(workspace, negotiation.id);
            let row = kit::list_row(&title).detail(&seat.note).trailing(seat.role.said());
            let row = ui.add(row);
            menu::row_menu(ui, view_ctx, &row, negotiation.id.into());
            if row.clicked() {
                view_ctx.open(negotiation.id);
            }
        }
    });
    members_ui(ui, view_ctx, party.id);
}

fn members_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, party: PartyId) {
    let workspace = view_ctx.workspace();
    let members: Vec<_> = workspace.people_of(party).collect();
    if members.is_empty() {
        return;
    }
    kit::section_ui(ui, "People", Some(members.len()), |_| ());
    list_ui(ui, "People", members.len(), |ui| {
        for person in members {
            member_ui(ui, view_ctx, party, person);
        }
    });
}

fn member_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, party: PartyId, person: &Person) {
    let held = person.affiliations.iter().rev().find(|held| held.party == party);
    let office = held.map(|held| held.office.as_str()).unwrap_or_default();
    let until = held.filter(|held| !held.until.is_unknown()).map(|held| format!("until {}", held.until.short_words()));
    let until = until.unwrap_or_default();
    let row = ui.add(kit::list_row(&names::person(view_ctx.workspace(), person.id)).detail(office).trailing(&until));
    menu::row_menu(ui, view_ctx, &row, person.id.into());
    if row.clicked() {
        view_ctx.select(person.id);
    }
}

fn person_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, person: &Person) {
    let workspace = view_ctx.workspace();
    let now = When::Day(view_ctx.today());
    let party = names::party_at(person, &now, view_ctx.zone);
    title_ui(ui, view_ctx, person.id.into(), party, &names::person(workspace, person.id));
    let office = names::office_at(person, None, &now, view_ctx.zone);
    let line = [office.map(str::to_owned), party.map(|party| names::party(workspace, party))];
    let line = kit::join(line.into_iter().flatten(), ", ");
    if !line.is_empty() {
        ui.add(kit::text(line).weak());
    }
    kit::key_text_ui(ui, "Note", &person.note);
    let mut edit = false;
    kit::section_ui(ui, "Offices", Some(person.affiliations.len()), |ui| {
        edit = ui.add(kit::icon_button(kit::Icon::Edit, "Edit offices").small()).clicked();
    });
    if edit {
        view_ctx.edit(person.id, "affiliations");
    }
    if person.affiliations.is_empty() {
        quiet(ui, "No party or office is known.");
    }
    for held in person.affiliations.iter().rev() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            badges::party_ui(ui, workspace, held.party);
            let office = if held.office.trim().is_empty() { "Office not known" } else { held.office.trim() };
            ui.add(kit::text(office));
        });
        ui.add(kit::text(period(&held.from, &held.until)).weak().caption());
        ui.add_space(space::XS);
    }
}

/// From when until when an office was held.
fn period(from: &When, until: &When) -> String {
    match (from.is_unknown(), until.is_unknown()) {
        (true, true) => "since when is not known".to_owned(),
        (false, true) => format!("since {}", from.short_words()),
        (true, false) => format!("until {}", until.short_words()),
        (false, false) => format!("{} to {}", from.short_words(), until.short_words()),
    }
}

fn spellings_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: RecordId, detail: &Detail) {
    let count = detail.spellings.iter().map(|(_, forms)| forms.len()).sum();
    let mut edit = false;
    kit::section_ui(ui, "Other spellings", Some(count), |ui| {
        edit = ui.add(kit::icon_button(kit::Icon::Edit, "Edit spellings").small()).clicked();
    });
    if edit {
        view_ctx.edit(id, "spellings");
    }
    if detail.spellings.is_empty() {
        quiet(ui, "None. With the spellings of other languages, a search in any of them finds it.");
    }
    for (language, forms) in &detail.spellings {
        kit::key_value_ui(ui, language_name(language), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XXS;
                for form in forms {
                    ui.add(kit::text(form.as_str()).selectable());
                }
            });
        });
    }
}

/// The name of a language by its tag; the tag itself for those that are not listed.
fn language_name(tag: &str) -> &str {
    match tag {
        "" => "Language not known",
        "ar" => "Arabic",
        "az" => "Azerbaijani",
        "be" => "Belarusian",
        "bg" => "Bulgarian",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fa" => "Persian",
        "fi" => "Finnish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hu" => "Hungarian",
        "hy" => "Armenian",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ka" => "Georgian",
        "kk" => "Kazakh",
        "ko" => "Korean",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "nb" | "no" => "Norwegian",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sr" => "Serbian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        "zh-Hans" => "Chinese, simplified",
        "zh-Hant" => "Chinese, traditional",
        tag => tag,
    }
}

fn rounds_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, detail: &Detail) {
    let workspace = view_ctx.workspace();
    if detail.rounds.is_empty() {
        return;
    }
    kit::section_ui(ui, "Rounds", Some(detail.rounds.len()), |_| ());
    list_ui(ui, "Rounds", detail.rounds.len(), |ui| {
        for (id, words) in &detail.rounds {
            if let Some(round) = workspace.rounds.get(id) {
                round_ui(ui, view_ctx, round, words);
            }
        }
    });
}

fn round_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, words: &str) {
    let (title, when) = (names::round_title(round), round.schedule.when.short_words());
    let row = row_ui(ui, &format!("{title}, {when}, {words}"), false, |ui| {
        ui.spacing_mut().item_spacing.y = space::XXS;
        kit::with_actions_ui(
            ui,
            |ui| ui.add(kit::text(title.as_str()).truncate()),
            |ui| {
                ui.add(kit::text(when.as_str()).weak().small().extend());
            },
        );
        if !words.is_empty() {
            ui.add(kit::text(words).weak().small());
        }
    });
    menu::row_menu(ui, view_ctx, &row, round.id.into());
    if row.clicked() {
        view_ctx.open(round.id);
    }
}

fn statements_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, statements: &[StatementId], all: &mut bool) {
    if statements.is_empty() {
        return;
    }
    let workspace = view_ctx.workspace();
    kit::section_ui(ui, "Statements", Some(statements.len()), |_| ());
    let shown = if *all { statements.len() } else { STATEMENTS };
    list_ui(ui, "Statements", statements.len(), |ui| {
        for id in statements.iter().take(shown) {
            statement_ui(ui, view_ctx, workspace, *id);
        }
    });
    if statements.len() > shown {
        let words = format!("Show all {}", statements.len());
        if ui.add(kit::button(words).quiet()).clicked() {
            *all = true;
        }
    }
}

fn statement_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, workspace: &Workspace, id: StatementId) {
    let Some(said) = workspace.statements.get(&id) else { return };
    let issues: Vec<String> = said.issues.iter().map(|issue| names::issue(workspace, *issue)).collect();
    let when = position::said_words(workspace, said);
    let name = format!("{when}, {}, {}: {}", names::kind(&said.kind), issues.join(", "), said.text);
    let name = if said.level.is_guarded() { format!("{name} · {}", said.level.label()) } else { name };
    let row = row_ui(ui, &name, view_ctx.is_selected(id), |ui| {
        ui.spacing_mut().item_spacing.y = space::XXS;
        kit::with_actions_ui(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                ui.add(kit::chip(names::kind_word(said)).tone(badges::kind_tone(&said.kind)));
                badges::marked_ui(ui, Some(&said.level));
                ui.add(kit::text(kit::join(&issues, ", ")).weak().small().truncate());
            },
            |ui| {
                ui.add(kit::text(when.as_str()).weak().small().extend());
            },
        );
        ui.add(kit::text(said.text.as_str()));
    });
    menu::row_menu(ui, view_ctx, &row, id.into());
    if row.clicked() {
        view_ctx.select(id);
    }
}

fn quiet(ui: &mut Ui, words: &str) {
    ui.add(kit::text(words).weak().small());
}
