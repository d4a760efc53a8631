//! Moving the focus within lists: arrow keys, first letters, and `Tab` into a list and out of it.

use super::{Drawn, Focus, Part, Parts, REMEMBERED, ROWS, Row, STEPS, Said, seek, walking_id};
use crate::kit;
use egui::{Event, FocusDirection, Id, Key, Modifiers, Ui};
use std::cmp::Ordering;

impl Focus {
    /// Moves the focus within the lists, and past them.
    pub(super) fn within_lists(&mut self, ui: &Ui, said: &Said, parts: &Parts) {
        let sought = Self::sought(ui, said);
        let Some(focused) = ui.memory(egui::Memory::focused).or(sought) else { return };
        let before = self.last.map(|last| last.id);
        let to = match sought.or_else(|| self.walked(ui, (said, parts), focused)) {
            Some(to) => Some(to),
            None => self.tabbed(ui, said, parts, before, focused),
        };
        if let Some(to) = to.filter(|to| *to != focused || sought.is_some()) {
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
    fn walked(&mut self, ui: &Ui, (said, parts): (&Said, &Parts), focused: Id) -> Option<Id> {
        let row = said.rows.iter().find(|row| row.id == focused);
        let Some(list) = row.and_then(|row| row.list) else {
            self.walk = None;
            // What led here in this pass is done with.
            let arrived = row.is_none() || self.last.map(|last| last.id) != Some(focused);
            let presses = |key| kit::keys::take_all(ui, Modifiers::NONE, key);
            let by = if arrived { (0, 0) } else { (presses(Key::ArrowDown), presses(Key::ArrowUp)) };
            let (after, direction) = match by.0.cmp(&by.1) {
                Ordering::Greater => (true, FocusDirection::Down),
                Ordering::Less => (false, FocusDirection::Up),
                Ordering::Equal => return None,
            };
            let to = beside(ui, (said, parts), focused, after);
            if to.is_none() {
                // Beyond the last row lies what is no row.
                ui.memory_mut(|memory| memory.move_focus(direction));
                ui.ctx().request_repaint();
            }
            return to;
        };
        let rows: Vec<&Row> = said.rows.iter().filter(|row| row.list == Some(list)).collect();
        let at = rows.iter().position(|row| row.id == focused)?;
        // What led here in this pass is done with.
        if self.last.map(|last| last.id) != Some(focused) {
            return None;
        }
        if let Some((letters, next)) = self.letters(ui) {
            self.walk = None;
            if said.partly.contains(&list) {
                Self::seek(ui, list, (letters, next));
                return None;
            }
            let to = seek::find(rows.iter().map(|row| row.name.as_str()), at + usize::from(next), &letters)?;
            return rows.get(to).map(|row| row.id);
        }
        let presses = |key| isize::try_from(kit::keys::take_all(ui, Modifiers::NONE, key)).unwrap_or(1);
        let mut by = presses(Key::ArrowDown) - presses(Key::ArrowUp) + ROWS * (presses(Key::PageDown) - presses(Key::PageUp));
        let (first, last) = (presses(Key::Home) > 0, presses(Key::End) > 0);
        if (first || last) && said.partly.contains(&list) {
            self.walk = None;
            Self::seek_end(ui, list, last);
            return None;
        }
        if first {
            by = isize::MIN / 2;
        } else if last {
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
        // Past the end of the list, by one step: all of it is drawn, or nothing more has come.
        if went == 0 && left.abs() == 1 && (!said.partly.contains(&list) || steps == 1) {
            self.walk = None;
            return beside(ui, (said, parts), focused, left > 0);
        }
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

    /// Whether a space goes on with the first letters of the row that has the focus.
    pub(super) fn spells(&self, ui: &Ui, name: &str) -> bool {
        let (letters, run) = &self.letters;
        !letters.is_empty() && *run == kit::letters_run(ui) && seek::fits(name, &format!("{letters} "))
    }

    /// The first letters typed, and whether the row with the focus is left out.
    fn letters(&mut self, ui: &Ui) -> Option<(String, bool)> {
        let spells = self.named.as_ref().is_some_and(|(_, name)| self.spells(ui, name));
        let typed: String = ui.input(|input| {
            let texts = input.events.iter().filter_map(|event| match event {
                Event::Text(text) if text.trim() == text || (spells && text == " ") => Some(text.as_str()),
                _ => None,
            });
            texts.collect()
        });
        if typed.is_empty() {
            return None;
        }
        let run = kit::letters_run(ui);
        if run != self.letters.1 {
            self.letters = (String::new(), run);
        }
        self.letters.0.push_str(&typed.to_lowercase());
        let letters = self.letters.0.as_str();
        // The same letter again goes on to the next; more letters stay if the row fits.
        let first = letters.chars().next()?;
        Some(match letters.chars().all(|letter| letter == first) {
            true => (first.to_string(), true),
            false => (letters.to_owned(), false),
        })
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
        let (before, after) = drawn.all.split_at_checked(at)?;
        // Round the ends of the window, as everywhere.
        let outside = |(id, _): &&(Id, Part)| !in_list(*id);
        let out = if forward {
            after.iter().chain(before).find(outside)
        } else {
            before.iter().rev().chain(after.iter().rev()).find(outside)
        };
        out.map(|(id, _)| *id)
    }
}

/// The row of the same part of the window after or before a row, in the order in which they are drawn, which is that of reading.
fn beside(ui: &Ui, (said, parts): (&Said, &Parts), focused: Id, after: bool) -> Option<Id> {
    let drawn = Drawn::of(ui, parts);
    // A row that is scrolled down out of view lies behind the status bar, which has none.
    let part_of = |id: Id| drawn.part(id).map(|part| if part == Part::Status { Part::Page } else { part });
    let part = part_of(focused)?;
    let rows: Vec<Id> = said.rows.iter().map(|row| row.id).filter(|id| part_of(*id) == Some(part)).collect();
    let at = rows.iter().position(|id| *id == focused)?;
    let to = if after { at.checked_add(1) } else { at.checked_sub(1) };
    to.and_then(|to| rows.get(to)).copied()
}
