//! News that we annotated by reading, in the folder `src/train/annotations`, beside `news-gold` and in its format.
//!
//! `index.tsv` names runs of neighbouring sentences of the Groningen Meaning Bank ("o001", the corpus, its first
//! sentence); their texts stay in the corpus. A file of annotations with the name of a text of `news-gold` adds the names
//! of that text. `second` holds what another reader says of some of the texts.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{CorpusError, gmb, open::joined, read_text};

/// Sentences of a run.
pub(super) const RUN: usize = 40;

/// Where the annotations lie.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/train/annotations")
}

/// A run of sentences.
#[derive(Debug, PartialEq)]
pub(super) struct Run {
    pub(super) id: String,
    /// The number of its first sentence in the corpus.
    pub(super) first: usize,
}

/// The runs of the index.
///
/// # Errors
/// When it cannot be read, or a line is not a run: names it.
pub(super) fn runs() -> Result<Vec<Run>, CorpusError> {
    let path = folder().join("index.tsv");
    let index = read_text(&path)?;
    let run = |line: &str| match line.split('\t').collect::<Vec<_>>()[..] {
        [id, "gmb", first] => Some(Run { id: id.to_owned(), first: first.parse().ok()? }),
        _ => None,
    };
    let lines = index.lines().skip(1);
    lines.map(|line| run(line).ok_or_else(|| CorpusError::new(&path, line))).collect()
}

/// The numbered sentences of each run, a line for each, as `news-gold` has them.
///
/// # Errors
/// When a file cannot be read.
pub(super) fn texts(data: &Path) -> Result<Vec<(Run, String)>, CorpusError> {
    let sentences = gmb::words(&data.join("gmb/ner_dataset.csv.zip"))?;
    let text = |run: Run| {
        let sentences = sentences.iter().skip(run.first).take(RUN).enumerate();
        let text = sentences.map(|(number, words)| format!("S{number}\t{}\n", joined(words)));
        let text = text.collect();
        (run, text)
    };
    Ok(runs()?.into_iter().map(text).collect())
}

/// The names of the files of annotations in a folder, without their ending, in order.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn annotated(folder: &Path) -> Result<Vec<String>, CorpusError> {
    let fail = |error: io::Error| CorpusError::new(folder, error);
    let mut ids = Vec::new();
    for file in folder.read_dir().map_err(fail)? {
        let path = file.map_err(fail)?.path();
        let is_annotation = path.extension().is_some_and(|ending| ending == "ann");
        let id = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_annotation);
        ids.extend(id.map(str::to_owned));
    }
    ids.sort_unstable();
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_of_the_index_is_annotated_and_each_second_reading_has_a_first() {
        let first = annotated(&folder()).unwrap();
        for run in runs().unwrap() {
            assert!(first.contains(&run.id), "{}", run.id);
        }
        let is_read =
            |id: &str| !id.starts_with('o') || runs().unwrap().iter().any(|run| run.id == id);
        assert!(first.iter().all(|id| is_read(id)));
        for id in annotated(&folder().join("second")).unwrap() {
            assert!(first.contains(&id), "{id}");
        }
    }

    #[test]
    fn runs_do_not_share_sentences() {
        let mut firsts: Vec<usize> = runs().unwrap().iter().map(|run| run.first).collect();
        firsts.sort_unstable();
        assert!(firsts.windows(2).all(|pair| pair[1] - pair[0] >= RUN));
    }
}
