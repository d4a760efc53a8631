//! The matrix on screen: cells that scroll both ways under heads and names that stay.

use super::cell;
use super::grid::Grid;
use crate::kit::{self, access, space};
use crate::model::{IssueId, PartyId, Vocabulary, Workspace};
use crate::query::matrix::view::MatrixView;
use crate::query::names;
use crate::session::New;
use crate::ui::{ViewContext, badges, menu};
use egui::style::ScrollAnimation;
use egui::{EventFilter, Id, Key, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo};
use std::ops::Range;

const HEAD: f32 = 34.0;
/// Issue names are drawn on as many lines as fit; a row is at least so high.
const NAME_LINES: f32 = 2.0;
/// So many of the statements of a cell without a position are shown under the pointer; all of them in its history.
const HOVERED: usize = 3;

/// What the matrix keeps between frames.
#[derive(Debug, Default)]
pub(super) struct MatrixState {
    /// The cell that has the focus when the matrix has it.
    pub cursor: Option<(IssueId, PartyId)>,
    /// Whether the history of that cell is open.
    pub open: bool,
    /// The chosen cell and how high the view was when it was last brought into view.
    shown: Option<(IssueId, PartyId, u32)>,
    /// What of the cells was in view when they were last drawn.
    view: Option<Rect>,
    /// Where the rows lay then.
    last: Option<Grid>,
    /// How far down the view goes in the next pass, because rows above it became higher or lower.
    scroll: Option<f32>,
}

impl MatrixState {
    /// The columns of which something is in view in so much room.
    pub(super) fn columns(&self, grid: (f32, usize), room: f32) -> Range<usize> {
        columns_in_view(self.view.map_or(0.0, |view| view.left()), room, grid)
    }

    /// Rows that have become higher or lower leave what is looked at where it is: the row with the focus if it is in view, else the
    /// first row in view.
    fn keep_place(&mut self, matrix: &MatrixView, grid: &Grid) {
        let (Some(last), Some(view)) = (&self.last, self.view) else { return };
        if last == grid || last.rows() != grid.rows() {
            return;
        }
        let in_view = last.rows_between(view.top(), view.bottom());
        let focused = self.cursor.and_then(|(issue, party)| matrix.place_of(issue, party)).map(|(row, _)| row);
        let Some(row) = focused.filter(|row| in_view.contains(row)).or(Some(in_view.start).filter(|_| view.top() > 0.0)) else {
            return;
        };
        let (top, bottom) = grid.row(row);
        let by = top - last.row(row).0;
        // One that has become higher is seen whole if there is room.
        let by = if focused == Some(row) { by.max((bottom - view.bottom()).min(top - view.top())) } else { by };
        if by != 0.0 {
            self.scroll = Some((view.top() + by).max(0.0));
        }
    }
}

/// The columns of which something is in view from `left` on, the room being the same with and without a scroll bar beside it. Of a
/// column at the edge only the margin may be seen, which says nothing.
fn columns_in_view(left: f32, room: f32, (column, columns): (f32, usize)) -> Range<usize> {
    let right = (left + room - cell::PAD).max(left + cell::PAD + 1.0);
    let within = Grid::new(0.0, column, columns, []).columns_between(left + cell::PAD, right);
    if within.is_empty() { columns.saturating_sub(1)..columns } else { within }
}

/// How high each row would have to be for its name, and for each of its cells.
#[derive(Debug)]
pub(super) struct Heights {
    rows: Vec<(f32, Vec<f32>)>,
}

impl Heights {
    /// The rows as high as what of them lies in these columns.
    pub(super) fn grid(&self, (lead, column): (f32, f32), columns: usize, in_view: &Range<usize>) -> Grid {
        let heights = self.rows.iter().map(|(name, cells)| {
            let cells = cells.get(in_view.clone()).unwrap_or(cells);
            cells.iter().copied().fold(*name, f32::max)
        });
        Grid::new(lead, column, columns, heights)
    }
}

/// The heights of the cells for columns of that width.
pub(super) fn heights(ui: &Ui, workspace: &Workspace, view: &MatrixView, (lead, column): (f32, f32)) -> Heights {
    let font = kit::fonts::semibold(kit::size::SMALL);
    let line = ui.fonts_mut(|fonts| fonts.row_height(&font));
    let columns = view.matrix.parties.len();
    let rows = view.rows.iter().enumerate().map(|(at, row)| {
        let height = |one| view.cell(at, one).map_or(cell::EMPTY, |one| cell::height(ui, workspace, one, column));
        let cells: Vec<f32> = (0..columns).map(height).collect();
        let node = view.matrix.issues.get(*row);
        let name = node.map(|node| names::issue(workspace, node.issue)).unwrap_or_default();
        let room = lead - 2.0 * space::S - indent(node.map_or(0, |node| node.depth));
        let lines = ui.fonts_mut(|fonts| super::grid::lines(&name, room, |letter| fonts.glyph_width(&font, letter)));
        (cell::EMPTY.max(line * (lines as f32).max(NAME_LINES - 1.0) + 2.0 * space::S), cells)
    });
    Heights { rows: rows.collect() }
}

fn indent(depth: usize) -> f32 {
    space::M * depth.min(5) as f32
}

/// Draws it in all the room there is.
pub(super) fn matrix_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, state: &mut MatrixState, view: &MatrixView, grid: &Grid) {
    let all = ui.available_rect_before_wrap();
    let grid_id = ui.unique_id().with("matrix");
    let mut whole = ui.new_child(UiBuilder::new().scope_id(grid_id).max_rect(all).accessibility_role(Role::Grid));
    access::is(&whole, Role::Grid, "Positions");
    whole.ctx().accesskit_node_builder(grid_id, |node| {
        node.set_row_count(grid.rows());
        node.set_column_count(grid.columns);
    });
    state.keep_place(view, grid);
    inner_ui(&mut whole, view_ctx, state, view, grid, all);
    state.last = Some(grid.clone());
    ui.advance_cursor_after_rect(all);
}

/// Heads, names and cells. A screen reader finds them as rows: the heads first, then with each issue its cells.
fn inner_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, state: &mut MatrixState, view: &MatrixView, grid: &Grid, all: Rect) {
    let rows = Rows { base: ui.unique_id() };
    rows.heads_ui(ui);
    let split = Pos2::new(all.left() + grid.lead, all.top() + HEAD);
    let body = Rect::from_min_max(split, all.max);
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("cells"));
    let mut scroll = ScrollArea::both().id_salt("matrix").auto_shrink([false, false]);
    if let Some(top) = state.scroll.take() {
        scroll = scroll.vertical_scroll_offset(top);
    }
    let viewport = scroll
        .show_viewport(&mut child, |ui, viewport| {
            cells_ui(ui, view_ctx, state, view, grid, (viewport, rows));
            viewport
        })
        .inner;
    let before = state.view.replace(viewport);
    let room = all.width() - grid.lead - ui.spacing().scroll.bar_width;
    let columns = |view: Rect| columns_in_view(view.left(), room, (grid.column, grid.columns));
    if before.is_some_and(|before| columns(before) != columns(viewport)) {
        // Rows are as high as what has come into view.
        ui.ctx().request_repaint();
        ui.ctx().request_discard("other columns of the matrix are in view");
    }
    names_ui(
        ui,
        view_ctx,
        rows,
        (view, grid),
        Rect::from_min_max(Pos2::new(all.left(), split.y), Pos2::new(split.x, all.bottom())),
        viewport.top(),
    );
    heads_ui(
        ui,
        view_ctx,
        rows,
        (view, grid),
        Rect::from_min_max(Pos2::new(split.x, all.top()), Pos2::new(all.right(), split.y)),
        viewport.left(),
    );
    let line = Stroke::new(1.0, kit::tokens(ui).line_strong);
    ui.painter().hline(all.x_range(), split.y, line);
    let end = (split.y + grid.size().y - viewport.top()).min(all.bottom());
    ui.painter().vline(split.x, all.top()..=end, line);
}

/// The rows of the matrix as a screen reader finds them: each is a `Ui` below which cells and names are put, wherever they are drawn.
#[derive(Clone, Copy)]
struct Rows {
    base: Id,
}

impl Rows {
    fn heads(self) -> Id {
        self.base.with("heads")
    }

    fn heads_ui(self, ui: &mut Ui) {
        ui.new_child(UiBuilder::new().scope_id(self.heads()).accessibility_role(Role::Row));
    }

    fn row(self, issue: IssueId) -> Id {
        self.base.with(("row", issue))
    }

    fn name(self, issue: IssueId) -> Id {
        self.base.with(("name", issue))
    }

    /// The row of an issue, with its name as the first of what is in it.
    fn row_ui(self, ui: &mut Ui, issue: IssueId, at: usize, name: &str) -> Ui {
        let builder = UiBuilder::new().scope_id(self.row(issue)).accessibility_role(Role::Row).accessibility_parent(self.base);
        let row = ui.new_child(builder);
        access::is(&row, Role::Row, name);
        row.ctx().accesskit_node_builder(row.unique_id(), |node| node.set_row_index(at));
        // The name is drawn beside the cells; its place among them is here.
        let name_of = row.interact(Rect::NOTHING, self.name(issue), Sense::hover());
        name_of.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, name));
        row
    }
}

fn cells_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    state: &mut MatrixState,
    view: &MatrixView,
    grid: &Grid,
    (viewport, all_rows): (Rect, Rows),
) {
    let workspace = view_ctx.workspace();
    let origin = ui.min_rect().min;
    ui.set_min_size(grid.size());
    let base = ui.scope_id().with("cell");
    let place = state
        .cursor
        .and_then(|(issue, party)| view.place_of(issue, party))
        .or((grid.rows() > 0 && grid.columns > 0).then_some((0, 0)));
    let rows = grid.rows_between(viewport.top(), viewport.bottom());
    let columns = grid.columns_between(viewport.left(), viewport.right());
    let mut chosen = None;
    for row in rows.clone() {
        let issue = view.rows.get(row).and_then(|row| view.matrix.issues.get(*row)).map(|node| node.issue);
        let Some(issue) = issue else { continue };
        let mut line = all_rows.row_ui(ui, issue, row, &names::issue(workspace, issue));
        for column in columns.clone() {
            let at_cursor = place == Some((row, column));
            if cell_ui(&mut line, view_ctx, state, view, grid, base, (row, column), origin, at_cursor) {
                chosen = Some((row, column));
            }
        }
    }
    let line = Stroke::new(1.0, kit::tokens(ui).line);
    for row in rows.clone() {
        let y = origin.y + grid.row(row).1;
        ui.painter().hline(ui.clip_rect().x_range(), y, line);
    }
    for column in columns.clone() {
        let x = origin.x + grid.cell(0, column).right();
        ui.painter().vline(x, origin.y + viewport.top()..=origin.y + grid.size().y.min(viewport.bottom()), line);
    }
    // The cell with the focus exists wherever the view is, or the focus would be lost by scrolling.
    let Some((row, column)) = place else { return };
    if !(rows.contains(&row) && columns.contains(&column)) {
        ui.interact(grid.cell(row, column).translate(origin.to_vec2()), cell_id(base, view, (row, column)), Sense::click());
    }
    let focused = ui.memory(|memory| memory.has_focus(cell_id(base, view, (row, column))));
    if focused && state.open && kit::keys::take(ui, egui::Modifiers::NONE, Key::Escape) {
        state.open = false;
    }
    if let Some(to) = moved_by_key(ui, cell_id(base, view, (row, column)), (row, column), grid) {
        state.cursor = view.cell(to.0, to.1).map(|cell| (cell.issue, cell.party));
        ui.memory_mut(|memory| memory.request_focus(cell_id(base, view, to)));
        ui.scroll_to_rect_animation(grid.cell(to.0, to.1).translate(origin.to_vec2()), None, ScrollAnimation::none());
    }
    keep_in_view(ui, state, grid, viewport.height(), (row, column), origin);
    if let Some(cell) = chosen.and_then(|(row, column)| view.cell(row, column)) {
        let same = state.cursor == Some((cell.issue, cell.party));
        state.open = !(same && state.open);
        state.cursor = Some((cell.issue, cell.party));
    }
}

/// The history takes room from the matrix: the cell it belongs to stays in what is left.
fn keep_in_view(ui: &Ui, state: &mut MatrixState, grid: &Grid, height: f32, at: (usize, usize), origin: Pos2) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole points of a screen")]
    let height = height as u32;
    let shown = state.cursor.filter(|_| state.open).map(|(issue, party)| (issue, party, height));
    if shown.is_some() && shown != state.shown {
        ui.scroll_to_rect_animation(grid.cell(at.0, at.1).translate(origin.to_vec2()), None, ScrollAnimation::none());
    }
    state.shown = shown;
}

fn cell_id(base: Id, view: &MatrixView, (row, column): (usize, usize)) -> Id {
    base.with(view.cell(row, column).map(|cell| (cell.issue, cell.party)))
}

/// Draws one cell; true when it is chosen. One cell at a time can be reached by `Tab`; the arrow keys go from it to the others.
#[expect(clippy::too_many_arguments, reason = "what is drawn, where, and how it is known again")]
fn cell_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    state: &MatrixState,
    view: &MatrixView,
    grid: &Grid,
    base: Id,
    at: (usize, usize),
    origin: Pos2,
    at_cursor: bool,
) -> bool {
    let Some(cell) = view.cell(at.0, at.1) else { return false };
    let workspace = view_ctx.workspace();
    let rect = grid.cell(at.0, at.1).translate(origin.to_vec2());
    let sense = if at_cursor { Sense::click() } else { Sense::click() - Sense::FOCUSABLE };
    let response = ui.interact(rect, cell_id(base, view, at), sense);
    let chosen = state.open && state.cursor == Some((cell.issue, cell.party));
    let name = cell::name(workspace, view, cell);
    access::item(&response, Role::GridCell, chosen, &name);
    access::node(&response, |node| node.set_column_index(at.1));
    cell::paint_ui(ui, workspace, view, cell, &response, rect, chosen);
    if response.clicked() {
        response.request_focus();
    }
    let clicked = response.clicked();
    let said = cell.stated.as_ref().and_then(|stated| workspace.statements.get(&stated.statement));
    match (said, workspace.issues.get(&cell.issue)) {
        (Some(said), _) => menu::row_menu(ui, view_ctx, &response, said.id.into()),
        (None, Some(issue)) => menu::menu(ui, &response, |ui| {
            let new = New::Statement {
                negotiation: issue.negotiation,
                round: None,
                party: cell.party,
                issue: Some(issue.id),
                text: String::new(),
            };
            menu::empty_cell_ui(ui, view_ctx, new);
        }),
        (None, None) => {}
    }
    if let Some(said) = said {
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(420.0);
            super::stated::marks_ui(ui, workspace, said, false);
            ui.add(kit::text(super::stated::words(said)));
            super::stated::apparatus_ui(ui, workspace, said);
            let also = cell.stated.iter().flat_map(|stated| &stated.also).filter_map(|id| workspace.statements.get(id));
            for (at, more) in also.enumerate() {
                if at == 0 {
                    ui.separator();
                    ui.add(kit::text("Also at this round").weak().caption());
                }
                super::stated::marks_ui(ui, workspace, more, false);
                ui.add(kit::text(super::stated::words(more)));
            }
        });
    } else if !cell.beside.others.is_empty() {
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(420.0);
            ui.add(kit::text(cell.words_without_position(workspace)).small());
            let newest = cell.beside.others.iter().rev().take(HOVERED);
            for said in newest.filter_map(|id| workspace.statements.get(id)) {
                super::stated::marks_ui(ui, workspace, said, false);
                ui.add(kit::text(super::stated::words(said)));
            }
        });
    }
    clicked
}

/// Where the arrow keys lead from the cell that has the focus.
fn moved_by_key(ui: &Ui, id: Id, (row, column): (usize, usize), grid: &Grid) -> Option<(usize, usize)> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let count = |key| kit::keys::count(ui, egui::Modifiers::NONE, key);
    let step = |at: usize, fore: usize, back: usize, size: usize| (at + fore).saturating_sub(back).min(size.saturating_sub(1));
    let page = 8;
    let down = count(Key::ArrowDown) + page * count(Key::PageDown);
    let up = count(Key::ArrowUp) + page * count(Key::PageUp);
    let mut to = (step(row, down, up, grid.rows()), step(column, count(Key::ArrowRight), count(Key::ArrowLeft), grid.columns));
    if count(Key::Home) > 0 {
        to.1 = 0;
    }
    if count(Key::End) > 0 {
        to.1 = grid.columns.saturating_sub(1);
    }
    (to != (row, column)).then_some(to)
}

/// The names of the issues at the left, indented as parts of others.
fn names_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, rows: Rows, (view, grid): (&MatrixView, &Grid), rect: Rect, top: f32) {
    let workspace = view_ctx.workspace();
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("issues"));
    child.set_clip_rect(ui.clip_rect().intersect(rect));
    let line = Stroke::new(1.0, kit::tokens(ui).line);
    for row in grid.rows_between(top, top + rect.height()) {
        let Some(node) = view.rows.get(row).and_then(|row| view.matrix.issues.get(*row)) else { continue };
        let (from, to) = grid.row(row);
        let place = Rect::from_x_y_ranges(rect.x_range(), rect.top() + from - top..=rect.top() + to - top);
        let name = names::issue(workspace, node.issue);
        // The cells are one stop for `Tab`, and the names beside them none.
        let response = child.interact(place, rows.name(node.issue), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &name));
        let t = kit::tokens(ui);
        if response.hovered() || view_ctx.is_selected(node.issue) {
            let fill = if view_ctx.is_selected(node.issue) { t.selection } else { t.hover };
            child.painter().rect_filled(place, 0.0, fill);
        }
        child.painter().hline(place.x_range(), place.bottom(), line);
        let mut inner = place.shrink2(Vec2::new(space::S, 6.0));
        inner.min.x += indent(node.depth);
        let mut words = child.new_child(UiBuilder::new().max_rect(inner));
        words.set_clip_rect(child.clip_rect().intersect(inner.expand(2.0)));
        let label = kit::text(name.as_str()).small();
        words.add(if node.depth == 0 { label.strong() } else { label });
        let state = workspace.issues.get(&node.issue).map(|issue| issue.state.said().to_owned()).unwrap_or_default();
        menu::row_menu(ui, view_ctx, &response, node.issue.into());
        if response.clicked() {
            view_ctx.select(node.issue);
        }
        response.on_hover_text(
            kit::visual(&format!("{}: {state}", kit::isolate(&names::issue_path(workspace, node.issue)))).as_ref(),
        );
    }
}

/// The parties along the top.
fn heads_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, rows: Rows, (view, grid): (&MatrixView, &Grid), rect: Rect, left: f32) {
    let workspace = view_ctx.workspace();
    let builder = UiBuilder::new().max_rect(rect).id_salt("parties").accessibility_parent(rows.heads());
    let mut child = ui.new_child(builder);
    child.set_clip_rect(ui.clip_rect().intersect(rect));
    for column in grid.columns_between(left, left + rect.width()) {
        let Some(&party) = view.matrix.parties.get(column) else { continue };
        let from = rect.left() + grid.column * column as f32 - left;
        let place = Rect::from_x_y_ranges(from..=from + grid.column, rect.y_range());
        let response = child.interact(place, child.scope_id().with(party), Sense::click());
        let name = names::party(workspace, party);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        let t = kit::tokens(ui);
        if response.hovered() || response.has_focus() {
            child.painter().rect_filled(place, 0.0, t.hover);
        }
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut words = child.new_child(UiBuilder::new().max_rect(place.shrink2(Vec2::new(space::S, 0.0))).layout(layout));
        words.set_clip_rect(child.clip_rect().intersect(place));
        words.spacing_mut().item_spacing.x = space::S;
        badges::party_ui(&mut words, workspace, party);
        if names::party_short(workspace, party) != name {
            words.add(kit::text(name.as_str()).strong().small().truncate());
        }
        menu::row_menu(ui, view_ctx, &response, party.into());
        if response.clicked() {
            view_ctx.select(party);
        }
    }
}
