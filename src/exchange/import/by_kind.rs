//! Cells that are read by the kind of their field alone: words, terms, numbers, marks, days.

use super::grid::GridRow;
use super::mapping::{Key, Kind};
use super::row_error::RowError;
use super::session::ImportSession;
use super::words::yes;
use crate::model::fields::{Field, Fields, Import, ValueMut};
use crate::model::{Attendance, FollowUp, Round, Statement, When};

impl ImportSession<'_, '_> {
    /// Takes over what the cells of a row say in such fields; what they leave out stays.
    ///
    /// # Errors
    /// If a cell is no number or no day.
    pub(super) fn by_kind(&mut self, row: &GridRow, into: &mut dyn Fields) -> Result<(), RowError> {
        for (at, field) in into.table().iter().enumerate() {
            match into.get_mut(at) {
                Some(ValueMut::Fields(part)) => self.by_kind(row, part)?,
                Some(value) => self.value(row, field, value)?,
                None => {}
            }
        }
        Ok(())
    }

    fn value(&mut self, row: &GridRow, field: &'static Field, into: ValueMut<'_>) -> Result<(), RowError> {
        let Some(key) = by_kind(field).filter(|key| self.has(*key)) else { return Ok(()) };
        let cell = self.cell(row, key);
        match into {
            ValueMut::Flag(flag) => *flag = yes(cell),
            _ if cell.is_empty() => {}
            ValueMut::Text(text) => cell.clone_into(text),
            ValueMut::Texts(texts) => {
                for line in cell.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                    if !texts.iter().any(|there| there == line) {
                        texts.push(line.to_owned());
                    }
                }
            }
            ValueMut::Term(term) => drop(term.set_words(cell)),
            ValueMut::Number(number) => *number = Some(number_of(field, cell)?),
            ValueMut::Count(count) => *count = number_of(field, cell)?,
            ValueMut::Day(day) => {
                let clocks = self.clocks(None, None);
                if let When::Day(read) = self.time(row, key, clocks)? {
                    *day = Some(read);
                }
            }
            // What the tables declare so can be read so: a test holds that.
            _ => {}
        }
        Ok(())
    }
}

/// Under which key a field is read by its kind; none if it is not.
fn by_kind(field: &'static Field) -> Option<Key> {
    let column = field.column().filter(|column| column.import == Import::ByKind)?;
    Key::of_column(column, Some(field))
}

fn number_of(field: &Field, cell: &str) -> Result<u32, RowError> {
    let (least, most) = field.bounds;
    let number = cell.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| RowError::NoNumberFor { cell: cell.to_owned(), field: field.label, least, most })
}

/// Whether a word in a column that is read by its kind is one of the field's terms; none if the column holds no terms.
pub(super) fn is_term(kind: Kind, key: Key, cell: &str) -> Option<bool> {
    fn found(fields: &mut dyn Fields, key: Key, cell: &str) -> Option<bool> {
        let table = fields.table();
        table.iter().enumerate().find_map(|(at, field)| match fields.get_mut(at)? {
            ValueMut::Fields(part) => found(part, key, cell),
            ValueMut::Term(term) if by_kind(field) == Some(key) => Some(cell.trim().is_empty() || term.set_words(cell)),
            _ => None,
        })
    }
    match kind {
        Kind::Statements => found(&mut Statement::default(), key, cell),
        Kind::Rounds => found(&mut Round::default(), key, cell),
        Kind::Attendance => found(&mut Attendance::default(), key, cell),
        Kind::FollowUps => found(&mut FollowUp::default(), key, cell),
        Kind::Matrix | Kind::Reports | Kind::Names | Kind::Parties | Kind::People | Kind::Passages => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::{self, HasFields};

    /// The fields of a table that are to be read by their kind and cannot be.
    fn not_readable(table: &'static [Field]) -> Vec<&'static str> {
        let mut all = Vec::new();
        for field in table {
            match field.kind {
                fields::Kind::Part(inside) => all.extend(not_readable(inside)),
                fields::Kind::Text | fields::Kind::Texts | fields::Kind::Term | fields::Kind::Plain => {}
                _ if by_kind(field).is_some() => all.push(field.name),
                _ => {}
            }
        }
        all
    }

    #[test]
    fn what_is_to_be_read_by_its_kind_can_be() {
        for table in [Statement::TABLE, Round::TABLE, Attendance::TABLE, FollowUp::TABLE] {
            assert_eq!(not_readable(table), Vec::<&str>::new(), "these columns need `by_hand`");
        }
    }
}
