//! Rapporteur keeps the record of negotiations.

pub mod kit;
pub mod model;
pub mod query;
