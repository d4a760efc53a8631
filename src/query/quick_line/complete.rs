//! What may stand at the cursor.

use super::head::{Lexicon, Open};
use super::lexicon::{self, How, Names, compared};
use super::scan::{SIGNS, Sign, in_quotes};
use super::{Completion, LineContext, Role, Taken, Token};
use crate::model::{Firmness, RecordLevel, StatementKind, Vocabulary, Workspace};
use std::ops::Range;

/// No list gets longer than this.
const MOST: usize = 12;

/// A name being typed in the head has at most so many words.
const MOST_WORDS: usize = 4;

/// A completion with how well it fits.
type Ranked = (How, Completion);

pub(super) fn at(
    line: &str,
    cursor: usize,
    workspace: &Workspace,
    context: &LineContext,
    lexicon: &Lexicon,
    tokens: &[Token],
    open: Open,
) -> Vec<Completion> {
    let cursor = floor(line, cursor);
    let start = line[..cursor]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + line[space..].chars().next().map_or(1, char::len_utf8));
    let end = cursor + line[cursor..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ':')).unwrap_or(line.len() - cursor);
    let typed = &line[start..cursor];
    let signed = SIGNS.iter().find_map(|(mark, sign)| Some((*sign, *mark, typed.strip_prefix(mark)?)));
    let mut found = match signed {
        Some((sign, mark, carried)) => {
            after_sign(sign, mark, carried.trim_start_matches('"'), start..end, workspace, context, lexicon)
        }
        None if start <= open.until => in_head(line, start, cursor, end, lexicon, tokens),
        None => Vec::new(),
    };
    // What is named in full needs no list, and the key that would take from it is free to enter the line.
    if found.iter().filter(|(how, _)| *how == How::Whole).count() == 1 {
        return Vec::new();
    }
    found.sort_by_key(|(how, _)| *how);
    let mut completions: Vec<Completion> = found.into_iter().map(|(_, completion)| completion).collect();
    completions.retain(|completion| completion.insert.trim() != &line[completion.range.clone()]);
    completions.truncate(MOST);
    completions
}

/// The nearest place for a cursor at or before a byte.
fn floor(line: &str, cursor: usize) -> usize {
    let mut at = cursor.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn after_sign(
    sign: Sign,
    mark: &str,
    typed: &str,
    range: Range<usize>,
    workspace: &Workspace,
    context: &LineContext,
    lexicon: &Lexicon,
) -> Vec<Ranked> {
    match sign {
        Sign::Person => {
            offered(&lexicon::people(workspace, context), Role::Person, typed, &range, |name| format!("{mark}{} ", bare(name)))
        }
        Sign::Source => {
            offered(&lexicon::sources(workspace, context), Role::Source, typed, &range, |name| format!("{mark}{} ", bare(name)))
        }
        Sign::Answer => offered(&lexicon.parties, Role::Answer, typed, &range, |name| format!("{mark}{} ", bare(name))),
        Sign::Level => offered_terms::<RecordLevel>(Role::Level, mark, typed, &range),
        Sign::Firmness => offered_terms::<Firmness>(Role::Firmness, mark, typed, &range),
        Sign::Kind => offered_terms::<StatementKind>(Role::Kind, mark, typed, &range),
        Sign::Date => Vec::new(),
    }
}

/// Party, kind and issues, of which the line does not have party and kind yet.
fn in_head(line: &str, start: usize, cursor: usize, end: usize, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Ranked> {
    let elsewhere = |role: Role| {
        tokens
            .iter()
            .any(|t| t.role == role && matches!(t.taken, Taken::As(_)) && !(t.range.start <= cursor && cursor <= t.range.end))
    };
    let (party, kind) = (elsewhere(Role::Party), elsewhere(Role::Kind));
    let has_colon = tokens.iter().any(|token| token.role == Role::Mark && line.get(token.range.clone()) == Some(":"));
    // A name of several words is typed word by word: from where nothing before has a meaning of its own.
    let settled = tokens.iter().filter(|t| t.range.end <= start && (t.role == Role::Mark || matches!(t.taken, Taken::As(_))));
    let from = settled.map(|token| token.range.end).max().unwrap_or(0);
    let before = line[from..start]
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && line[from..from + at].chars().next_back().is_none_or(char::is_whitespace));
    let mut starts: Vec<usize> = before.map(|(at, _)| from + at).collect();
    starts.push(start);
    let starts = starts.split_off(starts.len().saturating_sub(MOST_WORDS));

    let whole = starts.first().copied().unwrap_or(start);
    let mut found = Vec::new();
    for from in starts {
        let (typed, range) = (&line[from..cursor], from..end);
        let with_space = |name: &str| format!("{} ", spaced(name));
        if !party {
            found.extend(offered(&lexicon.parties, Role::Party, typed, &range, with_space));
        }
        if !kind && (party || !typed.is_empty()) {
            found.extend(offered(&lexicon.kinds, Role::Kind, typed, &range, with_space));
        }
        if (party && kind) || !typed.is_empty() {
            let ends = |name: &str| if has_colon { spaced(name) } else { format!("{}: ", spaced(name)) };
            found.extend(offered(&lexicon.issues, Role::Issue, typed, &range, ends));
        }
        // In the middle of a phrase a slip of the pen is more likely a word of the text.
        if from != start || from != whole {
            found.retain(|(how, _)| *how < How::Fuzzy);
        }
        if !found.is_empty() {
            break;
        }
    }
    let typed = line[whole..cursor].trim();
    let known = found.iter().any(|(how, completion)| completion.role == Role::Issue && *how == How::Whole);
    if party && kind && !known && !compared(typed).is_empty() {
        let colon = if has_colon { "" } else { ": " };
        let insert = format!("{}{colon}", in_quotes(typed));
        let label = format!("New issue “{typed}”");
        found.push((How::Fuzzy, Completion { role: Role::Issue, range: whole..end, insert, label, detail: String::new() }));
    }
    found
}

fn offered<T: Clone + PartialEq>(
    names: &Names<T>,
    role: Role,
    typed: &str,
    range: &Range<usize>,
    insert: impl Fn(&str) -> String,
) -> Vec<Ranked> {
    let ranked = names.ranked(typed).into_iter().take(MOST);
    ranked
        .filter_map(|(how, entry)| {
            let handle = names.handle(&entry.id, |_| false)?;
            let completion = Completion {
                role,
                range: range.clone(),
                insert: insert(&handle),
                label: entry.label.clone(),
                detail: entry.detail.clone(),
            };
            Some((how, completion))
        })
        .collect()
}

fn offered_terms<V: Vocabulary>(role: Role, mark: &str, typed: &str, range: &Range<usize>) -> Vec<Ranked> {
    let terms: Names<V> = lexicon::terms(Vec::new());
    offered(&terms, role, typed, range, |name| format!("{mark}{} ", name.replace(' ', "_")))
}

/// A name behind a sign: in quotation marks if it is more than one word.
fn bare(name: &str) -> String {
    if name.chars().all(char::is_alphanumeric) { name.to_owned() } else { in_quotes(name) }
}

/// A name in the head: words may stand as they are there, unless they have marks in them.
fn spaced(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-' || c == '\'');
    if plain { name.to_owned() } else { in_quotes(name) }
}
