//! Scores of the engine against corpora: `train eval-segmentation DIR [--floors FILE] [--errors]`.

use std::{error::Error, path::Path, process::ExitCode};

use gloss::train::segmentation::{Floor, Score, read_floors, samples};

const USAGE: &str = "Usage: train eval-segmentation DIR [--floors FILE] [--errors]";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the verb; whether all scores reach their floors.
fn run(arguments: &[String]) -> Result<bool, Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["eval-segmentation", data] => eval_segmentation(Path::new(data), &[], false),
        ["eval-segmentation", data, "--errors"] => eval_segmentation(Path::new(data), &[], true),
        ["eval-segmentation", data, "--floors", floors] => {
            eval_segmentation(Path::new(data), &read_floors(&read_text(floors)?)?, false)
        }
        _ => Err(USAGE.into()),
    }
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn read_text(path: &str) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}").into())
}

fn eval_segmentation(data: &Path, floors: &[Floor], errors: bool) -> Result<bool, Box<dyn Error>> {
    let mut passed = true;
    for sample in samples(data)? {
        let score = Score::of(&sample.documents, |document, line| {
            if errors {
                println!("{document}\t{line}");
            }
        });
        for (what, counts) in [("tokens", score.tokens), ("sentences", score.sentences)] {
            println!("{:<10} {what:<10} {counts}", sample.name);
            let floor = floors.iter().find(|floor| {
                floor.sample == sample.name && floor.what == what && floor.figure == "f1"
            });
            if let Some(floor) = floor.filter(|floor| counts.f1() < floor.least) {
                println!("           below its floor, F1 {}", floor.least);
                passed = false;
            }
        }
    }
    Ok(passed)
}
