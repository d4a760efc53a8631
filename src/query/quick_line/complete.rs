//! Completion of a statement line at the cursor.

use super::forms::beginning_with;
use super::head::{Lexicon, Open};
use super::lexicon::{self, How, Names, compared};
use super::scan::{SIGNS, Sign, in_quotes, is_colon};
use super::{Completion, LineContext, Meaning, Role, Token};
use crate::model::{Firmness, RecordLevel, StatementKind, Verification, Vocabulary, Workspace};
use crate::query::short_names;
use std::ops::Range;

/// No list gets longer than this.
pub(super) const MOST: usize = 12;

/// A name being typed in the head has at most so many words.
const MOST_WORDS: usize = 4;

/// A completion with how well it fits.
pub(super) type Ranked = (How, Completion);

pub(super) fn at(
    line: &str,
    cursor: usize,
    workspace: &Workspace,
    context: &LineContext,
    lexicon: &Lexicon,
    tokens: &[Token],
    open: Option<Open>,
) -> Vec<Completion> {
    let cursor = floor(line, cursor);
    let start = line[..cursor]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + line[space..].chars().next().map_or(1, char::len_utf8));
    let end = cursor + line[cursor..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ':')).unwrap_or(line.len() - cursor);
    let (start, end) = whole_name(line, (start, cursor, end), tokens);
    let typed = &line[start..cursor];
    let signed = SIGNS.iter().find_map(|(mark, sign)| Some((*sign, *mark, typed.strip_prefix(mark)?)));
    let is_head = open.is_some_and(|open| start <= open.until);
    let found = match signed {
        Some((Sign::Party, _, carried)) if is_head && has_party(tokens, start) => {
            let typed = carried.trim_start_matches(['"', '“']);
            let ends = |name: &str| format!("{} ", spaced(name));
            let issues = offered(&lexicon.issues, Role::Issue, typed, &(start..end), ends);
            issues.into_iter().chain(to_make(Role::Issue, typed, &(start..end), |name| format!("+{} ", bare(name)))).collect()
        }
        Some((sign, mark, carried)) if sign != Sign::Party || is_head => {
            after_sign(sign, mark, carried.trim_start_matches(['+', '＋', '"', '“']), start..end, workspace, context, lexicon)
        }
        _ if is_head => in_head(line, (start, cursor, end), workspace, lexicon, tokens),
        _ => Vec::new(),
    };
    chosen(line, found)
}

/// Whether the line has its party before a byte.
fn has_party(tokens: &[Token], before: usize) -> bool {
    let is_known = |token: &Token| matches!(token.meaning, Meaning::Known(_) | Meaning::New(_));
    tokens.iter().any(|token| token.role == Role::Party && token.range.end <= before && is_known(token))
}

/// The list of what was found: what is there, the likeliest first, and behind it what would be made.
pub(super) fn chosen(line: &str, mut found: Vec<Ranked>) -> Vec<Completion> {
    // What is named in full needs no list, and the key that would take from it is free to enter the line.
    if found.iter().filter(|(how, _)| *how <= How::Whole).count() == 1 {
        return Vec::new();
    }
    found.sort_by_key(|(how, _)| *how);
    let (new, mut completions): (Vec<Completion>, Vec<Completion>) =
        found.into_iter().map(|(_, completion)| completion).partition(|completion| completion.new);
    completions.truncate(MOST - new.len().min(MOST));
    // What would be made stands behind all that is there.
    completions.extend(new);
    completions.retain(|completion| completion.insert.trim() != &line[completion.range.clone()]);
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

/// From where to where the name at the cursor goes: from a sign whose quotation marks are still open, or from the words before
/// that nobody is called by, as in "@Jane Ro".
fn whole_name(line: &str, (start, cursor, end): (usize, usize, usize), tokens: &[Token]) -> (usize, usize) {
    let before = &line[..cursor];
    let open = before.rfind(['"', '“']).filter(|quote| {
        let sign = before[..*quote].trim_end_matches(['+', '＋']);
        let begins = SIGNS.iter().find_map(|(mark, _)| sign.strip_suffix(mark));
        let plus = before[..*quote].len() > sign.len();
        begins.map_or(plus && sign.chars().next_back().is_none_or(char::is_whitespace), |rest| {
            rest.chars().next_back().is_none_or(char::is_whitespace)
        })
    });
    if let Some(quote) = open {
        let sign = before[..quote]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + before[space..].chars().next().map_or(1, char::len_utf8));
        return (sign, end);
    }
    let is_name = before[start..].chars().next().is_some_and(char::is_uppercase);
    let unknown = tokens.iter().find(|token| {
        matches!(token.role, Role::Person | Role::Source)
            && matches!(token.meaning, Meaning::NotUnderstood(_))
            && token.range.end <= start
            && line[token.range.end..start].trim().is_empty()
    });
    match unknown.filter(|_| is_name) {
        Some(token) => (token.range.start, end),
        None => (start, end),
    }
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
            let people = lexicon::people(workspace, context);
            let mut found = offered(&people, Role::Person, typed, &range, |name| format!("{mark}{} ", bare(name)));
            found.extend(to_make(Role::Person, typed, &range, |name| format!("{mark}+{} ", bare(name))));
            found.extend(to_describe(typed, &range, |words| format!("{mark}{} ", in_quotes(words))));
            found
        }
        Sign::Source => {
            let sources = lexicon::sources(workspace, context);
            let mut found = offered(&sources, Role::Source, typed, &range, |name| format!("{mark}{} ", bare(name)));
            found.extend(to_make(Role::Source, typed, &range, |name| format!("{mark}+{} ", bare(name))));
            found
        }
        Sign::Party => {
            let parties = offered(&lexicon.parties, Role::Party, typed, &range, |name| format!("{} ", spaced(name)));
            parties.into_iter().chain(party_to_make(workspace, typed, &range, |name| format!("+{} ", bare(name)))).collect()
        }
        Sign::Verification => offered_terms::<Verification>(Role::Verification, mark, typed, &range),
        Sign::Answer => offered(&lexicon.parties, Role::Answer, typed, &range, |name| format!("{mark}{} ", bare(name))),
        Sign::Level => offered_terms::<RecordLevel>(Role::Level, mark, typed, &range),
        Sign::Firmness => offered_terms::<Firmness>(Role::Firmness, mark, typed, &range),
        Sign::Kind => offered_terms::<StatementKind>(Role::Kind, mark, typed, &range),
        Sign::Tag => {
            let tags = lexicon::tags(workspace, context);
            offered(&tags, Role::Tag, typed, &range, |name| format!("{mark}{} ", bare(name)))
        }
        Sign::Date => Vec::new(),
    }
}

/// Party, kind and issues, of which the line does not have party and kind yet.
fn in_head(
    line: &str,
    (start, cursor, end): (usize, usize, usize),
    workspace: &Workspace,
    lexicon: &Lexicon,
    tokens: &[Token],
) -> Vec<Ranked> {
    let elsewhere = |role: Role| {
        tokens.iter().any(|t| {
            t.role == role
                && matches!(t.meaning, Meaning::Known(_) | Meaning::New(_))
                && !(t.range.start <= cursor && cursor <= t.range.end)
        })
    };
    let (party, kind) = (elsewhere(Role::Party), elsewhere(Role::Kind));
    let has_colon = tokens.iter().any(|token| token.role == Role::Mark && line.get(token.range.clone()).is_some_and(is_colon));
    // A name of several words is typed word by word: from where nothing before has a meaning of its own.
    let settled = tokens
        .iter()
        .filter(|t| t.range.end <= start && (t.role == Role::Mark || matches!(t.meaning, Meaning::Known(_) | Meaning::New(_))));
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
    if tokens.iter().all(|token| token.range.start >= whole || token.role != Role::Text) && line[..whole].trim().is_empty() {
        found.extend(verbs(&line[whole..cursor], &(whole..end)));
    }
    let typed = line[whole..cursor].trim();
    let known = found.iter().any(|(how, _)| *how <= How::Whole);
    if known || compared(typed).is_empty() {
        return found;
    }
    if party {
        let colon = if has_colon { "" } else { ": " };
        found.extend(to_make(Role::Issue, typed, &(whole..end), |name| format!("{}{colon}", in_quotes(name))));
    } else {
        found.extend(party_to_make(workspace, typed, &(whole..end), |name| format!("+{} ", bare(name))));
    }
    found
}

/// The verbs that begin so.
fn verbs(typed: &str, range: &Range<usize>) -> Vec<Ranked> {
    let of = |(word, does): (&str, &str)| {
        let (insert, label, detail) = (format!("{word} "), word.to_owned(), does.to_owned());
        (How::Begins, Completion { role: Role::Verb, range: range.clone(), insert, label, detail, new: false })
    };
    beginning_with(typed).into_iter().map(of).collect()
}

/// Somebody in words, of whom no person is made.
pub(super) fn to_describe(typed: &str, range: &Range<usize>, insert: impl Fn(&str) -> String) -> Option<Ranked> {
    let words = name_in(typed)?;
    let (label, detail) = (format!("Use “{words}” as a description"), "No person is made".to_owned());
    let insert = insert(words);
    Some((How::Fuzzy, Completion { role: Role::Person, range: range.clone(), insert, label, detail, new: true }))
}

/// What is typed as a name, without its quotation marks; none if it is too short to be one.
fn name_in(typed: &str) -> Option<&str> {
    let name = typed.trim().trim_matches(['"', '“', '”']).trim();
    (name.chars().nth(1).is_some() && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// What is called so by nobody yet, to be made with the statement.
pub(super) fn to_make(role: Role, typed: &str, range: &Range<usize>, insert: impl Fn(&str) -> String) -> Option<Ranked> {
    let name = name_in(typed)?;
    let noun = match role {
        Role::Party => "party",
        Role::Person => "person",
        Role::Source => "source",
        _ => "issue",
    };
    let label = format!("New {noun} “{name}”");
    let detail = "Made together with the statement".to_owned();
    Some((How::Fuzzy, Completion { role, range: range.clone(), insert: insert(name), label, detail, new: true }))
}

/// A party to be made, with the short name that it would get.
pub(super) fn party_to_make(
    workspace: &Workspace,
    typed: &str,
    range: &Range<usize>,
    insert: impl Fn(&str) -> String,
) -> Option<Ranked> {
    let (how, mut completion) = to_make(Role::Party, typed, range, insert)?;
    let (_, short) = short_names::named(workspace, &[], name_in(typed)?);
    if !short.is_empty() {
        completion.detail = format!("{short}. {}", completion.detail);
    }
    Some((how, completion))
}

pub(super) fn offered<T: Clone + PartialEq>(
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
                new: false,
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
pub(super) fn bare(name: &str) -> String {
    if name.chars().all(char::is_alphanumeric) { name.to_owned() } else { in_quotes(name) }
}

/// A name in the head: words may stand as they are there, unless they have marks in them.
pub(super) fn spaced(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-' || c == '\'');
    if plain { name.to_owned() } else { in_quotes(name) }
}
