//! Writes the table of letters that have a small form, as the compiler's own library knows them. The
//! library keeps a pair for each of a thousand letters, and as much again for capitals; here are runs
//! of letters that are as far from their small forms: 8 KB less of the page's download, compressed.

use std::{env, fmt::Write as _, fs, io, path::Path};

/// Letters that are `step` apart, and how far from each its small form lies.
struct Run {
    first: char,
    last: char,
    step: u32,
    distance: i32,
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let mut table = String::from("[\n");
    for Run { first, last, step, distance } in runs() {
        let (first, last) = (first.escape_unicode(), last.escape_unicode());
        let _ = writeln!(table, "('{first}', '{last}', {step}, {distance}),"); // cannot fail: a string
    }
    fs::write(Path::new(&folder).join("small_letters.rs"), table + "]")
}

#[expect(clippy::disallowed_methods, reason = "this is what the table is made from")]
fn runs() -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in '\u{80}'..=char::MAX {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let distance = small as i32 - letter as i32;
        if distance != 0 && !runs.last_mut().is_some_and(|run| run.takes(letter, distance)) {
            runs.push(Run { first: letter, last: letter, step: 1, distance });
        }
    }
    runs
}

impl Run {
    /// Adds a letter that goes on as the run does. A run of one may go on in steps of two: Ā, Ă, Ą.
    fn takes(&mut self, letter: char, distance: i32) -> bool {
        let step = letter as u32 - self.last as u32;
        let goes_on = step == self.step || self.first == self.last && step == 2;
        let takes = goes_on && distance == self.distance;
        if takes {
            (self.last, self.step) = (letter, step);
        }
        takes
    }
}
