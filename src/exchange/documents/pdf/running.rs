//! Lines that return at the head or foot of most pages: titles, names and the numbers of pages.

use super::columns::{Edge, Line};
use std::collections::{HashMap, HashSet};

/// On how many pages a line returns at the least; the number of a page on fewer.
const LEAST: usize = 3;
const LEAST_NUMBERS: usize = 2;

/// Takes them out, and says how many they were. A page has columns, a column lines.
pub(super) fn leave_out(pages: &mut [Vec<Vec<Line>>]) -> usize {
    let mut seen: HashMap<(Edge, String), usize> = HashMap::new();
    for page in pages.iter() {
        let on_page: HashSet<(Edge, String)> = page.iter().flatten().filter_map(key).collect();
        for key in on_page {
            *seen.entry(key).or_default() += 1;
        }
    }
    let least = (pages.len() * 3 / 10).max(LEAST);
    let returns = |line: &Line| {
        key(line).is_some_and(|key| {
            let is_number = !key.1.chars().any(char::is_alphabetic) && key.1.contains('#');
            let pages = seen.get(&key).copied().unwrap_or_default();
            pages >= if is_number { LEAST_NUMBERS } else { least }
        })
    };
    let mut left_out = 0;
    for column in pages.iter_mut().flatten() {
        column.retain(|line| {
            let returns = returns(line);
            left_out += usize::from(returns);
            !returns
        });
    }
    left_out
}

/// What a line is known by from page to page: its numbers count up.
fn key(line: &Line) -> Option<(Edge, String)> {
    let edge = line.edge?;
    let mut key = String::new();
    for c in line.text.chars() {
        if c.is_numeric() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if !c.is_whitespace() {
            key.extend(c.to_lowercase());
        }
    }
    Some((edge, key))
}
