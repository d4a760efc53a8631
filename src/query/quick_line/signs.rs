//! What stands behind a sign: speaker, level, firmness, kind, date, source, answered statement.

use super::lexicon::{self, Entry, Found, How, Names};
use super::scan::{Piece, PieceKind, Sign};
use super::{IssueName, Reader, Role, Taken};
use crate::model::when::{self, Context};
use crate::model::{Firmness, RecordLevel, StatementId, StatementKind, Vocabulary, When, Who, tail};
use crate::query::fold::fold;
use crate::query::names;

/// A name or date of more words than this must stand in quotation marks.
const MOST_WORDS: usize = 7;

impl Reader<'_> {
    /// Takes all signs with what they carry; what is left in `pieces` is head and text.
    pub(super) fn signs(&mut self, pieces: &mut Vec<Piece>) {
        let mut at = 0;
        while at < pieces.len() {
            let piece = pieces[at].clone();
            let PieceKind::Signed { sign, carried, quoted } = &piece.kind else {
                at += 1;
                continue;
            };
            let more = if *quoted { 0 } else { self.words_carried(*sign, pieces, at) };
            let end = pieces[at + more].range.end;
            let carried = if more == 0 { carried.clone() } else { self.line[piece.range.end - carried.len()..end].to_owned() };
            let (role, taken) = self.sign(*sign, &carried, *quoted);
            self.take(piece.range.start..end, role, taken);
            pieces.drain(at..=at + more);
        }
    }

    /// How many of the following words belong to a sign too: those that make a longer name or date that is certain.
    fn words_carried(&self, sign: Sign, pieces: &[Piece], at: usize) -> usize {
        let PieceKind::Signed { carried, .. } = &pieces[at].kind else { return 0 };
        let start = pieces[at].range.end - carried.len();
        let follow = pieces[at + 1..].iter().take(MOST_WORDS);
        let words = follow
            .take_while(|piece| matches!(piece.kind, PieceKind::Word) || sign == Sign::Date && piece.kind == PieceKind::Comma)
            .count();
        let upto = |more: usize| &self.line[start..pieces[at + more].range.end];
        match sign {
            Sign::Person => {
                let people = self.people();
                (1..=words).rev().find(|more| matches!(people.find(upto(*more), How::Whole), Found::One(_))).unwrap_or(0)
            }
            Sign::Source => {
                let sources = lexicon::sources(self.workspace, self.context);
                (1..=words).rev().find(|more| matches!(sources.find(upto(*more), How::Whole), Found::One(_))).unwrap_or(0)
            }
            Sign::Date => {
                let whole = |more: &usize| {
                    let reading = when::parse(upto(*more), self.date_context());
                    reading.is_whole() && !matches!(reading.when, When::Unknown)
                };
                let exact = |more: &usize| !matches!(when::parse(upto(*more), self.date_context()).when, When::Window { .. });
                let mut readings: Vec<usize> = (0..=words).rev().filter(whole).collect();
                readings.retain(|more| !matches!(pieces[at + more].kind, PieceKind::Comma));
                readings.iter().copied().find(exact).or_else(|| readings.first().copied()).unwrap_or(0)
            }
            _ => 0,
        }
    }

    pub(super) fn date_context(&self) -> Context {
        Context { today: self.context.today, zone: self.context.zone }
    }

    fn sign(&mut self, sign: Sign, carried: &str, quoted: bool) -> (Role, Taken) {
        match sign {
            Sign::Person => (Role::Person, self.person(carried, quoted)),
            Sign::Level => {
                let (found, taken) = term::<RecordLevel>(carried, quoted, self.draft.level.is_some());
                self.draft.level = found.or(self.draft.level.take());
                (Role::Level, taken)
            }
            Sign::Firmness => {
                let (found, taken) = term::<Firmness>(carried, quoted, self.draft.firmness.is_some());
                self.draft.firmness = found.or(self.draft.firmness.take());
                (Role::Firmness, taken)
            }
            Sign::Kind => {
                let (found, taken) = term::<StatementKind>(carried, quoted, self.draft.kind.is_some());
                self.draft.kind = found.or(self.draft.kind.take());
                (Role::Kind, taken)
            }
            Sign::Date => (Role::Date, self.date(carried, quoted)),
            Sign::Source => (Role::Source, self.source(carried)),
            // Which statement is answered depends on the issue, so it is looked up when the head has been read.
            Sign::Answer => (Role::Answer, Taken::As(carried.to_owned())),
        }
    }

    fn person(&mut self, carried: &str, quoted: bool) -> Taken {
        if self.draft.speaker.is_some() {
            return Taken::Not("There is a speaker already; one statement has one".to_owned());
        }
        let weakest = if quoted { How::Whole } else { How::Fuzzy };
        match self.people().find(carried, weakest) {
            Found::One(person) => {
                let (id, label) = (person.id, person.label.clone());
                self.draft.speaker = Some(Who::Person(id));
                Taken::As(label)
            }
            Found::Several(several) => Taken::Not(which(carried, &several)),
            Found::Nothing if quoted && !carried.trim().is_empty() => {
                self.draft.speaker = Some(Who::Described(carried.trim().to_owned()));
                Taken::As(format!("described as “{}”", carried.trim()))
            }
            Found::Nothing => {
                Taken::Not(format!("Nobody is called “{carried}”; add the person, or put a description in quotation marks"))
            }
        }
    }

    /// Takes a date as when it was said.
    pub(super) fn date(&mut self, carried: &str, quoted: bool) -> Taken {
        if self.draft.said_on.is_some() {
            return Taken::Not("There is a date already".to_owned());
        }
        let reading = when::parse(carried, self.date_context());
        if !quoted && !reading.is_whole() {
            return Taken::Not(format!("“{carried}” is not a date; put it in quotation marks to keep the words"));
        }
        let words = reading.when.words();
        self.draft.said_on = Some(reading.when);
        Taken::As(reading.note.map_or(words.clone(), |note| format!("{words}. {note}")))
    }

    fn source(&mut self, carried: &str) -> Taken {
        let sources = lexicon::sources(self.workspace, self.context);
        match sources.find(carried, How::Fuzzy) {
            Found::One(source) => {
                if !self.draft.sources.contains(&source.id) {
                    self.draft.sources.push(source.id);
                }
                Taken::As(source.label.clone())
            }
            Found::Several(several) => Taken::Not(which(carried, &several)),
            Found::Nothing => Taken::Not(format!("No source of this negotiation is called “{carried}”")),
        }
    }

    /// Looks up the statements that the line answers: by id, or the latest of a party, on the line's issue where it names one.
    pub(super) fn answers(&mut self) {
        for at in 0..self.tokens.len() {
            let token = self.tokens[at].clone();
            if let (Role::Answer, Taken::As(carried)) = (token.role, token.taken) {
                let found = self.answered(&carried);
                self.tokens[at].taken = match found {
                    Ok(id) => {
                        if !self.draft.answers.contains(&id) {
                            self.draft.answers.push(id);
                        }
                        Taken::As(format!("answers {}", names::statement(self.workspace, id)))
                    }
                    Err(reason) => Taken::Not(reason),
                };
            }
        }
    }

    fn answered(&self, carried: &str) -> Result<StatementId, String> {
        let wanted = fold(carried);
        let own = self.draft.party;
        let by_id = self.workspace.statements_of(self.context.negotiation).find(|statement| tail(statement.id.0) == wanted);
        if let Some(statement) = by_id {
            return Ok(statement.id);
        }
        let party = if wanted.is_empty() {
            None
        } else {
            match lexicon::parties(self.workspace, self.context).find(carried, How::Words) {
                Found::One(party) => Some(party.id),
                Found::Several(several) => {
                    return Err(which(carried, &several));
                }
                Found::Nothing => return Err(format!("No party is called “{carried}”")),
            }
        };
        let issues: Vec<_> = self
            .draft
            .issues
            .iter()
            .filter_map(|issue| if let IssueName::Known(id) = issue { Some(*id) } else { None })
            .collect();
        let fits = |statement: &&crate::model::Statement| {
            party.map_or(Some(statement.party) != own, |party| statement.party == party)
                && (issues.is_empty() || statement.issues.iter().any(|issue| issues.contains(issue)))
        };
        let latest = self.workspace.statements_of(self.context.negotiation).filter(fits).max_by_key(|statement| {
            let round = statement.round.and_then(|round| self.workspace.rounds.get(&round));
            let when = match (&statement.said_on, round) {
                (When::Unknown, Some(round)) => &round.schedule.when,
                (said_on, _) => said_on,
            };
            (when.earliest_day(self.context.zone), statement.id)
        });
        latest.map(|statement| statement.id).ok_or_else(|| "There is no statement yet that this could answer".to_owned())
    }
}

/// A term by key, label or beginning; in quotation marks also the user's own word.
fn term<V: Vocabulary>(carried: &str, quoted: bool, given: bool) -> (Option<V>, Taken) {
    let name = V::NAME.to_lowercase();
    if given {
        return (None, Taken::Not(format!("There is a {name} already")));
    }
    let terms: Names<V> = lexicon::terms(Vec::new());
    match terms.find(carried, if quoted { How::Whole } else { How::Fuzzy }) {
        Found::One(term) => (Some(term.id.clone()), Taken::As(term.label.clone())),
        Found::Nothing if quoted && !carried.trim().is_empty() => {
            (Some(V::other(carried.trim().to_owned())), Taken::New(format!("{name} “{}”", carried.trim())))
        }
        Found::Several(several) => (None, Taken::Not(which(carried, &several))),
        Found::Nothing => {
            let known: Vec<&str> = V::KNOWN.iter().take(5).map(Vocabulary::label).collect();
            (None, Taken::Not(format!("“{carried}” is no {name}; there are {}", known.join(", "))))
        }
    }
}

/// The reason for not choosing.
pub(super) fn which<T>(word: &str, several: &[&Entry<T>]) -> String {
    let shown = several.iter().take(4).map(|entry| entry.label.as_str()).collect::<Vec<_>>().join(", ");
    let more = if several.len() > 4 { ", …" } else { "" };
    format!("“{word}” could be {shown}{more}; type more of it")
}
