//! Other spellings of a name, in languages and hands: a small table.

use super::form::Form;
use super::section::{Line, List};
use crate::kit;
use crate::model::Spelling;
use egui::Ui;

impl Form<'_, '_> {
    /// The spellings of whatever the record names.
    pub(super) fn spellings(&mut self, ui: &mut Ui, spellings: &mut Vec<Spelling>) {
        let list = List { name: "spellings", title: "Other spellings", noun: "spelling" };
        let line = |_: &Self, spelling: &Spelling| Line {
            title: spelling.form.clone(),
            detail: joined([spelling.language.as_str(), spelling.origin.as_str()]),
        };
        self.list(
            ui,
            list,
            spellings,
            line,
            |_| Spelling::default(),
            |form, ui, spelling| {
                form.text(ui, "form", "Spelling", &mut spelling.form);
                super::text::pair(ui, |left, right| {
                    form.text_hint(left, "language", "Language", "uk, zh-Hant", &mut spelling.language);
                    form.text_hint(right, "origin", "Printed in", "Where it was so printed", &mut spelling.origin);
                });
                form.by_kind(ui, "", spelling);
            },
        );
    }
}

/// What is there of it, with a dot between.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    kit::join(parts, " · ")
}
