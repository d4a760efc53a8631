//! The `rapporteur` program: arguments, logging, start.

use rapporteur::app;
use rapporteur::cli::{self, Args};
use std::io::{stderr, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::tell_only_the_place();
    cli::start_logging();
    let args = match Args::read(std::env::args_os().skip(1)) {
        Ok(args) => args,
        Err(usage) => return usage.say(&mut stdout(), &mut stderr()).into(),
    };
    if args.command.is_some() {
        return cli::run(&args, &mut stdout(), &mut stderr()).into();
    }
    match app::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::agenda_without_display(&args, &format!("{error:#}"), &mut stdout(), &mut stderr()).into(),
    }
}
