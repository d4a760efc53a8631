//! The marks of items in lists, one within another.

/// How many levels are set in from each other; deeper ones stand where the last of them does.
const DEEPEST: usize = 8;

/// The lists that are open, the innermost last: each with the number of its next item, or without numbers.
#[derive(Default)]
pub(super) struct Lists(Vec<Option<i64>>);

impl Lists {
    /// Whether none is open.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A list begins, with that number if it has numbers.
    pub(super) fn begin(&mut self, first: Option<i64>) {
        self.0.push(first);
    }

    /// The innermost list ends.
    pub(super) fn end(&mut self) {
        self.0.pop();
    }

    /// What stands before the next item: "  3." or "•".
    pub(super) fn mark(&mut self) -> String {
        let depth = self.0.len().saturating_sub(1).min(DEEPEST);
        let mark = match self.0.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}.");
                *number = number.saturating_add(1);
                mark
            }
            _ => "•".to_owned(),
        };
        format!("{}{mark}", "  ".repeat(depth))
    }
}
