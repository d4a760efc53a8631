//! The screens. They read the session through [`Cx`] and send [`Action`]s; they never change the record themselves.
//!
//! [`Shell`] arranges the window: the workspace on the left, the page in the centre, the inspector on the right, the status
//! below. A page is a struct that holds only what the page itself needs between frames (a filter, a scroll position), with one
//! method `ui(&mut self, ui, cx)`. Pages and commands are listed in one table, `table.rs`. What a page asks the record goes through
//! [`query`](crate::query), kept in a [`Memo`] while the record does not change.

mod bin;
mod cells;
mod clashes;
mod columns;
mod command;
mod compare;
mod copy_table;
mod copying;
mod cx;
mod directory;
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
pub mod marks;
mod memo;
mod menu;
mod overview;
mod page;
mod pages;
mod palette;
mod problems;
pub mod quick_line;
mod round;
mod rounds;
pub mod row;
mod screens;
mod search;
mod selection;
mod settings;
mod shell;
mod sorting;
mod sources;
mod statements;
mod status;
mod table;
pub mod together;
pub mod trouble;
mod upcoming;
pub mod views;
mod walk;
mod workspace;

pub use command::{Command, CommandHandler, Does, NO_NEGOTIATION, NO_ROUND, Situation};
pub use copy_table::CopyOf;
pub use cx::{Action, Cx, Setting};
pub use history::{Past, Question, Reached, Standing};
pub use memo::Memo;
pub use page::{Nav, Page};
pub use palette::Used;
pub use quick_line::request_focus as request_quick_line;
pub use shell::{Shell, ShellView};
pub use status::{Notice, SaveWords};
pub use trouble::{Remedy, Trouble};
pub use views::Views;
