//! Pure questions on the model: nothing here changes a record, reads a file or looks at the clock.

pub mod fold;
