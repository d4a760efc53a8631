//! Positions side by side: matrix, full text, then and now.

mod axes;
mod cell;
mod filter;
mod grid;
mod history;
mod matrix;
mod side;
mod stated;
mod stops;
mod symbols;
mod then;

use crate::kit::{self, Icon, space};
use crate::model::{IssueId, NegotiationId, PartyId, Workspace};
use crate::query::matrix::view::{Filter, MatrixQuestion, MatrixView};
use crate::query::position::AsOf;
use crate::query::{names, usage::counted};
use crate::ui::filters::{Bar, Saving};
use crate::ui::views::{Values, ids};
use crate::ui::{Command, CopyOf, Memo, ViewContext, copy_table};
use axes::Axes;
use egui::Ui;
use filter::{Offer, filter_ui, pick};
use grid::Grid;
use matrix::Heights;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
pub(super) use stops::{Stop, stops};

/// The list, as its filters are kept under.
const LIST: &str = "compare";

/// Positions side by side, each negotiation as it was left.
#[derive(Default)]
pub(super) struct ComparePage {
    views: BTreeMap<NegotiationId, View>,
}

/// Three ways to compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Matrix,
    SideBySide,
    ThenAndNow,
}

/// What one negotiation's comparison keeps.
#[derive(Default)]
struct View {
    mode: Mode,
    as_of: AsOf,
    parties: Filter<PartyId>,
    issues: Filter<IssueId>,
    hide_silent: Option<bool>,
    saving: Saving,
    matrix: matrix::MatrixState,
    history: history::HistoryState,
    side: side::SideState,
    then: then::ThenState,
    axes: Memo<NegotiationId, Axes>,
    shown: Memo<MatrixQuestion, MatrixView>,
    heights: Memo<(MatrixQuestion, u32), Heights>,
    grid: Memo<(MatrixQuestion, u32, Range<usize>), Grid>,
}

impl ComparePage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        self.views.entry(id).or_default().ui(ui, view_ctx, id);
    }
}

impl View {
    fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        let workspace = view_ctx.workspace();
        let mut mode = self.mode;
        kit::page_title_ui(ui, Command::Compare.name(), "", |ui| {
            let modes = [(Mode::Matrix, "Matrix"), (Mode::SideBySide, "Side by side"), (Mode::ThenAndNow, "Then and now")];
            mode = kit::segmented_ui(ui, "View", mode, &modes).unwrap_or(mode);
        });
        self.mode = mode;
        if let Some(command) = nothing_yet_ui(ui, workspace, id) {
            if let Some(command) = command {
                view_ctx.run(command);
            }
            return;
        }
        let axes = self.axes.get(view_ctx.session.revision(), id, |id| Axes::new(workspace, *id)).clone();
        if self.mode == Mode::ThenAndNow {
            self.then.ui(ui, view_ctx, id, &axes);
            return;
        }
        let at = stops::index_of(&axes.stops, self.as_of);
        let chosen = stops::track_ui(ui, "As of", &axes.stops, at).unwrap_or(at);
        let Some(stop) = axes.stops.get(chosen) else { return };
        self.as_of = stop.as_of;
        match self.mode {
            Mode::SideBySide => {
                ui.horizontal(|ui| {
                    ui.add(kit::text(as_of_words(stop)).strong().small());
                    self.side.filter_ui(ui, view_ctx, &axes);
                });
                self.side.ui(ui, view_ctx, id, &axes, self.as_of);
            }
            _ => self.matrix_ui(ui, view_ctx, id, &axes, stop),
        }
    }

    fn matrix_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId, axes: &Axes, stop: &Stop) {
        let workspace = view_ctx.workspace();
        let revision = view_ctx.session.revision();
        self.line_ui(ui, view_ctx, id, axes, stop);
        if let Some((issue, party)) = self.matrix.cursor.filter(|_| self.matrix.open) {
            let there = workspace.issues.contains_key(&issue) && workspace.parties.contains_key(&party);
            let room = ui.available_height();
            let panel = egui::Panel::bottom("position history").resizable(true).default_size((room * 0.4).max(140.0));
            let frame = egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO });
            let close = panel
                .size_range(100.0..=(room * 0.7).max(120.0))
                .frame(frame)
                .show(ui, |ui| {
                    ui.take_available_space();
                    history::history_ui(ui, view_ctx, &mut self.history, issue, party)
                })
                .inner;
            self.matrix.open = there && !close;
        }
        let question = self.question(view_ctx, id);
        let shown = self.shown.get(revision, question.clone(), |question| MatrixView::new(workspace, question));
        if shown.matrix.parties.is_empty() || shown.rows.is_empty() {
            let sentence = "Choose a later round, other parties or other issues.";
            kit::empty_ui(ui, Icon::Matrix, "Nothing stated by then", sentence, None);
            return;
        }
        key_ui(ui);
        let room = ui.available_width() - ui.spacing().scroll.bar_width;
        let widths = Grid::widths(room, shown.matrix.parties.len());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole points of a screen")]
        let width = widths.1 as u32;
        let heights = self.heights.get(revision, (question.clone(), width), |_| matrix::heights(ui, workspace, shown, widths));
        let columns = shown.matrix.parties.len();
        let in_view = self.matrix.columns((widths.1, columns), room - widths.0);
        let grid = self.grid.get(revision, (question, width, in_view), |(_, _, in_view)| heights.grid(widths, columns, in_view));
        matrix::matrix_ui(ui, view_ctx, &mut self.matrix, shown, grid);
    }

    /// What is shown, as it is kept under a name.
    fn values(&self) -> Values {
        fn words<T: ToString>(only: Option<&BTreeSet<T>>) -> Option<String> {
            only.map(|only| only.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        let silent = self.hide_silent.map(|hide| if hide { "hide" } else { "show" }.to_owned());
        let parts = [("parties", words(self.parties.only())), ("issues", words(self.issues.only())), ("silent", silent)];
        parts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }

    /// Shows what was kept so.
    fn take(&mut self, values: &Values) {
        self.parties = Filter::of(ids(values, "parties"));
        self.issues = Filter::of(ids(values, "issues"));
        self.hide_silent = values.get("silent").map(|words| words == "hide");
    }

    fn question(&self, view_ctx: &ViewContext<'_>, negotiation: NegotiationId) -> MatrixQuestion {
        MatrixQuestion {
            negotiation,
            as_of: self.as_of,
            zone: view_ctx.zone,
            parties: self.parties.clone(),
            issues: self.issues.clone(),
            hide_silent: self.hide_silent,
        }
    }

    /// As of when, what moved, what is shown, and the copy.
    fn line_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId, axes: &Axes, stop: &Stop) {
        let workspace = view_ctx.workspace();
        let question = self.question(view_ctx, id);
        let shown =
            self.shown.get(view_ctx.session.revision(), question.clone(), |question| MatrixView::new(workspace, question));
        let mut words = as_of_words(stop);
        if let Some(since) = shown.matrix.since {
            let moved = match shown.moved() {
                0 => "nothing moved".to_owned(),
                moved => format!("{} moved", counted(moved, "position")),
            };
            words = format!("{words}  ·  {moved} since {}", kit::isolate(&names::round(workspace, since)));
        }
        let hides = shown.hides_silent;
        let silent = match (shown.silent, shown.silent_parties) {
            (0, 0) => None,
            (issues, 0) => Some(counted(issues, "issue")),
            (0, parties) => Some(counted(parties, "party")),
            (issues, parties) => Some(format!("{} and {}", counted(issues, "issue"), counted(parties, "party"))),
        };
        let mut copies = false;
        ui.horizontal_wrapped(|ui| {
            ui.add(kit::text(words).strong().small());
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let offers = axes.parties.iter().map(|party| Offer {
                name: names::party(workspace, *party),
                depth: 0,
                chosen: self.parties.keeps(*party),
                enabled: true,
            });
            if let Some(picked) = filter_ui(ui, "parties", &offers.collect::<Vec<_>>(), true) {
                pick(&mut self.parties, picked, &axes.parties);
            }
            let offers = axes.issues.iter().map(|node| Offer {
                name: names::issue(workspace, node.issue),
                depth: node.depth,
                chosen: self.issues.keeps(node.issue),
                enabled: true,
            });
            if let Some(picked) = filter_ui(ui, "issues", &offers.collect::<Vec<_>>(), true) {
                pick(&mut self.issues, picked, &axes.issues.iter().map(|node| node.issue).collect::<Vec<_>>());
            }
            let bar = Bar { list: LIST, negotiation: Some(id), values: &self.values(), shown: "" };
            if let Some(values) = bar.ui(ui, view_ctx, &mut self.saving) {
                self.take(&values);
            }
            copies = copy_table::button_ui(ui, view_ctx);
            if let Some(silent) = silent {
                let label = format!("Hide {silent} without a word");
                if let Some(on) = kit::toggle_ui(ui, hides, &label) {
                    self.hide_silent = Some(on);
                }
            }
        });
        if copies {
            copy_table::copy(view_ctx, CopyOf::Matrix(question));
        }
    }
}

fn as_of_words(stop: &Stop) -> String {
    if stop.as_of == AsOf::Now { "Everything recorded until now".to_owned() } else { format!("As of {}", stop.words()) }
}

/// What the marks before the kinds mean.
fn key_ui(ui: &mut Ui) {
    egui::Panel::bottom("matrix key").resizable(false).show_separator_line(false).frame(egui::Frame::new()).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, 0.0);
            for (icon, tone, word) in symbols::key() {
                let t = kit::tokens(ui);
                let ink = if tone == kit::Tone::Neutral { t.text_weak } else { t.tone(tone).text };
                kit::marked_word_ui(ui, icon, ink, word);
            }
        });
    });
}

/// What there is to do first while there is nothing to compare, and the command for it if its button was pressed.
fn nothing_yet_ui(ui: &mut Ui, workspace: &Workspace, id: NegotiationId) -> Option<Option<Command>> {
    let said_on = workspace.statements_of(id).any(|statement| !statement.issues.is_empty());
    let (title, sentence, command) = match () {
        () if said_on => return None,
        () if workspace.parties.is_empty() => {
            ("No parties yet", "Positions are shown side by side by party. Add the parties first.", Command::NewParty)
        }
        () if workspace.issues_of(id).is_empty() => {
            ("No issues yet", "Positions are shown side by side by issue. Put the first issue on the table.", Command::NewIssue)
        }
        () => {
            let sentence = "Record what a party says on an issue: it stands here as its position, as of any round.";
            ("No positions yet", sentence, Command::NewStatement)
        }
    };
    let pressed = kit::empty_ui(ui, Icon::Compare, title, sentence, Some(command.name()));
    Some(pressed.then_some(command))
}
