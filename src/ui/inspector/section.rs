//! Sections that are closed until wanted and say what they hold, and lists of items within them.

use super::by_kind::lies_in;
use super::form::{Focus, Form, Row};
use crate::kit::{self, Icon, Moved, Reorder};
use crate::model::{Account, Affiliation, Announcement, Attendance, Discrepancy, EarlierDate, Seat, Sitting, Spelling};
use egui::{Align2, EventFilter, Key, Modifiers, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

/// A list of items in a section of its own.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    /// The section's name, by which the focus finds it.
    pub name: &'a str,
    pub title: &'a str,
    /// One of them, in lower case.
    pub noun: &'a str,
}

/// What a closed item says.
pub(super) struct Line {
    pub title: String,
    pub detail: String,
}

/// What a list consists of.
pub(super) trait Item {
    /// Its name within the list, at that place: the id of a part, else the place.
    fn key(&self, at: usize) -> String;
}

macro_rules! items {
    ($($part:ty),*; $($placed:ty),*) => {
        $(impl Item for $part {
            fn key(&self, _: usize) -> String {
                self.id.to_string()
            }
        })*
        $(impl Item for $placed {
            fn key(&self, at: usize) -> String {
                at.to_string()
            }
        })*
    };
}

items!(Attendance, Announcement, EarlierDate, Sitting, Account, Discrepancy; Affiliation, Seat, Spelling);

impl Form<'_, '_> {
    /// A section with fields in it. `holds` says what it holds while it is closed; empty for nothing.
    pub(super) fn section(&mut self, ui: &mut Ui, name: &str, title: &str, holds: &str, draw: impl FnOnce(&mut Self, &mut Ui)) {
        self.section_with_add(ui, name, title, holds, None, draw);
    }

    /// The same with a button that adds something, named in `add`. Says whether it was pressed.
    fn section_with_add(
        &mut self,
        ui: &mut Ui,
        name: &str,
        title: &str,
        holds: &str,
        add: Option<&str>,
        draw: impl FnOnce(&mut Self, &mut Ui),
    ) -> bool {
        let key = (self.record.noun(), name.to_owned());
        if self.focus_is_within(name) || self.focus_is_among(name) {
            self.state.open.insert(key.clone());
        }
        let mut open = self.state.open.contains(&key);
        let (mut added, mut has_focus) = (false, false);
        let wanted = self.takes_row_focus(name, &Row::Head);
        let row = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = kit::space::XXS;
            let room = ui.available_width() - if add.is_some() { kit::height::CONTROL + kit::space::XS } else { 0.0 };
            let head = head_ui(ui, room, title, holds, open);
            if wanted {
                head.request_focus();
            }
            if head.clicked() {
                open = !open;
            }
            has_focus = head.has_focus();
            if let Some(add) = add {
                added = ui.add(kit::icon_button(Icon::Add, add)).clicked();
            }
        };
        self.fixed(ui, &format!("section {name}"), |ui| ui.horizontal(row));
        if !open {
            self.state.open.remove(&key);
        }
        // A name alone means its first field; a list sees to its own items.
        if add.is_none() {
            self.focus_enters(name);
        }
        if open || added {
            self.state.open.insert(key);
            self.head_focused = has_focus;
            inset(ui, |ui| draw(self, ui));
            self.head_focused = false;
        }
        added
    }

    /// Whether the focus goes to that row of a list now.
    fn takes_row_focus(&mut self, list: &str, row: &Row) -> bool {
        let scope = self.key(list);
        self.state.row_focus.take_if(|(record, of, wanted)| *record == self.record && *of == scope && wanted == row).is_some()
    }

    fn give_row_focus(&mut self, ui: &Ui, list: &str, row: Row) {
        self.state.row_focus = Some((self.record, self.key(list), row));
        // A row above the one at hand is drawn in the next frame only.
        ui.ctx().request_repaint();
    }

    /// A list: each item a line that opens, with its fields within, to be moved up and down and removed.
    /// `line` says what a closed item is, `make` makes a new one.
    pub(super) fn list<T: Item>(
        &mut self,
        ui: &mut Ui,
        list: List<'_>,
        items: &mut Vec<T>,
        line: impl Fn(&Self, &T) -> Line,
        make: impl FnOnce(&mut Self) -> T,
        fields: impl FnMut(&mut Self, &mut Ui, &mut T),
    ) {
        let List { name, noun, .. } = list;
        if self.list_with_foot(ui, list, items, line, fields, |_, _, _| ()) {
            let item = make(self);
            let of = item.key(items.len());
            items.push(item);
            self.begun(format!("add {noun}"));
            self.state.expanded.insert((self.record, name.to_owned()), of.clone());
            self.state.seek(Focus::On(format!("{name}:{of}")));
        }
    }

    /// A list with something of its own below the items. Says whether a new item is asked for.
    pub(super) fn list_with_foot<T: Item>(
        &mut self,
        ui: &mut Ui,
        list: List<'_>,
        items: &mut Vec<T>,
        line: impl Fn(&Self, &T) -> Line,
        mut fields: impl FnMut(&mut Self, &mut Ui, &mut T),
        foot: impl FnOnce(&mut Self, &mut Ui, &mut Vec<T>),
    ) -> bool {
        let List { name, title, noun } = list;
        let holds = if items.is_empty() { String::new() } else { items.len().to_string() };
        let wanted_new = self.focus_is_on(&format!("{name}:new"));
        let add = format!("Add {noun}");
        let mut act = None;
        let pressed = self.section_with_add(ui, name, title, &holds, Some(&add), |form, ui| {
            if items.is_empty() {
                ui.add(kit::text("None yet.").weak().small());
            }
            if form.focus_is_on(name)
                && let Some(first) = items.first()
            {
                form.state.seek(Focus::On(format!("{name}:{}", first.key(0))));
            }
            let keys: Vec<String> = items.iter().enumerate().map(|(at, item)| item.key(at)).collect();
            if form.head_focused
                && let Some(first) = keys.first()
            {
                let down = EventFilter { vertical_arrows: true, ..EventFilter::default() };
                let focused = ui.memory(egui::Memory::focused);
                focused.inspect(|id| ui.memory_mut(|memory| memory.set_focus_lock_filter(*id, down)));
                if kit::take_key(ui, Modifiers::NONE, Key::ArrowDown) > 0 {
                    form.give_row_focus(ui, name, Row::Item(first.clone()));
                }
            }
            let mut order = kit::reorder((form.record, form.key(name)));
            for (at, item) in items.iter_mut().enumerate() {
                let done = form.item_ui(ui, list, (at, &keys, &mut order), item, &line, &mut fields);
                act = act.take().or(done.map(|done| (at, done)));
            }
            act = act.take().or(order.end(ui).map(|moved| (moved.from, Act::Move(moved.to))));
            foot(form, ui, items);
        });
        match act {
            Some((at, Act::Remove)) if at < items.len() => {
                items.remove(at);
                let next = items.get(at).map(|item| item.key(at)).or_else(|| {
                    let before = at.checked_sub(1)?;
                    items.get(before).map(|item| item.key(before))
                });
                self.give_row_focus(ui, name, next.map_or(Row::Head, Row::Item));
                self.state.expanded.remove(&(self.record, name.to_owned()));
                self.changed(format!("remove {noun}"));
            }
            Some((at, Act::Move(to))) if at.max(to) < items.len() => {
                let moved = Moved { from: at, to };
                let before = items.iter().enumerate().map(|(at, item)| item.key(at));
                let mut places: Vec<String> = before.collect();
                moved.apply(&mut places);
                moved.apply(items);
                // What was open stays open where it has gone.
                if let Some(open) = self.state.expanded.get_mut(&(self.record, name.to_owned()))
                    && let Some(now) = places.iter().position(|before| before == open)
                    && let Some(item) = items.get(now)
                {
                    *open = item.key(now);
                }
                let now = items.get(to).map(|item| item.key(to)).unwrap_or_default();
                self.give_row_focus(ui, name, Row::Item(now));
                self.changed(format!("move {noun}"));
            }
            _ => {}
        }
        pressed || wanted_new
    }

    /// Whether the focus is looked for on a field that lies in the section of that name.
    fn focus_is_among(&self, section: &str) -> bool {
        let Some((Focus::On(wanted), _)) = &self.state.focus else { return false };
        let field = wanted.split(':').next().unwrap_or(wanted);
        lies_in(self.record.table(), section, field)
    }

    fn focus_is_on(&self, name: &str) -> bool {
        matches!(&self.state.focus, Some((Focus::On(wanted), _)) if wanted == name)
    }

    fn item_ui<T: Item>(
        &mut self,
        ui: &mut Ui,
        list: List<'_>,
        (at, all, order): (usize, &[String], &mut Reorder),
        item: &mut T,
        line: &impl Fn(&Self, &T) -> Line,
        fields: &mut impl FnMut(&mut Self, &mut Ui, &mut T),
    ) -> Option<Act> {
        let expanded = (self.record, list.name.to_owned());
        let of = item.key(at);
        let whole = format!("{}:{of}", list.name);
        let last = all.len().saturating_sub(1);
        if self.focus_is_within(&whole) {
            self.state.expanded.insert(expanded.clone(), of.clone());
            self.focus_enters(&whole);
        }
        let open = self.state.expanded.get(&expanded).is_some_and(|open| *open == of);
        let Line { title, detail } = line(self, item);
        let title = if title.trim().is_empty() { format!("New {}", list.noun) } else { title };
        let wanted = self.takes_row_focus(list.name, &Row::Item(of.clone()));
        let row = self.fixed(ui, &format!("row {whole}"), |ui| {
            let row = kit::list_row(&title).detail(if open { "" } else { &detail }).icon(chevron(open));
            // The heading is the list's stop of the Tab key, and the row that the arrows have led to.
            let focused = ui.memory(|memory| memory.has_focus(ui.next_auto_id()));
            ui.add(if focused || wanted { row } else { row.by_arrows() }.role(Role::Button))
        });
        order.row(ui, &row);
        kit::access::expanded(&row, open, "");
        if wanted {
            row.request_focus();
        }
        let mut act = None;
        if row.has_focus() {
            act = self.row_keys(ui, list.name, &row, (at, all), open);
        }
        let toggled = row.clicked() || matches!(act, Some(Act::Toggle));
        if toggled {
            if open {
                self.state.expanded.remove(&expanded);
            } else {
                self.state.expanded.insert(expanded, of);
            }
        }
        if open {
            inset(ui, |ui| {
                self.within(&whole, |form| fields(form, ui, item));
                let buttons = |ui: &mut Ui| {
                    let button = |ui: &mut Ui, icon, verb: &str, keys: &str, enabled: bool| {
                        let name = format!("{verb} {}", list.noun);
                        let tooltip = format!("{name} ({keys})");
                        let button = kit::icon_button(icon, &name).small().by_pointer().tooltip(&tooltip).enabled(enabled);
                        ui.add(button).clicked() && enabled
                    };
                    let up = button(ui, Icon::ArrowUp, "Move up", "Ctrl+Up on its line, or drag the line", at > 0);
                    let down = button(ui, Icon::ArrowDown, "Move down", "Ctrl+Down on its line, or drag the line", at < last);
                    let remove = button(ui, Icon::Bin, "Remove", "Delete on its line", true);
                    match () {
                        () if up => Some(Act::Move(at - 1)),
                        () if down => Some(Act::Move(at + 1)),
                        () if remove => Some(Act::Remove),
                        () => None,
                    }
                };
                let pressed = self.fixed(ui, &format!("buttons {whole}"), |ui| ui.horizontal(buttons).inner);
                act = pressed.or(act.take());
            });
        }
        act.filter(|act| !matches!(act, Act::Toggle))
    }

    /// The keys of a row: arrows go to the rows beside it and to the heading, right and left open and close it, with Ctrl or Alt it is moved.
    fn row_keys(&mut self, ui: &Ui, list: &str, row: &Response, (at, all): (usize, &[String]), open: bool) -> Option<Act> {
        let keep = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, keep));
        let pressed = |modifiers, key| kit::take_key(ui, modifiers, key) > 0;
        let (none, alt) = (Modifiers::NONE, Modifiers::ALT);
        let item = |at: usize| all.get(at).cloned().map(Row::Item);
        let to = match () {
            () if pressed(none, Key::ArrowDown) => item(at + 1),
            () if pressed(none, Key::ArrowUp) => at.checked_sub(1).and_then(item).or(Some(Row::Head)),
            () if pressed(none, Key::Home) => item(0),
            () if pressed(none, Key::End) => all.len().checked_sub(1).and_then(item),
            () if pressed(none, Key::Delete) => return Some(Act::Remove),
            () if pressed(alt, Key::ArrowUp) => return at.checked_sub(1).map(Act::Move),
            () if pressed(alt, Key::ArrowDown) => return (at + 1 < all.len()).then_some(Act::Move(at + 1)),
            () if pressed(Modifiers::COMMAND, Key::ArrowUp) => return at.checked_sub(1).map(Act::Move),
            () if pressed(Modifiers::COMMAND, Key::ArrowDown) => return (at + 1 < all.len()).then_some(Act::Move(at + 1)),
            () if pressed(none, Key::ArrowRight) => return (!open).then_some(Act::Toggle),
            () if pressed(none, Key::ArrowLeft) => return open.then_some(Act::Toggle),
            () => None,
        };
        if let Some(to) = to {
            self.give_row_focus(ui, list, to);
        }
        None
    }
}

/// What is to be done with an item.
enum Act {
    Remove,
    Move(usize),
    Toggle,
}

fn chevron(open: bool) -> Icon {
    if open { Icon::ChevronDown } else { Icon::ChevronRight }
}

/// Draws within a line at the left, so that it is seen what belongs together without a box.
pub(super) fn inset(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let top = ui.cursor().top();
    let left = ui.cursor().left() + kit::space::XS;
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 0, top: 2, bottom: 6 });
    let inner = frame.show(ui, |ui| {
        ui.take_available_width();
        draw(ui);
    });
    let line = Stroke::new(1.0, kit::tokens(ui).line);
    ui.painter().vline(left, top..=inner.response.rect.bottom() - 4.0, line);
}

/// The line of a section: its name, and what it holds.
fn head_ui(ui: &mut Ui, width: f32, title: &str, holds: &str, open: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, kit::height::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    kit::access::expanded(&response, open, holds);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let t = kit::tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if response.hovered() {
        painter.rect_filled(rect, kit::radius::M, t.hover);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, kit::radius::M, Stroke::new(2.0, t.accent), StrokeKind::Inside);
    }
    chevron(open).paint(&painter, egui::pos2(rect.left() + 8.0, rect.center().y), 14.0, t.text_weak);
    let font = kit::fonts::semibold(kit::size::SMALL);
    let at = egui::pos2(rect.left() + 20.0, rect.center().y);
    let titled = painter.text(at, Align2::LEFT_CENTER, title, font, t.text);
    if !holds.is_empty() && !open {
        let room = egui::Rect::from_min_max(egui::pos2(titled.right() + kit::space::S, rect.top()), rect.max);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut beside = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(layout));
        beside.add(kit::text(holds).weak().small().truncate());
    }
    if holds.is_empty() { response } else { response.on_hover_text(kit::visual(holds)) }
}
