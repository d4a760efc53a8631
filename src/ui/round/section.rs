//! What the sections of a round's page have in common: a heading that is a quiet line while there is nothing, and sources.

use crate::kit::{self, Icon};
use crate::model::{Round, SourceId, Workspace};
use crate::query::names;
use crate::ui::lines::{line_ui, whole_link_ui};
use crate::ui::{Command, ViewContext, copy_table};
use egui::{Response, Role, Ui, WidgetInfo};

/// What most rounds do not have: it is offered in one line at the end until it is there.
pub(super) const RARE: &str = "";

/// Draws a section: its heading with a button to add to it, then `contents`; with nothing in it, one quiet line that says so, or
/// nothing at all where `empty` says nothing: [`RARE`] offers those at the end. Returns whether the button was pressed.
pub(super) fn section_ui(ui: &mut Ui, title: &str, count: usize, add: &str, empty: &str, contents: impl FnOnce(&mut Ui)) -> bool {
    copied_section_ui(ui, title, count, [add, empty], None, contents).0
}

/// The same, with words to add to it and for while it is empty, and a button of that name which copies it as a table. Returns which
/// of the two was pressed.
pub(super) fn copied_section_ui(
    ui: &mut Ui,
    title: &str,
    count: usize,
    [add, empty]: [&str; 2],
    copy: Option<&str>,
    contents: impl FnOnce(&mut Ui),
) -> (bool, bool) {
    let (mut pressed, mut copies) = (false, false);
    if count == 0 && empty.is_empty() {
        return (false, false);
    }
    if count == 0 {
        ui.add_space(kit::space::S);
        let left = |ui: &mut Ui| {
            heading_ui(ui, title);
            ui.add(kit::text(empty).weak().small().truncate());
        };
        kit::with_actions_ui(ui, left, |ui| {
            pressed = add_ui(ui, add);
        });
        return (pressed, false);
    }
    kit::section_ui(ui, title, Some(count), |ui| {
        pressed = add_ui(ui, add);
        copies = copy.is_some_and(|name| copy_table::icon_ui(ui, name));
    });
    ui.push_id(title, contents);
    (pressed, copies)
}

/// A button that adds something to a round, with the keys of the command that does the same.
pub(super) fn add_ui(ui: &mut Ui, words: &str) -> bool {
    let tip = Command::of_button(words).map(|command| command.tip(ui.ctx()));
    let button = kit::button(words).icon(Icon::Add).quiet();
    let button = match &tip {
        Some(tip) => button.tooltip(tip),
        None => button,
    };
    ui.add(button).clicked()
}

fn heading_ui(ui: &mut Ui, title: &str) -> Response {
    let response = ui.add(kit::text(title).weak().small().extend());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    response
}

/// A source in as few words as tell it from others: who published it and when.
fn source_words(workspace: &Workspace, id: SourceId) -> String {
    let Some(source) = workspace.sources.get(&id) else {
        return names::source(workspace, id);
    };
    let who = source.outlet.trim();
    if who.is_empty() {
        return names::source_title(source).chars().take(60).collect();
    }
    if source.published.is_unknown() { who.to_owned() } else { kit::join([who, &source.published.short_words()], ", ") }
}

/// A line of sources; nothing at all where there are none.
pub(in crate::ui) fn source_line_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, sources: &[SourceId]) {
    if !sources.is_empty() {
        line_ui(ui, |ui| sources_ui(ui, view_ctx, sources));
    }
}

/// The sources of something, each a link to its record.
pub(in crate::ui) fn sources_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, sources: &[SourceId]) {
    // No scopes here: within a line that wraps, a scope would not.
    for &source in sources {
        let words = source_words(view_ctx.workspace(), source);
        let response = whole_link_ui(ui, &words, &format!("Source: {words}"));
        let whole = names::source(view_ctx.workspace(), source);
        if response.on_hover_text(kit::visual(&whole).as_ref()).clicked() {
            view_ctx.select(source);
        }
    }
}

/// Puts a round of which something was put in another order by hand.
pub(super) fn put_in_order(view_ctx: &mut ViewContext<'_>, round: &Round, label: &str, edit: impl FnOnce(&mut Round)) {
    let mut after = round.clone();
    edit(&mut after);
    view_ctx.put(label, after);
}

/// Equal columns, each read from the left.
pub(super) fn columns_ui<T>(ui: &mut Ui, columns: usize, items: &[T], mut add: impl FnMut(&mut Ui, &T)) {
    for (line, chunk) in items.chunks(columns).enumerate() {
        ui.push_id(line, |ui| {
            ui.columns(columns, |uis| {
                for (ui, item) in uis.iter_mut().zip(chunk) {
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| add(ui, item));
                }
            });
        });
    }
}
