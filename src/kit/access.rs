//! What a screen reader is told beyond the roles of single widgets: lists and tables with what they hold, which row is marked
//! while the focus stays in a field, and what has just happened.
//!
//! The tree that a screen reader walks is that of the `Ui`s: what is drawn in one is below it, and a `Ui` without a role of its own is
//! passed over. So a list is a `Ui` that draws its items and nothing else.

use egui::{
    Context, FullOutput, Id, Plugin, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::{self, Live, Node, Orientation},
};

/// Says what `ui` is: a list, a table, a part of the window. It draws what belongs to it and nothing else.
pub fn is(ui: &Ui, role: Role, name: &str) {
    let place = ui.max_rect().intersect(ui.clip_rect());
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        let [x0, y0, x1, y1] = [place.min.x, place.min.y, place.max.x, place.max.y].map(f64::from);
        node.set_bounds(accesskit::Rect { x0, y0, x1, y1 });
        if !name.is_empty() {
            node.set_label(name);
        }
    });
}

/// Says that `ui` draws the items of a list, of which there are `count`, in view or not.
pub fn is_list(ui: &Ui, name: &str, count: usize) {
    is(ui, Role::List, name);
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_size_of_set(count));
}

/// Draws the items of a list.
///
/// ```
/// # use rapporteur::kit;
/// # fn ui(ui: &mut egui::Ui) {
/// let names = ["Ukraine", "Russia"];
/// kit::access::list_ui(ui, "Parties", names.len(), |ui| {
///     for name in names {
///         ui.add(kit::list_row(name));
///     }
/// });
/// # }
/// ```
pub fn list_ui<R>(ui: &mut Ui, name: &str, count: usize, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().id_salt(("list", name)), |ui| {
        is_list(ui, name, count);
        add(ui)
    })
    .inner
}

/// Draws a table: its head and its rows, in view or not.
pub fn table_ui<R>(ui: &mut Ui, name: &str, (rows, columns): (usize, usize), add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().id_salt(("table", name)), |ui| {
        is(ui, Role::Table, name);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_row_count(rows);
            node.set_column_count(columns);
        });
        add(ui)
    })
    .inner
}

/// Draws a part of something that has a role: a row of a table, a cell.
pub fn part_ui<R>(ui: &mut Ui, role: Role, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().id_salt((name, role as u8)), |ui| {
        is(ui, role, name);
        add(ui)
    })
    .inner
}

/// Names an item of a list and says whether it is the chosen one. It is no button that stays down, which egui makes of what can be
/// selected.
pub fn item(response: &Response, role: Role, selected: bool, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), name));
    node(response, |node| {
        node.clear_toggled();
        if selected || role != Role::Button {
            node.set_selected(selected);
        }
    });
}

/// Says where an item stands among all of its list, counted from 0. The list says how many they are.
pub fn place(response: &Response, at: usize) {
    node(response, |node| node.set_position_in_set(at));
}

/// More about a widget that has a name already.
pub fn node(response: &Response, write: impl FnOnce(&mut Node)) {
    response.ctx.accesskit_node_builder(response.id, write);
}

/// Says that a row of an open list is the marked one while `field` has the focus: a screen reader reads the row.
pub fn marked(ctx: &Context, field: Id, row: &Response) {
    ctx.accesskit_node_builder(field, |node| node.set_active_descendant(row.id.accesskit_id()));
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// It is read when the reader has come to a stop.
    Polite,
    /// It is read at once.
    Assertive,
}

/// Makes words on the screen a message that is read as soon as they are there. A message that says the same again has to have another
/// id, or it is not read again.
pub fn message(response: &Response, urgency: Urgency) {
    let live = match urgency {
        Urgency::Polite => Live::Polite,
        Urgency::Assertive => Live::Assertive,
    };
    node(response, |node| node.set_live(live));
}

/// A message that is read and not shown. `serial` tells it from the same words before.
pub fn say(ui: &Ui, serial: u64, words: &str, urgency: Urgency) {
    let place = Rect::from_min_size(ui.max_rect().min, egui::Vec2::ZERO);
    let response = ui.interact(place, Id::unique(("message", serial)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    message(&response, urgency);
}

/// Names what egui leaves without a name: scroll bars.
#[derive(Debug, Default)]
pub(super) struct Names;

impl Plugin for Names {
    fn debug_name(&self) -> &'static str {
        "names for a screen reader"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        let nodes = output.platform_output.accesskit_update.iter_mut().flat_map(|update| &mut update.nodes);
        for (_, node) in nodes.filter(|(_, node)| node.role() == Role::ScrollBar && node.label().is_none()) {
            let across = node.orientation() == Some(Orientation::Horizontal);
            node.set_label(if across { "Scroll across" } else { "Scroll down" });
        }
    }
}

/// The name of the window.
pub fn name_window(ctx: &Context, name: &str) {
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(name));
}

#[cfg(test)]
mod tests {
    use egui::accesskit::Toggled;
    use egui_kittest::kittest::{NodeT, Queryable};

    use super::*;
    use crate::kit;

    #[test]
    fn a_list_holds_its_items_and_says_how_many_they_are() {
        let mut harness = kit::testing::builder().build_ui(|ui| {
            list_ui(ui, "Parties", 12, |ui| {
                let row = ui.add(kit::list_row("Ukraine").selected(true));
                place(&row, 7);
            });
        });
        harness.run();
        let list = harness.get_by_role_and_label(Role::List, "Parties");
        assert_eq!(list.accesskit_node().size_of_set(), Some(12));
        let row = list.get_by_role_and_label(Role::ListItem, "Ukraine");
        let row = row.accesskit_node();
        assert_eq!((row.is_selected(), row.position_in_set(), row.toggled()), (Some(true), Some(7), None::<Toggled>));
    }

    #[test]
    fn the_same_words_are_another_message_when_said_again() {
        let mut harness = kit::testing::builder().build_ui_state(
            |ui, serial: &mut u64| {
                say(ui, *serial, "Copied", Urgency::Polite);
                name_window(ui.ctx(), "Rapporteur");
            },
            1,
        );
        harness.run();
        let first = harness.get_by_label("Copied").accesskit_node().id();
        *harness.state_mut() = 2;
        harness.run();
        let again = harness.get_by_label("Copied");
        assert_ne!(again.accesskit_node().id(), first);
        assert_eq!(again.accesskit_node().live(), Live::Polite);
        assert_eq!(harness.root().accesskit_node().label().as_deref(), Some("Rapporteur"));
    }
}
