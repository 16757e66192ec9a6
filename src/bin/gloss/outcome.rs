//! How a run ended, and what is said when something failed.

use std::{
    io::{self, Write},
    process::ExitCode,
};

/// How a run goes on or ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// Something could not be read; the rest was done.
    SomeFailed,
    /// What was asked for makes no sense: nothing was done.
    Senseless,
    /// The output cannot be written: no use in going on.
    OutputFailed,
    /// The reader of the output has left, as `head` does: no use in going on, and no error.
    ReaderLeft,
}

impl Outcome {
    /// How a write ended; says what failed.
    pub(crate) fn of_writing(result: io::Result<()>, place: &str) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Self::ReaderLeft,
            Err(error) => {
                complain(&format!("{place}: {error}"));
                Self::OutputFailed
            }
        }
    }

    /// Whether there is no use in going on.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::OutputFailed | Self::ReaderLeft)
    }

    /// Both, one after the other.
    pub(crate) fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Done, next) => next,
            (Self::SomeFailed, Self::OutputFailed) => Self::OutputFailed,
            (before, _) => before,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done | Outcome::ReaderLeft => Self::SUCCESS,
            Outcome::SomeFailed | Outcome::OutputFailed => Self::from(1),
            Outcome::Senseless => Self::from(2),
        }
    }
}

/// Says what failed on standard error. When even that fails, there is nobody to tell.
pub(crate) fn complain(problem: &str) {
    let _ = writeln!(io::stderr().lock(), "gloss: {problem}");
}
