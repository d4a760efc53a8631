//! The folding under which names are searched and matched; the rules are the model's, which names zones by them, too.

pub use crate::model::fold::{fold, is_unspaced, natural, runs_on, same, words};
