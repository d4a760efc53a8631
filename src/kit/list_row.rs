//! A row of a list: what can be chosen in the workspace, among rounds, in results.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo};

use super::{
    Icon,
    chip::one_line,
    fonts,
    party::PartyColors,
    tokens::{Tone, height, radius, size, space, tokens},
};

/// A row; see [`ListRow`].
pub fn list_row(title: &str) -> ListRow<'_> {
    ListRow { title, detail: "", trailing: "", icon: None, hue: None, selected: false, indent: 0, tone: Tone::Neutral }
}

/// A row of a list, as wide as the room: a title, a weak second line, something short at the right. It is a button: click,
/// Enter or Space choose it; its name is all that it says.
///
/// ```
/// # use rapporteur::kit::{self, Icon};
/// # fn ui(ui: &mut egui::Ui) {
/// let row = kit::list_row("Abu Dhabi, second round").icon(Icon::Round).detail("4–5 February 2026").trailing("Confirmed");
/// if ui.add(row.selected(true)).clicked() {}
/// # }
/// ```
#[must_use = "add it with `ui.add`"]
pub struct ListRow<'a> {
    title: &'a str,
    detail: &'a str,
    trailing: &'a str,
    icon: Option<Icon>,
    hue: Option<usize>,
    selected: bool,
    indent: usize,
    tone: Tone,
}

impl<'a> ListRow<'a> {
    /// A weak second line.
    pub fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// A word or a number at the right.
    pub fn trailing(mut self, trailing: &'a str) -> Self {
        self.trailing = trailing;
        self
    }

    /// The tone of what stands at the right.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// An icon at the left.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A dot in the colour of a party at the left.
    pub fn hue(mut self, hue: usize) -> Self {
        self.hue = Some(hue);
        self
    }

    /// It is the one whose page is open.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// How deep it lies under other rows.
    pub fn indent(mut self, indent: usize) -> Self {
        self.indent = indent;
        self
    }

    fn name(&self) -> String {
        let parts = [self.title, self.detail, self.trailing];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
    }
}

impl Widget for ListRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let two_lines = !self.detail.is_empty();
        let size = Vec2::new(ui.available_width(), if two_lines { 44.0 } else { height::CONTROL });
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, self.name()));
        if !ui.is_rect_visible(rect) {
            return response;
        }

        let (fill, title_ink, weak_ink) = match () {
            () if self.selected => (t.selection, t.on_selection, t.on_selection),
            () if response.is_pointer_button_down_on() => (t.pressed, t.text_strong, t.text),
            () if response.hovered() => (t.hover, t.text_strong, t.text_weak),
            () => (egui::Color32::TRANSPARENT, t.text, t.text_weak),
        };
        let line = if response.has_focus() { Stroke::new(2.0, t.accent) } else { Stroke::NONE };
        ui.painter().rect(rect, radius::M, fill, line, StrokeKind::Inside);

        #[expect(clippy::cast_precision_loss, reason = "a depth of a few levels")]
        let mut left = rect.left() + space::S + space::L * self.indent as f32;
        let first_y = if two_lines { rect.top() + 14.0 } else { rect.center().y };
        if let Some(hue) = self.hue {
            let dot = egui::pos2(left + 5.0, first_y);
            ui.painter().circle_filled(dot, 5.0, PartyColors::of(t, hue).fill);
            left += 18.0;
        }
        if let Some(icon) = self.icon {
            icon.paint(ui.painter(), egui::pos2(left + 8.0, first_y), 16.0, weak_ink);
            left += 24.0;
        }
        let mut right = rect.right() - space::S;
        if !self.trailing.is_empty() {
            let ink = match self.tone {
                Tone::Neutral => weak_ink,
                _ if self.selected => t.on_selection,
                tone => t.tone(tone).text,
            };
            let room = (right - left) * 0.45;
            let galley = one_line(ui, self.trailing, &fonts::regular(size::SMALL), ink, room);
            right -= galley.size().x;
            ui.painter().galley(egui::pos2(right, first_y - galley.size().y / 2.0), galley, ink);
            right -= space::S;
        }
        let font = if self.selected { fonts::semibold(size::BODY) } else { fonts::regular(size::BODY) };
        let title = one_line(ui, self.title, &font, title_ink, right - left);
        let cut = title.elided;
        ui.painter().galley(egui::pos2(left, first_y - title.size().y / 2.0), title, title_ink);
        if two_lines {
            let room = rect.right() - space::S - left;
            let detail = one_line(ui, self.detail, &fonts::regular(size::SMALL), weak_ink, room);
            ui.painter().galley(egui::pos2(left, rect.top() + 23.0), detail, weak_ink);
        }
        if cut {
            response = response.on_hover_ui(|ui| {
                ui.add(super::text(self.title));
            });
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::kit::testing;

    #[test]
    fn a_row_says_all_that_it_shows_and_is_chosen_by_key() {
        let mut harness = testing::builder().build_ui_state(
            |ui, clicks: &mut u32| {
                let row = list_row("Second round").detail("Abu Dhabi").trailing("Confirmed");
                *clicks += u32::from(ui.add(row).clicked());
            },
            0,
        );
        harness.get_by_label("Second round, Abu Dhabi, Confirmed").focus();
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), 1);
    }
}
