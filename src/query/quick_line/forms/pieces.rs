//! Parsing steps that several verbs share: dates, places, names, and the remaining text.

use super::super::head::no_party;
use super::super::lexicon::{self, Found, How, Names};
use super::super::scan::{Piece, PieceKind};
use super::super::signs::{read_as, which};
use super::super::unresolved::Unresolved;
use super::super::{Meaning, Reader, Role};
use super::lists::Item;
use super::parts::Form;
use super::{Attends, Named};
use crate::model::when::{self, Context, Reading};
use crate::model::{AttendanceRole, PartyId, Round, When, Who};
use std::ops::Range;

/// A date, or a place before a colon, is of no more words than this.
const MOST_WORDS: usize = 9;

impl Reader<'_> {
    pub(super) fn round(&self) -> Option<&Round> {
        self.workspace.rounds.get(&self.context.round?)
    }

    /// Against what an announced date is read: the day it was said, else as everything on this line.
    pub(super) fn announced_context(&self) -> Context {
        let said = self.draft.said_on.as_ref();
        let day = said.and_then(|said| said.latest_day(self.context.zone).or_else(|| said.earliest_day(self.context.zone)));
        Context::new(day.unwrap_or(self.day), self.context.clocks).ahead()
    }

    /// What stands behind a colon right after the verb; the colon is taken.
    pub(super) fn after_colon<'p>(&mut self, rest: &'p [Piece], end: usize) -> &'p [Piece] {
        match rest {
            [first, more @ ..] if first.kind == PieceKind::Colon && self.line[end..first.range.start].trim().is_empty() => {
                self.push_token(first.range.clone(), Role::Mark, Meaning::Plain);
                more
            }
            _ => rest,
        }
    }

    pub(super) fn certain_after_colon<'p>(&mut self, rest: &'p [Piece], form: &mut Form<'_>) -> &'p [Piece] {
        let more = self.after_colon(rest, form.end);
        form.certain |= more.len() < rest.len();
        more
    }

    /// The longest run of words from the beginning that is a date.
    pub(super) fn date_at_the_beginning(&self, rest: &[Piece], context: Context) -> Option<(usize, Reading)> {
        let run = self.run(rest);
        let read = |count: usize| when::parse(&self.line[rest[0].range.start..rest[count - 1].range.end], context);
        let is_word = |count: &usize| rest[count - 1].kind == PieceKind::Word;
        let found = (1..=run).rev().filter(is_word).find_map(|count| {
            let reading = read(count);
            (reading.is_whole() && !reading.when.is_unknown()).then_some((count, reading))
        });
        let (count, reading) = found?;
        // "At the" of "2 March at the Palace" belongs to what follows.
        let alike = |count: usize| (count, read(count));
        let shorter =
            (1..count).filter(is_word).map(alike).find(|(_, shorter)| shorter.is_whole() && shorter.when == reading.when);
        Some(shorter.unwrap_or((count, reading)))
    }

    /// Whether only space stands between pieces that follow each other: no sign.
    pub(super) fn are_together<'p>(&self, pieces: impl Iterator<Item = &'p Piece>) -> bool {
        let ranges: Vec<&Range<usize>> = pieces.map(|piece| &piece.range).collect();
        ranges.windows(2).all(|two| self.are_neighbours(two[0], two[1]))
    }

    /// What no token has taken between two bytes, without the space around it.
    pub(super) fn gaps(&self, from: usize, until: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<&Range<usize>> =
            self.tokens.iter().map(|token| &token.range).filter(|range| range.start >= from && range.end <= until).collect();
        ranges.sort_by_key(|range| range.start);
        let starts = std::iter::once(from).chain(ranges.iter().map(|range| range.end));
        let ends = ranges.iter().map(|range| range.start).chain(std::iter::once(until));
        let trimmed = |(start, end): (usize, usize)| {
            let part = self.line.get(start..end)?;
            let start = start + part.len() - part.trim_start().len();
            let part = part.trim();
            (!part.is_empty()).then_some(start..start + part.len())
        };
        starts.zip(ends).filter_map(trimmed).collect()
    }

    /// As many words and commas from the beginning as stand beside each other, and may be a date.
    pub(super) fn run(&self, rest: &[Piece]) -> usize {
        let fits = |piece: &Piece| matches!(piece.kind, PieceKind::Word | PieceKind::Comma);
        let more = rest.windows(2).take_while(|two| fits(&two[1]) && self.are_neighbours(&two[0].range, &two[1].range)).count();
        rest.first().filter(|first| fits(first)).map_or(0, |_| (more + 1).min(MOST_WORDS))
    }

    /// What the verb and the words behind it mean together: "next Friday", "next week".
    pub(super) fn date_with_the_verb(&self, rest: &[Piece], form: &Form<'_>, context: Context) -> Option<(usize, Reading)> {
        let verb = form.end - form.word.len();
        let first = rest.first().filter(|first| self.are_neighbours(&(verb..form.end), &first.range))?;
        let run = self.run(rest).min(MOST_WORDS);
        (1..=run).rev().filter(|count| rest[count - 1].kind == PieceKind::Word).find_map(|count| {
            let reading = when::parse(&self.line[verb..rest[count - 1].range.end], context);
            (first.range.start > verb && reading.is_whole() && !reading.when.is_unknown()).then_some((count, reading))
        })
    }

    pub(super) fn with_the_verb(&self, rest: &[Piece], form: &Form<'_>, context: Context) -> Option<When> {
        let word = self.line.get(form.end - form.word.len()..form.end)?;
        if !word.eq_ignore_ascii_case("next") {
            return None;
        }
        self.date_with_the_verb(rest, form, context).map(|(_, reading)| reading.when)
    }

    /// The date behind a sign, else the one that the words begin with.
    pub(super) fn date_of<'p>(&mut self, signed: Option<When>, rest: &'p [Piece], form: &mut Form<'_>) -> (When, &'p [Piece]) {
        if let Some(signed) = signed {
            return (signed, rest);
        }
        if let Some((count, reading)) = self.date_at_the_beginning(rest, self.date_context()) {
            let range = rest[0].range.start..rest[count - 1].range.end;
            if is_surely_a_date(&self.line[range.clone()], &reading) {
                self.push_token(range, Role::Date, read_as(&reading, false, ""));
                form.certain = true;
                return (reading.when, &rest[count..]);
            }
        }
        // "32 Jan" was meant for one.
        if let [first, second, ..] = rest {
            let number = self.line[first.range.clone()].chars().all(char::is_numeric);
            let month = when::parse(&self.line[second.range.clone()], self.date_context());
            if number
                && self.are_neighbours(&first.range, &second.range)
                && month.is_whole()
                && matches!(month.when, When::Month { .. })
            {
                let range = first.range.start..second.range.end;
                let words = self.line[range.clone()].to_owned();
                self.push_token(range, Role::Date, Meaning::NotUnderstood(format!("“{words}” is not a date")));
                return (When::Unknown, &rest[2..]);
            }
        }
        (When::Unknown, rest)
    }

    /// "in Abu Dhabi", up to a piece.
    pub(super) fn place(&self, rest: &[Piece], until: usize) -> Option<(Range<usize>, String)> {
        let [first, more @ ..] = &rest[..until] else { return None };
        let word = self.line[first.range.clone()].to_lowercase();
        if !matches!(word.as_str(), "in" | "at" | "near") || more.is_empty() || more.len() > MOST_WORDS {
            return None;
        }
        let run = 1 + more.windows(2).take_while(|two| self.are_neighbours(&two[0].range, &two[1].range)).count();
        let fits = self.are_neighbours(&first.range, &more[0].range) && run == more.len();
        let words = more.iter().all(|piece| matches!(piece.kind, PieceKind::Word | PieceKind::Comma));
        let last = more.last().filter(|_| fits && words)?;
        let from = if word == "near" { first.range.start } else { more[0].range.start };
        Some((first.range.start..last.range.end, self.line[from..last.range.end].to_owned()))
    }

    /// Points out what nothing has taken. The answer is whether there was any.
    pub(super) fn leave_unread(&mut self, rest: &[Piece], role: Role, reason: impl Fn(&str) -> String) -> bool {
        let ranges: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        let is_free =
            |piece: &&Piece| ranges.iter().all(|range| piece.range.end <= range.start || range.end <= piece.range.start);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for piece in rest.iter().filter(is_free) {
            match runs.last_mut() {
                Some(last) if self.are_neighbours(last, &piece.range) => last.end = piece.range.end,
                _ => runs.push(piece.range.clone()),
            }
        }
        for run in &runs {
            let words = self.line[run.clone()].to_owned();
            self.push_token(run.clone(), role, Meaning::NotUnderstood(reason(&words)));
        }
        !runs.is_empty()
    }

    /// Whether only one source has a place: the others are pointed out.
    pub(super) fn one_source(&mut self) {
        let count = self.draft.sources.len() + self.draft.new_sources.len();
        if count < 2 || self.draft.sources_before {
            self.draft.sources.truncate(1);
            return;
        }
        let of = |meaning: &Meaning| matches!(meaning, Meaning::Known(_) | Meaning::New(_));
        for token in self.tokens.iter_mut().filter(|token| token.role == Role::Source && of(&token.meaning)).skip(1) {
            token.meaning = Meaning::NotUnderstood("There is a source already; this has one".to_owned());
        }
        // The first on the line stays.
        let first = self.tokens.iter().find(|token| token.role == Role::Source && of(&token.meaning));
        if first.is_some_and(|token| matches!(token.meaning, Meaning::New(_))) {
            self.draft.sources.clear();
            self.draft.new_sources.truncate(1);
        } else {
            self.draft.sources.truncate(1);
            self.draft.new_sources.clear();
        }
    }

    /// "blamed on ru", "denied by ru" at the end of the words.
    pub(super) fn named_at_the_end(&mut self, rest: &[Piece], words: &[&str; 2]) -> Vec<Who> {
        let ranges: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        let free: Vec<&Piece> = rest
            .iter()
            .filter(|piece| ranges.iter().all(|range| piece.range.end <= range.start || range.end <= piece.range.start))
            .collect();
        let is = |piece: &Piece, word: &str| self.line[piece.range.clone()].eq_ignore_ascii_case(word);
        let begins = (0..free.len().saturating_sub(2)).rev().find(|at| is(free[*at], words[0]) && is(free[at + 1], words[1]));
        let Some(at) = begins else { return Vec::new() };
        if !self.are_together(free[at..].iter().copied()) {
            return Vec::new();
        }
        let (from, end) = (free[at + 2].range.start, free[free.len() - 1].range.end);
        let names: Vec<&str> = self.line[from..end].split(',').collect();
        let found: Option<Vec<Who>> =
            names.iter().map(|name| self.somebody_called(name.trim()).ok().map(|(who, _)| who)).collect();
        let Some(found) = found else { return Vec::new() };
        // The comma before it joins it to the text.
        let comma = at.checked_sub(1).map(|before| free[before]).filter(|piece| piece.kind == PieceKind::Comma);
        let comma = comma.filter(|comma| self.are_neighbours(&comma.range, &free[at].range));
        let start = comma.map_or(free[at].range.start, |piece| piece.range.start);
        let labels = names.iter().filter_map(|name| self.somebody_called(name.trim()).ok().map(|(_, label)| label));
        let meaning = format!("{} {}", words.join(" "), labels.collect::<Vec<_>>().join(", "));
        self.push_token(start..end, Role::Party, Meaning::Known(meaning));
        found
    }

    /// By when it is due: the range of "by 5 Feb" at the end of the words, and how it is read if it is a date. What was hardly meant
    /// for one, as in "by email", is neither.
    pub(super) fn due(&self, rest: &[Piece]) -> (Option<Range<usize>>, Option<Reading>) {
        let ranges: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        let free: Vec<&Piece> = rest
            .iter()
            .filter(|piece| ranges.iter().all(|range| piece.range.end <= range.start || range.end <= piece.range.start))
            .collect();
        let is_by = |piece: &Piece| {
            let word = self.line[piece.range.clone()].to_lowercase();
            matches!(word.as_str(), "by" | "until" | "till" | "due" | "before")
        };
        let Some(at) = (0..free.len().saturating_sub(1)).rev().find(|at| is_by(free[*at])) else { return (None, None) };
        if !self.are_together(free[at..].iter().copied()) {
            return (None, None);
        }
        let (begin, end) = (free[at].range.start, free[free.len() - 1].range.end);
        let word = self.line[free[at].range.clone()].to_lowercase();
        // "due by 5 Feb".
        let begin =
            at.checked_sub(1).map(|before| free[before]).filter(|piece| is_by(piece)).map_or(begin, |piece| piece.range.start);
        let words = &self.line[free[at + 1].range.start..end];
        let reading = when::parse(words, self.date_context());
        if reading.is_whole() && !reading.when.is_unknown() {
            // "Before 5 Feb" is another day than 5 Feb.
            let whole =
                if word == "before" { when::parse(&self.line[free[at].range.start..end], self.date_context()) } else { reading };
            return (Some(begin..end), Some(whole).filter(Reading::is_whole));
        }
        let meant = free[at + 1..].len() <= 3
            && free[at + 1..].iter().any(|piece| {
                let alone = when::parse(&self.line[piece.range.clone()], self.date_context());
                self.line[piece.range.clone()].chars().all(char::is_numeric) || alone.is_whole() && !alone.when.is_unknown()
            });
        (meant.then_some(begin..end), None)
    }

    /// A party or a person by name; a party before a person.
    pub(super) fn somebody_called(&self, name: &str) -> Result<(Who, String), Unresolved> {
        let parties = lexicon::parties(self.workspace, self.context);
        let of_parties = parties.find(name, How::Whole);
        if let Found::One(party) = of_parties {
            return Ok((Who::Party(party.id), party.label.clone()));
        }
        match self.people().find(name, How::Words) {
            Found::One(person) => return Ok((Who::Person(person.id), person.label.clone())),
            Found::Several(several) => return Err(Unresolved::ambiguous(name, &several)),
            Found::Nothing => {}
        }
        match parties.find(name, How::Words) {
            Found::One(party) => Ok((Who::Party(party.id), party.label.clone())),
            Found::Several(several) => Err(Unresolved::ambiguous(name, &several)),
            Found::Nothing => Err(Unresolved::Nobody(name.to_owned())),
        }
    }

    /// The party over a list of people, or whose account it is.
    pub(super) fn party_of_list(&mut self, item: &Item) -> Option<Named<PartyId>> {
        let lexicon = super::super::head::Lexicon::new(self.workspace, self.context);
        let weakest = if item.new || item.quoted { How::Exact } else { How::Words };
        let (party, meaning) = match lexicon.parties.find(&item.name, weakest) {
            Found::One(party) => (Some(Named::Known(party.id)), Meaning::Known(party.label.clone())),
            Found::Several(several) => (None, Meaning::NotUnderstood(which(&item.name, &several))),
            Found::Nothing if item.new && !item.name.is_empty() => {
                (Some(Named::New(item.name.clone())), Meaning::New(format!("new party “{}”", item.name)))
            }
            Found::Nothing => (None, Meaning::NotUnderstood(no_party(&item.name, &lexicon))),
        };
        self.push_token(item.range.clone(), Role::Party, meaning);
        party
    }

    /// Somebody at the table, of the party over the list if there is one; none if they are at the table already. The second is whether
    /// they are known.
    pub(super) fn somebody(&mut self, item: &Item, group: Option<&Option<Named<PartyId>>>) -> (Option<Attends>, bool) {
        let mut one = Attends { party: group.cloned().flatten(), ..Attends::default() };
        let roles: Names<AttendanceRole> = lexicon::terms(Vec::new());
        match roles.find(&item.bracketed, How::Begins) {
            Found::One(role) if !item.bracketed.is_empty() => one.role = Some(role.id.clone()),
            _ => one.office.clone_from(&item.bracketed),
        }
        let there = self.round().map(|round| round.attendance.clone()).unwrap_or_default();
        let parties = lexicon::parties(self.workspace, self.context);
        if group.is_none() {
            let weakest = if item.quoted || item.new { How::Exact } else { How::Whole };
            let known = match parties.find(&item.name, weakest) {
                Found::One(party) => Some((party.id, party.label.clone())),
                _ => None,
            };
            if let Some((party, label)) = known {
                let is_there = there.iter().any(|at| at.party == Some(party) && at.person.is_none() && at.described.is_empty());
                let meaning = if is_there { format!("{label}, at the table already") } else { label };
                self.push_token(item.range.clone(), Role::Party, Meaning::Known(meaning));
                one.party = Some(Named::Known(party));
                return ((!is_there).then_some(one), true);
            }
        }
        let weakest = if item.quoted || item.new { How::Exact } else { How::Fuzzy };
        let (meaning, is_known) = match self.people().find(&item.name, weakest) {
            Found::One(person) => {
                let (id, label) = (person.id, person.label.clone());
                let is_there = there.iter().any(|at| at.person == Some(id));
                let meaning = if is_there { format!("{label}, at the table already") } else { label };
                one.person = Some(Named::Known(id));
                self.push_token(item.range.clone(), Role::Person, Meaning::Known(meaning));
                return ((!is_there).then_some(one), true);
            }
            Found::Several(several) => (Meaning::NotUnderstood(which(&item.name, &several)), false),
            // A plus alone names a party, below one a person.
            Found::Nothing if item.new && group.is_none() => {
                one.party = Some(Named::New(item.name.clone()));
                self.push_token(item.range.clone(), Role::Party, Meaning::New(format!("new party “{}”", item.name)));
                return (Some(one), true);
            }
            Found::Nothing if item.new => {
                one.person = Some(Named::New(item.name.clone()));
                self.push_token(item.range.clone(), Role::Person, Meaning::New(format!("new person “{}”", item.name)));
                return (Some(one), true);
            }
            Found::Nothing if item.quoted => {
                one.described.clone_from(&item.name);
                self.push_token(item.range.clone(), Role::Person, Meaning::Known(format!("described as “{}”", item.name)));
                return (Some(one), true);
            }
            Found::Nothing => {
                let what = if group.is_none() { "party, or behind “ua:” the person" } else { "person" };
                let reason = format!(
                    "Nobody is called “{}”; a plus before the name makes the {what}, quotation marks make it a description",
                    item.name
                );
                (Meaning::NotUnderstood(reason), false)
            }
        };
        // Kept, it stands for somebody who is not named.
        self.line[item.range.clone()].clone_into(&mut one.described);
        (one.role, one.office) = (None, String::new());
        self.push_token(item.range.clone(), Role::Person, meaning);
        (Some(one), is_known)
    }

    /// What was not understood, of what a form does not keep itself.
    pub(super) fn unread(&self, is_left: impl Fn(&str) -> bool) -> String {
        let not = self.tokens.iter().filter(|token| matches!(token.meaning, Meaning::NotUnderstood(_)));
        let words: Vec<&str> = not.map(|token| &self.line[token.range.clone()]).filter(|words| is_left(words)).collect();
        words.join(" ")
    }

    /// What no token has taken, and what was not understood; quotation marks around all of it stay.
    pub(super) fn left_text(&mut self) -> String {
        self.text();
        let text = self.draft.text.clone();
        if std::mem::take(&mut self.draft.verbatim) { format!("“{text}”") } else { text }
    }

    pub(super) fn need(&self, text: &str, missing: &'static str, form: &mut Form<'_>) {
        if text.is_empty() {
            form.missing.push(missing);
        }
    }
}

/// Whether words at the beginning of a sentence are a date and not only look like one: "May be", "3 killed".
pub(super) fn is_surely_a_date(words: &str, reading: &Reading) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let digits = words.chars().any(char::is_numeric);
    let marks = words.contains(['-', '/', '.', '年', '月']);
    let exact = reading.hour_without_zone.is_some() || matches!(reading.when, When::Day(_) | When::Span { .. } | When::At { .. });
    digits && (letters > 2 || marks && exact) || exact && letters > 3
}
