//! The screens. They read the session through [`ViewContext`] and send [`Action`]s; they never change the record themselves.
//!
//! [`Shell`] arranges the window: the workspace on the left, the page in the centre, the inspector on the right, the status
//! below. A page is a struct that holds only what the page itself needs between frames (a filter, a scroll position), with one
//! method `ui(&mut self, ui, view_ctx)`. Pages and commands are listed in one table, `table.rs`. What a page asks the record goes through
//! [`query`](crate::query), kept in a [`Memo`] while the record does not change.

pub mod badges;
mod bin;
pub mod bulk_edit;
mod cells;
mod clashes;
mod columns;
mod command;
mod compare;
mod copy_table;
mod copying;
mod directory;
pub mod documents;
pub mod export;
mod field_keys;
mod filters;
pub mod focus;
mod fresh_sample;
mod header;
mod help;
mod history;
pub mod import;
mod inspector;
mod issues;
mod leaving;
pub mod lines;
mod memo;
mod menu;
mod notes;
mod overview;
mod page;
mod pages;
mod palette;
pub mod problem_state;
mod problems;
pub mod quick_line;
mod reading;
mod round;
mod rounds;
pub mod row;
mod row_keys;
mod screens;
mod search;
mod selection;
mod settings;
mod shell;
mod signs;
mod sorting;
mod sources;
mod statements;
mod status;
mod table;
mod upcoming;
mod view_context;
pub mod views;
mod workspace;

pub use command::{Command, CommandHandler, Does, NO_NEGOTIATION, NO_ROUND, Situation};
pub use copy_table::CopyOf;
pub use history::{Past, Question, Reached, Standing};
pub use memo::Memo;
pub use page::{Nav, Page};
pub use palette::Used;
pub use problem_state::{ProblemState, Recovery};
pub use quick_line::request_focus as request_quick_line;
pub use shell::{Shell, ShellView};
pub use status::{Notice, SaveWords};
pub use view_context::{Action, Setting, ViewContext};
pub use views::Views;
