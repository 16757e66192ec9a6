//! What a teacher, a larger model outside the engine, is given and gives back.
//!
//! Given ([`write()`]): one line of JSON for each document, `{"name", "words", "tags"}`, where
//! `words` holds the sentences' words and `tags`, for each word, the tags that the annotation leaves
//! possible as the bits of a number (bit 0 is "in no name", then [`NAME_TYPES`] times four positions).
//!
//! Given back ([`SoftLabels::read`]): for each word in the same order the probabilities of all tags,
//! a byte each, in 255ths.
//!
//! [`NAME_TYPES`]: crate::model::tags::NAME_TYPES

use std::{io, path::Path};

use serde_json::json;

use super::{
    corpora::{CorpusError, GoldDocument, read_bytes},
    names::targets,
};
use crate::model::tags::TAGS;

/// Writes the documents for the teacher.
///
/// # Errors
/// When writing fails.
pub fn write(documents: &[GoldDocument], mut to: impl io::Write) -> io::Result<()> {
    for document in documents {
        let sentences = &document.sentences;
        let words: Vec<_> = sentences.iter().map(|sentence| &sentence.words).collect();
        let tags: Vec<Vec<u64>> = sentences
            .iter()
            .map(|sentence| {
                let targets = targets(sentence, document.unannotated);
                targets.into_iter().map(|target| target.tags.bits()).collect()
            })
            .collect();
        writeln!(to, "{}", json!({"name": document.name, "words": words, "tags": tags}))?;
    }
    Ok(())
}

/// The teacher's answers for a list of documents.
#[derive(Clone, Debug, Default)]
pub struct SoftLabels {
    /// [`TAGS`] bytes for each word of all documents.
    bytes: Vec<u8>,
    /// For each document, the index of its first word.
    starts: Vec<usize>,
}

impl SoftLabels {
    /// Reads the answers for these documents.
    ///
    /// # Errors
    /// When the file cannot be read or was made for other documents.
    pub fn read(path: &Path, documents: &[GoldDocument]) -> Result<Self, CorpusError> {
        let bytes = read_bytes(path)?;
        let mut starts = Vec::with_capacity(documents.len());
        let mut words = 0;
        for document in documents {
            starts.push(words);
            words += document.sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>();
        }
        if bytes.len() != words * TAGS {
            let cause = format!("{} bytes, not {TAGS} for each of {words} words", bytes.len());
            return Err(CorpusError::new(path, cause));
        }
        Ok(Self { bytes, starts })
    }

    /// The probabilities for the words of a document, [`TAGS`] for each; nothing when there was no
    /// teacher.
    pub fn of(&self, document: usize, words: usize) -> &[u8] {
        let start = self.starts.get(document);
        start.map_or(&[], |start| &self.bytes[start * TAGS..][..words * TAGS])
    }
}
