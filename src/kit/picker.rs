//! The list to choose from: its rows, how a mark is moved in it, and what is read of it. The focus stays in a field, or on a button,
//! which says what is offered; a list of choices, a field that completes, the quick line and the palette all open this one.
//!
//! The arrows move the mark round the ends, Page Up and Page Down by eight rows, Home and End to the ends; while a text is edited Home
//! and End are those of the text, and with Ctrl always those of the list. Enter takes what is marked, and so does Tab, which leads on,
//! if something was typed or moved; Escape closes. Only the rows in view are drawn.

use std::borrow::Cow;

use egui::{Id, Rect, Response, Role, ScrollArea, Ui, UiBuilder, Vec2, style::ScrollAnimation};

use super::{
    Icon, ListKeys, access, list_row,
    text::text,
    tokens::{height, space},
};
use crate::text::{fold::fold, marking::places, matching::Word};

/// One thing that can be chosen.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// What it is called.
    pub label: Cow<'a, str>,
    /// What tells it from others of its name: weakly in the same line.
    pub detail: Cow<'a, str>,
    /// More about it, in a line of its own.
    pub more: Cow<'a, str>,
    /// What it is, or its keys: weakly at the right.
    pub trailing: Cow<'a, str>,
    /// Said under the pointer.
    pub tooltip: Cow<'a, str>,
    /// The heading under which it stands with those beside it.
    pub group: &'a str,
    /// At its left.
    pub icon: Option<Icon>,
    /// It is what is chosen now: it has a tick, so that it is told from the one that is marked.
    pub current: bool,
    /// It cannot be chosen now; the second line says why.
    pub disabled: bool,
}

impl Entry<'_> {
    fn height(&self) -> f32 {
        if self.more.is_empty() { height::CONTROL } else { TWO_LINES }
    }

    /// All that it says.
    fn words(&self) -> String {
        let parts = [&self.label, &self.detail, &self.more, &self.trailing];
        parts.into_iter().filter(|part| !part.is_empty()).map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
    }
}

/// The row of an open list that Enter takes.
#[derive(Clone, Debug, Default)]
pub struct ListMark {
    at: Option<usize>,
    meant: bool,
    moved: bool,
}

impl ListMark {
    /// The list has begun anew with this row marked, which nobody has asked for yet.
    pub fn put(&mut self, at: Option<usize>) {
        *self = Self { at, meant: false, moved: true };
    }

    /// Moves it by the keys, in a list of so many rows.
    pub fn press(&mut self, keys: ListKeys, count: usize) {
        self.meant |= keys.moves();
        self.moved |= keys.moves();
        self.at = keys.moved(self.at, count);
    }

    /// The marked row.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// Whether keys have moved it since the list began.
    pub fn is_meant(&self) -> bool {
        self.meant
    }

    /// The row that the keys take. Tab takes one that was meant, or in a list that was narrowed by what is `typed`.
    pub fn taken(&self, keys: ListKeys, typed: bool) -> Option<usize> {
        self.at.filter(|_| keys.enter || keys.tab && (typed || self.meant))
    }
}

/// The open list; see [`Picker`].
pub fn picker<'a>(name: &'a str, field: Id, entries: &'a [Entry<'a>]) -> Picker<'a> {
    Picker { name, field, entries, typed: "", height: 320.0, fixed: false, hint: "" }
}

/// An open list of entries, called `name`, from which one is chosen while the focus stays in `field`.
///
/// ```
/// # use rapporteur::kit::{self, Entry, ListMark};
/// # fn ui(ui: &mut egui::Ui, field: egui::Id, mark: &mut ListMark) {
/// let entries = ["Geneva", "Riyadh"].map(|label| Entry { label: label.into(), ..Entry::default() });
/// if let Some(at) = kit::picker("Venues", field, &entries).typed("gen").ui(ui, mark) {}
/// # }
/// ```
#[must_use = "call `ui`"]
pub struct Picker<'a> {
    name: &'a str,
    field: Id,
    entries: &'a [Entry<'a>],
    typed: &'a str,
    height: f32,
    fixed: bool,
    hint: &'a str,
}

/// The height of a row with two lines, and of a heading.
const TWO_LINES: f32 = 44.0;
const HEADING: f32 = 24.0;

impl<'a> Picker<'a> {
    /// What was typed: it stands out in the labels.
    pub fn typed(mut self, typed: &'a str) -> Self {
        self.typed = typed;
        self
    }

    /// How high it becomes at most.
    pub fn max_height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// It has its greatest height however few the entries are.
    pub fn fixed_height(mut self) -> Self {
        self.fixed = true;
        self
    }

    /// Words under the rows: what to do where nothing fits.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Draws it; says which row was clicked.
    pub fn ui(self, ui: &mut Ui, mark: &mut ListMark) -> Option<usize> {
        let least = if self.fixed { self.height } else { 0.0 };
        let area = ScrollArea::vertical().max_height(self.height).min_scrolled_height(least);
        let shown = area.show_viewport(ui, |ui, view| {
            ui.take_available_width();
            let clicked = ui.scope_builder(UiBuilder::new().id_salt(self.name), |ui| self.rows_ui(ui, view, mark)).inner;
            if !self.hint.is_empty() {
                ui.add(text(self.hint).weak().small());
            }
            clicked
        });
        shown.inner
    }

    fn rows_ui(&self, ui: &mut Ui, view: Rect, mark: &mut ListMark) -> Option<usize> {
        access::is_list_box(ui, self.name, self.entries.len());
        // Where each row ends, with the heading over it.
        let mut ends = Vec::with_capacity(self.entries.len());
        let mut end = 0.0;
        for at in 0..self.entries.len() {
            end += self.heading(at).map_or(0.0, |_| HEADING) + self.entries[at].height();
            ends.push(end);
        }
        let (place, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), end), egui::Sense::hover());
        let row = |at: usize| {
            let bottom = place.top() + ends.get(at).copied().unwrap_or_default();
            Rect::from_x_y_ranges(place.x_range(), bottom - self.entries[at].height()..=bottom)
        };
        let marked = mark.at.filter(|at| *at < self.entries.len());
        if let Some(at) = marked.filter(|_| std::mem::take(&mut mark.moved)) {
            // With the heading over it, which says what the row is one of.
            let heading = if self.heading(at).is_some() { HEADING } else { 0.0 };
            let seen = row(at);
            ui.scroll_to_rect_animation(seen.with_min_y(seen.top() - heading), None, ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
        let first = ends.partition_point(|end| *end <= view.top());
        let last = ends.partition_point(|end| *end < view.bottom()).saturating_add(1).min(ends.len());
        let words = fold(self.typed);
        let words = Word::all(&words);
        access::skip(ui, first);
        let mut clicked = None;
        for at in first..last {
            let rect = row(at);
            if let Some(group) = self.heading(at) {
                let heading = Rect::from_min_max(rect.left_top() - Vec2::new(0.0, HEADING), rect.right_top());
                ui.scope_builder(UiBuilder::new().id_salt(("group", at)).max_rect(heading), |ui| {
                    ui.add_space(space::XS);
                    ui.add(text(group).caption().weak());
                });
            }
            if self.row_ui(ui, rect, at, &words, marked == Some(at)).clicked() {
                clicked = Some(at);
            }
        }
        clicked
    }

    /// The heading over an entry, if it is the first of its group.
    fn heading(&self, at: usize) -> Option<&'a str> {
        let group = self.entries[at].group;
        let before = at.checked_sub(1).map_or("", |before| self.entries[before].group);
        Some(group).filter(|group| !group.is_empty() && *group != before)
    }

    fn row_ui(&self, ui: &mut Ui, rect: Rect, at: usize, words: &[Word<'_>], marked: bool) -> Response {
        let entry = &self.entries[at];
        let found = [&entry.label, &entry.more].map(|text| places(text, words));
        let mut row = list_row(&entry.label)
            .found(&found[0], &found[1])
            .beside(&entry.detail)
            .detail(&entry.more)
            .trailing(&entry.trailing);
        row = row.ticked(entry.current).selected(marked).role(Role::ListBoxOption).by_arrows();
        if let Some(icon) = entry.icon {
            row = row.icon(icon);
        }
        if entry.disabled {
            row = row.faded();
        }
        let response = ui.scope_builder(UiBuilder::new().id_salt(at).max_rect(rect), |ui| ui.add(row)).inner;
        if !entry.detail.is_empty() {
            access::node(&response, |node| node.set_description(entry.detail.as_ref()));
        }
        if marked {
            access::marked(ui, self.field, &response, &entry.words());
        }
        if entry.tooltip.is_empty() { response } else { response.on_hover_text(entry.tooltip.as_ref()) }
    }
}
