//! Verbs that the engine's own programs do: xtask passes them on, built for speed.

use std::{ffi::OsString, process::Command};

use anyhow::Result;

use crate::{
    dist, need,
    process::{self, cargo},
    root,
};

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

/// Runs the benchmarks, natively and in Wasm; the arguments are for the native ones, such as a name
/// to filter by: then those are all that run.
///
/// # Errors
/// When they do not compile or fail.
pub fn bench(arguments: Vec<OsString>) -> Result<()> {
    let all = arguments.is_empty();
    process::run(
        cargo("bench")
            .args(["--package", "gloss", "--features", "embedded", "--benches", "--"])
            .args(arguments),
    )?;
    if all {
        dist::build()?;
        println!("In Wasm, in Node.js:");
        let node = need::find(&need::NODE)?;
        process::run(Command::new(node).current_dir(root()).arg("tests/node/bench.mjs"))?;
    }
    Ok(())
}
