//! The store against a real file system.

mod round_trip;
