//! The earlier versions of a damaged file: when, who, and what each says, in words; one of them can take its place.

use super::super::problem_state::EarlierOf;
use super::super::{Action, Recovery, ViewContext, badges};
use super::unsaved::sentence;
use crate::kit::{self, Icon, Tone, space};
use crate::model::Record;
use crate::query::{names, usage};
use crate::session::EarlierVersion;
use egui::Ui;

/// How many records of a version are named.
const NAMED: usize = 6;

/// Draws the versions below the file that they are of.
pub(super) fn earlier_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, earlier: &EarlierOf, is_free: bool) {
    ui.add_space(space::S);
    let mut close = false;
    kit::with_actions_ui(
        ui,
        |ui| ui.add(kit::text("Earlier versions").strong()),
        |ui| close = ui.add(kit::icon_button(Icon::Close, "Close the earlier versions").small()).clicked(),
    );
    if close {
        view_ctx.send(Action::Recovery(Recovery::EndEarlier));
    }
    match &earlier.versions {
        None => {
            ui.add(kit::text("Looking through the history…"));
        }
        Some(Err(why)) => kit::notice_ui(ui, Tone::Warning, &sentence(&why.to_string()), |_| {}),
        Some(Ok(versions)) if versions.is_empty() => {
            ui.add(kit::text("The history holds no version of this file. Mend it in an editor, or take it from a copy.").weak());
        }
        Some(Ok(versions)) => {
            let about = "The damaged bytes are put aside in bin/damaged first, so that nothing is lost.";
            ui.add(kit::text(about).weak().small());
            for (at, version) in versions.iter().enumerate() {
                ui.push_id(("version", at), |ui| version_ui(ui, view_ctx, earlier, version, is_free));
            }
        }
    }
}

fn version_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, earlier: &EarlierOf, of: &EarlierVersion, is_free: bool) {
    ui.separator();
    let title = title_of(of);
    let mut restore = false;
    kit::with_actions_ui(
        ui,
        |ui| ui.add(kit::text(title.as_str()).truncate()),
        |ui| {
            let can = is_free && of.records.is_ok();
            let button = ui.add(kit::button("Restore").icon(Icon::Restore).enabled(can));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, format!("Restore {title}")));
            restore = button.clicked();
        },
    );
    match &of.records {
        Err(why) => {
            ui.add(kit::text(format!("It cannot be read either: {why}.")).weak().small());
        }
        Ok(records) => {
            for record in records.iter().take(NAMED) {
                ui.horizontal(|ui| {
                    badges::icon(record.id()).ui(ui, 14.0, kit::tokens(ui).text_weak);
                    ui.add(kit::text(names::record_title(view_ctx.workspace(), record)).small().truncate());
                });
            }
            if let Some(words) = rest_words(records) {
                ui.add(kit::text(words).weak().small());
            }
        }
    }
    if restore {
        view_ctx.send(Action::Recovery(Recovery::Restore(earlier.file.clone(), of.version.id)));
    }
}

/// "26 Jan 2026, 10:00, Ada: add statement".
fn title_of(of: &EarlierVersion) -> String {
    let at = of.version.when.format("%-d %b %Y, %H:%M");
    let who = of.version.who.trim();
    let by = if who.is_empty() { String::new() } else { format!(", {who}") };
    format!("{at}{by}: {}", of.version.label)
}

/// "and 3 statements and 1 follow-up more".
fn rest_words(records: &[Record]) -> Option<String> {
    let rest = records.iter().skip(NAMED).map(|record| usage::Use { by: record.id(), fields: Vec::new() });
    let words = usage::words(&rest.collect::<Vec<_>>());
    (!words.is_empty()).then(|| format!("and {words}"))
}
