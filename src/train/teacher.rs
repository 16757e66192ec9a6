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

/// What is thought of the words of a list of documents: [`TAGS`] probabilities for each word, a byte each, in 255ths.
#[derive(Clone, Debug, Default)]
pub struct SoftLabels {
    of_documents: Vec<Vec<u8>>,
}

impl SoftLabels {
    /// Reads a teacher's answers for these documents.
    ///
    /// # Errors
    /// When the file cannot be read or was made for other documents.
    pub fn read(path: &Path, documents: &[GoldDocument]) -> Result<Self, CorpusError> {
        let bytes = read_bytes(path)?;
        let lengths: Vec<usize> = documents.iter().map(|it| it.words() * TAGS).collect();
        let wanted: usize = lengths.iter().sum();
        if bytes.len() != wanted {
            let cause = format!("{} bytes, not {wanted}: {TAGS} for each word", bytes.len());
            return Err(CorpusError::new(path, cause));
        }
        let mut rest = &bytes[..];
        let mut next = |length: usize| {
            let (labels, after) = rest.split_at(length);
            rest = after;
            labels.to_vec()
        };
        Ok(Self { of_documents: lengths.into_iter().map(&mut next).collect() })
    }

    /// Those of each document in order; an empty one where nobody was asked.
    pub fn new(of_documents: Vec<Vec<u8>>) -> Self {
        Self { of_documents }
    }

    /// Those of a document; nothing when nobody was asked.
    pub fn of(&self, document: usize) -> &[u8] {
        self.of_documents.get(document).map_or(&[], Vec::as_slice)
    }
}
