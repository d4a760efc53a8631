//! Headings: of a page and of a section, with actions at the right.

use egui::{Response, Role, Ui, WidgetInfo};

use super::{
    text,
    tokens::{size, space, tokens},
};

/// The title of a page, on as many lines as it needs, a weak line under it (may be empty), and actions at the right.
pub fn page_title_ui(ui: &mut Ui, title: &str, subtitle: &str, add_actions: impl FnOnce(&mut Ui)) -> Response {
    let row = egui::Sides::new().height(36.0).shrink_left().wrap();
    let (response, ()) = row.show(ui, |ui| level(ui, text(title).strong().size(size::TITLE), title, 1), add_actions);
    if !subtitle.is_empty() {
        ui.add(text(subtitle).weak());
    }
    ui.add_space(space::S);
    response
}

/// The heading of a section: a line above it, its title, a count if there is one, actions at the right.
pub fn section_ui(ui: &mut Ui, title: &str, count: Option<usize>, add_actions: impl FnOnce(&mut Ui)) -> Response {
    ui.add_space(space::M);
    let heading = |ui: &mut Ui| {
        let Some(count) = count else { return heading(ui, title, size::LEAD, 2) };
        // The title gives way, so that the count does not go under the actions.
        let count = count.to_string();
        let font = super::fonts::regular(size::SMALL);
        let width = super::chip::one_line(ui, &count, &font, tokens(ui).text_weak, f32::INFINITY).size().x;
        let room = (ui.available_width() - width - ui.spacing().item_spacing.x).max(0.0);
        let response = ui
            .scope(|ui| {
                ui.set_max_width(room);
                heading(ui, title, size::LEAD, 2)
            })
            .inner;
        ui.add(text(count).weak().small().extend());
        response
    };
    let response = with_actions_ui(ui, heading, add_actions);
    let y = ui.cursor().top();
    let x = ui.max_rect().x_range();
    ui.painter().hline(x, y, (1.0, tokens(ui).line));
    ui.add_space(space::S);
    response
}

/// A small heading inside a card or a panel.
pub fn subheading_ui(ui: &mut Ui, title: &str) -> Response {
    ui.add_space(space::S);
    heading(ui, title, size::SMALL, 3)
}

/// A row with something at the left that gives way, and actions at the right that keep their room. The actions are added
/// from the right: the last one stands leftmost.
pub fn with_actions_ui<R>(ui: &mut Ui, add_left: impl FnOnce(&mut Ui) -> R, add_actions: impl FnOnce(&mut Ui)) -> R {
    egui::Sides::new().shrink_left().truncate().show(ui, add_left, add_actions).0
}

/// The same with the actions added from the left, which is the order in which `Tab` goes through all of it. `id` remembers how much
/// room they take, `guess` is how much that may be.
pub fn with_actions_in_order_ui(
    ui: &mut Ui,
    (id, guess): (egui::Id, f32),
    add_left: impl FnOnce(&mut Ui),
    add_actions: impl FnOnce(&mut Ui),
) {
    let taken: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(guess);
    ui.horizontal(|ui| {
        let right = ui.max_rect().right() - taken;
        let gap = ui.spacing().item_spacing.x;
        ui.scope(|ui| {
            ui.set_max_width((right - gap - ui.cursor().left()).max(0.0));
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            add_left(ui);
        });
        ui.add_space((right - ui.cursor().left()).max(0.0));
        let takes = ui.scope(add_actions).response.rect.width();
        if (takes - taken).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, takes));
            ui.ctx().request_discard("the room of the actions is known now");
        }
    });
}

fn heading(ui: &mut Ui, title: &str, size: f32, rank: usize) -> Response {
    level(ui, text(title).strong().size(size).truncate(), title, rank)
}

fn level(ui: &mut Ui, words: super::Text<'_>, title: &str, rank: usize) -> Response {
    let response = ui.add(words);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(rank));
    response
}
