//! The menu of a row or a cell: by a click with the other button, by the menu key, or by `Shift+F10`. What it offers are the commands
//! and actions that there are anyway, with their keys.

use super::{Action, Command, CopyOf, Page, ViewContext, copy_table, focus, selection};
use crate::exchange::release::{Leave, Permitted, Released, of_level};
use crate::kit::{self, MenuKeys};
use crate::model::{
    Change, PartId, Passages as _, Record, RecordId, RecordLevel, Round, Statement, StatementId, Verification, Vocabulary, Who,
};
use crate::query::{levels, names, to_check};
use crate::session::{New, Proposal};
use crate::ui::bulk_edit::{self, Common};
use egui::{Id, Key, Modifiers, Popup, Pos2, Response, Ui};

/// The menu of a row of a record; nothing while it is not open. To be called for each such row: the row is brought into view and gets
/// the focus if it is the one that was asked for.
pub(super) fn row_menu(ui: &Ui, view_ctx: &mut ViewContext<'_>, response: &Response, id: RecordId) {
    focus::row_of(ui, view_ctx.nav, response, id);
    menu(ui, response, |ui| {
        // A menu on one of several is for all of them; on another row it is for that row.
        let ids = selection::chosen(view_ctx);
        if ids.len() > 1 && ids.contains(&id) {
            several_ui(ui, view_ctx);
        } else {
            one_ui(ui, view_ctx, id);
        }
    });
}

/// Opens the menu of a widget, and draws it while it is open. With the keyboard its first entry has the focus, and `Escape` gives
/// it back.
pub(super) fn menu(ui: &Ui, response: &Response, add: impl FnOnce(&mut Ui)) {
    let popup = Popup::default_response_id(response);
    let (place, open) = (popup.with("place"), popup.with("open"));
    let by_key = response.has_focus()
        && !Popup::is_id_open(ui.ctx(), popup)
        && (kit::keys::take(ui, Modifiers::SHIFT, Key::F10) || kit::keys::take(ui, Modifiers::NONE, Key::Menu));
    if by_key {
        let corner = response.rect.left_top() + egui::vec2(kit::space::XL, response.rect.height().min(kit::height::CONTROL));
        ui.data_mut(|data| data.insert_temp(place, Some(corner)));
        Popup::open_id(ui.ctx(), popup);
    } else if response.secondary_clicked() {
        ui.data_mut(|data| data.insert_temp::<Option<Pos2>>(place, None));
        if response.sense.is_focusable() {
            response.request_focus();
        }
    }
    let mut shown = Popup::context_menu(response);
    if let Some(Some(corner)) = ui.data(|data| data.get_temp::<Option<Pos2>>(place)) {
        shown = shown.at_position(corner);
    }
    let was_open = ui.data(|data| data.get_temp::<bool>(open)).unwrap_or(false);
    let is_open = shown
        .accessible_name("Menu of the row")
        .show(|ui| {
            ui.set_min_width(220.0);
            ui.data_mut(|data| data.insert_temp(first(), !was_open));
            ui.data_mut(|data| data.remove::<MenuKeys>(drawn()));
            add(ui);
            ui.data_mut(|data| data.remove_temp::<MenuKeys>(drawn())).unwrap_or_default().end(ui);
        })
        .is_some();
    if is_open != was_open {
        ui.data_mut(|data| data.insert_temp(open, is_open));
    }
    if was_open && !is_open && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

fn first() -> Id {
    Id::unique("first entry of a menu")
}

/// The entries drawn so far of the menu that is open.
fn drawn() -> Id {
    Id::unique("entries of a menu")
}

/// Notes an entry, so that keys lead to it.
fn note(ui: &Ui, response: &Response, name: &str) {
    let mut keys = ui.data_mut(|data| data.remove_temp::<MenuKeys>(drawn())).unwrap_or_default();
    keys.entry(ui, response, name);
    ui.data_mut(|data| data.insert_temp(drawn(), keys));
}

/// An entry; true when it is chosen. The first of a menu just opened takes the focus.
fn entry(ui: &mut Ui, words: &str, keys: &str) -> bool {
    let mut button = egui::Button::new(kit::visual(words).as_ref());
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::MenuItem, true, words));
    note(ui, &response, words);
    if ui.data_mut(|data| std::mem::take(data.get_temp_mut_or_default::<bool>(first()))) {
        response.request_focus();
    }
    let chosen = response.clicked();
    if chosen {
        ui.close();
    }
    chosen
}

fn command(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, command: Command) {
    let keys = command.keys(ui.ctx());
    if entry(ui, command.name(), &keys) {
        view_ctx.run(command);
    }
}

/// The terms of a list, of which the one at hand has a tick, and the focus when the list is opened by a key.
fn terms<V: Vocabulary>(ui: &mut Ui, current: &V) -> Option<V> {
    let mut chosen = None;
    let name = format!("Change {}", V::NAME.to_lowercase());
    let button = ui.next_auto_id();
    let open = button.with("terms are open");
    let was_open = ui.data(|data| data.get_temp::<bool>(open)).unwrap_or(false);
    let by_key = ui.memory(|memory| memory.has_focus(button));
    let shown = ui.menu_button(name.as_str(), |ui| {
        let mut keys = MenuKeys::default();
        let at = V::KNOWN.iter().position(|term| term == current).unwrap_or(0);
        for (place, term) in V::KNOWN.iter().enumerate() {
            let response = kit::menu_choice_ui(ui, &mut keys, term.label(), term == current);
            if !was_open && by_key && place == at {
                response.request_focus();
            }
            if response.on_hover_text(term.meaning()).clicked() {
                chosen = Some(term.clone());
                ui.close();
            }
        }
        keys.end(ui);
    });
    let is_open = shown.inner.is_some();
    if is_open != was_open {
        ui.data_mut(|data| data.insert_temp(open, is_open));
    }
    note(ui, &shown.response, &name);
    chosen.filter(|term| term != current)
}

/// What can be done with one record.
fn one_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: RecordId) {
    let workspace = view_ctx.workspace();
    if matches!(id, RecordId::Binned(_)) {
        if let RecordId::Binned(id) = id
            && entry(ui, "Restore", "")
        {
            view_ctx.send(Action::Restore(id));
        }
        return;
    }
    if Page::of(id, workspace).is_some_and(|page| page != *view_ctx.nav.page()) && entry(ui, "Open", "") {
        view_ctx.open(id);
    }
    if entry(ui, "Edit", "") {
        view_ctx.edit(id, "first");
    }
    if let RecordId::Statement(id) = id
        && let Some(statement) = workspace.statements.get(&id)
    {
        statement_ui(ui, view_ctx, statement);
    }
    if let RecordId::FollowUp(_) | RecordId::Incident(_) = id
        && let Some(record) = workspace.get(id)
        && let Some(level) = record.level()
        && let Some(level) = terms(ui, &level)
    {
        let mut after = record.clone();
        after.set_level(&level);
        view_ctx.send(Action::Put(Proposal::put("change record level", after)));
    }
    if let RecordId::Round(id) = id
        && let Some(round) = workspace.rounds.get(&id)
        && entry(ui, "Add follow-up", "")
    {
        view_ctx.send(Action::Create(New::FollowUp { negotiation: round.negotiation, round: Some(id), what: String::new() }));
    }
    if workspace.view(id).is_some_and(|record| !to_check::reasons(record).is_empty())
        && entry(ui, Command::Settle.name(), &Command::Settle.keys(ui.ctx()))
    {
        settle(view_ctx, id);
    }
    let passage = workspace.view(id).and_then(|record| record.passages().into_iter().find_map(|(_, list)| list.first()));
    if let Some(passage) = passage
        && entry(ui, "Show in the text", &Command::Reading.keys(ui.ctx()))
    {
        view_ctx.send(Action::ShowPassage { record: id, source: passage.source, passage: passage.id });
    }
    ui.separator();
    if entry(ui, "Copy as text", "") {
        let words = text_of(view_ctx, id);
        view_ctx.send(words.map_or_else(|why| Action::Say(why.to_string()), Action::Copy));
    }
    if let Some(of) = CopyOf::records(workspace, std::iter::once(id))
        && entry(ui, "Copy as table", "")
    {
        copy_table::copy(view_ctx, of);
    }
    let keys = Command::Versions.keys(ui.ctx());
    if entry(ui, Command::Versions.name(), &keys) {
        view_ctx.go(Page::History(Some(id)));
    }
    ui.separator();
    let keys = Command::Delete.keys(ui.ctx());
    if entry(ui, Command::Delete.name(), &keys) {
        view_ctx.send(Action::Delete(id));
    }
}

/// Settles a record that need not be the one selected.
fn settle(view_ctx: &mut ViewContext<'_>, id: RecordId) {
    let workspace = view_ctx.workspace();
    if workspace.view(id).is_some_and(|record| !to_check::unsettled(record).is_empty()) {
        view_ctx.send(Action::Say(to_check::STILL_WITHHELD.to_owned()));
    }
    if let Some(proposal) = bulk_edit::settle(workspace, &[id].into()) {
        view_ctx.send(Action::Put(proposal));
    }
}

fn statement_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, statement: &Statement) {
    let workspace = view_ctx.workspace();
    if let Some(verification) = terms::<Verification>(ui, &statement.verification) {
        view_ctx.put("change verification", Statement { verification, ..statement.clone() });
    }
    if let Some(level) = terms::<RecordLevel>(ui, &statement.level) {
        let mut statement = statement.clone();
        to_check::set_level(&mut statement, level);
        view_ctx.put("change record level", statement);
    }
    ui.separator();
    let mut ways: Vec<(String, RecordId)> = vec![(names::party(workspace, statement.party), statement.party.into())];
    if let Some(Who::Person(person)) = &statement.speaker {
        ways.push((names::person(workspace, *person), (*person).into()));
    }
    ways.extend(statement.round.map(|round| (names::round(workspace, round), round.into())));
    ways.extend(statement.sources.iter().map(|source| (names::title(workspace, (*source).into()), (*source).into())));
    for (name, way) in ways {
        if workspace.contains(way) && entry(ui, &format!("Go to {name}"), "") {
            view_ctx.open(way);
        }
    }
    if entry(ui, "Add follow-up", "") {
        let (negotiation, round) = (statement.negotiation, statement.round);
        view_ctx.send(Action::Create(New::FollowUp { negotiation, round, what: String::new() }));
    }
}

/// What can be done with all that is selected.
fn several_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
    let ids = selection::chosen(view_ctx);
    let statements = bulk_edit::statements(view_ctx.workspace(), &ids);
    if statements.len() == ids.len() {
        let none = || Verification::Other(String::new());
        let current = Common::of(statements.iter().map(|one| one.verification.clone())).same().unwrap_or_else(none);
        if let Some(verification) = terms(ui, &current) {
            bulk_edit::change(view_ctx, "verification", |statement| statement.verification = verification.clone());
        }
        let none = || RecordLevel::Other(String::new());
        let current = Common::of(statements.iter().map(|one| one.level.clone())).same().unwrap_or_else(none);
        if let Some(level) = terms(ui, &current) {
            bulk_edit::change(view_ctx, "record level", |statement| statement.level = level.clone());
        }
        for one in [Command::ChangeIssues, Command::ChangeTags, Command::ChangeSources] {
            command(ui, view_ctx, one);
        }
        ui.separator();
    }
    if bulk_edit::open(view_ctx.workspace(), &ids) > 0 {
        command(ui, view_ctx, Command::Settle);
    }
    let records: Vec<Record> = ids.iter().filter_map(|id| view_ctx.workspace().get(*id)).collect();
    if statements.is_empty() && records.iter().all(|record| record.level().is_some()) {
        let none = || RecordLevel::Other(String::new());
        let current = Common::of(records.iter().filter_map(Record::level)).same().unwrap_or_else(none);
        if let Some(level) = terms(ui, &current) {
            bulk_edit::change_records(view_ctx, "record level", |record| record.set_level(&level));
        }
        ui.separator();
    }
    if CopyOf::records(view_ctx.workspace(), ids.iter().copied()).is_some() {
        command(ui, view_ctx, Command::CopyTable);
        ui.separator();
    }
    command(ui, view_ctx, Command::Delete);
}

/// The menu of a part of a round, as who was there, a sitting or an account: `field` is where it is edited, `remove` takes it out.
pub(super) fn part_menu(
    ui: &Ui,
    view_ctx: &mut ViewContext<'_>,
    response: &Response,
    (round, part, field, noun): (&Round, PartId, &str, &str),
    remove: impl FnOnce(&mut Round),
) {
    menu(ui, response, |ui| {
        if entry(ui, "Edit", "") {
            view_ctx.edit(round.id, field);
        }
        let mut after = round.clone();
        if let Some(marked) = after.level_mut(part)
            && let Some(level) = terms(ui, marked.as_ref().unwrap_or(&RecordLevel::Unstated))
        {
            *marked = level.stated();
            view_ctx.put("change record level", after);
        }
        ui.separator();
        if entry(ui, "Remove", "") {
            let mut after = round.clone();
            remove(&mut after);
            view_ctx.put(&format!("remove {noun}"), after);
        }
    });
}

/// The menu of an entry of the history: its words, and the way to the records that it changed.
pub(super) fn version_menu(ui: &Ui, view_ctx: &mut ViewContext<'_>, response: &Response, words: &str, version: &Change) {
    menu(ui, response, |ui| {
        for id in version.touched().take(WAYS) {
            let there = view_ctx.workspace().contains(id);
            let title = names::title(view_ctx.workspace(), id);
            if there && entry(ui, &format!("Open {title}"), "") {
                view_ctx.open(id);
            }
            if there && *view_ctx.nav.page() != Page::History(Some(id)) && entry(ui, &format!("Earlier versions of {title}"), "")
            {
                view_ctx.go(Page::History(Some(id)));
            }
        }
        ui.separator();
        if entry(ui, "Copy as text", "") {
            view_ctx.send(Action::Copy(words.to_owned()));
        }
    });
}

/// The menu of a record as it was, which is no longer there: what brings it back, and its versions.
pub(super) fn gone_menu(ui: &Ui, view_ctx: &mut ViewContext<'_>, response: &Response, record: &Record, verb: &str) {
    menu(ui, response, |ui| {
        if entry(ui, verb, "") {
            view_ctx.send(Action::RestoreVersion { records: vec![record.clone()] });
        }
        if entry(ui, Command::Versions.name(), "") {
            view_ctx.go(Page::History(Some(record.id())));
        }
    });
}

/// To how many records of an entry of the history its menu leads.
const WAYS: usize = 3;

/// The menu of a cell in which nothing is stated.
pub(super) fn empty_cell_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, new: New) {
    if entry(ui, "Record a statement here", "") {
        view_ctx.send(Action::Create(new));
    }
}

/// Why a record is not copied as text.
#[derive(Debug, thiserror::Error)]
enum NotCopied {
    #[error("Not copied: the terms on which it was told keep it in")]
    Withheld,
    #[error("Not copied: it was said {0}. Copy as table keeps to the terms")]
    Level(String),
    #[error("This {} is no longer there", .0.noun())]
    Gone(RecordId),
}

/// A record in a line of text, or why it is not copied: by the rule of what may leave, which a table goes by as well.
fn text_of(view_ctx: &ViewContext<'_>, id: RecordId) -> Result<String, NotCopied> {
    let workspace = view_ctx.workspace();
    let statement = |id: StatementId| workspace.statements.get(&id);
    let negotiation = match id {
        // These have words of their own about what may leave.
        RecordId::Round(_) | RecordId::Statement(_) => None,
        id => workspace.view(id).and_then(Record::negotiation),
    };
    if let Some(negotiation) = negotiation
        && !Released::new(workspace, negotiation, &Permitted::default()).workspace().contains(id)
    {
        return Err(NotCopied::Withheld);
    }
    match id {
        RecordId::Statement(id) => {
            let Some(statement) = statement(id) else { return Err(NotCopied::Gone(id.into())) };
            let level = levels::of(workspace, statement);
            if of_level(&level) != Leave::Whole {
                return Err(NotCopied::Level(level.label().to_lowercase()));
            }
            let mut parts = vec![names::statement_line(workspace, statement)];
            parts.extend(statement.speaker.as_ref().map(|who| names::who(workspace, who)));
            if !statement.said_on.is_unknown() {
                parts.push(statement.said_on.short_words());
            }
            parts.extend(statement.sources.iter().map(|source| names::title(workspace, (*source).into())));
            Ok(parts.join(", "))
        }
        RecordId::Source(id) => {
            let Some(source) = workspace.sources.get(&id) else { return Err(NotCopied::Gone(id.into())) };
            let parts = [names::source_title(source), source.outlet.clone(), source.address.clone()];
            Ok(parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", "))
        }
        RecordId::Round(id) => {
            let Some(round) = workspace.rounds.get(&id) else { return Err(NotCopied::Gone(id.into())) };
            let parts = [names::round_title(round), super::lines::date_words(&round.schedule.when), names::venue(&round.venue)];
            Ok(parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(", "))
        }
        id => Ok(names::title(workspace, id)),
    }
}
