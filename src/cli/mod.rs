//! The command line: the same jobs as the window, through the same session, with no logic of its own.
//!
//! The arguments become a [`Command`]; each command has a file, which looks up what its words name, asks `query`, and gives an
//! answer as text and as JSON. Reading leaves no trace in the folder; only `log`, `import`, `erase` and `take-over` open it to be
//! written.
//!
//! In JSON, names of fields are written with underscores, terms are their stable keys, ids are UUIDs, and times are
//! `{"earliest", "latest", "wording"}` with ISO dates. The documents are:
//!
//! - `check`: `negotiations`, `rounds`, `parties`, `people`, `statements`, `follow_ups`, `incidents`, `to_check`, `problems` with
//!   `file`, `line`, `what` and `kept_as` (`set_aside`, `read_only`, `opened`), and `unused_documents` with `file` and `size` in bytes
//! - `upcoming`: `from`, and `items` by date with `what`, `title`, `negotiation`, `status`, `when`, `zone`, `conflicting` and
//!   `announcements`
//! - `compare`: `negotiation`, `as_of` (`now`, a day or a round's id, as `--as-of` takes it), `parties` and `issues` by name, and
//!   `cells` for each pair with `party`, `issue`, `statement`, `kind`, `text`, `said_on`, `verification`, `level`, `movement`, and as
//!   `also` what else the party said on the issue at the same round;
//!   and as `other_statements` what bears no position, each with `party`, `issue`, `statement`, `kind`, `text` and `level`: the terms
//!   by which it leaves or is left out, whatever says them
//! - `rounds`: `negotiation` and `rounds`; `history`: `negotiation`, `party`, `issue` and `statements`, oldest first
//! - `show`: `record` (its kind, such as `follow-up`) and the facts of it; `log`: `statement` and `not_understood`
//! - `export`: `file`, `negotiation`, `what`, `format`, `bytes`, `left_out`, `told_without_attribution` and `texts_left_out` by level,
//!   `withheld` with `id`, `kind`, `level`, `why` and `names`, and `notes`
//! - `import`: `file`, `rows_are`, `done`, `new`, `changed`, `same`, `refused`, `columns` with `header` and `field`, `rows` that are changed or
//!   refused with `row`, `what`, `fate` and `why`, `questions` with `noun`, `written`, `rows`, `candidates`, `taken_for` and `answered`,
//!   and `notes`
//! - `search`: `words` and `groups` with `kind`, `total` and `hits`; `sample`: `folder`; `take-over`: `entries`,
//!   `folder` and `aside`; `erase`: `records`, `entries`, `drafts`, `same_words_in`, `same_words_in_earlier_versions` and `not_reached`

mod add_document;
mod answer;
mod args;
mod check;
mod compare;
mod completions;
#[cfg(debug_assertions)]
mod drive;
mod erase;
mod export;
mod facts;
mod global;
mod history;
mod history_keeper;
mod import;
mod import_answers;
mod list;
mod log;
mod nearest;
mod open_workspace;
mod page;
mod panics;
mod rounds;
mod sample;
mod saved_change;
mod search;
mod show;
mod surroundings;
mod take_over;
mod upcoming;
mod value_error;
mod versions;

pub use args::{Args, Command, Usage};
pub use global::Global;
pub use page::plain;
pub use panics::{Fault, back_in_ours, catch_foreign, start_logging, tell_only_the_place};
pub use surroundings::{SystemSurroundings, system_zone};

use crate::query::usage::counted;
use answer::{Answer, refuse};
use clap::CommandFactory as _;
use open_workspace::OpenWorkspace;
use std::io::Write;
use upcoming::Upcoming;

/// Does a command, and returns the exit status.
pub fn run(args: &Args, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let Some(command) = &args.command else { return 0 };
    #[cfg(debug_assertions)]
    if let Command::Drive(asked) = command {
        // It answers while it works.
        return drive::run(asked, &args.global, out, err);
    }
    match answer(&args.global, command) {
        Ok(answer) => answer.say(out, err),
        Err(why) => refuse(&in_lines(&why), err),
    }
}

/// Says why there is no window, and shows the agenda as text. Returns the exit status for that, 3.
pub fn agenda_without_display(args: &Args, why: &str, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    // With standard error closed, the exit status still says it.
    let _ = writeln!(err, "{}\n", plain(why.trim_end()));
    match read(&args.global, |opened| Upcoming::default().answer(opened, false)) {
        Ok(answer) => answer.say(out, err),
        Err(why) => refuse(&in_lines(&why), err),
    };
    3
}

fn answer(global: &Global, command: &Command) -> anyhow::Result<Answer> {
    let json = global.json;
    match command {
        Command::Sample(asked) => Ok(asked.answer(json)?.lasting()),
        Command::Check(asked) => asked.answer(&OpenWorkspace::to_read(global)?, json),
        Command::Upcoming(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::Rounds(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::Show(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::Compare(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::History(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::Search(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::Versions(asked) => read(global, |opened| asked.answer(opened, json)),
        Command::Export(asked) => Ok(read(global, |opened| asked.answer(opened, json))?.lasting()),
        Command::Import(asked) => import::answer(asked, global, json),
        Command::AddDocument(asked) => asked.answer(OpenWorkspace::to_write(global)?, json),
        Command::Log(asked) => asked.answer(OpenWorkspace::to_write(global)?, json),
        Command::Erase(asked) => asked.answer(OpenWorkspace::to_write(global)?, json),
        Command::TakeOver(asked) => Ok(asked.answer(&OpenWorkspace::to_write(global)?, json)?.lasting()),
        Command::Completions(asked) => asked.answer(Args::command(), json),
        #[cfg(debug_assertions)]
        Command::Drive(_) => Ok(Answer::default()),
    }
}

/// An answer from a record, with a word about files that could not be read as they should.
fn read(global: &Global, answer: impl FnOnce(&OpenWorkspace) -> anyhow::Result<Answer>) -> anyhow::Result<Answer> {
    let opened = OpenWorkspace::to_read(global)?;
    let answer = answer(&opened)?;
    let problems = opened.session.problems().len();
    if problems == 0 {
        return Ok(answer);
    }
    let what = counted(problems, "problem");
    Ok(answer.needing(format!("The files of this record have {what}: “rapporteur check” names them.")))
}

/// An error with what it comes from, each on a line of its own.
fn in_lines(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
