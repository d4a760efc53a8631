//! What stands behind each verb. What a form does not take stays in its text.

use super::super::head::{left_over_issue, no_party};
use super::super::lexicon::{self, Found, How, Names};
use super::super::scan::{Piece, PieceKind};
use super::super::signs::which;
use super::super::{IssueName, Reader, Role, Taken};
use super::lists::{Ends, Item};
use super::{Attends, Entry, Named, Verb};
use crate::model::when::{self, Context, Reading};
use crate::model::{AttendanceRole, OutcomeKind, PartyId, Presence, Round, Verification, When, Who};
use crate::query::rounds::{self, Standing};
use std::ops::Range;

/// A date, or a place before a colon, is of no more words than this.
const MOST_WORDS: usize = 9;

/// What is known of the line beside what its reader has taken.
pub(super) struct Form<'w> {
    pub verb: Verb,
    /// The verb as it was typed.
    pub word: &'w str,
    /// Where it ends.
    pub end: usize,
    /// Something behind the verb shows that it is one.
    pub certain: bool,
    /// What is missing, in words.
    pub missing: Vec<&'static str>,
}

impl Reader<'_> {
    pub(super) fn announcement(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let context = self.announced_context();
        let mut rest = self.after_colon(rest, form.end);
        if let [first, ..] = rest
            && self.line[first.range.clone()].eq_ignore_ascii_case("round")
        {
            self.take(first.range.clone(), Role::Mark, Taken::Plain);
            rest = &rest[1..];
        }
        let (mut when, mut venue, mut wording) = (When::Unknown, String::new(), String::new());
        if let Some(piece) = rest.iter().find(|piece| matches!(piece.kind, PieceKind::Quoted(_)))
            && let PieceKind::Quoted(inner) = &piece.kind
        {
            let reading = when::parse(inner, context);
            self.take(piece.range.clone(), Role::Date, Taken::As(format!("“{inner}”, {}", reading.when.words())));
            (when, wording) = (reading.when, inner.clone());
            if rest.first() == Some(piece) {
                rest = &rest[1..];
            }
        } else if let Some((count, reading)) = self.date_at_the_beginning(rest, context) {
            let range = rest[0].range.start..rest[count - 1].range.end;
            let taken = match self.with_the_verb(rest, form, context) {
                Some(other) if other != reading.when => Taken::Not(format!(
                    "“{}” could be {} or {}; write the day",
                    &self.line[form.end - form.word.len()..range.end],
                    reading.when.words(),
                    other.words()
                )),
                _ => {
                    when = reading.when.clone();
                    Taken::As(read_as(&reading))
                }
            };
            self.take(range, Role::Date, taken);
            rest = &rest[count..];
        } else if let Some((count, reading)) = self.date_with_the_verb(rest, form, context) {
            when = reading.when.clone();
            self.take(rest[0].range.start..rest[count - 1].range.end, Role::Date, Taken::As(read_as(&reading)));
            rest = &rest[count..];
        }
        if let Some((range, place)) = self.place(rest, rest.len()) {
            self.take(range, Role::Place, Taken::As(place.clone()));
            venue = place;
        }
        let reason = |words: &str| match when {
            When::Unknown => format!("“{words}” is not a date; put the words in quotation marks to keep them"),
            _ => format!("“{words}” is no part of an announced date"),
        };
        let unread = self.leave_unread(rest, Role::Date, reason);
        form.certain = !unread && !when.is_unknown();
        if when.is_unknown() && wording.is_empty() && !unread {
            form.missing.push("Which date was announced: “next 1 Feb”, or the words in quotation marks");
        }
        self.one_source();
        let left = self.left_text();
        let wording = [wording, left].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
        let context = self.context;
        let round = rounds::announced_at(self.workspace, context.negotiation, context.round, context.now, context.zone);
        Entry::Announcement { round: round.map(|round| round.id), when, venue, wording }
    }

    pub(super) fn incident(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let said = self.draft.said_on.take();
        let rest = self.certain_after_colon(rest, form);
        let (when, rest) = self.date_of(said, rest, form);
        let mut place = String::new();
        if let Some(colon) = rest.iter().position(|piece| piece.kind == PieceKind::Colon) {
            let found = self.place(rest, colon).filter(|(range, _)| range.end <= rest[colon].range.start);
            if let Some((range, words)) = found.filter(|_| rest[..colon].iter().all(|piece| piece.kind == PieceKind::Word)) {
                self.take(range, Role::Place, Taken::As(words.clone()));
                self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
                form.certain = true;
                place = words;
            } else if colon == 0 {
                self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
                form.certain = true;
            }
        }
        let denied_by = self.named_at_the_end(rest, &["denied", "by"]);
        let blamed_on = self.named_at_the_end(rest, &["blamed", "on"]);
        let denied_by = if denied_by.is_empty() { self.named_at_the_end(rest, &["denied", "by"]) } else { denied_by };
        let mut verification_note = String::new();
        if let Some(Verification::Other(words)) = &self.draft.verification
            && says_unverified(words)
        {
            verification_note.clone_from(words);
            self.draft.verification = Some(Verification::Unverified);
            if let Some(token) = self.tokens.iter_mut().find(|token| token.role == Role::Verification) {
                token.taken = Taken::As(format!("Unverified: {verification_note}"));
            }
        }
        let what = self.left_text();
        self.need(&what, "What happened: type it behind the verb", form);
        Entry::Incident { when, place, what, blamed_on, denied_by, verification_note }
    }

    pub(super) fn attendance(&mut self, form: &mut Form<'_>) -> Entry {
        let mut group: Option<Option<Named<PartyId>>> = None;
        let mut who: Vec<Attends> = Vec::new();
        let items = self.items(form.end, self.line.len());
        // A colon behind the verb is only a mark.
        let mut known = !items.is_empty();
        for item in &items {
            if item.ends == Ends::Colon {
                let party = self.party_of_list(item);
                known &= party.is_some();
                group = Some(party);
            } else {
                let (attends, is_known) = self.somebody(item, group.as_ref());
                known &= is_known;
                who.extend(attends.filter(|one| !who.contains(one)));
                if item.ends == Ends::Semicolon {
                    group = None;
                }
            }
        }
        form.certain = known;
        let described: Vec<String> = who.iter().map(|one| one.described.clone()).filter(|words| !words.is_empty()).collect();
        let unread = self.unread(|token| !described.iter().any(|words| words == token));
        let has_any = !who.is_empty() || self.tokens.iter().any(|token| matches!(token.role, Role::Party | Role::Person));
        if !has_any {
            form.missing.push("Who: “attends ua: Umerov, Budanov”, or parties alone");
        } else if who.is_empty() && unread.is_empty() {
            form.missing.push("All of these are at the table already");
        }
        let took_place = self.round().is_some_and(|round| {
            !matches!(rounds::standing(round, self.context.now, self.context.zone), Standing::Ahead | Standing::Undated)
        });
        let presence = match form.verb {
            Verb::Absence => Presence::Absent,
            Verb::Invitation => Presence::Invited,
            Verb::Withdrawal => Presence::Withdrew,
            _ if took_place => Presence::Attended,
            _ => Presence::Accepted,
        };
        self.left_text();
        Entry::Attendance { presence, who, unread }
    }

    pub(super) fn outcome(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let rest = self.certain_after_colon(rest, form);
        let terms: Names<OutcomeKind> = lexicon::terms(Vec::new());
        let colon = rest.iter().position(|piece| piece.kind == PieceKind::Colon);
        let mut kind = None;
        let head = &rest[..colon.unwrap_or(rest.len())];
        let plain = head.iter().all(|piece| piece.kind == PieceKind::Word) && self.are_together(head.iter());
        if let ([first, ..], [.., last], true) = (head, head, plain && head.len() <= 4) {
            let range = first.range.start..last.range.end;
            let words = self.line[range.clone()].to_owned();
            let weakest = if colon.is_some() { How::Fuzzy } else { How::Whole };
            let found = match terms.find(&words, weakest) {
                Found::One(term) => Some(Ok((term.id.clone(), term.label.clone()))),
                Found::Several(several) if colon.is_some() => Some(Err(which(&words, &several))),
                _ if colon.is_some() => Some(Err(format!(
                    "“{words}” is no outcome; there are {}, …. A colon behind “{}” makes it text",
                    terms.0.iter().take(4).map(|term| term.label.as_str()).collect::<Vec<_>>().join(", "),
                    form.word
                ))),
                _ => None,
            };
            let before = self.round().and_then(|round| round.outcome.kind.clone());
            let taken = match found {
                Some(Ok((found, label))) => match before {
                    Some(before) if before != found => {
                        Some(Taken::Not(format!("The outcome is recorded already: {}", crate::model::Vocabulary::label(&before))))
                    }
                    _ => {
                        kind = Some(found);
                        Some(Taken::As(label))
                    }
                },
                Some(Err(reason)) => Some(Taken::Not(reason)),
                None => None,
            };
            if let Some(taken) = taken {
                let known = matches!(taken, Taken::As(_));
                form.certain |= known;
                self.take(range, Role::Kind, taken);
                if let Some(colon) = colon.filter(|_| known) {
                    self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
                }
            }
        }
        let text = self.left_text();
        if kind.is_none() && text.is_empty() {
            form.missing.push("What came out: its kind, or the words behind a colon");
        }
        Entry::Outcome { kind, text }
    }

    pub(super) fn agenda(&mut self, form: &mut Form<'_>) -> Entry {
        let on_it = self.round().map(|round| round.agenda.clone()).unwrap_or_default();
        let known = lexicon::issues(self.workspace, self.context);
        let items = self.items(form.end, self.line.len());
        let mut issues: Vec<IssueName> = Vec::new();
        form.certain = !items.is_empty();
        for item in &items {
            let weakest = if item.quoted || item.new { How::Exact } else { How::Fuzzy };
            let fresh = || IssueName::New(item.name.clone());
            let (issue, taken) = match known.find(&item.name, weakest) {
                Found::One(found) if on_it.contains(&found.id) => {
                    (None, Taken::As(format!("{}, on the agenda already", found.label)))
                }
                Found::One(found) => (Some(IssueName::Known(found.id)), Taken::As(found.label.clone())),
                Found::Several(several) if !item.quoted => (None, Taken::Not(which(&item.name, &several))),
                _ if item.quoted || item.new => (Some(fresh()), Taken::New(format!("new issue “{}”", item.name))),
                _ => {
                    let (label, question) = left_over_issue(&item.name);
                    (Some(fresh()), Taken::Asked(label, question))
                }
            };
            form.certain &= matches!(taken, Taken::As(_));
            issues.extend(issue.filter(|issue| !issues.contains(issue)));
            self.take(item.range.clone(), Role::Issue, taken);
        }
        let unread = self.unread(|_| true);
        if items.is_empty() {
            form.missing.push("Which issues: “agenda monitoring, ceasefire”");
        } else if issues.is_empty() && unread.is_empty() {
            form.missing.push("All of these are on the agenda already");
        }
        self.left_text();
        Entry::Agenda { issues, unread }
    }

    pub(super) fn follow_up(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let signed = self.draft.said_on.take();
        let rest = self.certain_after_colon(rest, form);
        let mut owners: Vec<Who> = self.draft.speaker.take().into_iter().collect();
        if let Some(colon) = rest.iter().position(|piece| piece.kind == PieceKind::Colon)
            && let Some(first) = rest.first().filter(|_| colon > 0)
        {
            let head = first.range.start..rest[colon].range.start;
            let names: Vec<&str> = self.line[head.clone()].split([',', '，', '、']).map(str::trim).collect();
            let short = names.iter().all(|name| name.split_whitespace().count() <= 3);
            let any = names.iter().any(|name| self.somebody_called(name).is_ok());
            if short && (any || rest[..colon].len() <= 2) {
                for item in self.items(head.start, head.end) {
                    let taken = match self.somebody_called(&item.name) {
                        Ok((owner, label)) => {
                            if !owners.contains(&owner) {
                                owners.push(owner);
                            }
                            Taken::As(label)
                        }
                        Err(reason) => Taken::Not(reason),
                    };
                    self.take(item.range.clone(), Role::Party, taken);
                }
                self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
                form.certain = any;
            }
        }
        let (range, found) = self.due(rest);
        let due = match (signed, range, found) {
            (Some(signed), ..) => signed,
            (None, Some(range), Some(reading)) => {
                self.take(range, Role::Date, Taken::As(format!("due {}", read_as(&reading))));
                form.certain = true;
                reading.when
            }
            (None, Some(range), None) => {
                let words = self.line[range.clone()].to_owned();
                self.take(range, Role::Date, Taken::Not(format!("“{words}” is not a date")));
                When::Unknown
            }
            _ => When::Unknown,
        };
        let what = self.left_text();
        self.need(&what, "What is to be done: “todo ua: send list by 5 Feb”", form);
        Entry::FollowUp { what, owners, due }
    }

    pub(super) fn account(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let mut party = None;
        let colon = rest.iter().position(|piece| piece.kind == PieceKind::Colon);
        if let Some(colon) = colon
            && let Some(first) = rest.first().filter(|_| colon > 0)
        {
            let head = first.range.start..rest[colon].range.start;
            for item in self.items(head.start, head.end).into_iter().take(1) {
                party = self.party_of_list(&item);
            }
            self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
        } else if let Some(colon) = colon {
            self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
        }
        form.certain = party.is_some();
        if let Some(Who::Party(said)) = self.draft.speaker {
            // A party gives its own account.
            party = party.or(Some(Named::Known(said)));
            self.draft.speaker = None;
        }
        let has_speaker = self.draft.speaker.is_some() || self.draft.new_speaker.is_some();
        let asked = self.tokens.iter().any(|token| token.role == Role::Party && matches!(token.taken, Taken::Not(_)));
        if party.is_none() && (asked || !has_speaker) {
            form.missing.push("Whose account: begin with “account ua:”");
        }
        self.one_source();
        let text = self.left_text();
        self.need(&text, "What it says: type it after the colon", form);
        Entry::Account { party, text }
    }

    pub(super) fn sitting(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let said = self.draft.said_on.take();
        let rest = self.certain_after_colon(rest, form);
        let (when, rest) = self.date_of(said, rest, form);
        let colon = rest.iter().position(|piece| piece.kind == PieceKind::Colon);
        let head = &rest[..colon.unwrap_or(rest.len())];
        let mut title = String::new();
        if let ([first, ..], [.., last]) = (head, head) {
            let range = first.range.start..last.range.end;
            title = self.line[range.clone()].trim().to_owned();
            // A title that a sign stands in the middle of goes on behind it.
            if head.windows(2).all(|two| self.are_neighbours(&two[0].range, &two[1].range)) {
                self.take(range, Role::Text, Taken::As(format!("titled “{title}”")));
            } else {
                title.clear();
            }
        }
        if let Some(colon) = colon {
            self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
            form.certain = true;
        }
        let note = self.left_text();
        if title.is_empty() && note.is_empty() && when.is_unknown() {
            form.missing.push("Which sitting: its day, or what it is called");
        }
        Entry::Sitting { title, when, note }
    }

    pub(super) fn discrepancy(&mut self, rest: &[Piece], form: &mut Form<'_>) -> Entry {
        let mut rest = rest;
        let mut about = String::new();
        if let Some(colon) = rest.iter().position(|piece| piece.kind == PieceKind::Colon) {
            let parts = self.gaps(rest[0].range.start, rest[colon].range.start);
            about = parts.iter().map(|part| &self.line[part.clone()]).collect::<Vec<_>>().join(" ");
            for part in parts {
                self.take(part, Role::Text, Taken::As(format!("about {about}")));
            }
            self.take(rest[colon].range.clone(), Role::Mark, Taken::Plain);
            rest = &rest[colon + 1..];
        }
        const AGAINST: [&str; 4] = ["vs", "vs.", "versus", "|"];
        let is_against = |piece: &&Piece| AGAINST.contains(&self.line[piece.range.clone()].to_lowercase().as_str());
        let against: Vec<Range<usize>> = rest.iter().filter(is_against).map(|piece| piece.range.clone()).collect();
        let side = |from: usize, to: usize| {
            let of = rest.iter().filter(|piece| piece.range.start >= from && piece.range.end <= to);
            let words: Vec<&str> = of.map(|piece| &self.line[piece.range.clone()]).collect();
            words.join(" ").replace(" ,", ",")
        };
        let (mut held, mut other) = (String::new(), String::new());
        if let [one] = against.as_slice() {
            held = side(0, one.start);
            other = side(one.end, self.line.len());
        }
        let unread = self.unread(|_| true);
        if about.is_empty() {
            form.missing.push("Which fact: “discrepancy start date: 23 January vs 24 January”");
        } else if held.is_empty() || other.is_empty() {
            form.missing.push("Both sides, with one “vs” between them: “23 January vs 24 January”");
        }
        form.certain = form.missing.is_empty();
        self.one_source();
        self.left_text();
        let other = [other, unread].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
        Entry::Discrepancy { about, held, other }
    }

    // What several of them do.

    fn round(&self) -> Option<&Round> {
        self.workspace.rounds.get(&self.context.round?)
    }

    /// Against what an announced date is read: the day it was said, else as everything on this line.
    fn announced_context(&self) -> Context {
        let said = self.draft.said_on.as_ref();
        let day = said.and_then(|said| said.latest_day(self.context.zone).or_else(|| said.earliest_day(self.context.zone)));
        Context::new(day.unwrap_or(self.day), self.context.zone).ahead()
    }

    /// What stands behind a colon right after the verb; the colon is taken.
    fn after_colon<'p>(&mut self, rest: &'p [Piece], end: usize) -> &'p [Piece] {
        match rest {
            [first, more @ ..] if first.kind == PieceKind::Colon && self.line[end..first.range.start].trim().is_empty() => {
                self.take(first.range.clone(), Role::Mark, Taken::Plain);
                more
            }
            _ => rest,
        }
    }

    fn certain_after_colon<'p>(&mut self, rest: &'p [Piece], form: &mut Form<'_>) -> &'p [Piece] {
        let more = self.after_colon(rest, form.end);
        form.certain |= more.len() < rest.len();
        more
    }

    /// The longest run of words from the beginning that is a date.
    fn date_at_the_beginning(&self, rest: &[Piece], context: Context) -> Option<(usize, Reading)> {
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
    fn are_together<'p>(&self, pieces: impl Iterator<Item = &'p Piece>) -> bool {
        let ranges: Vec<&Range<usize>> = pieces.map(|piece| &piece.range).collect();
        ranges.windows(2).all(|two| self.are_neighbours(two[0], two[1]))
    }

    /// What no token has taken between two bytes, without the space around it.
    fn gaps(&self, from: usize, until: usize) -> Vec<Range<usize>> {
        let mut taken: Vec<&Range<usize>> =
            self.tokens.iter().map(|token| &token.range).filter(|range| range.start >= from && range.end <= until).collect();
        taken.sort_by_key(|range| range.start);
        let starts = std::iter::once(from).chain(taken.iter().map(|range| range.end));
        let ends = taken.iter().map(|range| range.start).chain(std::iter::once(until));
        let trimmed = |(start, end): (usize, usize)| {
            let part = self.line.get(start..end)?;
            let start = start + part.len() - part.trim_start().len();
            let part = part.trim();
            (!part.is_empty()).then_some(start..start + part.len())
        };
        starts.zip(ends).filter_map(trimmed).collect()
    }

    /// As many words and commas from the beginning as stand beside each other, and may be a date.
    fn run(&self, rest: &[Piece]) -> usize {
        let fits = |piece: &Piece| matches!(piece.kind, PieceKind::Word | PieceKind::Comma);
        let more = rest.windows(2).take_while(|two| fits(&two[1]) && self.are_neighbours(&two[0].range, &two[1].range)).count();
        rest.first().filter(|first| fits(first)).map_or(0, |_| (more + 1).min(MOST_WORDS))
    }

    /// What the verb and the words behind it mean together: "next Friday", "next week".
    fn date_with_the_verb(&self, rest: &[Piece], form: &Form<'_>, context: Context) -> Option<(usize, Reading)> {
        let verb = form.end - form.word.len();
        let first = rest.first().filter(|first| self.are_neighbours(&(verb..form.end), &first.range))?;
        let run = self.run(rest).min(MOST_WORDS);
        (1..=run).rev().filter(|count| rest[count - 1].kind == PieceKind::Word).find_map(|count| {
            let reading = when::parse(&self.line[verb..rest[count - 1].range.end], context);
            (first.range.start > verb && reading.is_whole() && !reading.when.is_unknown()).then_some((count, reading))
        })
    }

    fn with_the_verb(&self, rest: &[Piece], form: &Form<'_>, context: Context) -> Option<When> {
        let word = self.line.get(form.end - form.word.len()..form.end)?;
        if !word.eq_ignore_ascii_case("next") {
            return None;
        }
        self.date_with_the_verb(rest, form, context).map(|(_, reading)| reading.when)
    }

    /// The date behind a sign, else the one that the words begin with.
    fn date_of<'p>(&mut self, signed: Option<When>, rest: &'p [Piece], form: &mut Form<'_>) -> (When, &'p [Piece]) {
        if let Some(signed) = signed {
            return (signed, rest);
        }
        if let Some((count, reading)) = self.date_at_the_beginning(rest, self.date_context()) {
            let range = rest[0].range.start..rest[count - 1].range.end;
            if is_surely_a_date(&self.line[range.clone()], &reading) {
                self.take(range, Role::Date, Taken::As(read_as(&reading)));
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
                self.take(range, Role::Date, Taken::Not(format!("“{words}” is not a date")));
                return (When::Unknown, &rest[2..]);
            }
        }
        (When::Unknown, rest)
    }

    /// "in Abu Dhabi", up to a piece.
    fn place(&self, rest: &[Piece], until: usize) -> Option<(Range<usize>, String)> {
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
    fn leave_unread(&mut self, rest: &[Piece], role: Role, reason: impl Fn(&str) -> String) -> bool {
        let taken: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        let is_free = |piece: &&Piece| taken.iter().all(|range| piece.range.end <= range.start || range.end <= piece.range.start);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for piece in rest.iter().filter(is_free) {
            match runs.last_mut() {
                Some(last) if self.are_neighbours(last, &piece.range) => last.end = piece.range.end,
                _ => runs.push(piece.range.clone()),
            }
        }
        for run in &runs {
            let words = self.line[run.clone()].to_owned();
            self.take(run.clone(), role, Taken::Not(reason(&words)));
        }
        !runs.is_empty()
    }

    /// Whether only one source has a place: the others are pointed out.
    fn one_source(&mut self) {
        let count = self.draft.sources.len() + self.draft.new_sources.len();
        if count < 2 || self.draft.sources_before {
            self.draft.sources.truncate(1);
            return;
        }
        let of = |taken: &Taken| matches!(taken, Taken::As(_) | Taken::New(_));
        for token in self.tokens.iter_mut().filter(|token| token.role == Role::Source && of(&token.taken)).skip(1) {
            token.taken = Taken::Not("There is a source already; this has one".to_owned());
        }
        // The first on the line stays.
        let first = self.tokens.iter().find(|token| token.role == Role::Source && of(&token.taken));
        if first.is_some_and(|token| matches!(token.taken, Taken::New(_))) {
            self.draft.sources.clear();
            self.draft.new_sources.truncate(1);
        } else {
            self.draft.sources.truncate(1);
            self.draft.new_sources.clear();
        }
    }

    /// "blamed on ru", "denied by ru" at the end of the words.
    fn named_at_the_end(&mut self, rest: &[Piece], words: &[&str; 2]) -> Vec<Who> {
        let taken: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        let free: Vec<&Piece> = rest
            .iter()
            .filter(|piece| taken.iter().all(|range| piece.range.end <= range.start || range.end <= piece.range.start))
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
        let taken = format!("{} {}", words.join(" "), labels.collect::<Vec<_>>().join(", "));
        self.take(start..end, Role::Party, Taken::As(taken));
        found
    }

    /// By when it is due: the range of "by 5 Feb" at the end of the words, and how it is read if it is a date. What was hardly meant
    /// for one, as in "by email", is neither.
    fn due(&self, rest: &[Piece]) -> (Option<Range<usize>>, Option<Reading>) {
        let taken: Vec<Range<usize>> = self.tokens.iter().map(|token| token.range.clone()).collect();
        let free: Vec<&Piece> = rest
            .iter()
            .filter(|piece| taken.iter().all(|range| piece.range.end <= range.start || range.end <= piece.range.start))
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
    fn somebody_called(&self, name: &str) -> Result<(Who, String), String> {
        let parties = lexicon::parties(self.workspace, self.context);
        let of_parties = parties.find(name, How::Whole);
        if let Found::One(party) = of_parties {
            return Ok((Who::Party(party.id), party.label.clone()));
        }
        match self.people().find(name, How::Words) {
            Found::One(person) => return Ok((Who::Person(person.id), person.label.clone())),
            Found::Several(several) => return Err(which(name, &several)),
            Found::Nothing => {}
        }
        match parties.find(name, How::Words) {
            Found::One(party) => Ok((Who::Party(party.id), party.label.clone())),
            Found::Several(several) => Err(which(name, &several)),
            Found::Nothing => Err(format!("Nobody is called “{name}”")),
        }
    }

    /// The party over a list of people, or whose account it is.
    fn party_of_list(&mut self, item: &Item) -> Option<Named<PartyId>> {
        let lexicon = super::super::head::Lexicon::new(self.workspace, self.context);
        let weakest = if item.new || item.quoted { How::Exact } else { How::Words };
        let (party, taken) = match lexicon.parties.find(&item.name, weakest) {
            Found::One(party) => (Some(Named::Known(party.id)), Taken::As(party.label.clone())),
            Found::Several(several) => (None, Taken::Not(which(&item.name, &several))),
            Found::Nothing if item.new && !item.name.is_empty() => {
                (Some(Named::New(item.name.clone())), Taken::New(format!("new party “{}”", item.name)))
            }
            Found::Nothing => (None, Taken::Not(no_party(&item.name, &lexicon))),
        };
        self.take(item.range.clone(), Role::Party, taken);
        party
    }

    /// Somebody at the table, of the party over the list if there is one; none if they are at the table already. The second is whether
    /// they are known.
    fn somebody(&mut self, item: &Item, group: Option<&Option<Named<PartyId>>>) -> (Option<Attends>, bool) {
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
                let taken = if is_there { format!("{label}, at the table already") } else { label };
                self.take(item.range.clone(), Role::Party, Taken::As(taken));
                one.party = Some(Named::Known(party));
                return ((!is_there).then_some(one), true);
            }
        }
        let weakest = if item.quoted || item.new { How::Exact } else { How::Fuzzy };
        let (taken, is_known) = match self.people().find(&item.name, weakest) {
            Found::One(person) => {
                let (id, label) = (person.id, person.label.clone());
                let is_there = there.iter().any(|at| at.person == Some(id));
                let taken = if is_there { format!("{label}, at the table already") } else { label };
                one.person = Some(Named::Known(id));
                self.take(item.range.clone(), Role::Person, Taken::As(taken));
                return ((!is_there).then_some(one), true);
            }
            Found::Several(several) => (Taken::Not(which(&item.name, &several)), false),
            // A plus alone names a party, below one a person.
            Found::Nothing if item.new && group.is_none() => {
                one.party = Some(Named::New(item.name.clone()));
                self.take(item.range.clone(), Role::Party, Taken::New(format!("new party “{}”", item.name)));
                return (Some(one), true);
            }
            Found::Nothing if item.new => {
                one.person = Some(Named::New(item.name.clone()));
                self.take(item.range.clone(), Role::Person, Taken::New(format!("new person “{}”", item.name)));
                return (Some(one), true);
            }
            Found::Nothing if item.quoted => {
                one.described.clone_from(&item.name);
                self.take(item.range.clone(), Role::Person, Taken::As(format!("described as “{}”", item.name)));
                return (Some(one), true);
            }
            Found::Nothing => {
                let what = if group.is_none() { "party, or behind “ua:” the person" } else { "person" };
                let reason = format!(
                    "Nobody is called “{}”; a plus before the name makes the {what}, quotation marks make it a description",
                    item.name
                );
                (Taken::Not(reason), false)
            }
        };
        // Kept, it stands for somebody who is not named.
        self.line[item.range.clone()].clone_into(&mut one.described);
        (one.role, one.office) = (None, String::new());
        self.take(item.range.clone(), Role::Person, taken);
        (Some(one), is_known)
    }

    /// What was not understood, of what a form does not keep itself.
    fn unread(&self, is_left: impl Fn(&str) -> bool) -> String {
        let not = self.tokens.iter().filter(|token| matches!(token.taken, Taken::Not(_)));
        let words: Vec<&str> = not.map(|token| &self.line[token.range.clone()]).filter(|words| is_left(words)).collect();
        words.join(" ")
    }

    /// What no token has taken, and what was not understood; quotation marks around all of it stay.
    fn left_text(&mut self) -> String {
        self.text();
        let text = self.draft.text.clone();
        if std::mem::take(&mut self.draft.verbatim) { format!("“{text}”") } else { text }
    }

    fn need(&self, text: &str, missing: &'static str, form: &mut Form<'_>) {
        if text.is_empty() {
            form.missing.push(missing);
        }
    }
}

/// How a date was read, with what is to be told about it.
fn read_as(reading: &Reading) -> String {
    let words = reading.when.words();
    reading.note.as_ref().map_or(words.clone(), |note| format!("{words}. {note}"))
}

/// Whether words at the beginning of a sentence are a date and not only look like one: "May be", "3 killed".
fn is_surely_a_date(words: &str, reading: &Reading) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let digits = words.chars().any(char::is_numeric);
    let marks = words.contains(['-', '/', '.', '年', '月']);
    let exact = matches!(reading.when, When::Day(_) | When::Span { .. } | When::At { .. });
    digits && (letters > 2 || marks && exact) || exact && letters > 3
}

/// Whether somebody says so that they could not check it.
fn says_unverified(words: &str) -> bool {
    let words = crate::query::fold::fold(words);
    ["not", "unable", "nobody", "cannot"].iter().any(|word| words.contains(word))
        && ["verif", "confirm", "check"].iter().any(|word| words.contains(word))
}
