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
  gloss apply [OPTIONS] LOG [PATH...]  apply what a reader decided
  gloss compare [--json] A B           say how two documents of one text differ
  gloss schema                         print the JSON Schema of the documents
  gloss --help | --version

A PATH is a text in UTF-8 (.txt, .md, any other) or a page (.html, .htm, or one that begins as such).
One article is printed over several lines, several are printed one a line, each with its path as
its \"id\".

A LOG is a reviewed document, or its \"review\" alone. Without a PATH, the text of that document is
read again as it was; a PATH is a text or page as it first came in, or a saved document, which keeps
its offsets. What cannot be applied is said on standard error. A and B are saved documents; B is
measured by A.

Options of annotate (apply has all but --jsonl):
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
  0  everything was done (also when the reader of the output left early)
  1  something could not be read, written or applied; standard error names the file and the line or
     the step, and the rest was done
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
    Apply(PathBuf, Job),
    Compare(Comparison),
}

/// What to compare.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) left: PathBuf,
    pub(crate) right: PathBuf,
    /// Whether the difference is printed as JSON.
    pub(crate) as_json: bool,
}

/// What to annotate, and how.
#[derive(Clone, Debug, Default)]
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
        Some(Arg::Value(verb)) => {
            match verb.to_str() {
                Some("annotate") => annotate(&mut parser),
                Some("apply") => apply(&mut parser),
                Some("compare") => compare(&mut parser),
                Some("schema") => match parser.next()? {
                    None => Ok(Command::Schema),
                    Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
                    Some(more) => Err(more.unexpected()),
                },
                Some("help") => Ok(Command::Help),
                _ => Err(format!("{} is none of annotate, apply, compare, schema", verb.display())
                    .into()),
            }
        }
        Some(other) => Err(other.unexpected()),
    }
}

fn annotate(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let Some((mut job, by_line)) = job(parser, true)? else { return Ok(Command::Help) };
    if job.paths.is_empty() {
        job.paths.push("-".into());
    }
    if job.show.is_some() && (by_line || job.output.is_some()) {
        return Err("--show prints to standard output, without --jsonl or --output".into());
    }
    Ok(if by_line { Command::AnnotateLines(job) } else { Command::Annotate(job) })
}

fn apply(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let Some((mut job, _)) = job(parser, false)? else { return Ok(Command::Help) };
    if job.paths.is_empty() {
        return Err("which log to apply?".into());
    }
    let log = job.paths.remove(0);
    Ok(Command::Apply(log, job))
}

/// What to do to which files, and whether by line; `None` when help is asked for.
fn job(parser: &mut Parser, has_lines: bool) -> Result<Option<(Job, bool)>, lexopt::Error> {
    let mut job = Job::default();
    let mut by_line = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Short('o') | Arg::Long("output") => job.output = Some(parser.value()?.into()),
            Arg::Long("jsonl") if has_lines => by_line = true,
            Arg::Long("published") => job.published = Some(day(&parser.value()?.string()?)?),
            Arg::Long("show") if has_lines => job.show = Some(table(&parser.value()?.string()?)?),
            Arg::Long("offset-unit") => job.offset_unit = unit(&parser.value()?.string()?)?,
            Arg::Value(path) => job.paths.push(path.into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some((job, by_line)))
}

fn compare(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let (mut paths, mut as_json) = (Vec::new(), false);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Long("json") => as_json = true,
            Arg::Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    match <[PathBuf; 2]>::try_from(paths) {
        Ok([left, right]) => Ok(Command::Compare(Comparison { left, right, as_json })),
        Err(paths) => Err(format!("compare takes two documents, not {}", paths.len()).into()),
    }
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
