//! How a run ended, and what is said when something failed.

use std::{
    io::{self, Write},
    process::ExitCode,
};

/// How a run goes on or ended: what became of the work, and whether there is any use in going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    result: Result,
    is_final: bool,
}

/// What became of the work, the better before the worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Result {
    Done,
    SomeFailed,
    Senseless,
}

impl Outcome {
    /// Everything was done.
    pub(crate) const DONE: Self = Self { result: Result::Done, is_final: false };
    /// Something could not be read; the rest was done.
    pub(crate) const SOME_FAILED: Self = Self { result: Result::SomeFailed, is_final: false };
    /// What was asked for makes no sense: nothing was done.
    pub(crate) const SENSELESS: Self = Self { result: Result::Senseless, is_final: true };
    /// The output cannot be written: no use in going on.
    pub(crate) const OUTPUT_FAILED: Self = Self { result: Result::SomeFailed, is_final: true };
    /// The reader of the output has left, as `head` does: no use in going on, and no error.
    pub(crate) const READER_LEFT: Self = Self { result: Result::Done, is_final: true };

    /// How a write ended; says what failed.
    pub(crate) fn of_writing(result: io::Result<()>, place: &str) -> Self {
        match result {
            Ok(()) => Self::DONE,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Self::READER_LEFT,
            Err(error) => {
                complain(&format!("{place}: {error}"));
                Self::OUTPUT_FAILED
            }
        }
    }

    /// Whether there is no use in going on.
    pub(crate) fn is_final(self) -> bool {
        self.is_final
    }

    /// Both, one after the other.
    pub(crate) fn and(self, next: Self) -> Self {
        Self { result: self.result.max(next.result), is_final: self.is_final || next.is_final }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome.result {
            Result::Done => Self::SUCCESS,
            Result::SomeFailed => Self::from(1),
            Result::Senseless => Self::from(2),
        }
    }
}

/// Says what failed on standard error. When even that fails, there is nobody to tell.
pub(crate) fn complain(problem: &str) {
    let _ = writeln!(io::stderr().lock(), "gloss: {problem}");
}
