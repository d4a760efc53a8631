//! Pieces of a line that several pages share: badges followed by words, a link in a text, a check mark for what is done.

use super::{Action, ViewContext};
use crate::kit;
use crate::model::{FollowUp, FollowUpState, When};
use crate::query::names;
use egui::{Checkbox, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo};

/// The most width for text that is read.
pub const PROSE: f32 = 760.0;

/// The most width for rows with something at their right, which is to stay near what it belongs to.
pub const WIDEST: f32 = 1200.0;

/// Draws a page, what stands over and under it included, no wider than that.
pub fn within_ui<R>(ui: &mut Ui, measure: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let room = room.with_max_x(room.right().min(room.left() + measure));
    ui.scope_builder(UiBuilder::new().max_rect(room), add).inner
}

/// Draws a page with something that stands below it at all times. The page is drawn first, so that Tab and a screen reader come to it
/// first; the room for what is below is as high as that was last, and where that has changed the pass is done again.
pub fn above_ui<P: ?Sized>(
    ui: &mut Ui,
    salt: &str,
    of: &mut P,
    page: impl FnOnce(&mut P, &mut Ui),
    below: impl FnOnce(&mut P, &mut Ui),
) {
    let id = ui.scope_id().with(("height of what stands below", salt));
    let room = ui.available_rect_before_wrap();
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let height = known.unwrap_or(0.0).min(room.height());
    let (over, under) = room.split_top_bottom_at_y(room.bottom() - height);
    let mut over_ui = ui.new_child(UiBuilder::new().max_rect(over).id_salt((salt, "page")));
    over_ui.shrink_clip_rect(over);
    page(of, &mut over_ui);
    ui.painter().hline(under.x_range(), under.top(), ui.visuals().widgets.noninteractive.bg_stroke);
    let mut under_ui = ui.new_child(UiBuilder::new().max_rect(under).id_salt((salt, "below")));
    below(of, &mut under_ui);
    let needed = under_ui.min_rect().height();
    if known.is_none_or(|known| (known - needed).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, needed));
        ui.ctx().request_discard("what stands below a page has another height");
        ui.ctx().request_repaint();
    }
    ui.advance_cursor_after_rect(room);
}

/// A line that wraps, with small distances: marks and words after one another.
pub fn line_ui<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(kit::space::S, kit::space::XXS);
        ui.set_row_height(20.0);
        add(ui)
    })
    .inner
}

/// Words that lead somewhere; `name` is what a screen reader says of them.
pub fn link_ui(ui: &mut Ui, words: &str, name: &str) -> Response {
    sensed_link_ui(ui, words, name, Sense::click())
}

/// The same without a stop of the Tab key, where the keys of a field do what it does.
pub fn offer_ui(ui: &mut Ui, words: &str, name: &str) -> Response {
    sensed_link_ui(ui, words, name, Sense::CLICK)
}

/// A step of the way back to where a page belongs: weak, and on one line.
pub fn crumb_ui(ui: &mut Ui, words: &str, name: &str) -> Response {
    words_link_ui(ui, kit::text(words).weak().truncate(), name, Sense::click())
}

/// Words that lead somewhere, on one line as long as they are.
pub fn whole_link_ui(ui: &mut Ui, words: &str, name: &str) -> Response {
    words_link_ui(ui, kit::text(words).color(kit::tokens(ui).accent).extend(), name, Sense::click())
}

fn sensed_link_ui(ui: &mut Ui, words: &str, name: &str, sense: Sense) -> Response {
    words_link_ui(ui, kit::text(words).color(kit::tokens(ui).accent), name, sense)
}

fn words_link_ui(ui: &mut Ui, words: kit::Text<'_>, name: &str, sense: Sense) -> Response {
    let under =
        ui.ctx().read_response(ui.next_auto_id().with("link")).is_some_and(|before| before.hovered() && !before.has_focus());
    // Sensed as a whole and under a name of its own: a label that wraps would be a stop for the focus on each of its lines.
    let label = ui.add(words.small().underline(under));
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(Role::GenericContainer);
        node.clear_value();
        node.clear_label();
    });
    // Pressed also a little above and below, where the line is lower than what can be hit well.
    let beyond = ((kit::height::LEAST - label.rect.height()) / 2.0).clamp(0.0, kit::space::XS);
    let place = label.rect.expand2(Vec2::new(0.0, beyond));
    let response = ui.interact(place, label.id.with("link"), sense).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    focus_ring_ui(ui, &response);
    response
}

/// The ring around words that lead somewhere, while they have the focus.
fn focus_ring_ui(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let line = Stroke::new(2.0, kit::tokens(ui).accent);
        ui.painter().rect_stroke(response.rect.expand(1.0), kit::radius::S, line, StrokeKind::Outside);
    }
}

/// A date in few words, also where only the word stands in its column.
pub fn date_words(when: &When) -> String {
    if when.is_unknown() { "Date unknown".to_owned() } else { when.short_words() }
}

/// A box to tick when a follow-up is done, and to open it again.
pub fn tick_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, follow_up: &FollowUp) {
    let what = names::title(view_ctx.workspace(), follow_up.id.into());
    let was = !follow_up.state.is_open();
    let mut done = was;
    let tick = ui.add(Checkbox::without_text(&mut done)).accessible_name(format!("Done: {what}"));
    tick.on_hover_text(if was { "Open it again" } else { "Mark it as done" });
    if done != was {
        let mut changed = follow_up.clone();
        changed.state = if done { FollowUpState::Done } else { FollowUpState::Open };
        view_ctx.put(if done { "mark follow-up done" } else { "open follow-up again" }, changed);
        if done {
            view_ctx.send(Action::Say(format!("Done: {what}. Undo opens it again.")));
        }
    }
}
