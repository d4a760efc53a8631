//! The rounds of a negotiation in the order of time, and a line to add one: a word about when is all it needs.

use super::cells::Cells;
use super::columns::{Column, Columns};
use super::sorting::{self, SortKey};
use super::{CopyOf, Memo, ViewContext, badges, copy_table, lines, row, selection};
use crate::exchange::request::What;
use crate::kit::{self, Icon, Tone};
use crate::model::when::{Context, Reading, find_zone, parse};
use crate::model::{NegotiationId, RecordId, Round, RoundId, ScheduleStatus, Vocabulary, Workspace};
use crate::query::rounds::Standing;
use crate::query::usage::counted;
use crate::query::{conflict, names, rounds};
use crate::session::{Draft, New, Proposal};
use crate::ui::Action;
use chrono::NaiveDate;
use chrono_tz::Tz;
use egui::{Layout, Ui};
use std::collections::BTreeMap;

/// The rounds of a negotiation.
#[derive(Default)]
pub(super) struct RoundsPage {
    rows: Memo<RowsKey, Vec<RoundRow>>,
    /// The negotiation that a round is being added to.
    of: Option<NegotiationId>,
    when: String,
    place: String,
    /// When and where of rounds begun in other negotiations, which wait there.
    waiting: BTreeMap<NegotiationId, (String, String)>,
    /// Said under the line once it was tried without a word about when.
    asked_when: bool,
}

/// Which rounds in which order, on which day.
#[derive(Clone, PartialEq)]
struct RowsKey {
    negotiation: NegotiationId,
    sort: Option<(String, bool)>,
    today: NaiveDate,
    zone: Tz,
}

/// What a row of the list says, worked out once for each state of the record.
#[derive(Clone, Debug, PartialEq)]
struct RoundRow {
    id: RoundId,
    /// Its number, where its title does not say it.
    number: String,
    title: String,
    place: String,
    when: String,
    format: &'static str,
    outcome: String,
    statements: usize,
    conflicting: bool,
    held: bool,
    next: bool,
    /// It should have begun.
    late: bool,
}

fn rows(workspace: &Workspace, asked: &RowsKey) -> Vec<RoundRow> {
    let RowsKey { negotiation, ref sort, today, zone } = *asked;
    let next = rounds::next(workspace, negotiation, today, zone).map(|round| round.id);
    let row = |round: &Round| RoundRow {
        id: round.id,
        number: match round.number {
            Some(number) if !round.title.trim().is_empty() => number.to_string(),
            _ => String::new(),
        },
        title: names::round_title(round),
        place: names::venue(&round.venue),
        when: lines::date_words(&round.schedule.when),
        format: rounds::laterality(workspace, round).unwrap_or(""),
        outcome: outcome(round),
        statements: workspace.statements_at(round.id).count(),
        conflicting: conflict::conflicting(round),
        held: rounds::took_place(round),
        next: next == Some(round.id),
        late: rounds::standing(workspace, round, today, zone) == Standing::ShouldHaveBegun,
    };
    let mut rows: Vec<RoundRow> = rounds::in_order(workspace, negotiation).into_iter().map(row).collect();
    if let Some((by, down)) = sort {
        sorting::sort(&mut rows, *down, |row| sort_key(workspace, row, by));
    }
    rows
}

/// What a row is sorted by in a column.
fn sort_key(workspace: &Workspace, row: &RoundRow, column: &str) -> SortKey {
    let Some(round) = workspace.rounds.get(&row.id) else { return SortKey::Nothing };
    match column {
        "when" => SortKey::when(&round.schedule.when, names::round_zone(round)),
        "status" => SortKey::term(&round.schedule.status),
        "format" => SortKey::text(row.format),
        "outcome" => SortKey::text(&row.outcome),
        "statements" => SortKey::Number(row.statements),
        _ => round
            .number
            .map_or_else(|| SortKey::text(&row.title), |number| SortKey::Number(number.try_into().unwrap_or(usize::MAX))),
    }
}

/// What came out, in one line.
fn outcome(round: &Round) -> String {
    let kind = round.outcome.kind.as_ref().map_or("", |kind| kind.label());
    match (kind, round.outcome.text.trim()) {
        (kind, "") => kind.to_owned(),
        ("", text) => one_line(text),
        (kind, text) => format!("{kind}: {}", one_line(text)),
    }
}

/// The column cuts it where its room ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a draft was typed if it is a round that was begun and not added.
pub(super) const DRAFT: &str = "new round";

impl RoundsPage {
    /// The rounds that were begun and not added.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        let here = self.of.map(|id| (id, &self.when, &self.place));
        let all = here.into_iter().chain(self.waiting.iter().map(|(id, (when, place))| (*id, when, place)));
        all.filter(|(_, when, place)| !when.trim().is_empty() || !place.trim().is_empty()).map(|(id, when, place)| {
            let words = [("when".to_owned(), when.clone()), ("place".to_owned(), place.clone())].into();
            Draft { place: DRAFT.to_owned(), of: vec![id.into()], words }
        })
    }

    /// Puts back a round that was begun: it waits where it was. What has been begun there since stays.
    pub(super) fn put_back(&mut self, draft: &Draft) {
        let &[RecordId::Negotiation(id)] = draft.of.as_slice() else { return };
        let (when, place) = (draft.text("when").to_owned(), draft.text("place").to_owned());
        if self.of != Some(id) {
            self.waiting.entry(id).or_insert((when, place));
        } else if self.when.is_empty() && self.place.is_empty() {
            (self.when, self.place) = (when, place);
        }
    }

    /// What was begun in one negotiation never goes to another.
    fn go_to(&mut self, id: NegotiationId) {
        if self.of == Some(id) {
            return;
        }
        let begun = (std::mem::take(&mut self.when), std::mem::take(&mut self.place));
        if let Some(before) = self.of.replace(id)
            && begun != Default::default()
        {
            self.waiting.insert(before, begun);
        }
        (self.when, self.place) = self.waiting.remove(&id).unwrap_or_default();
        self.asked_when = false;
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        self.go_to(id);
        let workspace = view_ctx.workspace();
        let view = view_ctx.views.list(LIST);
        let asked = RowsKey { negotiation: id, sort: view.sort.clone(), today: view_ctx.today(), zone: view_ctx.zone };
        let rows = self.rows.get(view_ctx.session.revision(), asked, |asked| rows(workspace, asked)).clone();
        let held = workspace.rounds_of(id).filter(|round| round.schedule.status == ScheduleStatus::Held).count();
        let subtitle = match (rows.len(), held) {
            (0, _) => String::new(),
            (all, held) => format!("{}, {held} held", counted(all, "round")),
        };
        let mut copies = false;
        let any = !rows.is_empty();
        kit::page_title_ui(ui, "Rounds", &subtitle, |ui| copies = any && copy_table::button_ui(ui, view_ctx));
        if copies {
            copy_table::copy(view_ctx, CopyOf::list(What::Rounds, id).sorted(view.sort.is_some(), rows.iter().map(|row| row.id)));
        }
        self.add_ui(ui, view_ctx, id);
        ui.add_space(kit::space::S);
        if rows.is_empty() {
            let sentence = "A round is a meeting, or a series of sittings under one number. Say when it is, was or may be: a day, a \
                            month, or words such as “as early as next week”. The rest can wait.";
            kit::empty_ui(ui, Icon::Round, "No rounds yet", sentence, None);
            return;
        }
        let columns = Columns::new(LIST, &view, &columns(ui.available_width()));
        let height = ROW + ui.spacing().item_spacing.y;
        kit::access::table_ui(ui, "Rounds", (rows.len(), columns.count()), |ui| {
            columns.head_ui(ui, view_ctx);
            ui.spacing_mut().item_spacing.y = 0.0;
            let scroll = egui::ScrollArea::vertical().id_salt("rounds").auto_shrink([false, false]);
            scroll.show_rows(ui, height, rows.len(), |ui, range| {
                let name = |at: usize| row_name(workspace, rows.get(at)?);
                let wanted = rows.iter().position(|row| view_ctx.nav.wants(row.id));
                super::focus::rows_in_view_ui(ui, "rounds", (range, rows.len(), height), (wanted, 0), name, |ui, at| {
                    if let Some(row) = rows.get(at) {
                        ui.push_id(row.id, |ui| round_ui(ui, view_ctx, (at, row), &columns, &rows));
                    }
                });
            });
        });
    }

    /// The line that adds a round: when, where, Enter.
    fn add_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        let zone = self.zone(view_ctx);
        let reading = parse(&self.when, Context::new(view_ctx.today(), zone));
        let mut submitted = false;
        ui.horizontal(|ui| {
            let room = ui.available_width();
            let when = ui.scope(|ui| {
                ui.set_max_width((room * 0.4).clamp(160.0, 320.0));
                kit::text_field("When", &mut self.when).hint("4–5 February, or next week").show(ui)
            });
            submitted |= when.inner.submitted;
            if view_ctx.workspace().rounds_of(id).next().is_none() {
                super::focus::home(ui, &when.inner.response);
            }
            let place = ui.scope(|ui| {
                ui.set_max_width((room * 0.35).clamp(140.0, 280.0));
                kit::text_field("Place", &mut self.place).hint("City or region").show(ui)
            });
            submitted |= place.inner.submitted;
            ui.with_layout(Layout::bottom_up(egui::Align::Min), |ui| {
                submitted |= ui.add(kit::button("Add round").icon(Icon::Add).primary()).clicked();
            });
        });
        self.reading_ui(ui, &reading);
        if submitted {
            self.submit(view_ctx, id, zone, reading);
        }
    }

    /// What the word about when was read as, in words; always one line, so that nothing below moves.
    fn reading_ui(&self, ui: &mut Ui, reading: &Reading) {
        let t = kit::tokens(ui);
        let (words, color) = if self.when.trim().is_empty() {
            match self.asked_when {
                true => ("Say when first: a day, a month, or words such as “next week”.".to_owned(), t.tone(Tone::Danger).text),
                false => (String::new(), t.text_weak),
            }
        } else {
            let note = reading.note.as_deref().map(|note| format!(". {note}")).unwrap_or_default();
            (format!("{}{note}", reading.when.words()), t.text_weak)
        };
        if !self.when.trim().is_empty() {
            kit::access::say_settled(ui, "when of a new round", &format!("Read as {words}"), kit::access::TYPED);
        }
        ui.add(kit::text(words).small().color(color).truncate());
    }

    /// Whose clocks a time means: those of the place typed. No other place says it, nor did the round before.
    fn zone(&self, view_ctx: &ViewContext<'_>) -> Option<Tz> {
        find_zone(&self.place, view_ctx.zone).filter(|found| !found.is_local).map(|found| found.zone)
    }

    fn submit(&mut self, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, zone: Option<Tz>, reading: Reading) {
        self.asked_when = self.when.trim().is_empty();
        if self.asked_when {
            return;
        }
        let draft = view_ctx.session.draft_as(view_ctx.session.fresh_id(), New::Round { negotiation, when: reading.when });
        let crate::model::Record::Round(mut round) = draft else {
            return;
        };
        if !self.place.trim().is_empty() {
            self.place.trim().clone_into(&mut round.venue.city);
            round.zone = zone;
        }
        let id = round.id;
        view_ctx.send(Action::Put(Proposal::put("add round", round)));
        view_ctx.open(id);
        self.when.clear();
        self.place.clear();
    }
}

const ROW: f32 = 48.0;

/// The list, as its order and its widths are kept under.
const LIST: &str = "rounds";

/// The columns, as wide as they are unless the user says otherwise; what there is no room for has no width.
fn columns(width: f32) -> [Column; 6] {
    let (status, statements) = (112.0, 104.0);
    let when = if width > 1200.0 { 220.0 } else { 150.0 };
    let format = if width > 820.0 { 92.0 } else { 0.0 };
    let rest = width - when - status - statements - format;
    let outcome = if rest > 380.0 { rest * 0.55 } else { 0.0 };
    [
        ("round", "Round", (rest - outcome).max(120.0) - kit::space::S),
        ("when", "When", when),
        ("status", "Status", status),
        ("format", "Format", format),
        ("outcome", "Outcome", outcome),
        ("statements", "Statements", statements),
    ]
    .map(|(key, name, width)| Column { key, name, width, numbers: key == "statements" })
}

/// All that a row says of itself; nothing if its round is gone.
fn row_name(workspace: &Workspace, row: &RoundRow) -> Option<String> {
    let round = workspace.rounds.get(&row.id)?;
    let title = names::round_title(round);
    let mut name = kit::join([title.as_str(), &row.when, round.schedule.status.said()], ", ");
    if row.next {
        name.push_str(", next");
    }
    if row.late {
        name.push_str(", should have begun");
    }
    if row.conflicting {
        name.push_str(", announcements differ");
    }
    Some(name)
}

fn round_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, (at, row): (usize, &RoundRow), columns: &Columns, rows: &[RoundRow]) {
    let workspace = view_ctx.workspace();
    let (Some(round), Some(name)) = (workspace.rounds.get(&row.id), row_name(workspace, row)) else {
        return;
    };
    let status = &round.schedule.status;
    let response = row::table_row_ui(ui, &name, view_ctx.is_selected(row.id), |ui| {
        let mut cells = Cells::new(ui, ROW - 2.0);
        let rect = cells.rect();
        cells.cell_ui(ui, columns.width("round"), |ui| title_ui(ui, workspace, row, numbers_width(rows)));
        cells.cell_ui(ui, columns.width("when"), |ui| when_ui(ui, row));
        cells.cell_ui(ui, columns.width("status"), |ui| {
            badges::status_ui(ui, status);
        });
        cells.cell_ui(ui, columns.width("format"), |ui| {
            ui.add(kit::text(row.format).small().truncate());
        });
        cells.cell_ui(ui, columns.width("outcome"), |ui| {
            ui.add(kit::text(row.outcome.as_str()).small().truncate());
        });
        cells.cell_ui(ui, columns.width("statements"), |ui| {
            // Ones under ones, tens under tens.
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if row.statements > 0 {
                    ui.add(kit::text(row.statements.to_string()).weak().small().extend());
                }
            });
        });
        let line = (1.0, kit::tokens(ui).line);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
    });
    kit::access::node(&response, |node| node.set_row_index(at));
    if selection::row(ui, view_ctx, &response, row.id.into(), || rows.iter().map(|row| Some(row.id.into())).collect()) {
        view_ctx.open(row.id);
    }
}

/// How wide the numbers of rounds stand, so that their titles begin under one another.
#[expect(clippy::cast_precision_loss, reason = "a number of a few digits")]
fn numbers_width(rows: &[RoundRow]) -> f32 {
    let digits = rows.iter().map(|row| row.number.len()).max().unwrap_or(0);
    digits as f32 * DIGIT
}

/// The most width of a digit.
const DIGIT: f32 = 9.0;

fn title_ui(ui: &mut Ui, workspace: &Workspace, row: &RoundRow, numbers: f32) {
    badges::clash_icon_ui(ui, workspace, row.id);
    let above = if row.place.is_empty() { 12.0 } else { 2.0 };
    if numbers > 0.0 {
        ui.allocate_ui_with_layout(egui::vec2(numbers, ROW), Layout::top_down(egui::Align::Max), |ui| {
            ui.set_width(numbers);
            ui.add_space(above);
            ui.add(kit::text(row.number.as_str()).weak().extend());
        });
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(above);
        ui.add(kit::text(row.title.as_str()).strong().truncate());
        if !row.place.is_empty() {
            ui.add(kit::text(row.place.as_str()).weak().small().truncate());
        }
    });
}

fn when_ui(ui: &mut Ui, row: &RoundRow) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(if row.conflicting || row.next || row.late { 2.0 } else { 12.0 });
        ui.add(kit::text(row.when.as_str()).small().truncate());
        ui.spacing_mut().interact_size.y = 20.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = kit::space::XS;
            if row.next {
                ui.add(kit::chip("Next").tone(Tone::Accent));
            }
            if row.late {
                ui.add(badges::late_chip());
            }
            if row.conflicting {
                // Before it is held the date is still to be settled; afterwards it is history.
                let tone = if row.held { Tone::Neutral } else { Tone::Warning };
                ui.add(kit::chip(conflict::DATES_DIFFER).tone(tone).tooltip("Not all announcements name the same date"));
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_give_way_when_it_is_narrow() {
        for width in [560.0, 700.0, 1000.0, 1400.0] {
            let sum: f32 = columns(width).iter().map(|column| column.width).sum();
            assert!((sum + kit::space::S - width).abs() < 0.5, "{width}: {sum}");
        }
        assert_eq!(columns(560.0)[4].width, 0.0);
        assert!(columns(1400.0)[3].width > 0.0);
    }
}
