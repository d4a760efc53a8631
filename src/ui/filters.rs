//! What stands beside the filters of every list: how many are shown, the way to all of them, and filters saved by name.

use super::views::{SavedFilter, Values};
use super::{Action, Command, Setting, ViewContext};
use crate::kit::{self, Icon};
use crate::model::NegotiationId;
use crate::query::usage::counted;
use egui::style::StyleModifier;
use egui::{Popup, PopupCloseBehavior, Ui};

/// What the pop-up of saved filters keeps between frames.
#[derive(Clone, Debug, Default)]
pub(super) struct Saving {
    name: String,
    everywhere: bool,
    /// Whether it was open in the frame before.
    open: bool,
}

/// How many of how many are shown, in words: "3 of 37 statements", "37 statements".
pub(super) fn shown_words(shown: usize, all: usize, noun: &str) -> String {
    let counted = counted(all, noun);
    if shown == all { counted } else { format!("{shown} of {counted}") }
}

/// The filter of a list as it stands.
pub(super) struct Bar<'a> {
    /// The list, as its saved filters name it.
    pub list: &'a str,
    /// The negotiation that the list is of.
    pub negotiation: Option<NegotiationId>,
    /// What is wanted; empty for everything.
    pub values: &'a Values,
    /// How many are shown, in words; empty where the page says it elsewhere.
    pub shown: &'a str,
}

impl Bar<'_> {
    /// Draws it in a line; gives back what is wanted from now on.
    pub(super) fn ui(&self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, saving: &mut Saving) -> Option<Values> {
        let filtered = !self.values.is_empty();
        let mut wanted = None;
        if !self.shown.is_empty() {
            ui.add(kit::text(self.shown).weak().small().extend());
            kit::access::say_changed(ui, ("shown", self.list), self.shown);
        }
        if filtered {
            let keys = Command::ClearFilters.keys(ui.ctx());
            let tooltip = format!("{} ({keys})", Command::ClearFilters.tooltip());
            if ui.add(kit::button("Clear").icon(Icon::Close).quiet().tooltip(&tooltip).name("Clear filters")).clicked() {
                wanted = Some(Values::new());
            }
        }
        if view_ctx.takes(Command::ClearFilters) {
            if filtered {
                wanted = Some(Values::new());
            } else {
                view_ctx.send(Action::Say("Nothing is filtered here".to_owned()));
            }
        }
        self.saved_ui(ui, view_ctx, saving).or(wanted)
    }

    fn saved_ui(&self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, saving: &mut Saving) -> Option<Values> {
        let button = ui.add(kit::button("Saved filters").icon(Icon::Star).quiet());
        if view_ctx.takes(Command::SavedFilters) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
            button.request_focus();
        }
        let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(300.0);
        // Not the look of a menu, whose fields and rows are narrower.
        let shown = popup.accessible_name("Saved filters").style(StyleModifier::default()).show(|ui| {
            let margin = egui::Margin::same(6);
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(288.0);
                self.list_ui(ui, view_ctx, saving)
            })
        });
        let was_open = std::mem::replace(&mut saving.open, shown.is_some());
        if was_open && !saving.open && ui.memory(|memory| memory.focused().is_none()) {
            button.request_focus();
        }
        let taken = shown?.inner.inner;
        if taken.is_some() {
            Popup::close_id(ui.ctx(), Popup::default_response_id(&button));
            button.request_focus();
        }
        taken
    }

    /// What is in the pop-up: the filters to take, and the field that saves the one at hand.
    fn list_ui(&self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, saving: &mut Saving) -> Option<Values> {
        let mut fresh = !saving.open;
        let mut taken = None;
        let views = view_ctx.views;
        let saved = views.filters_of(self.list, self.negotiation);
        for filter in &saved {
            kit::with_actions_ui(
                ui,
                |ui| {
                    let chosen = filter.values == *self.values;
                    let take = ui.add(kit::button(filter.name.as_str()).quiet().selected(chosen));
                    if std::mem::take(&mut fresh) {
                        take.request_focus();
                    }
                    if take.clicked() {
                        taken = Some(filter.values.clone());
                    }
                    if filter.negotiation.is_none() && self.negotiation.is_some() {
                        ui.add(kit::text("all negotiations").weak().caption());
                    }
                },
                |ui| {
                    let name = format!("Delete the saved filter {}", filter.name);
                    if ui.add(kit::icon_button(Icon::Bin, &name).small()).clicked() {
                        view_ctx.send(Action::Set(Setting::ForgetFilter((*filter).clone())));
                    }
                },
            );
        }
        if self.values.is_empty() {
            let words = if saved.is_empty() { "No filter is saved yet. " } else { "" };
            let note =
                ui.add(kit::text(format!("{words}Filter the list first, then save the filter here by name.")).weak().small());
            if fresh {
                note.request_focus();
            }
            return taken;
        }
        if !saved.is_empty() {
            ui.separator();
        }
        let field = kit::text_field("Save this filter as", &mut saving.name).hint("Open demands").show(ui);
        if fresh {
            field.response.request_focus();
        }
        if self.negotiation.is_some()
            && let Some(everywhere) = kit::toggle_ui(ui, saving.everywhere, "For every negotiation")
        {
            saving.everywhere = everywhere;
        }
        let name = saving.name.trim().to_owned();
        let there = saved.iter().any(|filter| crate::text::fold::same(&filter.name, &name));
        let words = if there { "Save anew" } else { "Save" };
        let pressed = ui.add(kit::button(words).enabled(!name.is_empty())).clicked();
        if (pressed || field.submitted) && !name.is_empty() {
            let negotiation = self.negotiation.filter(|_| !saving.everywhere);
            let filter = SavedFilter { name, list: self.list.to_owned(), negotiation, values: self.values.clone() };
            view_ctx.send(Action::Set(Setting::SaveFilter(filter)));
            saving.name.clear();
            // The filter at hand is the one that was saved: taking it closes the pop-up.
            taken = Some(self.values.clone());
        }
        taken
    }
}
