//! Name lookup for the quick line: everything that can be named, under every spelling, and which of it a word means.

use super::LineContext;
use crate::model::{IssueId, PartyId, PersonId, SourceId, StatementField, StatementKind, Vocabulary, Workspace, tail};
use crate::query::country_codes::codes;
use crate::query::{kinds, names, tags};
use crate::text::direction::join;
use crate::text::fold::fold;
use crate::text::matching::{Fit, Slips, as_written};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One thing that can be named.
#[derive(Clone, Debug)]
pub(super) struct Entry<T> {
    pub id: T,
    /// What it is called on screen.
    pub label: String,
    /// What tells it from others of the name.
    pub detail: String,
    /// The forms to write it by, the shortest usual one first, the certain one last.
    pub handles: Vec<String>,
    /// Every form, as compared.
    names: Vec<String>,
    /// The same without spaces: "onrecord", "redline".
    joined: Vec<String>,
    /// Forms of a word that mean it only where nothing else can stand: "accused".
    forms: &'static [&'static str],
    /// Codes that mean it only where nothing else is called so: "ua".
    codes: Vec<String>,
    /// Whether it belongs to this negotiation or round, and so is meant rather than a namesake.
    pub near: bool,
}

/// How surely a word names something, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// As it is called.
    Exact,
    /// As it is called, or by another form of the word.
    Whole,
    Begins,
    Words,
    Fuzzy,
}

/// What a word was found to name.
pub(super) enum Found<'a, T> {
    One(&'a Entry<T>),
    Several(Vec<&'a Entry<T>>),
    Nothing,
}

/// All of one sort.
pub(super) struct Names<T>(pub Vec<Entry<T>>);

/// The form under which names are compared: folded, with hyphens, underscores and dots as spaces.
pub(super) fn compared(text: &str) -> String {
    let folded = fold(text);
    let words =
        folded.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | '›' | '/')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The shortest word that a fuzzy match is tried for.
const SHORTEST_FUZZY: usize = 4;

/// The shortest for which a list to choose from shows fuzzy matches.
const SHORTEST_FUZZY_RANKED: usize = 3;

impl<T: Clone + PartialEq> Names<T> {
    /// Which one `text` names, by no weaker way than `weakest`.
    pub(super) fn find(&self, text: &str, weakest: How) -> Found<'_, T> {
        let wanted = compared(text);
        if wanted.is_empty() {
            return Found::Nothing;
        }
        let (mut fitting, mut surest) = (Vec::new(), weakest.min(How::Words));
        for entry in &self.0 {
            let Some(how) = entry.how(&wanted).filter(|how| *how <= surest) else { continue };
            if how < surest {
                fitting.clear();
            }
            surest = how;
            fitting.push(entry);
        }
        // A code counts where nothing else is called so.
        if weakest >= How::Whole && (fitting.is_empty() || surest > How::Whole) {
            let coded: Vec<&Entry<T>> = self.0.iter().filter(|entry| entry.codes.contains(&wanted)).collect();
            fitting = if coded.is_empty() { fitting } else { coded };
        }
        if weakest >= How::Fuzzy && fitting.is_empty() {
            fitting = self.fuzzy(&wanted);
        }
        if fitting.len() > 1 && fitting.iter().filter(|entry| entry.near).count() == 1 {
            fitting.retain(|entry| entry.near);
        }
        match fitting.as_slice() {
            [] => Found::Nothing,
            [one] => Found::One(one),
            _ => Found::Several(fitting),
        }
    }

    /// Those that may be meant by what is typed so far, the likeliest first.
    pub(super) fn ranked(&self, typed: &str) -> Vec<(How, &Entry<T>)> {
        let wanted = compared(typed);
        let mut slips = Slips::default();
        let may_slip = wanted.chars().count() >= SHORTEST_FUZZY_RANKED;
        let mut rank = |entry: &Entry<T>| match entry.how(&wanted) {
            _ if wanted.is_empty() => Some((How::Begins, 0)),
            Some(how) => Some((how, 0)),
            None if may_slip => Some((How::Fuzzy, u16::MAX - entry.score(&wanted, &mut slips)?)),
            None => None,
        };
        let mut ranked: Vec<(How, u16, &Entry<T>)> = Vec::new();
        for entry in &self.0 {
            ranked.extend(rank(entry).map(|(how, score)| (how, score, entry)));
        }
        // Equals stay in the order of the list: kinds as the field orders them, issues by their place.
        ranked.sort_by_key(|(how, score, entry)| (*how, !entry.near, *score));
        ranked.into_iter().map(|(how, _, entry)| (how, entry)).collect()
    }

    /// The form to write an entry by: the first that names it and nothing else, here or elsewhere on the line.
    pub(super) fn handle(&self, id: &T, is_taken: impl Fn(&str) -> bool) -> Option<String> {
        let entry = self.0.iter().find(|entry| entry.id == *id)?;
        let names_it = |handle: &&String| matches!(self.find(handle, How::Whole), Found::One(found) if found.id == *id);
        entry.handles.iter().filter(names_it).find(|handle| !is_taken(handle)).cloned()
    }

    /// What a slip of the pen may have meant: begins alike, and every letter typed is there in order.
    fn fuzzy(&self, wanted: &str) -> Vec<&Entry<T>> {
        if wanted.chars().count() < SHORTEST_FUZZY {
            return Vec::new();
        }
        let mut slips = Slips::default();
        let scored: Vec<(u16, &Entry<T>)> = self
            .0
            .iter()
            .filter(|entry| {
                entry.names.iter().any(|name| name.chars().next() == wanted.chars().next() && near_length(name, wanted))
            })
            .filter_map(|entry| Some((entry.score(wanted, &mut slips)?, entry)))
            .collect();
        let best = scored.iter().map(|(score, _)| *score).max();
        scored.into_iter().filter(|(score, _)| Some(*score) == best).map(|(_, entry)| entry).collect()
    }
}

/// Whether a name is not so much longer than what was typed that the letters may be there by chance.
fn near_length(name: &str, wanted: &str) -> bool {
    name.chars().count() <= wanted.chars().count() * 2
}

impl<T> Entry<T> {
    fn new(
        id: T,
        label: String,
        detail: String,
        near: bool,
        handles: Vec<String>,
        others: impl IntoIterator<Item = String>,
    ) -> Self {
        let handles: Vec<String> = handles.into_iter().filter(|handle| !handle.trim().is_empty()).collect();
        let mut names: Vec<String> = handles.iter().cloned().chain(others).map(|name| compared(&name)).collect();
        names.retain(|name| !name.is_empty());
        let joined = names.iter().map(|name| name.replace(' ', "")).collect();
        Self { id, label, detail, handles, names, joined, forms: &[], codes: Vec::new(), near }
    }

    /// How surely a compared word names it as written; nothing weaker than [`How::Words`].
    fn how(&self, wanted: &str) -> Option<How> {
        let of = |fit: Fit| match fit {
            Fit::Exact => Some(How::Exact),
            Fit::Begins => Some(How::Begins),
            Fit::Word | Fit::Words => Some(How::Words),
            Fit::Within | Fit::Slip | Fit::Sound => None,
        };
        let spaced = self.names.iter().filter_map(|name| of(as_written(wanted, name)?));
        let joined = self.joined.iter().filter_map(|name| of(as_written(wanted, name)?)).filter(|how| *how < How::Words);
        let form = self.forms.contains(&wanted).then_some(How::Whole);
        spaced.chain(joined).chain(form).min()
    }

    fn score(&self, wanted: &str, slips: &mut Slips) -> Option<u16> {
        self.names.iter().filter_map(|name| slips.score(wanted, name)).max()
    }
}

pub(super) fn parties(workspace: &Workspace, context: &LineContext) -> Names<PartyId> {
    let seated: BTreeSet<PartyId> = workspace
        .negotiations
        .get(&context.negotiation)
        .into_iter()
        .flat_map(|one| one.seats.iter().map(|seat| seat.party))
        .collect();
    let codes = codes(workspace);
    let entry = |party: &crate::model::Party| {
        let handles = vec![party.short.clone(), party.name.clone(), tail(party.id.0)];
        let spellings = party.spellings.iter().map(|spelling| spelling.form.clone());
        let label = names::party(workspace, party.id);
        let entry = Entry::new(party.id, label, party.short.clone(), seated.contains(&party.id), handles, spellings);
        let codes = codes.get(&party.id).into_iter().flatten().map(|code| compared(code)).collect();
        Entry { codes, ..entry }
    };
    Names(workspace.parties.values().map(entry).collect())
}

pub(super) fn people(workspace: &Workspace, context: &LineContext) -> Names<PersonId> {
    let round = context.round.and_then(|round| workspace.rounds.get(&round));
    let present: BTreeSet<PersonId> =
        round.into_iter().flat_map(|round| round.attendance.iter().filter_map(|one| one.person)).collect();
    let entry = |person: &crate::model::Person| {
        let spellings: Vec<String> = person.spellings.iter().map(|spelling| spelling.form.clone()).collect();
        let when = round.map_or(crate::model::When::Day(context.today), |round| round.schedule.when.clone());
        let party = names::party_at(person, &when, context.zone).map(|party| names::party_short(workspace, party));
        let office = names::office_at(person, None, &when, context.zone).map(str::to_owned);
        let detail: Vec<String> = party.into_iter().chain(office).collect();
        // The surname alone is how people are called at the table.
        let surname = person.name.split_whitespace().last().unwrap_or_default().to_owned();
        let handles = vec![surname, person.name.clone(), tail(person.id.0)];
        Entry::new(
            person.id,
            names::person(workspace, person.id),
            join(detail, ", "),
            present.contains(&person.id),
            handles,
            spellings,
        )
    };
    Names(workspace.people.values().map(entry).collect())
}

pub(super) fn issues(workspace: &Workspace, context: &LineContext) -> Names<IssueId> {
    let agenda: Vec<IssueId> =
        context.round.and_then(|round| workspace.rounds.get(&round)).map(|round| round.agenda.clone()).unwrap_or_default();
    let entry = |issue: &crate::model::Issue| {
        let path = names::issue_path(workspace, issue.id);
        let handles = vec![issue.name.clone(), path.clone(), tail(issue.id.0)];
        Entry::new(issue.id, path, issue.state.said().to_owned(), agenda.contains(&issue.id), handles, [])
    };
    Names(workspace.issues_of(context.negotiation).into_iter().map(entry).collect())
}

pub(super) fn sources(workspace: &Workspace, context: &LineContext) -> Names<SourceId> {
    let entry = |source: &crate::model::Source| {
        let handles = vec![source.title.clone(), source.outlet.clone(), tail(source.id.0)];
        let detail = if source.title.trim().is_empty() { String::new() } else { source.outlet.clone() };
        Entry::new(source.id, names::source_title(source), detail, false, handles, [source.address.clone()])
    };
    Names(workspace.sources_of(context.negotiation).map(entry).collect())
}

/// The tags in use, those of this negotiation first.
pub(super) fn tags(workspace: &Workspace, context: &LineContext) -> Names<String> {
    let is_here = |tag: &str| {
        let mut statements = workspace.statements.with_word(StatementField::tags, tag);
        statements.any(|statement| statement.negotiation == context.negotiation)
    };
    let entry = |tag: Arc<str>| {
        let word = tag.to_string();
        Entry::new(word.clone(), word.clone(), String::new(), is_here(&tag), vec![word], [])
    };
    Names(tags::in_use(workspace).into_iter().map(entry).collect())
}

/// The kinds of the field, and the user's own that are in use in this negotiation.
pub(super) fn kinds(workspace: &Workspace, context: &LineContext) -> Names<StatementKind> {
    let is_here = |kind: &Arc<str>| {
        let mut statements = workspace.statements.with_word(StatementField::kind, kind);
        statements.any(|statement| statement.negotiation == context.negotiation)
    };
    let own = workspace.statements.words(StatementField::kind).into_iter().filter(is_here);
    let mut kinds = terms(own.map(|kind| StatementKind::other(kind.to_string())).collect());
    for entry in &mut kinds.0 {
        entry.forms = kinds::forms(&entry.id);
    }
    // Nobody looks for what says nothing before all others.
    kinds.0.sort_by_key(|entry| entry.id == StatementKind::Unstated);
    kinds
}

/// What note-takers write for some terms, by key.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("background", "bg"),
    ("deep_background", "dbg"),
    ("chatham_house", "chr"),
    ("declined_to_comment", "dtc"),
    ("unverified", "could not be verified"),
    ("unverified", "not verified"),
    ("unverified", "unconfirmed"),
    ("confirmed_by_party", "confirmed"),
];

/// The terms of a list and the user's own words for it.
pub(super) fn terms<V: Vocabulary>(own: Vec<V>) -> Names<V> {
    let all = V::KNOWN.iter().cloned().chain(own);
    Names(
        all.map(|term| {
            let handles = vec![term.key().replace('_', " "), term.key().to_owned()];
            let label = term.label().to_owned();
            let short = SHORT_FORMS.iter().filter(|(key, _)| *key == term.key()).map(|(_, short)| (*short).to_owned());
            let others: Vec<String> = short.chain([label.clone()]).collect();
            Entry::new(term.clone(), label, term.meaning().to_owned(), !term.is_other(), handles, others)
        })
        .collect(),
    )
}
