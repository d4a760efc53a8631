//! Sections that are closed until wanted and say what they hold, and lists of items within them.

use super::form::{Focus, Form};
use crate::kit::{self, Icon};
use crate::model::{Account, Affiliation, Announcement, Attendance, Discrepancy, EarlierDate, Seat, Sitting, Spelling};
use egui::{Align2, Key, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

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

/// Which fields lie in which section, so that asking for a field opens its section.
const HELD: &[(&str, &[&str])] = &[
    ("venue", &["place", "country", "zone", "online", "spellings"]),
    ("format", &["contact", "setting", "mediation", "visibility", "track"]),
    ("outcome", &["outcome_text", "documents"]),
    ("known", &["locus", "verification", "reliability", "credibility"]),
    ("level", &["terms"]),
    ("round", &["sitting", "on_behalf_of"]),
    ("movement", &["supersedes", "answers", "condition", "conditional_on"]),
    ("original", &["language"]),
    ("grading", &["reliability", "credibility"]),
    ("text", &["read"]),
    ("verification", &["verification_note"]),
];

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
    pub fn section(&mut self, ui: &mut Ui, name: &str, title: &str, holds: &str, draw: impl FnOnce(&mut Self, &mut Ui)) {
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
        let mut added = false;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = kit::space::XXS;
            let room = ui.available_width() - if add.is_some() { kit::height::CONTROL + kit::space::XS } else { 0.0 };
            let head = head_ui(ui, room, title, holds, open);
            if head.clicked() {
                open = !open;
                if open {
                    self.state.open.insert(key.clone());
                } else {
                    self.state.open.remove(&key);
                }
            }
            if let Some(add) = add {
                added = ui.add(kit::icon_button(Icon::Add, add)).clicked();
            }
        });
        // A name alone means its first field; a list sees to its own items.
        if add.is_none() {
            self.focus_enters(name);
        }
        if open || added {
            self.state.open.insert(key);
            inset(ui, |ui| draw(self, ui));
        }
        added
    }

    /// A list: each item a line that opens, with its fields within, to be moved up and down and removed.
    /// `line` says what a closed item is, `make` makes a new one.
    pub fn list<T: Item>(
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
            self.changed(format!("add {noun}"));
            self.state.expanded.insert((self.record, name.to_owned()), of.clone());
            self.state.seek(Focus::On(format!("{name}:{of}")));
        }
    }

    /// A list with something of its own below the items. Says whether a new item is asked for.
    pub fn list_with_foot<T: Item>(
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
            let last = items.len().saturating_sub(1);
            for (at, item) in items.iter_mut().enumerate() {
                let done = form.item_ui(ui, list, (at, last), item, &line, &mut fields);
                act = act.take().or(done.map(|done| (at, done)));
            }
            foot(form, ui, items);
        });
        match act {
            Some((at, Act::Remove)) => {
                items.remove(at);
                self.state.expanded.remove(&(self.record, name.to_owned()));
                self.changed(format!("remove {noun}"));
            }
            Some((at, Act::Move(to))) => {
                items.swap(at, to);
                if let Some(item) = items.get(to) {
                    self.state.expanded.insert((self.record, name.to_owned()), item.key(to));
                }
                self.changed(format!("move {noun}"));
            }
            None => {}
        }
        pressed || wanted_new
    }

    /// Whether the focus is looked for on a field that lies in the section of that name.
    fn focus_is_among(&self, section: &str) -> bool {
        let Some((Focus::On(wanted), _)) = &self.state.focus else { return false };
        let field = wanted.split(':').next().unwrap_or(wanted);
        HELD.iter().any(|(of, fields)| *of == section && fields.contains(&field))
    }

    fn focus_is_on(&self, name: &str) -> bool {
        matches!(&self.state.focus, Some((Focus::On(wanted), _)) if wanted == name)
    }

    fn item_ui<T: Item>(
        &mut self,
        ui: &mut Ui,
        list: List<'_>,
        (at, last): (usize, usize),
        item: &mut T,
        line: &impl Fn(&Self, &T) -> Line,
        fields: &mut impl FnMut(&mut Self, &mut Ui, &mut T),
    ) -> Option<Act> {
        let expanded = (self.record, list.name.to_owned());
        let of = item.key(at);
        let whole = format!("{}:{of}", list.name);
        if self.focus_is_within(&whole) {
            self.state.expanded.insert(expanded.clone(), of.clone());
            self.focus_enters(&whole);
        }
        let open = self.state.expanded.get(&expanded).is_some_and(|open| *open == of);
        let Line { title, detail } = line(self, item);
        let title = if title.trim().is_empty() { format!("New {}", list.noun) } else { title };
        let row = ui.push_id((list.name, &of), |ui| {
            let row = kit::list_row(&title).detail(if open { "" } else { &detail }).icon(chevron(open));
            ui.add(row.role(Role::Button))
        });
        let row = row.inner;
        kit::access::node(&row, |node| node.set_expanded(open));
        if row.clicked() {
            if open {
                self.state.expanded.remove(&expanded);
            } else {
                self.state.expanded.insert(expanded, of);
            }
        }
        let mut act = None;
        if row.has_focus() && kit::keys::take(ui, egui::Modifiers::NONE, Key::Delete) {
            act = Some(Act::Remove);
        }
        if open {
            inset(ui, |ui| {
                self.within(&whole, |form| fields(form, ui, item));
                ui.horizontal(|ui| {
                    let name = |verb: &str| format!("{verb} {}", list.noun);
                    let up = ui.add(kit::icon_button(Icon::ArrowUp, &name("Move up")).small().enabled(at > 0));
                    let down = ui.add(kit::icon_button(Icon::ArrowDown, &name("Move down")).small().enabled(at < last));
                    let remove = ui.add(kit::icon_button(Icon::Bin, &name("Remove")).small());
                    act = match () {
                        () if up.clicked() && at > 0 => Some(Act::Move(at - 1)),
                        () if down.clicked() => Some(Act::Move(at + 1)),
                        () if remove.clicked() => Some(Act::Remove),
                        () => act.take(),
                    };
                });
            });
        }
        act
    }
}

/// What is to be done with an item.
enum Act {
    Remove,
    Move(usize),
}

fn chevron(open: bool) -> Icon {
    if open { Icon::ChevronDown } else { Icon::ChevronRight }
}

/// Draws within a line at the left, so that it is seen what belongs together without a box.
fn inset(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
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
    response.widget_info(|| {
        let name = if holds.is_empty() { title.to_owned() } else { format!("{title} · {holds}") };
        WidgetInfo::labeled(Role::Button, true, name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
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
