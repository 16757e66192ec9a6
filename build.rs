//! Makes the list of predicates small for who downloads it: without its comments and examples,
//! which readers and tests of the source need, not the engine.

use std::{env, fs, io, path::Path};

const PREDICATES: &str = "src/relations/predicates.tsv";

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={PREDICATES}");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let text = fs::read_to_string(PREDICATES)?;
    let lines = text.lines().filter(|line| !line.starts_with('#')).map(without_example);
    fs::write(Path::new(&folder).join("predicates.tsv"), lines.collect::<Vec<_>>().join("\n"))
}

/// A predicate's line with its fourth field empty; any other line as it is.
fn without_example(line: &str) -> &str {
    match line.match_indices('\t').nth(2) {
        Some((end, tab)) => &line[..end + tab.len()],
        None => line,
    }
}
