//! `drive`: carries out edits that come in on standard input, one a line, and saves after each. Not in the help: it is the hand
//! with which the tests of the write path guide the real program.
//!
//! | line | what is done |
//! |---|---|
//! | `party NAME`, `person NAME`, `negotiation TITLE` | a new one |
//! | `round WHEN`, `statement TEXT`, `issue NAME` | a new one in the first negotiation; the statement is of the last round |
//! | `text RECORD WORDS` | the name, title or text of a record, which is named as in every command |
//! | `delete RECORD`, `undo`, `redo` | as in the window |
//! | `save` | nothing new: tries again what is not saved |
//! | `panic TEXT` | a fault of the program, in the midst of working on that text |
//!
//! Each line is answered: `made ID` for a new record, `refused N: WHY` if the edit of line N was not done, `failed FILE: WHY` for
//! each file that could not be written, `unkept WHY` if the history could not be, and at last `saved N` when everything up to line N is
//! on the disk, and only then, or else `unsaved N`. What failed stays in memory, and the next line tries it again. What is to be told of
//! the history when the folder opens comes before all that, as `history WORDS`.

use super::answer::refuse;
use super::global::Global;
use super::open_workspace;
use super::page::plain;
use super::surroundings::{SystemSurroundings, system_zone};
use super::value_error::ValueError;
use crate::model::fields::{ValueMut, ValueRef};
use crate::model::when::{self, Context};
use crate::model::{NegotiationId, Record, RecordId, RoundId};
use crate::query::resolve;
use crate::session::{Access, Fixed, New, Proposal, Refusal, Session, Surroundings};
use crate::store::history::{Entry, History};
use crate::store::sample::SampleCopy;
use crate::store::{Store, locations};
use chrono::{DateTime, FixedOffset, Utc};
use std::io::{self, BufRead, Write};
use std::path::Path;

/// Carry out edits that come in on standard input, one a line, and save after each.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct Drive {
    /// The clock stands still at this time, and ids are counted from there.
    #[arg(long, value_name = "TIME", value_parser = time)]
    fixed: Option<DateTime<Utc>>,
    /// The history is left alone if this is “none”.
    #[arg(long, value_name = "none", value_parser = ["none"])]
    history: Option<String>,
}

fn time(text: &str) -> Result<DateTime<Utc>, ValueError> {
    text.parse().map_err(|_| ValueError::Time(text.to_owned()))
}

/// Does all lines. Returns the exit status: 0, 1 if a line was refused or something is not saved, 2 if the folder did not open
/// to be written.
pub(super) fn run(asked: &Drive, global: &Global, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    match drive(global, asked.fixed, asked.history.is_none(), &mut io::stdin().lock(), out) {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(why) => refuse(&format!("{why:#}"), err),
    }
}

/// Returns whether everything was done and saved.
fn drive(
    global: &Global,
    fixed: Option<DateTime<Utc>>,
    history: bool,
    lines: &mut dyn BufRead,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    let mut surroundings: Box<dyn Surroundings> = match fixed {
        Some(now) => Box::new(Fixed::at(now)),
        None => Box::new(SystemSurroundings),
    };
    let copy = global.sample.then(SampleCopy::fresh).transpose()?;
    let dir = copy.as_ref().map_or_else(|| global.data_dir(), |copy| Ok(copy.dir()))?;
    let opened = Store::open(&dir, surroundings.id())?;
    if let Access::ReadOnly { why } = &opened.access {
        anyhow::bail!("Nothing can be changed: {why}.");
    }
    let mut session = Session::open(opened, surroundings, &open_workspace::settings().name);
    let mut kept = if history { Kept::open(&session, &dir, out)? } else { Kept { history: None, is_behind: false } };
    let mut done = true;
    for (number, line) in (1_usize..).zip(lines.lines()) {
        let line = line?;
        match carry_out(&mut session, &line) {
            Ok(Some(made)) => writeln!(out, "made {}", made.uuid())?,
            Ok(None) => {}
            Err(Refusal(why)) => {
                done = false;
                writeln!(out, "refused {number}: {}", plain(&why))?;
            }
        }
        save(&mut session, &mut kept, number, out)?;
        out.flush()?;
    }
    Ok(done && !session.has_unsaved())
}

/// The history, which gets an entry after every line.
struct Kept {
    history: Option<History>,
    /// Whether something is not in it that should be.
    is_behind: bool,
}

impl Kept {
    fn open(session: &Session, dir: &Path, out: &mut dyn Write) -> io::Result<Self> {
        let told = |out: &mut dyn Write, words: &str| writeln!(out, "history {}", plain(words));
        let history = match History::open(dir, locations::state_dir().as_deref(), now(session), false) {
            Ok((history, news)) => {
                news.iter().try_for_each(|words| told(out, words))?;
                Some(history)
            }
            Err(error) => {
                told(out, &error.to_string())?;
                None
            }
        };
        let mut kept = Self { history, is_behind: true };
        kept.keep(session.author(), now(session), None, out)?;
        Ok(kept)
    }

    /// Makes an entry, and says what is in the way of it.
    fn keep(&mut self, author: &str, now: DateTime<FixedOffset>, entry: Option<&Entry>, out: &mut dyn Write) -> io::Result<()> {
        let Some(history) = &mut self.history else { return Ok(()) };
        let kept = entry.map_or(Ok(None), |entry| history.keep(entry));
        let kept = kept.and_then(|_| if self.is_behind { history.keep_rest(author, now) } else { Ok(None) });
        self.is_behind = kept.is_err();
        history.take_news().iter().try_for_each(|words| writeln!(out, "history {}", plain(words)))?;
        kept.map_or_else(|error| writeln!(out, "unkept {}", plain(&error.to_string())), |_| Ok(()))
    }
}

fn now(session: &Session) -> DateTime<FixedOffset> {
    session.now().with_timezone(&system_zone()).fixed_offset()
}

/// Saves, and says what came of it.
fn save(session: &mut Session, kept: &mut Kept, number: usize, out: &mut dyn Write) -> io::Result<()> {
    let saved = session.save();
    let entry = session.history_entry(system_zone());
    kept.keep(session.author(), now(session), entry.as_ref(), out)?;
    if saved.is_ok() {
        return writeln!(out, "saved {number}");
    }
    for failure in session.save_failures() {
        let file = if failure.file.as_os_str().is_empty() { "the folder".into() } else { failure.file.display().to_string() };
        writeln!(out, "failed {}: {}", plain(&file), plain(&failure.why))?;
    }
    writeln!(out, "unsaved {number}")
}

/// Does one line. Returns the record that it made.
fn carry_out(session: &mut Session, line: &str) -> Result<Option<RecordId>, Refusal> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let name = rest.to_owned();
    let new = match word {
        "party" => New::Party { name },
        "person" => New::Person { name },
        "negotiation" => New::Negotiation { title: name },
        "issue" => New::Issue { negotiation: negotiation(session)?, name, parent: None },
        "round" => {
            let today = session.now().date_naive();
            let when = when::parse(rest, Context::new(today, system_zone())).when;
            New::Round { negotiation: negotiation(session)?, when }
        }
        "statement" => {
            let negotiation = negotiation(session)?;
            let round = last_round(session, negotiation);
            let party = session.workspace().parties.keys().next().copied();
            let party = party.ok_or_else(|| Refusal("There is no party yet.".to_owned()))?;
            New::Statement { negotiation, round, party, issue: None, text: name }
        }
        _ => return change(session, word, rest).map(|()| None),
    };
    session.create(new).map(Some)
}

/// Does a line that makes no record.
fn change(session: &mut Session, word: &str, rest: &str) -> Result<(), Refusal> {
    let nothing = |what: &str| Refusal(format!("There is nothing to {what}."));
    match word {
        "text" => {
            let (record, words) = rest.split_once(' ').unwrap_or((rest, ""));
            let mut record = find(session, record)?;
            words.clone_into(text_of(&mut record).ok_or_else(|| Refusal("This has no text of its own.".to_owned()))?);
            session.perform(Proposal::put("change text", record))
        }
        "delete" => {
            let id = find(session, rest)?.id();
            session.delete(id, rest).map(|_| ())
        }
        "undo" => session.undo().map(|_| ()).ok_or_else(|| nothing("undo")),
        "redo" => session.redo().map(|_| ()).ok_or_else(|| nothing("do again")),
        "save" => Ok(()),
        "panic" => {
            // As a slip in the program would: what is cut does not reach that far, and the message quotes it.
            let beyond = rest.len() + 1;
            Err(Refusal(rest[..beyond].to_owned()))
        }
        _ => Err(Refusal(format!("There is no edit “{word}”."))),
    }
}

fn negotiation(session: &Session) -> Result<NegotiationId, Refusal> {
    let first = session.workspace().negotiations.keys().next();
    first.copied().ok_or_else(|| Refusal("There is no negotiation yet.".to_owned()))
}

/// The round that was added last.
fn last_round(session: &Session, negotiation: NegotiationId) -> Option<RoundId> {
    session.workspace().rounds_of(negotiation).map(|round| round.id).max()
}

fn find(session: &Session, word: &str) -> Result<Record, Refusal> {
    let id = resolve::any(session.workspace(), word).map_err(|why| Refusal(why.to_string()))?;
    session.workspace().get(id).ok_or_else(|| Refusal("This is no longer there.".to_owned()))
}

/// What a record is called, or what it says: the first of its own texts.
fn text_of(record: &mut Record) -> Option<&mut String> {
    if let Record::Binned(_) | Record::Clash(_) = record {
        return None;
    }
    let fields = record.fields_mut();
    let is_text = |at: &usize| matches!(fields.get(*at), Some(ValueRef::Text(_)));
    let first = fields.order().iter().copied().find(is_text)?;
    if let Some(ValueMut::Text(text)) = fields.get_mut(first) { Some(text) } else { None }
}
