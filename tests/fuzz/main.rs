//! Inputs that nobody would think of: the corpus beside this file, changed at random, through all that reads
//! what people bring. What must hold for any input stands in `checks`.
//!
//! A short run with a fixed seed is a test like any other; `cargo xtask fuzz [MINUTES]` runs longer ones, with
//! overflow checks, at the speed of a release. An input that breaks something is made as small as it
//! goes and kept in `found/`: once mended, it stays there as a test.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test reads files and a clock, and may fail"
)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use gloss::knowledge::Knowledge;

#[path = "../../src/bin/gloss/html.rs"]
mod html;
#[path = "../support/pieces.rs"]
mod pieces;
#[path = "../support/processor.rs"]
mod processor;
#[path = "../support/soundness.rs"]
mod soundness;

mod checks;
mod input;
mod inputs;
mod mutations;
mod run;

use checks::Checks;
use inputs::Kind;
use run::{Limit, Run};

/// Of the short run: each kind of input gets its share.
const FEW: u64 = 4_000;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn a_short_run_finds_nothing() {
    Run::go(1, 1, Limit::Inputs(FEW));
}

#[test]
#[ignore = "`cargo xtask fuzz [MINUTES]` runs it"]
fn a_long_run_finds_nothing() {
    let number = |name| env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let minutes = number("GLOSS_FUZZ_MINUTES").unwrap_or(1);
    let seed = number("GLOSS_FUZZ_SEED").unwrap_or(1);
    let workers = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    Run::go(seed, workers, Limit::Time(Duration::from_mins(minutes)));
}

#[test]
fn what_was_found_is_mended() {
    let knowledge = Knowledge::builtin();
    let mut checks = Checks::new(&knowledge);
    for (path, input) in files(&folder("found")) {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let kind = Kind::ALL.into_iter().find(|kind| Some(kind.extension()) == extension);
        let Some(kind) = kind else { continue };
        eprintln!("{}", path.display());
        checks.check(kind, &input);
    }
}
