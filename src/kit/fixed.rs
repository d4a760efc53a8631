//! A part of the window whose widgets keep their ids whatever is drawn before it.

use egui::{Id, Ui, UiBuilder};

/// Draws `add` where it stands, with ids that hang on `id` alone. egui counts widgets to name those that have no id of their own, so
/// that a line of text that appears above a button makes another button of it, and the focus goes astray.
pub fn fixed_ui<R>(ui: &mut Ui, id: Id, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn what_appears_above_moves_no_focus() {
        let mut harness = crate::kit::testing::builder().build_ui_state(
            |ui, warned: &mut bool| {
                if *warned {
                    ui.label("Mind the dates");
                }
                fixed_ui(ui, Id::unique("buttons"), |ui| {
                    let _ = ui.button("One");
                    let _ = ui.button("Two");
                });
            },
            false,
        );
        harness.get_by_label("Two").focus();
        harness.run();
        *harness.state_mut() = true;
        harness.run();
        assert!(harness.get_by_label("Two").is_focused());
    }
}
