//! The `rapporteur` program: arguments, logging, start.

fn main() {}
