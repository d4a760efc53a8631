//! The lists of a negotiation: positions, statements, rounds, attendance, follow-ups, passages, each as a [`Table`].
//!
//! They are laid out for people and to be read back: the headers are the names under which the import knows the fields, terms are
//! the words on screen, a cell with several values has one in each line, and where a cell cannot hold how a date was told, the
//! column beside it says it in words that can be read back.

mod annotations;
mod attendance;
mod cells;
mod follow_ups;
mod layout;
mod matrix;
mod passages;
#[cfg(test)]
mod passages_again;
#[cfg(test)]
mod round_trip;
mod rounds;
mod statements;

use super::release::Released;
use super::request::{ExportContext, Request, What};
use super::table::Table;
use crate::model::Record;
use crate::model::fields::{Column, Field};
use crate::query::names;
pub use layout::NOT_ATTRIBUTED;
use layout::{ListColumn, ListLayout, marking};
pub use matrix::{PositionWords, is_cell_of_matrix, position_words, shown as shown_matrix};
pub(super) use passages::OUTCOME;

/// The columns of a list of records, each with the field that stands in it: what an import of such rows knows. None for what is no such
/// list.
pub fn columns(list: &What) -> Vec<(Column, Option<&'static Field>)> {
    fn known<R>(columns: Vec<ListColumn<R>>) -> Vec<(Column, Option<&'static Field>)> {
        columns.into_iter().map(|one| (one.column, one.field)).collect()
    }
    match list {
        What::Rounds => known(rounds::columns()),
        What::Statements => known(statements::columns()),
        What::Attendance => known(attendance::columns()),
        What::FollowUps => known(follow_ups::columns()),
        What::Passages => known(passages::columns()),
        What::Brief | What::Matrix | What::Lists | What::Calendar => Vec::new(),
    }
}

/// The lists that are asked for. Several for [`What::Lists`], those that it is made of for a calendar, one for each other list, none
/// for a paper.
pub fn tables(released: &Released, request: &Request, context: &ExportContext) -> Vec<Table> {
    let lists: &[What] = match &request.what {
        What::Lists => &[What::Matrix, What::Statements, What::Rounds, What::Attendance, What::FollowUps],
        What::Calendar => &[What::Rounds, What::FollowUps],
        one => std::slice::from_ref(one),
    };
    lists.iter().filter_map(|list| table(released, *list, request, context)).collect()
}

/// The passages as Web Annotations.
pub(super) fn annotations(released: &Released, request: &Request, context: &ExportContext) -> serde_json::Value {
    let layout = ListLayout { released, request, context };
    let what = |record: &Record| passages::what(&layout, record);
    annotations::page(released.workspace(), &passages::each(&layout), what)
}

fn table(released: &Released, list: What, request: &Request, context: &ExportContext) -> Option<Table> {
    let layout = ListLayout { released, request, context };
    let mut table = match list {
        What::Matrix => matrix::table(&layout),
        What::Statements => statements::table(&layout),
        What::Rounds => rounds::table(&layout),
        What::Attendance => attendance::table(&layout),
        What::FollowUps => follow_ups::table(&layout),
        What::Passages => passages::table(&layout),
        What::Brief | What::Lists | What::Calendar => return None,
    };
    let ws = released.workspace();
    list.label().clone_into(&mut table.title);
    let mut preface = vec![names::negotiation(ws, request.negotiation)];
    preface.extend(request.round.filter(|_| list != What::Matrix).map(|round| names::round(ws, round)));
    table.preface.splice(0..0, preface);
    table.marking = marking(ws, request.negotiation);
    table.notes.extend(released.withheld_from(list, request.round).words());
    Some(table)
}
