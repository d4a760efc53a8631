//! Parses what follows each verb. What a form does not take stays in its text.

use super::super::head::{is_sentence, left_over_issue};
use super::super::lexicon::{self, Found, How, Names};
use super::super::scan::{Piece, PieceKind};
use super::super::signs::read_as;
use super::super::signs::which;
use super::super::{IssueName, Meaning, Reader, Role, WHOSE_ACCOUNT};
use super::lists::Ends;
use super::{Attends, Entry, Named, Verb};
use crate::model::{OutcomeKind, PartyId, Presence, When, Who};
use crate::query::likeness;
use crate::query::rounds::{self, Standing};
use crate::text::fold::{self, fold};
use std::ops::Range;

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
            self.push_token(first.range.clone(), Role::Mark, Meaning::Plain);
            rest = &rest[1..];
        }
        let (mut when, mut venue, mut wording) = (When::Unknown, String::new(), String::new());
        if let Some(piece) = rest.iter().find(|piece| matches!(piece.kind, PieceKind::Quoted(_)))
            && let PieceKind::Quoted(inner) = &piece.kind
        {
            let reading = self.reading(inner, true, context);
            let read = match &reading.when {
                When::Window { wording, .. } if wording == inner.trim() => reading.when.words(),
                when => format!("“{inner}”, {}", when.words()),
            };
            self.push_token(piece.range.clone(), Role::Date, Meaning::Known(read));
            (when, wording) = (reading.when, inner.clone());
            if rest.first() == Some(piece) {
                rest = &rest[1..];
            }
        } else if let Some((count, reading)) = self.date_at_the_beginning(rest, context) {
            let range = rest[0].range.start..rest[count - 1].range.end;
            let meaning = match self.with_the_verb(rest, form, context) {
                Some(other) if other != reading.when => Meaning::NotUnderstood(format!(
                    "“{}” could be {} or {}; write the day",
                    &self.line[form.end - form.word.len()..range.end],
                    reading.when.words(),
                    other.words()
                )),
                _ => {
                    when = reading.when.clone();
                    read_as(&reading, false, "")
                }
            };
            self.push_token(range, Role::Date, meaning);
            rest = &rest[count..];
        } else if let Some((count, reading)) = self.date_with_the_verb(rest, form, context) {
            when = reading.when.clone();
            self.push_token(rest[0].range.start..rest[count - 1].range.end, Role::Date, read_as(&reading, false, ""));
            rest = &rest[count..];
        }
        if let Some((range, place)) = self.place(rest, rest.len()) {
            self.push_token(range, Role::Place, Meaning::Known(place.clone()));
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
                self.push_token(range, Role::Place, Meaning::Known(words.clone()));
                self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
                form.certain = true;
                place = words;
            } else if colon == 0 {
                self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
                form.certain = true;
            }
        }
        let denied_by = self.named_at_the_end(rest, &["denied", "by"]);
        let blamed_on = self.named_at_the_end(rest, &["blamed", "on"]);
        let denied_by = if denied_by.is_empty() { self.named_at_the_end(rest, &["denied", "by"]) } else { denied_by };
        let what = self.left_text();
        self.need(&what, "What happened: type it behind the verb", form);
        Entry::Incident { when, place, what, blamed_on, denied_by }
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
            !matches!(
                rounds::standing(self.workspace, round, self.context.now, self.context.zone),
                Standing::Ahead | Standing::Undated
            )
        });
        let presence = match form.verb {
            Verb::Absence => Presence::Absent,
            Verb::Invitation => Presence::Invited,
            Verb::Withdrawal => Presence::Withdrew,
            _ if took_place => Presence::Attended,
            _ => Presence::Accepted,
        };
        if matches!(form.verb, Verb::Absence | Verb::Withdrawal) {
            // Behind who did not come stands why, unless it is the office that the person is known to hold.
            for one in who.iter_mut().filter(|one| !self.holds(one)) {
                one.note = std::mem::take(&mut one.office);
            }
        }
        self.left_text();
        Entry::Attendance { presence, who, unread }
    }

    /// Whether somebody is recorded with the office that stands in brackets behind the name.
    fn holds(&self, one: &Attends) -> bool {
        let Some(Named::Known(person)) = &one.person else { return false };
        let person = self.workspace.people.get(person);
        person.is_some_and(|person| person.affiliations.iter().any(|held| fold::same(&held.office, &one.office)))
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
            let meaning = match found {
                Some(Ok((found, label))) => match before {
                    Some(before) if before != found => Some(Meaning::NotUnderstood(format!(
                        "The outcome is recorded already: {}",
                        crate::model::Vocabulary::label(&before)
                    ))),
                    _ => {
                        kind = Some(found);
                        Some(Meaning::Known(label))
                    }
                },
                Some(Err(reason)) => Some(Meaning::NotUnderstood(reason)),
                None => None,
            };
            if let Some(meaning) = meaning {
                let known = matches!(meaning, Meaning::Known(_));
                form.certain |= known;
                self.push_token(range, Role::Kind, meaning);
                if let Some(colon) = colon.filter(|_| known) {
                    self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
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
            let (issue, meaning) = match known.find(&item.name, weakest) {
                Found::One(found) if on_it.contains(&found.id) => {
                    (None, Meaning::Known(format!("{}, on the agenda already", found.label)))
                }
                Found::One(found) => (Some(IssueName::Known(found.id)), Meaning::Known(found.label.clone())),
                Found::Several(several) if !item.quoted => (None, Meaning::NotUnderstood(which(&item.name, &several))),
                _ if item.quoted || item.new || is_clear(&item.name, &known) => {
                    (Some(fresh()), Meaning::New(format!("new issue “{}”", item.name)))
                }
                _ => {
                    let (label, question) = left_over_issue(&item.name);
                    (Some(fresh()), Meaning::Unclear(label, question))
                }
            };
            form.certain &= matches!(meaning, Meaning::Known(_));
            issues.extend(issue.filter(|issue| !issues.contains(issue)));
            self.push_token(item.range.clone(), Role::Issue, meaning);
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
                    let meaning = match self.somebody_called(&item.name) {
                        Ok((owner, label)) => {
                            if !owners.contains(&owner) {
                                owners.push(owner);
                            }
                            Meaning::Known(label)
                        }
                        Err(reason) => Meaning::NotUnderstood(reason.to_string()),
                    };
                    self.push_token(item.range.clone(), Role::Party, meaning);
                }
                self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
                form.certain = any;
            }
        }
        let (range, found) = self.due(rest);
        let due = match (signed, range, found) {
            (Some(signed), ..) => signed,
            (None, Some(range), Some(reading)) => {
                self.push_token(range, Role::Date, read_as(&reading, false, "due "));
                form.certain = true;
                reading.when
            }
            (None, Some(range), None) => {
                let words = self.line[range.clone()].to_owned();
                self.push_token(range, Role::Date, Meaning::NotUnderstood(format!("“{words}” is not a date")));
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
            self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
        } else if let Some(colon) = colon {
            self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
        }
        form.certain = party.is_some();
        if let Some(Who::Party(said)) = self.draft.speaker {
            // A party gives its own account.
            party = party.or(Some(Named::Known(said)));
            self.draft.speaker = None;
        }
        let has_speaker = self.draft.speaker.is_some() || self.draft.new_speaker.is_some();
        let asked =
            self.tokens.iter().any(|token| token.role == Role::Party && matches!(token.meaning, Meaning::NotUnderstood(_)));
        if party.is_none() && (asked || !has_speaker) {
            form.missing.push(WHOSE_ACCOUNT);
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
                self.push_token(range, Role::Text, Meaning::Known(format!("titled “{title}”")));
            } else {
                title.clear();
            }
        }
        if let Some(colon) = colon {
            self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
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
                self.push_token(part, Role::Text, Meaning::Known(format!("about {about}")));
            }
            self.push_token(rest[colon].range.clone(), Role::Mark, Meaning::Plain);
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
}

/// Issues of more words than this are asked about.
const CLEAR_WORDS: usize = 4;
/// So much of a name that is there is hardly another name.
const NEAR: f64 = 0.8;

/// Whether a name that no issue has can only be one to be made: short, no sentence, and not nearly that of another.
fn is_clear(name: &str, known: &Names<crate::model::IssueId>) -> bool {
    let folded = fold(name);
    let is_near = |label: &str| likeness::of_letters(&folded, &fold(label)) >= NEAR;
    (1..=CLEAR_WORDS).contains(&name.split_whitespace().count())
        && !is_sentence(name)
        && !known.0.iter().any(|entry| entry.handles.iter().any(|handle| is_near(handle)))
}
