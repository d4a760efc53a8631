//! The words of a page by lines and paragraphs: headings, items and rows as lines of their own, without scripts, styles and what is hidden.

use crate::exchange::documents::error::DocumentError;
use crate::exchange::documents::limits::MOST_TEXT;
use crate::exchange::documents::lists::Lists;
use crate::exchange::documents::page_text::PageText;
use dom_query::{Document, NodeRef};

/// What is walked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A page: navigation, head and foot are left out.
    Whole,
    /// The part of a page that was found to be its text.
    Article,
}

/// What holds no text to read.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "head", "title", "button", "select", "textarea", "input", "iframe",
    "object", "canvas", "audio", "video", "dialog", "datalist",
];

/// What belongs to the site and not to the text.
const OF_THE_SITE: &[&str] = &["nav", "aside", "footer", "header", "form", "menu"];
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"];

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "caption",
    "address",
    "hr",
    "fieldset",
    "details",
    "summary",
    "header",
    "footer",
    "aside",
    "hgroup",
    "center",
];

/// From how much on a cell of a table is a part of the page, laid out by a table, and not a cell.
const LONG_CELL: usize = 400;
const MANY_BLOCKS: usize = 3;

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Left),
}

/// What ends.
#[derive(Clone, Copy)]
enum Left {
    Block,
    List,
    Item,
    Cell,
    Pre,
    Quote,
    Main,
}

/// The text.
///
/// # Errors
/// If there is more than a source holds.
pub(super) fn lines(page: &Document, part: Part) -> Result<String, DocumentError> {
    let mut walk = Walk { part, ..Walk::default() };
    let mut steps = vec![Step::Enter(page.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => walk.words(&node.text()),
            Step::Enter(node) => {
                let Some(left) = walk.enter(&node) else { continue };
                steps.extend(left.map(Step::Leave));
                steps.extend(node.children_it(true).map(Step::Enter));
            }
            Step::Leave(left) => walk.leave(left),
        }
        if walk.text.len() > MOST_TEXT {
            return Err(DocumentError::TooMuchText { most: MOST_TEXT });
        }
    }
    Ok(walk.text.finish())
}

struct Walk {
    part: Part,
    text: PageText,
    lists: Lists,
    /// How many cells of tables are open that are cells indeed.
    cells: usize,
    pres: usize,
    mains: usize,
    is_first_cell: bool,
    /// Where the text was after the last mark of an item: no break comes between a mark and its words.
    marked: Option<usize>,
    /// Where the text was at the last line break: two make a paragraph.
    broken: Option<usize>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            part: Part::Whole,
            text: PageText::default(),
            lists: Lists::default(),
            cells: 0,
            pres: 0,
            mains: 0,
            is_first_cell: false,
            marked: None,
            broken: None,
        }
    }
}

impl Walk {
    fn words(&mut self, words: &str) {
        if self.pres > 0 && self.cells == 0 {
            self.text.verbatim(words);
        } else {
            self.text.words(words);
        }
    }

    /// None if nothing of it is read; else what ends with it.
    fn enter(&mut self, node: &NodeRef<'_>) -> Option<Option<Left>> {
        let Some(name) = node.node_name() else { return Some(None) };
        let name: &str = &name;
        let is_of_the_site =
            OF_THE_SITE.contains(&name) && self.mains == 0 || node.attr("role").is_some_and(|role| ROLES.contains(&&*role));
        if NEVER.contains(&name) || is_hidden(node) || self.part == Part::Whole && is_of_the_site {
            return None;
        }
        match name {
            "br" => {
                let twice = self.broken == Some(self.text.len());
                self.broken = Some(self.text.len());
                if twice {
                    self.block();
                } else {
                    self.line();
                }
                Some(None)
            }
            "main" | "article" => {
                self.block();
                self.mains += 1;
                Some(Some(Left::Main))
            }
            "ul" | "ol" => {
                self.block();
                let start = node.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.begin((name == "ol").then_some(start));
                Some(Some(Left::List))
            }
            "li" => {
                self.item();
                Some(Some(Left::Item))
            }
            "tr" => {
                self.line();
                self.is_first_cell = true;
                Some(Some(Left::Item))
            }
            "td" | "th" if is_layout(node) => {
                self.block();
                self.is_first_cell = true;
                Some(Some(Left::Block))
            }
            "td" | "th" => {
                if !self.is_first_cell && !self.text.is_at_start() {
                    self.text.words(" | ");
                }
                self.is_first_cell = false;
                self.cells += 1;
                Some(Some(Left::Cell))
            }
            "pre" => {
                self.block();
                self.pres += 1;
                Some(Some(Left::Pre))
            }
            "q" => {
                self.text.words("“");
                Some(Some(Left::Quote))
            }
            name if BLOCKS.contains(&name) => {
                self.block();
                Some(Some(Left::Block))
            }
            _ => Some(None),
        }
    }

    fn leave(&mut self, left: Left) {
        match left {
            Left::Block => self.block(),
            Left::List => {
                self.lists.end();
                self.block();
            }
            Left::Item => self.line(),
            Left::Cell => self.cells = self.cells.saturating_sub(1),
            Left::Pre => {
                self.pres = self.pres.saturating_sub(1);
                self.block();
            }
            Left::Quote => self.text.words("”"),
            Left::Main => {
                self.mains = self.mains.saturating_sub(1);
                self.block();
            }
        }
    }

    fn block(&mut self) {
        if self.cells > 0 {
            self.text.words(" ");
        } else if self.marked == Some(self.text.len()) {
        } else if self.lists.is_empty() {
            self.text.paragraph();
        } else {
            self.text.line();
        }
    }

    fn line(&mut self) {
        if self.cells > 0 {
            self.text.words(" ");
        } else if self.marked != Some(self.text.len()) {
            self.text.line();
        }
    }

    fn item(&mut self) {
        if self.cells > 0 {
            self.text.words(" • ");
            return;
        }
        self.text.line();
        self.text.verbatim(&self.lists.mark());
        self.text.words(" ");
        self.marked = Some(self.text.len());
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = || node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true") || {
        let style = style();
        style.contains("display:none") || style.contains("visibility:hidden")
    }
}

/// Whether a cell is a part of the page that a table only puts in its place.
fn is_layout(cell: &NodeRef<'_>) -> bool {
    let (mut blocks, mut letters) = (0, 0);
    for node in cell.descendants_it() {
        if node.is_text() {
            letters += node.text().len();
        } else if node.node_name().is_some_and(|name| &*name == "table") {
            return true;
        } else if node.node_name().is_some_and(|name| ["p", "br", "ul", "ol", "h1", "h2", "h3"].contains(&&*name)) {
            blocks += 1;
        }
        if blocks >= MANY_BLOCKS || letters > LONG_CELL {
            return true;
        }
    }
    false
}
