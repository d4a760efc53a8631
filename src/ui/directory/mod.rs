//! People and parties: who talks, under which names, in which office.

mod detail;
mod list;

use crate::kit::{self, Icon, space};
use crate::model::RecordId;
use crate::session::New;
use crate::text::fold::fold;
use crate::ui::filters::{Bar, Saving};
use crate::ui::focus;
use crate::ui::menu;
use crate::ui::row::row_with_margin_ui;
use crate::ui::sorting;
use crate::ui::views::{Values, put};
use crate::ui::{Action, Command, Memo, ViewContext, badges};
use chrono::NaiveDate;
use chrono_tz::Tz;
use egui::{Margin, Response, Ui, UiBuilder};
use list::{Detail, Entry, Lists};

/// People and parties.
#[derive(Default)]
pub(super) struct DirectoryPage {
    list: Which,
    wanted: String,
    shown: Option<RecordId>,
    all_statements: bool,
    saving: Saving,
    lists: Memo<(NaiveDate, Tz), Lists>,
    detail: Memo<(RecordId, Tz), Detail>,
}

/// Which of the two lists is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    #[default]
    Parties,
    People,
}

/// The lists, as their orders are kept under.
const PARTIES: &str = "parties";
const PEOPLE: &str = "people";

/// What else than the name parties are sorted by.
const BY_PARTIES: [(&str, &str); 4] =
    [("kind", "Kind"), ("statements", "Statements"), ("people", "People"), ("negotiations", "Negotiations")];
/// What else than the name people are sorted by.
const BY_PEOPLE: [(&str, &str); 3] = [("party", "Party"), ("office", "Office"), ("last", "Last round")];

/// An entry that fits the filter, with the spelling in which it was found.
type Found<'a> = (&'a Entry, Option<&'a str>);

fn found<'a>(entries: &'a [Entry], folded: &str) -> Vec<Found<'a>> {
    entries.iter().filter_map(|entry| Some((entry, entry.found(folded)?))).collect()
}

impl DirectoryPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        self.follow(view_ctx);
        kit::page_title_ui(ui, Command::Directory.name(), "", |ui| {
            for (command, words) in [(Command::NewPerson, "Add person"), (Command::NewParty, "Add party")] {
                if ui.add(kit::button(words).icon(Icon::Add)).clicked() {
                    view_ctx.run(command);
                }
            }
        });
        let workspace = view_ctx.workspace();
        if workspace.parties.is_empty() && workspace.people.is_empty() {
            let sentence = "Parties are whoever talks: states, organisations, companies, unions. People speak for them. Both belong to the \
                            whole workspace, with every spelling of their names.";
            if kit::empty_ui(ui, Icon::People, "Nobody yet", sentence, Some("Add the first party")) {
                view_ctx.run(Command::NewParty);
            }
            return;
        }
        let all = ui.available_rect_before_wrap();
        let width = (all.width() * 0.42).clamp(240.0, 400.0);
        let (left, right) = all.split_left_right_at_x(all.left() + width);
        let mut list = ui.new_child(UiBuilder::new().max_rect(left).id_salt("list"));
        self.list_ui(&mut list, view_ctx);
        let right = right.with_min_x(right.left() + space::L);
        ui.painter().vline(right.left() - space::S, right.y_range(), (1.0, kit::tokens(ui).line));
        let mut detail = ui.new_child(UiBuilder::new().max_rect(right).id_salt("detail"));
        self.detail_ui(&mut detail, view_ctx);
        ui.advance_cursor_after_rect(all);
    }

    /// Goes along when a party or a person is selected, here or anywhere.
    fn follow(&mut self, view_ctx: &ViewContext<'_>) {
        let shown = self.shown.filter(|id| view_ctx.workspace().contains(*id));
        let selected = view_ctx.nav.selection().filter(|id| matches!(id, RecordId::Party(_) | RecordId::Person(_)));
        if let Some(id) = selected
            && shown != Some(id)
        {
            self.list = if matches!(id, RecordId::Party(_)) { Which::Parties } else { Which::People };
            self.all_statements = false;
            self.shown = Some(id);
        } else {
            self.shown = shown;
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let workspace = view_ctx.workspace();
        let question = (view_ctx.today(), view_ctx.zone);
        let lists = self.lists.get(view_ctx.session.revision(), question, |(today, zone)| Lists::new(workspace, *today, *zone));
        let hint = "Any spelling, in any script";
        kit::text_field("Filter people and parties", &mut self.wanted).hint(hint).hide_label().show(ui);
        ui.add_space(space::XS);
        // Who was opened from elsewhere is shown, whatever the filter was.
        let wanted = view_ctx.nav.wanted().and_then(|id| lists.parties.iter().chain(&lists.people).find(|entry| entry.id == id));
        if wanted.is_some_and(|entry| entry.found(&fold(&self.wanted)).is_none()) {
            self.wanted.clear();
        }
        let folded = fold(&self.wanted);
        let (mut parties, mut people) = (found(&lists.parties, &folded), found(&lists.people, &folded));
        let words = (format!("Parties {}", parties.len()), format!("People {}", people.len()));
        let segments = [(Which::Parties, words.0.as_str()), (Which::People, words.1.as_str())];
        self.list = kit::segmented_ui(ui, "List", self.list, &segments).unwrap_or(self.list);
        ui.add_space(space::XS);
        let (list, own, by): (_, _, &[(&str, &str)]) = match self.list {
            Which::Parties => (PARTIES, "Name", &BY_PARTIES),
            Which::People => (PEOPLE, "Name", &BY_PEOPLE),
        };
        let (shown, entries, other) = match self.list {
            Which::Parties => (&mut parties, &lists.parties, people.len()),
            Which::People => (&mut people, &lists.people, parties.len()),
        };
        kit::access::say_changed(ui, "directory", &kit::join([words.0.as_str(), words.1.as_str()], ", "));
        ui.horizontal_wrapped(|ui| {
            sorting::picker_ui(ui, view_ctx, list, own, by);
            let mut values = Values::new();
            put(&mut values, "words", self.wanted.trim());
            // How many are shown stands on the two lists.
            let bar = Bar { list: "directory", negotiation: None, values: &values, shown: "" };
            if let Some(values) = bar.ui(ui, view_ctx, &mut self.saving) {
                self.wanted = values.get("words").cloned().unwrap_or_default();
            }
        });
        if let Some((by, down)) = view_ctx.views.list(list).sort {
            sorting::sort(shown, down, |(entry, _)| entry.sort_key(&by));
        }
        let shown = &*shown;
        let name = self.wanted.trim();
        if !name.is_empty() && !entries.iter().any(|entry| entry.is_called(&folded)) {
            let (noun, new) = match self.list {
                Which::Parties => ("party", New::Party { name: name.to_owned() }),
                Which::People => ("person", New::Person { name: name.to_owned() }),
            };
            let words = format!("Add {noun} “{name}”");
            if ui.add(kit::button(words).icon(Icon::Add).quiet()).clicked() {
                view_ctx.send(Action::Create(new));
            }
        }
        if shown.is_empty() {
            let words = match (self.list, other) {
                (Which::Parties, 0) => "No party is written so.",
                (Which::Parties, _) => "No party is written so, but somebody is.",
                (Which::People, 0) => "Nobody is written so.",
                (Which::People, _) => "Nobody is written so, but a party is.",
            };
            ui.add(kit::text(if name.is_empty() { "Nobody yet." } else { words }).weak().small());
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt(("list", self.list as u8)).auto_shrink([false, false]);
        let tag = workspace.parties.keys().map(|party| badges::party_width(ui, workspace, *party)).fold(0.0, f32::max).min(TAG);
        area.show_rows(ui, ROW, shown.len(), |ui, range| {
            let name = if self.list == Which::Parties { "Parties" } else { "People" };
            kit::access::is_list(ui, name, shown.len());
            let name = |at: usize| shown.get(at).map(|found| words_of(found).0);
            let wanted = shown.iter().position(|(entry, _)| view_ctx.nav.wants(entry.id));
            let places = (wanted, range.start);
            focus::rows_in_view_ui(ui, "directory", (range, shown.len(), ROW), places, name, |ui, at| {
                let Some((entry, spelling)) = shown.get(at) else { return };
                let chosen = self.shown == Some(entry.id);
                let response = ui.push_id(entry.id, |ui| entry_ui(ui, view_ctx, (entry, *spelling), chosen, tag)).inner;
                menu::row_menu(ui, view_ctx, &response, entry.id);
            });
        });
    }

    fn detail_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let Some(id) = self.shown else {
            let sentence = "Choose a party or a person on the left.";
            kit::empty_ui(ui, Icon::Person, "Nobody chosen", sentence, None);
            return;
        };
        let workspace = view_ctx.workspace();
        let detail =
            self.detail.get(view_ctx.session.revision(), (id, view_ctx.zone), |(id, zone)| Detail::new(workspace, *id, *zone));
        let all = &mut self.all_statements;
        kit::scroll_ui(ui, "detail", |ui| ui.push_id(id, |ui| detail::detail_ui(ui, view_ctx, id, detail, all)));
    }
}

const ROW: f32 = 48.0;

/// The most room for the tag of a party.
const TAG: f32 = 80.0;

/// All that a row says of itself, and its second line.
fn words_of((entry, spelling): &Found<'_>) -> (String, String) {
    let detail = match spelling {
        Some(spelling) => kit::join([*spelling, &entry.detail], " · "),
        None => entry.detail.clone(),
    };
    (format!("{}, {detail}", entry.name), detail)
}

fn entry_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, found: Found<'_>, shown: bool, tag: f32) -> Response {
    let workspace = view_ctx.workspace();
    let (name, detail) = words_of(&found);
    let entry = found.0;
    let response = row_with_margin_ui(ui, &name, shown, Margin::symmetric(8, 0), |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing = egui::vec2(space::S, 0.0);
        // A line is as high as its tag, not as a button.
        ui.spacing_mut().interact_size.y = kit::height::SMALL;
        ui.add_space(space::XXS);
        ui.horizontal_top(|ui| {
            // Tags are of all widths; what is read begins under one another.
            badges::party_in_ui(ui, workspace, entry.tag, tag);
            ui.vertical(|ui| {
                ui.horizontal(|ui| {
                    badges::clash_icon_ui(ui, workspace, entry.id);
                    ui.add(kit::text(entry.name.as_str()).strong().truncate());
                });
                ui.add(kit::text(detail.as_str()).weak().small().truncate());
            });
        });
    });
    if response.clicked() {
        view_ctx.select(entry.id);
    }
    response
}
