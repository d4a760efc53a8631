//! A row of a list: what can be chosen in the workspace, among rounds, in results.

use std::{ops::Range, sync::Arc};

use egui::{
    Color32, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, TextFormat, TextWrapMode, Ui, Vec2, Widget, text::LayoutJob,
};

use super::{
    Icon, access, bold,
    chip::one_line,
    fonts,
    party::PartyColors,
    spans,
    tokens::{Tone, height, radius, size, space, tokens},
};
use crate::text::{
    direction::{has_rtl, unmarked},
    marking::parts,
};

/// A row; see [`ListRow`].
pub fn list_row(title: &str) -> ListRow<'_> {
    ListRow {
        title,
        found: [&[], &[]],
        beside: "",
        detail: "",
        trailing: "",
        icon: None,
        ticked: false,
        hue: None,
        selected: false,
        indent: 0,
        tone: Tone::Neutral,
        wrap: false,
        role: Role::ListItem,
        level: None,
        faded: false,
        sense: Sense::click(),
    }
}

/// A row of a list, as wide as the room: a title, a weak second line, something short at the right. It is an item of the list
/// around it: click, Enter or Space choose it; its name is all that it says.
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
    found: [&'a [Range<usize>]; 2],
    beside: &'a str,
    detail: &'a str,
    trailing: &'a str,
    icon: Option<Icon>,
    ticked: bool,
    hue: Option<usize>,
    selected: bool,
    indent: usize,
    tone: Tone,
    wrap: bool,
    role: Role,
    level: Option<usize>,
    faded: bool,
    sense: Sense,
}

impl<'a> ListRow<'a> {
    /// The bytes of the title, and of the second line, that were looked for, in order: they stand out.
    pub(super) fn found(mut self, title: &'a [Range<usize>], detail: &'a [Range<usize>]) -> Self {
        self.found = [title, detail];
        self
    }

    /// Weak words in the line of the title, which are no part of the name.
    pub(super) fn beside(mut self, beside: &'a str) -> Self {
        self.beside = beside;
        self
    }

    /// A tick at the right: it is what is chosen now.
    pub(super) fn ticked(mut self, ticked: bool) -> Self {
        self.ticked = ticked;
        self
    }

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

    /// Another role than that of an item of a list.
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// An item of a tree, so deep in it; the outermost are 1.
    pub fn tree_item(mut self, level: usize) -> Self {
        (self.role, self.level) = (Role::TreeItem, Some(level));
        self
    }

    /// How deep it lies under other rows.
    pub fn indent(mut self, indent: usize) -> Self {
        self.indent = indent;
        self
    }

    /// It cannot be chosen now: its detail says why.
    pub fn faded(mut self) -> Self {
        self.faded = true;
        self
    }

    /// No stop of the Tab key: arrow keys lead to it from the row or heading that is one.
    pub fn by_arrows(mut self) -> Self {
        self.sense = Sense::CLICK;
        self
    }

    /// A title too long for one line takes two, and is cut only there.
    pub fn wrap(mut self) -> Self {
        self.wrap = true;
        self
    }

    fn title_galley(&self, ui: &Ui, room: f32) -> Arc<Galley> {
        if !self.found[0].is_empty() {
            return self.found_galley(ui, (self.title, self.found[0]), size::BODY, room);
        }
        // Where one is chosen, what is heavy is what was looked for.
        let heavy = self.selected && self.role != Role::ListBoxOption;
        let font = if heavy { fonts::semibold(size::BODY) } else { fonts::regular(size::BODY) };
        if !self.wrap || has_rtl(self.title) {
            return one_line(ui, self.title, &font, Color32::PLACEHOLDER, room);
        }
        let mut job = LayoutJob::simple(self.title.to_owned(), font, Color32::PLACEHOLDER, room.max(0.0));
        job.wrap.max_rows = 2;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// In one line, what was looked for in semi-bold, and underlined in a script that has no such face.
    fn found_galley(&self, ui: &Ui, (text, found): (&str, &[Range<usize>]), size: f32, room: f32) -> Arc<Galley> {
        let text = text.replace('\n', " ");
        let format = |found: bool, part: &str| {
            let font_id = if found { fonts::semibold(size) } else { fonts::regular(size) };
            let color = if found && !self.selected && !self.faded { tokens(ui).text_strong } else { Color32::PLACEHOLDER };
            let line = if found && bold::lacks_face(part) { Stroke::new(1.0, color) } else { Stroke::NONE };
            TextFormat { font_id, color, underline: line, ..TextFormat::default() }
        };
        let spans: Vec<(TextFormat, &str)> =
            parts(&text, found).into_iter().map(|(found, part)| (format(found, part), part)).collect();
        spans::layout(ui, &spans, TextWrapMode::Truncate, room.max(0.0))
    }

    fn name(&self) -> String {
        let parts = [self.title, self.detail, self.trailing];
        let name = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
        unmarked(&name).into_owned()
    }
}

/// How large the tick is.
const TICK: f32 = 14.0;

/// Marks a row as the chosen one: a bar at its left, so that it is not told by a shade alone.
pub fn mark_chosen(ui: &Ui, row: Rect) {
    let bar = Rect::from_min_max(row.min + Vec2::new(0.0, 4.0), egui::pos2(row.left() + 3.0, row.bottom() - 4.0));
    ui.painter().rect_filled(bar, 1.5, tokens(ui).accent);
}

impl Widget for ListRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let two_lines = !self.detail.is_empty();
        let width = ui.available_width();

        #[expect(clippy::cast_precision_loss, reason = "a depth of a few levels")]
        let indent = space::S + space::L * self.indent as f32;
        let hue = if self.hue.is_some() { 18.0 } else { 0.0 };
        let icon = if self.icon.is_some() { 24.0 } else { 0.0 };
        let left = indent + hue + icon;
        let small = fonts::regular(size::SMALL);
        let trailing = (!self.trailing.is_empty())
            .then(|| one_line(ui, self.trailing, &small, Color32::PLACEHOLDER, (width - space::S - left) * 0.45));
        let tick = if self.ticked { TICK + space::S } else { 0.0 };
        let right = space::S + tick + trailing.as_ref().map_or(0.0, |galley| galley.size().x + space::S);
        let room = width - left - right;
        let beside = |room: f32| (!self.beside.is_empty()).then(|| one_line(ui, self.beside, &small, Color32::PLACEHOLDER, room));
        // What stands beside a long title has up to half of the room, beside a short one what is left.
        let least = beside(room / 2.0).map_or(0.0, |galley| galley.size().x + space::S);
        let title = self.title_galley(ui, room - least);
        let beside = beside(room - title.size().x - space::S);
        let below = title.rows.last().map_or(0.0, |last| last.pos.y);

        let height = if two_lines { 44.0 } else { height::CONTROL } + below;
        let (rect, mut response) = ui.allocate_exact_size(Vec2::new(width, height), self.sense);
        access::item(&response, self.role, self.selected, &self.name());
        if let Some(level) = self.level {
            access::node(&response, |node| node.set_level(level));
        }
        if self.faded {
            access::node(&response, egui::accesskit::Node::set_disabled);
        }
        if !ui.is_rect_visible(rect) {
            return response;
        }

        let (fill, title_ink, weak_ink) = match () {
            () if self.selected => (t.selection, t.on_selection, t.on_selection),
            () if self.faded => (Color32::TRANSPARENT, t.text_weak, t.text_weak),
            () if response.is_pointer_button_down_on() => (t.pressed, t.text_strong, t.text),
            () if response.hovered() => (t.hover, t.text_strong, t.text_weak),
            () => (Color32::TRANSPARENT, t.text, t.text_weak),
        };
        let line = if response.has_focus() { Stroke::new(2.0, t.accent) } else { Stroke::NONE };
        ui.painter().rect(rect, radius::M, fill, line, StrokeKind::Inside);
        if self.selected {
            mark_chosen(ui, rect);
        }

        let at = |x: f32| rect.left() + x;
        let first_y = rect.top() + 14.0;
        if let Some(hue) = self.hue {
            ui.painter().circle_filled(egui::pos2(at(indent + 5.0), first_y), 5.0, PartyColors::of(t, hue).fill);
        }
        if let Some(icon) = self.icon {
            icon.paint(ui.painter(), egui::pos2(at(indent + hue + 8.0), first_y), 16.0, weak_ink);
        }
        if self.ticked {
            Icon::Check.paint(ui.painter(), egui::pos2(rect.right() - right + tick - TICK / 2.0, first_y), TICK, title_ink);
        }
        if let Some(galley) = beside {
            let top = first_y - galley.size().y / 2.0;
            ui.painter().galley(egui::pos2(at(left) + title.size().x + space::S, top), galley, weak_ink);
        }
        if let Some(galley) = trailing {
            let ink = match self.tone {
                Tone::Neutral => weak_ink,
                _ if self.selected => t.on_selection,
                tone => t.tone(tone).text,
            };
            let corner = egui::pos2(rect.right() - space::S - galley.size().x, first_y - galley.size().y / 2.0);
            ui.painter().galley(corner, galley, ink);
        }
        let cut = title.elided;
        let top = first_y - (title.size().y - below) / 2.0;
        ui.painter().galley(egui::pos2(at(left), top), title, title_ink);
        if two_lines {
            let room = width - space::S - left;
            let detail = match self.found[1] {
                [] => one_line(ui, self.detail, &small, weak_ink, room),
                found => self.found_galley(ui, (self.detail, found), size::SMALL, room),
            };
            ui.painter().galley(egui::pos2(at(left), rect.top() + 23.0 + below), detail, weak_ink);
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

    #[test]
    fn a_long_title_takes_two_lines_only_where_it_may() {
        let long = "Talks on the ceasefire, the exchange of prisoners and the watch over the line of contact";
        let mut heights = (0.0, 0.0, 0.0);
        let mut harness = testing::builder().with_size(Vec2::new(220.0, 200.0)).build_ui(|ui| {
            heights.0 = ui.add(list_row("Talks").wrap()).rect.height();
            heights.1 = ui.add(list_row(long)).rect.height();
            heights.2 = ui.add(list_row(long).wrap()).rect.height();
        });
        harness.run();
        drop(harness);
        assert!((heights.0 - heights.1).abs() < 0.1, "{heights:?}");
        assert!(heights.2 > heights.1 + 10.0, "{heights:?}");
    }
}
