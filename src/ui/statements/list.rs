//! The list: a heading for each round and for what was said between rounds, and a row of two lines for each statement.

use super::filter::Filter;
use crate::kit::{self, Icon};
use crate::model::{NegotiationId, RecordId, RoundId, Statement, StatementId, Vocabulary, Workspace};
use crate::query::{names, position, rounds};
use crate::session::Session;
use crate::ui::lines::date_words;
use crate::ui::round::statement_words;
use crate::ui::sorting::{self, SortKey};
use crate::ui::{ViewContext, badges, row, selection};
use chrono_tz::Tz;
use egui::{Margin, Ui};
use std::collections::{BTreeMap, BTreeSet};

/// The height of every line of the list.
pub(super) const ROW: f32 = 48.0;

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// What the statements below have in common, and how many follow.
    Heading(Heading, usize),
    /// A statement, and whether a later one replaces it.
    Statement(StatementId, bool),
}

impl Item {
    /// The statement, if it is one.
    pub(super) fn record(&self) -> Option<RecordId> {
        if let Self::Statement(id, _) = self { Some((*id).into()) } else { None }
    }

    /// Whether it is that statement.
    pub(super) fn is(&self, id: RecordId) -> bool {
        self.record() == Some(id)
    }
}

/// What statements below each other have in common.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heading {
    /// The round; none for what was said between rounds.
    Round(Option<RoundId>),
    /// What they are sorted by.
    Words(String),
}

/// What the list is asked for: of which negotiation, which, in which order, on whose clocks.
pub(super) type Asked = (NegotiationId, Filter, Option<(String, bool)>, Tz);

/// The lines. In time: rounds in their order and what was said between rounds after them, turned round for the newest first. By
/// anything else: what they have in common as a heading, the newest first below it.
pub(super) fn items(session: &Session, asked: &Asked) -> Vec<Item> {
    let workspace = session.workspace();
    let (negotiation, filter, sort, zone) = asked;
    let wanted: Vec<&Statement> = filter.wanted(session, *negotiation).collect();
    let replaced: BTreeSet<StatementId> =
        workspace.statements_of(*negotiation).flat_map(|later| later.supersedes.clone()).collect();
    let groups = match sort {
        Some((by, down)) if by != "said" => by_words(workspace, wanted, by, *down, *zone),
        _ => by_round(workspace, *negotiation, wanted, sort.as_ref().is_none_or(|(_, down)| *down), *zone),
    };
    let mut items = Vec::new();
    for (heading, statements) in groups {
        items.push(Item::Heading(heading, statements.len()));
        items.extend(statements.iter().map(|statement| Item::Statement(statement.id, replaced.contains(&statement.id))));
    }
    items
}

/// Statements below what they have in common.
type Groups<'a> = Vec<(Heading, Vec<&'a Statement>)>;

fn by_round<'a>(
    workspace: &'a Workspace,
    negotiation: NegotiationId,
    wanted: Vec<&'a Statement>,
    newest: bool,
    zone: Tz,
) -> Groups<'a> {
    let mut groups: BTreeMap<Option<RoundId>, Vec<&Statement>> = BTreeMap::new();
    for statement in wanted {
        let round = statement.round.filter(|round| workspace.rounds.contains_key(round));
        groups.entry(round).or_default().push(statement);
    }
    let in_order = rounds::in_order(workspace, negotiation).into_iter().map(|round| Some(round.id));
    let mut keys: Vec<Option<RoundId>> = in_order.chain([None]).collect();
    if newest {
        keys.reverse();
    }
    let group = |key: Option<RoundId>| {
        let mut statements = groups.remove(&key)?;
        position::sort_by_said(workspace, &mut statements, zone);
        if newest {
            statements.reverse();
        }
        Some((Heading::Round(key), statements))
    };
    keys.into_iter().filter_map(group).collect()
}

fn by_words<'a>(workspace: &Workspace, mut wanted: Vec<&'a Statement>, by: &str, down: bool, zone: Tz) -> Groups<'a> {
    position::sort_by_said(workspace, &mut wanted, zone);
    wanted.reverse();
    sorting::sort(&mut wanted, down, |statement| sort_key(workspace, statement, by));
    let mut groups: Groups<'a> = Vec::new();
    for statement in wanted {
        let words = common(workspace, statement, by);
        match groups.last_mut() {
            Some((Heading::Words(of), statements)) if *of == words => statements.push(statement),
            _ => groups.push((Heading::Words(words), vec![statement])),
        }
    }
    groups
}

fn sort_key(workspace: &Workspace, statement: &Statement, by: &str) -> SortKey {
    match by {
        "kind" => SortKey::term(&statement.kind),
        "level" => SortKey::term(&statement.level),
        "verification" => SortKey::term(&statement.verification),
        "speaker" if statement.speaker.is_none() => SortKey::Nothing,
        "issue" if statement.issues.is_empty() => SortKey::Nothing,
        _ => SortKey::text(&common(workspace, statement, by)),
    }
}

/// What statements have in common that are sorted so.
fn common(workspace: &Workspace, statement: &Statement, by: &str) -> String {
    match by {
        "kind" => statement.kind.label().to_owned(),
        "level" => statement.level.label().to_owned(),
        "verification" => statement.verification.label().to_owned(),
        "speaker" => statement.speaker.as_ref().map_or_else(|| "No speaker".to_owned(), |who| names::who(workspace, who)),
        "issue" => statement.issues.first().map_or_else(|| "No issue".to_owned(), |issue| names::issue_path(workspace, *issue)),
        _ => names::party(workspace, statement.party),
    }
}

/// All that a line says of itself if it is a row.
pub(super) fn row_name(workspace: &Workspace, item: &Item) -> Option<String> {
    let Item::Statement(id, _) = item else { return None };
    Some(names::statement_line(workspace, workspace.statements.get(id)?))
}

/// Draws a line.
pub(super) fn item_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, item: &Item, items: &[Item]) {
    match item {
        Item::Heading(Heading::Round(round), count) => heading_ui(ui, view_ctx, *round, None, *count),
        Item::Heading(Heading::Words(words), count) => heading_ui(ui, view_ctx, None, Some(words), *count),
        Item::Statement(id, replaced) => {
            if let Some(statement) = view_ctx.workspace().statements.get(id) {
                statement_ui(ui, view_ctx, statement, *replaced, items);
            }
        }
    }
}

fn heading_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: Option<RoundId>, words: Option<&str>, count: usize) {
    let workspace = view_ctx.workspace();
    let found = round.and_then(|round| workspace.rounds.get(&round));
    let title = found.map_or_else(|| words.unwrap_or("Between rounds").to_owned(), names::round_title);
    let when = found.map(|round| date_words(&round.schedule.when)).unwrap_or_default();
    let size = egui::vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_size(size);
        let line = ui.max_rect().bottom() - 2.0;
        ui.painter().hline(ui.max_rect().x_range(), line, (1.0, kit::tokens(ui).line));
        ui.add_space(ROW - kit::height::CONTROL - 2.0);
        let left = |ui: &mut Ui| {
            let response = ui.add(kit::text(title.as_str()).strong().truncate());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &title));
            ui.add(kit::text(when).weak().small().truncate());
            ui.add(kit::text(count.to_string()).weak().small().extend());
        };
        kit::with_actions_ui(ui, left, |ui| {
            let name = format!("Open {title}");
            if let Some(round) = round
                // No stop of the Tab key within the list, which is one stop: the inspector of a statement leads to its round.
                && ui.add(kit::icon_button(Icon::ChevronRight, &name).small().by_pointer()).clicked()
            {
                view_ctx.open(round);
            }
        });
    });
}

/// The list as the selection of several sees it.
fn lines(items: &[Item]) -> selection::Lines {
    items.iter().map(Item::record).collect()
}

fn statement_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, statement: &Statement, replaced: bool, items: &[Item]) {
    let workspace = view_ctx.workspace();
    let name = names::statement_line(workspace, statement);
    let selected = view_ctx.is_selected(statement.id);
    let response = row::row_with_margin_ui(ui, &name, selected, Margin::symmetric(8, 0), |ui| {
        ui.set_height(ROW);
        ui.add_space(3.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let left = |ui: &mut Ui| {
            badges::party_ui(ui, workspace, statement.party);
            let color = kit::tokens(ui).tone(badges::kind_tone(&statement.kind)).text;
            ui.add(kit::text(names::kind_word(statement)).small().color(color).extend());
            if let Some(firmness) = &statement.firmness {
                ui.add(kit::text(firmness.label()).small().extend());
            }
            if let Some(speaker) = &statement.speaker {
                ui.add(kit::text(names::who(workspace, speaker)).small().extend());
            }
            let issues: Vec<String> = statement.issues.iter().map(|issue| names::issue(workspace, *issue)).collect();
            ui.add(kit::text(kit::join(&issues, ", ")).weak().small().truncate());
        };
        kit::with_actions_ui(ui, left, |ui| {
            badges::to_check_ui(ui, workspace, statement.id);
            badges::clash_icon_ui(ui, workspace, statement.id);
            badges::verification_ui(ui, &statement.verification);
            if replaced {
                ui.add(kit::chip("Replaced").tooltip("A later statement replaces it"));
            }
            if let Some(level) = badges::level_chip(&statement.level) {
                ui.add(level);
            }
            if let Some(movement) = &statement.movement {
                ui.add(badges::movement_chip(movement));
            }
            if !statement.said_on.is_unknown() {
                ui.add(kit::text(statement.said_on.short_words()).weak().small().extend());
            }
        });
        let text = kit::text(statement_words(statement)).truncate();
        let text = if replaced { text.weak() } else { text };
        ui.add(if statement.is_assessment() { text.italic() } else { text });
    });
    if selection::row(ui, view_ctx, &response, statement.id.into(), || lines(items)) {
        view_ctx.select(statement.id);
    }
}
