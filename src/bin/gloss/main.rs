//! The command line.
#![expect(clippy::disallowed_methods, reason = "the engine does no input or output; this does")]

use std::{
    io::{self, Write},
    process::ExitCode,
};

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
        Command::Help => print(HELP),
        Command::Version => print(concat!("gloss ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Schema => print(json::SCHEMA),
        Command::Annotate(job) => annotate::run(&job),
        Command::AnnotateLines(job) => lines::run(&job),
    }
}

fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    Outcome::of_writing(
        out.write_all(text.as_bytes()).and_then(|()| out.flush()),
        "standard output",
    )
}
