//! Several rows of a list selected at once, with the keys and clicks that every system has for it: `Shift` with the arrow keys or a
//! click selects a range, `Ctrl` with a click or `Space` adds a row or takes it out, `Ctrl+A` selects all, `Escape` goes back to one.

use super::{Action, Command, ViewContext, menu};
use crate::kit::keys;
use crate::model::RecordId;
use egui::style::ScrollAnimation;
use egui::{Event, Id, Key, Modifiers, Response, Ui};
use std::collections::BTreeSet;

/// The lines of a list from top to bottom, as they stand: a record, or nothing for a heading.
pub(super) type Lines = Vec<Option<RecordId>>;

/// As many rows as `Page Down` goes.
const PAGE: usize = 10;

/// To be called for each row drawn, with the lines of its list, which are only asked for when keys or clicks concern several. Opens the
/// row's menu, too. True if the row was chosen alone, by click or key, as if there were nothing but it.
pub(super) fn row(ui: &Ui, view_ctx: &mut ViewContext<'_>, response: &Response, id: RecordId, lines: impl Fn() -> Lines) -> bool {
    menu::row_menu(ui, view_ctx, response, id);
    take_focus(ui, response, id);
    if view_ctx.asked == Some(Command::SelectAll) {
        let lines = lines();
        if !lines.is_empty() {
            view_ctx.asked = None;
            select_all(view_ctx, &lines, id);
        }
    }
    if response.has_focus() {
        pressed_on(ui, view_ctx, response, id, &lines);
    }
    if !response.clicked() {
        return false;
    }
    let held = held_at_click(ui);
    match (held.command, held.shift) {
        (false, false) => return true,
        (true, false) => {
            let mut ids = chosen(view_ctx);
            if !ids.remove(&id) {
                ids.insert(id);
            }
            // The one taken out is where the keyboard is, but it is no longer what is edited.
            let lead = if ids.contains(&id) { Some(id) } else { ids.iter().next().copied() };
            view_ctx.send(Action::SelectSeveral { ids, lead, anchor: Some(id) });
        }
        (with_others, true) => extend(view_ctx, &lines(), id, with_others),
    }
    false
}

/// What was held when a row was clicked, by pointer or key; at the end of a slow frame it may have been let go.
fn held_at_click(ui: &Ui) -> Modifiers {
    let held = |event: &Event| match event {
        Event::PointerButton { pressed: false, modifiers, .. }
        | Event::Key { key: Key::Space | Key::Enter, pressed: true, modifiers, .. } => Some(*modifiers),
        _ => None,
    };
    ui.input(|input| input.events.iter().rev().find_map(held).unwrap_or(input.modifiers))
}

/// All that is selected.
pub(super) fn chosen(view_ctx: &ViewContext<'_>) -> BTreeSet<RecordId> {
    match view_ctx.nav.several() {
        several if several.is_empty() => view_ctx.nav.selection().into_iter().collect(),
        several => several.clone(),
    }
}

/// Puts the focus on the row of a record as soon as it is drawn.
pub(super) fn focus_row(ui: &Ui, id: RecordId) {
    ui.data_mut(|data| data.insert_temp(waiting(), id));
    ui.ctx().request_repaint();
}

fn waiting() -> Id {
    Id::unique("row that waits for the focus")
}

fn take_focus(ui: &Ui, response: &Response, id: RecordId) {
    if ui.data(|data| data.get_temp::<RecordId>(waiting())) == Some(id) {
        ui.data_mut(|data| data.remove::<RecordId>(waiting()));
        response.request_focus();
    }
}

fn select_all(view_ctx: &mut ViewContext<'_>, lines: &[Option<RecordId>], at: RecordId) {
    let ids: BTreeSet<RecordId> = lines.iter().flatten().copied().collect();
    let lead = view_ctx.nav.selection().filter(|lead| ids.contains(lead)).unwrap_or(at);
    view_ctx.send(Action::SelectSeveral { ids, lead: Some(lead), anchor: Some(lead) });
}

/// Selects from where the range began to `to`, beside what was selected or instead of it.
fn extend(view_ctx: &mut ViewContext<'_>, lines: &[Option<RecordId>], to: RecordId, with_others: bool) {
    let place = |id: RecordId| lines.iter().position(|line| *line == Some(id));
    let Some(end) = place(to) else { return };
    let anchor = view_ctx.nav.anchor().and_then(|anchor| Some((anchor, place(anchor)?)));
    let (anchor, start) = anchor.unwrap_or((to, end));
    let range = lines.get(start.min(end)..=start.max(end)).unwrap_or_default();
    let mut ids: BTreeSet<RecordId> = range.iter().flatten().copied().collect();
    if with_others {
        ids.extend(chosen(view_ctx));
    }
    view_ctx.send(Action::SelectSeveral { ids, lead: Some(to), anchor: Some(anchor) });
}

/// What the keys ask of the row that has the focus.
fn pressed_on(ui: &Ui, view_ctx: &mut ViewContext<'_>, response: &Response, id: RecordId, lines: &impl Fn() -> Lines) {
    if keys::take(ui, Modifiers::COMMAND, Key::A) {
        select_all(view_ctx, &lines(), id);
        return;
    }
    let pressed = |key| keys::take_all(ui, Modifiers::SHIFT, key);
    let (down, up) =
        (pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown), pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp));
    let (home, end) = (pressed(Key::Home), pressed(Key::End));
    if down + up + home + end == 0 {
        return;
    }
    let lines = lines();
    let Some(at) = lines.iter().position(|line| *line == Some(id)) else { return };
    let to = match () {
        () if home > 0 => lines.iter().position(Option::is_some),
        () if end > 0 => lines.iter().rposition(Option::is_some),
        () => stepped(&lines, at, down, up),
    };
    let Some((to, target)) = to.and_then(|to| Some((to, (*lines.get(to)?)?))) else { return };
    if view_ctx.nav.anchor().is_none_or(|anchor| !lines.contains(&Some(anchor))) {
        view_ctx.nav.set_anchor(id);
    }
    extend(view_ctx, &lines, target, false);
    focus_row(ui, target);
    #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
    let distance = (to as f32 - at as f32) * (response.rect.height() + ui.spacing().item_spacing.y);
    let rect = response.rect.translate(egui::vec2(0.0, distance));
    ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
}

/// The line so many records further down and up, or as far as there are any.
fn stepped(lines: &[Option<RecordId>], at: usize, down: usize, up: usize) -> Option<usize> {
    let records: Vec<usize> = lines.iter().enumerate().filter(|(_, line)| line.is_some()).map(|(at, _)| at).collect();
    let place = records.iter().position(|line| *line == at)?;
    records.get((place + down).saturating_sub(up).min(records.len().saturating_sub(1))).copied()
}

/// Goes back to one by `Escape`, unless that closes something else or leaves a field.
pub(super) fn back_to_one(ui: &Ui, view_ctx: &mut ViewContext<'_>) {
    // The key has taken the focus from a field already.
    let typing = Id::unique("a field had the focus");
    let was_typing = ui.data(|data| data.get_temp::<bool>(typing)).unwrap_or(false);
    let is_typing = ui.ctx().text_edit_focused();
    if is_typing != was_typing {
        ui.data_mut(|data| data.insert_temp(typing, is_typing));
    }
    let free = !egui::Popup::is_any_open(ui.ctx()) && !was_typing && !is_typing;
    if view_ctx.nav.several().len() > 1 && free && keys::take(ui, Modifiers::NONE, Key::Escape) {
        let lead = view_ctx.nav.selection();
        view_ctx.send(Action::Select(lead, None));
        if let Some(lead) = lead {
            focus_row(ui, lead);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RoundId;
    use uuid::Uuid;

    #[test]
    fn headings_are_stepped_over_and_the_ends_hold() {
        let round = |id: u128| Some(RecordId::from(RoundId(Uuid::from_u128(id))));
        let lines = [None, round(1), round(2), None, round(3), None];
        for (at, down, up, wanted) in [(1, 1, 0, 2), (2, 1, 0, 4), (4, 1, 0, 4), (4, 0, 1, 2), (1, 0, 10, 1), (1, 10, 0, 4)] {
            assert_eq!(stepped(&lines, at, down, up), Some(wanted), "{at} {down} {up}");
        }
        assert_eq!(stepped(&lines, 0, 1, 0), None, "not from a heading");
    }
}
