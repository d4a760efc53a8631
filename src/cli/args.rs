//! The arguments, read into types: one struct a command, which is its parser, its help and its completion.
//!
//! `clap` reads them. What it refuses is said in our own words, made of what the struct says of each argument: what is missing is
//! asked for by the first line of its help, "Which negotiation".

use super::add_document::AddDocument;
use super::check::Check;
use super::compare::Compare;
use super::completions::Completions;
#[cfg(debug_assertions)]
use super::drive::Drive;
use super::erase::Erase;
use super::export::Export;
use super::global::Global;
use super::history::History;
use super::import::Import;
use super::log::Log;
use super::rounds::Rounds;
use super::sample::Sample;
use super::search::Search;
use super::show::Show;
use super::take_over::TakeOver;
use super::upcoming::Upcoming;
use super::versions::Versions;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, ValueHint};
use std::ffi::OsString;
use std::io::Write;

/// What `--version` says.
const VERSION: &str = concat!("rapporteur ", env!("CARGO_PKG_VERSION"));

/// Keep the record of negotiations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Parser)]
#[command(
    name = "rapporteur",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    propagate_version = true,
    after_help = "\
Without a command the window opens; with no display the agenda is shown as text.

A negotiation, round, party or issue is named by its id, its number, or any part of its name that
fits only one. A name of several words needs no quotation marks where it is the last thing said.

Exit status: 0 done; 1 done, but something needs you (a file set aside, a word not understood);
2 nothing was changed, so that it can be tried again; 3 no display. A change is saved as a whole or
not at all, and taken back if the answer cannot be written."
)]
pub struct Args {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// The command; none opens the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command without a window. What the words in it name is looked up when it is run.
#[derive(Clone, Debug, PartialEq, Eq, clap::Subcommand)]
#[expect(missing_docs, reason = "the help of a command stands at its struct")]
pub enum Command {
    Sample(Sample),
    Check(Check),
    Upcoming(Upcoming),
    Rounds(Rounds),
    Show(Show),
    Compare(Compare),
    History(History),
    Search(Search),
    Versions(Versions),
    Log(Log),
    AddDocument(AddDocument),
    Export(Export),
    Import(Import),
    Erase(Erase),
    TakeOver(TakeOver),
    Completions(Completions),
    #[cfg(debug_assertions)]
    #[command(hide = true)]
    Drive(Drive),
}

/// Why the arguments ask for nothing that can be done: help that was asked for, or what is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    text: String,
    asked: bool,
}

impl Usage {
    /// Prints it where it belongs, and returns the exit status: 0 for help that was asked for, 2 otherwise.
    pub fn say(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let to: &mut dyn Write = if self.asked { out } else { err };
        // A closed pipe has nobody to tell.
        let _ = writeln!(to, "{}", super::page::plain(self.text.trim_end()));
        if self.asked { 0 } else { 2 }
    }

    /// What is wrong, and where to read how it is right.
    fn wrong(command: &clap::Command, what: &str) -> Self {
        Self {
            text: format!("{what}\n“{} --help” says what there is.", command.get_bin_name().unwrap_or("rapporteur")),
            asked: false,
        }
    }
}

impl Args {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// Help and version, if they are asked for, and what cannot be understood.
    pub fn read(args: impl Iterator<Item = OsString>) -> Result<Self, Usage> {
        let args: Vec<OsString> = std::iter::once(OsString::from("rapporteur")).chain(args).collect();
        let given = Self::command().try_get_matches_from(&args).map_err(|error| refused(&error, &args))?;
        blank(&given)?;
        let parsed = Self::from_arg_matches(&given).map_err(|error| refused(&error, &args))?;
        if parsed.global.json && parsed.command.is_none() {
            return Err(Usage::wrong(&Self::command(), "--json goes with a command; the window has no use for it."));
        }
        Ok(parsed)
    }
}

/// Refuses words that say nothing, as if they were missing.
fn blank(given: &ArgMatches) -> Result<(), Usage> {
    let mut all = Args::command();
    all.build();
    let Some((command, words)) = given.subcommand().and_then(|(name, words)| Some((all.find_subcommand(name)?, words))) else {
        return Ok(());
    };
    let says_nothing = |arg: &&Arg| {
        let words = words.get_raw(arg.get_id().as_str());
        words.is_some_and(|mut words| words.all(|word| word.to_string_lossy().trim().is_empty()))
    };
    match command.get_positionals().find(says_nothing) {
        Some(_) => Err(Usage::wrong(command, &asked_for(command.get_positionals()))),
        None => Ok(()),
    }
}

/// What an error of the parser says to the user.
fn refused(error: &clap::Error, args: &[OsString]) -> Usage {
    match error.kind() {
        ErrorKind::DisplayHelp => return Usage { text: error.render().to_string(), asked: true },
        ErrorKind::DisplayVersion => return Usage { text: VERSION.to_owned(), asked: true },
        _ => {}
    }
    let mut all = Args::command();
    all.build();
    let known = all.clone().ignore_errors(true).try_get_matches_from(args);
    let name = known.ok().and_then(|matches| matches.subcommand_name().map(str::to_owned));
    let command = name.and_then(|name| all.find_subcommand(name)).unwrap_or(&all);
    let words = args.iter().find(|word| word.to_str().is_none()).filter(|_| error.kind() == ErrorKind::InvalidUtf8);
    let what = match words {
        Some(word) => format!("“{}” is not text in UTF-8.", word.to_string_lossy()),
        None => in_words(error, command, &all),
    };
    Usage::wrong(command, &what)
}

/// What is wrong, in a sentence or two.
fn in_words(error: &clap::Error, command: &clap::Command, all: &clap::Command) -> String {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        // Of several suggestions the nearest stands last.
        Some(ContextValue::Strings(words)) => words.last().map(String::as_str),
        _ => None,
    };
    // "--from <DATE>" is the option --from.
    let arg = word(ContextKind::InvalidArg).unwrap_or_default();
    let option = arg.split([' ', '=']).next().unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let meant = word(ContextKind::SuggestedSubcommand)
                .filter(|name| is_shown(name, all))
                .map(|name| format!(" Did you mean “{name}”?"));
            format!(
                "There is no command “{}”.{}",
                word(ContextKind::InvalidSubcommand).unwrap_or_default(),
                meant.unwrap_or_default()
            )
        }
        ErrorKind::UnknownArgument if arg.starts_with('-') => unknown_option(arg, word(ContextKind::SuggestedArg), command, all),
        ErrorKind::UnknownArgument => {
            let several = command.get_positionals().count() > 1;
            let marks = if several { " Put what has several words into quotation marks." } else { "" };
            format!("“{arg}” is one word too many.{marks}")
        }
        ErrorKind::MissingRequiredArgument => missing(error, command),
        ErrorKind::ArgumentConflict => format!("{option} is given twice."),
        ErrorKind::TooManyValues => format!("{option} takes no value."),
        // A path that is empty.
        ErrorKind::InvalidValue if arg.starts_with('<') && word(ContextKind::InvalidValue).is_none_or(str::is_empty) => {
            asked_for(command.get_positionals())
        }
        ErrorKind::InvalidValue if word(ContextKind::InvalidValue).is_none_or(str::is_empty) => {
            let hint = command.get_arguments().find(|arg| is_called(arg, option)).map(Arg::get_value_hint);
            let what = match hint {
                Some(ValueHint::DirPath) => "a folder",
                Some(ValueHint::FilePath) => "a file",
                _ => "a value",
            };
            format!("{option} needs {what} after it.")
        }
        ErrorKind::InvalidValue => {
            let Some(ContextValue::Strings(valid)) = error.get(ContextKind::ValidValue) else { return error.to_string() };
            let value = word(ContextKind::InvalidValue).unwrap_or_default();
            format!("{option} takes one of these: {}; not “{value}”.", valid.join(", "))
        }
        ErrorKind::ValueValidation => match std::error::Error::source(error) {
            Some(why) => format!("{option} {why}."),
            None => error.to_string(),
        },
        _ => error.to_string(),
    }
}

/// What is asked for is what the help says of the arguments that are missing.
fn missing(error: &clap::Error, command: &clap::Command) -> String {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return error.to_string() };
    let is_missing = |arg: &Arg| missing.iter().any(|words| *words == arg.to_string());
    // Without one of its words, no command knows which of them it was given.
    if command.get_positionals().any(is_missing) {
        return asked_for(command.get_positionals());
    }
    asked_for(command.get_arguments().filter(|arg| is_missing(arg)).take(1))
}

/// Asks for arguments by the first words of their help: "Say into which file with --to."
fn asked_for<'a>(args: impl Iterator<Item = &'a Arg>) -> String {
    let said = args.map(|arg| {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let help = help.split([':', ';', '.']).next().unwrap_or_default().trim();
        let mut letters = help.chars();
        let small: String = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
        arg.get_long().map_or_else(|| small.clone(), |long| format!("{small} with --{long}"))
    });
    format!("Say {}.", said.collect::<Vec<_>>().join(", and "))
}

/// Whether a command is one that the help lists.
fn is_shown(name: &str, all: &clap::Command) -> bool {
    all.find_subcommand(name).is_some_and(|one| !one.is_hide_set())
}

fn is_called(arg: &Arg, option: &str) -> bool {
    arg.get_long().is_some_and(|long| option.strip_prefix("--") == Some(long))
}

fn unknown_option(option: &str, meant: Option<&str>, command: &clap::Command, all: &clap::Command) -> String {
    let of = if command.get_name() == all.get_name() || !option.starts_with("--") {
        String::new()
    } else {
        format!(" for {}", command.get_name())
    };
    if let Some(meant) = meant {
        return format!("There is no option {option}{of}. Did you mean {meant}?");
    }
    let owner = all.get_subcommands().find(|one| !one.is_hide_set() && one.get_arguments().any(|arg| is_called(arg, option)));
    match owner {
        Some(owner) if owner.get_name() != command.get_name() => {
            format!("{option} goes after the command “{}”.", owner.get_name())
        }
        _ => format!("There is no option {option}{of}."),
    }
}

#[cfg(test)]
mod tests {
    use super::super::list::List;
    use super::*;

    fn parse(line: &[&str]) -> Result<Args, Usage> {
        Args::read(line.iter().map(OsString::from))
    }

    fn refused(line: &[&str]) -> String {
        let usage = parse(line).unwrap_err();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        assert_eq!(usage.say(&mut out, &mut err), 2, "{line:?}");
        assert!(out.is_empty(), "{line:?}");
        String::from_utf8(err).unwrap()
    }

    #[test]
    fn shared_options_stand_before_the_command_or_after_it() {
        for line in [
            &["--data-dir", "x", "--json", "rounds", "istanbul", "2025"][..],
            &["rounds", "istanbul 2025", "--json", "--data-dir=x"],
            &["--json", "rounds", "istanbul", "--data-dir", "x", "2025"],
        ] {
            let args = parse(line).unwrap();
            assert_eq!((args.global.data_dir, args.global.sample, args.global.json), (Some("x".into()), false, true), "{line:?}");
            let Some(Command::Rounds(rounds)) = args.command else { panic!("{line:?}") };
            assert_eq!(rounds.negotiation.join(" "), "istanbul 2025", "{line:?}");
        }
        assert_eq!(parse(&[]).unwrap(), Args::default());
        assert!(parse(&["--sample"]).unwrap().global.sample);
    }

    #[test]
    fn options_are_read_with_their_commands() {
        let Some(Command::Compare(compare)) = parse(&["compare", "abu", "--parties", "UA, ru,", "--as-of=2"]).unwrap().command
        else {
            panic!("it is no comparison")
        };
        assert_eq!((compare.negotiation, compare.as_of), (vec!["abu".to_owned()], Some("2".to_owned())));
        assert_eq!(List::all(&compare.parties).collect::<Vec<_>>(), ["UA", "ru"]);
        assert!(compare.issues.is_empty());
        assert_eq!(
            parse(&["upcoming", "--days", "7"]).unwrap().command,
            Some(Command::Upcoming(Upcoming { from: None, days: Some(7) }))
        );
    }

    #[test]
    fn what_is_not_known_is_refused_with_the_nearest() {
        for (line, says) in [
            (&["chekc"][..], "Did you mean “check”?"),
            (&["compaer", "x"], "Did you mean “compare”?"),
            (&["frobnicate"], "There is no command “frobnicate”."),
            (&["exprot", "x"], "Did you mean “export”?"),
            (&["export", "x"], "Say into which file with --to."),
            (&["export", "x", "--to", "a.csv", "--replace=yes"], "--replace"),
            (&["--jsno", "check"], "Did you mean --json?"),
            (&["upcoming", "--form", "x"], "Did you mean --from?"),
            (&["--issues", "x", "compare"], "--issues goes after the command “compare”."),
            (&["check", "-x"], "There is no option -x."),
            (&["upcoming", "--from"], "--from needs a value after it."),
            (&["upcoming", "--from", "a", "--from", "b"], "--from is given twice."),
            (&["upcoming", "--days", "soon"], "--days takes a number of days, not “soon”."),
            (&["check", "this"], "“this” is one word too many."),
            (&["rounds"], "Say which negotiation."),
            (&["rounds", ""], "Say which negotiation."),
            (&["rounds", " ", ""], "Say which negotiation."),
            (&["search", " "], "Say what to look for."),
            (&["show", ""], "Say which record."),
            (&["import", ""], "Say which file."),
            (&["sample", ""], "Say into which folder."),
            (&["log", "2", " "], "Say under which round, and the quick line."),
            (&["export", "", "--to", "a.csv"], "Say which negotiation."),
            (&["completions", ""], "Say for which shell."),
            (&["history", "x", "--party", "ua"], "Say on which issue with --issue."),
            (&["log", "2"], "Say under which round, and the quick line."),
            (&["log", "2", "ua:", "we", "wait"], "quotation marks"),
            (&["--json"], "--json goes with a command"),
            (&["--data-dir"], "--data-dir needs a folder after it."),
        ] {
            let said = refused(line);
            assert!(said.contains(says), "{line:?}: {said}");
            assert!(said.contains("--help”"), "{line:?}: {said}");
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_one_paragraph() {
        let mut all = Args::command();
        all.clone().debug_assert();
        all.build();
        for command in all.get_subcommands() {
            assert!(command.get_about().is_some() && command.get_long_about().is_none(), "{}", command.get_name());
            for arg in command.get_arguments().filter(|arg| arg.get_id() != "help") {
                let told = (arg.get_help().is_some(), arg.get_long_help().is_none());
                assert_eq!(told, (true, true), "{} of {}", arg.get_id(), command.get_name());
            }
        }
    }

    #[test]
    fn help_is_asked_for_and_wins_over_what_is_missing() {
        for line in
            [&["--help"][..], &["-h"], &["history", "--help"], &["--help", "log"], &["--version"], &["check", "--version"]]
        {
            let usage = parse(line).unwrap_err();
            assert_eq!(usage.say(&mut Vec::new(), &mut Vec::new()), 0, "{line:?}");
        }
    }
}
