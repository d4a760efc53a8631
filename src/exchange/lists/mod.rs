//! The lists of a negotiation: positions, statements, rounds, attendance, follow-ups, each as a [`Table`].
//!
//! They are laid out for people and to be read back: the headers are the names under which the import knows the fields, terms are
//! the words on screen, a cell with several values has one in each line, and where a cell cannot hold how a date was told, the
//! column beside it says it in words that can be read back.

mod attendance;
mod cells;
mod follow_ups;
mod matrix;
#[cfg(test)]
mod round_trip;
mod rounds;
mod statements;

use super::export::{Request, Setting, What};
use super::release::Released;
use super::table::{Column, Table};
use crate::query::names;
use chrono::NaiveDate;
pub use matrix::{PositionWords, is_cell_of_matrix, position_words};

/// What stands for the party of what is told without attribution.
pub const NOT_ATTRIBUTED: &str = "Not attributed";

/// The lists that are asked for. Several for [`What::Lists`], one for each other list, none for what is no list.
pub fn tables(released: &Released, request: &Request, setting: &Setting) -> Vec<Table> {
    let lists: &[What] = match &request.what {
        What::Lists => &[What::Matrix, What::Statements, What::Rounds, What::Attendance, What::FollowUps],
        one => std::slice::from_ref(one),
    };
    lists.iter().filter_map(|list| table(released, *list, request, setting)).collect()
}

fn table(released: &Released, list: What, request: &Request, setting: &Setting) -> Option<Table> {
    let laid = Laid { released, request, setting };
    let mut table = match list {
        What::Matrix => matrix::table(&laid),
        What::Statements => statements::table(&laid),
        What::Rounds => rounds::table(&laid),
        What::Attendance => attendance::table(&laid),
        What::FollowUps => follow_ups::table(&laid),
        What::Brief | What::Lists | What::Calendar => return None,
    };
    let ws = released.workspace();
    list.label().clone_into(&mut table.title);
    let mut preface = vec![names::negotiation(ws, request.negotiation)];
    preface.extend(request.round.filter(|_| list != What::Matrix).map(|round| names::round(ws, round)));
    table.preface.splice(0..0, preface);
    table.marking = ws.negotiations.get(&request.negotiation).map(|one| one.handling.trim().to_owned()).unwrap_or_default();
    table.notes.extend(released.withheld_from(list, request.round).words());
    Some(table)
}

/// What every list is laid out from.
struct Laid<'a> {
    released: &'a Released,
    request: &'a Request,
    setting: &'a Setting,
}

impl Laid<'_> {
    /// The day on which it is made, on the reader's own clocks.
    fn today(&self) -> NaiveDate {
        self.setting.now.with_timezone(&self.setting.zone).date_naive()
    }
}

/// Columns that hold ids, by header: what reads the file back needs them, and nobody else.
const FOR_PROGRAMS: [&str; 5] = ["Supersedes", "Answers", "Depends on", "ID", "Round ID"];

/// Columns by header and width.
fn columns(of: &[(&str, u16)]) -> Vec<Column> {
    let column = |header: &str, width| Column { for_programs: FOR_PROGRAMS.contains(&header), ..Column::new(header, width) };
    of.iter().map(|(header, width)| column(header, *width)).collect()
}
