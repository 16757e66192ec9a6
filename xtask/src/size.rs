//! What each file of the page weighs, raw and compressed, against the figures in `www/sizes.txt`:
//! growth is a difference that a reviewer sees.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};

use crate::{
    dist::{self, files},
    root,
};

/// Growth, in hundredths, from which on a file must be looked at: compilers differ a little.
const TOLERANCE: u64 = 5;

/// Bytes too few to be worth a look.
const TRIFLE: u64 = 2048;

/// All that is loaded before an article can be annotated, compressed, without the knowledge file.
/// The aim is 400 kB; pronouns and denials were thought worth some more, to read whole pages and to keep every article
/// a hundred, to reopen those that are kept, to take a pasted source for its page and to say what happened in plain words
/// seventeen, to keep what a reader decides nineteen.
const BUDGET: u64 = 702 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Size {
    name: String,
    raw: u64,
    gzipped: u64,
}

/// Builds the page and prints its sizes; writes them down when blessed, compares them otherwise.
///
/// # Errors
/// When the page does not build, or a file grew beyond its figure.
pub fn size(bless: bool) -> Result<()> {
    dist::build()?;
    if bless {
        fs::write(record(), table(&measure(&crate::dist())?))?;
        println!("Wrote {}", record().display());
    }
    compare()
}

/// Compares `dist/` as it is with the figures.
///
/// # Errors
/// When a file grew beyond its figure, or all together beyond the budget.
pub fn compare() -> Result<()> {
    let sizes = measure(&crate::dist())?;
    print!("{}", table(&sizes));
    let record = fs::read_to_string(record())
        .context("www/sizes.txt cannot be read; `cargo xtask size --bless` writes it")?;
    let grown = grown(&sizes, &parse(&record));
    ensure!(
        grown.is_empty(),
        "{}\nIf that is worth it: cargo xtask size --bless",
        grown.join("\n")
    );
    Ok(())
}

fn record() -> PathBuf {
    root().join("www/sizes.txt")
}

fn measure(folder: &Path) -> Result<Vec<Size>> {
    files(folder)?
        .iter()
        .map(|path| {
            let contents = fs::read(path)?;
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&contents)?;
            Ok(Size {
                name: path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"),
                raw: contents.len() as u64,
                gzipped: encoder.finish()?.len() as u64,
            })
        })
        .collect()
}

fn table(sizes: &[Size]) -> String {
    let mut text = String::from("file                          bytes    gzipped\n");
    for Size { name, raw, gzipped } in sizes {
        let _ = writeln!(text, "{name:<24} {raw:>10} {gzipped:>10}"); // cannot fail on a string
    }
    text
}

fn parse(table: &str) -> Vec<Size> {
    table
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next()?.to_owned();
            let raw = words.next()?.parse().ok()?;
            let gzipped = words.next()?.parse().ok()?;
            Some(Size { name, raw, gzipped })
        })
        .collect()
}

/// A sentence for everything that is too big.
fn grown(sizes: &[Size], record: &[Size]) -> Vec<String> {
    let mut sentences = Vec::new();
    for Size { name, gzipped, .. } in sizes {
        let before = record.iter().find(|size| size.name == *name).map_or(0, |size| size.gzipped);
        if *gzipped > before + (before * TOLERANCE / 100).max(TRIFLE) {
            sentences.push(format!("{name} grew from {before} to {gzipped} bytes, gzipped."));
        }
    }
    let total: u64 =
        sizes.iter().filter(|size| is_program(&size.name)).map(|size| size.gzipped).sum();
    if total > BUDGET {
        sentences.push(format!("The page's programs weigh {total} bytes, over {BUDGET}, gzipped."));
    }
    sentences
}

fn is_program(name: &str) -> bool {
    [".wasm", ".js", ".css", ".html"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, gzipped: u64) -> Size {
        Size { name: name.to_owned(), raw: 3 * gzipped, gzipped }
    }

    #[test]
    fn a_table_is_read_back() {
        let sizes = [file("app_bg.wasm", 68_000), file("style.css", 900)];
        assert_eq!(parse(&table(&sizes)), sizes);
    }

    #[test]
    fn growth_is_named_but_not_every_byte() {
        let record = [file("app_bg.wasm", 100_000), file("style.css", 900)];
        let sizes = [file("app_bg.wasm", 104_000), file("style.css", 2_000)];
        assert_eq!(grown(&sizes, &record), [""; 0]);
        let sizes = [file("app_bg.wasm", 106_000), file("new.js", 9_000)];
        assert_eq!(
            grown(&sizes, &record),
            [
                "app_bg.wasm grew from 100000 to 106000 bytes, gzipped.",
                "new.js grew from 0 to 9000 bytes, gzipped."
            ]
        );
    }

    #[test]
    fn the_budget_counts_programs_only() {
        let sizes = [file("app_bg.wasm", 100_000), file("knowledge.gloss", 2_000_000)];
        assert_eq!(grown(&sizes, &sizes), [""; 0]);
        let sizes = [file("app_bg.wasm", BUDGET + 1)];
        assert_eq!(
            grown(&sizes, &sizes),
            [format!("The page's programs weigh {} bytes, over {BUDGET}, gzipped.", BUDGET + 1)]
        );
    }
}
