//! Draws a row of the list and what is shown of the version chosen.

use super::data::{Against, Block, Detail, Field, Held, MOST, Restorable, Side, Turn};
use super::words;
use crate::kit::{self, Icon, Tone, space};
use crate::model::RecordId;
use crate::query::compare::{Mark, Span, phrases};
use crate::query::names;
use crate::query::usage::counted;
use crate::session::{Version, gone_words};
use crate::ui::row::{row_ui, row_with_margin_ui};
use crate::ui::{Action, Page, ViewContext, badges, menu};
use egui::{Margin, Response, Ui, WidgetInfo};

/// The height of a row of the list.
pub(super) const ROW: f32 = 48.0;

/// So many records of a version are shown with all their fields.
const FEW: usize = 3;

/// A row of the list: what changed; when and by whom.
pub(super) fn version_ui(ui: &mut Ui, words: &str, detail: &str, chosen: bool) -> Response {
    row_with_margin_ui(ui, &format!("{words}, {detail}"), chosen, Margin::symmetric(8, 0), |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(5.0);
        ui.add(kit::text(words).truncate());
        ui.add(kit::text(detail).weak().small().truncate());
    })
}

/// When, who and what, and with what it is compared.
pub(super) fn head_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, version: &Version, against: &mut Against) {
    ui.add(kit::text(words::when_and_who(version, view_ctx.zone)).strong().size(kit::size::LEAD));
    if !version.label.trim().is_empty() {
        ui.add(kit::text(version.label.trim()).weak().small());
    }
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.add(kit::text("Compare with").small().weak());
        let choices = [(Against::Before, "The version before"), (Against::Now, "Now")];
        *against = kit::segmented_ui(ui, "Compare with", *against, &choices).unwrap_or(*against);
    });
    ui.add_space(space::S);
}

/// The records of the version, and what belonged to the record then.
pub(super) fn detail_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    version: &Version,
    detail: &Detail,
    (of, with_held, against): (Option<RecordId>, bool, Against),
) {
    if detail.blocks.is_empty() {
        let words = match version.files.as_slice() {
            [] => "Nothing that is told was changed in it.".to_owned(),
            files => {
                let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
                format!("What was changed cannot be read as records: {}.", files.join(", "))
            }
        };
        ui.add(kit::text(words).weak());
    }
    for block in &detail.blocks {
        let itself = of == Some(block.id);
        let in_full = itself || (of.is_none() && detail.blocks.len() <= FEW);
        ui.push_id(block.id, |ui| block_ui(ui, view_ctx, block, (itself, in_full), against));
    }
    if detail.more > 0 {
        ui.add(
            kit::text(format!("And {} more. Look at them one by one from their own pages.", counted(detail.more, "record")))
                .weak(),
        );
    }
    if let Some(of) = of.filter(|of| crate::query::belonging::holds_others(*of)) {
        held_ui(ui, view_ctx, detail, of, with_held);
    }
    ui.add_space(space::XXL);
}

fn block_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, block: &Block, (itself, in_full): (bool, bool), against: Against) {
    let heading = |ui: &mut Ui| {
        badges::icon(block.id).ui(ui, 16.0, kit::tokens(ui).text_weak);
        let turn = turn_words(block.turn, against).map(|(words, tone)| kit::chip(words).tone(tone));
        let beside = turn.as_ref().map_or(0.0, |chip| chip.width(ui) + ui.spacing().item_spacing.x);
        ui.scope(|ui| {
            // The title gives way, not what became of it.
            ui.set_max_width((ui.available_width() - beside).max(0.0));
            let response = ui.add(kit::text(block.title.as_str()).strong().truncate());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &block.title));
        });
        if let Some(chip) = turn {
            ui.add(chip);
        }
    };
    ui.add_space(space::S);
    kit::with_actions_ui(ui, heading, |ui| {
        if itself {
            return;
        }
        if block.there && ui.add(kit::icon_button(Icon::ChevronRight, &format!("Open {}", block.title)).small()).clicked() {
            view_ctx.open(block.id);
        }
        let name = format!("Earlier versions of {}", block.title);
        if !matches!(block.id, RecordId::Binned(_)) && ui.add(kit::icon_button(Icon::History, &name).small()).clicked() {
            view_ctx.go(Page::History(Some(block.id)));
        }
    });
    let y = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), y, (1.0, kit::tokens(ui).line));
    ui.add_space(space::XS);
    match &block.whole {
        Some(whole) => {
            let words = match (block.turn, block.there) {
                (Turn::ForGood, _) => "Bring it back with all it held",
                (_, false) => "Bring it back",
                (_, true) => "Restore this version",
            };
            let name = if itself { words.to_owned() } else { format!("{words}: {}", block.title) };
            restore_ui(ui, view_ctx, whole, words, &name);
        }
        None if itself && block.turn != Turn::Same => {
            ui.add(kit::text("This is how it is now.").weak().small());
        }
        None => {}
    }
    if block.turn == Turn::Same {
        ui.add(kit::text("It is now as it was in this version.").weak());
    }
    // What was added or deleted beside others is told by its title.
    if !in_full && matches!(block.turn, Turn::Added | Turn::Deleted) {
        return;
    }
    columns_heading_ui(ui, block, against);
    for field in &block.fields {
        ui.push_id(&field.path, |ui| field_ui(ui, view_ctx, block, field, against));
    }
}

fn turn_words(turn: Turn, against: Against) -> Option<(&'static str, Tone)> {
    Some(match (turn, against) {
        (Turn::Added, _) => ("Added", Tone::Ok),
        (Turn::Deleted, Against::Before) => ("Deleted", Tone::Danger),
        (Turn::Deleted, Against::Now) => ("No longer there", Tone::Danger),
        (Turn::ForGood, _) => ("Deleted for good", Tone::Danger),
        (Turn::Changed, Against::Now) => ("Changed since", Tone::Warning),
        (Turn::Changed, Against::Before) | (Turn::Same, _) => return None,
    })
}

/// Which columns there are: where a record was made or is gone, there is nothing to stand beside it.
fn columns(block: &Block, against: Against) -> (Option<&'static str>, Option<&'static str>) {
    let (before, after) = match against {
        Against::Before => ("Before", "In this version"),
        Against::Now => ("In this version", "Now"),
    };
    match block.turn {
        Turn::Added => (None, Some(after)),
        Turn::Deleted | Turn::ForGood => (Some(before), None),
        Turn::Changed | Turn::Same => (Some(before), Some(after)),
    }
}

fn columns_heading_ui(ui: &mut Ui, block: &Block, against: Against) {
    let (Some(before), Some(after)) = columns(block, against) else { return };
    if block.fields.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    ui.columns_const(|[left, right]| {
        left.add(kit::text(before).caption().weak());
        right.add(kit::text(after).caption().weak());
    });
}

fn field_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, block: &Block, field: &Field, against: Against) {
    let (first, second) = match against {
        Against::Before => ("as before", "as in this version"),
        Against::Now => ("as in this version", "as now"),
    };
    match columns(block, against) {
        (Some(_), Some(_)) => {
            kit::subheading_ui(ui, &field.label);
            ui.columns_const(|[left, right]| {
                side_ui(left, view_ctx, field, &field.before, &field.marks.old, first);
                side_ui(right, view_ctx, field, &field.after, &field.marks.new, second);
            });
        }
        (Some(_), None) => kit::key_value_ui(ui, &field.label, |ui| side_ui(ui, view_ctx, field, &field.before, &[], first)),
        _ => kit::key_value_ui(ui, &field.label, |ui| side_ui(ui, view_ctx, field, &field.after, &[], second)),
    }
}

fn side_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, field: &Field, side: &Side, marks: &[Span], which: &str) {
    ui.spacing_mut().item_spacing.y = space::XXS;
    if side.text.trim().is_empty() {
        ui.add(kit::text("Nothing").weak().italic());
    } else if marks.is_empty() {
        ui.add(kit::text(side.text.as_str()).selectable());
    } else {
        let mark = |mark: Mark| match mark {
            Mark::Same => kit::Mark::Same,
            Mark::Added => kit::Mark::Added,
            Mark::Removed => kit::Mark::Removed,
        };
        let spans = phrases(marks, &side.text);
        kit::diff_ui(ui, spans.iter().map(|span| (mark(span.mark), side.text.get(span.range.clone()).unwrap_or_default())));
    }
    if let Some(from) = &side.restorable {
        ui.add_space(space::XXS);
        // As wide as its words, also in a column.
        let button = ui.horizontal(|ui| ui.add(kit::button("Restore this field").icon(Icon::Restore))).inner;
        let name = format!("Restore {} {which}", field.label);
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        if button.clicked() {
            let label = format!("restore {}", field.label.to_lowercase());
            view_ctx.send(Action::RestoreField { label, from: Box::new(from.clone()), path: field.path.clone() });
        }
    }
}

/// A button that restores, and before it what is not there any more and would have to come back, too.
fn restore_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, what: &Restorable, words: &str, name: &str) {
    if !what.gone.is_empty() {
        let sentence = format!("It names what is no longer there: {}. That comes back with it.", gone_words(&what.gone));
        ui.add(kit::text(sentence).weak().small());
    }
    let button = ui.add(kit::button(words).icon(Icon::Restore));
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    if button.clicked() {
        view_ctx.send(Action::RestoreVersion { records: what.records.clone() });
    }
}

fn held_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, detail: &Detail, of: RecordId, with_held: bool) {
    kit::section_ui(ui, "What belonged to it then", with_held.then_some(detail.held.len() + detail.same.len()), |_| {});
    if !with_held {
        let words = format!("Turn on “Also what belongs to this {}” to see it.", of.noun());
        ui.add(kit::text(words).weak());
        return;
    }
    if detail.held.is_empty() && detail.same.is_empty() {
        ui.add(kit::text("Nothing yet.").weak());
    }
    if let Some(all) = &detail.all {
        restore_ui(ui, view_ctx, all, "Restore it with all of this", "Restore it with all of this");
        if detail.added_since > 0 {
            let words = format!("{} that came later will stay.", counted(detail.added_since, "record"));
            ui.add(kit::text(words).weak().small());
        }
        ui.add_space(space::XS);
    }
    ui.spacing_mut().item_spacing.y = space::XXS;
    let room = MOST.saturating_sub(detail.held.len());
    kit::access::list_ui(ui, "What belonged to it then", detail.held.len() + detail.same.len(), |ui| {
        for held in detail.held.iter().take(MOST) {
            ui.push_id(held.record.id(), |ui| held_row_ui(ui, view_ctx, held));
        }
        for id in detail.same.iter().take(room) {
            ui.push_id(id, |ui| same_row_ui(ui, view_ctx, *id));
        }
    });
    let more = detail.held.len().saturating_sub(MOST) + detail.same.len().saturating_sub(room);
    if more > 0 {
        ui.add(kit::text(format!("And {}.", counted(more, "more record"))).weak().small());
    }
}

/// Something that is now as it was then.
fn same_row_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: RecordId) {
    let title = names::title(view_ctx.workspace(), id);
    let response = row_ui(ui, &format!("{title}, as now"), false, |ui| {
        let what = |ui: &mut Ui| {
            badges::icon(id).ui(ui, 16.0, kit::tokens(ui).text_weak);
            ui.add(kit::text(title.as_str()).truncate())
        };
        kit::with_actions_ui(ui, what, |ui| {
            ui.add(kit::text("As now").weak().small().extend());
        });
    });
    menu::row_menu(ui, view_ctx, &response, id);
    if response.clicked() {
        view_ctx.go(Page::History(Some(id)));
    }
}

fn held_row_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, held: &Held) {
    let id = held.record.id();
    let (words, tone, verb) = match held.there {
        true => ("Changed since", Tone::Warning, "Restore"),
        false => ("No longer there", Tone::Danger, "Bring back"),
    };
    let name = format!("{}, {words}", held.title);
    let response = row_ui(ui, &name, false, |ui| {
        let what = |ui: &mut Ui| {
            badges::icon(id).ui(ui, 16.0, kit::tokens(ui).text_weak);
            ui.add(kit::text(held.title.as_str()).truncate())
        };
        kit::with_actions_ui(ui, what, |ui| {
            let button = ui.add(kit::button(verb).icon(Icon::Restore).quiet());
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{verb} {}", held.title)));
            let button = match held.gone.as_slice() {
                [] => button,
                gone => button.on_hover_text(format!("With what it names and what is no longer there: {}", gone_words(gone))),
            };
            if button.clicked() {
                view_ctx.send(Action::RestoreVersion { records: vec![held.record.clone()] });
            }
            ui.add(kit::chip(words).tone(tone));
        });
    });
    match held.there {
        true => menu::row_menu(ui, view_ctx, &response, id),
        false => menu::gone_menu(ui, view_ctx, &response, &held.record, verb),
    }
    if response.clicked() {
        view_ctx.go(Page::History(Some(id)));
    }
}
