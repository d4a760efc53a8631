//! First letters, `Home` and `End` in a list of which only the rows in view are drawn: they lead to any row of it. The list gives the
//! names of all its rows only in the pass after letters were typed; then the row is scrolled to, and has the focus when it is drawn.

use super::{Focus, Said, begin_list, end_list, said_id, say};
use crate::kit;
use crate::text::fold::fold;
use egui::style::ScrollAnimation;
use egui::{Align, Id, Rect, Ui};
use std::ops::Range;

/// Passes that bringing a row into view may take.
const PASSES: u8 = 4;

/// A row that is looked for by its first letters.
#[derive(Clone, Debug)]
pub(super) struct Seek {
    list: Id,
    step: Step,
    /// How many rows of the list have been passed in this pass.
    passed: usize,
    /// Passes that it may still take.
    left: u8,
}

#[derive(Clone, Debug)]
enum Step {
    /// The list gives the names of all its rows. `next` says that the one with the focus is left out.
    Names { letters: String, next: bool },
    /// All rows of the list are counted, to find the last.
    Last,
    /// The row at that place among them is brought into view.
    Row(usize),
}

impl Said {
    fn seek_here(&mut self) -> Option<&mut Seek> {
        let list = self.list?;
        self.seek.as_mut().filter(|seek| seek.list == list)
    }

    fn wants_names(&mut self) -> bool {
        self.seek_here().is_some_and(|seek| matches!(seek.step, Step::Names { .. }))
    }

    /// Notes a row of the list at hand, with its id if it is drawn. True for one that is not, and is to be brought into view.
    pub(super) fn pass(&mut self, id: Option<Id>, name: &str) -> bool {
        let Some(seek) = self.seek_here() else { return false };
        let at = seek.passed;
        seek.passed += 1;
        match seek.step {
            Step::Names { .. } => {
                self.sought.push((id, name.to_owned()));
                false
            }
            Step::Last => false,
            Step::Row(to) if to == at => {
                self.found = id;
                id.is_none()
            }
            Step::Row(_) => false,
        }
    }
}

/// Says that a row of the list at hand is not drawn, where it would lie, and what it is called.
pub fn undrawn(ui: &Ui, rect: Rect, name: impl FnOnce() -> String) {
    let (seeks, wants_name) = say(ui, |said| {
        said.partly.extend(said.list);
        (said.seek_here().is_some(), said.wants_names())
    });
    if seeks {
        let name = if wants_name { name() } else { String::new() };
        if say(ui, |said| said.pass(None, &name)) {
            ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
        }
    }
}

/// Draws a list of which only the lines of `range` are in view, out of `count` that are all as high, the first where the cursor
/// is. `name` gives what the row of any line is called, nothing for a line that is no row. The line at `wanted` is brought into view; `before` rows stand before the first one drawn.
pub fn rows_in_view_ui(
    ui: &mut Ui,
    salt: &str,
    (range, count, height): (Range<usize>, usize, f32),
    (wanted, before): (Option<usize>, usize),
    name: impl Fn(usize) -> Option<String>,
    mut add: impl FnMut(&mut Ui, usize),
) {
    let list = begin_list(ui, salt);
    kit::access::skip(ui, before);
    #[expect(clippy::cast_precision_loss, reason = "a list is short enough for points")]
    let offset = |at: usize| at as f32 * height;
    let (top, across) = (ui.cursor().top() - offset(range.start), ui.max_rect().x_range());
    if let Some(at) = wanted.filter(|at| !range.contains(at)) {
        let line = Rect::from_x_y_ranges(across, top + offset(at)..=top + offset(at + 1));
        ui.scroll_to_rect_animation(line, Some(Align::Center), ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
    let seeks = say(ui, |said| {
        if range.len() < count {
            said.partly.extend(said.list);
        }
        said.seek_here().is_some()
    });
    let others = |ui: &Ui, lines: Range<usize>| {
        for at in lines.filter(|_| seeks) {
            if let Some(name) = name(at) {
                undrawn(ui, Rect::from_x_y_ranges(across, top + offset(at)..=top + offset(at + 1)), || name);
            }
        }
    };
    others(ui, 0..range.start);
    for at in range.clone() {
        add(ui, at);
    }
    others(ui, range.end..count);
    end_list(ui, list);
}

/// The row that begins with the letters, or in which a word does, from `from` on, and round.
pub(super) fn find<'a>(names: impl Iterator<Item = &'a str>, from: usize, letters: &str) -> Option<usize> {
    let names: Vec<String> = names.map(fold).collect();
    let letters = wanted(letters)?;
    let order = || (0..names.len()).map(|step| (from + step) % names.len());
    let place = |fits: &dyn Fn(&String) -> bool| order().find(|at| names.get(*at).is_some_and(fits));
    place(&|name| name.starts_with(&letters)).or_else(|| place(&|name| has_word(name, &letters)))
}

/// Whether a row of that name is one of those that the letters lead to.
pub(super) fn fits(name: &str, letters: &str) -> bool {
    wanted(letters).is_some_and(|letters| has_word(&fold(name), &letters))
}

/// The letters as they are compared: a space at the end of them counts.
fn wanted(letters: &str) -> Option<String> {
    let mut wanted = fold(letters);
    if !wanted.is_empty() && letters.ends_with(' ') {
        wanted.push(' ');
    }
    (!wanted.is_empty()).then_some(wanted)
}

/// Whether the letters stand in the folded name where a word begins.
fn has_word(name: &str, letters: &str) -> bool {
    let begins = |at: usize| name.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    name.match_indices(letters).any(|(at, _)| begins(at))
}

impl Focus {
    /// Looks for a row of a list of which not all is drawn.
    pub(super) fn seek(ui: &Ui, list: Id, (letters, next): (String, bool)) {
        go_on(ui, Seek { list, step: Step::Names { letters, next }, passed: 0, left: PASSES });
    }

    /// Looks for the first or the last row of such a list.
    pub(super) fn seek_end(ui: &Ui, list: Id, last: bool) {
        let step = if last { Step::Last } else { Step::Row(0) };
        go_on(ui, Seek { list, step, passed: 0, left: PASSES });
    }

    /// The row that was looked for, once it is drawn.
    pub(super) fn sought(ui: &Ui, said: &Said) -> Option<Id> {
        let seek = said.seek.as_ref()?;
        match &seek.step {
            Step::Names { letters, next } => {
                let focused = ui.memory(egui::Memory::focused);
                let at = said.sought.iter().position(|(id, _)| id.is_some() && *id == focused)?;
                let to = find(said.sought.iter().map(|(_, name)| name.as_str()), at + usize::from(*next), letters)?;
                let drawn = said.sought.get(to).and_then(|(id, _)| *id);
                if drawn.is_none() {
                    go_on(ui, Seek { step: Step::Row(to), passed: 0, ..seek.clone() });
                }
                drawn
            }
            Step::Last => {
                go_on(ui, Seek { step: Step::Row(seek.passed.checked_sub(1)?), passed: 0, ..seek.clone() });
                None
            }
            Step::Row(_) => {
                if said.found.is_none() && seek.left > 0 {
                    go_on(ui, Seek { passed: 0, left: seek.left - 1, ..seek.clone() });
                }
                said.found
            }
        }
    }
}

fn go_on(ui: &Ui, seek: Seek) {
    ui.data_mut(|data| data.insert_temp(said_id(), Said { seek: Some(seek), ..Said::default() }));
    kit::expect_focus(ui);
    ui.ctx().request_repaint();
    ui.ctx().request_discard("a row is looked for");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_row_that_begins_so_comes_first_then_one_with_such_a_word() {
        let names = ["Ukraine", "Russia", "Åland, Islands", "United States", "Łódź"];
        let found = |from, letters| find(names.into_iter(), from, letters);
        assert_eq!(found(0, "u"), Some(0));
        assert_eq!(found(1, "u"), Some(3));
        assert_eq!(found(4, "u"), Some(0), "round the end");
        assert_eq!(found(5, "r"), Some(1), "from behind the last");
        assert_eq!(found(0, "al"), Some(2));
        assert_eq!(found(0, "st"), Some(3), "a word within, as none begins so");
        assert_eq!(found(0, "lod"), Some(4), "under any spelling");
        assert_eq!(found(0, "q"), None);
        assert_eq!(find([].into_iter(), 0, "a"), None);
    }
}
