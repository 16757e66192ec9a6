//! The arguments.

use std::{ffi::OsString, path::PathBuf};

use gloss::{document::Named, export::json, show::Table, text::OffsetUnit};
use lexopt::{Arg, Parser, ValueExt};
use time::Date;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Annotates news articles: entities, coreference, relations, with the sentence that says so.

Usage:
  gloss annotate [OPTIONS] [PATH...]   annotate files; standard input for - or no PATH
  gloss schema                         print the JSON Schema of the documents
  gloss --help | --version

A PATH is a text in UTF-8 (.txt, .md, any other) or a page (.html, .htm, or one that begins as such).
One article is printed over several lines, several are printed one a line, each with its path as
its \"id\".

Options of annotate:
  -o, --output PATH      write to this file; to NAME.gloss.json in this folder when it is one, ends
                         with a slash or there are several articles
      --jsonl            read lines {\"id\": ..., \"text\": ...} and print one document a line, in order,
                         each with its line's id; \"published\" and \"id\" may be left out
      --published DATE   the day of publication, such as 2026-11-24: what \"on Tuesday\" counts
                         from; as the text says if left out
      --show TABLE       print for people what a stage made of each article, instead of the document: blocks,
                         sentences, tokens, trees, mentions, entities, phrases, propositions, relations
      --offset-unit UNIT what offsets count: code_point (the default) or utf16 (JavaScript)

Exit codes:
  0  everything was annotated (also when the reader of the output left early)
  1  something could not be read or written; standard error names the file and the line, and the
     rest was annotated
  2  the arguments make no sense; nothing was done
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Schema,
    Annotate(Job),
    AnnotateLines(Job),
}

/// What to annotate, and how.
#[derive(Debug, Default)]
pub(crate) struct Job {
    /// Files, "-" for standard input; at least one.
    pub(crate) paths: Vec<PathBuf>,
    /// Where to write, if not to standard output.
    pub(crate) output: Option<PathBuf>,
    /// The day of publication.
    pub(crate) published: Option<Date>,
    /// What offsets count.
    pub(crate) offset_unit: OffsetUnit,
    /// The table to show instead of the document.
    pub(crate) show: Option<Table>,
}

/// Reads the arguments, of which the first is the program's name.
///
/// # Errors
/// When they make no sense; the message says which.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, lexopt::Error> {
    let mut parser = Parser::from_iter(arguments);
    match parser.next()? {
        None => Err("what to do?".into()),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
        Some(Arg::Short('V') | Arg::Long("version")) => Ok(Command::Version),
        Some(Arg::Value(verb)) => match verb.to_str() {
            Some("annotate") => annotate(&mut parser),
            Some("schema") => match parser.next()? {
                None => Ok(Command::Schema),
                Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
                Some(more) => Err(more.unexpected()),
            },
            Some("help") => Ok(Command::Help),
            _ => Err(format!("{} is neither 'annotate' nor 'schema'", verb.display()).into()),
        },
        Some(other) => Err(other.unexpected()),
    }
}

fn annotate(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut job = Job::default();
    let mut by_line = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Short('o') | Arg::Long("output") => job.output = Some(parser.value()?.into()),
            Arg::Long("jsonl") => by_line = true,
            Arg::Long("published") => job.published = Some(day(&parser.value()?.string()?)?),
            Arg::Long("show") => job.show = Some(table(&parser.value()?.string()?)?),
            Arg::Long("offset-unit") => job.offset_unit = unit(&parser.value()?.string()?)?,
            Arg::Value(path) => job.paths.push(path.into()),
            other => return Err(other.unexpected()),
        }
    }
    if job.paths.is_empty() {
        job.paths.push("-".into());
    }
    if job.show.is_some() && (by_line || job.output.is_some()) {
        return Err("--show prints to standard output, without --jsonl or --output".into());
    }
    Ok(if by_line { Command::AnnotateLines(job) } else { Command::Annotate(job) })
}

fn table(name: &str) -> Result<Table, lexopt::Error> {
    let names = || Table::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
    Table::from_name(name).ok_or_else(|| format!("--show {name}: it is one of {}", names()).into())
}

fn day(name: &str) -> Result<Date, lexopt::Error> {
    json::day_from_name(name)
        .ok_or_else(|| format!("--published {name}: a day looks like 2026-11-24").into())
}

fn unit(name: &str) -> Result<OffsetUnit, lexopt::Error> {
    OffsetUnit::from_name(name)
        .ok_or_else(|| format!("--offset-unit {name}: it is code_point or utf16").into())
}
