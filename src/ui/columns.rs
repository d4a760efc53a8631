//! The columns of a list that is a table: their widths, and heads that sort and resize by pointer and by key.
//!
//! The rows are our own and not those of `egui_extras` or `egui_table`: a row here is one control as wide as the list, with a name
//! for a screen reader, and of ten thousand only those in view are drawn. Those tables sort nothing, resize by the pointer
//! alone, and give neither row nor head a role.

use super::cells::Cells;
use super::sorting;
use super::views::ListView;
use super::{Action, Setting, ViewContext};
use crate::kit;
use egui::{
    Align, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, accesskit::SortDirection,
};

/// A column that has no room has no width, and is not shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    /// What its order and its width are kept under.
    pub key: &'static str,
    /// What stands over it.
    pub name: &'static str,
    /// As wide as it is unless the user says otherwise, the gap behind it included.
    pub width: f32,
    /// It holds numbers: head and cells end at its right.
    pub numbers: bool,
}

/// The narrowest that a column gets by hand.
const LEAST: f32 = 52.0;

/// How much wider a key makes a column.
const STEP: f32 = 16.0;

/// How far beside the line between two columns the pointer takes it.
const REACH: f32 = 4.0;

/// The columns of one list, from left to right, with the widths that they have. The first has what the others leave.
pub(super) struct Columns {
    list: &'static str,
    columns: Vec<Column>,
}

impl Columns {
    /// The columns that have room, as wide as the user made them. Their widths add up to what they were given.
    pub(super) fn new(list: &'static str, view: &ListView, given: &[Column]) -> Self {
        let mut columns: Vec<Column> = given.iter().copied().filter(|column| column.width > 0.0).collect();
        let room: f32 = columns.iter().map(|column| column.width).sum();
        for column in columns.iter_mut().skip(1) {
            if let Some(width) = view.widths.get(column.key) {
                column.width = width.max(LEAST);
            }
        }
        // In a window that has become narrower the first column keeps a part, and the others share the rest.
        let others: f32 = columns.iter().skip(1).map(|column| column.width).sum();
        let most = (room - room.min(FIRST)).max(0.0);
        let shrink = if others > most { most / others } else { 1.0 };
        for column in columns.iter_mut().skip(1) {
            column.width *= shrink;
        }
        let others: f32 = columns.iter().skip(1).map(|column| column.width).sum();
        if let Some(first) = columns.first_mut() {
            first.width = room - others;
        }
        Self { list, columns }
    }

    /// How wide a column is; nothing if it is not shown.
    pub(super) fn width(&self, key: &str) -> f32 {
        self.columns.iter().find(|column| column.key == key).map_or(0.0, |column| column.width)
    }

    /// Draws the heads in a line: a press sorts, the line between two can be dragged. They are one stop for `Tab`; the arrow keys go
    /// from one to the next, and `Ctrl` with them makes the column narrower and wider.
    pub(super) fn head_ui(&self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        kit::access::part_ui(ui, Role::Row, "Columns", |ui| self.heads_ui(ui, view_ctx));
    }

    /// How many columns are shown.
    pub(super) fn count(&self) -> usize {
        self.columns.len()
    }

    fn heads_ui(&self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        let view = view_ctx.views.list(self.list);
        let base = Id::unique(("head", self.list));
        let stop = ui.data(|data| data.get_temp::<usize>(base)).unwrap_or(0).min(self.columns.len().saturating_sub(1));
        let mut new = None;
        let mut cells = Cells::new(ui, kit::TABLE_HEAD);
        let line = cells.rect();
        ui.painter().hline(line.x_range(), line.bottom() - 1.0, (1.0, kit::tokens(ui).line_strong));
        let mut right = line.left() + kit::space::S;
        for (at, column) in self.columns.iter().enumerate() {
            right += column.width;
            let sorted = view.sort.as_ref().filter(|(by, _)| by == column.key).map(|(_, down)| *down);
            cells.head_ui(ui, column.width, |ui| {
                let align = if column.numbers { Align::Max } else { Align::Min };
                let response = kit::sort_head_ui(ui, base.with(column.key), column.name, sorted, at == stop, align);
                named(ui, &response, column.name, sorted);
                if response.clicked() {
                    new = Some(sorting::pressed(&view, column.key));
                }
                if response.gained_focus() || response.clicked() {
                    ui.data_mut(|data| data.insert_temp(base, at));
                }
                new = self.keys(ui, &response, &view, base, at).or(new.take());
            });
            if at + 1 < self.columns.len() {
                let edge = Rect::from_x_y_ranges(right - kit::space::XS - REACH..=right - kit::space::XS + REACH, line.y_range());
                new = self.edge_ui(ui, edge, &view, base, at).or(new);
            }
        }
        if let Some(new) = new.filter(|new| *new != view) {
            view_ctx.send(Action::Set(Setting::List(self.list.to_owned(), new)));
        }
    }

    /// The line between a column and the next, to be dragged. Pressed twice, the two are as wide as they were at first.
    fn edge_ui(&self, ui: &Ui, edge: Rect, view: &ListView, base: Id, at: usize) -> Option<ListView> {
        let response = ui.interact(edge, base.with(("edge", at)), Sense::CLICK | Sense::DRAG);
        let response = response.on_hover_cursor(CursorIcon::ResizeColumn);
        if response.hovered() || response.dragged() {
            ui.painter().vline(edge.center().x, edge.y_range(), (2.0, kit::tokens(ui).accent));
        }
        if response.double_clicked() {
            let mut view = view.clone();
            for column in self.columns.iter().skip(at).take(2) {
                view.widths.remove(column.key);
            }
            return Some(view);
        }
        let by = response.drag_delta().x;
        (response.dragged() && by != 0.0).then(|| self.moved(view, at, by))
    }

    /// What the keys ask of the head that has the focus.
    fn keys(&self, ui: &Ui, response: &Response, view: &ListView, base: Id, at: usize) -> Option<ListView> {
        if !response.has_focus() {
            return None;
        }
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |modifiers, key| kit::keys::take(ui, modifiers, key);
        let last = self.columns.len().saturating_sub(1);
        // The last column is made wider by taking from the one before it.
        let (edge, sign) = if at < last { (at, 1.0) } else { (at.saturating_sub(1), -1.0) };
        for (key, by) in [(Key::ArrowRight, STEP), (Key::ArrowLeft, -STEP)] {
            if pressed(Modifiers::COMMAND, key) {
                return Some(self.moved(view, edge, sign * by));
            }
        }
        let step =
            [(Key::ArrowRight, (at + 1).min(last)), (Key::ArrowLeft, at.saturating_sub(1)), (Key::Home, 0), (Key::End, last)];
        let to = step.into_iter().find_map(|(key, to)| pressed(Modifiers::NONE, key).then_some(to));
        if let Some(column) = to.and_then(|to| self.columns.get(to)) {
            ui.memory_mut(|memory| memory.request_focus(base.with(column.key)));
        }
        None
    }

    /// The widths after the line behind a column was moved: what one gains the next loses, so that the rest stays where it is.
    fn moved(&self, view: &ListView, at: usize, by: f32) -> ListView {
        let (Some(one), Some(next)) = (self.columns.get(at), self.columns.get(at + 1)) else { return view.clone() };
        let by = by.min(next.width - LEAST).max(LEAST - one.width);
        let mut view = view.clone();
        for (place, column, width) in [(at, one, one.width + by), (at + 1, next, next.width - by)] {
            // The first has what the others leave.
            if place > 0 {
                view.widths.insert(column.key.to_owned(), width);
            }
        }
        view
    }
}

/// The least that the first column keeps.
const FIRST: f32 = 120.0;

/// Says that the rows are sorted by this column, and how.
fn named(ui: &Ui, response: &Response, name: &str, sorted: Option<bool>) {
    let words = match sorted {
        Some(false) => format!("{name}, sorted upwards"),
        Some(true) => format!("{name}, sorted downwards"),
        None => name.to_owned(),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, ui.is_enabled(), &words));
    ui.ctx().accesskit_node_builder(response.id, |node| match sorted {
        Some(false) => node.set_sort_direction(SortDirection::Ascending),
        Some(true) => node.set_sort_direction(SortDirection::Descending),
        None => {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: [Column; 4] = [
        Column { key: "title", name: "Title", width: 300.0, numbers: false },
        Column { key: "kind", name: "Kind", width: 130.0, numbers: false },
        Column { key: "outlet", name: "Outlet", width: 0.0, numbers: false },
        Column { key: "used", name: "Used", width: 170.0, numbers: false },
    ];

    fn widths(view: &ListView, given: &[Column]) -> Vec<f32> {
        Columns::new("sources", view, given).columns.iter().map(|column| column.width).collect()
    }

    #[test]
    fn what_one_column_gains_the_next_loses() {
        let columns = Columns::new("sources", &ListView::default(), &GIVEN);
        assert_eq!(columns.columns.len(), 3, "a column without room is not there");
        let view = columns.moved(&ListView::default(), 1, 40.0);
        assert_eq!(widths(&view, &GIVEN), [300.0, 170.0, 130.0]);
        let view = columns.moved(&ListView::default(), 0, -40.0);
        assert_eq!(widths(&view, &GIVEN), [260.0, 170.0, 170.0]);
        let view = columns.moved(&ListView::default(), 1, 4_000.0);
        assert_eq!(widths(&view, &GIVEN), [300.0, 248.0, 52.0], "none gets narrower than it can be taken hold of");
        let view = columns.moved(&ListView::default(), 1, -4_000.0);
        assert_eq!(widths(&view, &GIVEN), [300.0, 52.0, 248.0]);
        assert_eq!(columns.moved(&view, 7, 10.0), view);
    }

    #[test]
    fn the_widths_always_fill_the_room() {
        let view = ListView {
            widths: [("kind", 400.0), ("used", 500.0)].map(|(key, width)| (key.to_owned(), width)).into(),
            sort: None,
        };
        for room in [100.0, 400.0, 600.0, 1400.0] {
            let given = [
                Column { width: room - 90.0, ..GIVEN[0] },
                Column { width: 45.0, ..GIVEN[1] },
                Column { width: 45.0, ..GIVEN[3] },
            ];
            let widths = widths(&view, &given);
            assert!((widths.iter().sum::<f32>() - room).abs() < 0.5, "{room}: {widths:?}");
            assert!(widths[0] >= FIRST.min(room) - 0.5, "{room}: {widths:?}");
        }
    }
}
