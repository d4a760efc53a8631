//! The workspace on the left: Upcoming, Search, People and parties, the negotiations, the bin.

use super::{Command, Cx, Page};
use crate::kit::{self, Icon, height, size, space};
use crate::model::{Negotiation, NegotiationId};
use crate::session::New;
use crate::ui::Action;
use egui::{Align2, Rect, Response, ScrollArea, Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2};

/// Draws the panel.
pub fn workspace_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.add_space(space::S);
    page_row(ui, cx, Icon::CalendarClock, Command::Upcoming, &Page::Upcoming);
    page_row(ui, cx, Icon::Search, Command::Search, &Page::Search);
    page_row(ui, cx, Icon::People, Command::Directory, &Page::Directory);
    ui.add_space(space::L);
    kit::with_actions_ui(
        ui,
        |ui| ui.add(kit::text("Negotiations").caption().weak()),
        |ui| {
            let add = kit::icon_button(Icon::Add, Command::NewNegotiation.name()).small();
            if ui.add(add).clicked() {
                cx.run(Command::NewNegotiation);
            }
        },
    );
    let below = 4.0 * (height::CONTROL + 1.0) + space::M;
    let room = (ui.available_height() - below).max(height::CONTROL * 3.0);
    ScrollArea::vertical().id_salt("negotiations").max_height(room).auto_shrink([false, false]).show(ui, |ui| {
        let open = cx.nav.page().negotiation(cx.workspace());
        if cx.workspace().negotiations.is_empty() {
            ui.add_space(space::S);
            ui.add(kit::text("None yet. Add one, and its rounds, issues and statements will have a place.").small().weak());
            ui.add_space(space::S);
            if ui.add(kit::button("New negotiation").icon(Icon::Add)).clicked() {
                cx.send(Action::Create(New::Negotiation { title: String::new() }));
            }
        }
        for negotiation in cx.workspace().negotiations.values() {
            negotiation_ui(ui, cx, negotiation, open == Some(negotiation.id));
        }
    });
    ui.add_space(space::S);
    page_row(ui, cx, Icon::Bin, Command::Bin, &Page::Bin);
    page_row(ui, cx, Icon::Settings, Command::Settings, &Page::Settings);
    page_row(ui, cx, Icon::Help, Command::Help, &Page::Help);
}

fn negotiation_ui(ui: &mut Ui, cx: &mut Cx<'_>, negotiation: &Negotiation, open: bool) {
    let name = if negotiation.title.is_empty() { "Untitled negotiation" } else { &negotiation.title };
    let page = Page::Overview(negotiation.id);
    let row = Row { icon: Some(Icon::Round), name, hint: &negotiation.code, selected: open && *cx.nav.page() == page, indent: 0.0 };
    if row.ui(ui).clicked() {
        cx.go(page);
    }
    if open {
        for (command, page) in pages_of(negotiation.id) {
            let selected = *cx.nav.page() == page
                || (command == Command::Rounds && matches!(cx.nav.page(), Page::Round(_)));
            let row = Row { icon: None, name: command.name(), hint: "", selected, indent: space::XL };
            if row.ui(ui).on_hover_text(command.tooltip()).clicked() {
                cx.go(page);
            }
        }
        ui.add_space(space::S);
    }
}

fn pages_of(id: NegotiationId) -> [(Command, Page); 5] {
    [
        (Command::Rounds, Page::Rounds(id)),
        (Command::Statements, Page::Statements(id)),
        (Command::Compare, Page::Compare(id)),
        (Command::Issues, Page::Issues(id)),
        (Command::Sources, Page::Sources(id)),
    ]
}

fn page_row(ui: &mut Ui, cx: &mut Cx<'_>, icon: Icon, command: Command, page: &Page) {
    let row = Row { icon: Some(icon), name: command.name(), hint: "", selected: cx.nav.page() == page, indent: 0.0 };
    if row.ui(ui).on_hover_text(command.tooltip()).clicked() {
        cx.run(command);
    }
}

/// One line that goes somewhere.
struct Row<'a> {
    icon: Option<Icon>,
    name: &'a str,
    hint: &'a str,
    selected: bool,
    indent: f32,
}

impl Row<'_> {
    fn ui(&self, ui: &mut Ui) -> Response {
        let t = kit::tokens(ui);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height::CONTROL), Sense::click());
        response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, ui.is_enabled(), self.selected, self.name));
        let (fill, ink) = if self.selected {
            (Some(t.selection), t.on_selection)
        } else if response.hovered() || response.has_focus() {
            (Some(t.hover), t.text_strong)
        } else {
            (None, t.text)
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, kit::radius::M, fill);
        }
        if response.has_focus() {
            let stroke = ui.visuals().selection.stroke;
            ui.painter().rect_stroke(rect, kit::radius::M, stroke, egui::StrokeKind::Inside);
        }
        let mut x = rect.left() + space::M + self.indent;
        if let Some(icon) = self.icon {
            icon.paint(ui.painter(), pos2(x + 8.0, rect.center().y), 16.0, ink);
            x += 16.0 + space::M;
        }
        let hint_width = self.hint_ui(ui, rect);
        let room = (rect.right() - space::M - hint_width - x).max(0.0);
        let font = kit::fonts::regular(size::SMALL + 1.0);
        let mut job = egui::text::LayoutJob::simple_singleline(kit::visual(self.name).into_owned(), font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let galley = ui.painter().layout_job(job);
        let cut = galley.elided;
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
        if cut { response.on_hover_text(self.name) } else { response }
    }

    fn hint_ui(&self, ui: &Ui, rect: Rect) -> f32 {
        if self.hint.is_empty() || self.hint.chars().count() > 14 {
            return 0.0;
        }
        let at = pos2(rect.right() - space::M, rect.center().y);
        let font = kit::fonts::regular(size::CAPTION);
        let drawn = ui.painter().text(at, Align2::RIGHT_CENTER, self.hint, font, kit::tokens(ui).text_weak);
        drawn.width() + space::S
    }
}
