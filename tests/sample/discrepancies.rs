//! Facts on which pages disagree, one for each row of the conflicting reports.

use crate::builder::Builder;
use crate::rows::{ConflictRow, sentence};
use crate::sources::source;
use rapporteur::model::Discrepancy;

/// Adds the discrepancies to their rounds.
pub(crate) fn build(b: &mut Builder) {
    for row in ConflictRow::all() {
        let round = row.round_id.as_str();
        let source = source(b, round, &row.source_of_other, &format!("another {}", row.field));
        let discrepancy = Discrepancy {
            id: b.part(round, &format!("discrepancy {}", row.field)),
            about: sentence(&row.field),
            held: row.most_sources.clone(),
            other: row.other.clone(),
            note: sentence(&row.note),
            source: Some(source),
            level: None,
        };
        b.round(round).discrepancies.push(discrepancy);
    }
}
