//! The pop-up in which it is said which of several are shown.

use crate::kit::{self, Icon};
use crate::query::matrix::view::Filter;
use crate::text::{fold::fold, matching::as_written};
use egui::style::StyleModifier;
use egui::{Popup, PopupCloseBehavior, Role, ScrollArea, Ui, WidgetInfo};

/// What was picked in the pop-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// Everything.
    All,
    /// Nothing.
    None,
    /// Another state for the one at this index.
    Toggle(usize),
}

/// Does what was picked in the pop-up.
pub(super) fn pick<T: Copy + Ord>(filter: &mut Filter<T>, picked: Picked, all: &[T]) {
    match picked {
        Picked::All => *filter = Filter::default(),
        Picked::None => *filter = Filter::of(Some([])),
        Picked::Toggle(at) => {
            if let Some(one) = all.get(at) {
                filter.toggle(*one, all);
            }
        }
    }
}

/// One of those that can be picked.
pub(super) struct Offer {
    /// Its name.
    pub name: String,
    /// How deep it lies under others.
    pub depth: usize,
    /// Whether it is in.
    pub chosen: bool,
    /// Whether it can be picked at all.
    pub enabled: bool,
}

/// From how many on a field to filter them is worth its place.
const MANY: usize = 12;

/// A button that says what is shown, with a pop-up of ticks. `all` offers everything and nothing at one stroke.
pub(super) fn filter_ui(ui: &mut Ui, noun: &str, offers: &[Offer], all: bool) -> Option<Picked> {
    let chosen = offers.iter().filter(|offer| offer.chosen).count();
    let words = if chosen == offers.len() { format!("All {noun}") } else { format!("{chosen} of {} {noun}", offers.len()) };
    let button = ui.add(kit::button(words.as_str()).icon(Icon::Filter).quiet().selected(chosen < offers.len() && all));
    button.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("Choose {noun}"));
        info.current_text_value = Some(words.clone());
        info
    });
    let id = button.id.with("words");
    let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(280.0);
    // Not the look of a menu, whose ticks have no boxes.
    let popup = popup.style(StyleModifier::default());
    popup.show(|ui| picks_ui(ui, noun, offers, all, id)).and_then(|shown| shown.inner)
}

fn picks_ui(ui: &mut Ui, noun: &str, offers: &[Offer], all: bool, id: egui::Id) -> Option<Picked> {
    ui.take_available_width();
    let mut picked = None;
    if all {
        ui.horizontal(|ui| {
            if ui.add(kit::button("All").quiet()).clicked() {
                picked = Some(Picked::All);
            }
            if ui.add(kit::button("None").quiet()).clicked() {
                picked = Some(Picked::None);
            }
        });
    }
    let mut words: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if offers.len() > MANY {
        let label = format!("Find {noun}");
        if kit::text_field(&label, &mut words).hint(&label).hide_label().show(ui).changed {
            ui.data_mut(|data| data.insert_temp(id, words.clone()));
        }
    }
    let wanted = fold(&words);
    let height = (ui.ctx().content_rect().height() * 0.5).max(160.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.take_available_width();
        for (at, offer) in offers.iter().enumerate() {
            if as_written(&wanted, &fold(&offer.name)).is_none() {
                continue;
            }
            ui.horizontal(|ui| {
                ui.add_space(kit::space::L * offer.depth.min(6) as f32);
                let mut on = offer.chosen;
                let name = kit::visual(&offer.name);
                let tick = ui.add_enabled(offer.enabled, egui::Checkbox::new(&mut on, name.as_ref()));
                tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, offer.enabled, offer.chosen, &offer.name));
                if on != offer.chosen {
                    picked = Some(Picked::Toggle(at));
                }
            });
        }
    });
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_all_also_of_what_comes_later() {
        let mut filter = Filter::default();
        assert_eq!(filter.kept(&[3, 1, 2]), [3, 1, 2]);
        pick(&mut filter, Picked::Toggle(1), &[3, 1, 2]);
        assert_eq!(filter.kept(&[3, 1, 2, 4]), [3, 2]);
        pick(&mut filter, Picked::Toggle(1), &[3, 1, 2]);
        assert_eq!(filter.kept(&[3, 1, 2, 4]), [3, 1, 2, 4], "the last one ticked makes it all again");
        pick(&mut filter, Picked::None, &[3, 1, 2]);
        assert_eq!(filter.kept(&[3, 1, 2]), [0; 0]);
        pick(&mut filter, Picked::Toggle(2), &[3, 1, 2]);
        assert_eq!(filter.kept(&[3, 1, 2]), [2]);
        pick(&mut filter, Picked::All, &[]);
        assert!(filter.keeps(9));
    }
}
