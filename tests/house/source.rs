//! A source file as the house rules see it: its tokens without comments, the paths it names with imports resolved,
//! and which lines are test code.
//!
//! Tokens are read rather than a syntax tree, because what stands inside `format!(…)` or `matches!(…)` must keep the
//! rules too, and only tokens show it.

use std::collections::BTreeMap;

use crate::tokens::{Kind, Token, tokens};

/// A path such as `crate::store::load`, spelled out: imports and `self`/`super` are resolved.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    /// For a path inside this package, the first segment is `crate`.
    pub segments: Vec<String>,
    pub line: usize,
    pub in_test: bool,
}

/// An attribute, as its tokens between `[` and `]`.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub tokens: Vec<String>,
    pub line: usize,
}

/// What the rules look at.
#[derive(Debug)]
pub(crate) struct Source {
    /// Relative to the package, with `/`.
    pub file: String,
    pub text: String,
    pub paths: Vec<Path>,
    pub attributes: Vec<Attribute>,
    /// Literals outside attributes (so no doc comments), with line and whether test code.
    pub literals: Vec<(String, usize, bool)>,
    /// Names called as methods or macros: `.exists(` is `.exists`, `hex_color!` is `hex_color!`.
    pub calls: Vec<(String, usize, bool)>,
    /// Where a `Result` has `String` for its error, with whether test code.
    pub string_errors: Vec<(usize, bool)>,
}

impl Source {
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, String> {
        let tokens = tokens(text).map_err(|e| format!("{file}: {e}"))?;
        let mut source = Self {
            file: file.to_owned(),
            text: text.to_owned(),
            paths: Vec::new(),
            attributes: Vec::new(),
            literals: Vec::new(),
            calls: Vec::new(),
            string_errors: Vec::new(),
        };
        Walk { tokens: &tokens, source: &mut source, imports: BTreeMap::new(), scopes: Vec::new(), module: module_of(file) }
            .run();
        Ok(source)
    }

    /// Whether all of it is test code: outside `src/`, or a module kept in a file `tests.rs` of its own or below it.
    pub(crate) fn is_test_file(&self) -> bool {
        !self.file.starts_with("src/") || self.file.ends_with("/tests.rs") || self.file.contains("/tests/")
    }

    /// The top folder or file under `src/` that this belongs to: `model`, `main`, …; `None` outside `src/`.
    pub(crate) fn layer(&self) -> Option<&str> {
        let inside = self.file.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }
}

/// The module that a file is; empty for `lib.rs` and `main.rs`.
pub(crate) fn module_of(file: &str) -> Vec<String> {
    let Some(inside) = file.strip_prefix("src/") else {
        return Vec::new();
    };
    let mut module: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

/// A brace that is open, and what closing it ends.
struct Scope {
    names_module: bool,
    is_test: bool,
}

struct Walk<'a> {
    tokens: &'a [Token],
    source: &'a mut Source,
    imports: BTreeMap<String, Vec<String>>,
    scopes: Vec<Scope>,
    /// Where the walk is, from the crate root down; the file's own module to begin with.
    module: Vec<String>,
}

impl Walk<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn in_test(&self) -> bool {
        self.source.is_test_file() || self.scopes.iter().any(|scope| scope.is_test)
    }

    fn run(mut self) {
        // An attribute or `mod name` speaks for the item that follows, up to its braces or its semicolon.
        let mut next_is_test = false;
        let mut next_module: Option<String> = None;
        let mut at = 0;
        while at < self.tokens.len() {
            match self.text(at) {
                "#" if self.text(at + 1) == "[" || (self.text(at + 1) == "!" && self.text(at + 2) == "[") => {
                    let (attribute, end) = self.attribute(at);
                    next_is_test |= marks_test(&attribute.tokens);
                    self.source.attributes.push(attribute);
                    at = end;
                    continue;
                }
                "mod" if self.tokens[at].kind == Kind::Word && self.text(at + 2) == "{" => {
                    next_module = Some(self.text(at + 1).to_owned());
                    at += 2;
                    continue;
                }
                "use" if self.tokens[at].kind == Kind::Word && self.text(at + 1) != "<" => {
                    let is_test = self.in_test() || next_is_test;
                    at = self.use_tree(at + 1, &mut Vec::new(), is_test);
                    next_is_test = false;
                    continue;
                }
                "{" => {
                    let name = next_module.take();
                    self.scopes.push(Scope { names_module: name.is_some(), is_test: std::mem::take(&mut next_is_test) });
                    self.module.extend(name);
                }
                "}" => {
                    let closed = self.scopes.pop();
                    if closed.is_some_and(|scope| scope.names_module) {
                        self.module.pop();
                    }
                }
                ";" => next_is_test = false,
                _ => {}
            }
            at = self.word_or_literal(at, next_is_test);
        }
    }

    /// Reads what starts at `at` and returns where to go on.
    fn word_or_literal(&mut self, at: usize, next_is_test: bool) -> usize {
        let token = &self.tokens[at];
        let (line, is_test) = (token.line, self.in_test() || next_is_test);
        let back = |by: usize| at.checked_sub(by).map(|at| &self.tokens[at]);
        let follows = |mark: &str| back(1).is_some_and(|before| before.text == mark);
        let continues_path = follows("::");
        let is_rooted = continues_path && back(2).is_none_or(|before| before.kind != Kind::Word);
        let is_member = follows(".") && back(2).is_none_or(|before| before.text != ".");
        if token.kind == Kind::Mark {
            return at + 1;
        }
        if token.kind == Kind::Literal {
            self.source.literals.push((token.text.clone(), line, is_test));
            return at + 1;
        }
        if is_member {
            if self.text(at + 1) == "(" {
                self.source.calls.push((format!(".{}", token.text), line, is_test));
            }
            return at + 1;
        }
        let mut segments = vec![token.text.clone()];
        let mut end = at + 1;
        while self.text(end) == "::" && self.tokens.get(end + 1).is_some_and(|next| next.kind == Kind::Word) {
            segments.push(self.text(end + 1).to_owned());
            end += 2;
        }
        if self.text(end) == "!" && self.text(end + 1) != "=" {
            let name = segments.last().cloned().unwrap_or_default();
            self.source.calls.push((format!("{name}!"), line, is_test));
        }
        if segments.last().is_some_and(|name| name == "Result") && self.has_string_error(end) {
            self.source.string_errors.push((line, is_test));
        }
        // `pub(in crate::a)` says who may, and takes nothing from there.
        let is_visibility = follows("in") && back(3).is_some_and(|before| before.text == "pub");
        if segments.len() > 1 && (!continues_path || is_rooted) && !is_visibility {
            self.path(segments, line, is_test);
        }
        end
    }

    /// Whether the last argument of a type, whose arguments begin at `at`, is `String`.
    fn has_string_error(&self, mut at: usize) -> bool {
        if self.text(at) != "<" {
            return false;
        }
        let (mut depth, mut is_second, mut last) = (0_usize, false, Vec::new());
        loop {
            match self.text(at) {
                "<" | "(" | "[" => depth += 1,
                // An arrow is no bracket.
                ">" if self.text(at.wrapping_sub(1)) == "-" => {}
                ">" | ")" | "]" => depth = depth.saturating_sub(1),
                "" => return false,
                _ => {}
            }
            match (depth, self.text(at)) {
                (0, _) => return is_second && last.last().is_some_and(|word| word == "String"),
                (1, ",") => (is_second, last) = (true, Vec::new()),
                (_, text) => last.push(text.to_owned()),
            }
            at += 1;
        }
    }

    fn path(&mut self, segments: Vec<String>, line: usize, in_test: bool) {
        let segments = self.resolved(segments);
        self.source.paths.push(Path { segments, line, in_test });
    }

    /// Spells a path out: imported names, `self`, `super` and the package's own name.
    fn resolved(&self, mut segments: Vec<String>) -> Vec<String> {
        if let Some(import) = self.imports.get(&segments[0]) {
            let mut whole = import.clone();
            whole.extend(segments.drain(1..));
            segments = whole;
        }
        let mut base = match segments[0].as_str() {
            "self" | "super" => self.module.clone(),
            "rapporteur" => {
                "crate".clone_into(&mut segments[0]);
                return segments;
            }
            _ => return segments,
        };
        let mut rest = segments.into_iter().peekable();
        while let Some(step) = rest.next_if(|step| step == "self" || step == "super") {
            if step == "super" {
                base.pop();
            }
        }
        std::iter::once("crate".to_owned()).chain(base).chain(rest).collect()
    }

    /// Reads a `use` tree from `at`, after `prefix`; returns the place after it.
    fn use_tree(&mut self, mut at: usize, prefix: &mut Vec<String>, is_test: bool) -> usize {
        let depth = prefix.len();
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        loop {
            match self.text(at) {
                "::" => at += 1,
                "{" => {
                    at += 1;
                    while !matches!(self.text(at), "}" | "") {
                        at = self.use_tree(at, prefix, is_test);
                        if self.text(at) == "," {
                            at += 1;
                        }
                    }
                    prefix.truncate(depth);
                    return at + 1;
                }
                "" | ";" | "," | "}" => break,
                "as" => {
                    let name = self.text(at + 1).to_owned();
                    self.import(prefix.clone(), name, line, is_test);
                    prefix.truncate(depth);
                    return at + 2;
                }
                word => {
                    prefix.push(word.to_owned());
                    at += 1;
                }
            }
        }
        if prefix.len() > depth {
            let mut whole = prefix.clone();
            if whole.len() > 1 && whole.last().is_some_and(|last| last == "self") {
                whole.pop();
            }
            let name = whole.last().cloned().unwrap_or_default();
            self.import(whole, name, line, is_test);
        }
        prefix.truncate(depth);
        at
    }

    fn import(&mut self, segments: Vec<String>, name: String, line: usize, in_test: bool) {
        let segments = self.resolved(segments);
        if name != "*" && name != "_" {
            self.imports.insert(name, segments.clone());
        }
        self.source.paths.push(Path { segments, line, in_test });
    }

    /// The attribute whose `#` is at `at`, and the place after its `]`.
    fn attribute(&self, at: usize) -> (Attribute, usize) {
        let line = self.tokens[at].line;
        let mut end = if self.text(at + 1) == "!" { at + 3 } else { at + 2 };
        let mut open = 1;
        let mut tokens = Vec::new();
        while end < self.tokens.len() {
            match self.text(end) {
                "[" => open += 1,
                "]" => open -= 1,
                _ => {}
            }
            end += 1;
            if open == 0 {
                break;
            }
            tokens.push(self.text(end - 1).to_owned());
        }
        (Attribute { tokens, line }, end)
    }
}

fn marks_test(attribute: &[String]) -> bool {
    match attribute.first().map(String::as_str) {
        Some("test") => true,
        Some("cfg") => attribute.iter().any(|word| word == "test") && !attribute.iter().any(|word| word == "not"),
        _ => false,
    }
}
