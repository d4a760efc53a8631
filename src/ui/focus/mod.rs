//! Where the focus goes: the one place that decides it when what had the focus is gone, or when the user has come to another page.
//!
//! Rows, lists and pages say what they are as they are drawn ([`row`], [`begin_list`], [`home`]); at the end of each pass [`Focus::end`] looks whether
//! anything has the focus. The rules, first that fits:
//!
//! | what happened | the focus goes to |
//! |---|---|
//! | a record was opened, wherever from | its row, which is brought into view |
//! | a key led to a page, or to another | the page's own field, what had the focus there before, the selected row, the first row, the first control |
//! | `F6` led to a part of the window | what had the focus there before; on a page the selected row; the place where the part begins |
//! | a palette, dialog, list or calendar closed | what had the focus before it opened |
//! | Escape left a field of the inspector, or the inspector closed | the row that it came from |
//! | Escape left the quick line | what was logged with it, else what had the focus before it |
//! | Escape left a field of the page | the row that it came from, the selected row, the first row |
//! | Escape on anything else | where it was |
//! | what had it is gone, as after a deletion | what now stands in its place, else what comes next, else what stood before |
//!
//! The arrows go from row to row through the whole page, in and out of its lists, in the order in which it is read.
//!
//! A new window begins as if a key had led to its page. From then on a user of the pointer is left alone until the next key.

mod lists;
mod places;
mod seek;
mod target;

pub use places::{begin_at_page, go_home, row_of};
pub use seek::{rows_in_view_ui, undrawn};

use super::{Nav, Page};
use crate::kit;
use crate::model::RecordId;
use egui::style::ScrollAnimation;
use egui::{Event, EventFilter, Id, LayerId, Rect, Response, Sense, Ui};

/// As many rows as `Page Down` goes.
const ROWS: isize = 10;
/// Passes that a walk to the end of a list may take: rows out of view are drawn as it goes.
const STEPS: u16 = 400;
/// Passes in which something that was asked for may still come to be drawn.
const PATIENCE: u8 = 3;
/// Pages of which it is remembered where the focus was.
const REMEMBERED: usize = 64;

/// A part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The list of pages on the left.
    Workspace,
    /// The page, with the line above it.
    Page,
    /// The inspector on the right.
    Inspector,
    /// The status bar.
    Status,
    /// What lies above all of it: a palette, a dialog, a list.
    Above,
}

/// Where the parts of the window were drawn.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The list of pages.
    pub workspace: Rect,
    /// The inspector, if it is shown.
    pub inspector: Option<Rect>,
    /// The status bar.
    pub status: Rect,
    /// Where the list of pages, the page, and the inspector begin.
    pub landmarks: [Id; 3],
}

impl Parts {
    /// Where the page begins, below the line above it.
    fn page(&self) -> Id {
        self.landmarks[1]
    }

    fn of(&self, layer: LayerId, rect: Rect) -> Part {
        let center = rect.center();
        match () {
            () if layer.order != egui::Order::Background => Part::Above,
            () if center.y >= self.status.top() => Part::Status,
            () if center.x <= self.workspace.right() => Part::Workspace,
            () if self.inspector.is_some_and(|rect| center.x >= rect.left()) => Part::Inspector,
            () => Part::Page,
        }
    }
}

/// A row as it was drawn.
#[derive(Clone, Debug)]
struct Row {
    id: Id,
    /// The list that it belongs to, if that is one stop for `Tab`.
    list: Option<Id>,
    selected: bool,
    name: String,
}

/// What a page says of itself as it is drawn.
#[derive(Clone, Debug, Default)]
struct Said {
    home: Option<Id>,
    list: Option<Id>,
    rows: Vec<Row>,
    /// The lists of which not all rows were drawn.
    partly: Vec<Id>,
    /// A row that is looked for by its first letters.
    seek: Option<seek::Seek>,
    /// All rows of the list in which one is looked for, with the ids of those that were drawn.
    sought: Vec<(Option<Id>, String)>,
    /// The row that was looked for, drawn at last.
    found: Option<Id>,
    /// The record of the row that has the focus.
    record: Option<RecordId>,
}

fn said_id() -> Id {
    Id::unique("what the page says of the focus")
}

fn walking_id() -> Id {
    Id::unique("a list is walked through, downwards")
}

fn say<R>(ui: &Ui, what: impl FnOnce(&mut Said) -> R) -> R {
    ui.data_mut(|data| what(data.get_temp_mut_or_default::<Said>(said_id())))
}

/// Says that the focus goes to `response` on arrival at the page.
pub fn home(ui: &Ui, response: &Response) {
    say(ui, |said| said.home = Some(response.id));
}

/// Says that `response` is a row, called so.
pub fn row(ui: &Ui, response: &Response, selected: bool, name: &str) {
    let list = say(ui, |said| {
        said.rows.push(Row { id: response.id, list: said.list, selected, name: name.to_owned() });
        said.pass(Some(response.id), name);
        said.list
    });
    if response.has_focus() {
        // Walked on from here: what comes next has to be drawn.
        if let Some(down) = ui.data_mut(|data| data.remove_temp::<bool>(walking_id())).filter(|_| list.is_some()) {
            let step = response.rect.height() * if down { 2.0 } else { -2.0 };
            ui.scroll_to_rect_animation(response.rect.translate(egui::vec2(0.0, step)), None, ScrollAnimation::none());
        }
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

/// The list that rows lay in before another began.
#[must_use = "the list ends where it is given to `end_list`"]
pub struct Outer(Option<Id>);

/// The rows drawn from here to [`end_list`] are one list: one stop for `Tab`, walked by the arrows, `Home`, `End`, `Page Up`,
/// `Page Down`, and by the first letters of a row. Past its ends the arrows lead to the rows of the page before and after it. From a row `Tab` leads to the controls that it holds, and then out of the list.
pub fn begin_list(ui: &Ui, salt: &str) -> Outer {
    let id = Id::unique(("list", salt));
    Outer(say(ui, |said| said.list.replace(id)))
}

/// Ends a list.
#[expect(clippy::needless_pass_by_value, reason = "a list is ended once")]
pub fn end_list(ui: &Ui, outer: Outer) {
    say(ui, |said| said.list = outer.0);
}

/// Something that had the focus.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    id: Id,
    part: Part,
    /// It was a field with text.
    text: bool,
}

/// What is kept between passes.
#[derive(Debug, Default)]
pub struct Focus {
    last: Option<Spot>,
    page: Page,
    selection: Option<RecordId>,
    /// What had the focus on each page, the last first.
    pages: Vec<(Page, Id, Option<String>)>,
    /// What can have the focus on the page, in the order of the last pass in which the page had it or was drawn with it.
    order: Vec<(Id, Option<String>)>,
    /// What had the focus before something opened above it, with the selection then.
    below: Option<(Id, Option<RecordId>)>,
    /// What had the focus before the fields with text in which it has been since, with the selection then.
    came_from: Option<(Id, Option<RecordId>)>,
    /// What had the focus last in the list of pages and in the inspector.
    beside: [Option<Id>; 2],
    /// The part of the window to which a key leads.
    goes_to: Option<Part>,
    /// Passes in which the focus may still go to the page, to which a key led.
    to_page: u8,
    /// The record of the page's row that has the focus.
    row: Option<RecordId>,
    /// Another record was selected after the focus had come to that row.
    row_is_older: bool,
    /// The user is at the keyboard.
    keyboard: bool,
    /// The window has begun, and nothing has had the focus yet.
    starts: bool,
    waited: u8,
    /// How often running the focus was given to something that did not take it.
    tried: u8,
    /// The list being walked through, how many rows are left to go, and the passes that this may still take.
    walk: Option<(Id, isize, u16)>,
    /// Where the focus was last in each list.
    lists: Vec<(Id, Id)>,
    /// `Shift+Tab` was pressed here; the focus moves at the beginning of the next pass.
    back: Option<Id>,
    /// The first letters typed in a list, and the run that they are of.
    letters: (String, u64),
    /// The row that has the focus, by its name.
    named: Option<(Id, String)>,
}

/// What can have the focus, as drawn in this pass.
struct Drawn {
    all: Vec<(Id, Part)>,
    layers: Vec<(LayerId, Id)>,
}

impl Drawn {
    fn of(ui: &Ui, parts: &Parts) -> Self {
        let (all, layers) = ui.ctx().viewport(|viewport| {
            let widgets = &viewport.this_pass.widgets;
            let (mut all, mut layers) = (Vec::new(), Vec::new());
            for (layer, of_layer) in widgets.layers() {
                let can = of_layer.iter().filter(|widget| widget.enabled && widget.sense.contains(Sense::FOCUSABLE));
                for widget in can {
                    all.push((widget.id, parts.of(*layer, widget.rect)));
                    if layer.order != egui::Order::Background {
                        layers.push((*layer, widget.id));
                    }
                }
            }
            (all, layers)
        });
        Self { all, layers }
    }

    fn part(&self, id: Id) -> Option<Part> {
        self.all.iter().find(|(of, _)| *of == id).map(|(_, part)| *part)
    }

    fn first_in(&self, layer: LayerId) -> Option<Id> {
        self.layers.iter().find(|(of, _)| *of == layer).map(|(_, id)| *id)
    }

    /// The first control of the page, else where it begins.
    fn first_of_page(&self, parts: &Parts) -> Option<Id> {
        self.on_page(parts.page()).next().or(Some(parts.page()))
    }

    /// What is on the page itself, from where it `begins`: below the line above it, which is the same on every page.
    fn on_page(&self, begins: Id) -> impl Iterator<Item = Id> + '_ {
        self.of_page().skip_while(move |id| *id != begins).skip(1)
    }

    fn of_page(&self) -> impl Iterator<Item = Id> + '_ {
        self.all.iter().filter(|(_, part)| *part == Part::Page).map(|(id, _)| *id)
    }
}

impl Focus {
    /// The part of the window that has the focus.
    pub fn part(&self) -> Option<Part> {
        self.last.map(|last| last.part)
    }

    /// The record of the page's row that has the focus, or had it when something opened above.
    pub fn row(&self) -> Option<RecordId> {
        self.row
    }

    /// The same, unless something else was selected since.
    pub fn newest_row(&self) -> Option<RecordId> {
        self.row.filter(|_| !self.row_is_older)
    }

    /// To be called at the beginning of each pass: a space within the first letters of a row is one of them and presses nothing.
    pub fn begin(&mut self, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let Some((_, name)) = self.named.as_ref().filter(|(id, _)| Some(*id) == focused) else { return };
        if self.spells(ui, name) {
            kit::keys::take_all(ui, egui::Modifiers::NONE, egui::Key::Space);
        }
    }

    /// To be called at the end of each pass, when all is drawn.
    pub fn end(&mut self, ui: &Ui, page: &Page, nav: &Nav, parts: &Parts) {
        let selection = nav.selection();
        let said = ui.data_mut(|data| data.remove_temp::<Said>(said_id())).unwrap_or_default();
        self.note_hands(ui);
        self.within_lists(ui, &said, parts);
        let arrived = self.page != *page;
        let starts = self.begins(ui);
        let drawn = Drawn::of(ui, parts);
        self.led(ui, (&said, &drawn), page, parts);
        let focused = ui.memory(egui::Memory::focused);
        let here = focused.and_then(|id| Some((id, drawn.part(id)?)));
        if let Some((id, part)) = here {
            self.note(Spot { id, part, text: kit::text_has_focus(ui) }, (&said, &drawn), page, selection, parts.page());
            return;
        }
        // A row that was asked for takes it when it is drawn.
        if nav.leads() {
            kit::expect_focus(ui);
            ui.ctx().request_repaint();
            return;
        }
        // What was asked for may be drawn in the next pass; what had the focus and is not drawn is gone.
        if let Some(id) = focused
            && self.last.is_none_or(|last| last.id != id)
            && here.is_none()
            && self.waited < PATIENCE
        {
            self.waited += 1;
            kit::expect_focus(ui);
            ui.ctx().request_repaint();
            return;
        }
        // The rows of a page may be drawn only when it knows its room; and what a dialog forbids is not asked for again and again.
        let waits = (arrived || starts) && said.home.is_none() && said.rows.is_empty();
        if self.keyboard && self.waited < if waits { PATIENCE } else { 0 } || self.tried > 2 * PATIENCE {
            self.waited = self.waited.saturating_add(1);
            if waits && self.waited <= PATIENCE {
                kit::expect_focus(ui);
                ui.ctx().request_repaint();
            }
            return;
        }
        self.waited = 0;
        let modal = ui.memory(egui::Memory::top_modal_layer);
        let home = arrived.then_some(said.home).flatten().filter(|_| modal.is_none());
        if !self.keyboard && home.is_none() {
            self.arrive(page, selection);
            return;
        }
        // While a dialog is open, nothing else can have the focus.
        let in_dialog = modal.and_then(|layer| drawn.first_in(layer));
        // What does not take the focus cannot have it: then it goes to where the page begins.
        let refused = (self.tried > PATIENCE).then_some(parts.page());
        if refused.is_some() {
            self.pages.retain(|(of, ..)| of != page);
        }
        let target = in_dialog.or(refused).or(home).or_else(|| self.target(&said, &drawn, page, selection, parts));
        self.arrive(page, selection);
        if let Some(id) = target {
            self.tried += 1;
            ui.memory_mut(|memory| memory.request_focus(id));
            kit::expect_focus(ui);
            ui.ctx().request_repaint();
            let part = drawn.part(id).unwrap_or(Part::Page);
            self.last = Some(Spot { id, part, text: false });
        }
    }

    fn note_hands(&mut self, ui: &Ui) {
        ui.input(|input| {
            // Those that a command has taken, too.
            for event in &input.raw.events {
                match event {
                    Event::Key { pressed: true, .. } | Event::Text(_) | Event::AccessKitActionRequest(_) => {
                        (self.keyboard, self.tried) = (true, 0);
                    }
                    Event::PointerButton { pressed: true, .. } | Event::MouseWheel { .. } => self.keyboard = false,
                    _ => {}
                }
            }
        });
    }

    /// Remembers where the focus is.
    fn note(&mut self, spot: Spot, (said, drawn): (&Said, &Drawn), page: &Page, selection: Option<RecordId>, landmark: Id) {
        (self.waited, self.tried) = (0, 0);
        let name = said.rows.iter().find(|row| row.id == spot.id).map(|row| row.name.clone());
        self.named = name.clone().map(|name| (spot.id, name));
        if spot.part == Part::Above
            && let Some(last) = self.last
            && last.part != Part::Above
        {
            self.below = Some((last.id, self.selection));
        }
        if let Some(last) = self.last.filter(|last| last.id != spot.id && last.part != Part::Above)
            && spot.part != Part::Above
            && !(last.text && last.part == Part::Page)
        {
            self.came_from = Some((last.id, self.selection));
        }
        match spot.part {
            Part::Workspace => self.beside[0] = Some(spot.id),
            Part::Inspector => self.beside[1] = Some(spot.id),
            _ => {}
        }
        if spot.part != Part::Above {
            let row = said.record.filter(|_| spot.part == Part::Page);
            let moved = row != self.row;
            self.row_is_older = row.is_some() && if selection == self.selection { self.row_is_older && !moved } else { true };
            self.row = row;
        }
        if drawn.on_page(landmark).any(|id| id == spot.id) {
            self.pages.retain(|(of, ..)| of != page);
            self.pages.insert(0, (page.clone(), spot.id, name));
            self.pages.truncate(REMEMBERED);
        }
        let on_page = self.pages.iter().find(|(of, ..)| of == page).map(|(_, id, _)| *id);
        if on_page.is_none_or(|id| drawn.part(id).is_some()) {
            let name_of = |id: Id| said.rows.iter().find(|row| row.id == id).map(|row| row.name.clone());
            self.order = drawn.of_page().map(|id| (id, name_of(id))).collect();
        }
        self.last = Some(spot);
        self.arrive(page, selection);
    }

    fn arrive(&mut self, page: &Page, selection: Option<RecordId>) {
        self.page = page.clone();
        self.selection = selection;
    }
}
