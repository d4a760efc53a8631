//! The fields of records, named by their paths.

mod path;

pub use path::FieldPath;
