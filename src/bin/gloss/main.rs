//! The command line.
#![expect(clippy::disallowed_methods, reason = "the engine does no input or output; this does")]

use std::process::ExitCode;

use gloss::export::json;

use crate::{
    arguments::{Command, HELP},
    outcome::Outcome,
};

mod annotate;
mod arguments;
mod html;
mod input;
mod lines;
mod outcome;
mod output;
mod review;
mod whole;

fn main() -> ExitCode {
    match arguments::parse(std::env::args_os()) {
        Ok(command) => run(command).into(),
        Err(problem) => {
            outcome::complain(&format!("{problem}\nTry 'gloss --help'."));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Help => annotate::print(HELP),
        Command::Version => annotate::print(concat!("gloss ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Schema => annotate::print(json::SCHEMA),
        Command::Annotate(job) => annotate::run(&job),
        Command::AnnotateLines(job) => lines::run(&job),
        Command::Apply(log, job) => review::run(&log, &job),
        Command::Compare(comparison) => review::compare(&comparison),
    }
}
