//! The confidentiality level of texts beside statements (accounts, outcomes, notes, …). A text that was marked has its own level. Any
//! other has the strictest level of what it repeats, cites or names: words of something withheld, a source that only withheld
//! statements cite, or somebody known from nothing else.
//!
//! Of what is told without attribution the words alone leave. That is of statements: of anything else that was told so nothing does,
//! for it says whose it is by where it stands.

use super::permitted::{Leave, Permitted, of_level};
use super::private;
use super::quoted::Quotable;
use super::reidentification::{Reidentification, Words};
use super::withheld::{KeptText, Why};
use crate::model::fields::Fields;
use crate::model::{
    IssueId, NegotiationId, PartyId, RecordId, RecordLevel, Round, RoundId, SourceId, Statement, StatementId, Who, Workspace,
    each_reference,
};
use crate::query::levels::stricter;
use crate::query::names;
use crate::query::texts::{self, Text, TextId, TextOf};
use std::collections::{BTreeMap, BTreeSet};

/// What of the texts is left out, and what leaves.
#[derive(Default)]
pub(super) struct Decided<'a> {
    /// What is left out.
    pub kept: Vec<KeptText>,
    /// The parties, people and sources of what is left out.
    pub behind: Vec<RecordId>,
    /// What leaves though its terms would keep it in, because that was asked for.
    pub told: Vec<(RecordLevel, Option<RoundId>)>,
    texts: Vec<(Text<'a>, RecordLevel)>,
}

/// The statements, as it was decided on them.
pub(super) struct Statements<'a> {
    /// Those that leave whole.
    pub whole: &'a BTreeMap<StatementId, Statement>,
    /// The others, with their terms and whether their words leave.
    pub kept: &'a [(&'a Statement, RecordLevel, bool)],
}

/// Decides on all texts of a negotiation.
pub(super) fn decide<'a>(
    workspace: &'a Workspace,
    negotiation: NegotiationId,
    permitted: &Permitted,
    statements: &Statements<'_>,
    reidentification: &mut Reidentification,
) -> Decided<'a> {
    let texts = texts::of_negotiation(workspace, negotiation);
    let texts = texts.into_iter().map(|text| (texts::level_of(workspace, &text), text)).map(|(level, text)| (text, level));
    // What is written beside a statement that leaves may tell of one that does not, whatever its terms.
    let leaving = workspace.statements_of(negotiation).filter(|said| statements.whole.contains_key(&said.id));
    let beside = leaving.filter(|said| !permitted.texts.contains(&said.id.into())).flat_map(texts::beside);
    let texts = texts.chain(beside.map(|text| (text, RecordLevel::Unstated)));
    let mut decided = Decided { texts: texts.collect(), ..Decided::default() };
    let leaves = |id: TextId, level: &RecordLevel| {
        of_level(level) == Leave::Whole || permitted.levels.contains(level) || permitted.texts.contains(&id)
    };
    let mut stays = WithheldTexts::new();
    for (text, level) in decided.texts.iter().filter(|(text, level)| !leaves(text.id, level)) {
        stays.insert(text.id, (level.clone(), Why::Level));
    }
    for (text, _) in decided.texts.iter().filter(|(text, _)| private::is_at_private(workspace, text.round)) {
        stays.insert(text.id, (private::level(), Why::Level));
    }
    let mut looks: BTreeMap<TextId, Words> = BTreeMap::new();
    // What is left out may bring others to be left out.
    while !statements.kept.is_empty() || !stays.is_empty() {
        let before = stays.len();
        let secrets = Secrets::of(workspace, negotiation, (statements, &decided.texts, &stays), reidentification);
        for (text, level) in decided.texts.iter().filter(|(_, level)| *level == RecordLevel::Unstated) {
            if stays.contains_key(&text.id) || stays.contains_key(&text.id.holder()) {
                continue;
            }
            let look = looks.entry(text.id).or_insert_with(|| Words::of(&text.words.join("\n")));
            let found = secrets.behind(workspace, text, look, reidentification);
            if let Some((level, why)) = found.filter(|(found, _)| found != level && !leaves(text.id, found)) {
                stays.insert(text.id, (level, why));
            }
        }
        if stays.len() == before {
            break;
        }
    }
    for (text, level) in &decided.texts {
        let holder = stays.contains_key(&text.id.holder()) && text.id.holder() != text.id;
        match stays.get(&text.id).filter(|_| !holder) {
            Some((level, why)) => {
                let (id, noun, round) = (text.id, text.noun, text.round);
                decided.kept.push(KeptText { id, noun, round, level: level.clone(), why: why.clone() });
                decided.behind.extend(text.names.iter().copied().chain(text.sources.iter().map(|id| RecordId::from(*id))));
            }
            None if !holder && level.is_guarded() => decided.told.push((level.clone(), text.round)),
            None => {}
        }
    }
    decided
}

/// The texts that are left out, each with the terms for which it is, and why.
type WithheldTexts = BTreeMap<TextId, (RecordLevel, Why)>;

/// What nothing that leaves may speak of, each with the terms on which it is known.
struct Secrets {
    quotable: Quotable,
    /// The terms of each text that may not be repeated.
    quoted: Vec<(RecordLevel, Option<StatementId>)>,
    sources: BTreeMap<SourceId, RecordLevel>,
    /// Parties, people, issues and sources that are known from nothing else.
    unknown: BTreeMap<RecordId, RecordLevel>,
}

impl Secrets {
    fn of(
        workspace: &Workspace,
        negotiation: NegotiationId,
        (statements, texts, stays): (&Statements<'_>, &[(Text<'_>, RecordLevel)], &WithheldTexts),
        reidentification: &mut Reidentification,
    ) -> Self {
        let (mut quotable, mut quoted) = (Quotable::default(), Vec::new());
        let mut unknown: BTreeMap<RecordId, RecordLevel> = BTreeMap::new();
        let mut known: BTreeSet<RecordId> = BTreeSet::new();
        let mut brought = |id: RecordId, level: &RecordLevel| {
            let before = unknown.remove(&id).unwrap_or(RecordLevel::Unstated);
            unknown.insert(id, stricter(before, level.clone()));
        };
        for (said, level, words_leave) in statements.kept {
            let quotes = said.passages.iter().map(|passage| &passage.quote);
            for text in [&said.text, &said.original.text, &said.condition.text].into_iter().chain(quotes) {
                quotable.keep(text, quoted.len());
            }
            [&said.note, &said.verification_note].into_iter().for_each(|note| quotable.keep_remark(note, quoted.len()));
            quoted.push((level.clone(), Some(said.id)));
            let speaker = said.speaker.as_ref().and_then(|who| match who {
                Who::Person(id) => Some(RecordId::from(*id)),
                _ => None,
            });
            let parties = spoken_for(workspace, said).into_iter().map(RecordId::from);
            parties.chain(speaker).for_each(|id| brought(id, level));
            let marked = said.passages.iter().map(|passage| passage.source);
            said.sources.iter().copied().chain(marked).for_each(|id| brought(id.into(), level));
            for issue in &said.issues {
                if *words_leave {
                    known.insert((*issue).into());
                } else {
                    brought((*issue).into(), level);
                }
            }
        }
        for (text, level) in texts {
            match stays.get(&text.id) {
                Some((kept, _)) => {
                    text.words.iter().chain([&text.note]).for_each(|words| quotable.keep(words, quoted.len()));
                    quoted.push((kept.clone(), None));
                    text.names.iter().for_each(|id| brought(*id, kept));
                    text.sources.iter().for_each(|id| brought((*id).into(), kept));
                }
                None if stays.contains_key(&text.id.holder()) => {}
                None => {
                    // Whoever is to do something need not be known from anything else.
                    let is_owed = matches!(text.id.record, RecordId::FollowUp(_)) && *level == RecordLevel::Unstated;
                    known.extend(text.names.iter().filter(|_| !is_owed));
                    if *level != RecordLevel::Unstated {
                        text.words.iter().for_each(|words| quotable.free(words));
                        known.extend(text.sources.iter().map(|id| RecordId::from(*id)));
                    }
                }
            }
        }
        for said in statements.whole.values() {
            quotable.free(&said.text);
            quotable.free(&said.original.text);
            let mut note = |fields: &dyn Fields| {
                each_reference(fields, |reference| {
                    known.insert(reference.target);
                });
            };
            // Quotations that are left out make no source known.
            if texts::beside(said).any(|text| text.id.of == TextOf::Quotations && stays.contains_key(&text.id)) {
                note(&Statement { passages: Vec::new(), ..said.clone() });
            } else {
                note(said);
            }
        }
        for issue in workspace.issues_of(negotiation) {
            quotable.free(&issue.name);
        }
        for round in workspace.rounds_of(negotiation) {
            known.extend(round.sources.iter().map(|id| RecordId::from(*id)));
            known.extend(round.agenda.iter().map(|id| RecordId::from(*id)));
        }
        let titles = titles(workspace, negotiation);
        quotable.free(&titles);
        with_parents(workspace, &mut known);
        let in_titles = Words::of(&titles);
        unknown.retain(|id, _| !known.contains(id) && reidentification.named_in(workspace, *id, &in_titles).is_none());
        // Whoever is known brings in their parties.
        let offices: BTreeSet<RecordId> = known.iter().flat_map(|id| offices(workspace, *id)).collect();
        unknown.retain(|id, _| !offices.contains(id));
        let sources = unknown.iter().filter_map(|(id, level)| match id {
            RecordId::Source(id) => Some((*id, level.clone())),
            _ => None,
        });
        Self { quotable, quoted, sources: sources.collect(), unknown }
    }

    /// The strictest terms of what a text repeats, cites or names.
    fn behind(
        &self,
        workspace: &Workspace,
        text: &Text<'_>,
        look: &Words,
        reidentification: &mut Reidentification,
    ) -> Option<(RecordLevel, Why)> {
        let mut found: Vec<(RecordLevel, Why)> = Vec::new();
        // What was written beside one statement is written beside others, too: "by telephone". Of a quotation even one word can be what
        // must stay in.
        let is_remark = text.noun == texts::ON_STATEMENT;
        for words in &text.words {
            let which = if is_remark { self.quotable.said_in(words) } else { self.quotable.found_in(words) };
            let which = which.and_then(|at| self.quoted.get(at));
            found.extend(which.map(|(level, of)| (level.clone(), Why::Repeats(*of))));
        }
        for source in &text.sources {
            found.extend(self.sources.get(source).map(|level| (level.clone(), Why::Cites(*source))));
        }
        for id in &text.names {
            let word = || names::title(workspace, *id);
            let level = self.unknown.get(id).cloned();
            found.extend(level.map(|level| (level, Why::Names { word: word(), who: Some(*id) })));
        }
        for (id, level) in &self.unknown {
            let told = reidentification.named_in(workspace, *id, look);
            found.extend(told.map(|told| (level.clone(), Why::Names { word: told.word, who: told.names })));
        }
        let strictness = |level: &RecordLevel| crate::query::levels::strictness(level);
        found.into_iter().reduce(|one, other| if strictness(&other.0) > strictness(&one.0) { other } else { one })
    }
}

/// What stands above every export.
fn titles(workspace: &Workspace, negotiation: NegotiationId) -> String {
    let record = workspace.negotiations.get(&negotiation);
    let of = record.into_iter().flat_map(|record| [record.title.as_str(), &record.code, &record.handling]);
    let rounds = workspace.rounds_of(negotiation).map(|round: &Round| round.title.as_str());
    of.chain(rounds).collect::<Vec<_>>().join("\n")
}

/// Issues that are known make those known of which they are parts.
fn with_parents(workspace: &Workspace, known: &mut BTreeSet<RecordId>) {
    let parent = |id: &RecordId| match id {
        RecordId::Issue(id) => workspace.issues.get(id).and_then(|issue| issue.parent),
        _ => None,
    };
    let mut ahead: Vec<IssueId> = known.iter().filter_map(parent).collect();
    while let Some(id) = ahead.pop() {
        if known.insert(id.into()) {
            ahead.extend(parent(&id.into()));
        }
    }
}

/// The parties to which somebody belongs or has belonged.
fn offices(workspace: &Workspace, id: RecordId) -> Vec<RecordId> {
    match id {
        RecordId::Person(id) => workspace
            .people
            .get(&id)
            .map_or_else(Vec::new, |person| person.affiliations.iter().map(|held| held.party.into()).collect()),
        _ => Vec::new(),
    }
}

/// The parties that a statement is of or brings in: its own, the one on whose behalf it is, and those of its speaker.
pub(super) fn spoken_for(workspace: &Workspace, said: &Statement) -> Vec<PartyId> {
    let mut parties = vec![said.party];
    parties.extend(said.on_behalf_of);
    match &said.speaker {
        Some(Who::Party(id)) => parties.push(*id),
        Some(Who::Person(id)) => {
            parties.extend(
                workspace.people.get(id).into_iter().flat_map(|person| person.affiliations.iter().map(|held| held.party)),
            );
        }
        Some(Who::Described(_)) | None => {}
    }
    parties
}
