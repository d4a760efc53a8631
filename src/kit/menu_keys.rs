//! The keys of an open menu, whose entries have the focus one by one: the arrows go through them by egui; `Home`, `End` and the first
//! letters of an entry lead to it.

use super::{Icon, list_keys::take_text, radius, take_key, tokens};
use crate::text::fold::fold;
use egui::{Atom, Id, Key, Modifiers, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo};

/// The entries of a menu as they were drawn in this pass.
#[derive(Clone, Debug, Default)]
pub struct MenuKeys {
    entries: Vec<(Id, String)>,
}

impl MenuKeys {
    /// Notes an entry that can be chosen, and marks it if it has the focus.
    pub fn entry(&mut self, ui: &Ui, response: &Response, name: &str) {
        if response.enabled() {
            self.entries.push((response.id, name.to_owned()));
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, tokens(ui).accent);
            ui.painter().rect_stroke(response.rect, radius::M, ring, StrokeKind::Outside);
        }
    }

    /// To be called when all are drawn: moves the focus if one of them has it.
    pub fn end(self, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let Some(at) = self.entries.iter().position(|(id, _)| Some(*id) == focused) else { return };
        let pressed = |key| take_key(ui, Modifiers::NONE, key) > 0;
        let to = match () {
            () if pressed(Key::Home) => self.entries.first(),
            () if pressed(Key::End) => self.entries.last(),
            () => {
                let letters = fold(take_text(ui).trim());
                let (before, from) = self.entries.split_at(at + 1);
                let mut order = from.iter().chain(before);
                order.find(|(_, name)| !letters.is_empty() && fold(name).starts_with(&letters))
            }
        };
        if let Some((id, _)) = to {
            ui.memory_mut(|memory| memory.request_focus(*id));
            ui.ctx().request_repaint();
        }
    }
}

/// One of several of which one is at hand, in a menu. That one has a tick, so that it is told from the one with the focus.
pub fn menu_choice_ui(ui: &mut Ui, keys: &mut MenuKeys, name: &str, current: bool) -> Response {
    let tick = if current { Icon::Check.atom(14.0) } else { Atom::default() };
    let response = ui.add(egui::Button::new((name, Atom::grow(), tick)));
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, current, name));
    keys.entry(ui, &response, name);
    response
}
