//! Texts without names annotated: a teacher says what is in them.

use std::path::Path;

use super::{CorpusError, GoldDocument, GoldSentence, conllu, read_text};
use crate::{
    clean,
    document::Document,
    model::tags::{NAME_TYPES, TypeSet},
    segment,
    text::Text,
    train::lists::files,
};

/// Sentences of a treebank put together where it does not divide into documents.
const SENTENCES_TOGETHER: usize = 12;

/// Reads the articles of a Wikinews table (columns: address, date, title, text), cut into sentences
/// and tokens by the engine.
///
/// # Errors
/// When the file cannot be read.
pub fn wikinews(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let rows = files::csv(&read_text(path)?);
    let articles = rows.iter().skip(1).filter_map(|row| match &row[..] {
        [address, _, title, text, ..] => Some((address, format!("{title}\n\n{text}"))),
        _ => None,
    });
    Ok(articles.map(|(address, text)| document(address.clone(), sentences(&text))).collect())
}

/// Reads the words of a treebank.
///
/// # Errors
/// When the file cannot be read or is not CoNLL-U.
pub fn treebank(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let parsed = conllu::read(&read_text(path)?).map_err(|error| CorpusError::new(path, error))?;
    let mut documents = Vec::new();
    for treebank_document in parsed {
        for sentences in treebank_document.sentences.chunks(SENTENCES_TOGETHER) {
            let words = |sentence: &conllu::Sentence| {
                sentence.words.iter().map(|word| word.form.clone()).collect()
            };
            documents.push(document(
                treebank_document.id.clone(),
                sentences.iter().map(words).collect(),
            ));
        }
    }
    Ok(documents)
}

fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut doc = Document { text: Text::new(text), ..Document::default() };
    doc.blocks = clean::find_blocks(&doc.text, &[]);
    (doc.sentences, doc.tokens) = segment::segment(&doc.text, &doc.blocks);
    let word = |token: &crate::document::Token| doc.text.slice(token.span).to_owned();
    doc.sentences
        .iter()
        .map(|sentence| doc.tokens[sentence.tokens.range()].iter().map(word).collect())
        .collect()
}

fn document(name: String, sentences: Vec<Vec<String>>) -> GoldDocument {
    let sentence = |words| GoldSentence { words, names: Vec::new() };
    GoldDocument {
        name,
        sentences: sentences.into_iter().map(sentence).collect(),
        unannotated: TypeSet::of(&NAME_TYPES),
    }
}
