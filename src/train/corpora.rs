//! Readers of annotated corpora, one module for each format or scheme.
//!
//! Corpora disagree on what a name is. Every reader brings its corpus to the scheme of
//! [`crate::document::EntityType`]: titles and articles outside the name, countries and cities GPE,
//! mountains LOC, nationality words NORP. Where a corpus does not tell (a "location" may be a city
//! or a mountain; another corpus leaves nationality words alone), the annotation says what is
//! possible, and training and scoring go by that.

use std::{error::Error, fmt, io, path::Path};

use crate::{model::tags::TypeSet, text::TokenSpan};

pub mod conllu;

pub mod columns;

pub mod coref;

pub mod facts;

pub mod gmb;

pub mod gum;

pub mod news;

pub mod open;

mod own;

pub mod plain;

pub mod redocred;

pub mod world;

/// A document with its names as some corpus annotates them.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldDocument {
    /// What the corpus calls it.
    pub name: String,
    /// Its sentences.
    pub sentences: Vec<GoldSentence>,
    /// Types that the corpus does not annotate: a token outside all names may be in one of those.
    pub unannotated: TypeSet,
}

/// A sentence with its names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldSentence {
    /// The tokens as the corpus divides them.
    pub words: Vec<String>,
    /// In order, not overlapping.
    pub names: Vec<GoldName>,
}

/// A name and what it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoldName {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The types that the annotation allows. With "no name", it may also be none.
    pub types: TypeSet,
}

impl GoldDocument {
    /// The words of each sentence, as the networks read them.
    pub fn words_by_sentence(&self) -> Vec<Vec<&str>> {
        let sentences = self.sentences.iter();
        sentences.map(|sentence| sentence.words.iter().map(String::as_str).collect()).collect()
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.words.len()).sum()
    }
}

impl GoldSentence {
    /// The words of a span, with blanks between them.
    pub fn phrase(&self, tokens: TokenSpan) -> String {
        self.words[tokens.range()].join(" ")
    }

    /// Whether some name covers the token.
    pub fn is_in_name(&self, token: usize) -> bool {
        self.names.iter().any(|name| name.tokens.range().contains(&token))
    }
}

/// Why a corpus could not be read.
#[derive(Debug)]
pub struct CorpusError {
    path: String,
    cause: String,
}

impl CorpusError {
    /// The file, and what is wrong with it.
    pub fn new(path: &Path, cause: impl fmt::Display) -> Self {
        Self { path: path.display().to_string(), cause: cause.to_string() }
    }
}

impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.cause)
    }
}

impl Error for CorpusError {}

/// Reads a file as bytes.
///
/// # Errors
/// When that fails: names the file.
#[expect(clippy::disallowed_methods, reason = "training reads files, the engine does not")]
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, CorpusError> {
    std::fs::read(path).map_err(|error: io::Error| CorpusError::new(path, error))
}

/// Reads a UTF-8 file.
///
/// # Errors
/// When that fails: names the file.
pub fn read_text(path: &Path) -> Result<String, CorpusError> {
    String::from_utf8(read_bytes(path)?).map_err(|error| CorpusError::new(path, error))
}
