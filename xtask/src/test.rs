//! Every test, one part after the other; all parts run even when one fails.

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    dist, need,
    process::{self, cargo},
    root, size,
    wasm::Toolchain,
};

/// The engine with all that it can do.
const FEATURES: &str = "gloss/cli,gloss/train";

/// How many checks held, how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    const HELD: Self = Self { passed: 1, failed: 0 };
    const FAILED: Self = Self { passed: 0, failed: 1 };

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

struct Part {
    name: &'static str,
    /// Whether `--quick` leaves it out.
    slow: bool,
    run: fn() -> Result<Tally>,
}

const PARTS: &[Part] = &[
    Part { name: "format", slow: false, run: format },
    Part { name: "lints", slow: false, run: lints },
    Part { name: "lints for Wasm", slow: true, run: wasm_lints },
    Part { name: "documentation", slow: false, run: documentation },
    Part { name: "engine", slow: false, run: engine },
    Part { name: "page and tools", slow: false, run: page_and_tools },
    Part { name: "build", slow: true, run: build },
    Part { name: "sizes", slow: true, run: sizes },
    Part { name: "Wasm in Node.js", slow: true, run: node },
    Part { name: "end to end", slow: true, run: end_to_end },
];

/// Runs all parts, or only those that need neither the page nor a browser.
///
/// # Errors
/// When something failed; what and where was printed before.
pub fn test(quick: bool) -> Result<()> {
    let start = Instant::now();
    let mut total = Tally::default();
    let mut summary = String::new();
    for part in PARTS.iter().filter(|part| !(quick && part.slow)) {
        let (tally, time) = run(part);
        total.add(tally);
        let line = closing_line(part.name, tally, time);
        println!("{line}");
        let _ = writeln!(summary, "{line}"); // writing to a string cannot fail
    }
    println!("\n{summary}\nAll parts took {:.0} s.", start.elapsed().as_secs_f64());
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 {
        bail!("Not everything passed; the parts above say what.");
    }
    Ok(())
}

fn run(part: &Part) -> (Tally, Duration) {
    println!("\n── {} ──", part.name);
    let start = Instant::now();
    let tally = (part.run)().unwrap_or_else(|error| {
        println!("{error:#}");
        Tally::FAILED
    });
    (tally, start.elapsed())
}

fn closing_line(name: &str, tally: Tally, time: Duration) -> String {
    let sign = if tally.failed == 0 { "ok    " } else { "FAILED" };
    let Tally { passed, failed } = tally;
    format!("{sign} {name}: {passed} passed, {failed} failed, {:.1} s", time.as_secs_f64())
}

fn format() -> Result<Tally> {
    process::run(cargo("fmt").args(["--all", "--check"])).context("run `cargo fmt --all`")?;
    Ok(Tally::HELD)
}

fn lints() -> Result<Tally> {
    process::run(
        cargo("clippy")
            .args(["--workspace", "--all-targets", "--features", FEATURES])
            .args(["--", "-D", "warnings"]),
    )?;
    Ok(Tally::HELD)
}

fn wasm_lints() -> Result<Tally> {
    process::run(
        Toolchain::find()?
            .cargo("clippy")
            .args(["--package", "gloss-web", "--lib", "--bins"])
            .args(["--", "-D", "warnings"]),
    )?;
    Ok(Tally::HELD)
}

fn documentation() -> Result<Tally> {
    process::run(
        cargo("doc")
            .args(["--workspace", "--no-deps", "--features", FEATURES])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    Ok(Tally::HELD)
}

fn engine() -> Result<Tally> {
    counted(cargo("test").args([
        "--package",
        "gloss",
        "--package",
        "gloss-kernels",
        "--features",
        "gloss/cli,gloss/train",
        "--no-fail-fast",
    ]))
}

fn page_and_tools() -> Result<Tally> {
    counted(cargo("test").args(["--package", "gloss-web", "--package", "xtask", "--no-fail-fast"]))
}

fn build() -> Result<Tally> {
    dist::build()?;
    Ok(Tally::HELD)
}

fn sizes() -> Result<Tally> {
    size::compare()?;
    Ok(Tally::HELD)
}

/// The ES module outside a browser: the same bytes as the command line's.
fn node() -> Result<Tally> {
    let node = need::find(&need::NODE)?;
    let program = process::build_program("gloss", &["--package", "gloss", "--features", "cli"])?;
    counted(
        Command::new(node)
            .current_dir(root())
            .args(["--test-reporter=tap", "tests/node/module.test.mjs"])
            .env("GLOSS", program),
    )
}

fn end_to_end() -> Result<Tally> {
    need::find(&need::CHROME)?;
    need::find(&need::CHROMEDRIVER)?;
    install_axe()?;
    counted(
        cargo("test")
            .args(["--package", "browser-tests", "--no-fail-fast", "--"])
            .arg(format!("--test-threads={BROWSERS}")),
    )
}

/// More browsers at once than this make each other slow on a small machine.
const BROWSERS: usize = 2;

fn install_axe() -> Result<()> {
    let folder = root().join("tests/browser");
    if folder.join("node_modules/axe-core/axe.min.js").is_file() {
        return Ok(());
    }
    println!("Getting axe-core, the accessibility checker …");
    process::run(Command::new(need::find(&need::NPM)?).current_dir(folder).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]))
    .context("axe-core could not be had from npm")
}

/// Runs a test program, showing what it prints and counting its results.
fn counted(command: &mut Command) -> Result<Tally> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().context("its output cannot be read")?;
    let mut tally = Tally::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        tally.add(read_results(&line));
    }
    let succeeded = child.wait()?.success();
    if !succeeded && tally.failed == 0 {
        tally.failed = 1; // it did not get as far as running the tests
    }
    if succeeded && tally.passed == 0 {
        bail!("no test ran");
    }
    Ok(tally)
}

/// The counts in a line such as "test result: ok. 5 passed; 0 failed; …" of cargo, or "# pass 5"
/// of Node.js.
fn read_results(line: &str) -> Tally {
    let count = |text: &str| text.trim().parse().unwrap_or(0);
    if let Some(passed) = line.strip_prefix("# pass ") {
        return Tally { passed: count(passed), failed: 0 };
    }
    if let Some(failed) = line.strip_prefix("# fail ") {
        return Tally { passed: 0, failed: count(failed) };
    }
    let Some(results) = line.strip_prefix("test result: ") else { return Tally::default() };
    let counted = |what: &str| {
        let words: Vec<&str> = results.split([' ', ';']).filter(|word| !word.is_empty()).collect();
        let place = words.iter().position(|&word| word == what);
        place.and_then(|place| words.get(place.wrapping_sub(1))).map_or(0, |word| count(word))
    };
    Tally { passed: counted("passed"), failed: counted("failed") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_what_test_programs_print() {
        for (line, passed, failed) in [
            ("test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out", 5, 0),
            ("test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured", 12, 3),
            ("# pass 7", 7, 0),
            ("# fail 2", 0, 2),
            ("test text::tests::offsets ... ok", 0, 0),
            ("", 0, 0),
        ] {
            assert_eq!(read_results(line), Tally { passed, failed }, "{line}");
        }
    }

    #[test]
    fn a_part_closes_with_one_line() {
        let tally = Tally { passed: 3, failed: 1 };
        assert_eq!(
            closing_line("engine", tally, Duration::from_millis(1500)),
            "FAILED engine: 3 passed, 1 failed, 1.5 s"
        );
    }

    #[test]
    fn a_program_that_fails_without_results_is_one_failure() {
        assert_eq!(counted(&mut Command::new("false")).unwrap(), Tally::FAILED);
        assert_eq!(counted(&mut Command::new("true")).unwrap_err().to_string(), "no test ran");
    }
}
