//! Markdown, as GitHub and most programs read it: headings, tables, footnotes. Whatever the record says is escaped, so that
//! nothing of it becomes markup, a link or HTML.

mod escape;
mod lists;
mod paper;
#[cfg(test)]
mod tests;

pub use escape::escape;
pub use lists::lists;
pub use paper::write;
