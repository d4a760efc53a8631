//! The same jobs without a window.

mod surroundings;

pub use surroundings::{Real, system_zone};
