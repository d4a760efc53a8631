//! Settings: in whose name, on whose clocks, how it looks, and where the record is.

use super::{Action, Setting, ShellView, ViewContext};
use crate::kit::{self, Icon, ThemeChoice};
use crate::model::when;
use chrono::{Offset as _, TimeZone as _};
use chrono_tz::Tz;
use egui::Ui;

/// How many zones are offered at once.
const MOST_ZONES: usize = 8;
/// Prose is read at this width at most.
const WIDTH: f32 = 560.0;

/// Settings: in whose name, on whose clocks, how it looks, and where the record is.
#[derive(Default)]
pub(super) struct SettingsPage {
    /// The name while it is being typed.
    name: Option<String>,
    /// What is typed to find a zone.
    zone: String,
}

impl SettingsPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
        kit::scroll_ui(ui, "settings", |ui| {
            ui.set_max_width(ui.available_width().min(WIDTH));
            kit::page_title_ui(ui, "Settings", "", |_| {});
            self.name_ui(ui, view_ctx);
            self.zone_ui(ui, view_ctx, view);
            theme_ui(ui, view_ctx, view);
            folder_ui(ui, view_ctx);
        });
    }

    fn name_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        heading_ui(ui, "Your name", "Every change is kept with the name of who made it. It stays on this machine.");
        let mut name = self.name.take().unwrap_or_else(|| view_ctx.session.author().to_owned());
        let edit = kit::text_field("Your name", &mut name).hide_label().hint("As in the minutes").width(320.0).show(ui);
        super::focus::home(ui, &edit.response);
        if edit.ended {
            if name.trim() != view_ctx.session.author() {
                view_ctx.send(Action::Set(Setting::Name(name.trim().to_owned())));
            }
        } else if edit.response.has_focus() {
            self.name = Some(name);
        }
    }

    fn zone_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
        heading_ui(ui, "Your time zone", "Times are shown on the clocks of the venue, and beside them on these.");
        let chosen = match view.chosen_zone {
            Some(zone) => zone_words(zone, view_ctx),
            None => format!("{}, as the system has it", zone_words(view_ctx.zone, view_ctx)),
        };
        ui.add(kit::text(chosen));
        let mut taken = None;
        let edit = kit::text_field("Find another time zone", &mut self.zone).hint("Geneva, ET, UTC+3").width(320.0).show(ui);
        let found = if self.zone.trim().is_empty() { Vec::new() } else { when::zones_matching(&self.zone, MOST_ZONES) };
        if edit.submitted {
            taken =
                when::find_zone(&self.zone, view_ctx.zone).map(|found| found.zone).or(found.first().map(|choice| choice.zone));
        }
        kit::access::list_ui(ui, "Time zones", found.len(), |ui| {
            for choice in &found {
                let offset = offset_words(choice.zone, view_ctx);
                let row = kit::list_row(&choice.label).trailing(&offset).selected(view.chosen_zone == Some(choice.zone));
                if ui.add(row).clicked() {
                    taken = Some(choice.zone);
                }
            }
        });
        if found.is_empty() && !self.zone.trim().is_empty() {
            ui.add(kit::text("No zone is called so. Try a large city near by.").weak().small());
        }
        if let Some(zone) = taken {
            self.zone.clear();
            view_ctx.send(Action::Set(Setting::Zone(Some(zone))));
        }
        if view.chosen_zone.is_some() && ui.add(kit::button("As the system has it").icon(Icon::System)).clicked() {
            view_ctx.send(Action::Set(Setting::Zone(None)));
        }
    }
}

fn theme_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
    heading_ui(ui, "Light or dark", "The look of the window: one of the two, or whichever the system is set to.");
    let options: Vec<(ThemeChoice, &str)> = ThemeChoice::ALL.iter().map(|choice| (*choice, choice.name())).collect();
    if let Some(choice) = kit::segmented_ui(ui, "Light or dark", view.theme, &options) {
        view_ctx.send(Action::Set(Setting::Theme(choice)));
    }
}

fn folder_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
    heading_ui(
        ui,
        "Where the record is",
        "A folder of plain files. Copy it to keep a backup, or share it to work on it together.",
    );
    match view_ctx.session.dir() {
        Some(dir) => {
            let path = dir.display().to_string();
            ui.add(kit::text(path.as_str()).monospace().selectable());
            if ui.add(kit::button("Copy the path").icon(Icon::Copy)).clicked() {
                view_ctx.send(Action::Copy(path));
            }
        }
        None => {
            ui.add(kit::text("This record is in memory only and ends with the window.").weak());
        }
    }
}

/// A setting's name and what it does.
fn heading_ui(ui: &mut Ui, title: &str, meaning: &str) {
    kit::section_ui(ui, title, None, |_| {});
    ui.add(kit::text(meaning).weak().small());
}

fn zone_words(zone: Tz, view_ctx: &ViewContext<'_>) -> String {
    format!("{} ({})", when::zone_name(zone), offset_words(zone, view_ctx))
}

/// The distance from UTC today.
fn offset_words(zone: Tz, view_ctx: &ViewContext<'_>) -> String {
    when::offset_words(zone.offset_from_utc_datetime(&view_ctx.now.naive_utc()).fix())
}
