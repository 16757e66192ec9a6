//! `gloss apply`: what a reader decided, over another reading or a saved document; `gloss compare`: how two
//! documents differ.

use std::path::Path;

use gloss::{
    Options, Published,
    document::Named,
    export::json::{self, Article, WriteOptions},
    knowledge::Knowledge,
    pipeline::BlockHint,
    review::{Log, Reviewed, Unapplied, apply, diff, input},
    text::{ByteSpan, OffsetMap},
};

use crate::{
    annotate::{knowledge, plan, print, write},
    arguments::{Comparison, Job},
    input::{self, Given, name_of},
    outcome::{Outcome, complain},
};

/// Applies a log to every article of a job; to that which it is kept with, if there is none.
pub(crate) fn run(log: &Path, job: &Job) -> Outcome {
    let (kept_with, log_of) = match read_log(log) {
        Ok(read) => read,
        Err(problem) => return failed(log, &problem),
    };
    let mut job = job.clone();
    let is_alone = job.paths.is_empty();
    if is_alone {
        job.paths.push(log.to_owned());
    }
    let output = match plan(&job, Some(log)) {
        Ok(output) => output,
        Err(problem) => {
            complain(&problem);
            return Outcome::SENSELESS;
        }
    };
    let knowledge = knowledge();
    let mut outcome = Outcome::DONE;
    for (index, path) in job.paths.iter().enumerate() {
        let machine = match (&kept_with, is_alone) {
            (Some(article), true) => Ok(again(article, &log_of, &knowledge, &job)),
            (None, true) => Err("is a log alone; say which article it is of".to_owned()),
            (_, false) => machine_of(path, &log_of, &knowledge, &job),
        };
        outcome = outcome.and(match machine {
            Ok(machine) => {
                let reviewed = apply(&machine, &log_of);
                let told = tell(path, &log_of, &reviewed);
                told.and(write(reviewed.article, path, index, &output))
            }
            Err(problem) => failed(path, &problem),
        });
        if outcome.is_final() {
            break;
        }
    }
    outcome
}

fn failed(path: &Path, problem: &str) -> Outcome {
    complain(&format!("{}: {problem}", name_of(path)));
    Outcome::SOME_FAILED
}

/// A log, and the document that it is kept with, if it is.
fn read_log(path: &Path) -> Result<(Option<Article>, Log), String> {
    let file = input::text(path)?;
    match json::read(&file) {
        Ok(mut article) => {
            let log = article.review.take().ok_or("has no log: nobody reviewed it")?;
            Ok((Some(Article { review: Some(log.clone()), ..article }), log))
        }
        Err(problem) => match serde_json::from_str::<Log>(&file) {
            Ok(log) if !file.contains("\"format\"") => Ok((None, log)),
            _ => Err(format!("is neither a reviewed document nor a log: {problem}")),
        },
    }
}

/// The article's text read again, as it was read: with its blocks and its day.
fn again(article: &Article, log: &Log, knowledge: &Knowledge, job: &Job) -> Article {
    let document = &article.document;
    let offsets = OffsetMap::new(&document.text, article.offset_unit);
    let hint = |block: &json::Block| {
        let (start, end) = offsets.to_byte(block.start).zip(offsets.to_byte(block.end))?;
        Some(BlockHint { span: ByteSpan::new(start, end), kind: block.kind })
    };
    let day = document.published.as_deref().and_then(json::day_from_name);
    // Without a day, it may be that the reader took it away.
    let decided = input("", &Options::default(), log).options.published;
    let options = Options {
        published: job.published.or(day).map_or(decided, Published::On),
        block_hints: document.blocks.iter().filter_map(hint).collect(),
        origin: gloss::document::Origin {
            address: document.address.clone(),
            byline: document.byline.clone(),
            language: document.language.clone(),
        },
    };
    annotated(&document.text, &options, knowledge, job)
}

fn annotated(text: &str, options: &Options, knowledge: &Knowledge, job: &Job) -> Article {
    let document = gloss::annotate(text, knowledge, options);
    let options = WriteOptions { offset_unit: job.offset_unit, model: &knowledge.name };
    json::write(&document, &options)
}

/// The machine's document of a file: of a text, read with what the log says of it.
fn machine_of(path: &Path, log: &Log, knowledge: &Knowledge, job: &Job) -> Result<Article, String> {
    match input::read_any(path)? {
        Given::Saved(article) if article.review.as_ref().is_some_and(|own| !is_begun(own, log)) => {
            let problem = "was reviewed otherwise, and that would be lost; compare both, or apply \
                           the log to the text";
            Err(problem.to_owned())
        }
        Given::Saved(article) => Ok(*article),
        Given::Text(article) => {
            let options = article.options(job.published);
            let text = gloss::text::Text::new(&article.text);
            let asked = input(&text, &options, log);
            Ok(annotated(&asked.text, &asked.options, knowledge, job))
        }
    }
}

/// Whether all that one log decides is the beginning of another.
fn is_begun(log: &Log, other: &Log) -> bool {
    other.done().starts_with(log.done())
}

/// Says what could not be applied, and what an edit took along.
fn tell(path: &Path, log: &Log, reviewed: &Reviewed) -> Outcome {
    let place = |step: usize, edit: usize| {
        let label = log.steps.get(step).map_or("", |step| &*step.label);
        format!("{}: step {} {label:?}, edit {}", name_of(path), step + 1, edit + 1)
    };
    for it in &reviewed.fallen {
        let (relation, sentence) = (it.relation.relation_type.name(), &it.relation.evidence.text);
        complain(&format!("{} took along {relation} in {sentence:?}", place(it.step, it.edit)));
    }
    for Unapplied { step, edit, reason } in &reviewed.unapplied {
        complain(&format!("{} was not applied: {reason}", place(*step, *edit)));
    }
    if reviewed.unapplied.is_empty() { Outcome::DONE } else { Outcome::SOME_FAILED }
}

/// Compares two saved documents.
pub(crate) fn compare(comparison: &Comparison) -> Outcome {
    let Comparison { left, right, as_json } = comparison;
    let read = |path: &Path| {
        let file = input::text(path)?;
        json::read(&file).map_err(|problem| problem.to_string())
    };
    let (left, right) = match (read(left), read(right)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(problem), _) => return failed(left, &problem),
        (_, Err(problem)) => return failed(right, &problem),
    };
    let text = match diff::compare(&left, &right) {
        Ok(diff) if *as_json => {
            serde_json::to_string(&diff).map_or_else(|it| it.to_string(), |it| it + "\n")
        }
        Ok(diff) => diff.to_string(),
        Err(problem) => return failed(&comparison.right, &problem.to_string()),
    };
    print(&text)
}
