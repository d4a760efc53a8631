//! Completion of a line that begins with a verb.

use super::super::complete::{self, Ranked, bare, offered, party_to_make, spaced, to_describe, to_make};
use super::super::head::Lexicon;
use super::super::lexicon::{self, How, Names};
use super::super::scan::in_quotes;
use super::super::{Completion, Reader, Role};
use super::Verb;
use crate::model::{AttendanceRole, OutcomeKind};

/// Behind an opening bracket the roles at the table, behind a closing one nothing: it ends a name.
fn in_brackets(line: &str, typed: &str, cursor: usize) -> Vec<Completion> {
    let Some(inner) = typed.strip_prefix(['(', '（']).map(str::trim_start).filter(|inner| !inner.is_empty()) else {
        return Vec::new();
    };
    let roles: Names<AttendanceRole> = lexicon::terms(Vec::new());
    let range = cursor - inner.len()..cursor;
    let mut found = offered(&roles, Role::Kind, inner, &range, |name| format!("{})", name.replace('_', " ")));
    found.retain(|(how, _)| *how < How::Fuzzy);
    complete::chosen(line, found)
}

/// Behind a sign what fits it; in a list names; before a colon what may stand there.
pub(super) fn at(line: &str, cursor: usize, reader: &Reader<'_>, verb: Verb, end: usize) -> Vec<Completion> {
    let lexicon = Lexicon::new(reader.workspace, reader.context);
    let signed = complete::at(line, cursor, reader.workspace, reader.context, &lexicon, &reader.tokens, None);
    let Some(typed) = line.get(end..cursor).filter(|_| signed.is_empty()) else { return signed };
    let start = typed
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, ',' | ';' | '，' | '、' | '；'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let group = typed[start..].rfind(": ").or_else(|| typed[start..].rfind('：'));
    // Behind the colon and the space after it.
    let begin = group.map_or(start, |colon| start + colon);
    let lead = typed[begin..].chars().take_while(|c| c.is_whitespace() || matches!(c, ':' | '：'));
    let begin = begin + lead.map(char::len_utf8).sum::<usize>();
    let typed_name = &typed[begin..];
    let range = end + begin..cursor;
    // Behind a sign, or where its name is over, there is nothing to complete.
    let over =
        typed_name.is_empty() || typed_name.ends_with(char::is_whitespace) || typed_name.contains(['@', '=', '?', '#', '^']);
    if over || typed_name.split_whitespace().count() > 3 {
        return Vec::new();
    }
    if matches!(verb, Verb::Attendance | Verb::Absence | Verb::Invitation | Verb::Withdrawal)
        && let Some(bracket) = typed.rfind(['(', '（', ')', '）'])
        && (typed[bracket..].starts_with(['(', '（']) || !typed[bracket..].contains([',', ';', '，', '、', '；']))
    {
        return in_brackets(line, &typed[bracket..], cursor);
    }
    let name = typed_name.trim_start_matches(['+', '＋', '"', '“']);
    let has_colon = line[end..].contains(": ");
    // Only in front of the last semicolon does a party stand over the people.
    let in_group =
        typed[..start + group.unwrap_or(0)].rsplit([';', '；']).next().is_some_and(|part| part.contains(':')) || group.is_some();
    let mut found: Vec<Ranked> = Vec::new();
    match verb {
        Verb::Attendance | Verb::Absence | Verb::Invitation | Verb::Withdrawal => {
            if !in_group {
                found.extend(offered(&lexicon.parties, Role::Party, name, &range, spaced));
            }
            let people = lexicon::people(reader.workspace, reader.context);
            found.extend(offered(&people, Role::Person, name, &range, spaced));
            let insert = |name: &str| format!("+{}", bare(name));
            if in_group {
                found.extend(to_make(Role::Person, name, &range, insert));
                found.extend(to_describe(name, &range, in_quotes));
            } else {
                found.extend(party_to_make(reader.workspace, name, &range, insert));
            }
        }
        Verb::Agenda => {
            found.extend(offered(&lexicon.issues, Role::Issue, name, &range, spaced));
            found.extend(to_make(Role::Issue, name, &range, |name| format!("\"{name}\"")));
        }
        Verb::FollowUp | Verb::Account if start == 0 && !has_colon && begin <= 1 => {
            found.extend(offered(&lexicon.parties, Role::Party, name, &range, |name| format!("{}: ", spaced(name))));
            if verb == Verb::FollowUp {
                let people = lexicon::people(reader.workspace, reader.context);
                found.extend(offered(&people, Role::Person, name, &range, |name| format!("{}: ", spaced(name))));
                found.retain(|(how, _)| *how < How::Fuzzy);
            } else {
                found.extend(party_to_make(reader.workspace, name, &range, |name| format!("+{}: ", bare(name))));
            }
        }
        Verb::Outcome if start == 0 && !has_colon => {
            let terms: Names<OutcomeKind> = lexicon::terms(Vec::new());
            found.extend(offered(&terms, Role::Kind, name, &range, |name| format!("{}: ", name.replace('_', " "))));
            found.retain(|(how, _)| *how < How::Fuzzy);
        }
        _ => {}
    }
    complete::chosen(line, found)
}
