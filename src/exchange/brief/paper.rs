//! The builder of a paper: the released record, the blocks so far, and helpers that the sections share.

use super::notes::Notes;
use crate::exchange::document::{Block, Fact, Run};
use crate::exchange::release::Released;
use crate::exchange::request::{ExportContext, Request};
use crate::model::{NegotiationId, Passage, RecordLevel, RoundId, SourceId, Vocabulary, When, Workspace};
use crate::query::position::AsOf;
use crate::query::{names, usage};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// A paper that is being written.
pub(super) struct Paper<'a> {
    pub released: &'a Released,
    pub workspace: &'a Workspace,
    pub negotiation: NegotiationId,
    pub as_of: AsOf,
    pub zone: Tz,
    pub today: NaiveDate,
    pub blocks: Vec<Block>,
    pub notes: Notes,
    /// How many passages are quoted so far.
    quoted: usize,
}

impl<'a> Paper<'a> {
    /// An empty one.
    pub(super) fn new(released: &'a Released, request: &Request, context: &ExportContext) -> Self {
        Self {
            released,
            workspace: released.workspace(),
            negotiation: released.negotiation(),
            as_of: request.as_of,
            zone: context.zone,
            today: context.today(),
            blocks: Vec::new(),
            notes: Notes::default(),
            quoted: 0,
        }
    }

    /// Whether statements are left out of it, or told without who made them.
    pub(super) fn keeps_back(&self) -> bool {
        self.released.withheld().statements() > 0
    }

    /// Words that nothing was stated, as far as the paper may tell.
    pub(super) fn told_of_nothing(&self, words: &str) -> String {
        self.released.withheld().told_of_nothing(words)
    }

    /// What the reader has to know of the terms on which things were said: how many statements are kept back, and what is told whole
    /// though its terms would keep it in, because that was asked for by name.
    pub(super) fn terms(&self, round: Option<RoundId>) -> Vec<Fact> {
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
    pub(super) fn made(&self) -> String {
        When::Day(self.today).words()
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::heading(level, text));
    }

    /// Adds a block.
    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// The marks of some sources.
    pub(super) fn cite(&mut self, sources: &[SourceId]) -> Vec<Run> {
        self.notes.cite(self.workspace, sources)
    }

    /// Quotations, each with its number in the paper, its source and its paragraph. Words that `told` says already are not said twice.
    pub(super) fn quotations(&mut self, passages: &[Passage], told: &str) -> Vec<Vec<Run>> {
        let mut lines = Vec::new();
        for passage in passages {
            self.quoted += 1;
            let mut line = vec![Run::quiet(format!("Quotation {} ", self.quoted))];
            if passage.quote.trim() != told.trim() {
                line.push(Run::text(format!("“{}”", passage.quote.trim())));
            }
            line.extend(self.cite(&[passage.source]));
            if let Some(paragraph) = self.released.paragraph(passage) {
                line.push(Run::quiet(format!(" paragraph {paragraph}")));
            }
            lines.push(line);
        }
        lines
    }

    /// A round with its date: "Abu Dhabi 2 (4–5 February 2026)"; the date is not said twice.
    pub(super) fn round_dated(&self, id: RoundId) -> String {
        let title = names::round(self.workspace, id);
        let when = self.workspace.rounds.get(&id).map(|round| &round.schedule.when).filter(|when| !when.is_unknown());
        match when.map(When::words).filter(|when| !title.contains(when.as_str())) {
            Some(when) => format!("{title} ({when})"),
            None => title,
        }
    }

    /// As of when positions are: "as of Geneva 3 (17–18 February 2026)", "as of 26 November 2026".
    pub(super) fn as_of_words(&self) -> String {
        match self.as_of {
            AsOf::Now => format!("as of {}", self.made()),
            AsOf::Date(day) => format!("as of {}", When::Day(day).words()),
            AsOf::Round(round) => format!("as of {}", self.round_dated(round)),
        }
    }
}

/// What a title does not say already: a round without one goes by its place and date.
pub(super) fn unsaid<'a>(title: &str, part: &'a str) -> &'a str {
    if title.contains(part) { "" } else { part }
}

/// What there is of several, with dots between.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
