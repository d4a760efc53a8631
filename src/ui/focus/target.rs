//! What gets the focus when nothing has it.

use super::{Drawn, Focus, Part, Parts, Said};
use crate::model::RecordId;
use crate::ui::{Page, quick_line};
use egui::Id;

impl Focus {
    /// Where the focus goes.
    pub(super) fn target(
        &self,
        said: &Said,
        drawn: &Drawn,
        page: &Page,
        selection: Option<RecordId>,
        parts: &Parts,
    ) -> Option<Id> {
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
        let start = || selected.or_else(first_row).or_else(|| drawn.first_of_page(parts));
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
                let (before, then) = self.came_from.unzip();
                let chosen = selected.filter(|_| then.is_some_and(|then| then != selection));
                let line = last.id == quick_line::field_id();
                let before = before.filter(|id| is_drawn(id) && (line || is_row(id)));
                chosen.or(before).or(selected).or_else(first_row).filter(|id| *id != last.id).or(Some(parts.page()))
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
