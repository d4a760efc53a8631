//! Papers to hand on: a negotiation for a principal who has three minutes, or one round as a record of it.
//!
//! A paper is composed from what may leave, and says no more than somebody stated: what nobody stated is left out, or said to be
//! missing where that is news. What a party says, what is claimed, and what somebody infers stay apart and look apart.

mod accounts;
mod ahead;
mod glance;
mod incidents;
mod last;
mod matrix;
mod moved;
mod notes;
mod others;
mod owed;
mod round;
mod statement;
mod table;
#[cfg(test)]
mod tests;
mod unattributed;

use super::document::{Block, Document, Fact, Run};
use super::export::{Request, Setting};
use super::release::Released;
use crate::model::{NegotiationId, RecordLevel, RoundId, SourceId, Vocabulary, When, Workspace};
use crate::query::position::AsOf;
use crate::query::{names, usage};
use chrono::NaiveDate;
use chrono_tz::Tz;
use notes::Notes;
use std::collections::BTreeMap;

/// Composes the paper that is asked for: of a round if the request names one that may leave, else of the negotiation.
pub fn compose(released: &Released, request: &Request, setting: &Setting) -> Document {
    let mut paper = Paper::new(released, request, setting);
    let round = request.round.and_then(|id| released.workspace().rounds.get(&id));
    let (title, mut subtitle) = match round {
        Some(round) => {
            round::write(&mut paper, round);
            let of = names::negotiation(paper.workspace, paper.negotiation);
            (names::round_title(round), vec![of, format!("Paper of {}", paper.made())])
        }
        None => {
            paper.negotiation();
            (names::negotiation(paper.workspace, paper.negotiation), vec![format!("Brief of {}", paper.made())])
        }
    };
    let negotiation = released.workspace().negotiations.get(&released.negotiation());
    let code = negotiation.map(|one| one.code.trim()).filter(|code| !code.is_empty());
    if let (Some(code), Some(line)) = (code, subtitle.last_mut()) {
        *line = format!("{code} · {line}");
    }
    if !setting.author.trim().is_empty() {
        subtitle.push(format!("Prepared by {}", setting.author.trim()));
    }
    Document {
        title,
        subtitle,
        marking: negotiation.map(|one| one.handling.trim().to_owned()).unwrap_or_default(),
        author: setting.author.trim().to_owned(),
        made: setting.now,
        blocks: paper.blocks,
        notes: paper.notes.into_notes(),
    }
}

/// A paper that is being written.
struct Paper<'a> {
    released: &'a Released,
    workspace: &'a Workspace,
    negotiation: NegotiationId,
    as_of: AsOf,
    zone: Tz,
    today: NaiveDate,
    blocks: Vec<Block>,
    notes: Notes,
}

impl<'a> Paper<'a> {
    fn new(released: &'a Released, request: &Request, setting: &Setting) -> Self {
        Self {
            released,
            workspace: released.workspace(),
            negotiation: released.negotiation(),
            as_of: request.as_of,
            zone: setting.zone,
            today: setting.now.with_timezone(&setting.zone).date_naive(),
            blocks: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// Whether statements are left out of it, or told without who made them.
    fn keeps_back(&self) -> bool {
        self.released.withheld().statements() > 0
    }

    /// Words that nothing was stated, as far as the paper may tell.
    fn told_of_nothing(&self, words: &str) -> String {
        self.released.withheld().told_of_nothing(words)
    }

    /// The paper on a negotiation.
    fn negotiation(&mut self) {
        glance::write(self);
        last::write(self);
        matrix::write(self);
        moved::write(self);
        others::write(self);
        ahead::write(self);
        owed::write(self);
        incidents::since(self);
        unattributed::write(self, None);
    }

    /// What the reader has to know of the terms on which things were said: how many statements are kept back, and what is told whole
    /// though its terms would keep it in, because that was asked for by name.
    fn terms(&self, round: Option<RoundId>) -> Vec<Fact> {
        let line = |name: &str, words: String| Fact { name: name.to_owned(), lines: vec![vec![Run::text(words)]] };
        let mut facts = Vec::new();
        if let Some(words) = self.released.withheld().words() {
            let words = if round.is_some() { format!("Of the whole negotiation: {words}") } else { words };
            facts.push(line("Not in this paper", words));
        }
        let mut levels: BTreeMap<&RecordLevel, usize> = BTreeMap::new();
        let told = self.workspace.statements.values().filter(|one| one.level.is_guarded());
        for one in told.filter(|one| round.is_none() || one.round == round) {
            *levels.entry(&one.level).or_default() += 1;
        }
        let mut texts: BTreeMap<&RecordLevel, usize> = BTreeMap::new();
        for (level, _) in self.released.told_texts().iter().filter(|(_, at)| round.is_none() || *at == round) {
            *texts.entry(level).or_default() += 1;
        }
        if !levels.is_empty() || !texts.is_empty() {
            let statements = levels.iter().map(|(level, count)| (level, count, "statement"));
            let counts = statements.chain(texts.iter().map(|(level, count)| (level, count, "other text")));
            let counts = counts.map(|(level, count, noun)| format!("{}: {}", level.label(), usage::counted(*count, noun)));
            facts.push(line("Told in full", counts.collect::<Vec<_>>().join(" · ")));
        }
        facts
    }

    /// The day on which it is made.
    fn made(&self) -> String {
        When::Day(self.today).words()
    }

    fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::heading(level, text));
    }

    fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// The marks of some sources.
    fn cite(&mut self, sources: &[SourceId]) -> Vec<Run> {
        self.notes.cite(self.workspace, sources)
    }

    /// A round with its date: "Abu Dhabi 2 (4–5 February 2026)"; the date is not said twice.
    fn round_dated(&self, id: RoundId) -> String {
        let title = names::round(self.workspace, id);
        let when = self.workspace.rounds.get(&id).map(|round| &round.schedule.when).filter(|when| !when.is_unknown());
        match when.map(When::words).filter(|when| !title.contains(when.as_str())) {
            Some(when) => format!("{title} ({when})"),
            None => title,
        }
    }

    /// As of when positions are: "as of Geneva 3 (17–18 February 2026)", "as of 26 November 2026".
    fn as_of_words(&self) -> String {
        match self.as_of {
            AsOf::Now => format!("as of {}", self.made()),
            AsOf::Date(day) => format!("as of {}", When::Day(day).words()),
            AsOf::Round(round) => format!("as of {}", self.round_dated(round)),
        }
    }
}

/// What a title does not say already: a round without one goes by its place and date.
fn unsaid<'a>(title: &str, part: &'a str) -> &'a str {
    if title.contains(part) { "" } else { part }
}

/// What there is of several, with dots between.
fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A label inside a sentence: "walk-out".
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let is_abbreviation = label.chars().nth(1).is_some_and(char::is_uppercase);
    if is_abbreviation {
        return label.to_owned();
    }
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}
