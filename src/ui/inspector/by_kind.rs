//! Fields that are drawn with what is usual for their kind, from what their table says of them.

use super::form::Form;
use super::text::TextOptions;
use crate::model::fields::{Field, Fields, Kind, ValueMut, Widget};
use egui::Ui;

impl Form<'_, '_> {
    /// Draws the fields of a section that are drawn so, in the order of reading.
    pub(super) fn by_kind(&mut self, ui: &mut Ui, section: &str, fields: &mut dyn Fields) {
        for at in fields.order() {
            match (fields.table().get(*at), fields.get_mut(*at)) {
                (_, Some(ValueMut::Fields(part))) => self.by_kind(ui, section, part),
                (Some(field), Some(value)) if field.form.section == section => self.field_by_kind(ui, field, value),
                _ => {}
            }
        }
    }

    fn field_by_kind(&mut self, ui: &mut Ui, field: &Field, value: ValueMut<'_>) {
        let (name, hint) = (field.in_form(), field.form.hint);
        let label = if field.form.label.is_empty() { field.label } else { field.form.label };
        let rows = match field.form.widget {
            Widget::ByKind => 1,
            Widget::Lines => 2,
            Widget::ByHand | Widget::No(_) => return,
        };
        match value {
            ValueMut::Text(text) => _ = self.text_as(ui, name, label, TextOptions { hint, rows, ..TextOptions::default() }, text),
            ValueMut::Texts(words) => self.words(ui, name, label, words),
            ValueMut::Flag(flag) => self.tick(ui, name, label, hint, flag),
            ValueMut::Number(number) => self.number_within(ui, name, label, field.bounds, number),
            ValueMut::Day(day) => self.day(ui, name, label, day),
            ValueMut::Term(term) => self.term_as(ui, name, label, term),
            // What the tables declare so can be drawn so: a test holds that.
            _ => {}
        }
    }
}

/// Whether focus that is sought on `wanted` is to open a section: a field of that name lies in it.
pub(super) fn lies_in(table: &[Field], section: &str, wanted: &str) -> bool {
    table.iter().any(|field| match field.kind {
        Kind::Part(inside) => lies_in(inside, section, wanted),
        _ => field.form.section == section && field.in_form() == wanted,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordId;

    /// In which sections of which record fields are drawn by their kind, beside those in none.
    const SECTIONS: &[(&str, &[&str])] = &[
        ("negotiation", &["tags", "handling"]),
        ("source", &["grading", "text"]),
        ("round", &["venue", "format", "outcome"]),
        ("statement", &["known", "level", "round", "movement", "original", "tags"]),
        ("incident", &["verification"]),
    ];

    /// The fields that are to be drawn by their kind in a section that nobody draws so.
    fn not_drawn(noun: &str, table: &[Field]) -> Vec<String> {
        let sections = SECTIONS.iter().find(|(of, _)| *of == noun).map_or(&[][..], |(_, sections)| *sections);
        let mut all = Vec::new();
        for field in table {
            if let Kind::Part(inside) | Kind::Parts(inside) = field.kind {
                all.extend(not_drawn(noun, inside));
            }
            let is_drawn = matches!(field.form.widget, Widget::ByKind | Widget::Lines);
            let has_section = field.form.section.is_empty() || sections.contains(&field.form.section);
            all.extend((is_drawn && !has_section).then(|| format!("{noun}.{}: no section “{}”", field.name, field.form.section)));
        }
        all
    }

    #[test]
    fn what_is_to_be_drawn_by_its_kind_has_a_section_that_draws_it() {
        let all = RecordId::all_kinds().flat_map(|kind| not_drawn(kind.noun(), kind.table()));
        assert_eq!(all.collect::<Vec<_>>(), Vec::<String>::new());
    }
}
