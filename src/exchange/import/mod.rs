//! What other people's files bring in: read into rows, matched to the record, planned, and only then done.
//!
//! [`read`](read::read) makes a [`Grid`](grid::Grid) of a table, whatever its encoding and separators; [`guess`](guess::guess) says what its columns
//! seem to be, for the user to correct; [`plan`](plan::plan) says what the rows would do. A calendar has no columns to be mapped: its
//! events become a plan at once. A [`Plan`](plan::Plan) changes nothing; its records go to the session as one step, all or none.

mod again;
mod answers;
mod attendance;
mod by_kind;
mod fields;
mod follow_ups;
pub mod grid;
pub mod guess;
pub mod kept;
mod kinds;
mod level;
mod level_words;
pub mod mapping;
mod matching;
mod matrix;
mod names;
mod own;
mod passages;
mod people;
pub mod plan;
pub mod read;
mod reports;
mod resolve;
mod rounds;
mod row_error;
mod says;
mod session;
mod sources;
mod statements;
mod terms;
mod times;
mod words;
