//! What a screen reader is told beyond the roles of single widgets: lists and tables with what they hold, which row is marked
//! while the focus stays in a field, and what has just happened.
//!
//! The tree that a screen reader walks is that of the `Ui`s: what is drawn in one is below it, and a `Ui` without a role of its own is
//! passed over. So a list is a `Ui` that draws its items and nothing else.

use crate::text::direction::unmarked;
use egui::{
    Context, FullOutput, Id, Plugin, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::{self, Live, Node, NodeId, Orientation},
};
use std::collections::BTreeMap;

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

/// Says that `ui` draws the items of a list, of which there are `count`, in view or not. Headings between them do not count.
pub fn is_list(ui: &Ui, name: &str, count: usize) {
    is_set(ui, Role::List, name, count);
}

/// Says that `ui` draws the rows of an open list, all `count` of them, from which one is chosen while the focus is in a field.
pub fn is_list_box(ui: &Ui, name: &str, count: usize) {
    is_set(ui, Role::ListBox, name, count);
}

fn is_set(ui: &Ui, role: Role, name: &str, count: usize) {
    is(ui, role, name);
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_size_of_set(count));
    ui.data_mut(|data| data.insert_temp(place_id(), (0_usize, count)));
}

/// Where the next item stands in the list at hand, and of how many.
fn place_id() -> Id {
    Id::unique("place in the list")
}

/// Says that so many items of the list at hand are not drawn here.
pub fn skip(ui: &Ui, count: usize) {
    ui.data_mut(|data| data.get_temp_mut_or_default::<(usize, usize)>(place_id()).0 += count);
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
    let outer = ui.data(|data| data.get_temp::<(usize, usize)>(place_id()));
    let shown = ui.scope_builder(UiBuilder::new().id_salt(("list", name)), |ui| {
        is_list(ui, name, count);
        add(ui)
    });
    ui.data_mut(|data| data.insert_temp(place_id(), outer.unwrap_or_default()));
    shown.inner
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

/// Names an item of a list, and says where it stands in it and whether it is the chosen one. It is no button that stays down, which egui makes of what can be
/// selected.
pub fn item(response: &Response, role: Role, selected: bool, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), name));
    node(response, |node| {
        node.clear_toggled();
        if selected || role != Role::Button {
            node.set_selected(selected);
        }
    });
    if matches!(role, Role::ListItem | Role::ListBoxOption) {
        let at = response.ctx.data_mut(|data| {
            let at = &mut data.get_temp_mut_or_default::<(usize, usize)>(place_id()).0;
            std::mem::replace(at, *at + 1)
        });
        node(response, |node| node.set_position_in_set(at));
    }
}

/// What a widget holds, in words: the choice of a combo, the stop of a slider, what is in a field of several.
pub fn value(response: &Response, words: &str) {
    node(response, |node| {
        node.set_value(words);
        if DESCRIBED {
            node.set_description(words);
        }
    });
}

/// Says whether something that opens and closes is open, and what it holds.
pub fn expanded(response: &Response, open: bool, holds: &str) {
    node(response, |node| {
        node.set_expanded(open);
        let state = if open { "expanded" } else { "collapsed" };
        match (DESCRIBED, holds.is_empty()) {
            (true, true) => node.set_description(state),
            (true, false) => node.set_description(format!("{state}, {holds}")),
            (false, true) => {}
            (false, false) => node.set_description(holds),
        }
    });
}

/// AT-SPI gets from AccessKit neither values in words nor whether something is expanded: there they are descriptions.
const DESCRIBED: bool = !cfg!(any(target_os = "windows", target_os = "macos"));

/// More about a widget that has a name already.
pub fn node(response: &Response, write: impl FnOnce(&mut Node)) {
    response.ctx.accesskit_node_builder(response.id, write);
}

/// Says that a row of the open list that `list` draws is the marked one, called so. The focus stays in `field`, which a reader of what
/// is typed needs; the list belongs to the field, the row is the active one of the list, and it is read when the mark comes to rest.
pub fn marked(list: &Ui, field: Id, row: &Response, name: &str) {
    let ctx = list.ctx();
    let node = list.unique_id().accesskit_id();
    ctx.accesskit_node_builder(field, |field| field.set_controls([node]));
    ctx.accesskit_node_builder(list.unique_id(), |list| list.set_active_descendant(row.id.accesskit_id()));
    // The row was drawn last.
    let (at, count) = list.data(|data| data.get_temp::<(usize, usize)>(place_id())).unwrap_or_default();
    say_settled(list, ("marked", field), &format!("{name}, {at} of {count}"), MARK);
}

/// Says that a thing beside a field is the one that keys act on while the field has the focus.
pub fn pointed_at(ui: &Ui, field: Id, name: &str) {
    say_settled(ui, ("marked", field), name, MARK);
}

/// Seconds for which a mark, and words that change while somebody types, have to stand still until they are read.
const MARK: f64 = 0.25;
/// The same for words that change while somebody types.
pub const TYPED: f64 = 0.8;

/// Words that were read last.
#[derive(Clone, Debug, Default)]
struct Settled {
    /// The pass in which they were drawn last.
    pass: u64,
    words: String,
    since: f64,
    said: Option<String>,
    /// They stand in the tree until they change.
    stands: bool,
    serial: u64,
}

/// Has words read, politely, that change while somebody types: when they have stood still for so many seconds. `salt` tells them from
/// others. The same words are not read twice while they are shown.
pub fn say_settled(ui: &Ui, salt: impl std::hash::Hash + std::fmt::Debug, words: &str, pause: f64) {
    settle(ui, Id::unique(("settled", salt)), words, pause, true);
}

/// The same for words that a reader comes upon anyway: only what they become is read, not what they are at first.
pub fn say_changed(ui: &Ui, salt: impl std::hash::Hash + std::fmt::Debug, words: &str) {
    settle(ui, Id::unique(("settled", salt)), words, TYPED, false);
}

fn settle(ui: &Ui, id: Id, words: &str, pause: f64, first: bool) {
    let (pass, now) = (ui.ctx().cumulative_pass_nr(), ui.input(|input| input.time));
    let mut at: Settled = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if pass > at.pass + 1 || at.pass == 0 {
        at = Settled { said: (!first).then(|| words.to_owned()), serial: at.serial, since: now, ..Settled::default() };
        words.clone_into(&mut at.words);
    }
    at.pass = pass;
    if at.words != words {
        (at.words, at.since, at.stands) = (words.to_owned(), now, false);
    }
    let unsaid = at.said.as_deref() != Some(words);
    let left = at.since + pause - now;
    if unsaid && left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
    } else if unsaid {
        (at.said, at.stands) = (Some(words.to_owned()), true);
        at.serial += 1;
    }
    if at.stands && !words.is_empty() {
        message_ui(ui, id.with(at.serial), words, Urgency::Polite);
    }
    ui.data_mut(|data| data.insert_temp(id, at));
}

/// Notes all words that are drawn by `add`, in their order.
pub fn heard<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> (R, Vec<String>) {
    ui.data_mut(|data| data.insert_temp(heard_id(), Vec::<String>::new()));
    let shown = add(ui);
    let heard = ui.data_mut(|data| data.remove_temp::<Vec<String>>(heard_id()));
    (shown, heard.unwrap_or_default())
}

fn heard_id() -> Id {
    Id::unique("words that are heard")
}

/// Notes words that are drawn, if anybody hears.
pub(super) fn hear(ui: &Ui, words: &str) {
    ui.data_mut(|data| {
        if let Some(mut heard) = data.remove_temp::<Vec<String>>(heard_id()) {
            heard.push(unmarked(words).into_owned());
            data.insert_temp(heard_id(), heard);
        }
    });
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
    message_ui(ui, Id::unique(("message", serial)), words, urgency);
}

fn message_ui(ui: &Ui, id: Id, words: &str, urgency: Urgency) {
    let place = Rect::from_min_size(ui.max_rect().min, egui::Vec2::ZERO);
    let response = ui.interact(place, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, unmarked(words)));
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
        let Some(update) = &mut output.platform_output.accesskit_update else { return };
        let places: BTreeMap<NodeId, usize> = update.nodes.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        let bars = (0..update.nodes.len()).filter(|at| {
            let (_, node) = &update.nodes[*at];
            node.role() == Role::ScrollBar && node.label().is_none()
        });
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for bar in bars.collect::<Vec<_>>() {
            let verb = match update.nodes[bar].1.orientation() {
                Some(Orientation::Horizontal) => "Scroll across",
                _ => "Scroll down",
            };
            let of = scrolled(&update.nodes, &places, update.nodes[bar].0);
            let name = if of.is_empty() { verb.to_owned() } else { format!("{verb}, {of}") };
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count > 1 { format!("{name}, {count}") } else { name };
            update.nodes[bar].1.set_label(name);
        }
    }
}

/// What a scroll bar moves: the list or the table beside it, else the part of the window that it lies in.
fn scrolled(nodes: &[(NodeId, Node)], places: &BTreeMap<NodeId, usize>, bar: NodeId) -> String {
    let node = |id: &NodeId| places.get(id).and_then(|at| nodes.get(*at)).map(|(_, node)| node);
    let holds = |role| matches!(role, Role::List | Role::ListBox | Role::Table | Role::Grid | Role::Tree);
    let named = |id: &NodeId| node(id).filter(|node| holds(node.role())).and_then(Node::label).map(str::to_owned);
    let mut inner = bar;
    while let Some((above, parent)) = nodes.iter().find(|(_, node)| node.children().contains(&inner)) {
        // Beside the bar there is only what it moves.
        let beside = || parent.children().iter().filter(|id| **id != inner).find_map(named);
        if let Some(name) = beside() {
            return name;
        }
        if let Some(name) = parent.label().filter(|_| parent.role() != Role::Window) {
            return name.to_owned();
        }
        inner = *above;
    }
    String::new()
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
                skip(ui, 7);
                ui.add(kit::list_row("Ukraine").selected(true));
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
