//! The columns of the file, what stands in them, and which field each of them fills.

use super::state::{ImportWish, OpenFile};
use crate::exchange::import::grid::Grid;
use crate::exchange::import::mapping::{Field, Key, Mapping};
use crate::kit::{self, Choice, Tone, space};
use crate::ui::{Action, ViewContext};
use egui::{Ui, UiBuilder};

/// So many rows are looked through for what stands in a column.
const LOOKED: usize = 60;
/// So many values of a column are shown.
const SHOWN: usize = 3;
/// The most characters of a value.
const VALUE: usize = 40;
/// The height of a column's line, in points.
const LINE: f32 = 44.0;

/// For each column what stands in its first rows, for people.
pub fn samples(grid: &Grid) -> Vec<String> {
    let sample = |column: usize| {
        let mut values: Vec<String> = Vec::new();
        for row in grid.rows.iter().take(LOOKED) {
            let Some(value) = row.cells.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) else { continue };
            let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut short: String = line.chars().take(VALUE).collect();
            if short.len() < line.len() {
                short.push('…');
            }
            if !values.contains(&short) {
                values.push(short);
            }
            if values.len() == SHOWN {
                break;
            }
        }
        if values.is_empty() { "Nothing in the first rows".to_owned() } else { kit::join(&values, "  ·  ") }
    };
    (0..grid.header.len()).map(sample).collect()
}

/// The columns, each with the field that it fills.
pub(super) fn columns_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, file: &OpenFile) {
    kit::section_ui(ui, "Columns", Some(file.grid.header.len()), |_| {});
    let fields = file.mapping.kind.fields();
    if let Some(words) = missing_words(&file.mapping) {
        kit::notice_ui(ui, Tone::Warning, &words, |_| {});
        ui.add_space(space::XS);
    }
    let items: Vec<&str> = fields.iter().map(|field| field.label).collect();
    for (column, header) in file.grid.header.iter().enumerate() {
        let filled = file.mapping.columns.get(column).copied().flatten();
        let sample = file.samples.get(column).map(String::as_str).unwrap_or_default();
        let chosen = ui.push_id(column, |ui| column_ui(ui, header, column, sample, fields, &items, filled)).inner;
        let to = match chosen {
            Some(Choice::Item(at)) => fields.get(at).map(|field| field.key),
            Some(Choice::Cleared) => None,
            Some(Choice::Own(_)) | None => continue,
        };
        view_ctx.send(Action::Import(ImportWish::Map(mapped(&file.mapping, column, to))));
    }
}

/// The mapping with another field for a column; whichever column filled it before does no longer.
fn mapped(mapping: &Mapping, column: usize, to: Option<Key>) -> Mapping {
    let mut mapping = mapping.clone();
    let of_many = mapping.kind.fields().iter().any(|field| Some(field.key) == to && field.is_of_many());
    if to.is_some() && !of_many {
        mapping.columns.iter_mut().filter(|field| **field == to).for_each(|field| *field = None);
    }
    if let Some(field) = mapping.columns.get_mut(column) {
        *field = to;
    }
    mapping
}

/// Which fields no row can do without and no column fills.
pub(super) fn missing_words(mapping: &Mapping) -> Option<String> {
    let missing: Vec<&str> = mapping.missing().into_iter().map(|field| field.label).collect();
    match missing.as_slice() {
        [] => None,
        [one] => Some(format!("No column is read as “{one}”, which every row needs. Choose the column under Columns.")),
        several => Some(format!(
            "No columns are read as “{}”, which every row needs. Choose them under Columns.",
            several.join("” and “")
        )),
    }
}

fn column_ui(
    ui: &mut Ui,
    header: &str,
    column: usize,
    sample: &str,
    fields: &[Field],
    items: &[&str],
    filled: Option<Key>,
) -> Option<Choice> {
    let name = if header.trim().is_empty() { format!("Column {}", column + 1) } else { header.trim().to_owned() };
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), LINE), egui::Sense::hover());
    let (left, right) = rect.split_left_right_at_fraction(0.56);
    let mut words = ui.new_child(UiBuilder::new().max_rect(left.with_max_x(left.right() - space::S)).id_salt("words"));
    words.spacing_mut().item_spacing.y = 0.0;
    words.add(kit::text(name.as_str()).strong().small().truncate());
    words.add(kit::text(sample).weak().caption().truncate());
    let mut choice = ui.new_child(UiBuilder::new().max_rect(right).id_salt("choice"));
    let field = filled.and_then(|key| fields.iter().find(|field| field.key == key));
    let label = format!("Column “{name}”");
    let current = field.map(|field| field.label).unwrap_or_default();
    let combo = kit::combo(&label, current, items).hide_label().placeholder("Not read").clearable();
    let chosen = combo.show(&mut choice);
    if let Some(field) = field {
        choice.interact(right, choice.scope_id().with("meaning"), egui::Sense::hover()).on_hover_text(field.meaning);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::grid::{GridRow, Reading};
    use crate::exchange::import::mapping::{DateOrder, Kind};
    use crate::model::StatementField;

    #[test]
    fn a_sample_tells_a_few_different_values_shortly() {
        let row = |cells: [&str; 2]| GridRow { number: 1, cells: cells.map(str::to_owned).to_vec(), ..GridRow::default() };
        let long = "a ".repeat(60);
        let rows = vec![row(["UA", ""]), row(["UA", ""]), row(["RU\nand more", ""]), row([&long, ""]), row(["US", ""])];
        let grid = Grid { header: vec!["Party".to_owned(), String::new()], rows, reading: Reading::default() };
        let expected = format!("UA  ·  RU and more  ·  {}…", &long[..VALUE]);
        assert_eq!(samples(&grid), [expected.as_str(), "Nothing in the first rows"]);
    }

    #[test]
    fn a_field_is_filled_by_one_column() {
        let [party, text] = [StatementField::party, StatementField::text].map(|field| Some(Key::from(field)));
        let columns = vec![party, None, text];
        let mapping =
            Mapping { kind: Kind::Statements, columns, dates: DateOrder::DayFirst, dates_doubtful: false, date_in_figures: None };
        assert_eq!(mapped(&mapping, 1, party).columns, [None, party, text]);
        assert_eq!(mapped(&mapping, 2, None).columns, [party, None, None]);
        assert_eq!(missing_words(&mapping), None);
        let words = missing_words(&mapped(&mapping, 0, None)).unwrap();
        assert_eq!(words, "No column is read as “Party”, which every row needs. Choose the column under Columns.");
    }
}
