//! Pure questions on the model: positions as of, the matrix, what moved, what comes next, conflicts, search.
//!
//! Nothing here changes a record, knows a file or a screen, or asks the clock: the day and the zone of the one who asks are
//! handed in. `zone` is always the asker's own zone, in which days without a zone are taken and exact times are shown.

pub mod agenda;
pub mod anchor;
pub mod belonging;
pub mod beside;
pub mod changes;
pub mod check;
pub mod clashes;
pub mod compare;
pub mod conflict;
pub mod country_codes;
pub mod follow_ups;
pub mod grouped;
pub mod history;
pub mod issues;
pub mod kinds;
pub mod levels;
mod likeness;
pub mod matrix;
pub mod names;
pub mod passages;
pub mod position;
pub mod proposals;
pub mod quick_line;
pub mod resolve;
pub mod rounds;
pub mod schedule;
pub mod search;
pub mod short_names;
pub mod tags;
pub mod territories;
#[cfg(test)]
pub mod testing;
pub mod texts;
pub mod to_check;
pub mod usage;
