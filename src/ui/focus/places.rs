//! Where a key leads on purpose: to a part of the window, to a page, to the row of a record that was opened.

use super::{Drawn, Focus, PATIENCE, Part, Parts, Said, say};
use crate::kit;
use crate::model::RecordId;
use crate::ui::{Nav, Page};
use egui::{Id, Order, Response, Ui};

/// Has the focus go to the page that is drawn next, even if that page is open already or the focus is elsewhere.
pub fn go_home(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(go_home_id(), true));
    kit::expect_focus(ctx);
}

/// Has something on the page have the focus from the first frame on: a reader of the screen begins there, and so do the keys.
pub fn begin_at_page(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(begins_id(), true));
}

fn begins_id() -> Id {
    Id::unique("the focus begins at the page")
}

fn go_home_id() -> Id {
    Id::unique("the focus goes to the page")
}

/// Says whose row it is. The row of the record that was asked for is brought into view, and gets the focus if it is led to.
pub fn row_of(ui: &Ui, nav: &mut Nav, response: &Response, id: RecordId) {
    if response.has_focus() {
        say(ui, |said| said.record = Some(id));
    }
    // What lies above the page is about to close.
    let covered = nav.leads() && ui.memory(egui::Memory::top_modal_layer).is_some();
    if !nav.wants(id) || covered || response.layer_id.order != Order::Background {
        return;
    }
    let Some(focus) = nav.take_reveal(id) else { return };
    response.scroll_to_me(None);
    ui.ctx().request_repaint();
    if focus {
        response.request_focus();
        kit::expect_focus(ui);
    }
}

impl Focus {
    /// Has the focus go to a part of the window, to where it was there.
    pub fn go_to(&mut self, part: Part) {
        self.goes_to = Some(part);
    }

    /// Whether the window has just begun, and the focus begins at its page.
    pub(super) fn begins(&mut self, ui: &Ui) -> bool {
        if ui.data_mut(|data| data.remove_temp::<bool>(begins_id())).is_some() {
            (self.keyboard, self.starts) = (true, true);
        }
        self.starts &= self.last.is_none();
        self.starts
    }

    /// Follows the key that led somewhere.
    pub(super) fn led(&mut self, ui: &Ui, drawn: (&Said, &Drawn), page: &Page, parts: &Parts) {
        if ui.data_mut(|data| data.remove_temp::<bool>(go_home_id())).is_some() {
            self.to_page = PATIENCE;
        }
        // A dialog comes first.
        if ui.memory(egui::Memory::top_modal_layer).is_some() {
            return;
        }
        let part = self.goes_to.take().map(|part| self.spot_in(part, drawn, page, parts));
        let to = part.or_else(|| self.on_page(ui, drawn, page, parts));
        if let Some(id) = to {
            ui.memory_mut(|memory| memory.request_focus(id));
            kit::expect_focus(ui);
            ui.ctx().request_repaint();
        }
    }

    /// Where the focus was in a part of the window; on a page else the selected row; else where the part begins.
    fn spot_in(&self, part: Part, (said, drawn): (&Said, &Drawn), page: &Page, parts: &Parts) -> Id {
        let there = |id: &Id| drawn.part(*id) == Some(part);
        let row = |fits: &dyn Fn(&super::Row) -> bool| said.rows.iter().find(|row| there(&row.id) && fits(row)).map(|row| row.id);
        let [workspace, inspector] = self.beside;
        let (known, begins) = match part {
            Part::Workspace => (workspace.filter(there), 0),
            Part::Inspector => (inspector.filter(there), 2),
            _ => {
                let known = self.pages.iter().find(|(of, ..)| of == page);
                let same = known.map(|(_, id, _)| *id).filter(there);
                let called = || known.and_then(|(_, _, name)| row(&|row| Some(&row.name) == name.as_ref()));
                (same.or_else(called).or_else(|| row(&|row| row.selected)), 1)
            }
        };
        known.unwrap_or(parts.landmarks[begins])
    }

    /// Where the focus goes on the page that a key led to: the page's own field, else a row, so that arrows and Enter act on its list at
    /// once, else what had it there before.
    fn on_page(&mut self, ui: &Ui, (said, drawn): (&Said, &Drawn), page: &Page, parts: &Parts) -> Option<Id> {
        if self.to_page == 0 {
            return None;
        }
        self.to_page -= 1;
        let of_page = |id: &Id| drawn.part(*id) == Some(Part::Page);
        let is_row = |id: &Id| of_page(id) && said.rows.iter().any(|row| row.id == *id);
        let focused = ui.memory(egui::Memory::focused);
        if said.home.is_none() && focused.is_some_and(|id| is_row(&id)) {
            self.to_page = 0;
            return None;
        }
        // The rows of a page may be drawn only when it knows its room.
        if said.home.is_none() && !said.rows.iter().any(|row| of_page(&row.id)) && self.to_page > 0 {
            kit::expect_focus(ui);
            ui.ctx().request_repaint();
            return None;
        }
        self.to_page = 0;
        let known = Some(self.spot_in(Part::Page, (said, drawn), page, parts)).filter(|id| *id != parts.page());
        let selected = || said.rows.iter().find(|row| row.selected && of_page(&row.id)).map(|row| row.id);
        let first_row = || said.rows.iter().map(|row| row.id).find(of_page);
        let row = || known.filter(|id| page.has_cells() || is_row(id)).or_else(selected).or_else(first_row);
        // Without a list, the focus stays on the page where it is. The line above it is no place on it.
        let stays = || self.page == *page && focused.is_some_and(|id| drawn.on_page(parts.page()).any(|of| of == id));
        said.home.or_else(row).or_else(|| known.filter(|_| !stays())).or_else(|| drawn.first_of_page(parts).filter(|_| !stays()))
    }
}
