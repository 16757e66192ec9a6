//! `gloss annotate --jsonl`: lines of articles become lines of documents, in order, one at a time.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
};

use gloss::{
    export::json::{self, day_from_name},
    knowledge::Knowledge,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    annotate,
    arguments::Job,
    input::{self, is_standard_input, name_of},
    outcome::{Outcome, complain},
};

/// No line may be longer: memory stays bounded whatever comes through the pipe.
const LONGEST_LINE: usize = 64 << 20;

/// A line.
#[derive(Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
    text: String,
    published: Option<String>,
}

/// Reads a member that is there: null is an id like any other.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Annotates every line of a job's files.
pub(crate) fn run(job: &Job) -> Outcome {
    let mut out = match open_output(job) {
        Ok(out) => out,
        Err(problem) => {
            complain(&problem);
            return Outcome::OutputFailed;
        }
    };
    let knowledge = annotate::knowledge();
    let mut outcome = Outcome::Done;
    for path in &job.paths {
        outcome = outcome.and(match open(path) {
            Ok(reader) => annotate_lines(reader, path, &knowledge, job, &mut out),
            Err(error) => {
                complain(&format!("{}: {error}", name_of(path)));
                Outcome::SomeFailed
            }
        });
        if outcome.is_final() {
            break;
        }
    }
    outcome
}

fn open_output(job: &Job) -> Result<Box<dyn Write>, String> {
    match &job.output {
        None => Ok(Box::new(io::stdout().lock())),
        Some(path) => match File::create(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(format!("{}: {error}", path.display())),
        },
    }
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if is_standard_input(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

fn annotate_lines(
    mut reader: impl BufRead,
    path: &Path,
    knowledge: &Knowledge,
    job: &Job,
    out: &mut impl Write,
) -> Outcome {
    let mut outcome = Outcome::Done;
    let mut bytes = Vec::new();
    for number in 1.. {
        let one = match next_line(&mut reader, &mut bytes) {
            Ok(false) => break,
            Ok(true) if bytes.trim_ascii().is_empty() => continue,
            Ok(true) => document(&bytes, knowledge, job),
            Err(error) => {
                complain(&format!("{}:{number}: {error}", name_of(path)));
                return outcome.and(Outcome::SomeFailed);
            }
        };
        outcome = outcome.and(match one {
            Ok(document) => print(out, &document),
            Err(problem) => {
                complain(&format!("{}:{number}: {problem}", name_of(path)));
                Outcome::SomeFailed
            }
        });
        if outcome.is_final() {
            break;
        }
    }
    outcome
}

/// Reads a line; of one that is too long, only a little more than is allowed. `false` at the end.
fn next_line(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<bool> {
    bytes.clear();
    let most = LONGEST_LINE as u64 + 1;
    reader.by_ref().take(most).read_until(b'\n', bytes)?;
    if bytes.len() > LONGEST_LINE && bytes.last() != Some(&b'\n') {
        reader.skip_until(b'\n')?;
    }
    Ok(!bytes.is_empty())
}

/// The document of a line, as a line.
fn document(bytes: &[u8], knowledge: &Knowledge, job: &Job) -> Result<String, String> {
    if bytes.len() > LONGEST_LINE {
        return Err(format!("is longer than {} MiB", LONGEST_LINE >> 20));
    }
    let line: Line = serde_json::from_slice(bytes)
        .map_err(|error| format!("is not {{\"id\": ..., \"text\": ...}}: {error}"))?;
    let published = match &line.published {
        None => job.published,
        Some(name) => Some(
            day_from_name(name)
                .ok_or_else(|| format!("\"published\" is {name:?}; a day looks like 2026-11-24"))?,
        ),
    };
    let article = input::Article { text: line.text, block_hints: Vec::new() };
    let mut document = annotate::annotate(&article, published, knowledge, job.offset_unit);
    document.id = line.id;
    Ok(json::to_line(&document) + "\n")
}

/// Prints at once, so that the next program in the pipe need not wait.
fn print(out: &mut impl Write, document: &str) -> Outcome {
    Outcome::of_writing(out.write_all(document.as_bytes()).and_then(|()| out.flush()), "the output")
}
