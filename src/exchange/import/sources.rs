//! Sources as cells name them: addresses, titles, or a site and the number of an article.

use super::grid::GridRow;
use super::mapping::Key;
use super::session::ImportSession;
use super::words::{several, source_key};
use crate::model::{NegotiationId, Source, SourceId, SourceKind};

/// One source as a file names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cited {
    title: String,
    outlet: String,
    address: String,
    note: String,
}

/// The sources that three cells name, line by line; the first may hold addresses, too.
fn cited(source: &str, outlet: &str, address: &str) -> Vec<Cited> {
    if address.trim().is_empty() {
        let outlets: Vec<&str> = outlet.split('\n').map(str::trim).collect();
        return several(source)
            .enumerate()
            .map(|(at, words)| {
                let mut cited = Cited::read(words);
                if let Some(outlet) = outlets.get(at).filter(|outlet| !outlet.is_empty()) {
                    (*outlet).clone_into(&mut cited.outlet);
                }
                cited
            })
            .collect();
    }
    let lines = |cell: &str| cell.split('\n').map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let (titles, outlets, addresses) = (lines(source), lines(outlet), lines(address));
    let count = titles.len().max(outlets.len()).max(addresses.len());
    let line = |of: &[String], at: usize| of.get(at).cloned().unwrap_or_default();
    (0..count)
        .map(|at| Cited {
            title: line(&titles, at),
            outlet: line(&outlets, at),
            address: line(&addresses, at),
            note: String::new(),
        })
        .filter(|cited| *cited != Cited::default())
        .collect()
}

impl ImportSession<'_, '_> {
    /// The sources that a row names.
    pub(super) fn cited(&self, row: &GridRow) -> Vec<Cited> {
        cited(self.cell(row, Key::SOURCE), self.cell(row, Key::OUTLET), self.cell(row, Key::ADDRESS))
    }
}

impl Cited {
    /// "https://tass.com/politics/1967455 (remark)", "hk01.com 60315757", "Minutes of 3 March".
    fn read(words: &str) -> Self {
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        if first.contains("://") {
            let note = rest.trim().trim_start_matches('(').trim_end_matches(')').trim().to_owned();
            return Self { outlet: site(first), address: first.to_owned(), note, title: String::new() };
        }
        let is_site = first.contains('.') && !first.ends_with('.') && first.chars().all(|c| c.is_ascii() && !c.is_whitespace());
        if is_site && first.len() > 3 {
            return Self { outlet: site(first), address: words.to_owned(), ..Self::default() };
        }
        Self { title: words.to_owned(), ..Self::default() }
    }

    /// What a source is known by in a negotiation.
    fn key(&self) -> String {
        source_key(&self.address, &self.title, &self.outlet)
    }
}

/// The site that an address names.
fn site(address: &str) -> String {
    let site = address.split_once("://").map_or(address, |(_, rest)| rest);
    let site = site.split(['/', ':', '?']).next().unwrap_or(site);
    site.trim_start_matches("www.").to_owned()
}

impl ImportSession<'_, '_> {
    /// The sources that a row names, made if they are not known.
    pub(super) fn sources(&mut self, negotiation: NegotiationId, cited: &[Cited]) -> Vec<SourceId> {
        let mut found: Vec<SourceId> = Vec::new();
        for one in cited {
            let key = (negotiation, one.key());
            let id = match self.index.sources.get(&key) {
                Some(id) => *id,
                None => {
                    let id = SourceId(self.fresh_id());
                    let kind = if one.address.is_empty() { SourceKind::ThirdParty } else { SourceKind::MediaReport };
                    let source = Source {
                        kind,
                        title: one.title.clone(),
                        outlet: one.outlet.clone(),
                        address: one.address.clone(),
                        note: one.note.clone(),
                        ..Source::blank(id, self.stamp(), negotiation)
                    };
                    self.put(source);
                    self.index.sources.insert(key, id);
                    id
                }
            };
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }
}
