//! `gloss annotate`: files become documents.

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
};

use gloss::{
    export::json::{self, Article, Id, WriteOptions},
    knowledge::Knowledge,
    show::Table,
    text::OffsetUnit,
};
use indicatif::{ProgressBar, ProgressStyle};
use time::Date;

use crate::{
    arguments::Job,
    input::{self, name_of},
    outcome::{Outcome, complain},
    output::Output,
    whole::{WholeFile, check_apart},
};

/// Annotates every file of a job.
pub(crate) fn run(job: &Job) -> Outcome {
    let output = match plan(job, None) {
        Ok(output) => output,
        Err(problem) => {
            complain(&problem);
            return Outcome::SENSELESS;
        }
    };
    let knowledge = knowledge();
    let progress = progress(job, &output);
    let mut outcome = Outcome::DONE;
    for (index, path) in job.paths.iter().enumerate() {
        progress.set_message(name_of(path));
        let one = match input::read(path) {
            Ok(article) if let Some(table) = job.show => show(&article, table, job, &knowledge),
            Ok(article) => {
                let article = annotate(&article, job.published, &knowledge, job.offset_unit);
                write(article, path, index, &output)
            }
            Err(problem) => {
                progress.suspend(|| complain(&format!("{}: {problem}", name_of(path))));
                Outcome::SOME_FAILED
            }
        };
        outcome = outcome.and(one);
        if one.is_final() {
            break;
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    outcome
}

/// Where the documents go: never over what is read, the log among it.
pub(crate) fn plan(job: &Job, log: Option<&Path>) -> Result<Output, String> {
    let output = Output::plan(&job.paths, job.output.as_deref())?;
    let mut inputs = job.paths.clone();
    inputs.extend(log.map(Path::to_owned));
    match &output {
        Output::Text | Output::Lines => check_apart(&inputs, None)?,
        Output::Files(files) => {
            files.iter().try_for_each(|file| check_apart(&inputs, Some(file)))?;
        }
    }
    Ok(output)
}

/// The knowledge that is part of this program.
pub(crate) fn knowledge() -> Knowledge {
    Knowledge::builtin()
}

/// Prints what a stage made of an article.
fn show(article: &input::Article, table: Table, job: &Job, knowledge: &Knowledge) -> Outcome {
    let options = article.options(job.published);
    match gloss::show::show(&article.text, table, knowledge, &options) {
        Ok(lines) => print(&lines),
        Err(problem) => {
            complain(&problem.to_string());
            Outcome::SOME_FAILED
        }
    }
}

/// Annotates an article.
pub(crate) fn annotate(
    article: &input::Article,
    published: Option<Date>,
    knowledge: &Knowledge,
    offset_unit: OffsetUnit,
) -> Article {
    let document = gloss::annotate(&article.text, knowledge, &article.options(published));
    json::write(&document, &WriteOptions { offset_unit, model: &knowledge.name })
}

/// Writes a document where it goes.
pub(crate) fn write(mut article: Article, path: &Path, index: usize, output: &Output) -> Outcome {
    match output {
        Output::Text => print(&json::to_text(&article)),
        Output::Lines => {
            article.id = Some(Id::from(&path.to_string_lossy().into()));
            print(&(json::to_line(&article) + "\n"))
        }
        Output::Files(files) => {
            let file = &files[index]; // one for each article
            Outcome::of_writing(save(file, &json::to_text(&article)), &file.display().to_string())
        }
    }
}

/// Prints to standard output.
pub(crate) fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    Outcome::of_writing(
        out.write_all(text.as_bytes()).and_then(|()| out.flush()),
        "standard output",
    )
}

fn save(file: &Path, text: &str) -> io::Result<()> {
    let mut whole = WholeFile::create(file)?;
    whole.write_all(text.as_bytes())?;
    whole.finish()
}

/// A bar on a terminal that shows nothing else, for several files.
fn progress(job: &Job, output: &Output) -> ProgressBar {
    let printing = *output == Output::Lines && io::stdout().is_terminal();
    if job.paths.len() == 1 || printing || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta} {msg}");
    ProgressBar::new(job.paths.len() as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
