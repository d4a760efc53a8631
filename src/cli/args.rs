//! The arguments, read into types: what is asked for, or in words why it cannot be.

use super::help::{self, Help};
use super::nearest::nearest;
use super::{
    check, compare, drive, erase, export, history, import, log, rounds, sample, search, show, take_over, upcoming, versions,
};
use chrono::{DateTime, Utc};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// What the program was asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args {
    /// The data folder, if one was named.
    pub data_dir: Option<PathBuf>,
    /// Whether to work on a fresh copy of the sample.
    pub sample: bool,
    /// Whether to answer in JSON.
    pub json: bool,
    /// The command; none opens the window.
    pub command: Option<Command>,
}

/// A command without a window. What the words in it name is looked up when it is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Writes the sample into a folder.
    Sample {
        /// Which folder.
        dir: PathBuf,
    },
    /// Loads everything and says what is wrong with it.
    Check,
    /// The rounds and follow-ups ahead.
    Upcoming {
        /// From which day on, in words; today if none.
        from: Option<String>,
        /// How many days, that one included; all if none.
        days: Option<u32>,
    },
    /// The rounds of a negotiation.
    Rounds {
        /// Which negotiation.
        negotiation: String,
    },
    /// One record in full.
    Show {
        /// Which record.
        record: String,
    },
    /// The current positions.
    Compare {
        /// In which negotiation.
        negotiation: String,
        /// As of which day or round; now if none.
        as_of: Option<String>,
        /// Of which parties; all if none are named.
        parties: Vec<String>,
        /// On which issues; all if none are named.
        issues: Vec<String>,
    },
    /// How a position came about.
    History {
        /// In which negotiation.
        negotiation: String,
        /// Whose.
        party: String,
        /// On what.
        issue: String,
    },
    /// A search over everything.
    Search {
        /// The words.
        words: String,
    },
    /// What the history has of a record.
    Versions {
        /// Which record.
        record: String,
        /// At most how many versions.
        last: usize,
    },
    /// Takes a record out for good, from the history as well.
    Erase {
        /// Which record.
        record: String,
        /// Whether it is done, and not only said.
        yes: bool,
    },
    /// Goes on from the history that came with the folder.
    TakeOver,
    /// Writes a file for others.
    Export {
        /// Of which negotiation.
        negotiation: String,
        /// Into which file.
        to: PathBuf,
        /// What of it; what is usual for the format if none.
        what: Option<String>,
        /// Only of this round; of all if none.
        round: Option<String>,
        /// Positions as of which day or round; now if none.
        as_of: Option<String>,
        /// On which terms what was said leaves whole.
        include: Vec<String>,
        /// Statements that leave, by their ids.
        release: Vec<String>,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
    /// Takes a file of others in.
    Import(import::Wanted),
    /// Adds a statement.
    Log {
        /// Under which round.
        round: String,
        /// The quick line.
        line: String,
        /// Whether what is not understood is kept.
        keep: bool,
    },
    /// Edits from standard input, each saved. For tests.
    Drive {
        /// When the clock stands still; the real one if none.
        fixed: Option<DateTime<Utc>>,
        /// Whether the history is kept.
        history: bool,
    },
}

/// One command as the command line knows it.
pub(super) struct Spec {
    /// How it is called and what it does.
    pub help: Help,
    /// The options that it takes, each with a value unless it is one of [`FLAGS`], without the dashes.
    pub options: &'static [&'static str],
    /// Reads what was given to it; in words, what is missing or wrong.
    pub read: fn(Given) -> Result<Command, String>,
}

/// All commands, in the order of the help.
pub(super) const COMMANDS: &[&Spec] = &[
    &sample::SPEC,
    &check::SPEC,
    &upcoming::SPEC,
    &rounds::SPEC,
    &show::SPEC,
    &compare::SPEC,
    &history::SPEC,
    &search::SPEC,
    &versions::SPEC,
    &log::SPEC,
    &export::SPEC,
    &import::SPEC,
    &erase::SPEC,
    &take_over::SPEC,
];

/// Commands that are not for people: no help lists them, and no slip is mended into them.
const HIDDEN: &[&Spec] = &[&drive::SPEC];

/// Options that say all by being there: they take no value.
const FLAGS: &[&str] = &["replace", "accept", "dry-run", "keep", "yes"];

/// Options that go with every command.
const SHARED: &[&str] = &["data-dir", "sample", "json", "help", "version"];

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

    fn asked(text: impl Into<String>) -> Self {
        Self { text: text.into(), asked: true }
    }

    /// What is wrong, and where to read how it is right.
    fn wrong(command: Option<&Spec>, what: &str) -> Self {
        let more = command.map_or_else(|| "rapporteur --help".to_owned(), |spec| format!("rapporteur {} --help", spec.help.name));
        Self { text: format!("{what}\n“{more}” says what there is."), asked: false }
    }
}

/// What was given to a command.
#[derive(Debug, Default)]
pub(super) struct Given {
    words: Vec<OsString>,
    options: Vec<(&'static str, OsString)>,
}

impl Given {
    /// Nothing but options.
    pub fn no_words(&self) -> Result<(), String> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(format!("“{}” is one word too many.", word.to_string_lossy())),
        }
    }

    /// All words as one, so that a name of several needs no quotation marks. `which` says what is missing: "Say which round".
    pub fn name(&self, which: &str) -> Result<String, String> {
        let words: Vec<&str> = self.words.iter().map(|word| text(word)).collect::<Result<_, _>>()?;
        let name = words.join(" ");
        if name.trim().is_empty() { Err(format!("{which}.")) } else { Ok(name) }
    }

    /// Two words, for which `which` says what is missing.
    pub fn two(&self, which: &str) -> Result<(String, String), String> {
        match self.words.as_slice() {
            [first, second] => Ok((text(first)?.to_owned(), text(second)?.to_owned())),
            [] | [_] => Err(format!("{which}.")),
            _ => Err("There are more than two words. Put each of the two into quotation marks.".to_owned()),
        }
    }

    /// One path.
    pub fn path(&self, which: &str) -> Result<PathBuf, String> {
        match self.words.as_slice() {
            [one] if !one.is_empty() => Ok(PathBuf::from(one)),
            [] | [_] => Err(format!("{which}.")),
            [_, more, ..] => Err(format!("“{}” is one word too many.", more.to_string_lossy())),
        }
    }

    /// The value of an option.
    pub fn option(&self, name: &str) -> Result<Option<String>, String> {
        let mut values = self.options.iter().filter(|(option, _)| *option == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(_), Some(_)) => Err(format!("--{name} is given twice.")),
            (Some(value), None) => Ok(Some(text(value)?.to_owned())),
            (None, _) => Ok(None),
        }
    }

    /// The value of an option that is a path.
    pub fn path_option(&self, name: &str) -> Result<Option<PathBuf>, String> {
        match self.options.iter().filter(|(option, _)| *option == name).collect::<Vec<_>>().as_slice() {
            [] => Ok(None),
            [(_, value)] => Ok(Some(PathBuf::from(value))),
            _ => Err(format!("--{name} is given twice.")),
        }
    }

    /// Whether an option is there that takes no value.
    pub fn flag(&self, name: &str) -> bool {
        self.options.iter().any(|(option, _)| *option == name)
    }

    /// The values of an option that may be given several times.
    pub fn values(&self, name: &str) -> Result<Vec<String>, String> {
        let values = self.options.iter().filter(|(option, _)| *option == name);
        values.map(|(_, value)| text(value).map(str::to_owned)).collect()
    }

    /// The parts of an option's values between their commas; none if it is not given. Within quotation marks a comma parts nothing.
    pub fn list(&self, name: &str) -> Result<Vec<String>, String> {
        Ok(self.values(name)?.iter().flat_map(|value| parts(value)).collect())
    }
}

/// The parts of a value between its commas, of which those within quotation marks part nothing. A mark that is meant is doubled.
pub(super) fn parts(value: &str) -> Vec<String> {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    let mut letters = value.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => parts.last_mut().into_iter().for_each(|part| part.push('"')),
            '"' => quoted = !quoted,
            ',' if !quoted => parts.push(String::new()),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn text(value: &OsString) -> Result<&str, String> {
    value.to_str().ok_or_else(|| format!("“{}” is not text in UTF-8.", value.to_string_lossy()))
}

impl Args {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// Help and version, if they are asked for, and what cannot be understood.
    pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Self, Usage> {
        use lexopt::prelude::{Long, Short, Value};
        let mut parser = lexopt::Parser::from_args(args);
        let mut parsed = Self::default();
        let mut command: Option<&Spec> = None;
        let mut given = Given::default();
        let mut help = false;
        while let Some(arg) = parser.next().map_err(|error| Usage::wrong(command, &sentence(&error)))? {
            match arg {
                Long("help") | Short('h') => help = true,
                Long("version") | Short('V') => return Err(Usage::asked(help::VERSION)),
                Long("sample") => parsed.sample = true,
                Long("json") => parsed.json = true,
                Long("data-dir") => {
                    let dir = parser.value().map_err(|_| Usage::wrong(command, "--data-dir needs a folder after it."))?;
                    parsed.data_dir = Some(dir.into());
                }
                Long(name) => {
                    let options = command.map(|spec| spec.options).unwrap_or_default();
                    let Some(option) = options.iter().find(|option| **option == name) else {
                        return Err(Usage::wrong(command, &unknown_option(name, command)));
                    };
                    if FLAGS.contains(option) {
                        given.options.push((option, OsString::new()));
                        continue;
                    }
                    let value =
                        parser.value().map_err(|_| Usage::wrong(command, &format!("--{option} needs a value after it.")))?;
                    given.options.push((option, value));
                }
                Short(letter) => return Err(Usage::wrong(command, &format!("There is no option -{letter}."))),
                Value(word) if command.is_none() => {
                    let word = word.to_string_lossy();
                    let found = COMMANDS.iter().chain(HIDDEN).find(|spec| spec.help.name == word);
                    command = Some(found.ok_or_else(|| Usage::wrong(None, &unknown_command(&word)))?);
                }
                Value(word) => given.words.push(word),
            }
        }
        if help {
            return Err(Usage::asked(command.map_or_else(help::all, |spec| spec.help.text())));
        }
        match command {
            Some(spec) => parsed.command = Some((spec.read)(given).map_err(|what| Usage::wrong(command, &what))?),
            None if parsed.json => return Err(Usage::wrong(None, "--json goes with a command; the window has no use for it.")),
            None => {}
        }
        Ok(parsed)
    }
}

fn sentence(error: &lexopt::Error) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    let begun: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    format!("{begun}.")
}

fn unknown_command(word: &str) -> String {
    let names = COMMANDS.iter().map(|spec| spec.help.name);
    match nearest(word, names) {
        Some(name) => format!("There is no command “{word}”. Did you mean “{name}”?"),
        None => format!("There is no command “{word}”."),
    }
}

fn unknown_option(name: &str, command: Option<&Spec>) -> String {
    let own = command.map(|spec| spec.options).unwrap_or_default();
    let of = command.map(|spec| format!(" for {}", spec.help.name)).unwrap_or_default();
    if let Some(nearest) = nearest(name, own.iter().chain(SHARED).copied()) {
        return format!("There is no option --{name}{of}. Did you mean --{nearest}?");
    }
    let owner = COMMANDS.iter().find(|spec| spec.options.contains(&name));
    match owner {
        Some(owner) => format!("--{name} goes after the command “{}”.", owner.help.name),
        None => format!("There is no option --{name}{of}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Result<Args, Usage> {
        Args::parse(line.iter().map(OsString::from))
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
        let expected = Args {
            data_dir: Some("x".into()),
            sample: false,
            json: true,
            command: Some(Command::Rounds { negotiation: "istanbul 2025".to_owned() }),
        };
        for line in [
            &["--data-dir", "x", "--json", "rounds", "istanbul", "2025"][..],
            &["rounds", "istanbul 2025", "--json", "--data-dir=x"],
            &["--json", "rounds", "istanbul", "--data-dir", "x", "2025"],
        ] {
            assert_eq!(parse(line).unwrap(), expected, "{line:?}");
        }
        assert_eq!(parse(&[]).unwrap(), Args::default());
        assert!(parse(&["--sample"]).unwrap().sample);
    }

    #[test]
    fn options_are_read_with_their_commands() {
        assert_eq!(
            parse(&["compare", "abu", "--parties", "UA, ru,", "--as-of=2"]).unwrap().command,
            Some(Command::Compare {
                negotiation: "abu".to_owned(),
                as_of: Some("2".to_owned()),
                parties: vec!["UA".to_owned(), "ru".to_owned()],
                issues: Vec::new(),
            })
        );
        assert_eq!(parse(&["upcoming", "--days", "7"]).unwrap().command, Some(Command::Upcoming { from: None, days: Some(7) }));
    }

    #[test]
    fn a_list_is_parted_at_commas_but_within_quotation_marks() {
        for (value, expected) in [
            ("UA, ru,", &["UA", "ru"][..]),
            ("\"Finance, technologies\"", &["Finance, technologies"]),
            ("\"A, B\"=C, D", &["A, B=C", "D"]),
            ("\"say \"\"no\"\"\", x", &["say \"no\"", "x"]),
            ("", &[]),
        ] {
            assert_eq!(parts(value), expected, "{value}");
        }
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
    fn help_is_asked_for_and_wins_over_what_is_missing() {
        for line in [&["--help"][..], &["-h"], &["history", "--help"], &["--help", "log"], &["--version"]] {
            let usage = parse(line).unwrap_err();
            assert_eq!(usage.say(&mut Vec::new(), &mut Vec::new()), 0, "{line:?}");
        }
    }
}
