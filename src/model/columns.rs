//! Columns that several lists have.

use super::fields::Column;

/// Titles of sources.
pub(super) const SOURCES: Column = Column::new(
    "Source",
    28,
    "Titles or addresses of sources, one in each line or with a bar between them",
)
.key("source")
.also(
    "sources, source of other, reference, references, citation, origin, where from, from where, heard from, found in, seen in, \
         provenance, how we know, quelle, quellen, fuente, fuentes, fonte, bron, источник, источники, джерело",
)
.by_hand();

/// Quotations with their places.
pub(super) const PASSAGES: Column = Column::only("Passages", 48);

/// A record level. Headers that ask both ways are known by their words.
pub(super) const LEVEL: Column = Column::new("Record level", 13, "On what terms it was told")
    .also(
        "level, attribution, on record, otr, rec status, record status, status of record, attributable, quotable, level of record, \
         record terms",
    )
    .by_hand();

/// A note.
pub(super) const NOTE: Column = Column::new("Note", 24, "Anything else")
    .also("notes, remark, remarks, comments, time note, bemerkung, anmerkung, remarque, примечание")
    .by_hand();

/// The id of a record.
pub(super) const ID: Column =
    Column::new("ID", 38, "The id of the record, as our own lists have it").also("uuid, record id").by_hand().ids();

/// What people call the column of a round.
pub const ROUND: &str = "round id, meeting, session, meeting id, round title, talks round, runde, ronde, ronda, раунд, sitzung, \
    seance, sesion, cycle, turno";

/// What people call the column of a party in any table, and `more` in one kind of tables.
macro_rules! party {
    ($($more:literal)?) => {
        concat!(
            "delegation, side, country, organisation, organization, partei, seite, verband, delegacion, delegazione, delegacao, \
             delegacja, partie, parte, camp, lado, lato, organizacion, organizzazione, organizacao, organizacja, strona, сторона, \
             делегация, организация"
            $(, ", ", $more)?
        )
    };
}
pub(super) use party;
