//! Parses the operand of each sign (`@`, `#`, `!`, `/`, `=`, …): speaker, level, firmness, kind, date, source, answered statement.

use super::head::Lexicon;
use super::lexicon::{self, Entry, Found, How, Names};
use super::scan::{NO_SOURCE, Piece, PieceKind, Sign};
use super::unresolved::Unresolved;
use super::{IssueName, Meaning, Reader, Role, Verb};
use crate::model::when::{self, Context};
use crate::model::{Firmness, RecordLevel, StatementId, StatementKind, Verification, Vocabulary, When, Who, tail};
use crate::query::anchor::{Anchors, Origin};
use crate::query::{check, levels, names, short_names};
use crate::text::brackets;
use crate::text::direction::join;
use crate::text::fold::fold;

/// A name or date of more words than this must stand in quotation marks.
const MOST_WORDS: usize = 7;

impl Reader<'_> {
    /// Takes all signs with what they carry; what is left in `pieces` is head and text.
    pub(super) fn signs(&mut self, pieces: &mut Vec<Piece>) {
        // Dates may count from the day of a source.
        self.signs_of(pieces, |sign| sign == Sign::Source);
        self.count_from_sources();
        // What is to be made in the head depends on the rest of it; in a list of names it is one of them.
        self.signs_of(pieces, |sign| !matches!(sign, Sign::Source | Sign::Party));
    }

    /// Takes what is to be made in the head of a statement: a party, and behind a party an issue.
    pub(super) fn made_in_head(&mut self, pieces: &mut Vec<Piece>, lexicon: &Lexicon) {
        let mut at = 0;
        while at < pieces.len() {
            let PieceKind::Signed { sign: Sign::Party, carried, .. } = &pieces[at].kind else {
                at += 1;
                continue;
            };
            let (name, range) = (carried.trim().to_owned(), pieces[at].range.clone());
            let has_party = self.draft.new_party.is_some() || self.draft.party.is_some();
            let (role, meaning) = if has_party || self.names_a_party(&pieces[..at], lexicon) {
                (Role::Issue, self.new_issue(&name, lexicon))
            } else {
                (Role::Party, self.new_party(&name))
            };
            self.push_token(range, role, meaning);
            pieces.remove(at);
        }
    }

    /// An issue that the line asks for; one that is called exactly so is meant and not made again.
    fn new_issue(&mut self, name: &str, lexicon: &Lexicon) -> Meaning {
        let (issue, meaning) = match lexicon.issues.find(name, How::Exact) {
            Found::One(found) => (IssueName::Known(found.id), Meaning::Known(found.label.clone())),
            _ if name.is_empty() => return Meaning::NotUnderstood("The new issue has no name".to_owned()),
            _ => (IssueName::New(name.to_owned()), Meaning::New(format!("new issue “{name}”"))),
        };
        if !self.draft.issues.contains(&issue) {
            self.draft.issues.push(issue);
        }
        meaning
    }

    fn signs_of(&mut self, pieces: &mut Vec<Piece>, wanted: impl Fn(Sign) -> bool) {
        let mut at = 0;
        while at < pieces.len() {
            let piece = pieces[at].clone();
            let PieceKind::Signed { sign, carried, quoted, new } = &piece.kind else {
                at += 1;
                continue;
            };
            if !wanted(*sign) {
                at += 1;
                continue;
            }
            let more = if *quoted || *new { 0 } else { self.words_carried(*sign, pieces, at) };
            let end = pieces[at + more].range.end;
            let carried = if more == 0 { carried.clone() } else { self.line[piece.range.end - carried.len()..end].to_owned() };
            let (role, meaning) = if *new { self.new_name(*sign, &carried) } else { self.sign(*sign, &carried, *quoted) };
            self.push_token(piece.range.start..end, role, meaning);
            pieces.drain(at..=at + more);
        }
    }

    /// How many of the following words belong to a sign too: those that make a longer name or date that is certain.
    fn words_carried(&self, sign: Sign, pieces: &[Piece], at: usize) -> usize {
        let PieceKind::Signed { carried, .. } = &pieces[at].kind else { return 0 };
        let start = pieces[at].range.end - carried.len();
        let fits = |piece: &Piece| matches!(piece.kind, PieceKind::Word) || sign == Sign::Date && piece.kind == PieceKind::Comma;
        let words = pieces[at..]
            .windows(2)
            .take(MOST_WORDS)
            .take_while(|two| fits(&two[1]) && self.are_neighbours(&two[0].range, &two[1].range))
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
                let exact = |more: &usize| when::parse(upto(*more), self.date_context()).is_dated();
                let mut readings: Vec<usize> = (0..=words).rev().filter(whole).collect();
                readings.retain(|more| !matches!(pieces[at + more].kind, PieceKind::Comma));
                let unread = || self.phrase_of_a_date(pieces, at, words);
                readings.iter().copied().find(exact).or_else(|| readings.first().copied()).unwrap_or_else(unread)
            }
            _ => 0,
        }
    }

    /// How many of the words behind one that is no date were meant for it, too: "32 May".
    fn phrase_of_a_date(&self, pieces: &[Piece], at: usize, words: usize) -> usize {
        let is_of_a_date = |more: &usize| {
            let word = &self.line[pieces[at + more].range.clone()];
            let alone = when::parse(word, self.date_context());
            word.chars().all(char::is_numeric) || alone.is_whole() && !matches!(alone.when, When::Unknown)
        };
        (1..=words).take_while(is_of_a_date).count()
    }

    pub(super) fn date_context(&self) -> Context {
        let context = Context::new(self.day, self.context.clocks);
        match self.verb {
            Some(Verb::FollowUp) => context.ahead(),
            Some(Verb::Sitting) => {
                let round = self.context.round.and_then(|round| self.workspace.rounds.get(&round));
                let anchor = round.map(|round| Anchors::new(self.workspace, self.context.now).sitting(round));
                anchor.map_or(context, |anchor| anchor.context(self.context.clocks))
            }
            _ => context.past(self.context.now),
        }
    }

    /// Counts from the day of the source, if no round that is over is nearer.
    fn count_from_sources(&mut self) {
        let carried = self.carries_sources && self.draft.sources.is_empty();
        let sources = if carried { &self.context.before } else { &self.draft.sources };
        if self.context.today == self.context.now && !sources.is_empty() {
            self.day = Anchors::new(self.workspace, self.context.now).said(self.context.round, sources).day;
        }
    }

    fn sign(&mut self, sign: Sign, carried: &str, quoted: bool) -> (Role, Meaning) {
        match sign {
            Sign::Person => (Role::Person, self.person(carried, quoted)),
            Sign::Level => (Role::Level, self.level(carried, quoted)),
            Sign::Verification => (Role::Verification, self.verification(carried, quoted)),
            Sign::Firmness => {
                let (found, meaning) = term::<Firmness>(carried, quoted, self.draft.firmness.is_some());
                self.draft.firmness = found.or(self.draft.firmness.take());
                (Role::Firmness, meaning)
            }
            Sign::Kind => {
                let (found, meaning) = term::<StatementKind>(carried, quoted, self.draft.kind.is_some());
                self.draft.kind = found.or(self.draft.kind.take());
                (Role::Kind, meaning)
            }
            Sign::Date => (Role::Date, self.date(carried, quoted)),
            Sign::Tag => (Role::Tag, self.tag(carried)),
            Sign::Source if carried == NO_SOURCE && !quoted => {
                self.carries_sources = false;
                (Role::Source, Meaning::Known("no source".to_owned()))
            }
            Sign::Source => (Role::Source, self.source(carried)),
            // Only what is to be made has that sign, and it waits for the head.
            Sign::Party => self.new_name(sign, carried),
            // Which statement is answered depends on the issue, so it is looked up when the head has been read.
            Sign::Answer => (Role::Answer, Meaning::Known(carried.to_owned())),
        }
    }

    /// What the line asks to be made. Whoever is called exactly so is meant and not made again.
    fn new_name(&mut self, sign: Sign, carried: &str) -> (Role, Meaning) {
        let name = carried.trim();
        match sign {
            Sign::Person => {
                let (bare, office) = brackets::split(name);
                let (name, office) = (bare, office.trim());
                if let Some(reason) = self.no_office(office) {
                    return (Role::Person, Meaning::NotUnderstood(reason));
                }
                if !self.has_speaker() {
                    office.clone_into(&mut self.draft.speaker_office);
                }
                let meaning = if self.has_speaker() || matches!(self.people().find(name, How::Exact), Found::One(_)) {
                    self.person(name, false)
                } else if name.is_empty() {
                    Meaning::NotUnderstood("The new person has no name".to_owned())
                } else {
                    self.draft.new_speaker = Some(name.to_owned());
                    if office.is_empty() {
                        Meaning::New(format!("new person “{name}”"))
                    } else {
                        Meaning::New(format!("new person “{name}”, {office}"))
                    }
                };
                (Role::Person, meaning)
            }
            Sign::Source => {
                self.carries_sources = false;
                let sources = lexicon::sources(self.workspace, self.context);
                let meaning = if matches!(sources.find(name, How::Exact), Found::One(_)) {
                    self.source(name)
                } else if name.is_empty() {
                    Meaning::NotUnderstood("The new source has no name".to_owned())
                } else {
                    if !self.draft.new_sources.iter().any(|there| there == name) {
                        self.draft.new_sources.push(name.to_owned());
                    }
                    Meaning::New(format!("new source “{name}”"))
                };
                (Role::Source, meaning)
            }
            _ => (Role::Party, self.new_party(name)),
        }
    }

    /// Why what stands in brackets behind a person to be made is no office that can be recorded.
    fn no_office(&self, office: &str) -> Option<String> {
        if office.is_empty() {
            return None;
        }
        if levels::spoken_of(office).is_some() {
            return Some(format!("“{office}” speaks of terms; write them behind #"));
        }
        let is_of_a_party = self.verb.is_none();
        (!is_of_a_party).then(|| format!("Only a statement says for which party somebody is “{office}”; leave the brackets out"))
    }

    fn new_party(&mut self, name: &str) -> Meaning {
        if self.draft.party.is_some() || self.draft.new_party.is_some() {
            return Meaning::NotUnderstood("There is a party already".to_owned());
        }
        // "United Arab Emirates (UAE)" is nobody new where either is called so.
        let (bare, short) = short_names::split(name);
        let parties = lexicon::parties(self.workspace, self.context);
        let found = [name, bare, short]
            .into_iter()
            .filter(|name| !name.is_empty())
            .find_map(|name| if let Found::One(party) = parties.find(name, How::Exact) { Some(party) } else { None });
        match found {
            Some(party) => {
                self.draft.party = Some(party.id);
                Meaning::Known(party.label.clone())
            }
            _ if name.is_empty() => Meaning::NotUnderstood("The new party has no name".to_owned()),
            _ => {
                self.draft.new_party = Some(name.to_owned());
                let (name, short) = short_names::named(self.workspace, &[], name);
                let short = if short.is_empty() { short } else { format!(", {short}") };
                Meaning::New(format!("new party “{name}”{short}"))
            }
        }
    }

    /// A tag, spelled as it is where it is in use.
    fn tag(&mut self, carried: &str) -> Meaning {
        let word = carried.trim();
        if word.is_empty() {
            return Meaning::NotUnderstood("The tag has no name".to_owned());
        }
        let used = lexicon::tags(self.workspace, self.context);
        let (tag, meaning) = match used.find(word, How::Exact) {
            Found::One(tag) => (tag.id.clone(), Meaning::Known(format!("tag {}", tag.label))),
            _ => (word.to_owned(), Meaning::New(format!("new tag “{word}”"))),
        };
        if !self.draft.tags.contains(&tag) {
            self.draft.tags.push(tag);
        }
        meaning
    }

    fn has_speaker(&self) -> bool {
        self.draft.speaker.is_some() || self.draft.new_speaker.is_some()
    }

    /// The terms. What is not understood is a level of its own, which keeps the words from leaving until somebody has settled what it
    /// means; so does the stricter of two.
    fn level(&mut self, carried: &str, quoted: bool) -> Meaning {
        const UNTIL: &str = "until that is settled it counts as off the record";
        let terms: Names<RecordLevel> = lexicon::terms(Vec::new());
        let word = carried.trim();
        let (level, meaning) = match terms.find(word, if quoted { How::Exact } else { How::Begins }) {
            // Half a word must not take the terms away.
            Found::One(term) if term.id != RecordLevel::Unstated || matches!(terms.find(word, How::Exact), Found::One(_)) => {
                (term.id.clone(), Meaning::Known(term.label.clone()))
            }
            Found::Several(several) => {
                let reason = format!("{}; {UNTIL}", which(word, &several));
                (RecordLevel::Other(word.to_owned()), Meaning::NotUnderstood(reason))
            }
            // "On background", "not for attribution", "off the record".
            _ if let Some(level) = levels::meant(word).filter(|level| level.is_guarded() || word.contains(' ')) => {
                let label = level.label().to_owned();
                (level, Meaning::Known(label))
            }
            _ if word.is_empty() => return Meaning::NotUnderstood("It names no record level".to_owned()),
            _ if quoted => (RecordLevel::Other(word.to_owned()), Meaning::New(format!("record level “{word}”"))),
            _ => {
                let reason = format!("“{word}” is no record level, and {UNTIL}; there are {}", examples::<RecordLevel>());
                (RecordLevel::Other(word.to_owned()), Meaning::NotUnderstood(reason))
            }
        };
        match self.draft.level.take() {
            None => {
                self.draft.level = Some(level);
                meaning
            }
            Some(before) if before == level && matches!(meaning, Meaning::Known(_)) => {
                self.draft.level = Some(before);
                meaning
            }
            Some(before) => {
                let stricter = if levels::strictness(&level) > levels::strictness(&before) { level } else { before };
                let reason = format!("There is a record level already; the stricter counts: {}", stricter.label());
                self.draft.level = Some(stricter);
                if matches!(meaning, Meaning::NotUnderstood(_)) { meaning } else { Meaning::NotUnderstood(reason) }
            }
        }
    }

    /// How well it is supported. Words that say that somebody could not verify it stand beside the term, before it or behind it on the
    /// line; without one it is unverified.
    fn verification(&mut self, carried: &str, quoted: bool) -> Meaning {
        let terms: Names<Verification> = lexicon::terms(Vec::new());
        let is_term = matches!(terms.find(carried, How::Exact), Found::One(_));
        if !quoted || is_term || !says_unverified(carried) {
            let (found, meaning) = term::<Verification>(carried, quoted, self.verification_is_said);
            if found.is_some() {
                self.draft.verification = found;
                self.verification_is_said = true;
            }
            return meaning;
        }
        if !self.draft.verification_note.is_empty() {
            return Meaning::NotUnderstood("It is said already who could not verify it".to_owned());
        }
        carried.trim().clone_into(&mut self.draft.verification_note);
        let found = self.draft.verification.get_or_insert(Verification::Unverified);
        Meaning::Known(format!("{}: {}", found.label(), carried.trim()))
    }

    fn person(&mut self, carried: &str, quoted: bool) -> Meaning {
        if self.has_speaker() {
            return Meaning::NotUnderstood("There is a speaker already; one statement has one".to_owned());
        }
        let weakest = if quoted { How::Whole } else { How::Fuzzy };
        // What is no statement may be said, or owed, by a party as such.
        if self.verb.is_some()
            && !matches!(self.people().find(carried, How::Whole), Found::One(_))
            && let Found::One(party) = lexicon::parties(self.workspace, self.context).find(carried, How::Whole)
        {
            self.draft.speaker = Some(Who::Party(party.id));
            return Meaning::Known(party.label.clone());
        }
        match self.people().find(carried, weakest) {
            Found::One(person) => {
                let (id, label) = (person.id, person.label.clone());
                self.draft.speaker = Some(Who::Person(id));
                Meaning::Known(label)
            }
            Found::Several(several) => Meaning::NotUnderstood(which(carried, &several)),
            Found::Nothing if quoted && !carried.trim().is_empty() => {
                self.draft.speaker = Some(Who::Described(carried.trim().to_owned()));
                Meaning::Known(format!("described as “{}”", carried.trim()))
            }
            Found::Nothing => Meaning::NotUnderstood(format!(
                "Nobody is called “{carried}”; add the person, or put a description in quotation marks"
            )),
        }
    }

    /// A date as it is read. In quotation marks one without its year stays without it, where nothing but today would tell the year.
    pub(super) fn reading(&self, carried: &str, quoted: bool, context: Context) -> when::Reading {
        let sources =
            if self.carries_sources && self.draft.sources.is_empty() { &self.context.before } else { &self.draft.sources };
        let anchor = Anchors::new(self.workspace, self.context.now).said(self.context.round, sources);
        if quoted && anchor.origin == Origin::Today && self.draft.said_on.is_none() {
            when::parse_words(carried, context)
        } else {
            when::parse(carried, context)
        }
    }

    /// Takes a date as when it was said.
    pub(super) fn date(&mut self, carried: &str, quoted: bool) -> Meaning {
        if self.draft.said_on.is_some() {
            return Meaning::NotUnderstood("There is a date already".to_owned());
        }
        let reading = self.reading(carried, quoted, self.date_context());
        if !quoted && !reading.is_whole() {
            return Meaning::NotUnderstood(format!("“{carried}” is not a date; put it in quotation marks to keep the words"));
        }
        let (meaning, words) = (read_as(&reading, quoted, ""), reading.when.words());
        let ahead = check::not_said_yet(&reading.when, self.context.now, self.context.zone);
        self.draft.said_on = Some(reading.when);
        match (ahead.filter(|_| self.verb.is_none()), meaning) {
            (Some(ahead), Meaning::Unclear(words, note)) => Meaning::Unclear(words, format!("{ahead} {note}")),
            (Some(ahead), _) => Meaning::Unclear(words, ahead),
            (None, meaning) => meaning,
        }
    }

    fn source(&mut self, carried: &str) -> Meaning {
        // Whoever names a source does not mean the one before, understood or not.
        self.carries_sources = false;
        let sources = lexicon::sources(self.workspace, self.context);
        match sources.find(carried, How::Fuzzy) {
            Found::One(source) => {
                if !self.draft.sources.contains(&source.id) {
                    self.draft.sources.push(source.id);
                }
                Meaning::Known(source.label.clone())
            }
            Found::Several(several) => Meaning::NotUnderstood(which(carried, &several)),
            Found::Nothing => Meaning::NotUnderstood(format!("No source of this negotiation is called “{carried}”")),
        }
    }

    /// Looks up the statements that the line answers: by id, or the latest of a party, on the line's issue where it names one.
    pub(super) fn answers(&mut self) {
        for at in 0..self.tokens.len() {
            let token = self.tokens[at].clone();
            if let (Role::Answer, Meaning::Known(carried)) = (token.role, token.meaning) {
                let found = self.answered(&carried);
                self.tokens[at].meaning = match found {
                    Ok(id) => {
                        if !self.draft.answers.contains(&id) {
                            self.draft.answers.push(id);
                        }
                        Meaning::Known(format!("answers {}", names::statement(self.workspace, id)))
                    }
                    Err(reason) => Meaning::NotUnderstood(reason.to_string()),
                };
            }
        }
    }

    fn answered(&self, carried: &str) -> Result<StatementId, Unresolved> {
        let wanted = fold(carried);
        let own = self.draft.party;
        let is_tail = wanted.len() == TAIL && wanted.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut statements = self.workspace.statements_of(self.context.negotiation);
        let by_id = statements.find(|statement| is_tail && tail(statement.id.0) == wanted);
        if let Some(statement) = by_id {
            return Ok(statement.id);
        }
        let party = if wanted.is_empty() {
            None
        } else {
            match lexicon::parties(self.workspace, self.context).find(carried, How::Words) {
                Found::One(party) => Some(party.id),
                Found::Several(several) => return Err(Unresolved::ambiguous(carried, &several)),
                Found::Nothing => return Err(Unresolved::NoParty(carried.to_owned())),
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
        latest.map(|statement| statement.id).ok_or(Unresolved::NoStatement)
    }
}

/// How long the [`tail`] of an id is.
const TAIL: usize = 8;

/// A term by key, label or beginning; in quotation marks also the user's own word.
fn term<V: Vocabulary>(carried: &str, quoted: bool, given: bool) -> (Option<V>, Meaning) {
    let name = V::NAME.to_lowercase();
    if given {
        return (None, Meaning::NotUnderstood(format!("There is a {name} already")));
    }
    let terms: Names<V> = lexicon::terms(Vec::new());
    match terms.find(carried, if quoted { How::Exact } else { How::Fuzzy }) {
        Found::One(term) => (Some(term.id.clone()), Meaning::Known(term.label.clone())),
        Found::Nothing if quoted && !carried.trim().is_empty() => {
            (Some(V::other(carried.trim().to_owned())), Meaning::New(format!("{name} “{}”", carried.trim())))
        }
        Found::Several(several) => (None, Meaning::NotUnderstood(which(carried, &several))),
        Found::Nothing => (None, Meaning::NotUnderstood(format!("“{carried}” is no {name}; there are {}", examples::<V>()))),
    }
}

/// Whether words say that something could not be verified.
fn says_unverified(words: &str) -> bool {
    const CHECKED: [&str; 10] =
        ["verif", "confirm", "check", "corrobor", "uberpruf", "bestatig", "провер", "подтвер", "перевір", "підтвер"];
    const NOT: [&str; 20] = [
        "not",
        "unable",
        "nobody",
        "cannot",
        "no",
        "none",
        "neither",
        "nor",
        "without",
        "impossible",
        "failed",
        "yet",
        "nicht",
        "kein",
        "keine",
        "pas",
        "non",
        "не",
        "ні",
        "никто",
    ];
    const WITHIN: [&str; 6] = ["n't", "unverif", "unconfirm", "uncorrobor", "unuberpruf", "unbestatig"];
    let words = fold(words);
    let is_word = |wanted: &&str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == *wanted);
    CHECKED.iter().any(|word| words.contains(word)) && (NOT.iter().any(is_word) || WITHIN.iter().any(|part| words.contains(part)))
}

/// The terms of a list, to choose from: of a long one the first. The levels are named whole, for what is guarded must not be missed.
fn examples<V: Vocabulary>() -> String {
    let known = V::KNOWN.iter().filter(|term| term.key() != "unstated").take(6);
    known.map(Vocabulary::label).collect::<Vec<_>>().join(", ")
}

/// The reason for not choosing.
pub(super) fn which<T>(word: &str, several: &[&Entry<T>]) -> String {
    let shown = join(several.iter().take(4).map(|entry| entry.label.as_str()), ", ");
    let more = if several.len() > 4 { ", …" } else { "" };
    format!("“{word}” could be {shown}{more}; type more of it")
}

/// What a date was taken for, with what is to be told about it. An hour for which nothing says on whose clocks it is, is asked about,
/// unless quotation marks say that the words are to be kept.
pub(super) fn read_as(reading: &when::Reading, quoted: bool, before: &str) -> Meaning {
    let words = format!("{before}{}", reading.when.words());
    match &reading.note {
        Some(note) if reading.hour_without_zone.is_some() && !quoted => Meaning::Unclear(words, note.clone()),
        Some(note) => Meaning::Known(format!("{words}. {note}")),
        None => Meaning::Known(words),
    }
}
