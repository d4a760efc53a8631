//! Where the focus goes: the one place that decides it when what had the focus is gone, or when the user has come to another page.
//!
//! Rows, lists and pages say what they are as they are drawn ([`row`], [`begin_list`], [`home`]); at the end of each pass [`Focus::end`] looks whether
//! anything has the focus. The rules, first that fits:
//!
//! | what happened | the focus goes to |
//! |---|---|
//! | another page | the page's own field, what had the focus there before, the selected row, the first row, the first control |
//! | a palette, dialog, list or calendar closed | what had the focus before it opened |
//! | Escape left a field of the inspector, or the inspector closed | the row that it came from |
//! | Escape left a field of the page | the selected row, the first row |
//! | Escape on anything else | where it was |
//! | what had it is gone, as after a deletion | what now stands in its place, else what comes next, else what stood before |
//!
//! A user of the pointer is left alone until the first key.

use super::Page;
use crate::kit;
use crate::model::RecordId;
use egui::style::ScrollAnimation;
use egui::{Event, EventFilter, FocusDirection, Id, Key, LayerId, Modifiers, Rect, Response, Sense, Ui};

/// As many rows as `Page Down` goes.
const ROWS: isize = 10;
/// Passes that a walk to the end of a list may take: rows out of view are drawn as it goes.
const STEPS: u16 = 400;
/// Seconds after which the next letter is a first one again.
const PAUSE: f64 = 1.0;
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
    /// Where the page begins, below the line above it.
    pub landmark: Id,
}

impl Parts {
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
        said.list
    });
    if list.is_some() && response.has_focus() {
        // Walked on from here: what comes next has to be drawn.
        if let Some(down) = ui.data_mut(|data| data.remove_temp::<bool>(walking_id())) {
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
/// `Page Down`, and by the first letters of a row. From a row `Tab` leads to the controls that it holds, and then out of the list.
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
    /// The user is at the keyboard.
    keyboard: bool,
    waited: u8,
    /// How often running the focus was given to something that did not take it.
    tried: u8,
    /// The list being walked through, how many rows are left to go, and the passes that this may still take.
    walk: Option<(Id, isize, u16)>,
    /// Where the focus was last in each list.
    lists: Vec<(Id, Id)>,
    /// `Shift+Tab` was pressed here; the focus moves at the beginning of the next pass.
    back: Option<Id>,
    /// The first letters typed in a list, and when the last of them was.
    letters: (String, f64),
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

    fn of_page(&self) -> impl Iterator<Item = Id> + '_ {
        self.all.iter().filter(|(_, part)| *part == Part::Page).map(|(id, _)| *id)
    }
}

impl Focus {
    /// The part of the window that has the focus.
    pub fn part(&self) -> Option<Part> {
        self.last.map(|last| last.part)
    }

    /// To be called at the end of each pass, when all is drawn.
    pub fn end(&mut self, ui: &Ui, page: &Page, selection: Option<RecordId>, parts: &Parts) {
        let said = ui.data_mut(|data| data.remove_temp::<Said>(said_id())).unwrap_or_default();
        self.note_hands(ui);
        self.within_lists(ui, &said, parts);
        let arrived = self.page != *page;
        let drawn = Drawn::of(ui, parts);
        let focused = ui.memory(egui::Memory::focused);
        let here = focused.and_then(|id| Some((id, drawn.part(id)?)));
        if let Some((id, part)) = here {
            self.note(Spot { id, part, text: kit::text_has_focus(ui) }, (&said, &drawn), page, selection, parts.landmark);
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
        let waits = arrived && said.home.is_none() && said.rows.is_empty();
        if self.keyboard && self.waited < if waits { PATIENCE } else { 0 } || self.tried > PATIENCE {
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
        let target = in_dialog.or(home).or_else(|| self.target(&said, &drawn, page, selection, parts));
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

    /// Moves the focus within the lists, and past them.
    fn within_lists(&mut self, ui: &Ui, said: &Said, parts: &Parts) {
        let Some(focused) = ui.memory(egui::Memory::focused) else { return };
        let before = self.last.map(|last| last.id);
        let to = match self.walked(ui, said, focused) {
            Some(to) => Some(to),
            None => self.tabbed(ui, said, parts, before, focused),
        };
        if let Some(to) = to.filter(|to| *to != focused) {
            ui.memory_mut(|memory| {
                memory.move_focus(FocusDirection::None);
                memory.request_focus(to);
            });
            ui.ctx().request_repaint();
        }
        self.back = kit::keys::pressed(ui, Modifiers::SHIFT, Key::Tab).then_some(focused);
        let focused = to.unwrap_or(focused);
        if let Some(list) = said.rows.iter().find(|row| row.id == focused).and_then(|row| row.list) {
            self.lists.retain(|(of, _)| *of != list);
            self.lists.insert(0, (list, focused));
            self.lists.truncate(REMEMBERED);
        }
    }

    /// Where the arrow keys and the like lead from a row.
    fn walked(&mut self, ui: &Ui, said: &Said, focused: Id) -> Option<Id> {
        let list = said.rows.iter().find(|row| row.id == focused).and_then(|row| row.list);
        let Some(list) = list else {
            self.walk = None;
            return None;
        };
        let rows: Vec<&Row> = said.rows.iter().filter(|row| row.list == Some(list)).collect();
        let at = rows.iter().position(|row| row.id == focused)?;
        // What led here in this pass is done with.
        if self.last.map(|last| last.id) != Some(focused) {
            return None;
        }
        if let Some(to) = self.lettered(ui, &rows, at) {
            self.walk = None;
            return rows.get(to).map(|row| row.id);
        }
        let presses = |key| isize::try_from(kit::keys::take_all(ui, Modifiers::NONE, key)).unwrap_or(1);
        let mut by = presses(Key::ArrowDown) - presses(Key::ArrowUp) + ROWS * (presses(Key::PageDown) - presses(Key::PageUp));
        if presses(Key::Home) > 0 {
            by = isize::MIN / 2;
        } else if presses(Key::End) > 0 {
            by = isize::MAX / 2;
        }
        if by != 0 {
            self.walk = Some((list, by, STEPS));
        }
        let (of, left, steps) = self.walk?;
        if of != list || steps == 0 || left == 0 {
            self.walk = None;
            return None;
        }
        let last = isize::try_from(rows.len()).ok()? - 1;
        let here = isize::try_from(at).ok()?;
        let to = here.saturating_add(left).clamp(0, last);
        let went = to - here;
        // At the last row drawn there may be more to come, which is seen in the next pass.
        let steps = if went == 0 { steps.min(4) - 1 } else { steps - 1 };
        self.walk = (left != went).then_some((list, left - went, steps));
        if self.walk.is_some() {
            ui.data_mut(|data| data.insert_temp(walking_id(), left > 0));
            kit::expect_focus(ui);
            ui.ctx().request_repaint();
            ui.ctx().request_discard("a list is walked through");
        }
        rows.get(usize::try_from(to).ok()?).map(|row| row.id)
    }

    /// The row that begins with the letters typed, from the one after this on, and round.
    fn lettered(&mut self, ui: &Ui, rows: &[&Row], at: usize) -> Option<usize> {
        let (typed, now) = ui.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) if text.trim() == text => Some(text.as_str()),
                _ => None,
            });
            (texts.collect::<String>(), input.time)
        });
        if typed.is_empty() {
            return None;
        }
        if now - self.letters.1 > PAUSE {
            self.letters.0.clear();
        }
        self.letters.0.push_str(&typed.to_lowercase());
        self.letters.1 = now;
        let letters = self.letters.0.as_str();
        // The same letter again goes on to the next; more letters stay if the row fits.
        let first = letters.chars().next()?;
        let (letters, from) = match letters.chars().all(|letter| letter == first) {
            true => (&letters[..first.len_utf8()], at + 1),
            false => (letters, at),
        };
        let fits = |name: &str, whole: bool| {
            let name = name.to_lowercase();
            name.starts_with(letters)
                || !whole && name.split(|at: char| !at.is_alphanumeric()).any(|word| word.starts_with(letters))
        };
        let order = (0..rows.len()).map(|step| (from + step) % rows.len());
        let find = |whole: bool| order.clone().find(|at| rows.get(*at).is_some_and(|row| fits(&row.name, whole)));
        find(true).or_else(|| find(false))
    }

    /// Where `Tab` leads instead, into a list or out of it.
    fn tabbed(&self, ui: &Ui, said: &Said, parts: &Parts, before: Option<Id>, focused: Id) -> Option<Id> {
        let forward = kit::keys::pressed(ui, Modifiers::NONE, Key::Tab);
        let backward = self.back.is_some_and(|from| Some(from) != Some(focused));
        if !forward && !backward {
            return None;
        }
        let before = if backward { self.back } else { before };
        let drawn = Drawn::of(ui, parts);
        let place = |id: Id| drawn.all.iter().position(|(of, _)| *of == id);
        // The row that something is or lies in: the last one drawn before it.
        let row_of = |id: Id| {
            let at = place(id)?;
            let rows = said.rows.iter().filter_map(|row| Some((place(row.id)?, row)));
            let (from, row) = rows.filter(|(from, _)| *from <= at).max_by_key(|(from, _)| *from)?;
            let within = from == at
                || ui.ctx().viewport(|viewport| {
                    let rect = |id| viewport.this_pass.widgets.get(id).map(|widget| widget.rect);
                    rect(row.id).zip(rect(id)).is_some_and(|(row, of)| row.expand(1.0).contains_rect(of))
                });
            within.then_some(row)
        };
        let here = row_of(focused)?;
        let list = here.list?;
        let from = before.and_then(row_of);
        let from_list = from.is_some_and(|row| row.list == Some(list));
        if from.is_some_and(|row| row.id == here.id) {
            return None;
        }
        if !from_list {
            // Into the list: to the row that had the focus, else to the selected one.
            let known = self.lists.iter().find(|(of, _)| *of == list).map(|(_, id)| *id);
            let rows = || said.rows.iter().filter(|row| row.list == Some(list));
            let known = known.filter(|id| rows().any(|row| row.id == *id));
            let selected = || rows().find(|row| row.selected).map(|row| row.id);
            return known.or_else(selected).or_else(|| rows().next().map(|row| row.id));
        }
        // From one row to another: out of the list.
        let in_list = |id: Id| row_of(id).is_some_and(|row| row.list == Some(list));
        let at = place(focused)?;
        if forward {
            drawn.all.iter().skip(at).map(|(id, _)| *id).find(|id| !in_list(*id))
        } else {
            drawn.all.iter().take(at).rev().map(|(id, _)| *id).find(|id| !in_list(*id))
        }
    }

    fn note_hands(&mut self, ui: &Ui) {
        ui.input(|input| {
            // Those that a command has taken, too.
            for event in &input.raw.events {
                match event {
                    Event::Key { pressed: true, .. } | Event::Text(_) | Event::AccessKitActionRequest(_) => self.keyboard = true,
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
        if spot.part == Part::Above
            && let Some(last) = self.last
            && last.part != Part::Above
        {
            self.below = Some((last.id, self.selection));
        }
        if spot.part == Part::Page && spot.id != landmark {
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

    /// Where the focus goes.
    fn target(&self, said: &Said, drawn: &Drawn, page: &Page, selection: Option<RecordId>, parts: &Parts) -> Option<Id> {
        let is_drawn = |id: &Id| drawn.part(*id).is_some();
        let is_row = |id: &Id| said.rows.iter().any(|row| row.id == *id);
        let known = self.pages.iter().find(|(of, ..)| of == page);
        let called = |name: &String| said.rows.iter().find(|row| row.name == *name).map(|row| row.id);
        // A page that is laid out in another way has the same row elsewhere.
        let moved = || known.and_then(|(_, _, name)| called(name.as_ref()?));
        let on_page = known.map(|(_, id, _)| *id).and_then(|id| Some(id).filter(is_drawn).or_else(moved).or(Some(id)));
        let of_page = |id: &Id| drawn.part(*id) == Some(Part::Page);
        let selected = said.rows.iter().find(|row| row.selected && of_page(&row.id)).map(|row| row.id);
        let first_row = || said.rows.iter().map(|row| row.id).find(of_page);
        let first = || {
            let after = drawn.of_page().skip_while(|id| *id != parts.landmark).nth(1);
            after.or(Some(parts.landmark))
        };
        let start = || selected.or_else(first_row).or_else(first);
        if self.page != *page {
            return on_page.filter(is_drawn).or_else(start);
        }
        let came_from = || on_page.filter(is_drawn).filter(|id| is_row(id) || selected.is_none());
        let Some(last) = self.last else { return start() };
        match last.part {
            Part::Above => {
                let (below, before) = self.below?;
                let chosen = selected.filter(|_| selection != before);
                chosen.or(Some(below).filter(is_drawn)).or_else(|| self.neighbour(on_page, said, drawn)).or_else(start)
            }
            Part::Inspector if last.text || !is_drawn(&last.id) => {
                came_from().or(selected).or_else(|| self.neighbour(on_page, said, drawn)).or_else(start)
            }
            Part::Page if last.text && is_drawn(&last.id) => {
                selected.or_else(first_row).filter(|id| *id != last.id).or(Some(parts.landmark))
            }
            _ if is_drawn(&last.id) => Some(last.id),
            Part::Page => {
                let moved = on_page.filter(is_drawn);
                moved.or_else(|| self.neighbour(Some(last.id), said, drawn)).or_else(start)
            }
            _ => start(),
        }
    }

    /// What stands where something of the page stood that is gone.
    fn neighbour(&self, gone: Option<Id>, said: &Said, drawn: &Drawn) -> Option<Id> {
        let at = self.order.iter().position(|(id, _)| Some(*id) == gone)?;
        let now: Vec<Id> = drawn.of_page().collect();
        let is_row = self.order.get(at).is_some_and(|(_, name)| name.is_some());
        if now.len() == self.order.len() && !is_row {
            return now.get(at).copied();
        }
        let still = |(id, name): &(Id, Option<String>)| {
            let called = || said.rows.iter().find(|row| Some(&row.name) == name.as_ref()).map(|row| row.id);
            // Beside a row that is gone stands a row, not what another row holds.
            (!is_row || name.is_some()).then(|| Some(*id).filter(|id| now.contains(id)).or_else(called)).flatten()
        };
        let after = self.order.iter().skip(at + 1).find_map(still);
        after.or_else(|| self.order.iter().take(at).rev().find_map(still))
    }
}
