//! Verbs that the engine's own programs do: xtask passes them on, built for speed.

use std::ffi::OsString;

use anyhow::Result;

use crate::process::{self, cargo};

/// Runs a verb of `src/bin/train.rs`: building the lists, training, scoring.
///
/// # Errors
/// When it does not compile or fails.
pub fn train(verb: &str, arguments: Vec<OsString>) -> Result<()> {
    process::run(
        cargo("run")
            .args(["--release", "--package", "gloss", "--features", "train", "--bin", "train"])
            .args(["--", verb])
            .args(arguments),
    )
}

/// Runs the benchmarks; the arguments are for them, such as a name to filter by.
///
/// # Errors
/// When they do not compile or fail.
pub fn bench(arguments: Vec<OsString>) -> Result<()> {
    process::run(
        cargo("bench")
            .args(["--package", "gloss", "--features", "embedded", "--benches", "--"])
            .args(arguments),
    )
}
