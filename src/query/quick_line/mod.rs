//! The quick line: one typed line that is one statement, as in
//! `ua demand monitoring: US must watch the ceasefire @Zelensky #onrecord`.
//!
//! [`read`] looks everything up and gives the statement, what each part of the line was taken for, what is still missing and
//! what may come at the cursor; [`write()`] is the way back. Nothing typed is lost: what is not understood is pointed out with
//! the reason and stays in the text. [`SYNTAX`] is the whole of the language.

mod complete;
mod forms;
mod head;
mod lexicon;
mod scan;
mod signs;
mod slots;
mod unresolved;
mod write;

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod stated;
#[cfg(test)]
mod tests;

pub use forms::{Attends, Entry, FORMS, Named, Verb};
pub use slots::{SlotOffer, SlotValue, Slots};
pub use write::write;

use crate::model::{
    Firmness, IssueId, NegotiationId, PartyId, PersonId, RecordLevel, RoundId, SourceId, StatementId, StatementKind,
    Verification, When, Who, Workspace,
};
use crate::query::names;
use chrono::NaiveDate;
use chrono_tz::Tz;
use lexicon::Names;
use scan::{PieceKind, scan, unescape};
use std::cell::OnceCell;
use std::ops::Range;

/// What may be written on a line, and what it does: the table that help shows.
pub const SYNTAX: &[(&str, &str)] = &[
    ("ua demand monitoring: …", "Party, kind and issue in any order, then a colon and what was said"),
    ("monitoring, ceasefire", "Several issues; \"prisoner lists\" in quotation marks makes a new one"),
    ("@Zelensky  @\"unnamed US official\"", "Who said it: a person by any spelling, or a description in quotation marks"),
    (
        "#onrecord  #background  #off",
        "On what terms it was said; a word that is no level keeps it back until you have settled it",
    ),
    ("!must  !important  !tradeable", "How hard it is held"),
    ("/5 Feb  ^5 Feb  /\"late on Friday\"", "When it was said, counted from the round; before the colon also “on 5 Feb”"),
    ("=reuters  =-", "The source, by title or outlet; =- for none where the one of the statement before would be taken"),
    ("?unverified  ?corroborated  ?denied", "How well it is supported; “could not be verified” is ?unverified"),
    ("?\"The BBC could not verify it\"", "Unverified, with who could not verify it in words"),
    ("+Qatar  @+\"Jane Roe\"  =+AFP", "A new party, person or source, made together with the statement"),
    ("ua accusation +attacks: …", "Where the line has its party, + makes an issue"),
    ("@+\"Jane Roe (Foreign minister)\"", "A person with the office held for the party of the line"),
    ("&hostages  &\"prisoner lists\"", "A tag, a word of your own to find it by; as many as you like"),
    (">>ru", "Answers that party's latest statement on the issue"),
    ("*\"own word\"", "A kind of your own"),
    ("\"…\"", "All of what was said in quotation marks: their own words"),
    ("\\@", "A backslash before a sign leaves it in the text"),
];

const WHICH_PARTY: &str = "Which party: begin with its short name";
const WHOSE_ACCOUNT: &str = "Whose account: begin with “account ua:”";

/// What is said of a party that is missing.
const ABOUT_PARTY: [&str; 2] = [WHICH_PARTY, WHOSE_ACCOUNT];

/// What a line is read against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineContext {
    /// The negotiation whose issues and sources are meant.
    pub negotiation: NegotiationId,
    /// The open round.
    pub round: Option<RoundId>,
    /// The day from which dates count: the round's last day once it is over, else today.
    pub today: NaiveDate,
    /// The writer's today: nothing was said after it.
    pub now: NaiveDate,
    /// In whose calendar days are counted: the venue's, or while that is not known the reader's.
    pub zone: Tz,
    /// Whose clocks a time means: the venue's; none while nothing says it.
    pub clocks: Option<Tz>,
    /// The party to take where the line names none and the speaker has none.
    pub party: Option<PartyId>,
    /// The sources of the statement before, taken where the line names none; empty to take none over.
    pub before: Vec<SourceId>,
}

/// An issue as a line names it.
pub type IssueName = Named<IssueId>;

/// The statement that a line makes. What the line does not say is left to the caller's defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Whose position it is.
    pub party: Option<PartyId>,
    /// The name of the party whose position it is, if it is to be made.
    pub new_party: Option<String>,
    /// What it does.
    pub kind: Option<StatementKind>,
    /// On which issues.
    pub issues: Vec<IssueName>,
    /// What was said.
    pub text: String,
    /// Whether the text is the speaker's own words.
    pub verbatim: bool,
    /// Who said it.
    pub speaker: Option<Who>,
    /// The name of who said it, if that person is to be made.
    pub new_speaker: Option<String>,
    /// The office that the speaker holds for the party, if the line says it of a person to be made; empty otherwise.
    pub speaker_office: String,
    /// On what terms.
    pub level: Option<RecordLevel>,
    /// How hard it is held.
    pub firmness: Option<Firmness>,
    /// When it was said.
    pub said_on: Option<When>,
    /// How we know.
    pub sources: Vec<SourceId>,
    /// The titles of sources that are to be made.
    pub new_sources: Vec<String>,
    /// Whether `sources` are those of the statement before, and the line names none.
    pub sources_before: bool,
    /// How well it is supported.
    pub verification: Option<Verification>,
    /// Who could or could not verify it, in words; empty if the line does not say it.
    pub verification_note: String,
    /// The statements that it answers.
    pub answers: Vec<StatementId>,
    /// Words of the writer's own to find it by.
    pub tags: Vec<String>,
}

/// What a part of the line was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The party.
    Party,
    /// The kind.
    Kind,
    /// An issue.
    Issue,
    /// The speaker.
    Person,
    /// The record level.
    Level,
    /// The firmness.
    Firmness,
    /// When it was said.
    Date,
    /// A source.
    Source,
    /// How well it is supported.
    Verification,
    /// A statement that it answers.
    Answer,
    /// A tag.
    Tag,
    /// What was said.
    Text,
    /// A colon or comma between the parts.
    Mark,
    /// The verb that says what the line makes, if not a statement.
    Verb,
    /// Where it was, or is to be.
    Place,
}

/// What a part of the line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It is this, in words: "Ukraine".
    Known(String),
    /// It will be made: "new issue “Prisoners”".
    New(String),
    /// It will be made as well, but nobody has said so in plain words: what it will be, and the question.
    Unclear(String, String),
    /// It was not understood, and this is why; it stays in the text.
    NotUnderstood(String),
    /// Text, or a mark.
    Plain,
}

/// One part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it was taken for.
    pub role: Role,
    /// What it means.
    pub meaning: Meaning,
}

/// Something that may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it would be.
    pub role: Role,
    /// The part of the line that it replaces.
    pub range: Range<usize>,
    /// What to put there.
    pub insert: String,
    /// What to show.
    pub label: String,
    /// What to show beside it, smaller; may be empty.
    pub detail: String,
    /// Whether taking it makes something new: never by the way.
    pub new: bool,
}

/// A line as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct QuickLine {
    /// The parts in order; every character that is not a space is in one of them.
    pub tokens: Vec<Token>,
    /// The statement so far; of a line that begins with a verb only what its signs say, and the words that nothing else took.
    pub draft: Draft,
    /// What the line makes if it begins with a verb; else it makes a statement.
    pub entry: Option<Entry>,
    /// What is still missing, each in words; empty if a statement can be made.
    pub missing: Vec<&'static str>,
    /// What may stand at the cursor, the likeliest first.
    pub completions: Vec<Completion>,
}

impl QuickLine {
    /// Whether a statement can be made of it.
    pub fn ready(&self) -> bool {
        self.missing.is_empty()
    }

    /// The parts that were not understood or not said in plain words, with the reasons.
    pub fn problems(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        self.tokens.iter().filter_map(|token| match &token.meaning {
            Meaning::NotUnderstood(reason) | Meaning::Unclear(_, reason) => Some((&token.range, reason.as_str())),
            _ => None,
        })
    }

    /// What is missing and not told already by a reason: a party that nobody is called by is one message.
    pub fn lacking(&self) -> impl Iterator<Item = &'static str> {
        let asked =
            self.tokens.iter().any(|token| token.role == Role::Party && matches!(token.meaning, Meaning::NotUnderstood(_)));
        self.missing.iter().copied().filter(move |missing| !(asked && ABOUT_PARTY.contains(missing)))
    }

    /// The same as sentences without a full stop, each with the words that it is about.
    pub fn reasons(&self, line: &str) -> Vec<String> {
        let sentence = |(range, reason): (&Range<usize>, &str)| {
            let part = line.get(range.clone()).unwrap_or_default();
            // Most reasons name the word, without its sign.
            let bare = part.trim_start_matches(|c: char| !c.is_alphanumeric());
            if reason.contains(&format!("“{bare}”")) { reason.to_owned() } else { format!("“{part}”: {reason}") }
        };
        self.problems().map(sentence).collect()
    }

    /// Whether the line itself names the party; if not, it is the speaker's.
    pub fn names_party(&self) -> bool {
        self.tokens.iter().any(|token| token.role == Role::Party && matches!(token.meaning, Meaning::Known(_) | Meaning::New(_)))
    }
}

/// Reads a line, with the cursor at that byte.
pub fn read(line: &str, cursor: usize, workspace: &Workspace, context: &LineContext) -> QuickLine {
    let statement = read_statement(line, cursor, workspace, context);
    forms::read(line, cursor, workspace, context, &statement).unwrap_or(statement)
}

fn read_statement(line: &str, cursor: usize, workspace: &Workspace, context: &LineContext) -> QuickLine {
    let mut reader = Reader::new(line, workspace, context);
    let mut pieces = scan(line);
    reader.signs(&mut pieces);
    let lexicon = head::Lexicon::new(workspace, context);
    reader.made_in_head(&mut pieces, &lexicon);
    let open = reader.head(&pieces, &lexicon);
    reader.party_from_context();
    reader.sources_from_context();
    reader.answers();
    reader.text();
    let completions = complete::at(line, cursor, workspace, context, &lexicon, &reader.tokens, Some(open));
    let mut missing = Vec::new();
    if reader.draft.party.is_none() && reader.draft.new_party.is_none() {
        missing.push(WHICH_PARTY);
    }
    if reader.draft.text.is_empty() {
        missing.push("What was said: type it after the colon");
    }
    let Reader { tokens, draft, .. } = reader;
    QuickLine { tokens, draft, entry: None, missing, completions }
}

/// The line while it is read.
struct Reader<'a> {
    line: &'a str,
    workspace: &'a Workspace,
    context: &'a LineContext,
    /// Looked up only for lines that name a speaker.
    people: OnceCell<Names<PersonId>>,
    tokens: Vec<Token>,
    draft: Draft,
    /// Nothing on the line speaks of a source.
    carries_sources: bool,
    /// There are words that may have been meant for a party, so that no other may be taken.
    party_is_asked: bool,
    /// What the line makes instead of a statement.
    verb: Option<Verb>,
    /// The day from which words of a date count.
    day: NaiveDate,
    /// A word of the line says how well it is supported, and not only who could not verify it.
    verification_is_said: bool,
}

impl<'a> Reader<'a> {
    fn new(line: &'a str, workspace: &'a Workspace, context: &'a LineContext) -> Self {
        Self {
            line,
            workspace,
            context,
            people: OnceCell::new(),
            tokens: Vec::new(),
            draft: Draft::default(),
            carries_sources: true,
            party_is_asked: false,
            verb: None,
            day: context.today,
            verification_is_said: false,
        }
    }
}

impl Reader<'_> {
    fn people(&self) -> &Names<PersonId> {
        self.people.get_or_init(|| lexicon::people(self.workspace, self.context))
    }

    fn push_token(&mut self, range: Range<usize>, role: Role, meaning: Meaning) {
        self.tokens.push(Token { range, role, meaning });
    }

    /// Everything that no token has taken, and what was not understood, as the text; and tokens for it.
    fn text(&mut self) {
        self.tokens.sort_by_key(|token| token.range.start);
        let mut gaps = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let mut from = 0;
        let mut kept = 0;
        for token in &self.tokens {
            gaps.push(from..token.range.start);
            if !matches!(token.meaning, Meaning::NotUnderstood(_)) {
                words.push(self.line[kept..token.range.start].trim());
                kept = token.range.end;
            }
            from = token.range.end;
        }
        gaps.push(from..self.line.len());
        words.push(self.line[kept..].trim());
        words.retain(|part| !part.is_empty());
        let text = words.join(" ");
        for gap in gaps {
            let part = &self.line[gap.clone()];
            let (start, trimmed) = (gap.start + part.len() - part.trim_start().len(), part.trim());
            if !trimmed.is_empty() {
                self.push_token(start..start + trimmed.len(), Role::Text, Meaning::Plain);
            }
        }
        self.tokens.sort_by_key(|token| token.range.start);
        match scan(&text).as_slice() {
            [scan::Piece { range, kind: PieceKind::Quoted(inner) }] if range.len() == text.len() && !inner.trim().is_empty() => {
                self.draft.verbatim = true;
                self.draft.text.clone_from(inner);
            }
            _ => self.draft.text = unescape(&text),
        }
    }

    /// The speaker's party where the line names none, or failing that the context's.
    fn party_from_context(&mut self) {
        if self.draft.party.is_none() && self.draft.new_party.is_none() && !self.party_is_asked {
            let said_on = self.draft.said_on.clone().unwrap_or(When::Day(self.context.today));
            let of_speaker = match &self.draft.speaker {
                Some(Who::Person(id)) => {
                    self.workspace.people.get(id).and_then(|person| names::party_at(person, &said_on, self.context.zone))
                }
                _ => None,
            };
            self.draft.party = of_speaker.or(self.context.party);
        }
    }

    /// The sources of the statement before where the line speaks of none.
    fn sources_from_context(&mut self) {
        if self.carries_sources && !self.context.before.is_empty() {
            self.draft.sources.clone_from(&self.context.before);
            self.draft.sources_before = true;
        }
    }
}
