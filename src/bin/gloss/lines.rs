//! `gloss annotate --jsonl`: lines of articles become lines of documents, in order, one at a time.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
};

use gloss::{
    export::json::{self, Id, day_from_name},
    knowledge::Knowledge,
};
use serde::Deserialize;

use crate::{
    annotate,
    arguments::Job,
    input::{self, is_standard_input, name_of},
    outcome::{Outcome, complain},
    whole::{WholeFile, check_apart},
};

/// No line may be longer: memory stays bounded whatever comes through the pipe.
const LONGEST_LINE: usize = 64 << 20;

/// A line.
#[derive(Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "present")]
    id: Option<Id>,
    text: String,
    published: Option<String>,
}

/// Reads a member that is there: null is an id like any other.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Id>, D::Error> {
    Id::deserialize(deserializer).map(Some)
}

/// Annotates every line of a job's files. A file of output takes the place of what was there when all is
/// done and something could be read.
pub(crate) fn run(job: &Job) -> Outcome {
    if let Err(problem) = check_apart(&job.paths, job.output.as_deref()) {
        complain(&problem);
        return Outcome::SENSELESS;
    }
    let Some(path) = &job.output else {
        return annotate_files(job, &mut io::stdout().lock(), "standard output").0;
    };
    let place = path.display().to_string();
    let mut file = match WholeFile::create(path) {
        Ok(file) => file,
        Err(error) => return Outcome::of_writing(Err(error), &place),
    };
    let (outcome, is_any_read) = annotate_files(job, &mut file, &place);
    if outcome.is_final() || !is_any_read {
        return outcome;
    }
    outcome.and(Outcome::of_writing(file.finish(), &place))
}

/// Annotates every line of the files. Also says whether one of the files could be opened.
fn annotate_files(job: &Job, out: &mut impl Write, place: &str) -> (Outcome, bool) {
    let knowledge = annotate::knowledge();
    let mut outcome = Outcome::DONE;
    let mut is_any_read = false;
    for path in &job.paths {
        outcome = outcome.and(match open(path) {
            Ok(reader) => {
                is_any_read = true;
                annotate_lines(reader, path, &knowledge, job, (&mut *out, place))
            }
            Err(error) => {
                complain(&format!("{}: {error}", name_of(path)));
                Outcome::SOME_FAILED
            }
        });
        if outcome.is_final() {
            break;
        }
    }
    (outcome, is_any_read)
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
    (out, place): (&mut impl Write, &str),
) -> Outcome {
    let mut outcome = Outcome::DONE;
    let mut bytes = Vec::new();
    for number in 1.. {
        let one = match next_line(&mut reader, &mut bytes) {
            Ok(false) => break,
            Ok(true) if input::without_mark(&bytes).trim_ascii().is_empty() => continue,
            Ok(true) => document(&bytes, knowledge, job),
            Err(error) => {
                complain(&format!("{}:{number}: {error}", name_of(path)));
                return outcome.and(Outcome::SOME_FAILED);
            }
        };
        outcome = outcome.and(match one {
            Ok(document) => print(out, &document, place),
            Err(problem) => {
                complain(&format!("{}:{number}: {problem}", name_of(path)));
                Outcome::SOME_FAILED
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
    let line: Line = serde_json::from_slice(input::without_mark(bytes))
        .map_err(|error| format!("is not {{\"id\": ..., \"text\": ...}}: {error}"))?;
    let published = match &line.published {
        None => job.published,
        Some(name) => Some(
            day_from_name(name)
                .ok_or_else(|| format!("\"published\" is {name:?}; a day looks like 2026-11-24"))?,
        ),
    };
    let article = input::Article { text: line.text, ..input::Article::default() };
    let mut document = annotate::annotate(&article, published, knowledge, job.offset_unit);
    document.id = line.id;
    Ok(json::to_line(&document) + "\n")
}

/// Prints at once, so that the next program in the pipe need not wait.
fn print(out: &mut impl Write, document: &str, place: &str) -> Outcome {
    Outcome::of_writing(out.write_all(document.as_bytes()).and_then(|()| out.flush()), place)
}
