//! Rapporteur keeps the record of negotiations.

pub mod app;
pub mod cli;
pub mod kit;
pub mod model;
pub mod query;
pub mod session;
pub mod store;
pub mod ui;
